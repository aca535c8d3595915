/* write/jsonl.c - JSON Lines: one record a line, the head first. */
#include "write/record.h"

/* On a line of its own a record is told by its members. What it was given beside those of the format must not make it
 * look like another kind of record. */
static const char *const marks_of_others[] = {
    "source", "target",                                                             /* of a relation */
    "format", "documents", "entities", "relations",                                 /* of a head */
    "kind",   "name",      "names",    "aliases",   "identifiers", "role", "short", /* of an entity */
    NULL,
};
static const char *const marks_of_relations[] = {"source", "target", NULL};
static const char *const marks_before_entities[] = {"source",   "target",    "format", "documents",
                                                    "entities", "relations", NULL};

static ent_status refuse_clash(const char *extra, const char *const *marks, const char *what, const char *id,
                               ent_error *err) {
    const char *member = ent_write_find_member(extra, marks);
    if (!member) return ENT_OK;
    ent_fail(err, ENT_USAGE, "%s '%.100s' has a member '%s' and cannot be a line of JSON Lines", what, id, member);
    ent_hint(err, "write a .json document, or move the member into 'attributes'");
    return ENT_USAGE;
}

static ent_status refuse_clashes(const ent_graph *graph, const ent_kept *kept, ent_error *err) {
    ent_status status =
        refuse_clash(ent_graph_extra(graph), marks_of_relations, "the document", ent_graph_title(graph), err);
    for (size_t i = 0; status == ENT_OK && i < kept->document_count; i++) {
        ent_document document;
        ent_graph_document(graph, kept->documents[i], &document);
        status = refuse_clash(document.extra, marks_of_others, "document", document.id, err);
    }
    for (size_t i = 0; status == ENT_OK && i < kept->entity_count; i++) {
        ent_entity entity;
        ent_graph_entity(graph, kept->entities[i], &entity);
        status = refuse_clash(entity.extra, marks_before_entities, "entity", entity.id, err);
    }
    return status;
}

typedef void record_writer(ent_buffer *out, const ent_graph *graph, ent_id index);

static void put_lines(ent_buffer *out, const ent_graph *graph, const ent_id *rows, size_t count, record_writer *write) {
    for (size_t i = 0; i < count; i++) {
        write(out, graph, rows[i]);
        ent_buffer_char(out, '\n');
    }
}

ent_status ent_write_as_jsonl(const ent_graph *graph, const ent_selection *selection, char **out, size_t *length,
                              ent_error *err) {
    ent_kept kept;
    ent_status status = ent_kept_init(&kept, graph, selection, err);
    if (status == ENT_OK) status = refuse_clashes(graph, &kept, err);
    if (status != ENT_OK) {
        ent_kept_clear(&kept);
        return status;
    }
    ent_buffer text = {0};
    ent_buffer_text(&text, "{\"format\": \"entente/1\"");
    if (*ent_graph_title(graph)) {
        ent_buffer_text(&text, ", \"title\": ");
        ent_buffer_json(&text, ent_graph_title(graph));
    }
    ent_write_json_members(&text, ent_graph_extra(graph), false, " ");
    ent_buffer_text(&text, "}\n");
    put_lines(&text, graph, kept.documents, kept.document_count, ent_write_document);
    put_lines(&text, graph, kept.entities, kept.entity_count, ent_write_entity);
    put_lines(&text, graph, kept.relations, kept.relation_count, ent_write_relation);
    ent_kept_clear(&kept);
    status = ent_graph_sound(graph, err);
    if (status == ENT_OK) return ent_buffer_take(&text, out, length, err);
    ent_buffer_clear(&text);
    return status;
}
