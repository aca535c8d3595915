/* draw/svg_lines.c - strokes, heads and labels of the lines. */
#include "draw/svg.h"
#include "scene/language.h"

#include <string.h>

/* How far before its end a stroke stops, so that it does not show beside the point of a filled head. */
#define HEAD_STOP .7

static double head_length(double width) {
    return 5.6 + 1.1 * width;
}

/* What a stroke and its heads look like. */
typedef struct {
    int sign;
    bool planned;
    const char *colour;
} stroke;

static stroke stroke_of(const ent_pen *pen, const ent_scene_line *line) {
    ent_tone tone = pen->theme->tone;
    const char *colour = line->pale                        ? ent_pales[tone].tint.line
                         : line->change == ENT_CHANGE_KEPT ? ent_pale_sign(tone, line->sign)
                                                           : ent_ink_of_sign(tone, line->sign).line;
    return (stroke){line->sign, line->planned || line->change == ENT_CHANGE_ENDED, colour};
}

/* ---- heads ---- */

/* A head of strokes is as thick as its line, or it would seem to fade. */
static void write_tip_start(const ent_pen *pen, const ent_sign_style *style, const char *colour, double width) {
    ent_buffer_format(pen->out, "<path class=\"tip\" fill=\"none\" stroke=\"%s\" stroke-width=\"", colour);
    ent_svg_number(pen, ent_max(style->head == ENT_HEAD_BAR ? 2.2 : 1.2, width));
    ent_buffer_text(pen->out, "\" d=\"");
}

/* A head with its point at `at`, looking along (ux, uy), in page coordinates. */
static void write_head(const ent_pen *pen, const stroke *s, ent_point at, double ux, double uy, double width) {
    const ent_sign_style *style = ent_sign_of(s->sign);
    const char *colour = s->colour;
    double length = head_length(width), half = length * .46, nx = -uy, ny = ux;
    ent_point left = {at.x - ux * length + nx * half, at.y - uy * length + ny * half};
    ent_point right = {at.x - ux * length - nx * half, at.y - uy * length - ny * half};
    if (style->head == ENT_HEAD_BAR) {
        left = (ent_point){at.x + nx * 5, at.y + ny * 5};
        right = (ent_point){at.x - nx * 5, at.y - ny * 5};
    }
    if (style->head == ENT_HEAD_FILLED)
        ent_buffer_format(pen->out, "<path class=\"head\" fill=\"%s\" stroke=\"none\" d=\"", colour);
    else
        write_tip_start(pen, style, colour, width);
    ent_svg_point(pen, 'M', left.x, left.y);
    if (style->head != ENT_HEAD_BAR) ent_svg_point(pen, 'L', at.x, at.y);
    ent_svg_point(pen, 'L', right.x, right.y);
    ent_buffer_text(pen->out, style->head == ENT_HEAD_FILLED ? "Z\"/>" : "\"/>");
}

static double stop_before(const ent_sign_style *style, double width) {
    return style->head == ENT_HEAD_FILLED ? head_length(width) * HEAD_STOP : style->head == ENT_HEAD_BAR ? 1.5 : 0;
}

/* ---- strokes ---- */

static void write_stroke_start(const ent_pen *pen, const stroke *s, double width) {
    const ent_sign_style *style = ent_sign_of(s->sign);
    const char *dash = s->planned ? style->expected : style->dash;
    ent_buffer_format(pen->out, "<path class=\"line\" fill=\"none\" stroke=\"%s\" stroke-width=\"", s->colour);
    ent_svg_number(pen, width * pen->theme->line_width);
    ent_buffer_char(pen->out, '"');
    if (dash) ent_svg_text_attribute(pen, "stroke-dasharray", dash);
    if (s->planned) ent_buffer_text(pen->out, " stroke-linecap=\"round\"");
    ent_buffer_text(pen->out, " d=\"");
}

static void write_curve(const ent_pen *pen, const ent_point *curve, size_t count) {
    ent_svg_point(pen, 'M', curve[0].x + pen->dx, curve[0].y + pen->dy);
    if (ent_curve_straight(curve, count)) {
        ent_svg_point(pen, 'L', curve[count - 1].x + pen->dx, curve[count - 1].y + pen->dy);
        return;
    }
    for (size_t i = 1; i < count; i++)
        ent_svg_point(pen, i % 3 == 1 ? 'C' : ' ', curve[i].x + pen->dx, curve[i].y + pen->dy);
}

/* The direction in which a curve meets its end: from where its head begins. */
static void head_at_end(const ent_pen *pen, const ent_plot_line *line, const stroke *s, bool at_start) {
    double back = ent_curve_walk(line->curve, line->curve_count, head_length(line->width), !at_start);
    ent_point from = ent_curve_at(line->curve, line->curve_count, back);
    ent_point at = line->curve[at_start ? 0 : line->curve_count - 1];
    double length = ent_max(ent_distance(from, at), 1e-6);
    at.x += pen->dx;
    at.y += pen->dy;
    write_head(pen, s, at, (at.x - pen->dx - from.x) / length, (at.y - pen->dy - from.y) / length, line->width);
}

static void write_stroke(const ent_pen *pen, const ent_scene_line *scene_line, const ent_plot_line *line) {
    const stroke s = stroke_of(pen, scene_line);
    const ent_sign_style *style = ent_sign_of(s.sign);
    double stop = stop_before(style, line->width), t0 = 0, t1 = (double)((line->curve_count - 1) / 3);
    if (scene_line->tail) t0 = ent_curve_walk(line->curve, line->curve_count, stop, false);
    if (scene_line->head) t1 = ent_curve_walk(line->curve, line->curve_count, stop, true);
    write_stroke_start(pen, &s, line->width);
    enum { ROOM = 256 };
    ent_point part[ROOM];
    if (t0 < t1 && line->curve_count + 3 < ROOM)
        write_curve(pen, part, ent_curve_part(line->curve, line->curve_count, t0, t1, part));
    else
        write_curve(pen, line->curve, line->curve_count);
    ent_buffer_text(pen->out, "\"/>");
    if (scene_line->head) head_at_end(pen, line, &s, false);
    if (scene_line->tail) head_at_end(pen, line, &s, true);
}

static void write_line(const ent_pen *pen, uint32_t index) {
    const ent_scene_line *line = &pen->plot->scene->lines[index];
    const ent_sign_style *style = ent_sign_of(line->sign);
    ent_buffer *out = pen->out;
    static const char *const changes[ENT_CHANGE_COUNT] = {"", " new", " ended", " kept"};
    ent_buffer_format(out, "<g class=\"edge rel-%s%s%s%s\"", style->name, line->planned ? " expected" : "",
                      line->pale ? " pale" : "", changes[line->change]);
    ent_svg_id(pen, "id", 'e', index);
    ent_svg_id(pen, "data-source", 'n', line->source);
    ent_svg_id(pen, "data-target", 'n', line->target);
    ent_buffer_format(out, " data-sign=\"%d\" data-count=\"%u\"", line->sign, line->count);
    if (*line->from) ent_svg_text_attribute(pen, "data-from", line->from);
    if (*line->to) ent_svg_text_attribute(pen, "data-to", line->to);
    ent_svg_text_attribute(pen, "data-types", line->types);
    ent_buffer_text(out, "><title>");
    ent_buffer_xml(out, *line->tip ? line->tip : ent_sign_words(pen->plot->scene->lang, line->sign));
    ent_buffer_text(out, "</title>");
    write_stroke(pen, line, &pen->plot->lines[index]);
    ent_buffer_text(out, "</g>\n");
}

static bool is_behind(const ent_scene_line *line) {
    return line->pale || line->change == ENT_CHANGE_KEPT;
}

void ent_svg_lines(const ent_pen *pen) {
    static const int order[3] = {0, 1, -1}; /* grey first, what matters most on top */
    ent_buffer_text(pen->out, "<g class=\"edges\">\n");
    for (uint32_t i = 0; i < pen->plot->line_count; i++)
        if (is_behind(&pen->plot->scene->lines[i]) && pen->plot->lines[i].curve_count) write_line(pen, i);
    for (int k = 0; k < 3; k++)
        for (uint32_t i = 0; i < pen->plot->line_count; i++) {
            const ent_scene_line *line = &pen->plot->scene->lines[i];
            if (!is_behind(line) && line->sign == order[k] && pen->plot->lines[i].curve_count) write_line(pen, i);
        }
    ent_buffer_text(pen->out, "</g>\n");
}

/* ---- labels ---- */

static void write_label(const ent_pen *pen, uint32_t index) {
    const ent_scene_line *scene_line = &pen->plot->scene->lines[index];
    const ent_plot_line *line = &pen->plot->lines[index];
    ent_buffer *out = pen->out;
    double x = line->label_x + pen->dx, y = line->label_y + pen->dy;
    ent_buffer_format(out, "<g class=\"edge-label rel-%s\"", ent_sign_of(scene_line->sign)->name);
    ent_svg_id(pen, "data-edge", 'e', index);
    ent_buffer_char(out, '>');
    if (*scene_line->url) {
        ent_buffer_text(out, "<a");
        ent_svg_text_attribute(pen, "href", scene_line->url);
        ent_buffer_text(out, " target=\"_blank\" rel=\"noopener\">");
    }
    bool within = ent_svg_in_region(pen, ent_rect_around(line->label_x, line->label_y, line->label_w, line->label_h));
    const char *paper = within ? pen->ink->region.fill : pen->ink->paper;
    if (line->label_plate) {
        ent_buffer_format(out, "<rect class=\"plate%s\"", within ? " within" : "");
        ent_svg_attribute(pen, "x", x - line->label_w / 2);
        ent_svg_attribute(pen, "y", y - line->label_h / 2);
        ent_svg_attribute(pen, "width", line->label_w);
        ent_svg_attribute(pen, "height", line->label_h);
        ent_buffer_format(out, " fill=\"%s\"/>", paper);
    }
    double top = y - (double)line->label_count * ENT_LABEL_LEADING / 2;
    for (size_t i = 0; i < line->label_count; i++) {
        ent_buffer_text(out, "<text");
        ent_svg_attribute(pen, "x", x);
        ent_svg_attribute(pen, "y", top + (double)i * ENT_LABEL_LEADING + ENT_SIZE_LABEL * .92);
        ent_svg_attribute(pen, "font-size", ENT_SIZE_LABEL);
        ent_svg_direction(pen, scene_line->label);
        ent_buffer_format(out, " text-anchor=\"middle\" fill=\"%s\"",
                          ent_ink_of_sign(pen->theme->tone, scene_line->sign).text);
        if (!line->label_plate)
            ent_buffer_format(out,
                              " class=\"halo%s\" stroke=\"%s\" stroke-width=\"2.4\" stroke-linejoin=\"round\" "
                              "paint-order=\"stroke\"",
                              within ? " within" : "", paper);
        ent_buffer_char(out, '>');
        ent_svg_words(pen, &line->label[i]);
        ent_buffer_text(out, "</text>");
    }
    ent_buffer_text(out, *scene_line->url ? "</a></g>\n" : "</g>\n");
}

void ent_svg_labels(const ent_pen *pen) {
    ent_buffer_text(pen->out, "<g class=\"labels\">\n");
    for (uint32_t i = 0; i < pen->plot->line_count; i++)
        if (pen->plot->lines[i].label_shown) write_label(pen, i);
    ent_buffer_text(pen->out, "</g>\n");
}

void ent_svg_sample(const ent_pen *pen, int sign, bool planned, bool head, double width, double x0, double x1,
                    double y) {
    const ent_sign_style *style = ent_sign_of(sign);
    const stroke s = {sign, planned, ent_ink_of_sign(pen->theme->tone, sign).line};
    ent_buffer_format(pen->out, "<g class=\"rel-%s\">", style->name);
    write_stroke_start(pen, &s, width);
    ent_svg_point(pen, 'M', x0, y);
    ent_buffer_char(pen->out, 'H');
    ent_svg_number(pen, x1 - (head ? stop_before(style, width) : 0));
    ent_buffer_text(pen->out, "\"/>");
    if (head) write_head(pen, &s, (ent_point){x1, y}, 1, 0, width);
    ent_buffer_text(pen->out, "</g>");
}

void ent_svg_sample_in(const ent_pen *pen, int sign, bool planned, double width, const char *colour, double x0,
                       double x1, double y) {
    const stroke s = {sign, planned, colour ? colour : ent_ink_of_sign(pen->theme->tone, sign).line};
    ent_buffer_format(pen->out, "<g class=\"rel-%s\">", ent_sign_of(sign)->name);
    write_stroke_start(pen, &s, width);
    ent_svg_point(pen, 'M', x0, y);
    ent_buffer_char(pen->out, 'H');
    ent_svg_number(pen, x1);
    ent_buffer_text(pen->out, "\"/></g>");
}
