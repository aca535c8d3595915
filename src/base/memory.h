/* base/memory.h - growing arrays, an arena for text, and interned strings with dense numbers. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <entente/base.h>

/* Make room for one more item of `size` bytes after `count`; doubles. False when out of memory (array untouched). */
bool ent_grow(void *array_pointer, size_t *capacity, size_t count, size_t size);
/* A copy of text on the heap; NULL for NULL or when out of memory. */
char *ent_strdup(const char *text);

/* Memory for many small pieces, freed together. Pieces never move. */
typedef struct ent_arena {
    struct ent_arena_block *blocks;
    size_t used, capacity; /* of the newest block */
} ent_arena;
void *ent_arena_take(ent_arena *arena, size_t size, size_t align);
/* A copy of text; NULL when out of memory. */
const char *ent_arena_text(ent_arena *arena, const char *text, size_t length);
void ent_arena_clear(ent_arena *arena);

/* Strings numbered 0, 1, 2, ... in the order they were first seen; equal strings get the same number. All zero is empty. */
typedef struct ent_pool {
    ent_arena arena;
    const char **texts;
    size_t count, capacity;
    uint32_t *slots; /* open addressing: number + 1, 0 empty */
    size_t slot_count;
} ent_pool;
/* Number of text, added when new (*fresh may be NULL). UINT32_MAX when out of memory. */
uint32_t ent_pool_add(ent_pool *pool, const char *text, bool *fresh);
/* Number of text or UINT32_MAX. */
uint32_t ent_pool_find(const ent_pool *pool, const char *text);
/* Make the lookup table anew after texts were exchanged; they must differ. False when out of memory. */
bool ent_pool_rebuild(ent_pool *pool);
/* Drop the lookup table, keeping the texts (a frozen pool that is no longer searched). */
void ent_pool_freeze(ent_pool *pool);
void ent_pool_clear(ent_pool *pool);

#endif
