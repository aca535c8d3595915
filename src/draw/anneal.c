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
    double heat, frame; /* frame: cost of the size as it stands */
} walk;

static bool accepted(walk *w, double before, double *frame_after, double after) {
    *frame_after = ent_field_frame_cost(w->field);
    double worse = after + *frame_after - before - w->frame;
    return worse <= 0 || worse < w->heat * draw_exponential(&w->random);
}

static void try_move(walk *w, double reach) {
    ent_field *f = w->field;
    uint32_t v = draw_index(&w->random, f->node_count);
    double x = f->x[v], y = f->y[v], frame_after;
    double before = ent_field_node_cost(f, v, ENT_NONE);
    ent_field_move(f, v, x + (2 * draw(&w->random) - 1) * reach, y + (2 * draw(&w->random) - 1) * reach * .8);
    if (accepted(w, before, &frame_after, ent_field_node_cost(f, v, ENT_NONE)))
        w->frame = frame_after;
    else
        ent_field_move(f, v, x, y);
}

static double pair_cost(const ent_field *f, uint32_t u, uint32_t v) {
    return ent_field_node_cost(f, u, ENT_NONE) + ent_field_node_cost(f, v, u);
}

static void try_swap(walk *w) {
    ent_field *f = w->field;
    uint32_t u = draw_index(&w->random, f->node_count), v = draw_index(&w->random, f->node_count);
    if (u == v) return;
    double ux = f->x[u], uy = f->y[u], vx = f->x[v], vy = f->y[v], frame_after;
    double before = pair_cost(f, u, v);
    ent_field_move(f, u, vx, vy);
    ent_field_move(f, v, ux, uy);
    if (accepted(w, before, &frame_after, pair_cost(f, u, v))) {
        w->frame = frame_after;
    } else {
        ent_field_move(f, u, ux, uy);
        ent_field_move(f, v, vx, vy);
    }
}

void ent_anneal(ent_field *field, size_t steps, double heat, uint64_t seed) {
    walk w = {.field = field, .random = {seed * 2654435761u + 12345}};
    if (field->node_count < 2) return;
    w.frame = ent_field_frame_cost(field);
    for (size_t k = 0; k < steps; k++) {
        double rest = 1 - (double)k / (double)steps, kind = draw(&w.random);
        w.heat = heat * rest * rest;
        if (kind < .15 * rest)
            try_swap(&w);
        else
            try_move(&w, kind > .85 ? 40 + 160 * rest : 6 + 40 * rest);
    }
}
