/* Lanczos with thick restarts (Wu and Simon 2000): every new vector is made orthogonal to the whole basis, and where that is
 * full the best Ritz vectors go on. */
#include "analyse/spectral.h"
#include "analyse/vectors.h"
#include "base/available.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BASIS = 24, KEPT = 8, LOOK_EVERY = 4, PATIENCE = 8, MOST_STEPS = 2000000 };
static const double RIGHT = 1e-15, NEARLY = 1e-11; /* what a residual may be of the eigenvalue */

typedef struct {
    const ent_symmetric *matrix;
    size_t n, size, kept;                      /* of the matrix; vectors in the basis; those that a restart left */
    double *v;                                 /* the basis and the next vector, BASIS + 1 rows of n */
    double small[BASIS][BASIS];                /* the matrix in the basis */
    double value[BASIS], vector[BASIS][BASIS]; /* its spectrum */
    double beta;                               /* length of what led out of the basis */
    double best;                               /* smallest residual with a full basis, as a share of the eigenvalue */
    int idle;                                  /* times that the basis was full since then */
} lanczos;

/* One vector more in the basis, and the next one beside it. */
static void lengthen(lanczos *l) {
    size_t n = l->n, k = l->size++;
    double *q = l->v + k * n, *next = q + n, parts[BASIS];
    l->matrix->apply(l->matrix->context, q, next);
    l->small[k][k] = ent_dot(q, next, n);
    size_t first = k == l->kept ? 0 : k - 1; /* after a restart it is tied to all that was kept */
    for (size_t j = 0; j <= k; j++) parts[j] = j >= first ? l->small[j][k] : 0;
    ent_rows_add(l->v + first * n, k + 1 - first, n, -1, parts + first, next);
    ent_rows_dot(l->v, l->size, n, next, parts);
    ent_rows_add(l->v, l->size, n, -1, parts, next);
    l->beta = ent_length(next, n);
    if (l->size < BASIS) l->small[k][l->size] = l->small[l->size][k] = l->beta;
    for (size_t i = 0; i < n && l->beta > 0; i++) next[i] /= l->beta;
}

static void solve_small(lanczos *l) {
    double lost[BASIS][BASIS], space[3 * BASIS];
    memcpy(lost, l->small, sizeof lost);
    ent_small_spectrum(l->size, BASIS, lost[0], l->value, l->vector[0], space);
}

/* The best Ritz vectors begin the next basis, and what led out of this one follows them. */
static void restart(lanczos *l) {
    ent_rows_mix(l->v, BASIS, KEPT, l->n, l->vector[0], BASIS);
    memcpy(l->v + KEPT * l->n, l->v + BASIS * l->n, l->n * sizeof *l->v);
    memset(l->small, 0, sizeof l->small);
    for (size_t k = 0; k < KEPT; k++) {
        l->small[k][k] = l->value[k];
        l->small[k][KEPT] = l->small[KEPT][k] = l->beta * l->vector[k][BASIS - 1];
    }
    l->size = l->kept = KEPT;
}

/* Whether the leading Ritz vector is right, or as near as rounding lets it come. */
static bool is_found(lanczos *l) {
    double share = fabs(l->beta * l->vector[0][l->size - 1]) / fabs(l->value[0]);
    if (!(share > RIGHT) || l->size == l->n) return true;
    if (l->size < BASIS) return false;
    l->idle = share < .99 * l->best ? 0 : l->idle + 1;
    l->best = fmin(l->best, share);
    return share <= NEARLY && l->idle >= PATIENCE;
}

static ent_status not_found(ent_error *err) {
    ent_fail(err, ENT_CALC, "the eigenvector did not converge");
    return ent_hint(err, "leave eigenvector out of --measure, or take a denser part of the graph");
}

static ent_status search(lanczos *l, ent_error *err) {
    for (uint64_t steps = 0; steps < MOST_STEPS; steps++) {
        ent_status status = ent_monitor_tick(l->matrix->monitor, l->matrix->stage, steps, 0, err);
        if (status) return status;
        lengthen(l);
        bool ends = !(l->beta > RIGHT * l->small[0][0]); /* what is left is rounding, and no direction */
        bool full = l->size == BASIS || l->size == l->n || ends;
        if (!full && (l->size - l->kept) % LOOK_EVERY) continue;
        solve_small(l);
        if (is_found(l)) return ENT_OK;
        if (full) restart(l);
    }
    return not_found(err);
}

/* The vector to x, without signs. What was found must be an eigenvector, whatever the search says. */
static ent_status take(lanczos *l, double *x, double *value, ent_error *err) {
    size_t n = l->n;
    double *image = l->v + l->size * n, length;
    memset(x, 0, n * sizeof *x);
    ent_rows_add(l->v, l->size, n, 1, l->vector[0], x);
    for (size_t i = 0; i < n; i++) x[i] = fabs(x[i]); /* the sign of the whole is arbitrary, and there is no other */
    length = ent_length(x, n);
    if (!isfinite(length) || length == 0) return ent_fail(err, ENT_CALC, "the eigenvector is no vector of numbers");
    for (size_t i = 0; i < n; i++) x[i] /= length;
    l->matrix->apply(l->matrix->context, x, image);
    *value = l->value[0];
    ent_add_scaled(image, -*value, x, n);
    return *value > 0 && ent_length(image, n) <= 1e-8 * *value ? ENT_OK : not_found(err);
}

ent_status ent_leading_vector(const ent_symmetric *matrix, double *vector, double *value, ent_error *err) {
    size_t n = matrix->n, rows = (n < BASIS ? n : BASIS) + 1;
    double length = ent_length(vector, n);
    ent_status status = ent_memory_check((double)(rows * n) * sizeof(double), "an eigenvector",
                                         "leave it out of --measure, or take a part with --around", err);
    if (status) return status;
    lanczos *l = calloc(1, sizeof *l);
    if (l) *l = (lanczos){.matrix = matrix, .n = n, .best = INFINITY, .v = malloc(rows * n * sizeof *l->v)};
    status = l && l->v ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < n && !status; i++) l->v[i] = vector[i] / length;
    if (!status) status = search(l, err);
    if (!status) status = take(l, vector, value, err);
    if (l) free(l->v);
    free(l);
    return status;
}
