/* base/sheet_sum.c - check sums of sheets; see sheet_front.h. */
#include <string.h>

#include "base/sheet_front.h"

const char ent_sheet_magic[8] = {'\211', 'e', 'n', 't', 'g', 'r', 'a', 'f'};

static const uint64_t odd[4] = {UINT64_C(0x9E3779B97F4A7C15), UINT64_C(0xD1B54A32D192ED03),
                                UINT64_C(0xA0761D6478BD642F), UINT64_C(0xE7037ED1A0B428DB)};

static uint64_t mix(uint64_t h, uint64_t word, uint64_t factor) {
    h = (h ^ word) * factor;
    return h ^ (h >> 32);
}

/* Four lanes that do not wait for each other; each step can be undone, so a changed word always changes its lane. */
static void add(uint64_t lanes[4], const char *data, size_t words) {
    for (size_t i = 0; i < words; i += 4)
        for (int k = 0; k < 4; k++) {
            uint64_t word;
            memcpy(&word, data + (i + (size_t)k) * 8, 8);
            lanes[k] = mix(lanes[k], word, odd[k]);
        }
}

uint64_t ent_sheet_sum(const char *data, size_t length) {
    uint64_t lanes[4] = {1, 2, 3, 4}, sum = length;
    char last[32] = {0};
    const size_t whole = length / 32 * 32;
    add(lanes, data, whole / 8);
    memcpy(last, data + whole, length - whole);
    add(lanes, last, 4);
    for (int k = 0; k < 4; k++) sum = mix(sum, lanes[k], odd[k]);
    return sum;
}

uint64_t ent_sheet_front_sum(const char *data, size_t length) {
    ent_sheet_front front;
    memcpy(&front, data, sizeof front);
    front.sum = 0;
    return mix(ent_sheet_sum((const char *)&front, sizeof front),
               ent_sheet_sum(data + sizeof front, length - sizeof front), odd[0]);
}
