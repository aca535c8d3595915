/* Libraries loaded when first needed. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static ent_status missing(const ent_library *library, ent_error *err) {
    const char *why = dlerror();
    if (why && strstr(why, "allocate memory")) return ent_fail_memory(err);
    ent_fail(err, ENT_CALC, "cannot load %s: %s", library->name, why ? why : library->file);
    return ent_hint(err, "Debian and Ubuntu bring it with the package %s", library->package);
}

void *ent_library_find(const ent_library *library, const char *function) {
    return library->handle ? dlsym(library->handle, function) : NULL;
}

/* A lazily bound library does not look for functions that are never called. */
ent_status ent_library_load(ent_library *library, ent_error *err) {
    if (library->handle) return ENT_OK;
    void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) return missing(library, err);
    for (size_t i = 0; i < library->count; i++) {
        void *found = dlsym(handle, library->calls[i]);
        if (!found) {
            ent_status status = missing(library, err);
            dlclose(handle);
            return status;
        }
        memcpy((char *)library->pointers + i * sizeof found, &found, sizeof found);
    }
    library->handle = handle;
    return ENT_OK;
}
