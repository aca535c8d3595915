/* model/add_relation.c - relations into columns. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "model/builder.h"
#include "model/columns.h"

/* Number + 1 of the date, read once for each different text; 0 none. */
static ent_status number_date(ent_builder *b, const char *text, ent_spot spot, uint32_t *out, ent_error *err) {
    ent_graph *g = b->graph;
    *out = 0;
    if (!text) return ENT_OK;
    uint32_t known = ent_pool_find(&g->date_texts, text);
    if (known != UINT32_MAX) {
        *out = known + 1;
        return ENT_OK;
    }
    ent_date date;
    ent_error why = {0};
    ent_date_verdict verdict = ent_date_read(text, &date, &why);
    if (verdict != ENT_DATE_FINE) {
        spot.member = "/date";
        ent_builder_report(b, ENT_SEVERITY_ERROR,
                           verdict == ENT_DATE_BACKWARDS ? "end-before-start" : "impossible-date", spot, why.hint, "%s",
                           why.message);
        return ENT_OK;
    }
    if (!ent_grow(&g->dates, &g->date_capacity, g->date_texts.count, sizeof *g->dates)) return ent_fail_memory(err);
    uint32_t number = ent_pool_add(&g->date_texts, text, NULL);
    if (number == UINT32_MAX) return ent_fail_memory(err);
    g->dates[number] = date;
    *out = number + 1;
    return ENT_OK;
}

static ent_status add_area_set(ent_graph *g, const ent_relation_record *record, ent_error *err) {
    ent_area_set set = {(uint32_t)g->area_word_count, (uint32_t)record->area_count};
    for (size_t i = 0; i < record->area_count; i++) {
        uint32_t word = ent_pool_add(&g->words, record->areas[i], NULL);
        if (word == UINT32_MAX ||
            !ent_grow(&g->area_words, &g->area_word_capacity, g->area_word_count, sizeof *g->area_words))
            return ent_fail_memory(err);
        g->area_words[g->area_word_count++] = word;
    }
    g->area_sets[g->area_keys.count] = set;
    return ENT_OK;
}

/* Number + 1 of the list of areas: the same list is stored once. */
static ent_status number_areas(ent_graph *g, const ent_relation_record *record, uint32_t *out, ent_error *err) {
    *out = 0;
    if (!record->area_count) return ENT_OK;
    ent_buffer key = {0};
    for (size_t i = 0; i < record->area_count; i++) {
        ent_buffer_format(&key, "%zu:", strlen(record->areas[i])); /* an area may hold any character */
        ent_buffer_text(&key, record->areas[i]);
    }
    ent_status status = key.failed ? ent_fail_memory(err) : ENT_OK;
    uint32_t number = status == ENT_OK ? ent_pool_find(&g->area_keys, key.data) : 0;
    if (status == ENT_OK && number == UINT32_MAX) {
        if (!ent_grow(&g->area_sets, &g->area_set_capacity, g->area_keys.count, sizeof *g->area_sets))
            status = ent_fail_memory(err);
        if (status == ENT_OK) status = add_area_set(g, record, err);
        if (status == ENT_OK) number = ent_pool_add(&g->area_keys, key.data, NULL);
        if (status == ENT_OK && number == UINT32_MAX) status = ent_fail_memory(err);
    }
    ent_buffer_clear(&key);
    *out = number + 1;
    return status;
}

static size_t length_of(const char *text) {
    return text ? strlen(text) : 0;
}

static ent_status add_evidence(ent_graph *g, const ent_evidence_record *record, ent_error *err) {
    ent_evidence_row row = {.summary = record->summary,
                            .quote = record->quote,
                            .summary_length = length_of(record->summary),
                            .quote_length = length_of(record->quote)};
    if (!ent_columns_document(g, record->document, length_of(record->document), &row.document))
        return ent_pool_fail(&g->words, err);
    if (record->locator && *record->locator) {
        row.locator = ent_pool_add(&g->words, record->locator, NULL) + 1;
        if (!row.locator) return ent_pool_fail(&g->words, err);
    }
    row.detail = ent_builder_detail(g, NULL, NULL, NULL, record->extra);
    return row.detail != UINT32_MAX && ent_columns_add_evidence(g, &row) ? ENT_OK : ent_columns_fail(g, err);
}

/* Range rules on numbers. */
static void check_numbers(ent_builder *b, const ent_relation_record *record, ent_spot spot) {
    char number[32];
    if (!isnan(record->weight) && (record->weight < 0 || isinf(record->weight))) {
        spot.member = "/weight";
        ent_builder_report(b, ENT_SEVERITY_ERROR, "weight-range", spot,
                           "a weight is 0 or more; say hostility by the sign, not by the weight",
                           "weight %s is not possible", ent_format_double(record->weight, number));
    }
    if (!isnan(record->confidence) && !(record->confidence >= 0 && record->confidence <= 1)) {
        spot.member = "/confidence";
        ent_builder_report(b, ENT_SEVERITY_ERROR, "confidence-range", spot,
                           "a confidence lies between 0 and 1; 90 % is 0.9", "confidence %s is not possible",
                           ent_format_double(record->confidence, number));
    }
}

static void check_areas(ent_builder *b, const ent_relation_record *record, ent_spot spot) {
    char member[48];
    for (size_t i = 0; i < record->area_count; i++) {
        if (*record->areas[i]) continue;
        snprintf(member, sizeof member, "/areas/%zu", i);
        spot.member = member;
        ent_builder_report(b, ENT_SEVERITY_ERROR, "empty-area", spot, "name the area, or take it out",
                           "the area is empty");
    }
}

static bool has_text(ent_builder *b, const char *text, const char *member, const char *what, ent_spot spot) {
    if (text && *text) return true;
    spot.member = member;
    ent_builder_report(b, ENT_SEVERITY_ERROR, "empty-id", spot, "name an entity by id, name or alias",
                       "the %s is empty", what);
    return false;
}

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_number(double a, double b) {
    return (isnan(a) && isnan(b)) || a == b;
}

static bool same_evidence(const ent_graph *g, uint32_t i, const ent_evidence_record *record) {
    ent_evidence row;
    ent_graph_evidence(g, i, &row);
    return same_text(ent_columns_document_text(g, g->evidence.document[i]), record->document) &&
           same_text(row.locator, record->locator) && same_text(row.summary, record->summary) &&
           same_text(row.quote, record->quote) && same_text(row.extra, record->extra);
}

static bool same_detail(const ent_graph *g, uint32_t k, const ent_relation_record *record) {
    const ent_detail *detail = ent_graph_detail_at(g, g->r.detail, k);
    return same_text(ent_texts_at(&g->text, detail->said_by), record->said_by) &&
           same_text(ent_texts_at(&g->text, detail->note), record->note) &&
           same_text(ent_texts_at(&g->text, detail->attributes), record->attributes) &&
           same_text(ent_texts_at(&g->text, detail->extra), record->extra);
}

/* Whether a record says just what relation k says (ends compared as written). */
static bool same_relation(ent_builder *b, uint32_t k, const ent_relation_record *record, uint32_t type, uint32_t date,
                          uint32_t areas) {
    const ent_graph *g = b->graph;
    const ent_relation_columns *r = &g->r;
    bool same = r->type[k] == type && r->date[k] == date && ent_graph_areas_of(g, k) == areas &&
                same_text(ent_columns_end_text(g, r->source[k]), record->source) &&
                same_text(ent_columns_end_text(g, r->target[k]), record->target) &&
                r->status[k] == (uint8_t)record->status && !!(r->flags[k] & ENT_FLAG_SIGN_GIVEN) == record->has_sign &&
                (!record->has_sign || r->sign[k] == record->sign) &&
                same_number(ent_graph_weight_of(g, k), record->weight) &&
                same_number(ent_graph_confidence_of(g, k), record->confidence) && same_detail(g, k, record) &&
                r->evidence[k + 1] - r->evidence[k] == record->evidence_count;
    for (size_t i = 0; same && i < record->evidence_count; i++)
        same = same_evidence(g, r->evidence[k] + (uint32_t)i, &record->evidence[i]);
    return same;
}

char *ent_builder_renamed(const ent_graph *g, const char *id, uint32_t file) {
    const char *name = g->files[file].name, *slash = strrchr(name, '/');
    const char *stem = slash ? slash + 1 : name;
    ent_buffer text = {0};
    ent_buffer_bytes(&text, stem, strcspn(stem, "."));
    ent_buffer_format(&text, ":%s", id);
    char *out = NULL;
    return ent_buffer_take(&text, &out, NULL, NULL) == ENT_OK ? out : NULL;
}

typedef enum id_verdict { ID_NEW, ID_SKIP, ID_NO_MEMORY } id_verdict;

/* Take the id into the pool, dealing with one that is in use. The pool's number is the relation's index. */
static id_verdict claim_id(ent_builder *b, const ent_relation_record *record, uint32_t type, uint32_t date,
                           uint32_t areas, ent_spot spot) {
    ent_graph *g = b->graph;
    const char *id = record->id;
    bool fresh;
    if (!id) return ent_pool_skip(&g->relation_ids) == UINT32_MAX ? ID_NO_MEMORY : ID_NEW; /* finish() names it */
    uint32_t number = ent_pool_add(&g->relation_ids, id, &fresh);
    if (number == UINT32_MAX) return ID_NO_MEMORY;
    if (fresh) return ID_NEW;
    spot.member = "/id";
    if (spot.file == UINT32_MAX || number >= g->files[spot.file].first_relation) {
        ent_builder_report(b, ENT_SEVERITY_ERROR, "duplicate-id", spot, "ids must differ within a file",
                           "relation '%s' was declared before, on line %u", id,
                           ent_places_at(&g->r.places, number).line);
        return ID_SKIP;
    }
    if (same_relation(b, number, record, type, date, areas)) {
        b->repeated++;
        return ID_SKIP;
    }
    char *other = ent_builder_renamed(g, id, spot.file);
    if (!other || ent_pool_add(&g->relation_ids, other, &fresh) == UINT32_MAX) {
        free(other);
        return ID_NO_MEMORY;
    }
    number = ent_pool_find(&g->relation_ids, other);
    if (!fresh && number < g->files[spot.file].first_relation && same_relation(b, number, record, type, date, areas)) {
        b->repeated++;
        free(other);
        return ID_SKIP;
    }
    b->renamed++;
    if (fresh)
        ent_builder_report(b, ENT_SEVERITY_WARNING, "renamed-id", spot,
                           "give relations of different files different ids",
                           "relation '%s' is another one in an earlier file: it is called '%s' here", id, other);
    else
        ent_builder_report(b, ENT_SEVERITY_ERROR, "duplicate-id", spot,
                           "give relations of different files different ids",
                           "relation '%s' is another one in an earlier file, and '%s' is in use too", id, other);
    free(other);
    return fresh ? ID_NEW : ID_SKIP;
}

static ent_status fill_row(ent_builder *b, const ent_relation_record *record, uint32_t type, uint32_t date,
                           uint32_t areas, ent_error *err) {
    ent_graph *g = b->graph;
    uint32_t detail = ent_builder_detail(g, record->said_by, record->note, record->attributes, record->extra);
    if (detail == UINT32_MAX) return ent_fail_memory(err);
    ent_relation_row row = {
        .source = ent_columns_end(g, record->source, strlen(record->source)),
        .target = ent_columns_end(g, record->target, strlen(record->target)),
        .date = date,
        .areas = areas,
        .detail = detail,
        .type = (uint16_t)type,
        .flags = (uint8_t)((record->has_sign ? ENT_FLAG_SIGN_GIVEN : 0) |
                           (record->has_status ? ENT_FLAG_STATUS_GIVEN : 0) | (record->id ? ENT_FLAG_ID_GIVEN : 0)),
        .status = (uint8_t)record->status,
        .sign = (int8_t)(record->has_sign || type >= g->type_count ? record->sign : g->types[type].sign),
        .weight = record->weight,
        .confidence = record->confidence,
        .place = record->place,
    };
    if (row.source == UINT32_MAX || row.target == UINT32_MAX) return ent_pool_fail(&g->words, err);
    if (!ent_columns_add_relation(g, &row)) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (size_t i = 0; status == ENT_OK && i < record->evidence_count; i++)
        status = add_evidence(g, &record->evidence[i], err);
    return status;
}

static ent_status add_relation(ent_builder *b, const ent_relation_record *record, ent_error *err) {
    ent_graph *g = b->graph;
    ent_spot spot = {"relations", "", record->place, ent_builder_file(b)};
    size_t errors = b->errors;
    check_numbers(b, record, spot);
    check_areas(b, record, spot);
    has_text(b, record->source, "/source", "source", spot);
    has_text(b, record->target, "/target", "target", spot);
    has_text(b, record->type, "/type", "type", spot);
    if (record->id) has_text(b, record->id, "/id", "id", spot);
    uint32_t type = 0, date, areas;
    if (record->type && *record->type) type = ent_builder_type(b, record->type, spot, err);
    if (type == UINT32_MAX) return ENT_NOMEM;
    ent_status status = number_date(b, record->date, spot, &date, err);
    if (status == ENT_OK) status = number_areas(g, record, &areas, err);
    if (status != ENT_OK) return status;
    bool refused = b->errors != errors; /* its id is taken all the same, so that a second use is told */
    id_verdict verdict = refused && !record->id ? ID_SKIP : claim_id(b, record, type, date, areas, spot);
    if (verdict == ID_NO_MEMORY) return ent_pool_fail(&g->relation_ids, err);
    if (verdict == ID_SKIP) return ENT_OK;
    if (refused && !(record->source && *record->source && record->target && *record->target)) {
        ent_relation_record stand_in = *record; /* never read: finish() fails; it only keeps ids and rows in step */
        stand_in.source = stand_in.target = ENT_NO_END;
        return fill_row(b, &stand_in, type, date, areas, err);
    }
    return fill_row(b, record, type, date, areas, err);
}

ent_status ent_builder_add_relation(ent_builder *b, const ent_relation_record *record, ent_error *err) {
    return ent_builder_end(b, b->broken ? ENT_NOMEM : add_relation(b, record, err), err);
}
