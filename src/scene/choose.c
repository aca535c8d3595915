/* scene/choose.c - marks on nodes and lines, and what must go when others go. */
#include "scene/choose.h"

#include <stdlib.h>
#include <string.h>

ent_status ent_choice_init(ent_choice *choice, const ent_scene *scene, uint8_t mark, ent_error *err) {
    choice->node = malloc((size_t)scene->node_count + 1);
    choice->line = malloc((size_t)scene->line_count + 1);
    if (!choice->node || !choice->line) return ent_fail_memory(err);
    memset(choice->node, mark, (size_t)scene->node_count + 1);
    memset(choice->line, mark, (size_t)scene->line_count + 1);
    return ENT_OK;
}

void ent_choice_clear(ent_choice *choice) {
    free(choice->node);
    free(choice->line);
    *choice = (ent_choice){NULL, NULL};
}

uint32_t ent_nodes_counted(const ent_scene *scene) {
    uint32_t count = 0;
    for (uint32_t v = 0; v < scene->node_count; v++) count += ent_node_counts(scene, v);
    return count;
}

static void drop_loose_lines(ent_choice *choice, const ent_scene *scene) {
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (!choice->node[line->source] || !choice->node[line->target]) choice->line[i] = 0;
    }
}

/* Halves of its own relation that each dot still has, in `halves`. */
static void count_halves(const ent_choice *choice, const ent_scene_maker *maker, uint32_t *halves) {
    const ent_scene *scene = maker->scene;
    memset(halves, 0, ((size_t)scene->node_count + 1) * sizeof *halves);
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        const ent_stroke_range *range = &maker->line_strokes[i];
        for (size_t k = 0; choice->line[i] && k < range->count; k++) {
            uint32_t dot = maker->node_of_relation[maker->strokes[range->first + k].relation];
            if (dot != ENT_NONE && (dot == line->source || dot == line->target)) halves[dot]++;
        }
    }
}

static bool drop_loose_dots(ent_choice *choice, const ent_scene *scene, const uint32_t *halves) {
    bool dropped = false;
    for (uint32_t v = 0; v < scene->node_count; v++) {
        if (ent_node_counts(scene, v) || !choice->node[v] || halves[v] >= 2) continue;
        choice->node[v] = 0;
        dropped = true;
    }
    return dropped;
}

ent_status ent_choice_tidy(ent_choice *choice, const ent_scene_maker *maker, ent_error *err) {
    uint32_t *halves = malloc(((size_t)maker->scene->node_count + 1) * sizeof *halves);
    if (!halves) return ent_fail_memory(err);
    do {
        drop_loose_lines(choice, maker->scene);
        count_halves(choice, maker, halves);
    } while (drop_loose_dots(choice, maker->scene, halves));
    free(halves);
    return ENT_OK;
}

ent_status ent_choice_apply(ent_choice *choice, ent_scene_maker *maker, ent_error *err) {
    ent_status status = ent_choice_tidy(choice, maker, err);
    return status ? status : ent_scene_keep_only(maker, choice->node, choice->line, err);
}

/* ---- order ---- */

typedef struct {
    double key, weight;
    uint32_t node;
    bool counts;
} ranked;

static int compare_ranked(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->counts != y->counts) return x->counts ? -1 : 1;
    if (x->key != y->key) return x->key > y->key ? -1 : 1;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

ent_status ent_nodes_by(const ent_scene *scene, const double *key, uint32_t **out, ent_error *err) {
    uint32_t count = scene->node_count;
    ranked *list = calloc((size_t)count + 1, sizeof *list);
    uint32_t *order = calloc((size_t)count + 1, sizeof *order);
    if (!list || !order) {
        free(list);
        free(order);
        return ent_fail_memory(err);
    }
    for (uint32_t v = 0; v < count; v++)
        list[v] = (ranked){key[v], scene->nodes[v].weight, v, ent_node_counts(scene, v)};
    qsort(list, count, sizeof *list, compare_ranked);
    for (uint32_t v = 0; v < count; v++) order[v] = list[v].node;
    free(list);
    *out = order;
    return ENT_OK;
}
