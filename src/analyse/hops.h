/* analyse/hops.h - one step between two vertices, quoted with the relations that carry it. */
#ifndef ANALYSE_HOPS_H
#define ANALYSE_HOPS_H

#include "analyse/common.h"

/* Columns of a table whose rows are relations on hops (SIZE_MAX: not in this table). */
typedef struct ent_hop_cells {
    size_t heading, answer, lost, number, hop, from, way, to, from_side, to_side, on_tie, from_id, to_id;
    ent_relation_cells relation;
} ent_hop_cells;

/* A step of an answer, over an edge of the view. */
typedef struct ent_hop {
    const char *heading, *answer, *lost; /* texts for those columns, NULL: none */
    size_t number, hop;                  /* from 1; 0: none */
    size_t from_side, to_side;           /* vertices on either side of a bridge; 0: none */
    int32_t from, to, edge;
} ent_hop;

/* "->": the relation points from the first to the second, "<-" the other way, "--" it has no direction. */
const char *ent_hop_way(const ent_view *view, ent_id relation, int32_t from, int32_t to);
/* A row for one relation on the hop. */
ent_status ent_quote_relation(ent_table *table, const ent_hop_cells *cells, const ent_view *view, const ent_hop *hop,
                              ent_id relation, ent_error *err);
/* A row for each relation on the hop, earliest first, at most `most` of them (0: all); *unquoted grows by the others. */
ent_status ent_quote_hop(ent_table *table, const ent_hop_cells *cells, const ent_view *view, const ent_hop *hop,
                         int64_t most, size_t *unquoted, ent_error *err);
/* Note how many relations --per-hop left out; nothing when none. */
ent_status ent_note_unquoted(ent_table *table, size_t unquoted, ent_error *err);
const char *ent_vertex_name(const ent_view *view, int32_t vertex);

/* The row of --per-hop in an analysis' options; the struct has an int64_t per_hop. */
#define ENT_PER_HOP_ROW(struct_type, says)                                                                             \
    {                                                                                                                  \
        .name = "per-hop", .type = ENT_OPTION_INT, .offset = offsetof(struct_type, per_hop), .preset = "3",            \
        .minimum = 0, .maximum = 1e9, .argument = "N", .help = (says)                                                  \
    }

#define ENT_FROM_COLUMN                                                                                                \
    { "from", ENT_COLUMN_TEXT, "name of where the hop begins", false, false }
#define ENT_WAY_COLUMN                                                                                                 \
    {                                                                                                                  \
        "way", ENT_COLUMN_TEXT, "-> the relation points along the hop, <- against it, -- it has no direction", false,  \
            false                                                                                                      \
    }
#define ENT_TO_COLUMN                                                                                                  \
    { "to", ENT_COLUMN_TEXT, "name of where the hop ends", false, false }
#define ENT_FROM_ID_COLUMN                                                                                             \
    { "from_id", ENT_COLUMN_TEXT, "id of where the hop begins", false, true }
#define ENT_TO_ID_COLUMN                                                                                               \
    { "to_id", ENT_COLUMN_TEXT, "id of where the hop ends", false, true }

#endif
