/* model/edits.c - a graph that differs from another in something: the records of the first, without what was dropped, go
 * through a builder once more, and what is added follows. */
#include "model/edits.h"
#include "model/edits_words.h"

#include <stdlib.h>
#include <string.h>

/* An attribute of an entity to set. */
typedef struct {
    ent_id entity;
    const char *name, *value;
} setting;

struct ent_edits {
    const ent_graph *graph;
    ent_arena text;
    bool *entity_dropped, *relation_dropped, *flipped;
    ent_relation_record *additions; /* their text is in the arena */
    size_t addition_count, addition_capacity;
    setting *settings;
    size_t setting_count, setting_capacity;
};

ent_status ent_edits_new(const ent_graph *graph, ent_edits **out, ent_error *err) {
    ent_edits *edits = calloc(1, sizeof *edits);
    if (!edits) return ent_fail_memory(err);
    edits->graph = graph;
    edits->entity_dropped = calloc(graph->entity_ids.count + 1, sizeof(bool));
    edits->relation_dropped = calloc(graph->r.count + 1, sizeof(bool));
    edits->flipped = calloc(graph->r.count + 1, sizeof(bool));
    if (!edits->entity_dropped || !edits->relation_dropped || !edits->flipped) {
        ent_edits_free(edits);
        return ent_fail_memory(err);
    }
    *out = edits;
    return ENT_OK;
}

const ent_graph *ent_edits_graph(const ent_edits *edits) {
    return edits->graph;
}

void ent_edits_free(ent_edits *edits) {
    if (!edits) return;
    ent_arena_clear(&edits->text);
    free(edits->entity_dropped);
    free(edits->relation_dropped);
    free(edits->flipped);
    free(edits->additions);
    free(edits->settings);
    free(edits);
}

/* ---- what is to change ---- */

ent_status ent_edits_drop_entity(ent_edits *edits, ent_id entity, ent_error *err) {
    if (entity >= edits->graph->entity_ids.count) return ent_fail(err, ENT_USAGE, "no entity has that number");
    edits->entity_dropped[entity] = true;
    return ENT_OK;
}

static ent_status known_relation(const ent_edits *edits, ent_id relation, ent_error *err) {
    return relation < edits->graph->r.count ? ENT_OK : ent_fail(err, ENT_USAGE, "no relation has that number");
}

ent_status ent_edits_drop_relation(ent_edits *edits, ent_id relation, ent_error *err) {
    ent_status status = known_relation(edits, relation, err);
    if (status == ENT_OK) edits->relation_dropped[relation] = true;
    return status;
}

ent_status ent_edits_flip_relation(ent_edits *edits, ent_id relation, ent_error *err) {
    ent_status status = known_relation(edits, relation, err);
    if (status != ENT_OK) return status;
    if (edits->graph->r.sign[relation] == 0) {
        ent_fail(err, ENT_USAGE, "relation '%s' is structural and has no sign to flip",
                 ent_graph_relation_id(edits->graph, relation));
        ent_hint(err, "leave it out with --without-relation, or add another with --add");
        return ENT_USAGE; /* err may be NULL */
    }
    edits->flipped[relation] = !edits->flipped[relation];
    return ENT_OK;
}

/* Copies into the arena of the edits; the first lack of memory is remembered. */
typedef struct {
    ent_arena *arena;
    bool failed;
} keeper;

static const char *keep(keeper *k, const char *text) {
    if (!text) return NULL;
    const char *copy = ent_arena_text(k->arena, text, strlen(text));
    if (!copy) k->failed = true;
    return copy;
}

static void *keep_array(keeper *k, size_t count, size_t size, size_t align) {
    void *array = ent_arena_take(k->arena, (count + 1) * size, align);
    if (!array) k->failed = true;
    return array;
}

static void keep_areas(keeper *k, const ent_relation_record *from, ent_relation_record *to) {
    const char **areas = keep_array(k, from->area_count, sizeof *areas, _Alignof(const char *));
    for (size_t i = 0; areas && i < from->area_count; i++) areas[i] = keep(k, from->areas[i]);
    to->areas = areas;
}

static void keep_evidence(keeper *k, const ent_relation_record *from, ent_relation_record *to) {
    ent_evidence_record *rows = keep_array(k, from->evidence_count, sizeof *rows, _Alignof(ent_evidence_record));
    for (size_t i = 0; rows && i < from->evidence_count; i++) {
        const ent_evidence_record *e = &from->evidence[i];
        rows[i] = (ent_evidence_record){keep(k, e->document), keep(k, e->locator), keep(k, e->summary),
                                        keep(k, e->quote), keep(k, e->extra)};
    }
    to->evidence = rows;
}

static ent_relation_record keep_record(keeper *k, const ent_relation_record *record) {
    ent_relation_record copy = *record;
    const char **texts[] = {&copy.id,      &copy.type, &copy.source,     &copy.target, &copy.date,
                            &copy.said_by, &copy.note, &copy.attributes, &copy.extra};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = keep(k, *texts[i]);
    keep_areas(k, record, &copy);
    keep_evidence(k, record, &copy);
    return copy;
}

ent_status ent_edits_add_relation(ent_edits *edits, const ent_relation_record *record, ent_error *err) {
    if (!ent_grow(&edits->additions, &edits->addition_capacity, edits->addition_count, sizeof *edits->additions))
        return ent_fail_memory(err);
    keeper k = {&edits->text, false};
    edits->additions[edits->addition_count] = keep_record(&k, record);
    if (k.failed) return ent_fail_memory(err);
    edits->addition_count++;
    return ENT_OK;
}

ent_status ent_edits_set_attribute(ent_edits *edits, ent_id entity, const char *name, const char *value,
                                   ent_error *err) {
    if (entity >= edits->graph->entity_ids.count) return ent_fail(err, ENT_USAGE, "no entity has that number");
    if (!ent_grow(&edits->settings, &edits->setting_capacity, edits->setting_count, sizeof *edits->settings))
        return ent_fail_memory(err);
    keeper k = {&edits->text, false};
    edits->settings[edits->setting_count] = (setting){entity, keep(&k, name), keep(&k, value)};
    if (k.failed) return ent_fail_memory(err);
    edits->setting_count++;
    return ENT_OK;
}

/* ---- the changed graph ---- */

/* One pass through the graph. */
typedef struct {
    const ent_edits *edits;
    const ent_graph *graph;
    ent_builder *builder;
    bool *dropped;         /* relations, with those that hang on what is dropped */
    size_t *first_setting; /* settings by entity: order[first_setting[e] .. first_setting[e + 1] - 1] */
    size_t *order;
    bool *nameless; /* relations that came without an id, and that nothing targets; NULL: ids stay */
    ent_error *err;
} copying;

/* Findings of the graph were told when it was read: only those about what is added are new. */
#define ADDED "(added)"

static void tell_added(void *context, const ent_finding *finding) {
    const ent_sink *sink = context;
    if (finding->file && strcmp(finding->file, ADDED) == 0 && sink && sink->report)
        sink->report(sink->context, finding);
}

static const char *or_null(const char *text) {
    return text && text[0] ? text : NULL;
}

static ent_status copy_documents(copying *c) {
    ent_status status = ENT_OK;
    for (ent_id d = 0; d < ent_graph_documents(c->graph) && status == ENT_OK; d++) {
        ent_document row;
        ent_graph_document(c->graph, d, &row);
        ent_document_record record = {row.id,
                                      or_null(row.title),
                                      or_null(row.publisher),
                                      or_null(row.author),
                                      or_null(row.date),
                                      or_null(row.url),
                                      or_null(row.language),
                                      row.attributes,
                                      row.extra,
                                      ent_graph_place(c->graph, &c->graph->document_places, d)};
        status = ent_builder_add_document(c->builder, &record, c->err);
    }
    return status;
}

/* Settings in lists by entity, each list in the order they were made. */
static ent_status sort_settings(copying *c) {
    const ent_edits *edits = c->edits;
    size_t entities = c->graph->entity_ids.count;
    c->first_setting = calloc(entities + 2, sizeof *c->first_setting);
    c->order = calloc(edits->setting_count + 1, sizeof *c->order);
    if (!c->first_setting || !c->order) return ent_fail_memory(c->err);
    for (size_t i = 0; i < edits->setting_count; i++) c->first_setting[edits->settings[i].entity + 2]++;
    for (size_t e = 2; e <= entities; e++) c->first_setting[e] += c->first_setting[e - 1];
    for (size_t i = 0; i < edits->setting_count; i++) c->order[c->first_setting[edits->settings[i].entity + 1]++] = i;
    return ENT_OK;
}

/* The attributes of an entity with the settings made; *owned is freed by the caller. */
static ent_status set_attributes(const copying *c, ent_id e, const char **attributes, char **owned) {
    for (size_t i = c->first_setting[e]; i < c->first_setting[e + 1]; i++) {
        const setting *s = &c->edits->settings[c->order[i]];
        ent_buffer text = {0};
        char *next = NULL;
        ent_attributes_with(&text, *attributes, s->name, s->value);
        ent_status status = ent_buffer_take(&text, &next, NULL, c->err);
        if (status != ENT_OK) return status;
        free(*owned);
        *attributes = *owned = next;
    }
    return ENT_OK;
}

/* Lists of an entity on their way to the builder, which copies them. */
typedef struct entity_lists {
    ent_pair *names, *identifiers;
    const char **aliases;
} entity_lists;

static ent_status list_names(const copying *c, ent_id e, const ent_entity *row, entity_lists *l) {
    l->names = malloc((row->name_count + 1) * sizeof *l->names);
    l->identifiers = malloc((row->identifier_count + 1) * sizeof *l->identifiers);
    l->aliases = malloc((row->alias_count + 1) * sizeof *l->aliases);
    if (!l->names || !l->identifiers || !l->aliases) return ent_fail_memory(c->err);
    for (size_t i = 0; i < row->name_count; i++) l->names[i] = ent_graph_entity_name(c->graph, e, i);
    for (size_t i = 0; i < row->identifier_count; i++) l->identifiers[i] = ent_graph_entity_identifier(c->graph, e, i);
    for (size_t i = 0; i < row->alias_count; i++) l->aliases[i] = ent_graph_entity_alias(c->graph, e, i);
    return ENT_OK;
}

static ent_status copy_entity(copying *c, ent_id e) {
    const ent_graph *g = c->graph;
    bool set = c->first_setting[e] < c->first_setting[e + 1];
    ent_entity row;
    entity_lists l = {0};
    ent_graph_entity(g, e, &row);
    if (!row.declared && !set) return ENT_OK; /* the ends of relations bring it */
    ent_status status = list_names(c, e, &row, &l);
    ent_entity_record record = {.id = row.id,
                                .kind = g->kinds[row.kind].name,
                                .name = row.name == row.id ? NULL : row.name, /* an id stands in for a name */
                                .role = or_null(row.role),
                                .short_name = or_null(row.short_name),
                                .names = l.names,
                                .name_count = row.name_count,
                                .aliases = l.aliases,
                                .alias_count = row.alias_count,
                                .identifiers = l.identifiers,
                                .identifier_count = row.identifier_count,
                                .attributes = row.attributes,
                                .extra = row.extra,
                                .place = ent_graph_place(g, &g->entity_places, e)};
    char *owned = NULL;
    if (status == ENT_OK) status = set_attributes(c, e, &record.attributes, &owned);
    if (status == ENT_OK) status = ent_builder_add_entity(c->builder, &record, c->err);
    free(owned);
    free(l.names);
    free(l.identifiers);
    free(l.aliases);
    return status;
}

static ent_status copy_entities(copying *c) {
    ent_status status = sort_settings(c);
    for (ent_id e = 0; e < c->graph->entity_ids.count && status == ENT_OK; e++)
        if (!c->edits->entity_dropped[e]) status = copy_entity(c, e);
    return status;
}

/* What is dropped, and all that hangs on it: chains of targets are walked until nothing changes. */
static void mark_dropped(copying *c) {
    const ent_relation_columns *r = &c->graph->r;
    for (ent_id k = 0; k < r->count; k++) {
        bool to_relation = r->flags[k] & ENT_FLAG_TARGET_IS_RELATION;
        c->dropped[k] = c->edits->relation_dropped[k] || c->edits->entity_dropped[r->source[k]] ||
                        (!to_relation && c->edits->entity_dropped[r->target[k]]);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (ent_id k = 0; k < r->count; k++) {
            if (c->dropped[k] || !(r->flags[k] & ENT_FLAG_TARGET_IS_RELATION) || !c->dropped[r->target[k]]) continue;
            c->dropped[k] = changed = true;
        }
    }
}

/* Lists of a relation on their way to the builder, which copies them. */
typedef struct {
    const char **areas;
    ent_evidence_record *evidence;
} lists;

static ent_status list_parts(const copying *c, ent_id k, const ent_relation *row, lists *l) {
    l->areas = malloc((row->area_count + 1) * sizeof *l->areas);
    l->evidence = malloc((row->evidence_count + 1) * sizeof *l->evidence);
    if (!l->areas || !l->evidence) return ent_fail_memory(c->err);
    for (size_t i = 0; i < row->area_count; i++) l->areas[i] = ent_graph_relation_area(c->graph, k, i);
    for (size_t i = 0; i < row->evidence_count; i++) {
        ent_evidence e;
        ent_graph_evidence(c->graph, row->evidence_first + (ent_id)i, &e);
        const char *document = e.document == ENT_NONE ? NULL : ent_graph_document_id(c->graph, e.document);
        l->evidence[i] =
            (ent_evidence_record){document, or_null(e.locator), or_null(e.summary), or_null(e.quote), e.extra};
    }
    return ENT_OK;
}

static ent_status copy_relation(copying *c, ent_id k) {
    ent_relation row;
    lists l = {0};
    ent_graph_relation(c->graph, k, &row);
    ent_status status = list_parts(c, k, &row, &l);
    bool flipped = c->edits->flipped[k];
    ent_relation_record record = {
        .id = c->nameless && c->nameless[k] ? NULL : row.id,
        .type = c->graph->types[row.type].name,
        .source = ent_pool_text(&c->graph->entity_ids, row.source),
        .target = row.target_is_relation ? ent_graph_relation_id(c->graph, row.target)
                                         : ent_pool_text(&c->graph->entity_ids, row.target),
        .has_sign = row.sign_given || flipped,
        .sign = flipped ? -row.sign : row.sign,
        .date = or_null(row.date_text),
        .areas = l.areas,
        .area_count = row.area_count,
        .status = row.status,
        .has_status = row.status_given,
        .weight = row.weight,
        .confidence = row.confidence,
        .said_by = or_null(row.said_by),
        .note = or_null(row.note),
        .evidence = l.evidence,
        .evidence_count = row.evidence_count,
        .attributes = row.attributes,
        .extra = row.extra,
        .place = ent_graph_place(c->graph, &c->graph->r.places, k),
    };
    if (status == ENT_OK) status = ent_builder_add_relation(c->builder, &record, c->err);
    free(l.areas);
    free(l.evidence);
    return status;
}

static ent_status begin_file(copying *c, size_t file) {
    const ent_file_row *row = &c->graph->files[file];
    return ent_builder_begin_file(c->builder, row->name, row->document_form, c->err);
}

static ent_status copy_relations(copying *c) {
    size_t file = 0; /* begun already, for the entities */
    ent_status status = ENT_OK;
    for (ent_id k = 0; k < c->graph->r.count && status == ENT_OK; k++) {
        while (file + 1 < c->graph->file_count && c->graph->files[file + 1].first_relation <= k && status == ENT_OK)
            status = begin_file(c, ++file);
        if (status == ENT_OK && !c->dropped[k]) status = copy_relation(c, k);
    }
    return status;
}

static ent_status add_relations(copying *c) {
    const ent_edits *edits = c->edits;
    ent_status status = edits->addition_count ? ent_builder_begin_file(c->builder, ADDED, true, c->err) : ENT_OK;
    for (size_t i = 0; i < edits->addition_count && status == ENT_OK; i++)
        status = ent_builder_add_relation(c->builder, &edits->additions[i], c->err);
    return status;
}

static ent_status copy_all(copying *c) {
    const ent_graph *g = c->graph;
    mark_dropped(c);
    ent_status status = g->file_count ? begin_file(c, 0) : ENT_OK;
    if (status == ENT_OK) status = ent_builder_set_head(c->builder, or_null(g->title), g->extra, c->err);
    if (status == ENT_OK) status = copy_documents(c);
    if (status == ENT_OK) status = copy_entities(c);
    if (status == ENT_OK) status = copy_relations(c);
    return status == ENT_OK ? add_relations(c) : status;
}

/* Ids that were given by position mean nothing among the relations of other files. */
static bool mark_nameless(copying *c) {
    const ent_relation_columns *r = &c->graph->r;
    c->nameless = calloc(r->count + 1, sizeof *c->nameless);
    if (!c->nameless) return false;
    for (size_t k = 0; k < r->count; k++) c->nameless[k] = !(r->flags[k] & ENT_FLAG_ID_GIVEN);
    for (size_t k = 0; k < r->count; k++)
        if (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION) c->nameless[r->target[k]] = false;
    return true;
}

static void clear_copying(copying *c) {
    free(c->dropped);
    free(c->nameless);
    free(c->first_setting);
    free(c->order);
}

static ent_status copy_to(const ent_edits *edits, bool unite, ent_builder *builder, ent_error *err) {
    copying c = {.edits = edits, .graph = edits->graph, .builder = builder, .err = err};
    c.dropped = calloc(edits->graph->r.count + 1, sizeof *c.dropped);
    ent_status status = c.dropped && (!unite || mark_nameless(&c)) ? copy_all(&c) : ent_fail_memory(err);
    clear_copying(&c);
    return status;
}

ent_status ent_graph_unite(const ent_graph *graph, ent_builder *builder, ent_error *err) {
    ent_edits *none = NULL;
    ent_status status = ent_graph_need(graph, err);
    if (status == ENT_OK) status = ent_edits_new(graph, &none, err);
    if (status == ENT_OK) status = copy_to(none, true, builder, err);
    if (status == ENT_OK) status = ent_graph_sound(graph, err);
    ent_edits_free(none);
    return status;
}

/* Who is taken away has nothing to be added or turned round. `words`: what was asked for; UINT32_MAX: a new entity. */
static ent_status still_there(const ent_edits *edits, uint32_t entity, const char *words, ent_error *err) {
    if (entity == UINT32_MAX || !edits->entity_dropped[entity]) return ENT_OK;
    ent_fail(err, ENT_USAGE, "'%s' is taken away, and has a relation %s",
             ent_pool_text(&edits->graph->entity_ids, entity), words);
    ent_hint(err, "ask for one of the two");
    return ENT_USAGE;
}

static ent_status make_sense(const ent_edits *edits, ent_error *err) {
    const ent_graph *g = edits->graph;
    ent_status status = ENT_OK;
    for (size_t i = 0; i < edits->addition_count && status == ENT_OK; i++) {
        const ent_relation_record *added = &edits->additions[i];
        status = still_there(edits, ent_pool_find(&g->entity_ids, added->source), "added", err);
        if (status == ENT_OK) status = still_there(edits, ent_pool_find(&g->entity_ids, added->target), "added", err);
    }
    for (size_t k = 0; k < g->r.count && status == ENT_OK; k++) {
        if (!edits->flipped[k]) continue;
        status = still_there(edits, g->r.source[k], "turned round", err);
        if (status == ENT_OK && !(g->r.flags[k] & ENT_FLAG_TARGET_IS_RELATION))
            status = still_there(edits, g->r.target[k], "turned round", err);
    }
    return status;
}

ent_status ent_edits_apply(const ent_edits *edits, const ent_sink *sink, ent_graph **out, ent_error *err) {
    const ent_graph *graph = edits->graph;
    ent_sink filtered = {tell_added, (void *)(uintptr_t)sink};
    ent_builder *builder = NULL;
    const char *folder = ent_texts_folder(&graph->quotes);
    ent_status status = ent_graph_need(graph, err);
    if (status == ENT_OK) status = make_sense(edits, err);
    if (status == ENT_OK) status = ent_builder_new(graph->vocabulary, &filtered, false, &builder, err);
    if (status == ENT_OK && folder) status = ent_builder_quotes_to_file(builder, folder, err);
    if (status == ENT_OK) status = copy_to(edits, false, builder, err);
    if (status == ENT_OK) status = ent_graph_sound(graph, err);
    if (status == ENT_OK) status = ent_builder_finish(builder, out, err);
    ent_builder_free(builder);
    return status;
}
