/* Signed graphs with whole weights, and lists of cycles. */
#include "analyse/frustration.h"
#include "base/memory.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

ent_status ent_signed_edges_index(ent_signed_edges *graph, ent_error *err) {
    size_t n = (size_t)graph->n;
    graph->first = calloc(n + 2, sizeof *graph->first);
    graph->to = malloc((2 * graph->m + 1) * sizeof *graph->to);
    graph->via = malloc((2 * graph->m + 1) * sizeof *graph->via);
    if (!graph->first || !graph->to || !graph->via) return ent_fail_memory(err);
    int32_t *place = graph->first + 1; /* one behind: after filling, first[v] is where v begins */
    for (size_t e = 0; e < graph->m; e++) {
        if (graph->edges[e].u + 1 < graph->n) place[graph->edges[e].u + 1]++;
        if (graph->edges[e].v + 1 < graph->n) place[graph->edges[e].v + 1]++;
    }
    for (size_t v = 1; v < n; v++) place[v] += place[v - 1];
    for (size_t e = 0; e < graph->m; e++) {
        const ent_signed_edge *edge = &graph->edges[e];
        graph->to[place[edge->u]] = edge->v;
        graph->via[place[edge->u]++] = (int32_t)e;
        graph->to[place[edge->v]] = edge->u;
        graph->via[place[edge->v]++] = (int32_t)e;
    }
    return ENT_OK;
}

void ent_signed_edges_clear(ent_signed_edges *graph) {
    free(graph->edges);
    free(graph->first);
    free(graph->to);
    free(graph->via);
    *graph = (ent_signed_edges){0};
}

int64_t ent_signed_cost(const ent_signed_edges *graph, const int8_t *side) {
    int64_t cost = 0;
    for (size_t e = 0; e < graph->m; e++)
        if (ent_signed_frustrated(&graph->edges[e], side)) cost += graph->edges[e].weight;
    return cost;
}

/* The root of v's tree; *side becomes the side of v seen from it. Paths are halved with their sides. */
static int32_t root_of(int32_t *parent, int8_t *turn, int32_t v, int *side) {
    int seen = 1;
    while (parent[v] != v) {
        int32_t up = parent[v];
        if (parent[up] != up) {
            turn[v] = (int8_t)(turn[v] * turn[up]);
            parent[v] = parent[up];
        }
        seen *= turn[v];
        v = parent[v];
    }
    *side = seen;
    return v;
}

ent_status ent_signed_forest(const ent_signed_edges *graph, const int32_t *order, int8_t *side, ent_error *err) {
    size_t n = (size_t)graph->n;
    int32_t *parent = malloc((n + 1) * sizeof *parent);
    int8_t *turn = malloc(n + 1);
    if (!parent || !turn) {
        free(parent);
        free(turn);
        return ent_fail_memory(err);
    }
    for (size_t v = 0; v < n; v++) parent[v] = (int32_t)v, turn[v] = 1;
    for (size_t i = 0; i < graph->m; i++) {
        const ent_signed_edge *edge = &graph->edges[order[i]];
        int a, b;
        int32_t x = root_of(parent, turn, edge->u, &a), y = root_of(parent, turn, edge->v, &b);
        if (x == y) continue;
        parent[x] = y;
        turn[x] = (int8_t)(a * b * edge->sign);
    }
    for (size_t v = 0; v < n; v++) {
        int seen;
        root_of(parent, turn, (int32_t)v, &seen);
        side[v] = (int8_t)seen;
    }
    free(parent);
    free(turn);
    return ENT_OK;
}

/* ---- lists of cycles ---- */

ent_status ent_cycles_add(ent_cycles *cycles, const int32_t *edges, size_t count, int64_t share, ent_error *err) {
    if (!ent_grow(&cycles->start, &cycles->start_room, cycles->count + 1, sizeof *cycles->start) ||
        !ent_grow(&cycles->share, &cycles->room, cycles->count, sizeof *cycles->share))
        return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (!ent_grow(&cycles->edge, &cycles->edge_room, cycles->edge_count + i, sizeof *cycles->edge))
            return ent_fail_memory(err);
        cycles->edge[cycles->edge_count + i] = edges[i];
    }
    if (cycles->count == 0) cycles->start[0] = 0;
    cycles->edge_count += count;
    cycles->share[cycles->count++] = share;
    cycles->start[cycles->count] = cycles->edge_count;
    return ENT_OK;
}

void ent_cycles_clear(ent_cycles *cycles) {
    free(cycles->start);
    free(cycles->share);
    free(cycles->edge);
    *cycles = (ent_cycles){0};
}

void ent_cycles_drop(ent_cycles *cycles, const uint8_t *drop) {
    size_t kept = 0, edges = 0;
    for (size_t k = 0; k < cycles->count; k++) {
        size_t first = cycles->start[k], count = cycles->start[k + 1] - first;
        if (drop[k]) continue;
        memmove(cycles->edge + edges, cycles->edge + first, count * sizeof *cycles->edge);
        cycles->share[kept] = cycles->share[k];
        cycles->start[kept++] = edges;
        edges += count;
    }
    if (cycles->count) cycles->start[kept] = edges;
    cycles->count = kept;
    cycles->edge_count = edges;
}

/* ---- cycles met before ---- */

static bool enter_mark(ent_cycle_marks *marks, uint64_t mark) {
    size_t at = (size_t)mark & (marks->room - 1);
    for (; marks->slots[at]; at = (at + 1) & (marks->room - 1))
        if (marks->slots[at] == mark) return false;
    marks->slots[at] = mark;
    marks->count++;
    return true;
}

static bool widen(ent_cycle_marks *marks) {
    ent_cycle_marks wider = {.room = marks->room ? 2 * marks->room : 64};
    wider.slots = calloc(wider.room, sizeof *wider.slots);
    if (!wider.slots) return false;
    for (size_t i = 0; i < marks->room; i++)
        if (marks->slots[i]) enter_mark(&wider, marks->slots[i]);
    free(marks->slots);
    *marks = wider;
    return true;
}

ent_status ent_cycle_marks_add(ent_cycle_marks *marks, const int32_t *edges, size_t count, bool *fresh,
                               ent_error *err) {
    uint64_t mark = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t state = (uint64_t)edges[i];
        mark += ent_random_mix(&state);
    }
    if (2 * marks->count >= marks->room && !widen(marks)) return ent_fail_memory(err);
    *fresh = enter_mark(marks, mark ? mark : 1);
    return ENT_OK;
}

void ent_cycle_marks_clear(ent_cycle_marks *marks) {
    free(marks->slots);
    *marks = (ent_cycle_marks){0};
}
