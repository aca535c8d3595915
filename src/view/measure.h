/* view/measure.h - what igraph calculates on a view, in plain arrays. One caller at a time. */
#ifndef VIEW_MEASURE_H
#define VIEW_MEASURE_H

#include <entente/view.h>

typedef enum ent_measure {
    ENT_MEASURE_BETWEENNESS,     /* raw: every unordered pair once when undirected; lengths 1/strength */
    ENT_MEASURE_CLOSENESS,       /* 1 / mean distance to those reached (outwards); NaN when none is */
    ENT_MEASURE_HARMONIC,        /* sum of 1 / distance (outwards) */
    ENT_MEASURE_PAGERANK,        /* on strength; sums to 1 */
    ENT_MEASURE_WASSERMAN_FAUST, /* closeness times the share of others reached; 0 when none is */
    ENT_MEASURE_ECCENTRICITY     /* largest distance to those reached (outwards); NaN when none is */
} ent_measure;

/* Fill out[0 .. vertices - 1]. damping is PageRank's. The view keeps the igraph graph for the next call. */
ent_status ent_view_measure(ent_view *view, ent_measure measure, double damping, const ent_monitor *monitor,
                            double *out, ent_error *err);

/* Coreness: the k of the innermost k-core that holds the vertex, by total degree without loops. Parallel edges count as
 * often as they are there. */
ent_status ent_view_coreness(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err);

/* A part of a graph as plain arrays, for ent_perron. */
typedef struct ent_perron {
    size_t vertices, edges;
    const int32_t *from, *to;
    const double *strength; /* NULL: all 1 */
    bool directed;
} ent_perron;

/* Largest eigenvalue of the (transposed, when directed) adjacency matrix and its vector, non-negative, of length 1. The
 * part must be one for which these are unique: connected, and strongly so or with one dominant strong component. An
 * undirected self-loop counts twice. ENT_CALC when it does not converge. */
ent_status ent_perron_find(const ent_perron *part, const ent_monitor *monitor, double *vector, double *value,
                           ent_error *err);

#endif
