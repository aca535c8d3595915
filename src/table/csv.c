/* table/csv.c - comma and tab separated values, for programs: RFC 4180 with line feeds, and the IANA form of tsv with
 * backslash escapes. A cell that begins with = + - @ is data and stays as it is. */
#include "table/sheet.h"

#include <string.h>

typedef void (*write_text)(ent_buffer *out, const char *text);

static void csv_text(ent_buffer *out, const char *text) {
    if (*text && !strpbrk(text, ",\"\r\n")) {
        ent_buffer_text(out, text);
        return;
    }
    ent_buffer_char(out, '"'); /* also for the empty text: nothing at all means missing */
    for (const char *p = text; *p; p++) {
        if (*p == '"') ent_buffer_char(out, '"');
        ent_buffer_char(out, *p);
    }
    ent_buffer_char(out, '"');
}

static void tsv_text(ent_buffer *out, const char *text) {
    static const char special[] = "\t\n\r\\", letters[] = "tnr\\";
    for (const char *p = text; *p; p++) {
        const char *found = strchr(special, *p);
        if (found) {
            ent_buffer_char(out, '\\');
            ent_buffer_char(out, letters[found - special]);
        } else {
            ent_buffer_char(out, *p);
        }
    }
}

static void write_cell(ent_buffer *out, const ent_cell *cell, ent_column_type type, write_text text) {
    if (!cell->given) return;
    switch (type) {
    case ENT_COLUMN_TEXT:
        text(out, cell->value.text);
        break;
    case ENT_COLUMN_INT:
        ent_buffer_format(out, "%lld", (long long)cell->value.integer);
        break;
    case ENT_COLUMN_REAL:
        ent_buffer_double(out, cell->value.real);
        break;
    case ENT_COLUMN_BOOL:
        ent_buffer_text(out, cell->value.integer ? "true" : "false");
        break;
    }
}

static void write_separated(const ent_sheet *sheet, ent_buffer *out, char separator, write_text text) {
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (c) ent_buffer_char(out, separator);
        text(out, ent_sheet_column(sheet, c)->name);
    }
    ent_buffer_char(out, '\n');
    for (size_t r = 0; r < sheet->row_count && ent_sheet_goes_on(sheet, r); r++) {
        for (size_t c = 0; c < sheet->column_count; c++) {
            if (c) ent_buffer_char(out, separator);
            write_cell(out, ent_sheet_cell(sheet, r, c), ent_sheet_column(sheet, c)->type, text);
        }
        ent_buffer_char(out, '\n');
    }
}

void ent_table_write_csv(const ent_sheet *sheet, ent_buffer *out) {
    write_separated(sheet, out, ',', csv_text);
}

void ent_table_write_tsv(const ent_sheet *sheet, ent_buffer *out) {
    write_separated(sheet, out, '\t', tsv_text);
}
