/* analyse/factions.h - more than two factions: the image of a partition, the search, the proof, communities. */
#ifndef ANALYSE_FACTIONS_H
#define ANALYSE_FACTIONS_H

#include "analyse/frustration_signs.h"

/* ---- the image of a partition (factions_image.c) ------------------------------------------------------------------------ */

/* What counts as inconsistent in a block, the edges between two parts or within one. */
typedef enum ent_image_kind {
    ENT_IMAGE_BALANCE, /* negative ones within a part, positive ones between two (Davis 1967) */
    ENT_IMAGE_RELAXED  /* whichever sign is the lesser in the block (Doreian and Mrvar 2009) */
} ent_image_kind;

/* Weights of positive and negative edges by pair of parts, and what is inconsistent in all. Both halves are kept. */
typedef struct ent_image {
    ent_image_kind kind;
    int32_t k;
    int64_t *positive, *negative; /* of parts i and j: [i * k + j], the same as [j * k + i] */
    int64_t cost;
} ent_image;
ent_status ent_image_init(ent_image *image, ent_image_kind kind, int32_t k, ent_error *err);
void ent_image_clear(ent_image *image);
void ent_image_empty(ent_image *image);
/* What a vertex would add to the cost in a part, when its ties to part j weigh plus[j] and minus[j]. O(k). */
int64_t ent_image_change(const ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus);
/* Put a vertex with such ties into a part, or take it out. O(k). */
void ent_image_put(ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus);
void ent_image_take(ent_image *image, int32_t part, const int64_t *plus, const int64_t *minus);
static inline int64_t ent_image_inconsistent(const ent_image *image, int32_t i, int32_t j) {
    int64_t plus = image->positive[i * image->k + j], minus = image->negative[i * image->k + j];
    if (image->kind == ENT_IMAGE_RELAXED) return plus < minus ? plus : minus;
    return i == j ? minus : plus;
}
/* The image of a whole partition. */
void ent_image_fill(ent_image *image, const ent_signed_edges *graph, const int32_t *part);

/* ---- the best partition into at most k parts -------------------------------------------------------------------------------- */

/* Upper bound (factions_search.c): the best of several starts, `part` as given the first of them, each moved vertex by
 * vertex while that helps and then shaken (iterated local search; Lourenco, Martin and Stutzle 2003). */
ent_status ent_factions_search(const ent_signed_edges *graph, ent_image_kind kind, int32_t k, ent_effort *effort,
                               int32_t *part, int64_t *cost, ent_error *err);
/* Lower bound that holds for any number of factions (factions_bound.c): cycles with one negative edge that share none, each
 * of which costs its lightest edge (Davis 1967: without such a cycle there are factions that fit). */
ent_status ent_factions_bound(const ent_signed_edges *graph, ent_effort *effort, int64_t *lower, ent_error *err);
/* Branch and bound from the last vertices to all of them (factions_branch.c; Russian doll search, Verfaillie, Lemaitre and
 * Schiex 1996). Betters `part` and *upper where it can; *lower is what is proved when the effort is spent. */
ent_status ent_factions_branch(const ent_signed_edges *graph, ent_image_kind kind, int32_t k, ent_effort *effort,
                               int32_t *part, int64_t *upper, int64_t *lower, ent_error *err);

/* What is known for one number of factions. */
typedef struct ent_faction_index {
    int32_t *part; /* by vertex, from 0 */
    int64_t upper, lower;
} ent_faction_index;
/* For k = 1 .. most (factions_solve.c), at most k factions each: index[k - 1], zeroed before; cleared by the caller. */
ent_status ent_factions_solve(const ent_signed_edges *graph, ent_image_kind kind, int32_t most, ent_effort *effort,
                              ent_faction_index *index, ent_error *err);

/* ---- communities (factions_communities.c) --------------------------------------------------------------------------------------- */

/* Parts of high signed modularity: vertices, then parts, are moved while that helps (Blondel and others 2008), from
 * `runs` orders; the best is kept. *count parts. */
ent_status ent_signed_communities(const ent_signed_edges *graph, double resolution, int64_t runs, ent_effort *effort,
                                  int32_t *part, ent_error *err);
double ent_signed_modularity(const ent_signed_edges *graph, const int32_t *part, double resolution, int64_t *plus,
                             int64_t *minus);

#endif
