/* read/fault.c - faults of the input as findings, and the test of nothing but the syntax. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "read/frame.h"
#include "read/locate.h"
#include "read/reader.h"

const char *const ent_document_lists[3] = {"documents", "entities", "relations"};

int ent_reader_skip_mark(ent_report *report, const char *head, size_t length) {
    static const ent_place start = {.line = 1, .column = 1};
    if (length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) {
        ent_report_add(report, ENT_SEVERITY_WARNING, "byte-order-mark", start, "",
                       "the file begins with a byte order mark", "save it as UTF-8 without one; it is skipped");
        return 3;
    }
    bool marked = length >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0);
    if (!marked && (length < 2 || (head[0] && head[1]))) return 0; /* JSON begins with two ASCII characters */
    ent_report_add(report, ENT_SEVERITY_ERROR, "utf-8", start, "", "the file is UTF-16, or no text at all",
                   "convert it to UTF-8, for example with iconv -f UTF-16 -t UTF-8");
    return -1;
}

void ent_reader_report_fault(ent_report *report, const ent_frame *frame, const char *const *lists) {
    ent_buffer pointer = {0};
    bool in_list = frame->kind == ENT_FRAME_ELEMENT || frame->in_list;
    bool in_value = frame->kind != ENT_FRAME_FAULT || frame->part != ENT_FRAME_END;
    if (in_list && frame->list >= 0) ent_buffer_format(&pointer, "/%s", lists[frame->list]);
    if (in_list && in_value) ent_buffer_format(&pointer, "/%zu", frame->index);
    if (frame->key) ent_locate_name(frame->key, frame->key_length, &pointer);
    bool long_winded = strcmp(frame->fault->rule, "too-deep") == 0;
    if (in_value && !long_winded) ent_locate_pointer(frame->text, frame->length, frame->fault_offset, &pointer);
    ent_report_add(report, ENT_SEVERITY_ERROR, frame->fault->rule, frame->fault_place,
                   pointer.length ? pointer.data : "", frame->fault->message, frame->fault->remedy);
    if (pointer.failed) report->out_of_memory = true;
    ent_buffer_clear(&pointer);
}

static ent_status check_frames(ent_source *source, ent_report *report, const char *head, size_t length,
                               ent_error *err) {
    ent_framer framer;
    ent_frame frame = {0};
    ent_status status = ent_framer_init(&framer, source, head, length, ent_document_lists, 3, NULL, err);
    if (status != ENT_OK) return status;
    do {
        status = ent_framer_next(&framer, &frame, err);
        if (status == ENT_OK && frame.kind == ENT_FRAME_FAULT)
            ent_reader_report_fault(report, &frame, ent_document_lists);
    } while (status == ENT_OK && frame.kind != ENT_FRAME_END);
    if (status == ENT_OK && framer.values == 0)
        ent_report_add(report, ENT_SEVERITY_ERROR, "empty", frame.place, "", "the file holds no value",
                       "an empty document is {\"format\": \"entente/1\"}");
    ent_framer_clear(&framer);
    return status;
}

ent_status ent_check_json_syntax(const char *path, const ent_sink *sink, ent_error *err) {
    ent_source *source;
    ent_status status = ent_source_open(path, &source, err);
    if (status != ENT_OK) return status;
    ent_report report;
    ent_report_init(&report, sink, 0);
    char head[4];
    size_t length = 0, got = 1;
    status = ent_report_begin_file(&report, strcmp(path, "-") == 0 ? "standard input" : path, err);
    while (status == ENT_OK && length < sizeof head && got > 0) {
        status = ent_source_read(source, head + length, sizeof head - length, &got, err);
        if (status == ENT_OK) length += got;
    }
    int skip = status == ENT_OK ? ent_reader_skip_mark(&report, head, length) : -1;
    if (skip >= 0) status = check_frames(source, &report, head + skip, length - (size_t)skip, err);
    if (status == ENT_OK) status = ent_report_finish(&report, err);
    ent_report_clear(&report);
    ent_source_close(source);
    return status;
}
