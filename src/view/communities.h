/* view/communities.h - groups of vertices with many edges inside and few between, by igraph's methods. */
#ifndef VIEW_COMMUNITIES_H
#define VIEW_COMMUNITIES_H

#include <entente/view.h>

typedef enum ent_community_method {
    ENT_COMMUNITY_LEIDEN,
    ENT_COMMUNITY_LEIDEN_CPM,
    ENT_COMMUNITY_LOUVAIN,
    ENT_COMMUNITY_WALKTRAP,
    ENT_COMMUNITY_INFOMAP,
    ENT_COMMUNITY_LABEL_PROPAGATION,
    ENT_COMMUNITY_FAST_GREEDY,
    ENT_COMMUNITY_EDGE_BETWEENNESS,
    ENT_COMMUNITY_OPTIMAL
} ent_community_method;

/* What to look for. The view must have its parallel relations merged. Signs are not looked at, and neither are edges
 * from a vertex to itself; vertices without any other edge are communities of one. */
typedef struct ent_community_search {
    ent_community_method method;
    /* gamma of modularity and of CPM (Leiden and Louvain only); 0: the method's own, 1 or for CPM the mean strength
     * between two vertices */
    double resolution;
    int64_t steps;  /* of a walktrap's walk; 0: 4 */
    int64_t trials; /* runs of a random method, of which the best by its own quality is kept; 0: 1 */
    uint64_t seed;
    const ent_monitor *monitor;
    const int32_t *order; /* from ent_view_canonical of the same view, when there is one already; NULL: made here */
} ent_community_search;

/* Whether the method draws random numbers; whether it takes a resolution; whether it follows the direction of edges. The
 * methods that do not follow it see what the undirected view of the same selection shows. */
bool ent_community_is_random(ent_community_method method);
bool ent_community_takes_resolution(ent_community_method method);
bool ent_community_follows_direction(ent_community_method method);
/* Runs for a view when nobody says how many: 10, above 50,000 edges fewer, 2 at least. */
int64_t ent_community_trials(const ent_view *view);
/* The resolution that a search uses on this view. */
double ent_community_resolution(const ent_view *view, const ent_community_search *search);

/* Fill group[0 .. vertices - 1]; groups are numbered from 0 by their first vertex. *modularity (Newman and Girvan 2004,
 * with resolution 1 and strengths; NaN without edges). The answer depends on the graph and the seed, not on the order
 * of its vertices. */
ent_status ent_communities_find(ent_view *view, const ent_community_search *search, int32_t *group, size_t *count,
                                double *modularity, ent_error *err);

/* The exact optimum is refused above this many vertices with an edge (measured: karate, 34 and 78 edges, takes under a second;
 * random graphs of 34 took more than 20; Ctrl-C stops it). */
enum { ENT_COMMUNITY_OPTIMAL_MOST = 40 };

/* One group of a partition of a view's vertices, edges to oneself apart. */
typedef struct ent_community {
    size_t size, inside, leaving; /* vertices; edges with both ends in it, and with one */
    double part;                  /* of the modularity, which is the sum of the parts; NaN without edges */
} ent_community;

/* Fill out[0 .. count - 1] for any partition of the vertices. Undirected: part = w/W - g (s/2W)^2, with w the strength
 * inside, s the sum of the strengths of its vertices, W that of all edges, g the resolution. Directed: w/W - g o i/W^2
 * with o and i the strengths going out and coming in (Leicht and Newman 2008). O(n + m). */
ent_status ent_communities_measure(const ent_view *view, const int32_t *group, size_t count, double resolution,
                                   ent_community *out, ent_error *err);

#endif
