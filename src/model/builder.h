/* model/builder.h - the builder inside: a graph that is not frozen yet. */
#ifndef MODEL_BUILDER_H
#define MODEL_BUILDER_H

#include "model/graph.h"

/* Looking for near names costs a walk over all of them: worth it while somebody reads the findings. */
enum { SUGGESTIONS = 50 };

struct ent_builder {
    ent_graph *graph;
    ent_sink sink;
    bool strict;
    size_t errors;
    size_t unknown_types;
    bool told_of_types;  /* that there are too many */
    bool broken;         /* no room in the middle of a record: pools and columns may be out of step */
    ent_pool type_words; /* type and kind names as written, and what each was found to be */
    uint32_t *type_of;
    size_t type_of_capacity;
    ent_pool kind_words;
    uint32_t *kind_of;
    size_t kind_of_capacity;
    size_t repeated; /* relations that stood in two files alike */
    size_t renamed;  /* relations whose id an earlier file uses for something else */
};

/* Where a finding stands: the record's array in a document ("relations"), its place, the member ("/date" or ""). */
typedef struct ent_spot {
    const char *array, *member;
    ent_place place;
    uint32_t file; /* number in files, UINT32_MAX none */
} ent_spot;

/* Stands for an end that a refused relation does not have. */
#define ENT_NO_END "\xff"

/* The end of every call that adds: after a lack of room nothing more is taken. */
ent_status ent_builder_end(ent_builder *b, ent_status status, ent_error *err);
void ent_builder_report(ent_builder *b, ent_severity severity, const char *rule, ent_spot spot, const char *remedy,
                        const char *format, ...) ENT_PRINTF(6, 7);
uint32_t ent_builder_file(const ent_builder *b);
/* Number of the detail row of these members, 0 when all are absent; UINT32_MAX when out of memory. */
uint32_t ent_builder_detail(ent_graph *g, const char *said_by, const char *note, const char *attributes,
                            const char *extra);
/* A copy of text in the graph's arena, for the few that are pointed to; "" stays "". *failed is set when out of memory. */
const char *ent_builder_keep(ent_graph *g, const char *text, bool *failed);
/* The name of a copy in the graph's texts; ENT_NO_TEXT for NULL. *failed is set when out of memory. */
uint64_t ent_builder_text(ent_graph *g, const char *text, bool *failed);
/* Room for `more` items at the end of the graph's lists, behind a copy of what the span has; `step`: texts an item has. False
 * when out of memory. */
bool ent_builder_begin_list(ent_graph *g, ent_text_span *span, size_t more, size_t step);
/* "<file stem>:<id>": the name of a relation whose id an earlier file uses for something else. NULL: out of memory. */
char *ent_builder_renamed(const ent_graph *g, const char *id, uint32_t file);
/* The file that declared a record last, in a column that is there once it is not the first one. False: out of memory. */
bool ent_builder_put_file(uint32_t **column, size_t *capacity, uint32_t index, uint32_t file);
uint32_t ent_builder_type(ent_builder *b, const char *name, ent_spot spot, ent_error *err);
uint32_t ent_builder_kind(ent_builder *b, const char *name, ent_spot spot, ent_error *err);

#endif
