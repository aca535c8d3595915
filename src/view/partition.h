/* view/partition.h - what methods for communities are run on, and how partitions are judged; inside the room. */
#ifndef VIEW_PARTITION_H
#define VIEW_PARTITION_H

#include "view/inside.h"

/* A view as it is handed to igraph: in canonical order, without edges from a vertex to itself and without the vertices
 * that then have none; edges sorted by their ends. */
typedef struct ent_quotient {
    size_t n, m;
    int32_t *from, *to;
    double *strength; /* by edge */
    double *at;       /* by vertex: sum of the strengths of its edges, in and out */
    double total;     /* of all strengths */
    int32_t *vertex;  /* of the view, by vertex */
    bool weighted, directed;
} ent_quotient;

ent_status ent_quotient_make(const ent_view *view, const int32_t *order, ent_quotient *out, ent_error *err);
void ent_quotient_clear(ent_quotient *ties);

/* Undirected modularity of a partition with groups below n, and the quality of the constant Potts model: strength inside
 * less gamma for every pair inside (Traag, Van Dooren and Nesterov 2011). space: n doubles. */
double ent_quotient_modularity(const ent_quotient *ties, const int32_t *group, double resolution, double *space);
double ent_quotient_potts(const ent_quotient *ties, const int32_t *group, double resolution, double *space);

/* One after the other, joins[i] puts the groups of two vertices together, until all are; pairs in one group already are
 * passed over. Fill group with the partition on the way that has the highest modularity, the first of equals. It starts
 * with every vertex alone. O(m log n). */
ent_status ent_quotient_best_cut(const ent_quotient *ties, const int32_t (*joins)[2], size_t count, int32_t *group,
                                 ent_error *err);

#endif
