/* The proof for k factions: branch and bound over the vertices of a component. The last vertices are solved first, then
 * one more at a time; what the smaller problems cost at least, the larger one does too. */
#include "analyse/factions.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { VERTICES_MOST = 1000 }; /* the branch is as deep as that; larger components are hopeless anyhow */

typedef struct {
    const ent_signed_edges *graph;
    ent_effort *effort;
    ent_image image;
    int32_t n, *vertex, *place; /* vertices in order, the place of each in it: -1, not in this component */
    int64_t *plus,
        *minus;    /* ties of the vertex at a place to the parts as far as they are filled: [place * k + part] */
    int64_t *doll; /* least cost among the vertices from that place on */
    int32_t *part, *best_part; /* by place */
    int64_t best, enough;
    ent_status status;
    ent_error *err;
} branch;

static void branch_clear(branch *b) {
    ent_image_clear(&b->image);
    free(b->vertex);
    free(b->place);
    free(b->plus);
    free(b->minus);
    free(b->doll);
    free(b->part);
    free(b->best_part);
}

static ent_status branch_init(branch *b, const ent_signed_edges *graph, ent_image_kind kind, int32_t k,
                              ent_effort *effort, ent_error *err) {
    size_t n = (size_t)graph->n + 1, deep = n < VERTICES_MOST + 2 ? n : VERTICES_MOST + 2;
    *b = (branch){.graph = graph, .effort = effort, .err = err};
    b->vertex = malloc(n * sizeof *b->vertex);
    b->place = malloc(n * sizeof *b->place);
    b->plus = calloc(deep * (size_t)k, sizeof *b->plus);
    b->minus = calloc(deep * (size_t)k, sizeof *b->minus);
    b->doll = calloc(deep + 1, sizeof *b->doll);
    b->part = calloc(deep, sizeof *b->part);
    b->best_part = calloc(deep, sizeof *b->best_part);
    bool room = b->vertex && b->place && b->plus && b->minus && b->doll && b->part && b->best_part;
    return room ? ent_image_init(&b->image, kind, k, err) : ent_fail_memory(err);
}

static int64_t *plus_of(const branch *b, int32_t at) {
    return b->plus + (size_t)at * (size_t)b->image.k;
}

static int64_t *minus_of(const branch *b, int32_t at) {
    return b->minus + (size_t)at * (size_t)b->image.k;
}

/* Tell the neighbours behind that the vertex at a place is in a part, or is no longer. */
static void tell(branch *b, int32_t at, int32_t part, int64_t times) {
    const ent_signed_edges *g = b->graph;
    int32_t v = b->vertex[at];
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
        const ent_signed_edge *edge = &g->edges[g->via[i]];
        int32_t other = b->place[g->to[i]];
        if (other > at) (edge->sign > 0 ? plus_of : minus_of)(b, other)[part] += times * edge->weight;
    }
}

static void put(branch *b, int32_t at, int32_t part) {
    ent_image_put(&b->image, part, plus_of(b, at), minus_of(b, at));
    b->part[at] = part;
    tell(b, at, part, 1);
}

static void take(branch *b, int32_t at) {
    tell(b, at, b->part[at], -1);
    ent_image_take(&b->image, b->part[at], plus_of(b, at), minus_of(b, at));
}

/* What the vertices from a place on pay at least for their ties to those before. Only where a block's sign is settled by
 * definition; a relaxed one may still change. */
static int64_t least_between(const branch *b, int32_t at, int32_t used) {
    int64_t sum = 0;
    if (b->image.kind == ENT_IMAGE_RELAXED) return 0;
    for (int32_t i = at; i < b->n; i++) {
        const int64_t *plus = plus_of(b, i), *minus = minus_of(b, i);
        int64_t all = 0, least = used < b->image.k ? 0 : INT64_MAX;
        for (int32_t p = 0; p < used; p++) all += plus[p];
        for (int32_t p = 0; p < used; p++)
            if (minus[p] - plus[p] < least) least = minus[p] - plus[p];
        sum += used ? all + least : 0;
    }
    return sum;
}

static bool over(branch *b) {
    return b->status || b->best <= b->enough || ent_effort_spent(b->effort);
}

static void descend(branch *b, int32_t at, int32_t used) {
    int32_t choices = used < b->image.k ? used + 1 : used;
    if (at == b->n) {
        b->best = b->image.cost;
        memcpy(b->best_part, b->part, (size_t)b->n * sizeof *b->part);
        return;
    }
    ent_effort_charge(b->effort, (uint64_t)(b->n - at) * (uint64_t)b->image.k);
    if (++b->effort->nodes % 1024 == 0)
        b->status =
            ent_monitor_tick(b->effort->monitor, "proving the factions", b->effort->steps, b->effort->most, b->err);
    if (over(b) || b->image.cost + least_between(b, at, used) + b->doll[at] >= b->best) return;
    int64_t last = -1;
    int32_t last_part = -1;
    for (int32_t turn = 0; turn < choices && !over(b); turn++) { /* the cheapest part first */
        int32_t next = -1;
        int64_t least = INT64_MAX;
        for (int32_t p = 0; p < choices; p++) {
            int64_t change = ent_image_change(&b->image, p, plus_of(b, at), minus_of(b, at));
            bool done = turn && (change < last || (change == last && p <= last_part));
            if (!done && change < least) least = change, next = p;
        }
        last = least;
        last_part = next;
        if (b->image.cost + least + b->doll[at + 1] >= b->best) return;
        put(b, at, next);
        descend(b, at + 1, next == used ? used + 1 : used);
        take(b, at);
    }
}

/* Start from the best for one vertex less, with the new one where it costs the least. */
static void extend(branch *b, int32_t at) {
    int32_t k = b->image.k, best = 0;
    int64_t least = INT64_MAX;
    ent_image_empty(&b->image);
    memset(b->plus, 0, (size_t)b->n * (size_t)k * sizeof *b->plus);
    memset(b->minus, 0, (size_t)b->n * (size_t)k * sizeof *b->minus);
    for (int32_t i = at + 1; i < b->n; i++) put(b, i, b->best_part[i]);
    const ent_signed_edges *g = b->graph;
    int32_t v = b->vertex[at];
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
        const ent_signed_edge *edge = &g->edges[g->via[i]];
        int32_t other = b->place[g->to[i]];
        if (other > at) (edge->sign > 0 ? plus_of : minus_of)(b, at)[b->part[other]] += edge->weight;
    }
    for (int32_t p = 0; p < k; p++) {
        int64_t change = ent_image_change(&b->image, p, plus_of(b, at), minus_of(b, at));
        if (change < least) least = change, best = p;
    }
    b->best_part[at] = best;
    b->best = b->image.cost + least;
    ent_image_empty(&b->image);
    memset(b->plus, 0, (size_t)b->n * (size_t)k * sizeof *b->plus);
    memset(b->minus, 0, (size_t)b->n * (size_t)k * sizeof *b->minus);
}

static int64_t cost_of(branch *b, const int32_t *part) {
    ent_image_empty(&b->image);
    memset(b->plus, 0, (size_t)b->n * (size_t)b->image.k * sizeof *b->plus);
    memset(b->minus, 0, (size_t)b->n * (size_t)b->image.k * sizeof *b->minus);
    for (int32_t i = 0; i < b->n; i++) put(b, i, part[b->vertex[i]]);
    return b->image.cost;
}

/* The parts of one component, from those found by search; *lower and *upper are added to. */
static ent_status solve(branch *b, int32_t *part, int64_t *upper, int64_t *lower) {
    int64_t found = cost_of(b, part);
    int32_t at = b->n;
    b->doll[at] = 0;
    while (at > 0 && b->doll[at] < found && !b->status && !ent_effort_spent(b->effort)) {
        at--;
        extend(b, at);
        bool ours = at == 0 && found < b->best;
        if (ours) b->best = found;
        b->enough = b->doll[at + 1];
        descend(b, at, 0);
        if (b->status) return b->status;
        if (ent_effort_spent(b->effort) && b->best > b->enough) {
            b->doll[at] = b->doll[at + 1];
            break;
        }
        b->doll[at] = b->best;
        if (at == 0 && b->best < found) {
            found = b->best;
            for (int32_t i = 0; i < b->n; i++) part[b->vertex[i]] = b->best_part[i];
        }
    }
    *lower += b->doll[at];
    *upper += found;
    return b->status;
}

/* The component of `start`, its vertices with the lightest of what is left first: what is dense comes last and is solved
 * first, and leaves, which come first, then cost nothing more. */
static void order_component(branch *b, int32_t start, int64_t *weight) {
    const ent_signed_edges *g = b->graph;
    b->n = 0;
    b->vertex[b->n++] = start;
    b->place[start] = 0;
    for (int32_t head = 0; head < b->n; head++)
        for (int32_t i = g->first[b->vertex[head]]; i < g->first[b->vertex[head] + 1]; i++)
            if (b->place[g->to[i]] < 0) {
                b->place[g->to[i]] = b->n;
                b->vertex[b->n++] = g->to[i];
            }
    if (b->n > VERTICES_MOST) return;
    for (int32_t i = 0; i < b->n; i++) {
        int32_t v = b->vertex[i];
        weight[v] = 0;
        for (int32_t e = g->first[v]; e < g->first[v + 1]; e++) weight[v] += g->edges[g->via[e]].weight;
    }
    for (int32_t first = 0; first < b->n; first++) { /* take the lightest of what is left, to stand first */
        int32_t least = first;
        for (int32_t i = first + 1; i < b->n; i++)
            if (weight[b->vertex[i]] < weight[b->vertex[least]]) least = i;
        int32_t v = b->vertex[least];
        b->vertex[least] = b->vertex[first];
        b->vertex[first] = v;
        for (int32_t e = g->first[v]; e < g->first[v + 1]; e++) weight[g->to[e]] -= g->edges[g->via[e]].weight;
    }
    for (int32_t i = 0; i < b->n; i++) b->place[b->vertex[i]] = i;
}

/* Relaxed blocks bind all vertices together, across components. */
static void take_all(branch *b) {
    b->n = 0;
    for (int32_t v = 0; v < b->graph->n; v++) {
        b->place[v] = -1;
        if (b->graph->first[v] == b->graph->first[v + 1]) continue;
        b->place[v] = b->n;
        b->vertex[b->n++] = v;
    }
}

static int64_t cost_of_large(const branch *b, const int32_t *part, ent_image_kind kind) {
    int64_t cost = 0;
    if (kind == ENT_IMAGE_RELAXED) return INT64_MAX;
    for (size_t e = 0; e < b->graph->m; e++) {
        const ent_signed_edge *edge = &b->graph->edges[e];
        if (b->place[edge->u] >= 0 && (part[edge->u] == part[edge->v]) != (edge->sign > 0)) cost += edge->weight;
    }
    return cost;
}

ent_status ent_factions_branch(const ent_signed_edges *graph, ent_image_kind kind, int32_t k, ent_effort *effort,
                               int32_t *part, int64_t *upper, int64_t *lower, ent_error *err) {
    branch b;
    ent_status status = branch_init(&b, graph, kind, k, effort, err);
    uint8_t *seen = calloc((size_t)graph->n + 1, 1);
    int64_t *weight = malloc(((size_t)graph->n + 1) * sizeof *weight), found = *upper;
    if (!status && !(seen && weight)) status = ent_fail_memory(err);
    *lower = 0;
    if (!status && kind == ENT_IMAGE_RELAXED) {
        take_all(&b);
        *upper = 0;
        if (b.n <= VERTICES_MOST) status = solve(&b, part, upper, lower);
        if (b.n > VERTICES_MOST) *upper = found;
    } else if (!status) {
        *upper = 0;
        for (int32_t v = 0; v < graph->n && !status; v++) b.place[v] = -1;
        for (int32_t v = 0; v < graph->n && !status; v++) {
            if (seen[v] || graph->first[v] == graph->first[v + 1]) continue;
            order_component(&b, v, weight);
            if (b.n <= VERTICES_MOST)
                status = solve(&b, part, upper, lower);
            else
                *upper += cost_of_large(&b, part, kind);
            for (int32_t i = 0; i < b.n; i++) {
                seen[b.vertex[i]] = 1;
                b.place[b.vertex[i]] = -1;
            }
        }
    }
    free(seen);
    free(weight);
    branch_clear(&b);
    return status;
}
