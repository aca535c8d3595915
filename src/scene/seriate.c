/* scene/seriate.c - signed seriation. Costs are whole numbers, so that no rounding decides between two orders. */
#include "scene/seriate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"

enum { STARTS = 12, POWER_STEPS = 60, ROUNDS = 60 };

static int64_t weight(const ent_ties *ties, uint32_t a, uint32_t b) {
    return ties->weights[(size_t)a * ties->n + b];
}

static int64_t cost_of(const ent_ties *ties, const uint32_t *order, uint32_t count) {
    int64_t cost = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) cost += weight(ties, order[i], order[j]) * (int64_t)(j - i);
    return cost;
}

int64_t ent_seriate_cost(const ent_ties *ties, const uint32_t *order) {
    return cost_of(ties, order, ties->n);
}

/* ---- one part: count items, all joined ---- */

typedef struct part {
    const ent_ties *ties;
    uint32_t *order, *best, *spare;
    double *value, *next;
    uint32_t count;
} part;

/* What it costs when the neighbours at p and p + 1 change places: each comes nearer to one side and farther from the other. */
static int64_t swap_cost(const part *p, const uint32_t *order, uint32_t at) {
    uint32_t a = order[at], b = order[at + 1];
    int64_t cost = 0;
    for (uint32_t i = 0; i < at; i++) cost += weight(p->ties, order[i], a) - weight(p->ties, order[i], b);
    for (uint32_t i = at + 2; i < p->count; i++) cost += weight(p->ties, order[i], b) - weight(p->ties, order[i], a);
    return cost;
}

static void exchange(uint32_t *order, uint32_t at) {
    uint32_t kept = order[at];
    order[at] = order[at + 1];
    order[at + 1] = kept;
}

/* Move the run of `length` items that begins at `from` one place on (or back); returns what that costs. */
static int64_t shift(part *p, uint32_t from, uint32_t length, bool on) {
    int64_t cost = 0;
    for (uint32_t k = 0; k < length; k++) {
        uint32_t at = on ? from + length - 1 - k : from - 1 + k;
        cost += swap_cost(p, p->order, at);
        exchange(p->order, at);
    }
    return cost;
}

/* Move the run to its cheapest place; whether that was another one. */
static bool move_run(part *p, uint32_t from, uint32_t length) {
    int64_t cost = 0, least = 0;
    uint32_t at = from, to = from;
    memcpy(p->spare, p->order, p->count * sizeof *p->order);
    for (; at + length < p->count; at++)
        if ((cost += shift(p, at, length, true)) < least) least = cost, to = at + 1;
    memcpy(p->order, p->spare, p->count * sizeof *p->order);
    for (at = from, cost = 0; at > 0; at--)
        if ((cost += shift(p, at, length, false)) < least) least = cost, to = at - 1;
    memcpy(p->order, p->spare, p->count * sizeof *p->order);
    for (at = from; at < to; at++) shift(p, at, length, true);
    for (at = from; at > to; at--) shift(p, at, length, false);
    return least < 0;
}

/* Turn the run round when that is cheaper: only ties with what stands outside change. */
static bool turn_run(part *p, uint32_t from, uint32_t length) {
    int64_t cost = 0;
    for (uint32_t k = 0; k < length; k++) {
        int64_t left = 0, right = 0, moved = (int64_t)length - 1 - 2 * (int64_t)k;
        for (uint32_t i = 0; i < from; i++) left += weight(p->ties, p->order[i], p->order[from + k]);
        for (uint32_t i = from + length; i < p->count; i++) right += weight(p->ties, p->order[i], p->order[from + k]);
        cost += moved * (left - right);
    }
    if (cost >= 0) return false;
    for (uint32_t k = 0; k < length / 2; k++) {
        uint32_t kept = p->order[from + k];
        p->order[from + k] = p->order[from + length - 1 - k];
        p->order[from + length - 1 - k] = kept;
    }
    return true;
}

static void improve(part *p) {
    static const uint32_t lengths[] = {1, 2, 3, 5, 8, 13, 21};
    bool better = true;
    for (int round = 0; better && round < ROUNDS; round++) {
        better = false;
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths && lengths[l] < p->count; l++)
            for (uint32_t from = 0; from + lengths[l] <= p->count; from++) {
                better = move_run(p, from, lengths[l]) || better;
                better = turn_run(p, from, lengths[l]) || better;
            }
        /* long moves are dear, and few are left once single items have settled */
    }
}

/* ---- starting orders ---- */

/* Sort the items by value, equal ones by number: an insertion sort, a part is small. */
static void sort_by_value(part *p) {
    for (uint32_t i = 1; i < p->count; i++) {
        uint32_t item = p->order[i], k = i;
        for (; k > 0; k--) {
            uint32_t other = p->order[k - 1];
            if (p->value[other] < p->value[item] || (p->value[other] <= p->value[item] && other < item)) break;
            p->order[k] = other;
        }
        p->order[k] = item;
    }
}

/* Every item moves half way to the barycentre of its friends, and away from that of its foes; all are centred and scaled
 * again, so that they do not fall into one point. */
static void barycentres(part *p, ent_random *random) {
    const uint32_t *items = p->best; /* in the order of their numbers */
    for (uint32_t i = 0; i < p->count; i++) p->value[items[i]] = ent_random_share(random) - .5;
    for (int step = 0; step < POWER_STEPS; step++) {
        double mean = 0, square = 0;
        for (uint32_t i = 0; i < p->count; i++) {
            double sum = 0, total = 0;
            for (uint32_t j = 0; j < p->count; j++) {
                double w = (double)weight(p->ties, items[i], items[j]);
                sum += w * p->value[items[j]];
                total += w < 0 ? -w : w;
            }
            p->next[i] = (p->value[items[i]] + (total > 0 ? sum / total : 0)) / 2;
            mean += p->next[i] / p->count;
        }
        for (uint32_t i = 0; i < p->count; i++) square += (p->next[i] - mean) * (p->next[i] - mean);
        double scale = square > 1e-300 ? 1 / sqrt(square) : 1;
        for (uint32_t i = 0; i < p->count; i++) p->value[items[i]] = (p->next[i] - mean) * scale;
    }
    memcpy(p->order, items, p->count * sizeof *items);
    sort_by_value(p);
}

static void shuffle(part *p, ent_random *random) {
    memcpy(p->order, p->best, p->count * sizeof *p->order);
    for (uint32_t i = p->count; i > 1; i--) {
        uint32_t k = (uint32_t)ent_random_below(random, i), kept = p->order[i - 1];
        p->order[i - 1] = p->order[k];
        p->order[k] = kept;
    }
}

/* The end with more ties stands first. */
static void face(const part *p, uint32_t *order) {
    int64_t first = 0, second = 0;
    for (uint32_t i = 0; i < p->count; i++)
        for (uint32_t j = 0; j < p->count; j++) {
            int64_t w = weight(p->ties, order[i], order[j]);
            if (2 * i + 1 < p->count)
                first += w < 0 ? -w : w;
            else if (2 * i + 1 > p->count)
                second += w < 0 ? -w : w;
        }
    if (first > second || (first == second && order[0] < order[p->count - 1])) return;
    for (uint32_t i = 0; i < p->count / 2; i++) {
        uint32_t kept = order[i];
        order[i] = order[p->count - 1 - i];
        order[p->count - 1 - i] = kept;
    }
}

/* Order the items in p->best, given by number; the answer is written to out. */
static void order_part(part *p, uint32_t *out) {
    ent_random random;
    int64_t least = 0;
    ent_random_init(&random, 7);
    for (int start = 0; start < STARTS; start++) {
        if (start % 3 == 2)
            shuffle(p, &random);
        else
            barycentres(p, &random);
        improve(p);
        int64_t cost = cost_of(p->ties, p->order, p->count);
        if (start && cost >= least) continue;
        least = cost;
        memcpy(out, p->order, p->count * sizeof *out);
    }
    face(p, out);
}

/* ---- parts ---- */

/* Number of the part of each item, parts by their first item; returns how many. */
static uint32_t find_parts(const ent_ties *ties, uint32_t *part_of, uint32_t *stack) {
    uint32_t parts = 0;
    for (uint32_t v = 0; v < ties->n; v++) part_of[v] = UINT32_MAX;
    for (uint32_t v = 0; v < ties->n; v++) {
        if (part_of[v] != UINT32_MAX) continue;
        uint32_t depth = 0;
        stack[depth++] = v;
        part_of[v] = parts;
        while (depth) {
            uint32_t u = stack[--depth];
            for (uint32_t w = 0; w < ties->n; w++) {
                if (part_of[w] != UINT32_MAX || !weight(ties, u, w)) continue;
                part_of[w] = parts;
                stack[depth++] = w;
            }
        }
        parts++;
    }
    return parts;
}

static uint32_t size_of(const uint32_t *part_of, uint32_t n, uint32_t number) {
    uint32_t size = 0;
    for (uint32_t v = 0; v < n; v++) size += part_of[v] == number;
    return size;
}

ent_status ent_seriate(const ent_ties *ties, uint32_t *order, ent_error *err) {
    size_t n = ties->n;
    uint32_t *room = calloc(5 * n + 1, sizeof *room);
    double *values = calloc(2 * n + 1, sizeof *values);
    ent_status status = room && values ? ENT_OK : ent_fail_memory(err);
    if (!status) {
        uint32_t *part_of = room, *items = room + n, done = 0;
        part p = {.ties = ties, .best = items, .order = room + 2 * n, .spare = room + 3 * n, .value = values};
        p.next = values + n;
        uint32_t parts = find_parts(ties, part_of, room + 4 * n);
        for (uint32_t size = ties->n; size > 0; size--)
            for (uint32_t k = 0; k < parts; k++) {
                if (size_of(part_of, ties->n, k) != size) continue;
                p.count = 0;
                for (uint32_t v = 0; v < ties->n; v++)
                    if (part_of[v] == k) items[p.count++] = v;
                order_part(&p, order + done);
                done += p.count;
            }
    }
    free(room);
    free(values);
    return status;
}
