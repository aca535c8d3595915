/* kernel/sweep.h - searches by breadth from up to 256 vertices in step, a bit each (Then et al. 2014): a vertex hears, level
 * by level, which of them have come by for the first time; that level is its distance to them. Inside the room. */
#ifndef KERNEL_SWEEP_H
#define KERNEL_SWEEP_H

#include "kernel/net.h"

enum { ENT_SWEEP_WORDS = 4, ENT_SWEEP_LANES = 64 * ENT_SWEEP_WORDS };

/* One bit a source. */
typedef struct ent_lanes {
    uint64_t word[ENT_SWEEP_WORDS];
} ent_lanes;

/* Sums of one vertex over all that it heard of. 1/distance is added up in units of 2^-54, in two words: the order of the
 * searches, which may be that of the vertices in the data, then leaves no trace in the last digits. */
typedef struct ent_tally {
    uint64_t total, inverse_low;
    uint32_t inverse_high, reached, farthest;
    double squares, inverse_squares; /* of the distances, and of 1/distance */
} ent_tally;

typedef struct ent_sweep {
    const ent_net *net;
    ent_lanes *seen, *front, *next;
    int32_t *list, *next_list; /* vertices with a bit in front, and in next */
    size_t count, next_count;
    uint64_t list_arcs, open_arcs; /* arcs into the list; arcs of vertices not yet seen by all */
    ent_lanes all;                 /* the sources of this batch */
    ent_tally *tally;              /* of all batches together */
} ent_sweep;

bool ent_sweep_make(ent_sweep *sweep, const ent_net *net); /* false: out of memory */
void ent_sweep_clear(ent_sweep *sweep);

/* A batch: begin, add vertices with a lane below ENT_SWEEP_LANES each, run. Sources that cannot meet may share a lane. Searches
 * run towards the arcs' tails, by which every vertex hears from all that it reaches. */
void ent_sweep_begin(ent_sweep *sweep);
void ent_sweep_add(ent_sweep *sweep, int32_t vertex, size_t lane);
ent_status ent_sweep_run(ent_sweep *sweep, ent_pulse *pulse, ent_error *err);

static inline double ent_tally_inverse(const ent_tally *tally) {
    return ((double)tally->inverse_high * 0x1p64 + (double)tally->inverse_low) * 0x1p-54;
}

#endif
