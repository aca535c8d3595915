/* draw/route.c - curves of the lines: side by side when several join one pair, cut where the boxes begin. */
#include <stdlib.h>
#include <string.h>

#include "draw/plot.h"
#include "draw/shape.h"

enum { PROBES = 32, MOST_FANNED = 400, BOWS = 6, BOW_SHAPES = 3, BOW_STEPS = 12 };

#define SIDE_BY_SIDE 11.0 /* between lines of one pair, room for their heads */
#define CLEAR 0.3         /* an end without a head */
#define TOUCH 1.2         /* an end stays clear of the outline's stroke */
#define LOOP_REACH 26.0
#define FLATTEST_BOW .08 /* how high the control points stand, in its length */
#define BESIDE 3.0       /* a line keeps this far from foreign boxes */

int ent_line_head(const ent_scene_line *line) {
    return ent_sign_of(line->sign)->head;
}

bool ent_route_straight(ent_plot *plot) {
    for (uint32_t i = 0; i < plot->link_count; i++) {
        ent_link *link = &plot->links[i];
        ent_point a = {plot->nodes[link->a].x, plot->nodes[link->a].y};
        ent_point b = {plot->nodes[link->b].x, plot->nodes[link->b].y};
        const ent_point way[4] = {a, ent_between(a, b, 1.0 / 3), ent_between(a, b, 2.0 / 3), b};
        if (!ent_points_set(&link->route, &link->route_capacity, &link->route_count, way, 4)) return false;
    }
    return true;
}

static bool is_clear(const ent_plot *plot, const ent_link *link) {
    ent_point a = {plot->nodes[link->a].x, plot->nodes[link->a].y};
    ent_point b = {plot->nodes[link->b].x, plot->nodes[link->b].y};
    for (uint32_t v = 0; v < plot->node_count && link->a != link->b; v++)
        if (v != link->a && v != link->b &&
            ent_segment_in_rect(a, b, ent_rect_grown(ent_node_rect(&plot->nodes[v]), BESIDE)) > 0)
            return false;
    return true;
}

static bool bow_is_clear(const ent_plot *plot, const ent_link *link, const ent_point way[4]) {
    ent_point from = way[0];
    for (int step = 1; step <= BOW_STEPS; step++) {
        ent_point to = ent_curve_at(way, 4, (double)step / BOW_STEPS);
        for (uint32_t v = 0; v < plot->node_count; v++)
            if (v != link->a && v != link->b &&
                ent_segment_in_rect(from, to, ent_rect_grown(ent_node_rect(&plot->nodes[v]), BESIDE)) > 0)
                return false;
        from = to;
    }
    return true;
}

/* The flattest arc that passes all boxes, symmetric or with its height nearer to one end. False when there is none. */
static bool bow(const ent_plot *plot, ent_link *link) {
    static const double shapes[BOW_SHAPES][2] = {
        {1, 1}, {1.5, .1}, {.1, 1.5}}; /* of the heights of the control points */
    ent_point a = link->route[0], b = link->route[3];
    double length = ent_max(ent_distance(a, b), 1e-6), step = ent_max(length * FLATTEST_BOW, 12);
    ent_point normal = {-(b.y - a.y) / length * step, (b.x - a.x) / length * step};
    for (int i = 0; i < 2 * BOWS * BOW_SHAPES; i++) {
        const double *shape = shapes[i / 2 % BOW_SHAPES], height = i / (2 * BOW_SHAPES) + 1,
                     side = i % 2 ? -height : height;
        ent_point way[4] = {a, ent_between(a, b, 1.0 / 3), ent_between(a, b, 2.0 / 3), b};
        for (int k = 0; k < 2; k++) {
            way[1 + k].x += normal.x * side * shape[k];
            way[1 + k].y += normal.y * side * shape[k];
        }
        if (!bow_is_clear(plot, link, way)) continue;
        memcpy(link->route, way, sizeof way);
        return true;
    }
    return false;
}

bool ent_route_around(ent_plot *plot) {
    uint8_t *wanted = calloc((size_t)plot->link_count + 1, 1);
    bool fine = wanted && ent_route_straight(plot), any = false;
    for (uint32_t i = 0; fine && i < plot->link_count; i++) {
        ent_link *link = &plot->links[i];
        any |= wanted[i] = !is_clear(plot, link) && !(plot->bows && bow(plot, link));
    }
    fine = fine && (!any || ent_graphviz_route(plot, wanted));
    free(wanted);
    return fine;
}

/* How far lines may stand apart so that they still meet both boxes. */
static double gap_of(const ent_plot *plot, const ent_link *link, ent_point normal) {
    double least = 1e9;
    const uint32_t ends[2] = {link->a, link->b};
    for (int i = 0; i < 2; i++) {
        const ent_plot_node *box = &plot->nodes[ends[i]];
        least = ent_min(least, ent_abs(normal.x) * box->w / 2 + ent_abs(normal.y) * box->h / 2);
    }
    return link->count > 1 ? ent_min(SIDE_BY_SIDE, 1.3 * least / (double)(link->count - 1)) : 0;
}

/* t in [0, pieces] where the curve leaves the outline it starts in (or, backwards, the one it ends in). */
static double leaves_at(const ent_point *curve, size_t count, const ent_point *outline, size_t corners,
                        bool backwards) {
    double pieces = (double)((count - 1) / 3), inside = 0, step = 1.0 / 16;
    if (!ent_outline_holds(outline, corners, backwards ? curve[count - 1] : curve[0])) return backwards ? pieces : 0;
    while (inside + step <= pieces &&
           ent_outline_holds(outline, corners,
                             ent_curve_at(curve, count, backwards ? pieces - inside - step : inside + step)))
        inside += step;
    double outside = ent_min(inside + step, pieces);
    for (int i = 0; i < 20; i++) {
        double middle = (inside + outside) / 2;
        if (ent_outline_holds(outline, corners, ent_curve_at(curve, count, backwards ? pieces - middle : middle)))
            inside = middle;
        else
            outside = middle;
    }
    return backwards ? pieces - outside : outside;
}

static bool set_curve(ent_plot_line *line, const ent_point *points, size_t count) {
    return ent_points_set(&line->curve, &line->curve_capacity, &line->curve_count, points, count);
}

/* How far from the outline an end stays: a bar lies along it and needs a gap of its own. */
static double clearance(const ent_scene_line *line, bool has_head) {
    return !has_head ? CLEAR : ent_line_head(line) == ENT_HEAD_BAR ? 2.6 : TOUCH;
}

/* Cut a curve that runs from centre to centre, and give it to the line. Boxes that touch leave nothing between them:
 * then a short line between the centres stands for it. */
static bool cut_and_set(ent_plot *plot, uint32_t index, const ent_point *curve, size_t count, ent_point *room) {
    const ent_scene_line *scene_line = &plot->scene->lines[index];
    ent_point outline[ENT_OUTLINE_POINTS];
    size_t corners = ent_outline(plot, scene_line->source, clearance(scene_line, scene_line->tail), outline);
    double t0 = leaves_at(curve, count, outline, corners, false);
    corners = ent_outline(plot, scene_line->target, clearance(scene_line, scene_line->head), outline);
    double t1 = leaves_at(curve, count, outline, corners, true);
    if (t1 - t0 < 1e-3) {
        double middle = ent_max(.05, ent_min((double)((count - 1) / 3) - .05, (t0 + t1) / 2));
        t0 = middle - .05;
        t1 = middle + .05;
    }
    return set_curve(&plot->lines[index], room, ent_curve_part(curve, count, t0, t1, room));
}

static void copy_shifted(const ent_link *link, bool reversed, double dx, double dy, ent_point *out) {
    for (size_t k = 0; k < link->route_count; k++) {
        ent_point p = link->route[reversed ? link->route_count - 1 - k : k];
        out[k] = (ent_point){p.x + dx, p.y + dy};
    }
}

/* Whether a line of several touches a foreign box: the route goes round them, but its neighbours stand beside it. */
static bool touches_box(const ent_plot *plot, const ent_link *link) {
    for (uint32_t k = 0; k < link->count; k++) {
        const ent_plot_line *line = &plot->lines[plot->link_lines[link->first + k]];
        double pieces = (double)((line->curve_count - 1) / 3);
        ent_point from = line->curve[0];
        for (int step = 1; step <= PROBES; step++) {
            ent_point to = ent_curve_at(line->curve, line->curve_count, pieces * step / PROBES);
            for (uint32_t v = 0; v < plot->node_count; v++)
                if (v != link->a && v != link->b && ent_segment_in_rect(from, to, ent_node_rect(&plot->nodes[v])) > 0)
                    return true;
            from = to;
        }
    }
    return false;
}

static bool set_lines(ent_plot *plot, const ent_link *link, ent_point normal, double gap, ent_point *room) {
    for (uint32_t k = 0; k < link->count; k++) {
        uint32_t index = plot->link_lines[link->first + k];
        double shift = ((double)k - (double)(link->count - 1) / 2) * gap;
        bool reversed = plot->scene->lines[index].source != link->a;
        copy_shifted(link, reversed, normal.x * shift, normal.y * shift, room);
        if (!cut_and_set(plot, index, room, link->route_count, room + link->route_count + 1)) return false;
    }
    return true;
}

static bool route_link(ent_plot *plot, const ent_link *link, ent_point *room) {
    ent_point a = link->route[0], b = link->route[link->route_count - 1];
    double length = ent_max(ent_distance(a, b), 1e-6);
    ent_point normal = {-(b.y - a.y) / length, (b.x - a.x) / length};
    double gap = gap_of(plot, link, normal);
    for (;; gap *= .7) {
        if (!set_lines(plot, link, normal, gap, room)) return false;
        if (link->count < 2 || gap < 5 || !touches_box(plot, link)) return true;
    }
}

/* A loop leaves the box at the top on the right and comes back from the right. */
static bool route_loop(ent_plot *plot, const ent_link *link) {
    const ent_plot_node *box = &plot->nodes[link->a];
    for (uint32_t k = 0; k < link->count; k++) {
        double reach = LOOP_REACH + 10 * (double)k;
        ent_point from = {box->x + box->w / 2 - ent_min(18, box->w / 3), box->y - box->h / 2 - TOUCH};
        ent_point to = {box->x + box->w / 2 + TOUCH, box->y};
        const ent_point loop[4] = {from, {from.x, from.y - reach}, {to.x + reach, to.y - box->h / 2}, to};
        if (!set_curve(&plot->lines[plot->link_lines[link->first + k]], loop, 4)) return false;
    }
    return true;
}

bool ent_route_lines(ent_plot *plot) {
    size_t longest = 4;
    for (uint32_t i = 0; i < plot->link_count; i++)
        if (plot->links[i].route_count > longest) longest = plot->links[i].route_count;
    ent_point *room = calloc(2 * longest + 8, sizeof *room);
    if (!room) return false;
    bool fine = true;
    for (uint32_t i = 0; i < plot->link_count && fine; i++) {
        const ent_link *link = &plot->links[i];
        fine = link->a == link->b ? route_loop(plot, link) : route_link(plot, link, room);
    }
    free(room);
    return fine && (plot->line_count > MOST_FANNED || ent_fan_ends(plot));
}
