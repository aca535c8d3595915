/* analyse/exits_separate.h - ways between two vertices that share no vertex, or no edge, and the fewest that cut them all. */
#ifndef ANALYSE_EXITS_SEPARATE_H
#define ANALYSE_EXITS_SEPARATE_H

#include "analyse/common.h"

typedef struct ent_trail {
    int32_t *vertices, *edges; /* hops + 1 and hops of them */
    size_t hops;
} ent_trail;

/* What to look for. In a directed view ways run along the arrows. */
typedef struct ent_separating {
    const ent_view *view;
    int32_t from, to;
    bool by_vertex; /* ways share no vertex but their ends (merged view); else no edge */
    bool near_to;   /* of the smallest cuts the one nearest to `to`, else the one nearest to `from` */
    const ent_monitor *monitor;
} ent_separating;

typedef struct ent_separate {
    ent_trail *trails; /* shortest first, then by ids; as many as there can be */
    size_t count;
    int32_t *cut;      /* vertices or edges: the fewest whose loss leaves no trail, by id */
    int32_t *cut_from; /* of an edge: the end on the side of `from` */
    size_t cut_count;
    bool only;     /* no other cut is as small */
    bool adjacent; /* by_vertex: an edge joins the two, which is the first trail; `cut` cuts the others */
} ent_separate;

/* O(count m). Ids, not the order of the data, settle which of several equal trails are taken. */
ent_status ent_separate_find(const ent_separating *asked, ent_separate *out, ent_error *err);
void ent_separate_clear(ent_separate *separate);

#endif
