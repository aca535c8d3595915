/* Roles are counted from a: mark whom a reaches at once, then everyone two steps off who is not marked is brokered. */
#include "analyse/brokers_roles.h"
#include "base/memory.h"

#include <stdlib.h>

ent_role ent_role_of(const ent_grouping *grouping, int32_t a, int32_t v, int32_t c) {
    int32_t from = grouping->group[a], own = grouping->group[v], to = grouping->group[c];
    bool like_from = own >= 0 && own == from, like_to = own >= 0 && own == to;
    if (like_from && like_to) return ENT_ROLE_COORDINATOR;
    if (like_from) return ENT_ROLE_REPRESENTATIVE;
    if (like_to) return ENT_ROLE_GATEKEEPER;
    return from >= 0 && from == to ? ENT_ROLE_ITINERANT : ENT_ROLE_LIAISON;
}

/* seen[w] == a + 1: a reaches w at once, or is w. */
static void mark(const ent_adjacency *out, int32_t a, int32_t *seen) {
    seen[a] = a + 1;
    for (int32_t i = out->offsets[a]; i < out->offsets[a + 1]; i++) seen[out->to[i]] = a + 1;
}

static void count_through(const ent_adjacency *out, const ent_grouping *grouping, int32_t a, int32_t v,
                          const int32_t *seen, int64_t *count) {
    for (int32_t i = out->offsets[v]; i < out->offsets[v + 1]; i++) {
        int32_t c = out->to[i];
        if (seen[c] != a + 1) count[(size_t)v * ENT_ROLES + ent_role_of(grouping, a, v, c)]++;
    }
}

ent_status ent_roles_count(const ent_view *view, const ent_grouping *grouping, const ent_monitor *monitor,
                           int64_t *count, ent_error *err) {
    ent_adjacency out = ent_view_out(view);
    size_t n = ent_view_vertices(view);
    int32_t *seen = calloc(n + 1, sizeof *seen);
    ent_status status = seen ? ENT_OK : ent_fail_memory(err);
    for (int32_t a = 0; (size_t)a < n && !status; a++) {
        mark(&out, a, seen);
        for (int32_t i = out.offsets[a]; i < out.offsets[a + 1]; i++)
            if (out.to[i] != a) count_through(&out, grouping, a, out.to[i], seen, count);
        if (a % 256 == 0) status = ent_monitor_tick(monitor, "counting roles", (uint64_t)a, n, err);
    }
    free(seen);
    return status;
}

/* ---- the pairs around one vertex ---- */

/* An arc to or from v; neighbours are visited in the order of ids, so that only pairs to be listed need room. */
typedef struct {
    int32_t vertex, edge;
} arc;

static int by_id(const void *a, const void *b, void *view) {
    return ent_compare_vertices(view, ((const arc *)a)->vertex, ((const arc *)b)->vertex);
}

/* The neighbours of v other than itself; NULL when memory runs out. */
static arc *sorted_arcs(const ent_view *view, const ent_adjacency *arcs, int32_t v, size_t *count) {
    arc *sorted = malloc(((size_t)(arcs->offsets[v + 1] - arcs->offsets[v]) + 1) * sizeof *sorted);
    *count = 0;
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1] && sorted; i++)
        if (arcs->to[i] != v) sorted[(*count)++] = (arc){arcs->to[i], arcs->edge[i]};
    if (sorted && *count > 1) qsort_r(sorted, *count, sizeof *sorted, by_id, (void *)(uintptr_t)view);
    return sorted;
}

typedef struct {
    ent_adjacency out;
    const ent_grouping *grouping;
    int32_t v, *seen;
    arc *from, *to;
    size_t from_count, to_count;
} around;

static ent_status add_pairs(around *r, const arc *a, ent_around *pairs, ent_error *err) {
    mark(&r->out, a->vertex, r->seen);
    for (const arc *c = r->to; c < r->to + r->to_count; c++) {
        ent_role role = ent_role_of(r->grouping, a->vertex, r->v, c->vertex);
        if (r->seen[c->vertex] == a->vertex + 1 || !(pairs->roles >> role & 1) || ++pairs->found > pairs->limit)
            continue;
        if (!ent_grow(&pairs->list, &pairs->capacity, pairs->count, sizeof *pairs->list)) return ent_fail_memory(err);
        pairs->list[pairs->count++] = (ent_brokered){a->vertex, c->vertex, a->edge, c->edge, role};
    }
    return ENT_OK;
}

ent_status ent_roles_around(const ent_view *view, const ent_grouping *grouping, int32_t v, const ent_monitor *monitor,
                            ent_around *pairs, ent_error *err) {
    ent_adjacency in = ent_view_in(view);
    around r = {.out = ent_view_out(view), .grouping = grouping, .v = v};
    r.seen = calloc(ent_view_vertices(view) + 1, sizeof *r.seen);
    r.from = sorted_arcs(view, &in, v, &r.from_count);
    r.to = sorted_arcs(view, &r.out, v, &r.to_count);
    ent_status status = r.seen && r.from && r.to ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < r.from_count && !status; i++) {
        status = add_pairs(&r, &r.from[i], pairs, err);
        if (!status) status = ent_monitor_tick(monitor, "listing brokered pairs", i, r.from_count, err);
    }
    free(r.seen);
    free(r.from);
    free(r.to);
    return status;
}
