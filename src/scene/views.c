/* scene/views.c - the table of views. A view is a function that turns the scene of the whole selection into what it
 * shows; those that need more than a few lines have a file of their own, view_<name>.c. */
#include "scene/make.h"

#include <string.h>

ent_status ent_scene_apply_network(ent_scene_maker *maker, ent_error *err) {
    (void)maker;
    (void)err;
    return ENT_OK;
}

static const ent_scene_view views[] = {
    {.name = "network",
     .summary = "every entity a box, every pair a line",
     .detail = "All that is selected. Relations of one sign between two entities are one line.",
     .arguments = "",
     .nodes = 60,
     .lines = 120,
     .apply = ent_scene_apply_network},
};
enum { VIEWS = sizeof views / sizeof *views };

size_t ent_scene_view_count(void) {
    return VIEWS;
}

const ent_scene_view *ent_scene_view_at(size_t index) {
    return &views[index < VIEWS ? index : 0];
}

const ent_scene_view *ent_scene_view_find(const char *name) {
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(views[i].name, name) == 0) return &views[i];
    return NULL;
}
