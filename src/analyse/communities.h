/* analyse/communities.h - what the files of the analysis `communities` share: the methods in words, and stability. */
#ifndef ANALYSE_COMMUNITIES_H
#define ANALYSE_COMMUNITIES_H

#include "analyse/common.h"
#include "view/communities.h"

/* The methods in the order of ent_community_method, and their names for the option row. */
extern const ent_term ent_community_terms[];
extern const char *const ent_community_names[];

/* How much the partition hangs on the random numbers: the same search with the seeds seed, seed + 1, ... */
typedef struct ent_stability {
    size_t runs;
    double rand_index;      /* mean adjusted Rand index over the pairs of runs (Hubert and Arabie 1985) */
    double lowest, highest; /* modularity of the runs; NaN without edges */
    double *together;       /* by vertex: mean share, over the runs, of the others of its community that it was in one
                                community with; NaN for a community of one */
} ent_stability;

/* Whether there is memory for so many runs. */
ent_status ent_stability_check(const ent_view *view, size_t runs, ent_error *err);
/* group: the partition that is judged, with groups below count. */
ent_status ent_stability_find(ent_view *view, const ent_community_search *search, size_t runs, const int32_t *group,
                              size_t count, ent_stability *out, ent_error *err);
void ent_stability_clear(ent_stability *stability);
/* (sum n_ij(2) - e) / ((sum a_i(2) + sum b_j(2)) / 2 - e), with x(2) = x (x - 1) / 2 and e = sum a_i(2) sum b_j(2) / n(2);
 * 1 when both are all alone or all in one. space: n + 1 numbers. */
double ent_adjusted_rand(const int32_t *a, const int32_t *b, size_t n, uint64_t *space);

#endif
