/* read/record.h - one record's text to the builder: documents, entities, relations.
 *
 * The text was framed, so it is valid JSON. Members of a wrong type are reported and left out, and the record goes on to
 * the builder all the same: its id is then known, and more findings come out of one run.
 */
#ifndef READ_RECORD_H
#define READ_RECORD_H

#include "base/buffer.h"
#include "base/memory.h"
#include "read/report.h"
#include "read/scan.h"
#include "read/twice.h"

typedef enum ent_record_kind {
    ENT_RECORD_DOCUMENT,
    ENT_RECORD_ENTITY,
    ENT_RECORD_RELATION,
    ENT_RECORD_HEAD,
    ENT_RECORD_UNKNOWN
} ent_record_kind;

/* A member as it stands in the text. */
typedef struct ent_span {
    size_t key, key_length, value, value_length;
} ent_span;

/* Memory that serves one record after the other; all zero but the first three members is ready. */
typedef struct ent_decoder {
    ent_builder *builder;
    ent_report *report;
    bool strict;
    const ent_record_text *record;
    ent_scan scan;
    char *text; /* decoded texts of the record at hand */
    size_t text_used, text_capacity;
    const char **texts;
    size_t text_count, texts_capacity;
    ent_pair *pairs[2];
    size_t pairs_capacity[2];
    ent_evidence_record *evidence;
    size_t evidence_capacity;
    ent_span *unknown; /* members the format does not know: a stack, evidence above its relation */
    size_t unknown_count, unknown_capacity;
    bool has_objects; /* names may stand twice where nobody looked yet */
    ent_twice twice;
    ent_pool seen_unknown;
    ent_buffer pointer;
} ent_decoder;

void ent_decoder_clear(ent_decoder *decoder);
/* What a line of JSON Lines is, told from its members. */
ent_record_kind ent_record_classify(const char *text, size_t length);
/* Decode a record of that kind and add it. ENT_OK also when there were findings. */
ent_status ent_decoder_add(ent_decoder *decoder, const ent_record_text *text, ent_record_kind kind, ent_error *err);
/* Report a finding about the byte at offset of the record at hand. */
void ent_decoder_report(ent_decoder *decoder, ent_severity severity, const char *rule, size_t offset,
                        const char *remedy, const char *format, ...) ENT_PRINTF(6, 7);
/* Report a member that is not known, when it deserves that. `name` is decoded. */
ent_status ent_decoder_unknown(ent_decoder *decoder, const char *name, size_t offset, const char *const *known,
                               size_t count, ent_error *err);
/* Append a JSON value without the white space between its tokens. */
size_t ent_compact(const char *text, size_t length, char *out);

#endif
