/* base/random.h - random numbers that are the same everywhere for the same seed. Not for secrets. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <entente/base.h>

/* A generator: xoshiro256** (Blackman and Vigna 2021), filled from the seed by splitmix64 (Steele, Lea and Flood 2014). */
typedef struct ent_random {
    uint64_t state[4];
} ent_random;

/* Begin anew; any seed is fine, 0 too. */
void ent_random_init(ent_random *random, uint64_t seed);
/* 64 random bits. */
uint64_t ent_random_bits(ent_random *random);
/* A whole number from 0 to limit - 1, each equally likely; 0 when limit is 0. */
uint64_t ent_random_below(ent_random *random, uint64_t limit);
/* A number in [0, 1), a multiple of 2^-53. */
double ent_random_share(ent_random *random);

/* One step of splitmix64: well-mixed bits of *state, which moves on. Also a good mixer for hashes. */
uint64_t ent_random_mix(uint64_t *state);

#endif
