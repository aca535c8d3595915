/* scene/view_path.c - the way from one entity to another in full colour, what is around it pale. */
#include "scene/choose.h"

#include <stdlib.h>
#include <string.h>

#include "scene/language.h"

/* Nodes above which only the surroundings of the path are drawn, and how many of these. */
enum { WHOLE = 40, AROUND = 16 };

/* ---- what lies on the path: its stations, and lines for one of its relations between two of them ---- */

static bool is_on_path(const ent_scene_maker *maker, ent_id relation) {
    const ent_scene_path *path = maker->input->path;
    size_t low = 0, high = path->relation_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (path->relations[middle] < relation)
            low = middle + 1;
        else
            high = middle;
    }
    return low < path->relation_count && path->relations[low] == relation;
}

static bool is_entity(const ent_scene_maker *maker, uint32_t node) {
    const ent_scene_node *n = &maker->scene->nodes[node];
    return n->shape != ENT_SHAPE_RELATION && strncmp(n->id, "area:", 5) != 0;
}

static bool carries(const ent_scene_maker *maker, uint32_t line) {
    const ent_stroke_range *range = &maker->line_strokes[line];
    for (size_t k = 0; k < range->count; k++)
        if (is_on_path(maker, maker->strokes[range->first + k].relation)) return true;
    return false;
}

/* Stations that are no entities are met by two lines of the path, from two sides. */
static void mark_path(ent_scene_maker *maker, uint32_t *met) {
    ent_scene *scene = maker->scene;
    for (size_t i = 0; i < maker->input->path->station_count; i++) {
        ent_id station = ent_selection_stand_in(maker->selection, maker->input->path->stations[i]);
        uint32_t node = maker->node_of_entity[station];
        if (node != ENT_NONE) scene->nodes[node].focus = true;
    }
    for (uint32_t i = 0; i < scene->line_count; i++) {
        ent_scene_line *line = &scene->lines[i];
        bool source = is_entity(maker, line->source), target = is_entity(maker, line->target);
        line->strong = carries(maker, i) && (!source || scene->nodes[line->source].focus) &&
                       (!target || scene->nodes[line->target].focus);
        if (!line->strong) continue;
        if (!source) met[line->source]++;
        if (!target) met[line->target]++;
    }
    for (uint32_t i = 0; i < scene->line_count; i++) {
        ent_scene_line *line = &scene->lines[i];
        if ((!is_entity(maker, line->source) && met[line->source] < 2) ||
            (!is_entity(maker, line->target) && met[line->target] < 2))
            line->strong = false;
        if (!line->strong) line->pale = true;
    }
    for (uint32_t v = 0; v < scene->node_count; v++) {
        if (!is_entity(maker, v) && met[v] >= 2) scene->nodes[v].focus = true;
        scene->nodes[v].pale = !scene->nodes[v].focus;
    }
}

/* ---- around ---- */

/* Keep the path, and of the others those most strongly tied to it. */
static ent_status keep_near(ent_scene_maker *maker, uint32_t around, ent_error *err) {
    const ent_scene *scene = maker->scene;
    ent_choice choice = {NULL, NULL};
    double *pull = calloc((size_t)scene->node_count + 1, sizeof *pull);
    uint32_t *order = NULL, kept = 0, all = 0;
    ent_status status = pull ? ENT_OK : ent_fail_memory(err);
    for (uint32_t i = 0; i < scene->line_count && !status; i++) {
        const ent_scene_line *line = &scene->lines[i];
        if (scene->nodes[line->source].focus) pull[line->target] += line->weight;
        if (scene->nodes[line->target].focus) pull[line->source] += line->weight;
    }
    if (!status) status = ent_nodes_by(scene, pull, &order, err);
    if (!status) status = ent_choice_init(&choice, scene, 1, err);
    for (uint32_t i = 0; i < scene->node_count && !status; i++) {
        uint32_t v = order[i];
        if (scene->nodes[v].focus || !ent_node_counts(scene, v)) continue;
        all++;
        choice.node[v] = pull[v] > 0 && kept < around;
        kept += choice.node[v];
    }
    for (uint32_t i = 0; i < scene->line_count && !status; i++) {
        const ent_scene_line *line = &scene->lines[i];
        choice.line[i] = line->strong || scene->nodes[line->source].focus || scene->nodes[line->target].focus;
    }
    if (!status) status = ent_choice_apply(&choice, maker, err);
    if (!status) ent_say(&maker->remarks, scene->lang, ENT_SAYS_THEN_AROUND, ENT_NUMBER(kept), ENT_NUMBER(all));
    ent_choice_clear(&choice);
    free(order);
    free(pull);
    return status;
}

/* "; shortest path: 3 hops; reads positive: its ends on the same side" */
static void say_path(ent_scene_maker *maker) {
    static const struct {
        const char *reading;
        ent_phrase phrase;
    } readings[] = {{"positive", ENT_SAYS_THEN_READS_POSITIVE},
                    {"negative", ENT_SAYS_THEN_READS_NEGATIVE},
                    {"mixed", ENT_SAYS_THEN_READS_MIXED}};
    const ent_scene_path *path = maker->input->path;
    const char *lang = maker->scene->lang;
    ent_say_number(&maker->remarks, lang, ENT_SAYS_THEN_HOPS, path->hops);
    if (path->found > 1)
        ent_say(&maker->remarks, lang, ENT_SAYS_THEN_PATHS, ENT_NUMBER(path->found), ENT_NUMBER(path->shown));
    for (size_t i = 0; path->reading && i < sizeof readings / sizeof *readings; i++)
        if (strcmp(path->reading, readings[i].reading) == 0)
            ent_buffer_text(&maker->remarks, ent_phrase_words(lang, readings[i].phrase));
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    if (!maker->input->path) return ent_fail(err, ENT_USAGE, "the view 'path' is not told the path");
    uint32_t *met = calloc((size_t)scene->node_count + 1, sizeof *met), stations = 0;
    if (!met) return ent_fail_memory(err);
    mark_path(maker, met);
    free(met);
    say_path(maker);
    uint32_t count = ent_nodes_counted(scene);
    int64_t limit = maker->options.limit > 0 ? maker->options.limit : WHOLE;
    for (uint32_t v = 0; v < scene->node_count; v++) stations += scene->nodes[v].focus && ent_node_counts(scene, v);
    if (count <= limit) return ENT_OK;
    int64_t around = maker->options.limit > 0 ? limit - stations : AROUND;
    return keep_near(maker, around > 0 ? (uint32_t)around : 0, err);
}

const ent_scene_view ent_scene_view_path = {
    .name = "path",
    .summary = "how one entity leads to another, the rest pale",
    .detail =
        "The shortest paths from A to B as 'entente paths' finds them, all of them when they are five at most, in "
        "full colour; what else is there stays pale and without words. Of more than 40 entities (or N with --limit "
        "N) only the path and those most strongly tied to it are drawn. --directed follows the direction of "
        "relations.",
    .arguments = "A B",
    .least = 2,
    .most = 2,
    .apply = apply,
};
