/* Relations with their evidence, in the words a reader gets. */
#include "analyse/common.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *ent_sign_word(int sign) {
    return sign > 0 ? "positive" : sign < 0 ? "negative" : "structural";
}

const char *ent_shown_name(const ent_selection *selection, ent_id entity) {
    ent_entity shown;
    ent_graph_entity(ent_selection_graph(selection), ent_selection_stand_in(selection, entity), &shown);
    return shown.name;
}

const char *ent_shown_id(const ent_selection *selection, ent_id entity) {
    ent_entity shown;
    ent_graph_entity(ent_selection_graph(selection), ent_selection_stand_in(selection, entity), &shown);
    return shown.id;
}

void ent_say_relation(const ent_selection *selection, ent_id relation, ent_buffer *out) {
    const ent_graph *graph = ent_selection_graph(selection);
    ent_relation row;
    ent_type type;
    ent_graph_relation(graph, relation, &row);
    ent_graph_type(graph, row.type, &type);
    ent_buffer_format(out, "%s %s ", ent_shown_name(selection, row.source), type.label);
    if (row.target_is_relation) {
        ent_relation target;
        ent_graph_relation(graph, row.target, &target);
        ent_buffer_format(out, "relation %s", target.id);
    } else {
        ent_buffer_text(out, ent_shown_name(selection, row.target));
    }
}

static void separate(ent_buffer *out, size_t start, const char *separator) {
    if (out->length > start) ent_buffer_text(out, separator);
}

/* Sentences follow each other as they are; what is no sentence gets a semicolon. */
static void next_statement(ent_buffer *out, size_t start) {
    if (out->length == start) return;
    ent_buffer_text(out, strchr(".!?", out->data[out->length - 1]) ? " " : "; ");
}

void ent_say_evidence(const ent_graph *graph, ent_id relation, ent_buffer *out) {
    ent_relation row;
    size_t start = out->length;
    ent_graph_relation(graph, relation, &row);
    for (size_t k = 0; k < row.evidence_count; k++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, row.evidence_first + (ent_id)k, &evidence);
        if (!evidence.summary[0] && !evidence.quote[0]) continue;
        next_statement(out, start);
        ent_buffer_text(out, evidence.summary);
        if (evidence.quote[0]) ent_buffer_format(out, evidence.summary[0] ? " (\"%s\")" : "\"%s\"", evidence.quote);
    }
}

static void say_part(ent_buffer *out, size_t start, const char *text) {
    if (!text || !text[0]) return;
    separate(out, start, ", ");
    ent_buffer_text(out, text);
}

/* A document once, with the locators of all the relation's evidence in it from the k-th on. */
static void say_document(const ent_graph *graph, const ent_relation *row, size_t k, ent_id number, ent_buffer *out) {
    ent_document document = {0};
    size_t start = out->length;
    if (number != ENT_NONE) ent_graph_document(graph, number, &document);
    say_part(out, start, document.publisher);
    say_part(out, start, document.title);
    say_part(out, start, document.date);
    for (; k < row->evidence_count; k++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, row->evidence_first + (ent_id)k, &evidence);
        if (evidence.document == number) say_part(out, start, evidence.locator);
    }
    say_part(out, start, document.url);
    if (out->length == start) ent_buffer_text(out, document.id);
}

static bool cited_before(const ent_graph *graph, const ent_relation *row, size_t k, ent_id document) {
    for (size_t i = 0; i < k; i++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, row->evidence_first + (ent_id)i, &evidence);
        if (evidence.document == document) return true;
    }
    return false;
}

void ent_say_sources(const ent_graph *graph, ent_id relation, ent_buffer *out) {
    ent_relation row;
    size_t start = out->length;
    ent_graph_relation(graph, relation, &row);
    for (size_t k = 0; k < row.evidence_count; k++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, row.evidence_first + (ent_id)k, &evidence);
        if (cited_before(graph, &row, k, evidence.document)) continue;
        if (evidence.document == ENT_NONE && !evidence.locator[0]) continue;
        separate(out, start, "; ");
        say_document(graph, &row, k, evidence.document, out);
    }
}

void ent_say_areas(const ent_graph *graph, ent_id relation, ent_buffer *out) {
    ent_relation row;
    size_t start = out->length;
    ent_graph_relation(graph, relation, &row);
    for (size_t k = 0; k < row.area_count; k++) {
        separate(out, start, ", ");
        ent_buffer_text(out, ent_graph_relation_area(graph, relation, k));
    }
}

static int by_date(const void *a, const void *b, void *graph) {
    ent_id left = *(const ent_id *)a, right = *(const ent_id *)b;
    ent_relation x, y;
    ent_graph_relation(graph, left, &x);
    ent_graph_relation(graph, right, &y);
    if (x.date.given != y.date.given) return x.date.given ? -1 : 1;
    if (x.date.given && x.date.first != y.date.first) return x.date.first < y.date.first ? -1 : 1;
    size_t long_x = strlen(x.id), long_y = strlen(y.id); /* r2 before r10 */
    return long_x != long_y ? (long_x < long_y ? -1 : 1) : strcmp(x.id, y.id);
}

void ent_sort_by_date(const ent_graph *graph, ent_id *relations, size_t count) {
    if (count > 1) qsort_r(relations, count, sizeof *relations, by_date, (void *)(uintptr_t)graph);
}

static int by_number(const void *a, const void *b) {
    ent_id x = *(const ent_id *)a, y = *(const ent_id *)b;
    return x < y ? -1 : x > y;
}

size_t ent_each_once(ent_id *relations, size_t count) {
    size_t kept = 0;
    if (count > 1) qsort(relations, count, sizeof *relations, by_number);
    for (size_t i = 0; i < count; i++)
        if (!kept || relations[i] != relations[kept - 1]) relations[kept++] = relations[i];
    return kept;
}

static ent_status text_cell(ent_table *table, size_t column, const char *value, ent_error *err) {
    if (column == SIZE_MAX || !value || !value[0]) return ENT_OK;
    return ent_table_set_text(table, column, value, err);
}

/* Who said so: the name when said_by is an entity's id, else as written. */
static const char *speaker(const ent_graph *graph, const char *said_by) {
    ent_id entity;
    ent_entity row;
    if (!said_by[0] || ent_graph_find_entity(graph, said_by, &entity, NULL) != ENT_OK) return said_by;
    ent_graph_entity(graph, entity, &row);
    return row.name;
}

static ent_status words_cell(ent_table *table, size_t column, const ent_graph *graph, ent_id relation,
                             void (*say)(const ent_graph *, ent_id, ent_buffer *), ent_error *err) {
    ent_buffer words = {0};
    if (column == SIZE_MAX) return ENT_OK;
    say(graph, relation, &words);
    return ent_cell_buffer(table, column, &words, err);
}

ent_status ent_cite_relation(ent_table *table, const ent_relation_cells *cells, const ent_graph *graph, ent_id relation,
                             ent_error *err) {
    ent_relation row;
    ent_type type;
    ent_graph_relation(graph, relation, &row);
    ent_graph_type(graph, row.type, &type);
    ent_status status = text_cell(table, cells->type, type.label, err);
    if (!status) status = text_cell(table, cells->sign, ent_sign_word(row.sign), err);
    if (!status) status = text_cell(table, cells->status, ent_relation_status_name(row.status), err);
    if (!status) status = text_cell(table, cells->date, row.date_text, err);
    if (!status && cells->confidence != SIZE_MAX && !isnan(row.confidence))
        status = ent_table_set_real(table, cells->confidence, row.confidence, err);
    if (!status) status = text_cell(table, cells->id, row.id, err);
    if (!status && cells->said_by != SIZE_MAX)
        status = text_cell(table, cells->said_by, speaker(graph, row.said_by), err);
    if (!status) status = text_cell(table, cells->note, row.note, err);
    if (!status) status = words_cell(table, cells->areas, graph, relation, ent_say_areas, err);
    if (!status) status = words_cell(table, cells->evidence, graph, relation, ent_say_evidence, err);
    if (!status) status = words_cell(table, cells->source, graph, relation, ent_say_sources, err);
    return status;
}
