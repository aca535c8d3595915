/* model/add_node.c - documents and entities: adding them, and uniting those that several files declare. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "model/builder.h"
#include "model/columns.h"
#include "model/document_text.h"

static bool empty(const char *text) {
    return !text || !*text;
}

/* The id a record must have. False after a finding. */
static bool has_id(ent_builder *b, const char *id, ent_spot spot) {
    if (!empty(id)) return true;
    spot.member = "/id";
    ent_builder_report(b, ENT_SEVERITY_ERROR, "empty-id", spot, "give it a short name of its own, such as \"KOR\"",
                       "the id is empty");
    return false;
}

static void report_duplicate(ent_builder *b, const char *what, const char *id, ent_place first, ent_spot spot) {
    spot.member = "/id";
    ent_builder_report(b, ENT_SEVERITY_ERROR, "duplicate-id", spot, "ids must differ within a file",
                       "%s '%s' was declared before, on line %u", what, id, first.line);
}

/* Whether another file's value is taken. When two files say different things of one id, the first is kept, and that is
 * said. */
static bool takes_over(ent_builder *b, const char *kept, const char *other, const char *what, const char *id,
                       ent_spot spot, const char *member) {
    if (empty(other)) return false;
    if (empty(kept)) return true;
    if (strcmp(kept, other) == 0) return false;
    spot.member = member;
    ent_builder_report(b, ENT_SEVERITY_WARNING, "contradiction", spot, "the first file's value is kept",
                       "%s '%s' is '%.80s' here and '%.80s' in an earlier file", what, id, other, kept);
    return false;
}

bool ent_builder_put_file(uint32_t **column, size_t *capacity, uint32_t index, uint32_t file) {
    return ent_columns_put(column, capacity, index, file == UINT32_MAX ? 0 : file + 1, 1);
}

/* ---- documents ---- */

static void check_document_date(ent_builder *b, const ent_document_record *record, ent_spot spot) {
    ent_date date;
    ent_error why = {0};
    if (empty(record->date)) return;
    ent_date_verdict verdict = ent_date_read(record->date, &date, &why);
    if (verdict == ENT_DATE_FINE) return;
    spot.member = "/date";
    ent_builder_report(b, ENT_SEVERITY_ERROR, verdict == ENT_DATE_BACKWARDS ? "end-before-start" : "impossible-date",
                       spot, why.hint, "%s", why.message);
}

static const char *const document_members[ENT_DOCUMENT_PARTS] = {
    "/title", "/publisher", "/author", "/date", "/url", "/language", "/attributes", "",
};

static void unite_document(ent_builder *b, uint32_t index, const char *const *parts, const char *id, ent_spot spot,
                           bool *failed) {
    ent_graph *g = b->graph;
    const char *united[ENT_DOCUMENT_PARTS];
    bool more = false;
    ent_document_text_parts(&g->text, g->documents[index], united);
    for (int i = 0; i < ENT_DOCUMENT_PARTS; i++) {
        if (!takes_over(b, united[i], parts[i], "document", id, spot, document_members[i])) continue;
        united[i] = parts[i];
        more = true;
    }
    if (!more) return;
    g->documents[index] = ent_document_text_add(&g->text, united, NULL);
    if (g->documents[index] == ENT_NO_TEXT) *failed = true;
}

static ent_status add_document(ent_builder *b, const ent_document_record *record, ent_error *err) {
    ent_graph *g = b->graph;
    ent_spot spot = {"documents", "", record->place, ent_builder_file(b)};
    if (!has_id(b, record->id, spot)) return ENT_OK;
    check_document_date(b, record, spot);
    if (!ent_grow(&g->documents, &g->document_capacity, g->document_ids.count, sizeof *g->documents))
        return ent_fail_memory(err);
    bool fresh, failed = false;
    uint32_t index = ent_pool_add(&g->document_ids, record->id, &fresh);
    if (index == UINT32_MAX) return ent_pool_fail(&g->document_ids, err);
    const char *const parts[ENT_DOCUMENT_PARTS] = {record->title, record->publisher, record->author,     record->date,
                                                   record->url,   record->language,  record->attributes, record->extra};
    if (fresh) {
        g->documents[index] = ent_document_text_add(&g->text, parts, NULL);
        failed = g->documents[index] == ENT_NO_TEXT || !ent_places_add(&g->document_places, record->place);
    } else if (ent_graph_document_file(g, index) == spot.file) {
        report_duplicate(b, "document", record->id, ent_places_at(&g->document_places, index), spot);
        return ENT_OK;
    } else {
        unite_document(b, index, parts, record->id, spot, &failed);
        failed = failed || !ent_places_set(&g->document_places, index, record->place);
    }
    failed = failed || !ent_builder_put_file(&g->document_file, &g->document_file_capacity, index, spot.file);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_builder_add_document(ent_builder *b, const ent_document_record *record, ent_error *err) {
    return ent_builder_end(b, b->broken ? ENT_NOMEM : add_document(b, record, err), err);
}

/* ---- entities ---- */

/* A list has its texts side by side, so one that grows is copied to the end. */
bool ent_builder_begin_list(ent_graph *g, ent_text_span *span, size_t more, size_t step) {
    const size_t wanted = g->list_count + (span->count + more) * step;
    if (wanted > UINT32_MAX) return false;
    while (g->list_capacity < wanted)
        if (!ent_grow(&g->lists, &g->list_capacity, g->list_capacity, sizeof *g->lists)) return false;
    if (span->count) memcpy(&g->lists[g->list_count], &g->lists[span->first], span->count * step * sizeof *g->lists);
    span->first = (uint32_t)g->list_count;
    g->list_count += span->count * step;
    return true;
}

static bool has_pair(const ent_graph *g, ent_text_span span, const ent_pair *pair) {
    for (uint32_t k = 0; k < span.count; k++) {
        const uint64_t *names = &g->lists[span.first + (size_t)k * 2];
        if (strcmp(ent_texts_at(&g->text, names[0]), pair->key) == 0 &&
            strcmp(ent_texts_at(&g->text, names[1]), pair->value) == 0)
            return true;
    }
    return false;
}

/* A list of pairs grown by those that are not in it yet. */
static void unite_pairs(ent_graph *g, ent_text_span *span, const ent_pair *more, size_t count, bool *failed) {
    if (!count) return;
    if (!ent_builder_begin_list(g, span, count, 2)) {
        *failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (has_pair(g, *span, &more[i])) continue;
        g->lists[g->list_count++] = ent_builder_text(g, more[i].key, failed);
        g->lists[g->list_count++] = ent_builder_text(g, more[i].value, failed);
        span->count++;
    }
}

static bool has_alias(const ent_graph *g, ent_text_span span, const char *alias) {
    for (uint32_t k = 0; k < span.count; k++)
        if (strcmp(ent_texts_at(&g->text, g->lists[span.first + k]), alias) == 0) return true;
    return false;
}

static void unite_aliases(ent_graph *g, ent_text_span *span, const char *const *more, size_t count, bool *failed) {
    if (!count) return;
    if (!ent_builder_begin_list(g, span, count, 1)) {
        *failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (has_alias(g, *span, more[i])) continue;
        g->lists[g->list_count++] = ent_builder_text(g, more[i], failed);
        span->count++;
    }
}

static void unite_entity(ent_builder *b, ent_entity_row *row, const ent_entity_record *record, ent_spot spot,
                         bool *failed) {
    ent_graph *g = b->graph;
    const struct {
        uint64_t *kept;
        const char *other, *member;
    } parts[] = {{&row->name, record->name, "/name"},
                 {&row->role, record->role, "/role"},
                 {&row->short_name, record->short_name, "/short"},
                 {&row->attributes, record->attributes, "/attributes"},
                 {&row->extra, record->extra, ""}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (takes_over(b, ent_texts_at(&g->text, *parts[i].kept), parts[i].other, "entity", record->id, spot,
                       parts[i].member))
            *parts[i].kept = ent_builder_text(g, parts[i].other, failed);
    unite_pairs(g, &row->names, record->names, record->name_count, failed);
    unite_pairs(g, &row->identifiers, record->identifiers, record->identifier_count, failed);
    unite_aliases(g, &row->aliases, record->aliases, record->alias_count, failed);
}

static void unite_kind(ent_builder *b, ent_entity_row *row, uint32_t kind, const char *id, ent_spot spot) {
    ent_graph *g = b->graph;
    if (row->kind == kind) return;
    if (strcmp(g->kinds[row->kind].name, "unknown") == 0) {
        row->kind = kind;
        return;
    }
    spot.member = "/kind";
    ent_builder_report(b, ENT_SEVERITY_WARNING, "contradiction", spot, "the first file's kind is kept",
                       "entity '%s' is a %s here and a %s in an earlier file", id, g->kinds[kind].name,
                       g->kinds[row->kind].name);
}

static ent_status add_entity(ent_builder *b, const ent_entity_record *record, ent_error *err) {
    ent_graph *g = b->graph;
    ent_spot spot = {"entities", "", record->place, ent_builder_file(b)};
    if (!has_id(b, record->id, spot)) return ENT_OK;
    uint32_t kind = ent_builder_kind(b, empty(record->kind) ? "unknown" : record->kind, spot, err);
    if (kind == UINT32_MAX) return ENT_NOMEM;
    if (!ent_grow(&g->entities, &g->entity_capacity, g->entity_ids.count, sizeof *g->entities))
        return ent_fail_memory(err);
    bool fresh, failed = false;
    uint32_t index = ent_pool_add(&g->entity_ids, record->id, &fresh);
    if (index == UINT32_MAX) return ent_pool_fail(&g->entity_ids, err);
    ent_entity_row *row = &g->entities[index];
    if (!fresh && ent_graph_entity_file(g, index) == spot.file) {
        report_duplicate(b, "entity", record->id, ent_places_at(&g->entity_places, index), spot);
        return ENT_OK;
    }
    if (fresh)
        *row = (ent_entity_row){.kind = kind, .declared = 1};
    else if (!empty(record->kind))
        unite_kind(b, row, kind, record->id, spot);
    bool placed = fresh ? ent_places_add(&g->entity_places, record->place)
                        : ent_places_set(&g->entity_places, index, record->place);
    failed = !placed || !ent_builder_put_file(&g->entity_file, &g->entity_file_capacity, index, spot.file);
    unite_entity(b, row, record, spot, &failed);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_builder_add_entity(ent_builder *b, const ent_entity_record *record, ent_error *err) {
    return ent_builder_end(b, b->broken ? ENT_NOMEM : add_entity(b, record, err), err);
}
