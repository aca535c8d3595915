/* base/axis.h - time from left to right, with ticks where days, months and years begin; for charts and diagrams. */
#ifndef BASE_AXIS_H
#define BASE_AXIS_H

#include <entente/base.h>

/* Days from first up to, but without, end lie between x0 and x1. */
typedef struct ent_axis {
    double x0, x1;
    int64_t first, end;
} ent_axis;
double ent_axis_x(const ent_axis *axis, double day);

enum { ENT_TICKS = 64 };
typedef struct ent_tick {
    int64_t day;
    char label[16]; /* "2022-05-20", "2022-05" or "2022", as fine as the ticks are */
} ent_tick;
/* Ticks as close as their labels allow; returns how many. */
size_t ent_axis_ticks(const ent_axis *axis, ent_tick ticks[ENT_TICKS]);

#endif
