/* read/scan.h - a strict JSON scanner (RFC 8259): one token at a time, without recursion, over text that may still grow.
 *
 * All offsets count from the start of the input; `text` is the byte at offset `base`, so that the owner of the text may
 * drop its beginning and move it about between two calls.
 */
#ifndef READ_SCAN_H
#define READ_SCAN_H

#include <entente/base.h>

enum { ENT_SCAN_DEPTH = 1024 }; /* levels of nesting that are followed */

typedef enum ent_token {
    ENT_TOKEN_MORE,  /* the text ends inside a token or before one: give more and ask again */
    ENT_TOKEN_FAULT, /* see the fault; the scanner stays where it is */
    ENT_TOKEN_OPEN_OBJECT,
    ENT_TOKEN_CLOSE_OBJECT,
    ENT_TOKEN_OPEN_LIST,
    ENT_TOKEN_CLOSE_LIST,
    ENT_TOKEN_KEY,
    ENT_TOKEN_STRING,
    ENT_TOKEN_NUMBER,
    ENT_TOKEN_TRUE,
    ENT_TOKEN_FALSE,
    ENT_TOKEN_NULL
} ent_token;

typedef enum ent_expect {
    ENT_EXPECT_VALUE,
    ENT_EXPECT_FIRST_VALUE, /* or the end of an empty list */
    ENT_EXPECT_FIRST_KEY,   /* or the end of an empty object */
    ENT_EXPECT_KEY,
    ENT_EXPECT_COLON,
    ENT_EXPECT_COMMA,
    ENT_EXPECT_NOTHING /* the value at depth 0 is complete */
} ent_expect;

/* What is wrong and where. rule and remedy are static. */
typedef struct ent_fault {
    const char *rule, *remedy;
    size_t at;
    char message[160];
} ent_fault;

typedef struct ent_scan {
    const char *text;
    size_t base, end; /* the text at hand is [base, end) */
    size_t at;        /* the next byte to look at */
    bool final;       /* nothing comes after end */
    bool escaped;     /* the last key or string holds a backslash */
    ent_expect expect;
    unsigned depth;
    size_t token; /* where the last token began */
    ent_fault fault;
    /* JSON that is well formed but means nothing to us: U+0000, half a surrogate pair, a number beyond all doubles. The
     * first since the owner cleared it; rule NULL when there is none. */
    ent_fault odd;
    uint64_t nest[ENT_SCAN_DEPTH / 64]; /* a bit a level: 1 object, 0 list */
} ent_scan;

/* Begin at the start of a text that is wholly there. For one that grows, set the members. */
void ent_scan_init(ent_scan *scan, const char *text, size_t length);
/* Make ready for one more value at depth 0. */
void ent_scan_begin_value(ent_scan *scan);
/* The next token; commas and colons are checked and passed over. */
ent_token ent_scan_next(ent_scan *scan);
/* After a token that begins a value: go to its end. Returns the last token: what closes it, the value itself, MORE (ask
 * again with the depth that was given) or FAULT. */
ent_token ent_scan_skip(ent_scan *scan, ent_token token, unsigned depth);
/* Pass white space. False when the text at hand ends before anything else. */
bool ent_scan_space(ent_scan *scan);
/* Whether the innermost open bracket is an object's. */
bool ent_scan_in_object(const ent_scan *scan);
/* Set a fault of the caller's own: `expected` is named beside what stands at `at`, which must be there. MORE when the text
 * at hand cuts that character. */
ent_token ent_scan_fault(ent_scan *scan, size_t at, const char *rule, const char *expected, const char *remedy);

/* Decode the inside of a JSON string that was scanned without a fault (between the quotes) to UTF-8. out holds at least
 * length bytes; no NUL is written. Returns the bytes written. */
size_t ent_scan_decode(const char *inside, size_t length, char *out);
/* A whole number below 10^15 divided by 10^places, at most 15: the double nearest to that decimal. */
double ent_scan_decimal(uint64_t digits, size_t places);
/* The value of a number that was scanned without a fault. False when it is beyond all doubles or too long to be judged. */
bool ent_scan_double(const char *text, size_t length, double *out);

#endif
