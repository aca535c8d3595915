/* base/output.h - writing files so that nothing is ever half there. See ent_write_file for the promise. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <entente/base.h>

ent_status ent_output_write(const char *path, const char *data, size_t length, ent_error *err);

#endif
