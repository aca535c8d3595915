/* model/graph.c - the getters of a finished graph. */
#include "model/graph.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/typeset.h"
#include "model/document_text.h"
#include "model/pack.h"

void ent_graph_free(ent_graph *g) {
    if (!g) return;
    if (g->sheet) ent_pack_close(g);
    ent_vocabulary_free(g->vocabulary);
    ent_arena_clear(&g->arena);
    ent_texts_clear(&g->text);
    ent_texts_clear(&g->quotes);
    ent_pool *pools[] = {&g->words, &g->entity_ids, &g->relation_ids, &g->document_ids, &g->date_texts, &g->area_keys};
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++) ent_pool_clear(pools[i]);
    ent_places *places[] = {&g->r.places, &g->entity_places, &g->document_places};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) ent_places_clear(places[i]);
    ent_relation_columns *r = &g->r;
    ent_evidence_columns *e = &g->evidence;
    void *arrays[] = {
        r->type,     r->flags,    r->status,  r->sign,       r->source,      r->target,        r->date,
        r->evidence, r->areas,    r->detail,  r->confidence, r->weight,      r->exact_row,     r->exact_confidence,
        e->document, e->text,     e->locator, e->detail,     g->dates,       g->area_sets,     g->area_words,
        g->details,  g->entities, g->lists,   g->documents,  g->entity_file, g->document_file, g->files,
        g->types,    g->kinds,    g->lifted,  g->findings};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) free(arrays[i]);
    ent_names_clear(&g->names);
    free(g);
}

static const char *or_empty(const char *text) {
    return text ? text : "";
}

const char *ent_graph_title(const ent_graph *g) {
    return or_empty(g->title);
}

const char *ent_graph_extra(const ent_graph *g) {
    return g->extra;
}

const ent_vocabulary *ent_graph_vocabulary(const ent_graph *g) {
    return g->vocabulary;
}

size_t ent_graph_documents(const ent_graph *g) {
    return g->document_ids.count;
}

size_t ent_graph_entities(const ent_graph *g) {
    return g->entity_ids.count;
}

size_t ent_graph_relations(const ent_graph *g) {
    return g->r.count;
}

size_t ent_graph_evidences(const ent_graph *g) {
    return g->evidence.count;
}

size_t ent_graph_types(const ent_graph *g) {
    return g->type_count;
}

size_t ent_graph_kinds(const ent_graph *g) {
    return g->kind_count;
}

void ent_graph_type(const ent_graph *g, uint32_t index, ent_type *out) {
    *out = g->types[index];
}

void ent_graph_kind(const ent_graph *g, uint32_t index, ent_kind *out) {
    *out = g->kinds[index];
}

/* The value of the pair when its key is the tag, or a longer part of it from the start than what was found before. */
static const char *nearer_language(const char *lang, ent_pair pair, const char *best, size_t *longest) {
    size_t length = strlen(pair.key);
    if (length <= *longest || !ent_tag_is(lang, pair.key)) return best;
    *longest = length;
    return pair.value;
}

static const char *in_language(const ent_pair *pairs, size_t count, const char *lang) {
    const char *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) best = nearer_language(lang, pairs[i], best, &longest);
    return best;
}

const char *ent_graph_type_label(const ent_graph *g, uint32_t index, const char *lang) {
    const ent_type *type = &g->types[index];
    const char *words = in_language(type->labels, type->label_count, lang);
    return words ? words : type->label && *type->label ? type->label : type->name;
}

const char *ent_graph_kind_label(const ent_graph *g, uint32_t index, const char *lang) {
    const ent_kind *kind = &g->kinds[index];
    const char *words = in_language(kind->labels, kind->label_count, lang);
    return words ? words : kind->label && *kind->label ? kind->label : kind->name;
}

/* ---- what lies on a sheet is checked as it is read ---- */

static bool sound(const ent_graph *g, const void *data, size_t length) {
    return !g->sheet || ent_sheet_check(g->sheet, data, length);
}

static const char *sound_text(const ent_graph *g, const char *text) {
    return g->sheet ? ent_sheet_text(g->sheet, text) : text;
}

static const char *text_at(const ent_graph *g, uint64_t name) {
    return sound_text(g, ent_texts_at(&g->text, name));
}

static const char *text_or_null(const ent_graph *g, uint64_t name) {
    return name == ENT_NO_TEXT ? NULL : text_at(g, name);
}

static const char *id_at(const ent_graph *g, const ent_pool *pool, size_t number) {
    return sound(g, &pool->start[number], sizeof *pool->start) ? sound_text(g, ent_pool_text(pool, number)) : "";
}

const char *ent_graph_relation_id(const ent_graph *g, size_t relation) {
    return id_at(g, &g->relation_ids, relation);
}

const char *ent_graph_document_id(const ent_graph *g, size_t document) {
    return document < g->document_ids.count ? id_at(g, &g->document_ids, document) : "";
}

/* A number of a column that may not be there; 0 where it is damaged. */
static uint32_t rare_number(const ent_graph *g, const uint32_t *column, size_t row) {
    return column && sound(g, &column[row], sizeof *column) ? column[row] : 0;
}

static ent_detail detail_at(const ent_graph *g, const uint32_t *column, size_t row) {
    const ent_detail *detail = ent_graph_detail_at(g, column, row);
    const bool fine = (!column || sound(g, &column[row], sizeof *column)) && sound(g, detail, sizeof *detail);
    return fine ? *detail : (ent_detail){0};
}

/* What a list of texts has at place k; "" for a place that is none. */
static const char *in_list(const ent_graph *g, ent_text_span span, size_t k) {
    const size_t at = span.first + k;
    return at < g->list_count ? text_at(g, g->lists[at]) : "";
}

static ent_pair pair_at(const ent_graph *g, ent_text_span span, size_t k) {
    return (ent_pair){in_list(g, span, 2 * k), in_list(g, span, 2 * k + 1)};
}

const char *ent_graph_entity_name_in(const ent_graph *g, ent_id entity, const char *lang) {
    const ent_text_span span = g->entities[entity].names;
    const char *best = NULL;
    size_t longest = 0;
    for (uint32_t k = 0; k < span.count; k++) best = nearer_language(lang, pair_at(g, span, k), best, &longest);
    return best;
}

void ent_graph_document(const ent_graph *g, ent_id index, ent_document *out) {
    const char *parts[ENT_DOCUMENT_PARTS] = {0};
    if (sound(g, &g->documents[index], sizeof *g->documents)) {
        ent_document_text_parts(&g->text, g->documents[index], parts);
        for (int i = 0; i < ENT_DOCUMENT_PARTS; i++)
            if (parts[i]) parts[i] = sound_text(g, parts[i]);
    }
    *out = (ent_document){.id = ent_graph_document_id(g, index),
                          .title = or_empty(parts[ENT_DOCUMENT_TITLE]),
                          .publisher = or_empty(parts[ENT_DOCUMENT_PUBLISHER]),
                          .author = or_empty(parts[ENT_DOCUMENT_AUTHOR]),
                          .date = or_empty(parts[ENT_DOCUMENT_DATE]),
                          .url = or_empty(parts[ENT_DOCUMENT_URL]),
                          .language = or_empty(parts[ENT_DOCUMENT_LANGUAGE]),
                          .attributes = parts[ENT_DOCUMENT_ATTRIBUTES],
                          .extra = parts[ENT_DOCUMENT_EXTRA]};
}

void ent_graph_entity_words(const ent_graph *g, ent_id index, const char **id, const char **name) {
    *id = *name = "";
    if (!ent_graph_is_ready(g)) return;
    *id = ent_pool_text(&g->entity_ids, index);
    *name = text_at(g, g->entities[index].name);
    if (!**name) *name = *id;
}

void ent_graph_entity(const ent_graph *g, ent_id index, ent_entity *out) {
    static const ent_entity_row none;
    const bool ready = ent_graph_is_ready(g);
    const ent_entity_row *row = ready ? &g->entities[index] : &none;
    const char *id = ready ? ent_pool_text(&g->entity_ids, index) : "", *name = text_at(g, row->name);
    *out = (ent_entity){.id = id,
                        .name = *name ? name : id,
                        .role = text_at(g, row->role),
                        .short_name = text_at(g, row->short_name),
                        .kind = row->kind,
                        .name_count = row->names.count,
                        .alias_count = row->aliases.count,
                        .identifier_count = row->identifiers.count,
                        .attributes = text_or_null(g, row->attributes),
                        .extra = text_or_null(g, row->extra),
                        .declared = row->declared};
}

void ent_graph_relation(const ent_graph *g, ent_id index, ent_relation *out) {
    const ent_relation_columns *r = &g->r;
    if (!ent_graph_is_ready(g)) {
        *out = (ent_relation){.id = "", .date_text = "", .said_by = "", .note = ""};
        return;
    }
    uint8_t flags = r->flags[index];
    uint32_t date = r->date[index], areas = ent_graph_areas_of(g, index);
    const ent_detail detail = detail_at(g, r->detail, index);
    *out = (ent_relation){
        .id = ent_graph_relation_id(g, index),
        .type = r->type[index],
        .source = r->source[index],
        .target = r->target[index],
        .target_is_relation = flags & ENT_FLAG_TARGET_IS_RELATION,
        .sign = r->sign[index],
        .sign_given = flags & ENT_FLAG_SIGN_GIVEN,
        .status = (ent_relation_status)r->status[index],
        .status_given = flags & ENT_FLAG_STATUS_GIVEN,
        .date = date ? g->dates[date - 1] : (ent_date){.first = ENT_DAY_MIN, .last = ENT_DAY_MAX},
        .date_text = date ? ent_pool_text(&g->date_texts, date - 1) : "",
        .weight = ent_graph_weight_of(g, index),
        .confidence = ent_graph_confidence_of(g, index),
        .said_by = text_at(g, detail.said_by),
        .note = text_at(g, detail.note),
        .area_count = areas ? g->area_sets[areas - 1].count : 0,
        .evidence_first = r->evidence[index],
        .evidence_count = r->evidence[index + 1] - r->evidence[index],
        .attributes = text_or_null(g, detail.attributes),
        .extra = text_or_null(g, detail.extra),
    };
}

/* Quote and summary of a piece of evidence; the summary stands behind the quote. */
static void evidence_texts(const ent_graph *g, uint64_t text, ent_evidence *out) {
    const uint64_t quote = text / 2;
    out->quote = sound_text(g, ent_texts_at(&g->quotes, quote));
    out->summary = "";
    if (text % 2) out->summary = sound_text(g, ent_texts_at(&g->quotes, ent_texts_behind(&g->quotes, quote)));
}

void ent_graph_evidence(const ent_graph *g, ent_id index, ent_evidence *out) {
    const ent_evidence_columns *e = &g->evidence;
    *out = (ent_evidence){.document = ENT_NONE, .locator = "", .summary = "", .quote = ""};
    if (!ent_graph_is_ready(g) || !sound(g, &e->document[index], sizeof *e->document) ||
        !sound(g, &e->text[index], sizeof *e->text))
        return;
    const uint32_t locator = rare_number(g, e->locator, index);
    out->document = e->document[index];
    if (g->sheet && out->document != ENT_NONE && out->document >= g->document_ids.count) {
        ent_sheet_damaged(g->sheet, "evidence names a document that there is not");
        out->document = ENT_NONE;
    }
    if (locator) out->locator = ent_graph_word(g, locator - 1);
    evidence_texts(g, e->text[index], out);
    out->extra = text_or_null(g, detail_at(g, e->detail, index).extra);
}

ent_pair ent_graph_entity_name(const ent_graph *g, ent_id entity, size_t k) {
    return pair_at(g, g->entities[entity].names, k);
}

const char *ent_graph_entity_alias(const ent_graph *g, ent_id entity, size_t k) {
    return in_list(g, g->entities[entity].aliases, k);
}

ent_pair ent_graph_entity_identifier(const ent_graph *g, ent_id entity, size_t k) {
    return pair_at(g, g->entities[entity].identifiers, k);
}

const char *ent_graph_relation_area(const ent_graph *g, ent_id relation, size_t k) {
    ent_area_set set = g->area_sets[ent_graph_areas_of(g, relation) - 1];
    return ent_graph_word(g, g->area_words[set.first + k]);
}

uint32_t ent_graph_file_of(const ent_graph *g, size_t relation) {
    uint32_t file = UINT32_MAX;
    for (uint32_t i = 0; i < g->file_count && g->files[i].first_relation <= relation; i++) file = i;
    return file;
}

ent_place ent_graph_place(const ent_graph *g, const ent_places *places, size_t row) {
    const bool fine = places->rows ? sound(g, &places->rows[row], sizeof *places->rows)
                                   : sound(g, places->runs, places->run_count * sizeof *places->runs);
    return fine ? ent_places_at(places, row) : (ent_place){0};
}

const char *ent_graph_relation_place(const ent_graph *g, ent_id relation, ent_place *out) {
    if (out) *out = ent_graph_place(g, &g->r.places, relation);
    uint32_t file = ent_graph_file_of(g, relation);
    return file == UINT32_MAX ? NULL : g->files[file].name;
}

static const char *const status_names[] = {"asserted", "planned", "reported", "denied", "hypothetical", "ended"};

const char *ent_relation_status_name(ent_relation_status status) {
    return status_names[status];
}

int ent_relation_status_find(const char *name) {
    for (int i = 0; i < ENT_RELATION_STATUS_COUNT; i++)
        if (strcmp(status_names[i], name) == 0) return i;
    return -1;
}

ent_id ent_graph_find_relation(const ent_graph *g, const char *id) {
    const ent_pool *ids = &g->relation_ids;
    const bool fine = sound(g, ids->slots, ids->slot_count * sizeof *ids->slots) &&
                      sound(g, ids->start, ids->count * sizeof *ids->start) && sound(g, ids->text, ids->used);
    return fine ? ent_pool_find(ids, id) : ENT_NONE;
}

ent_id ent_graph_lifted(const ent_graph *g, ent_id entity) {
    return g->lifted && ent_graph_is_ready(g) ? g->lifted[entity] : entity;
}

ent_status ent_graph_attribute(const ent_graph *g, ent_id entity, const char *name, char **out, ent_error *err) {
    const char *text = text_or_null(g, g->entities[entity].attributes);
    *out = NULL;
    if (!text) return ENT_OK;
    json_error_t error; /* jansson's scanner has no word of its own for a lack of memory: then the line is -1 */
    json_t *object = json_loads(text, JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
    if (!object && (json_error_code(&error) == json_error_out_of_memory || error.line < 0)) return ent_fail_memory(err);
    const json_t *value = json_object_get(object, name);
    if (json_is_string(value)) *out = ent_strdup(json_string_value(value));
    bool failed = json_is_string(value) && !*out;
    json_decref(object);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

char *ent_graph_entity_attribute(const ent_graph *g, ent_id entity, const char *name) {
    char *value = NULL;
    ent_graph_attribute(g, entity, name, &value, NULL);
    return value;
}
