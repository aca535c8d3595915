/* scene/view_ego.c - one entity, or a few, with those around. */
#include "scene/choose.h"

#include <stdlib.h>
#include <string.h>

#include "scene/language.h"

/* Neighbours that are shown when nothing else is said: one more is a picture to be searched instead of read. */
enum { NEIGHBOURS = 24 };

/* Steps from the egos, ENT_NONE where they do not lead. A dot on a line is no step: who speaks of a relation is one step
 * from both its ends. */
typedef struct {
    const ent_scene *scene;
    uint32_t *steps, *deque, *first, *next; /* first, next: line ends of a node, as lists */
    size_t head, tail;
} walk;

/* Line ends are numbered 2 i (the source of line i) and 2 i + 1. */
static void list_ends(walk *w) {
    for (uint32_t v = 0; v < w->scene->node_count; v++) w->first[v] = w->steps[v] = ENT_NONE;
    for (uint32_t e = 2 * w->scene->line_count; e-- > 0;) {
        const ent_scene_line *line = &w->scene->lines[e / 2];
        uint32_t node = e % 2 ? line->target : line->source;
        w->next[e] = w->first[node];
        w->first[node] = e;
    }
}

/* Dots go to the head of the queue, as near as what they were reached from. */
static void reach(walk *w, uint32_t node, uint32_t from) {
    if (w->steps[node] != ENT_NONE) return;
    bool counts = ent_node_counts(w->scene, node);
    w->steps[node] = from + counts;
    if (counts)
        w->deque[w->tail++] = node;
    else
        w->deque[--w->head] = node;
}

static void spread(walk *w, int64_t radius) {
    while (w->head < w->tail) {
        uint32_t v = w->deque[w->head++];
        if (w->steps[v] >= (uint64_t)radius) continue;
        for (uint32_t e = w->first[v]; e != ENT_NONE; e = w->next[e]) {
            const ent_scene_line *line = &w->scene->lines[e / 2];
            reach(w, e % 2 ? line->source : line->target, w->steps[v]);
        }
    }
}

static ent_status begin(walk *w, const ent_scene_maker *maker, ent_error *err) {
    const ent_selection *selection = maker->selection;
    size_t n = (size_t)w->scene->node_count + 1, m = 2 * (size_t)w->scene->line_count + 1;
    w->steps = calloc(n, sizeof *w->steps);
    w->first = calloc(n, sizeof *w->first);
    w->next = calloc(m, sizeof *w->next);
    w->deque = calloc(2 * n, sizeof *w->deque);
    if (!w->steps || !w->first || !w->next || !w->deque) return ent_fail_memory(err);
    w->head = w->tail = n;
    list_ends(w);
    for (size_t i = 0; i < maker->input->entity_count; i++) {
        ent_id entity = ent_selection_stand_in(selection, maker->input->entities[i]);
        uint32_t node = maker->node_of_entity[entity];
        if (node == ENT_NONE) {
            ent_entity named;
            ent_graph_entity(maker->graph, entity, &named);
            ent_fail(err, ENT_NO, "'%s' has no relation that is selected", named.name);
            ent_hint(err, "leave out an option of the selection, or keep it alone with --isolates");
            return ENT_NO;
        }
        w->scene->nodes[node].focus = true;
        if (w->steps[node] != ENT_NONE) continue;
        w->steps[node] = 0;
        w->deque[w->tail++] = node;
    }
    return ENT_OK;
}

/* How strongly a node is tied to those nearer than it, or its size when sizes tell something else; the nearer come first,
 * whatever they weigh. */
static double *pulls(const walk *w, bool sized) {
    double *pull = calloc((size_t)w->scene->node_count + 1, sizeof *pull), most = 1;
    for (uint32_t i = 0; pull && i < w->scene->line_count; i++) {
        const ent_scene_line *line = &w->scene->lines[i];
        if (w->steps[line->source] < w->steps[line->target]) pull[line->target] += line->weight;
        if (w->steps[line->target] < w->steps[line->source]) pull[line->source] += line->weight;
        most += line->weight;
    }
    for (uint32_t v = 0; pull && sized && v < w->scene->node_count; v++) {
        pull[v] = w->scene->nodes[v].weight;
        most += pull[v];
    }
    uint32_t farthest = 0;
    for (uint32_t v = 0; pull && v < w->scene->node_count; v++)
        if (w->steps[v] != ENT_NONE && w->steps[v] > farthest) farthest = w->steps[v];
    for (uint32_t v = 0; pull && v < w->scene->node_count; v++) {
        if (w->steps[v] == ENT_NONE)
            pull[v] = -1;
        else
            pull[v] += most * (double)(farthest - w->steps[v]);
    }
    return pull;
}

static void mark_nodes(const walk *w, const uint32_t *order, uint32_t most, ent_choice *choice, uint32_t *found,
                       uint32_t *shown) {
    for (uint32_t i = 0; i < w->scene->node_count; i++) {
        uint32_t v = order[i];
        bool counts = ent_node_counts(w->scene, v), ego = w->steps[v] == 0 && counts;
        if (w->steps[v] == ENT_NONE || (!ego && counts && (*found)++ >= most))
            choice->node[v] = 0;
        else
            *shown += counts && !ego;
    }
}

/* Lines between two of the outermost say nothing about the ego, and are most of the ink. */
static void mark_lines(const walk *w, int64_t radius, ent_choice *choice) {
    for (uint32_t i = 0; i < w->scene->line_count; i++) {
        const ent_scene_line *line = &w->scene->lines[i];
        if (w->steps[line->source] >= (uint64_t)radius && w->steps[line->target] >= (uint64_t)radius)
            choice->line[i] = 0;
    }
}

static ent_status choose(const walk *w, ent_scene_maker *maker, ent_error *err) {
    int64_t radius = ent_selection_options(maker->selection)->radius;
    int64_t egos = (int64_t)maker->input->entity_count, limit = maker->options.limit;
    uint32_t most = limit <= 0 ? NEIGHBOURS : limit > egos ? (uint32_t)(limit - egos) : 0;
    uint32_t *order = NULL, found = 0, shown = 0;
    ent_choice choice = {NULL, NULL};
    double *pull = pulls(w, maker->input->sizes != NULL);
    ent_status status = pull ? ent_nodes_by(w->scene, pull, &order, err) : ent_fail_memory(err);
    if (!status) status = ent_choice_init(&choice, w->scene, 1, err);
    if (!status) {
        mark_nodes(w, order, most, &choice, &found, &shown);
        mark_lines(w, radius, &choice);
        status = ent_choice_apply(&choice, maker, err);
    }
    if (!status && shown < found)
        ent_say(&maker->remarks, w->scene->lang, ENT_SAYS_THEN_NEIGHBOURS, ENT_NUMBER(shown), ENT_NUMBER(found));
    ent_choice_clear(&choice);
    free(order);
    free(pull);
    return status;
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    walk w = {.scene = maker->scene};
    ent_status status = begin(&w, maker, err);
    if (!status) {
        spread(&w, ent_selection_options(maker->selection)->radius);
        status = choose(&w, maker, err);
    }
    free(w.steps);
    free(w.first);
    free(w.next);
    free(w.deque);
    return status;
}

const ent_scene_view ent_scene_view_ego = {
    .name = "ego",
    .summary = "one entity, or a few, and those around, without what these have with each other",
    .detail =
        "The entities named, marked, and whoever is within --radius steps of them (1 when not given). Lines "
        "between two of the outermost are left out: --radius 2 shows what the neighbours have with each other. Of "
        "more than 24 neighbours the nearest and most strongly tied are shown, of equals those with most relations; "
        "with --size-by the nearest and largest. --limit N allows N entities in all.",
    .arguments = "ENTITY...",
    .least = 1,
    .most = 8,
    .apply = apply,
};
