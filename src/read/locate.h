/* read/locate.h - from a JSON pointer to a place in a text and back. For findings: never on the way of good data. */
#ifndef READ_LOCATE_H
#define READ_LOCATE_H

#include "base/buffer.h"

/* Offset of the value that an RFC 6901 pointer names; false when the text has none. */
bool ent_locate(const char *text, size_t length, const char *pointer, size_t *out);
/* Append the pointer of the innermost value that holds the byte at offset; a member's name counts to its value. The text
 * may be broken from offset on. */
void ent_locate_pointer(const char *text, size_t length, size_t offset, ent_buffer *out);
/* Append "/name" of a member, given as it stands in the text, with its quotes. */
void ent_locate_name(const char *key, size_t length, ent_buffer *out);

#endif
