/* Pairs of numbers and four sums at once: what the compiler may not do by itself, since it would add in another order. */
#include "analyse/vectors.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 1024 }; /* numbers that stay in the nearest cache while many vectors go by */

double ent_dot(const double *x, const double *y, size_t n) {
    const ent_two *a = (const ent_two *)x, *b = (const ent_two *)y;
    ent_two s0 = {0, 0}, s1 = s0, s2 = s0, s3 = s0;
    size_t i = 0, pairs = n / 2;
    for (; i + 4 <= pairs; i += 4) {
        s0 += a[i] * b[i];
        s1 += a[i + 1] * b[i + 1];
        s2 += a[i + 2] * b[i + 2];
        s3 += a[i + 3] * b[i + 3];
    }
    for (; i < pairs; i++) s0 += a[i] * b[i];
    s0 = (s0 + s1) + (s2 + s3);
    return s0[0] + s0[1] + (n % 2 ? x[n - 1] * y[n - 1] : 0);
}

double ent_length(const double *x, size_t n) {
    return sqrt(ent_dot(x, x, n));
}

void ent_add_scaled(double *x, double factor, const double *y, size_t n) {
    ent_two *a = (ent_two *)x;
    const ent_two *b = (const ent_two *)y;
    for (size_t i = 0; i < n / 2; i++) a[i] += factor * b[i];
    if (n % 2) x[n - 1] += factor * y[n - 1];
}

static size_t block_at(size_t first, size_t n) {
    return n - first < BLOCK ? n - first : BLOCK;
}

void ent_rows_dot(const double *rows, size_t count, size_t n, const double *x, double *out) {
    for (size_t k = 0; k < count; k++) out[k] = 0;
    for (size_t first = 0; first < n; first += BLOCK)
        for (size_t k = 0; k < count; k++) out[k] += ent_dot(rows + k * n + first, x + first, block_at(first, n));
}

void ent_rows_add(const double *rows, size_t count, size_t n, double sign, const double *factor, double *x) {
    for (size_t first = 0; first < n; first += BLOCK)
        for (size_t k = 0; k < count; k++)
            ent_add_scaled(x + first, sign * factor[k], rows + k * n + first, block_at(first, n));
}

/* Block by block of their entries, so that no second set of vectors is needed. */
void ent_rows_mix(double *rows, size_t count, size_t kept, size_t n, const double *factors, size_t stride) {
    enum { SHORT = 256 };
    double block[ENT_ROWS_KEPT][SHORT];
    for (size_t first = 0; first < n; first += SHORT) {
        size_t length = n - first < SHORT ? n - first : SHORT;
        memset(block, 0, sizeof block);
        for (size_t k = 0; k < kept; k++)
            for (size_t j = 0; j < count; j++)
                ent_add_scaled(block[k], factors[k * stride + j], rows + j * n + first, length);
        for (size_t k = 0; k < kept; k++) memcpy(rows + k * n + first, block[k], length * sizeof *block[k]);
    }
}

/* ---- small spectra --------------------------------------------------------------------------------------------------------- */

/* Two rows turned by the angle whose cosine and sine are c and s. */
static void turn(double *lower, double *upper, size_t width, double c, double s) {
    for (size_t i = 0; i < width; i++) {
        double f = upper[i];
        upper[i] = s * lower[i] + c * f;
        lower[i] = c * lower[i] - s * f;
    }
}

/* One QL step on first .. last, given up when the matrix falls apart on the way. */
static void step(double *d, double *e, size_t first, size_t last, double *rows, size_t width, size_t stride) {
    double g = (d[first + 1] - d[first]) / (2 * e[first]), r = hypot(g, 1), s = 1, c = 1, p = 0;
    g = d[last] - d[first] + e[first] / (g + (g < 0 ? -r : r));
    for (size_t i = last; i-- > first;) {
        double f = s * e[i], b = c * e[i];
        r = hypot(f, g);
        e[i + 1] = r;
        if (r == 0) {
            d[i + 1] -= p;
            e[last] = 0;
            return;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        turn(rows + i * stride, rows + (i + 1) * stride, width, c, s);
    }
    d[first] -= p;
    e[first] = g;
    e[last] = 0;
}

/* What is dropped beside the diagonal is far less than its rounding: small entries of the vectors hang on it. */
void ent_tridiagonal_spectrum(size_t n, double *d, double *off, double *rows, size_t width, size_t stride) {
    if (n) off[n - 1] = 0;
    for (size_t first = 0; first < n; first++)
        for (int round = 0; round < 200; round++) {
            size_t last = first;
            while (last + 1 < n && fabs(off[last]) > 1e-32 * (fabs(d[last]) + fabs(d[last + 1]))) last++;
            if (last == first) break;
            step(d, off, first, last, rows, width, stride);
        }
}

/* Reflect what stands from place `at` on at the plane whose normal is v: A - v w' - w v'. w: room for it. */
static void reflect(size_t n, size_t stride, double *a, size_t at, const double *v, double factor, double *w) {
    size_t left = n - at;
    for (size_t i = at; i < n; i++) w[i] = factor * ent_dot(a + i * stride + at, v + at, left);
    ent_add_scaled(w + at, -factor / 2 * ent_dot(v + at, w + at, left), v + at, left);
    for (size_t i = at; i < n; i++) {
        ent_add_scaled(a + i * stride + at, -v[i], w + at, left);
        ent_add_scaled(a + i * stride + at, -w[i], v + at, left);
    }
}

/* d and e: the tridiagonal matrix. Row k of `a` becomes the normal of the k-th reflection, from place k + 1 on; factor[k] is 0
 * when there is nothing to reflect. */
static void make_tridiagonal(size_t n, size_t stride, double *a, double *d, double *e, double *factor, double *w) {
    for (size_t k = 0; k < n; k++) {
        double *v = a + k * stride;
        size_t at = k + 1;
        d[k] = v[k];
        factor[k] = 0;
        if (at == n) break;
        e[k] = v[at];
        if (!(ent_length(v + at + 1, n - at - 1) > 0)) continue;
        double norm = ent_length(v + at, n - at);
        e[k] = v[at] < 0 ? norm : -norm;
        v[at] -= e[k];
        factor[k] = 2 / ent_dot(v + at, v + at, n - at);
        reflect(n, stride, a, at, v, factor[k], w);
    }
}

static void swap_rows(double *a, double *b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

void ent_small_spectrum(size_t n, size_t stride, double *matrix, double *values, double *vectors, double *space) {
    double *e = space, *factor = space + n, *w = space + 2 * n;
    make_tridiagonal(n, stride, matrix, values, e, factor, w);
    for (size_t i = 0; i < n * n; i++) vectors[i / n * stride + i % n] = i % (n + 1) == 0;
    for (size_t k = n; k-- > 0;)
        for (size_t i = k + 1; i < n && factor[k] != 0; i++) {
            double *row = vectors + i * stride + k + 1;
            const double *v = matrix + k * stride + k + 1;
            ent_add_scaled(row, -factor[k] * ent_dot(row, v, n - k - 1), v, n - k - 1);
        }
    ent_tridiagonal_spectrum(n, values, e, vectors, n, stride);
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t j = k + 1; j < n; j++)
            if (values[j] > values[best]) best = j;
        if (best == k) continue;
        swap_rows(values + k, values + best, 1);
        swap_rows(vectors + k * stride, vectors + best * stride, n);
    }
}
