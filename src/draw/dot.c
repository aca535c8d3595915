/* draw/dot.c - the layout as DOT with positions: `dot -Tsvg FILE` draws it as placed here.
 * Written by hand: agwrite gets a trailing backslash wrong. */
#include <string.h>

#include "base/buffer.h"
#include "draw/shape.h"

/* A quoted string. Backslashes are doubled, else \N and \l are commands; & is an entity's beginning to Graphviz. */
static void quoted(ent_buffer *out, const char *text, size_t length) {
    ent_buffer_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            ent_buffer_text(out, "\\\"");
        else if (text[i] == '\\')
            ent_buffer_text(out, "\\\\");
        else if (text[i] == '&')
            ent_buffer_text(out, "&amp;");
        else if (text[i] == '\n')
            ent_buffer_text(out, "\\n");
        else
            ent_buffer_char(out, text[i]);
    }
    ent_buffer_char(out, '"');
}

static void member(ent_buffer *out, const char *name, const char *text) {
    ent_buffer_format(out, ", %s=", name);
    quoted(out, text, strlen(text));
}

static void wrapped(ent_buffer *out, const ent_wrapped_line *lines, size_t count) {
    ent_buffer_text(out, ", label=\"");
    for (size_t i = 0; i < count; i++) {
        ent_buffer piece = {0};
        quoted(&piece, lines[i].start, lines[i].length);
        if (i) ent_buffer_text(out, "\\n");
        if (piece.failed)
            out->failed = true;
        else
            ent_buffer_bytes(out, piece.data + 1, piece.length - 2);
        if (lines[i].cut) ent_buffer_text(out, "…");
        ent_buffer_clear(&piece);
    }
    ent_buffer_char(out, '"');
}

static void number(ent_buffer *out, const char *name, double value, int decimals) {
    ent_buffer_format(out, ", %s=", name);
    ent_buffer_fixed(out, value, decimals);
}

static const char *dot_shape(ent_form form) {
    return form == ENT_FORM_HEXAGON ? "hexagon" : form == ENT_FORM_CUT ? "note" : "box";
}

static void write_node(ent_buffer *out, const ent_plot *plot, uint32_t i, double height) {
    const ent_scene_node *node = &plot->scene->nodes[i];
    const ent_plot_node *box = &plot->nodes[i];
    const ent_style *style = &ent_styles[node->shape];
    const ent_tint *tint = &style->tint[ent_theme_of(plot)->tone];
    bool round = style->form == ENT_FORM_PILL || style->radius > 0;
    ent_buffer_format(out, "  n%u [class=\"kind-%s\", shape=%s, style=\"filled%s\", fillcolor=\"%s\", color=\"%s\"", i,
                      ent_shape_name(node->shape), dot_shape(style->form), round ? ",rounded" : "", tint->fill,
                      tint->line);
    number(out, "width", box->w / 72, 3);
    number(out, "height", box->h / 72, 3);
    number(out, "fontsize", box->font > 0 ? box->font : 8, 1);
    ent_buffer_text(out, ", pos=\"");
    ent_buffer_fixed(out, box->x, 2);
    ent_buffer_char(out, ',');
    ent_buffer_fixed(out, height - box->y, 2);
    ent_buffer_char(out, '"');
    wrapped(out, box->text, box->text_count);
    member(out, "comment", node->id);
    ent_buffer_text(out, "];\n");
}

static const char *dot_head(int head) {
    return head == ENT_HEAD_FILLED ? "normal" : head == ENT_HEAD_BAR ? "tee" : "vee";
}

/* With its control points, so that nothing is routed again. Heads are drawn at the ends that "e," and "s," name. */
static void write_positions(ent_buffer *out, const ent_plot_line *line, const ent_scene_line *scene_line,
                            double height) {
    const struct {
        bool wanted;
        char mark;
        ent_point at;
    } ends[2] = {{scene_line->tail, 's', line->curve[0]}, {scene_line->head, 'e', line->curve[line->curve_count - 1]}};
    ent_buffer_text(out, ", pos=\"");
    for (int i = 0; i < 2; i++) {
        if (!ends[i].wanted) continue;
        ent_buffer_format(out, "%c,", ends[i].mark);
        ent_buffer_fixed(out, ends[i].at.x, 2);
        ent_buffer_char(out, ',');
        ent_buffer_fixed(out, height - ends[i].at.y, 2);
        ent_buffer_char(out, ' ');
    }
    double pieces = (double)((line->curve_count - 1) / 3);
    double t0 = scene_line->tail ? ent_curve_walk(line->curve, line->curve_count, 7, false) : 0;
    double t1 = scene_line->head ? ent_curve_walk(line->curve, line->curve_count, 7, true) : pieces;
    enum { ROOM = 256 };
    ent_point part[ROOM];
    const ent_point *curve = line->curve;
    size_t count = line->curve_count;
    if (t0 < t1 && count + 3 < ROOM) {
        count = ent_curve_part(line->curve, line->curve_count, t0, t1, part);
        curve = part;
    }
    for (size_t k = 0; k < count; k++) {
        if (k) ent_buffer_char(out, ' ');
        ent_buffer_fixed(out, curve[k].x, 2);
        ent_buffer_char(out, ',');
        ent_buffer_fixed(out, height - curve[k].y, 2);
    }
    ent_buffer_char(out, '"');
}

static void write_line(ent_buffer *out, const ent_plot *plot, uint32_t i, double height) {
    const ent_scene_line *scene_line = &plot->scene->lines[i];
    const ent_plot_line *line = &plot->lines[i];
    const ent_sign_style *style = ent_sign_of(scene_line->sign);
    ent_sign_ink ink = ent_ink_of_sign(ent_theme_of(plot)->tone, scene_line->sign);
    const char *direction = scene_line->head && scene_line->tail ? "both"
                            : scene_line->head                   ? "forward"
                            : scene_line->tail                   ? "back"
                                                                 : "none";
    ent_buffer_format(out,
                      "  n%u -> n%u [id=e%u, class=\"rel-%s\", color=\"%s\", fontcolor=\"%s\", style=%s, dir=%s, "
                      "arrowhead=%s, arrowtail=%s",
                      scene_line->source, scene_line->target, i, style->name, ink.line, ink.text,
                      scene_line->planned    ? "dotted"
                      : scene_line->sign < 0 ? "dashed"
                                             : "solid",
                      direction, dot_head(style->head), dot_head(style->head));
    number(out, "penwidth", line->width, 1);
    if (line->curve_count) write_positions(out, line, scene_line, height);
    if (line->label_count) wrapped(out, line->label, line->label_count);
    if (line->label_shown) {
        ent_buffer_text(out, ", lp=\"");
        ent_buffer_fixed(out, line->label_x, 2);
        ent_buffer_char(out, ',');
        ent_buffer_fixed(out, height - line->label_y, 2);
        ent_buffer_char(out, '"');
    }
    ent_buffer_text(out, "];\n");
}

void ent_dot_write(const ent_plot *plot, ent_buffer *out) {
    ent_rect bounds = ent_plot_bounds(plot);
    const ent_ink *ink = &ent_inks[ent_theme_of(plot)->tone];
    ent_buffer_format(out,
                      "// as placed here: dot -Tsvg FILE; laid out anew where layout=nop2 is taken out\n"
                      "digraph entente {\n  graph [layout=nop2, notranslate=true, outputorder=edgesfirst, "
                      "fontname=\"Helvetica\", labelloc=t, bgcolor=\"%s\", fontcolor=\"%s\"",
                      ink->paper, ink->title);
    member(out, "label", plot->scene->title);
    ent_buffer_format(out,
                      "];\n  node [fontname=\"Helvetica\", fixedsize=true, fontcolor=\"%s\"];\n"
                      "  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7];\n",
                      ink->name);
    for (uint32_t i = 0; i < plot->node_count; i++) write_node(out, plot, i, bounds.y1);
    for (uint32_t i = 0; i < plot->line_count; i++) write_line(out, plot, i, bounds.y1);
    ent_buffer_text(out, "}\n");
}
