/* draw/plain.c - layouts that cannot fail: a circle for few nodes, a grid for many; lines straight. */
#include "draw/regions.h"

enum { CIRCLE_NODES = 24, MOST_WITH_LABELS = 200 };

/* Points on the unit circle by turning one step at a time; cosine and sine of a small angle by their series. */
static void place_on_circle(ent_plot *plot) {
    double n = plot->node_count, angle = 6.283185307179586 / ent_max(n, 1), a2, c, s, wide = 0, high = 0;
    int halvings = 0;
    for (; angle > .1; angle /= 2) halvings++;
    a2 = angle * angle;
    c = 1 - a2 / 2 + a2 * a2 / 24 - a2 * a2 * a2 / 720;
    s = angle * (1 - a2 / 6 + a2 * a2 / 120);
    for (; halvings; halvings--) {
        double doubled = c * c - s * s;
        s = 2 * c * s;
        c = doubled;
    }
    for (uint32_t i = 0; i < plot->node_count; i++) {
        wide = ent_max(wide, plot->nodes[i].w);
        high = ent_max(high, plot->nodes[i].h);
    }
    double rx = ent_max(120, n * (wide + 24) / 5), ry = ent_max(100, n * (high + 24) / 4), x = 0, y = -1;
    for (uint32_t i = 0; i < plot->node_count; i++) {
        plot->nodes[i].x = n > 1 ? rx * x : 0;
        plot->nodes[i].y = n > 1 ? ry * y : 0;
        double turned = x * c - y * s;
        y = x * s + y * c;
        x = turned;
    }
}

static void place_on_grid(ent_plot *plot) {
    double wide = 0, high = 0;
    for (uint32_t i = 0; i < plot->node_count; i++) {
        wide = ent_max(wide, plot->nodes[i].w);
        high = ent_max(high, plot->nodes[i].h);
    }
    wide += 30;
    high += 40;
    uint32_t columns = (uint32_t)sqrt((double)plot->node_count * high * 1.3 / wide) + 1;
    for (uint32_t i = 0; i < plot->node_count; i++) {
        uint32_t row = i / columns;
        plot->nodes[i].x = (double)(i % columns) * wide + (row % 2 ? wide / 2 : 0);
        plot->nodes[i].y = (double)row * high;
    }
}

bool ent_layout_plain(ent_plot *plot) {
    if (plot->region_count) {
        ent_regions_pack(plot);
        if (!ent_regions_settle(plot, false)) return false;
    } else if (plot->node_count <= CIRCLE_NODES)
        place_on_circle(plot);
    else
        place_on_grid(plot);
    if (!ent_route_straight(plot) || !ent_route_lines(plot)) return false;
    if (plot->line_count <= MOST_WITH_LABELS) return ent_labels_place(plot) >= 0;
    for (uint32_t i = 0; i < plot->line_count; i++) plot->lines[i].label_shown = false;
    return true;
}
