/* draw/finish.c - see finish.h. */
#include "draw/finish.h"

#include <stdlib.h>

#include "draw/junction.h"
#include "draw/part.h"
#include "draw/regions.h"

enum { MOST_ROUTED = 400 }; /* links that ways round the boxes are looked for */

uint32_t ent_count_placed(const ent_plot *plot) {
    uint32_t count = 0;
    for (uint32_t v = 0; v < plot->node_count; v++) count += plot->scene->nodes[v].placed;
    return count;
}

static bool boxes_clear(const ent_plot *plot) {
    for (uint32_t v = 0; v < plot->node_count; v++)
        for (uint32_t w = v + 1; w < plot->node_count; w++)
            if (ent_rect_touches(ent_rect_grown(ent_node_rect(&plot->nodes[v]), 4.5),
                                 ent_rect_grown(ent_node_rect(&plot->nodes[w]), 4.5)))
                return false;
    return true;
}

static bool spread(ent_plot *plot) {
    double *xy = calloc(2 * (size_t)plot->node_count + 1, sizeof *xy);
    bool fine = xy;
    for (uint32_t v = 0; fine && v < plot->node_count; v++) {
        xy[2 * v] = plot->nodes[v].x;
        xy[2 * v + 1] = plot->nodes[v].y;
    }
    fine = fine && ent_graphviz_spread(plot, xy);
    for (uint32_t v = 0; fine && v < plot->node_count; v++) {
        plot->nodes[v].x = xy[2 * v];
        plot->nodes[v].y = xy[2 * v + 1];
    }
    free(xy);
    return fine;
}

static bool route_and_label(ent_plot *plot, double *labels_cost) {
    plot->around = plot->link_count <= MOST_ROUTED;
    *labels_cost = 0;
    if (plot->draft) return ent_route_straight(plot) && ent_route_lines(plot);
    bool fine = plot->around ? ent_route_around(plot) : ent_route_straight(plot);
    if (!fine || !ent_route_lines(plot)) return false;
    *labels_cost = ent_labels_place(plot);
    return *labels_cost >= 0;
}

bool ent_finish(ent_plot *plot, double *labels_cost) {
    bool placed = ent_count_placed(plot) > 0;
    bool own = plot->region_count || placed;
    if (own || !boxes_clear(plot)) ent_part_boxes(plot);
    if (!own && !boxes_clear(plot) && !spread(plot)) return false;
    if (!ent_regions_settle(plot, placed)) return false;
    ent_junctions_align(plot);
    return route_and_label(plot, labels_cost);
}

static double tenths(double value) {
    double scaled = value * 10;
    return (double)(long long)(scaled < 0 ? scaled - .5 : scaled + .5) / 10;
}

bool ent_finish_exactly(ent_plot *plot) {
    double labels_cost;
    if (plot->scene->picture != ENT_PICTURE_NETWORK || !plot->node_count) return true;
    ent_rect bounds = ent_plot_bounds(plot);
    bool shifts = ent_count_placed(plot) == 0;
    for (uint32_t v = 0; v < plot->node_count; v++) {
        plot->nodes[v].x = tenths(plot->nodes[v].x - (shifts ? bounds.x0 : 0));
        plot->nodes[v].y = tenths(plot->nodes[v].y - (shifts ? bounds.y0 : 0));
    }
    plot->anchored = true;
    plot->draft = false;
    if (!ent_regions_settle(plot, true)) return false;
    if (plot->around) return route_and_label(plot, &labels_cost);
    return ent_route_straight(plot) && ent_route_lines(plot) && ent_labels_place(plot) >= 0;
}
