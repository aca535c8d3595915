/* base/sets.h - sets without common members, merged again and again: each a tree of numbers (Galler and Fischer 1964). */
#ifndef BASE_SETS_H
#define BASE_SETS_H

#include <stdint.h>

/* The member that stands for the set of v. parent[v] is v where it does; who asks shortens the way for the next. Two sets are
 * merged by making one such member the parent of the other. */
static inline uint32_t ent_set_of(uint32_t *parent, uint32_t v) {
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
}

#endif
