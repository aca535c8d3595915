/* write/kept.c - which documents, entities and relations go out. */
#include "write/record.h"

#include <stdlib.h>
#include <string.h>

#include "model/graph.h"

/* Marks by number, turned into ascending lists at the end. */
typedef struct marks {
    bool *documents, *entities, *relations;
} marks;

static void mark_relation(marks *m, const ent_graph *graph, ent_id index) {
    ent_relation relation;
    ent_graph_relation(graph, index, &relation);
    m->relations[index] = true;
    m->entities[relation.source] = true;
    if (!relation.target_is_relation) m->entities[relation.target] = true;
    uint32_t speaker = ent_pool_find(&graph->entity_ids, relation.said_by);
    if (speaker != ENT_NONE) m->entities[speaker] = true;
    for (size_t k = 0; k < relation.evidence_count; k++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, relation.evidence_first + (ent_id)k, &evidence);
        if (evidence.document != ENT_NONE) m->documents[evidence.document] = true;
    }
}

static void mark_selection(marks *m, const ent_graph *graph, const ent_selection *selection) {
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows);
    for (size_t i = 0; i < count; i++) mark_relation(m, graph, rows[i]);
    /* stand-ins and isolates are part of what was asked for */
    count = ent_selection_entities(selection, &rows);
    for (size_t i = 0; i < count; i++) m->entities[rows[i]] = true;
}

static void mark_all(marks *m, const ent_graph *graph) {
    memset(m->documents, true, ent_graph_documents(graph));
    memset(m->entities, true, ent_graph_entities(graph));
    memset(m->relations, true, ent_graph_relations(graph));
}

static bool list_marked(const bool *marked, size_t count, ent_id **out, size_t *out_count) {
    ent_id *list = malloc((count + 1) * sizeof *list);
    if (!list) return false;
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (marked[i]) list[n++] = (ent_id)i;
    *out = list;
    *out_count = n;
    return true;
}

static void drop_undeclared(marks *m, const ent_graph *graph) {
    for (ent_id e = 0; e < ent_graph_entities(graph); e++) {
        ent_entity entity;
        ent_graph_entity(graph, e, &entity);
        if (!entity.declared) m->entities[e] = false;
    }
}

ent_status ent_kept_init(ent_kept *kept, const ent_graph *graph, const ent_selection *selection, ent_error *err) {
    size_t documents = ent_graph_documents(graph), entities = ent_graph_entities(graph);
    size_t relations = ent_graph_relations(graph);
    marks m = {calloc(documents + 1, sizeof(bool)), calloc(entities + 1, sizeof(bool)),
               calloc(relations + 1, sizeof(bool))};
    memset(kept, 0, sizeof *kept);
    ent_status status = ent_graph_need(graph, err);
    if (status != ENT_OK) goto done;
    if (!m.documents || !m.entities || !m.relations) {
        status = ent_fail_memory(err);
        goto done;
    }
    if (selection)
        mark_selection(&m, graph, selection);
    else
        mark_all(&m, graph);
    drop_undeclared(&m, graph);
    if (!list_marked(m.documents, documents, &kept->documents, &kept->document_count) ||
        !list_marked(m.entities, entities, &kept->entities, &kept->entity_count) ||
        !list_marked(m.relations, relations, &kept->relations, &kept->relation_count)) {
        ent_kept_clear(kept);
        status = ent_fail_memory(err);
    }
done:
    free(m.documents);
    free(m.entities);
    free(m.relations);
    return status;
}

void ent_kept_clear(ent_kept *kept) {
    free(kept->documents);
    free(kept->entities);
    free(kept->relations);
    memset(kept, 0, sizeof *kept);
}
