/* analyse/components_blocks.h - biconnected components: what stays connected when any one member is lost. */
#ifndef ANALYSE_COMPONENTS_BLOCKS_H
#define ANALYSE_COMPONENTS_BLOCKS_H

#include <entente/view.h>

/* Biconnected components of an undirected view, loops not counted. */
typedef struct ent_blocks {
    size_t count;
    int32_t *start, *member; /* the vertices of block b, ascending: member[start[b] .. start[b + 1] - 1] */
    int32_t *blocks_of;      /* by vertex: in how many it is; 0: without an edge, 2 or more: an articulation point */
} ent_blocks;
/* Hopcroft and Tarjan 1973, without recursion. O(n + m). */
ent_status ent_blocks_find(const ent_view *view, const ent_monitor *monitor, ent_blocks *out, ent_error *err);
void ent_blocks_clear(ent_blocks *blocks);

#endif
