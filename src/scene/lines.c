/* scene/lines.c - relations become strokes between nodes, and strokes of one sign between one pair become one line. */
#include "scene/make.h"

#include <math.h>
#include <stdlib.h>

static ent_status add_stroke(ent_scene_maker *maker, ent_stroke stroke, ent_error *err) {
    if (!ent_grow(&maker->strokes, &maker->stroke_capacity, maker->stroke_count, sizeof *maker->strokes))
        return ent_fail_memory(err);
    maker->strokes[maker->stroke_count++] = stroke;
    return ENT_OK;
}

/* A relation through a node of its own, or through an area: the first half has the words, the second the arrow. */
static ent_status add_through(ent_scene_maker *maker, ent_stroke whole, uint32_t middle, bool named, ent_error *err) {
    ent_stroke first = whole, second = whole;
    first.to = middle;
    first.directed = false;
    first.named = named;
    second.from = middle;
    second.named = false;
    ent_status status = add_stroke(maker, first, err);
    return status ? status : add_stroke(maker, second, err);
}

static ent_status add_areas(ent_scene_maker *maker, ent_stroke whole, size_t area_count, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t k = 0; k < area_count && !status; k++) {
        char *folded = ent_text_fold(ent_graph_relation_area(maker->graph, whole.relation, k));
        if (!folded) return ent_fail_memory(err);
        uint32_t area = ent_pool_find(&maker->areas, folded);
        ent_free(folded);
        uint32_t node = area == UINT32_MAX ? ENT_NONE : maker->node_of_area[area];
        if (node == ENT_NONE || node == whole.from || node == whole.to) continue;
        status = add_through(maker, whole, node, false, err);
    }
    return status;
}

static uint32_t entity_node(const ent_scene_maker *maker, ent_id entity) {
    return maker->node_of_entity[ent_selection_stand_in(maker->selection, entity)];
}

ent_status ent_scene_make_strokes(ent_scene_maker *maker, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < maker->drawn_count && !status; i++) {
        ent_relation relation;
        ent_type type;
        ent_id row = maker->drawn[i];
        ent_graph_relation(maker->graph, row, &relation);
        ent_graph_type(maker->graph, relation.type, &type);
        ent_stroke stroke = {
            .relation = row, .sign = (int8_t)relation.sign, .directed = !type.symmetric, .named = true};
        stroke.from = entity_node(maker, relation.source);
        stroke.to = relation.target_is_relation ? maker->node_of_relation[relation.target]
                                                : entity_node(maker, relation.target);
        if (stroke.from == ENT_NONE || stroke.to == ENT_NONE) continue;
        uint32_t own = maker->node_of_relation[row];
        status = own == ENT_NONE ? add_stroke(maker, stroke, err) : add_through(maker, stroke, own, true, err);
        if (!status && maker->options.areas) status = add_areas(maker, stroke, relation.area_count, err);
    }
    return status;
}

/* ---- merging ---- */

typedef struct {
    uint32_t low, high;
    int sign;
    size_t order;
} bundle_key;

static int compare_bundles(const void *a, const void *b) {
    const bundle_key *x = a, *y = b;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    if (x->high != y->high) return x->high < y->high ? -1 : 1;
    if (x->sign != y->sign) return x->sign < y->sign ? 1 : -1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool same_bundle(const bundle_key *a, const bundle_key *b) {
    return a->low == b->low && a->high == b->high && a->sign == b->sign;
}

/* The line runs the way of its first directed stroke; arrows stand where any stroke points. */
static void point_line(ent_scene_line *line, const ent_stroke *strokes, size_t count) {
    size_t first = 0;
    while (first + 1 < count && !strokes[first].directed) first++;
    if (!strokes[first].directed) first = 0;
    line->source = strokes[first].from;
    line->target = strokes[first].to;
    for (size_t i = 0; i < count; i++) {
        if (!strokes[i].directed) continue;
        if (strokes[i].to == line->target)
            line->head = true;
        else
            line->tail = true;
    }
}

static ent_status add_line(ent_scene_maker *maker, const ent_stroke *strokes, size_t count, ent_error *err) {
    ent_scene *scene = maker->scene;
    if (!ent_grow(&scene->lines, &scene->line_capacity, scene->line_count, sizeof *scene->lines) ||
        !ent_grow(&maker->line_strokes, &maker->range_capacity, scene->line_count, sizeof *maker->line_strokes))
        return ent_fail_memory(err);
    ent_scene_line line = {.sign = strokes->sign, .planned = true, .count = (uint32_t)count};
    point_line(&line, strokes, count);
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(maker->graph, strokes[i].relation, &relation);
        line.planned = line.planned && (relation.status == ENT_PLANNED || relation.status == ENT_HYPOTHETICAL);
        line.weight += isnan(relation.weight) ? 1 : relation.weight;
    }
    if (!(line.weight <= 1e6)) line.weight = 1e6; /* keeps sums and logarithms finite; the width is cut long before */
    scene->lines[scene->line_count++] = line;     /* its words come when it is known to stay */
    return ENT_OK;
}

ent_status ent_scene_make_lines(ent_scene_maker *maker, ent_error *err) {
    size_t count = maker->stroke_count;
    bundle_key *keys = calloc(count + 1, sizeof *keys);
    ent_stroke *sorted = calloc(count + 1, sizeof *sorted);
    ent_status status = keys && sorted ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        const ent_stroke *stroke = &maker->strokes[i];
        bool up = stroke->from < stroke->to;
        keys[i] = (bundle_key){up ? stroke->from : stroke->to, up ? stroke->to : stroke->from, stroke->sign, i};
    }
    if (!status) qsort(keys, count, sizeof *keys, compare_bundles);
    for (size_t i = 0; i < count && !status; i++) sorted[i] = maker->strokes[keys[i].order];
    for (size_t i = 0, next; i < count && !status; i = next) {
        for (next = i + 1; next < count && same_bundle(&keys[i], &keys[next]);) next++;
        status = add_line(maker, sorted + i, next - i, err);
        if (!status) maker->line_strokes[maker->scene->line_count - 1] = (ent_stroke_range){i, next - i};
    }
    free(keys);
    if (status) {
        free(sorted);
        return status;
    }
    free(maker->strokes); /* from here on in the order of the lines */
    maker->strokes = sorted;
    return ENT_OK;
}
