/* model/vocabulary_data.h - graphs/vocabulary/default.json as the build packs it (model/make/vocabulary.c): texts one after
 * the other in `words`, all else numbers and places in it. Nothing is parsed when a program starts, nothing relocated. */
#ifndef MODEL_VOCABULARY_DATA_H
#define MODEL_VOCABULARY_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Labels are `label_count` pairs of texts, language and words. */
typedef struct ent_packed_type {
    uint32_t name, label, plover, cameo, sources, targets, aliases, labels;
    uint16_t label_count;
    int8_t sign;
    bool symmetric, lifts;
    double intensity; /* NaN: none */
} ent_packed_type;

typedef struct ent_packed_kind {
    uint32_t name, label, shape, aliases, labels;
    uint16_t label_count;
    bool lifts;
} ent_packed_kind;

/* A folded name or alias, and the type or kind that it stands for. */
typedef struct ent_packed_name {
    uint32_t text;
    uint16_t index;
} ent_packed_name;

typedef struct ent_packed_vocabulary {
    const char *words;
    uint32_t title;
    const ent_packed_type *types;
    const ent_packed_kind *kinds;
    const ent_packed_name *type_names, *kind_names;
    size_t type_count, kind_count, type_name_count, kind_name_count;
} ent_packed_vocabulary;

extern const ent_packed_vocabulary ent_vocabulary_data;

#endif
