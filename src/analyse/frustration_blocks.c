/* Biconnected blocks of edges (Hopcroft and Tarjan 1973), without recursion. */
#include "analyse/frustration.h"

#include <stdlib.h>

typedef struct {
    const ent_signed_edge *edges;
    int32_t *first, *via; /* edges at each vertex */
    int32_t *next, *found, *low, *in,
        *stack; /* by vertex; `in`: edge by which it was found; edges not yet in a block */
    size_t waiting;
    int32_t *block, *count, time;
} search;

static ent_status make(search *s, int32_t n, const uint8_t *alive, size_t m, ent_error *err) {
    size_t room = (size_t)n + 2;
    s->first = calloc(room, sizeof *s->first);
    s->via = malloc((2 * m + 1) * sizeof *s->via);
    s->next = malloc(room * sizeof *s->next);
    s->found = calloc(room, sizeof *s->found);
    s->low = malloc(room * sizeof *s->low);
    s->in = malloc(room * sizeof *s->in);
    s->stack = malloc((m + 1) * sizeof *s->stack);
    if (!s->first || !s->via || !s->next || !s->found || !s->low || !s->in || !s->stack) return ent_fail_memory(err);
    for (size_t e = 0; e < m; e++)
        if (alive[e]) s->first[s->edges[e].u + 1]++, s->first[s->edges[e].v + 1]++;
    for (int32_t v = 0; v < n; v++) s->first[v + 1] += s->first[v], s->next[v] = s->first[v];
    for (size_t e = 0; e < m; e++)
        if (alive[e]) {
            s->via[s->next[s->edges[e].u]++] = (int32_t)e;
            s->via[s->next[s->edges[e].v]++] = (int32_t)e;
        }
    for (int32_t v = 0; v < n; v++) s->next[v] = s->first[v];
    return ENT_OK;
}

static void discover(search *s, int32_t v, int32_t edge) {
    s->found[v] = s->low[v] = ++s->time;
    s->in[v] = edge;
}

/* v is done: its parent learns how far up v reaches, and may close a block there. The parent, or -1. */
static int32_t retreat(search *s, int32_t v) {
    int32_t e = s->in[v];
    if (e < 0) return -1;
    int32_t up = s->edges[e].u == v ? s->edges[e].v : s->edges[e].u;
    if (s->low[v] < s->low[up]) s->low[up] = s->low[v];
    if (s->low[v] < s->found[up]) return up;
    int32_t top;
    do {
        top = s->stack[--s->waiting];
        s->block[top] = *s->count;
    } while (top != e);
    ++*s->count;
    return up;
}

static void walk_from(search *s, int32_t v) {
    discover(s, v, -1);
    while (v >= 0) {
        if (s->next[v] == s->first[v + 1]) {
            v = retreat(s, v);
            continue;
        }
        int32_t e = s->via[s->next[v]++], w = s->edges[e].u == v ? s->edges[e].v : s->edges[e].u;
        if (e == s->in[v]) continue;
        if (!s->found[w]) {
            s->stack[s->waiting++] = e;
            discover(s, w, e);
            v = w;
        } else if (s->found[w] < s->found[v]) {
            s->stack[s->waiting++] = e;
            if (s->found[w] < s->low[v]) s->low[v] = s->found[w];
        }
    }
}

ent_status ent_edge_blocks(int32_t n, const ent_signed_edge *edges, const uint8_t *alive, size_t m, int32_t *block,
                           int32_t *count, ent_error *err) {
    search s = {.edges = edges, .block = block, .count = count};
    *count = 0;
    for (size_t e = 0; e < m; e++) block[e] = -1;
    ent_status status = make(&s, n, alive, m, err);
    for (int32_t v = 0; v < n && !status; v++)
        if (!s.found[v]) walk_from(&s, v);
    free(s.first);
    free(s.via);
    free(s.next);
    free(s.found);
    free(s.low);
    free(s.in);
    free(s.stack);
    return status;
}
