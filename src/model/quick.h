/* model/quick.h - records straight into the columns when nothing is to be said about them.
 *
 * Each call looks first and changes nothing until it is sure: an id that is new, a type or kind that was met before, a date
 * that can be read, numbers in their ranges. Whatever else a record may hold sets *taken false, and ent_builder_add_... is
 * to be given it, so that there is one authority for findings, contradictions and renamed ids.
 */
#ifndef MODEL_QUICK_H
#define MODEL_QUICK_H

#include <entente/model.h>

/* Text that is borrowed from the input: UTF-8 without U+0000, no NUL behind it. text NULL: absent. */
typedef struct ent_piece {
    const char *text;
    size_t length;
} ent_piece;

/* Some of them in a row; of pairs, a name and its value by turns. */
typedef struct ent_pieces {
    const ent_piece *at;
    size_t count;
} ent_pieces;

/* An id that is going to be looked up: its hash, and the number it seems to have. */
typedef struct ent_quick_look {
    uint64_t hash;
    uint32_t guess;
} ent_quick_look;

typedef struct ent_quick_evidence {
    ent_piece document, locator, summary, quote;
    ent_quick_look to_document;
} ent_quick_evidence;

/* As ent_relation_record, which says what the members mean. */
typedef struct ent_quick_relation {
    ent_piece id, type, source, target, date, said_by, note, attributes;
    double weight, confidence;
    ent_place place;
    int sign;
    ent_relation_status status;
    bool has_sign, has_status;
    ent_pieces areas;
    size_t evidence_count;
    ent_quick_evidence *evidence;
    ent_quick_look to_id, to_source, to_target;
} ent_quick_relation;

typedef struct ent_quick_document {
    ent_piece id, title, publisher, author, date, url, language, attributes;
    ent_place place;
} ent_quick_document;

typedef struct ent_quick_entity {
    ent_piece id, kind, name, role, short_name, attributes;
    ent_pieces names, identifiers, aliases;
    ent_place place;
} ent_quick_entity;

/* Looking up ids in tables larger than the caches is mostly waiting. So relations are announced some at a time before the
 * first of them is added: what their ids need is fetched for all of them step by step. */
void ent_builder_quick_expect(const ent_builder *builder, ent_quick_relation *const *records, size_t count);

/* Short texts met lately and the numbers they have: types, dates, areas and locators are mostly the same few. All zero is
 * ready; good for one builder. */
typedef struct ent_quick_recent {
    uint64_t first, last;
    uint32_t length, number;
} ent_quick_recent;
typedef struct ent_quick_day {
    uint32_t key, number;
} ent_quick_day;
enum { ENT_RECENT_BITS = 6, ENT_RECENT_DAY_BITS = 13 }; /* the days of 16 years */
typedef struct ent_quick_memory {
    ent_quick_recent types[1 << ENT_RECENT_BITS], areas[1 << ENT_RECENT_BITS], locators[1 << ENT_RECENT_BITS];
    ent_quick_day days[1 << ENT_RECENT_DAY_BITS];
} ent_quick_memory;

/* Add a record; a relation after the above. ENT_NOMEM as ent_builder_add_relation and its like. */
ent_status ent_builder_quick_relation(ent_builder *builder, ent_quick_memory *memory, const ent_quick_relation *record,
                                      bool *taken, ent_error *err);
ent_status ent_builder_quick_document(ent_builder *builder, const ent_quick_document *record, bool *taken,
                                      ent_error *err);
ent_status ent_builder_quick_entity(ent_builder *builder, const ent_quick_entity *record, bool *taken, ent_error *err);

#endif
