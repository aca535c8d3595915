/* Records read in one pass: what is taken holds what jansson finds, and what ought to be taken is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "quick_oracle.h"

static ent_quick quick;

/* The end of the record by ent_quick_parse_line, 0 when it is not taken; the text is copied so that what is read beyond the
 * pad is seen by a sanitizer. */
static size_t taken(const char *text, size_t length) {
    char *copy = calloc(1, length + ENT_BYTES_PAD);
    assert_non_null(copy);
    if (length) memcpy(copy, text, length);
    ent_quick_begin(&quick);
    const char *end = ent_quick_parse_line(&quick, copy);
    size_t size = end ? (size_t)(end - copy) : 0;
    if (end) {
        assert_true(size <= length);
        assert_int_equal(quick.count, 1);
        assert_int_equal(quick.records->kind, ent_record_classify(copy, size));
        const char *difference = quick_difference(quick.records);
        if (difference) print_message("# %s in: %.*s\n", difference, (int)size, copy);
        assert_null(difference);
    }
    free(copy);
    return size;
}

#define RELATION(more) "{\"type\": \"visits\", \"source\": \"A\", \"target\": \"B\"" more "}"

static const char *const usual[] = {
    RELATION(""),
    RELATION(", \"id\": \"r1\", \"date\": \"2022-05-20/2022-05-22\", \"said_by\": \"C\", \"note\": \"n\""),
    RELATION(", \"sign\": -1, \"weight\": 0.30000000000000004, \"confidence\": 1e-3, \"status\": \"planned\""),
    RELATION(", \"sign\": 1.0, \"weight\": 12345678901234567890, \"confidence\": 0.5, \"status\": \"denied\""),
    RELATION(", \"sign\": 0, \"weight\": -0, \"confidence\": 1E+2, \"areas\": [], \"evidence\": []"),
    RELATION(", \"areas\": [\"a\", \"\", \"c\"], \"evidence\": [{\"quote\": \"q\"}, {}, {\"document\": \"d\", "
             "\"locator\": \"p\", \"summary\": \"s\"}]"),
    RELATION(", \"note\": null, \"areas\": null, \"weight\": null, \"evidence\": [{\"quote\": null}]"),
    RELATION(", \"note\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00\", \"date\": \"\\u0032\""),
    RELATION(", \"note\": \"\xC3\xA9 \xEA\xB5\xAD \xF0\x9F\x98\x80 sixteen bytes and more, \xE2\x82\xAC at the end\""),
    "{\r\n\t\"source\" : \"A\"\n,\"target\":\"B\",\"type\":\"visits\" }",
    "{\"id\": \"d\", \"title\": \"t\", \"publisher\": \"p\", \"author\": \"a\", \"date\": \"2022\", \"url\": \"u\", "
    "\"language\": \"ko\"}",
    "{\"id\": \"E\", \"kind\": \"country\", \"name\": \"n\", \"role\": \"r\", \"short\": \"s\"}",
    "{\"id\": \"E\", \"names\": {\"ko\": \"\xEA\xB5\xAD\", \"\\u006b\\n\" : \"\" }, \"aliases\": [\"a\", \"a\", "
    "\"\\u00e9\"], "
    "\"identifiers\": {\"cow\": \"732\"}, \"attributes\": { }}",
    "{\"id\": \"E\", \"names\": {}, \"aliases\": [], \"identifiers\": null, \"attributes\": null}",
    RELATION(", \"attributes\": {\"a\": \" \\\" \\\\ \", \"b\" : [ 1 , -2.5e3, true, \"x\\u00e9\"],\n\"c\": false, "
             "\"\": null}"),
    "{\"id\": \"d\", \"url\": \"u\", \"attributes\": {\"date_basis\": \"inferred\", \"pages\": [], \"n\": 0}}",
};

static const char *const not_mine[] = {
    "",
    "[]",
    "{}",
    "{\"id\": \"x\"}",
    RELATION(", \"x\": 1"),
    RELATION(", \"\\u0069d\": \"r\""),
    RELATION(", \"type\": \"visits\""),
    RELATION(", \"note\": null, \"note\": \"n\""),
    RELATION(","),
    RELATION(", \"note\""),
    RELATION(", \"note\": nulls"),
    RELATION(" \"note\": \"n\""),
    RELATION(", \"note\": 1"),
    RELATION(", \"note\": \"\x01\""),
    RELATION(", \"note\": \"\\u0000\""),
    RELATION(", \"note\": \"\\ud800\""),
    RELATION(", \"note\": \"\\udc00\\ud800\""),
    RELATION(", \"note\": \"\\ud800\\u0041\""),
    RELATION(", \"note\": \"\\u12g4\""),
    RELATION(", \"note\": \"\\x\""),
    RELATION(", \"note\": \"\xC0\xAF\""),
    RELATION(", \"note\": \"\xED\xA0\x80\""),
    RELATION(", \"note\": \"\xE0\x9F\xBF\""),
    RELATION(", \"note\": \"\xF0\x8F\xBF\xBF\""),
    RELATION(", \"note\": \"\xF4\x90\x80\x80\""),
    RELATION(", \"note\": \"\xEA\xB5\""),
    RELATION(", \"note\": \"\xFF\""),
    RELATION(", \"weight\": 01"),
    RELATION(", \"weight\": 1."),
    RELATION(", \"weight\": .5"),
    RELATION(", \"weight\": +1"),
    RELATION(", \"weight\": -"),
    RELATION(", \"weight\": 1e"),
    RELATION(", \"weight\": 1e999"),
    RELATION(", \"weight\": 1x"),
    RELATION(", \"weight\": \"1\""),
    RELATION(", \"weight\": NaN"),
    RELATION(", \"sign\": 2"),
    RELATION(", \"status\": \"plann\""),
    RELATION(", \"status\": \"plannedx\""),
    RELATION(", \"areas\": [\"a\",]"),
    RELATION(", \"areas\": [null]"),
    RELATION(", \"areas\": \"a\""),
    RELATION(", \"evidence\": [{\"quote\": \"q\", \"quote\": \"q\"}]"),
    RELATION(", \"evidence\": [{\"page\": \"q\"}]"),
    RELATION(", \"evidence\": {}"),
    RELATION(", \"attributes\": []"),
    RELATION(", \"attributes\": {\"a\": 1, \"a\": 2}"),
    RELATION(", \"attributes\": {\"a\": 1, \"\\u0061\": 2}"),
    RELATION(", \"attributes\": {\"a\": {\"b\": 1}}"),
    RELATION(", \"attributes\": {\"a\": [[1]]}"),
    RELATION(", \"attributes\": {\"a\": 1,}"),
    RELATION(", \"attributes\": {\"a\"}"),
    RELATION(", \"attributes\": {\"a\": }"),
    RELATION(", \"attributes\": {\"a\": tru}"),
    RELATION(", \"attributes\": {\"a\": [1,]}"),
    RELATION(", \"attributes\": {\"a\": [1 2]}"),
    RELATION(", \"attributes\": {\"a\": 01}"),
    RELATION(", \"attributes\": {1: 2}"),
    "{\"id\": \"E\", \"names\": {\"ko\": null}}",
    "{\"id\": \"E\", \"names\": {\"ko\": \"a\", \"ko\": \"b\"}}",
    "{\"id\": \"E\", \"names\": {\"ko\": \"a\", \"\\u006bo\": \"b\"}}",
    "{\"id\": \"E\", \"names\": {\"ko\": \"a\",}}",
    "{\"id\": \"E\", \"names\": [\"ko\"]}",
    "{\"id\": \"E\", \"identifiers\": {\"cow\": 732}}",
    "{\"id\": \"E\", \"aliases\": [1]}",
    "{\"id\": \"E\", \"aliases\": null}",
    "{\"id\": \"d\", \"title\": \"t\", \"kind\": \"country\"}",
    "{\"format\": \"entente/1\", \"title\": \"t\"}",
};

static void takes_the_usual(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (taken(usual[i], strlen(usual[i])) != strlen(usual[i])) print_message("# %s\n", usual[i]);
        assert_int_equal(taken(usual[i], strlen(usual[i])), strlen(usual[i]));
        for (size_t cut = 0; cut < strlen(usual[i]); cut++) assert_int_equal(taken(usual[i], cut), 0);
    }
    for (size_t i = 0; i < sizeof not_mine / sizeof *not_mine; i++) {
        if (taken(not_mine[i], strlen(not_mine[i]))) print_message("# %s\n", not_mine[i]);
        assert_int_equal(taken(not_mine[i], strlen(not_mine[i])), 0);
    }
}

static uint64_t chance = 1;

static size_t below(size_t n) {
    chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(chance >> 33) % n;
}

/* A record with some of its bytes changed, put in or taken out. */
static size_t mutate(char *text, size_t length) {
    static const char worth[] = "\"\\{}[],: \n0123456789.-+eEun/\x80\xBF\xC3\xE0\xED\xF0\xF4\xFF\x01";
    for (size_t n = 1 + below(3); n > 0; n--) {
        size_t at = below(length);
        switch (below(4)) {
        case 0:
            memmove(text + at + 1, text + at, length++ - at);
            text[at] = worth[below(sizeof worth)];
            break;
        case 1:
            memmove(text + at, text + at + 1, --length - at);
            break;
        case 2:
            text[at] = worth[below(sizeof worth)];
            break;
        default:
            text[at] ^= (char)(1 << below(8));
        }
    }
    return length;
}

static void agrees_with_jansson(void **state) {
    (void)state;
    enum { TRIES = 60000 };
    size_t count = 0;
    for (int i = 0; i < TRIES; i++) {
        char text[512];
        const char *from = usual[below(sizeof usual / sizeof *usual)];
        strcpy(text, from);
        count += taken(text, mutate(text, strlen(from))) > 0;
    }
    assert_in_range(count, TRIES / 20, TRIES / 2); /* of either kind there were many */
}

static void many_bytes_at_once(void **state) {
    (void)state;
    static const char plain[] = "abc {}[]:,'\x7F\x20", odd[] = "\"\\\x1F\x80\xC3\xFF\n\x01";
    char text[128];
    for (int i = 0; i < 20000; i++) {
        size_t length = below(80), from = below(16);
        memset(text, 0, sizeof text);
        for (size_t k = 0; k < length; k++) {
            bool rare = below(40) == 0;
            text[from + k] = rare ? odd[below(sizeof odd - 1)] : plain[below(sizeof plain - 1)];
        }
        const char *start = text + from, *end = start;
        while (*end && !strchr(odd, *end)) end++;
        assert_ptr_equal(ent_plain_end_scalar(start), end);
        assert_ptr_equal(ent_plain_end(start), end);
        char name[ENT_BYTES_NAME] = {0};
        unsigned size = (unsigned)below(ENT_BYTES_NAME);
        memcpy(name, start, size);
        assert_true(ent_name_at(start, name, ENT_NAME_MASK(size)) &&
                    ent_name_at_scalar(start, name, ENT_NAME_MASK(size)));
        if (size) name[below(size)] ^= 1;
        assert_int_equal(ent_name_at(start, name, ENT_NAME_MASK(size)), size == 0);
        assert_int_equal(ent_name_at_scalar(start, name, ENT_NAME_MASK(size)), size == 0);
    }
}

static void columns(void **state) {
    (void)state;
    char *text = malloc(10000);
    assert_non_null(text);
    for (int i = 0; i < 300; i++) {
        size_t length = below(i < 200 ? 100 : 10000), wanted = 0;
        for (size_t k = 0; k < length; k++) {
            text[k] = (char)below(256);
            wanted += ((unsigned char)text[k] & 0xC0) != 0x80;
        }
        assert_int_equal(ent_columns_scalar(text, length), wanted);
        assert_int_equal(ent_columns(text, length), wanted);
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(takes_the_usual), cmocka_unit_test(agrees_with_jansson),
                                       cmocka_unit_test(many_bytes_at_once), cmocka_unit_test(columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
