/* model/builder.c - the builder's life, its findings, documents, and names of types and kinds. */
#include "model/builder.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

bool ent_graph_take_vocabulary(ent_graph *g) {
    size_t types = ent_vocabulary_type_count(g->vocabulary), kinds = ent_vocabulary_kind_count(g->vocabulary);
    for (size_t i = 0; i < types; i++) {
        if (!ent_grow(&g->types, &g->type_capacity, i, sizeof *g->types)) return false;
        ent_vocabulary_type(g->vocabulary, i, &g->types[g->type_count++]);
    }
    for (size_t i = 0; i < kinds; i++) {
        if (!ent_grow(&g->kinds, &g->kind_capacity, i, sizeof *g->kinds)) return false;
        ent_vocabulary_kind(g->vocabulary, i, &g->kinds[g->kind_count++]);
    }
    return true;
}

bool ent_graph_add_type(ent_graph *g, const char *name) {
    if (!ent_grow(&g->types, &g->type_capacity, g->type_count, sizeof *g->types)) return false;
    g->types[g->type_count++] = (ent_type){.name = name,
                                           .label = name,
                                           .intensity = (double)NAN,
                                           .plover = "",
                                           .cameo = "",
                                           .sources = "",
                                           .targets = "",
                                           .aliases = ""};
    return true;
}

bool ent_graph_add_kind(ent_graph *g, const char *name) {
    if (!ent_grow(&g->kinds, &g->kind_capacity, g->kind_count, sizeof *g->kinds)) return false;
    g->kinds[g->kind_count++] = (ent_kind){.name = name, .label = name, .shape = "other", .aliases = ""};
    return true;
}

static bool begin_details(ent_graph *g) {
    if (!ent_grow(&g->details, &g->detail_capacity, 0, sizeof *g->details)) return false;
    g->details[g->detail_count++] = (ent_detail){0};
    return true;
}

ent_status ent_builder_new(const ent_vocabulary *vocabulary, const ent_sink *sink, bool strict, ent_builder **out,
                           ent_error *err) {
    ent_builder *b = calloc(1, sizeof *b);
    ent_graph *g = b ? calloc(1, sizeof *g) : NULL;
    if (!g) {
        free(b);
        return ent_fail_memory(err);
    }
    b->graph = g;
    b->strict = strict;
    if (sink) b->sink = *sink;
    /* the count of owners is the one part of a vocabulary that changes, and it is atomic */
    g->vocabulary = ent_vocabulary_take((ent_vocabulary *)vocabulary);
    if (!ent_graph_take_vocabulary(g) || !begin_details(g)) {
        ent_builder_free(b);
        return ent_fail_memory(err);
    }
    *out = b;
    return ENT_OK;
}

void ent_builder_free(ent_builder *b) {
    if (!b) return;
    ent_graph_free(b->graph);
    ent_pool_clear(&b->type_words);
    ent_pool_clear(&b->kind_words);
    free(b->type_of);
    free(b->kind_of);
    free(b);
}

size_t ent_builder_errors(const ent_builder *b) {
    return b->errors;
}

ent_status ent_builder_quotes_to_file(ent_builder *b, const char *folder, ent_error *err) {
    return ent_texts_to_file(&b->graph->quotes, folder, err);
}

void ent_builder_count_error(ent_builder *b) {
    b->errors++;
}

ent_status ent_builder_end(ent_builder *b, ent_status status, ent_error *err) {
    if (status == ENT_OK) return status;
    b->broken = true;
    return status == ENT_NOMEM ? ent_fail_memory(err) : status;
}

/* ---- findings ---- */

uint32_t ent_builder_file(const ent_builder *b) {
    return b->graph->file_count ? (uint32_t)b->graph->file_count - 1 : UINT32_MAX;
}

void ent_builder_report(ent_builder *b, ent_severity severity, const char *rule, ent_spot spot, const char *remedy,
                        const char *format, ...) {
    if (severity == ENT_SEVERITY_ERROR) b->errors++;
    if (!b->sink.report) return;
    char message[400];
    ent_error words = {0};
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    ent_fail(&words, ENT_BAD_INPUT, "%s", message); /* tidies a cut character */
    const ent_file_row *file = spot.file == UINT32_MAX ? NULL : &b->graph->files[spot.file];
    ent_buffer pointer = {0};
    if (file && file->document_form) ent_buffer_format(&pointer, "/%s/%u", spot.array, spot.place.index);
    ent_buffer_text(&pointer, spot.member);
    ent_finding finding = {severity,
                           rule,
                           file ? file->name : NULL,
                           spot.place.line,
                           spot.place.column,
                           pointer.data ? pointer.data : "",
                           words.message,
                           remedy};
    b->sink.report(b->sink.context, &finding);
    ent_buffer_clear(&pointer);
}

ent_status ent_builder_begin_file(ent_builder *b, const char *name, bool document_form, ent_error *err) {
    ent_graph *g = b->graph;
    bool failed = false;
    const char *copy = ent_builder_keep(g, name, &failed);
    if (failed || !ent_grow(&g->files, &g->file_capacity, g->file_count, sizeof *g->files)) return ent_fail_memory(err);
    g->files[g->file_count++] = (ent_file_row){copy, document_form, (uint32_t)g->r.count};
    return ENT_OK;
}

ent_status ent_builder_set_head(ent_builder *b, const char *title, const char *extra, ent_error *err) {
    ent_graph *g = b->graph;
    bool failed = false;
    if (!g->title && title) g->title = ent_builder_keep(g, title, &failed);
    if (g->extra && extra && strcmp(g->extra, extra) != 0)
        ent_builder_report(b, ENT_SEVERITY_WARNING, "contradiction",
                           (ent_spot){"", "", {.line = 1, .column = 1}, UINT32_MAX},
                           "the first file's are kept; convert the files one by one to keep both",
                           "a later file has other members beside its lists: %.200s", extra);
    if (!g->extra && extra) g->extra = ent_builder_keep(g, extra, &failed);
    return failed ? ent_fail_memory(err) : ENT_OK;
}

/* ---- small parts ---- */

const char *ent_builder_keep(ent_graph *g, const char *text, bool *failed) {
    if (!text) return NULL;
    if (!*text) return "";
    const char *copy = ent_arena_text(&g->arena, text, strlen(text));
    if (!copy) *failed = true;
    return copy;
}

uint64_t ent_builder_text(ent_graph *g, const char *text, bool *failed) {
    if (!text) return ENT_NO_TEXT;
    const uint64_t name = ent_texts_add(&g->text, text, strlen(text));
    if (name == ENT_NO_TEXT) *failed = true;
    return name;
}

uint32_t ent_builder_detail(ent_graph *g, const char *said_by, const char *note, const char *attributes,
                            const char *extra) {
    if (!said_by && !note && !attributes && !extra) return 0;
    bool failed = false;
    ent_detail row = {ent_builder_text(g, said_by, &failed), ent_builder_text(g, note, &failed),
                      ent_builder_text(g, attributes, &failed), ent_builder_text(g, extra, &failed)};
    if (failed || !ent_grow(&g->details, &g->detail_capacity, g->detail_count, sizeof *g->details)) return UINT32_MAX;
    g->details[g->detail_count] = row;
    return (uint32_t)g->detail_count++;
}

/* The type column has 16 bits. Who needs more has free text where types belong; one finding says so. */
static uint32_t too_many_types(ent_builder *b, ent_spot spot) {
    spot.member = "/type";
    if (!b->told_of_types)
        ent_builder_report(b, ENT_SEVERITY_ERROR, "too-many-types", spot,
                           "it seems that free text stands where a type belongs: put it into \"note\"",
                           "the data has more than %d types of relation", UINT16_MAX);
    b->told_of_types = true;
    return 0;
}

/* A type met only in the data gets a row of its own: sign 0, kept, told once. */
static uint32_t unknown_type(ent_builder *b, const char *name, ent_spot spot) {
    ent_graph *g = b->graph;
    bool failed = false;
    if (g->type_count >= UINT16_MAX) return too_many_types(b, spot);
    const char *copy = ent_builder_keep(g, name, &failed);
    if (failed || !ent_graph_add_type(g, copy)) return UINT32_MAX;
    const char *near = b->unknown_types++ < SUGGESTIONS ? ent_vocabulary_nearest_type(g->vocabulary, name) : NULL;
    ent_buffer remedy = {0};
    const char *kept = b->strict ? "" : "it is kept with sign 0; ";
    if (near)
        ent_buffer_format(&remedy, "did you mean '%s'? %s`entente vocabulary` lists the types", near, kept);
    else
        ent_buffer_format(&remedy, "%s`entente vocabulary` lists the types, --vocabulary FILE brings your own", kept);
    spot.member = "/type";
    ent_builder_report(b, b->strict ? ENT_SEVERITY_ERROR : ENT_SEVERITY_WARNING, "unknown-type", spot, remedy.data,
                       "unknown type of relation '%s'", name);
    ent_buffer_clear(&remedy);
    return (uint32_t)g->type_count - 1;
}

static uint32_t unknown_kind(ent_builder *b, const char *name, ent_spot spot) {
    ent_graph *g = b->graph;
    bool failed = false, silent = strcmp(name, "unknown") == 0;
    const char *copy = ent_builder_keep(g, name, &failed);
    if (failed || !ent_graph_add_kind(g, copy)) return UINT32_MAX;
    if (!silent) {
        const char *near = ent_vocabulary_nearest_kind(g->vocabulary, name);
        ent_buffer remedy = {0};
        if (near)
            ent_buffer_format(&remedy, "did you mean '%s'?", near);
        else
            ent_buffer_format(&remedy, "%s`entente vocabulary --kinds` lists the kinds",
                              b->strict ? "" : "it is kept; ");
        spot.member = "/kind";
        ent_builder_report(b, b->strict ? ENT_SEVERITY_ERROR : ENT_SEVERITY_WARNING, "unknown-kind", spot, remedy.data,
                           "unknown kind of entity '%s'", name);
        ent_buffer_clear(&remedy);
    }
    return (uint32_t)g->kind_count - 1;
}

uint32_t ent_builder_type(ent_builder *b, const char *name, ent_spot spot, ent_error *err) {
    bool fresh;
    uint32_t word = ent_pool_add(&b->type_words, name, &fresh);
    if (word != UINT32_MAX && !fresh) return b->type_of[word];
    uint32_t type = UINT32_MAX;
    if (word != UINT32_MAX && ent_grow(&b->type_of, &b->type_of_capacity, word, sizeof *b->type_of)) {
        long known;
        if (ent_vocabulary_look_up(b->graph->vocabulary, true, name, &known, err) == ENT_OK)
            type = known >= 0 ? (uint32_t)known : unknown_type(b, name, spot);
        b->type_of[word] = type;
    }
    if (type == UINT32_MAX) ent_fail_memory(err);
    return type;
}

uint32_t ent_builder_kind(ent_builder *b, const char *name, ent_spot spot, ent_error *err) {
    bool fresh;
    uint32_t word = ent_pool_add(&b->kind_words, name, &fresh);
    if (word != UINT32_MAX && !fresh) return b->kind_of[word];
    uint32_t kind = UINT32_MAX;
    if (word != UINT32_MAX && ent_grow(&b->kind_of, &b->kind_of_capacity, word, sizeof *b->kind_of)) {
        long known;
        if (ent_vocabulary_look_up(b->graph->vocabulary, false, name, &known, err) == ENT_OK)
            kind = known >= 0 ? (uint32_t)known : unknown_kind(b, name, spot);
        b->kind_of[word] = kind;
    }
    if (kind == UINT32_MAX) ent_fail_memory(err);
    return kind;
}
