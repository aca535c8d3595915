/* quick_oracle.h - tests: whether a record read in one pass (read/quick.h) holds what jansson finds in the same bytes. */
#ifndef TESTS_QUICK_ORACLE_H
#define TESTS_QUICK_ORACLE_H

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "read/quick.h"

/* The first thing that jansson sees otherwise, in words; NULL when all is the same. */
static const char *quick_difference(const ent_quick_record *record);

/* A name, and where its text went. */
typedef struct oracle_row {
    const char *name;
    const ent_piece *piece;
} oracle_row;

static bool oracle_same_text(const json_t *value, const ent_piece *piece) {
    if (!value || json_is_null(value)) return !piece->text;
    return json_is_string(value) && piece->text && json_string_length(value) == piece->length &&
           memcmp(json_string_value(value), piece->text, piece->length) == 0;
}

static bool oracle_same_texts(json_t *object, const oracle_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!oracle_same_text(json_object_get(object, rows[i].name), rows[i].piece)) return false;
    return true;
}

static bool oracle_same_number(const json_t *value, double number) {
    if (!value || json_is_null(value)) return isnan(number);
    return json_is_number(value) && json_number_value(value) == number;
}

static bool oracle_known(json_t *object, const char *const *names) {
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        const char *const *name = names;
        while (*name && strcmp(*name, key) != 0) name++;
        if (!*name) return false;
    }
    return true;
}

/* 0 texts for what is no list. */
static bool oracle_same_list(const json_t *list, const ent_pieces *texts) {
    if (json_array_size(list) != texts->count) return false;
    for (size_t i = 0; i < texts->count; i++)
        if (!oracle_same_text(json_array_get(list, i), &texts->at[i])) return false;
    return true;
}

/* Pairs in their order, which jansson keeps. */
static bool oracle_same_pairs(json_t *object, const ent_pieces *pairs) {
    const char *key;
    json_t *value;
    size_t i = 0;
    if (json_object_size(object) * 2 != pairs->count) return false;
    json_object_foreach(object, key, value) {
        const ent_piece *name = &pairs->at[i];
        if (strlen(key) != name->length || memcmp(key, name->text, name->length) != 0) return false;
        if (!oracle_same_text(value, &pairs->at[i + 1])) return false;
        i += 2;
    }
    return true;
}

/* The same object, written without white space but within its texts. */
static bool oracle_same_object(const json_t *object, const ent_piece *piece) {
    bool quoted = false, same;
    if (!object || json_is_null(object)) return !piece->text;
    if (!piece->text) return false;
    json_t *kept = json_loadb(piece->text, piece->length, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, NULL);
    same = json_is_object(object) && json_equal(kept, object);
    for (size_t i = 0; i < piece->length; i++) {
        if (!quoted && strchr(" \t\r\n", piece->text[i])) same = false;
        if (piece->text[i] == '"') quoted = !quoted;
        if (piece->text[i] == '\\') i++;
    }
    json_decref(kept);
    return same;
}

static const char *oracle_evidence(const json_t *list, const ent_quick_relation *r) {
    static const char *const names[] = {"document", "locator", "summary", "quote", NULL};
    if (json_array_size(list) != r->evidence_count) return "evidence";
    for (size_t i = 0; i < r->evidence_count; i++) {
        json_t *object = json_array_get(list, i);
        const ent_quick_evidence *e = &r->evidence[i];
        const oracle_row rows[] = {
            {"document", &e->document}, {"locator", &e->locator}, {"summary", &e->summary}, {"quote", &e->quote}};
        if (!json_is_object(object) || !oracle_known(object, names)) return "members of evidence";
        if (!oracle_same_texts(object, rows, 4)) return "texts of evidence";
    }
    return NULL;
}

static const char *oracle_relation(json_t *object, const ent_quick_relation *r) {
    static const char *const names[] = {"id",      "type",  "source",   "target",     "sign",
                                        "date",    "areas", "status",   "weight",     "confidence",
                                        "said_by", "note",  "evidence", "attributes", NULL};
    const oracle_row rows[] = {{"id", &r->id},         {"type", &r->type}, {"source", &r->source},
                               {"target", &r->target}, {"date", &r->date}, {"said_by", &r->said_by},
                               {"note", &r->note}};
    if (!oracle_known(object, names)) return "members of a relation";
    if (!oracle_same_texts(object, rows, sizeof rows / sizeof *rows)) return "texts of a relation";
    if (!oracle_same_number(json_object_get(object, "weight"), r->weight)) return "weight";
    if (!oracle_same_number(json_object_get(object, "confidence"), r->confidence)) return "confidence";
    if (!oracle_same_number(json_object_get(object, "sign"), r->has_sign ? r->sign : (double)NAN)) return "sign";
    const char *status = ent_relation_status_name(r->status);
    const ent_piece word = {r->has_status ? status : NULL, r->has_status ? strlen(status) : 0};
    if (!oracle_same_text(json_object_get(object, "status"), &word)) return "status";
    if (!oracle_same_list(json_object_get(object, "areas"), &r->areas)) return "areas";
    if (!oracle_same_object(json_object_get(object, "attributes"), &r->attributes)) return "attributes of a relation";
    return oracle_evidence(json_object_get(object, "evidence"), r);
}

static const char *oracle_document(json_t *object, const ent_quick_document *d) {
    static const char *const names[] = {"id",  "title",    "publisher",  "author", "date",
                                        "url", "language", "attributes", NULL};
    const oracle_row rows[] = {
        {"id", &d->id},     {"title", &d->title},   {"publisher", &d->publisher}, {"url", &d->url},
        {"date", &d->date}, {"author", &d->author}, {"language", &d->language}};
    if (!oracle_known(object, names)) return "members of a document";
    if (!oracle_same_texts(object, rows, sizeof rows / sizeof *rows)) return "texts of a document";
    return oracle_same_object(json_object_get(object, "attributes"), &d->attributes) ? NULL
                                                                                     : "attributes of a document";
}

static const char *oracle_entity(json_t *object, const ent_quick_entity *e) {
    static const char *const names[] = {"id",    "kind",        "name",    "role",       "short",
                                        "names", "identifiers", "aliases", "attributes", NULL};
    const oracle_row rows[] = {
        {"id", &e->id}, {"kind", &e->kind}, {"name", &e->name}, {"role", &e->role}, {"short", &e->short_name}};
    if (!oracle_known(object, names)) return "members of an entity";
    if (!oracle_same_texts(object, rows, sizeof rows / sizeof *rows)) return "texts of an entity";
    if (!oracle_same_pairs(json_object_get(object, "names"), &e->names)) return "names";
    if (!oracle_same_pairs(json_object_get(object, "identifiers"), &e->identifiers)) return "identifiers";
    if (!oracle_same_list(json_object_get(object, "aliases"), &e->aliases)) return "aliases";
    return oracle_same_object(json_object_get(object, "attributes"), &e->attributes) ? NULL : "attributes of an entity";
}

static const char *quick_difference(const ent_quick_record *record) {
    json_t *object = json_loadb(record->text, (size_t)(record->end - record->text),
                                JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, NULL);
    const char *difference;
    if (!json_is_object(object))
        difference = "jansson refuses it";
    else if (record->kind == ENT_RECORD_RELATION)
        difference = oracle_relation(object, &record->as.relation);
    else if (record->kind == ENT_RECORD_ENTITY)
        difference = oracle_entity(object, &record->as.entity);
    else
        difference = oracle_document(object, &record->as.document);
    json_decref(object);
    return difference;
}

#endif
