/* graph_compare.h - tests: whether two graphs hold the same, asked through the public interface only. */
#ifndef TESTS_GRAPH_COMPARE_H
#define TESTS_GRAPH_COMPARE_H

#include <math.h>
#include <string.h>

#include <entente/model.h>

/* The first member that differs, in words; NULL when nothing does. */
static const char *graph_difference(const ent_graph *a, const ent_graph *b);

static bool compare_same(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool compare_number(double a, double b) {
    return (isnan(a) && isnan(b)) || a == b;
}

static const char *compare_documents(const ent_graph *a, const ent_graph *b, ent_id i) {
    ent_document x, y;
    ent_graph_document(a, i, &x);
    ent_graph_document(b, i, &y);
    if (!compare_same(x.id, y.id)) return "id of a document";
    if (!compare_same(x.title, y.title)) return "title of a document";
    if (!compare_same(x.publisher, y.publisher)) return "publisher";
    if (!compare_same(x.author, y.author)) return "author";
    if (!compare_same(x.date, y.date)) return "date of a document";
    if (!compare_same(x.url, y.url)) return "url";
    if (!compare_same(x.language, y.language)) return "language";
    if (!compare_same(x.attributes, y.attributes)) return "attributes of a document";
    return compare_same(x.extra, y.extra) ? NULL : "unknown members of a document";
}

static bool compare_pairs(ent_pair x, ent_pair y) {
    return compare_same(x.key, y.key) && compare_same(x.value, y.value);
}

static const char *compare_entity_lists(const ent_graph *a, const ent_graph *b, ent_id i, const ent_entity *x,
                                        const ent_entity *y) {
    if (x->name_count != y->name_count) return "number of names";
    for (size_t k = 0; k < x->name_count; k++)
        if (!compare_pairs(ent_graph_entity_name(a, i, k), ent_graph_entity_name(b, i, k))) return "a name";
    if (x->alias_count != y->alias_count) return "number of aliases";
    for (size_t k = 0; k < x->alias_count; k++)
        if (!compare_same(ent_graph_entity_alias(a, i, k), ent_graph_entity_alias(b, i, k))) return "an alias";
    if (x->identifier_count != y->identifier_count) return "number of identifiers";
    for (size_t k = 0; k < x->identifier_count; k++)
        if (!compare_pairs(ent_graph_entity_identifier(a, i, k), ent_graph_entity_identifier(b, i, k)))
            return "an identifier";
    return NULL;
}

static const char *compare_entities(const ent_graph *a, const ent_graph *b, ent_id i) {
    ent_entity x, y;
    ent_kind kind_x, kind_y;
    ent_graph_entity(a, i, &x);
    ent_graph_entity(b, i, &y);
    ent_graph_kind(a, x.kind, &kind_x);
    ent_graph_kind(b, y.kind, &kind_y);
    if (!compare_same(x.id, y.id)) return "id of an entity";
    if (!compare_same(kind_x.name, kind_y.name)) return "kind";
    if (!compare_same(x.name, y.name)) return "name";
    if (!compare_same(x.role, y.role)) return "role";
    if (!compare_same(x.short_name, y.short_name)) return "short";
    if (x.declared != y.declared) return "declared";
    if (!compare_same(x.attributes, y.attributes)) return "attributes of an entity";
    if (!compare_same(x.extra, y.extra)) return "unknown members of an entity";
    return compare_entity_lists(a, b, i, &x, &y);
}

static const char *compare_evidence(const ent_graph *a, const ent_graph *b, ent_id i, ent_id j) {
    ent_evidence x, y;
    ent_graph_evidence(a, i, &x);
    ent_graph_evidence(b, j, &y);
    if (x.document != y.document) return "document of evidence";
    if (!compare_same(x.locator, y.locator)) return "locator";
    if (!compare_same(x.summary, y.summary)) return "summary";
    if (!compare_same(x.quote, y.quote)) return "quote";
    return compare_same(x.extra, y.extra) ? NULL : "unknown members of evidence";
}

static const char *compare_relation_lists(const ent_graph *a, const ent_graph *b, ent_id i, const ent_relation *x,
                                          const ent_relation *y) {
    if (x->area_count != y->area_count) return "number of areas";
    for (size_t k = 0; k < x->area_count; k++)
        if (!compare_same(ent_graph_relation_area(a, i, k), ent_graph_relation_area(b, i, k))) return "an area";
    if (x->evidence_count != y->evidence_count) return "amount of evidence";
    for (ent_id k = 0; k < x->evidence_count; k++) {
        const char *difference = compare_evidence(a, b, x->evidence_first + k, y->evidence_first + k);
        if (difference) return difference;
    }
    return NULL;
}

static const char *compare_relations(const ent_graph *a, const ent_graph *b, ent_id i) {
    ent_relation x, y;
    ent_type type_x, type_y;
    ent_graph_relation(a, i, &x);
    ent_graph_relation(b, i, &y);
    ent_graph_type(a, x.type, &type_x);
    ent_graph_type(b, y.type, &type_y);
    if (!compare_same(x.id, y.id)) return "id of a relation";
    if (!compare_same(type_x.name, type_y.name)) return "type";
    if (x.source != y.source) return "source";
    if (x.target != y.target || x.target_is_relation != y.target_is_relation) return "target";
    if (x.sign != y.sign || x.sign_given != y.sign_given) return "sign";
    if (x.status != y.status || x.status_given != y.status_given) return "status";
    if (!compare_same(x.date_text, y.date_text)) return "date";
    if (!compare_number(x.weight, y.weight)) return "weight";
    if (!compare_number(x.confidence, y.confidence)) return "confidence";
    if (!compare_same(x.said_by, y.said_by)) return "said_by";
    if (!compare_same(x.note, y.note)) return "note";
    if (!compare_same(x.attributes, y.attributes)) return "attributes of a relation";
    if (!compare_same(x.extra, y.extra)) return "unknown members of a relation";
    return compare_relation_lists(a, b, i, &x, &y);
}

static const char *graph_difference(const ent_graph *a, const ent_graph *b) {
    const char *difference = NULL;
    if (!compare_same(ent_graph_title(a), ent_graph_title(b))) return "title of the graph";
    if (!compare_same(ent_graph_extra(a), ent_graph_extra(b))) return "unknown members of the head";
    if (ent_graph_documents(a) != ent_graph_documents(b)) return "number of documents";
    if (ent_graph_entities(a) != ent_graph_entities(b)) return "number of entities";
    if (ent_graph_relations(a) != ent_graph_relations(b)) return "number of relations";
    for (ent_id i = 0; !difference && i < ent_graph_documents(a); i++) difference = compare_documents(a, b, i);
    for (ent_id i = 0; !difference && i < ent_graph_entities(a); i++) difference = compare_entities(a, b, i);
    for (ent_id i = 0; !difference && i < ent_graph_relations(a); i++) difference = compare_relations(a, b, i);
    return difference;
}

#endif
