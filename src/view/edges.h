/* view/edges.h - from relations to edges, inside the room. */
#ifndef VIEW_EDGES_H
#define VIEW_EDGES_H

#include "base/links.h"
#include "view/inside.h"

/* The relations that a view draws, ascending: all of the selection, or those of `own`. */
typedef struct ent_drawn {
    const ent_id *relations;
    size_t count;
    ent_id *own;
} ent_drawn;

/* Lines as they are drawn, one for each relation and part, before merging: links between vertices, `what` the relation. The
 * ends of undirected ones ascend. */
typedef struct ent_lines {
    ent_link *links;
    size_t count;
} ent_lines;

/* Find what the view draws, and list the relations that others target. drawn->own is the caller's to free, always. */
ent_status ent_view_keep(ent_view *view, ent_drawn *drawn, ent_error *err);
/* Draw every kept relation; makes the areas on the way. lines->links is the caller's, or that of ent_view_merge. */
ent_status ent_view_draw(ent_view *view, const ent_drawn *drawn, ent_lines *lines, ent_error *err);
/* Sort the lines, merge them when asked, weigh them, and fill the view's edges. Frees the lines. */
ent_status ent_view_merge(ent_view *view, ent_lines *lines, ent_error *err);
/* The same from lines that are sorted and stay the caller's. */
ent_status ent_view_fill(ent_view *view, const ent_link *sorted, size_t count, ent_error *err);
/* A view without edges over the vertices of another, which has to outlive it. NULL: no memory. */
ent_view *ent_view_borrow(const ent_view *lender, ent_parallel parallel, bool directed);

#endif
