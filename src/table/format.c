/* table/format.c - the formats a table is written in, and what of it is shown. */
#include "table/sheet.h"

#include <stdlib.h>
#include <string.h>

const ent_table_writer ent_table_writers[] = {
    {"text", false, ent_table_write_text},
    {"csv", true, ent_table_write_csv},
    {"tsv", true, ent_table_write_tsv},
    {"json", true, ent_table_write_json},
    {"jsonl", true, ent_table_write_jsonl},
    {"md", false, ent_table_write_md},
    {NULL, false, NULL},
};

const ent_cell *ent_sheet_cell(const ent_sheet *sheet, size_t row, size_t column) {
    return ent_table_cell(sheet->table, sheet->rows[row], sheet->columns[column]);
}

const ent_column *ent_sheet_column(const ent_sheet *sheet, size_t column) {
    return &sheet->table->columns[sheet->columns[column]];
}

bool ent_column_is_number(const ent_column *column) {
    return column->type == ENT_COLUMN_INT || column->type == ENT_COLUMN_REAL;
}

bool ent_sheet_goes_on(const ent_sheet *sheet, size_t row) {
    enum { SELDOM = 256 }; /* rows between two questions */
    if (*sheet->stopped) return false;
    if (row % SELDOM == 0)
        *sheet->stopped = ent_monitor_tick(sheet->monitor, "writing the table", row, sheet->row_count, NULL) != ENT_OK;
    return !*sheet->stopped;
}

/* A column is shown once: twice would be a duplicate key in json. */
static void show_column(ent_sheet *sheet, size_t column) {
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->columns[i] == column) return;
    sheet->columns[sheet->column_count++] = column;
}

static void show_all(ent_sheet *sheet, bool hidden) {
    for (size_t i = 0; i < sheet->table->column_count; i++)
        if (hidden || !sheet->table->columns[i].hidden) show_column(sheet, i);
}

static ent_status choose_columns(ent_sheet *sheet, const ent_text_list *names, bool hidden, ent_error *err) {
    sheet->columns = malloc(sheet->table->column_count * sizeof *sheet->columns);
    if (!sheet->columns) return ent_fail_memory(err);
    if (names->count == 0) show_all(sheet, hidden);
    for (size_t i = 0; i < names->count; i++) {
        size_t column = 0;
        if (strcmp(names->items[i], "all") == 0) {
            show_all(sheet, true);
            continue;
        }
        ent_status status = ent_table_named_column(sheet->table, names->items[i], &column, err);
        if (status != ENT_OK) return status;
        show_column(sheet, column);
    }
    return ENT_OK;
}

/* Whether this row of the sheet begins another unit than the one before. */
static bool begins_unit(const ent_sheet *sheet, size_t row) {
    const ent_table *table = sheet->table;
    if (row == 0 || !table->unit) return true;
    return strcmp(ent_table_text(table, sheet->rows[row], table->unit_column),
                  ent_table_text(table, sheet->rows[row - 1], table->unit_column)) != 0;
}

/* A unit is shown whole or not at all. */
static void cut(ent_sheet *sheet, size_t top) {
    size_t rows = sheet->row_count;
    for (size_t row = 0; row < rows; row++) {
        if (!begins_unit(sheet, row)) continue;
        if (top && sheet->total == top) sheet->row_count = row;
        sheet->total++;
    }
    sheet->shown = top && top < sheet->total ? top : sheet->total;
}

static ent_status choose_rows(ent_sheet *sheet, const ent_show *show, ent_error *err) {
    ent_status status = ent_table_order(sheet->table, &show->sort, &sheet->rows, err);
    if (status != ENT_OK) return status;
    sheet->row_count = sheet->table->rows;
    cut(sheet, show->top > 0 ? (size_t)show->top : 0);
    return ENT_OK;
}

ent_status ent_table_format(const ent_table *table, const ent_show *show, char **out, size_t *length, ent_error *err) {
    static const ent_show plain;
    if (!show) show = &plain;
    if (show->format < 0 || show->format > ENT_FORMAT_MD)
        return ent_fail(err, ENT_USAGE, "there is no table format number %d", show->format);
    const ent_table_writer *writer = &ent_table_writers[show->format];
    ent_sheet sheet = {.table = table, .width = show->width ? show->width : 80, .color = show->color};
    bool stopped = false;
    sheet.monitor = show->monitor;
    sheet.stopped = &stopped;
    ent_buffer buffer = {0};
    ent_status status = choose_columns(&sheet, &show->columns, writer->shows_hidden, err);
    if (status == ENT_OK) status = choose_rows(&sheet, show, err);
    if (status == ENT_OK) {
        writer->write(&sheet, &buffer);
        if (stopped)
            status = ent_fail(err, ENT_INTERRUPTED, "interrupted");
        else
            status = ent_buffer_take(&buffer, out, length, err);
    }
    if (stopped) ent_buffer_clear(&buffer);
    free(sheet.rows);
    free(sheet.columns);
    return status;
}
