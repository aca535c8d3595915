/* check/ends.c - relations with themselves, relations twice, and entities without any. */
#include <stdlib.h>
#include <string.h>

#include "check/rule.h"

static ent_status self_relations(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_entity entity;
        ent_graph_relation(graph, k, &relation);
        if (relation.target_is_relation || relation.source != relation.target) continue;
        ent_graph_entity(graph, relation.source, &entity);
        ent_check_report(graph, sink, &ent_rule_self_relation, (ent_subject){ENT_SUBJECT_RELATION, k, "/target"},
                         "check both ends: two names of one entity may have been meant for two",
                         "relation '%s' holds between '%s' and itself", relation.id, entity.id);
    }
    return ENT_OK;
}

const ent_rule ent_rule_self_relation = {"self-relation", ENT_SEVERITY_WARNING, "relations of an entity with itself",
                                         "it is on no path and in no triad, yet it counts twice in a degree",
                                         self_relations};

/* What makes two relations the same: ends, type, date, areas and status. Areas belong to it: cooperation is often stated
 * area by area. Dates and lists of areas have a number each, the same for the same text. */
typedef struct likeness {
    uint32_t type, source, target, date, areas, status, targets_relation, index;
} likeness;

static int by_likeness(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    for (size_t i = 0; i < sizeof(likeness) / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

static likeness likeness_of(const ent_graph *graph, ent_id k) {
    ent_relation relation;
    ent_type type;
    ent_graph_relation(graph, k, &relation);
    ent_graph_type(graph, relation.type, &type);
    likeness out = {relation.type,
                    relation.source,
                    relation.target,
                    graph->r.date[k],
                    ent_graph_areas_of(graph, k),
                    relation.status,
                    relation.target_is_relation,
                    k};
    if (type.symmetric && !relation.target_is_relation && out.source > out.target) {
        out.source = relation.target;
        out.target = relation.source;
    }
    return out;
}

static bool alike(const likeness *a, const likeness *b) {
    return memcmp(a, b, offsetof(likeness, index)) == 0;
}

static ent_status duplicate_relations(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    size_t count = ent_graph_relations(graph);
    likeness *rows = malloc((count + 1) * sizeof *rows);
    ent_id *earlier = malloc((count + 1) * sizeof *earlier);
    ent_status status = rows && earlier ? ENT_OK : ent_fail_memory(err);
    if (status != ENT_OK) goto done;
    for (ent_id k = 0; k < count; k++) rows[k] = likeness_of(graph, k);
    qsort(rows, count, sizeof *rows, by_likeness);
    for (size_t i = 0; i < count; i++)
        earlier[rows[i].index] = i && alike(&rows[i - 1], &rows[i]) ? rows[i - 1].index : ENT_NONE;
    for (ent_id k = 0; k < count; k++) {
        if (earlier[k] == ENT_NONE) continue;
        ent_relation relation, first;
        ent_graph_relation(graph, k, &relation);
        ent_graph_relation(graph, earlier[k], &first);
        ent_check_report(graph, sink, &ent_rule_duplicate_relation, (ent_subject){ENT_SUBJECT_RELATION, k, ""},
                         "make them one relation that has the evidence of both", "relation '%s' says the same as '%s'",
                         relation.id, first.id);
    }
done:
    free(rows);
    free(earlier);
    return status;
}

const ent_rule ent_rule_duplicate_relation = {
    "duplicate-relation", ENT_SEVERITY_WARNING, "relations alike in ends, type, date, areas and status",
    "the same fact counts twice where relations are counted or weights added up", duplicate_relations};

/* Add the folded form of a text to a set. */
static ent_status add_folded(ent_pool *set, const char *text, ent_error *err) {
    char *folded = ent_text_fold(text);
    bool added = folded && ent_pool_add(set, folded, NULL) != UINT32_MAX;
    free(folded);
    return added ? ENT_OK : ent_fail_memory(err);
}

/* What is an end of a relation, and what relations name without being one: who says so, and areas. */
static ent_status find_mentions(const ent_graph *graph, bool *touched, ent_pool *mentioned, ent_error *err) {
    ent_status status = ENT_OK;
    for (ent_id k = 0; status == ENT_OK && k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        touched[relation.source] = true;
        if (!relation.target_is_relation) touched[relation.target] = true;
        if (*relation.said_by) status = add_folded(mentioned, relation.said_by, err);
        for (size_t i = 0; status == ENT_OK && i < relation.area_count; i++)
            status = add_folded(mentioned, ent_graph_relation_area(graph, k, i), err);
    }
    return status;
}

static ent_status is_mentioned(const ent_pool *mentioned, const char *name, bool *out, ent_error *err) {
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    *out = *out || ent_pool_find(mentioned, folded) != UINT32_MAX;
    free(folded);
    return ENT_OK;
}

static ent_status check_isolated(const ent_graph *graph, const ent_sink *sink, ent_id e, const ent_pool *mentioned,
                                 ent_error *err) {
    ent_entity entity;
    bool found = false;
    ent_graph_entity(graph, e, &entity);
    ent_status status = is_mentioned(mentioned, entity.id, &found, err);
    if (status == ENT_OK) status = is_mentioned(mentioned, entity.name, &found, err);
    for (size_t k = 0; status == ENT_OK && k < entity.alias_count; k++)
        status = is_mentioned(mentioned, ent_graph_entity_alias(graph, e, k), &found, err);
    if (status == ENT_OK && !found)
        ent_check_report(graph, sink, &ent_rule_isolated_entity, (ent_subject){ENT_SUBJECT_ENTITY, e, ""},
                         "relate it to something, or take it out", "entity '%s' is in no relation", entity.id);
    return status;
}

static ent_status isolated_entities(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    bool *touched = calloc(ent_graph_entities(graph) + 1, sizeof *touched);
    ent_pool mentioned = {0};
    ent_status status = touched ? find_mentions(graph, touched, &mentioned, err) : ent_fail_memory(err);
    for (ent_id e = 0; status == ENT_OK && e < ent_graph_entities(graph); e++)
        if (!touched[e]) status = check_isolated(graph, sink, e, &mentioned, err);
    ent_pool_clear(&mentioned);
    free(touched);
    return status;
}

const ent_rule ent_rule_isolated_entity = {
    "isolated-entity", ENT_SEVERITY_NOTE, "entities that no relation touches, and that none has as its area or speaker",
    "they are in no diagram and no measure: perhaps a relation is missing", isolated_entities};
