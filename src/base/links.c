/* base/links.c - see links.h. */
#include "base/links.h"

#include <string.h>

enum { MOST_BITS = 11, MOST_DIGITS = (64 + MOST_BITS - 1) / MOST_BITS };

/* How two ends are read as one number, and that number as digits. */
typedef struct {
    unsigned end_bits, digit_bits, digits;
} ent_link_digits;

static uint64_t both_ends(const ent_link *link, unsigned end_bits) {
    return (uint64_t)link->end[0] << end_bits | link->end[1];
}

static ent_link_digits digits_below(size_t below) {
    ent_link_digits how = {.end_bits = 1};
    while (how.end_bits < 32 && below > (size_t)1 << how.end_bits) how.end_bits++;
    how.digits = (2 * how.end_bits + MOST_BITS - 1) / MOST_BITS;
    how.digit_bits = (2 * how.end_bits + how.digits - 1) / how.digits;
    return how;
}

/* Move every link to the next place of its digit. */
static void move(const ent_link *from, ent_link *to, size_t count, const ent_link_digits *how, unsigned digit,
                 size_t *place) {
    size_t next = 0;
    for (size_t k = 0; k < (size_t)1 << how->digit_bits; k++) {
        size_t first = next;
        next += place[k];
        place[k] = first;
    }
    const unsigned end_bits = how->end_bits, shift = digit * how->digit_bits;
    const uint64_t mask = (UINT64_C(1) << how->digit_bits) - 1;
    for (size_t i = 0; i < count; i++) to[place[both_ends(&from[i], end_bits) >> shift & mask]++] = from[i];
}

static void count_digits(const ent_link *links, size_t count, const ent_link_digits *how,
                         size_t place[][1 << MOST_BITS]) {
    const ent_link_digits d = *how;
    const uint64_t mask = (UINT64_C(1) << d.digit_bits) - 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t both = both_ends(&links[i], d.end_bits);
        for (unsigned digit = 0; digit < d.digits; digit++, both >>= d.digit_bits) place[digit][both & mask]++;
    }
}

ent_link *ent_links_sort(ent_link *links, ent_link *space, size_t count, size_t below) {
    const ent_link_digits how = digits_below(below);
    size_t place[MOST_DIGITS][1 << MOST_BITS];
    if (count < 2) return links;
    for (unsigned digit = 0; digit < how.digits; digit++) memset(place[digit], 0, sizeof place[digit]);
    count_digits(links, count, &how, place);
    for (unsigned digit = 0; digit < how.digits; digit++) {
        size_t *there = place[digit], same = 0;
        while (!there[same]) same++;
        if (there[same] == count) continue; /* all have the same there */
        move(links, space, count, &how, digit, place[digit]);
        ent_link *sorted = space;
        space = links;
        links = sorted;
    }
    return links;
}
