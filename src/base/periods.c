/* Periods of the calendar: years, quarters, months, weeks, days, and so many of them. */
#include "base/periods.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { A_MONDAY = 4 /* 1970-01-05 */, LONGEST = 100000 };

static const struct {
    char letter;
    const char *unit;
    int months, days;
} units[] = {
    {'y', "year", 12, 0}, {'q', "quarter", 3, 0}, {'m', "month", 1, 0}, {'w', "week", 0, 7}, {'d', "day", 0, 1},
};

static ent_status not_a_length(const char *text, ent_error *err) {
    ent_fail(err, ENT_USAGE, "--every takes a number and a unit, not '%.40s'", text);
    return ent_hint(err, "write 1y (years), 1q (quarters), 6m (months), 2w (weeks) or 10d (days)");
}

ent_status ent_every_read(const char *text, ent_every *out, ent_error *err) {
    const char *p = text;
    int64_t number = 0;
    for (; *p >= '0' && *p <= '9' && number <= LONGEST; p++) number = number * 10 + *p - '0';
    if (p == text) number = 1;
    if (number < 1 || number > LONGEST || !*p || p[1]) return not_a_length(text, err);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (units[i].letter != *p) continue;
        *out = (ent_every){units[i].months * number, units[i].days * number, number, units[i].unit};
        return ENT_OK;
    }
    return not_a_length(text, err);
}

/* Rounds towards the past. */
static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

static int days_in_month(int64_t months) {
    int64_t year = floor_divide(months, 12), next = floor_divide(months + 1, 12);
    return (int)(ent_day_of(next, (int)(months + 1 - 12 * next) + 1, 1) -
                 ent_day_of(year, (int)(months - 12 * year) + 1, 1));
}

/* A day as months since January of the year 0, and the day of that month. */
typedef struct {
    int64_t months;
    int day;
} anchor;

static anchor anchor_of(const ent_every *every, const ent_stretch *stretch) {
    int64_t year;
    int month;
    anchor a;
    ent_day_parts(stretch->first, &year, &month, &a.day);
    a.months = 12 * year + month - 1;
    if (stretch->anchored || !every->months) return a;
    a.months = floor_divide(a.months, every->months) * every->months;
    a.day = 1;
    return a;
}

/* First day of the k-th period. */
static int64_t start_of(const ent_every *every, const ent_stretch *stretch, anchor a, int64_t k) {
    if (every->days) {
        int64_t first = stretch->first;
        if (!stretch->anchored) first = A_MONDAY + floor_divide(first - A_MONDAY, every->days) * every->days;
        return first + k * every->days;
    }
    int64_t months = a.months + k * every->months, year = floor_divide(months, 12);
    int most = days_in_month(months);
    return ent_day_of(year, (int)(months - 12 * year) + 1, a.day < most ? a.day : most);
}

static ent_status too_many(const ent_every *every, ent_error *err) {
    ent_fail(err, ENT_USAGE, "periods of %lld %s%s: more than %d of them", (long long)every->number, every->unit,
             every->number == 1 ? "" : "s", ENT_PERIODS_MOST);
    return ent_hint(err, "take longer ones (--every), or a shorter time (--since, --until)");
}

ent_status ent_periods_make(const ent_every *every, const ent_stretch *stretch, ent_periods *out, ent_error *err) {
    anchor a = anchor_of(every, stretch);
    size_t count = 0;
    *out = (ent_periods){0};
    while (count <= ENT_PERIODS_MOST && start_of(every, stretch, a, (int64_t)count) <= stretch->last) count++;
    if (count > ENT_PERIODS_MOST) return too_many(every, err);
    out->items = malloc((count + 1) * sizeof *out->items);
    if (!out->items) return ent_fail_memory(err);
    for (size_t k = 0; k < count; k++) {
        int64_t first = start_of(every, stretch, a, (int64_t)k);
        int64_t last = start_of(every, stretch, a, (int64_t)k + 1) - 1;
        out->cut = stretch->closed && last > stretch->last;
        if (out->cut) last = stretch->last;
        /* the ends of what can be a day; the two outermost mean open */
        if (first <= ENT_DAY_MIN) first = ENT_DAY_MIN + 1;
        if (last >= ENT_DAY_MAX) last = ENT_DAY_MAX - 1;
        out->items[k] = (ent_period){(int32_t)first, (int32_t)last};
    }
    out->count = count;
    return ENT_OK;
}

void ent_periods_clear(ent_periods *periods) {
    free(periods->items);
    *periods = (ent_periods){0};
}
