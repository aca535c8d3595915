/* draw/effort.h - how much a search may cost: work in comparisons of boxes and lines, never time, so that a slow machine
 * draws the same picture. */
#ifndef DRAW_EFFORT_H
#define DRAW_EFFORT_H

#include <stdint.h>

typedef struct ent_effort {
    const char *name;
    double work;   /* millions of comparisons */
    int seeds;     /* Graphviz layouts to start from; 0: from one of our own */
    uint32_t runs; /* of annealing, as far as the work allows */
    uint32_t finals;
} ent_effort;

extern const ent_effort ent_efforts[]; /* from the least to the most; the last has no name */
const ent_effort *ent_effort_find(const char *name);

#endif
