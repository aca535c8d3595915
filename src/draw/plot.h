/* draw/plot.h - a scene with sizes and places. A plot goes through these hands, one file each:
 *   measure   sizes of boxes and labels
 *   layout    places of the boxes (graphviz: candidates and routes; anneal: improvement; tournament: choice;
 *             plain: what cannot fail), in a child process with limits
 *   route     curves of the lines
 *   labels    places of the words on the lines
 *   svg, dot  the picture
 * Coordinates are points, y downwards. */
#ifndef DRAW_PLOT_H
#define DRAW_PLOT_H

#include "draw/geometry.h"
#include "scene/scene.h"
#include "base/typeset.h"

enum { ENT_NODE_LINES = 4, ENT_LABEL_LINES = 3, ENT_ROLE_LINES = 2, ENT_OUTLINE_POINTS = 24 };

typedef struct ent_plot_node {
    double x, y, w, h; /* centre and size of the outline */
    double font, role_font;
    bool bold, bare; /* bare: without an icon */
    double text_width;
    ent_wrapped_line text[ENT_NODE_LINES], role[ENT_ROLE_LINES];
    size_t text_count, role_count;
} ent_plot_node;

typedef struct ent_plot_line {
    ent_point *curve; /* 3k+1 control points of k cubic pieces, from source to target, cut at the outlines */
    size_t curve_count, curve_capacity;
    double width;
    uint32_t link;
    /* label: its words, size, and centre when shown */
    ent_wrapped_line label[ENT_LABEL_LINES];
    size_t label_count;
    double label_w, label_h, label_x, label_y;
    bool label_shown, label_plate; /* plate: it sits on its own line and hides it */
} ent_plot_line;

/* All lines between one unordered pair of nodes; they are laid out as one and drawn side by side. Loops have a == b. */
typedef struct ent_link {
    uint32_t a, b;         /* a <= b */
    uint32_t first, count; /* in plot->link_lines */
    double label_w, label_h;
    ent_point *route; /* control points from the centre of a to the centre of b */
    size_t route_count, route_capacity;
} ent_link;

#define ENT_REGION_FONT 9.5
#define ENT_REGION_LEADING 12.0
enum { ENT_REGION_LINES = 3 };

/* Where the boxes of a group stand: a band, or a column. */
typedef struct ent_region {
    ent_rect rect, room; /* as drawn; as planned for the search */
    uint32_t group;
    ent_wrapped_line label[ENT_REGION_LINES];
    size_t label_count;
    double label_x, label_y; /* left and top */
} ent_region;

/* How the picture is to look, whatever it shows. Zero: the first theme, as large as it needs to be, a file of its own. */
typedef struct ent_look {
    const struct ent_theme *theme; /* shape.h */
    const struct ent_page *page;   /* page.h */
    bool embed;                    /* SVG to be put into a page of HTML */
} ent_look;

/* What a page of a given size leaves for the drawing, upright and on its side: it is scaled into the one that suits it. */
typedef struct ent_rooms {
    double w[2], h[2];
    int count; /* 0: as large as it needs to be */
} ent_rooms;

typedef struct ent_plot {
    const ent_scene *scene;
    ent_plot_node *nodes;
    ent_plot_line *lines;
    ent_link *links;
    uint32_t *link_lines;
    ent_region *regions;
    uint32_t node_count, line_count, link_count, region_count;
    ent_look look;
    ent_rooms rooms;
    char hidden[160]; /* what the page says of labels that found no place; "": all have one */
    /* by sign + 1: the label that all lines of that sign have, which the legend then says once; NULL: they differ */
    const char *common_label[3];
    bool around;   /* lines go round boxes: otherwise they are straight */
    bool bows;     /* what goes round boxes does so in arcs, as far as they pass: Graphviz is asked for the rest */
    bool draft;    /* only places count for now: ent_finish draws lines straight and places no labels */
    bool anchored; /* the corner of the drawing is at 0, 0, or was in the picture that boxes are placed as in */
} ent_plot;

/* ---- measure.c ---- */

/* A plot of the scene with sizes and links, every node at 0, 0. The scene must outlive it. */
ent_status ent_plot_new(const ent_scene *scene, ent_plot **out, ent_error *err);
void ent_plot_free(ent_plot *plot);
/* The box that nodes, lines and shown labels take. */
ent_rect ent_plot_bounds(const ent_plot *plot);
static inline ent_rect ent_node_rect(const ent_plot_node *node) {
    return ent_rect_around(node->x, node->y, node->w, node->h);
}

/* The box of the name of a region. */
static inline ent_rect ent_region_label(const ent_region *region) {
    double wide = 0;
    for (size_t i = 0; i < region->label_count; i++) wide = ent_max(wide, region->label[i].width);
    return (ent_rect){region->label_x, region->label_y, region->label_x + wide,
                      region->label_y + ENT_REGION_LEADING * (double)region->label_count};
}

/* ---- outline.c ---- */

/* The outline of a node as a convex polygon, grown by `grow`; the count of points. */
size_t ent_outline(const ent_plot *plot, uint32_t node, double grow, ent_point out[ENT_OUTLINE_POINTS]);
bool ent_outline_holds(const ent_point *outline, size_t count, ent_point p);

/* ---- curve.c ---- */

bool ent_points_set(ent_point **points, size_t *capacity, size_t *count, const ent_point *from, size_t from_count);
/* Point at t of the whole curve of k pieces, t from 0 to k. */
ent_point ent_curve_at(const ent_point *curve, size_t count, double t);
/* The part of the curve between t0 and t1, at most as many points as the whole; returns their count. */
size_t ent_curve_part(const ent_point *curve, size_t count, double t0, double t1, ent_point *out);
/* The curve as a polyline: `steps` segments a piece, 1 for a straight piece. Returns the count of points; out has room
 * for ent_curve_room. */
size_t ent_curve_flatten(const ent_point *curve, size_t count, size_t steps, ent_point *out);
size_t ent_curve_room(size_t count, size_t steps);
/* Whether the curve is a straight line, near enough. */
bool ent_curve_straight(const ent_point *curve, size_t count);
/* t at which the curve has covered `length` from its start (or, backwards, from its end). */
double ent_curve_walk(const ent_point *curve, size_t count, double length, bool backwards);

/* ---- route.c: from the routes of links to the curves of lines ---- */

int ent_line_head(const ent_scene_line *line); /* which ENT_HEAD_... the line's sign gives it */
/* Set every route to the straight way between the centres. */
bool ent_route_straight(ent_plot *plot);
/* Set routes that keep off the boxes: straight where nothing is in the way. */
bool ent_route_around(ent_plot *plot);
/* Make the curves of all lines from the routes of their links. */
bool ent_route_lines(ent_plot *plot);

/* ---- fan.c ---- */

/* Move ends apart that meet one side of a box too close to each other. False when out of memory. */
bool ent_fan_ends(ent_plot *plot);

/* ---- labels.c ---- */

/* A place that costs more is worse than no label: it is hidden, at this cost. */
#define ENT_LABEL_HIDDEN 60.0
/* How many lines have a label that is not shown: their words are in the tooltips only. */
size_t ent_labels_hidden(const ent_plot *plot);
/* Place the labels; returns what the places cost (0 is perfect), or -1 when out of memory. */
double ent_labels_place(ent_plot *plot);

/* ---- layout ---- */

typedef struct ent_effort ent_effort;

typedef struct ent_layout_limits {
    double seconds;
    double megabytes;
    const ent_effort *effort; /* NULL: normal */
    double work;              /* at most, in millions of comparisons; 0: what the effort allows */
    /* told now and then how much of the search is done, 0 to 1; NULL: nobody wants to know */
    void (*progress)(void *to, double share);
    void *to;
} ent_layout_limits;

/* Place and route everything, under limits, in a child process. *note becomes what the user should be told, "" when all
 * went well. Fails only when memory is out, or Graphviz is wanted and not there. */
ent_status ent_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err);
/* tournament.c: the search. False when Graphviz failed or memory is out. */
bool ent_layout_search(ent_plot *plot, const ent_layout_limits *limits);
/* One Graphviz layout with straight lines. */
bool ent_layout_quick(ent_plot *plot, const ent_layout_limits *limits);
/* periods.c: bring the boxes together so that a panel becomes small; some may touch then. */
void ent_periods_squeeze(const ent_plot *plot, double *xy);
/* plain.c: circle or grid, straight lines, no Graphviz. False only when out of memory. */
bool ent_layout_plain(ent_plot *plot);

/* graphviz.c: the only file that knows Graphviz. xy holds x, y of every node. All return false when it failed. */
/* Graphviz is loaded when a layout first needs it. ENT_CALC with the remedy when it is not there. */
ent_status ent_graphviz_load(ent_error *err);
bool ent_graphviz_neato(const ent_plot *plot, int seed, double *xy);
bool ent_graphviz_spread(const ent_plot *plot, double *xy); /* prism: remove overlaps, keep places */
/* Splines round the boxes, into the routes of the wanted links; the others keep theirs. */
bool ent_graphviz_route(ent_plot *plot, const uint8_t *wanted);

/* ---- pictures ---- */

typedef struct ent_buffer ent_buffer;
/* Returns the size of the smallest type in points as it is on the page. */
double ent_svg_write(const ent_plot *plot, ent_buffer *out);
/* Work out plot->rooms from plot->look. */
void ent_svg_find_rooms(ent_plot *plot);
/* Once the labels are placed: have the page say how many are not shown, for who has it on paper. Returns how many. */
size_t ent_svg_tell_hidden(ent_plot *plot);
void ent_dot_write(const ent_plot *plot, ent_buffer *out);
/* raster.c: our own SVG as PNG at twice its size, or as PDF, on paper of that colour ("#FFFFFF"). */
ent_status ent_raster_png(const char *svg, size_t length, const char *paper, ent_buffer *out, ent_error *err);
ent_status ent_raster_pdf(const char *svg, size_t length, const char *paper, ent_buffer *out, ent_error *err);

#endif
