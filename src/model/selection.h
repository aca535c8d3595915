/* model/selection.h - the selection inside. */
#ifndef MODEL_SELECTION_H
#define MODEL_SELECTION_H

#include "model/graph.h"

struct ent_selection {
    const ent_graph *graph;
    bool lift;
    uint8_t *reason; /* for each relation: ent_left_out + 1, 0 when kept */
    ent_id *nested;  /* relations of the graph that target a relation, ascending: few, and asked for again and again */
    size_t nested_count;
    ent_id *relations;
    size_t relation_count;
    ent_id *entities;
    size_t entity_count;
    size_t left_out[ENT_LEFT_COUNT];
    uint64_t *dyads; /* ambivalent pairs, the lower number in the upper half; ascending */
    size_t dyad_count, dyad_capacity;
    size_t entities_left_out;
    ent_select options; /* as made with; text and lists are copies */
};

/* As ent_selection_stand_in, for loops over all relations. */
static inline ent_id ent_stand_in(const ent_selection *selection, ent_id entity) {
    return selection->lift ? selection->graph->lifted[entity] : entity;
}

/* selection.c: list the relations that target relations. */
ent_status ent_selection_find_nested(ent_selection *selection, ent_error *err);
/* Leave out, for that reason, what targets a relation that is left out; list what is kept, count the rest. */
void ent_selection_drop_dangling(ent_selection *selection, ent_left_out reason);
ent_status ent_selection_list_relations(ent_selection *selection, ent_error *err);
/* selection_subset.c: options with copies of all they point to. */
ent_status ent_select_copy(const ent_select *from, ent_select *to, ent_error *err);
void ent_select_clear(ent_select *options);
/* dyads.c: list the pairs with both signs among the kept relations and, unless mode is split, leave out what it says. */
ent_status ent_dyads_apply(ent_selection *selection, int mode, ent_error *err);
/* around.c: leave out what is farther than radius steps from the entity. */
ent_status ent_around_apply(ent_selection *selection, ent_id centre, int64_t radius, ent_error *err);

#endif
