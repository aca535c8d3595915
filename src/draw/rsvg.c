/* librsvg with cairo, loaded when it is first needed. */
#include "draw/rsvg.h"
#include "base/library.h"
#include "sonames.h"

ent_rsvg_calls ent_rsvg;

static const char *const names[] = {
#define ENT_CALL(name) #name,
#include "draw/rsvg_calls.inc"
#undef ENT_CALL
};

static ent_library library = {.name = "librsvg, which makes png and pdf",
                              .file = ENT_SONAME_RSVG,
                              .package = "librsvg2-dev",
                              .calls = names,
                              .pointers = &ent_rsvg,
                              .count = sizeof names / sizeof *names};

ent_status ent_rsvg_load(ent_error *err) {
    return ent_library_load(&library, err);
}
