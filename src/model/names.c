/* model/names.c - finding an entity by anything it is called. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "model/graph.h"

static ent_status add_name(ent_name_index *index, const char *name, ent_id entity, ent_error *err) {
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    bool fresh, room;
    uint32_t number = *folded ? ent_pool_add(&index->names, folded, &fresh) : 0;
    bool empty = !*folded;
    free(folded);
    if (empty) return ENT_OK;
    if (number == UINT32_MAX) return ent_fail_memory(err);
    room = ent_grow(&index->head, &index->head_capacity, number, sizeof *index->head) &&
           ent_grow(&index->nodes, &index->node_capacity, index->node_count, sizeof *index->nodes);
    if (!room) return ent_fail_memory(err);
    if (fresh) index->head[number] = 0;
    if (index->head[number] && index->nodes[index->head[number] - 1].entity == entity) return ENT_OK;
    index->nodes[index->node_count] = (struct ent_name_node){entity, index->head[number]};
    index->head[number] = (uint32_t)++index->node_count;
    return ENT_OK;
}

ent_status ent_names_add(ent_graph *g, ent_id e, ent_error *err) {
    const ent_entity_row *row = &g->entities[e];
    ent_status status = add_name(&g->names, ent_pool_text(&g->entity_ids, e), e, err);
    if (status == ENT_OK) status = add_name(&g->names, ent_texts_at(&g->text, row->name), e, err);
    if (status == ENT_OK) status = add_name(&g->names, ent_texts_at(&g->text, row->short_name), e, err);
    for (uint32_t k = 0; status == ENT_OK && k < row->names.count; k++)
        status = add_name(&g->names, ent_graph_entity_name(g, e, k).value, e, err);
    for (uint32_t k = 0; status == ENT_OK && k < row->aliases.count; k++)
        status = add_name(&g->names, ent_graph_entity_alias(g, e, k), e, err);
    return status;
}

ent_status ent_names_build(ent_graph *g, ent_error *err) {
    ent_names_clear(&g->names);
    ent_status status = ENT_OK;
    for (ent_id e = 0; status == ENT_OK && e < g->entity_ids.count; e++) status = ent_names_add(g, e, err);
    return status;
}

void ent_names_clear(ent_name_index *index) {
    ent_pool_clear(&index->names);
    free(index->head);
    free(index->nodes);
    memset(index, 0, sizeof *index);
}

static void add_once(ent_id entity, ent_id *found, size_t room, size_t *count) {
    for (size_t i = 0; i < *count && i < room; i++)
        if (found[i] == entity) return;
    if (*count < room) found[*count] = entity;
    ++*count;
}

ent_status ent_names_find(const ent_graph *g, const char *name, ent_id *found, size_t room, size_t *count,
                          ent_error *err) {
    *count = 0;
    uint32_t exact = ent_pool_find(&g->entity_ids, name);
    if (exact != UINT32_MAX) {
        add_once(exact, found, room, count);
        return ENT_OK;
    }
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    uint32_t number = ent_pool_find(&g->names.names, folded);
    free(folded);
    if (number == UINT32_MAX) return ENT_OK;
    for (uint32_t node = g->names.head[number]; node; node = g->names.nodes[node - 1].next)
        add_once(g->names.nodes[node - 1].entity, found, room, count);
    return ENT_OK;
}

const char *ent_names_nearest(const ent_graph *g, const char *name) {
    enum { TOO_MANY = 200000 }; /* a suggestion is not worth seconds */
    if (g->names.names.count > TOO_MANY) return NULL;
    char *folded = ent_text_fold(name);
    if (!folded) return NULL;
    const char *near = ent_pool_nearest(&g->names.names, folded);
    free(folded);
    if (!near) return NULL;
    ent_id entity = g->names.nodes[g->names.head[ent_pool_find(&g->names.names, near)] - 1].entity;
    ent_entity row;
    ent_graph_entity(g, entity, &row);
    return row.name;
}

static int by_number(const void *a, const void *b) {
    ent_id x = *(const ent_id *)a, y = *(const ent_id *)b;
    return (x > y) - (x < y);
}

char *ent_names_list(const ent_graph *g, const ent_id *entities, size_t count) {
    enum { SHOWN = 8 };
    ent_id sorted[SHOWN];
    size_t shown = count < SHOWN ? count : SHOWN;
    memcpy(sorted, entities, shown * sizeof *sorted);
    qsort(sorted, shown, sizeof *sorted, by_number);
    ent_buffer list = {0};
    for (size_t i = 0; i < shown; i++) {
        ent_entity entity;
        ent_graph_entity(g, sorted[i], &entity);
        if (i) ent_buffer_text(&list, ", ");
        ent_buffer_format(&list, "%s (%s)", entity.id, entity.name);
    }
    if (count > shown) ent_buffer_text(&list, ", ...");
    char *text = NULL;
    return ent_buffer_take(&list, &text, NULL, NULL) == ENT_OK ? text : NULL;
}

ent_status ent_graph_find_entity(const ent_graph *g, const char *name, ent_id *out, ent_error *err) {
    ent_id found[8];
    size_t count;
    ent_status status = ent_graph_need(g, err);
    if (status == ENT_OK) status = ent_names_find(g, name, found, 8, &count, err);
    if (status != ENT_OK) return status;
    if (count == 1) {
        *out = found[0];
        return ENT_OK;
    }
    if (count == 0) {
        const char *near = err ? ent_names_nearest(g, name) : NULL; /* costs a look at every name */
        ent_fail(err, ENT_USAGE, "no entity is called '%s'", name);
        if (near)
            ent_hint(err, "did you mean '%s'?", near);
        else
            ent_hint(err, "an id, a name or an alias will do; case and accents do not matter");
        return ENT_USAGE;
    }
    char *list = ent_names_list(g, found, count);
    ent_fail(err, ENT_USAGE, "'%s' can mean %zu entities: %s", name, count, list ? list : "");
    ent_hint(err, "use an id");
    free(list);
    return ENT_USAGE;
}
