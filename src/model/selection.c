/* model/selection.c - what is kept, and why the rest is not: the filter decides, then what hangs on what is left out goes too. */
#include "model/selection_filter.h"

#include <stdlib.h>
#include <string.h>

/* ---- relations about relations ---- */

ent_status ent_selection_find_nested(ent_selection *s, ent_error *err) {
    const ent_relation_columns *r = &s->graph->r;
    size_t capacity = 0;
    for (ent_id k = 0; k < r->count; k++) {
        if (!(r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)) continue;
        if (!ent_grow(&s->nested, &capacity, s->nested_count, sizeof *s->nested)) return ent_fail_memory(err);
        s->nested[s->nested_count++] = k;
    }
    return ENT_OK;
}

/* A relation about a relation that is left out has nothing to point at. Chains of targets are walked to what is settled,
 * then again to write that down: each relation is settled once. */
void ent_selection_drop_dangling(ent_selection *s, ent_left_out reason) {
    enum { WALKED = 0xff, KEPT = 0xfe };
    const ent_relation_columns *r = &s->graph->r;
    for (size_t n = 0; n < s->nested_count; n++) {
        ent_id end = s->nested[n];
        for (; !s->reason[end] && (r->flags[end] & ENT_FLAG_TARGET_IS_RELATION); end = r->target[end])
            s->reason[end] = WALKED;
        bool kept = !s->reason[end] || s->reason[end] == KEPT || s->reason[end] == WALKED; /* WALKED: a ring */
        for (ent_id i = s->nested[n]; s->reason[i] == WALKED; i = r->target[i])
            s->reason[i] = kept ? KEPT : (uint8_t)(reason + 1);
    }
    for (size_t n = 0; n < s->nested_count; n++)
        if (s->reason[s->nested[n]] == KEPT) s->reason[s->nested[n]] = 0;
}

/* ---- results ---- */

/* Listing twice lists anew. */
ent_status ent_selection_list_relations(ent_selection *s, ent_error *err) {
    size_t total = s->graph->r.count, counts[256] = {0}, n = 0;
    const uint8_t *reason = s->reason;
    for (size_t k = 0; k < total; k++) counts[reason[k]]++;
    for (int why = 0; why < ENT_LEFT_COUNT; why++) s->left_out[why] = counts[why + 1];
    free(s->relations);
    s->relation_count = counts[0];
    s->relations = malloc((s->relation_count + 1) * sizeof *s->relations);
    if (!s->relations) return ent_fail_memory(err);
    ent_id *relations = s->relations;
    for (size_t k = 0; n < s->relation_count; k++) { /* what is left out is overwritten: no branch to guess */
        relations[n] = (ent_id)k;
        n += !reason[k];
    }
    return ENT_OK;
}

static void mark_ends(const ent_selection *s, bool *kept) {
    const ent_relation_columns *r = &s->graph->r;
    for (size_t i = 0; i < s->relation_count; i++) {
        ent_id k = s->relations[i];
        kept[ent_stand_in(s, r->source[k])] = true;
        if (!(r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)) kept[ent_stand_in(s, r->target[k])] = true;
    }
}

static void mark_entities(const ent_selection *s, const ent_filter *f, bool *kept) {
    mark_ends(s, kept);
    if (f->centre != ENT_NONE) kept[ent_stand_in(s, f->centre)] = true;
    if (!f->options->isolates || f->centre != ENT_NONE) return;
    for (ent_id e = 0; e < s->graph->entity_ids.count; e++)
        if (ent_stand_in(s, e) == e && !(f->kind && f->kind[e])) kept[e] = true;
}

static ent_status list_entities(ent_selection *s, const ent_filter *f, ent_error *err) {
    size_t total = s->graph->entity_ids.count;
    bool *kept = calloc(total + 1, sizeof *kept);
    if (!kept) return ent_fail_memory(err);
    mark_entities(s, f, kept);
    for (ent_id e = 0; e < total; e++) {
        s->entity_count += kept[e];
        s->entities_left_out += !kept[ent_stand_in(s, e)];
    }
    s->entities = malloc((s->entity_count + 1) * sizeof *s->entities);
    size_t n = 0;
    for (ent_id e = 0; s->entities && e < total; e++)
        if (kept[e]) s->entities[n++] = e;
    free(kept);
    return s->entities ? ENT_OK : ent_fail_memory(err);
}

/* Ambivalent pairs are looked for among what is listed; most modes then leave some of it out. */
static ent_status settle_dyads(ent_selection *s, int mode, ent_error *err) {
    ent_status status = ent_selection_list_relations(s, err);
    if (status == ENT_OK) status = ent_dyads_apply(s, mode, err);
    if (status != ENT_OK || mode == ENT_AMBIVALENT_SPLIT || !s->dyad_count) return status;
    ent_selection_drop_dangling(s, ENT_LEFT_TARGET);
    return ent_selection_list_relations(s, err);
}

static ent_status choose(ent_selection *s, const ent_filter *f, ent_error *err) {
    ent_filter_run(f, s);
    ent_selection_drop_dangling(s, ENT_LEFT_TARGET);
    ent_status status = ENT_OK;
    if (f->centre != ENT_NONE) {
        status = ent_around_apply(s, ent_stand_in(s, f->centre), f->options->radius, err);
        ent_selection_drop_dangling(s, ENT_LEFT_AROUND);
    }
    if (status == ENT_OK) status = settle_dyads(s, f->options->ambivalent, err);
    if (status == ENT_OK) status = list_entities(s, f, err);
    return status;
}

ent_status ent_selection_new(const ent_graph *graph, const ent_select *options, ent_selection **out, ent_error *err) {
    ent_filter filter = {.centre = ENT_NONE};
    const ent_status readable = ent_graph_need(graph, err);
    if (readable != ENT_OK) return readable;
    ent_selection *s = calloc(1, sizeof *s);
    if (!s) return ent_fail_memory(err);
    *s = (ent_selection){.graph = graph, .lift = options->lift, .reason = malloc(graph->r.count + 1)};
    ent_status status = s->reason ? ent_filter_init(&filter, graph, options, err) : ent_fail_memory(err);
    if (status == ENT_OK) status = ent_select_copy(options, &s->options, err);
    if (status == ENT_OK) status = ent_selection_find_nested(s, err);
    if (status == ENT_OK) status = choose(s, &filter, err);
    ent_filter_clear(&filter);
    if (status == ENT_OK)
        *out = s;
    else
        ent_selection_free(s);
    return status;
}

void ent_selection_free(ent_selection *s) {
    if (!s) return;
    ent_select_clear(&s->options);
    free(s->reason);
    free(s->nested);
    free(s->dyads);
    free(s->relations);
    free(s->entities);
    free(s);
}

const ent_graph *ent_selection_graph(const ent_selection *s) {
    return s->graph;
}

size_t ent_selection_relations(const ent_selection *s, const ent_id **rows) {
    if (rows) *rows = s->relations;
    return s->relation_count;
}

size_t ent_selection_entities(const ent_selection *s, const ent_id **rows) {
    if (rows) *rows = s->entities;
    return s->entity_count;
}

bool ent_selection_has(const ent_selection *s, ent_id relation) {
    return !s->reason[relation];
}

ent_id ent_selection_stand_in(const ent_selection *s, ent_id entity) {
    return ent_stand_in(s, entity);
}

size_t ent_selection_left_out(const ent_selection *s, ent_left_out reason) {
    return s->left_out[reason];
}

const char *ent_left_out_words(ent_left_out reason) {
    static const char *const words[] = {"denied, hypothetical or of another status",
                                        "outside the dates",
                                        "without a date",
                                        "of another type",
                                        "of another sign",
                                        "between other kinds",
                                        "in other areas",
                                        "less sure",
                                        "with fewer sources",
                                        "within one country (--lift)",
                                        "about a relation that is left out",
                                        "of ambivalent pairs",
                                        "farther away"};
    return words[reason];
}

size_t ent_selection_ambivalent_dyads(const ent_selection *s) {
    return s->dyad_count;
}

void ent_selection_ambivalent_dyad(const ent_selection *s, size_t k, ent_id *a, ent_id *b) {
    *a = (ent_id)(s->dyads[k] >> 32);
    *b = (ent_id)s->dyads[k];
}

size_t ent_selection_entities_left_out(const ent_selection *s) {
    return s->entities_left_out;
}
