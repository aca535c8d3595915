/* Reading with and without the way in one pass: the same graph, the same places and findings, for all files under tests/data,
 * for made ones, and for those with a few bytes changed. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>

#include "quick_twin.h"

static ent_vocabulary *vocabulary;

static size_t graphs_seen;

static void expect_same(const twin_file *files, size_t count, size_t block, bool strict) {
    ent_read options = {.vocabulary = vocabulary, .strict = strict, .max_findings = 1000};
    const char *difference = twin_difference(files, count, block, &options, &graphs_seen);
    if (difference)
        print_message("# %s differs in blocks of %zu: %.*s\n", difference, block, (int)files[count - 1].length,
                      files[count - 1].text);
    assert_null(difference);
}

static void expect_same_in_blocks(const twin_file *files, size_t count) {
    static const size_t blocks[] = {0, 1, 7, 64, 1000};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (blocks[i] == 1 && files->length > 20000) continue;
        expect_same(files, count, blocks[i], i % 2);
    }
}

static size_t files_seen;

static int read_path(const char *path, const struct stat *info, int type, struct FTW *where) {
    (void)where;
    if (type != FTW_F || info->st_size > 1 << 20) return 0;
    char *text;
    size_t length;
    assert_int_equal(ent_source_slurp(path, &text, &length, NULL), ENT_OK);
    const twin_file twice[] = {{text, length}, {text, length}};
    expect_same_in_blocks(twice, 1);
    expect_same_in_blocks(twice, 2); /* ids that an earlier file has */
    ent_free(text);
    files_seen++;
    return 0;
}

static void files_at_hand(void **state) {
    (void)state;
    static const char *const folders[] = {"tests/data/good", "tests/data/bad", "tests/data/odd", "graphs"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        assert_int_equal(nftw(folders[i], read_path, 16, FTW_PHYS), 0);
    assert_true(files_seen > 150);
}

static uint64_t chance = 7;

static unsigned below(size_t n) {
    chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((chance >> 33) % n);
}

static bool tame;       /* nothing is written that is an error: a graph comes out */
static unsigned serial; /* makes ids differ where that is wanted */

static const char *one_of(const char *const *words, size_t count) {
    return words[below(count)];
}
#define WORDS(...) (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)
#define ONE_OF(...) one_of(WORDS(__VA_ARGS__))
/* The first list, or now and then the second when something may be wrong. */
#define OR_BAD(good, bad) (tame || below(12) ? good : bad)

static unsigned id(unsigned most) {
    return tame || below(20) ? serial++ : below(most);
}

static void write_attributes(ent_buffer *out) {
    ent_buffer_format(out, ", \"attributes\": %s",
                      OR_BAD(ONE_OF("{}", "null", "{\"a\": 1}", "{ \"a\" : \" b \\\" \" , \"c\":[1, \"x y\", null]}",
                                    "{\"country\": \"E1\", \"n\": -0.5e2}", "{\"a\": {\"b\": []}}"),
                             ONE_OF("{\"a\": 1e400}", "{\"a\": 1, \"a\": 1}", "{\"a\": 1, \"\\u0061\": 1}", "[]",
                                    "{\"a\": \"\\u0000\"}", "{\"a\"}")));
}

static void write_names(ent_buffer *out) {
    if (below(3) == 0)
        ent_buffer_format(out, ", \"names\": %s",
                          OR_BAD(ONE_OF("{\"ko\": \"\"}", "{}", "{\"ko\": \"\xEA\xB5\xAD\", \"de\": \"two words\"}",
                                        "{\"ko\": null, \"d\\u0065\": \"n\"}"),
                                 ONE_OF("{\"ko\": \"a\", \"ko\": \"b\"}", "{\"ko\": 1}", "[]")));
    if (below(3) == 0)
        ent_buffer_format(
            out, ", \"aliases\": %s",
            OR_BAD(ONE_OF("[]", "[\"a1\"]", "[\"a1\", \"a2\", \"a1\", \"\"]"), ONE_OF("[1]", "{}", "[null]")));
    if (below(3) == 0)
        ent_buffer_format(
            out, ", \"identifiers\": %s",
            OR_BAD(ONE_OF("{}", "{\"cow\": \"732\", \"q\": \"Q884\"}"), ONE_OF("{\"cow\": 732}", "{\"q\"}")));
}

static void write_document(ent_buffer *out) {
    ent_buffer_format(out, "{\"id\": \"d%u\", \"title\": \"%s\"", id(40), ONE_OF("t", "", "\xEA\xB5\xAD", "a\\tb"));
    if (below(2))
        ent_buffer_format(out, ", \"date\": \"%s\"",
                          OR_BAD(ONE_OF("2022-05-20", "2022", "", "0000-12-28"),
                                 ONE_OF("2022-13-01", "2022-00-10", "2022-02-29", "2022-01-00", "2022/01/01", "x")));
    if (below(3) == 0) ent_buffer_format(out, ", \"url\": \"https://x.example/%u\"", below(9));
    if (below(4) == 0) write_attributes(out);
    ent_buffer_text(out, ONE_OF("}", " }", ", \"language\": null}", ", \"note\": 1}"));
}

static void write_entity(ent_buffer *out) {
    ent_buffer_format(out, "{\"id\": \"%s%u\", \"kind\": \"%s\"", OR_BAD("E", "r"), id(30),
                      ONE_OF("country", "organization", "person", "", "cuontry", "unknown"));
    if (below(2)) ent_buffer_format(out, ", \"name\": \"%s\"", OR_BAD(ONE_OF("", "two words"), ONE_OF("n", "E1")));
    write_names(out);
    if (below(4) == 0) write_attributes(out);
    ent_buffer_text(out, ONE_OF("}", "}", ", \"short\": \"\"}"));
}

static void write_evidence(ent_buffer *out) {
    ent_buffer_text(out, ", \"evidence\": [");
    for (unsigned i = 0, count = below(3); i < count; i++) {
        ent_buffer_text(out, i ? ", {\"summary\": \"s\"" : "{\"summary\": null");
        if (!tame) ent_buffer_format(out, ", \"document\": \"d%u\"", below(45));
        if (below(2)) ent_buffer_format(out, ", \"locator\": \"p%u\"", below(5));
        if (below(2)) ent_buffer_format(out, ", \"quote\": \"%s\"", ONE_OF("q", "", "\\u00e9\\n", "\xEA\xB5\xAD"));
        ent_buffer_text(out, ONE_OF("}", "}", "}", "}", " }", ", \"page\": 3}"));
    }
    ent_buffer_char(out, ']');
}

static void write_numbers(ent_buffer *out) {
    if (below(3) == 0)
        ent_buffer_format(out, ", \"sign\": %s",
                          OR_BAD(ONE_OF("1", "-1", "0", "0.0", "\"negative\"", "null"), ONE_OF("2", "true")));
    if (below(3) == 0)
        ent_buffer_format(out, ", \"weight\": %s",
                          OR_BAD(ONE_OF("1", "0.25", "-0", "0.30000000000000004", "1e3"), ONE_OF("-1", "1e400")));
    if (below(3) == 0)
        ent_buffer_format(out, ", \"confidence\": %s", OR_BAD(ONE_OF("0", "1", "0.5", "null"), ONE_OF("1.01", "-1")));
}

static void write_relation(ent_buffer *out) {
    ent_buffer_char(out, '{');
    if (below(3)) ent_buffer_format(out, OR_BAD("\"id\": \"r%u\", ", "\"id\": \"\", \"weight\": %u, "), id(500));
    ent_buffer_format(out, "\"type\": \"%s\", \"source\": \"E%u\", \"target\": \"%s%u\"",
                      OR_BAD(ONE_OF("visits", "sanctions", "supports", "member_of", "frobs", "Visits"), ""), below(32),
                      OR_BAD("E", ONE_OF("r", "X")), below(32));
    if (below(2))
        ent_buffer_format(out, ", \"date\": \"%s%u\"",
                          OR_BAD(ONE_OF("2022-05-1", "2021-02-1", "2021-10-1", "202"),
                                 ONE_OF("Y", "20/", "2022-05-0A\", \"said_by\": \"")),
                          below(tame ? 9 : 33));
    if (below(3) == 0)
        ent_buffer_format(
            out, ", \"areas\": %s",
            OR_BAD(ONE_OF("[]", "[\"a\"]", "[\"a\", \"b\"]", "[\"ab\", \"a\"]"), ONE_OF("[\"\"]", "[1]")));
    if (below(3) == 0)
        ent_buffer_format(out, ", \"status\": \"%s\"",
                          OR_BAD(ONE_OF("planned", "asserted", "denied", "ended"), ONE_OF("plannd", "")));
    write_numbers(out);
    if (below(6) == 0) ent_buffer_format(out, ", \"said_by\": \"%s\"", ONE_OF("E1", "", "somebody"));
    if (below(6) == 0) ent_buffer_format(out, ", \"note\": \"%s\"", ONE_OF("n", "", "\\\"\xF0\x9F\x98\x80"));
    if (below(2)) write_evidence(out);
    if (below(5) == 0) write_attributes(out);
    ent_buffer_text(out, OR_BAD(ONE_OF("}", "}", "}", "}", "\n}", ", \"extra\": [1]}"),
                                ONE_OF(",}", "}}", "]", ", \"type\": \"visits\"}")));
}

/* A day that was met, then one that differs in one byte: whatever that is, it is not taken for the first. */
static void days_that_look_alike(void **state) {
    (void)state;
    static const char days[2][11] = {"2022-05-17", "2021-10-11"};
    char text[400];
    for (size_t i = 0; i < 2 * 10 * 95; i++) {
        char other[11];
        memcpy(other, days[i & 1], sizeof other);
        other[i / 2 % 10] = (char)(' ' + i / 20);
        if (strpbrk(other, "\"\\")) continue;
        snprintf(text, sizeof text,
                 "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\"}\n" /* makes the type known */
                 "{\"title\": \"t\", \"id\": \"d\", \"date\": \"%s\"}\n"
                 "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\", \"date\": \"%s\"}\n"
                 "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\", \"date\": \"%s\"}\n",
                 other, days[i & 1], other);
        expect_same(&(const twin_file){text, strlen(text)}, 1, 0, false);
    }
}

typedef void (*writer)(ent_buffer *out);

static void write_list(ent_buffer *out, const char *name, writer write, unsigned count) {
    ent_buffer_format(out, ",%s\"%s\":%s[", ONE_OF("", " ", "\n"), name, ONE_OF("", " ", "\r\n "));
    for (unsigned i = 0; i < count; i++) {
        if (i) ent_buffer_text(out, ONE_OF(",", ", ", ",\n", "\n , "));
        write(out);
    }
    ent_buffer_text(out, ONE_OF("]", " ]", "\n]"));
}

/* Some of the findings that come out of it are about the records, some about what stands between. */
static void write_input(ent_buffer *out, bool lines) {
    static const writer writers[] = {write_document, write_entity, write_relation, write_relation, write_relation};
    out->length = 0;
    if (!lines) {
        ent_buffer_text(out, "{\"format\": \"entente/1\"");
        write_list(out, "documents", write_document, below(30));
        write_list(out, "entities", write_entity, below(25));
        write_list(out, "relations", write_relation, below(40));
        ent_buffer_text(out, "}\n");
    }
    for (unsigned i = 0, count = below(60); lines && i < count; i++) {
        writers[below(sizeof writers / sizeof *writers)](out);
        ent_buffer_text(out, ONE_OF("\n", "\n", "\n", "\n", "\r\n", "\n\n", " \n \t", "\n", "\n", OR_BAD("\n", " ")));
    }
}

static void change(ent_buffer *text) {
    static const char worth[] = "\"\\{}[],: \n0e-u\x80\xC3\x01";
    for (unsigned n = below(3); n > 0 && text->length > 1; n--) {
        size_t at = below(text->length);
        if (below(2)) {
            text->data[at] = worth[below(sizeof worth)];
        } else {
            memmove(text->data + at, text->data + at + 1, text->length - at - 1);
            text->length--;
        }
    }
}

static void made_files(void **state) {
    (void)state;
    enum { TRIES = 1200 };
    static const size_t blocks[] = {0, 1, 13, 100, 700, 5000};
    ent_buffer text[2] = {{0}, {0}};
    for (int i = 0; i < TRIES; i++) {
        twin_file files[2];
        for (unsigned k = 0; k < 2; k++) {
            tame = i % 4 < 2;
            serial = k * below(200);
            write_input(&text[k], below(3) == 0);
            if (!tame) change(&text[k]);
            files[k] = (twin_file){text[k].data ? text[k].data : "", text[k].length};
        }
        expect_same(files, 1 + (size_t)(i % 2), blocks[below(sizeof blocks / sizeof *blocks)], below(4) == 0);
    }
    assert_true(graphs_seen > TRIES / 2);
    ent_buffer_clear(&text[0]);
    ent_buffer_clear(&text[1]);
}

int main(void) {
    if (ent_vocabulary_default(&vocabulary, NULL) != ENT_OK) return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(files_at_hand), cmocka_unit_test(days_that_look_alike),
                                       cmocka_unit_test(made_files)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    ent_vocabulary_free(vocabulary);
    return failed;
}
