/* base/pool.h - the inside of ent_pool, for who looks up many texts at a time: each step alone, so that there is something
 * else to do while memory is fetched, and short enough to stand where it is called.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <string.h>

#include "base/memory.h"

/* ---- hash ---- */

#define ENT_POOL_ODD_A UINT64_C(0x9E3779B97F4A7C15)
#define ENT_POOL_ODD_B UINT64_C(0xD1B54A32D192ED03)

/* The seed of pools that have none of their own. */
uint64_t ent_pool_seed(void);

/* The two halves of the 128-bit product, folded: every bit of the result depends on all bits of both factors. */
static inline uint64_t ent_pool_fold(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, middle = ah * bl + (low >> 32), other = al * bh + (uint32_t)middle;
    return ((other << 32) | (uint32_t)low) ^ (ah * bh + (middle >> 32) + (other >> 32));
#endif
}

static inline uint64_t ent_pool_load8(const char *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static inline uint64_t ent_pool_load4(const char *p) {
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* Most texts are short: up to 16 bytes are two words, which may overlap, as long as all bytes are in and the length tells. */
static inline uint64_t ent_pool_hash(const char *text, size_t length, uint64_t seed) {
    uint64_t a = 0, b = 0, h = seed ^ ENT_POOL_ODD_B;
    size_t left = length;
    for (; left > 16; left -= 16, text += 16)
        h = ent_pool_fold(ent_pool_load8(text) ^ h, ent_pool_load8(text + 8) ^ ENT_POOL_ODD_A);
    if (left >= 8) {
        a = ent_pool_load8(text);
        b = ent_pool_load8(text + left - 8);
    } else if (left >= 4) {
        a = ent_pool_load4(text);
        b = ent_pool_load4(text + left - 4);
    } else if (left) {
        a = (uint64_t)(unsigned char)text[0] << 16 | (uint64_t)(unsigned char)text[left / 2] << 8 |
            (unsigned char)text[left - 1];
    }
    return ent_pool_fold(ent_pool_fold(a ^ h, b ^ ENT_POOL_ODD_A ^ seed) ^ length, ENT_POOL_ODD_B);
}

/* ---- slots ---- */

/* Where a tag belongs follows from the tag alone, and larger tags belong further back: so a table grows in one sweep from
 * front to back, without a look at the texts. */
static inline size_t ent_pool_home(uint64_t tag, size_t slot_count) {
    return (size_t)((tag * slot_count) >> 32);
}

/* A hint that a text of that hash will be looked for. */
static inline void ent_pool_prefetch(const ent_pool *pool, uint64_t hash) {
    if (pool->slots) __builtin_prefetch(&pool->slots[ent_pool_home((uint32_t)hash, pool->slot_count)]);
}

/* The string that most likely has that hash, without a look at its text; UINT32_MAX when surely none has. */
static inline uint32_t ent_pool_guess(const ent_pool *pool, uint64_t hash) {
    const uint64_t tag = (uint32_t)hash;
    size_t slot = pool->slot_count ? ent_pool_home(tag, pool->slot_count) : 0;
    for (size_t seen = 0; seen < pool->slot_count && pool->slots[slot]; seen++) {
        const uint32_t number = (uint32_t)pool->slots[slot] - 1;
        if (pool->slots[slot] >> 32 == tag && number < pool->count) return number;
        if (++slot == pool->slot_count) slot = 0;
    }
    return UINT32_MAX;
}

/* ---- texts ---- */

/* memcmp, without the call for what is short. */
static inline bool ent_pool_same(const char *a, const char *b, size_t length) {
    if (length > 16) return memcmp(a, b, length) == 0;
    if (length >= 8)
        return ent_pool_load8(a) == ent_pool_load8(b) &&
               ent_pool_load8(a + length - 8) == ent_pool_load8(b + length - 8);
    if (length >= 4)
        return ent_pool_load4(a) == ent_pool_load4(b) &&
               ent_pool_load4(a + length - 4) == ent_pool_load4(b + length - 4);
    for (size_t i = 0; i < length; i++)
        if (a[i] != b[i]) return false;
    return true;
}

/* Whether the text of a number, which must be one of the pool's, is that. */
static inline bool ent_pool_is(const ent_pool *pool, uint32_t number, const char *text, size_t length) {
    const size_t start = pool->start[number];
    if (start >= pool->used || length >= pool->used - start) return false;
    const char *other = pool->text + start;
    return ent_pool_same(other, text, length) && !other[length];
}

#endif
