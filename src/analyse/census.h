/* analyse/census.h - the words of the census: its statistics by name, and what its two tables share. */
#ifndef ANALYSE_CENSUS_H
#define ANALYSE_CENSUS_H

#include "analyse/census_triads.h"

/* Every statistic: what it is and where it comes from (census_terms.c). */
extern const ent_term ent_census_terms[];
const ent_term *ent_census_term(const char *name);

/* Columns of both tables. A table of statistics has those before CENSUS_CLASS, a list those from it on. */
enum {
    CENSUS_SECTION,
    CENSUS_NAME,
    CENSUS_DEGREE,
    CENSUS_VALUE,
    CENSUS_EXPECTED,
    CENSUS_SHARE,
    CENSUS_CUMULATIVE,
    CENSUS_DEFINITION,
    CENSUS_CLASS
};
extern const ent_column ent_census_columns[];

/* What --list takes: "nothing", then classes of pairs, triads and triangles. NULL at the end. */
extern const char *const ent_census_classes[];
/* The members of the class of that number (above 0), each with its relations, `limit` of them at most. */
ent_status ent_census_list(const ent_view *view, const ent_ties *ties, int class, int64_t limit,
                           const ent_monitor *monitor, ent_table **out, ent_error *err);

#endif
