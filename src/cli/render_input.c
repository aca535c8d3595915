/* cli/render_input.c - the words behind the files, and what the scene of a view is made of. */
#include "cli/render.h"

#include <stdlib.h>
#include <string.h>

const ent_scene_view *cli_view(const cli_call *call) {
    return ent_scene_view_at((size_t)call->settings.scene.view);
}

/* ---- names ---- */

/* "entente render FILE... A B --view path" */
static void hint_usage(const ent_scene_view *view, ent_error *err) {
    ent_hint(err, "usage: entente render FILE...%s%s --view %s", *view->arguments ? " " : "", view->arguments,
             view->name);
}

/* How many names a view cannot do without. */
static const char *wants(const ent_scene_view *view) {
    return view->least > 1 ? "two entities" : "an entity";
}

ent_status cli_view_files(const cli_call *call, size_t *files, ent_error *err) {
    const ent_scene_view *view = cli_view(call);
    size_t given = call->operand_count;
    if (given <= view->least) {
        if (!given)
            ent_fail(err, ENT_USAGE, "render needs a file");
        else
            ent_fail(err, ENT_USAGE, "the view '%s' needs %s, named after the files", view->name, wants(view));
        hint_usage(view, err);
        return ENT_USAGE;
    }
    size_t names = cli_count_names(call, view->least, SIZE_MAX / 2);
    *files = given - names;
    if (names <= view->most) return ENT_OK;
    const char *odd = call->operands[*files + view->most];
    if (view->most)
        ent_fail(err, ENT_USAGE, "'%s' is one name too many: the view '%s' takes %s", odd, view->name,
                 view->most > 2 ? "eight at most" : wants(view));
    else
        ent_fail(err, ENT_USAGE, "'%s' is no file, and the view '%s' takes no names of entities", odd, view->name);
    if (!view->most && names == 1)
        ent_hint(err, "what lies near it: --around '%s'; or, as a picture of its own: '%s' --view ego", odd, odd);
    else
        hint_usage(view, err);
    return ENT_USAGE;
}

static ent_status find_entities(const cli_call *call, const cli_data *data, size_t files, cli_picture *out,
                                ent_error *err) {
    size_t count = call->operand_count - files;
    ent_status status = ENT_OK;
    out->entities = calloc(count + 1, sizeof *out->entities);
    if (!out->entities) return ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++)
        status = ent_graph_find_entity(data->graph, call->operands[files + i], &out->entities[i], err);
    out->input.entities = out->entities;
    out->input.entity_count = count;
    return status;
}

/* ---- analyses ---- */

ent_view_options cli_picture_view(const cli_call *call) {
    ent_view_options view = call->settings.view;
    view.no_structural = view.no_structural || call->settings.scene.no_structural;
    view.areas = view.areas || call->settings.scene.areas;
    return view;
}

static ent_status set_words(const ent_analysis *analysis, void *options, const char *const *words, ent_error *err) {
    ent_status status = ent_options_init(analysis->options, options, analysis->options_size, err);
    for (; *words && !status; words++) {
        char name[40];
        const char *value = strchr(*words, '=');
        size_t length = value ? (size_t)(value - *words) : strlen(*words);
        snprintf(name, sizeof name, "%.*s", (int)length, *words);
        status = ent_option_set(ent_option_find(analysis->options, name), options, value ? value + 1 : NULL, err);
    }
    return status;
}

ent_status cli_run_for_picture(const cli_call *call, const cli_data *data, const char *name, const ent_id *entities,
                               const char *const *words, const ent_annotator *annotator, ent_table **out,
                               ent_error *err) {
    const ent_analysis *analysis = ent_analysis_find(name);
    void *options = calloc(1, analysis->options_size + 1);
    if (!options) return ent_fail_memory(err);
    ent_status status = set_words(analysis, options, words, err);
    if (!status) {
        ent_analysis_input input = {.selection = data->selection,
                                    .view = cli_picture_view(call),
                                    .entities = entities,
                                    .options = options,
                                    .monitor = cli_monitor(call),
                                    .annotator = annotator};
        status = ent_analysis_run(analysis, &input, out, err);
    }
    ent_options_clear(analysis->options, options);
    free(options);
    cli_progress_clear();
    return status;
}

/* ---- the whole ---- */

/* What a view rests on beside its entities. */
static const struct {
    const char *view;
    ent_status (*prepare)(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err);
} needs[] = {
    {"path", cli_prepare_path},
    {"factions", cli_prepare_factions},
    {"groups", cli_prepare_groups},
    {"matrix", cli_prepare_groups},
};

ent_status cli_picture_prepare(const cli_call *call, const cli_data *data, size_t files, cli_picture *out,
                               ent_error *err) {
    out->input.selection = data->selection;
    out->entity_total = ent_graph_entities(data->graph);
    ent_status status = find_entities(call, data, files, out, err);
    if (!status) status = cli_prepare_sizes(call, data, out, err);
    if (!status) status = cli_prepare_colours(call, data, out, err);
    for (size_t i = 0; i < sizeof needs / sizeof *needs && !status; i++)
        if (strcmp(needs[i].view, cli_view(call)->name) == 0) status = needs[i].prepare(call, data, out, err);
    return status;
}

void cli_picture_clear(cli_picture *picture) {
    for (size_t i = 0; i < picture->entity_total; i++) {
        if (picture->groups) free(picture->groups[i]);
        if (picture->colours) free(picture->colours[i]);
    }
    free(picture->groups);
    free(picture->colours);
    free(picture->colour_words);
    free(picture->entities);
    free(picture->path);
    free(picture->stations);
    free(picture->sizes);
    free(picture->reading);
    free(picture->group_words);
    free(picture->size_words);
    memset(picture, 0, sizeof *picture);
}
