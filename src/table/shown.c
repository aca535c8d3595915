/* table/shown.c - cells as people read them: six significant digits, decimals alike in a column, nothing that could
 * move the cursor. */
#include "table/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- text ---- */

const char *ent_harmless(ent_arena *arena, const char *text) {
    bool harmful = false;
    const char *p = text;
    for (size_t step; !harmful && (step = ent_text_next(p, &harmful)) > 0;) p += step;
    if (!harmful) return text;
    char *copy = ent_arena_take(arena, strlen(text) + 1, 1);
    if (!copy) return NULL;
    char *to = copy;
    size_t step;
    for (p = text; (step = ent_text_next(p, &harmful)) > 0; p += step) {
        if (harmful) {
            *to++ = ' ';
        } else {
            memcpy(to, p, step);
            to += step;
        }
    }
    *to = '\0';
    return copy;
}

/* ---- reals ---- */

/* How the reals of one column are written. */
typedef struct real_style {
    int decimals;
    double largest; /* magnitude */
} real_style;

enum { DIGITS = 6, MOST_DECIMALS = 9 };

/* Too small beside the others to be more than the noise of the calculation. */
static bool is_noise(double value, const real_style *style) {
    return fabs(value) < style->largest * 1e-12;
}

/* Too large for plain digits, or so small that the column's decimals would hide it. */
static bool needs_exponent(double value) {
    double size = fabs(value);
    return size >= 1e15 || (size > 0 && size < pow(10, -MOST_DECIMALS));
}

static int exponent_of(double size) {
    return (int)floor(log10(size));
}

static void write_real(ent_buffer *out, double value, const real_style *style) {
    if (!isfinite(value)) {
        ent_buffer_text(out, value < 0 ? "-inf" : "inf");
    } else if (is_noise(value, style) || !needs_exponent(value)) {
        ent_buffer_fixed(out, value, style->decimals);
    } else {
        int exponent = exponent_of(fabs(value));
        ent_buffer_fixed(out, exponent > 300 ? value / 1e300 / pow(10, exponent - 300) : value * pow(10, -exponent),
                         DIGITS - 1);
        ent_buffer_format(out, "e%+03d", exponent);
    }
}

/* The cell when its digits have a say in how the column is written. */
static const ent_cell *real_cell(const ent_sheet *sheet, size_t row, size_t column) {
    const ent_cell *cell = ent_sheet_cell(sheet, row, column);
    return cell->given && !cell->whole && isfinite(cell->value.real) ? cell : NULL;
}

static int trailing_zeros(const char *number) {
    if (!strchr(number, '.') || strchr(number, 'e')) return MOST_DECIMALS + DIGITS;
    int zeros = 0;
    for (const char *p = number + strlen(number) - 1; *p == '0'; p--) zeros++;
    return zeros;
}

/* Decimals that give the largest value six significant digits and the smallest at least three; then without the zeros
 * that all share. */
static real_style style_of(const ent_sheet *sheet, size_t column, bool *failed) {
    real_style style = {0, 0};
    double smallest = INFINITY;
    for (size_t r = 0; r < sheet->row_count; r++) {
        const ent_cell *cell = real_cell(sheet, r, column);
        if (cell && fabs(cell->value.real) < 1e15) style.largest = fmax(style.largest, fabs(cell->value.real));
    }
    if (!(style.largest > 0)) return style;
    for (size_t r = 0; r < sheet->row_count; r++) {
        const ent_cell *cell = real_cell(sheet, r, column);
        if (cell && cell->value.real != 0 && !is_noise(cell->value.real, &style) && !needs_exponent(cell->value.real))
            smallest = fmin(smallest, fabs(cell->value.real));
    }
    int wanted = DIGITS - 1 - exponent_of(style.largest);
    if (isfinite(smallest) && 2 - exponent_of(smallest) > wanted) wanted = 2 - exponent_of(smallest);
    style.decimals = wanted < 0 ? 0 : wanted > MOST_DECIMALS ? MOST_DECIMALS : wanted;
    int zeros = style.decimals;
    ent_buffer number = {0};
    for (size_t r = 0; r < sheet->row_count && zeros > 0; r++) {
        const ent_cell *cell = real_cell(sheet, r, column);
        if (!cell) continue;
        number.length = 0;
        write_real(&number, cell->value.real, &style);
        int these = number.failed ? 0 : trailing_zeros(number.data);
        if (these < zeros) zeros = these;
    }
    *failed = *failed || number.failed;
    ent_buffer_clear(&number);
    style.decimals -= zeros;
    return style;
}

/* ---- all cells ---- */

static const char *show_cell(ent_shown *shown, ent_buffer *room, const ent_cell *cell, const ent_column *column,
                             const real_style *style) {
    if (!cell->given) return "-";
    if (column->type == ENT_COLUMN_TEXT) return ent_harmless(&shown->arena, cell->value.text);
    if (column->type == ENT_COLUMN_BOOL) return cell->value.integer ? "yes" : "no";
    room->length = 0;
    if (column->type == ENT_COLUMN_INT)
        ent_buffer_format(room, "%lld", (long long)cell->value.integer);
    else if (cell->whole)
        ent_buffer_format(room, "%.0f", cell->value.real);
    else
        write_real(room, cell->value.real, style);
    return room->failed ? NULL : ent_arena_text(&shown->arena, room->data, room->length);
}

static bool show_column(const ent_sheet *sheet, ent_shown *out, ent_buffer *room, size_t c) {
    const ent_column *column = ent_sheet_column(sheet, c);
    bool failed = false;
    real_style style = {0, 0};
    if (column->type == ENT_COLUMN_REAL) style = style_of(sheet, c, &failed);
    for (size_t r = 0; r < sheet->row_count && !failed; r++) {
        if (!ent_sheet_goes_on(sheet, r)) return false;
        const char *text = show_cell(out, room, ent_sheet_cell(sheet, r, c), column, &style);
        out->cells[r * out->columns + c] = text;
        failed = text == NULL;
    }
    return !failed;
}

bool ent_shown_make(const ent_sheet *sheet, ent_shown *out) {
    memset(out, 0, sizeof *out);
    out->columns = sheet->column_count;
    out->cells = calloc(sheet->row_count * sheet->column_count + 1, sizeof *out->cells);
    ent_buffer room = {0};
    bool done = out->cells != NULL;
    for (size_t c = 0; c < sheet->column_count && done; c++) done = show_column(sheet, out, &room, c);
    ent_buffer_clear(&room);
    if (!done) ent_shown_clear(out);
    return done;
}

const char *ent_shown_cell(const ent_shown *shown, size_t row, size_t column) {
    return shown->cells[row * shown->columns + column];
}

void ent_shown_clear(ent_shown *shown) {
    free(shown->cells);
    ent_arena_clear(&shown->arena);
    shown->cells = NULL;
}
