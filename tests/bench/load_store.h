/* tests/bench/load_store.h - for readers that ours is measured beside: records into the very columns that ours fills, by the
 * same calls. Texts are borrowed and end with a NUL. Good for C and for C++. */
#ifndef BENCH_LOAD_STORE_H
#define BENCH_LOAD_STORE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif
#include "model/quick.h"
#ifdef __cplusplus
}
#endif

enum { STORE_LISTED = 64 }; /* areas or pieces of evidence of one relation */

typedef struct store {
    ent_vocabulary *vocabulary;
    ent_builder *builder;
    ent_quick_memory memory;
    ent_error err;
    ent_piece areas[STORE_LISTED];
    ent_quick_evidence evidence[STORE_LISTED];
} store;

static inline void store_must(const store *s, ent_status status) {
    if (status == ENT_OK) return;
    fprintf(stderr, "%s\n", s->err.message);
    exit(2);
}

static inline void store_open(store *s) {
    memset(s, 0, sizeof *s);
    store_must(s, ent_vocabulary_default(&s->vocabulary, &s->err));
    store_must(s, ent_builder_new(s->vocabulary, NULL, false, &s->builder, &s->err));
    store_must(s, ent_builder_begin_file(s->builder, "peer", false, &s->err));
}

/* A relation that is cleared. */
static inline void store_begin(store *s, ent_quick_relation *r) {
    memset(r, 0, sizeof *r);
    r->weight = r->confidence = NAN;
    r->areas.at = s->areas;
    r->evidence = s->evidence;
}

static inline void store_status(ent_quick_relation *r, const char *name) {
    int status = ent_relation_status_find(name);
    if (status < 0) return;
    r->status = (ent_relation_status)status;
    r->has_status = true;
}

/* A type or a list of areas that is met for the first time goes the slow way, as it does in our reader. */
static inline void store_slowly(store *s, const ent_quick_relation *r) {
    const char *areas[STORE_LISTED];
    ent_evidence_record evidence[STORE_LISTED];
    ent_relation_record record;
    memset(&record, 0, sizeof record);
    record.id = r->id.text;
    record.type = r->type.text;
    record.source = r->source.text;
    record.target = r->target.text;
    record.date = r->date.text;
    record.has_sign = r->has_sign;
    record.sign = r->sign;
    record.has_status = r->has_status;
    record.status = r->status;
    record.weight = r->weight;
    record.confidence = r->confidence;
    record.said_by = r->said_by.text;
    record.note = r->note.text;
    for (size_t i = 0; i < r->areas.count; i++) areas[i] = r->areas.at[i].text;
    record.areas = areas;
    record.area_count = r->areas.count;
    memset(evidence, 0, sizeof evidence);
    for (size_t i = 0; i < r->evidence_count; i++) {
        evidence[i].document = r->evidence[i].document.text;
        evidence[i].locator = r->evidence[i].locator.text;
        evidence[i].summary = r->evidence[i].summary.text;
        evidence[i].quote = r->evidence[i].quote.text;
    }
    record.evidence = evidence;
    record.evidence_count = r->evidence_count;
    store_must(s, ent_builder_add_relation(s->builder, &record, &s->err));
}

static inline void store_relation(store *s, ent_quick_relation *r) {
    bool taken;
    ent_builder_quick_expect(s->builder, &r, 1);
    store_must(s, ent_builder_quick_relation(s->builder, &s->memory, r, &taken, &s->err));
    if (!taken) store_slowly(s, r);
}

static inline void store_document(store *s, const ent_quick_document *d) {
    bool taken;
    store_must(s, ent_builder_quick_document(s->builder, d, &taken, &s->err));
    if (taken) return;
    fprintf(stderr, "document '%s' is not taken\n", d->id.text ? d->id.text : "");
    exit(2);
}

static inline void store_entity(store *s, const ent_quick_entity *e) {
    bool taken;
    ent_entity_record record;
    store_must(s, ent_builder_quick_entity(s->builder, e, &taken, &s->err));
    if (taken) return;
    memset(&record, 0, sizeof record);
    record.id = e->id.text;
    record.kind = e->kind.text;
    record.name = e->name.text;
    store_must(s, ent_builder_add_entity(s->builder, &record, &s->err));
}

/* Freeze, say how many there are, and end. */
static inline void store_close(store *s) {
    ent_graph *graph;
    store_must(s, ent_builder_finish(s->builder, &graph, &s->err));
    printf("%zu relations\n", ent_graph_relations(graph));
    ent_graph_free(graph);
    ent_builder_free(s->builder);
    ent_vocabulary_free(s->vocabulary);
}

#endif
