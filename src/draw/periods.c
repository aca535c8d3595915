/* draw/periods.c - small multiples: the network of all periods is laid out once and drawn in a panel for each, with the
 * lines that hold in it. Who has none there is pale. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw/picture.h"

#define GAP 20.0  /* between panels */
#define HEAD 21.0 /* of a panel: its dates and counts */
#define HEAD_SIZE 11.0
#define COUNT_SIZE 9.0
#define PAD 4.0
#define LEAST_PANEL 210.0 /* dates and counts side by side */
#define WIDE 740.0        /* what type can still be read on */
#define USUAL 692.0
enum { MOST_COLUMNS = 4, FEW = 24 };

typedef struct grid {
    ent_rect bounds; /* of one drawing */
    double w, h;     /* of a panel, with its head */
    uint32_t columns, rows;
} grid;

/* ---- which way the panels stand ---- */

/* Neither too wide for type to be read, nor far from the proportions of a page, nor with many empty places. */
static double grid_cost(const grid *g, uint32_t count) {
    double w = g->columns * g->w + (g->columns - 1) * GAP, h = g->rows * g->h + (g->rows - 1) * GAP, ratio = w / h;
    double cost = .12 * (double)(g->columns * g->rows - count);
    if (w > WIDE) cost += 4 * (w / WIDE - 1);
    if (ratio > 1.5) cost += ratio / 1.5 - 1;
    if (ratio < .8) cost += .8 / ratio - 1;
    return cost;
}

static grid make_grid(const ent_plot *plot) {
    uint32_t count = plot->scene->period_count;
    grid best = {.bounds = ent_rect_grown(ent_plot_bounds(plot), PAD)}, g;
    double least = 0;
    best.w = ent_max(best.bounds.x1 - best.bounds.x0, LEAST_PANEL);
    best.h = best.bounds.y1 - best.bounds.y0 + HEAD;
    g = best;
    for (uint32_t columns = 1; columns <= MOST_COLUMNS && columns <= count; columns++) {
        g.columns = columns;
        g.rows = (count + columns - 1) / columns;
        double cost = grid_cost(&g, count);
        if (columns > 1 && cost >= least) continue;
        least = cost;
        best = g;
    }
    return best;
}

ent_rect ent_periods_bounds(const ent_plot *plot) {
    grid g = make_grid(plot);
    return (ent_rect){0, 0, g.columns * g.w + (g.columns - 1) * GAP, g.rows * g.h + (g.rows - 1) * GAP};
}

/* The layout is looked for in the room that one panel has on the page, or on one that is wide enough for print. */
ent_status ent_periods_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err) {
    const ent_rooms whole = plot->rooms;
    uint32_t count = plot->scene->period_count, columns = count < 2 ? 1 : count < 5 || plot->node_count > FEW ? 2 : 3;
    uint32_t rows = (count + columns - 1) / columns;
    double w = whole.count ? whole.w[0] : USUAL;
    w = (w - (columns - 1) * GAP) / columns - 2 * PAD;
    double h = whole.count ? (whole.h[0] - (rows - 1) * GAP) / rows - HEAD - 2 * PAD : w * .95;
    plot->rooms = (ent_rooms){.count = 1};
    plot->rooms.w[0] = w;
    plot->rooms.h[0] = ent_max(h, w / 3);
    ent_status status = ent_layout(plot, limits, note, err);
    plot->rooms = whole;
    return status;
}

/* How many times the room that boxes need to stand apart a panel has, and how far apart they stand. */
#define AIR 1.7
#define APART 11.0
enum { PUSHES = 200, ENLARGED = 12 };

/* Push boxes that are too near away from each other, the shorter way; whether none was. */
static bool push_apart(const ent_plot *plot, double *xy) {
    bool clear = true;
    for (uint32_t v = 0; v < plot->node_count; v++)
        for (uint32_t u = v + 1; u < plot->node_count; u++) {
            double dx = xy[2 * u] - xy[2 * v], dy = xy[2 * u + 1] - xy[2 * v + 1];
            double x = (plot->nodes[v].w + plot->nodes[u].w) / 2 + APART - ent_abs(dx);
            double y = (plot->nodes[v].h + plot->nodes[u].h) / 2 + APART - ent_abs(dy);
            if (x <= 0 || y <= 0) continue;
            clear = false;
            int axis = x < y ? 0 : 1;
            double by = (axis ? y : x) * .51;
            if ((axis ? dy : dx) < 0) by = -by;
            xy[2 * v + axis] -= by;
            xy[2 * u + axis] += by;
        }
    return clear;
}

/* Share by which the layout is to shrink: to the width of a panel, unless boxes have no room then. */
static double squeeze_share(const ent_plot *plot, const double *xy) {
    double area = 0;
    ent_rect all = {1e9, 1e9, -1e9, -1e9};
    for (uint32_t v = 0; v < plot->node_count; v++) {
        const ent_plot_node *node = &plot->nodes[v];
        area += (node->w + APART) * (node->h + APART);
        all.x0 = ent_min(all.x0, xy[2 * v] - node->w / 2);
        all.x1 = ent_max(all.x1, xy[2 * v] + node->w / 2);
        all.y0 = ent_min(all.y0, xy[2 * v + 1] - node->h / 2);
        all.y1 = ent_max(all.y1, xy[2 * v + 1] + node->h / 2);
    }
    double w = ent_max(all.x1 - all.x0, 1), h = ent_max(all.y1 - all.y0, 1);
    return ent_max(sqrt(AIR * area / (w * h)), plot->rooms.count ? plot->rooms.w[0] / w : 0);
}

void ent_periods_squeeze(const ent_plot *plot, double *xy) {
    double share = squeeze_share(plot, xy);
    if (share >= 1) return;
    for (uint32_t k = 0; k < 2 * plot->node_count; k++) xy[k] *= share;
    for (int round = 0; round < ENLARGED; round++) {
        for (int k = 0; k < PUSHES; k++)
            if (push_apart(plot, xy)) return;
        for (uint32_t k = 0; k < 2 * plot->node_count; k++) xy[k] *= 1.05;
    }
}

/* ---- a panel ---- */

static void write_words(const ent_pen *pen, const char *words, double x, double y, double size, bool head) {
    ent_buffer_format(pen->out, "<text class=\"%s\" fill=\"%s\"%s", head ? "t-title" : "t-sub",
                      head ? pen->ink->title : pen->ink->subtitle,
                      head ? " font-weight=\"bold\"" : " text-anchor=\"end\"");
    ent_svg_attribute(pen, "x", x);
    ent_svg_attribute(pen, "y", y);
    ent_svg_attribute(pen, "font-size", size);
    ent_buffer_char(pen->out, '>');
    ent_buffer_xml(pen->out, words);
    ent_buffer_text(pen->out, "</text>\n");
}

/* "30 cooperative, 9 adversarial"; what there is nothing of is not named, unless there is nothing at all. */
static void say_counts(const ent_scene *scene, const ent_scene_period *period, ent_buffer *out) {
    static const struct {
        int sign;
        ent_phrase words;
    } parts[] = {{1, ENT_SAYS_PANEL_COOPERATIVE}, {-1, ENT_SAYS_PANEL_ADVERSARIAL}, {0, ENT_SAYS_PANEL_FACTUAL}};
    for (size_t k = 0; k < 3; k++) {
        uint32_t count = period->count[parts[k].sign + 1];
        if (!count) continue;
        if (out->length) ent_buffer_text(out, ", ");
        ent_say_number(out, scene->lang, parts[k].words, count);
    }
    if (!out->length) ent_buffer_text(out, ent_phrase_words(scene->lang, ENT_SAYS_PANEL_NONE));
}

static void write_head(const ent_pen *pen, const grid *g, uint32_t period, double x, double y) {
    const ent_scene *scene = pen->plot->scene;
    ent_buffer counts = {0};
    ent_buffer_format(pen->out, "<path class=\"rule\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.8\" d=\"",
                      pen->ink->rule);
    ent_svg_point(pen, 'M', x, y);
    ent_buffer_char(pen->out, 'H');
    ent_svg_number(pen, x + g->w);
    ent_buffer_text(pen->out, "\"/>\n");
    write_words(pen, scene->periods[period].label, x, y + 14, HEAD_SIZE, true);
    say_counts(scene, &scene->periods[period], &counts);
    pen->out->failed |= counts.failed;
    if (counts.data) write_words(pen, counts.data, x + g->w, y + 14, COUNT_SIZE, false);
    ent_buffer_clear(&counts);
}

/* The scene and plot of one period: other lines have no curve, and who has no line is pale. */
static void choose(ent_scene *scene, ent_plot *plot, const ent_plot *whole, uint32_t period) {
    for (uint32_t v = 0; v < scene->node_count; v++) scene->nodes[v].pale = true;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        bool holds = line->periods >> period & 1;
        plot->lines[i] = whole->lines[i];
        if (!holds) plot->lines[i].curve_count = 0;
        if (holds) scene->nodes[line->source].pale = scene->nodes[line->target].pale = false;
    }
}

static void write_panel(const ent_pen *pen, const ent_plot *panel, const grid *g, uint32_t period) {
    uint32_t columns = g->columns ? g->columns : 1;
    double x = pen->dx + (period % columns) * (g->w + GAP), y = pen->dy + (period / columns) * (g->h + GAP);
    char name[64];
    ent_pen own = *pen;
    snprintf(name, sizeof name, "%s%sp%u", pen->fragment, *pen->fragment ? "-" : "", period);
    write_head(pen, g, period, x, y);
    own.plot = panel;
    own.fragment = name;
    own.dx = x + (g->w - (g->bounds.x1 - g->bounds.x0)) / 2 - g->bounds.x0;
    own.dy = y + HEAD - g->bounds.y0;
    ent_buffer_format(pen->out, "<g class=\"panel\" data-period=\"%u\" data-from=\"", period);
    ent_buffer_xml(pen->out, pen->plot->scene->periods[period].from);
    ent_buffer_text(pen->out, "\" data-to=\"");
    ent_buffer_xml(pen->out, pen->plot->scene->periods[period].to);
    ent_buffer_text(pen->out, "\">\n");
    ent_svg_lines(&own);
    ent_svg_nodes(&own);
    ent_buffer_text(pen->out, "</g>\n");
}

void ent_periods_body(const ent_pen *pen) {
    const ent_plot *whole = pen->plot;
    grid g = make_grid(whole);
    ent_scene scene = *whole->scene;
    ent_plot plot = *whole;
    scene.nodes = calloc((size_t)scene.node_count + 1, sizeof *scene.nodes);
    plot.lines = calloc((size_t)plot.line_count + 1, sizeof *plot.lines);
    plot.scene = &scene;
    if (scene.nodes && plot.lines) {
        if (scene.node_count) memcpy(scene.nodes, whole->scene->nodes, scene.node_count * sizeof *scene.nodes);
        for (uint32_t k = 0; k < scene.period_count; k++) {
            choose(&scene, &plot, whole, k);
            write_panel(pen, &plot, &g, k);
        }
    } else {
        pen->out->failed = true;
    }
    free(scene.nodes);
    free(plot.lines);
}

/* Whether somebody has no line in some period. */
static bool any_idle(const ent_scene *scene) {
    uint32_t all = scene->period_count >= 32 ? UINT32_MAX : (UINT32_C(1) << scene->period_count) - 1;
    for (uint32_t v = 0; v < scene->node_count; v++) {
        uint32_t busy = 0;
        for (uint32_t i = 0; i < scene->line_count; i++)
            if (scene->lines[i].source == v || scene->lines[i].target == v) busy |= scene->lines[i].periods;
        if ((busy & all) != all) return true;
    }
    return false;
}

void ent_periods_key(ent_key *key, const ent_plot *plot) {
    ent_key_network(key, plot);
    if (any_idle(plot->scene)) ent_key_pale(key, ent_phrase_words(plot->scene->lang, ENT_SAYS_IDLE));
}
