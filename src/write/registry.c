/* write/registry.c - the writers there are. To add one: a file beside this one, and a row. */
#include <entente/write.h>

#include <string.h>
#include <strings.h>

#include "base/output.h"
#include "write/record.h"

static const ent_writer writers[] = {
    {"json", "entente/1 as one JSON document, one record a line; loses nothing", ".json", ent_write_as_json},
    {"jsonl", "entente/1 as JSON Lines, one record a line, the head first; loses nothing", ".jsonl .ndjson",
     ent_write_as_jsonl},
};

size_t ent_writer_count(void) {
    return sizeof writers / sizeof *writers;
}

const ent_writer *ent_writer_at(size_t index) {
    return index < ent_writer_count() ? &writers[index] : NULL;
}

/* Whether path ends in one of the extensions, which blanks part. */
static bool has_extension(const char *path, const char *extensions) {
    size_t path_length = strlen(path);
    for (const char *p = extensions; *p; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        if (path_length > length && strncasecmp(path + path_length - length, p, length) == 0) return true;
        p += length;
    }
    return false;
}

const ent_writer *ent_writer_find(const char *name_or_path) {
    for (size_t i = 0; i < ent_writer_count(); i++)
        if (strcmp(writers[i].name, name_or_path) == 0) return &writers[i];
    for (size_t i = 0; i < ent_writer_count(); i++)
        if (has_extension(name_or_path, writers[i].extensions)) return &writers[i];
    return NULL;
}

ent_status ent_write_file(const char *path, const char *data, size_t length, const ent_monitor *monitor,
                          ent_error *err) {
    return ent_output_write(path, data, length, monitor, err);
}
