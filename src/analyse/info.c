/* info: what is in the data, counted. */
#include "analyse/common.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { SECTION, ITEM, COUNT, TEXT };

static const ent_column columns[] = {
    {"section", ENT_COLUMN_TEXT, "what is counted: graph, kind, type, sign, status, dates, evidence, area or left out",
     false, false},
    {"item", ENT_COLUMN_TEXT, "which of them", false, false},
    {"count", ENT_COLUMN_INT, "how many", false, false},
    {"text", ENT_COLUMN_TEXT, "in words: title, first and last day, sign of a type", true, false},
    {NULL, 0, NULL, false, false},
};

/* The table being filled; after a failure nothing more is written. */
typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    const ent_id *relations;
    size_t relation_count;
    ent_table *table;
    ent_status status;
    ent_error *err;
} report;

enum { NOTHING = -1 }; /* no count in this line */

static void line(report *r, const char *section, const char *item, int64_t count, const char *text) {
    if (!r->status) r->status = ent_table_add_row(r->table, r->err);
    if (!r->status) r->status = ent_table_set_text(r->table, SECTION, section, r->err);
    if (!r->status) r->status = ent_table_set_text(r->table, ITEM, item, r->err);
    if (!r->status && count != NOTHING) r->status = ent_table_set_int(r->table, COUNT, count, r->err);
    if (!r->status && text && text[0]) r->status = ent_table_set_text(r->table, TEXT, text, r->err);
}

/* "of 41 in the data", when not all are selected. */
static void line_of(report *r, const char *item, size_t count, size_t all) {
    ent_buffer words = {0};
    if (count != all) ent_buffer_format(&words, "of %zu in the data", all);
    if (words.failed && !r->status) r->status = ent_fail_memory(r->err);
    line(r, "graph", item, (int64_t)count, words.data);
    ent_buffer_clear(&words);
}

/* A thing that is counted, by its number. */
typedef struct {
    const char *name, *text;
    int64_t count;
} tally;

/* More first; ties in the order they stand in the vocabulary or were met, which is their place in memory. */
static int by_count(const void *a, const void *b) {
    const tally *x = *(tally *const *)a, *y = *(tally *const *)b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void list_tallies(report *r, const char *section, tally *tallies, size_t count) {
    tally **order = malloc((count + 1) * sizeof *order);
    if (!order) {
        r->status = ent_fail_memory(r->err);
        return;
    }
    for (size_t i = 0; i < count; i++) order[i] = &tallies[i];
    if (count > 1) qsort(order, count, sizeof *order, by_count);
    for (size_t i = 0; i < count && order[i]->count > 0; i++)
        line(r, section, order[i]->name, order[i]->count, order[i]->text);
    free(order);
}

static tally *new_tallies(report *r, size_t count) {
    tally *tallies = r->status ? NULL : calloc(count + 1, sizeof *tallies);
    if (!tallies && !r->status) r->status = ent_fail_memory(r->err);
    return tallies;
}

static void report_graph(report *r) {
    const ent_id *rows;
    line(r, "graph", "title", NOTHING, ent_graph_title(r->graph));
    line(r, "graph", "documents", (int64_t)ent_graph_documents(r->graph), NULL);
    line_of(r, "entities", ent_selection_entities(r->selection, &rows), ent_graph_entities(r->graph));
    line_of(r, "relations", r->relation_count, ent_graph_relations(r->graph));
    line(r, "graph", "ambivalent pairs", (int64_t)ent_selection_ambivalent_dyads(r->selection), NULL);
}

static void report_kinds(report *r) {
    const ent_id *rows;
    size_t kinds = ent_graph_kinds(r->graph), count = ent_selection_entities(r->selection, &rows);
    tally *tallies = new_tallies(r, kinds);
    if (!tallies) return;
    for (size_t k = 0; k < kinds; k++) {
        ent_kind kind;
        ent_graph_kind(r->graph, (uint32_t)k, &kind);
        tallies[k] = (tally){.name = kind.label, .text = kind.known ? NULL : "not in the vocabulary"};
    }
    for (size_t i = 0; i < count; i++) {
        ent_entity entity;
        ent_graph_entity(r->graph, rows[i], &entity);
        tallies[entity.kind].count++;
    }
    list_tallies(r, "kind", tallies, kinds);
    free(tallies);
}

/* Areas are texts: told apart by folded name, shown as first met. */
typedef struct {
    ent_pool names;
    tally *tallies;
    size_t capacity;
    const char
        *recent[64]; /* texts of the graph met lately, by their place in memory: mostly the same few come again */
    uint32_t number[64];
} areas;

static uint32_t number_area(areas *a, const char *name) {
    char *folded = ent_text_fold(name);
    uint32_t number = folded ? ent_pool_add(&a->names, folded, NULL) : UINT32_MAX;
    ent_free(folded);
    if (number == UINT32_MAX) return number;
    size_t before = a->capacity;
    if (!ent_grow(&a->tallies, &a->capacity, number, sizeof *a->tallies)) return UINT32_MAX;
    if (a->capacity > before) memset(a->tallies + before, 0, (a->capacity - before) * sizeof *a->tallies);
    if (!a->tallies[number].name) a->tallies[number].name = name;
    return number;
}

static bool count_area(areas *a, const char *name) {
    size_t slot = ((uintptr_t)name ^ (uintptr_t)name >> 6) % (sizeof a->recent / sizeof *a->recent);
    if (a->recent[slot] != name) {
        uint32_t number = number_area(a, name);
        if (number == UINT32_MAX) return false;
        a->recent[slot] = name;
        a->number[slot] = number;
    }
    a->tallies[a->number[slot]].count++;
    return true;
}

/* What is counted on one walk over the relations. */
typedef struct {
    tally *types;
    int64_t signs[3], statuses[ENT_RELATION_STATUS_COUNT];
    int32_t first, last;
    int64_t dated, open;
    int64_t with, several; /* evidence, several sources */
    ent_id *seen;          /* by document: the last relation that cites it, + 1 */
    areas areas;
} counts;

static void count_date(counts *c, const ent_date *date) {
    if (!date->given) return;
    c->dated++;
    if (date->first != ENT_DAY_MIN && date->first < c->first) c->first = date->first;
    if (date->last != ENT_DAY_MAX && date->last > c->last) c->last = date->last;
    if (date->first != ENT_DAY_MIN && date->first > c->last) c->last = date->first;
    c->open += date->last == ENT_DAY_MAX;
}

static void count_evidence(const report *r, counts *c, ent_id row, const ent_relation *relation) {
    size_t documents = 0;
    for (size_t k = 0; k < relation->evidence_count; k++) {
        ent_evidence evidence;
        ent_graph_evidence(r->graph, relation->evidence_first + (ent_id)k, &evidence);
        if (evidence.document == ENT_NONE) continue;
        documents += c->seen[evidence.document] != row + 1;
        c->seen[evidence.document] = row + 1;
    }
    c->with += relation->evidence_count > 0;
    c->several += documents > 1;
}

static bool count_relation(const report *r, counts *c, ent_id row) {
    ent_relation relation;
    ent_graph_relation(r->graph, row, &relation);
    c->types[relation.type].count++;
    c->signs[relation.sign > 0 ? 0 : relation.sign < 0 ? 1 : 2]++;
    c->statuses[relation.status]++;
    count_date(c, &relation.date);
    count_evidence(r, c, row, &relation);
    for (size_t k = 0; k < relation.area_count; k++)
        if (!count_area(&c->areas, ent_graph_relation_area(r->graph, row, k))) return false;
    return true;
}

static void report_types(report *r, const counts *c) {
    size_t types = ent_graph_types(r->graph);
    for (size_t k = 0; k < types; k++) {
        ent_type type;
        ent_graph_type(r->graph, (uint32_t)k, &type);
        c->types[k].name = type.label;
        c->types[k].text = type.known ? ent_sign_word(type.sign) : "not in the vocabulary";
    }
    list_tallies(r, "type", c->types, types);
}

static void report_signs(report *r, const counts *c) {
    for (int i = 0; i < 3; i++) line(r, "sign", ent_sign_word(i == 0 ? 1 : i == 1 ? -1 : 0), c->signs[i], NULL);
    for (int i = 0; i < ENT_RELATION_STATUS_COUNT; i++)
        if (c->statuses[i]) line(r, "status", ent_relation_status_name((ent_relation_status)i), c->statuses[i], NULL);
}

static void report_dates(report *r, const counts *c) {
    char day[16];
    ent_date_format_day(c->first, day);
    if (day[0]) line(r, "dates", "first day", NOTHING, day);
    ent_date_format_day(c->last, day);
    if (day[0]) line(r, "dates", "last day", NOTHING, day);
    if (c->open) line(r, "dates", "open-ended relations", c->open, NULL);
    line(r, "dates", "dated relations", c->dated, NULL);
    line(r, "dates", "undated relations", (int64_t)r->relation_count - c->dated, NULL);
}

static void report_evidence(report *r, const counts *c) {
    size_t documents = ent_graph_documents(r->graph);
    int64_t distinct = 0;
    for (size_t d = 0; d < documents; d++) distinct += c->seen[d] > 0;
    line(r, "evidence", "relations with evidence", c->with, NULL);
    line(r, "evidence", "relations without", (int64_t)r->relation_count - c->with, NULL);
    line(r, "evidence", "relations with several sources", c->several, NULL);
    line(r, "evidence", "documents cited", distinct, NULL);
}

static void report_relations(report *r) {
    size_t documents = ent_graph_documents(r->graph);
    counts c = {.first = ENT_DAY_MAX, .last = ENT_DAY_MIN};
    c.types = new_tallies(r, ent_graph_types(r->graph));
    c.seen = calloc(documents + 1, sizeof *c.seen);
    bool good = c.types && c.seen;
    for (size_t i = 0; good && i < r->relation_count; i++) good = count_relation(r, &c, r->relations[i]);
    if (!good && !r->status) r->status = ent_fail_memory(r->err);
    if (!r->status) report_types(r, &c);
    if (!r->status) report_signs(r, &c);
    if (!r->status) report_dates(r, &c);
    if (!r->status) report_evidence(r, &c);
    if (!r->status) list_tallies(r, "area", c.areas.tallies, c.areas.names.count);
    free(c.types);
    free(c.seen);
    free(c.areas.tallies);
    ent_pool_clear(&c.areas.names);
}

static void report_left_out(report *r) {
    size_t entities = ent_selection_entities_left_out(r->selection);
    if (entities)
        line(r, "left out", "entities", (int64_t)entities, "without a selected relation (--isolates keeps them)");
    for (int reason = 0; reason < ENT_LEFT_COUNT; reason++) {
        size_t count = ent_selection_left_out(r->selection, (ent_left_out)reason);
        if (count) line(r, "left out", "relations", (int64_t)count, ent_left_out_words((ent_left_out)reason));
    }
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    static void (*const reports[])(report *) = {
        report_graph,
        report_kinds,
        report_relations,
        report_left_out,
    };
    size_t count = sizeof reports / sizeof *reports;
    report r = {.selection = input->selection, .graph = ent_selection_graph(input->selection), .err = err};
    r.relation_count = ent_selection_relations(input->selection, &r.relations);
    r.status = ent_table_new(self->name, columns, ent_count_columns(columns), &r.table, err);
    for (size_t i = 0; i < count && !r.status; i++) {
        reports[i](&r);
        if (!r.status) r.status = ent_monitor_tick(input->monitor, "counting", i, count, err);
    }
    if (!r.status) r.status = ent_note_selection(r.table, input->selection, err);
    if (r.status)
        ent_table_free(r.table);
    else
        *out = r.table;
    return r.status;
}

static const ent_example examples[] = {
    {"info graphs/korea-us-2022.json", "what is in the seed graph"},
    {"info graphs/korea-us-2022.json --status planned", "what is only planned"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_info = {
    .name = "info",
    .summary = "what is in the data: entities by kind, relations by type and sign, dates, evidence",
    .detail = "Counts what is selected, and says what is not. A pair is ambivalent when it holds positive and negative "
              "relations at once. A relation has several sources when its evidence names more than one document.",
    .citation = "",
    .cost = "O(n + m)",
    .columns = columns,
    .examples = examples,
    .run = run,
};
