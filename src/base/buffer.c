/* base/buffer.c - see buffer.h. */
#include "base/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool grow(ent_buffer *buffer, size_t more) {
    size_t wanted = buffer->capacity ? buffer->capacity * 2 : 256;
    while (wanted - buffer->length <= more) {
        if (wanted > SIZE_MAX / 2) {
            buffer->failed = true;
            return false;
        }
        wanted *= 2;
    }
    char *grown = realloc(buffer->data, wanted);
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->data = grown;
    buffer->capacity = wanted;
    return true;
}

static inline bool reserve(ent_buffer *buffer, size_t more) {
    if (buffer->failed) return false;
    return more < buffer->capacity - buffer->length || grow(buffer, more);
}

void ent_buffer_bytes(ent_buffer *buffer, const char *data, size_t length) {
    if (!reserve(buffer, length)) return;
    if (length) memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0'; // NOLINT(clang-analyzer-core.NullDereference): reserve() made it
}

void ent_buffer_text(ent_buffer *buffer, const char *text) {
    if (text) ent_buffer_bytes(buffer, text, strlen(text));
}

void ent_buffer_item(ent_buffer *buffer, const char *separator, const char *text) {
    const size_t length = strlen(text), between = buffer->length ? strlen(separator) : 0;
    if (!reserve(buffer, between + length)) return;
    char *end = buffer->data + buffer->length;
    for (size_t k = 0; k < between; k++) *end++ = separator[k];
    memcpy(end, text, length + 1);
    buffer->length += between + length;
}

void ent_buffer_char(ent_buffer *buffer, char c) {
    ent_buffer_bytes(buffer, &c, 1);
}

void ent_buffer_repeat(ent_buffer *buffer, char c, size_t count) {
    if (!reserve(buffer, count)) return;
    memset(buffer->data + buffer->length, c, count);
    buffer->length += count;
    buffer->data[buffer->length] = '\0';
}

void ent_buffer_format(ent_buffer *buffer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0 || !reserve(buffer, (size_t)length)) {
        buffer->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, args);
    va_end(args);
    buffer->length += (size_t)length;
}

void ent_buffer_double(ent_buffer *buffer, double value) {
    char text[32];
    ent_buffer_text(buffer, ent_format_double(value, text));
}

/* What printf would write, in a fifth of its time: for numbers of ordinary size that do not lie so near to the middle
 * between two that only exact arithmetic tells which is nearer. False for all others. */
static bool write_plain(ent_buffer *buffer, double value, int decimals) {
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    enum { MOST = sizeof powers / sizeof *powers };
    char text[32], *p = text + sizeof text - 1;
    if (decimals < 0 || decimals >= MOST || !(value > -1e6 && value < 1e6)) return false;
    double scaled = fabs(value) * powers[decimals]; /* below 1e12, so wrong by 1e-4 at most */
    int64_t whole = (int64_t)scaled;
    double rest = scaled - (double)whole;
    if (fabs(rest - .5) < 1e-3) return false;
    whole += rest > .5;
    bool negative = value < 0 && whole != 0;
    *p = '\0';
    for (int k = 0; k < decimals || whole || k == decimals; k++) {
        if (k == decimals && k) *--p = '.';
        *--p = (char)('0' + whole % 10);
        whole /= 10;
    }
    if (negative) *--p = '-';
    ent_buffer_text(buffer, p);
    return true;
}

void ent_buffer_fixed(ent_buffer *buffer, double value, int decimals) {
    char text[400];
    if (write_plain(buffer, value, decimals)) return;
    if (!isfinite(value)) value = 0;
    int length = snprintf(text, sizeof text, "%.*f", decimals, value);
    if (length < 0 || (size_t)length >= sizeof text) {
        buffer->failed = true;
        return;
    }
    /* the one character that is neither digit nor sign is the locale's separator (perhaps several bytes) */
    bool zero = true, dotted = false;
    char clean[400];
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        bool digit = *p >= '0' && *p <= '9';
        if (digit || *p == '-') {
            clean[n++] = *p;
            zero = zero && (*p == '0' || *p == '-');
        } else if (!dotted) {
            clean[n++] = '.';
            dotted = true;
        }
    }
    clean[n] = '\0';
    ent_buffer_text(buffer, zero && clean[0] == '-' ? clean + 1 : clean);
}

static const char *json_escape(unsigned char c, char out[8]) {
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        if (c >= 0x20 && c != 0x7f) return NULL;
        snprintf(out, 8, "\\u%04x", c);
        return out;
    }
}

static const char *xml_escape(unsigned char c, char out[8]) {
    (void)out;
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void escaped(ent_buffer *buffer, const char *text, const char *(*escape)(unsigned char, char[8])) {
    char room[8];
    const char *start = text;
    for (const char *p = text; *p; p++) {
        const char *replacement = escape((unsigned char)*p, room);
        if (!replacement) continue;
        ent_buffer_bytes(buffer, start, (size_t)(p - start));
        ent_buffer_text(buffer, replacement);
        start = p + 1;
    }
    ent_buffer_text(buffer, start);
}

void ent_buffer_json(ent_buffer *buffer, const char *text) {
    if (!text) {
        ent_buffer_text(buffer, "null");
        return;
    }
    ent_buffer_char(buffer, '"');
    escaped(buffer, text, json_escape);
    ent_buffer_char(buffer, '"');
}

void ent_buffer_xml(ent_buffer *buffer, const char *text) {
    if (text) escaped(buffer, text, xml_escape);
}

ent_status ent_buffer_take(ent_buffer *buffer, char **out, size_t *length, ent_error *err) {
    if (!buffer->data) ent_buffer_bytes(buffer, "", 0);
    if (buffer->failed) {
        ent_buffer_clear(buffer);
        return ent_fail_memory(err);
    }
    *out = buffer->data;
    if (length) *length = buffer->length;
    memset(buffer, 0, sizeof *buffer);
    return ENT_OK;
}

void ent_buffer_clear(ent_buffer *buffer) {
    free(buffer->data);
    memset(buffer, 0, sizeof *buffer);
}
