/* Views made ready for igraph's communities, modularity, and where to cut a tree of groups. */
#include "view/partition.h"
#include "view/canonical.h"
#include "view/communities.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SAME = 1e-12; /* qualities nearer than that are equal */

/* ---- ties ---------------------------------------------------------------------------------------------------------------- */

void ent_quotient_clear(ent_quotient *ties) {
    free(ties->from);
    free(ties->to);
    free(ties->strength);
    free(ties->at);
    free(ties->vertex);
    *ties = (ent_quotient){0};
}

static bool make_room(ent_quotient *ties, size_t n, size_t m) {
    ties->from = malloc((m + 1) * sizeof *ties->from);
    ties->to = malloc((m + 1) * sizeof *ties->to);
    ties->strength = malloc((m + 1) * sizeof *ties->strength);
    ties->at = calloc(n + 1, sizeof *ties->at);
    ties->vertex = malloc((n + 1) * sizeof *ties->vertex);
    return ties->from && ties->to && ties->strength && ties->at && ties->vertex;
}

/* Number those with an edge to another in the given order; the others get -1. */
static void number_vertices(ent_quotient *ties, const ent_view *view, const int32_t *order, int32_t *number) {
    for (size_t v = 0; v < view->vertex_count; v++) number[v] = -1;
    for (size_t e = 0; e < view->edge_count; e++)
        if (view->from[e] != view->to[e]) number[view->from[e]] = number[view->to[e]] = 0;
    for (size_t i = 0; i < view->vertex_count; i++) {
        int32_t v = order[i];
        if (number[v] < 0) continue;
        number[v] = (int32_t)ties->n;
        ties->vertex[ties->n++] = v;
    }
}

typedef struct {
    int32_t from, to;
    double strength;
} tie;

/* Deal the ties out by one of their ends; those with the same one stay in order. start: room for n + 1. */
static void deal(const tie *in, size_t count, bool by_from, size_t n, size_t *start, tie *out) {
    memset(start, 0, (n + 1) * sizeof *start);
    for (size_t i = 0; i < count; i++) start[(by_from ? in[i].from : in[i].to) + 1]++;
    for (size_t v = 0; v < n; v++) start[v + 1] += start[v];
    for (size_t i = 0; i < count; i++) out[start[by_from ? in[i].from : in[i].to]++] = in[i];
}

static int by_strength(const void *a, const void *b) {
    const tie *x = a, *y = b;
    return x->strength < y->strength ? -1 : x->strength > y->strength;
}

/* By ends, those side by side by strength. */
static void sort_ties(tie *list, tie *spare, size_t count, size_t n, size_t *start) {
    deal(list, count, false, n, start, spare);
    deal(spare, count, true, n, start, list);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && list[next].from == list[i].from && list[next].to == list[i].to;) next++;
        if (next - i > 1) qsort(list + i, next - i, sizeof *list, by_strength);
    }
}

static size_t list_ties(const ent_view *view, const int32_t *number, tie *list) {
    size_t count = 0;
    for (size_t e = 0; e < view->edge_count; e++) {
        int32_t from = number[view->from[e]], to = number[view->to[e]];
        if (view->from[e] == view->to[e]) continue;
        if (!view->directed && from > to) {
            int32_t other = from;
            from = to;
            to = other;
        }
        list[count++] = (tie){from, to, ent_even_strength(view->strength[e])};
    }
    return count;
}

ent_status ent_quotient_make(const ent_view *view, const int32_t *order, ent_quotient *out, ent_error *err) {
    ent_quotient ties = {.weighted = ent_view_weighted(view), .directed = view->directed};
    int32_t *number = malloc((view->vertex_count + 1) * sizeof *number);
    tie *list = malloc((2 * view->edge_count + 1) * sizeof *list), *spare = list + view->edge_count;
    size_t *start = malloc((view->vertex_count + 1) * sizeof *start);
    bool room = make_room(&ties, view->vertex_count, view->edge_count) && number && list && start;
    if (room) {
        number_vertices(&ties, view, order, number);
        ties.m = list_ties(view, number, list);
        sort_ties(list, spare, ties.m, ties.n, start);
        for (size_t e = 0; e < ties.m; e++) {
            ties.from[e] = list[e].from;
            ties.to[e] = list[e].to;
            ties.strength[e] = list[e].strength;
            ties.at[list[e].from] += list[e].strength;
            ties.at[list[e].to] += list[e].strength;
            ties.total += list[e].strength;
        }
    }
    free(number);
    free(list);
    free(start);
    if (!room) {
        ent_quotient_clear(&ties);
        return ent_fail_memory(err);
    }
    *out = ties;
    return ENT_OK;
}

/* ---- qualities ------------------------------------------------------------------------------------------------------------ */

static double inside(const ent_quotient *ties, const int32_t *group) {
    double sum = 0;
    for (size_t e = 0; e < ties->m; e++)
        if (group[ties->from[e]] == group[ties->to[e]]) sum += ties->strength[e];
    return sum;
}

double ent_quotient_modularity(const ent_quotient *ties, const int32_t *group, double resolution, double *space) {
    double expected = 0, twice = 2 * ties->total;
    for (size_t v = 0; v < ties->n; v++) space[v] = 0;
    for (size_t v = 0; v < ties->n; v++) space[group[v]] += ties->at[v] / twice;
    for (size_t c = 0; c < ties->n; c++) expected += space[c] * space[c];
    return inside(ties, group) / ties->total - resolution * expected;
}

double ent_quotient_potts(const ent_quotient *ties, const int32_t *group, double resolution, double *space) {
    double pairs = 0;
    for (size_t v = 0; v < ties->n; v++) space[v] = 0;
    for (size_t v = 0; v < ties->n; v++) space[group[v]]++;
    for (size_t c = 0; c < ties->n; c++) pairs += space[c] * (space[c] - 1) / 2;
    return inside(ties, group) - resolution * pairs;
}

ent_status ent_communities_measure(const ent_view *view, const int32_t *group, size_t count, double resolution,
                                   ent_community *out, ent_error *err) {
    double *sums = calloc(3 * count + 1, sizeof *sums), total = 0;
    if (!sums) return ent_fail_memory(err);
    double *within = sums, *going = sums + count, *coming = going + count;
    for (size_t c = 0; c < count; c++) out[c] = (ent_community){0};
    for (size_t v = 0; v < view->vertex_count; v++) out[group[v]].size++;
    for (size_t e = 0; e < view->edge_count; e++) {
        int32_t from = group[view->from[e]], to = group[view->to[e]];
        if (view->from[e] == view->to[e]) continue;
        total += view->strength[e];
        going[from] += view->strength[e];
        coming[to] += view->strength[e];
        if (from == to) {
            within[from] += view->strength[e];
            out[from].inside++;
        } else {
            out[from].leaving++;
            out[to].leaving++;
        }
    }
    for (size_t c = 0; c < count; c++) {
        double s = (going[c] + coming[c]) / (2 * total);
        double expected = view->directed ? going[c] / total * (coming[c] / total) : s * s;
        out[c].part = total > 0 ? within[c] / total - resolution * expected : NAN;
    }
    free(sums);
    return ENT_OK;
}

/* ---- where to cut a tree -------------------------------------------------------------------------------------------------- */

/* Groups while they are joined: members are linked in a ring, so that two groups become one at once. */
typedef struct {
    const ent_quotient *ties;
    int32_t *group, *next, *size; /* by vertex; size and strength by group */
    double *strength;
    int32_t *offsets, *other; /* arcs of both directions, by vertex */
    double *arc;
} joining;

static void clear_joining(joining *j) {
    free(j->group);
    free(j->next);
    free(j->size);
    free(j->strength);
    free(j->offsets);
    free(j->other);
    free(j->arc);
}

static void alone(joining *j) {
    for (size_t v = 0; v < j->ties->n; v++) {
        j->group[v] = j->next[v] = (int32_t)v;
        j->size[v] = 1;
        j->strength[v] = j->ties->at[v];
    }
}

static void put(joining *j, int32_t at, int32_t other, double strength) {
    int32_t place = j->offsets[at]++;
    j->other[place] = other;
    j->arc[place] = strength;
}

static bool make_joining(joining *j, const ent_quotient *ties) {
    size_t n = ties->n, m = ties->m;
    *j = (joining){.ties = ties};
    j->group = malloc((n + 1) * sizeof *j->group);
    j->next = malloc((n + 1) * sizeof *j->next);
    j->size = malloc((n + 1) * sizeof *j->size);
    j->strength = malloc((n + 1) * sizeof *j->strength);
    j->offsets = calloc(n + 2, sizeof *j->offsets);
    j->other = malloc((2 * m + 1) * sizeof *j->other);
    j->arc = malloc((2 * m + 1) * sizeof *j->arc);
    if (!j->group || !j->next || !j->size || !j->strength || !j->offsets || !j->other || !j->arc) return false;
    for (size_t e = 0; e < m; e++) {
        j->offsets[ties->from[e] + 1]++;
        j->offsets[ties->to[e] + 1]++;
    }
    for (size_t v = 0; v < n; v++) j->offsets[v + 1] += j->offsets[v];
    for (size_t e = 0; e < m; e++) {
        put(j, ties->from[e], ties->to[e], ties->strength[e]);
        put(j, ties->to[e], ties->from[e], ties->strength[e]);
    }
    for (size_t v = n; v > 0; v--) j->offsets[v] = j->offsets[v - 1];
    j->offsets[0] = 0;
    alone(j);
    return true;
}

/* Put the groups of u and v together; the change of modularity, 0 when they are together already. */
static double join(joining *j, int32_t u, int32_t v) {
    int32_t small = j->group[u], large = j->group[v];
    if (small == large) return 0;
    if (j->size[small] > j->size[large]) {
        int32_t other = small;
        small = large;
        large = other;
    }
    double between = 0, total = j->ties->total;
    int32_t first = j->group[u] == small ? u : v, into = first == u ? v : u, x = first;
    do {
        for (int32_t i = j->offsets[x]; i < j->offsets[x + 1]; i++)
            if (j->group[j->other[i]] == large) between += j->arc[i];
        x = j->next[x];
    } while (x != first);
    do {
        j->group[x] = large;
        x = j->next[x];
    } while (x != first);
    int32_t rest = j->next[first];
    j->next[first] = j->next[into];
    j->next[into] = rest;
    double change = between / total - 2 * (j->strength[small] / (2 * total)) * (j->strength[large] / (2 * total));
    j->size[large] += j->size[small];
    j->strength[large] += j->strength[small];
    return change;
}

ent_status ent_quotient_best_cut(const ent_quotient *ties, const int32_t (*joins)[2], size_t count, int32_t *group,
                                 ent_error *err) {
    joining j;
    bool made = make_joining(&j, ties);
    if (made) {
        double gained = 0, best = 0;
        size_t cut = 0;
        for (size_t i = 0; i < count; i++) {
            gained += join(&j, joins[i][0], joins[i][1]);
            if (gained <= best + SAME) continue;
            best = gained;
            cut = i + 1;
        }
        alone(&j);
        for (size_t i = 0; i < cut; i++) join(&j, joins[i][0], joins[i][1]);
        memcpy(group, j.group, ties->n * sizeof *group);
    }
    clear_joining(&j);
    return made ? ENT_OK : ent_fail_memory(err);
}
