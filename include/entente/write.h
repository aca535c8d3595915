/* entente/write.h - writers: a graph back to a file format, losing nothing or saying what is lost. */
#ifndef ENTENTE_WRITE_H
#define ENTENTE_WRITE_H

#include <entente/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One format a graph is written in. */
typedef struct ent_writer {
    const char *name, *summary, *extensions;
    /* Write what the selection holds (NULL: the whole graph) to a new string; *length without the final NUL. Entities
     * and documents are all written when selection is NULL, else those that kept relations use. Freed with ent_free. */
    ent_status (*write)(const ent_graph *graph, const ent_selection *selection, char **out, size_t *length,
                        ent_error *err);
} ent_writer;

/* The registry of writers; index below the count. Borrowed, static. */
ENT_API size_t ent_writer_count(void);
ENT_API const ent_writer *ent_writer_at(size_t index);
/* The writer of that name, or of that file's extension ("out.jsonl"); NULL when there is none. */
ENT_API const ent_writer *ent_writer_find(const char *name_or_path);

/* Write data to path so that the old file stays whole until the new one is complete (temporary file beside it, fsync,
 * rename). Devices and pipes are written directly. "-" is standard output. A full disk is ENT_IO and leaves the old file,
 * and so does a monitor that says stop (NULL: none). */
ENT_API ent_status ent_write_file(const char *path, const char *data, size_t length, const ent_monitor *monitor,
                                  ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
