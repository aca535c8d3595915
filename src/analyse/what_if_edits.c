/* What the analyst wants changed, read from the words of the options and done to a copy of the graph. Lists come split at
 * commas, and names may hold commas: pieces are put together again until they mean something. */
#include "analyse/what_if.h"
#include "model/edits_words.h"
#include "model/selection_also.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    ent_edits *edits;
    ent_changed *out;
} worker;

/* ---- entities and relations by name ------------------------------------------------------------------------------------- */

static ent_status named(const char *option, ent_status status, const ent_error *why, ent_error *err) {
    if (status == ENT_NOMEM) return ent_fail_memory(err);
    ent_fail(err, status, "--%s: %s", option, why->message);
    if (why->hint[0]) ent_hint(err, "%s", why->hint);
    return status;
}

static ent_status no_such_relation(const worker *w, const char *id, ent_error *err) {
    size_t count = ent_graph_relations(w->graph);
    const char **ids = malloc((count + 1) * sizeof *ids);
    if (!ids) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        ent_relation row;
        ent_graph_relation(w->graph, (ent_id)i, &row);
        ids[i] = row.id;
    }
    const char *near = ent_text_nearest(id, ids, count);
    ent_fail(err, ENT_USAGE, "--without-relation: no relation has the id '%s'", id);
    if (near)
        ent_hint(err, "did you mean '%s'?", near);
    else
        ent_hint(err, "'entente show FILE ENTITY' lists the relations of an entity with their ids");
    free(ids);
    return ENT_USAGE;
}

/* ---- the four wishes -------------------------------------------------------------------------------------------------------- */

static void say(worker *w, const char *words) {
    ent_buffer *out = &w->out->summary;
    if (out->length) ent_buffer_text(out, "; ");
    ent_buffer_text(out, words);
}

/* The entity that the pieces from `first` on name, as few of them as do; *next is the piece after them. */
static ent_status find_pieces(const worker *w, const char *option, const ent_text_list *list, size_t first, ent_id *out,
                              size_t *next, ent_error *err) {
    ent_buffer name = {0};
    ent_error why = {0};
    ent_status status = ENT_USAGE;
    for (size_t last = first; last < list->count && status == ENT_USAGE; last++) {
        ent_error again = {0};
        ent_words_join(&name, list, first, last);
        status =
            name.failed ? ENT_NOMEM : ent_graph_find_entity(w->graph, name.data, out, last == first ? &why : &again);
        *next = last + 1;
    }
    ent_buffer_clear(&name);
    return status ? named(option, status, &why, err) : ENT_OK;
}

static ent_status drop_entities(worker *w, const ent_text_list *list, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < list->count && !status;) {
        ent_id entity;
        ent_entity row;
        status = find_pieces(w, "without", list, i, &entity, &i, err);
        if (status) break;
        ent_graph_entity(w->graph, entity, &row);
        say(w, "without ");
        ent_buffer_text(&w->out->summary, row.name);
        status = ent_edits_drop_entity(w->edits, entity, err);
    }
    return status;
}

static ent_status drop_relations(worker *w, const ent_text_list *list, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < list->count && !status; i++) {
        ent_id relation = ent_graph_find_relation(w->graph, list->items[i]);
        if (relation == ENT_NONE) return no_such_relation(w, list->items[i], err);
        say(w, "without relation ");
        ent_buffer_format(&w->out->summary, "%s (", list->items[i]);
        ent_say_relation(w->selection, relation, &w->out->summary);
        ent_buffer_char(&w->out->summary, ')');
        status = ent_edits_drop_relation(w->edits, relation, err);
    }
    return status;
}

static bool is_between(const worker *w, const ent_relation *row, ent_id a, ent_id b) {
    if (row->target_is_relation || row->sign == 0) return false;
    ent_id source = ent_selection_stand_in(w->selection, row->source);
    ent_id target = ent_selection_stand_in(w->selection, row->target);
    return (source == a && target == b) || (source == b && target == a);
}

static ent_status flip_between(worker *w, ent_id first, ent_id second, ent_error *err) {
    ent_id a = ent_selection_stand_in(w->selection, first), b = ent_selection_stand_in(w->selection, second);
    const char *one = ent_shown_name(w->selection, a), *other = ent_shown_name(w->selection, b);
    const ent_id *rows;
    size_t count = ent_selection_relations(w->selection, &rows), flipped = 0;
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && !status; i++) {
        ent_relation row;
        ent_graph_relation(w->graph, rows[i], &row);
        if (!is_between(w, &row, a, b)) continue;
        status = ent_edits_flip_relation(w->edits, rows[i], err);
        flipped++;
    }
    if (status) return status;
    if (!flipped) {
        ent_fail(err, ENT_USAGE, "--flip: no positive or negative relation between '%s' and '%s' is selected", one,
                 other);
        ent_hint(err, "'entente show FILE \"%s\"' lists its relations with their signs", one);
        return ENT_USAGE;
    }
    say(w, "signs turned round between ");
    ent_buffer_format(&w->out->summary, "%s and %s", one, other);
    return ENT_OK;
}

static ent_status flip_needs_two(const char *given, ent_error *err) {
    ent_fail(err, ENT_USAGE, "--flip takes two entities, and '%s' is one", given);
    ent_hint(err, "write --flip 'North Korea' 'United States'");
    return ENT_USAGE;
}

/* "A; B" in one piece, or "A" and "B" in as many pieces as they need. */
static ent_status flip_pairs(worker *w, const ent_text_list *list, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < list->count && !status;) {
        ent_id ends[2];
        ent_text_list whole = *list, sides = {0};
        char *parts[2], *copy = NULL;
        size_t next = 0;
        if (ent_words_separators(list->items[i])) {
            ent_buffer words = {0};
            ent_buffer_text(&words, list->items[i]);
            status = ent_buffer_take(&words, &copy, NULL, err);
            if (!status && !ent_words_cut(copy, parts, 2)) status = flip_needs_two(list->items[i], err);
            sides = (ent_text_list){parts, 2};
        }
        const ent_text_list *from = copy ? &sides : &whole;
        size_t at = copy ? 0 : i;
        if (!status) status = find_pieces(w, "flip", from, at, &ends[0], &next, err);
        if (!status && next >= from->count) status = flip_needs_two(list->items[i], err);
        if (!status) status = find_pieces(w, "flip", from, next, &ends[1], &next, err);
        i = copy ? i + 1 : next;
        ent_free(copy);
        if (!status) status = flip_between(w, ends[0], ends[1], err);
    }
    return status;
}

/* ---- the graph as it would be ------------------------------------------------------------------------------------------------ */

/* The entities of the selection that are still there stay in sight, also when no relation brings them. */
static ent_status keep_entities(const ent_selection *from, ent_changed *out, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_entities(from, &rows), still = 0, total = ent_graph_entities(out->graph);
    ent_id *kept = malloc((count + 1) * sizeof *kept);
    if (!kept) return ent_fail_memory(err);
    size_t next = 0;
    for (size_t i = 0; i < count; i++) { /* the order of entities is the same in both */
        const char *id = ent_shown_id(from, rows[i]);
        for (size_t e = next; e < total; e++) {
            ent_entity row;
            ent_graph_entity(out->graph, (ent_id)e, &row);
            if (strcmp(row.id, id) != 0) continue;
            kept[still++] = (ent_id)e;
            next = e + 1;
            break;
        }
    }
    ent_status status = ent_selection_also(out->selection, kept, still, err);
    free(kept);
    return status;
}

static ent_status choose_again(const ent_selection *from, ent_changed *out, ent_error *err) {
    ent_error why = {0};
    ent_status status = ent_selection_new(out->graph, ent_selection_options(from), &out->selection, &why);
    if (status == ENT_NOMEM) return ent_fail_memory(err);
    if (status) {
        ent_fail(err, status, "after these changes the selection has lost its ground: %s", why.message);
        ent_hint(err, "choose without the option that names what is taken away");
        return status;
    }
    return keep_entities(from, out, err);
}

static ent_status make_wishes(worker *w, const ent_wishes *wishes, ent_error *err) {
    ent_status status = flip_pairs(w, &wishes->flip, err);
    if (!status) status = drop_entities(w, &wishes->without, err);
    if (!status) status = drop_relations(w, &wishes->without_relations, err);
    if (status || !wishes->add.count) return status;
    char *added = NULL;
    status = ent_edits_add_words(w->edits, &wishes->add, "what-if", &w->out->added, &added, err);
    if (status) return status;
    say(w, added);
    ent_free(added);
    return ENT_OK;
}

ent_status ent_wishes_grant(const ent_wishes *wishes, const ent_selection *selection, ent_changed *out,
                            ent_error *err) {
    worker w = {.selection = selection, .graph = ent_selection_graph(selection), .out = out};
    *out = (ent_changed){0};
    if (!wishes->without.count && !wishes->without_relations.count && !wishes->add.count && !wishes->flip.count) {
        ent_fail(err, ENT_USAGE, "nothing to change is given");
        ent_hint(err, "say what: --without Medici, --without-relation ID, --add 'A -> supports -> B', --flip A B");
        return ENT_USAGE;
    }
    ent_status status = ent_edits_new(w.graph, &w.edits, err);
    if (!status) status = make_wishes(&w, wishes, err);
    if (!status && out->summary.failed) status = ent_fail_memory(err);
    if (!status) status = ent_edits_apply(w.edits, NULL, &out->graph, err);
    if (!status) status = choose_again(selection, out, err);
    ent_edits_free(w.edits);
    return status;
}

void ent_changed_clear(ent_changed *changed) {
    ent_selection_free(changed->selection);
    ent_graph_free(changed->graph);
    ent_buffer_clear(&changed->summary);
    *changed = (ent_changed){0};
}
