/* analyse/diff.h - the parts of diff: numbers that both sides share, records matched, fields compared, ties, ranks. */
#ifndef ANALYSE_DIFF_H
#define ANALYSE_DIFF_H

#include "analyse/common.h"
#include "base/memory.h"

#define DIFF_NONE SIZE_MAX

/* One selected relation in the numbers that both sides share. */
typedef enum ent_diff_key {
    KEY_A,
    KEY_B,
    KEY_TYPE,
    KEY_SIGN,
    KEY_STATUS,
    KEY_FIRST,
    KEY_LAST,
    KEY_GIVEN,
    KEYS
} ent_diff_key;
typedef struct ent_diff_item {
    int32_t key[KEYS]; /* a symmetric type has its ends in the order of ids */
    uint64_t rest;     /* a hash of all else */
    size_t place;      /* in the rows of its selection */
    bool symmetric;
} ent_diff_item;

typedef struct ent_diff_side {
    const ent_selection *selection;
    const ent_graph *graph;
    const ent_id *rows; /* selected relations */
    size_t count;
    uint32_t *common;     /* by entity of the graph: shared number */
    uint32_t *types;      /* by type of the graph: shared number */
    ent_diff_item *items; /* by place */
    size_t *mate;         /* by place: place in the other side, DIFF_NONE without one */
    ent_id *entity;       /* by shared number: selected entity of this graph, or ENT_NONE */
    ent_id *first;        /* by shared number: earliest selected relation, or ENT_NONE */
} ent_diff_side;

/* What happened to a row, in the order of the table. */
typedef enum ent_diff_change { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_ENDED, CHANGE_CHANGED, CHANGES } ent_diff_change;

/* Columns of the table. */
enum {
    SECTION,
    WHAT,
    CHANGE,
    ENTITY,
    KIND,
    FROM,
    TYPE,
    TO,
    SIGN,
    STATUS,
    DATE,
    CHANGED,
    RANK_BEFORE,
    RANK_AFTER,
    MOVED,
    MEASURE,
    VALUE_BEFORE,
    VALUE_AFTER,
    CONFIDENCE,
    AREAS,
    RELATION,
    ENTITY_ID,
    FROM_ID,
    TO_ID,
    SAID_BY,
    NOTE,
    BEFORE,
    AFTER,
    EVIDENCE,
    SOURCE,
    DIFF_COLUMNS
};

typedef struct ent_diffing {
    ent_diff_side side[2]; /* before, after */
    ent_diff_options asked;
    const ent_monitor *monitor;
    bool one_graph;
    ent_pool names; /* ids of entities; targeted relations as text that no id can be */
    ent_pool types;
    size_t shared;        /* entities among names: the first so many */
    uint32_t *touched[3]; /* by shared number: relations (or ties) added, removed, changed */
    ent_id *because;      /* by shared number: one of those relations, of because_side; ENT_NONE without one */
    uint8_t *because_side;
    size_t entities[CHANGES + 1], relations[CHANGES + 1], ties[CHANGES + 1]; /* the last: equal */
    ent_table *table;
} ent_diffing;

/* diff_match.c: give both sides their numbers, items and mates. */
ent_status ent_diff_number(ent_diffing *d, ent_error *err);
ent_status ent_diff_match(ent_diffing *d, ent_error *err);
void ent_diff_clear(ent_diffing *d);
/* Whether relation a comes before b: by first day, undated last, then by id. */
bool ent_diff_earlier(const ent_graph *graph, ent_id a, const ent_graph *other, ent_id b);
/* Whether the data names that relation itself: an id that only tells its place is none. */
bool ent_diff_named(const ent_graph *graph, ent_id relation);

/* diff_fields.c: bits of what differs between two relations (or two entities), and the words for it. */
uint32_t ent_diff_relation_fields(const ent_diffing *d, ent_id before, ent_id after);
uint32_t ent_diff_entity_fields(const ent_diffing *d, ent_id before, ent_id after);
enum { DIFF_RELATION_FIELDS = 12, DIFF_ENTITY_FIELDS = 8 };
/* Whether the relation came to its end: by its status, or by an end that its dates have now. */
bool ent_diff_ended(const ent_graph *before, ent_id old, const ent_graph *after, ent_id now);
/* Fill the cells CHANGED, BEFORE and AFTER. */
ent_status ent_diff_say_relation(ent_diffing *d, uint32_t fields, ent_id before, ent_id after, ent_error *err);
ent_status ent_diff_say_entity(ent_diffing *d, uint32_t fields, ent_id before, ent_id after, ent_error *err);

/* diff_rows.c: the rows of entities and of relations; diff_ties.c: those of ties, or only their numbers; diff_ranks.c. */
ent_status ent_diff_begin_row(ent_diffing *d, const char *what, const char *many, const char *change, ent_error *err);
extern const char *const ent_diff_changes[CHANGES + 1];
ent_status ent_diff_entities(ent_diffing *d, ent_error *err);
ent_status ent_diff_relations(ent_diffing *d, ent_error *err);
ent_status ent_diff_ties(ent_diffing *d, bool rows, ent_error *err);
ent_status ent_diff_ranks(ent_diffing *d, ent_error *err);
/* Name of the entity of that shared number, from the side that has it; its id likewise. */
const char *ent_diff_name(const ent_diffing *d, uint32_t number);
/* One more change at both ends by a relation of that side; which: 0 added, 1 removed, 2 changed. */
void ent_diff_touch(ent_diffing *d, int side, size_t place, int which);

#endif
