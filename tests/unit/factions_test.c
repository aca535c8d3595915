/* factions: published values of the tribes, all partitions of small random graphs, two factions beside frustration, work
 * that runs out, and what is refused. */
#include "graphs.h"

#include "analyse/factions.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 20 }; /* there all takes twenty times as long */
#else
enum { ROUNDS = 60 };
#endif
enum { ENTITIES = 8, MOST = 4 };

/* A random signed graph: net weights are kept apart by sign, as pairs may have both. */
typedef struct {
    int n;
    double plus[ENTITIES][ENTITIES], minus[ENTITIES][ENTITIES];
} twin;

static ent_graph *random_graph(twin *t, bool weighted) {
    *t = (twin){.n = 3 + chance(ENTITIES - 2)};
    ent_builder *builder = graph_start();
    char ids[ENTITIES][16];
    for (int v = 0; v < t->n; v++) {
        snprintf(ids[v], sizeof ids[v], "e%d", v);
        graph_entity(builder, ids[v], "country", ids[v]);
    }
    int relations = t->n + chance(2 * t->n);
    for (int r = 0; r < relations; r++) {
        int u = chance(t->n), v = chance(t->n), sign = chance(2) ? 1 : -1;
        double weight = weighted ? 1 + chance(4) : 1;
        double(*half)[ENTITIES] = sign > 0 ? t->plus : t->minus;
        graph_line(
            builder,
            (line){.source = ids[u], .type = "cooperates_with", .target = ids[v], .weight = weight, .sign = sign});
        if (u == v) continue;
        half[u][v] = half[v][u] = weighted ? half[u][v] + weight : 1;
    }
    return graph_finish(builder);
}

static double cost(const twin *t, const int *part, bool relaxed) {
    double sum = 0;
    for (int a = 0; a < t->n; a++)
        for (int b = a; b < t->n; b++) {
            double plus = 0, minus = 0;
            for (int u = 0; u < t->n; u++)
                for (int v = u + 1; v < t->n; v++) {
                    if (!((part[u] == a && part[v] == b) || (part[u] == b && part[v] == a))) continue;
                    plus += t->plus[u][v];
                    minus += t->minus[u][v];
                }
            sum += relaxed ? fmin(plus, minus) : a == b ? minus : plus;
        }
    return sum;
}

static double modularity(const twin *t, const int *part) {
    double p[ENTITIES] = {0}, q[ENTITIES] = {0}, P = 0, Q = 0, sum = 0;
    for (int u = 0; u < t->n; u++)
        for (int v = 0; v < t->n; v++) p[u] += t->plus[u][v], q[u] += t->minus[u][v];
    for (int u = 0; u < t->n; u++) P += p[u], Q += q[u];
    for (int u = 0; u < t->n; u++)
        for (int v = 0; v < t->n; v++)
            if (part[u] == part[v])
                sum += t->plus[u][v] - t->minus[u][v] - (P > 0 ? p[u] * p[v] / P : 0) + (Q > 0 ? q[u] * q[v] / Q : 0);
    return sum / (P + Q);
}

/* Every partition once, as a string of restricted growth; least[k]: over those into at most k parts. */
static void try_all(const twin *t, int *part, int at, int used, bool relaxed, double *least, double *highest) {
    if (at < t->n) {
        for (int p = 0; p <= used; p++) {
            part[at] = p;
            try_all(t, part, at + 1, p == used ? used + 1 : used, relaxed, least, highest);
        }
        return;
    }
    double here = used <= MOST ? cost(t, part, relaxed) : INFINITY, q = modularity(t, part);
    for (int k = used; k <= MOST; k++) least[k] = fmin(least[k], here);
    *highest = fmax(*highest, q);
}

static ent_table *ask(const ent_graph *graph, const char *analysis, const ent_view_options *view,
                      const char *const *words) {
    ent_selection *selection = graph_select(graph, true, false);
    ent_table *table = NULL;
    ent_error err = {0};
    if (analysis_run(analysis, selection, view, NULL, words, &table, &err)) fail_msg("%s: %s", analysis, err.message);
    ent_selection_free(selection);
    return table;
}

static void line_index_is_the_least_over_all_partitions(void **state) {
    (void)state;
    static const char *const words[2][4] = {{"line-index", "most=4", NULL, NULL},
                                            {"line-index", "most=4", "method=blockmodel", NULL}};
    static const char *const summary[] = {"summary", NULL};
    for (int round = 0; round < ROUNDS; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, round % 2);
        ent_view_options how = {.weighting = round % 2 ? ENT_WEIGHTING_WEIGHT : ENT_WEIGHTING_NONE};
        for (int relaxed = 0; relaxed < 2; relaxed++) {
            double least[MOST + 1] = {0, INFINITY, INFINITY, INFINITY, INFINITY}, highest = -1;
            int part[ENTITIES];
            try_all(&t, part, 0, 0, relaxed, least, &highest);
            ent_table *table = ask(graph, "factions", &how, words[relaxed]);
            const char *const hurried[] = {"line-index", "most=4", "steps=60", relaxed ? "method=blockmodel" : NULL,
                                           NULL};
            ent_table *early = ask(graph, "factions", &how, hurried);
            for (int k = 1; k <= MOST; k++) {
                assert_true(table_value(early, (size_t)k - 1, "lower") <= least[k] + 1e-9);
                assert_true(table_value(early, (size_t)k - 1, "upper") >= least[k] - 1e-9);
            }
            ent_table_free(early);
            for (int k = 1; k <= MOST; k++) {
                double value = table_value(table, (size_t)k - 1, "value");
                if (fabs(value - least[k]) > 1e-9 || table_value(table, (size_t)k - 1, "exact") != 1)
                    fail_msg("round %d, relaxed %d, k %d: %g, but the least is %g", round, relaxed, k, value, least[k]);
                assert_true(fabs(table_value(table, (size_t)k - 1, "lower") - value) < 1e-9);
            }
            ent_table *two = ask(graph, "frustration", &how, summary);
            if (!relaxed) assert_true(fabs(table_value(two, 0, "index") - table_value(table, 1, "value")) < 1e-9);
            ent_table_free(two);
            ent_table_free(table);
        }
        ent_graph_free(graph);
    }
}

/* Branch and bound alone, from the worst start: it has to find the best and prove it, and proves nothing false early. */
static void branch_and_bound_needs_no_help(void **state) {
    (void)state;
    for (int round = 0; round < 4 * ROUNDS; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, round % 2);
        ent_graph_free(graph);
        ent_signed_edge list[2 * ENTITIES * ENTITIES];
        ent_signed_edges g = {.n = t.n, .edges = malloc(sizeof list)};
        for (int u = 0; u < t.n; u++)
            for (int v = u + 1; v < t.n; v++) {
                if (t.plus[u][v] > 0) list[g.m++] = (ent_signed_edge){u, v, 1, (int64_t)t.plus[u][v]};
                if (t.minus[u][v] > 0) list[g.m++] = (ent_signed_edge){u, v, -1, (int64_t)t.minus[u][v]};
            }
        memcpy(g.edges, list, sizeof list);
        assert_int_equal(ent_signed_edges_index(&g, NULL), ENT_OK);
        int64_t bound = 0;
        ent_effort unlimited = {.most = UINT64_MAX};
        assert_int_equal(ent_factions_bound(&g, &unlimited, &bound, NULL), ENT_OK);
        for (int relaxed = 0; relaxed < 2; relaxed++) {
            double least[MOST + 1] = {0, INFINITY, INFINITY, INFINITY, INFINITY}, highest = -1;
            int tried[ENTITIES], found[ENTITIES];
            try_all(&t, tried, 0, 0, relaxed, least, &highest);
            for (int k = 2; k <= MOST; k++) {
                int32_t part[ENTITIES] = {0};
                int64_t upper = (int64_t)least[1], lower = 0;
                ent_effort effort = {.most = round % 3 ? UINT64_MAX : 20};
                ent_image_kind kind = relaxed ? ENT_IMAGE_RELAXED : ENT_IMAGE_BALANCE;
                assert_int_equal(ent_factions_branch(&g, kind, k, &effort, part, &upper, &lower, NULL), ENT_OK);
                for (int v = 0; v < t.n; v++) found[v] = part[v];
                assert_true(fabs(cost(&t, found, relaxed) - (double)upper) < 1e-9);
                assert_true((double)lower <= least[k] && (double)upper >= least[k]);
                assert_true(round % 3 == 0 || (lower == upper && (double)upper == least[k]));
                assert_true(relaxed || (double)bound <= least[k]);
            }
        }
        ent_signed_edges_clear(&g);
    }
}

static int part_of(const ent_table *table, const char *id) {
    char wanted[24], ids[200];
    snprintf(wanted, sizeof wanted, " %s ", id);
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        snprintf(ids, sizeof ids, " %s ", table_text(table, r, "ids"));
        if (strstr(ids, wanted)) return (int)r + 1;
    }
    return 0;
}

static void the_factions_shown_cost_what_is_said(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, false);
        static const char *const methods[] = {"method=partition", "method=blockmodel"};
        for (int relaxed = 0; relaxed < 2; relaxed++) {
            const char *const members[] = {methods[relaxed], "k=3", "members=0", NULL};
            const char *const index[] = {methods[relaxed], "k=3", "line-index", NULL};
            const char *const blocks[] = {methods[relaxed], "k=3", "blocks", NULL};
            const char *const misfits[] = {methods[relaxed], "k=3", "misfits", NULL};
            ent_table *shown = ask(graph, "factions", NULL, members), *values = ask(graph, "factions", NULL, index);
            ent_table *images = ask(graph, "factions", NULL, blocks), *wrong = ask(graph, "factions", NULL, misfits);
            int part[ENTITIES];
            double inconsistent = 0, value = table_value(values, 2, "value");
            for (int v = 0; v < t.n; v++) {
                char id[16];
                snprintf(id, sizeof id, "e%d", v);
                part[v] = part_of(shown, id) - 1; /* -1: no ties, and no cost */
            }
            assert_true(fabs(cost(&t, part, relaxed) - value) < 1e-9);
            for (size_t r = 0; r < ent_table_rows(images); r++) inconsistent += table_value(images, r, "inconsistent");
            assert_true(fabs(inconsistent - value) < 1e-9);
            assert_true((ent_table_rows(wrong) > 0) == (value > 0));
            ent_table_free(shown);
            ent_table_free(values);
            ent_table_free(images);
            ent_table_free(wrong);
        }
        ent_graph_free(graph);
    }
}

static double said_modularity(const ent_table *table) {
    for (size_t i = 0; i < ent_table_notes(table); i++) {
        const char *said = strstr(ent_table_note_text(table, i), "signed modularity Q = ");
        if (said) return strtod(said + strlen("signed modularity Q = "), NULL);
    }
    return NAN;
}

static void communities_reach_the_highest_modularity(void **state) {
    (void)state;
    int reached = 0, asked = 0;
    for (int round = 0; round < ROUNDS; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, false);
        static const char *const words[] = {"method=communities", "members=0", NULL};
        ent_table *table = ask(graph, "factions", NULL, words);
        double least[MOST + 1] = {0}, highest = -1, said = said_modularity(table);
        int part[ENTITIES], tried[ENTITIES];
        try_all(&t, tried, 0, 0, false, least, &highest);
        for (int v = 0; v < t.n; v++) {
            char id[16];
            snprintf(id, sizeof id, "e%d", v);
            part[v] = part_of(table, id);
        }
        if (!isnan(said)) {
            assert_true(fabs(modularity(&t, part) - said) < 1e-6);
            assert_true(said < highest + 1e-6);
            asked++;
            reached += said > highest - 1e-6;
        }
        ent_table_free(table);
        ent_graph_free(graph);
    }
    if (asked < ROUNDS - 5 || reached < asked - 2) fail_msg("%d of %d reached the highest modularity", reached, asked);
}

static void tribes_as_published(void **state) {
    (void)state;
    static const double published[] = {29, 7, 2, 2, 2, 2};
    static const char *const groups[] = {"Alika, Asaro, Gahuk, Geham, Masil, Ove, Ukudz",
                                         "Kohik, Nagam, Notoh, Seuve, Uheto", "Gama, Gavev, Kotun, Nagad"};
    static const char *const index[] = {"line-index", NULL};
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_table *table = ask(graph, "factions", NULL, index);
    assert_int_equal(ent_table_rows(table), 6);
    for (size_t k = 0; k < 6; k++) {
        assert_true(table_value(table, k, "value") == published[k] && table_value(table, k, "lower") == published[k]);
        assert_true(table_value(table, k, "exact") == 1);
    }
    ent_table_free(table);
    table = ask(graph, "factions", NULL, NULL);
    assert_int_equal(ent_table_rows(table), 3);
    for (size_t p = 0; p < 3; p++) assert_string_equal(table_text(table, p, "members"), groups[p]);
    ent_table_free(table);
    static const char *const misfits[] = {"misfits", NULL};
    table = ask(graph, "factions", NULL, misfits);
    assert_int_equal(ent_table_rows(table), 2);
    for (size_t r = 0; r < 2; r++) {
        assert_string_equal(table_text(table, r, "misfit"), "between 1 and 2");
        assert_true(table_text(table, r, "evidence")[0] && table_text(table, r, "source")[0]);
    }
    ent_table_free(table);
    ent_graph_free(graph);
}

/* All against all: n countries in k camps leave the pairs within camps as equal in size as can be. */
static void all_against_all(void **state) {
    (void)state;
    static const char *const words[] = {"line-index", NULL}, *const hurried[] = {"line-index", "steps=1", NULL};
    ent_builder *builder = graph_start();
    char ids[7][16];
    for (int v = 0; v < 7; v++) {
        snprintf(ids[v], sizeof ids[v], "e%d", v);
        graph_entity(builder, ids[v], "country", ids[v]);
    }
    for (int u = 0; u < 7; u++)
        for (int v = u + 1; v < 7; v++)
            graph_line(builder, (line){.source = ids[u], .type = "cooperates_with", .target = ids[v], .sign = -1});
    ent_graph *graph = graph_finish(builder);
    static const double least[] = {21, 9, 5, 3, 2, 1}; /* sums of s (s - 1) / 2 over the sizes s of even camps */
    ent_table *table = ask(graph, "factions", NULL, words), *early = ask(graph, "factions", NULL, hurried);
    for (size_t k = 0; k < 6; k++) {
        assert_true(table_value(table, k, "value") == least[k] && table_value(table, k, "exact") == 1);
        assert_true(table_value(early, k, "lower") <= least[k] && table_value(early, k, "upper") >= least[k]);
    }
    assert_true(table_value(early, 3, "exact") == 0 && table_notes_say(early, "more --steps"));
    ent_table_free(table);
    ent_table_free(early);
    ent_graph_free(graph);
}

/* 50 factions of a few entities: their numbers may lie above that of the entities, and all who count are in one. */
static void more_factions_than_entities(void **state) {
    (void)state;
    for (int round = 0; round < 8; round++) {
        twin t;
        ent_graph *graph = random_graph(&t, false);
        static const char *const methods[] = {"method=partition", "method=blockmodel"};
        for (int relaxed = 0; relaxed < 2; relaxed++) {
            const char *const words[] = {methods[relaxed], "k=50", "members=0", NULL};
            ent_table *table = ask(graph, "factions", NULL, words);
            for (int v = 0; v < t.n; v++) {
                char id[16];
                bool tied = false;
                for (int u = 0; u < t.n; u++) tied = tied || t.plus[u][v] > 0 || t.minus[u][v] > 0;
                snprintf(id, sizeof id, "e%d", v);
                assert_true(!tied || part_of(table, id) > 0);
            }
            ent_table_free(table);
        }
        ent_graph_free(graph);
    }
}

/* What no number of factions can avoid, two cannot avoid either: asked for two alone, the bound is not lower than when six are
 * asked for with no more time. */
static void two_are_bounded_like_more(void **state) {
    (void)state;
    enum { N = 300, M = 3000 };
    ent_builder *builder = graph_start();
    char ids[N][16];
    for (int v = 0; v < N; v++) {
        snprintf(ids[v], sizeof ids[v], "e%d", v);
        graph_entity(builder, ids[v], "country", ids[v]);
    }
    for (int i = 0; i < M; i++)
        graph_line(builder, (line){.source = ids[chance(N)],
                                   .type = "cooperates_with",
                                   .target = ids[chance(N)],
                                   .sign = chance(3) ? 1 : -1});
    ent_graph *graph = graph_finish(builder);
    static const char *const two[] = {"line-index", "most=2", "steps=200", NULL};
    static const char *const six[] = {"line-index", "most=6", "steps=200", NULL};
    ent_table *few = ask(graph, "factions", NULL, two), *many = ask(graph, "factions", NULL, six);
    assert_true(table_value(many, 5, "lower") > 20);
    assert_true(table_value(few, 1, "lower") >= table_value(many, 5, "lower"));
    ent_table_free(few);
    ent_table_free(many);
    ent_graph_free(graph);
}

static void what_makes_no_sense_is_refused(void **state) {
    (void)state;
    static const char *const bad[][4] = {{"line-index", "misfits", NULL},
                                         {"blocks", "misfits", NULL},
                                         {"method=communities", "k=3", NULL},
                                         {"method=communities", "line-index", NULL}};
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_selection *selection = graph_select(graph, false, false);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_table *table = NULL;
        ent_error err = {0};
        assert_int_equal(analysis_run("factions", selection, NULL, NULL, bad[i], &table, &err), ENT_USAGE);
        assert_null(table);
        assert_true(err.message[0] && err.hint[0]);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tribes_as_published),
        cmocka_unit_test(line_index_is_the_least_over_all_partitions),
        cmocka_unit_test(branch_and_bound_needs_no_help),
        cmocka_unit_test(the_factions_shown_cost_what_is_said),
        cmocka_unit_test(communities_reach_the_highest_modularity),
        cmocka_unit_test(all_against_all),
        cmocka_unit_test(more_factions_than_entities),
        cmocka_unit_test(two_are_bounded_like_more),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests_name("factions", tests, NULL, NULL);
}
