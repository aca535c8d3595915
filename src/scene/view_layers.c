/* scene/view_layers.c - a band for each kind: who acts, through what, where. */
#include "scene/make.h"

#include <stdlib.h>
#include <string.h>

#include "scene/language.h"

/* The bands from above. */
enum { LAYERS = 8, NO_LAYER = -1 };
static const int layer_of[ENT_SHAPE_COUNT] = {
    [ENT_SHAPE_LEADER] = 0,          [ENT_SHAPE_ORG] = 1,   [ENT_SHAPE_COUNTRY] = 2,
    [ENT_SHAPE_FRAMEWORK] = 3,       [ENT_SHAPE_FIRM] = 4,  [ENT_SHAPE_SITE] = 5,
    [ENT_SHAPE_TECHNOLOGY] = 6,      [ENT_SHAPE_EVENT] = 6, [ENT_SHAPE_OTHER] = 7,
    [ENT_SHAPE_RELATION] = NO_LAYER,
};
enum { KINDS_NAMED = 3 };

/* "leader, official, person": the kinds in a band, each once, in the order of the boxes. */
static ent_status name_layer(ent_scene *scene, uint32_t group, ent_error *err) {
    const char *named[KINDS_NAMED];
    size_t count = 0;
    bool more = false;
    ent_buffer words = {0};
    for (uint32_t v = 0; v < scene->node_count; v++) {
        const ent_scene_node *node = &scene->nodes[v];
        if (node->group != (int)group) continue;
        bool known = false;
        for (size_t k = 0; k < count; k++) known = known || strcmp(named[k], node->kind) == 0;
        more = more || (!known && count == KINDS_NAMED);
        if (known || count == KINDS_NAMED) continue;
        if (count) ent_buffer_text(&words, ", ");
        ent_buffer_text(&words, node->kind);
        named[count++] = node->kind;
    }
    if (words.data && words.data[0] >= 'a' && words.data[0] <= 'z') words.data[0] = (char)(words.data[0] - 32);
    ent_buffer label = {0};
    if (more)
        ent_say_text(&label, scene->lang, ENT_SAYS_AND_OTHERS, words.data);
    else
        ent_buffer_text(&label, words.data);
    if (words.failed) label.failed = true;
    ent_buffer_clear(&words);
    scene->groups[group].label = ent_scene_keep(scene, &label, ENT_CUT_NAME, false);
    return scene->groups[group].label ? ENT_OK : ent_fail_memory(err);
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    int number[LAYERS];
    uint32_t used[LAYERS] = {0}, count = 0;
    ent_status status = ent_scene_apply_limit(maker, err);
    if (status) return status;
    for (uint32_t v = 0; v < scene->node_count; v++) {
        int layer = layer_of[scene->nodes[v].shape];
        if (layer != NO_LAYER) used[layer]++;
    }
    for (int k = 0; k < LAYERS; k++) number[k] = used[k] ? (int)count++ : -1;
    status = ent_scene_make_groups(scene, count, err);
    for (uint32_t v = 0; v < scene->node_count && !status; v++) {
        int layer = layer_of[scene->nodes[v].shape];
        scene->nodes[v].group = layer == NO_LAYER ? -1 : number[layer];
    }
    for (uint32_t k = 0; k < count && !status; k++) status = name_layer(scene, k, err);
    scene->regions = ENT_REGIONS_BANDS;
    return status;
}

const ent_scene_view ent_scene_view_layers = {
    .name = "layers",
    .summary = "a band for each kind: who acts, through what, where",
    .detail = "Leaders and officials above, then organizations, countries, frameworks and alliances, firms, sites, and "
              "last issues and events. A band reads well with eight entities; --limit N keeps the strongest.",
    .arguments = "",
    .nodes = 50,
    .lines = 100,
    .apply = apply,
};
