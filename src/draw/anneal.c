/* draw/anneal.c - simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) of a field. A generator of our own and no
 * mathematics beyond sqrt, so that every machine walks the same way. */
#include "draw/field.h"

typedef struct {
    uint64_t state;
} generator;

/* Knuth's MMIX constants; the high bits are the good ones. Uniform in [0, 1). */
static double draw(generator *g) {
    g->state = g->state * 6364136223846793005u + 1442695040888963407u;
    return (double)(g->state >> 33) / 2147483648.0;
}

static uint32_t draw_index(generator *g, uint32_t count) {
    uint32_t index = (uint32_t)(draw(g) * (double)count);
    return index < count ? index : count - 1;
}

/* -ln(u), from halvings and a series: what the height of an accepted step follows. */
static double draw_exponential(generator *g) {
    double u = draw(g), halvings = 0;
    if (u < 1e-9) u = 1e-9;
    for (; u < .5; u *= 2) halvings++;
    double z = (1 - u) / (1 + u), z2 = z * z;
    return halvings * .6931471805599453 + 2 * z * (1 + z2 * (1.0 / 3 + z2 * (.2 + z2 / 7)));
}

typedef struct {
    ent_field *field;
    generator random;
    double heat;
} walk;

/* A trial is kept when it is cheaper, or dearer by less than chance allows at this heat. */
static void attempt(walk *w, const ent_trial *trial) {
    double allowed = w->heat * draw_exponential(&w->random);
    if (ent_field_try(w->field, trial, allowed) <= allowed)
        ent_field_keep(w->field, trial);
    else
        ent_field_undo(w->field, trial);
}

static ent_point place_of(const ent_field *f, uint32_t v) {
    return (ent_point){f->x[v], f->y[v]};
}

static void try_move(walk *w, double reach) {
    uint32_t v = draw_index(&w->random, w->field->node_count);
    ent_point from = place_of(w->field, v);
    double dx = (2 * draw(&w->random) - 1) * reach, dy = (2 * draw(&w->random) - 1) * reach * .8;
    attempt(w, &(ent_trial){.node = {v}, .count = 1, .from = {from}, .to = {{from.x + dx, from.y + dy}}});
}

static void try_swap(walk *w) {
    uint32_t u = draw_index(&w->random, w->field->node_count), v = draw_index(&w->random, w->field->node_count);
    if (u == v) return;
    ent_point at_u = place_of(w->field, u), at_v = place_of(w->field, v);
    attempt(w, &(ent_trial){.node = {u, v}, .count = 2, .from = {at_u, at_v}, .to = {at_v, at_u}});
}

void ent_anneal(ent_field *field, size_t steps, double heat, uint64_t seed) {
    walk w = {.field = field, .random = {seed * 2654435761u + 12345}};
    if (field->node_count < 2) return;
    for (size_t k = 0; k < steps; k++) {
        double rest = 1 - (double)k / (double)steps, kind = draw(&w.random);
        w.heat = heat * rest * rest;
        if (kind < .15 * rest)
            try_swap(&w);
        else
            try_move(&w, kind > .85 ? 40 + 160 * rest : 6 + 40 * rest);
    }
}
