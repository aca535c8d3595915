/* model/selection.c - one pass over the columns decides what is kept, and why the rest is not. */
#include "model/selection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The options made ready for the pass: sets by number instead of names. */
typedef struct filter {
    const ent_graph *graph;
    const ent_select *options;
    bool *type_wanted, *kind_wanted, *area_wanted; /* NULL: all. area_wanted by word */
    bool dates;
    ent_date span;
    uint64_t statuses;
    ent_id centre;
} filter;

/* ---- names to sets ---- */

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

static ent_status want_types(filter *f, ent_error *err) {
    const ent_text_list *names = &f->options->types;
    if (!names->count) return ENT_OK;
    f->type_wanted = calloc(f->graph->type_count + 1, sizeof *f->type_wanted);
    if (!f->type_wanted) return ent_fail_memory(err);
    for (size_t i = 0; i < names->count; i++) {
        long type;
        ent_status status = find_type(f->graph, names->items[i], &type, err);
        if (status != ENT_OK) return status;
        if (type < 0)
            return unknown("type", "type of relation", names->items[i],
                           ent_vocabulary_nearest_type(f->graph->vocabulary, names->items[i]),
                           "`entente vocabulary` lists the types", err);
        f->type_wanted[type] = true;
    }
    return ENT_OK;
}

static ent_status want_kinds(filter *f, ent_error *err) {
    const ent_text_list *names = &f->options->kinds;
    if (!names->count) return ENT_OK;
    f->kind_wanted = calloc(f->graph->kind_count + 1, sizeof *f->kind_wanted);
    if (!f->kind_wanted) return ent_fail_memory(err);
    for (size_t i = 0; i < names->count; i++) {
        long kind;
        ent_status status = find_kind(f->graph, names->items[i], &kind, err);
        if (status != ENT_OK) return status;
        if (kind < 0)
            return unknown("kind", "kind of entity", names->items[i],
                           ent_vocabulary_nearest_kind(f->graph->vocabulary, names->items[i]),
                           "`entente vocabulary --kinds` lists the kinds", err);
        f->kind_wanted[kind] = true;
    }
    return ENT_OK;
}

/* Marks every word used as an area that folds to the wanted name. */
static ent_status want_area(filter *f, const char *name, ent_error *err) {
    const ent_graph *g = f->graph;
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
        if (strcmp(folded, other) == 0) f->area_wanted[word] = met = true;
        if (!near && ent_text_nearest(folded, &(const char *){other}, 1)) near = ent_pool_text(&g->words, word);
        free(other);
    }
    free(folded);
    return met ? ENT_OK
               : unknown("area", "cooperation area", name, near, "`entente info FILE` lists the areas in the data",
                         err);
}

static ent_status want_areas(filter *f, ent_error *err) {
    const ent_text_list *names = &f->options->areas;
    if (!names->count) return ENT_OK;
    f->area_wanted = calloc(f->graph->words.count + 1, sizeof *f->area_wanted);
    if (!f->area_wanted) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (size_t i = 0; status == ENT_OK && i < names->count; i++) status = want_area(f, names->items[i], err);
    return status;
}

/* --at, --since and --until as one span of days. */
static ent_status want_dates(filter *f, ent_error *err) {
    const ent_select *o = f->options;
    f->span = (ent_date){.first = ENT_DAY_MIN, .last = ENT_DAY_MAX, .given = true};
    f->dates = o->at.given || o->since.given || o->until.given;
    if (o->at.given) f->span = o->at;
    if (o->since.given && o->since.first > f->span.first) f->span.first = o->since.first;
    if (o->until.given && o->until.last < f->span.last) f->span.last = o->until.last;
    if (f->span.first <= f->span.last) return ENT_OK;
    ent_fail(err, ENT_USAGE, "the dates asked for leave no day between them");
    ent_hint(err, "--since comes before --until, and --at between them");
    return ENT_USAGE; /* err may be NULL */
}

static ent_status prepare(filter *f, ent_error *err) {
    const uint64_t out_of_sight = UINT64_C(1) << ENT_DENIED | UINT64_C(1) << ENT_HYPOTHETICAL;
    const uint64_t all = UINT64_C(1) << ENT_RELATION_STATUS_COUNT;
    f->statuses = f->options->statuses ? f->options->statuses : ~out_of_sight;
    if (f->options->statuses & all) f->statuses = ~UINT64_C(0);
    f->centre = ENT_NONE;
    ent_status status = want_types(f, err);
    if (status == ENT_OK) status = want_kinds(f, err);
    if (status == ENT_OK) status = want_areas(f, err);
    if (status == ENT_OK) status = want_dates(f, err);
    if (status == ENT_OK && f->options->around)
        status = ent_graph_find_entity(f->graph, f->options->around, &f->centre, err);
    return status;
}

/* ---- the pass ---- */

static bool has_area(const filter *f, ent_id k) {
    uint32_t areas = ent_graph_areas_of(f->graph, k);
    if (!areas) return false;
    ent_area_set set = f->graph->area_sets[areas - 1];
    for (uint32_t i = 0; i < set.count; i++)
        if (f->area_wanted[f->graph->area_words[set.first + i]]) return true;
    return false;
}

/* Distinct documents in the evidence; lists are short. */
static int64_t count_sources(const ent_graph *g, ent_id k) {
    int64_t count = 0;
    for (uint32_t i = g->r.evidence[k]; i < g->r.evidence[k + 1]; i++) {
        bool seen = g->evidence.document[i] == ENT_NONE;
        for (uint32_t j = g->r.evidence[k]; j < i && !seen; j++)
            seen = g->evidence.document[j] == g->evidence.document[i];
        count += !seen;
    }
    return count;
}

static bool kinds_fit(const filter *f, const ent_selection *s, ent_id k) {
    const ent_graph *g = f->graph;
    bool source = f->kind_wanted[g->entities[ent_selection_stand_in(s, g->r.source[k])].kind];
    if (g->r.flags[k] & ENT_FLAG_TARGET_IS_RELATION) return source;
    return source && f->kind_wanted[g->entities[ent_selection_stand_in(s, g->r.target[k])].kind];
}

/* Two different entities that stand for one country: nothing happens between them. */
static bool internal(const ent_selection *s, ent_id k) {
    const ent_relation_columns *r = &s->graph->r;
    return s->lift && !(r->flags[k] & ENT_FLAG_TARGET_IS_RELATION) && r->source[k] != r->target[k] &&
           ent_selection_stand_in(s, r->source[k]) == ent_selection_stand_in(s, r->target[k]);
}

/* 0 when relation k is kept, else the first reason that leaves it out, + 1. */
static uint8_t judge(const filter *f, const ent_selection *s, ent_id k) {
    const ent_relation_columns *r = &f->graph->r;
    const ent_select *o = f->options;
    if (!(f->statuses >> r->status[k] & 1)) return ENT_LEFT_STATUS + 1;
    if (f->dates && !r->date[k] && !o->undated) return ENT_LEFT_UNDATED + 1;
    if (f->dates && r->date[k] && !ent_date_overlaps(&f->graph->dates[r->date[k] - 1], &f->span))
        return ENT_LEFT_DATE + 1;
    if (f->type_wanted && !f->type_wanted[r->type[k]]) return ENT_LEFT_TYPE + 1;
    if (o->signs && !(o->signs >> (r->sign[k] > 0 ? 0 : r->sign[k] < 0 ? 1 : 2) & 1)) return ENT_LEFT_SIGN + 1;
    if (f->kind_wanted && !kinds_fit(f, s, k)) return ENT_LEFT_KIND + 1;
    if (f->area_wanted && !has_area(f, k)) return ENT_LEFT_AREA + 1;
    const double confidence = ent_graph_confidence_of(f->graph, k);
    if (o->min_confidence > 0 && (isnan(confidence) ? ENT_DEFAULT_CONFIDENCE : confidence) < o->min_confidence)
        return ENT_LEFT_CONFIDENCE + 1;
    if (o->min_sources > 0 && count_sources(f->graph, k) < o->min_sources) return ENT_LEFT_SOURCES + 1;
    if (internal(s, k)) return ENT_LEFT_INTERNAL + 1;
    return 0;
}

/* A relation about a relation that is left out has nothing to point at. Chains of targets are walked to what is settled,
 * then again to write that down: each relation is settled once. */
void ent_selection_drop_dangling(ent_selection *s, ent_left_out reason) {
    enum { WALKED = 0xff, KEPT = 0xfe };
    const ent_relation_columns *r = &s->graph->r;
    for (ent_id k = 0; k < r->count; k++) {
        ent_id end = k;
        for (; !s->reason[end] && (r->flags[end] & ENT_FLAG_TARGET_IS_RELATION); end = r->target[end])
            s->reason[end] = WALKED;
        bool kept = !s->reason[end] || s->reason[end] == KEPT || s->reason[end] == WALKED; /* WALKED: a ring */
        for (ent_id i = k; s->reason[i] == WALKED; i = r->target[i]) s->reason[i] = kept ? KEPT : (uint8_t)(reason + 1);
    }
    for (ent_id k = 0; k < r->count; k++)
        if (s->reason[k] == KEPT) s->reason[k] = 0;
}

/* ---- results ---- */

ent_status ent_selection_list_relations(ent_selection *s, ent_error *err) {
    size_t total = s->graph->r.count;
    for (ent_id k = 0; k < total; k++) {
        if (s->reason[k])
            s->left_out[s->reason[k] - 1]++;
        else
            s->relation_count++;
    }
    s->relations = malloc((s->relation_count + 1) * sizeof *s->relations);
    if (!s->relations) return ent_fail_memory(err);
    size_t n = 0;
    for (ent_id k = 0; k < total; k++)
        if (!s->reason[k]) s->relations[n++] = k;
    return ENT_OK;
}

static void mark_entities(const ent_selection *s, const filter *f, bool *kept) {
    const ent_graph *g = s->graph;
    for (size_t i = 0; i < s->relation_count; i++) {
        ent_id k = s->relations[i];
        kept[ent_selection_stand_in(s, g->r.source[k])] = true;
        if (!(g->r.flags[k] & ENT_FLAG_TARGET_IS_RELATION)) kept[ent_selection_stand_in(s, g->r.target[k])] = true;
    }
    if (f->centre != ENT_NONE) kept[ent_selection_stand_in(s, f->centre)] = true;
    if (!f->options->isolates || f->centre != ENT_NONE) return;
    for (ent_id e = 0; e < g->entity_ids.count; e++)
        if (ent_selection_stand_in(s, e) == e && (!f->kind_wanted || f->kind_wanted[g->entities[e].kind]))
            kept[e] = true;
}

static ent_status list_entities(ent_selection *s, const filter *f, ent_error *err) {
    size_t total = s->graph->entity_ids.count;
    bool *kept = calloc(total + 1, sizeof *kept);
    if (!kept) return ent_fail_memory(err);
    mark_entities(s, f, kept);
    for (ent_id e = 0; e < total; e++) {
        s->entity_count += kept[e];
        s->entities_left_out += !kept[ent_selection_stand_in(s, e)];
    }
    s->entities = malloc((s->entity_count + 1) * sizeof *s->entities);
    size_t n = 0;
    for (ent_id e = 0; s->entities && e < total; e++)
        if (kept[e]) s->entities[n++] = e;
    free(kept);
    return s->entities ? ENT_OK : ent_fail_memory(err);
}

static ent_status choose(ent_selection *s, const filter *f, ent_error *err) {
    for (ent_id k = 0; k < s->graph->r.count; k++) s->reason[k] = judge(f, s, k);
    ent_selection_drop_dangling(s, ENT_LEFT_TARGET);
    ent_status status = ENT_OK;
    if (f->centre != ENT_NONE) {
        status = ent_around_apply(s, ent_selection_stand_in(s, f->centre), f->options->radius, err);
        ent_selection_drop_dangling(s, ENT_LEFT_AROUND);
    }
    if (status == ENT_OK) status = ent_dyads_apply(s, f->options->ambivalent, err);
    ent_selection_drop_dangling(s, ENT_LEFT_TARGET);
    if (status == ENT_OK) status = ent_selection_list_relations(s, err);
    if (status == ENT_OK) status = list_entities(s, f, err);
    return status;
}

ent_status ent_selection_new(const ent_graph *graph, const ent_select *options, ent_selection **out, ent_error *err) {
    filter f = {.graph = graph, .options = options};
    ent_selection *s = calloc(1, sizeof *s);
    uint8_t *reason = calloc(graph->r.count + 1, 1);
    ent_status status = s && reason ? prepare(&f, err) : ent_fail_memory(err);
    if (status == ENT_OK) {
        *s = (ent_selection){.graph = graph, .lift = options->lift, .reason = reason};
        reason = NULL;
        status = ent_select_copy(options, &s->options, err);
        if (status == ENT_OK) status = choose(s, &f, err);
    }
    free(f.type_wanted);
    free(f.kind_wanted);
    free(f.area_wanted);
    free(reason);
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
    return s->lift ? s->graph->lifted[entity] : entity;
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
