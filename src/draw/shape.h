/* draw/shape.h - the visual grammar as tables: outline, tint and icon by kind; what signs look like is in
 * base/palette.h. */
#ifndef DRAW_SHAPE_H
#define DRAW_SHAPE_H

#include "base/palette.h"
#include "draw/plot.h"

typedef enum ent_form { ENT_FORM_BOX, ENT_FORM_PILL, ENT_FORM_HEXAGON, ENT_FORM_CUT } ent_form;

#define ENT_HEXAGON_END 8.0
#define ENT_EVENT_CUT 8.0
#define ENT_FOCUS_STROKE 2.6 /* outline of what the picture is about */
#define ENT_PILL_RADIUS 18.0 /* more lines of text would stick out of a half circle */

/* What a picture is read on: which of the colours below it takes. Colours are literal: librsvg knows no custom properties,
 * and importers read attributes only. */
typedef enum ent_tone { ENT_TONE_LIGHT, ENT_TONE_DARK, ENT_TONE_PRINT, ENT_TONES } ent_tone;

typedef struct ent_tint {
    const char *fill, *line;
} ent_tint;

typedef struct ent_style {
    ent_form form;
    double radius, stroke, padding;
    ent_tint tint[ENT_TONES];
    const char *icon; /* path on a 16-unit square, drawn with a stroke; NULL for none */
} ent_style;
extern const ent_style ent_styles[ENT_SHAPE_COUNT];

/* Tints of a tinted scene, in their order; the last is for all others. */
extern const ent_tint ent_group_tints[ENT_MOST_TINTS + 1][ENT_TONES];
int ent_group_tint(int tint);

/* What stays behind: outline and lines, and text that can still be read. */
typedef struct ent_pale {
    ent_tint tint;
    const char *text;
} ent_pale;
extern const ent_pale ent_pales[ENT_TONES];

/* The tint of a node: by kind, by group when the scene is tinted, or pale. */
const ent_tint *ent_tint_of(const ent_scene *scene, const ent_scene_node *node, ent_tone tone);

/* Paper, and what is written on it. */
typedef struct ent_ink {
    const char *paper, *title, *subtitle, *legend, *caption, *rule;
    const char *name, *role; /* in the boxes */
    ent_tint region;         /* behind the boxes of a group */
} ent_ink;
extern const ent_ink ent_inks[ENT_TONES];

/* What --theme names. */
typedef struct ent_theme {
    const char *name;
    ent_tone tone;     /* of the attributes */
    bool follows;      /* a block of dark colours follows the reader's setting */
    double line_width; /* times the usual one */
} ent_theme;
const ent_theme *ent_theme_find(const char *name); /* NULL when there is none */
/* The theme of a plot: the first when none was set. */
const ent_theme *ent_theme_of(const ent_plot *plot);

/* Line and text of a sign. */
typedef struct ent_sign_ink {
    const char *line, *text;
} ent_sign_ink;
ent_sign_ink ent_ink_of_sign(ent_tone tone, int sign);
/* A line of that sign that stays behind: paler, 3:1 on its paper. */
const char *ent_pale_sign(ent_tone tone, int sign);

#endif
