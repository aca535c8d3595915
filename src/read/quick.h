/* read/quick.h - a whole record in one pass, when it is of the usual kind.
 *
 * A record is taken when it is valid JSON, holds known members of the right types, each once, and is wholly at hand. About
 * any other nothing is said at all: it goes the slow way (frame.h, record.h), which knows what is wrong and where.
 */
#ifndef READ_QUICK_H
#define READ_QUICK_H

#include "model/quick.h"
#include "read/bytes.h"
#include "read/record.h"

enum { ENT_QUICK_SCRATCH = 1 << 14, ENT_QUICK_MEMBERS = 16 };

/* Which member came after which, last time: most files keep to one order. */
typedef struct ent_quick_order {
    uint8_t after[ENT_QUICK_MEMBERS];
} ent_quick_order;

/* A record, borrowed from the text and from the scratch space; all zero is ready. */
typedef struct ent_quick {
    ent_record_kind kind;
    union {
        ent_quick_document document;
        ent_quick_entity entity;
        ent_quick_relation relation;
    } record;
    ent_quick_order orders[4];
    size_t used;
    char scratch[ENT_QUICK_SCRATCH]; /* texts that were written with escapes */
} ent_quick;

/* The record of that kind that begins at text, which is followed by ENT_BYTES_PAD bytes of zero. Gives the byte behind it,
 * or NULL. */
const char *ent_quick_parse(ent_quick *quick, ent_record_kind kind, const char *text);
/* The same for a line of JSON Lines, whose kind is told from its members as by ent_record_classify. */
const char *ent_quick_parse_line(ent_quick *quick, const char *text);
/* Give the record that was parsed to the builder, as ent_builder_quick_relation and its like. */
ent_status ent_quick_add(ent_quick *quick, ent_builder *builder, ent_place place, bool *taken, ent_error *err);

#endif
