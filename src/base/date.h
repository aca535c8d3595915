/* base/date.h - what the builder and the axes of charts need to know beyond ent_date_parse. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <entente/base.h>

typedef enum ent_date_verdict { ENT_DATE_FINE, ENT_DATE_IMPOSSIBLE, ENT_DATE_BACKWARDS } ent_date_verdict;

/* As ent_date_parse, telling a date that cannot be from an interval that ends before it starts. */
ent_date_verdict ent_date_read(const char *text, ent_date *out, ent_error *err);
/* Days since 1970-01-01 of a date of the proleptic Gregorian calendar, month and day from 1; and back. */
int64_t ent_day_of(int64_t year, int month, int day);
void ent_day_parts(int64_t days, int64_t *year, int *month, int *day);

#endif
