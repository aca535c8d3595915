/* kernel/holes.h - what a vertex's neighbours have to do with each other. */
#ifndef KERNEL_HOLES_H
#define KERNEL_HOLES_H

#include "kernel/net.h"

/* Burt's constraint (1992) from a simple graph in which each tie stands at both ends: strength[i] is that of arc i, the same
 * at both (NULL: 1 each). out[v]: sum over j of (p(v, j) + sum over q of p(v, q) p(q, j))^2 with p(v, j) the share of the tie
 * in the strengths of v, NaN without neighbours. Every triangle is met once, from its vertex of lowest degree (Chiba and
 * Nishizeki 1985). O(m sqrt m). */
ent_status ent_constraint(size_t n, const ent_arcs *arcs, const double *strength, const ent_monitor *monitor,
                          double *out, ent_error *err);

#endif
