/* entente/scene.h - what a diagram shows: nodes, lines, frame. Made from a selection, handed to entente-draw as JSON. */
#ifndef ENTENTE_SCENE_H
#define ENTENTE_SCENE_H

#include <entente/model.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_scene ent_scene;

/* What to draw. Zero: everything selected, title of the graph. */
typedef struct ent_scene_options {
    const char *title, *subtitle, *caption; /* NULL: from the graph and the selection */
    const char *lang;                       /* of the texts; NULL: "en" */
    bool no_structural;
    bool areas;
} ent_scene_options;
ENT_API extern const ent_option ent_scene_option_rows[];

/* Make the scene of a selection: parallel relations of one sign between one pair are merged into one line. */
ENT_API ent_status ent_scene_new(const ent_selection *selection, const ent_scene_options *options, ent_scene **out,
                                 ent_error *err);
ENT_API void ent_scene_free(ent_scene *scene);
ENT_API size_t ent_scene_nodes(const ent_scene *scene);
ENT_API size_t ent_scene_lines(const ent_scene *scene);
/* Serialise for entente-draw: a new string, freed with ent_free. The form is private to one version of entente. */
ENT_API ent_status ent_scene_write(const ent_scene *scene, char **out, size_t *length, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
