/* model/quick.h - records straight into the columns when nothing is to be said about them.
 *
 * Each call looks first and changes nothing until it is sure: an id that is new, a type or kind that was met before, a date
 * that can be read, numbers in their ranges. Whatever else a record may hold sets *taken false, and ent_builder_add_... is
 * to be given it, so that there is one authority for findings, contradictions and renamed ids.
 */
#ifndef MODEL_QUICK_H
#define MODEL_QUICK_H

#include <entente/model.h>

enum { ENT_QUICK_AREAS = 16, ENT_QUICK_EVIDENCE = 16 };

/* Text that is borrowed from the input: UTF-8 without U+0000, no NUL behind it. text NULL: absent. */
typedef struct ent_piece {
    const char *text;
    size_t length;
} ent_piece;

typedef struct ent_quick_evidence {
    ent_piece document, locator, summary, quote;
} ent_quick_evidence;

/* As ent_relation_record, which says what the members mean. */
typedef struct ent_quick_relation {
    ent_piece id, type, source, target, date, said_by, note;
    double weight, confidence;
    ent_place place;
    int sign;
    ent_relation_status status;
    bool has_sign, has_status;
    size_t area_count, evidence_count;
    ent_piece areas[ENT_QUICK_AREAS];
    ent_quick_evidence evidence[ENT_QUICK_EVIDENCE];
} ent_quick_relation;

typedef struct ent_quick_document {
    ent_piece id, title, publisher, author, date, url, language;
    ent_place place;
} ent_quick_document;

typedef struct ent_quick_entity {
    ent_piece id, kind, name, role, short_name;
    ent_place place;
} ent_quick_entity;

/* ENT_NOMEM and ENT_LIMIT as ent_builder_add_relation and its like. */
ent_status ent_builder_quick_relation(ent_builder *builder, const ent_quick_relation *record, bool *taken,
                                      ent_error *err);
ent_status ent_builder_quick_document(ent_builder *builder, const ent_quick_document *record, bool *taken,
                                      ent_error *err);
ent_status ent_builder_quick_entity(ent_builder *builder, const ent_quick_entity *record, bool *taken, ent_error *err);

#endif
