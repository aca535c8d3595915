/* check/report.c - a finding of a rule, with the place of the record that it is about. */
#include "check/rule.h"

#include <stdarg.h>
#include <stdio.h>

/* Where a record was read. */
typedef struct origin {
    const char *array, *id;
    ent_place place;
    uint32_t file; /* UINT32_MAX none */
} origin;

static uint32_t file_of_relation(const ent_graph *g, ent_id relation) {
    uint32_t file = UINT32_MAX;
    for (uint32_t i = 0; i < g->file_count && g->files[i].first_relation <= relation; i++) file = i;
    return file;
}

static origin origin_of(const ent_graph *g, ent_subject subject) {
    ent_id i = subject.index;
    switch (subject.kind) {
    case ENT_SUBJECT_DOCUMENT:
        return (origin){"documents", ent_graph_document_id(g, i), ent_graph_place(g, &g->document_places, i),
                        ent_graph_document_file(g, i)};
    case ENT_SUBJECT_ENTITY:
        return (origin){"entities", ent_pool_text(&g->entity_ids, i), ent_graph_place(g, &g->entity_places, i),
                        ent_graph_entity_file(g, i)};
    default:
        return (origin){"relations", ent_graph_relation_id(g, i), ent_graph_place(g, &g->r.places, i),
                        file_of_relation(g, i)};
    }
}

void ent_check_report(const ent_graph *graph, const ent_sink *sink, const ent_rule *rule, ent_subject subject,
                      const char *remedy, const char *format, ...) {
    if (!sink || !sink->report) return;
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    ent_error words = {0};
    ent_fail(&words, ENT_NO, "%s", message); /* tidies a character that was cut */
    origin from = origin_of(graph, subject);
    const ent_file_row *file = from.file < graph->file_count ? &graph->files[from.file] : NULL;
    char pointer[96]; /* members are a few names long at most */
    if (file && file->document_form)
        snprintf(pointer, sizeof pointer, "/%s/%u%s", from.array, from.place.index, subject.member);
    else
        snprintf(pointer, sizeof pointer, "%s", subject.member);
    ent_check_finding found = {.id = from.id};
    found.finding = (ent_finding){
        rule->severity, rule->name, file ? file->name : NULL, from.place.line, from.place.column, file ? pointer : NULL,
        words.message,  remedy};
    sink->report(sink->context, &found.finding);
}
