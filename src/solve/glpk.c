/* GLPK, loaded when it is first needed. */
#include "solve/glpk.h"
#include "base/library.h"
#include "sonames.h"

ent_glpk_calls ent_glpk;

static const char *const names[] = {
#define ENT_CALL(name) #name,
#include "solve/glpk_calls.inc"
#undef ENT_CALL
};

static ent_library library = {.name = "GLPK",
                              .file = ENT_SONAME_GLPK,
                              .package = "libglpk-dev",
                              .calls = names,
                              .pointers = &ent_glpk,
                              .count = sizeof names / sizeof *names};

ent_status ent_glpk_load(ent_error *err) {
    return ent_library_load(&library, err);
}
