/* Communities against a twin that knows nothing of igraph: it computes modularity from a matrix, and the optimum by looking
 * at every partition of small random graphs. */
#include "graphs.h"
#include "analyse/communities.h"
#include "view/canonical.h"
#include "view/communities.h"

enum { MOST = 8, MOST_LINES = 18, ROUNDS = 60, METHODS = ENT_COMMUNITY_OPTIMAL + 1 };

/* A random multigraph with loops. */
typedef struct model {
    int n, m, from[MOST_LINES], to[MOST_LINES];
    double weight[MOST_LINES];
    bool weighted;
} model;

static model random_model(int round) {
    static const double weights[] = {1, 2, 4, .5};
    model g = {.n = 1 + chance(MOST), .m = chance(MOST_LINES + 1), .weighted = round & 1};
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.weight[i] = weights[chance(4)];
    }
    return g;
}

/* Merged, undirected, without loops. */
static void fill_matrix(const model *g, double matrix[MOST][MOST]) {
    memset(matrix, 0, MOST * sizeof *matrix);
    for (int i = 0; i < g->m; i++) {
        int u = g->from[i], v = g->to[i];
        if (u == v) continue;
        matrix[u][v] = matrix[v][u] = g->weighted ? matrix[u][v] + g->weight[i] : 1;
    }
}

/* Newman and Girvan as a sum over pairs: 1/2W of A - g k k / 2W. */
static double twin_modularity(int n, double matrix[MOST][MOST], const int32_t *group, double gamma) {
    double degree[MOST] = {0}, twice = 0, sum = 0;
    for (int u = 0; u < n; u++)
        for (int v = 0; v < n; v++) degree[u] += matrix[u][v];
    for (int u = 0; u < n; u++) twice += degree[u];
    if (twice == 0) return NAN;
    for (int u = 0; u < n; u++)
        for (int v = 0; v < n; v++)
            if (group[u] == group[v]) sum += matrix[u][v] - gamma * degree[u] * degree[v] / twice;
    return sum / twice;
}

/* The best over all partitions, as strings in which each number is at most one above those before it. */
static double twin_optimum(int n, double matrix[MOST][MOST], int32_t *group, int at, int used) {
    if (at == n) return twin_modularity(n, matrix, group, 1);
    double best = -INFINITY;
    for (int c = 0; c <= used; c++) {
        group[at] = c;
        best = fmax(best, twin_optimum(n, matrix, group, at + 1, c == used ? used + 1 : used));
    }
    return best;
}

/* ---- the same through the library ---- */

typedef struct bench {
    ent_graph *graph;
    ent_selection *selection;
    ent_view *view;
} bench;

/* place[v] is where vertex v stands in the input; its id is a letter and name[v]. */
static bench open_model(const model *g, const int *place, const int *name, const int *order, ent_view_options how) {
    ent_builder *b = graph_start();
    char id[16], to[16];
    for (int i = 0; i < g->n; i++)
        for (int v = 0; v < g->n; v++) {
            if (place[v] != i) continue;
            snprintf(id, sizeof id, "v%d", name[v]);
            graph_entity(b, id, "country", id);
        }
    for (int i = 0; i < g->m; i++) {
        int k = order[i];
        snprintf(id, sizeof id, "v%d", name[g->from[k]]);
        snprintf(to, sizeof to, "v%d", name[g->to[k]]);
        graph_line(b, (line){id, "supports", to, .weight = g->weight[k]});
    }
    bench out = {.graph = graph_finish(b)};
    out.selection = graph_select(out.graph, true, false);
    how.weighting = g->weighted ? ENT_WEIGHTING_WEIGHT : ENT_WEIGHTING_NONE;
    assert_int_equal(ent_view_new(out.selection, &how, &out.view, NULL), ENT_OK);
    return out;
}

static void close_bench(bench *b) {
    ent_view_free(b->view);
    ent_selection_free(b->selection);
    ent_graph_free(b->graph);
}

static const int same_order[MOST_LINES] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};

static void shuffle(int *numbers, int count) {
    for (int i = 0; i < count; i++) numbers[i] = i;
    for (int i = count - 1; i > 0; i--) {
        int j = chance(i + 1), other = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = other;
    }
}

static double find(bench *b, int method, double resolution, int32_t *group, size_t *count) {
    ent_community_search search = {.method = method, .resolution = resolution, .trials = 5, .seed = 42};
    double modularity = 7;
    ent_error err = {0};
    if (ent_communities_find(b->view, &search, group, count, &modularity, &err) != ENT_OK) fail_msg("%s", err.message);
    return modularity;
}

static void assert_numbered_by_first(const int32_t *group, size_t n, size_t count) {
    int32_t next = 0;
    for (size_t v = 0; v < n; v++) {
        assert_in_range((uintmax_t)group[v], 0, (uintmax_t)next);
        next += group[v] == next;
    }
    assert_int_equal(next, count);
}

static void every_method_says_its_modularity_and_none_passes_the_optimum(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        double matrix[MOST][MOST];
        int32_t group[MOST];
        size_t count;
        fill_matrix(&g, matrix);
        double best = twin_optimum(g.n, matrix, group, 0, 0);
        bench b = open_model(&g, same_order, same_order, same_order, (ent_view_options){0});
        for (int method = 0; method < METHODS; method++) {
            double said = find(&b, method, 0, group, &count);
            assert_numbered_by_first(group, (size_t)g.n, count);
            double twin = twin_modularity(g.n, matrix, group, 1);
            if (isnan(best)) {
                assert_true(isnan(said) && isnan(twin) && count == (size_t)g.n);
                continue;
            }
            if (fabs(said - twin) > 1e-9) fail_msg("method %d: %.17g, twin %.17g", method, said, twin);
            if (said > best + 1e-9) fail_msg("method %d: %.17g above %.17g", method, said, best);
            if (method == ENT_COMMUNITY_OPTIMAL && said < best - 1e-9) fail_msg("round %d: %g < %g", round, said, best);
        }
        close_bench(&b);
    }
}

/* Vertices without an edge to another are alone in all methods. */
static void isolated_vertices_are_alone(void **state) {
    (void)state;
    model g = {.n = 6, .m = 4, .from = {0, 1, 3, 0}, .to = {1, 2, 3, 2}, .weight = {1, 1, 1, 1}};
    bench b = open_model(&g, same_order, same_order, same_order, (ent_view_options){0});
    for (int method = 0; method < METHODS; method++) {
        int32_t group[MOST];
        size_t count;
        find(&b, method, 0, group, &count);
        for (int v = 3; v < 6; v++)
            for (int u = 0; u < 6; u++) assert_true(u == v || group[u] != group[v]);
    }
    close_bench(&b);
}

/* Two triangles apart are two communities for everyone. */
static void parts_of_a_disconnected_graph_are_found(void **state) {
    (void)state;
    model g = {.n = 6, .m = 6, .from = {0, 1, 2, 3, 4, 5}, .to = {1, 2, 0, 4, 5, 3}, .weight = {1, 1, 1, 1, 1, 1}};
    for (int weighted = 0; weighted < 2; weighted++) {
        g.weighted = weighted;
        bench b = open_model(&g, same_order, same_order, same_order, (ent_view_options){.directed = weighted});
        for (int method = 0; method < METHODS; method++) {
            static const int32_t expected[] = {0, 0, 0, 1, 1, 1};
            int32_t group[MOST];
            size_t count;
            double said = find(&b, method, 0, group, &count);
            if (memcmp(group, expected, sizeof expected) != 0) fail_msg("method %d", method);
            assert_true(fabs(said - .5) < 1e-12);
        }
        close_bench(&b);
    }
}

/* ---- published values ---- */

static bench open_karate(void) {
    bench b = {.graph = graph_file("graphs/classic/karate.json")};
    b.selection = graph_select(b.graph, true, false);
    assert_int_equal(ent_view_new(b.selection, NULL, &b.view, NULL), ENT_OK);
    return b;
}

static void karate(void **state) {
    (void)state;
    bench b = open_karate();
    int32_t group[34];
    size_t count;
    assert_true(fabs(find(&b, ENT_COMMUNITY_OPTIMAL, 0, group, &count) - .4197896) < 5e-8);
    assert_int_equal(count, 4);
    assert_true(fabs(find(&b, ENT_COMMUNITY_EDGE_BETWEENNESS, 0, group, &count) - .4012985) < 5e-8);
    assert_int_equal(count, 5);
    assert_true(fabs(find(&b, ENT_COMMUNITY_LEIDEN, 0, group, &count) - .4197896) < 5e-8);
    assert_true(fabs(find(&b, ENT_COMMUNITY_FAST_GREEDY, 0, group, &count) - .3806706) < 5e-8);
    close_bench(&b);
}

/* ---- order and names ---- */

/* Whether two partitions are the same when vertices may be exchanged that the graph does not tell apart is not asked: the
 * weights here tell all vertices apart. */
static void order_and_names_change_nothing(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(1);
        int place[MOST], name[MOST], order[MOST_LINES];
        for (int i = 0; i < g.m; i++) g.weight[i] = 1 + i * .137;
        shuffle(place, g.n);
        shuffle(name, g.n);
        shuffle(order, g.m);
        ent_view_options how = {.directed = round % 2};
        bench a = open_model(&g, same_order, same_order, same_order, how);
        bench b = open_model(&g, place, name, order, how);
        for (int method = 0; method < METHODS; method++) {
            int32_t one[MOST], two[MOST];
            size_t count_one, count_two;
            double x = find(&a, method, 0, one, &count_one), y = find(&b, method, 0, two, &count_two);
            assert_true((isnan(x) && isnan(y)) || fabs(x - y) < 1e-12);
            assert_int_equal(count_one, count_two);
            for (int u = 0; u < g.n; u++)
                for (int v = 0; v < g.n; v++)
                    if ((one[u] == one[v]) != (two[place[u]] == two[place[v]])) fail_msg("method %d", method);
        }
        close_bench(&a);
        close_bench(&b);
    }
}

/* ---- stopping ---- */

/* Stop at the k-th tick, for k growing up to where the search ends by itself; nothing may leak or break. */
static void every_method_stops_when_told(void **state) {
    (void)state;
    bench b = open_karate();
    for (int method = 0; method < METHODS; method++) {
        ent_status status = ENT_INTERRUPTED;
        for (int k = 0; status == ENT_INTERRUPTED && k < 200; k += 1 + k / 3) {
            long left = k;
            int32_t group[34];
            size_t count;
            double modularity;
            ent_monitor monitor = {count_down, &left};
            ent_community_search search = {.method = method, .trials = 2, .seed = 1, .monitor = &monitor};
            ent_error err = {0};
            status = ent_communities_find(b.view, &search, group, &count, &modularity, &err);
            if (status && status != ENT_INTERRUPTED) fail_msg("method %d: %s", method, err.message);
            assert_true(k > 0 || status == ENT_INTERRUPTED);
        }
    }
    int32_t group[34];
    size_t count;
    assert_true(fabs(find(&b, ENT_COMMUNITY_OPTIMAL, 0, group, &count) - .4197896) < 5e-8);
    close_bench(&b);
}

static void too_large_for_the_optimum(void **state) {
    (void)state;
    ent_builder *builder = graph_start();
    char from[16], to[16];
    for (int i = 0; i < ENT_COMMUNITY_OPTIMAL_MOST; i++) {
        snprintf(from, sizeof from, "v%d", i);
        snprintf(to, sizeof to, "v%d", i + 1);
        graph_relate(builder, from, "supports", to, NULL);
    }
    bench b = {.graph = graph_finish(builder)};
    b.selection = graph_select(b.graph, false, false);
    assert_int_equal(ent_view_new(b.selection, NULL, &b.view, NULL), ENT_OK);
    int32_t group[ENT_COMMUNITY_OPTIMAL_MOST + 1];
    size_t count;
    double modularity;
    ent_error err = {0};
    ent_community_search search = {.method = ENT_COMMUNITY_OPTIMAL};
    assert_int_equal(ent_communities_find(b.view, &search, group, &count, &modularity, &err), ENT_CALC);
    assert_non_null(strstr(err.message, "exact optimum"));
    assert_non_null(strstr(err.hint, "leiden"));
    close_bench(&b);
}

static void too_large_for_edge_betweenness(void **state) {
    (void)state;
    ent_builder *builder = graph_start();
    char from[16], to[16];
    for (int i = 0; i < 200; i++)
        for (int j = 0; j < i; j++) {
            snprintf(from, sizeof from, "v%d", i);
            snprintf(to, sizeof to, "v%d", j);
            graph_relate(builder, from, "supports", to, NULL);
        }
    ent_graph *graph = graph_finish(builder);
    ent_selection *selection = graph_select(graph, true, false);
    ent_table *table;
    ent_error err = {0};
    const char *const words[] = {"method=edge-betweenness", NULL};
    assert_int_equal(analysis_run("communities", selection, NULL, NULL, words, &table, &err), ENT_CALC);
    assert_null(table);
    assert_non_null(strstr(err.message, "would take hours"));
    assert_non_null(strstr(err.hint, "leiden"));
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* ---- resolution, direction ---- */

static void resolution_goes_from_one_to_many(void **state) {
    (void)state;
    static const int methods[] = {ENT_COMMUNITY_LEIDEN, ENT_COMMUNITY_LEIDEN_CPM, ENT_COMMUNITY_LOUVAIN};
    bench b = open_karate();
    for (int i = 0; i < 3; i++) {
        int32_t group[34];
        size_t count;
        find(&b, methods[i], 1e-6, group, &count);
        assert_int_equal(count, 1);
        find(&b, methods[i], 1000, group, &count);
        assert_int_equal(count, 34);
    }
    close_bench(&b);
}

/* In an optimum of the constant Potts model no community has fewer ties inside than gamma for each pair. */
static void potts_communities_are_dense_enough(void **state) {
    (void)state;
    bench b = open_karate();
    int32_t group[34];
    size_t count;
    ent_community parts[34];
    find(&b, ENT_COMMUNITY_LEIDEN_CPM, .3, group, &count);
    assert_true(count > 2 && count < 34);
    assert_int_equal(ent_communities_measure(b.view, group, count, 1, parts, NULL), ENT_OK);
    for (size_t c = 0; c < count; c++)
        assert_true((double)parts[c].inside >= .3 * (double)(parts[c].size * (parts[c].size - 1)) / 2 - 1e-9);
    close_bench(&b);
}

/* Leicht and Newman as a sum over ordered pairs: 1/W of A - out in / W. */
static void directed_modularity_has_a_twin(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        double matrix[MOST][MOST] = {{0}}, out[MOST] = {0}, in[MOST] = {0}, total = 0, twin = 0;
        for (int i = 0; i < g.m; i++) {
            if (g.from[i] == g.to[i]) continue;
            double *cell = &matrix[g.from[i]][g.to[i]];
            *cell = g.weighted ? *cell + g.weight[i] : 1;
        }
        for (int u = 0; u < g.n; u++)
            for (int v = 0; v < g.n; v++) {
                out[u] += matrix[u][v];
                in[v] += matrix[u][v];
                total += matrix[u][v];
            }
        bench b = open_model(&g, same_order, same_order, same_order, (ent_view_options){.directed = true});
        int32_t group[MOST];
        size_t count;
        double said = find(&b, ENT_COMMUNITY_INFOMAP, 0, group, &count);
        for (int u = 0; u < g.n; u++)
            for (int v = 0; v < g.n; v++)
                if (group[u] == group[v] && total > 0) twin += (matrix[u][v] - out[u] * in[v] / total) / total;
        if (total > 0) assert_true(fabs(said - twin) < 1e-9);
        close_bench(&b);
    }
}

/* What does not follow directions finds in a directed view what it finds in the undirected one. */
static void directions_are_left_aside(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        bench a = open_model(&g, same_order, same_order, same_order, (ent_view_options){.directed = true});
        bench b = open_model(&g, same_order, same_order, same_order, (ent_view_options){0});
        for (int method = 0; method < METHODS; method++) {
            int32_t one[MOST], two[MOST];
            size_t count_one, count_two;
            if (method == ENT_COMMUNITY_INFOMAP) continue;
            double x = find(&a, method, 0, one, &count_one), y = find(&b, method, 0, two, &count_two);
            assert_true((isnan(x) && isnan(y)) || x == y);
            assert_memory_equal(one, two, (size_t)g.n * sizeof *one);
        }
        close_bench(&a);
        close_bench(&b);
    }
}

/* ---- the adjusted Rand index ---- */

static void rand_index_has_a_twin(void **state) {
    (void)state;
    for (int round = 0; round < 200; round++) {
        int32_t a[20], b[20];
        uint64_t space[21];
        int n = 2 + chance(19), groups = 1 + chance(5);
        double both = 0, left = 0, right = 0, all = n * (n - 1) / 2.0;
        for (int v = 0; v < n; v++) {
            a[v] = chance(groups);
            b[v] = chance(3) ? a[v] : chance(groups);
        }
        for (int u = 0; u < n; u++)
            for (int v = 0; v < u; v++) {
                both += a[u] == a[v] && b[u] == b[v];
                left += a[u] == a[v];
                right += b[u] == b[v];
            }
        double expected = left * right / all, most = (left + right) / 2;
        double twin = most == expected ? 1 : (both - expected) / (most - expected);
        assert_true(fabs(ent_adjusted_rand(a, b, (size_t)n, space) - twin) < 1e-12);
        assert_true(ent_adjusted_rand(a, a, (size_t)n, space) == 1);
    }
}

/* ---- the analysis ---- */

static ent_table *communities(const ent_selection *selection, const ent_view_options *how, const char *const *words) {
    ent_table *table;
    ent_error err = {0};
    if (analysis_run("communities", selection, how, NULL, words, &table, &err) != ENT_OK) fail_msg("%s", err.message);
    return table;
}

static void nothing_and_one(void **state) {
    (void)state;
    for (int vertices = 0; vertices < 2; vertices++) {
        ent_builder *builder = graph_start();
        if (vertices) graph_entity(builder, "a", "country", "Aland");
        ent_graph *graph = graph_finish(builder);
        ent_selection *selection = graph_select(graph, true, false);
        for (int method = 0; method < METHODS; method++) {
            char word[64];
            snprintf(word, sizeof word, "method=%s", ent_community_names[method]);
            ent_table *table = communities(selection, NULL, (const char *const[]){word, NULL});
            assert_int_equal(ent_table_rows(table), vertices);
            assert_true(table_notes_say(table, "modularity is not defined"));
            if (vertices) assert_true(isnan(table_value(table, 0, "modularity")));
            ent_table_free(table);
        }
        ent_table *table = communities(selection, NULL, (const char *const[]){"stability=3", "each", NULL});
        assert_int_equal(ent_table_rows(table), vertices);
        ent_table_free(table);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* Two squares that are enemies inside and friends between, and a triangle of friends. */
static ent_graph *three_groups(void) {
    static const char *const ends[][2] = {{"z1", "z2"}, {"z2", "z3"}, {"z3", "z4"}, {"z4", "z1"},
                                          {"z1", "z3"}, {"b1", "b2"}, {"b2", "b3"}, {"b3", "b1"},
                                          {"a1", "a2"}, {"a2", "a3"}, {"a3", "a1"}, {"z1", "b1"}};
    ent_builder *b = graph_start();
    for (int i = 0; i < 12; i++) graph_relate(b, ends[i][0], i < 5 ? "warns" : "supports", ends[i][1], NULL);
    graph_relate(b, "z1", "supports", "z2", NULL);
    graph_relate(b, "z1", "warns", "z1", NULL);
    return graph_finish(b);
}

static void a_community_is_a_row(void **state) {
    (void)state;
    ent_graph *graph = three_groups();
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options keep = {.parallel = ENT_PARALLEL_KEEP, .directed = true};
    ent_table *table = communities(selection, &keep, (const char *const[]){"stability=4", "members=2", NULL});
    static const char *const ids[] = {"z1 z2 z3 z4", "a1 a2 a3", "b1 b2 b3"};
    double sum = 0;
    assert_int_equal(ent_table_rows(table), 3);
    for (size_t r = 0; r < 3; r++) {
        assert_int_equal((int)table_value(table, r, "community"), r + 1);
        assert_string_equal(table_text(table, r, "ids"), ids[r]);
        assert_true(table_value(table, r, "together") == 1);
        sum += table_value(table, r, "modularity");
    }
    assert_string_equal(table_text(table, 0, "members"), "z1, z2 and 2 more");
    assert_true(table_value(table, 0, "size") == 4 && fabs(table_value(table, 0, "share") - .4) < 1e-12);
    assert_true(table_value(table, 0, "inside") == 5 && table_value(table, 0, "leaving") == 1);
    assert_true(table_value(table, 0, "negative") == 5 && table_value(table, 0, "positive") == 1);
    assert_true(table_value(table, 1, "negative") == 0 && table_value(table, 1, "positive") == 3);
    /* 12 edges: 5 + 3 + 3 inside; ends 11, 6, 7 of 24 */
    assert_true(fabs(sum - (11 / 12.0 - (121 + 36 + 49) / 576.0)) < 1e-12);
    assert_true(table_notes_say(table, "modularity 0.559028 at resolution 1"));
    assert_true(table_notes_say(table, "does not follow directions"));
    assert_true(table_notes_say(table, "parallel relations are merged"));
    assert_true(table_notes_say(table, "of an entity with itself"));
    assert_true(table_notes_say(table, "best of 10 runs"));
    assert_true(table_notes_say(table, "seed 42"));
    assert_true(table_notes_say(table, "6 negative relations count as ties"));
    assert_true(table_notes_say(table, "mean adjusted Rand index 1.000000"));
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

typedef struct said {
    char words[400];
    const ent_graph *graph;
} said;

static ent_status note_down(void *context, ent_id entity, const char *value, ent_error *err) {
    said *s = context;
    ent_entity row;
    ent_graph_entity(s->graph, entity, &row);
    size_t length = strlen(s->words);
    snprintf(s->words + length, sizeof s->words - length, "%s=%s ", row.id, value);
    return strcmp(row.id, "refuse") == 0 ? ent_fail(err, ENT_IO, "no") : ENT_OK;
}

static void an_entity_is_a_row_and_is_annotated(void **state) {
    (void)state;
    ent_graph *graph = three_groups();
    ent_selection *selection = graph_select(graph, true, false);
    const ent_analysis *analysis = ent_analysis_find("communities");
    void *options = analysis_options(analysis, (const char *const[]){"each", "method=optimal", NULL});
    said s = {.graph = graph};
    ent_annotator annotator = {note_down, &s};
    ent_analysis_input input = {.selection = selection, .options = options, .annotator = &annotator};
    ent_table *table = NULL;
    assert_int_equal(ent_analysis_run(analysis, &input, &table, NULL), ENT_OK);
    assert_string_equal(s.words, "z1=1 z2=1 z3=1 z4=1 b1=3 b2=3 b3=3 a1=2 a2=2 a3=2 ");
    assert_string_equal(analysis->annotates, "community");
    assert_int_equal(ent_table_rows(table), 10);
    assert_true(fabs(table_value(table, table_row(table, "id", "z1"), "own") - .75) < 1e-12);
    assert_true(table_value(table, table_row(table, "id", "a2"), "own") == 1);
    assert_true(table_value(table, table_row(table, "id", "a2"), "community") == 2);
    assert_int_equal(ent_table_find_column(table, "together"), -1);
    ent_table_free(table);
    ent_options_clear(analysis->options, options);
    free(options);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* In a ring of twelve many partitions are equally good, so that seeds differ. */
/* From one order of the vertices Leiden never finds the halves of a path of six: its runs must not all take the same. */
static void runs_take_different_orders(void **state) {
    (void)state;
    static const char *const on_the_way[] = {"a", "b", "c", "d", "e", "f"};
    ent_builder *builder = graph_start();
    for (int i = 0; i < 6; i++) graph_entity(builder, on_the_way[i], "country", on_the_way[i]);
    for (int i = 0; i < 5; i++) graph_relate(builder, on_the_way[i], "alliance", on_the_way[i + 1], NULL);
    ent_graph *graph = graph_finish(builder);
    ent_selection *selection = graph_select(graph, true, false);
    bench b = {.selection = selection};
    ent_community_search search = {.method = ENT_COMMUNITY_LEIDEN, .trials = 100, .seed = 42};
    int32_t group[6];
    size_t count;
    double modularity;
    assert_int_equal(ent_view_new(selection, NULL, &b.view, NULL), ENT_OK);
    assert_int_equal(ent_communities_find(b.view, &search, group, &count, &modularity, NULL), ENT_OK);
    assert_int_equal(count, 2);
    assert_true(fabs(modularity - .3) < 1e-12); /* 4/5 - 2 (5/10)^2 */
    ent_view_free(b.view);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void seeds_that_differ_are_seen(void **state) {
    (void)state;
    ent_builder *builder = graph_start();
    char from[8], to[8];
    for (int i = 0; i < 12; i++) {
        snprintf(from, sizeof from, "v%d", i);
        snprintf(to, sizeof to, "v%d", (i + 1) % 12);
        graph_relate(builder, from, "supports", to, NULL);
    }
    ent_graph *graph = graph_finish(builder);
    ent_selection *selection = graph_select(graph, true, false);
    bench b = {.selection = selection};
    ent_community_search search = {.method = ENT_COMMUNITY_LOUVAIN, .trials = 1, .seed = 5};
    ent_stability s = {0};
    int32_t group[12], runs[6][12];
    size_t count, other;
    double modularity, sum = 0;
    uint64_t space[13];
    assert_int_equal(ent_view_new(selection, NULL, &b.view, NULL), ENT_OK);
    assert_int_equal(ent_communities_find(b.view, &search, group, &count, &modularity, NULL), ENT_OK);
    assert_int_equal(ent_stability_find(b.view, &search, 6, group, count, &s, NULL), ENT_OK);
    for (int i = 0; i < 6; i++, search.seed++)
        assert_int_equal(ent_communities_find(b.view, &search, runs[i], &other, &modularity, NULL), ENT_OK);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < i; j++) sum += ent_adjusted_rand(runs[i], runs[j], 12, space);
    assert_true(s.rand_index < 1 && fabs(s.rand_index - sum / 15) < 1e-12);
    for (int v = 0; v < 12; v++) {
        double together = 0, others = 0;
        for (int u = 0; u < 12; u++) {
            if (u == v || group[u] != group[v]) continue;
            others++;
            for (int i = 0; i < 6; i++) together += runs[i][u] == runs[i][v];
        }
        assert_true(fabs(s.together[v] - together / others / 6) < 1e-12);
    }
    ent_stability_clear(&s);
    ent_view_free(b.view);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void senseless_options_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *words[4], *message, *hint;
    } cases[] = {
        {{"method=walktrap", "resolution=2", NULL}, "--resolution says nothing", "leiden"},
        {{"method=optimal", "stability=5", NULL}, "draws no random numbers", "leave out --stability"},
    };
    ent_graph *graph = three_groups();
    ent_selection *selection = graph_select(graph, true, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_table *table;
        ent_error err = {0};
        assert_int_equal(analysis_run("communities", selection, NULL, NULL, cases[i].words, &table, &err), ENT_USAGE);
        assert_null(table);
        assert_non_null(strstr(err.message, cases[i].message));
        assert_non_null(strstr(err.hint, cases[i].hint));
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_method_says_its_modularity_and_none_passes_the_optimum),
        cmocka_unit_test(isolated_vertices_are_alone),
        cmocka_unit_test(parts_of_a_disconnected_graph_are_found),
        cmocka_unit_test(karate),
        cmocka_unit_test(order_and_names_change_nothing),
        cmocka_unit_test(every_method_stops_when_told),
        cmocka_unit_test(too_large_for_the_optimum),
        cmocka_unit_test(too_large_for_edge_betweenness),
        cmocka_unit_test(resolution_goes_from_one_to_many),
        cmocka_unit_test(potts_communities_are_dense_enough),
        cmocka_unit_test(directed_modularity_has_a_twin),
        cmocka_unit_test(directions_are_left_aside),
        cmocka_unit_test(rand_index_has_a_twin),
        cmocka_unit_test(nothing_and_one),
        cmocka_unit_test(a_community_is_a_row),
        cmocka_unit_test(an_entity_is_a_row_and_is_annotated),
        cmocka_unit_test(seeds_that_differ_are_seen),
        cmocka_unit_test(runs_take_different_orders),
        cmocka_unit_test(senseless_options_are_refused),
    };
    return cmocka_run_group_tests_name("communities", tests, NULL, NULL);
}
