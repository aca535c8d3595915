/* draw/svg_style.c - the style block: only what attributes cannot say, dark mode and print. */
#include "draw/svg.h"

#include <stdio.h>
#include <string.h>

void ent_svg_rule(const ent_pen *pen, const char *scope, const char *selectors, const char *property,
                  const char *value) {
    for (const char *from = selectors; *from;) {
        size_t length = strcspn(from, ",");
        if (from != selectors) ent_buffer_char(pen->out, ',');
        ent_buffer_text(pen->out, scope);
        ent_buffer_bytes(pen->out, from, length);
        from += length + (from[length] == ',');
    }
    ent_buffer_format(pen->out, "{%s:%s}", property, value);
}

/* A rule whose selectors begin with the class <word>-<name>. */
static void class_rule(const ent_pen *pen, const char *scope, const char *word, const char *name, const char *part,
                       const char *property, const char *value) {
    char selector[80];
    snprintf(selector, sizeof selector, ".%s-%s %s", word, name, part);
    ent_svg_rule(pen, scope, selector, property, value);
}

static void write_kind(const ent_pen *pen, const char *scope, ent_shape shape) {
    const ent_tint *dark = &ent_styles[shape].tint[ENT_TONE_DARK];
    const char *name = ent_shape_name(shape);
    class_rule(pen, scope, "kind", name, ".shape", "fill", dark->fill);
    class_rule(pen, scope, "kind", name, ".shape", "stroke", dark->line);
    if (ent_styles[shape].icon) class_rule(pen, scope, "kind", name, ".icon", "stroke", dark->line);
    ent_buffer_char(pen->out, '\n');
}

static void write_sign(const ent_pen *pen, const char *scope, int sign) {
    const char *name = ent_sign_of(sign)->name;
    ent_sign_ink dark = ent_ink_of_sign(ENT_TONE_DARK, sign);
    class_rule(pen, scope, "rel", name, ".line", "stroke", dark.line);
    class_rule(pen, scope, "rel", name, ".tip", "stroke", dark.line);
    class_rule(pen, scope, "rel", name, ".head", "fill", dark.line);
    class_rule(pen, scope, "rel", name, "text", "fill", dark.text);
    ent_buffer_char(pen->out, '\n');
}

static void write_group(const ent_pen *pen, const char *scope, int tint) {
    const ent_tint *dark = &ent_group_tints[tint][ENT_TONE_DARK];
    char selector[40];
    snprintf(selector, sizeof selector, ".group-%d .shape", tint);
    ent_svg_rule(pen, scope, selector, "fill", dark->fill);
    ent_svg_rule(pen, scope, selector, "stroke", dark->line);
    snprintf(selector, sizeof selector, ".group-%d .icon", tint);
    ent_svg_rule(pen, scope, selector, "stroke", dark->line);
    ent_buffer_char(pen->out, '\n');
}

static void write_pale(const ent_pen *pen, const char *scope) {
    const ent_pale *dark = &ent_pales[ENT_TONE_DARK];
    ent_svg_rule(pen, scope, ".pale .shape", "fill", dark->tint.fill);
    ent_svg_rule(pen, scope, ".pale .shape,.pale .icon,.pale .line,.pale .tip", "stroke", dark->tint.line);
    ent_svg_rule(pen, scope, ".pale .head", "fill", dark->tint.line);
    ent_svg_rule(pen, scope, ".node.pale text,.node.pale text.sub", "fill", dark->text);
    ent_buffer_char(pen->out, '\n');
}

/* Lines that did not change, and their sample in the legend. */
static void write_kept(const ent_pen *pen, const char *scope) {
    for (int sign = -1; sign <= 1; sign++) {
        const char *name = ent_sign_of(sign)->name, *colour = ent_pale_sign(ENT_TONE_DARK, sign);
        char selectors[200];
        snprintf(selectors, sizeof selectors, ".kept.rel-%s .line,.kept.rel-%s .tip,.kept .rel-%s .line", name, name,
                 name);
        ent_svg_rule(pen, scope, selectors, "stroke", colour);
        snprintf(selectors, sizeof selectors, ".kept.rel-%s .head", name);
        ent_svg_rule(pen, scope, selectors, "fill", colour);
    }
    ent_buffer_char(pen->out, '\n');
}

static bool has_kept(const ent_scene *scene) {
    for (uint32_t i = 0; i < scene->line_count; i++)
        if (scene->lines[i].change == ENT_CHANGE_KEPT) return true;
    return false;
}

static bool has_pale(const ent_scene *scene) {
    if (scene->picture == ENT_PICTURE_PERIODS) return true; /* who is idle in a panel */
    for (uint32_t i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].pale) return true;
    for (uint32_t i = 0; i < scene->line_count; i++)
        if (scene->lines[i].pale) return true;
    return false;
}

static bool has_shape(const ent_scene *scene, ent_shape shape) {
    for (uint32_t i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].shape == shape) return true;
    return false;
}

/* Every colour once more as it is in the dark. */
static void write_dark(const ent_pen *pen, const char *scope) {
    const ent_ink *dark = &ent_inks[ENT_TONE_DARK];
    ent_svg_rule(pen, scope, ".bg,.plate", "fill", dark->paper);
    ent_svg_rule(pen, scope, ".halo", "stroke", dark->paper);
    ent_svg_rule(pen, scope, ".rule", "stroke", dark->rule);
    ent_svg_rule(pen, scope, ".between", "stroke", dark->caption);
    ent_svg_rule(pen, scope, ".t-title", "fill", dark->title);
    ent_svg_rule(pen, scope, ".node text", "fill", dark->name);
    ent_svg_rule(pen, scope, ".node text.sub", "fill", dark->role);
    ent_svg_rule(pen, scope, ".t-sub,.t-cap,.t-note,.legend text,.region text", "fill", dark->subtitle);
    if (pen->plot->region_count) {
        ent_svg_rule(pen, scope, ".region rect", "fill", dark->region.fill);
        ent_svg_rule(pen, scope, ".region rect", "stroke", dark->region.line);
        ent_svg_rule(pen, scope, ".plate.within", "fill", dark->region.fill);
        ent_svg_rule(pen, scope, ".halo.within", "stroke", dark->region.fill);
    }
    ent_buffer_char(pen->out, '\n');
    for (int shape = 0; shape < ENT_SHAPE_COUNT; shape++)
        if (has_shape(pen->plot->scene, (ent_shape)shape)) write_kind(pen, scope, (ent_shape)shape);
    for (int k = 0; k <= ENT_MOST_TINTS && pen->plot->scene->tinted; k++) write_group(pen, scope, k);
    for (int sign = -1; sign <= 1; sign++) write_sign(pen, scope, sign);
    if (has_pale(pen->plot->scene)) write_pale(pen, scope);
    if (has_kept(pen->plot->scene)) write_kept(pen, scope);
    ent_svg_rule(pen, scope, ".legend .rel-neutral text,.legend .rel-positive text,.legend .rel-negative text", "fill",
                 dark->legend);
}

/* A file follows the reader's setting. A fragment in a page of HTML also follows the page's switch, and its rules reach
 * nothing outside it. */
static void write_media(const ent_pen *pen) {
    ent_buffer *out = pen->out;
    char scope[100] = "";
    bool fragment = *pen->fragment;
    if (fragment) snprintf(scope, sizeof scope, ":root:not([data-theme=light]) .%s ", pen->fragment);
    ent_buffer_text(out, "@media screen and (prefers-color-scheme:dark){");
    write_dark(pen, scope);
    if (fragment) {
        snprintf(scope, sizeof scope, ":root[data-theme=dark] .%s ", pen->fragment);
        ent_buffer_text(out, "}\n@media screen{");
        write_dark(pen, scope);
        snprintf(scope, sizeof scope, ".%s ", pen->fragment);
    }
    ent_buffer_text(out, "}\n@media print{");
    ent_svg_rule(pen, scope, ".bg", "fill", pen->ink->paper);
    ent_svg_rule(pen, scope, "a", "text-decoration", "none");
    ent_buffer_text(out, "}\n");
}

void ent_svg_style(const ent_pen *pen) {
    if (!pen->theme->follows) return;
    ent_buffer_text(pen->out, "<style>\n");
    write_media(pen);
    ent_buffer_text(pen->out, "</style>\n");
}
