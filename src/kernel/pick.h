/* kernel/pick.h - one of the shortest paths between two vertices, drawn at random. Inside the room and for its tests. */
#ifndef KERNEL_PICK_H
#define KERNEL_PICK_H

#include "base/random.h"
#include "kernel/net.h"

/* Of a vertex that a search has come to. */
typedef struct ent_pick_mark {
    double paths;  /* shortest paths from its end, in units of its level */
    int32_t level; /* 1 + hops from the first end, or minus that from the other; 0: not come to */
} ent_pick_mark;

/* The memory of one searcher. */
typedef struct ent_picker {
    const ent_net *net;
    ent_pick_mark *marks; /* level 0 for all between two calls */
    int32_t *seen;        /* those that were come to, from the first end at the front and from the other at the back */
    int32_t *path;        /* what was picked: the vertices between the ends, in no particular order */
    size_t length;
    uint64_t work; /* arcs looked at in all calls */
} ent_picker;

bool ent_picker_make(ent_picker *picker, const ent_net *net); /* false: out of memory */
void ent_picker_clear(ent_picker *picker);

/* Fill path and length with the inner vertices of one of the shortest paths by hops from `from` to `to`, each as likely;
 * *found is false, and the path empty, where there is none. Arcs side by side are paths of their own. ENT_CALC when their
 * numbers are too far apart to count. */
ent_status ent_picker_pick(ent_picker *picker, int32_t from, int32_t to, ent_random *random, bool *found,
                           ent_pulse *pulse, ent_error *err);

#endif
