/* Nearness from drawn vertices. All components are searched at once, each from sources of its own, until each is known well
 * enough. */
#include "base/random.h"
#include "kernel/bounds.h"
#include "kernel/islands.h"
#include "kernel/sample.h"
#include "kernel/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How a component is measured. */
typedef struct {
    ent_random random;
    size_t used;    /* sources so far */
    bool all, done; /* sources are its members one after the other, instead of drawn ones; nothing is left to do */
} island;

typedef struct {
    const ent_net *net;
    const ent_sampling *how;
    ent_islands islands;
    island *states;
    ent_sweep sweep;
    size_t looks; /* how often a component is looked at, at most */
} survey;

/* ---- which components there are ------------------------------------------------------------------------------------------ */

/* In a directed net anybody may reach anybody: it is taken for one component. */
static ent_status take_whole(const ent_net *net, ent_islands *out, ent_error *err) {
    *out = (ent_islands){malloc((net->n + 1) * sizeof *out->member), calloc(2, sizeof *out->start),
                         calloc(net->n + 1, sizeof *out->hops), net->n > 0};
    if (!out->member || !out->start || !out->hops) return ent_fail_memory(err);
    for (size_t v = 0; v < net->n; v++) out->member[v] = (int32_t)v;
    out->start[out->count] = (int32_t)net->n;
    return ENT_OK;
}

/* The batches after which a component is looked at: so many more than the last time. */
static size_t batches_to_next(size_t batches) {
    return batches < 4 ? 1 : batches / 4;
}

static ent_status begin(survey *s, ent_pulse *pulse, ent_error *err) {
    int32_t largest = 1;
    ent_status status =
        s->net->directed ? take_whole(s->net, &s->islands, err) : ent_islands_find(s->net, pulse, &s->islands, err);
    if (status) return status;
    s->states = calloc(s->islands.count + 1, sizeof *s->states);
    bool room = ent_sweep_make(&s->sweep, s->net);
    if (!s->states || !room) return ent_fail_memory(err);
    for (size_t i = 0; i < s->islands.count; i++) {
        uint64_t state = s->how->seed;
        int32_t size = ent_island_size(&s->islands, i), first = s->islands.member[s->islands.start[i]];
        ent_random_init(&s->states[i].random, ent_random_mix(&state) + (uint64_t)first);
        s->states[i].all = size <= ENT_SAMPLE_ALL;
        largest = size > largest ? size : largest;
    }
    s->looks = 1; /* the last one is behind the end */
    for (size_t batches = 1; batches * ENT_SWEEP_LANES <= (size_t)largest; batches += batches_to_next(batches))
        s->looks++;
    return ENT_OK;
}

/* ---- whether a component is known well enough ------------------------------------------------------------------------------- */

/* How far the mean of `draws` numbers may be off, from their sum and the sum of their squares. */
static double error_of(const survey *s, double sum, double squares, double range, double draws) {
    double variance = fmax(0, squares - sum * sum / draws) / (draws - 1);
    return ent_mean_error(variance, range, draws, s->how->doubt / 2 / (double)s->net->n / (double)s->looks);
}

/* A vertex hears 0 from itself and, in a directed net, 0 as the inverse of what it does not reach. */
static bool is_known(const survey *s, size_t i, int32_t v, double widest) {
    const ent_tally *t = &s->sweep.tally[v];
    const double size = ent_island_size(&s->islands, i), draws = (double)s->states[i].used;
    const double range = s->islands.hops[v] + ent_island_radius(&s->islands, i);
    if (s->how->distances &&
        error_of(s, (double)t->total, t->squares, range, draws) * size / (size - 1) > s->how->error * widest)
        return false;
    return !s->how->inverses || error_of(s, ent_tally_inverse(t), t->inverse_squares, 1, draws) * size <=
                                    s->how->error * ((double)s->net->n - 1);
}

/* The diameter is at least the largest distance that was met. */
static bool are_known(const survey *s, size_t i) {
    const int32_t *member = s->islands.member + s->islands.start[i];
    const int32_t size = ent_island_size(&s->islands, i);
    double widest = ent_island_radius(&s->islands, i);
    for (int32_t k = 0; k < size; k++) widest = fmax(widest, s->sweep.tally[member[k]].farthest);
    for (int32_t k = 0; k < size; k++)
        if (!is_known(s, i, member[k], widest)) return false;
    return true;
}

static void start_again_with_all(survey *s, size_t i) {
    const int32_t *member = s->islands.member + s->islands.start[i];
    for (int32_t k = 0; k < ent_island_size(&s->islands, i); k++) s->sweep.tally[member[k]] = (ent_tally){0};
    s->states[i].used = 0;
    s->states[i].all = true;
}

/* After a batch. `looking`: at those that are drawn from. */
static void judge(survey *s, size_t i, bool looking) {
    island *state = &s->states[i];
    const size_t size = (size_t)ent_island_size(&s->islands, i);
    if (state->done) return;
    if (state->all)
        state->done = state->used >= size;
    else if (looking && are_known(s, i))
        state->done = true;
    else if (state->used >= size)
        start_again_with_all(s, i);
}

/* ---- searching ------------------------------------------------------------------------------------------------------------- */

static void add_sources(survey *s, size_t i) {
    island *state = &s->states[i];
    const int32_t *member = s->islands.member + s->islands.start[i];
    const size_t size = (size_t)ent_island_size(&s->islands, i);
    for (size_t lane = 0; lane < ENT_SWEEP_LANES && !(state->all && state->used == size); lane++, state->used++)
        ent_sweep_add(&s->sweep, member[state->all ? state->used : ent_random_below(&state->random, size)], lane);
}

static ent_status search(survey *s, ent_pulse *pulse, ent_error *err) {
    size_t batches = 0, next_look = 1, left = s->islands.count;
    ent_status status = ENT_OK;
    while (left && !status) {
        ent_sweep_begin(&s->sweep);
        for (size_t i = 0; i < s->islands.count; i++)
            if (!s->states[i].done) add_sources(s, i);
        status = ent_sweep_run(&s->sweep, pulse, err);
        const bool looking = ++batches == next_look;
        if (looking) next_look += batches_to_next(next_look);
        left = 0;
        for (size_t i = 0; i < s->islands.count; i++) {
            judge(s, i, looking);
            left += !s->states[i].done;
        }
        pulse->done = batches * ENT_SWEEP_LANES;
    }
    return status;
}

static void write_down(const survey *s, size_t i, ent_nearness *out, uint64_t *draws) {
    const island *state = &s->states[i];
    const double size = ent_island_size(&s->islands, i), scale = state->all ? 1 : size / (double)state->used;
    for (int32_t k = s->islands.start[i]; k < s->islands.start[i + 1]; k++) {
        const ent_tally *t = &s->sweep.tally[s->islands.member[k]];
        const double reached = s->net->directed ? NAN : size - 1;
        out[s->islands.member[k]] =
            (ent_nearness){scale * (double)t->total, scale * ent_tally_inverse(t), NAN, reached};
    }
    if (!state->all && state->used > *draws) *draws = state->used;
}

ent_status ent_nearness_sample(const ent_net *net, const ent_sampling *how, ent_nearness *out, uint64_t *draws,
                               ent_error *err) {
    survey s = {.net = net, .how = how};
    ent_pulse pulse = {.monitor = how->monitor, .stage = how->stage};
    *draws = 0;
    ent_status status = begin(&s, &pulse, err);
    if (!status) status = search(&s, &pulse, err);
    for (size_t i = 0; i < s.islands.count && !status; i++) write_down(&s, i, out, draws);
    ent_sweep_clear(&s.sweep);
    ent_islands_clear(&s.islands);
    free(s.states);
    return status;
}
