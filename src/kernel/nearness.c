/* Distances in hops from everywhere, 256 searches by breadth in step. A vertex hears, level by level, which of the 256 have
 * come by for the first time; that level is its distance to them. */
#include "kernel/nearness.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 4, SOURCES = 64 * WORDS, POINT = 54 };

/* One bit a source. */
typedef struct {
    uint64_t word[WORDS];
} lanes;

/* Sums of one vertex. 1/distance is added up in units of 2^-POINT, in two words: the order of the searches, which is that
 * of the vertices in the data, then leaves no trace in the last digits. */
typedef struct {
    uint64_t total, inverse_low;
    uint32_t inverse_high, reached, farthest;
} tally;

typedef struct {
    const ent_net *net;
    lanes *seen, *front, *next;
    int32_t *list, *next_list; /* vertices with a bit in front, and in next */
    size_t count, next_count;
    uint64_t list_arcs, open_arcs; /* arcs into the list; arcs of vertices not yet seen by all */
    lanes all;                     /* the sources of this batch */
    tally *tally;
} sweep;

static void clear(sweep *s) {
    free(s->seen);
    free(s->front);
    free(s->next);
    free(s->list);
    free(s->next_list);
    free(s->tally);
}

static bool make_room(sweep *s) {
    size_t n = s->net->n + 1;
    s->seen = malloc(n * sizeof *s->seen);
    s->front = calloc(n, sizeof *s->front);
    s->next = calloc(n, sizeof *s->next);
    s->list = malloc(n * sizeof *s->list);
    s->next_list = malloc(n * sizeof *s->next_list);
    s->tally = calloc(n, sizeof *s->tally);
    return s->seen && s->front && s->next && s->list && s->next_list && s->tally;
}

static bool any(const lanes *a) {
    return (a->word[0] | a->word[1] | a->word[2] | a->word[3]) != 0;
}

/* How many bits are set, 256 at most: bytes are added up before they are gathered. */
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

/* Every vertex that has not heard of all asks those that its arcs lead to: no write but its own. */
static void pull(sweep *s, const worth *level) {
    const ent_arcs *out = &s->net->out;
    s->list_arcs = 0;
    for (int32_t v = 0; v < (int32_t)s->net->n; v++) {
        lanes heard = {{0}}, missing;
        for (int j = 0; j < WORDS; j++) missing.word[j] = s->all.word[j] & ~s->seen[v].word[j];
        if (!any(&missing)) continue;
        for (int32_t i = out->offsets[v]; i < out->offsets[v + 1]; i++) {
            const lanes *other = &s->front[out->to[i]];
            for (int j = 0; j < WORDS; j++) heard.word[j] |= other->word[j];
        }
        for (int j = 0; j < WORDS; j++) heard.word[j] &= missing.word[j];
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

static void begin(sweep *s, size_t first, size_t sources) {
    memset(s->seen, 0, s->net->n * sizeof *s->seen);
    memset(&s->all, 0, sizeof s->all);
    s->count = s->list_arcs = 0;
    s->open_arcs = (uint64_t)s->net->out.offsets[s->net->n];
    for (size_t k = 0; k < sources; k++) {
        int32_t v = (int32_t)(first + k);
        uint64_t bit = UINT64_C(1) << k % 64;
        s->all.word[k / 64] |= bit;
        s->seen[v].word[k / 64] |= bit;
        s->front[v].word[k / 64] |= bit;
        s->list[s->count++] = v;
        s->list_arcs += arcs_of(&s->net->in, v);
    }
}

static uint64_t inverse_of(uint64_t distance) {
    return ((UINT64_C(1) << POINT) + distance / 2) / distance;
}

static ent_status run(sweep *s, size_t first, size_t sources, ent_pulse *pulse, ent_error *err) {
    ent_status status = ENT_OK;
    begin(s, first, sources);
    for (uint32_t distance = 1; s->count && !status; distance++) {
        const worth level = {distance, inverse_of(distance)};
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

ent_status ent_nearness_hops(const ent_net *net, const ent_monitor *monitor, const char *stage, ent_nearness *out,
                             ent_error *err) {
    sweep s = {.net = net};
    ent_pulse pulse = {.monitor = monitor, .stage = stage, .total = net->n};
    ent_status status = make_room(&s) ? ENT_OK : ent_fail_memory(err);
    for (size_t first = 0; first < net->n && !status; first += SOURCES) {
        pulse.done = first;
        status = run(&s, first, net->n - first < SOURCES ? net->n - first : SOURCES, &pulse, err);
    }
    for (size_t v = 0; v < net->n && !status; v++) {
        const tally *t = &s.tally[v];
        double inverse = (double)t->inverse_high * 0x1p64 + (double)t->inverse_low;
        out[v] = (ent_nearness){(double)t->total, inverse * 0x1p-54, t->farthest, t->reached};
    }
    clear(&s);
    return status;
}
