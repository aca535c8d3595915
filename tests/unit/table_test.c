/* Tables: cells, order, choice of rows and columns, and every format. Expected texts are written by hand from the
 * definitions (RFC 4180, RFC 8259, GitHub Flavored Markdown); tests/script/table_formats_test.py reads them with
 * Python's own parsers. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include <entente/table.h>

enum { NAME, COUNT, SHARE, YES, NOTE, SECRET, WIDTH };
static const ent_column columns[WIDTH] = {
    [NAME] = {"name", ENT_COLUMN_TEXT, "a name", false, false},
    [COUNT] = {"count", ENT_COLUMN_INT, "a \"number\"", false, false},
    [SHARE] = {"share", ENT_COLUMN_REAL, NULL, false, false},
    [YES] = {"yes", ENT_COLUMN_BOOL, "", false, false},
    [NOTE] = {"note", ENT_COLUMN_TEXT, "", true, false},
    [SECRET] = {"secret", ENT_COLUMN_INT, "", false, true},
};

static ent_table *new_table(void) {
    ent_table *table = NULL;
    ent_error err = {0};
    assert_int_equal(ent_table_new("demo", columns, WIDTH, &table, &err), ENT_OK);
    return table;
}

static void add(ent_table *table, const char *name, int64_t count, double share, bool yes, const char *note) {
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, NAME, name, NULL), ENT_OK);
    assert_int_equal(ent_table_set_int(table, COUNT, count, NULL), ENT_OK);
    assert_int_equal(ent_table_set_real(table, SHARE, share, NULL), ENT_OK);
    assert_int_equal(ent_table_set_bool(table, YES, yes, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, NOTE, note, NULL), ENT_OK);
}

/* Three rows that hold what formats trip over. */
static ent_table *demo(void) {
    ent_table *table = new_table();
    add(table, "A, \"B\"", 10, 0.5, true, "line\none");
    add(table, "=1+1", -3, NAN, false, NULL);
    add(table, "tab\t\\|", 7, 1.0 / 3, true, "");
    assert_int_equal(ent_table_set_title(table, "Title <b>", NULL), ENT_OK);
    assert_int_equal(ent_table_note(table, NULL, "%d rows & more", 3), ENT_OK);
    return table;
}

static void expect(const ent_table *table, const ent_show *show, const char *expected) {
    char *out = NULL;
    size_t length = 0;
    ent_error err = {0};
    assert_int_equal(ent_table_format(table, show, &out, &length, &err), ENT_OK);
    assert_string_equal(out, expected);
    assert_int_equal(length, strlen(expected));
    ent_free(out);
}

static void expect_format(ent_format format, const char *expected) {
    ent_table *table = demo();
    ent_show show = {.format = (int)format};
    expect(table, &show, expected);
    ent_table_free(table);
}

static void text(void **state) {
    (void)state;
    expect_format(ENT_FORMAT_TEXT, "Title <b>\n"
                                   "\n"
                                   "name    count     share  yes  note\n"
                                   "A, \"B\"     10  0.500000  yes  line one\n"
                                   "=1+1       -3         -  no   -\n"
                                   "tab \\|      7  0.333333  yes\n"
                                   "\n"
                                   "3 rows & more\n");
}

static void csv(void **state) {
    (void)state;
    expect_format(ENT_FORMAT_CSV, "name,count,share,yes,note,secret\n"
                                  "\"A, \"\"B\"\"\",10,0.5,true,\"line\none\",\n"
                                  "=1+1,-3,,false,,\n"
                                  "tab\t\\|,7,0.3333333333333333,true,\"\",\n");
}

static void tsv(void **state) {
    (void)state;
    expect_format(ENT_FORMAT_TSV, "name\tcount\tshare\tyes\tnote\tsecret\n"
                                  "A, \"B\"\t10\t0.5\ttrue\tline\\none\t\n"
                                  "=1+1\t-3\t\tfalse\t\t\n"
                                  "tab\\t\\\\|\t7\t0.3333333333333333\ttrue\t\t\n");
}

static void json(void **state) {
    (void)state;
    expect_format(
        ENT_FORMAT_JSON,
        "{\n"
        "  \"name\": \"demo\",\n"
        "  \"title\": \"Title <b>\",\n"
        "  \"columns\": [\n"
        "    {\"name\": \"name\", \"type\": \"text\", \"help\": \"a name\"},\n"
        "    {\"name\": \"count\", \"type\": \"int\", \"help\": \"a \\\"number\\\"\"},\n"
        "    {\"name\": \"share\", \"type\": \"real\", \"help\": \"\"},\n"
        "    {\"name\": \"yes\", \"type\": \"bool\", \"help\": \"\"},\n"
        "    {\"name\": \"note\", \"type\": \"text\", \"help\": \"\"},\n"
        "    {\"name\": \"secret\", \"type\": \"int\", \"help\": \"\"}\n"
        "  ],\n"
        "  \"rows\": [\n"
        "    {\"name\": \"A, \\\"B\\\"\", \"count\": 10, \"share\": 0.5, \"yes\": true, \"note\": \"line\\none\", "
        "\"secret\": null},\n"
        "    {\"name\": \"=1+1\", \"count\": -3, \"share\": null, \"yes\": false, \"note\": null, "
        "\"secret\": null},\n"
        "    {\"name\": \"tab\\t\\\\|\", \"count\": 7, \"share\": 0.3333333333333333, \"yes\": true, "
        "\"note\": \"\", \"secret\": null}\n"
        "  ],\n"
        "  \"notes\": [\n"
        "    \"3 rows & more\"\n"
        "  ]\n"
        "}\n");
}

static void jsonl(void **state) {
    (void)state;
    ent_table *table = demo();
    char *names[] = {"count", "share"};
    ent_show show = {.format = ENT_FORMAT_JSONL, .columns = {names, 2}};
    expect(table, &show,
           "{\"count\": 10, \"share\": 0.5}\n"
           "{\"count\": -3, \"share\": null}\n"
           "{\"count\": 7, \"share\": 0.3333333333333333}\n");
    ent_table_free(table);
}

static void md(void **state) {
    (void)state;
    expect_format(ENT_FORMAT_MD, "### Title &lt;b>\n"
                                 "\n"
                                 "| name | count | share | yes | note |\n"
                                 "|---|---:|---:|---|---|\n"
                                 "| A, \"B\" | 10 | 0.500000 | yes | line one |\n"
                                 "| =1+1 | -3 | - | no | - |\n"
                                 "| tab \\\\\\| | 7 | 0.333333 | yes |  |\n"
                                 "\n"
                                 "- 3 rows &amp; more\n");
}

static void nothing_to_show(void **state) {
    (void)state;
    ent_table *table = new_table();
    expect(table, NULL, "(no rows)\n");
    ent_show show = {.format = ENT_FORMAT_CSV};
    expect(table, &show, "name,count,share,yes,note,secret\n");
    show.format = ENT_FORMAT_JSONL;
    expect(table, &show, "");
    char *sort[] = {"name"};
    assert_int_equal(ent_table_sort(table, &(ent_text_list){sort, 1}, NULL), ENT_OK);
    ent_table_free(table);
}

static void cells(void **state) {
    (void)state;
    ent_table *table = demo();
    assert_string_equal(ent_table_name(table), "demo");
    assert_string_equal(ent_table_title(table), "Title <b>");
    assert_int_equal(ent_table_rows(table), 3);
    assert_int_equal(ent_table_columns(table), WIDTH);
    assert_int_equal(ent_table_find_column(table, "share"), SHARE);
    assert_int_equal(ent_table_find_column(table, "shares"), -1);
    assert_string_equal(ent_table_text(table, 1, NAME), "=1+1");
    assert_string_equal(ent_table_text(table, 1, NOTE), "");
    assert_true(ent_table_missing(table, 1, NOTE));
    assert_false(ent_table_missing(table, 2, NOTE));
    assert_true(ent_table_missing(table, 1, SHARE));
    assert_int_equal(ent_table_int(table, 1, COUNT), -3);
    assert_int_equal(ent_table_int(table, 0, YES), 1);
    assert_true(ent_table_real(table, 1, COUNT) == -3.0);
    assert_true(isnan(ent_table_real(table, 1, SHARE)));
    assert_true(isnan(ent_table_real(table, 1, NAME)));
    assert_int_equal(ent_table_notes(table), 1);
    assert_string_equal(ent_table_note_text(table, 0), "3 rows & more");
    ent_column column;
    ent_table_column(table, COUNT, &column);
    assert_string_equal(column.name, "count");
    assert_int_equal(column.type, ENT_COLUMN_INT);
    ent_table_free(table);
    ent_table_free(NULL);
}

static void misuse_is_refused(void **state) {
    (void)state;
    ent_table *table = new_table();
    assert_int_equal(ent_table_set_int(table, COUNT, 1, NULL), ENT_USAGE); /* no row yet */
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_text(table, COUNT, "1", NULL), ENT_USAGE);
    assert_int_equal(ent_table_set_int(table, WIDTH, 1, NULL), ENT_USAGE);
    assert_int_equal(ent_table_set_int(table, SHARE, 2, NULL), ENT_OK); /* a whole number is a real one */
    assert_true(ent_table_real(table, 0, SHARE) == 2.0);
    assert_int_equal(ent_table_set_layout(table, ENT_LAYOUT_CARDS, COUNT, NULL), ENT_USAGE);
    ent_table_free(table);
    assert_int_equal(ent_table_new("none", columns, 0, &table, NULL), ENT_USAGE);
}

/* ---- order and choice ---- */

static void names_in_order(const ent_table *table, char *key, char *second, const char *expected) {
    char *names[] = {"name"}, *sort[] = {key, second};
    ent_show show = {.format = ENT_FORMAT_CSV, .columns = {names, 1}, .sort = {sort, second ? 2 : 1}};
    char text[200] = "name\n";
    size_t used = strlen(text);
    for (const char *p = expected; *p; p++) {
        text[used++] = *p;
        text[used++] = '\n';
        text[used] = '\0';
    }
    expect(table, &show, text);
}

static void order_is_stable_and_missing_comes_last(void **state) {
    (void)state;
    ent_table *table = new_table();
    add(table, "a", 2, 0.5, true, "x");
    add(table, "b", 1, NAN, false, NULL);
    add(table, "c", 2, -1.5, true, "Z");
    add(table, "d", 1, 0.5, false, "\xed\x95\x9c");
    add(table, "e", 2, INFINITY, true, "x");
    names_in_order(table, "count", NULL, "bdace");
    names_in_order(table, "-count", NULL, "acebd"); /* equal rows keep their order downwards too */
    names_in_order(table, "share", NULL, "cadeb");
    names_in_order(table, "-share", NULL, "eadcb"); /* missing last, whichever way */
    names_in_order(table, "note", NULL, "caedb");   /* by code point: capitals first, Korean after Latin */
    names_in_order(table, "-note", NULL, "daecb");
    names_in_order(table, "yes", "-share", "dbeac");
    char *sort[] = {"-share"};
    assert_int_equal(ent_table_sort(table, &(ent_text_list){sort, 1}, NULL), ENT_OK);
    assert_string_equal(ent_table_text(table, 0, NAME), "e");
    assert_string_equal(ent_table_text(table, 4, NAME), "b");
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK); /* a sorted table still grows */
    assert_true(ent_table_missing(table, 5, NAME));
    ent_table_free(table);
}

static void choice_of_columns_and_rows(void **state) {
    (void)state;
    ent_table *table = demo();
    char *two[] = {"count", "name", "count"}, *all[] = {"secret", "all"}, *key[] = {"-count"};
    ent_show show = {.format = ENT_FORMAT_CSV, .columns = {two, 3}, .sort = {key, 1}, .top = 2};
    expect(table, &show, "count,name\n10,\"A, \"\"B\"\"\"\n7,tab\t\\|\n");
    show = (ent_show){.format = ENT_FORMAT_CSV, .columns = {all, 2}, .top = 1};
    expect(table, &show, "secret,name,count,share,yes,note\n,\"A, \"\"B\"\"\",10,0.5,true,\"line\none\"\n");
    show = (ent_show){.columns = {two, 1}, .top = 1};
    expect(table, &show, "Title <b>\n\ncount\n   10\n\n1 of 3 rows\n3 rows & more\n");
    show.top = 3;
    expect(table, &show, "Title <b>\n\ncount\n   10\n   -3\n    7\n\n3 rows & more\n");
    ent_table_free(table);
}

/* --top 1 of rows a, a, b, a: the first unit is two rows, and there are three. */
static void rows_that_belong_together_are_not_parted(void **state) {
    (void)state;
    static const ent_column two[] = {{"path", ENT_COLUMN_TEXT, "which", false, false},
                                     {"hop", ENT_COLUMN_INT, "number", false, false}};
    static const char *const paths[] = {"a", "a", "b", "a"};
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("demo", two, 2, &table, NULL), ENT_OK);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
        assert_int_equal(ent_table_set_text(table, 0, paths[i], NULL), ENT_OK);
        assert_int_equal(ent_table_set_int(table, 1, i, NULL), ENT_OK);
    }
    assert_int_equal(ent_table_set_unit(table, 1, "paths", NULL), ENT_USAGE);
    assert_int_equal(ent_table_set_unit(table, 0, "paths", NULL), ENT_OK);
    ent_show show = {.top = 1};
    expect(table, &show, "path  hop\na       0\na       1\n\n1 of 3 paths\n");
    show = (ent_show){.format = ENT_FORMAT_CSV, .top = 2};
    expect(table, &show, "path,hop\na,0\na,1\nb,2\n");
    show.top = 3;
    expect(table, &show, "path,hop\na,0\na,1\nb,2\na,3\n");
    ent_table_free(table);
}

static void unknown_columns_are_named(void **state) {
    (void)state;
    ent_table *table = demo();
    char *near[] = {"cuont"}, *far[] = {"zebra"}, *out = NULL;
    ent_error err = {0};
    ent_show show = {.columns = {near, 1}};
    assert_int_equal(ent_table_format(table, &show, &out, NULL, &err), ENT_USAGE);
    assert_string_equal(err.message, "there is no column 'cuont' in demo");
    assert_string_equal(err.hint, "did you mean 'count'?");
    err = (ent_error){0};
    show = (ent_show){.sort = {far, 1}};
    assert_int_equal(ent_table_format(table, &show, &out, NULL, &err), ENT_USAGE);
    assert_string_equal(err.hint, "its columns are name, count, share, yes, note, secret");
    assert_null(out);
    ent_table_free(table);
}

/* ---- numbers ---- */

static void one_real(double value, const char *expected) {
    static const ent_column only = {"x", ENT_COLUMN_REAL, "", false, false};
    ent_table *table = NULL;
    char wanted[100], *out = NULL, *last;
    assert_int_equal(ent_table_new("reals", &only, 1, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_real(table, 0, value, NULL), ENT_OK);
    assert_int_equal(ent_table_format(table, NULL, &out, NULL, NULL), ENT_OK);
    out[strlen(out) - 1] = '\0';
    last = strchr(out, '\n') + 1;
    strcpy(wanted, last + strspn(last, " "));
    assert_string_equal(wanted, expected);
    ent_free(out);
    ent_table_free(table);
}

static void six_significant_digits(void **state) {
    (void)state;
    one_real(0, "0");
    one_real(-0.0, "0");
    one_real(47.5, "47.5");
    one_real(23.0 + 1.0 / 6, "23.1667");
    one_real(0.52197802, "0.521978");
    one_real(231.07142857, "231.071");
    one_real(123456789, "123456789"); /* digits before the point are never rounded away */
    one_real(0.1 + 0.2, "0.3");
    one_real(-1e-5, "-0.00001");
    one_real(1e-12, "1.00000e-12");
    one_real(6.02214076e23, "6.02214e+23");
    one_real(INFINITY, "inf");
    one_real(NAN, "-");
}

/* A count among measurements has no decimals and does not take theirs away. */
static void counts_among_reals_are_whole(void **state) {
    (void)state;
    const ent_column one[] = {{"value", ENT_COLUMN_REAL, "", false, false}};
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("mixed", one, 1, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_int(table, 0, 2984, NULL), ENT_OK);
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_real(table, 0, 0.25, NULL), ENT_OK);
    assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
    assert_int_equal(ent_table_set_real(table, 0, 0.1278123, NULL), ENT_OK);
    assert_true(ent_table_real(table, 0, 0) == 2984);
    expect(table, &(ent_show){.format = ENT_FORMAT_TEXT}, "   value\n    2984\n0.250000\n0.127812\n");
    expect(table, &(ent_show){.format = ENT_FORMAT_CSV}, "value\n2984\n0.25\n0.1278123\n");
    ent_table_free(table);
}

static void decimals_are_alike_in_a_column(void **state) {
    (void)state;
    ent_table *table = new_table();
    static const double values[] = {47.5, 23.0 + 1.0 / 6, 0, NAN, 1e-17};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) add(table, "n", 1, values[i], true, "");
    char *names[] = {"share"};
    ent_show show = {.columns = {names, 1}};
    expect(table, &show, "  share\n47.5000\n23.1667\n 0.0000\n      -\n 0.0000\n"); /* the last is noise beside 47.5 */
    ent_table_free(table);
}

/* Lets a number of questions pass, then asks to stop. */
static bool be_patient(void *context, const char *stage, uint64_t done, uint64_t total) {
    int *patience = context;
    assert_string_equal(stage, "writing the table");
    assert_true(done <= total);
    return (*patience)-- > 0;
}

static void every_format_stops_when_asked(void **state) {
    (void)state;
    enum { ROWS = 1000 };
    for (int layout = ENT_LAYOUT_GRID; layout <= ENT_LAYOUT_CARDS; layout++) {
        ent_table *table = new_table();
        assert_int_equal(ent_table_set_layout(table, (ent_layout)layout, 0, NULL), ENT_OK);
        for (int i = 0; i < ROWS; i++) add(table, "name", i, i, true, "note");
        for (int format = ENT_FORMAT_TEXT; format <= ENT_FORMAT_MD; format++) {
            int given = 0, left = INT_MAX;
            char *out = NULL;
            ent_monitor monitor = {be_patient, &left};
            ent_show show = {.format = format, .monitor = &monitor};
            assert_int_equal(ent_table_format(table, &show, &out, NULL, NULL), ENT_OK);
            ent_free(out);
            int asked = INT_MAX - left;
            assert_true(asked >= 3); /* not only once */
            for (given = 0; given < asked; given++) {
                ent_error err = {0};
                left = given;
                out = NULL;
                assert_int_equal(ent_table_format(table, &show, &out, NULL, &err), ENT_INTERRUPTED);
                assert_string_equal(err.message, "interrupted");
                assert_null(out);
                assert_int_equal(left, -1); /* and it is not asked again */
            }
        }
        ent_table_free(table);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text),
        cmocka_unit_test(csv),
        cmocka_unit_test(tsv),
        cmocka_unit_test(json),
        cmocka_unit_test(jsonl),
        cmocka_unit_test(md),
        cmocka_unit_test(nothing_to_show),
        cmocka_unit_test(cells),
        cmocka_unit_test(misuse_is_refused),
        cmocka_unit_test(order_is_stable_and_missing_comes_last),
        cmocka_unit_test(choice_of_columns_and_rows),
        cmocka_unit_test(unknown_columns_are_named),
        cmocka_unit_test(rows_that_belong_together_are_not_parted),
        cmocka_unit_test(every_format_stops_when_asked),
        cmocka_unit_test(six_significant_digits),
        cmocka_unit_test(counts_among_reals_are_whole),
        cmocka_unit_test(decimals_are_alike_in_a_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
