/* Lines become edges: sorted by ends (two counting sorts), merged when asked, weighed. */
#include "view/edges.h"

#include <math.h>
#include <stdlib.h>

/* The order of the lines by key, keeping the order they stood in; `order` may be NULL for as they are. */
static uint32_t *counting_sort(const int32_t *key, const uint32_t *order, size_t count, size_t keys) {
    uint32_t *start = calloc(keys + 1, sizeof *start);
    uint32_t *sorted = malloc((count + 1) * sizeof *sorted);
    if (start && sorted) {
        for (size_t i = 0; i < count; i++) start[key[i] + 1]++;
        for (size_t k = 0; k < keys; k++) start[k + 1] += start[k];
        for (size_t i = 0; i < count; i++) {
            uint32_t line = order ? order[i] : (uint32_t)i;
            sorted[start[key[line]]++] = line;
        }
        free(start);
        return sorted;
    }
    free(start);
    free(sorted);
    return NULL;
}

static double relation_strength(const ent_view *view, ent_id r) {
    ent_relation relation;
    ent_type type;
    if (view->made_with.weighting == ENT_WEIGHTING_COUNT) return 1;
    ent_graph_relation(view->graph, r, &relation);
    switch (view->made_with.weighting) {
    case ENT_WEIGHTING_WEIGHT:
        return isnan(relation.weight) ? 1 : relation.weight;
    case ENT_WEIGHTING_CONFIDENCE:
        return isnan(relation.confidence) ? ENT_DEFAULT_CONFIDENCE : relation.confidence;
    case ENT_WEIGHTING_INTENSITY:
        ent_graph_type(view->graph, relation.type, &type);
        return isnan(type.intensity) ? 1 : fabs(type.intensity);
    default:
        return 1;
    }
}

static bool make_room(ent_view *view, size_t lines) {
    view->from = malloc((lines + 1) * sizeof *view->from);
    view->to = malloc((lines + 1) * sizeof *view->to);
    view->strength = malloc((lines + 1) * sizeof *view->strength);
    view->relation_first = calloc(lines + 1, sizeof *view->relation_first);
    view->relations = malloc((lines + 1) * sizeof *view->relations);
    return view->from && view->to && view->strength && view->relation_first && view->relations;
}

/* Give back what merging saved; a failure to shrink leaves the larger block. */
static void *shrink(void *block, size_t size) {
    void *smaller = realloc(block, size);
    return smaller ? smaller : block;
}

static void trim(ent_view *view) {
    size_t edges = view->edge_count + 1, relations = view->relation_first[view->edge_count] + 1;
    view->from = shrink(view->from, edges * sizeof *view->from);
    view->to = shrink(view->to, edges * sizeof *view->to);
    view->strength = shrink(view->strength, edges * sizeof *view->strength);
    view->relation_first = shrink(view->relation_first, edges * sizeof *view->relation_first);
    view->relations = shrink(view->relations, relations * sizeof *view->relations);
}

static ent_status refuse_weights(const ent_view *view, ent_id relation, ent_error *err) {
    ent_relation row;
    ent_graph_relation(view->graph, relation, &row);
    ent_fail(err, ENT_CALC, "the weights on the edge of relation '%s' are too large or too small to add up", row.id);
    return ent_hint(err, "mend the data, or take --weight count or none");
}

/* Measures add strengths, lengths and products of strengths over all edges: none of these may become infinite. */
static ent_status check_sums(const ent_view *view, ent_error *err) {
    double strengths = 0, lengths = 0;
    for (size_t e = 0; e < view->edge_count; e++) {
        strengths += 2 * view->strength[e];
        lengths += 1 / view->strength[e];
        if (!isfinite(strengths * strengths) || !isfinite(lengths))
            return refuse_weights(view, view->relations[view->relation_first[e]], err);
    }
    return ENT_OK;
}

/* Close the edge whose relations were just listed up to `end`: weigh it, or drop it when it weighs nothing. */
static ent_status close_edge(ent_view *view, int32_t from, int32_t to, uint32_t end, ent_error *err) {
    size_t edge = view->edge_count;
    double strength = 1;
    if (view->made_with.weighting != ENT_WEIGHTING_NONE) {
        strength = 0;
        for (uint32_t i = view->relation_first[edge]; i < end; i++)
            strength += relation_strength(view, view->relations[i]);
        if (strength == 0) return ENT_OK;
        if (!isfinite(strength) || !isfinite(1 / strength)) return refuse_weights(view, view->relations[end - 1], err);
    }
    view->from[edge] = from;
    view->to[edge] = to;
    view->strength[edge] = strength;
    view->relation_first[edge + 1] = end;
    view->loops += from == to;
    view->edge_count++;
    return ENT_OK;
}

static ent_status fill_edges(ent_view *view, const ent_lines *lines, const uint32_t *order, ent_error *err) {
    bool keep = view->made_with.parallel == ENT_PARALLEL_KEEP;
    for (size_t i = 0; i < lines->count;) {
        int32_t from = lines->from[order[i]], to = lines->to[order[i]];
        uint32_t first = view->relation_first[view->edge_count], end = first;
        for (; i < lines->count && lines->from[order[i]] == from && lines->to[order[i]] == to; i++) {
            ent_id relation = lines->relation[order[i]];
            if (end > first && view->relations[end - 1] == relation) continue; /* both legs between one pair */
            if (keep && end > first) break;
            view->relations[end++] = relation;
        }
        ent_status status = close_edge(view, from, to, end, err);
        if (status) return status;
    }
    return ENT_OK;
}

static ent_status count_relations(ent_view *view, const ent_lines *lines, ent_error *err) {
    size_t count = ent_graph_relations(view->graph);
    uint8_t *seen = calloc(count + 1, 1);
    if (!seen) return ent_fail_memory(err);
    for (size_t i = 0; i < view->relation_first[view->edge_count]; i++) seen[view->relations[i]] = 2;
    for (size_t i = 0; i < lines->count; i++) seen[lines->relation[i]] |= 1;
    for (size_t r = 0; r < count; r++) {
        view->used_relations += seen[r] >= 2;
        view->weightless_left_out += seen[r] == 1;
    }
    free(seen);
    return ENT_OK;
}

ent_status ent_view_merge(ent_view *view, ent_lines *lines, ent_error *err) {
    if (lines->count > INT32_MAX / 2 || view->vertex_count > INT32_MAX - 1)
        return ent_fail(err, ENT_USAGE, "the view has more than %d edges or vertices", INT32_MAX / 2);
    if (!view->directed)
        for (size_t i = 0; i < lines->count; i++) {
            int32_t from = lines->from[i], to = lines->to[i];
            lines->from[i] = from < to ? from : to;
            lines->to[i] = from < to ? to : from;
        }
    ent_status status = ENT_OK;
    uint32_t *by_to = counting_sort(lines->to, NULL, lines->count, view->vertex_count);
    uint32_t *order = by_to ? counting_sort(lines->from, by_to, lines->count, view->vertex_count) : NULL;
    if (!order || !make_room(view, lines->count)) {
        status = ent_fail_memory(err);
        goto done;
    }
    status = fill_edges(view, lines, order, err);
    if (!status) status = check_sums(view, err);
    if (!status) status = count_relations(view, lines, err);
    if (!status) trim(view);
done:
    free(by_to);
    free(order);
    return status;
}
