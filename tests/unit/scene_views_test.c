/* Views: what each of them shows of small graphs worked out by hand, and the backbone beside another way to find it. */
#include "graphs.h"

#include <entente/scene.h>

#include "scene/choose.h"

typedef struct {
    ent_graph *graph;
    ent_selection *selection;
    ent_scene *scene;
} fixture;

static ent_selection *select_all(const ent_graph *graph, int64_t radius) {
    ent_select how;
    ent_selection *selection = NULL;
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    how.radius = radius;
    assert_int_equal(ent_selection_new(graph, &how, &selection, NULL), ENT_OK);
    ent_options_clear(ent_select_options, &how);
    return selection;
}

static ent_scene_options view_named(const char *name, int64_t limit) {
    ent_scene_options options = {.limit = limit};
    for (size_t i = 0; i < ent_scene_view_count(); i++)
        if (strcmp(ent_scene_view_names[i], name) == 0) options.view = (int)i;
    assert_string_equal(ent_scene_view_at((size_t)options.view)->name, name);
    return options;
}

static ent_scene *scene_of(const ent_scene_input *input, const char *view, int64_t limit) {
    ent_scene_options options = view_named(view, limit);
    ent_scene *scene = NULL;
    ent_error err = {0};
    if (ent_scene_new(input, &options, &scene, &err)) fail_msg("%s", err.message);
    return scene;
}

static void drop(fixture *f) {
    ent_scene_free(f->scene);
    ent_selection_free(f->selection);
    ent_graph_free(f->graph);
}

/* "a b c" */
static void check_nodes(const ent_scene *scene, const char *wanted) {
    char got[2000] = "";
    for (uint32_t v = 0; v < scene->node_count; v++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", v ? " " : "", scene->nodes[v].id);
    assert_string_equal(got, wanted);
}

/* "a+b c-d a.d": ends in the order of the nodes, the sign between; "!" behind a strong line, "'" behind a pale one */
static void check_lines(const ent_scene *scene, const char *wanted) {
    char got[2000] = "";
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *drawn = &scene->lines[i];
        uint32_t a = drawn->source < drawn->target ? drawn->source : drawn->target,
                 b = drawn->source ^ drawn->target ^ a;
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s%c%s%s", i ? " " : "", scene->nodes[a].id,
                 ".+-"[drawn->sign + (drawn->sign < 0 ? 3 : 0)], scene -> nodes[b].id,
                 drawn->strong ? "!"
                 : drawn->pale ? "'"
                               : "");
    }
    assert_string_equal(got, wanted);
}

static const ent_scene_node *node_named(const ent_scene *scene, const char *id) {
    for (uint32_t v = 0; v < scene->node_count; v++)
        if (strcmp(scene->nodes[v].id, id) == 0) return &scene->nodes[v];
    fail_msg("no node %s", id);
    return NULL;
}

/* ---- ego ---- */

static fixture chain_of_neighbours(int64_t radius) {
    static const char *const ends[][2] = {{"e", "a"}, {"e", "b"}, {"a", "b"}, {"b", "c"}, {"c", "d"}};
    ent_builder *b = graph_start();
    for (size_t i = 0; i < 5; i++) graph_relate(b, ends[i][0], "allied_with", ends[i][1], NULL);
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, radius), NULL};
    ent_id ego = graph_find(graph, "e");
    f.scene = scene_of(&(ent_scene_input){.selection = f.selection, .entities = &ego, .entity_count = 1}, "ego", 0);
    return f;
}

static void ego_hides_what_the_outermost_have(void **state) {
    (void)state;
    fixture f = chain_of_neighbours(1);
    check_nodes(f.scene, "a b e");
    check_lines(f.scene, "a+e b+e"); /* not a+b */
    assert_true(node_named(f.scene, "e")->focus && !node_named(f.scene, "a")->focus);
    assert_int_equal(f.scene->relations, 2);
    assert_non_null(strstr(f.scene->caption, "2 of 5 relations shown"));
    drop(&f);
    f = chain_of_neighbours(2);
    check_nodes(f.scene, "a b c e");
    check_lines(f.scene, "a+b a+e b+c b+e");
    drop(&f);
}

/* A hub with 30 neighbours x01 .. x30 on lines of weight 1 .. 30. */
static void a_hub_shows_its_strongest(void **state) {
    (void)state;
    char ids[31][16];
    ent_builder *b = graph_start();
    for (int i = 1; i <= 30; i++) {
        snprintf(ids[i], sizeof ids[i], "x%02d", i);
        graph_line(b, (line){.source = "hub", .type = "allied_with", .target = ids[i], .weight = i});
    }
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    ent_id ego = graph_find(graph, "hub");
    ent_scene_input input = {.selection = f.selection, .entities = &ego, .entity_count = 1};
    f.scene = scene_of(&input, "ego", 0);
    assert_int_equal(f.scene->node_count, 25);
    assert_string_equal(f.scene->nodes[1].id, "x07");
    assert_non_null(strstr(f.scene->subtitle, "the 24 strongest of 30 neighbours"));
    ent_scene_free(f.scene);
    f.scene = scene_of(&input, "ego", 4);
    check_nodes(f.scene, "hub x28 x29 x30");
    drop(&f);
}

/* Who speaks of a relation is one step from both its ends, and these of each other and of him. */
static void ego_passes_through_dots(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "r");
    graph_relate(b, "s", "objects_to", "r", "q");
    graph_relate(b, "b", "rivals", "z", "t");
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    ent_id ego = graph_find(graph, "s");
    f.scene = scene_of(&(ent_scene_input){.selection = f.selection, .entities = &ego, .entity_count = 1}, "ego", 0);
    check_nodes(f.scene, "a b s r");
    check_lines(f.scene, "a+r b+r s-r");
    drop(&f);
}

/* ---- path ---- */

static void the_path_is_strong_and_the_rest_pale(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "1");
    graph_relate(b, "b", "rivals", "c", "2");
    graph_relate(b, "a", "rivals", "b", "3"); /* beside the path: not one of its relations */
    graph_relate(b, "c", "allied_with", "d", "4");
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    ent_id stations[3] = {graph_find(graph, "a"), graph_find(graph, "b"), graph_find(graph, "c")},
           relations[2] = {0, 1};
    ent_scene_path path = {relations, 2, stations, 3, 2, 1, 1, "negative"};
    ent_id ends[2] = {stations[0], stations[2]};
    f.scene = scene_of(&(ent_scene_input){.selection = f.selection, .entities = ends, .entity_count = 2, .path = &path},
                       "path", 0);
    check_nodes(f.scene, "a b c d");
    check_lines(f.scene, "a+b! a-b' b-c! c+d'");
    assert_true(node_named(f.scene, "b")->focus && node_named(f.scene, "d")->pale);
    assert_non_null(strstr(f.scene->subtitle, "shortest path: 2 hops; reads negative: its ends on opposite sides"));
    drop(&f);
}

/* s - r - b, where r is the relation a - b: its other half is not on the path. */
static void a_path_through_a_dot(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "r");
    graph_relate(b, "s", "objects_to", "r", "q");
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    ent_id stations[2] = {graph_find(graph, "b"), graph_find(graph, "s")}, relations[2] = {0, 1};
    ent_scene_path path = {relations, 2, stations, 2, 2, 1, 1, NULL};
    f.scene =
        scene_of(&(ent_scene_input){.selection = f.selection, .entities = stations, .entity_count = 2, .path = &path},
                 "path", 0);
    check_lines(f.scene, "a+r' b+r! s-r!");
    assert_true(node_named(f.scene, "r")->focus && node_named(f.scene, "a")->pale);
    drop(&f);
}

/* ---- layers, factions, groups ---- */

static void layers_go_from_who_acts_to_where(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "c", "country", "C");
    graph_entity(b, "l", "leader", "L");
    graph_entity(b, "o", "official", "O");
    graph_entity(b, "s", "facility", "S");
    graph_relate(b, "l", "leads", "c", NULL);
    graph_relate(b, "o", "visits", "s", NULL);
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    f.scene = scene_of(&(ent_scene_input){.selection = f.selection}, "layers", 0);
    assert_int_equal(f.scene->regions, ENT_REGIONS_BANDS);
    assert_int_equal(f.scene->group_count, 3);
    assert_string_equal(f.scene->groups[0].label, "Leader, official");
    assert_string_equal(f.scene->groups[1].label, "Country");
    assert_string_equal(f.scene->groups[2].label, "Facility");
    assert_int_equal(node_named(f.scene, "c")->group, 1);
    assert_int_equal(node_named(f.scene, "o")->group, 0);
    drop(&f);
}

/* {a b c} against {d}; a - c quarrel, c and d are friends; e has only an office. */
static void factions_mark_what_does_not_fit(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", NULL);
    graph_relate(b, "a", "rivals", "c", NULL);
    graph_relate(b, "b", "allied_with", "c", NULL);
    graph_relate(b, "a", "rivals", "d", NULL);
    graph_relate(b, "c", "allied_with", "d", NULL);
    graph_relate(b, "e", "leads", "a", NULL);
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    const char *camps[5] = {NULL};
    camps[graph_find(graph, "a")] = camps[graph_find(graph, "b")] = camps[graph_find(graph, "c")] = "1";
    camps[graph_find(graph, "d")] = "2";
    ent_scene_input input = {.selection = f.selection, .groups = camps, .index_lower = 1, .index_upper = 2};
    f.scene = scene_of(&input, "factions", 0);
    check_nodes(f.scene, "a b c d");
    check_lines(f.scene, "a+b a-c! a-d b+c c+d!");
    assert_int_equal(f.scene->regions, ENT_REGIONS_COLUMNS);
    assert_string_equal(f.scene->groups[0].label, "Camp 1 (3 entities)");
    assert_string_equal(f.scene->groups[1].label, "Camp 2 (1 entity)");
    assert_non_null(strstr(f.scene->subtitle, "; without 1 entity that has no signed relation"));
    assert_non_null(
        strstr(f.scene->subtitle, "2 lines do not fit the camps; fewest possible of all selected (line index): 1–2"));
    drop(&f);
}

static void groups_are_counted(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    for (int i = 0; i < 3; i++) graph_entity(b, (const char *[]){"c1", "c2", "c3"}[i], "country", "C");
    for (int i = 0; i < 2; i++) graph_entity(b, (const char *[]){"f1", "f2"}[i], "firm", "F");
    graph_relate(b, "c1", "sanctions", "f1", NULL);
    graph_relate(b, "c2", "sanctions", "f2", NULL);
    graph_relate(b, "c2", "rivals", "f2", NULL);
    graph_relate(b, "c1", "allied_with", "c2", NULL);
    graph_relate(b, "c2", "rivals", "c3", NULL);
    graph_relate(b, "f1", "invests_in", "c3", NULL);
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    f.scene = scene_of(&(ent_scene_input){.selection = f.selection}, "groups", 0);
    assert_int_equal(f.scene->node_count, 2);
    assert_string_equal(f.scene->nodes[0].text, "Country");
    assert_string_equal(f.scene->nodes[0].role, "3 entities, 2 relations inside");
    assert_int_equal(f.scene->nodes[0].shape, ENT_SHAPE_COUNTRY);
    assert_string_equal(f.scene->nodes[1].role, "2 entities");
    check_lines(f.scene, "group:1+group:2 group:1-group:2");
    assert_string_equal(f.scene->lines[1].label, "sanctions ×2, rivals");
    assert_int_equal(f.scene->lines[1].count, 3);
    assert_true(f.scene->lines[1].head && !f.scene->lines[1].tail);
    /* the four of the lines, and the two that the box of the countries counts */
    assert_int_equal(f.scene->relations, 6);
    assert_non_null(strstr(f.scene->subtitle, "; 2 relations inside a group"));
    ent_scene_free(f.scene);
    /* by another word: c1 and f1 in x, c2 in y, the others in none */
    const char *words[5] = {"x", "y", NULL, "x", NULL};
    f.scene =
        scene_of(&(ent_scene_input){.selection = f.selection, .groups = words, .group_words = "side"}, "groups", 0);
    assert_int_equal(f.scene->node_count, 2);
    assert_string_equal(f.scene->nodes[0].text, "x");
    assert_string_equal(f.scene->nodes[0].role, "2 entities, 1 relation inside");
    assert_non_null(strstr(f.scene->subtitle, "grouped by side; without 2 entities in no group"));
    check_lines(f.scene, "group:1+group:2");
    ent_scene_free(f.scene);
    /* c1 has two relations, f1 two: the first of equals; c2 is alone */
    f.scene =
        scene_of(&(ent_scene_input){.selection = f.selection, .groups = words, .groups_numbered = true}, "groups", 0);
    assert_string_equal(f.scene->nodes[0].text, "Around C");
    assert_string_equal(f.scene->nodes[1].text, "C");
    drop(&f);
}

/* ---- colours and sizes ---- */

/* Ten words, the k-th on k + 1 entities: the eight largest have a colour each, the others none. */
static void the_largest_groups_have_colours(void **state) {
    (void)state;
    static const char *const names[] = {"k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9"};
    char ids[55][16];
    const char *words[55];
    double sizes[55];
    int count = 0;
    ent_builder *b = graph_start();
    for (int k = 0; k < 10; k++)
        for (int i = 0; i <= k; i++, count++) {
            snprintf(ids[count], sizeof ids[count], "e%02d", count);
            words[count] = names[k];
            sizes[count] = count;
            graph_entity(b, ids[count], "country", ids[count]);
        }
    for (int i = 0; i < 55; i++) graph_relate(b, ids[i], "allied_with", ids[(i + 1) % 55], NULL);
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, select_all(graph, 1), NULL};
    ent_scene_input input = {.selection = f.selection, .colours = words, .sizes = sizes, .size_words = "age"};
    f.scene = scene_of(&input, "network", 0);
    assert_true(f.scene->tinted);
    assert_int_equal(f.scene->tint_count, 8);
    assert_string_equal(f.scene->tints[0], "k9 (10)");
    assert_string_equal(f.scene->tints[7], "k2 (3)");
    assert_int_equal(f.scene->nodes[54].tint, 0);
    assert_int_equal(f.scene->nodes[3].tint, 7);
    assert_int_equal(f.scene->nodes[0].tint, -1);
    /* steps begin where the root of the share is .45 and .75: 54 x .2025 = 10.9, 54 x .5625 = 30.4 */
    assert_int_equal(f.scene->nodes[10].step, 0);
    assert_int_equal(f.scene->nodes[11].step, 1);
    assert_int_equal(f.scene->nodes[30].step, 1);
    assert_int_equal(f.scene->nodes[31].step, 2);
    assert_non_null(strstr(f.scene->subtitle, "size: age"));
    drop(&f);
}

/* ---- what views say goes through the pipe ---- */

static void every_mark_reads_back(void **state) {
    (void)state;
    fixture f = chain_of_neighbours(2);
    ent_scene *read = NULL;
    const char *tints[] = {"one (2)", "two (1)"}, *labels[] = {"upper", "lower"};
    ent_scene_group groups[] = {{.label = labels[0]}, {.label = labels[1]}};
    char *text = NULL;
    size_t length;
    ent_scene written = *f.scene;
    written.tinted = true;
    written.tints = tints;
    written.tint_count = written.group_count = 2;
    written.groups = groups;
    written.regions = ENT_REGIONS_COLUMNS;
    written.nodes[0].tint = written.nodes[1].group = 1;
    written.nodes[2].pale = written.nodes[3].focus = true;
    written.lines[0].strong = written.lines[1].pale = true;
    assert_int_equal(ent_scene_write(&written, &text, &length, NULL), ENT_OK);
    assert_int_equal(ent_scene_read(text, length, &read, NULL), ENT_OK);
    assert_true(read->tinted && read->tint_count == 2 && read->group_count == 2);
    assert_string_equal(read->tints[1], "two (1)");
    assert_string_equal(read->groups[0].label, "upper");
    assert_int_equal(read->regions, ENT_REGIONS_COLUMNS);
    for (uint32_t v = 0; v < 4; v++) {
        assert_int_equal(read->nodes[v].tint, v == 0 ? 1 : -1);
        assert_int_equal(read->nodes[v].group, v == 1 ? 1 : -1);
        assert_int_equal(read->nodes[v].pale, v == 2);
        assert_int_equal(read->nodes[v].focus, v == 3);
    }
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(read->lines[i].strong, i == 0);
        assert_int_equal(read->lines[i].pale, i == 1);
    }
    ent_scene_free(read);
    read = NULL;
    /* a colour that the scene does not have is refused */
    char *wrong = strstr(text, "\"tint\":1");
    assert_non_null(wrong);
    wrong[7] = '2';
    assert_int_equal(ent_scene_read(text, length, &read, NULL), ENT_BAD_INPUT);
    ent_free(text);
    drop(&f);
}

/* ---- the backbone ---- */

static void the_chance_of_a_line(void **state) {
    (void)state;
    assert_true(ent_backbone_chance(3, 4, 4) == .015625); /* (1 - 3/4)^3 */
    assert_true(ent_backbone_chance(1, 2, 2) == .5);
    assert_true(ent_backbone_chance(5, 5, 1) == 1);
    assert_true(ent_backbone_chance(0, 0, 3) == 1);
}

enum { N = 14, LIMIT = 9 };

/* The twin: matrices, Prim instead of union-find, and the filter from its formula. */
typedef struct {
    double weight[N][N];
    int lines[N][N], kept[N][N];
    bool top[N];
} twin;

static double chance_at(const twin *t, int v, double w) {
    double strength = 0, chance_of = 1;
    int ties = 0;
    for (int u = 0; u < N; u++) {
        strength += t->weight[v][u];
        ties += t->lines[v][u] > 0;
    }
    for (int k = 1; k < ties; k++) chance_of *= 1 - w / strength;
    return ties < 2 ? 1 : chance_of;
}

static void choose_top(twin *t) {
    for (int k = 0; k < LIMIT; k++) {
        int best = -1;
        double most = -1;
        for (int v = 0; v < N; v++) {
            double w = 0;
            for (int u = 0; u < N; u++) w += t->weight[v][u];
            if (!t->top[v] && w > most) most = w, best = v;
        }
        t->top[best] = true;
    }
}

/* Whether pair (a, b) comes before (c, d): heavier, or as heavy and first by number. */
static bool before(const twin *t, int a, int b, int c, int d) {
    if (t->weight[a][b] != t->weight[c][d]) return t->weight[a][b] > t->weight[c][d];
    int low = a < b ? a : b, other = c < d ? c : d;
    return low != other ? low < other : a + b < c + d;
}

static void grow(twin *t, int from, bool *in) {
    in[from] = true;
    for (;;) {
        int a = -1, b = -1;
        for (int v = 0; v < N; v++)
            for (int u = 0; u < N; u++)
                if (in[v] && !in[u] && t->top[u] && t->lines[v][u] && (a < 0 || before(t, v, u, a, b))) a = v, b = u;
        if (a < 0) return;
        in[b] = true;
        t->kept[a][b] = t->kept[b][a] = 1;
    }
}

static int count_kept(const twin *t) {
    int count = 0;
    for (int a = 0; a < N; a++)
        for (int b = a + 1; b < N; b++) count += t->kept[a][b] * t->lines[a][b];
    return count;
}

static void fill_twin(twin *t) {
    bool in[N] = {false};
    int all = 0;
    choose_top(t);
    for (int a = 0; a < N; a++)
        for (int b = a + 1; b < N; b++) all += t->top[a] && t->top[b] ? t->lines[a][b] : 0;
    for (int a = 0; a < N && all <= 2 * LIMIT; a++)
        for (int b = 0; b < N; b++) t->kept[a][b] = t->top[a] && t->top[b] && t->lines[a][b];
    if (all <= 2 * LIMIT) return;
    for (int v = 0; v < N; v++)
        if (t->top[v] && !in[v]) grow(t, v, in);
    bool tried[N][N] = {{false}};
    for (;;) {
        int a = -1, b = -1;
        double least = ENT_BACKBONE_ALPHA;
        for (int v = 0; v < N; v++)
            for (int u = v + 1; u < N; u++) {
                if (!t->top[v] || !t->top[u] || !t->lines[v][u] || tried[v][u]) continue;
                double c = fmin(chance_at(t, v, t->weight[v][u]), chance_at(t, u, t->weight[v][u]));
                if (c < least || (c == least && a >= 0 && before(t, v, u, a, b))) least = c, a = v, b = u;
            }
        if (a < 0) return;
        tried[a][b] = true;
        if (!t->kept[a][b] && count_kept(t) + t->lines[a][b] <= 2 * LIMIT) t->kept[a][b] = t->kept[b][a] = 1;
    }
}

static void compare_with_twin(int round, int dense) {
    char ids[N][16];
    twin t = {.top = {false}};
    ent_builder *b = graph_start();
    for (int v = 0; v < N; v++) {
        snprintf(ids[v], sizeof ids[v], "v%02d", v);
        graph_entity(b, ids[v], "country", ids[v]);
    }
    for (int v = 0; v < N; v++)
        for (int u = v + 1; u < N; u++)
            for (int sign = 0; sign < 2; sign++) {
                if (chance(100) >= dense) continue;
                int weight = 1 + chance(3) * chance(3) * chance(8);
                graph_line(b, (line){.source = ids[v],
                                     .type = sign ? "rivals" : "allied_with",
                                     .target = ids[u],
                                     .weight = weight});
                t.weight[v][u] = t.weight[u][v] += weight;
                t.lines[v][u]++;
                t.lines[u][v]++;
            }
    ent_graph *graph = graph_finish(b);
    fixture f = {graph, graph_select(graph, true, false), NULL};
    f.scene = scene_of(&(ent_scene_input){.selection = f.selection}, "network", LIMIT);
    fill_twin(&t);
    int lines = 0;
    for (uint32_t i = 0; i < f.scene->line_count; i++) {
        int v = atoi(f.scene->nodes[f.scene->lines[i].source].id + 1);
        int u = atoi(f.scene->nodes[f.scene->lines[i].target].id + 1);
        if (!t.kept[v][u]) fail_msg("round %d: %d - %d is not in the backbone", round, v, u);
        lines++;
    }
    assert_int_equal(f.scene->node_count, LIMIT);
    assert_int_equal(lines, count_kept(&t));
    drop(&f);
}

static void the_backbone_is_that_of_its_twin(void **state) {
    (void)state;
    state_of_chance = 7;
    for (int round = 0; round < 300; round++) compare_with_twin(round, 10 + round % 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ego_hides_what_the_outermost_have),
        cmocka_unit_test(a_hub_shows_its_strongest),
        cmocka_unit_test(ego_passes_through_dots),
        cmocka_unit_test(the_path_is_strong_and_the_rest_pale),
        cmocka_unit_test(a_path_through_a_dot),
        cmocka_unit_test(layers_go_from_who_acts_to_where),
        cmocka_unit_test(factions_mark_what_does_not_fit),
        cmocka_unit_test(groups_are_counted),
        cmocka_unit_test(the_largest_groups_have_colours),
        cmocka_unit_test(every_mark_reads_back),
        cmocka_unit_test(the_chance_of_a_line),
        cmocka_unit_test(the_backbone_is_that_of_its_twin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
