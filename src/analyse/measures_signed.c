/* Measures that look at signs: who has friends and enemies, and whose friends and enemies count. */
#include "analyse/measures_fill.h"
#include "analyse/signed_spectrum.h"
#include "view/canonical.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- degrees ------------------------------------------------------------------------------------------------------------- */

static ent_status degrees(const ent_measuring *m, double plus, double minus, double *out, ent_error *err) {
    ent_signed graph;
    ent_status status = ent_signed_make(m->simple, false, &graph, err);
    if (status) return status;
    for (size_t v = 0; v < graph.n; v++)
        out[graph.vertex[v]] =
            plus * (double)ent_signed_degree(&graph, v, 1) + minus * (double)ent_signed_degree(&graph, v, -1);
    ent_signed_clear(&graph);
    return ENT_OK;
}

ent_status ent_positive_degree_fill(const ent_measuring *m, double *out, ent_error *err) {
    return degrees(m, 1, 0, out, err);
}
ent_status ent_negative_degree_fill(const ent_measuring *m, double *out, ent_error *err) {
    return degrees(m, 0, 1, out, err);
}
ent_status ent_signed_degree_fill(const ent_measuring *m, double *out, ent_error *err) {
    return degrees(m, 1, -1, out, err);
}

/* ---- PN --------------------------------------------------------------------------------------------------------------------- */

/* x = 1 + beta A x; directed, with x for what comes in and y for what goes out, x = 1 + beta A' y and y = 1 + beta A x.
 * Both are (I - B) x = 1 with a symmetric B whose eigenvalues are within -1 .. 1: conjugate gradients. */
typedef struct {
    const ent_signed *graph;
    const ent_monitor *monitor;
    const char *stage;
    size_t rows;
    double beta;
    double *x, *residual, *way, *image;
} system_of;

static void pull(const ent_signed_arcs *arcs, size_t n, double beta, const double *from, const double *own,
                 double *out) {
    for (size_t v = 0; v < n; v++) {
        double sum = 0;
        for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++)
            sum += (arcs->sign[i] > 0 ? 1 : -2) * from[arcs->to[i]];
        out[v] = own[v] - beta * sum;
    }
}

static void apply(const system_of *s, const double *x, double *out) {
    size_t n = s->graph->n;
    if (!s->graph->directed) {
        pull(&s->graph->out, n, s->beta, x, x, out);
        return;
    }
    pull(&s->graph->into, n, s->beta, x + n, x, out);
    pull(&s->graph->out, n, s->beta, x, x + n, out + n);
}

static double square(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i] * x[i];
    return sum;
}

static ent_status solve(system_of *s, ent_error *err) {
    enum { TICK_EVERY = 64 };
    double left = (double)s->rows, enough = 1e-30 * left;
    for (size_t i = 0; i < s->rows; i++) s->x[i] = 0, s->residual[i] = s->way[i] = 1;
    for (size_t k = 0; k < 10 * s->rows + 1000 && left > enough; k++) {
        ent_status status = k % TICK_EVERY ? ENT_OK : ent_monitor_tick(s->monitor, s->stage, k, 0, err);
        if (status) return status;
        double along = 0, before = left;
        apply(s, s->way, s->image);
        for (size_t i = 0; i < s->rows; i++) along += s->way[i] * s->image[i];
        for (size_t i = 0; i < s->rows; i++) {
            s->x[i] += left / along * s->way[i];
            s->residual[i] -= left / along * s->image[i];
        }
        left = square(s->residual, s->rows);
        for (size_t i = 0; i < s->rows; i++) s->way[i] = s->residual[i] + left / before * s->way[i];
    }
    if (left <= enough) return ENT_OK;
    ent_fail(err, ENT_CALC, "the PN centrality did not converge");
    return ent_hint(err, "leave it out of --measure");
}

/* The system is singular in two cases only: two who are against each other (one against the other, when directed), and
 * directed, everybody against everybody. */
static bool is_singular(const ent_signed *g) {
    if (g->n == 2) return g->negative > 0;
    return g->directed && g->n > 2 && (double)g->negative == (double)g->n * (double)(g->n - 1);
}

static ent_status solve_pn(const ent_signed *g, const char *stage, const ent_monitor *monitor, double *x,
                           ent_error *err) {
    size_t rows = g->directed ? 2 * g->n : g->n;
    system_of s = {g, monitor, stage, rows, g->n > 1 ? 1 / (2 * (double)g->n - 2) : 0, x, NULL, NULL, NULL};
    if (is_singular(g)) {
        ent_fail(err, ENT_CALC, "the PN centrality is not defined where all are against each other");
        return ent_hint(err, "take negative-degree");
    }
    s.residual = malloc((rows + 1) * sizeof *s.residual);
    s.way = malloc((rows + 1) * sizeof *s.way);
    s.image = malloc((rows + 1) * sizeof *s.image);
    ent_status status = s.residual && s.way && s.image ? solve(&s, err) : ent_fail_memory(err);
    free(s.residual);
    free(s.way);
    free(s.image);
    return status;
}

static ent_status pn(const ent_measuring *m, const char *stage, bool directed, bool out_side, double *out,
                     ent_error *err) {
    ent_signed graph;
    directed = directed && ent_view_directed(m->simple);
    ent_status status = ent_signed_make(m->simple, directed, &graph, err);
    if (status) return status;
    double *x = malloc((2 * graph.n + 1) * sizeof *x);
    status = x ? solve_pn(&graph, stage, m->monitor, x, err) : ent_fail_memory(err);
    for (size_t v = 0; v < graph.n && !status; v++) /* the last digits depend on the order of the vertices */
        out[graph.vertex[v]] = ent_even_strength(x[directed && out_side ? graph.n + v : v]);
    free(x);
    ent_signed_clear(&graph);
    return status;
}

ent_status ent_pn_fill(const ent_measuring *m, double *out, ent_error *err) {
    return pn(m, "measuring pn", false, false, out, err);
}
ent_status ent_pn_in_fill(const ent_measuring *m, double *out, ent_error *err) {
    return pn(m, "measuring pn-in", true, false, out, err);
}
ent_status ent_pn_out_fill(const ent_measuring *m, double *out, ent_error *err) {
    return pn(m, "measuring pn-out", true, true, out, err);
}

/* ---- the signed eigenvector --------------------------------------------------------------------------------------------------- */

ent_status ent_signed_eigenvector_fill(const ent_measuring *m, double *out, ent_error *err) {
    ent_signed graph;
    double lambda, *x = NULL;
    ent_status status = ent_signed_make(m->simple, false, &graph, err);
    if (status) return status;
    x = malloc((graph.n + 1) * sizeof *x);
    status = x ? ent_signed_eigenvector(&graph, m->monitor, &lambda, x, err) : ent_fail_memory(err);
    for (size_t v = 0; v < graph.n && !status; v++) out[graph.vertex[v]] = x[v];
    free(x);
    ent_signed_clear(&graph);
    return status;
}
