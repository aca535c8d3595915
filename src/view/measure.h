/* view/measure.h - what kernels and igraph calculate on a view, in plain arrays. One caller at a time. */
#ifndef VIEW_MEASURE_H
#define VIEW_MEASURE_H

#include <entente/view.h>
#include "kernel/sample.h"

/* Betweenness, raw: every unordered pair once when undirected; lengths 1/strength. threads: at most so many, 0: as many as
 * there are processors; the answer has the same bits for any number. */
ent_status ent_view_betweenness(const ent_view *view, int threads, const ent_monitor *monitor, double *out,
                                ent_error *err);

/* Measures of distances outwards, in hops or in lengths 1/strength. */
typedef enum ent_nearness_measure {
    ENT_NEARNESS_CLOSENESS,       /* 1 / mean distance to those reached; NaN when none is */
    ENT_NEARNESS_HARMONIC,        /* sum of 1 / distance */
    ENT_NEARNESS_WASSERMAN_FAUST, /* closeness times the share of others reached; 0 when none is */
    ENT_NEARNESS_ECCENTRICITY     /* largest distance to those reached; NaN when none is */
} ent_nearness_measure;

/* One search from everywhere gives them all: the view keeps what it found for the next of them. */
ent_status ent_view_nearness(ent_view *view, ent_nearness_measure measure, const ent_monitor *monitor, double *out,
                             ent_error *err);

/* Betweenness and nearness of an unweighted view from some of its paths: kernel/sample.h says what is promised and what
 * *draws is. What is drawn does not depend on the names and the order in the data, as far as view/renumber.h goes. The view
 * keeps its vertices renumbered, and what it found of nearness for the next that asks with the same wishes. Eccentricity
 * cannot be sampled. */
ent_status ent_view_betweenness_sample(ent_view *view, const ent_sampling *how, double *out, uint64_t *draws,
                                       ent_error *err);
ent_status ent_view_nearness_sample(ent_view *view, ent_nearness_measure measure, const ent_sampling *how, double *out,
                                    uint64_t *draws, ent_error *err);
/* What a measure of distances makes of them; others: vertices less one. */
double ent_view_nearness_value(ent_nearness_measure measure, const ent_nearness *of, double others);

/* PageRank on strength; sums to 1 (kernel/pagerank.h). */
ent_status ent_view_pagerank(const ent_view *view, double damping, const ent_monitor *monitor, double *out,
                             ent_error *err);

/* Coreness: the k of the innermost k-core that holds the vertex, by total degree without loops. Parallel edges count as
 * often as they are there. */
ent_status ent_view_coreness(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err);

/* A part of a directed graph as plain arrays, for ent_perron. */
typedef struct ent_perron {
    size_t vertices, edges;
    const int32_t *from, *to;
    const double *strength;
} ent_perron;

/* Largest eigenvalue of the transposed adjacency matrix of a directed graph and its vector, non-negative, of length 1. The part
 * must be one for which these are unique: strongly connected, or with one dominant strong component. ENT_CALC when it does
 * not converge. */
ent_status ent_perron_find(const ent_perron *part, const ent_monitor *monitor, double *vector, double *value,
                           ent_error *err);

#endif
