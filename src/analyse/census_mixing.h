/* analyse/census_mixing.h - whether like is tied to like: by group (Newman 2003) and by degree (Newman 2002). */
#ifndef ANALYSE_CENSUS_MIXING_H
#define ANALYSE_CENSUS_MIXING_H

#include "analyse/census_ties.h"

/* Ties within groups. within: share of the arcs that stay in a group; expected: that share if arcs were dealt out at
 * random to the same ends. NaN where it is not defined. */
typedef struct ent_mixing {
    double within, expected, assortativity;
    size_t arcs, left_out; /* arcs counted; arcs with an end in no group */
} ent_mixing;

/* group: by number in the view, -1 for none; `groups` of them. */
ent_status ent_mixing_by_group(const ent_ties *ties, const int32_t *group, size_t groups, ent_mixing *out,
                               ent_error *err);

/* What of a vertex is compared along the arcs: neighbours, arcs out of it, arcs into it. */
typedef enum ent_degree_kind { ENT_DEGREE_ALL, ENT_DEGREE_OUT, ENT_DEGREE_IN, ENT_DEGREE_KINDS } ent_degree_kind;
int32_t ent_degree_of(const ent_ties *ties, int32_t v, ent_degree_kind kind);
/* Pearson's correlation over all arcs (all ties both ways for ENT_DEGREE_ALL) of the `from` degree of the source and the
 * `to` degree of the target; NaN when either does not vary. */
ent_status ent_mixing_by_degree(const ent_ties *ties, ent_degree_kind from, ent_degree_kind to, double *out,
                                ent_error *err);

#endif
