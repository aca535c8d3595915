/* The eigenvector is unique only within a (strong) component. So each part that can hold the largest eigenvalue is
 * solved by itself, and what they add up to is defined without looking at the order of the input. */
#include "analyse/measures_eigen.h"
#include "analyse/common.h"
#include "view/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tie = 1e-9; /* eigenvalues this near, relatively, are one */

typedef struct {
    const ent_view *view;
    const ent_monitor *monitor;
    size_t n, m;
    const int32_t *from, *to; /* edges of no view, of strength `own`; NULL: those of the view */
    const double *own;
    bool directed;
    ent_parts parts;
    int32_t *local;     /* number of a vertex within its part */
    size_t *edge_start; /* edges inside part p: edges[edge_start[p] .. edge_start[p + 1] - 1] */
    int32_t *edges;
    double *upper, *lower, *lambda; /* bounds and value of the largest eigenvalue, by part */
    double *out;                    /* each solved part's own unit vector at the places of its vertices */
} solver;

static bool make_room(solver *s) {
    size_t parts = s->parts.count;
    s->local = malloc((s->n + 1) * sizeof *s->local);
    s->edge_start = calloc(parts + 2, sizeof *s->edge_start);
    s->edges = malloc((s->m + 1) * sizeof *s->edges);
    s->upper = calloc(parts + 1, sizeof *s->upper);
    s->lower = calloc(parts + 1, sizeof *s->lower);
    s->lambda = calloc(parts + 1, sizeof *s->lambda);
    return s->local && s->edge_start && s->edges && s->upper && s->lower && s->lambda;
}

static void clear(solver *s) {
    ent_parts_clear(&s->parts);
    free(s->local);
    free(s->edge_start);
    free(s->edges);
    free(s->upper);
    free(s->lower);
    free(s->lambda);
}

static void edge_at(const solver *s, size_t e, int32_t *from, int32_t *to, double *strength) {
    if (!s->from) {
        ent_view_edge(s->view, e, from, to, strength);
        return;
    }
    *from = s->from[e];
    *to = s->to[e];
    *strength = s->own[e];
}

/* The part that an edge lies in, or -1 for one that leads from part to part. */
static int32_t part_of_edge(const solver *s, size_t e, int32_t *from, int32_t *to, double *strength) {
    edge_at(s, e, from, to, strength);
    int32_t part = s->parts.part[*from];
    return part == s->parts.part[*to] ? part : -1;
}

static void sort_edges(solver *s) {
    int32_t from, to;
    double strength;
    for (size_t p = 0; p < s->parts.count; p++)
        for (int32_t i = s->parts.start[p]; i < s->parts.start[p + 1]; i++)
            s->local[s->parts.member[i]] = i - s->parts.start[p];
    for (size_t e = 0; e < s->m; e++) {
        int32_t part = part_of_edge(s, e, &from, &to, &strength);
        if (part >= 0) s->edge_start[part + 2]++;
    }
    for (size_t p = 1; p <= s->parts.count; p++) s->edge_start[p + 1] += s->edge_start[p];
    for (size_t e = 0; e < s->m; e++) {
        int32_t part = part_of_edge(s, e, &from, &to, &strength);
        if (part >= 0) s->edges[s->edge_start[part + 1]++] = (int32_t)e;
    }
}

/* Of a non-negative matrix: at least the mean row sum when symmetric, at least the smallest, at most the largest. */
static ent_status bound(solver *s, ent_error *err) {
    double *row = calloc(s->n + 1, sizeof *row);
    if (!row) return ent_fail_memory(err);
    for (size_t e = 0; e < s->m; e++) {
        int32_t from, to;
        double strength;
        if (part_of_edge(s, e, &from, &to, &strength) < 0) continue;
        row[to] += strength;
        if (!s->directed) row[from] += strength;
    }
    for (size_t p = 0; p < s->parts.count; p++) s->lower[p] = s->directed ? INFINITY : 0;
    for (size_t v = 0; v < s->n; v++) {
        int32_t p = s->parts.part[v];
        if (row[v] > s->upper[p]) s->upper[p] = row[v];
        if (!s->directed)
            s->lower[p] += row[v] / s->parts.size[p];
        else if (row[v] < s->lower[p])
            s->lower[p] = row[v];
    }
    free(row);
    return ENT_OK;
}

/* Solve one part by itself; its vector goes to the places of its vertices. */
static ent_status solve_part(solver *s, int32_t part, ent_error *err) {
    size_t n = (size_t)s->parts.size[part], m = s->edge_start[part + 1] - s->edge_start[part];
    int32_t *from = malloc((m + 1) * sizeof *from), *to = malloc((m + 1) * sizeof *to);
    double *strength = malloc((m + 1) * sizeof *strength), *vector = malloc((n + 1) * sizeof *vector);
    ent_status status = from && to && strength && vector ? ENT_OK : ent_fail_memory(err);
    if (status) goto done;
    for (size_t i = 0; i < m; i++) {
        edge_at(s, (size_t)s->edges[s->edge_start[part] + i], &from[i], &to[i], &strength[i]);
        from[i] = s->local[from[i]];
        to[i] = s->local[to[i]];
    }
    ent_perron whole = {n, m, from, to, strength, s->directed};
    if (n == 1) { /* loops alone: the row sum is the value */
        vector[0] = 1;
        s->lambda[part] = s->upper[part];
    } else {
        status = ent_perron_find(&whole, s->monitor, vector, &s->lambda[part], err);
    }
    const int32_t *member = s->parts.member + s->parts.start[part];
    for (size_t i = 0; i < n && !status; i++) s->out[member[i]] = vector[i];
done:
    free(from);
    free(to);
    free(strength);
    free(vector);
    return status;
}

static ent_status solve_candidates(solver *s, ent_error *err) {
    double at_least = 0;
    for (size_t p = 0; p < s->parts.count; p++)
        if (s->upper[p] > 0 && s->lower[p] > at_least) at_least = s->lower[p];
    for (size_t p = 0; p < s->parts.count; p++) {
        if (s->upper[p] <= 0 || s->upper[p] < at_least * (1 - tie)) continue;
        ent_status status = solve_part(s, (int32_t)p, err);
        if (status) return status;
    }
    return ENT_OK;
}

static void scale(double *vector, size_t n) {
    double square = 0;
    for (size_t v = 0; v < n; v++) square += vector[v] * vector[v];
    for (size_t v = 0; v < n; v++) vector[v] /= sqrt(square);
}

/* Project the vector of ones, 0 outside first .. last - 1, on the eigenspace: each tying part's unit vector counts with
 * the sum of its entries. */
static ent_status project(solver *s, double largest, size_t first, size_t last, ent_error *err) {
    double *sum = calloc(s->parts.count + 1, sizeof *sum);
    if (!sum) return ent_fail_memory(err);
    for (size_t v = first; v < last; v++) sum[s->parts.part[v]] += s->out[v];
    for (size_t v = 0; v < s->n; v++) {
        int32_t part = s->parts.part[v];
        s->out[v] = s->lambda[part] >= largest * (1 - tie) ? s->out[v] * sum[part] : 0;
    }
    scale(s->out, s->n);
    free(sum);
    return ENT_OK;
}

/* Nothing flows to a vertex that the leading component does not reach: its entry is 0, not the rounding of 0. */
static ent_status clear_unreached(solver *s, int32_t leader, ent_error *err) {
    ent_adjacency out = ent_view_out(s->view);
    uint8_t *reached = calloc(s->n + 1, 1);
    int32_t *stack = malloc((s->n + 1) * sizeof *stack);
    size_t top = 0;
    for (size_t v = 0; v < s->n && reached && stack; v++) {
        if (s->parts.part[v] != leader) continue;
        reached[v] = 1;
        stack[top++] = (int32_t)v;
    }
    while (top) {
        int32_t v = stack[--top];
        for (int32_t i = out.offsets[v]; i < out.offsets[v + 1]; i++) {
            if (reached[out.to[i]]) continue;
            reached[out.to[i]] = 1;
            stack[top++] = out.to[i];
        }
    }
    bool room = reached && stack;
    for (size_t v = 0; v < s->n && room; v++)
        if (!reached[v]) s->out[v] = 0;
    free(reached);
    free(stack);
    return room ? ENT_OK : ent_fail_memory(err);
}

static ent_status follow_arcs(solver *s, double largest, ent_error *err) {
    size_t ties = 0, leader = 0;
    for (size_t p = 0; p < s->parts.count; p++) {
        if (s->lambda[p] < largest * (1 - tie)) continue;
        ties++;
        leader = p;
    }
    if (largest <= 0 || ties > 1) {
        ent_fail(err, ENT_CALC,
                 largest <= 0 ? "eigenvector centrality needs a cycle, and the directed graph has none"
                              : "eigenvector centrality is not unique: strong components tie");
        return ent_hint(err, "take pagerank, or --direction undirected");
    }
    if ((size_t)s->parts.size[leader] == s->n) return ENT_OK;
    int32_t *from = malloc((s->m + 1) * sizeof *from), *to = malloc((s->m + 1) * sizeof *to);
    ent_status status = from && to ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < s->m && !status; e++) ent_view_edge(s->view, e, &from[e], &to[e], NULL);
    if (!status) {
        ent_perron whole = {s->n, s->m, from, to, ent_view_strengths(s->view), true};
        status = ent_perron_find(&whole, s->monitor, s->out, &largest, err);
    }
    if (!status) status = clear_unreached(s, (int32_t)leader, err);
    free(from);
    free(to);
    return status;
}

/* Solve what can lead; the largest eigenvalue, 0 when there is no cycle. */
static ent_status solve(solver *s, double *largest, ent_error *err) {
    *largest = 0;
    if (!make_room(s)) return ent_fail_memory(err);
    sort_edges(s);
    ent_status status = bound(s, err);
    if (!status) status = solve_candidates(s, err);
    for (size_t p = 0; p < s->parts.count && !status; p++)
        if (s->lambda[p] > *largest) *largest = s->lambda[p];
    return status;
}

ent_status ent_eigenvector(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err) {
    solver s = {.view = view, .monitor = monitor, .directed = ent_view_directed(view), .out = out};
    s.n = ent_view_vertices(view);
    s.m = ent_view_edges(view);
    for (size_t v = 0; v < s.n; v++) out[v] = 0;
    if (!s.directed && s.m == 0) { /* eigenvalue 0: every vector is one, and ones project on themselves */
        for (size_t v = 0; v < s.n; v++) out[v] = 1 / sqrt((double)s.n);
        return ENT_OK;
    }
    ent_status status = ent_parts_find(view, s.directed, monitor, &s.parts, err);
    double largest = 0;
    if (!status) status = solve(&s, &largest, err);
    if (!status) status = s.directed ? follow_arcs(&s, largest, err) : project(&s, largest, 0, s.n, err);
    clear(&s);
    return status;
}

ent_status ent_spectral_radius(const ent_view *view, const ent_monitor *monitor, double *lambda, ent_error *err) {
    solver s = {.view = view, .monitor = monitor, .directed = ent_view_directed(view)};
    s.n = ent_view_vertices(view);
    s.m = ent_view_edges(view);
    s.out = calloc(s.n + 1, sizeof *s.out);
    ent_status status = s.out ? ent_parts_find(view, s.directed, monitor, &s.parts, err) : ent_fail_memory(err);
    if (!status) status = solve(&s, lambda, err);
    free(s.out);
    clear(&s);
    return status;
}

/* ---- hubs and authorities ------------------------------------------------------------------------------------------- */

static int32_t root_of(int32_t *parent, int32_t v) {
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
}

/* Weak components of edges that belong to no view, numbered by their smallest vertex. */
static ent_status join(solver *s, ent_error *err) {
    ent_parts *p = &s->parts;
    int32_t *parent = malloc((s->n + 1) * sizeof *parent);
    p->part = malloc((s->n + 1) * sizeof *p->part);
    p->size = calloc(s->n + 1, sizeof *p->size);
    p->start = calloc(s->n + 2, sizeof *p->start);
    p->member = malloc((s->n + 1) * sizeof *p->member);
    bool room = parent && p->part && p->size && p->start && p->member;
    for (size_t v = 0; v < s->n && room; v++) parent[v] = (int32_t)v;
    for (size_t e = 0; e < s->m && room; e++) {
        int32_t a = root_of(parent, s->from[e]), b = root_of(parent, s->to[e]);
        parent[a > b ? a : b] = a > b ? b : a;
    }
    for (size_t v = 0; v < s->n && room; v++) { /* a root is the smallest of its tree, so it comes first */
        int32_t root = root_of(parent, (int32_t)v);
        p->part[v] = root == (int32_t)v ? (int32_t)p->count++ : p->part[root];
        p->size[p->part[v]]++;
    }
    for (size_t k = 0; k < p->count && room; k++) p->start[k + 1] = p->start[k] + p->size[k];
    for (size_t v = s->n; v-- > 0 && room;) p->member[p->start[p->part[v]] + --p->size[p->part[v]]] = (int32_t)v;
    for (size_t k = 0; k < p->count && room; k++) p->size[k] = p->start[k + 1] - p->start[k];
    free(parent);
    return room ? ENT_OK : ent_fail_memory(err);
}

/* The graph with every vertex split in two, one that points and one that is pointed at: its leading eigenvector holds
 * the hubs in the first half and the authorities in the second. Its matrix is symmetric, so nothing depends on a start. */
ent_status ent_hits(const ent_view *view, bool hubs, const ent_monitor *monitor, double *out, ent_error *err) {
    size_t n = ent_view_vertices(view), m = ent_view_edges(view);
    int32_t *from = malloc((m + 1) * sizeof *from), *to = malloc((m + 1) * sizeof *to);
    solver s = {.view = view, .monitor = monitor, .n = 2 * n, .m = m, .from = from, .to = to};
    double largest = 0;
    s.own = ent_view_strengths(view);
    s.out = calloc(2 * n + 1, sizeof *s.out);
    ent_status status = from && to && s.out ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < m && !status; e++) {
        double strength;
        ent_view_edge(view, e, &from[e], &to[e], &strength);
        to[e] += (int32_t)n;
    }
    if (!status) status = join(&s, err);
    if (!status) status = solve(&s, &largest, err);
    if (!status) status = project(&s, largest, hubs ? 0 : n, hubs ? n : 2 * n, err);
    for (size_t v = 0; v < n && !status; v++) out[v] = s.out[hubs ? v : n + v];
    if (!status) scale(out, n);
    free(s.out);
    free(from);
    free(to);
    clear(&s);
    return status;
}
