/* model/quick.c - see quick.h. Pools and texts are filled in the order of add_relation.c and add_node.c, so that a graph is
 * the same whichever way its records took. */
#include "model/quick.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/pool.h"
#include "model/builder.h"
#include "model/columns.h"
#include "model/document_text.h"

static bool empty(ent_piece piece) {
    return !piece.length;
}

static uint32_t find(const ent_pool *pool, ent_piece piece) {
    return ent_pool_find_bytes(pool, piece.text, piece.length);
}

/* The name of a copy in the graph, as ent_builder_text makes it. */
static uint64_t keep(ent_graph *g, ent_piece piece, bool *failed) {
    if (!piece.text) return ENT_NO_TEXT;
    const uint64_t name = ent_texts_add(&g->text, piece.text, piece.length);
    if (name == ENT_NO_TEXT) *failed = true;
    return name;
}

/* False when nobody can read it, or it is longer than a date without a mistake. */
static bool read_date(ent_piece piece, ent_date *out) {
    char text[64];
    ent_error why;
    if (piece.length >= sizeof text) return false;
    memcpy(text, piece.text, piece.length);
    text[piece.length] = '\0';
    return ent_date_read(text, out, &why) == ENT_DATE_FINE;
}

/* A number for a day written in full, no other day's; 0 for all else, also for what no month has. */
static uint32_t day_key(ent_piece piece) {
    static const char form[] = "0000-00-",
                      most[] = "\x76\x76\x76\x76\x7F\x76\x76\x7F"; /* what keeps 9, and 0, below 0x80 */
    if (piece.length != 10) return 0;
    const char *p = piece.text;
    const uint64_t digits = ent_pool_load8(p) ^ ent_pool_load8(form);
    const unsigned tens = (unsigned char)p[8] - '0', ones = (unsigned char)p[9] - '0';
    if (((digits | (digits + ent_pool_load8(most))) & UINT64_C(0x8080808080808080)) || tens > 3 || ones > 9) return 0;
    const unsigned year = (unsigned)((p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + p[3] - '0');
    const unsigned month = (unsigned)((p[5] - '0') * 10 + p[6] - '0'), day = tens * 10 + ones;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? (year << 4 | month) << 5 | day : 0;
}

/* Whether every month has that day: most dates of documents need no more than this. */
static bool is_plain_day(ent_piece piece) {
    const uint32_t key = day_key(piece);
    return key && (key & 31) <= 28;
}

/* ---- what is coming ---- */

static inline void look_for(const ent_pool *pool, ent_piece piece, uint64_t seed, ent_quick_look *look) {
    look->guess = UINT32_MAX;
    if (empty(piece)) return;
    look->hash = ent_pool_hash(piece.text, piece.length, seed);
    ent_pool_prefetch(pool, look->hash);
}

static inline void guess(const ent_pool *pool, ent_piece piece, ent_quick_look *look) {
    if (empty(piece)) return;
    look->guess = ent_pool_guess(pool, look->hash);
    if (look->guess != UINT32_MAX) __builtin_prefetch(&pool->start[look->guess]);
}

static inline void fetch(const ent_pool *pool, const ent_quick_look *look) {
    if (look->guess != UINT32_MAX) __builtin_prefetch(pool->text + pool->start[look->guess]);
}

void ent_builder_quick_expect(const ent_builder *b, ent_quick_relation *const *records, size_t count) {
    const ent_graph *g = b->graph;
    const uint64_t seed = ent_pool_seed();
    for (size_t k = 0; k < count; k++) {
        ent_quick_relation *r = records[k];
        look_for(&g->relation_ids, r->id, seed, &r->to_id);
        look_for(&g->entity_ids, r->source, seed, &r->to_source);
        look_for(&g->entity_ids, r->target, seed, &r->to_target);
        for (size_t i = 0; i < r->evidence_count; i++)
            look_for(&g->document_ids, r->evidence[i].document, seed, &r->evidence[i].to_document);
    }
    for (size_t k = 0; k < count; k++) { /* ids of relations are mostly new: there is no text to be looked at */
        ent_quick_relation *r = records[k];
        guess(&g->entity_ids, r->source, &r->to_source);
        guess(&g->entity_ids, r->target, &r->to_target);
        for (size_t i = 0; i < r->evidence_count; i++)
            guess(&g->document_ids, r->evidence[i].document, &r->evidence[i].to_document);
    }
    for (size_t k = 0; k < count; k++) {
        ent_quick_relation *r = records[k];
        fetch(&g->entity_ids, &r->to_source);
        fetch(&g->entity_ids, &r->to_target);
        for (size_t i = 0; i < r->evidence_count; i++) fetch(&g->document_ids, &r->evidence[i].to_document);
    }
}

/* ---- what was met lately ---- */

/* Up to 16 bytes as two words that may overlap: together with the length they are the text. */
static inline void load_words(ent_piece piece, uint64_t *first, uint64_t *last) {
    const char *p = piece.text;
    size_t half = piece.length >= 8 ? 8 : piece.length >= 4 ? 4 : 1;
    *first = *last = 0;
    if (half == 8) {
        memcpy(first, p, 8);
        memcpy(last, p + piece.length - 8, 8);
    } else if (half == 4) {
        memcpy(first, p, 4);
        memcpy(last, p + piece.length - 4, 4);
    } else {
        for (size_t i = 0; i < piece.length; i++) *first = *first << 8 | (unsigned char)p[i];
    }
}

/* Whether the text is in the table; *slot is where it is, or where it may be noted: NULL when it is too long or empty. */
static inline bool recall(ent_quick_recent *table, ent_piece piece, ent_quick_recent **slot) {
    uint64_t first, last;
    *slot = NULL;
    if (empty(piece) || piece.length > 16) return false;
    load_words(piece, &first, &last);
    uint64_t mixed = (first ^ last * UINT64_C(0xD1B54A32D192ED03)) * UINT64_C(0x9E3779B97F4A7C15);
    ent_quick_recent *recent = *slot = &table[mixed >> (64 - ENT_RECENT_BITS)];
    if (recent->length == piece.length && recent->first == first && recent->last == last) return true;
    *recent = (ent_quick_recent){.first = first, .last = last}; /* nothing is of length 0 */
    return false;
}

static inline void note(ent_quick_recent *slot, ent_piece piece, uint32_t number) {
    if (!slot) return;
    slot->length = (uint32_t)piece.length;
    slot->number = number;
}

/* ---- relations ---- */

/* What is found out before anything is changed: numbers as they stand in the columns. */
typedef struct findings {
    uint32_t type, date, areas;
} findings;

static bool find_type(const ent_builder *b, ent_quick_memory *memory, ent_piece type, uint32_t *out) {
    ent_quick_recent *slot;
    if (recall(memory->types, type, &slot)) {
        *out = slot->number;
        return true;
    }
    uint32_t word = empty(type) ? UINT32_MAX : find(&b->type_words, type);
    if (word == UINT32_MAX) return false;
    note(slot, type, *out = b->type_of[word]);
    return true;
}

/* Number + 1 of the date, 0 when nobody can read it or memory has run out. One that is met for the first time is entered: it
 * would be so as well on the slow way. */
static uint32_t number_date(ent_graph *g, ent_piece text) {
    ent_date date;
    uint32_t number = find(&g->date_texts, text);
    if (number != UINT32_MAX) return number + 1;
    if (!read_date(text, &date)) return 0;
    if (!ent_grow(&g->dates, &g->date_capacity, g->date_texts.count, sizeof *g->dates)) return 0;
    number = ent_pool_add_bytes(&g->date_texts, text.text, text.length, NULL);
    if (number != UINT32_MAX) g->dates[number] = date;
    return number + 1;
}

static bool find_date(ent_graph *g, ent_quick_memory *memory, ent_piece text, uint32_t *out) {
    *out = 0;
    if (!text.text) return true;
    const uint32_t key = day_key(text);
    ent_quick_day *met = &memory->days[key & ((1 << ENT_RECENT_DAY_BITS) - 1)];
    if (key && met->key == key) {
        *out = met->number;
        return true;
    }
    *out = number_date(g, text);
    if (*out && key) *met = (ent_quick_day){key, *out};
    return *out;
}

/* Digits of n without a NUL; returns how many. */
static size_t write_number(char *out, size_t n) {
    char digits[20];
    size_t count = 0;
    do digits[count++] = (char)('0' + n % 10);
    while (n /= 10);
    for (size_t i = 0; i < count; i++) out[i] = digits[count - 1 - i];
    return count;
}

/* Number of a list of areas that was met before, by its key ("8:military5:cyber", as add_relation.c has it). */
static uint32_t look_up_areas(const ent_graph *g, const ent_quick_relation *r) {
    char key[512];
    size_t used = 0;
    for (size_t i = 0; i < r->areas.count; i++) {
        const ent_piece *area = &r->areas.at[i];
        if (empty(*area) || used + 24 > sizeof key || area->length > sizeof key - 24 - used) return UINT32_MAX;
        used += write_number(key + used, area->length);
        key[used++] = ':';
        memcpy(key + used, area->text, area->length);
        used += area->length;
    }
    return ent_pool_find_bytes(&g->area_keys, key, used);
}

static bool find_areas(const ent_graph *g, ent_quick_memory *memory, const ent_quick_relation *r, uint32_t *out) {
    ent_quick_recent *slot = NULL;
    *out = 0;
    if (!r->areas.count) return true;
    if (r->areas.count == 1 && recall(memory->areas, r->areas.at[0], &slot)) {
        *out = slot->number;
        return true;
    }
    uint32_t number = look_up_areas(g, r);
    if (number == UINT32_MAX) return false;
    note(slot, r->areas.at[0], *out = number + 1);
    return true;
}

static bool is_plain(ent_builder *b, ent_quick_memory *memory, const ent_quick_relation *r, findings *found) {
    bool numbers = (isnan(r->weight) || (r->weight >= 0 && !isinf(r->weight))) &&
                   (isnan(r->confidence) || (r->confidence >= 0 && r->confidence <= 1));
    return numbers && !b->broken && !empty(r->source) && !empty(r->target) && !(r->id.text && empty(r->id)) &&
           find_type(b, memory, r->type, &found->type) && find_areas(b->graph, memory, r, &found->areas) &&
           find_date(b->graph, memory, r->date, &found->date);
}

/* Number of the detail row, as ent_builder_detail. */
static uint32_t add_detail(ent_graph *g, const ent_quick_relation *r) {
    if (!r->said_by.text && !r->note.text && !r->attributes.text) return 0;
    bool failed = false;
    ent_detail row = {.said_by = keep(g, r->said_by, &failed),
                      .note = keep(g, r->note, &failed),
                      .attributes = keep(g, r->attributes, &failed)};
    if (failed || !ent_grow(&g->details, &g->detail_capacity, g->detail_count, sizeof *g->details)) return UINT32_MAX;
    g->details[g->detail_count] = row;
    return (uint32_t)g->detail_count++;
}

/* Whether the guess was right. */
static bool is_there(const ent_pool *pool, ent_piece piece, const ent_quick_look *look) {
    return look->guess < ENT_WORD && ent_pool_is(pool, look->guess, piece.text, piece.length);
}

static uint32_t find_end(ent_graph *g, ent_piece name, const ent_quick_look *look) {
    return is_there(&g->entity_ids, name, look) ? look->guess : ent_columns_end(g, name.text, name.length);
}

static bool find_document(ent_graph *g, ent_piece id, const ent_quick_look *look, uint32_t *out) {
    if (!is_there(&g->document_ids, id, look)) return ent_columns_document(g, id.text, id.length, out);
    *out = look->guess;
    return true;
}

/* Number + 1 of the word, as the column has it; 0 when out of memory. */
static uint32_t find_locator(ent_graph *g, ent_quick_memory *memory, ent_piece locator) {
    ent_quick_recent *slot;
    if (recall(memory->locators, locator, &slot)) return slot->number;
    uint32_t word = ent_pool_add_bytes(&g->words, locator.text, locator.length, NULL);
    if (word != UINT32_MAX) note(slot, locator, word + 1);
    return word + 1;
}

static bool add_evidence(ent_graph *g, ent_quick_memory *memory, const ent_quick_evidence *e) {
    ent_evidence_row row = {.summary = e->summary.text,
                            .quote = e->quote.text,
                            .summary_length = e->summary.length,
                            .quote_length = e->quote.length};
    if (!find_document(g, e->document, &e->to_document, &row.document)) return false;
    if (!empty(e->locator)) {
        row.locator = find_locator(g, memory, e->locator);
        if (!row.locator) return false;
    }
    return ent_columns_add_evidence(g, &row);
}

static ent_status fill_row(ent_graph *g, ent_quick_memory *memory, const ent_quick_relation *r, const findings *found,
                           ent_error *err) {
    ent_relation_row row = {
        .source = find_end(g, r->source, &r->to_source),
        .target = find_end(g, r->target, &r->to_target),
        .date = found->date,
        .areas = found->areas,
        .detail = add_detail(g, r),
        .type = (uint16_t)found->type,
        .flags = (uint8_t)((r->has_sign ? ENT_FLAG_SIGN_GIVEN : 0) | (r->has_status ? ENT_FLAG_STATUS_GIVEN : 0) |
                           (r->id.text ? ENT_FLAG_ID_GIVEN : 0)),
        .status = (uint8_t)r->status,
        .sign = (int8_t)(r->has_sign || found->type >= g->type_count ? r->sign : g->types[found->type].sign),
        .weight = r->weight,
        .confidence = r->confidence,
        .place = r->place,
    };
    if (row.source == UINT32_MAX || row.target == UINT32_MAX) return ent_pool_fail(&g->words, err);
    if (row.detail == UINT32_MAX || !ent_columns_add_relation(g, &row)) return ent_fail_memory(err);
    for (size_t i = 0; i < r->evidence_count; i++)
        if (!add_evidence(g, memory, &r->evidence[i])) return ent_columns_fail(g, err);
    return ENT_OK;
}

/* The id is the last thing that can be in the way: *fresh false when it is in use. */
static bool claim_id(ent_graph *g, const ent_quick_relation *r, bool *fresh) {
    *fresh = true;
    uint32_t number = r->id.text ? ent_pool_add_hashed(&g->relation_ids, r->to_id.hash, r->id.text, r->id.length, fresh)
                                 : ent_pool_skip(&g->relation_ids);
    return number != UINT32_MAX;
}

ent_status ent_builder_quick_relation(ent_builder *b, ent_quick_memory *memory, const ent_quick_relation *record,
                                      bool *taken, ent_error *err) {
    ent_graph *g = b->graph;
    findings found;
    *taken = false;
    if (!is_plain(b, memory, record, &found)) return ENT_OK;
    if (!claim_id(g, record, taken)) return ent_builder_end(b, ent_pool_fail(&g->relation_ids, err), err);
    return *taken ? ent_builder_end(b, fill_row(g, memory, record, &found, err), err) : ENT_OK;
}

/* ---- documents and entities ---- */

static uint64_t document_text(ent_graph *g, const ent_quick_document *d) {
    const char *parts[ENT_DOCUMENT_PARTS] = {d->title.text, d->publisher.text, d->author.text,    d->date.text,
                                             d->url.text,   d->language.text,  d->attributes.text};
    const size_t lengths[ENT_DOCUMENT_PARTS] = {d->title.length,     d->publisher.length, d->author.length,
                                                d->date.length,      d->url.length,       d->language.length,
                                                d->attributes.length};
    return ent_document_text_add(&g->text, parts, lengths);
}

static ent_status add_document(ent_builder *b, const ent_quick_document *record, bool *taken, ent_error *err) {
    ent_graph *g = b->graph;
    if (!ent_grow(&g->documents, &g->document_capacity, g->document_ids.count, sizeof *g->documents))
        return ent_fail_memory(err);
    uint32_t index = ent_pool_add_bytes(&g->document_ids, record->id.text, record->id.length, taken);
    if (index == UINT32_MAX) return ent_pool_fail(&g->document_ids, err);
    if (!*taken) return ENT_OK;
    g->documents[index] = document_text(g, record);
    bool failed = g->documents[index] == ENT_NO_TEXT || !ent_places_add(&g->document_places, record->place) ||
                  !ent_builder_put_file(&g->document_file, &g->document_file_capacity, index, ent_builder_file(b));
    return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_builder_quick_document(ent_builder *b, const ent_quick_document *record, bool *taken, ent_error *err) {
    ent_date date;
    *taken = false;
    if (b->broken || empty(record->id)) return ENT_OK;
    if (!empty(record->date) && !is_plain_day(record->date) && !read_date(record->date, &date)) return ENT_OK;
    return ent_builder_end(b, add_document(b, record, taken, err), err);
}

static uint64_t keep_some(ent_graph *g, ent_piece piece, bool *failed) {
    return empty(piece) ? ENT_NO_TEXT : keep(g, piece, failed);
}

/* Names of the same object differ, so no pair is there twice. */
static void keep_pairs(ent_graph *g, ent_text_span *span, ent_pieces pairs, bool *failed) {
    if (!pairs.count) return;
    if (!ent_builder_begin_list(g, span, pairs.count / 2, 2)) {
        *failed = true;
        return;
    }
    for (size_t i = 0; i < pairs.count; i++) g->lists[g->list_count++] = keep(g, pairs.at[i], failed);
    span->count = (uint32_t)(pairs.count / 2);
}

static bool stood_before(ent_pieces list, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (list.at[k].length == list.at[i].length && memcmp(list.at[k].text, list.at[i].text, list.at[i].length) == 0)
            return true;
    return false;
}

static void keep_aliases(ent_graph *g, ent_text_span *span, ent_pieces aliases, bool *failed) {
    if (!aliases.count) return;
    if (!ent_builder_begin_list(g, span, aliases.count, 1)) {
        *failed = true;
        return;
    }
    for (size_t i = 0; i < aliases.count; i++) {
        if (stood_before(aliases, i)) continue;
        g->lists[g->list_count++] = keep(g, aliases.at[i], failed);
        span->count++;
    }
}

static ent_status add_entity(ent_builder *b, const ent_quick_entity *record, uint32_t kind, bool *taken,
                             ent_error *err) {
    ent_graph *g = b->graph;
    bool failed = false;
    if (!ent_grow(&g->entities, &g->entity_capacity, g->entity_ids.count, sizeof *g->entities))
        return ent_fail_memory(err);
    uint32_t index = ent_pool_add_bytes(&g->entity_ids, record->id.text, record->id.length, taken);
    if (index == UINT32_MAX) return ent_pool_fail(&g->entity_ids, err);
    if (!*taken) return ENT_OK;
    ent_entity_row *row = &g->entities[index];
    *row = (ent_entity_row){.kind = kind, .declared = 1};
    failed = !ent_places_add(&g->entity_places, record->place) ||
             !ent_builder_put_file(&g->entity_file, &g->entity_file_capacity, index, ent_builder_file(b));
    row->name = keep_some(g, record->name, &failed);
    row->role = keep_some(g, record->role, &failed);
    row->short_name = keep_some(g, record->short_name, &failed);
    row->attributes = keep_some(g, record->attributes, &failed);
    keep_pairs(g, &row->names, record->names, &failed);
    keep_pairs(g, &row->identifiers, record->identifiers, &failed);
    keep_aliases(g, &row->aliases, record->aliases, &failed);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_builder_quick_entity(ent_builder *b, const ent_quick_entity *record, bool *taken, ent_error *err) {
    *taken = false;
    uint32_t word =
        b->broken || empty(record->id) || empty(record->kind) ? UINT32_MAX : find(&b->kind_words, record->kind);
    if (word == UINT32_MAX) return ENT_OK;
    return ent_builder_end(b, add_entity(b, record, b->kind_of[word], taken, err), err);
}
