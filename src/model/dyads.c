/* model/dyads.c - pairs of entities that hold both signs at once. */
#include <stdlib.h>
#include <string.h>

#include "base/links.h"
#include "model/selection.h"

/* Whether both signs are there among what is kept, and how many relations between entities have one. */
static bool count_signed(const ent_selection *s, size_t *count) {
    const ent_relation_columns *r = &s->graph->r;
    size_t of[3] = {0};
    for (size_t i = 0; i < s->relation_count; i++)
        of[r->sign[s->relations[i]] + 1] += !(r->flags[s->relations[i]] & ENT_FLAG_TARGET_IS_RELATION);
    *count = of[0] + of[2];
    return of[0] && of[2];
}

/* Two bits for each pair of entities that falls there: whether a positive and a negative relation did. */
typedef struct {
    uint8_t *bits;
    unsigned shift;
} dyad_sieve;

static bool make_sieve(dyad_sieve *out, size_t count) {
    size_t slots = 64;
    out->shift = 64 - 6;
    for (; slots < 2 * count; slots *= 2) out->shift--;
    out->bits = calloc(slots / 4, 1);
    return out->bits;
}

/* Where the pair falls (Fibonacci hashing: Knuth 1998, 6.4), and the two bits there. */
static size_t slot_of(const dyad_sieve *sieve, ent_id low, ent_id high) {
    return (size_t)(((uint64_t)low << 32 | high) * UINT64_C(0x9E3779B97F4A7C15) >> sieve->shift);
}

static bool is_ambivalent(const dyad_sieve *sieve, size_t slot) {
    return (sieve->bits[slot / 4] >> 2 * (slot % 4) & 3) == 3;
}

static bool link_of(const ent_selection *s, ent_id k, ent_link *link) {
    const ent_relation_columns *r = &s->graph->r;
    if (!r->sign[k] || (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)) return false;
    ent_id a = ent_stand_in(s, r->source[k]), b = ent_stand_in(s, r->target[k]);
    *link = (ent_link){{a < b ? a : b, a < b ? b : a}, k};
    return true;
}

static void fill_sieve(const ent_selection *s, const dyad_sieve *sieve) {
    ent_link link;
    for (size_t i = 0; i < s->relation_count; i++) {
        ent_id k = s->relations[i];
        if (!link_of(s, k, &link)) continue;
        size_t slot = slot_of(sieve, link.end[0], link.end[1]);
        sieve->bits[slot / 4] |= (uint8_t)((s->graph->r.sign[k] > 0 ? 1 : 2) << 2 * (slot % 4));
    }
}

/* Signed relations as links between stand-ins, the lower number first: those that the sieve does not tell to be alone with
 * their sign. Most are. */
static ent_link *collect(const ent_selection *s, const dyad_sieve *sieve, size_t *count) {
    ent_link *links = NULL, link;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < s->relation_count; i++) {
        if (!link_of(s, s->relations[i], &link)) continue;
        if (!is_ambivalent(sieve, slot_of(sieve, link.end[0], link.end[1]))) continue;
        if (!ent_grow(&links, &capacity, *count, sizeof *links)) {
            free(links);
            return NULL;
        }
        links[(*count)++] = link;
    }
    return links ? links : malloc(sizeof *links);
}

/* Whether a relation of that sign stays in a dyad with so many of each. */
static bool stays(int mode, int sign, size_t positive, size_t negative) {
    switch (mode) {
    case ENT_AMBIVALENT_NET:
        return positive != negative && (sign > 0) == (positive > negative);
    case ENT_AMBIVALENT_POSITIVE:
        return sign > 0;
    case ENT_AMBIVALENT_NEGATIVE:
        return sign < 0;
    case ENT_AMBIVALENT_DROP:
        return false;
    default:
        return true;
    }
}

static size_t end_of_dyad(const ent_link *links, size_t start, size_t count) {
    size_t end = start + 1;
    while (end < count && links[end].end[0] == links[start].end[0] && links[end].end[1] == links[start].end[1]) end++;
    return end;
}

/* The links of one dyad: note it when it is ambivalent, and leave out what the mode says. */
static bool judge_dyad(ent_selection *s, const ent_link *links, size_t count, int mode) {
    const int8_t *sign = s->graph->r.sign;
    size_t positive = 0;
    for (size_t i = 0; i < count; i++) positive += sign[links[i].what] > 0;
    if (!positive || positive == count) return true;
    if (!ent_grow(&s->dyads, &s->dyad_capacity, s->dyad_count, sizeof *s->dyads)) return false;
    s->dyads[s->dyad_count++] = (uint64_t)links[0].end[0] << 32 | links[0].end[1];
    for (size_t i = 0; i < count; i++)
        if (!stays(mode, sign[links[i].what], positive, count - positive))
            s->reason[links[i].what] = ENT_LEFT_AMBIVALENT + 1;
    return true;
}

ent_status ent_dyads_apply(ent_selection *s, int mode, ent_error *err) {
    size_t count;
    dyad_sieve sieve;
    if (!count_signed(s, &count)) return ENT_OK;
    if (!make_sieve(&sieve, count)) return ent_fail_memory(err);
    fill_sieve(s, &sieve);
    ent_link *links = collect(s, &sieve, &count), *space = malloc((count + 1) * sizeof *space);
    bool room = links && space;
    free(sieve.bits);
    if (room) {
        const ent_link *sorted = ent_links_sort(links, space, count, s->graph->entity_ids.count);
        for (size_t start = 0, end = 0; start < count && room; start = end) {
            end = end_of_dyad(sorted, start, count);
            if (end - start > 1) room = judge_dyad(s, sorted + start, end - start, mode);
        }
    }
    free(links);
    free(space);
    return room ? ENT_OK : ent_fail_memory(err);
}
