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
    if (ent_field_try(w->field, trial, (int64_t)(allowed * ENT_FIELD_UNIT)))
        ent_field_keep(w->field, trial);
    else
        ent_field_undo(w->field, trial);
}

static ent_point place_of(const ent_field *f, uint32_t v) {
    return (ent_point){f->x[v], f->y[v]};
}

static ent_point at_home(const ent_field *f, uint32_t v, double x, double y) {
    const ent_rect *home = &f->home[v];
    return (ent_point){(float)ent_max(home->x0, ent_min(x, home->x1)), (float)ent_max(home->y0, ent_min(y, home->y1))};
}

static uint32_t draw_node(walk *w) {
    return w->field->movable[draw_index(&w->random, w->field->movable_count)];
}

static void move_to(walk *w, uint32_t v, double x, double y) {
    ent_point to = at_home(w->field, v, x, y);
    attempt(w, &(ent_trial){.node = {v}, .count = 1, .from = {place_of(w->field, v)}, .to = {to}});
}

static void try_move(walk *w, double reach) {
    uint32_t v = draw_node(w);
    ent_point from = place_of(w->field, v);
    double dx = (2 * draw(&w->random) - 1) * reach, dy = (2 * draw(&w->random) - 1) * reach * .8;
    move_to(w, v, from.x + dx, from.y + dy);
}

/* To the side of a neighbour: how a box that ended far from its own comes home. */
static void try_join(walk *w) {
    const ent_field *f = w->field;
    uint32_t v = draw_node(w), degree = f->first[v + 1] - f->first[v];
    if (!degree) return;
    const ent_stretch *s = &f->stretch[f->incident[f->first[v] + draw_index(&w->random, degree)]];
    uint32_t other = s->a == v ? s->b : s->a;
    double dx = (2 * draw(&w->random) - 1) * 190, dy = (2 * draw(&w->random) - 1) * 130;
    move_to(w, v, f->x[other] + dx, f->y[other] + dy);
}

/* A box with those that hang on it alone. */
static void try_family(walk *w, double reach) {
    const ent_field *f = w->field;
    uint32_t v = draw_node(w);
    ent_trial t = {.node = {v}, .count = 1};
    for (uint32_t p = f->first[v]; p < f->first[v + 1] && t.count < ENT_TRIAL_NODES; p++) {
        const ent_stretch *s = &f->stretch[f->incident[p]];
        uint32_t other = s->a == v ? s->b : s->a;
        if (f->hangs[other]) t.node[t.count++] = other;
    }
    double dx = (2 * draw(&w->random) - 1) * reach, dy = (2 * draw(&w->random) - 1) * reach * .8;
    for (int k = 0; k < t.count; k++) {
        t.from[k] = place_of(f, t.node[k]);
        t.to[k] = at_home(f, t.node[k], t.from[k].x + dx, t.from[k].y + dy);
    }
    attempt(w, &t);
}

static void try_swap(walk *w) {
    uint32_t u = draw_node(w), v = draw_node(w);
    if (u == v || w->field->region[u] != w->field->region[v]) return;
    ent_point at_u = place_of(w->field, u), at_v = place_of(w->field, v);
    ent_point u_to = at_home(w->field, u, at_v.x, at_v.y), v_to = at_home(w->field, v, at_u.x, at_u.y);
    attempt(w, &(ent_trial){.node = {u, v}, .count = 2, .from = {at_u, at_v}, .to = {u_to, v_to}});
}

#define TRIALS_A_PAIR 20000.0

void ent_anneal(ent_field *field, double work, double heat, uint64_t seed) {
    walk w = {.field = field, .random = {seed * 2654435761u + 12345}};
    double start = field->met;
    if (field->node_count < 2 || !field->movable_count) return;
    double n = field->movable_count; /* few boxes have few arrangements: more than so many trials find nothing */
    work = ent_min(work, TRIALS_A_PAIR * n * (n + field->link_count));
    while (field->met - start < work) {
        double rest = 1 - (field->met - start) / work, kind = draw(&w.random);
        field->met += 4; /* a trial that is none must end too */
        w.heat = heat * rest * rest;
        if (kind < .15 * rest)
            try_swap(&w);
        else if (kind < .15 * rest + .08)
            try_join(&w);
        else if (kind < .15 * rest + .08 + .1)
            try_family(&w, 20 + 180 * rest);
        else
            try_move(&w, kind > .85 ? 40 + 160 * rest : 6 + 40 * rest);
    }
}
