/* Framing: what is cut from a stream, at which place, whatever the size of the blocks it arrives in. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

#include "base/buffer.h"
#include "read/frame.h"
#include "read/locate.h"

static const char *const lists[] = {"documents", "entities", "relations"};

/* All frames of a text in one line each: kind, place, list and index, name, text or fault. */
static char *frames_of(const char *text, size_t length, size_t block, size_t largest, bool *broken) {
    static const char *const kinds[] = {"end", "record", "open", "member", "element", "close", "fault"};
    ent_source *source;
    ent_framer framer;
    ent_frame frame;
    ent_buffer out = {0};
    assert_int_equal(ent_source_memory(text, length, &source, NULL), ENT_OK);
    assert_int_equal(ent_framer_init(&framer, source, NULL, 0, lists, 3, NULL, NULL), ENT_OK);
    framer.block = block;
    if (largest) framer.largest = largest;
    do {
        assert_int_equal(ent_framer_next(&framer, &frame, NULL), ENT_OK);
        ent_buffer_format(&out, "%s", kinds[frame.kind]);
        if (frame.kind == ENT_FRAME_FAULT) {
            ent_buffer_format(&out, " %u:%u %s", frame.fault_place.line, frame.fault_place.column, frame.fault->rule);
        } else if (frame.kind != ENT_FRAME_END) {
            ent_buffer_format(&out, " %u:%u", frame.place.line, frame.place.column);
            if (frame.key) ent_buffer_format(&out, " %.*s", (int)frame.key_length, frame.key);
            if (frame.kind == ENT_FRAME_ELEMENT) ent_buffer_format(&out, " %d/%zu", frame.list, frame.index);
            if (frame.kind == ENT_FRAME_RECORD || frame.kind == ENT_FRAME_ELEMENT ||
                (frame.kind == ENT_FRAME_MEMBER && frame.list < 0))
                ent_buffer_format(&out, " %.*s", (int)frame.length, frame.text);
            if (frame.fault)
                ent_buffer_format(&out, " odd %u:%u %s", frame.fault_place.line, frame.fault_place.column,
                                  frame.fault->rule);
        }
        ent_buffer_char(&out, '\n');
    } while (frame.kind != ENT_FRAME_END);
    if (broken) *broken = framer.broken;
    ent_framer_clear(&framer);
    ent_source_close(source);
    char *all = NULL;
    assert_int_equal(ent_buffer_take(&out, &all, NULL, NULL), ENT_OK);
    return all;
}

static void expect(const char *text, const char *wanted) {
    static const size_t blocks[] = {1, 2, 3, 7, 64, 65536};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        char *got = frames_of(text, strlen(text), blocks[i], 0, NULL);
        assert_string_equal(got, wanted);
        free(got);
    }
}

static void lines(void **state) {
    (void)state;
    expect("", "end\n");
    expect(" \n\t\r\n", "end\n");
    expect("{\"a\":[1,{\"b\":\"}\\\"]\"}]}\n{\"c\":2}",
           "record 1:1 {\"a\":[1,{\"b\":\"}\\\"]\"}]}\nrecord 2:1 {\"c\":2}\nend\n");
    expect("{}\r\n\r\n  {}\r\n", "record 1:1 {}\nrecord 3:3 {}\nend\n");
    expect("1\n\"two\"\nnull\n-3.5e1\n", "record 1:1 1\nrecord 2:1 \"two\"\nrecord 3:1 null\nrecord 4:1 -3.5e1\nend\n");
    expect("{\n \"a\": 1\n}\n{\"b\":2}\n", "record 1:1 {\n \"a\": 1\n}\nrecord 4:1 {\"b\":2}\nend\n");
}

static void documents(void **state) {
    (void)state;
    expect("{\"format\": \"x\", \"relations\" : [ {\"id\":1} ,\n {\"id\":[2]}], \"z\":{\"relations\":[3]}}\n",
           "open 1:1\nmember 1:12 \"format\" \"x\"\n"
           "member 1:31 \"relations\"\n"
           "element 1:33 2/0 {\"id\":1}\nelement 2:2 2/1 {\"id\":[2]}\nmember 2:19 \"z\" {\"relations\":[3]}\nclose "
           "2:36\nend\n");
    /* the list is found late: what came before it is handed out all the same */
    expect("{\"a\":1,\"b\":[1,2],\"entities\":[]}", "open 1:1\nmember 1:6 \"a\" 1\nmember 1:12 \"b\" [1,2]\n"
                                                    "member 1:29 \"entities\"\nclose 1:31\nend\n");
    /* no list: one record */
    expect("{\"format\":\"x\",\"relations\":null}", "record 1:1 {\"format\":\"x\",\"relations\":null}\nend\n");
    expect("{\"a\":{\"relations\":[1]}}", "record 1:1 {\"a\":{\"relations\":[1]}}\nend\n");
    expect("{\"relations\":{\"x\":[1]}}", "record 1:1 {\"relations\":{\"x\":[1]}}\nend\n");
}

static void lists_at_the_top(void **state) {
    (void)state;
    expect("[ {\"a\":1}, 2 ]", "open 1:1\nelement 1:3 -1/0 {\"a\":1}\nelement 1:12 -1/1 2\nclose 1:14\nend\n");
    expect("[]\n[]", "open 1:1\nclose 1:2\nopen 2:1\nclose 2:2\nend\n");
}

static void columns_are_code_points(void **state) {
    (void)state;
    expect("{\"\xEB\x8C\x80\xED\x95\x9C\":\"\xF0\x9F\x98\x80\",\"entities\":[{\"a\":\"\xC3\xA9\"},{}]}",
           "open 1:1\nmember 1:7 \"\xEB\x8C\x80\xED\x95\x9C\" \"\xF0\x9F\x98\x80\"\nmember 1:22 \"entities\"\n"
           "element 1:23 1/0 {\"a\":\"\xC3\xA9\"}\nelement 1:33 1/1 {}\nclose 1:36\nend\n");
}

static void faults_in_lines(void **state) {
    (void)state;
    /* one bad line costs no other */
    expect("{\"a\":1}\n{\"a\":nope}\n{\"a\":3}\n",
           "record 1:1 {\"a\":1}\nfault 2:6 json-syntax\nrecord 3:1 {\"a\":3}\nend\n");
    expect("{\"a\":1\n{\"a\":2}\n{\"a\":3}\n",
           "fault 2:1 json-syntax\nrecord 2:1 {\"a\":2}\nrecord 3:1 {\"a\":3}\nend\n");
    expect("{\"a\":\"x\n{\"a\":2}\n", "fault 1:8 json-syntax\nrecord 2:1 {\"a\":2}\nend\n");
    expect("{} {}\n{\"b\":1}\n", "record 1:1 {}\nfault 1:4 json-syntax\nrecord 2:1 {\"b\":1}\nend\n");
    expect("{\"a\":1}}\n{\"b\":1}\n", "record 1:1 {\"a\":1}\nfault 1:8 json-syntax\nrecord 2:1 {\"b\":1}\nend\n");
    /* a record on several lines is one fault, not one a line */
    expect("{\"z\":0}\n{\"a\": 01,\n \"b\": 2\n}\n{\"c\":3}\n",
           "record 1:1 {\"z\":0}\nfault 2:7 json-syntax\nrecord 5:1 {\"c\":3}\nend\n");
    expect("{\"a\":1}\n{\"b\":", "record 1:1 {\"a\":1}\nfault 2:6 truncated\nend\n");
}

static void faults_in_documents(void **state) {
    (void)state;
    expect("{\"relations\":[{\"a\":NaN},{\"a\":[1,}]},{\"b\":2}],\"t\":3}",
           "open 1:1\nmember 1:14 \"relations\"\nfault 1:20 json-syntax\nfault 1:33 json-syntax\nend\n");
    expect("{\"relations\":[{\"a\":NaN},{\"b\":2}],\"t\":3}",
           "open 1:1\nmember 1:14 \"relations\"\nfault 1:20 json-syntax\nelement 1:25 2/1 {\"b\":2}\nmember 1:38 \"t\" "
           "3\nclose 1:39\nend\n");
    expect("{\"relations\":[{\"a\":\"\\x, ]\"},{\"b\":2},]}",
           "open 1:1\nmember 1:14 \"relations\"\nfault 1:21 json-syntax\n"
           "element 1:29 2/1 {\"b\":2}\nfault 1:37 json-syntax\nclose 1:38\nend\n");
    expect("{\"relations\":[{\"b\":2}",
           "open 1:1\nmember 1:14 \"relations\"\nelement 1:15 2/0 {\"b\":2}\nfault 1:22 truncated\nend\n");
    bool broken;
    const char *text = "{\n\"format\":,\n\"relations\":[]}";
    free(frames_of(text, strlen(text), 64, 0, &broken));
    assert_true(broken);
}

static void odd_values(void **state) {
    (void)state;
    expect("{\"a\":\"x\\u0000\"}\n{\"\\ud800\":1}\n{\"a\":1e999}\n{\"a\":1e308,\"b\":\"\\ud83d\\ude00\"}\n",
           "record 1:1 {\"a\":\"x\\u0000\"} odd 1:8 nul-character\nrecord 2:1 {\"\\ud800\":1} odd 2:3 utf-8\n"
           "record 3:1 {\"a\":1e999} odd 3:6 number-range\nrecord 4:1 {\"a\":1e308,\"b\":\"\\ud83d\\ude00\"}\nend\n");
}

static void limits(void **state) {
    (void)state;
    bool broken;
    char *text = malloc(20001);
    memset(text, '[', 10000);
    memset(text + 10000, ']', 10000);
    text[20000] = '\0';
    char *got = frames_of(text, 20000, 65536, 0, &broken);
    assert_string_equal(got, "open 1:1\nfault 1:1025 too-deep\nend\n");
    assert_true(broken);
    free(got);
    memset(text, 'x', 20000);
    memcpy(text, "{\"a\":\"", 6);
    memcpy(text + 19998, "\"}", 2);
    got = frames_of(text, 20000, 64, 1000, &broken);
    assert_string_equal(got, "fault 1:1 record-size\nend\n");
    assert_true(broken);
    free(got);
    free(text);
}

/* Every value of a text: its pointer leads back to it. */
static void pointers(void **state) {
    (void)state;
    const char *text = "{\"a/b\": [10, {\"~\": \"x,]}\"}, []], \"\\u0063\": {\"d\": null}, \"e\": -1.5}";
    static const struct {
        const char *pointer, *value;
    } rows[] = {{"", "{\"a/b\""},  {"/a~1b", "[10"}, {"/a~1b/0", "10"}, {"/a~1b/1", "{\"~\""}, {"/a~1b/1/~0", "\"x,"},
                {"/a~1b/2", "[]"}, {"/c", "{\"d\""}, {"/c/d", "null"},  {"/e", "-1.5"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t offset = 0;
        ent_buffer back = {0};
        assert_true(ent_locate(text, strlen(text), rows[i].pointer, &offset));
        assert_memory_equal(text + offset, rows[i].value, strlen(rows[i].value));
        ent_locate_pointer(text, strlen(text), offset, &back);
        assert_string_equal(back.data ? back.data : "", rows[i].pointer);
        ent_buffer_clear(&back);
    }
    size_t offset;
    assert_false(ent_locate(text, strlen(text), "/nope", &offset));
    assert_false(ent_locate(text, strlen(text), "/a~1b/3", &offset));
    assert_false(ent_locate(text, strlen(text), "/e/0", &offset));
}

/* One value with nothing after it: what the scanner says, and what it found odd. */
static bool scan_accepts(const char *text, size_t length, bool *odd) {
    ent_scan s;
    ent_scan_init(&s, text, length);
    ent_token token = ent_scan_skip(&s, ent_scan_next(&s), 0);
    *odd = s.odd.rule != NULL;
    return token > ENT_TOKEN_FAULT && s.depth == 0 && !ent_scan_space(&s);
}

/* jansson is the oracle: texts made by changing valid ones here and there are taken or refused by both. */
static void agrees_with_jansson(void **state) {
    (void)state;
    static const char *const seeds[] = {
        "{\"a\":[1,-2.5e3,true,false,null,\"x\\n\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":{}},\"d\":[[],[0.1]]}",
        "[\"\xEA\xB5\xAD\", 0, -0, 1e5, 12345678901, {\"k\":\"\\\"\\\\\\/\"}]",
    };
    static const char pieces[] = "{}[]:,\"\\u0e+-.1 \n\tntf/'\x01\x80\xC3\xED\xF0";
    uint64_t random = 7;
    size_t accepted = 0;
    for (int round = 0; round < 200000; round++) {
        char text[128];
        const char *seed = seeds[round % 2];
        size_t length = strlen(seed);
        memcpy(text, seed, length);
        for (int change = 0; change < 1 + round % 3; change++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            size_t at = (size_t)(random >> 33) % length;
            char piece = pieces[(random >> 20) % (sizeof pieces - 1)];
            if (random >> 62 == 0)
                memmove(text + at, text + at + 1, length-- - at - 1);
            else
                text[at] = piece;
        }
        bool odd, ours = scan_accepts(text, length, &odd);
        if (odd) continue; /* the two are free to differ on what is odd */
        json_t *json = json_loadb(text, length, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
        if ((json != NULL) != ours) print_message("# differs: %.*s\n", (int)length, text);
        assert_true((json != NULL) == ours);
        accepted += ours;
        json_decref(json);
    }
    assert_true(accepted > 1000); /* else the test would say nothing */
}

/* Decoded strings are what jansson makes of them. */
static void decodes_like_jansson(void **state) {
    (void)state;
    const char *text =
        "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\uD7FF\\uffff\xED\x95\x9C\"";
    char out[128];
    size_t length = ent_scan_decode(text + 1, strlen(text) - 2, out);
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(json);
    assert_int_equal(length, json_string_length(json));
    assert_memory_equal(out, json_string_value(json), length);
    json_decref(json);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(documents),
        cmocka_unit_test(lists_at_the_top),
        cmocka_unit_test(columns_are_code_points),
        cmocka_unit_test(faults_in_lines),
        cmocka_unit_test(faults_in_documents),
        cmocka_unit_test(odd_values),
        cmocka_unit_test(limits),
        cmocka_unit_test(pointers),
        cmocka_unit_test(agrees_with_jansson),
        cmocka_unit_test(decodes_like_jansson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
