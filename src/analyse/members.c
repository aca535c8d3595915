/* Members of a group, and the relations that hold it together. */
#include "analyse/members.h"
#include "base/memory.h"

#include <stdlib.h>

ent_status ent_set_members(ent_table *table, const ent_view *view, const int32_t *members, size_t count, int64_t listed,
                           size_t names, size_t ids, ent_error *err) {
    ent_buffer name_list = {0}, id_list = {0};
    size_t shown = listed > 0 && (uint64_t)listed < count ? (size_t)listed : count;
    size_t needed = ids == SIZE_MAX ? shown : count;
    for (size_t i = 0; i < needed; i++) {
        ent_vertex vertex;
        ent_view_vertex(view, (size_t)members[i], &vertex);
        if (i < shown) ent_buffer_item(&name_list, ", ", vertex.name);
        if (ids != SIZE_MAX) ent_buffer_item(&id_list, " ", vertex.id);
    }
    if (shown < count) ent_buffer_format(&name_list, " and %zu more", count - shown);
    ent_status status = names == SIZE_MAX ? ENT_OK : ent_cell_buffer(table, names, &name_list, err);
    if (!status && ids != SIZE_MAX) status = ent_cell_buffer(table, ids, &id_list, err);
    ent_buffer_clear(&name_list);
    ent_buffer_clear(&id_list);
    return status;
}

/* ---- relations among them ---- */

ent_status ent_inside_init(ent_inside *inside, const ent_view *view, ent_error *err) {
    *inside = (ent_inside){.view = view};
    inside->marked = calloc(ent_view_vertices(view) + 1, 1);
    return inside->marked ? ENT_OK : ent_fail_memory(err);
}

void ent_inside_clear(ent_inside *inside) {
    free(inside->counted);
    free(inside->marked);
    free(inside->relations);
    *inside = (ent_inside){0};
}

static ent_status take_edge(ent_inside *inside, int32_t edge, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_view_edge_relations(inside->view, (size_t)edge, &rows);
    for (size_t i = 0; i < count; i++) {
        if (!ent_grow(&inside->relations, &inside->capacity, inside->count, sizeof *inside->relations))
            return ent_fail_memory(err);
        inside->relations[inside->count++] = rows[i];
    }
    return ENT_OK;
}

/* Edges of v to marked vertices with larger numbers than `above`, other than itself. */
static ent_status take_arcs(ent_inside *inside, const ent_adjacency *arcs, int32_t v, int32_t above, ent_error *err) {
    ent_status status = ENT_OK;
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1] && !status; i++)
        if (arcs->to[i] > above && arcs->to[i] != v && inside->marked[arcs->to[i]])
            status = take_edge(inside, arcs->edge[i], err);
    return status;
}

/* Each relation once, ascending: by a mark for each relation there is, where sorting would take longer. */
static ent_status keep_once(ent_inside *inside, ent_error *err) {
    size_t total = ent_graph_relations(ent_selection_graph(ent_view_selection(inside->view))), count = 0;
    if (inside->count < total / 32) {
        inside->count = ent_each_once(inside->relations, inside->count);
        return ENT_OK;
    }
    bool *there = calloc(total + 1, sizeof *there);
    if (!there) return ent_fail_memory(err);
    for (size_t i = 0; i < inside->count; i++) there[inside->relations[i]] = true;
    for (size_t r = 0; r < total && inside->count; r++)
        if (there[r]) inside->relations[count++] = (ent_id)r;
    inside->count = count;
    free(there);
    return ENT_OK;
}

/* Within one group an edge is met at both its ends, and taken at one of them. */
ent_status ent_inside_between(ent_inside *inside, const int32_t *members, size_t count, const int32_t *others,
                              size_t other_count, ent_error *err) {
    ent_adjacency out = ent_view_out(inside->view), in = ent_view_in(inside->view);
    bool directed = ent_view_directed(inside->view), within = members == others;
    ent_status status = ENT_OK;
    inside->count = 0;
    for (size_t i = 0; i < other_count; i++) inside->marked[others[i]] = 1;
    for (size_t i = 0; i < count && !status; i++) {
        status = take_arcs(inside, &out, members[i], within && !directed ? members[i] : -1, err);
        if (!status && directed && !within) status = take_arcs(inside, &in, members[i], -1, err);
    }
    for (size_t i = 0; i < other_count; i++) inside->marked[others[i]] = 0;
    return status ? status : keep_once(inside, err);
}

static void count_arcs(ent_inside *inside, const ent_adjacency *arcs, int32_t v, int32_t above) {
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
        const ent_id *rows;
        if (arcs->to[i] <= above || arcs->to[i] == v || !inside->marked[arcs->to[i]]) continue;
        size_t relations = ent_view_edge_relations(inside->view, (size_t)arcs->edge[i], &rows);
        for (size_t k = 0; k < relations; k++) {
            inside->count += inside->counted[rows[k]] != inside->groups;
            inside->counted[rows[k]] = inside->groups;
        }
    }
}

ent_status ent_inside_count(ent_inside *inside, const int32_t *members, size_t count, ent_error *err) {
    const ent_adjacency out = ent_view_out(inside->view);
    const bool directed = ent_view_directed(inside->view);
    inside->count = 0;
    if (count < 2) return ENT_OK;
    if (!inside->counted) {
        size_t total = ent_graph_relations(ent_selection_graph(ent_view_selection(inside->view)));
        inside->counted = calloc(total + 1, sizeof *inside->counted);
        if (!inside->counted) return ent_fail_memory(err);
    }
    inside->groups++;
    for (size_t i = 0; i < count; i++) inside->marked[members[i]] = 1;
    for (size_t i = 0; i < count; i++) count_arcs(inside, &out, members[i], directed ? -1 : members[i]);
    for (size_t i = 0; i < count; i++) inside->marked[members[i]] = 0;
    return ENT_OK;
}

ent_status ent_inside_fill(ent_inside *inside, const int32_t *members, size_t count, ent_error *err) {
    return ent_inside_between(inside, members, count, members, count, err);
}

ent_status ent_set_relation(ent_table *table, size_t first, const ent_selection *selection, ent_id relation,
                            ent_error *err) {
    const ent_graph *graph = ent_selection_graph(selection);
    const ent_relation_cells cells = {.type = first + 1,
                                      .sign = first + 3,
                                      .status = first + 4,
                                      .date = first + 5,
                                      .confidence = first + 6,
                                      .areas = first + 7,
                                      .id = first + 8,
                                      .said_by = first + 9,
                                      .note = first + 10,
                                      .evidence = first + 11,
                                      .source = first + 12};
    ent_relation row;
    ent_buffer target = {0};
    ent_graph_relation(graph, relation, &row);
    if (row.target_is_relation) {
        ent_relation aimed;
        ent_graph_relation(graph, row.target, &aimed);
        ent_buffer_format(&target, "relation %s", aimed.id);
    } else {
        ent_buffer_text(&target, ent_shown_name(selection, row.target));
    }
    ent_status status = ent_table_set_text(table, first, ent_shown_name(selection, row.source), err);
    if (!status) status = ent_cell_buffer(table, first + 2, &target, err);
    ent_buffer_clear(&target);
    return status ? status : ent_cite_relation(table, &cells, graph, relation, err);
}
