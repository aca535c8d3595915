/* read/member.h - the members that records may hold, as rows. */
#ifndef READ_MEMBER_H
#define READ_MEMBER_H

#include "read/record.h"

typedef enum ent_member_type {
    ENT_MEMBER_TEXT,
    ENT_MEMBER_NUMBER,
    ENT_MEMBER_SIGN,
    ENT_MEMBER_STATUS,
    ENT_MEMBER_TEXTS,
    ENT_MEMBER_PAIRS,
    ENT_MEMBER_OBJECT,
    ENT_MEMBER_RECORDS
} ent_member_type;

struct ent_shape;

/* A member: where its value goes in the record, and where its count or its flag does. A required one says what it is. */
typedef struct ent_member {
    const char *name;
    ent_member_type type;
    size_t offset, second_offset;
    const char *purpose;           /* NULL: may be absent */
    const struct ent_shape *inner; /* RECORDS: of each */
} ent_member;

/* A kind of record. members end with a row whose name is NULL; there are at most 32. */
typedef struct ent_shape {
    const char *what;
    const ent_member *members;
    size_t extra_offset;
} ent_shape;

/* Make room for all that a record of that length can hold, and forget the last one's. */
ent_status ent_decoder_reserve(ent_decoder *decoder, size_t length, ent_error *err);
/* The text of the last string or name, decoded. */
const char *ent_decoder_take(ent_decoder *decoder);
/* Read the value whose first token is given. A wrong one is reported and passed over. */
ent_status ent_member_read(ent_decoder *decoder, const ent_member *member, ent_token token, char *record,
                           ent_error *err);
/* Read the members of the object whose bracket was the last token, to its end. */
ent_status ent_members_read(ent_decoder *decoder, const ent_shape *shape, char *record, ent_error *err);

#endif
