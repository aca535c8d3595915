/* base/text.c - UTF-8: validity, width, folding, distance. utf8proc has the tables. */
#include <entente/base.h>

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/memory.h"

size_t ent_utf8_valid_prefix(const char *text, size_t length) {
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    size_t i = 0;
    while (i < length) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(p + i, (utf8proc_ssize_t)(length - i), &code);
        if (step <= 0) break;
        i += (size_t)step;
    }
    return i;
}

static bool harms(utf8proc_int32_t code) {
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x61c || code == 0x200b || code == 0x200e ||
           code == 0x200f || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}

size_t ent_text_next(const char *text, bool *harmful) {
    *harmful = false;
    if (!*text) return 0;
    size_t length = 1; /* an end within the character stops it */
    while (length < 4 && text[length]) length++;
    utf8proc_int32_t code;
    utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &code);
    *harmful = step <= 0 || harms(code);
    return step > 0 ? (size_t)step : 1;
}

size_t ent_text_width(const char *text) {
    size_t width = 0, length = strlen(text);
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    for (size_t i = 0; i < length;) {
        utf8proc_int32_t code;
        if (p[i] >= ' ' && p[i] < 0x7f) { /* most of all text */
            width++;
            i++;
            continue;
        }
        utf8proc_ssize_t step = utf8proc_iterate(p + i, (utf8proc_ssize_t)(length - i), &code);
        if (step <= 0) {
            width++;
            i++;
            continue;
        }
        int columns = utf8proc_charwidth(code);
        width += columns > 0 ? (size_t)columns : 0;
        i += (size_t)step;
    }
    return width;
}

/* ---- folding ---- */

/* Accents are dropped after Latin, Greek and Cyrillic letters only: elsewhere marks are vowels. */
static bool takes_accents(utf8proc_int32_t base) {
    return (base >= 'A' && base <= 'z') || (base >= 0xc0 && base <= 0x24f) || (base >= 0x370 && base <= 0x52f) ||
           (base >= 0x1e00 && base <= 0x1fff);
}

static bool is_mark(utf8proc_int32_t code) {
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static bool is_space(utf8proc_int32_t code) {
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
           category == UTF8PROC_CATEGORY_CC;
}

/* Second pass over decomposed, case-folded text: marks, white space, dashes. Never longer than its input. */
static void squeeze(char *text) {
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    size_t length = strlen(text), out = 0;
    utf8proc_int32_t base = 0;
    bool gap = false;
    for (size_t i = 0; i < length;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(p + i, (utf8proc_ssize_t)(length - i), &code);
        if (step <= 0) break;
        i += (size_t)step;
        if (is_space(code)) {
            gap = out > 0;
            continue;
        }
        if (is_mark(code)) {
            if (takes_accents(base)) continue;
        } else {
            base = code;
        }
        if (utf8proc_category(code) == UTF8PROC_CATEGORY_PD) code = '-';
        if (gap) text[out++] = ' ';
        gap = false;
        out += (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)text + out);
    }
    text[out] = '\0';
}

static bool plain_ascii(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80) return false;
    return true;
}

char *ent_text_fold(const char *text) {
    if (plain_ascii(text)) { /* most names: no tables needed */
        char *copy = ent_strdup(text);
        if (!copy) return NULL;
        for (char *p = copy; *p; p++)
            if (*p >= 'A' && *p <= 'Z') *p = (char)(*p + 32);
        squeeze(copy);
        return copy;
    }
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
                                           (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE |
                                                               UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
    if (length == UTF8PROC_ERROR_NOMEM) return NULL;
    if (length < 0) return ent_strdup(text); /* not UTF-8: compare bytes */
    squeeze((char *)folded);
    return (char *)folded;
}

/* ---- distance ---- */

enum { LONGEST_WORD = 64 };

static size_t code_points(const char *text, utf8proc_int32_t out[LONGEST_WORD]) {
    size_t count = 0, length = strlen(text);
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    for (size_t i = 0; i < length && count < LONGEST_WORD; count++) {
        utf8proc_ssize_t step = utf8proc_iterate(p + i, (utf8proc_ssize_t)(length - i), &out[count]);
        if (step <= 0) {
            out[count] = p[i];
            step = 1;
        }
        i += (size_t)step;
    }
    return count;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment over three rows (Damerau 1964). Words are cut at 64 code points: slips are short. */
static size_t distance(const utf8proc_int32_t *x, size_t n, const char *b, size_t limit) {
    utf8proc_int32_t y[LONGEST_WORD];
    size_t m = code_points(b, y), before = 0;
    if ((n > m ? n - m : m - n) > limit) return SIZE_MAX;
    size_t rows[3][LONGEST_WORD + 1];
    for (size_t j = 0; j <= m; j++) rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *up = rows[(i + 2) % 3], *upper = rows[(i + 1) % 3];
        size_t least = row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = x[i - 1] != y[j - 1];
            row[j] = smaller(smaller(up[j] + 1, row[j - 1] + 1), up[j - 1] + cost);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = smaller(row[j], upper[j - 2] + 1);
            least = smaller(least, row[j]);
        }
        if (least > limit && before > limit) return SIZE_MAX; /* a swap reaches back two rows, no further */
        before = least;
    }
    return rows[n % 3][m];
}

size_t ent_text_distance(const char *a, const char *b) {
    utf8proc_int32_t x[LONGEST_WORD];
    return distance(x, code_points(a, x), b, SIZE_MAX);
}

const char *ent_text_nearest(const char *word, const char *const *candidates, size_t count) {
    size_t width = ent_text_width(word), best_distance = SIZE_MAX;
    size_t limit = width < 3 ? 0 : width / 3; /* any two letters are near each other */
    const char *best = NULL;
    utf8proc_int32_t x[LONGEST_WORD];
    size_t length = code_points(word, x);
    for (size_t i = 0; i < count && best_distance > 0; i++) {
        size_t found = distance(x, length, candidates[i], limit);
        if (found >= best_distance || found > limit) continue;
        best = candidates[i];
        best_distance = found;
        limit = found;
    }
    return best;
}
