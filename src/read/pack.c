/* read/pack.c - packed graphs among the files that are read. One alone is mapped (ent_read_packed); among others its records
 * are handed to the builder one by one. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sheet.h"
#include "model/edits.h"
#include "model/findings.h"
#include "read/reader.h"

static bool sniff(const char *head, size_t length) {
    return ent_sheet_is(head, length);
}

bool ent_is_packed(const char *path) {
    char head[ENT_SHEET_MAGIC];
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe is left as it is */
    if (fd < 0) return false;
    const bool packed = lseek(fd, 0, SEEK_SET) == 0 && read(fd, head, sizeof head) == (ssize_t)sizeof head;
    close(fd);
    return packed && ent_sheet_is(head, sizeof head);
}

static ent_status open_input(const ent_input *input, ent_graph **out, ent_error *err) {
    if (!input->path) {
        ent_fail(err, ENT_BAD_INPUT, "%s is a packed graph, which is mapped and cannot come from there", input->name);
        ent_hint(err, "write it to a file, and name that");
        return ENT_BAD_INPUT;
    }
    if (!ent_is_packed(input->path)) {
        ent_fail(err, ENT_BAD_INPUT, "'%s' is a packed graph that is compressed, or comes through a pipe", input->path);
        ent_hint(err, "it is mapped as it is: unpack it with gunzip to a file, and name that");
        return ENT_BAD_INPUT;
    }
    return ent_graph_open(input->path, out, err);
}

static ent_status read_pack(ent_session *session, const ent_input *input, ent_error *err) {
    ent_graph *graph = NULL;
    ent_status status = open_input(input, &graph, err);
    if (status == ENT_OK) status = ent_graph_unite(graph, session->builder, err);
    ent_graph_free(graph);
    return status;
}

ent_status ent_tell_findings(const char *log, size_t length, const char *const *names, size_t count, size_t limit,
                             const ent_sink *sink, ent_error *err) {
    ent_report report;
    ent_report_init(&report, sink, limit);
    const ent_sink through = ent_report_sink(&report);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && status == ENT_OK; i++) status = ent_report_begin_file(&report, names[i], err);
    if (status == ENT_OK && count) ent_findings_tell(log, length, &through);
    ent_error told = {0}; /* who asks has an error of its own */
    if (status == ENT_OK) ent_report_finish(&report, &told);
    ent_report_clear(&report);
    return status;
}

/* What reading the sources said, told again. */
static ent_status tell_again(const ent_graph *graph, const ent_read *options, const ent_sink *sink, ent_error *err) {
    const char *log;
    size_t length;
    ent_status status = ent_graph_findings(graph, &log, &length, err);
    if (status != ENT_OK || !length) return status;
    const char **names = calloc(graph->file_count + 1, sizeof *names);
    if (!names) return ent_fail_memory(err);
    for (size_t i = 0; i < graph->file_count; i++) names[i] = graph->files[i].name;
    status = ent_tell_findings(log, length, names, graph->file_count, options->max_findings, sink, err);
    free(names);
    return status;
}

ent_status ent_read_packed(const char *path, const ent_read *options, const ent_sink *sink, ent_graph **out,
                           ent_error *err) {
    ent_graph *graph = NULL;
    ent_status status = ent_graph_open(path, &graph, err);
    if (status == ENT_OK) status = tell_again(graph, options, sink, err);
    if (status == ENT_OK)
        *out = graph;
    else
        ent_graph_free(graph);
    return status;
}

const ent_reader ent_reader_pack = {
    .name = "pack",
    .summary = "a packed graph, as 'entente pack' writes it: mapped instead of read",
    .extensions = ".entpack",
    .sniff = sniff,
    .read = read_pack,
};
