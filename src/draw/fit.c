/* draw/fit.c - a text on one line, cut where it would be too long. */
#include <string.h>

#include "draw/svg.h"

bool ent_svg_fit(const char *text, double size, bool bold, double most, ent_wrapped_line *out) {
    char part[4 * (ENT_CUT_SUMMARY + 2) + 1];
    size_t length = strlen(text);
    double whole = ent_typeset_width(text, size, bold), dots = ent_typeset_width("…", size, bold);
    *out = (ent_wrapped_line){text, length, whole, false};
    if (whole <= most || length >= sizeof part) return length > 0;
    memcpy(part, text, length + 1);
    while (length > 0 && ent_typeset_width(part, size, bold) + dots > most) {
        while (--length > 0 && ((unsigned char)part[length] & 0xC0) == 0x80) {}
        part[length] = '\0';
    }
    while (length > 0 && part[length - 1] == ' ') part[--length] = '\0';
    *out = (ent_wrapped_line){text, length, ent_typeset_width(part, size, bold) + dots, true};
    return length > 0;
}
