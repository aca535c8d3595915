/* Hubs and authorities: the graph with every vertex split in two, one that points and one that is pointed at, falls into parts,
 * and in each the smaller side is solved by itself. What it finds there gives the other side. */
#include "analyse/measures_eigen.h"
#include "analyse/measures_eigen_parts.h"
#include "analyse/spectral.h"
#include "analyse/vectors.h"
#include "base/sets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- parts of the split graph: v that points is v, v that is pointed at n + v ------------------------------------------------ */

static void unite(const ent_view *view, uint32_t *parent) {
    ent_adjacency out = ent_view_out(view);
    const uint32_t n = (uint32_t)ent_view_vertices(view);
    for (uint32_t v = 0; v < 2 * n; v++) parent[v] = v;
    for (uint32_t v = 0; v < n; v++)
        for (int32_t i = out.offsets[v]; i < out.offsets[v + 1]; i++) {
            uint32_t a = ent_set_of(parent, v), b = ent_set_of(parent, (uint32_t)out.to[i] + n);
            parent[a > b ? a : b] = a > b ? b : a;
        }
}

/* Numbered by their smallest vertex, which is the root and comes first. */
static ent_status find_parts(const ent_view *view, ent_parts *p, ent_error *err) {
    size_t n = 2 * ent_view_vertices(view);
    uint32_t *parent = malloc((n + 1) * sizeof *parent);
    p->part = malloc((n + 1) * sizeof *p->part);
    p->size = calloc(n + 1, sizeof *p->size);
    p->start = calloc(n + 2, sizeof *p->start);
    p->member = malloc((n + 1) * sizeof *p->member);
    bool room = parent && p->part && p->size && p->start && p->member;
    if (room) unite(view, parent);
    for (size_t v = 0; v < n && room; v++) {
        uint32_t root = ent_set_of(parent, (uint32_t)v);
        p->part[v] = root == v ? (int32_t)p->count++ : p->part[root];
        p->size[p->part[v]]++;
    }
    for (size_t k = 0; k < p->count && room; k++) p->start[k + 1] = p->start[k] + p->size[k];
    for (size_t v = n; v-- > 0 && room;) p->member[p->start[p->part[v]] + --p->size[p->part[v]]] = (int32_t)v;
    for (size_t k = 0; k < p->count && room; k++) p->size[k] = p->start[k + 1] - p->start[k];
    free(parent);
    return room ? ENT_OK : ent_fail_memory(err);
}

/* ---- one part ---------------------------------------------------------------------------------------------------------------- */

/* The side whose rows are there, and room for both. */
typedef struct {
    ent_eigen_rows rows;
    size_t size;  /* of the part */
    double *both; /* by number within the part; used on the other side */
} side;

/* What x on this side makes of the other. */
static void cross(const side *s, const double *x) {
    const ent_eigen_rows *rows = &s->rows;
    memset(s->both, 0, s->size * sizeof *s->both);
    for (size_t v = 0; v < rows->n; v++)
        for (int32_t i = rows->offsets[v]; i < rows->offsets[v + 1]; i++)
            s->both[rows->to[i]] += rows->strength ? rows->strength[i] * x[v] : x[v];
}

/* There and back: A A' or A' A. */
static void apply(const void *context, const double *x, double *out) {
    const side *s = context;
    const ent_eigen_rows *rows = &s->rows;
    cross(s, x);
    for (size_t v = 0; v < rows->n; v++) {
        double sum = 0;
        for (int32_t i = rows->offsets[v]; i < rows->offsets[v + 1]; i++)
            sum += rows->strength ? rows->strength[i] * s->both[rows->to[i]] : s->both[rows->to[i]];
        out[v] = sum;
    }
}

static ent_status solve_side(const ent_eigen *e, const side *s, double *x, double *lambda, ent_error *err) {
    ent_symmetric matrix = {s->rows.n, apply, s, NULL, "measuring hubs and authorities", e->monitor, NULL};
    double square = 0;
    ent_status status = ent_leading_vector(&matrix, x, &square, err);
    *lambda = sqrt(square);
    return status;
}

/* Both sides have the same length, and together they are the unit vector of the split graph. */
static ent_status solve_part(ent_eigen *e, int32_t part, double *vector, double *lambda, ent_error *err) {
    size_t n = ent_view_vertices(e->view), size = (size_t)e->parts.size[part], hubs = 0;
    int32_t *vertices = malloc((size + 1) * sizeof *vertices);
    side s = {.size = size, .both = malloc((size + 1) * sizeof *s.both)};
    ent_status status = vertices && s.both ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < size && !status; i++) {
        int32_t v = e->parts.member[(size_t)e->parts.start[part] + i];
        vertices[i] = (size_t)v < n ? v : v - (int32_t)n;
        hubs += (size_t)v < n;
        vector[i] = e->row[v];
    }
    bool is_hubs = hubs <= size - hubs;
    size_t first = is_hubs ? 0 : hubs, count = is_hubs ? hubs : size - hubs;
    ent_adjacency arcs = is_hubs ? ent_view_out(e->view) : ent_view_in(e->view);
    if (!status) status = ent_eigen_rows_make(e, &arcs, vertices + first, count, is_hubs ? n : 0, &s.rows, err);
    if (!status) status = solve_side(e, &s, vector + first, lambda, err);
    if (!status) {
        cross(&s, vector + first);
        memcpy(s.both + first, vector + first, count * sizeof *vector);
        size_t other = is_hubs ? hubs : 0;
        ent_eigen_scale(s.both + other, size - count);
        for (size_t i = 0; i < size; i++) vector[i] = s.both[i] * sqrt(.5);
    }
    ent_eigen_rows_clear(&s.rows);
    free(s.both);
    free(vertices);
    return status;
}

/* ---- all --------------------------------------------------------------------------------------------------------------------- */

ent_status ent_hits(const ent_view *view, bool hubs, const ent_monitor *monitor, double *out, ent_error *err) {
    size_t n = ent_view_vertices(view);
    ent_eigen e = {.view = view, .monitor = monitor, .n = 2 * n, .solve_part = solve_part};
    ent_adjacency leave = ent_view_out(view), enter = ent_view_in(view);
    e.weighted = ent_eigen_weighted(view);
    e.out = calloc(2 * n + 1, sizeof *e.out);
    e.row = malloc((2 * n + 1) * sizeof *e.row);
    ent_status status = e.out && e.row ? find_parts(view, &e.parts, err) : ent_fail_memory(err);
    if (!status) {
        ent_eigen_sum_rows(view, &leave, e.weighted, e.row);
        ent_eigen_sum_rows(view, &enter, e.weighted, e.row + n);
        status = ent_eigen_solve(&e, true, err);
    }
    if (!status) status = ent_eigen_project(&e, hubs ? 0 : n, hubs ? n : 2 * n, err);
    for (size_t v = 0; v < n && !status; v++) out[v] = e.out[hubs ? v : n + v];
    if (!status) ent_eigen_scale(out, n);
    free(e.out);
    ent_eigen_clear(&e);
    return status;
}
