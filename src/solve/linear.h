/* solve/linear.h - linear programs that cover: the least cost . x with x >= 0 and rows "these add up to 1 at least". The
 * only door to GLPK, whose errors would end the process: here they are a status. One program at a time; the hooks of GLPK
 * belong to the process and are set only while a call lasts. */
#ifndef SOLVE_LINEAR_H
#define SOLVE_LINEAR_H

#include <entente/base.h>

typedef struct ent_linear ent_linear;

/* As many columns as costs, no rows. A column is only put before GLPK once a row needs it. */
ent_status ent_linear_new(size_t columns, const double *cost, ent_linear **out, ent_error *err);
void ent_linear_free(ent_linear *linear);
/* One more row: the sum of those columns is 1 at least. The basis stays, so the next solve starts from the last. */
ent_status ent_linear_cover(ent_linear *linear, const int32_t *columns, size_t count, ent_error *err);
/* Keep a column between two values; INFINITY as upper: no limit. */
ent_status ent_linear_between(ent_linear *linear, size_t column, double lower, double upper, ent_error *err);

/* Take rows out again, those marked; the others keep their order. A row that is slack may go without harm to the basis. */
bool ent_linear_is_slack(const ent_linear *linear, size_t row);
ent_status ent_linear_drop(ent_linear *linear, const uint8_t *rows, ent_error *err);
/* Rows and columns: what an iteration has to look at. */
uint64_t ent_linear_size(const ent_linear *linear);

/* How a solve ended. */
typedef enum ent_linear_end {
    ENT_LINEAR_OPTIMAL,
    ENT_LINEAR_INFEASIBLE,
    ENT_LINEAR_UNFINISHED /* as many iterations as were allowed; call again to go on */
} ent_linear_end;

/* At most `iterations` of the dual simplex method (Lemke 1954), adding those made to *spent. The monitor is asked while
 * they last; when it says no the program is lost with ENT_INTERRUPTED. ENT_CALC when GLPK gives up, ENT_NOMEM when it runs
 * out of memory. */
ent_status ent_linear_solve(ent_linear *linear, int iterations, const ent_monitor *monitor, ent_linear_end *end,
                            uint64_t *spent, ent_error *err);
/* After an optimal end: the least cost, the columns, the prices of the rows. */
double ent_linear_value(const ent_linear *linear);
void ent_linear_columns(const ent_linear *linear, double *out);
void ent_linear_prices(const ent_linear *linear, double *out);

#endif
