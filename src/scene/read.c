/* scene/read.c - a scene from JSON. entente-draw trusts nobody: indices, numbers and text are checked again. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene/scene.h"
#include "base/typeset.h"

/* More than this is no picture any more, and sizes stay far from overflow. */
enum { MOST_NODES = 200000, MOST_LINES = 2000000, MOST_SPANS = 100000 };

typedef struct {
    ent_scene *scene;
    ent_error *err;
    ent_status status;
} reader;

static void complain(reader *r, const char *member) {
    if (!r->status) r->status = ent_fail(r->err, ENT_BAD_INPUT, "scene: '%s' is wrong", member);
}

static const char *text_of(reader *r, const json_t *object, const char *member, size_t limit, bool lines) {
    const json_t *value = json_object_get(object, member);
    if (!value) return "";
    if (!json_is_string(value)) {
        complain(r, member);
        return "";
    }
    const char *text = ent_typeset_clean(&r->scene->arena, json_string_value(value), limit, lines);
    if (text) return text;
    if (!r->status) r->status = ent_fail_memory(r->err);
    return "";
}

static double number_of(reader *r, const json_t *object, const char *member, double low, double high) {
    const json_t *value = json_object_get(object, member);
    double number = json_number_value(value);
    if (json_is_number(value) && number >= low && number <= high) return number;
    complain(r, member);
    return low;
}

static bool flag_of(const json_t *object, const char *member) {
    return json_is_true(json_object_get(object, member));
}

/* A number that may be absent. */
static double optional_number(reader *r, const json_t *object, const char *member, double low, double high,
                              double absent) {
    return json_object_get(object, member) ? number_of(r, object, member, low, high) : absent;
}

static ent_scene_node read_node(reader *r, const json_t *value) {
    if (!json_is_object(value)) complain(r, "nodes");
    const char *shape = json_string_value(json_object_get(value, "shape"));
    return (ent_scene_node){
        .id = text_of(r, value, "id", ENT_CUT_NAME, false),
        .text = text_of(r, value, "text", ENT_CUT_NAME + 1, false),
        .name = text_of(r, value, "name", ENT_CUT_NAME + 1, false),
        .also = text_of(r, value, "also", ENT_CUT_NAME + 1, false),
        .role = text_of(r, value, "role", ENT_CUT_NAME + 1, false),
        .kind = text_of(r, value, "kind", ENT_CUT_TYPE + 1, false),
        .shape = ent_shape_find(shape ? shape : ""),
        .weight = number_of(r, value, "weight", 0, 1e15),
        .step = (int)number_of(r, value, "step", 0, 2),
        .group = (int)optional_number(r, value, "group", 0, (double)r->scene->group_count - 1, -1),
        .tint = (int)optional_number(r, value, "tint", 0, (double)r->scene->tint_count - 1, -1),
        .pale = flag_of(value, "pale"),
        .focus = flag_of(value, "focus"),
        .placed = json_object_get(value, "x") && json_object_get(value, "y"),
        .x = optional_number(r, value, "x", -ENT_FARTHEST, ENT_FARTHEST, 0),
        .y = optional_number(r, value, "y", -ENT_FARTHEST, ENT_FARTHEST, 0),
    };
}

static ent_scene_line read_line(reader *r, const json_t *value) {
    double last = (double)r->scene->node_count - 1;
    if (!json_is_object(value)) complain(r, "lines");
    ent_scene_line line = {
        .source = (uint32_t)number_of(r, value, "source", 0, last),
        .target = (uint32_t)number_of(r, value, "target", 0, last),
        .sign = (int)number_of(r, value, "sign", -1, 1),
        .count = (uint32_t)number_of(r, value, "count", 1, 1e9),
        .weight = number_of(r, value, "weight", 0, 1e15),
        .planned = flag_of(value, "planned"),
        .head = flag_of(value, "head"),
        .tail = flag_of(value, "tail"),
        .label = text_of(r, value, "label", ENT_CUT_NAME + 1, false),
        .types = text_of(r, value, "types", ENT_CUT_SUMMARY + 1, false),
        .tip = text_of(r, value, "tip", ENT_CUT_TIP + 1, true),
        .from = text_of(r, value, "from", ENT_CUT_TYPE, false),
        .to = text_of(r, value, "to", ENT_CUT_TYPE, false),
        .pale = flag_of(value, "pale"),
        .strong = flag_of(value, "strong"),
        .change = (ent_change)optional_number(r, value, "change", 0, ENT_CHANGE_COUNT - 1, ENT_CHANGE_NONE),
        .periods = (uint32_t)optional_number(r, value, "periods", 0, UINT32_MAX, 0),
    };
    line.url = ent_typeset_url(&r->scene->arena, json_string_value(json_object_get(value, "url")));
    if (!line.url && !r->status) r->status = ent_fail_memory(r->err);
    return line;
}

/* A day; absent: open. */
static int32_t day_of(reader *r, const json_t *value, const char *member, int32_t open) {
    return (int32_t)optional_number(r, value, member, ENT_DAY_MIN + 1.0, ENT_DAY_MAX - 1.0, open);
}

static ent_scene_span read_span(reader *r, const json_t *value) {
    double last = (double)r->scene->node_count - 1;
    if (!json_is_object(value)) complain(r, "spans");
    ent_scene_span span = {
        .source = (uint32_t)number_of(r, value, "source", 0, last),
        .target = (uint32_t)number_of(r, value, "target", 0, last),
        .sign = (int)number_of(r, value, "sign", -1, 1),
        .directed = flag_of(value, "directed"),
        .planned = flag_of(value, "planned"),
        .interval = flag_of(value, "interval"),
        .first = day_of(r, value, "first", ENT_DAY_MIN),
        .last = day_of(r, value, "last", ENT_DAY_MAX),
        .label = text_of(r, value, "label", ENT_CUT_NAME + 1, false),
        .date = text_of(r, value, "date", ENT_CUT_NAME + 1, false),
        .tip = text_of(r, value, "tip", ENT_CUT_TIP + 1, true),
    };
    if (span.first > span.last || (span.first == ENT_DAY_MIN && span.last == ENT_DAY_MAX)) complain(r, "first");
    span.url = ent_typeset_url(&r->scene->arena, json_string_value(json_object_get(value, "url")));
    if (!span.url && !r->status) r->status = ent_fail_memory(r->err);
    return span;
}

static void read_spans(reader *r, const json_t *root) {
    const json_t *spans = json_object_get(root, "spans");
    size_t count = json_array_size(spans);
    if (count > MOST_SPANS || (count && !r->scene->node_count)) return complain(r, "spans");
    r->scene->spans = calloc(count + 1, sizeof *r->scene->spans);
    if (!r->scene->spans) {
        r->status = ent_fail_memory(r->err);
        return;
    }
    for (size_t i = 0; i < count && !r->status; i++) r->scene->spans[i] = read_span(r, json_array_get(spans, i));
    r->scene->span_count = (uint32_t)count;
}

static ent_scene_period read_period(reader *r, const json_t *value) {
    ent_scene_period period = {.label = text_of(r, value, "label", ENT_CUT_NAME + 1, false),
                               .from = text_of(r, value, "from", ENT_CUT_TYPE, false),
                               .to = text_of(r, value, "to", ENT_CUT_TYPE, false)};
    const json_t *counts = json_object_get(value, "count");
    for (size_t k = 0; k < 3; k++) {
        const json_t *count = json_array_get(counts, k);
        double number = json_is_number(count) ? json_number_value(count) : -1;
        if (!(number >= 0 && number <= 4e9)) complain(r, "count");
        period.count[k] = number >= 0 && number <= 4e9 ? (uint32_t)number : 0;
    }
    return period;
}

static void read_groups(reader *r, const json_t *root) {
    const json_t *groups = json_object_get(root, "groups"), *periods = json_object_get(root, "periods");
    size_t group_count = json_array_size(groups), period_count = json_array_size(periods);
    if (group_count > MOST_NODES) return complain(r, "groups");
    if (period_count > ENT_MOST_PERIODS) return complain(r, "periods");
    r->scene->groups = calloc(group_count + 1, sizeof *r->scene->groups);
    r->scene->periods = calloc(period_count + 1, sizeof *r->scene->periods);
    if (!r->scene->groups || !r->scene->periods) {
        r->status = ent_fail_memory(r->err);
        return;
    }
    for (size_t i = 0; i < group_count; i++)
        r->scene->groups[i].label = text_of(r, json_array_get(groups, i), "label", ENT_CUT_NAME + 1, false);
    for (size_t i = 0; i < period_count; i++) r->scene->periods[i] = read_period(r, json_array_get(periods, i));
    r->scene->group_count = (uint32_t)group_count;
    r->scene->period_count = (uint32_t)period_count;
}

static void read_tints(reader *r, const json_t *root) {
    const json_t *tints = json_object_get(root, "tints");
    size_t count = json_array_size(tints);
    if (count > ENT_MOST_TINTS) return complain(r, "tints");
    r->scene->tints = calloc(count + 1, sizeof *r->scene->tints);
    if (!r->scene->tints) {
        r->status = ent_fail_memory(r->err);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(tints, i));
        r->scene->tints[i] = text ? ent_typeset_clean(&r->scene->arena, text, ENT_CUT_NAME + 1, false) : "";
        if (!text) complain(r, "tints");
        if (!r->scene->tints[i]) r->status = ent_fail_memory(r->err);
    }
    r->scene->tint_count = (uint32_t)count;
}

static void read_lists(reader *r, const json_t *root) {
    const json_t *nodes = json_object_get(root, "nodes"), *lines = json_object_get(root, "lines");
    size_t node_count = json_array_size(nodes), line_count = json_array_size(lines);
    if (!json_is_array(nodes) || node_count > MOST_NODES) return complain(r, "nodes");
    if (!json_is_array(lines) || line_count > MOST_LINES || (line_count && !node_count)) return complain(r, "lines");
    r->scene->nodes = calloc(node_count + 1, sizeof *r->scene->nodes);
    r->scene->lines = calloc(line_count + 1, sizeof *r->scene->lines);
    if (!r->scene->nodes || !r->scene->lines) {
        r->status = ent_fail_memory(r->err);
        return;
    }
    r->scene->node_count = (uint32_t)node_count;
    r->scene->line_count = (uint32_t)line_count;
    for (size_t i = 0; i < node_count && !r->status; i++) r->scene->nodes[i] = read_node(r, json_array_get(nodes, i));
    for (size_t i = 0; i < line_count && !r->status; i++) r->scene->lines[i] = read_line(r, json_array_get(lines, i));
}

static void read_frame(reader *r, const json_t *root) {
    ent_scene *scene = r->scene;
    scene->title = text_of(r, root, "title", ENT_CUT_SUMMARY + 1, false);
    scene->subtitle = text_of(r, root, "subtitle", ENT_CUT_SUMMARY + 1, false);
    scene->caption = text_of(r, root, "caption", ENT_CUT_SUMMARY + 1, false);
    scene->lang = text_of(r, root, "lang", ENT_CUT_TYPE, false);
    scene->view = text_of(r, root, "view", ENT_CUT_TYPE, false);
    const char *picture = text_of(r, root, "picture", ENT_CUT_TYPE, false);
    for (int i = 0; i < ENT_PICTURE_COUNT; i++)
        if (strcmp(picture, ent_picture_name((ent_picture)i)) == 0) scene->picture = (ent_picture)i;
    scene->regions = (ent_regions)optional_number(r, root, "regions", 0, ENT_REGIONS_COUNT - 1, ENT_REGIONS_NONE);
    scene->tinted = flag_of(root, "tinted");
    scene->relations = (uint32_t)number_of(r, root, "relations", 0, 4e9);
    const json_t *legend = json_object_get(root, "legend");
    for (int shape = 0; shape < ENT_SHAPE_COUNT; shape++)
        scene->legend[shape] = text_of(r, legend, ent_shape_name((ent_shape)shape), ENT_CUT_NAME + 1, false);
}

ent_status ent_scene_read(const char *json, size_t length, ent_scene **out, ent_error *err) {
    json_error_t fault;
    json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &fault);
    /* without room to begin jansson says nothing, not even a code */
    if (!root && (fault.line < 0 || json_error_code(&fault) == json_error_out_of_memory)) return ent_fail_memory(err);
    if (!root) return ent_fail(err, ENT_BAD_INPUT, "scene: line %d: %s", fault.line, fault.text);
    reader r = {.scene = calloc(1, sizeof *r.scene), .err = err};
    if (!r.scene)
        r.status = ent_fail_memory(err);
    else if (!json_is_object(root) || !json_is_string(json_object_get(root, "scene")))
        complain(&r, "scene");
    if (!r.status) read_frame(&r, root);
    if (!r.status) read_groups(&r, root);
    if (!r.status) read_tints(&r, root);
    if (!r.status) read_lists(&r, root);
    if (!r.status) read_spans(&r, root);
    if (!r.status && r.scene->picture == ENT_PICTURE_PERIODS && !r.scene->period_count) complain(&r, "periods");
    json_decref(root);
    if (r.status)
        ent_scene_free(r.scene);
    else
        *out = r.scene;
    return r.status;
}
