/* view/canonical.h - an order of vertices that depends on the graph, not on the order or the names in a file. */
#ifndef VIEW_CANONICAL_H
#define VIEW_CANONICAL_H

#include <entente/view.h>

/* Fill order[0 .. vertices - 1] with vertex numbers, by structure first: colours refined over degrees, strengths and
 * directions until they are stable (McKay 1981; the smaller half as in Hopcroft 1971), then one vertex of the first
 * colour shared by several is set apart and the colours are refined again, until each has its own. The one set apart is
 * the one whose refinement comes first, as far as a limit of work allows looking at all, and else, as between vertices
 * that can be exchanged without changing the graph, the one with the smallest id.
 * Heuristics that read vertices one after the other are run in this order, so that renaming or reordering the data does
 * not change their answer. O((n + m) log n), and the limit of work. */
ent_status ent_view_canonical(const ent_view *view, int32_t *order, ent_error *err);

/* The strength without its last digits, which depend on the order in which merged relations were added up. */
double ent_even_strength(double strength);

#endif
