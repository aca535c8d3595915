/* The eigenvector is unique only within a (strong) component. So each part that can hold the largest eigenvalue is
 * solved by itself, and what they add up to is defined without looking at the order of the input. */
#include "analyse/measures_eigen.h"
#include "analyse/measures_eigen_parts.h"
#include "analyse/spectral.h"
#include "view/measure.h"
#include "view/view.h"

#include <math.h>
#include <stdlib.h>

static const char stage[] = "measuring eigenvector";

/* ---- undirected ------------------------------------------------------------------------------------------------------------ */

static void apply(const void *context, const double *x, double *out) {
    const ent_eigen_rows *rows = context;
    for (size_t v = 0; v < rows->n; v++) {
        double sum = 0;
        if (rows->strength)
            for (int32_t i = rows->offsets[v]; i < rows->offsets[v + 1]; i++) sum += rows->strength[i] * x[rows->to[i]];
        else
            for (int32_t i = rows->offsets[v]; i < rows->offsets[v + 1]; i++) sum += x[rows->to[i]];
        out[v] = sum;
    }
}

/* The search starts from the row sums, which do not depend on the order of the vertices. */
static ent_status solve_undirected(ent_eigen *e, int32_t part, double *vector, double *lambda, ent_error *err) {
    const int32_t *member = e->parts.member + e->parts.start[part];
    size_t n = (size_t)e->parts.size[part];
    ent_adjacency arcs = ent_view_out(e->view);
    ent_eigen_rows rows = {0};
    ent_status status = ent_eigen_rows_make(e, &arcs, member, n, 0, &rows, err);
    ent_symmetric matrix = {n, apply, &rows, NULL, stage, e->monitor, NULL};
    for (size_t i = 0; i < n; i++) vector[i] = e->row[member[i]];
    if (!status) status = ent_leading_vector(&matrix, vector, lambda, err);
    ent_eigen_rows_clear(&rows);
    return status;
}

/* ---- directed -------------------------------------------------------------------------------------------------------------- */

/* Of arcs that come in from the same strong component. */
static void sum_within(ent_eigen *e) {
    ent_adjacency in = ent_view_in(e->view);
    const double *strength = ent_view_strengths(e->view);
    const int32_t *part = e->parts.part;
    for (size_t v = 0; v < e->n; v++) {
        e->row[v] = 0;
        for (int32_t i = in.offsets[v]; i < in.offsets[v + 1]; i++)
            if (part[in.to[i]] == part[v]) e->row[v] += strength[in.edge[i]];
    }
}

/* All arcs of the view, or those within a part, by the numbers of their ends there. */
static ent_status find_directed(ent_eigen *e, int32_t part, size_t n, double *vector, double *lambda, ent_error *err) {
    size_t all = ent_view_edges(e->view), m = 0;
    int32_t *from = malloc((all + 1) * sizeof *from), *to = malloc((all + 1) * sizeof *to);
    double *strength = malloc((all + 1) * sizeof *strength);
    ent_status status = from && to && strength ? ENT_OK : ent_fail_memory(err);
    for (size_t k = 0; k < all && !status; k++) {
        ent_view_edge(e->view, k, &from[m], &to[m], &strength[m]);
        if (part >= 0) {
            if (e->parts.part[from[m]] != part || e->parts.part[to[m]] != part) continue;
            from[m] = e->local[from[m]];
            to[m] = e->local[to[m]];
        }
        m++;
    }
    ent_perron whole = {n, m, from, to, strength};
    if (!status) status = ent_perron_find(&whole, e->monitor, vector, lambda, err);
    free(from);
    free(to);
    free(strength);
    return status;
}

static ent_status solve_directed(ent_eigen *e, int32_t part, double *vector, double *lambda, ent_error *err) {
    return find_directed(e, part, (size_t)e->parts.size[part], vector, lambda, err);
}

/* Nothing flows to a vertex that the leading component does not reach: its entry is 0, not the rounding of 0. */
static ent_status clear_unreached(ent_eigen *e, int32_t leader, ent_error *err) {
    ent_adjacency out = ent_view_out(e->view);
    uint8_t *reached = calloc(e->n + 1, 1);
    int32_t *stack = malloc((e->n + 1) * sizeof *stack);
    size_t top = 0;
    for (size_t v = 0; v < e->n && reached && stack; v++) {
        if (e->parts.part[v] != leader) continue;
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
    for (size_t v = 0; v < e->n && room; v++)
        if (!reached[v]) e->out[v] = 0;
    free(reached);
    free(stack);
    return room ? ENT_OK : ent_fail_memory(err);
}

static ent_status follow_arcs(ent_eigen *e, ent_error *err) {
    size_t ties = 0, leader = 0;
    for (size_t p = 0; p < e->parts.count; p++) {
        if (!ent_eigen_leads(e, p)) continue;
        ties++;
        leader = p;
    }
    if (e->largest <= 0 || ties > 1) {
        ent_fail(err, ENT_CALC,
                 e->largest <= 0 ? "eigenvector centrality needs a cycle, and the directed graph has none"
                                 : "eigenvector centrality is not unique: strong components tie");
        return ent_hint(err, "take pagerank, or --direction undirected");
    }
    if ((size_t)e->parts.size[leader] == e->n) return ENT_OK;
    ent_status status = find_directed(e, -1, e->n, e->out, &e->largest, err);
    return status ? status : clear_unreached(e, (int32_t)leader, err);
}

/* ---- both ------------------------------------------------------------------------------------------------------------------ */

static ent_status solve(const ent_view *view, const ent_monitor *monitor, double *out, ent_eigen *e, ent_error *err) {
    bool directed = ent_view_directed(view);
    *e = (ent_eigen){.view = view, .monitor = monitor, .n = ent_view_vertices(view), .out = out};
    e->weighted = ent_eigen_weighted(view);
    e->solve_part = directed ? solve_directed : solve_undirected;
    e->row = malloc((e->n + 1) * sizeof *e->row);
    ent_status status = e->row ? ent_parts_find(view, directed, monitor, &e->parts, err) : ent_fail_memory(err);
    if (status) return status;
    ent_adjacency arcs = ent_view_out(view);
    if (directed)
        sum_within(e);
    else
        ent_eigen_sum_rows(view, &arcs, e->weighted, e->row);
    return ent_eigen_solve(e, !directed, err);
}

ent_status ent_eigenvector(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err) {
    size_t n = ent_view_vertices(view);
    ent_eigen e;
    for (size_t v = 0; v < n; v++) out[v] = 0;
    if (!ent_view_directed(view) && ent_view_edges(view) == 0) { /* eigenvalue 0: ones project on themselves */
        for (size_t v = 0; v < n; v++) out[v] = 1 / sqrt((double)n);
        return ENT_OK;
    }
    ent_status status = solve(view, monitor, out, &e, err);
    if (!status) status = ent_view_directed(view) ? follow_arcs(&e, err) : ent_eigen_project(&e, 0, n, err);
    ent_eigen_clear(&e);
    return status;
}

ent_status ent_spectral_radius(const ent_view *view, const ent_monitor *monitor, double *lambda, ent_error *err) {
    ent_eigen e = {0};
    double *out = calloc(ent_view_vertices(view) + 1, sizeof *out);
    ent_status status = out ? solve(view, monitor, out, &e, err) : ent_fail_memory(err);
    *lambda = e.largest;
    free(out);
    ent_eigen_clear(&e);
    return status;
}
