/* Paths with conditions: bounds by searching backwards from the end over vertices and states, then the best beginning
 * first, or all of them in depth when they are only counted. */
#include "analyse/paths_seek.h"
#include "analyse/paths_field.h"
#include "base/available.h"
#include "base/memory.h"
#include "analyse/common.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 1 << 26 }; /* vertices times states: half a gigabyte of bounds */

ent_reading ent_reading_after(ent_reading so_far, ent_reading hop) {
    if (so_far == ENT_READS_MIXED || hop == ENT_READS_MIXED) return ENT_READS_MIXED;
    if (so_far == ENT_READS_NONE) return hop;
    if (hop == ENT_READS_NONE) return so_far;
    return so_far == hop ? ENT_READS_POSITIVE : ENT_READS_NEGATIVE;
}

/* ---- states -------------------------------------------------------------------------------------------------------------- */

static uint16_t things_met(const ent_seeker *s, int32_t edge, int32_t vertex) {
    const ent_demand *d = s->demand;
    return (uint16_t)((d->at_edge ? d->at_edge[edge] : 0) | (d->at_vertex ? d->at_vertex[vertex] : 0));
}

static ent_reading reading_of(const ent_seeker *s, int32_t edge) {
    return s->demand->reading ? (ent_reading)s->demand->reading[edge] : ENT_READS_NONE;
}

static size_t state_of(const ent_seeker *s, size_t things, ent_reading reading) {
    return things * s->readings + reading;
}

static size_t state_after(const ent_seeker *s, size_t state, int32_t edge, int32_t vertex) {
    size_t things = state / s->readings | things_met(s, edge, vertex);
    ent_reading reading = ent_reading_after((ent_reading)(state % s->readings), reading_of(s, edge));
    return state_of(s, things, reading);
}

static size_t wanted_state(const ent_seeker *s) {
    return state_of(s, s->demand->all, s->demand->reading ? s->demand->wanted : ENT_READS_NONE);
}

static bool closed(const ent_seeker *s, int32_t edge, int32_t vertex) {
    const ent_search *search = s->search;
    return (search->closed && search->closed[edge]) || (search->avoid && search->avoid[vertex]);
}

static double length_of(const ent_seeker *s, int32_t edge) {
    double strength;
    if (!s->weighted) return 1;
    ent_view_edge(s->search->view, (size_t)edge, NULL, NULL, &strength);
    return 1 / strength;
}

/* ---- bounds --------------------------------------------------------------------------------------------------------------- */

typedef struct {
    double key;
    size_t cell;
} cell_item;

typedef struct {
    cell_item *items;
    size_t count, capacity;
} cell_heap;

static bool push_cell(cell_heap *h, double key, size_t cell) {
    if (!ent_grow(&h->items, &h->capacity, h->count, sizeof *h->items)) return false;
    size_t at = h->count++;
    for (; at > 0 && key < h->items[(at - 1) / 2].key; at = (at - 1) / 2) h->items[at] = h->items[(at - 1) / 2];
    h->items[at] = (cell_item){key, cell};
    return true;
}

static bool add_cell(cell_heap *h, double key, size_t cell) {
    if (!ent_grow(&h->items, &h->capacity, h->count, sizeof *h->items)) return false;
    h->items[h->count++] = (cell_item){key, cell};
    return true;
}

static cell_item pop_cell(cell_heap *h) {
    cell_item first = h->items[0], last = h->items[--h->count];
    size_t at = 0;
    for (size_t child = 1; child < h->count; child = 2 * at + 1) {
        if (child + 1 < h->count && h->items[child + 1].key < h->items[child].key) child++;
        if (h->items[child].key >= last.key) break;
        h->items[at] = h->items[child];
        at = child;
    }
    h->items[at] = last;
    return first;
}

/* All that one search backwards knows. */
typedef struct {
    cell_heap heap;
    double *best;
    bool in_hops;
    size_t head; /* by hops: cells come in the order in which they are told, so the heap is a queue */
} spreading;

/* Every state at the beginning of an arc that becomes `after` at its end. */
static bool relax_states(const ent_seeker *s, spreading *b, double key, int32_t from, size_t after, int32_t edge,
                         int32_t vertex) {
    size_t met = things_met(s, edge, vertex), things = after / s->readings;
    if ((things & met) != met) return true;
    for (size_t sub = met;; sub = (sub - 1) & met) { /* which of them are met here for the first time */
        for (size_t reading = 0; reading < s->readings; reading++) {
            size_t before = state_of(s, things & ~sub, (ent_reading)reading);
            size_t cell = (size_t)from * s->states + before;
            if (state_after(s, before, edge, vertex) != after || key >= b->best[cell]) continue;
            b->best[cell] = key;
            if (!(b->in_hops ? add_cell : push_cell)(&b->heap, key, cell)) return false;
        }
        if (!sub) return true;
    }
}

static bool next_cell(spreading *b, cell_item *item) {
    if (b->in_hops ? b->head == b->heap.count : b->heap.count == 0) return false;
    *item = b->in_hops ? b->heap.items[b->head++] : pop_cell(&b->heap);
    return true;
}

/* The bounds of the first vertex from those of its neighbours. */
static bool close_in(const ent_seeker *s, spreading *b) {
    const int32_t from = s->search->from;
    for (int32_t i = s->out.offsets[from]; i < s->out.offsets[from + 1]; i++) {
        int32_t w = s->out.to[i], e = s->out.edge[i];
        if (w == from || closed(s, e, from)) continue;
        for (size_t state = 0; state < s->states; state++) {
            double key = b->best[(size_t)w * s->states + state] + 1;
            if (isfinite(key) && !relax_states(s, b, key, from, state, e, w)) return false;
        }
    }
    return true;
}

/* Dijkstra 1959 backwards from the end, over vertices and states. In hops no farther than a path may be long, and from one hop
 * less on only the first vertex is of interest. */
static ent_status fill_bounds(const ent_seeker *s, double *best, bool in_hops, ent_error *err) {
    spreading b = {{0}, best, in_hops, 0};
    cell_item item;
    size_t last = (size_t)s->search->to * s->states + wanted_state(s), settled = 0;
    for (size_t i = 0; i < s->n * s->states; i++) best[i] = INFINITY;
    best[last] = 0;
    ent_status status = push_cell(&b.heap, 0, last) ? ENT_OK : ent_fail_memory(err);
    while (!status && next_cell(&b, &item)) {
        int32_t v = (int32_t)(item.cell / s->states);
        if (item.key > best[item.cell]) continue;
        if (in_hops && item.key + 1 >= (double)s->search->most_hops) break;
        if (settled++ % 4096 == 0)
            status = ent_monitor_tick(s->search->monitor, "looking for paths", settled, s->n * s->states, err);
        if (v == s->search->from) continue; /* a path does not come back to where it began */
        for (int32_t i = s->in.offsets[v]; i < s->in.offsets[v + 1] && !status; i++) {
            int32_t u = s->in.to[i], e = s->in.edge[i];
            if (u == v || u == s->search->to || closed(s, e, u)) continue;
            double key = item.key + (in_hops ? 1 : length_of(s, e));
            if (!relax_states(s, &b, key, u, item.cell % s->states, e, v)) status = ent_fail_memory(err);
        }
    }
    if (!status && in_hops && s->search->most_hops < SIZE_MAX && !close_in(s, &b)) status = ent_fail_memory(err);
    free(b.heap.items);
    return status;
}

ent_status ent_seeker_init(ent_seeker *s, const ent_search *search, const ent_demand *demand, ent_error *err) {
    *s = (ent_seeker){.search = search,
                      .demand = demand,
                      .out = ent_view_out(search->view),
                      .in = ent_view_in(search->view),
                      .n = ent_view_vertices(search->view),
                      .readings = demand->reading ? ENT_READINGS : 1,
                      .weighted = ent_view_weighted(search->view),
                      .most_steps = 2000000};
    s->states = ((size_t)demand->all + 1) * s->readings;
    if (s->n * s->states > MOST_CELLS) {
        ent_fail(err, ENT_USAGE, "%zu entities are too many for so many conditions on one path", s->n);
        return ent_hint(err, "give fewer --through... at once, or a part of the graph with --around");
    }
    /* a bound or two, and a place in the heap that is there twice while the heap grows */
    const double bytes = (double)s->n * (double)s->states * (sizeof *s->far * (s->weighted ? 2 : 1) + 16);
    ent_status status = ent_memory_check(bytes, "a path with conditions",
                                         "give fewer --through... at once, or a part of the graph with --around", err);
    if (status) return status;
    size_t met = demand->at_vertex ? demand->at_vertex[search->from] : 0;
    s->start = (uint16_t)state_of(s, met, ENT_READS_NONE);
    s->far = malloc((s->n * s->states + 1) * sizeof *s->far);
    s->on_path = calloc(s->n + 1, 1);
    if (!s->far || !s->on_path) return ent_fail_memory(err);
    status = fill_bounds(s, s->far, !s->weighted, err);
    if (status || !s->weighted) {
        s->hops = s->far;
        return status;
    }
    s->hops = malloc((s->n * s->states + 1) * sizeof *s->hops);
    return s->hops ? fill_bounds(s, s->hops, true, err) : ent_fail_memory(err);
}

void ent_seeker_clear(ent_seeker *s) {
    if (s->hops != s->far) free(s->hops);
    free(s->far);
    free(s->on_path);
    *s = (ent_seeker){0};
}

/* ---- the best beginning first ------------------------------------------------------------------------------------------ */

/* The beginning of a path: its last vertex, and the beginning that this one goes on from. */
typedef struct {
    double length, bound;
    int32_t vertex;
    uint32_t before, hops;
    uint16_t state;
} beginning;

typedef struct {
    ent_seeker *seeker;
    beginning *all;
    size_t count, capacity;
    uint32_t *heap;
    size_t waiting, heap_capacity;
    int32_t *path; /* room for the vertices of one beginning */
} frontier;

enum { NO_BEGINNING = UINT32_MAX };

/* Ids decide station by station; a beginning comes before what goes on from it. */
static int compare_stations(const frontier *f, uint32_t a, uint32_t b) {
    uint32_t shallow_a = a, shallow_b = b;
    while (f->all[shallow_a].hops > f->all[shallow_b].hops) shallow_a = f->all[shallow_a].before;
    while (f->all[shallow_b].hops > f->all[shallow_a].hops) shallow_b = f->all[shallow_b].before;
    int order = f->all[a].hops < f->all[b].hops ? -1 : f->all[a].hops > f->all[b].hops;
    for (; shallow_a != shallow_b; shallow_a = f->all[shallow_a].before, shallow_b = f->all[shallow_b].before) {
        int32_t x = f->all[shallow_a].vertex, y = f->all[shallow_b].vertex;
        if (x != y) order = ent_compare_vertices(f->seeker->search->view, x, y);
    }
    return order;
}

static bool goes_first(const frontier *f, uint32_t a, uint32_t b) {
    double x = f->all[a].bound, y = f->all[b].bound;
    return x != y ? x < y : compare_stations(f, a, b) < 0;
}

static bool push(frontier *f, beginning item) {
    item.bound = ent_ten_digits(item.bound); /* the rest is rounding */
    if (!ent_grow(&f->all, &f->capacity, f->count, sizeof *f->all)) return false;
    if (!ent_grow(&f->heap, &f->heap_capacity, f->waiting, sizeof *f->heap)) return false;
    uint32_t number = (uint32_t)f->count;
    f->all[f->count++] = item;
    size_t at = f->waiting++;
    for (; at > 0 && goes_first(f, number, f->heap[(at - 1) / 2]); at = (at - 1) / 2)
        f->heap[at] = f->heap[(at - 1) / 2];
    f->heap[at] = number;
    return true;
}

static uint32_t pop(frontier *f) {
    uint32_t first = f->heap[0], last = f->heap[--f->waiting];
    size_t at = 0;
    for (size_t child = 1; child < f->waiting; child = 2 * at + 1) {
        if (child + 1 < f->waiting && goes_first(f, f->heap[child + 1], f->heap[child])) child++;
        if (!goes_first(f, f->heap[child], last)) break;
        f->heap[at] = f->heap[child];
        at = child;
    }
    f->heap[at] = last;
    return first;
}

/* Put the stations of a beginning into f->path and mark them. */
static void lay_out(frontier *f, uint32_t number, uint8_t mark) {
    for (; number != NO_BEGINNING; number = f->all[number].before) {
        f->path[f->all[number].hops] = f->all[number].vertex;
        f->seeker->on_path[f->all[number].vertex] = mark;
    }
}

static bool go_on(frontier *f, uint32_t number) {
    const ent_seeker *s = f->seeker;
    beginning b = f->all[number];
    for (int32_t i = s->out.offsets[b.vertex]; i < s->out.offsets[b.vertex + 1]; i++) {
        int32_t v = s->out.to[i], e = s->out.edge[i];
        if (s->on_path[v] || closed(s, e, v)) continue;
        size_t state = state_after(s, b.state, e, v), cell = (size_t)v * s->states + state;
        beginning next = {b.length + length_of(s, e), 0, v, number, b.hops + 1, (uint16_t)state};
        next.bound = next.length + s->far[cell];
        if (!isfinite(next.bound) || (double)next.hops + s->hops[cell] > (double)s->search->most_hops) continue;
        if (!push(f, next)) return false;
    }
    return true;
}

static ent_status seek(frontier *f, size_t limit, bool only_shortest, ent_paths *out, ent_error *err) {
    ent_seeker *s = f->seeker;
    size_t before = out->count;
    double first = INFINITY;
    beginning start = {
        0, s->far[(size_t)s->search->from * s->states + s->start], s->search->from, NO_BEGINNING, 0, s->start};
    if (!isfinite(start.bound)) return ENT_OK;
    if (!push(f, start)) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    while (!status && f->waiting && out->count - before < limit) {
        uint32_t number = pop(f);
        beginning b = f->all[number];
        if (only_shortest && b.bound > first) break;
        if (s->steps++ % 1024 == 0)
            status = ent_monitor_tick(s->search->monitor, "looking for paths", s->steps, 0, err);
        s->stopped = f->count > s->most_steps;
        if (status || s->stopped) break;
        lay_out(f, number, 1);
        bool arrived = b.vertex == s->search->to;
        if (arrived) first = b.bound;
        bool room = arrived ? ent_paths_keep(out, s->search->view, f->path, b.hops) : go_on(f, number);
        lay_out(f, number, 0);
        if (!room) status = ent_fail_memory(err);
    }
    return status;
}

ent_status ent_seek(ent_seeker *s, size_t limit, bool only_shortest, ent_paths *out, ent_error *err) {
    frontier f = {.seeker = s, .path = malloc((s->n + 1) * sizeof *f.path)};
    s->stopped = false;
    ent_status status = f.path ? seek(&f, limit, only_shortest, out, err) : ent_fail_memory(err);
    free(f.path);
    free(f.all);
    free(f.heap);
    return status;
}

/* ---- how many ---------------------------------------------------------------------------------------------------------------- */

/* Where the search in depth stands at each hop. */
typedef struct {
    int32_t *vertex, *next;
    uint16_t *state;
} depths;

static void enter(ent_seeker *s, depths *d, size_t at, int32_t vertex, size_t state) {
    d->vertex[at] = vertex;
    d->next[at] = s->out.offsets[vertex];
    d->state[at] = (uint16_t)state;
    s->on_path[vertex] = 1;
}

/* The next arc that can still lead to the end, or -1. */
static int32_t next_arc(const ent_seeker *s, depths *d, size_t at, size_t *state) {
    int32_t v = d->vertex[at];
    while (d->next[at] < s->out.offsets[v + 1]) {
        int32_t i = d->next[at]++, w = s->out.to[i];
        if (s->on_path[w] || closed(s, s->out.edge[i], w)) continue;
        *state = state_after(s, d->state[at], s->out.edge[i], w);
        if ((double)(at + 1) + s->hops[(size_t)w * s->states + *state] <= (double)s->search->most_hops &&
            isfinite(s->hops[(size_t)w * s->states + *state]))
            return i;
    }
    return -1;
}

static ent_status count_in_depth(ent_seeker *s, depths *d, uint64_t most, uint64_t *count, ent_error *err) {
    size_t at = 0, steps = 0;
    ent_status status = ENT_OK;
    enter(s, d, 0, s->search->from, s->start);
    while (!status && *count <= most) {
        size_t state;
        int32_t i = next_arc(s, d, at, &state);
        if (steps++ % 8192 == 0) status = ent_monitor_tick(s->search->monitor, "counting paths", *count, most, err);
        s->stopped = steps > 100 * s->most_steps;
        if (s->stopped) break;
        if (i < 0) {
            s->on_path[d->vertex[at]] = 0;
            if (at-- == 0) return status;
        } else if (s->out.to[i] == s->search->to) {
            ++*count;
        } else {
            enter(s, d, ++at, s->out.to[i], state);
        }
    }
    for (size_t k = 0; k <= at; k++) s->on_path[d->vertex[k]] = 0;
    return status;
}

ent_status ent_seek_count(ent_seeker *s, uint64_t most, uint64_t *count, bool *more, ent_error *err) {
    depths d = {malloc((s->n + 1) * sizeof *d.vertex), malloc((s->n + 1) * sizeof *d.next),
                malloc((s->n + 1) * sizeof *d.state)};
    bool room = d.vertex && d.next && d.state;
    *count = 0;
    s->stopped = false;
    ent_status status = room ? count_in_depth(s, &d, most, count, err) : ent_fail_memory(err);
    *more = s->stopped || *count > most;
    if (*count > most) *count = most;
    free(d.vertex);
    free(d.next);
    free(d.state);
    return status;
}
