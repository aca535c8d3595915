/* A signed graph made smaller without changing its frustration: parallel edges netted, degree one taken off, degree two
 * contracted (Huffner, Betzler and Niedermeier 2010). Every step can be taken back, for sides and for cycles. */
#include "analyse/frustration_steps.h"

#include <stdlib.h>

/* Half-edges in doubly linked lists, one list a vertex: half 2 e stands at u, half 2 e + 1 at v. */
typedef struct {
    ent_reduction *r;
    int32_t *head, *degree, *next, *previous;
    int32_t *queue;
    uint8_t *queued, *gone;
    size_t waiting;
} lists;

static int32_t end_of(const lists *l, int32_t half) {
    const ent_signed_edge *edge = &l->r->edges[half / 2];
    return half % 2 ? edge->v : edge->u;
}

static void watch(lists *l, int32_t v) {
    if (l->degree[v] > 2 || l->queued[v] || l->gone[v]) return;
    l->queued[v] = 1;
    l->queue[l->waiting++] = v;
}

static void link_half(lists *l, int32_t half) {
    int32_t v = end_of(l, half), after = l->head[v];
    l->next[half] = after;
    l->previous[half] = -1;
    if (after >= 0) l->previous[after] = half;
    l->head[v] = half;
    l->degree[v]++;
}

static void unlink_half(lists *l, int32_t half) {
    int32_t v = end_of(l, half), after = l->next[half], earlier = l->previous[half];
    if (after >= 0) l->previous[after] = earlier;
    if (earlier >= 0)
        l->next[earlier] = after;
    else
        l->head[v] = after;
    l->degree[v]--;
}

static void take_off(lists *l, int32_t e) {
    unlink_half(l, 2 * e);
    unlink_half(l, 2 * e + 1);
    l->r->alive[e] = 0;
}

/* The edge between u and v, -1: none. Looks along the shorter list. */
static int32_t find_edge(const lists *l, int32_t u, int32_t v) {
    if (l->degree[u] > l->degree[v]) {
        int32_t kept = u;
        u = v;
        v = kept;
    }
    for (int32_t half = l->head[u]; half >= 0; half = l->next[half])
        if (end_of(l, half ^ 1) == v) return half / 2;
    return -1;
}

static void log_step(ent_reduction *r, ent_reduction_step step) {
    r->steps[r->step_count++] = step;
}

static int32_t new_edge(ent_reduction *r, ent_signed_edge edge) {
    r->edges[r->edge_count] = edge;
    return (int32_t)r->edge_count++;
}

/* Put an edge in, netted with the `other` that is there (-1: none). Returns what is there now. */
static int32_t insert(lists *l, int32_t e, int32_t other) {
    ent_reduction *r = l->r;
    const ent_signed_edge *edge = &r->edges[e];
    if (other < 0) {
        r->alive[e] = 1;
        link_half(l, 2 * e);
        link_half(l, 2 * e + 1);
        return e;
    }
    const ent_signed_edge *there = &r->edges[other];
    int32_t u = edge->u, v = edge->v, made = -1;
    bool heavier = edge->weight > there->weight;
    int32_t large = heavier ? e : other, small = heavier ? other : e;
    int64_t more = r->edges[large].weight, less = r->edges[small].weight;
    take_off(l, other);
    if (edge->sign == there->sign) {
        made = new_edge(r, (ent_signed_edge){u, v, edge->sign, more + less});
        log_step(r, (ent_reduction_step){ENT_STEP_PARALLEL, -1, large, small, made});
    } else {
        r->base += less;
        if (more > less) made = new_edge(r, (ent_signed_edge){u, v, r->edges[large].sign, more - less});
        log_step(r, (ent_reduction_step){ENT_STEP_NET, -1, large, small, made});
    }
    if (made >= 0) {
        r->alive[made] = 1;
        link_half(l, 2 * made);
        link_half(l, 2 * made + 1);
    }
    watch(l, u);
    watch(l, v);
    return made;
}

static void take_vertex(lists *l, int32_t v) {
    ent_reduction *r = l->r;
    l->gone[v] = 1;
    if (l->degree[v] == 0) return;
    int32_t half = l->head[v], one = half / 2, a = end_of(l, half ^ 1);
    if (l->degree[v] == 1) {
        take_off(l, one);
        log_step(r, (ent_reduction_step){ENT_STEP_LEAF, v, one, -1, -1});
        watch(l, a);
        return;
    }
    int32_t two = l->next[half] / 2, b = end_of(l, l->next[half] ^ 1);
    int64_t w1 = r->edges[one].weight, w2 = r->edges[two].weight;
    take_off(l, one);
    take_off(l, two);
    int32_t made = new_edge(r, (ent_signed_edge){a, b, r->edges[one].sign * r->edges[two].sign, w1 < w2 ? w1 : w2});
    log_step(r, (ent_reduction_step){ENT_STEP_SERIES, v, one, two, made});
    insert(l, made, find_edge(l, a, b));
}

static ent_status make_room(lists *l, ent_reduction *r, const ent_signed_edges *graph, ent_error *err) {
    size_t n = (size_t)graph->n + 1, edges = 2 * graph->m + 1;
    l->r = r;
    r->edges = malloc(edges * sizeof *r->edges);
    r->alive = calloc(edges, 1);
    r->steps = malloc((edges + n) * sizeof *r->steps);
    l->head = malloc(n * sizeof *l->head);
    l->degree = calloc(n, sizeof *l->degree);
    l->next = malloc(2 * edges * sizeof *l->next);
    l->previous = malloc(2 * edges * sizeof *l->previous);
    l->queue = malloc(n * sizeof *l->queue);
    l->queued = calloc(n, 1);
    l->gone = calloc(n, 1);
    bool room = r->edges && r->alive && r->steps && l->head && l->degree && l->next && l->previous && l->queue &&
                l->queued && l->gone;
    if (!room) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) l->head[v] = -1;
    return ENT_OK;
}

static void lists_clear(lists *l) {
    free(l->head);
    free(l->degree);
    free(l->next);
    free(l->previous);
    free(l->queue);
    free(l->queued);
    free(l->gone);
}

static bool has_same_ends(const ent_signed_edge *a, const ent_signed_edge *b) {
    return a->u == b->u && a->v == b->v;
}

/* Whether those between one pair stand together. */
static bool is_sorted(const ent_signed_edges *g) {
    for (size_t e = 0; e < g->m; e++) {
        const ent_signed_edge *edge = &g->edges[e], *last = e ? edge - 1 : edge;
        if (edge->u >= edge->v || edge->u < last->u || (edge->u == last->u && edge->v < last->v)) return false;
    }
    return true;
}

/* All edges of the graph. Where they are sorted nobody has to look for one between the same two. */
static void insert_all(lists *l, const ent_signed_edges *graph) {
    const bool sorted = is_sorted(graph);
    int32_t there = -1;
    for (size_t e = 0; e < graph->m; e++) {
        const ent_signed_edge *edge = &graph->edges[e];
        if (!sorted)
            there = find_edge(l, edge->u, edge->v);
        else if (e && !has_same_ends(edge, edge - 1))
            there = -1;
        there = insert(l, (int32_t)e, there);
    }
}

ent_status ent_reduction_make(const ent_signed_edges *graph, ent_reduction *out, ent_error *err) {
    lists l = {0};
    *out = (ent_reduction){.graph = graph};
    ent_status status = make_room(&l, out, graph, err);
    if (!status) {
        for (int32_t v = 0; v < graph->n; v++) l.queued[v] = 1; /* nothing is taken before all edges are in */
        for (size_t e = 0; e < graph->m; e++) out->edges[e] = graph->edges[e];
        out->edge_count = graph->m;
        insert_all(&l, graph);
        for (int32_t v = 0; v < graph->n; v++) l.queued[v] = 0;
        for (int32_t v = graph->n - 1; v >= 0; v--) watch(&l, v);
        while (l.waiting) {
            int32_t v = l.queue[--l.waiting];
            l.queued[v] = 0;
            take_vertex(&l, v);
        }
    }
    lists_clear(&l);
    return status;
}

void ent_reduction_clear(ent_reduction *reduction) {
    free(reduction->edges);
    free(reduction->alive);
    free(reduction->steps);
    *reduction = (ent_reduction){0};
}

static int8_t side_across(const ent_reduction *r, int32_t e, int32_t v, const int8_t *side) {
    const ent_signed_edge *edge = &r->edges[e];
    return (int8_t)(side[edge->u == v ? edge->v : edge->u] * edge->sign);
}

void ent_reduction_sides(const ent_reduction *reduction, int8_t *side) {
    for (size_t k = reduction->step_count; k-- > 0;) {
        const ent_reduction_step *step = &reduction->steps[k];
        if (step->kind == ENT_STEP_LEAF) side[step->vertex] = side_across(reduction, step->one, step->vertex, side);
        if (step->kind != ENT_STEP_SERIES) continue;
        bool first = reduction->edges[step->one].weight >= reduction->edges[step->two].weight;
        side[step->vertex] = side_across(reduction, first ? step->one : step->two, step->vertex, side);
    }
}
