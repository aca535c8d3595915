/* kernel/islands.h - the components of an undirected net, and how wide they are. Inside the room. */
#ifndef KERNEL_ISLANDS_H
#define KERNEL_ISLANDS_H

#include "kernel/net.h"

typedef struct ent_islands {
    int32_t *member; /* vertices, component by component; the first of each is the one with the smallest number */
    int32_t *start;  /* of component i: member[start[i]] .. member[start[i + 1] - 1], by rising hops */
    int32_t *hops;   /* by vertex: from the first of its component */
    size_t count;
} ent_islands;

/* Search by breadth. O(n + m). */
ent_status ent_islands_find(const ent_net *net, ent_pulse *pulse, ent_islands *out, ent_error *err);
void ent_islands_clear(ent_islands *islands);

/* Most hops from the first of component i to another: the diameter is at least this and at most twice this. */
static inline int32_t ent_island_radius(const ent_islands *islands, size_t i) {
    return islands->hops[islands->member[islands->start[i + 1] - 1]];
}

static inline int32_t ent_island_size(const ent_islands *islands, size_t i) {
    return islands->start[i + 1] - islands->start[i];
}

#endif
