/* Communities of a signed graph: parts of high signed modularity (Gomez, Jensen and Arenas 2009; Traag and Bruggeman 2009),
 * found as by Blondel and others (2008). */
#include "analyse/factions.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ALL_PARTS = 2000 };

/* A graph of vertices or of parts that stand for several: arcs with the net weight, strengths of either sign. */
typedef struct {
    int32_t n;
    int32_t *first, *to;
    double *net, *plus, *minus;
} level;

typedef struct {
    double resolution, plus, minus; /* of all: twice the weights of either sign */
    int32_t *order, *size;
    double *tie, *part_plus, *part_minus; /* by part */
    int32_t *met;
    ent_random random;
    ent_effort *effort;
} mover;

static void level_clear(level *l) {
    free(l->first);
    free(l->to);
    free(l->net);
    free(l->plus);
    free(l->minus);
    *l = (level){0};
}

static ent_status level_init(level *l, int32_t n, size_t arcs, ent_error *err) {
    *l = (level){.n = n};
    l->first = calloc((size_t)n + 2, sizeof *l->first);
    l->to = malloc((arcs + 1) * sizeof *l->to);
    l->net = malloc((arcs + 1) * sizeof *l->net);
    l->plus = calloc((size_t)n + 1, sizeof *l->plus);
    l->minus = calloc((size_t)n + 1, sizeof *l->minus);
    return l->first && l->to && l->net && l->plus && l->minus ? ENT_OK : ent_fail_memory(err);
}

static ent_status level_of(const ent_signed_edges *g, level *l, ent_error *err) {
    ent_status status = level_init(l, g->n, 2 * g->m, err);
    for (int32_t v = 0; v < g->n && !status; v++) {
        l->first[v] = g->first[v];
        for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
            const ent_signed_edge *edge = &g->edges[g->via[i]];
            l->to[i] = g->to[i];
            l->net[i] = (double)edge->weight * edge->sign;
            (edge->sign > 0 ? l->plus : l->minus)[v] += (double)edge->weight;
        }
    }
    if (!status) l->first[g->n] = g->first[g->n];
    return status;
}

static double expected(const mover *m, double plus, double minus, double part_plus, double part_minus) {
    double sum = m->plus > 0 ? plus * part_plus / m->plus : 0;
    return m->resolution * (sum - (m->minus > 0 ? minus * part_minus / m->minus : 0));
}

/* Two with many enemies are expected to be at odds, so that a part without any tie to a vertex may gain by it: all parts
 * are looked at, in large levels those with ties alone. */
static int32_t candidates(mover *m, const level *l, int32_t v, const int32_t *part, const int32_t *size) {
    int32_t count = 0;
    for (int32_t i = l->first[v]; i < l->first[v + 1]; i++) {
        int32_t p = part[l->to[i]];
        if (m->tie[p] == 0 && l->n > ALL_PARTS) m->met[count++] = p; /* twice when ties cancel: harmless */
        m->tie[p] += l->net[i];
    }
    for (int32_t p = 0; p < l->n && l->n <= ALL_PARTS; p++)
        if (size[p]) m->met[count++] = p;
    return count;
}

/* Move the vertex to the part where it gains most, an empty one too; whether it went. */
static bool move_one(mover *m, const level *l, int32_t v, int32_t *part, const int32_t *size, int32_t empty) {
    int32_t own = part[v], best = own, count = candidates(m, l, v, part, size);
    m->part_plus[own] -= l->plus[v];
    m->part_minus[own] -= l->minus[v];
    double most = m->tie[own] - expected(m, l->plus[v], l->minus[v], m->part_plus[own], m->part_minus[own]);
    if (empty >= 0 && 1e-9 + most < 0) most = 0, best = empty;
    for (int32_t i = 0; i < count; i++) {
        int32_t p = m->met[i];
        double gain = m->tie[p] - expected(m, l->plus[v], l->minus[v], m->part_plus[p], m->part_minus[p]);
        if (p != own && gain > most + 1e-9) most = gain, best = p;
    }
    for (int32_t i = l->first[v]; i < l->first[v + 1]; i++) m->tie[part[l->to[i]]] = 0;
    m->part_plus[best] += l->plus[v];
    m->part_minus[best] += l->minus[v];
    part[v] = best;
    return best != own;
}

static void weigh_parts(mover *m, const level *l, const int32_t *part, int32_t *size) {
    for (int32_t p = 0; p < l->n; p++) m->part_plus[p] = m->part_minus[p] = size[p] = 0;
    for (int32_t v = 0; v < l->n; v++) {
        m->part_plus[part[v]] += l->plus[v];
        m->part_minus[part[v]] += l->minus[v];
        size[part[v]]++;
    }
}

/* Pass over the vertices until nobody moves; whether anybody did. */
static ent_status move_all(mover *m, const level *l, int32_t *part, bool *moved, ent_error *err) {
    ent_status status = ENT_OK;
    int32_t *size = m->size, empty = 0;
    bool again = true;
    *moved = false;
    weigh_parts(m, l, part, size);
    for (int round = 0; again && round < 1000 && !status; round++) {
        again = false;
        for (int32_t i = 0; i < l->n; i++) {
            int32_t v = m->order[i], own = part[v];
            for (int32_t looked = 0; looked < l->n && size[empty]; looked++) empty = (empty + 1) % l->n;
            if (!move_one(m, l, v, part, size, size[own] > 1 && !size[empty] ? empty : -1)) continue;
            size[own]--;
            size[part[v]]++;
            again = *moved = true;
        }
        status = ent_monitor_tick(m->effort->monitor, "looking for signed communities", 0, 0, err);
    }
    return status;
}

/* Number the parts 0 .. count - 1 as they come. */
static int32_t renumber(int32_t n, int32_t *part, int32_t *scratch) {
    int32_t count = 0;
    for (int32_t p = 0; p < n; p++) scratch[p] = -1;
    for (int32_t v = 0; v < n; v++) {
        if (scratch[part[v]] < 0) scratch[part[v]] = count++;
        part[v] = scratch[part[v]];
    }
    return count;
}

/* The graph of parts. Ties within one are left out: they move with it. */
static ent_status merge(mover *m, const level *l, const int32_t *part, int32_t count, level *out, ent_error *err) {
    ent_status status = level_init(out, count, (size_t)l->first[l->n], err);
    int32_t *start = calloc((size_t)count + 2, sizeof *start), *member = malloc(((size_t)l->n + 1) * sizeof *member);
    if (!status && !(start && member)) status = ent_fail_memory(err);
    for (int32_t v = 0; v < l->n && !status; v++) start[part[v] + 1]++;
    for (int32_t p = 0; p < count && !status; p++) start[p + 1] += start[p];
    for (int32_t v = 0; v < l->n && !status; v++) member[start[part[v]]++] = v;
    int32_t arcs = 0;
    for (int32_t p = 0; p < count && !status; p++) {
        int32_t met = 0;
        out->first[p] = arcs;
        for (int32_t i = p ? start[p - 1] : 0; i < start[p]; i++) { /* start[] has moved on by one */
            int32_t v = member[i];
            out->plus[p] += l->plus[v];
            out->minus[p] += l->minus[v];
            for (int32_t a = l->first[v]; a < l->first[v + 1]; a++) {
                int32_t q = part[l->to[a]];
                if (q == p) continue;
                if (m->tie[q] == 0) m->met[met++] = q;
                m->tie[q] += l->net[a];
            }
        }
        for (int32_t i = 0; i < met; i++) {
            int32_t q = m->met[i];
            if (m->tie[q] == 0) continue;
            out->to[arcs] = q;
            out->net[arcs++] = m->tie[q];
            m->tie[q] = 0;
        }
    }
    if (!status) out->first[count] = arcs;
    free(start);
    free(member);
    return status;
}

static void shuffle(mover *m, int32_t n) {
    for (int32_t i = 0; i < n; i++) m->order[i] = i;
    for (int32_t i = n - 1; i > 0; i--) {
        int32_t j = (int32_t)ent_random_below(&m->random, (uint64_t)i + 1), kept = m->order[i];
        m->order[i] = m->order[j];
        m->order[j] = kept;
    }
}

/* Move vertices, then the parts that they make, then those, until nothing moves; `top` holds the parts of vertices. */
static ent_status climb(mover *m, const level *base, int32_t *top, ent_error *err) {
    level above = {0};
    const level *l = base;
    size_t n = (size_t)base->n + 1;
    int32_t *part = malloc(n * sizeof *part), *scratch = malloc(n * sizeof *scratch);
    bool moved = true, first = true;
    ent_status status = part && scratch ? ENT_OK : ent_fail_memory(err);
    while (!status && moved) {
        for (int32_t v = 0; v < l->n; v++) part[v] = first ? top[v] : v;
        shuffle(m, l->n);
        status = move_all(m, l, part, &moved, err);
        if (status) break;
        int32_t count = renumber(l->n, part, scratch);
        for (int32_t v = 0; v < base->n; v++) top[v] = part[first ? v : top[v]];
        if (!first && !moved) break;
        first = false;
        level next = {0};
        status = merge(m, l, part, count, &next, err);
        level_clear(&above);
        above = next;
        l = &above;
        moved = true;
    }
    level_clear(&above);
    free(part);
    free(scratch);
    return status;
}

double ent_signed_modularity(const ent_signed_edges *graph, const int32_t *part, double resolution, int64_t *plus,
                             int64_t *minus) {
    int64_t all_plus = 0, all_minus = 0, inside = 0;
    for (int32_t v = 0; v < graph->n; v++) plus[v] = minus[v] = 0;
    for (size_t e = 0; e < graph->m; e++) {
        const ent_signed_edge *edge = &graph->edges[e];
        int64_t *strength = edge->sign > 0 ? plus : minus;
        strength[part[edge->u]] += edge->weight;
        strength[part[edge->v]] += edge->weight;
        *(edge->sign > 0 ? &all_plus : &all_minus) += 2 * edge->weight;
        if (part[edge->u] == part[edge->v]) inside += 2 * edge->weight * edge->sign;
    }
    double chance = 0;
    for (int32_t p = 0; p < graph->n; p++) {
        if (all_plus) chance += (double)plus[p] * (double)plus[p] / (double)all_plus;
        if (all_minus) chance -= (double)minus[p] * (double)minus[p] / (double)all_minus;
    }
    return ((double)inside - resolution * chance) / (double)(all_plus + all_minus);
}

static ent_status mover_init(mover *m, const ent_signed_edges *graph, ent_error *err) {
    size_t n = (size_t)graph->n + 1;
    m->order = malloc(n * sizeof *m->order);
    m->size = malloc(n * sizeof *m->size);
    m->tie = calloc(n, sizeof *m->tie);
    m->part_plus = malloc(n * sizeof *m->part_plus);
    m->part_minus = malloc(n * sizeof *m->part_minus);
    m->met = malloc((2 * graph->m + n) * sizeof *m->met);
    for (size_t e = 0; e < graph->m; e++)
        *(graph->edges[e].sign > 0 ? &m->plus : &m->minus) += 2 * (double)graph->edges[e].weight;
    return m->order && m->size && m->tie && m->part_plus && m->part_minus && m->met ? ENT_OK : ent_fail_memory(err);
}

ent_status ent_signed_communities(const ent_signed_edges *graph, double resolution, int64_t runs, ent_effort *effort,
                                  int32_t *part, ent_error *err) {
    mover m = {.resolution = resolution, .effort = effort};
    level base = {0};
    size_t n = (size_t)graph->n;
    int32_t *top = malloc((n + 1) * sizeof *top);
    int64_t *plus = malloc((n + 1) * sizeof *plus), *minus = malloc((n + 1) * sizeof *minus);
    double most = -INFINITY;
    ent_status status = top && plus && minus ? mover_init(&m, graph, err) : ent_fail_memory(err);
    if (!status) status = level_of(graph, &base, err);
    ent_random_init(&m.random, effort->seed);
    for (int64_t run = 0; run < runs && !status; run++) {
        for (size_t v = 0; v < n; v++) top[v] = (int32_t)v;
        double last = -INFINITY, now = -INFINITY;
        do { /* once parts are settled, single vertices may do better elsewhere */
            last = now;
            status = climb(&m, &base, top, err);
            if (!status) now = ent_signed_modularity(graph, top, resolution, plus, minus);
        } while (!status && now > last + 1e-12);
        if (status || now <= most + 1e-12) continue;
        most = now;
        memcpy(part, top, n * sizeof *part);
    }
    level_clear(&base);
    free(m.order);
    free(m.size);
    free(m.tie);
    free(m.part_plus);
    free(m.part_minus);
    free(m.met);
    free(top);
    free(plus);
    free(minus);
    return status;
}
