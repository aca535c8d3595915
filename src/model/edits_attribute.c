/* model/edits_attribute.c - one text member of an attributes object exchanged, every other byte left as it was: reading and
 * writing the object anew would change how numbers are written. */
#include "model/edits.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *after_string(const char *p) {
    for (p++; *p && *p != '"'; p++)
        if (*p == '\\' && p[1]) p++;
    return *p ? p + 1 : p;
}

static const char *after_blanks(const char *p) {
    return p + strspn(p, " \t\r\n");
}

/* The end of the value at p. The text was checked when it was read. */
static const char *after_value(const char *p) {
    int depth = 0;
    do {
        if (*p == '"')
            p = after_string(p);
        else if (*p == '{' || *p == '[')
            depth++, p++;
        else if (*p == '}' || *p == ']')
            depth--, p++;
        else
            p++;
    } while (*p && (depth > 0 || (*p != ',' && *p != '}')));
    while (p[-1] == ' ' || p[-1] == '\t' || p[-1] == '\r' || p[-1] == '\n') p--;
    return p;
}

/* Whether the JSON string at p (its quotes included) says `name`; escapes are undone by the library. */
static bool says(const char *p, const char *end, const char *name, bool *failed) {
    json_error_t error;
    json_t *key = json_loadb(p, (size_t)(end - p), JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    if (!key) *failed = true;
    bool same = json_is_string(key) && strcmp(json_string_value(key), name) == 0;
    json_decref(key);
    return same;
}

/* The member of that name: from the first byte of its key to the end of its value. False when there is none. */
static bool find_member(const char *object, const char *name, const char **from, const char **to, bool *failed) {
    const char *p = after_blanks(after_blanks(object) + 1);
    while (*p == '"') {
        const char *key_end = after_string(p);
        const char *value = after_blanks(after_blanks(key_end) + 1); /* past the colon */
        const char *end = after_value(value);
        bool same = says(p, key_end, name, failed);
        if (*failed) return false;
        *from = p;
        *to = end;
        if (same) return true;
        p = after_blanks(end);
        if (*p == ',') p = after_blanks(p + 1);
    }
    return false;
}

static void put_member(ent_buffer *out, const char *name, const char *value) {
    ent_buffer_json(out, name);
    ent_buffer_text(out, ": ");
    ent_buffer_json(out, value);
}

/* Up to `from`, and from `to` on; a comma that has nothing left beside it goes too. */
static void put_without(ent_buffer *out, const char *object, const char *from, const char *to) {
    to = after_blanks(to);
    if (*to == ',') {
        to = after_blanks(to + 1);
    } else {
        while (from > object && from[-1] != ',' && from[-1] != '{') from--;
        if (from > object && from[-1] == ',') from--;
    }
    ent_buffer_bytes(out, object, (size_t)(from - object));
    ent_buffer_text(out, to);
}

static void put_added(ent_buffer *out, const char *object, const char *name, const char *value) {
    size_t length = strlen(object);
    while (length && object[length - 1] != '}') length--;
    length--;
    while (length && strchr(" \t\r\n", object[length - 1])) length--;
    ent_buffer_bytes(out, object, length);
    if (object[length - 1] != '{') ent_buffer_text(out, ", ");
    put_member(out, name, value);
    ent_buffer_char(out, '}');
}

void ent_attributes_with(ent_buffer *out, const char *object, const char *name, const char *value) {
    const char *from, *to;
    bool failed = false;
    if (!object) object = "{}";
    bool found = find_member(object, name, &from, &to, &failed);
    if (failed) {
        out->failed = true;
    } else if (found && value) {
        ent_buffer_bytes(out, object, (size_t)(from - object));
        put_member(out, name, value);
        ent_buffer_text(out, to);
    } else if (found) {
        put_without(out, object, from, to);
    } else if (value) {
        put_added(out, object, name, value);
    } else {
        ent_buffer_text(out, object);
    }
}
