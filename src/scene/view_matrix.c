/* scene/view_matrix.c - the matrix: entities in an order that shows blocs along the diagonal. */
#include <math.h>
#include <stdlib.h>

#include "base/typeset.h"
#include "scene/make.h"
#include "scene/seriate.h"

/* A factual tie draws together as well, but less than cooperation. */
#define FACTUAL_SHARE .25

/* Whole ties between all nodes; the square root keeps one heavy pair from ruling the order. */
static void fill_ties(const ent_scene *scene, int64_t *weights) {
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        double share = line->sign ? line->sign : FACTUAL_SHARE;
        int64_t tie = (int64_t)(share * (100 * sqrt(line->weight) + 1));
        if (line->source == line->target) continue;
        weights[(size_t)line->source * scene->node_count + line->target] += tie;
        weights[(size_t)line->target * scene->node_count + line->source] += tie;
    }
}

/* The nodes of one group, in their order among themselves; appended to order. */
static ent_status order_group(const ent_scene *scene, const int64_t *weights, int group, uint32_t *order,
                              uint32_t *ordered, ent_error *err) {
    uint32_t n = scene->node_count, count = 0;
    uint32_t *member = calloc((size_t)n + 1, sizeof *member), *place = calloc((size_t)n + 1, sizeof *place);
    int64_t *own = NULL;
    ent_status status = member && place ? ENT_OK : ent_fail_memory(err);
    for (uint32_t v = 0; v < n && !status; v++)
        if (!scene->group_count || scene->nodes[v].group == group) member[count++] = v;
    if (!status && !(own = calloc((size_t)count * count + 1, sizeof *own))) status = ent_fail_memory(err);
    for (uint32_t i = 0; i < count && !status; i++)
        for (uint32_t j = 0; j < count; j++) own[(size_t)i * count + j] = weights[(size_t)member[i] * n + member[j]];
    if (!status) status = ent_seriate(&(ent_ties){own, count}, place, err);
    for (uint32_t i = 0; i < count && !status; i++) order[(*ordered)++] = member[place[i]];
    free(member);
    free(place);
    free(own);
    return status;
}

/* Put the nodes in that order; what names them follows. */
static ent_status reorder(ent_scene_maker *maker, const uint32_t *order, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint32_t n = scene->node_count;
    ent_scene_node *nodes = calloc((size_t)n + 1, sizeof *nodes);
    uint32_t *number = calloc((size_t)n + 1, sizeof *number);
    if (!nodes || !number) {
        free(nodes);
        free(number);
        return ent_fail_memory(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        nodes[i] = scene->nodes[order[i]];
        number[order[i]] = i;
    }
    ent_scene_renumber(maker, number);
    free(scene->nodes);
    scene->nodes = nodes;
    scene->node_capacity = (size_t)n + 1;
    free(number);
    return ENT_OK;
}

/* Groups of the input, if it has any: rows of one stay together. */
static ent_status read_groups(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    const char **words = NULL;
    ent_parted parted = {0};
    if (!maker->input->groups) return ENT_OK;
    ent_status status = ent_scene_words_by_node(maker, maker->input->groups, &words, err);
    if (!status) status = ent_scene_part(scene, words, &parted, err);
    if (!status) status = ent_scene_make_groups(scene, parted.count, err);
    for (uint32_t v = 0; v < scene->node_count && !status; v++)
        scene->nodes[v].group = parted.part[v] == UINT32_MAX ? -1 : (int)parted.part[v];
    for (uint32_t k = 0; k < parted.count && !status; k++) {
        ent_buffer label = {0};
        ent_parted_say(scene, &parted, k, maker->input->groups_numbered, &label);
        scene->groups[k].label = ent_scene_keep(scene, &label, ENT_CUT_NAME, false);
        if (!scene->groups[k].label) status = ent_fail_memory(err);
    }
    ent_parted_clear(&parted);
    free(words);
    return status;
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    scene->picture = ENT_PICTURE_MATRIX;
    ent_status status = read_groups(maker, err);
    if (!status) status = ent_scene_keep_heaviest(maker, ENT_MATRIX_MOST, ENT_MATRIX_KEPT, err);
    if (status) return status;
    size_t n = scene->node_count;
    int64_t *weights = calloc(n * n + 1, sizeof *weights);
    uint32_t *order = calloc(n + 1, sizeof *order), ordered = 0;
    status = weights && order ? ENT_OK : ent_fail_memory(err);
    if (!status) fill_ties(scene, weights);
    for (uint32_t g = 0; g < scene->group_count && !status; g++)
        status = order_group(scene, weights, (int)g, order, &ordered, err);
    if (!status) status = order_group(scene, weights, -1, order, &ordered, err); /* who is in none, or all */
    if (!status) status = reorder(maker, order, err);
    free(weights);
    free(order);
    return status;
}

const ent_scene_view ent_scene_view_matrix = {
    .name = "matrix",
    .summary = "a row and a column an entity, a mark a pair",
    .detail =
        "Rows and columns stand in an order that brings friends together and keeps foes apart, so that blocs show as "
        "squares along the diagonal: the sum over all pairs of their signed weight (its root) times the places they "
        "are "
        "apart is made small by moving entities and runs of them. Groups (--group-by) stay together. What has a "
        "direction is marked in the row of its source. Of more than 80 entities the 64 of greatest weight are shown, "
        "or "
        "as many as --limit says; every relation between them is.",
    .arguments = "",
    .pairs = true,
    .apply = apply,
};
