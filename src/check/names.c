/* check/names.c - types, kinds and entities that nobody declared. */
#include <stdlib.h>
#include <string.h>

#include "check/rule.h"

/* How often each of some things is used, and where first. */
typedef struct uses {
    size_t *count;
    ent_id *first;
} uses;

static ent_status uses_init(uses *u, size_t things, ent_error *err) {
    u->count = calloc(things + 1, sizeof *u->count);
    u->first = calloc(things + 1, sizeof *u->first);
    return u->count && u->first ? ENT_OK : ent_fail_memory(err);
}

static void uses_clear(uses *u) {
    free(u->count);
    free(u->first);
}

static void use(uses *u, size_t thing, ent_id where) {
    if (!u->count[thing]++) u->first[thing] = where;
}

/* The remedy for a name that nobody knows, in the hint of room: cut to its size at a whole character. */
static const char *guess(ent_error *room, const char *near, const char *otherwise) {
    *room = (ent_error){0};
    ent_fail(room, ENT_NO, "-");
    if (near)
        ent_hint(room, "did you mean '%s'?", near);
    else
        ent_hint(room, "%s", otherwise);
    return room->hint;
}

static void report_type(const ent_graph *graph, const ent_sink *sink, uint32_t t, size_t count, ent_id first) {
    ent_type type;
    ent_graph_type(graph, t, &type);
    if (type.known || !count) return;
    ent_error remedy;
    const char *near = ent_vocabulary_nearest_type(ent_graph_vocabulary(graph), type.name);
    guess(&remedy, near, "use a type of the vocabulary, or bring your own with --vocabulary");
    ent_check_report(graph, sink, &ent_rule_unknown_type, (ent_subject){ENT_SUBJECT_RELATION, first, "/type"},
                     remedy.hint, "%zu relation%s of the unknown type '%s'", count, count == 1 ? "" : "s", type.name);
}

static ent_status unknown_types(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    uses u;
    ent_status status = uses_init(&u, ent_graph_types(graph), err);
    for (ent_id k = 0; status == ENT_OK && k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        use(&u, relation.type, k);
    }
    for (uint32_t t = 0; status == ENT_OK && t < ent_graph_types(graph); t++)
        report_type(graph, sink, t, u.count[t], u.first[t]);
    uses_clear(&u);
    return status;
}

const ent_rule ent_rule_unknown_type = {
    "unknown-type", ENT_SEVERITY_WARNING, "types of relation that the vocabulary does not have, each told once",
    "such a relation has sign 0: measures of balance and opposition pass it over", unknown_types};

static void report_kind(const ent_graph *graph, const ent_sink *sink, uint32_t k, size_t count, ent_id first) {
    ent_kind kind;
    ent_graph_kind(graph, k, &kind);
    if (kind.known || !count) return;
    ent_subject subject = {ENT_SUBJECT_ENTITY, first, "/kind"};
    if (strcmp(kind.name, "unknown") == 0) {
        ent_check_report(graph, sink, &ent_rule_unknown_kind, subject, "say what it is: country, leader, firm, ...",
                         "%zu entit%s without a kind", count, count == 1 ? "y" : "ies");
        return;
    }
    ent_error remedy;
    const char *near = ent_vocabulary_nearest_kind(ent_graph_vocabulary(graph), kind.name);
    guess(&remedy, near, "use a kind of the vocabulary, or bring your own with --vocabulary");
    ent_check_report(graph, sink, &ent_rule_unknown_kind, subject, remedy.hint, "%zu entit%s of the unknown kind '%s'",
                     count, count == 1 ? "y" : "ies", kind.name);
}

static ent_status unknown_kinds(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    uses u;
    ent_status status = uses_init(&u, ent_graph_kinds(graph), err);
    for (ent_id e = 0; status == ENT_OK && e < ent_graph_entities(graph); e++) {
        ent_entity entity;
        ent_graph_entity(graph, e, &entity);
        if (entity.declared) use(&u, entity.kind, e);
    }
    for (uint32_t k = 0; status == ENT_OK && k < ent_graph_kinds(graph); k++)
        report_kind(graph, sink, k, u.count[k], u.first[k]);
    uses_clear(&u);
    return status;
}

const ent_rule ent_rule_unknown_kind = {
    "unknown-kind", ENT_SEVERITY_WARNING, "kinds of entity that the vocabulary does not have, or none, each told once",
    "the kind gives an entity its shape in diagrams, and says whether it stands for its country", unknown_kinds};

/* The first relation that an undeclared entity is an end of stands for it: it has no record of its own. */
static ent_status undeclared_entities(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    uses u;
    ent_status status = uses_init(&u, ent_graph_entities(graph), err);
    for (ent_id k = 0; status == ENT_OK && k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        use(&u, relation.source, k);
        if (!relation.target_is_relation) use(&u, relation.target, k);
    }
    for (ent_id e = 0; status == ENT_OK && e < ent_graph_entities(graph); e++) {
        ent_entity entity;
        ent_graph_entity(graph, e, &entity);
        if (entity.declared || !u.count[e]) continue;
        ent_check_report(graph, sink, &ent_rule_undeclared_entity, (ent_subject){ENT_SUBJECT_RELATION, u.first[e], ""},
                         "add it to the entities, with its kind",
                         "'%s' is an end of %zu relation%s and no entity is called so", entity.id, u.count[e],
                         u.count[e] == 1 ? "" : "s");
    }
    uses_clear(&u);
    return status;
}

const ent_rule ent_rule_undeclared_entity = {
    "undeclared-entity", ENT_SEVERITY_WARNING, "ends of relations that are no declared entity",
    "a slip in a name makes one entity two, and paths between them are lost", undeclared_entities};
