/* entente/chart.h - a table as a picture: lines over periods, or spans of time, as SVG. */
#ifndef ENTENTE_CHART_H
#define ENTENTE_CHART_H

#include <entente/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a chart shows of each row of a table. */
typedef enum ent_chart_kind {
    ENT_CHART_LINES, /* a value in a period: lines over time, one panel under the other */
    ENT_CHART_SPANS  /* something that lasts: a bar from one day to another, a line of text a row */
} ent_chart_kind;

/* Which columns of a table a chart shows, by name; all text is static. NULL where there is no such column.
 * Dates are EDTF (ent_date_parse) in TEXT columns: `from` gives the first day, `to` the last; without `to` both are those
 * of `from`. A column that only some tables of an analysis have may be named: where it is missing it counts as NULL, but
 * for from, value and label.
 *
 * Lines: a row is one point, in the middle of its period. Points are joined from one period of the table to the next; a
 * missing value, or a period without a row, is a gap. The first six series, in the order of the rows, have a colour, a
 * dash and a mark each, all further ones are grey.
 * Spans: rows from top to bottom as the table has them, at most 2,000; those without a date are counted below. A bar covers its days; a
 * date that is less than a day and no interval is drawn thin, for it means some day among these. An open end is an arrow.
 * Bars are drawn as `sign` says ("positive", "negative", all else is factual), dotted when `status` is planned, denied
 * or hypothetical. */
typedef struct ent_chart {
    ent_chart_kind kind;
    const char *from, *to;
    const char *value;                 /* lines: REAL or INT */
    const char *lower, *upper;         /* lines: a band around the value, REAL or INT; both or none */
    const char *series;                /* lines: TEXT, one line for each text */
    const char *panel;                 /* lines: TEXT, one panel for each text (a measure, say) */
    const char *label, *sign, *status; /* spans: TEXT */
    const char *tip;                   /* spans: TEXT that is shown when a bar is pointed at, after label and date */
} ent_chart;

/* Draw a table: a whole SVG document in *out, a new string freed with ent_free; *length may be NULL. Title and notes are
 * the table's. ENT_NO when no row has what is drawn; ENT_USAGE when a column is missing or holds something else, or there are too many bars. The same
 * table gives the same bytes. O(n log n). */
ENT_API ent_status ent_chart_write(const ent_table *table, const ent_chart *chart, char **out, size_t *length,
                                   ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
