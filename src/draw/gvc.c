/* Graphviz, loaded when it is first needed. */
#include "draw/gvc.h"
#include "base/library.h"
#include "sonames.h"

ent_gvc_calls ent_gvc;

#define ENT_DOOR_CALLS "draw/gvc_calls.inc"
#define ENT_DOOR_POINTERS ent_gvc
#include "base/door.inc"

static ent_library library = {.name = "Graphviz", .file = ENT_SONAME_GVC, .package = "libgraphviz-dev", ENT_DOOR};

ent_status ent_gvc_load(ent_error *err) {
    return ent_library_load(&library, err);
}
