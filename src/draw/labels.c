/* draw/labels.c - places for the words on the lines: along the curve, on it or on either side. A label that fits nowhere
 * is hidden: its words stay in the tooltip. */
#include <stdlib.h>
#include <string.h>

#include "draw/plot.h"

enum { PLACES = 13, SPOTS = 3 * PLACES, STEPS = 6, ROUNDS = 3, MOST_LABELS = 600 };

#define ON_NODE 90.0
#define NEAR_NODE 6.0
#define ON_LABEL 70.0
#define ON_LINE 16.0 /* a foreign line behind the label */
#define ON_HEAD 30.0

typedef struct {
    ent_point *points;
    size_t count;
    ent_rect bounds;
    double length;
} polyline;

/* A place for a label, and what it costs by itself: boxes and lines stay where they are, only labels come and go. */
typedef struct {
    double x, y;
    double boxes, own, lines; /* lines: negative as long as nobody asked */
    bool plate;
} spot;

typedef struct {
    ent_plot *plot;
    polyline *lines;
    ent_point *room;
    spot *spots; /* SPOTS for each label, in the order in which they are placed */
} board;

static ent_rect bounds_of(const ent_point *points, size_t count) {
    ent_rect r = {1e9, 1e9, -1e9, -1e9};
    for (size_t i = 0; i < count; i++) {
        r.x0 = ent_min(r.x0, points[i].x);
        r.y0 = ent_min(r.y0, points[i].y);
        r.x1 = ent_max(r.x1, points[i].x);
        r.y1 = ent_max(r.y1, points[i].y);
    }
    return r;
}

static bool open_board(board *b, ent_plot *plot) {
    size_t total = 0;
    b->plot = plot;
    b->lines = calloc((size_t)plot->line_count + 1, sizeof *b->lines);
    for (uint32_t i = 0; i < plot->line_count; i++) total += ent_curve_room(plot->lines[i].curve_count, STEPS) + 1;
    b->room = calloc(total + 1, sizeof *b->room);
    if (!b->lines || !b->room) return false;
    ent_point *next = b->room;
    for (uint32_t i = 0; i < plot->line_count; i++) {
        polyline *p = &b->lines[i];
        p->points = next;
        p->count = ent_curve_flatten(plot->lines[i].curve, plot->lines[i].curve_count, STEPS, next);
        p->bounds = bounds_of(p->points, p->count);
        for (size_t k = 1; k < p->count; k++) p->length += ent_distance(p->points[k - 1], p->points[k]);
        next += p->count;
    }
    return true;
}

static double length_in(const polyline *p, ent_rect r) {
    double length = 0;
    if (p->bounds.x0 > r.x1 || p->bounds.x1 < r.x0 || p->bounds.y0 > r.y1 || p->bounds.y1 < r.y0) return 0;
    for (size_t k = 1; k < p->count; k++) length += ent_segment_in_rect(p->points[k - 1], p->points[k], r);
    return length;
}

static ent_rect label_rect(const ent_plot_line *line) {
    return ent_rect_around(line->label_x, line->label_y, line->label_w, line->label_h);
}

/* ---- what a place costs ---- */

static double nodes_cost(const board *b, ent_rect r) {
    double cost = 0;
    for (uint32_t v = 0; v < b->plot->node_count; v++) {
        ent_rect node = ent_node_rect(&b->plot->nodes[v]);
        if (ent_rect_touches(r, node))
            cost += ON_NODE;
        else if (ent_rect_touches(r, ent_rect_grown(node, 2.5)))
            cost += NEAR_NODE;
    }
    for (uint32_t i = 0; i < b->plot->region_count; i++)
        if (ent_rect_touches(r, ent_rect_grown(ent_region_label(&b->plot->regions[i]), 3))) cost += ON_NODE;
    return cost;
}

static double lines_cost(const board *b, uint32_t own, ent_rect r) {
    double cost = 0;
    for (uint32_t i = 0; i < b->plot->line_count; i++) {
        const polyline *p = &b->lines[i];
        if (i == own) continue;
        double inside = length_in(p, r);
        if (inside > 0) cost += ON_LINE + inside * .3;
        const ent_scene_line *line = &b->plot->scene->lines[i];
        if (line->head &&
            ent_rect_touches(r, ent_rect_around(p->points[p->count - 1].x, p->points[p->count - 1].y, 12, 12)))
            cost += ON_HEAD;
        if (line->tail && ent_rect_touches(r, ent_rect_around(p->points[0].x, p->points[0].y, 12, 12))) cost += ON_HEAD;
    }
    return cost;
}

static double labels_cost(const board *b, uint32_t own, ent_rect r) {
    double cost = 0;
    for (uint32_t i = 0; i < b->plot->line_count; i++) {
        const ent_plot_line *line = &b->plot->lines[i];
        if (i == own || !line->label_shown) continue;
        if (ent_rect_touches(ent_rect_grown(r, 1), label_rect(line))) cost += ON_LABEL;
    }
    return cost;
}

/* On its line a label hides part of it: enough must be left to see the stroke and its heads. */
static double plate_cost(const board *b, uint32_t own, ent_rect r) {
    const polyline *p = &b->lines[own];
    const ent_scene_line *line = &b->plot->scene->lines[own];
    double hidden = length_in(p, r), left = p->length - hidden, cost = 0;
    if (left < 24) cost += (24 - left) * 3;
    if (hidden > .6 * p->length) cost += (hidden / p->length - .6) * 60;
    if (line->head &&
        ent_rect_touches(r, ent_rect_around(p->points[p->count - 1].x, p->points[p->count - 1].y, 22, 22)))
        cost += ON_HEAD;
    if (line->tail && ent_rect_touches(r, ent_rect_around(p->points[0].x, p->points[0].y, 22, 22))) cost += ON_HEAD;
    return cost;
}

static ent_rect spot_rect(const board *b, uint32_t own, const spot *s) {
    return ent_rect_around(s->x, s->y, b->plot->lines[own].label_w, b->plot->lines[own].label_h);
}

static void look_at_spot(const board *b, uint32_t own, spot *s, double off_middle) {
    ent_rect r = spot_rect(b, own, s);
    s->boxes = off_middle * off_middle * 20 + (s->plate ? 0 : 2.5);
    s->boxes += nodes_cost(b, r);
    s->lines = -1;
    if (s->boxes > ENT_LABEL_HIDDEN) return;
    s->own = s->plate ? plate_cost(b, own, r) : length_in(&b->lines[own], ent_rect_grown(r, -1)) * 2;
}

static void find_spots(const board *b, uint32_t own, spot *spots) {
    const ent_plot_line *line = &b->plot->lines[own];
    const polyline *p = &b->lines[own];
    for (int k = 0; k < PLACES; k++) {
        double share = .12 + .76 * (double)k / (PLACES - 1);
        double t = ent_curve_walk(line->curve, line->curve_count, share * p->length, false);
        ent_point at = ent_curve_at(line->curve, line->curve_count, t);
        ent_point near = ent_curve_at(line->curve, line->curve_count, t + .01);
        ent_point far = ent_curve_at(line->curve, line->curve_count, t - .01);
        double length = ent_max(ent_distance(near, far), 1e-9);
        double nx = -(near.y - far.y) / length, ny = (near.x - far.x) / length;
        double aside = ent_abs(nx) * line->label_w / 2 + ent_abs(ny) * line->label_h / 2 + 1.5 + line->width / 2;
        for (int side = -1; side <= 1; side++, spots++) {
            *spots = (spot){.x = at.x + nx * aside * side, .y = at.y + ny * aside * side, .plate = side == 0};
            look_at_spot(b, own, spots, (share - .5) * 2);
        }
    }
}

/* ---- choosing ---- */

static double spot_cost(const board *b, uint32_t own, spot *s) {
    if (s->boxes > ENT_LABEL_HIDDEN) return s->boxes;
    double cost = s->boxes + s->own + labels_cost(b, own, spot_rect(b, own, s));
    if (cost > ENT_LABEL_HIDDEN) return cost;
    if (s->lines < 0) s->lines = lines_cost(b, own, spot_rect(b, own, s));
    return cost + s->lines;
}

static double settle(const board *b, uint32_t own, spot *spots) {
    ent_plot_line *line = &b->plot->lines[own];
    double least = 1e9;
    const spot *best = NULL;
    for (int k = 0; k < SPOTS; k++) {
        double cost = spot_cost(b, own, &spots[k]);
        if (cost >= least) continue;
        least = cost;
        best = &spots[k];
    }
    line->label_shown = best && least <= ENT_LABEL_HIDDEN;
    line->label_x = best ? best->x : 0;
    line->label_y = best ? best->y : 0;
    line->label_plate = best && best->plate;
    return line->label_shown ? least : ENT_LABEL_HIDDEN;
}

/* Heavy lines first: they choose while there is room. */
static void sort_by_weight(const ent_plot *plot, uint32_t *order, size_t count) {
    for (size_t i = 1; i < count; i++) {
        uint32_t moved = order[i];
        double weight = plot->scene->lines[moved].weight;
        size_t k = i;
        for (; k > 0 && plot->scene->lines[order[k - 1]].weight < weight; k--) order[k] = order[k - 1];
        order[k] = moved;
    }
}

static double place_all(board *b) {
    ent_plot *plot = b->plot;
    uint32_t *order = calloc((size_t)plot->line_count + 1, sizeof *order);
    if (!order) return -1;
    size_t count = 0;
    for (uint32_t i = 0; i < plot->line_count; i++)
        if (plot->lines[i].label_count) order[count++] = i;
    sort_by_weight(plot, order, count);
    b->spots = calloc(count * SPOTS + 1, sizeof *b->spots);
    if (!b->spots) {
        free(order);
        return -1;
    }
    for (size_t k = 0; k < count; k++) find_spots(b, order[k], b->spots + k * SPOTS);
    double cost = 0;
    for (int round = 0; round < ROUNDS; round++) {
        cost = 0;
        for (size_t k = 0; k < count; k++) {
            plot->lines[order[k]].label_shown = false;
            cost += settle(b, order[k], b->spots + k * SPOTS);
        }
    }
    free(order);
    return cost;
}

size_t ent_labels_hidden(const ent_plot *plot) {
    size_t count = 0;
    for (uint32_t i = 0; i < plot->line_count; i++) count += plot->lines[i].label_count && !plot->lines[i].label_shown;
    return count;
}

double ent_labels_place(ent_plot *plot) {
    board b = {0};
    double cost = -1;
    for (uint32_t i = 0; i < plot->line_count; i++) plot->lines[i].label_shown = false;
    if (plot->line_count > MOST_LABELS) return 0; /* nobody could read them */
    if (open_board(&b, plot)) cost = place_all(&b);
    free(b.spots);
    free(b.lines);
    free(b.room);
    return cost;
}
