/* The lower bound: the least weight that meets every negative cycle, edges counted in fractions. First cycles that share
 * no edge; then the linear program, cycles added as they are violated (Barahona and Mahjoub 1986; Groetschel, Juenger and
 * Reinelt 1987). The prices of its rows are shares that prove the bound without it. */
#include "analyse/frustration.h"
#include "base/memory.h"
#include "solve/linear.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SLACK = 1e-6;

ent_status ent_block_init(ent_block *block, const ent_signed_edges *graph, ent_effort *effort, ent_error *err) {
    size_t n = (size_t)graph->n + 1, m = graph->m + 1;
    *block = (ent_block){.graph = graph, .effort = effort};
    block->side = calloc(n, 1);
    block->trial = malloc(n);
    block->quiet = calloc(m, 1);
    block->x = calloc(m, sizeof *block->x);
    block->order_key = malloc(m * sizeof *block->order_key);
    block->order = malloc(m * sizeof *block->order);
    bool room = block->side && block->trial && block->quiet && block->x && block->order_key && block->order;
    return room ? ent_cycle_seeker_init(&block->seeker, graph, block->side, err) : ent_fail_memory(err);
}

void ent_block_clear(ent_block *block) {
    ent_cycle_seeker_clear(&block->seeker);
    ent_linear_free(block->linear);
    ent_cycles_clear(&block->rows);
    ent_cycles_clear(&block->proof);
    free(block->side);
    free(block->trial);
    free(block->quiet);
    free(block->idle);
    free(block->x);
    free(block->order_key);
    free(block->order);
    *block = (ent_block){0};
}

static int64_t whole_up(int64_t shares) {
    return (shares + ENT_SHARE - 1) / ENT_SHARE;
}

static ent_status tick(ent_block *b, const char *stage, ent_error *err) {
    return ent_monitor_tick(b->effort->monitor, stage, b->effort->steps, 0, err);
}

/* ---- sides that the linear program suggests ---- */

typedef struct {
    double key;
    int32_t edge;
} ranked;

static int by_key(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

/* A forest of edges that the program would least like to see frustrated, then descent. */
static ent_status round_sides(ent_block *b, ent_error *err) {
    size_t m = b->graph->m;
    int64_t cost = 0;
    ranked *edges = malloc((m + 1) * sizeof *edges);
    if (!edges) return ent_fail_memory(err);
    for (size_t e = 0; e < m; e++) edges[e] = (ranked){floor(b->x[e] * 1e6 + .5), (int32_t)e};
    if (m > 1) qsort(edges, m, sizeof *edges, by_key);
    for (size_t e = 0; e < m; e++) b->order[e] = edges[e].edge;
    free(edges);
    ent_status status = ent_signed_forest(b->graph, b->order, b->trial, err);
    if (!status) status = ent_signed_descend(b->graph, b->trial, &cost, err);
    if (status || cost >= b->upper) return status;
    b->upper = cost;
    memcpy(b->side, b->trial, (size_t)b->graph->n);
    memset(b->quiet, 0, m);
    return ENT_OK;
}

/* ---- separation ---- */

/* Look from every frustrated edge (that was not quiet last time, unless `all`) for a cycle shorter than 1. */
static ent_status separate(ent_block *b, bool all, size_t *added, ent_error *err) {
    ent_status status = ENT_OK;
    ent_cycle_marks marks = {0};
    size_t searches = 0;
    bool fresh = false;
    for (size_t e = 0; e < b->graph->m && !status; e++) {
        if (!ent_signed_frustrated(&b->graph->edges[e], b->side) || (!all && b->quiet[e])) continue;
        if (b->x[e] >= 1 - SLACK) continue;
        status = ent_cycle_seeker_find(&b->seeker, e, b->x, 1 - SLACK, err);
        ent_effort_charge(b->effort, b->seeker.looked_at);
        if (!status && ++searches % 64 == 0) status = tick(b, "separating negative cycles", err);
        b->quiet[e] = b->seeker.cycle_count == 0;
        if (status || !b->seeker.cycle_count) continue;
        status = ent_cycle_marks_add(&marks, b->seeker.cycle, b->seeker.cycle_count, &fresh, err);
        if (status || !fresh) continue;
        status = ent_linear_cover(b->linear, b->seeker.cycle, b->seeker.cycle_count, err);
        if (!status) status = ent_cycles_add(&b->rows, b->seeker.cycle, b->seeker.cycle_count, 0, err);
        ++*added;
    }
    ent_cycle_marks_clear(&marks);
    return status;
}

static ent_status open_program(ent_block *b, ent_error *err) {
    for (size_t e = 0; e < b->graph->m; e++) b->order_key[e] = (double)b->graph->edges[e].weight;
    ent_status status = ent_linear_new(b->graph->m, b->order_key, &b->linear, err);
    for (size_t k = 0; k < b->rows.count && !status; k++)
        status =
            ent_linear_cover(b->linear, b->rows.edge + b->rows.start[k], b->rows.start[k + 1] - b->rows.start[k], err);
    return status;
}

/* As many iterations as the work allows; the monitor is asked while they last. The factors of the basis fill up as rows
 * are added: an iteration takes time that grows with the square of their number. */
static ent_status solve(ent_block *b, bool *dead, ent_error *err) {
    ent_linear_end end = ENT_LINEAR_UNFINISHED;
    uint64_t rows = b->rows.count, iterations = 0;
    uint64_t each = 1 + (ent_linear_size(b->linear) + rows * rows / 1000) / 1000;
    ent_status status = ENT_OK;
    b->unfinished = ent_effort_spent(b->effort);
    if (b->unfinished) return ENT_OK;
    uint64_t most = (b->effort->most - b->effort->steps) / each + 1;
    status =
        ent_linear_solve(b->linear, most < INT_MAX ? (int)most : INT_MAX, b->effort->monitor, &end, &iterations, err);
    b->effort->steps += 1 + iterations * each;
    if (status) return status;
    b->unfinished = end == ENT_LINEAR_UNFINISHED;
    *dead = end == ENT_LINEAR_INFEASIBLE;
    if (*dead || b->unfinished) return ENT_OK;
    b->value = ent_linear_value(b->linear);
    ent_linear_columns(b->linear, b->x);
    for (size_t e = 0; e < b->graph->m; e++)
        if (b->x[e] < 0) b->x[e] = 0;
    return ENT_OK;
}

/* Rows that have long been slack only cost time. One that is needed again is found again. */
static ent_status drop_idle(ent_block *b, ent_error *err) {
    enum { FEW = 200, LONG = 3 };
    size_t idle = 0;
    while (b->idle_count < b->rows.count) {
        if (!ent_grow(&b->idle, &b->idle_room, b->idle_count, sizeof *b->idle)) return ent_fail_memory(err);
        b->idle[b->idle_count++] = 0;
    }
    for (size_t k = 0; k < b->rows.count; k++) {
        b->idle[k] = ent_linear_is_slack(b->linear, k) ? b->idle[k] + 1 : 0;
        idle += b->idle[k] >= LONG;
    }
    if (idle < FEW) {
        for (size_t k = 0; k < b->rows.count; k++) b->idle[k] -= b->idle[k] >= LONG;
        return ENT_OK;
    }
    for (size_t k = 0; k < b->rows.count; k++) b->idle[k] = b->idle[k] >= LONG;
    ent_cycles_drop(&b->rows, b->idle);
    ent_status status = ent_linear_drop(b->linear, b->idle, err);
    b->idle_count = b->rows.count;
    for (size_t k = 0; k < b->idle_count; k++) b->idle[k] = 0;
    return status;
}

ent_status ent_block_relax(ent_block *b, bool *dead, ent_error *err) {
    double dropped_at = 0;
    ent_status status = b->linear ? ENT_OK : open_program(b, err);
    *dead = false;
    memset(b->quiet, 0, b->graph->m);
    while (!status) {
        size_t added = 0;
        status = solve(b, dead, err);
        if (status || *dead || b->unfinished) break;
        status = round_sides(b, err);
        if (status || b->value > (double)b->upper - 1 + SLACK) break;
        if (b->value > dropped_at + SLACK) {
            status = drop_idle(b, err);
            dropped_at = b->value;
        }
        if (!status) status = separate(b, false, &added, err);
        if (!status && !added) status = separate(b, true, &added, err);
        if (!added) break;
    }
    return status;
}

/* ---- the proof ---- */

ent_status ent_block_prove(ent_block *b, ent_error *err) {
    size_t m = b->graph->m, rows = b->rows.count;
    double *price = calloc(rows + 1, sizeof *price);
    int64_t *left = malloc((m + 1) * sizeof *left), proved = 0;
    ent_cycles proof = {0};
    ent_status status = price && left ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < m && !status; e++) left[e] = b->graph->edges[e].weight * ENT_SHARE;
    if (!status) ent_linear_prices(b->linear, price);
    for (size_t k = 0; k < rows && !status; k++) {
        const int32_t *edges = b->rows.edge + b->rows.start[k];
        size_t count = b->rows.start[k + 1] - b->rows.start[k];
        int64_t share = price[k] > 0 ? (int64_t)floor(price[k] * ENT_SHARE + .5) : 0;
        for (size_t i = 0; i < count; i++)
            if (left[edges[i]] < share) share = left[edges[i]];
        if (share <= 0) continue;
        for (size_t i = 0; i < count; i++) left[edges[i]] -= share;
        proved += share;
        status = ent_cycles_add(&proof, edges, count, share, err);
    }
    if (!status && proved > b->proved) {
        ent_cycles_clear(&b->proof);
        b->proof = proof;
        b->proved = proved;
        if (whole_up(proved) > b->lower) b->lower = whole_up(proved);
    } else {
        ent_cycles_clear(&proof);
    }
    free(price);
    free(left);
    return status;
}
