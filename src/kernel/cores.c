/* Cores, by taking away a vertex of the smallest degree again and again (Batagelj and Zaversnik 2003). */
#include "kernel/cores.h"

#include <stdlib.h>

/* Vertices sorted by what is left of their degree: `first[d]` is where those of degree d begin, place[v] where v is. */
typedef struct {
    int32_t *degree, *order, *place, *first;
} bins;

static int32_t count_neighbours(const ent_arcs *arcs, size_t v) {
    int32_t count = 0;
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) count += arcs->to[i] != (int32_t)v;
    return count;
}

static void sort_by_degree(bins *b, size_t n, size_t most) {
    for (size_t v = 0; v < n; v++) b->first[b->degree[v] + 1]++;
    for (size_t d = 0; d < most; d++) b->first[d + 1] += b->first[d];
    for (size_t v = 0; v < n; v++) {
        b->place[v] = b->first[b->degree[v]]++;
        b->order[b->place[v]] = (int32_t)v;
    }
    for (size_t d = most; d > 0; d--) b->first[d] = b->first[d - 1];
    b->first[0] = 0;
}

/* One neighbour less: w changes places with the first of its degree, and that degree begins one later. */
static void lower(bins *b, int32_t w) {
    int32_t first = b->first[b->degree[w]]++, other = b->order[first], at = b->place[w];
    b->order[first] = w, b->place[w] = first;
    b->order[at] = other, b->place[other] = at;
    b->degree[w]--;
}

static void take_away(bins *b, const ent_arcs *losers, int32_t v) {
    for (int32_t i = losers->offsets[v]; i < losers->offsets[v + 1]; i++)
        if (b->degree[losers->to[i]] > b->degree[v]) lower(b, losers->to[i]);
}

static ent_status peel(size_t n, const ent_core_arcs *arcs, bins *b, ent_pulse *pulse, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < n && !status; i++) {
        int32_t v = b->order[i];
        uint64_t work = 1;
        for (int k = 0; k < 2 && arcs->losers[k].offsets; k++) {
            take_away(b, &arcs->losers[k], v);
            work += (uint64_t)(arcs->losers[k].offsets[v + 1] - arcs->losers[k].offsets[v]);
        }
        pulse->done = i;
        status = ent_pulse_work(pulse, work, err);
    }
    return status;
}

ent_status ent_coreness(size_t n, const ent_core_arcs *arcs, const ent_monitor *monitor, const char *stage,
                        int32_t *core, ent_error *err) {
    size_t most = 0;
    ent_pulse pulse = {.monitor = monitor, .stage = stage, .total = n};
    for (size_t v = 0; v < n; v++) {
        core[v] = 0;
        for (int k = 0; k < 2 && arcs->counted[k].offsets; k++) core[v] += count_neighbours(&arcs->counted[k], v);
        if ((size_t)core[v] > most) most = (size_t)core[v];
    }
    bins b = {.degree = core,
              .order = malloc((n + 1) * sizeof *b.order),
              .place = malloc((n + 1) * sizeof *b.place),
              .first = calloc(most + 2, sizeof *b.first)};
    ent_status status = b.order && b.place && b.first ? ENT_OK : ent_fail_memory(err);
    if (!status) status = ent_monitor_tick(monitor, stage, 0, n, err);
    if (!status) {
        sort_by_degree(&b, n, most + 1);
        status = peel(n, arcs, &b, &pulse, err);
    }
    free(b.order);
    free(b.place);
    free(b.first);
    return status;
}
