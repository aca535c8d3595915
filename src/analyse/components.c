/* components: who can be reached from whom at all. */
#include "analyse/components_blocks.h"
#include "analyse/members.h"

#include <stdio.h>
#include <stdlib.h>

enum { WEAK, STRONG, BICONNECTED };

typedef struct {
    bool strong;
    int by;
    int64_t members;
} component_options;

static const char *const ways[] = {"weak", "strong", "biconnected", NULL};

static const ent_option options[] = {
    {.name = "by",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(component_options, by),
     .choices = ways,
     .preset = "weak",
     .help = "what holds a component together: any chain of relations (weak), chains along their direction both ways "
             "(strong), or two ways around for every two members (biconnected)"},
    {.name = "strong",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(component_options, strong),
     .help = "short for --by strong"},
    ENT_MEMBERS_ROW(component_options),
    {.name = NULL},
};

enum { COMPONENT, SIZE, SHARE, RELATIONS, MEMBERS, IDS, ARTICULATION, ALL_COLUMNS };

static const ent_column columns[] = {
    {"component", ENT_COLUMN_INT, "number of the component, the largest first", false, false},
    {"size", ENT_COLUMN_INT, "number of vertices in it", false, false},
    {"share", ENT_COLUMN_REAL, "size as a share of all vertices, 0 to 1", false, false},
    {"relations", ENT_COLUMN_INT, "number of relations between its members", false, false},
    {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false},
    {"ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true},
    {"articulation", ENT_COLUMN_TEXT, "biconnected: its articulation points, through which it meets other components",
     true, false},
    {NULL, 0, NULL, false, false},
};

/* Groups of vertices, by number: where their members start in one list. */
typedef struct {
    const int32_t *start, *member;
    size_t count;
    const int32_t *blocks_of; /* by vertex, when biconnected */
    ent_view *view;
    const ent_analysis_input *input;
} groups;

static size_t size_of(const groups *g, int32_t k) {
    return (size_t)(g->start[k + 1] - g->start[k]);
}

/* Larger first, then by members, the smallest vertex first. */
static int by_size(const void *a, const void *b, void *context) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    const groups *g = context;
    if (size_of(g, x) != size_of(g, y)) return size_of(g, x) > size_of(g, y) ? -1 : 1;
    for (size_t i = 0; i < size_of(g, x); i++) {
        int32_t v = g->member[g->start[x] + (int32_t)i], w = g->member[g->start[y] + (int32_t)i];
        if (v != w) return v < w ? -1 : 1;
    }
    return 0;
}

/* Write the number of its component back to each entity in it. */
static ent_status annotate(const groups *g, int32_t k, size_t number, ent_error *err) {
    const ent_annotator *annotator = g->input->annotator;
    char value[24];
    ent_status status = ENT_OK;
    if (!annotator) return ENT_OK;
    snprintf(value, sizeof value, "%zu", number);
    for (int32_t i = g->start[k]; i < g->start[k + 1] && !status; i++) {
        ent_vertex vertex;
        ent_view_vertex(g->view, (size_t)g->member[i], &vertex);
        if (vertex.kind == ENT_VERTEX_ENTITY) status = annotator->say(annotator->context, vertex.index, value, err);
    }
    return status;
}

/* Where a biconnected component meets others. */
static ent_status set_joints(ent_table *table, const groups *g, int32_t k, int32_t *joints, ent_error *err) {
    const int32_t *members = g->member + g->start[k];
    size_t count = 0;
    for (size_t i = 0; i < size_of(g, k); i++)
        if (g->blocks_of[members[i]] > 1) joints[count++] = members[i];
    return ent_set_members(table, g->view, joints, count, 0, ARTICULATION, SIZE_MAX, err);
}

static ent_status add_component(ent_table *table, const groups *g, int32_t k, ent_inside *inside, ent_error *err) {
    const component_options *asked = g->input->options;
    size_t number = ent_table_rows(table) + 1;
    double share = (double)size_of(g, k) / (double)ent_view_vertices(g->view);
    ent_status status = ent_inside_count(inside, g->member + g->start[k], size_of(g, k), err);
    if (!status) status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, COMPONENT, (int64_t)number, err);
    if (!status) status = ent_table_set_int(table, SIZE, (int64_t)size_of(g, k), err);
    if (!status) status = ent_table_set_real(table, SHARE, share, err);
    if (!status) status = ent_table_set_int(table, RELATIONS, (int64_t)inside->count, err);
    if (!status)
        status =
            ent_set_members(table, g->view, g->member + g->start[k], size_of(g, k), asked->members, MEMBERS, IDS, err);
    return status ? status : annotate(g, k, number, err);
}

static ent_status list_components(ent_table *table, const groups *g, ent_error *err) {
    ent_inside inside = {0};
    int32_t *order = malloc((g->count + 1) * sizeof *order);
    int32_t *joints = malloc((ent_view_vertices(g->view) + 1) * sizeof *joints);
    ent_status status = order && joints ? ent_inside_init(&inside, g->view, err) : ent_fail_memory(err);
    for (size_t k = 0; k < g->count && order; k++) order[k] = (int32_t)k;
    if (g->count > 1 && order) qsort_r(order, g->count, sizeof *order, by_size, (void *)(uintptr_t)g);
    for (size_t i = 0; i < g->count && !status; i++) {
        status = add_component(table, g, order[i], &inside, err);
        if (!status && g->blocks_of) status = set_joints(table, g, order[i], joints, err);
        if (!status) status = ent_monitor_tick(g->input->monitor, "listing components", i, g->count, err);
    }
    ent_inside_clear(&inside);
    free(joints);
    free(order);
    return status;
}

static ent_status set_title(ent_table *table, size_t count, int by, ent_error *err) {
    static const char *const words[][2] = {{"component", "components"},
                                           {"strong component", "strong components"},
                                           {"biconnected component", "biconnected components"}};
    ent_buffer title = {0};
    ent_say_count(&title, count, words[by][0], words[by][1]);
    return ent_title_buffer(table, &title, err);
}

static ent_status note_joints(ent_table *table, const groups *g, ent_error *err) {
    ent_buffer words = {0};
    size_t joints = 0, alone = 0, bridges = 0;
    for (size_t v = 0; v < ent_view_vertices(g->view); v++) {
        joints += g->blocks_of[v] > 1;
        alone += g->blocks_of[v] == 0;
    }
    for (size_t k = 0; k < g->count; k++) bridges += size_of(g, (int32_t)k) == 2;
    ent_say_count(&words, joints, "articulation point", "articulation points");
    ent_buffer_text(&words, " and ");
    ent_say_count(&words, bridges, "bridge (a component of two)", "bridges (components of two)");
    ent_status status = ent_note_buffer(table, &words, err);
    if (status) return status;
    if (alone) {
        ent_say_count(&words, alone, "vertex without an edge is", "vertices without an edge are");
        ent_buffer_text(&words, " in no biconnected component");
    }
    status = ent_note_buffer(table, &words, err);
    return status ? status
                  : ent_table_note(table, err,
                                   "direction does not count, parallel relations count as one edge, and "
                                   "edges to itself as none");
}

static ent_status fill(const ent_analysis *self, const groups *g, int by, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ent_table_new(self->name, columns, by == BICONNECTED ? ALL_COLUMNS : ARTICULATION, &table, err);
    if (!status) status = set_title(table, g->count, by, err);
    if (!status) status = list_components(table, g, err);
    if (!status) status = ent_note_view(table, g->view, err);
    if (!status) status = ent_note_signs_ignored(table, ent_view_selection(g->view), err);
    if (!status && by == BICONNECTED) status = note_joints(table, g, err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

/* The way that was asked for, or a refusal in words. */
static ent_status choose(const ent_analysis_input *input, int *by, ent_view_options *how, ent_error *err) {
    const component_options *asked = input->options;
    *by = asked->strong && asked->by == WEAK ? STRONG : asked->by;
    *how = input->view;
    if (asked->strong && *by != STRONG)
        return ent_fail(err, ENT_USAGE, "'--strong' and '--by biconnected' exclude each other");
    if (*by == STRONG && how->direction == ENT_DIRECTION_UNDIRECTED)
        return ent_fail(err, ENT_USAGE, "strong components need a direction, and --direction undirected takes it away");
    if (*by == BICONNECTED && input->annotator) {
        ent_fail(err, ENT_USAGE,
                 "an entity can be in several biconnected components, so there is no one to write back");
        ent_hint(err, "write back those of --by weak or --by strong");
        return ENT_USAGE;
    }
    if (*by == STRONG) how->direction = ENT_DIRECTION_DIRECTED;
    if (*by == BICONNECTED) {
        how->direction = ENT_DIRECTION_UNDIRECTED;
        how->directed = false;
        how->parallel = ENT_PARALLEL_MERGE;
    }
    return ENT_OK;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    groups g = {.input = input};
    ent_view_options how;
    ent_parts parts = {0};
    ent_blocks blocks = {0};
    int by;
    ent_status status = choose(input, &by, &how, err);
    if (!status) status = ent_view_new(input->selection, &how, &g.view, err);
    if (!status && by == BICONNECTED) {
        status = ent_blocks_find(g.view, input->monitor, &blocks, err);
        g.start = blocks.start, g.member = blocks.member, g.count = blocks.count, g.blocks_of = blocks.blocks_of;
    } else if (!status) {
        status = ent_parts_find(g.view, by == STRONG, input->monitor, &parts, err);
        g.start = parts.start, g.member = parts.member, g.count = parts.count;
    }
    if (!status) status = fill(self, &g, by, out, err);
    ent_parts_clear(&parts);
    ent_blocks_clear(&blocks);
    ent_view_free(g.view);
    return status;
}

static const ent_example examples[] = {
    {"components graphs/korea-us-2022.json", "one large component, and the reporter with his newspaper"},
    {"components graphs/korea-us-2022.json --no-structural", "what holds together without offices and places"},
    {"components graphs/classic/florentine.json --by biconnected", "the families that only the Medici, Salviati, "
                                                                   "Albizzi or Guadagni tie to the others"},
    {NULL, NULL},
};

static const ent_term terms[] = {
    {"weak", "a largest set of vertices that chains of relations connect, whichever way the relations point", "",
     "Harary, Norman and Cartwright 1965", "O(n + m)"},
    {"strong", "a largest set of vertices in which each reaches every other along the direction of the relations", "",
     "Tarjan 1972", "O(n + m)"},
    {"biconnected",
     "a largest set of vertices that stays connected when any one of them is lost: every two of its edges lie on a "
     "common cycle. An edge on no cycle is a component of two, a bridge; a vertex in several components is an "
     "articulation point, whose loss cuts them apart",
     "", "Hopcroft and Tarjan 1973", "O(n + m)"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_analysis ent_analysis_components = {
    .name = "components",
    .summary = "the parts of the graph that no relation connects",
    .detail =
        "Weak components (the default) join whatever a chain of relations connects, whichever way they point. Strong "
        "components join those who reach each other along the direction of the relations. Biconnected components stay "
        "together when any one member is lost; a vertex may be in several of them, and is then an articulation point. "
        "Components are listed by size, ties by the member that comes first in the data.",
    .citation = "Tarjan 1972; Hopcroft and Tarjan 1973",
    .cost = "O(n + m)",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(component_options),
    .columns = columns,
    .terms = terms,
    .annotates = "component",
    .examples = examples,
    .run = run,
};
