/* From a selection to a signed graph with whole weights. */
#include "analyse/frustration_signs.h"
#include "view/canonical.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A signed relation between two vertices, u < v. */
typedef struct {
    int32_t u, v, sign;
    ent_id relation;
    double strength;
} tie;

static int by_ends(const void *a, const void *b) {
    const tie *x = a, *y = b;
    if (x->u != y->u) return x->u < y->u ? -1 : 1;
    if (x->v != y->v) return x->v < y->v ? -1 : 1;
    if (x->sign != y->sign) return x->sign > y->sign ? -1 : 1;
    return (x->relation > y->relation) - (x->relation < y->relation);
}

void ent_signs_clear(ent_signs *signs) {
    ent_signed_edges_clear(&signs->graph);
    ent_view_free(signs->view);
    free(signs->vertex);
    free(signs->rows);
    free(signs->relations);
    *signs = (ent_signs){0};
}

/* The vertices that are entities, in canonical order; place[v] of the view, -1 for the others. */
static ent_status number_vertices(ent_signs *s, int32_t *place, ent_error *err) {
    size_t n = ent_view_vertices(s->view);
    s->vertex = malloc((n + 1) * sizeof *s->vertex);
    if (!s->vertex) return ent_fail_memory(err);
    ent_status status = ent_view_canonical(s->view, s->vertex, err);
    if (status) return status;
    for (size_t k = 0; k < n; k++) {
        ent_vertex vertex;
        int32_t v = s->vertex[k];
        ent_view_vertex(s->view, (size_t)v, &vertex);
        place[v] = vertex.kind == ENT_VERTEX_ENTITY ? s->graph.n : -1;
        if (place[v] >= 0) s->vertex[s->graph.n++] = v;
    }
    return ENT_OK;
}

/* A relation that others target has two edges in the view; here it is one, between its own ends. */
static size_t collect(ent_signs *s, const int32_t *place, uint8_t *seen, tie *ties) {
    const ent_selection *selection = ent_view_selection(s->view);
    size_t count = 0;
    for (size_t e = 0; e < ent_view_edges(s->view); e++) {
        const ent_id *rows;
        ent_relation relation;
        int32_t from, to;
        double strength;
        ent_view_edge(s->view, e, &from, &to, &strength);
        size_t behind = ent_view_edge_relations(s->view, e, &rows);
        if (behind == 0 || seen[rows[0]]) continue;
        seen[rows[0]] = 1;
        ent_graph_relation(ent_selection_graph(selection), rows[0], &relation);
        if (!relation.sign) continue;
        s->targeting += relation.target_is_relation;
        if (relation.target_is_relation) continue;
        long a = ent_view_vertex_of(s->view, ent_selection_stand_in(selection, relation.source));
        long b = ent_view_vertex_of(s->view, ent_selection_stand_in(selection, relation.target));
        s->loops += a == b;
        if (a < 0 || b < 0 || a == b) continue;
        int32_t u = place[a], v = place[b];
        ties[count++] = (tie){u < v ? u : v, u < v ? v : u, relation.sign > 0 ? 1 : -1, rows[0], strength};
    }
    if (count > 1) qsort(ties, count, sizeof *ties, by_ends);
    return count;
}

/* One edge a pair and sign; strengths of the edges in `strength`. */
static void merge(ent_signs *s, const tie *ties, size_t count, bool each_counts, double *strength) {
    ent_signed_edges *g = &s->graph;
    for (size_t i = 0; i < count; i++) {
        const tie *t = &ties[i], *last = i ? &ties[i - 1] : NULL;
        bool same_pair = last && last->u == t->u && last->v == t->v;
        s->relations[i] = t->relation;
        if (same_pair && last->sign == t->sign) {
            if (each_counts) strength[g->m - 1] += t->strength;
            continue;
        }
        s->contested += same_pair;
        s->rows[g->m] = i;
        strength[g->m] = t->strength;
        g->edges[g->m++] = (ent_signed_edge){t->u, t->v, t->sign, 1};
        s->positive += t->sign > 0;
        s->negative += t->sign < 0;
    }
    s->rows[g->m] = count;
}

static bool all_whole(const double *strength, size_t m, double scale) {
    for (size_t e = 0; e < m; e++) {
        double scaled = strength[e] * scale;
        if (fabs(scaled - round(scaled)) > 1e-9 * scaled || round(scaled) < 1) return false;
    }
    return true;
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Weights as whole numbers: the first power of ten that makes them so, then what divides them all. */
static void make_whole(ent_signs *s, const double *strength) {
    static const double MOST = 1e12; /* their sum, and the shares of it, stay far from the limits of 64 bits */
    double sum = 0, scale = 1;
    int64_t divisor = 0;
    for (size_t e = 0; e < s->graph.m; e++) sum += strength[e];
    while (scale < 1e7 && sum * scale * 10 < MOST && !all_whole(strength, s->graph.m, scale)) scale *= 10;
    if (sum * scale > MOST) scale = MOST / sum;
    s->rounded = !all_whole(strength, s->graph.m, scale);
    for (size_t e = 0; e < s->graph.m; e++) {
        double scaled = round(strength[e] * scale);
        s->graph.edges[e].weight = scaled < 1 ? 1 : (int64_t)scaled;
        divisor = common_divisor(s->graph.edges[e].weight, divisor);
    }
    for (size_t e = 0; e < s->graph.m; e++) s->graph.edges[e].weight /= divisor;
    s->unit = divisor ? (double)divisor / scale : 1;
}

static ent_status fill(ent_signs *s, bool each_counts, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(s->view));
    size_t n = ent_view_vertices(s->view), m = ent_view_edges(s->view);
    int32_t *place = malloc((n + 1) * sizeof *place);
    uint8_t *seen = calloc(ent_graph_relations(graph) + 1, 1);
    tie *ties = malloc((m + 1) * sizeof *ties);
    double *strength = malloc((m + 1) * sizeof *strength);
    s->graph.edges = malloc((m + 1) * sizeof *s->graph.edges);
    s->rows = malloc((m + 2) * sizeof *s->rows);
    s->relations = malloc((m + 1) * sizeof *s->relations);
    bool room = place && seen && ties && strength && s->graph.edges && s->rows && s->relations;
    ent_status status = room ? number_vertices(s, place, err) : ent_fail_memory(err);
    if (!status) {
        size_t count = collect(s, place, seen, ties);
        merge(s, ties, count, each_counts, strength);
        make_whole(s, strength);
        status = ent_signed_edges_index(&s->graph, err);
    }
    for (int32_t v = 0; v < s->graph.n && !status; v++)
        s->unsigned_vertices += s->graph.first[v] == s->graph.first[v + 1];
    free(place);
    free(seen);
    free(ties);
    free(strength);
    return status;
}

ent_status ent_signs_make(const ent_analysis_input *input, ent_signs *out, ent_error *err) {
    ent_view_options how = input->view;
    bool each_counts = how.parallel == ENT_PARALLEL_KEEP || how.weighting != ENT_WEIGHTING_NONE;
    how.direction = ENT_DIRECTION_UNDIRECTED;
    how.directed = false;
    how.parallel = ENT_PARALLEL_KEEP; /* signs are those of single relations */
    how.no_structural = true;
    how.areas = false;
    *out = (ent_signs){.unit = 1};
    ent_status status = ent_view_new(input->selection, &how, &out->view, err);
    if (!status) status = fill(out, each_counts, err);
    if (status) ent_signs_clear(out);
    return status;
}

/* ---- factions ---- */

typedef struct {
    const char *id;
    int32_t vertex;
} named;

static int by_id(const void *a, const void *b) {
    return strcmp(((const named *)a)->id, ((const named *)b)->id);
}

static ent_status sort_by_id(const ent_signs *signs, ent_two_factions *out, ent_error *err) {
    size_t n = (size_t)signs->graph.n;
    named *names = malloc((n + 1) * sizeof *names);
    if (!names) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) {
        ent_vertex vertex;
        ent_view_vertex(signs->view, (size_t)signs->vertex[v], &vertex);
        names[v] = (named){vertex.id, (int32_t)v};
    }
    if (n > 1) qsort(names, n, sizeof *names, by_id);
    for (size_t k = 0; k < n; k++) out->by_id[k] = names[k].vertex;
    free(names);
    return ENT_OK;
}

/* Spread one component from a vertex; its number of vertices on either side. */
static void spread(const ent_signed_edges *g, const int8_t *side, int32_t from, int32_t number, int32_t *component,
                   int32_t *queue, int32_t size[2]) {
    size_t head = 0, tail = 0;
    queue[tail++] = from;
    component[from] = number;
    while (head < tail) {
        int32_t v = queue[head++];
        size[side[v] != side[from]]++;
        for (int32_t i = g->first[v]; i < g->first[v + 1]; i++)
            if (component[g->to[i]] < 0) component[g->to[i]] = number, queue[tail++] = g->to[i];
    }
}

/* A component: its first vertex by id, and how many are on its side and on the other. */
typedef struct {
    int32_t first, size[2], number;
} part;

static int by_size(const void *a, const void *b) {
    const part *x = a, *y = b;
    int32_t p = x->size[0] + x->size[1], q = y->size[0] + y->size[1];
    if (p != q) return p > q ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

ent_status ent_two_factions_make(const ent_signs *signs, const int8_t *side, ent_two_factions *out, ent_error *err) {
    const ent_signed_edges *g = &signs->graph;
    size_t n = (size_t)g->n + 1;
    int32_t *queue = malloc(n * sizeof *queue), *place = malloc(n * sizeof *place);
    part *parts = malloc(n * sizeof *parts);
    *out = (ent_two_factions){.faction = calloc(n, 1), .component = malloc(n * sizeof *out->component)};
    out->by_id = malloc(n * sizeof *out->by_id);
    bool room = queue && place && parts && out->faction && out->component && out->by_id;
    ent_status status = room ? sort_by_id(signs, out, err) : ent_fail_memory(err);
    for (int32_t v = 0; v < g->n && !status; v++) out->component[v] = -1;
    for (int32_t k = 0; k < g->n && !status; k++) {
        int32_t v = out->by_id[k];
        if (out->component[v] >= 0 || g->first[v] == g->first[v + 1]) continue;
        parts[out->components] = (part){.first = v, .number = (int32_t)out->components};
        spread(g, side, v, (int32_t)out->components, out->component, queue, parts[out->components].size);
        out->components++;
    }
    if (!status && out->components > 1) qsort(parts, out->components, sizeof *parts, by_size);
    for (size_t k = 0; k < out->components && !status; k++) place[parts[k].number] = (int32_t)k;
    for (int32_t v = 0; v < g->n && !status; v++) {
        if (out->component[v] < 0) continue;
        out->component[v] = place[out->component[v]];
        const part *p = &parts[out->component[v]];
        bool first_is_one = p->size[0] >= p->size[1];
        out->faction[v] = (side[v] == side[p->first]) == first_is_one ? 1 : 2;
    }
    free(queue);
    free(place);
    free(parts);
    if (status) ent_two_factions_clear(out);
    return status;
}

void ent_two_factions_clear(ent_two_factions *sides) {
    free(sides->faction);
    free(sides->component);
    free(sides->by_id);
    *sides = (ent_two_factions){0};
}

/* ---- notes ---- */

ent_status ent_note_signs(ent_table *table, const ent_signs *s, ent_error *err) {
    ent_buffer words = {0};
    ent_say_count(&words, (size_t)s->graph.n - s->unsigned_vertices, "entity", "entities");
    ent_buffer_format(&words, ", %zu positive and %zu negative edges; direction does not count", s->positive,
                      s->negative);
    ent_status status = ent_note_buffer(table, &words, err);
    if (s->contested) {
        ent_say_count(&words, s->contested, "pair has", "pairs have");
        ent_buffer_text(&words, " edges of both signs, and one of the two is frustrated whatever the factions "
                                "(--ambivalent decides otherwise)");
    }
    if (!status) status = ent_note_buffer(table, &words, err);
    size_t structural = ent_view_structural_left_out(s->view);
    if (structural) ent_say_count(&words, structural, "structural relation has", "structural relations have");
    if (structural) ent_buffer_text(&words, " no sign");
    if (s->loops) {
        if (words.length) ent_buffer_text(&words, "; ");
        ent_say_count(&words, s->loops, "relation of an entity with itself is",
                      "relations of entities with themselves are");
        ent_buffer_text(&words, " left out");
    }
    if (s->targeting) {
        if (words.length) ent_buffer_text(&words, "; ");
        ent_say_count(&words, s->targeting, "relation that targets a relation is",
                      "relations that target relations are");
        ent_buffer_text(&words, " left out");
    }
    if (!status) status = ent_note_buffer(table, &words, err);
    if (s->unsigned_vertices) {
        ent_say_count(&words, s->unsigned_vertices, "entity", "entities");
        ent_buffer_text(&words, " without a signed relation in no faction");
    }
    if (!status) status = ent_note_buffer(table, &words, err);
    ent_buffer_clear(&words);
    return status ? status : ent_note_selection(table, ent_view_selection(s->view), err);
}
