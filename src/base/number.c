/* base/number.c - doubles to text and back, whatever the program's locale says. */
#include <entente/base.h>

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Significant digits and decimal exponent of a finite value, with `precision` digits after the first. snprintf is used
 * for the correctly rounded digits only: the separator it writes follows the locale and is skipped. */
static int digits_of(double value, int precision, char digits[24]) {
    char text[48];
    snprintf(text, sizeof text, "%.*e", precision, value);
    size_t count = 0;
    const char *p = text;
    for (; *p && *p != 'e'; p++)
        if (*p >= '0' && *p <= '9' && count < 23) digits[count++] = *p;
    digits[count] = '\0';
    while (count > 1 && digits[count - 1] == '0') digits[--count] = '\0';
    return *p ? (int)strtol(p + 1, NULL, 10) : 0;
}

/* Digits and exponent laid out as a plain number when that is short, else with an exponent. */
static void lay_out(bool negative, const char *digits, int exponent, char out[32]) {
    char *p = out;
    int count = (int)strlen(digits);
    if (negative) *p++ = '-';
    if (exponent < -5 || exponent > 16) {
        *p++ = digits[0];
        if (count > 1) *p++ = '.';
        memcpy(p, digits + 1, (size_t)count - 1);
        p += count - 1;
        int size = abs(exponent) % 1000; /* a double's exponent has three digits at most */
        *p++ = 'e';
        *p++ = exponent < 0 ? '-' : '+';
        if (size >= 100) *p++ = (char)('0' + size / 100);
        *p++ = (char)('0' + size / 10 % 10);
        *p++ = (char)('0' + size % 10);
        *p = '\0';
        return;
    }
    int i = 0;
    if (exponent < 0) *p++ = '0';
    for (; i <= exponent; i++) *p++ = i < count ? digits[i] : '0';
    if (i < count) {
        *p++ = '.';
        for (int zeros = -exponent - 1; zeros > 0; zeros--) *p++ = '0';
        for (; i < count; i++) *p++ = digits[i];
    }
    *p = '\0';
}

const char *ent_format_double(double value, char out[32]) {
    if (isnan(value) || isinf(value)) {
        snprintf(out, 32, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return out;
    }
    char digits[24];
    for (int precision = 14; precision <= 16; precision++) {
        lay_out(signbit(value) && value != 0, digits, digits_of(fabs(value), precision, digits), out);
        double back;
        if (ent_parse_double(out, &back) && back == value) break;
    }
    return out;
}

bool ent_parse_double(const char *text, double *out) {
    if (!text || !(strchr("+-.", *text) || (*text >= '0' && *text <= '9')) || !*text) return false;
    if (strpbrk(text, "xXnNiIpP")) return false; /* strtod would take hexadecimals, nan and inf */
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!c_locale) return false;
    char *end;
    double value = strtod_l(text, &end, c_locale);
    freelocale(c_locale);
    if (end == text || *end || !isfinite(value)) return false;
    *out = value;
    return true;
}
