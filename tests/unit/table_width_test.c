/* Text tables fit the terminal and line up, Korean counted as two columns (Unicode 15, East Asian Width W). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/table.h>

#include "table/wrap.h"

static void add(ent_table *table, const char *name, int64_t count, const char *note) {
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, 0, name, NULL), ENT_OK);
    assert_int_equal(ent_table_set_int(table, 1, count, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, 2, note, NULL), ENT_OK);
}

static ent_table *countries(void) {
    static const ent_column columns[] = {
        {"country", ENT_COLUMN_TEXT, "", false, false},
        {"ties", ENT_COLUMN_INT, "", false, false},
        {"note", ENT_COLUMN_TEXT, "", true, false},
    };
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("countries", columns, 3, &table, NULL), ENT_OK);
    add(table, "대한민국", 7, "allied with the United States since 1953");
    add(table, "United States", 15, "미국과 한국은 기술 동맹을 맺었다");
    add(table, "中国", 5, "中国反对韩美同盟扩大。");
    return table;
}

static char *format(const ent_table *table, size_t width) {
    ent_show show = {.width = width};
    char *out = NULL;
    assert_int_equal(ent_table_format(table, &show, &out, NULL, NULL), ENT_OK);
    return out;
}

static void expect(const ent_table *table, size_t width, const char *expected) {
    char *out = format(table, width);
    assert_string_equal(out, expected);
    ent_free(out);
}

static void korean_lines_up(void **state) {
    (void)state;
    ent_table *table = countries();
    expect(table, 80,
           "country        ties  note\n"
           "대한민국          7  allied with the United States since 1953\n"
           "United States    15  미국과 한국은 기술 동맹을 맺었다\n"
           "中国              5  中国反对韩美同盟扩大。\n");
    ent_table_free(table);
}

static void free_text_is_wrapped(void **state) {
    (void)state;
    ent_table *table = countries();
    expect(table, 46,
           "country        ties  note\n"
           "대한민국          7  allied with the United\n"
           "                     States since 1953\n"
           "United States    15  미국과 한국은 기술 동맹을\n"
           "                     맺었다\n"
           "中国              5  中国反对韩美同盟扩大。\n");
    ent_table_free(table);
}

/* Columns of every line, and the bytes of a line taken apart. */
static size_t widest_line(char *text) {
    size_t widest = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        if (ent_text_width(line) > widest) widest = ent_text_width(line);
    return widest;
}

static void every_width_is_kept(void **state) {
    (void)state;
    ent_table *table = countries();
    assert_int_equal(ent_table_note(table, NULL, "%s", "30 entities, 60 relations, none of them left out: 대한민국"),
                     ENT_OK);
    for (size_t width = 20; width <= 90; width++) {
        char *out = format(table, width);
        assert_true(widest_line(out) <= width);
        ent_free(out);
    }
    assert_int_equal(ent_table_set_layout(table, ENT_LAYOUT_CARDS, 0, NULL), ENT_OK);
    for (size_t width = 24; width <= 90; width++) {
        char *out = format(table, width);
        assert_true(widest_line(out) <= width);
        ent_free(out);
    }
    ent_table_free(table);
}

static void numbers_are_never_cut(void **state) {
    (void)state;
    static const ent_column columns[] = {
        {"who", ENT_COLUMN_TEXT, "", false, false},
        {"in", ENT_COLUMN_INT, "", false, false},
        {"out", ENT_COLUMN_INT, "", false, false},
    };
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("big", columns, 3, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, 0, "Medici", NULL), ENT_OK);
    assert_int_equal(ent_table_set_int(table, 1, 123456789012, NULL), ENT_OK);
    assert_int_equal(ent_table_set_int(table, 2, -987654321098, NULL), ENT_OK);
    /* two blocks, each led by the name */
    expect(table, 24,
           "who               in\n"
           "Medici  123456789012\n"
           "\n"
           "who               out\n"
           "Medici  -987654321098\n");
    ent_table_free(table);
}

/* A name that stands in several rows is not enough to find a row again: what else tells them apart leads each block, too. */
static void every_block_tells_its_rows_apart(void **state) {
    (void)state;
    static const ent_column columns[] = {
        {"a", ENT_COLUMN_TEXT, "", false, false},    {"sort", ENT_COLUMN_TEXT, "", false, false},
        {"b", ENT_COLUMN_TEXT, "", false, false},    {"year", ENT_COLUMN_INT, "", false, false},
        {"trade", ENT_COLUMN_INT, "", false, false}, {"kappa", ENT_COLUMN_INT, "", false, false},
    };
    static const char *const b[] = {"Italy", "Spain", "Spain"};
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("pairs", columns, 6, &table, NULL), ENT_OK);
    for (int r = 0; r < 3; r++) {
        assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
        ent_table_set_text(table, 0, "Malta", NULL);
        ent_table_set_text(table, 1, "all", NULL);
        ent_table_set_text(table, 2, b[r], NULL);
        ent_table_set_int(table, 3, 2000 + r, NULL);
        ent_table_set_int(table, 4, 123456789012 + r, NULL);
        ent_table_set_int(table, 5, 987654321098 + r, NULL);
    }
    expect(table, 38,
           "a      sort  b      year         trade\n"
           "Malta  all   Italy  2000  123456789012\n"
           "Malta  all   Spain  2001  123456789013\n"
           "Malta  all   Spain  2002  123456789014\n"
           "\n"
           "a      b      year         kappa\n"
           "Malta  Italy  2000  987654321098\n"
           "Malta  Spain  2001  987654321099\n"
           "Malta  Spain  2002  987654321100\n");
    ent_table_free(table);
}

static void other_text_is_cut_last(void **state) {
    (void)state;
    static const ent_column columns[] = {
        {"name", ENT_COLUMN_TEXT, "", false, false},
        {"n", ENT_COLUMN_INT, "", false, false},
    };
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("long", columns, 2, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, 0, "삼성전자 반도체 공장, Pyeongtaek", NULL), ENT_OK);
    assert_int_equal(ent_table_set_int(table, 1, 5, NULL), ENT_OK);
    expect(table, 34,
           "name                             n\n"
           "삼성전자 반도체 공장,            5\n"
           "Pyeongtaek\n");
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, 0, "one two three four five six seven eight nine ten", NULL), ENT_OK);
    expect(table, 20,
           "name               n\n"
           "삼성전자 반도체    5\n"
           "공장, Pyeongtaek\n"
           "one two three      -\n"
           "four five six\n"
           "seven eight nine…\n");
    ent_table_free(table);
}

static void cards_group_rows(void **state) {
    (void)state;
    static const ent_column columns[] = {
        {"path", ENT_COLUMN_TEXT, "", false, false}, {"hop", ENT_COLUMN_INT, "", false, false},
        {"type", ENT_COLUMN_TEXT, "", false, false}, {"date", ENT_COLUMN_TEXT, "", false, false},
        {"sure", ENT_COLUMN_REAL, "", false, false}, {"evidence", ENT_COLUMN_TEXT, "", true, false},
    };
    static const char *const rows[][5] = {
        {"Samsung \xe2\x86\x92 China", "operates", "2022", "1", "The plant in Pyeongtaek belongs to it."},
        {"Samsung \xe2\x86\x92 China", "visits", NULL, "0.5", NULL},
        {"Samsung \xe2\x86\x92 PRK", "warns", "2022", NULL, "Paragraph 9."},
    };
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("paths", columns, 6, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_layout(table, ENT_LAYOUT_CARDS, 0, NULL), ENT_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
        ent_table_set_text(table, 0, rows[i][0], NULL);
        ent_table_set_int(table, 1, i + 1, NULL);
        ent_table_set_text(table, 2, rows[i][1], NULL);
        ent_table_set_text(table, 3, rows[i][2], NULL);
        if (rows[i][3]) ent_table_set_real(table, 4, strtod(rows[i][3], NULL), NULL);
        ent_table_set_text(table, 5, rows[i][4], NULL);
    }
    expect(table, 40,
           "Samsung \xe2\x86\x92 China\n"
           "  1  operates  2022  sure 1.0\n"
           "      The plant in Pyeongtaek belongs to\n"
           "        it.\n"
           "  2  visits          sure 0.5\n"
           "\n"
           "Samsung \xe2\x86\x92 PRK\n"
           "  3  warns     2022\n"
           "      Paragraph 9.\n");
    ent_table_free(table);
}

static void color_is_asked_for(void **state) {
    (void)state;
    ent_table *table = countries();
    ent_show show = {.color = true, .top = 1};
    char *out = NULL, *names[] = {"country"};
    show.columns = (ent_text_list){names, 1};
    assert_int_equal(ent_table_format(table, &show, &out, NULL, NULL), ENT_OK);
    assert_string_equal(out, "\033[1mcountry\n\033[0m대한민국\n\n1 of 3 rows\n");
    ent_free(out);
    ent_table_free(table);
}

static void nothing_moves_the_cursor(void **state) {
    (void)state;
    ent_table *table = countries();
    add(table, "a\033[2Jb\xc2\x9bz", 1,
        "over\xe2\x80\xae"
        "ride\r\n\xe2\x80\xa8next\x7f");
    char *out = format(table, 80);
    assert_null(strpbrk(out, "\033\r\x7f"));
    assert_null(strstr(out, "\xc2\x9b"));
    assert_null(strstr(out, "\xe2\x80\xae"));
    assert_non_null(strstr(out, "a [2Jb z"));
    assert_non_null(strstr(out, "over ride"));
    ent_free(out);
    ent_table_free(table);
}

/* ---- wrapping ---- */

static void lines_of(const char *text, size_t width, const char *expected) {
    char all[500] = "";
    const char *line;
    size_t length;
    while (ent_wrap_next(&text, width, &line, &length)) {
        strncat(all, line, length);
        strcat(all, "/");
    }
    assert_string_equal(all, expected);
}

static void wrapping(void **state) {
    (void)state;
    lines_of("", 10, "");
    lines_of("   ", 10, "");
    lines_of("one", 3, "one/");
    lines_of("one two", 3, "one/two/");
    lines_of("one  two ", 20, "one  two/");
    lines_of("one two three", 7, "one two/three/");
    lines_of("abcdefghij", 4, "abcd/efgh/ij/");
    lines_of("shares_intelligence_with", 10, "shares_/intelligen/ce_with/");
    lines_of("中国反对同盟", 6, "中国反/对同盟/");
    lines_of("中国反。对", 6, "中国/反。对/");      /* a full stop never begins a line */
    lines_of("한국과 미국은", 8, "한국과/미국은/"); /* Korean is parted at its spaces */
    lines_of("한국과미국은", 8, "한국과미/국은/");
    lines_of("e\xcc\x81\xcc\x81"
             "ab",
             2,
             "e\xcc\x81\xcc\x81"
             "a/b/");                      /* marks stay with their letter */
    lines_of("가", 1, "가/");              /* wider than the line: shown all the same */
    lines_of("\xff\xfe", 1, "\xff/\xfe/"); /* broken UTF-8 comes to an end */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(korean_lines_up),
        cmocka_unit_test(free_text_is_wrapped),
        cmocka_unit_test(every_width_is_kept),
        cmocka_unit_test(numbers_are_never_cut),
        cmocka_unit_test(every_block_tells_its_rows_apart),
        cmocka_unit_test(other_text_is_cut_last),
        cmocka_unit_test(cards_group_rows),
        cmocka_unit_test(color_is_asked_for),
        cmocka_unit_test(nothing_moves_the_cursor),
        cmocka_unit_test(wrapping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
