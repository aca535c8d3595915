/* draw/stress.c - a start for the search that needs no Graphviz: loading it takes longer than a small picture. Two boxes are
 * to be as far apart as their shortest way through the graph is long; stochastic gradient descent (Zheng, Pawar and Goodman
 * 2019) takes pair after pair, in an order by chance and with steps that become shorter, and moves both to where they want
 * to be. O(n (n + m)) for the distances, O(n^2) for the places. */
#include <stdlib.h>

#include "base/random.h"
#include "draw/field.h"

enum { ROOTS = 4, SWEEPS = (1 << ROOTS) + 1 };

#define SMALLEST_STEP .1 /* of what brings the nearest pair into place at once */

typedef struct {
    uint32_t a, b;
    float apart; /* how far they want to be apart */
} spring;

typedef struct {
    const ent_field *field;
    float *way; /* from one node to each: shortest way, -1 when there is none */
    uint32_t *queue;
    bool *waits;
    spring *springs;
    size_t spring_count;
} stress;

/* As long as both boxes and the label between them want it to be. */
static float length_of(const ent_field *f, const ent_stretch *s) {
    return (f->half_w[s->a] + f->half_w[s->b]) / 2 + 1.2F * s->label_w + 30;
}

/* Shortest ways from one node (Bellman and Ford, with a queue). */
static void find_ways(const stress *s, uint32_t from) {
    const ent_field *f = s->field;
    uint32_t n = f->node_count, first = 0, count = 1;
    for (uint32_t v = 0; v < n; v++) s->way[v] = -1;
    s->way[from] = 0;
    s->queue[0] = from;
    while (count) {
        uint32_t v = s->queue[first];
        first = first + 1 < n ? first + 1 : 0;
        count--;
        s->waits[v] = false;
        for (uint32_t p = f->first[v]; p < f->first[v + 1]; p++) {
            const ent_stretch *link = &f->stretch[f->incident[p]];
            uint32_t w = link->a == v ? link->b : link->a;
            float way = s->way[v] + length_of(f, link);
            if (s->way[w] >= 0 && way >= s->way[w]) continue;
            s->way[w] = way;
            if (s->waits[w]) continue;
            s->waits[w] = true;
            s->queue[first + count < n ? first + count : first + count - n] = w;
            count++;
        }
    }
}

/* All pairs, with the least and the most that two want to be apart. What no way joins should stand near, yet not between. */
static void find_springs(stress *s, float *least, float *most) {
    const ent_field *f = s->field;
    float mean = 0, foreign;
    for (uint32_t i = 0; i < f->link_count; i++) mean += length_of(f, &f->stretch[i]) / (float)f->link_count;
    foreign = mean * .5F * sqrtf((float)f->node_count) + 60;
    *least = 1e9F;
    *most = 0;
    for (uint32_t v = 0; v < f->node_count; v++) {
        find_ways(s, v);
        for (uint32_t w = 0; w < v; w++) {
            float apart = s->way[w] >= 0 ? s->way[w] : foreign;
            s->springs[s->spring_count++] = (spring){v, w, apart};
            *least = apart < *least ? apart : *least;
            *most = apart > *most ? apart : *most;
        }
    }
}

static void shuffle(spring *springs, size_t count, ent_random *random) {
    for (size_t i = count; i > 1; i--) {
        size_t k = ent_random_below(random, i);
        spring swap = springs[i - 1];
        springs[i - 1] = springs[k];
        springs[k] = swap;
    }
}

/* A pair weighs 1 / apart^2: what is near has to be right. */
static void sweep(const stress *s, double step, double *xy) {
    for (size_t k = 0; k < s->spring_count; k++) {
        const spring *p = &s->springs[k];
        double *a = xy + 2 * (size_t)p->a, *b = xy + 2 * (size_t)p->b, apart = p->apart;
        double dx = a[0] - b[0], dy = a[1] - b[1], far = sqrt(dx * dx + dy * dy);
        double share = ent_min(step / (apart * apart), 1) * (far - apart) / 2 / ent_max(far, 1e-3);
        a[0] -= share * dx;
        a[1] -= share * dy;
        b[0] += share * dx;
        b[1] += share * dy;
    }
}

static void settle(stress *s, float least, float most, double *xy) {
    ent_random random;
    ent_random_init(&random, 1);
    for (uint32_t i = 0; i < 2 * s->field->node_count; i++) xy[i] = (ent_random_share(&random) - .5) * most;
    double step = (double)most * most, ratio = SMALLEST_STEP * least * least / step;
    for (int k = 0; k < ROOTS; k++) ratio = sqrt(ratio);
    for (int k = 0; k < SWEEPS; k++, step *= ratio) {
        shuffle(s->springs, s->spring_count, &random);
        sweep(s, step, xy);
    }
}

bool ent_field_start(const ent_field *field, double *xy) {
    size_t n = field->node_count;
    stress s = {.field = field};
    s.way = calloc(n + 1, sizeof *s.way);
    s.queue = calloc(n + 1, sizeof *s.queue);
    s.waits = calloc(n + 1, sizeof *s.waits);
    s.springs = calloc(n * n / 2 + 1, sizeof *s.springs);
    bool fine = s.way && s.queue && s.waits && s.springs;
    if (fine) {
        float least, most;
        find_springs(&s, &least, &most);
        settle(&s, least, most, xy);
    }
    free(s.way);
    free(s.queue);
    free(s.waits);
    free(s.springs);
    return fine;
}
