/* Triads are counted from their ties: for each tie those that touch it, and all others at once. */
#include "analyse/census_triads.h"

#include <stdlib.h>

const char *const ent_triad_names[ENT_TRIAD_CLASSES + 1] = {"003",  "012",  "102",  "021D", "021U", "021C",
                                                            "111D", "111U", "030T", "030C", "201",  "120D",
                                                            "120U", "120C", "210",  "300",  NULL};

enum { BOTH = ENT_TIE_OUT | ENT_TIE_IN };

/* Of the classes with as many mutual and asymmetric pairs: the number of the first, and what tells them apart. */
enum { ONE, BY_SENDER, BY_MUTUAL, BY_CYCLE };
static const struct {
    int first, rule;
} families[4][4] = {
    /* by number of mutual, then of asymmetric pairs */
    {{0, ONE}, {1, ONE}, {3, BY_SENDER}, {8, BY_CYCLE}},
    {{2, ONE}, {6, BY_MUTUAL}, {11, BY_SENDER}, {0, ONE}},
    {{10, ONE}, {14, ONE}, {0, ONE}, {0, ONE}},
    {{15, ONE}, {0, ONE}, {0, ONE}, {0, ONE}},
};

/* Asymmetric pairs: how many each of u, v, w sends and receives. */
typedef struct {
    int sends[3], receives[3];
} roles;

static void add_pair(roles *r, int a, int b, uint8_t way) {
    if (way == ENT_TIE_OUT) r->sends[a]++, r->receives[b]++;
    if (way == ENT_TIE_IN) r->sends[b]++, r->receives[a]++;
}

static bool any_twice(const int counts[3]) {
    return counts[0] == 2 || counts[1] == 2 || counts[2] == 2;
}

int ent_triad_class(uint8_t uv, uint8_t uw, uint8_t vw) {
    const uint8_t ways[3] = {uv & BOTH, uw & BOTH, vw & BOTH};
    static const int apart[3] = {2, 1, 0}; /* who is not of the pair */
    int mutual = 0, asymmetric = 0, outside = 0;
    roles r = {{0}, {0}};
    for (int i = 0; i < 3; i++) {
        if (ways[i] == BOTH) outside = apart[i];
        mutual += ways[i] == BOTH;
        asymmetric += ways[i] == ENT_TIE_OUT || ways[i] == ENT_TIE_IN;
    }
    add_pair(&r, 0, 1, ways[0]);
    add_pair(&r, 0, 2, ways[1]);
    add_pair(&r, 1, 2, ways[2]);
    int class = families[mutual][asymmetric].first;
    switch (families[mutual][asymmetric].rule) {
    case BY_SENDER:
        return class + (any_twice(r.sends) ? 0 : any_twice(r.receives) ? 1 : 2);
    case BY_MUTUAL: /* 111D: the third sends to the mutual pair; 111U: it receives */
        return class + (r.sends[outside] ? 0 : 1);
    case BY_CYCLE:
        return class + (any_twice(r.sends) ? 0 : 1);
    default:
        return class;
    }
}

ent_triangle ent_triangle_of(uint8_t uv, uint8_t uw, uint8_t vw) {
    const uint8_t both = ENT_TIE_POSITIVE | ENT_TIE_NEGATIVE, sides[3] = {uv & both, uw & both, vw & both};
    int negative = 0;
    bool ambivalent = false;
    for (int i = 0; i < 3; i++) {
        if (!sides[i]) return ENT_TRIANGLE_UNSIGNED;
        ambivalent = ambivalent || sides[i] == both;
        negative += sides[i] == ENT_TIE_NEGATIVE;
    }
    return ambivalent ? ENT_TRIANGLE_AMBIVALENT : (ent_triangle)negative;
}

/* ---- all triads with a tie ------------------------------------------------------------------------------------------- */

/* What is known of the tie u - v while those who touch it are gone through. `touched` counts them. */
typedef struct {
    int32_t u, v;
    uint8_t uv;
    size_t touched;
} tie;

/* Who sees a triad that touches the tie. */
typedef ent_status (*seer)(void *context, const tie *t, int32_t w, uint8_t uw, uint8_t vw, ent_error *err);

/* A triad is met at each of its ties; it counts at the first one (u, v) with u < v: either w stands behind v, or it
 * stands between them and is not tied to u. */
static ent_status touch(const ent_ties *ties, tie *t, seer see, void *context, ent_error *err) {
    int32_t i = ties->offsets[t->u], j = ties->offsets[t->v];
    int32_t last_i = ties->offsets[t->u + 1], last_j = ties->offsets[t->v + 1];
    ent_status status = ENT_OK;
    t->touched = 0;
    while (!status && (i < last_i || j < last_j)) {
        int32_t a = i < last_i ? ties->to[i] : INT32_MAX, b = j < last_j ? ties->to[j] : INT32_MAX;
        int32_t w = a < b ? a : b;
        uint8_t uw = a == w ? ties->bits[i++] : 0, vw = b == w ? ties->bits[j++] : 0;
        if (w == t->u || w == t->v) continue;
        t->touched++;
        if (w > t->v || (w > t->u && !uw)) status = see(context, t, w, uw, vw, err);
    }
    return status;
}

/* Go through the ties u < v; `after` is called when all that touch it were seen. */
static ent_status each_tie(const ent_ties *ties, const ent_monitor *monitor, seer see,
                           ent_status (*after)(void *context, const tie *t, ent_error *err), void *context,
                           ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t u = 0; u < ties->n && !status; u++) {
        status = ent_monitor_tick(monitor, "counting triads", u, ties->n, err);
        for (int32_t i = ties->offsets[u]; i < ties->offsets[u + 1] && !status; i++) {
            tie t = {(int32_t)u, ties->to[i], ties->bits[i], 0};
            if (t.v < t.u) continue;
            status = touch(ties, &t, see, context, err);
            if (!status && after) status = after(context, &t, err);
        }
    }
    return status;
}

/* ---- the census ------------------------------------------------------------------------------------------------------- */

typedef struct {
    size_t n;
    double *count;
} counting;

static ent_status count_triad(void *context, const tie *t, int32_t w, uint8_t uw, uint8_t vw, ent_error *err) {
    counting *c = context;
    (void)w, (void)err;
    c->count[ent_triad_class(t->uv, uw, vw)]++;
    return ENT_OK;
}

static ent_status count_untouched(void *context, const tie *t, ent_error *err) {
    counting *c = context;
    (void)err;
    c->count[ent_triad_class(t->uv, 0, 0)] += (double)(c->n - t->touched - 2);
    return ENT_OK;
}

static double triples_of(double n) {
    return n * (n - 1) * (n - 2) / 6;
}

ent_status ent_triad_census(const ent_ties *ties, const ent_monitor *monitor, double count[ENT_TRIAD_CLASSES],
                            ent_error *err) {
    counting c = {ties->n, count};
    double sum = 0;
    for (int k = 0; k < ENT_TRIAD_CLASSES; k++) count[k] = 0;
    ent_status status = each_tie(ties, monitor, count_triad, count_untouched, &c, err);
    for (int k = 1; k < ENT_TRIAD_CLASSES; k++) sum += count[k];
    count[0] = triples_of((double)ties->n) - sum;
    return status;
}

/* Falling factorial x (x - 1) ... of k factors. */
static double falling(double x, int k) {
    double product = 1;
    for (int i = 0; i < k; i++) product *= x - i;
    return product;
}

/* A triad's three pairs are a draw without replacement from all pairs, and each asymmetric one points either way with
 * equal chance: the eight ways of three, or four of two, fall on the classes as the classes' own symmetry says. */
void ent_triad_expected(double n, double mutual, double asymmetric, double expected[ENT_TRIAD_CLASSES]) {
    static const double share[ENT_TRIAD_CLASSES] = {1, 1, 1, .25, .25, .5, .5, .5, .75, .25, 1, .25, .25, .5, 1, 1};
    static const double factorial[4] = {1, 1, 2, 6};
    double pairs = n * (n - 1) / 2, none = pairs - mutual - asymmetric;
    for (int k = 0; k < ENT_TRIAD_CLASSES; k++) {
        const char *name = ent_triad_names[k];
        int m = name[0] - '0', a = name[1] - '0', z = name[2] - '0';
        double ways = 6 / (factorial[m] * factorial[a] * factorial[z]);
        double draws = falling(mutual, m) * falling(asymmetric, a) * falling(none, z) / falling(pairs, 3);
        expected[k] = n < 3 ? 0 : triples_of(n) * ways * draws * share[k];
    }
}

/* ---- visits ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const ent_ties *ties;
    const ent_triad_visitor *visitor;
    const ent_monitor *monitor;
} tour;

static ent_status visit_touching(void *context, const tie *t, int32_t w, uint8_t uw, uint8_t vw, ent_error *err) {
    const tour *c = context;
    (void)uw, (void)vw;
    return c->visitor->visit(c->visitor->context, (const int32_t[3]){t->u, t->v, w}, err);
}

static ent_status visit_lonely(void *context, const tie *t, ent_error *err) {
    const tour *c = context;
    ent_status status = ENT_OK;
    for (int32_t w = 0; w < (int32_t)c->ties->n && !status; w++) {
        if (w == t->u || w == t->v || ent_ties_between(c->ties, t->u, w) || ent_ties_between(c->ties, t->v, w))
            continue;
        status = c->visitor->visit(c->visitor->context, (const int32_t[3]){t->u, t->v, w}, err);
    }
    return status;
}

ent_status ent_triads_each(const ent_ties *ties, const ent_monitor *monitor, const ent_triad_visitor *visitor,
                           ent_error *err) {
    tour c = {ties, visitor, monitor};
    return each_tie(ties, monitor, visit_touching, visitor->lonely ? visit_lonely : NULL, &c, err);
}
