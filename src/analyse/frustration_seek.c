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
    bool room = true;
    for (int end = 0; end < 2; end++) {
        seeker->distance[end] = malloc(nodes * sizeof *seeker->distance[end]);
        seeker->from[end] = malloc(nodes * sizeof *seeker->from[end]);
        seeker->seen[end] = calloc(nodes, sizeof *seeker->seen[end]);
        room = room && seeker->distance[end] && seeker->from[end] && seeker->seen[end];
    }
    seeker->walk = malloc(nodes * sizeof *seeker->walk);
    seeker->corner = malloc(nodes * sizeof *seeker->corner);
    seeker->cycle = malloc(nodes * sizeof *seeker->cycle);
    seeker->place = malloc(nodes * sizeof *seeker->place);
    if (!room || !seeker->walk || !seeker->corner || !seeker->cycle || !seeker->place) return ent_fail_memory(err);
    for (size_t v = 0; v < nodes; v++) seeker->place[v] = -1;
    return ENT_OK;
}

void ent_cycle_seeker_clear(ent_cycle_seeker *seeker) {
    for (int end = 0; end < 2; end++) {
        free(seeker->distance[end]);
        free(seeker->from[end]);
        free(seeker->seen[end]);
        free(seeker->heap[end].items);
    }
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

static bool push(ent_cycle_heap *h, item one) {
    if (!ent_grow(&h->items, &h->room, h->count, sizeof *h->items)) return false;
    size_t i = h->count++;
    for (; i && before(&one, &h->items[(i - 1) / 2]); i = (i - 1) / 2) h->items[i] = h->items[(i - 1) / 2];
    h->items[i] = one;
    return true;
}

static item pop(ent_cycle_heap *h) {
    item top = h->items[0], last = h->items[--h->count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= h->count) break;
        if (child + 1 < h->count && before(&h->items[child + 1], &h->items[child])) child++;
        if (!before(&h->items[child], &last)) break;
        h->items[i] = h->items[child];
        i = child;
    }
    h->items[i] = last;
    return top;
}

/* ---- shortest path, from both ends at once ---- */

/* The way between the ends: as short as is known, and the node where the halves meet; -1 when there is none. */
typedef struct {
    double length;
    int32_t meet;
} meeting;

static bool reach(ent_cycle_seeker *s, int end, item to, int32_t edge, meeting *best) {
    if (s->seen[end][to.node] == s->stamp && s->distance[end][to.node] <= to.key) return true;
    s->seen[end][to.node] = s->stamp;
    s->distance[end][to.node] = to.key;
    s->from[end][to.node] = edge;
    if (s->seen[!end][to.node] == s->stamp && to.key + s->distance[!end][to.node] < best->length)
        *best = (meeting){to.key + s->distance[!end][to.node], to.node};
    return push(&s->heap[end], to);
}

/* Go on from the nearest node of one end. */
static bool expand(ent_cycle_seeker *s, int end, const double *length, int32_t closing, meeting *best) {
    const ent_signed_edges *g = s->graph;
    item top = pop(&s->heap[end]);
    if (top.key > s->distance[end][top.node]) return true;
    int32_t v = top.node / 2, parity = top.node % 2;
    s->looked_at += (uint64_t)(g->first[v + 1] - g->first[v]);
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
        int32_t e = g->via[i];
        double distance = top.key + length[e] + HOP;
        if (!(distance < best->length) || e == closing) continue;
        int32_t other = 2 * g->to[i] + (parity ^ ent_signed_frustrated(&g->edges[e], s->side));
        if (!reach(s, end, (item){distance, other}, e, best)) return false;
    }
    return true;
}

/* Nodes are 2 v + parity. best->length: the limit. */
static bool path(ent_cycle_seeker *s, int32_t start, int32_t goal, const double *length, int32_t closing,
                 meeting *best) {
    ent_cycle_heap *near = &s->heap[0], *far = &s->heap[1];
    near->count = far->count = 0;
    s->stamp++;
    s->looked_at = 0;
    if (!reach(s, 0, (item){0, start}, -1, best) || !reach(s, 1, (item){0, goal}, -1, best)) return false;
    while (near->count && far->count && near->items[0].key + far->items[0].key < best->length)
        if (!expand(s, near->count > far->count, length, closing, best)) return false;
    return true;
}

static int32_t across(const ent_cycle_seeker *s, int32_t node, int32_t e) {
    const ent_signed_edge *edge = &s->graph->edges[e];
    int32_t v = edge->u == node / 2 ? edge->v : edge->u;
    return 2 * v + ((node & 1) ^ ent_signed_frustrated(edge, s->side));
}

/* The edges from goal back to start, into walk. */
static void trace(ent_cycle_seeker *s, int32_t start, int32_t goal, int32_t meet) {
    s->walk_count = 0;
    for (int32_t node = meet; node != goal; node = across(s, node, s->from[1][node]))
        s->walk[s->walk_count++] = s->from[1][node];
    for (size_t i = 0, j = s->walk_count; i + 1 < j; i++) {
        int32_t kept = s->walk[--j];
        s->walk[j] = s->walk[i];
        s->walk[i] = kept;
    }
    for (int32_t node = meet; node != start; node = across(s, node, s->from[0][node]))
        s->walk[s->walk_count++] = s->from[0][node];
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
    int32_t start = 2 * closing->u, goal = 2 * closing->v;
    meeting best = {limit - length[edge], -1};
    seeker->cycle_count = 0;
    seeker->looked_at = 0;
    if (!(length[edge] < limit)) return ENT_OK;
    if (!path(seeker, start, goal, length, (int32_t)edge, &best)) return ent_fail_memory(err);
    if (best.meet < 0) return ENT_OK;
    trace(seeker, start, goal, best.meet); /* walk leads from v to u; the closing edge leads back to v */
    seeker->walk[seeker->walk_count++] = (int32_t)edge;
    simplify(seeker, closing->v);
    return ENT_OK;
}
