/* read/twice.c - see twice.h. All names are listed with the number of their object and sorted: O(n log n) for any data. */
#include "read/twice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "read/scan.h"

struct ent_twice_key {
    const char *name;
    size_t length, at;
    uint32_t object;
};

static int by_object_and_name(const void *x, const void *y) {
    const struct ent_twice_key *a = x, *b = y;
    if (a->object != b->object) return a->object < b->object ? -1 : 1;
    if (a->length != b->length) return a->length < b->length ? -1 : 1;
    int order = memcmp(a->name, b->name, a->length);
    return order ? order : a->at < b->at ? -1 : 1;
}

/* List the names of all objects. Those with escapes are decoded into twice->text, which is as large as the text. */
static bool list_names(ent_twice *twice, const char *text, size_t length, size_t *count) {
    uint32_t open[ENT_SCAN_DEPTH], objects = 0;
    size_t used = 0;
    ent_scan s;
    ent_scan_init(&s, text, length);
    *count = 0;
    do {
        ent_token token = ent_scan_next(&s);
        if (token <= ENT_TOKEN_FAULT) return true;
        if (token == ENT_TOKEN_OPEN_OBJECT) open[s.depth - 1] = objects++;
        if (token != ENT_TOKEN_KEY) continue;
        if (!ent_grow(&twice->keys, &twice->capacity, *count, sizeof *twice->keys)) return false;
        struct ent_twice_key key = {text + s.token + 1, s.at - s.token - 2, s.token, open[s.depth - 1]};
        if (s.escaped) {
            if (twice->text_capacity < length) {
                free(twice->text);
                twice->text = malloc(length);
                twice->text_capacity = twice->text ? length : 0;
                if (!twice->text) return false;
            }
            key.length = ent_scan_decode(key.name, key.length, twice->text + used);
            key.name = twice->text + used;
            used += key.length;
        }
        twice->keys[(*count)++] = key;
    } while (s.depth > 0);
    return true;
}

ent_status ent_twice_find(ent_twice *twice, const char *text, size_t length, bool *found, size_t *at, ent_error *err) {
    size_t count;
    if (!list_names(twice, text, length, &count)) return ent_fail_memory(err);
    *found = false;
    if (count > 1) qsort(twice->keys, count, sizeof *twice->keys, by_object_and_name);
    for (size_t i = 1; i < count; i++) {
        const struct ent_twice_key *a = &twice->keys[i - 1], *b = &twice->keys[i];
        if (a->object != b->object || a->length != b->length || memcmp(a->name, b->name, a->length) != 0) continue;
        if (!*found || b->at < *at) *at = b->at;
        *found = true;
    }
    return ENT_OK;
}

void ent_twice_clear(ent_twice *twice) {
    free(twice->keys);
    free(twice->text);
    memset(twice, 0, sizeof *twice);
}
