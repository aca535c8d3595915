/* kernel/pagerank.h - PageRank (Brin and Page 1998). */
#ifndef KERNEL_PAGERANK_H
#define KERNEL_PAGERANK_H

#include "kernel/net.h"

/* What to rank by. */
typedef struct ent_pagerank_options {
    double damping;          /* 0 <= d < 1 */
    const double *strength;  /* by edge, above 0; NULL: 1 each */
    const int32_t *in_edges; /* edge by arc of `in`; needed with strength only */
    const ent_monitor *monitor;
    const char *stage;
} ent_pagerank_options;

/* out[0 .. n - 1], sums to 1: x(v) = (1 - d)/n + d sum over arcs u -> v of x(u) w(u, v) / out(u), where out(u) is the strength of
 * all arcs leaving u; what leaves no way out jumps anywhere. Unlike in other kernels, arcs from a vertex to itself and arcs
 * side by side count as they stand (an undirected loop twice at both its ends, so w = out = 2). Relative error below 1e-11, and
 * below 1e-14 / (1 - d) where that is more. The same bits in every run: one thread, one order of sums.
 * ENT_NOMEM, ENT_INTERRUPTED. O(n + m) a step; 20 to 60 steps as a rule, ln(1e-12) / ln(d) beyond a thousand at worst. Beside out up
 * to 80 bytes a vertex and 4 an arc, with strengths 12. */
ent_status ent_pagerank(const ent_net *net, const ent_pagerank_options *how, double *out, ent_error *err);

#endif
