/* table/grid.c - rows under aligned columns that fit the terminal.
 *
 * What is too wide is narrowed in this order: free text is wrapped, other text is wrapped, and at last the columns stand
 * in several blocks, each beginning with the columns again that tell a row from the one above it. Text that is not free and
 * would take more than three lines ends in an ellipsis. Numbers are never cut. */
#include "table/sheet.h"
#include "table/wrap.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, WIDE_FLOOR = 24, TEXT_FLOOR = 16, MOST_LINES = 3 };

typedef struct grid_column {
    size_t place;   /* in the sheet */
    size_t natural; /* columns that the widest cell takes */
    size_t width;
    bool right, wide;
    bool key; /* stands at the head of every block */
} grid_column;

typedef struct grid {
    const ent_sheet *sheet;
    const ent_shown *shown;
    ent_buffer *out;
    grid_column *columns;
    size_t count;
    const char **rests; /* of each column, while a row that wraps is written */
} grid;

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static void measure(grid *g, size_t c) {
    const ent_column *column = ent_sheet_column(g->sheet, c);
    grid_column *out = &g->columns[c];
    *out = (grid_column){.place = c, .right = ent_column_is_number(column), .wide = column->wide};
    out->natural = ent_text_width(column->name);
    for (size_t r = 0; r < g->sheet->row_count; r++)
        out->natural = larger(out->natural, ent_text_width(ent_shown_cell(g->shown, r, c)));
    out->width = out->natural;
}

/* The narrowest a column is made while other columns still can give. */
static size_t floor_of(const grid *g, const grid_column *column) {
    if (column->right) return column->natural;
    size_t least = column->wide ? WIDE_FLOOR : TEXT_FLOOR;
    return smaller(column->natural, larger(least, ent_text_width(ent_sheet_column(g->sheet, column->place)->name)));
}

static size_t total_of(const grid_column *columns, size_t count) {
    size_t total = GAP * (count - 1);
    for (size_t i = 0; i < count; i++) total += columns[i].width;
    return total;
}

/* Let the columns of one sort (wide or not) share `room`, each at least its floor, the narrow ones first served. */
static void share(const grid *g, grid_column *columns, size_t count, bool wide) {
    size_t room = g->sheet->width;
    for (size_t i = 0; i < count; i++)
        if (columns[i].wide == wide && !columns[i].right) columns[i].width = floor_of(g, &columns[i]);
    size_t total = total_of(columns, count);
    for (bool grew = true; grew && total < room;) {
        grew = false;
        for (size_t i = 0; i < count && total < room; i++) {
            if (columns[i].wide != wide || columns[i].width >= columns[i].natural) continue;
            columns[i].width++;
            total++;
            grew = true;
        }
    }
}

/* Fit columns into the terminal; false when even their floors are too wide. */
static bool fit(const grid *g, grid_column *columns, size_t count) {
    for (size_t i = 0; i < count; i++) columns[i].width = columns[i].natural;
    if (total_of(columns, count) <= g->sheet->width) return true;
    share(g, columns, count, true);
    if (total_of(columns, count) <= g->sheet->width) return true;
    share(g, columns, count, false);
    return total_of(columns, count) <= g->sheet->width;
}

/* ---- writing ---- */

static void pad(ent_buffer *out, size_t *owed, size_t columns) {
    ent_buffer_repeat(out, ' ', *owed);
    *owed = columns;
}

/* One cell of a line; spaces to its right are owed until something follows. */
static void write_piece(ent_buffer *out, const grid_column *column, const char *text, size_t length, size_t *owed) {
    size_t width = ent_wrap_width(text, length);
    size_t spare = column->width > width ? column->width - width : 0;
    if (column->right) *owed += spare;
    if (length > 0) {
        pad(out, owed, 0);
        ent_buffer_bytes(out, text, length);
    } else {
        *owed += width;
    }
    *owed += (column->right ? 0 : spare) + GAP;
}

static void write_cut(grid *g, const grid_column *column, const char *text, size_t *owed) {
    char cut[4 * 256 + 4];
    size_t length = smaller(ent_wrap_fit(text, column->width - 1), sizeof cut - 4);
    memcpy(cut, text, length);
    memcpy(cut + length, "\xe2\x80\xa6", 4); /* an ellipsis */
    write_piece(g->out, column, cut, length + 3, owed);
}

/* The next line of a cell in *rest (NULL when used up). */
static void write_next(grid *g, const grid_column *column, const char **rest, int line_number, size_t *owed) {
    const char *text = *rest ? *rest : "", *line = "";
    size_t length = strlen(text);
    *rest = NULL;
    if (ent_wrap_width(text, length) <= column->width || column->right) {
        write_piece(g->out, column, text, length, owed);
    } else if (!column->wide && line_number == MOST_LINES) {
        write_cut(g, column, text, owed);
    } else {
        *rest = text;
        if (!ent_wrap_next(rest, column->width, &line, &length)) length = 0;
        while (**rest == ' ') (*rest)++;
        if (!**rest) *rest = NULL;
        write_piece(g->out, column, line, length, owed);
    }
}

/* A row of the texts in g->rests, as many lines as its wrapped cells take. */
static void write_row(grid *g, const grid_column *columns, size_t count) {
    bool more = true;
    for (int line_number = 1; more; line_number++) {
        size_t owed = 0;
        more = false;
        for (size_t i = 0; i < count; i++) {
            write_next(g, &columns[i], &g->rests[i], line_number, &owed);
            more = more || g->rests[i];
        }
        ent_buffer_char(g->out, '\n');
    }
}

static void write_block(grid *g, const grid_column *columns, size_t count) {
    for (size_t i = 0; i < count; i++) g->rests[i] = ent_sheet_column(g->sheet, columns[i].place)->name;
    if (g->sheet->color) ent_buffer_text(g->out, "\033[1m");
    write_row(g, columns, count);
    if (g->sheet->color) ent_buffer_text(g->out, "\033[0m");
    for (size_t r = 0; r < g->sheet->row_count && ent_sheet_goes_on(g->sheet, r); r++) {
        for (size_t i = 0; i < count; i++) g->rests[i] = ent_shown_cell(g->shown, r, columns[i].place);
        write_row(g, columns, count);
    }
}

/* Whether the columns of a block have room without anything being cut. */
static bool fits_whole(const grid *g, grid_column *columns, size_t count) {
    for (size_t i = 0; i < count; i++)
        columns[i].width = columns[i].wide ? floor_of(g, &columns[i]) : columns[i].natural;
    return total_of(columns, count) <= g->sheet->width;
}

/* Columns that stand alone and are wider than the terminal: text gives way, numbers stick out. */
static void squeeze(const grid *g, grid_column *columns, size_t count) {
    for (size_t i = count; i-- > 0;) {
        size_t others = total_of(columns, count) - columns[i].width;
        size_t room = g->sheet->width > others + 4 ? g->sheet->width - others : 4;
        if (!columns[i].right && columns[i].width > room) columns[i].width = room;
    }
}

/* Whether this column tells rows apart that are alike so far; alike[r]: row r is like the one above it. */
static bool tells_apart(const grid *g, size_t c, uint8_t *alike) {
    bool tells = false;
    for (size_t r = 1; r < g->sheet->row_count; r++) {
        if (!alike[r] || strcmp(ent_shown_cell(g->shown, r, c), ent_shown_cell(g->shown, r - 1, c)) == 0) continue;
        alike[r] = 0;
        tells = true;
    }
    return tells;
}

/* The first text column, and of the others those that it takes to tell a row from the one above it: text first, then numbers,
 * as far as they leave a third of the terminal. */
static void choose_keys(grid *g) {
    uint8_t *alike = malloc(g->sheet->row_count + 1);
    size_t first = 0, room = 2 * g->sheet->width / 3, taken;
    while (first < g->count && g->columns[first].right) first++;
    if (first == g->count) first = 0;
    g->columns[first].key = true;
    taken = g->columns[first].natural;
    if (!alike) return;
    memset(alike, 1, g->sheet->row_count + 1);
    tells_apart(g, first, alike);
    for (int numbers = 0; numbers < 2; numbers++)
        for (size_t c = 0; c < g->count; c++) {
            grid_column *column = &g->columns[c];
            if (column->key || column->wide || column->right != numbers || taken + GAP + column->natural > room)
                continue;
            if (!tells_apart(g, c, alike)) continue;
            column->key = true;
            taken += GAP + column->natural;
        }
    free(alike);
}

/* The columns in several blocks, each led by the key columns. */
static void write_blocks(grid *g, grid_column *block) {
    size_t next = 0;
    choose_keys(g);
    for (bool again = false; next < g->count; again = true) {
        size_t count = 0;
        for (size_t c = 0; again && c < g->count; c++)
            if (g->columns[c].key) block[count++] = g->columns[c];
        const size_t lead = count;
        for (; next < g->count; next++) {
            if (again && g->columns[next].key) continue;
            block[count] = g->columns[next];
            if (!fits_whole(g, block, count + 1) && count > lead) break;
            count++;
        }
        if (count == lead) break;
        if (again) ent_buffer_char(g->out, '\n');
        if (!fit(g, block, count)) squeeze(g, block, count);
        write_block(g, block, count);
    }
}

void ent_table_write_grid(const ent_sheet *sheet, const ent_shown *shown, ent_buffer *out) {
    size_t count = sheet->column_count;
    grid_column *columns = calloc(2 * count + 1, sizeof *columns); /* all columns, and room for those of a block */
    const char **rests = calloc(count + 1, sizeof *rests);
    if (columns && rests) {
        grid g = {.sheet = sheet, .shown = shown, .out = out, .columns = columns, .count = count, .rests = rests};
        for (size_t c = 0; c < count; c++) measure(&g, c);
        if (fit(&g, columns, count))
            write_block(&g, columns, count);
        else
            write_blocks(&g, columns + count);
    } else {
        out->failed = true;
    }
    free(rests);
    free(columns);
}
