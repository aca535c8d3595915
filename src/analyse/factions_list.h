/* analyse/factions_list.h - the four tables of factions. */
#ifndef ANALYSE_FACTIONS_LIST_H
#define ANALYSE_FACTIONS_LIST_H

#include "analyse/factions.h"
#include "analyse/members.h"

/* All that is known when the tables are written. */
typedef struct ent_divided {
    const ent_analysis *self;
    const ent_analysis_input *input;
    ent_signs signs;
    ent_effort effort;
    ent_image_kind kind;
    ent_faction_index *index; /* by number of factions less one; NULL for communities */
    int32_t most, chosen;     /* entries of the index; the number of factions asked for or chosen */
    int32_t *part;            /* by vertex: its faction from 1, in order of size; 0 without a signed relation */
    int32_t count;            /* factions with members */
    ent_image image;          /* of the factions; part 0 is empty */
    int64_t members;          /* names listed in a row */
} ent_divided;

#define ENT_PART_COLUMNS                                                                                               \
    {"faction", ENT_COLUMN_INT, "number of the faction, the largest first", false, false},                             \
        {"size", ENT_COLUMN_INT, "number of its members", false, false},                                               \
        {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false}, {        \
        "ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true                                     \
    }
#define ENT_LINE_INDEX_COLUMNS                                                                                         \
    {"k", ENT_COLUMN_INT, "number of factions that are allowed", false, false},                                        \
        {"value", ENT_COLUMN_REAL, "line index: what is inconsistent at least; when not exact, the least found",       \
         false, false},                                                                                                \
        {"lower", ENT_COLUMN_REAL, "proven lower bound of it", false, false},                                          \
        {"upper", ENT_COLUMN_REAL, "upper bound of it: what the factions found leave", false, false},                  \
        {"exact", ENT_COLUMN_BOOL, "whether the bounds meet", false, false}, {                                         \
        "used", ENT_COLUMN_INT, "factions with members among the k", false, false                                      \
    }
#define ENT_MISFIT_COLUMN                                                                                              \
    {                                                                                                                  \
        "misfit", ENT_COLUMN_TEXT, "the faction within which, or the two between which, the relation does not fit",    \
            false, false                                                                                               \
    }
#define ENT_BLOCK_COLUMNS                                                                                              \
    {"faction_a", ENT_COLUMN_INT, "a faction", false, false},                                                          \
        {"faction_b", ENT_COLUMN_INT, "the other one, or the same for ties within it", false, false},                  \
        {"block", ENT_COLUMN_TEXT, "positive, negative or null: what ties of the block should be", false, false},      \
        {"positive", ENT_COLUMN_REAL, "weight of its positive edges", false, false},                                   \
        {"negative", ENT_COLUMN_REAL, "weight of its negative edges", false, false}, {                                 \
        "inconsistent", ENT_COLUMN_REAL, "weight of edges of the other sign", false, false                             \
    }

/* What the block of two factions should be: 1, -1, or 0 when it has no edges. */
int ent_divided_block(const ent_divided *d, int32_t a, int32_t b);
ent_status ent_divided_members(const ent_divided *d, ent_table **out, ent_error *err);
ent_status ent_divided_index(const ent_divided *d, ent_table **out, ent_error *err);
ent_status ent_divided_misfits(const ent_divided *d, ent_table **out, ent_error *err);
ent_status ent_divided_blocks(const ent_divided *d, ent_table **out, ent_error *err);

#endif
