/* base/widths.h - how wide characters are, and where a line of text may end. Tables: nothing is asked of fonts. */
#ifndef BASE_WIDTHS_H
#define BASE_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Advance width in thousandths of an em of Helvetica, Arial or Liberation Sans, and of what stands in for it in other
 * scripts; 0 for marks that combine. */
unsigned ent_char_width(uint32_t code, bool bold);

/* What a reader takes for one letter: a character with its marks, a syllable of Hangul, an emoji of several. */
typedef struct ent_grapheme {
    size_t length;  /* bytes */
    uint32_t code;  /* its first character */
    unsigned width; /* in thousandths of an em: of all its characters, should the font not join them */
} ent_grapheme;

/* The grapheme at the start of text, at most `length` bytes; its length is 0 at the end. */
ent_grapheme ent_grapheme_next(const char *text, size_t length, bool bold);

/* 1 for a letter written from left to right, -1 for one from right to left, 0 for what has no direction of its own. */
int ent_char_direction(uint32_t code);

/* Whether a line may end between two graphemes that begin with these characters (a small part of Unicode's annex 14):
 * before a space, after hyphens and slashes, next to Chinese and Japanese letters, and between Hangul and a bracket. */
bool ent_may_break(uint32_t before, uint32_t after);
/* Whether that would not look wrong where a word has to be broken: closing marks and small kana do not begin a line, opening
 * marks do not end one. */
bool ent_may_part(uint32_t before, uint32_t after);

#endif
