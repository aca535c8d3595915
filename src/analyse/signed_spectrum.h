/* analyse/signed_spectrum.h - eigenvalues and walks of a signed graph, part by part. */
#ifndef ANALYSE_SIGNED_SPECTRUM_H
#define ANALYSE_SIGNED_SPECTRUM_H

#include "analyse/signed.h"
#include "analyse/spectral.h"

/* The matrix of one part: sign A, or |A| when absolute, times factor, less D on the diagonal when laplacian. So factor 1
 * with laplacian is -L, whose largest eigenvalue is the smallest of L. */
typedef struct ent_signed_matrix {
    const ent_signed *graph;
    const ent_sides *sides;
    size_t part;
    double factor;
    bool absolute, laplacian;
} ent_signed_matrix;
void ent_signed_apply(const void *matrix, const double *x, double *out);
/* The same of ENT_LANES vectors side by side; of a matrix with factor 1 that is no laplacian. */
void ent_signed_apply_lanes(const void *matrix, const double *x, double *out);

/* No eigenvalue of A or |A| of that part is larger: the root of the largest number of walks of two steps. */
double ent_signed_bound(const ent_signed *graph, const ent_sides *sides, size_t part);
/* The largest eigenvalue of such a matrix. vector: as many as the part has vertices, or NULL. */
ent_status ent_signed_largest(const ent_signed_matrix *matrix, const char *stage, const ent_monitor *monitor,
                              double *value, double *vector, ent_error *err);

/* Bonacich and Lloyd's vector, largest entry 1, and its eigenvalue. ENT_CALC when none is dominant. */
ent_status ent_signed_eigenvector(const ent_signed *graph, const ent_monitor *monitor, double *lambda, double *out,
                                  ent_error *err);

#endif
