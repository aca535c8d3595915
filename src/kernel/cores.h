/* kernel/cores.h - coreness (Seidman 1983). */
#ifndef KERNEL_CORES_H
#define KERNEL_CORES_H

#include "kernel/net.h"

/* Whose neighbours count, and who loses one: `counted` are the arcs that make up the degree of a vertex, `losers` those to the
 * vertices whose degree it is part of. One or two lists of each (the second with offsets NULL: there is one). */
typedef struct ent_core_arcs {
    ent_arcs counted[2], losers[2];
} ent_core_arcs;

/* core[v]: the largest k such that v is among vertices that have k neighbours among themselves; arcs from a vertex to itself do
 * not count, arcs side by side each do. Batagelj and Zaversnik 2003: O(n + m) time, 12 bytes a vertex. ENT_NOMEM,
 * ENT_INTERRUPTED. */
ent_status ent_coreness(size_t n, const ent_core_arcs *arcs, const ent_monitor *monitor, const char *stage,
                        int32_t *core, ent_error *err);

#endif
