/* check/dates.c - dates that are missing, or at odds with the status or the sources. */
#include "check/rule.h"

#include <string.h>

static ent_status no_date(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        if (relation.date.given) continue;
        ent_check_report(graph, sink, &ent_rule_no_date, (ent_subject){ENT_SUBJECT_RELATION, k, ""},
                         "give a date, as precise as is known: 2022 or ../2022 will do", "relation '%s' has no date",
                         relation.id);
    }
    return ENT_OK;
}

const ent_rule ent_rule_no_date = {"no-date", ENT_SEVERITY_NOTE, "relations without a date",
                                   "it is left out as soon as a date is asked for (--at, --since, --until)", no_date};

/* First and last day on which the documents of a relation's evidence came out. False when none has a date. */
static bool published(const ent_graph *graph, const ent_relation *relation, int32_t *first, int32_t *last) {
    bool any = false;
    for (size_t i = 0; i < relation->evidence_count; i++) {
        ent_evidence evidence;
        ent_document document;
        ent_date date;
        ent_graph_evidence(graph, relation->evidence_first + (ent_id)i, &evidence);
        if (evidence.document == ENT_NONE) continue;
        ent_graph_document(graph, evidence.document, &document);
        if (!*document.date || ent_date_parse(document.date, &date, NULL) != ENT_OK) continue;
        if (!any || date.first < *first) *first = date.first;
        if (!any || date.last > *last) *last = date.last;
        any = true;
    }
    return any;
}

static ent_status ahead_of_sources(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        int32_t first, last;
        ent_graph_relation(graph, k, &relation);
        if (relation.status == ENT_PLANNED || relation.status == ENT_HYPOTHETICAL || relation.status == ENT_DENIED)
            continue;
        if (!relation.date.given || !published(graph, &relation, &first, &last) || relation.date.first <= last)
            continue;
        ent_check_report(graph, sink, &ent_rule_ahead_of_sources, (ent_subject){ENT_SUBJECT_RELATION, k, "/date"},
                         "is it planned? else check the date and the documents' dates",
                         "relation '%s' is %s of %s, later than all its documents", relation.id,
                         ent_relation_status_name(relation.status), relation.date_text);
    }
    return ENT_OK;
}

const ent_rule ent_rule_ahead_of_sources = {
    "ahead-of-sources", ENT_SEVERITY_WARNING, "relations stated as fact for a day after all their documents came out",
    "no document can know it: the status should be planned, or a date is wrong", ahead_of_sources};

static ent_status plan_in_the_past(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        int32_t first, last;
        ent_graph_relation(graph, k, &relation);
        if (relation.status != ENT_PLANNED || !relation.date.given) continue;
        if (!published(graph, &relation, &first, &last) || relation.date.last >= first) continue;
        ent_check_report(graph, sink, &ent_rule_plan_in_the_past, (ent_subject){ENT_SUBJECT_RELATION, k, "/date"},
                         "did it happen? then it is asserted; else date the plan by what is planned",
                         "relation '%s' is planned for %s, earlier than all its documents", relation.id,
                         relation.date_text);
    }
    return ENT_OK;
}

const ent_rule ent_rule_plan_in_the_past = {
    "plan-in-the-past", ENT_SEVERITY_NOTE, "plans for a day before any of their documents came out",
    "what was planned has happened or has not: the status is out of date, or the date is wrong", plan_in_the_past};

static ent_status ended_without_end(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        if (relation.status != ENT_ENDED || (relation.date.given && relation.date.last != ENT_DAY_MAX)) continue;
        ent_check_report(graph, sink, &ent_rule_ended_without_end, (ent_subject){ENT_SUBJECT_RELATION, k, "/date"},
                         "give its end: 1949/2019, or ../2019 when the start is not known",
                         "relation '%s' is ended, and nothing says when", relation.id);
    }
    return ENT_OK;
}

const ent_rule ent_rule_ended_without_end = {"ended-without-end", ENT_SEVERITY_WARNING,
                                             "relations that ended, without an end",
                                             "--at DATE takes it for one that still holds", ended_without_end};

/* First day on which what the date says can have ended: that of its end, not of the whole. */
static int32_t earliest_end(const ent_relation *relation) {
    ent_date end;
    const char *slash = strchr(relation->date_text, '/');
    if (!slash || ent_date_parse(slash + 1, &end, NULL) != ENT_OK) return relation->date.first;
    return end.first;
}

static ent_status ended_too_late(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        int32_t first, last;
        ent_graph_relation(graph, k, &relation);
        if (relation.status != ENT_ENDED || !relation.date.given || relation.date.last == ENT_DAY_MAX) continue;
        if (!published(graph, &relation, &first, &last)) continue;
        /* one that has not begun either is ahead of its sources, which has a rule */
        if (relation.date.first > last || earliest_end(&relation) <= last) continue;
        ent_check_report(graph, sink, &ent_rule_ended_too_late, (ent_subject){ENT_SUBJECT_RELATION, k, "/date"},
                         "does it still hold? then it is asserted; else check its end and the documents' dates",
                         "relation '%s' is ended, and its end in %s is later than all its documents", relation.id,
                         relation.date_text);
    }
    return ENT_OK;
}

const ent_rule ent_rule_ended_too_late = {
    "ended-too-late", ENT_SEVERITY_WARNING, "relations said to have ended, on a day after all their documents came out",
    "no document can know it: --at DATE takes it for one that still holds", ended_too_late};
