/* analyse/centrality_resample.h - how sure a ranking is: measures over graphs in which relations are kept by their confidence. */
#ifndef ANALYSE_CENTRALITY_RESAMPLE_H
#define ANALYSE_CENTRALITY_RESAMPLE_H

#include "analyse/measures.h"

/* What one vertex scored and where it stood: quantiles over the rounds (Hyndman and Fan 1996, type 7), and in what share
 * of the rounds it stood first. NaN where the measure was defined in no round. */
typedef struct ent_rank_interval {
    double low, high;           /* 5 % and 95 % quantile of the score, over the rounds in which it is defined */
    double rank_low, rank_high; /* of its place: 1 + number of vertices that stand better; equal values share a place */
    double first;
} ent_rank_interval;

typedef struct ent_rank_intervals {
    ent_rank_interval *rows; /* of the k-th measure and vertex v: rows[k * n + v] */
    size_t n, count;
    int64_t rounds, seed;
    size_t *failed;             /* by measure: rounds in which it could not be calculated */
    size_t *undefined;          /* by measure: vertices without a score in at least one round */
    size_t relations, presumed; /* relations drawn, and how many of them have no confidence of their own */
} ent_rank_intervals;

enum { ENT_ROUNDS_MOST = 1000000 };

/* Measure count measures (numbers of ent_measure_rows) in `rounds` graphs. In each, every relation of the selection stays
 * with the chance of its confidence, ENT_DEFAULT_CONFIDENCE where none is given; what targets a dropped relation goes
 * too; the entities stay. A relation or area that is a vertex only in some rounds is judged by these.
 * ENT_USAGE when the answer would need too much memory. O(rounds * cost of the measures). */
ent_status ent_rank_intervals_find(const ent_measuring *base, const int *which, size_t count, int64_t rounds,
                                   int64_t seed, ent_rank_intervals *out, ent_error *err);
void ent_rank_intervals_clear(ent_rank_intervals *intervals);
/* The notes under a table that shows them: how they were made, the seed, what could not be calculated, who stands first
 * how often. */
ent_status ent_note_rank_intervals(ent_table *table, const ent_rank_intervals *found, const ent_view *view,
                                   const int *which, ent_error *err);

/* Type 7 quantile of count sorted values: linear between the two around (count - 1) * share. NaN of none. */
double ent_quantile(const double *sorted, size_t count, double share);

/* Numbers 0 .. relations - 1 of the selection in an order that depends on the graph: by kinds, types, signs, dates,
 * weights, confidences and how all that is connected (colours refined as by Weisfeiler and Leman 1968), then by the ids
 * of the ends and the relation's own where nothing of that tells two apart. The order of the data plays no part, names
 * none but in that last resort. */
ent_status ent_relations_in_order(const ent_selection *selection, size_t *order, ent_error *err);

#endif
