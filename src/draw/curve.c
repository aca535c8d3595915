/* draw/curve.c - chains of cubic Bezier pieces: points, parts, lengths. */
#include <stdlib.h>
#include <string.h>

#include "draw/plot.h"

enum { WALK_STEPS = 24 };

bool ent_points_set(ent_point **points, size_t *capacity, size_t *count, const ent_point *from, size_t from_count) {
    if (from_count > *capacity) {
        ent_point *grown = realloc(*points, from_count * sizeof *grown);
        if (!grown) return false;
        *points = grown;
        *capacity = from_count;
    }
    if (from_count) memcpy(*points, from, from_count * sizeof *from);
    *count = from_count;
    return true;
}

static ent_point piece_at(const ent_point *p, double t) {
    ent_point a = ent_between(p[0], p[1], t), b = ent_between(p[1], p[2], t), c = ent_between(p[2], p[3], t);
    return ent_between(ent_between(a, b, t), ent_between(b, c, t), t);
}

static size_t pieces_of(size_t count) {
    return count < 4 ? 0 : (count - 1) / 3;
}

static size_t piece_of(double t, size_t pieces) {
    size_t piece = t <= 0 ? 0 : (size_t)t;
    return piece >= pieces ? pieces - 1 : piece;
}

ent_point ent_curve_at(const ent_point *curve, size_t count, double t) {
    size_t piece = piece_of(t, pieces_of(count));
    return piece_at(curve + 3 * piece, t - (double)piece);
}

/* The part [s, t] of one piece, by de Casteljau from both sides. */
static void cut_piece(const ent_point *p, double s, double t, ent_point out[4]) {
    ent_point left[4];
    ent_point ab = ent_between(p[0], p[1], t), bc = ent_between(p[1], p[2], t), cd = ent_between(p[2], p[3], t);
    ent_point abc = ent_between(ab, bc, t), bcd = ent_between(bc, cd, t);
    left[0] = p[0];
    left[1] = ab;
    left[2] = abc;
    left[3] = ent_between(abc, bcd, t);
    double u = t > 0 ? s / t : 0;
    ab = ent_between(left[0], left[1], u);
    bc = ent_between(left[1], left[2], u);
    cd = ent_between(left[2], left[3], u);
    abc = ent_between(ab, bc, u);
    bcd = ent_between(bc, cd, u);
    out[0] = ent_between(abc, bcd, u);
    out[1] = bcd;
    out[2] = cd;
    out[3] = left[3];
}

size_t ent_curve_part(const ent_point *curve, size_t count, double t0, double t1, ent_point *out) {
    size_t first = piece_of(t0, pieces_of(count)), last = piece_of(t1, pieces_of(count)), used = 0;
    for (size_t piece = first; piece <= last; piece++) {
        double s = piece == first ? t0 - (double)piece : 0, t = piece == last ? t1 - (double)piece : 1;
        ent_point cut[4];
        cut_piece(curve + 3 * piece, s, t, cut);
        if (!used) out[used++] = cut[0];
        for (int k = 1; k < 4; k++) out[used++] = cut[k];
    }
    return used;
}

bool ent_curve_straight(const ent_point *curve, size_t count) {
    ent_point a = curve[0], b = curve[count - 1];
    double dx = b.x - a.x, dy = b.y - a.y, length = sqrt(dx * dx + dy * dy);
    for (size_t i = 1; i + 1 < count; i++) {
        double off = (curve[i].x - a.x) * dy - (curve[i].y - a.y) * dx;
        double along = (curve[i].x - a.x) * dx + (curve[i].y - a.y) * dy;
        if (ent_abs(off) > .4 * length || along < 0 || along > length * length) return false;
    }
    return true;
}

size_t ent_curve_room(size_t count, size_t steps) {
    return pieces_of(count) * steps + 1;
}

size_t ent_curve_flatten(const ent_point *curve, size_t count, size_t steps, ent_point *out) {
    size_t used = 0;
    if (!count) return 0;
    out[used++] = curve[0];
    if (ent_curve_straight(curve, count)) {
        out[used++] = curve[count - 1];
        return used;
    }
    for (size_t piece = 0; piece < pieces_of(count); piece++)
        for (size_t k = 1; k <= steps; k++) out[used++] = piece_at(curve + 3 * piece, (double)k / (double)steps);
    return used;
}

double ent_curve_walk(const ent_point *curve, size_t count, double length, bool backwards) {
    double pieces = (double)pieces_of(count), covered = 0;
    ent_point before = backwards ? curve[count - 1] : curve[0];
    size_t steps = pieces_of(count) * WALK_STEPS;
    for (size_t k = 1; k <= steps; k++) {
        double way = (double)k / WALK_STEPS;
        ent_point now = ent_curve_at(curve, count, backwards ? pieces - way : way);
        double step = ent_distance(before, now);
        if (covered + step >= length) {
            double share = step > 0 ? (length - covered) / step : 0;
            way -= (1 - share) / WALK_STEPS;
            return backwards ? pieces - way : way;
        }
        covered += step;
        before = now;
    }
    return backwards ? 0 : pieces;
}
