/* analyse/brokers_cuts.h - whose loss, and the loss of which tie, takes a component apart. */
#ifndef ANALYSE_BROKERS_CUTS_H
#define ANALYSE_BROKERS_CUTS_H

#include "analyse/common.h"

/* Articulation points and bridges (Hopcroft and Tarjan 1973, Tarjan 1974) of an undirected view. Loops count for
 * nothing; of several edges between one pair none is a bridge. */
typedef struct ent_cuts {
    int32_t *parts;  /* by vertex: into how many parts its component falls without it; 2 and more: articulation point */
    int32_t *behind; /* by edge: vertices on the side of `child`, 0 when the edge is no bridge */
    int32_t *child;  /* by edge: the end whose side `behind` counts */
    int32_t *whole;  /* by edge: vertices of its component; only for bridges */
    size_t points, bridges;
} ent_cuts;

/* O(n + m), without recursion. ENT_USAGE for a directed view. */
ent_status ent_cuts_find(const ent_view *view, const ent_monitor *monitor, ent_cuts *out, ent_error *err);
void ent_cuts_clear(ent_cuts *cuts);

#endif
