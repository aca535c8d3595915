/* entente/analyse.h - the registry of analyses. Each answers with one ent_table that cites its numbers. */
#ifndef ENTENTE_ANALYSE_H
#define ENTENTE_ANALYSE_H

#include <entente/chart.h>
#include <entente/model.h>
#include <entente/table.h>
#include <entente/view.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What an analysis asks of its input, as bits of `needs`. */
enum {
    ENT_NEEDS_NON_NEGATIVE_WEIGHTS = 1,
    ENT_NEEDS_DATES = 2,
    ENT_NEEDS_SIGNS = 4,
    ENT_NEEDS_CONNECTED = 8,
    ENT_NEEDS_RELATIONS = 16 /* at least one relation must be selected */
};

/* One positional argument: an entity by name. Those that may be left out come last. */
typedef struct ent_argument {
    const char *name; /* "ENTITY", "A", "B"; "[B]" may be left out */
    const char *help;
} ent_argument;

/* One example for help; tests run it. `line` is what follows "entente "; data files are named from the repository root. */
typedef struct ent_example {
    const char *line, *says;
} ent_example;

/* Something that an analysis can be asked for or answers with, under a name the field knows: a measure, a method, a role.
 * All text is static. */
typedef struct ent_term {
    const char *name;       /* as the option or the column calls it: "betweenness", "leiden" */
    const char *definition; /* what it is, in a sentence or two */
    const char *formula;    /* in plain text: "C(v) = r / sum of d(v, u)"; "" when the definition is all */
    const char *source;     /* "Freeman 1979" */
    const char *cost;       /* "O(n m)" */
} ent_term;

/* Where an analysis says what it found out about single entities, so that it can be written back into the graph as an
 * attribute. value is borrowed for the time of the call. */
typedef struct ent_annotator {
    ent_status (*say)(void *context, ent_id entity, const char *value, ent_error *err);
    void *context;
} ent_annotator;

typedef struct ent_analysis ent_analysis;

/* What an analysis is run on. */
typedef struct ent_analysis_input {
    const ent_selection *selection;
    ent_view_options view;
    /* The positional arguments, resolved; as many as the analysis has arguments, ENT_NONE for one that is left out. NULL
     * when all are. */
    const ent_id *entities;
    const void *options;            /* its own options struct, or NULL when it has none */
    const ent_monitor *monitor;     /* may be NULL */
    const ent_annotator *annotator; /* may be NULL; only analyses with `annotates` use it */
} ent_analysis_input;

struct ent_analysis {
    const char *name;     /* "centrality" */
    const char *summary;  /* one line */
    const char *detail;   /* a paragraph: definition and formula */
    const char *citation; /* "Freeman 1979; Brandes 2001" */
    const char *cost;     /* "O(n m)" */
    unsigned needs;
    bool uses_view;                /* the options of the view make sense for it */
    const ent_argument *arguments; /* ends with a NULL name; NULL: none */
    const ent_option *options;     /* own options, or NULL */
    size_t options_size;
    const ent_column *columns;   /* ends with a NULL name */
    const ent_term *terms;       /* ends with a NULL name; NULL: none */
    const ent_chart *chart;      /* how its table is drawn; NULL: not at all */
    const char *annotates;       /* name of the attribute that it can write back for each entity; NULL: none */
    const ent_example *examples; /* ends with a NULL line */
    ent_status (*run)(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err);
};

/* The registry in the order of its commands; index below the count. find: by name, NULL when there is none. */
ENT_API size_t ent_analysis_count(void);
ENT_API const ent_analysis *ent_analysis_at(size_t index);
ENT_API const ent_analysis *ent_analysis_find(const char *name); /* NULL when there is none */
/* Run it: checks `needs`, then fills *out. ENT_NO with a table may be returned when nothing matched (no path, say):
 * *out is then set and must be freed too. */
ENT_API ent_status ent_analysis_run(const ent_analysis *analysis, const ent_analysis_input *input, ent_table **out,
                                    ent_error *err);

/* ---- groups of entities -------------------------------------------------------------------------------------------- */

/* The entities of a selection in groups, by a word as --group of `brokers` takes it: "kind", "bloc" (same memberships),
 * "bloc:NAME", "community" (Leiden, modularity; the seed decides among equals), "component", "attribute:NAME" or the name of
 * an attribute. A row an entity, with columns id, name and group (missing when it is in none); one note says how many
 * groups by what. view: how communities and components see the graph, NULL for the plain view. ENT_USAGE lists what there
 * is to group by. *out is freed with ent_table_free. */
ENT_API ent_status ent_group_entities(const ent_selection *selection, const ent_view_options *view, const char *spec,
                                      int64_t seed, const ent_monitor *monitor, ent_table **out, ent_error *err);

/* ---- diff: two selections beside each other ------------------------------------------------------------------------- */

/* What relations are compared as: records of their own, or pairs of entities with a sign. */
typedef enum ent_diff_by { ENT_DIFF_RELATION, ENT_DIFF_TIE } ent_diff_by;

/* How to compare. Zero and presets: ent_options_init with ent_diff_about()->options. */
typedef struct ent_diff_options {
    int by;                /* ent_diff_by */
    int measure;           /* of the rank movers, by its place in the choices of --measure */
    int64_t movers;        /* rank movers shown, 0: none are looked for */
    ent_view_options view; /* how movers are measured; ties are ordered pairs when its direction is directed */
} ent_diff_options;

/* What differs between two selections, of two graphs or of one (at two dates, say).
 *  - Entities are the same when their ids are.
 *  - Relations are the same when both have the same id of their own and the same ends; of the others, record by record,
 *    those that have most in common: same ends and type, and then sign, status and dates; at last, where neither or only
 *    one has an id of its own and a pair has one left on each side, those of the same ends. An id that only tells the
 *    place ("r7" for the seventh relation) is none. Ends of a symmetric type have no order.
 *  - In one graph a relation is itself, and what another record without an id carries on is no change; the dates of the
 *    records, their evidence and remarks are not compared then.
 * ENT_OK: nothing differs; ENT_NO: something does. *out is set and to be freed in both cases. O(m log m) beside the
 * measure. */
ENT_API ent_status ent_diff(const ent_selection *before, const ent_selection *after, const ent_diff_options *options,
                            const ent_monitor *monitor, ent_table **out, ent_error *err);
/* What it is called, its options, columns and terms. It takes two selections: `run` is NULL, and the registry does not
 * have it. */
ENT_API const ent_analysis *ent_diff_about(void);

#ifdef __cplusplus
}
#endif
#endif
