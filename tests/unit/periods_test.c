/* Periods of the calendar. Expected days come from Python's datetime (proleptic Gregorian ordinals minus 719163). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/periods.h"

static void lengths(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t months, days;
    } good[] = {{"1y", 12, 0}, {"y", 12, 0},   {"4q", 12, 0},         {"6m", 6, 0},
                {"2w", 0, 14}, {"10d", 0, 10}, {"100000d", 0, 100000}};
    static const char *const bad[] = {"", "1", "0m", "1yy", "m1", "-1m", "100001d", "1 y", "99999999999999999999d"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ent_every every;
        assert_int_equal(ent_every_read(good[i].text, &every, NULL), ENT_OK);
        assert_int_equal(every.months, good[i].months);
        assert_int_equal(every.days, good[i].days);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_every every;
        ent_error err = {0};
        assert_int_equal(ent_every_read(bad[i], &every, &err), ENT_USAGE);
        assert_non_null(strstr(err.message, "--every"));
        assert_true(err.hint[0]);
    }
}

static ent_periods make(const char *every, ent_stretch stretch) {
    ent_every length;
    ent_periods periods;
    assert_int_equal(ent_every_read(every, &length, NULL), ENT_OK);
    assert_int_equal(ent_periods_make(&length, &stretch, &periods, NULL), ENT_OK);
    return periods;
}

static void calendar(void **state) {
    (void)state;
    ent_periods p = make("1y", (ent_stretch){18321, 18321, false, false}); /* 2020-02-29 */
    assert_int_equal(p.count, 1);
    assert_int_equal(p.items[0].first, 18262); /* 2020-01-01 */
    assert_int_equal(p.items[0].last, 18627);  /* 2020-12-31 */
    assert_false(p.cut);
    ent_periods_clear(&p);
    p = make("1y",
             (ent_stretch){18321, 18321 + 366, true, false}); /* from the leap day: 28 February when there is none */
    assert_int_equal(p.count, 2);
    assert_int_equal(p.items[0].last, 18685);  /* 2021-02-27 */
    assert_int_equal(p.items[1].first, 18686); /* 2021-02-28 */
    ent_periods_clear(&p);
    p = make("1w", (ent_stretch){-1, 5, false, true}); /* 1969-12-31 to 1970-01-06 */
    assert_int_equal(p.count, 2);
    assert_int_equal(p.items[0].first, -3);
    assert_int_equal(p.items[0].last, 3);
    assert_int_equal(p.items[1].last, 5);
    assert_true(p.cut);
    ent_periods_clear(&p);
}

/* Each period begins the day after the last, and the stretch is covered. */
static void without_gaps(void **state) {
    (void)state;
    static const char *const lengths[] = {"1y", "7y", "1q", "5m", "1m", "3w", "1d", "11d"};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (int how = 0; how < 4; how++) {
            ent_stretch stretch = {-1000, 3000, how & 1, how & 2};
            ent_periods p = make(lengths[i], stretch);
            assert_true(p.items[0].first <= -1000 && p.items[p.count - 1].last >= 3000);
            if (stretch.anchored) assert_int_equal(p.items[0].first, -1000);
            if (stretch.closed) assert_int_equal(p.items[p.count - 1].last, 3000);
            for (size_t k = 1; k < p.count; k++) assert_int_equal(p.items[k].first, p.items[k - 1].last + 1);
            ent_periods_clear(&p);
        }
}

static void how_many(void **state) {
    (void)state;
    ent_every day;
    ent_periods p = make("1d", (ent_stretch){0, ENT_PERIODS_MOST - 1, false, false});
    ent_error err = {0};
    assert_int_equal(p.count, ENT_PERIODS_MOST);
    ent_periods_clear(&p);
    assert_int_equal(ent_every_read("1d", &day, NULL), ENT_OK);
    ent_stretch stretch = {0, ENT_PERIODS_MOST, false, false};
    assert_int_equal(ent_periods_make(&day, &stretch, &p, &err), ENT_USAGE);
    assert_non_null(strstr(err.message, "more than 10000"));
    assert_non_null(strstr(err.hint, "--every"));
    assert_null(p.items);
    p = make("100000y", (ent_stretch){-1800000000, 1800000000, false, false}); /* as far as days go */
    assert_true(p.items[0].first > ENT_DAY_MIN && p.items[p.count - 1].last < ENT_DAY_MAX);
    ent_periods_clear(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths),
        cmocka_unit_test(calendar),
        cmocka_unit_test(without_gaps),
        cmocka_unit_test(how_many),
    };
    return cmocka_run_group_tests_name("periods", tests, NULL, NULL);
}
