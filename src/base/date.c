/* base/date.c - EDTF level 1 (ISO 8601-2:2019), read as spans of days. */
#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* Days since 1970-01-01 of a proleptic Gregorian date: years are counted from March so that leap days come last. */
int64_t ent_day_of(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static int days_in(int64_t year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

/* One end of a date: the span it can mean. */
typedef struct span {
    int64_t first, last;
    bool uncertain, approximate;
} span;

/* Years beyond this do not fit into 32-bit days. */
enum { FARTHEST_YEAR = 5000000 };

static ent_date_verdict not_a_date(const char *text, ent_error *err) {
    ent_fail(err, ENT_BAD_INPUT, "'%.60s' is not a date", text);
    ent_hint(err, "write 2022, 2022-05, 2022-05-20 or an interval like 2022-05-20/2022-05-22");
    return ENT_DATE_IMPOSSIBLE;
}

static ent_date_verdict no_such_day(const char *text, int64_t year, int month, ent_error *err) {
    static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    ent_fail(err, ENT_BAD_INPUT, "'%.60s' is an impossible date", text);
    if (month < 1 || month > 12)
        ent_hint(err, "months are 01 to 12, seasons 21 to 24");
    else
        ent_hint(err, "%s %lld has %d days", names[month - 1], (long long)year, days_in(year, month));
    return ENT_DATE_IMPOSSIBLE;
}

/* Exactly two digits, or XX (unspecified, given back as 0). Advances; -1 when neither. */
static int two_digits(const char **p) {
    const char *s = *p;
    if (s[0] == 'X' && s[1] == 'X') {
        *p += 2;
        return 0;
    }
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9') return -1;
    *p += 2;
    return (s[0] - '0') * 10 + s[1] - '0' == 0 ? -1 : (s[0] - '0') * 10 + s[1] - '0';
}

/* Four-digit year with up to two trailing X, or Y and a longer year. */
static bool read_year(const char **p, int64_t *low, int64_t *high) {
    const char *s = *p;
    bool longer = *s == 'Y';
    if (longer) s++;
    int sign = 1;
    if (*s == '-') sign = -1, s++;
    int64_t value = 0, unit = 1;
    int digits = 0;
    for (; *s >= '0' && *s <= '9' && digits < 8 && (longer || digits < 4); s++, digits++) value = value * 10 + *s - '0';
    while (!longer && digits >= 2 && digits < 4 && *s == 'X') value *= 10, unit *= 10, digits++, s++;
    if (longer ? digits < 5 : digits != 4) return false;
    if (value + unit > FARTHEST_YEAR) return false;
    int64_t far = value + unit - 1;
    *low = sign > 0 ? value : -far;
    *high = sign > 0 ? far : -value;
    *p = s;
    return true;
}

/* 2022-21 spring .. 2022-24 winter, by northern meteorological months; winter runs into the next year. */
static void season(int64_t year, int code, span *out) {
    int month = 3 * (code - 20);
    int64_t end_year = month == 12 ? year + 1 : year;
    int end_month = month == 12 ? 2 : month + 2;
    out->first = ent_day_of(year, month, 1);
    out->last = ent_day_of(end_year, end_month, days_in(end_year, end_month));
}

/* T10:00, T10:00:00, with Z or an offset: checked for shape, counted as its day. */
static bool skip_time(const char **p) {
    const char *s = *p + 1;
    size_t length = strspn(s, "0123456789:.+-Z");
    if (length < 4 || s[0] < '0' || s[0] > '2') return false;
    *p = s + length;
    return true;
}

static void qualify(const char **p, span *out) {
    if (**p == '?' || **p == '%') out->uncertain = true;
    if (**p == '~' || **p == '%') out->approximate = true;
    if (**p && strchr("?~%", **p)) ++*p;
}

static ent_date_verdict read_span(const char *text, span *out, ent_error *err) {
    const char *p = text;
    int64_t low, high;
    int month = 0, day = 0;
    if (!read_year(&p, &low, &high)) return not_a_date(text, err);
    out->first = ent_day_of(low, 1, 1);
    out->last = ent_day_of(high, 12, 31);
    if (*p == '-') {
        p++;
        bool zero = p[0] == '0' && p[1] == '0';
        month = two_digits(&p);
        if (month < 0) return zero ? no_such_day(text, low, 0, err) : not_a_date(text, err);
        if (month > 0 && low != high) return not_a_date(text, err); /* 201X-05 is level 2 */
        if (month >= 21 && month <= 24)
            season(low, month, out);
        else if (month > 12)
            return no_such_day(text, low, month, err);
        else if (month > 0)
            out->first = ent_day_of(low, month, 1), out->last = ent_day_of(low, month, days_in(low, month));
    }
    if (*p == '-' && month <= 12) {
        p++;
        bool zero = p[0] == '0' && p[1] == '0';
        day = two_digits(&p);
        if (zero) return month > 0 ? no_such_day(text, low, month, err) : not_a_date(text, err);
        if (day < 0 || (day > 0 && month == 0)) return not_a_date(text, err);
        if (day > 0 && day > days_in(low, month)) return no_such_day(text, low, month, err);
        if (day > 0) out->first = out->last = ent_day_of(low, month, day);
        if (day > 0 && *p == 'T' && !skip_time(&p)) return not_a_date(text, err);
    }
    qualify(&p, out);
    return *p ? not_a_date(text, err) : ENT_DATE_FINE;
}

static bool is_open(const char *text) {
    return !*text || strcmp(text, "..") == 0;
}

static bool looks_like_year(const char *text) {
    int64_t low, high;
    return read_year(&text, &low, &high);
}

static ent_date_verdict read_end(const char *text, bool start, ent_date *out, span *into, ent_error *err) {
    *into = (span){ENT_DAY_MIN, ENT_DAY_MAX, false, false};
    if (is_open(text)) return ENT_DATE_FINE;
    ent_date_verdict verdict = read_span(text, into, err);
    out->uncertain = out->uncertain || into->uncertain;
    out->approximate = out->approximate || into->approximate;
    if (start)
        out->first = (int32_t)into->first;
    else
        out->last = (int32_t)into->last;
    return verdict;
}

static ent_date_verdict read_interval(const char *text, const char *slash, ent_date *out, ent_error *err) {
    char start_text[64], end_text[64];
    size_t length = (size_t)(slash - text);
    if (length >= sizeof start_text || strlen(slash + 1) >= sizeof end_text) return not_a_date(text, err);
    memcpy(start_text, text, length);
    start_text[length] = '\0';
    memcpy(end_text, slash + 1, strlen(slash + 1) + 1);
    if (is_open(start_text) && is_open(end_text)) return not_a_date(text, err);
    if (!is_open(start_text) && !looks_like_year(start_text)) return not_a_date(text, err); /* 05/20/2022 */
    span start, end;
    out->interval = true;
    ent_date_verdict verdict = read_end(start_text, true, out, &start, err);
    if (verdict == ENT_DATE_FINE) verdict = read_end(end_text, false, out, &end, err);
    if (verdict != ENT_DATE_FINE) return verdict;
    /* 2022-05/2022 is fine: the end may be late in the year; 2022-05-20/2022-05-19 is not */
    if (end.last >= start.first) return ENT_DATE_FINE;
    ent_fail(err, ENT_BAD_INPUT, "'%.60s' ends before it starts", text);
    ent_hint(err, "write the earlier date first");
    return ENT_DATE_BACKWARDS;
}

ent_date_verdict ent_date_read(const char *text, ent_date *out, ent_error *err) {
    ent_date date = {.first = ENT_DAY_MIN, .last = ENT_DAY_MAX, .given = true};
    const char *slash = strchr(text, '/');
    span whole = {0};
    ent_date_verdict verdict = slash ? read_interval(text, slash, &date, err) : read_span(text, &whole, err);
    if (verdict != ENT_DATE_FINE) return verdict;
    if (!slash) {
        date.first = (int32_t)whole.first;
        date.last = (int32_t)whole.last;
        date.uncertain = whole.uncertain;
        date.approximate = whole.approximate;
    }
    *out = date;
    return ENT_DATE_FINE;
}

ent_status ent_date_parse(const char *text, ent_date *out, ent_error *err) {
    return ent_date_read(text, out, err) == ENT_DATE_FINE ? ENT_OK : ENT_BAD_INPUT;
}

/* Year, month and day of a day number: the inverse of ent_day_of. */
void ent_day_parts(int64_t days, int64_t *year, int *month, int *day) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (int)((5 * day_of_year + 2) / 153);
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static char *put_digits(char *p, int64_t value, int width) {
    for (int i = width - 1; i >= 0; i--, value /= 10) p[i] = (char)('0' + value % 10);
    return p + width;
}

void ent_date_format_day(int32_t day, char out[16]) {
    char *p = out;
    if (day != ENT_DAY_MIN && day != ENT_DAY_MAX) {
        int64_t year;
        int month, day_of_month;
        ent_day_parts(day, &year, &month, &day_of_month);
        int64_t size = year < 0 ? -year : year;
        if (size > 9999) *p++ = 'Y';
        if (year < 0) *p++ = '-';
        p = put_digits(p, size, size > 999999 ? 7 : size > 99999 ? 6 : size > 9999 ? 5 : 4);
        *p++ = '-';
        p = put_digits(p, month, 2);
        *p++ = '-';
        p = put_digits(p, day_of_month, 2);
    }
    *p = '\0';
}

bool ent_date_overlaps(const ent_date *a, const ent_date *b) {
    return a->given && b->given && a->first <= b->last && b->first <= a->last;
}
