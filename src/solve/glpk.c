/* GLPK, loaded when it is first needed. */
#include "solve/glpk.h"
#include "base/library.h"
#include "sonames.h"

ent_glpk_calls ent_glpk;

#define ENT_DOOR_CALLS "solve/glpk_calls.inc"
#define ENT_DOOR_POINTERS ent_glpk
#include "base/door.inc"

static ent_library library = {.name = "GLPK", .file = ENT_SONAME_GLPK, .package = "libglpk-dev", ENT_DOOR};

ent_status ent_glpk_load(ent_error *err) {
    return ent_library_load(&library, err);
}
