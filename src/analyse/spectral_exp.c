/* Lanczos from eight vertices at once: what one does to its vector is done to those of all, so that the matrix is read once. Each
 * lane has the digits that it would have alone.
 *
 * The vectors are made orthogonal to the last two only. With rounding they lose the others, but the small matrix is then that of a
 * measure which differs from the true one by rounding (Greenbaum 1989), and its quadrature is as good (Golub and Strakos 1994). */
#include "analyse/spectral.h"
#include "analyse/vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK_EVERY = 2 };
static const double NOTHING = -34; /* logarithm of what is nothing beside 1 */

struct ent_lanczos {
    const ent_symmetric *matrix;
    double radius;
    size_t k, capacity;         /* steps done, and room for */
    double *q, *last, *next;    /* this vector, the one before and the one after: n rows of lanes */
    double *alpha, *beta;       /* by step and lane */
    double *d, *e, *z;          /* the small matrix of a lane, and room to solve it */
    double log_norm[ENT_LANES]; /* of the k-th orthogonal polynomial, squared */
    bool done[ENT_LANES];
};

void ent_lanczos_free(ent_lanczos *l) {
    if (!l) return;
    free(l->q);
    free(l->last);
    free(l->next);
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
    const struct {
        double **array;
        size_t each;
    } arrays[] = {{&l->alpha, ENT_LANES}, {&l->beta, ENT_LANES}, {&l->d, 1}, {&l->e, 1}, {&l->z, 1}};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
        double *grown = realloc(*arrays[k].array, more * arrays[k].each * sizeof *grown);
        if (!grown) return false;
        *arrays[k].array = grown;
    }
    l->capacity = more;
    return true;
}

ent_status ent_lanczos_new(const ent_symmetric *matrix, double radius, ent_lanczos **out, ent_error *err) {
    ent_lanczos *l = calloc(1, sizeof *l);
    if (!l) return ent_fail_memory(err);
    l->matrix = matrix;
    l->radius = radius;
    l->q = malloc(ENT_LANES * matrix->n * sizeof *l->q);
    l->last = malloc(ENT_LANES * matrix->n * sizeof *l->last);
    l->next = malloc(ENT_LANES * matrix->n * sizeof *l->next);
    if (!l->q || !l->last || !l->next || !hold(l, 8)) {
        ent_lanczos_free(l);
        return ent_fail_memory(err);
    }
    *out = l;
    return ENT_OK;
}

/* ---- lanes --------------------------------------------------------------------------------------------------------------- */

/* sum[lane] += the product of a and b in that lane. */
static void dot_lanes(const double *a, const double *b, size_t rows, double *sum) {
    ent_two s0 = ent_lane(sum)[0], s1 = ent_lane(sum)[1], s2 = ent_lane(sum)[2], s3 = ent_lane(sum)[3];
    for (size_t i = 0; i < rows; i++, a += ENT_LANES, b += ENT_LANES) {
        const ent_two *x = ent_lane(a), *y = ent_lane(b);
        s0 += x[0] * y[0];
        s1 += x[1] * y[1];
        s2 += x[2] * y[2];
        s3 += x[3] * y[3];
    }
    ent_two *out = ent_lane_of(sum);
    out[0] = s0;
    out[1] = s1;
    out[2] = s2;
    out[3] = s3;
}

/* x -= factor[lane] y. */
static void subtract_lanes(double *x, const double *factor, const double *y, size_t rows) {
    const ent_two f0 = ent_lane(factor)[0], f1 = ent_lane(factor)[1], f2 = ent_lane(factor)[2],
                  f3 = ent_lane(factor)[3];
    for (size_t i = 0; i < rows; i++, x += ENT_LANES, y += ENT_LANES) {
        ent_two *to = ent_lane_of(x);
        const ent_two *from = ent_lane(y);
        to[0] -= f0 * from[0];
        to[1] -= f1 * from[1];
        to[2] -= f2 * from[2];
        to[3] -= f3 * from[3];
    }
}

static bool is_end(const ent_lanczos *l, size_t lane) {
    return !(l->beta[(l->k - 1) * ENT_LANES + lane] > 1e-13 * fmax(1, l->radius));
}

/* One step of each lane; the next vector is 0 where its space is at its end. */
static void lengthen(ent_lanczos *l) {
    size_t n = l->matrix->n;
    double *alpha = l->alpha + l->k * ENT_LANES, *beta = l->beta + l->k * ENT_LANES, *next = l->next;
    double unit[ENT_LANES];
    l->matrix->apply_lanes(l->matrix->context, l->q, next);
    memset(alpha, 0, ENT_LANES * sizeof *alpha);
    memset(beta, 0, ENT_LANES * sizeof *beta);
    if (l->k) subtract_lanes(next, beta - ENT_LANES, l->last, n);
    dot_lanes(l->q, next, n, alpha);
    subtract_lanes(next, alpha, l->q, n);
    dot_lanes(next, next, n, beta);
    l->k++;
    for (size_t lane = 0; lane < ENT_LANES; lane++) {
        beta[lane] = sqrt(beta[lane]);
        l->log_norm[lane] += 2 * log(beta[lane]);
        unit[lane] = l->done[lane] || is_end(l, lane) ? 0 : 1 / beta[lane];
    }
    for (size_t i = 0; i < n * ENT_LANES; i++) next[i] *= unit[i % ENT_LANES];
    l->next = l->last;
    l->last = l->q;
    l->q = next;
}

/* ---- the quadrature -------------------------------------------------------------------------------------------------------- */

/* log of the sum of z^2 exp(d), where d are the eigenvalues of the small matrix and z the first entries of their vectors. */
static double quadrature(ent_lanczos *l, size_t lane) {
    double most = -INFINITY, sum = 0;
    for (size_t i = 0; i < l->k; i++) {
        l->d[i] = l->alpha[i * ENT_LANES + lane];
        l->e[i] = l->beta[i * ENT_LANES + lane];
        l->z[i] = i == 0;
    }
    ent_tridiagonal_spectrum(l->k, l->d, l->e, l->z, 1, 1);
    for (size_t i = 0; i < l->k; i++) most = fmax(most, l->d[i]);
    for (size_t i = 0; i < l->k; i++) sum += l->z[i] * l->z[i] * exp(l->d[i] - most);
    return most + log(sum);
}

/* Logarithm of what k steps may be wrong by, the less of two bounds. The rule is exact for polynomials of degree 2 k - 1: beyond
 * them Chebyshev's coefficients of exp are I_j(radius) <= (radius/2)^j / j! exp(radius^2 / (4 (j + 1))); and its error is
 * exp(somewhere) / (2 k)! times the squared norm of the k-th orthogonal polynomial. */
static double log_error(const ent_lanczos *l, size_t lane) {
    double j = 2 * (double)l->k, r = l->radius, whole = lgamma(j + 1), by_norm = r + l->log_norm[lane] - whole;
    return j > r ? fmin(by_norm, j * log(r / 2) - whole + r * r / (4 * (j + 1)) + log(8)) : by_norm;
}

/* The value lies between 1, for the diagonal is 0, and exp(radius): so much can be said before it is known. */
static void look(ent_lanczos *l, size_t lane, double *out) {
    bool end = is_end(l, lane);
    double wrong = log_error(l, lane);
    if (!end && (l->k % CHECK_EVERY || wrong > l->radius + NOTHING)) return;
    *out = quadrature(l, lane);
    l->done[lane] = end || wrong <= *out + NOTHING;
}

ent_status ent_lanczos_log_exp(ent_lanczos *l, size_t first, size_t count, double *out, ent_error *err) {
    bool more = true;
    l->k = 0;
    memset(l->q, 0, l->matrix->n * ENT_LANES * sizeof *l->q);
    for (size_t lane = 0; lane < ENT_LANES; lane++) {
        l->done[lane] = lane >= count;
        l->log_norm[lane] = 0;
        if (lane < count) l->q[(first + lane) * ENT_LANES + lane] = 1;
    }
    while (more) {
        if (!hold(l, l->k + 1)) return ent_fail_memory(err);
        lengthen(l);
        more = false;
        for (size_t lane = 0; lane < count; lane++) {
            if (!l->done[lane]) look(l, lane, &out[lane]);
            more = more || !l->done[lane];
        }
    }
    return ENT_OK;
}
