/* table/table.c - typed columns, rows and notes. Every text lives in the table's arena. */
#include "table/sheet.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *keep(ent_table *table, const char *text) {
    return ent_arena_text(&table->arena, text, strlen(text));
}

static bool keep_columns(ent_table *table, const ent_column *columns) {
    for (size_t i = 0; i < table->column_count; i++) {
        ent_column *column = &table->columns[i];
        *column = columns[i];
        column->name = keep(table, columns[i].name);
        column->help = keep(table, columns[i].help ? columns[i].help : "");
        if (!column->name || !column->help) return false;
    }
    return true;
}

ent_status ent_table_new(const char *name, const ent_column *columns, size_t count, ent_table **out, ent_error *err) {
    if (count == 0) return ent_fail(err, ENT_USAGE, "a table needs at least one column");
    ent_table *table = calloc(1, sizeof *table);
    if (!table) return ent_fail_memory(err);
    table->column_count = count;
    table->columns = calloc(count, sizeof *table->columns);
    table->name = keep(table, name);
    if (!table->columns || !table->name || !keep_columns(table, columns)) {
        ent_table_free(table);
        return ent_fail_memory(err);
    }
    *out = table;
    return ENT_OK;
}

void ent_table_free(ent_table *table) {
    if (!table) return;
    free(table->notes);
    free(table->cells);
    free(table->columns);
    ent_arena_clear(&table->arena);
    free(table);
}

ent_status ent_table_set_title(ent_table *table, const char *title, ent_error *err) {
    const char *copy = title ? keep(table, title) : NULL;
    if (title && !copy) return ent_fail_memory(err);
    table->title = copy;
    return ENT_OK;
}

ent_status ent_table_set_layout(ent_table *table, ent_layout layout, size_t group, ent_error *err) {
    if (group >= table->column_count || table->columns[group].type != ENT_COLUMN_TEXT)
        return ent_fail(err, ENT_USAGE, "table '%s' has no text column %zu to group by", table->name, group);
    table->layout = layout;
    table->group = group;
    return ENT_OK;
}

ent_status ent_table_set_unit(ent_table *table, size_t column, const char *many, ent_error *err) {
    if (column >= table->column_count || table->columns[column].type != ENT_COLUMN_TEXT)
        return ent_fail(err, ENT_USAGE, "'%s' has no text in column %zu to tell its units by", table->name, column);
    table->unit_column = column;
    table->unit = many;
    return ENT_OK;
}

ent_status ent_table_note(ent_table *table, ent_error *err, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    bool room = length >= 0 && ent_grow(&table->notes, &table->note_capacity, table->note_count, sizeof *table->notes);
    char *note = room ? ent_arena_take(&table->arena, (size_t)length + 1, 1) : NULL;
    if (note) {
        vsnprintf(note, (size_t)length + 1, format, again);
        table->notes[table->note_count++] = note;
    }
    va_end(again);
    return note ? ENT_OK : ent_fail_memory(err);
}

ent_status ent_table_add_row(ent_table *table, ent_error *err) {
    size_t row_size = table->column_count * sizeof *table->cells;
    if (!ent_grow(&table->cells, &table->capacity, table->rows, row_size)) return ent_fail_memory(err);
    memset(table->cells + table->rows * table->column_count, 0, row_size);
    table->rows++;
    return ENT_OK;
}

/* The cell of the last row to be set, which must have one of the types in `types` (bits by ent_column_type). */
static ent_cell *last_cell(ent_table *table, size_t column, unsigned types, ent_error *err) {
    bool fits = table->rows > 0 && column < table->column_count && (types >> table->columns[column].type & 1);
    if (fits) return &table->cells[(table->rows - 1) * table->column_count + column];
    ent_fail(err, ENT_USAGE, "table '%s' has no cell of that type in column %zu", table->name, column);
    return NULL;
}

ent_status ent_table_set_text(ent_table *table, size_t column, const char *value, ent_error *err) {
    ent_cell *cell = last_cell(table, column, 1u << ENT_COLUMN_TEXT, err);
    if (!cell) return ENT_USAGE;
    const char *copy = value ? keep(table, value) : NULL;
    if (value && !copy) return ent_fail_memory(err);
    cell->given = value != NULL;
    cell->value.text = copy;
    return ENT_OK;
}

ent_status ent_table_set_real(ent_table *table, size_t column, double value, ent_error *err) {
    ent_cell *cell = last_cell(table, column, 1u << ENT_COLUMN_REAL, err);
    if (!cell) return ENT_USAGE;
    cell->given = !isnan(value);
    cell->whole = false;
    cell->value.real = value;
    return ENT_OK;
}

ent_status ent_table_set_int(ent_table *table, size_t column, int64_t value, ent_error *err) {
    ent_cell *cell = last_cell(table, column, 1u << ENT_COLUMN_INT | 1u << ENT_COLUMN_REAL, err);
    if (!cell) return ENT_USAGE;
    cell->given = true;
    cell->whole = table->columns[column].type == ENT_COLUMN_REAL;
    if (cell->whole)
        cell->value.real = (double)value;
    else
        cell->value.integer = value;
    return ENT_OK;
}

ent_status ent_table_set_bool(ent_table *table, size_t column, bool value, ent_error *err) {
    ent_cell *cell = last_cell(table, column, 1u << ENT_COLUMN_BOOL, err);
    if (!cell) return ENT_USAGE;
    cell->given = true;
    cell->value.integer = value;
    return ENT_OK;
}

const char *ent_table_name(const ent_table *table) {
    return table->name;
}

const char *ent_table_title(const ent_table *table) {
    return table->title ? table->title : "";
}

size_t ent_table_rows(const ent_table *table) {
    return table->rows;
}

size_t ent_table_columns(const ent_table *table) {
    return table->column_count;
}

void ent_table_column(const ent_table *table, size_t column, ent_column *out) {
    *out = table->columns[column];
}

long ent_table_find_column(const ent_table *table, const char *name) {
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0) return (long)i;
    return -1;
}

const ent_cell *ent_table_cell(const ent_table *table, size_t row, size_t column) {
    return &table->cells[row * table->column_count + column];
}

bool ent_table_missing(const ent_table *table, size_t row, size_t column) {
    return !ent_table_cell(table, row, column)->given;
}

const char *ent_table_text(const ent_table *table, size_t row, size_t column) {
    const ent_cell *cell = ent_table_cell(table, row, column);
    return cell->given && table->columns[column].type == ENT_COLUMN_TEXT ? cell->value.text : "";
}

int64_t ent_table_int(const ent_table *table, size_t row, size_t column) {
    const ent_cell *cell = ent_table_cell(table, row, column);
    ent_column_type type = table->columns[column].type;
    return cell->given && (type == ENT_COLUMN_INT || type == ENT_COLUMN_BOOL) ? cell->value.integer : 0;
}

double ent_table_real(const ent_table *table, size_t row, size_t column) {
    const ent_cell *cell = ent_table_cell(table, row, column);
    ent_column_type type = table->columns[column].type;
    if (!cell->given || type == ENT_COLUMN_TEXT) return NAN;
    return type == ENT_COLUMN_REAL ? cell->value.real : (double)cell->value.integer;
}

size_t ent_table_notes(const ent_table *table) {
    return table->note_count;
}

const char *ent_table_note_text(const ent_table *table, size_t k) {
    return table->notes[k];
}
