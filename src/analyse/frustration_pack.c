/* Lower bounds without a linear program: negative cycles packed into the weights of the edges. First cycles that share no
 * edge, as they come. Then every frustrated edge is given its weight of cycles through itself alone, in parts, by
 * negotiation: all take the shortest way, edges that too many want become dearer, and those on them look again (McMurchie
 * and Ebeling 1995). Where everything fits, the factions are the best there are. */
#include "analyse/frustration.h"
#include "base/memory.h"
#include "kernel/net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t whole_up(int64_t shares) {
    return (shares + ENT_SHARE - 1) / ENT_SHARE;
}

static ent_status tick(ent_block *b, const char *stage, ent_error *err) {
    return ent_monitor_tick(b->effort->monitor, stage, b->effort->steps, 0, err);
}

/* ---- cycles that share no edge ---- */

/* Take the cycle as often as its edges allow. */
static ent_status take_cycle(ent_block *b, int64_t *left, double *length, ent_error *err) {
    const int32_t *edges = b->seeker.cycle;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < b->seeker.cycle_count; i++)
        if (left[edges[i]] < least) least = left[edges[i]];
    for (size_t i = 0; i < b->seeker.cycle_count; i++) {
        left[edges[i]] -= least;
        if (left[edges[i]] == 0) length[edges[i]] = INFINITY;
    }
    b->proved += least * ENT_SHARE;
    ent_status status = ent_cycles_add(&b->proof, edges, b->seeker.cycle_count, least * ENT_SHARE, err);
    return status ? status : ent_cycles_add(&b->rows, edges, b->seeker.cycle_count, 0, err);
}

/* An edge towards the end that comes later by degree, then by number. */
typedef struct {
    int32_t to, edge;
} outward;

/* Take the triangles of u and of the edges that lead on from its own; mark[w]: the edge from u to w, or -1. */
static ent_status take_triangles_at(ent_block *b, const int32_t *first, const outward *out, int32_t u, int32_t *mark,
                                    int64_t *left, uint64_t *looked_at, ent_error *err) {
    const ent_signed_edge *edges = b->graph->edges;
    ent_status status = ENT_OK;
    for (int32_t i = first[u]; i < first[u + 1]; i++) mark[out[i].to] = out[i].edge;
    for (int32_t i = first[u]; i < first[u + 1] && !status; i++) {
        int32_t v = out[i].to, uv = out[i].edge;
        *looked_at += (uint64_t)(first[v + 1] - first[v]);
        for (int32_t j = first[v]; j < first[v + 1] && left[uv] && !status; j++) {
            int32_t vw = out[j].edge, uw = mark[out[j].to];
            if (uw < 0 || !left[uw] || !left[vw] || edges[uv].sign * edges[vw].sign * edges[uw].sign > 0) continue;
            b->seeker.cycle[0] = uv, b->seeker.cycle[1] = vw, b->seeker.cycle[2] = uw;
            b->seeker.cycle_count = 3;
            status = take_cycle(b, left, b->x, err);
        }
    }
    for (int32_t i = first[u]; i < first[u + 1]; i++) mark[out[i].to] = -1;
    return status;
}

/* Negative triangles that share no edge, each met once (Chiba and Nishizeki 1985): O(m sqrt m) where searches one by one
 * would go through the edges of the hubs again and again. */
static ent_status pack_triangles(ent_block *b, int64_t *left, ent_error *err) {
    const ent_signed_edges *g = b->graph;
    int32_t *first = calloc((size_t)g->n + 2, sizeof *first), *mark = malloc(((size_t)g->n + 1) * sizeof *mark);
    outward *out = malloc((g->m + 1) * sizeof *out);
    ent_status status = first && mark && out ? ENT_OK : ent_fail_memory(err);
    int32_t count = 0;
    uint64_t looked_at = 0;
    for (int32_t u = 0; u < g->n && !status; u++) {
        mark[u] = -1;
        for (int32_t i = g->first[u]; i < g->first[u + 1]; i++)
            if (ent_comes_before(g->first, u, g->to[i])) out[count++] = (outward){g->to[i], g->via[i]};
        first[u + 1] = count;
    }
    for (int32_t u = 0; u < g->n && !status && !ent_effort_spent(b->effort); u++) {
        status = take_triangles_at(b, first, out, u, mark, left, &looked_at, err);
        b->effort->steps += looked_at / 1000;
        looked_at %= 1000;
        if (!status) status = tick(b, "looking for negative triangles", err);
    }
    free(first);
    free(mark);
    free(out);
    return status;
}

/* In a large block a search goes through much of it each time: triangles, which need none, are taken first, so that there is
 * a good bound before the work runs out. */
ent_status ent_block_pack(ent_block *b, ent_error *err) {
    enum { LARGE = 20000 };
    size_t m = b->graph->m;
    int64_t *left = malloc((m + 1) * sizeof *left);
    ent_status status = left ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < m && !status; e++) left[e] = b->graph->edges[e].weight, b->x[e] = 1;
    if (m >= LARGE && !status) status = pack_triangles(b, left, err);
    for (size_t e = 0; e < m && !status && !ent_effort_spent(b->effort);) {
        bool frustrated = ent_signed_frustrated(&b->graph->edges[e], b->side);
        b->seeker.cycle_count = 0;
        if (frustrated && left[e]) {
            status = ent_cycle_seeker_find(&b->seeker, e, b->x, INFINITY, err);
            ent_effort_charge(b->effort, b->seeker.looked_at);
            if (!status) status = tick(b, "looking for negative cycles", err);
        }
        if (!status && b->seeker.cycle_count)
            status = take_cycle(b, left, b->x, err);
        else
            e++;
    }
    free(left);
    b->lower = whole_up(b->proved);
    return status;
}

/* ---- negotiation ---- */

enum { PARTS = 4, ROUNDS = 40 }; /* of the weight of an edge; PARTS divides ENT_SHARE */

/* One part of the weight of a frustrated edge, and the cycle it takes. */
typedef struct {
    int32_t owner;
    int32_t *edges; /* without the owner */
    size_t count, room;
} part;

typedef struct {
    ent_block *b;
    part *parts;
    size_t count;
    int64_t *load;           /* by edge, in units of 1 / PARTS */
    double *memory, *length; /* how often it was too much; what the edge costs now, frustrated ones INFINITY */
    double strictness;
} negotiation;

static int64_t too_much(const negotiation *n, int32_t e) {
    int64_t over = n->load[e] - PARTS * n->b->graph->edges[e].weight;
    return over > 0 ? over : 0;
}

static void set_length(negotiation *n, int32_t e) {
    double room = (double)(PARTS * n->b->graph->edges[e].weight), load = (double)n->load[e] / room;
    double present = load < 1 ? 1 + load / 4 : 1 + n->strictness * (1 + PARTS * (load - 1));
    n->length[e] = (1 + n->memory[e]) * present;
}

static void put_load(negotiation *n, const part *p, int direction) {
    int64_t weight = direction * n->b->graph->edges[p->owner].weight;
    for (size_t i = 0; i < p->count; i++) {
        n->load[p->edges[i]] += weight;
        set_length(n, p->edges[i]);
    }
}

static bool is_content(const negotiation *n, const part *p) {
    for (size_t i = 0; i < p->count; i++)
        if (too_much(n, p->edges[i])) return false;
    return p->count > 0;
}

static ent_status look_again(negotiation *n, part *p, ent_error *err) {
    ent_cycle_seeker *seeker = &n->b->seeker;
    put_load(n, p, -1);
    p->count = 0;
    n->length[p->owner] = 0;
    ent_status status = ent_cycle_seeker_find(seeker, (size_t)p->owner, n->length, INFINITY, err);
    n->length[p->owner] = INFINITY;
    ent_effort_charge(n->b->effort, seeker->looked_at);
    for (size_t i = 0; i < seeker->cycle_count && !status; i++) {
        if (seeker->cycle[i] == p->owner) continue;
        if (!ent_grow(&p->edges, &p->room, p->count, sizeof *p->edges)) return ent_fail_memory(err);
        p->edges[p->count++] = seeker->cycle[i];
    }
    put_load(n, p, 1);
    return status;
}

/* What does not fit, in units of 1 / PARTS; it makes its edges dearer. */
static int64_t remember(negotiation *n) {
    int64_t sum = 0;
    for (size_t e = 0; e < n->b->graph->m; e++) {
        int64_t over = too_much(n, (int32_t)e);
        sum += over;
        if (!over) continue;
        n->memory[e] += (double)over / (double)(PARTS * n->b->graph->edges[e].weight);
        set_length(n, (int32_t)e);
    }
    return sum;
}

static ent_status negotiate(negotiation *n, ent_error *err) {
    ent_status status = ENT_OK;
    for (int round = 0; round < ROUNDS && !status && !ent_effort_spent(n->b->effort); round++) {
        size_t moved = 0;
        for (size_t k = 0; k < n->count && !status; k++) {
            if (is_content(n, &n->parts[k])) continue;
            status = look_again(n, &n->parts[k], err);
            if (!status && ++moved % 64 == 0) status = tick(n->b, "sharing out negative cycles", err);
        }
        n->strictness *= 1.3;
        int64_t over = remember(n);
        if (over < PARTS) break;
    }
    return status;
}

/* The shares that fit, and the cycles as rows of the linear program. */
static ent_status settle(negotiation *n, ent_cycles *proof, ent_cycles *rows, ent_cycle_marks *marks, ent_error *err) {
    ent_block *b = n->b;
    int64_t *left = n->load, proved = 0;
    ent_status status = ENT_OK;
    for (size_t e = 0; e < b->graph->m; e++) left[e] = b->graph->edges[e].weight * ENT_SHARE;
    for (size_t k = 0; k < n->count && !status; k++) {
        part *p = &n->parts[k];
        int64_t share = b->graph->edges[p->owner].weight * (ENT_SHARE / PARTS);
        bool fresh = false;
        if (!p->count) continue;
        if (!ent_grow(&p->edges, &p->room, p->count, sizeof *p->edges)) return ent_fail_memory(err);
        p->edges[p->count] = p->owner;
        for (size_t i = 0; i <= p->count; i++)
            if (left[p->edges[i]] < share) share = left[p->edges[i]];
        for (size_t i = 0; i <= p->count; i++) left[p->edges[i]] -= share;
        proved += share;
        status = ent_cycle_marks_add(marks, p->edges, p->count + 1, &fresh, err);
        if (!status && fresh) status = ent_cycles_add(rows, p->edges, p->count + 1, 0, err);
        if (!status && share) status = ent_cycles_add(proof, p->edges, p->count + 1, share, err);
    }
    if (status || proved <= b->proved) return status;
    ent_cycles kept = b->proof;
    b->proof = *proof;
    *proof = kept;
    b->proved = proved;
    if (whole_up(proved) > b->lower) b->lower = whole_up(proved);
    return ENT_OK;
}

static ent_status make(negotiation *n, ent_block *b, ent_error *err) {
    size_t m = b->graph->m, frustrated = 0;
    for (size_t e = 0; e < m; e++) frustrated += ent_signed_frustrated(&b->graph->edges[e], b->side);
    *n = (negotiation){.b = b, .strictness = .5};
    n->parts = calloc(PARTS * frustrated + 1, sizeof *n->parts);
    n->load = calloc(m + 1, sizeof *n->load);
    n->memory = calloc(m + 1, sizeof *n->memory);
    n->length = malloc((m + 1) * sizeof *n->length);
    if (!n->parts || !n->load || !n->memory || !n->length) return ent_fail_memory(err);
    for (size_t e = 0; e < m; e++) {
        set_length(n, (int32_t)e);
        if (!ent_signed_frustrated(&b->graph->edges[e], b->side)) continue;
        n->length[e] = INFINITY;
        for (int k = 0; k < PARTS; k++) n->parts[n->count++].owner = (int32_t)e;
    }
    return ENT_OK;
}

ent_status ent_block_route(ent_block *b, ent_error *err) {
    negotiation n;
    ent_cycles proof = {0}, rows = {0};
    ent_cycle_marks marks = {0};
    ent_status status = make(&n, b, err);
    if (!status) status = negotiate(&n, err);
    if (!status) status = settle(&n, &proof, &rows, &marks, err);
    if (!status) {
        ent_cycles kept = b->rows;
        b->rows = rows;
        rows = kept;
    }
    for (size_t k = 0; k < rows.count && !status; k++) { /* those of the first packing as well */
        bool fresh = false;
        const int32_t *edges = rows.edge + rows.start[k];
        size_t count = rows.start[k + 1] - rows.start[k];
        status = ent_cycle_marks_add(&marks, edges, count, &fresh, err);
        if (!status && fresh) status = ent_cycles_add(&b->rows, edges, count, 0, err);
    }
    ent_cycle_marks_clear(&marks);
    ent_cycles_clear(&proof);
    ent_cycles_clear(&rows);
    for (size_t k = 0; k < n.count; k++) free(n.parts[k].edges);
    free(n.parts);
    free(n.load);
    free(n.memory);
    free(n.length);
    return status;
}
