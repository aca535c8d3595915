/* The frustration index: reduce, take the blocks apart, bound each from both sides, put the answer together again. */
#include "analyse/frustration.h"

#include <stdlib.h>
#include <string.h>

/* The work under way: what is left of the graph, and of the block at hand the numbers it has in the whole. */
typedef struct {
    const ent_signed_edges *graph;
    ent_effort *effort;
    ent_reduction reduction;
    int32_t *block, blocks; /* by edge of the reduction */
    int32_t *by_block, *block_first;
    int32_t *local, *turn; /* by vertex: number in the block; by edge: product of its sides */
    ent_frustration *answer;
} solving;

static void solving_clear(solving *s) {
    ent_reduction_clear(&s->reduction);
    free(s->block);
    free(s->by_block);
    free(s->block_first);
    free(s->local);
    free(s->turn);
}

/* Edges sorted by block, in the order of their numbers. */
static ent_status sort_by_block(solving *s, ent_error *err) {
    size_t count = s->reduction.edge_count;
    s->block_first = calloc((size_t)s->blocks + 2, sizeof *s->block_first);
    s->by_block = malloc((count + 1) * sizeof *s->by_block);
    if (!s->block_first || !s->by_block) return ent_fail_memory(err);
    int32_t *place = s->block_first + 1;
    for (size_t e = 0; e < count; e++)
        if (s->block[e] >= 0 && s->block[e] + 1 < s->blocks) place[s->block[e] + 1]++;
    for (int32_t k = 1; k < s->blocks; k++) place[k] += place[k - 1];
    for (size_t e = 0; e < count; e++)
        if (s->block[e] >= 0) s->by_block[place[s->block[e]]++] = (int32_t)e;
    return ENT_OK;
}

static int32_t number_locally(solving *s, int32_t v, int32_t *next) {
    if (s->local[v] < 0) s->local[v] = (*next)++;
    return s->local[v];
}

static ent_status make_block(solving *s, int32_t k, ent_signed_edges *out, ent_error *err) {
    size_t count = (size_t)(s->block_first[k + 1] - s->block_first[k]);
    const int32_t *edges = s->by_block + s->block_first[k];
    out->edges = malloc((count + 1) * sizeof *out->edges);
    if (!out->edges) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const ent_signed_edge *edge = &s->reduction.edges[edges[i]];
        int32_t u = number_locally(s, edge->u, &out->n), v = number_locally(s, edge->v, &out->n);
        out->edges[out->m++] = (ent_signed_edge){u, v, edge->sign, edge->weight};
    }
    for (size_t i = 0; i < count; i++)
        s->local[s->reduction.edges[edges[i]].u] = s->local[s->reduction.edges[edges[i]].v] = -1;
    return ent_signed_edges_index(out, err);
}

/* Bounds of one block until they meet or the work runs out. */
static ent_status bound_block(ent_block *b, ent_error *err) {
    bool dead = false;
    ent_status status = ent_signed_search(b->graph, b->effort, b->side, &b->upper, err);
    if (status || b->upper == 0) return status;
    status = ent_block_pack(b, err);
    if (status || b->lower >= b->upper || ent_effort_spent(b->effort)) return status;
    status = ent_block_route(b, err);
    if (status || b->lower >= b->upper || ent_effort_spent(b->effort)) return status;
    status = ent_block_relax(b, &dead, err);
    if (!status) status = ent_block_prove(b, err); /* also of a program that is not solved to the end */
    if (status || b->unfinished || b->lower >= b->upper) return status;
    return ent_block_branch(b, err);
}

/* Add what is known of a block to the whole. */
static ent_status collect(solving *s, int32_t k, const ent_block *b, ent_error *err) {
    const int32_t *edges = s->by_block + s->block_first[k];
    ent_status status = ENT_OK;
    s->answer->lower += b->lower;
    s->answer->upper += b->upper;
    for (size_t i = 0; i < b->graph->m; i++)
        s->turn[edges[i]] = b->side[b->graph->edges[i].u] * b->side[b->graph->edges[i].v];
    for (size_t c = 0; c < b->proof.count && !status; c++) {
        size_t first = b->proof.start[c], count = b->proof.start[c + 1] - first;
        for (size_t i = 0; i < count; i++) b->proof.edge[first + i] = edges[b->proof.edge[first + i]];
        status = ent_cycles_add(&s->answer->cycles, b->proof.edge + first, count, b->proof.share[c], err);
    }
    return status;
}

static ent_status solve_block(solving *s, int32_t k, ent_error *err) {
    ent_signed_edges graph = {0};
    ent_block block = {0};
    ent_status status = make_block(s, k, &graph, err);
    if (!status) status = ent_block_init(&block, &graph, s->effort, err);
    if (!status) status = bound_block(&block, err);
    if (!status) status = collect(s, k, &block, err);
    ent_block_clear(&block);
    ent_signed_edges_clear(&graph);
    return status;
}

/* Sides of all from the products along edges: the blocks agree at the vertices they share up to swapping. */
static ent_status join_sides(solving *s, ent_error *err) {
    ent_signed_edges whole = {.n = s->graph->n};
    size_t count = s->reduction.edge_count;
    int32_t *order = malloc((count + 1) * sizeof *order);
    whole.edges = malloc((count + 1) * sizeof *whole.edges);
    ent_status status = order && whole.edges ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < count && !status; e++) {
        if (!s->reduction.alive[e]) continue;
        order[whole.m] = (int32_t)whole.m;
        whole.edges[whole.m] = s->reduction.edges[e];
        whole.edges[whole.m++].sign = s->turn[e];
    }
    if (!status) status = ent_signed_forest(&whole, order, s->answer->side, err);
    if (!status) ent_reduction_sides(&s->reduction, s->answer->side);
    free(order);
    free(whole.edges);
    return status;
}

static ent_status prepare(solving *s, ent_error *err) {
    ent_status status = ent_reduction_make(s->graph, &s->reduction, err);
    if (status) return status;
    size_t count = s->reduction.edge_count, n = (size_t)s->graph->n;
    s->block = malloc((count + 1) * sizeof *s->block);
    s->turn = malloc((count + 1) * sizeof *s->turn);
    s->local = malloc((n + 1) * sizeof *s->local);
    s->answer->side = malloc(n + 1);
    if (!s->block || !s->turn || !s->local || !s->answer->side) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) s->local[v] = -1, s->answer->side[v] = 1;
    status = ent_edge_blocks(s->graph->n, s->reduction.edges, s->reduction.alive, count, s->block, &s->blocks, err);
    if (!status) status = sort_by_block(s, err);
    s->answer->blocks = (size_t)s->blocks;
    return status;
}

/* The block with most edges: its turn comes last, so that the others have theirs before the work runs out. */
static int32_t largest_block(const solving *s) {
    int32_t largest = 0;
    for (int32_t k = 1; k < s->blocks; k++)
        if (s->block_first[k + 1] - s->block_first[k] > s->block_first[largest + 1] - s->block_first[largest])
            largest = k;
    return largest;
}

ent_status ent_frustration_solve(const ent_signed_edges *graph, ent_effort *effort, ent_frustration *out,
                                 ent_error *err) {
    solving s = {.graph = graph, .effort = effort, .answer = out};
    *out = (ent_frustration){0};
    ent_status status = ent_monitor_tick(effort->monitor, "reducing the signed graph", 0, 0, err);
    if (!status) status = prepare(&s, err);
    if (!status) out->lower = out->upper = s.reduction.base;
    int32_t last = status ? 0 : largest_block(&s);
    for (int32_t i = 0; i < s.blocks && !status; i++) {
        int32_t k = i + 1 == s.blocks ? last : i < last ? i : i + 1;
        out->kernel_edges += (size_t)(s.block_first[k + 1] - s.block_first[k]);
        status = solve_block(&s, k, err);
    }
    if (!status) status = join_sides(&s, err);
    if (!status) status = ent_reduction_cycles(&s.reduction, &out->cycles, err);
    for (size_t k = 0; k < out->cycles.count && !status; k++) out->proved += out->cycles.share[k];
    solving_clear(&s);
    if (status) ent_frustration_clear(out);
    return status;
}

void ent_frustration_clear(ent_frustration *answer) {
    free(answer->side);
    ent_cycles_clear(&answer->cycles);
    *answer = (ent_frustration){0};
}
