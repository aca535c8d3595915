/* model/pack_write.c - a graph onto a sheet; see pack.h. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "model/pack.h"

/* What is made for the file and freed behind it. */
typedef struct packing {
    const ent_graph *graph;
    ent_sheet_part *parts;
    void **owned; /* tables of pools, by part */
    ent_pack_counts counts;
    ent_pack_file *files;
    char *vocabulary;
    size_t vocabulary_length;
    ent_buffer names;
    const ent_monitor *monitor;
} packing;

static void add_name(ent_buffer *names, const char *text) {
    if (text) ent_buffer_bytes(names, text, strlen(text) + 1);
}

static ent_status list_names(packing *p, ent_error *err) {
    const ent_graph *g = p->graph;
    const size_t types = ent_vocabulary_type_count(g->vocabulary), kinds = ent_vocabulary_kind_count(g->vocabulary);
    add_name(&p->names, g->title);
    add_name(&p->names, g->extra);
    for (size_t i = 0; i < g->file_count; i++) add_name(&p->names, g->files[i].name);
    for (size_t i = types; i < g->type_count; i++) add_name(&p->names, g->types[i].name);
    for (size_t i = kinds; i < g->kind_count; i++) add_name(&p->names, g->kinds[i].name);
    p->counts = (ent_pack_counts){.has_title = g->title != NULL,
                                  .has_extra = g->extra != NULL,
                                  .files = (uint32_t)g->file_count,
                                  .types = (uint32_t)(g->type_count - types),
                                  .kinds = (uint32_t)(g->kind_count - kinds)};
    return p->names.failed ? ent_fail_memory(err) : ENT_OK;
}

static ent_status list_files(packing *p, ent_error *err) {
    const ent_graph *g = p->graph;
    p->files = calloc(g->file_count + 1, sizeof *p->files);
    if (!p->files) return ent_fail_memory(err);
    for (size_t i = 0; i < g->file_count; i++)
        p->files[i] = (ent_pack_file){g->files[i].first_relation, g->files[i].document_form};
    return ENT_OK;
}

/* The table of a pool as every process would make it. The pool is the one whose slots the array is. */
static ent_status make_table(packing *p, size_t index, ent_error *err) {
    const ent_pack_array *array = &ent_pack_arrays[index];
    const ent_pool *pool =
        (const ent_pool *)(const void *)((const char *)p->graph + array->pointer - offsetof(ent_pool, slots));
    const size_t slot_count = pool->count + pool->count / 2 + 1;
    uint64_t *slots = ent_pool_table(pool, ENT_PACK_SEED, slot_count);
    if (!slots) return ent_fail_memory(err);
    p->owned[index] = slots;
    p->parts[ENT_PACK_FIRST + index] = (ent_sheet_part){slots, slot_count * sizeof *slots};
    return ENT_OK;
}

static ent_status list_arrays(packing *p, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < ent_pack_array_count && status == ENT_OK; i++) {
        const ent_pack_array *array = &ent_pack_arrays[i];
        const void *data = *ent_pack_pointer(p->graph, array);
        if (array->bits & ENT_PACK_TABLE)
            status = make_table(p, i, err);
        else if (data)
            p->parts[ENT_PACK_FIRST + i] =
                (ent_sheet_part){data, (*ent_pack_count(p->graph, array) + array->more) * array->item};
        if (status == ENT_OK) status = ent_monitor_tick(p->monitor, "packing", i, ent_pack_array_count, err);
    }
    return status;
}

static void clear(packing *p) {
    for (size_t i = 0; p->owned && i < ent_pack_array_count; i++) free(p->owned[i]);
    free(p->owned);
    free(p->parts);
    free(p->files);
    free(p->vocabulary);
    ent_buffer_clear(&p->names);
}

static ent_status put_together(packing *p, ent_error *err) {
    p->parts = calloc(ENT_PACK_FIRST + ent_pack_array_count, sizeof *p->parts);
    p->owned = calloc(ent_pack_array_count, sizeof *p->owned);
    if (!p->parts || !p->owned) return ent_fail_memory(err);
    ent_status status = list_names(p, err);
    if (status == ENT_OK) status = list_files(p, err);
    if (status == ENT_OK)
        status = ent_vocabulary_write(p->graph->vocabulary, &p->vocabulary, &p->vocabulary_length, err);
    if (status == ENT_OK) status = list_arrays(p, err);
    if (status != ENT_OK) return status;
    p->parts[ENT_PACK_COUNTS] = (ent_sheet_part){&p->counts, sizeof p->counts};
    p->parts[ENT_PACK_VOCABULARY] = (ent_sheet_part){p->vocabulary, p->vocabulary_length};
    p->parts[ENT_PACK_NAMES] = (ent_sheet_part){p->names.data, p->names.length};
    p->parts[ENT_PACK_FILES] = (ent_sheet_part){p->files, p->graph->file_count * sizeof *p->files};
    return ENT_OK;
}

ent_status ent_graph_pack(const ent_graph *graph, const char *path, const ent_monitor *monitor, ent_error *err) {
    packing p = {.graph = graph, .monitor = monitor};
    ent_status status = graph->sheet && !ent_sheet_check_all(graph->sheet) ? ent_graph_sound(graph, err) : ENT_OK;
    if (status == ENT_OK) status = put_together(&p, err);
    if (status == ENT_OK)
        status = ent_sheet_write(path, ENT_PACK_VERSION, p.parts, ENT_PACK_FIRST + ent_pack_array_count, monitor, err);
    clear(&p);
    return status;
}
