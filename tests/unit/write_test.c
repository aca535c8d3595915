/* The writers lose nothing: what they write reads back as an equal graph, and is written again as the same bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <entente/read.h>
#include <entente/write.h>

#include "graph_compare.h"

static void keep_error(void *context, const ent_finding *f) {
    char *text = context;
    if (f->severity == ENT_SEVERITY_ERROR && !*text) snprintf(text, 300, "%zu:%zu %s", f->line, f->column, f->message);
}

static ent_graph *read_text(const char *text, size_t length, const char *name) {
    char first[300] = "";
    ent_sink sink = {keep_error, first};
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_read_memory(text, length, name, NULL, &sink, &graph, &err) != ENT_OK)
        fail_msg("%s: %s; %s in\n%s", name, err.message, first, text);
    return graph;
}

static char *write_graph(const ent_graph *graph, const ent_selection *selection, const char *format, size_t *length) {
    char *text = NULL;
    ent_error err = {0};
    if (ent_writer_find(format)->write(graph, selection, &text, length, &err) != ENT_OK) fail_msg("%s", err.message);
    assert_int_equal(strlen(text), *length);
    return text;
}

static void check_round_trip(const ent_graph *graph, const char *format, const char *name) {
    size_t length, again_length;
    char *text = write_graph(graph, NULL, format, &length);
    ent_graph *read = read_text(text, length, name);
    const char *difference = graph_difference(graph, read);
    if (difference) fail_msg("%s as %s: %s differs in\n%s", name, format, difference, text);
    char *again = write_graph(read, NULL, format, &again_length);
    assert_int_equal(again_length, length);
    assert_memory_equal(again, text, length);
    ent_graph_free(read);
    ent_free(text);
    ent_free(again);
}

/* ---- what is written, byte for byte ---- */

static const char SMALL[] =
    "{\"title\": \"Two\", \"format\": \"entente/1\", \"by\": [1,\n  2],\n"
    " \"relations\": [{\"evidence\": [{\"quote\": \"a \\\"word\\\"\", \"document\": \"d1\", \"page\" : 1e0}, {}],\n"
    "   \"sign\": \"negative\", \"target\": \"\\ud55c\\uad6d\", \"source\": \"us\", \"type\": \"Cooperation Area\",\n"
    "   \"attributes\": {\"b\": [true , null], \"a\": \"\\u0041\"}, \"weight\": 2.50, \"areas\": [\"chips\", "
    "\"batteries\"]},\n"
    "  {\"id\": \"x\", \"type\": \"objects_to\", \"source\": \"KOR\", \"target\": \"r1\", \"status\": \"planned\"}],\n"
    " \"entities\": [{\"name\": \"South Korea\", \"names\": {\"ko\": \"한국\"}, \"id\": \"KOR\", \"kind\": "
    "\"state\"},\n"
    "  {\"id\": \"USA\", \"aliases\": [\"US\"], \"identifiers\": {\"cow\": \"2\"}, \"\\u006bept\": {\"z\": 1, \"y\": "
    "-0.0}}],\n"
    " \"documents\": [{\"url\": \"https://example.org/\", \"id\": \"d1\"}]}";

static const char SMALL_AS_JSON[] =
    "{\n"
    "  \"format\": \"entente/1\",\n"
    "  \"title\": \"Two\",\n"
    "  \"documents\": [\n"
    "    {\"id\": \"d1\", \"title\": \"\", \"url\": \"https://example.org/\"}\n"
    "  ],\n"
    "  \"entities\": [\n"
    "    {\"id\": \"KOR\", \"kind\": \"country\", \"name\": \"South Korea\", \"names\": {\"ko\": \"한국\"}},\n"
    "    {\"id\": \"USA\", \"kind\": \"unknown\", \"aliases\": [\"US\"], \"identifiers\": {\"cow\": \"2\"}, "
    "\"\\u006bept\": {\"z\": 1, \"y\": -0.0}}\n"
    "  ],\n"
    "  \"relations\": [\n"
    "    {\"id\": \"r1\", \"type\": \"cooperates_with\", \"source\": \"USA\", \"target\": \"KOR\", \"sign\": -1, "
    "\"areas\": [\"chips\", \"batteries\"], \"weight\": 2.5, \"evidence\": [{\"document\": \"d1\", "
    "\"quote\": \"a \\\"word\\\"\", \"page\": 1e0}, {}], \"attributes\": {\"b\": [true, null], \"a\": \"\\u0041\"}},\n"
    "    {\"id\": \"x\", \"type\": \"objects_to\", \"source\": \"KOR\", \"target\": \"r1\", \"status\": \"planned\"}\n"
    "  ],\n"
    "  \"by\": [1, 2]\n"
    "}\n";

static void test_document_form(void **state) {
    (void)state;
    size_t length;
    ent_graph *graph = read_text(SMALL, strlen(SMALL), "small.json");
    char *text = write_graph(graph, NULL, "json", &length);
    assert_string_equal(text, SMALL_AS_JSON);
    ent_free(text);
    ent_graph_free(graph);
}

static void test_lines_are_the_same_records(void **state) {
    (void)state;
    size_t length;
    ent_graph *graph = read_text(SMALL, strlen(SMALL), "small.json");
    char *text = write_graph(graph, NULL, "jsonl", &length), *rest = text;
    const char *head = "{\"format\": \"entente/1\", \"title\": \"Two\", \"by\": [1, 2]}";
    size_t count = 0;
    for (char *line; (line = strsep(&rest, "\n")) && *line; count++) {
        if (count == 0)
            assert_string_equal(line, head);
        else if (!strstr(SMALL_AS_JSON, line))
            fail_msg("not a record of the document: %s", line);
    }
    assert_int_equal(count, 1 + 1 + 2 + 2);
    ent_free(text);
    ent_graph_free(graph);
}

/* ---- round trips ---- */

static size_t round_trip_folder(const char *folder) {
    struct dirent **entries;
    size_t tried = 0;
    int count = scandir(folder, &entries, NULL, alphasort);
    assert_true(count >= 0);
    for (int i = 0; i < count; i++) {
        char path[600];
        const char *paths[] = {path}, *name = entries[i]->d_name;
        ent_graph *graph = NULL;
        snprintf(path, sizeof path, "%s/%s", folder, name);
        if (ent_writer_find(name)) {
            assert_int_equal(ent_read_files(paths, 1, NULL, NULL, &graph, NULL), ENT_OK);
            check_round_trip(graph, "json", path);
            check_round_trip(graph, "jsonl", path);
            ent_graph_free(graph);
            tried++;
        }
        free(entries[i]);
    }
    free(entries);
    return tried;
}

static void test_files(void **state) {
    (void)state;
    assert_true(round_trip_folder("tests/data/good") >= 10);
    assert_true(round_trip_folder("tests/data/odd") >= 10);
    assert_true(round_trip_folder("graphs") >= 2);
}

static uint64_t random_state;

/* xorshift64* (Vigna 2016): the same graphs on every machine. */
static size_t pick(size_t below) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (size_t)((random_state * UINT64_C(2685821657736338717)) >> 33) % below;
}

#define PICK(list) (list)[pick(sizeof(list) / sizeof *(list))]

static const char *const texts[] = {
    NULL,          NULL,           "",         "plain",      "\"quoted\" \\ back/slash",
    "tab\tline\n", "\x01\x1f\x7f", "한국 ☃ 😀", "\xc2\xa0no", "a\xe2\x80\xa8z {\"b\": [1]}"};
static const char *const objects[] = {
    NULL, NULL, "{}", "{\"a\":1}", "{\"x y\":[1,{\"b\":\"}\\\"]\"}],\"\\u0001\":1E-5}", "{\"\":{\"\":[]}}"};
static const char *const extras[] = {NULL, NULL, NULL, "{\"x\":null}", "{\"x-1\":\"a, b: c\",\"\\u0078\":[1.0,2]}"};
static const char *const dates[] = {NULL, NULL, "2022", "2022-05-20/..", "201X", "2022-05?", "/1816", "-0044-03-15"};
static const double numbers[] = {0, 1, 0.1, 1.0 / 3, 5e-324, 2.2250738585072014e-308, 0.30000000000000004, 1e-7};
static const double weights[] = {0, 1e308, 1.7976931348623157e308, 12345678901234567.0, 0.1, 1e21, 123456.789};

static void add_documents(ent_builder *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char id[32];
        snprintf(id, sizeof id, "d%zu \"%s\"", i, i % 2 ? "é" : "/");
        ent_document_record r = {.id = id,
                                 .title = PICK(texts),
                                 .publisher = PICK(texts),
                                 .author = PICK(texts),
                                 .date = PICK(dates),
                                 .url = PICK(texts),
                                 .language = PICK(texts),
                                 .attributes = PICK(objects),
                                 .extra = PICK(extras)};
        assert_int_equal(ent_builder_add_document(b, &r, NULL), ENT_OK);
    }
}

static void add_entities(ent_builder *b, size_t count) {
    static const char *const kinds[] = {NULL, "country", "firm", "minister", "starship"};
    for (size_t i = 0; i < count; i++) {
        char id[32], name[32];
        snprintf(id, sizeof id, "e%zu", i);
        snprintf(name, sizeof name, "%s%zu", i % 3 ? "name \\ of " : "e", i);
        ent_pair names[] = {{"ko", name}, {"x \"y\"", "한국"}}, codes[] = {{"cow", "010"}, {"", ""}};
        const char *aliases[] = {"alias", "", "alias"};
        ent_entity_record r = {.id = id,
                               .kind = PICK(kinds),
                               .name = pick(2) ? name : NULL,
                               .role = PICK(texts),
                               .short_name = NULL,
                               .names = names,
                               .name_count = pick(3),
                               .aliases = aliases,
                               .alias_count = pick(3),
                               .identifiers = codes,
                               .identifier_count = pick(3),
                               .attributes = PICK(objects),
                               .extra = PICK(extras)};
        assert_int_equal(ent_builder_add_entity(b, &r, NULL), ENT_OK);
    }
}

static const char *random_end(char *out, size_t size, size_t entities, size_t relations, bool target) {
    size_t choice = pick(8);
    if (choice == 0 || !entities)
        snprintf(out, size, "nobody %zu \"", pick(4));
    else if (choice == 1 && target && relations)
        snprintf(out, size, "s%zu", pick(relations));
    else
        snprintf(out, size, "e%zu", pick(entities));
    return out;
}

static void add_relations(ent_builder *b, size_t count, size_t documents, size_t entities) {
    static const char *const types[] = {"allied_with", "visit", "located_in", "befriends \"quoted\""};
    static const char *const areas[] = {"chips", "a, b", "\"", "반도체"};
    for (size_t i = 0; i < count; i++) {
        char id[32], source[32], target[32], document[32];
        size_t d = documents ? pick(documents) : 0;
        snprintf(id, sizeof id, "s%zu", i);
        snprintf(document, sizeof document, "d%zu \"%s\"", d, d % 2 ? "é" : "/");
        ent_evidence_record evidence[] = {
            {documents && pick(2) ? document : NULL, PICK(texts), PICK(texts), PICK(texts), PICK(extras)},
            {NULL, "p. 4", NULL, NULL, NULL}};
        bool has_status = pick(2);
        ent_relation_record r = {.id = i + 1 == count || pick(4) ? id : NULL,
                                 .type = PICK(types),
                                 .source = random_end(source, sizeof source, entities, 0, false),
                                 .target = random_end(target, sizeof target, entities, i, true),
                                 .has_sign = pick(2),
                                 .sign = (int)pick(3) - 1,
                                 .date = PICK(dates),
                                 .areas = areas + pick(2),
                                 .area_count = pick(3),
                                 .has_status = has_status,
                                 .status =
                                     has_status ? (ent_relation_status)pick(ENT_RELATION_STATUS_COUNT) : ENT_ASSERTED,
                                 .weight = pick(2) ? PICK(weights) : (double)NAN,
                                 .confidence = pick(2) ? PICK(numbers) : (double)NAN,
                                 .said_by = PICK(texts),
                                 .note = PICK(texts),
                                 .evidence = evidence,
                                 .evidence_count = pick(3),
                                 .attributes = PICK(objects),
                                 .extra = PICK(extras)};
        assert_int_equal(ent_builder_add_relation(b, &r, NULL), ENT_OK);
    }
}

static ent_builder *new_builder(void) {
    ent_vocabulary *vocabulary;
    ent_builder *b;
    assert_int_equal(ent_vocabulary_default(&vocabulary, NULL), ENT_OK);
    assert_int_equal(ent_builder_new(vocabulary, NULL, false, &b, NULL), ENT_OK);
    ent_vocabulary_free(vocabulary);
    return b;
}

static ent_graph *finish(ent_builder *b) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_builder_finish(b, &graph, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_builder_free(b);
    return graph;
}

static void test_random_graphs(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        char name[32];
        random_state = seed * UINT64_C(0x9E3779B97F4A7C15);
        size_t documents = pick(5), entities = pick(7), relations = pick(12);
        ent_builder *b = new_builder();
        assert_int_equal(ent_builder_set_head(b, PICK(texts), PICK(extras), NULL), ENT_OK);
        add_documents(b, documents);
        add_entities(b, entities);
        add_relations(b, relations, documents, entities);
        ent_graph *graph = finish(b);
        snprintf(name, sizeof name, "seed %d", (int)seed);
        check_round_trip(graph, "json", name);
        check_round_trip(graph, "jsonl", name);
        ent_graph_free(graph);
    }
}

/* ---- the special cases ---- */

static void test_empty_graph(void **state) {
    (void)state;
    size_t length;
    ent_graph *graph = finish(new_builder());
    char *json = write_graph(graph, NULL, "json", &length), *jsonl = write_graph(graph, NULL, "jsonl", &length);
    assert_string_equal(json, "{\n  \"format\": \"entente/1\",\n  \"documents\": [],\n  \"entities\": [],\n"
                              "  \"relations\": []\n}\n");
    assert_string_equal(jsonl, "{\"format\": \"entente/1\"}\n");
    ent_free(json);
    ent_free(jsonl);
    ent_graph_free(graph);
}

/* Two files that give one entity two names in a language, and two codes in a scheme. */
static void test_united_names(void **state) {
    (void)state;
    size_t length;
    ent_builder *b = new_builder();
    ent_pair first[] = {{"ko", "한국"}}, second[] = {{"ko", "대한민국"}}, code[] = {{"cow", "732"}},
             other[] = {{"cow", "730"}};
    ent_entity_record r = {.id = "KOR", .names = first, .name_count = 1, .identifiers = code, .identifier_count = 1};
    assert_int_equal(ent_builder_begin_file(b, "a.json", true, NULL), ENT_OK);
    assert_int_equal(ent_builder_add_entity(b, &r, NULL), ENT_OK);
    r.names = second;
    r.identifiers = other;
    assert_int_equal(ent_builder_begin_file(b, "b.json", true, NULL), ENT_OK);
    assert_int_equal(ent_builder_add_entity(b, &r, NULL), ENT_OK);
    ent_graph *graph = finish(b), *read;
    char *text = write_graph(graph, NULL, "jsonl", &length), *again;
    assert_non_null(strstr(text, "\"names\": {\"ko\": \"한국\"}, \"aliases\": [\"대한민국\"]"));
    assert_non_null(strstr(text, "\"identifiers\": {\"cow\": \"732\", \"cow#2\": \"730\"}"));
    read = read_text(text, length, "united");
    again = write_graph(read, NULL, "jsonl", &length);
    assert_string_equal(again, text);
    ent_free(text);
    ent_free(again);
    ent_graph_free(graph);
    ent_graph_free(read);
}

static const char CHOICE[] =
    "{\"id\": \"d1\", \"title\": \"used\"}\n{\"id\": \"d2\", \"title\": \"not used\"}\n"
    "{\"id\": \"A\", \"kind\": \"country\"}\n{\"id\": \"B\", \"kind\": \"country\"}\n"
    "{\"id\": \"C\", \"kind\": \"country\"}\n{\"id\": \"S\", \"kind\": \"person\"}\n"
    "{\"id\": \"k\", \"type\": \"rivals\", \"source\": \"A\", \"target\": \"B\", \"said_by\": \"S\", "
    "\"evidence\": [{\"document\": \"d1\"}]}\n"
    "{\"id\": \"l\", \"type\": \"allied_with\", \"source\": \"A\", \"target\": \"C\", \"evidence\": [{\"document\": "
    "\"d2\"}]}\n"
    "{\"id\": \"m\", \"type\": \"objects_to\", \"source\": \"B\", \"target\": \"Undeclared\"}\n";

static void test_selection(void **state) {
    (void)state;
    ent_select options;
    ent_selection *selection;
    size_t length;
    ent_graph *graph = read_text(CHOICE, strlen(CHOICE), "choice.jsonl");
    assert_int_equal(ent_options_init(ent_select_options, &options, sizeof options, NULL), ENT_OK);
    assert_int_equal(ent_option_set(ent_option_find(ent_select_options, "sign"), &options, "negative", NULL), ENT_OK);
    assert_int_equal(ent_selection_new(graph, &options, &selection, NULL), ENT_OK);
    char *text = write_graph(graph, selection, "jsonl", &length);
    assert_string_equal(
        text, "{\"format\": \"entente/1\"}\n"
              "{\"id\": \"d1\", \"title\": \"used\"}\n"
              "{\"id\": \"A\", \"kind\": \"country\"}\n{\"id\": \"B\", \"kind\": \"country\"}\n"
              "{\"id\": \"S\", \"kind\": \"person\"}\n"
              "{\"id\": \"k\", \"type\": \"rivals\", \"source\": \"A\", \"target\": \"B\", \"said_by\": \"S\", "
              "\"evidence\": [{\"document\": \"d1\"}]}\n"
              "{\"id\": \"m\", \"type\": \"objects_to\", \"source\": \"B\", \"target\": \"Undeclared\"}\n");
    ent_free(text);
    ent_selection_free(selection);
    ent_options_clear(ent_select_options, &options);
    ent_graph_free(graph);
}

/* Members that would make a line look like another kind of record: refused for lines, fine in a document. */
static void test_members_that_mislead(void **state) {
    (void)state;
    static const char *const bad[] = {
        "{\"relations\": [], \"entities\": [{\"id\": \"A\", \"source\": \"wikipedia\"}]}",
        "{\"relations\": [], \"entities\": [{\"id\": \"A\", \"a\": \"source\", \"format\": 1}]}",
        "{\"relations\": [], \"documents\": [{\"id\": \"d\", \"kind\": \"report\"}]}",
        "{\"relations\": [], \"target\": {\"audience\": 1}}",
    };
    static const char fine[] = "{\"relations\": [], \"entities\": [{\"id\": \"A\", \"url\": \"u\", \"x\": {\"source\": "
                               "[\"target\", {\"target\": 1}]}, \"y\": \"source\"}]}";
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_graph *graph = read_text(bad[i], strlen(bad[i]), "bad.json");
        char *text = NULL;
        size_t length;
        ent_error err = {0};
        assert_int_equal(ent_writer_find("jsonl")->write(graph, NULL, &text, &length, &err), ENT_USAGE);
        assert_null(text);
        assert_true(err.message[0] && err.hint[0]);
        check_round_trip(graph, "json", bad[i]);
        ent_graph_free(graph);
    }
    ent_graph *graph = read_text(fine, strlen(fine), "fine.json");
    check_round_trip(graph, "jsonl", fine);
    ent_graph_free(graph);
}

static void test_find(void **state) {
    (void)state;
    assert_string_equal(ent_writer_find("json")->name, "json");
    assert_string_equal(ent_writer_find("a/b.JSON")->name, "json");
    assert_string_equal(ent_writer_find("out.jsonl")->name, "jsonl");
    assert_string_equal(ent_writer_find("out.ndjson")->name, "jsonl");
    assert_null(ent_writer_find("out.svg"));
    assert_null(ent_writer_find(".json"));
    assert_null(ent_writer_find("-"));
    assert_null(ent_writer_find(""));
}

static void test_write_file(void **state) {
    (void)state;
    char path[] = "/tmp/entente-write-XXXXXX", read[16] = "";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    assert_int_equal(ent_write_file(path, "old", 3, NULL, NULL), ENT_OK);
    assert_int_equal(ent_write_file(path, "newer", 5, NULL, NULL), ENT_OK);
    FILE *file = fopen(path, "rb");
    assert_int_equal(fread(read, 1, sizeof read, file), 5);
    assert_string_equal(read, "newer");
    fclose(file);
    unlink(path);
    ent_error err = {0};
    assert_int_equal(ent_write_file("/nowhere/at/all.json", "x", 1, NULL, &err), ENT_IO);
    assert_non_null(strstr(err.message, "/nowhere/at/all.json"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document_form), cmocka_unit_test(test_lines_are_the_same_records),
        cmocka_unit_test(test_files),         cmocka_unit_test(test_random_graphs),
        cmocka_unit_test(test_empty_graph),   cmocka_unit_test(test_united_names),
        cmocka_unit_test(test_selection),     cmocka_unit_test(test_members_that_mislead),
        cmocka_unit_test(test_find),          cmocka_unit_test(test_write_file),
    };
    return cmocka_run_group_tests_name("write", tests, NULL, NULL);
}
