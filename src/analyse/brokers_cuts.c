/* One depth-first search: a vertex parts what hangs below it when nothing below reaches above it. */
#include "analyse/brokers_cuts.h"

#include <stdlib.h>

enum { TICK_EVERY = 1 << 16, ARRAYS = 6 };

void ent_cuts_clear(ent_cuts *cuts) {
    free(cuts->parts);
    free(cuts->behind);
    free(cuts->child);
    free(cuts->whole);
    *cuts = (ent_cuts){0};
}

/* order: when a vertex was met, from 1; low: the earliest vertex that it or what hangs below it touches; size: vertices
 * below it and itself; way: the edge it was met by. */
typedef struct {
    ent_adjacency arcs;
    ent_cuts *cuts;
    int32_t *order, *low, *size, *way, *next, *path;
    size_t length, met;
} search;

static void enter(search *s, int32_t v, int32_t way) {
    s->order[v] = s->low[v] = (int32_t)++s->met;
    s->size[v] = 1;
    s->way[v] = way;
    s->next[v] = s->arcs.offsets[v];
    s->path[s->length++] = v;
}

/* Everything below v is known: tell the vertex above, or be done with the component. */
static void leave(search *s, int32_t v) {
    if (--s->length == 0) return;
    int32_t above = s->path[s->length - 1];
    bool topmost = s->length == 1;
    s->size[above] += s->size[v];
    if (s->low[v] < s->low[above]) s->low[above] = s->low[v];
    if (topmost || s->low[v] >= s->order[above]) s->cuts->parts[above]++;
    if (s->low[v] <= s->order[above]) return;
    s->cuts->behind[s->way[v]] = s->size[v];
    s->cuts->child[s->way[v]] = v;
    s->cuts->bridges++;
}

static void step(search *s) {
    int32_t v = s->path[s->length - 1];
    if (s->next[v] == s->arcs.offsets[v + 1]) {
        leave(s, v);
        return;
    }
    int32_t arc = s->next[v]++, w = s->arcs.to[arc];
    if (!s->order[w])
        enter(s, w, s->arcs.edge[arc]);
    else if (s->arcs.edge[arc] != s->way[v] && s->order[w] < s->low[v])
        s->low[v] = s->order[w];
}

/* Search the component of `start`. */
static ent_status search_from(search *s, int32_t start, size_t n, const ent_monitor *monitor, ent_error *err) {
    size_t steps = 0;
    enter(s, start, -1);
    while (s->length) {
        step(s);
        if (++steps % TICK_EVERY) continue;
        ent_status status = ent_monitor_tick(monitor, "looking for cuts", s->met, n, err);
        if (status) return status;
    }
    return ENT_OK;
}

/* All but the first of a component leave the part above them as well. Vertices of one component were met in a row, its
 * first one first: so the size of the whole is handed down. */
static void finish(search *s, const ent_view *view) {
    size_t n = ent_view_vertices(view), m = ent_view_edges(view);
    int32_t *top = s->next; /* by vertex: size of its component */
    for (size_t v = 0; v < n; v++) {
        if (s->way[v] >= 0) s->cuts->parts[v]++;
        s->cuts->points += s->cuts->parts[v] > 1;
        s->path[s->order[v] - 1] = (int32_t)v;
    }
    for (size_t i = 0; i < n; i++) {
        int32_t v = s->path[i];
        top[v] = s->way[v] < 0 ? s->size[v] : top[s->path[i - 1]];
    }
    for (size_t e = 0; e < m; e++)
        if (s->cuts->behind[e]) s->cuts->whole[e] = top[s->cuts->child[e]];
}

static bool make_room(ent_cuts *cuts, size_t n, size_t m) {
    cuts->parts = calloc(n + 1, sizeof *cuts->parts);
    cuts->behind = calloc(m + 1, sizeof *cuts->behind);
    cuts->child = calloc(m + 1, sizeof *cuts->child);
    cuts->whole = calloc(m + 1, sizeof *cuts->whole);
    return cuts->parts && cuts->behind && cuts->child && cuts->whole;
}

ent_status ent_cuts_find(const ent_view *view, const ent_monitor *monitor, ent_cuts *out, ent_error *err) {
    size_t n = ent_view_vertices(view), m = ent_view_edges(view);
    ent_cuts cuts = {0};
    if (ent_view_directed(view)) return ent_fail(err, ENT_USAGE, "articulation points need an undirected view");
    int32_t *space = calloc(ARRAYS * n + 1, sizeof *space);
    ent_status status = space && make_room(&cuts, n, m) ? ENT_OK : ent_fail_memory(err);
    if (!status) status = ent_monitor_tick(monitor, "looking for cuts", 0, n, err);
    if (!status) {
        search s = {.arcs = ent_view_out(view),
                    .cuts = &cuts,
                    .order = space,
                    .low = space + n,
                    .size = space + 2 * n,
                    .way = space + 3 * n,
                    .next = space + 4 * n,
                    .path = space + 5 * n};
        for (size_t v = 0; v < n && !status; v++)
            if (!s.order[v]) status = search_from(&s, (int32_t)v, n, monitor, err);
        if (!status) finish(&s, view);
    }
    free(space);
    if (status) {
        ent_cuts_clear(&cuts);
        return status;
    }
    *out = cuts;
    return ENT_OK;
}
