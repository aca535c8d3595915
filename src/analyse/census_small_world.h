/* analyse/census_small_world.h - short ways and many triangles at once, against random graphs of the same degrees. */
#ifndef ANALYSE_CENSUS_SMALL_WORLD_H
#define ANALYSE_CENSUS_SMALL_WORLD_H

#include "analyse/census_ties.h"

typedef struct ent_small_world_search {
    int64_t samples;
    uint64_t seed;
    const ent_monitor *monitor;
} ent_small_world_search;

/* Of the largest component. clustering: mean of the local clustering, 0 for those with fewer than two neighbours;
 * distance: mean over pairs that reach each other. NaN where it is not defined. */
typedef struct ent_small_world {
    size_t components, vertices, pairs; /* components of that size; vertices and ties of the one taken */
    double distance, clustering;
    double random_distance, random_clustering; /* means over the samples */
    double lattice_clustering;
    double sigma, omega;
} ent_small_world;

/* Vertices of a canonical order: canonical[i] is a number in the view. O(samples n m). */
ent_status ent_small_world_find(const ent_ties *ties, const int32_t *canonical, const ent_small_world_search *search,
                                ent_small_world *out, ent_error *err);
/* Steps that it will take, about. */
double ent_small_world_steps(const ent_ties *ties, int64_t samples);

#endif
