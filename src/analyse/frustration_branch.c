/* Branch and cut: an edge that the linear program counts in part is frustrated (1) or not (0). Depth first, so that one
 * program serves all; what is cut off in one branch holds in all others. */
#include "analyse/frustration.h"
#include "base/memory.h"
#include "solve/linear.h"

#include <math.h>
#include <stdlib.h>

/* An edge that is fixed, and what its other branch is worth: no less than its parent was. */
typedef struct {
    int32_t edge;
    int value;
    bool second; /* the other value has been tried */
    double bound;
} choice;

typedef struct {
    choice *path;
    size_t depth, room;
} tree;

static const double SLACK = 1e-6;

/* The edge counted nearest to a half, ties by weight, then by number; -1 when none is in part. */
static int32_t undecided(const ent_block *b) {
    int32_t chosen = -1;
    double nearest = .5 - 1e-5;
    int64_t weight = 0;
    for (size_t e = 0; e < b->graph->m; e++) {
        double away = fabs(b->x[e] - .5);
        if (away > nearest + 1e-9 || (away > nearest - 1e-9 && b->graph->edges[e].weight <= weight)) continue;
        if (away < nearest) nearest = away;
        weight = b->graph->edges[e].weight;
        chosen = (int32_t)e;
    }
    return chosen;
}

static ent_status fix(ent_block *b, int32_t edge, int value, ent_error *err) {
    return ent_linear_between(b->linear, (size_t)edge, value, value, err);
}

static ent_status go_down(ent_block *b, tree *t, int32_t edge, ent_error *err) {
    if (!ent_grow(&t->path, &t->room, t->depth, sizeof *t->path)) return ent_fail_memory(err);
    int value = b->x[edge] >= .5 - 1e-9;
    t->path[t->depth++] = (choice){edge, value, false, b->value};
    return fix(b, edge, value, err);
}

/* Up to the nearest choice whose other branch is still worth a look, and into that branch. */
static ent_status go_back(ent_block *b, tree *t, ent_error *err) {
    ent_status status = ENT_OK;
    while (t->depth && !status) {
        choice *last = &t->path[t->depth - 1];
        if (!last->second && last->bound <= (double)b->upper - 1 + SLACK) {
            last->second = true;
            last->value = !last->value;
            return fix(b, last->edge, last->value, err);
        }
        status = ent_linear_between(b->linear, (size_t)last->edge, 0, INFINITY, err);
        t->depth--;
    }
    return status;
}

/* What is proved when the work runs out: the least bound among branches not yet looked at. */
static void settle(ent_block *b, const tree *t) {
    double least = (double)b->upper;
    for (size_t i = 0; i < t->depth; i++)
        if ((!t->path[i].second || i + 1 == t->depth) && t->path[i].bound < least) least = t->path[i].bound;
    int64_t bound = (int64_t)ceil(least - SLACK);
    if (bound > b->lower) b->lower = bound;
}

ent_status ent_block_branch(ent_block *b, ent_error *err) {
    tree t = {0};
    int32_t edge = undecided(b);
    ent_status status = edge < 0 ? ENT_OK : go_down(b, &t, edge, err);
    while (!status && t.depth && b->lower < b->upper) {
        bool dead = false;
        b->effort->nodes++;
        status = ent_block_relax(b, &dead, err);
        if (status || b->unfinished) break;
        edge = dead || b->value > (double)b->upper - 1 + SLACK ? -1 : undecided(b);
        status = edge < 0 ? go_back(b, &t, err) : go_down(b, &t, edge, err);
    }
    if (!status && b->unfinished) settle(b, &t);
    if (!status && !b->unfinished) b->lower = b->upper;
    free(t.path);
    return status;
}
