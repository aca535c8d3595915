/* model/document_text.c - see document_text.h. */
#include "model/document_text.h"

#include <string.h>

uint64_t ent_document_text_add(ent_texts *texts, const char *const parts[ENT_DOCUMENT_PARTS],
                               const size_t given[ENT_DOCUMENT_PARTS]) {
    size_t lengths[ENT_DOCUMENT_PARTS] = {0}, own[ENT_DOCUMENT_PARTS], total = 1;
    for (int i = 0; i < ENT_DOCUMENT_PARTS; i++) {
        own[i] = SIZE_MAX;
        if (!parts[i]) continue;
        lengths[i] = given ? given[i] : strlen(parts[i]);
        total += lengths[i] + 1;
        if (texts->data && parts[i] >= texts->data && parts[i] < texts->data + texts->used)
            own[i] = (size_t)(parts[i] - texts->data); /* it moves with the block */
    }
    if (!ent_texts_reserve(texts, total)) return ENT_NO_TEXT;
    const size_t name = texts->used;
    unsigned there = 0;
    char *to = texts->data + name + 1;
    for (int i = 0; i < ENT_DOCUMENT_PARTS; i++) {
        if (!parts[i]) continue;
        there |= 1u << i;
        memcpy(to, own[i] == SIZE_MAX ? parts[i] : texts->data + own[i], lengths[i]);
        to[lengths[i]] = '\0';
        to += lengths[i] + 1;
    }
    texts->data[name] = (char)there;
    texts->used = name + total;
    return name;
}

void ent_document_text_parts(const ent_texts *texts, uint64_t name, const char *parts[ENT_DOCUMENT_PARTS]) {
    const unsigned there = name && name < texts->used ? (unsigned char)texts->data[name] : 0;
    uint64_t at = name + 1;
    for (int i = 0; i < ENT_DOCUMENT_PARTS; i++) {
        parts[i] = NULL;
        if (!(there >> i & 1)) continue;
        parts[i] = ent_texts_at(texts, at);
        at = ent_texts_behind(texts, at);
    }
}
