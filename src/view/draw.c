/* Relations become lines: one from source to target, or through the vertex of a relation that others target, and with
 * areas one more through each area. */
#include "view/areas.h"
#include "view/edges.h"

#include <stdlib.h>

void ent_lines_clear(ent_lines *lines) {
    free(lines->from);
    free(lines->to);
    free(lines->relation);
    *lines = (ent_lines){0};
}

static bool add_line(ent_lines *lines, int32_t from, int32_t to, ent_id relation) {
    size_t capacity[3] = {lines->capacity, lines->capacity, lines->capacity};
    if (!ent_grow(&lines->from, &capacity[0], lines->count, sizeof *lines->from)) return false;
    if (!ent_grow(&lines->to, &capacity[1], lines->count, sizeof *lines->to)) return false;
    if (!ent_grow(&lines->relation, &capacity[2], lines->count, sizeof *lines->relation)) return false;
    lines->capacity = capacity[0];
    lines->from[lines->count] = from;
    lines->to[lines->count] = to;
    lines->relation[lines->count++] = relation;
    return true;
}

static long hyper_vertex(const ent_view *view, ent_id relation) {
    size_t low = 0, high = view->hyper_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (view->hyper[middle] < relation)
            low = middle + 1;
        else
            high = middle;
    }
    return low < view->hyper_count && view->hyper[low] == relation ? (long)(view->entity_count + low) : -1;
}

/* What it takes to draw one relation. */
typedef struct {
    ent_lines *lines;
    ent_id relation;
    bool both_ways; /* a symmetric type in a directed view */
} ent_pen;

static bool stroke(const ent_pen *pen, int32_t from, int32_t to) {
    if (!add_line(pen->lines, from, to, pen->relation)) return false;
    return !pen->both_ways || from == to || add_line(pen->lines, to, from, pen->relation);
}

static bool stroke_through(const ent_pen *pen, int32_t from, int32_t middle, int32_t to) {
    return stroke(pen, from, middle) && stroke(pen, middle, to);
}

static ent_status draw_areas(ent_view *view, ent_areas *areas, const ent_pen *pen, size_t area_count, int32_t from,
                             int32_t to, ent_error *err) {
    for (size_t k = 0; k < area_count; k++) {
        int32_t area;
        const char *name = ent_graph_relation_area(view->graph, pen->relation, k);
        ent_status status = ent_areas_vertex(areas, view, name, &area, err);
        if (status) return status;
        if (area != from && area != to && !stroke_through(pen, from, area, to)) return ent_fail_memory(err);
    }
    return ENT_OK;
}

static ent_status draw_one(ent_view *view, ent_areas *areas, ent_lines *lines, ent_id r, ent_error *err) {
    ent_relation relation;
    ent_type type;
    ent_graph_relation(view->graph, r, &relation);
    ent_graph_type(view->graph, relation.type, &type);
    long from = ent_view_vertex_of(view, relation.source);
    long to =
        relation.target_is_relation ? hyper_vertex(view, relation.target) : ent_view_vertex_of(view, relation.target);
    if (from < 0 || to < 0) return ENT_OK;
    ent_pen pen = {.lines = lines, .relation = r, .both_ways = view->directed && type.symmetric};
    long own = hyper_vertex(view, r);
    bool drawn = own < 0 ? stroke(&pen, (int32_t)from, (int32_t)to)
                         : stroke_through(&pen, (int32_t)from, (int32_t)own, (int32_t)to);
    if (!drawn) return ent_fail_memory(err);
    if (!view->made_with.areas) return ENT_OK;
    return draw_areas(view, areas, &pen, relation.area_count, (int32_t)from, (int32_t)to, err);
}

ent_status ent_view_draw(ent_view *view, const uint8_t *kept, ent_lines *lines, ent_error *err) {
    ent_areas areas = {0};
    ent_status status = ENT_OK;
    if (view->made_with.areas) status = ent_areas_init(&areas, view, err);
    size_t count = ent_graph_relations(view->graph);
    for (ent_id r = 0; r < count && !status; r++)
        if (kept[r]) status = draw_one(view, &areas, lines, r, err);
    view->vertex_count = view->entity_count + view->hyper_count + view->area_count;
    ent_areas_clear(&areas);
    return status;
}
