/* table/text.c - a table for the terminal: title, grid or cards, notes. */
#include <stdio.h>

#include "table/sheet.h"
#include "table/wrap.h"

bool ent_sheet_cut(const ent_sheet *sheet, char out[64]) {
    if (sheet->shown == sheet->total) return false;
    snprintf(out, 64, "%zu of %zu %.20s", sheet->shown, sheet->total, sheet->table->unit ? sheet->table->unit : "rows");
    return true;
}

static void write_wrapped(const ent_sheet *sheet, ent_shown *shown, ent_buffer *out, const char *text, size_t indent) {
    const char *clean = ent_harmless(&shown->arena, text);
    if (clean)
        ent_wrap_append(out, clean, sheet->width, 0, indent);
    else
        out->failed = true;
}

static void write_title(const ent_sheet *sheet, ent_shown *shown, ent_buffer *out) {
    if (!sheet->table->title) return;
    if (sheet->color) ent_buffer_text(out, "\033[1m");
    write_wrapped(sheet, shown, out, sheet->table->title, 0);
    if (sheet->color) ent_buffer_text(out, "\033[0m");
    ent_buffer_char(out, '\n');
}

static void write_notes(const ent_sheet *sheet, ent_shown *shown, ent_buffer *out) {
    char cut[64];
    bool was_cut = ent_sheet_cut(sheet, cut);
    if (was_cut || sheet->table->note_count) ent_buffer_char(out, '\n');
    if (was_cut) ent_buffer_format(out, "%s\n", cut);
    for (size_t k = 0; k < sheet->table->note_count; k++) write_wrapped(sheet, shown, out, sheet->table->notes[k], 2);
}

void ent_table_write_text(const ent_sheet *sheet, ent_buffer *out) {
    ent_shown shown;
    if (!ent_shown_make(sheet, &shown)) {
        out->failed = true;
        return;
    }
    write_title(sheet, &shown, out);
    if (sheet->row_count == 0)
        ent_buffer_text(out, "(no rows)\n");
    else if (sheet->table->layout == ENT_LAYOUT_CARDS)
        ent_table_write_cards(sheet, &shown, out);
    else
        ent_table_write_grid(sheet, &shown, out);
    write_notes(sheet, &shown, out);
    ent_shown_clear(&shown);
}
