/* read/quick.h - whole records in one pass each, when they are of the usual kind; some at a time.
 *
 * A record is taken when it is valid JSON, holds known members of the right types, each once, and is wholly at hand. About
 * any other nothing is said at all: it goes the slow way (frame.h, record.h), which knows what is wrong and where.
 */
#ifndef READ_QUICK_H
#define READ_QUICK_H

#include "model/quick.h"
#include "read/bytes.h"
#include "read/record.h"

enum {
    ENT_QUICK_RECORDS = 32,
    ENT_QUICK_PIECES = 512,
    ENT_QUICK_EVIDENCE = 128,
    ENT_QUICK_SCRATCH = 1 << 14,
    ENT_QUICK_MEMBERS = 16
};

/* Which member came after which, last time: most files keep to one order. */
typedef struct ent_quick_order {
    uint8_t after[ENT_QUICK_MEMBERS];
} ent_quick_order;

/* A record, borrowed from the text and from what serves the batch. */
typedef struct ent_quick_record {
    ent_record_kind kind;
    const char *text, *end;
    size_t columns; /* code points, 0 when they do not stand on one line */
    union {
        ent_quick_document document;
        ent_quick_entity entity;
        ent_quick_relation relation;
    } as;
} ent_quick_record;

/* Some records that stand one after the other; all zero is ready. */
typedef struct ent_quick {
    ent_quick_record records[ENT_QUICK_RECORDS];
    size_t count, piece_count, evidence_count, used;
    ent_record_kind last;
    ent_relation_status last_status;
    bool broken_line; /* a line break stood in the record that was parsed last */
    size_t inner;     /* bytes of it that begin no character */
    ent_quick_order orders[4];
    ent_piece pieces[ENT_QUICK_PIECES];
    ent_quick_evidence evidence[ENT_QUICK_EVIDENCE];
    char scratch[ENT_QUICK_SCRATCH]; /* texts that were written with escapes, and attributes without white space */
    ent_quick_memory memory;
} ent_quick;

/* Forget the records at hand. */
void ent_quick_begin(ent_quick *quick);
/* One more record, of that kind, from where it begins; ENT_BYTES_PAD bytes of zero follow the text. Gives the byte behind it,
 * or NULL when it is not taken: it is unusual, or the batch is full. */
const char *ent_quick_parse(ent_quick *quick, ent_record_kind kind, const char *text);
/* The same for a line of JSON Lines, whose kind is told from its members as by ent_record_classify. */
const char *ent_quick_parse_line(ent_quick *quick, const char *text);
/* Tell the builder what is at hand, before the first record is added. */
void ent_quick_expect(ent_quick *quick, const ent_builder *builder);
/* Give a record to the builder, as ent_builder_quick_relation and its like. */
ent_status ent_quick_add(ent_quick *quick, ent_quick_record *record, ent_builder *builder, ent_place place, bool *taken,
                         ent_error *err);

#endif
