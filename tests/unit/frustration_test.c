/* frustration as an analysis: published values, all partitions of small graphs with weights and parallel relations, and
 * what it says about what it leaves out. */
#include "graphs.h"

static ent_table *ask(const ent_graph *graph, const ent_select *how, const ent_view_options *view,
                      const char *const *words) {
    ent_selection *selection = NULL;
    ent_table *table = NULL;
    ent_error err = {0};
    if (ent_selection_new(graph, how, &selection, &err)) fail_msg("%s", err.message);
    if (analysis_run("frustration", selection, view, NULL, words, &table, &err)) fail_msg("%s", err.message);
    ent_selection_free(selection);
    return table;
}

static ent_select presets(void) {
    ent_select how;
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    return how;
}

static const char *const summary[] = {"summary", "verify", NULL};
static const char *const factions[] = {"factions", "verify", NULL};
static const char *const cycles[] = {"cycles", NULL};

static double number(const ent_graph *graph, const ent_select *how, const ent_view_options *view, const char *column) {
    ent_table *table = ask(graph, how, view, summary);
    double value = table_value(table, 0, column);
    assert_true(table_value(table, 0, "exact") == 1);
    ent_table_free(table);
    return value;
}

/* ---- the tribes of Gahuku-Gama ---- */

static void gahuku_gama(void **state) {
    (void)state;
    static const char *const enmities[][2] = {{"Gahuk", "Notoh"}, {"Gahuk", "Uheto"}, {"Ukudz", "Seuve"},
                                              {"Notoh", "Geham"}, {"Kohik", "Geham"}, {"Geham", "Uheto"},
                                              {"Asaro", "Seuve"}};
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_select how = presets();
    assert_true(number(graph, &how, NULL, "index") == 7);
    assert_true(fabs(number(graph, &how, NULL, "normalised") - .7586207) < 1e-6);
    ent_table *table = ask(graph, &how, NULL, NULL);
    assert_int_equal(ent_table_rows(table), 7);
    for (int k = 0; k < 7; k++) {
        size_t found = 0;
        for (size_t r = 0; r < 7; r++) {
            const char *from = table_text(table, r, "from"), *to = table_text(table, r, "to");
            found += (!strcmp(from, enmities[k][0]) && !strcmp(to, enmities[k][1])) ||
                     (!strcmp(from, enmities[k][1]) && !strcmp(to, enmities[k][0]));
            assert_string_equal(table_text(table, r, "sign"), "negative");
            assert_string_equal(table_text(table, r, "frustrated"), "within 1");
            assert_true(table_text(table, r, "evidence")[0] && table_text(table, r, "source")[0]);
        }
        assert_int_equal(found, 1);
    }
    assert_true(table_notes_say(table, "L = 7, exact: yes") && table_notes_say(table, "0.7586207"));
    ent_table_free(table);
    table = ask(graph, &how, NULL, factions);
    assert_int_equal(ent_table_rows(table), 2);
    assert_true(table_value(table, 0, "size") == 12);
    assert_string_equal(table_text(table, 1, "ids"), "Gama Gavev Kotun Nagad");
    assert_true(table_notes_say(table, "verified"));
    ent_table_free(table);
    ent_graph_free(graph);
}

/* The cycles read back from the table: each has an odd number of negative relations, no relation gives more than 1, and
 * together they prove 7. */
static void the_cycles_prove_it(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_select how = presets();
    ent_table *table = ask(graph, &how, NULL, cycles);
    double proved = 0, *given = calloc(ent_graph_relations(graph), sizeof *given);
    for (size_t r = 0; r < ent_table_rows(table);) {
        const char *name = table_text(table, r, "cycle");
        double share = table_value(table, r, "share");
        size_t negative = 0;
        proved += share;
        for (; r < ent_table_rows(table) && !strcmp(table_text(table, r, "cycle"), name); r++) {
            negative += !strcmp(table_text(table, r, "sign"), "negative");
            given[ent_graph_find_relation(graph, table_text(table, r, "relation"))] += share;
        }
        assert_int_equal(negative % 2, 1);
    }
    for (size_t r = 0; r < ent_graph_relations(graph); r++) assert_true(given[r] <= 1 + 1e-9);
    assert_true(proved > 6 && proved <= 7 + 1e-9);
    free(given);
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- the first graph ---- */

/* Korea, the United States and North Korea, in the relations of the article; `also` is a relation beside them. */
static ent_graph *triad(const char *korea_china, bool usa_china) {
    ent_builder *b = graph_start();
    graph_relate(b, "KOR", "allied_with", "USA", "r05");
    graph_relate(b, "PRK", "mobilizes_against", "KOR", "r53");
    graph_relate(b, "PRK", "mobilizes_against", "USA", "r54");
    if (korea_china) graph_relate(b, "KOR", korea_china, "CHN", "r36");
    if (usa_china) graph_relate(b, "CHN", "objects_to", "USA", "added");
    return graph_finish(b);
}

static void the_triads_of_the_first_graph(void **state) {
    (void)state;
    ent_select how = presets();
    ent_graph *graph = triad(NULL, false);
    assert_true(number(graph, &how, NULL, "index") == 0);
    ent_table *table = ask(graph, &how, NULL, factions);
    assert_string_equal(table_text(table, 0, "ids"), "KOR USA");
    assert_string_equal(table_text(table, 1, "ids"), "PRK");
    ent_table_free(table);
    ent_graph_free(graph);
    graph = triad("objects_to", true);
    assert_true(number(graph, &how, NULL, "index") == 0);
    table = ask(graph, &how, NULL, factions);
    assert_string_equal(table_text(table, 0, "ids"), "CHN PRK");
    assert_string_equal(table_text(table, 1, "ids"), "KOR USA");
    ent_table_free(table);
    ent_graph_free(graph);
    graph = triad("cooperates_with", true);
    assert_true(number(graph, &how, NULL, "index") == 1);
    ent_graph_free(graph);
}

/* In the graph of the article the lifted triad is balanced: no row is about two of the three. */
static void the_lifted_triad_is_balanced(void **state) {
    (void)state;
    static const char *const three[] = {"South Korea", "United States", "North Korea"};
    ent_graph *graph = graph_file("graphs/korea-us-2022.json");
    ent_select how = presets();
    how.lift = true;
    ent_table *table = ask(graph, &how, NULL, NULL);
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        int inside = 0;
        for (int k = 0; k < 3; k++)
            inside += !strcmp(table_text(table, r, "from"), three[k]) + !strcmp(table_text(table, r, "to"), three[k]);
        assert_true(inside < 2);
    }
    assert_true(table_notes_say(table, "both signs"));
    ent_table_free(table);
    how.ambivalent = ENT_AMBIVALENT_NEGATIVE;
    assert_true(number(graph, &how, NULL, "index") == 0);
    ent_graph_free(graph);
}

/* ---- all partitions ---- */

enum { MOST = 8, LINES = 40 };
typedef struct {
    int n, m, from[LINES], to[LINES], sign[LINES];
    double weight[LINES];
} model;

static model random_model(void) {
    static const double weights[] = {.5, 1, 2, .7, 3};
    model g = {.n = 2 + chance(MOST - 1), .m = chance(LINES)};
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.sign[i] = chance(3) - 1;
        g.weight[i] = weights[chance(5)];
    }
    return g;
}

/* Relations in another order under other names, when shifted. */
static ent_graph *build(const model *g, int shift) {
    ent_builder *b = graph_start();
    char from[8], to[8];
    for (int k = 0; k < g->m; k++) {
        int i = shift ? g->m - 1 - k : k;
        snprintf(from, sizeof from, "e%02d", (g->from[i] + shift) % g->n);
        snprintf(to, sizeof to, "e%02d", (g->to[i] + shift) % g->n);
        graph_line(b, (line){from, g->sign[i] > 0 ? "supports" : "warns", to, .weight = g->weight[i],
                             .sign = g->sign[i] ? g->sign[i] : 2});
    }
    return graph_finish(b);
}

typedef enum { EDGES, RELATIONS, WEIGHTS } unit;

static double brute(const model *g, unit counted) {
    double best = INFINITY;
    for (unsigned sides = 0; sides < 1u << g->n; sides++) {
        bool seen[MOST][MOST][2] = {{{false}}};
        double cost = 0;
        for (int i = 0; i < g->m; i++) {
            int u = g->from[i], v = g->to[i];
            bool apart = (sides >> u & 1) != (sides >> v & 1);
            if (!g->sign[i] || u == v || apart != (g->sign[i] > 0)) continue;
            bool *mark = &seen[u < v ? u : v][u < v ? v : u][g->sign[i] > 0];
            if (counted != EDGES || !*mark) cost += counted == WEIGHTS ? g->weight[i] : 1;
            *mark = true;
        }
        if (cost < best) best = cost;
    }
    return best;
}

static void all_partitions_agree(void **state) {
    (void)state;
    static const ent_view_options views[] = {
        [EDGES] = {0}, [RELATIONS] = {.parallel = ENT_PARALLEL_KEEP}, [WEIGHTS] = {.weighting = ENT_WEIGHTING_WEIGHT}};
    ent_select how = presets();
    for (int round = 0; round < 300; round++) {
        model g = random_model();
        for (int unit_ = EDGES; unit_ <= WEIGHTS; unit_++) {
            double wanted = brute(&g, (unit)unit_);
            for (int shift = 0; shift < 2; shift++) {
                ent_graph *graph = build(&g, shift);
                double found = number(graph, &how, &views[unit_], "index");
                if (fabs(found - wanted) > 1e-9)
                    fail_msg("round %d, unit %d, shift %d: %g, should be %g", round, unit_, shift, found, wanted);
                ent_graph_free(graph);
            }
        }
    }
}

/* ---- small and odd ---- */

static void nothing_and_refusals(void **state) {
    (void)state;
    static const char *const two[] = {"factions", "cycles", NULL};
    ent_select how = presets();
    ent_graph *graph = graph_finish(graph_start());
    ent_selection *selection = graph_select(graph, true, false);
    ent_error err = {0};
    ent_table *table = NULL;
    assert_true(number(graph, &how, NULL, "index") == 0);
    assert_true(number(graph, &how, NULL, "normalised") == 1);
    assert_int_equal(analysis_run("frustration", selection, NULL, NULL, two, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "'--factions', '--cycles' and '--summary' exclude each other");
    ent_selection_free(selection);
    ent_graph_free(graph);
    ent_builder *b = graph_start();
    graph_entity(b, "z", "country", "Alone");
    graph_relate(b, "a", "warns", "a", "r1");
    graph_relate(b, "a", "supports", "b", "r2");
    graph_relate(b, "c", "objects_to", "r2", "r3");
    graph_relate(b, "l", "leads", "a", "r4");
    graph = graph_finish(b);
    how.isolates = true;
    table = ask(graph, &how, NULL, NULL);
    assert_int_equal(ent_table_rows(table), 0);
    assert_true(table_notes_say(table, "1 relation of an entity with itself is left out"));
    assert_true(table_notes_say(table, "1 relation that targets a relation is left out"));
    assert_true(table_notes_say(table, "1 structural relation has no sign"));
    assert_true(table_notes_say(table, "3 entities without a signed relation in no faction"));
    ent_table_free(table);
    ent_graph_free(graph);
}

/* A limit of no work still gives a true interval, and says that it is one. */
static void a_limit_gives_an_interval(void **state) {
    (void)state;
    static const char *const little[] = {"summary", "steps=1", "verify", NULL}, *const rows[] = {"steps=1", NULL};
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_select how = presets();
    ent_table *table = ask(graph, &how, NULL, little);
    assert_true(table_value(table, 0, "lower") < 7 && table_value(table, 0, "upper") >= 7);
    assert_true(table_value(table, 0, "exact") == 0);
    ent_table_free(table);
    table = ask(graph, &how, NULL, rows);
    assert_true(table_notes_say(table, "exact: no") && table_notes_say(table, "more --steps"));
    assert_non_null(strstr(ent_table_title(table), "between"));
    ent_table_free(table);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gahuku_gama),
        cmocka_unit_test(the_cycles_prove_it),
        cmocka_unit_test(the_triads_of_the_first_graph),
        cmocka_unit_test(the_lifted_triad_is_balanced),
        cmocka_unit_test(all_partitions_agree),
        cmocka_unit_test(nothing_and_refusals),
        cmocka_unit_test(a_limit_gives_an_interval),
    };
    return cmocka_run_group_tests_name("frustration", tests, NULL, NULL);
}
