/* write/jsonl.c - JSON Lines: one record a line, the head first. */
#include "write/record.h"

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
    if (status != ENT_OK) return status;
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
    return ent_buffer_take(&text, out, length, err);
}
