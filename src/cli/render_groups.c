/* cli/render_groups.c - analyses that give sizes, colours and groups to a picture. */
#include "cli/render.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PLACE(member) offsetof(cli_drawing, member)
/* What chance decides is decided as the analyses do when nothing else is said. */
enum { SEED = 42 };
/* A picture does not wait until a division is proved the best: the bounds are in its subtitle. */
#define STEPS "steps=20000"

const ent_option cli_picture_rows[] = {
    {.name = "size-by",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(size_by),
     .argument = "MEASURE",
     .help = "size of the boxes, and what --limit takes for strong: any measure of 'entente centrality'; the weight of "
             "the relations when not given"},
    {.name = "color-by",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(color_by),
     .argument = "GROUPING",
     .help = "what the colours tell: kind, community, bloc, bloc:NAME, component or an attribute's name"},
    {.name = "group-by",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(group_by),
     .argument = "GROUPING",
     .help = "what the view groups puts together, and whose rows stay together in the matrix: kind, community, bloc, "
             "bloc:NAME, component or an attribute's name"},
    {.name = "factions",
     .type = ENT_OPTION_INT,
     .offset = PLACE(factions),
     .preset = "2",
     .minimum = 1,
     .maximum = 12,
     .argument = "N",
     .help = "how many camps the view factions looks for at most"},
    {.name = NULL},
};

/* The entity of exactly that id, ENT_NONE when it is none. */
static ent_id entity_of(const ent_graph *graph, const char *id) {
    ent_id found;
    ent_entity entity;
    if (ent_graph_find_entity(graph, id, &found, NULL) != ENT_OK) return ENT_NONE;
    ent_graph_entity(graph, found, &entity);
    return strcmp(entity.id, id) == 0 ? found : ENT_NONE;
}

static ent_status copy_text(const char *text, char **out, ent_error *err) {
    *out = strdup(text);
    return *out ? ENT_OK : ent_fail_memory(err);
}

/* ---- sizes ---- */

static ent_status no_such_measure(const char *name, ent_error *err) {
    const ent_analysis *centrality = ent_analysis_find("centrality");
    const char *near = NULL;
    for (const ent_term *term = centrality->terms; term && term->name && !near; term++)
        near = ent_text_nearest(name, &term->name, 1);
    ent_fail(err, ENT_USAGE, "there is no measure '%s'", name);
    if (near)
        ent_hint(err, "did you mean '%s'?", near);
    else
        ent_hint(err, "'entente centrality --help' lists the measures");
    return ENT_USAGE;
}

static const ent_term *find_measure(const char *name) {
    for (const ent_term *term = ent_analysis_find("centrality")->terms; term && term->name; term++)
        if (strcmp(term->name, name) == 0) return term;
    return NULL;
}

/* "betweenness (Freeman 1979)" */
static ent_status say_measure(const ent_term *term, char **out, ent_error *err) {
    char words[300];
    if (term->source && *term->source)
        snprintf(words, sizeof words, "%s (%s)", term->name, term->source);
    else
        snprintf(words, sizeof words, "%s", term->name);
    return copy_text(words, out, err);
}

ent_status cli_prepare_sizes(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err) {
    const char *name = call->settings.drawing.size_by;
    if (!name) return ENT_OK;
    const ent_term *term = find_measure(name);
    if (!term) return no_such_measure(name, err);
    char measure[80];
    snprintf(measure, sizeof measure, "measure=%s", name);
    const char *const words[] = {measure, NULL};
    ent_table *table = NULL;
    ent_status status = say_measure(term, &out->size_words, err);
    if (!status) status = cli_run_for_picture(call, data, "centrality", NULL, words, NULL, &table, err);
    out->sizes = calloc(out->entity_total + 1, sizeof *out->sizes);
    if (!status && !out->sizes) status = ent_fail_memory(err);
    for (size_t i = 0; i < out->entity_total && !status; i++) out->sizes[i] = NAN;
    for (size_t r = 0; !status && r < ent_table_rows(table); r++) {
        ent_id entity = entity_of(data->graph, ent_table_text(table, r, (size_t)ent_table_find_column(table, "id")));
        if (entity != ENT_NONE)
            out->sizes[entity] = ent_table_real(table, r, (size_t)ent_table_find_column(table, name));
    }
    ent_table_free(table);
    out->input.sizes = out->sizes;
    out->input.size_words = out->size_words;
    return status;
}

/* ---- groups ---- */

/* Groups by entity of the graph, and what they are: the note without the count ("6 groups by community (...)"). */
static ent_status find_groups(const cli_call *call, const cli_data *data, const char *spec, char ***groups, char **says,
                              ent_error *err) {
    ent_view_options view = cli_picture_view(call);
    ent_table *table = NULL;
    size_t total = ent_graph_entities(data->graph);
    ent_status status = ent_group_entities(data->selection, &view, spec, SEED, cli_monitor(call), &table, err);
    cli_progress_clear();
    *groups = calloc(total + 1, sizeof **groups);
    if (!status && !*groups) status = ent_fail_memory(err);
    for (size_t r = 0; !status && r < ent_table_rows(table); r++) {
        ent_id entity = entity_of(data->graph, ent_table_text(table, r, 0));
        if (entity != ENT_NONE && !ent_table_missing(table, r, 2))
            status = copy_text(ent_table_text(table, r, 2), &(*groups)[entity], err);
    }
    if (!status) {
        const char *note = ent_table_notes(table) ? ent_table_note_text(table, 0) : "", *by = strstr(note, " by ");
        status = copy_text(by ? by + 4 : note, says, err);
    }
    ent_table_free(table);
    return status;
}

/* Communities and components are numbered and have no name. */
static bool is_numbered(const char *spec) {
    return strcmp(spec, "community") == 0 || strcmp(spec, "component") == 0;
}

ent_status cli_prepare_colours(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err) {
    const char *spec = call->settings.drawing.color_by;
    if (!spec || strcmp(spec, "kind") == 0) return ENT_OK;
    ent_status status = find_groups(call, data, spec, &out->colours, &out->colour_words, err);
    out->input.colours = (const char *const *)out->colours;
    out->input.colour_words = out->colour_words;
    out->input.colours_numbered = is_numbered(spec);
    return status;
}

ent_status cli_prepare_groups(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err) {
    const char *spec = call->settings.drawing.group_by;
    if (!spec || strcmp(spec, "kind") == 0) return ENT_OK;
    ent_status status = find_groups(call, data, spec, &out->groups, &out->group_words, err);
    out->input.groups = (const char *const *)out->groups;
    out->input.group_words = out->group_words;
    out->input.groups_numbered = is_numbered(spec);
    return status;
}

/* ---- factions ---- */

static ent_status take_faction(void *context, ent_id entity, const char *value, ent_error *err) {
    cli_picture *out = context;
    if (strcmp(value, "none") == 0 || entity >= out->entity_total) return ENT_OK;
    return copy_text(value, &out->groups[entity], err);
}

ent_status cli_prepare_factions(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err) {
    char most[40], k[40];
    long long factions = (long long)call->settings.drawing.factions;
    snprintf(k, sizeof k, "k=%lld", factions);
    snprintf(most, sizeof most, "most=%lld", factions);
    const char *const words[] = {"line-index", k, most, STEPS, NULL};
    const ent_annotator annotator = {take_faction, out};
    ent_table *table = NULL;
    out->groups = calloc(out->entity_total + 1, sizeof *out->groups);
    if (!out->groups) return ent_fail_memory(err);
    ent_status status = cli_run_for_picture(call, data, "factions", NULL, words, &annotator, &table, err);
    if (!status && ent_table_rows(table)) {
        size_t last = ent_table_rows(table) - 1;
        out->input.index_lower = ent_table_real(table, last, (size_t)ent_table_find_column(table, "lower"));
        out->input.index_upper = ent_table_real(table, last, (size_t)ent_table_find_column(table, "upper"));
    }
    ent_table_free(table);
    out->input.groups = (const char *const *)out->groups;
    return status;
}
