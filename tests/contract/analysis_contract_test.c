// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* What every analysis owes, in one loop over the registry: it is documented, it can do without anything to analyse, it
 * answers the same bytes twice, it stops when told, and running out of memory at any point is a status. */
#include "graphs.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

/* Allocations left until one fails; negative: none does. Only what our own objects ask for is counted. */
static long left = -1;
static bool failed;

static bool refuse(void) {
    if (left < 0) return false;
    if (left-- > 0) return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size) {
    return refuse() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return refuse() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *block, size_t size) {
    return refuse() ? NULL : __real_realloc(block, size);
}

/* ---- graphs to run on ---------------------------------------------------------------------------------------------------- */

static ent_graph *null_graph(void) {
    return graph_finish(graph_start());
}

static ent_graph *one_vertex(void) {
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    return graph_finish(b);
}

static ent_graph *two_parts(void) {
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "b", NULL);
    graph_relate(b, "c", "warns", "d", NULL);
    graph_entity(b, "e", "country", "Alone");
    return graph_finish(b);
}

static ent_graph *only_loops(void) {
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "a", NULL);
    graph_relate(b, "a", "allied_with", "a", NULL);
    graph_relate(b, "b", "warns", "b", NULL);
    return graph_finish(b);
}

static ent_graph *parallels(void) {
    ent_builder *b = graph_start();
    for (int i = 0; i < 5; i++)
        graph_relate(b, i % 2 ? "a" : "b", i % 3 ? "supports" : "allied_with", i % 2 ? "b" : "a", NULL);
    return graph_finish(b);
}

/* A little of everything: areas, a targeted relation, leaders, dates, weights, both signs. */
static ent_graph *everything(void) {
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    graph_entity(b, "l", "leader", "Leader of Aland");
    graph_entity(b, "i", "issue", "chips");
    graph_line(b, (line){"a", "allied_with", "b", "r1", "chips", "2022-05", .weight = 2});
    graph_line(b, (line){"c", "objects_to", "r1", "r2", NULL, "2022-05-20", .confidence = .5});
    graph_line(b, (line){"l", "leads", "a", "r3", NULL, NULL, .weight = 1});
    graph_line(b, (line){"b", "warns", "c", "r4", "energy", "2021", .weight = 3});
    graph_line(b, (line){"b", "supports", "c", "r5", "Chips", "2023", .weight = -1});
    graph_line(b, (line){"d", "supports", "d", "r6", NULL, NULL, .weight = 1});
    return graph_finish(b);
}

static const struct {
    const char *name;
    ent_graph *(*make)(void);
} graphs[] = {
    {"null graph", null_graph}, {"one vertex", one_vertex}, {"two parts", two_parts},
    {"only loops", only_loops}, {"parallels", parallels},   {"everything", everything},
};
enum { GRAPHS = sizeof graphs / sizeof *graphs };

static const ent_view_options views[] = {
    {0},
    {.directed = true, .areas = true},
    {.weighting = ENT_WEIGHTING_WEIGHT, .parallel = ENT_PARALLEL_KEEP},
    {.no_structural = true, .weighting = ENT_WEIGHTING_COUNT},
};
enum { VIEWS = sizeof views / sizeof *views };

/* Arguments for any analysis: the first entities, as many as it has arguments; false when the graph has too few. */
static bool arguments_of(const ent_analysis *analysis, const ent_graph *graph, ent_id *entities) {
    size_t wanted = 0;
    while (analysis->arguments && analysis->arguments[wanted].name) wanted++;
    for (size_t i = 0; i < wanted; i++) entities[i] = (ent_id)i;
    return wanted <= ent_graph_entities(graph);
}

static bool is_answer(ent_status status) {
    return status == ENT_OK || status == ENT_NO;
}

/* ---- the contract ----------------------------------------------------------------------------------------------------------- */

static void every_entry_is_documented(void **state) {
    (void)state;
    assert_true(ent_analysis_count() >= 5);
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *a = ent_analysis_at(i);
        assert_true(a->name && a->name[0] && a->summary && a->summary[0] && a->detail && a->detail[0]);
        assert_true(a->cost && a->cost[0] && a->citation);
        assert_ptr_equal(ent_analysis_find(a->name), a);
        assert_true(a->columns && a->columns[0].name && a->examples && a->examples[0].line);
        for (const ent_column *c = a->columns; c->name; c++) {
            assert_true(c->help && c->help[0]);
            for (const ent_column *d = a->columns; d < c; d++) assert_string_not_equal(c->name, d->name);
        }
        for (const ent_option *o = a->options; o && o->name; o++) {
            assert_true(o->help && o->help[0]);
            assert_true(o->offset < a->options_size);
        }
        for (const ent_example *e = a->examples; e->line; e++) {
            assert_true(strncmp(e->line, a->name, strlen(a->name)) == 0 && e->says && e->says[0]);
        }
        for (const ent_argument *g = a->arguments; g && g->name; g++) assert_true(g->help && g->help[0]);
    }
    assert_null(ent_analysis_find("no such thing"));
    assert_null(ent_analysis_at(ent_analysis_count()));
}

/* Each answer has only columns that the entry documents, and notes that say what it rests on. */
static void assert_in_order(const ent_analysis *analysis, const ent_table *table) {
    for (size_t c = 0; c < ent_table_columns(table); c++) {
        ent_column column;
        const ent_column *documented = analysis->columns;
        ent_table_column(table, c, &column);
        while (documented->name && strcmp(documented->name, column.name) != 0) documented++;
        assert_non_null(documented->name);
        assert_int_equal(documented->type, column.type);
    }
    assert_string_equal(ent_table_name(table), analysis->name);
    assert_true(ent_table_notes(table) > 0);
}

static char *table_json(const ent_table *table) {
    ent_show show;
    char *text = NULL;
    assert_int_equal(ent_options_init(ent_show_options, &show, sizeof show, NULL), ENT_OK);
    show.format = ENT_FORMAT_JSON;
    assert_int_equal(ent_table_format(table, &show, &text, NULL, NULL), ENT_OK);
    return text;
}

static char *as_json(const ent_analysis *analysis, const ent_analysis_input *input, ent_status *status) {
    ent_table *table = NULL;
    ent_error err = {0};
    *status = ent_analysis_run(analysis, input, &table, &err);
    if (!table) {
        assert_false(*status == ENT_OK);
        assert_true(err.message[0] != '\0');
        return NULL;
    }
    assert_true(is_answer(*status));
    assert_in_order(analysis, table);
    char *text = table_json(table);
    ent_table_free(table);
    return text;
}

static void every_graph_gets_the_same_answer_twice(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_analysis_count(); i++)
        for (size_t g = 0; g < GRAPHS; g++)
            for (size_t v = 0; v < VIEWS; v++) {
                ent_graph *graph = graphs[g].make();
                ent_selection *selection = graph_select(graph, g % 2, g == GRAPHS - 1 && v % 2);
                ent_id entities[4];
                ent_status first, second;
                ent_analysis_input input = {.selection = selection, .view = views[v], .entities = entities};
                if (arguments_of(ent_analysis_at(i), graph, entities)) {
                    char *a = as_json(ent_analysis_at(i), &input, &first);
                    char *b = as_json(ent_analysis_at(i), &input, &second);
                    assert_int_equal(first, second);
                    if (!is_answer(first) && first != ENT_USAGE)
                        fail_msg("%s fails on %s", ent_analysis_at(i)->name, graphs[g].name);
                    if (a && b) assert_string_equal(a, b);
                    ent_free(a);
                    ent_free(b);
                }
                ent_selection_free(selection);
                ent_graph_free(graph);
            }
}

static void missing_arguments_are_a_usage_error(void **state) {
    (void)state;
    ent_graph *graph = two_parts();
    ent_selection *selection = graph_select(graph, false, false);
    ent_id nobody[] = {0, ENT_NONE, ENT_NONE}, none[] = {ENT_NONE, ENT_NONE};
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *analysis = ent_analysis_at(i);
        ent_table *table = NULL;
        if (!analysis->arguments) continue;
        ent_analysis_input input = {.selection = selection};
        assert_int_equal(ent_analysis_run(analysis, &input, &table, NULL), ENT_USAGE);
        input.entities = analysis->arguments[1].name ? nobody : none;
        assert_int_equal(ent_analysis_run(analysis, &input, &table, NULL), ENT_USAGE);
        assert_null(table);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* Ticks until the monitor says stop. */
static bool count_down(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    assert_true(stage && stage[0]);
    long *ticks = context;
    return (*ticks)-- > 0;
}

static void every_analysis_stops_when_told(void **state) {
    (void)state;
    ent_graph *graph = everything();
    ent_selection *selection = graph_select(graph, false, false);
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        ent_id entities[4];
        bool stopped = false;
        assert_true(arguments_of(ent_analysis_at(i), graph, entities));
        for (long allowed = 0; allowed < 50; allowed++) {
            long ticks = allowed;
            ent_monitor monitor = {count_down, &ticks};
            ent_analysis_input input = {.selection = selection, .entities = entities, .monitor = &monitor};
            ent_table *table = NULL;
            ent_error err = {0};
            ent_status status = ent_analysis_run(ent_analysis_at(i), &input, &table, &err);
            assert_true(is_answer(status) ? table != NULL : status == ENT_INTERRUPTED && table == NULL);
            stopped = stopped || status == ENT_INTERRUPTED;
            ent_table_free(table);
        }
        if (!stopped && strcmp(ent_analysis_at(i)->name, "centrality") != 0) /* igraph asks only now and then */
            fail_msg("%s never asks whether to go on", ent_analysis_at(i)->name);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* Fail the k-th allocation, for every k, until the answer needs no more than k. An answer in spite of a failure (a block
 * that was not made smaller) must be the whole answer. */
static void run_out_of_memory(const ent_analysis *analysis, const ent_analysis_input *input) {
    ent_table *table = NULL;
    assert_true(is_answer(ent_analysis_run(analysis, input, &table, NULL)));
    char *whole = table_json(table);
    ent_table_free(table);
    failed = true;
    for (long k = 0; failed; k++) {
        ent_error err = {0};
        table = NULL;
        failed = false;
        left = k;
        ent_status status = ent_analysis_run(analysis, input, &table, &err);
        left = -1;
        if (is_answer(status)) {
            char *answer = table_json(table);
            assert_string_equal(answer, whole);
            ent_free(answer);
        } else if (status != ENT_NOMEM || err.status != ENT_NOMEM || table) {
            fail_msg("%s, allocation %ld: %d", analysis->name, k, (int)status);
        }
        ent_table_free(table);
    }
    ent_free(whole);
}

static void out_of_memory_is_a_status(void **state) {
    (void)state;
    ent_graph *graph = everything();
    ent_selection *selection = graph_select(graph, false, false);
    const char *const measures[] = {"measure=degree,strength,betweenness,closeness,harmonic,eigenvector,pagerank",
                                    NULL};
    const char *const k_paths[] = {"k=3", "max-length=3", NULL}, *const strong[] = {"strong", NULL};
    for (size_t i = 0; i < ent_analysis_count(); i++)
        for (size_t v = 0; v < VIEWS; v++) {
            const ent_analysis *analysis = ent_analysis_at(i);
            const char *const *words = !strcmp(analysis->name, "centrality")   ? measures
                                       : !strcmp(analysis->name, "paths")      ? k_paths
                                       : !strcmp(analysis->name, "components") ? strong
                                                                               : NULL;
            ent_id entities[4];
            void *options = analysis_options(analysis, words);
            assert_true(arguments_of(analysis, graph, entities));
            ent_analysis_input input = {.selection = selection, .view = views[v], .entities = entities};
            run_out_of_memory(analysis, &input);
            input.options = options;
            if (!(views[v].directed && words == measures)) run_out_of_memory(analysis, &input);
            if (analysis->options) ent_options_clear(analysis->options, options);
            free(options);
        }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_documented),           cmocka_unit_test(every_graph_gets_the_same_answer_twice),
        cmocka_unit_test(missing_arguments_are_a_usage_error), cmocka_unit_test(every_analysis_stops_when_told),
        cmocka_unit_test(out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests_name("analysis contract", tests, NULL, NULL);
}
