/* write/json.c - the document form: one object, one record a line. */
#include "write/record.h"

typedef void record_writer(ent_buffer *out, const ent_graph *graph, ent_id index);

static void put_list(ent_buffer *out, const char *name, const ent_graph *graph, const ent_id *rows, size_t count,
                     record_writer *write) {
    ent_buffer_format(out, ",\n  \"%s\": [", name);
    for (size_t i = 0; i < count; i++) {
        ent_buffer_text(out, i ? ",\n    " : "\n    ");
        write(out, graph, rows[i]);
    }
    ent_buffer_text(out, count ? "\n  ]" : "]");
}

ent_status ent_write_as_json(const ent_graph *graph, const ent_selection *selection, char **out, size_t *length,
                             ent_error *err) {
    ent_kept kept;
    ent_status status = ent_kept_init(&kept, graph, selection, err);
    if (status != ENT_OK) return status;
    ent_buffer text = {0};
    ent_buffer_text(&text, "{\n  \"format\": \"entente/1\"");
    if (*ent_graph_title(graph)) {
        ent_buffer_text(&text, ",\n  \"title\": ");
        ent_buffer_json(&text, ent_graph_title(graph));
    }
    put_list(&text, "documents", graph, kept.documents, kept.document_count, ent_write_document);
    put_list(&text, "entities", graph, kept.entities, kept.entity_count, ent_write_entity);
    put_list(&text, "relations", graph, kept.relations, kept.relation_count, ent_write_relation);
    ent_write_json_members(&text, ent_graph_extra(graph), false, "\n  ");
    ent_buffer_text(&text, "\n}\n");
    ent_kept_clear(&kept);
    status = ent_graph_sound(graph, err);
    if (status == ENT_OK) return ent_buffer_take(&text, out, length, err);
    ent_buffer_clear(&text);
    return status;
}
