/* Shortest paths: all of them by walking down the field of distances, the k shortest by leaving known ones (Yen). */
#include "analyse/paths_search.h"
#include "analyse/paths_field.h"
#include "analyse/paths_spur.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void ent_paths_clear(ent_paths *paths) {
    for (size_t i = 0; i < paths->count; i++) free(paths->items[i].vertices);
    free(paths->items);
    *paths = (ent_paths){0};
}

int32_t ent_edge_between(ent_adjacency out, int32_t v, int32_t w) {
    int32_t low = out.offsets[v], high = out.offsets[v + 1];
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (out.to[middle] < w)
            low = middle + 1;
        else
            high = middle;
    }
    return low < out.offsets[v + 1] && out.to[low] == w ? out.edge[low] : -1;
}

static double length_of(const ent_view *view, int32_t edge) {
    double strength;
    if (!ent_view_weighted(view)) return 1;
    ent_view_edge(view, (size_t)edge, NULL, NULL, &strength);
    return 1 / strength;
}

bool ent_paths_keep(ent_paths *paths, const ent_view *view, const int32_t *vertices, size_t hops) {
    ent_adjacency out = ent_view_out(view);
    if (!ent_grow(&paths->items, &paths->capacity, paths->count, sizeof *paths->items)) return false;
    ent_path *path = &paths->items[paths->count];
    *path = (ent_path){.hops = hops, .vertices = malloc((hops + 1) * sizeof *vertices)};
    if (!path->vertices) return false;
    memcpy(path->vertices, vertices, (hops + 1) * sizeof *vertices);
    for (size_t i = 0; i < hops; i++)
        path->length += length_of(view, ent_edge_between(out, vertices[i], vertices[i + 1]));
    paths->count++;
    return true;
}

/* A walk down the field: the path so far, whose first `fixed` vertices were given, and where each vertex stands in its
 * list of arcs. */
typedef struct {
    int32_t *path, *next;
    uint8_t *on_path;
} walk;

static bool walk_init(walk *w, size_t n) {
    w->path = malloc((n + 1) * sizeof *w->path);
    w->next = malloc((n + 1) * sizeof *w->next);
    w->on_path = calloc(n + 1, 1);
    return w->path && w->next && w->on_path;
}

static void walk_clear(walk *w) {
    free(w->path);
    free(w->next);
    free(w->on_path);
}

/* The next vertex below the end of the path, or -1. h: hops left. */
static int32_t step_down(ent_field *f, walk *w, size_t at, size_t h) {
    int32_t v = w->path[at];
    while (w->next[at] < f->out.offsets[v + 1] - f->out.offsets[v]) {
        int32_t i = ent_field_arc(f, v, w->next[at]++);
        int32_t to = f->out.to[i];
        if (!w->on_path[to] && ent_field_leads(f, v, to, f->out.edge[i], h)) return to;
    }
    return -1;
}

static void enter(walk *w, size_t at, int32_t v) {
    w->path[at] = v;
    w->next[at] = 0;
    w->on_path[v] = 1;
}

/* All ways down from path[fixed], in the order of ids, until `limit` paths are kept. h: hops left there. */
static ent_status walk_down(ent_field *f, walk *w, size_t fixed, size_t h, size_t limit, ent_paths *out,
                            ent_error *err) {
    size_t at = fixed;
    ent_status status = ENT_OK;
    enter(w, at, w->path[at]);
    while (!status) {
        int32_t v = w->path[at], to = -1;
        if (v == f->search->to) {
            if (!ent_paths_keep(out, f->search->view, w->path, at)) status = ent_fail_memory(err);
            if (out->count >= limit) break;
        } else {
            to = step_down(f, w, at, h - (at - fixed));
        }
        if (to >= 0) {
            enter(w, ++at, to);
            continue;
        }
        w->on_path[v] = 0;
        if (at == fixed) break;
        at--;
    }
    for (size_t i = fixed; i <= at; i++) w->on_path[w->path[i]] = 0;
    return status;
}

/* How many ways lead down: each vertex sums over the steps from it, nearest to the target first. */
static ent_status count_ways(const ent_field *f, double *total, ent_error *err) {
    double *ways = calloc(f->n + 1, sizeof *ways);
    int32_t *by_order = malloc((f->n + 1) * sizeof *by_order);
    if (ways && by_order) {
        size_t reached = 0;
        for (size_t v = 0; v < f->n; v++) {
            if (f->order[v] < 0) continue;
            by_order[f->order[v]] = (int32_t)v;
            reached++;
        }
        ways[f->search->to] = 1;
        for (size_t k = 1; k < reached; k++) {
            int32_t v = by_order[k];
            for (int32_t i = f->out.offsets[v]; i < f->out.offsets[v + 1]; i++)
                if (ent_field_leads(f, v, f->out.to[i], f->out.edge[i], SIZE_MAX)) ways[v] += ways[f->out.to[i]];
        }
        *total = ways[f->search->from];
    }
    bool room = ways && by_order;
    free(ways);
    free(by_order);
    return room ? ENT_OK : ent_fail_memory(err);
}

ent_status ent_paths_shortest(const ent_search *search, size_t limit, ent_paths *out, ent_error *err) {
    ent_field field = {0};
    ent_paths found = {0};
    walk w = {0};
    size_t hops = search->most_hops;
    ent_status status = ent_field_init(&field, search, err);
    if (!status && !walk_init(&w, field.n)) status = ent_fail_memory(err);
    if (!status) status = ent_field_fill(&field, hops, err);
    if (!status && isfinite(ent_field_distance(&field, search->from, hops))) {
        w.path[0] = search->from;
        status = walk_down(&field, &w, 0, hops, limit, &found, err);
        if (found.count < limit)
            found.total = (double)found.count;
        else if (!status && !field.layers)
            status = count_ways(&field, &found.total, err);
    }
    walk_clear(&w);
    ent_field_clear(&field);
    if (status)
        ent_paths_clear(&found);
    else
        *out = found;
    return status;
}

/* ---- the k shortest ----------------------------------------------------------------------------------------------------- */

/* Paths that leave an accepted one, waiting for their turn; `leaves[i]` is where path i left. */
typedef struct {
    ent_field field;
    walk walk;
    ent_paths waiting;
    size_t *leaves, leaves_capacity;
    ent_guide guide; /* of a search by hops */
    uint8_t *taken;  /* vertices that accepted paths go to next from the same beginning */
} yen;

/* Ten digits decide which path is shorter: the rest is rounding. */
static bool shorter(const ent_view *view, const ent_path *a, const ent_path *b) {
    if (!ent_lengths_equal(a->length, b->length)) return a->length < b->length;
    for (size_t i = 0; i <= a->hops && i <= b->hops; i++)
        if (a->vertices[i] != b->vertices[i]) return ent_compare_vertices(view, a->vertices[i], b->vertices[i]) < 0;
    return a->hops < b->hops;
}

static void mark_taken(yen *y, const ent_paths *accepted, const int32_t *beginning, size_t at, uint8_t mark) {
    for (size_t i = 0; i < accepted->count; i++) {
        const ent_path *path = &accepted->items[i];
        if (path->hops > at && memcmp(path->vertices, beginning, (at + 1) * sizeof *beginning) == 0)
            y->taken[path->vertices[at + 1]] = mark;
    }
}

/* The first vertex of the shortest way from `spur` that is not taken, by id among equals, or -1. */
static int32_t first_step(const yen *y, int32_t spur, size_t h) {
    const ent_field *f = &y->field;
    double best = INFINITY;
    int32_t found = -1;
    for (int32_t i = f->out.offsets[spur]; i < f->out.offsets[spur + 1]; i++) {
        int32_t w = f->out.to[i];
        if (y->taken[w] || f->blocked[w] || !ent_field_open(f, f->out.edge[i])) continue;
        double distance = ent_field_length(f, f->out.edge[i]) + ent_field_distance(f, w, h - 1);
        if (!isfinite(distance) || (!f->weighted && distance > (double)h)) continue;
        if (found >= 0) {
            bool equal = ent_lengths_equal(distance, best);
            if (equal ? ent_compare_vertices(f->search->view, w, found) > 0 : distance > best) continue;
        }
        best = distance;
        found = w;
    }
    return found;
}

/* Distances to the target without the vertices of the beginning, as far as they are needed. */
static ent_status fill_around(yen *y, size_t at, size_t h, ent_error *err) {
    ent_field *f = &y->field;
    const int32_t *path = y->walk.path;
    ent_spur spur = {path[at], y->taken, 0};
    if (!f->weighted || f->layers) return ent_field_fill(f, h == SIZE_MAX ? h : h - 1, err);
    for (size_t i = 0; i < at; i++)
        spur.behind += length_of(f->search->view, ent_edge_between(f->out, path[i], path[i + 1]));
    return ent_field_fill_to(f, &spur, err);
}

/* The best way out of walk.path[0 .. at], by a field of distances. h: hops left. */
static ent_status leave_by_field(yen *y, size_t at, size_t h, ent_error *err) {
    ent_field *f = &y->field;
    ent_status status = fill_around(y, at, h, err);
    int32_t step = status ? -1 : first_step(y, y->walk.path[at], h);
    if (step < 0) return status;
    y->walk.path[at + 1] = step;
    return walk_down(f, &y->walk, at + 1, h == SIZE_MAX ? h : h - 1, y->waiting.count + 1, &y->waiting, err);
}

/* The same by hops, unless that would take too long to tell: ENT_WAY_OPEN in *way. */
static ent_status leave_by_guess(yen *y, size_t at, ent_way *way, ent_error *err) {
    ent_field *f = &y->field;
    size_t hops = 0;
    ent_status status = ent_monitor_tick(f->search->monitor, "looking for paths", 0, 0, err);
    if (status) return status;
    *way = ent_guide_way(&y->guide, f, y->walk.path, y->walk.next, at, y->taken, f->search->most_hops, &hops);
    if (*way != ENT_WAY_FOUND) return ENT_OK;
    return ent_paths_keep(&y->waiting, f->search->view, y->walk.path, hops) ? ENT_OK : ent_fail_memory(err);
}

/* Look for the best path that begins like `beginning[0 .. at]` and then leaves all accepted ones. */
static ent_status leave_at(yen *y, const ent_paths *accepted, const int32_t *beginning, size_t at, ent_error *err) {
    size_t most = y->field.search->most_hops, before = y->waiting.count;
    if (most <= at) return ENT_OK;
    if (!ent_grow(&y->leaves, &y->leaves_capacity, before, sizeof *y->leaves)) return ent_fail_memory(err);
    for (size_t i = 0; i <= at; i++) {
        y->walk.path[i] = beginning[i];
        y->field.blocked[beginning[i]] = 1;
    }
    mark_taken(y, accepted, beginning, at, 1);
    ent_way way = ENT_WAY_OPEN;
    ent_status status = y->field.weighted ? ENT_OK : leave_by_guess(y, at, &way, err);
    if (!status && way == ENT_WAY_OPEN) status = leave_by_field(y, at, most == SIZE_MAX ? most : most - at, err);
    if (y->waiting.count > before) y->leaves[before] = at;
    mark_taken(y, accepted, beginning, at, 0);
    for (size_t i = 0; i <= at; i++) y->field.blocked[beginning[i]] = 0;
    return status;
}

/* Move the shortest waiting path to the accepted ones; *left is where it had left its model. */
static bool accept(yen *y, ent_paths *accepted, size_t *left) {
    ent_paths *waiting = &y->waiting;
    size_t best = 0;
    if (!ent_grow(&accepted->items, &accepted->capacity, accepted->count, sizeof *accepted->items)) return false;
    for (size_t i = 1; i < waiting->count; i++)
        if (shorter(y->field.search->view, &waiting->items[i], &waiting->items[best])) best = i;
    accepted->items[accepted->count++] = waiting->items[best];
    *left = y->leaves[best];
    waiting->items[best] = waiting->items[--waiting->count];
    y->leaves[best] = y->leaves[waiting->count];
    return true;
}

static ent_status collect(yen *y, const ent_search *search, size_t k, ent_paths *accepted, ent_error *err) {
    ent_status status = leave_at(y, accepted, &search->from, 0, err);
    while (!status && accepted->count < k && y->waiting.count) {
        size_t left = 0;
        if (!accept(y, accepted, &left)) return ent_fail_memory(err);
        ent_path newest = accepted->items[accepted->count - 1];
        if (accepted->count == k) break;
        for (size_t at = left; at < newest.hops && !status; at++)
            status = leave_at(y, accepted, newest.vertices, at, err);
    }
    return status;
}

ent_status ent_paths_k(const ent_search *search, size_t k, ent_paths *out, ent_error *err) {
    yen y = {0};
    ent_paths accepted = {0};
    ent_status status = ent_field_init(&y.field, search, err);
    y.taken = calloc(ent_view_vertices(search->view) + 1, 1);
    if (!status && (!y.taken || !walk_init(&y.walk, y.field.n))) status = ent_fail_memory(err);
    if (!status && y.field.weighted && !y.field.layers) status = ent_field_guide(&y.field, err);
    if (!status && !y.field.weighted) status = ent_field_fill(&y.field, SIZE_MAX, err);
    if (!status && !y.field.weighted) status = ent_guide_init(&y.guide, &y.field, err);
    if (!status) status = collect(&y, search, k, &accepted, err);
    walk_clear(&y.walk);
    ent_paths_clear(&y.waiting);
    ent_guide_clear(&y.guide);
    free(y.leaves);
    free(y.taken);
    ent_field_clear(&y.field);
    if (status)
        ent_paths_clear(&accepted);
    else
        *out = accepted;
    return status;
}
