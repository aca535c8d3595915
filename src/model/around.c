/* model/around.c - what lies within some steps of an entity. Direction does not matter; a relation that is targeted by
 * another counts as a place between its ends, so that who objects to an alliance is one step from its members. */
#include <stdlib.h>
#include <string.h>

#include "model/selection.h"

typedef struct walk {
    ent_selection *s;
    size_t entities, places; /* places: entities, then relations */
    uint32_t *first, *next;  /* adjacency: first[p] .. first[p + 1] in next */
    int64_t *steps;          /* -1 not reached */
    uint32_t *queue;
    bool *targeted;
} walk;

/* Call with next == NULL to count, then to fill. Arcs: source - target, and for a targeted relation source - it - target. */
static void add_arc(walk *w, uint32_t a, uint32_t b, bool fill) {
    if (!fill) {
        w->first[a + 2]++;
        w->first[b + 2]++;
        return;
    }
    w->next[w->first[a + 1]++] = b;
    w->next[w->first[b + 1]++] = a;
}

static void add_arcs(walk *w, bool fill) {
    const ent_relation_columns *r = &w->s->graph->r;
    for (ent_id k = 0; k < r->count; k++) {
        if (w->s->reason[k]) continue;
        uint32_t a = ent_stand_in(w->s, r->source[k]), self = (uint32_t)(w->entities + k), b;
        if (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)
            b = (uint32_t)(w->entities + r->target[k]);
        else
            b = ent_stand_in(w->s, r->target[k]);
        if (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION) { /* and one step from the ends of what it targets */
            ent_id about = r->target[k];
            add_arc(w, a, ent_stand_in(w->s, r->source[about]), fill);
            if (!(r->flags[about] & ENT_FLAG_TARGET_IS_RELATION))
                add_arc(w, a, ent_stand_in(w->s, r->target[about]), fill);
        }
        if (w->targeted[k]) {
            add_arc(w, a, self, fill);
            add_arc(w, self, b, fill);
        }
        add_arc(w, a, b, fill);
    }
}

static bool prepare(walk *w) {
    const ent_relation_columns *r = &w->s->graph->r;
    w->entities = w->s->graph->entity_ids.count;
    w->places = w->entities + r->count;
    w->first = calloc(w->places + 3, sizeof *w->first);
    w->targeted = calloc(r->count + 1, sizeof *w->targeted);
    w->steps = malloc((w->places + 1) * sizeof *w->steps);
    w->queue = malloc((w->places + 1) * sizeof *w->queue);
    if (!w->first || !w->targeted || !w->steps || !w->queue) return false;
    for (ent_id k = 0; k < r->count; k++)
        if (!w->s->reason[k] && (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)) w->targeted[r->target[k]] = true;
    add_arcs(w, false);
    for (size_t p = 1; p <= w->places + 1; p++) w->first[p + 1] += w->first[p];
    w->next = malloc(((size_t)w->first[w->places + 1] + 1) * sizeof *w->next);
    if (!w->next) return false;
    add_arcs(w, true);
    return true;
}

static void spread(walk *w, uint32_t centre, int64_t radius) {
    memset(w->steps, 0xff, (w->places + 1) * sizeof *w->steps);
    size_t head = 0, tail = 0;
    w->steps[centre] = 0;
    w->queue[tail++] = centre;
    while (head < tail) {
        uint32_t p = w->queue[head++];
        if (w->steps[p] == radius) continue;
        for (uint32_t i = w->first[p]; i < w->first[p + 1]; i++) {
            uint32_t q = w->next[i];
            if (w->steps[q] >= 0) continue;
            w->steps[q] = w->steps[p] + 1;
            w->queue[tail++] = q;
        }
    }
}

ent_status ent_around_apply(ent_selection *s, ent_id centre, int64_t radius, ent_error *err) {
    walk w = {.s = s};
    ent_status status = prepare(&w) ? ENT_OK : ent_fail_memory(err);
    if (status == ENT_OK) {
        const ent_relation_columns *r = &s->graph->r;
        spread(&w, centre, radius);
        for (ent_id k = 0; k < r->count; k++) {
            if (s->reason[k]) continue;
            bool hyper = r->flags[k] & ENT_FLAG_TARGET_IS_RELATION;
            uint32_t b = hyper ? (uint32_t)(w.entities + r->target[k]) : ent_stand_in(s, r->target[k]);
            if (w.steps[ent_stand_in(s, r->source[k])] < 0 || w.steps[b] < 0) s->reason[k] = ENT_LEFT_AROUND + 1;
        }
    }
    free(w.first);
    free(w.next);
    free(w.steps);
    free(w.queue);
    free(w.targeted);
    return status;
}
