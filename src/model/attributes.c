/* Attributes are kept as the JSON text that was read, and looked into when somebody asks. */
#include "model/attributes.h"
#include "base/buffer.h"

#include <jansson.h>
#include <stdlib.h>

/* *out is NULL without a text. jansson's scanner has no word of its own for a lack of memory: then the
 * line is -1. */
static ent_status open_text(const char *text, json_t **out, ent_error *err) {
    json_error_t error;
    *out = NULL;
    if (!text) return ENT_OK;
    *out = json_loads(text, JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
    bool starved = !*out && (json_error_code(&error) == json_error_out_of_memory || error.line < 0);
    return starved ? ent_fail_memory(err) : ENT_OK;
}

static ent_status open_attributes(const ent_graph *graph, ent_id entity, json_t **out, ent_error *err) {
    ent_entity row;
    ent_graph_entity(graph, entity, &row);
    return open_text(row.attributes, out, err);
}

/* The text of a value, in `room` when it is a number; NULL when it has none. */
static const char *text_of(const json_t *value, char room[32]) {
    if (json_is_string(value)) return json_string_value(value);
    if (json_is_boolean(value)) return json_is_true(value) ? "true" : "false";
    return json_is_number(value) ? ent_format_double(json_number_value(value), room) : NULL;
}

ent_status ent_attribute_text(const ent_graph *graph, ent_id entity, const char *name, char **out, ent_error *err) {
    json_t *object;
    char room[32];
    *out = NULL;
    ent_status status = open_attributes(graph, entity, &object, err);
    const char *text = text_of(json_object_get(object, name), room);
    if (text) {
        *out = ent_strdup(text);
        if (!*out) status = ent_fail_memory(err);
    }
    json_decref(object);
    return status;
}

ent_status ent_relation_texts(const ent_graph *graph, ent_id relation, const char *name, char **out, ent_error *err) {
    ent_relation row;
    ent_buffer texts = {0};
    json_t *object;
    char room[32];
    *out = NULL;
    ent_graph_relation(graph, relation, &row);
    ent_status status = open_text(row.attributes, &object, err);
    const json_t *value = json_object_get(object, name);
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count; i++) {
        const char *text = text_of(json_is_array(value) ? json_array_get(value, i) : value, room);
        if (text) ent_buffer_format(&texts, "%s%s", texts.length ? "\n" : "", text);
    }
    if (!status && (texts.length || texts.failed)) status = ent_buffer_take(&texts, out, NULL, err);
    ent_buffer_clear(&texts);
    json_decref(object);
    return status;
}

ent_status ent_attribute_names(const ent_graph *graph, ent_pool *names, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t e = 0; e < ent_graph_entities(graph) && !status; e++) {
        json_t *object, *value;
        const char *name;
        char room[32];
        status = open_attributes(graph, (ent_id)e, &object, err);
        json_object_foreach(object, name, value) {
            if (status || !text_of(value, room)) continue;
            if (ent_pool_add(names, name, NULL) == UINT32_MAX) status = ent_fail_memory(err);
        }
        json_decref(object);
    }
    return status;
}
