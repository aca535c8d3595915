/* Which relations the view draws: structural ones may be left out, and then what targets them hangs in the air. */
#include "base/buffer.h"
#include "model/selection.h"
#include "view/edges.h"

#include <stdlib.h>

enum { UNKNOWN, DRAWN, LEFT_OUT, ON_THE_WAY };

static bool targets_relation(const ent_view *view, ent_id r) {
    return view->graph->r.flags[r] & ENT_FLAG_TARGET_IS_RELATION;
}

/* The state of the relation at the end of the chain r -> target -> target ..., or of the first that is settled. */
static uint8_t end_of_chain(const ent_view *view, uint8_t *state, ent_id r) {
    for (; state[r] == UNKNOWN; r = view->graph->r.target[r]) {
        if (view->graph->r.sign[r] == 0) return LEFT_OUT;
        if (!targets_relation(view, r)) return DRAWN;
        state[r] = ON_THE_WAY;
    }
    return state[r] == LEFT_OUT ? LEFT_OUT : DRAWN; /* still on the way: a ring of relations that target each other */
}

static void settle_chain(const ent_view *view, uint8_t *state, ent_id r, uint8_t verdict) {
    for (; state[r] == ON_THE_WAY; r = view->graph->r.target[r]) state[r] = verdict;
    if (state[r] == UNKNOWN) state[r] = verdict;
}

static ent_status drop_structural(ent_view *view, ent_drawn *drawn, ent_error *err) {
    uint8_t *state = calloc(ent_graph_relations(view->graph) + 1, 1);
    const ent_id *rows = drawn->relations;
    size_t count = drawn->count;
    drawn->own = malloc((count + 1) * sizeof *drawn->own);
    drawn->relations = drawn->own;
    drawn->count = 0;
    if (!state || !drawn->own) {
        free(state);
        return ent_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        uint8_t verdict = end_of_chain(view, state, rows[i]);
        settle_chain(view, state, rows[i], verdict);
        if (verdict == DRAWN) drawn->own[drawn->count++] = rows[i];
    }
    view->structural_left_out = count - drawn->count;
    free(state);
    return ENT_OK;
}

static ent_status list_targets(ent_view *view, const ent_drawn *drawn, ent_error *err) {
    size_t relation_count = ent_graph_relations(view->graph), count = 0;
    uint8_t *targeted = calloc(relation_count + 1, 1);
    if (!targeted) return ent_fail_memory(err);
    for (size_t i = 0; i < drawn->count; i++) {
        if (!targets_relation(view, drawn->relations[i])) continue;
        uint8_t *mark = &targeted[view->graph->r.target[drawn->relations[i]]];
        count += !*mark;
        *mark = 1;
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

ent_status ent_view_keep(ent_view *view, ent_drawn *drawn, ent_error *err) {
    *drawn = (ent_drawn){0};
    drawn->count = ent_selection_relations(view->selection, &drawn->relations);
    ent_status status = view->made_with.no_structural ? drop_structural(view, drawn, err) : ENT_OK;
    if (status || !view->selection->nested_count) return status; /* nothing targets a relation */
    status = list_targets(view, drawn, err);
    return status ? status : name_targets(view, err);
}
