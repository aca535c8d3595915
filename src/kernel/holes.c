/* Constraint by triangles: what two ends of a tie have through a third is added at the tie, from both its ends. */
#include "kernel/holes.h"

#include <math.h>
#include <stdlib.h>

/* A tie, kept at its end of lower degree (ties by number). What both ends have through a third, p(v, q) p(q, j), differs in
 * the total of v alone, so one sum does for both. */
typedef struct {
    double strength, through; /* through: sum over third vertices q of strength(v, q) strength(q, j) / total(q) */
} tie;

typedef struct {
    int32_t *first, *mark; /* ties of a vertex; 1 + tie from the vertex at hand */
    int32_t *to;           /* other end of a tie: apart, for it is looked at far more often than a triangle is found */
    tie *ties;
    double *total; /* strength of a vertex */
} turned;

static void clear(turned *t) {
    free(t->first);
    free(t->mark);
    free(t->to);
    free(t->ties);
    free(t->total);
}

static bool make_room(turned *t, size_t n, size_t arcs) {
    t->first = malloc((n + 1) * sizeof *t->first);
    t->mark = calloc(n + 1, sizeof *t->mark);
    t->to = malloc((arcs / 2 + 1) * sizeof *t->to);
    t->ties = malloc((arcs / 2 + 1) * sizeof *t->ties);
    t->total = malloc((n + 1) * sizeof *t->total);
    return t->first && t->mark && t->to && t->ties && t->total;
}

/* Which end is lower cannot be foreseen: each tie is written, and kept or written over. */
static void turn(size_t n, const ent_arcs *arcs, const double *strength, turned *t) {
    int32_t kept = 0;
    for (int32_t v = 0; v < (int32_t)n; v++) {
        double total = 0;
        t->first[v] = kept;
        for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
            const double s = strength ? strength[i] : 1;
            total += s;
            t->to[kept] = arcs->to[i];
            t->ties[kept] = (tie){s, 0};
            kept += ent_comes_before(arcs->offsets, v, arcs->to[i]);
        }
        t->total[v] = total;
    }
    t->first[n] = kept;
}

/* u, v and w, the end of vw and of uw: each of the three ties gets what it has through the third vertex. A share first: the
 * product of two small strengths is 0. */
static void close_triangle(turned *t, int32_t u, int32_t v, int32_t uv, int32_t vw, int32_t uw) {
    tie *a = &t->ties[uv], *b = &t->ties[vw], *c = &t->ties[uw];
    a->through += b->strength / t->total[t->to[vw]] * c->strength;
    b->through += a->strength / t->total[u] * c->strength;
    c->through += a->strength / t->total[v] * b->strength;
}

/* All triangles of which u is the lowest; how many arcs were looked at. */
static uint64_t close_from(turned *t, int32_t u) {
    uint64_t work = 0;
    for (int32_t i = t->first[u]; i < t->first[u + 1]; i++) t->mark[t->to[i]] = i + 1;
    for (int32_t i = t->first[u]; i < t->first[u + 1]; i++) {
        int32_t v = t->to[i];
        work += (uint64_t)(t->first[v + 1] - t->first[v]) + 1;
        for (int32_t k = t->first[v]; k < t->first[v + 1]; k++) {
            int32_t mark = t->mark[t->to[k]];
            if (mark) close_triangle(t, u, v, i, k, mark - 1);
        }
    }
    for (int32_t i = t->first[u]; i < t->first[u + 1]; i++) t->mark[t->to[i]] = 0;
    return work;
}

static double square(double x) {
    return x * x;
}

ent_status ent_constraint(size_t n, const ent_arcs *arcs, const double *strength, const ent_monitor *monitor,
                          double *out, ent_error *err) {
    turned t = {0};
    ent_pulse pulse = {.monitor = monitor, .stage = "measuring constraint", .total = n};
    ent_status status = make_room(&t, n, (size_t)arcs->offsets[n]) ? ENT_OK : ent_fail_memory(err);
    if (!status) turn(n, arcs, strength, &t);
    for (size_t v = 0; v < n && !status; v++) {
        pulse.done = v;
        out[v] = arcs->offsets[v + 1] > arcs->offsets[v] ? 0 : NAN;
        status = ent_pulse_work(&pulse, close_from(&t, (int32_t)v), err);
    }
    for (size_t v = 0; v < n && !status; v++)
        for (int32_t i = t.first[v]; i < t.first[v + 1]; i++) {
            const double both = t.ties[i].strength + t.ties[i].through;
            out[v] += square(both / t.total[v]);
            out[t.to[i]] += square(both / t.total[t.to[i]]);
        }
    clear(&t);
    return status;
}
