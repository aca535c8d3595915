/* Relations become lines: one from source to target, or through the vertex of a relation that others target, and with
 * areas one more through each area. */
#include "base/available.h"
#include "model/selection.h"
#include "view/areas.h"
#include "view/edges.h"

#include <stdlib.h>

/* What draws: at first nothing but a count. */
typedef struct {
    ent_view *view;
    ent_areas areas;
    ent_link *links; /* NULL: count only */
    size_t count;
    const bool *two_way; /* by type: a symmetric one in a directed view */
} ent_pen;

static inline void stroke(ent_pen *pen, ent_id relation, int32_t from, int32_t to) {
    bool back = pen->two_way[pen->view->graph->r.type[relation]] && from != to;
    if (pen->links) {
        uint32_t a = (uint32_t)from, b = (uint32_t)to;
        bool turn = !pen->view->directed && a > b;
        pen->links[pen->count] = (ent_link){{turn ? b : a, turn ? a : b}, relation};
        if (back) pen->links[pen->count + 1] = (ent_link){{b, a}, relation};
    }
    pen->count += 1 + back;
}

static void stroke_through(ent_pen *pen, ent_id relation, int32_t from, int32_t middle, int32_t to) {
    stroke(pen, relation, from, middle);
    stroke(pen, relation, middle, to);
}

static int32_t hyper_vertex(const ent_view *view, ent_id relation) {
    size_t low = 0, high = view->hyper_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (view->hyper[middle] < relation)
            low = middle + 1;
        else
            high = middle;
    }
    return low < view->hyper_count && view->hyper[low] == relation ? (int32_t)(view->entity_count + low) : -1;
}

static int32_t entity_vertex(const ent_view *view, ent_id entity) {
    return view->vertex_of_entity[ent_stand_in(view->selection, entity)];
}

static ent_status draw_areas(ent_pen *pen, ent_id r, int32_t from, int32_t to, ent_error *err) {
    const ent_graph *g = pen->view->graph;
    uint32_t areas = ent_graph_areas_of(g, r);
    ent_area_set set = areas ? g->area_sets[areas - 1] : (ent_area_set){0};
    for (uint32_t k = 0; k < set.count; k++) {
        int32_t area;
        ent_status status = ent_areas_vertex(&pen->areas, pen->view, g->area_words[set.first + k], &area, err);
        if (status) return status;
        if (area != from && area != to) stroke_through(pen, r, from, area, to);
    }
    return ENT_OK;
}

static ent_status draw_one(ent_pen *pen, ent_id r, int32_t own, ent_error *err) {
    const ent_view *view = pen->view;
    ent_id target = view->graph->r.target[r];
    bool nested = view->graph->r.flags[r] & ENT_FLAG_TARGET_IS_RELATION;
    int32_t from = entity_vertex(view, view->graph->r.source[r]);
    int32_t to = nested ? hyper_vertex(view, target) : entity_vertex(view, target);
    if (from < 0 || to < 0) return ENT_OK;
    if (own < 0)
        stroke(pen, r, from, to);
    else
        stroke_through(pen, r, from, own, to);
    return view->made_with.areas ? draw_areas(pen, r, from, to, err) : ENT_OK;
}

/* Relations and those that others target both ascend: the next of these is met on the way. */
static ent_status draw_all(ent_pen *pen, const ent_drawn *drawn, ent_error *err) {
    ent_view *view = pen->view;
    ent_status status = ENT_OK;
    size_t next = 0;
    pen->count = view->used_relations = 0;
    for (size_t i = 0; i < drawn->count && !status; i++) {
        ent_id r = drawn->relations[i];
        size_t before = pen->count;
        while (next < view->hyper_count && view->hyper[next] < r) next++;
        bool targeted = next < view->hyper_count && view->hyper[next] == r;
        status = draw_one(pen, r, targeted ? (int32_t)(view->entity_count + next) : -1, err);
        view->used_relations += pen->count > before;
    }
    return status;
}

static bool *two_way_types(const ent_view *view) {
    bool *out = calloc(view->graph->type_count + 1, sizeof *out);
    for (size_t t = 0; t < view->graph->type_count && out; t++)
        out[t] = view->directed && view->graph->types[t].symmetric;
    return out;
}

static ent_status too_large(ent_error *err) {
    ent_fail(err, ENT_USAGE, "the view has more than %d edges or vertices", INT32_MAX / 2);
    return ent_hint(err, "select fewer relations, by --since, --type or --kind");
}

/* Room for that many lines is enough. Areas are counted by drawing without a pen, which also finds their vertices. */
static ent_status count_lines(ent_pen *pen, const ent_drawn *drawn, size_t *most, ent_error *err) {
    const uint16_t *type = pen->view->graph->r.type;
    *most = drawn->count + pen->view->hyper_count;
    if (pen->view->made_with.areas) {
        ent_status status = draw_all(pen, drawn, err);
        *most = pen->count;
        return status;
    }
    if (!pen->view->directed) return ENT_OK;
    *most += pen->view->hyper_count;
    for (size_t i = 0; i < drawn->count; i++) *most += pen->two_way[type[drawn->relations[i]]];
    return ENT_OK;
}

/* At the peak each line is there twice while lines are sorted; then it is an edge with its ends, and two arcs. */
static ent_status check_memory(const ent_view *view, size_t lines, ent_error *err) {
    const double bytes = (double)lines * (2. * sizeof(ent_link) + 20) + (double)view->vertex_count * 32;
    return ent_memory_check(bytes, "the view of the selected relations",
                            "select fewer with --type, --since or --around", err);
}

ent_status ent_view_draw(ent_view *view, const ent_drawn *drawn, ent_lines *lines, ent_error *err) {
    ent_pen pen = {.view = view};
    bool *two_way = two_way_types(view);
    ent_status status = two_way ? ENT_OK : ent_fail_memory(err);
    size_t most = 0;
    pen.two_way = two_way;
    if (!status && view->made_with.areas) status = ent_areas_init(&pen.areas, view, err);
    if (!status && view->entity_count + view->hyper_count > INT32_MAX / 2) status = too_large(err);
    if (!status) status = count_lines(&pen, drawn, &most, err);
    view->vertex_count = view->entity_count + view->hyper_count + view->area_count;
    if (!status && (most > INT32_MAX / 2 || view->vertex_count > INT32_MAX / 2)) status = too_large(err);
    if (!status) status = check_memory(view, most, err);
    if (!status) {
        lines->links = pen.links = malloc((most + 1) * sizeof *pen.links);
        status = pen.links ? draw_all(&pen, drawn, err) : ent_fail_memory(err);
        lines->count = pen.count;
    }
    ent_areas_clear(&pen.areas);
    free(two_way);
    return status;
}
