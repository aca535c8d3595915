/* analyse/measures.h - the measures of vertices, each a row of one table: centrality shows them, rank intervals resample
 * them, brokers and what-if pick from them. */
#ifndef ANALYSE_MEASURES_H
#define ANALYSE_MEASURES_H

#include "analyse/common.h"

/* What measures can be told. Filled by the option rows of the analysis that offers them. */
typedef struct ent_measure_options {
    bool normalized;
    double damping;    /* PageRank */
    double katz_alpha; /* as a share of 1/lambda, 0 to 1 */
} ent_measure_options;

/* A selection made ready to be measured. `simple` is the view with parallel relations merged (the same object as `view`
 * when they are merged anyhow). */
typedef struct ent_measuring {
    ent_view *view, *simple;
    ent_measure_options asked;
    const ent_monitor *monitor;
    size_t n;
} ent_measuring;

/* One measure. `term` has its name (that of its column and of its word for --measure), definition, source and cost. */
typedef struct ent_measure_row {
    ent_term term;
    const char *column;    /* help of its column, one line */
    bool needs_direction;  /* makes the view directed unless --direction says otherwise */
    bool needs_simple;     /* measured with parallel relations merged */
    bool low_is_prominent; /* small values stand first in a ranking (constraint, eccentricity) */
    /* Fill out[0 .. n - 1], zeroed before; NaN where it is not defined. */
    ent_status (*fill)(const ent_measuring *m, double *out, ent_error *err);
    /* Most that the sum of (largest - value) over vertices can be in any simple graph of that size and direction, for
     * Freeman's centralisation of the raw measure; NULL: none is published. */
    double (*most)(const ent_measuring *m);
} ent_measure_row;

/* The table ends with a NULL term.name; ent_measure_names are the same names for option rows, NULL at the end. */
extern const ent_measure_row ent_measure_rows[];
extern const char *const ent_measure_names[];
enum { ENT_MEASURES_MOST = 40 };
/* Number of the measure of that name, or -1. */
int ent_measure_find(const char *name);

/* Make the views that the wanted measures (bit k: row k) need. Closes what it opened when it fails. */
ent_status ent_measuring_open(const ent_selection *selection, const ent_view_options *how, uint64_t wanted,
                              const ent_measure_options *asked, const ent_monitor *monitor, ent_measuring *out,
                              ent_error *err);
void ent_measuring_close(ent_measuring *m);
/* out[0 .. n - 1] of measure k, zeroed here. Checks what the measure needs before it starts (ENT_CALC with a hint). */
ent_status ent_measure_fill(const ent_measuring *m, int k, double *out, ent_error *err);

#endif
