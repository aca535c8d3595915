/* Roles are counted from a: mark whom a reaches at once, then everyone two steps off who is not marked is brokered. */
#include "analyse/roles.h"
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

static int by_ids(const void *a, const void *b, void *view) {
    const ent_brokered *x = a, *y = b;
    int order = ent_compare_vertices(view, x->a, y->a);
    return order ? order : ent_compare_vertices(view, x->c, y->c);
}

/* A growing list of pairs around v. */
typedef struct {
    ent_adjacency out;
    const ent_grouping *grouping;
    int32_t v, *seen;
    ent_brokered *list;
    size_t count, capacity;
} around;

static ent_status add_pairs(around *r, int32_t a, int32_t in_edge, ent_error *err) {
    mark(&r->out, a, r->seen);
    for (int32_t i = r->out.offsets[r->v]; i < r->out.offsets[r->v + 1]; i++) {
        int32_t c = r->out.to[i];
        if (r->seen[c] == a + 1 || c == r->v) continue;
        if (!ent_grow(&r->list, &r->capacity, r->count, sizeof *r->list)) return ent_fail_memory(err);
        r->list[r->count++] = (ent_brokered){a, c, in_edge, r->out.edge[i], ent_role_of(r->grouping, a, r->v, c)};
    }
    return ENT_OK;
}

ent_status ent_roles_around(const ent_view *view, const ent_grouping *grouping, int32_t v, const ent_monitor *monitor,
                            ent_brokered **out, size_t *count, ent_error *err) {
    ent_adjacency in = ent_view_in(view);
    around r = {.out = ent_view_out(view), .grouping = grouping, .v = v};
    r.seen = calloc(ent_view_vertices(view) + 1, sizeof *r.seen);
    ent_status status = r.seen ? ENT_OK : ent_fail_memory(err);
    for (int32_t i = in.offsets[v]; i < in.offsets[v + 1] && !status; i++) {
        if (in.to[i] != v) status = add_pairs(&r, in.to[i], in.edge[i], err);
        if (!status) status = ent_monitor_tick(monitor, "listing brokered pairs", r.count, 0, err);
    }
    free(r.seen);
    if (status) {
        free(r.list);
        return status;
    }
    if (r.count > 1) qsort_r(r.list, r.count, sizeof *r.list, by_ids, (void *)(uintptr_t)view);
    *out = r.list;
    *count = r.count;
    return ENT_OK;
}
