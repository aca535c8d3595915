/* base/clean.c - text from data made safe for pictures: XML, tooltips, links. */
#include "base/typeset.h"

#include <string.h>

static size_t decode(const unsigned char *p, size_t length, uint32_t *code) {
    size_t size = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
    if (size > length || ent_utf8_valid_prefix((const char *)p, size) < size) {
        *code = 0xfffd;
        return 1;
    }
    static const unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    *code = *p & masks[size];
    for (size_t i = 1; i < size; i++) *code = *code << 6 | (p[i] & 0x3f);
    return size;
}

static bool is_space(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
           c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Controls, overrides of the writing direction, and code points that are no characters. The joiners U+200C and U+200D
 * stay: Persian, Hindi and emoji need them. */
static bool is_dropped(uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c || c == 0x200b || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xfdd0 && c <= 0xfdef) ||
           (c & 0xfffe) == 0xfffe || (c >= 0xd800 && c <= 0xdfff);
}

const char *ent_typeset_clean(ent_arena *arena, const char *text, size_t limit, bool lines) {
    if (!text) return "";
    size_t length = strlen(text), used = 0, written = 0;
    /* a broken byte becomes three, and the ellipsis needs three more */
    char *out = ent_arena_take(arena, length * 3 + 4, 1);
    if (!out) return NULL;
    bool gap = false;
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = decode((const unsigned char *)text + i, length - i, &code);
        const char *bytes = code == 0xfffd ? "\xef\xbf\xbd" : text + i;
        i += size;
        if (lines && code == '\n') {
            out[used++] = '\n';
            gap = false;
        } else if (is_space(code)) {
            gap = used > 0 && out[used - 1] != '\n';
        } else if (!is_dropped(code)) {
            if (written + gap >= limit) {
                memcpy(out + used, "…", 3);
                used += 3;
                break;
            }
            if (gap) out[used++] = ' ';
            written += 1 + gap;
            gap = false;
            size_t count = code == 0xfffd ? 3 : size;
            memcpy(out + used, bytes, count);
            used += count;
        }
    }
    out[used] = '\0';
    return out;
}

static bool plain_in_url(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~:/?#[]@!$&()*+,;=%", c));
}

static bool starts_with(const char *text, const char *lower) {
    for (; *lower; text++, lower++)
        if ((*text | 0x20) != (*lower | 0x20)) return false;
    return true;
}

const char *ent_typeset_url(ent_arena *arena, const char *url) {
    static const char digits[] = "0123456789ABCDEF";
    if (!url) return "";
    size_t length = strlen(url);
    size_t scheme = starts_with(url, "https://") ? 8 : starts_with(url, "http://") ? 7 : 0;
    if (!scheme || length > 2000 || length == scheme || strchr("/?#", url[scheme])) return "";
    for (const unsigned char *p = (const unsigned char *)url; *p; p++)
        if (*p <= 0x20 || *p == 0x7f || strchr("\"<>\\`", *p)) return "";
    char *out = ent_arena_take(arena, length * 3 + 1, 1);
    if (!out) return NULL;
    size_t used = 0;
    for (const unsigned char *p = (const unsigned char *)url; *p; p++) {
        if (plain_in_url(*p)) {
            out[used++] = (char)*p;
            continue;
        }
        out[used++] = '%';
        out[used++] = digits[*p >> 4];
        out[used++] = digits[*p & 15];
    }
    out[used] = '\0';
    return out;
}

bool ent_tag_is(const char *tag, const char *language) {
    size_t i = 0;
    if (!tag || !*language) return false;
    for (; language[i]; i++) {
        char a = tag[i], b = language[i];
        if (a >= 'A' && a <= 'Z') a = (char)(a + 32);
        if (b >= 'A' && b <= 'Z') b = (char)(b + 32);
        if (a == '_') a = '-';
        if (b == '_') b = '-';
        if (a != b) return false;
    }
    return !tag[i] || tag[i] == '-' || tag[i] == '_';
}
