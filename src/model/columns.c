/* model/columns.c - see columns.h. */
#include "model/columns.h"

#include <stdlib.h>
#include <string.h>

static bool grow_column(void *array_pointer, size_t capacity, size_t size) {
    void *old;
    memcpy(&old, array_pointer, sizeof old);
    void *grown = realloc(old, capacity * size);
    if (!grown) return false;
    memcpy(array_pointer, &grown, sizeof grown);
    return true;
}

/* A column that is not there stays so. */
static bool grow_rare(void *array_pointer, size_t capacity, size_t size) {
    void *old;
    memcpy(&old, array_pointer, sizeof old);
    return !old || grow_column(array_pointer, capacity, size);
}

/* Growth by half: the columns are most of the memory, and what is reserved is not used. */
static size_t next_capacity(size_t capacity) {
    return capacity ? capacity + capacity / 2 : 64;
}

/* All columns share one capacity; evidence has one entry more, the end of the last relation's rows. */
static bool grow_relations(ent_relation_columns *r) {
    if (r->count + 1 < r->capacity) return true;
    const size_t n = next_capacity(r->capacity);
    bool grown = n <= UINT32_MAX && grow_column(&r->type, n, sizeof *r->type) &&
                 grow_column(&r->flags, n, sizeof *r->flags) && grow_column(&r->status, n, sizeof *r->status) &&
                 grow_column(&r->sign, n, sizeof *r->sign) && grow_column(&r->source, n, sizeof *r->source) &&
                 grow_column(&r->target, n, sizeof *r->target) && grow_column(&r->date, n, sizeof *r->date) &&
                 grow_column(&r->evidence, n, sizeof *r->evidence) && grow_rare(&r->areas, n, sizeof *r->areas) &&
                 grow_rare(&r->detail, n, sizeof *r->detail) && grow_rare(&r->confidence, n, sizeof *r->confidence) &&
                 grow_rare(&r->weight, n, sizeof *r->weight);
    if (grown) r->capacity = n;
    return grown;
}

/* ---- rare columns of relations and evidence: 0 is none, and the capacity is that of the others ---- */

static bool put_number(uint32_t **column, size_t capacity, size_t row, uint32_t value) {
    if (!*column && !value) return true;
    if (!*column) *column = calloc(capacity, sizeof **column);
    if (!*column) return false;
    (*column)[row] = value;
    return true;
}

static bool put_weight(ent_relation_columns *r, double weight) {
    if (!r->weight && isnan(weight)) return true;
    if (!r->weight) {
        r->weight = malloc(r->capacity * sizeof *r->weight);
        if (!r->weight) return false;
        for (size_t k = 0; k < r->count; k++) r->weight[k] = (double)NAN;
    }
    r->weight[r->count] = weight;
    return true;
}

/* A decimal of at most four places is the quotient of two whole numbers, rounded once, just as its text is when read. */
static uint16_t confidence_code(double confidence) {
    if (isnan(confidence)) return ENT_CONFIDENCE_NONE;
    if (!(confidence >= 0 && confidence <= 1) || signbit(confidence)) return ENT_CONFIDENCE_EXACT;
    const uint16_t code = (uint16_t)(confidence * ENT_CONFIDENCE_STEPS + 0.5);
    return (double)code / ENT_CONFIDENCE_STEPS == confidence ? code : ENT_CONFIDENCE_EXACT;
}

static bool put_confidence(ent_relation_columns *r, double confidence) {
    const uint16_t code = confidence_code(confidence);
    if (!r->confidence && code == ENT_CONFIDENCE_NONE) return true;
    if (!r->confidence) {
        r->confidence = malloc(r->capacity * sizeof *r->confidence);
        if (!r->confidence) return false;
        for (size_t k = 0; k < r->count; k++) r->confidence[k] = ENT_CONFIDENCE_NONE;
    }
    r->confidence[r->count] = code;
    if (code != ENT_CONFIDENCE_EXACT) return true;
    if (!ent_grow(&r->exact_row, &r->exact_row_capacity, r->exact_count, sizeof *r->exact_row) ||
        !ent_grow(&r->exact_confidence, &r->exact_capacity, r->exact_count, sizeof *r->exact_confidence))
        return false;
    r->exact_row[r->exact_count] = (uint32_t)r->count;
    r->exact_confidence[r->exact_count++] = confidence;
    return true;
}

double ent_graph_exact_confidence(const ent_graph *g, size_t relation) {
    const ent_relation_columns *r = &g->r;
    size_t low = 0, high = r->exact_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (r->exact_row[middle] < relation)
            low = middle + 1;
        else
            high = middle;
    }
    return low < r->exact_count && r->exact_row[low] == relation ? r->exact_confidence[low] : (double)NAN;
}

/* ---- rows ---- */

bool ent_columns_add_relation(ent_graph *g, const ent_relation_row *row) {
    ent_relation_columns *r = &g->r;
    if (!grow_relations(r)) return false;
    const size_t k = r->count;
    r->type[k] = row->type;
    r->flags[k] = row->flags;
    r->status[k] = row->status;
    r->sign[k] = row->sign;
    r->source[k] = row->source;
    r->target[k] = row->target;
    r->date[k] = row->date;
    r->evidence[k] = r->evidence[k + 1] = (uint32_t)g->evidence.count;
    if (!put_number(&r->areas, r->capacity, k, row->areas) || !put_number(&r->detail, r->capacity, k, row->detail) ||
        !put_weight(r, row->weight) || !put_confidence(r, row->confidence) || !ent_places_add(&r->places, row->place))
        return false;
    r->count++;
    return true;
}

static bool grow_evidence(ent_evidence_columns *e) {
    if (e->count < e->capacity) return true;
    const size_t n = next_capacity(e->capacity);
    bool grown = n <= UINT32_MAX && grow_column(&e->document, n, sizeof *e->document) &&
                 grow_column(&e->text, n, sizeof *e->text) && grow_rare(&e->locator, n, sizeof *e->locator) &&
                 grow_rare(&e->detail, n, sizeof *e->detail);
    if (grown) e->capacity = n;
    return grown;
}

/* Twice the name of the quote in quotes, and 1 more when a summary stands behind it. */
static bool add_evidence_text(ent_texts *quotes, const ent_evidence_row *row, uint64_t *out) {
    *out = 0;
    if (!row->quote_length && !row->summary_length) return true;
    const uint64_t name = row->summary_length ? ent_texts_add_two(quotes, row->quote, row->quote_length, row->summary,
                                                                  row->summary_length)
                                              : ent_texts_add(quotes, row->quote, row->quote_length);
    *out = name * 2 + (row->summary_length ? 1 : 0);
    return name != ENT_NO_TEXT;
}

bool ent_columns_add_evidence(ent_graph *g, const ent_evidence_row *row) {
    ent_evidence_columns *e = &g->evidence;
    if (!grow_evidence(e)) return false;
    const size_t i = e->count;
    e->document[i] = row->document;
    if (!add_evidence_text(&g->quotes, row, &e->text[i]) || !put_number(&e->locator, e->capacity, i, row->locator) ||
        !put_number(&e->detail, e->capacity, i, row->detail))
        return false;
    g->r.evidence[g->r.count] = (uint32_t)++e->count;
    return true;
}

ent_status ent_columns_fail(const ent_graph *g, ent_error *err) {
    return g->words.full ? ent_pool_fail(&g->words, err) : ent_texts_fail(&g->quotes, err);
}

/* ---- names on their way to numbers ---- */

static uint32_t add_word(ent_graph *g, const char *text, size_t length) {
    const uint32_t word = ent_pool_add_bytes(&g->words, text, length, NULL);
    if (word < ENT_WORD - 1) return word | ENT_WORD;
    if (word != UINT32_MAX) g->words.full = true;
    return UINT32_MAX;
}

uint32_t ent_columns_end(ent_graph *g, const char *name, size_t length) {
    const uint32_t entity = ent_pool_find_bytes(&g->entity_ids, name, length);
    return entity < ENT_WORD ? entity : add_word(g, name, length);
}

bool ent_columns_document(ent_graph *g, const char *id, size_t length, uint32_t *out) {
    *out = ENT_NONE;
    if (!length) return true;
    *out = ent_pool_find_bytes(&g->document_ids, id, length);
    if (*out >= ENT_WORD) *out = add_word(g, id, length);
    return *out != ENT_NONE;
}

const char *ent_columns_end_text(const ent_graph *g, uint32_t end) {
    return end & ENT_WORD ? ent_graph_word(g, end & ~ENT_WORD) : ent_pool_text(&g->entity_ids, end);
}

const char *ent_columns_document_text(const ent_graph *g, uint32_t document) {
    if (document == ENT_NONE) return "";
    return document & ENT_WORD ? ent_graph_word(g, document & ~ENT_WORD) : ent_pool_text(&g->document_ids, document);
}

bool ent_columns_put(uint32_t **column, size_t *capacity, size_t row, uint32_t value, uint32_t usual) {
    if (!*column && value == usual) return true;
    if (!*column || row >= *capacity) {
        const size_t wanted = row + row / 2 + 64, known = *column ? *capacity : 0;
        if (!grow_column(column, wanted, sizeof **column)) return false;
        for (size_t i = known; i < wanted; i++) (*column)[i] = usual;
        *capacity = wanted;
    }
    (*column)[row] = value;
    return true;
}
