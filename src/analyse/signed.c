/* The signed graph: the edges of a view sorted by their ends, each pair with what its relations say together. */
#include "analyse/signed.h"
#include "model/graph.h"

#include <stdlib.h>
#include <string.h>

enum { PLUS = 1, MINUS = 2 };

typedef struct {
    int32_t from, to;
    uint8_t bits;
} half;

static void clear_arcs(ent_signed_arcs *arcs) {
    free(arcs->offsets);
    free(arcs->to);
    free(arcs->sign);
}

void ent_signed_clear(ent_signed *graph) {
    clear_arcs(&graph->out);
    if (graph->directed) clear_arcs(&graph->into);
    free(graph->vertex);
    *graph = (ent_signed){0};
}

/* ---- the sign of an edge ------------------------------------------------------------------------------------------------ */

static bool stands_for(const ent_vertex *vertex, ent_vertex_kind kind, ent_id index) {
    return vertex->kind == kind && vertex->index == index;
}

/* What a relation says on the edge between a and b, which may be one half of it, or lead to one of its areas. */
static int sign_between(const ent_view *view, ent_id row, const ent_vertex *a, const ent_vertex *b) {
    const ent_selection *selection = ent_view_selection(view);
    ent_relation relation;
    ent_graph_relation(ent_selection_graph(selection), row, &relation);
    ent_id source = ent_selection_stand_in(selection, relation.source), target = relation.target;
    ent_vertex_kind to = relation.target_is_relation ? ENT_VERTEX_RELATION : ENT_VERTEX_ENTITY;
    if (!relation.target_is_relation) target = ent_selection_stand_in(selection, target);
    if (stands_for(b, ENT_VERTEX_RELATION, row) || stands_for(a, ENT_VERTEX_RELATION, row)) {
        const ent_vertex *other = stands_for(b, ENT_VERTEX_RELATION, row) ? a : b;
        return relation.sign && stands_for(other, ENT_VERTEX_ENTITY, source) ? 1 : relation.sign;
    }
    bool there = stands_for(a, ENT_VERTEX_ENTITY, source) && stands_for(b, to, target);
    bool back = stands_for(b, ENT_VERTEX_ENTITY, source) && stands_for(a, to, target);
    return there || back ? relation.sign : 0;
}

static uint8_t bits_of(const ent_view *view, size_t edge, int32_t from, int32_t to, bool plain) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(view));
    const ent_id *rows;
    size_t count = ent_view_edge_relations(view, edge, &rows);
    ent_vertex a = {0}, b = {0};
    uint8_t bits = 0;
    if (!plain) {
        ent_view_vertex(view, (size_t)from, &a);
        ent_view_vertex(view, (size_t)to, &b);
    }
    for (size_t i = 0; i < count; i++) {
        int sign = plain ? ent_graph_sign_of(graph, rows[i]) : sign_between(view, rows[i], &a, &b);
        bits |= sign > 0 ? PLUS : sign < 0 ? MINUS : 0;
    }
    return bits;
}

/* ---- pairs ------------------------------------------------------------------------------------------------------------------ */

/* Edges of the view as halves between new numbers, an undirected one or one that is to be seen so both ways. */
static size_t fill_halves(const ent_view *view, const int32_t *place, bool directed, half *halves, size_t *loops) {
    bool plain = !ent_view_vertices_of(view, ENT_VERTEX_RELATION) && !ent_view_made_with(view)->areas;
    bool both = !directed || !ent_view_directed(view);
    size_t count = 0;
    for (size_t e = 0; e < ent_view_edges(view); e++) {
        int32_t from, to;
        ent_view_edge(view, e, &from, &to, NULL);
        uint8_t bits = bits_of(view, e, from, to, plain);
        if (from == to) *loops += bits != 0;
        if (from == to) continue;
        halves[count++] = (half){place[from], place[to], bits};
        if (both) halves[count++] = (half){place[to], place[from], bits};
    }
    return count;
}

/* A stable counting sort by one of the ends; starts has n + 1 places. */
static void sort_halves(const half *in, half *out, size_t count, size_t n, bool by_to, int32_t *starts) {
    memset(starts, 0, (n + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++) starts[(by_to ? in[i].to : in[i].from) + 1]++;
    for (size_t v = 0; v < n; v++) starts[v + 1] += starts[v];
    for (size_t i = 0; i < count; i++) out[starts[by_to ? in[i].to : in[i].from]++] = in[i];
}

/* Halves with the same ends become one; those without one clear sign are counted and left out. The number that stay. */
static size_t merge_halves(half *halves, size_t count, ent_signed *g) {
    size_t kept = 0, tally[4] = {0}, last;
    for (size_t i = 0; i < count; i = last) {
        uint8_t bits = 0;
        for (last = i; last < count && halves[last].from == halves[i].from && halves[last].to == halves[i].to; last++)
            bits |= halves[last].bits;
        tally[bits]++;
        if (bits == PLUS || bits == MINUS) halves[kept++] = (half){halves[i].from, halves[i].to, bits};
    }
    size_t each = g->directed ? 1 : 2;
    g->unsigned_pairs = tally[0] / each;
    g->positive = tally[PLUS] / each;
    g->negative = tally[MINUS] / each;
    g->contested = tally[PLUS | MINUS] / each;
    return kept;
}

/* Compressed arcs from halves that are sorted by (from, to), or turned round by (to, from). */
static ent_status store(const half *halves, size_t count, size_t n, bool turned, ent_signed_arcs *out, ent_error *err) {
    out->offsets = calloc(n + 2, sizeof *out->offsets);
    out->to = malloc((count + 1) * sizeof *out->to);
    out->sign = malloc(count + 1);
    if (!out->offsets || !out->to || !out->sign) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        out->offsets[(turned ? halves[i].to : halves[i].from) + 1]++;
        out->to[i] = turned ? halves[i].from : halves[i].to;
        out->sign[i] = halves[i].bits == PLUS ? 1 : -1;
    }
    for (size_t v = 0; v < n; v++) out->offsets[v + 1] += out->offsets[v];
    return ENT_OK;
}

static ent_status number_by_id(const ent_view *view, ent_signed *g, int32_t *place, ent_error *err) {
    size_t *order = NULL;
    double *same = calloc(g->n + 1, sizeof *same);
    ent_status status = same ? ent_rank_vertices(view, same, &order, err) : ent_fail_memory(err);
    for (size_t i = 0; i < g->n && !status; i++) {
        g->vertex[i] = (int32_t)order[i];
        place[order[i]] = (int32_t)i;
    }
    free(order);
    free(same);
    return status;
}

ent_status ent_signed_make(const ent_view *view, bool directed, ent_signed *out, ent_error *err) {
    size_t n = ent_view_vertices(view), m = ent_view_edges(view), count = 0;
    ent_signed g = {.n = n, .directed = directed};
    int32_t *place = malloc((n + 1) * sizeof *place), *starts = malloc((n + 2) * sizeof *starts);
    half *halves = malloc((2 * m + 1) * sizeof *halves), *sorted = malloc((2 * m + 1) * sizeof *sorted);
    g.vertex = malloc((n + 1) * sizeof *g.vertex);
    bool room = place && starts && halves && sorted && g.vertex;
    ent_status status = room ? number_by_id(view, &g, place, err) : ent_fail_memory(err);
    if (!status) {
        count = fill_halves(view, place, directed, halves, &g.loops);
        sort_halves(halves, sorted, count, n, true, starts);
        sort_halves(sorted, halves, count, n, false, starts);
        count = merge_halves(halves, count, &g);
        status = store(halves, count, n, false, &g.out, err);
    }
    if (!status && directed) {
        sort_halves(halves, sorted, count, n, true, starts);
        status = store(sorted, count, n, true, &g.into, err);
    }
    free(sorted);
    free(halves);
    free(starts);
    free(place);
    if (status) {
        ent_signed_clear(&g);
        return status;
    }
    if (!directed) g.into = g.out;
    *out = g;
    return ENT_OK;
}

size_t ent_signed_degree(const ent_signed *graph, size_t v, int sign) {
    size_t count = 0;
    for (int32_t i = graph->out.offsets[v]; i < graph->out.offsets[v + 1]; i++) count += graph->out.sign[i] == sign;
    return count;
}

/* ---- sides ------------------------------------------------------------------------------------------------------------------- */

void ent_sides_clear(ent_sides *sides) {
    free(sides->part);
    free(sides->local);
    free(sides->start);
    free(sides->member);
    free(sides->side);
    free(sides->is_balanced);
    *sides = (ent_sides){0};
}

/* Give sides to all that are reached from `first`: the same over a positive tie, the other over a negative one. */
static void spread(const ent_signed *g, int32_t first, int32_t *queue, ent_sides *s) {
    size_t head = 0, tail = 0;
    int32_t part = (int32_t)s->count;
    queue[tail++] = first;
    s->part[first] = part;
    s->side[first] = 1;
    while (head < tail) {
        int32_t v = queue[head++];
        for (int32_t i = g->out.offsets[v]; i < g->out.offsets[v + 1]; i++) {
            int32_t w = g->out.to[i];
            int8_t side = (int8_t)(s->side[v] * g->out.sign[i]);
            if (s->part[w] < 0) {
                s->part[w] = part;
                s->side[w] = side;
                queue[tail++] = w;
            } else if (s->side[w] != side) {
                s->is_balanced[part] = false;
            }
        }
    }
    s->start[s->count + 1] = (int32_t)tail;
}

static void list_members(size_t n, ent_sides *s) {
    for (size_t p = 0; p < s->count; p++) {
        s->balanced += s->is_balanced[p];
        s->start[p + 1] += s->start[p];
    }
    for (size_t v = 0; v < n; v++) { /* start[p] moves on to the end of p, and is moved back below */
        int32_t p = s->part[v], at = s->start[p]++;
        s->member[at] = (int32_t)v;
    }
    for (size_t p = s->count; p > 0; p--) s->start[p] = s->start[p - 1];
    s->start[0] = 0;
    for (size_t i = 0; i < n; i++) s->local[s->member[i]] = (int32_t)i - s->start[s->part[s->member[i]]];
}

ent_status ent_sides_find(const ent_signed *graph, ent_sides *out, ent_error *err) {
    size_t n = graph->n;
    ent_sides s = {0};
    int32_t *queue = malloc((n + 1) * sizeof *queue);
    s.part = malloc((n + 1) * sizeof *s.part);
    s.local = malloc((n + 1) * sizeof *s.local);
    s.start = calloc(n + 2, sizeof *s.start);
    s.member = malloc((n + 1) * sizeof *s.member);
    s.side = malloc(n + 1);
    s.is_balanced = malloc((n + 1) * sizeof *s.is_balanced);
    if (!queue || !s.part || !s.local || !s.start || !s.member || !s.side || !s.is_balanced) {
        free(queue);
        ent_sides_clear(&s);
        return ent_fail_memory(err);
    }
    for (size_t v = 0; v < n; v++) {
        s.part[v] = -1;
        s.is_balanced[v] = true;
    }
    for (size_t v = 0; v < n; v++) {
        if (s.part[v] >= 0) continue;
        spread(graph, (int32_t)v, queue, &s);
        s.count++;
    }
    list_members(n, &s);
    free(queue);
    *out = s;
    return ENT_OK;
}

/* ---- notes --------------------------------------------------------------------------------------------------------------------- */

static void next_part(ent_buffer *out) {
    ent_buffer_text(out, out->length ? ", " : "signs: not counted are ");
}

ent_status ent_note_signed(ent_table *table, const ent_signed *graph, const ent_view *view, ent_error *err) {
    ent_buffer words = {0};
    const char *pair = graph->directed ? "ordered pair" : "pair", *pairs = graph->directed ? "ordered pairs" : "pairs";
    if (graph->contested) {
        next_part(&words);
        ent_say_count(&words, graph->contested, pair, pairs);
        ent_buffer_text(&words, " with both signs (--ambivalent decides)");
    }
    if (graph->unsigned_pairs) {
        next_part(&words);
        ent_say_count(&words, graph->unsigned_pairs, pair, pairs);
        ent_buffer_text(&words, " without a sign");
    }
    if (graph->loops) {
        next_part(&words);
        ent_say_count(&words, graph->loops, "edge from an entity to itself", "edges from an entity to itself");
    }
    ent_status status = ent_note_buffer(table, &words, err);
    size_t alone = 0;
    for (size_t v = 0; v < graph->n; v++)
        alone +=
            graph->out.offsets[v] == graph->out.offsets[v + 1] && graph->into.offsets[v] == graph->into.offsets[v + 1];
    if (!status && alone) {
        ent_say_count(&words, alone, "vertex has no signed tie", "vertices have no signed tie");
        status = ent_note_buffer(table, &words, err);
    }
    if (!status && ent_view_vertices_of(view, ENT_VERTEX_RELATION))
        status = ent_table_note(table, err,
                                "a targeted relation takes the side of its source; its sign is between itself and its "
                                "target");
    ent_buffer_clear(&words);
    return status;
}
