/* kernel/holes.h - what a vertex's neighbours have to do with each other. */
#ifndef KERNEL_HOLES_H
#define KERNEL_HOLES_H

#include "kernel/net.h"

/* Burt's constraint (1992) from a simple graph in which each tie stands at both ends, neighbours ascending: share[i] is the
 * share p(v, j) that arc i from v to j has of all that v has. out[v]: sum over j of (p(v, j) + sum over q of p(v, q)
 * p(q, j))^2, NaN without neighbours. Every triangle is met once, from its vertex of lowest degree (Chiba and Nishizeki 1985).
 * O(m sqrt m). */
ent_status ent_constraint(size_t n, const ent_arcs *ties, const double *share, const ent_monitor *monitor, double *out,
                          ent_error *err);

#endif
