/* base/library.h - libraries that are loaded when something first needs them, so that nobody else pays for their start:
 * igraph brings more than twenty others, librsvg more than thirty.
 *
 * The functions that a room calls are rows of an .inc file, `ENT_CALL(name)` each. From it are made a struct of pointers
 * (of the types that the library's own header declares) and the list of names that fills it (base/door.inc); the header of
 * the room then gives each name to its pointer (`#define igraph_create ent_igraph.igraph_create`). Programs are not linked
 * with the library, so a name that was forgotten in either place does not build.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <entente/base.h>

typedef struct ent_library {
    const char *name;         /* as people call it */
    const char *file;         /* its soname, of what was there when we were built */
    const char *package;      /* of Debian, which brings it */
    const char *const *calls; /* names of functions */
    void *pointers;           /* as many pointers, in the same order */
    size_t count;
    void *handle; /* NULL: not loaded yet. It stays for as long as the process does: igraph's own libraries cannot go */
} ent_library;

/* Load it, unless it is loaded, and fill the pointers. ENT_CALC with the remedy when the library is missing or lacks one of
 * the functions; the next call tries again. One caller at a time. */
ent_status ent_library_load(ent_library *library, ent_error *err);
/* A function of a loaded library, or of one that it has brought along, which need not be there; NULL when it is not. */
void *ent_library_find(const ent_library *library, const char *function);

#endif
