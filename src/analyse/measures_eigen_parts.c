/* Bounds tell which parts can have the largest eigenvalue of all; only those are solved. */
#include "analyse/measures_eigen_parts.h"
#include "view/view.h"

#include <math.h>
#include <stdlib.h>

static const double tie = 1e-9; /* eigenvalues this near, relatively, are one */

/* ---- rows ---------------------------------------------------------------------------------------------------------------- */

bool ent_eigen_weighted(const ent_view *view) {
    const double *strength = ent_view_strengths(view);
    for (size_t e = 0; e < ent_view_edges(view); e++)
        if (strength[e] != 1) return true;
    return false;
}

void ent_eigen_sum_rows(const ent_view *view, const ent_adjacency *arcs, bool weighted, double *row) {
    const double *strength = ent_view_strengths(view);
    for (size_t v = 0; v < ent_view_vertices(view); v++) {
        row[v] = weighted ? 0 : arcs->offsets[v + 1] - arcs->offsets[v];
        for (int32_t i = arcs->offsets[v]; weighted && i < arcs->offsets[v + 1]; i++) row[v] += strength[arcs->edge[i]];
    }
}

ent_status ent_eigen_rows_make(const ent_eigen *eigen, const ent_adjacency *arcs, const int32_t *vertices, size_t n,
                               size_t shift, ent_eigen_rows *out, ent_error *err) {
    const double *strength = ent_view_strengths(eigen->view);
    size_t count = 0;
    for (size_t k = 0; k < n; k++) count += (size_t)(arcs->offsets[vertices[k] + 1] - arcs->offsets[vertices[k]]);
    ent_eigen_rows rows = {.n = n};
    rows.offsets = malloc((n + 1) * sizeof *rows.offsets);
    rows.to = malloc((count + 1) * sizeof *rows.to);
    if (eigen->weighted) rows.strength = malloc((count + 1) * sizeof *rows.strength);
    *out = rows;
    if (!rows.offsets || !rows.to || (eigen->weighted && !rows.strength)) return ent_fail_memory(err);
    int32_t place = 0;
    for (size_t k = 0; k < n; k++) {
        rows.offsets[k] = place;
        for (int32_t i = arcs->offsets[vertices[k]]; i < arcs->offsets[vertices[k] + 1]; i++, place++) {
            rows.to[place] = eigen->local[(size_t)arcs->to[i] + shift];
            if (rows.strength) rows.strength[place] = strength[arcs->edge[i]];
        }
    }
    rows.offsets[n] = place;
    return ENT_OK;
}

void ent_eigen_rows_clear(ent_eigen_rows *rows) {
    free(rows->offsets);
    free(rows->to);
    free(rows->strength);
    *rows = (ent_eigen_rows){0};
}

/* ---- parts --------------------------------------------------------------------------------------------------------------- */

/* Bounds of the largest eigenvalue of each part: of a matrix without negative entries it is at most the largest row sum. */
static void bound(const ent_eigen *e, bool symmetric, double *upper, double *lower) {
    for (size_t p = 0; p < e->parts.count; p++) lower[p] = symmetric ? 0 : INFINITY;
    for (size_t v = 0; v < e->n; v++) {
        int32_t p = e->parts.part[v];
        if (e->row[v] > upper[p]) upper[p] = e->row[v];
        if (symmetric)
            lower[p] += e->row[v] / e->parts.size[p];
        else if (e->row[v] < lower[p])
            lower[p] = e->row[v];
    }
}

/* One vertex has loops alone: the row sum is the value. */
static ent_status solve_one(ent_eigen *e, int32_t part, double *vector, ent_error *err) {
    const int32_t *member = e->parts.member + e->parts.start[part];
    size_t n = (size_t)e->parts.size[part];
    vector[0] = 1;
    e->lambda[part] = e->row[member[0]];
    ent_status status = n > 1 ? e->solve_part(e, part, vector, &e->lambda[part], err) : ENT_OK;
    for (size_t i = 0; i < n && !status; i++) e->out[member[i]] = vector[i];
    e->largest = fmax(e->largest, e->lambda[part]);
    return status;
}

static ent_status solve_candidates(ent_eigen *e, const double *upper, const double *lower, double *vector,
                                   ent_error *err) {
    double at_least = 0;
    for (size_t p = 0; p < e->parts.count; p++)
        if (upper[p] > 0 && lower[p] > at_least) at_least = lower[p];
    for (size_t p = 0; p < e->parts.count; p++) {
        if (upper[p] <= 0 || upper[p] < at_least * (1 - tie)) continue;
        ent_status status = solve_one(e, (int32_t)p, vector, err);
        if (status) return status;
    }
    return ENT_OK;
}

ent_status ent_eigen_solve(ent_eigen *e, bool symmetric, ent_error *err) {
    size_t parts = e->parts.count;
    double *bounds = calloc(2 * parts + 1, sizeof *bounds), *vector = malloc((e->n + 1) * sizeof *vector);
    e->lambda = calloc(parts + 1, sizeof *e->lambda);
    e->local = malloc((e->n + 1) * sizeof *e->local);
    ent_status status = bounds && vector && e->lambda && e->local ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        for (size_t p = 0; p < parts; p++)
            for (int32_t i = e->parts.start[p]; i < e->parts.start[p + 1]; i++)
                e->local[e->parts.member[i]] = i - e->parts.start[p];
        bound(e, symmetric, bounds, bounds + parts);
        status = solve_candidates(e, bounds, bounds + parts, vector, err);
    }
    free(bounds);
    free(vector);
    return status;
}

bool ent_eigen_leads(const ent_eigen *e, size_t part) {
    return e->lambda[part] >= e->largest * (1 - tie);
}

void ent_eigen_scale(double *vector, size_t n) {
    double square = 0;
    for (size_t v = 0; v < n; v++) square += vector[v] * vector[v];
    for (size_t v = 0; v < n; v++) vector[v] /= sqrt(square);
}

ent_status ent_eigen_project(ent_eigen *e, size_t first, size_t last, ent_error *err) {
    double *sum = calloc(e->parts.count + 1, sizeof *sum);
    if (!sum) return ent_fail_memory(err);
    for (size_t v = first; v < last; v++) sum[e->parts.part[v]] += e->out[v];
    for (size_t v = 0; v < e->n; v++) {
        int32_t part = e->parts.part[v];
        e->out[v] = ent_eigen_leads(e, (size_t)part) ? e->out[v] * sum[part] : 0;
    }
    ent_eigen_scale(e->out, e->n);
    free(sum);
    return ENT_OK;
}

void ent_eigen_clear(ent_eigen *e) {
    ent_parts_clear(&e->parts);
    free(e->row);
    free(e->lambda);
    free(e->local);
}
