/* draw/geometry.h - points, boxes and curves. Only + - * / and sqrt: a layout must not differ from processor to processor. */
#ifndef DRAW_GEOMETRY_H
#define DRAW_GEOMETRY_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ent_point {
    double x, y;
} ent_point;

typedef struct ent_rect {
    double x0, y0, x1, y1;
} ent_rect;

static inline double ent_min(double a, double b) {
    return a < b ? a : b;
}

static inline double ent_max(double a, double b) {
    return a > b ? a : b;
}

static inline double ent_abs(double a) {
    return a < 0 ? -a : a;
}

static inline ent_point ent_between(ent_point a, ent_point b, double t) {
    return (ent_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

static inline double ent_distance(ent_point a, ent_point b) {
    return sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

static inline ent_rect ent_rect_around(double x, double y, double w, double h) {
    return (ent_rect){x - w / 2, y - h / 2, x + w / 2, y + h / 2};
}

static inline ent_rect ent_rect_grown(ent_rect r, double by) {
    return (ent_rect){r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by};
}

static inline bool ent_rect_touches(ent_rect a, ent_rect b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* Area that two boxes share. */
static inline double ent_rect_shared(ent_rect a, ent_rect b) {
    double w = ent_min(a.x1, b.x1) - ent_max(a.x0, b.x0), h = ent_min(a.y1, b.y1) - ent_max(a.y0, b.y0);
    return w > 0 && h > 0 ? w * h : 0;
}

/* Length of the segment ab that lies in the box. */
static inline double ent_segment_in_rect(ent_point a, ent_point b, ent_rect r) {
    double from = 0, to = 1, dx = b.x - a.x, dy = b.y - a.y;
    if (ent_max(a.x, b.x) <= r.x0 || ent_min(a.x, b.x) >= r.x1 || ent_max(a.y, b.y) <= r.y0 ||
        ent_min(a.y, b.y) >= r.y1)
        return 0;
    const double step[2] = {dx, dy}, low[2] = {r.x0 - a.x, r.y0 - a.y}, high[2] = {r.x1 - a.x, r.y1 - a.y};
    for (int i = 0; i < 2; i++) {
        if (step[i] > -1e-9 && step[i] < 1e-9) continue; /* inside that slab: the quick test has seen to it */
        double enter = low[i] / step[i], leave = high[i] / step[i];
        from = ent_max(from, ent_min(enter, leave));
        to = ent_min(to, ent_max(enter, leave));
    }
    return from < to ? (to - from) * sqrt(dx * dx + dy * dy) : 0;
}

/* Whether the segments ab and cd cross; *at is the point when they do. */
static inline bool ent_segments_cross(ent_point a, ent_point b, ent_point c, ent_point d, ent_point *at) {
    if (ent_max(a.x, b.x) < ent_min(c.x, d.x) || ent_max(c.x, d.x) < ent_min(a.x, b.x) ||
        ent_max(a.y, b.y) < ent_min(c.y, d.y) || ent_max(c.y, d.y) < ent_min(a.y, b.y))
        return false;
    double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y, den = rx * sy - ry * sx;
    if (den > -1e-9 && den < 1e-9) return false;
    double t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / den, u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / den;
    if (t < 0 || t > 1 || u < 0 || u > 1) return false;
    *at = ent_between(a, b, t);
    return true;
}

#endif
