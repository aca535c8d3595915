/* Entities that stay in a selection although nothing relates them any more. */
#include "model/selection_also.h"
#include "model/selection.h"

#include <stdlib.h>

static ent_status list_again(ent_selection *s, const uint8_t *kept, ent_error *err) {
    size_t total = ent_graph_entities(s->graph), count = 0, left_out = 0;
    for (ent_id e = 0; e < total; e++) {
        count += kept[e] != 0;
        left_out += !kept[ent_selection_stand_in(s, e)];
    }
    ent_id *entities = malloc((count + 1) * sizeof *entities);
    if (!entities) return ent_fail_memory(err);
    size_t n = 0;
    for (ent_id e = 0; e < total; e++)
        if (kept[e]) entities[n++] = e;
    free(s->entities);
    s->entities = entities;
    s->entity_count = count;
    s->entities_left_out = left_out;
    return ENT_OK;
}

ent_status ent_selection_also(ent_selection *s, const ent_id *entities, size_t count, ent_error *err) {
    uint8_t *kept = calloc(ent_graph_entities(s->graph) + 1, 1);
    if (!kept) return ent_fail_memory(err);
    for (size_t i = 0; i < s->entity_count; i++) kept[s->entities[i]] = 1;
    for (size_t i = 0; i < count; i++) kept[ent_selection_stand_in(s, entities[i])] = 1;
    ent_status status = list_again(s, kept, err);
    free(kept);
    return status;
}
