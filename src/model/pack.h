/* model/pack.h - a graph in a file that is mapped: its columns as they lie in memory, on a sheet (base/sheet.h).
 *
 * Parts of the sheet, by number: first the few that are read when the file is opened (ENT_PACK_...), then one for each array
 * of the graph, in the order of ent_pack_arrays. Numbers in them name rows and places in texts, never addresses.
 *
 * When is what checked? The front and the first parts when the file is opened; the arrays that a selection reads, with all
 * numbers in them, before the first use (ent_graph_need); the rest, which is most of it, block by block when a getter
 * reads from it. A getter that meets damage says "" and the sheet remembers: ent_graph_sound is asked before an answer
 * leaves. Whatever a file holds, nothing outside of it is read.
 */
#ifndef MODEL_PACK_H
#define MODEL_PACK_H

#include "base/sheet.h"
#include "model/graph.h"

/* Raise it when the meaning of a part changes. */
enum { ENT_PACK_VERSION = 1 };

enum {
    ENT_PACK_COUNTS,     /* ent_pack_counts */
    ENT_PACK_VOCABULARY, /* JSON as `entente vocabulary` reads it */
    ENT_PACK_NAMES, /* texts: title, extra, names of files, of types and of kinds that the vocabulary does not have */
    ENT_PACK_FILES, /* ent_pack_file */
    ENT_PACK_FIRST  /* where the arrays begin */
};

typedef struct ent_pack_counts {
    uint32_t has_title, has_extra, files, types, kinds, rest;
} ent_pack_counts;

typedef struct ent_pack_file {
    uint32_t first_relation, document_form;
} ent_pack_file;

/* An array of the graph: where its pointer is, where the number of its items is, and how large one is. */
typedef struct ent_pack_array {
    size_t pointer, count, item;
    unsigned more; /* items beyond the count */
    unsigned bits;
} ent_pack_array;

enum {
    ENT_PACK_OWNS = 1,  /* the size of the part says the count */
    ENT_PACK_RARE = 2,  /* it may not be there */
    ENT_PACK_HOT = 4,   /* checked before the first use */
    ENT_PACK_TEXT = 8,  /* ends with a NUL */
    ENT_PACK_TABLE = 16 /* of a pool: made anew with a fixed seed when it is written */
};

extern const ent_pack_array ent_pack_arrays[];
extern const size_t ent_pack_array_count;

static inline void **ent_pack_pointer(const ent_graph *graph, const ent_pack_array *array) {
    return (void **)((char *)(uintptr_t)graph + array->pointer);
}

static inline size_t *ent_pack_count(const ent_graph *graph, const ent_pack_array *array) {
    return (size_t *)((char *)(uintptr_t)graph + array->count);
}

/* The hash of all tables in files. */
#define ENT_PACK_SEED UINT64_C(0x656e74656e746531)

/* pack_check.c: whether all numbers of the arrays that are marked as hot name what is there. Says what is wrong. */
const char *ent_pack_contradiction(const ent_graph *graph);
/* pack_open.c: let go of what belongs to the sheet, before the rest is freed. */
void ent_pack_close(ent_graph *graph);

#endif
