/* read/record.c - see record.h. What a record may hold is a table of rows a kind. */
#include "read/record.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/frame.h"
#include "read/locate.h"
#include "read/member.h"

/* ---- what records hold ---- */

#define AT(record, field) offsetof(ent_##record##_record, field)
#define TEXT(record, field)                                                                                            \
    { #field, ENT_MEMBER_TEXT, AT(record, field), 0, NULL, NULL }
#define NUMBER(record, field)                                                                                          \
    { #field, ENT_MEMBER_NUMBER, AT(record, field), 0, NULL, NULL }
#define NEEDED(record, field, purpose)                                                                                 \
    { #field, ENT_MEMBER_TEXT, AT(record, field), 0, purpose, NULL }
#define OBJECT(record, field)                                                                                          \
    { #field, ENT_MEMBER_OBJECT, AT(record, field), 0, NULL, NULL }
#define TWO(record, name, type, field, second)                                                                         \
    { name, ENT_MEMBER_##type, AT(record, field), AT(record, second), NULL, NULL }
#define NO_MORE                                                                                                        \
    { NULL, ENT_MEMBER_TEXT, 0, 0, NULL, NULL }

static const ent_member document_members[] = {
    NEEDED(document, id, "a short name of its own, such as \"asiae-2022-05-20\""),
    TEXT(document, title),
    TEXT(document, publisher),
    TEXT(document, author),
    TEXT(document, date),
    TEXT(document, url),
    TEXT(document, language),
    OBJECT(document, attributes),
    NO_MORE,
};

static const ent_member entity_members[] = {
    NEEDED(entity, id, "a short name of its own, such as \"KOR\""),
    TEXT(entity, kind),
    TEXT(entity, name),
    TWO(entity, "names", PAIRS, names, name_count),
    TWO(entity, "aliases", TEXTS, aliases, alias_count),
    TWO(entity, "identifiers", PAIRS, identifiers, identifier_count),
    TEXT(entity, role),
    {"short", ENT_MEMBER_TEXT, AT(entity, short_name), 0, NULL, NULL},
    OBJECT(entity, attributes),
    NO_MORE,
};

static const ent_member evidence_members[] = {
    TEXT(evidence, document), TEXT(evidence, locator), TEXT(evidence, summary), TEXT(evidence, quote), NO_MORE,
};
static const ent_shape evidence_shape = {"evidence", evidence_members, AT(evidence, extra)};

static const ent_member relation_members[] = {
    TEXT(relation, id),
    NEEDED(relation, type, "a type of the vocabulary, such as \"allied_with\""),
    NEEDED(relation, source, "an entity by id, name or alias"),
    NEEDED(relation, target, "an entity by id, name or alias, or a relation by id"),
    TWO(relation, "sign", SIGN, sign, has_sign),
    TEXT(relation, date),
    TWO(relation, "areas", TEXTS, areas, area_count),
    TWO(relation, "status", STATUS, status, has_status),
    NUMBER(relation, weight),
    NUMBER(relation, confidence),
    TEXT(relation, said_by),
    TEXT(relation, note),
    {"evidence", ENT_MEMBER_RECORDS, AT(relation, evidence), AT(relation, evidence_count), NULL, &evidence_shape},
    OBJECT(relation, attributes),
    NO_MORE,
};

static const ent_shape shapes[] = {
    [ENT_RECORD_DOCUMENT] = {"document", document_members, AT(document, extra)},
    [ENT_RECORD_ENTITY] = {"entity", entity_members, AT(entity, extra)},
    [ENT_RECORD_RELATION] = {"relation", relation_members, AT(relation, extra)},
};

/* ---- findings ---- */

void ent_decoder_report(ent_decoder *d, ent_severity severity, const char *rule, size_t offset, const char *remedy,
                        const char *format, ...) {
    const ent_record_text *record = d->record;
    char message[300];
    ent_error words = {0};
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    ent_fail(&words, ENT_BAD_INPUT, "%s", message); /* tidies a cut character */
    d->pointer.length = 0;
    ent_buffer_text(&d->pointer, record->prefix);
    if (!ent_report_shows(d->report, severity)) offset = 0; /* counted only */
    if (offset) ent_locate_pointer(record->text, record->length, offset, &d->pointer);
    if (severity == ENT_SEVERITY_ERROR) d->report->record_is_bad = true;
    ent_report_add(d->report, severity, rule, ent_place_in(record->place, record->text, offset),
                   d->pointer.length ? d->pointer.data : "", words.message, remedy);
    if (d->pointer.failed) d->report->out_of_memory = true;
}

/* ---- members ---- */

/* The row of the name just scanned, or NULL. */
static const ent_member *find_member(ent_decoder *d, const ent_member *rows) {
    const ent_scan *s = &d->scan;
    const char *name = s->text + s->token + 1;
    size_t length = s->at - s->token - 2;
    if (s->escaped) {
        name = ent_decoder_take(d);
        length = strlen(name);
    }
    for (const ent_member *m = rows; m->name; m++)
        if (m->name[0] == name[0] && strlen(m->name) == length && memcmp(m->name, name, length) == 0) return m;
    return NULL;
}

static ent_status keep_unknown(ent_decoder *d, const ent_shape *shape, ent_error *err) {
    const char *names[sizeof relation_members / sizeof *relation_members];
    size_t count = 0, depth = d->scan.depth;
    ent_span span = {.key = d->scan.token, .key_length = d->scan.at - d->scan.token};
    for (const ent_member *m = shape->members; m->name; m++) names[count++] = m->name;
    size_t used = d->text_used;
    ent_status status = ent_decoder_unknown(d, ent_decoder_take(d), span.key, names, count, err);
    d->text_used = used;
    if (status != ENT_OK) return status;
    ent_token token = ent_scan_next(&d->scan);
    span.value = d->scan.token;
    if (token == ENT_TOKEN_OPEN_OBJECT || token == ENT_TOKEN_OPEN_LIST) d->has_objects = true;
    ent_scan_skip(&d->scan, token, (unsigned)depth);
    span.value_length = d->scan.at - span.value;
    if (!ent_grow(&d->unknown, &d->unknown_capacity, d->unknown_count, sizeof *d->unknown)) return ent_fail_memory(err);
    d->unknown[d->unknown_count++] = span;
    return ENT_OK;
}

/* The unknown members since `first` as the text of one object. */
static const char *join_unknown(ent_decoder *d, size_t first) {
    if (d->unknown_count == first) return NULL;
    if (d->unknown_count > first + 1) d->has_objects = true;
    char *out = d->text + d->text_used, *p = out;
    for (size_t i = first; i < d->unknown_count; i++) {
        const ent_span *span = &d->unknown[i];
        *p++ = i == first ? '{' : ',';
        memcpy(p, d->scan.text + span->key, span->key_length);
        p += span->key_length;
        *p++ = ':';
        p += ent_compact(d->scan.text + span->value, span->value_length, p);
    }
    *p++ = '}';
    *p++ = '\0';
    d->text_used += (size_t)(p - out);
    d->unknown_count = first;
    return out;
}

static void require(ent_decoder *d, const ent_shape *shape, uint32_t seen, uint32_t empty, size_t offset) {
    for (const ent_member *m = shape->members; m->name; m++) {
        uint32_t bit = UINT32_C(1) << (m - shape->members);
        if (!m->purpose || (seen & bit)) continue;
        char remedy[120];
        snprintf(remedy, sizeof remedy, "\"%s\" is %s", m->name, m->purpose);
        ent_decoder_report(d, ENT_SEVERITY_ERROR, "missing-member", offset, remedy, "the %s has no '%s'%s", shape->what,
                           m->name, empty & bit ? ", only null" : "");
    }
}

/* Members of the object whose bracket was just read, to its end. */
ent_status ent_members_read(ent_decoder *d, const ent_shape *shape, char *record, ent_error *err) {
    size_t begin = d->scan.token, first_unknown = d->unknown_count;
    uint32_t seen = 0, empty = 0;
    ent_status status = ENT_OK;
    while (status == ENT_OK && ent_scan_next(&d->scan) == ENT_TOKEN_KEY) {
        const ent_member *m = find_member(d, shape->members);
        if (!m) {
            status = keep_unknown(d, shape, err);
            continue;
        }
        size_t key = d->scan.token;
        unsigned depth = d->scan.depth;
        uint32_t bit = UINT32_C(1) << (m - shape->members);
        ent_token token = ent_scan_next(&d->scan);
        if ((seen | empty) & bit) {
            ent_decoder_report(d, ENT_SEVERITY_ERROR, "duplicate-key", key, "keep one of the two",
                               "'%s' stands twice in one object", m->name);
            ent_scan_skip(&d->scan, token, depth);
        } else if (token == ENT_TOKEN_NULL) {
            empty |= bit;
        } else {
            seen |= bit;
            status = ent_member_read(d, m, token, record, err);
        }
    }
    if (status != ENT_OK) return status;
    *(const char **)(record + shape->extra_offset) = join_unknown(d, first_unknown);
    require(d, shape, seen, empty, begin);
    return ENT_OK;
}

ent_status ent_decoder_unknown(ent_decoder *d, const char *name, size_t offset, const char *const *known, size_t count,
                               ent_error *err) {
    enum { REMEMBERED = 1000 }; /* data may bring any number of names; nobody reads that many findings */
    bool fresh = d->strict;
    if (!d->strict && d->seen_unknown.count < REMEMBERED && ent_pool_add(&d->seen_unknown, name, &fresh) == UINT32_MAX)
        return ent_fail_memory(err);
    if (!fresh) return ENT_OK;
    const char *near = ent_text_nearest(name, known, count);
    if (!near && !d->strict) return ENT_OK;
    char remedy[120];
    if (near)
        snprintf(remedy, sizeof remedy, "did you mean '%s'?%s", near,
                 d->strict ? "" : " it is kept as it is, and means nothing");
    else
        snprintf(remedy, sizeof remedy, "put what the format does not know into 'attributes'");
    ent_decoder_report(d, d->strict ? ENT_SEVERITY_ERROR : ENT_SEVERITY_WARNING, "unknown-member", offset, remedy,
                       "unknown member '%.80s'", name);
    return ENT_OK;
}

/* Names that stand twice where read_members does not look: below attributes and the like, and among unknown members. */
static ent_status find_twice(ent_decoder *d, ent_error *err) {
    bool found;
    size_t at;
    ent_status status = ent_twice_find(&d->twice, d->record->text, d->record->length, &found, &at, err);
    if (status != ENT_OK || !found) return status;
    const char *inside = d->record->text + at + 1, *end = memchr(inside, '"', d->record->length - at - 1);
    ent_decoder_report(d, ENT_SEVERITY_ERROR, "duplicate-key", at, "keep one of the two",
                       "'%.*s' stands twice in one object", (int)(end && end - inside < 60 ? end - inside : 60),
                       inside);
    return ENT_OK;
}

/* ---- records ---- */

void ent_decoder_clear(ent_decoder *d) {
    free(d->text);
    free(d->texts);
    free(d->pairs[0]);
    free(d->pairs[1]);
    free(d->evidence);
    free(d->unknown);
    ent_twice_clear(&d->twice);
    ent_pool_clear(&d->seen_unknown);
    ent_buffer_clear(&d->pointer);
    memset(d, 0, sizeof *d);
}

/* Members that tell kinds of records apart, the strongest first. */
static const struct {
    const char *name;
    ent_record_kind kind;
} signs_of_kind[] = {
    {"source", ENT_RECORD_RELATION}, {"target", ENT_RECORD_RELATION},    {"format", ENT_RECORD_HEAD},
    {"documents", ENT_RECORD_HEAD},  {"entities", ENT_RECORD_HEAD},      {"relations", ENT_RECORD_HEAD},
    {"kind", ENT_RECORD_ENTITY},     {"name", ENT_RECORD_ENTITY},        {"names", ENT_RECORD_ENTITY},
    {"aliases", ENT_RECORD_ENTITY},  {"identifiers", ENT_RECORD_ENTITY}, {"role", ENT_RECORD_ENTITY},
    {"short", ENT_RECORD_ENTITY},    {"title", ENT_RECORD_DOCUMENT},     {"publisher", ENT_RECORD_DOCUMENT},
    {"url", ENT_RECORD_DOCUMENT},    {"author", ENT_RECORD_DOCUMENT},    {"language", ENT_RECORD_DOCUMENT},
};

ent_record_kind ent_record_classify(const char *text, size_t length) {
    const size_t rows = sizeof signs_of_kind / sizeof *signs_of_kind;
    size_t best = rows;
    ent_scan s;
    ent_scan_init(&s, text, length);
    if (ent_scan_next(&s) != ENT_TOKEN_OPEN_OBJECT) return ENT_RECORD_UNKNOWN;
    while (best > 1 && ent_scan_next(&s) == ENT_TOKEN_KEY) {
        const char *name = text + s.token + 1;
        size_t size = s.at - s.token - 2;
        for (size_t i = 0; i < best; i++)
            if (strlen(signs_of_kind[i].name) == size && memcmp(signs_of_kind[i].name, name, size) == 0) best = i;
        ent_scan_skip(&s, ent_scan_next(&s), 1);
    }
    return best < rows ? signs_of_kind[best].kind : ENT_RECORD_UNKNOWN;
}

ent_status ent_decoder_add(ent_decoder *d, const ent_record_text *text, ent_record_kind kind, ent_error *err) {
    union {
        ent_document_record document;
        ent_entity_record entity;
        ent_relation_record relation;
    } record;
    memset(&record, 0, sizeof record);
    if (kind == ENT_RECORD_RELATION) record.relation.weight = record.relation.confidence = (double)NAN;
    ent_status status = ent_decoder_reserve(d, text->length, err);
    if (status != ENT_OK) return status;
    d->record = text;
    d->unknown_count = 0;
    d->has_objects = false;
    d->report->record = text;
    d->report->record_is_bad = false;
    ent_scan_init(&d->scan, text->text, text->length);
    ent_scan_next(&d->scan);
    status = ent_members_read(d, &shapes[kind], (char *)&record, err);
    if (status == ENT_OK && d->has_objects && !d->report->record_is_bad) status = find_twice(d, err);
    if (status == ENT_OK) {
        switch (kind) {
        case ENT_RECORD_DOCUMENT:
            record.document.place = text->place;
            if (!record.document.id)
                d->report->incomplete = true;
            else
                status = ent_builder_add_document(d->builder, &record.document, err);
            break;
        case ENT_RECORD_ENTITY:
            record.entity.place = text->place;
            if (!record.entity.id)
                d->report->incomplete = true;
            else
                status = ent_builder_add_entity(d->builder, &record.entity, err);
            break;
        default:
            record.relation.place = text->place;
            status = ent_builder_add_relation(d->builder, &record.relation, err);
        }
    }
    d->report->record = NULL;
    return status;
}
