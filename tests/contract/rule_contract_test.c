// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* What holds of every rule: a name of its own, a summary and a reason; silence on the null graph; no crash on one vertex;
 * findings that say what, where and what to do; and out of memory at any point is ENT_NOMEM. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <entente/check.h>
#include <entente/read.h>

#include "failing_memory.h"

static ent_graph *read_graph(const char *text) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_read_memory(text, strlen(text), "contract", NULL, NULL, &graph, &err) != ENT_OK)
        fail_msg("%s", err.message);
    return graph;
}

/* Something for most rules to find. */
static const char MESSY[] =
    "{\"id\": \"d1\", \"title\": \"one\", \"url\": \"ftp://example.org\"}\n{\"id\": \"A\", \"kind\": \"starship\"}\n"
    "{\"id\": \"chips\", \"kind\": \"issue\"}\n{\"id\": \"B\", \"name\": \"B\"}\n{\"id\": \"C\", \"kind\": "
    "\"location\"}\n"
    "{\"type\": \"allied_wiht\", \"source\": \"A\", \"target\": \"Nobody\", \"evidence\": [{}], \"confidence\": 0.1, "
    "\"areas\": [\"chips\"], \"said_by\": \"B\"}\n"
    "{\"type\": \"rivals\", \"source\": \"C\", \"target\": \"C\", \"sign\": 1, \"status\": \"ended\"}\n"
    "{\"type\": \"rivals\", \"source\": \"C\", \"target\": \"C\", \"sign\": 1, \"status\": \"ended\"}\n";

static void count(void *context, const ent_finding *f) {
    assert_true(f->rule && *f->rule && f->message && *f->message && f->remedy && *f->remedy);
    assert_true(f->severity == ENT_SEVERITY_NOTE || f->severity == ENT_SEVERITY_WARNING);
    assert_string_equal(f->file, "contract");
    assert_true(f->line > 0 && f->column > 0 && f->pointer);
    ++*(size_t *)context;
}

static size_t findings(const ent_rule *rule, const ent_graph *graph) {
    size_t found = 0;
    ent_sink sink = {count, &found};
    ent_error err = {0};
    assert_int_equal(rule->run(graph, &sink, &err), ENT_OK);
    assert_int_equal(rule->run(graph, NULL, NULL), ENT_OK);
    return found;
}

static void test_catalogue(void **state) {
    (void)state;
    assert_true(ent_rule_count() >= 15);
    assert_null(ent_rule_at(ent_rule_count()));
    for (size_t i = 0; i < ent_rule_count(); i++) {
        const ent_rule *rule = ent_rule_at(i);
        assert_true(*rule->name && *rule->summary && *rule->reason && rule->run);
        assert_int_equal(strspn(rule->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(rule->name));
        for (size_t k = 0; k < i; k++) assert_string_not_equal(rule->name, ent_rule_at(k)->name);
    }
}

static void test_null_graph_and_one_vertex(void **state) {
    (void)state;
    ent_graph *null = read_graph("{\"format\": \"entente/1\"}");
    ent_graph *one = read_graph("{\"id\": \"A\", \"kind\": \"country\"}");
    for (size_t i = 0; i < ent_rule_count(); i++) {
        const ent_rule *rule = ent_rule_at(i);
        assert_int_equal(findings(rule, null), 0);
        assert_int_equal(findings(rule, one), strcmp(rule->name, "isolated-entity") == 0);
    }
    ent_graph_free(null);
    ent_graph_free(one);
}

static void test_findings_are_whole(void **state) {
    (void)state;
    ent_graph *graph = read_graph(MESSY);
    size_t rules = 0;
    for (size_t i = 0; i < ent_rule_count(); i++) rules += findings(ent_rule_at(i), graph) > 0;
    assert_true(rules >= 13);
    ent_graph_free(graph);
}

/* Fail the first allocation, the second, ... until none is left to fail. A suggestion may get lost on the way: then all
 * the findings must be there without it. */
static long sweep(const ent_graph *graph, size_t rows) {
    for (long tried = 0;; tried++) {
        ent_table *table = NULL;
        ent_error err = {0};
        failed = false;
        left = tried;
        ent_status status = ent_check(graph, NULL, &table, NULL, NULL, &err);
        left = -1;
        assert_int_equal(err.status, status);
        if (status == ENT_OK) {
            assert_true(once || !failed);
            assert_int_equal(ent_table_rows(table), rows);
        } else {
            assert_int_equal(status, ENT_NOMEM);
            assert_null(table);
        }
        ent_table_free(table);
        if (!failed) return tried;
    }
}

static void test_out_of_memory(void **state) {
    (void)state;
    enum { MANY = 300 }; /* findings of one rule, so that the table grows in the middle of it */
    static const char more[] = "{\"type\": \"rivals\", \"source\": \"A\", \"target\": \"B\"}\n";
    char *text = malloc(sizeof MESSY + MANY * sizeof more);
    strcpy(text, MESSY);
    for (int i = 0; i < MANY; i++) strcat(text, more);
    ent_graph *graph = read_graph(text);
    free(text);
    ent_table *table = NULL;
    assert_int_equal(ent_check(graph, NULL, &table, NULL, NULL, NULL), ENT_OK);
    once = false;
    assert_true(sweep(graph, ent_table_rows(table)) > 10);
    once = true;
    assert_true(sweep(graph, ent_table_rows(table)) > 10);
    ent_table_free(table);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_null_graph_and_one_vertex),
        cmocka_unit_test(test_findings_are_whole),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("rule contract", tests, NULL, NULL);
}
