/* Constraint by triangles: what two ends of a tie have through a third is added at the tie, from both its ends. */
#include "kernel/holes.h"

#include <math.h>
#include <stdlib.h>

/* A tie, kept at its end of lower degree (ties by number): what each end gives the other, directly and through others. */
typedef struct {
    double there, back;
    double there_through, back_through;
} tie;

typedef struct {
    int32_t *first, *mark; /* ties of a vertex; 1 + tie from the vertex at hand */
    int32_t *to;           /* other end of a tie: apart, for it is looked at far more often than a triangle is found */
    tie *ties;
} turned;

static void clear(turned *t) {
    free(t->first);
    free(t->mark);
    free(t->to);
    free(t->ties);
}

static bool make_room(turned *t, size_t n, size_t arcs) {
    t->first = malloc((n + 1) * sizeof *t->first);
    t->mark = calloc(n + 1, sizeof *t->mark);
    t->to = malloc((arcs / 2 + 1) * sizeof *t->to);
    t->ties = malloc((arcs / 2 + 1) * sizeof *t->ties);
    return t->first && t->mark && t->to && t->ties;
}

static void turn(size_t n, const ent_arcs *arcs, const double *strength, const double *total, turned *t) {
    int32_t kept = 0;
    for (int32_t v = 0; v < (int32_t)n; v++) {
        t->first[v] = kept;
        for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
            int32_t w = arcs->to[i];
            if (!ent_comes_before(arcs->offsets, v, w)) continue;
            t->to[kept] = w;
            t->ties[kept++] = (tie){strength[i] / total[v], strength[i] / total[w], 0, 0};
        }
    }
    t->first[n] = kept;
}

/* u, v and w by rising degree: each of the three ties gets what it has through the third vertex. */
static void close_triangle(tie *uv, tie *vw, tie *uw) {
    uv->there_through += uw->there * vw->back;
    uv->back_through += vw->there * uw->back;
    vw->there_through += uv->back * uw->there;
    vw->back_through += uw->back * uv->there;
    uw->there_through += uv->there * vw->there;
    uw->back_through += vw->back * uv->back;
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
            if (mark) close_triangle(&t->ties[i], &t->ties[k], &t->ties[mark - 1]);
        }
    }
    for (int32_t i = t->first[u]; i < t->first[u + 1]; i++) t->mark[t->to[i]] = 0;
    return work;
}

static double square(double x) {
    return x * x;
}

ent_status ent_constraint(size_t n, const ent_arcs *arcs, const double *strength, const double *total,
                          const ent_monitor *monitor, double *out, ent_error *err) {
    turned t = {0};
    ent_pulse pulse = {.monitor = monitor, .stage = "measuring constraint", .total = n};
    ent_status status = make_room(&t, n, (size_t)arcs->offsets[n]) ? ENT_OK : ent_fail_memory(err);
    if (!status) turn(n, arcs, strength, total, &t);
    for (size_t v = 0; v < n && !status; v++) {
        pulse.done = v;
        out[v] = arcs->offsets[v + 1] > arcs->offsets[v] ? 0 : NAN;
        status = ent_pulse_work(&pulse, close_from(&t, (int32_t)v), err);
    }
    for (size_t v = 0; v < n && !status; v++)
        for (int32_t i = t.first[v]; i < t.first[v + 1]; i++) {
            const tie *e = &t.ties[i];
            out[v] += square(e->there + e->there_through);
            out[t.to[i]] += square(e->back + e->back_through);
        }
    clear(&t);
    return status;
}
