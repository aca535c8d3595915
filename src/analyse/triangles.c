/* Triangles by degree order (Chiba and Nishizeki 1985; Latapy 2008): those that the last vertex in the order closes are met
 * once, at the first. */
#include "analyse/triangles.h"

#include <stdlib.h>
#include <string.h>

enum { LABELS = 4, TICK_EVERY = 1024 };

/* The ties turned from lower to higher place in the order of degrees; vertices are their places. */
typedef struct {
    size_t n;
    int32_t *place, *vertex, *first, *to;
    uint8_t *label, *mark; /* mark: 1 + label of the tie from the vertex at hand, 0 none */
} turned;

static void clear(turned *t) {
    free(t->place);
    free(t->vertex);
    free(t->first);
    free(t->to);
    free(t->label);
    free(t->mark);
}

/* Places by rising degree, ties by number: a counting sort. t->first is room for the counts. */
static void order_by_degree(const ent_labelled *g, turned *t) {
    memset(t->first, 0, (g->n + 2) * sizeof *t->first);
    for (size_t v = 0; v < g->n; v++) t->first[g->offsets[v + 1] - g->offsets[v] + 1]++;
    for (size_t d = 0; d < g->n; d++) t->first[d + 1] += t->first[d];
    for (size_t v = 0; v < g->n; v++) {
        t->place[v] = t->first[g->offsets[v + 1] - g->offsets[v]]++;
        t->vertex[t->place[v]] = (int32_t)v;
    }
}

static ent_status turn(const ent_labelled *g, turned *t, ent_error *err) {
    size_t arcs = (size_t)g->offsets[g->n] / 2, kept = 0;
    t->n = g->n;
    t->place = malloc((g->n + 1) * sizeof *t->place);
    t->vertex = malloc((g->n + 1) * sizeof *t->vertex);
    t->first = malloc((g->n + 2) * sizeof *t->first);
    t->to = malloc((arcs + 1) * sizeof *t->to);
    t->label = malloc(arcs + 1);
    t->mark = calloc(g->n + 1, 1);
    if (!t->place || !t->vertex || !t->first || !t->to || !t->label || !t->mark) return ent_fail_memory(err);
    order_by_degree(g, t);
    for (size_t p = 0; p < g->n; p++) {
        int32_t v = t->vertex[p];
        t->first[p] = (int32_t)kept;
        for (int32_t i = g->offsets[v]; i < g->offsets[v + 1]; i++) {
            if (t->place[g->to[i]] <= (int32_t)p) continue;
            t->to[kept] = t->place[g->to[i]];
            t->label[kept++] = g->label[i];
        }
    }
    t->first[g->n] = (int32_t)kept;
    return ENT_OK;
}

/* Class of a triangle by the labels of its ties, each from 0 to 3. */
static void fill_classes(uint8_t class[LABELS * LABELS * LABELS]) {
    for (int k = 0; k < LABELS * LABELS * LABELS; k++) {
        const uint8_t sides[3] = {(uint8_t)(k / (LABELS * LABELS)), (uint8_t)(k / LABELS % LABELS),
                                  (uint8_t)(k % LABELS)};
        uint8_t bits[3] = {0};
        for (int i = 0; i < 3; i++)
            bits[i] = (uint8_t)((sides[i] & 1 ? ENT_TIE_POSITIVE : 0) | (sides[i] & 2 ? ENT_TIE_NEGATIVE : 0));
        class[k] = (uint8_t)ent_triangle_of(bits[0], bits[1], bits[2]);
    }
}

static void count_from(const turned *t, int32_t u, const uint8_t *class, uint64_t *tally, uint64_t *at) {
    int32_t begin = t->first[u], end = t->first[u + 1];
    for (int32_t i = begin; i < end; i++) t->mark[t->to[i]] = (uint8_t)(1 + t->label[i]);
    for (int32_t i = begin; i < end; i++) {
        int32_t v = t->to[i];
        int base = t->label[i] * LABELS * LABELS;
        for (int32_t j = t->first[v]; j < t->first[v + 1]; j++) {
            int32_t w = t->to[j];
            if (!t->mark[w]) continue;
            int key = base + t->label[j] * LABELS + t->mark[w] - 1;
            tally[key]++;
            if (!at) continue;
            at[(size_t)t->vertex[u] * ENT_TRIANGLES + class[key]]++;
            at[(size_t)t->vertex[v] * ENT_TRIANGLES + class[key]]++;
            at[(size_t)t->vertex[w] * ENT_TRIANGLES + class[key]]++;
        }
    }
    for (int32_t i = begin; i < end; i++) t->mark[t->to[i]] = 0;
}

ent_status ent_triangles_count(const ent_labelled *graph, const ent_monitor *monitor, uint64_t count[ENT_TRIANGLES],
                               uint64_t *at, ent_error *err) {
    uint64_t tally[LABELS * LABELS * LABELS] = {0};
    uint8_t class[LABELS * LABELS * LABELS];
    turned t = {0};
    ent_status status = turn(graph, &t, err);
    fill_classes(class);
    memset(count, 0, ENT_TRIANGLES * sizeof *count);
    if (at) memset(at, 0, graph->n * ENT_TRIANGLES * sizeof *at);
    for (size_t u = 0; u < graph->n && !status; u++) {
        if (u % TICK_EVERY == 0) status = ent_monitor_tick(monitor, "counting triangles", u, graph->n, err);
        if (!status) count_from(&t, (int32_t)u, class, tally, at);
    }
    for (int k = 0; k < LABELS * LABELS * LABELS; k++) count[class[k]] += tally[k];
    clear(&t);
    return status;
}

ent_status ent_triangle_census(const ent_ties *ties, const ent_monitor *monitor, double count[ENT_TRIANGLES],
                               double *at, ent_error *err) {
    size_t arcs = 2 * ties->pairs;
    uint64_t whole[ENT_TRIANGLES] = {0}, *each = malloc((ties->n * ENT_TRIANGLES + 1) * sizeof *each);
    uint8_t *label = malloc(arcs + 1);
    ent_status status = each && label ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < arcs && !status; i++)
        label[i] = (uint8_t)((ties->bits[i] & ENT_TIE_POSITIVE ? 1 : 0) | (ties->bits[i] & ENT_TIE_NEGATIVE ? 2 : 0));
    ent_labelled graph = {ties->n, ties->offsets, ties->to, label};
    if (!status) status = ent_triangles_count(&graph, monitor, whole, each, err);
    for (int k = 0; k < ENT_TRIANGLES; k++) count[k] = (double)whole[k];
    for (size_t v = 0; v < ties->n && !status; v++) {
        at[v] = 0;
        for (int k = 0; k < ENT_TRIANGLES; k++) at[v] += (double)each[v * ENT_TRIANGLES + (size_t)k];
    }
    free(label);
    free(each);
    return status;
}
