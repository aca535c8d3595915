/* check/meaning.c - relations that do not fit what the vocabulary says of their type. */
#include <string.h>

#include "check/rule.h"

/* Whether a comma-separated list of kinds holds the name; an empty list holds all. */
static bool lists(const char *kinds, const char *name) {
    size_t length = strlen(name);
    if (!*kinds) return true;
    for (const char *p = kinds; *p;) {
        p += strspn(p, ", ");
        size_t word = strcspn(p, ", ");
        if (word == length && strncmp(p, name, length) == 0) return true;
        p += word;
    }
    return false;
}

/* An entity fits by its own kind, or by that of the country it stands for. A kind nobody knows fits: another rule has it. */
static bool fits(const ent_graph *graph, ent_id index, const char *kinds) {
    ent_entity entity;
    ent_kind kind;
    ent_graph_entity(graph, index, &entity);
    ent_graph_kind(graph, entity.kind, &kind);
    if (!kind.known || lists(kinds, kind.name)) return true;
    ent_id country = ent_graph_lifted(graph, index);
    return country != index && fits(graph, country, kinds);
}

static const char *kind_name(const ent_graph *graph, ent_id index, const char **entity_id) {
    ent_entity entity;
    ent_kind kind;
    ent_graph_entity(graph, index, &entity);
    ent_graph_kind(graph, entity.kind, &kind);
    *entity_id = entity.id;
    return kind.name;
}

static void report_mismatch(const ent_graph *graph, const ent_sink *sink, ent_id k, bool target, ent_id end,
                            const ent_type *type) {
    const char *id, *kind = kind_name(graph, end, &id), *kinds = target ? type->targets : type->sources;
    ent_error words = {0}; /* for the hint: a list of kinds of any length, cut where it must be */
    ent_fail(&words, ENT_NO, "-");
    ent_hint(&words, "%s expects %s; check the direction, the type and the entity's kind", type->name, kinds);
    ent_check_report(graph, sink, &ent_rule_kind_mismatch,
                     (ent_subject){ENT_SUBJECT_RELATION, k, target ? "/target" : "/source"}, words.hint,
                     "'%s' is of kind %s, as %s of %s", id, kind, target ? "the target" : "the source", type->name);
}

static void check_kinds(const ent_graph *graph, const ent_sink *sink, ent_id k) {
    ent_relation relation;
    ent_type type;
    ent_graph_relation(graph, k, &relation);
    ent_graph_type(graph, relation.type, &type);
    if (!type.known) return;
    bool source = fits(graph, relation.source, type.sources);
    bool target = relation.target_is_relation || fits(graph, relation.target, type.targets);
    if (type.symmetric && !relation.target_is_relation && fits(graph, relation.source, type.targets) &&
        fits(graph, relation.target, type.sources))
        return;
    if (!source) report_mismatch(graph, sink, k, false, relation.source, &type);
    if (!target) report_mismatch(graph, sink, k, true, relation.target, &type);
}

static ent_status kind_mismatches(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) check_kinds(graph, sink, k);
    return ENT_OK;
}

const ent_rule ent_rule_kind_mismatch = {
    "kind-mismatch", ENT_SEVERITY_WARNING, "ends of a kind that the type of relation does not hold between",
    "it is often a relation the wrong way round, or a city where its country was meant", kind_mismatches};

static ent_status sign_overrides(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    static const char *const words[] = {"negative", "structural", "positive"};
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_type type;
        ent_graph_relation(graph, k, &relation);
        ent_graph_type(graph, relation.type, &type);
        if (!type.known || !relation.sign_given || relation.sign == type.sign) continue;
        ent_check_report(graph, sink, &ent_rule_sign_override, (ent_subject){ENT_SUBJECT_RELATION, k, "/sign"},
                         "leave the sign out, or choose a type of that sign", "the sign is %s, and %s is %s",
                         words[relation.sign + 1], type.name, words[type.sign + 1]);
    }
    return ENT_OK;
}

const ent_rule ent_rule_sign_override = {"sign-override", ENT_SEVERITY_NOTE,
                                         "relations whose sign is not that of their type",
                                         "the record's sign counts: balance and factions rest on it", sign_overrides};
