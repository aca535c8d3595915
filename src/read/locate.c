/* read/locate.c - see locate.h. */
#include "read/locate.h"

#include <stdlib.h>
#include <string.h>

#include "read/scan.h"

/* ---- pointer to offset ---- */

/* Whether a name as it stands (without quotes) is what a segment of a pointer says. */
static bool same_name(const char *inside, size_t length, bool escaped, const char *segment, size_t segment_length) {
    char *name = malloc(length + 1), *wanted = malloc(segment_length + 1);
    bool same = false;
    if (name && wanted) {
        size_t n = length, m = 0;
        memcpy(name, inside, length);
        if (escaped) n = ent_scan_decode(inside, length, name);
        for (size_t i = 0; i < segment_length; i++) {
            bool tilde = segment[i] == '~' && i + 1 < segment_length;
            if (tilde) i++;
            wanted[m++] = !tilde ? segment[i] : segment[i] == '1' ? '/' : '~';
        }
        same = n == m && memcmp(name, wanted, n) == 0;
    }
    free(name);
    free(wanted);
    return same;
}

/* From an open bracket to the first token of the value that the segment names. */
static bool step_into(ent_scan *s, ent_token *token, const char *segment, size_t length) {
    bool object = *token == ENT_TOKEN_OPEN_OBJECT;
    unsigned depth = s->depth;
    size_t wanted = object ? 0 : strtoul(segment, NULL, 10);
    for (size_t i = 0;; i++) {
        ent_token next = ent_scan_next(s);
        if (next <= ENT_TOKEN_FAULT || s->depth < depth) return false;
        bool found = !object && i == wanted;
        if (object) {
            found = same_name(s->text + s->token + 1, s->at - s->token - 2, s->escaped, segment, length);
            next = ent_scan_next(s);
        }
        *token = next;
        if (found) return next > ENT_TOKEN_FAULT;
        if (ent_scan_skip(s, next, depth) <= ENT_TOKEN_FAULT) return false;
    }
}

bool ent_locate(const char *text, size_t length, const char *pointer, size_t *out) {
    ent_scan s;
    ent_scan_init(&s, text, length);
    ent_token token = ent_scan_next(&s);
    while (*pointer == '/') {
        size_t segment = strcspn(++pointer, "/");
        if (token != ENT_TOKEN_OPEN_OBJECT && token != ENT_TOKEN_OPEN_LIST) return false;
        if (!step_into(&s, &token, pointer, segment)) return false;
        pointer += segment;
    }
    *out = s.token;
    return token > ENT_TOKEN_FAULT;
}

/* ---- offset to pointer ---- */

/* Where we are within one open bracket. */
typedef struct step {
    size_t key, key_length; /* of an object's member under way; length 0 none */
    size_t index;           /* of a list's value under way */
    bool object;
} step;

void ent_locate_name(const char *key, size_t length, ent_buffer *out) {
    char small[256];
    const char *name = key + 1;
    size_t count = length - 2;
    if (memchr(name, '\\', count) && count <= sizeof small) {
        count = ent_scan_decode(name, count, small);
        name = small;
    }
    ent_buffer_char(out, '/');
    for (size_t i = 0; i < count; i++) {
        if (name[i] == '~')
            ent_buffer_text(out, "~0");
        else if (name[i] == '/')
            ent_buffer_text(out, "~1");
        else if (name[i])
            ent_buffer_char(out, name[i]);
    }
}

static void value_over(step *steps, const ent_scan *s) {
    if (!s->depth) return;
    steps[s->depth - 1].key_length = 0;
    steps[s->depth - 1].index++;
}

/* Walk up to the token that holds offset; returns the brackets open there. */
static unsigned walk_to(ent_scan *s, size_t offset, step *steps) {
    for (;;) {
        unsigned depth = s->depth;
        ent_token token = ent_scan_next(s);
        if (token <= ENT_TOKEN_FAULT || offset < s->token) return depth;
        bool here = offset < s->at;
        if (token == ENT_TOKEN_OPEN_OBJECT || token == ENT_TOKEN_OPEN_LIST) {
            if (here) return depth;
            steps[depth] = (step){.object = token == ENT_TOKEN_OPEN_OBJECT};
        } else if (token == ENT_TOKEN_KEY) {
            steps[depth - 1].key = s->token;
            steps[depth - 1].key_length = s->at - s->token;
            if (here) return depth;
        } else {
            if (here || !s->depth) return s->depth;
            value_over(steps, s);
        }
    }
}

void ent_locate_pointer(const char *text, size_t length, size_t offset, ent_buffer *out) {
    step steps[ENT_SCAN_DEPTH];
    ent_scan s;
    ent_scan_init(&s, text, length);
    unsigned depth = walk_to(&s, offset, steps);
    for (unsigned i = 0; i < depth; i++) {
        if (!steps[i].object)
            ent_buffer_format(out, "/%zu", steps[i].index);
        else if (steps[i].key_length)
            ent_locate_name(text + steps[i].key, steps[i].key_length, out);
    }
}
