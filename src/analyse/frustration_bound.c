/* The upper bound: sides found by descent and tabu search from several starts, and by annealing. */
#include "analyse/frustration.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What flipping each vertex would save; kept true while vertices are flipped. */
typedef struct {
    const ent_signed_edges *graph;
    int8_t *side;
    int64_t *saves, cost;
    int32_t *queue;
    uint8_t *queued;
    uint64_t *free_at; /* tabu until then */
    uint64_t looked_at;
} climber;

static void climber_clear(climber *c) {
    free(c->saves);
    free(c->queue);
    free(c->queued);
    free(c->free_at);
}

static ent_status climber_init(climber *c, const ent_signed_edges *graph, int8_t *side, ent_error *err) {
    size_t n = (size_t)graph->n;
    *c = (climber){.graph = graph, .side = side};
    c->saves = malloc((n + 1) * sizeof *c->saves);
    c->queue = malloc((n + 1) * sizeof *c->queue);
    c->queued = calloc(n + 1, 1);
    c->free_at = calloc(n + 1, sizeof *c->free_at);
    return c->saves && c->queue && c->queued && c->free_at ? ENT_OK : ent_fail_memory(err);
}

static void weigh(climber *c) {
    c->cost = 0;
    c->looked_at += c->graph->m;
    for (int32_t v = 0; v < c->graph->n; v++) c->saves[v] = 0;
    for (size_t e = 0; e < c->graph->m; e++) {
        const ent_signed_edge *edge = &c->graph->edges[e];
        bool frustrated = ent_signed_frustrated(edge, c->side);
        int64_t saved = frustrated ? edge->weight : -edge->weight;
        c->saves[edge->u] += saved;
        c->saves[edge->v] += saved;
        if (frustrated) c->cost += edge->weight;
    }
}

static void flip(climber *c, int32_t v) {
    const ent_signed_edges *g = c->graph;
    c->looked_at += (uint64_t)(g->first[v + 1] - g->first[v]);
    c->cost -= c->saves[v];
    c->saves[v] = -c->saves[v];
    c->side[v] = (int8_t)-c->side[v];
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
        const ent_signed_edge *edge = &g->edges[g->via[i]];
        c->saves[g->to[i]] += ent_signed_frustrated(edge, c->side) ? 2 * edge->weight : -2 * edge->weight;
    }
}

/* Flip what saves something, first come first served; a ring of at most n vertices waits. */
static void descend(climber *c) {
    int32_t n = c->graph->n, head = 0, waiting = n;
    c->looked_at += (uint64_t)n;
    for (int32_t v = 0; v < n; v++) c->queue[v] = v, c->queued[v] = 1;
    while (waiting > 0) {
        int32_t v = c->queue[head];
        head = head + 1 == n ? 0 : head + 1;
        waiting--;
        c->queued[v] = 0;
        if (c->saves[v] <= 0) continue;
        flip(c, v);
        for (int32_t i = c->graph->first[v]; i < c->graph->first[v + 1]; i++) {
            int32_t u = c->graph->to[i];
            if (c->queued[u] || c->saves[u] <= 0) continue;
            c->queue[(head + waiting) % n] = u;
            c->queued[u] = 1;
            waiting++;
        }
    }
}

ent_status ent_signed_descend(const ent_signed_edges *graph, int8_t *side, int64_t *cost, ent_error *err) {
    climber c;
    ent_status status = climber_init(&c, graph, side, err);
    if (!status && graph->n) {
        weigh(&c);
        descend(&c);
        *cost = c.cost;
    }
    climber_clear(&c);
    return status;
}

/* ---- the work of it ---- */

/* Edges and vertices that are looked at one after the other cost an eighth of those on the way of a search for a cycle; those
 * of which nothing but a number is compared, an eighth of that. */
enum { CHEAP = 8, A_STEP = 1000 * CHEAP };

/* What the search may look at: a quarter of the steps that are left. */
static uint64_t room_for(const ent_effort *effort) {
    return effort->most > effort->steps ? (effort->most - effort->steps) / 4 : 0;
}

static bool is_spent(const climber *c, uint64_t room) {
    return c->looked_at / A_STEP >= room;
}

/* The best flip that is not tabu, or that is better than all so far; -1 when there is none. */
static int32_t best_flip(const climber *c, uint64_t now, int64_t best) {
    int32_t chosen = -1;
    for (int32_t v = 0; v < c->graph->n; v++)
        if ((c->free_at[v] <= now || c->cost - c->saves[v] < best) && (chosen < 0 || c->saves[v] > c->saves[chosen]))
            chosen = v;
    return chosen;
}

/* Walk on over flips that make it worse, never straight back; keep the best sides. */
static void tabu(climber *c, uint64_t moves, uint64_t room, ent_random *random, int8_t *best_side, int64_t *best) {
    size_t n = (size_t)c->graph->n;
    memset(c->free_at, 0, n * sizeof *c->free_at);
    for (uint64_t now = 1; now <= moves && *best > 0 && !is_spent(c, room); now++) {
        int32_t v = best_flip(c, now, *best);
        c->looked_at += n / CHEAP;
        if (v < 0) return;
        flip(c, v);
        c->free_at[v] = now + 3 + n / 20 + ent_random_below(random, 5);
        if (c->cost >= *best) continue;
        *best = c->cost;
        memcpy(best_side, c->side, n);
    }
}

static void shuffle(int32_t *order, size_t count, ent_random *random) {
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)ent_random_below(random, i);
        int32_t kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

/* Flips that make it worse are taken, ever more rarely (Kirkpatrick, Gelatt and Vecchi 1983). Where the room is too small for all
 * sweeps it cools with the work that is done. */
static ent_status anneal(climber *c, const ent_effort *effort, uint64_t room, ent_random *random, ent_error *err) {
    static const double HOT = 1.5, COLD = .15;
    int32_t n = c->graph->n;
    uint64_t most = 20000000 / ((uint64_t)n + 1), sweeps = most < 400 ? most + 1 : 400;
    double unit = 0, planned = HOT;
    const uint64_t begun = c->looked_at;
    const double left = ((double)room - (double)(begun / A_STEP)) * A_STEP;
    for (size_t e = 0; e < c->graph->m; e++) unit += (double)c->graph->edges[e].weight;
    unit /= (double)c->graph->m;
    double cooling = pow(COLD / HOT, 1 / (double)sweeps);
    for (uint64_t sweep = 0; sweep < sweeps && !is_spent(c, room); sweep++, planned *= cooling) {
        const double heat = fmin(planned, HOT * pow(COLD / HOT, (double)(c->looked_at - begun) / left));
        ent_status status = ent_monitor_tick(effort->monitor, "searching for factions", sweep, sweeps, err);
        if (status) return status;
        c->looked_at += (uint64_t)n;
        for (int32_t v = 0; v < n; v++) {
            if (c->saves[v] < 0) {
                double chance = (double)ent_random_below(random, 1 << 30) / (1 << 30);
                if (chance >= exp((double)c->saves[v] / (unit * heat))) continue;
            }
            flip(c, v);
        }
    }
    descend(c);
    return ENT_OK;
}

/* Few starts for large blocks: the linear program will suggest better ones. */
static size_t starts_for(int32_t n) {
    return n <= 200 ? 10 : n <= 2000 ? 4 : 2;
}

static uint64_t moves_for(int32_t n) {
    uint64_t wanted = 5 * (uint64_t)n, most = 10000000 / ((uint64_t)n + 1);
    return wanted < most ? wanted : most;
}

ent_status ent_signed_search(const ent_signed_edges *graph, ent_effort *effort, int8_t *side, int64_t *cost,
                             ent_error *err) {
    const uint64_t room = room_for(effort);
    climber c = {0};
    ent_random random;
    size_t n = (size_t)graph->n;
    int8_t *trial = malloc(n + 1);
    int32_t *order = malloc((graph->m + 1) * sizeof *order);
    ent_status status = trial && order ? climber_init(&c, graph, trial, err) : ent_fail_memory(err);
    ent_random_init(&random, effort->seed);
    for (size_t e = 0; e < graph->m && order; e++) order[e] = (int32_t)e;
    for (size_t v = 0; v < n; v++) side[v] = 1;
    *cost = ent_signed_cost(graph, side);
    for (size_t start = 0; start < starts_for(graph->n) && *cost > 0 && !status; start++) {
        if (start && is_spent(&c, room)) break;
        status = ent_monitor_tick(effort->monitor, "searching for factions", start, starts_for(graph->n), err);
        if (!status) status = ent_signed_forest(graph, order, trial, err);
        if (status) break;
        c.looked_at += graph->m;
        weigh(&c);
        descend(&c);
        if (c.cost < *cost) {
            *cost = c.cost;
            memcpy(side, trial, n);
        }
        tabu(&c, moves_for(graph->n), room, &random, side, cost);
        shuffle(order, graph->m, &random);
    }
    if (!status && *cost > 0 && !is_spent(&c, room)) {
        memcpy(trial, side, n);
        weigh(&c);
        status = anneal(&c, effort, room, &random, err);
        if (!status && c.cost < *cost) {
            *cost = c.cost;
            memcpy(side, trial, n);
        }
    }
    effort->steps += c.looked_at / A_STEP;
    climber_clear(&c);
    free(order);
    free(trial);
    return status;
}
