/* draw/judge.h - the verdict on a finished layout. */
#ifndef DRAW_JUDGE_H
#define DRAW_JUDGE_H

#include "draw/field.h"

typedef struct ent_verdict {
    size_t crossings, hits, overlaps, hidden; /* hits: lines through foreign boxes; hidden: labels not shown */
    size_t covered;                           /* lines over the heads of others */
    double bend;                              /* points that lines are longer than straight */
    double cost;
} ent_verdict;

bool ent_judge(const ent_plot *plot, double labels_cost, ent_verdict *out);

#endif
