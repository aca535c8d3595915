/* check/documents.c - sources that cannot be followed, or that nothing rests on. */
#include <stdlib.h>
#include <string.h>

#include "check/rule.h"

static bool begins(const char *text, const char *start) {
    for (; *start; text++, start++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if (c != *start) return false;
    }
    return true;
}

static ent_status url_schemes(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id d = 0; d < ent_graph_documents(graph); d++) {
        ent_document document;
        ent_graph_document(graph, d, &document);
        if (!*document.url || begins(document.url, "http://") || begins(document.url, "https://")) continue;
        ent_check_report(graph, sink, &ent_rule_url_scheme, (ent_subject){ENT_SUBJECT_DOCUMENT, d, "/url"},
                         "write the whole address, beginning with https:// or http://",
                         "the address of document '%s' is no web address: '%s'", document.id, document.url);
    }
    return ENT_OK;
}

const ent_rule ent_rule_url_scheme = {
    "url-scheme", ENT_SEVERITY_WARNING, "addresses that begin neither with https:// nor with http://",
    "diagrams link to no other address: a picture must not run anything", url_schemes};

static ent_status source_links(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    (void)err;
    for (ent_id d = 0; d < ent_graph_documents(graph); d++) {
        ent_document document;
        ent_graph_document(graph, d, &document);
        if (*document.url) continue;
        ent_check_report(graph, sink, &ent_rule_source_link, (ent_subject){ENT_SUBJECT_DOCUMENT, d, ""},
                         "give its url where it has one", "document '%s' has no url", document.id);
    }
    return ENT_OK;
}

const ent_rule ent_rule_source_link = {"source-link", ENT_SEVERITY_NOTE, "documents without an address",
                                       "a reader of the dossier or the diagram cannot go and look", source_links};

static ent_status unused_documents(const ent_graph *graph, const ent_sink *sink, ent_error *err) {
    bool *used = calloc(ent_graph_documents(graph) + 1, sizeof *used);
    if (!used) return ent_fail_memory(err);
    for (ent_id i = 0; i < ent_graph_evidences(graph); i++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, i, &evidence);
        if (evidence.document != ENT_NONE) used[evidence.document] = true;
    }
    for (ent_id d = 0; d < ent_graph_documents(graph); d++) {
        ent_document document;
        if (used[d]) continue;
        ent_graph_document(graph, d, &document);
        ent_check_report(graph, sink, &ent_rule_unused_document, (ent_subject){ENT_SUBJECT_DOCUMENT, d, ""},
                         "name it in the evidence of what it says, or take it out", "no evidence names document '%s'",
                         document.id);
    }
    free(used);
    return ENT_OK;
}

const ent_rule ent_rule_unused_document = {"unused-document", ENT_SEVERITY_NOTE, "documents that no evidence names",
                                           "it was read and nothing taken from it, or evidence is missing",
                                           unused_documents};
