/* Searches by breadth from both ends, level by level, the one with fewer arcs ahead going first. The level that meets the
 * other search knows all shortest paths: each leads over exactly one arc between the two. One of these is drawn by the
 * paths that lead over it, and from its ends the way back likewise. */
#include "kernel/pick.h"

#include <stdlib.h>

/* Beyond this the paths of a level are counted in larger units; the product of two must stay a number. */
#define MANY_PATHS 0x1p400
#define SMALLER 0x1p-400
#define LEAST 0x1p-500

/* One of the two searches. */
typedef struct {
    const ent_arcs *ahead, *behind;
    int32_t sign; /* of its marks */
    int32_t *seen;
    int32_t begin, end; /* the outermost level in `seen` */
    int32_t level;
    uint64_t arcs; /* ahead of that level */
} side;

bool ent_picker_make(ent_picker *p, const ent_net *net) {
    *p = (ent_picker){.net = net};
    p->marks = calloc(net->n + 1, sizeof *p->marks);
    p->seen = malloc(2 * (net->n + 1) * sizeof *p->seen);
    p->path = malloc((net->n + 1) * sizeof *p->path);
    return p->marks && p->seen && p->path;
}

void ent_picker_clear(ent_picker *p) {
    free(p->marks);
    free(p->seen);
    free(p->path);
}

static uint64_t arcs_of(const ent_arcs *arcs, int32_t v) {
    return (uint64_t)(arcs->offsets[v + 1] - arcs->offsets[v]);
}

static void start(ent_picker *p, side *s, int32_t v) {
    s->seen[0] = v;
    s->end = s->level = 1;
    s->arcs = arcs_of(s->ahead, v);
    p->marks[v] = (ent_pick_mark){1, s->sign};
}

/* ---- away from the ends -------------------------------------------------------------------------------------------------- */

/* The next level. Paths that lead over arcs to the other search: 0 when it was not met. */
static double expand(ent_picker *p, side *s) {
    int32_t begin = s->end, next = s->sign * (s->level + 1);
    double meeting = 0;
    s->arcs = 0;
    for (int32_t k = s->begin; k < begin; k++) {
        int32_t v = s->seen[k];
        double paths = p->marks[v].paths;
        for (int32_t i = s->ahead->offsets[v]; i < s->ahead->offsets[v + 1]; i++) {
            int32_t w = s->ahead->to[i];
            ent_pick_mark *mark = &p->marks[w];
            if (mark->level == 0) {
                *mark = (ent_pick_mark){0, next};
                s->seen[s->end++] = w;
                s->arcs += arcs_of(s->ahead, w);
            }
            if (mark->level == next)
                mark->paths += paths;
            else if ((mark->level < 0) != (s->sign < 0))
                meeting += paths * mark->paths;
        }
    }
    if (meeting > 0) return meeting; /* begin and end still hold the level that meets */
    s->begin = begin;
    s->level++;
    return 0;
}

static ent_status scale_down(ent_picker *p, const side *s, ent_error *err) {
    double most = 0, least = MANY_PATHS;
    for (int32_t k = s->begin; k < s->end; k++) {
        double paths = p->marks[s->seen[k]].paths;
        most = paths > most ? paths : most;
        least = paths < least ? paths : least;
    }
    if (most <= MANY_PATHS) return ENT_OK;
    for (int32_t k = s->begin; k < s->end; k++) p->marks[s->seen[k]].paths *= SMALLER;
    if (least * SMALLER >= LEAST) return ENT_OK;
    ent_fail(err, ENT_CALC, "there are more shortest paths than can be counted");
    return ent_hint(err, "leave out betweenness, or take a part of the graph");
}

/* ---- back to the ends ---------------------------------------------------------------------------------------------------- */

/* The one before v on the way back, by the paths to each. */
static int32_t step_back(const ent_picker *p, const side *s, int32_t v, ent_random *random) {
    const int32_t level = p->marks[v].level - s->sign, *to = s->behind->to;
    double sum = 0;
    int32_t last = v;
    for (int32_t i = s->behind->offsets[v]; i < s->behind->offsets[v + 1]; i++)
        if (p->marks[to[i]].level == level) sum += p->marks[to[i]].paths;
    double drawn = ent_random_share(random) * sum;
    for (int32_t i = s->behind->offsets[v]; i < s->behind->offsets[v + 1] && drawn >= 0; i++)
        if (p->marks[to[i]].level == level) drawn -= p->marks[last = to[i]].paths;
    return last;
}

static void walk_back(ent_picker *p, const side *s, int32_t v, ent_random *random) {
    while (p->marks[v].level != s->sign) {
        p->path[p->length++] = v;
        v = step_back(p, s, v, random);
    }
}

/* `s` has just met `other`: draw the arc between them. */
static void pick(ent_picker *p, const side *s, const side *other, double meeting, ent_random *random) {
    double drawn = ent_random_share(random) * meeting;
    const int32_t near = s->sign * s->level, far = other->sign * other->level;
    int32_t here = 0, there = 0;
    for (int32_t k = s->begin; k < s->end && p->marks[s->seen[k]].level == near && drawn >= 0; k++) {
        int32_t v = s->seen[k];
        for (int32_t i = s->ahead->offsets[v]; i < s->ahead->offsets[v + 1] && drawn >= 0; i++) {
            int32_t w = s->ahead->to[i];
            if (p->marks[w].level != far) continue;
            drawn -= p->marks[v].paths * p->marks[w].paths;
            here = v;
            there = w;
        }
    }
    walk_back(p, s, here, random);
    walk_back(p, other, there, random);
}

static void forget(ent_picker *p, const side *s) {
    for (int32_t k = 0; k < s->end; k++) p->marks[s->seen[k]].level = 0;
}

ent_status ent_picker_pick(ent_picker *p, int32_t from, int32_t to, ent_random *random, bool *found, ent_pulse *pulse,
                           ent_error *err) {
    side one = {.ahead = &p->net->out, .behind = &p->net->in, .sign = 1, .seen = p->seen};
    side two = {.ahead = &p->net->in, .behind = &p->net->out, .sign = -1, .seen = p->seen + p->net->n + 1};
    ent_status status = ENT_OK;
    p->length = 0;
    *found = false;
    start(p, &one, from);
    start(p, &two, to);
    while (!*found && !status && one.begin < one.end && two.begin < two.end) {
        side *s = one.arcs <= two.arcs ? &one : &two;
        uint64_t work = s->arcs + 16;
        double meeting = expand(p, s);
        p->work += work;
        *found = meeting > 0;
        if (*found)
            pick(p, s, s == &one ? &two : &one, meeting, random);
        else
            status = scale_down(p, s, err);
        if (!status) status = ent_pulse_work(pulse, work, err);
    }
    forget(p, &one);
    forget(p, &two);
    return status;
}
