/* Numbers about a graph as a whole, over its view with parallel relations merged. */
#include "analyse/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MEASURE(id, name, help, definition, formula, source, cost, ...) {name, definition, formula, source, cost},
const ent_term ent_whole_terms[] = {
    {"vertices", "vertices of the view", "n", "", "O(1)"},
    {"edges", "edges of the view, parallel relations merged unless --parallel keep", "m", "", "O(1)"},
    {"relations", "relations selected", "", "", "O(1)"},
    {"positive-relations", "relations of positive sign", "", "", "O(m)"},
    {"negative-relations", "relations of negative sign", "", "", "O(m)"},
    {"ambivalent-pairs", "pairs of entities with positive and negative relations at once", "", "", "O(m)"},
    {"components", "parts that no chain of edges connects, directions not looked at", "", "", "O(n + m)"},
    {"largest-component", "vertices of the largest component", "", "", "O(n + m)"},
    {"density", "edges as a share of all that there could be, parallel ones and those to itself not counted",
     "2 m / (n (n - 1)), when directed m / (n (n - 1))", "Wasserman and Faust 1994", "O(m)"},
    {"diameter", "longest of the shortest paths inside the largest component, in edges", "max d(u, v)",
     "Wasserman and Faust 1994", "O(n m)"},
    {"mean-distance", "mean length of the shortest paths between all who reach each other, in edges",
     "mean of d(u, v) over pairs that are connected", "Wasserman and Faust 1994", "O(n m)"},
    {"transitivity", "share of chains of three that are closed to a triangle, directions not looked at",
     "3 triangles / connected triples", "Luce and Perry 1949", "O(sum of degree^2)"},
#include "analyse/measures_list.inc"
    {NULL, NULL, NULL, NULL, NULL},
};
#undef MEASURE

/* ---- counts --------------------------------------------------------------------------------------------------------------- */

static void count_relations(const ent_selection *selection, double *out) {
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows);
    out[ENT_WHOLE_RELATIONS] = (double)count;
    for (size_t i = 0; i < count; i++) {
        ent_relation row;
        ent_graph_relation(ent_selection_graph(selection), rows[i], &row);
        out[ENT_WHOLE_POSITIVE] += row.sign > 0;
        out[ENT_WHOLE_NEGATIVE] += row.sign < 0;
    }
    out[ENT_WHOLE_AMBIVALENT] = (double)ent_selection_ambivalent_dyads(selection);
}

static double density(const ent_view *simple) {
    double n = (double)ent_view_vertices(simple), m = (double)(ent_view_edges(simple) - ent_view_loops(simple));
    return n > 1 ? m / (n * (n - 1) / (ent_view_directed(simple) ? 1 : 2)) : NAN;
}

/* ---- distances ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    ent_adjacency out;
    int32_t *distance, *queue; /* by vertex; -1: not met */
    double sum, pairs;         /* over all vertices so far */
} walk;

/* Largest distance from v to any vertex that it reaches. */
static int32_t walk_from(walk *w, int32_t v, size_t n) {
    size_t head = 0, tail = 0;
    memset(w->distance, -1, n * sizeof *w->distance);
    w->distance[v] = 0;
    for (w->queue[tail++] = v; head < tail;) {
        int32_t u = w->queue[head++];
        w->sum += w->distance[u];
        for (int32_t i = w->out.offsets[u]; i < w->out.offsets[u + 1]; i++) {
            int32_t to = w->out.to[i];
            if (w->distance[to] >= 0) continue;
            w->distance[to] = w->distance[u] + 1;
            w->queue[tail++] = to;
        }
    }
    w->pairs += (double)tail - 1;
    return w->distance[w->queue[tail - 1]];
}

/* Of components of the same size, the widest counts. */
static ent_status fill_distances(const ent_measuring *m, const ent_parts *parts, int32_t largest, double *out,
                                 ent_error *err) {
    walk w = {.out = ent_view_out(m->simple)};
    ent_status status = ENT_OK;
    w.distance = malloc((m->n + 1) * sizeof *w.distance);
    w.queue = malloc((m->n + 1) * sizeof *w.queue);
    if (!w.distance || !w.queue) status = ent_fail_memory(err);
    int32_t widest = 0;
    for (size_t v = 0; v < m->n && !status; v++) {
        int32_t far = walk_from(&w, (int32_t)v, m->n);
        if (parts->size[parts->part[v]] == largest && far > widest) widest = far;
        status = ent_monitor_tick(m->monitor, "measuring distances", v, m->n, err);
    }
    out[ENT_WHOLE_DIAMETER] = m->n ? widest : NAN;
    out[ENT_WHOLE_DISTANCE] = w.pairs > 0 ? w.sum / w.pairs : NAN;
    free(w.distance);
    free(w.queue);
    return status;
}

/* ---- triangles --------------------------------------------------------------------------------------------------------------- */

/* List the neighbours of v in any direction, each once, without v; mark[u] = stamp says that u is among them. */
static size_t neighbours(const ent_view *view, size_t v, int32_t stamp, int32_t *mark, int32_t *list) {
    const ent_adjacency sides[] = {ent_view_out(view), ent_view_in(view)};
    size_t count = 0;
    for (int side = 0; side < 2; side++)
        for (int32_t i = sides[side].offsets[v]; i < sides[side].offsets[v + 1]; i++) {
            int32_t u = sides[side].to[i];
            if ((size_t)u == v || mark[u] == stamp) continue;
            mark[u] = stamp;
            list[count++] = u;
        }
    return count;
}

/* Every closed triple around v is met twice, once from each of its other two. */
static ent_status fill_transitivity(const ent_measuring *m, double *out, ent_error *err) {
    int32_t *space = calloc(4 * m->n + 1, sizeof *space);
    if (!space) return ent_fail_memory(err);
    int32_t *mark = space, *inner = space + m->n, *list = space + 2 * m->n, *second = space + 3 * m->n;
    int32_t stamp = 0;
    double closed = 0, triples = 0;
    ent_status status = ENT_OK;
    for (size_t v = 0; v < m->n && !status; v++) {
        size_t degree = neighbours(m->simple, v, (int32_t)v + 1, mark, list);
        triples += (double)degree * ((double)degree - 1);
        for (size_t i = 0; i < degree; i++) {
            size_t further = neighbours(m->simple, (size_t)list[i], ++stamp, inner, second);
            for (size_t k = 0; k < further; k++) closed += mark[second[k]] == (int32_t)v + 1;
            if (stamp == INT32_MAX) memset(inner, 0, m->n * sizeof *inner), stamp = 0;
        }
        status = ent_monitor_tick(m->monitor, "counting triangles", v, m->n, err);
    }
    out[ENT_WHOLE_TRANSITIVITY] = triples > 0 ? closed / triples : NAN;
    free(space);
    return status;
}

ent_status ent_whole_fill(const ent_measuring *m, double *out, ent_error *err) {
    ent_parts parts = {0};
    int32_t largest = 0;
    for (int i = 0; i < ENT_WHOLE_NUMBERS; i++) out[i] = 0;
    ent_status status = ent_parts_find(m->simple, false, m->monitor, &parts, err);
    if (status) return status;
    for (size_t p = 0; p < parts.count; p++)
        if (parts.size[p] > largest) largest = parts.size[p];
    out[ENT_WHOLE_VERTICES] = (double)m->n;
    out[ENT_WHOLE_EDGES] = (double)ent_view_edges(m->view);
    count_relations(ent_view_selection(m->view), out);
    out[ENT_WHOLE_COMPONENTS] = (double)parts.count;
    out[ENT_WHOLE_LARGEST] = largest;
    out[ENT_WHOLE_DENSITY] = density(m->simple);
    out[ENT_WHOLE_DIAMETER] = out[ENT_WHOLE_DISTANCE] = NAN;
    if (m->n <= ENT_WHOLE_DISTANCES_MOST) status = fill_distances(m, &parts, largest, out, err);
    if (!status) status = fill_transitivity(m, out, err);
    ent_parts_clear(&parts);
    return status;
}
