/* Subspaces do the work: the large matrix is only ever applied to vectors, the small one is solved whole. */
#include "analyse/spectral.h"
#include "analyse/vectors.h"
#include "base/available.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the largest eigenvalue --------------------------------------------------------------------------------------------- */

enum { BASIS = 40, KEPT = 12, MOST_STEPS = 4000, TICK_EVERY = 64 };

typedef struct {
    const ent_symmetric *matrix;
    const double *against;
    size_t n, size; /* of the matrix; vectors in the basis */
    double *v, *w;  /* the basis and what the matrix makes of it, BASIS rows of n */
    double *t;      /* the next direction */
    double small[BASIS][BASIS], value[BASIS], vector[BASIS][BASIS]; /* vector[k]: the k-th */
    double norm;                                                    /* of the largest image so far: |M| at least */
    ent_random random;
} search;

static void solve_small(search *s) {
    double lost[BASIS][BASIS], space[3 * BASIS];
    memcpy(lost, s->small, sizeof lost);
    ent_small_spectrum(s->size, BASIS, lost[0], s->value, s->vector[0], space);
}

/* Take out of t what the basis and `against` have of it; false when next to nothing is left. */
static bool clean(search *s) {
    double before = ent_length(s->t, s->n), after = before, parts[BASIS];
    if (!(before > 0)) return false;
    for (int twice = 0; twice < 2; twice++) {
        if (s->against) ent_add_scaled(s->t, -ent_dot(s->t, s->against, s->n), s->against, s->n);
        ent_rows_dot(s->v, s->size, s->n, s->t, parts);
        ent_rows_add(s->v, s->size, s->n, -1, parts, s->t);
        after = ent_length(s->t, s->n);
        if (!(after > 1e-13 * before)) return false;
    }
    for (size_t i = 0; i < s->n; i++) s->t[i] /= after;
    return true;
}

static void any_direction(search *s) {
    do
        for (size_t i = 0; i < s->n; i++) s->t[i] = ent_random_share(&s->random) - .5;
    while (!clean(s));
}

static void widen(search *s) {
    double *v = s->v + s->size * s->n, *w = s->w + s->size * s->n, parts[BASIS];
    memcpy(v, s->t, s->n * sizeof *v);
    s->matrix->apply(s->matrix->context, v, w);
    s->norm = fmax(s->norm, ent_length(w, s->n));
    ent_rows_dot(s->v, s->size + 1, s->n, w, parts);
    for (size_t k = 0; k <= s->size; k++) s->small[k][s->size] = s->small[s->size][k] = parts[k];
    s->size++;
}

/* Keep the best vectors only. */
static void narrow(search *s) {
    ent_rows_mix(s->v, s->size, KEPT, s->n, s->vector[0], BASIS);
    ent_rows_mix(s->w, s->size, KEPT, s->n, s->vector[0], BASIS);
    memset(s->small, 0, sizeof s->small);
    for (size_t k = 0; k < KEPT; k++) s->small[k][k] = s->value[k];
    s->size = KEPT;
}

/* The best vector of the basis to x, and what is wrong with it to t. */
static void compose(search *s, double *x) {
    memset(x, 0, s->n * sizeof *x);
    memset(s->t, 0, s->n * sizeof *s->t);
    ent_rows_add(s->v, s->size, s->n, 1, s->vector[0], x);
    ent_rows_add(s->w, s->size, s->n, 1, s->vector[0], s->t);
    ent_add_scaled(s->t, -s->value[0], x, s->n);
    if (s->against) ent_add_scaled(s->t, -ent_dot(s->t, s->against, s->n), s->against, s->n);
}

/* Davidson's correction: as if the matrix were its diagonal. */
static void correct(search *s) {
    for (size_t i = 0; i < s->n && s->matrix->diagonal; i++) {
        double off = s->matrix->diagonal[i] - s->value[0];
        s->t[i] /= fabs(off) < .1 ? (off < 0 ? -.1 : .1) : off;
    }
}

static ent_status no_convergence(ent_error *err) {
    ent_fail(err, ENT_CALC, "an eigenvalue did not converge");
    return ent_hint(err, "take a part of the graph with --around");
}

static ent_status find(search *s, double *value, double *x, ent_error *err) {
    size_t room = s->n - (s->against ? 1 : 0), most = room < BASIS ? room : BASIS;
    any_direction(s);
    for (size_t step = 0; step < MOST_STEPS; step++) {
        ent_status status = ENT_OK;
        if (step % TICK_EVERY == 0) status = ent_monitor_tick(s->matrix->monitor, s->matrix->stage, step, 0, err);
        if (status) return status;
        widen(s);
        solve_small(s);
        compose(s, x);
        *value = s->value[0];
        if (ent_length(s->t, s->n) <= 1e-11 * fmax(1, s->norm) && s->size < room &&
            step < 2) { /* a lucky start proves nothing */
            any_direction(s);
            continue;
        }
        if (ent_length(s->t, s->n) <= 1e-11 * fmax(1, s->norm)) return ENT_OK;
        if (s->size == room) return ent_length(s->t, s->n) <= 1e-10 * fmax(1, s->norm) ? ENT_OK : no_convergence(err);
        correct(s);
        if (s->size == most) narrow(s);
        if (!clean(s)) any_direction(s);
    }
    return no_convergence(err);
}

ent_status ent_largest_eigenvalue(const ent_symmetric *matrix, const double *against, double *value, double *vector,
                                  ent_error *err) {
    size_t n = matrix->n, rows = n < BASIS ? n : BASIS;
    const double bytes = ((2 * (double)rows + 1) * (double)n) * sizeof(double);
    ent_status status = ent_memory_check(bytes, matrix->stage, "take a part of the graph with --around", err);
    if (status) return status;
    search *s = calloc(1, sizeof *s);
    if (!s) return ent_fail_memory(err);
    s->matrix = matrix;
    s->against = against;
    s->n = n;
    s->v = malloc((rows * n + 1) * sizeof *s->v);
    s->w = malloc((rows * n + 1) * sizeof *s->w);
    s->t = malloc((n + 1) * sizeof *s->t);
    ent_random_init(&s->random, 42);
    status = s->v && s->w && s->t ? find(s, value, vector, err) : ent_fail_memory(err);
    free(s->v);
    free(s->w);
    free(s->t);
    free(s);
    return status;
}
