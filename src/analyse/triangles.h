/* analyse/triangles.h - the one counter of triangles, by the signs of their ties. */
#ifndef ANALYSE_TRIANGLES_H
#define ANALYSE_TRIANGLES_H

#include "analyse/census_triads.h"

/* A simple graph in which each tie stands twice. `label` says of every arc what its tie is: bit 1 positive, bit 2
 * negative. */
typedef struct ent_labelled {
    size_t n;
    const int32_t *offsets, *to;
    const uint8_t *label;
} ent_labelled;

/* count: triangles by class; at: the same for each vertex, at[v * ENT_TRIANGLES + class], or NULL. Every tie is turned
 * from its end of lower degree, so no vertex has more than sqrt(2 m) to look at, and none is listed. O(m sqrt m). */
ent_status ent_triangles_count(const ent_labelled *graph, const ent_monitor *monitor, uint64_t count[ENT_TRIANGLES],
                               uint64_t *at, ent_error *err);

#endif
