/* Components against closures and all subsets; the bridges of the Florentine families; what is refused. */
#include "unit/groups_model.h"

static void close(bool reach[MOST][MOST], int n) {
    for (int w = 0; w < n; w++)
        for (int u = 0; u < n; u++)
            for (int v = 0; v < n; v++) reach[u][v] = reach[u][v] || (reach[u][w] && reach[w][v]);
}

static void weak_and_strong_are_closures(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        bool strong = round & 1, reach[MOST][MOST] = {{false}};
        unsigned sets[MOST];
        size_t count = 0;
        model g = random_model();
        for (int u = 0; u < g.n; u++)
            for (int v = 0; v < g.n; v++) reach[u][v] = u == v || g.arc[u][v] || (!strong && g.arc[v][u]);
        close(reach, g.n);
        for (int u = 0; u < g.n; u++) {
            unsigned set = 0;
            for (int v = 0; v < g.n; v++)
                if (reach[u][v] && reach[v][u]) set |= 1u << v;
            if ((set & ((1u << u) - 1)) == 0) sets[count++] = set; /* u is its smallest */
        }
        ent_status status;
        ent_table *table = answer_model("components", &g, false, WORDS(strong ? "by=strong" : "by=weak"), &status);
        assert_int_equal(status, ENT_OK);
        assert_sets(table, sets, count);
        ent_table_free(table);
    }
}

static bool connected(const model *g, unsigned set) {
    unsigned seen = set & -set, before = 0;
    while (seen != before) {
        before = seen;
        for (int u = 0; u < g->n; u++)
            for (int v = 0; v < g->n; v++)
                if (before >> u & 1 && set >> v & 1 && tied(g, u, v)) seen |= 1u << v;
    }
    return seen == set;
}

/* Two or more that stay connected whoever is lost. */
static bool biconnected(const model *g, unsigned set) {
    if (bits(set) < 2 || !connected(g, set)) return false;
    for (int v = 0; v < g->n; v++)
        if (set >> v & 1 && !connected(g, set & ~(1u << v))) return false;
    return true;
}

static size_t maximal(const model *g, bool (*is)(const model *, unsigned), unsigned *out) {
    size_t count = 0;
    for (unsigned set = 1; set < 1u << g->n; set++) {
        bool contained = false;
        if (!is(g, set)) continue;
        for (unsigned more = set + 1; more < 1u << g->n && !contained; more++)
            contained = (more & set) == set && is(g, more);
        if (!contained) out[count++] = set;
    }
    return count;
}

static int relations_inside(const model *g, unsigned set) {
    int count = 0;
    for (int i = 0; i < g->m; i++) count += g->from[i] != g->to[i] && set >> g->from[i] & 1 && set >> g->to[i] & 1;
    return count;
}

static void blocks_are_maximal_sets_that_survive_a_loss(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        unsigned sets[1 << MOST];
        model g = random_model();
        size_t count = maximal(&g, biconnected, sets);
        ent_status status;
        ent_table *table = answer_model("components", &g, round & 1, WORDS("by=biconnected"), &status);
        assert_int_equal(status, ENT_OK);
        assert_sets(table, sets, count);
        for (size_t r = 0; r < ent_table_rows(table); r++) {
            unsigned joints = set_of(table_text(table, r, "articulation")), expected = 0;
            for (int v = 0; v < g.n; v++) {
                size_t in = 0;
                for (size_t i = 0; i < count; i++) in += sets[i] >> v & 1;
                if (in > 1) expected |= 1u << v;
            }
            assert_int_equal(joints, expected & set_at(table, r));
            assert_int_equal((int)table_value(table, r, "relations"), relations_inside(&g, set_at(table, r)));
        }
        ent_table_free(table);
    }
}

static void florentine_joints_and_bridges(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table = NULL;
    assert_int_equal(analysis_run("components", selection, NULL, NULL, WORDS("by=biconnected"), &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 6);
    assert_int_equal((int)table_value(table, 0, "size"), 10);
    assert_string_equal(table_text(table, 0, "articulation"), "Albizzi, Guadagni, Medici");
    const char *const bridges[] = {"Acciaiuoli, Medici", "Albizzi, Ginori", "Guadagni, Lamberteschi",
                                   "Medici, Salviati", "Pazzi, Salviati"};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal((int)table_value(table, table_row(table, "members", bridges[i]), "size"), 2);
    assert_string_equal(table_text(table, table_row(table, "members", bridges[3]), "articulation"), "Medici, Salviati");
    assert_true(table_notes_say(table, "4 articulation points and 5 bridges"));
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void a_long_chain_needs_no_deep_stack(void **state) {
    (void)state;
    enum { LENGTH = 200000 };
    ent_builder *b = graph_start();
    char from[16], to[16];
    for (int i = 0; i < LENGTH; i++) {
        snprintf(from, sizeof from, "c%d", i);
        snprintf(to, sizeof to, "c%d", (i + 1) % LENGTH);
        graph_relate(b, from, "supports", to, NULL);
    }
    ent_graph *graph = graph_finish(b);
    ent_status status;
    ent_table *table = answer("components", graph, false, WORDS("by=biconnected"), &status);
    assert_int_equal(ent_table_rows(table), 1);
    assert_int_equal((int)table_value(table, 0, "size"), LENGTH);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void components_are_written_back(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    said weak = {.count = 0}, none = {.count = 0};
    ent_error err = {0};
    assert_int_equal(annotate("components", graph, WORDS("by=weak"), &weak, &err), ENT_OK);
    assert_int_equal(weak.count, 15);
    assert_string_equal(weak.value[graph_find(graph, "Medici")], "1");
    assert_int_equal(annotate("components", graph, WORDS("by=biconnected"), &none, &err), ENT_USAGE);
    assert_int_equal(none.count, 0);
    assert_true(strstr(err.message, "several biconnected") && strstr(err.hint, "--by weak"));
    ent_graph_free(graph);
}

static void nothing_and_one(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    ent_graph *null = graph_finish(b);
    model one = {.n = 1, .m = 1, .type = {SUPPORTS}, .arc = {{SUPPORTS}}};
    ent_status status;
    ent_table *table = answer("components", null, false, WORDS("by=biconnected"), &status);
    assert_int_equal(ent_table_rows(table), 0);
    ent_table_free(table);
    table = answer_model("components", &one, false, WORDS("by=biconnected"), &status);
    assert_int_equal(ent_table_rows(table), 0);
    assert_true(table_notes_say(table, "1 vertex without an edge is in no biconnected component"));
    ent_table_free(table);
    ent_graph_free(null);
}

static void nonsense_is_refused(void **state) {
    (void)state;
    ent_view_options undirected = {.direction = ENT_DIRECTION_UNDIRECTED};
    assert_refused("components", NULL, WORDS("by=biconnected", "strong"), "exclude each other");
    assert_refused("components", &undirected, WORDS("by=strong"), "need a direction");
    assert_refused("components", &undirected, WORDS("strong"), "need a direction");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weak_and_strong_are_closures),  cmocka_unit_test(blocks_are_maximal_sets_that_survive_a_loss),
        cmocka_unit_test(florentine_joints_and_bridges), cmocka_unit_test(a_long_chain_needs_no_deep_stack),
        cmocka_unit_test(components_are_written_back),   cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests_name("components", tests, NULL, NULL);
}
