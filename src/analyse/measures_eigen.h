/* analyse/measures_eigen.h - eigenvector centrality, also where the graph falls into parts. */
#ifndef ANALYSE_MEASURES_EIGEN_H
#define ANALYSE_MEASURES_EIGEN_H

#include <entente/view.h>

/* Fill out[0 .. vertices - 1], of Euclidean length 1.
 *  - Undirected: the projection of the vector of ones on the space of the largest eigenvalue of the matrix of strengths:
 *    in a connected graph the eigenvector itself; parts with a smaller eigenvalue get 0, parts that tie share.
 *  - Directed: x(v) = 1/lambda times the sum of strength * x(u) over arcs u -> v.
 * ENT_CALC when directed and there is no cycle, or two strong components tie for the largest eigenvalue. */
ent_status ent_eigenvector(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err);

/* The largest eigenvalue of the matrix of strengths (an undirected loop counts twice); 0 when there is no cycle. */
ent_status ent_spectral_radius(const ent_view *view, const ent_monitor *monitor, double *lambda, ent_error *err);

/* Kleinberg's hubs or authorities of a directed view with at least one edge: the projection of the vector of ones on the
 * space of the largest eigenvalue of A A' (hubs) or A' A (authorities), of length 1. Where parts tie, they share. */
ent_status ent_hits(const ent_view *view, bool hubs, const ent_monitor *monitor, double *out, ent_error *err);

#endif
