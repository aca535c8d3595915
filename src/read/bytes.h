/* read/bytes.h - many bytes looked at together: by SSE2, which every x86-64 has, or one by one on other machines. Both are
 * compiled wherever both can be, so that the tests hold them against each other.
 *
 * What reads past a text says so: the text is then followed by ENT_BYTES_PAD bytes of zero.
 */
#ifndef READ_BYTES_H
#define READ_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { ENT_BYTES_PAD = 32, ENT_BYTES_NAME = 16 };

/* The first byte from p on that is not plain within a JSON text: a quote, a backslash, a control character (the zero behind
 * the text is one) or a part of a character beyond ASCII. Reads past the text. */
static inline const char *ent_plain_end_scalar(const char *p) {
    while (*p != '"' && *p != '\\' && (signed char)*p >= ' ') p++;
    return p;
}

/* The first `length` bytes of 16, for ent_name_at: a bit each. */
#define ENT_NAME_MASK(length) ((UINT32_C(1) << (length)) - 1)

/* Whether those of the 16 bytes of name that the mask has stand at p. Reads past the text. */
static inline bool ent_name_at_scalar(const char *p, const char *name, uint32_t mask) {
    for (unsigned i = 0; i < ENT_BYTES_NAME; i++)
        if (mask >> i & 1 && p[i] != name[i]) return false;
    return true;
}

/* Code points that begin in a piece of UTF-8. */
static inline size_t ent_columns_scalar(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

#ifdef __SSE2__
static inline __m128i ent_load_16(const char *p) {
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline const char *ent_plain_end_sse2(const char *p) {
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), space = _mm_set1_epi8(' ');
    for (;; p += 16) {
        __m128i bytes = ent_load_16(p);
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
        found = _mm_or_si128(found, _mm_cmplt_epi8(bytes, space)); /* signed: what is beyond ASCII is less as well */
        int mask = _mm_movemask_epi8(found);
        if (mask) return p + __builtin_ctz((unsigned)mask);
    }
}

static inline bool ent_name_at_sse2(const char *p, const char *name, uint32_t mask) {
    uint32_t same = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(ent_load_16(p), ent_load_16(name)));
    return !(~same & mask);
}

static inline size_t ent_columns_sse2(const char *text, size_t length) {
    const __m128i last_inner = _mm_set1_epi8(-65), zero = _mm_setzero_si128(); /* 0x80 to 0xBF: -128 to -65 */
    uint64_t halves[2];
    __m128i sums = zero;
    size_t i = 0;
    while (length - i >= 16) {
        __m128i counts = zero; /* a byte holds up to 255 */
        for (int n = 0; n < 255 && length - i >= 16; n++, i += 16)
            counts = _mm_sub_epi8(counts, _mm_cmpgt_epi8(ent_load_16(text + i), last_inner));
        sums = _mm_add_epi64(sums, _mm_sad_epu8(counts, zero));
    }
    _mm_storeu_si128((__m128i *)(void *)halves, sums);
    return (size_t)(halves[0] + halves[1]) + ent_columns_scalar(text + i, length - i);
}

#define ent_plain_end ent_plain_end_sse2
#define ent_name_at ent_name_at_sse2
#define ent_columns ent_columns_sse2
#else
#define ent_plain_end ent_plain_end_scalar
#define ent_name_at ent_name_at_scalar
#define ent_columns ent_columns_scalar
#endif

#endif
