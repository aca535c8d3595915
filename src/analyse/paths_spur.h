/* analyse/paths_spur.h - the shortest way out of a known path, in hops, guided by what is known of the graph. Inside search. */
#ifndef ANALYSE_PATHS_SPUR_H
#define ANALYSE_PATHS_SPUR_H

#include "analyse/paths_field.h"

/* Hops to the target with nothing blocked but what the search avoids: no way is shorter than these say. */
typedef struct ent_guide {
    int32_t *least; /* by vertex; INT32_MAX: out of reach */
    int32_t *tried; /* by vertex: hops left when it was entered in round stamp[v] */
    uint32_t *stamp, round;
    size_t left; /* vertices that may still be entered */
} ent_guide;

/* The field must be filled, with nothing blocked. */
ent_status ent_guide_init(ent_guide *guide, const ent_field *field, ent_error *err);
void ent_guide_clear(ent_guide *guide);

typedef enum ent_way { ENT_WAY_FOUND, ENT_WAY_NONE, ENT_WAY_OPEN } ent_way;

/* Go on from path[at], not to vertices in `taken` at first, to the target in at most `most` hops from path[0]: of the shortest
 * ways the first by the ids of its stations, in path[at + 1 .. *hops]. Depth first with a bound that rises (Korf 1985), which is
 * right at once where the graph has another way of the length foretold; ENT_WAY_OPEN when it took too many steps to tell.
 * next: room for a number for each vertex. */
ent_way ent_guide_way(ent_guide *guide, ent_field *field, int32_t *path, int32_t *next, size_t at, const uint8_t *taken,
                      size_t most, size_t *hops);

#endif
