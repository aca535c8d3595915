/* base/output.h - writing files so that nothing is ever half there. See ent_write_file for the promise. A monitor (NULL: none)
 * that says stop leaves the old file. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <entente/base.h>

/* Bytes of a file, one piece behind the other. */
typedef struct ent_output_piece {
    const void *data;
    size_t length;
} ent_output_piece;

ent_status ent_output_write_pieces(const char *path, const ent_output_piece *pieces, size_t count,
                                   const ent_monitor *monitor, ent_error *err);
ent_status ent_output_write(const char *path, const char *data, size_t length, const ent_monitor *monitor,
                            ent_error *err);

#endif
