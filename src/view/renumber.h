/* view/renumber.h - a view's arcs with the vertices numbered by structure, for what draws vertices by number. Inside the room. */
#ifndef VIEW_RENUMBER_H
#define VIEW_RENUMBER_H

#include <entente/view.h>
#include "kernel/net.h"

typedef struct ent_renumbered {
    ent_net net;    /* by hops; vertex i of it is order[i] of the view */
    int32_t *order; /* by falling degree, so that those that searches visit most stand close together */
    int32_t *arcs[4];
} ent_renumbered;

/* Number the vertices so that neither names nor the order of the data matter: as ent_view_canonical does up to
 * ENT_RENUMBER_EXACT vertices and edges; above, which would take long, by what the surroundings look like to a few steps
 * (as Weisfeiler and Leman 1968), and ids decide between those who look alike. O((n + m) log n). */
enum { ENT_RENUMBER_EXACT = 100000 };
ent_status ent_view_renumber(const ent_view *view, ent_renumbered *out, ent_error *err);
void ent_renumbered_clear(ent_renumbered *renumbered);

#endif
