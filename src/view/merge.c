/* Lines become edges: sorted by ends, merged when asked, weighed. */
#include "model/selection.h"
#include "view/edges.h"

#include <math.h>
#include <stdlib.h>

/* What a relation weighs; intensities are looked up by type. */
typedef struct {
    const ent_graph *graph;
    ent_weighting weighting;
    double *intensity;
} ent_scale;

static ent_status scale_init(ent_scale *scale, const ent_view *view, ent_error *err) {
    const ent_graph *g = view->graph;
    *scale = (ent_scale){.graph = g, .weighting = (ent_weighting)view->made_with.weighting};
    if (scale->weighting != ENT_WEIGHTING_INTENSITY) return ENT_OK;
    scale->intensity = malloc((g->type_count + 1) * sizeof *scale->intensity);
    if (!scale->intensity) return ent_fail_memory(err);
    for (size_t t = 0; t < g->type_count; t++)
        scale->intensity[t] = isnan(g->types[t].intensity) ? 1 : fabs(g->types[t].intensity);
    return ENT_OK;
}

/* Sorted by ends, relations come in no order of their own: ask for their weights before they are needed. */
static void fetch(const ent_scale *scale, ent_id r) {
    const ent_relation_columns *columns = &scale->graph->r;
    if (scale->weighting == ENT_WEIGHTING_WEIGHT && columns->weight) __builtin_prefetch(&columns->weight[r]);
    if (scale->weighting == ENT_WEIGHTING_CONFIDENCE && columns->confidence)
        __builtin_prefetch(&columns->confidence[r]);
    if (scale->weighting == ENT_WEIGHTING_INTENSITY) __builtin_prefetch(&columns->type[r]);
}

static double weigh(const ent_scale *scale, ent_id r) {
    double given;
    switch (scale->weighting) {
    case ENT_WEIGHTING_WEIGHT:
        given = ent_graph_weight_of(scale->graph, r);
        return isnan(given) ? 1 : given;
    case ENT_WEIGHTING_CONFIDENCE:
        given = ent_graph_confidence_of(scale->graph, r);
        return isnan(given) ? ENT_DEFAULT_CONFIDENCE : given;
    case ENT_WEIGHTING_INTENSITY:
        return scale->intensity[scale->graph->r.type[r]];
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
    if (view->made_with.weighting == ENT_WEIGHTING_NONE) return ENT_OK;
    for (size_t e = 0; e < view->edge_count; e++) {
        strengths += 2 * view->strength[e];
        lengths += 1 / view->strength[e];
        if (!isfinite(strengths * strengths) || !isfinite(lengths))
            return refuse_weights(view, view->relations[view->relation_first[e]], err);
    }
    return ENT_OK;
}

/* Close the edge whose relations were just listed up to `end`: weigh it, or drop it when it weighs nothing. */
static ent_status close_edge(ent_view *view, const ent_scale *scale, const ent_link *line, uint32_t end,
                             ent_error *err) {
    size_t edge = view->edge_count;
    double strength = 1;
    if (scale->weighting != ENT_WEIGHTING_NONE) {
        strength = 0;
        for (uint32_t i = view->relation_first[edge]; i < end; i++) strength += weigh(scale, view->relations[i]);
        if (strength == 0) {
            view->weightless_left_out += end - view->relation_first[edge]; /* some may stand on other edges */
            return ENT_OK;
        }
        if (!isfinite(strength) || !isfinite(1 / strength)) return refuse_weights(view, view->relations[end - 1], err);
    }
    view->from[edge] = (int32_t)line->end[0];
    view->to[edge] = (int32_t)line->end[1];
    view->strength[edge] = strength;
    view->relation_first[edge + 1] = end;
    view->loops += line->end[0] == line->end[1];
    view->edge_count++;
    return ENT_OK;
}

enum { AHEAD = 24 }; /* lines */

static bool same_ends(const ent_link *a, const ent_link *b) {
    return a->end[0] == b->end[0] && a->end[1] == b->end[1];
}

static ent_status fill_edges(ent_view *view, const ent_link *links, size_t count, ent_error *err) {
    bool keep = view->made_with.parallel == ENT_PARALLEL_KEEP;
    ent_scale scale;
    ent_status status = scale_init(&scale, view, err);
    for (size_t i = 0; i < count && !status;) {
        const ent_link *line = &links[i];
        uint32_t first = view->relation_first[view->edge_count], end = first;
        for (; i < count && same_ends(&links[i], line); i++) {
            if (end > first && view->relations[end - 1] == links[i].what) continue; /* both legs between one pair */
            if (keep && end > first) break;
            view->relations[end++] = links[i].what;
            if (i + AHEAD < count) fetch(&scale, links[i + AHEAD].what);
        }
        status = close_edge(view, &scale, line, end, err);
    }
    free(scale.intensity);
    return status;
}

/* Where some edge weighed nothing: relations that stand on no edge at all. */
static ent_status count_weightless(ent_view *view, ent_error *err) {
    size_t count = ent_graph_relations(view->graph), standing = 0;
    uint8_t *seen = calloc(count + 1, 1);
    if (!seen) return ent_fail_memory(err);
    for (size_t i = 0; i < view->relation_first[view->edge_count]; i++) {
        standing += !seen[view->relations[i]];
        seen[view->relations[i]] = 1;
    }
    view->weightless_left_out = view->used_relations - standing;
    view->used_relations = standing;
    free(seen);
    return ENT_OK;
}

ent_status ent_view_fill(ent_view *view, const ent_link *sorted, size_t count, ent_error *err) {
    ent_status status = make_room(view, count) ? fill_edges(view, sorted, count, err) : ent_fail_memory(err);
    if (!status) status = check_sums(view, err);
    if (!status && view->weightless_left_out) status = count_weightless(view, err);
    if (!status) trim(view);
    return status;
}

/* A line is 12 bytes and as many to sort it; an edge that is no longer a line 24 or less, and 16 in the adjacency. */
ent_status ent_view_merge(ent_view *view, ent_lines *lines, ent_error *err) {
    size_t count = lines->count;
    ent_link *space = malloc((count + 1) * sizeof *space);
    ent_status status = ENT_OK;
    if (!space) {
        free(lines->links);
        lines->links = NULL;
        return ent_fail_memory(err);
    }
    ent_link *sorted = ent_links_sort(lines->links, space, count, view->vertex_count);
    free(sorted == space ? lines->links : space);
    lines->links = NULL;
    status = ent_view_fill(view, sorted, count, err);
    free(sorted);
    return status;
}
