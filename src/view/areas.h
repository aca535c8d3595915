/* view/areas.h - cooperation areas as vertices, inside the room. */
#ifndef VIEW_AREAS_H
#define VIEW_AREAS_H

#include "view/inside.h"

/* Folded area names met so far, and the issue entities that lend their id and name to an area. All zero is empty. */
typedef struct ent_areas {
    ent_pool met;
    int32_t *vertex; /* by number in `met` */
    size_t capacity;
    ent_pool issue_names;
    ent_id *issue; /* by number in `issue_names` */
    size_t issue_capacity;
    int32_t *of_word; /* vertex by word of the graph, -1 not met yet */
} ent_areas;

ent_status ent_areas_init(ent_areas *areas, const ent_view *view, ent_error *err);
void ent_areas_clear(ent_areas *areas);
/* The vertex of the area that this word of the graph names; a new one is added to the view's areas. */
ent_status ent_areas_vertex(ent_areas *areas, ent_view *view, uint32_t word, int32_t *out, ent_error *err);

#endif
