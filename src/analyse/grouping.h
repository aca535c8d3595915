/* analyse/grouping.h - vertices in groups, by whatever names them: a kind, a bloc, a community, an attribute. */
#ifndef ANALYSE_GROUPING_H
#define ANALYSE_GROUPING_H

#include "analyse/common.h"

/* A partition of the vertices of a view. Groups are numbered by their first vertex; names are the grouping's own. */
typedef struct ent_grouping {
    int32_t *group; /* by vertex; -1: in none (no such attribute) */
    char **names;
    size_t count, nameless; /* groups; vertices in none */
} ent_grouping;

/* Group by `spec`: "kind", "bloc" (entities with the same memberships), "bloc:NAME" (members of that entity and the
 * others), "community" (of the method that `communities` uses when none is named), "component", "attribute:NAME" or the
 * bare name of an attribute. ENT_USAGE lists what there is. seed: for community. */
ent_status ent_grouping_make(ent_view *view, const char *spec, int64_t seed, const ent_monitor *monitor,
                             ent_grouping *out, ent_error *err);
void ent_grouping_clear(ent_grouping *grouping);
/* Note: how many groups by what, and how many vertices are in none. */
ent_status ent_note_grouping(ent_table *table, const ent_grouping *grouping, const char *spec, ent_error *err);

/* Help for the option that takes such a spec. */
#define ENT_GROUPING_HELP                                                                                              \
    "kind, bloc (same memberships), bloc:NAME (members of NAME or not), community and component (found anew), or an "  \
    "attribute's name; attribute:community is what --annotate wrote"

#endif
