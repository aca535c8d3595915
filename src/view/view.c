/* A view: made from a selection, asked by algorithms. */
#include "model/graph.h"
#include "view/edges.h"

#include <stdlib.h>

static ent_status settle_options(ent_view *view, const ent_view_options *options, ent_error *err) {
    if (options) view->made_with = *options;
    if (view->made_with.directed && view->made_with.direction == ENT_DIRECTION_UNDIRECTED)
        return ent_fail(err, ENT_USAGE, "--directed and --direction undirected exclude each other");
    view->directed = view->made_with.directed || view->made_with.direction == ENT_DIRECTION_DIRECTED;
    view->made_with.directed = view->directed;
    view->made_with.direction = view->directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED;
    return ENT_OK;
}

static ent_status number_entities(ent_view *view, ent_error *err) {
    size_t count = ent_graph_entities(view->graph);
    view->entity_count = ent_selection_entities(view->selection, &view->entities);
    view->vertex_of_entity = malloc((count + 1) * sizeof *view->vertex_of_entity);
    if (!view->vertex_of_entity) return ent_fail_memory(err);
    for (size_t e = 0; e < count; e++) view->vertex_of_entity[e] = -1;
    for (size_t v = 0; v < view->entity_count; v++) view->vertex_of_entity[view->entities[v]] = (int32_t)v;
    return ENT_OK;
}

/* The vertices of a view, and its lines, which are the caller's to free or to hand on. */
static ent_status start(const ent_selection *selection, const ent_view_options *options, ent_view *view,
                        ent_lines *lines, ent_error *err) {
    ent_drawn drawn = {0};
    view->selection = selection;
    view->graph = ent_selection_graph(selection);
    ent_status status = settle_options(view, options, err);
    if (!status) status = number_entities(view, err);
    if (!status) status = ent_view_keep(view, &drawn, err);
    if (!status) status = ent_view_draw(view, &drawn, lines, err);
    free(drawn.own);
    return status;
}

static ent_status finish(ent_view *view, ent_lines *lines, ent_error *err) {
    ent_status status = ent_view_merge(view, lines, err);
    return status ? status : ent_view_index(view, err);
}

ent_status ent_view_new(const ent_selection *selection, const ent_view_options *options, ent_view **out,
                        ent_error *err) {
    ent_lines lines = {0};
    ent_view *view = calloc(1, sizeof *view);
    if (!view) return ent_fail_memory(err);
    ent_status status = start(selection, options, view, &lines, err);
    if (!status) status = finish(view, &lines, err);
    if (status) {
        free(lines.links);
        ent_view_free(view);
        return status;
    }
    *out = view;
    return ENT_OK;
}

/* The lines as they are drawn where direction does not count. A line there and back of one relation stays twice: they lie side by
 * side once sorted, and are merged. */
static ent_status turn(const ent_lines *lines, ent_lines *out, ent_error *err) {
    out->links = malloc((lines->count + 1) * sizeof *out->links);
    if (!out->links) return ent_fail_memory(err);
    out->count = lines->count;
    for (size_t i = 0; i < lines->count; i++) {
        const ent_link line = lines->links[i];
        const bool falls = line.end[0] > line.end[1];
        out->links[i] = (ent_link){{line.end[falls], line.end[!falls]}, line.what};
    }
    return ENT_OK;
}

ent_status ent_view_new_both(const ent_selection *selection, const ent_view_options *options, ent_view **undirected,
                             ent_view **directed, ent_error *err) {
    ent_view_options how = *options;
    ent_lines lines = {0}, turned = {0};
    ent_view *ties = NULL, *arrows = calloc(1, sizeof *arrows);
    ent_status status = arrows ? settle_options(arrows, options, err) : ent_fail_memory(err);
    how.direction = ENT_DIRECTION_DIRECTED;
    if (!status) status = start(selection, &how, arrows, &lines, err);
    if (!status) status = turn(&lines, &turned, err);
    if (!status) status = finish(arrows, &lines, err);
    if (!status) {
        ties = ent_view_borrow(arrows, (ent_parallel)how.parallel, false);
        status = ties ? finish(ties, &turned, err) : ent_fail_memory(err);
    }
    if (status) {
        free(lines.links);
        free(turned.links);
        ent_view_free(ties);
        ent_view_free(arrows);
        return status;
    }
    *undirected = ties;
    *directed = arrows;
    return ENT_OK;
}

static void free_vertices(ent_view *view) {
    free(view->areas);
    ent_arena_clear(&view->text);
    free(view->hyper_names);
    free(view->hyper);
    free(view->vertex_of_entity);
}

void ent_view_free(ent_view *view) {
    if (!view) return;
    free(view->nearness);
    ent_view_sample_free(view->sample);
    free(view->in_edge);
    free(view->in_to);
    free(view->in_offsets);
    free(view->out_edge);
    if (view->out_to != view->to) free(view->out_to);
    free(view->out_offsets);
    free(view->relations);
    free(view->relation_first);
    free(view->strength);
    free(view->to);
    free(view->from);
    if (!view->lender) free_vertices(view);
    free(view);
}

const ent_selection *ent_view_selection(const ent_view *view) {
    return view->selection;
}
size_t ent_view_vertices(const ent_view *view) {
    return view->vertex_count;
}
size_t ent_view_edges(const ent_view *view) {
    return view->edge_count;
}
bool ent_view_directed(const ent_view *view) {
    return view->directed;
}
bool ent_view_weighted(const ent_view *view) {
    return view->made_with.weighting != ENT_WEIGHTING_NONE;
}
size_t ent_view_structural_left_out(const ent_view *view) {
    return view->structural_left_out;
}
size_t ent_view_weightless_left_out(const ent_view *view) {
    return view->weightless_left_out;
}
size_t ent_view_loops(const ent_view *view) {
    return view->loops;
}
size_t ent_view_relations(const ent_view *view) {
    return view->used_relations;
}
const ent_view_options *ent_view_made_with(const ent_view *view) {
    return &view->made_with;
}
const double *ent_view_strengths(const ent_view *view) {
    return view->strength;
}

size_t ent_view_vertices_of(const ent_view *view, ent_vertex_kind kind) {
    const size_t counts[] = {
        [ENT_VERTEX_ENTITY] = view->entity_count,
        [ENT_VERTEX_RELATION] = view->hyper_count,
        [ENT_VERTEX_AREA] = view->area_count,
    };
    return counts[kind];
}

void ent_view_vertex(const ent_view *view, size_t vertex, ent_vertex *out) {
    if (vertex < view->entity_count) {
        *out = (ent_vertex){.kind = ENT_VERTEX_ENTITY, .index = view->entities[vertex]};
        ent_graph_entity_words(view->graph, out->index, &out->id, &out->name);
        return;
    }
    vertex -= view->entity_count;
    if (vertex < view->hyper_count) {
        ent_relation relation;
        ent_graph_relation(view->graph, view->hyper[vertex], &relation);
        *out = (ent_vertex){ENT_VERTEX_RELATION, view->hyper[vertex], relation.id, view->hyper_names[vertex]};
        return;
    }
    vertex -= view->hyper_count;
    *out = (ent_vertex){ENT_VERTEX_AREA, (ent_id)vertex, view->areas[vertex].id, view->areas[vertex].name};
}

long ent_view_vertex_of(const ent_view *view, ent_id entity) {
    return view->vertex_of_entity[ent_selection_stand_in(view->selection, entity)];
}

void ent_view_edge(const ent_view *view, size_t edge, int32_t *from, int32_t *to, double *strength) {
    if (from) *from = view->from[edge];
    if (to) *to = view->to[edge];
    if (strength) *strength = view->strength[edge];
}

size_t ent_view_edge_relations(const ent_view *view, size_t edge, const ent_id **rows) {
    *rows = view->relations + view->relation_first[edge];
    return view->relation_first[edge + 1] - view->relation_first[edge];
}

ent_adjacency ent_view_out(const ent_view *view) {
    return (ent_adjacency){view->out_offsets, view->out_to, view->out_edge};
}

ent_adjacency ent_view_in(const ent_view *view) {
    if (!view->directed) return ent_view_out(view);
    return (ent_adjacency){view->in_offsets, view->in_to, view->in_edge};
}
