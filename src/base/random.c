/* Small generators with published reference outputs, instead of rand(): its numbers differ from machine to machine. */
#include "base/random.h"

uint64_t ent_random_mix(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void ent_random_init(ent_random *random, uint64_t seed) {
    for (int i = 0; i < 4; i++) random->state[i] = ent_random_mix(&seed);
}

static uint64_t rotate_left(uint64_t x, int k) {
    return (x << k) | (x >> (64 - k));
}

uint64_t ent_random_bits(ent_random *random) {
    uint64_t *s = random->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

/* The first 2^64 mod limit values would make some answers likelier than others: they are drawn again. */
uint64_t ent_random_below(ent_random *random, uint64_t limit) {
    if (limit == 0) return 0;
    uint64_t surplus = (UINT64_MAX - limit + 1) % limit, bits;
    do bits = ent_random_bits(random);
    while (bits < surplus);
    return bits % limit;
}

double ent_random_share(ent_random *random) {
    return (double)(ent_random_bits(random) >> 11) * 0x1p-53;
}
