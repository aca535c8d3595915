/* Ways that share nothing, as a flow (Menger 1927). By vertex every vertex is two nodes with room for one between them. */
#include "analyse/exits_separate.h"
#include "analyse/exits_flow.h"

#include <stdlib.h>
#include <string.h>

void ent_separate_clear(ent_separate *separate) {
    for (size_t i = 0; separate->trails && i < separate->count; i++) {
        free(separate->trails[i].vertices);
        free(separate->trails[i].edges);
    }
    free(separate->trails);
    free(separate->cut);
    free(separate->cut_from);
    *separate = (ent_separate){0};
}

/* An edge between places in the order of ids. */
typedef struct {
    int32_t low, high, tail, head, edge;
    const char *relation; /* its first by id, in a view that keeps parallels; else "" */
} line;

typedef struct {
    const ent_separating *asked;
    size_t n;
    int32_t *vertex, *place; /* in the order of ids, and back */
    line *lines;
    size_t line_count;
    ent_flow flow;
    uint8_t *near_from, *near_to;
    ent_separate *out;
} work;

static int by_place(const void *a, const void *b) {
    const line *x = a, *y = b;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    if (x->high != y->high) return x->high < y->high ? -1 : 1;
    int order = strcmp(x->relation, y->relation);
    if (order) return order;
    if (x->tail != y->tail) return x->tail < y->tail ? -1 : 1;
    return x->edge < y->edge ? -1 : x->edge > y->edge;
}

static const char *relation_of(const ent_view *view, size_t edge) {
    const ent_id *rows;
    ent_relation relation;
    if (ent_view_edge_relations(view, edge, &rows) != 1) return "";
    ent_graph_relation(ent_selection_graph(ent_view_selection(view)), rows[0], &relation);
    return relation.id;
}

/* Edges in the order of ids, without loops. */
static ent_status list_lines(work *w, ent_error *err) {
    const ent_view *view = w->asked->view;
    size_t m = ent_view_edges(view);
    bool kept = ent_view_made_with(view)->parallel == ENT_PARALLEL_KEEP;
    w->lines = malloc((m + 1) * sizeof *w->lines);
    if (!w->lines) return ent_fail_memory(err);
    for (size_t e = 0; e < m; e++) {
        int32_t from, to;
        ent_view_edge(view, e, &from, &to, NULL);
        if (from == to) continue;
        line *l = &w->lines[w->line_count++];
        *l = (line){.tail = w->place[from], .head = w->place[to], .edge = (int32_t)e};
        l->low = l->tail < l->head ? l->tail : l->head;
        l->high = l->tail < l->head ? l->head : l->tail;
        l->relation = kept ? relation_of(view, e) : "";
    }
    if (w->line_count > 1) qsort(w->lines, w->line_count, sizeof *w->lines, by_place);
    return ENT_OK;
}

static int32_t end_of(const work *w, bool at_from) {
    return w->place[at_from ? w->asked->from : w->asked->to];
}

static bool is_direct(const work *w, const line *l) {
    return l->low + l->high == end_of(w, true) + end_of(w, false) &&
           (l->low == end_of(w, true) || l->low == end_of(w, false));
}

/* ---- the two networks ---- */

static ent_status connect_vertices(work *w, ent_error *err) {
    bool directed = ent_view_directed(w->asked->view);
    ent_status status = ent_flow_init(&w->flow, 2 * w->n, w->n + 2 * w->line_count, err);
    if (status) return status;
    for (int32_t v = 0; (size_t)v < w->n; v++) {
        bool end = v == end_of(w, true) || v == end_of(w, false);
        ent_flow_add(&w->flow, 2 * v, 2 * v + 1, end ? ENT_FLOW_PLENTY : 1, 0, -1);
    }
    for (size_t i = 0; i < w->line_count; i++) {
        const line *l = &w->lines[i];
        if (is_direct(w, l)) continue;
        ent_flow_add(&w->flow, 2 * l->tail + 1, 2 * l->head, ENT_FLOW_PLENTY, 0, l->edge);
        if (!directed) ent_flow_add(&w->flow, 2 * l->head + 1, 2 * l->tail, ENT_FLOW_PLENTY, 0, l->edge);
    }
    return ENT_OK;
}

/* Edges that are one tie there and back: merged ones between the same two, or one relation without direction. Flow along
 * both at once would be one tie used twice, so they share a pair of arcs, in which it cancels. */
static bool same_tie(const line *a, const line *b) {
    return a->low == b->low && a->high == b->high && a->tail != b->tail && strcmp(a->relation, b->relation) == 0;
}

static ent_status connect_edges(work *w, ent_error *err) {
    bool directed = ent_view_directed(w->asked->view);
    ent_status status = ent_flow_init(&w->flow, w->n, w->line_count, err);
    for (size_t i = 0; i < w->line_count && !status; i++) {
        const line *l = &w->lines[i];
        bool returns = i + 1 < w->line_count && same_tie(l, l + 1);
        ent_flow_add(&w->flow, l->tail, l->head, 1, !directed || returns, l->edge);
        if (returns) w->flow.label[w->flow.arcs - 1] = w->lines[++i].edge;
    }
    return status;
}

/* ---- the cut ---- */

static int by_label(const void *a, const void *b) {
    const int32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void add_to_cut(work *w, int32_t what, int32_t from) {
    w->out->cut[w->out->cut_count] = what;
    w->out->cut_from[w->out->cut_count++] = from;
}

static void list_cut(work *w, const uint8_t *side) {
    const ent_flow *flow = &w->flow;
    for (size_t v = 0; w->asked->by_vertex && v < w->n; v++)
        if (side[2 * v] && !side[2 * v + 1]) add_to_cut(w, w->vertex[v], -1);
    for (size_t arc = 0; !w->asked->by_vertex && arc < flow->arcs; arc++) {
        int32_t tail = flow->head[arc ^ 1];
        if (flow->full[arc] > 0 && side[tail] && !side[flow->head[arc]])
            add_to_cut(w, flow->label[arc], w->vertex[tail]);
    }
}

/* Whether two sides are parted by the same vertices or edges. */
static bool same_cut(const work *w) {
    const ent_flow *flow = &w->flow;
    for (size_t arc = 0; arc < flow->arcs; arc++) {
        int32_t tail = flow->head[arc ^ 1], head = flow->head[arc];
        if (flow->full[arc] <= 0) continue;
        if ((w->near_from[tail] && !w->near_from[head]) != (w->near_to[tail] && !w->near_to[head])) return false;
    }
    return true;
}

static ent_status find_cut(work *w, ent_error *err) {
    size_t room = (size_t)w->flow.value + 1;
    w->near_from = malloc(w->flow.nodes + 1);
    w->near_to = malloc(w->flow.nodes + 1);
    w->out->cut = malloc(room * sizeof *w->out->cut);
    w->out->cut_from = malloc(room * sizeof *w->out->cut_from);
    if (!w->near_from || !w->near_to || !w->out->cut || !w->out->cut_from) return ent_fail_memory(err);
    ent_flow_side(&w->flow, false, w->near_from);
    ent_flow_side(&w->flow, true, w->near_to);
    w->out->only = same_cut(w);
    list_cut(w, w->asked->near_to ? w->near_to : w->near_from);
    return ENT_OK;
}

/* ---- the trails ---- */

static ent_status add_trail(work *w, const int32_t *vertices, const int32_t *edges, size_t hops, ent_error *err) {
    ent_trail trail = {malloc((hops + 1) * sizeof *trail.vertices), malloc((hops + 1) * sizeof *trail.edges), hops};
    if (!trail.vertices || !trail.edges) {
        free(trail.vertices);
        free(trail.edges);
        return ent_fail_memory(err);
    }
    memcpy(trail.vertices, vertices, (hops + 1) * sizeof *vertices);
    memcpy(trail.edges, edges, hops * sizeof *edges);
    w->out->trails[w->out->count++] = trail;
    return ENT_OK;
}

/* The next way out of the flow: nodes become vertices, arcs edges; the arc inside a vertex is none. */
static ent_status take_trail(work *w, int32_t *nodes, int32_t *arcs, ent_error *err) {
    size_t length = ent_flow_take(&w->flow, nodes, arcs), hops = 0;
    int32_t shift = w->asked->by_vertex ? 1 : 0;
    nodes[0] = w->vertex[nodes[0] >> shift];
    for (size_t i = 0; i < length; i++) {
        int32_t edge = w->flow.label[arcs[i]];
        if (edge < 0) continue;
        int32_t vertex = w->vertex[nodes[i + 1] >> shift];
        arcs[hops++] = edge;
        nodes[hops] = vertex;
    }
    return add_trail(w, nodes, arcs, hops, err);
}

static ent_status add_direct(work *w, ent_error *err) {
    for (size_t i = 0; i < w->line_count; i++) {
        const line *l = &w->lines[i];
        if (!is_direct(w, l) || (ent_view_directed(w->asked->view) && l->tail != end_of(w, true))) continue;
        w->out->adjacent = true;
        return add_trail(w, (int32_t[]){w->asked->from, w->asked->to}, &l->edge, 1, err);
    }
    return ENT_OK;
}

static int by_length(const void *a, const void *b, void *places) {
    const ent_trail *x = a, *y = b;
    const int32_t *place = places;
    if (x->hops != y->hops) return x->hops < y->hops ? -1 : 1;
    for (size_t i = 0; i <= x->hops; i++)
        if (x->vertices[i] != y->vertices[i]) return place[x->vertices[i]] < place[y->vertices[i]] ? -1 : 1;
    return by_label(x->edges, y->edges);
}

static ent_status take_trails(work *w, ent_error *err) {
    int32_t *nodes = malloc((w->flow.nodes + 1) * sizeof *nodes), *arcs = malloc((w->flow.nodes + 1) * sizeof *arcs);
    ent_status status = nodes && arcs ? ENT_OK : ent_fail_memory(err);
    w->out->trails = malloc(((size_t)w->flow.value + 2) * sizeof *w->out->trails);
    if (!w->out->trails && !status) status = ent_fail_memory(err);
    if (!status && w->asked->by_vertex) status = add_direct(w, err);
    for (int64_t i = 0; i < w->flow.value && !status; i++) {
        status = take_trail(w, nodes, arcs, err);
        if (!status) status = ent_monitor_tick(w->asked->monitor, "listing separate ways", (uint64_t)i, 0, err);
    }
    if (!status && w->out->count > 1)
        qsort_r(w->out->trails, w->out->count, sizeof *w->out->trails, by_length, w->place);
    free(nodes);
    free(arcs);
    return status;
}

ent_status ent_separate_find(const ent_separating *asked, ent_separate *out, ent_error *err) {
    ent_separate found = {0};
    work w = {.asked = asked, .n = ent_view_vertices(asked->view), .out = &found};
    ent_status status = ent_vertices_by_id(asked->view, &w.vertex, &w.place, err);
    if (!status) status = list_lines(&w, err);
    if (!status) status = asked->by_vertex ? connect_vertices(&w, err) : connect_edges(&w, err);
    int32_t shift = asked->by_vertex ? 1 : 0;
    if (!status)
        status =
            ent_flow_run(&w.flow, (end_of(&w, true) << shift) + shift, end_of(&w, false) << shift, asked->monitor, err);
    if (!status) status = find_cut(&w, err);
    if (!status) status = take_trails(&w, err);
    free(w.vertex);
    free(w.place);
    free(w.lines);
    free(w.near_from);
    free(w.near_to);
    ent_flow_clear(&w.flow);
    if (status) {
        ent_separate_clear(&found);
        return status;
    }
    *out = found;
    return ENT_OK;
}
