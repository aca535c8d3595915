/* draw/tournament.c - many starts, annealed, the better ones once more, a few of them routed, one kept. How many is decided
 * by the effort and the size of the graph, never by the clock: the same input must give the same picture on a slow
 * machine. */
#include <stdlib.h>
#include <string.h>

#include "draw/effort.h"
#include "draw/finish.h"
#include "draw/judge.h"

enum { TURNS = 4, STRETCHES = 2 };

#define PAGE_WIDTH 690.0 /* of the boxes, in a picture that is to be read on a page */
#define TALLEST 1.25     /* of them, in their width */
#define HOT 9.0          /* a crossing costs 5 */
#define WARM 2.0
#define COOL 1.2
#define HOT_SHARE .6        /* of the work */
#define TRIALS_A_NODE 700.0 /* fewer are not worth another run */
#define MOST_ENTRIES 2.5e6  /* of the tables of costs: beyond that graphs are too large to be searched */

const ent_effort ent_efforts[] = {
    {"draft", .2, 0, 1, 1},    /* as much search as parts boxes and lines */
    {"quick", 30, 2, 4, 3},    /* what one may wait for while one tries things out */
    {"normal", 250, 6, 12, 8}, /* what one shows to others */
    {"best", 700, 12, 16, 16}, /* what is printed */
    {NULL, 0, 0, 0, 0},
};

const ent_effort *ent_effort_find(const char *name) {
    for (const ent_effort *e = ent_efforts; e->name; e++)
        if (strcmp(e->name, name) == 0) return e;
    return NULL;
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
    const ent_effort *effort;
    const ent_layout_limits *limits;
    double work; /* comparisons */
    ent_field field;
    candidate *list;
    size_t count, room;
    double *xy; /* one layout */
} tournament;

static void tell(const tournament *t, double share) {
    if (t->limits->progress) t->limits->progress(t->limits->to, share);
}

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
        const ent_rect *home = &f->home[v];
        to[2 * v] = ent_max(home->x0, ent_min(x * f->page_w * stretch, home->x1));
        to[2 * v + 1] = ent_max(home->y0, ent_min(y * f->page_h * stretch, home->y1));
    }
}

/* The layout in t->xy, in all its turns. */
static void add_turns(tournament *t) {
    static const double stretches[STRETCHES] = {.9, .7};
    for (int i = 0; i < TURNS * STRETCHES && t->count < t->room; i++) {
        candidate *c = &t->list[t->count];
        turn(&t->field, t->xy, i % TURNS, stretches[i / TURNS], c->xy);
        ent_field_set(&t->field, c->xy);
        c->cost = ent_field_cost(&t->field);
        c->number = (uint32_t)t->count++;
    }
}

/* Graphviz layouts as many as the effort says; without any it need not be loaded. */
static bool add_starts(tournament *t) {
    if (!t->effort->seeds) {
        if (!ent_field_start(&t->field, t->xy)) return false;
        add_turns(t);
    }
    for (int seed = 1; seed <= t->effort->seeds; seed++) {
        if (!ent_graphviz_neato(t->plot, seed, t->xy)) return false;
        add_turns(t);
    }
    return true;
}

/* Boxes that are not placed start beside those they are tied to, in another direction each time. */
static void add_places(tournament *t) {
    static const double ways[8][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {.7, .7}, {-.7, .7}, {.7, -.7}, {-.7, -.7}};
    const ent_plot *plot = t->plot;
    for (; t->count < t->room && t->count < (t->field.movable_count ? 8 : 1); t->count++) {
        candidate *c = &t->list[t->count];
        c->number = (uint32_t)t->count;
        for (uint32_t v = 0; v < plot->node_count; v++) {
            double x = 0, y = 0, count = 0, away = 80 + 7.0 * (v % 9);
            for (uint32_t i = 0; i < plot->link_count; i++) {
                const ent_link *link = &plot->links[i];
                if (link->a != v && link->b != v) continue;
                const ent_scene_node *other = &plot->scene->nodes[link->a == v ? link->b : link->a];
                if (!other->placed) continue;
                x += other->x;
                y += other->y;
                count++;
            }
            const ent_scene_node *node = &plot->scene->nodes[v];
            const double *way = ways[(t->count + v) % 8];
            c->xy[2 * v] = node->placed ? node->x : (count > 0 ? x / count : 0) + way[0] * away;
            c->xy[2 * v + 1] = node->placed ? node->y : (count > 0 ? y / count : 0) + way[1] * away;
        }
    }
}

static void keep_best(tournament *t, size_t most) {
    qsort(t->list, t->count, sizeof *t->list, compare_candidates);
    if (t->count > most) t->count = most;
}

/* From share `from` of the search to share `to`. */
static void anneal_all(tournament *t, double work, double heat, uint64_t seed, double from, double to) {
    for (size_t i = 0; i < t->count; i++) {
        candidate *c = &t->list[i];
        ent_field_set(&t->field, c->xy);
        ent_anneal(&t->field, work / (double)t->count, heat, seed + c->number);
        ent_field_get(&t->field, c->xy);
        c->cost = ent_field_cost(&t->field);
        tell(t, from + (to - from) * (double)(i + 1) / (double)t->count);
    }
}

/* As many runs as the work is enough for. */
static size_t count_runs(const tournament *t) {
    double n = t->field.node_count, m = t->field.link_count;
    double trial = (2 * m / (n + 1) + 1) * (n + m) / 2; /* half of what one may meet: most fail early */
    double runs = t->work / (TRIALS_A_NODE * (n + 1) * (trial + 1));
    return (size_t)ent_max(1, ent_min(runs, (double)t->effort->runs));
}

/* A layout that came out wider than a page is pressed into its width, and drawn out in height as far as a page is high: the
 * boxes find room again in the second annealing, while from the outside in they would hardly move. */
static void press(const ent_field *f, double *xy) {
    ent_rect span = {1e9, 1e9, -1e9, -1e9};
    for (uint32_t v = 0; v < f->node_count; v++) {
        span.x0 = ent_min(span.x0, xy[2 * v] - f->half_w[v]);
        span.x1 = ent_max(span.x1, xy[2 * v] + f->half_w[v]);
        span.y0 = ent_min(span.y0, xy[2 * v + 1] - f->half_h[v]);
        span.y1 = ent_max(span.y1, xy[2 * v + 1] + f->half_h[v]);
    }
    double w = span.x1 - span.x0, h = span.y1 - span.y0;
    if (w <= PAGE_WIDTH) return;
    double narrower = PAGE_WIDTH / w, taller = ent_max(1, ent_min(w / PAGE_WIDTH, PAGE_WIDTH * TALLEST / h));
    for (uint32_t v = 0; v < f->node_count; v++) {
        xy[2 * v] = (xy[2 * v] - (span.x0 + span.x1) / 2) * narrower;
        xy[2 * v + 1] = (xy[2 * v + 1] - (span.y0 + span.y1) / 2) * taller;
    }
}

/* Not where something else says how large the drawing is. */
static bool presses(const tournament *t) {
    const ent_plot *plot = t->plot;
    return plot->scene->picture == ENT_PICTURE_NETWORK && !t->field.rooms.count && !plot->region_count &&
           t->field.movable_count == t->field.node_count;
}

/* Anneal the best starts from a high heat, then the better half of them once more from a low one: the first finds the
 * arrangement, the second the places. A draft has no work for the first, which would leave it worse than it began. */
static void improve(tournament *t) {
    double hot = t->effort->seeds ? HOT_SHARE : 0;
    keep_best(t, count_runs(t));
    if (hot > 0) anneal_all(t, t->work * hot, HOT, 1, .05, .6);
    keep_best(t, (t->count + 1) / 2);
    for (size_t i = 0; i < t->count && presses(t); i++) press(&t->field, t->list[i].xy);
    anneal_all(t, t->work * (1 - hot), hot > 0 ? WARM : COOL, 1001, .6, .9);
    keep_best(t, t->count);
}

static void put(ent_plot *plot, const double *xy) {
    for (uint32_t v = 0; v < plot->node_count; v++) {
        plot->nodes[v].x = xy[2 * v];
        plot->nodes[v].y = xy[2 * v + 1];
    }
}

static bool finish(ent_plot *plot, double *xy, double *labels_cost) {
    if (plot->scene->picture == ENT_PICTURE_PERIODS) ent_periods_squeeze(plot, xy);
    put(plot, xy);
    return ent_finish(plot, labels_cost);
}

/* Routes among many boxes take longer than the search. */
static size_t count_finals(const tournament *t) {
    uint32_t n = t->plot->node_count;
    size_t most = n > 100 ? 1 : n > 70 ? 2 : t->effort->finals;
    return t->count < most ? t->count : most;
}

/* A network is finished once more, exactly (ent_finish_exactly): until then its lines may wait. */
static bool finish_last(tournament *t, size_t which) {
    double labels_cost;
    t->plot->draft = t->plot->scene->picture == ENT_PICTURE_NETWORK;
    return finish(t->plot, t->list[which].xy, &labels_cost);
}

static bool choose(tournament *t) {
    size_t best = SIZE_MAX, finals = count_finals(t);
    double least = 0, labels_cost;
    ent_verdict verdict;
    if (finals == 1) return finish_last(t, 0);
    for (size_t i = 0; i < finals; i++) {
        bool fine = finish(t->plot, t->list[i].xy, &labels_cost) && ent_judge(t->plot, labels_cost, &verdict);
        tell(t, .9 + .1 * (double)(i + 1) / (double)finals);
        if (!fine) continue;
        /* rounded: a difference in the last bit must not decide */
        double cost = (double)(long long)(verdict.cost * 16);
        if (best == SIZE_MAX || cost < least) {
            best = i;
            least = cost;
        }
    }
    return best != SIZE_MAX && finish_last(t, best);
}

static bool open_tournament(tournament *t, ent_plot *plot, const ent_layout_limits *limits) {
    t->plot = plot;
    t->limits = limits;
    t->effort = limits->effort ? limits->effort : ent_effort_find("normal");
    plot->bows = !t->effort->seeds;
    t->work = 1e6 * (limits->work > 0 ? ent_min(limits->work, t->effort->work) : t->effort->work);
    t->room = (size_t)(t->effort->seeds ? t->effort->seeds : 1) * TURNS * STRETCHES;
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

bool ent_layout_quick(ent_plot *plot, const ent_layout_limits *limits) {
    (void)limits;
    if (plot->region_count) return ent_layout_plain(plot);
    double *xy = calloc(2 * (size_t)plot->node_count + 1, sizeof *xy);
    bool fine = xy && ent_graphviz_neato(plot, 1, xy) && ent_graphviz_spread(plot, xy);
    if (fine) {
        put(plot, xy);
        fine = ent_route_straight(plot) && ent_route_lines(plot) && ent_labels_place(plot) >= 0;
    }
    free(xy);
    return fine;
}

bool ent_layout_search(ent_plot *plot, const ent_layout_limits *limits) {
    double n = plot->node_count, m = plot->link_count;
    if (m * (m + n) > MOST_ENTRIES) return ent_layout_quick(plot, limits);
    tournament t = {0};
    bool fine = open_tournament(&t, plot, limits);
    uint32_t placed = ent_count_placed(plot);
    if (fine && placed) add_places(&t);
    if (fine && placed) t.work *= (double)t.field.movable_count / ent_max(n, 1);
    if (!placed) fine = fine && add_starts(&t);
    if (fine) improve(&t);
    fine = fine && choose(&t);
    close_tournament(&t);
    return fine;
}
