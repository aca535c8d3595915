/* scene/views.c - the registry of views. A view is a row, ent_scene_view_<name> in view_<name>.c, whose function turns the
 * scene of the whole selection into what it shows; views.inc lists them. */
#include "scene/make.h"

#include <string.h>

#define VIEW(name) &ent_scene_view_##name,
static const ent_scene_view *const views[] = {
#include "scene/views.inc"
};
#undef VIEW
enum { VIEWS = sizeof views / sizeof *views };

#define VIEW(name) #name,
const char *const ent_scene_view_names[] = {
#include "scene/views.inc"
    NULL,
};
#undef VIEW

size_t ent_scene_view_count(void) {
    return VIEWS;
}

const ent_scene_view *ent_scene_view_at(size_t index) {
    return views[index < VIEWS ? index : 0];
}

const ent_scene_view *ent_scene_view_find(const char *name) {
    for (size_t i = 0; i < VIEWS; i++)
        if (strcmp(views[i]->name, name) == 0) return views[i];
    return NULL;
}
