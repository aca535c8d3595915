/* draw/shape.h - the visual grammar as tables: outline, tint and icon by kind; what signs look like is in
 * base/palette.h. */
#ifndef DRAW_SHAPE_H
#define DRAW_SHAPE_H

#include "base/palette.h"
#include "draw/plot.h"

typedef enum ent_form { ENT_FORM_BOX, ENT_FORM_PILL, ENT_FORM_HEXAGON, ENT_FORM_CUT } ent_form;

#define ENT_HEXAGON_END 8.0
#define ENT_EVENT_CUT 8.0
#define ENT_PILL_RADIUS 18.0 /* more lines of text would stick out of a half circle */

/* Colours are literal: librsvg knows no custom properties, and importers read attributes only. */
typedef struct ent_style {
    ent_form form;
    double radius, stroke, padding;
    const char *fill, *line, *dark_fill, *dark_line;
    const char *icon; /* path on a 16-unit square, drawn with a stroke; NULL for none */
} ent_style;
extern const ent_style ent_styles[ENT_SHAPE_COUNT];

#endif
