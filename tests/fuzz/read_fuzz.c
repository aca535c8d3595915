/* The reader against any bytes. Beside not crashing:
 *  - frames are the same whether the input comes in one block or byte by byte;
 *  - a single value is taken or refused as jansson does it;
 *  - a record that is read in one pass holds what jansson finds, and is one that jansson takes;
 *  - reading with and without that way gives the same graph, the same places and findings;
 *  - a graph comes out when there were no errors, and only then.
 * What begins like a packed graph is refused or taken by its reader; pack_fuzz looks at those.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <entente/read.h>

#include "base/sheet.h"
#include "quick_oracle.h"
#include "quick_twin.h"
#include "read/frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool truth, const char *what) {
    if (truth) return;
    fprintf(stderr, "read_fuzz: %s\n", what);
    abort();
}

typedef struct counts {
    size_t errors, bytes;
} counts;

static void count(void *context, const ent_finding *finding) {
    counts *seen = context;
    seen->errors += finding->severity == ENT_SEVERITY_ERROR;
    seen->bytes += strlen(finding->message) + strlen(finding->rule) +
                   (finding->pointer ? strlen(finding->pointer) : 0) + (finding->remedy ? strlen(finding->remedy) : 0);
}

static const ent_vocabulary *words(void) {
    static ent_vocabulary *vocabulary;
    if (!vocabulary && ent_vocabulary_default(&vocabulary, NULL) != ENT_OK) abort();
    return vocabulary;
}

static void read_it(const char *text, size_t length, bool strict) {
    ent_read options = {.vocabulary = words(), .strict = strict};
    counts seen = {0, 0};
    ent_sink sink = {count, &seen};
    ent_graph *graph = NULL;
    ent_error err = {0};
    ent_status status = ent_read_memory(text, length, "input", &options, &sink, &graph, &err);
    demand(status == ENT_OK || status == ENT_BAD_INPUT, "a status that does not belong to data");
    const bool told =
        seen.errors || ent_sheet_is(text, length); /* a packed graph is refused as a whole, without findings */
    demand(status == ENT_OK ? !seen.errors : told, "errors and status disagree");
    demand((graph != NULL) == (status == ENT_OK), "status and graph disagree");
    ent_graph_free(graph);
}

/* A number that stands for all frames of the input: kinds, lengths, places. */
static uint64_t digest(const char *text, size_t length, size_t block) {
    ent_source *source;
    ent_framer framer;
    ent_frame frame;
    uint64_t hash = 1469598103934665603u;
    if (ent_source_memory(text, length, &source, NULL) != ENT_OK) abort();
    if (ent_framer_init(&framer, source, NULL, 0, ent_document_lists, 3, NULL, NULL) != ENT_OK) abort();
    framer.block = block;
    size_t limit = 4 * length + 16;
    do {
        demand(ent_framer_next(&framer, &frame, NULL) == ENT_OK, "framing failed");
        demand(limit-- > 0, "framing does not end");
        uint64_t parts[] = {frame.kind,
                            frame.kind == ENT_FRAME_FAULT ? 0 : frame.length,
                            frame.place.line,
                            frame.place.column,
                            frame.fault ? frame.fault_place.line : 0,
                            frame.fault ? frame.fault_place.column : 0,
                            frame.index,
                            (uint64_t)frame.list};
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) hash = (hash ^ parts[i]) * 1099511628211u;
        for (const char *p = frame.fault ? frame.fault->message : ""; *p; p++)
            hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    } while (frame.kind != ENT_FRAME_END);
    ent_framer_clear(&framer);
    ent_source_close(source);
    return hash;
}

static void compare_with_jansson(const char *text, size_t length) {
    if (memchr(text, 0, length)) return; /* jansson 2.14 passes over a U+0000 that it has put back: "1\\0" is taken */
    ent_scan scan;
    ent_scan_init(&scan, text, length);
    ent_token token = ent_scan_skip(&scan, ent_scan_next(&scan), 0);
    bool ours = token > ENT_TOKEN_FAULT && !ent_scan_space(&scan);
    if (scan.odd.rule || (token == ENT_TOKEN_FAULT && strcmp(scan.fault.rule, "too-deep") == 0)) return;
    json_t *json = json_loadb(text, length, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
    demand((json != NULL) == ours, "jansson disagrees");
    json_decref(json);
}

/* Each line as a record, and the whole; the copy ends where the pad does, so that a sanitizer sees what is read beyond. */
static void compare_records(const char *text, size_t length) {
    static ent_quick quick;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '{' || (i > 0 && text[i - 1] != '\n')) continue;
        char *copy = calloc(1, length - i + ENT_BYTES_PAD);
        if (!copy) abort();
        memcpy(copy, text + i, length - i);
        ent_quick_begin(&quick);
        const char *end = ent_quick_parse_line(&quick, copy);
        demand(!end || (size_t)(end - copy) <= length - i, "a record ends behind the text");
        const char *difference = end ? quick_difference(quick.records) : NULL;
        demand(!end || ent_record_classify(copy, (size_t)(end - copy)) == quick.records->kind,
               "kinds of records differ");
        demand(!difference, difference);
        free(copy);
    }
}

static void compare_ways(const char *text, size_t length) {
    const ent_read options = {.vocabulary = words(), .strict = length & 2, .max_findings = 1000};
    const twin_file twice[] = {{text, length}, {text, length / 2}};
    size_t graphs = 0;
    const char *difference =
        twin_difference(twice, 1 + length % 2, length % 5 ? 1 + length % 67 : 0, &options, &graphs);
    demand(!difference, difference);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *text = (const char *)data;
    read_it(text, size, size & 1);
    if (size > 4096) return 0;
    demand(digest(text, size, 1) == digest(text, size, 65536), "frames depend on the size of blocks");
    compare_with_jansson(text, size);
    compare_records(text, size);
    compare_ways(text, size);
    return 0;
}

#include "fuzz/replay.h"
