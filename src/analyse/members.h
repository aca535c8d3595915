/* analyse/members.h - groups of vertices as the reader sees them: who is in, and by which relations. */
#ifndef ANALYSE_MEMBERS_H
#define ANALYSE_MEMBERS_H

#include "analyse/common.h"

/* Fill two cells of the last row: names of the members, at most `listed` of them (0: all) and how many more there are,
 * and the ids of all, joined by blanks. SIZE_MAX: not that cell. */
ent_status ent_set_members(ent_table *table, const ent_view *view, const int32_t *members, size_t count, int64_t listed,
                           size_t names, size_t ids, ent_error *err);
/* The row of --members in an analysis' options; the struct has an int64_t members. */
#define ENT_MEMBERS_ROW(struct_type)                                                                                   \
    {                                                                                                                  \
        .name = "members", .type = ENT_OPTION_INT, .offset = offsetof(struct_type, members), .preset = "50",           \
        .minimum = 0, .maximum = 1e9, .argument = "N",                                                                 \
        .help = "names listed a row; 0: all (ids are always all there in csv and json)"                                \
    }

/* Relations on the edges of chosen vertices: a list that grows, and marks by vertex. */
typedef struct ent_inside {
    const ent_view *view;
    uint8_t *marked;
    ent_id *relations; /* after a fill: ascending, each once */
    size_t count, capacity;
    uint32_t *counted; /* by relation: the last group that counted it */
    uint32_t groups;
} ent_inside;
ent_status ent_inside_init(ent_inside *inside, const ent_view *view, ent_error *err);
void ent_inside_clear(ent_inside *inside);
/* How many they are, each once, for many groups one after the other: as ent_inside_fill, without the list. */
ent_status ent_inside_count(ent_inside *inside, const int32_t *members, size_t count, ent_error *err);
/* Relations on edges between two different ones of those vertices. */
ent_status ent_inside_fill(ent_inside *inside, const int32_t *members, size_t count, ent_error *err);
/* Relations on edges from one of the members to one of the others; what is in both counts as another. */
ent_status ent_inside_between(ent_inside *inside, const int32_t *members, size_t count, const int32_t *others,
                              size_t other_count, ent_error *err);

/* The columns of rows about a relation: from, to, and those of ent_relation_cells. */
#define ENT_INSIDE_COLUMNS                                                                                             \
    {"from", ENT_COLUMN_TEXT, "source of the relation", false, false}, ENT_TYPE_COLUMN,                                \
        {"to", ENT_COLUMN_TEXT, "its target", false, false}, ENT_SIGN_COLUMN, ENT_STATUS_COLUMN, ENT_DATE_COLUMN,      \
        ENT_CONFIDENCE_COLUMN, ENT_AREAS_COLUMN, ENT_RELATION_COLUMN, ENT_SAID_BY_COLUMN, ENT_NOTE_COLUMN,             \
        ENT_EVIDENCE_COLUMN, ENT_SOURCE_COLUMN
/* Fill them in the last row; `first` is the number of the column "from". */
ent_status ent_set_relation(ent_table *table, size_t first, const ent_selection *selection, ent_id relation,
                            ent_error *err);

#endif
