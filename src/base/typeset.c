/* base/typeset.c - widths and line breaks without a font: the drawing must not depend on what is installed.
 *
 * Widths of the printable ASCII letters are those of Adobe's Helvetica and Helvetica-Bold metrics, which Arial and
 * Liberation Sans share; other scripts count by class. */
#include "base/typeset.h"

#include <string.h>

static const uint16_t regular[95] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, /* space to slash */
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, /* 0 to ? */
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, /* @ to O */
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, /* P to _ */
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, /* ` to o */
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,      /* p to ~ */
};
static const uint16_t bold_table[95] = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, /* space to slash */
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, /* 0 to ? */
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, /* @ to O */
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, /* P to _ */
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, /* ` to o */
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,      /* p to ~ */
};

/* Width in thousandths of an em by range; the first row that holds the code point counts. */
static const struct {
    uint32_t first, last;
    uint16_t width;
} classes[] = {
    {0x00a0, 0x00a0, 278},    {0x00d7, 0x00d7, 584},  {0x00c6, 0x00c6, 1000}, {0x00e6, 0x00e6, 889},
    {0x00c0, 0x00dd, 722},    {0x00df, 0x00ff, 580},  {0x0100, 0x024f, 620},  {0x0300, 0x036f, 0},
    {0x0370, 0x03ff, 620},    {0x0400, 0x052f, 640},  {0x0590, 0x05ff, 560},  {0x064b, 0x065f, 0},
    {0x0600, 0x06ff, 520},    {0x0750, 0x077f, 520},  {0xfb50, 0xfdff, 520},  {0xfe70, 0xfefc, 520},
    {0x0900, 0x0dff, 650},    {0x0e00, 0x0fff, 600},  {0x1100, 0x11ff, 920},  {0xac00, 0xd7a3, 920},
    {0x200b, 0x200f, 0},      {0x2010, 0x2012, 333},  {0x2013, 0x2013, 556},  {0x2014, 0x2014, 1000},
    {0x2018, 0x201a, 222},    {0x201c, 0x201e, 333},  {0x2026, 0x2026, 1000}, {0x2190, 0x21ff, 1000},
    {0x2e80, 0xa4cf, 1000},   {0xf900, 0xfaff, 1000}, {0xfe00, 0xfe0f, 0},    {0xfe30, 0xfe4f, 1000},
    {0xff00, 0xff60, 1000},   {0xff61, 0xffdc, 500},  {0xffe0, 0xffe6, 1000}, {0x1f000, 0x1faff, 1000},
    {0x20000, 0x3ffff, 1000},
};

static size_t next_code(const char *text, uint32_t *code) {
    const unsigned char *p = (const unsigned char *)text;
    if (*p < 0x80) return *code = *p, 1;
    size_t size = *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
    *code = *p & (0xff >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((p[i] & 0xc0) != 0x80) return *code = 0xfffd, i; /* only when the text was not cleaned */
        *code = *code << 6 | (p[i] & 0x3f);
    }
    return size;
}

static unsigned code_width(uint32_t code, bool bold) {
    if (code >= 32 && code < 127) return (bold ? bold_table : regular)[code - 32];
    if (code < 32) return 0;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (code >= classes[i].first && code <= classes[i].last) return classes[i].width;
    return 620;
}

static double piece_width(const char *text, size_t length, double size, bool bold) {
    uint64_t sum = 0;
    uint32_t code;
    for (size_t i = 0; i < length;) {
        i += next_code(text + i, &code);
        sum += code_width(code, bold);
    }
    return (double)sum * size / 1000;
}

double ent_typeset_width(const char *text, double size, bool bold) {
    return piece_width(text, strlen(text), size, bold);
}

/* ---- wrapping ---- */

/* Scripts that may break between any two letters. */
static bool breaks_anywhere(uint32_t c) {
    return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

/* Closing marks and small kana do not begin a line; opening marks do not end one. */
static bool may_begin(uint32_t c) {
    static const uint32_t closing[] = {0x3001, 0x3002, 0x300d, 0x300f, 0x3011, 0x3009, 0x300b, 0xff09, 0xff0c,
                                       0xff0e, 0xff01, 0xff1f, 0x30fc, 0x3005, 0xff1a, 0xff1b, 0x30fb, ')'};
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
        if (c == closing[i]) return false;
    return true;
}

static bool may_end(uint32_t c) {
    return c != 0x300c && c != 0x300e && c != 0x3010 && c != 0x3008 && c != 0x300a && c != 0xff08 && c != '(';
}

static bool break_between(uint32_t before, uint32_t after) {
    if (after == ' ') return true;
    if ((before == '-' || before == '/' || before == 0x2013) && after != ' ') return true;
    return (breaks_anywhere(before) || breaks_anywhere(after)) && may_begin(after) && may_end(before);
}

/* Bytes of text that go on one line of that width: up to the last break that fits, else up to the last letter. */
static size_t fit(const char *text, double size, bool bold, double width) {
    double used = 0;
    size_t last_break = 0, i = 0;
    uint32_t code, after;
    while (text[i]) {
        size_t step = next_code(text + i, &code);
        used += code_width(code, bold) * size / 1000;
        if (used > width && i > 0) return last_break ? last_break : i;
        i += step;
        if (!text[i]) break;
        next_code(text + i, &after);
        if (code != ' ' && break_between(code, after)) last_break = i;
    }
    return i;
}

static size_t wrap_at(const char *text, double size, bool bold, double width, size_t most, ent_wrapped_line *out) {
    size_t count = 0;
    while (*text == ' ') text++;
    while (*text && count < most) {
        size_t length = fit(text, size, bold, width);
        size_t shown = length;
        while (shown && text[shown - 1] == ' ') shown--;
        if (out) out[count] = (ent_wrapped_line){text, shown, piece_width(text, shown, size, bold), false};
        count++;
        text += length;
        while (*text == ' ') text++;
    }
    return *text ? most + 1 : count;
}

static void end_with_ellipsis(ent_wrapped_line *line, double size, bool bold, double width) {
    double dots = size; /* U+2026 is one em */
    while (line->length && piece_width(line->start, line->length, size, bold) + dots > width) {
        do line->length--;
        while (line->length && ((unsigned char)line->start[line->length] & 0xc0) == 0x80);
    }
    /* rather whole words, when that loses little */
    for (size_t k = line->length; k > line->length / 2; k--) {
        if (line->start[k] != ' ' && line->start[k - 1] != ' ') continue;
        line->length = k;
        break;
    }
    while (line->length && line->start[line->length - 1] == ' ') line->length--;
    line->width = piece_width(line->start, line->length, size, bold) + dots;
    line->cut = true;
}

/* Length of the longest word: a line narrower than it would break it although it need not be. */
static double longest_word(const char *text, double size, bool bold) {
    double longest = 0, used = 0;
    uint32_t code, before = ' ';
    for (size_t i = 0; text[i];) {
        size_t step = next_code(text + i, &code);
        if (code == ' ' || break_between(before, code)) used = 0;
        if (code != ' ') used += code_width(code, bold) * size / 1000;
        if (used > longest) longest = used;
        before = code;
        i += step;
    }
    return longest;
}

size_t ent_typeset_wrap(const char *text, double size, bool bold, double width, size_t most, ent_wrapped_line *out) {
    size_t count = wrap_at(text, size, bold, width, most, NULL);
    if (count > most) {
        wrap_at(text, size, bold, width, most, out);
        end_with_ellipsis(&out[most - 1], size, bold, width);
        return most;
    }
    /* balance: the smallest width that needs no more lines */
    double word = longest_word(text, size, bold);
    double narrow = word < width ? word : width, wide = width;
    for (int i = 0; i < 24 && count > 1; i++) {
        double middle = (narrow + wide) / 2;
        if (wrap_at(text, size, bold, middle, most, NULL) <= count)
            wide = middle;
        else
            narrow = middle;
    }
    return wrap_at(text, size, bold, wide, most, out);
}
