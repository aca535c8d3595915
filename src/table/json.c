/* table/json.c - a table as one JSON object, or its rows as JSON Lines (RFC 8259). */
#include "table/sheet.h"

#include <math.h>

static const char *const type_names[] = {"text", "int", "real", "bool"}; /* in the order of ent_column_type */

static void write_value(ent_buffer *out, const ent_cell *cell, ent_column_type type) {
    /* JSON has no infinity */
    if (!cell->given || (type == ENT_COLUMN_REAL && !isfinite(cell->value.real))) {
        ent_buffer_text(out, "null");
        return;
    }
    switch (type) {
    case ENT_COLUMN_TEXT:
        ent_buffer_json(out, cell->value.text);
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

static void write_row(const ent_sheet *sheet, size_t row, ent_buffer *out) {
    for (size_t c = 0; c < sheet->column_count; c++) {
        const ent_column *column = ent_sheet_column(sheet, c);
        ent_buffer_text(out, c ? ", " : "{");
        ent_buffer_json(out, column->name);
        ent_buffer_text(out, ": ");
        write_value(out, ent_sheet_cell(sheet, row, c), column->type);
    }
    ent_buffer_char(out, '}');
}

static void write_columns(const ent_sheet *sheet, ent_buffer *out) {
    for (size_t c = 0; c < sheet->column_count; c++) {
        const ent_column *column = ent_sheet_column(sheet, c);
        ent_buffer_text(out, c ? ",\n    {\"name\": " : "\n    {\"name\": ");
        ent_buffer_json(out, column->name);
        ent_buffer_format(out, ", \"type\": \"%s\", \"help\": ", type_names[column->type]);
        ent_buffer_json(out, column->help);
        ent_buffer_char(out, '}');
    }
}

void ent_table_write_json(const ent_sheet *sheet, ent_buffer *out) {
    const ent_table *table = sheet->table;
    ent_buffer_text(out, "{\n  \"name\": ");
    ent_buffer_json(out, table->name);
    ent_buffer_text(out, ",\n  \"title\": ");
    ent_buffer_json(out, ent_table_title(table));
    ent_buffer_text(out, ",\n  \"columns\": [");
    write_columns(sheet, out);
    ent_buffer_text(out, "\n  ],\n  \"rows\": [");
    for (size_t r = 0; r < sheet->row_count && ent_sheet_goes_on(sheet, r); r++) {
        ent_buffer_text(out, r ? ",\n    " : "\n    ");
        write_row(sheet, r, out);
    }
    ent_buffer_text(out, sheet->row_count ? "\n  ],\n  \"notes\": [" : "],\n  \"notes\": [");
    for (size_t k = 0; k < table->note_count; k++) {
        ent_buffer_text(out, k ? ",\n    " : "\n    ");
        ent_buffer_json(out, table->notes[k]);
    }
    ent_buffer_text(out, table->note_count ? "\n  ]\n}\n" : "]\n}\n");
}

void ent_table_write_jsonl(const ent_sheet *sheet, ent_buffer *out) {
    for (size_t r = 0; r < sheet->row_count && ent_sheet_goes_on(sheet, r); r++) {
        write_row(sheet, r, out);
        ent_buffer_char(out, '\n');
    }
}
