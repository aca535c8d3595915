/* model/graph.h - the graph inside: columns for relations, rows for the few, evidence beside the hot path.
 *
 * A relation costs about 60 bytes of columns; its evidence 32 and its texts. What a selection reads (type, sign, status,
 * ends, date, confidence) lies in arrays of its own.
 */
#ifndef MODEL_GRAPH_H
#define MODEL_GRAPH_H

#include <entente/model.h>

#include "base/memory.h"
#include "model/vocabulary.h"

/* Bits of the flags column. */
enum {
    ENT_FLAG_TARGET_IS_RELATION = 1,
    ENT_FLAG_SIGN_GIVEN = 2,
    ENT_FLAG_STATUS_GIVEN = 4,
    ENT_FLAG_ID_GIVEN = 8,
};

/* Rare members of relations and evidence, by number from 1; 0 is "none". */
typedef struct ent_detail {
    const char *said_by, *note, *attributes, *extra;
} ent_detail;

typedef struct ent_evidence_row {
    uint32_t document; /* word while building, then document or ENT_NONE */
    uint32_t locator;  /* word */
    const char *summary, *quote;
    uint32_t detail;
} ent_evidence_row;

typedef struct ent_relation_columns {
    uint16_t *type;
    uint8_t *flags, *status;
    int8_t *sign;
    uint32_t *source, *target; /* words while building, then entities (or a relation, by flag) */
    uint32_t *date;            /* number in dates, 0 none */
    uint32_t *areas;           /* number in area_sets, 0 none */
    uint32_t *evidence;        /* first row; count + 1 entries once frozen */
    uint32_t *detail;
    double *weight, *confidence;
    ent_place *place;
    size_t count, capacity;
} ent_relation_columns;

typedef struct ent_entity_row {
    const char *name, *role, *short_name, *attributes, *extra;
    const ent_pair *names, *identifiers;
    const char *const *aliases;
    uint32_t name_count, identifier_count, alias_count;
    uint32_t kind;
    uint32_t file;
    bool declared;
    ent_place place;
} ent_entity_row;

typedef struct ent_document_row {
    const char *title, *publisher, *author, *date, *url, *language, *attributes, *extra;
    uint32_t file;
    ent_place place;
} ent_document_row;

typedef struct ent_file_row {
    const char *name;
    bool document_form;
    uint32_t first_relation;
} ent_file_row;

/* Which entities a folded name can mean: a linked list for each name. */
typedef struct ent_name_index {
    ent_pool names;
    uint32_t *head; /* for each name: first node + 1 */
    size_t head_capacity;
    struct ent_name_node {
        ent_id entity;
        uint32_t next;
    } * nodes;
    size_t node_count, node_capacity;
} ent_name_index;

typedef struct ent_area_set {
    uint32_t first, count; /* into area_words */
} ent_area_set;

struct ent_graph {
    ent_vocabulary *vocabulary;
    const char *title, *extra;
    ent_arena text;                                  /* everything that is not interned */
    ent_pool words;                                  /* locators, areas, ends while building */
    ent_pool entity_ids, relation_ids, document_ids; /* numbers are the indexes of entities, relations, documents */
    ent_pool date_texts, area_keys;                  /* number + 1 is what the columns hold */
    ent_date *dates;
    size_t date_capacity;
    ent_area_set *area_sets;
    size_t area_set_capacity;
    uint32_t *area_words;
    size_t area_word_count, area_word_capacity;
    ent_relation_columns r;
    ent_evidence_row *evidence;
    size_t evidence_count, evidence_capacity;
    ent_detail *details;
    size_t detail_count, detail_capacity;
    ent_entity_row *entities;
    size_t entity_capacity;
    ent_document_row *documents;
    size_t document_capacity;
    ent_file_row *files;
    size_t file_count, file_capacity;
    ent_type *types; /* the vocabulary's, then those met only in the data */
    size_t type_count, type_capacity;
    ent_kind *kinds;
    size_t kind_count, kind_capacity;
    ent_name_index names;
    ent_id *lifted; /* for each entity; NULL when every entity stands for itself */
};

/* names.c */
ent_status ent_names_build(ent_graph *graph, ent_error *err);
/* Enter one more entity, whose row is filled. */
ent_status ent_names_add(ent_graph *graph, ent_id entity, ent_error *err);
void ent_names_clear(ent_name_index *index);
/* Entities a name can mean, each once, into found (room for `room`); the count may be larger than room. */
ent_status ent_names_find(const ent_graph *graph, const char *name, ent_id *found, size_t room, size_t *count,
                          ent_error *err);
/* The known name nearest to a misspelt one, or NULL. */
const char *ent_names_nearest(const ent_graph *graph, const char *name);
/* "A (KOR), B (PRK)": the candidates in words, as a buffer the caller frees; NULL when out of memory. */
char *ent_names_list(const ent_graph *graph, const ent_id *entities, size_t count);

/* graph.c: number of the file a relation was read from, UINT32_MAX when it came from none. */
uint32_t ent_graph_file_of(const ent_graph *graph, size_t relation);
/* graph.c: as ent_graph_entity_attribute (*out NULL: none), telling a lack of memory from a member that is not there. */
ent_status ent_graph_attribute(const ent_graph *graph, ent_id entity, const char *name, char **out, ent_error *err);

/* lift.c */
ent_status ent_lift_build(ent_graph *graph, ent_error *err);

#endif
