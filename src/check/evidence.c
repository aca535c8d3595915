/* check/evidence.c - what a relation rests on. */
#include <math.h>
#include <stdio.h>

#include "check/rule.h"

static ent_status no_evidence(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        if (relation.evidence_count) continue;
        ent_check_report(graph, sink, &ent_rule_no_evidence, (ent_subject){ENT_SUBJECT_RELATION, k, ""},
                         "add evidence: a document, where in it, and what it says", "relation '%s' has no evidence",
                         relation.id);
    }
    return ENT_OK;
}

const ent_rule ent_rule_no_evidence = {"no-evidence", ENT_SEVERITY_WARNING, "relations without evidence",
                                       "nobody can look up whether it is true, and --min-sources leaves it out",
                                       no_evidence};

static ent_status evidence_without_source(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        for (size_t i = 0; i < relation.evidence_count; i++) {
            ent_evidence evidence;
            char member[48];
            ent_graph_evidence(graph, relation.evidence_first + (ent_id)i, &evidence);
            if (evidence.document != ENT_NONE) continue;
            snprintf(member, sizeof member, "/evidence/%zu", i);
            ent_check_report(graph, sink, &ent_rule_evidence_without_source,
                             (ent_subject){ENT_SUBJECT_RELATION, k, member},
                             "name the document, by an id among the documents",
                             "evidence %zu of relation '%s' names no document", i + 1, relation.id);
        }
    }
    return ENT_OK;
}

const ent_rule ent_rule_evidence_without_source = {
    "evidence-without-source", ENT_SEVERITY_WARNING, "evidence that names no document",
    "it does not count as a source, and a reader cannot follow it", evidence_without_source};

static ent_status low_confidence(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    const double low = 0.5;
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        char number[32];
        ent_graph_relation(graph, k, &relation);
        if (isnan(relation.confidence) || relation.confidence >= low) continue;
        ent_check_report(graph, sink, &ent_rule_low_confidence, (ent_subject){ENT_SUBJECT_RELATION, k, "/confidence"},
                         "look for a better source, or leave it out with --min-confidence 0.5",
                         "relation '%s' is less likely than not: confidence %s", relation.id,
                         ent_format_double(relation.confidence, number));
    }
    return ENT_OK;
}

const ent_rule ent_rule_low_confidence = {"low-confidence", ENT_SEVERITY_NOTE, "relations with a confidence below 0.5",
                                          "measures count it like any other unless --min-confidence is given",
                                          low_confidence};
