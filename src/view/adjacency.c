/* Compressed adjacency from edges sorted by (from, to): two passes, and every list comes out sorted by (to, edge). O(n + m) time,
 * 16 bytes an edge; arcs that leave a vertex of a directed view lie as the edges do, so these share their heads. */
#include "view/inside.h"

#include <stdlib.h>

static bool make_room(int32_t **offsets, int32_t **to, int32_t **edge, size_t vertices, size_t arcs) {
    *offsets = calloc(vertices + 2, sizeof **offsets);
    *to = malloc((arcs + 1) * sizeof **to);
    *edge = malloc((arcs + 1) * sizeof **edge);
    return *offsets && *to && *edge;
}

static void add_up(int32_t *offsets, size_t vertices) {
    for (size_t v = 0; v < vertices; v++) offsets[v + 1] += offsets[v];
}

/* offsets[v] was used as the place of v's next arc and now holds the end of v: move back by one vertex. */
static void rewind_offsets(int32_t *offsets, size_t vertices) {
    for (size_t v = vertices; v > 0; v--) offsets[v] = offsets[v - 1];
    offsets[0] = 0;
}

static void put(int32_t *offsets, int32_t *to, int32_t *edge, int32_t at, int32_t other, size_t e) {
    int32_t place = offsets[at]++;
    to[place] = other;
    edge[place] = (int32_t)e;
}

/* Arcs to smaller neighbours first, in edge order; then loops (twice) and larger ones: so each list is ascending. */
static void fill_undirected(ent_view *view) {
    int32_t *offsets = view->out_offsets, *to = view->out_to, *edge = view->out_edge;
    for (size_t e = 0; e < view->edge_count; e++) {
        offsets[view->from[e] + 1]++;
        offsets[view->to[e] + 1]++;
    }
    add_up(offsets, view->vertex_count);
    for (size_t e = 0; e < view->edge_count; e++)
        if (view->from[e] != view->to[e]) put(offsets, to, edge, view->to[e], view->from[e], e);
    for (size_t e = 0; e < view->edge_count; e++) {
        put(offsets, to, edge, view->from[e], view->to[e], e);
        if (view->from[e] == view->to[e]) put(offsets, to, edge, view->from[e], view->to[e], e);
    }
    rewind_offsets(offsets, view->vertex_count);
}

static void fill_directed(ent_view *view) {
    for (size_t e = 0; e < view->edge_count; e++) {
        view->out_offsets[view->from[e] + 1]++;
        view->in_offsets[view->to[e] + 1]++;
        view->out_edge[e] = (int32_t)e;
    }
    add_up(view->out_offsets, view->vertex_count);
    add_up(view->in_offsets, view->vertex_count);
    for (size_t e = 0; e < view->edge_count; e++)
        put(view->in_offsets, view->in_to, view->in_edge, view->to[e], view->from[e], e);
    rewind_offsets(view->in_offsets, view->vertex_count);
}

ent_status ent_view_index(ent_view *view, ent_error *err) {
    size_t n = view->vertex_count, m = view->edge_count;
    if (!view->directed) {
        if (!make_room(&view->out_offsets, &view->out_to, &view->out_edge, n, 2 * m)) return ent_fail_memory(err);
        fill_undirected(view);
        return ENT_OK;
    }
    view->out_to = view->to;
    view->out_offsets = calloc(n + 2, sizeof *view->out_offsets);
    view->out_edge = malloc((m + 1) * sizeof *view->out_edge);
    if (!view->out_offsets || !view->out_edge || !make_room(&view->in_offsets, &view->in_to, &view->in_edge, n, m))
        return ent_fail_memory(err);
    fill_directed(view);
    return ENT_OK;
}
