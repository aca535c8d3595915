/* Components over the compressed adjacency: weak by search, strong by Tarjan 1972 without recursion. */
#include "analyse/common.h"

#include <stdlib.h>

enum { TICK_EVERY = 1 << 16 };

void ent_parts_clear(ent_parts *parts) {
    free(parts->part);
    free(parts->size);
    free(parts->start);
    free(parts->member);
    *parts = (ent_parts){0};
}

static void reach(const ent_adjacency *arcs, int32_t v, int32_t part, ent_parts *parts, int32_t *stack, size_t *top) {
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
        int32_t w = arcs->to[i];
        if (parts->part[w] >= 0) continue;
        parts->part[w] = part;
        stack[(*top)++] = w;
    }
}

static ent_status find_weak(const ent_view *view, const ent_monitor *monitor, ent_parts *parts, int32_t *stack,
                            ent_error *err) {
    ent_adjacency out = ent_view_out(view), in = ent_view_in(view);
    size_t n = ent_view_vertices(view), done = 0;
    for (size_t start = 0; start < n; start++) {
        if (parts->part[start] >= 0) continue;
        int32_t part = (int32_t)parts->count++;
        size_t top = 0;
        parts->part[start] = part;
        stack[top++] = (int32_t)start;
        while (top) {
            int32_t v = stack[--top];
            parts->size[part]++;
            reach(&out, v, part, parts, stack, &top);
            if (ent_view_directed(view)) reach(&in, v, part, parts, stack, &top);
            if (++done % TICK_EVERY) continue;
            ent_status status = ent_monitor_tick(monitor, "finding components", done, n, err);
            if (status) return status;
        }
    }
    return ENT_OK;
}

/* Tarjan's search: `low` and `order` by vertex, the path being walked, and vertices not yet in a component. */
typedef struct {
    ent_adjacency out;
    int32_t *order, *low, *next, *path, *open;
    size_t path_length, open_count;
    int32_t visited;
} tarjan;

static void enter(tarjan *t, int32_t v) {
    t->order[v] = t->low[v] = ++t->visited;
    t->next[v] = t->out.offsets[v];
    t->path[t->path_length++] = v;
    t->open[t->open_count++] = v;
}

static void leave(tarjan *t, int32_t v, ent_parts *parts) {
    t->path_length--;
    if (t->path_length) {
        int32_t parent = t->path[t->path_length - 1];
        if (t->low[v] < t->low[parent]) t->low[parent] = t->low[v];
    }
    if (t->low[v] != t->order[v]) return;
    int32_t part = (int32_t)parts->count++, w;
    do {
        w = t->open[--t->open_count];
        parts->part[w] = part;
        parts->size[part]++;
    } while (w != v);
}

static void step(tarjan *t, ent_parts *parts) {
    int32_t v = t->path[t->path_length - 1];
    if (t->next[v] == t->out.offsets[v + 1]) {
        leave(t, v, parts);
        return;
    }
    int32_t w = t->out.to[t->next[v]++];
    if (!t->order[w])
        enter(t, w);
    else if (parts->part[w] < 0 && t->order[w] < t->low[v])
        t->low[v] = t->order[w];
}

/* Number parts by their smallest vertex, whatever the order in which they were closed. */
static void renumber(ent_parts *parts, size_t n, int32_t *number, int32_t *size) {
    int32_t next = 0;
    for (size_t i = 0; i < parts->count; i++) number[i] = -1;
    for (size_t v = 0; v < n; v++) {
        int32_t *given = &number[parts->part[v]];
        if (*given < 0) {
            *given = next;
            size[next++] = parts->size[parts->part[v]];
        }
        parts->part[v] = *given;
    }
    for (size_t i = 0; i < parts->count; i++) parts->size[i] = size[i];
}

static ent_status find_strong(const ent_view *view, const ent_monitor *monitor, ent_parts *parts, int32_t *space,
                              ent_error *err) {
    size_t n = ent_view_vertices(view), steps = 0;
    tarjan t = {.out = ent_view_out(view),
                .order = space,
                .low = space + n,
                .next = space + 2 * n,
                .path = space + 3 * n,
                .open = space + 4 * n};
    for (size_t start = 0; start < n; start++) {
        if (t.order[start]) continue;
        for (enter(&t, (int32_t)start); t.path_length;) {
            step(&t, parts);
            if (++steps % TICK_EVERY) continue;
            ent_status status = ent_monitor_tick(monitor, "finding strong components", (uint64_t)t.visited, n, err);
            if (status) return status;
        }
    }
    renumber(parts, n, t.path, t.open);
    return ENT_OK;
}

static void group(const ent_parts *parts, size_t n) {
    int32_t *start = parts->start;
    for (size_t p = 0; p < parts->count; p++) start[p + 1] = start[p] + parts->size[p];
    for (size_t v = 0; v < n; v++) parts->member[start[parts->part[v]]++] = (int32_t)v;
    for (size_t p = parts->count; p > 0; p--) start[p] = start[p - 1];
    start[0] = 0;
}

ent_status ent_parts_find(const ent_view *view, bool strong, const ent_monitor *monitor, ent_parts *out,
                          ent_error *err) {
    size_t n = ent_view_vertices(view);
    ent_parts parts = {0};
    strong = strong && ent_view_directed(view);
    int32_t *space = calloc((strong ? 5 : 1) * n + 1, sizeof *space);
    parts.part = malloc((n + 1) * sizeof *parts.part);
    parts.size = calloc(n + 1, sizeof *parts.size);
    parts.start = calloc(n + 2, sizeof *parts.start);
    parts.member = malloc((n + 1) * sizeof *parts.member);
    bool room = space && parts.part && parts.size && parts.start && parts.member;
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        for (size_t v = 0; v < n; v++) parts.part[v] = -1;
        status = strong ? find_strong(view, monitor, &parts, space, err) : find_weak(view, monitor, &parts, space, err);
    }
    free(space);
    if (status) {
        ent_parts_clear(&parts);
        return status;
    }
    group(&parts, n);
    *out = parts;
    return ENT_OK;
}
