/* draw/shape.h - the visual grammar as tables: outline, tint and icon by kind; colour, dash and head by sign. */
#ifndef DRAW_SHAPE_H
#define DRAW_SHAPE_H

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

typedef struct ent_sign_style {
    const char *name;        /* class rel-<name> */
    const char *line, *text; /* light */
    const char *dark_line, *dark_text;
    const char *dash, *expected; /* stroke-dasharray, NULL for solid */
    int head;
    const char *word; /* in sentences */
} ent_sign_style;
const ent_sign_style *ent_sign_of(int sign);

/* Type sizes in points. */
#define ENT_SIZE_TITLE 16.0
#define ENT_SIZE_SUBTITLE 10.5
#define ENT_SIZE_LEGEND 9.5
#define ENT_SIZE_CAPTION 8.5
#define ENT_SIZE_LABEL 9.0
#define ENT_LABEL_LEADING 10.5

#endif
