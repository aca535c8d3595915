/* Steps in words: who, which way, to whom, by which relations. */
#include "analyse/hops.h"

#include <stdlib.h>
#include <string.h>

const char *ent_vertex_name(const ent_view *view, int32_t vertex) {
    ent_vertex shown;
    ent_view_vertex(view, (size_t)vertex, &shown);
    return shown.name;
}

/* The source of a relation has one place; the other end of an edge may be its target, or the vertex of the relation or
 * of an area in between. */
const char *ent_hop_way(const ent_view *view, ent_id r, int32_t from, int32_t to) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(view));
    ent_relation relation;
    ent_type type;
    ent_vertex end;
    ent_graph_relation(graph, r, &relation);
    ent_graph_type(graph, relation.type, &type);
    if (type.symmetric) return "--";
    long source = ent_view_vertex_of(view, relation.source);
    if (from == source) return "->";
    if (to == source) return "<-";
    if (!relation.target_is_relation) return to == ent_view_vertex_of(view, relation.target) ? "->" : "<-";
    ent_view_vertex(view, (size_t)to, &end);
    return end.kind == ENT_VERTEX_RELATION && end.index == relation.target ? "->" : "<-";
}

static ent_status text_cell(ent_table *table, size_t column, const char *text, ent_error *err) {
    return column == SIZE_MAX ? ENT_OK : ent_table_set_text(table, column, text, err);
}

static ent_status number_cell(ent_table *table, size_t column, size_t number, ent_error *err) {
    return column == SIZE_MAX || !number ? ENT_OK : ent_table_set_int(table, column, (int64_t)number, err);
}

ent_status ent_quote_relation(ent_table *table, const ent_hop_cells *cells, const ent_view *view, const ent_hop *hop,
                              ent_id relation, ent_error *err) {
    ent_vertex from, to;
    const ent_id *rows;
    ent_view_vertex(view, (size_t)hop->from, &from);
    ent_view_vertex(view, (size_t)hop->to, &to);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = text_cell(table, cells->heading, hop->heading, err);
    if (!status) status = text_cell(table, cells->answer, hop->answer, err);
    if (!status) status = text_cell(table, cells->lost, hop->lost, err);
    if (!status) status = number_cell(table, cells->number, hop->number, err);
    if (!status) status = number_cell(table, cells->hop, hop->hop, err);
    if (!status) status = text_cell(table, cells->from, from.name, err);
    if (!status) status = text_cell(table, cells->way, ent_hop_way(view, relation, hop->from, hop->to), err);
    if (!status) status = text_cell(table, cells->to, to.name, err);
    if (!status) status = number_cell(table, cells->from_side, hop->from_side, err);
    if (!status) status = number_cell(table, cells->to_side, hop->to_side, err);
    if (!status)
        status = number_cell(table, cells->on_tie, ent_view_edge_relations(view, (size_t)hop->edge, &rows), err);
    if (!status) status = text_cell(table, cells->from_id, from.id, err);
    if (!status) status = text_cell(table, cells->to_id, to.id, err);
    if (status) return status;
    return ent_cite_relation(table, &cells->relation, ent_selection_graph(ent_view_selection(view)), relation, err);
}

ent_status ent_quote_hop(ent_table *table, const ent_hop_cells *cells, const ent_view *view, const ent_hop *hop,
                         int64_t most, size_t *unquoted, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_view_edge_relations(view, (size_t)hop->edge, &rows);
    size_t quoted = most > 0 && (size_t)most < count ? (size_t)most : count;
    ent_id *sorted = malloc((count + 1) * sizeof *sorted);
    if (!sorted) return ent_fail_memory(err);
    memcpy(sorted, rows, count * sizeof *rows);
    ent_sort_by_date(ent_selection_graph(ent_view_selection(view)), sorted, count);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < quoted && !status; i++) status = ent_quote_relation(table, cells, view, hop, sorted[i], err);
    *unquoted += count - quoted;
    free(sorted);
    return status;
}

ent_status ent_note_unquoted(ent_table *table, size_t unquoted, ent_error *err) {
    ent_buffer words = {0};
    if (!unquoted) return ENT_OK;
    ent_say_count(&words, unquoted, "further relation on these hops is", "further relations on these hops are");
    ent_buffer_text(&words, " not quoted (--per-hop 0 quotes all)");
    return ent_note_buffer(table, &words, err);
}
