/* Small graphs for tests of views and analyses, made through the builder; every helper fails the test when it must. */
#ifndef TESTS_GRAPHS_H
#define TESTS_GRAPHS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/analyse.h>
#include <entente/read.h>

#define UNUSED __attribute__((unused))

/* Random numbers that are the same in every run and on every machine: 0 .. below - 1. */
static UNUSED uint64_t state_of_chance = 7;

static UNUSED int chance(int below) {
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (int)((state_of_chance >> 33) % (uint64_t)below);
}

static UNUSED ent_builder *graph_start(void) {
    ent_vocabulary *vocabulary = NULL;
    ent_builder *builder = NULL;
    assert_int_equal(ent_vocabulary_default(&vocabulary, NULL), ENT_OK);
    assert_int_equal(ent_builder_new(vocabulary, NULL, false, &builder, NULL), ENT_OK);
    ent_vocabulary_free(vocabulary);
    assert_int_equal(ent_builder_begin_file(builder, "test", true, NULL), ENT_OK);
    return builder;
}

static UNUSED void graph_entity(ent_builder *builder, const char *id, const char *kind, const char *name) {
    ent_entity_record record = {.id = id, .kind = kind, .name = name};
    assert_int_equal(ent_builder_add_entity(builder, &record, NULL), ENT_OK);
}

/* One relation; 0 stands for "not given", a weight or confidence of 0 is written as -1. */
typedef struct line {
    const char *source, *type, *target, *id, *area, *date;
    double weight, confidence;
    int sign; /* 2: structural by hand */
} line;

static double given_number(double value) {
    return value == 0 ? NAN : value < 0 ? 0 : value;
}

static UNUSED void graph_line(ent_builder *builder, line l) {
    ent_relation_record record = {.id = l.id,
                                  .type = l.type,
                                  .source = l.source,
                                  .target = l.target,
                                  .date = l.date,
                                  .areas = &l.area,
                                  .area_count = l.area != NULL,
                                  .has_sign = l.sign != 0,
                                  .sign = l.sign == 2 ? 0 : l.sign,
                                  .weight = given_number(l.weight),
                                  .confidence = given_number(l.confidence)};
    assert_int_equal(ent_builder_add_relation(builder, &record, NULL), ENT_OK);
}

/* The plain case: an id or NULL, and nothing else. */
static UNUSED void graph_relate(ent_builder *builder, const char *source, const char *type, const char *target,
                                const char *id) {
    graph_line(builder, (line){.source = source, .type = type, .target = target, .id = id});
}

static UNUSED ent_graph *graph_finish(ent_builder *builder) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_builder_finish(builder, &graph, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_builder_free(builder);
    return graph;
}

static UNUSED ent_graph *graph_file(const char *path) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    ent_read how = {0};
    if (ent_read_files(&path, 1, &how, NULL, &graph, &err) != ENT_OK) fail_msg("%s: %s", path, err.message);
    return graph;
}

/* A selection with two flags; all else preset. */
static UNUSED ent_selection *graph_select(const ent_graph *graph, bool isolates, bool lift) {
    ent_select how;
    ent_selection *selection = NULL;
    ent_error err = {0};
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    how.isolates = isolates;
    how.lift = lift;
    if (ent_selection_new(graph, &how, &selection, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_options_clear(ent_select_options, &how);
    return selection;
}

static UNUSED ent_id graph_find(const ent_graph *graph, const char *name) {
    ent_id entity = ENT_NONE;
    ent_error err = {0};
    if (ent_graph_find_entity(graph, name, &entity, &err) != ENT_OK) fail_msg("%s", err.message);
    return entity;
}

/* Set an analysis' options from words: "normalized", "measure=degree,pagerank", ... up to a NULL. The caller frees. */
static UNUSED void *analysis_options(const ent_analysis *analysis, const char *const *words) {
    ent_error err = {0};
    if (!analysis->options) return NULL;
    void *options = malloc(analysis->options_size);
    assert_non_null(options);
    assert_int_equal(ent_options_init(analysis->options, options, analysis->options_size, &err), ENT_OK);
    for (; words && *words; words++) {
        char name[64];
        const char *value = strchr(*words, '=');
        snprintf(name, sizeof name, "%.*s", (int)(value ? value - *words : (long)strlen(*words)), *words);
        const ent_option *row = ent_option_find(analysis->options, name);
        if (!row) fail_msg("no option %s", name);
        if (ent_option_set(row, options, value ? value + 1 : NULL, &err) != ENT_OK) fail_msg("%s", err.message);
    }
    return options;
}

/* Run an analysis by name; the status is the caller's to judge. */
static UNUSED ent_status analysis_run(const char *name, const ent_selection *selection, const ent_view_options *view,
                                      const ent_id *entities, const char *const *words, ent_table **out,
                                      ent_error *err) {
    const ent_analysis *analysis = ent_analysis_find(name);
    assert_non_null(analysis);
    void *options = analysis_options(analysis, words);
    ent_analysis_input input = {.selection = selection, .entities = entities, .options = options};
    if (view) input.view = *view;
    *out = NULL;
    ent_status status = ent_analysis_run(analysis, &input, out, err);
    if (analysis->options) ent_options_clear(analysis->options, options);
    free(options);
    return status;
}

/* The row whose text in that column is `text`. */
static UNUSED size_t table_row(const ent_table *table, const char *column, const char *text) {
    long c = ent_table_find_column(table, column);
    assert_true(c >= 0);
    for (size_t r = 0; r < ent_table_rows(table); r++)
        if (strcmp(ent_table_text(table, r, (size_t)c), text) == 0) return r;
    fail_msg("no row has %s = %s", column, text);
    return 0;
}

static UNUSED double table_value(const ent_table *table, size_t row, const char *column) {
    long c = ent_table_find_column(table, column);
    if (c < 0) fail_msg("no column %s", column);
    return ent_table_real(table, row, (size_t)c);
}

static UNUSED const char *table_text(const ent_table *table, size_t row, const char *column) {
    long c = ent_table_find_column(table, column);
    if (c < 0) fail_msg("no column %s", column);
    return ent_table_text(table, row, (size_t)c);
}

static UNUSED bool table_notes_say(const ent_table *table, const char *words) {
    for (size_t k = 0; k < ent_table_notes(table); k++)
        if (strstr(ent_table_note_text(table, k), words)) return true;
    return false;
}

/* The whole table as json; the caller frees it with ent_free. */
static UNUSED char *table_json(const ent_table *table) {
    ent_show show;
    char *text = NULL;
    assert_int_equal(ent_options_init(ent_show_options, &show, sizeof show, NULL), ENT_OK);
    show.format = ENT_FORMAT_JSON;
    assert_int_equal(ent_table_format(table, &show, &text, NULL, NULL), ENT_OK);
    return text;
}

static UNUSED bool is_answer(ent_status status) {
    return status == ENT_OK || status == ENT_NO;
}

/* A monitor's tick, whose context is the number of ticks (a long) until it says stop. */
static UNUSED bool count_down(void *context, const char *stage, uint64_t done, uint64_t total) {
    assert_true(stage && stage[0]);
    assert_true(total == 0 || done <= total);
    long *ticks = context;
    return (*ticks)-- > 0;
}

#endif
