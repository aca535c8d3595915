/* Betweenness from shortest paths between pairs drawn at random: the share of them that lead through a vertex. */
#include "kernel/between.h"
#include "kernel/bounds.h"
#include "kernel/crew.h"
#include "kernel/islands.h"
#include "kernel/pick.h"
#include "kernel/sample.h"

#include <math.h>
#include <stdlib.h>

/* The first sample has so many draws that something of the size of the error is met about so often; its two bounds take a
 * tenth of the doubt each. */
enum { FIRST_LOOK = 20 };
#define FIRST_DOUBT 0.1

/* What all threads read. */
typedef struct {
    const ent_net *net;
    uint64_t stream; /* where the random numbers of a sample begin */
} drawing;

/* What a sample adds up: by vertex how often it was met, then the lengths of the paths, their squares, and the work. */
enum { LENGTHS, SQUARES, WORK, MORE };

typedef struct {
    ent_picker picker;
    const drawing *shared;
} desk;

static void close_desk(void *at) {
    desk *d = at;
    ent_picker_clear(&d->picker);
    free(d);
}

static void *open_desk(const void *shared) {
    desk *d = calloc(1, sizeof *d);
    if (!d) return NULL;
    d->shared = shared;
    if (ent_picker_make(&d->picker, d->shared->net)) return d;
    close_desk(d);
    return NULL;
}

/* Every draw has random numbers of its own, so that it does not matter who makes it. */
static ent_status draw(void *at, size_t which, double *sum, ent_pulse *pulse, ent_error *err) {
    desk *d = at;
    const size_t n = d->shared->net->n;
    uint64_t state = d->shared->stream + which;
    const uint64_t before = d->picker.work;
    ent_random random;
    bool found;
    ent_random_init(&random, ent_random_mix(&state));
    size_t from = (size_t)ent_random_below(&random, n), to = (size_t)ent_random_below(&random, n - 1);
    to += to >= from;
    ent_status status = ent_picker_pick(&d->picker, (int32_t)from, (int32_t)to, &random, &found, pulse, err);
    if (status) return status;
    const double length = (double)d->picker.length;
    for (size_t k = 0; k < d->picker.length; k++) sum[d->picker.path[k]]++;
    sum[n + LENGTHS] += length;
    sum[n + SQUARES] += length * length;
    sum[n + WORK] += (double)(d->picker.work - before);
    return ENT_OK;
}

/* Fill tally[0 .. n + MORE - 1] from so many draws; sample 0 and sample 1 have nothing to do with each other. */
static ent_status sample(const ent_net *net, const ent_sampling *how, int number, uint64_t draws, double *tally,
                         ent_error *err) {
    uint64_t state = how->seed + (uint64_t)number;
    drawing shared = {net, ent_random_mix(&state)};
    ent_crew_task task = {(size_t)draws, net->n + MORE, &shared, open_desk, close_desk, draw};
    return ent_crew_sum(&task, how->threads, how->monitor, how->stage, tally, err);
}

/* Most inner vertices that a shortest path can have. */
static ent_status longest_path(const ent_net *net, const ent_sampling *how, double *most, ent_error *err) {
    ent_pulse pulse = {.monitor = how->monitor, .stage = how->stage};
    ent_islands islands = {0};
    *most = (double)net->n - 2;
    if (net->directed) return ENT_OK;
    ent_status status = ent_islands_find(net, &pulse, &islands, err);
    if (status) return status;
    double radius = 0;
    for (size_t i = 0; i < islands.count; i++) radius = fmax(radius, ent_island_radius(&islands, i));
    *most = fmin(*most, fmax(0, 2 * radius - 1));
    ent_islands_clear(&islands);
    return ENT_OK;
}

/* Arcs that all shortest paths from everywhere look at, there and back. */
static double all_work(const ent_net *net) {
    return 2 * (double)net->n * (double)net->out.offsets[net->n];
}

/* How large the second sample must be, from the first; 0 when it would take as long as measuring all. `error` is that of a share of all ordered pairs. Who is the most met
 * of all is not known, but it was met at most as often as the most met here: one bound does for all. */
static ent_status second_size(const ent_net *net, const ent_sampling *how, double error, double *tally, uint64_t *draws,
                              ent_error *err) {
    const double first = ceil(FIRST_LOOK / error), doubt = FIRST_DOUBT * how->doubt;
    double range, most_met = 0;
    ent_status status = longest_path(net, how, &range, err);
    if (!status) status = sample(net, how, 0, (uint64_t)first, tally, err);
    if (status) return status;
    for (size_t v = 0; v < net->n; v++) most_met = fmax(most_met, tally[v]);
    const double mean = tally[net->n + LENGTHS] / first;
    const double variance = fmax(0, tally[net->n + SQUARES] - first * mean * mean) / (first - 1);
    const double sum = fmin(range, mean + ent_mean_error(variance, range, first, doubt));
    const double largest = ent_share_most(most_met / first, first, doubt);
    *draws = ent_share_draws(net->n, sum, largest, error, how->doubt - 2 * doubt);
    if ((double)*draws * tally[net->n + WORK] / first > all_work(net)) *draws = 0;
    return ENT_OK;
}

static ent_status measure_all(const ent_net *net, const ent_sampling *how, double *out, ent_error *err) {
    const ent_between exact = {.threads = how->threads, .monitor = how->monitor, .stage = how->stage};
    return ent_betweenness(net, &exact, out, err);
}

ent_status ent_betweenness_sample(const ent_net *net, const ent_sampling *how, double *out, uint64_t *draws,
                                  ent_error *err) {
    const double n = (double)net->n, pairs = n * (n - 1);
    *draws = 0;
    for (size_t v = 0; v < net->n; v++) out[v] = 0;
    if (net->n < 3) return ENT_OK;
    double *tally = malloc((net->n + MORE) * sizeof *tally);
    ent_status status = tally ? ENT_OK : ent_fail_memory(err);
    if (!status) status = second_size(net, how, how->error * (n - 2) / n, tally, draws, err);
    if (!status) status = *draws ? sample(net, how, 1, *draws, tally, err) : measure_all(net, how, out, err);
    const double each = pairs / (double)*draws / (net->directed ? 1 : 2);
    for (size_t v = 0; v < net->n && *draws && !status; v++) out[v] = tally[v] * each;
    free(tally);
    return status;
}
