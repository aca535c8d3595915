/* base/typeset.h - text as a drawing needs it: cleaned, measured, wrapped. */
#ifndef BASE_TYPESET_H
#define BASE_TYPESET_H

#include <entente/base.h>

#include "base/memory.h"

/* A copy of text that is safe in any picture: valid UTF-8 without controls, bidirectional overrides and noncharacters,
 * white space collapsed, cut to `limit` code points. With `lines`, line feeds stay. "" for NULL; NULL out of memory. */
const char *ent_typeset_clean(ent_arena *arena, const char *text, size_t limit, bool lines);
/* A copy of url when it may be linked: http or https, a host, and bytes outside the plain set percent-encoded. "" when it
 * may not; NULL when out of memory. */
const char *ent_typeset_url(ent_arena *arena, const char *url);

/* Whether a BCP 47 tag names that language or a kind of it: "ko-KR" and "KO" are "ko", "kok" is not. NULL is none. */
bool ent_tag_is(const char *tag, const char *language);

/* Width of text set in Helvetica, Arial or Liberation Sans at `size` points, in other scripts of what stands in for these
 * (base/widths.h): rather too much than too little. */
double ent_typeset_width(const char *text, double size, bool bold);

/* Whether the text reads from right to left: its first letter that has a direction is Arabic, Hebrew or the like. */
bool ent_typeset_rtl(const char *text);

/* One line of wrapped text, a piece of the text that was wrapped. */
typedef struct ent_wrapped_line {
    const char *start;
    size_t length;
    double width;
    bool cut; /* an ellipsis follows; the width includes it */
} ent_wrapped_line;

/* Wrap text into at most `most` lines that are as even as they can be. No line is wider than `width` unless a single
 * letter is; words that are too long are broken. Returns the count, at least 1 for text that is not empty. */
size_t ent_typeset_wrap(const char *text, double size, bool bold, double width, size_t most, ent_wrapped_line *out);

#endif
