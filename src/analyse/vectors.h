/* analyse/vectors.h - sums and products of vectors, added up in one order on any processor. */
#ifndef ANALYSE_VECTORS_H
#define ANALYSE_VECTORS_H

#include <stddef.h>

/* Two numbers that are calculated with at once, which changes no digit. */
typedef double ent_two __attribute__((vector_size(16), aligned(8), may_alias));
/* Vectors side by side, as pairs: entry i of vector k is x[i * ENT_LANES + k]. */
enum { ENT_LANES = 8 };
static inline const ent_two *ent_lane(const double *x) {
    return (const ent_two *)x;
}
static inline ent_two *ent_lane_of(double *x) {
    return (ent_two *)x;
}

double ent_dot(const double *x, const double *y, size_t n);
/* Euclidean length. */
double ent_length(const double *x, size_t n);
/* x += factor y. */
void ent_add_scaled(double *x, double factor, const double *y, size_t n);

/* Of `count` vectors that stand one after the other: out[k] = the product of the k-th with x. x and each of them are read from
 * memory once. */
void ent_rows_dot(const double *rows, size_t count, size_t n, const double *x, double *out);
/* x += sign times the sum of factor[k] times the k-th. */
void ent_rows_add(const double *rows, size_t count, size_t n, double sign, const double *factor, double *x);

/* The first `kept` of `count` vectors become sums of all: the k-th with the factors at factors[k * stride]. kept: at most
 * ENT_ROWS_KEPT. */
enum { ENT_ROWS_KEPT = 12 };
void ent_rows_mix(double *rows, size_t count, size_t kept, size_t n, const double *factors, size_t stride);

/* All eigenvalues of a full symmetric matrix of n x n, falling, and their unit vectors, vectors[k * stride ..] the k-th; the
 * rows of the matrix are `stride` apart as well. What stands in it is lost; space: 3 n numbers. O(n^3): Householder's
 * tridiagonal form, then QL. */
void ent_small_spectrum(size_t n, size_t stride, double *matrix, double *values, double *vectors, double *space);

/* Eigenvalues of the symmetric tridiagonal matrix with diagonal d and off[0 .. n - 2] beside it, to d. The n rows of `rows`,
 * each of `width` and `stride` apart, are turned as its eigenvectors: the unit matrix becomes them, one a row. `off` has n places and is lost.
 * Implicit QL steps with Wilkinson's shift (Golub and Welsch 1969). */
void ent_tridiagonal_spectrum(size_t n, double *d, double *off, double *rows, size_t width, size_t stride);

#endif
