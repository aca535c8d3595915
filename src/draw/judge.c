/* draw/judge.c - what a finished layout is worth: routed lines, placed labels. */
#include <stdlib.h>

#include "draw/judge.h"

enum { STEPS = 8 };

#define HEAD_MIDDLE 4.0 /* points before the end of a line */
#define HEAD_SIZE 7.0

typedef struct {
    const ent_plot *plot;
    ent_point **points;
    size_t *counts;
    ent_point *room;
} routed;

static bool flatten_all(routed *r, const ent_plot *plot) {
    size_t total = 0;
    r->plot = plot;
    for (uint32_t i = 0; i < plot->line_count; i++) total += ent_curve_room(plot->lines[i].curve_count, STEPS) + 1;
    r->points = calloc((size_t)plot->line_count + 1, sizeof *r->points);
    r->counts = calloc((size_t)plot->line_count + 1, sizeof *r->counts);
    r->room = calloc(total + 1, sizeof *r->room);
    if (!r->points || !r->counts || !r->room) return false;
    ent_point *next = r->room;
    for (uint32_t i = 0; i < plot->line_count; i++) {
        r->points[i] = next;
        r->counts[i] = ent_curve_flatten(plot->lines[i].curve, plot->lines[i].curve_count, STEPS, next);
        next += r->counts[i];
    }
    return true;
}

/* Lines of one box may meet beside it. */
static bool at_shared_end(const ent_plot *plot, uint32_t i, uint32_t j, ent_point p) {
    const ent_scene_line *a = &plot->scene->lines[i], *b = &plot->scene->lines[j];
    const uint32_t ends[2] = {a->source, a->target};
    for (int k = 0; k < 2; k++) {
        if (ends[k] != b->source && ends[k] != b->target) continue;
        ent_rect r = ent_rect_grown(ent_node_rect(&plot->nodes[ends[k]]), 6);
        if (p.x > r.x0 && p.x < r.x1 && p.y > r.y0 && p.y < r.y1) return true;
    }
    return false;
}

static size_t crossings_of(const routed *r, uint32_t i, uint32_t j) {
    size_t count = 0;
    for (size_t k = 1; k < r->counts[i]; k++) {
        for (size_t l = 1; l < r->counts[j]; l++) {
            ent_point at;
            if (!ent_segments_cross(r->points[i][k - 1], r->points[i][k], r->points[j][l - 1], r->points[j][l], &at))
                continue;
            count += !at_shared_end(r->plot, i, j, at);
        }
    }
    return count;
}

static double length_in(const routed *r, uint32_t i, ent_rect box) {
    double length = 0;
    for (size_t k = 1; k < r->counts[i]; k++) length += ent_segment_in_rect(r->points[i][k - 1], r->points[i][k], box);
    return length;
}

/* Other lines that run over the head of line i, at its target or its source: where it points is hard to see then. */
static size_t lines_over_head(const routed *r, uint32_t i, bool at_target) {
    const ent_plot_line *line = &r->plot->lines[i];
    double t = ent_curve_walk(line->curve, line->curve_count, HEAD_MIDDLE, at_target);
    ent_point head = ent_curve_at(line->curve, line->curve_count, t);
    ent_rect box = ent_rect_around(head.x, head.y, HEAD_SIZE, HEAD_SIZE);
    size_t count = 0;
    for (uint32_t j = 0; j < r->plot->line_count; j++) count += j != i && length_in(r, j, box) > 0;
    return count;
}

static double bend_of(const routed *r, uint32_t i) {
    double length = 0;
    for (size_t k = 1; k < r->counts[i]; k++) length += ent_distance(r->points[i][k - 1], r->points[i][k]);
    double straight = ent_distance(r->points[i][0], r->points[i][r->counts[i] - 1]);
    return length - straight;
}

static void judge_lines(const routed *r, ent_verdict *out) {
    for (uint32_t i = 0; i < r->plot->line_count; i++) {
        const ent_scene_line *line = &r->plot->scene->lines[i];
        for (uint32_t j = i + 1; j < r->plot->line_count; j++) out->crossings += crossings_of(r, i, j);
        for (uint32_t v = 0; v < r->plot->node_count; v++)
            if (v != line->source && v != line->target && length_in(r, i, ent_node_rect(&r->plot->nodes[v])) > 1)
                out->hits++;
        if (line->head) out->covered += lines_over_head(r, i, true);
        if (line->tail) out->covered += lines_over_head(r, i, false);
        if (line->source != line->target) out->bend += bend_of(r, i);
    }
}

static void judge_nodes(const ent_plot *plot, ent_verdict *out) {
    for (uint32_t v = 0; v < plot->node_count; v++)
        for (uint32_t w = v + 1; w < plot->node_count; w++)
            out->overlaps += ent_rect_touches(ent_node_rect(&plot->nodes[v]), ent_node_rect(&plot->nodes[w]));
}

bool ent_judge(const ent_plot *plot, double labels_cost, ent_verdict *out) {
    routed r = {0};
    *out = (ent_verdict){0};
    bool fine = flatten_all(&r, plot);
    if (fine) {
        judge_lines(&r, out);
        judge_nodes(plot, out);
        ent_rect bounds = ent_plot_bounds(plot);
        out->hidden = ent_labels_hidden(plot);
        out->cost = 6 * (double)out->crossings + 14 * (double)out->hits + 200 * (double)out->overlaps +
                    3 * (double)out->covered + 10 * (double)out->hidden +
                    .18 * (labels_cost - ENT_LABEL_HIDDEN * (double)out->hidden) + .04 * out->bend +
                    ent_frame_cost(&plot->rooms, bounds.x1 - bounds.x0, bounds.y1 - bounds.y0, 28, 150);
    }
    free(r.points);
    free(r.counts);
    free(r.room);
    return fine;
}
