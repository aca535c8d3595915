/* librsvg with cairo, loaded when it is first needed. */
#include "draw/rsvg.h"
#include "base/library.h"
#include "sonames.h"

ent_rsvg_calls ent_rsvg;

#define ENT_DOOR_CALLS "draw/rsvg_calls.inc"
#define ENT_DOOR_POINTERS ent_rsvg
#include "base/door.inc"

static ent_library library = {
    .name = "librsvg, which makes png and pdf", .file = ENT_SONAME_RSVG, .package = "librsvg2-dev", ENT_DOOR};

ent_status ent_rsvg_load(ent_error *err) {
    return ent_library_load(&library, err);
}
