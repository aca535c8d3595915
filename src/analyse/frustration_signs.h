/* analyse/frustration_signs.h - a selection as a signed graph: one edge a pair and sign, whole weights, vertices in
 * canonical order, and the way back to entities and relations. */
#ifndef ANALYSE_FRUSTRATION_SIGNS_H
#define ANALYSE_FRUSTRATION_SIGNS_H

#include "analyse/frustration.h"

typedef struct ent_signs {
    ent_view *view;
    ent_signed_edges graph;
    int32_t *vertex; /* of the view, by vertex of the graph */
    size_t *rows;    /* edge e stands for relations[rows[e]] .. relations[rows[e + 1] - 1] */
    ent_id *relations;
    double unit;                          /* what a weight of 1 stands for */
    bool rounded;                         /* the weights are no multiples of a common unit: the last digits are gone */
    size_t positive, negative, contested; /* edges; pairs with both signs */
    size_t loops, targeting;              /* relations left out: of an entity with itself, and with a relation */
    size_t unsigned_vertices;             /* entities without a signed relation */
} ent_signs;

/* With parallel relations merged and no weights, the relations of one sign between two entities are an edge of weight 1;
 * kept, they weigh 1 each; with weights, theirs add up. Structural relations and direction do not count. */
ent_status ent_signs_make(const ent_analysis_input *input, ent_signs *out, ent_error *err);
void ent_signs_clear(ent_signs *signs);
/* Notes: how many entities and edges, contested pairs, what has no sign or no place here, and the selection. */
ent_status ent_note_signs(ent_table *table, const ent_signs *signs, ent_error *err);

/* Which of the two factions each vertex is in: 1 the larger in its component (ties: that of the smallest id), 2 the other,
 * 0 without a signed relation; and the component, by falling size, ties by smallest id. */
typedef struct ent_two_factions {
    uint8_t *faction;
    int32_t *component, *by_id; /* by_id: vertices in the order of their ids */
    size_t components;
} ent_two_factions;
ent_status ent_two_factions_make(const ent_signs *signs, const int8_t *side, ent_two_factions *out, ent_error *err);
void ent_two_factions_clear(ent_two_factions *sides);

#endif
