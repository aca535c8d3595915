/* Subspaces do the work: the large matrix is only ever applied to vectors, the small one is solved whole. */
#include "analyse/spectral.h"
#include "base/available.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double dot(const double *x, const double *y, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i] * y[i];
    return sum;
}

static void add(double *x, double factor, const double *y, size_t n) {
    for (size_t i = 0; i < n; i++) x[i] += factor * y[i];
}

static double length(const double *x, size_t n) {
    return sqrt(dot(x, x, n));
}

/* ---- the largest eigenvalue --------------------------------------------------------------------------------------------- */

enum { BASIS = 40, KEPT = 12, MOST_STEPS = 4000, TICK_EVERY = 64, SWEEPS = 60 };

typedef struct {
    const ent_symmetric *matrix;
    const double *against;
    size_t n, size;  /* of the matrix; vectors in the basis */
    double *v, *w;   /* the basis and what the matrix makes of it, BASIS rows of n */
    double *t, *row; /* the next direction; BASIS numbers of one column */
    double small[BASIS][BASIS], value[BASIS], vector[BASIS][BASIS]; /* vector[i][k]: entry i of the k-th */
    double norm;                                                    /* of the largest image so far: |M| at least */
    ent_random random;
} search;

/* Jacobi's rotations: fills value, falling, and vector from the upper left size x size of `small`. */
static void rotate(double a[BASIS][BASIS], double e[BASIS][BASIS], size_t n, size_t p, size_t q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1)), c = 1 / sqrt(t * t + 1), s = t * c;
    for (size_t i = 0; i < n; i++) {
        double x = a[i][p], y = a[i][q];
        a[i][p] = c * x - s * y;
        a[i][q] = s * x + c * y;
    }
    for (size_t i = 0; i < n; i++) {
        double x = a[p][i], y = a[q][i];
        a[p][i] = c * x - s * y;
        a[q][i] = s * x + c * y;
    }
    for (size_t i = 0; i < n; i++) {
        double x = e[i][p], y = e[i][q];
        e[i][p] = c * x - s * y;
        e[i][q] = s * x + c * y;
    }
}

static void sort_values(search *s) {
    for (size_t k = 0; k < s->size; k++) {
        size_t best = k;
        for (size_t j = k + 1; j < s->size; j++)
            if (s->value[j] > s->value[best]) best = j;
        double kept = s->value[k];
        s->value[k] = s->value[best];
        s->value[best] = kept;
        for (size_t i = 0; i < s->size && best != k; i++) {
            kept = s->vector[i][k];
            s->vector[i][k] = s->vector[i][best];
            s->vector[i][best] = kept;
        }
    }
}

static void solve_small(search *s) {
    double a[BASIS][BASIS];
    size_t n = s->size;
    memcpy(a, s->small, sizeof a);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) s->vector[i][j] = i == j;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        double off = 0, all = 0;
        for (size_t p = 0; p < n; p++)
            for (size_t q = 0; q < n; q++) *(p == q ? &all : &off) += a[p][q] * a[p][q];
        if (off <= 1e-34 * (all + off)) break;
        for (size_t p = 0; p < n; p++)
            for (size_t q = p + 1; q < n; q++)
                if (a[p][q] != 0) rotate(a, s->vector, n, p, q);
    }
    for (size_t k = 0; k < n; k++) s->value[k] = a[k][k];
    sort_values(s);
}

/* Take out of t what the basis and `against` have of it; false when next to nothing is left. */
static bool clean(search *s) {
    double before = length(s->t, s->n), after = before;
    if (!(before > 0)) return false;
    for (int twice = 0; twice < 2; twice++) {
        if (s->against) add(s->t, -dot(s->t, s->against, s->n), s->against, s->n);
        for (size_t k = 0; k < s->size; k++) add(s->t, -dot(s->t, s->v + k * s->n, s->n), s->v + k * s->n, s->n);
        after = length(s->t, s->n);
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
    double *v = s->v + s->size * s->n, *w = s->w + s->size * s->n;
    memcpy(v, s->t, s->n * sizeof *v);
    s->matrix->apply(s->matrix->context, v, w);
    s->norm = fmax(s->norm, length(w, s->n));
    for (size_t k = 0; k <= s->size; k++) s->small[k][s->size] = s->small[s->size][k] = dot(s->v + k * s->n, w, s->n);
    s->size++;
}

/* Keep the best vectors only. Row by row of the columns, so that no second basis is needed. */
static void narrow(search *s) {
    for (size_t i = 0; i < s->n; i++)
        for (int which = 0; which < 2; which++) {
            double *basis = which ? s->w : s->v;
            for (size_t k = 0; k < s->size; k++) s->row[k] = basis[k * s->n + i];
            for (size_t k = 0; k < KEPT; k++) {
                double sum = 0;
                for (size_t j = 0; j < s->size; j++) sum += s->row[j] * s->vector[j][k];
                basis[k * s->n + i] = sum;
            }
        }
    memset(s->small, 0, sizeof s->small);
    for (size_t k = 0; k < KEPT; k++) s->small[k][k] = s->value[k];
    s->size = KEPT;
}

/* The best vector of the basis to x, and what is wrong with it to t. */
static void compose(search *s, double *x) {
    memset(x, 0, s->n * sizeof *x);
    memset(s->t, 0, s->n * sizeof *s->t);
    for (size_t k = 0; k < s->size; k++) {
        add(x, s->vector[k][0], s->v + k * s->n, s->n);
        add(s->t, s->vector[k][0], s->w + k * s->n, s->n);
    }
    add(s->t, -s->value[0], x, s->n);
    if (s->against) add(s->t, -dot(s->t, s->against, s->n), s->against, s->n);
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
        if (length(s->t, s->n) <= 1e-11 * fmax(1, s->norm) && s->size < room &&
            step < 2) { /* a lucky start proves nothing */
            any_direction(s);
            continue;
        }
        if (length(s->t, s->n) <= 1e-11 * fmax(1, s->norm)) return ENT_OK;
        if (s->size == room) return length(s->t, s->n) <= 1e-10 * fmax(1, s->norm) ? ENT_OK : no_convergence(err);
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
    s->row = malloc(BASIS * sizeof *s->row);
    ent_random_init(&s->random, 42);
    status = s->v && s->w && s->t && s->row ? find(s, value, vector, err) : ent_fail_memory(err);
    free(s->v);
    free(s->w);
    free(s->t);
    free(s->row);
    free(s);
    return status;
}

/* ---- the exponential ------------------------------------------------------------------------------------------------------ */

struct ent_lanczos {
    const ent_symmetric *matrix;
    double radius;
    size_t k;
    double *q;                        /* the basis, k rows of n */
    double *alpha, *beta, *d, *e, *z; /* the small matrix, and room to solve it */
    size_t capacity;
};

void ent_lanczos_free(ent_lanczos *l) {
    if (!l) return;
    free(l->q);
    free(l->alpha);
    free(l->beta);
    free(l->d);
    free(l->e);
    free(l->z);
    free(l);
}

static bool hold(ent_lanczos *l, size_t steps) {
    if (steps <= l->capacity) return true;
    size_t more = 2 * steps;
    double **arrays[] = {&l->q, &l->alpha, &l->beta, &l->d, &l->e, &l->z};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
        double *grown = realloc(*arrays[k], more * (k ? 1 : l->matrix->n) * sizeof *grown);
        if (!grown) return false;
        *arrays[k] = grown;
    }
    l->capacity = more;
    return true;
}

ent_status ent_lanczos_new(const ent_symmetric *matrix, double radius, ent_lanczos **out, ent_error *err) {
    ent_lanczos *l = calloc(1, sizeof *l);
    if (!l || !(l->matrix = matrix, l->radius = radius, hold(l, 8))) {
        ent_lanczos_free(l);
        return ent_fail_memory(err);
    }
    *out = l;
    return ENT_OK;
}

/* Eigenvalues of the tridiagonal matrix to d, and the first entries of its eigenvectors to z: implicit QL steps with
 * Wilkinson's shift (Golub and Welsch 1969). */
static void solve_tridiagonal(ent_lanczos *l) {
    size_t n = l->k;
    double *d = l->d, *e = l->e, *z = l->z;
    for (size_t i = 0; i < n; i++) {
        d[i] = l->alpha[i];
        e[i] = i + 1 < n ? l->beta[i] : 0;
        z[i] = i == 0;
    }
    for (size_t first = 0; first < n; first++)
        for (int round = 0; round < 200; round++) {
            size_t m = first;
            while (m + 1 < n && fabs(e[m]) > 1e-16 * (fabs(d[m]) + fabs(d[m + 1]))) m++;
            if (m == first) break;
            double g = (d[first + 1] - d[first]) / (2 * e[first]), r = hypot(g, 1), s = 1, c = 1, p = 0;
            bool split = false;
            g = d[m] - d[first] + e[first] / (g + (g < 0 ? -r : r));
            for (size_t i = m; i-- > first;) {
                double f = s * e[i], b = c * e[i];
                r = hypot(f, g);
                e[i + 1] = r;
                if (r == 0) { /* it falls apart: begin again */
                    d[i + 1] -= p;
                    e[m] = 0;
                    split = true;
                    break;
                }
                s = f / r;
                c = g / r;
                g = d[i + 1] - p;
                r = (d[i] - g) * s + 2 * c * b;
                p = s * r;
                d[i + 1] = g + p;
                g = c * r - b;
                f = z[i + 1];
                z[i + 1] = s * z[i] + c * f;
                z[i] = c * z[i] - s * f;
            }
            if (split) continue;
            d[first] -= p;
            e[first] = g;
            e[m] = 0;
        }
}

/* log of the sum of z^2 exp(d): the quadrature. */
static double quadrature(ent_lanczos *l) {
    double most = -INFINITY, sum = 0;
    solve_tridiagonal(l);
    for (size_t i = 0; i < l->k; i++) most = fmax(most, l->d[i]);
    for (size_t i = 0; i < l->k; i++) sum += l->z[i] * l->z[i] * exp(l->d[i] - most);
    return most + log(sum);
}

/* Whether k steps are enough: the rule is exact for polynomials of degree 2 k - 1, and Chebyshev's coefficients of exp
 * beyond that, I_j(radius) <= (radius/2)^j / j! exp(radius^2 / (4 (j + 1))), are nothing beside the value so far. */
static bool is_enough(const ent_lanczos *l, double log_value) {
    double j = 2 * (double)l->k, r = l->radius;
    if (j <= r) return false;
    return j * log(r / 2) - lgamma(j + 1) + r * r / (4 * (j + 1)) + log(8) <= log_value - 34;
}

/* One more vector of the basis; false at the end of the space. */
static bool lengthen(ent_lanczos *l) {
    size_t n = l->matrix->n, k = l->k;
    double *q = l->q + k * n, *next = l->q + (k + 1) * n;
    l->matrix->apply(l->matrix->context, q, next);
    l->alpha[k] = dot(q, next, n);
    for (int twice = 0; twice < 2; twice++)
        for (size_t j = 0; j <= k; j++) add(next, -dot(next, l->q + j * n, n), l->q + j * n, n);
    l->beta[k] = length(next, n);
    l->k++;
    if (l->k == n || !(l->beta[k] > 1e-13 * fmax(1, l->radius))) return false;
    for (size_t i = 0; i < n; i++) next[i] /= l->beta[k];
    return true;
}

ent_status ent_lanczos_log_exp(ent_lanczos *l, size_t v, double *out, ent_error *err) {
    memset(l->q, 0, l->matrix->n * sizeof *l->q);
    l->q[v] = 1;
    l->k = 0;
    *out = 0;
    for (bool more = true; more;) {
        if (!hold(l, l->k + 2)) return ent_fail_memory(err);
        more = lengthen(l);
        if (more && l->k % 4) continue;
        *out = quadrature(l);
        if (is_enough(l, *out)) break;
    }
    return ENT_OK;
}
