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
