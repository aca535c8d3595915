/* table/sheet.h - the inside of a table, and a sheet: the rows and columns of it that are to be shown. */
#ifndef TABLE_SHEET_H
#define TABLE_SHEET_H

#include <entente/table.h>
#include "base/buffer.h"
#include "base/memory.h"

typedef struct ent_cell {
    bool given;
    bool whole; /* REAL: set as an integer, and shown without decimals */
    union {
        const char *text;
        int64_t integer; /* INT and BOOL */
        double real;
    } value;
} ent_cell;

struct ent_table {
    ent_arena arena; /* every text of the table */
    const char *name, *title;
    ent_column *columns;
    size_t column_count;
    ent_cell *cells; /* row after row */
    size_t rows, capacity;
    const char **notes;
    size_t note_count, note_capacity;
    ent_layout layout;
    size_t group;
    const char *unit; /* what rows with equal text in unit_column are called; NULL: rows are counted */
    size_t unit_column;
};

/* What is shown of a table: numbers of its rows and columns, in order. */
typedef struct ent_sheet {
    const ent_table *table;
    size_t *rows, row_count;
    size_t *columns, column_count;
    size_t shown, total; /* units (rows, when there are none) after and before --top */
    size_t width;        /* of the terminal, never 0 */
    bool color;
    const ent_monitor *monitor;
    bool *stopped; /* set when the monitor asked to stop */
} ent_sheet;

/* One output format. Failure is the buffer's: out of memory sets buffer->failed. */
typedef struct ent_table_writer {
    const char *name;
    bool shows_hidden; /* for machines: hidden columns are in unless columns are named */
    void (*write)(const ent_sheet *sheet, ent_buffer *out);
} ent_table_writer;
extern const ent_table_writer ent_table_writers[]; /* in the order of ent_format, ends with a NULL name */

void ent_table_write_text(const ent_sheet *sheet, ent_buffer *out);
void ent_table_write_csv(const ent_sheet *sheet, ent_buffer *out);
void ent_table_write_tsv(const ent_sheet *sheet, ent_buffer *out);
void ent_table_write_json(const ent_sheet *sheet, ent_buffer *out);
void ent_table_write_jsonl(const ent_sheet *sheet, ent_buffer *out);
void ent_table_write_md(const ent_sheet *sheet, ent_buffer *out);

const ent_cell *ent_table_cell(const ent_table *table, size_t row, size_t column);
/* The cell in place (row, column) of the sheet, and its column. */
const ent_cell *ent_sheet_cell(const ent_sheet *sheet, size_t row, size_t column);
const ent_column *ent_sheet_column(const ent_sheet *sheet, size_t column);
bool ent_column_is_number(const ent_column *column);
/* Whether a loop over the rows that has come to this one is to go on: the monitor is asked now and then. */
bool ent_sheet_goes_on(const ent_sheet *sheet, size_t row);

/* Numbers of all rows of the table in the order of the keys: *order is freed by the caller. */
ent_status ent_table_order(const ent_table *table, const ent_text_list *keys, size_t **order, ent_error *err);
/* The number of a column that the user named; ENT_USAGE suggests what was meant. */
ent_status ent_table_named_column(const ent_table *table, const char *name, size_t *out, ent_error *err);

/* ---- what people read (text and md) -------------------------------------------------------------------------- */

/* The shown form of every cell of a sheet, row after row; "-" for what is missing. */
typedef struct ent_shown {
    const char **cells;
    size_t columns;
    ent_arena arena;
} ent_shown;
bool ent_shown_make(const ent_sheet *sheet, ent_shown *out);
const char *ent_shown_cell(const ent_shown *shown, size_t row, size_t column);
void ent_shown_clear(ent_shown *shown);
/* text with control characters, line ends and direction overrides as spaces; in the arena only when it had any. */
const char *ent_harmless(ent_arena *arena, const char *text);
/* "10 of 30 rows" (or what they are called), written to out when rows were cut; false when none were. */
bool ent_sheet_cut(const ent_sheet *sheet, char out[64]);

/* Cards: whether a heading stands above this row. */
bool ent_sheet_starts_group(const ent_sheet *sheet, size_t row);

/* The grid and the cards of a sheet that has rows. */
void ent_table_write_grid(const ent_sheet *sheet, const ent_shown *shown, ent_buffer *out);
void ent_table_write_cards(const ent_sheet *sheet, const ent_shown *shown, ent_buffer *out);

#endif
