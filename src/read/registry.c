/* read/registry.c - the readers, how one is chosen, and the calls that read. */
#include <string.h>

#include "model/findings.h"
#include "model/graph.h"
#include "read/reader.h"

static const ent_reader *const readers[] = {&ent_reader_json, &ent_reader_pack};
static const size_t reader_count = sizeof readers / sizeof *readers;

size_t ent_reader_count(void) {
    return reader_count;
}

void ent_reader_at(size_t index, ent_reader_info *out) {
    const ent_reader *reader = readers[index];
    *out = (ent_reader_info){reader->name, reader->summary, reader->extensions};
}

static ent_status find_reader(const char *name, const ent_reader **out, ent_error *err) {
    const char *names[sizeof readers / sizeof *readers];
    *out = NULL;
    if (!name) return ENT_OK;
    for (size_t i = 0; i < reader_count; i++) {
        names[i] = readers[i]->name;
        if (strcmp(name, names[i]) == 0) *out = readers[i];
    }
    if (*out) return ENT_OK;
    const char *near = ent_text_nearest(name, names, reader_count);
    ent_fail(err, ENT_USAGE, "no reader is called '%.80s'", name);
    ent_hint(err, near ? "did you mean '%s'?" : "the first of them is '%s'", near ? near : names[0]);
    return ENT_USAGE;
}

/* By content; what nobody knows is taken for the first, whose findings say where it stops making sense. */
static const ent_reader *sniff(const char *head, size_t length) {
    for (size_t i = 0; i < reader_count; i++)
        if (readers[i]->sniff(head, length)) return readers[i];
    return readers[0];
}

static ent_status read_source(ent_session *session, const ent_reader *reader, ent_source *source, const char *name,
                              const char *path, ent_error *err) {
    char head[ENT_READER_HEAD];
    size_t length = 0, got = 1;
    ent_status status = ent_report_begin_file(session->report, name, err);
    while (status == ENT_OK && length < sizeof head && got > 0) {
        status = ent_source_read(source, head + length, sizeof head - length, &got, err);
        if (status == ENT_OK) length += got;
    }
    if (status != ENT_OK) return status;
    ent_input input = {name, path, source, head, length};
    return (reader ? reader : sniff(head, length))->read(session, &input, err);
}

/* What is read: files, or one text in memory when paths is NULL. */
typedef struct inputs {
    const char *const *paths;
    size_t count;
    const char *data, *name;
    size_t length;
} inputs;

static ent_status read_all(ent_session *session, const ent_reader *reader, const inputs *what, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; status == ENT_OK && i < what->count; i++) {
        const char *name = what->name, *path = NULL;
        ent_source *source = NULL;
        if (what->paths) {
            if (strcmp(what->paths[i], "-") != 0) path = what->paths[i];
            name = path ? path : "standard input";
            status = ent_source_open(what->paths[i], &source, err);
        } else {
            status = ent_source_memory(what->data, what->length, &source, err);
        }
        if (status == ENT_OK) ent_source_watch(source, session->options->monitor);
        if (status == ENT_OK) status = read_source(session, reader, source, name, path, err);
        ent_source_close(source);
    }
    return status;
}

/* Freeze. The builder goes on looking for errors when there were some, so that one run shows them all. */
static ent_status finish(ent_session *session, ent_graph **out, ent_error *err) {
    ent_error own = {0};
    ent_graph *graph = NULL;
    ent_status status = ent_monitor_tick(session->options->monitor, "resolving names", 0, 0, err);
    if (status != ENT_OK) return status;
    if (ent_report_errors(session->report)) ent_builder_count_error(session->builder);
    status = ent_builder_finish(session->builder, &graph, &own);
    ent_status found = status == ENT_OK || status == ENT_BAD_INPUT ? ent_report_finish(session->report, err) : ENT_OK;
    if (found == ENT_OK && status != ENT_OK) {
        ent_fail(err, status, "%s", own.message);
        if (own.hint[0]) ent_hint(err, "%s", own.hint);
        found = status;
    }
    if (found == ENT_OK)
        *out = graph;
    else
        ent_graph_free(graph);
    return found;
}

/* A packed graph alone is mapped, unless it is to be looked at with another vocabulary, or more strictly. */
static bool is_mapped(const inputs *what, const ent_reader *reader, const ent_read *options) {
    return what->paths && what->count == 1 && (!reader || reader == &ent_reader_pack) && !options->strict &&
           !options->vocabulary && ent_is_packed(what->paths[0]);
}

static ent_status read_records(const inputs *what, const ent_reader *reader, const ent_read *options,
                               const ent_sink *sink, ent_graph **out, ent_error *err) {
    ent_vocabulary *own = NULL;
    ent_builder *builder = NULL;
    ent_report report;
    ent_status status = ENT_OK;
    ent_report_init(&report, sink, options->max_findings);
    ent_sink to_report = ent_report_sink(&report);
    if (!options->vocabulary) status = ent_vocabulary_default(&own, err);
    if (status == ENT_OK)
        status = ent_builder_new(own ? own : options->vocabulary, &to_report, options->strict, &builder, err);
    if (status == ENT_OK && options->quotes_folder)
        status = ent_builder_quotes_to_file(builder, options->quotes_folder, err);
    ent_session session = {.builder = builder, .report = &report, .options = options};
    if (status == ENT_OK) status = read_all(&session, reader, what, err);
    if (status == ENT_OK) status = finish(&session, out, err);
    ent_builder_free(builder);
    ent_report_clear(&report);
    ent_vocabulary_free(own);
    return status;
}

static void log_finding(void *context, const ent_finding *finding) {
    ent_findings_add(context, finding);
}

/* All findings are kept first, then told as if they came just now. */
static ent_status read_and_keep(const inputs *what, const ent_reader *reader, const ent_read *options,
                                const ent_sink *sink, ent_graph **out, ent_error *err) {
    ent_buffer log = {0};
    const ent_sink logger = {log_finding, &log};
    ent_read all = *options;
    all.max_findings = SIZE_MAX;
    ent_status status = read_records(what, reader, &all, &logger, out, err);
    if (log.length && sink)
        ent_tell_findings(log.data, log.length, what->paths ? what->paths : &what->name, what->count,
                          options->max_findings, sink, NULL);
    if (status == ENT_OK && log.failed) {
        ent_graph_free(*out);
        *out = NULL;
        status = ent_fail_memory(err);
    }
    if (status == ENT_OK && log.length) {
        (*out)->findings = log.data;
        (*out)->findings_length = log.length;
        log = (ent_buffer){0};
    }
    ent_buffer_clear(&log);
    return status;
}

static ent_status read_what(const inputs *what, const ent_read *options, const ent_sink *sink, ent_graph **out,
                            ent_error *err) {
    static const ent_read preset = {0};
    if (!options) options = &preset;
    const ent_reader *reader;
    ent_status status = find_reader(options->from, &reader, err);
    if (status != ENT_OK) return status;
    if (is_mapped(what, reader, options)) return ent_read_packed(what->paths[0], options, sink, out, err);
    return options->keep_findings ? read_and_keep(what, reader, options, sink, out, err)
                                  : read_records(what, reader, options, sink, out, err);
}

ent_status ent_read_files(const char *const *paths, size_t count, const ent_read *options, const ent_sink *sink,
                          ent_graph **out, ent_error *err) {
    if (!count) return ent_fail(err, ENT_USAGE, "no file was named");
    inputs what = {.paths = paths, .count = count};
    return read_what(&what, options, sink, out, err);
}

ent_status ent_read_memory(const char *data, size_t length, const char *name, const ent_read *options,
                           const ent_sink *sink, ent_graph **out, ent_error *err) {
    inputs what = {.count = 1, .data = data, .length = length, .name = name ? name : "memory"};
    return read_what(&what, options, sink, out, err);
}
