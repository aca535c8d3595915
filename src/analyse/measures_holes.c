/* Burt's measures of structural holes, and clustering: what a vertex's alters have to do with each other. But for
 * constraint each vertex looks at the alters of its alters once: O(sum of degree^2) in all. */
#include "analyse/measures_fill.h"
#include "kernel/holes.h"

#include <math.h>
#include <stdlib.h>

enum { TICK_EVERY = 1 << 10 };

/* Who is tied to whom, both directions added, no loops. Alters of v: to[offsets[v] .. offsets[v + 1] - 1], ascending. */
typedef struct {
    size_t n;
    bool weighted;
    int32_t *offsets, *to;
    double *strength, *total, *largest; /* by tie; sum and maximum of those of a vertex */
    double *share;                      /* of the vertex looked at: p(v, j) at each alter j, 0 elsewhere */
} alters;

static void clear(alters *a) {
    free(a->offsets);
    free(a->to);
    free(a->strength);
    free(a->total);
    free(a->largest);
    free(a->share);
}

static bool make_room(alters *a, size_t arcs) {
    a->offsets = calloc(a->n + 2, sizeof *a->offsets);
    a->to = malloc((arcs + 1) * sizeof *a->to);
    a->strength = malloc((arcs + 1) * sizeof *a->strength);
    a->total = calloc(a->n + 1, sizeof *a->total);
    a->largest = calloc(a->n + 1, sizeof *a->largest);
    a->share = calloc(a->n + 1, sizeof *a->share);
    return a->offsets && a->to && a->strength && a->total && a->largest && a->share;
}

/* Merge the arcs out of v with those into it, both ascending. */
static void gather(alters *a, int32_t v, const ent_adjacency *out, const ent_adjacency *in, const double *strengths) {
    int32_t i = out->offsets[v], end = out->offsets[v + 1], j = in ? in->offsets[v] : 0,
            last = in ? in->offsets[v + 1] : 0;
    int32_t at = a->offsets[v];
    while (i < end || j < last) {
        bool leaving = j >= last || (i < end && out->to[i] <= in->to[j]);
        int32_t other = leaving ? out->to[i] : in->to[j];
        double strength = strengths[leaving ? out->edge[i++] : in->edge[j++]];
        if (other == v) continue;
        if (at == a->offsets[v] || a->to[at - 1] != other) {
            a->to[at] = other;
            a->strength[at++] = 0;
        }
        a->strength[at - 1] += strength;
        a->total[v] += strength;
        if (a->strength[at - 1] > a->largest[v]) a->largest[v] = a->strength[at - 1];
    }
    a->offsets[v + 1] = at;
}

static ent_status find_alters(const ent_measuring *m, alters *a, ent_error *err) {
    bool directed = ent_view_directed(m->simple);
    ent_adjacency out = ent_view_out(m->simple), in = ent_view_in(m->simple);
    *a = (alters){.n = m->n, .weighted = ent_view_weighted(m->simple)};
    if (!make_room(a, 2 * ent_view_edges(m->simple))) return ent_fail_memory(err);
    for (size_t v = 0; v < m->n; v++) gather(a, (int32_t)v, &out, directed ? &in : NULL, ent_view_strengths(m->simple));
    return ENT_OK;
}

static int32_t degree(const alters *a, size_t v) {
    return a->offsets[v + 1] - a->offsets[v];
}

/* ---- one vertex, whose shares are laid out --------------------------------------------------------------------------- */

/* Sum over alters j of 1 - sum over q of p(v, q) m(j, q), m: strength as share of j's greatest. */
static double effective_size(alters *a, size_t v) {
    double sum = degree(a, v);
    if (degree(a, v) == 0) return NAN;
    for (int32_t i = a->offsets[v]; i < a->offsets[v + 1]; i++) {
        int32_t j = a->to[i];
        for (int32_t k = a->offsets[j]; k < a->offsets[j + 1]; k++)
            sum -= a->share[a->to[k]] * a->strength[k] / a->largest[j];
    }
    return sum;
}

static double efficiency(alters *a, size_t v) {
    return effective_size(a, v) / degree(a, v);
}

/* Each tie between two alters is seen from both ends. Weighted, its weight is the mean of the two ties it closes over
 * their mean: summed over both ends, that of the tie it is seen from. */
static double clustering(alters *a, size_t v) {
    double closed = 0, k = degree(a, v);
    if (k < 2) return NAN;
    for (int32_t i = a->offsets[v]; i < a->offsets[v + 1]; i++) {
        int32_t j = a->to[i];
        for (int32_t t = a->offsets[j]; t < a->offsets[j + 1]; t++)
            if (a->share[a->to[t]] > 0) closed += a->weighted ? a->share[j] : 1 / k;
    }
    return closed / (k - 1);
}

/* ---- all vertices ------------------------------------------------------------------------------------------------------ */

static ent_status sweep(const ent_measuring *m, double (*one)(alters *a, size_t v), const char *stage, double *out,
                        ent_error *err) {
    alters a;
    ent_status status = find_alters(m, &a, err);
    for (size_t v = 0; v < m->n && !status; v++) {
        for (int32_t i = a.offsets[v]; i < a.offsets[v + 1]; i++) a.share[a.to[i]] = a.strength[i] / a.total[v];
        out[v] = one(&a, v);
        for (int32_t i = a.offsets[v]; i < a.offsets[v + 1]; i++) a.share[a.to[i]] = 0;
        if (v % TICK_EVERY == 0) status = ent_monitor_tick(m->monitor, stage, v, m->n, err);
    }
    clear(&a);
    return status;
}

/* A view without direction, strengths and loops is what the kernel wants as it stands. */
static bool stands_as_it_is(const ent_view *view) {
    return !ent_view_directed(view) && !ent_view_weighted(view) && ent_view_loops(view) == 0;
}

ent_status ent_constraint_fill(const ent_measuring *m, double *out, ent_error *err) {
    if (stands_as_it_is(m->simple)) {
        const ent_adjacency whole = ent_view_out(m->simple);
        return ent_constraint(m->n, &(ent_arcs){whole.offsets, whole.to}, NULL, m->monitor, out, err);
    }
    alters a;
    ent_status status = find_alters(m, &a, err);
    if (!status) status = ent_constraint(m->n, &(ent_arcs){a.offsets, a.to}, a.strength, m->monitor, out, err);
    clear(&a);
    return status;
}

ent_status ent_effective_size_fill(const ent_measuring *m, double *out, ent_error *err) {
    return sweep(m, effective_size, "measuring effective size", out, err);
}

ent_status ent_efficiency_fill(const ent_measuring *m, double *out, ent_error *err) {
    return sweep(m, efficiency, "measuring efficiency", out, err);
}

ent_status ent_clustering_fill(const ent_measuring *m, double *out, ent_error *err) {
    return sweep(m, clustering, "measuring clustering", out, err);
}
