/* scene/nodes.c - the boxes: entities, relations that others target, and cooperation areas. */
#include "scene/make.h"

#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "scene/language.h"

typedef struct {
    const char *text;
    ent_id id;
} named;

static int compare_named(const void *a, const void *b) {
    const named *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

static const char *clean_name(ent_scene_maker *maker, const char *text) {
    return ent_typeset_clean(&maker->scene->arena, text, ENT_CUT_NAME, false);
}

static const char *short_text(ent_scene_maker *maker, const char *text) {
    return ent_typeset_clean(&maker->scene->arena, text, ENT_CUT_TYPE, false);
}

static ent_status add_entity(ent_scene_maker *maker, ent_id row, ent_error *err) {
    ent_entity entity;
    ent_kind kind;
    ent_graph_entity(maker->graph, row, &entity);
    ent_graph_kind(maker->graph, entity.kind, &kind);
    const char *lang = maker->scene->lang, *own = ent_graph_entity_name_in(maker->graph, row, lang);
    const char *name = clean_name(maker, own && *own ? own : entity.name);
    const char *also = clean_name(maker, own && *own && strcmp(own, entity.name) != 0 ? entity.name : "");
    if (!also) return ent_fail_memory(err);
    const char *shown = !(own && *own) && *entity.short_name ? clean_name(maker, entity.short_name) : name;
    if (name && !*name) name = "?"; /* nothing of the name could be shown */
    if (shown && !*shown) shown = name;
    ent_scene_node node = {
        .id = clean_name(maker, entity.id),
        .text = shown,
        .name = name,
        .also = also,
        .role = clean_name(maker, entity.role),
        .kind = short_text(maker, ent_graph_kind_label(maker->graph, entity.kind, lang)),
        .shape = ent_shape_find(kind.shape && *kind.shape ? kind.shape : "other"),
    };
    maker->node_of_entity[row] = maker->scene->node_count;
    return ent_scene_add_node(maker->scene, &node, err);
}

static ent_status add_junction(ent_scene_maker *maker, ent_id row, ent_error *err) {
    ent_relation relation;
    const char *lang = maker->scene->lang;
    ent_graph_relation(maker->graph, row, &relation);
    ent_scene_node node = {
        .id = clean_name(maker, relation.id),
        .text = "",
        .name = short_text(maker, ent_graph_type_label(maker->graph, relation.type, lang)),
        .role = "",
        .kind = ent_phrase_words(lang, ENT_SAYS_RELATION),
        .shape = ENT_SHAPE_RELATION,
    };
    maker->node_of_relation[row] = maker->scene->node_count;
    return ent_scene_add_node(maker->scene, &node, err);
}

static uint32_t *none_array(size_t count) {
    uint32_t *array = malloc((count + 1) * sizeof *array);
    if (array) memset(array, 0xff, (count + 1) * sizeof *array);
    return array;
}

static ent_status add_entities(ent_scene_maker *maker, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_entities(maker->selection, &rows);
    named *sorted = calloc(count + 1, sizeof *sorted);
    if (!sorted) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        ent_entity entity;
        ent_graph_entity(maker->graph, rows[i], &entity);
        sorted[i] = (named){entity.id, rows[i]};
    }
    qsort(sorted, count, sizeof *sorted, compare_named);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && !status; i++) status = add_entity(maker, sorted[i].id, err);
    free(sorted);
    return status;
}

ent_status ent_scene_make_nodes(ent_scene_maker *maker, ent_error *err) {
    size_t relation_count = ent_graph_relations(maker->graph);
    maker->node_of_entity = none_array(ent_graph_entities(maker->graph));
    maker->node_of_relation = none_array(relation_count);
    if (!maker->node_of_entity || !maker->node_of_relation) return ent_fail_memory(err);
    ent_status status = add_entities(maker, err);
    uint8_t *drawn = calloc(relation_count + 1, 1);
    if (!drawn) return ent_fail_memory(err);
    for (size_t i = 0; i < maker->drawn_count; i++) drawn[maker->drawn[i]] = 1;
    for (size_t i = 0; i < maker->drawn_count && !maker->view->pairs && !status; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, maker->drawn[i], &relation);
        if (!relation.target_is_relation || maker->node_of_relation[relation.target] != ENT_NONE) continue;
        if (drawn[relation.target]) status = add_junction(maker, relation.target, err);
    }
    free(drawn);
    return status;
}

/* ---- areas ---- */

/* Number of the area of that name in maker->areas; its node is ENT_NONE while it is new. */
static ent_status area_number(ent_scene_maker *maker, const char *name, uint32_t *out, ent_error *err) {
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    bool fresh = false;
    *out = ent_pool_add(&maker->areas, folded, &fresh);
    ent_free(folded);
    if (*out == UINT32_MAX || !ent_grow(&maker->node_of_area, &maker->area_capacity, *out, sizeof *maker->node_of_area))
        return ent_fail_memory(err);
    if (fresh) maker->node_of_area[*out] = ENT_NONE;
    return ENT_OK;
}

/* An entity of kind `issue` that is drawn and has the name of an area is that area's box. */
static ent_status lend_issues(ent_scene_maker *maker, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_entities(maker->selection, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_entity entity;
        ent_kind kind;
        ent_graph_entity(maker->graph, rows[i], &entity);
        ent_graph_kind(maker->graph, entity.kind, &kind);
        if (strcmp(kind.name, "issue") != 0) continue;
        for (size_t k = 0; k <= entity.alias_count; k++) {
            uint32_t area;
            const char *name = k ? ent_graph_entity_alias(maker->graph, rows[i], k - 1) : entity.name;
            ent_status status = area_number(maker, name, &area, err);
            if (status) return status;
            if (maker->node_of_area[area] == ENT_NONE) maker->node_of_area[area] = maker->node_of_entity[rows[i]];
        }
    }
    return ENT_OK;
}

static ent_status add_area(ent_scene_maker *maker, uint32_t area, const char *name, ent_error *err) {
    ent_buffer id = {0};
    ent_buffer_text(&id, "area:");
    ent_buffer_text(&id, ent_pool_text(&maker->areas, area));
    const char *words = clean_name(maker, name);
    ent_scene_node node = {
        .id = ent_scene_keep(maker->scene, &id, ENT_CUT_NAME, false),
        .text = words,
        .name = words,
        .role = "",
        .kind = ent_phrase_words(maker->scene->lang, ENT_SAYS_AREA),
        .shape = ENT_SHAPE_TECHNOLOGY,
    };
    maker->node_of_area[area] = maker->scene->node_count;
    return ent_scene_add_node(maker->scene, &node, err);
}

ent_status ent_scene_make_areas(ent_scene_maker *maker, ent_error *err) {
    ent_status status = lend_issues(maker, err);
    for (size_t i = 0; i < maker->drawn_count && !status; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, maker->drawn[i], &relation);
        for (size_t k = 0; k < relation.area_count && !status; k++) {
            uint32_t area;
            const char *name = ent_graph_relation_area(maker->graph, maker->drawn[i], k);
            status = area_number(maker, name, &area, err);
            if (!status && maker->node_of_area[area] == ENT_NONE) status = add_area(maker, area, name, err);
        }
    }
    return status;
}
