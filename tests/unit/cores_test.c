/* Cores against repeated deletion, the published cores of the classic networks, and what is refused. */
#include "unit/groups_model.h"

enum { ALL, INTO, OUT_OF };

static bool counts(const model *g, int v, int w, int degree) {
    if (v == w) return false;
    return degree == ALL ? tied(g, v, w) : degree == INTO ? g->arc[w][v] != 0 : g->arc[v][w] != 0;
}

static unsigned core_of(const model *g, int k, int degree) {
    unsigned set = (1u << g->n) - 1, before = 0;
    while (set != before) {
        before = set;
        for (int v = 0; v < g->n; v++) {
            int count = 0;
            for (int w = 0; w < g->n; w++) count += before >> w & 1 && counts(g, v, w, degree);
            if (count < k) set &= ~(1u << v);
        }
    }
    return set;
}

static const char *const degrees[] = {"along=all", "along=in", "along=out"};

static void cores_are_what_deletion_leaves(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int degree = round % 3;
        model g = random_model();
        ent_status status;
        ent_table *table = answer_model("cores", &g, false, WORDS(degrees[degree]), &status);
        assert_int_equal(status, ENT_OK);
        unsigned all = 0;
        for (size_t r = 0; r < ent_table_rows(table); r++) {
            int k = (int)table_value(table, r, "k");
            unsigned core = core_of(&g, k, degree), shell = core & ~core_of(&g, k + 1, degree);
            assert_int_equal((int)table_value(table, r, "size"), bits(core));
            assert_int_equal((int)table_value(table, r, "shell"), bits(shell));
            assert_int_equal(set_at(table, r), shell);
            if (r) assert_true(k < (int)table_value(table, r - 1, "k"));
            all |= shell;
        }
        assert_int_equal(all, (1u << g.n) - 1);
        ent_table_free(table);
    }
}

static void each_vertex_has_its_coreness_and_company(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int degree = round % 3;
        model g = random_model();
        ent_status status;
        ent_table *table = answer_model("cores", &g, false, WORDS("each", degrees[degree]), &status);
        assert_int_equal(ent_table_rows(table), g.n);
        for (size_t r = 0; r < ent_table_rows(table); r++) {
            int v = atoi(table_text(table, r, "id") + 1), k = (int)table_value(table, r, "coreness");
            unsigned core = core_of(&g, k, degree), with = 0;
            assert_true(core >> v & 1 && !(core_of(&g, k + 1, degree) >> v & 1));
            for (int w = 0; w < g.n; w++)
                if (core >> w & 1 && counts(&g, v, w, degree)) with |= 1u << w;
            assert_int_equal(set_of(table_text(table, r, "with")), with);
            assert_int_equal((int)table_value(table, r, "inside"), bits(with));
        }
        ent_table_free(table);
    }
}

static void published_cores(void **state) {
    (void)state;
    ent_table *table = answer_file("cores", "graphs/classic/florentine.json", NULL, ENT_OK);
    assert_int_equal((int)table_value(table, 0, "k"), 2);
    assert_int_equal((int)table_value(table, 0, "size"), 10);
    ent_table_free(table);
    table = answer_file("cores", "graphs/classic/karate.json", NULL, ENT_OK);
    assert_int_equal((int)table_value(table, 0, "k"), 4);
    assert_int_equal((int)table_value(table, 0, "size"), 10);
    ent_table_free(table);
    table = answer_file("cores", "graphs/korea-us-2022.json", WORDS("k=3"), ENT_OK);
    assert_int_equal(ent_table_rows(table), 8);
    const char *const inner[] = {"KOR", "USA", "CHN", "PRK", "alliance", "tech_alliance", "yoon", "biden"};
    for (size_t i = 0; i < 8; i++)
        assert_int_equal((int)table_value(table, table_row(table, "id", inner[i]), "coreness"), 3);
    ent_table_free(table);
}

static void relations_inside_a_core_are_quoted(void **state) {
    (void)state;
    ent_table *table = answer_file("cores", "graphs/korea-us-2022.json", WORDS("k=3", "relations"), ENT_OK);
    assert_true(ent_table_rows(table) > 16);
    size_t row = table_row(table, "relation", "r31");
    assert_string_equal(table_text(table, row, "from"), "China");
    assert_string_equal(table_text(table, row, "sign"), "negative");
    assert_true(strlen(table_text(table, row, "evidence")) > 10 && strlen(table_text(table, row, "source")) > 10);
    long column = ent_table_find_column(table, "relation");
    for (size_t r = 0; r < ent_table_rows(table); r++) /* Sullivan is in no 3-core */
        assert_string_not_equal(ent_table_text(table, r, (size_t)column), "r04");
    ent_table_free(table);
}

static void a_core_that_is_not_there_is_a_no(void **state) {
    (void)state;
    ent_table *table = answer_file("cores", "graphs/classic/florentine.json", WORDS("k=3"), ENT_NO);
    assert_int_equal(ent_table_rows(table), 0);
    assert_true(table_notes_say(table, "there is no 3-core"));
    assert_true(table_notes_say(table, "the innermost core is the 2-core, with 10 of 15 vertices"));
    ent_table_free(table);
}

static void nothing_and_one(void **state) {
    (void)state;
    ent_graph *null = graph_finish(graph_start());
    model one = {.n = 1, .m = 2, .type = {SUPPORTS, ALLIED}, .arc = {{SUPPORTS | ALLIED}}};
    ent_status status;
    ent_table *table = answer("cores", null, false, WORDS("each"), &status);
    assert_int_equal(ent_table_rows(table), 0);
    ent_table_free(table);
    table = answer_model("cores", &one, false, NULL, &status);
    assert_int_equal(ent_table_rows(table), 1);
    assert_int_equal((int)table_value(table, 0, "k"), 0);
    ent_table_free(table);
    ent_graph_free(null);
}

static void coreness_is_written_back(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    said cores = {.count = 0};
    assert_int_equal(annotate("cores", graph, NULL, &cores, NULL), ENT_OK);
    assert_int_equal(cores.count, 15);
    assert_string_equal(cores.value[graph_find(graph, "Medici")], "2");
    assert_string_equal(cores.value[graph_find(graph, "Pazzi")], "1");
    ent_graph_free(graph);
}

static void nonsense_is_refused(void **state) {
    (void)state;
    ent_view_options undirected = {.direction = ENT_DIRECTION_UNDIRECTED};
    assert_refused("cores", &undirected, WORDS("along=in"), "--along in needs a direction");
}

static void a_core_without_relations_is_a_no(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "a", NULL);
    ent_graph *graph = graph_finish(b);
    ent_status status;
    ent_table *table = answer("cores", graph, false, WORDS("relations"), &status);
    assert_int_equal(status, ENT_NO);
    assert_int_equal(ent_table_rows(table), 0);
    ent_table_free(table);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cores_are_what_deletion_leaves),
        cmocka_unit_test(each_vertex_has_its_coreness_and_company),
        cmocka_unit_test(published_cores),
        cmocka_unit_test(relations_inside_a_core_are_quoted),
        cmocka_unit_test(a_core_that_is_not_there_is_a_no),
        cmocka_unit_test(a_core_without_relations_is_a_no),
        cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(coreness_is_written_back),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests_name("cores", tests, NULL, NULL);
}
