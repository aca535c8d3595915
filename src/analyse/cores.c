/* cores: where the graph is dense. The k-core is what is left when all with fewer than k neighbours are taken away. */
#include "analyse/members.h"
#include "kernel/cores.h"

#include <stdio.h>
#include <stdlib.h>

enum { ALL, INTO, OUT_OF };

typedef struct {
    int degree;
    bool each, relations;
    int64_t k, members;
} core_options;

static const char *const degrees[] = {"all", "in", "out", NULL};

static const ent_option options[] = {
    {.name = "k",
     .type = ENT_OPTION_INT,
     .offset = offsetof(core_options, k),
     .preset = "0",
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "only the members of the N-core, one a row; 0: all cores"},
    {.name = "each",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(core_options, each),
     .help = "one row a vertex, with its coreness, instead of one row a core"},
    {.name = "along",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(core_options, degree),
     .choices = degrees,
     .preset = "all",
     .help = "which neighbours count: all, those with a relation into it, or out of it"},
    {.name = "relations",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(core_options, relations),
     .help = "the relations inside the N-core of --k, or the innermost core, with their evidence"},
    ENT_MEMBERS_ROW(core_options),
    {.name = NULL},
};

/* Three tables: one row a core, one row a vertex, one row a relation. */
enum { LEVEL_K, LEVEL_SIZE, LEVEL_SHELL, LEVEL_MEMBERS, LEVEL_IDS, VERTEX_CORENESS, RELATION_CORE = 11 };
enum { CORENESS, ID, NAME, KIND, INSIDE, WITH };

static const ent_column columns[] = {
    {"k", ENT_COLUMN_INT, "order of the core: its members have at least k neighbours in it", false, false},
    {"size", ENT_COLUMN_INT, "number of vertices in the k-core", false, false},
    {"shell", ENT_COLUMN_INT, "number of them that are in no higher core", false, false},
    {"members", ENT_COLUMN_TEXT, "names of those in no higher core, at most as many as --members says", true, false},
    {"ids", ENT_COLUMN_TEXT, "ids of those in no higher core, joined by blanks", true, true},
    {"coreness", ENT_COLUMN_INT, "the highest k whose core it is in", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity, targeted relation or area", false, true},
    {"name", ENT_COLUMN_TEXT, "its name", true, false},
    {"kind", ENT_COLUMN_TEXT, "its kind; relation and area for vertices that are none", false, true},
    {"inside", ENT_COLUMN_INT, "neighbours that it has in its own core, or in that of --k", false, false},
    {"with", ENT_COLUMN_TEXT, "names of those neighbours, at most as many as --members says", true, false},
    {"core", ENT_COLUMN_TEXT, "with --relations: the core in words", false, false},
    ENT_INSIDE_COLUMNS,
    {NULL, 0, NULL, false, false},
};

/* Coreness by vertex. Arcs lead from v to those who lose a neighbour with v; `counted`
 * are those that count as neighbours of v. */
typedef struct {
    const ent_analysis_input *input;
    const core_options *asked;
    ent_view *view;
    ent_adjacency losers, counted;
    size_t n;
    int32_t *core, *vertex, *place;
    int32_t highest;
} cores;

static ent_status find_cores(cores *c, ent_error *err) {
    const ent_core_arcs arcs = {.counted = {{c->counted.offsets, c->counted.to}},
                                .losers = {{c->losers.offsets, c->losers.to}}};
    c->core = calloc(c->n + 1, sizeof *c->core);
    if (!c->core) return ent_fail_memory(err);
    ent_status status = ent_coreness(c->n, &arcs, c->input->monitor, "finding cores", c->core, err);
    for (size_t v = 0; v < c->n && !status; v++)
        if (c->core[v] > c->highest) c->highest = c->core[v];
    return status;
}

/* A row a vertex, unless the relations of a core are asked for. */
static bool lists_vertices(const cores *c) {
    return !c->asked->relations && (c->asked->each || c->asked->k > 0);
}

/* ---- rows ---- */

/* List vertices of that coreness at least (and at most) in the order of their ids. */
static size_t pick(const cores *c, int32_t least, int32_t most, int32_t *out) {
    size_t count = 0;
    for (size_t k = 0; k < c->n; k++) {
        int32_t v = c->vertex[k];
        if (c->core[v] >= least && c->core[v] <= most) out[count++] = v;
    }
    return count;
}

static ent_status write_level(ent_table *table, const cores *c, int32_t k, size_t size, const int32_t *shell,
                              size_t count, ent_error *err) {
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, LEVEL_K, k, err);
    if (!status) status = ent_table_set_int(table, LEVEL_SIZE, (int64_t)size, err);
    if (!status) status = ent_table_set_int(table, LEVEL_SHELL, (int64_t)count, err);
    return status ? status
                  : ent_set_members(table, c->view, shell, count, c->asked->members, LEVEL_MEMBERS, LEVEL_IDS, err);
}

/* Highest core first. Empty shells are left out: the core is the next higher one. */
static ent_status write_levels(ent_table *table, const cores *c, ent_error *err) {
    int32_t *by_core = malloc((c->n + 1) * sizeof *by_core);
    size_t *start = calloc((size_t)c->highest + 3, sizeof *start);
    ent_status status = by_core && start ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        for (size_t v = 0; v < c->n; v++) start[c->core[v] + 2]++;
        for (int32_t k = 0; k <= c->highest; k++) start[k + 2] += start[k + 1];
        for (size_t k = 0; k < c->n; k++) by_core[start[c->core[c->vertex[k]] + 1]++] = c->vertex[k];
    }
    for (int32_t k = c->highest; k >= 0 && !status; k--) {
        size_t count = start[k + 1] - start[k];
        if (count) status = write_level(table, c, k, c->n - start[k], by_core + start[k], count, err);
        if (!status) status = ent_monitor_tick(c->input->monitor, "listing cores", (uint64_t)(c->highest - k), 0, err);
    }
    free(start);
    free(by_core);
    return status;
}

static ent_status write_vertex(ent_table *table, const cores *c, int32_t v, int32_t *with, ent_error *err) {
    int32_t least = c->asked->k > 0 ? (int32_t)c->asked->k : c->core[v];
    size_t count = 0;
    ent_vertex vertex;
    ent_view_vertex(c->view, (size_t)v, &vertex);
    for (int32_t i = c->counted.offsets[v]; i < c->counted.offsets[v + 1]; i++)
        if (c->counted.to[i] != v && c->core[c->counted.to[i]] >= least) with[count++] = c->counted.to[i];
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, CORENESS, c->core[v], err);
    if (!status) status = ent_table_set_text(table, ID, vertex.id, err);
    if (!status) status = ent_table_set_text(table, NAME, vertex.name, err);
    if (!status) status = ent_table_set_text(table, KIND, ent_vertex_kind_word(c->view, &vertex), err);
    if (!status) status = ent_table_set_int(table, INSIDE, (int64_t)count, err);
    return status ? status : ent_set_members(table, c->view, with, count, c->asked->members, WITH, SIZE_MAX, err);
}

static ent_status write_vertices(ent_table *table, const cores *c, ent_error *err) {
    double *key = malloc((c->n + 1) * sizeof *key);
    int32_t *with = malloc((c->n + 1) * sizeof *with);
    size_t *order = NULL;
    ent_status status = key && with ? ENT_OK : ent_fail_memory(err);
    for (size_t v = 0; v < c->n && !status; v++) key[v] = c->core[v];
    if (!status) status = ent_rank_vertices(c->view, key, &order, err);
    for (size_t i = 0; i < c->n && !status; i++) {
        if (c->core[order[i]] < c->asked->k) break;
        status = write_vertex(table, c, (int32_t)order[i], with, err);
        if (!status) status = ent_monitor_tick(c->input->monitor, "listing cores", i, c->n, err);
    }
    free(order);
    free(with);
    free(key);
    return status;
}

static ent_status write_relations(ent_table *table, const cores *c, ent_error *err) {
    ent_inside inside = {0};
    char core[64];
    int32_t least = c->asked->k > 0 ? (int32_t)c->asked->k : c->highest;
    int32_t *members = malloc((c->n + 1) * sizeof *members);
    size_t count = members ? pick(c, least, c->highest, members) : 0;
    ent_status status = members ? ent_inside_init(&inside, c->view, err) : ent_fail_memory(err);
    snprintf(core, sizeof core, "the %d-core, %zu vertices", (int)least, count);
    if (!status) status = ent_inside_fill(&inside, members, count, err);
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, 0, err);
    for (size_t i = 0; i < inside.count && !status; i++) {
        status = ent_table_add_row(table, err);
        if (!status) status = ent_table_set_text(table, 0, core, err);
        if (!status) status = ent_set_relation(table, 1, c->input->selection, inside.relations[i], err);
        if (!status) status = ent_monitor_tick(c->input->monitor, "quoting relations", i, inside.count, err);
    }
    ent_inside_clear(&inside);
    free(members);
    return status;
}

static ent_status annotate(const cores *c, ent_error *err) {
    const ent_annotator *annotator = c->input->annotator;
    ent_status status = ENT_OK;
    for (size_t v = 0; v < c->n && annotator && !status; v++) {
        ent_vertex vertex;
        char value[16];
        ent_view_vertex(c->view, v, &vertex);
        snprintf(value, sizeof value, "%d", (int)c->core[v]);
        if (vertex.kind == ENT_VERTEX_ENTITY) status = annotator->say(annotator->context, vertex.index, value, err);
    }
    return status;
}

/* ---- the table ---- */

static const char *arrow(int degree) {
    return degree == INTO ? "in-" : degree == OUT_OF ? "out-" : "";
}

static ent_status note(ent_table *table, const cores *c, ent_error *err) {
    static const char *const words[] = {
        "each neighbour counts once, whatever the direction and the number of relations; an entity itself does not "
        "count",
        "each neighbour with a relation into it counts once; an entity itself does not count",
        "each neighbour with a relation out of it counts once; an entity itself does not count",
    };
    size_t innermost = 0;
    for (size_t v = 0; v < c->n; v++) innermost += c->core[v] == c->highest;
    ent_status status = ENT_OK;
    if (c->n)
        status = ent_table_note(table, err, "the innermost core is the %d-%score, with %zu of %zu vertices",
                                (int)c->highest, arrow(c->asked->degree), innermost, c->n);
    if (!status && c->asked->k > c->highest)
        status = ent_table_note(table, err, "there is no %lld-%score", (long long)c->asked->k, arrow(c->asked->degree));
    if (!status) status = ent_table_note(table, err, "%s", words[c->asked->degree]);
    if (!status) status = ent_note_view(table, c->view, err);
    return status ? status : ent_note_signs_ignored(table, c->input->selection, err);
}

static ent_status set_title(ent_table *table, const cores *c, ent_error *err) {
    ent_buffer title = {0};
    int64_t k = c->asked->k > 0 ? c->asked->k : c->highest;
    if (c->asked->relations)
        ent_buffer_format(&title, "relations inside the %lld-%score", (long long)k, arrow(c->asked->degree));
    else if (c->asked->k > 0)
        ent_buffer_format(&title, "members of the %lld-%score", (long long)k, arrow(c->asked->degree));
    else
        ent_buffer_format(&title, "%scores, the innermost of order %d", arrow(c->asked->degree), (int)c->highest);
    return ent_title_buffer(table, &title, err);
}

static ent_status fill(const ent_analysis *self, const cores *c, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    bool each = lists_vertices(c);
    size_t first = c->asked->relations ? RELATION_CORE : each ? VERTEX_CORENESS : LEVEL_K;
    size_t end = c->asked->relations ? ent_count_columns(columns) : each ? RELATION_CORE : VERTEX_CORENESS;
    ent_status status = ent_table_new(self->name, columns + first, end - first, &table, err);
    if (!status) status = set_title(table, c, err);
    if (!status)
        status = c->asked->relations ? write_relations(table, c, err)
                 : each              ? write_vertices(table, c, err)
                                     : write_levels(table, c, err);
    if (!status) status = note(table, c, err);
    if (!status) status = annotate(c, err);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    bool none = c->asked->k > c->highest || (c->asked->relations && !ent_table_rows(table));
    return none ? ENT_NO : ENT_OK;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    cores c = {.input = input, .asked = input->options};
    ent_view_options how = input->view;
    if (c.asked->degree != ALL && how.direction == ENT_DIRECTION_UNDIRECTED)
        return ent_fail(err, ENT_USAGE, "--along %s needs a direction, and --direction undirected takes it away",
                        degrees[c.asked->degree]);
    how.direction = c.asked->degree == ALL ? ENT_DIRECTION_UNDIRECTED : ENT_DIRECTION_DIRECTED;
    how.directed = c.asked->degree != ALL;
    how.parallel = ENT_PARALLEL_MERGE;
    ent_status status = ent_view_new(input->selection, &how, &c.view, err);
    if (!status) {
        c.n = ent_view_vertices(c.view);
        c.losers = c.asked->degree == OUT_OF ? ent_view_in(c.view) : ent_view_out(c.view);
        c.counted = c.asked->degree == INTO ? ent_view_in(c.view) : ent_view_out(c.view);
        status = find_cores(&c, err);
    }
    if (!status && !lists_vertices(&c)) status = ent_vertices_by_id(c.view, &c.vertex, &c.place, err);
    if (!status) status = fill(self, &c, out, err);
    free(c.core);
    free(c.vertex);
    free(c.place);
    ent_view_free(c.view);
    return status;
}

static const ent_example examples[] = {
    {"cores graphs/korea-us-2022.json", "the two leaders, their countries and alliances, their neighbours around them"},
    {"cores graphs/korea-us-2022.json --k 3", "who is in the 3-core, and with whom"},
    {"cores graphs/classic/karate.json --each --top 10", "the ten members of the 4-core"},
    {NULL, NULL},
};

static const ent_term terms[] = {
    {"k-core", "the largest set of vertices each of which has at least k neighbours in the set",
     "largest S with |N(v) in S| >= k for every v in S", "Seidman 1983; Batagelj and Zaversnik 2003", "O(n + m)"},
    {"coreness", "the highest k whose k-core the vertex is in", "max {k : v in k-core}",
     "Seidman 1983; Batagelj and Zaversnik 2003", "O(n + m)"},
    {"shell", "those of coreness k exactly: in the k-core and in no higher one", "{v : coreness(v) = k}",
     "Carmi, Havlin, Kirkpatrick, Shavitt and Shir 2007", "O(n + m)"},
    {"in-core", "the same with neighbours that have a relation into the vertex only (--along in); out of it: out-core",
     "", "Batagelj and Zaversnik 2003", "O(n + m)"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_analysis ent_analysis_cores = {
    .name = "cores",
    .summary = "where the graph is dense: k-cores, from the innermost outwards",
    .detail = "The k-core is the largest set of vertices each of which has at least k neighbours in the set: take away "
              "all with fewer than k neighbours, again and again, until none is left to take. Cores lie in one another "
              "like shells; the coreness of a vertex is the highest k whose core it is in. A core need not be "
              "connected. Neighbours count once, whatever the number of relations, and an entity is not its own "
              "neighbour; --along in and out count only those with a relation into or out of the vertex.",
    .citation = "Seidman 1983; Batagelj and Zaversnik 2003",
    .cost = "O(n + m)",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(core_options),
    .columns = columns,
    .terms = terms,
    .annotates = "core",
    .examples = examples,
    .run = run,
};
