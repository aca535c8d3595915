/* write/raw.c - JSON texts that are kept as they came: attributes, and members the format does not know. */
#include "write/record.h"

#include <string.h>

/* Copy from p to the end of the string that begins there; returns what follows it. */
static const char *copy_string(ent_buffer *out, const char *p) {
    const char *start = p++;
    while (*p && *p != '"') p += *p == '\\' && p[1] ? 2 : 1;
    if (*p) p++;
    ent_buffer_bytes(out, start, (size_t)(p - start));
    return p;
}

/* Copy tokens until the end; a comma at depth 1 is followed by `between`, others by a blank. */
static void copy_tokens(ent_buffer *out, const char *p, const char *end, int depth, const char *between) {
    while (p < end) {
        char c = *p;
        if (c == '"') {
            p = copy_string(out, p);
            continue;
        }
        p++;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
        ent_buffer_char(out, c);
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (c == ',') ent_buffer_text(out, depth == 1 ? between : " ");
        if (c == ':') ent_buffer_char(out, ' ');
    }
}

void ent_write_json(ent_buffer *out, const char *object) {
    copy_tokens(out, object, object + strlen(object), 0, " ");
}

void ent_write_json_members(ent_buffer *out, const char *object, bool first, const char *between) {
    static const char space[] = " \t\n\r";
    if (!object) return;
    const char *start = strchr(object, '{'), *end = strrchr(object, '}');
    if (!start || !end) return;
    start += 1 + strspn(start + 1, space);
    if (start >= end) return;
    if (!first) ent_buffer_char(out, ',');
    if (!first) ent_buffer_text(out, between);
    copy_tokens(out, start, end, 1, between);
}
