/* Views: which edges a selection gives, what they stand for, and how igraph is met. */
#include "graphs.h"

#include "view/measure.h"
#include "view/view.h"

/* A view with the selection and graph it rests on. */
typedef struct fixture {
    ent_graph *graph;
    ent_selection *selection;
    ent_view *view;
} fixture;

static fixture look(ent_builder *builder, ent_view_options how) {
    fixture f = {.graph = graph_finish(builder)};
    ent_error err = {0};
    f.selection = graph_select(f.graph, false, false);
    if (ent_view_new(f.selection, &how, &f.view, &err) != ENT_OK) fail_msg("%s", err.message);
    return f;
}

static void look_again(fixture *f, ent_view_options how) {
    ent_view_free(f->view);
    f->view = NULL;
    assert_int_equal(ent_view_new(f->selection, &how, &f->view, NULL), ENT_OK);
}

static void drop(fixture *f) {
    ent_view_free(f->view);
    ent_selection_free(f->selection);
    ent_graph_free(f->graph);
}

/* Edges as text: "A-B:1(r1,r2) ..." with the ids of vertices, strength and relations. */
static const char *edges(const fixture *f) {
    static char text[4000];
    size_t used = 0;
    text[0] = '\0';
    for (size_t e = 0; e < ent_view_edges(f->view); e++) {
        int32_t from, to;
        double strength;
        char number[32];
        ent_vertex a, b;
        const ent_id *rows;
        ent_view_edge(f->view, e, &from, &to, &strength);
        ent_view_vertex(f->view, (size_t)from, &a);
        ent_view_vertex(f->view, (size_t)to, &b);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s%s:%s(", e ? " " : "", a.id,
                                 ent_view_directed(f->view) ? ">" : "-", b.id, ent_format_double(strength, number));
        size_t count = ent_view_edge_relations(f->view, e, &rows);
        for (size_t i = 0; i < count; i++) {
            ent_relation relation;
            ent_graph_relation(f->graph, rows[i], &relation);
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? "," : "", relation.id);
        }
        used += (size_t)snprintf(text + used, sizeof text - used, ")");
    }
    return text;
}

/* a supports b twice, b supports a, a is allied with b (no direction), c leads a, b warns b */
static ent_builder *small(void) {
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    graph_entity(b, "b", "country", "Borduria");
    graph_entity(b, "c", "leader", "Chief");
    graph_line(b, (line){"a", "supports", "b", .weight = 2, .confidence = .5});
    graph_line(b, (line){"a", "supports", "b", .weight = 3});
    graph_line(b, (line){"b", "supports", "a", .confidence = .25});
    graph_line(b, (line){"a", "allied_with", "b", .weight = -1});
    graph_line(b, (line){"c", "leads", "a", .weight = -1, .confidence = -1});
    graph_relate(b, "b", "warns", "b", NULL);
    return b;
}

static void parallel_relations_are_merged_by_unordered_pair(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){0});
    assert_string_equal(edges(&f), "a-b:1(r1,r2,r3,r4) a-c:1(r5) b-b:1(r6)");
    assert_int_equal(ent_view_loops(f.view), 1);
    assert_int_equal(ent_view_relations(f.view), 6);
    assert_false(ent_view_directed(f.view));
    assert_false(ent_view_weighted(f.view));
    drop(&f);
}

static void direction_makes_ordered_pairs_and_symmetric_types_go_both_ways(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){.direction = ENT_DIRECTION_DIRECTED});
    assert_string_equal(edges(&f), "a>b:1(r1,r2,r4) b>a:1(r3,r4) b>b:1(r6) c>a:1(r5)");
    look_again(&f, (ent_view_options){.directed = true});
    assert_true(ent_view_directed(f.view));
    drop(&f);
}

static void kept_parallels_are_edges_of_their_own(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){.parallel = ENT_PARALLEL_KEEP});
    assert_string_equal(edges(&f), "a-b:1(r1) a-b:1(r2) a-b:1(r3) a-b:1(r4) a-c:1(r5) b-b:1(r6)");
    drop(&f);
}

static void strengths_add_up_and_nothing_weighs_nothing(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){.weighting = ENT_WEIGHTING_WEIGHT});
    assert_string_equal(edges(&f), "a-b:6(r1,r2,r3,r4) b-b:1(r6)");
    assert_int_equal(ent_view_weightless_left_out(f.view), 1);
    assert_int_equal(ent_view_relations(f.view), 5);
    assert_int_equal(ent_view_vertices(f.view), 3);
    look_again(&f, (ent_view_options){.weighting = ENT_WEIGHTING_COUNT});
    assert_string_equal(edges(&f), "a-b:4(r1,r2,r3,r4) a-c:1(r5) b-b:1(r6)");
    look_again(&f, (ent_view_options){.weighting = ENT_WEIGHTING_CONFIDENCE});
    assert_string_equal(edges(&f), "a-b:2.55(r1,r2,r3,r4) b-b:0.9(r6)"); /* none given counts as 0.9 */
    look_again(&f, (ent_view_options){.weighting = ENT_WEIGHTING_CONFIDENCE, .parallel = ENT_PARALLEL_KEEP});
    assert_string_equal(edges(&f), "a-b:0.5(r1) a-b:0.9(r2) a-b:0.25(r3) a-b:0.9(r4) b-b:0.9(r6)");
    drop(&f);
}

static void intensity_is_that_of_the_type_without_its_sign(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){.weighting = ENT_WEIGHTING_INTENSITY});
    const ent_vocabulary *vocabulary = ent_graph_vocabulary(f.graph);
    ent_type warns;
    double strength;
    ent_vocabulary_type(vocabulary, (size_t)ent_vocabulary_find_type(vocabulary, "warns"), &warns);
    assert_true(warns.intensity < 0);
    ent_view_edge(f.view, 2, NULL, NULL, &strength);
    assert_true(strength == -warns.intensity);
    drop(&f);
}

static void weights_that_cannot_be_added_are_an_error(void **state) {
    (void)state;
    const double bad[] = {1.7e308, 1e-310};
    for (size_t i = 0; i < 2; i++) {
        ent_builder *b = graph_start();
        ent_view *view = NULL;
        ent_error err = {0};
        graph_line(b, (line){"a", "supports", "b", .weight = bad[i]});
        graph_line(b, (line){"a", "supports", "b", .weight = bad[i]});
        ent_graph *graph = graph_finish(b);
        ent_selection *selection = graph_select(graph, false, false);
        ent_view_options how = {.weighting = ENT_WEIGHTING_WEIGHT};
        assert_int_equal(ent_view_new(selection, &how, &view, &err), ENT_CALC);
        assert_null(view);
        assert_non_null(strstr(err.message, "r2"));
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

static void structural_relations_can_stay_out(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){.no_structural = true});
    assert_string_equal(edges(&f), "a-b:1(r1,r2,r3,r4) b-b:1(r6)");
    assert_int_equal(ent_view_structural_left_out(f.view), 1);
    assert_int_equal(ent_view_vertices(f.view), 3);
    drop(&f);
}

/* c objects to the alliance of a and b (r1), d supports that objection (r2), e warns of a structural relation (r4) */
static ent_builder *about(void) {
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "r1");
    graph_relate(b, "c", "objects_to", "r1", "r2");
    graph_relate(b, "d", "supports", "r2", "r3");
    graph_relate(b, "a", "part_of", "b", "r4");
    graph_relate(b, "e", "warns", "r4", "r5");
    return b;
}

static void a_targeted_relation_stands_between_its_ends(void **state) {
    (void)state;
    fixture f = look(about(), (ent_view_options){0});
    assert_int_equal(ent_view_vertices_of(f.view, ENT_VERTEX_RELATION), 3);
    assert_string_equal(edges(&f),
                        "a-r1:1(r1) a-r4:1(r4) b-r1:1(r1) b-r4:1(r4) c-r2:1(r2) d-r2:1(r3) e-r4:1(r5) r1-r2:1(r2)");
    ent_vertex vertex;
    ent_view_vertex(f.view, 5, &vertex);
    assert_int_equal(vertex.kind, ENT_VERTEX_RELATION);
    assert_string_equal(vertex.id, "r1");
    assert_string_equal(vertex.name, "a allied with b");
    look_again(&f, (ent_view_options){.directed = true});
    assert_string_equal(edges(&f),
                        "a>r1:1(r1) a>r4:1(r4) b>r1:1(r1) c>r2:1(r2) d>r2:1(r3) e>r4:1(r5) r1>a:1(r1) r1>b:1(r1) "
                        "r2>r1:1(r2) r4>b:1(r4)");
    drop(&f);
}

static void what_targets_a_structural_relation_goes_with_it(void **state) {
    (void)state;
    fixture f = look(about(), (ent_view_options){.no_structural = true});
    assert_string_equal(edges(&f), "a-r1:1(r1) b-r1:1(r1) c-r2:1(r2) d-r2:1(r3) r1-r2:1(r2)");
    assert_int_equal(ent_view_structural_left_out(f.view), 2);
    drop(&f);
}

static ent_builder *in_areas(void) {
    ent_builder *b = graph_start();
    graph_entity(b, "issue:chips", "issue", "Chips");
    graph_line(b, (line){"a", "cooperates_with", "b", .area = "chips"});
    graph_line(b, (line){"b", "supports", "c", .area = "CHIPS"});
    graph_line(b, (line){"a", "supports", "c", .area = "Green Energy"});
    graph_relate(b, "a", "supports", "d", NULL);
    return b;
}

static void areas_become_vertices_once_a_folded_name(void **state) {
    (void)state;
    fixture f = look(in_areas(), (ent_view_options){.areas = true});
    assert_int_equal(ent_view_vertices_of(f.view, ENT_VERTEX_AREA), 2);
    assert_string_equal(edges(&f),
                        "a-b:1(r1) a-c:1(r3) a-d:1(r4) a-issue:chips:1(r1) a-area:green energy:1(r3) b-c:1(r2) "
                        "b-issue:chips:1(r1,r2) c-issue:chips:1(r2) c-area:green energy:1(r3)");
    ent_vertex vertex;
    ent_view_vertex(f.view, ent_view_vertices(f.view) - 1, &vertex);
    assert_string_equal(vertex.name, "Green Energy");
    look_again(&f, (ent_view_options){.areas = true, .directed = true});
    assert_string_equal(edges(&f),
                        "a>b:1(r1) a>c:1(r3) a>d:1(r4) a>issue:chips:1(r1) a>area:green energy:1(r3) b>a:1(r1) "
                        "b>c:1(r2) b>issue:chips:1(r1,r2) issue:chips>a:1(r1) issue:chips>b:1(r1) "
                        "issue:chips>c:1(r2) area:green energy>c:1(r3)");
    drop(&f);
}

static void a_selected_issue_is_the_vertex_of_its_area(void **state) {
    (void)state;
    ent_builder *b = in_areas();
    graph_relate(b, "d", "supports", "issue:chips", NULL);
    fixture f = look(b, (ent_view_options){.areas = true});
    assert_int_equal(ent_view_vertices_of(f.view, ENT_VERTEX_AREA), 1);
    assert_int_equal(ent_view_vertices(f.view), 6);
    long chips = ent_view_vertex_of(f.view, graph_find(f.graph, "issue:chips"));
    ent_adjacency out = ent_view_out(f.view);
    assert_int_equal(out.offsets[chips + 1] - out.offsets[chips], 4); /* a, b, c and d */
    drop(&f);
}

static void lifted_entities_share_a_vertex(void **state) {
    (void)state;
    ent_builder *b = small();
    graph_relate(b, "c", "visits", "b", NULL);
    fixture f = look(b, (ent_view_options){0});
    ent_selection_free(f.selection);
    f.selection = graph_select(f.graph, false, true);
    look_again(&f, (ent_view_options){0});
    assert_string_equal(edges(&f), "a-b:1(r1,r2,r3,r4,r7) b-b:1(r6)");
    assert_int_equal(ent_view_vertex_of(f.view, graph_find(f.graph, "Chief")),
                     ent_view_vertex_of(f.view, graph_find(f.graph, "a")));
    drop(&f);
}

static void adjacency_is_sorted_and_matches_the_edges(const fixture *f) {
    ent_adjacency sides[] = {ent_view_out(f->view), ent_view_in(f->view)};
    size_t n = ent_view_vertices(f->view), m = ent_view_edges(f->view);
    for (int side = 0; side < 2; side++) {
        const ent_adjacency *a = &sides[side];
        assert_int_equal(a->offsets[n], ent_view_directed(f->view) ? m : 2 * m);
        for (size_t v = 0; v < n; v++)
            for (int32_t i = a->offsets[v]; i < a->offsets[v + 1]; i++) {
                int32_t from, to, x = (int32_t)v, y = a->to[i];
                ent_view_edge(f->view, (size_t)a->edge[i], &from, &to, NULL);
                bool forward = from == x && to == y, backward = from == y && to == x;
                assert_true(ent_view_directed(f->view) ? (side ? backward : forward) : forward || backward);
                if (i == a->offsets[v]) continue;
                assert_true(a->to[i - 1] < y || (a->to[i - 1] == y && a->edge[i - 1] <= a->edge[i]));
            }
    }
}

static void adjacency_holds_on_random_graphs(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 40; round++) {
        ent_builder *b = graph_start();
        for (int i = 0; i < 30; i++) {
            char a[8], c[8];
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            snprintf(a, sizeof a, "v%d", (int)(seed >> 33) % 9);
            snprintf(c, sizeof c, "v%d", (int)(seed >> 41) % 9);
            graph_relate(b, a, seed >> 60 & 1 ? "supports" : "allied_with", c, NULL);
        }
        ent_view_options how = {.directed = round & 1, .parallel = round >> 1 & 1};
        fixture f = look(b, how);
        adjacency_is_sorted_and_matches_the_edges(&f);
        drop(&f);
    }
}

static void the_null_graph_is_a_view(void **state) {
    (void)state;
    fixture f = look(graph_start(), (ent_view_options){.areas = true, .weighting = ENT_WEIGHTING_WEIGHT});
    double nothing;
    assert_int_equal(ent_view_vertices(f.view), 0);
    assert_int_equal(ent_view_edges(f.view), 0);
    for (int measure = ENT_NEARNESS_CLOSENESS; measure <= ENT_NEARNESS_ECCENTRICITY; measure++)
        assert_int_equal(ent_view_nearness(f.view, (ent_nearness_measure)measure, NULL, &nothing, NULL), ENT_OK);
    assert_int_equal(ent_view_betweenness(f.view, 0, NULL, &nothing, NULL), ENT_OK);
    assert_int_equal(ent_view_pagerank(f.view, .85, NULL, &nothing, NULL), ENT_OK);
    drop(&f);
}

static void directions_that_contradict_are_refused(void **state) {
    (void)state;
    fixture f = look(small(), (ent_view_options){0});
    ent_view_options how = {.directed = true, .direction = ENT_DIRECTION_UNDIRECTED};
    ent_view *view = NULL;
    ent_error err = {0};
    assert_int_equal(ent_view_new(f.selection, &how, &view, &err), ENT_USAGE);
    assert_null(view);
    drop(&f);
}

static bool stop_at_once(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    snprintf(context, 40, "%s", stage);
    return false;
}

/* A long chain keeps a kernel busy enough to ask whether to go on. */
static void an_interruption_leaves_the_view_as_it_was(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    for (int i = 0; i < 3000; i++) {
        char from[16], to[16];
        snprintf(from, sizeof from, "v%d", i);
        snprintf(to, sizeof to, "v%d", i + 1);
        graph_relate(b, from, "supports", to, NULL);
    }
    fixture f = look(b, (ent_view_options){0});
    char stage[40] = "";
    ent_monitor monitor = {stop_at_once, stage};
    double *out = calloc(3001, sizeof *out);
    ent_error err = {0};
    assert_int_equal(ent_view_betweenness(f.view, 1, &monitor, out, &err), ENT_INTERRUPTED);
    assert_string_equal(stage, "measuring betweenness");
    assert_int_equal(err.status, ENT_INTERRUPTED);
    assert_int_equal(ent_view_betweenness(f.view, 1, NULL, out, NULL), ENT_OK);
    assert_true(out[0] == 0 && out[1] == 2999 && out[1500] == 1500.0 * 1500.0);
    free(out);
    drop(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_null_graph_is_a_view),
        cmocka_unit_test(parallel_relations_are_merged_by_unordered_pair),
        cmocka_unit_test(direction_makes_ordered_pairs_and_symmetric_types_go_both_ways),
        cmocka_unit_test(kept_parallels_are_edges_of_their_own),
        cmocka_unit_test(strengths_add_up_and_nothing_weighs_nothing),
        cmocka_unit_test(intensity_is_that_of_the_type_without_its_sign),
        cmocka_unit_test(weights_that_cannot_be_added_are_an_error),
        cmocka_unit_test(structural_relations_can_stay_out),
        cmocka_unit_test(a_targeted_relation_stands_between_its_ends),
        cmocka_unit_test(what_targets_a_structural_relation_goes_with_it),
        cmocka_unit_test(areas_become_vertices_once_a_folded_name),
        cmocka_unit_test(a_selected_issue_is_the_vertex_of_its_area),
        cmocka_unit_test(lifted_entities_share_a_vertex),
        cmocka_unit_test(adjacency_holds_on_random_graphs),
        cmocka_unit_test(directions_that_contradict_are_refused),
        cmocka_unit_test(an_interruption_leaves_the_view_as_it_was),
    };
    return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
