/* Small worlds: the largest component, its degree-preserving random graphs (Maslov and Sneppen 2002), and its lattice. */
#include "analyse/census_small_world.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SWAPS_A_TIE = 10, SWAPS_A_LATTICE = 50 };

/* A simple graph whose ties change and whose degrees do not: a vertex keeps its places in `to`. Tie e stands at the places
 * first[e] (at its one end) and second[e] (at the other). */
typedef struct {
    size_t n, m;
    int32_t *offsets, *to, *first, *second;
    int32_t *from, *queue, *depth; /* owner of a place; room for searches */
    uint8_t *mark;
} net;

static void clear_net(net *g) {
    free(g->offsets);
    free(g->to);
    free(g->first);
    free(g->second);
    free(g->from);
    free(g->queue);
    free(g->depth);
    free(g->mark);
}

static ent_status make_net(size_t n, size_t m, net *g, ent_error *err) {
    *g = (net){.n = n, .m = m};
    g->offsets = calloc(n + 2, sizeof *g->offsets);
    g->to = malloc((2 * m + 1) * sizeof *g->to);
    g->from = malloc((2 * m + 1) * sizeof *g->from);
    g->first = malloc((m + 1) * sizeof *g->first);
    g->second = malloc((m + 1) * sizeof *g->second);
    g->queue = malloc((n + 1) * sizeof *g->queue);
    g->depth = malloc((n + 1) * sizeof *g->depth);
    g->mark = calloc(n + 1, 1);
    bool complete = g->offsets && g->to && g->from && g->first && g->second && g->queue && g->depth && g->mark;
    return complete ? ENT_OK : ent_fail_memory(err);
}

/* ---- the largest component, in canonical order ------------------------------------------------------------------------ */

static size_t flood(const ent_ties *ties, int32_t start, int32_t part, int32_t *parts, int32_t *stack) {
    size_t size = 0, top = 0;
    parts[start] = part;
    stack[top++] = start;
    while (top) {
        int32_t v = stack[--top];
        size++;
        for (int32_t i = ties->offsets[v]; i < ties->offsets[v + 1]; i++) {
            if (parts[ties->to[i]] >= 0) continue;
            parts[ties->to[i]] = part;
            stack[top++] = ties->to[i];
        }
    }
    return size;
}

/* parts[v] becomes the place of v among the vertices of the largest component, -1 outside. Of several that large the one
 * whose vertices come first in canonical order is taken; seats has the numbers of the ties by canonical place. */
static void place_largest(const ent_ties *ties, const int32_t *seats, int32_t *parts, int32_t *stack,
                          ent_small_world *out) {
    int32_t best = -1, count = 0, place = 0;
    for (size_t v = 0; v < ties->n; v++) parts[v] = -1;
    for (size_t i = 0; i < ties->n; i++) {
        if (parts[seats[i]] >= 0) continue;
        size_t size = flood(ties, seats[i], count, parts, stack);
        if (size == out->vertices) out->components++;
        if (size > out->vertices) best = count, out->vertices = size, out->components = 1;
        count++;
    }
    for (size_t i = 0; i < ties->n; i++) {
        int32_t v = seats[i];
        if (parts[v] == best) out->pairs += (size_t)ent_ties_degree(ties, v);
        parts[v] = parts[v] == best ? place++ : -1;
    }
    out->pairs /= 2;
}

static int by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Ties in the order of their ends' places, so that the same random numbers do the same whatever the input's order. */
static void fill_net(const ent_ties *ties, const int32_t *places, net *g) {
    size_t e = 0;
    for (size_t v = 0; v < ties->n; v++)
        if (places[v] >= 0) g->offsets[places[v] + 1] = ent_ties_degree(ties, (int32_t)v);
    for (size_t v = 0; v < g->n; v++) g->offsets[v + 1] += g->offsets[v];
    for (size_t v = 0; v < ties->n; v++) {
        int32_t at = places[v] >= 0 ? g->offsets[places[v]] : 0, degree = ent_ties_degree(ties, (int32_t)v);
        for (int32_t i = 0; i < degree && places[v] >= 0; i++) {
            g->to[at + i] = places[ties->to[ties->offsets[v] + i]];
            g->from[at + i] = places[v];
        }
        if (places[v] >= 0 && degree > 1) qsort(g->to + at, (size_t)degree, sizeof *g->to, by_number);
    }
    /* the places that a vertex has for those before it are met in their order */
    for (size_t v = 0; v < g->n; v++) g->queue[v] = g->offsets[v];
    for (int32_t u = 0; u < (int32_t)g->n; u++)
        for (int32_t i = g->offsets[u]; i < g->offsets[u + 1]; i++) {
            if (g->to[i] < u) continue;
            g->first[e] = i;
            g->second[e++] = g->queue[g->to[i]]++;
        }
}

static ent_status take_largest(const ent_ties *ties, const int32_t *canonical, net *g, ent_small_world *out,
                               ent_error *err) {
    size_t n = ties->n;
    int32_t *parts = malloc((n + 1) * sizeof *parts), *seats = malloc((n + 1) * sizeof *seats);
    int32_t *stack = malloc((n + 1) * sizeof *stack);
    ent_status status = parts && seats && stack ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        for (size_t v = 0; v < n; v++) stack[ties->vertex[v]] = (int32_t)v;
        for (size_t i = 0; i < n; i++) seats[i] = stack[canonical[i]];
        place_largest(ties, seats, parts, stack, out);
        status = make_net(out->vertices, out->pairs, g, err);
    }
    if (!status) fill_net(ties, parts, g);
    free(parts);
    free(seats);
    free(stack);
    return status;
}

/* ---- what is measured --------------------------------------------------------------------------------------------------- */

/* Sum of the distances from one vertex, and how many it reaches. */
static double distances_from(net *g, int32_t start, double *reached) {
    size_t head = 0, tail = 0;
    double sum = 0;
    for (size_t v = 0; v < g->n; v++) g->depth[v] = -1;
    g->depth[start] = 0;
    g->queue[tail++] = start;
    while (head < tail) {
        int32_t v = g->queue[head++];
        sum += g->depth[v];
        for (int32_t i = g->offsets[v]; i < g->offsets[v + 1]; i++) {
            if (g->depth[g->to[i]] >= 0) continue;
            g->depth[g->to[i]] = g->depth[v] + 1;
            g->queue[tail++] = g->to[i];
        }
    }
    *reached += (double)tail - 1;
    return sum;
}

static ent_status mean_distance(net *g, const ent_monitor *monitor, double *out, ent_error *err) {
    double sum = 0, reached = 0;
    for (size_t v = 0; v < g->n; v++) {
        ent_status status = ent_monitor_tick(monitor, "measuring distances", v, g->n, err);
        if (status) return status;
        sum += distances_from(g, (int32_t)v, &reached);
    }
    *out = reached > 0 ? sum / reached : NAN;
    return ENT_OK;
}

static double local_clustering(net *g, int32_t v) {
    double closed = 0, degree = g->offsets[v + 1] - g->offsets[v];
    if (degree < 2) return 0;
    for (int32_t i = g->offsets[v]; i < g->offsets[v + 1]; i++) g->mark[g->to[i]] = 1;
    for (int32_t i = g->offsets[v]; i < g->offsets[v + 1]; i++)
        for (int32_t j = g->offsets[g->to[i]]; j < g->offsets[g->to[i] + 1]; j++) closed += g->mark[g->to[j]];
    for (int32_t i = g->offsets[v]; i < g->offsets[v + 1]; i++) g->mark[g->to[i]] = 0;
    return closed / (degree * (degree - 1));
}

static ent_status mean_clustering(net *g, const ent_monitor *monitor, double *out, ent_error *err) {
    double sum = 0;
    for (size_t v = 0; v < g->n; v++) {
        ent_status status = ent_monitor_tick(monitor, "measuring clustering", v, g->n, err);
        if (status) return status;
        sum += local_clustering(g, (int32_t)v);
    }
    *out = sum / (double)g->n;
    return ENT_OK;
}

/* ---- rewiring ------------------------------------------------------------------------------------------------------------ */

static bool tied(const net *g, int32_t u, int32_t v) {
    if (g->offsets[u + 1] - g->offsets[u] > g->offsets[v + 1] - g->offsets[v]) {
        int32_t w = u;
        u = v;
        v = w;
    }
    for (int32_t i = g->offsets[u]; i < g->offsets[u + 1]; i++)
        if (g->to[i] == v) return true;
    return false;
}

/* How far apart two places are on a ring. */
static int64_t ring(const net *g, int32_t u, int32_t v) {
    int64_t far = llabs((long long)u - v);
    return far < (int64_t)g->n - far ? far : (int64_t)g->n - far;
}

/* a - b and c - d become a - d and c - b, when that makes no loop and no parallel tie, and for a lattice nothing longer. */
static void swap(net *g, ent_random *random, bool lattice) {
    size_t x = ent_random_below(random, g->m), y = ent_random_below(random, g->m);
    bool turn = ent_random_below(random, 2);
    int32_t at_a = g->first[x], at_b = g->second[x];
    int32_t at_c = turn ? g->second[y] : g->first[y], at_d = turn ? g->first[y] : g->second[y];
    int32_t a = g->from[at_a], b = g->from[at_b], c = g->from[at_c], d = g->from[at_d];
    if (x == y || a == d || c == b || tied(g, a, d) || tied(g, c, b)) return;
    if (lattice && ring(g, a, d) + ring(g, c, b) > ring(g, a, b) + ring(g, c, d)) return;
    g->to[at_a] = d, g->to[at_d] = a, g->to[at_c] = b, g->to[at_b] = c;
    g->first[x] = at_a, g->second[x] = at_d;
    g->first[y] = at_c, g->second[y] = at_b;
}

static ent_status rewire(net *g, ent_random *random, bool lattice, const ent_monitor *monitor, ent_error *err) {
    size_t swaps = g->m * (lattice ? SWAPS_A_LATTICE : SWAPS_A_TIE);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < swaps && !status; i++) {
        swap(g, random, lattice);
        if (i % 4096 == 0) status = ent_monitor_tick(monitor, lattice ? "making a lattice" : "rewiring", i, swaps, err);
    }
    return status;
}

static ent_status measure_random(net *g, ent_random *random, const ent_small_world_search *search, ent_small_world *out,
                                 ent_error *err) {
    double distance = 0, clustering = 0, l = 0, c = 0;
    ent_status status = ENT_OK;
    for (int64_t s = 0; s < search->samples && !status; s++) {
        status = rewire(g, random, false, search->monitor, err);
        if (!status) status = mean_distance(g, search->monitor, &l, err);
        if (!status) status = mean_clustering(g, search->monitor, &c, err);
        distance += l / (double)search->samples;
        clustering += c / (double)search->samples;
    }
    out->random_distance = distance;
    out->random_clustering = clustering;
    return status;
}

static double quotient(double a, double b) {
    return b > 0 ? a / b : NAN;
}

ent_status ent_small_world_find(const ent_ties *ties, const int32_t *canonical, const ent_small_world_search *search,
                                ent_small_world *out, ent_error *err) {
    net g = {0};
    int32_t *kept = NULL;
    ent_random random;
    ent_small_world found = {.distance = NAN, .clustering = NAN};
    ent_status status = take_largest(ties, canonical, &g, &found, err);
    if (!status && found.pairs) {
        size_t places = 2 * g.m;
        kept = malloc((4 * places + 1) * sizeof *kept);
        if (!kept) status = ent_fail_memory(err);
        ent_random_init(&random, search->seed);
        if (!status) status = mean_distance(&g, search->monitor, &found.distance, err);
        if (!status) status = mean_clustering(&g, search->monitor, &found.clustering, err);
        if (!status) { /* the lattice is made of the graph itself, not of the last random one */
            memcpy(kept, g.to, places * sizeof *kept);
            memcpy(kept + places, g.first, g.m * sizeof *kept);
            memcpy(kept + places + g.m, g.second, g.m * sizeof *kept);
            status = measure_random(&g, &random, search, &found, err);
        }
        if (!status) {
            memcpy(g.to, kept, places * sizeof *kept);
            memcpy(g.first, kept + places, g.m * sizeof *kept);
            memcpy(g.second, kept + places + g.m, g.m * sizeof *kept);
            status = rewire(&g, &random, true, search->monitor, err);
        }
        if (!status) status = mean_clustering(&g, search->monitor, &found.lattice_clustering, err);
    }
    if (!status && found.pairs) {
        found.sigma =
            quotient(quotient(found.clustering, found.random_clustering), found.distance / found.random_distance);
        found.omega = found.random_distance / found.distance - quotient(found.clustering, found.lattice_clustering);
    } else {
        found.random_distance = found.random_clustering = found.lattice_clustering = found.sigma = found.omega = NAN;
    }
    free(kept);
    clear_net(&g);
    if (!status) *out = found;
    return status;
}

double ent_small_world_steps(const ent_ties *ties, int64_t samples) {
    return (double)(samples + 1) * (double)ties->n * (double)(ties->n + 2 * ties->pairs);
}
