/* chart/spans.c - rows that last from one day to another, as bars under each other. Sign is told by colour and by the
 * ends of the bar: round, pointed or straight; a negative one has a dashed core, for blue and vermilion are alike in
 * grey. */
#include "chart/page.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_MOST 250.0 /* width of the column of labels */
#define DATE_MOST 104.0
#define ROW_PAD 6.0
#define HALF 4.5  /* of a bar's height */
#define VAGUE 2.2 /* of a bar that means some day among these */
#define LEAST 9.0 /* a day is still seen */
#define ARROW 9.0 /* length of an open end */
#define CORE_FROM 24.0
enum { LABEL_LINES = 2, AXIS_AGAIN = 25, MOST_ROWS = 2000, TOLD = 12, SIGNS = 3 };

typedef struct span {
    const char *label, *date, *tip, *status;
    int32_t first, last;
    int sign;
    bool dated, interval, dotted;
    ent_wrapped_line lines[LABEL_LINES];
    size_t line_count;
} span;

typedef struct spans {
    chart_page *page;
    span *rows;
    size_t count, dated;
    double label_width, date_width;
    ent_axis axis;
    bool open_start, open_end, vague;
    bool present[SIGNS][2];      /* by sign + 1 and whether it is dotted */
    const char *dotted_words[3]; /* statuses that are dotted, by their place in dotted_statuses */
} spans;

static const char *const dotted_statuses[] = {"planned", "denied", "hypothetical"};
enum { DOTTED = 3 };

/* ---- rows --------------------------------------------------------------------------------------------------------------------- */

static bool read_row(spans *s, size_t row) {
    const chart_columns *at = &s->page->at;
    span *item = &s->rows[row];
    const char *sign = chart_text(s->page, row, at->sign);
    item->label = chart_text(s->page, row, at->label);
    item->date = chart_text(s->page, row, at->from);
    item->tip = chart_text(s->page, row, at->tip);
    item->status = chart_text(s->page, row, at->status);
    if (!sign || !item->label || !item->date || !item->tip || !item->status) return false;
    item->sign = strcmp(sign, "positive") == 0 ? 1 : strcmp(sign, "negative") == 0 ? -1 : 0;
    item->dated = chart_days(s->page, row, &item->first, &item->last, &item->interval);
    for (size_t k = 0; k < DOTTED; k++) {
        if (strcmp(item->status, dotted_statuses[k]) != 0) continue;
        item->dotted = true;
        if (item->dated) s->dotted_words[k] = dotted_statuses[k];
    }
    if (!item->dated) return true;
    item->line_count = ent_typeset_wrap(item->label, ENT_SIZE_LABEL, false, LABEL_MOST, LABEL_LINES, item->lines);
    for (size_t k = 0; k < item->line_count; k++)
        if (item->lines[k].width > s->label_width) s->label_width = item->lines[k].width;
    double width = ent_typeset_width(item->date, ENT_SIZE_CAPTION, false);
    if (width > s->date_width) s->date_width = width < DATE_MOST ? width : DATE_MOST;
    s->dated++;
    s->present[item->sign + 1][item->dotted] = true;
    s->open_start = s->open_start || item->first == ENT_DAY_MIN;
    s->open_end = s->open_end || item->last == ENT_DAY_MAX;
    s->vague = s->vague || !item->interval;
    return true;
}

static void include_day(ent_axis *axis, int32_t day) {
    if (day == ENT_DAY_MIN || day == ENT_DAY_MAX) return;
    if (day < axis->first) axis->first = day;
    if (day + 1LL > axis->end) axis->end = day + 1LL;
}

/* Room for an open end, and some air around single days. */
static void set_axis(spans *s) {
    ent_axis *axis = &s->axis;
    *axis = (ent_axis){ENT_MARGIN + s->label_width + s->date_width + 24, CHART_RIGHT, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < s->count; i++) {
        if (!s->rows[i].dated) continue;
        include_day(axis, s->rows[i].first);
        include_day(axis, s->rows[i].last);
    }
    int64_t length = axis->end - axis->first, air = length / 50 + 1;
    axis->first -= s->open_start ? length / 8 + 2 : air;
    axis->end += s->open_end ? length / 8 + 2 : air;
}

/* ---- bars --------------------------------------------------------------------------------------------------------------------- */

/* The outline of one end at x, looking outwards along `out` (1: right), from the far corner to the near one. */
static void write_end(ent_buffer *b, const span *item, bool open, double x, double y, double out, double half) {
    double inner = open ? x - out * ARROW : item->sign < 0 ? x - out * half : x;
    double from = -out * half, wide = from + (from > 0 ? 3.5 : -3.5);
    if (item->sign > 0 && !open) inner = x - out * half;
    ent_buffer_char(b, out > 0 ? 'M' : 'L');
    chart_number(b, inner);
    ent_buffer_char(b, ',');
    chart_number(b, y + from);
    if (item->sign > 0 && !open) {
        ent_buffer_char(b, 'A');
        chart_number(b, half);
        ent_buffer_char(b, ',');
        chart_number(b, half);
        ent_buffer_text(b, " 0 0 1 ");
        chart_number(b, inner);
        ent_buffer_char(b, ',');
        chart_number(b, y - from);
        return;
    }
    const double points[][2] = {{inner, y + wide}, {x, y}, {inner, y - wide}, {inner, y - from}};
    for (size_t k = open ? 0 : item->sign < 0 ? 1 : 3; k < 4; k++) {
        if (!open && k == 2) continue;
        ent_buffer_char(b, 'L');
        chart_number(b, points[k][0]);
        ent_buffer_char(b, ',');
        chart_number(b, points[k][1]);
    }
}

static void write_bar(ent_buffer *b, const span *item, double x0, double x1, double y, bool left, bool right) {
    const ent_sign_style *style = ent_sign_of(item->sign);
    double half = item->interval || left || right ? item->sign ? HALF : HALF - 1 : VAGUE;
    ent_buffer_format(b, "<path class=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"",
                      item->dotted ? "paper line" : "solid line", item->dotted ? ENT_PAPER : style->line, style->line);
    if (item->dotted) ent_buffer_format(b, " stroke-dasharray=\"%s\" stroke-linecap=\"round\"", style->expected);
    ent_buffer_text(b, " d=\"");
    write_end(b, item, right, x1, y, 1, half);
    write_end(b, item, left, x0, y, -1, half);
    ent_buffer_text(b, "Z\"/>");
    if (item->sign >= 0 || item->dotted || half < HALF || x1 - x0 < CORE_FROM) return;
    ent_buffer_format(b,
                      "<path class=\"core\" fill=\"none\" stroke=\"" ENT_PAPER "\" stroke-width=\"1.6\" "
                      "stroke-dasharray=\"%s\" d=\"M",
                      style->dash);
    chart_number(b, x0 + ARROW);
    ent_buffer_char(b, ',');
    chart_number(b, y);
    ent_buffer_char(b, 'H');
    chart_number(b, x1 - ARROW);
    ent_buffer_text(b, "\"/>");
}

static void write_span(const spans *s, size_t number, double y) {
    const span *item = &s->rows[number];
    ent_buffer *b = &s->page->body;
    bool left = item->first == ENT_DAY_MIN, right = item->last == ENT_DAY_MAX;
    double x0 = left ? s->axis.x0 : ent_axis_x(&s->axis, item->first);
    double x1 = right ? s->axis.x1 : ent_axis_x(&s->axis, item->last + 1.0);
    if (x1 - x0 < LEAST) {
        double middle = (x0 + x1) / 2;
        x0 = middle - LEAST / 2;
        x1 = middle + LEAST / 2;
    }
    ent_buffer_format(b, "<g class=\"node rel-%s\" id=\"s%zu\"><title>", ent_sign_of(item->sign)->name, number + 1);
    const char *const parts[] = {item->label, item->date, ent_sign_of(item->sign)->word, item->status, item->tip};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        if (!*parts[k]) continue;
        if (k) ent_buffer_text(b, k == 1 ? ": " : k == 4 ? ". " : ", ");
        ent_buffer_xml(b, parts[k]);
    }
    ent_buffer_text(b, "</title>");
    write_bar(b, item, x0, x1, y, left, right);
    ent_buffer_text(b, "</g>\n");
}

/* ---- texts -------------------------------------------------------------------------------------------------------------------- */

static double row_height(const span *item) {
    return (double)(item->line_count ? item->line_count : 1) * ENT_LABEL_LEADING + ROW_PAD;
}

static void write_labels(const spans *s, double top) {
    ent_buffer *b = &s->page->body;
    ent_buffer_text(b, "<g class=\"t-row\" fill=\"" ENT_INK_TITLE "\"");
    chart_attribute(b, "font-size", ENT_SIZE_LABEL);
    ent_buffer_text(b, ">\n");
    double y = top;
    for (size_t i = 0; i < s->count; i++) {
        const span *item = &s->rows[i];
        if (!item->dated) continue;
        for (size_t k = 0; k < item->line_count; k++)
            chart_piece(b, ENT_MARGIN, y + ROW_PAD / 2 + ENT_SIZE_LABEL * .86 + (double)k * ENT_LABEL_LEADING,
                        &item->lines[k]);
        y += row_height(item);
    }
    ent_buffer_text(b, "</g>\n<g class=\"t-axis\" fill=\"" ENT_INK_CAPTION "\"");
    chart_attribute(b, "font-size", ENT_SIZE_CAPTION);
    ent_buffer_text(b, ">\n");
    y = top;
    for (size_t i = 0; i < s->count; i++) {
        ent_wrapped_line line;
        if (!s->rows[i].dated) continue;
        if (ent_typeset_wrap(s->rows[i].date, ENT_SIZE_CAPTION, false, DATE_MOST, 1, &line))
            chart_piece(b, ENT_MARGIN + s->label_width + 10, y + row_height(&s->rows[i]) / 2 + ENT_SIZE_CAPTION * .35,
                        &line);
        y += row_height(&s->rows[i]);
    }
    ent_buffer_text(b, "</g>\n");
}

/* ---- legend ------------------------------------------------------------------------------------------------------------------- */

enum { KEY_VAGUE = 8, KEY_OPEN };

/* `what` is 2 (sign + 1) + dotted for signs. */
static void write_sample(const chart_key *key, double x, double y, ent_buffer *out) {
    bool is_sign = key->what < KEY_VAGUE;
    span item = {.sign = is_sign ? key->what / 2 - 1 : 0, .dotted = is_sign && key->what % 2, .interval = true};
    if (key->what == KEY_VAGUE) item.interval = false;
    ent_buffer_format(out, "<g class=\"rel-%s\">", ent_sign_of(item.sign)->name);
    write_bar(out, &item, x, x + CHART_SAMPLE, y, false, key->what == KEY_OPEN);
    ent_buffer_text(out, "</g>");
}

static double write_legend(spans *s, double y) {
    static const char *const words[SIGNS] = {"Adversarial (pointed)", "Factual (straight)", "Cooperative (round)"};
    chart_legend legend = {.sample = write_sample};
    ent_buffer dotted = {0};
    int dotted_sign = -1;
    for (int sign = SIGNS - 1; sign >= 0; sign -= 2) { /* cooperative, adversarial, then factual */
        if (s->present[sign][0] || s->present[sign][1]) chart_add_key(&legend, words[sign], 2 * sign);
        if (s->present[sign][1] && dotted_sign < 0) dotted_sign = sign;
    }
    if (s->present[1][0] || s->present[1][1]) chart_add_key(&legend, words[1], 2);
    if (dotted_sign < 0) dotted_sign = 1;
    for (size_t k = 0; k < DOTTED; k++)
        if (s->dotted_words[k])
            ent_buffer_format(&dotted, "%s%s", dotted.length ? " or " : "Dotted: ", s->dotted_words[k]);
    if (dotted.length) chart_add_key(&legend, dotted.data, 2 * dotted_sign + 1);
    if (s->vague) chart_add_key(&legend, "Thin: some day among these", KEY_VAGUE);
    if (s->open_start || s->open_end) chart_add_key(&legend, "Arrow: open end", KEY_OPEN);
    s->page->body.failed |= dotted.failed;
    y = chart_write_legend(&legend, y, &s->page->body);
    ent_buffer_clear(&dotted);
    return y;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------- */

static const char *rows_word(size_t count) {
    return count == 1 ? "row" : "rows";
}

/* "10 cooperative, 2 adversarial, 4 factual; 9 are dotted" */
static void say_signs(const spans *s, ent_buffer *out) {
    static const int order[] = {1, -1, 0};
    size_t dotted = 0;
    for (size_t k = 0; k < SIGNS; k++) {
        size_t count = 0;
        for (size_t i = 0; i < s->count; i++) count += s->rows[i].dated && s->rows[i].sign == order[k];
        if (count) ent_buffer_format(out, "%s%zu %s", out->length ? ", " : "", count, ent_sign_of(order[k])->word);
    }
    for (size_t i = 0; i < s->count; i++) dotted += s->rows[i].dated && s->rows[i].dotted;
    if (dotted) ent_buffer_format(out, "; %zu of them dotted: not a fact as yet, or not taken for one", dotted);
}

static void describe(spans *s) {
    chart_page *page = s->page;
    size_t undated = s->count - s->dated, told = 0;
    char from[16], to[16];
    int32_t first = INT32_MAX, last = INT32_MIN;
    for (size_t i = 0; i < s->count; i++) {
        const span *item = &s->rows[i];
        if (!item->dated) continue;
        if (item->first != ENT_DAY_MIN && item->first < first) first = item->first;
        if (item->last == ENT_DAY_MAX ? item->first > last : item->last > last)
            last = item->last == ENT_DAY_MAX ? item->first : item->last;
    }
    ent_date_format_day(first, from);
    ent_date_format_day(last, to);
    say_signs(s, &page->subtitle);
    ent_buffer_format(&page->counts, "%zu of %zu %s drawn, %zu without a date", s->dated, s->count, rows_word(s->count),
                      undated);
    ent_buffer_format(&page->about, "Timeline of %zu dated %s", s->dated, rows_word(s->dated));
    if (*from && *to) ent_buffer_format(&page->about, ", %s to %s", from, to);
    ent_buffer_char(&page->about, '.');
    for (size_t i = 0; i < s->count && told < TOLD; i++) {
        const span *item = &s->rows[i];
        if (!item->dated) continue;
        told++;
        ent_buffer_format(&page->about, " %s: %s (%s%s%s).", item->date, item->label, ent_sign_of(item->sign)->word,
                          *item->status ? ", " : "", item->status);
    }
}

static void draw(spans *s) {
    ent_buffer *b = &s->page->body;
    double top = s->dated > AXIS_AGAIN ? 14 : 2, bottom = top;
    for (size_t i = 0; i < s->count; i++)
        if (s->rows[i].dated) bottom += row_height(&s->rows[i]);
    set_axis(s);
    chart_grid(&s->axis, top, bottom + 3, b);
    if (s->dated > AXIS_AGAIN) chart_dates(&s->axis, ENT_SIZE_CAPTION, b);
    chart_dates(&s->axis, bottom + 13, b);
    write_labels(s, top);
    double y = top;
    for (size_t i = 0; i < s->count; i++) {
        if (!s->rows[i].dated) continue;
        write_span(s, i, y + row_height(&s->rows[i]) / 2);
        y += row_height(&s->rows[i]);
    }
    y = bottom + 22;
    if (s->dated < s->count) {
        size_t undated = s->count - s->dated;
        ent_buffer line = {0};
        ent_buffer_format(&line, "%zu %s without a date %s not drawn", undated, rows_word(undated),
                          undated == 1 ? "is" : "are");
        ent_buffer_format(b, "<g class=\"t-axis\" fill=\"" ENT_INK_CAPTION "\"");
        chart_attribute(b, "font-size", ENT_SIZE_CAPTION);
        ent_buffer_char(b, '>');
        chart_words(b, ENT_MARGIN, y + 6, "start", line.data ? line.data : "");
        b->failed |= line.failed;
        ent_buffer_clear(&line);
        ent_buffer_text(b, "</g>\n");
        y += 14;
    }
    s->page->height = write_legend(s, y);
}

ent_status chart_draw_spans(chart_page *page, ent_error *err) {
    spans s = {.page = page, .count = ent_table_rows(page->table)};
    bool room = true;
    s.rows = calloc(s.count + 1, sizeof *s.rows);
    if (!s.rows) return ent_fail_memory(err);
    for (size_t i = 0; i < s.count && room; i++) room = read_row(&s, i);
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    if (!status && !s.dated) {
        ent_fail(err, ENT_NO, "there is nothing to draw: no row has a date");
        status = ENT_NO;
    }
    if (!status && s.dated > MOST_ROWS) {
        ent_fail(err, ENT_USAGE, "a picture of %zu bars cannot be read, at most %d are drawn", s.dated, MOST_ROWS);
        ent_hint(err, "choose fewer with --since, --until, --type or --sign");
        status = ENT_USAGE;
    }
    if (!status) {
        describe(&s);
        draw(&s);
    }
    free(s.rows);
    return status;
}
