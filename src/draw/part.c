/* draw/part.c - see part.h. What Graphviz's prism does for a whole layout, without touching boxes that are in nobody's
 * way. */
#include "draw/part.h"

#include "draw/regions.h"

enum { ROUNDS = 200 };

#define APART 9.0 /* between boxes */

static void push(ent_plot *plot, uint32_t node, double dx, double dy) {
    ent_plot_node *box = &plot->nodes[node];
    box->x += dx;
    box->y += dy;
    if (!plot->region_count) return;
    ent_rect home = ent_regions_home(plot, node);
    box->x = ent_max(home.x0, ent_min(box->x, home.x1));
    box->y = ent_max(home.y0, ent_min(box->y, home.y1));
}

/* Part two boxes along the way that is shorter; `firm` ones stay. Whether they were too close. */
static bool part_two(ent_plot *plot, uint32_t v, uint32_t w, bool v_firm, bool w_firm) {
    const ent_plot_node *a = &plot->nodes[v], *b = &plot->nodes[w];
    double over_x = (a->w + b->w) / 2 + APART - ent_abs(a->x - b->x);
    double over_y = (a->h + b->h) / 2 + APART - ent_abs(a->y - b->y);
    if (over_x <= 0 || over_y <= 0) return false;
    if (v_firm && w_firm) return false;
    double share = v_firm ? 0 : w_firm ? 1 : .5;
    bool across = over_x < over_y;
    double over = (across ? over_x : over_y) + .01;
    double way = (across ? a->x < b->x : a->y < b->y) ? -over : over;
    if (across) {
        push(plot, v, way * share, 0);
        push(plot, w, -way * (1 - share), 0);
    } else {
        push(plot, v, 0, way * share);
        push(plot, w, 0, -way * (1 - share));
    }
    return true;
}

/* Whether boxes were still moved in the last round. */
static bool part_all(ent_plot *plot, bool placed_stay) {
    bool moved = true;
    for (int round = 0; round < ROUNDS && moved; round++) {
        moved = false;
        for (uint32_t v = 0; v < plot->node_count; v++)
            for (uint32_t w = 0; w < v; w++)
                moved |= part_two(plot, v, w, placed_stay && plot->scene->nodes[v].placed,
                                  placed_stay && plot->scene->nodes[w].placed);
    }
    return moved;
}

static bool any_overlap(const ent_plot *plot) {
    for (uint32_t v = 0; v < plot->node_count; v++)
        for (uint32_t w = 0; w < v; w++)
            if (ent_rect_touches(ent_node_rect(&plot->nodes[v]), ent_node_rect(&plot->nodes[w]))) return true;
    return false;
}

void ent_part_boxes(ent_plot *plot) {
    part_all(plot, true);
    if (any_overlap(plot)) part_all(plot, false);
}
