// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Tables as pictures: what is refused and why, the same bytes twice, and running out of memory at any point. What a
 * picture shows is looked at by tests/script/chart_test.py. */
#include "sweep.h"

#include <math.h>

static const ent_column line_columns[] = {
    {"from", ENT_COLUMN_TEXT, "", false, false},  {"to", ENT_COLUMN_TEXT, "", false, false},
    {"value", ENT_COLUMN_REAL, "", false, false}, {"low", ENT_COLUMN_REAL, "", false, false},
    {"high", ENT_COLUMN_REAL, "", false, false},  {"who", ENT_COLUMN_TEXT, "", false, false},
    {"what", ENT_COLUMN_TEXT, "", false, false},
};
static const ent_chart lines = {.kind = ENT_CHART_LINES,
                                .from = "from",
                                .to = "to",
                                .value = "value",
                                .lower = "low",
                                .upper = "high",
                                .series = "who",
                                .panel = "what"};

static ent_table *line_table(double scale) {
    static const char *const years[] = {"2019", "2020", "2021", "2022-05"};
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("lines", line_columns, 7, &table, NULL), ENT_OK);
    for (int i = 0; i < 32; i++) {
        assert_int_equal(ent_table_add_row(table, NULL), ENT_OK);
        ent_table_set_text(table, 0, years[i % 4], NULL);
        ent_table_set_text(table, 1, years[i % 4], NULL);
        ent_table_set_real(table, 2, i == 9 ? NAN : scale * i, NULL);
        ent_table_set_real(table, 3, scale * (i - 1), NULL);
        ent_table_set_real(table, 4, scale * (i + 1), NULL);
        ent_table_set_text(table, 5, i % 8 < 4 ? "A <b>" : "가나다", NULL);
        ent_table_set_text(table, 6, i < 16 ? "one" : "two", NULL);
    }
    assert_int_equal(ent_table_note(table, NULL, "a note"), ENT_OK);
    return table;
}

static const ent_column span_columns[] = {
    {"date", ENT_COLUMN_TEXT, "", false, false},
    {"label", ENT_COLUMN_TEXT, "", false, false},
    {"sign", ENT_COLUMN_TEXT, "", false, false},
    {"status", ENT_COLUMN_TEXT, "", false, false},
};
static const ent_chart spans = {
    .kind = ENT_CHART_SPANS, .from = "date", .label = "label", .sign = "sign", .status = "status", .tip = "not there"};

static ent_table *span_table(void) {
    static const char *const dates[] = {"2022-05-20", "2020/..",         "../1999-12", "2022~",
                                        "",           "2001-02-03/2004", "no date"};
    static const char *const signs[] = {"positive", "negative", "structural"};
    static const char *const statuses[] = {"asserted", "planned", "denied", "hypothetical"};
    ent_table *table = NULL;
    assert_int_equal(ent_table_new("spans", span_columns, 4, &table, NULL), ENT_OK);
    for (int i = 0; i < 28; i++) {
        ent_table_add_row(table, NULL);
        ent_table_set_text(table, 0, dates[i % 7], NULL);
        ent_table_set_text(table, 1, i % 2 ? "A \"supports\" B & C" : "", NULL);
        ent_table_set_text(table, 2, signs[i % 3], NULL);
        ent_table_set_text(table, 3, statuses[i % 4], NULL);
    }
    return table;
}

static char *drawn(const ent_table *table, const ent_chart *chart) {
    ent_error err = {0};
    char *svg = NULL;
    size_t length = 0;
    if (ent_chart_write(table, chart, &svg, &length, &err) != ENT_OK) fail_msg("%s", err.message);
    assert_non_null(svg);
    assert_int_equal(length, strlen(svg));
    return svg;
}

static void the_same_bytes_twice(void **state) {
    (void)state;
    ent_table *tables[] = {line_table(1), span_table()};
    const ent_chart *const charts[] = {&lines, &spans};
    for (int k = 0; k < 2; k++) {
        char *first = drawn(tables[k], charts[k]), *second = drawn(tables[k], charts[k]);
        assert_string_equal(first, second);
        assert_null(strstr(first, "nan"));
        assert_null(strstr(first, "inf\""));
        ent_free(first);
        ent_free(second);
        ent_table_free(tables[k]);
    }
}

static void any_size_of_number(void **state) {
    static const double scales[] = {1e-300, 1e-9, 1, 1e12, 1e300, -1e-300, -1e300};
    (void)state;
    for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
        ent_table *table = line_table(scales[k]);
        char *svg = drawn(table, &lines);
        assert_null(strstr(svg, "nan"));
        assert_true(strlen(svg) < 100000); /* so there are not too many ticks */
        ent_free(svg);
        ent_table_free(table);
    }
}

static void any_length_of_time(void **state) {
    static const char *const dates[] = {
        "2022-05-20", "2022-05-20/2022-05-22", "2022-05-20/..", "../-0044", "Y-100000/Y200000", "-0300/2022", "2022-21",
        "Y4000000"};
    (void)state;
    for (size_t k = 0; k < sizeof dates / sizeof *dates; k++) {
        ent_table *table = NULL;
        assert_int_equal(ent_table_new("spans", span_columns, 4, &table, NULL), ENT_OK);
        ent_table_add_row(table, NULL);
        ent_table_set_text(table, 0, dates[k], NULL);
        ent_table_set_text(table, 1, "alone", NULL);
        char *svg = drawn(table, &spans);
        assert_non_null(strstr(svg, "text-anchor=\"middle\">")); /* the axis has a date */
        ent_free(svg);
        ent_table_free(table);
    }
}

static void refused(const ent_table *table, const ent_chart *chart, ent_status status, const char *words) {
    ent_error err = {0};
    char *svg = (char *)"untouched";
    assert_int_equal(ent_chart_write(table, chart, &svg, NULL, &err), status);
    assert_null(svg);
    assert_string_equal(err.message, words);
}

static void what_cannot_be_drawn_is_said(void **state) {
    (void)state;
    ent_table *table = line_table(1), *empty = NULL;
    ent_chart chart = lines;
    chart.value = "worth";
    refused(table, &chart, ENT_USAGE, "the chart needs column 'worth', and 'lines' has none");
    chart.value = NULL;
    refused(table, &chart, ENT_USAGE, "the chart needs column '', and 'lines' has none");
    chart.value = "who";
    refused(table, &chart, ENT_USAGE, "the chart needs numbers in column 'who'");
    chart.value = "value";
    chart.series = "low";
    refused(table, &chart, ENT_USAGE, "the chart needs text in column 'low'");
    ent_table_free(table);
    assert_int_equal(ent_table_new("lines", line_columns, 7, &empty, NULL), ENT_OK);
    refused(empty, &lines, ENT_NO, "there is nothing to draw: no period has a value");
    ent_table_add_row(empty, NULL);
    ent_table_set_text(empty, 0, "2022", NULL);
    ent_table_set_text(empty, 1, "2022", NULL);
    refused(empty, &lines, ENT_NO, "there is nothing to draw: no period has a value");
    ent_table_free(empty);
    assert_int_equal(ent_table_new("spans", span_columns, 4, &empty, NULL), ENT_OK);
    ent_table_add_row(empty, NULL);
    ent_table_set_text(empty, 1, "undated", NULL);
    refused(empty, &spans, ENT_NO, "there is nothing to draw: no row has a date");
    ent_table_free(empty);
}

/* Fail the k-th allocation, alone and with all after it, for every k, until the picture needs no more than k. */
static void draw_without_memory(const ent_table *table, const ent_chart *chart) {
    char *whole = drawn(table, chart);
    for (int alone = 0; alone < 2; alone++) {
        once = alone;
        failed = true;
        for (long k = 0; failed; k++) {
            ent_error err = {0};
            char *svg = NULL;
            failed = false;
            left = k;
            ent_status status = ent_chart_write(table, chart, &svg, NULL, &err);
            left = -1;
            if (status == ENT_OK)
                assert_string_equal(svg, whole);
            else if (status != ENT_NOMEM || err.status != ENT_NOMEM || svg)
                fail_msg("allocation %ld: %d %s", k, (int)status, err.message);
            ent_free(svg);
        }
    }
    once = false;
    ent_free(whole);
}

static void running_out_of_memory_is_a_status(void **state) {
    ent_table *tables[] = {line_table(1), span_table()};
    (void)state;
    draw_without_memory(tables[0], &lines);
    draw_without_memory(tables[1], &spans);
    ent_table_free(tables[0]);
    ent_table_free(tables[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_bytes_twice),
        cmocka_unit_test(any_size_of_number),
        cmocka_unit_test(any_length_of_time),
        cmocka_unit_test(what_cannot_be_drawn_is_said),
        cmocka_unit_test(running_out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
