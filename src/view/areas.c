/* Areas become vertices, told apart by folded name. Where the data has an entity of kind `issue` of that name (or
 * alias), the area is that entity: its vertex when it is selected, else its id and name. */
#include "view/areas.h"
#include "base/buffer.h"
#include "model/graph.h"

#include <stdlib.h>
#include <string.h>

static ent_status lend_name(ent_areas *areas, const char *name, ent_id entity, ent_error *err) {
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    bool fresh = false;
    uint32_t number = ent_pool_add(&areas->issue_names, folded, &fresh);
    ent_free(folded);
    if (number == UINT32_MAX) return ent_fail_memory(err);
    if (!fresh) return ENT_OK; /* the first entity of a name wins */
    if (!ent_grow(&areas->issue, &areas->issue_capacity, number, sizeof *areas->issue)) return ent_fail_memory(err);
    areas->issue[number] = entity;
    return ENT_OK;
}

ent_status ent_areas_init(ent_areas *areas, const ent_view *view, ent_error *err) {
    memset(areas, 0, sizeof *areas);
    size_t count = ent_graph_entities(view->graph), words = view->graph->words.count;
    areas->of_word = malloc((words + 1) * sizeof *areas->of_word);
    if (!areas->of_word) return ent_fail_memory(err);
    for (size_t k = 0; k < words; k++) areas->of_word[k] = -1;
    for (ent_id e = 0; e < count; e++) {
        ent_entity entity;
        ent_kind kind;
        ent_graph_entity(view->graph, e, &entity);
        ent_graph_kind(view->graph, entity.kind, &kind);
        if (strcmp(kind.name, "issue") != 0) continue;
        ent_status status = lend_name(areas, entity.name, e, err);
        for (size_t k = 0; k < entity.alias_count && !status; k++)
            status = lend_name(areas, ent_graph_entity_alias(view->graph, e, k), e, err);
        if (status) return status;
    }
    return ENT_OK;
}

void ent_areas_clear(ent_areas *areas) {
    ent_pool_clear(&areas->met);
    free(areas->vertex);
    ent_pool_clear(&areas->issue_names);
    free(areas->issue);
    free(areas->of_word);
    memset(areas, 0, sizeof *areas);
}

static ent_status new_area(ent_view *view, const char *folded, const char *name, ent_id issue, int32_t *out,
                           ent_error *err) {
    ent_view_area *grown = realloc(view->areas, (view->area_count + 1) * sizeof *grown);
    if (!grown) return ent_fail_memory(err);
    view->areas = grown;
    ent_view_area *area = &grown[view->area_count];
    if (issue != ENT_NONE) {
        ent_entity entity;
        ent_graph_entity(view->graph, issue, &entity);
        *area = (ent_view_area){.id = entity.id, .name = entity.name};
    } else {
        ent_buffer id = {0};
        ent_buffer_text(&id, "area:");
        ent_buffer_text(&id, folded);
        area->id = id.failed ? NULL : ent_arena_text(&view->text, id.data, id.length);
        area->name = ent_arena_text(&view->text, name, strlen(name));
        ent_buffer_clear(&id);
        if (!area->id || !area->name) return ent_fail_memory(err);
    }
    *out = (int32_t)(view->entity_count + view->hyper_count + view->area_count++);
    return ENT_OK;
}

static ent_status vertex_of_name(ent_areas *areas, ent_view *view, const char *name, int32_t *out, ent_error *err) {
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    bool fresh = false;
    ent_status status = ENT_OK;
    uint32_t number = ent_pool_add(&areas->met, folded, &fresh);
    if (number == UINT32_MAX || !ent_grow(&areas->vertex, &areas->capacity, number, sizeof *areas->vertex)) {
        status = ent_fail_memory(err);
        goto done;
    }
    if (fresh) {
        uint32_t lent = ent_pool_find(&areas->issue_names, folded);
        ent_id issue = lent == UINT32_MAX ? ENT_NONE : areas->issue[lent];
        int32_t own = issue == ENT_NONE ? -1 : view->vertex_of_entity[ent_selection_stand_in(view->selection, issue)];
        if (own < 0) status = new_area(view, folded, name, issue, &own, err);
        areas->vertex[number] = own;
    }
    *out = areas->vertex[number];
done:
    ent_free(folded);
    return status;
}

ent_status ent_areas_vertex(ent_areas *areas, ent_view *view, uint32_t word, int32_t *out, ent_error *err) {
    int32_t *known = &areas->of_word[word];
    ent_status status =
        *known < 0 ? vertex_of_name(areas, view, ent_graph_word(view->graph, word), known, err) : ENT_OK;
    *out = *known;
    return status;
}
