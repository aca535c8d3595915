/* kernel/sample.h - betweenness and nearness from some of the shortest paths, with a promise about the error. By hops. */
#ifndef KERNEL_SAMPLE_H
#define KERNEL_SAMPLE_H

#include "kernel/nearness.h"

/* What is asked for. With a chance of at least 1 - doubt no value at all is further off than promised. */
typedef struct ent_sampling {
    double error; /* above 0, below 1 */
    double doubt;
    uint64_t seed; /* the same seed, the same answer. What is drawn goes by the numbers of the vertices */
    int threads;   /* at most; 0: as many as there are processors. The result has the same bits for any number */
    bool distances, inverses; /* of nearness: which sums are to be right */
    const ent_monitor *monitor;
    const char *stage;
} ent_sampling;

/* out[v]: betweenness as ent_betweenness gives it, from *draws shortest paths between pairs drawn at random, each of a
 * pair's paths as likely (Riondato and Kornaropoulos 2016), found by searching from both ends (as in Borassi and Natale
 * 2019). Promised: |out - truth| <= error * (n - 1)(n - 2), half of that when undirected. A first, small sample bounds
 * how large and how many the values are, which tells how large the second must be, from which they are taken
 * (kernel/bounds.h); when that would be as much work as measuring all, all are measured, and *draws is 0. O(m) a path, far less where searches meet early; memory 16 numbers a vertex and five a vertex and thread. */
ent_status ent_betweenness_sample(const ent_net *net, const ent_sampling *how, double *out, uint64_t *draws,
                                  ent_error *err);

/* out[v]: totals and inverses as ent_nearness_hops gives them, estimated from searches from drawn vertices, 256 at once
 * (Eppstein and Wang 2004, with the variances seen deciding when it is enough: kernel/bounds.h); reached is right, farthest is
 * NAN. Promised with `distances`: total / reached, the mean distance, is within error * the diameter of the component; with
 * `inverses`: inverse / (n - 1) is within error. Components of up to ENT_SAMPLE_ALL vertices, and those that it would
 * take as many draws as they have vertices, are measured from all of theirs and are exact. *draws: most that were drawn for a
 * component, 0 when all are exact. Distances of an undirected net only (in a directed one who reaches few cannot be
 * measured so), inverses of any. O(n + m) a batch of 256 where the searches meet. */
enum { ENT_SAMPLE_ALL = 1024 };
ent_status ent_nearness_sample(const ent_net *net, const ent_sampling *how, ent_nearness *out, uint64_t *draws,
                               ent_error *err);

#endif
