/* The options of a selection, made ready and run: what each value of a column leads to is settled once, then each relation
 * takes a look into one table for each option that was given. */
#include "model/selection_filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- names to tables ---- */

static ent_status find_type(const ent_graph *g, const char *name, long *out, ent_error *err) {
    long known;
    ent_status status = ent_vocabulary_look_up(g->vocabulary, true, name, &known, err);
    if (status != ENT_OK) return status;
    for (size_t i = 0; known < 0 && i < g->type_count; i++)
        if (!g->types[i].known && strcmp(g->types[i].name, name) == 0) known = (long)i;
    *out = known;
    return ENT_OK;
}

static ent_status find_kind(const ent_graph *g, const char *name, long *out, ent_error *err) {
    long known;
    ent_status status = ent_vocabulary_look_up(g->vocabulary, false, name, &known, err);
    if (status != ENT_OK) return status;
    for (size_t i = 0; known < 0 && i < g->kind_count; i++)
        if (!g->kinds[i].known && strcmp(g->kinds[i].name, name) == 0) known = (long)i;
    *out = known;
    return ENT_OK;
}

static ent_status unknown(const char *option, const char *what, const char *name, const char *near, const char *list,
                          ent_error *err) {
    ent_fail(err, ENT_USAGE, "--%s: no %s is called '%s'", option, what, name);
    if (near)
        ent_hint(err, "did you mean '%s'?", near);
    else
        ent_hint(err, "%s", list);
    return ENT_USAGE;
}

/* A table of `count` values, all of which are left out for that reason until they are wanted. */
static uint8_t *table_of(size_t count, ent_left_out reason) {
    uint8_t *table = malloc(count + 1);
    if (table) memset(table, reason + 1, count + 1);
    return table;
}

static ent_status want_types(ent_filter *f, ent_error *err) {
    const ent_text_list *names = &f->options->types;
    if (!names->count) return ENT_OK;
    f->type = table_of(f->graph->type_count, ENT_LEFT_TYPE);
    if (!f->type) return ent_fail_memory(err);
    for (size_t i = 0; i < names->count; i++) {
        long type;
        ent_status status = find_type(f->graph, names->items[i], &type, err);
        if (status != ENT_OK) return status;
        if (type < 0)
            return unknown("type", "type of relation", names->items[i],
                           ent_vocabulary_nearest_type(f->graph->vocabulary, names->items[i]),
                           "`entente vocabulary` lists the types", err);
        f->type[type] = 0;
    }
    return ENT_OK;
}

static ent_status mark_kinds(const ent_filter *f, uint8_t *kinds, ent_error *err) {
    const ent_text_list *names = &f->options->kinds;
    for (size_t i = 0; i < names->count; i++) {
        long kind;
        ent_status status = find_kind(f->graph, names->items[i], &kind, err);
        if (status != ENT_OK) return status;
        if (kind < 0)
            return unknown("kind", "kind of entity", names->items[i],
                           ent_vocabulary_nearest_kind(f->graph->vocabulary, names->items[i]),
                           "`entente vocabulary --kinds` lists the kinds", err);
        kinds[kind] = 0;
    }
    return ENT_OK;
}

static ent_status want_kinds(ent_filter *f, ent_error *err) {
    const ent_graph *g = f->graph;
    if (!f->options->kinds.count) return ENT_OK;
    size_t count = g->entity_ids.count;
    uint8_t *kinds = table_of(g->kind_count, ENT_LEFT_KIND);
    f->kind = kinds ? table_of(count, ENT_LEFT_KIND) : NULL;
    ent_status status = f->kind ? mark_kinds(f, kinds, err) : ent_fail_memory(err);
    for (ent_id e = 0; e < count && status == ENT_OK; e++)
        f->kind[e] = kinds[g->entities[f->options->lift ? ent_graph_lifted(g, e) : e].kind];
    free(kinds);
    return status;
}

/* Marks every word used as an area that folds to the wanted name. */
static ent_status want_area(const ent_graph *g, const char *name, bool *wanted, ent_error *err) {
    char *folded = ent_text_fold(name);
    if (!folded) return ent_fail_memory(err);
    bool met = false;
    const char *near = NULL;
    for (size_t i = 0; i < g->area_word_count; i++) {
        uint32_t word = g->area_words[i];
        char *other = ent_text_fold(ent_pool_text(&g->words, word));
        if (!other) {
            free(folded);
            return ent_fail_memory(err);
        }
        if (strcmp(folded, other) == 0) wanted[word] = met = true;
        if (!near && ent_text_nearest(folded, &(const char *){other}, 1)) near = ent_pool_text(&g->words, word);
        free(other);
    }
    free(folded);
    return met ? ENT_OK
               : unknown("area", "cooperation area", name, near, "`entente info FILE` lists the areas in the data",
                         err);
}

static bool has_wanted(const ent_graph *g, ent_area_set set, const bool *wanted) {
    for (uint32_t i = 0; i < set.count; i++)
        if (wanted[g->area_words[set.first + i]]) return true;
    return false;
}

static ent_status want_areas(ent_filter *f, ent_error *err) {
    const ent_graph *g = f->graph;
    const ent_text_list *names = &f->options->areas;
    if (!names->count) return ENT_OK;
    bool *wanted = calloc(g->words.count + 1, sizeof *wanted);
    f->area = wanted ? table_of(g->area_keys.count + 1, ENT_LEFT_AREA) : NULL;
    ent_status status = f->area ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; status == ENT_OK && i < names->count; i++) status = want_area(g, names->items[i], wanted, err);
    for (size_t k = 0; status == ENT_OK && k < g->area_keys.count; k++)
        if (has_wanted(g, g->area_sets[k], wanted)) f->area[k + 1] = 0;
    free(wanted);
    return status;
}

/* --at, --since and --until as one span of days; false when they leave none. */
static bool span_of(const ent_select *o, ent_date *span) {
    *span = (ent_date){.first = ENT_DAY_MIN, .last = ENT_DAY_MAX, .given = true};
    if (o->at.given) *span = o->at;
    if (o->since.given && o->since.first > span->first) span->first = o->since.first;
    if (o->until.given && o->until.last < span->last) span->last = o->until.last;
    return span->first <= span->last;
}

static ent_status want_dates(ent_filter *f, ent_error *err) {
    const ent_select *o = f->options;
    ent_date span;
    if (!o->at.given && !o->since.given && !o->until.given) return ENT_OK;
    if (!span_of(o, &span)) {
        ent_fail(err, ENT_USAGE, "the dates asked for leave no day between them");
        ent_hint(err, "--since comes before --until, and --at between them");
        return ENT_USAGE; /* err may be NULL */
    }
    size_t count = f->graph->date_texts.count;
    f->date = table_of(count + 1, ENT_LEFT_DATE);
    if (!f->date) return ent_fail_memory(err);
    f->date[0] = o->undated ? 0 : ENT_LEFT_UNDATED + 1;
    for (size_t k = 0; k < count; k++)
        if (ent_date_overlaps(&f->graph->dates[k], &span)) f->date[k + 1] = 0;
    return ENT_OK;
}

static void want_statuses(ent_filter *f) {
    const uint64_t out_of_sight = UINT64_C(1) << ENT_DENIED | UINT64_C(1) << ENT_HYPOTHETICAL;
    const uint64_t all = UINT64_C(1) << ENT_RELATION_STATUS_COUNT;
    uint64_t asked = f->options->statuses ? f->options->statuses : ~all & ~out_of_sight;
    for (int k = 0; k < ENT_RELATION_STATUS_COUNT; k++)
        f->status[k] = asked & (all | UINT64_C(1) << k) ? 0 : ENT_LEFT_STATUS + 1;
}

static void want_signs(ent_filter *f) {
    static const int bit[] = {1, 2, 0}; /* of negative, structural, positive in the option */
    for (int k = 0; k < 3 && f->options->signs; k++) {
        f->sign[k] = f->options->signs >> bit[k] & 1 ? 0 : ENT_LEFT_SIGN + 1;
        f->signs = f->signs || f->sign[k];
    }
}

ent_status ent_filter_init(ent_filter *f, const ent_graph *graph, const ent_select *options, ent_error *err) {
    *f = (ent_filter){.graph = graph, .options = options, .centre = ENT_NONE};
    want_statuses(f);
    want_signs(f);
    ent_status status = want_types(f, err);
    if (status == ENT_OK) status = want_kinds(f, err);
    if (status == ENT_OK) status = want_areas(f, err);
    if (status == ENT_OK) status = want_dates(f, err);
    if (status == ENT_OK && options->around) status = ent_graph_find_entity(graph, options->around, &f->centre, err);
    return status;
}

void ent_filter_clear(ent_filter *f) {
    free(f->date);
    free(f->type);
    free(f->kind);
    free(f->area);
    *f = (ent_filter){.centre = ENT_NONE};
}

/* ---- passes: the first reason stays ---- */

/* A byte may stand for anything in C, so the compiler is told that tables and columns do not change under the pass. */
static void pass_dates(size_t count, const uint32_t *column, const uint8_t *table, uint8_t *restrict reason) {
    for (size_t k = 0; k < count; k++) {
        uint8_t found = table[column[k]];
        reason[k] = reason[k] ? reason[k] : found;
    }
}

static void pass_types(size_t count, const uint16_t *column, const uint8_t *table, uint8_t *restrict reason) {
    for (size_t k = 0; k < count; k++) {
        uint8_t found = table[column[k]];
        reason[k] = reason[k] ? reason[k] : found;
    }
}

static void pass_signs(size_t count, const int8_t *column, const uint8_t *table, uint8_t *restrict reason) {
    for (size_t k = 0; k < count; k++) {
        uint8_t found = table[column[k] + 1];
        reason[k] = reason[k] ? reason[k] : found;
    }
}

static void pass_statuses(size_t count, const uint8_t *column, const uint8_t *table, uint8_t *restrict reason) {
    for (size_t k = 0; k < count; k++) reason[k] = table[column[k]];
}

static void pass_kinds(const ent_filter *f, uint8_t *reason) {
    const ent_relation_columns *r = &f->graph->r;
    for (size_t k = 0; k < r->count; k++) {
        if (reason[k]) continue;
        reason[k] = f->kind[r->source[k]];
        if (!reason[k] && !(r->flags[k] & ENT_FLAG_TARGET_IS_RELATION)) reason[k] = f->kind[r->target[k]];
    }
}

static void pass_areas(const ent_filter *f, uint8_t *reason) {
    for (size_t k = 0; k < f->graph->r.count; k++)
        if (!reason[k]) reason[k] = f->area[ent_graph_areas_of(f->graph, k)];
}

static void pass_confidences(const ent_filter *f, uint8_t *reason) {
    for (size_t k = 0; k < f->graph->r.count; k++) {
        double given = ent_graph_confidence_of(f->graph, k), counts = isnan(given) ? ENT_DEFAULT_CONFIDENCE : given;
        if (!reason[k] && counts < f->options->min_confidence) reason[k] = ENT_LEFT_CONFIDENCE + 1;
    }
}

/* Distinct documents in the evidence; lists are short. */
static int64_t count_sources(const ent_graph *g, size_t k) {
    int64_t count = 0;
    for (uint32_t i = g->r.evidence[k]; i < g->r.evidence[k + 1]; i++) {
        bool seen = g->evidence.document[i] == ENT_NONE;
        for (uint32_t j = g->r.evidence[k]; j < i && !seen; j++)
            seen = g->evidence.document[j] == g->evidence.document[i];
        count += !seen;
    }
    return count;
}

static void pass_sources(const ent_filter *f, uint8_t *reason) {
    for (size_t k = 0; k < f->graph->r.count; k++)
        if (!reason[k] && count_sources(f->graph, k) < f->options->min_sources) reason[k] = ENT_LEFT_SOURCES + 1;
}

/* Two different entities that stand for one country: nothing happens between them. */
static void pass_internal(const ent_filter *f, uint8_t *reason) {
    const ent_graph *g = f->graph;
    for (size_t k = 0; k < g->r.count; k++) {
        ent_id source = g->r.source[k], target = g->r.target[k];
        if (reason[k] || (g->r.flags[k] & ENT_FLAG_TARGET_IS_RELATION) || source == target) continue;
        if (ent_graph_lifted(g, source) == ent_graph_lifted(g, target)) reason[k] = ENT_LEFT_INTERNAL + 1;
    }
}

void ent_filter_run(const ent_filter *f, ent_selection *s) {
    const ent_relation_columns *r = &f->graph->r;
    pass_statuses(r->count, r->status, f->status, s->reason);
    if (f->date) pass_dates(r->count, r->date, f->date, s->reason);
    if (f->type) pass_types(r->count, r->type, f->type, s->reason);
    if (f->signs) pass_signs(r->count, r->sign, f->sign, s->reason);
    if (f->kind) pass_kinds(f, s->reason);
    if (f->area) pass_areas(f, s->reason);
    if (f->options->min_confidence > 0) pass_confidences(f, s->reason);
    if (f->options->min_sources > 0) pass_sources(f, s->reason);
    if (f->options->lift) pass_internal(f, s->reason);
}
