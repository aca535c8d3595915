/* Every part of a signed graph has a spectrum of its own: so eigenvectors are unique where they can be, and zero where
 * they are zero. */
#include "analyse/signed_spectrum.h"
#include "analyse/vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tie = 1e-9; /* eigenvalues this near, relatively, are one */

void ent_signed_apply(const void *matrix, const double *x, double *out) {
    const ent_signed_matrix *m = matrix;
    const ent_signed_arcs *arcs = &m->graph->out;
    const int32_t *local = m->sides->local;
    for (int32_t k = m->sides->start[m->part]; k < m->sides->start[m->part + 1]; k++) {
        int32_t v = m->sides->member[k], at = local[v];
        double sum = 0;
        for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++)
            sum += (m->absolute ? 1 : arcs->sign[i]) * x[local[arcs->to[i]]];
        out[at] = m->factor * sum;
        if (m->laplacian) out[at] -= (arcs->offsets[v + 1] - arcs->offsets[v]) * x[at];
    }
}

void ent_signed_apply_lanes(const void *matrix, const double *x, double *out) {
    const ent_signed_matrix *m = matrix;
    const ent_signed_arcs *arcs = &m->graph->out;
    const int32_t *local = m->sides->local;
    for (int32_t k = m->sides->start[m->part]; k < m->sides->start[m->part + 1]; k++) {
        int32_t v = m->sides->member[k];
        ent_two s0 = {0, 0}, s1 = s0, s2 = s0, s3 = s0;
        for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
            const ent_two *y = ent_lane(x + (size_t)local[arcs->to[i]] * ENT_LANES);
            double sign = m->absolute ? 1 : arcs->sign[i];
            s0 += sign * y[0];
            s1 += sign * y[1];
            s2 += sign * y[2];
            s3 += sign * y[3];
        }
        ent_two *at = ent_lane_of(out + (size_t)local[v] * ENT_LANES);
        at[0] = s0;
        at[1] = s1;
        at[2] = s2;
        at[3] = s3;
    }
}

static int32_t degree(const ent_signed *graph, int32_t v) {
    return graph->out.offsets[v + 1] - graph->out.offsets[v];
}

double ent_signed_bound(const ent_signed *graph, const ent_sides *sides, size_t part) {
    double most = 0;
    for (int32_t k = sides->start[part]; k < sides->start[part + 1]; k++) {
        int32_t v = sides->member[k];
        double walks = 0;
        for (int32_t i = graph->out.offsets[v]; i < graph->out.offsets[v + 1]; i++)
            walks += degree(graph, graph->out.to[i]);
        most = fmax(most, walks);
    }
    return sqrt(most);
}

static size_t size_of(const ent_sides *sides, size_t part) {
    return (size_t)(sides->start[part + 1] - sides->start[part]);
}

enum { MOST_VERTICES = 200000 }; /* a basis of that many rows takes 128 MB */

static ent_status too_large(size_t n, ent_error *err) {
    ent_fail(err, ENT_CALC, "eigenvalues are sought in connected parts of at most %d vertices, this one has %zu",
             (int)MOST_VERTICES, n);
    return ent_hint(err, "take a part of the graph with --around");
}

/* The largest eigenvalue, orthogonal to `against` when there is one. */
static ent_status largest(const ent_signed_matrix *matrix, const double *against, const char *stage,
                          const ent_monitor *monitor, double *value, double *vector, ent_error *err) {
    size_t n = size_of(matrix->sides, matrix->part);
    if (n > MOST_VERTICES) return too_large(n, err);
    double *own = vector ? NULL : malloc((n + 1) * sizeof *own);
    double *diagonal = matrix->laplacian ? malloc((n + 1) * sizeof *diagonal) : NULL;
    ent_symmetric symmetric = {n, ent_signed_apply, matrix, diagonal, stage, monitor, NULL};
    ent_status status = (vector || own) && (diagonal || !matrix->laplacian) ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < n && diagonal && !status; i++)
        diagonal[i] =
            -(double)degree(matrix->graph, matrix->sides->member[(size_t)matrix->sides->start[matrix->part] + i]);
    if (!status) status = ent_largest_eigenvalue(&symmetric, against, value, vector ? vector : own, err);
    free(diagonal);
    free(own);
    return status;
}

ent_status ent_signed_largest(const ent_signed_matrix *matrix, const char *stage, const ent_monitor *monitor,
                              double *value, double *vector, ent_error *err) {
    return largest(matrix, NULL, stage, monitor, value, vector, err);
}

/* ---- the signed eigenvector ---------------------------------------------------------------------------------------------- */

/* The leading eigenvalue by size so far, and the next that is as large. */
typedef struct {
    const ent_signed *graph;
    const ent_monitor *monitor;
    ent_sides sides;
    double lambda, rival; /* NaN: none */
    size_t part;
    double *vector, *trial; /* of a part */
} race;

static const char stage[] = "measuring signed-eigenvector";

static void enter(race *r, double value, size_t part) {
    if (fabs(value) > fabs(r->lambda) * (1 + tie)) {
        double *kept = r->vector;
        r->vector = r->trial;
        r->trial = kept;
        r->lambda = value;
        r->part = part;
        r->rival = NAN;
    } else if (fabs(value) >= fabs(r->lambda) * (1 - tie)) {
        r->rival = value;
    }
}

static ent_status run_part(race *r, size_t part, ent_error *err) {
    for (int sign = 1; sign >= -1; sign -= 2) {
        ent_signed_matrix m = {r->graph, &r->sides, part, sign, false, false};
        double value;
        ent_status status = ent_signed_largest(&m, stage, r->monitor, &value, r->trial, err);
        if (status) return status;
        if (value > 0) enter(r, sign * value, part);
    }
    return ENT_OK;
}

/* Whether the leading eigenvalue stands alone in its own part. */
static ent_status run_against_itself(race *r, ent_error *err) {
    double value, sign = r->lambda < 0 ? -1 : 1;
    ent_signed_matrix m = {r->graph, &r->sides, r->part, sign, false, false};
    if (size_of(&r->sides, r->part) < 2) return ENT_OK;
    ent_status status = largest(&m, r->vector, stage, r->monitor, &value, r->trial, err);
    if (!status && value >= fabs(r->lambda) * (1 - tie)) r->rival = sign * value;
    return status;
}

static ent_status undefined(const race *r, ent_error *err) {
    char lambda[32], rival[32];
    if (r->lambda == 0) {
        ent_fail(err, ENT_CALC, "the signed eigenvector is not defined: no two are tied with a sign");
        return ent_hint(err, "keep signed types in the selection");
    }
    ent_fail(err, ENT_CALC, "the signed eigenvector is not defined: no eigenvalue is dominant, %s and %s tie",
             ent_format_double(ent_ten_digits(r->lambda), lambda), ent_format_double(ent_ten_digits(r->rival), rival));
    return ent_hint(err, "take pn, or a part of the graph with --around");
}

/* Largest entry 1. Mirror images are told apart by the sum of the entries, and when that is 0 by the smallest id. */
static void scale(size_t n, double *vector) {
    double most = 0, sum = 0;
    bool plus = false, minus = false, first_is_plus = true, found = false;
    for (size_t i = 0; i < n; i++) most = fmax(most, fabs(vector[i]));
    for (size_t i = 0; i < n; i++) {
        double share = vector[i] / most;
        sum += share;
        if (fabs(share) < 1 - tie) continue;
        if (!found) first_is_plus = share > 0;
        found = true;
        plus = plus || share > 0;
        minus = minus || share < 0;
    }
    bool turn = !plus || (minus && (fabs(sum) > 1e-7 ? sum < 0 : !first_is_plus));
    for (size_t i = 0; i < n; i++) vector[i] /= turn ? -most : most;
}

static ent_status run_race(race *r, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t p = 0; p < r->sides.count && !status; p++)
        if (ent_signed_bound(r->graph, &r->sides, p) >= fabs(r->lambda) * (1 - tie) && size_of(&r->sides, p) > 1)
            status = run_part(r, p, err);
    if (!status && r->lambda != 0 && isnan(r->rival)) status = run_against_itself(r, err);
    if (!status && (r->lambda == 0 || !isnan(r->rival))) status = undefined(r, err);
    return status;
}

ent_status ent_signed_eigenvector(const ent_signed *graph, const ent_monitor *monitor, double *lambda, double *out,
                                  ent_error *err) {
    race r = {.graph = graph, .monitor = monitor, .rival = NAN};
    r.vector = malloc((graph->n + 1) * sizeof *r.vector);
    r.trial = malloc((graph->n + 1) * sizeof *r.trial);
    ent_status status = r.vector && r.trial ? ent_sides_find(graph, &r.sides, err) : ent_fail_memory(err);
    if (!status) status = run_race(&r, err);
    if (!status) {
        size_t n = size_of(&r.sides, r.part);
        scale(n, r.vector);
        for (size_t v = 0; v < graph->n; v++) out[v] = 0;
        for (size_t i = 0; i < n; i++) out[r.sides.member[(size_t)r.sides.start[r.part] + i]] = r.vector[i];
        *lambda = r.lambda;
    }
    free(r.vector);
    free(r.trial);
    ent_sides_clear(&r.sides);
    return status;
}
