/* entente/table.h - typed result columns and the formats they are written in.
 *
 * Every analysis answers with one ent_table; sorting, choice of columns, limits and formats are done here, once.
 */
#ifndef ENTENTE_TABLE_H
#define ENTENTE_TABLE_H

#include <entente/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_table ent_table;

/* What the cells of a column hold. */
typedef enum ent_column_type { ENT_COLUMN_TEXT, ENT_COLUMN_INT, ENT_COLUMN_REAL, ENT_COLUMN_BOOL } ent_column_type;

/* One column. Text is copied. */
typedef struct ent_column {
    const char *name; /* stable, for --columns, csv and json: "betweenness" */
    ent_column_type type;
    const char *help; /* what it means and its unit */
    bool wide;        /* free text: may be wrapped in text output */
    bool hidden;      /* left out of text and md unless named in --columns; always in csv, tsv, json, jsonl */
} ent_column;

/* How text output shows rows: as a grid, or as cards grouped under a heading (paths, dossiers). */
typedef enum ent_layout { ENT_LAYOUT_GRID, ENT_LAYOUT_CARDS } ent_layout;

/* Make an empty table with those columns; name is the analysis'. */
ENT_API ent_status ent_table_new(const char *name, const ent_column *columns, size_t count, ent_table **out,
                                 ent_error *err);
ENT_API void ent_table_free(ent_table *table);
/* Title line above the table in text and md (NULL: none). Copied. */
ENT_API ent_status ent_table_set_title(ent_table *table, const char *title, ent_error *err);
/* Cards: consecutive rows with equal text in column `group` stand under one heading, which is that text. */
ENT_API ent_status ent_table_set_layout(ent_table *table, ent_layout layout, size_t group, ent_error *err);
/* Consecutive rows with equal text in column `column` belong together: --top counts and cuts them as one ("2 of 9 paths").
 * `many` is what they are called, static. Without it, rows are counted. */
ENT_API ent_status ent_table_set_unit(ent_table *table, size_t column, const char *many, ent_error *err);
/* A line under the table: the numbers it rests on, what was left out, definitions. In json under "notes". */
ENT_API ent_status ent_table_note(ent_table *table, ent_error *err, const char *format, ...) ENT_PRINTF(3, 4);

/* Append an empty row (all cells missing) and return ENT_OK; cells are then set by column number. */
ENT_API ent_status ent_table_add_row(ent_table *table, ent_error *err);
/* Set a cell of the last row. Text NULL is missing; a NaN is missing. Text is copied. */
ENT_API ent_status ent_table_set_text(ent_table *table, size_t column, const char *value, ent_error *err);
/* In a REAL column a count among measurements: text and md show it without decimals. */
ENT_API ent_status ent_table_set_int(ent_table *table, size_t column, int64_t value, ent_error *err);
ENT_API ent_status ent_table_set_real(ent_table *table, size_t column, double value, ent_error *err);
ENT_API ent_status ent_table_set_bool(ent_table *table, size_t column, bool value, ent_error *err);

/* What a table holds, by row and column from 0; text is borrowed until the table changes. */
ENT_API const char *ent_table_name(const ent_table *table);
ENT_API const char *ent_table_title(const ent_table *table); /* "" when none */
ENT_API size_t ent_table_rows(const ent_table *table);
ENT_API size_t ent_table_columns(const ent_table *table);
ENT_API void ent_table_column(const ent_table *table, size_t column, ent_column *out);
/* Number of the column of that name, or -1. */
ENT_API long ent_table_find_column(const ent_table *table, const char *name);
ENT_API bool ent_table_missing(const ent_table *table, size_t row, size_t column);
ENT_API const char *ent_table_text(const ent_table *table, size_t row,
                                   size_t column);                                /* TEXT columns; "" when missing */
ENT_API int64_t ent_table_int(const ent_table *table, size_t row, size_t column); /* INT and BOOL */
ENT_API double ent_table_real(const ent_table *table, size_t row, size_t column); /* REAL and INT; NaN when missing */
ENT_API size_t ent_table_notes(const ent_table *table);
ENT_API const char *ent_table_note_text(const ent_table *table, size_t k);

/* The forms a table is written in, in the order of --format. */
typedef enum ent_format {
    ENT_FORMAT_TEXT,
    ENT_FORMAT_CSV,
    ENT_FORMAT_TSV,
    ENT_FORMAT_JSON,
    ENT_FORMAT_JSONL,
    ENT_FORMAT_MD
} ent_format;

/* How to show a table. Zero after ent_options_init with ent_show_options. */
typedef struct ent_show {
    int format;                 /* ent_format */
    int64_t top;                /* first rows only; 0: all */
    ent_text_list columns;      /* names, in order; "all" brings the hidden ones; empty: as the table has them */
    ent_text_list sort;         /* column names, "-name" descending; stable; empty: as the table has them */
    size_t width;               /* columns of the terminal for text; 0: 80 */
    bool color;                 /* ANSI emphasis in text */
    const ent_monitor *monitor; /* asked while rows are written; may be NULL */
} ent_show;
ENT_API extern const ent_option ent_show_options[]; /* --format --top --columns --sort */

/* Sort by the named columns, stably (text by code point, missing last). ENT_USAGE for an unknown column. */
ENT_API ent_status ent_table_sort(ent_table *table, const ent_text_list *keys, ent_error *err);
/* Write the table as text in the wanted format: a new string in *out, freed with ent_free; *length may be NULL.
 * Sorting and limits of `show` apply. Text: notes under the table, cut rows are counted in words ("10 of 30 rows").
 * csv: RFC 4180 with CRLF-free lines, header row; tsv: tabs, newlines and backslashes escaped; json: one object
 * {name, title, columns: [{name, type, help}], rows: [{...}], notes: []}; jsonl: one object a row; md: GitHub table.
 * Reals are written by ent_format_double in csv, tsv, json, jsonl and with six significant digits in text and md. */
ENT_API ent_status ent_table_format(const ent_table *table, const ent_show *show, char **out, size_t *length,
                                    ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
