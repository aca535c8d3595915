/* One level after the other, in the cheaper of two directions. */
#include "kernel/sweep.h"

#include <stdlib.h>
#include <string.h>

typedef ent_lanes lanes;
typedef ent_sweep sweep;
typedef ent_tally tally;

/* AHEAD: arcs between one that is looked at and one whose end is called for, which memory takes that long to bring. */
enum { WORDS = ENT_SWEEP_WORDS, POINT = 54, AHEAD = 24, A_FEW = 8 };

void ent_sweep_clear(ent_sweep *s) {
    free(s->seen);
    free(s->front);
    free(s->next);
    free(s->list);
    free(s->next_list);
    free(s->tally);
}

bool ent_sweep_make(ent_sweep *s, const ent_net *net) {
    size_t n = net->n + 1;
    *s = (ent_sweep){.net = net};
    s->seen = malloc(n * sizeof *s->seen);
    s->front = calloc(n, sizeof *s->front);
    s->next = calloc(n, sizeof *s->next);
    s->list = malloc(n * sizeof *s->list);
    s->next_list = malloc(n * sizeof *s->next_list);
    s->tally = calloc(n, sizeof *s->tally);
    return s->seen && s->front && s->next && s->list && s->next_list && s->tally;
}

static bool any(const lanes *a) {
    uint64_t bits = 0;
    for (int i = 0; i < WORDS; i++) bits |= a->word[i];
    return bits != 0;
}

/* How many bits are set: bytes are added up before they are gathered. */
static unsigned count_bits(const lanes *a) {
    uint64_t sum = 0;
    for (int i = 0; i < WORDS; i++) {
        uint64_t x = a->word[i];
        x -= x >> 1 & UINT64_C(0x5555555555555555);
        x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
        sum += (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    }
    sum = (sum & UINT64_C(0x00ff00ff00ff00ff)) + (sum >> 8 & UINT64_C(0x00ff00ff00ff00ff));
    return (unsigned)(sum * UINT64_C(0x0001000100010001) >> 48);
}

static uint64_t arcs_of(const ent_arcs *arcs, int32_t v) {
    return (uint64_t)(arcs->offsets[v + 1] - arcs->offsets[v]);
}

/* ---- one level ------------------------------------------------------------------------------------------------------- */

/* What the level at hand is worth to those that hear of somebody in it. */
typedef struct {
    uint32_t distance;
    uint64_t inverse;
    double square, inverse_square;
} worth;

/* v has bits in next: they are seen now, and counted. */
static void hear(sweep *s, int32_t v, const worth *level) {
    const lanes *fresh = &s->next[v];
    lanes *seen = &s->seen[v];
    tally *t = &s->tally[v];
    uint64_t missing = 0, count = count_bits(fresh), inverse = count * level->inverse;
    for (int i = 0; i < WORDS; i++) {
        seen->word[i] |= fresh->word[i];
        missing |= s->all.word[i] & ~seen->word[i];
    }
    t->total += count * level->distance;
    t->reached += (uint32_t)count;
    t->farthest = level->distance > t->farthest ? level->distance : t->farthest;
    t->inverse_low += inverse;
    t->inverse_high += t->inverse_low < inverse;
    t->squares += count * level->square;
    t->inverse_squares += count * level->inverse_square;
    if (!missing) s->open_arcs -= arcs_of(&s->net->out, v);
    s->list_arcs += arcs_of(&s->net->in, v);
}

/* From the front to whoever has an arc to it: cheap while the front is small. */
static void push(sweep *s, const worth *level) {
    const ent_arcs *in = &s->net->in;
    for (size_t k = 0; k < s->count; k++) {
        int32_t v = s->list[k];
        lanes bits = s->front[v];
        for (int32_t i = in->offsets[v]; i < in->offsets[v + 1]; i++) {
            int32_t w = in->to[i];
            lanes fresh;
            for (int j = 0; j < WORDS; j++) fresh.word[j] = bits.word[j] & ~s->seen[w].word[j];
            if (!any(&fresh)) continue;
            if (!any(&s->next[w])) s->next_list[s->next_count++] = w;
            for (int j = 0; j < WORDS; j++) s->next[w].word[j] |= fresh.word[j];
        }
    }
    s->list_arcs = 0;
    for (size_t k = 0; k < s->next_count; k++) hear(s, s->next_list[k], level);
}

static bool lacks(const lanes *heard, const lanes *missing) {
    uint64_t left = 0;
    for (int j = 0; j < WORDS; j++) left |= missing->word[j] & ~heard->word[j];
    return left != 0;
}

/* What the ends of v's arcs have in front, a few arcs after the other until nothing is missing. */
static lanes ask(const sweep *s, int32_t v, const lanes *missing) {
    const ent_arcs *out = &s->net->out;
    const int32_t end = out->offsets[v + 1], ahead = end < out->offsets[s->net->n] - AHEAD ? AHEAD : 0;
    lanes heard = {{0}};
    for (int32_t i = out->offsets[v]; i < end && lacks(&heard, missing);) {
        const int32_t stop = end - i < A_FEW ? end : i + A_FEW;
        for (; i < stop; i++) {
            const lanes *other = &s->front[out->to[i]];
            __builtin_prefetch(&s->front[out->to[i + ahead]]);
            for (int j = 0; j < WORDS; j++) heard.word[j] |= other->word[j];
        }
    }
    for (int j = 0; j < WORDS; j++) heard.word[j] &= missing->word[j];
    return heard;
}

/* Every vertex that has not heard of all asks those that its arcs lead to: no write but its own. */
static void pull(sweep *s, const worth *level) {
    s->list_arcs = 0;
    for (int32_t v = 0; v < (int32_t)s->net->n; v++) {
        lanes missing;
        for (int j = 0; j < WORDS; j++) missing.word[j] = s->all.word[j] & ~s->seen[v].word[j];
        if (!any(&missing)) continue;
        const lanes heard = ask(s, v, &missing);
        if (!any(&heard)) continue;
        s->next[v] = heard;
        s->next_list[s->next_count++] = v;
        hear(s, v, level);
    }
}

/* What was next is the front of the level to come. */
static void turn(sweep *s) {
    for (size_t k = 0; k < s->count; k++) s->front[s->list[k]] = (lanes){{0}};
    lanes *bits = s->front;
    s->front = s->next;
    s->next = bits;
    int32_t *list = s->list;
    s->list = s->next_list;
    s->next_list = list;
    s->count = s->next_count;
    s->next_count = 0;
}

/* ---- one batch of sources ------------------------------------------------------------------------------------------------ */

void ent_sweep_begin(ent_sweep *s) {
    memset(s->seen, 0, s->net->n * sizeof *s->seen);
    memset(&s->all, 0, sizeof s->all);
    s->count = s->list_arcs = 0;
    s->open_arcs = (uint64_t)s->net->out.offsets[s->net->n];
}

void ent_sweep_add(ent_sweep *s, int32_t v, size_t lane) {
    const uint64_t bit = UINT64_C(1) << lane % 64;
    s->all.word[lane / 64] |= bit;
    s->seen[v].word[lane / 64] |= bit;
    if (!any(&s->front[v])) {
        s->list[s->count++] = v;
        s->list_arcs += arcs_of(&s->net->in, v);
    }
    s->front[v].word[lane / 64] |= bit;
}

static worth worth_of(uint32_t distance) {
    const double near = 1.0 / distance;
    return (worth){distance, ((UINT64_C(1) << POINT) + distance / 2) / distance, (double)distance * distance,
                   near * near};
}

ent_status ent_sweep_run(ent_sweep *s, ent_pulse *pulse, ent_error *err) {
    ent_status status = ENT_OK;
    for (uint32_t distance = 1; s->count && !status; distance++) {
        const worth level = worth_of(distance);
        bool pulls = 2 * s->list_arcs > s->open_arcs;
        uint64_t work = s->count + (pulls ? s->open_arcs + s->net->n : s->list_arcs);
        if (pulls)
            pull(s, &level);
        else
            push(s, &level);
        turn(s);
        status = ent_pulse_work(pulse, work, err);
    }
    return status;
}
