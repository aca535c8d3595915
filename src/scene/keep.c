/* scene/keep.c - leaving nodes and lines out of a scene, and counting what it stands for. */
#include "scene/language.h"
#include "scene/choose.h"

#include <stdlib.h>

#include "scene/language.h"

/* New numbers of the nodes that stay, ENT_NONE for the others. */
static uint32_t keep_nodes(ent_scene *scene, const uint8_t *keep, uint32_t *number) {
    uint32_t kept = 0;
    for (uint32_t v = 0; v < scene->node_count; v++) {
        number[v] = keep && !keep[v] ? ENT_NONE : kept++;
        if (number[v] != ENT_NONE) scene->nodes[number[v]] = scene->nodes[v];
    }
    return kept;
}

static void renumber(uint32_t *nodes, size_t count, const uint32_t *number) {
    for (size_t i = 0; nodes && i < count; i++)
        if (nodes[i] != ENT_NONE) nodes[i] = number[nodes[i]];
}

void ent_scene_renumber(ent_scene_maker *maker, const uint32_t *number) {
    ent_scene *scene = maker->scene;
    renumber(maker->node_of_entity, ent_graph_entities(maker->graph), number);
    renumber(maker->node_of_relation, ent_graph_relations(maker->graph), number);
    renumber(maker->node_of_area, maker->areas.count, number);
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_stroke_range range = maker->line_strokes[i];
        scene->lines[i].source = number[scene->lines[i].source];
        scene->lines[i].target = number[scene->lines[i].target];
        for (size_t k = range.first; k < range.first + range.count; k++) {
            maker->strokes[k].from = number[maker->strokes[k].from];
            maker->strokes[k].to = number[maker->strokes[k].to];
        }
    }
}

ent_status ent_scene_keep_only(ent_scene_maker *maker, const uint8_t *keep_node, const uint8_t *keep_line,
                               ent_error *err) {
    ent_scene *scene = maker->scene;
    uint32_t *number = calloc((size_t)scene->node_count + 1, sizeof *number), kept = 0;
    if (!number) return ent_fail_memory(err);
    scene->node_count = keep_nodes(scene, keep_node, number);
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line line = scene->lines[i];
        if ((keep_line && !keep_line[i]) || number[line.source] == ENT_NONE || number[line.target] == ENT_NONE)
            continue;
        maker->line_strokes[kept] = maker->line_strokes[i];
        scene->lines[kept++] = line;
    }
    scene->line_count = kept;
    ent_scene_renumber(maker, number);
    free(number);
    return ENT_OK;
}

ent_status ent_scene_keep_strokes(ent_scene_maker *maker, const uint8_t *keep, ent_error *err) {
    ent_status status = ent_scene_word_lines(maker, err);
    for (uint32_t i = 0; i < maker->scene->line_count && !status; i++) {
        ent_stroke_range *range = &maker->line_strokes[i];
        size_t kept = range->first;
        for (size_t k = range->first; k < range->first + range->count; k++)
            if (keep[k]) maker->strokes[kept++] = maker->strokes[k];
        range->count = kept - range->first;
    }
    return status;
}

/* ---- the heaviest ---- */

ent_status ent_scene_keep_heaviest(ent_scene_maker *maker, uint32_t most, uint32_t kept_most, ent_error *err) {
    const ent_scene *scene = maker->scene;
    uint32_t n = ent_nodes_counted(scene), limit = n > most ? kept_most : n, *order = NULL;
    if (maker->options.limit > 0 && maker->options.limit < n) limit = (uint32_t)maker->options.limit;
    if (n <= limit) return ENT_OK;
    ent_choice choice = {NULL, NULL};
    double *key = calloc((size_t)scene->node_count + 1, sizeof *key);
    ent_status status = key ? ENT_OK : ent_fail_memory(err);
    for (uint32_t v = 0; v < scene->node_count && !status; v++) key[v] = scene->nodes[v].weight;
    if (!status) status = ent_nodes_by(scene, key, &order, err);
    if (!status) status = ent_choice_init(&choice, scene, 1, err);
    for (uint32_t i = limit; i < n && !status; i++) choice.node[order[i]] = 0;
    if (!status) status = ent_choice_apply(&choice, maker, err);
    if (!status) ent_say(&maker->remarks, scene->lang, ENT_SAYS_THEN_STRONGEST, ENT_NUMBER(limit), ENT_NUMBER(n));
    ent_choice_clear(&choice);
    free(order);
    free(key);
    return status;
}

/* Whether line i is among the `each` heaviest at that node; of equal ones the first. */
static bool is_strong_at(const ent_scene *scene, uint32_t i, uint32_t node, uint32_t each) {
    const ent_scene_line *line = &scene->lines[i];
    uint32_t heavier = 0;
    for (uint32_t k = 0; k < scene->line_count && heavier < each; k++) {
        const ent_scene_line *other = &scene->lines[k];
        if (k == i || (other->source != node && other->target != node)) continue;
        heavier += other->weight > line->weight || (other->weight >= line->weight && k < i);
    }
    return heavier < each;
}

ent_status ent_scene_keep_strong_lines(ent_scene_maker *maker, uint32_t each, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint8_t *keep = calloc((size_t)scene->line_count + 1, 1);
    if (!keep) return ent_fail_memory(err);
    for (uint32_t i = 0; i < scene->line_count; i++)
        keep[i] = is_strong_at(scene, i, scene->lines[i].source, each) ||
                  is_strong_at(scene, i, scene->lines[i].target, each);
    ent_status status = ent_scene_keep_only(maker, NULL, keep, err);
    if (!status) ent_say_number(&maker->remarks, scene->lang, ENT_SAYS_THEN_STRONGEST_LINES, each);
    free(keep);
    return status;
}

ent_status ent_scene_count_relations(ent_scene_maker *maker, ent_error *err) {
    size_t count = ent_graph_relations(maker->graph);
    uint8_t *shown = maker->shown = calloc(count + 1, 1);
    if (!shown) return ent_fail_memory(err);
    maker->scene->relations = 0;
    for (size_t r = 0; maker->told && r < count; r++) maker->scene->relations += shown[r] = maker->told[r];
    for (uint32_t i = 0; i < maker->scene->line_count; i++) {
        const ent_stroke_range *range = &maker->line_strokes[i];
        for (size_t k = 0; k < range->count; k++) {
            ent_id relation = maker->strokes[range->first + k].relation;
            maker->scene->relations += !shown[relation];
            shown[relation] = 1;
        }
    }
    maker->scene->relations += (uint32_t)maker->ended;
    return ENT_OK;
}
