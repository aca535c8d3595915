/* base/palette.h - what all pictures have in common: colours of signs and of series, paper, ink, type. Colours are
 * literal: librsvg knows no custom properties, and importers read attributes only. */
#ifndef BASE_PALETTE_H
#define BASE_PALETTE_H

#include "base/buffer.h"

/* How a line ends. */
enum { ENT_HEAD_NONE, ENT_HEAD_FILLED, ENT_HEAD_BAR, ENT_HEAD_VEE };

typedef struct ent_sign_style {
    const char *name;        /* class rel-<name> */
    const char *line, *text; /* light */
    const char *dark_line, *dark_text;
    const char *dash, *expected; /* stroke-dasharray, NULL for solid */
    int head;
    const char *word; /* in sentences */
} ent_sign_style;
const ent_sign_style *ent_sign_of(int sign);

/* Lines of a chart that are told apart by colour, and without colour by dash and mark. The last is for all further ones. */
typedef struct ent_series_style {
    const char *line, *dark_line;
    const char *dash; /* NULL for solid */
    const char *mark; /* a path around the origin, to be filled; NULL for none */
} ent_series_style;
enum { ENT_SERIES_STYLES = 6 };
extern const ent_series_style ent_series_styles[ENT_SERIES_STYLES + 1];

#define ENT_PAPER "#FFFFFF"
#define ENT_INK_TITLE "#16191D"
#define ENT_INK_SUBTITLE "#4B515A"
#define ENT_INK_LEGEND "#3B4149"
#define ENT_INK_CAPTION "#5A616B"
#define ENT_INK_RULE "#C4C8CE"
#define ENT_DARK_PAPER "#14171C"
#define ENT_DARK_TEXT "#F2F4F7"
#define ENT_DARK_SOFT "#B6BDC8"
#define ENT_DARK_RULE "#3A414C"

/* Type sizes in points. */
#define ENT_SIZE_TITLE 16.0
#define ENT_SIZE_SUBTITLE 10.5
#define ENT_SIZE_LEGEND 9.5
#define ENT_SIZE_CAPTION 8.5
#define ENT_SIZE_LABEL 9.0
#define ENT_LABEL_LEADING 10.5
#define ENT_MARGIN 14.0

/* The list of fonts for texts in that language, as the value of font-family. */
void ent_say_fonts(const char *lang, ent_buffer *out);

#endif
