/* analyse/paths_field.h - distances to a target, and the steps that lead there on shortest paths. Inside search. */
#ifndef ANALYSE_PATHS_FIELD_H
#define ANALYSE_PATHS_FIELD_H

#include "analyse/paths_search.h"

/* Distances from every vertex to the target. With layers, best[h * n + v] is the distance within h hops: needed when
 * lengths and a limit of hops are at odds. */
typedef struct ent_field {
    const ent_search *search;
    ent_adjacency out, in;
    size_t n, layers; /* layers 0: one distance, no limit of hops */
    bool weighted;
    double *best;
    int32_t *order; /* when a vertex was reached (without layers): steps lead to earlier ones, so they never circle */
    int32_t *queue;
    struct ent_heap_item *heap;
    size_t heap_count;
    uint8_t *blocked; /* by vertex, the caller's to set between two fills */
    int32_t *arcs;    /* numbers of arcs, those of a vertex by the id at their end, once it was asked for */
    uint8_t *sorted;  /* by vertex: its arcs are sorted */
    double *ahead;    /* guided: distance from the beginning of the search with nothing blocked; NULL: not guided */
    int32_t *settled; /* guided: by vertex, in the order of their distances */
    size_t touched;   /* guided: vertices in `queue` whose distance was set */
} ent_field;

ent_status ent_field_init(ent_field *field, const ent_search *search, ent_error *err);
void ent_field_clear(ent_field *field);
/* Distances to search->to over vertices that are not blocked, within `hops` hops. */
ent_status ent_field_fill(ent_field *field, size_t hops, ent_error *err);
/* Prepare to be filled for one spur after the other (without layers): distances from search->from. */
ent_status ent_field_guide(ent_field *field, ent_error *err);
/* A way out of `spur`, which is `behind` from search->from: not over the vertices in `taken`. */
typedef struct ent_spur {
    int32_t vertex;
    const uint8_t *taken;
    double behind;
} ent_spur;
/* Distances to search->to as far as the shortest ways from the spur need them: the others stay infinite. Goes first where
 * the distance to the target and the least there can be to the spur are least together (Hart, Nilsson and Raphael 1968). */
ent_status ent_field_fill_to(ent_field *field, const ent_spur *spur, ent_error *err);
/* Distance from v to the target within h hops; infinite when out of reach. */
double ent_field_distance(const ent_field *field, int32_t v, size_t h);
/* Whether going from v over that edge to w stays on a shortest path, with h hops left at v. */
bool ent_field_leads(const ent_field *field, int32_t v, int32_t w, int32_t edge, size_t h);
/* The number of the k-th arc that leaves v, in the order of the ids at their ends. A vertex is sorted when it is first
 * asked for: a search that meets few of them pays for few. */
int32_t ent_field_arc(ent_field *field, int32_t v, int32_t k);
/* Whether an edge may be used. */
bool ent_field_open(const ent_field *field, int32_t edge);
double ent_field_length(const ent_field *field, int32_t edge);
/* Whether two lengths are equal but for rounding. */
bool ent_lengths_equal(double a, double b);

#endif
