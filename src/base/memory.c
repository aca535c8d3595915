/* base/memory.c - see memory.h. */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool ent_grow(void *array_pointer, size_t *capacity, size_t count, size_t size) {
    if (count < *capacity) return true;
    size_t wanted = *capacity < 8 ? 16 : *capacity * 2;
    if (wanted <= count || wanted > SIZE_MAX / size) return false;
    void *old;
    memcpy(&old, array_pointer, sizeof old);
    void *grown = realloc(old, wanted * size);
    if (!grown) return false;
    memcpy(array_pointer, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}

char *ent_strdup(const char *text) {
    if (!text) return NULL;
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy) memcpy(copy, text, size);
    return copy;
}

/* ---- arena ---- */

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct ent_arena_block {
    struct ent_arena_block *next;
    _Alignas(16) char data[];
};

static bool new_block(ent_arena *arena, size_t size) {
    size_t capacity = arena->capacity ? arena->capacity * 2 : FIRST_BLOCK;
    if (capacity > LARGEST_BLOCK) capacity = LARGEST_BLOCK;
    if (capacity < size) capacity = size;
    struct ent_arena_block *block = malloc(sizeof *block + capacity);
    if (!block) return false;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->used = 0;
    arena->capacity = capacity;
    return true;
}

void *ent_arena_take(ent_arena *arena, size_t size, size_t align) {
    size_t start = (arena->used + align - 1) & ~(align - 1);
    if (!arena->blocks || start > arena->capacity || size > arena->capacity - start) {
        if (!new_block(arena, size)) return NULL;
        start = 0;
    }
    arena->used = start + size;
    return arena->blocks->data + start;
}

const char *ent_arena_text(ent_arena *arena, const char *text, size_t length) {
    char *copy = ent_arena_take(arena, length + 1, 1);
    if (!copy) return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void ent_arena_clear(ent_arena *arena) {
    while (arena->blocks) {
        struct ent_arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    memset(arena, 0, sizeof *arena);
}

/* ---- pool ---- */

static uint64_t hash_text(const char *text) {
    uint64_t h = 0xcbf29ce484222325u;
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) h = (h ^ *p) * 0x100000001b3u;
    return h ^ (h >> 29);
}

/* The slot that holds text, or the empty one where it belongs. The table is never more than 2/3 full. */
static size_t find_slot(const ent_pool *pool, const char *text) {
    size_t mask = pool->slot_count - 1;
    size_t slot = hash_text(text) & mask;
    while (pool->slots[slot] && strcmp(pool->texts[pool->slots[slot] - 1], text) != 0) slot = (slot + 1) & mask;
    return slot;
}

static bool fill_slots(ent_pool *pool, size_t wanted) {
    uint32_t *slots = calloc(wanted, sizeof *slots);
    if (!slots) return false;
    free(pool->slots);
    pool->slots = slots;
    pool->slot_count = wanted;
    for (size_t i = 0; i < pool->count; i++) pool->slots[find_slot(pool, pool->texts[i])] = (uint32_t)i + 1;
    return true;
}

static bool rehash(ent_pool *pool) {
    if (pool->slots && (pool->count + 1) * 3 <= pool->slot_count * 2) return true;
    size_t wanted = pool->slot_count ? pool->slot_count * 2 : 64;
    while ((pool->count + 1) * 3 > wanted * 2) wanted *= 2;
    return fill_slots(pool, wanted);
}

bool ent_pool_rebuild(ent_pool *pool) {
    return !pool->slots || fill_slots(pool, pool->slot_count);
}

uint32_t ent_pool_add(ent_pool *pool, const char *text, bool *fresh) {
    if (fresh) *fresh = false;
    if (!rehash(pool)) return UINT32_MAX;
    size_t slot = find_slot(pool, text);
    if (pool->slots[slot]) return pool->slots[slot] - 1;
    if (pool->count >= UINT32_MAX - 1 || !ent_grow(&pool->texts, &pool->capacity, pool->count, sizeof *pool->texts))
        return UINT32_MAX;
    const char *copy = ent_arena_text(&pool->arena, text, strlen(text));
    if (!copy) return UINT32_MAX;
    pool->texts[pool->count] = copy;
    pool->slots[slot] = (uint32_t)++pool->count;
    if (fresh) *fresh = true;
    return (uint32_t)pool->count - 1;
}

uint32_t ent_pool_find(const ent_pool *pool, const char *text) {
    if (!pool->slots) return UINT32_MAX;
    size_t slot = find_slot(pool, text);
    return pool->slots[slot] ? pool->slots[slot] - 1 : UINT32_MAX;
}

void ent_pool_freeze(ent_pool *pool) {
    free(pool->slots);
    pool->slots = NULL;
    pool->slot_count = 0;
}

void ent_pool_clear(ent_pool *pool) {
    ent_arena_clear(&pool->arena);
    free(pool->texts);
    free(pool->slots);
    memset(pool, 0, sizeof *pool);
}
