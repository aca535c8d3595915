/* base/periods.h - time cut into periods of the calendar. */
#ifndef BASE_PERIODS_H
#define BASE_PERIODS_H

#include <entente/base.h>

/* How long a period is: so many months, or so many days. One of them is 0. */
typedef struct ent_every {
    int64_t months, days;
    int64_t number;   /* as it was asked for */
    const char *unit; /* "year", "quarter", "month", "week", "day" */
} ent_every;
/* "1y", "6m", "2q", "1w", "10d"; the number may be missing and is 1 then. ENT_USAGE says what can be written. */
ent_status ent_every_read(const char *text, ent_every *out, ent_error *err);

/* Days from and to, both in it. */
typedef struct ent_period {
    int32_t first, last;
} ent_period;
typedef struct ent_periods {
    ent_period *items;
    size_t count;
    bool cut; /* the last one ends before its time */
} ent_periods;

/* What is to be cut. first and last are days. anchored: the first period starts on that very day, and the k-th a whole
 * number of units later; where its month has no such day, on the last day of that month. Else periods keep to the
 * calendar: those of n months begin where the months since January of the year 0 are a multiple of n, those of n weeks
 * and days where the days since Monday, 1970-01-05 are. closed: the last period ends on that very day, else when its time
 * is over. */
typedef struct ent_stretch {
    int32_t first, last;
    bool anchored, closed;
} ent_stretch;
enum { ENT_PERIODS_MOST = 10000 };
/* ENT_USAGE when there would be more than ENT_PERIODS_MOST. O(periods). */
ent_status ent_periods_make(const ent_every *every, const ent_stretch *stretch, ent_periods *out, ent_error *err);
void ent_periods_clear(ent_periods *periods);

#endif
