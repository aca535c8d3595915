// LDFLAGS: -Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc -Wl,--wrap=free
/* Reading while memory runs out: the n-th allocation fails, for every n. The answer is ENT_NOMEM or right, and nothing is
 * left behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <entente/read.h>
#include <entente/write.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);

enum { SLOTS = 1 << 16 };
static void *live[SLOTS]; /* what was handed out while watching: open addressing; a hole is GONE */
#define GONE ((void *)1)
static size_t live_count;
static long left = -1; /* allocations until one fails; -1 not watching */
static bool lasting;   /* all that follow fail too */
static bool failed;

static size_t slot_of(const void *memory) {
    return (size_t)((uintptr_t)memory >> 4) * 2654435761u % SLOTS;
}

static void remember(void *memory) {
    size_t i = slot_of(memory);
    while (live[i] && live[i] != GONE) i = (i + 1) % SLOTS;
    live[i] = memory;
    live_count++;
}

static void forget(const void *memory) {
    for (size_t i = slot_of(memory); live[i]; i = (i + 1) % SLOTS) {
        if (live[i] != memory) continue;
        live[i] = GONE;
        live_count--;
        return;
    }
}

static bool refuse(void) {
    if (left < 0) return false;
    if (left > 0) {
        left--;
        return false;
    }
    if (failed && !lasting) return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size) {
    if (refuse()) return NULL;
    void *memory = __real_malloc(size);
    if (memory && left >= 0) remember(memory);
    return memory;
}

void *__wrap_calloc(size_t count, size_t size) {
    if (refuse()) return NULL;
    void *memory = __real_calloc(count, size);
    if (memory && left >= 0) remember(memory);
    return memory;
}

void *__wrap_realloc(void *memory, size_t size) {
    if (refuse()) return NULL;
    if (memory) forget(memory);
    void *grown = __real_realloc(memory, size);
    if (grown && left >= 0) remember(grown);
    return grown;
}

void __wrap_free(void *memory) {
    if (memory) forget(memory);
    __real_free(memory);
}

static const char good[] = "{\"title\":\"Both\",\"format\":\"entente/"
                           "1\",\"more\":{\"a\":[1]},\"documents\":[{\"id\":\"d1\",\"title\":\"T\",\"x\":1}],"
                           "\"entities\":[{\"id\":\"KOR\",\"kind\":\"country\",\"name\":\"South "
                           "Korea\",\"names\":{\"ko\":\"\\ub300\\ud55c\"},\"aliases\":[\"ROK\"],"
                           "\"identifiers\":{\"iso\":\"KOR\"},\"attributes\":{\"z\":[1,2.50],\"\\u0061\":{}}},{\"id\":"
                           "\"USA\",\"kind\":\"country\"}],"
                           "\"relations\":[{\"id\":\"r1\",\"type\":\"allied_with\",\"source\":\"ROK\",\"target\":"
                           "\"USA\",\"date\":\"2022-05-20\",\"areas\":[\"a\",\"b\"],"
                           "\"weight\":1e2,\"said_by\":\"KOR\",\"evidence\":[{\"document\":\"d1\",\"quote\":\"q\","
                           "\"page\":3},{}],\"attributes\":{\"k\":1},\"x\":1,\"y\":2},"
                           "{\"type\":\"objects_to\",\"source\":\"USA\",\"target\":\"r1\"}]}";

/* Warnings and errors of many kinds: undeclared, near misses, wrong types, twice, broken. */
static const char bad[] = "\xEF\xBB\xBF{\"titel\":\"x\",\"titel\":1,\"entities\":[{\"id\":\"KOR\",\"kind\":\"county\","
                          "\"atributes\":{\"a\":1,\"a\":2}},{\"id\":5}],"
                          "\"relations\":[{\"type\":\"allied_wit\",\"source\":\"KR\",\"target\":\"USA\",\"status\":"
                          "\"planed\",\"weight\":-1,\"areas\":[1]},"
                          "{\"a\":nope},{\"type\":\"visits\",\"source\":\"KOR\",\"target\":\"USA\",\"note\":"
                          "\"\\u0000\"},{\"source\":\"A\"}]}\n";

static const ent_vocabulary *vocabulary;

static void ignore(void *context, const ent_finding *finding) {
    *(size_t *)context += strlen(finding->message);
}

/* What a graph says, through the writer. */
static char *written(const ent_graph *graph) {
    char *out = NULL;
    size_t length;
    assert_int_equal(ent_writer_find("json")->write(graph, NULL, &out, &length, NULL), ENT_OK);
    return out;
}

typedef struct attempt {
    const char *text, *path; /* one of them */
    ent_status wanted;       /* with memory enough */
    bool syntax;
} attempt;

static ent_status try_once(const attempt *a, ent_graph **graph, ent_error *err) {
    size_t seen = 0;
    ent_sink sink = {ignore, &seen};
    ent_read options = {.vocabulary = vocabulary};
    if (a->syntax) return ent_check_json_syntax(a->path, &sink, err);
    if (a->path) return ent_read_files(&a->path, 1, &options, &sink, graph, err);
    return ent_read_memory(a->text, strlen(a->text), "case", &options, &sink, graph, err);
}

static void sweep(const attempt *a) {
    char *wanted = NULL;
    for (int mode = 0; mode < 2; mode++) {
        for (long n = -1;; n++) {
            ent_graph *graph = NULL;
            ent_error err = {0};
            memset(live, 0, sizeof live);
            live_count = 0;
            failed = false;
            lasting = mode;
            left = n < 0 ? 1 << 30 : n;
            ent_status status = try_once(a, &graph, &err);
            left = -1;
            assert_true(status == ENT_NOMEM || status == a->wanted);
            if (status != ENT_OK) assert_string_not_equal(err.message, "");
            if (graph) {
                char *got = written(graph);
                if (!wanted) wanted = strdup(got);
                assert_string_equal(got, wanted);
                ent_free(got);
            }
            assert_true((graph != NULL) == (status == ENT_OK && !a->syntax));
            ent_graph_free(graph);
            assert_int_equal(live_count, 0);
            if (n >= 0 && !failed) break; /* it went through without asking for the n-th */
            assert_true(n < 100000);
        }
    }
    free(wanted);
}

static void document(void **state) {
    (void)state;
    sweep(&(attempt){.text = good, .wanted = ENT_OK});
}

static void findings(void **state) {
    (void)state;
    sweep(&(attempt){.text = bad, .wanted = ENT_BAD_INPUT});
}

static void file_and_syntax(void **state) {
    (void)state;
    char path[] = "/tmp/entente-memory-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, good, sizeof good - 1), sizeof good - 1);
    close(fd);
    sweep(&(attempt){.path = path, .wanted = ENT_OK});
    sweep(&(attempt){.path = path, .wanted = ENT_OK, .syntax = true});
    remove(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(document), cmocka_unit_test(findings),
                                       cmocka_unit_test(file_and_syntax)};
    ent_vocabulary *own = NULL;
    if (ent_vocabulary_default(&own, NULL) != ENT_OK) return 1;
    vocabulary = own;
    int result = cmocka_run_group_tests(tests, NULL, NULL);
    ent_vocabulary_free(own);
    return result;
}
