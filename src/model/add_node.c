/* model/add_node.c - documents and entities: adding them, and uniting those that several files declare. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "model/builder.h"

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

/* Two files say different things of one id: the first is kept, and that is said. */
static void unite_text(ent_builder *b, const char **kept, const char *other, const char *what, const char *id,
                       ent_spot spot, const char *member, bool *failed) {
    if (empty(other)) return;
    if (empty(*kept)) {
        *kept = ent_builder_keep(b->graph, other, failed);
        return;
    }
    if (strcmp(*kept, other) == 0) return;
    spot.member = member;
    ent_builder_report(b, ENT_SEVERITY_WARNING, "contradiction", spot, "the first file's value is kept",
                       "%s '%s' is '%.80s' here and '%.80s' in an earlier file", what, id, other, *kept);
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

static void fill_document(ent_graph *g, ent_document_row *row, const ent_document_record *record, bool *failed) {
    row->title = ent_builder_keep(g, record->title, failed);
    row->publisher = ent_builder_keep(g, record->publisher, failed);
    row->author = ent_builder_keep(g, record->author, failed);
    row->date = ent_builder_keep(g, record->date, failed);
    row->url = ent_builder_keep(g, record->url, failed);
    row->language = ent_builder_keep(g, record->language, failed);
    row->attributes = ent_builder_keep(g, record->attributes, failed);
    row->extra = ent_builder_keep(g, record->extra, failed);
}

static void unite_document(ent_builder *b, ent_document_row *row, const ent_document_record *record, ent_spot spot,
                           bool *failed) {
    const struct {
        const char **kept, *other, *member;
    } parts[] = {{&row->title, record->title, "/title"},
                 {&row->publisher, record->publisher, "/publisher"},
                 {&row->author, record->author, "/author"},
                 {&row->date, record->date, "/date"},
                 {&row->url, record->url, "/url"},
                 {&row->language, record->language, "/language"},
                 {&row->attributes, record->attributes, "/attributes"},
                 {&row->extra, record->extra, ""}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        unite_text(b, parts[i].kept, parts[i].other, "document", record->id, spot, parts[i].member, failed);
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
    if (index == UINT32_MAX) return ent_fail_memory(err);
    ent_document_row *row = &g->documents[index];
    if (fresh) {
        *row = (ent_document_row){.file = spot.file, .place = record->place};
        fill_document(g, row, record, &failed);
    } else if (row->file == spot.file) {
        report_duplicate(b, "document", record->id, row->place, spot);
    } else {
        unite_document(b, row, record, spot, &failed);
        row->file = spot.file;
        row->place = record->place;
    }
    return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_builder_add_document(ent_builder *b, const ent_document_record *record, ent_error *err) {
    return ent_builder_end(b, b->broken ? ENT_NOMEM : add_document(b, record, err), err);
}

/* ---- entities ---- */

/* A list of pairs grown by those whose key (or key and value) is not in it yet. */
static const ent_pair *unite_pairs(ent_graph *g, const ent_pair *kept, uint32_t *count, const ent_pair *more,
                                   size_t more_count, bool *failed) {
    if (!more_count) return kept;
    ent_pair *list = ent_arena_take(&g->text, (*count + more_count) * sizeof *list, sizeof(void *));
    if (!list) {
        *failed = true;
        return kept;
    }
    uint32_t n = *count;
    if (n) memcpy(list, kept, n * sizeof *list);
    for (size_t i = 0; i < more_count; i++) {
        bool there = false;
        for (uint32_t k = 0; k < n && !there; k++)
            there = strcmp(list[k].key, more[i].key) == 0 && strcmp(list[k].value, more[i].value) == 0;
        if (there) continue;
        list[n].key = ent_builder_keep(g, more[i].key, failed);
        list[n].value = ent_builder_keep(g, more[i].value, failed);
        if (*failed) return kept;
        n++;
    }
    *count = n;
    return list;
}

static void unite_aliases(ent_graph *g, ent_entity_row *row, const char *const *more, size_t more_count, bool *failed) {
    if (!more_count) return;
    const char **list = ent_arena_take(&g->text, (row->alias_count + more_count) * sizeof *list, sizeof(void *));
    if (!list) {
        *failed = true;
        return;
    }
    uint32_t n = row->alias_count;
    if (n) memcpy(list, row->aliases, n * sizeof *list);
    for (size_t i = 0; i < more_count; i++) {
        bool there = false;
        for (uint32_t k = 0; k < n && !there; k++) there = strcmp(list[k], more[i]) == 0;
        if (there) continue;
        list[n] = ent_builder_keep(g, more[i], failed);
        if (*failed) return;
        n++;
    }
    row->aliases = list;
    row->alias_count = n;
}

static void unite_entity(ent_builder *b, ent_entity_row *row, const ent_entity_record *record, ent_spot spot,
                         bool *failed) {
    const struct {
        const char **kept, *other, *member;
    } parts[] = {{&row->name, record->name, "/name"},
                 {&row->role, record->role, "/role"},
                 {&row->short_name, record->short_name, "/short"},
                 {&row->attributes, record->attributes, "/attributes"},
                 {&row->extra, record->extra, ""}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        unite_text(b, parts[i].kept, parts[i].other, "entity", record->id, spot, parts[i].member, failed);
    ent_graph *g = b->graph;
    row->names = unite_pairs(g, row->names, &row->name_count, record->names, record->name_count, failed);
    row->identifiers =
        unite_pairs(g, row->identifiers, &row->identifier_count, record->identifiers, record->identifier_count, failed);
    unite_aliases(g, row, record->aliases, record->alias_count, failed);
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
    if (index == UINT32_MAX) return ent_fail_memory(err);
    ent_entity_row *row = &g->entities[index];
    if (!fresh && row->file == spot.file) {
        report_duplicate(b, "entity", record->id, row->place, spot);
        return ENT_OK;
    }
    if (fresh)
        *row = (ent_entity_row){.kind = kind, .declared = true, .place = record->place};
    else if (!empty(record->kind))
        unite_kind(b, row, kind, record->id, spot);
    row->file = spot.file;
    row->place = record->place;
    unite_entity(b, row, record, spot, &failed);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_builder_add_entity(ent_builder *b, const ent_entity_record *record, ent_error *err) {
    return ent_builder_end(b, b->broken ? ENT_NOMEM : add_entity(b, record, err), err);
}
