/* Shortest paths by hops from one source (Brandes 2001), without lists of predecessors: a level is told from the others by
 * numbers that are 0 everywhere else, so that a vertex adds up over all its arcs and need not ask any. Each level takes the
 * cheaper of two directions (Beamer, Asanovic and Patterson 2012): its vertices give, or the others take. */
#include "kernel/between_desk.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of paths are scaled down before they overflow, a level at once; the smallest of a level must bear it. */
#define HUGE_COUNT 0x1p600
#define SMALLER 0x1p-600
#define LEAST 0x1p-900
enum { GIVING_COSTS = 2 }; /* times what taking costs: it writes where it cannot foresee */

typedef struct {
    const ent_between_shared *shared;
    size_t n;
    int32_t *order; /* vertices as they are reached */
    int32_t *level; /* where each level begins in `order` */
    int32_t levels;
    uint8_t *unseen; /* 1: not reached */
    uint8_t *scaled; /* by level: its numbers of paths were scaled down once more than those of the one before */
    double *paths;   /* shortest paths from the source, as far as a level is concerned in the same units */
    double *now;     /* what the level at hand gives, 0 for all others */
    double *sum;     /* what was given; 0 where nobody has given yet */
} desk;

void *ent_hops_open(const void *shared) {
    const size_t n = ((const ent_between_shared *)shared)->net->n + 2;
    desk *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    *d = (desk){.shared = shared, .n = n - 2};
    d->order = malloc(n * sizeof *d->order);
    d->level = malloc(n * sizeof *d->level);
    d->unseen = malloc(n);
    d->scaled = malloc(n);
    d->paths = malloc(n * sizeof *d->paths);
    d->now = calloc(n, sizeof *d->now);
    d->sum = malloc(n * sizeof *d->sum);
    if (d->order && d->level && d->unseen && d->scaled && d->paths && d->now && d->sum) return d;
    ent_hops_close(d);
    return NULL;
}

void ent_hops_close(void *at) {
    desk *d = at;
    free(d->order);
    free(d->level);
    free(d->unseen);
    free(d->scaled);
    free(d->paths);
    free(d->now);
    free(d->sum);
    free(d);
}

static uint64_t arcs_of_level(const desk *d, const ent_arcs *arcs, int32_t level) {
    uint64_t count = 0;
    for (int32_t k = d->level[level]; k < d->level[level + 1]; k++)
        count += (uint64_t)(arcs->offsets[d->order[k] + 1] - arcs->offsets[d->order[k]]);
    return count;
}

/* What the ends of v's arcs have in `now`. */
static double take(const ent_arcs *arcs, int32_t v, const double *now) {
    double sum = 0;
    for (int32_t i = arcs->offsets[v]; i < arcs->offsets[v + 1]; i++) sum += now[arcs->to[i]];
    return sum;
}

/* ---- away from the source ----------------------------------------------------------------------------------------------- */

static int32_t give_paths(desk *d, int32_t level, int32_t end) {
    const ent_arcs *out = &d->shared->net->out;
    int32_t begin = end;
    for (int32_t k = d->level[level]; k < begin; k++) {
        int32_t v = d->order[k];
        double paths = d->paths[v];
        for (int32_t i = out->offsets[v]; i < out->offsets[v + 1]; i++) {
            int32_t w = out->to[i];
            d->order[end] = w;
            end += d->unseen[w];
            d->unseen[w] = 0;
            d->sum[w] += paths;
        }
    }
    for (int32_t k = begin; k < end; k++) d->paths[d->order[k]] = d->sum[d->order[k]];
    return end;
}

static int32_t take_paths(desk *d, int32_t level, int32_t end) {
    const ent_net *net = d->shared->net;
    const int32_t begin = end;
    for (int32_t k = d->level[level]; k < begin; k++) d->now[d->order[k]] = d->paths[d->order[k]];
    for (int32_t v = 0; v < (int32_t)d->n; v++) {
        if (!d->unseen[v]) continue;
        double sum = take(&net->in, v, d->now);
        if (!(sum > 0)) continue;
        d->paths[v] = sum;
        d->order[end++] = v;
    }
    for (int32_t k = begin; k < end; k++) d->unseen[d->order[k]] = 0;
    for (int32_t k = d->level[level]; k < begin; k++) d->now[d->order[k]] = 0;
    return end;
}

static ent_status scale_down(desk *d, int32_t level, ent_error *err) {
    double most = 0, least = HUGE_COUNT;
    for (int32_t k = d->level[level]; k < d->level[level + 1]; k++) {
        double paths = d->paths[d->order[k]];
        most = paths > most ? paths : most;
        least = paths < least ? paths : least;
    }
    d->scaled[level] = most > HUGE_COUNT;
    if (!d->scaled[level]) return ENT_OK;
    for (int32_t k = d->level[level]; k < d->level[level + 1]; k++) d->paths[d->order[k]] *= SMALLER;
    if (least * SMALLER >= LEAST) return ENT_OK;
    ent_fail(err, ENT_CALC, "there are more shortest paths than can be counted");
    return ent_hint(err, "leave out betweenness, or take a part of the graph");
}

/* Fill order, level and paths. d->unseen is all 1 and d->sum all 0 before. */
static ent_status reach(desk *d, int32_t source, ent_pulse *pulse, ent_error *err) {
    const ent_net *net = d->shared->net;
    uint64_t open = (uint64_t)net->in.offsets[d->n];
    int32_t end = 1;
    ent_status status = ENT_OK;
    d->order[0] = source;
    d->unseen[source] = 0;
    d->paths[source] = 1;
    d->level[0] = 0;
    d->scaled[0] = 0;
    for (d->levels = 0; end > d->level[d->levels] && !status; d->levels++) {
        int32_t level = d->levels;
        d->level[level + 1] = end;
        if (level && (status = scale_down(d, level, err))) break;
        uint64_t giving = arcs_of_level(d, &net->out, level);
        open -= arcs_of_level(d, &net->in, level);
        bool gives = GIVING_COSTS * giving < open + d->n / 4;
        end = gives ? give_paths(d, level, end) : take_paths(d, level, end);
        status = ent_pulse_work(pulse, 16 + (gives ? giving : open + d->n / 4), err);
    }
    return status;
}

/* ---- back to the source ------------------------------------------------------------------------------------------------- */

/* now[w] of that level: (1 + what depends on w) / paths to w, so that times the paths to a vertex before it is what w gives. */
static void offer(desk *d, int32_t level) {
    double unit = d->scaled[level] ? SMALLER : 1;
    for (int32_t k = d->level[level]; k < d->level[level + 1]; k++) {
        int32_t w = d->order[k];
        d->now[w] = unit * (1 + d->sum[w]) / d->paths[w];
    }
}

/* Vertices behind `level` get something as well, but theirs has been counted. */
static void give_shares(desk *d, int32_t level) {
    const ent_arcs *in = &d->shared->net->in;
    for (int32_t k = d->level[level + 1]; k < d->level[level + 2]; k++) {
        int32_t w = d->order[k];
        for (int32_t i = in->offsets[w]; i < in->offsets[w + 1]; i++) d->sum[in->to[i]] += d->now[w];
    }
}

static void take_shares(desk *d, int32_t level) {
    for (int32_t k = d->level[level]; k < d->level[level + 1]; k++)
        d->sum[d->order[k]] = take(&d->shared->net->out, d->order[k], d->now);
}

/* d->sum is 0 wherever it is read before it is written. */
static ent_status add_up(desk *d, double *total, ent_pulse *pulse, ent_error *err) {
    const ent_net *net = d->shared->net;
    ent_status status = ENT_OK;
    for (int32_t level = d->levels - 2; level >= 1 && !status; level--) {
        offer(d, level + 1);
        uint64_t giving = arcs_of_level(d, &net->in, level + 1), taking = arcs_of_level(d, &net->out, level);
        bool gives = GIVING_COSTS * giving < taking;
        if (gives)
            give_shares(d, level);
        else
            take_shares(d, level);
        for (int32_t k = d->level[level + 1]; k < d->level[level + 2]; k++) d->now[d->order[k]] = 0;
        for (int32_t k = d->level[level]; k < d->level[level + 1]; k++) {
            int32_t v = d->order[k];
            d->sum[v] *= d->paths[v];
            total[v] += d->sum[v];
        }
        status = ent_pulse_work(pulse, gives ? giving : taking, err);
    }
    return status;
}

ent_status ent_hops_add(void *at, size_t which, double *total, ent_pulse *pulse, ent_error *err) {
    desk *d = at;
    memset(d->unseen, 1, d->n);
    memset(d->sum, 0, d->n * sizeof *d->sum);
    ent_status status = reach(d, ent_between_source(d->shared, which), pulse, err);
    if (status) return status;
    memset(d->sum, 0, d->n * sizeof *d->sum);
    return add_up(d, total, pulse, err);
}
