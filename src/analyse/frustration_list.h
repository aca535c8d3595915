/* analyse/frustration_list.h - the four tables of frustration. */
#ifndef ANALYSE_FRUSTRATION_LIST_H
#define ANALYSE_FRUSTRATION_LIST_H

#include "analyse/frustration_signs.h"
#include "analyse/members.h"

/* All that is known when the tables are written. */
typedef struct ent_frustrated {
    const ent_analysis *self;
    const ent_analysis_input *input;
    ent_signs signs;
    ent_effort effort;
    ent_frustration answer;
    ent_two_factions sides;
    int64_t members; /* listed in a row */
    bool verified;
} ent_frustrated;

#define ENT_FRUSTRATED_COLUMN                                                                                          \
    {                                                                                                                  \
        "frustrated", ENT_COLUMN_TEXT,                                                                                 \
            "within faction 1 or 2 (a negative relation), or between them (a positive one)", false, false              \
    }
#define ENT_FACTION_COLUMNS                                                                                            \
    {"component", ENT_COLUMN_INT, "connected part of the signed graph, the largest first", false, false},              \
        {"faction", ENT_COLUMN_INT, "1: the larger side of the component, 2: the other; sides can be swapped", false,  \
         false},                                                                                                       \
        {"size", ENT_COLUMN_INT, "number of its members", false, false},                                               \
        {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false}, {        \
        "ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true                                     \
    }
#define ENT_CYCLE_COLUMNS                                                                                              \
    {"cycle", ENT_COLUMN_TEXT, "number of the cycle and the entities on it", false, false}, {                          \
        "share", ENT_COLUMN_REAL, "what it adds to the lower bound, in the unit of the index", false, false            \
    }
#define ENT_SUMMARY_COLUMNS                                                                                            \
    {"vertices", ENT_COLUMN_INT, "entities with a signed relation", false, false},                                     \
        {"edges", ENT_COLUMN_INT, "edges of the signed graph: pairs by sign", false, false},                           \
        {"negative", ENT_COLUMN_INT, "negative ones among them", false, false},                                        \
        {"weight", ENT_COLUMN_REAL, "their weights added up, m in the formula of F", false, false},                    \
        {"index", ENT_COLUMN_REAL, "frustration index L; when not exact, the least found", false, false},              \
        {"lower", ENT_COLUMN_REAL, "proven lower bound of L", false, false},                                           \
        {"upper", ENT_COLUMN_REAL, "upper bound of L: what the factions found leave frustrated", false, false},        \
        {"exact", ENT_COLUMN_BOOL, "whether the bounds meet", false, false},                                           \
        {"normalised", ENT_COLUMN_REAL, "F = 1 - 2 L / m; 1: balanced, 0: as frustrated as can be", false, false},     \
        {"cycles", ENT_COLUMN_INT, "negative cycles in the certificate", false, false},                                \
        {"proved", ENT_COLUMN_REAL, "lower bound that these cycles prove alone", false, false},                        \
        {"steps", ENT_COLUMN_INT, "work done: simplex iterations and searches for cycles", false, false}, {            \
        "nodes", ENT_COLUMN_INT, "nodes of branch and cut", false, false                                               \
    }

/* One row a frustrated relation; a component and faction; a relation of a cycle; or one row in all. */
ent_status ent_frustrated_relations(const ent_frustrated *f, ent_table **out, ent_error *err);
ent_status ent_frustrated_factions(const ent_frustrated *f, ent_table **out, ent_error *err);
ent_status ent_frustrated_cycles(const ent_frustrated *f, ent_table **out, ent_error *err);
ent_status ent_frustrated_summary(const ent_frustrated *f, ent_table **out, ent_error *err);

#endif
