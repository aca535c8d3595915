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

/* Texts one after the other in one block, each with its NUL and named by where it starts: no pointers inside. All zero is
 * empty. The block moves when it grows, so a text that was handed out is good until the next one is added. */
typedef struct ent_texts {
    char *data;
    size_t used, room;
    struct ent_texts_file *file; /* NULL: in memory */
} ent_texts;
/* Names of a text that is not there, and of the empty text. */
enum { ENT_NO_TEXT = 0, ENT_EMPTY_TEXT = 1 };
/* Keep the texts, of which there are none yet, in a file of that folder that has no name: it ends with the process. What
 * was added is written back and leaves memory. ENT_IO when the folder takes no file. */
ent_status ent_texts_to_file(ent_texts *texts, const char *folder, ent_error *err);
/* The folder, NULL when the texts are in memory. */
const char *ent_texts_folder(const ent_texts *texts);
/* The error for an add that failed: ENT_NOMEM, or ENT_IO when the disk is full. */
ent_status ent_texts_fail(const ent_texts *texts, ent_error *err);
/* Room for `length` bytes more; false when out of memory, or of disk. */
bool ent_texts_reserve(ent_texts *texts, size_t length);
/* The name of a copy of `length` bytes without a NUL among them; ENT_NO_TEXT when there is no room. */
uint64_t ent_texts_add(ent_texts *texts, const char *text, size_t length);
/* The name of two texts, one behind the other. */
uint64_t ent_texts_add_two(ent_texts *texts, const char *a, size_t a_length, const char *b, size_t b_length);
/* The text of that name, "" when there is none: a damaged file names no place outside. */
static inline const char *ent_texts_at(const ent_texts *texts, uint64_t name) {
    return name < texts->used ? texts->data + name : "";
}
/* The name of what stands behind the text of that name. */
uint64_t ent_texts_behind(const ent_texts *texts, uint64_t name);
/* No more is added: what lies in a file can be read only, and is out of memory until it is. */
void ent_texts_seal(ent_texts *texts);
void ent_texts_clear(ent_texts *texts);

/* Strings numbered 0, 1, 2, ... in the order they were first seen; equal strings get the same number. All zero is empty.
 *
 * No pointers inside: texts lie one after the other in one block, each with its NUL, and are named by where they start.
 * The block moves when it grows, so a text that was handed out is good until the next add; for good once nothing is
 * added any more. Texts hold no NUL. One pool holds 4 GiB of text and 2^32 - 2 strings; more is refused (`full`). */
typedef struct ent_pool {
    char *text;        /* begins with an empty text, which stands for what has none */
    uint32_t *start;   /* of each string in text */
    size_t used, room; /* bytes of text */
    size_t count, capacity;
    uint64_t *slots; /* open addressing: 32 bits of the hash above number + 1; 0 empty */
    size_t slot_count;
    size_t listed; /* strings that the slots name */
    uint64_t seed; /* of the hash; 0 is the seed of this process, which nobody outside can know */
    bool full;
} ent_pool;
/* Number of text, added when new (*fresh may be NULL). UINT32_MAX when out of memory or full: ent_pool_fail says which. */
uint32_t ent_pool_add(ent_pool *pool, const char *text, bool *fresh);
/* The same for `length` bytes that need no NUL behind them. */
uint32_t ent_pool_add_bytes(ent_pool *pool, const char *text, size_t length, bool *fresh);
/* Number of text or UINT32_MAX. */
uint32_t ent_pool_find(const ent_pool *pool, const char *text);
uint32_t ent_pool_find_bytes(const ent_pool *pool, const char *text, size_t length);
/* The same with the hash at hand (base/pool.h). */
uint32_t ent_pool_add_hashed(ent_pool *pool, uint64_t hash, const char *text, size_t length, bool *fresh);
uint32_t ent_pool_find_hashed(const ent_pool *pool, uint64_t hash, const char *text, size_t length);
/* A number whose text is not known yet ("" and not found until then); UINT32_MAX as above. */
uint32_t ent_pool_skip(ent_pool *pool);
/* Give such a number its text, which no other may have. False when out of memory or full. */
bool ent_pool_name(ent_pool *pool, uint32_t number, const char *text, size_t length);
/* Text of a number, which must be one of the pool's. */
static inline const char *ent_pool_text(const ent_pool *pool, size_t number) {
    uint32_t start = pool->start[number];
    return pool->text + (start < pool->used ? start : 0); /* a damaged file names no place outside */
}
/* The text of the pool nearest to a misspelt word as ent_text_nearest has it, or NULL. */
const char *ent_pool_nearest(const ent_pool *pool, const char *word);
/* The error for an add that failed, in words: out of memory, or full. Returns ENT_NOMEM for both. */
ent_status ent_pool_fail(const ent_pool *pool, ent_error *err);
/* A lookup table with a seed of its own and more slots than strings: the same in every process. Freed by the caller; NULL
 * when out of memory. */
uint64_t *ent_pool_table(const ent_pool *pool, uint64_t seed, size_t slot_count);
/* Drop the lookup table, keeping the texts (a frozen pool that is no longer searched). */
void ent_pool_freeze(ent_pool *pool);
void ent_pool_clear(ent_pool *pool);

#endif
