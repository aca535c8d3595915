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

/* What to look for. The view must have its parallel relations merged. Signs are not looked at. */
typedef struct ent_community_search {
    ent_community_method method;
    double resolution; /* gamma of modularity and of CPM */
    int64_t steps;     /* of a walktrap's walk */
    int64_t trials;    /* runs of a random method, of which the best by its own quality is kept */
    uint64_t seed;
    const ent_monitor *monitor;
} ent_community_search;

/* Fill group[0 .. vertices - 1]; groups are numbered from 0 by their first vertex. *modularity (Newman and Girvan 2004,
 * with resolution 1 and strengths; NaN without edges). The answer depends on the graph and the seed, not on the order
 * of its vertices. */
ent_status ent_communities_find(ent_view *view, const ent_community_search *search, int32_t *group, size_t *count,
                                double *modularity, ent_error *err);

#endif
