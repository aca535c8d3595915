/* Widest paths: for one width after the other, from the greatest that joins the ends, the shortest paths over hops that
 * are as strong at least, of which one is exactly as strong. */
#include "analyse/paths_widest.h"
#include "analyse/common.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    ent_search search;
    ent_demand demand;
    size_t edges, count; /* count: different widths, falling */
    double *strength, *widths;
    uint8_t *closed;
    uint16_t *at_edge;
    uint16_t bit; /* an edge of exactly the width */
} widener;

static double strength_of(const ent_view *view, size_t edge) {
    double strength;
    ent_view_edge(view, edge, NULL, NULL, &strength);
    return ent_ten_digits(strength);
}

double ent_path_width(const ent_view *view, const ent_path *path) {
    ent_adjacency out = ent_view_out(view);
    double width = INFINITY;
    for (size_t i = 0; i < path->hops; i++)
        width = fmin(width, strength_of(view, (size_t)ent_edge_between(out, path->vertices[i], path->vertices[i + 1])));
    return width;
}

static int falling(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

static bool prepare(widener *w, const ent_search *search, const ent_demand *demand) {
    *w = (widener){.search = *search, .demand = *demand, .edges = ent_view_edges(search->view)};
    w->bit = (uint16_t)(demand->all + 1); /* all is a run of ones */
    w->strength = malloc((w->edges + 1) * sizeof *w->strength);
    w->widths = malloc((w->edges + 1) * sizeof *w->widths);
    w->closed = malloc(w->edges + 1);
    w->at_edge = malloc((w->edges + 1) * sizeof *w->at_edge);
    if (!w->strength || !w->widths || !w->closed || !w->at_edge) return false;
    for (size_t e = 0; e < w->edges; e++) w->widths[e] = w->strength[e] = strength_of(search->view, e);
    if (w->edges > 1) qsort(w->widths, w->edges, sizeof *w->widths, falling);
    for (size_t e = 0; e < w->edges; e++)
        if (!w->count || w->widths[e] != w->widths[w->count - 1]) w->widths[w->count++] = w->widths[e];
    w->search.closed = w->closed;
    w->demand.at_edge = w->at_edge;
    return true;
}

/* Close what is weaker than `width`; with `exactly` a path must use a hop of just that. */
static void set_width(widener *w, const ent_search *search, const ent_demand *demand, double width, bool exactly) {
    w->demand.all = exactly ? demand->all | w->bit : demand->all;
    for (size_t e = 0; e < w->edges; e++) {
        w->closed[e] = w->strength[e] < width || (search->closed && search->closed[e]);
        w->at_edge[e] = demand->at_edge ? demand->at_edge[e] : 0;
        if (exactly && w->strength[e] == width) w->at_edge[e] |= w->bit;
    }
}

static bool joins(const ent_seeker *s) {
    return isfinite(s->far[(size_t)s->search->from * s->states + s->start]);
}

/* The place in widths of the greatest that joins the ends; count when none does. */
static ent_status first_width(widener *w, const ent_search *search, const ent_demand *demand, size_t *at,
                              ent_error *err) {
    size_t low = 0, high = w->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        ent_seeker s = {0};
        set_width(w, search, demand, w->widths[middle], false);
        ent_status status = ent_seeker_init(&s, &w->search, &w->demand, err);
        bool joined = !status && joins(&s);
        ent_seeker_clear(&s);
        if (status) return status;
        if (joined)
            high = middle;
        else
            low = middle + 1;
    }
    *at = low;
    return ENT_OK;
}

static ent_status by_width(widener *w, const ent_search *search, const ent_demand *demand, size_t limit,
                           bool only_widest, ent_paths *out, bool *stopped, ent_error *err) {
    size_t at = 0;
    ent_status status = first_width(w, search, demand, &at, err);
    for (; !status && !*stopped && at < w->count && out->count < limit; at++) {
        ent_seeker s = {0};
        set_width(w, search, demand, w->widths[at], true);
        status = ent_seeker_init(&s, &w->search, &w->demand, err);
        if (!status) status = ent_seek(&s, limit - out->count, only_widest, out, err);
        *stopped = s.stopped;
        ent_seeker_clear(&s);
        if (only_widest && out->count) break;
    }
    return status;
}

ent_status ent_paths_widest(const ent_search *search, const ent_demand *demand, size_t limit, bool only_widest,
                            ent_paths *out, bool *stopped, ent_error *err) {
    widener w;
    ent_paths found = {0};
    *stopped = false;
    ent_status status = prepare(&w, search, demand) ? ENT_OK : ent_fail_memory(err);
    if (!status) status = by_width(&w, search, demand, limit, only_widest, &found, stopped, err);
    free(w.strength);
    free(w.widths);
    free(w.closed);
    free(w.at_edge);
    if (status)
        ent_paths_clear(&found);
    else
        *out = found;
    return status;
}
