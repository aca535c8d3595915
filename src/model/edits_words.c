/* model/edits_words.c - relations to add, read from an analyst's words. Lists come split at commas, and names may hold commas:
 * pieces are put together again until they mean something. */
#include "model/edits_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const ent_graph *graph;
    ent_edits *edits;
    const char *stem;
    size_t number, count;
    ent_buffer said;
} worker;

/* ---- pieces of a list ------------------------------------------------------------------------------------------------------- */

void ent_words_join(ent_buffer *out, const ent_text_list *list, size_t first, size_t last) {
    out->length = 0;
    for (size_t i = first; i <= last; i++) {
        if (i > first) ent_buffer_text(out, ", ");
        ent_buffer_text(out, list->items[i]);
    }
}

/* The next "->" or ";" of text and its length, NULL when there is none. */
static const char *separator(const char *text, size_t *length) {
    const char *arrow = strstr(text, "->"), *semicolon = strchr(text, ';');
    bool first = arrow && (!semicolon || arrow < semicolon);
    *length = first ? 2 : 1;
    return first ? arrow : semicolon;
}

size_t ent_words_separators(const char *text) {
    size_t count = 0, length;
    while ((text = separator(text, &length))) {
        count++;
        text += length;
    }
    return count;
}

bool ent_words_cut(char *text, char **parts, size_t wanted) {
    size_t length, count = 0;
    for (char *next = text; next;) {
        char *end = (char *)(uintptr_t)separator(next, &length), *last;
        if (count == wanted) return false;
        if (end) *end = '\0';
        while (*next == ' ') next++;
        for (last = next + strlen(next); last > next && last[-1] == ' ';) *--last = '\0';
        if (!*next) return false;
        parts[count++] = next;
        next = end ? end + length : NULL;
    }
    return count == wanted;
}

/* ---- ends and types by name ------------------------------------------------------------------------------------------------- */

static ent_status refuse(ent_status status, const ent_error *why, ent_error *err) {
    if (status == ENT_NOMEM) return ent_fail_memory(err);
    ent_fail(err, status, "--add: %s", why->message);
    if (why->hint[0]) ent_hint(err, "%s", why->hint);
    return status;
}

/* An entity's or relation's id for a record; "new:Name" is taken as it is. */
static ent_status find_end(const worker *w, const char *name, bool relations_too, const char **out, ent_error *err) {
    ent_error why = {0};
    ent_id found;
    ent_entity entity;
    if (strncmp(name, "new:", 4) == 0 && name[4]) {
        *out = name + 4 + strspn(name + 4, " ");
        return ENT_OK;
    }
    ent_status status = ent_graph_find_entity(w->graph, name, &found, &why);
    if (status == ENT_OK) {
        ent_graph_entity(w->graph, found, &entity);
        *out = entity.id;
        return ENT_OK;
    }
    if (relations_too && ent_graph_find_relation(w->graph, name) != ENT_NONE) {
        *out = name;
        return ENT_OK;
    }
    if (strncmp(why.message, "no entity", 9) == 0 && strncmp(why.hint, "did you mean", 12) != 0) {
        why.hint[0] = '\0';
        ent_hint(&why, "write 'new:%s' for an entity that is not there yet", name);
    }
    return refuse(status, &why, err);
}

static ent_status find_type(const worker *w, const char *name, const char **out, ent_error *err) {
    const ent_vocabulary *vocabulary = ent_graph_vocabulary(w->graph);
    long known = ent_vocabulary_find_type(vocabulary, name);
    ent_type type;
    if (known >= 0) {
        ent_vocabulary_type(vocabulary, (size_t)known, &type);
        *out = type.name;
        return ENT_OK;
    }
    for (uint32_t t = 0; t < ent_graph_types(w->graph); t++) {
        ent_graph_type(w->graph, t, &type);
        if (strcmp(type.name, name) != 0) continue;
        *out = type.name;
        return ENT_OK;
    }
    const char *near = ent_vocabulary_nearest_type(vocabulary, name);
    ent_fail(err, ENT_USAGE, "--add: no type of relation is called '%s'", name);
    if (near)
        ent_hint(err, "did you mean '%s'?", near);
    else
        ent_hint(err, "'entente vocabulary' lists the types; write SOURCE -> TYPE -> TARGET");
    return ENT_USAGE;
}

/* ---- relations -------------------------------------------------------------------------------------------------------------- */

/* An id of its own, so that it is never taken for a relation that was there before. */
static void invent_id(worker *w, char out[64]) {
    do snprintf(out, 64, "%.40s-%zu", w->stem, ++w->number);
    while (ent_graph_find_relation(w->graph, out) != ENT_NONE);
}

static ent_status add_one(worker *w, char *words, ent_error *err) {
    char id[64];
    char *parts[3];
    const char *source = NULL, *type = NULL, *target = NULL;
    ent_buffer whole = {0};
    ent_buffer_text(&whole, words);
    if (whole.failed) return ent_fail_memory(err);
    if (!ent_words_cut(words, parts, 3)) {
        ent_fail(err, ENT_USAGE, "--add: '%s' does not say SOURCE -> TYPE -> TARGET", whole.data);
        ent_hint(err, "write --add 'Japan -> supports -> Philippines', in quotes");
        ent_buffer_clear(&whole);
        return ENT_USAGE;
    }
    ent_buffer_clear(&whole);
    ent_status status = find_type(w, parts[1], &type, err);
    if (!status) status = find_end(w, parts[0], false, &source, err);
    if (!status) status = find_end(w, parts[2], true, &target, err);
    if (status) return status;
    ent_relation_record record = {
        .id = id, .type = type, .source = source, .target = target, .weight = NAN, .confidence = NAN};
    invent_id(w, id);
    ent_buffer_format(&w->said, "%swith %s %s %s", w->count ? "; " : "", parts[0], type, parts[2]);
    w->count++;
    return ent_edits_add_relation(w->edits, &record, err);
}

/* Pieces belong together until two separators are met, and pieces without any that follow are the end of a name. */
static ent_status add_relations(worker *w, const ent_text_list *list, ent_error *err) {
    ent_status status = ENT_OK;
    ent_buffer words = {0};
    for (size_t i = 0; i < list->count && !status; i++) {
        size_t first = i;
        for (ent_words_join(&words, list, first, i);
             !words.failed && ent_words_separators(words.data) < 2 && i + 1 < list->count;)
            ent_words_join(&words, list, first, ++i);
        while (i + 1 < list->count && ent_words_separators(list->items[i + 1]) == 0)
            ent_words_join(&words, list, first, ++i);
        status = words.failed ? ent_fail_memory(err) : add_one(w, words.data, err);
    }
    ent_buffer_clear(&words);
    return status;
}

ent_status ent_edits_add_words(ent_edits *edits, const ent_text_list *list, const char *stem, size_t *count,
                               char **said, ent_error *err) {
    ent_error unheard = {0};
    if (!err) err = &unheard;
    worker w = {.graph = ent_edits_graph(edits), .edits = edits, .stem = stem};
    ent_status status = add_relations(&w, list, err);
    if (!status && w.said.failed) status = ent_fail_memory(err);
    if (!status && count) *count = w.count;
    if (!status && said) return ent_buffer_take(&w.said, said, NULL, err);
    ent_buffer_clear(&w.said);
    return status;
}
