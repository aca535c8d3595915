/* Which relations the view draws: structural ones may be left out, and then what targets them hangs in the air. */
#include "base/buffer.h"
#include "view/edges.h"

#include <stdlib.h>

enum { UNKNOWN, DRAWN, LEFT_OUT, ON_THE_WAY };

/* The state of the relation at the end of the chain r -> target -> target ..., or of the first that is settled. */
static uint8_t end_of_chain(const ent_view *view, uint8_t *state, ent_id r) {
    for (;;) {
        if (state[r] == DRAWN || state[r] == LEFT_OUT) return state[r];
        if (state[r] == ON_THE_WAY) return DRAWN; /* a ring of relations that target each other */
        ent_relation relation;
        ent_graph_relation(view->graph, r, &relation);
        if (relation.sign == 0 && view->made_with.no_structural) return LEFT_OUT;
        if (!relation.target_is_relation) return DRAWN;
        state[r] = ON_THE_WAY;
        r = relation.target;
    }
}

static void settle_chain(const ent_view *view, uint8_t *state, ent_id r, uint8_t verdict) {
    while (state[r] == ON_THE_WAY) {
        state[r] = verdict;
        ent_relation relation;
        ent_graph_relation(view->graph, r, &relation);
        r = relation.target;
    }
    if (state[r] == UNKNOWN) state[r] = verdict;
}

static ent_status list_targets(ent_view *view, const uint8_t *kept, ent_error *err) {
    size_t relation_count = ent_graph_relations(view->graph);
    uint8_t *targeted = calloc(relation_count + 1, 1);
    if (!targeted) return ent_fail_memory(err);
    size_t count = 0;
    for (ent_id r = 0; r < relation_count; r++) {
        ent_relation relation;
        if (kept[r] != DRAWN) continue;
        ent_graph_relation(view->graph, r, &relation);
        if (!relation.target_is_relation || targeted[relation.target]) continue;
        targeted[relation.target] = 1;
        count++;
    }
    view->hyper = malloc((count + 1) * sizeof *view->hyper);
    if (view->hyper) {
        for (ent_id r = 0; r < relation_count; r++)
            if (targeted[r]) view->hyper[view->hyper_count++] = r;
    }
    free(targeted);
    return view->hyper ? ENT_OK : ent_fail_memory(err);
}

/* "South Korea member of Korea-US alliance": a sentence is the best name a relation can have. */
static const char *sentence(ent_view *view, ent_id r) {
    ent_relation relation;
    ent_type type;
    ent_entity source, target;
    ent_graph_relation(view->graph, r, &relation);
    ent_graph_type(view->graph, relation.type, &type);
    ent_graph_entity(view->graph, ent_selection_stand_in(view->selection, relation.source), &source);
    ent_buffer words = {0};
    ent_buffer_format(&words, "%s %s ", source.name, type.label);
    if (relation.target_is_relation) {
        ent_relation further;
        ent_graph_relation(view->graph, relation.target, &further);
        ent_buffer_text(&words, further.id);
    } else {
        ent_graph_entity(view->graph, ent_selection_stand_in(view->selection, relation.target), &target);
        ent_buffer_text(&words, target.name);
    }
    const char *name = words.failed ? NULL : ent_arena_text(&view->text, words.data, words.length);
    ent_buffer_clear(&words);
    return name;
}

static ent_status name_targets(ent_view *view, ent_error *err) {
    view->hyper_names = malloc((view->hyper_count + 1) * sizeof *view->hyper_names);
    if (!view->hyper_names) return ent_fail_memory(err);
    for (size_t i = 0; i < view->hyper_count; i++) {
        view->hyper_names[i] = sentence(view, view->hyper[i]);
        if (!view->hyper_names[i]) return ent_fail_memory(err);
    }
    return ENT_OK;
}

ent_status ent_view_keep(ent_view *view, uint8_t *kept, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(view->selection, &rows);
    for (size_t i = 0; i < count; i++) {
        uint8_t verdict = end_of_chain(view, kept, rows[i]);
        settle_chain(view, kept, rows[i], verdict);
        if (verdict == LEFT_OUT) view->structural_left_out++;
    }
    /* a chain may have settled relations outside the selection: those are not drawn */
    for (ent_id r = 0; r < ent_graph_relations(view->graph); r++)
        if (kept[r] == LEFT_OUT || !ent_selection_has(view->selection, r)) kept[r] = 0;
    ent_status status = list_targets(view, kept, err);
    return status ? status : name_targets(view, err);
}
