/* base/buffer.h - text that grows. Failure is sticky: write on, ask once at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <entente/base.h>

typedef struct ent_buffer {
    char *data; /* NUL-terminated once anything was written */
    size_t length, capacity;
    bool failed; /* out of memory: everything since is dropped */
} ent_buffer;

void ent_buffer_bytes(ent_buffer *buffer, const char *data, size_t length);
void ent_buffer_text(ent_buffer *buffer, const char *text); /* NULL is nothing */
/* Text behind what is there already, with a separator between. */
void ent_buffer_item(ent_buffer *buffer, const char *separator, const char *text);
void ent_buffer_char(ent_buffer *buffer, char c);
void ent_buffer_repeat(ent_buffer *buffer, char c, size_t count);
/* printf-like; never give it %f, %e or %g: they follow the locale. Doubles go through ent_buffer_double. */
void ent_buffer_format(ent_buffer *buffer, const char *format, ...) ENT_PRINTF(2, 3);
void ent_buffer_double(ent_buffer *buffer, double value);              /* shortest round trip */
void ent_buffer_fixed(ent_buffer *buffer, double value, int decimals); /* fixed decimals, no "-0.0", locale-free */
void ent_buffer_json(ent_buffer *buffer, const char *text);            /* quoted and escaped JSON string; NULL: null */
void ent_buffer_xml(ent_buffer *buffer, const char *text);             /* & < > " ' escaped */
/* Hand over the text (never NULL on success; "" when nothing was written) and reset the buffer. */
ent_status ent_buffer_take(ent_buffer *buffer, char **out, size_t *length, ent_error *err);
void ent_buffer_clear(ent_buffer *buffer);

#endif
