/* Cycles over the edges that a reduction left, carried back to the edges it was given: its steps are undone from the last
 * to the first. Where two parallel edges had become one, the shares are dealt out between them. */
#include "analyse/frustration_steps.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A list of numbers that grows. */
typedef struct {
    int32_t *items;
    size_t count, room;
} list;

/* A cycle under way: its edges in no order. */
typedef struct {
    list edges;
    int64_t share;
} loop;

typedef struct {
    const ent_reduction *r;
    loop *loops;
    size_t count, room;
    list *through; /* by edge: numbers of the cycles through it */
} unfolding;

static bool put(list *l, int32_t item) {
    if (!ent_grow(&l->items, &l->room, l->count, sizeof *l->items)) return false;
    l->items[l->count++] = item;
    return true;
}

/* A new cycle of those edges. */
static bool add_loop(unfolding *u, const int32_t *edges, size_t count, int64_t share) {
    if (!ent_grow(&u->loops, &u->room, u->count, sizeof *u->loops)) return false;
    loop *l = &u->loops[u->count];
    *l = (loop){.share = share};
    int32_t number = (int32_t)u->count++;
    for (size_t i = 0; i < count; i++)
        if (!put(&l->edges, edges[i]) || !put(&u->through[edges[i]], number)) return false;
    return true;
}

static void replace(loop *l, int32_t old, int32_t new) {
    for (size_t i = 0; i < l->edges.count; i++)
        if (l->edges.items[i] == old) l->edges.items[i] = new;
}

static bool undo_series(unfolding *u, const ent_reduction_step *step) {
    list *made = &u->through[step->made];
    for (size_t i = 0; i < made->count; i++) {
        loop *l = &u->loops[made->items[i]];
        replace(l, step->made, step->one);
        if (!put(&l->edges, step->two) || !put(&u->through[step->one], made->items[i]) ||
            !put(&u->through[step->two], made->items[i]))
            return false;
    }
    return true;
}

/* The part of a cycle that the first edge has no room for goes through the second. */
static bool split(unfolding *u, int32_t number, const ent_reduction_step *step, int64_t fits) {
    loop whole = u->loops[number];
    size_t count = whole.edges.count;
    int32_t *copy = malloc((count + 1) * sizeof *copy);
    if (!copy) return false;
    for (size_t i = 0; i < count; i++) copy[i] = whole.edges.items[i] == step->made ? step->two : whole.edges.items[i];
    bool done = add_loop(u, copy, count, whole.share - fits);
    free(copy);
    u->loops[number].share = fits;
    replace(&u->loops[number], step->made, step->one);
    return done && put(&u->through[step->one], number);
}

static bool undo_parallel(unfolding *u, const ent_reduction_step *step) {
    int64_t room = u->r->edges[step->one].weight * ENT_SHARE;
    const list made = u->through[step->made];
    for (size_t i = 0; i < made.count; i++) {
        int32_t number = made.items[i];
        int64_t share = u->loops[number].share;
        if (share > room && room > 0) {
            if (!split(u, number, step, room)) return false;
            room = 0;
            continue;
        }
        int32_t other = room > 0 ? step->one : step->two;
        if (room > 0) room -= share;
        replace(&u->loops[number], step->made, other);
        if (!put(&u->through[other], number)) return false;
    }
    return true;
}

static bool undo_net(unfolding *u, const ent_reduction_step *step) {
    const int32_t pair[] = {step->one, step->two};
    for (size_t i = 0; step->made >= 0 && i < u->through[step->made].count; i++) {
        int32_t number = u->through[step->made].items[i];
        replace(&u->loops[number], step->made, step->one);
        if (!put(&u->through[step->one], number)) return false;
    }
    return add_loop(u, pair, 2, u->r->edges[step->two].weight * ENT_SHARE);
}

static bool undo(unfolding *u, const ent_reduction_step *step) {
    switch (step->kind) {
    case ENT_STEP_SERIES:
        return undo_series(u, step);
    case ENT_STEP_PARALLEL:
        return undo_parallel(u, step);
    case ENT_STEP_NET:
        return undo_net(u, step);
    default:
        return true;
    }
}

static void unfolding_clear(unfolding *u) {
    for (size_t k = 0; k < u->count; k++) free(u->loops[k].edges.items);
    for (size_t e = 0; u->through && e < u->r->edge_count; e++) free(u->through[e].items);
    free(u->loops);
    free(u->through);
}

ent_status ent_reduction_cycles(const ent_reduction *reduction, ent_cycles *cycles, ent_error *err) {
    unfolding u = {.r = reduction};
    ent_cycles full = {0};
    ent_status status = ENT_OK;
    u.through = calloc(reduction->edge_count + 1, sizeof *u.through);
    bool room = u.through != NULL;
    for (size_t k = 0; k < cycles->count && room; k++)
        room = add_loop(&u, cycles->edge + cycles->start[k], cycles->start[k + 1] - cycles->start[k], cycles->share[k]);
    for (size_t k = reduction->step_count; k-- > 0 && room;) room = undo(&u, &reduction->steps[k]);
    if (!room) status = ent_fail_memory(err);
    for (size_t k = 0; k < u.count && !status; k++)
        if (u.loops[k].share > 0)
            status = ent_cycles_add(&full, u.loops[k].edges.items, u.loops[k].edges.count, u.loops[k].share, err);
    unfolding_clear(&u);
    if (status) {
        ent_cycles_clear(&full);
    } else {
        ent_cycles_clear(cycles);
        *cycles = full;
    }
    return status;
}
