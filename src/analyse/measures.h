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
    int64_t threads;   /* at most, 0: as many as there are processors; no answer depends on it */
    uint64_t sampled;  /* bit k: measure k is sampled, which ent_measure_can_sample allows */
    double error;      /* promised of what is sampled; 0: the usual one of the measure */
    double certainty;  /* with what probability the promise holds */
    int64_t seed;      /* of what is drawn */
} ent_measure_options;

/* How exact what can be sampled is to be: options of an analysis whose struct has `how`, these options, and `exact`. Words:
 * what is measured, what its error is a share of, above how many vertices and after how long it is sampled unasked, and what
 * --exact means. */
#define ENT_SAMPLING_ROWS(struct_type, measured, share, vertices, wait, exactly)                                       \
    {.name = "approximate",                                                                                            \
     .type = ENT_OPTION_REAL,                                                                                          \
     .offset = offsetof(struct_type, how.error),                                                                       \
     .minimum = 0.0001,                                                                                                \
     .maximum = 0.5,                                                                                                   \
     .argument = "EPS",                                                                                                \
     .help =                                                                                                           \
         "measure " measured " from some of the shortest paths, so many that no value is more than EPS off, " share    \
         "; done without asking above " vertices " vertices, and where all would take over " wait},                    \
        {.name = "certainty",                                                                                          \
         .type = ENT_OPTION_REAL,                                                                                      \
         .offset = offsetof(struct_type, how.certainty),                                                               \
         .preset = "0.95",                                                                                             \
         .minimum = 0.5,                                                                                               \
         .maximum = 0.999999,                                                                                          \
         .argument = "SHARE",                                                                                          \
         .help = "with what probability that holds for all vertices at once"},                                         \
    {                                                                                                                  \
        .name = "exact", .type = ENT_OPTION_FLAG, .offset = offsetof(struct_type, exact), .help = (exactly)            \
    }

/* What became of a measure that was to be sampled. */
typedef struct ent_sampled {
    uint64_t draws; /* paths or vertices; 0: it was measured exactly */
    double largest; /* value, not normalised */
} ent_sampled;

/* A selection made ready to be measured. `simple` is the view with parallel relations merged (the same object as `view`
 * when they are merged anyhow). */
typedef struct ent_measuring {
    ent_view *view, *simple, *owned; /* what it made for `simple`; NULL: that is the caller's */
    ent_measure_options asked;
    int weighting; /* ent_weighting of the view */
    const ent_monitor *monitor;
    size_t n;
    ent_sampled *from; /* by measure; NULL: not asked for */
} ent_measuring;

/* What a measure makes of arrows, and of strengths: the words under the table come from here. */
typedef enum ent_arrows {
    ENT_ARROWS_BOTH, /* in plus out, or both directions added: it does not look where an edge points */
    ENT_ARROWS_IN,
    ENT_ARROWS_OUT,
    ENT_ARROWS_ALONG
} ent_arrows;
typedef enum ent_weights { ENT_WEIGHTS_NONE, ENT_WEIGHTS_STRENGTH, ENT_WEIGHTS_LENGTH } ent_weights;

/* One measure. `term` has its name (that of its column and of its word for --measure), definition, source and cost. */
typedef struct ent_measure_row {
    ent_term term;
    const char *column;    /* help of its column, one line */
    const char *stage;     /* what the monitor is told: "measuring degree" */
    bool needs_direction;  /* makes the view directed unless --direction says otherwise */
    bool needs_simple;     /* measured with parallel relations merged */
    bool low_is_prominent; /* small values stand first in a ranking (constraint, eccentricity) */
    bool looks_at_signs;   /* measures the signed graph (analyse/signed.h) instead of taking every relation for a tie */
    double costs;          /* nanoseconds a vertex and arc where it looks at all of them from each; 0: less than that */
    ent_arrows arrows;
    ent_weights weights;
    /* Refuse what cannot be measured before anything starts; NULL: nothing to refuse. */
    ent_status (*check)(const ent_measuring *m, ent_error *err);
    /* Fill out[0 .. n - 1], zeroed before, with the raw measure; NaN where it is not defined. */
    ent_status (*fill)(const ent_measuring *m, double *out, ent_error *err);
    /* The same from some of the paths; NULL: it can only be exact. *draws of them were taken. */
    ent_status (*sample)(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err);
    bool samples_undirected;           /* in a directed view it cannot be sampled */
    double usual_error;                /* promised when no other is asked for */
    double large_error;                /* the same above five million vertices and arcs; 0: as usual */
    const char *drawn, *promised, *of; /* words: from 100 <drawn>, no <promised> is more than 0.01<of> off */
    /* What --normalized divides by; NULL: the measure stays as it is. */
    double (*share_of)(const ent_measuring *m);
    /* Most that the sum of (largest - value) over vertices can be in any simple graph of that size and direction, for
     * Freeman's centralisation of the raw measure; NaN: none holds for this view; NULL: none is published. */
    double (*most)(const ent_measuring *m);
} ent_measure_row;

/* The table ends with a NULL term.name; names and terms are the same measures for option rows and for ent_analysis, and
 * end likewise. */
extern const ent_measure_row ent_measure_rows[];
extern const char *const ent_measure_names[];
extern const ent_term ent_measure_terms[];
enum { ENT_MEASURES_MOST = 40 };
/* Number of measures; number of the measure of that name, or -1. */
int ent_measure_count(void);
int ent_measure_find(const char *name);

/* Make the views that the wanted measures (bit k: row k) need. Closes what it opened when it fails. */
ent_status ent_measuring_open(const ent_selection *selection, const ent_view_options *how, uint64_t wanted,
                              const ent_measure_options *asked, const ent_monitor *monitor, ent_measuring *out,
                              ent_error *err);
/* Over a view with parallel relations merged that there is already, and that stays the caller's. */
ent_status ent_measuring_over(ent_view *simple, ent_parallel parallel, const ent_measure_options *asked,
                              const ent_monitor *monitor, ent_measuring *out, ent_error *err);
void ent_measuring_close(ent_measuring *m);
/* Whether measure k can be measured at all (ENT_CALC or ENT_USAGE with a hint): cheap, so ask before starting any. */
ent_status ent_measure_check(const ent_measuring *m, int k, ent_error *err);
/* Whether measure k can be sampled in this view; ENT_USAGE says why not. */
ent_status ent_measure_can_sample(const ent_measuring *m, int k, ent_error *err);
/* Whether to measure it from each vertex takes long: above 50,000 vertices or a minute, above 20,000 or ten seconds when nobody
 * named it. Told from the numbers of vertices and edges, never from the clock. */
bool ent_measure_takes_long(const ent_measuring *m, int k, bool named);
/* Whether measure k is sampled: when an error is asked for, and else when it takes long; exact: never. ENT_USAGE when it was
 * named, an error was asked for, and it cannot be. */
ent_status ent_measure_decide(const ent_measuring *m, int k, bool named, bool exact, bool *sampled, ent_error *err);
/* out[0 .. n - 1] of measure k, zeroed here, normalised when asked. Checks first. */
ent_status ent_measure_fill(const ent_measuring *m, int k, double *out, ent_error *err);
/* Freeman's centralisation of measure k from its values as ent_measure_fill gave them; *most is the published maximum, in
 * the units of the raw measure. NaN (both) where none is published or holds. */
ent_status ent_measure_centralisation(const ent_measuring *m, int k, const double *values, double *centralisation,
                                      double *most, ent_error *err);

/* Notes: which of the wanted measures look at direction, strength and parallel relations, and how. */
ent_status ent_note_measures(ent_table *table, const ent_measuring *m, uint64_t wanted, ent_error *err);
/* Notes: what was left out although a preset has it. */
ent_status ent_note_left_out(ent_table *table, const ent_measuring *m, uint64_t left_out, ent_error *err);
/* Notes: what of the wanted measures was sampled, from how much, what is promised, and the seed. */
ent_status ent_note_sampled(ent_table *table, const ent_measuring *m, uint64_t wanted, ent_error *err);

#endif
