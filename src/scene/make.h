/* scene/make.h - making a scene from a selection, inside the room. */
#ifndef SCENE_MAKE_H
#define SCENE_MAKE_H

#include "base/buffer.h"
#include "scene/scene.h"

/* One relation, or one part of it, between two nodes before merging. */
typedef struct ent_stroke {
    uint32_t from, to;
    ent_id relation;
    bool directed; /* this part ends in the relation's arrow */
    bool named;    /* this part carries the words */
} ent_stroke;

typedef struct ent_scene_maker {
    ent_scene *scene;
    const ent_selection *selection;
    const ent_graph *graph;
    ent_scene_options options;
    uint32_t *node_of_entity;   /* by entity, ENT_NONE when not drawn */
    uint32_t *node_of_relation; /* by relation: its junction, ENT_NONE when it is a plain line */
    ent_id *drawn;              /* relations in the order of drawing: by date, then id */
    size_t drawn_count;
    ent_pool areas;         /* folded names of areas met, sorted by first use */
    uint32_t *node_of_area; /* by number in areas */
    size_t area_capacity;
    ent_stroke *strokes;
    size_t stroke_count, stroke_capacity;
} ent_scene_maker;

/* The steps of ent_scene_new, in this order. */
ent_status ent_scene_make_nodes(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_areas(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_strokes(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_lines(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_frame(ent_scene_maker *maker, ent_error *err);

/* Label, types, tooltip, dates and link of a line that stands for these strokes. */
ent_status ent_scene_word_line(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                               ent_error *err);

/* A node with the given words, at the end of the scene's list. */
ent_status ent_scene_add_node(ent_scene *scene, const ent_scene_node *node, ent_error *err);
/* Text of a buffer moved into the scene; the buffer is cleared. NULL when out of memory. */
const char *ent_scene_keep(ent_scene *scene, ent_buffer *buffer, size_t limit, bool lines);

#endif
