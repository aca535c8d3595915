/* draw/svg_nodes.c - boxes: outline, icon, name, role, tooltip. */
#include "draw/svg.h"

/* A box with rounded corners as a path. */
static void rounded(const ent_pen *pen, ent_rect r, double radius) {
    ent_buffer *out = pen->out;
    radius = ent_min(radius, ent_min((r.x1 - r.x0) / 2, (r.y1 - r.y0) / 2));
    const double x[4] = {r.x1, r.x1 - radius, r.x0, r.x0 + radius};
    const double y[4] = {r.y0 + radius, r.y1, r.y1 - radius, r.y0};
    const double from_x[4] = {r.x1 - radius, r.x1, r.x0 + radius, r.x0};
    const double from_y[4] = {r.y0, r.y1 - radius, r.y1, r.y0 + radius};
    for (int c = 0; c < 4; c++) {
        ent_svg_point(pen, c ? 'L' : 'M', from_x[c], from_y[c]);
        ent_buffer_char(out, 'A');
        ent_svg_number(pen, radius);
        ent_buffer_char(out, ',');
        ent_svg_number(pen, radius);
        ent_buffer_text(out, " 0 0 1 ");
        ent_svg_number(pen, x[c]);
        ent_buffer_char(out, ',');
        ent_svg_number(pen, y[c]);
    }
    ent_buffer_char(out, 'Z');
}

static void polygon(const ent_pen *pen, const ent_point *points, size_t count) {
    for (size_t i = 0; i < count; i++) ent_svg_point(pen, i ? 'L' : 'M', points[i].x, points[i].y);
    ent_buffer_char(pen->out, 'Z');
}

static void outline(const ent_pen *pen, const ent_style *style, ent_rect r) {
    double h = r.y1 - r.y0, middle = (r.y0 + r.y1) / 2;
    double end = ent_min(ENT_HEXAGON_END, h / 3), cut = ent_min(ENT_EVENT_CUT, h / 3);
    const ent_point hexagon[6] = {{r.x0 + end, r.y0}, {r.x1 - end, r.y0}, {r.x1, middle},
                                  {r.x1 - end, r.y1}, {r.x0 + end, r.y1}, {r.x0, middle}};
    const ent_point event[5] = {{r.x0, r.y0}, {r.x1 - cut, r.y0}, {r.x1, r.y0 + cut}, {r.x1, r.y1}, {r.x0, r.y1}};
    const ent_point box[4] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    switch (style->form) {
    case ENT_FORM_HEXAGON:
        polygon(pen, hexagon, 6);
        break;
    case ENT_FORM_CUT:
        polygon(pen, event, 5);
        break;
    case ENT_FORM_PILL:
        rounded(pen, r, ENT_PILL_RADIUS);
        break;
    case ENT_FORM_BOX:
        if (style->radius > 0)
            rounded(pen, r, style->radius);
        else
            polygon(pen, box, 4);
    }
}

void ent_svg_shape(const ent_pen *pen, ent_shape shape, const ent_tint *tint, double stroke, ent_rect box) {
    const ent_style *style = &ent_styles[shape];
    ent_buffer_format(pen->out, "<path class=\"shape\" fill=\"%s\" stroke=\"%s\" stroke-width=\"", tint->fill,
                      tint->line);
    ent_svg_number(pen, (stroke > 0 ? stroke : style->stroke) * pen->theme->line_width);
    ent_buffer_text(pen->out, "\" stroke-linejoin=\"round\" d=\"");
    outline(pen, style, box);
    ent_buffer_text(pen->out, "\"/>");
}

void ent_svg_tint(const ent_pen *pen, ent_shape shape, ent_rect box) {
    const ent_tint *tint = &ent_styles[shape].tint[pen->theme->tone];
    ent_buffer_format(pen->out, "<path class=\"shape\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.6\" d=\"", tint->fill,
                      tint->line);
    rounded(pen, box, 1.5);
    ent_buffer_text(pen->out, "\"/>");
}

void ent_svg_icon(const ent_pen *pen, ent_shape shape, const ent_tint *tint, double x, double y, double size) {
    const ent_style *style = &ent_styles[shape];
    if (!style->icon) return;
    ent_buffer_format(pen->out,
                      "<path class=\"icon\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" stroke-linejoin=\"round\" "
                      "stroke-linecap=\"round\" transform=\"translate(",
                      tint->line);
    ent_svg_number(pen, x);
    ent_buffer_char(pen->out, ' ');
    ent_svg_number(pen, y);
    ent_buffer_text(pen->out, ") scale(");
    ent_buffer_fixed(pen->out, size / 16, 3);
    ent_buffer_format(pen->out, ")\" d=\"%s\"/>", style->icon);
}

/* How one line of text in a box is set. */
typedef struct {
    double size;
    bool bold, sub;
    const char *fill;
    const char *whole; /* the text that the line is of */
} type_setting;

static void write_line(const ent_pen *pen, const ent_wrapped_line *line, double x, double y, type_setting set) {
    ent_buffer_text(pen->out, set.sub ? "<text class=\"sub\"" : "<text");
    ent_svg_attribute(pen, "x", x);
    ent_svg_attribute(pen, "y", y);
    ent_svg_attribute(pen, "font-size", set.size);
    if (set.bold) ent_buffer_text(pen->out, " font-weight=\"bold\"");
    ent_svg_direction(pen, set.whole);
    ent_buffer_format(pen->out, " text-anchor=\"middle\" fill=\"%s\">", set.fill);
    ent_svg_words(pen, line);
    ent_buffer_text(pen->out, "</text>");
}

void ent_svg_tip(const ent_pen *pen, const ent_scene_node *node) {
    ent_buffer *out = pen->out;
    ent_buffer_text(out, "<title>");
    ent_buffer_xml(out, *node->name ? node->name : node->id);
    if (*node->also) {
        ent_buffer_text(out, " (");
        ent_buffer_xml(out, node->also);
        ent_buffer_char(out, ')');
    }
    if (*node->kind) {
        ent_buffer_char(out, '\n');
        ent_buffer_xml(out, node->kind);
        if (*node->role) ent_buffer_text(out, ", ");
        ent_buffer_xml(out, node->role);
    }
    ent_buffer_text(out, "</title>");
}

/* Words of a box, centred around x. */
static void write_words(const ent_pen *pen, const ent_scene_node *node, const ent_plot_node *box, double x, double y) {
    const char *pale = node->pale ? ent_pales[pen->theme->tone].text : NULL;
    type_setting name = {box->font, box->bold && !node->pale, false, pale ? pale : pen->ink->name, node->text};
    type_setting role = {box->role_font, false, true, pale ? pale : pen->ink->role, node->role};
    double leading = 1.18 * box->font, role_leading = 1.12 * box->role_font;
    double top = y - ((double)box->text_count * leading + (double)box->role_count * role_leading) / 2;
    for (size_t i = 0; i < box->text_count; i++)
        write_line(pen, &box->text[i], x, top + (double)i * leading + .93 * box->font, name);
    top += (double)box->text_count * leading;
    for (size_t i = 0; i < box->role_count; i++)
        write_line(pen, &box->role[i], x, top + (double)i * role_leading + .85 * box->role_font, role);
}

static void write_classes(const ent_pen *pen, const ent_scene_node *node) {
    ent_buffer_format(pen->out, "<g class=\"node kind-%s", ent_shape_name(node->shape));
    if (pen->plot->scene->tinted) ent_buffer_format(pen->out, " group-%d", ent_group_tint(node->tint));
    if (node->focus) ent_buffer_text(pen->out, " focus");
    if (node->pale) ent_buffer_text(pen->out, " pale");
    ent_buffer_char(pen->out, '"');
}

/* Which entity this is and where in the drawing, for a later picture (scene/positions.c reads it). */
static void write_place(const ent_pen *pen, const ent_scene_node *node, const ent_plot_node *box) {
    ent_svg_text_attribute(pen, "data-id", node->id);
    ent_buffer_text(pen->out, " data-at=\"");
    ent_svg_number(pen, box->x);
    ent_buffer_char(pen->out, ',');
    ent_svg_number(pen, box->y);
    ent_buffer_char(pen->out, '"');
}

static void write_node(const ent_pen *pen, uint32_t index) {
    const ent_scene_node *node = &pen->plot->scene->nodes[index];
    const ent_plot_node *box = &pen->plot->nodes[index];
    const ent_style *style = &ent_styles[node->shape];
    const ent_tint *tint = ent_tint_of(pen->plot->scene, node, pen->theme->tone);
    double x = box->x + pen->dx, y = box->y + pen->dy;
    write_classes(pen, node);
    if (pen->plot->anchored) write_place(pen, node, box);
    ent_svg_id(pen, "id", 'n', index);
    ent_buffer_char(pen->out, '>');
    ent_svg_tip(pen, node);
    ent_svg_shape(pen, node->shape, tint, node->focus ? ENT_FOCUS_STROKE : 0, ent_rect_around(x, y, box->w, box->h));
    double icon = style->icon && !box->bare ? box->font : 0, middle = x;
    if (icon > 0) {
        double left = x - box->w / 2 + style->padding;
        ent_svg_icon(pen, node->shape, tint, left, y - icon / 2, icon);
        /* words are centred in what the icon leaves */
        middle = (left + icon + 5 + x + box->w / 2 - style->padding) / 2;
    }
    write_words(pen, node, box, middle, y);
    ent_buffer_text(pen->out, "</g>\n");
}

void ent_svg_nodes(const ent_pen *pen) {
    ent_buffer_text(pen->out, "<g class=\"nodes\">\n");
    for (uint32_t i = 0; i < pen->plot->node_count; i++) write_node(pen, i);
    ent_buffer_text(pen->out, "</g>\n");
}
