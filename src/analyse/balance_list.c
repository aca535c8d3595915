/* The triangles that are not balanced, each with the relations that make it so. */
#include "analyse/balance.h"

#include <stdlib.h>
#include <string.h>

enum {
    L_CLASS,
    L_NAMES,
    L_IDS,
    L_SAYS,
    L_TYPE,
    L_SIGN,
    L_STATUS,
    L_DATE,
    L_CONFIDENCE,
    L_RELATION,
    L_EVIDENCE,
    L_SOURCE
};
static const ent_relation_cells cells = {
    .type = L_TYPE,
    .sign = L_SIGN,
    .status = L_STATUS,
    .date = L_DATE,
    .confidence = L_CONFIDENCE,
    .areas = SIZE_MAX,
    .id = L_RELATION,
    .said_by = SIZE_MAX,
    .note = SIZE_MAX,
    .evidence = L_EVIDENCE,
    .source = L_SOURCE,
};

typedef struct {
    const ent_view *view;
    const ent_signed *graph;
    ent_table *table;
    const ent_monitor *monitor;
    size_t limit, found;
} listing;

static ent_status add_relation(listing *l, const int32_t members[3], const char *class, ent_id relation,
                               ent_error *err) {
    const ent_selection *selection = ent_view_selection(l->view);
    ent_buffer names = {0}, ids = {0}, says = {0};
    for (int i = 0; i < 3; i++) {
        ent_vertex vertex;
        ent_view_vertex(l->view, (size_t)l->graph->vertex[members[i]], &vertex);
        ent_buffer_format(&names, "%s%s", i ? ", " : "", vertex.name);
        ent_buffer_format(&ids, "%s%s", i ? " " : "", vertex.id);
    }
    ent_say_relation(selection, relation, &says);
    ent_status status = ent_table_add_row(l->table, err);
    if (!status) status = ent_table_set_text(l->table, L_CLASS, class, err);
    if (!status) status = ent_cell_buffer(l->table, L_NAMES, &names, err);
    if (!status) status = ent_cell_buffer(l->table, L_IDS, &ids, err);
    if (!status) status = ent_cell_buffer(l->table, L_SAYS, &says, err);
    if (!status) status = ent_cite_relation(l->table, &cells, ent_selection_graph(selection), relation, err);
    ent_buffer_clear(&names);
    ent_buffer_clear(&ids);
    ent_buffer_clear(&says);
    return status;
}

/* A row for each signed relation on the tie between two members, oldest first. */
static ent_status add_tie(listing *l, const int32_t members[3], const char *class, int a, int b, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(l->view));
    ent_adjacency arcs = ent_view_out(l->view);
    int32_t from = l->graph->vertex[members[a]], to = l->graph->vertex[members[b]];
    ent_status status = ENT_OK;
    for (int32_t i = arcs.offsets[from]; i < arcs.offsets[from + 1] && !status; i++) {
        const ent_id *rows;
        if (arcs.to[i] != to) continue;
        size_t count = ent_view_edge_relations(l->view, (size_t)arcs.edge[i], &rows);
        ent_id *sorted = malloc((count + 1) * sizeof *sorted);
        if (!sorted) return ent_fail_memory(err);
        memcpy(sorted, rows, count * sizeof *sorted);
        ent_sort_by_date(graph, sorted, count);
        for (size_t k = 0; k < count && !status; k++) {
            ent_relation relation;
            ent_graph_relation(graph, sorted[k], &relation);
            if (relation.sign) status = add_relation(l, members, class, sorted[k], err);
        }
        free(sorted);
    }
    return status;
}

static ent_status add_triangle(listing *l, const int32_t members[3], int negative, ent_error *err) {
    const char *class = negative == 3 ? "---" : "++-";
    l->found++;
    ent_status status = add_tie(l, members, class, 0, 1, err);
    if (!status) status = add_tie(l, members, class, 0, 2, err);
    return status ? status : add_tie(l, members, class, 1, 2, err);
}

/* The triangles whose first member is u; mark[w] is the sign of u - w. */
static ent_status list_from(listing *l, int32_t u, int8_t *mark, ent_error *err) {
    const ent_signed_arcs *arcs = &l->graph->out;
    ent_status status = ENT_OK;
    for (int32_t i = arcs->offsets[u]; i < arcs->offsets[u + 1]; i++) mark[arcs->to[i]] = arcs->sign[i];
    for (int32_t i = arcs->offsets[u]; i < arcs->offsets[u + 1]; i++) {
        int32_t v = arcs->to[i];
        if (v < u) continue;
        for (int32_t j = arcs->offsets[v]; j < arcs->offsets[v + 1] && !status && l->found < l->limit; j++) {
            int32_t w = arcs->to[j];
            if (w < v || mark[w] * arcs->sign[i] * arcs->sign[j] >= 0) continue;
            int negative = (mark[w] < 0) + (arcs->sign[i] < 0) + (arcs->sign[j] < 0);
            status = add_triangle(l, (const int32_t[3]){u, v, w}, negative, err);
        }
    }
    for (int32_t i = arcs->offsets[u]; i < arcs->offsets[u + 1]; i++) mark[arcs->to[i]] = 0;
    return status;
}

static ent_status list_all(listing *l, ent_error *err) {
    int8_t *mark = calloc(l->graph->n + 1, 1);
    ent_status status = mark ? ENT_OK : ent_fail_memory(err);
    for (size_t u = 0; u < l->graph->n && !status && l->found < l->limit; u++) {
        status = ent_monitor_tick(l->monitor, "listing triangles", u, l->graph->n, err);
        if (!status) status = list_from(l, (int32_t)u, mark, err);
    }
    free(mark);
    return status;
}

ent_status ent_balance_list(const ent_view *view, const ent_signed *graph, uint64_t all, int64_t limit,
                            const ent_monitor *monitor, ent_table **out, ent_error *err) {
    listing l = {view, graph, NULL, monitor, (size_t)limit, 0};
    ent_buffer words = {0};
    ent_status status = ent_table_new("balance", ent_balance_columns + BALANCE_CLASS, L_SOURCE + 1, &l.table, err);
    if (!status) status = ent_table_set_layout(l.table, ENT_LAYOUT_CARDS, L_NAMES, err);
    if (!status) status = ent_table_set_unit(l.table, L_NAMES, "triangles", err);
    if (!status) status = list_all(&l, err);
    if (!status) {
        ent_say_count(&words, (size_t)all, "triangle is not balanced", "triangles are not balanced");
        if (all > l.found) ent_buffer_format(&words, ", the first %zu by id are listed (--limit)", l.found);
        ent_buffer_text(&words, "; --- is balanced in the weak sense (Davis 1967)");
        status = ent_note_buffer(l.table, &words, err);
    }
    if (status) {
        ent_table_free(l.table);
        return status;
    }
    *out = l.table;
    return l.found ? ENT_OK : ENT_NO;
}
