/* Brokers against a twin that deletes every vertex and every relation in turn and counts what is left, and counts open
 * pairs from the matrix; published values; what is refused. */
#include "graphs.h"

enum { MOST = 8, MOST_LINES = 14, ROUNDS = 120, ROLES = 5 };

typedef struct model {
    int n, m;
    int from[MOST_LINES], to[MOST_LINES], kind[MOST];
    bool symmetric[MOST_LINES], structural[MOST_LINES];
} model;

static const char *const kinds[] = {"country", "leader", "firm"};
static const char *const roles[] = {"coordinator", "itinerant", "representative", "gatekeeper", "liaison"};
static model random_model(void) {
    model g = {.n = 1 + chance(MOST)};
    g.m = chance(MOST_LINES + 1);
    for (int v = 0; v < g.n; v++) g.kind[v] = chance(3);
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.symmetric[i] = chance(4) == 0;
        g.structural[i] = chance(6) == 0;
    }
    return g;
}

/* Forwards or backwards: the answer may not depend on the order. */
static ent_graph *build(const model *g, bool backwards) {
    ent_builder *b = graph_start();
    char id[16], to[16];
    for (int k = 0; k < g->n; k++) {
        int v = backwards ? g->n - 1 - k : k;
        snprintf(id, sizeof id, "v%d", v);
        graph_entity(b, id, kinds[g->kind[v]], id);
    }
    for (int k = 0; k < g->m; k++) {
        int i = backwards ? g->m - 1 - k : k;
        char name[16];
        snprintf(id, sizeof id, "v%d", g->from[i]);
        snprintf(to, sizeof to, "v%d", g->to[i]);
        snprintf(name, sizeof name, "r%d", i);
        graph_line(
            b, (line){id, g->symmetric[i] ? "allied_with" : "supports", to, name, .sign = g->structural[i] ? 2 : 0});
    }
    return graph_finish(b);
}

/* ---- the twin ---- */

typedef struct twin {
    const model *g;
    bool structural;                               /* structural relations count */
    int without_vertex, without_line, without_tie; /* -1: none; a tie by one of its lines */
} twin;

static bool counts(const twin *t, int i) {
    const model *g = t->g;
    if (g->structural[i] && !t->structural) return false;
    if (i == t->without_line || g->from[i] == t->without_vertex || g->to[i] == t->without_vertex) return false;
    if (t->without_tie < 0) return true;
    int a = g->from[t->without_tie], b = g->to[t->without_tie];
    return !((g->from[i] == a && g->to[i] == b) || (g->from[i] == b && g->to[i] == a));
}

/* Fill seen[] with what hangs together with start; returns how many. */
static int reach(const twin *t, int start, bool *seen) {
    int count = 1;
    seen[start] = true;
    for (bool more = true; more;) {
        more = false;
        for (int i = 0; i < t->g->m; i++) {
            int a = t->g->from[i], b = t->g->to[i];
            if (!counts(t, i) || seen[a] == seen[b]) continue;
            seen[a] = seen[b] = more = true;
            count++;
        }
    }
    return count;
}

static int parts_without(const twin *t, int v) {
    bool whole[MOST] = {false}, seen[MOST] = {false};
    twin less = *t;
    int parts = 0;
    less.without_vertex = v;
    reach(t, v, whole);
    for (int u = 0; u < t->g->n; u++) {
        if (u == v || !whole[u] || seen[u]) continue;
        reach(&less, u, seen);
        parts++;
    }
    return parts;
}

/* Vertices on the side of line i's source when it (or its tie) is gone; 0 when that is no loss. */
static int side_without(const twin *t, int i, bool tie) {
    bool seen[MOST] = {false};
    twin less = *t;
    if (tie)
        less.without_tie = i;
    else
        less.without_line = i;
    int count = reach(&less, t->g->from[i], seen);
    return seen[t->g->to[i]] ? 0 : count;
}

static void arcs_of(const twin *t, bool arc[MOST][MOST]) {
    memset(arc, 0, sizeof(bool) * MOST * MOST);
    for (int i = 0; i < t->g->m; i++) {
        if (!counts(t, i)) continue;
        arc[t->g->from[i]][t->g->to[i]] = true;
        if (t->g->symmetric[i]) arc[t->g->to[i]][t->g->from[i]] = true;
    }
}

static void roles_of(const twin *t, int v, int count[ROLES]) {
    bool arc[MOST][MOST];
    const int *kind = t->g->kind;
    arcs_of(t, arc);
    memset(count, 0, sizeof(int) * ROLES);
    for (int a = 0; a < t->g->n; a++)
        for (int c = 0; c < t->g->n; c++) {
            if (a == c || a == v || c == v || !arc[a][v] || !arc[v][c] || arc[a][c]) continue;
            bool ab = kind[a] == kind[v], bc = kind[v] == kind[c], ac = kind[a] == kind[c];
            count[ab && bc ? 0 : !ab && !bc && ac ? 1 : ab ? 2 : bc ? 3 : 4]++;
        }
}

/* ---- the comparison ---- */

static void expect(double want, double got, const char *what, int v, int round) {
    if (want != got) fail_msg("%s of v%d is %g, the twin says %g (round %d)", what, v, got, want, round);
}

static void compare_vertices(const twin *t, const ent_table *table, const ent_table *measured, int round) {
    for (int v = 0; v < t->g->n; v++) {
        char id[16];
        int count[ROLES], sum = 0, single = 0, ties = 0;
        snprintf(id, sizeof id, "v%d", v);
        size_t row = table_row(table, "id", id), other = table_row(measured, "id", id);
        expect(parts_without(t, v), table_value(table, row, "parts"), "parts", v, round);
        expect(parts_without(t, v) > 1, ent_table_int(table, row, (size_t)ent_table_find_column(table, "articulation")),
               "articulation", v, round);
        for (int i = 0; i < t->g->m; i++) {
            if (!counts(t, i) || (t->g->from[i] != v && t->g->to[i] != v)) continue;
            single += side_without(t, i, false) > 0;
            bool first = true; /* of its tie */
            for (int k = 0; k < i; k++)
                first = first && !(counts(t, k) && ((t->g->from[k] == t->g->from[i] && t->g->to[k] == t->g->to[i]) ||
                                                    (t->g->from[k] == t->g->to[i] && t->g->to[k] == t->g->from[i])));
            ties += first && side_without(t, i, true) > 0;
        }
        expect(single, table_value(table, row, "bridges"), "bridges", v, round);
        expect(ties, table_value(table, row, "tie_bridges"), "tie bridges", v, round);
        roles_of(t, v, count);
        for (int r = 0; r < ROLES; r++) {
            expect(count[r], table_value(table, row, roles[r]), roles[r], v, round);
            sum += count[r];
        }
        expect(sum, table_value(table, row, "brokered"), "pairs", v, round);
        assert_true(fabs(table_value(table, row, "betweenness") - table_value(measured, other, "betweenness")) < 1e-9);
    }
}

static void compare_bridges(const twin *t, const ent_selection *selection, const char *const *words, int round) {
    ent_table *table;
    size_t found = 0;
    bool ties = words[1] && strcmp(words[1], "tie-bridges") == 0;
    ent_status status = analysis_run("brokers", selection, NULL, NULL, words, &table, NULL);
    for (int i = 0; i < t->g->m; i++) {
        int side = counts(t, i) ? side_without(t, i, ties) : 0;
        char id[16], source[16];
        if (!side) continue;
        found++;
        snprintf(id, sizeof id, "r%d", i);
        snprintf(source, sizeof source, "v%d", t->g->from[i]);
        size_t row = table_row(table, "relation", id);
        bool forward = strcmp(table_text(table, row, "from_id"), source) == 0;
        expect(side, table_value(table, row, forward ? "from_side" : "to_side"), "side", t->g->from[i], round);
    }
    assert_int_equal(ent_table_rows(table), found);
    assert_int_equal(status, found ? ENT_OK : ENT_NO);
    ent_table_free(table);
}

/* Every listed pair is open, has its role, and is quoted with relations that are there. */
static void compare_pairs(const twin *t, const ent_selection *selection, const ent_table *table, int round) {
    int v = chance(t->g->n), count[ROLES];
    char of[32];
    const char *words[] = {of, "per-hop=0", NULL};
    ent_table *pairs;
    snprintf(of, sizeof of, "of=v%d", v);
    roles_of(t, v, count);
    int total = count[0] + count[1] + count[2] + count[3] + count[4];
    ent_status status = analysis_run("brokers", selection, NULL, NULL, words, &pairs, NULL);
    assert_int_equal(status, total ? ENT_OK : ENT_NO);
    size_t rows = ent_table_rows(pairs);
    expect(total, rows ? table_value(pairs, rows - 1, "pair") : 0, "listed pairs", v, round);
    for (size_t r = 0; r < rows; r++) {
        const char *name = table_text(pairs, r, "role");
        size_t place = table_row(table, "id", of + 3);
        assert_true(table_value(table, place, name) > 0);
        assert_string_equal(table_text(pairs, r, table_value(pairs, r, "hop") == 1 ? "to_id" : "from_id"), of + 3);
    }
    ent_table_free(pairs);
}

static void brokers_equal_their_twins(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model();
        twin t = {&g, round & 1, -1, -1, -1};
        ent_graph *graph = build(&g, round >> 1 & 1);
        ent_selection *selection = graph_select(graph, true, false);
        ent_view_options how = {.no_structural = !t.structural};
        ent_table *table, *measured;
        const char *const in[] = {"structural", NULL}, *const between[] = {"measure=betweenness", NULL};
        assert_int_equal(analysis_run("brokers", selection, NULL, NULL, t.structural ? in : NULL, &table, NULL),
                         ENT_OK);
        assert_int_equal(analysis_run("centrality", selection, &how, NULL, between, &measured, NULL), ENT_OK);
        compare_vertices(&t, table, measured, round);
        if (t.structural) {
            compare_bridges(&t, selection, (const char *[]){"bridges", "structural", NULL}, round);
            compare_bridges(&t, selection, (const char *[]){"bridges", "tie-bridges", "structural", NULL}, round);
        } else {
            compare_bridges(&t, selection, (const char *[]){"bridges", NULL}, round);
            compare_pairs(&t, selection, table, round);
        }
        ent_table_free(table);
        ent_table_free(measured);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* ---- published values ---- */

typedef struct fixture {
    ent_graph *graph;
    ent_selection *selection;
    ent_table *table;
} fixture;

static fixture ask(const char *path, const char *const *words) {
    fixture f = {.graph = graph_file(path)};
    ent_error err = {0};
    f.selection = graph_select(f.graph, false, false);
    if (analysis_run("brokers", f.selection, NULL, NULL, words, &f.table, &err) != ENT_OK) fail_msg("%s", err.message);
    return f;
}

static void drop(fixture *f) {
    ent_table_free(f->table);
    ent_selection_free(f->selection);
    ent_graph_free(f->graph);
}

static void the_roles_of_gould_and_fernandez(void **state) {
    (void)state;
    static const int want[4][ROLES] = {{0, 1, 0, 1, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 1, 0}, {0, 1, 1, 0, 0}};
    fixture f = ask("graphs/classic/gould-fernandez.json", (const char *[]){"group=group", NULL});
    for (int v = 0; v < 4; v++) {
        char id[16];
        snprintf(id, sizeof id, "v%d", v + 1);
        for (int r = 0; r < ROLES; r++)
            assert_int_equal(table_value(f.table, table_row(f.table, "id", id), roles[r]), want[v][r]);
    }
    assert_true(table_notes_say(f.table, "2 groups by the attribute 'group'"));
    drop(&f);
}

static void assert_articulation(const ent_table *table, const char *const *names, size_t count) {
    size_t points = 0, column = (size_t)ent_table_find_column(table, "articulation");
    for (size_t r = 0; r < ent_table_rows(table); r++) points += ent_table_int(table, r, column) != 0;
    assert_int_equal(points, count);
    for (size_t i = 0; i < count; i++) assert_true(ent_table_int(table, table_row(table, "id", names[i]), column));
}

static void the_marriages_of_florence(void **state) {
    (void)state;
    static const char *const points[] = {"Albizzi", "Guadagni", "Medici", "Salviati"};
    static const char *const bridges[][2] = {{"Acciaiuoli", "Medici"},
                                             {"Albizzi", "Ginori"},
                                             {"Guadagni", "Lamberteschi"},
                                             {"Medici", "Salviati"},
                                             {"Pazzi", "Salviati"}};
    fixture f = ask("graphs/classic/florentine.json", NULL);
    for (size_t i = 0; i < 4; i++) {
        size_t row = table_row(f.table, "name", points[i]);
        assert_true(ent_table_int(f.table, row, (size_t)ent_table_find_column(f.table, "articulation")));
    }
    size_t medici = table_row(f.table, "name", "Medici");
    assert_true(fabs(table_value(f.table, medici, "betweenness") - 47.5) < 1e-6);
    assert_true(fabs(table_value(f.table, medici, "constraint") - .2098765) < 1e-6);
    assert_int_equal(table_value(f.table, medici, "parts"), 3);
    drop(&f);
    f = ask("graphs/classic/florentine.json", (const char *[]){"bridges", NULL});
    assert_int_equal(ent_table_rows(f.table), 5);
    for (size_t i = 0; i < 5; i++) {
        bool found = false;
        for (size_t r = 0; r < 5; r++) {
            const char *a = table_text(f.table, r, "from"), *b = table_text(f.table, r, "to");
            found = found || (!strcmp(a, bridges[i][0]) && !strcmp(b, bridges[i][1])) ||
                    (!strcmp(b, bridges[i][0]) && !strcmp(a, bridges[i][1]));
            assert_true(table_text(f.table, r, "evidence")[0] && table_text(f.table, r, "source")[0]);
        }
        if (!found) fail_msg("no bridge %s - %s", bridges[i][0], bridges[i][1]);
    }
    drop(&f);
}

static void the_first_graph(void **state) {
    (void)state;
    static const char *const points[] = {
        "CHN",      "KOR",     "biden", "kaoc", "kongjaksa", "presidential_office", "pyeongtaek_plant",
        "sullivan", "yongsan", "yoon"};
    fixture f = ask("graphs/korea-us-2022.json", (const char *[]){"structural", NULL});
    assert_int_equal(ent_table_rows(f.table), 30);
    assert_articulation(f.table, points, sizeof points / sizeof *points);
    assert_true(table_notes_say(f.table, "20 structural relations (sign 0) taken in"));
    drop(&f);
    f = ask("graphs/korea-us-2022.json", NULL);
    assert_true(table_notes_say(f.table, "20 structural relations (sign 0) left out: "));
    assert_true(table_notes_say(f.table, "located in 5"));
    /* without the building and the office there is nothing to stand between */
    size_t office = table_row(f.table, "id", "presidential_office");
    assert_int_equal(table_value(f.table, office, "betweenness"), 0);
    drop(&f);
}

/* ---- what makes no sense ---- */

static void assert_refused(const ent_selection *selection, const ent_view_options *view, const char *const *words,
                           const char *message) {
    ent_table *table;
    ent_error err = {0};
    assert_int_equal(analysis_run("brokers", selection, view, NULL, words, &table, &err), ENT_USAGE);
    assert_null(table);
    if (!strstr(err.message, message)) fail_msg("'%s' is not '%s'", err.message, message);
}

static void questions_that_make_no_sense_are_refused(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "b", NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_view_options out = {.no_structural = true};
    assert_refused(selection, &out, (const char *[]){"structural", NULL}, "--structural and --no-structural");
    assert_refused(selection, NULL, (const char *[]){"bridges", "of=a", NULL}, "two questions");
    assert_refused(selection, NULL, (const char *[]){"role=liaison", NULL}, "pairs of one entity");
    assert_refused(selection, NULL, (const char *[]){"tie-bridges", NULL}, "list of bridges");
    assert_refused(selection, NULL, (const char *[]){"of=nobody", NULL}, "nobody");
    assert_refused(selection, NULL, (const char *[]){"group=colour", NULL}, "no attribute 'colour'");
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void nothing_to_broker_is_an_answer(void **state) {
    (void)state;
    ent_graph *graph = graph_finish(graph_start());
    ent_selection *selection = graph_select(graph, true, false);
    ent_table *table;
    assert_int_equal(analysis_run("brokers", selection, NULL, NULL, NULL, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 0);
    ent_table_free(table);
    assert_int_equal(analysis_run("brokers", selection, NULL, NULL, (const char *[]){"bridges", NULL}, &table, NULL),
                     ENT_NO);
    assert_non_null(table);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* A relation that another one targets stands between its ends, and the limit of pairs is said. */
static void targets_stand_between_and_limits_are_said(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "b", "r1");
    graph_relate(b, "c", "objects_to", "r1", "r2");
    graph_relate(b, "b", "supports", "d", "r3");
    graph_relate(b, "b", "supports", "e", "r4");
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table;
    assert_int_equal(analysis_run("brokers", selection, NULL, NULL, NULL, &table, NULL), ENT_OK);
    size_t r1 = table_row(table, "id", "r1");
    assert_string_equal(table_text(table, r1, "kind"), "relation");
    assert_int_equal(table_value(table, r1, "parts"), 3);
    assert_int_equal(table_value(table, r1, "bridges"), 3);
    ent_table_free(table);
    assert_int_equal(
        analysis_run("brokers", selection, NULL, NULL, (const char *[]){"of=b", "limit=1", NULL}, &table, NULL),
        ENT_OK);
    assert_int_equal(ent_table_rows(table), 2);
    assert_true(table_notes_say(table, "1 further pair"));
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* Of several relations the first by date, then by id says from where to where a bridge leads. */
static void a_bridge_leads_the_same_way_in_any_order(void **state) {
    (void)state;
    for (int backwards = 0; backwards < 2; backwards++) {
        ent_builder *b = graph_start();
        for (int i = 0; i < 2; i++) {
            bool first = i == backwards;
            graph_relate(b, first ? "a" : "b", first ? "supports" : "warns", first ? "b" : "a", first ? "r1" : "r2");
        }
        ent_graph *graph = graph_finish(b);
        ent_selection *selection = graph_select(graph, false, false);
        const char *const words[] = {"bridges", "tie-bridges", NULL};
        ent_table *table;
        assert_int_equal(analysis_run("brokers", selection, NULL, NULL, words, &table, NULL), ENT_OK);
        assert_string_equal(table_text(table, 0, "relation"), "r1");
        assert_string_equal(table_text(table, 0, "from"), "a");
        assert_string_equal(table_text(table, 0, "way"), "->");
        ent_table_free(table);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brokers_equal_their_twins),
        cmocka_unit_test(the_roles_of_gould_and_fernandez),
        cmocka_unit_test(the_marriages_of_florence),
        cmocka_unit_test(the_first_graph),
        cmocka_unit_test(questions_that_make_no_sense_are_refused),
        cmocka_unit_test(nothing_to_broker_is_an_answer),
        cmocka_unit_test(targets_stand_between_and_limits_are_said),
        cmocka_unit_test(a_bridge_leads_the_same_way_in_any_order),
    };
    return cmocka_run_group_tests_name("brokers", tests, NULL, NULL);
}
