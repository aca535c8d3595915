/* table/cards.c - rows as cards: a heading for each group, the short cells of a row on one line, free text beneath. */
#include "table/sheet.h"
#include "table/wrap.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, INDENT = 2, DEEPER = 6 };

typedef struct cards {
    const ent_sheet *sheet;
    const ent_shown *shown;
    ent_buffer *out;
    size_t *widths;   /* of the short cells; all 0 when they do not fit side by side */
    size_t free_text; /* number of wide columns: their names are written when there are several */
} cards;

/* Where a cell of a column goes. */
typedef enum role { HEADING, SHORT, WIDE } role;

static role role_of(const cards *c, size_t column) {
    if (c->sheet->columns[column] == c->sheet->table->group) return HEADING;
    return ent_sheet_column(c->sheet, column)->wide ? WIDE : SHORT;
}

static bool given(const cards *c, size_t row, size_t column) {
    const ent_cell *cell = ent_sheet_cell(c->sheet, row, column);
    bool empty = ent_sheet_column(c->sheet, column)->type == ENT_COLUMN_TEXT && cell->given && !cell->value.text[0];
    return cell->given && !empty;
}

/* A number tells nothing without its name, unless it leads the line. */
static bool is_named(const cards *c, size_t column, bool leads) {
    return ent_sheet_column(c->sheet, column)->type != ENT_COLUMN_TEXT && !leads;
}

static size_t short_width(const cards *c, size_t row, size_t column, bool leads) {
    size_t name = is_named(c, column, leads) ? strlen(ent_sheet_column(c->sheet, column)->name) + 1 : 0;
    return name + ent_text_width(ent_shown_cell(c->shown, row, column));
}

static void write_short(cards *c, size_t row, size_t column, bool leads) {
    if (is_named(c, column, leads)) ent_buffer_format(c->out, "%s ", ent_sheet_column(c->sheet, column)->name);
    ent_buffer_text(c->out, ent_shown_cell(c->shown, row, column));
}

/* Widths that line the short cells up over all cards, or all 0 when the line would not fit. */
static void measure(cards *c) {
    size_t total = INDENT;
    bool leads = true;
    for (size_t k = 0; k < c->sheet->column_count; k++) {
        c->widths[k] = 0;
        role what = role_of(c, k);
        c->free_text += what == WIDE;
        if (what != SHORT) continue;
        for (size_t r = 0; r < c->sheet->row_count; r++) {
            size_t width = given(c, r, k) ? short_width(c, r, k, leads) : 0;
            if (width > c->widths[k]) c->widths[k] = width;
        }
        if (c->widths[k] > 0) total += c->widths[k] + (leads ? 0 : GAP);
        leads = false;
    }
    if (total > c->sheet->width) memset(c->widths, 0, c->sheet->column_count * sizeof *c->widths);
}

/* Where the line being written ends. */
typedef struct cursor {
    size_t at, owed; /* columns written, and spaces before what follows */
    bool begun;
} cursor;

static void break_line(cards *c, cursor *k) {
    if (k->begun) ent_buffer_char(c->out, '\n');
    *k = (cursor){.owed = DEEPER};
}

/* A short cell that is wider than a line gets lines of its own. */
static void write_long(cards *c, cursor *k, size_t row, size_t column) {
    if (k->begun) break_line(c, k);
    ent_buffer_repeat(c->out, ' ', k->owed);
    ent_wrap_append(c->out, ent_shown_cell(c->shown, row, column), c->sheet->width, k->owed, DEEPER + 2);
    *k = (cursor){.owed = DEEPER};
}

static void write_cell(cards *c, cursor *k, size_t row, size_t column, bool leads) {
    size_t width = short_width(c, row, column, leads), room = c->widths[column];
    bool number = ent_column_is_number(ent_sheet_column(c->sheet, column));
    size_t spare = room > width ? room - width : 0;
    if (number) k->owed += spare;
    if (width + DEEPER > c->sheet->width) {
        write_long(c, k, row, column);
        return;
    }
    if (k->begun && k->at + k->owed + width > c->sheet->width) break_line(c, k);
    ent_buffer_repeat(c->out, ' ', k->owed);
    write_short(c, row, column, leads);
    k->at += k->owed + width;
    k->owed = (number ? 0 : spare) + GAP;
    k->begun = true;
}

/* The short cells of a row: in columns when these fit, else one after another, continued on a deeper line. */
static void write_line(cards *c, size_t row) {
    cursor k = {.owed = INDENT};
    bool leads = true;
    for (size_t column = 0; column < c->sheet->column_count; column++) {
        if (role_of(c, column) != SHORT) continue;
        if (given(c, row, column))
            write_cell(c, &k, row, column, leads);
        else if (c->widths[column] > 0)
            k.owed += c->widths[column] + GAP;
        leads = false;
    }
    if (k.begun) ent_buffer_char(c->out, '\n');
}

static void write_card(cards *c, size_t row) {
    write_line(c, row);
    for (size_t k = 0; k < c->sheet->column_count; k++) {
        if (role_of(c, k) != WIDE || !given(c, row, k)) continue;
        size_t at = DEEPER;
        ent_buffer_repeat(c->out, ' ', DEEPER);
        if (c->free_text > 1) {
            const char *name = ent_sheet_column(c->sheet, k)->name;
            ent_buffer_format(c->out, "%s: ", name);
            at += strlen(name) + 2;
        }
        ent_wrap_append(c->out, ent_shown_cell(c->shown, row, k), c->sheet->width, at, DEEPER + 2);
    }
}

bool ent_sheet_starts_group(const ent_sheet *sheet, size_t row) {
    size_t group = sheet->table->group;
    return row == 0 || strcmp(ent_table_text(sheet->table, sheet->rows[row], group),
                              ent_table_text(sheet->table, sheet->rows[row - 1], group)) != 0;
}

static void write_heading(cards *c, ent_arena *room, size_t row) {
    const ent_table *table = c->sheet->table;
    const char *text = ent_harmless(room, ent_table_text(table, c->sheet->rows[row], table->group));
    if (!text) {
        c->out->failed = true;
        return;
    }
    if (row > 0) ent_buffer_char(c->out, '\n');
    if (c->sheet->color) ent_buffer_text(c->out, "\033[1m");
    ent_wrap_append(c->out, *text ? text : "-", c->sheet->width, 0, INDENT);
    if (c->sheet->color) ent_buffer_text(c->out, "\033[0m");
}

void ent_table_write_cards(const ent_sheet *sheet, const ent_shown *shown, ent_buffer *out) {
    cards c = {.sheet = sheet, .shown = shown, .out = out};
    ent_arena room = {0};
    c.widths = calloc(sheet->column_count, sizeof *c.widths);
    if (!c.widths) {
        out->failed = true;
        return;
    }
    measure(&c);
    for (size_t r = 0; r < sheet->row_count && ent_sheet_goes_on(sheet, r); r++) {
        if (ent_sheet_starts_group(sheet, r)) write_heading(&c, &room, r);
        write_card(&c, r);
    }
    ent_arena_clear(&room);
    free(c.widths);
}
