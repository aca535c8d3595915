/* An order of relations that depends on what they are and how they hang together, so that random draws made in it are the
 * same however the data is ordered or named. Weisfeiler and Leman 1968, with hashes for colours. */
#include "analyse/centrality_resample.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In chains longer than twice this, relations in the middle look alike and are told apart by id. */
enum { REFINEMENTS_MOST = 64 };

typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    const ent_id *rows; /* relations of the selection */
    size_t count;
    uint64_t *entity, *sum; /* by entity of the graph: colour, and what this refinement adds */
    uint64_t *own;          /* by relation: what it is by itself */
    uint64_t *relation;     /* by relation: its colour */
    uint64_t *next;         /* by relation: colour, or a list to count them in */
} colouring;

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t state = ent_random_mix(&a) ^ b;
    return ent_random_mix(&state);
}

static uint64_t hash_text(const char *text) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

static uint64_t hash_number(double value) {
    uint64_t bits = 0;
    if (isnan(value)) return 1;
    value += 0; /* -0 is 0 */
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static size_t place_of(const colouring *c, ent_id relation) {
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->rows[middle] < relation)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint64_t colour_alone(const ent_graph *graph, ent_id number) {
    ent_relation row;
    ent_type type;
    ent_graph_relation(graph, number, &row);
    ent_graph_type(graph, row.type, &type);
    uint64_t areas = 0, colour = mix(hash_text(type.name), (uint64_t)row.sign + 1);
    for (size_t k = 0; k < row.area_count; k++) areas += mix(hash_text(ent_graph_relation_area(graph, number, k)), 1);
    colour = mix(mix(colour, areas), (uint64_t)row.status);
    colour = mix(mix(colour, hash_text(row.date_text)), row.evidence_count);
    return mix(mix(colour, hash_number(row.weight)), hash_number(row.confidence));
}

static void colour_first(colouring *c) {
    size_t entities = ent_graph_entities(c->graph);
    for (size_t e = 0; e < entities; e++) {
        ent_entity entity;
        ent_kind kind;
        ent_graph_entity(c->graph, (ent_id)e, &entity);
        ent_graph_kind(c->graph, entity.kind, &kind);
        c->entity[e] = hash_text(kind.name);
    }
    for (size_t i = 0; i < c->count; i++) c->relation[i] = c->own[i] = colour_alone(c->graph, c->rows[i]);
}

/* What an end adds to the colour of its relation, and gets from it: the same number tells source from target, unless the
 * type has no direction. */
enum { SOURCE = 1, TARGET = 2, ABOUT = 3, TARGETED = 4 };

static void colour_relation(colouring *c, size_t i, bool down) {
    ent_relation row;
    ent_type type;
    ent_graph_relation(c->graph, c->rows[i], &row);
    ent_graph_type(c->graph, row.type, &type);
    ent_id source = ent_selection_stand_in(c->selection, row.source);
    int role = type.symmetric ? SOURCE : TARGET;
    if (down) {
        c->sum[source] += mix(c->relation[i], SOURCE);
        if (!row.target_is_relation)
            c->sum[ent_selection_stand_in(c->selection, row.target)] += mix(c->relation[i], (uint64_t)role);
        return;
    }
    size_t about = row.target_is_relation ? place_of(c, row.target) : 0;
    uint64_t ends = mix(c->entity[source], SOURCE);
    ends += row.target_is_relation ? mix(c->relation[about], ABOUT)
                                   : mix(c->entity[ent_selection_stand_in(c->selection, row.target)], (uint64_t)role);
    c->next[i] += mix(mix(c->own[i], c->relation[i]), ends);
    if (row.target_is_relation) c->next[about] += mix(c->relation[i], TARGETED);
}

static void refine(colouring *c) {
    size_t entities = ent_graph_entities(c->graph);
    memset(c->next, 0, c->count * sizeof *c->next);
    memset(c->sum, 0, entities * sizeof *c->sum);
    for (size_t i = 0; i < c->count; i++) colour_relation(c, i, false);
    memcpy(c->relation, c->next, c->count * sizeof *c->next);
    for (size_t i = 0; i < c->count; i++) colour_relation(c, i, true);
    for (size_t e = 0; e < entities; e++) c->entity[e] = mix(c->entity[e], c->sum[e]);
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static size_t count_colours(colouring *c) {
    size_t colours = c->count > 0;
    memcpy(c->next, c->relation, c->count * sizeof *c->next);
    if (c->count > 1) qsort(c->next, c->count, sizeof *c->next, by_number);
    for (size_t i = 1; i < c->count; i++) colours += c->next[i] != c->next[i - 1];
    return colours;
}

static const char *target_id(const colouring *c, const ent_relation *row) {
    ent_relation target;
    if (!row->target_is_relation) return ent_shown_id(c->selection, row->target);
    ent_graph_relation(c->graph, row->target, &target);
    return target.id;
}

static int by_colour(const void *a, const void *b, void *context) {
    const colouring *c = context;
    size_t i = *(const size_t *)a, j = *(const size_t *)b;
    if (c->relation[i] != c->relation[j]) return c->relation[i] < c->relation[j] ? -1 : 1;
    ent_relation x, y;
    ent_graph_relation(c->graph, c->rows[i], &x);
    ent_graph_relation(c->graph, c->rows[j], &y);
    int order = strcmp(ent_shown_id(c->selection, x.source), ent_shown_id(c->selection, y.source));
    if (!order) order = strcmp(target_id(c, &x), target_id(c, &y));
    return order ? order : strcmp(x.id, y.id);
}

ent_status ent_relations_in_order(const ent_selection *selection, size_t *order, ent_error *err) {
    colouring c = {.selection = selection, .graph = ent_selection_graph(selection)};
    size_t entities = ent_graph_entities(c.graph), colours = 0, before;
    c.count = ent_selection_relations(selection, &c.rows);
    uint64_t *space = calloc(2 * entities + 3 * c.count + 1, sizeof *space);
    if (!space) return ent_fail_memory(err);
    c.entity = space;
    c.sum = c.entity + entities;
    c.own = c.sum + entities;
    c.relation = c.own + c.count;
    c.next = c.relation + c.count;
    colour_first(&c);
    for (int round = 0; round < REFINEMENTS_MOST && c.count; round++) {
        before = colours;
        refine(&c);
        colours = count_colours(&c);
        if (colours == before || colours == c.count) break;
    }
    for (size_t i = 0; i < c.count; i++) order[i] = i;
    if (c.count > 1) qsort_r(order, c.count, sizeof *order, by_colour, &c);
    free(space);
    return ENT_OK;
}
