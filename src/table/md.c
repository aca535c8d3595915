/* table/md.c - a table as GitHub Flavored Markdown. Cells are text: what would be taken for markup is escaped. */
#include "table/sheet.h"

#include <string.h>

static void write_plain(ent_buffer *out, const char *text) {
    for (const char *p = text; *p; p++) {
        if (*p == '<')
            ent_buffer_text(out, "&lt;");
        else if (*p == '&')
            ent_buffer_text(out, "&amp;");
        else {
            if (strchr("\\|`*[]", *p)) ent_buffer_char(out, '\\');
            ent_buffer_char(out, *p);
        }
    }
}

/* With cards the group stands above its rows instead of in each of them. */
static bool is_heading(const ent_sheet *sheet, size_t column) {
    return sheet->table->layout == ENT_LAYOUT_CARDS && sheet->columns[column] == sheet->table->group;
}

static void write_head(const ent_sheet *sheet, ent_buffer *out) {
    ent_buffer_char(out, '|');
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (is_heading(sheet, c)) continue;
        ent_buffer_char(out, ' ');
        write_plain(out, ent_sheet_column(sheet, c)->name);
        ent_buffer_text(out, " |");
    }
    ent_buffer_text(out, "\n|");
    for (size_t c = 0; c < sheet->column_count; c++)
        if (!is_heading(sheet, c))
            ent_buffer_text(out, ent_column_is_number(ent_sheet_column(sheet, c)) ? "---:|" : "---|");
    ent_buffer_char(out, '\n');
}

static void write_row(const ent_sheet *sheet, const ent_shown *shown, size_t row, ent_buffer *out) {
    ent_buffer_char(out, '|');
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (is_heading(sheet, c)) continue;
        ent_buffer_char(out, ' ');
        write_plain(out, ent_shown_cell(shown, row, c));
        ent_buffer_text(out, " |");
    }
    ent_buffer_char(out, '\n');
}

static void write_heading(const ent_sheet *sheet, ent_shown *shown, size_t row, ent_buffer *out) {
    const char *text = ent_table_text(sheet->table, sheet->rows[row], sheet->table->group);
    const char *clean = ent_harmless(&shown->arena, text);
    if (row > 0) ent_buffer_char(out, '\n');
    ent_buffer_text(out, "#### ");
    if (clean)
        write_plain(out, *clean ? clean : "-");
    else
        out->failed = true;
    ent_buffer_text(out, "\n\n");
}

static void write_notes(const ent_sheet *sheet, ent_shown *shown, ent_buffer *out) {
    char cut[64];
    bool was_cut = ent_sheet_cut(sheet, cut);
    if (was_cut) ent_buffer_format(out, "\n- %s\n", cut);
    for (size_t k = 0; k < sheet->table->note_count; k++) {
        ent_buffer_text(out, k == 0 && !was_cut ? "\n- " : "- ");
        const char *note = ent_harmless(&shown->arena, sheet->table->notes[k]);
        if (note)
            write_plain(out, note);
        else
            out->failed = true;
        ent_buffer_char(out, '\n');
    }
}

static void write_title(const ent_sheet *sheet, ent_shown *shown, ent_buffer *out) {
    if (!sheet->table->title) return;
    const char *title = ent_harmless(&shown->arena, sheet->table->title);
    if (!title)
        out->failed = true;
    else {
        ent_buffer_text(out, "### ");
        write_plain(out, title);
        ent_buffer_text(out, "\n\n");
    }
}

void ent_table_write_md(const ent_sheet *sheet, ent_buffer *out) {
    ent_shown shown;
    if (!ent_shown_make(sheet, &shown)) {
        out->failed = true;
        return;
    }
    write_title(sheet, &shown, out);
    bool cards = sheet->table->layout == ENT_LAYOUT_CARDS && sheet->row_count > 0;
    if (!cards) write_head(sheet, out);
    for (size_t r = 0; r < sheet->row_count && ent_sheet_goes_on(sheet, r); r++) {
        if (cards && ent_sheet_starts_group(sheet, r)) {
            write_heading(sheet, &shown, r, out);
            write_head(sheet, out);
        }
        write_row(sheet, &shown, r, out);
    }
    write_notes(sheet, &shown, out);
    ent_shown_clear(&shown);
}
