/* model/columns.h - rows into the columns of a graph that is being built. Everything comes as numbers; what a number
 * stands for is in the graph's pools and texts. After a lack of memory the columns may be out of step: give up then. */
#ifndef MODEL_COLUMNS_H
#define MODEL_COLUMNS_H

#include "model/graph.h"

typedef struct ent_relation_row {
    uint32_t source, target; /* entity, or word with ENT_WORD: ent_columns_end */
    uint32_t date;           /* number in dates + 1, 0 none */
    uint32_t areas;          /* number in area_sets + 1, 0 none */
    uint32_t detail;         /* 0 none */
    uint16_t type;
    uint8_t flags, status;
    int8_t sign;
    double weight, confidence; /* NaN none */
    ent_place place;
} ent_relation_row;

/* A relation without evidence, as the last one. False when out of memory. */
bool ent_columns_add_relation(ent_graph *graph, const ent_relation_row *row);

typedef struct ent_evidence_row {
    uint32_t document; /* document, or word with ENT_WORD: ent_columns_document; ENT_NONE none */
    uint32_t locator;  /* word + 1, 0 none */
    uint32_t detail;   /* 0 none */
    const char *summary, *quote;
    size_t summary_length, quote_length;
} ent_evidence_row;

/* One more piece of evidence of the last relation. False when there is no room: ent_columns_fail says of what. */
bool ent_columns_add_evidence(ent_graph *graph, const ent_evidence_row *row);
/* The error for one of these calls that failed: out of memory, too many words, or no room for the quotes' file. */
ent_status ent_columns_fail(const ent_graph *graph, ent_error *err);

/* The entity of exactly that id, or the word that is still to be resolved; UINT32_MAX when out of memory or words are
 * full (ent_pool_fail of words says which). An exact id goes before everything else, so it may be taken at once. */
uint32_t ent_columns_end(ent_graph *graph, const char *name, size_t length);
/* The same for a document; an empty name is ENT_NONE. False when out of memory. */
bool ent_columns_document(ent_graph *graph, const char *id, size_t length, uint32_t *out);

/* What was written there, while building. */
const char *ent_columns_end_text(const ent_graph *graph, uint32_t end);
const char *ent_columns_document_text(const ent_graph *graph, uint32_t document);

/* Put `value` into a column that is there once a value differs from `usual`. False when out of memory. */
bool ent_columns_put(uint32_t **column, size_t *capacity, size_t row, uint32_t value, uint32_t usual);

#endif
