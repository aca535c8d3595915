/* model/selection_subset.c - selections made from selections: the options they were made with, and the same with fewer relations. */
#include "model/selection.h"

#include <stdlib.h>
#include <string.h>

/* ---- copies of options ---- */

static ent_status copy_list(const ent_text_list *from, ent_text_list *to, ent_error *err) {
    *to = (ent_text_list){0};
    if (!from->count) return ENT_OK;
    to->items = calloc(from->count, sizeof *to->items);
    if (!to->items) return ent_fail_memory(err);
    for (; to->count < from->count; to->count++) {
        to->items[to->count] = ent_strdup(from->items[to->count]);
        if (!to->items[to->count]) return ent_fail_memory(err);
    }
    return ENT_OK;
}

static void clear_list(ent_text_list *list) {
    for (size_t i = 0; i < list->count; i++) free(list->items[i]);
    free(list->items);
    *list = (ent_text_list){0};
}

ent_status ent_select_copy(const ent_select *from, ent_select *to, ent_error *err) {
    *to = *from;
    to->types = to->kinds = to->areas = (ent_text_list){0};
    to->around = ent_strdup(from->around);
    ent_status status = from->around && !to->around ? ent_fail_memory(err) : ENT_OK;
    if (status == ENT_OK) status = copy_list(&from->types, &to->types, err);
    if (status == ENT_OK) status = copy_list(&from->kinds, &to->kinds, err);
    if (status == ENT_OK) status = copy_list(&from->areas, &to->areas, err);
    return status;
}

void ent_select_clear(ent_select *options) {
    free((char *)(uintptr_t)options->around);
    options->around = NULL;
    clear_list(&options->types);
    clear_list(&options->kinds);
    clear_list(&options->areas);
}

const ent_select *ent_selection_options(const ent_selection *s) {
    return &s->options;
}

/* ---- subsets ---- */

static void *copy_of(const void *from, size_t count, size_t size) {
    void *to = malloc((count + 1) * size);
    if (to && count) memcpy(to, from, count * size);
    return to;
}

/* What the caller leaves out is in no count of reasons: the caller knows why. */
static ent_status leave_out(ent_selection *s, const ent_selection *whole, const uint8_t *keep, ent_error *err) {
    const ent_left_out own = ENT_LEFT_TARGET;
    size_t counted[ENT_LEFT_COUNT];
    memcpy(counted, whole->left_out, sizeof counted);
    for (size_t k = 0; k < whole->relation_count; k++)
        if (!keep[k]) s->reason[whole->relations[k]] = (uint8_t)(own + 1);
    ent_selection_drop_dangling(s, own);
    ent_status status = ent_selection_list_relations(s, err);
    memcpy(s->left_out, counted, sizeof counted);
    return status;
}

ent_status ent_selection_subset(const ent_selection *whole, const uint8_t *keep, ent_selection **out, ent_error *err) {
    ent_selection *s = calloc(1, sizeof *s);
    if (!s) return ent_fail_memory(err);
    *s = (ent_selection){.graph = whole->graph,
                         .lift = whole->lift,
                         .entity_count = whole->entity_count,
                         .entities_left_out = whole->entities_left_out,
                         .dyad_count = whole->dyad_count,
                         .dyad_capacity = whole->dyad_count};
    s->reason = copy_of(whole->reason, whole->graph->r.count, sizeof *s->reason);
    s->entities = copy_of(whole->entities, whole->entity_count, sizeof *s->entities);
    s->dyads = copy_of(whole->dyads, whole->dyad_count, sizeof *s->dyads);
    ent_status status = s->reason && s->entities && s->dyads ? ENT_OK : ent_fail_memory(err);
    if (status == ENT_OK) status = ent_select_copy(&whole->options, &s->options, err);
    if (status == ENT_OK) status = ent_selection_find_nested(s, err);
    if (status == ENT_OK) status = leave_out(s, whole, keep, err);
    if (status == ENT_OK)
        *out = s;
    else
        ent_selection_free(s);
    return status;
}
