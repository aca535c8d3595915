/* draw/svg.c - the page: head, title, drawing, legend, caption. */
#include "draw/picture.h"

#include <string.h>

#define MARGIN ENT_MARGIN
#define LEAST_WIDTH 420.0

enum { TITLE_LINES = 3, NOTE_LINES = 4, DESCRIBED = 12 };

void ent_svg_number(const ent_pen *pen, double value) {
    ent_buffer_fixed(pen->out, value, 1);
}

void ent_svg_attribute(const ent_pen *pen, const char *name, double value) {
    ent_buffer_char(pen->out, ' ');
    ent_buffer_text(pen->out, name);
    ent_buffer_text(pen->out, "=\"");
    ent_svg_number(pen, value);
    ent_buffer_char(pen->out, '"');
}

void ent_svg_text_attribute(const ent_pen *pen, const char *name, const char *value) {
    ent_buffer_char(pen->out, ' ');
    ent_buffer_text(pen->out, name);
    ent_buffer_text(pen->out, "=\"");
    ent_buffer_xml(pen->out, value);
    ent_buffer_char(pen->out, '"');
}

void ent_svg_id(const ent_pen *pen, const char *name, char letter, uint32_t number) {
    ent_buffer_format(pen->out, " %s=\"%s%s%c%u\"", name, pen->fragment, *pen->fragment ? "-" : "", letter, number);
}

void ent_svg_point(const ent_pen *pen, char command, double x, double y) {
    ent_buffer_char(pen->out, command);
    ent_svg_number(pen, x);
    ent_buffer_char(pen->out, ',');
    ent_svg_number(pen, y);
}

void ent_svg_words(const ent_pen *pen, const ent_wrapped_line *line) {
    /* at most a name long: cleaned text is cut at 400 code points */
    char piece[4 * (ENT_CUT_SUMMARY + 2) + 1];
    size_t length = line->length < sizeof piece ? line->length : sizeof piece - 1;
    memcpy(piece, line->start, length);
    piece[length] = '\0';
    ent_buffer_xml(pen->out, piece);
    if (line->cut) ent_buffer_text(pen->out, "…");
}

/* ---- head ---- */

static size_t count_sign(const ent_scene *scene, int sign) {
    size_t count = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) count += scene->lines[i].sign == sign;
    return count;
}

/* The picture in words for who cannot see it: counts, then the signed lines. */
static void write_description(const ent_pen *pen) {
    const ent_scene *scene = pen->plot->scene;
    ent_buffer *out = pen->out;
    ent_buffer_format(out,
                      "<desc id=\"ent-d\">%s of %u %s and %u %s drawn as %u %s: %zu cooperative, %zu adversarial, "
                      "%zu factual.",
                      ent_picture_of(scene)->words, scene->node_count, scene->node_count == 1 ? "entity" : "entities",
                      scene->relations, scene->relations == 1 ? "relation" : "relations", scene->line_count,
                      scene->line_count == 1 ? "line" : "lines", count_sign(scene, 1), count_sign(scene, -1),
                      count_sign(scene, 0));
    size_t told = 0;
    for (uint32_t i = 0; i < scene->line_count && told < DESCRIBED; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (!line->sign || !*line->label) continue;
        told++;
        ent_buffer_char(out, ' ');
        ent_buffer_xml(out, scene->nodes[line->source].name);
        ent_buffer_char(out, ' ');
        ent_buffer_xml(out, line->label);
        ent_buffer_char(out, ' ');
        ent_buffer_xml(out, scene->nodes[line->target].name);
        ent_buffer_format(out, " (%s%s).", ent_sign_of(line->sign)->word,
                          line->planned ? ", announced or expected" : "");
    }
    ent_buffer_text(out, "</desc>\n");
}

static void write_head(const ent_pen *pen) {
    const ent_scene *scene = pen->plot->scene;
    ent_buffer *out = pen->out;
    ent_buffer_text(out,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    ent_svg_number(pen, pen->page_w);
    ent_buffer_text(out, "pt\" height=\"");
    ent_svg_number(pen, pen->page_h);
    ent_buffer_text(out, "pt\" viewBox=\"0 0 ");
    ent_svg_number(pen, pen->page_w);
    ent_buffer_char(out, ' ');
    ent_svg_number(pen, pen->page_h);
    ent_buffer_text(out, "\" role=\"img\" aria-labelledby=\"ent-t ent-d\"");
    ent_svg_text_attribute(pen, "lang", scene->lang);
    ent_svg_text_attribute(pen, "xml:lang", scene->lang);
    ent_buffer_text(out, " class=\"entente\" font-family=\"");
    ent_say_fonts(scene->lang, out);
    ent_buffer_text(out, "\">\n<title id=\"ent-t\">");
    ent_buffer_xml(out, *scene->title ? scene->title : "Diagram");
    ent_buffer_text(out, "</title>\n");
    write_description(pen);
    ent_svg_style(pen);
    ent_buffer_text(out, "<rect class=\"bg\" width=\"");
    ent_svg_number(pen, pen->page_w);
    ent_buffer_text(out, "\" height=\"");
    ent_svg_number(pen, pen->page_h);
    ent_buffer_format(out, "\" fill=\"%s\"/>\n", pen->ink->paper);
}

/* ---- texts of the frame ---- */

typedef struct {
    const char *class, *text, *fill;
    double size, leading;
    bool bold;
    size_t most;
} frame_text;

/* Write (or only measure) a text at y; its height. */
static double write_text(const ent_pen *pen, const frame_text *t, double y, bool draw) {
    ent_wrapped_line lines[TITLE_LINES + NOTE_LINES];
    size_t count = ent_typeset_wrap(t->text, t->size, t->bold, pen->content_w, t->most, lines);
    for (size_t i = 0; draw && i < count; i++) {
        ent_buffer_text(pen->out, "<text");
        ent_svg_text_attribute(pen, "class", t->class);
        ent_svg_attribute(pen, "x", MARGIN);
        ent_svg_attribute(pen, "y", y + t->size * .95 + (double)i * t->leading);
        ent_svg_attribute(pen, "font-size", t->size);
        if (t->bold) ent_buffer_text(pen->out, " font-weight=\"bold\"");
        ent_svg_text_attribute(pen, "fill", t->fill);
        ent_buffer_char(pen->out, '>');
        ent_svg_words(pen, &lines[i]);
        ent_buffer_text(pen->out, "</text>\n");
    }
    return (double)count * t->leading;
}

static void write_rule(const ent_pen *pen, double y) {
    ent_buffer_format(pen->out, "<path class=\"rule\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.8\" d=\"",
                      pen->ink->rule);
    ent_svg_point(pen, 'M', MARGIN, y);
    ent_buffer_char(pen->out, 'H');
    ent_svg_number(pen, pen->page_w - MARGIN);
    ent_buffer_text(pen->out, "\"/>\n");
}

/* ---- whole ---- */

typedef struct {
    frame_text title, subtitle, caption;
    double drawing_y, rule_y, legend_y, caption_y;
} page;

static void measure_page(ent_pen *pen, page *p) {
    const ent_scene *scene = pen->plot->scene;
    ent_rect bounds = ent_picture_of(scene)->bounds(pen->plot);
    double w = bounds.x1 - bounds.x0, h = bounds.y1 - bounds.y0;
    pen->page_w = ent_max(LEAST_WIDTH, w + 2 * MARGIN);
    pen->left = MARGIN;
    pen->content_w = pen->page_w - 2 * MARGIN;
    p->title = (frame_text){"t-title", scene->title, pen->ink->title, ENT_SIZE_TITLE, 19, true, TITLE_LINES};
    p->subtitle =
        (frame_text){"t-sub", scene->subtitle, pen->ink->subtitle, ENT_SIZE_SUBTITLE, 13.5, false, TITLE_LINES};
    p->caption = (frame_text){"t-cap", scene->caption, pen->ink->caption, ENT_SIZE_CAPTION, 11, false, NOTE_LINES};
    double y = MARGIN + write_text(pen, &p->title, 0, false) + write_text(pen, &p->subtitle, 0, false);
    p->drawing_y = y + 12;
    pen->dx = (pen->page_w - w) / 2 - bounds.x0;
    pen->dy = p->drawing_y - bounds.y0;
    p->rule_y = p->drawing_y + h + 12;
    p->legend_y = p->rule_y + 8;
    p->caption_y = p->legend_y + ent_svg_legend(pen, 0, false) + 6;
    pen->page_h = p->caption_y + write_text(pen, &p->caption, 0, false) + MARGIN - 4;
}

void ent_svg_write(const ent_plot *plot, ent_buffer *out) {
    const ent_theme *theme = ent_theme_of(plot);
    ent_pen pen = {.out = out, .plot = plot, .theme = theme, .ink = &ent_inks[theme->tone], .fragment = ""};
    page p;
    measure_page(&pen, &p);
    write_head(&pen);
    double y = MARGIN + write_text(&pen, &p.title, MARGIN, true);
    write_text(&pen, &p.subtitle, y, true);
    ent_buffer_text(out, "<g class=\"graph\">\n");
    ent_picture_of(plot->scene)->body(&pen);
    ent_buffer_text(out, "</g>\n");
    write_rule(&pen, p.rule_y);
    ent_svg_legend(&pen, p.legend_y, true);
    write_text(&pen, &p.caption, p.caption_y, true);
    ent_buffer_text(out, "</svg>\n");
}
