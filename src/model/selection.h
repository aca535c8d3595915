/* model/selection.h - the selection inside. */
#ifndef MODEL_SELECTION_H
#define MODEL_SELECTION_H

#include "model/graph.h"

struct ent_selection {
    const ent_graph *graph;
    bool lift;
    uint8_t *reason; /* for each relation: ent_left_out + 1, 0 when kept */
    ent_id *relations;
    size_t relation_count;
    ent_id *entities;
    size_t entity_count;
    size_t left_out[ENT_LEFT_COUNT];
    uint64_t *dyads; /* ambivalent pairs, the lower number in the upper half; ascending */
    size_t dyad_count, dyad_capacity;
    size_t entities_left_out;
};

/* dyads.c: list the pairs with both signs among the kept relations and, unless mode is split, leave out what it says. */
ent_status ent_dyads_apply(ent_selection *selection, int mode, ent_error *err);
/* around.c: leave out what is farther than radius steps from the entity. */
ent_status ent_around_apply(ent_selection *selection, ent_id centre, int64_t radius, ent_error *err);

#endif
