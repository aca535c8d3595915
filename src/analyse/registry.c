/* The analyses in the order that help lists them, and the one door through which they run. */
#include "analyse/common.h"

#include <stdlib.h>
#include <string.h>

static const ent_analysis *const analyses[] = {
    &ent_analysis_info,        &ent_analysis_show,     &ent_analysis_dossier,   &ent_analysis_centrality,
    &ent_analysis_brokers,     &ent_analysis_what_if,  &ent_analysis_paths,     &ent_analysis_exits,
    &ent_analysis_components,  &ent_analysis_cores,    &ent_analysis_cliques,   &ent_analysis_communities,
    &ent_analysis_equivalents, &ent_analysis_similar,  &ent_analysis_census,    &ent_analysis_balance,
    &ent_analysis_frustration, &ent_analysis_factions, &ent_analysis_portfolio, &ent_analysis_trend,
    &ent_analysis_timeline,
};

size_t ent_analysis_count(void) {
    return sizeof analyses / sizeof *analyses;
}

const ent_analysis *ent_analysis_at(size_t index) {
    return index < ent_analysis_count() ? analyses[index] : NULL;
}

const ent_analysis *ent_analysis_find(const char *name) {
    for (size_t i = 0; i < ent_analysis_count(); i++)
        if (strcmp(analyses[i]->name, name) == 0) return analyses[i];
    return NULL;
}

static bool has_date(const ent_relation *relation) {
    return relation->date.given;
}
static bool has_sign(const ent_relation *relation) {
    return relation->sign != 0;
}
static bool has_anything(const ent_relation *relation) {
    (void)relation;
    return true;
}

/* What can be asked of relations: one of them at least must have it. Weights need no look here: a builder accepts none
 * below zero. */
static const struct {
    unsigned need;
    bool (*has)(const ent_relation *relation);
    const char *words, *remedy;
} relation_needs[] = {
    {ENT_NEEDS_RELATIONS, has_anything, "a relation", "widen the selection"},
    {ENT_NEEDS_DATES, has_date, "a relation with a date", "give the relations dates"},
    {ENT_NEEDS_SIGNS, has_sign, "a positive or negative relation", "keep signed types in the selection"},
};

static bool any_relation(const ent_selection *selection, bool (*has)(const ent_relation *)) {
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(ent_selection_graph(selection), rows[i], &relation);
        if (has(&relation)) return true;
    }
    return false;
}

static ent_status check_connected(const ent_analysis *analysis, const ent_analysis_input *input, ent_error *err) {
    ent_view *view = NULL;
    ent_parts parts = {0};
    ent_status status = ent_view_new(input->selection, &input->view, &view, err);
    if (!status) status = ent_parts_find(view, false, input->monitor, &parts, err);
    if (!status && parts.count > 1) {
        ent_fail(err, ENT_CALC, "'%s' needs one connected graph, this one has %zu components", analysis->name,
                 parts.count);
        ent_hint(err, "see them with 'components', and take one with --around");
        status = ENT_CALC;
    }
    ent_parts_clear(&parts);
    ent_view_free(view);
    return status;
}

static ent_status check_needs(const ent_analysis *analysis, const ent_analysis_input *input, ent_error *err) {
    for (size_t i = 0; i < sizeof relation_needs / sizeof *relation_needs; i++) {
        if (!(analysis->needs & relation_needs[i].need)) continue;
        if (any_relation(input->selection, relation_needs[i].has)) continue;
        ent_fail(err, ENT_NO, "'%s' needs %s, and none is selected", analysis->name, relation_needs[i].words);
        ent_hint(err, "%s", relation_needs[i].remedy);
        return ENT_NO;
    }
    return analysis->needs & ENT_NEEDS_CONNECTED ? check_connected(analysis, input, err) : ENT_OK;
}

static ent_status check_arguments(const ent_analysis *analysis, const ent_analysis_input *input, ent_error *err) {
    size_t entities = ent_graph_entities(ent_selection_graph(input->selection));
    for (size_t i = 0; analysis->arguments && analysis->arguments[i].name; i++) {
        bool optional = analysis->arguments[i].name[0] == '[';
        if (optional && (!input->entities || input->entities[i] == ENT_NONE)) continue;
        if (!input->entities)
            return ent_fail(err, ENT_USAGE, "'%s' needs %s", analysis->name, analysis->arguments[i].name);
        if (input->entities[i] >= entities)
            return ent_fail(err, ENT_USAGE, "%s of '%s' is no entity of the graph", analysis->arguments[i].name,
                            analysis->name);
    }
    return ENT_OK;
}

/* No answer leaves that rests on damaged parts of a packed graph. */
static ent_status sound_answer(const ent_analysis_input *input, ent_status status, ent_table **out, ent_error *err) {
    const ent_status sound = ent_graph_sound(ent_selection_graph(input->selection), err);
    if (!sound) return status;
    ent_table_free(*out);
    *out = NULL;
    return sound;
}

ent_status ent_analysis_run(const ent_analysis *analysis, const ent_analysis_input *input, ent_table **out,
                            ent_error *err) {
    ent_analysis_input full = *input;
    ent_error unheard = {0};
    void *presets = NULL;
    *out = NULL;
    if (!err) err = &unheard; /* "return ent_hint(err, ...)" needs one to pass the status on */
    ent_status status = check_arguments(analysis, input, err);
    if (!status) status = check_needs(analysis, input, err);
    if (!status && analysis->options && !input->options) {
        presets = malloc(analysis->options_size);
        status =
            presets ? ent_options_init(analysis->options, presets, analysis->options_size, err) : ent_fail_memory(err);
        full.options = presets;
    }
    if (!status) status = ent_monitor_tick(input->monitor, "preparing the graph", 0, 0, err);
    if (!status) status = analysis->run(analysis, &full, out, err);
    if ((!status || status == ENT_NO) && input->selection) status = sound_answer(input, status, out, err);
    if (presets) ent_options_clear(analysis->options, presets);
    free(presets);
    return status;
}
