/* draw/outline.c - outlines of boxes as convex polygons: where lines end and what they must not touch. */
#include "draw/plot.h"
#include "draw/shape.h"

/* A quarter of a circle in three chords: cosines of 0, 30, 60 and 90 degrees. */
static const double quarter[4] = {1, .8660254037844386, .5, 0};

static size_t rounded(ent_rect r, double radius, ent_point *out) {
    radius = ent_min(radius, ent_min((r.x1 - r.x0) / 2, (r.y1 - r.y0) / 2));
    const ent_point corner[4] = {{r.x1 - radius, r.y0 + radius},
                                 {r.x1 - radius, r.y1 - radius},
                                 {r.x0 + radius, r.y1 - radius},
                                 {r.x0 + radius, r.y0 + radius}};
    size_t count = 0;
    for (int c = 0; c < 4; c++) {
        for (int k = 0; k < 4; k++) {
            double u = quarter[3 - k] * radius, v = quarter[k] * radius;
            double dx = c == 0 ? u : c == 1 ? v : c == 2 ? -u : -v;
            double dy = c == 0 ? -v : c == 1 ? u : c == 2 ? v : -u;
            out[count++] = (ent_point){corner[c].x + dx, corner[c].y + dy};
        }
    }
    return count;
}

static size_t hexagon(ent_rect r, double grow, ent_point *out) {
    double end = ENT_HEXAGON_END + grow / 2, middle = (r.y0 + r.y1) / 2;
    const ent_point points[6] = {{r.x0 + end, r.y0}, {r.x1 - end, r.y0}, {r.x1, middle},
                                 {r.x1 - end, r.y1}, {r.x0 + end, r.y1}, {r.x0, middle}};
    for (int i = 0; i < 6; i++) out[i] = points[i];
    return 6;
}

static size_t cut_corner(ent_rect r, ent_point *out) {
    double cut = ENT_EVENT_CUT;
    const ent_point points[5] = {{r.x0, r.y0}, {r.x1 - cut, r.y0}, {r.x1, r.y0 + cut}, {r.x1, r.y1}, {r.x0, r.y1}};
    for (int i = 0; i < 5; i++) out[i] = points[i];
    return 5;
}

size_t ent_outline(const ent_plot *plot, uint32_t node, double grow, ent_point out[ENT_OUTLINE_POINTS]) {
    const ent_plot_node *box = &plot->nodes[node];
    ent_shape shape = plot->scene->nodes[node].shape;
    ent_rect r = ent_rect_grown(ent_node_rect(box), grow);
    switch (ent_styles[shape].form) {
    case ENT_FORM_HEXAGON:
        return hexagon(r, grow, out);
    case ENT_FORM_CUT:
        return cut_corner(r, out);
    case ENT_FORM_PILL:
        return rounded(r, ENT_PILL_RADIUS + grow, out);
    default:
        return rounded(r, ent_styles[shape].radius + grow, out);
    }
}

bool ent_outline_holds(const ent_point *outline, size_t count, ent_point p) {
    for (size_t i = 0; i < count; i++) {
        ent_point a = outline[i], b = outline[(i + 1) % count];
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0) return false;
    }
    return true;
}
