/* model/lift.c - whom leaders and agencies stand for. See ent_select.lift.
 *
 * An entity whose kind lifts stands for the country its attribute "country" names, else for the one country that its
 * lifting relations (leads, holds_office, part_of: the vocabulary says which) lead to, directly or through others of the
 * kind. Denied and hypothetical relations do not count. Two different countries: it stands for itself.
 */
#include <stdlib.h>
#include <string.h>

#include "model/graph.h"

enum { UNSEEN = 0, OPEN = 1, DONE = 2 };

typedef struct lifting {
    ent_graph *graph;
    long country;    /* the kind "country" */
    uint32_t *first; /* lifting relations by source: first[e] .. first[e+1] in relations */
    ent_id *relations;
    uint8_t *state;
    ent_error *err;
    ent_status status;
} lifting;

static bool lifts(const lifting *l, ent_id relation) {
    const ent_relation_columns *r = &l->graph->r;
    return l->graph->types[r->type[relation]].lifts && !(r->flags[relation] & ENT_FLAG_TARGET_IS_RELATION) &&
           r->status[relation] != ENT_DENIED && r->status[relation] != ENT_HYPOTHETICAL;
}

/* Relations that lift, which are few, by their sources. */
static bool group_by_source(lifting *l) {
    const ent_graph *g = l->graph;
    size_t n = g->entity_ids.count, count = 0, capacity = 0;
    ent_id *found = NULL;
    bool good = true;
    for (ent_id k = 0; good && k < g->r.count; k++) {
        if (!lifts(l, k)) continue;
        good = ent_grow(&found, &capacity, count, sizeof *found);
        if (good) found[count++] = k;
    }
    l->first = calloc(n + 2, sizeof *l->first);
    l->relations = malloc((count + 1) * sizeof *l->relations);
    l->state = calloc(n + 1, sizeof *l->state);
    good = good && l->first && l->relations && l->state;
    for (size_t i = 0; good && i < count; i++) l->first[g->r.source[found[i]] + 2]++;
    for (size_t e = 1; good && e <= n; e++) l->first[e + 1] += l->first[e];
    for (size_t i = 0; good && i < count; i++) l->relations[l->first[g->r.source[found[i]] + 1]++] = found[i];
    free(found);
    return good;
}

static ent_id named_country(lifting *l, ent_id entity) {
    char *name;
    l->status = ent_graph_attribute(l->graph, entity, "country", &name, l->err);
    if (!name) return ENT_NONE;
    ent_id found[2];
    size_t count = 0;
    ent_status status = ent_names_find(l->graph, name, found, 2, &count, l->err);
    free(name);
    if (status != ENT_OK) l->status = status;
    return count == 1 ? found[0] : ENT_NONE;
}

/* Chains of offices are short; the limit only guards the stack against data made to hurt. */
static ent_id resolve(lifting *l, ent_id entity, int depth) {
    ent_graph *g = l->graph;
    if ((long)g->entities[entity].kind == l->country) return entity;
    if (l->state[entity] == DONE) return g->lifted[entity] == entity ? ENT_NONE : g->lifted[entity];
    if (l->state[entity] == OPEN || depth > 64 || !g->kinds[g->entities[entity].kind].lifts) return ENT_NONE;
    l->state[entity] = OPEN;
    ent_id country = named_country(l, entity);
    bool fixed = country != ENT_NONE, torn = false;
    for (uint32_t i = l->first[entity]; !fixed && i < l->first[entity + 1]; i++) {
        ent_id through = resolve(l, g->r.target[l->relations[i]], depth + 1);
        torn = torn || (through != ENT_NONE && country != ENT_NONE && country != through);
        if (through != ENT_NONE) country = through;
    }
    l->state[entity] = DONE;
    g->lifted[entity] = country == ENT_NONE || torn ? entity : country;
    return g->lifted[entity] == entity ? ENT_NONE : country;
}

ent_status ent_lift_build(ent_graph *g, ent_error *err) {
    size_t n = g->entity_ids.count;
    lifting l = {.graph = g, .err = err};
    l.status = ent_vocabulary_look_up(g->vocabulary, false, "country", &l.country, err);
    g->lifted = malloc((n + 1) * sizeof *g->lifted);
    if (!g->lifted || !group_by_source(&l)) l.status = ent_fail_memory(err);
    for (ent_id e = 0; g->lifted && e < n; e++) g->lifted[e] = e;
    for (ent_id e = 0; l.status == ENT_OK && e < n; e++) resolve(&l, e, 0);
    free(l.first);
    free(l.relations);
    free(l.state);
    return l.status;
}
