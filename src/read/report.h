/* read/report.h - findings on their way out: counted by file, limited, and made exact.
 *
 * Errors and what is no error are limited apart, so that warnings never hide an error.
 */
#ifndef READ_REPORT_H
#define READ_REPORT_H

#include <entente/model.h>

typedef struct ent_report_file {
    char *name;
    size_t errors, others; /* findings so far */
} ent_report_file;

/* A record as it stands in the input, for findings about it. */
typedef struct ent_record_text {
    const char *text;
    size_t length;
    ent_place place;
    const char *prefix; /* pointer of the record: "/relations/3", "" in JSON Lines */
} ent_record_text;

typedef struct ent_report {
    ent_sink sink;
    size_t limit;
    ent_report_file *files;
    size_t file_count, file_capacity;
    const ent_record_text *record; /* at hand: the builder's findings are placed by it */
    bool record_is_bad;            /* it was reported already: what follows from that is not */
    bool out_of_memory;            /* a finding lost some of its words */
    bool incomplete;               /* records were lost: what seems undeclared may not be */
} ent_report;

void ent_report_init(ent_report *report, const ent_sink *sink, size_t limit);
void ent_report_clear(ent_report *report);
/* Findings without a file of their own belong to this one from now on. */
ent_status ent_report_begin_file(ent_report *report, const char *name, ent_error *err);
/* One finding of the reader. remedy may be NULL. */
void ent_report_add(ent_report *report, ent_severity severity, const char *rule, ent_place place, const char *pointer,
                    const char *message, const char *remedy);
/* The sink to hand to the builder. */
ent_sink ent_report_sink(ent_report *report);
/* Whether a finding of that severity would still be shown: its place need not be looked for otherwise. */
bool ent_report_shows(const ent_report *report, ent_severity severity);
size_t ent_report_errors(const ent_report *report);
/* After the last finding: say what was not shown; ENT_BAD_INPUT with the count when there were errors. */
ent_status ent_report_finish(ent_report *report, ent_error *err);

#endif
