/* base/axis.c - time from left to right, with ticks where days, months and years begin. */
#include "base/axis.h"

#include <string.h>

#include "base/date.h"

enum { DAY, MONTH, YEAR };

/* How far apart ticks may be, from the finest. A week begins on Monday. */
static const struct {
    int unit, step;
    double days, label; /* at least that long, and how wide its dates are printed */
} steps[] = {
    {DAY, 1, 1, 48},
    {DAY, 2, 2, 48},
    {DAY, 7, 7, 48},
    {DAY, 14, 14, 48},
    {MONTH, 1, 28, 36},
    {MONTH, 2, 59, 36},
    {MONTH, 3, 90, 36},
    {MONTH, 6, 181, 36},
    {YEAR, 1, 365, 24},
    {YEAR, 2, 730, 24},
    {YEAR, 5, 1826, 24},
    {YEAR, 10, 3652, 24},
    {YEAR, 20, 7304, 24},
    {YEAR, 50, 18262, 24},
    {YEAR, 100, 36524, 24},
    {YEAR, 200, 73048, 24},
    {YEAR, 500, 182621, 24},
    {YEAR, 1000, 365242, 30},
    {YEAR, 10000, 3652425, 36},
    {YEAR, 100000, 36524250, 42},
    {YEAR, 1000000, 365242500, 48},
};
enum { STEPS = sizeof steps / sizeof *steps };

#define LEAST_GAP 10.0

double ent_axis_x(const ent_axis *axis, double day) {
    return axis->x0 + (day - (double)axis->first) * (axis->x1 - axis->x0) / (double)(axis->end - axis->first);
}

static size_t choose_step(const ent_axis *axis) {
    double point = (double)(axis->end - axis->first) / (axis->x1 - axis->x0); /* in days */
    size_t k = 0;
    while (k + 1 < STEPS && steps[k].days < (steps[k].label + LEAST_GAP) * point) k++;
    return k;
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

/* The n-th tick of that step, counted from the year 0 (of days: from Monday, 29 December 1969). */
static int64_t tick_day(size_t step, int64_t n) {
    int64_t count = n * steps[step].step;
    if (steps[step].unit == DAY) return count - 3;
    if (steps[step].unit == YEAR) return ent_day_of(count, 1, 1);
    int64_t year = floor_div(count, 12);
    return ent_day_of(year, (int)(count - 12 * year) + 1, 1);
}

/* The number of the last tick at or before the first day. */
static int64_t first_tick(const ent_axis *axis, size_t step) {
    int64_t year;
    int month, day;
    if (steps[step].unit == DAY) return floor_div(axis->first + 3, steps[step].step);
    ent_day_parts(axis->first, &year, &month, &day);
    return floor_div(steps[step].unit == YEAR ? year : 12 * year + month - 1, steps[step].step);
}

size_t ent_axis_ticks(const ent_axis *axis, ent_tick ticks[ENT_TICKS]) {
    static const size_t cut[] = {0, 3, 6}; /* 2022-05-20, 2022-05, 2022 */
    size_t step = choose_step(axis), count = 0;
    for (int64_t n = first_tick(axis, step); count < ENT_TICKS; n++) {
        int64_t day = tick_day(step, n);
        if (day >= axis->end) break;
        if (day < axis->first) continue;
        ent_tick *t = &ticks[count++];
        t->day = day;
        ent_date_format_day((int32_t)day, t->label);
        t->label[strlen(t->label) - cut[steps[step].unit]] = '\0';
    }
    return count;
}
