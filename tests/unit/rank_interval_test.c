// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Rank intervals: against distributions that are known, and against a twin that deletes records by hand, builds the graph
 * anew and counts. */
#include "sweep.h"

#include "analyse/measures.h"
#include "analyse/centrality_resample.h"
#include "base/random.h"

static ent_status run_words(const ent_graph *graph, const ent_view_options *view, const ent_monitor *monitor,
                            const char *const *words, ent_table **out, ent_error *err) {
    ent_selection *selection = graph_select(graph, true, false);
    void *options = analysis_options(&ent_analysis_centrality, words);
    ent_analysis_input input = {.selection = selection, .options = options, .monitor = monitor};
    if (view) input.view = *view;
    ent_status status = ent_analysis_run(&ent_analysis_centrality, &input, out, err);
    ent_options_clear(ent_analysis_centrality.options, options);
    free(options);
    ent_selection_free(selection);
    return status;
}

static ent_table *centrality(const ent_graph *graph, const ent_view_options *view, const char *const *words) {
    ent_table *table = NULL;
    ent_error err = {0};
    if (run_words(graph, view, NULL, words, &table, &err) != ENT_OK) fail_msg("%s", err.message);
    return table;
}

static double value_of(const ent_table *table, const char *id, const char *column) {
    return table_value(table, table_row(table, "id", id), column);
}

/* ---- known distributions ---------------------------------------------------------------------------------------------------- */

/* R: quantile(1:10, c(.05, .5, .95)); quantile(c(2, 7), .25) */
static void quantiles_are_those_of_r(void **state) {
    (void)state;
    const double ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, two[] = {2, 7};
    assert_true(fabs(ent_quantile(ten, 10, 0.05) - 1.45) < 1e-12);
    assert_true(fabs(ent_quantile(ten, 10, 0.5) - 5.5) < 1e-12);
    assert_true(fabs(ent_quantile(ten, 10, 0.95) - 9.55) < 1e-12);
    assert_true(fabs(ent_quantile(two, 2, 0.25) - 3.25) < 1e-12);
    assert_true(ent_quantile(two, 1, 0.95) == 2 && isnan(ent_quantile(two, 0, 0.5)));
}

/* Twenty relations at confidence 1/2: the hub's degree is binomial, whose 5 % and 95 % quantiles are 6 and 14 (scipy:
 * binom.ppf([.05, .95], 20, .5)). Without a confidence, at 0.9: 16 and 20. */
static void a_hub_is_binomial(void **state) {
    (void)state;
    for (int given = 0; given < 2; given++) {
        ent_builder *b = graph_start();
        for (int i = 0; i < 20; i++) {
            char leaf[8];
            snprintf(leaf, sizeof leaf, "l%d", i);
            graph_line(b, (line){"hub", "supports", leaf, .confidence = given ? .5 : 0});
        }
        ent_graph *graph = graph_finish(b);
        const char *const words[] = {"measure=degree", "rank-interval=8000", NULL};
        ent_table *table = centrality(graph, NULL, words);
        assert_true(value_of(table, "hub", "degree_low") == (given ? 6 : 16));
        assert_true(value_of(table, "hub", "degree_high") == (given ? 14 : 20));
        assert_true(value_of(table, "hub", "degree_rank_low") == 1 && value_of(table, "hub", "degree_rank_high") == 1);
        assert_true(value_of(table, "l3", "degree_low") == 0 && value_of(table, "l3", "degree_high") == 1);
        assert_true(table_notes_say(table, "0.9 for the 20 of 20") == !given);
        assert_true(table_notes_say(table, "first by degree most often: hub, in 100.0 %"));
        assert_true(table_notes_say(table, "--seed 42"));
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* Parallel relations are drawn one by one: an edge of three at 1/2 is there 7 times in 8, so not in the lowest 5 %; of six
 * 63 times in 64. */
static void relations_are_drawn_and_not_edges(void **state) {
    (void)state;
    for (int parallel = 3; parallel <= 6; parallel += 3) {
        ent_builder *b = graph_start();
        for (int i = 0; i < parallel; i++) graph_line(b, (line){"a", "supports", "b", .confidence = .5});
        ent_graph *graph = graph_finish(b);
        const char *const words[] = {"measure=degree", "rank-interval=4000", NULL};
        ent_table *table = centrality(graph, NULL, words);
        assert_true(value_of(table, "a", "degree_low") == (parallel == 6));
        assert_true(value_of(table, "a", "degree_high") == 1);
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

static void what_is_certain_stays(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    const char *const pairs[][2] = {{"a", "b"}, {"b", "c"}, {"c", "d"}, {"b", "d"}, {"d", "e"}};
    for (int i = 0; i < 5; i++) graph_line(b, (line){pairs[i][0], "supports", pairs[i][1], .confidence = 1});
    graph_line(b, (line){"a", "warns", "e", .confidence = -1});
    ent_graph *graph = graph_finish(b);
    const char *const words[] = {"measure=betweenness,closeness,constraint,pagerank", "rank-interval=20", NULL};
    const char *const names[] = {"betweenness", "closeness", "constraint", "pagerank"};
    ent_select how;
    ent_options_init(ent_select_options, &how, sizeof how, NULL);
    how.min_confidence = .5; /* the relation of confidence 0 is never there: the truth is the graph without it */
    ent_selection *sure = NULL;
    assert_int_equal(ent_selection_new(graph, &how, &sure, NULL), ENT_OK);
    void *options = analysis_options(&ent_analysis_centrality, words);
    ent_analysis_input input = {.selection = sure, .options = options};
    ent_table *table = centrality(graph, NULL, words), *truth = NULL;
    assert_int_equal(ent_analysis_run(&ent_analysis_centrality, &input, &truth, NULL), ENT_OK);
    for (int v = 0; v < 5; v++)
        for (int k = 0; k < 4; k++) {
            char id[2] = {(char)('a' + v), 0}, low[40], high[40];
            snprintf(low, sizeof low, "%s_low", names[k]);
            snprintf(high, sizeof high, "%s_high", names[k]);
            assert_true(fabs(value_of(table, id, low) - value_of(truth, id, names[k])) < 1e-9);
            assert_true(fabs(value_of(table, id, high) - value_of(truth, id, names[k])) < 1e-9);
        }
    assert_true(value_of(table, "b", "constraint_rank_low") < value_of(table, "a", "constraint_rank_low"));
    ent_table_free(table);
    ent_table_free(truth);
    ent_options_clear(ent_analysis_centrality.options, options);
    free(options);
    ent_selection_free(sure);
    ent_graph_free(graph);
}

/* ---- a twin ------------------------------------------------------------------------------------------------------------------ */

enum { MOST = 7, MOST_LINES = 12, DRAWS = 23 };

typedef struct model {
    int n, m;
    int from[MOST_LINES], to[MOST_LINES]; /* to -1 - k: relation k */
    double confidence[MOST_LINES];
    const char *type[MOST_LINES];
    int order[MOST_LINES], name[MOST]; /* in what order written, and with what letters */
} model;

static int draw(ent_random *random, int below) {
    return (int)ent_random_below(random, (uint64_t)below);
}

static model random_model(ent_random *random) {
    static const char *const types[] = {"supports", "allied_with", "warns"};
    model g = {.n = 2 + draw(random, MOST - 1), .m = draw(random, MOST_LINES + 1)};
    for (int i = 0; i < g.m; i++) {
        g.from[i] = draw(random, g.n);
        g.to[i] = i > 2 && draw(random, 5) == 0 ? -1 - draw(random, 2) : draw(random, g.n);
        g.confidence[i] = draw(random, 4) ? .3 + .05 * i : 0;
        g.type[i] = types[draw(random, 3)];
        g.order[i] = i;
    }
    for (int v = 0; v < g.n; v++) g.name[v] = v;
    return g;
}

/* keep: by line; NULL: all. */
static ent_graph *build(const model *g, const uint8_t *keep) {
    ent_builder *b = graph_start();
    char from[8], to[8], id[8];
    for (int v = 0; v < g->n; v++) {
        snprintf(id, sizeof id, "v%d", g->name[v]);
        graph_entity(b, id, "country", id);
    }
    for (int k = 0; k < g->m; k++) {
        int i = g->order[k];
        if (keep && (!keep[i] || (g->to[i] < 0 && !keep[-1 - g->to[i]]))) continue;
        snprintf(from, sizeof from, "v%d", g->name[g->from[i]]);
        snprintf(to, sizeof to, g->to[i] < 0 ? "r%d" : "v%d", g->to[i] < 0 ? -1 - g->to[i] : g->name[g->to[i]]);
        snprintf(id, sizeof id, "r%d", i);
        graph_line(b, (line){from, g->type[i], to, id, .confidence = g->confidence[i]});
    }
    return graph_finish(b);
}

static const char *const four[] = {"measure=degree,betweenness,closeness,eccentricity", NULL};
static const char *const four_names[] = {"degree", "betweenness", "closeness", "eccentricity"};

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double naive(double *values, size_t count, double share) {
    qsort(values, count, sizeof *values, by_size);
    double at = (count - 1) * share;
    size_t k = (size_t)floor(at);
    return !count          ? NAN
           : k + 1 < count ? values[k] + (at - floor(at)) * (values[k + 1] - values[k])
                           : values[count - 1];
}

static bool near(double a, double b) {
    return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
}

/* Place of `row` in a column: 1 + how many stand better; small is better for eccentricity, undefined never. */
static double place_in(const ent_table *t, size_t row, const char *column) {
    double own = table_value(t, row, column), better = 0;
    bool low = strcmp(column, "eccentricity") == 0;
    for (size_t r = 0; r < ent_table_rows(t); r++) {
        double value = table_value(t, r, column);
        if (isnan(value) || near(value, own)) continue;
        better += isnan(own) || (low ? value < own : value > own);
    }
    return 1 + better;
}

static void compare(const ent_table *sure, ent_table *const *drawn, const char *id, const char *name) {
    double scores[DRAWS], places[DRAWS];
    size_t defined = 0, there = 0;
    const char *const ends[] = {"low", "high"};
    for (int t = 0; t < DRAWS; t++)
        for (size_t r = 0; r < ent_table_rows(drawn[t]); r++) {
            if (strcmp(table_text(drawn[t], r, "id"), id) != 0) continue;
            places[there++] = place_in(drawn[t], r, name);
            scores[defined] = table_value(drawn[t], r, name);
            defined += !isnan(scores[defined]);
        }
    for (int end = 0; end < 2; end++) {
        char score[48], place[48];
        snprintf(score, sizeof score, "%s_%s", name, ends[end]);
        snprintf(place, sizeof place, "%s_rank_%s", name, ends[end]);
        assert_true(near(value_of(sure, id, score), naive(scores, defined, end ? .95 : .05)));
        assert_true(near(value_of(sure, id, place), naive(places, there, end ? .95 : .05)));
    }
}

static void a_twin_deletes_by_hand(void **state) {
    (void)state;
    ent_random random, draws;
    ent_random_init(&random, 5);
    for (int round = 0; round < 60; round++) {
        model g = random_model(&random);
        ent_view_options view = {.directed = round & 1};
        ent_graph *graph = build(&g, NULL);
        ent_selection *selection = graph_select(graph, true, false);
        const char *const words[] = {four[0], "rank-interval=23", "seed=9", NULL};
        ent_table *sure = centrality(graph, &view, words), *drawn[DRAWS];
        size_t order[MOST_LINES];
        assert_int_equal(ent_relations_in_order(selection, order, NULL), ENT_OK);
        ent_random_init(&draws, 9);
        for (int t = 0; t < DRAWS; t++) {
            uint8_t keep[MOST_LINES];
            for (int i = 0; i < g.m; i++) {
                double confidence = g.confidence[order[i]] == 0 ? 0.9 : g.confidence[order[i]];
                keep[order[i]] = ent_random_share(&draws) < confidence;
            }
            ent_graph *rest = build(&g, keep);
            drawn[t] = centrality(rest, &view, four);
            ent_graph_free(rest);
        }
        for (size_t r = 0; r < ent_table_rows(sure); r++)
            for (int k = 0; k < 4; k++) compare(sure, drawn, table_text(sure, r, "id"), four_names[k]);
        for (int t = 0; t < DRAWS; t++) ent_table_free(drawn[t]);
        ent_table_free(sure);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* ---- order and names ---------------------------------------------------------------------------------------------------------- */

static void shuffle(ent_random *random, int *items, int count) {
    for (int i = count - 1; i > 0; i--) {
        int j = draw(random, i + 1), kept = items[i];
        items[i] = items[j];
        items[j] = kept;
    }
}

/* The lines have confidences of their own, so that structure tells them apart; ids are those of the first writing. */
static void order_and_names_change_nothing(void **state) {
    (void)state;
    ent_random random;
    ent_random_init(&random, 8);
    const char *const words[] = {four[0], "rank-interval=40", NULL};
    for (int round = 0; round < 40; round++) {
        model g = random_model(&random);
        for (int i = 0; i < g.m; i++) g.confidence[i] = .2 + .06 * i;
        ent_graph *graph = build(&g, NULL);
        ent_table *before = centrality(graph, NULL, words);
        ent_graph_free(graph);
        shuffle(&random, g.order, g.m);
        shuffle(&random, g.name, g.n);
        graph = build(&g, NULL);
        ent_table *after = centrality(graph, NULL, words);
        for (int v = 0; v < g.n; v++)
            for (size_t c = 4; c < ent_table_columns(before); c++) {
                char old[16], new[16];
                ent_column column;
                snprintf(old, sizeof old, "v%d", v);
                snprintf(new, sizeof new, "v%d", g.name[v]);
                ent_table_column(before, c, &column);
                assert_true(near(value_of(before, old, column.name), value_of(after, new, column.name)));
            }
        ent_table_free(before);
        ent_table_free(after);
        ent_graph_free(graph);
    }
}

static void the_seed_decides(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    const char *const words[] = {"measure=betweenness", "rank-interval=15", NULL};
    const char *const other[] = {"measure=betweenness", "rank-interval=15", "seed=43", NULL};
    ent_table *a = centrality(graph, NULL, words), *b = centrality(graph, NULL, words),
              *c = centrality(graph, NULL, other);
    int differ = 0;
    for (size_t r = 0; r < ent_table_rows(a); r++) {
        const char *id = table_text(a, r, "id");
        assert_true(value_of(a, id, "betweenness_high") == value_of(b, id, "betweenness_high"));
        differ += value_of(a, id, "betweenness_high") != value_of(c, id, "betweenness_high");
    }
    assert_true(differ > 3);
    ent_table_free(a);
    ent_table_free(b);
    ent_table_free(c);
    ent_graph_free(graph);
}

/* ---- what cannot be ------------------------------------------------------------------------------------------------------------ */

/* A ring of three has an eigenvector in its direction; without one of its relations it has none. */
static void rounds_without_an_answer_are_counted(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "supports", "b", .confidence = .5});
    graph_line(b, (line){"b", "supports", "c", .confidence = 1});
    graph_line(b, (line){"c", "supports", "a", .confidence = 1});
    ent_graph *graph = graph_finish(b);
    const char *const words[] = {"measure=eigenvector", "rank-interval=200", NULL};
    ent_view_options view = {.directed = true};
    ent_table *table = centrality(graph, &view, words);
    assert_true(table_notes_say(table, "eigenvector could not be calculated in "));
    assert_true(near(value_of(table, "a", "eigenvector_low"), sqrt(1 / 3.0)));
    assert_true(value_of(table, "a", "eigenvector_rank_high") == 1);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void undefined_scores_stand_last_and_are_told(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "supports", "b", .confidence = .5});
    graph_line(b, (line){"c", "supports", "d", .confidence = 1});
    ent_graph *graph = graph_finish(b);
    const char *const words[] = {"measure=closeness", "rank-interval=100", NULL};
    ent_table *table = centrality(graph, NULL, words);
    assert_true(value_of(table, "a", "closeness_low") == 1 && value_of(table, "a", "closeness_rank_high") == 3);
    assert_true(table_notes_say(table, "closeness is not defined for 2 vertices in some rounds"));
    ent_table_free(table);
    ent_graph_free(graph);
}

static void errors_say_what_would_be_right(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    const char *const both[] = {"centralisation", "rank-interval=10", NULL};
    const char *const large[] = {"measure=all", "rank-interval=1000000", NULL};
    const ent_option *row = ent_option_find(ent_analysis_centrality.options, "rank-interval");
    ent_table *table = NULL;
    ent_error err = {0};
    int64_t space[64] = {0};
    assert_int_equal(run_words(graph, NULL, NULL, both, &table, &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "--centralisation"));
    err = (ent_error){0};
    assert_int_equal(run_words(graph, NULL, NULL, large, &table, &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "more than can be held at once"));
    assert_non_null(strstr(err.hint, "at most "));
    assert_int_equal(run_words(graph, NULL, NULL, large, &table, NULL), ENT_USAGE);
    assert_null(table);
    assert_int_equal(ent_option_set(row, space, "0", NULL), ENT_USAGE);
    assert_int_equal(ent_option_set(row, space, "1000001", NULL), ENT_USAGE);
    assert_int_equal(ent_option_set(row, space, "-5", NULL), ENT_USAGE);
    ent_graph_free(graph);
}

static void nobody_and_one(void **state) {
    (void)state;
    const char *const words[] = {"rank-interval=3", NULL};
    for (int n = 0; n < 2; n++) {
        ent_builder *b = graph_start();
        if (n) graph_entity(b, "a", "country", "Aland");
        ent_graph *graph = graph_finish(b);
        ent_table *table = centrality(graph, NULL, words);
        assert_int_equal(ent_table_rows(table), n);
        if (n)
            assert_true(value_of(table, "a", "degree_rank_high") == 1 && isnan(value_of(table, "a", "closeness_low")));
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

static void it_stops_when_told(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    const char *const words[] = {"measure=degree,eigenvector", "rank-interval=12", NULL};
    int stopped = 0, finished = 0;
    for (long allowed = 0; allowed < 400; allowed += 7) {
        long ticks = allowed;
        ent_monitor monitor = {count_down, &ticks};
        ent_table *table = NULL;
        ent_status status = run_words(graph, NULL, &monitor, words, &table, NULL);
        assert_true(status == ENT_OK ? table != NULL : status == ENT_INTERRUPTED && !table);
        stopped += status != ENT_OK;
        finished += status == ENT_OK;
        ent_table_free(table);
    }
    assert_true(stopped > 2 && finished > 0);
    ent_graph_free(graph);
}

static void out_of_memory_is_a_status(void **state) {
    (void)state;
    ent_random random;
    ent_random_init(&random, 21);
    model g = random_model(&random);
    while (g.m < 6) g = random_model(&random);
    ent_graph *graph = build(&g, NULL);
    ent_selection *selection = graph_select(graph, true, false);
    const char *const words[] = {"measure=degree,betweenness", "rank-interval=3", NULL};
    void *options = analysis_options(&ent_analysis_centrality, words);
    ent_analysis_input input = {.selection = selection, .options = options, .view = {.areas = true}};
    run_out_of_memory(&ent_analysis_centrality, &input);
    ent_options_clear(ent_analysis_centrality.options, options);
    free(options);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_r),
        cmocka_unit_test(a_hub_is_binomial),
        cmocka_unit_test(relations_are_drawn_and_not_edges),
        cmocka_unit_test(what_is_certain_stays),
        cmocka_unit_test(a_twin_deletes_by_hand),
        cmocka_unit_test(order_and_names_change_nothing),
        cmocka_unit_test(the_seed_decides),
        cmocka_unit_test(rounds_without_an_answer_are_counted),
        cmocka_unit_test(undefined_scores_stand_last_and_are_told),
        cmocka_unit_test(errors_say_what_would_be_right),
        cmocka_unit_test(nobody_and_one),
        cmocka_unit_test(it_stops_when_told),
        cmocka_unit_test(out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests_name("rank intervals", tests, NULL, NULL);
}
