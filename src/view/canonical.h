/* view/canonical.h - an order of vertices that depends on the graph, not on the order or the names in a file. */
#ifndef VIEW_CANONICAL_H
#define VIEW_CANONICAL_H

#include <entente/view.h>

/* Fill order[0 .. vertices - 1] with vertex numbers: by structure first (refined colours over degrees, strengths and
 * directions), then by id where the structure cannot tell two apart. Heuristics that read vertices one after the other
 * are run in this order, so that renaming or reordering the data does not change their answer. O((n + m) log n) a round. */
ent_status ent_view_canonical(const ent_view *view, int32_t *order, ent_error *err);

#endif
