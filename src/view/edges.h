/* view/edges.h - from relations to edges, inside the room. */
#ifndef VIEW_EDGES_H
#define VIEW_EDGES_H

#include "view/inside.h"

/* Lines as they are drawn, one for each relation and part, before merging. */
typedef struct ent_lines {
    int32_t *from, *to;
    ent_id *relation;
    size_t count, capacity;
} ent_lines;

/* Fill `kept` (one byte a relation of the graph) with what the view draws, and the view's list of targeted relations. */
ent_status ent_view_keep(ent_view *view, uint8_t *kept, ent_error *err);
/* Draw every kept relation; makes the areas on the way. */
ent_status ent_view_draw(ent_view *view, const uint8_t *kept, ent_lines *lines, ent_error *err);
/* Sort the lines, merge them when asked, weigh them, and fill the view's edges. */
ent_status ent_view_merge(ent_view *view, ent_lines *lines, ent_error *err);
void ent_lines_clear(ent_lines *lines);

#endif
