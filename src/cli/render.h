/* cli/render.h - what the files of the command `render` share. */
#ifndef CLI_RENDER_H
#define CLI_RENDER_H

#include "cli/cli.h"

/* What a scene is made of, and who owns it. Cleared by the caller whether or not it was made. */
typedef struct cli_picture {
    ent_scene_input input;
    ent_scene_path way;
    ent_id *entities, *path, *stations;
    double *sizes;
    size_t entity_total;      /* of the graph */
    char **groups, **colours; /* by entity of the graph */
    char *group_words, *colour_words, *size_words, *reading;
} cli_picture;

/* --size-by, --color-by, --group-by, --factions */
extern const ent_option cli_picture_rows[];

/* The view that is asked for. */
const ent_scene_view *cli_view(const cli_call *call);
/* The operands that are files: all but the names that the view is about. ENT_USAGE shows how it is called. */
ent_status cli_view_files(const cli_call *call, size_t *files, ent_error *err);
/* The names resolved, and the analyses run that view, sizes and colours rest on. */
ent_status cli_picture_prepare(const cli_call *call, const cli_data *data, size_t files, cli_picture *out,
                               ent_error *err);
void cli_picture_clear(cli_picture *picture);
/* render_path.c: the shortest paths between the two entities, into input.path. ENT_NO when there is none. */
ent_status cli_prepare_path(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err);
/* render_groups.c: what sizes, colours and groups are by; the groups of the views that need some. */
ent_status cli_prepare_sizes(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err);
ent_status cli_prepare_colours(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err);
ent_status cli_prepare_groups(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err);
ent_status cli_prepare_factions(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err);
/* How the analyses see the graph: as the picture shows it. */
ent_view_options cli_picture_view(const cli_call *call);
/* Run an analysis with these options ("limit=5"; a word without "=" is a flag), NULL after the last. */
ent_status cli_run_for_picture(const cli_call *call, const cli_data *data, const char *name, const ent_id *entities,
                               const char *const *words, const ent_annotator *annotator, ent_table **out,
                               ent_error *err);
/* Say so when the scene is more than its view draws well, and what would help. */
void cli_warn_crowded(const cli_call *call, const ent_scene *scene);

#endif
