/* The census against published values and against a twin that looks at every pair and every three vertices. */
#include "graphs.h"

enum { MOST = 9, MOST_LINES = 22, ROUNDS = 120 };

/* What the twin knows: who is tied to whom, by which signs (1 positive, 2 negative, 4 structural), and how many relations
 * join a pair. */
typedef struct twin {
    int n, loops, relations;
    bool arc[MOST][MOST];
    int signs[MOST][MOST], lines[MOST][MOST];
    const char *kind[MOST];
} twin;

static ent_graph *random_graph(twin *t, bool undirected) {
    static const char *const kinds[] = {"country", "leader", "firm"};
    static const struct {
        const char *type;
        bool symmetric;
        int sign;
    } types[] = {{"supports", false, 1}, {"warns", false, 2}, {"allied_with", true, 1}, {"leads", false, 4}};
    ent_builder *b = graph_start();
    *t = (twin){.n = 1 + chance(MOST), .relations = chance(MOST_LINES + 1)};
    bool looped[MOST] = {false};
    for (int v = 0; v < t->n; v++) {
        char id[8] = {(char)('z' - v), '\0'}; /* ids in another order than numbers */
        t->kind[v] = kinds[chance(3)];
        graph_entity(b, id, t->kind[v], id);
    }
    for (int i = 0; i < t->relations; i++) {
        int u = chance(t->n), v = chance(t->n), k = chance(4);
        char from[8] = {(char)('z' - u), '\0'}, to[8] = {(char)('z' - v), '\0'};
        graph_relate(b, from, types[k].type, to, NULL);
        if (u == v) {
            looped[u] = true;
            continue;
        }
        t->arc[u][v] = true;
        t->arc[v][u] = t->arc[v][u] || types[k].symmetric || undirected;
        t->signs[u][v] |= types[k].sign, t->signs[v][u] |= types[k].sign;
        t->lines[u][v]++, t->lines[v][u]++;
    }
    for (int v = 0; v < t->n; v++) t->loops += looped[v];
    return graph_finish(b);
}

static ent_table *census(const ent_graph *graph, bool undirected, const char *const *words) {
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = {.direction = undirected ? ENT_DIRECTION_UNDIRECTED : ENT_DIRECTION_AUTO,
                            .parallel = chance(2) ? ENT_PARALLEL_KEEP : ENT_PARALLEL_MERGE};
    ent_table *table;
    ent_error err = {0};
    ent_status status = analysis_run("census", selection, &how, NULL, words, &table, &err);
    if (status != ENT_OK && status != ENT_NO) fail_msg("%s", err.message);
    ent_selection_free(selection);
    return table;
}

static double value(const ent_table *table, const char *name) {
    return table_value(table, table_row(table, "name", name), "value");
}

static void assert_value(const ent_table *table, const char *name, double want) {
    double got = value(table, name);
    if (isnan(want) && isnan(got)) return;
    if (!(fabs(want - got) <= 1e-9 * fmax(1, fabs(want)))) fail_msg("%s is %.12g, not %.12g", name, got, want);
}

static bool tied(const twin *t, int u, int v) {
    return t->arc[u][v] || t->arc[v][u];
}

/* ---- triads through isomorphism ------------------------------------------------------------------------------------------ */

/* One member of each class as its definition draws it, A B C: pairs of letters are arcs. */
static const struct {
    const char *name, *arcs;
} classes[] = {
    {"003", ""},          {"012", "AB"},        {"102", "ABBA"},       {"021D", "BABC"},
    {"021U", "ABCB"},     {"021C", "ABBC"},     {"111D", "ABBACB"},    {"111U", "ABBABC"},
    {"030T", "ABBCAC"},   {"030C", "ABBCCA"},   {"201", "ABBABCCB"},   {"120D", "BABCACCA"},
    {"120U", "ABCBACCA"}, {"120C", "ABBCACCA"}, {"210", "ABBCCBACCA"}, {"300", "ABBABCCBACCA"},
};
enum { CLASSES = sizeof classes / sizeof *classes };

static int twin_class(const twin *t, int u, int v, int w) {
    static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    const int members[3] = {u, v, w};
    for (int k = 0; k < CLASSES; k++) {
        bool drawn[3][3] = {{false}};
        for (const char *c = classes[k].arcs; *c; c += 2) drawn[c[0] - 'A'][c[1] - 'A'] = true;
        for (int o = 0; o < 6; o++) {
            bool same = true;
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 3; j++)
                    same = same && drawn[i][j] == t->arc[members[orders[o][i]]][members[orders[o][j]]];
            if (same) return k;
        }
    }
    fail_msg("a triad of no class");
    return 0;
}

static void triads_equal_the_look_at_every_three(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, round % 3 == 0);
        ent_table *table = census(graph, round % 3 == 0, (const char *[]){"section=triads", NULL});
        double count[CLASSES] = {0}, expected = 0;
        for (int u = 0; u < t.n; u++)
            for (int v = u + 1; v < t.n; v++)
                for (int w = v + 1; w < t.n; w++) count[twin_class(&t, u, v, w)]++;
        for (int k = 0; k < CLASSES; k++) {
            assert_value(table, classes[k].name, count[k]);
            expected += table_value(table, table_row(table, "name", classes[k].name), "expected");
        }
        assert_float_equal(expected, t.n * (t.n - 1) * (t.n - 2) / 6.0, 1e-9);
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* All graphs of four vertices with so many pairs of each sort, one by one: 4 ways for each of the 6 pairs. */
static void expected_triads_are_means_over_all_graphs(void **state) {
    (void)state;
    static const int ends[6][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
    double sum[CLASSES] = {0}, graphs = 0;
    for (int code = 0; code < 4096; code++) {
        twin t = {.n = 4};
        int mutual = 0, asymmetric = 0;
        for (int p = 0; p < 6; p++) {
            int way = code >> (2 * p) & 3;
            t.arc[ends[p][0]][ends[p][1]] = way & 1;
            t.arc[ends[p][1]][ends[p][0]] = way >> 1;
            mutual += way == 3;
            asymmetric += way == 1 || way == 2;
        }
        if (mutual != 2 || asymmetric != 3) continue;
        graphs++;
        for (int left_out = 0; left_out < 4; left_out++)
            sum[twin_class(&t, left_out == 0, left_out < 2 ? 2 : 1, left_out < 3 ? 3 : 2)]++;
    }
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", NULL);
    graph_relate(b, "c", "allied_with", "b", NULL);
    graph_relate(b, "a", "supports", "c", NULL);
    graph_relate(b, "a", "supports", "d", NULL);
    graph_relate(b, "d", "supports", "b", NULL);
    ent_graph *graph = graph_finish(b);
    ent_table *table = census(graph, false, (const char *[]){"section=triads", NULL});
    for (int k = 0; k < CLASSES; k++)
        assert_float_equal(table_value(table, table_row(table, "name", classes[k].name), "expected"), sum[k] / graphs,
                           1e-9);
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- pairs, signs, reciprocity, transitivity ----------------------------------------------------------------------------- */

static void check_pairs(const twin *t, const ent_table *table) {
    double mutual = 0, one_way = 0, pairs = t->n * (t->n - 1) / 2.0, isolates = 0, parallel = 0, by_sign[4] = {0};
    for (int u = 0; u < t->n; u++) {
        int others = 0;
        for (int v = 0; v < t->n; v++) {
            others += tied(t, u, v);
            if (v <= u || !tied(t, u, v)) continue;
            mutual += t->arc[u][v] && t->arc[v][u];
            one_way += t->arc[u][v] != t->arc[v][u];
            parallel += t->lines[u][v] - 1;
            by_sign[(t->signs[u][v] & 3) == 3 ? 2 : t->signs[u][v] & 1 ? 0 : t->signs[u][v] & 2 ? 1 : 3]++;
        }
        isolates += !others;
    }
    double arcs = 2 * mutual + one_way, density = t->n > 1 ? arcs / (2 * pairs) : NAN;
    double r = arcs > 0 ? 2 * mutual / arcs : NAN;
    assert_value(table, "mutual", mutual);
    assert_value(table, "asymmetric", one_way);
    assert_value(table, "null", pairs - mutual - one_way);
    assert_value(table, "ties", mutual + one_way);
    assert_value(table, "relations", t->relations);
    assert_value(table, "parallel", parallel);
    assert_value(table, "loops", t->loops);
    assert_value(table, "isolates", isolates);
    assert_value(table, "density", density);
    assert_value(table, "mean-degree", 2 * (mutual + one_way) / t->n);
    assert_value(table, "reciprocity", r);
    assert_value(table, "dyad-reciprocity", arcs > 0 ? mutual / (mutual + one_way) : NAN);
    assert_value(table, "rho", density < 1 ? (r - density) / (1 - density) : NAN);
    assert_value(table, "positive", by_sign[0]);
    assert_value(table, "negative", by_sign[1]);
    assert_value(table, "ambivalent", by_sign[2]);
    assert_value(table, "structural", by_sign[3]);
}

static void check_triangles(const twin *t, const ent_table *table) {
    double closed = 0, triples = 0, local = 0, able = 0, by_sign[5] = {0};
    for (int v = 0; v < t->n; v++) {
        double mine = 0, ways = 0;
        for (int u = 0; u < t->n; u++)
            for (int w = u + 1; w < t->n; w++) {
                if (u == v || w == v || !tied(t, u, v) || !tied(t, v, w)) continue;
                ways++;
                if (!tied(t, u, w)) continue;
                mine++;
                int a = t->signs[u][v] & 3, b = t->signs[v][w] & 3, c = t->signs[u][w] & 3;
                if (a && b && c && v < u) by_sign[a == 3 || b == 3 || c == 3 ? 4 : (a == 2) + (b == 2) + (c == 2)]++;
            }
        closed += mine, triples += ways;
        if (ways > 0) local += mine / ways, able++;
    }
    assert_value(table, "triangles", closed / 3);
    assert_value(table, "transitivity", triples > 0 ? closed / triples : NAN);
    assert_value(table, "clustering", able > 0 ? local / able : NAN);
    assert_value(table, "clustering-of-all", local / t->n);
    assert_value(table, "+++", by_sign[0]);
    assert_value(table, "++-", by_sign[1]);
    assert_value(table, "+--", by_sign[2]);
    assert_value(table, "---", by_sign[3]);
    assert_value(table, "ambivalent-triangle", by_sign[4]);
}

static void pairs_and_triangles_equal_their_twins(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, round % 3 == 0);
        ent_table *table =
            census(graph, round % 3 == 0, (const char *[]){"section=size,dyads,signs,reciprocity,transitivity", NULL});
        check_pairs(&t, table);
        check_triangles(&t, table);
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* ---- mixing ------------------------------------------------------------------------------------------------------------------ */

/* Newman's r by the formula for pairs of ends: (mean of delta - expected) / (1 - expected), every arc with every arc. */
static double twin_assortativity(const twin *t, double *within) {
    double arcs = 0, same = 0, crossed = 0;
    for (int a = 0; a < t->n; a++)
        for (int b = 0; b < t->n; b++) {
            if (!t->arc[a][b]) continue;
            arcs++;
            same += t->kind[a] == t->kind[b];
            for (int c = 0; c < t->n; c++)
                for (int d = 0; d < t->n; d++) crossed += t->arc[c][d] && t->kind[a] == t->kind[d];
        }
    *within = arcs > 0 ? same / arcs : NAN;
    return arcs > 0 && crossed < arcs * arcs ? (same / arcs - crossed / arcs / arcs) / (1 - crossed / arcs / arcs)
                                             : NAN;
}

/* Pearson in two passes. which: 0 neighbours, 1 out, 2 in. */
static double twin_degree(const twin *t, int v, int which) {
    double sum = 0;
    for (int u = 0; u < t->n; u++) sum += which == 0 ? tied(t, u, v) : which == 1 ? t->arc[v][u] : t->arc[u][v];
    return sum;
}

static double twin_correlation(const twin *t, int from, int to) {
    double m = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int a = 0; a < t->n; a++)
            for (int b = 0; b < t->n; b++) {
                if (from == 0 ? !tied(t, a, b) : !t->arc[a][b]) continue;
                double p = twin_degree(t, a, from), q = twin_degree(t, b, to);
                if (pass == 0) m++, x += p, y += q;
                if (pass == 1)
                    xx += (p - x / m) * (p - x / m), yy += (q - y / m) * (q - y / m), xy += (p - x / m) * (q - y / m);
            }
    return xx > 1e-9 && yy > 1e-9 ? xy / sqrt(xx * yy) : NAN;
}

static void mixing_equals_its_twin(void **state) {
    (void)state;
    int defined = 0;
    for (int round = 0; round < ROUNDS; round++) {
        twin t;
        bool undirected = round % 3 == 0;
        ent_graph *graph = random_graph(&t, undirected);
        ent_table *table = census(graph, undirected, (const char *[]){"section=assortativity", NULL});
        double within, r = twin_assortativity(&t, &within);
        defined += !isnan(r);
        assert_value(table, "within-groups", within);
        assert_value(table, "assortativity", r);
        assert_value(table, "degree-assortativity", twin_correlation(&t, 0, 0));
        if (!undirected) {
            assert_value(table, "out-in", twin_correlation(&t, 1, 2));
            assert_value(table, "in-out", twin_correlation(&t, 2, 1));
            assert_value(table, "out-out", twin_correlation(&t, 1, 1));
            assert_value(table, "in-in", twin_correlation(&t, 2, 2));
        }
        ent_table_free(table);
        ent_graph_free(graph);
    }
    assert_true(defined > ROUNDS / 3);
}

static void degrees_equal_their_twin(void **state) {
    (void)state;
    static const char *const names[] = {"degree", "out-degree", "in-degree"};
    for (int round = 0; round < ROUNDS / 2; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, false);
        ent_table *table = census(graph, false, (const char *[]){"section=degrees", NULL});
        double total[3] = {0};
        for (size_t row = 0; row < ent_table_rows(table); row++) {
            int which = 0;
            while (strcmp(names[which], table_text(table, row, "name")) != 0) which++;
            double degree = table_value(table, row, "degree"), want = 0;
            for (int v = 0; v < t.n; v++) want += twin_degree(&t, v, which) == degree;
            total[which] += want;
            assert_float_equal(table_value(table, row, "value"), want, 0);
            assert_float_equal(table_value(table, row, "cumulative"), total[which] / t.n, 1e-12);
        }
        for (int which = 0; which < 3; which++) assert_float_equal(total[which], t.n, 0);
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* ---- the members of a class ------------------------------------------------------------------------------------------------- */

static void lists_hold_the_members_that_are_counted(void **state) {
    (void)state;
    static const char *const listed[] = {
        "mutual", "asymmetric", "ambivalent", "structural", "012", "102", "021D",
        "111U",   "030T",       "201",        "120C",       "+++", "++-", "ambivalent-triangle"};
    for (int round = 0; round < ROUNDS / 4; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, false);
        ent_table *counts = census(graph, false, (const char *[]){"section=dyads,signs,triads", NULL});
        for (size_t k = 0; k < sizeof listed / sizeof *listed; k++) {
            char word[40];
            double members = 0;
            snprintf(word, sizeof word, "list=%s", listed[k]);
            ent_table *table = census(graph, false, (const char *[]){word, NULL});
            for (size_t row = 0; row < ent_table_rows(table); row++) {
                const char *ids = table_text(table, row, "ids");
                members += row == 0 || strcmp(ids, table_text(table, row - 1, "ids")) != 0;
                assert_true(table_text(table, row, "relation")[0] != '\0');
                if (listed[k][0] == '0' && strlen(ids) == 5)
                    assert_string_equal(classes[twin_class(&t, 'z' - ids[0], 'z' - ids[2], 'z' - ids[4])].name,
                                        listed[k]);
            }
            assert_float_equal(members, value(counts, listed[k]), 0);
            ent_table_free(table);
        }
        ent_table_free(counts);
        ent_graph_free(graph);
    }
}

/* ---- published values, small worlds, and what is not defined ----------------------------------------------------------------- */

static void published_values(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_table *table = census(graph, false, NULL);
    const double triangles[] = {19, 2, 40, 7};
    const char *const names[] = {"+++", "++-", "+--", "---"};
    for (int k = 0; k < 4; k++) assert_value(table, names[k], triangles[k]);
    assert_value(table, "positive", 29);
    assert_value(table, "negative", 29);
    ent_table_free(table);
    ent_graph_free(graph);
    graph = graph_file("graphs/classic/karate.json"); /* Newman 2003, table 2; Watts and Strogatz' clustering */
    table = census(graph, false, NULL);
    assert_float_equal(value(table, "transitivity"), .2556818, 1e-6);
    assert_float_equal(value(table, "clustering-of-all"), .5706385, 1e-6);
    assert_float_equal(value(table, "degree-assortativity"), -.4756131, 1e-6);
    assert_float_equal(value(table, "mean-distance"), 2.4081996, 1e-6);
    assert_true(value(table, "sigma") > 1);
    assert_true(table_notes_say(table, "--seed 42"));
    ent_table_free(table);
    ent_graph_free(graph);
}

/* A star, a star with one more tie, and a complete graph have no other simple graph with their degrees: rewiring leaves
 * them as they are. */
static void the_only_graph_of_its_degrees_is_its_own_random_graph(void **state) {
    (void)state;
    static const double distances[] = {1.6, 1.5, 1}, clusterings[] = {0, (1 / 6.0 + 2) / 5, 1};
    for (int kind = 0; kind < 3; kind++) {
        ent_builder *b = graph_start();
        for (int u = 0; u < 5; u++)
            for (int v = u + 1; v < 5; v++) {
                char from[4] = {(char)('a' + u), '\0'}, to[4] = {(char)('a' + v), '\0'};
                if (u == 0 || kind == 2 || (kind == 1 && u == 1 && v == 2)) graph_relate(b, from, "supports", to, NULL);
            }
        graph_relate(b, "x", "supports", "y", NULL);
        ent_graph *graph = graph_finish(b);
        ent_table *table = census(graph, false, (const char *[]){"section=small-world", "samples=3", NULL});
        size_t distance = table_row(table, "name", "mean-distance");
        size_t clustering = table_row(table, "name", "mean-clustering");
        assert_value(table, "component", 5);
        assert_value(table, "mean-distance", distances[kind]);
        assert_value(table, "mean-clustering", clusterings[kind]);
        assert_float_equal(table_value(table, distance, "expected"), distances[kind], 1e-12);
        assert_float_equal(table_value(table, clustering, "expected"), clusterings[kind], 1e-12);
        assert_value(table, "sigma", kind ? 1 : NAN);
        assert_value(table, "omega", kind ? 0 : NAN);
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* A ring where each is tied to the two next on either side is its own lattice, and all but random. */
static void a_ring_is_like_its_lattice(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    for (int v = 0; v < 40; v++)
        for (int step = 1; step <= 2; step++) {
            char from[16], to[16];
            snprintf(from, sizeof from, "v%d", v);
            snprintf(to, sizeof to, "v%d", (v + step) % 40);
            graph_relate(b, from, "allied_with", to, NULL);
        }
    ent_graph *graph = graph_finish(b);
    ent_table *table = census(graph, false, (const char *[]){"section=small-world", NULL});
    assert_value(table, "mean-clustering", .5);
    assert_value(table, "mean-distance", (4 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9) + 3 * 10) / 39.0);
    double random = table_value(table, table_row(table, "name", "mean-clustering"), "expected");
    assert_true(random > 0 && random < .25);
    assert_true(table_value(table, table_row(table, "name", "mean-distance"), "expected") < 4);
    assert_true(value(table, "sigma") > 1);
    /* against a random graph instead of a lattice it would be below -2 */
    assert_true(value(table, "omega") < 0 && value(table, "omega") > -1.5);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void what_is_not_defined_is_missing_and_named(void **state) {
    (void)state;
    for (int one = 0; one < 2; one++) {
        ent_builder *b = graph_start();
        if (one) graph_entity(b, "a", "country", "A");
        ent_graph *graph = graph_finish(b);
        ent_table *table = census(graph, false, NULL);
        assert_value(table, "vertices", one);
        assert_value(table, "003", 0);
        const char *const missing[] = {"density",       "reciprocity", "transitivity",
                                       "assortativity", "sigma",       "mean-distance"};
        for (size_t k = 0; k < sizeof missing / sizeof *missing; k++) {
            assert_true(isnan(value(table, missing[k])));
            assert_true(table_notes_say(table, missing[k]));
        }
        assert_true(table_notes_say(table, "density (needs two vertices)"));
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

static void unknown_groups_are_refused(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/karate.json");
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table;
    ent_error err = {0};
    assert_int_equal(
        analysis_run("census", selection, NULL, NULL, (const char *[]){"group=no such thing", NULL}, &table, &err),
        ENT_USAGE);
    assert_null(table);
    assert_true(err.message[0] != '\0');
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(triads_equal_the_look_at_every_three),
        cmocka_unit_test(expected_triads_are_means_over_all_graphs),
        cmocka_unit_test(pairs_and_triangles_equal_their_twins),
        cmocka_unit_test(mixing_equals_its_twin),
        cmocka_unit_test(degrees_equal_their_twin),
        cmocka_unit_test(lists_hold_the_members_that_are_counted),
        cmocka_unit_test(published_values),
        cmocka_unit_test(the_only_graph_of_its_degrees_is_its_own_random_graph),
        cmocka_unit_test(a_ring_is_like_its_lattice),
        cmocka_unit_test(what_is_not_defined_is_missing_and_named),
        cmocka_unit_test(unknown_groups_are_refused),
    };
    return cmocka_run_group_tests_name("census", tests, NULL, NULL);
}
