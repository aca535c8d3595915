/* scene/seriate.h - an order in which friends stand together and foes apart. */
#ifndef SCENE_SERIATE_H
#define SCENE_SERIATE_H

#include <entente/base.h>

/* Ties of n items: weights[i * n + j], the same both ways, 0 on the diagonal; above 0 for friends, below for foes. */
typedef struct ent_ties {
    const int64_t *weights;
    uint32_t n;
} ent_ties;

/* What an order costs: the sum over all pairs of their weight times the places they are apart (signed linear arrangement).
 * The less the better. O(n^2). */
int64_t ent_seriate_cost(const ent_ties *ties, const uint32_t *order);
/* Find a cheap order: signed barycentres and fixed random orders, each improved by moving one item or a run of items until
 * nothing is cheaper; the cheapest wins. Parts that no tie joins come one after the other, the largest first, and what has
 * no tie comes last. The end with more ties stands first. The same ties give the same order. O(n^3) a round. */
ent_status ent_seriate(const ent_ties *ties, uint32_t *order, ent_error *err);

#endif
