/* analyse/paths_rules.h - what the options of `paths` say about entities, kinds and types, in terms of a view. */
#ifndef ANALYSE_PATHS_RULES_H
#define ANALYSE_PATHS_RULES_H

#include "analyse/common.h"
#include "analyse/paths_seek.h"

/* The lists of names as they were given. */
typedef struct ent_path_lists {
    ent_text_list avoid, avoid_kinds, avoid_types, through, through_kinds, through_types;
} ent_path_lists;

/* Arrays are NULL when nothing asks for them. */
typedef struct ent_path_rules {
    uint8_t *avoid, *closed;       /* by vertex, by edge */
    uint16_t *at_vertex, *at_edge; /* things to be met */
    uint16_t all;
    uint8_t *type_avoided; /* by type */
    const char *unmet;     /* a thing that no selected relation touches; borrowed from the lists */
} ent_path_rules;

/* The ends of the paths: vertices, -1 for one that no selected relation touches, and their names. */
typedef struct ent_path_ends {
    int32_t from, to;
    const char *from_name, *to_name;
} ent_path_ends;

/* Resolve the names. Kinds apply to the stations between the ends. ENT_USAGE when a name is not known, or an end is to
 * be avoided, or something is to be both met and avoided. */
ent_status ent_path_rules_make(const ent_view *view, const ent_path_lists *lists, const ent_path_ends *ends,
                               ent_path_rules *out, ent_error *err);
void ent_path_rules_clear(ent_path_rules *rules);

/* The vertex of an entity, or of the cooperation area of its name; -1 when the view holds neither. */
long ent_station_of(const ent_view *view, ent_id entity);

/* Whether a relation counts on a hop: its type is not avoided. */
bool ent_rules_quote(const ent_path_rules *rules, const ent_graph *graph, ent_id relation);
/* The reading of an edge from the signs of the relations that count. */
ent_reading ent_hop_reading(const ent_path_rules *rules, const ent_view *view, size_t edge);
/* The greatest confidence of a relation that counts; 0.9 where none is given. */
double ent_hop_confidence(const ent_path_rules *rules, const ent_view *view, size_t edge);

#endif
