/* draw/svg.h - the SVG writer, inside the room. Colours of the theme are attributes, dark ones
 * for a light theme a media block; numbers have one
 * decimal; nothing of the run is written. */
#ifndef DRAW_SVG_H
#define DRAW_SVG_H

#include "base/buffer.h"
#include "draw/shape.h"

typedef struct ent_pen {
    ent_buffer *out;
    const ent_plot *plot;
    const ent_theme *theme;
    const ent_ink *ink;   /* of the theme */
    const char *fragment; /* unique name of this fragment in a page of HTML, "" for a file of its own */
    double dx, dy;        /* from the plot's coordinates to the page's */
    double page_w, page_h, left, content_w; /* left: also the margin */
    double scale;                           /* of the drawing on the page */
} ent_pen;

/* Number with one decimal. */
void ent_svg_number(const ent_pen *pen, double value);
/* name="value" with a leading space. */
void ent_svg_attribute(const ent_pen *pen, const char *name, double value);
void ent_svg_text_attribute(const ent_pen *pen, const char *name, const char *value);
/* name="n7" with a leading space: an id or a reference to one, told apart from those of other fragments. */
void ent_svg_id(const ent_pen *pen, const char *name, char letter, uint32_t number);
/* "x,y" in page coordinates. */
void ent_svg_point(const ent_pen *pen, char command, double x, double y);
/* direction="rtl" when the text reads from right to left: the start of its line is then at the right. */
bool ent_svg_direction(const ent_pen *pen, const char *text);
/* A piece of wrapped text, escaped. */
void ent_svg_words(const ent_pen *pen, const ent_wrapped_line *line);

/* fit.c: a text on one line no wider than `most`: as many letters as fit, then an ellipsis. False when nothing is left. */
bool ent_svg_fit(const char *text, double size, bool bold, double most, ent_wrapped_line *out);

void ent_svg_style(const ent_pen *pen);
/* A rule of the style block, below `scope`: selectors are separated by commas. */
void ent_svg_rule(const ent_pen *pen, const char *scope, const char *selectors, const char *property,
                  const char *value);
void ent_svg_lines(const ent_pen *pen);
void ent_svg_labels(const ent_pen *pen);
void ent_svg_nodes(const ent_pen *pen);
/* The bands or columns behind everything, with their names. */
void ent_svg_regions(const ent_pen *pen);
/* Whether a box, in the plot's coordinates, lies on one of them: what is behind it has that colour. */
bool ent_svg_in_region(const ent_pen *pen, ent_rect box);
/* The outline and icon of a shape in the given box, in page coordinates; used by nodes and legend. */
void ent_svg_shape(const ent_pen *pen, ent_shape shape, const ent_tint *tint, double stroke, ent_rect box);
void ent_svg_icon(const ent_pen *pen, ent_shape shape, const ent_tint *tint, double x, double y, double size);
/* The tooltip of a node: name, kind, role. */
void ent_svg_tip(const ent_pen *pen, const ent_scene_node *node);
/* A square in the tint of a shape. */
void ent_svg_tint(const ent_pen *pen, ent_shape shape, ent_rect box);
/* Stroke and head of a sample from x0 to x1, for the legend. */
void ent_svg_sample(const ent_pen *pen, int sign, bool planned, bool head, double width, double x0, double x1,
                    double y);
/* The same without a head, in another colour when one is given. */
void ent_svg_sample_in(const ent_pen *pen, int sign, bool planned, double width, const char *colour, double x0,
                       double x1, double y);

/* ---- legend ---- */

/* A sample with its words: a shape, a line, or what `sample` draws from x on, around y. */
typedef struct ent_key_entry {
    const char *words;
    const char *after; /* the label of all these lines, behind a colon; NULL: none */
    bool is_shape, starts_row;
    ent_shape shape;
    int sign;
    bool planned, head;
    double width;
    void (*sample)(const ent_pen *pen, const struct ent_key_entry *entry, double x, double y);
    double sample_w; /* of what `sample` draws */
    int what;        /* for `sample` */
} ent_key_entry;

enum { ENT_KEY_ENTRIES = ENT_SHAPE_COUNT + 24 };
typedef struct ent_key {
    ent_key_entry list[ENT_KEY_ENTRIES];
    size_t count;
} ent_key;

void ent_key_add(ent_key *key, ent_key_entry entry);
/* What a network shows: kinds, signs, dots, arrows, widths. */
void ent_key_network(ent_key *key, const ent_plot *plot);
/* The kinds alone. */
void ent_key_shapes(ent_key *key, const ent_plot *plot);
/* A pale box, which means that. */
void ent_key_pale(ent_key *key, const char *words);
/* Height of the legend in a page of that width; draws it at y when `draw`. */
double ent_svg_legend(const ent_pen *pen, double y, bool draw);

#endif
