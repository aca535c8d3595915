/* chart/page.h - what the kinds of charts share: columns, the frame around the drawing, the axis of time, the legend. */
#ifndef CHART_PAGE_H
#define CHART_PAGE_H

#include <entente/chart.h>

#include "base/axis.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/palette.h"
#include "base/typeset.h"

#define CHART_WIDTH 720.0
#define CHART_RIGHT (CHART_WIDTH - ENT_MARGIN - 26) /* half a date is printed beyond the last tick */

/* Columns by number, -1 where there is none. */
typedef struct chart_columns {
    long from, to, value, lower, upper, series, panel, label, sign, status, tip;
} chart_columns;

/* A chart in the making. The body is drawn with y from 0; the frame is put around it at the end. */
typedef struct chart_page {
    const ent_table *table;
    chart_columns at;
    ent_arena arena;     /* cleaned text */
    ent_buffer body;     /* the drawing, with axis and legend */
    double height;       /* of the body */
    ent_buffer subtitle; /* what is seen, in words */
    ent_buffer about;    /* the picture for who cannot see it */
    ent_buffer counts;   /* what the caption begins with */
} chart_page;

/* Draw the rows into the body. ENT_NO when no row has what is drawn. */
ent_status chart_draw_lines(chart_page *page, ent_error *err);
ent_status chart_draw_spans(chart_page *page, ent_error *err);
/* The whole document. */
ent_status chart_frame(chart_page *page, ent_buffer *out, ent_error *err);

/* Text of a cell, clean and cut; "" when it is missing or there is no such column; NULL when out of memory. */
const char *chart_text(chart_page *page, size_t row, long column);
/* First and last day of a row; false when it has no date. *interval: it lasts that long, and is no vague day. */
bool chart_days(const chart_page *page, size_t row, int32_t *first, int32_t *last, bool *interval);

/* ---- SVG ---- */

void chart_number(ent_buffer *out, double value); /* two decimals */
/* name="value" with a leading space. */
void chart_attribute(ent_buffer *out, const char *name, double value);
/* A line of text; anchor "start", "middle" or "end". */
void chart_words(ent_buffer *out, double x, double y, const char *anchor, const char *text);
/* A piece of wrapped text at the left. */
void chart_piece(ent_buffer *out, double x, double y, const ent_wrapped_line *line);

/* ---- time (axis.c) ---- */

/* Lines at the ticks from top to bottom, to be drawn first. */
void chart_grid(const ent_axis *axis, double top, double bottom, ent_buffer *out);
/* The dates of the ticks, with their baseline at y. */
void chart_dates(const ent_axis *axis, double y, ent_buffer *out);

/* ---- legend ---- */

typedef struct chart_key {
    const char *words;
    int what; /* for who draws the sample */
} chart_key;
enum { CHART_KEYS = 16, CHART_SAMPLE = 28 };
typedef struct chart_legend {
    chart_key keys[CHART_KEYS];
    size_t count;
    /* Draw a sample that is CHART_SAMPLE wide, from x on, around y. */
    void (*sample)(const chart_key *key, double x, double y, ent_buffer *out);
} chart_legend;
void chart_add_key(chart_legend *legend, const char *words, int what);
/* A rule and the samples below; returns the y after it. */
double chart_write_legend(const chart_legend *legend, double y, ent_buffer *out);

#endif
