/* draw/svg_style.c - the style block: only what attributes cannot say, dark mode and print. */
#include "draw/svg.h"

static void write_kind(ent_buffer *out, ent_shape shape) {
    const ent_style *s = &ent_styles[shape];
    const char *name = ent_shape_name(shape);
    ent_buffer_format(out, ".kind-%s .shape{fill:%s;stroke:%s}", name, s->dark_fill, s->dark_line);
    if (s->icon) ent_buffer_format(out, ".kind-%s .icon{stroke:%s}", name, s->dark_line);
    ent_buffer_char(out, '\n');
}

static void write_sign(ent_buffer *out, int sign) {
    const ent_sign_style *s = ent_sign_of(sign);
    ent_buffer_format(out, ".rel-%s .line,.rel-%s .tip{stroke:%s}.rel-%s .head{fill:%s}.rel-%s text{fill:%s}\n",
                      s->name, s->name, s->dark_line, s->name, s->dark_line, s->name, s->dark_text);
}

static bool has_shape(const ent_scene *scene, ent_shape shape) {
    for (uint32_t i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].shape == shape) return true;
    return false;
}

void ent_svg_style(const ent_pen *pen) {
    ent_buffer *out = pen->out;
    ent_buffer_text(out, "<style>\n@media screen and (prefers-color-scheme:dark){.bg{fill:" ENT_DARK_PAPER "}"
                         ".t-title,.node text{fill:" ENT_DARK_TEXT
                         "}.t-sub,.t-cap,.legend text,.node text.sub{fill:" ENT_DARK_SOFT "}.rule{stroke:" ENT_DARK_RULE
                         "}.plate{fill:" ENT_DARK_PAPER "}.halo{stroke:" ENT_DARK_PAPER "}\n");
    for (int shape = 0; shape < ENT_SHAPE_COUNT; shape++)
        if (has_shape(pen->plot->scene, (ent_shape)shape)) write_kind(out, (ent_shape)shape);
    for (int sign = -1; sign <= 1; sign++) write_sign(out, sign);
    ent_buffer_text(
        out, ".legend .rel-neutral text,.legend .rel-positive text,.legend .rel-negative text{fill:" ENT_DARK_SOFT
             "}}\n@media print{.bg{fill:" ENT_PAPER "}a{text-decoration:none}}\n</style>\n");
}
