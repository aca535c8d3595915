/* chart/page.c - the page around a chart: head, title, legend, caption. */
#include "chart/page.h"

#include <string.h>

enum { TITLE_LINES = 3, NOTE_LINES = 4, CUT_TEXT = 400 };

#define CONTENT_WIDTH (CHART_WIDTH - 2 * ENT_MARGIN)

/* ---- SVG ---- */

void chart_number(ent_buffer *out, double value) {
    ent_buffer_fixed(out, value, 2);
}

void chart_attribute(ent_buffer *out, const char *name, double value) {
    ent_buffer_format(out, " %s=\"", name);
    chart_number(out, value);
    ent_buffer_char(out, '"');
}

static void start_text(ent_buffer *out, double x, double y) {
    ent_buffer_text(out, "<text");
    chart_attribute(out, "x", x);
    chart_attribute(out, "y", y);
}

void chart_words(ent_buffer *out, double x, double y, const char *anchor, const char *text) {
    start_text(out, x, y);
    if (strcmp(anchor, "start") != 0) ent_buffer_format(out, " text-anchor=\"%s\"", anchor);
    ent_buffer_char(out, '>');
    ent_buffer_xml(out, text);
    ent_buffer_text(out, "</text>\n");
}

static void write_piece(ent_buffer *out, const ent_wrapped_line *line) {
    char piece[4 * (CUT_TEXT + 2) + 1]; /* clean text is cut */
    size_t length = line->length < sizeof piece ? line->length : sizeof piece - 1;
    memcpy(piece, line->start, length);
    piece[length] = '\0';
    ent_buffer_xml(out, piece);
    if (line->cut) ent_buffer_text(out, "…");
}

void chart_piece(ent_buffer *out, double x, double y, const ent_wrapped_line *line) {
    start_text(out, x, y);
    ent_buffer_char(out, '>');
    write_piece(out, line);
    ent_buffer_text(out, "</text>\n");
}

/* ---- cells ---- */

const char *chart_text(chart_page *page, size_t row, long column) {
    if (column < 0) return "";
    return ent_typeset_clean(&page->arena, ent_table_text(page->table, row, (size_t)column), CUT_TEXT, false);
}

bool chart_days(const chart_page *page, size_t row, int32_t *first, int32_t *last, bool *interval) {
    ent_date from, to;
    const char *text = ent_table_text(page->table, row, (size_t)page->at.from);
    if (!*text || ent_date_parse(text, &from, NULL) != ENT_OK) return false;
    *first = from.first;
    *last = from.last;
    *interval = from.interval || from.first == from.last;
    if (page->at.to < 0) return true;
    text = ent_table_text(page->table, row, (size_t)page->at.to);
    if (*text && ent_date_parse(text, &to, NULL) != ENT_OK) return false;
    *last = *text ? to.last : ENT_DAY_MAX;
    *interval = true;
    return *last >= *first;
}

/* ---- legend ---- */

#define ROW 16.0
#define AFTER_SAMPLE 5.0
#define BETWEEN 15.0

void chart_add_key(chart_legend *legend, const char *words, int what) {
    if (legend->count < CHART_KEYS) legend->keys[legend->count++] = (chart_key){words, what};
}

double chart_write_legend(const chart_legend *legend, double y, ent_buffer *out) {
    double x = ENT_MARGIN, most = CONTENT_WIDTH - CHART_SAMPLE - AFTER_SAMPLE;
    ent_buffer_text(out, "<path class=\"rule\" fill=\"none\" stroke=\"" ENT_INK_RULE "\" stroke-width=\"0.8\" d=\"M");
    chart_number(out, ENT_MARGIN);
    ent_buffer_char(out, ',');
    chart_number(out, y);
    ent_buffer_char(out, 'H');
    chart_number(out, CHART_WIDTH - ENT_MARGIN);
    ent_buffer_text(out, "\"/>\n");
    if (!legend->count) return y;
    y += 8;
    ent_buffer_text(out, "<g class=\"legend\" fill=\"" ENT_INK_LEGEND "\"");
    chart_attribute(out, "font-size", ENT_SIZE_LEGEND);
    ent_buffer_text(out, ">\n");
    for (size_t i = 0; i < legend->count; i++) {
        ent_wrapped_line line;
        size_t lines = ent_typeset_wrap(legend->keys[i].words, ENT_SIZE_LEGEND, false, most, 1, &line);
        double width = CHART_SAMPLE + AFTER_SAMPLE + (lines ? line.width : 0);
        if (x > ENT_MARGIN && x + width > CHART_WIDTH - ENT_MARGIN) {
            x = ENT_MARGIN;
            y += ROW;
        }
        legend->sample(&legend->keys[i], x, y + ROW / 2, out);
        if (lines) chart_piece(out, x + CHART_SAMPLE + AFTER_SAMPLE, y + ROW / 2 + ENT_SIZE_LEGEND * .35, &line);
        x += width + BETWEEN;
    }
    ent_buffer_text(out, "</g>\n");
    return y + ROW;
}

/* ---- frame ---- */

typedef struct frame_text {
    const char *class, *text, *fill;
    double size, leading;
    bool bold;
    size_t most;
} frame_text;

/* Write a text at y, or only measure it (out NULL); its height. */
static double write_text(const frame_text *t, double y, ent_buffer *out) {
    ent_wrapped_line lines[TITLE_LINES + NOTE_LINES];
    size_t count = ent_typeset_wrap(t->text, t->size, t->bold, CONTENT_WIDTH, t->most, lines);
    if (!out || !count) return (double)count * t->leading;
    ent_buffer_format(out, "<g class=\"%s\" fill=\"%s\"", t->class, t->fill);
    chart_attribute(out, "font-size", t->size);
    ent_buffer_text(out, t->bold ? " font-weight=\"bold\">\n" : ">\n");
    for (size_t i = 0; i < count; i++)
        chart_piece(out, ENT_MARGIN, y + t->size * .95 + (double)i * t->leading, &lines[i]);
    ent_buffer_text(out, "</g>\n");
    return (double)count * t->leading;
}

static void write_style(ent_buffer *out) {
    ent_buffer_text(out, "<style>\n@media screen and (prefers-color-scheme:dark){.bg,.paper{fill:" ENT_DARK_PAPER "}"
                         ".core{stroke:" ENT_DARK_PAPER "}.t-title,.t-row,.t-panel{fill:" ENT_DARK_TEXT "}"
                         ".t-sub,.t-cap,.t-axis,.legend{fill:" ENT_DARK_SOFT "}.rule{stroke:" ENT_DARK_RULE "}\n");
    for (int sign = -1; sign <= 1; sign++) {
        const ent_sign_style *s = ent_sign_of(sign);
        ent_buffer_format(out, ".rel-%s .solid{fill:%s}.rel-%s .line{stroke:%s}\n", s->name, s->dark_line, s->name,
                          s->dark_line);
    }
    for (int k = 0; k <= ENT_SERIES_STYLES; k++) {
        const char *ink = ent_series_styles[k].dark_line;
        ent_buffer_format(out, ".series-%d .solid{fill:%s}.series-%d .line{stroke:%s}\n", k + 1, ink, k + 1, ink);
    }
    ent_buffer_text(out, "}\n@media print{.bg{fill:" ENT_PAPER "}}\n</style>\n");
}

static void write_head(const chart_page *page, const char *title, double height, ent_buffer *out) {
    ent_buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
    ent_buffer_text(out, " width=\"");
    chart_number(out, CHART_WIDTH);
    ent_buffer_text(out, "pt\" height=\"");
    chart_number(out, height);
    ent_buffer_text(out, "pt\" viewBox=\"0 0 ");
    chart_number(out, CHART_WIDTH);
    ent_buffer_char(out, ' ');
    chart_number(out, height);
    ent_buffer_text(out, "\" role=\"img\" aria-labelledby=\"ent-t ent-d\" lang=\"en\" xml:lang=\"en\" class=\"entente "
                         "chart\" font-family=\"");
    ent_say_fonts("en", out);
    ent_buffer_text(out, "\">\n<title id=\"ent-t\">");
    ent_buffer_xml(out, title);
    ent_buffer_text(out, "</title>\n<desc id=\"ent-d\">");
    ent_buffer_xml(out, page->about.data);
    ent_buffer_text(out, "</desc>\n");
    write_style(out);
    ent_buffer_text(out, "<rect class=\"bg\" fill=\"" ENT_PAPER "\"");
    chart_attribute(out, "width", CHART_WIDTH);
    chart_attribute(out, "height", height);
    ent_buffer_text(out, "/>\n");
}

/* Counts, the program, and the notes of the table: what the picture rests on. */
static const char *make_caption(chart_page *page) {
    ent_buffer words = page->counts;
    page->counts = (ent_buffer){0};
    ent_buffer_format(&words, ". entente %s %s", ent_table_name(page->table), ent_version());
    for (size_t k = 0; k < ent_table_notes(page->table); k++) {
        ent_buffer_text(&words, k ? "; " : ": ");
        ent_buffer_text(&words, ent_table_note_text(page->table, k));
    }
    const char *clean = words.failed ? NULL : ent_typeset_clean(&page->arena, words.data, CUT_TEXT, false);
    ent_buffer_clear(&words);
    return clean;
}

ent_status chart_frame(chart_page *page, ent_buffer *out, ent_error *err) {
    const char *named = ent_table_title(page->table);
    const char *title = ent_typeset_clean(&page->arena, *named ? named : ent_table_name(page->table), CUT_TEXT, false);
    const char *caption = make_caption(page);
    if (!title || !caption || page->body.failed || page->subtitle.failed || page->about.failed)
        return ent_fail_memory(err);
    const frame_text texts[] = {
        {"t-title", title, ENT_INK_TITLE, ENT_SIZE_TITLE, 19, true, TITLE_LINES},
        {"t-sub", page->subtitle.data, ENT_INK_SUBTITLE, ENT_SIZE_SUBTITLE, 13.5, false, TITLE_LINES},
        {"t-cap", caption, ENT_INK_CAPTION, ENT_SIZE_CAPTION, 11, false, NOTE_LINES},
    };
    double body = ENT_MARGIN + write_text(&texts[0], 0, NULL) + write_text(&texts[1], 0, NULL) + 10;
    double foot = body + page->height + 6;
    write_head(page, title, foot + write_text(&texts[2], 0, NULL) + ENT_MARGIN - 4, out);
    write_text(&texts[1], ENT_MARGIN + write_text(&texts[0], ENT_MARGIN, out), out);
    ent_buffer_text(out, "<g class=\"body\" transform=\"translate(0,");
    chart_number(out, body);
    ent_buffer_text(out, ")\">\n");
    ent_buffer_text(out, page->body.data);
    ent_buffer_text(out, "</g>\n");
    write_text(&texts[2], foot, out);
    ent_buffer_text(out, "</svg>\n");
    return ENT_OK;
}
