/* base/typeset.c - lines of text without a font: the drawing must not depend on what is installed. Lengths are counted in
 * thousandths of an em, so that the breaks are exact. */
#include "base/typeset.h"

#include <string.h>

#include "base/widths.h"

enum { ELLIPSIS = 1000 };

static uint64_t piece_width(const char *text, size_t length, bool bold) {
    uint64_t sum = 0;
    for (size_t i = 0; i < length;) {
        ent_grapheme g = ent_grapheme_next(text + i, length - i, bold);
        sum += g.width;
        i += g.length;
    }
    return sum;
}

static double points(uint64_t width, double size) {
    return (double)width * size / 1000;
}

double ent_typeset_width(const char *text, double size, bool bold) {
    return points(piece_width(text, strlen(text), bold), size);
}

bool ent_typeset_rtl(const char *text) {
    size_t length = strlen(text);
    int direction = 0;
    for (size_t i = 0; i < length && !direction;) {
        ent_grapheme g = ent_grapheme_next(text + i, length - i, false);
        direction = ent_char_direction(g.code);
        i += g.length;
    }
    return direction < 0;
}

/* ---- wrapping ---- */

typedef struct {
    const char *text, *end;
    double size;
    bool bold;
} wrapping;

/* Bytes of text that go on one line: up to the last break that fits, else up to where the word may best be parted. */
static size_t fit(const wrapping *w, const char *text, uint64_t limit) {
    size_t length = (size_t)(w->end - text), i = 0, last_break = 0, last_part = 0;
    uint64_t used = 0;
    ent_grapheme g = ent_grapheme_next(text, length, w->bold);
    while (g.length) {
        used += g.width;
        if (used > limit && i > 0) return last_break ? last_break : last_part ? last_part : i;
        i += g.length;
        ent_grapheme next = ent_grapheme_next(text + i, length - i, w->bold);
        if (ent_may_break(g.code, next.code))
            last_break = i;
        else if (ent_may_part(g.code, next.code))
            last_part = i;
        g = next;
    }
    return i;
}

static const char *skip_spaces(const char *text) {
    while (*text == ' ') text++;
    return text;
}

/* Lines that the text takes, most + 1 when it takes more; out may be NULL. */
static size_t wrap_at(const wrapping *w, uint64_t limit, size_t most, ent_wrapped_line *out) {
    size_t count = 0;
    const char *text = skip_spaces(w->text);
    for (; *text && count < most; count++) {
        size_t length = fit(w, text, limit), shown = length;
        while (shown && text[shown - 1] == ' ') shown--;
        if (out)
            out[count] = (ent_wrapped_line){text, shown, points(piece_width(text, shown, w->bold), w->size), false};
        text = skip_spaces(text + length);
    }
    return *text ? most + 1 : count;
}

/* Leave room for the ellipsis: by whole graphemes, and rather by whole words when that loses little. */
static void end_with_ellipsis(const wrapping *w, ent_wrapped_line *line, uint64_t limit) {
    size_t kept = 0, word = 0;
    uint64_t used = ELLIPSIS;
    for (size_t i = 0; i < line->length;) {
        ent_grapheme g = ent_grapheme_next(line->start + i, line->length - i, w->bold);
        used += g.width;
        if (line->start[i] == ' ') word = i;
        if (used > limit) break;
        i += g.length;
        kept = i;
        if (i == line->length) word = i;
    }
    if (word > kept / 2) kept = word;
    while (kept && line->start[kept - 1] == ' ') kept--;
    line->length = kept;
    line->width = points(piece_width(line->start, kept, w->bold) + ELLIPSIS, w->size);
    line->cut = true;
}

/* Width of the longest word that fits: a line narrower than it would break it although it need not be. */
static uint64_t longest_word(const wrapping *w, uint64_t limit) {
    uint64_t longest = 0, used = 0;
    ent_grapheme g;
    uint32_t before = ' ';
    for (const char *text = w->text;; text += g.length) {
        g = ent_grapheme_next(text, (size_t)(w->end - text), w->bold);
        if (!g.length || before == ' ' || ent_may_break(before, g.code)) {
            if (used <= limit && used > longest) longest = used;
            used = 0;
        }
        if (!g.length) return longest;
        used += g.code == ' ' ? 0 : g.width;
        before = g.code;
    }
}

size_t ent_typeset_wrap(const char *text, double size, bool bold, double width, size_t most, ent_wrapped_line *out) {
    wrapping w = {text, text + strlen(text), size, bold};
    double most_units = width * 1000 / size + 1e-6; /* what is exactly as wide fits */
    uint64_t limit = most_units < 1 ? 0 : most_units < 1e12 ? (uint64_t)most_units : (uint64_t)1e12;
    size_t count = wrap_at(&w, limit, most, NULL);
    if (count > most) {
        wrap_at(&w, limit, most, out);
        end_with_ellipsis(&w, &out[most - 1], limit);
        return most;
    }
    /* balance: the smallest width that needs no more lines and breaks no word that fits */
    uint64_t narrow = longest_word(&w, limit), wide = limit;
    while (count > 1 && narrow < wide) {
        uint64_t middle = narrow + (wide - narrow) / 2;
        if (wrap_at(&w, middle, most, NULL) <= count)
            wide = middle;
        else
            narrow = middle + 1;
    }
    return wrap_at(&w, wide, most, out);
}
