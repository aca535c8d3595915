/* read/reader.h - what a reader of one format is, and what it is given. */
#ifndef READ_READER_H
#define READ_READER_H

#include <entente/read.h>

#include "base/source.h"
#include "read/report.h"

enum { ENT_READER_HEAD = 4096 }; /* bytes that are read before the format is chosen */

typedef struct ent_input {
    const char *name; /* stands in findings */
    const char *path; /* NULL: standard input or memory */
    ent_source *source;
    const char *head; /* the first bytes, read already */
    size_t head_length;
} ent_input;

typedef struct ent_session {
    ent_builder *builder;
    ent_report *report;
    const ent_read *options;
    bool slow;    /* for tests: nothing is read in one pass (read/quick.h) */
    size_t block; /* for tests: bytes asked for at once; 0 the usual */
} ent_session;

typedef struct ent_reader {
    const char *name, *summary, *extensions;
    bool (*sniff)(const char *head, size_t length);
    /* Hand all records of the input to the builder. Bad data is reported, and ENT_OK is returned. */
    ent_status (*read)(ent_session *session, const ent_input *input, ent_error *err);
} ent_reader;

extern const ent_reader ent_reader_json, ent_reader_pack;

/* pack.c: whether a file that can be mapped begins like a packed graph; then it as the only input, saying what its sources
 * made the reader say. */
bool ent_is_packed(const char *path);
ent_status ent_read_packed(const char *path, const ent_read *options, const ent_sink *sink, ent_graph **out,
                           ent_error *err);
/* pack.c: findings that were kept, through the limit for each of the files of these names. */
ent_status ent_tell_findings(const char *log, size_t length, const char *const *names, size_t count, size_t limit,
                             const ent_sink *sink, ent_error *err);

/* Bytes to skip at the head of a text (a byte order mark, with a warning), or -1 when the text is not UTF-8 at all. */
int ent_reader_skip_mark(ent_report *report, const char *head, size_t length);
/* The fault of a frame, or what is odd about it, as a finding. lists are the names that the frames' lists have. */
struct ent_frame;
void ent_reader_report_fault(ent_report *report, const struct ent_frame *frame, const char *const *lists);

/* The lists of a document, in the order of ent_record_kind. */
extern const char *const ent_document_lists[3];

#endif
