/* EDTF level 1: expected days come from Python's datetime (proleptic Gregorian ordinals minus 719163). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include <entente/base.h>

#include "base/date.h"

static void spans(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int32_t first, last;
        bool interval, uncertain, approximate;
    } cases[] = {
        {"1970-01-01", 0, 0, 0, 0, 0},
        {"2022-05-20", 19132, 19132, 0, 0, 0},
        {"2022-05-20T23:59:59+09:00", 19132, 19132, 0, 0, 0},
        {"2022-05", 19113, 19143, 0, 0, 0},
        {"2022", 18993, 19357, 0, 0, 0},
        {"2000-02", 10988, 11016, 0, 0, 0},
        {"1900-02", -25536, -25509, 0, 0, 0},
        {"201X", 14610, 18261, 0, 0, 0},
        {"20XX", 10957, 47481, 0, 0, 0},
        {"2004-XX", 12418, 12783, 0, 0, 0},
        {"2004-02-XX", 12449, 12477, 0, 0, 0},
        {"2022-21", 19052, 19143, 0, 0, 0},
        {"2022-24", 19327, 19416, 0, 0, 0},
        {"2022?", 18993, 19357, 0, 1, 0},
        {"2022-05~", 19113, 19143, 0, 0, 1},
        {"2022-05-20%", 19132, 19132, 0, 1, 1},
        {"2022-05-20/2022-05-22", 19132, 19134, 1, 0, 0},
        {"2022/2023-01", 18993, 19388, 1, 0, 0},
        {"2022-05/..", 19113, ENT_DAY_MAX, 1, 0, 0},
        {"2022-05/", 19113, ENT_DAY_MAX, 1, 0, 0},
        {"../1816", ENT_DAY_MIN, -55883, 1, 0, 0},
        {"/1816", ENT_DAY_MIN, -55883, 1, 0, 0},
        {"1984~/2004-06?", 5113, 12599, 1, 1, 1},
        {"0001-01-01", -719162, -719162, 0, 0, 0},
        {"-0044", -735599, -735234, 0, 0, 0}, /* 45 BC, a leap year */
        {"0000", -719528, -719163, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_date date;
        ent_error err = {0};
        if (ent_date_parse(cases[i].text, &date, &err) != ENT_OK) fail_msg("%s: %s", cases[i].text, err.message);
        if (date.first != cases[i].first || date.last != cases[i].last)
            fail_msg("%s: %d..%d", cases[i].text, date.first, date.last);
        assert_int_equal(date.interval, cases[i].interval);
        assert_int_equal(date.uncertain, cases[i].uncertain);
        assert_int_equal(date.approximate, cases[i].approximate);
        assert_true(date.given);
    }
}

static void refusals(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ent_date_verdict verdict;
    } cases[] = {
        {"2022-02-30", ENT_DATE_IMPOSSIBLE},
        {"2021-02-29", ENT_DATE_IMPOSSIBLE},
        {"2022-13", ENT_DATE_IMPOSSIBLE},
        {"2022-00", ENT_DATE_IMPOSSIBLE},
        {"2022-05-00", ENT_DATE_IMPOSSIBLE},
        {"2022-5-2", ENT_DATE_IMPOSSIBLE},
        {"20.5.2022", ENT_DATE_IMPOSSIBLE},
        {"", ENT_DATE_IMPOSSIBLE},
        {"..", ENT_DATE_IMPOSSIBLE},
        {"../..", ENT_DATE_IMPOSSIBLE},
        {"/", ENT_DATE_IMPOSSIBLE},
        {"22", ENT_DATE_IMPOSSIBLE},
        {"2022-05-20x", ENT_DATE_IMPOSSIBLE},
        {"201X-05", ENT_DATE_IMPOSSIBLE},
        {"2022-XX-05", ENT_DATE_IMPOSSIBLE},
        {"Y999999999", ENT_DATE_IMPOSSIBLE},
        {"2022-05-20T", ENT_DATE_IMPOSSIBLE},
        {"2022/2021", ENT_DATE_BACKWARDS},
        {"2022-05-20/2022-05-19", ENT_DATE_BACKWARDS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_date date = {0};
        ent_error err = {0};
        if (ent_date_read(cases[i].text, &date, &err) != cases[i].verdict)
            fail_msg("'%s' was not refused", cases[i].text);
        assert_true(err.message[0] != '\0');
        assert_true(err.hint[0] != '\0');
        assert_false(date.given);
    }
}

static void every_day_comes_back(void **state) {
    (void)state;
    for (int32_t day = -800000; day < 800000; day += 17) {
        char text[16];
        ent_date_format_day(day, text);
        ent_date date;
        assert_int_equal(ent_date_parse(text, &date, NULL), ENT_OK);
        assert_int_equal(date.first, day);
        assert_int_equal(date.last, day);
    }
    char text[16];
    ent_date_format_day(ENT_DAY_MAX, text);
    assert_string_equal(text, "");
}

static void overlap(void **state) {
    (void)state;
    ent_date may, summer, none = {0};
    ent_date_parse("2022-05-20/2022-06-01", &may, NULL);
    ent_date_parse("2022-06", &summer, NULL);
    assert_true(ent_date_overlaps(&may, &summer));
    assert_true(ent_date_overlaps(&summer, &may));
    ent_date_parse("2022-06-02/..", &summer, NULL);
    assert_false(ent_date_overlaps(&may, &summer));
    assert_false(ent_date_overlaps(&may, &none));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(spans), cmocka_unit_test(refusals),
                                       cmocka_unit_test(every_day_comes_back), cmocka_unit_test(overlap)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
