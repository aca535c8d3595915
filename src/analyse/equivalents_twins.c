/* Profiles of ties, and classes of vertices that are structurally equivalent: Lorrain and White 1971.
 *
 * Equivalent vertices either have the same list of ties, and none to each other; or the same list but for the ties to
 * each other. The first are found by sorting sums of hashes, the second along the edges; a hash only proposes, the lists
 * decide. */
#include "analyse/equivalents_twins.h"
#include "analyse/members.h"
#include "base/memory.h"

#include <stdlib.h>

enum { TICK_EVERY = 1 << 14 };

void ent_profiles_clear(ent_profiles *profiles) {
    free(profiles->vertex);
    free(profiles->place);
    free(profiles->start);
    free(profiles->ties);
    *profiles = (ent_profiles){0};
}

int ent_compare_ties(const ent_tie *x, const ent_tie *y) {
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->way != y->way) return x->way < y->way ? -1 : 1;
    return x->tag < y->tag ? -1 : x->tag > y->tag;
}

static int by_neighbour(const void *a, const void *b) {
    return ent_compare_ties(a, b);
}

/* ---- the lists ---- */

static int tag_of(const ent_view *view, ent_id r, int by) {
    ent_relation relation;
    if (by == ENT_TIES_ALIKE) return 0;
    ent_graph_relation(ent_selection_graph(ent_view_selection(view)), r, &relation);
    return by == ENT_TIES_BY_SIGN ? relation.sign + 1 : (int)relation.type;
}

static bool add_tie(ent_profiles *p, size_t *count, ent_tie tie) {
    if (!ent_grow(&p->ties, &p->capacity, *count, sizeof *p->ties)) return false;
    p->ties[(*count)++] = tie;
    return true;
}

static bool add_arcs(ent_profiles *p, size_t *count, const ent_adjacency *arcs, int32_t v, int way, int by) {
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
        const ent_id *rows;
        size_t edge = (size_t)arcs->edge[i], relations = ent_view_edge_relations(p->view, edge, &rows);
        if (arcs->to[i] == v) continue;
        ent_tie tie = {.to = p->place[arcs->to[i]], .way = way, .value = 1};
        if (by == ENT_TIES_ALIKE) tie.value = ent_view_strengths(p->view)[edge];
        for (size_t k = 0; k < (by == ENT_TIES_ALIKE ? 1 : relations); k++) {
            tie.tag = tag_of(p->view, rows[k], by);
            if (!add_tie(p, count, tie)) return false;
        }
    }
    return true;
}

/* Sort the ties from `first` on and keep each once. */
static size_t tidy(ent_profiles *p, size_t first, size_t count) {
    size_t kept = first;
    if (count > first + 1) qsort(p->ties + first, count - first, sizeof *p->ties, by_neighbour);
    for (size_t i = first; i < count; i++)
        if (kept == first || ent_compare_ties(&p->ties[i], &p->ties[kept - 1]) != 0) p->ties[kept++] = p->ties[i];
    return kept;
}

static ent_status fill(ent_profiles *p, int by, const ent_monitor *monitor, ent_error *err) {
    ent_adjacency out = ent_view_out(p->view), in = ent_view_in(p->view);
    bool directed = ent_view_directed(p->view), room = true;
    size_t count = 0;
    for (size_t k = 0; k < p->n && room; k++) {
        int32_t v = p->vertex[k];
        p->start[k] = count;
        room = add_arcs(p, &count, &out, v, directed ? ENT_TIE_TO : ENT_TIE_WITH, by);
        if (room && directed) room = add_arcs(p, &count, &in, v, ENT_TIE_FROM, by);
        if (room) count = tidy(p, p->start[k], count);
        if (!room || k % TICK_EVERY) continue;
        ent_status status = ent_monitor_tick(monitor, "listing ties", k, p->n, err);
        if (status) return status;
    }
    p->start[p->n] = count;
    return room ? ENT_OK : ent_fail_memory(err);
}

static ent_status count_tags(ent_profiles *p, int by, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(p->view));
    uint8_t *seen = calloc(ent_graph_types(graph) + 3, 1);
    if (!seen) return ent_fail_memory(err);
    for (size_t i = 0; i < p->start[p->n]; i++) {
        p->tags += !seen[p->ties[i].tag];
        seen[p->ties[i].tag] = 1;
    }
    if (by == ENT_TIES_ALIKE) p->tags = 1;
    free(seen);
    return ENT_OK;
}

ent_status ent_profiles_make(const ent_view *view, int by, const ent_monitor *monitor, ent_profiles *out,
                             ent_error *err) {
    ent_profiles p = {.view = view, .n = ent_view_vertices(view)};
    ent_status status = ent_vertices_by_id(view, &p.vertex, &p.place, err);
    if (!status && !(p.start = malloc((p.n + 1) * sizeof *p.start))) status = ent_fail_memory(err);
    if (!status) status = fill(&p, by, monitor, err);
    if (!status) status = count_tags(&p, by, err);
    if (status)
        ent_profiles_clear(&p);
    else
        *out = p;
    return status;
}

/* ---- equivalence ---- */

/* The next tie of a list from i on that does not lead to a or b. */
static size_t skip(const ent_profiles *p, size_t i, size_t end, int32_t a, int32_t b) {
    while (i < end && (p->ties[i].to == a || p->ties[i].to == b)) i++;
    return i;
}

/* Where the ties of place v with w begin. */
static size_t find_ties(const ent_profiles *p, int32_t v, int32_t w) {
    size_t low = p->start[v], high = p->start[v + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->ties[middle].to < w)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether a is tied to b as b is to a. */
static bool mutual(const ent_profiles *p, int32_t a, int32_t b) {
    size_t i = find_ties(p, a, b), j = find_ties(p, b, a), a_end = p->start[a + 1], b_end = p->start[b + 1];
    for (;; i++, j++) {
        bool more_a = i < a_end && p->ties[i].to == b, more_b = j < b_end && p->ties[j].to == a;
        if (!more_a || !more_b) return more_a == more_b;
        if (p->ties[i].way != p->ties[j].way || p->ties[i].tag != p->ties[j].tag) return false;
    }
}

bool ent_profiles_equivalent(const ent_profiles *p, int32_t a, int32_t b) {
    size_t i = p->start[a], j = p->start[b], a_end = p->start[a + 1], b_end = p->start[b + 1];
    for (;; i++, j++) {
        i = skip(p, i, a_end, a, b);
        j = skip(p, j, b_end, a, b);
        if (i == a_end || j == b_end) return i == a_end && j == b_end && mutual(p, a, b);
        if (ent_compare_ties(&p->ties[i], &p->ties[j]) != 0) return false;
    }
}

/* A number that looks random, from a tie to `to`. */
static uint64_t hash(const ent_tie *tie, int32_t to) {
    uint64_t z = ((uint64_t)(uint32_t)to << 32 | (uint64_t)(uint32_t)tie->tag << 2 | (uint64_t)tie->way) +
                 UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A place and the sum of the hashes of its ties. */
typedef struct {
    uint64_t sum;
    int32_t place;
} fingerprint;

static int by_sum(const void *a, const void *b) {
    const fingerprint *x = a, *y = b;
    if (x->sum != y->sum) return x->sum < y->sum ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static int32_t find_first(int32_t *first, int32_t p) {
    while (first[p] != p) p = first[p] = first[first[p]];
    return p;
}

static void unite(int32_t *first, int32_t a, int32_t b) {
    a = find_first(first, a), b = find_first(first, b);
    if (a < b)
        first[b] = a;
    else
        first[a] = b;
}

/* Those with the same list: among equal sums each joins the first that it is equivalent to. */
static ent_status join_strangers(const ent_profiles *p, const fingerprint *sorted, const ent_monitor *monitor,
                                 int32_t *first, ent_error *err) {
    size_t begin = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (sorted[i].sum != sorted[begin].sum) begin = i;
        for (size_t k = begin; k < i; k++) {
            if (first[sorted[k].place] != sorted[k].place) continue;
            if (!ent_profiles_equivalent(p, sorted[k].place, sorted[i].place)) continue;
            unite(first, sorted[k].place, sorted[i].place);
            break;
        }
        if (i % TICK_EVERY) continue;
        ent_status status = ent_monitor_tick(monitor, "comparing ties", i, p->n, err);
        if (status) return status;
    }
    return ENT_OK;
}

/* Those who are tied: without the ties to each other their sums are equal. */
static ent_status join_neighbours(const ent_profiles *p, const uint64_t *sum, const ent_monitor *monitor,
                                  int32_t *first, ent_error *err) {
    for (size_t a = 0; a < p->n; a++) {
        for (size_t i = p->start[a]; i < p->start[a + 1];) {
            int32_t b = p->ties[i].to;
            uint64_t mine = sum[a], theirs = sum[b];
            for (; i < p->start[a + 1] && p->ties[i].to == b; i++) {
                mine -= hash(&p->ties[i], b);
                theirs -= hash(&p->ties[i], (int32_t)a);
            }
            if (b < (int32_t)a || mine != theirs || find_first(first, (int32_t)a) == find_first(first, b)) continue;
            if (ent_profiles_equivalent(p, (int32_t)a, b)) unite(first, (int32_t)a, b);
        }
        if (a % TICK_EVERY) continue;
        ent_status status = ent_monitor_tick(monitor, "comparing neighbours", a, p->n, err);
        if (status) return status;
    }
    return ENT_OK;
}

ent_status ent_profiles_classes(const ent_profiles *p, const ent_monitor *monitor, int32_t *first, ent_error *err) {
    uint64_t *sum = calloc(p->n + 1, sizeof *sum);
    fingerprint *sorted = malloc((p->n + 1) * sizeof *sorted);
    ent_status status = sum && sorted ? ENT_OK : ent_fail_memory(err);
    for (size_t k = 0; k < p->n && !status; k++) {
        for (size_t i = p->start[k]; i < p->start[k + 1]; i++) sum[k] += hash(&p->ties[i], p->ties[i].to);
        sorted[k] = (fingerprint){sum[k], (int32_t)k};
        first[k] = (int32_t)k;
    }
    if (!status) {
        if (p->n > 1) qsort(sorted, p->n, sizeof *sorted, by_sum);
        status = join_strangers(p, sorted, monitor, first, err);
    }
    if (!status) status = join_neighbours(p, sum, monitor, first, err);
    for (size_t k = 0; k < p->n && !status; k++) first[k] = find_first(first, (int32_t)k);
    free(sorted);
    free(sum);
    return status;
}
