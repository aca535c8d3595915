/* Each rule fires on a case, and stays silent on its opposite. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/check.h>
#include <entente/read.h>

/* Entities and a document that the cases are about. */
#define D1 "{\"id\": \"d1\", \"title\": \"A report\", \"date\": \"2022-05-20\", \"url\": \"https://example.org/\"}\n"
#define D2 "{\"id\": \"d2\", \"title\": \"Another\", \"date\": \"2022-06\", \"url\": \"HTTP://example.org/\"}\n"
#define KOR "{\"id\": \"KOR\", \"kind\": \"country\", \"name\": \"South Korea\"}\n"
#define USA "{\"id\": \"USA\", \"kind\": \"country\", \"name\": \"United States\"}\n"
#define YOON "{\"id\": \"yoon\", \"kind\": \"leader\", \"identifiers\": {}}\n"
#define PLANT "{\"id\": \"plant\", \"kind\": \"facility\"}\n"
#define REL(type, source, target, more)                                                                                \
    "{\"type\": \"" type "\", \"source\": \"" source "\", \"target\": \"" target "\"" more "}\n"
#define ALLY(more) REL("allied_with", "KOR", "USA", more)

typedef struct rule_case {
    const char *rule, *text;
    const char *ids;  /* of what is found, each followed by a blank; "" for nothing */
    const char *says; /* words in the first message or remedy */
} rule_case;

static const rule_case cases[] = {
    {"undeclared-entity", KOR REL("rivals", "KOR", "Japan", "") REL("rivals", "Japan", "KOR", ""), "r1 ",
     "'Japan' is an end of 2 relations"},
    {"undeclared-entity", KOR USA ALLY(""), "", NULL},

    {"unknown-type", KOR USA ALLY("") REL("allied_wiht", "KOR", "USA", "") REL("allied_wiht", "USA", "KOR", ""), "r2 ",
     "did you mean 'allied_with'"},
    {"unknown-type", KOR USA ALLY("") REL("alliance", "USA", "KOR", ""), "", NULL},

    {"unknown-kind", KOR "{\"id\": \"x\", \"kind\": \"contry\"}\n{\"id\": \"y\", \"kind\": \"contry\"}\n", "x ",
     "2 entities of the unknown kind 'contry'"},
    {"unknown-kind", KOR "{\"id\": \"x\", \"name\": \"X\"}\n", "x ", "1 entity without a kind"},
    {"unknown-kind", KOR "{\"id\": \"x\", \"kind\": \"state\"}\n" REL("rivals", "KOR", "undeclared", ""), "", NULL},

    {"kind-mismatch", KOR PLANT REL("allied_with", "KOR", "plant", ""), "r1 ",
     "'plant' is of kind facility, as the target"},
    {"kind-mismatch", KOR PLANT REL("located_in", "KOR", "plant", "") REL("operates", "plant", "KOR", ""), "r2 r2 ",
     "operates"},
    {"kind-mismatch", KOR YOON PLANT REL("visits", "yoon", "plant", "") REL("objects_to", "KOR", "r1", ""), "", NULL},
    {"kind-mismatch", KOR "{\"id\": \"x\", \"kind\": \"contry\"}\n" REL("allied_with", "KOR", "x", ""), "", NULL},
    /* a leader stands for the country: as good as the country itself */
    {"kind-mismatch", KOR USA YOON REL("leads", "yoon", "KOR", "") REL("allied_with", "yoon", "USA", ""), "", NULL},
    {"kind-mismatch", KOR USA YOON REL("allied_with", "yoon", "USA", ""), "r1 ", "'yoon' is of kind leader"},

    {"self-relation", KOR USA ALLY("") REL("rivals", "KOR", "South Korea", ""), "r2 ", "'KOR' and itself"},
    {"self-relation", KOR USA ALLY("") REL("objects_to", "KOR", "r1", ""), "", NULL},

    {"duplicate-relation",
     KOR USA ALLY(", \"date\": \"2022\"") ALLY("") REL("allied_with", "USA", "KOR", ", \"date\": \"2022\""), "r3 ",
     "says the same as 'r1'"},
    {"duplicate-relation", KOR USA REL("objects_to", "KOR", "USA", "") REL("objects_to", "USA", "KOR", ""), "", NULL},
    {"duplicate-relation",
     KOR USA REL("objects_to", "KOR", "USA", "") REL("objects_to", "KOR", "USA", "")
         REL("objects_to", "KOR", "USA", ""),
     "r2 r3 ", NULL},
    {"duplicate-relation",
     KOR USA ALLY(", \"areas\": [\"chips\"]") ALLY(", \"areas\": [\"cars\"]")
         ALLY(", \"areas\": [\"cars\"], \"status\": \"planned\""),
     "", NULL},

    {"no-evidence", D1 KOR USA ALLY("") ALLY(", \"evidence\": [{\"document\": \"d1\"}]") ALLY(", \"evidence\": []"),
     "r1 r3 ", "relation 'r1' has no evidence"},
    {"evidence-without-source", D1 KOR USA ALLY(", \"evidence\": [{\"document\": \"d1\"}, {\"quote\": \"so\"}]"), "r1 ",
     "evidence 2 of relation 'r1'"},
    {"evidence-without-source", D1 KOR USA ALLY(", \"evidence\": [{\"document\": \"d1\"}]"), "", NULL},

    {"ahead-of-sources",
     D1 KOR USA ALLY(", \"date\": \"2022-05-21\", \"evidence\": [{\"document\": \"d1\"}]")
         ALLY(", \"date\": \"2022-05-21/..\", \"status\": \"ended\", \"evidence\": [{\"document\": \"d1\"}]"),
     "r1 r2 ", "asserted of 2022-05-21"},
    {"ahead-of-sources",
     D1 D2 KOR USA ALLY(", \"date\": \"2022-05-21\", \"evidence\": [{\"document\": \"d1\"}, {\"document\": \"d2\"}]")
         ALLY(", \"date\": \"2022-05-20/2023\", \"evidence\": [{\"document\": \"d1\"}]")
             ALLY(", \"date\": \"2023\", \"status\": \"planned\", \"evidence\": [{\"document\": \"d1\"}]")
                 ALLY(", \"date\": \"2023\"") ALLY(", \"evidence\": [{\"document\": \"d1\"}]"),
     "", NULL},

    {"plan-in-the-past",
     D1 KOR USA ALLY(", \"date\": \"2022-05-19\", \"status\": \"planned\", \"evidence\": [{\"document\": \"d1\"}]"),
     "r1 ", "planned for 2022-05-19"},
    {"plan-in-the-past",
     D1 KOR USA ALLY(", \"date\": \"2022-05\", \"status\": \"planned\", \"evidence\": [{\"document\": \"d1\"}]")
         ALLY(", \"date\": \"2022-05-19\", \"evidence\": [{\"document\": \"d1\"}]"),
     "", NULL},

    {"no-date", KOR USA ALLY("") ALLY(", \"date\": \"2022\""), "r1 ", "has no date"},
    {"ended-without-end",
     KOR USA ALLY(", \"status\": \"ended\"") ALLY(", \"status\": \"ended\", \"date\": \"2019/..\""), "r1 r2 ",
     "nothing says when"},
    {"ended-without-end",
     KOR USA ALLY(", \"status\": \"ended\", \"date\": \"../2019\"") ALLY(", \"date\": \"2019/..\""), "", NULL},

    {"ended-too-late",
     D1 KOR USA ALLY(", \"date\": \"2019/2030\", \"status\": \"ended\", \"evidence\": [{\"document\": \"d1\"}]"), "r1 ",
     "its end in 2019/2030 is later"},
    {"ended-too-late",
     D1 KOR USA ALLY(", \"date\": \"2019/2022\", \"status\": \"ended\", \"evidence\": [{\"document\": \"d1\"}]")
         ALLY(", \"date\": \"2019/2030\", \"evidence\": [{\"document\": \"d1\"}]")
             ALLY(", \"date\": \"2019/2030\", \"status\": \"ended\""),
     "", NULL},

    {"sign-override", KOR USA ALLY(", \"sign\": -1") ALLY(", \"sign\": \"structural\""), "r1 r2 ",
     "the sign is negative, and allied_with is positive"},
    {"sign-override", KOR USA ALLY(", \"sign\": 1") ALLY("") REL("odd_type", "KOR", "USA", ", \"sign\": -1"), "", NULL},

    {"low-confidence", KOR USA ALLY(", \"confidence\": 0.49"), "r1 ", "confidence 0.49"},
    {"low-confidence", KOR USA ALLY(", \"confidence\": 0.5") ALLY(""), "", NULL},

    {"isolated-entity", KOR USA YOON PLANT ALLY(", \"said_by\": \"yoon\""), "plant ", "'plant' is in no relation"},
    {"isolated-entity",
     KOR USA
     "{\"id\": \"i1\", \"kind\": \"issue\", \"name\": \"Nuclear power\"}\n" ALLY(", \"areas\": [\"nuclear power\"]"),
     "", NULL},

    {"url-scheme",
     "{\"id\": \"x\", \"url\": \"javascript:alert(1)\"}\n{\"id\": \"y\", \"url\": \"www.example.org\"}\n" D1 D2, "x y ",
     "is no web address"},
    {"url-scheme", D1 D2 "{\"id\": \"x\", \"title\": \"no address\"}\n", "", NULL},
    {"source-link", D1 "{\"id\": \"x\", \"title\": \"no address\"}\n", "x ", "has no url"},
    {"source-link", D1 D2, "", NULL},
    {"unused-document", D1 D2 KOR USA ALLY(", \"evidence\": [{\"document\": \"d2\"}]"), "d1 ", "no evidence names"},
    {"unused-document", D1 KOR USA ALLY(", \"evidence\": [{\"document\": \"d1\"}]"), "", NULL},
};

static ent_graph *read_graph(const char *text) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_read_memory(text, strlen(text), "case.jsonl", NULL, NULL, &graph, &err) != ENT_OK)
        fail_msg("%s in\n%s", err.message, text);
    return graph;
}

static ent_table *run(const ent_graph *graph, const char *rule, size_t *warnings) {
    char *names[] = {(char *)rule};
    ent_text_list only = {names, rule != NULL};
    ent_table *table = NULL;
    size_t errors = 99;
    ent_error err = {0};
    if (ent_check(graph, &only, &table, warnings, &errors, &err) != ENT_OK) fail_msg("%s", err.message);
    assert_int_equal(errors, 0);
    return table;
}

static const char *cell(const ent_table *table, size_t row, const char *column) {
    return ent_table_text(table, row, (size_t)ent_table_find_column(table, column));
}

static void try_case(const rule_case *c) {
    ent_graph *graph = read_graph(c->text);
    ent_table *table = run(graph, c->rule, NULL);
    char ids[200] = "";
    for (size_t row = 0; row < ent_table_rows(table); row++) {
        assert_string_equal(cell(table, row, "rule"), c->rule);
        strcat(strcat(ids, cell(table, row, "id")), " ");
    }
    if (strcmp(ids, c->ids) != 0) fail_msg("%s found '%s', not '%s', in\n%s", c->rule, ids, c->ids, c->text);
    if (c->says && !strstr(cell(table, 0, "message"), c->says) && !strstr(cell(table, 0, "remedy"), c->says))
        fail_msg("%s says '%s'; '%s'", c->rule, cell(table, 0, "message"), cell(table, 0, "remedy"));
    ent_table_free(table);
    ent_graph_free(graph);
}

static void test_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) try_case(&cases[i]);
}

/* Both a case that fires and one that does not: no-evidence, no-date and their like have both in one. */
static void test_every_rule_has_cases(void **state) {
    (void)state;
    for (size_t r = 0; r < ent_rule_count(); r++) {
        size_t fires = 0;
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            fires += strcmp(cases[i].rule, ent_rule_at(r)->name) == 0 && *cases[i].ids;
        if (!fires) fail_msg("no case for %s", ent_rule_at(r)->name);
    }
}

static void test_table(void **state) {
    (void)state;
    static const char text[] =
        "{\n  \"documents\": [],\n  \"entities\": [{\"id\": \"KOR\", \"kind\": \"country\"}],\n  \"relations\": [\n"
        "    {\"type\": \"rivals\", \"source\": \"KOR\", \"target\": \"KOR\"}\n  ]\n}\n";
    ent_graph *graph = NULL;
    size_t warnings;
    assert_int_equal(ent_read_memory(text, strlen(text), "a.json", NULL, NULL, &graph, NULL), ENT_OK);
    ent_table *table = run(graph, NULL, &warnings);
    assert_int_equal(ent_table_rows(table), 3); /* self-relation, no-evidence, no-date */
    assert_int_equal(warnings, 2);
    assert_string_equal(cell(table, 0, "severity"), "warning");
    assert_string_equal(cell(table, 0, "rule"), "self-relation");
    assert_string_equal(cell(table, 0, "id"), "r1");
    assert_string_equal(cell(table, 0, "file"), "a.json");
    assert_int_equal(ent_table_int(table, 0, (size_t)ent_table_find_column(table, "line")), 5);
    assert_int_equal(ent_table_int(table, 0, (size_t)ent_table_find_column(table, "column")), 5);
    assert_string_equal(cell(table, 2, "severity"), "note");
    assert_string_equal(ent_table_note_text(table, 0), "0 errors, 2 warnings, 1 note");
    assert_string_equal(ent_table_note_text(table, 1), "looked at 1 relation, 1 entity, 0 documents");
    ent_table_free(table);
    ent_graph_free(graph);
}

static void keep_pointer(void *context, const ent_finding *finding) {
    snprintf(context, 100, "%s", finding->pointer);
}

static void test_pointers(void **state) {
    (void)state;
    static const char document[] =
        "{\"entities\": [{\"id\": \"A\", \"kind\": \"country\"}], \"relations\": [\n"
        "{\"type\": \"rivals\", \"source\": \"A\", \"target\": \"A\", \"evidence\": [{}, {}]}]}";
    char pointer[100] = "";
    ent_sink sink = {keep_pointer, pointer};
    ent_graph *graph = read_graph(document);
    for (size_t i = 0; i < ent_rule_count(); i++)
        if (strcmp(ent_rule_at(i)->name, "evidence-without-source") == 0) ent_rule_at(i)->run(graph, &sink, NULL);
    assert_string_equal(pointer, "/relations/0/evidence/1");
    ent_graph_free(graph);
}

static void test_unknown_rule(void **state) {
    (void)state;
    char *names[] = {"no-date", "no-evidense"};
    ent_text_list only = {names, 2};
    ent_table *table = NULL;
    ent_error err = {0};
    ent_graph *graph = read_graph(KOR);
    assert_int_equal(ent_check(graph, &only, &table, NULL, NULL, &err), ENT_USAGE);
    assert_null(table);
    assert_non_null(strstr(err.message, "no-evidense"));
    assert_non_null(strstr(err.hint, "no-evidence"));
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),    cmocka_unit_test(test_every_rule_has_cases), cmocka_unit_test(test_table),
        cmocka_unit_test(test_pointers), cmocka_unit_test(test_unknown_rule),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
