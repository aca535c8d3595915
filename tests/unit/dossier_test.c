// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* dossier, show --radius and similar with all their options: small and empty graphs, relations on relations, sections
 * against a twin that looks at every pair of relations, memory that runs out anywhere, and stopping. */
#include "sweep.h"

/* ---- sections against a twin ------------------------------------------------------------------------------------------------ */

enum { PEOPLE = 5, LINES = 12, ROUNDS = 150 };
static const char *const types[] = {"supports", "warns", "allied_with", "member_of"};
static const char *const kinds[] = {"country", "country", "country", "framework", "country"};

typedef struct {
    int from, to, type;
    bool on_relation; /* `to` is the number of an earlier relation */
} row;

static bool between(const row *r, int x, int y) {
    return !r->on_relation && ((r->from == x && r->to == y) || (r->from == y && r->to == x));
}

static bool ends_at(const row *r, int x) {
    return r->from == x || (!r->on_relation && r->to == x);
}

/* The third of a relation of x to somebody other than y, or -1. */
static int third_of(const row *r, int x, int y) {
    if (r->on_relation || (r->from == x) == (r->to == x)) return -1;
    int third = r->from == x ? r->to : r->from;
    return third == y ? -1 : third;
}

static bool alike(const row *r, const row *s, int x, int y) {
    int third = third_of(r, x, y);
    if (third < 0 || third_of(s, y, x) != third) return false;
    if (r->from == x && s->from == y && strcmp(kinds[third], "framework") == 0) return true;
    return r->type == s->type && ((r->from == x) == (s->from == y) || r->type == 2);
}

static const char *section_of(const row *rows, int m, int k) {
    const row *r = &rows[k];
    if (between(r, 0, 1)) return "direct";
    if (r->on_relation) {
        const row *target = &rows[r->to];
        bool on_other = (r->from == 0 && ends_at(target, 1)) || (r->from == 1 && ends_at(target, 0));
        return between(target, 0, 1) || on_other ? "about" : "";
    }
    for (int i = 0; i < m; i++)
        if (alike(r, &rows[i], 0, 1) || alike(r, &rows[i], 1, 0)) return "shared";
    return "";
}

static void sections_equal_the_twin(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        row rows[LINES];
        int m = 1 + chance(LINES), expected = 0;
        char from[8], to[8], id[8];
        ent_builder *b = graph_start();
        for (int v = 0; v < PEOPLE; v++) {
            snprintf(id, sizeof id, "v%d", v);
            graph_entity(b, id, kinds[v], id);
        }
        for (int i = 0; i < m; i++) {
            rows[i] = (row){chance(PEOPLE), chance(PEOPLE), chance(4), i > 0 && chance(4) == 0};
            if (rows[i].on_relation) rows[i].to = chance(i);
            snprintf(from, sizeof from, "v%d", rows[i].from);
            snprintf(to, sizeof to, "%c%d", rows[i].on_relation ? 'e' : 'v', rows[i].to);
            snprintf(id, sizeof id, "e%d", i);
            graph_relate(b, from, types[rows[i].type], to, id);
        }
        ent_graph *graph = graph_finish(b);
        ent_selection *selection = graph_select(graph, true, false);
        ent_table *table = NULL;
        ent_status status = analysis_run("dossier", selection, NULL, (ent_id[]){0, 1}, NULL, &table, NULL);
        for (int i = 0; i < m; i++) {
            const char *section = section_of(rows, m, i);
            snprintf(id, sizeof id, "e%d", i);
            if (!section[0]) continue;
            expected++;
            assert_string_equal(table_text(table, table_row(table, "relation", id), "section"), section);
        }
        assert_int_equal(ent_table_rows(table), expected);
        assert_int_equal(status, expected ? ENT_OK : ENT_NO);
        ent_table_free(table);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* ---- every option with little memory, and stopped ---------------------------------------------------------------------------- */

static ent_graph *everything(void) {
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    graph_entity(b, "b", "country", "Bland");
    graph_entity(b, "l", "leader", "Leader of Aland");
    graph_line(b, (line){"a", "allied_with", "b", "r1", "chips", "2022-05", .weight = 2});
    graph_line(b, (line){"c", "objects_to", "r1", "r2", NULL, "2022-05-20", .confidence = .5});
    graph_line(b, (line){"l", "leads", "a", "r3", NULL, NULL, .weight = 1});
    graph_line(b, (line){"b", "warns", "c", "r4", "energy", "2021", .weight = 3});
    graph_line(b, (line){"l", "warns", "c", "r5", "Chips", "2023", .weight = 1});
    graph_line(b, (line){"l", "supports", "b", "r6", NULL, NULL, .weight = 1});
    graph_line(b, (line){"d", "supports", "c", "r7", NULL, NULL, .weight = 1});
    return graph_finish(b);
}

static const struct {
    const char *name;
    const char *words[4];
} calls[] = {
    {"dossier", {NULL}},
    {"show", {NULL}},
    {"show", {"radius=2", NULL}},
    {"similar", {"predict", NULL}},
    {"similar", {"along=in", NULL}},
    {"similar", {"relations", "limit=2", NULL}},
};
enum { CALLS = sizeof calls / sizeof *calls };

static void each_call(void (*test)(const ent_analysis *, const ent_analysis_input *)) {
    ent_graph *graph = everything();
    for (int lift = 0; lift < 2; lift++) {
        ent_selection *selection = graph_select(graph, false, lift);
        for (size_t i = 0; i < CALLS; i++) {
            const ent_analysis *analysis = ent_analysis_find(calls[i].name);
            void *options = analysis_options(analysis, calls[i].words);
            ent_id ends[] = {0, 1};
            ent_analysis_input input = {.selection = selection, .entities = ends, .options = options};
            test(analysis, &input);
            if (analysis->options) ent_options_clear(analysis->options, options);
            free(options);
        }
        ent_selection_free(selection);
    }
    ent_graph_free(graph);
}

static void stop(const ent_analysis *analysis, const ent_analysis_input *input) {
    ent_table *table = NULL;
    long ticks = 0;
    ent_monitor monitor = {count_down, &ticks};
    ent_analysis_input watched = *input;
    watched.monitor = &monitor;
    assert_int_equal(ent_analysis_run(analysis, &watched, &table, NULL), ENT_INTERRUPTED);
    assert_null(table);
}

static void out_of_memory_is_a_status(void **state) {
    (void)state;
    each_call(run_out_of_memory);
}

static void every_call_can_be_stopped(void **state) {
    (void)state;
    each_call(stop);
}

static void one_vertex_and_the_same_entity_twice(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, true, false);
    const char *words[] = {"radius=3", NULL};
    ent_id ends[] = {0, 0};
    ent_table *table = NULL;
    ent_error err = {0};
    assert_int_equal(analysis_run("show", selection, NULL, ends, words, &table, NULL), ENT_NO);
    assert_true(table_notes_say(table, "1 vertex, 0 edges, 0 alter-alter ties ("));
    ent_table_free(table);
    assert_int_equal(analysis_run("dossier", selection, NULL, ends, NULL, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "both sides of the dossier are 'Aland'");
    assert_null(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_equal_the_twin),
        cmocka_unit_test(out_of_memory_is_a_status),
        cmocka_unit_test(every_call_can_be_stopped),
        cmocka_unit_test(one_vertex_and_the_same_entity_twice),
    };
    return cmocka_run_group_tests_name("dossier", tests, NULL, NULL);
}
