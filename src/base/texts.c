/* base/texts.c - texts in one block; see memory.h. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_ROOM = 1024 };

bool ent_texts_reserve(ent_texts *texts, size_t length) {
    if (length < texts->room - texts->used) return true;
    if (length > SIZE_MAX / 4) return false;
    size_t room = texts->room < FIRST_ROOM ? FIRST_ROOM : texts->room + texts->room / 2;
    if (room < texts->used + length + 3) room = texts->used + length + 3;
    char *data = realloc(texts->data, room);
    if (!data) return false;
    texts->data = data;
    texts->room = room;
    if (texts->used) return true;
    memset(data, 0, 2); /* what ENT_NO_TEXT and ENT_EMPTY_TEXT name */
    texts->used = 2;
    return true;
}

uint64_t ent_texts_add(ent_texts *texts, const char *text, size_t length) {
    if (!ent_texts_reserve(texts, length)) return ENT_NO_TEXT;
    if (!length) return ENT_EMPTY_TEXT;
    const size_t name = texts->used;
    memcpy(texts->data + name, text, length);
    texts->data[name + length] = '\0';
    texts->used += length + 1;
    return name;
}

uint64_t ent_texts_add_two(ent_texts *texts, const char *a, size_t a_length, const char *b, size_t b_length) {
    if (!ent_texts_reserve(texts, a_length + b_length + 1)) return ENT_NO_TEXT;
    char *to = texts->data + texts->used;
    const size_t name = texts->used;
    if (a_length) memcpy(to, a, a_length);
    to[a_length] = '\0';
    if (b_length) memcpy(to + a_length + 1, b, b_length);
    to[a_length + 1 + b_length] = '\0';
    texts->used += a_length + b_length + 2;
    return name;
}

uint64_t ent_texts_behind(const ent_texts *texts, uint64_t name) {
    return name < texts->used ? name + strlen(texts->data + name) + 1 : name;
}

void ent_texts_clear(ent_texts *texts) {
    free(texts->data);
    memset(texts, 0, sizeof *texts);
}
