/* Maximal cliques: Bron and Kerbosch 1973, pivots of Tomita et al. 2006, roots of Eppstein et al. 2010.
 *
 * For each vertex v in an order of degeneracy, its later neighbours are candidates and its earlier ones are forbidden:
 * a clique that one of them would extend was found from that one. Both are numbered locally, candidates first; row x
 * is a set of bits over the candidates, those that x is a neighbour of. */
#include "analyse/cliques_maximal.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { TICK_EVERY = 1 << 12, BITS = 64 };

/* A level of the search: the clique has as many members as there are levels below. */
typedef struct {
    size_t outside; /* the first so many of `outside` are neighbours of the whole clique */
    int32_t vertex; /* member that this level was entered with, local */
} level;

typedef struct {
    const ent_clique_search *asked;
    ent_cliques *out;
    ent_error *err;
    size_t n, capacity, member_capacity, start_capacity, size_capacity;
    ent_adjacency arcs;
    int32_t *order, *position, *local, *root_of; /* degeneracy order; by vertex: place in it, local number, its root */
    /* of one root */
    int32_t *near; /* local number to vertex */
    size_t candidates, all, words;
    uint64_t *rows, *sets; /* a level has three sets: candidates, forbidden among them, still to try */
    size_t rows_room, sets_room, levels_room;
    level *levels;
    int32_t *outside, *clique;
    uint64_t steps;
} hunt;

/* ---- order of degeneracy: Matula and Beck 1983 ---- */

static ent_status order_vertices(hunt *h, ent_error *err) {
    size_t n = h->n;
    int32_t *space = calloc(2 * n + 2, sizeof *space), *degree = space, *first = space ? space + n : NULL;
    if (!space) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++)
        for (int32_t i = h->arcs.offsets[v]; i < h->arcs.offsets[v + 1]; i++) degree[v] += h->arcs.to[i] != (int32_t)v;
    for (size_t v = 0; v < n; v++) first[degree[v] + 1]++;
    for (size_t d = 0; d < n; d++) first[d + 1] += first[d];
    for (size_t v = 0; v < n; v++) {
        h->position[v] = first[degree[v]]++;
        h->order[h->position[v]] = (int32_t)v;
    }
    for (size_t d = n; d > 0; d--) first[d] = first[d - 1];
    first[0] = 0;
    for (size_t i = 0; i < n; i++) {
        int32_t v = h->order[i];
        for (int32_t a = h->arcs.offsets[v]; a < h->arcs.offsets[v + 1]; a++) {
            int32_t w = h->arcs.to[a];
            if (degree[w] <= degree[v]) continue;
            int32_t at = first[degree[w]]++, other = h->order[at];
            h->order[h->position[w]] = other, h->position[other] = h->position[w];
            h->order[at] = w, h->position[w] = at;
            degree[w]--;
        }
    }
    free(space);
    return ENT_OK;
}

/* ---- what was found ---- */

static int compare_cliques(const int32_t *x, size_t x_size, const int32_t *y, size_t y_size) {
    if (x_size != y_size) return x_size > y_size ? -1 : 1;
    for (size_t i = 0; i < x_size; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int by_size(const void *a, const void *b, void *context) {
    const ent_cliques *c = context;
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return compare_cliques(c->member + c->start[x], c->start[x + 1] - c->start[x], c->member + c->start[y],
                           c->start[y + 1] - c->start[y]);
}

/* Sort what is listed and let go of all but the first that are wanted. */
static ent_status sort_and_cut(hunt *h) {
    ent_cliques *c = h->out, sorted = {0};
    size_t kept = c->count < h->asked->keep ? c->count : h->asked->keep, used = 0;
    size_t *order = malloc((c->count + 1) * sizeof *order);
    sorted.member = malloc((c->start[c->count] + 1) * sizeof *sorted.member);
    sorted.start = malloc((c->count + 1) * sizeof *sorted.start);
    bool room = order && sorted.member && sorted.start;
    if (room) {
        for (size_t k = 0; k < c->count; k++) order[k] = k;
        if (c->count > 1) qsort_r(order, c->count, sizeof *order, by_size, c);
        for (size_t k = 0; k < kept; k++) {
            size_t size = c->start[order[k] + 1] - c->start[order[k]];
            memcpy(sorted.member + used, c->member + c->start[order[k]], size * sizeof *sorted.member);
            sorted.start[k] = used;
            used += size;
        }
        sorted.start[kept] = used;
        h->member_capacity = c->start[c->count] + 1;
        h->start_capacity = c->count + 1;
        free(c->member);
        free(c->start);
        c->member = sorted.member, c->start = sorted.start, c->count = kept;
    } else {
        free(sorted.member);
        free(sorted.start);
    }
    free(order);
    return room ? ENT_OK : ent_fail_memory(h->err);
}

static int ascending(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

static ent_status count_size(hunt *h, size_t size) {
    ent_cliques *c = h->out;
    while (c->largest < size) {
        if (!ent_grow(&c->of_size, &h->size_capacity, c->largest + 1, sizeof *c->of_size))
            return ent_fail_memory(h->err);
        c->of_size[++c->largest] = 0;
    }
    c->of_size[size]++;
    return ENT_OK;
}

static ent_status too_many(hunt *h) {
    ent_fail(h->err, ENT_CALC, "there are more than %llu maximal cliques", (unsigned long long)h->asked->give_up);
    ent_hint(h->err, "raise --give-up, ask for larger ones with --min-size, or take a part with --around or --type");
    return ENT_CALC;
}

/* The clique of the first `size` of h->clique is maximal: count it, and list it when its size is asked for. */
static ent_status take(hunt *h, size_t size) {
    ent_cliques *c = h->out;
    if (size < h->asked->least) return ENT_OK;
    ent_status status = count_size(h, size);
    if (status || size > h->asked->most) return status;
    if (++c->found > h->asked->give_up) return too_many(h);
    for (size_t i = 0; i < size; i++) {
        if (!ent_grow(&c->member, &h->member_capacity, c->start[c->count] + i, sizeof *c->member))
            return ent_fail_memory(h->err);
        c->member[c->start[c->count] + i] = h->asked->place[h->clique[i]];
    }
    qsort(c->member + c->start[c->count], size, sizeof *c->member, ascending);
    if (!ent_grow(&c->start, &h->start_capacity, c->count + 1, sizeof *c->start)) return ent_fail_memory(h->err);
    c->start[c->count + 1] = c->start[c->count] + size;
    c->count++;
    return c->count / 2 >= h->asked->keep ? sort_and_cut(h) : ENT_OK;
}

/* ---- one root ---- */

/* Ensure that a block has room for `count` items; what was in it is lost. */
static bool make_room(void *block_pointer, size_t *room, size_t count, size_t size) {
    void **block = block_pointer;
    if (count <= *room) return true;
    free(*block);
    *block = malloc(count * 2 * size);
    *room = *block ? count * 2 : 0;
    return *block != NULL;
}

static uint64_t *row(const hunt *h, size_t x) {
    return h->rows + x * h->words;
}

static void connect(hunt *h, int32_t x, int32_t y) {
    if ((size_t)y < h->candidates) row(h, (size_t)x)[y / BITS] |= UINT64_C(1) << y % BITS;
}

/* Number the neighbours of v, later ones first, and connect them. Only later neighbours of each are looked at, of which
 * there are few. */
static ent_status gather(hunt *h, int32_t v) {
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t i = h->arcs.offsets[v]; i < h->arcs.offsets[v + 1]; i++) {
            int32_t w = h->arcs.to[i];
            if (w == v || (h->position[w] > h->position[v]) != (pass == 0)) continue;
            h->root_of[w] = v;
            h->local[w] = (int32_t)count;
            h->near[count++] = w;
        }
        if (pass == 0) h->candidates = count;
    }
    h->all = count;
    h->words = (h->candidates + BITS - 1) / BITS;
    if (!make_room(&h->rows, &h->rows_room, count * h->words + 1, sizeof *h->rows) ||
        !make_room(&h->sets, &h->sets_room, 3 * (h->candidates + 1) * h->words + 1, sizeof *h->sets) ||
        !make_room(&h->levels, &h->levels_room, h->candidates + 2, sizeof *h->levels))
        return ent_fail_memory(h->err);
    memset(h->rows, 0, (count * h->words + 1) * sizeof *h->rows);
    for (size_t x = 0; x < count; x++) {
        int32_t from = h->near[x];
        for (int32_t i = h->arcs.offsets[from]; i < h->arcs.offsets[from + 1]; i++) {
            int32_t to = h->arcs.to[i];
            if (h->position[to] <= h->position[from] || h->root_of[to] != v) continue;
            connect(h, (int32_t)x, h->local[to]);
            connect(h, h->local[to], (int32_t)x);
        }
    }
    return ENT_OK;
}

enum { CANDIDATES, FORBIDDEN, TO_TRY };

static uint64_t *set_of(const hunt *h, size_t depth, int which) {
    return h->sets + (3 * depth + (size_t)which) * h->words;
}

static size_t count_bits(const uint64_t *set, size_t words) {
    size_t count = 0;
    for (size_t i = 0; i < words; i++) count += (size_t)__builtin_popcountll(set[i]);
    return count;
}

static size_t common(const hunt *h, const uint64_t *set, size_t x) {
    const uint64_t *other = row(h, x);
    size_t count = 0;
    for (size_t i = 0; i < h->words; i++) count += (size_t)__builtin_popcountll(set[i] & other[i]);
    return count;
}

/* Choose the pivot, the one with most neighbours among the candidates: a maximal clique holds it or one that is no
 * neighbour of it, so only those are tried. */
static void choose_tries(hunt *h, size_t depth) {
    const uint64_t *candidates = set_of(h, depth, CANDIDATES), *forbidden = set_of(h, depth, FORBIDDEN);
    uint64_t *tries = set_of(h, depth, TO_TRY);
    size_t best = 0, pivot = 0;
    bool found = false;
    for (size_t i = 0; i < h->words; i++)
        for (uint64_t bits = candidates[i] | forbidden[i]; bits; bits &= bits - 1) {
            size_t x = i * BITS + (size_t)__builtin_ctzll(bits), count = common(h, candidates, x);
            if (!found || count > best) best = count, pivot = x, found = true;
        }
    for (size_t k = 0; k < h->levels[depth].outside; k++) {
        size_t x = (size_t)h->outside[k], count = common(h, candidates, x);
        if (!found || count > best) best = count, pivot = x, found = true;
    }
    for (size_t i = 0; i < h->words; i++) tries[i] = candidates[i] & ~row(h, pivot)[i];
}

/* Enter a level: nothing to add and nothing that forbids it makes a maximal clique. True when there is more to try. */
static ent_status enter(hunt *h, size_t depth, bool *deeper) {
    size_t left = count_bits(set_of(h, depth, CANDIDATES), h->words);
    *deeper = false;
    if (left == 0) {
        bool forbidden = count_bits(set_of(h, depth, FORBIDDEN), h->words) || h->levels[depth].outside;
        return forbidden ? ENT_OK : take(h, depth + 1);
    }
    if (depth + 1 + left < h->asked->least) return ENT_OK;
    choose_tries(h, depth);
    *deeper = true;
    return ENT_OK;
}

/* Neighbours of x among those outside move to the front; the levels below only reorder their own share. */
static size_t narrow_outside(hunt *h, size_t count, size_t x) {
    size_t kept = 0;
    for (size_t k = 0; k < count; k++) {
        int32_t y = h->outside[k];
        if (!(row(h, (size_t)y)[x / BITS] >> x % BITS & 1)) continue;
        h->outside[k] = h->outside[kept];
        h->outside[kept++] = y;
    }
    return kept;
}

/* The next candidate of that level joins the clique, and is forbidden from then on. False when all were tried. */
static bool next_try(hunt *h, size_t depth) {
    uint64_t *candidates = set_of(h, depth, CANDIDATES), *forbidden = set_of(h, depth, FORBIDDEN);
    uint64_t *tries = set_of(h, depth, TO_TRY);
    size_t i = 0;
    while (i < h->words && !tries[i]) i++;
    if (i == h->words) return false;
    size_t x = i * BITS + (size_t)__builtin_ctzll(tries[i]);
    uint64_t bit = UINT64_C(1) << x % BITS;
    tries[i] &= ~bit;
    candidates[i] &= ~bit;
    for (size_t k = 0; k < h->words; k++) {
        set_of(h, depth + 1, CANDIDATES)[k] = candidates[k] & row(h, x)[k];
        set_of(h, depth + 1, FORBIDDEN)[k] = forbidden[k] & row(h, x)[k];
    }
    forbidden[i] |= bit;
    h->levels[depth + 1].outside = narrow_outside(h, h->levels[depth].outside, x);
    h->clique[depth + 1] = h->near[x];
    return true;
}

static ent_status search_root(hunt *h, int32_t v) {
    ent_status status = gather(h, v);
    bool deeper;
    size_t depth = 0;
    if (status) return status;
    for (size_t i = 0; i < h->words; i++) {
        size_t from = i * BITS, count = h->candidates - from;
        set_of(h, 0, CANDIDATES)[i] = count >= BITS ? UINT64_MAX : (UINT64_C(1) << count) - 1;
        set_of(h, 0, FORBIDDEN)[i] = 0;
    }
    for (size_t x = h->candidates; x < h->all; x++) h->outside[x - h->candidates] = (int32_t)x;
    h->levels[0].outside = h->all - h->candidates;
    h->clique[0] = v;
    status = enter(h, 0, &deeper);
    while (!status && (deeper || depth > 0)) {
        if (deeper && next_try(h, depth)) {
            status = enter(h, ++depth, &deeper);
        } else {
            deeper = depth > 0;
            if (depth > 0) depth--;
        }
        if (!status && ++h->steps % TICK_EVERY == 0)
            status = ent_monitor_tick(h->asked->monitor, "counting cliques", (uint64_t)h->position[v], h->n, h->err);
    }
    return status;
}

static ent_status search_all(hunt *h) {
    ent_status status = order_vertices(h, h->err);
    for (size_t v = 0; v < h->n; v++) h->root_of[v] = -1;
    for (size_t i = 0; i < h->n && !status; i++) {
        status = search_root(h, h->order[i]);
        if (!status && i % TICK_EVERY == 0)
            status = ent_monitor_tick(h->asked->monitor, "counting cliques", i, h->n, h->err);
    }
    return status ? status : sort_and_cut(h);
}

void ent_cliques_clear(ent_cliques *cliques) {
    free(cliques->member);
    free(cliques->start);
    free(cliques->of_size);
    *cliques = (ent_cliques){0};
}

ent_status ent_cliques_find(const ent_clique_search *search, ent_cliques *out, ent_error *err) {
    ent_cliques cliques = {0};
    size_t n = ent_view_vertices(search->view);
    hunt h = {.asked = search, .out = &cliques, .err = err, .n = n, .arcs = ent_view_out(search->view)};
    h.order = malloc((7 * n + 7) * sizeof *h.order);
    cliques.start = calloc(1, sizeof *cliques.start);
    cliques.of_size = calloc(1, sizeof *cliques.of_size);
    h.start_capacity = h.size_capacity = 1;
    bool room = h.order && cliques.start && cliques.of_size;
    if (room) {
        h.position = h.order + n, h.local = h.order + 2 * n, h.root_of = h.order + 3 * n;
        h.near = h.order + 4 * n, h.outside = h.order + 5 * n, h.clique = h.order + 6 * n;
    }
    ent_status status = room ? search_all(&h) : ent_fail_memory(err);
    for (size_t i = 0; i < (status ? 0 : cliques.start[cliques.count]); i++)
        cliques.member[i] = search->vertex[cliques.member[i]];
    free(h.order);
    free(h.rows);
    free(h.sets);
    free(h.levels);
    if (status)
        ent_cliques_clear(&cliques);
    else
        *out = cliques;
    return status;
}
