/* kernel/net.h - what a kernel is given: a graph as compressed adjacency, and how it is told to stop. */
#ifndef KERNEL_NET_H
#define KERNEL_NET_H

#include <entente/base.h>

/* Arcs of vertex v: to[offsets[v]] .. to[offsets[v + 1] - 1], and what each weighs in `length` (NULL: 1 each). */
typedef struct ent_arcs {
    const int32_t *offsets, *to;
} ent_arcs;

/* A graph of n vertices. out: the arcs that leave a vertex; in: those that enter it, the same when undirected, where an
 * edge stands at both its ends. Arcs side by side are ways of their own; arcs from a vertex to itself lead nowhere. */
typedef struct ent_net {
    size_t n;
    bool directed;
    ent_arcs out, in;
    const double *lengths;    /* by edge, above 0; NULL: every arc has length 1 */
    const int32_t *out_edges; /* edge by arc of `out`; needed with lengths only */
} ent_net;

/* The order of vertices by how many arcs they have, then by number: turned along it, no vertex has more than sqrt(2 m) ties
 * of m (Chiba and Nishizeki 1985). */
static inline bool ent_comes_before(const int32_t *offsets, int32_t v, int32_t w) {
    int32_t a = offsets[v + 1] - offsets[v], b = offsets[w + 1] - offsets[w];
    return a < b || (a == b && v < w);
}

/* Work counted until it is time to ask the monitor: a tenth of a second's worth at most on a slow machine. */
typedef struct ent_pulse {
    const ent_monitor *monitor;
    const char *stage;
    uint64_t done, total; /* what the monitor is told */
    uint64_t work;        /* arcs looked at since it was asked */
    const bool *stop;     /* read with __atomic_load_n: another thread asks to stop; may be NULL */
} ent_pulse;

enum { ENT_PULSE_ARCS = 1 << 20 };

static inline ent_status ent_pulse_work(ent_pulse *pulse, uint64_t arcs, ent_error *err) {
    pulse->work += arcs;
    if (pulse->work < ENT_PULSE_ARCS) return ENT_OK;
    pulse->work = 0;
    if (pulse->stop && __atomic_load_n(pulse->stop, __ATOMIC_RELAXED)) return ENT_INTERRUPTED;
    return ent_monitor_tick(pulse->monitor, pulse->stage, pulse->done, pulse->total, err);
}

#endif
