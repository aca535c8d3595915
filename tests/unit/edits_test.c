// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Edits: a graph without changes is the same graph; what is dropped takes along what hangs on it; signs, attributes and
 * additions are as asked for; and subsets of selections keep their entities. */
#include "graphs.h"
#include "failing_memory.h"
#include "graph_compare.h"

#include <dirent.h>
#include <entente/write.h>
#include <jansson.h>

#include "base/buffer.h"
#include "model/edits.h"

static char *as_text(const ent_graph *graph) {
    char *text = NULL;
    assert_int_equal(ent_writer_find("json")->write(graph, NULL, &text, NULL, NULL), ENT_OK);
    return text;
}

static ent_edits *edits_of(const ent_graph *graph) {
    ent_edits *edits = NULL;
    assert_int_equal(ent_edits_new(graph, &edits, NULL), ENT_OK);
    return edits;
}

static ent_graph *applied(ent_edits *edits) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_edits_apply(edits, NULL, &graph, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_edits_free(edits);
    return graph;
}

static void assert_same_after_nothing(const char *path) {
    ent_graph *graph = graph_file(path), *copy = applied(edits_of(graph));
    const char *difference = graph_difference(graph, copy);
    if (difference) fail_msg("%s: %s", path, difference);
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_place a, b;
        const char *x = ent_graph_relation_place(graph, k, &a), *y = ent_graph_relation_place(copy, k, &b);
        assert_string_equal(x, y);
        assert_memory_equal(&a, &b, sizeof a);
    }
    ent_graph_free(copy);
    ent_graph_free(graph);
}

static void no_edit_changes_nothing(void **state) {
    (void)state;
    DIR *folder = opendir("tests/data/good");
    assert_non_null(folder);
    int files = 0;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        char path[600];
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "tests/data/good/%s", entry->d_name);
        assert_same_after_nothing(path);
        files++;
    }
    closedir(folder);
    assert_true(files > 10);
    assert_same_after_nothing("graphs/korea-us-2022.json");
    assert_same_after_nothing("graphs/frameworks.json");
}

/* a - b, c about that, d about c's; b - c; b warns c. */
static ent_graph *small(void) {
    ent_builder *b = graph_start();
    ent_entity_record a = {
        .id = "a", .kind = "country", .name = "Aland", .attributes = "{\"n\": 1.50, \"bloc\": \"x\"}"};
    assert_int_equal(ent_builder_add_entity(b, &a, NULL), ENT_OK);
    graph_relate(b, "a", "allied_with", "b", "r1");
    graph_relate(b, "c", "objects_to", "r1", "r2");
    graph_relate(b, "d", "supports", "r2", "r3");
    graph_relate(b, "b", "supports", "c", "r4");
    graph_relate(b, "b", "warns", "c", "r5");
    graph_relate(b, "a", "located_in", "e", "r6");
    return graph_finish(b);
}

static bool has(const ent_graph *graph, const char *id) {
    return ent_graph_find_relation(graph, id) != ENT_NONE;
}

static void what_hangs_on_a_dropped_relation_goes_too(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_edits *edits = edits_of(graph);
    assert_int_equal(ent_edits_drop_relation(edits, ent_graph_find_relation(graph, "r1"), NULL), ENT_OK);
    ent_graph *changed = applied(edits);
    assert_int_equal(ent_graph_relations(changed), 3);
    assert_true(has(changed, "r4") && has(changed, "r5") && has(changed, "r6"));
    assert_int_equal(ent_graph_relations(graph), 6);
    ent_graph_free(changed);
    ent_graph_free(graph);
}

static void a_dropped_entity_takes_its_relations_along(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_edits *edits = edits_of(graph);
    assert_int_equal(ent_edits_drop_entity(edits, graph_find(graph, "a"), NULL), ENT_OK);
    ent_graph *changed = applied(edits);
    assert_int_equal(ent_graph_relations(changed), 2);
    assert_int_equal(ent_graph_entities(changed), 2);
    assert_int_equal(ent_graph_find_entity(changed, "a", &(ent_id){0}, NULL), ENT_USAGE);
    ent_graph_free(changed);
    ent_graph_free(graph);
}

static int sign_of(const ent_graph *graph, const char *id) {
    ent_relation row;
    ent_graph_relation(graph, ent_graph_find_relation(graph, id), &row);
    return row.sign;
}

static void signs_flip_and_flip_back(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_edits *edits = edits_of(graph);
    ent_error err = {0};
    assert_int_equal(ent_edits_flip_relation(edits, ent_graph_find_relation(graph, "r4"), NULL), ENT_OK);
    assert_int_equal(ent_edits_flip_relation(edits, ent_graph_find_relation(graph, "r5"), NULL), ENT_OK);
    assert_int_equal(ent_edits_flip_relation(edits, ent_graph_find_relation(graph, "r5"), NULL), ENT_OK);
    assert_int_equal(ent_edits_flip_relation(edits, ent_graph_find_relation(graph, "r6"), &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "'r6' is structural"));
    assert_int_equal(ent_edits_flip_relation(edits, ent_graph_find_relation(graph, "r6"), NULL), ENT_USAGE);
    ent_graph *changed = applied(edits);
    assert_int_equal(sign_of(changed, "r4"), -1);
    assert_int_equal(sign_of(changed, "r5"), -1);
    assert_int_equal(sign_of(graph, "r4"), 1);
    ent_graph_free(changed);
    ent_graph_free(graph);
}

static void relations_can_be_added(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_edits *edits = edits_of(graph);
    const char *area = "chips";
    ent_evidence_record evidence = {.summary = "so they say"};
    ent_relation_record record = {.type = "supports",
                                  .source = "Aland",
                                  .target = "new one",
                                  .areas = &area,
                                  .area_count = 1,
                                  .evidence = &evidence,
                                  .evidence_count = 1,
                                  .weight = NAN,
                                  .confidence = .5};
    assert_int_equal(ent_edits_add_relation(edits, &record, NULL), ENT_OK);
    ent_graph *changed = applied(edits);
    ent_relation row;
    ent_evidence said;
    assert_int_equal(ent_graph_relations(changed), 7);
    ent_graph_relation(changed, 6, &row);
    ent_graph_evidence(changed, row.evidence_first, &said);
    assert_int_equal(row.source, graph_find(changed, "a"));
    assert_int_equal(row.target, graph_find(changed, "new one"));
    assert_string_equal(ent_graph_relation_area(changed, 6, 0), "chips");
    assert_string_equal(said.summary, "so they say");
    ent_graph_free(changed);
    ent_graph_free(graph);
}

static void count_finding(void *context, const ent_finding *finding) {
    (void)finding;
    ++*(int *)context;
}

/* small() has undeclared entities, of which nothing is said again; the addition's impossible date is. */
static void only_findings_about_additions_are_told(void **state) {
    (void)state;
    ent_graph *graph = small(), *changed = NULL;
    ent_edits *edits = edits_of(graph);
    int findings = 0;
    ent_sink sink = {count_finding, &findings};
    assert_int_equal(ent_edits_apply(edits, &sink, &changed, NULL), ENT_OK);
    assert_int_equal(findings, 0);
    ent_graph_free(changed);
    ent_relation_record record = {
        .type = "supports", .source = "a", .target = "b", .date = "2022-13", .weight = NAN, .confidence = NAN};
    assert_int_equal(ent_edits_add_relation(edits, &record, NULL), ENT_OK);
    assert_int_equal(ent_edits_apply(edits, &sink, &changed, NULL), ENT_BAD_INPUT);
    assert_int_equal(findings, 1);
    ent_edits_free(edits);
    ent_graph_free(graph);
}

static void attributes_are_set_on_any_entity(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_edits *edits = edits_of(graph);
    assert_int_equal(ent_edits_set_attribute(edits, graph_find(graph, "a"), "bloc", "old", NULL), ENT_OK);
    assert_int_equal(ent_edits_set_attribute(edits, graph_find(graph, "a"), "bloc", "y", NULL), ENT_OK);
    assert_int_equal(ent_edits_set_attribute(edits, graph_find(graph, "d"), "community", "2", NULL), ENT_OK);
    ent_graph *changed = applied(edits);
    ent_entity row;
    ent_graph_entity(changed, graph_find(changed, "a"), &row);
    assert_string_equal(row.attributes, "{\"n\": 1.50, \"bloc\": \"y\"}");
    ent_graph_entity(changed, graph_find(changed, "d"), &row);
    assert_string_equal(row.attributes, "{\"community\": \"2\"}");
    ent_graph_entity(graph, graph_find(graph, "a"), &row);
    assert_string_equal(row.attributes, "{\"n\": 1.50, \"bloc\": \"x\"}");
    ent_graph_free(changed);
    ent_graph_free(graph);
}

/* Every exchange is compared with what jansson makes of it. */
static void attribute_text_agrees_with_jansson(void **state) {
    (void)state;
    static const char *const objects[] = {
        "{}",
        "{ }",
        "{\"a\":1}",
        "{\"b\": [1, {\"a\": 2}], \"a\": \"x, }\"}",
        "{\"a\": {\"a\": 1}, \"b\": 2}",
        "{\"\\u0061\": null, \"c\": \"\\\"}\"}",
        "{\"b\":1e5 , \"a\" : [ ] }",
        "{\"a\": \"\", \"a,\": {}}",
        "{\n  \"c\": true,\n  \"a\": 12\n}",
    };
    static const char *const values[] = {"new", "quote \" and } and \\", NULL};
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            ent_buffer text = {0};
            ent_attributes_with(&text, objects[i], "a", values[v]);
            json_t *got = json_loads(text.data, 0, NULL), *want = json_loads(objects[i], 0, NULL);
            if (!got) fail_msg("%s becomes %s", objects[i], text.data);
            if (values[v])
                json_object_set_new(want, "a", json_string(values[v]));
            else
                json_object_del(want, "a");
            if (!json_equal(got, want)) fail_msg("%s becomes %s", objects[i], text.data);
            json_decref(got);
            json_decref(want);
            ent_buffer_clear(&text);
        }
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    ent_graph *graph = small();
    char *before = as_text(graph);
    failed = true;
    for (long k = 0; failed; k++) {
        ent_graph *changed = NULL;
        ent_edits *edits = NULL;
        ent_error err = {0};
        failed = false;
        left = k;
        ent_relation_record record = {
            .type = "supports", .source = "a", .target = "z", .weight = NAN, .confidence = NAN};
        ent_status status = ent_edits_new(graph, &edits, &err);
        if (!status) status = ent_edits_add_relation(edits, &record, &err);
        if (!status) status = ent_edits_set_attribute(edits, 0, "bloc", "y", &err);
        if (!status) status = ent_edits_apply(edits, NULL, &changed, &err);
        left = -1;
        if (!failed || status == ENT_OK) /* a block that could not be made smaller is no failure */
            assert_true(status == ENT_OK && ent_graph_relations(changed) == 7);
        else
            assert_true(status == ENT_NOMEM && !changed && err.status == ENT_NOMEM);
        ent_graph_free(changed);
        ent_edits_free(edits);
    }
    char *after = as_text(graph);
    assert_string_equal(before, after);
    ent_free(before);
    ent_free(after);
    ent_graph_free(graph);
}

/* ---- subsets and options of selections ---- */

static void impossible_dates_fail_without_an_error_to_fill(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_select how;
    ent_selection *selection = NULL;
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    assert_int_equal(ent_option_set(ent_option_find(ent_select_options, "since"), &how, "2023", NULL), ENT_OK);
    assert_int_equal(ent_option_set(ent_option_find(ent_select_options, "until"), &how, "2022", NULL), ENT_OK);
    assert_int_equal(ent_selection_new(graph, &how, &selection, NULL), ENT_USAGE);
    assert_null(selection);
    ent_graph_free(graph);
}

static void subsets_keep_their_entities(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_selection *whole = graph_select(graph, false, false), *part = NULL;
    const ent_id *rows, *all;
    uint8_t keep[] = {0, 1, 1, 1, 0, 1}; /* r2 and r3 hang on r1 */
    failed = true;
    for (long k = 0; failed; k++) {
        failed = false;
        left = k;
        ent_status status = ent_selection_subset(whole, keep, &part, NULL);
        left = -1;
        assert_int_equal(status, failed ? ENT_NOMEM : ENT_OK);
    }
    assert_int_equal(ent_selection_relations(part, &rows), 2);
    assert_int_equal(rows[0], 3);
    assert_int_equal(rows[1], 5);
    assert_int_equal(ent_selection_entities(part, &rows), ent_selection_entities(whole, &all));
    for (size_t i = 0; i < ent_selection_entities(whole, NULL); i++) assert_int_equal(rows[i], all[i]);
    for (int reason = 0; reason < ENT_LEFT_COUNT; reason++)
        assert_int_equal(ent_selection_left_out(part, reason), ent_selection_left_out(whole, reason));
    ent_selection_free(part);
    ent_selection_free(whole);
    ent_graph_free(graph);
}

static void a_selection_knows_its_options(void **state) {
    (void)state;
    ent_graph *graph = small();
    ent_select how;
    ent_selection *first = NULL, *again = NULL;
    char around[] = "Aland";
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    assert_int_equal(ent_option_set(ent_option_find(ent_select_options, "type"), &how, "supports,alliance", NULL),
                     ENT_OK);
    how.around = around;
    how.radius = 1;
    assert_int_equal(ent_selection_new(graph, &how, &first, NULL), ENT_OK);
    ent_options_clear(ent_select_options, &how);
    memset(around, '#', sizeof around - 1); /* the selection has its own copies */
    assert_int_equal(ent_selection_new(graph, ent_selection_options(first), &again, NULL), ENT_OK);
    assert_int_equal(ent_selection_relations(first, NULL), 1);
    assert_int_equal(ent_selection_relations(again, NULL), 1);
    ent_selection_free(first);
    ent_selection_free(again);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_edit_changes_nothing),
        cmocka_unit_test(what_hangs_on_a_dropped_relation_goes_too),
        cmocka_unit_test(a_dropped_entity_takes_its_relations_along),
        cmocka_unit_test(signs_flip_and_flip_back),
        cmocka_unit_test(relations_can_be_added),
        cmocka_unit_test(only_findings_about_additions_are_told),
        cmocka_unit_test(attributes_are_set_on_any_entity),
        cmocka_unit_test(attribute_text_agrees_with_jansson),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(impossible_dates_fail_without_an_error_to_fill),
        cmocka_unit_test(subsets_keep_their_entities),
        cmocka_unit_test(a_selection_knows_its_options),
    };
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
