/* scene/view_timeline.c - relations as bars from their first to their last day, those of a pair together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "scene/language.h"
#include "scene/make.h"

/* A relation that may get a bar. */
typedef struct row {
    uint32_t line, low, high; /* nodes, low < high or equal */
    size_t stroke;            /* in maker->strokes: in the order of dates and ids */
    double line_weight, weight;
    int32_t first, last, pair_first;
    const char *low_name, *high_name;
} row;

static int compare_strength(const void *a, const void *b) {
    const row *x = a, *y = b;
    if (x->line_weight < y->line_weight || x->line_weight > y->line_weight)
        return x->line_weight > y->line_weight ? -1 : 1;
    if (x->weight < y->weight || x->weight > y->weight) return x->weight > y->weight ? -1 : 1;
    return x->stroke < y->stroke ? -1 : x->stroke > y->stroke;
}

static int compare_pair(const void *a, const void *b) {
    const row *x = a, *y = b;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    if (x->high != y->high) return x->high < y->high ? -1 : 1;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return x->stroke < y->stroke ? -1 : x->stroke > y->stroke;
}

/* Pairs by their first day, then name; within a pair by day. */
static int compare_place(const void *a, const void *b) {
    const row *x = a, *y = b;
    if (x->pair_first != y->pair_first) return x->pair_first < y->pair_first ? -1 : 1;
    int order = strcmp(x->low_name, y->low_name);
    if (!order) order = strcmp(x->high_name, y->high_name);
    if (order) return order;
    if (x->low != y->low || x->high != y->high) return compare_pair(a, b);
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    if (x->last != y->last) return x->last < y->last ? -1 : 1;
    return x->stroke < y->stroke ? -1 : x->stroke > y->stroke;
}

/* The dated relations between entities; returns their count. */
static size_t collect(const ent_scene_maker *maker, row *rows) {
    const ent_scene *scene = maker->scene;
    size_t count = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_stroke_range *range = &maker->line_strokes[i];
        for (size_t k = range->first; k < range->first + range->count; k++) {
            const ent_stroke *stroke = &maker->strokes[k];
            ent_relation relation;
            ent_graph_relation(maker->graph, stroke->relation, &relation);
            if (!stroke->named || !relation.date.given) continue;
            bool up = stroke->from < stroke->to;
            row r = {
                .line = i, .low = up ? stroke->from : stroke->to, .high = up ? stroke->to : stroke->from, .stroke = k};
            r.line_weight = scene->lines[i].weight;
            r.weight = isnan(relation.weight) ? 1 : relation.weight;
            r.first = relation.date.first;
            r.last = relation.date.last;
            r.low_name = scene->nodes[r.low].name;
            r.high_name = scene->nodes[r.high].name;
            rows[count++] = r;
        }
    }
    return count;
}

/* Leave out all but these: other relations, lines without any, entities without lines. */
static ent_status keep_rows(ent_scene_maker *maker, const row *rows, size_t count, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint8_t *strokes = calloc(maker->stroke_count + 1, 1), *lines = calloc((size_t)scene->line_count + 1, 1),
            *nodes = calloc((size_t)scene->node_count + 1, 1);
    ent_status status = strokes && lines && nodes ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++)
        strokes[rows[i].stroke] = lines[rows[i].line] = nodes[rows[i].low] = nodes[rows[i].high] = 1;
    if (!status) status = ent_scene_keep_only(maker, nodes, lines, err);
    if (!status) status = ent_scene_keep_strokes(maker, strokes, err);
    free(strokes);
    free(lines);
    free(nodes);
    return status;
}

static ent_status add_span(ent_scene_maker *maker, const row *r, ent_error *err) {
    const ent_scene_line *line = &maker->scene->lines[r->line];
    ent_stroke stroke = maker->strokes[r->stroke];
    ent_relation relation;
    ent_graph_relation(maker->graph, stroke.relation, &relation);
    ent_scene_line own = {.source = stroke.from, .target = stroke.to, .sign = line->sign, .head = stroke.directed};
    ent_status status = ent_scene_word_line(maker, &own, &stroke, 1, err);
    if (status) return status;
    const char *date = ent_typeset_clean(&maker->scene->arena, relation.date_text, ENT_CUT_NAME, false);
    if (!date) return ent_fail_memory(err);
    maker->scene->spans[maker->scene->span_count++] =
        (ent_scene_span){.source = own.source,
                         .target = own.target,
                         .sign = own.sign,
                         .directed = stroke.directed,
                         .planned = relation.status == ENT_PLANNED || relation.status == ENT_HYPOTHETICAL,
                         .interval = relation.date.interval,
                         .first = r->first,
                         .last = r->last,
                         .label = own.label,
                         .date = date,
                         .tip = own.tip,
                         .url = own.url};
    return ENT_OK;
}

static ent_status make_spans(ent_scene_maker *maker, row *rows, ent_error *err) {
    size_t count = collect(maker, rows);
    maker->scene->spans = calloc(count + 1, sizeof *maker->scene->spans);
    if (!maker->scene->spans) return ent_fail_memory(err);
    qsort(rows, count, sizeof *rows, compare_pair);
    for (size_t i = 0; i < count; i++) {
        bool same = i && rows[i].low == rows[i - 1].low && rows[i].high == rows[i - 1].high;
        rows[i].pair_first = same ? rows[i - 1].pair_first : rows[i].first;
    }
    qsort(rows, count, sizeof *rows, compare_place);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && !status; i++) status = add_span(maker, &rows[i], err);
    return status;
}

/* Relations that would have a bar if they had a date. */
static size_t count_undated(const ent_scene_maker *maker) {
    size_t count = 0;
    for (uint32_t i = 0; i < maker->scene->line_count; i++) {
        const ent_stroke_range *range = &maker->line_strokes[i];
        for (size_t k = range->first; k < range->first + range->count; k++) {
            ent_relation relation;
            ent_graph_relation(maker->graph, maker->strokes[k].relation, &relation);
            count += maker->strokes[k].named && !relation.date.given;
        }
    }
    return count;
}

static ent_status nothing_dated(ent_error *err) {
    ent_fail(err, ENT_NO, "no relation that is selected has a date, so there is no timeline");
    ent_hint(err, "--view network shows what has none");
    return ENT_NO;
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    maker->scene->picture = ENT_PICTURE_TIMELINE;
    ent_status limited = ent_scene_keep_heaviest(maker, UINT32_MAX, UINT32_MAX, err);
    if (limited) return limited;
    row *rows = calloc(maker->stroke_count + 1, sizeof *rows);
    if (!rows) return ent_fail_memory(err);
    size_t count = collect(maker, rows), kept = count < ENT_TIMELINE_MOST ? count : ENT_TIMELINE_MOST;
    size_t undated = count_undated(maker);
    qsort(rows, count, sizeof *rows, compare_strength);
    ent_status status = count ? keep_rows(maker, rows, kept, err) : nothing_dated(err);
    if (!status && kept < count)
        ent_say(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN_STRONGEST_BARS, ENT_NUMBER(count), ENT_NUMBER(kept));
    if (!status && undated) ent_say_number(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN_UNDATED, undated);
    if (!status) status = make_spans(maker, rows, err);
    free(rows);
    return status;
}

const ent_scene_view ent_scene_view_timeline = {
    .name = "timeline",
    .summary = "a bar for each relation, from its first to its last day",
    .detail =
        "Relations with a date as bars under each other, those of one pair together, pairs in the order of their first "
        "day. What lasts is thick, a date that means some day among several is thin, a single day a dot, an open end "
        "an arrow. Of more than 60 relations those of the strongest pairs are shown; what has no date is counted in "
        "the "
        "subtitle. 'entente timeline --chart' draws more of them.",
    .arguments = "",
    .pairs = true,
    .apply = apply,
};
