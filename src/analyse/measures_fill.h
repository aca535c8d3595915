/* analyse/measures_fill.h - the measures that have files of their own, for the table of measures alone. */
#ifndef ANALYSE_MEASURES_FILL_H
#define ANALYSE_MEASURES_FILL_H

#include "analyse/measures.h"

/* measures_walks.c: all walks, with short ones counting more. */
ent_status ent_katz_check(const ent_measuring *m, ent_error *err);
ent_status ent_katz_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_hub_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_authority_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_subgraph_check(const ent_measuring *m, ent_error *err);
ent_status ent_subgraph_fill(const ent_measuring *m, double *out, ent_error *err);

/* measures_holes.c: what a vertex's neighbours have to do with each other. */
ent_status ent_constraint_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_effective_size_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_efficiency_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_clustering_fill(const ent_measuring *m, double *out, ent_error *err);

/* measures_sample.c: from some of the shortest paths. */
ent_status ent_betweenness_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err);
ent_status ent_closeness_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err);
ent_status ent_harmonic_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err);
ent_status ent_wasserman_faust_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err);

/* measures_signed.c: those that look at signs. */
ent_status ent_positive_degree_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_negative_degree_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_signed_degree_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_pn_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_pn_in_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_pn_out_fill(const ent_measuring *m, double *out, ent_error *err);
ent_status ent_signed_eigenvector_fill(const ent_measuring *m, double *out, ent_error *err);

#endif
