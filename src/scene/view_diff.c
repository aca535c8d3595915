/* scene/view_diff.c - two states in one network: what is new, what has ended, what both have. */
#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "scene/language.h"
#include "scene/make.h"

/* Entities that are all shown, and how many are when there are more; changes that are all named, and the heaviest of them
 * that are when there are more, besides those of conflict. */
enum { ENTITIES = 60, ENTITIES_KEPT = 40, NAMED_ALL = 40, NAMED = 20, LINES_EACH = 3 };
#define LINES_A_NODE 2.5
#define KEPT_SHARE .25 /* of a line that did not change, when entities are weighed by what changed about them */

typedef struct pair_key {
    uint32_t low, high;
    int sign;
    uint32_t line; /* of the later scene */
} pair_key;

static pair_key key_of(uint32_t a, uint32_t b, int sign, uint32_t line) {
    return (pair_key){a < b ? a : b, a < b ? b : a, sign, line};
}

static int compare_keys(const void *a, const void *b) {
    const pair_key *x = a, *y = b;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    if (x->high != y->high) return x->high < y->high ? -1 : 1;
    return x->sign < y->sign ? -1 : x->sign > y->sign;
}

/* ---- nodes of both ---- */

/* The number of a node's name, UINT32_MAX when it is not known: an entity, an area and a relation may have the same id.
 * *failed: out of memory. */
static uint32_t number_of(ent_pool *ids, const ent_scene_node *node, bool add, bool *failed) {
    ent_buffer name = {0};
    ent_buffer_text(&name, node->shape == ENT_SHAPE_RELATION ? "r:" : "e:");
    ent_buffer_text(&name, node->id);
    uint32_t number = name.failed ? UINT32_MAX
                      : add       ? ent_pool_add(ids, name.data, NULL)
                                  : ent_pool_find(ids, name.data);
    *failed = name.failed || (add && number == UINT32_MAX);
    ent_buffer_clear(&name);
    return number;
}

static const char *copy(ent_scene *scene, const char *text) {
    return ent_arena_text(&scene->arena, text, strlen(text));
}

/* The role of a node that only one state has says so, before what it says already: a long role is cut at its end. */
static ent_status mark_node(ent_scene *scene, ent_scene_node *node, ent_phrase phrase, ent_error *err) {
    ent_buffer role = {0};
    if (node->shape == ENT_SHAPE_RELATION) return ENT_OK;
    ent_buffer_text(&role, ent_phrase_words(scene->lang, phrase));
    if (*node->role) ent_buffer_text(&role, ", ");
    ent_buffer_text(&role, node->role);
    node->role = ent_scene_keep(scene, &role, ENT_CUT_NAME, false);
    return node->role ? ENT_OK : ent_fail_memory(err);
}

/* Add the nodes that only the earlier scene has; map[v] becomes the number of its node v in the united one. Two nodes may
 * have one name after cleaning: then the later takes the first of them. */
static ent_status unite_nodes(ent_scene *scene, const ent_scene *before, uint32_t *map, ent_error *err) {
    ent_pool ids = {0};
    uint32_t later = scene->node_count;
    ent_status status = ENT_OK;
    uint32_t *first = calloc((size_t)later + before->node_count + 1, sizeof *first);
    uint8_t *both = calloc((size_t)later + 1, 1);
    if (!first || !both) status = ent_fail_memory(err);
    for (uint32_t v = later; v > 0 && !status; v--) { /* backwards, so that the first of equal names stays */
        bool failed;
        uint32_t number = number_of(&ids, &scene->nodes[v - 1], true, &failed);
        if (failed)
            status = ent_fail_memory(err);
        else
            first[number] = v - 1;
    }
    for (uint32_t v = 0; v < before->node_count && !status; v++) {
        bool failed;
        uint32_t number = number_of(&ids, &before->nodes[v], false, &failed);
        if (failed) {
            status = ent_fail_memory(err);
            break;
        }
        map[v] = number == UINT32_MAX ? scene->node_count : first[number];
        if (number != UINT32_MAX) both[map[v]] = 1;
        if (number != UINT32_MAX) continue;
        ent_scene_node node = before->nodes[v];
        node.id = copy(scene, node.id);
        node.text = copy(scene, node.text);
        node.name = copy(scene, node.name);
        node.also = copy(scene, node.also);
        node.role = copy(scene, node.role);
        node.kind = copy(scene, node.kind);
        status = node.also ? ent_scene_add_node(scene, &node, err) : ent_fail_memory(err);
        if (!status) status = mark_node(scene, &scene->nodes[scene->node_count - 1], ENT_SAYS_DIFF_GONE, err);
    }
    for (uint32_t v = 0; v < later && !status; v++)
        if (!both[v]) status = mark_node(scene, &scene->nodes[v], ENT_SAYS_DIFF_NEW_NODE, err);
    ent_pool_clear(&ids);
    free(first);
    free(both);
    return status;
}

/* ---- lines of both ---- */

static ent_status relabel(ent_scene *scene, ent_scene_line *line, const char *sign, ent_error *err) {
    ent_buffer label = {0};
    if (!*line->label) return ENT_OK; /* half of a relation */
    ent_buffer_text(&label, sign);
    ent_buffer_text(&label, line->label);
    line->label = ent_scene_keep(scene, &label, ENT_CUT_NAME, false);
    return line->label ? ENT_OK : ent_fail_memory(err);
}

static ent_status add_ended(ent_scene_maker *maker, const ent_scene_line *line, const uint32_t *map, ent_error *err) {
    ent_scene *scene = maker->scene;
    if (!ent_grow(&scene->lines, &scene->line_capacity, scene->line_count, sizeof *scene->lines) ||
        !ent_grow(&maker->line_strokes, &maker->range_capacity, scene->line_count, sizeof *maker->line_strokes))
        return ent_fail_memory(err);
    ent_scene_line ended = *line;
    ended.source = map[line->source];
    ended.target = map[line->target];
    ended.change = ENT_CHANGE_ENDED;
    ended.label = copy(scene, line->label);
    ended.types = copy(scene, line->types);
    ended.tip = copy(scene, line->tip);
    ended.url = copy(scene, line->url);
    ended.from = copy(scene, line->from);
    ended.to = copy(scene, line->to);
    if (!ended.label || !ended.types || !ended.tip || !ended.url || !ended.from || !ended.to)
        return ent_fail_memory(err);
    maker->line_strokes[scene->line_count] = (ent_stroke_range){0, 0};
    scene->lines[scene->line_count++] = ended;
    return relabel(scene, &scene->lines[scene->line_count - 1], "− ", err);
}

/* Both have it: its label is how many relations there were, when that changed. */
static ent_status keep_line(ent_scene *scene, ent_scene_line *line, const ent_scene_line *earlier, ent_error *err) {
    ent_buffer label = {0};
    line->change = ENT_CHANGE_KEPT;
    line->label = "";
    if (line->count == earlier->count) return ENT_OK;
    ent_buffer_format(&label, "%u → %u", earlier->count, line->count);
    line->label = ent_scene_keep(scene, &label, ENT_CUT_NAME, false);
    return line->label ? ENT_OK : ent_fail_memory(err);
}

static ent_status unite_lines(ent_scene_maker *maker, const ent_scene *before, const uint32_t *map, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint32_t later = scene->line_count;
    ent_status status = ENT_OK;
    pair_key *keys = calloc((size_t)later + 1, sizeof *keys);
    if (!keys) return ent_fail_memory(err);
    for (uint32_t i = 0; i < later; i++) {
        scene->lines[i].change = ENT_CHANGE_NEW;
        keys[i] = key_of(scene->lines[i].source, scene->lines[i].target, scene->lines[i].sign, i);
    }
    qsort(keys, later, sizeof *keys, compare_keys);
    for (uint32_t i = 0; i < before->line_count && !status; i++) {
        const ent_scene_line *line = &before->lines[i];
        pair_key wanted = key_of(map[line->source], map[line->target], line->sign, 0);
        const pair_key *found = bsearch(&wanted, keys, later, sizeof *keys, compare_keys);
        status = found ? keep_line(scene, &scene->lines[found->line], line, err) : add_ended(maker, line, map, err);
    }
    for (uint32_t i = 0; i < later && !status; i++) {
        if (scene->lines[i].change != ENT_CHANGE_NEW) continue;
        scene->lines[i].strong = true;
        status = relabel(scene, &scene->lines[i], "+ ", err);
    }
    free(keys);
    return status;
}

/* ---- what there is room for ---- */

/* What changed counts, and a little what did not. */
static void weigh_changes(ent_scene *scene) {
    for (uint32_t v = 0; v < scene->node_count; v++) scene->nodes[v].weight = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        double weight = line->weight * (line->change == ENT_CHANGE_KEPT ? KEPT_SHARE : 1);
        scene->nodes[line->source].weight += weight;
        if (line->target != line->source) scene->nodes[line->target].weight += weight;
    }
}

static bool crowded(const ent_scene *scene) {
    return scene->line_count > LINES_A_NODE * scene->node_count && scene->node_count > 10;
}

static ent_status leave_out_kept(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint8_t *keep = calloc((size_t)scene->line_count + 1, 1);
    if (!keep) return ent_fail_memory(err);
    uint32_t left = 0;
    for (uint32_t i = 0; i < scene->line_count; i++) {
        keep[i] = scene->lines[i].change != ENT_CHANGE_KEPT;
        left += !keep[i];
    }
    ent_status status = ent_scene_keep_only(maker, NULL, keep, err);
    if (left) ent_say_number(&maker->remarks, scene->lang, ENT_SAYS_THEN_KEPT_HIDDEN, left);
    free(keep);
    return status;
}

static ent_status make_room(ent_scene_maker *maker, ent_error *err) {
    weigh_changes(maker->scene);
    ent_status status = ent_scene_keep_heaviest(maker, ENTITIES, ENTITIES_KEPT, err);
    if (!status && crowded(maker->scene)) status = leave_out_kept(maker, err);
    if (!status && crowded(maker->scene)) status = ent_scene_keep_strong_lines(maker, LINES_EACH, err);
    ent_scene_weigh_nodes(maker->scene);
    return status;
}

typedef struct {
    double weight;
    uint32_t line;
} heavy;

static int compare_heavy(const void *a, const void *b) {
    const heavy *x = a, *y = b;
    if (x->weight < y->weight || x->weight > y->weight) return x->weight > y->weight ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* Of many changes only those of conflict and the heaviest of the others are named; the rest is told by the line. */
static ent_status name_heaviest(ent_scene *scene, ent_error *err) {
    heavy *changes = calloc((size_t)scene->line_count + 1, sizeof *changes);
    uint32_t count = 0, all = 0;
    if (!changes) return ent_fail_memory(err);
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        all += *line->label != '\0';
        if (line->sign >= 0 && *line->label) changes[count++] = (heavy){line->weight, i};
    }
    qsort(changes, count, sizeof *changes, compare_heavy);
    for (uint32_t k = NAMED; all > NAMED_ALL && k < count; k++) scene->lines[changes[k].line].label = "";
    free(changes);
    return ENT_OK;
}

/* ---- the whole ---- */

/* The date that a state was asked for; nothing when it was not. */
static void say_date(const ent_selection *selection, ent_buffer *out) {
    const ent_date *at = &ent_selection_options(selection)->at;
    if (at->given) ent_scene_say_days(at->first, at->last, out);
}

static ent_status say_counts(ent_scene_maker *maker, ent_error *err) {
    ent_scene *scene = maker->scene;
    size_t count[ENT_CHANGE_COUNT] = {0};
    ent_buffer from = {0}, to = {0};
    for (uint32_t i = 0; i < scene->line_count; i++) count[scene->lines[i].change]++;
    say_date(maker->input->before, &from);
    say_date(maker->selection, &to);
    const ent_slot counts[] = {ENT_NUMBER(count[ENT_CHANGE_NEW]), ENT_NUMBER(count[ENT_CHANGE_ENDED]),
                               ENT_NUMBER(count[ENT_CHANGE_KEPT])};
    if (from.length && to.length)
        ent_say(&maker->lead, scene->lang, ENT_SAYS_DIFF_DATES, ENT_TEXT(from.data), ENT_TEXT(to.data), counts[0],
                counts[1], counts[2]);
    else
        ent_say_slots(&maker->lead, scene->lang, ENT_SAYS_DIFF_COUNTS, counts, 3);
    bool failed = from.failed || to.failed || maker->lead.failed;
    ent_buffer_clear(&from);
    ent_buffer_clear(&to);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

/* Relations that have ended are shown as well; another graph's are none of this one's. */
static void count_ended(ent_scene_maker *maker) {
    bool same = ent_selection_graph(maker->input->before) == maker->graph;
    for (uint32_t i = 0; i < maker->scene->line_count; i++)
        if (maker->scene->lines[i].change == ENT_CHANGE_ENDED) maker->ended += maker->scene->lines[i].count;
    if (!same) maker->other_total = ent_graph_relations(ent_selection_graph(maker->input->before));
}

static ent_status unite(ent_scene_maker *maker, const ent_scene *before, ent_error *err) {
    ent_scene *scene = maker->scene;
    uint32_t *map = calloc((size_t)before->node_count + 1, sizeof *map);
    if (!map) return ent_fail_memory(err);
    for (int shape = 0; shape < ENT_SHAPE_COUNT; shape++) {
        scene->legend[shape] = copy(scene, before->legend[shape]);
        if (!scene->legend[shape]) {
            free(map);
            return ent_fail_memory(err);
        }
    }
    ent_status status = ent_scene_word_lines(maker, err);
    if (!status) status = unite_nodes(scene, before, map, err);
    if (!status) status = unite_lines(maker, before, map, err);
    free(map);
    return status;
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    if (!maker->input->before) {
        ent_fail(err, ENT_USAGE, "the view 'diff' compares two states, and there is one");
        ent_hint(err, "name two files, or two dates: --before DATE --after DATE");
        return ENT_USAGE;
    }
    ent_scene *before = NULL;
    ent_scene_options options = {
        .lang = maker->options.lang, .no_structural = maker->options.no_structural, .areas = maker->options.areas};
    ent_status status = ent_scene_new(&(ent_scene_input){.selection = maker->input->before}, &options, &before, err);
    if (!status) status = unite(maker, before, err);
    ent_scene_free(before);
    if (!status) status = say_counts(maker, err);
    if (!status) status = make_room(maker, err);
    if (!status) status = name_heaviest(maker->scene, err);
    if (!status) count_ended(maker);
    return status;
}

const ent_scene_view ent_scene_view_diff = {
    .name = "diff",
    .summary = "what is new, what has ended and what stayed between two states",
    .detail =
        "Two dates of one graph (--before, --after) or two files. A line is a pair and a sign: one that only the later "
        "state has is new (thick, '+'), one that only the earlier has has ended (thin and dotted, '-'), one that both "
        "have is pale, with the number of relations when that changed. Of more than 60 entities the 40 with the "
        "weightiest changes are shown, or as many as --limit says; of many changes those of conflict and the 20 "
        "weightiest are named.",
    .arguments = "",
    .compares = true,
    .nodes = 60,
    .lines = 150,
    .apply = apply,
};
