/* Exits against a twin that tries every set of entities, of ties and of relations, smallest first. */
#include "graphs.h"

enum { MOST = 7, MOST_LINES = 11, ROUNDS = 150 };

typedef struct model {
    int n, m;
    int from[MOST_LINES], to[MOST_LINES];
    bool symmetric[MOST_LINES], directed;
} model;

static model random_model(int round) {
    model g = {.n = 2 + chance(MOST - 1), .m = chance(MOST_LINES + 1), .directed = round & 1};
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.symmetric[i] = chance(4) == 0;
    }
    return g;
}

static ent_graph *build(const model *g, bool backwards) {
    ent_builder *b = graph_start();
    char id[16], to[16], name[16];
    for (int k = 0; k < g->n; k++) {
        snprintf(id, sizeof id, "v%d", backwards ? g->n - 1 - k : k);
        graph_entity(b, id, "country", id);
    }
    for (int k = 0; k < g->m; k++) {
        int i = backwards ? g->m - 1 - k : k;
        snprintf(id, sizeof id, "v%d", g->from[i]);
        snprintf(to, sizeof to, "v%d", g->to[i]);
        snprintf(name, sizeof name, "r%d", i);
        graph_relate(b, id, g->symmetric[i] ? "allied_with" : "supports", to, name);
    }
    return graph_finish(b);
}

/* ---- the twin: v0 to v1 ---- */

/* Whether v1 can be reached without those vertices and relations, and without their own tie when `apart`. */
static bool reached(const model *g, unsigned vertices, unsigned lines, bool apart) {
    unsigned seen = 1;
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < g->m; i++)
            for (int way = 0; way < 2; way++) {
                int a = way ? g->to[i] : g->from[i], b = way ? g->from[i] : g->to[i];
                if (lines >> i & 1 || (way && g->directed && !g->symmetric[i])) continue;
                if (apart && a + b == 1) continue;
                if (!(seen >> a & 1) || seen >> b & 1 || vertices >> b & 1) continue;
                seen |= 1u << b;
                more = true;
            }
    }
    return seen >> 1 & 1;
}

static int fewest_entities(const model *g) {
    int best = MOST;
    for (unsigned set = 0; set < 1u << g->n; set++)
        if (!(set & 3) && __builtin_popcount(set) < best && !reached(g, set, 0, true)) best = __builtin_popcount(set);
    return best;
}

static int fewest_relations(const model *g) {
    int best = MOST_LINES;
    for (unsigned set = 0; set < 1u << g->m; set++)
        if (__builtin_popcount(set) < best && !reached(g, 0, set, false)) best = __builtin_popcount(set);
    return best;
}

static unsigned tie_of(const model *g, int i) {
    unsigned set = 0;
    for (int k = 0; k < g->m; k++)
        if ((g->from[k] == g->from[i] && g->to[k] == g->to[i]) || (g->from[k] == g->to[i] && g->to[k] == g->from[i]))
            set |= 1u << k;
    return set;
}

/* Sets of ties: a tie is counted by its first line. */
static int fewest_ties(const model *g) {
    int best = MOST_LINES;
    for (unsigned set = 0; set < 1u << g->m; set++) {
        unsigned lines = 0;
        bool firsts = true;
        for (int i = 0; i < g->m && firsts; i++) {
            if (!(set >> i & 1)) continue;
            firsts = !(tie_of(g, i) & ((1u << i) - 1));
            lines |= tie_of(g, i);
        }
        if (firsts && __builtin_popcount(set) < best && !reached(g, 0, lines, false)) best = __builtin_popcount(set);
    }
    return best;
}

/* ---- what the table says ---- */

static int most_number(const ent_table *table, const char *answer) {
    int most = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++)
        if (!strcmp(table_text(table, r, "answer"), answer)) most = (int)fmax(most, table_value(table, r, "number"));
    return most;
}

static int number_of(const char *id) {
    return atoi(id + 1);
}

/* The relations (or lost entities) of a cut as a set. */
static unsigned cut_of(const ent_table *table, const char *answer, const char *column) {
    unsigned set = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++)
        if (!strcmp(table_text(table, r, "answer"), answer)) set |= 1u << number_of(table_text(table, r, column));
    return set;
}

/* Ways of that kind run from v0 to v1 hop by hop, and no two share a vertex, a pair, or a relation. */
static void assert_separate(const ent_table *table, const char *answer, bool vertices, bool pairs) {
    bool used[MOST] = {false}, pair[MOST][MOST] = {{false}}, relation[MOST_LINES] = {false};
    int number = 0, hop = 0, at = 1;
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        if (strcmp(table_text(table, r, "answer"), answer) != 0) continue;
        int from = number_of(table_text(table, r, "from_id")), to = number_of(table_text(table, r, "to_id"));
        int cited = number_of(table_text(table, r, "relation"));
        assert_false(relation[cited]);
        relation[cited] = true;
        if (table_value(table, r, "number") == number && table_value(table, r, "hop") == hop) continue;
        if (table_value(table, r, "number") != number) {
            assert_int_equal(at, 1);
            assert_int_equal(from, 0);
            number++;
            hop = at = 0;
        }
        assert_int_equal(table_value(table, r, "number"), number);
        assert_int_equal(table_value(table, r, "hop"), ++hop);
        assert_int_equal(from, at);
        at = to;
        if (vertices && to != 1) assert_false(used[to]);
        used[to] = true;
        if (pairs) assert_false(pair[from][to] || pair[to][from]);
        pair[from][to] = true;
    }
    assert_int_equal(at, 1);
}

static ent_table *ask(const model *g, bool backwards, bool keep, const char *near, ent_status *status) {
    ent_graph *graph = build(g, backwards);
    ent_selection *selection = graph_select(graph, true, false);
    ent_id ends[] = {graph_find(graph, "v0"), graph_find(graph, "v1")};
    ent_view_options how = {.directed = g->directed, .parallel = keep ? ENT_PARALLEL_KEEP : ENT_PARALLEL_MERGE};
    ent_table *table;
    ent_error err = {0};
    *status = analysis_run("exits", selection, &how, ends, (const char *[]){near, "per-hop=0", NULL}, &table, &err);
    if (!table) fail_msg("%s", err.message);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return table;
}

static void compare(const model *g, bool keep, const char *near, int round) {
    ent_status status;
    ent_table *table = ask(g, round >> 1 & 1, keep, near, &status);
    bool adjacent = false, connected = reached(g, 0, 0, false);
    for (int i = 0; i < g->m; i++)
        adjacent = adjacent || (g->from[i] + g->to[i] == 1 && (!g->directed || g->symmetric[i] || g->from[i] == 0));
    assert_int_equal(status, connected ? ENT_OK : ENT_NO);
    if (connected) {
        const char *way = keep ? "relation-way" : "tie-way", *cut = keep ? "relation-cut" : "tie-cut";
        int entities = fewest_entities(g), lines = keep ? fewest_relations(g) : fewest_ties(g);
        if (most_number(table, "entity-way") != entities + adjacent || most_number(table, "entity-cut") != entities ||
            most_number(table, way) != lines || most_number(table, cut) != lines)
            fail_msg("round %d: %d + %d entities, %d %s; the table says %d, %d, %d, %d", round, entities, adjacent,
                     lines, cut, most_number(table, "entity-way"), most_number(table, "entity-cut"),
                     most_number(table, way), most_number(table, cut));
        assert_separate(table, "entity-way", true, false);
        assert_separate(table, way, false, !keep);
        unsigned lost = entities ? cut_of(table, "entity-cut", "lost") : 0;
        assert_int_equal(__builtin_popcount(lost), entities);
        assert_true(!(lost & 3) && !reached(g, lost, 0, true));
        assert_false(reached(g, 0, cut_of(table, cut, "relation"), false));
        assert_true(table_notes_say(table, "tied to each other") == adjacent);
    } else {
        assert_int_equal(ent_table_rows(table), 0);
        assert_true(table_notes_say(table, "no chain of relations leads from 'v0' to 'v1'"));
    }
    ent_table_free(table);
}

static void exits_equal_the_trial_of_all_sets(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        compare(&g, false, "near=A", round);
        compare(&g, true, "near=A", round);
        compare(&g, false, "near=B", round);
        compare(&g, true, "near=B", round);
    }
}

/* Ids decide between equal ways, so the order of the data changes nothing. */
static void the_order_of_the_data_changes_nothing(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        ent_status a, b;
        ent_table *x = ask(&g, false, round >> 1 & 1, "near=A", &a), *y = ask(&g, true, round >> 1 & 1, "near=A", &b);
        assert_int_equal(a, b);
        assert_int_equal(ent_table_rows(x), ent_table_rows(y));
        for (size_t r = 0; r < ent_table_rows(x); r++) {
            assert_string_equal(table_text(x, r, "answer"), table_text(y, r, "answer"));
            assert_string_equal(table_text(x, r, "from_id"), table_text(y, r, "from_id"));
            assert_string_equal(table_text(x, r, "to_id"), table_text(y, r, "to_id"));
        }
        ent_table_free(x);
        ent_table_free(y);
    }
}

/* ---- by hand ---- */

/* a - b - c - d: every one of b and c, of the three ties, would do; the nearest is taken. */
static void of_several_cuts_the_nearest_is_shown(void **state) {
    (void)state;
    model chain = {.n = 4, .m = 3, .from = {0, 2, 3}, .to = {2, 3, 1}};
    ent_status status;
    ent_table *table = ask(&chain, false, false, "near=A", &status);
    assert_int_equal(cut_of(table, "entity-cut", "lost"), 1u << 2);
    assert_int_equal(cut_of(table, "tie-cut", "relation"), 1u << 0);
    assert_true(table_notes_say(table, "nearest to 'v0', --near B shows the one nearest to 'v1'"));
    ent_table_free(table);
    table = ask(&chain, false, false, "near=B", &status);
    assert_int_equal(cut_of(table, "entity-cut", "lost"), 1u << 3);
    assert_int_equal(cut_of(table, "tie-cut", "relation"), 1u << 2);
    ent_table_free(table);
    model bare = {.n = 3, .m = 2, .from = {0, 2}, .to = {2, 1}};
    table = ask(&bare, false, false, "near=A", &status);
    assert_true(table_notes_say(table, "other sets of ties of that size"));
    ent_table_free(table);
}

static ent_table *between(const char *path, const char *a, const char *b, const ent_view_options *how,
                          const char *const *words, ent_status want) {
    ent_graph *graph = graph_file(path);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, a), graph_find(graph, b)};
    ent_table *table;
    assert_int_equal(analysis_run("exits", selection, how, ends, words, &table, NULL), want);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return table;
}

static void published_values(void **state) {
    (void)state;
    ent_table *table = between("graphs/classic/florentine.json", "Medici", "Strozzi", NULL, NULL, ENT_OK);
    assert_int_equal(most_number(table, "entity-way"), 3);
    assert_int_equal(most_number(table, "entity-cut"), 3);
    for (size_t r = 0; r < ent_table_rows(table); r++)
        assert_true(table_text(table, r, "evidence")[0] && table_text(table, r, "source")[0]);
    ent_table_free(table);
    table = between("graphs/korea-us-2022.json", "samsung", "PRK", NULL, NULL, ENT_OK);
    assert_string_equal(table_text(table, table_row(table, "answer", "entity-cut"), "lost"), "pyeongtaek_plant");
    ent_table_free(table);
    ent_view_options signed_only = {.no_structural = true};
    table = between("graphs/korea-us-2022.json", "samsung", "PRK", &signed_only, NULL, ENT_NO);
    assert_true(table_notes_say(table, "'Samsung Electronics' has no selected relation") ||
                table_notes_say(table, "no chain of relations"));
    ent_table_free(table);
    table = between("graphs/korea-us-2022.json", "lee", "PRK", NULL, NULL, ENT_NO);
    assert_int_equal(ent_table_rows(table), 0);
    ent_table_free(table);
}

static void one_and_the_same_is_refused(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "x", "country", "X");
    graph_entity(b, "l", "leader", "Leader");
    graph_relate(b, "l", "leads", "x", NULL);
    graph_relate(b, "x", "supports", "y", NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *plain = graph_select(graph, false, false), *lifted = graph_select(graph, false, true);
    ent_id same[] = {0, 0}, lift[] = {graph_find(graph, "l"), graph_find(graph, "x")};
    ent_table *table;
    ent_error err = {0};
    assert_int_equal(analysis_run("exits", plain, NULL, same, NULL, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "A and B are both 'X'");
    err = (ent_error){0};
    assert_int_equal(analysis_run("exits", lifted, NULL, lift, NULL, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "A and B both stand for 'X' under --lift");
    assert_null(table);
    ent_selection_free(plain);
    ent_selection_free(lifted);
    ent_graph_free(graph);
}

/* A targeted relation stands between its ends like an entity, areas do with --areas. */
static void targets_and_areas_stand_between(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "supports", "b", "r1", .area = "chips"});
    graph_relate(b, "c", "objects_to", "r1", "r2");
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, "a"), graph_find(graph, "b")};
    ent_table *table;
    assert_int_equal(analysis_run("exits", selection, NULL, ends, NULL, &table, NULL), ENT_OK);
    assert_string_equal(table_text(table, table_row(table, "answer", "entity-cut"), "lost"), "r1");
    ent_table_free(table);
    ent_view_options areas = {.areas = true};
    assert_int_equal(analysis_run("exits", selection, &areas, ends, NULL, &table, NULL), ENT_OK);
    assert_int_equal(most_number(table, "entity-way"), 2);
    assert_true(table_notes_say(table, "stand between as entities do"));
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exits_equal_the_trial_of_all_sets),    cmocka_unit_test(the_order_of_the_data_changes_nothing),
        cmocka_unit_test(of_several_cuts_the_nearest_is_shown), cmocka_unit_test(published_values),
        cmocka_unit_test(one_and_the_same_is_refused),          cmocka_unit_test(targets_and_areas_stand_between),
    };
    return cmocka_run_group_tests_name("exits", tests, NULL, NULL);
}
