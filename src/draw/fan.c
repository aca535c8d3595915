/* draw/fan.c - where lines meet a box side by side their heads must not cover each other: ends that are too close on one
 * side of a box are moved apart along it. */
#include <stdlib.h>

#include "draw/plot.h"

enum { PUSHES = 12, FAN_PROBES = 24, SIDES = 4 };

#define HEADS_APART 10.0 /* along the side of a box */
#define FARTHEST 10.0    /* that an end is moved */
#define CORNER 5.0       /* ends stay clear of */

/* One end of a line at one side of a box; `at` counts along the side. */
typedef struct {
    uint32_t node, line;
    int side; /* top, right, bottom, left */
    bool is_target, head;
    double at, from;
} line_end;

static int compare_ends(const void *a, const void *b) {
    const line_end *x = a, *y = b;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (x->side != y->side) return x->side - y->side;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->line != y->line ? (x->line < y->line ? -1 : 1) : x->is_target - y->is_target;
}

static bool is_upright(int side) {
    return side % 2 == 1;
}

static line_end find_end(const ent_plot *plot, uint32_t i, bool is_target) {
    const ent_scene_line *line = &plot->scene->lines[i];
    const ent_plot_line *drawn = &plot->lines[i];
    uint32_t node = is_target ? line->target : line->source;
    ent_rect box = ent_node_rect(&plot->nodes[node]);
    ent_point p = drawn->curve[is_target ? drawn->curve_count - 1 : 0];
    const double away[SIDES] = {ent_abs(p.y - box.y0), ent_abs(p.x - box.x1), ent_abs(p.y - box.y1),
                                ent_abs(p.x - box.x0)};
    int side = 0;
    for (int k = 1; k < SIDES; k++)
        if (away[k] < away[side]) side = k;
    double at = is_upright(side) ? p.y : p.x;
    return (line_end){node, i, side, is_target, is_target ? line->head : line->tail, at, at};
}

static size_t collect_ends(const ent_plot *plot, line_end *ends) {
    size_t count = 0;
    for (uint32_t i = 0; i < plot->line_count; i++) {
        const ent_scene_line *line = &plot->scene->lines[i];
        if (line->source == line->target || plot->lines[i].curve_count < 4) continue;
        for (int target = 0; target < 2; target++) {
            ends[count] = find_end(plot, i, target);
            count += plot->scene->nodes[ends[count].node].shape != ENT_SHAPE_RELATION;
        }
    }
    qsort(ends, count, sizeof *ends, compare_ends);
    return count;
}

/* The ends of one side, in their order along it. */
static void part(const ent_plot *plot, line_end *ends, size_t count) {
    ent_rect box = ent_node_rect(&plot->nodes[ends[0].node]);
    bool upright = is_upright(ends[0].side);
    double low = (upright ? box.y0 : box.x0) + CORNER, high = (upright ? box.y1 : box.x1) - CORNER;
    for (int round = 0; round < PUSHES; round++) {
        for (size_t k = 1; k < count; k++) {
            double lack = HEADS_APART - (ends[k].at - ends[k - 1].at);
            if (lack <= 0 || (!ends[k].head && !ends[k - 1].head)) continue;
            ends[k - 1].at -= lack / 2;
            ends[k].at += lack / 2;
        }
        for (size_t k = 0; k < count; k++) {
            double least = ent_max(ent_min(low, ends[k].from), ends[k].from - FARTHEST);
            double most = ent_min(ent_max(high, ends[k].from), ends[k].from + FARTHEST);
            ends[k].at = ent_max(least, ent_min(ends[k].at, most));
        }
    }
}

/* Move the end of a curve; a straight line stays straight, of others the last piece bends along. */
static void move_end(ent_plot_line *line, bool is_target, double dx, double dy) {
    size_t n = line->curve_count;
    for (size_t k = 1; k < 4; k++) {
        bool straight = n == 4;
        ent_point *p = &line->curve[is_target ? n - 4 + k : 3 - k];
        double share = straight ? (double)k / 3 : k == 1 ? 0 : 1;
        p->x += dx * share;
        p->y += dy * share;
    }
}

static bool touches_foreign(const ent_plot *plot, uint32_t i) {
    const ent_scene_line *ends = &plot->scene->lines[i];
    const ent_plot_line *line = &plot->lines[i];
    double pieces = (double)((line->curve_count - 1) / 3);
    ent_point from = line->curve[0];
    for (int step = 1; step <= FAN_PROBES; step++) {
        ent_point to = ent_curve_at(line->curve, line->curve_count, pieces * step / FAN_PROBES);
        for (uint32_t v = 0; v < plot->node_count; v++)
            if (v != ends->source && v != ends->target &&
                ent_segment_in_rect(from, to, ent_rect_grown(ent_node_rect(&plot->nodes[v]), 1)) > 0)
                return true;
        from = to;
    }
    return false;
}

static void apply(ent_plot *plot, const line_end *end) {
    double by = end->at - end->from, dx = is_upright(end->side) ? 0 : by, dy = is_upright(end->side) ? by : 0;
    if (ent_abs(by) < .05) return;
    bool before = touches_foreign(plot, end->line);
    move_end(&plot->lines[end->line], end->is_target, dx, dy);
    if (!before && touches_foreign(plot, end->line)) move_end(&plot->lines[end->line], end->is_target, -dx, -dy);
}

bool ent_fan_ends(ent_plot *plot) {
    line_end *ends = calloc(2 * (size_t)plot->line_count + 1, sizeof *ends);
    if (!ends) return false;
    size_t count = collect_ends(plot, ends);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && ends[to].node == ends[from].node && ends[to].side == ends[from].side;) to++;
        if (to - from > 1) part(plot, ends + from, to - from);
    }
    for (size_t k = 0; k < count; k++) apply(plot, &ends[k]);
    free(ends);
    return true;
}
