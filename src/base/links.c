/* base/links.c - see links.h. */
#include "base/links.h"

enum { MOST_BITS = 11 };

/* Sort by some bits of one end; false, and nothing done, when all have the same there. */
static int sort_by_digit(const ent_link *from, ent_link *to, size_t count, int end, unsigned shift, unsigned bits) {
    size_t place[1 << MOST_BITS] = {0}, next = 0;
    uint32_t mask = (UINT32_C(1) << bits) - 1;
    for (size_t i = 0; i < count; i++) place[from[i].end[end] >> shift & mask]++;
    if (place[from[0].end[end] >> shift & mask] == count) return 0;
    for (uint32_t digit = 0; digit <= mask; digit++) {
        size_t first = next;
        next += place[digit];
        place[digit] = first;
    }
    for (size_t i = 0; i < count; i++) to[place[from[i].end[end] >> shift & mask]++] = from[i];
    return 1;
}

ent_link *ent_links_sort(ent_link *links, ent_link *space, size_t count, size_t below) {
    unsigned bits = 1;
    while (bits < 32 && below > (size_t)1 << bits) bits++;
    unsigned digits = (bits + MOST_BITS - 1) / MOST_BITS, width = (bits + digits - 1) / digits;
    for (int end = 1; end >= 0; end--)
        for (unsigned digit = 0; digit < digits; digit++) {
            if (count < 2 || !sort_by_digit(links, space, count, end, digit * width, width)) continue;
            ent_link *sorted = space;
            space = links;
            links = sorted;
        }
    return links;
}
