/* The lower bound for any number of factions: cycles with exactly one negative edge that share no weight. */
#include "analyse/factions.h"
#include "base/memory.h"

#include <stdlib.h>

/* One of the two searches that meet: those reached, the last of them to be looked from. */
typedef struct {
    int32_t *queue, *from; /* from[v]: the edge by which v was reached */
    size_t head, tail;
} search;

typedef struct {
    const ent_signed_edges *graph;
    int64_t *left; /* weight that no cycle has used yet, by edge */
    int32_t *memory, *stamp, *path;
    search side[2]; /* from either end */
    int32_t now;    /* stamps of this pair of searches: now and now + 1 */
    size_t length;
    uint64_t looked_at;
} packer;

static int32_t other_end(const packer *p, int32_t edge, int32_t v) {
    const ent_signed_edge *e = &p->graph->edges[edge];
    return e->u == v ? e->v : e->u;
}

static void begin(packer *p, int which, int32_t v) {
    search *s = &p->side[which];
    s->head = 0;
    s->tail = 1;
    s->queue[0] = v;
    p->stamp[v] = p->now + which;
}

/* One step further on one side. The edge over which it meets the other, -1 while there is none. */
static int32_t look_further(packer *p, int which, int32_t *at) {
    const ent_signed_edges *g = p->graph;
    search *s = &p->side[which];
    for (const size_t end = s->tail; s->head < end; s->head++) {
        const int32_t v = s->queue[s->head];
        for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
            const int32_t e = g->via[i], w = g->to[i];
            p->looked_at++;
            if (g->edges[e].sign < 0 || !p->left[e] || p->stamp[w] == p->now + which) continue;
            if (p->stamp[w] == p->now + !which) {
                *at = v;
                return e;
            }
            p->stamp[w] = p->now + which;
            s->from[w] = e;
            s->queue[s->tail++] = w;
        }
    }
    return -1;
}

/* Edges from v back to where its side began. */
static void add_way(packer *p, int which, int32_t v) {
    for (const int32_t start = p->side[which].queue[0]; v != start; v = other_end(p, p->path[p->length - 1], v))
        p->path[p->length++] = p->side[which].from[v];
}

/* A shortest way over positive edges with weight left, its edges in p->path: both ends look further in turn, the one that
 * has fewer to look from first. */
static bool reach(packer *p, int32_t start, int32_t goal) {
    p->now += 2;
    p->length = 0;
    begin(p, 0, start);
    begin(p, 1, goal);
    for (;;) {
        const size_t open = p->side[0].tail - p->side[0].head, back = p->side[1].tail - p->side[1].head;
        const int which = back < open;
        int32_t at, edge;
        if (!open || !back) return false;
        edge = look_further(p, which, &at);
        if (edge < 0) continue;
        p->path[p->length++] = edge;
        add_way(p, which, at);
        add_way(p, !which, other_end(p, edge, at));
        return true;
    }
}

/* The most that a cycle of this way and an edge with so much left can take, taken from the way. */
static int64_t take(packer *p, int64_t most) {
    for (size_t i = 0; i < p->length; i++) most = p->left[p->path[i]] < most ? p->left[p->path[i]] : most;
    for (size_t i = 0; i < p->length; i++) p->left[p->path[i]] -= most;
    return most;
}

static bool make_room(packer *p, size_t n, size_t m) {
    p->left = malloc((m + 1) * sizeof *p->left);
    p->memory = calloc(6 * n, sizeof *p->memory);
    if (!p->left || !p->memory) return false;
    for (int which = 0; which < 2; which++) {
        p->side[which].queue = p->memory + 2 * (size_t)which * n;
        p->side[which].from = p->side[which].queue + n;
    }
    p->stamp = p->memory + 4 * n;
    p->path = p->memory + 5 * n;
    return true;
}

ent_status ent_factions_bound(const ent_signed_edges *graph, ent_effort *effort, int64_t *lower, ent_error *err) {
    packer p = {.graph = graph};
    ent_status status = make_room(&p, (size_t)graph->n + 1, graph->m) ? ENT_OK : ent_fail_memory(err);
    *lower = 0;
    for (size_t e = 0; e < graph->m && !status; e++) p.left[e] = graph->edges[e].weight;
    for (size_t e = 0; e < graph->m && !status && !ent_effort_spent(effort); e++) {
        const ent_signed_edge *edge = &graph->edges[e];
        while (edge->sign < 0 && p.left[e] && reach(&p, edge->u, edge->v)) {
            int64_t share = take(&p, p.left[e]);
            p.left[e] -= share;
            *lower += share;
        }
        ent_effort_charge(effort, p.looked_at);
        p.looked_at = 0;
        if (e % 64 == 0)
            status = ent_monitor_tick(effort->monitor, "bounding what no factions can avoid", e, graph->m, err);
    }
    free(p.left);
    free(p.memory);
    return status;
}
