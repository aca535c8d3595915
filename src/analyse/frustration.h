/* analyse/frustration.h - the parts of the frustration index: the signed graph, reduction, search, cycles, branching. */
#ifndef ANALYSE_FRUSTRATION_H
#define ANALYSE_FRUSTRATION_H

#include "analyse/common.h"

/* ---- signed graphs (frustration_graph.c) ----------------------------------------------------------------------------------- */

/* Edges with a sign and a whole weight; no loops. */
typedef struct ent_signed_edge {
    int32_t u, v, sign;
    int64_t weight;
} ent_signed_edge;
typedef struct ent_signed_edges {
    int32_t n;
    size_t m;
    ent_signed_edge *edges;
    int32_t *first, *to, *via; /* neighbours of v and the edges there: first[v] .. first[v + 1] - 1, by edge number */
} ent_signed_edges;
/* Fill first, to and via from the edges. */
ent_status ent_signed_edges_index(ent_signed_edges *graph, ent_error *err);
void ent_signed_edges_clear(ent_signed_edges *graph);
/* A positive edge between the sides, or a negative one within one. side is 1 or -1 by vertex. */
static inline bool ent_signed_frustrated(const ent_signed_edge *edge, const int8_t *side) {
    return side[edge->u] * side[edge->v] != edge->sign;
}
int64_t ent_signed_cost(const ent_signed_edges *graph, const int8_t *side);
/* A spanning forest by edges in that order; sides such that none of its edges is frustrated. */
ent_status ent_signed_forest(const ent_signed_edges *graph, const int32_t *order, int8_t *side, ent_error *err);

/* ---- the work that is allowed ------------------------------------------------------------------------------------------------ */

/* A step is one iteration of the simplex method or one search for a shortest cycle; large ones count as more, so that a
 * step takes about as long on any graph. */
typedef struct ent_effort {
    const ent_monitor *monitor;
    uint64_t steps, most, nodes;
    uint64_t seed;
} ent_effort;
static inline bool ent_effort_spent(const ent_effort *effort) {
    return effort->steps >= effort->most;
}
/* One step, and another for every thousand edges, rows or columns that it looked at. */
static inline void ent_effort_charge(ent_effort *effort, uint64_t looked_at) {
    effort->steps += 1 + looked_at / 1000;
}

/* ---- upper bound (frustration_bound.c) ----------------------------------------------------------------------------------------- */

/* Flip single vertices as long as it helps; then *cost is what is left. */
ent_status ent_signed_descend(const ent_signed_edges *graph, int8_t *side, int64_t *cost, ent_error *err);
/* Several starts, descent, tabu search (Glover 1989) and annealing, within a quarter of the steps that are left but for one
 * descent, which is always made; the best sides found and their cost. A step is eight thousand edges that it looked at. */
ent_status ent_signed_search(const ent_signed_edges *graph, ent_effort *effort, int8_t *side, int64_t *cost,
                             ent_error *err);

/* ---- cycles ------------------------------------------------------------------------------------------------------------------------ */

/* Negative cycles, each the edges start[k] .. start[k + 1] - 1 of `edge`, with a share in units of 1 / ENT_SHARE: no edge
 * is given more than its weight, so that the shares add up to a lower bound. */
enum { ENT_SHARE = 1 << 20 };
typedef struct ent_cycles {
    size_t count, room, edge_count, edge_room;
    size_t *start; /* count + 1 of them once there is one */
    size_t start_room;
    int64_t *share;
    int32_t *edge;
} ent_cycles;
ent_status ent_cycles_add(ent_cycles *cycles, const int32_t *edges, size_t count, int64_t share, ent_error *err);
void ent_cycles_clear(ent_cycles *cycles);
/* Keep the cycles that are not to be dropped, in their order. */
void ent_cycles_drop(ent_cycles *cycles, const uint8_t *drop);
/* Which sets of edges have been met: a hash of each in an open table. All zero: empty. */
typedef struct ent_cycle_marks {
    uint64_t *slots;
    size_t count, room;
} ent_cycle_marks;
ent_status ent_cycle_marks_add(ent_cycle_marks *marks, const int32_t *edges, size_t count, bool *fresh, ent_error *err);
void ent_cycle_marks_clear(ent_cycle_marks *marks);

/* Search for negative cycles of small length (frustration_seek.c): Dijkstra from both ends in the signed double cover. */
typedef struct ent_cycle_heap {
    struct ent_cycle_seek_item *items;
    size_t count, room;
} ent_cycle_heap;
typedef struct ent_cycle_seeker {
    const ent_signed_edges *graph;
    const int8_t *side;
    double *distance[2]; /* from either end, by vertex and parity */
    int32_t *from[2];    /* edge by which it was reached */
    uint32_t *seen[2], stamp;
    ent_cycle_heap heap[2];
    uint64_t looked_at;    /* edges, in the last search */
    int32_t *walk, *place; /* edges of the walk; where a vertex stands on it, -1 */
    int32_t *corner;
    size_t walk_count;
    int32_t *cycle;
    size_t cycle_count;
} ent_cycle_seeker;
ent_status ent_cycle_seeker_init(ent_cycle_seeker *seeker, const ent_signed_edges *graph, const int8_t *side,
                                 ent_error *err);
void ent_cycle_seeker_clear(ent_cycle_seeker *seeker);
/* The shortest negative cycle through a frustrated edge (or one that is no longer and avoids it), when its length is
 * below the limit: in cycle and cycle_count, 0 when there is none. An infinite length blocks an edge. */
ent_status ent_cycle_seeker_find(ent_cycle_seeker *seeker, size_t edge, const double *length, double limit,
                                 ent_error *err);

/* ---- one block: bounds and proof ---------------------------------------------------------------------------------------------- */

typedef struct ent_linear ent_linear;
/* What is known of one biconnected block. */
typedef struct ent_block {
    const ent_signed_edges *graph;
    ent_effort *effort;
    int8_t *side; /* the best found */
    int64_t upper, lower;
    ent_cycles rows;  /* cycles in the linear program, in the order of its rows */
    ent_cycles proof; /* those with a share */
    int64_t proved;   /* sum of the shares */
    ent_cycle_seeker seeker;
    ent_linear *linear;
    double *x, *order_key;
    int32_t *order;
    int8_t *trial;
    uint8_t *quiet; /* frustrated edges that had no short cycle when last asked */
    uint8_t *idle;  /* by row: how often in a row it was slack */
    size_t idle_count, idle_room;
    double value;    /* of the linear program when it was last solved to the end */
    bool unfinished; /* the work ran out */
} ent_block;
ent_status ent_block_init(ent_block *block, const ent_signed_edges *graph, ent_effort *effort, ent_error *err);
void ent_block_clear(ent_block *block);
/* frustration_pack.c: edge-disjoint cycles as a first bound, then cycles that share edges in parts. */
ent_status ent_block_pack(ent_block *block, ent_error *err);
ent_status ent_block_route(ent_block *block, ent_error *err);
/* frustration_cycles.c: solve and separate until no short cycle is left, the value reaches `enough`, or the work runs out. *dead: infeasible. */
ent_status ent_block_relax(ent_block *block, bool *dead, ent_error *err);
/* Shares from the prices of the rows, made to fit exactly; lower and proved follow. */
ent_status ent_block_prove(ent_block *block, ent_error *err);
/* frustration_branch.c: branch on edges until lower and upper meet or the work runs out. */
ent_status ent_block_branch(ent_block *block, ent_error *err);

/* ---- the whole ---------------------------------------------------------------------------------------------------------------------- */

/* What is left of a graph when nothing can be made simpler (frustration_reduce.c). Edges 0 .. m - 1 are those given;
 * each step replaces edges by one more. */
typedef struct ent_reduction {
    const ent_signed_edges *graph;
    ent_signed_edge *edges; /* 2 m + 1 */
    size_t edge_count;
    uint8_t *alive; /* by edge */
    struct ent_reduction_step *steps;
    size_t step_count;
    int64_t base; /* weight that is frustrated whatever the sides */
} ent_reduction;
ent_status ent_reduction_make(const ent_signed_edges *graph, ent_reduction *out, ent_error *err);
void ent_reduction_clear(ent_reduction *reduction);
/* Sides of what was taken away, from the sides of what was left. */
void ent_reduction_sides(const ent_reduction *reduction, int8_t *side);
/* Cycles over edges that are left become cycles over the edges given, with those that netting proved (frustration_expand.c). */
ent_status ent_reduction_cycles(const ent_reduction *reduction, ent_cycles *cycles, ent_error *err);
/* frustration_blocks.c: number the biconnected blocks of the edges that are alive; block[e] from 0, -1 for the others. */
ent_status ent_edge_blocks(int32_t n, const ent_signed_edge *edges, const uint8_t *alive, size_t m, int32_t *block,
                           int32_t *count, ent_error *err);

/* The answer, with its certificate. */
typedef struct ent_frustration {
    int8_t *side;
    int64_t upper, lower;
    int64_t proved; /* by the cycles alone, in units of 1 / ENT_SHARE */
    ent_cycles cycles;
    size_t blocks, kernel_vertices, kernel_edges;
} ent_frustration;
/* frustration_solve.c */
ent_status ent_frustration_solve(const ent_signed_edges *graph, ent_effort *effort, ent_frustration *out,
                                 ent_error *err);
void ent_frustration_clear(ent_frustration *answer);
/* frustration_verify.c: look at the certificate with nothing but the graph at hand. ENT_CALC says what is wrong. */
ent_status ent_frustration_verify(const ent_signed_edges *graph, const ent_frustration *answer, ent_error *err);

#endif
