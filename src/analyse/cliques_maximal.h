/* analyse/cliques_maximal.h - the maximal cliques of an undirected view. */
#ifndef ANALYSE_CLIQUES_MAXIMAL_H
#define ANALYSE_CLIQUES_MAXIMAL_H

#include <entente/view.h>

/* What to look for. `place` gives the order in which vertices stand in a clique, and cliques of one size stand in the
 * list: that of their ids. */
typedef struct ent_clique_search {
    const ent_view *view; /* undirected, parallel relations merged; loops do not count */
    const int32_t *vertex, *place;
    size_t least, most; /* sizes to list; most SIZE_MAX: no limit */
    size_t keep;        /* list at most so many, the largest */
    uint64_t give_up;   /* fail when there are more than that */
    const ent_monitor *monitor;
} ent_clique_search;

/* Cliques, larger first, then by their members; the members of clique k are member[start[k] .. start[k + 1] - 1]. */
typedef struct ent_cliques {
    int32_t *member;
    size_t *start;
    size_t count;
    uint64_t found;    /* of the sizes asked for, also those that are not listed */
    uint64_t *of_size; /* by size, 0 .. largest: maximal cliques of least vertices or more */
    size_t largest;
} ent_cliques;
/* Bron and Kerbosch 1973 with the pivot of Tomita, Tanaka and Takahashi 2006, started from every vertex in an order of
 * degeneracy (Eppstein, Loeffler and Strash 2010). O(d n 3^(d/3)), d the degeneracy. */
ent_status ent_cliques_find(const ent_clique_search *search, ent_cliques *out, ent_error *err);
void ent_cliques_clear(ent_cliques *cliques);

#endif
