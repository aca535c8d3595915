/* draw/tournament.c - many starts, a few improved, fewer routed, one kept. How many is decided by the size of the
 * graph alone, never by the clock: the same input must give the same picture on a slow machine. */
#include <stdlib.h>
#include <string.h>

#include "draw/judge.h"

enum { TURNS = 4, STRETCHES = 2, MOST_STEPS = 120000 };

#define HOT 16.0 /* a crossing costs 4 */
#define WARM 1.5

/* What a graph of that size may cost. `work` is trials times nodes and lines met in each. */
typedef struct {
    uint32_t nodes, links; /* at most */
    int seeds;
    size_t annealed, routed;
    double work;
    bool splines;
} effort;

static const effort efforts[] = {
    {40, 70, 12, 16, 8, 2.4e8, true},
    {70, 160, 8, 8, 4, 5.0e8, true},
    {150, 300, 3, 2, 1, 5.0e8, true},
    {300, 800, 2, 1, 1, 5.0e8, false},
    {UINT32_MAX, UINT32_MAX, 1, 0, 1, 0, false},
};

static const effort *effort_for(const ent_plot *plot) {
    const effort *e = efforts;
    while (plot->node_count > e->nodes || plot->link_count > e->links) e++;
    return e;
}

typedef struct {
    double *xy;
    double cost;
    uint32_t number; /* breaks ties */
} candidate;

static int compare_candidates(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

typedef struct {
    ent_plot *plot;
    const effort *effort;
    ent_field field;
    candidate *list;
    size_t count, room;
    double *xy; /* one layout */
} tournament;

/* Turn a layout by eighths of a circle and fit it to the page. */
static void turn(const ent_field *f, const double *from, int eighths, double stretch, double *to) {
    static const double cosines[TURNS] = {1, .7071067811865476, 0, -.7071067811865476};
    static const double sines[TURNS] = {0, .7071067811865476, 1, .7071067811865476};
    ent_rect span = {1e9, 1e9, -1e9, -1e9};
    for (uint32_t v = 0; v < f->node_count; v++) {
        double x = from[2 * v], y = from[2 * v + 1];
        to[2 * v] = x * cosines[eighths] - y * sines[eighths];
        to[2 * v + 1] = x * sines[eighths] + y * cosines[eighths];
        span.x0 = ent_min(span.x0, to[2 * v]);
        span.x1 = ent_max(span.x1, to[2 * v]);
        span.y0 = ent_min(span.y0, to[2 * v + 1]);
        span.y1 = ent_max(span.y1, to[2 * v + 1]);
    }
    for (uint32_t v = 0; v < f->node_count; v++) {
        double x = (to[2 * v] - (span.x0 + span.x1) / 2) / ent_max(span.x1 - span.x0, 1);
        double y = (to[2 * v + 1] - (span.y0 + span.y1) / 2) / ent_max(span.y1 - span.y0, 1);
        to[2 * v] = x * f->page_w * stretch;
        to[2 * v + 1] = y * f->page_h * stretch;
    }
}

static bool add_starts(tournament *t, int seed) {
    static const double stretches[STRETCHES] = {.9, .7};
    if (!ent_graphviz_neato(t->plot, seed, t->xy)) return false;
    for (int i = 0; i < TURNS * STRETCHES && t->count < t->room; i++) {
        candidate *c = &t->list[t->count];
        turn(&t->field, t->xy, i % TURNS, stretches[i / TURNS], c->xy);
        ent_field_set(&t->field, c->xy);
        c->cost = ent_field_cost(&t->field);
        c->number = (uint32_t)t->count++;
    }
    return true;
}

static void anneal_all(tournament *t, size_t steps, double heat, uint64_t seed) {
    for (size_t i = 0; i < t->count; i++) {
        candidate *c = &t->list[i];
        ent_field_set(&t->field, c->xy);
        ent_anneal(&t->field, steps, heat, seed + c->number);
        ent_field_get(&t->field, c->xy);
        c->cost = ent_field_cost(&t->field);
    }
    qsort(t->list, t->count, sizeof *t->list, compare_candidates);
}

static void keep_best(tournament *t, size_t most) {
    qsort(t->list, t->count, sizeof *t->list, compare_candidates);
    if (t->count > most) t->count = most;
}

/* Anneal the best starts from a high heat, then the better half of them once more from a low one: the first finds the
 * arrangement, the second the places. */
static void improve(tournament *t) {
    const effort *e = t->effort;
    keep_best(t, e->annealed);
    double n = t->plot->node_count, m = t->field.link_count, runs = (double)(t->count ? t->count : 1);
    double met = (2 * m / (n + 1) + 1) * (m + n + 1); /* pairs that one trial looks at */
    size_t steps = (size_t)ent_min(MOST_STEPS, e->work / met / runs);
    anneal_all(t, steps * 2 / 3, HOT, 1);
    keep_best(t, (t->count + 1) / 2);
    anneal_all(t, steps * 2 / 3, WARM, 1001);
}

static void put(ent_plot *plot, const double *xy) {
    for (uint32_t v = 0; v < plot->node_count; v++) {
        plot->nodes[v].x = xy[2 * v];
        plot->nodes[v].y = xy[2 * v + 1];
    }
}

static bool boxes_clear(const ent_plot *plot) {
    for (uint32_t v = 0; v < plot->node_count; v++)
        for (uint32_t w = v + 1; w < plot->node_count; w++)
            if (ent_rect_touches(ent_rect_grown(ent_node_rect(&plot->nodes[v]), 4.5),
                                 ent_rect_grown(ent_node_rect(&plot->nodes[w]), 4.5)))
                return false;
    return true;
}

/* Put boxes in place, part those that touch, route the lines, place the labels. */
static bool finish(tournament *t, double *xy, double *labels_cost) {
    put(t->plot, xy);
    if (!boxes_clear(t->plot)) {
        if (!ent_graphviz_spread(t->plot, xy)) return false;
        put(t->plot, xy);
    }
    bool fine = t->effort->splines ? ent_graphviz_route(t->plot) : ent_route_straight(t->plot);
    if (!fine || !ent_route_lines(t->plot)) return false;
    *labels_cost = ent_labels_place(t->plot);
    return *labels_cost >= 0;
}

static bool choose(tournament *t) {
    size_t best = SIZE_MAX;
    double least = 0, labels_cost;
    ent_verdict verdict;
    for (size_t i = 0; i < t->count && i < t->effort->routed; i++) {
        if (!finish(t, t->list[i].xy, &labels_cost) || !ent_judge(t->plot, labels_cost, &verdict)) continue;
        /* rounded: a difference in the last bit must not decide */
        double cost = (double)(long long)(verdict.cost * 16);
        if (best == SIZE_MAX || cost < least) {
            best = i;
            least = cost;
        }
    }
    return best != SIZE_MAX && finish(t, t->list[best].xy, &labels_cost);
}

static bool open_tournament(tournament *t, ent_plot *plot) {
    t->plot = plot;
    t->effort = effort_for(plot);
    t->room = (size_t)t->effort->seeds * TURNS * STRETCHES;
    t->list = calloc(t->room, sizeof *t->list);
    t->xy = calloc(2 * (size_t)plot->node_count + 1, sizeof *t->xy);
    if (!t->list || !t->xy || ent_field_init(&t->field, plot, NULL)) return false;
    for (size_t i = 0; i < t->room; i++) {
        t->list[i].xy = calloc(2 * (size_t)plot->node_count + 1, sizeof(double));
        if (!t->list[i].xy) return false;
    }
    return true;
}

static void close_tournament(tournament *t) {
    for (size_t i = 0; t->list && i < t->room; i++) free(t->list[i].xy);
    free(t->list);
    free(t->xy);
    ent_field_clear(&t->field);
}

bool ent_layout_quick(ent_plot *plot) {
    double *xy = calloc(2 * (size_t)plot->node_count + 1, sizeof *xy);
    bool fine = xy && ent_graphviz_neato(plot, 1, xy) && ent_graphviz_spread(plot, xy);
    if (fine) {
        put(plot, xy);
        fine = ent_route_straight(plot) && ent_route_lines(plot) && ent_labels_place(plot) >= 0;
    }
    free(xy);
    return fine;
}

bool ent_layout_search(ent_plot *plot) {
    if (effort_for(plot)->annealed == 0) return ent_layout_quick(plot);
    tournament t = {0};
    bool fine = open_tournament(&t, plot);
    for (int seed = 1; fine && seed <= t.effort->seeds; seed++) fine = add_starts(&t, seed);
    if (fine) improve(&t);
    fine = fine && choose(&t);
    close_tournament(&t);
    return fine;
}
