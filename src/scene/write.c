/* scene/write.c - a scene as JSON, for entente-draw. read.c is the other half. */
#include "base/buffer.h"
#include "scene/scene.h"

static void text_member(ent_buffer *out, const char *name, const char *value) {
    if (!*value) return; /* an absent member reads back as "" */
    ent_buffer_format(out, ",\"%s\":", name);
    ent_buffer_json(out, value);
}

static void number_member(ent_buffer *out, const char *name, double value) {
    ent_buffer_format(out, ",\"%s\":", name);
    ent_buffer_double(out, value);
}

static void flag_member(ent_buffer *out, const char *name, bool value) {
    if (value) ent_buffer_format(out, ",\"%s\":true", name);
}

static void write_node(ent_buffer *out, const ent_scene_node *node) {
    ent_buffer_format(out, "{\"shape\":\"%s\",\"step\":%d", ent_shape_name(node->shape), node->step);
    text_member(out, "id", node->id);
    text_member(out, "text", node->text);
    text_member(out, "name", node->name);
    text_member(out, "also", node->also);
    text_member(out, "role", node->role);
    text_member(out, "kind", node->kind);
    number_member(out, "weight", node->weight);
    if (node->group >= 0) ent_buffer_format(out, ",\"group\":%d", node->group);
    if (node->tint >= 0) ent_buffer_format(out, ",\"tint\":%d", node->tint);
    flag_member(out, "pale", node->pale);
    flag_member(out, "focus", node->focus);
    if (node->placed) {
        number_member(out, "x", node->x);
        number_member(out, "y", node->y);
    }
    ent_buffer_char(out, '}');
}

static void write_line(ent_buffer *out, const ent_scene_line *line) {
    ent_buffer_format(out, "{\"source\":%u,\"target\":%u,\"sign\":%d,\"count\":%u", line->source, line->target,
                      line->sign, line->count);
    flag_member(out, "planned", line->planned);
    flag_member(out, "head", line->head);
    flag_member(out, "tail", line->tail);
    flag_member(out, "pale", line->pale);
    flag_member(out, "strong", line->strong);
    if (line->change) ent_buffer_format(out, ",\"change\":%d", (int)line->change);
    if (line->periods) ent_buffer_format(out, ",\"periods\":%u", line->periods);
    number_member(out, "weight", line->weight);
    text_member(out, "label", line->label);
    text_member(out, "types", line->types);
    text_member(out, "tip", line->tip);
    text_member(out, "url", line->url);
    text_member(out, "from", line->from);
    text_member(out, "to", line->to);
    ent_buffer_char(out, '}');
}

static void write_groups(ent_buffer *out, const ent_scene *scene) {
    ent_buffer_text(out, ",\n\"groups\":[");
    for (uint32_t i = 0; i < scene->group_count; i++) {
        ent_buffer_text(out, i ? ",{\"number\":" : "{\"number\":");
        ent_buffer_format(out, "%u", i);
        text_member(out, "label", scene->groups[i].label);
        ent_buffer_char(out, '}');
    }
    ent_buffer_text(out, "],\"periods\":[");
    for (uint32_t i = 0; i < scene->period_count; i++) {
        const ent_scene_period *period = &scene->periods[i];
        ent_buffer_format(out, "%s{\"number\":%u", i ? "," : "", i);
        text_member(out, "label", period->label);
        text_member(out, "from", period->from);
        text_member(out, "to", period->to);
        ent_buffer_format(out, ",\"count\":[%u,%u,%u]}", period->count[0], period->count[1], period->count[2]);
    }
    ent_buffer_text(out, "],\"tints\":[");
    for (uint32_t i = 0; i < scene->tint_count; i++) {
        if (i) ent_buffer_char(out, ',');
        ent_buffer_json(out, scene->tints[i]);
    }
    ent_buffer_char(out, ']');
}

static void write_span(ent_buffer *out, const ent_scene_span *span) {
    ent_buffer_format(out, "{\"source\":%u,\"target\":%u,\"sign\":%d", span->source, span->target, span->sign);
    flag_member(out, "directed", span->directed);
    flag_member(out, "planned", span->planned);
    flag_member(out, "interval", span->interval);
    if (span->first != ENT_DAY_MIN) ent_buffer_format(out, ",\"first\":%ld", (long)span->first);
    if (span->last != ENT_DAY_MAX) ent_buffer_format(out, ",\"last\":%ld", (long)span->last);
    text_member(out, "label", span->label);
    text_member(out, "date", span->date);
    text_member(out, "tip", span->tip);
    text_member(out, "url", span->url);
    ent_buffer_char(out, '}');
}

ent_status ent_scene_write(const ent_scene *scene, char **out, size_t *length, ent_error *err) {
    ent_buffer text = {0};
    ent_buffer_format(&text, "{\"scene\":\"%s\",\"relations\":%u", ent_version(), scene->relations);
    text_member(&text, "title", scene->title);
    text_member(&text, "subtitle", scene->subtitle);
    text_member(&text, "caption", scene->caption);
    text_member(&text, "lang", scene->lang);
    text_member(&text, "view", scene->view);
    text_member(&text, "picture", ent_picture_name(scene->picture));
    if (scene->regions) ent_buffer_format(&text, ",\"regions\":%d", (int)scene->regions);
    flag_member(&text, "tinted", scene->tinted);
    ent_buffer_text(&text, ",\"legend\":{\"words\":0");
    for (int shape = 0; shape < ENT_SHAPE_COUNT; shape++)
        text_member(&text, ent_shape_name((ent_shape)shape), scene->legend[shape]);
    ent_buffer_char(&text, '}');
    write_groups(&text, scene);
    ent_buffer_text(&text, ",\n\"nodes\":[");
    for (uint32_t i = 0; i < scene->node_count; i++) {
        ent_buffer_text(&text, i ? ",\n" : "\n");
        write_node(&text, &scene->nodes[i]);
    }
    ent_buffer_text(&text, "],\n\"lines\":[");
    for (uint32_t i = 0; i < scene->line_count; i++) {
        ent_buffer_text(&text, i ? ",\n" : "\n");
        write_line(&text, &scene->lines[i]);
    }
    ent_buffer_text(&text, "],\n\"spans\":[");
    for (uint32_t i = 0; i < scene->span_count; i++) {
        ent_buffer_text(&text, i ? ",\n" : "\n");
        write_span(&text, &scene->spans[i]);
    }
    ent_buffer_text(&text, "]}\n");
    return ent_buffer_take(&text, out, length, err);
}
