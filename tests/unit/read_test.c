/* Reading: what is said about bad input and where, and that the forms of input give the same graph. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <entente/read.h>

#include "base/buffer.h"

/* Findings in one line each: severity, rule, place, pointer. */
static void note_finding(void *context, const ent_finding *f) {
    static const char *const words[] = {"note", "warning", "error"};
    ent_buffer_format(context, "%s %s %zu:%zu %s\n", words[f->severity], f->rule, f->line, f->column,
                      f->pointer ? f->pointer : "-");
    assert_non_null(f->message);
    assert_true(*f->message && f->message[strlen(f->message) - 1] != '.');
    if (f->severity == ENT_SEVERITY_ERROR) assert_non_null(f->remedy);
}

static char *findings_of(const char *text, size_t length, const ent_read *options, ent_status *status, ent_error *err) {
    ent_buffer found = {0};
    ent_sink sink = {note_finding, &found};
    ent_graph *graph = NULL;
    *status = ent_read_memory(text, length, "case", options, &sink, &graph, err);
    assert_true((*status == ENT_OK) == (graph != NULL)); /* nothing is half loaded */
    ent_graph_free(graph);
    char *all = NULL;
    assert_int_equal(ent_buffer_take(&found, &all, NULL, NULL), ENT_OK);
    return all;
}

static void expect(const char *text, size_t length, ent_status wanted, const char *findings) {
    ent_status status;
    ent_error err = {0};
    char *got = findings_of(text, length, NULL, &status, &err);
    if (strcmp(got, findings) != 0) print_message("# in: %.200s\n", text);
    assert_string_equal(got, findings);
    assert_int_equal(status, wanted);
    if (wanted != ENT_OK) assert_string_not_equal(err.message, "");
    free(got);
}

/* A document around one relation. */
#define HEAD                                                                                                           \
    "{\"format\": \"entente/1\",\n\"documents\": [{\"id\": \"d\", \"title\": \"t\"}],\n\"entities\": [{\"id\": "       \
    "\"A\", \"kind\": \"country\"}, "                                                                                  \
    "{\"id\": \"B\", \"kind\": \"country\"}], \"relations\": [\n "
#define RELATION(more) HEAD "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\"" more "}]}"

/* Line and column of the last place where `at` begins, counted here on its own. */
static void find_place(const char *text, const char *at, size_t *line, size_t *column) {
    const char *found = NULL;
    for (const char *p = text; (p = strstr(p, at)); p++) found = p;
    assert_non_null(found);
    *line = *column = 1;
    for (const char *p = text; p < found; p++) {
        *column = *p == '\n' ? 1 : *column + ((*p & 0xC0) != 0x80);
        *line += *p == '\n';
    }
}

static void bad_members(void **state) {
    (void)state;
    static const struct {
        const char *text, *rule, *at, *pointer;
    } rows[] = {
        {RELATION(", \"date\": 2022"), "wrong-type", "2022", "/relations/0/date"},
        {RELATION(", \"date\": \"2022-02-30\""), "impossible-date", "\"2022", "/relations/0/date"},
        {RELATION(", \"date\": \"2022-05-22/2022-05-20\""), "end-before-start", "\"2022", "/relations/0/date"},
        {RELATION(", \"weight\": -1"), "weight-range", "-1", "/relations/0/weight"},
        {RELATION(", \"weight\": \"1\""), "wrong-type", "\"1\"", "/relations/0/weight"},
        {RELATION(", \"weight\": NaN"), "json-syntax", "NaN", "/relations/0/weight"},
        {RELATION(", \"weight\": -Infinity"), "json-syntax", "-Inf", "/relations/0/weight"},
        {RELATION(", \"weight\": 1e999"), "number-range", "1e999", "/relations/0/weight"},
        {RELATION(", \"confidence\": 1.01"), "confidence-range", "1.01", "/relations/0/confidence"},
        {RELATION(", \"sign\": 2"), "sign-range", "2}", "/relations/0/sign"},
        {RELATION(", \"sign\": true"), "wrong-type", "true", "/relations/0/sign"},
        {RELATION(", \"status\": \"planed\""), "unknown-status", "\"planed", "/relations/0/status"},
        {RELATION(", \"areas\": \"x\""), "wrong-type", "\"x\"", "/relations/0/areas"},
        {RELATION(", \"areas\": [\"x\", 1]"), "wrong-type", "1]", "/relations/0/areas/1"},
        {RELATION(", \"areas\": [{\"x\": [1]}]"), "wrong-type", "{\"x\"", "/relations/0/areas/0"},
        {RELATION(", \"attributes\": []"), "wrong-type", "[]", "/relations/0/attributes"},
        {RELATION(", \"attributes\": {\"a\": {\"b\": 1, \"b\": 2}}"), "duplicate-key", "\"b\": 2",
         "/relations/0/attributes/a/b"},
        {RELATION(", \"x\": 1, \"\\u0078\": 2"), "duplicate-key", "\"\\u0078", "/relations/0/x"},
        {RELATION(", \"source\": \"B\""), "duplicate-key", "\"source", "/relations/0/source"},
        {RELATION(", \"evidence\": {}"), "wrong-type", "{}", "/relations/0/evidence"},
        {RELATION(", \"evidence\": [{\"quote\": \"q\"}, {\"document\": 1}]"), "wrong-type", "1}",
         "/relations/0/evidence/1/document"},
        /* told when all is read: the record's place is known then, not its member's */
        {RELATION(", \"evidence\": [{\"document\": \"e\"}]"), "dangling-id", "{\"type",
         "/relations/0/evidence/0/document"},
        {RELATION(", \"note\": \"\xEA\xB5\xAD\\u0000\""), "nul-character", "\\u0000", "/relations/0/note"},
        {RELATION(", \"note\": \"\\ud800\""), "utf-8", "\\ud800", "/relations/0/note"},
        {RELATION(", \"note\": \"\xFF\""), "utf-8", "\xFF", "/relations/0/note"},
        {RELATION(", \"note\": \"a\tb\""), "json-syntax", "\t", "/relations/0/note"},
        {RELATION(", \"note\" \"x\""), "json-syntax", "\"x\"", "/relations/0/note"},
        {RELATION(","), "json-syntax", "}]}", "/relations/0"},
        {HEAD "{\"source\": \"A\", \"target\": \"B\"}]}", "missing-member", "{\"source", "/relations/0"},
        {HEAD "{\"type\": \"visits\", \"source\": \"A\", \"target\": null}]}", "missing-member", "{\"type",
         "/relations/0"},
        {HEAD "3]}", "wrong-type", "3]", "/relations/0"},
        {HEAD "{\"type\": \"visits\", \"source\": \"\", \"target\": \"B\"}]}", "empty-id", "\"\"",
         "/relations/0/source"},
        {HEAD "{\"id\": \"r\", \"type\": \"visits\", \"source\": \"A\", \"target\": \"B\"},\n"
              "{\"id\": \"r\", \"type\": \"visits\", \"source\": \"B\", \"target\": \"A\"}]}",
         "duplicate-id", "\"r\"", "/relations/1/id"},
        {"{\"format\": \"entente/1\", \"relations\": [], \"relations\": []}", "duplicate-key", "\"relations",
         "/relations"},
        {"{\"format\": \"entente/9\", \"relations\": []}", "unknown-format", "\"entente", "/format"},
        {"{\"format\": \"entente/1\", \"title\": 3, \"relations\": []}", "wrong-type", "3", "/title"},
        {"{\"format\": \"entente/1\", \"relations\": {}}", "wrong-type", "{}", "/relations"},
        {"{\"format\": \"entente/1\", \"entities\": [{\"kind\": \"country\"}]}", "missing-member", "{\"kind",
         "/entities/0"},
        {"{\"format\": \"entente/1\", \"entities\": [{\"id\": \"A\", \"identifiers\": {\"cow\": 732}}]}", "wrong-type",
         "732", "/entities/0/identifiers/cow"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char wanted[200];
        size_t line, column;
        find_place(rows[i].text, rows[i].at, &line, &column);
        snprintf(wanted, sizeof wanted, "error %s %zu:%zu %s\n", rows[i].rule, line, column, rows[i].pointer);
        expect(rows[i].text, strlen(rows[i].text), ENT_BAD_INPUT, wanted);
    }
}

static void bad_files(void **state) {
    (void)state;
    expect("", 0, ENT_BAD_INPUT, "error empty 1:1 \n");
    expect(" \n\n ", 4, ENT_BAD_INPUT, "error empty 3:2 \n");
    expect("[{\"source\": 1}]", 15, ENT_BAD_INPUT, "error wrong-type 1:1 \n");
    expect("12\n", 3, ENT_BAD_INPUT, "error wrong-type 1:1 \n");
    expect("{\"id\": \"x\"}\n", 12, ENT_BAD_INPUT, "error unknown-record 1:1 \n");
    expect("\xFF\xFE{\0", 4, ENT_BAD_INPUT, "error utf-8 1:1 \n");
    expect("{\0}\0", 4, ENT_BAD_INPUT, "error utf-8 1:1 \n");
    expect("\x89PNG\r\n", 6, ENT_BAD_INPUT, "error utf-8 1:1 \n");
    expect("name,kind\nx,y\n", 14, ENT_BAD_INPUT, "error json-syntax 1:1 \nerror json-syntax 2:1 \n");
    const char *cut = HEAD "{\"type\": \"visits\", \"sour";
    expect(cut, strlen(cut), ENT_BAD_INPUT, "error truncated 4:26 /relations/0\n");
    const char *mixed = "{\"id\": \"A\", \"name\": \"a\"}\n{\"format\": \"entente/1\", \"relations\": []}\n";
    expect(mixed, strlen(mixed), ENT_BAD_INPUT, "error mixed-forms 2:1 \n");
    char *deep = malloc(20001);
    memset(deep, '[', 10000);
    memset(deep + 10000, ']', 10000);
    memcpy(deep, "{\"relations\":[", 14);
    expect(deep, 20000, ENT_BAD_INPUT, "error too-deep 1:1037 /relations/0\n");
    free(deep);
}

static void lines_go_on(void **state) {
    (void)state;
    const char *text = "{\"id\": \"A\", \"kind\": \"country\"}\n"
                       "{\"id\": \"B\", \"kind\": \"country\", \"aliases\": \"b\"}\n"
                       "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\n"
                       "{\"type\": \"visits\", \"source\": \"A\" \"target\": \"B\"}\n"
                       "{\"type\": \"visits\", \"source\": \"\xEA\xB5\xAD\", \"target\": \"B\", \"weight\": -2}\n"
                       "[3]\n"
                       "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\", \"date\": \"x\"}\n";
    expect(text, strlen(text), ENT_BAD_INPUT,
           "error wrong-type 2:43 /aliases\nerror json-syntax 3:47 /target\nerror json-syntax 4:34 \n"
           "error weight-range 5:60 /weight\nerror wrong-type 6:1 \nerror impossible-date 7:58 /date\n");
}

static void warnings(void **state) {
    (void)state;
    expect("\xEF\xBB\xBF{\"format\": \"entente/1\"}\r\n", 28, ENT_OK, "warning byte-order-mark 1:1 \n");
    expect("{\"relations\": []}", 17, ENT_OK, "warning missing-format 1:1 \n");
    const char *slip = "{\"format\": \"entente/1\", \"relation\": []}";
    expect(slip, strlen(slip), ENT_OK, "warning unknown-member 1:25 /relation\n");
    const char *near = RELATION(", \"confidance\": 1, \"zzz\": 2");
    expect(near, strlen(near), ENT_OK, "warning unknown-member 4:51 /relations/0/confidance\n");
    ent_status status;
    char *got = findings_of(near, strlen(near), &(ent_read){.strict = true}, &status, NULL);
    assert_string_equal(
        got, "error unknown-member 4:51 /relations/0/confidance\nerror unknown-member 4:68 /relations/0/zzz\n");
    assert_int_equal(status, ENT_BAD_INPUT);
    free(got);
}

static void findings_are_limited(void **state) {
    (void)state;
    ent_buffer text = {0};
    for (int i = 0; i < 28; i++) ent_buffer_text(&text, "{\"type\": \"visits\", \"source\": \"A\", \"target\": 5}\n");
    ent_status status;
    ent_error err = {0};
    char *got = findings_of(text.data, text.length, NULL, &status, &err);
    size_t lines = 0;
    for (const char *p = got; *p; p++) lines += *p == '\n';
    assert_int_equal(lines, 20);
    assert_string_equal(err.message, "28 errors in 'case' (8 more not shown)");
    free(got);
    err = (ent_error){0};
    got = findings_of(text.data, text.length, &(ent_read){.max_findings = 100}, &status, &err);
    assert_string_equal(err.message, "28 errors in 'case'");
    free(got);
    ent_buffer_clear(&text);
}

/* ---- equal graphs ---- */

static void dump_record(ent_buffer *out, const ent_graph *g, ent_id k) {
    ent_relation r;
    ent_type type;
    ent_entity source;
    ent_graph_relation(g, k, &r);
    ent_graph_type(g, r.type, &type);
    ent_graph_entity(g, r.source, &source);
    ent_buffer_format(out, "%s %s %s %u%d %d%d %d%d %s ", r.id, type.name, source.id, r.target, r.target_is_relation,
                      r.sign, r.sign_given, r.status, r.status_given, r.date_text);
    ent_buffer_double(out, r.weight);
    ent_buffer_char(out, ' ');
    ent_buffer_double(out, r.confidence);
    ent_buffer_format(out, " %s|%s|%s|%s", r.said_by, r.note, r.attributes ? r.attributes : "-",
                      r.extra ? r.extra : "-");
    for (size_t i = 0; i < r.area_count; i++) ent_buffer_format(out, " %s", ent_graph_relation_area(g, k, i));
    for (size_t i = 0; i < r.evidence_count; i++) {
        ent_evidence e;
        ent_graph_evidence(g, r.evidence_first + (ent_id)i, &e);
        ent_buffer_format(out, " <%u %s %s %s %s>", e.document, e.locator, e.summary, e.quote, e.extra ? e.extra : "-");
    }
    ent_buffer_char(out, '\n');
}

/* All that a graph holds, as text. */
static char *dump(const ent_graph *g) {
    ent_buffer out = {0};
    ent_buffer_format(&out, "%s %s\n", ent_graph_title(g), ent_graph_extra(g) ? ent_graph_extra(g) : "-");
    for (ent_id i = 0; i < ent_graph_documents(g); i++) {
        ent_document d;
        ent_graph_document(g, i, &d);
        ent_buffer_format(&out, "%s|%s|%s|%s|%s|%s|%s|%s|%s\n", d.id, d.title, d.publisher, d.author, d.date, d.url,
                          d.language, d.attributes ? d.attributes : "-", d.extra ? d.extra : "-");
    }
    for (ent_id i = 0; i < ent_graph_entities(g); i++) {
        ent_entity e;
        ent_kind kind;
        ent_graph_entity(g, i, &e);
        ent_graph_kind(g, e.kind, &kind);
        ent_buffer_format(&out, "%s|%s|%s|%s|%s|%d|%s|%s", e.id, kind.name, e.name, e.role, e.short_name, e.declared,
                          e.attributes ? e.attributes : "-", e.extra ? e.extra : "-");
        for (size_t k = 0; k < e.name_count; k++)
            ent_buffer_format(&out, " %s=%s", ent_graph_entity_name(g, i, k).key, ent_graph_entity_name(g, i, k).value);
        for (size_t k = 0; k < e.alias_count; k++) ent_buffer_format(&out, " %s", ent_graph_entity_alias(g, i, k));
        for (size_t k = 0; k < e.identifier_count; k++)
            ent_buffer_format(&out, " %s:%s", ent_graph_entity_identifier(g, i, k).key,
                              ent_graph_entity_identifier(g, i, k).value);
        ent_buffer_char(&out, '\n');
    }
    for (ent_id k = 0; k < ent_graph_relations(g); k++) dump_record(&out, g, k);
    char *all = NULL;
    assert_int_equal(ent_buffer_take(&out, &all, NULL, NULL), ENT_OK);
    return all;
}

static char *dump_text(const char *text) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    assert_int_equal(ent_read_memory(text, strlen(text), "case", NULL, NULL, &graph, &err), ENT_OK);
    char *all = dump(graph);
    ent_graph_free(graph);
    return all;
}

static char *dump_file(const char *path) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    ent_status status = ent_read_files(&path, 1, NULL, NULL, &graph, &err);
    if (status != ENT_OK) print_message("# %s\n", err.message);
    assert_int_equal(status, ENT_OK);
    char *all = dump(graph);
    ent_graph_free(graph);
    return all;
}

#define D1                                                                                                             \
    "{\"id\":\"d1\",\"title\":\"T "                                                                                    \
    "\\u00e9\",\"publisher\":\"P\",\"author\":\"A\",\"date\":\"2022\",\"url\":\"http://x/\",\"language\":\"en\"}"
#define E1                                                                                                             \
    "{\"id\":\"KOR\",\"kind\":\"country\",\"name\":\"South "                                                           \
    "Korea\",\"names\":{\"ko\":\"\\ub300\\ud55c\",\"zh\":\"\xE9\x9F\x93\"},"                                           \
    "\"aliases\":[\"ROK\",\"R.O.K.\"],\"identifiers\":{\"iso\":\"KOR\"},\"role\":\"host\",\"short\":\"K\","            \
    "\"attributes\":{\"z\":[1, 2.50],\"a\":{}}}"
#define E2 "{\"kind\":\"country\",\"id\":\"USA\",\"later\":{\"n\": 123456789012345678901234567890}}"
#define R1                                                                                                             \
    "{\"id\":\"r1\",\"type\":\"allied_with\",\"source\":\"ROK\",\"target\":\"USA\",\"sign\":1.0,\"date\":\"2022-05-"   \
    "20/..\",\"areas\":[\"a\",\"b\"],"                                                                                 \
    "\"status\":\"planned\",\"weight\":0.1,\"confidence\":9e-1,\"said_by\":\"KOR\",\"note\":\"n\\n\\\"q\\\"\","        \
    "\"evidence\":[{\"document\":\"d1\","                                                                              \
    "\"locator\":\"p1\",\"summary\":\"s\",\"quote\":\"q\",\"page\": 3},{}],\"attributes\":{\"k\": \"a b\"},\"x\": 1, " \
    "\"y\":\"\\u0041\"}"
#define R2 "{\"type\":\"objects_to\",\"source\":\"USA\",\"target\":\"r1\",\"sign\":\"negative\",\"weight\":null}"

static const char document_form[] = "{\"title\":\"Both\",\"format\":\"entente/1\",\"more\":[1],\"documents\":[" D1
                                    "],\"entities\":[" E1 ",\n" E2 "],\"relations\":[" R1 "," R2 "],\"end\":null}";
static const char lines_form[] = "{\"format\":\"entente/1\",\"title\":\"Both\",\"more\":[1],\"end\":null}\r\n" D1
                                 "\r\n" E1 "\r\n" E2 "\r\n\r\n" R1 "\r\n" R2;

static void write_whole(const char *path, const char *data, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void forms_are_equal(void **state) {
    (void)state;
    char *wanted = dump_text(document_form), *got = dump_text(lines_form);
    assert_string_equal(got, wanted);
    free(got);
    /* and it is what was written */
    assert_non_null(strstr(wanted, "Both {\"more\":[1],\"end\":null}\n"));
    assert_non_null(strstr(wanted, "d1|T \xC3\xA9|P|A|2022|http://x/|en|-|-\n"));
    assert_non_null(strstr(wanted, "KOR|country|South Korea|host|K|1|{\"z\":[1,2.50],\"a\":{}}|- "
                                   "ko=\xEB\x8C\x80\xED\x95\x9C zh=\xE9\x9F\x93 ROK R.O.K. iso:KOR\n"));
    assert_non_null(strstr(wanted, "USA|country|USA|||1|-|{\"later\":{\"n\":123456789012345678901234567890}}\n"));
    assert_non_null(strstr(wanted, "r1 allied_with KOR 10 11 11 2022-05-20/.. 0.1 0.9 KOR|n\n\"q\"|{\"k\":\"a "
                                   "b\"}|{\"x\":1,\"y\":\"\\u0041\"} a b "
                                   "<0 p1 s q {\"page\":3}> <4294967295    ->\n"));
    assert_non_null(strstr(wanted, " objects_to USA 01 -11 00  nan nan ||-|-\n"));

    char path[] = "/tmp/entente-read-XXXXXX", packed[64];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    write_whole(path, lines_form, sizeof lines_form - 1);
    got = dump_file(path);
    assert_string_equal(got, wanted);
    free(got);

    snprintf(packed, sizeof packed, "%s.gz", path);
    gzFile gz = gzopen(packed, "wb");
    assert_int_equal(gzwrite(gz, document_form, sizeof document_form - 1), sizeof document_form - 1);
    gzclose(gz);
    got = dump_file(packed);
    assert_string_equal(got, wanted);
    free(got);
    remove(packed);

    int kept = dup(STDIN_FILENO);
    assert_non_null(freopen(path, "rb", stdin));
    got = dump_file("-");
    assert_string_equal(got, wanted);
    dup2(kept, STDIN_FILENO);
    close(kept);
    free(got);
    remove(path);
    free(wanted);
}

static void not_files(void **state) {
    (void)state;
    const char *paths[] = {"/tmp", "/nowhere/at-all.json"};
    ent_graph *graph = NULL;
    for (size_t i = 0; i < 2; i++) {
        ent_error err = {0};
        assert_int_equal(ent_read_files(&paths[i], 1, NULL, NULL, &graph, &err), ENT_IO);
        assert_non_null(strstr(err.message, paths[i]));
        assert_null(graph);
    }
    ent_error err = {0};
    assert_int_equal(ent_read_files(paths, 0, NULL, NULL, &graph, &err), ENT_USAGE);
    err = (ent_error){0};
    assert_int_equal(ent_read_memory("{}", 2, "x", &(ent_read){.from = "jsom"}, NULL, &graph, &err), ENT_USAGE);
    assert_non_null(strstr(err.hint, "json"));
}

/* ---- many relations ---- */

static ent_status give_up(ent_buffer *text, const ent_monitor *monitor, ent_graph **graph) {
    return ent_read_memory(text->data, text->length, "many", &(ent_read){.monitor = monitor}, NULL, graph, NULL);
}

static bool count_ticks(void *context, const char *stage, uint64_t done, uint64_t total) {
    size_t *ticks = context;
    assert_string_equal(stage, "reading");
    assert_true(done <= total);
    return ++*ticks < 4;
}

static void many_relations(void **state) {
    (void)state;
    enum { MANY = 100000 };
    for (int document = 0; document < 2; document++) {
        ent_buffer text = {0};
        if (document) ent_buffer_text(&text, "{\"format\":\"entente/1\",\"relations\":[");
        for (int i = 0; i < MANY; i++)
            ent_buffer_format(
                &text, "%s{\"id\":\"x%d\",\"type\":\"visits\",\"source\":\"s%d\",\"target\":\"t%d\",\"weight\":%d}\n",
                document && i ? "," : "", i, i % 7, i % 11, i);
        if (document) ent_buffer_text(&text, "]}");
        ent_graph *graph = NULL;
        assert_int_equal(give_up(&text, NULL, &graph), ENT_OK);
        assert_int_equal(ent_graph_relations(graph), MANY);
        assert_int_equal(ent_graph_entities(graph), 18);
        ent_relation r;
        ent_place place;
        for (ent_id k = 0; k < MANY; k += 997) {
            ent_graph_relation(graph, k, &r);
            assert_int_equal(atoi(r.id + 1), k);
            assert_true(r.weight == k);
            ent_graph_relation_place(graph, k, &place);
            assert_int_equal(place.line, k + 1);
            assert_int_equal(place.column, !document ? 1 : k ? 2 : 36);
        }
        ent_graph_free(graph);
        /* the monitor is asked about once a MiB, and listened to */
        size_t ticks = 0;
        graph = NULL;
        assert_int_equal(give_up(&text, &(ent_monitor){count_ticks, &ticks}, &graph), ENT_INTERRUPTED);
        assert_int_equal(ticks, 4);
        assert_null(graph);
        ent_buffer_clear(&text);
    }
}

static void readers_are_listed(void **state) {
    (void)state;
    ent_reader_info info;
    assert_true(ent_reader_count() >= 1);
    ent_reader_at(0, &info);
    assert_string_equal(info.name, "json");
    assert_non_null(strstr(info.extensions, ".jsonl"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_members),
        cmocka_unit_test(bad_files),
        cmocka_unit_test(lines_go_on),
        cmocka_unit_test(warnings),
        cmocka_unit_test(findings_are_limited),
        cmocka_unit_test(forms_are_equal),
        cmocka_unit_test(not_files),
        cmocka_unit_test(many_relations),
        cmocka_unit_test(readers_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
