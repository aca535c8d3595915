/* table/wrap.h - lines of text measured in columns of a terminal. */
#ifndef TABLE_WRAP_H
#define TABLE_WRAP_H

#include "base/buffer.h"

/* The next line of *rest that fits `width` columns: broken at spaces, between ideographs, and inside a word only when
 * the word is wider than the line. False at the end. *line is not terminated; its trailing spaces are left out. */
bool ent_wrap_next(const char **rest, size_t width, const char **line, size_t *length);
/* Columns taken by the first `length` bytes. */
size_t ent_wrap_width(const char *text, size_t length);
/* Bytes of text that fit `width` columns, never splitting a character from its marks. */
size_t ent_wrap_fit(const char *text, size_t width);
/* Append text wrapped to `width`, the first line where the cursor is (at column `first`), the others indented. */
void ent_wrap_append(ent_buffer *out, const char *text, size_t width, size_t first, size_t indent);

#endif
