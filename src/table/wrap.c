/* table/wrap.c - see wrap.h. */
#include "table/wrap.h"

#include <string.h>

/* One character at text: its code point, its bytes, its columns. */
typedef struct glyph {
    uint32_t code;
    size_t bytes, columns;
} glyph;

static glyph glyph_at(const char *text) {
    unsigned char first = (unsigned char)*text;
    size_t bytes = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    uint32_t code = bytes == 1 ? first : first & (0x7fu >> bytes);
    char copy[5] = {*text};
    for (size_t i = 1; i < bytes; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80) { /* cut short: one byte at a time */
            bytes = 1;
            code = first;
            break;
        }
        copy[i] = text[i];
        code = code << 6 | ((unsigned char)text[i] & 0x3f);
    }
    copy[bytes] = '\0';
    return (glyph){code, bytes, ent_text_width(copy)};
}

/* Han and kana may be parted anywhere; Korean is written with spaces and is parted there. */
static bool parts_anywhere(const glyph *g) {
    bool hangul = (g->code >= 0x1100 && g->code <= 0x11ff) || (g->code >= 0xac00 && g->code <= 0xd7ff);
    return g->columns == 2 && !hangul;
}

/* Closing marks never begin a line. */
static bool closes(uint32_t code) {
    static const uint16_t marks[] = {0x3001, 0x3002, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0xff01,
                                     0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff5d, 0x30fc};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == code) return true;
    return false;
}

/* Where an overlong word is best parted: after a joint such as the dash of a compound or the slash of an address. */
static const char *joint_before(const char *start, const char *end) {
    for (const char *p = end; p > start; p--)
        if (strchr("-_/,;:.&=", p[-1])) return p;
    return end;
}

bool ent_wrap_next(const char **rest, size_t width, const char **line, size_t *length) {
    const char *start = *rest;
    while (*start == ' ') start++;
    if (!*start) return false;
    const char *end = NULL, *next = NULL; /* the last place where the line may end, and where the next begins */
    size_t used = 0;
    glyph before = {0, 0, 0};
    const char *p = start;
    for (glyph now; *p; p += now.bytes, used += now.columns, before = now) {
        now = glyph_at(p);
        if (now.code == ' ') {
            if (before.code != ' ') end = p;
            next = p + 1;
        } else if (p > start && before.code != ' ' && now.columns > 0 && !closes(now.code) &&
                   (parts_anywhere(&now) || parts_anywhere(&before)) && used <= width) {
            end = next = p;
        }
        if (now.code != ' ' && used + now.columns > width && p > start) break;
    }
    if (!*p) { /* the rest fits */
        while (p > start && p[-1] == ' ') p--;
        end = p;
        next = p + strlen(p);
    } else if (!end) {
        end = next = joint_before(start, p);
    }
    *line = start;
    *length = (size_t)(end - start);
    *rest = next;
    return true;
}

size_t ent_wrap_width(const char *text, size_t length) {
    size_t columns = 0;
    for (const char *p = text; p < text + length;) {
        glyph now = glyph_at(p);
        columns += now.columns;
        p += now.bytes;
    }
    return columns;
}

size_t ent_wrap_fit(const char *text, size_t width) {
    const char *p = text;
    for (size_t used = 0; *p;) {
        glyph now = glyph_at(p);
        if (used + now.columns > width) break;
        used += now.columns;
        p += now.bytes;
    }
    return (size_t)(p - text);
}

void ent_wrap_append(ent_buffer *out, const char *text, size_t width, size_t first, size_t indent) {
    const char *line;
    size_t length, at = first;
    while (ent_wrap_next(&text, width > at + 8 ? width - at : 8, &line, &length)) {
        ent_buffer_bytes(out, line, length);
        ent_buffer_char(out, '\n');
        at = indent;
        while (*text == ' ') text++;
        if (*text) ent_buffer_repeat(out, ' ', indent);
    }
}
