/* Small random multigraphs and sets of their vertices as bits, for tests of components, cores, cliques and equivalents. */
#ifndef TESTS_UNIT_GROUPS_MODEL_H
#define TESTS_UNIT_GROUPS_MODEL_H

#include "graphs.h"

enum { MOST = 8, MOST_LINES = 22, ROUNDS = 200, SUPPORTS = 1, WARNS = 2, ALLIED = 4 };

/* arc[u][v]: types of relations from u to v, those without direction both ways; lines: as they are written. */
typedef struct model {
    int n, m;
    int from[MOST_LINES], to[MOST_LINES], type[MOST_LINES];
    int arc[MOST][MOST];
} model;

static UNUSED model random_model(void) {
    model g = {.n = 1 + chance(MOST), .m = chance(MOST_LINES + 1)};
    for (int i = 0; i < g.m; i++) {
        int u = g.from[i] = chance(g.n), v = g.to[i] = chance(g.n), t = g.type[i] = 1 << chance(3);
        g.arc[u][v] |= t;
        if (t == ALLIED) g.arc[v][u] |= t;
    }
    return g;
}

static UNUSED bool tied(const model *g, int u, int v) {
    return u != v && (g->arc[u][v] || g->arc[v][u]);
}

static UNUSED int bits(unsigned set) {
    return __builtin_popcount(set);
}

/* backwards: entities and relations in the opposite order, which must change no answer. */
static UNUSED ent_graph *build(const model *g, bool backwards) {
    ent_builder *b = graph_start();
    char from[16], to[16];
    for (int i = 0; i < g->n; i++) {
        snprintf(from, sizeof from, "v%d", backwards ? g->n - 1 - i : i);
        graph_entity(b, from, "country", from);
    }
    for (int i = 0; i < g->m; i++) {
        int k = backwards ? g->m - 1 - i : i;
        snprintf(from, sizeof from, "v%d", g->from[k]);
        snprintf(to, sizeof to, "v%d", g->to[k]);
        graph_relate(b, from,
                     g->type[k] == SUPPORTS ? "supports"
                     : g->type[k] == WARNS  ? "warns"
                                            : "allied_with",
                     to, NULL);
    }
    return graph_finish(b);
}

static UNUSED ent_table *answer(const char *name, const ent_graph *graph, bool directed, const char *const *words,
                                ent_status *status) {
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = {.directed = directed};
    if (directed) how.direction = ENT_DIRECTION_DIRECTED;
    ent_table *table = NULL;
    ent_error err = {0};
    *status = analysis_run(name, selection, &how, NULL, words, &table, &err);
    if (!table) fail_msg("%s: %s", name, err.message);
    ent_selection_free(selection);
    return table;
}

static UNUSED ent_table *answer_file(const char *name, const char *path, const char *const *words,
                                     ent_status expected) {
    ent_graph *graph = graph_file(path);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table = NULL;
    assert_int_equal(analysis_run(name, selection, NULL, NULL, words, &table, NULL), expected);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return table;
}

static UNUSED ent_table *answer_model(const char *name, const model *g, bool directed, const char *const *words,
                                      ent_status *status) {
    ent_graph *graph = build(g, chance(2) == 1);
    ent_table *table = answer(name, graph, directed, words, status);
    ent_graph_free(graph);
    return table;
}

/* "v0 v3" as bits. */
static UNUSED unsigned set_of(const char *ids) {
    unsigned set = 0;
    for (; *ids; ids++)
        if (*ids == 'v') set |= 1u << atoi(ids + 1);
    return set;
}

static UNUSED unsigned set_at(const ent_table *table, size_t row) {
    return set_of(table_text(table, row, "ids"));
}

/* The rows have exactly these sets, sizes falling. */
static UNUSED void assert_sets(const ent_table *table, const unsigned *sets, size_t count) {
    assert_int_equal(ent_table_rows(table), count);
    for (size_t r = 0; r < count; r++) {
        size_t found = 0;
        for (size_t i = 0; i < count; i++) found += sets[i] == set_at(table, r);
        if (found != 1) fail_msg("'%s' is no group of the twin's", table_text(table, r, "ids"));
        assert_int_equal((int)table_value(table, r, "size"), bits(set_at(table, r)));
        if (r) assert_true(bits(set_at(table, r)) <= bits(set_at(table, r - 1)));
        for (size_t s = 0; s < r; s++) assert_true(set_at(table, s) != set_at(table, r));
    }
}

/* Ask for something that is refused, and in which words. */
static UNUSED void assert_refused(const char *name, const ent_view_options *how, const char *const *words,
                                  const char *message) {
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table = NULL;
    ent_error err = {0};
    ent_status status = analysis_run(name, selection, how, NULL, words, &table, &err);
    assert_true(status == ENT_USAGE || status == ENT_CALC);
    assert_null(table);
    if (!strstr(err.message, message)) fail_msg("'%s' does not say '%s'", err.message, message);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* What was written back, by entity. */
typedef struct said {
    char value[64][24];
    size_t count;
} said;

static UNUSED ent_status say(void *context, ent_id entity, const char *value, ent_error *err) {
    (void)err;
    said *s = context;
    assert_true(entity < 64);
    snprintf(s->value[entity], sizeof s->value[entity], "%s", value);
    s->count++;
    return ENT_OK;
}

static UNUSED ent_status annotate(const char *name, const ent_graph *graph, const char *const *words, said *out,
                                  ent_error *err) {
    const ent_analysis *analysis = ent_analysis_find(name);
    ent_selection *selection = graph_select(graph, false, false);
    ent_annotator annotator = {say, out};
    ent_table *table = NULL;
    void *options = analysis_options(analysis, words);
    ent_analysis_input input = {.selection = selection, .options = options, .annotator = &annotator};
    ent_status status = ent_analysis_run(analysis, &input, &table, err);
    ent_table_free(table);
    ent_options_clear(analysis->options, options);
    free(options);
    ent_selection_free(selection);
    return status;
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
