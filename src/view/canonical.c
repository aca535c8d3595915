/* Canonical order by refinement of colours. A cell is a run of `elements` that nothing has told apart yet; cells are
 * split by how their members are tied to another cell. Whatever decides where a part goes is the same for any order and
 * any names of the vertices. */
#include "view/canonical.h"
#include "base/random.h"
#include "view/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_AHEAD = 10000000 }; /* vertices and edges that may be read to choose whom to set apart */

/* What is refined, by vertex or by place; a cell is named by its first place. */
typedef struct {
    int32_t *elements, *place; /* vertices in order, and where each is */
    int32_t *cell, *size;      /* cell of a vertex; members of a cell */
} colours;

typedef struct {
    const ent_view *view;
    size_t n;
    int32_t *memory;
    colours now, saved;
    int32_t *rank;      /* by vertex: its place among the ids */
    int32_t *queue;     /* cells that others are still to be split by: a ring of n + 1 */
    int32_t *queued;    /* by cell */
    size_t head, count; /* of the queue */
    int32_t *members;   /* of the cell under way */
    int32_t *hit;       /* by cell: members that have a tie to it */
    int32_t *hit_cells; /* those with any */
    uint64_t *ties;     /* by vertex: sum of the hashes of its ties to the cell under way */
    uint64_t *arc_hash; /* by edge; + 1 for the other direction */
    uint64_t trace;     /* of every split since it was set to 0 */
    size_t splits, budget;
} refiner;

double ent_even_strength(double strength) {
    if (strength == 0 || !isfinite(strength)) return strength;
    if (fabs(strength) < 1e11 && strength == floor(strength))
        return strength; /* whole: it has no more digits than that */
    double unit = pow(10, 11 - floor(log10(fabs(strength))));
    double even = round(strength * unit) / unit;
    return isfinite(even) && even != 0 ? even : strength;
}

/* ---- memory -------------------------------------------------------------------------------------------------------------- */

static void clear(refiner *r) {
    free(r->memory);
    free(r->ties);
    free(r->arc_hash);
}

static int32_t *take(int32_t **next, size_t count) {
    int32_t *piece = *next;
    *next += count;
    return piece;
}

static void take_colours(colours *c, int32_t **next, size_t n) {
    c->elements = take(next, n);
    c->place = take(next, n);
    c->cell = take(next, n);
    c->size = take(next, n);
}

static bool make(refiner *r, const ent_view *view) {
    size_t n = view->vertex_count, m = view->edge_count;
    *r = (refiner){.view = view, .n = n, .budget = LOOK_AHEAD};
    int32_t *next = r->memory = calloc(14 * n + 2, sizeof *r->memory);
    r->ties = calloc(n + 1, sizeof *r->ties);
    r->arc_hash = malloc((m + 1) * sizeof *r->arc_hash);
    if (!r->memory || !r->ties || !r->arc_hash) return false;
    take_colours(&r->now, &next, n);
    take_colours(&r->saved, &next, n);
    r->rank = take(&next, n);
    r->queue = take(&next, n + 1);
    r->queued = take(&next, n);
    r->members = take(&next, n);
    r->hit = take(&next, n);
    r->hit_cells = take(&next, n);
    for (size_t e = 0; e < m; e++) {
        double even = ent_even_strength(view->strength[e]);
        uint64_t bits;
        memcpy(&bits, &even, sizeof bits);
        r->arc_hash[e] = ent_random_mix(&bits);
    }
    return true;
}

/* All four arrays of the colours stand one after the other. */
static void copy_colours(const refiner *r, colours *to, const colours *from) {
    memcpy(to->elements, from->elements, 4 * r->n * sizeof *to->elements);
}

/* ---- refinement ---------------------------------------------------------------------------------------------------------- */

static void enqueue(refiner *r, int32_t cell) {
    if (r->queued[cell]) return;
    r->queued[cell] = 1;
    r->queue[(r->head + r->count++) % (r->n + 1)] = cell;
}

static int32_t dequeue(refiner *r) {
    int32_t cell = r->queue[r->head];
    r->head = (r->head + 1) % (r->n + 1);
    r->count--;
    r->queued[cell] = 0;
    return cell;
}

static void tell(refiner *r, uint64_t what) {
    r->trace ^= what;
    r->trace = ent_random_mix(&r->trace);
}

static void move(colours *c, int32_t v, int32_t place) {
    int32_t other = c->elements[place], from = c->place[v];
    c->elements[from] = other;
    c->place[other] = from;
    c->elements[place] = v;
    c->place[v] = place;
}

/* Members with a tie stand at the end of their cell. */
static void add_ties(refiner *r, const ent_adjacency *arcs, int32_t v, uint64_t salt, size_t *cells) {
    colours *c = &r->now;
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
        int32_t u = arcs->to[i], cell = c->cell[u];
        int32_t free_places = c->size[cell] - r->hit[cell];
        uint64_t hash = r->arc_hash[arcs->edge[i]] + salt;
        r->ties[u] += ent_random_mix(&hash);
        if (c->place[u] >= cell + free_places) continue;
        if (r->hit[cell]++ == 0) r->hit_cells[(*cells)++] = cell;
        move(c, u, cell + free_places - 1);
    }
}

static int by_ties(const void *a, const void *b, void *ties) {
    uint64_t x = ((const uint64_t *)ties)[*(const int32_t *)a], y = ((const uint64_t *)ties)[*(const int32_t *)b];
    return x < y ? -1 : x > y;
}

static int by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Mostly a few, for which to move each to its place is faster. */
static void sort_numbers(int32_t *numbers, size_t count) {
    enum { FEW = 24 };
    if (count > FEW) {
        qsort(numbers, count, sizeof *numbers, by_number);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        int32_t number = numbers[i];
        size_t place = i;
        for (; place && numbers[place - 1] > number; place--) numbers[place] = numbers[place - 1];
        numbers[place] = number;
    }
}

/* Places first .. end - 1 become a cell of their own. */
static void found(refiner *r, int32_t first, int32_t end) {
    colours *c = &r->now;
    c->size[first] = end - first;
    for (int32_t i = first; i < end; i++) {
        c->cell[c->elements[i]] = first;
        c->place[c->elements[i]] = i;
    }
}

/* All parts wait to split others, but the largest need not when the whole cell has already done so. */
static void enqueue_parts(refiner *r, int32_t cell, int32_t end) {
    const int32_t *size = r->now.size;
    int32_t largest = cell;
    for (int32_t part = cell; part < end; part += size[part])
        if (size[part] > size[largest]) largest = part;
    bool all = r->queued[cell];
    for (int32_t part = cell; part < end; part += size[part])
        if (all || part != largest) enqueue(r, part);
}

static void split(refiner *r, int32_t cell) {
    colours *c = &r->now;
    int32_t end = cell + c->size[cell], start = end - r->hit[cell], parts = 0;
    if (r->hit[cell] > 1) qsort_r(c->elements + start, (size_t)r->hit[cell], sizeof *c->elements, by_ties, r->ties);
    if (start > cell) found(r, cell, start);
    for (int32_t first = start; first < end; parts++) {
        int32_t next = first + 1;
        uint64_t ties = r->ties[c->elements[first]];
        while (next < end && r->ties[c->elements[next]] == ties) next++;
        tell(r, ties ^ (uint64_t)(uint32_t)first << 32 ^ (uint32_t)next);
        found(r, first, next);
        first = next;
    }
    for (int32_t i = start; i < end; i++) r->ties[c->elements[i]] = 0;
    r->hit[cell] = 0;
    if (parts + (start > cell) == 1) return;
    r->splits++;
    enqueue_parts(r, cell, end);
}

static void refine(refiner *r) {
    ent_adjacency out = ent_view_out(r->view), in = ent_view_in(r->view);
    while (r->count) {
        int32_t cell = dequeue(r), size = r->now.size[cell];
        size_t cells = 0;
        memcpy(r->members, r->now.elements + cell, (size_t)size * sizeof *r->members);
        for (int32_t i = 0; i < size; i++) {
            add_ties(r, &in, r->members[i], 0, &cells);
            if (r->view->directed) add_ties(r, &out, r->members[i], 1, &cells);
        }
        sort_numbers(r->hit_cells, cells);
        for (size_t i = 0; i < cells; i++) split(r, r->hit_cells[i]);
    }
}

/* ---- setting apart ------------------------------------------------------------------------------------------------------- */

static void set_apart(refiner *r, int32_t v) {
    colours *c = &r->now;
    int32_t cell = c->cell[v], end = cell + c->size[cell];
    move(c, v, cell);
    c->size[cell] = 1;
    found(r, cell + 1, end);
    r->trace = 0;
    r->splits = 0;
    enqueue(r, cell);
    refine(r);
}

static int by_rank(const void *a, const void *b, void *rank) {
    return ((const int32_t *)rank)[*(const int32_t *)a] < ((const int32_t *)rank)[*(const int32_t *)b] ? -1 : 1;
}

static int32_t smallest_id(const refiner *r, int32_t cell) {
    int32_t best = r->now.elements[cell];
    for (int32_t i = cell; i < cell + r->now.size[cell]; i++)
        if (r->rank[r->now.elements[i]] < r->rank[best]) best = r->now.elements[i];
    return best;
}

/* Set apart each of the cell on trial, and take back; the one with the smallest trace, ties by id. */
static int32_t choose(refiner *r, int32_t cell) {
    int32_t best = -1, size = r->now.size[cell];
    uint64_t best_trace = 0;
    for (int32_t i = 0; i < size; i++) {
        int32_t v = r->saved.elements[cell + i];
        set_apart(r, v);
        copy_colours(r, &r->now, &r->saved);
        if (best >= 0 && (r->trace > best_trace || (r->trace == best_trace && r->rank[v] > r->rank[best]))) continue;
        best = v;
        best_trace = r->trace;
    }
    return best;
}

/* The rest of a cell of twins, in the order of their ids. */
static void settle_twins(refiner *r, int32_t first, int32_t end) {
    int32_t *elements = r->now.elements;
    if (end - first > 1) qsort_r(elements + first, (size_t)(end - first), sizeof *elements, by_rank, r->rank);
    for (int32_t i = first; i < end; i++) found(r, i, i + 1);
}

/* When setting one apart tells no others apart, each of the cell is tied to all or none of any other cell and to all or
 * none of its own: they are twins, and ids may decide. */
static void settle_cell(refiner *r, int32_t cell) {
    int32_t end = cell + r->now.size[cell];
    size_t work = (size_t)(end - cell) * (r->n + r->view->edge_count);
    bool look = work <= r->budget;
    if (look) copy_colours(r, &r->saved, &r->now);
    set_apart(r, smallest_id(r, cell));
    if (!r->splits) {
        settle_twins(r, cell + 1, end);
    } else if (look) {
        r->budget -= work;
        copy_colours(r, &r->now, &r->saved);
        set_apart(r, choose(r, cell));
    }
}

/* ---- the whole ----------------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *id;
    int32_t vertex;
} named;

/* Ids of entities, relations and areas could coincide: then the kind of vertex decides, which is their order. */
static int by_id(const void *a, const void *b) {
    const named *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->vertex < y->vertex ? -1 : x->vertex > y->vertex);
}

static bool start(refiner *r) {
    named *ids = malloc((r->n + 1) * sizeof *ids);
    if (!ids) return false;
    for (size_t v = 0; v < r->n; v++) {
        ent_vertex vertex;
        ent_view_vertex(r->view, v, &vertex);
        ids[v] = (named){vertex.id, (int32_t)v};
    }
    if (r->n > 1) qsort(ids, r->n, sizeof *ids, by_id);
    for (size_t i = 0; i < r->n; i++) {
        r->rank[ids[i].vertex] = (int32_t)i;
        r->now.elements[i] = ids[i].vertex;
    }
    free(ids);
    found(r, 0, (int32_t)r->n);
    enqueue(r, 0);
    refine(r);
    return true;
}

ent_status ent_view_canonical(const ent_view *view, int32_t *order, ent_error *err) {
    refiner r;
    bool made = make(&r, view) && (!r.n || start(&r));
    if (made && r.n) {
        for (int32_t cell = 0; (size_t)cell < r.n; cell += r.now.size[cell])
            while (r.now.size[cell] > 1) settle_cell(&r, cell);
        memcpy(order, r.now.elements, r.n * sizeof *order);
    }
    clear(&r);
    return made ? ENT_OK : ent_fail_memory(err);
}
