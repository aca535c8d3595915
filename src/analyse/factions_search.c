/* The upper bound for k factions: moves of single vertices, and shakes that are taken back unless they pay. */
#include "analyse/factions.h"
#include "base/memory.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

enum { STARTS = 6, SHAKES = 200, SHAKES_A_VERTEX = 10, SHAKES_MOST = 20000 };

typedef struct {
    const ent_signed_edges *graph;
    ent_effort *effort;
    ent_random random;
    ent_image image;
    int32_t *part, *old; /* old: where a vertex was before the shake, -1: not moved since */
    int32_t *touched, *queue;
    uint8_t *queued;
    size_t touched_count, head, waiting;
    int64_t *plus, *minus; /* ties of the vertex at hand, by part */
    uint64_t looked_at;
} climber;

static void climber_clear(climber *c) {
    ent_image_clear(&c->image);
    free(c->part);
    free(c->old);
    free(c->touched);
    free(c->queue);
    free(c->queued);
    free(c->plus);
    free(c->minus);
}

static ent_status climber_init(climber *c, const ent_signed_edges *graph, ent_image_kind kind, int32_t k,
                               ent_effort *effort, ent_error *err) {
    size_t n = (size_t)graph->n + 1;
    *c = (climber){.graph = graph, .effort = effort};
    ent_random_init(&c->random, effort->seed);
    c->part = calloc(n, sizeof *c->part);
    c->old = malloc(n * sizeof *c->old);
    c->touched = malloc(n * sizeof *c->touched);
    c->queue = malloc(n * sizeof *c->queue);
    c->queued = calloc(n, 1);
    c->plus = malloc((size_t)k * sizeof *c->plus);
    c->minus = malloc((size_t)k * sizeof *c->minus);
    if (!(c->part && c->old && c->touched && c->queue && c->queued && c->plus && c->minus)) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) c->old[v] = -1;
    return ent_image_init(&c->image, kind, k, err);
}

static void weigh_ties(climber *c, int32_t v) {
    const ent_signed_edges *g = c->graph;
    memset(c->plus, 0, (size_t)c->image.k * sizeof *c->plus);
    memset(c->minus, 0, (size_t)c->image.k * sizeof *c->minus);
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
        const ent_signed_edge *edge = &g->edges[g->via[i]];
        (edge->sign > 0 ? c->plus : c->minus)[c->part[g->to[i]]] += edge->weight;
    }
    c->looked_at += (uint64_t)(g->first[v + 1] - g->first[v]) + (uint64_t)c->image.k;
}

static void wait_in_line(climber *c, int32_t v) {
    size_t n = (size_t)c->graph->n;
    if (c->queued[v]) return;
    c->queued[v] = 1;
    c->queue[(c->head + c->waiting++) % n] = v;
}

/* The ties of v have been weighed. */
static void move(climber *c, int32_t v, int32_t to) {
    const ent_signed_edges *g = c->graph;
    ent_image_take(&c->image, c->part[v], c->plus, c->minus);
    ent_image_put(&c->image, to, c->plus, c->minus);
    if (c->old[v] < 0) {
        c->old[v] = c->part[v];
        c->touched[c->touched_count++] = v;
    }
    c->part[v] = to;
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) wait_in_line(c, g->to[i]);
}

/* Where v is best off: its own part unless another is truly better. */
static int32_t best_part(climber *c, int32_t v) {
    int32_t own = c->part[v], best = own;
    ent_image_take(&c->image, own, c->plus, c->minus);
    int64_t least = ent_image_change(&c->image, own, c->plus, c->minus);
    for (int32_t p = 0; p < c->image.k; p++) {
        int64_t change = p == own ? least : ent_image_change(&c->image, p, c->plus, c->minus);
        if (change < least) least = change, best = p;
    }
    ent_image_put(&c->image, own, c->plus, c->minus);
    return best;
}

static ent_status settle(climber *c, ent_error *err) {
    ent_status status = ENT_OK;
    for (uint64_t turn = 0; c->waiting && !status; turn++) {
        int32_t v = c->queue[c->head];
        c->head = (c->head + 1) % (size_t)c->graph->n;
        c->waiting--;
        c->queued[v] = 0;
        weigh_ties(c, v);
        int32_t to = best_part(c, v);
        if (to != c->part[v]) move(c, v, to);
        if (turn % 4096 == 0) status = ent_monitor_tick(c->effort->monitor, "looking for factions", 0, 0, err);
    }
    return status;
}

/* Send a vertex and a few along a walk from it to parts by lot. */
static void shake(climber *c) {
    const ent_signed_edges *g = c->graph;
    int32_t v = (int32_t)ent_random_below(&c->random, (uint64_t)g->n);
    for (uint64_t left = 1 + ent_random_below(&c->random, 4); left; left--) {
        int32_t degree = g->first[v + 1] - g->first[v];
        if (!degree) return;
        weigh_ties(c, v);
        wait_in_line(c, v);
        move(c, v, (int32_t)ent_random_below(&c->random, (uint64_t)c->image.k));
        v = g->to[g->first[v] + (int32_t)ent_random_below(&c->random, (uint64_t)degree)];
    }
}

static void take_back(climber *c) {
    for (size_t i = 0; i < c->touched_count; i++) {
        int32_t v = c->touched[i];
        weigh_ties(c, v);
        ent_image_take(&c->image, c->part[v], c->plus, c->minus);
        ent_image_put(&c->image, c->old[v], c->plus, c->minus);
        c->part[v] = c->old[v];
    }
}

static void forget(climber *c) {
    for (size_t i = 0; i < c->touched_count; i++) c->old[c->touched[i]] = -1;
    c->touched_count = 0;
}

static void charge(climber *c) {
    ent_effort_charge(c->effort, c->looked_at);
    c->looked_at = 0;
}

static ent_status climb(climber *c, uint64_t spend, ent_error *err) {
    int32_t n = c->graph->n;
    uint64_t shakes = SHAKES + SHAKES_A_VERTEX * (uint64_t)n, until = c->effort->steps + spend;
    ent_image_fill(&c->image, c->graph, c->part);
    for (int32_t v = 0; v < n; v++) wait_in_line(c, v);
    ent_status status = settle(c, err);
    forget(c);
    charge(c);
    if (shakes > SHAKES_MOST) shakes = SHAKES_MOST;
    for (uint64_t s = 0; s < shakes && !status && c->image.cost && c->effort->steps < until; s++) {
        int64_t before = c->image.cost;
        shake(c);
        status = settle(c, err);
        if (c->image.cost > before) take_back(c);
        forget(c);
        charge(c);
    }
    return status;
}

ent_status ent_factions_search(const ent_signed_edges *graph, ent_image_kind kind, int32_t k, ent_effort *effort,
                               int32_t *part, int64_t *cost, ent_error *err) {
    climber c;
    size_t n = (size_t)graph->n;
    ent_status status = climber_init(&c, graph, kind, k, effort, err);
    uint64_t spend = effort->most > effort->steps ? (effort->most - effort->steps) / (4 * STARTS) : 0;
    *cost = INT64_MAX;
    for (int start = 0; start < STARTS && !status && *cost; start++) {
        for (size_t v = 0; v < n; v++) c.part[v] = start ? (int32_t)ent_random_below(&c.random, (uint64_t)k) : part[v];
        status = climb(&c, spend, err);
        if (status || c.image.cost >= *cost) continue;
        *cost = c.image.cost;
        memcpy(part, c.part, n * sizeof *part);
    }
    climber_clear(&c);
    return status;
}
