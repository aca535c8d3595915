/* A small packed graph in memory, for tests that damage it. */
#ifndef TESTS_PACKED_H
#define TESTS_PACKED_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <entente/check.h>
#include <entente/read.h>
#include <entente/write.h>

#include "base/sheet_front.h"
#include "base/source.h"

typedef struct packed {
    char *data; /* at a multiple of 16 */
    size_t size;
} packed;

static const char packed_vocabulary[] =
    "{\"format\": \"entente-vocabulary/1\", \"kinds\": [{\"name\": \"country\", \"shape\": \"country\"}, "
    "{\"name\": \"leader\", \"lifts\": true, \"labels\": {\"ko\": \"x\"}}], \"types\": [{\"name\": \"leads\", "
    "\"sign\": 0, "
    "\"lifts\": true, \"aliases\": [\"rules\", \"heads\"]}, {\"name\": \"opposes\", \"sign\": -1, \"intensity\": "
    "-2.5}]}";

static const char packed_source[] =
    "{\"format\": \"entente/1\", \"title\": \"A title\", \"more\": 1}\n"
    "{\"id\": \"d1\", \"title\": \"Paper\", \"date\": \"2022-05\", \"attributes\": {\"a\": 1}}\n{\"id\": \"d2\", "
    "\"title\": \"Two\"}\n"
    "{\"id\": \"A\", \"kind\": \"country\", \"name\": \"Aland\", \"names\": {\"ko\": \"Z\"}, \"aliases\": [\"Aa\", "
    "\"Ab\"]}\n"
    "{\"id\": \"B\", \"kind\": \"leader\", \"name\": \"Bo\", \"identifiers\": {\"q\": \"Q1\"}, \"attributes\": {\"x\": "
    "\"y\"}}\n"
    "{\"id\": \"r1\", \"type\": \"leads\", \"source\": \"B\", \"target\": \"A\", \"date\": \"2022-05-20/2022-06\", "
    "\"areas\": [\"trade\", \"cyber\"], \"confidence\": 0.123456, \"evidence\": [{\"document\": \"d1\", \"locator\": "
    "\"p1\", "
    "\"quote\": \"so they said\", \"summary\": \"said\", \"note\": \"odd\"}]}\n"
    "\n{\"type\": \"opposes\", \"source\": \"A\", \"target\": \"C\", \"weight\": 2.5, \"confidence\": 0.8, "
    "\"said_by\": \"B\"}\n"
    "{\"id\": \"r3\", \"type\": \"unheard-of\", \"source\": \"B\", \"target\": \"r1\", \"attributes\": {\"k\": [1]}}\n";

static inline void packed_demand(bool truth, const char *what) {
    if (truth) return;
    fprintf(stderr, "packed: %s\n", what);
    abort();
}

static inline ent_graph *packed_graph(void) {
    ent_vocabulary *vocabulary = NULL;
    ent_graph *graph = NULL;
    packed_demand(!ent_vocabulary_read(packed_vocabulary, strlen(packed_vocabulary), "test", NULL, &vocabulary, NULL),
                  "the vocabulary is not read");
    const ent_read options = {.vocabulary = vocabulary, .keep_findings = true};
    packed_demand(!ent_read_memory(packed_source, strlen(packed_source), "source", &options, NULL, &graph, NULL),
                  "the source is not read");
    ent_vocabulary_free(vocabulary);
    return graph;
}

static inline packed packed_load(const char *path) {
    packed out = {0};
    char *text;
    packed_demand(!ent_source_slurp(path, &text, &out.size, NULL), "the file is not read");
    out.data = aligned_alloc(16, (out.size + 15) / 16 * 16);
    packed_demand(out.data != NULL, "no memory");
    memcpy(out.data, text, out.size);
    free(text);
    return out;
}

static inline packed packed_make(void) {
    char path[] = "/tmp/entente-packed-XXXXXX";
    const int fd = mkstemp(path);
    packed_demand(fd >= 0, "no file");
    close(fd);
    ent_graph *graph = packed_graph();
    packed_demand(!ent_graph_pack(graph, path, NULL, NULL), "it is not packed");
    ent_graph_free(graph);
    const packed out = packed_load(path);
    unlink(path);
    return out;
}

/* Check sums that fit whatever the bytes are now, as somebody with bad intentions would make them. */
static inline void packed_forge(packed p) {
    ent_sheet_front *front = (ent_sheet_front *)p.data;
    if (front->begin > p.size || front->begin < sizeof *front) return;
    uint64_t *sums = (uint64_t *)(p.data + sizeof *front + front->part_count * sizeof(ent_sheet_entry));
    for (size_t at = front->begin, i = 0; at < p.size; at += ENT_SHEET_BLOCK, i++) {
        if ((char *)(sums + i + 1) > p.data + front->begin) return;
        sums[i] = ent_sheet_sum(p.data + at, p.size - at < ENT_SHEET_BLOCK ? p.size - at : ENT_SHEET_BLOCK);
    }
    front->sum = ent_sheet_front_sum(p.data, front->begin);
}

static inline void packed_hear(void *context, const ent_finding *finding) {
    *(size_t *)context += strlen(finding->rule) + strlen(finding->message);
}

/* Everything that can be asked of it. Returns the text of all its records (freed by the caller), NULL when it is damaged. */
static inline char *packed_walk(const ent_graph *graph, bool whole) {
    ent_select options;
    ent_selection *selection = NULL;
    ent_table *table = NULL;
    char *text = NULL, *all = NULL;
    ent_id found;
    packed_demand(!ent_options_init(ent_select_options, &options, sizeof options, NULL), "options");
    ent_graph_find_entity(graph, "aland", &found, NULL);
    ent_graph_find_entity(graph, "nobody at all", &found, NULL);
    ent_graph_find_relation(graph, "r1");
    for (ent_id k = 0; k < ent_graph_relations(graph); k++) ent_graph_relation_place(graph, k, &(ent_place){0});
    for (ent_id e = 0; e < ent_graph_entities(graph); e++) ent_graph_lifted(graph, e);
    options.lift = options.isolates = true;
    if (!ent_selection_new(graph, &options, &selection, NULL))
        ent_writer_find("jsonl")->write(graph, selection, &text, &(size_t){0}, NULL);
    ent_selection_free(selection);
    ent_writer_find("json")->write(graph, NULL, &all, &(size_t){0}, NULL);
    if (whole && !ent_check(graph, NULL, &table, NULL, NULL, NULL)) ent_table_free(table);
    ent_free(text);
    return all;
}

#endif
