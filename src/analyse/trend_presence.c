/* Who has a relation in a period, and which one says so. */
#include "analyse/trend.h"

#include <stdlib.h>
#include <string.h>

ent_status ent_presence_init(ent_presence *p, const ent_graph *graph, bool cited, ent_error *err) {
    size_t n = ent_graph_entities(graph) + 1;
    *p = (ent_presence){.there = calloc(n, 1)};
    if (cited) {
        p->opens = malloc(n * sizeof *p->opens);
        p->closes = malloc(n * sizeof *p->closes);
    }
    return p->there && (!cited || (p->opens && p->closes)) ? ENT_OK : ent_fail_memory(err);
}

void ent_presence_clear(ent_presence *p) {
    free(p->there);
    free(p->opens);
    free(p->closes);
    *p = (ent_presence){0};
}

static bool stands_before(const ent_graph *graph, ent_id a, ent_id b) {
    ent_id both[2] = {a, b};
    ent_sort_by_date(graph, both, 2);
    return both[0] == a;
}

static bool ends_after(const ent_graph *graph, ent_id a, ent_id b) {
    ent_relation x, y;
    ent_graph_relation(graph, a, &x);
    ent_graph_relation(graph, b, &y);
    return x.date.last != y.date.last ? x.date.last > y.date.last : stands_before(graph, a, b);
}

static void meet(ent_presence *p, const ent_selection *selection, ent_id entity, ent_id relation) {
    const ent_graph *graph = ent_selection_graph(selection);
    ent_id e = ent_selection_stand_in(selection, entity);
    bool known = p->there[e];
    p->entities += !known;
    p->there[e] = 1;
    if (!p->opens) return;
    if (!known || stands_before(graph, relation, p->opens[e])) p->opens[e] = relation;
    if (!known || ends_after(graph, relation, p->closes[e])) p->closes[e] = relation;
}

void ent_presence_fill(ent_presence *p, const ent_selection *selection) {
    const ent_graph *graph = ent_selection_graph(selection);
    const ent_id *rows;
    memset(p->there, 0, ent_graph_entities(graph) + 1);
    p->entities = 0;
    p->relations = ent_selection_relations(selection, &rows);
    for (size_t i = 0; i < p->relations; i++) {
        ent_relation relation;
        ent_graph_relation(graph, rows[i], &relation);
        meet(p, selection, relation.source, rows[i]);
        if (!relation.target_is_relation) meet(p, selection, relation.target, rows[i]);
    }
}
