/* Short negative cycles: shortest paths in the signed double cover (Barahona and Mahjoub 1986). Each vertex stands there
 * twice, once for an even and once for an odd number of frustrated edges on the way to it; a cycle is negative exactly when
 * an odd number of its edges is frustrated, whatever the sides. */
#include "analyse/frustration.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct ent_cycle_seek_item {
    double key;
    int32_t node;
} item;

/* Of two cycles that are equally short, the one with fewer edges: what each edge adds. */
static const double HOP = 1e-7;

ent_status ent_cycle_seeker_init(ent_cycle_seeker *seeker, const ent_signed_edges *graph, const int8_t *side,
                                 ent_error *err) {
    size_t nodes = 2 * (size_t)graph->n + 2;
    *seeker = (ent_cycle_seeker){.graph = graph, .side = side};
    seeker->distance = malloc(nodes * sizeof *seeker->distance);
    seeker->from = malloc(nodes * sizeof *seeker->from);
    seeker->seen = calloc(nodes, sizeof *seeker->seen);
    seeker->walk = malloc(nodes * sizeof *seeker->walk);
    seeker->corner = malloc(nodes * sizeof *seeker->corner);
    seeker->cycle = malloc(nodes * sizeof *seeker->cycle);
    seeker->place = malloc(nodes * sizeof *seeker->place);
    bool room = seeker->distance && seeker->from && seeker->seen && seeker->walk && seeker->corner && seeker->cycle &&
                seeker->place;
    if (!room) return ent_fail_memory(err);
    for (size_t v = 0; v < nodes; v++) seeker->place[v] = -1;
    return ENT_OK;
}

void ent_cycle_seeker_clear(ent_cycle_seeker *seeker) {
    free(seeker->distance);
    free(seeker->from);
    free(seeker->seen);
    free(seeker->heap);
    free(seeker->walk);
    free(seeker->corner);
    free(seeker->cycle);
    free(seeker->place);
    *seeker = (ent_cycle_seeker){0};
}

/* ---- a heap of nodes, nearest first, ties by number ---- */

static bool before(const item *a, const item *b) {
    return a->key < b->key || (a->key == b->key && a->node < b->node);
}

static bool push(ent_cycle_seeker *s, item one) {
    if (!ent_grow(&s->heap, &s->heap_room, s->heap_count, sizeof *s->heap)) return false;
    size_t i = s->heap_count++;
    for (; i && before(&one, &s->heap[(i - 1) / 2]); i = (i - 1) / 2) s->heap[i] = s->heap[(i - 1) / 2];
    s->heap[i] = one;
    return true;
}

static item pop(ent_cycle_seeker *s) {
    item top = s->heap[0], last = s->heap[--s->heap_count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= s->heap_count) break;
        if (child + 1 < s->heap_count && before(&s->heap[child + 1], &s->heap[child])) child++;
        if (!before(&s->heap[child], &last)) break;
        s->heap[i] = s->heap[child];
        i = child;
    }
    s->heap[i] = last;
    return top;
}

/* ---- shortest path ---- */

static bool reach(ent_cycle_seeker *s, int32_t node, double distance, int32_t edge) {
    if (s->seen[node] == s->stamp && s->distance[node] <= distance) return true;
    s->seen[node] = s->stamp;
    s->distance[node] = distance;
    s->from[node] = edge;
    return push(s, (item){distance, node});
}

/* Nodes are 2 v + parity. Whether `goal` was reached below the limit, in *found. */
static bool path(ent_cycle_seeker *s, int32_t start, int32_t goal, const double *length, double limit, bool *found) {
    const ent_signed_edges *g = s->graph;
    s->heap_count = 0;
    s->stamp++;
    *found = false;
    if (!reach(s, start, 0, -1)) return false;
    while (s->heap_count) {
        item top = pop(s);
        if (top.key > s->distance[top.node]) continue;
        if (top.node == goal) {
            *found = true;
            return true;
        }
        int32_t v = top.node / 2, parity = top.node % 2;
        for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
            int32_t e = g->via[i];
            double distance = top.key + length[e] + HOP;
            if (!(distance < limit)) continue;
            int32_t other = 2 * g->to[i] + (parity ^ ent_signed_frustrated(&g->edges[e], s->side));
            if (!reach(s, other, distance, e)) return false;
        }
    }
    return true;
}

/* The edges from goal back to start, into walk. */
static void trace(ent_cycle_seeker *s, int32_t start, int32_t goal) {
    s->walk_count = 0;
    for (int32_t node = goal; node != start;) {
        int32_t e = s->from[node];
        const ent_signed_edge *edge = &s->graph->edges[e];
        s->walk[s->walk_count++] = e;
        int32_t v = edge->u == node / 2 ? edge->v : edge->u;
        node = 2 * v + ((node & 1) ^ ent_signed_frustrated(edge, s->side));
    }
}

/* The closed walk may meet itself: cut off loops until one of them is a negative cycle. `at` is where the walk begins. */
static void simplify(ent_cycle_seeker *s, int32_t at) {
    size_t depth = 0;
    s->corner[0] = at;
    s->place[at] = 0;
    s->cycle_count = 0;
    for (size_t i = 0; i < s->walk_count && !s->cycle_count; i++) {
        const ent_signed_edge *edge = &s->graph->edges[s->walk[i]];
        s->cycle[depth++] = s->walk[i]; /* edges between the corners on the stack */
        at = edge->u == at ? edge->v : edge->u;
        if (s->place[at] < 0) {
            s->place[at] = (int32_t)depth;
            s->corner[depth] = at;
            continue;
        }
        size_t from = (size_t)s->place[at];
        int odd = 0;
        for (size_t k = from; k < depth; k++) odd ^= ent_signed_frustrated(&s->graph->edges[s->cycle[k]], s->side);
        for (size_t k = from + 1; k < depth; k++) s->place[s->corner[k]] = -1;
        if (odd) {
            for (size_t k = 0; k <= from; k++) s->place[s->corner[k]] = -1;
            s->cycle_count = depth - from;
            memmove(s->cycle, s->cycle + from, s->cycle_count * sizeof *s->cycle);
            return;
        }
        depth = from;
    }
    for (size_t k = 0; k <= depth; k++) s->place[s->corner[k]] = -1;
}

ent_status ent_cycle_seeker_find(ent_cycle_seeker *seeker, size_t edge, const double *length, double limit,
                                 ent_error *err) {
    const ent_signed_edge *closing = &seeker->graph->edges[edge];
    bool found = false;
    seeker->cycle_count = 0;
    if (!(length[edge] < limit)) return ENT_OK;
    if (!path(seeker, 2 * closing->u, 2 * closing->v, length, limit - length[edge], &found))
        return ent_fail_memory(err);
    if (!found) return ENT_OK;
    trace(seeker, 2 * closing->u, 2 * closing->v); /* walk leads from v to u; the closing edge leads back to v */
    seeker->walk[seeker->walk_count++] = (int32_t)edge;
    simplify(seeker, closing->v);
    return ENT_OK;
}
