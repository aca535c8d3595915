/* The canonical order: a renamed and reordered copy of a graph must become the same matrix in it. */
#include "graphs.h"
#include "view/canonical.h"

enum { MOST = 12, MOST_LINES = 30, ROUNDS = 300 };

typedef struct model {
    int n, m, from[MOST_LINES], to[MOST_LINES];
    double weight[MOST_LINES];
} model;

static void shuffle(int *numbers, int count) {
    for (int i = 0; i < count; i++) numbers[i] = i;
    for (int i = count - 1; i > 0; i--) {
        int j = chance(i + 1), other = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = other;
    }
}

/* The matrix of strengths with its rows and columns in canonical order. `mixed`: build the graph in another order and
 * with other names. */
static void canonical_matrix(const model *g, bool mixed, bool directed, double matrix[MOST][MOST]) {
    int place[MOST], name[MOST], order[MOST_LINES];
    char id[16], to[16];
    shuffle(place, g->n);
    shuffle(name, g->n);
    shuffle(order, g->m);
    for (int i = 0; i < MOST && !mixed; i++) place[i] = name[i] = i;
    for (int i = 0; i < MOST_LINES && !mixed; i++) order[i] = i;
    ent_builder *b = graph_start();
    for (int i = 0; i < g->n; i++)
        for (int v = 0; v < g->n; v++) {
            if (place[v] != i) continue;
            snprintf(id, sizeof id, "v%02d", name[v]);
            graph_entity(b, id, "country", id);
        }
    for (int i = 0; i < g->m; i++) {
        int k = order[i];
        snprintf(id, sizeof id, "v%02d", name[g->from[k]]);
        snprintf(to, sizeof to, "v%02d", name[g->to[k]]);
        graph_line(b, (line){id, "supports", to, .weight = g->weight[k]});
    }
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, true, false);
    ent_view *view;
    ent_view_options how = {.directed = directed, .weighting = ENT_WEIGHTING_WEIGHT};
    assert_int_equal(ent_view_new(selection, &how, &view, NULL), ENT_OK);
    int32_t canonical[MOST], at[MOST];
    bool seen[MOST] = {false};
    assert_int_equal(ent_view_canonical(view, canonical, NULL), ENT_OK);
    for (int i = 0; i < g->n; i++) {
        assert_in_range((uintmax_t)canonical[i], 0, (uintmax_t)g->n - 1);
        assert_false(seen[canonical[i]]);
        seen[canonical[i]] = true;
        at[canonical[i]] = i;
    }
    memset(matrix, 0, MOST * sizeof *matrix);
    for (size_t e = 0; e < ent_view_edges(view); e++) {
        int32_t u, v;
        double strength;
        ent_view_edge(view, e, &u, &v, &strength);
        matrix[at[u]][at[v]] += ent_even_strength(strength);
        if (!directed && u != v) matrix[at[v]][at[u]] += ent_even_strength(strength);
    }
    ent_view_free(view);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void assert_canonical(const model *g, bool directed) {
    double one[MOST][MOST], two[MOST][MOST];
    canonical_matrix(g, false, directed, one);
    canonical_matrix(g, true, directed, two);
    assert_memory_equal(one, two, sizeof one);
}

/* Weights such as .1 and .7 add up to other last digits in another order. */
static void random_graphs_have_one_order(void **state) {
    (void)state;
    static const double weights[] = {1, 1, 1, .1, .7};
    for (int round = 0; round < ROUNDS; round++) {
        model g = {.n = 1 + chance(MOST)};
        g.m = chance(round % 2 ? MOST : MOST_LINES);
        for (int i = 0; i < g.m; i++) {
            g.from[i] = chance(g.n);
            g.to[i] = chance(g.n);
            g.weight[i] = round % 3 ? 1 : weights[chance(5)];
        }
        assert_canonical(&g, round / 2 % 2);
    }
}

static void add_ring(model *g, int first, int size) {
    for (int i = 0; i < size; i++) {
        g->from[g->m] = first + i;
        g->to[g->m] = first + (i + 1) % size;
        g->weight[g->m++] = 1;
    }
}

/* Everyone has two ties, so that degrees alone tell nobody apart. */
static void rings_are_told_apart_by_looking_ahead(void **state) {
    (void)state;
    for (int round = 0; round < 50; round++) {
        model g = {.n = 12};
        add_ring(&g, 0, 3);
        add_ring(&g, 3, 4);
        add_ring(&g, 7, 5);
        assert_canonical(&g, round % 2);
    }
}

/* Regular graphs: each has four ties, as a ring with chords of random length. */
static void regular_graphs_have_one_order(void **state) {
    (void)state;
    for (int round = 0; round < 100; round++) {
        model g = {.n = 9 + chance(4)};
        int step = 2 + chance(3);
        add_ring(&g, 0, g.n);
        for (int i = 0; i < g.n; i++) {
            g.from[g.m] = i;
            g.to[g.m] = (i + step) % g.n;
            g.weight[g.m++] = 1;
        }
        assert_canonical(&g, false);
    }
}

static void ids_decide_between_twins(void **state) {
    (void)state;
    static const char *const leaves[] = {"d", "b", "e", "a", "c"};
    ent_builder *b = graph_start();
    for (int i = 0; i < 5; i++) graph_relate(b, "hub", "supports", leaves[i], NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, true, false);
    ent_view *view;
    assert_int_equal(ent_view_new(selection, NULL, &view, NULL), ENT_OK);
    int32_t order[6];
    char said[32] = "";
    assert_int_equal(ent_view_canonical(view, order, NULL), ENT_OK);
    for (int i = 0; i < 6; i++) {
        ent_vertex vertex;
        ent_view_vertex(view, (size_t)order[i], &vertex);
        if (strcmp(vertex.id, "hub") != 0) strcat(said, vertex.id);
    }
    assert_string_equal(said, "abcde");
    ent_view_free(view);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void nothing_to_order(void **state) {
    (void)state;
    ent_graph *graph = graph_finish(graph_start());
    ent_selection *selection = graph_select(graph, true, false);
    ent_view *view;
    int32_t order[1] = {7};
    assert_int_equal(ent_view_new(selection, NULL, &view, NULL), ENT_OK);
    assert_int_equal(ent_view_canonical(view, order, NULL), ENT_OK);
    assert_int_equal(order[0], 7);
    ent_view_free(view);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void last_digits_are_left_out(void **state) {
    (void)state;
    assert_true(.1 + .2 + .3 != .3 + .2 + .1);
    assert_true(ent_even_strength(.1 + .2 + .3) == ent_even_strength(.3 + .2 + .1));
    assert_true(ent_even_strength(1) == 1 && ent_even_strength(0) == 0);
    assert_true(ent_even_strength(1e-310) > 0 && isfinite(ent_even_strength(1e308)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_graphs_have_one_order),
        cmocka_unit_test(rings_are_told_apart_by_looking_ahead),
        cmocka_unit_test(regular_graphs_have_one_order),
        cmocka_unit_test(ids_decide_between_twins),
        cmocka_unit_test(nothing_to_order),
        cmocka_unit_test(last_digits_are_left_out),
    };
    return cmocka_run_group_tests_name("canonical order", tests, NULL, NULL);
}
