/* write/record.c - see record.h. */
#include "write/record.h"

#include <math.h>
#include <string.h>

static bool is_first(const ent_buffer *out) {
    return out->length && out->data[out->length - 1] == '{';
}

/* Begin a member: the comma when it is not the object's first, its name and the colon. */
static void begin_member(ent_buffer *out, const char *name) {
    if (!is_first(out)) ent_buffer_text(out, ", ");
    ent_buffer_json(out, name);
    ent_buffer_text(out, ": ");
}

static void put_text(ent_buffer *out, const char *name, const char *value) {
    if (!*value) return;
    begin_member(out, name);
    ent_buffer_json(out, value);
}

static void put_number(ent_buffer *out, const char *name, double value) {
    if (isnan(value)) return;
    begin_member(out, name);
    ent_buffer_double(out, value);
}

/* The end that all records have: attributes, what the format does not know, the brace. */
static void end_record(ent_buffer *out, const char *attributes, const char *extra) {
    if (attributes) {
        begin_member(out, "attributes");
        ent_write_json(out, attributes);
    }
    ent_write_json_members(out, extra, is_first(out), " ");
    ent_buffer_char(out, '}');
}

void ent_write_document(ent_buffer *out, const ent_graph *graph, ent_id index) {
    ent_document document;
    ent_graph_document(graph, index, &document);
    ent_buffer_char(out, '{');
    put_text(out, "id", document.id);
    begin_member(out, "title");
    ent_buffer_json(out, document.title);
    put_text(out, "publisher", document.publisher);
    put_text(out, "author", document.author);
    put_text(out, "date", document.date);
    put_text(out, "url", document.url);
    put_text(out, "language", document.language);
    end_record(out, document.attributes, document.extra);
}

/* ---- entities ---- */

typedef ent_pair pair_getter(const ent_graph *graph, ent_id entity, size_t k);

/* How many pairs before the k-th have its key. */
static size_t earlier(const ent_graph *graph, ent_id entity, pair_getter *get, size_t k) {
    size_t count = 0;
    ent_pair pair = get(graph, entity, k);
    for (size_t i = 0; i < k; i++) count += strcmp(get(graph, entity, i).key, pair.key) == 0;
    return count;
}

static void put_names(ent_buffer *out, const ent_graph *graph, ent_id entity, size_t count) {
    if (!count) return;
    begin_member(out, "names");
    ent_buffer_char(out, '{');
    for (size_t k = 0; k < count; k++) {
        if (earlier(graph, entity, ent_graph_entity_name, k)) continue;
        ent_pair pair = ent_graph_entity_name(graph, entity, k);
        begin_member(out, pair.key);
        ent_buffer_json(out, pair.value);
    }
    ent_buffer_char(out, '}');
}

static void put_identifiers(ent_buffer *out, const ent_graph *graph, ent_id entity, size_t count) {
    if (!count) return;
    begin_member(out, "identifiers");
    ent_buffer_char(out, '{');
    for (size_t k = 0; k < count; k++) {
        ent_pair pair = ent_graph_entity_identifier(graph, entity, k);
        size_t before = earlier(graph, entity, ent_graph_entity_identifier, k);
        ent_buffer key = {0};
        ent_buffer_text(&key, pair.key);
        if (before) ent_buffer_format(&key, "#%zu", before + 1);
        if (key.failed) out->failed = true;
        begin_member(out, key.data ? key.data : "");
        ent_buffer_json(out, pair.value);
        ent_buffer_clear(&key);
    }
    ent_buffer_char(out, '}');
}

static bool has_alias(const ent_graph *graph, ent_id entity, size_t count, const char *name) {
    for (size_t k = 0; k < count; k++)
        if (strcmp(ent_graph_entity_alias(graph, entity, k), name) == 0) return true;
    return false;
}

static void put_alias(ent_buffer *out, bool *any, const char *alias) {
    if (!*any) {
        begin_member(out, "aliases");
        ent_buffer_char(out, '[');
    } else {
        ent_buffer_text(out, ", ");
    }
    *any = true;
    ent_buffer_json(out, alias);
}

static void put_aliases(ent_buffer *out, const ent_graph *graph, ent_id index, const ent_entity *entity) {
    bool any = false;
    for (size_t k = 0; k < entity->alias_count; k++) put_alias(out, &any, ent_graph_entity_alias(graph, index, k));
    for (size_t k = 0; k < entity->name_count; k++) {
        const char *name = ent_graph_entity_name(graph, index, k).value;
        if (earlier(graph, index, ent_graph_entity_name, k) && !has_alias(graph, index, entity->alias_count, name))
            put_alias(out, &any, name);
    }
    if (any) ent_buffer_char(out, ']');
}

void ent_write_entity(ent_buffer *out, const ent_graph *graph, ent_id index) {
    ent_entity entity;
    ent_kind kind;
    ent_graph_entity(graph, index, &entity);
    ent_graph_kind(graph, entity.kind, &kind);
    ent_buffer_char(out, '{');
    put_text(out, "id", entity.id);
    put_text(out, "kind", kind.name);
    if (strcmp(entity.name, entity.id) != 0) put_text(out, "name", entity.name);
    put_names(out, graph, index, entity.name_count);
    put_aliases(out, graph, index, &entity);
    put_identifiers(out, graph, index, entity.identifier_count);
    put_text(out, "role", entity.role);
    put_text(out, "short", entity.short_name);
    end_record(out, entity.attributes, entity.extra);
}

/* ---- relations ---- */

static void put_areas(ent_buffer *out, const ent_graph *graph, ent_id index, size_t count) {
    if (!count) return;
    begin_member(out, "areas");
    for (size_t k = 0; k < count; k++) {
        ent_buffer_text(out, k ? ", " : "[");
        ent_buffer_json(out, ent_graph_relation_area(graph, index, k));
    }
    ent_buffer_char(out, ']');
}

static void put_evidence(ent_buffer *out, const ent_graph *graph, const ent_relation *relation) {
    if (!relation->evidence_count) return;
    begin_member(out, "evidence");
    for (size_t k = 0; k < relation->evidence_count; k++) {
        ent_evidence evidence;
        ent_document document = {.id = ""};
        ent_graph_evidence(graph, relation->evidence_first + (ent_id)k, &evidence);
        if (evidence.document != ENT_NONE) ent_graph_document(graph, evidence.document, &document);
        ent_buffer_text(out, k ? ", {" : "[{");
        put_text(out, "document", document.id);
        put_text(out, "locator", evidence.locator);
        put_text(out, "summary", evidence.summary);
        put_text(out, "quote", evidence.quote);
        end_record(out, NULL, evidence.extra);
    }
    ent_buffer_char(out, ']');
}

static void put_ends(ent_buffer *out, const ent_graph *graph, const ent_relation *relation) {
    ent_entity entity;
    ent_graph_entity(graph, relation->source, &entity);
    put_text(out, "source", entity.id);
    if (relation->target_is_relation) {
        ent_relation target;
        ent_graph_relation(graph, relation->target, &target);
        put_text(out, "target", target.id);
    } else {
        ent_graph_entity(graph, relation->target, &entity);
        put_text(out, "target", entity.id);
    }
}

void ent_write_relation(ent_buffer *out, const ent_graph *graph, ent_id index) {
    ent_relation relation;
    ent_type type;
    ent_graph_relation(graph, index, &relation);
    ent_graph_type(graph, relation.type, &type);
    ent_buffer_char(out, '{');
    put_text(out, "id", relation.id);
    put_text(out, "type", type.name);
    put_ends(out, graph, &relation);
    if (relation.sign_given) put_number(out, "sign", relation.sign);
    put_text(out, "date", relation.date_text);
    put_areas(out, graph, index, relation.area_count);
    if (relation.status_given) put_text(out, "status", ent_relation_status_name(relation.status));
    put_number(out, "weight", relation.weight);
    put_number(out, "confidence", relation.confidence);
    put_text(out, "said_by", relation.said_by);
    put_text(out, "note", relation.note);
    put_evidence(out, graph, &relation);
    end_record(out, relation.attributes, relation.extra);
}
