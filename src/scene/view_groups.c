/* scene/view_groups.c - the quotient: one box a group, one line a pair of groups and sign. */
#include "scene/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/sets.h"
#include "base/typeset.h"
#include "scene/language.h"

/* Groups that are drawn when nothing else is said, and lines for each. */
enum { GROUPS_SHOWN = 30 };
#define LINES_A_GROUP 2.5

typedef struct {
    ent_scene_maker *maker;
    ent_parted parted;
    const char **words; /* by old node */
    uint32_t *inside;   /* by group: relations between two of its entities */
    ent_id *home;       /* by relation: the group that it is inside of, or ENT_NONE */
} quotient;

/* ---- groups of the old nodes ---- */

static ent_status find_groups(quotient *q, ent_error *err) {
    const ent_scene *scene = q->maker->scene;
    if (q->maker->input->groups) {
        ent_status status = ent_scene_words_by_node(q->maker, q->maker->input->groups, &q->words, err);
        return status ? status : ent_scene_part(scene, q->words, &q->parted, err);
    }
    q->words = calloc((size_t)scene->node_count + 1, sizeof *q->words);
    if (!q->words) return ent_fail_memory(err);
    for (uint32_t v = 0; v < scene->node_count; v++) q->words[v] = scene->nodes[v].kind;
    return ent_scene_part(scene, q->words, &q->parted, err);
}

/* Each stroke between the groups of its ends; those inside a group, and those of nobody's, go. A relation is counted
 * once, whatever strokes it has. */
static void move_strokes(quotient *q) {
    ent_scene_maker *maker = q->maker;
    size_t kept = 0;
    for (size_t i = 0; i < maker->stroke_count; i++) {
        ent_stroke stroke = maker->strokes[i];
        stroke.from = q->parted.part[stroke.from];
        stroke.to = q->parted.part[stroke.to];
        if (stroke.from == UINT32_MAX || stroke.to == UINT32_MAX) continue;
        if (stroke.from != stroke.to) {
            maker->strokes[kept++] = stroke;
        } else if (stroke.named) {
            q->inside[stroke.from]++;
            q->home[stroke.relation] = stroke.from;
        }
    }
    maker->stroke_count = kept;
    for (ent_id e = 0; e < ent_graph_entities(maker->graph); e++) {
        uint32_t *node = &maker->node_of_entity[e];
        if (*node != ENT_NONE) *node = q->parted.part[*node];
    }
    for (size_t k = 0; k < maker->areas.count; k++) maker->node_of_area[k] = ENT_NONE;
}

/* ---- the boxes ---- */

/* "12 entities, 40 relations inside" */
static const char *say_role(ent_scene *scene, uint32_t size, uint32_t inside) {
    ent_buffer entities = {0}, role = {0};
    ent_say_number(&entities, scene->lang, ENT_SAYS_ENTITIES, size);
    if (entities.failed)
        role.failed = true;
    else if (inside)
        ent_say(&role, scene->lang, ENT_SAYS_GROUP_INSIDE, ENT_NUMBER(inside), ENT_TEXT(entities.data));
    else
        ent_buffer_text(&role, entities.data);
    ent_buffer_clear(&entities);
    return ent_scene_keep(scene, &role, ENT_CUT_NAME, false);
}

static const char *say_name(const quotient *q, uint32_t group) {
    ent_buffer text = {0};
    ent_parted_say(q->maker->scene, &q->parted, group, q->maker->input->groups_numbered, &text);
    if (!q->maker->input->groups && text.data && text.data[0] >= 'a' && text.data[0] <= 'z')
        text.data[0] = (char)(text.data[0] - 32);
    return ent_scene_keep(q->maker->scene, &text, ENT_CUT_NAME, false);
}

static const char *say_id(ent_scene *scene, uint32_t group) {
    ent_buffer id = {0};
    ent_buffer_format(&id, "group:%u", group + 1);
    return ent_scene_keep(scene, &id, ENT_CUT_NAME, false);
}

/* Size of type by the number of entities, as it is by weight elsewhere. */
static int step_of(uint32_t size, uint32_t largest) {
    double share = (double)size / (double)largest;
    return share >= .5625 ? 2 : share >= .2025 ? 1 : 0;
}

/* The shape of a kind, when the groups are kinds. */
static ent_shape shape_of(const quotient *q, uint32_t group) {
    const ent_scene *scene = q->maker->scene;
    for (uint32_t v = 0; v < scene->node_count && !q->maker->input->groups; v++)
        if (q->parted.part[v] == group) return scene->nodes[v].shape;
    return ENT_SHAPE_OTHER;
}

static ent_status make_boxes(quotient *q, ent_error *err) {
    ent_scene *scene = q->maker->scene;
    ent_scene_node *boxes = calloc((size_t)q->parted.count + 1, sizeof *boxes);
    if (!boxes) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (uint32_t k = 0; k < q->parted.count && !status; k++) {
        const char *name = say_name(q, k), *role = say_role(scene, q->parted.size[k], q->inside[k]);
        const char *id = say_id(scene, k);
        boxes[k] = (ent_scene_node){.id = id,
                                    .text = name,
                                    .name = name,
                                    .also = "",
                                    .role = role,
                                    .kind = ent_phrase_words(scene->lang, ENT_SAYS_GROUP),
                                    .shape = shape_of(q, k),
                                    .weight = q->parted.size[k],
                                    .step = step_of(q->parted.size[k], q->parted.size[0])};
        if (!name || !role || !id) status = ent_fail_memory(err);
    }
    scene->node_count = 0;
    for (uint32_t k = 0; k < q->parted.count && !status; k++) status = ent_scene_add_node(scene, &boxes[k], err);
    free(boxes);
    return status;
}

/* ---- the lines ---- */

typedef struct {
    double weight;
    uint32_t line;
} heavy;

static int compare_heavy(const void *a, const void *b) {
    const heavy *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* The heaviest lines, and those that hold the groups together. */
static void mark_lines(const ent_scene *scene, const heavy *order, uint32_t *root, uint8_t *keep, uint32_t most) {
    uint32_t kept = 0;
    for (uint32_t v = 0; v < scene->node_count; v++) root[v] = v;
    for (uint32_t k = 0; k < scene->line_count; k++) {
        const ent_scene_line *line = &scene->lines[order[k].line];
        uint32_t one = ent_set_of(root, line->source), other = ent_set_of(root, line->target);
        if (one == other) continue;
        root[one] = other;
        keep[order[k].line] = 1;
        kept++;
    }
    for (uint32_t k = 0; k < scene->line_count && kept < most; k++) {
        kept += !keep[order[k].line];
        keep[order[k].line] = 1;
    }
}

static ent_status thin_lines(ent_scene_maker *maker, ent_error *err) {
    const ent_scene *scene = maker->scene;
    uint32_t all = scene->line_count, most = (uint32_t)(LINES_A_GROUP * (double)scene->node_count);
    if (all <= most) return ENT_OK;
    heavy *order = calloc((size_t)all + 1, sizeof *order);
    uint32_t *root = calloc((size_t)scene->node_count + 1, sizeof *root);
    uint8_t *keep = calloc((size_t)all + 1, 1);
    ent_status status = order && root && keep ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        for (uint32_t i = 0; i < all; i++) order[i] = (heavy){scene->lines[i].weight, i};
        qsort(order, all, sizeof *order, compare_heavy);
        mark_lines(scene, order, root, keep, most);
        status = ent_scene_keep_only(maker, NULL, keep, err);
    }
    if (!status)
        ent_say(&maker->remarks, scene->lang, ENT_SAYS_THEN_HEAVIEST, ENT_NUMBER(scene->line_count), ENT_NUMBER(all));
    free(order);
    free(root);
    free(keep);
    return status;
}

/* ---- the whole ---- */

static ent_status keep_largest(ent_scene_maker *maker, ent_error *err) {
    uint8_t *keep = NULL;
    uint32_t count = maker->scene->node_count;
    int64_t limit = maker->options.limit > 0 ? maker->options.limit : GROUPS_SHOWN;
    if (count <= limit) return ENT_OK;
    keep = calloc((size_t)count + 1, 1);
    if (!keep) return ent_fail_memory(err);
    memset(keep, 1, (size_t)limit); /* groups are in the order of their sizes */
    ent_status status = ent_scene_keep_only(maker, keep, NULL, err);
    if (!status)
        ent_say(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN_LARGEST, ENT_NUMBER((size_t)limit),
                ENT_NUMBER(count));
    free(keep);
    return status;
}

static void say_grouping(const quotient *q, uint32_t old_nodes) {
    ent_scene_maker *maker = q->maker;
    const char *lang = maker->scene->lang, *by = maker->input->group_words;
    uint32_t nobody = 0;
    for (uint32_t v = 0; v < old_nodes; v++) nobody += q->parted.part[v] == UINT32_MAX;
    ent_say_text(&maker->remarks, lang, ENT_SAYS_THEN_GROUPED, by ? by : ent_phrase_words(lang, ENT_SAYS_KIND_WORD));
    if (nobody) ent_say_number(&maker->remarks, lang, ENT_SAYS_THEN_UNGROUPED, nobody);
    maker->other_words = ent_phrase_words(lang, ENT_SAYS_GROUP);
}

/* The boxes that stayed tell how many relations they have inside: these are shown. */
static ent_status tell_inside(quotient *q, ent_error *err) {
    ent_scene_maker *maker = q->maker;
    size_t count = ent_graph_relations(maker->graph), inside = 0;
    maker->told = calloc(count + 1, 1);
    if (!maker->told) return ent_fail_memory(err);
    for (size_t r = 0; r < count; r++) {
        maker->told[r] = q->home[r] != ENT_NONE && q->home[r] < maker->scene->node_count; /* the largest come first */
        inside += maker->told[r];
    }
    if (inside) ent_say_number(&maker->remarks, maker->scene->lang, ENT_SAYS_THEN_INSIDE, inside);
    return ENT_OK;
}

static ent_status apply(ent_scene_maker *maker, ent_error *err) {
    quotient q = {.maker = maker};
    uint32_t old_nodes = maker->scene->node_count;
    ent_status status = find_groups(&q, err);
    q.inside = calloc((size_t)old_nodes + 1, sizeof *q.inside);
    q.home = malloc((ent_graph_relations(maker->graph) + 1) * sizeof *q.home);
    if (!status && (!q.inside || !q.home)) status = ent_fail_memory(err);
    for (size_t r = 0; q.home && r < ent_graph_relations(maker->graph); r++) q.home[r] = ENT_NONE;
    if (!status) {
        move_strokes(&q);
        status = make_boxes(&q, err);
    }
    if (!status) {
        maker->scene->line_count = 0;
        status = ent_scene_make_lines(maker, err);
    }
    if (!status) {
        say_grouping(&q, old_nodes);
        status = keep_largest(maker, err);
    }
    if (!status) status = tell_inside(&q, err);
    if (!status) status = thin_lines(maker, err);
    ent_parted_clear(&q.parted);
    free(q.words);
    free(q.inside);
    free(q.home);
    return status;
}

const ent_scene_view ent_scene_view_groups = {
    .name = "groups",
    .summary = "a box for each kind, community or other group, with counts on the lines",
    .detail =
        "Entities of one kind, or of one group with --group-by, are one box that says how many they are and how many "
        "relations they have among themselves; all relations of one sign between two groups are one line with the "
        "number of each type. Communities and components are called by their strongest entity. Of more than 30 groups "
        "the largest are shown (--limit N allows N); of more than two and a half lines for each group the heaviest, "
        "and those that hold the groups together. What is said of a relation is left out.",
    .arguments = "",
    .pairs = true,
    .aggregate = true,
    .apply = apply,
};
