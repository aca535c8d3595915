/* base/widths.c - the table of widths, graphemes, and the rules for line ends. */
#include "base/widths.h"

#include <utf8proc.h>

/* Each row holds from its character to that of the next; made by base/widths.py. */
static const struct {
    uint32_t first;
    uint16_t width[2];
} rows[] = {
#define ROW(code, regular, bold) {code, {regular, bold}},
#include "base/widths.inc"
#undef ROW
};

unsigned ent_char_width(uint32_t code, bool bold) {
    size_t low = 0, high = sizeof rows / sizeof *rows;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (rows[middle].first <= code)
            low = middle;
        else
            high = middle;
    }
    return rows[low].width[bold];
}

int ent_char_direction(uint32_t code) {
    utf8proc_bidi_class_t class = utf8proc_get_property((utf8proc_int32_t)code)->bidi_class;
    if (class == UTF8PROC_BIDI_CLASS_L) return 1;
    return class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL ? -1 : 0;
}

/* ---- graphemes ---- */

static size_t next_code(const char *text, size_t length, uint32_t *code) {
    utf8proc_int32_t found;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &found);
    *code = size > 0 ? (uint32_t)found : 0xfffd; /* only when the text was not cleaned */
    return size > 0 ? (size_t)size : 1;
}

static bool is_plain(char c) {
    return c >= ' ' && c <= '~';
}

ent_grapheme ent_grapheme_next(const char *text, size_t length, bool bold) {
    ent_grapheme whole = {0};
    uint32_t before, after;
    utf8proc_int32_t state = 0;
    if (!length) return whole;
    if (is_plain(*text) && (length == 1 || is_plain(text[1]))) { /* most of all text: nothing joins */
        whole.code = (uint32_t)*text;
        whole.width = ent_char_width(whole.code, bold);
        whole.length = 1;
        return whole;
    }
    whole.length = next_code(text, length, &whole.code);
    whole.width = ent_char_width(whole.code, bold);
    for (before = whole.code; whole.length < length; before = after) {
        size_t size = next_code(text + whole.length, length - whole.length, &after);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after, &state)) break;
        whole.length += size;
        whole.width += ent_char_width(after, bold);
    }
    return whole;
}

/* ---- where a line may end ---- */

typedef struct {
    uint32_t first, last;
} range;

static bool is_in(const range *ranges, size_t count, uint32_t c) {
    if ((c | 32) >= 'a' && (c | 32) <= 'z') return false; /* letters are in none of them */
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) return true;
    return false;
}
#define IS_IN(ranges, c) is_in(ranges, sizeof(ranges) / sizeof *(ranges), c)

/* Scripts that may part between any two letters, and emoji. */
static const range ideographic[] = {
    {0x2e80, 0x312f}, {0x3190, 0xa4cf},   {0xf900, 0xfaff},   {0xfe30, 0xfe4f},
    {0xff00, 0xff9f}, {0x1f000, 0x1faff}, {0x20000, 0x3ffff},
};
/* Korean parts at spaces; inside a word only when it must. */
static const range hangul[] = {
    {0x1100, 0x11ff}, {0x3130, 0x318f}, {0xa960, 0xa97f}, {0xac00, 0xd7ff}, {0xffa0, 0xffdc}};
/* What does not begin a line: closing and ending marks, marks of repetition and length, small kana. */
static const range closing[] = {
    {'!', '!'},       {')', ')'},       {',', '.'},       {':', ';'},       {'?', '?'},       {']', ']'},
    {'}', '}'},       {'%', '%'},       {'/', '/'},       {0xbb, 0xbb},     {0x2010, 0x2014}, {0x2019, 0x2019},
    {0x201d, 0x201d}, {0x2025, 0x2026}, {0x203a, 0x203a}, {0x2030, 0x2033}, {0x203c, 0x203c}, {0x2047, 0x2049},
    {0x3001, 0x3002}, {0x3005, 0x3005}, {0x3009, 0x3009}, {0x300b, 0x300b}, {0x300d, 0x300d}, {0x300f, 0x300f},
    {0x3011, 0x3011}, {0x3015, 0x3015}, {0x3017, 0x3017}, {0x3019, 0x3019}, {0x301b, 0x301c}, {0x301e, 0x301f},
    {0x303b, 0x303b}, {0x3041, 0x3041}, {0x3043, 0x3043}, {0x3045, 0x3045}, {0x3047, 0x3047}, {0x3049, 0x3049},
    {0x3063, 0x3063}, {0x3083, 0x3083}, {0x3085, 0x3085}, {0x3087, 0x3087}, {0x308e, 0x308e}, {0x3095, 0x3096},
    {0x309b, 0x309e}, {0x30a0, 0x30a1}, {0x30a3, 0x30a3}, {0x30a5, 0x30a5}, {0x30a7, 0x30a7}, {0x30a9, 0x30a9},
    {0x30c3, 0x30c3}, {0x30e3, 0x30e3}, {0x30e5, 0x30e5}, {0x30e7, 0x30e7}, {0x30ee, 0x30ee}, {0x30f5, 0x30f6},
    {0x30fb, 0x30fe}, {0x31f0, 0x31ff}, {0xff01, 0xff01}, {0xff05, 0xff05}, {0xff09, 0xff09}, {0xff0c, 0xff0c},
    {0xff0e, 0xff0e}, {0xff1a, 0xff1b}, {0xff1f, 0xff1f}, {0xff3d, 0xff3d}, {0xff5d, 0xff5e}, {0xff60, 0xff61},
    {0xff63, 0xff65}, {0xff67, 0xff70}, {0xff9e, 0xff9f}, {0xb7, 0xb7},     {0x060c, 0x060c}, {0x061b, 0x061b},
    {0x061f, 0x061f},
};
/* What does not end a line. */
static const range opening[] = {
    {'(', '('},       {'[', '['},       {'{', '{'},       {0xa1, 0xa1},     {0xab, 0xab},     {0xbf, 0xbf},
    {0x2018, 0x2018}, {0x201a, 0x201c}, {0x201e, 0x201e}, {0x2039, 0x2039}, {0x3008, 0x3008}, {0x300a, 0x300a},
    {0x300c, 0x300c}, {0x300e, 0x300e}, {0x3010, 0x3010}, {0x3014, 0x3014}, {0x3016, 0x3016}, {0x3018, 0x3018},
    {0x301a, 0x301a}, {0x301d, 0x301d}, {0xff04, 0xff04}, {0xff08, 0xff08}, {0xff3b, 0xff3b}, {0xff5b, 0xff5b},
    {0xff5f, 0xff5f}, {0xff62, 0xff62}, {0xffe1, 0xffe1}, {0xffe5, 0xffe5},
};

static bool is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

bool ent_may_part(uint32_t before, uint32_t after) {
    return !IS_IN(closing, after) && !IS_IN(opening, before);
}

bool ent_may_break(uint32_t before, uint32_t after) {
    if (after == ' ') return true;
    if (before == ' ') return false; /* the break is before the space */
    if ((before == '-' || before == '/' || before == 0x2010) && !is_digit(after)) return ent_may_part(before, after);
    if (before == 0x2013 || before == 0x2014) return ent_may_part(before, after);
    if (IS_IN(hangul, before) && IS_IN(opening, after)) return true; /* a name, and what it is glossed by */
    bool cjk = IS_IN(ideographic, before) || IS_IN(ideographic, after);
    return cjk && !IS_IN(hangul, before) && !IS_IN(hangul, after) && ent_may_part(before, after);
}
