/* Distances to a target: search by breadth, by Dijkstra 1959 when weighted, and hop by hop (Bellman 1958) when weighted
 * with a limit of hops. */
#include "analyse/paths_field.h"

#include <math.h>
#include <stdlib.h>

enum { TICK_ARCS = 1 << 20 };

typedef struct ent_heap_item {
    double distance;
    int32_t vertex;
} heap_item;

ent_status ent_field_init(ent_field *f, const ent_search *search, ent_error *err) {
    *f = (ent_field){.search = search, .out = ent_view_out(search->view), .in = ent_view_in(search->view)};
    f->n = ent_view_vertices(search->view);
    f->weighted = ent_view_weighted(search->view);
    if (f->weighted && search->most_hops < f->n) f->layers = search->most_hops + 1;
    size_t arcs = (size_t)f->out.offsets[f->n];
    f->best = calloc(f->layers ? f->layers : 1, (f->n + 1) * sizeof *f->best);
    f->order = malloc((f->n + 1) * sizeof *f->order);
    f->queue = malloc((f->n + 1) * sizeof *f->queue);
    f->blocked = calloc(f->n + 1, 1);
    if (f->weighted && !f->layers) f->heap = malloc((arcs + 2) * sizeof *f->heap);
    f->arcs = malloc((arcs + 1) * sizeof *f->arcs);
    f->sorted = calloc(f->n + 1, 1);
    bool room =
        f->best && f->order && f->queue && f->blocked && f->arcs && f->sorted && (f->heap || !f->weighted || f->layers);
    if (!room) return ent_fail_memory(err);
    for (size_t v = 0; v < f->n && search->avoid; v++) f->blocked[v] = search->avoid[v];
    return ENT_OK;
}

void ent_field_clear(ent_field *f) {
    free(f->best);
    free(f->order);
    free(f->queue);
    free(f->heap);
    free(f->blocked);
    free(f->arcs);
    free(f->sorted);
    free(f->ahead);
    free(f->settled);
    *f = (ent_field){0};
}

static int by_station(const void *a, const void *b, void *field) {
    const ent_field *f = field;
    return ent_compare_vertices(f->search->view, f->out.to[*(const int32_t *)a], f->out.to[*(const int32_t *)b]);
}

int32_t ent_field_arc(ent_field *f, int32_t v, int32_t k) {
    int32_t first = f->out.offsets[v], last = f->out.offsets[v + 1];
    if (!f->sorted[v]) {
        for (int32_t i = first; i < last; i++) f->arcs[i] = i;
        if (last - first > 1) qsort_r(f->arcs + first, (size_t)(last - first), sizeof *f->arcs, by_station, f);
        f->sorted[v] = 1;
    }
    return f->arcs[first + k];
}

bool ent_field_open(const ent_field *f, int32_t edge) {
    return !f->search->closed || !f->search->closed[edge];
}

double ent_field_length(const ent_field *f, int32_t edge) {
    double strength;
    if (!f->weighted) return 1;
    ent_view_edge(f->search->view, (size_t)edge, NULL, NULL, &strength);
    return 1 / strength;
}

bool ent_lengths_equal(double a, double b) {
    return fabs(a - b) <= 1e-10 * fabs(b);
}

double ent_field_distance(const ent_field *f, int32_t v, size_t h) {
    if (!f->layers) return f->best[v];
    return f->best[(h < f->layers ? h : f->layers - 1) * f->n + (size_t)v];
}

bool ent_field_leads(const ent_field *f, int32_t v, int32_t w, int32_t edge, size_t h) {
    if (h == 0 || f->blocked[w] || !ent_field_open(f, edge)) return false;
    if (!f->layers && (f->order[w] < 0 || f->order[w] >= f->order[v])) return false;
    double here = ent_field_distance(f, v, h), there = ent_field_distance(f, w, h - 1);
    if (!isfinite(here) || !isfinite(there)) return false;
    return ent_lengths_equal(ent_field_length(f, edge) + there, here);
}

static void fill_by_breadth(ent_field *f, size_t hops) {
    size_t head = 0, tail = 0;
    f->best[f->search->to] = 0;
    f->order[f->search->to] = 0;
    f->queue[tail++] = f->search->to;
    while (head < tail) {
        int32_t v = f->queue[head++];
        if (f->best[v] >= (double)hops) break;
        for (int32_t i = f->in.offsets[v]; i < f->in.offsets[v + 1]; i++) {
            int32_t w = f->in.to[i];
            if (f->order[w] >= 0 || f->blocked[w] || !ent_field_open(f, f->in.edge[i])) continue;
            f->best[w] = f->best[v] + 1;
            f->order[w] = (int32_t)tail;
            f->queue[tail++] = w;
        }
    }
}

static bool nearer(heap_item a, heap_item b) {
    return a.distance < b.distance || (a.distance == b.distance && a.vertex < b.vertex);
}

static void push(ent_field *f, heap_item item) {
    size_t at = f->heap_count++;
    while (at > 0 && nearer(item, f->heap[(at - 1) / 2])) {
        f->heap[at] = f->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    f->heap[at] = item;
}

static heap_item pop(ent_field *f) {
    heap_item first = f->heap[0], last = f->heap[--f->heap_count];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= f->heap_count) break;
        if (child + 1 < f->heap_count && nearer(f->heap[child + 1], f->heap[child])) child++;
        if (!nearer(f->heap[child], last)) break;
        f->heap[at] = f->heap[child];
        at = child;
    }
    f->heap[at] = last;
    return first;
}

/* Every arc pushes at most once, so the heap of arcs + 1 items never overflows. */
static void fill_by_distance(ent_field *f) {
    int32_t settled = 0;
    f->heap_count = 0;
    f->best[f->search->to] = 0;
    push(f, (heap_item){0, f->search->to});
    while (f->heap_count) {
        heap_item nearest = pop(f);
        int32_t v = nearest.vertex;
        if (f->order[v] >= 0) continue;
        f->order[v] = settled++;
        for (int32_t i = f->in.offsets[v]; i < f->in.offsets[v + 1]; i++) {
            int32_t w = f->in.to[i];
            double distance = nearest.distance + ent_field_length(f, f->in.edge[i]);
            if (f->blocked[w] || f->order[w] >= 0 || distance >= f->best[w]) continue;
            if (!ent_field_open(f, f->in.edge[i])) continue;
            f->best[w] = distance;
            push(f, (heap_item){distance, w});
        }
    }
}

static void relax(ent_field *f, const double *before, double *now, int32_t v) {
    for (int32_t i = f->out.offsets[v]; i < f->out.offsets[v + 1]; i++) {
        int32_t w = f->out.to[i];
        if (f->blocked[w] || !ent_field_open(f, f->out.edge[i])) continue;
        double distance = ent_field_length(f, f->out.edge[i]) + before[w];
        if (distance < now[v]) now[v] = distance;
    }
}

static ent_status fill_by_hops(ent_field *f, size_t hops, ent_error *err) {
    size_t last = hops < f->layers ? hops : f->layers - 1;
    for (size_t v = 0; v < f->n; v++) f->best[v] = INFINITY;
    f->best[f->search->to] = 0;
    for (size_t h = 1; h <= last; h++) {
        const double *before = f->best + (h - 1) * f->n;
        double *now = f->best + h * f->n;
        for (size_t v = 0; v < f->n; v++) now[v] = before[v];
        for (size_t v = 0; v < f->n; v++)
            if (!f->blocked[v]) relax(f, before, now, (int32_t)v);
        ent_status status = ent_monitor_tick(f->search->monitor, "looking for paths", h, last, err);
        if (status) return status;
    }
    return ENT_OK;
}

ent_status ent_field_fill(ent_field *f, size_t hops, ent_error *err) {
    ent_status status = ent_monitor_tick(f->search->monitor, "looking for paths", 0, 0, err);
    if (status) return status;
    if (f->layers) return fill_by_hops(f, hops, err);
    for (size_t v = 0; v < f->n; v++) {
        f->best[v] = INFINITY;
        f->order[v] = -1;
    }
    if (f->weighted)
        fill_by_distance(f);
    else
        fill_by_breadth(f, hops);
    return ENT_OK;
}

/* ---- guided -------------------------------------------------------------------------------------------------------------- */

ent_status ent_field_guide(ent_field *f, ent_error *err) {
    ent_search back = *f->search;
    ent_field from = {0};
    back.to = f->search->from;
    back.most_hops = SIZE_MAX;
    ent_status status = ent_field_init(&from, &back, err);
    if (!status) {
        ent_adjacency out = from.out;
        from.out = from.in;
        from.in = out;
        status = ent_field_fill(&from, SIZE_MAX, err);
    }
    f->ahead = from.best;
    from.best = NULL;
    ent_field_clear(&from);
    f->settled = malloc((f->n + 1) * sizeof *f->settled);
    if (!f->heap) f->heap = malloc(((size_t)f->out.offsets[f->n] + 2) * sizeof *f->heap);
    if (!status && (!f->settled || !f->heap)) status = ent_fail_memory(err);
    for (size_t v = 0; v < f->n; v++) {
        f->best[v] = INFINITY;
        f->order[v] = -1;
    }
    return status;
}

/* v is at its distance now: tell who leads to it. *most: how long the way from the spur is at most, as far as is known. */
static void tell(ent_field *f, const ent_spur *spur, int32_t v, double *most) {
    for (int32_t i = f->in.offsets[v]; i < f->in.offsets[v + 1]; i++) {
        int32_t w = f->in.to[i];
        if ((f->blocked[w] && w != spur->vertex) || f->order[w] >= 0 || !ent_field_open(f, f->in.edge[i])) continue;
        double distance = f->best[v] + ent_field_length(f, f->in.edge[i]);
        if (w == spur->vertex) {
            if (!spur->taken[v] && distance < *most) *most = distance;
            continue;
        }
        double key = distance + (f->ahead[w] - spur->behind);
        if (distance >= f->best[w] || !(key <= *most * (1 + 1e-9))) continue;
        if (isinf(f->best[w])) f->queue[f->touched++] = w;
        f->best[w] = distance;
        push(f, (heap_item){key, w});
    }
}

static int by_distance(const void *a, const void *b, void *field) {
    const ent_field *f = field;
    int32_t v = *(const int32_t *)a, w = *(const int32_t *)b;
    if (f->best[v] != f->best[w]) return f->best[v] < f->best[w] ? -1 : 1;
    return v < w ? -1 : v > w;
}

ent_status ent_field_fill_to(ent_field *f, const ent_spur *spur, ent_error *err) {
    const int32_t target = f->search->to;
    size_t settled = 0, work = 0;
    double most = INFINITY;
    ent_status status = ent_monitor_tick(f->search->monitor, "looking for paths", 0, 0, err);
    for (size_t k = 0; k < f->touched; k++) {
        f->best[f->queue[k]] = INFINITY;
        f->order[f->queue[k]] = -1;
    }
    f->queue[0] = target;
    f->touched = 1;
    f->best[target] = 0;
    f->heap_count = 0;
    push(f, (heap_item){f->ahead[target] - spur->behind, target});
    while (!status && f->heap_count) {
        heap_item first = pop(f);
        int32_t v = first.vertex;
        if (!(first.distance <= most * (1 + 1e-9))) break;
        if (f->order[v] >= 0) continue;
        f->order[v] = 0;
        f->settled[settled++] = v;
        tell(f, spur, v, &most);
        work += 1 + (size_t)(f->in.offsets[v + 1] - f->in.offsets[v]);
        if (work < TICK_ARCS) continue;
        work = 0;
        status = ent_monitor_tick(f->search->monitor, "looking for paths", 0, 0, err);
    }
    if (settled > 1) qsort_r(f->settled, settled, sizeof *f->settled, by_distance, f);
    for (size_t k = 0; k < settled; k++) f->order[f->settled[k]] = (int32_t)k;
    return status;
}
