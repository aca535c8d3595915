/* analyse/paths_search.h - shortest paths between two vertices over the compressed adjacency. */
#ifndef ANALYSE_PATHS_SEARCH_H
#define ANALYSE_PATHS_SEARCH_H

#include "analyse/common.h"

/* What to look for. The view must have its parallel relations merged: a path is a sequence of vertices. */
typedef struct ent_search {
    const ent_view *view;
    int32_t from, to;
    size_t most_hops;      /* SIZE_MAX: no limit */
    const uint8_t *avoid;  /* by vertex; NULL: none */
    const uint8_t *closed; /* by edge; NULL: none */
    const ent_monitor *monitor;
} ent_search;

typedef struct ent_path {
    int32_t *vertices; /* hops + 1 of them */
    size_t hops;
    double length; /* hops, or the sum of 1/strength in a weighted view */
} ent_path;

typedef struct ent_paths {
    ent_path *items;
    size_t count, capacity;
    double total; /* how many there are in all; 0 when that was not counted */
} ent_paths;

/* All shortest paths, in the order of their stations' ids, the first `limit` of them. O(m) and the paths (weighted
 * O(m log m); weighted with a limit of hops O(hops m)). Lengths within 1e-10 of each other are equal. */
ent_status ent_paths_shortest(const ent_search *search, size_t limit, ent_paths *out, ent_error *err);
/* The k shortest paths without loops, by length, then by their stations' ids (Yen 1971, Lawler 1972). O(k hops m). */
ent_status ent_paths_k(const ent_search *search, size_t k, ent_paths *out, ent_error *err);
void ent_paths_clear(ent_paths *paths);
/* The edge from v to w, or -1; the view is merged, so there is one at most. */
int32_t ent_edge_between(ent_adjacency out, int32_t v, int32_t w);
/* Keep a copy of the path; its length is summed from the start, so that equal paths have equal lengths. False when out
 * of memory. */
bool ent_paths_keep(ent_paths *paths, const ent_view *view, const int32_t *vertices, size_t hops);

#endif
