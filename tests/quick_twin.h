/* quick_twin.h - tests: the same bytes read with and without the way in one pass (read/quick.h), in blocks of any size. Graphs,
 * places and findings have to be the same to the letter. */
#ifndef TESTS_QUICK_TWIN_H
#define TESTS_QUICK_TWIN_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "graph_compare.h"
#include "read/reader.h"

/* A text that is read as a file of its own. */
typedef struct twin_file {
    const char *text;
    size_t length;
} twin_file;

typedef struct twin_result {
    ent_status status;
    ent_error error;
    ent_buffer findings;
    ent_graph *graph;
} twin_result;

/* The first thing that differs when files are read both ways, in words; NULL when nothing does. Where a graph came out, that
 * is counted. */
static const char *twin_difference(const twin_file *files, size_t count, size_t block, const ent_read *options,
                                   size_t *graphs);

static void twin_finding(void *context, const ent_finding *f) {
    ent_buffer_format(context, "%d %s %s:%zu:%zu %s %s (%s)\n", (int)f->severity, f->rule, f->file ? f->file : "-",
                      f->line, f->column, f->pointer ? f->pointer : "-", f->message, f->remedy ? f->remedy : "-");
}

static ent_status twin_read_file(ent_session *session, const twin_file *file, size_t number, ent_error *err) {
    char head[ENT_READER_HEAD], name[40];
    size_t length = 0,
           wanted = session->block < sizeof head ? session->block + 16 : sizeof head; /* marks are at its start */
    ent_source *source = NULL;
    snprintf(name, sizeof name, "file%zu.json", number);
    ent_status status = ent_source_memory(file->text, file->length, &source, err);
    if (status == ENT_OK) status = ent_report_begin_file(session->report, name, err);
    if (status == ENT_OK) status = ent_source_read(source, head, wanted, &length, err);
    ent_input input = {.name = name, .source = source, .head = head, .head_length = length};
    if (status == ENT_OK) status = ent_reader_json.read(session, &input, err);
    ent_source_close(source);
    return status;
}

/* As ent_read_memory does it, with the two switches of the session. */
static void twin_read(const twin_file *files, size_t count, size_t block, bool slow, const ent_read *options,
                      twin_result *out) {
    ent_report report;
    ent_builder *builder = NULL;
    ent_sink sink = {twin_finding, &out->findings};
    ent_report_init(&report, &sink, options->max_findings);
    ent_sink to_report = ent_report_sink(&report);
    out->status = ent_builder_new(options->vocabulary, &to_report, options->strict, &builder, &out->error);
    ent_session session = {builder, &report, options, slow, block};
    for (size_t i = 0; out->status == ENT_OK && i < count; i++)
        out->status = twin_read_file(&session, &files[i], i, &out->error);
    if (out->status == ENT_OK) {
        if (ent_report_errors(&report)) ent_builder_count_error(builder);
        out->status = ent_builder_finish(builder, &out->graph, &out->error);
        if (out->status == ENT_OK || out->status == ENT_BAD_INPUT) ent_report_finish(&report, &out->error);
    }
    ent_builder_free(builder);
    ent_report_clear(&report);
}

static const char *twin_places(const ent_graph *a, const ent_graph *b) {
    for (ent_id k = 0; k < ent_graph_relations(a); k++) {
        ent_place x, y;
        const char *file = ent_graph_relation_place(a, k, &x), *other = ent_graph_relation_place(b, k, &y);
        if (x.line != y.line || x.column != y.column || x.index != y.index || strcmp(file, other) != 0)
            return "place of a relation";
    }
    return NULL;
}

static const char *twin_compare(const twin_result *a, const twin_result *b) {
    const char *difference = NULL;
    if (a->status != b->status) return "status";
    if (strcmp(a->error.message, b->error.message) != 0) return "error";
    if (strcmp(a->findings.data ? a->findings.data : "", b->findings.data ? b->findings.data : "") != 0)
        return "findings";
    if (a->graph) difference = graph_difference(a->graph, b->graph);
    return difference || !a->graph ? difference : twin_places(a->graph, b->graph);
}

static const char *twin_difference(const twin_file *files, size_t count, size_t block, const ent_read *options,
                                   size_t *graphs) {
    twin_result quick = {0}, slow = {0};
    twin_read(files, count, block, false, options, &quick);
    twin_read(files, count, block, true, options, &slow);
    const char *difference = twin_compare(&quick, &slow);
    if (difference && getenv("TWIN_DETAILS"))
        fprintf(stderr, "%d %s\n%s\nslow: %d %s\n%s\n", (int)quick.status, quick.error.message,
                quick.findings.data ? quick.findings.data : "", (int)slow.status, slow.error.message,
                slow.findings.data ? slow.findings.data : "");
    *graphs += quick.graph != NULL;
    ent_graph_free(quick.graph);
    ent_graph_free(slow.graph);
    ent_buffer_clear(&quick.findings);
    ent_buffer_clear(&slow.findings);
    return difference;
}

#endif
