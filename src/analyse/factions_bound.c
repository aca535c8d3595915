/* The lower bound for any number of factions: cycles with exactly one negative edge that share no weight. */
#include "analyse/factions.h"
#include "base/memory.h"

#include <stdlib.h>

typedef struct {
    const ent_signed_edges *graph;
    int64_t *left; /* weight that no cycle has used yet, by edge */
    int32_t *queue, *from, *stamp;
    int32_t now;
    uint64_t looked_at;
} packer;

/* A shortest way over positive edges with weight left; from[v] is the edge by which v was reached. */
static bool reach(packer *p, int32_t start, int32_t goal) {
    const ent_signed_edges *g = p->graph;
    size_t head = 0, tail = 0;
    p->queue[tail++] = start;
    p->stamp[start] = ++p->now;
    while (head < tail) {
        int32_t v = p->queue[head++];
        for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
            int32_t e = g->via[i], w = g->to[i];
            p->looked_at++;
            if (g->edges[e].sign < 0 || !p->left[e] || p->stamp[w] == p->now) continue;
            p->stamp[w] = p->now;
            p->from[w] = e;
            if (w == goal) return true;
            p->queue[tail++] = w;
        }
    }
    return false;
}

static int64_t walk_back(packer *p, int32_t start, int32_t goal, int64_t take, int64_t least) {
    for (int32_t v = goal; v != start;) {
        const ent_signed_edge *edge = &p->graph->edges[p->from[v]];
        if (p->left[p->from[v]] < least) least = p->left[p->from[v]];
        p->left[p->from[v]] -= take;
        v = edge->u == v ? edge->v : edge->u;
    }
    return least;
}

ent_status ent_factions_bound(const ent_signed_edges *graph, ent_effort *effort, int64_t *lower, ent_error *err) {
    size_t n = (size_t)graph->n + 1;
    packer p = {.graph = graph,
                .left = malloc((graph->m + 1) * sizeof *p.left),
                .queue = malloc(n * sizeof *p.queue),
                .from = malloc(n * sizeof *p.from),
                .stamp = calloc(n, sizeof *p.stamp)};
    ent_status status = p.left && p.queue && p.from && p.stamp ? ENT_OK : ent_fail_memory(err);
    *lower = 0;
    for (size_t e = 0; e < graph->m && !status; e++) p.left[e] = graph->edges[e].weight;
    for (size_t e = 0; e < graph->m && !status && !ent_effort_spent(effort); e++) {
        const ent_signed_edge *edge = &graph->edges[e];
        while (edge->sign < 0 && p.left[e] && reach(&p, edge->u, edge->v)) {
            int64_t share = walk_back(&p, edge->u, edge->v, 0, p.left[e]);
            walk_back(&p, edge->u, edge->v, share, share);
            p.left[e] -= share;
            *lower += share;
        }
        ent_effort_charge(effort, p.looked_at);
        p.looked_at = 0;
        if (e % 64 == 0)
            status = ent_monitor_tick(effort->monitor, "bounding what no factions can avoid", e, graph->m, err);
    }
    free(p.left);
    free(p.queue);
    free(p.from);
    free(p.stamp);
    return status;
}
