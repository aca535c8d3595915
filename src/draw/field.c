/* draw/field.c - see field.h. */
#include "draw/field.h"
#include "draw/page.h"

#include <stdlib.h>
#include <string.h>

#define CROSSING 4.0
#define SHALLOW 1.5   /* more for lines that cross at less than 30 degrees */
#define THROUGH 7.0   /* a line through a foreign box */
#define CLEARANCE 6.0 /* a line keeps this far from foreign boxes */
#define GAP_X 12.0    /* boxes keep this far apart */
#define GAP_Y 12.0
#define LABEL_ON_NODE 1.6
#define LABEL_ON_LABEL 1.4
#define LABEL_ON_LINE .7
#define NARROW_FAN 3.0     /* two lines of one box under 12 degrees */
#define LENGTH 0.012       /* for each point of line */
#define OUTSIDE .12        /* for each point that a box is off the page */
#define ROOM_FOR_LINES 2.2 /* the page, in areas of the boxes */
#define WIDEST 695.0

/* ---- set up ---- */

/* The page that the boxes will want, seen from how much room they take themselves. */
static void choose_page(ent_field *f) {
    double area = 0;
    for (uint32_t v = 0; v < f->node_count; v++) area += (2 * f->half_w[v] + GAP_X) * (2 * f->half_h[v] + GAP_Y);
    area *= ROOM_FOR_LINES;
    if (f->rooms.count) {
        f->page_w = sqrt(area * f->rooms.w[0] / f->rooms.h[0]);
        f->page_h = area / ent_max(f->page_w, 1);
        return;
    }
    f->page_w = ent_min(sqrt(area * 1.3), WIDEST);
    f->page_h = area / ent_max(f->page_w, 1) * 1.1;
}

static bool allocate(ent_field *f, size_t n, size_t m) {
    f->x = calloc(n + 1, sizeof(double));
    f->y = calloc(n + 1, sizeof(double));
    f->half_w = calloc(n + 1, sizeof(double));
    f->half_h = calloc(n + 1, sizeof(double));
    f->a = calloc(m + 1, sizeof(uint32_t));
    f->b = calloc(m + 1, sizeof(uint32_t));
    f->label_w = calloc(m + 1, sizeof(double));
    f->label_h = calloc(m + 1, sizeof(double));
    f->lines = calloc(m + 1, sizeof(double));
    f->label = calloc(m + 1, sizeof(ent_rect));
    f->bounds = calloc(m + 1, sizeof(ent_rect));
    f->gap = calloc(m + 1, sizeof(double));
    f->first = calloc(n + 2, sizeof(uint32_t));
    f->incident = calloc(2 * m + 1, sizeof(uint32_t));
    f->own = calloc(m + 1, sizeof(double));
    f->through = calloc(m * n + 1, sizeof(double));
    f->pair = calloc(m * m + 1, sizeof(double));
    f->near = calloc(n * n + 1, sizeof(double));
    f->touched = calloc(m + 1, sizeof(uint32_t));
    f->is_touched = calloc(m + 1, 1);
    f->fresh = calloc(m * (m + n + 3) + 2 * n + 1, sizeof(double));
    return f->x && f->y && f->half_w && f->half_h && f->a && f->b && f->label_w && f->label_h && f->lines && f->label &&
           f->bounds && f->gap && f->first && f->incident && f->own && f->through && f->pair && f->near && f->touched &&
           f->is_touched && f->fresh;
}

static void index_links(ent_field *f) {
    for (uint32_t i = 0; i < f->link_count; i++) {
        f->first[f->a[i] + 1]++;
        f->first[f->b[i] + 1]++;
    }
    for (uint32_t v = 0; v < f->node_count; v++) f->first[v + 1] += f->first[v];
    /* fill from the back of each node's range, then the ranges start where they should */
    for (uint32_t i = 0; i < f->link_count; i++) {
        f->incident[f->first[f->a[i]]++] = i;
        f->incident[f->first[f->b[i]]++] = i;
    }
    memmove(f->first + 1, f->first, f->node_count * sizeof *f->first);
    f->first[0] = 0;
}

ent_status ent_field_init(ent_field *f, const ent_plot *plot, ent_error *err) {
    memset(f, 0, sizeof *f);
    if (!allocate(f, plot->node_count, plot->link_count)) {
        ent_field_clear(f);
        return ent_fail_memory(err);
    }
    f->node_count = plot->node_count;
    f->rooms = plot->rooms;
    f->frame_w = 28;
    f->frame_h = 150;
    for (uint32_t v = 0; v < f->node_count; v++) {
        f->half_w[v] = plot->nodes[v].w / 2;
        f->half_h[v] = plot->nodes[v].h / 2;
    }
    for (uint32_t i = 0; i < plot->link_count; i++) {
        const ent_link *link = &plot->links[i];
        if (link->a == link->b) continue;
        uint32_t k = f->link_count++;
        f->a[k] = link->a;
        f->b[k] = link->b;
        f->label_w[k] = link->label_w;
        f->label_h[k] = link->label_h * (link->count > 1 ? 1.6 : 1); /* lines side by side have a label each */
        f->lines[k] = (double)link->count;
    }
    index_links(f);
    choose_page(f);
    return ENT_OK;
}

void ent_field_clear(ent_field *f) {
    void *parts[] = {f->x,       f->y,     f->half_w, f->half_h,  f->a,          f->b,        f->label_w,
                     f->label_h, f->lines, f->label,  f->gap,     f->first,      f->incident, f->own,
                     f->through, f->pair,  f->near,   f->touched, f->is_touched, f->fresh,    f->bounds};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    memset(f, 0, sizeof *f);
}

/* ---- places ---- */

/* Share of the way d from the centre of a box at which one is outside. */
static double exit_share(double dx, double dy, double half_w, double half_h) {
    double along_x = dx > 1e-9 ? half_w / dx : 1e9, along_y = dy > 1e-9 ? half_h / dy : 1e9;
    return ent_min(along_x, along_y);
}

static void refresh_link(ent_field *f, uint32_t i) {
    uint32_t a = f->a[i], b = f->b[i];
    double dx = f->x[b] - f->x[a], dy = f->y[b] - f->y[a], length = sqrt(dx * dx + dy * dy);
    double from = exit_share(ent_abs(dx), ent_abs(dy), f->half_w[a], f->half_h[a]);
    double to = 1 - exit_share(ent_abs(dx), ent_abs(dy), f->half_w[b], f->half_h[b]);
    double middle = (ent_min(from, 1) + ent_max(to, 0)) / 2;
    f->gap[i] = (to - from) * length;
    if (f->gap[i] < -1e6) f->gap[i] = -1e6; /* two boxes in one place */
    ent_rect label = ent_rect_around(f->x[a] + dx * middle, f->y[a] + dy * middle, f->label_w[i], f->label_h[i]);
    f->label[i] = label;
    f->bounds[i] =
        (ent_rect){ent_min(label.x0, ent_min(f->x[a], f->x[b])), ent_min(label.y0, ent_min(f->y[a], f->y[b])),
                   ent_max(label.x1, ent_max(f->x[a], f->x[b])), ent_max(label.y1, ent_max(f->y[a], f->y[b]))};
}

void ent_field_get(const ent_field *f, double *xy) {
    for (uint32_t v = 0; v < f->node_count; v++) {
        xy[2 * v] = f->x[v];
        xy[2 * v + 1] = f->y[v];
    }
}

/* ---- costs ---- */

static ent_point place(const ent_field *f, uint32_t v) {
    return (ent_point){f->x[v], f->y[v]};
}

static ent_rect box(const ent_field *f, uint32_t v, double grow) {
    double w = f->half_w[v] + grow, h = f->half_h[v] + grow;
    return (ent_rect){f->x[v] - w, f->y[v] - h, f->x[v] + w, f->y[v] + h};
}

/* Too long, or too short for its heads and its label. */
static double link_cost(const ent_field *f, uint32_t i) {
    double dx = ent_abs(f->x[f->b[i]] - f->x[f->a[i]]), dy = ent_abs(f->y[f->b[i]] - f->y[f->a[i]]);
    double length = sqrt(dx * dx + dy * dy) + 1e-9, gap = f->gap[i];
    double wanted = 20 + ent_min(f->label_w[i] * dx / length, f->label_w[i]) + f->label_h[i] * dy / length * .8;
    double cost = ent_max(gap, 0) * LENGTH;
    if (gap > 220) cost += (gap - 220) * LENGTH;
    if (gap < 22) cost += (22 - gap) * .12;
    if (gap < wanted) cost += (wanted - gap) * .06;
    return cost;
}

static double outside_cost(const ent_field *f, uint32_t v) {
    double over_x = ent_abs(f->x[v]) + f->half_w[v] - f->page_w / 2;
    double over_y = ent_abs(f->y[v]) + f->half_h[v] - f->page_h / 2;
    return OUTSIDE * (ent_max(over_x, 0) + ent_max(over_y, 0));
}

static double node_pair_cost(const ent_field *f, uint32_t v, uint32_t w) {
    if (v == w) return outside_cost(f, v);
    double over_x = f->half_w[v] + f->half_w[w] + GAP_X - ent_abs(f->x[v] - f->x[w]);
    double over_y = f->half_h[v] + f->half_h[w] + GAP_Y - ent_abs(f->y[v] - f->y[w]);
    return over_x > 0 && over_y > 0 ? 1 + .6 * ent_min(over_x, over_y) : 0;
}

static double close_node_cost(const ent_field *f, uint32_t i, uint32_t v) {
    if (v == f->a[i] || v == f->b[i]) return 0;
    ent_rect clear = box(f, v, CLEARANCE);
    double cost = 0;
    double inside = ent_segment_in_rect(place(f, f->a[i]), place(f, f->b[i]), clear);
    if (inside > 0) cost += THROUGH * (.35 + .65 * ent_min(1, inside / 24));
    ent_rect r = box(f, v, 1);
    if (ent_rect_touches(f->label[i], r)) cost += LABEL_ON_NODE;
    return cost;
}

static double crossing_cost(const ent_field *f, uint32_t i, uint32_t j) {
    ent_point at, a = place(f, f->a[i]), b = place(f, f->b[i]), c = place(f, f->a[j]), d = place(f, f->b[j]);
    if (!ent_segments_cross(a, b, c, d, &at)) return 0;
    double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y, dot = rx * sx + ry * sy;
    bool shallow = dot * dot > .75 * (rx * rx + ry * ry) * (sx * sx + sy * sy);
    return (CROSSING + (shallow ? SHALLOW : 0)) * f->lines[i] * f->lines[j];
}

/* Two lines that leave one box at almost the same angle are read as one. */
static double fan_cost(const ent_field *f, uint32_t shared, uint32_t v, uint32_t w) {
    double rx = f->x[v] - f->x[shared], ry = f->y[v] - f->y[shared];
    double sx = f->x[w] - f->x[shared], sy = f->y[w] - f->y[shared], dot = rx * sx + ry * sy;
    if (dot <= 0) return 0;
    double cosine_squared = dot * dot / ((rx * rx + ry * ry) * (sx * sx + sy * sy) + 1e-9);
    if (cosine_squared > .9568) return NARROW_FAN; /* 12 degrees */
    return cosine_squared > .883 ? NARROW_FAN * (cosine_squared - .883) / .0738 * .5 : 0;
}

static double label_pair_cost(const ent_field *f, uint32_t i, uint32_t j) {
    double cost = ent_rect_touches(f->label[i], f->label[j]) ? LABEL_ON_LABEL : 0;
    if (ent_segment_in_rect(place(f, f->a[i]), place(f, f->b[i]), f->label[j]) > 0) cost += LABEL_ON_LINE;
    if (ent_segment_in_rect(place(f, f->a[j]), place(f, f->b[j]), f->label[i]) > 0) cost += LABEL_ON_LINE;
    return cost;
}

static double close_pair_cost(const ent_field *f, uint32_t i, uint32_t j) {
    uint32_t a = f->a[i], b = f->b[i], c = f->a[j], d = f->b[j];
    double cost = label_pair_cost(f, i, j);
    if (a == c) return cost + fan_cost(f, a, b, d);
    if (a == d) return cost + fan_cost(f, a, b, c);
    if (b == c) return cost + fan_cost(f, b, a, d);
    if (b == d) return cost + fan_cost(f, b, a, c);
    return cost + crossing_cost(f, i, j);
}

/* Most pairs are far apart: these two are asked a million times a second. */
static inline double link_node_cost(const ent_field *f, uint32_t i, uint32_t v) {
    return ent_rect_touches(f->bounds[i], box(f, v, CLEARANCE)) ? close_node_cost(f, i, v) : 0;
}

static inline double link_pair_cost(const ent_field *f, uint32_t i, uint32_t j) {
    return ent_rect_touches(f->bounds[i], f->bounds[j]) ? close_pair_cost(f, i, j) : 0;
}

/* A page is at most some 700 points wide before its smallest type becomes too small, and between 4:5 and 8:5. */
double ent_frame_cost(const ent_rooms *rooms, double w, double h, double frame_w, double frame_h) {
    if (rooms->count) return ent_rooms_cost(rooms, w, h);
    double page_w = ent_max(w + frame_w, 420), page_h = h + frame_h, aspect = page_w / page_h;
    double cost = page_w / 32 + page_h / 32;
    if (page_w > 700) cost += (page_w - 700) * .08;
    if (page_w > 735) cost += (page_w - 735) * .4;
    if (aspect < .9) cost += (.9 - aspect) * 150;
    if (aspect > 1.5) cost += (aspect - 1.5) * 100;
    return cost;
}

static double frame_cost(const ent_field *f) {
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    for (uint32_t v = 0; v < f->node_count; v++) {
        x0 = ent_min(x0, f->x[v] - f->half_w[v]);
        x1 = ent_max(x1, f->x[v] + f->half_w[v]);
        y0 = ent_min(y0, f->y[v] - f->half_h[v]);
        y1 = ent_max(y1, f->y[v] + f->half_h[v]);
    }
    return f->node_count ? ent_frame_cost(&f->rooms, x1 - x0, y1 - y0, f->frame_w, f->frame_h) : 0;
}

/* ---- all costs, and trials ---- */

void ent_field_set(ent_field *f, const double *xy) {
    uint32_t n = f->node_count, m = f->link_count;
    for (uint32_t v = 0; v < n; v++) {
        f->x[v] = xy[2 * v];
        f->y[v] = xy[2 * v + 1];
    }
    for (uint32_t i = 0; i < m; i++) refresh_link(f, i);
    for (uint32_t v = 0; v < n; v++)
        for (uint32_t w = 0; w <= v; w++) f->near[v * n + w] = f->near[w * n + v] = node_pair_cost(f, v, w);
    for (uint32_t i = 0; i < m; i++) {
        f->own[i] = link_cost(f, i);
        for (uint32_t v = 0; v < n; v++) f->through[i * n + v] = link_node_cost(f, i, v);
        for (uint32_t j = 0; j < i; j++) f->pair[i * m + j] = f->pair[j * m + i] = link_pair_cost(f, i, j);
    }
    f->frame = frame_cost(f);
}

double ent_field_cost(const ent_field *f) {
    uint32_t n = f->node_count, m = f->link_count;
    double cost = f->frame;
    for (uint32_t v = 0; v < n; v++)
        for (uint32_t w = 0; w <= v; w++) cost += f->near[v * n + w];
    for (uint32_t i = 0; i < m; i++) {
        cost += f->own[i];
        for (uint32_t v = 0; v < n; v++) cost += f->through[i * n + v];
        for (uint32_t j = 0; j < i; j++) cost += f->pair[i * m + j];
    }
    return cost;
}

static void touch_links(ent_field *f, const ent_trial *t) {
    f->touched_count = 0;
    for (int k = 0; k < t->count; k++) {
        for (uint32_t p = f->first[t->node[k]]; p < f->first[t->node[k] + 1]; p++) {
            uint32_t i = f->incident[p];
            if (f->is_touched[i]) continue;
            f->is_touched[i] = 1;
            f->touched[f->touched_count++] = i;
        }
    }
}

static void place_nodes(ent_field *f, const ent_trial *t, const ent_point *where) {
    for (int k = 0; k < t->count; k++) {
        f->x[t->node[k]] = where[k].x;
        f->y[t->node[k]] = where[k].y;
    }
    for (uint32_t k = 0; k < f->touched_count; k++) refresh_link(f, f->touched[k]);
}

/* What stands in the tables for everything that the trial changes. */
static double cost_before(const ent_field *f, const ent_trial *t) {
    uint32_t n = f->node_count, m = f->link_count;
    double cost = 0;
    for (int k = 0; k < t->count; k++) {
        const double *near = f->near + (size_t)t->node[k] * n;
        for (uint32_t w = 0; w < n; w++) cost += near[w];
        for (uint32_t j = 0; j < m; j++) cost += f->through[j * n + t->node[k]];
    }
    if (t->count > 1) cost -= f->near[t->node[0] * n + t->node[1]];
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t i = f->touched[k];
        const double *through = f->through + (size_t)i * n, *pair = f->pair + (size_t)i * m;
        cost += f->own[i];
        for (uint32_t v = 0; v < n; v++) cost += through[v];
        for (int q = 0; q < t->count; q++) cost -= through[t->node[q]]; /* counted with the node */
        for (uint32_t j = 0; j < m; j++) cost += f->is_touched[j] ? pair[j] / 2 : pair[j];
    }
    return cost;
}

static bool on_trial(const ent_trial *t, uint32_t node) {
    return node == t->node[0] || (t->count > 1 && node == t->node[1]);
}

/* The new rows lie one after another in `fresh`: for each node its pairs and its links, then for each link itself, its
 * nodes and its pairs. The order is that of ent_field_keep. */
static double cost_after(ent_field *f, const ent_trial *t, double limit) {
    uint32_t n = f->node_count, m = f->link_count;
    double cost = 0, *to = f->fresh;
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        for (uint32_t w = 0; w < n; w++) {
            *to = node_pair_cost(f, v, w);
            cost += k == 1 && w == t->node[0] ? 0 : *to;
            to++;
        }
        for (uint32_t j = 0; j < m; j++) cost += *to++ = link_node_cost(f, j, v);
        if (cost > limit) return cost;
    }
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t i = f->touched[k];
        cost += *to++ = link_cost(f, i);
        for (uint32_t v = 0; v < n; v++) cost += *to++ = on_trial(t, v) ? 0 : link_node_cost(f, i, v);
        for (uint32_t j = 0; j < m; j++) {
            *to = j == i ? 0 : link_pair_cost(f, i, j);
            cost += f->is_touched[j] ? *to / 2 : *to;
            to++;
        }
        if (cost > limit) return cost;
    }
    return cost;
}

double ent_field_try(ent_field *f, const ent_trial *t, double limit) {
    touch_links(f, t);
    double before = cost_before(f, t) + f->frame;
    place_nodes(f, t, t->to);
    f->fresh_frame = frame_cost(f);
    return cost_after(f, t, before + limit - f->fresh_frame) + f->fresh_frame - before;
}

static void end_trial(ent_field *f) {
    for (uint32_t k = 0; k < f->touched_count; k++) f->is_touched[f->touched[k]] = 0;
}

void ent_field_keep(ent_field *f, const ent_trial *t) {
    uint32_t n = f->node_count, m = f->link_count;
    const double *from = f->fresh;
    for (int k = 0; k < t->count; k++) {
        uint32_t v = t->node[k];
        for (uint32_t w = 0; w < n; w++) f->near[v * n + w] = f->near[w * n + v] = *from++;
        for (uint32_t j = 0; j < m; j++) f->through[j * n + v] = *from++;
    }
    for (uint32_t k = 0; k < f->touched_count; k++) {
        uint32_t i = f->touched[k];
        f->own[i] = *from++;
        for (uint32_t v = 0; v < n; v++, from++)
            if (!on_trial(t, v)) f->through[i * n + v] = *from;
        for (uint32_t j = 0; j < m; j++) f->pair[i * m + j] = f->pair[j * m + i] = *from++;
    }
    f->frame = f->fresh_frame;
    end_trial(f);
}

void ent_field_undo(ent_field *f, const ent_trial *t) {
    place_nodes(f, t, t->from);
    end_trial(f);
}
