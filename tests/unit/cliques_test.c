/* Cliques against all subsets, known numbers of maximal cliques, and what is refused. */
#include "unit/groups_model.h"

static bool is_clique(const model *g, unsigned set) {
    for (int u = 0; u < g->n; u++)
        for (int v = 0; v < u; v++)
            if (set >> u & 1 && set >> v & 1 && !tied(g, u, v)) return false;
    return true;
}

static size_t maximal_cliques(const model *g, int least, int most, unsigned *out) {
    size_t count = 0;
    for (unsigned set = 1; set < 1u << g->n; set++) {
        bool extends = false;
        if (!is_clique(g, set) || bits(set) < least || bits(set) > most) continue;
        for (int v = 0; v < g->n; v++) extends = extends || (!(set >> v & 1) && is_clique(g, set | 1u << v));
        if (!extends) out[count++] = set;
    }
    return count;
}

/* Relations between members: all, and by type. */
static int inside(const model *g, unsigned set, int types) {
    int count = 0;
    for (int i = 0; i < g->m; i++)
        count += g->type[i] & types && g->from[i] != g->to[i] && set >> g->from[i] & 1 && set >> g->to[i] & 1;
    return count;
}

static bool allied(const model *g, unsigned set) {
    for (int u = 0; u < g->n; u++)
        for (int v = 0; v < u; v++)
            if (set >> u & 1 && set >> v & 1 && ((g->arc[u][v] | g->arc[v][u]) & WARNS)) return false;
    return bits(set) > 1;
}

static void cliques_are_the_maximal_subsets(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        unsigned sets[1 << MOST];
        char least[24], most[24];
        int low = 1 + round % 3, high = round % 4 ? MOST : low + chance(2);
        model g = random_model();
        size_t count = maximal_cliques(&g, low, high, sets);
        ent_status status;
        snprintf(least, sizeof least, "min-size=%d", low);
        snprintf(most, sizeof most, "max-size=%d", high == MOST ? 0 : high);
        ent_table *table = answer_model("cliques", &g, round & 1, WORDS(least, most), &status);
        assert_int_equal(status, count ? ENT_OK : ENT_NO);
        assert_sets(table, sets, count);
        for (size_t r = 0; r < ent_table_rows(table); r++) {
            unsigned set = set_at(table, r);
            assert_int_equal((int)table_value(table, r, "relations"), inside(&g, set, SUPPORTS | WARNS | ALLIED));
            assert_int_equal((int)table_value(table, r, "negative"), inside(&g, set, WARNS));
            assert_int_equal((int)table_value(table, r, "positive"), inside(&g, set, SUPPORTS | ALLIED));
            assert_int_equal(ent_table_int(table, r, (size_t)ent_table_find_column(table, "allied")), allied(&g, set));
        }
        ent_table_free(table);
    }
}

/* The complete graph without a perfect matching, k pairs: 2^k maximal cliques of k (Moon and Moser 1965 for threes). */
static ent_graph *all_but_within_groups(int groups, int in_group) {
    ent_builder *b = graph_start();
    char from[16], to[16];
    for (int u = 0; u < groups * in_group; u++)
        for (int v = 0; v < u; v++) {
            if (u / in_group == v / in_group) continue;
            snprintf(from, sizeof from, "v%03d", u);
            snprintf(to, sizeof to, "v%03d", v);
            graph_relate(b, from, "supports", to, NULL);
        }
    return graph_finish(b);
}

static void moon_and_moser_graphs_have_three_to_the_k(void **state) {
    (void)state;
    ent_graph *graph = all_but_within_groups(7, 3);
    ent_status status;
    ent_table *table = answer("cliques", graph, false, WORDS("limit=5"), &status);
    assert_int_equal(ent_table_rows(table), 5);
    assert_string_equal(ent_table_title(table), "2187 maximal cliques");
    assert_true(table_notes_say(table, "maximal cliques by size: 2187 of 7"));
    assert_true(table_notes_say(table, "the first 5 of 2187 cliques are listed (--limit)"));
    const char *const first[] = {"v000 v003 v006 v009 v012 v015 v018", "v000 v003 v006 v009 v012 v015 v019",
                                 "v000 v003 v006 v009 v012 v015 v020", "v000 v003 v006 v009 v012 v016 v018",
                                 "v000 v003 v006 v009 v012 v016 v019"};
    for (size_t r = 0; r < 5; r++) assert_string_equal(table_text(table, r, "ids"), first[r]);
    ent_table_free(table);
    ent_graph_free(graph);
    graph = all_but_within_groups(70, 1); /* more than one word of bits */
    table = answer("cliques", graph, false, NULL, &status);
    assert_int_equal(ent_table_rows(table), 1);
    assert_int_equal((int)table_value(table, 0, "size"), 70);
    assert_int_equal((int)table_value(table, 0, "relations"), 70 * 69 / 2);
    ent_table_free(table);
    ent_graph_free(graph);
}

enum { MANY = 22 };

/* Grow cliques in the order of numbers and count those that nobody extends. */
static size_t count_by_growing(const unsigned *near, unsigned set, unsigned common, int next) {
    size_t count = common == 0;
    for (int v = next; v < MANY; v++)
        if (common >> v & 1) count += count_by_growing(near, set | 1u << v, common & near[v], v + 1);
    return count;
}

static void dense_graphs_have_as_many_as_growing_finds(void **state) {
    (void)state;
    for (int round = 0; round < 30; round++) {
        unsigned near[MANY] = {0};
        char from[16], to[16], title[64];
        ent_builder *b = graph_start();
        for (int u = 0; u < MANY; u++)
            for (int v = 0; v < u; v++) {
                if (chance(10) >= 4 + round % 5) continue;
                near[u] |= 1u << v, near[v] |= 1u << u;
                snprintf(from, sizeof from, "v%d", u);
                snprintf(to, sizeof to, "v%d", v);
                graph_relate(b, from, "supports", to, NULL);
            }
        ent_graph *graph = graph_finish(b);
        ent_status status;
        ent_table *table = answer("cliques", graph, false, WORDS("min-size=1", "limit=100000"), &status);
        size_t count = 0;
        for (int v = 0; v < MANY; v++)
            if (near[v]) count += count_by_growing(near, 1u << v, near[v], v + 1);
        snprintf(title, sizeof title, "%zu maximal cliques", count);
        assert_string_equal(ent_table_title(table), title);
        assert_int_equal(ent_table_rows(table), count);
        for (size_t r = 1; r < count; r++)
            assert_string_not_equal(table_text(table, r, "ids"), table_text(table, r - 1, "ids"));
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

static void too_many_are_given_up(void **state) {
    (void)state;
    ent_graph *graph = all_but_within_groups(5, 3);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table = NULL;
    ent_error err = {0};
    assert_int_equal(analysis_run("cliques", selection, NULL, NULL, WORDS("give-up=242"), &table, &err), ENT_CALC);
    assert_null(table);
    assert_string_equal(err.message, "there are more than 242 maximal cliques");
    assert_non_null(strstr(err.hint, "--min-size"));
    assert_int_equal(analysis_run("cliques", selection, NULL, NULL, WORDS("give-up=243"), &table, NULL), ENT_OK);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void classic_networks(void **state) {
    (void)state;
    ent_table *table = answer_file("cliques", "graphs/classic/karate.json", NULL, ENT_OK);
    assert_int_equal(ent_table_rows(table), 36);
    assert_true(table_notes_say(table, "2 of 5, 2 of 4, 21 of 3, 11 of 2"));
    ent_table_free(table);
    table = answer_file("cliques", "graphs/classic/florentine.json", WORDS("min-size=3"), ENT_OK);
    assert_int_equal(ent_table_rows(table), 3);
    assert_string_equal(table_text(table, 0, "ids"), "Bischeri Peruzzi Strozzi");
    ent_table_free(table);
    table = answer_file("cliques", "graphs/classic/florentine.json", WORDS("min-size=4"), ENT_NO);
    assert_true(table_notes_say(table, "there is no clique of 4 or more members"));
    ent_table_free(table);
}

static void relations_of_a_clique_are_quoted(void **state) {
    (void)state;
    ent_table *table = answer_file("cliques", "graphs/korea-us-2022.json", WORDS("min-size=4", "relations"), ENT_OK);
    size_t row = table_row(table, "relation", "r31");
    assert_string_equal(table_text(table, row, "ids"), "CHN KOR alliance yoon");
    assert_true(strlen(table_text(table, row, "evidence")) > 10 && strlen(table_text(table, row, "source")) > 10);
    ent_table_free(table);
    table = answer_file("cliques", "graphs/korea-us-2022.json", WORDS("min-size=4"), ENT_OK);
    row = table_row(table, "ids", "CHN KOR alliance yoon");
    assert_string_equal(table_text(table, row, "first"), "2022-05-20");
    assert_int_equal((int)table_value(table, row, "structural"), 3);
    ent_table_free(table);
}

static void nothing_and_one(void **state) {
    (void)state;
    ent_graph *null = graph_finish(graph_start());
    model one = {.n = 1, .m = 1, .type = {WARNS}, .arc = {{WARNS}}};
    ent_status status;
    ent_table *table = answer("cliques", null, false, NULL, &status);
    assert_int_equal(status, ENT_NO);
    ent_table_free(table);
    table = answer_model("cliques", &one, false, WORDS("min-size=1"), &status);
    assert_int_equal(status, ENT_OK);
    assert_int_equal(ent_table_rows(table), 1);
    assert_int_equal((int)table_value(table, 0, "relations"), 0);
    ent_table_free(table);
    ent_graph_free(null);
}

static void nonsense_is_refused(void **state) {
    (void)state;
    assert_refused("cliques", NULL, WORDS("min-size=4", "max-size=3"), "at least 4 and at most 3");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cliques_are_the_maximal_subsets),
        cmocka_unit_test(moon_and_moser_graphs_have_three_to_the_k),
        cmocka_unit_test(dense_graphs_have_as_many_as_growing_finds),
        cmocka_unit_test(too_many_are_given_up),
        cmocka_unit_test(classic_networks),
        cmocka_unit_test(relations_of_a_clique_are_quoted),
        cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests_name("cliques", tests, NULL, NULL);
}
