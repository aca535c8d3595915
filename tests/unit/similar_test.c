/* similar against a twin that writes the sets of neighbours out, on small random graphs; and its answers in words. */
#include "graphs.h"

enum { MOST = 8, LINES = 16, ROUNDS = 200, MEASURES = 6 };

static const char *const names[MEASURES] = {"jaccard", "cosine",           "adamic-adar", "resource-allocation",
                                            "overlap", "common-neighbours"};

/* tie[a][b]: strength of what leads from a to b, 0 for nothing; along: 0 all, 1 out, 2 in. */
typedef struct {
    int n, m, from[LINES], to[LINES];
    bool symmetric[LINES], directed, weighted;
    double weight[LINES], tie[MOST][MOST];
    int along;
} model;

static model random_model(int round) {
    model g = {.n = 1 + chance(MOST), .directed = round % 2, .weighted = round / 2 % 2};
    g.m = chance(LINES + 1);
    g.along = g.directed ? chance(3) : 0;
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.symmetric[i] = chance(3) == 0;
        g.weight[i] = 1 + chance(4);
    }
    double arc[MOST][MOST] = {{0}};
    for (int i = 0; i < g.m; i++) {
        int u = g.from[i], v = g.to[i];
        if (u == v) continue;
        arc[u][v] += g.weight[i];
        if (!g.directed || g.symmetric[i]) arc[v][u] += g.weight[i];
    }
    for (int u = 0; u < g.n; u++)
        for (int v = 0; v < g.n; v++) {
            double sum = g.along == 2 ? arc[v][u] : arc[u][v];
            if (g.directed && g.along == 0) sum += arc[v][u];
            g.tie[u][v] = g.weighted ? sum : sum > 0;
        }
    return g;
}

static int row_size(const model *g, int v) {
    int count = 0;
    for (int w = 0; w < g->n; w++) count += g->tie[v][w] > 0;
    return count;
}

static int column_size(const model *g, int w) {
    int count = 0;
    for (int v = 0; v < g->n; v++) count += g->tie[v][w] > 0;
    return count;
}

static int twin(const model *g, int a, int b, double out[MEASURES]) {
    int both = 0, either = 0;
    double product = 0, left = 0, right = 0, adamic = 0, resource = 0;
    for (int w = 0; w < g->n; w++) {
        bool in_a = g->tie[a][w] > 0, in_b = g->tie[b][w] > 0;
        either += in_a || in_b;
        product += g->tie[a][w] * g->tie[b][w];
        left += g->tie[a][w] * g->tie[a][w];
        right += g->tie[b][w] * g->tie[b][w];
        if (!in_a || !in_b) continue;
        both++;
        adamic += 1 / log(column_size(g, w));
        resource += 1. / column_size(g, w);
    }
    out[0] = (double)both / either;
    out[1] = product / sqrt(left * right);
    out[2] = adamic;
    out[3] = resource;
    out[4] = both / fmin(row_size(g, a), row_size(g, b));
    out[5] = both;
    return both;
}

static ent_graph *build(const model *g) {
    ent_builder *b = graph_start();
    char from[16], to[16];
    for (int v = 0; v < g->n; v++) {
        snprintf(from, sizeof from, "v%d", v);
        graph_entity(b, from, "country", from);
    }
    for (int i = 0; i < g->m; i++) {
        snprintf(from, sizeof from, "v%d", g->from[i]);
        snprintf(to, sizeof to, "v%d", g->to[i]);
        graph_line(b, (line){from, g->symmetric[i] ? "allied_with" : "supports", to, .weight = g->weight[i]});
    }
    return graph_finish(b);
}

static const char *const all_measures =
    "measure=jaccard,cosine,adamic-adar,resource-allocation,overlap,common-neighbours";

static void compare(const model *g, const ent_selection *selection, bool predict) {
    static const char *const along[] = {"along=all", "along=out", "along=in"};
    const char *words[] = {all_measures, along[g->along], "limit=0", predict ? "predict" : NULL, NULL};
    ent_view_options view = {.directed = g->directed, .weighting = g->weighted ? ENT_WEIGHTING_WEIGHT : 0};
    ent_table *table = NULL;
    ent_error err = {0};
    ent_id entity = 0;
    size_t expected = 0;
    ent_status status = analysis_run("similar", selection, &view, &entity, words, &table, &err);
    for (int v = 1; v < g->n; v++) {
        double scores[MEASURES];
        char id[16];
        bool tied = false;
        snprintf(id, sizeof id, "v%d", v);
        for (int i = 0; i < g->m; i++)
            tied = tied || (g->from[i] == 0 && g->to[i] == v) || (g->from[i] == v && g->to[i] == 0);
        if (!twin(g, 0, v, scores) || (predict && tied)) continue;
        expected++;
        size_t row = table_row(table, "id", id);
        for (int k = 0; k < MEASURES; k++) assert_true(fabs(table_value(table, row, names[k]) - scores[k]) < 1e-9);
        assert_int_equal((int)table_value(table, row, "shared"), (int)scores[5]);
        if (!predict) assert_int_equal(ent_table_int(table, row, (size_t)ent_table_find_column(table, "tied")), tied);
    }
    assert_int_equal(ent_table_rows(table), expected);
    assert_int_equal(status, expected ? ENT_OK : ENT_NO);
    for (size_t r = 1; r < ent_table_rows(table); r++)
        assert_true(table_value(table, r, "jaccard") <= table_value(table, r - 1, "jaccard") + 1e-9);
    ent_table_free(table);
}

static void scores_equal_the_sets_written_out(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        ent_graph *graph = build(&g);
        ent_selection *selection = graph_select(graph, true, false);
        compare(&g, selection, false);
        compare(&g, selection, true);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* a - x + b, a - y - b, a z b structural; a friend of c's enemy. */
static void balance_is_read_over_every_shared_neighbour(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "x", "r1");
    graph_relate(b, "b", "supports", "x", "r2");
    graph_relate(b, "a", "warns", "y", "r3");
    graph_relate(b, "y", "warns", "b", "r4");
    graph_relate(b, "a", "member_of", "z", "r5");
    graph_relate(b, "b", "supports", "z", "r6");
    graph_relate(b, "a", "supports", "w", "r7");
    graph_relate(b, "w", "warns", "c", "r8");
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    const char *words[] = {"predict", NULL}, *reasons[] = {"predict", "relations", "limit=1", NULL};
    ent_id entity = graph_find(graph, "a");
    ent_table *table = NULL;
    assert_int_equal(analysis_run("similar", selection, NULL, &entity, words, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 2);
    assert_string_equal(table_text(table, 0, "id"), "b");
    assert_int_equal((int)table_value(table, 0, "positive_paths"), 2);
    assert_int_equal((int)table_value(table, 0, "negative_paths"), 0);
    assert_string_equal(table_text(table, 0, "reading"), "positive");
    assert_string_equal(table_text(table, 0, "shared_ids"), "x y z");
    assert_string_equal(table_text(table, 1, "id"), "c");
    assert_string_equal(table_text(table, 1, "reading"), "negative");
    ent_table_free(table);
    assert_int_equal(analysis_run("similar", selection, NULL, &entity, reasons, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 6);
    for (size_t r = 0; r < 6; r++) {
        char id[8];
        snprintf(id, sizeof id, "r%zu", r + 1);
        assert_string_equal(table_text(table, r, "relation"), id);
        assert_string_equal(table_text(table, r, "side"), r % 2 ? "candidate" : "entity");
    }
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void nobody_is_an_answer_in_words(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    graph_relate(b, "b", "supports", "b", NULL);
    graph_relate(b, "c", "supports", "d", NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    for (const char *const *id = (const char *const[]){"a", "b", "c", NULL}; *id; id++) {
        ent_id entity = graph_find(graph, *id);
        ent_table *table = NULL;
        assert_int_equal(analysis_run("similar", selection, NULL, &entity, NULL, &table, NULL), ENT_NO);
        assert_int_equal(ent_table_rows(table), 0);
        assert_non_null(strstr(ent_table_title(table), **id == 'c' ? "no other entity" : "has no neighbour"));
        ent_table_free(table);
    }
    ent_id entity = graph_find(graph, "c");
    ent_table *table = NULL;
    ent_error err = {0};
    ent_view_options view = {.direction = ENT_DIRECTION_UNDIRECTED};
    const char *words[] = {"along=out", NULL};
    assert_int_equal(analysis_run("similar", selection, &view, &entity, words, &table, &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "needs a direction"));
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_equal_the_sets_written_out),
        cmocka_unit_test(balance_is_read_over_every_shared_neighbour),
        cmocka_unit_test(nobody_is_an_answer_in_words),
    };
    return cmocka_run_group_tests_name("similar", tests, NULL, NULL);
}
