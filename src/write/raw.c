/* write/raw.c - JSON texts that are kept as they came: attributes, and members the format does not know. */
#include "write/record.h"

#include <string.h>

/* What follows the string that begins at p. */
static const char *after_string(const char *p) {
    p++;
    while (*p && *p != '"') p += *p == '\\' && p[1] ? 2 : 1;
    return *p ? p + 1 : p;
}

/* Copy tokens until the end; a comma at depth 1 is followed by `between`, others by a blank. */
static void copy_tokens(ent_buffer *out, const char *p, const char *end, int depth, const char *between) {
    while (p < end) {
        char c = *p;
        if (c == '"') {
            const char *next = after_string(p);
            ent_buffer_bytes(out, p, (size_t)(next - p));
            p = next;
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

const char *ent_write_find_member(const char *object, const char *const *names) {
    int depth = 0;
    bool is_name = true;
    for (const char *p = object ? object : ""; *p;) {
        char c = *p;
        const char *next = c == '"' ? after_string(p) : p + 1;
        if (c == '"' && depth == 1 && is_name)
            for (size_t i = 0; names[i]; i++)
                if (strlen(names[i]) == (size_t)(next - p) - 2 && memcmp(p + 1, names[i], strlen(names[i])) == 0)
                    return names[i];
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (c == ':' || c == ',') is_name = c == ',';
        p = next;
    }
    return NULL;
}
