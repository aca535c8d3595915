/* read/scan.c - see scan.h. A token that the text at hand cuts in two is scanned again from its start when there is more:
 * the owner doubles its buffer then, so that this costs a constant factor at most. */
#include "read/scan.h"

#include <stdio.h>
#include <string.h>

/* What a byte means inside a string: 0 itself, else one of these. */
enum { IN_QUOTE = 1, IN_BACKSLASH, IN_CONTROL, IN_LEAD };

#define TIMES_16(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
static const uint8_t string_class[256] = {
    TIMES_16(IN_CONTROL),       TIMES_16(IN_CONTROL), ['"'] = IN_QUOTE,  ['\\'] = IN_BACKSLASH,
    [0x80] = TIMES_16(IN_LEAD), TIMES_16(IN_LEAD),    TIMES_16(IN_LEAD), TIMES_16(IN_LEAD),
    TIMES_16(IN_LEAD),          TIMES_16(IN_LEAD),    TIMES_16(IN_LEAD), TIMES_16(IN_LEAD),
};

static const char *here(const ent_scan *s, size_t offset) {
    return s->text + (offset - s->base);
}

void ent_scan_begin_value(ent_scan *s) {
    s->depth = 0;
    s->expect = ENT_EXPECT_VALUE;
    s->odd.rule = NULL;
}

void ent_scan_init(ent_scan *s, const char *text, size_t length) {
    memset(s, 0, sizeof *s);
    s->text = text;
    s->end = length;
    s->final = true;
}

bool ent_scan_in_object(const ent_scan *s) {
    return s->depth > 0 && (s->nest[(s->depth - 1) / 64] >> ((s->depth - 1) % 64) & 1);
}

/* ---- faults ---- */

/* Length of the UTF-8 sequence at p, 0 when it is none, -1 when the end cuts it. */
static int sequence(const unsigned char *p, const unsigned char *end) {
    unsigned char lead = *p, low = 0x80, high = 0xBF;
    int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    for (int i = 1; i < length; i++) {
        if (p + i >= end) return -1;
        if (p[i] < low || p[i] > high) return 0;
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

static ent_token fault(ent_scan *s, size_t at, const char *rule, const char *message, const char *remedy) {
    s->fault.rule = rule;
    s->fault.remedy = remedy;
    s->fault.at = at;
    snprintf(s->fault.message, sizeof s->fault.message, "%s", message);
    return ENT_TOKEN_FAULT;
}

static ent_token bad_utf8(ent_scan *s, size_t at) {
    return fault(s, at, "utf-8", "bytes that are not UTF-8",
                 "convert the file to UTF-8, for example with iconv -t UTF-8");
}

static ent_token cut_short(ent_scan *s, size_t at, const char *where) {
    char message[100];
    snprintf(message, sizeof message, "the file ends in the middle of %s", where);
    return fault(s, at, "truncated", message, "the file is cut off: get it whole again");
}

ent_token ent_scan_fault(ent_scan *s, size_t at, const char *rule, const char *expected, const char *remedy) {
    const unsigned char *p = (const unsigned char *)here(s, at), *end = (const unsigned char *)here(s, s->end);
    char found[24];
    int length = sequence(p, end);
    if (length < 0 && !s->final) return ENT_TOKEN_MORE;
    if (length <= 0) return bad_utf8(s, at);
    if (*p == 0) {
        fault(s, at, "nul-character", "U+0000 between the values", "take it out, or convert the file to UTF-8");
        return ENT_TOKEN_FAULT;
    }
    if (*p < 0x20 || *p == 0x7F)
        snprintf(found, sizeof found, "U+%04X", *p);
    else
        snprintf(found, sizeof found, "'%.*s'", length, (const char *)p);
    char message[120];
    snprintf(message, sizeof message, "not valid JSON: expected %s, found %s", expected, found);
    return fault(s, at, rule, message, remedy);
}

static ent_token syntax(ent_scan *s, const char *expected, const char *remedy) {
    return ent_scan_fault(s, s->at, "json-syntax", expected, remedy);
}

static void odd(ent_scan *s, size_t at, const char *rule, const char *message, const char *remedy) {
    if (s->odd.rule) return;
    s->odd.rule = rule;
    s->odd.remedy = remedy;
    s->odd.at = at;
    snprintf(s->odd.message, sizeof s->odd.message, "%s", message);
}

/* ---- strings ---- */

static int hex4(const unsigned char *p) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        int c = p[i], digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The escape at p ("\..."): its length, 0 when it is none, -1 when the end cuts it. */
static int escape(ent_scan *s, const unsigned char *p, const unsigned char *end) {
    if (end - p < 2) return -1;
    if (p[1] != 'u') return p[1] && strchr("\"\\/bfnrt", p[1]) ? 2 : 0;
    size_t at = s->at + (size_t)(p - (const unsigned char *)here(s, s->at));
    for (int i = 2; i < 6; i++) {
        if (p + i >= end) return -1;
        if (!strchr("0123456789abcdefABCDEF", p[i]) || !p[i]) return 0;
    }
    int unit = hex4(p + 2);
    if (unit == 0) odd(s, at, "nul-character", "U+0000 in a text", "take the character out: a text cannot hold it");
    if (unit < 0xD800 || unit > 0xDFFF) return 6;
    if (unit < 0xDC00) {
        if (end - p < 12 && !s->final) return -1;
        int second = end - p >= 12 && p[6] == '\\' && p[7] == 'u' ? hex4(p + 8) : -1;
        if (second >= 0xDC00 && second <= 0xDFFF) return 12;
    }
    odd(s, at, "utf-8", "half a surrogate pair is no character", "write the character itself, or both halves");
    return 6;
}

static ent_token bad_control(ent_scan *s, size_t at, unsigned char c) {
    if (c == 0)
        return fault(s, at, "nul-character", "U+0000 in a text", "take the character out: a text cannot hold it");
    if (c == '\n' || c == '\r')
        return fault(s, at, "json-syntax", "not valid JSON: a text runs over the end of its line",
                     "close it with a double quote, or write the line break as \\n");
    char message[80];
    snprintf(message, sizeof message, "not valid JSON: U+%04X in a text", c);
    return fault(s, at, "json-syntax", message, c == '\t' ? "write a tab as \\t" : "write it as \\u and four digits");
}

static ent_token scan_string(ent_scan *s, ent_token kind, ent_expect after) {
    const unsigned char *start = (const unsigned char *)here(s, s->at), *end = (const unsigned char *)here(s, s->end);
    const unsigned char *p = start + 1;
    s->escaped = false;
    for (;;) {
        while (p < end && !string_class[*p]) p++;
        if (p == end) break;
        int step = 0;
        size_t at = s->at + (size_t)(p - start);
        switch (string_class[*p]) {
        case IN_QUOTE:
            s->at = at + 1;
            s->expect = after;
            return kind;
        case IN_BACKSLASH:
            s->escaped = true;
            step = escape(s, p, end);
            if (step == 0)
                return fault(s, at, "json-syntax", "not valid JSON: an escape that does not exist",
                             "write a backslash itself as two backslashes");
            break;
        case IN_CONTROL:
            return bad_control(s, at, *p);
        default:
            step = sequence(p, end);
            if (step == 0) return bad_utf8(s, at);
        }
        if (step < 0) break;
        p += step;
    }
    return s->final ? cut_short(s, s->end, "a text") : ENT_TOKEN_MORE;
}

size_t ent_scan_decode(const char *inside, size_t length, char *out) {
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *p = inside, *end = inside + length;
    char *o = out;
    while (p < end) {
        const char *stop = memchr(p, '\\', (size_t)(end - p));
        size_t run = (size_t)((stop ? stop : end) - p);
        memmove(o, p, run);
        o += run;
        p += run;
        if (!stop) break;
        if (p[1] != 'u') {
            *o++ = meant[strchr(plain, p[1]) - plain];
            p += 2;
            continue;
        }
        unsigned code = (unsigned)hex4((const unsigned char *)p + 2);
        p += 6;
        unsigned low = end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? (unsigned)hex4((const unsigned char *)p + 2) : 0;
        if (code >= 0xD800 && code <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            p += 6;
        } else if (code >= 0xD800 && code <= 0xDFFF) {
            code = 0xFFFD; /* half a pair was reported; the finding's own text must still be UTF-8 */
        }
        if (code < 0x80) {
            *o++ = (char)code;
        } else if (code < 0x800) {
            *o++ = (char)(0xC0 | code >> 6);
            *o++ = (char)(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            *o++ = (char)(0xE0 | code >> 12);
            *o++ = (char)(0x80 | (code >> 6 & 0x3F));
            *o++ = (char)(0x80 | (code & 0x3F));
        } else {
            *o++ = (char)(0xF0 | code >> 18);
            *o++ = (char)(0x80 | (code >> 12 & 0x3F));
            *o++ = (char)(0x80 | (code >> 6 & 0x3F));
            *o++ = (char)(0x80 | (code & 0x3F));
        }
    }
    return (size_t)(o - out);
}

/* ---- numbers and words ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' || c == '-' ||
           c == '.';
}

static const char *digits(const char *p, const char *end) {
    while (p < end && is_digit(*p)) p++;
    return p;
}

/* Words that people and programs write where JSON wants something else. */
static const struct {
    const char *word, *remedy;
} slips[] = {
    {"NaN", "leave the member out when the value is not known"},
    {"-NaN", "leave the member out when the value is not known"},
    {"nan", "leave the member out when the value is not known"},
    {"NA", "leave the member out when the value is not known"},
    {"Infinity", "leave the member out when the value is not known"},
    {"-Infinity", "leave the member out when the value is not known"},
    {"Inf", "leave the member out when the value is not known"},
    {"-Inf", "leave the member out when the value is not known"},
    {"inf", "leave the member out when the value is not known"},
    {"-inf", "leave the member out when the value is not known"},
    {"None", "write null, or leave the member out"},
    {"undefined", "write null, or leave the member out"},
    {"True", "write true"},
    {"False", "write false"},
};

/* A run of letters, digits and signs that is no number. */
static ent_token bad_word(ent_scan *s) {
    const char *p = here(s, s->at), *end = here(s, s->end), *stop = p;
    while (stop < end && is_word(*stop) && stop - p < 40) stop++;
    if (stop == end && !s->final) return ENT_TOKEN_MORE;
    if (stop == p)
        return syntax(s, "a value", "values are texts in double quotes, numbers, true, false, null, { } and [ ]");
    size_t length = (size_t)(stop - p);
    const char *remedy = "write texts in double quotes";
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (strlen(slips[i].word) == length && memcmp(p, slips[i].word, length) == 0) remedy = slips[i].remedy;
    if (*p == '+') remedy = "write the number without the plus sign";
    if (is_digit(*p) || (*p == '-' && length > 1 && is_digit(p[1])) || *p == '.' ||
        (*p == '-' && length > 1 && p[1] == '.'))
        remedy = "write numbers like 12, -0.5 or 1e3: no leading zeros, a digit on both sides of the point";
    char message[100];
    snprintf(message, sizeof message, "not valid JSON: '%.*s' is no value", (int)length, p);
    return fault(s, s->at, "json-syntax", message, remedy);
}

static ent_token scan_word(ent_scan *s, ent_expect after) {
    static const struct {
        const char *word;
        size_t length;
        ent_token token;
    } words[] = {{"true", 4, ENT_TOKEN_TRUE}, {"false", 5, ENT_TOKEN_FALSE}, {"null", 4, ENT_TOKEN_NULL}};
    const char *p = here(s, s->at);
    size_t left = s->end - s->at;
    for (size_t i = 0; i < 3; i++) {
        size_t length = words[i].length;
        if (left < length && memcmp(p, words[i].word, left) == 0)
            return s->final ? cut_short(s, s->end, "a value") : ENT_TOKEN_MORE;
        if (left < length || memcmp(p, words[i].word, length) != 0) continue;
        if (left == length && !s->final) return ENT_TOKEN_MORE;
        if (left > length && is_word(p[length])) break;
        s->at += length;
        s->expect = after;
        return words[i].token;
    }
    return bad_word(s);
}

/* Numbers no double can hold, told from the text: only the few that could be are looked at. */
static void check_range(ent_scan *s, const char *p, size_t length, size_t exponent_digits) {
    if (exponent_digits < 3 && length < 300) return;
    char copy[1200];
    double value;
    bool fits = length >= sizeof copy; /* so long a number is not judged */
    if (!fits) {
        memcpy(copy, p, length);
        copy[length] = '\0';
        fits = ent_parse_double(copy, &value);
    }
    if (!fits)
        odd(s, s->at, "number-range", "a number too large to be held",
            "give a number below 1.7e308, or leave the member out");
}

/* Short decimals, which nearly all are, need no more than an exact division. */
double ent_scan_decimal(uint64_t digits, size_t places) {
    static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    return (double)digits / tens[places];
}

bool ent_scan_double(const char *text, size_t length, double *out) {
    size_t i = *text == '-';
    uint64_t value = 0;
    size_t places = 0;
    bool point = false;
    for (; length <= 15 && i < length && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] == '.') {
            point = true;
            continue;
        }
        value = value * 10 + (uint64_t)(text[i] - '0');
        places += point;
    }
    if (i == length) {
        double size = ent_scan_decimal(value, places);
        *out = *text == '-' ? -size : size;
        return true;
    }
    char copy[1200];
    if (length >= sizeof copy) return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return ent_parse_double(copy, out);
}

static ent_token scan_number(ent_scan *s, ent_expect after) {
    const char *start = here(s, s->at), *end = here(s, s->end), *p = start + (*start == '-');
    const char *from = p;
    size_t exponent_digits = 0;
    p = digits(p, end);
    bool good = p > from && !(*from == '0' && p - from > 1);
    if (good && p < end && *p == '.') {
        from = ++p;
        p = digits(p, end);
        good = p > from;
    }
    if (good && p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-')) p++;
        from = p;
        p = digits(p, end);
        exponent_digits = (size_t)(p - from);
        good = p > from;
    }
    if (p == end && !s->final) return ENT_TOKEN_MORE;
    if (p == end && !good && !(p - from > 1 && *from == '0')) return cut_short(s, s->end, "a number");
    if (!good || (p < end && is_word(*p))) return bad_word(s);
    check_range(s, start, (size_t)(p - start), exponent_digits);
    s->at += (size_t)(p - start);
    s->expect = after;
    return ENT_TOKEN_NUMBER;
}

/* ---- structure ---- */

bool ent_scan_space(ent_scan *s) {
    const char *start = here(s, s->at), *end = here(s, s->end), *p = start;
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')) p++;
    s->at += (size_t)(p - start);
    return p < end;
}

static ent_expect after_value(const ent_scan *s) {
    return s->depth ? ENT_EXPECT_COMMA : ENT_EXPECT_NOTHING;
}

static ent_token open_bracket(ent_scan *s, bool object) {
    if (s->depth == ENT_SCAN_DEPTH)
        return fault(s, s->at, "too-deep", "brackets are nested more than 1,024 levels deep", "flatten the data");
    uint64_t bit = UINT64_C(1) << (s->depth % 64), *word = &s->nest[s->depth / 64];
    *word = object ? *word | bit : *word & ~bit;
    s->depth++;
    s->at++;
    s->expect = object ? ENT_EXPECT_FIRST_KEY : ENT_EXPECT_FIRST_VALUE;
    return object ? ENT_TOKEN_OPEN_OBJECT : ENT_TOKEN_OPEN_LIST;
}

static ent_token close_bracket(ent_scan *s) {
    bool object = ent_scan_in_object(s);
    s->depth--;
    s->at++;
    s->expect = after_value(s);
    return object ? ENT_TOKEN_CLOSE_OBJECT : ENT_TOKEN_CLOSE_LIST;
}

static ent_token scan_value(ent_scan *s, char c) {
    switch (c) {
    case '"':
        return scan_string(s, ENT_TOKEN_STRING, after_value(s));
    case '{':
    case '[':
        return open_bracket(s, c == '{');
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return scan_number(s, after_value(s));
    case 't':
    case 'f':
    case 'n':
        return scan_word(s, after_value(s));
    case ']':
    case '}':
        if (ent_scan_in_object(s))
            return syntax(s, "a value after the colon", "give the value, or take the member out");
        return syntax(s, "a value", s->depth ? "take the last comma out" : "a bracket closes that was never opened");
    case ',':
        return syntax(s, "a value", "take one of the commas out");
    case '\'':
        return syntax(s, "a value", "write texts in double quotes");
    case '/':
    case '#':
        return syntax(s, "a value", "take the comment out: JSON has none");
    default:
        return bad_word(s);
    }
}

static ent_token scan_key(ent_scan *s, char c) {
    if (c == '"') return scan_string(s, ENT_TOKEN_KEY, ENT_EXPECT_COLON);
    if (c == '}' && s->expect == ENT_EXPECT_FIRST_KEY) return close_bracket(s);
    return syntax(s, "the name of a member",
                  c == '}'   ? "take the last comma out"
                  : c == ',' ? "take one of the commas out"
                             : "write names in double quotes");
}

/* After a value: a comma (then true), or a bracket. */
static bool pass_comma(ent_scan *s, char c) {
    if (c != ',') return false;
    s->at++;
    s->expect = ent_scan_in_object(s) ? ENT_EXPECT_KEY : ENT_EXPECT_VALUE;
    return true;
}

static ent_token scan_after_value(ent_scan *s, char c) {
    bool object = ent_scan_in_object(s);
    if (c == (object ? '}' : ']')) return close_bracket(s);
    if (object)
        return syntax(s, "',' or '}'", c == ']' ? "close the object with '}' first" : "put a comma between members");
    return syntax(s, "',' or ']'", c == '}' ? "close the list with ']' first" : "put a comma between values");
}

ent_token ent_scan_next(ent_scan *s) {
    for (;;) {
        bool at_hand = s->at<s->end && * here(s, s->at)> ' '; /* mostly: no space to pass */
        if (!at_hand && !ent_scan_space(s)) {
            s->token = s->at;
            return s->final ? cut_short(s, s->at, ent_scan_in_object(s) ? "an object" : "a list") : ENT_TOKEN_MORE;
        }
        char c = *here(s, s->at);
        s->token = s->at;
        switch (s->expect) {
        case ENT_EXPECT_FIRST_VALUE:
            if (c == ']') return close_bracket(s);
            return scan_value(s, c);
        case ENT_EXPECT_VALUE:
            return scan_value(s, c);
        case ENT_EXPECT_FIRST_KEY:
        case ENT_EXPECT_KEY:
            return scan_key(s, c);
        case ENT_EXPECT_COLON:
            if (c != ':') return syntax(s, "':' after the name", "write \"name\": value");
            s->at++;
            s->expect = ENT_EXPECT_VALUE;
            break;
        case ENT_EXPECT_COMMA:
            if (!pass_comma(s, c)) return scan_after_value(s, c);
            break;
        case ENT_EXPECT_NOTHING:
            return syntax(s, "nothing more", "one value a line");
        }
    }
}

ent_token ent_scan_skip(ent_scan *s, ent_token token, unsigned depth) {
    while (s->depth > depth && token > ENT_TOKEN_FAULT) token = ent_scan_next(s);
    return token;
}
