/* kernel/nearness.h - how far all others are, for every vertex: what closeness and its kin are made of. */
#ifndef KERNEL_NEARNESS_H
#define KERNEL_NEARNESS_H

#include "kernel/net.h"

/* Of one vertex, over the others that it reaches. */
typedef struct ent_nearness {
    double total;    /* sum of the distances */
    double inverse;  /* sum of 1 / distance */
    double farthest; /* largest distance, 0 when none is reached */
    double reached;  /* how many */
} ent_nearness;

/* Fill out[0 .. n - 1] with distances in hops; lengths are not looked at. Searches by breadth from 256 vertices at once, a
 * bit each (Then et al. 2014), towards the arcs' tails, by which every vertex hears from all that it reaches. Sums are
 * kept in whole numbers, so that vertices with the same distances have the same bits. O(n m / 256) where the searches
 * meet, O(n m) where they do not. */
ent_status ent_nearness_hops(const ent_net *net, const ent_monitor *monitor, const char *stage, ent_nearness *out,
                             ent_error *err);

/* The same by lengths (Dijkstra 1959). O(n m + n^2 log n). */
ent_status ent_nearness_lengths(const ent_net *net, const ent_monitor *monitor, const char *stage, ent_nearness *out,
                                ent_error *err);

#endif
