/* kernel/between.h - how many shortest paths lead through a vertex. */
#ifndef KERNEL_BETWEEN_H
#define KERNEL_BETWEEN_H

#include "kernel/net.h"

typedef struct ent_between {
    int threads; /* at most; 0: as many as there are processors. The result has the same bits for any number */
    const int32_t *sources; /* paths from these only; NULL: from all */
    size_t source_count;
    const ent_monitor *monitor;
    const char *stage;
} ent_between;

/* out[v]: over all pairs of others, the share of the shortest paths between them that lead through v (Brandes 2001), each
 * unordered pair once when undirected. By hops, or by lengths where the net has them; lengths of paths within 1e-10 of each
 * other are equal. O(n m), with lengths O(n m + n^2 log n); memory 12 numbers a vertex and thread. */
ent_status ent_betweenness(const ent_net *net, const ent_between *how, double *out, ent_error *err);

#endif
