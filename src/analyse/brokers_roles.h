/* analyse/brokers_roles.h - brokerage roles (Gould and Fernandez 1989): v stands between a and c when a -> v -> c without a -> c,
 * and the groups of the three name the role. */
#ifndef ANALYSE_BROKERS_ROLES_H
#define ANALYSE_BROKERS_ROLES_H

#include "analyse/grouping.h"

typedef enum ent_role {
    ENT_ROLE_COORDINATOR,    /* A A A */
    ENT_ROLE_ITINERANT,      /* A B A */
    ENT_ROLE_REPRESENTATIVE, /* A A B */
    ENT_ROLE_GATEKEEPER,     /* A B B */
    ENT_ROLE_LIAISON,        /* A B C */
    ENT_ROLES
} ent_role;

/* The role of v between a and c; who is in no group is alone in his own. */
ent_role ent_role_of(const ent_grouping *grouping, int32_t a, int32_t v, int32_t c);

/* Count roles by vertex: count[ENT_ROLES * v + role], zeroed by the caller. The view must be directed, its parallel
 * relations merged. O(sum over arcs of the out-degree of the head). */
ent_status ent_roles_count(const ent_view *view, const ent_grouping *grouping, const ent_monitor *monitor,
                           int64_t *count, ent_error *err);

/* One pair that v brokers, and the edges a -> v and v -> c. */
typedef struct ent_brokered {
    int32_t a, c, in_edge, out_edge;
    ent_role role;
} ent_brokered;
/* Open pairs around one vertex: of those in the wanted roles the first `limit` in the order of (a, c) by id. */
typedef struct ent_around {
    unsigned roles; /* wanted, bits by ent_role */
    size_t limit;
    ent_brokered *list; /* the caller frees it, whatever happened */
    size_t count, capacity;
    size_t found; /* listed or not */
} ent_around;
/* roles and limit are given, the rest is zero. O(in-degree times out-degree), but room for those listed only. */
ent_status ent_roles_around(const ent_view *view, const ent_grouping *grouping, int32_t v, const ent_monitor *monitor,
                            ent_around *pairs, ent_error *err);

#endif
