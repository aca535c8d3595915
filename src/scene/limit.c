/* scene/limit.c - what the input says of sizes and groups, and the strongest nodes of a scene. */
#include "scene/choose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "scene/language.h"

ent_buffer *ent_scene_remark(ent_scene_maker *maker) {
    ent_say_text(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN, "");
    return &maker->remarks;
}

/* ---- sizes ---- */

/* Three steps between the least and the greatest value there is; the root as for weights. */
static int step_between(double value, double least, double greatest) {
    if (!(greatest > least)) return 0;
    double share = sqrt((value - least) / (greatest - least));
    return share >= .75 ? 2 : share >= .45 ? 1 : 0;
}

void ent_scene_apply_sizes(ent_scene_maker *maker) {
    const double *sizes = maker->input->sizes;
    double least = INFINITY, greatest = -INFINITY;
    if (!sizes) return;
    for (uint32_t v = 0; v < maker->scene->node_count; v++) {
        maker->scene->nodes[v].weight = 0;
        maker->scene->nodes[v].step = 0;
    }
    size_t count = ent_graph_entities(maker->graph);
    for (size_t e = 0; e < count; e++) {
        if (maker->node_of_entity[e] == ENT_NONE || !isfinite(sizes[e])) continue;
        if (sizes[e] < least) least = sizes[e];
        if (sizes[e] > greatest) greatest = sizes[e];
    }
    for (size_t e = 0; e < count; e++) {
        if (maker->node_of_entity[e] == ENT_NONE || !isfinite(sizes[e])) continue;
        ent_scene_node *node = &maker->scene->nodes[maker->node_of_entity[e]];
        node->weight = sizes[e] < 0 ? 0 : sizes[e] > 1e15 ? 1e15 : sizes[e];
        node->step = step_between(sizes[e], least, greatest);
    }
    if (maker->input->size_words)
        ent_say_text(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN_SIZE, maker->input->size_words);
}

/* ---- the strongest ---- */

static double *weights_of(const ent_scene *scene) {
    double *key = calloc((size_t)scene->node_count + 1, sizeof *key);
    for (uint32_t v = 0; key && v < scene->node_count; v++) key[v] = scene->nodes[v].weight;
    return key;
}

ent_status ent_scene_apply_limit(ent_scene_maker *maker, ent_error *err) {
    const ent_scene *scene = maker->scene;
    uint32_t count = ent_nodes_counted(scene), *order = NULL;
    if (maker->options.limit <= 0 || count <= (uint64_t)maker->options.limit) return ENT_OK;
    uint32_t limit = (uint32_t)maker->options.limit;
    ent_choice choice = {NULL, NULL};
    double *key = weights_of(scene);
    ent_status status = key ? ent_nodes_by(scene, key, &order, err) : ent_fail_memory(err);
    if (!status) status = ent_choice_init(&choice, scene, 1, err);
    for (uint32_t i = limit; i < count && !status; i++) choice.node[order[i]] = 0;
    if (!status) status = ent_choice_tidy(&choice, maker, err);
    if (!status) status = ent_choice_thin(&choice, maker, err);
    if (!status) status = ent_choice_apply(&choice, maker, err);
    if (!status) ent_say(&maker->remarks, scene->lang, ENT_SAYS_THEN_STRONGEST, ENT_NUMBER(limit), ENT_NUMBER(count));
    ent_choice_clear(&choice);
    free(order);
    free(key);
    return status;
}
