/* Ties: the edges of a view sorted by their ends, those with the same ends made one. */
#include "analyse/census_ties.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int32_t from, to;
    uint8_t bits;
} half;

static int by_ends(const void *a, const void *b) {
    const half *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

void ent_ties_clear(ent_ties *ties) {
    free(ties->vertex);
    free(ties->offsets);
    free(ties->to);
    free(ties->bits);
    *ties = (ent_ties){0};
}

static uint8_t signs_of(const ent_view *view, size_t edge) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(view));
    const ent_id *rows;
    size_t count = ent_view_edge_relations(view, edge, &rows);
    uint8_t bits = 0;
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(graph, rows[i], &relation);
        bits |= relation.sign > 0 ? ENT_TIE_POSITIVE : relation.sign < 0 ? ENT_TIE_NEGATIVE : ENT_TIE_STRUCTURAL;
    }
    return bits;
}

/* Both halves of every edge that is no loop, sorted. */
static size_t fill_halves(const ent_view *view, const int32_t *place, half *halves) {
    size_t count = 0;
    for (size_t e = 0; e < ent_view_edges(view); e++) {
        int32_t from, to;
        double strength;
        ent_view_edge(view, e, &from, &to, &strength);
        if (from == to) continue;
        uint8_t signs = signs_of(view, e), both = ENT_TIE_OUT | ENT_TIE_IN;
        uint8_t there = ent_view_directed(view) ? ENT_TIE_OUT : both,
                back = ent_view_directed(view) ? ENT_TIE_IN : both;
        halves[count++] = (half){place[from], place[to], signs | there};
        halves[count++] = (half){place[to], place[from], signs | back};
    }
    if (count > 1) qsort(halves, count, sizeof *halves, by_ends);
    return count;
}

static void merge_halves(const half *halves, size_t count, ent_ties *ties) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && by_ends(&halves[i - 1], &halves[i]) == 0) {
            ties->bits[kept - 1] |= halves[i].bits;
            continue;
        }
        ties->to[kept] = halves[i].to;
        ties->bits[kept++] = halves[i].bits;
        ties->offsets[halves[i].from + 1]++;
    }
    for (size_t v = 0; v < ties->n; v++) ties->offsets[v + 1] += ties->offsets[v];
    for (size_t i = 0; i < kept; i++) ties->arcs += (ties->bits[i] & ENT_TIE_OUT) != 0;
    ties->pairs = kept / 2;
}

ent_status ent_ties_make(const ent_view *view, ent_ties *out, ent_error *err) {
    size_t n = ent_view_vertices(view), m = ent_view_edges(view);
    ent_ties ties = {.n = n, .directed = ent_view_directed(view)};
    int32_t *place = NULL;
    half *halves = malloc((2 * m + 1) * sizeof *halves);
    ties.offsets = calloc(n + 2, sizeof *ties.offsets);
    ties.to = malloc((2 * m + 1) * sizeof *ties.to);
    ties.bits = malloc(2 * m + 1);
    bool complete = halves && ties.offsets && ties.to && ties.bits;
    ent_status status = complete ? ent_vertices_by_id(view, &ties.vertex, &place, err) : ent_fail_memory(err);
    if (!status) merge_halves(halves, fill_halves(view, place, halves), &ties);
    free(halves);
    free(place);
    if (status)
        ent_ties_clear(&ties);
    else
        *out = ties;
    return status;
}

/* First place in [low, high) of an ascending array that is not below x. */
static int32_t lower_bound(const int32_t *array, int32_t low, int32_t high, int32_t x) {
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (array[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint8_t ent_ties_between(const ent_ties *ties, int32_t u, int32_t v) {
    int32_t end = ties->offsets[u + 1], at = lower_bound(ties->to, ties->offsets[u], end, v);
    return at < end && ties->to[at] == v ? ties->bits[at] : 0;
}

int32_t ent_ties_count(const ent_ties *ties, int32_t v, uint8_t bit) {
    int32_t count = 0;
    for (int32_t i = ties->offsets[v]; i < ties->offsets[v + 1]; i++) count += (ties->bits[i] & bit) != 0;
    return count;
}

static ent_status add_relations(const ent_view *view, int32_t from, int32_t to, ent_id **rows, size_t *capacity,
                                size_t *count, ent_error *err) {
    ent_adjacency arcs = ent_view_out(view);
    int32_t end = arcs.offsets[from + 1];
    for (int32_t i = lower_bound(arcs.to, arcs.offsets[from], end, to); i < end && arcs.to[i] == to; i++) {
        const ent_id *found;
        size_t more = ent_view_edge_relations(view, (size_t)arcs.edge[i], &found);
        for (size_t k = 0; k < more; k++) {
            if (!ent_grow(rows, capacity, *count, sizeof **rows)) return ent_fail_memory(err);
            (*rows)[(*count)++] = found[k];
        }
    }
    return ENT_OK;
}

ent_status ent_ties_relations(const ent_ties *ties, const ent_view *view, int32_t u, int32_t v, ent_id **rows,
                              size_t *capacity, size_t *count, ent_error *err) {
    int32_t a = ties->vertex[u], b = ties->vertex[v];
    *count = 0;
    ent_status status = add_relations(view, a, b, rows, capacity, count, err);
    if (!status && ties->directed) status = add_relations(view, b, a, rows, capacity, count, err);
    if (status) return status;
    *count = ent_each_once(*rows, *count);
    return ENT_OK;
}
