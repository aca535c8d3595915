/* read/report.c - see report.h. */
#include "read/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "read/frame.h"
#include "read/locate.h"

void ent_report_init(ent_report *report, const ent_sink *sink, size_t limit) {
    memset(report, 0, sizeof *report);
    if (sink) report->sink = *sink;
    report->limit = limit ? limit : 20;
}

void ent_report_clear(ent_report *report) {
    for (size_t i = 0; i < report->file_count; i++) free(report->files[i].name);
    free(report->files);
    memset(report, 0, sizeof *report);
}

ent_status ent_report_begin_file(ent_report *report, const char *name, ent_error *err) {
    if (!ent_grow(&report->files, &report->file_capacity, report->file_count, sizeof *report->files))
        return ent_fail_memory(err);
    char *copy = ent_strdup(name);
    if (!copy) return ent_fail_memory(err);
    report->files[report->file_count++] = (ent_report_file){.name = copy};
    return ENT_OK;
}

static ent_report_file *file_named(ent_report *report, const char *name) {
    if (!report->file_count) return NULL;
    for (size_t i = report->file_count; name && i-- > 0;)
        if (strcmp(report->files[i].name, name) == 0) return &report->files[i];
    return &report->files[report->file_count - 1];
}

bool ent_report_shows(const ent_report *report, ent_severity severity) {
    const ent_report_file *file = &report->files[report->file_count - 1];
    return (severity == ENT_SEVERITY_ERROR ? file->errors : file->others) < report->limit;
}

static void pass_on(ent_report *report, ent_report_file *file, const ent_finding *finding) {
    size_t *count = finding->severity == ENT_SEVERITY_ERROR ? &file->errors : &file->others;
    if (++*count <= report->limit && report->sink.report) report->sink.report(report->sink.context, finding);
}

void ent_report_add(ent_report *report, ent_severity severity, const char *rule, ent_place place, const char *pointer,
                    const char *message, const char *remedy) {
    ent_report_file *file = file_named(report, NULL);
    ent_finding finding = {severity, rule, file->name, place.line, place.column, pointer, message, remedy};
    pass_on(report, file, &finding);
}

/* What only seems wrong because something else is, and was reported. */
static bool follows(const ent_report *report, const char *rule) {
    if (report->record && report->record_is_bad && strcmp(rule, "empty-id") == 0) return true;
    return report->incomplete && (strcmp(rule, "undeclared-entity") == 0 || strcmp(rule, "dangling-id") == 0);
}

/* A finding of the builder: it knows the record's place; while the record is at hand we know the member's. */
static void from_builder(void *context, const ent_finding *found) {
    ent_report *report = context;
    if (follows(report, found->rule)) return;
    ent_finding finding = *found;
    const ent_record_text *record = report->record;
    size_t offset, prefix = record ? strlen(record->prefix) : 0;
    if (record && found->pointer && ent_report_shows(report, found->severity) &&
        strncmp(found->pointer, record->prefix, prefix) == 0 && found->line == record->place.line &&
        found->column == record->place.column &&
        ent_locate(record->text, record->length, found->pointer + prefix, &offset)) {
        ent_place place = ent_place_in(record->place, record->text, offset);
        finding.line = place.line;
        finding.column = place.column;
    }
    pass_on(report, file_named(report, finding.file), &finding);
}

ent_sink ent_report_sink(ent_report *report) {
    return (ent_sink){from_builder, report};
}

size_t ent_report_errors(const ent_report *report) {
    size_t errors = 0;
    for (size_t i = 0; i < report->file_count; i++) errors += report->files[i].errors;
    return errors;
}

static size_t hidden(const ent_report *report, size_t count) {
    return count > report->limit ? count - report->limit : 0;
}

static void note_hidden(ent_report *report, const ent_report_file *file) {
    size_t count = hidden(report, file->others);
    if (!count || !report->sink.report) return;
    ent_error words = {0};
    ent_fail(&words, ENT_BAD_INPUT, "%zu more warning%s not shown", count, count == 1 ? "" : "s");
    ent_finding finding = {ENT_SEVERITY_NOTE, "more-findings", file->name, 0, 0, NULL, words.message, NULL};
    report->sink.report(report->sink.context, &finding);
}

ent_status ent_report_finish(ent_report *report, ent_error *err) {
    size_t errors = 0, unseen = 0, files = 0;
    const char *name = NULL;
    for (size_t i = 0; i < report->file_count; i++) {
        const ent_report_file *file = &report->files[i];
        note_hidden(report, file);
        if (!file->errors) continue;
        errors += file->errors;
        unseen += hidden(report, file->errors);
        name = file->name;
        files++;
    }
    if (report->out_of_memory) return ent_fail_memory(err);
    if (!errors) return ENT_OK;
    ent_buffer more = {0};
    if (unseen) ent_buffer_format(&more, " (%zu more not shown)", unseen);
    const char *tail = more.data ? more.data : "";
    if (files == 1)
        ent_fail(err, ENT_BAD_INPUT, "%zu error%s in '%.250s'%s", errors, errors == 1 ? "" : "s", name, tail);
    else
        ent_fail(err, ENT_BAD_INPUT, "%zu errors in %zu files%s", errors, files, tail);
    ent_buffer_clear(&more);
    ent_hint(err, "nothing was loaded: mend what is reported and read again");
    return ENT_BAD_INPUT;
}
