/* scene/build.c - a selection becomes a scene. The order of nodes and lines follows ids and dates, never the order of
 * the input: the picture must not change when a file is rearranged. */
#include "scene/make.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"

static const char *const shapes[ENT_SHAPE_COUNT] = {
    "country", "leader", "org", "firm", "framework", "site", "technology", "event", "other", "relation",
};

const char *ent_shape_name(ent_shape shape) {
    return shapes[shape];
}

ent_shape ent_shape_find(const char *name) {
    for (int i = 0; i < ENT_SHAPE_COUNT; i++)
        if (strcmp(shapes[i], name) == 0) return (ent_shape)i;
    return ENT_SHAPE_OTHER;
}

static const char *const pictures[ENT_PICTURE_COUNT] = {"network", "matrix", "periods", "timeline"};

const char *ent_picture_name(ent_picture picture) {
    return pictures[picture];
}

void ent_scene_free(ent_scene *scene) {
    if (!scene) return;
    ent_arena_clear(&scene->arena);
    free(scene->nodes);
    free(scene->lines);
    free(scene->groups);
    free(scene->periods);
    free(scene->tints);
    free(scene->spans);
    free(scene);
}

size_t ent_scene_nodes(const ent_scene *scene) {
    return scene->node_count;
}

size_t ent_scene_lines(const ent_scene *scene) {
    return scene->line_count;
}

bool ent_scene_is_network(const ent_scene *scene) {
    return scene->picture == ENT_PICTURE_NETWORK;
}

size_t ent_scene_relations(const ent_scene *scene) {
    return scene->relations;
}

const char *ent_scene_keep(ent_scene *scene, ent_buffer *buffer, size_t limit, bool lines) {
    const char *kept = buffer->failed ? NULL : ent_typeset_clean(&scene->arena, buffer->data, limit, lines);
    ent_buffer_clear(buffer);
    return kept;
}

ent_status ent_scene_add_node(ent_scene *scene, const ent_scene_node *node, ent_error *err) {
    if (!node->id || !node->text || !node->name || !node->role || !node->kind) return ent_fail_memory(err);
    if (!ent_grow(&scene->nodes, &scene->node_capacity, scene->node_count, sizeof *scene->nodes))
        return ent_fail_memory(err);
    scene->nodes[scene->node_count] = *node;
    if (!node->also) scene->nodes[scene->node_count].also = "";
    scene->nodes[scene->node_count].tint = -1;
    scene->nodes[scene->node_count++].group = -1;
    return ENT_OK;
}

/* ---- which relations are drawn, and in which order ---- */

typedef struct {
    int32_t day;
    const char *text;
    ent_id id;
} sort_key;

static int compare_keys(const void *a, const void *b) {
    const sort_key *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    int order = strcmp(x->text, y->text);
    return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

/* A relation that targets a structural one is left out with it. Chains are followed; a ring ends at its own length. */
static bool is_drawn(const ent_scene_maker *maker, ent_id row) {
    if (!maker->options.no_structural) return true;
    ent_relation relation;
    for (size_t steps = 0; steps <= ent_graph_relations(maker->graph); steps++) {
        ent_graph_relation(maker->graph, row, &relation);
        if (relation.sign == 0) return false;
        if (!relation.target_is_relation) return true;
        row = relation.target;
    }
    return true;
}

static ent_status choose_relations(ent_scene_maker *maker, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(maker->selection, &rows);
    sort_key *keys = calloc(count + 1, sizeof *keys);
    maker->drawn = calloc(count + 1, sizeof *maker->drawn);
    if (!keys || !maker->drawn) {
        free(keys);
        return ent_fail_memory(err);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_drawn(maker, rows[i])) continue;
        ent_relation relation;
        ent_graph_relation(maker->graph, rows[i], &relation);
        int32_t day = relation.date.given ? relation.date.first : ENT_DAY_MAX;
        keys[kept++] = (sort_key){day, relation.id, rows[i]};
    }
    qsort(keys, kept, sizeof *keys, compare_keys);
    for (size_t i = 0; i < kept; i++) maker->drawn[i] = keys[i].id;
    maker->drawn_count = kept;
    free(keys);
    return ENT_OK;
}

/* ---- weights and sizes of type ---- */

void ent_scene_weigh_nodes(ent_scene *scene) {
    double most = 0;
    for (uint32_t i = 0; i < scene->node_count; i++) scene->nodes[i].weight = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        scene->nodes[line->source].weight += line->weight;
        if (line->target != line->source) scene->nodes[line->target].weight += line->weight;
    }
    for (uint32_t i = 0; i < scene->node_count; i++)
        if (scene->nodes[i].weight > most) most = scene->nodes[i].weight;
    for (uint32_t i = 0; i < scene->node_count && most > 0; i++) {
        double share = sqrt(scene->nodes[i].weight / most);
        scene->nodes[i].step = share >= .75 ? 2 : share >= .45 ? 1 : 0;
    }
}

/* ---- the whole ---- */

/* Before all else: every step writes words. */
static ent_status choose_language(ent_scene_maker *maker, ent_error *err) {
    const char *lang = maker->options.lang;
    maker->scene->lang = ent_typeset_clean(&maker->scene->arena, lang && *lang ? lang : "en", ENT_CUT_SUMMARY, false);
    return maker->scene->lang ? ENT_OK : ent_fail_memory(err);
}

static void clear_maker(ent_scene_maker *maker) {
    free(maker->node_of_entity);
    free(maker->node_of_relation);
    free(maker->drawn);
    free(maker->told);
    free(maker->shown);
    ent_pool_clear(&maker->areas);
    free(maker->node_of_area);
    free(maker->strokes);
    free(maker->line_strokes);
    ent_buffer_clear(&maker->lead);
    ent_buffer_clear(&maker->remarks);
}

/* Whether the view is told as many entities as it is about. */
static ent_status check_entities(const ent_scene_view *view, const ent_scene_input *input, ent_error *err) {
    if (input->entity_count >= view->least && input->entity_count <= view->most) return ENT_OK;
    ent_fail(err, ENT_USAGE, "the view '%s' is about %s, and %zu are named", view->name,
             *view->arguments ? view->arguments : "no entity", input->entity_count);
    return ENT_USAGE;
}

ent_status ent_scene_new(const ent_scene_input *input, const ent_scene_options *options, ent_scene **out,
                         ent_error *err) {
    ent_scene_maker maker = {
        .input = input, .selection = input->selection, .graph = ent_selection_graph(input->selection)};
    if (options) maker.options = *options;
    const ent_scene_view *view = ent_scene_view_at((size_t)maker.options.view);
    ent_status status = check_entities(view, input, err);
    if (status) return status;
    maker.view = view;
    maker.scene = calloc(1, sizeof *maker.scene);
    if (!maker.scene) return ent_fail_memory(err);
    if ((status = choose_language(&maker, err))) goto done;
    if ((status = choose_relations(&maker, err))) goto done;
    if ((status = ent_scene_make_nodes(&maker, err))) goto done;
    if (maker.options.areas && (status = ent_scene_make_areas(&maker, err))) goto done;
    if ((status = ent_scene_make_strokes(&maker, err))) goto done;
    if ((status = ent_scene_make_lines(&maker, err))) goto done;
    ent_scene_weigh_nodes(maker.scene);
    ent_scene_apply_sizes(&maker);
    maker.scene->view = view->name;
    if ((status = view->apply(&maker, err))) goto done;
    if ((status = ent_scene_word_lines(&maker, err))) goto done;
    if ((status = ent_scene_apply_colours(&maker, err))) goto done;
    if ((status = ent_scene_count_relations(&maker, err))) goto done;
    if ((status = ent_scene_make_frame(&maker, err))) goto done;
    status = ent_graph_sound(maker.graph, err);
done:
    clear_maker(&maker);
    if (status)
        ent_scene_free(maker.scene);
    else
        *out = maker.scene;
    return status;
}
