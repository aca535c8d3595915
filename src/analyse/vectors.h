/* analyse/vectors.h - sums and products of vectors, added up in one order on any processor. */
#ifndef ANALYSE_VECTORS_H
#define ANALYSE_VECTORS_H

#include <stddef.h>

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

/* All eigenvalues of a full symmetric matrix of n x n, falling, and their unit vectors, vectors[k * n ..] the k-th. What
 * stands in `matrix` is lost; space: 3 n numbers. O(n^3): Householder's tridiagonal form, then QL. */
void ent_small_spectrum(size_t n, double *matrix, double *values, double *vectors, double *space);

/* Eigenvalues of the symmetric tridiagonal matrix with diagonal d and off[0 .. n - 2] beside it, to d. The n rows of `rows`,
 * each of `width`, are turned as its eigenvectors: the unit matrix becomes them, one a row. `off` has n places and is lost.
 * Implicit QL steps with Wilkinson's shift (Golub and Welsch 1969). */
void ent_tridiagonal_spectrum(size_t n, double *d, double *off, double *rows, size_t width);

#endif
