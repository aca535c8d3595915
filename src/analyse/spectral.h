/* analyse/spectral.h - symmetric matrices that are known by what they do to a vector: their largest eigenvalue, and the
 * diagonal of their exponential. */
#ifndef ANALYSE_SPECTRAL_H
#define ANALYSE_SPECTRAL_H

#include <entente/base.h>

/* n > 0 rows; apply: out = M x. diagonal: that of M, which makes the search for an eigenvalue faster; may be NULL. */
typedef struct ent_symmetric {
    size_t n;
    void (*apply)(const void *context, const double *x, double *out);
    const void *context;
    const double *diagonal;
    const char *stage; /* what the monitor is told */
    const ent_monitor *monitor;
    /* The same of ENT_LANES vectors at once, for ent_lanczos: entry i of vector k is x[i * ENT_LANES + k]. */
    void (*apply_lanes)(const void *context, const double *x, double *out);
} ent_symmetric;

/* The largest eigenvalue, with a vector of length 1 in vector[0 .. n - 1]. against: a unit vector to which all is kept
 * orthogonal, or NULL; then n > 1. What is found is checked: |M x - value x| <= 1e-10 max(1, |M|). ENT_CALC when it does not
 * converge. Davidson 1975; Crouzeix, Philippe and Sadkane 1994. */
ent_status ent_largest_eigenvalue(const ent_symmetric *matrix, const double *against, double *value, double *vector,
                                  ent_error *err);

/* The largest eigenvalue of a matrix without negative entries that does not fall into parts, and its vector, which has no
 * negative entries either, of length 1. vector: where the search starts, above 0, and what it finds. A diagonal is not looked
 * at. What is found is checked: |M x - value x| <= 1e-8 value. ENT_CALC when it does not converge, ENT_NOMEM before it begins
 * when 25 vectors have no room. */
ent_status ent_leading_vector(const ent_symmetric *matrix, double *vector, double *value, ent_error *err);

/* The logarithms of exp(M)[v, v] of the vertices v = first .. first + count - 1, at most ENT_LANES, for a matrix without
 * eigenvalues beyond -radius .. radius, whose diagonal is 0, by Gauss quadrature in the space of Lanczos (Golub and Meurant
 * 2010). Nothing is cancelled and nothing overflows; about 14 digits of exp(M)[v, v] are right, the same ones whoever else is
 * asked for. O(k m) for each, k about radius + 10 at most. */
typedef struct ent_lanczos ent_lanczos;
ent_status ent_lanczos_new(const ent_symmetric *matrix, double radius, ent_lanczos **out, ent_error *err);
ent_status ent_lanczos_log_exp(ent_lanczos *lanczos, size_t first, size_t count, double *out, ent_error *err);
void ent_lanczos_free(ent_lanczos *lanczos);

#endif
