/* analyse/paths_seek.h - paths that must meet conditions: lead through something, have a sign, be as wide as can be.
 *
 * What a path has met so far is its state: one bit for each thing it must lead through, and the product of its signs.
 * States are numbered; distances to the end are known for each vertex and state, over walks (which may meet a vertex
 * twice), so they are bounds for paths (which may not).
 */
#ifndef ANALYSE_PATHS_SEEK_H
#define ANALYSE_PATHS_SEEK_H

#include "analyse/paths_search.h"

/* How a hop, or a path, reads. A hop without signed relations does not change the product; a hop with both signs leaves
 * it open. */
typedef enum ent_reading { ENT_READS_NONE, ENT_READS_POSITIVE, ENT_READS_NEGATIVE, ENT_READS_MIXED } ent_reading;
enum { ENT_READINGS = 4 };
/* The reading of a path that reads `so_far` and goes on over a hop. */
ent_reading ent_reading_after(ent_reading so_far, ent_reading hop);

enum { ENT_MOST_THINGS = 8 }; /* that one question may ask a path to lead through */

/* What a path must meet beside ent_search. Masks have one bit a thing. */
typedef struct ent_demand {
    const uint16_t *at_vertex, *at_edge; /* things met there; NULL: none */
    uint16_t all;                        /* the things to be met */
    const uint8_t *reading;              /* ent_reading by edge; NULL: signs are not asked for */
    ent_reading wanted;
} ent_demand;

/* A search with conditions. */
typedef struct ent_seeker {
    const ent_search *search;
    const ent_demand *demand;
    ent_adjacency out, in;
    size_t n, readings, states;
    double *far; /* by vertex and state: least length to the end in a state that will do, infinite when none */
    double *hops;
    uint8_t *on_path;
    uint16_t start; /* state of the path that has only its first vertex */
    bool weighted;
    size_t steps, most_steps; /* beginnings of paths looked at, and where to stop */
    bool stopped;             /* most_steps was met: there may be more */
} ent_seeker;

/* Distances of all states. ENT_USAGE when there are too many states for the graph. O(states m log m). */
ent_status ent_seeker_init(ent_seeker *seeker, const ent_search *search, const ent_demand *demand, ent_error *err);
void ent_seeker_clear(ent_seeker *seeker);
/* Add the first `limit` simple paths that meet the conditions to `out`, by length, then by the ids of their stations:
 * the beginning whose bound is least goes on first (Hart, Nilsson and Raphael 1968). With only_shortest those that are
 * as short as the first. */
ent_status ent_seek(ent_seeker *seeker, size_t limit, bool only_shortest, ent_paths *out, ent_error *err);
/* Count them all, up to `most`; *more when that, or most_steps, was met. */
ent_status ent_seek_count(ent_seeker *seeker, uint64_t most, uint64_t *count, bool *more, ent_error *err);

#endif
