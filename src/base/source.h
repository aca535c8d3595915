/* base/source.h - bytes from a file, standard input ("-") or memory; gzip is unpacked as it is met. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <entente/base.h>

typedef struct ent_source ent_source;

ent_status ent_source_open(const char *path, ent_source **out, ent_error *err);
ent_status ent_source_memory(const char *data, size_t length, ent_source **out, ent_error *err);
/* Whom to ask when a signal comes while input is waited for; without a monitor the wait goes on. Borrowed, may be NULL. */
void ent_source_watch(ent_source *source, const ent_monitor *monitor);
/* Up to `size` bytes; *got 0 at the end. ENT_IO names the file; a broken gzip stream is ENT_BAD_INPUT. */
ent_status ent_source_read(ent_source *source, char *buffer, size_t size, size_t *got, ent_error *err);
/* Bytes read so far from the file itself, and its size (0 when not known), for progress. */
uint64_t ent_source_position(const ent_source *source, uint64_t *total);
void ent_source_close(ent_source *source);

/* A whole file in memory, NUL-terminated. For small files (settings, vocabularies, scenes): ENT_BAD_INPUT above 512 MiB, so
 * that a device that never ends does not take all memory. */
ent_status ent_source_slurp(const char *path, char **out, size_t *length, ent_error *err);

#endif
