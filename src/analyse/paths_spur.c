/* Ways out of a known path: depth first along foretold distances. */
#include "analyse/paths_spur.h"

#include <math.h>
#include <stdlib.h>

ent_status ent_guide_init(ent_guide *g, const ent_field *field, ent_error *err) {
    *g = (ent_guide){.least = malloc((field->n + 1) * sizeof *g->least),
                     .tried = malloc((field->n + 1) * sizeof *g->tried),
                     .stamp = calloc(field->n + 1, sizeof *g->stamp)};
    if (!g->least || !g->tried || !g->stamp) return ent_fail_memory(err);
    for (size_t v = 0; v < field->n; v++) g->least[v] = isfinite(field->best[v]) ? (int32_t)field->best[v] : INT32_MAX;
    return ENT_OK;
}

void ent_guide_clear(ent_guide *g) {
    free(g->least);
    free(g->tried);
    free(g->stamp);
}

/* One round: no path of more than `bound` hops. *beyond: the least bound that lets this search see more. */
typedef struct {
    const uint8_t *taken;
    size_t at, bound, beyond;
} round_of;

/* The next vertex from the end of the path that may lead to the target within the bound, or -1. Who was entered with as many
 * hops left, in vain or on this very path, leads no further now. */
static int32_t step(ent_guide *g, ent_field *f, round_of *r, int32_t v, int32_t *next, size_t depth) {
    while (*next < f->out.offsets[v + 1] - f->out.offsets[v]) {
        int32_t i = ent_field_arc(f, v, (*next)++), w = f->out.to[i];
        if (f->blocked[w] || g->least[w] == INT32_MAX || !ent_field_open(f, f->out.edge[i])) continue;
        if (depth == r->at && r->taken[w]) continue;
        size_t needed = depth + 1 + (size_t)g->least[w];
        if (needed > r->bound) {
            r->beyond = needed < r->beyond ? needed : r->beyond;
            continue;
        }
        int32_t hops_left = (int32_t)(r->bound - depth - 1);
        if (g->stamp[w] == g->round && g->tried[w] >= hops_left) continue;
        g->stamp[w] = g->round;
        g->tried[w] = hops_left;
        return w;
    }
    return -1;
}

static ent_way descend(ent_guide *g, ent_field *f, round_of *r, int32_t *path, int32_t *next, size_t *hops) {
    size_t depth = r->at;
    next[depth] = 0;
    g->round++;
    while (path[depth] != f->search->to) {
        int32_t w = step(g, f, r, path[depth], &next[depth], depth);
        if (w < 0 && depth == r->at) return ENT_WAY_NONE;
        if (w < 0) {
            depth--;
            continue;
        }
        if (g->left-- == 0) return ENT_WAY_OPEN;
        path[++depth] = w;
        next[depth] = 0;
    }
    *hops = depth;
    return ENT_WAY_FOUND;
}

ent_way ent_guide_way(ent_guide *g, ent_field *f, int32_t *path, int32_t *next, size_t at, const uint8_t *taken,
                      size_t most, size_t *hops) {
    round_of r = {taken, at, at, 0};
    ent_way way = ENT_WAY_NONE;
    g->left = 1000 + f->n / 8;
    while (way == ENT_WAY_NONE) {
        r.beyond = SIZE_MAX;
        way = descend(g, f, &r, path, next, hops);
        if (way == ENT_WAY_NONE && (r.beyond > most || r.beyond >= f->n)) return ENT_WAY_NONE;
        r.bound = r.beyond;
    }
    return way;
}
