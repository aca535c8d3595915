/* draw/junction.c - see junction.h. The search only pulls the halves straight; in the end they are made so. */
#include "draw/junction.h"

enum { TRIES = 21 };

#define CLEAR_OF_BOXES 5.0

bool ent_junction_halves(const ent_plot *plot, uint32_t node, uint32_t lines[2]) {
    const ent_scene *scene = plot->scene;
    if (scene->nodes[node].shape != ENT_SHAPE_RELATION) return false;
    lines[0] = lines[1] = UINT32_MAX;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (line->source == node && line->target != node && lines[1] == UINT32_MAX) lines[1] = i;
    }
    if (lines[1] == UINT32_MAX) return false;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (line->target != node || line->source == node || line->head || line->sign != scene->lines[lines[1]].sign)
            continue;
        if (lines[0] == UINT32_MAX && plot->lines[i].link != plot->lines[lines[1]].link) lines[0] = i;
    }
    return lines[0] != UINT32_MAX;
}

/* Part of the way from a to b that lies in the box of a. */
static double inside_share(const ent_plot_node *box, double dx, double dy) {
    double along_x = dx > 1e-9 ? box->w / 2 / dx : 1e9, along_y = dy > 1e-9 ? box->h / 2 / dy : 1e9;
    return ent_min(along_x, along_y);
}

static bool in_the_way(const ent_plot *plot, uint32_t node, ent_point at) {
    const ent_plot_node *dot = &plot->nodes[node];
    ent_rect r = ent_rect_grown(ent_rect_around(at.x, at.y, dot->w, dot->h), CLEAR_OF_BOXES);
    for (uint32_t v = 0; v < plot->node_count; v++)
        if (v != node && ent_rect_touches(r, ent_node_rect(&plot->nodes[v]))) return true;
    return false;
}

static void align(ent_plot *plot, uint32_t node, const ent_plot_node *a, const ent_plot_node *b) {
    ent_plot_node *dot = &plot->nodes[node];
    ent_point from = {a->x, a->y}, to = {b->x, b->y};
    double dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
    double low = inside_share(a, ent_abs(dx), ent_abs(dy)), high = 1 - inside_share(b, ent_abs(dx), ent_abs(dy));
    if (square < 1 || high - low < 1e-3) return;
    double wanted = ((dot->x - from.x) * dx + (dot->y - from.y) * dy) / square, away = 1e9;
    ent_point best = ent_between(from, to, (low + high) / 2);
    for (int k = 0; k < TRIES; k++) { /* the nearest free place in the middle three quarters */
        double share = low + (high - low) * (.125 + .75 * k / (TRIES - 1));
        ent_point at = ent_between(from, to, share);
        if (ent_abs(share - wanted) >= away || in_the_way(plot, node, at)) continue;
        away = ent_abs(share - wanted);
        best = at;
    }
    dot->x = best.x;
    dot->y = best.y;
}

void ent_junctions_align(ent_plot *plot) {
    uint32_t lines[2];
    for (uint32_t v = 0; v < plot->node_count; v++) {
        if (plot->scene->nodes[v].placed || !ent_junction_halves(plot, v, lines)) continue;
        align(plot, v, &plot->nodes[plot->scene->lines[lines[0]].source],
              &plot->nodes[plot->scene->lines[lines[1]].target]);
    }
}
