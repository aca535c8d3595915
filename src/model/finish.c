/* model/finish.c - freezing: ids for those without, ends resolved, documents resolved, columns shrunk. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "model/builder.h"
#include "model/columns.h"

/* "r<n>" by position for relations that came without an id; an id in use gets a suffix. */
static ent_status name_relations(ent_graph *g, ent_error *err) {
    for (size_t k = 0; k < g->r.count; k++) {
        if (g->r.flags[k] & ENT_FLAG_ID_GIVEN) continue;
        ent_buffer id = {0};
        ent_buffer_format(&id, "r%zu", k + 1);
        for (int n = 2; !id.failed && ent_pool_find(&g->relation_ids, id.data) != UINT32_MAX; n++) {
            id.length = 0;
            ent_buffer_format(&id, "r%zu.%d", k + 1, n);
        }
        bool named = !id.failed && ent_pool_name(&g->relation_ids, (uint32_t)k, id.data, id.length);
        ent_buffer_clear(&id);
        if (!named) return ent_pool_fail(&g->relation_ids, err);
    }
    return ENT_OK;
}

/* ---- ends ---- */

#define UNRESOLVED (UINT32_MAX - 1)

typedef struct resolving {
    ent_builder *b;
    uint32_t *entity_of; /* by word: entity, ENT_NONE when it can be none, or UNRESOLVED */
    size_t undeclared;
    ent_error *err;
} resolving;

static ent_spot spot_of(const ent_builder *b, size_t k, const char *member) {
    return (ent_spot){"relations", member, ent_places_at(&b->graph->r.places, k), ent_graph_file_of(b->graph, k)};
}

static ent_status declare(resolving *s, const char *name, size_t k, const char *member, uint32_t *out) {
    ent_builder *b = s->b;
    ent_graph *g = b->graph;
    /* looking for near names costs a walk over all of them: worth it while somebody reads the findings */
    const char *near = s->undeclared < SUGGESTIONS ? ent_names_nearest(g, name) : NULL;
    ent_buffer remedy = {0};
    if (near)
        ent_buffer_format(&remedy, "did you mean '%s'?", near);
    else
        ent_buffer_text(&remedy, "declare it among the entities");
    if (!b->strict)
        ent_buffer_text(&remedy, near ? " it is kept as an entity of kind unknown"
                                      : "; it is kept as an entity of kind unknown");
    ent_builder_report(b, b->strict ? ENT_SEVERITY_ERROR : ENT_SEVERITY_WARNING, "undeclared-entity",
                       spot_of(b, k, member), remedy.data, "no entity is called '%s'", name);
    ent_buffer_clear(&remedy);
    uint32_t kind = ent_builder_kind(b, "unknown", (ent_spot){"entities", "", {0}, UINT32_MAX}, s->err);
    if (kind == UINT32_MAX) return ENT_NOMEM;
    if (!ent_grow(&g->entities, &g->entity_capacity, g->entity_ids.count, sizeof *g->entities))
        return ent_fail_memory(s->err);
    uint32_t index = ent_pool_add(&g->entity_ids, name, NULL);
    if (index == UINT32_MAX) return ent_fail_memory(s->err);
    g->entities[index] = (ent_entity_row){.kind = kind};
    if (!ent_places_add(&g->entity_places, ent_places_at(&g->r.places, k)) ||
        !ent_columns_put(&g->entity_file, &g->entity_file_capacity, index, 0, 1))
        return ent_fail_memory(s->err);
    s->undeclared++;
    *out = index;
    return ent_names_add(g, index, s->err);
}

static void report_ambiguous(resolving *s, const char *name, const ent_id *found, size_t count, size_t k,
                             const char *member) {
    char *list = ent_names_list(s->b->graph, found, count);
    ent_buffer remedy = {0};
    ent_buffer_format(&remedy, "write an id: %s", list ? list : "");
    ent_builder_report(s->b, ENT_SEVERITY_ERROR, "ambiguous-name", spot_of(s->b, k, member), remedy.data,
                       "'%s' can mean %zu entities", name, count);
    ent_buffer_clear(&remedy);
    free(list);
}

static ent_status resolve_word(resolving *s, uint32_t word, size_t k, const char *member, uint32_t *out) {
    ent_graph *g = s->b->graph;
    const char *name = ent_pool_text(&g->words, word);
    ent_id found[8];
    size_t count;
    ent_status status = ent_names_find(g, name, found, 8, &count, s->err);
    if (status != ENT_OK) return status;
    *out = found[0];
    if (count > 1) report_ambiguous(s, name, found, count, k, member);
    if (count) return ENT_OK;
    return declare(s, name, k, member, out);
}

/* An id of an entity goes before an id of a relation, and that before names. A relation that was renamed because an
 * earlier file uses its id is meant by the others of its own file. */
static ent_status names_relation(const ent_builder *b, const char *name, uint32_t file, uint32_t *out, ent_error *err) {
    const ent_graph *g = b->graph;
    *out = UINT32_MAX;
    if (ent_pool_find(&g->entity_ids, name) != UINT32_MAX) return ENT_OK;
    *out = ent_pool_find(&g->relation_ids, name);
    if (*out == UINT32_MAX || !b->renamed || file == UINT32_MAX || *out >= g->files[file].first_relation) return ENT_OK;
    char *other = ent_builder_renamed(g, name, file);
    if (!other) return ent_fail_memory(err);
    uint32_t own = ent_pool_find(&g->relation_ids, other);
    free(other);
    uint32_t next = file + 1 < g->file_count ? g->files[file + 1].first_relation : (uint32_t)g->r.count;
    if (own != UINT32_MAX && own >= g->files[file].first_relation && own < next) *out = own;
    return ENT_OK;
}

static ent_status resolve_end(resolving *s, uint32_t *end, size_t k, bool target) {
    ent_graph *g = s->b->graph;
    if (!(*end & ENT_WORD)) return ENT_OK; /* its id was known when it was read */
    uint32_t word = *end & ~ENT_WORD, relation;
    const char *member = target ? "/target" : "/source";
    if (s->entity_of[word] != UNRESOLVED) {
        *end = s->entity_of[word];
        return ENT_OK;
    }
    if (s->b->errors &&
        strcmp(ent_pool_text(&g->words, word), ENT_NO_END) == 0) { /* its lack was reported, and finish() fails */
        *end = s->entity_of[word] = 0;
        return ENT_OK;
    }
    ent_status status =
        names_relation(s->b, ent_pool_text(&g->words, word), ent_graph_file_of(g, k), &relation, s->err);
    if (status != ENT_OK) return status;
    if (relation != UINT32_MAX) {
        if (!target)
            ent_builder_report(s->b, ENT_SEVERITY_ERROR, "source-is-relation", spot_of(s->b, k, member),
                               "name the entity that acts", "the source '%s' is a relation",
                               ent_pool_text(&g->words, word));
        else if (relation == k)
            ent_builder_report(s->b, ENT_SEVERITY_ERROR, "own-target", spot_of(s->b, k, member),
                               "name the entity or the other relation it is about", "relation '%s' targets itself",
                               ent_pool_text(&g->words, word));
        g->r.flags[k] |= target ? ENT_FLAG_TARGET_IS_RELATION : 0;
        *end = target ? relation : 0;
        return ENT_OK;
    }
    status = resolve_word(s, word, k, member, end);
    if (status == ENT_OK) s->entity_of[word] = *end;
    return status;
}

static ent_status resolve_ends(ent_builder *b, ent_error *err) {
    ent_graph *g = b->graph;
    size_t words = g->words.count;
    resolving s = {b, malloc((words + 1) * sizeof *s.entity_of), 0, err};
    if (!s.entity_of) return ent_fail_memory(err);
    for (size_t w = 0; w < words; w++) s.entity_of[w] = UNRESOLVED;
    ent_status status = ENT_OK;
    for (size_t k = 0; status == ENT_OK && k < g->r.count; k++) {
        status = resolve_end(&s, &g->r.source[k], k, false);
        if (status == ENT_OK) status = resolve_end(&s, &g->r.target[k], k, true);
    }
    free(s.entity_of);
    return status;
}

/* ---- documents ---- */

static void report_dangling(ent_builder *b, size_t k, size_t i, const char *name) {
    char member[64];
    snprintf(member, sizeof member, "/evidence/%zu/document", i);
    ent_builder_report(b, ENT_SEVERITY_ERROR, "dangling-id", spot_of(b, k, member), "declare it among the documents",
                       "no document has the id '%s'", name);
}

static ent_status resolve_documents(ent_builder *b, ent_error *err) {
    ent_graph *g = b->graph;
    uint32_t *document_of = malloc((g->words.count + 1) * sizeof *document_of);
    if (!document_of) return ent_fail_memory(err);
    for (size_t w = 0; w < g->words.count; w++) document_of[w] = UNRESOLVED;
    for (size_t k = 0; k < g->r.count; k++)
        for (uint32_t i = g->r.evidence[k]; i < g->r.evidence[k + 1]; i++) {
            uint32_t word = g->evidence.document[i];
            if (word == ENT_NONE || !(word & ENT_WORD)) continue;
            word &= ~ENT_WORD;
            if (document_of[word] == UNRESOLVED)
                document_of[word] = ent_pool_find(&g->document_ids, ent_pool_text(&g->words, word));
            if (document_of[word] == ENT_NONE)
                report_dangling(b, k, i - g->r.evidence[k], ent_pool_text(&g->words, word));
            g->evidence.document[i] = document_of[word];
        }
    free(document_of);
    return ENT_OK;
}

/* ---- the end ---- */

static void shrink(void *array_pointer, size_t count, size_t size) {
    void *old;
    memcpy(&old, array_pointer, sizeof old);
    if (!old) return;
    void *fitted = realloc(old, (count + 1) * size);
    if (fitted) memcpy(array_pointer, &fitted, sizeof fitted);
}

static void fit(ent_graph *g) {
    ent_relation_columns *r = &g->r;
    ent_evidence_columns *e = &g->evidence;
    size_t n = r->count;
    shrink(&r->type, n, sizeof *r->type);
    shrink(&r->flags, n, sizeof *r->flags);
    shrink(&r->status, n, sizeof *r->status);
    shrink(&r->sign, n, sizeof *r->sign);
    shrink(&r->source, n, sizeof *r->source);
    shrink(&r->target, n, sizeof *r->target);
    shrink(&r->date, n, sizeof *r->date);
    shrink(&r->evidence, n + 1, sizeof *r->evidence);
    shrink(&r->areas, n, sizeof *r->areas);
    shrink(&r->detail, n, sizeof *r->detail);
    shrink(&r->confidence, n, sizeof *r->confidence);
    shrink(&r->weight, n, sizeof *r->weight);
    shrink(&e->document, e->count, sizeof *e->document);
    shrink(&e->text, e->count, sizeof *e->text);
    shrink(&e->locator, e->count, sizeof *e->locator);
    shrink(&e->detail, e->count, sizeof *e->detail);
    ent_pool *unused[] = {&g->words, &g->document_ids, &g->date_texts, &g->area_keys};
    ent_texts_seal(&g->quotes);
    for (size_t i = 0; i < sizeof unused / sizeof *unused; i++) ent_pool_freeze(unused[i]);
}

static void report_repeated(ent_builder *b) {
    if (!b->repeated || !b->sink.report) return;
    char message[120];
    snprintf(message, sizeof message, "%zu relations stand in several files alike and count once", b->repeated);
    ent_finding finding = {ENT_SEVERITY_NOTE, "repeated", NULL, 0, 0, NULL, message, NULL};
    b->sink.report(b->sink.context, &finding);
}

ent_status ent_builder_finish(ent_builder *b, ent_graph **out, ent_error *err) {
    ent_graph *g = b->graph;
    if (!g) return ent_fail(err, ENT_USAGE, "this builder is finished already");
    ent_status status = b->broken ? ent_fail_memory(err) : name_relations(g, err);
    if (status == ENT_OK) status = ent_names_build(g, err);
    if (status == ENT_OK) status = resolve_ends(b, err);
    if (status == ENT_OK) status = resolve_documents(b, err);
    if (status == ENT_OK && b->errors) {
        status = ent_fail(err, ENT_BAD_INPUT, "%zu error%s in the data, nothing was loaded", b->errors,
                          b->errors == 1 ? "" : "s");
        ent_hint(err, "mend what is reported and read again");
    }
    if (status == ENT_OK) status = ent_lift_build(g, err);
    b->graph = NULL;
    if (status != ENT_OK) {
        ent_graph_free(g);
        return status;
    }
    fit(g);
    report_repeated(b);
    *out = g;
    return ENT_OK;
}
