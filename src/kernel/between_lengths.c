/* Shortest paths by length from one source (Dijkstra 1959, Brandes 2001). Who comes before a vertex stands in the place
 * that its arcs have in the list of those that enter, so no list ever grows. */
#include "kernel/between_desk.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDING 1e-10

typedef struct {
    const ent_between_shared *shared;
    size_t n;
    ent_queue queue;
    int32_t *order;            /* vertices as they are settled */
    int32_t *before, *befores; /* those before v: before[in.offsets[v]] and so on, befores[v] of them */
    double *distance, *paths, *share;
} desk;

void *ent_lengths_open(const void *shared) {
    const ent_net *net = ((const ent_between_shared *)shared)->net;
    const size_t n = net->n + 1;
    desk *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    *d = (desk){.shared = shared, .n = net->n};
    d->order = malloc(n * sizeof *d->order);
    d->before = malloc(((size_t)net->in.offsets[net->n] + 1) * sizeof *d->before);
    d->befores = malloc(n * sizeof *d->befores);
    d->distance = malloc(n * sizeof *d->distance);
    d->paths = malloc(n * sizeof *d->paths);
    d->share = malloc(n * sizeof *d->share);
    bool room = ent_queue_make(&d->queue, n);
    if (room && d->order && d->before && d->befores && d->distance && d->paths && d->share) return d;
    ent_lengths_close(d);
    return NULL;
}

void ent_lengths_close(void *at) {
    desk *d = at;
    ent_queue_clear(&d->queue);
    free(d->order);
    free(d->before);
    free(d->befores);
    free(d->distance);
    free(d->paths);
    free(d->share);
    free(d);
}

/* A way over v to w that is `distance` long. */
static void relax(desk *d, int32_t v, int32_t w, double distance) {
    int32_t place = d->queue.place[w], *before = d->before + d->shared->net->in.offsets[w];
    if (place == ENT_SETTLED) return;
    if (place >= 0) {
        double known = d->distance[w];
        if (fabs(distance - known) < ROUNDING * (distance + known)) {
            before[d->befores[w]++] = v;
            d->paths[w] += d->paths[v];
            return;
        }
        if (distance > known) return;
    }
    before[0] = v;
    d->befores[w] = 1;
    d->paths[w] = d->paths[v];
    d->distance[w] = distance;
    ent_queue_push(&d->queue, w, distance);
}

/* Fill order, distance, paths and who comes before; *settled of them. */
static ent_status reach(desk *d, int32_t source, size_t *settled, ent_pulse *pulse, ent_error *err) {
    const ent_roads *roads = &d->shared->roads;
    ent_status status = ENT_OK;
    d->queue.count = 0;
    for (size_t v = 0; v < d->n; v++) d->queue.place[v] = ENT_NOT_QUEUED;
    d->befores[source] = 0;
    d->paths[source] = 1;
    d->distance[source] = 0;
    ent_queue_push(&d->queue, source, 0);
    for (*settled = 0; d->queue.count && !status;) {
        int32_t v = ent_queue_pop(&d->queue).vertex;
        const int32_t first = roads->offsets[v], last = roads->offsets[v + 1];
        d->order[(*settled)++] = v;
        for (int32_t i = first; i < last; i++) relax(d, v, roads->arcs[i].to, d->distance[v] + roads->arcs[i].length);
        status = ent_pulse_work(pulse, 8 + 2 * (uint64_t)(last - first), err);
    }
    return status;
}

ent_status ent_lengths_add(void *at, size_t which, double *total, ent_pulse *pulse, ent_error *err) {
    desk *d = at;
    size_t settled;
    ent_status status = reach(d, ent_between_source(d->shared, which), &settled, pulse, err);
    if (status) return status;
    for (size_t k = 0; k < settled; k++) d->share[d->order[k]] = 0;
    for (size_t k = settled; k-- > 1;) { /* the source itself is no station */
        int32_t w = d->order[k];
        const int32_t *before = d->before + d->shared->net->in.offsets[w];
        double each = (1 + d->share[w]) / d->paths[w];
        for (int32_t i = 0; i < d->befores[w]; i++) d->share[before[i]] += d->paths[before[i]] * each;
        total[w] += d->share[w];
    }
    return ENT_OK;
}
