// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=ent_view_new,--wrap=ent_selection_free
/* What every analysis owes, in one loop over the registry: it is documented, it can do without anything to analyse, it
 * answers the same bytes twice, it stops when told, and running out of memory at any point is a status. */
#include "analysis_cases.h"
#include "sweep.h"

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

/* ---- views that are made ----------------------------------------------------------------------------------------------------- */

/* Selections that were looked at since `seen` was cleared, and how often one was looked at again. */
static struct {
    const ent_selection *selections[200];
    size_t count, again;
} seen;

ent_status __real_ent_view_new(const ent_selection *, const ent_view_options *, ent_view **, ent_error *);
ent_status __wrap_ent_view_new(const ent_selection *, const ent_view_options *, ent_view **, ent_error *);
void __real_ent_selection_free(ent_selection *);
void __wrap_ent_selection_free(ent_selection *);

ent_status __wrap_ent_view_new(const ent_selection *selection, const ent_view_options *options, ent_view **out,
                               ent_error *err) {
    for (size_t k = 0; k < seen.count; k++) seen.again += seen.selections[k] == selection;
    if (seen.count < sizeof seen.selections / sizeof *seen.selections) seen.selections[seen.count++] = selection;
    return __real_ent_view_new(selection, options, out, err);
}

/* Another may come to lie where this one lay. */
void __wrap_ent_selection_free(ent_selection *selection) {
    for (size_t k = 0; k < seen.count; k++)
        if (seen.selections[k] == selection) seen.selections[k] = NULL;
    __real_ent_selection_free(selection);
}

/* ---- what the entries promise ------------------------------------------------------------------------------------------- */

/* The words of a case with the entities of everything() for e00, e01, ... and its relations for r00, r01, ... */
static void *case_options(const analysis_case *c) {
    static const char *const entities[] = {"a", "l", "i", "b", "c", "d"};
    static char words[6][200]; /* the options borrow them */
    const char *pointers[7] = {NULL};
    for (int i = 0; i < 6 && c->words[i]; i++) {
        const char *value = strchr(c->words[i], '=');
        snprintf(words[i], sizeof words[i], "%s", c->words[i]);
        if (c->named && value && value[1] == 'e')
            snprintf(words[i], sizeof words[i], "%.*s%s", (int)(value + 1 - c->words[i]), c->words[i],
                     entities[value[3] - '0']);
        if (c->named && value && value[1] == 'r')
            snprintf(words[i], sizeof words[i], "%.*sr%c", (int)(value + 1 - c->words[i]), c->words[i], value[3]);
        pointers[i] = words[i];
    }
    void *options = NULL;
    const ent_analysis *analysis = ent_analysis_find(c->analysis);
    if (analysis->options) options = analysis_options(analysis, pointers);
    return options;
}

static void free_options(const ent_analysis *analysis, void *options) {
    if (analysis->options && options) ent_options_clear(analysis->options, options);
    free(options);
}

static const ent_term *term_of(const ent_analysis *analysis, const char *name) {
    for (const ent_term *t = analysis->terms; t && t->name; t++)
        if (strcmp(t->name, name) == 0) return t;
    return NULL;
}

/* A measure is defined by the analysis that offers it, or by another that does. */
static bool defined_somewhere(const char *name) {
    for (size_t i = 0; i < ent_analysis_count(); i++)
        if (term_of(ent_analysis_at(i), name)) return true;
    return false;
}

static void every_term_is_complete(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *a = ent_analysis_at(i);
        for (const ent_term *t = a->terms; t && t->name; t++) {
            if (!t->name[0] || !t->definition || !t->definition[0] || !t->formula || !t->source || !t->cost ||
                !t->cost[0])
                fail_msg("%s: the term '%s' is not complete", a->name, t->name);
            if (term_of(a, t->name) != t) fail_msg("%s: two terms are called '%s'", a->name, t->name);
        }
        for (const ent_option *o = a->options; o && o->name; o++) {
            if (strcmp(o->name, "measure") != 0 && strcmp(o->name, "method") != 0) continue;
            for (const char *const *choice = o->choices; choice && *choice; choice++)
                if (strcmp(*choice, "all") != 0 && !defined_somewhere(*choice))
                    fail_msg("%s: --%s %s is no term", a->name, o->name, *choice);
        }
    }
}

static bool names_seed(const ent_table *table, const char *seed) {
    for (size_t k = 0; k < ent_table_notes(table); k++) {
        const char *note = ent_table_note_text(table, k);
        if (strstr(note, "seed") && strstr(note, seed)) return true;
    }
    return false;
}

/* With its presets, or with a case of the list, an analysis that takes a seed uses it and says which. */
static void seeds_are_named(void **state) {
    (void)state;
    ent_graph *graph = everything();
    ent_selection *selection = graph_select(graph, false, false);
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *a = ent_analysis_at(i);
        bool named = false;
        ent_id entities[4];
        const ent_option *seed = a->options ? ent_option_find(a->options, "seed") : NULL;
        if (!seed) continue;
        assert_string_equal(seed->preset, "42");
        assert_true(arguments_of(a, graph, entities));
        for (size_t k = 0; k <= ANALYSIS_CASES && !named; k++) {
            analysis_case c = k ? analysis_cases[k - 1] : (analysis_case){.analysis = a->name};
            if (strcmp(c.analysis, a->name) != 0) continue;
            const char *const numbers[] = {"42", "7"};
            bool both = true;
            for (int n = 0; n < 2; n++) {
                void *options = case_options(&c);
                ent_table *table = NULL;
                assert_int_equal(ent_option_set(seed, options, numbers[n], NULL), ENT_OK);
                ent_analysis_input input = {.selection = selection, .entities = entities, .options = options};
                ent_status status = ent_analysis_run(a, &input, &table, NULL);
                assert_true(is_answer(status) || status == ENT_USAGE || status == ENT_CALC);
                both = both && table && names_seed(table, numbers[n]);
                ent_table_free(table);
                free_options(a, options);
            }
            named = both;
        }
        if (!named) fail_msg("%s takes a seed and no note names it", a->name);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* How often each entity was spoken of. */
typedef struct {
    size_t said[64];
} hearing;

static ent_status hear(void *context, ent_id entity, const char *value, ent_error *err) {
    hearing *h = context;
    (void)err;
    assert_true(entity < 64 && value && value[0]);
    h->said[entity]++;
    return ENT_OK;
}

/* Entities without an equivalent are in no class. */
static bool leaves_some_out(const ent_analysis *analysis) {
    return strcmp(analysis->name, "equivalents") == 0;
}

static void annotations_are_of_each_entity_once(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_analysis_count(); i++)
        for (size_t g = 0; g < GRAPHS; g++) {
            const ent_analysis *a = ent_analysis_at(i);
            ent_graph *graph = graphs[g].make();
            ent_selection *selection = graph_select(graph, g % 2, false);
            hearing h = {{0}};
            ent_annotator annotator = {hear, &h};
            ent_id entities[4];
            ent_table *table = NULL;
            ent_analysis_input input = {.selection = selection, .entities = entities, .annotator = &annotator};
            if (arguments_of(a, graph, entities) && is_answer(ent_analysis_run(a, &input, &table, NULL))) {
                const ent_id *rows;
                size_t total = 0, count = ent_selection_entities(selection, &rows);
                for (size_t e = 0; e < 64; e++) total += h.said[e];
                for (size_t k = 0; k < count && a->annotates; k++)
                    if (h.said[rows[k]] != 1 && !(leaves_some_out(a) && h.said[rows[k]] == 0))
                        fail_msg("%s speaks of an entity of %s %zu times", a->name, graphs[g].name, h.said[rows[k]]);
                if (total != (a->annotates ? count : 0) && !(leaves_some_out(a) && total < count))
                    fail_msg("%s speaks of %zu entities", a->name, total);
            }
            ent_table_free(table);
            ent_selection_free(selection);
            ent_graph_free(graph);
        }
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

/* Whether the caller wants to hear of an error does not change the answer. */
static void assert_same_unheard(const ent_analysis *analysis, const ent_analysis_input *input, ent_status heard) {
    ent_table *table = NULL;
    ent_status status = ent_analysis_run(analysis, input, &table, NULL);
    if (status != heard)
        fail_msg("%s ends with %d without an error to fill, else with %d", analysis->name, status, heard);
    ent_table_free(table);
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
                    assert_same_unheard(ent_analysis_at(i), &input, first);
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

/* Whatever is asked in whatever view: a selection is gone through once, and other views are made from that one. Not by trend:
 * each of its values is what another analysis answers when it is asked about the period. */
static void no_selection_is_drawn_twice(void **state) {
    (void)state;
    ent_graph *graph = everything();
    ent_selection *selection = graph_select(graph, false, false);
    ent_id entities[4];
    size_t looked = 0;
    for (size_t k = 0; k < ent_analysis_count() + ANALYSIS_CASES; k++) {
        bool preset = k < ent_analysis_count();
        analysis_case c =
            preset ? (analysis_case){.analysis = ent_analysis_at(k)->name} : analysis_cases[k - ent_analysis_count()];
        const ent_analysis *analysis = ent_analysis_find(c.analysis);
        if (!analysis || strcmp(c.analysis, "trend") == 0) continue;
        assert_true(arguments_of(analysis, graph, entities));
        for (size_t v = 0; v < VIEWS; v++) {
            void *options = case_options(&c);
            ent_analysis_input input = {
                .selection = selection, .view = views[v], .entities = entities, .options = options};
            ent_table *table = NULL;
            memset(&seen, 0, sizeof seen);
            ent_analysis_run(analysis, &input, &table, NULL);
            looked += seen.count;
            if (seen.again) fail_msg("%s %s draws a selection %zu times more", c.analysis, c.words[0], seen.again);
            ent_table_free(table);
            free_options(analysis, options);
        }
    }
    assert_true(looked > ANALYSIS_CASES);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void missing_arguments_are_a_usage_error(void **state) {
    (void)state;
    ent_graph *graph = two_parts();
    ent_selection *selection = graph_select(graph, false, false);
    ent_id nobody[] = {0, ENT_NONE, ENT_NONE}, none[] = {ENT_NONE, ENT_NONE};
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *analysis = ent_analysis_at(i);
        ent_table *table = NULL;
        if (!analysis->arguments || analysis->arguments[0].name[0] == '[') continue;
        ent_analysis_input input = {.selection = selection};
        assert_int_equal(ent_analysis_run(analysis, &input, &table, NULL), ENT_USAGE);
        const char *second = analysis->arguments[1].name;
        input.entities = second && second[0] != '[' ? nobody : none;
        assert_int_equal(ent_analysis_run(analysis, &input, &table, NULL), ENT_USAGE);
        assert_null(table);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* An analysis that must be told something (what-if: what is to change) is refused with its presets. */
static bool needs_options(const ent_analysis *analysis, const ent_analysis_input *input) {
    ent_table *table = NULL;
    bool refused = ent_analysis_run(analysis, input, &table, NULL) == ENT_USAGE;
    ent_table_free(table);
    return refused && analysis->options;
}

/* Allow more and more ticks: each run ends with an answer or with ENT_INTERRUPTED and nothing. Whether it ever asked. */
static bool stops(const ent_analysis *analysis, const ent_analysis_input *input) {
    bool stopped = false, answered = false;
    for (long allowed = 0; allowed < 2000 && !answered; allowed += allowed < 40 ? 1 : 37) {
        long ticks = allowed;
        ent_monitor monitor = {count_down, &ticks};
        ent_analysis_input asked = *input;
        ent_table *table = NULL;
        ent_error err = {0};
        asked.monitor = &monitor;
        ent_status status = ent_analysis_run(analysis, &asked, &table, &err);
        answered = is_answer(status);
        if (answered ? table == NULL : status != ENT_INTERRUPTED || table != NULL)
            fail_msg("%s ends with %d (%s) when told to stop", analysis->name, (int)status, err.message);
        stopped = stopped || status == ENT_INTERRUPTED;
        ent_table_free(table);
    }
    return stopped;
}

static void every_analysis_stops_when_told(void **state) {
    (void)state;
    ent_graph *graph = everything();
    ent_selection *selection = graph_select(graph, false, false);
    ent_id entities[4];
    for (size_t i = 0; i < ent_analysis_count(); i++) {
        const ent_analysis *a = ent_analysis_at(i);
        assert_true(arguments_of(a, graph, entities));
        ent_analysis_input input = {.selection = selection, .entities = entities};
        if (needs_options(a, &input)) continue;
        if (!stops(a, &input) && strcmp(a->name, "centrality") != 0) /* igraph asks only now and then */
            fail_msg("%s never asks whether to go on", a->name);
    }
    for (size_t k = 0; k < ANALYSIS_CASES; k++) {
        const ent_analysis *a = ent_analysis_find(analysis_cases[k].analysis);
        if (!a) continue;
        ent_analysis_input input = {
            .selection = selection, .entities = entities, .options = case_options(&analysis_cases[k])};
        ent_table *table = NULL;
        ent_error err = {0};
        assert_true(arguments_of(a, graph, entities));
        ent_status status = ent_analysis_run(a, &input, &table, &err);
        assert_same_unheard(a, &input, status);
        if (is_answer(status)) stops(a, &input);
        ent_table_free(table);
        free_options(a, (void *)(uintptr_t)input.options);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void out_of_memory_is_a_status(void **state) {
    (void)state;
    ent_graph *graph = everything();
    ent_selection *selection = graph_select(graph, false, false);
    ent_id entities[4];
    for (size_t k = 0; k < ent_analysis_count() + ANALYSIS_CASES; k++) {
        bool preset = k < ent_analysis_count();
        analysis_case c =
            preset ? (analysis_case){.analysis = ent_analysis_at(k)->name} : analysis_cases[k - ent_analysis_count()];
        const ent_analysis *analysis = ent_analysis_find(c.analysis);
        if (!analysis) continue;
        assert_true(arguments_of(analysis, graph, entities));
        for (size_t v = 0; v < VIEWS; v++) {
            void *options = case_options(&c);
            ent_analysis_input input = {.selection = selection, .view = views[v], .entities = entities};
            ent_table *table = NULL;
            input.options = preset ? NULL : options;
            /* a case is swept in one view, a preset in all */
            bool sweep = preset ? !needs_options(analysis, &input) : v == k % VIEWS;
            if (sweep && (preset || is_answer(ent_analysis_run(analysis, &input, &table, NULL))))
                run_out_of_memory(analysis, &input);
            ent_table_free(table);
            free_options(analysis, options);
        }
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_documented),
        cmocka_unit_test(every_graph_gets_the_same_answer_twice),
        cmocka_unit_test(no_selection_is_drawn_twice),
        cmocka_unit_test(missing_arguments_are_a_usage_error),
        cmocka_unit_test(every_analysis_stops_when_told),
        cmocka_unit_test(out_of_memory_is_a_status),
        cmocka_unit_test(every_term_is_complete),
        cmocka_unit_test(seeds_are_named),
        cmocka_unit_test(annotations_are_of_each_entity_once),
    };
    return cmocka_run_group_tests_name("analysis contract", tests, NULL, NULL);
}
