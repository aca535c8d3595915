// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* diff: nothing between a graph and itself, exactly the edits between a graph and its edited copy, the same with the sides
 * exchanged, and no half answers when memory runs out or somebody says stop. */
#include "graphs.h"
#include "failing_memory.h"

static ent_diff_options preset(int by, int64_t movers) {
    ent_diff_options options;
    assert_int_equal(ent_options_init(ent_diff_about()->options, &options, sizeof options, NULL), ENT_OK);
    options.by = by;
    options.movers = movers;
    return options;
}

static size_t rows_with(const ent_table *table, const char *what, const char *change) {
    size_t count = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++)
        count += strcmp(table_text(table, r, "what"), what) == 0 && strcmp(table_text(table, r, "change"), change) == 0;
    return count;
}

/* ---- random graphs ---- */

static const char *const types[] = {"allied_with", "opposes", "sanctions", "member_of", "cooperates_with"};

/* Relations with ids, so that an edit can be told from a dropped and an added one. */
static ent_graph *random_graph(int entities, int lines) {
    ent_builder *builder = graph_start();
    char ids[3][16];
    for (int e = 0; e < entities; e++) {
        snprintf(ids[0], sizeof ids[0], "e%d", e);
        graph_entity(builder, ids[0], "country", ids[0]);
    }
    for (int k = 0; k < lines; k++) {
        snprintf(ids[0], sizeof ids[0], "e%d", chance(entities));
        snprintf(ids[1], sizeof ids[1], "e%d", chance(entities));
        snprintf(ids[2], sizeof ids[2], "x%d", k);
        graph_line(builder, (line){.source = ids[0], .target = ids[1], .type = types[chance(5)], .id = ids[2]});
    }
    return graph_finish(builder);
}

static ent_table *diff_of(const ent_graph *before, const ent_graph *after, const ent_diff_options *options,
                          bool different) {
    ent_selection *x = graph_select(before, true, false), *y = graph_select(after, true, false);
    ent_table *table = NULL;
    ent_error err = {0};
    ent_status status = ent_diff(x, y, options, NULL, &table, &err);
    if (!is_answer(status)) fail_msg("%s", err.message);
    assert_int_equal(status, different ? ENT_NO : ENT_OK);
    ent_selection_free(x);
    ent_selection_free(y);
    return table;
}

static void nothing_between_a_graph_and_itself(void **state) {
    (void)state;
    for (int round = 0; round < 20; round++) {
        uint64_t seed = state_of_chance;
        int entities = 1 + chance(12), lines = chance(40);
        ent_graph *graph = random_graph(entities, lines);
        state_of_chance = seed;
        (void)chance(12), (void)chance(40);
        ent_graph *twin = random_graph(entities, lines);
        for (int by = 0; by < 2; by++) {
            ent_diff_options options = preset(by, 10);
            ent_table *same = diff_of(graph, graph, &options, false), *equal = diff_of(graph, twin, &options, false);
            assert_int_equal(ent_table_rows(same) + ent_table_rows(equal), 0);
            ent_table_free(same);
            ent_table_free(equal);
        }
        ent_graph_free(twin);
        ent_graph_free(graph);
    }
}

static void nothing_between_nothing(void **state) {
    (void)state;
    ent_graph *none = graph_finish(graph_start()), *some = random_graph(3, 4);
    for (int by = 0; by < 2; by++) {
        ent_diff_options options = preset(by, 10);
        ent_table *table = diff_of(none, none, &options, false);
        assert_int_equal(ent_table_rows(table), 0);
        ent_table_free(table);
        table = diff_of(none, some, &options, true);
        assert_int_equal(rows_with(table, "entity", "added"), 3);
        assert_int_equal(ent_table_rows(table), 3 + rows_with(table, by ? "tie" : "relation", "added"));
        ent_table_free(table);
    }
    ent_graph_free(none);
    ent_graph_free(some);
}

/* ---- edits ---- */

typedef struct {
    size_t dropped, flipped, added, renamed;
} done;

/* Every relation and entity is edited at most once, so that each edit is one difference. */
static ent_graph *edited(const ent_graph *graph, done *what) {
    ent_edits *edits = NULL;
    ent_graph *out = NULL;
    ent_error err = {0};
    assert_int_equal(ent_edits_new(graph, &edits, NULL), ENT_OK);
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation row;
        ent_graph_relation(graph, k, &row);
        int which = chance(5);
        if (which == 0) {
            assert_int_equal(ent_edits_drop_relation(edits, k, NULL), ENT_OK);
            what->dropped++;
        } else if (which == 1 && row.sign != 0) {
            assert_int_equal(ent_edits_flip_relation(edits, k, NULL), ENT_OK);
            what->flipped++;
        }
    }
    for (ent_id e = 0; e < ent_graph_entities(graph); e++) {
        if (chance(4)) continue;
        assert_int_equal(ent_edits_set_attribute(edits, e, "bloc", "west", NULL), ENT_OK);
        what->renamed++;
    }
    for (int k = chance(6); k > 0; k--) {
        char id[16];
        snprintf(id, sizeof id, "new%d", k);
        ent_relation_record record = {.id = id,
                                      .type = types[chance(5)],
                                      .source = "e0",
                                      .target = "e1",
                                      .weight = NAN,
                                      .confidence = NAN,
                                      .date = "2001"};
        assert_int_equal(ent_edits_add_relation(edits, &record, NULL), ENT_OK);
        what->added++;
    }
    if (ent_edits_apply(edits, NULL, &out, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_edits_free(edits);
    return out;
}

static void edits_are_found_exactly(void **state) {
    (void)state;
    const ent_diff_options options = preset(ENT_DIFF_RELATION, 0);
    for (int round = 0; round < 60; round++) {
        done what = {0};
        int entities = 2 + chance(12);
        ent_graph *graph = random_graph(entities, chance(60)), *other = edited(graph, &what);
        bool different = what.dropped + what.flipped + what.added + what.renamed > 0;
        ent_table *there = diff_of(graph, other, &options, different),
                  *back = diff_of(other, graph, &options, different);
        assert_int_equal(rows_with(there, "relation", "added"), what.added);
        assert_int_equal(rows_with(there, "relation", "removed"), what.dropped);
        assert_int_equal(rows_with(there, "relation", "changed"), what.flipped);
        assert_int_equal(rows_with(there, "entity", "changed"), what.renamed);
        assert_int_equal(rows_with(back, "relation", "added"), what.dropped);
        assert_int_equal(rows_with(back, "relation", "removed"), what.added);
        assert_int_equal(rows_with(back, "relation", "changed"), what.flipped);
        assert_int_equal(ent_table_rows(there), ent_table_rows(back));
        for (size_t r = 0; r < ent_table_rows(there); r++)
            if (strcmp(table_text(there, r, "what"), "relation") == 0 &&
                strcmp(table_text(there, r, "change"), "changed") == 0)
                assert_string_equal(table_text(there, r, "changed"), "sign");
        ent_table_free(there);
        ent_table_free(back);
        ent_graph_free(other);
        ent_graph_free(graph);
    }
}

/* ---- memory, interruption ---- */

static void run_out(const ent_selection *x, const ent_selection *y, const ent_diff_options *options) {
    ent_table *table = NULL;
    assert_int_equal(ent_diff(x, y, options, NULL, &table, NULL), ENT_NO);
    char *whole = table_json(table);
    ent_table_free(table);
    for (int alone = 0; alone < 2; alone++) {
        once = alone;
        failed = true;
        for (long k = 0; failed; k++) {
            ent_error err = {0};
            table = NULL;
            failed = false;
            left = k;
            ent_status status = ent_diff(x, y, options, NULL, &table, &err);
            left = -1;
            if (status == ENT_NO) {
                char *answer = table_json(table);
                assert_string_equal(answer, whole);
                ent_free(answer);
            } else if (status != ENT_NOMEM || err.status != ENT_NOMEM || table) {
                fail_msg("allocation %ld: %d %s", k, (int)status, err.message);
            }
            ent_table_free(table);
        }
    }
    once = false;
    ent_free(whole);
}

static void stop_early(const ent_selection *x, const ent_selection *y, const ent_diff_options *options) {
    ent_status status = ENT_INTERRUPTED;
    long asked = 0;
    for (long after = 0; status == ENT_INTERRUPTED; after++) {
        long ticks = after;
        ent_monitor monitor = {count_down, &ticks};
        ent_table *table = NULL;
        status = ent_diff(x, y, options, &monitor, &table, NULL);
        assert_true((status == ENT_INTERRUPTED) == (table == NULL));
        asked = after;
        ent_table_free(table);
    }
    assert_int_equal(status, ENT_NO);
    assert_true(asked > 2);
}

static void no_half_answers(void **state) {
    (void)state;
    done what = {0};
    state_of_chance = 99;
    ent_graph *graph = random_graph(6, 20), *other = edited(graph, &what);
    ent_selection *x = graph_select(graph, true, false), *y = graph_select(other, false, false);
    for (int by = 0; by < 2; by++) {
        ent_diff_options options = preset(by, 2);
        run_out(x, y, &options);
        stop_early(x, y, &options);
    }
    ent_selection_free(x);
    ent_selection_free(y);
    ent_graph_free(other);
    ent_graph_free(graph);
}

/* A relation that targets another counts by what it targets; so do chains and rings of them. */
static void targeted_relations(void **state) {
    (void)state;
    const ent_diff_options options = preset(ENT_DIFF_RELATION, 10);
    ent_graph *graphs[2];
    for (int k = 0; k < 2; k++) {
        ent_builder *builder = graph_start();
        graph_relate(builder, k ? "B" : "A", "allied_with", k ? "A" : "B", k ? "one" : "eins");
        graph_relate(builder, "C", "opposes", k ? "one" : "eins", k ? "two" : "zwei");
        graph_relate(builder, "D", "supports", k ? "two" : "zwei", NULL);
        graph_relate(builder, "E", "supports", "ring2", "ring1");
        graph_relate(builder, "F", "supports", "ring1", "ring2");
        graphs[k] = graph_finish(builder);
    }
    ent_table *table = diff_of(graphs[0], graphs[1], &options, false);
    assert_int_equal(ent_table_rows(table), 0);
    ent_table_free(table);
    ent_graph_free(graphs[0]);
    ent_graph_free(graphs[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_between_a_graph_and_itself),
        cmocka_unit_test(nothing_between_nothing),
        cmocka_unit_test(edits_are_found_exactly),
        cmocka_unit_test(targeted_relations),
        cmocka_unit_test(no_half_answers),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
