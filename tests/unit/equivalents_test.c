/* Equivalence by exchanging two vertices in the matrix, distances by its rows, the classes of the karate club. */
#include "unit/groups_model.h"

enum { ALIKE, SIGNS, TYPES };

/* What the twin sees of the ties from u to v. */
static int seen(const model *g, int u, int v, bool directed, int ties) {
    int types = directed ? g->arc[u][v] : g->arc[u][v] | g->arc[v][u];
    if (u == v) return 0;
    if (ties == TYPES) return types;
    if (ties == SIGNS) return (types & WARNS ? 2 : 0) | (types & (SUPPORTS | ALLIED) ? 1 : 0);
    return types != 0;
}

/* To exchange a and b leaves every cell as it is. */
static bool exchangeable(const model *g, int a, int b, bool directed, int ties) {
    for (int u = 0; u < g->n; u++)
        for (int v = 0; v < g->n; v++) {
            int x = u == a ? b : u == b ? a : u, y = v == a ? b : v == b ? a : v;
            if (seen(g, u, v, directed, ties) != seen(g, x, y, directed, ties)) return false;
        }
    return true;
}

static const char *const tie_words[] = {"ties=alike", "ties=signs", "ties=types"};

static void classes_can_be_exchanged(void **state) {
    (void)state;
    size_t found = 0;
    for (int round = 0; round < 3 * ROUNDS; round++) {
        bool directed = round & 1;
        int ties = round / 2 % 3;
        unsigned sets[MOST];
        size_t count = 0;
        model g = random_model();
        for (int a = 0; a < g.n; a++) {
            unsigned set = 1u << a;
            for (int b = 0; b < g.n; b++)
                if (b != a && exchangeable(&g, a, b, directed, ties)) set |= 1u << b;
            if (bits(set) > 1 && (set & ((1u << a) - 1)) == 0) sets[count++] = set;
        }
        ent_status status;
        ent_table *table = answer_model("equivalents", &g, directed, WORDS(tie_words[ties]), &status);
        assert_int_equal(status, count ? ENT_OK : ENT_NO);
        assert_sets(table, sets, count);
        for (size_t r = 0; r < count; r++) {
            unsigned set = set_at(table, r);
            int a = __builtin_ctz(set), b = __builtin_ctz(set & (set - 1)), common = 0;
            for (int k = 0; k < g.n; k++) {
                if (k == a || k == b) continue;
                common += bits((unsigned)seen(&g, a, k, directed, ties));
                if (directed) common += bits((unsigned)seen(&g, k, a, directed, ties));
            }
            assert_int_equal((int)table_value(table, r, "common"), common);
        }
        found += count;
        ent_table_free(table);
    }
    assert_true(found > 100);
}

/* Distance of rows and, when directed, columns; the cells of the two themselves left out. */
static double distance_of(const model *g, int a, int b, bool directed, const char *name) {
    double x[2 * MOST], y[2 * MOST], squares = 0, both = 0, either = 0, sx = 0, sy = 0, xy = 0, xx = 0, yy = 0;
    int count = 0;
    for (int k = 0; k < g->n; k++) {
        if (k == a || k == b) continue;
        x[count] = seen(g, a, k, directed, ALIKE), y[count++] = seen(g, b, k, directed, ALIKE);
        if (directed) x[count] = seen(g, k, a, true, ALIKE), y[count++] = seen(g, k, b, true, ALIKE);
    }
    for (int i = 0; i < count; i++) {
        squares += (x[i] - y[i]) * (x[i] - y[i]);
        both += x[i] && y[i], either += x[i] || y[i];
        sx += x[i] / count, sy += y[i] / count;
    }
    for (int i = 0; i < count; i++) {
        xy += (x[i] - sx) * (y[i] - sy), xx += (x[i] - sx) * (x[i] - sx), yy += (y[i] - sy) * (y[i] - sy);
    }
    if (!strcmp(name, "euclidean")) return sqrt(squares);
    if (!strcmp(name, "hamming")) return squares;
    if (!strcmp(name, "jaccard")) return either > 0 ? (either - both) / either : 0;
    return xx < 1e-9 || yy < 1e-9 ? NAN : 1 - xy / sqrt(xx * yy);
}

static void distances_are_those_of_the_rows(void **state) {
    (void)state;
    static const char *const names[] = {"euclidean", "hamming", "jaccard", "correlation"};
    for (int round = 0; round < ROUNDS; round++) {
        const char *name = names[round % 4];
        bool directed = round / 4 & 1;
        char word[32];
        model g = random_model();
        size_t defined = 0;
        ent_status status;
        snprintf(word, sizeof word, "distance=%s", name);
        ent_table *table = answer_model("equivalents", &g, directed, WORDS(word), &status);
        for (int a = 0; a < g.n; a++)
            for (int b = 0; b < a; b++) defined += !isnan(distance_of(&g, a, b, directed, name));
        assert_int_equal(ent_table_rows(table), defined);
        assert_int_equal(status, defined ? ENT_OK : ENT_NO);
        for (size_t r = 0; r < defined; r++) {
            int a = atoi(table_text(table, r, "a_id") + 1), b = atoi(table_text(table, r, "b_id") + 1);
            double got = table_value(table, r, "distance");
            assert_true(a < b && fabs(got - distance_of(&g, a, b, directed, name)) < 1e-9);
            if (r) assert_true(got >= table_value(table, r - 1, "distance") - 1e-9);
        }
        ent_table_free(table);
    }
}

static void classic_networks(void **state) {
    (void)state;
    ent_table *table = answer_file("equivalents", "graphs/classic/karate.json", NULL, ENT_OK);
    assert_int_equal(ent_table_rows(table), 2);
    assert_string_equal(table_text(table, 0, "ids"), "15 16 19 21 23");
    assert_string_equal(table_text(table, 0, "with"), "Member 33, Member 34");
    assert_string_equal(table_text(table, 1, "ids"), "18 22");
    assert_string_equal(table_text(table, 1, "with"), "Member 1, Member 2");
    ent_table_free(table);
    table = answer_file("equivalents", "graphs/classic/florentine.json", NULL, ENT_NO);
    assert_int_equal(ent_table_rows(table), 0);
    assert_true(table_notes_say(table, "no two are structurally equivalent"));
    ent_table_free(table);
}

static void ties_of_a_class_are_quoted(void **state) {
    (void)state;
    ent_table *table = answer_file("equivalents", "graphs/classic/karate.json", WORDS("relations"), ENT_OK);
    assert_int_equal(ent_table_rows(table), 5 * 2 + 2 * 2);
    assert_true(table_text(table, 0, "evidence")[0] || table_text(table, 0, "source")[0]);
    ent_table_free(table);
}

static void words_say_what_is_common(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "x", "supports", "hub", NULL);
    graph_relate(b, "y", "supports", "hub", NULL);
    graph_relate(b, "foe", "warns", "x", NULL);
    graph_relate(b, "foe", "warns", "y", NULL);
    ent_graph *graph = graph_finish(b);
    ent_status status;
    ent_table *table = answer("equivalents", graph, true, WORDS("ties=types"), &status);
    assert_int_equal(ent_table_rows(table), 1);
    assert_string_equal(table_text(table, 0, "with"), "from foe (warns), to hub (supports)");
    ent_table_free(table);
    table = answer("equivalents", graph, false, WORDS("ties=signs"), &status);
    assert_string_equal(table_text(table, 0, "with"), "foe (negative), hub (positive)");
    ent_table_free(table);
    ent_graph_free(graph);
}

static void limits_keep_the_nearest(void **state) {
    (void)state;
    ent_table *all =
        answer_file("equivalents", "graphs/classic/karate.json", WORDS("distance=euclidean", "limit=1000"), ENT_OK);
    ent_table *some =
        answer_file("equivalents", "graphs/classic/karate.json", WORDS("distance=euclidean", "limit=7"), ENT_OK);
    assert_int_equal(ent_table_rows(all), 34 * 33 / 2);
    assert_int_equal(ent_table_rows(some), 7);
    assert_true(table_notes_say(some, "561 pairs compared, the nearest 7 of 561 listed (--limit)"));
    for (size_t r = 0; r < 7; r++) {
        assert_string_equal(table_text(all, r, "a"), table_text(some, r, "a"));
        assert_string_equal(table_text(all, r, "b"), table_text(some, r, "b"));
    }
    ent_table_free(all);
    ent_table_free(some);
    some = answer_file("equivalents", "graphs/classic/florentine.json", WORDS("distance=hamming", "max-distance=0.5"),
                       ENT_NO);
    assert_true(table_notes_say(some, "there is no such pair within --max-distance"));
    ent_table_free(some);
}

static void strengths_count_in_distances(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"x", "supports", "hub", .weight = 5});
    graph_line(b, (line){"y", "supports", "hub", .weight = 2});
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_view_options how = {.weighting = ENT_WEIGHTING_WEIGHT};
    ent_table *table = NULL;
    assert_int_equal(analysis_run("equivalents", selection, &how, NULL, WORDS("distance=euclidean"), &table, NULL),
                     ENT_OK);
    assert_true(table_value(table, table_row(table, "b_id", "y"), "distance") >= 0);
    assert_true(fabs(table_value(table, table_row(table, "a_id", "x"), "distance") - 3) < 1e-12);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void classes_are_written_back(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/karate.json");
    said classes = {.count = 0};
    ent_error err = {0};
    assert_int_equal(annotate("equivalents", graph, NULL, &classes, NULL), ENT_OK);
    assert_int_equal(classes.count, 7);
    assert_string_equal(classes.value[graph_find(graph, "23")], "1");
    assert_string_equal(classes.value[graph_find(graph, "18")], "2");
    assert_int_equal(annotate("equivalents", graph, WORDS("distance=jaccard"), &classes, &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "nothing to write back"));
    ent_graph_free(graph);
}

static void nothing_and_one(void **state) {
    (void)state;
    ent_graph *null = graph_finish(graph_start());
    model one = {.n = 1, .m = 1, .type = {WARNS}, .arc = {{WARNS}}};
    ent_status status;
    for (int k = 0; k < 2; k++) {
        const char *const *words = k ? WORDS("distance=correlation") : NULL;
        ent_table *table = answer("equivalents", null, false, words, &status);
        assert_int_equal(status, ENT_NO);
        ent_table_free(table);
        table = answer_model("equivalents", &one, true, words, &status);
        assert_int_equal(status, ENT_NO);
        ent_table_free(table);
    }
    ent_graph_free(null);
}

static void nonsense_is_refused(void **state) {
    (void)state;
    ent_view_options weighted = {.weighting = ENT_WEIGHTING_COUNT};
    assert_refused("equivalents", NULL, WORDS("distance=jaccard", "relations"), "--relations shows");
    assert_refused("equivalents", &weighted, WORDS("distance=euclidean", "ties=signs"), "distances with --weight");
}

static void too_many_pairs_are_refused(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    char id[16];
    for (int i = 0; i < 10000; i++) {
        snprintf(id, sizeof id, "p%d", i);
        graph_relate(b, id, "supports", "hub", NULL);
    }
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table = NULL;
    ent_error err = {0};
    assert_int_equal(analysis_run("equivalents", selection, NULL, NULL, WORDS("distance=jaccard"), &table, &err),
                     ENT_USAGE);
    assert_string_equal(err.message, "10001 vertices make too many pairs; distances go up to 10000 vertices");
    assert_non_null(strstr(err.hint, "--around"));
    assert_int_equal(analysis_run("equivalents", selection, NULL, NULL, NULL, &table, &err), ENT_OK);
    assert_int_equal((int)table_value(table, 0, "size"), 10000);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_can_be_exchanged),
        cmocka_unit_test(distances_are_those_of_the_rows),
        cmocka_unit_test(classic_networks),
        cmocka_unit_test(ties_of_a_class_are_quoted),
        cmocka_unit_test(words_say_what_is_common),
        cmocka_unit_test(limits_keep_the_nearest),
        cmocka_unit_test(strengths_count_in_distances),
        cmocka_unit_test(classes_are_written_back),
        cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(too_many_pairs_are_refused),
    };
    return cmocka_run_group_tests_name("equivalents", tests, NULL, NULL);
}
