/* check/check.c - the rules there are, and running them into a table. To add one: a row in the file of its group, its
 * name in rule.h and here. */
#include <entente/check.h>

#include <string.h>

#include "check/rule.h"

static const ent_rule *const rules[] = {
    &ent_rule_undeclared_entity, &ent_rule_unknown_type,
    &ent_rule_unknown_kind,      &ent_rule_kind_mismatch,
    &ent_rule_self_relation,     &ent_rule_duplicate_relation,
    &ent_rule_no_evidence,       &ent_rule_evidence_without_source,
    &ent_rule_ahead_of_sources,  &ent_rule_url_scheme,
    &ent_rule_sign_override,     &ent_rule_no_date,
    &ent_rule_plan_in_the_past,  &ent_rule_ended_without_end,
    &ent_rule_ended_too_late,    &ent_rule_low_confidence,
    &ent_rule_isolated_entity,   &ent_rule_unused_document,
    &ent_rule_source_link,
};

size_t ent_rule_count(void) {
    return sizeof rules / sizeof *rules;
}

const ent_rule *ent_rule_at(size_t index) {
    return index < ent_rule_count() ? rules[index] : NULL;
}

enum { SEVERITY, RULE, ID, MESSAGE, REMEDY, FILE_NAME, LINE, COLUMN, COLUMN_COUNT };

static const ent_column columns[COLUMN_COUNT] = {
    {"severity", ENT_COLUMN_TEXT, "error, warning or note", false, false},
    {"rule", ENT_COLUMN_TEXT, "name of the rule, for --rule", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity, relation or document", false, false},
    {"message", ENT_COLUMN_TEXT, "what is the matter", true, false},
    {"remedy", ENT_COLUMN_TEXT, "what to do about it", true, false},
    {"file", ENT_COLUMN_TEXT, "where it was read", false, true},
    {"line", ENT_COLUMN_INT, "line of the record, from 1", false, true},
    {"column", ENT_COLUMN_INT, "column of the record, from 1, in characters", false, true},
};

static const char *const severity_names[] = {"note", "warning", "error"};

/* What the sink fills. It cannot return a status, so the first failure waits here. */
typedef struct collecting {
    ent_table *table;
    size_t counts[3];
    ent_status status;
    ent_error *err;
} collecting;

static ent_status add_finding(collecting *c, const ent_check_finding *found) {
    const ent_finding *finding = &found->finding;
    const struct {
        size_t column;
        const char *text;
    } cells[] = {{SEVERITY, severity_names[finding->severity]},
                 {RULE, finding->rule},
                 {ID, found->id},
                 {MESSAGE, finding->message},
                 {REMEDY, finding->remedy},
                 {FILE_NAME, finding->file}};
    ent_status status = ent_table_add_row(c->table, c->err);
    for (size_t i = 0; status == ENT_OK && i < sizeof cells / sizeof *cells; i++)
        status = ent_table_set_text(c->table, cells[i].column, cells[i].text, c->err);
    if (status == ENT_OK && finding->line) status = ent_table_set_int(c->table, LINE, (int64_t)finding->line, c->err);
    if (status == ENT_OK && finding->column)
        status = ent_table_set_int(c->table, COLUMN, (int64_t)finding->column, c->err);
    return status;
}

static void collect(void *context, const ent_finding *finding) {
    collecting *c = context;
    if (c->status != ENT_OK) return;
    c->counts[finding->severity]++;
    c->status = add_finding(c, (const ent_check_finding *)finding);
}

static bool wanted(const ent_rule *rule, const ent_text_list *only) {
    for (size_t i = 0; only && i < only->count; i++)
        if (strcmp(rule->name, only->items[i]) == 0) return true;
    return !only || !only->count;
}

/* Every name in `only` must be a rule's. */
static ent_status check_names(const ent_text_list *only, ent_error *err) {
    const char *names[sizeof rules / sizeof *rules];
    for (size_t r = 0; r < ent_rule_count(); r++) names[r] = rules[r]->name;
    for (size_t i = 0; only && i < only->count; i++) {
        bool known = false;
        for (size_t r = 0; r < ent_rule_count() && !known; r++) known = strcmp(names[r], only->items[i]) == 0;
        if (known) continue;
        const char *near = ent_text_nearest(only->items[i], names, ent_rule_count());
        ent_fail(err, ENT_USAGE, "there is no rule '%s'", only->items[i]);
        if (near) ent_hint(err, "did you mean '%s'?", near);
        return ENT_USAGE;
    }
    return ENT_OK;
}

/* "1 note", "2 notes" */
static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

static ent_status note_counts(collecting *c, const ent_graph *graph, ent_error *err) {
    const size_t *n = c->counts;
    size_t errors = n[ENT_SEVERITY_ERROR], warnings = n[ENT_SEVERITY_WARNING], notes = n[ENT_SEVERITY_NOTE];
    size_t relations = ent_graph_relations(graph), entities = ent_graph_entities(graph);
    size_t documents = ent_graph_documents(graph);
    ent_status status = ent_table_note(c->table, err, "%zu error%s, %zu warning%s, %zu note%s", errors, plural(errors),
                                       warnings, plural(warnings), notes, plural(notes));
    if (status != ENT_OK) return status;
    return ent_table_note(c->table, err, "looked at %zu relation%s, %zu %s, %zu document%s", relations,
                          plural(relations), entities, entities == 1 ? "entity" : "entities", documents,
                          plural(documents));
}

static ent_status run_rules(collecting *c, const ent_graph *graph, const ent_text_list *only, ent_error *err) {
    ent_sink sink = {collect, c};
    for (size_t i = 0; i < ent_rule_count(); i++) {
        if (!wanted(rules[i], only)) continue;
        ent_status status = rules[i]->run(graph, &sink, err);
        if (status == ENT_OK) status = c->status;
        if (status != ENT_OK) return status;
    }
    return note_counts(c, graph, err);
}

ent_status ent_check(const ent_graph *graph, const ent_text_list *only, ent_table **out, size_t *warnings,
                     size_t *errors, ent_error *err) {
    ent_status status = check_names(only, err);
    if (status == ENT_OK) status = ent_graph_check_all(graph, err);
    if (status != ENT_OK) return status;
    collecting c = {.err = err};
    status = ent_table_new("check", columns, COLUMN_COUNT, &c.table, err);
    if (status == ENT_OK) status = run_rules(&c, graph, only, err);
    if (status != ENT_OK) {
        ent_table_free(c.table);
        return status;
    }
    *out = c.table;
    if (warnings) *warnings = c.counts[ENT_SEVERITY_WARNING];
    if (errors) *errors = c.counts[ENT_SEVERITY_ERROR];
    return ENT_OK;
}
