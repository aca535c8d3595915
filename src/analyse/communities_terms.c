/* The methods for communities in words. */
#include "analyse/communities.h"

const char *const ent_community_names[] = {
    "leiden",      "leiden-cpm",       "louvain", "walktrap", "infomap", "label-propagation",
    "fast-greedy", "edge-betweenness", "optimal", NULL};

const ent_term ent_community_terms[] = {
    {"leiden",
     "moves vertices between communities while modularity rises, splits what is not well connected, and goes on with "
     "the communities as vertices; every community found is connected",
     "maximise Q = sum over communities of w/W - g (s/2W)^2", "Traag, Waltman and van Eck 2019", "about O(m) a run"},
    {"leiden-cpm",
     "Leiden on the constant Potts model: inside a community, the mean strength between two is above the resolution, "
     "between communities below; small communities are not overlooked in large graphs",
     "maximise sum over communities of w - g n (n - 1) / 2", "Traag, Van Dooren and Nesterov 2011", "about O(m) a run"},
    {"louvain",
     "moves vertices between communities while modularity rises, and goes on with the communities as vertices",
     "maximise Q = sum over communities of w/W - g (s/2W)^2", "Blondel, Guillaume, Lambiotte and Lefebvre 2008",
     "about O(m) a run"},
    {"walktrap",
     "joins, step by step, the two communities between which short random walks of --steps steps differ least; the "
     "tree is cut where modularity is highest",
     "", "Pons and Latapy 2005", "O(n m log n), memory O(n^2)"},
    {"infomap",
     "the communities by which a random walk can be told in the fewest bits: walks stay inside them for long; follows "
     "the direction of relations in a directed view",
     "minimise L = q H(Q) + sum over communities of p H(P)", "Rosvall and Bergstrom 2008", "about O(m) a run"},
    {"label-propagation", "every vertex takes, again and again, the label that is strongest among its neighbours", "",
     "Raghavan, Albert and Kumara 2007", "O(m) a run"},
    {"fast-greedy", "joins, step by step, the two communities whose joining raises modularity most", "",
     "Clauset, Newman and Moore 2004", "O(m n log n)"},
    {"edge-betweenness",
     "takes away, one by one, the edge with most shortest paths; of the parts that appear, those with the highest "
     "modularity; the length of an edge is 1/strength",
     "", "Girvan and Newman 2002; Newman and Girvan 2004", "O(n m^2)"},
    {"optimal", "the partition that no other passes in modularity, by integer programming; for small graphs only", "",
     "Brandes et al. 2008", "exponential in the worst case"},
    {NULL, NULL, NULL, NULL, NULL},
};
