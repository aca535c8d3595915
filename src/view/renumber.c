/* Renumbering: an order of the vertices, and arcs laid out by it. */
#include "view/renumber.h"
#include "base/random.h"
#include "view/canonical.h"
#include "view/inside.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 3 }; /* of surroundings that are looked at */

/* ---- the order ------------------------------------------------------------------------------------------------------------- */

/* What decides: degree, then the look of the surroundings, then ids. */
typedef struct {
    const ent_view *view;
    ent_adjacency out, in;
    uint64_t *look, *next;
} looks;

static int32_t degree(const looks *l, int32_t v) {
    int32_t out = l->out.offsets[v + 1] - l->out.offsets[v];
    return l->view->directed ? out + l->in.offsets[v + 1] - l->in.offsets[v] : out;
}

/* The sum over the ends of v's arcs does not depend on their order. */
static uint64_t sum_of(const ent_adjacency *arcs, int32_t v, const uint64_t *look) {
    uint64_t sum = 0;
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) {
        uint64_t other = look[arcs->to[i]];
        sum += ent_random_mix(&other);
    }
    return sum;
}

static void look_around(looks *l) {
    const size_t n = l->view->vertex_count;
    for (size_t v = 0; v < n; v++) l->look[v] = (uint64_t)degree(l, (int32_t)v);
    for (int step = 0; step < STEPS; step++) {
        for (size_t v = 0; v < n; v++) {
            uint64_t seen = l->look[v] * 3 + sum_of(&l->out, (int32_t)v, l->look);
            seen = ent_random_mix(&seen);
            if (l->view->directed) seen += sum_of(&l->in, (int32_t)v, l->look);
            l->next[v] = ent_random_mix(&seen);
        }
        uint64_t *look = l->look;
        l->look = l->next;
        l->next = look;
    }
}

static int by_look(const void *a, const void *b, void *context) {
    const looks *l = context;
    const int32_t u = *(const int32_t *)a, v = *(const int32_t *)b, more = degree(l, v), less = degree(l, u);
    ent_vertex x, y;
    if (more != less) return more < less ? -1 : 1;
    if (l->look[u] != l->look[v]) return l->look[u] < l->look[v] ? -1 : 1;
    ent_view_vertex(l->view, (size_t)u, &x);
    ent_view_vertex(l->view, (size_t)v, &y);
    const int order = strcmp(x.id, y.id);
    return order ? order : (u > v) - (u < v);
}

static ent_status order_by_look(const ent_view *view, int32_t *order, ent_error *err) {
    const size_t n = view->vertex_count;
    looks l = {.view = view, .out = ent_view_out(view), .in = ent_view_in(view)};
    l.look = malloc((n + 1) * sizeof *l.look);
    l.next = malloc((n + 1) * sizeof *l.next);
    const bool room = l.look && l.next;
    if (room) {
        look_around(&l);
        for (size_t v = 0; v < n; v++) order[v] = (int32_t)v;
        if (n > 1) qsort_r(order, n, sizeof *order, by_look, &l);
    }
    free(l.look);
    free(l.next);
    return room ? ENT_OK : ent_fail_memory(err);
}

/* ---- the arcs ---------------------------------------------------------------------------------------------------------------- */

/* Arcs of the new numbers. Their ends are gone through in the new order, so every list comes out ascending: `behind` has
 * for each vertex the tails of the arcs that end there. */
static void lay_out(size_t n, const int32_t *order, const int32_t *number, const ent_adjacency *ahead,
                    const ent_adjacency *behind, int32_t *offsets, int32_t *to) {
    offsets[0] = 0;
    for (size_t i = 0; i < n; i++)
        offsets[i + 1] = offsets[i] + ahead->offsets[order[i] + 1] - ahead->offsets[order[i]];
    for (size_t i = 0; i < n; i++) {
        const int32_t w = order[i];
        for (int32_t k = behind->offsets[w]; k < behind->offsets[w + 1]; k++)
            to[offsets[number[behind->to[k]]]++] = (int32_t)i;
    }
    memmove(offsets + 1, offsets, n * sizeof *offsets);
    offsets[0] = 0;
}

void ent_renumbered_clear(ent_renumbered *r) {
    free(r->order);
    for (int k = 0; k < 4; k++) free(r->arcs[k]);
    *r = (ent_renumbered){0};
}

static bool make_room(ent_renumbered *r, size_t n, size_t arcs, bool directed) {
    r->order = malloc((n + 1) * sizeof *r->order);
    for (int k = 0; k < (directed ? 4 : 2); k++) {
        r->arcs[k] = malloc(((k % 2 ? arcs : n + 1) + 1) * sizeof *r->arcs[k]);
        if (!r->arcs[k]) return false;
    }
    return r->order != NULL;
}

static ent_status fill(const ent_view *view, ent_renumbered *r, ent_error *err) {
    const size_t n = view->vertex_count;
    const ent_adjacency out = ent_view_out(view), in = ent_view_in(view);
    int32_t *number = malloc((n + 1) * sizeof *number);
    if (!number) return ent_fail_memory(err);
    for (size_t i = 0; i < n; i++) number[r->order[i]] = (int32_t)i;
    lay_out(n, r->order, number, &out, &in, r->arcs[0], r->arcs[1]);
    if (view->directed) lay_out(n, r->order, number, &in, &out, r->arcs[2], r->arcs[3]);
    free(number);
    const ent_arcs ahead = {r->arcs[0], r->arcs[1]}, behind = {r->arcs[2], r->arcs[3]};
    r->net = (ent_net){n, view->directed, ahead, view->directed ? behind : ahead, NULL, NULL};
    return ENT_OK;
}

ent_status ent_view_renumber(const ent_view *view, ent_renumbered *out, ent_error *err) {
    const size_t n = view->vertex_count, m = view->edge_count;
    ent_renumbered made = {.order = NULL};
    ent_status status = make_room(&made, n, view->directed ? m : 2 * m, view->directed) ? ENT_OK : ent_fail_memory(err);
    if (!status)
        status = n + m <= ENT_RENUMBER_EXACT ? ent_view_canonical(view, made.order, err)
                                             : order_by_look(view, made.order, err);
    if (!status) status = fill(view, &made, err);
    if (status)
        ent_renumbered_clear(&made);
    else
        *out = made;
    return status;
}
