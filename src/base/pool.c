/* base/pool.c - interned strings; see memory.h. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>

#include "base/pool.h"

/* ---- hash ---- */

static _Atomic uint64_t drawn_seed;

/* Out of the way of those who only look. */
__attribute__((noinline, cold)) static uint64_t draw_seed(void) {
    uint64_t seed, none = 0;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed) seed = (uint64_t)(uintptr_t)&seed * ENT_POOL_ODD_A;
    seed |= 1;
    return atomic_compare_exchange_strong(&drawn_seed, &none, seed) ? seed
                                                                    : none; /* another thread may have been faster */
}

/* The seed is drawn once a process, so that nobody can prepare data whose texts all meet in one slot. What comes out
 * never depends on it: numbers follow the order of the texts. */
uint64_t ent_pool_seed(void) {
    uint64_t seed = atomic_load_explicit(&drawn_seed, memory_order_relaxed);
    return seed ? seed : draw_seed();
}

static inline uint64_t hash_for(const ent_pool *pool, const char *text, size_t length) {
    return ent_pool_hash(text, length, pool->seed ? pool->seed : ent_pool_seed());
}

/* ---- slots ---- */

/* The slot that holds text, or the empty one where it belongs; slot_count when the table, being damaged, has neither. */
static inline size_t find_slot(const ent_pool *pool, uint64_t hash, const char *text, size_t length) {
    const uint64_t tag = (uint32_t)hash;
    size_t slot = ent_pool_home(tag, pool->slot_count);
    for (size_t seen = 0; seen < pool->slot_count; seen++) {
        const uint64_t entry = pool->slots[slot];
        if (!entry) return slot;
        const uint32_t number = (uint32_t)entry - 1;
        if (entry >> 32 == tag && number < pool->count && ent_pool_is(pool, number, text, length)) return slot;
        if (++slot == pool->slot_count) slot = 0;
    }
    return pool->slot_count;
}

static void put(uint64_t *slots, size_t slot_count, uint64_t entry) {
    size_t slot = ent_pool_home(entry >> 32, slot_count);
    while (slots[slot])
        if (++slot == slot_count) slot = 0;
    slots[slot] = entry;
}

/* Large tables are mapped by ourselves: malloc, once it is given back a large block, keeps the next ones on its heap, where
 * whatever grows leaves holes behind. */
enum { LARGE_TABLE = 1 << 14 };

static uint64_t *new_slots(size_t count) {
    if (count < LARGE_TABLE) return calloc(count, sizeof(uint64_t));
    void *slots = mmap(NULL, count * sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return slots == MAP_FAILED ? NULL : slots;
}

static void free_slots(ent_pool *pool) {
    if (pool->slot_count < LARGE_TABLE)
        free(pool->slots);
    else
        munmap(pool->slots, pool->slot_count * sizeof *pool->slots);
}

/* Apart from what is mostly done, so that this stays short. */
__attribute__((noinline)) static bool grow_table(ent_pool *pool) {
    size_t wanted = pool->slot_count ? pool->slot_count + pool->slot_count / 2 : 64;
    while ((pool->listed + 1) * 3 > wanted * 2) wanted += wanted / 2;
    if (wanted > UINT32_MAX) return false;
    uint64_t *slots = new_slots(wanted);
    if (!slots) return false;
    for (size_t i = 0; i < pool->slot_count; i++)
        if (pool->slots[i]) put(slots, wanted, pool->slots[i]);
    free_slots(pool);
    pool->slots = slots;
    pool->slot_count = wanted;
    return true;
}

/* Never more than two thirds full. */
static inline bool make_room(ent_pool *pool) {
    return (pool->listed + 1) * 3 <= pool->slot_count * 2 || grow_table(pool);
}

/* ---- texts ---- */

__attribute__((noinline)) static bool grow_texts(ent_pool *pool, size_t length, size_t needed) {
    if (length > UINT32_MAX || needed > UINT32_MAX) {
        pool->full = true;
        return false;
    }
    size_t room = pool->room < 256 ? 256 : pool->room + pool->room / 2;
    if (room < needed) room = needed;
    char *text = realloc(pool->text, room);
    if (!text) return false;
    if (!pool->used) text[pool->used++] = '\0';
    pool->text = text;
    pool->room = room;
    return true;
}

static inline bool room_for(ent_pool *pool, size_t length) {
    const size_t needed = pool->used + length + 2; /* the empty text at the front, and the NUL */
    return needed <= pool->room || grow_texts(pool, length, needed);
}

static uint32_t keep_text(ent_pool *pool, const char *text, size_t length) {
    const uint32_t start = (uint32_t)pool->used;
    memcpy(pool->text + start, text, length);
    pool->text[start + length] = '\0';
    pool->used += length + 1;
    return start;
}

static inline bool room_for_one(ent_pool *pool, size_t length) {
    if (pool->count >= UINT32_MAX - 1) {
        pool->full = true;
        return false;
    }
    return (pool->count < pool->capacity ||
            ent_grow(&pool->start, &pool->capacity, pool->count, sizeof *pool->start)) &&
           room_for(pool, length);
}

uint32_t ent_pool_add_hashed(ent_pool *pool, uint64_t hash, const char *text, size_t length, bool *fresh) {
    if (fresh) *fresh = false;
    if (!make_room(pool)) return UINT32_MAX;
    size_t slot = find_slot(pool, hash, text, length);
    if (pool->slots[slot]) return (uint32_t)pool->slots[slot] - 1;
    if (!room_for_one(pool, length)) return UINT32_MAX;
    pool->start[pool->count] = keep_text(pool, text, length);
    pool->slots[slot] = hash << 32 | (uint32_t)++pool->count;
    pool->listed++;
    if (fresh) *fresh = true;
    return (uint32_t)pool->count - 1;
}

uint32_t ent_pool_add_bytes(ent_pool *pool, const char *text, size_t length, bool *fresh) {
    return ent_pool_add_hashed(pool, hash_for(pool, text, length), text, length, fresh);
}

uint32_t ent_pool_add(ent_pool *pool, const char *text, bool *fresh) {
    return ent_pool_add_bytes(pool, text, strlen(text), fresh);
}

uint32_t ent_pool_skip(ent_pool *pool) {
    if (!room_for_one(pool, 0)) return UINT32_MAX;
    pool->start[pool->count] = 0;
    return (uint32_t)pool->count++;
}

bool ent_pool_name(ent_pool *pool, uint32_t number, const char *text, size_t length) {
    if (!make_room(pool) || !room_for(pool, length)) return false;
    pool->start[number] = keep_text(pool, text, length);
    put(pool->slots, pool->slot_count, hash_for(pool, text, length) << 32 | (number + 1));
    pool->listed++;
    return true;
}

uint32_t ent_pool_find_hashed(const ent_pool *pool, uint64_t hash, const char *text, size_t length) {
    if (!pool->slot_count) return UINT32_MAX;
    size_t slot = find_slot(pool, hash, text, length);
    return slot < pool->slot_count && pool->slots[slot] ? (uint32_t)pool->slots[slot] - 1 : UINT32_MAX;
}

uint32_t ent_pool_find_bytes(const ent_pool *pool, const char *text, size_t length) {
    return ent_pool_find_hashed(pool, hash_for(pool, text, length), text, length);
}

uint32_t ent_pool_find(const ent_pool *pool, const char *text) {
    return ent_pool_find_bytes(pool, text, strlen(text));
}

const char *ent_pool_nearest(const ent_pool *pool, const char *word) {
    const char **texts = malloc((pool->count + 1) * sizeof *texts);
    if (!texts) return NULL; /* a suggestion less */
    for (size_t i = 0; i < pool->count; i++) texts[i] = ent_pool_text(pool, i);
    const char *near = ent_text_nearest(word, texts, pool->count);
    free(texts);
    return near;
}

ent_status ent_pool_fail(const ent_pool *pool, ent_error *err) {
    if (!pool->full) return ent_fail_memory(err);
    ent_fail(err, ENT_NOMEM, "the names of one sort (ids, names, dates or areas) pass 4 GiB");
    ent_hint(err, "split the data, or give it shorter ids");
    return ENT_NOMEM;
}

uint64_t *ent_pool_table(const ent_pool *pool, uint64_t seed, size_t slot_count) {
    uint64_t *slots = slot_count <= UINT32_MAX ? calloc(slot_count, sizeof *slots) : NULL;
    for (size_t i = 0; slots && i < pool->count; i++) {
        const char *text = ent_pool_text(pool, i);
        put(slots, slot_count, ent_pool_hash(text, strlen(text), seed) << 32 | (i + 1));
    }
    return slots;
}

void ent_pool_freeze(ent_pool *pool) {
    free_slots(pool);
    pool->slots = NULL;
    pool->slot_count = pool->listed = 0;
}

void ent_pool_clear(ent_pool *pool) {
    free(pool->text);
    free(pool->start);
    free_slots(pool);
    memset(pool, 0, sizeof *pool);
}
