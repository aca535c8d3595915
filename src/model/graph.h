/* model/graph.h - the graph inside: flat columns without pointers, evidence beside the hot path.
 *
 * What a selection reads (type, sign, status, ends, date, confidence) lies in arrays of its own. Texts are named by where
 * they stand in a block (ent_texts, ent_pool). Columns that most data has no use for are there once a value needs them:
 * ask ent_graph_areas_of and the like below, which know what stands for "none".
 */
#ifndef MODEL_GRAPH_H
#define MODEL_GRAPH_H

#include <entente/model.h>

#include <math.h>

#include "base/memory.h"
#include "model/places.h"
#include "model/vocabulary.h"

/* Bits of the flags column. */
enum {
    ENT_FLAG_TARGET_IS_RELATION = 1,
    ENT_FLAG_SIGN_GIVEN = 2,
    ENT_FLAG_STATUS_GIVEN = 4,
    ENT_FLAG_ID_GIVEN = 8,
};

/* Set in an end or a document while building: what follows is the number of a word, not yet of an entity or document. */
#define ENT_WORD 0x80000000u

/* Rare members of relations and evidence, by number from 1; 0 is "none". Names of texts in graph->text. */
typedef struct ent_detail {
    uint64_t said_by, note, attributes, extra;
} ent_detail;

/* Confidences are kept as ten-thousandths. Codes above have none, or another number that stands in `exact`. */
enum { ENT_CONFIDENCE_STEPS = 10000, ENT_CONFIDENCE_NONE = UINT16_MAX, ENT_CONFIDENCE_EXACT = UINT16_MAX - 1 };

typedef struct ent_relation_columns {
    uint16_t *type;
    uint8_t *flags, *status;
    int8_t *sign;
    uint32_t *source, *target; /* entities (or a relation, by flag); words while building */
    uint32_t *date;            /* number in dates, 0 none */
    uint32_t *evidence;        /* first row; count + 1 entries */
    uint32_t *areas;           /* rare: number in area_sets, 0 none */
    uint32_t *detail;          /* rare: 0 none */
    uint16_t *confidence;      /* rare: ENT_CONFIDENCE_NONE */
    double *weight;            /* rare: NaN */
    size_t count, capacity;
    uint32_t *exact_row; /* ascending: relations whose confidence is no ten-thousandth */
    double *exact_confidence;
    size_t exact_count, exact_row_capacity, exact_capacity;
    ent_places places;
} ent_relation_columns;

typedef struct ent_evidence_columns {
    uint32_t *document; /* ENT_NONE none; words while building */
    uint64_t *text;     /* name in graph->quotes, see evidence_text.h */
    uint32_t *locator;  /* rare: word + 1, 0 none */
    uint32_t *detail;   /* rare: 0 none; of it `extra` alone */
    size_t count, capacity;
} ent_evidence_columns;

/* Where a list of texts begins in graph->lists, and how many there are (of pairs: twice as many texts). */
typedef struct ent_text_span {
    uint32_t first, count;
} ent_text_span;

/* Names of texts in graph->text. */
typedef struct ent_entity_row {
    uint64_t name, role, short_name, attributes, extra;
    ent_text_span names, identifiers, aliases;
    uint32_t kind;
    uint32_t declared;
} ent_entity_row;

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
    ent_arena arena;                                 /* the head, names of files, of types and kinds met in the data */
    ent_texts text;                                  /* of documents, entities and details */
    ent_texts quotes;                                /* of evidence */
    ent_pool words;                                  /* locators, areas, ends not resolved while building */
    ent_pool entity_ids, relation_ids, document_ids; /* numbers are the indexes of entities, relations, documents */
    ent_pool date_texts, area_keys;                  /* number + 1 is what the columns hold */
    ent_date *dates;
    size_t date_capacity;
    ent_area_set *area_sets;
    size_t area_set_capacity;
    uint32_t *area_words;
    size_t area_word_count, area_word_capacity;
    ent_relation_columns r;
    ent_evidence_columns evidence;
    ent_detail *details; /* the first is "none" */
    size_t detail_count, detail_capacity;
    ent_entity_row *entities;
    size_t entity_capacity;
    uint64_t *lists; /* names of texts */
    size_t list_count, list_capacity;
    uint64_t *documents; /* name in text, see document_text.h */
    size_t document_capacity;
    ent_places entity_places, document_places;
    uint32_t *entity_file, *document_file; /* rare: number + 1 of the file that declared it last, 0 none; usually 1 */
    size_t entity_file_capacity, document_file_capacity;
    ent_file_row *files;
    size_t file_count, file_capacity;
    ent_type *types; /* the vocabulary's, then those met only in the data */
    size_t type_count, type_capacity;
    ent_kind *kinds;
    size_t kind_count, kind_capacity;
    ent_name_index names;
    ent_id *lifted; /* for each entity: whom it stands for, mostly itself; NULL while building */
    char *findings; /* what reading said, see findings.h; kept when that was asked for */
    size_t findings_length;
    struct ent_sheet *sheet; /* what the arrays are a part of, see pack.h; NULL: they are ours */
    bool ready;              /* the arrays of a sheet that a selection reads were checked */
};

/* ---- graphs in files (pack_open.c) ---- */

/* Check what a selection reads; false when it is damaged. */
bool ent_graph_make_ready(ent_graph *graph);
/* Whether the columns can be read. What is found out about a file does not change the graph in it. */
static inline bool ent_graph_is_ready(const ent_graph *g) {
    return !g->sheet || g->ready || ent_graph_make_ready((ent_graph *)(uintptr_t)g);
}
/* The same as a status; asked before columns are read without a getter. */
ent_status ent_graph_need(const ent_graph *graph, ent_error *err);

/* What reading said; ENT_BAD_INPUT when that is damaged. */
ent_status ent_graph_findings(const ent_graph *graph, const char **log, size_t *length, ent_error *err);

/* Id and name of an entity as ent_graph_entity has them, without the rest of it. */
void ent_graph_entity_words(const ent_graph *graph, ent_id index, const char **id, const char **name);

/* ---- types and kinds (builder.c) ---- */

/* Those of the vocabulary; then one more that only the data has, whose name lives as long as the graph. False: no memory. */
bool ent_graph_take_vocabulary(ent_graph *graph);
bool ent_graph_add_type(ent_graph *graph, const char *name);
bool ent_graph_add_kind(ent_graph *graph, const char *name);

/* ---- columns that may not be there ---- */

static inline uint32_t ent_graph_areas_of(const ent_graph *g, size_t relation) {
    return g->r.areas ? g->r.areas[relation] : 0;
}

static inline int ent_graph_sign_of(const ent_graph *g, size_t relation) {
    return g->r.sign[relation];
}

static inline const ent_detail *ent_graph_detail_at(const ent_graph *g, const uint32_t *column, size_t row) {
    const uint32_t number = column ? column[row] : 0;
    return &g->details[number < g->detail_count ? number : 0];
}

static inline double ent_graph_weight_of(const ent_graph *g, size_t relation) {
    return g->r.weight ? g->r.weight[relation] : (double)NAN;
}

/* columns.c: a confidence that is no ten-thousandth; NaN when there is none. */
double ent_graph_exact_confidence(const ent_graph *graph, size_t relation);

static inline double ent_graph_confidence_of(const ent_graph *g, size_t relation) {
    const uint16_t code = g->r.confidence ? g->r.confidence[relation] : ENT_CONFIDENCE_NONE;
    if (code <= ENT_CONFIDENCE_STEPS) return (double)code / ENT_CONFIDENCE_STEPS;
    return code == ENT_CONFIDENCE_NONE ? (double)NAN : ent_graph_exact_confidence(g, relation);
}

/* Number of the file that declared it last, UINT32_MAX none. */
static inline uint32_t ent_graph_document_file(const ent_graph *g, size_t document) {
    const uint32_t file = g->document_file ? g->document_file[document] - 1 : 0;
    return file < g->file_count ? file : UINT32_MAX;
}

static inline uint32_t ent_graph_entity_file(const ent_graph *g, size_t entity) {
    const uint32_t file = g->entity_file ? g->entity_file[entity] - 1 : 0;
    return file < g->file_count ? file : UINT32_MAX;
}

/* Text of a word; "" for what is none. */
static inline const char *ent_graph_word(const ent_graph *g, size_t word) {
    return word < g->words.count ? ent_pool_text(&g->words, word) : "";
}

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

/* graph.c: ids, from any graph. */
const char *ent_graph_relation_id(const ent_graph *graph, size_t relation);
const char *ent_graph_document_id(const ent_graph *graph, size_t document);
/* graph.c: where a row stands, in one of the graph's lists of places. */
ent_place ent_graph_place(const ent_graph *graph, const ent_places *places, size_t row);
/* graph.c: number of the file a relation was read from, UINT32_MAX when it came from none. */
uint32_t ent_graph_file_of(const ent_graph *graph, size_t relation);
/* graph.c: as ent_graph_entity_attribute (*out NULL: none), telling a lack of memory from a member that is not there. */
ent_status ent_graph_attribute(const ent_graph *graph, ent_id entity, const char *name, char **out, ent_error *err);

/* lift.c */
ent_status ent_lift_build(ent_graph *graph, ent_error *err);

#endif
