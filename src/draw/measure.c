/* draw/measure.c - sizes of boxes and labels, and which lines run side by side. */
#include <stdlib.h>
#include <string.h>

#include "draw/plot.h"
#include "draw/shape.h"

static const double fonts[3] = {11, 12.3, 13.75};

#define LINE_HEIGHT 1.18
#define ROLE_SHARE .82
#define WRAP_EMS 8.2    /* where names wrap, in em of their type */
#define LABEL_WRAP 92.0 /* where labels wrap */
#define JUNCTION_SIZE 7.0
#define COMPACT_FONT 8.8
#define COMPACT_PADDING 4.5
#define MANY_ALIKE 8
#define PALE_WIDTH .8
#define STRONG_WIDTH 2.6
#define ENDED_WIDTH 1.3

/* A box in a panel of periods: its name and nothing else, as small as can be read. */
static void measure_compact(const ent_scene_node *node, ent_plot_node *box) {
    double width = 0;
    box->bare = true;
    box->font = COMPACT_FONT;
    box->bold = node->step > 0;
    box->text_count = ent_typeset_wrap(node->text, box->font, box->bold, WRAP_EMS * box->font, 2, box->text);
    for (size_t i = 0; i < box->text_count; i++) width = ent_max(width, box->text[i].width);
    box->text_width = width;
    box->w = width * 1.03 + 2 * (ent_styles[node->shape].form == ENT_FORM_HEXAGON ? ENT_HEXAGON_END : COMPACT_PADDING);
    box->h = (double)box->text_count * LINE_HEIGHT * box->font + 5;
}

/* A role on one line; or two facts with a comma between them, each on its own line where both fit; or as it wraps. */
static size_t wrap_role(const char *role, double font, double width, ent_wrapped_line *out) {
    size_t count = ent_typeset_wrap(role, font, false, width, ENT_ROLE_LINES, out);
    const char *comma = count == 2 && !ent_typeset_rtl(role) ? strstr(role, ", ") : NULL;
    if (!comma || strstr(comma + 2, ", ")) return count;
    ent_wrapped_line second[ENT_ROLE_LINES];
    if (ent_typeset_wrap(comma + 2, font, false, width, ENT_ROLE_LINES, second) != 1) return count;
    size_t first = (size_t)(comma + 1 - role);
    out[0] = (ent_wrapped_line){
        role, first, ent_typeset_width(role, font, false) - ent_typeset_width(comma + 1, font, false), false};
    out[1] = second[0];
    return count;
}

static void measure_node(const ent_scene_node *node, ent_plot_node *box) {
    const ent_style *style = &ent_styles[node->shape];
    if (node->shape == ENT_SHAPE_RELATION) {
        box->w = box->h = JUNCTION_SIZE;
        return;
    }
    double width = 0;
    box->font = fonts[node->step];
    box->bold = node->step > 0;
    box->role_font = box->font * ROLE_SHARE;
    box->text_count =
        ent_typeset_wrap(node->text, box->font, box->bold, WRAP_EMS * box->font, ENT_NODE_LINES, box->text);
    box->role_count = wrap_role(node->role, box->role_font, WRAP_EMS * box->font * 1.1, box->role);
    for (size_t i = 0; i < box->text_count; i++) width = ent_max(width, box->text[i].width);
    for (size_t i = 0; i < box->role_count; i++) width = ent_max(width, box->role[i].width);
    box->text_width = width;
    double icon = style->icon ? box->font + 5 : 0;
    double slack = width * .02 + 1; /* fonts that stand in for Helvetica are not all exactly as wide */
    box->w = width + slack + icon + 2 * style->padding;
    box->h = (double)box->text_count * LINE_HEIGHT * box->font + (double)box->role_count * 1.12 * box->role_font + 9;
}

/* Width .9 + .5 log2(1 + weight), at most 4.2, with the logarithm cut into halvings. */
static double line_width(double weight) {
    double rest = 1 + weight, halvings = 0;
    while (rest >= 2) {
        rest /= 2;
        halvings++;
    }
    return ent_min(4.2, .9 + .5 * (halvings + (rest - 1)));
}

/* The label that all lines of a sign have, when there are enough of them for it to be tiresome. */
static const char *common_label(const ent_scene *scene, int sign) {
    const char *common = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (line->sign != sign) continue;
        if (!*line->label || line->change || (common && strcmp(line->label, common) != 0)) return NULL;
        common = line->label;
        count++;
    }
    return count < MANY_ALIKE ? NULL : common;
}

static void measure_line(const ent_scene_line *line, bool labelled, ent_plot_line *out) {
    out->width = line->pale ? PALE_WIDTH : line_width(line->weight);
    if (line->strong) out->width = ent_max(out->width, STRONG_WIDTH);
    if (line->change == ENT_CHANGE_ENDED) out->width = ENDED_WIDTH;
    if (!labelled || line->pale) return;
    out->label_count = ent_typeset_wrap(line->label, ENT_SIZE_LABEL, false, LABEL_WRAP, ENT_LABEL_LINES, out->label);
    for (size_t i = 0; i < out->label_count; i++) out->label_w = ent_max(out->label_w, out->label[i].width);
    if (!out->label_count) return;
    out->label_w += 4;
    out->label_h = (double)out->label_count * ENT_LABEL_LEADING + 1;
}

/* ---- links ---- */

typedef struct {
    uint32_t a, b, line;
} pair;

static int compare_pairs(const void *x, const void *y) {
    const pair *p = x, *q = y;
    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    if (p->b != q->b) return p->b < q->b ? -1 : 1;
    return p->line < q->line ? -1 : p->line > q->line;
}

static bool make_links(ent_plot *plot) {
    uint32_t count = plot->line_count;
    pair *pairs = calloc((size_t)count + 1, sizeof *pairs);
    plot->links = calloc((size_t)count + 1, sizeof *plot->links);
    plot->link_lines = calloc((size_t)count + 1, sizeof *plot->link_lines);
    if (!pairs || !plot->links || !plot->link_lines) {
        free(pairs);
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const ent_scene_line *line = &plot->scene->lines[i];
        bool up = line->source < line->target;
        pairs[i] = (pair){up ? line->source : line->target, up ? line->target : line->source, i};
    }
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (uint32_t i = 0; i < count; i++) {
        if (!i || pairs[i].a != pairs[i - 1].a || pairs[i].b != pairs[i - 1].b)
            plot->links[plot->link_count++] = (ent_link){.a = pairs[i].a, .b = pairs[i].b, .first = i};
        ent_link *link = &plot->links[plot->link_count - 1];
        ent_plot_line *line = &plot->lines[pairs[i].line];
        plot->link_lines[i] = pairs[i].line;
        line->link = plot->link_count - 1;
        link->count++;
        link->label_w = ent_max(link->label_w, line->label_w);
        link->label_h = ent_max(link->label_h, line->label_h);
    }
    free(pairs);
    return true;
}

ent_status ent_plot_new(const ent_scene *scene, ent_plot **out, ent_error *err) {
    ent_plot *plot = calloc(1, sizeof *plot);
    if (!plot) return ent_fail_memory(err);
    plot->scene = scene;
    plot->node_count = scene->node_count;
    plot->line_count = scene->line_count;
    plot->nodes = calloc((size_t)scene->node_count + 1, sizeof *plot->nodes);
    plot->lines = calloc((size_t)scene->line_count + 1, sizeof *plot->lines);
    if (!plot->nodes || !plot->lines) {
        ent_plot_free(plot);
        return ent_fail_memory(err);
    }
    bool panels = scene->picture == ENT_PICTURE_PERIODS;
    for (int sign = -1; sign <= 1 && !panels; sign++) plot->common_label[sign + 1] = common_label(scene, sign);
    for (uint32_t i = 0; i < plot->node_count; i++)
        (panels ? measure_compact : measure_node)(&scene->nodes[i], &plot->nodes[i]);
    for (uint32_t i = 0; i < plot->line_count; i++)
        measure_line(&scene->lines[i], !plot->common_label[scene->lines[i].sign + 1] && !panels, &plot->lines[i]);
    if (!make_links(plot)) {
        ent_plot_free(plot);
        return ent_fail_memory(err);
    }
    *out = plot;
    return ENT_OK;
}

void ent_plot_free(ent_plot *plot) {
    if (!plot) return;
    for (uint32_t i = 0; i < plot->line_count && plot->lines; i++) free(plot->lines[i].curve);
    for (uint32_t i = 0; i < plot->link_count; i++) free(plot->links[i].route);
    free(plot->nodes);
    free(plot->lines);
    free(plot->links);
    free(plot->link_lines);
    free(plot->regions);
    free(plot);
}

static void include(ent_rect *bounds, ent_rect r) {
    bounds->x0 = ent_min(bounds->x0, r.x0);
    bounds->y0 = ent_min(bounds->y0, r.y0);
    bounds->x1 = ent_max(bounds->x1, r.x1);
    bounds->y1 = ent_max(bounds->y1, r.y1);
}

ent_rect ent_plot_bounds(const ent_plot *plot) {
    if (!plot->node_count) return (ent_rect){0, 0, 0, 0};
    ent_rect bounds = ent_rect_grown(ent_node_rect(&plot->nodes[0]), 1);
    for (uint32_t i = 1; i < plot->node_count; i++) include(&bounds, ent_rect_grown(ent_node_rect(&plot->nodes[i]), 1));
    for (uint32_t i = 0; i < plot->region_count; i++) include(&bounds, ent_rect_grown(plot->regions[i].rect, 1));
    for (uint32_t i = 0; i < plot->line_count; i++) {
        const ent_plot_line *line = &plot->lines[i];
        /* control points hold the curve in their hull: a little too large is harmless */
        for (size_t k = 0; k < line->curve_count; k++)
            include(&bounds, ent_rect_around(line->curve[k].x, line->curve[k].y, 6, 6));
        if (line->label_shown)
            include(&bounds, ent_rect_around(line->label_x, line->label_y, line->label_w, line->label_h));
    }
    if (plot->anchored) include(&bounds, (ent_rect){0, 0, 0, 0});
    return bounds;
}
