/* Measures that count walks of every length: Katz, hubs and authorities, closed walks. */
#include "analyse/measures_eigen.h"
#include "analyse/measures_fill.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 100000, MOST_FOR_SUBGRAPH = 3000, TICK_EVERY = 64 };

/* y = A' x: what comes in over the arrows. An undirected edge goes both ways, a loop of it twice. */
static void step(const ent_view *view, const double *x, double *y) {
    bool directed = ent_view_directed(view);
    memset(y, 0, ent_view_vertices(view) * sizeof *y);
    for (size_t e = 0; e < ent_view_edges(view); e++) {
        int32_t from, to;
        double strength;
        ent_view_edge(view, e, &from, &to, &strength);
        y[to] += strength * x[from];
        if (!directed) y[from] += strength * x[to];
    }
}

/* ---- Katz --------------------------------------------------------------------------------------------------------------- */

static ent_status katz_diverges(double share, ent_error *err) {
    char text[32];
    ent_fail(err, ENT_CALC, "katz does not converge with alpha at %s of 1/lambda", ent_format_double(share, text));
    return ent_hint(err, "take --katz-alpha below 1, such as 0.85");
}

ent_status ent_katz_check(const ent_measuring *m, ent_error *err) {
    double lambda = 0;
    if (m->asked.katz_alpha < 1) return ENT_OK;
    ent_status status = ent_spectral_radius(m->view, m->monitor, &lambda, err);
    return status ? status : lambda > 0 ? katz_diverges(m->asked.katz_alpha, err) : ENT_OK;
}

/* One round x = 1 + alpha A' x; how much the value that changed most did change, relatively. */
static double katz_round(const ent_measuring *m, double alpha, double *x, double *next) {
    double most = 0;
    step(m->view, x, next);
    for (size_t v = 0; v < m->n; v++) {
        double value = 1 + alpha * next[v], change = (value - x[v]) / value;
        if (!(change <= most)) most = change;
        x[v] = value;
    }
    return most;
}

/* From x = 1 every round can only raise it, so what is left to come is at most the last change times 1/(1 - share). */
ent_status ent_katz_fill(const ent_measuring *m, double *out, ent_error *err) {
    double share = m->asked.katz_alpha, lambda = 0, change = 1, square = 0;
    double *next = malloc((m->n + 1) * sizeof *next);
    ent_status status = next ? ent_spectral_radius(m->view, m->monitor, &lambda, err) : ent_fail_memory(err);
    double enough = share < 1 ? fmax(1e-15, 1e-13 * (1 - share)) : 1e-15;
    for (size_t v = 0; v < m->n; v++) out[v] = 1;
    for (size_t k = 0; k < MOST_STEPS && change > enough && !status; k++) {
        change = katz_round(m, lambda > 0 ? share / lambda : share, out, next);
        if (k % TICK_EVERY == 0) status = ent_monitor_tick(m->monitor, "measuring katz", k, 0, err);
    }
    if (!status && !(change <= enough)) status = katz_diverges(share, err);
    for (size_t v = 0; v < m->n; v++) square += out[v] * out[v];
    for (size_t v = 0; v < m->n && m->asked.normalized; v++) out[v] /= sqrt(square);
    free(next);
    return status;
}

/* ---- hubs and authorities ------------------------------------------------------------------------------------------------ */

/* Where nothing points one way only, a hub is an authority, and both are the eigenvector. Without an edge every vector
 * is one: ones, of length 1. */
static ent_status hits(const ent_measuring *m, bool hubs, double *out, ent_error *err) {
    if (!ent_view_directed(m->view)) return ent_eigenvector(m->view, m->monitor, out, err);
    if (ent_view_edges(m->view) > 0) return ent_hits(m->view, hubs, m->monitor, out, err);
    for (size_t v = 0; v < m->n; v++) out[v] = 1 / sqrt((double)m->n);
    return ENT_OK;
}

ent_status ent_hub_fill(const ent_measuring *m, double *out, ent_error *err) {
    return hits(m, true, out, err);
}

ent_status ent_authority_fill(const ent_measuring *m, double *out, ent_error *err) {
    return hits(m, false, out, err);
}

/* ---- closed walks ---------------------------------------------------------------------------------------------------------- */

ent_status ent_subgraph_check(const ent_measuring *m, ent_error *err) {
    if (m->n <= MOST_FOR_SUBGRAPH) return ENT_OK;
    ent_fail(err, ENT_CALC, "subgraph centrality follows closed walks from each vertex: at most %d vertices, not %zu",
             (int)MOST_FOR_SUBGRAPH, m->n);
    return ent_hint(err, "take eigenvector or katz, or a part of the graph with --around");
}

/* No vector becomes more than this many times longer by a step: by Euclid the largest eigenvalue when the matrix is
 * symmetric, in the sum of its entries the largest strength that leaves a vertex when it is not. */
static ent_status growth(const ent_measuring *m, double *scratch, double *out, ent_error *err) {
    *out = 0;
    if (!ent_view_directed(m->view)) return ent_spectral_radius(m->view, m->monitor, out, err);
    memset(scratch, 0, m->n * sizeof *scratch);
    for (size_t e = 0; e < ent_view_edges(m->view); e++) {
        int32_t from, to;
        double strength;
        ent_view_edge(m->view, e, &from, &to, &strength);
        scratch[from] += strength;
        if (scratch[from] > *out) *out = scratch[from];
    }
    return ENT_OK;
}

/* The series of exp(A') on the unit vector of v, its entry at v. Nothing is subtracted, so nothing is cancelled. Past
 * 5/4 of the growth the terms shrink by at least a fifth each: five times the last one bounds the rest. */
static double closed_walks(const ent_measuring *m, size_t v, double most, double *term, double *next) {
    double sum = 1;
    memset(term, 0, m->n * sizeof *term);
    term[v] = 1;
    for (double k = 1;; k++) {
        double left = 0;
        step(m->view, term, next);
        for (size_t u = 0; u < m->n; u++) {
            term[u] = next[u] / k;
            left += term[u];
        }
        sum += term[v];
        if (!isfinite(sum) || !isfinite(left) || left == 0 || (k > 1.25 * most && 5 * left <= 1e-15 * sum)) return sum;
    }
}

ent_status ent_subgraph_fill(const ent_measuring *m, double *out, ent_error *err) {
    double *term = malloc((m->n + 1) * sizeof *term), *next = malloc((m->n + 1) * sizeof *next), most;
    ent_status status = term && next ? growth(m, next, &most, err) : ent_fail_memory(err);
    for (size_t v = 0; v < m->n && !status; v++) {
        if (v % TICK_EVERY == 0) status = ent_monitor_tick(m->monitor, "measuring subgraph", v, m->n, err);
        if (!status) out[v] = closed_walks(m, v, most, term, next);
        if (status || isfinite(out[v])) continue;
        ent_fail(err, ENT_CALC, "subgraph centrality is too large a number: the strengths are too many or too great");
        status = ent_hint(err, "take --weight none, or eigenvector");
    }
    free(term);
    free(next);
    return status;
}
