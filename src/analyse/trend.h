/* analyse/trend.h - what trend measures in a period, and who is there. */
#ifndef ANALYSE_TREND_H
#define ANALYSE_TREND_H

#include "analyse/measures.h"

/* Where a value comes from that is in no cell. */
typedef enum ent_trend_own { ENT_OWN_NOTHING, ENT_OWN_ENTITIES, ENT_OWN_RELATIONS, ENT_OWN_ROWS } ent_trend_own;

/* A measure of the whole graph: the cell that another analysis has under `column` (preset "value") in the row that has
 * `row` under `called` (preset "name"), or in the first one. So it is what the command of that name says of the period. */
typedef struct ent_trend_whole {
    ent_term term;
    const char *analysis, *words[2], *called, *row, *column;
    ent_trend_own own;
    bool bounded; /* lower, upper and exact are beside it */
} ent_trend_whole;

/* Measures of the whole first (trend_list.inc), those of vertices (measures_list.inc) after them. Ends with NULL. */
extern const ent_trend_whole ent_trend_wholes[];
extern const char *const ent_trend_names[];
extern const ent_term ent_trend_terms[];
int ent_trend_whole_count(void);

/* What becomes of a measure of vertices. */
typedef struct ent_trend_how {
    ent_measure_options measure;
    ent_id of;           /* the value of this entity; ENT_NONE: of all */
    bool centralisation; /* of all: Freeman's, else the mean */
} ent_trend_how;

typedef struct ent_trend_value {
    double value, lower, upper; /* NaN: missing */
    bool bounded, exact;
} ent_trend_value;
/* Measure k in the selection that input has. ENT_CALC and ENT_NO: it is not defined there. */
ent_status ent_trend_measure(int k, const ent_trend_how *how, const ent_analysis_input *input, ent_trend_value *out,
                             ent_error *err);
/* How to get the value of one period alone: "census --section size". */
void ent_trend_say_command(int k, const ent_trend_how *how, ent_buffer *out);

/* ---- who is there (trend_presence.c) ---------------------------------------------------------------------------------- */

/* Of one period: which entities have a relation in it. With the relations that tell: by entity the one that starts first,
 * and the one that ends last, equals by ent_sort_by_date; NULL when nobody wants to know. */
typedef struct ent_presence {
    uint8_t *there;
    ent_id *opens, *closes;
    size_t entities, relations;
} ent_presence;
ent_status ent_presence_init(ent_presence *presence, const ent_graph *graph, bool cited, ent_error *err);
void ent_presence_clear(ent_presence *presence);
/* O(n + m). */
void ent_presence_fill(ent_presence *presence, const ent_selection *selection);

#endif
