/* Biconnected components by one depth-first search: Hopcroft and Tarjan 1973. */
#include "analyse/components_blocks.h"

#include <stdlib.h>

enum { TICK_EVERY = 1 << 16 };

void ent_blocks_clear(ent_blocks *blocks) {
    free(blocks->start);
    free(blocks->member);
    free(blocks->blocks_of);
    *blocks = (ent_blocks){0};
}

/* `order` is when a vertex was reached, `low` the earliest one that its part of the search tree has an edge to; `open`
 * are vertices that still wait for a block below the one that they were reached from. */
typedef struct {
    ent_adjacency arcs;
    int32_t *order, *low, *next, *path, *open;
    size_t path_length, open_count;
    int32_t visited;
} search;

static void enter(search *s, int32_t v) {
    s->order[v] = s->low[v] = ++s->visited;
    s->next[v] = s->arcs.offsets[v];
    s->path[s->path_length++] = v;
    s->open[s->open_count++] = v;
}

static void add_member(ent_blocks *blocks, int32_t v) {
    blocks->member[blocks->start[blocks->count]++] = v;
    blocks->blocks_of[v]++;
}

static int ascending(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* What was reached through v from its parent hangs on the parent alone: together they are a block. */
static void close_block(search *s, int32_t v, int32_t parent, ent_blocks *blocks) {
    int32_t first = blocks->count ? blocks->start[blocks->count - 1] : 0, w;
    blocks->start[blocks->count] = first;
    add_member(blocks, parent);
    do {
        w = s->open[--s->open_count];
        add_member(blocks, w);
    } while (w != v);
    qsort(blocks->member + first, (size_t)(blocks->start[blocks->count] - first), sizeof *blocks->member, ascending);
    blocks->count++;
}

static void leave(search *s, int32_t v, ent_blocks *blocks) {
    if (--s->path_length == 0) return;
    int32_t parent = s->path[s->path_length - 1];
    if (s->low[v] < s->low[parent]) s->low[parent] = s->low[v];
    if (s->low[v] >= s->order[parent]) close_block(s, v, parent, blocks);
}

static void step(search *s, ent_blocks *blocks) {
    int32_t v = s->path[s->path_length - 1];
    if (s->next[v] == s->arcs.offsets[v + 1]) {
        leave(s, v, blocks);
        return;
    }
    int32_t w = s->arcs.to[s->next[v]++];
    if (!s->order[w])
        enter(s, w);
    else if (s->order[w] < s->low[v])
        s->low[v] = s->order[w];
}

static ent_status walk(search *s, size_t n, const ent_monitor *monitor, ent_blocks *blocks, ent_error *err) {
    size_t steps = 0;
    for (size_t root = 0; root < n; root++) {
        if (s->order[root]) continue;
        s->open_count = 0;
        for (enter(s, (int32_t)root); s->path_length;) {
            step(s, blocks);
            if (++steps % TICK_EVERY) continue;
            ent_status status =
                ent_monitor_tick(monitor, "finding biconnected components", (uint64_t)s->visited, n, err);
            if (status) return status;
        }
    }
    return ENT_OK;
}

ent_status ent_blocks_find(const ent_view *view, const ent_monitor *monitor, ent_blocks *out, ent_error *err) {
    size_t n = ent_view_vertices(view);
    ent_blocks blocks = {0};
    int32_t *space = calloc(5 * n + 1, sizeof *space);
    blocks.start = calloc(n + 2, sizeof *blocks.start);
    blocks.member = malloc((2 * n + 1) * sizeof *blocks.member); /* a block adds its size - 1 to a tree of n - 1 */
    blocks.blocks_of = calloc(n + 1, sizeof *blocks.blocks_of);
    bool room = space && blocks.start && blocks.member && blocks.blocks_of;
    search s = {.arcs = ent_view_out(view)};
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        s.order = space, s.low = space + n, s.next = space + 2 * n, s.path = space + 3 * n, s.open = space + 4 * n;
        status = walk(&s, n, monitor, &blocks, err);
    }
    free(space);
    if (status) {
        ent_blocks_clear(&blocks);
        return status;
    }
    /* start[b] is where block b ends: make it where it begins */
    for (size_t b = blocks.count; b > 0; b--) blocks.start[b] = blocks.start[b - 1];
    blocks.start[0] = 0;
    *out = blocks;
    return ENT_OK;
}
