/* model/pack_open.c - a graph from a sheet; see pack.h. */
#include <stdlib.h>
#include <string.h>

#include "model/pack.h"

/* ---- the first parts ---- */

/* Texts one after the other. */
typedef struct reading {
    const char *at, *end;
} reading;

/* The next text, as a copy that the graph keeps; NULL when there is none or no memory (*failed). */
static const char *next_name(ent_graph *g, reading *r, bool *failed) {
    const char *nul = r->at < r->end ? memchr(r->at, '\0', (size_t)(r->end - r->at)) : NULL;
    const char *copy = nul ? ent_arena_text(&g->arena, r->at, (size_t)(nul - r->at)) : NULL;
    if (!copy) *failed = true;
    if (nul) r->at = nul + 1;
    return copy;
}

static bool read_files(ent_graph *g, reading *names, const ent_pack_counts *counts) {
    const ent_sheet_part part = ent_sheet_part_at(g->sheet, ENT_PACK_FILES);
    const ent_pack_file *files = part.data;
    bool failed = part.size != counts->files * sizeof *files;
    for (uint32_t i = 0; i < counts->files && !failed; i++) {
        failed = !ent_grow(&g->files, &g->file_capacity, g->file_count, sizeof *g->files);
        if (failed) break;
        const char *name = next_name(g, names, &failed);
        g->files[g->file_count++] = (ent_file_row){name, files[i].document_form != 0, files[i].first_relation};
    }
    return !failed;
}

static bool read_names(ent_graph *g, const ent_pack_counts *counts) {
    const ent_sheet_part part = ent_sheet_part_at(g->sheet, ENT_PACK_NAMES);
    const char *text = part.size ? part.data : "";
    reading names = {text, text + part.size};
    bool failed = false;
    if (counts->has_title) g->title = next_name(g, &names, &failed);
    if (counts->has_extra) g->extra = next_name(g, &names, &failed);
    failed = failed || !read_files(g, &names, counts);
    for (uint32_t i = 0; i < counts->types && !failed; i++) {
        const char *name = next_name(g, &names, &failed);
        failed = failed || g->type_count >= UINT16_MAX || !ent_graph_add_type(g, name);
    }
    for (uint32_t i = 0; i < counts->kinds && !failed; i++) {
        const char *name = next_name(g, &names, &failed);
        failed = failed || !ent_graph_add_kind(g, name);
    }
    return !failed;
}

static bool first_parts_are_sound(const ent_graph *g) {
    bool sound = true;
    for (size_t i = 0; i < ENT_PACK_FIRST && sound; i++) {
        const ent_sheet_part part = ent_sheet_part_at(g->sheet, i);
        sound = ent_sheet_check(g->sheet, part.data, part.size);
    }
    return sound;
}

/* It is mostly the built-in one, which is there without being read. */
static ent_status read_vocabulary(ent_graph *g, ent_sheet_part part, const char *name, ent_error *err) {
    char *text = NULL;
    size_t length = 0;
    ent_status status = ent_vocabulary_default(&g->vocabulary, err);
    if (status == ENT_OK) status = ent_vocabulary_write(g->vocabulary, &text, &length, err);
    const bool same = text && length == part.size && memcmp(text, part.data, length) == 0;
    free(text);
    if (status != ENT_OK || same) return status;
    ent_vocabulary_free(g->vocabulary);
    g->vocabulary = NULL;
    return ent_vocabulary_read(part.size ? part.data : "", part.size, name, NULL, &g->vocabulary, err);
}

static ent_status read_first_parts(ent_graph *g, const char *name, ent_error *err) {
    if (!first_parts_are_sound(g)) return ent_sheet_sound(g->sheet, err);
    const ent_sheet_part counts = ent_sheet_part_at(g->sheet, ENT_PACK_COUNTS);
    ent_status status = read_vocabulary(g, ent_sheet_part_at(g->sheet, ENT_PACK_VOCABULARY), name, err);
    if (status != ENT_OK) return status;
    if (!ent_graph_take_vocabulary(g)) return ent_fail_memory(err);
    if (counts.size == sizeof(ent_pack_counts) && read_names(g, counts.data)) return ENT_OK;
    ent_sheet_damaged(g->sheet, "its names make no sense");
    return ent_sheet_sound(g->sheet, err);
}

/* ---- arrays ---- */

static bool take_array(ent_graph *g, size_t index) {
    const ent_pack_array *array = &ent_pack_arrays[index];
    const ent_sheet_part part = ent_sheet_part_at(g->sheet, ENT_PACK_FIRST + index);
    size_t *count = ent_pack_count(g, array);
    if (part.size % array->item) return false;
    const size_t items = part.size / array->item;
    if (array->bits & ENT_PACK_OWNS) {
        if (items > UINT32_MAX && array->item > 1) return false;
        *count = items;
    } else if (items != *count + array->more && !(items == 0 && array->bits & ENT_PACK_RARE)) {
        return false;
    }
    if (array->bits & ENT_PACK_TEXT && items && ((const char *)part.data)[items - 1]) return false;
    *ent_pack_pointer(g, array) = (void *)(uintptr_t)part.data; /* read only: a graph is not changed */
    return true;
}

/* What holds for every graph, and what is not in the file. */
static bool round_off(ent_graph *g) {
    g->r.places.count = g->r.count;
    g->entity_places.count = g->entity_ids.count;
    g->document_places.count = g->document_ids.count;
    ent_pool *searched[] = {&g->entity_ids, &g->relation_ids, &g->names.names};
    for (size_t i = 0; i < sizeof searched / sizeof *searched; i++) {
        searched[i]->seed = ENT_PACK_SEED;
        searched[i]->listed = searched[i]->count;
    }
    const ent_pool *pools[] = {&g->entity_ids,   &g->relation_ids, &g->names.names,
                               &g->document_ids, &g->words,        &g->date_texts};
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++)
        if (pools[i]->count && !pools[i]->used) return false;
    return g->relation_ids.count == g->r.count && g->detail_count > 0;
}

static ent_status take_arrays(ent_graph *g, ent_error *err) {
    bool fits = true;
    for (size_t i = 0; i < ent_pack_array_count && fits; i++) fits = take_array(g, i);
    if (fits && round_off(g)) return ENT_OK;
    ent_sheet_damaged(g->sheet, "its parts do not belong together");
    return ent_sheet_sound(g->sheet, err);
}

/* ---- life ---- */

static ent_status open_sheet(ent_sheet *sheet, const char *name, ent_graph **out, ent_error *err) {
    ent_graph *g = calloc(1, sizeof *g);
    if (!g) {
        ent_sheet_close(sheet);
        return ent_fail_memory(err);
    }
    g->sheet = sheet;
    ent_status status = read_first_parts(g, name, err);
    if (status == ENT_OK) status = take_arrays(g, err);
    if (status == ENT_OK)
        *out = g;
    else
        ent_graph_free(g);
    return status;
}

ent_status ent_graph_open(const char *path, ent_graph **out, ent_error *err) {
    ent_sheet *sheet;
    ent_status status = ent_sheet_open(path, ENT_PACK_VERSION, ENT_PACK_FIRST + ent_pack_array_count, &sheet, err);
    return status == ENT_OK ? open_sheet(sheet, path, out, err) : status;
}

ent_status ent_graph_open_memory(const void *data, size_t length, const char *name, ent_graph **out, ent_error *err) {
    ent_sheet *sheet;
    ent_status status =
        ent_sheet_memory(data, length, name, ENT_PACK_VERSION, ENT_PACK_FIRST + ent_pack_array_count, &sheet, err);
    return status == ENT_OK ? open_sheet(sheet, name, out, err) : status;
}

void ent_pack_close(ent_graph *g) {
    for (size_t i = 0; i < ent_pack_array_count; i++) {
        *ent_pack_pointer(g, &ent_pack_arrays[i]) = NULL;
        if (ent_pack_arrays[i].bits & ENT_PACK_TABLE) *ent_pack_count(g, &ent_pack_arrays[i]) = 0;
    }
    ent_sheet_close(g->sheet);
    g->sheet = NULL;
}

/* ---- checking ---- */

bool ent_graph_make_ready(ent_graph *g) {
    bool sound = true;
    for (size_t i = 0; i < ent_pack_array_count && sound; i++) {
        const ent_sheet_part part = ent_sheet_part_at(g->sheet, ENT_PACK_FIRST + i);
        if (ent_pack_arrays[i].bits & ENT_PACK_HOT) sound = ent_sheet_check(g->sheet, part.data, part.size);
    }
    const char *wrong = sound ? ent_pack_contradiction(g) : NULL;
    if (wrong) ent_sheet_damaged(g->sheet, wrong);
    g->ready = sound && !wrong;
    return g->ready;
}

ent_status ent_graph_need(const ent_graph *g, ent_error *err) {
    return ent_graph_is_ready(g) ? ENT_OK : ent_sheet_sound(g->sheet, err);
}

ent_status ent_graph_findings(const ent_graph *g, const char **log, size_t *length, ent_error *err) {
    *log = g->findings;
    *length = g->findings_length;
    return !g->sheet || ent_sheet_check(g->sheet, *log, *length) ? ENT_OK : ent_sheet_sound(g->sheet, err);
}

ent_status ent_graph_sound(const ent_graph *g, ent_error *err) {
    return g->sheet ? ent_sheet_sound(g->sheet, err) : ENT_OK;
}

ent_status ent_graph_check_all(const ent_graph *g, ent_error *err) {
    if (g->sheet) ent_sheet_check_all(g->sheet);
    const ent_status status = ent_graph_need(g, err);
    return status == ENT_OK ? ent_graph_sound(g, err) : status;
}
