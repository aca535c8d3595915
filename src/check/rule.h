/* check/rule.h - what the files of rules share: a finding with the id of what it is about, and the rows themselves. */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include <entente/check.h>

#include "model/graph.h"

/* What every rule here hands to its sink: a finding, and the id for the table's column. ent_check's own sink looks behind
 * the finding; others see the finding alone. */
typedef struct ent_check_finding {
    ent_finding finding;
    const char *id;
} ent_check_finding;

typedef enum ent_subject_kind { ENT_SUBJECT_DOCUMENT, ENT_SUBJECT_ENTITY, ENT_SUBJECT_RELATION } ent_subject_kind;

/* The record, and the member of it ("/date", "" for the record) that a finding is about. */
typedef struct ent_subject {
    ent_subject_kind kind;
    ent_id index;
    const char *member;
} ent_subject;

/* Report a finding of that rule. remedy may be NULL. */
void ent_check_report(const ent_graph *graph, const ent_sink *sink, const ent_rule *rule, ent_subject subject,
                      const char *remedy, const char *format, ...) ENT_PRINTF(6, 7);

extern const ent_rule ent_rule_unknown_type, ent_rule_unknown_kind, ent_rule_undeclared_entity, ent_rule_kind_mismatch,
    ent_rule_sign_override;
extern const ent_rule ent_rule_no_evidence, ent_rule_evidence_without_source, ent_rule_low_confidence;
extern const ent_rule ent_rule_no_date, ent_rule_ahead_of_sources, ent_rule_plan_in_the_past,
    ent_rule_ended_without_end, ent_rule_ended_too_late;
extern const ent_rule ent_rule_self_relation, ent_rule_duplicate_relation, ent_rule_isolated_entity;
extern const ent_rule ent_rule_url_scheme, ent_rule_source_link, ent_rule_unused_document;

#endif
