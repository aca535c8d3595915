/* model/vocabulary_write.c - a vocabulary as the JSON that it is read from. */
#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "model/vocabulary.h"

static void write_member(ent_buffer *b, const char *key, const char *text) {
    ent_buffer_format(b, ", \"%s\": ", key);
    ent_buffer_json(b, text);
}

/* A list that the vocabulary keeps as one text with commas. */
static void write_list(ent_buffer *b, const char *key, const char *list) {
    if (!*list) return;
    ent_buffer_format(b, ", \"%s\": [", key);
    ent_buffer item = {0};
    for (const char *p = list;; p++) {
        const size_t length = strcspn(p, ",");
        item.length = 0;
        ent_buffer_bytes(&item, p, length);
        if (p != list) ent_buffer_text(b, ", ");
        ent_buffer_json(b, item.data ? item.data : "");
        p += length;
        if (!*p) break;
    }
    b->failed = b->failed || item.failed;
    ent_buffer_clear(&item);
    ent_buffer_char(b, ']');
}

static void write_labels(ent_buffer *b, const ent_pair *labels, size_t count) {
    if (!count) return;
    ent_buffer_text(b, ", \"labels\": {");
    for (size_t i = 0; i < count; i++) {
        if (i) ent_buffer_text(b, ", ");
        ent_buffer_json(b, labels[i].key);
        ent_buffer_text(b, ": ");
        ent_buffer_json(b, labels[i].value);
    }
    ent_buffer_char(b, '}');
}

static void write_type(ent_buffer *b, const ent_type *type) {
    ent_buffer_text(b, "{\"name\": ");
    ent_buffer_json(b, type->name);
    write_member(b, "label", type->label);
    ent_buffer_format(b, ", \"sign\": %d", type->sign);
    if (type->symmetric) ent_buffer_text(b, ", \"symmetric\": true");
    if (type->lifts) ent_buffer_text(b, ", \"lifts\": true");
    if (!isnan(type->intensity)) {
        ent_buffer_text(b, ", \"intensity\": ");
        ent_buffer_double(b, type->intensity);
    }
    write_member(b, "plover", type->plover);
    write_list(b, "cameo", type->cameo);
    write_list(b, "source", type->sources);
    write_list(b, "target", type->targets);
    write_list(b, "aliases", type->aliases);
    write_labels(b, type->labels, type->label_count);
    ent_buffer_char(b, '}');
}

static void write_kind(ent_buffer *b, const ent_kind *kind) {
    ent_buffer_text(b, "{\"name\": ");
    ent_buffer_json(b, kind->name);
    write_member(b, "label", kind->label);
    write_member(b, "shape", kind->shape);
    if (kind->lifts) ent_buffer_text(b, ", \"lifts\": true");
    write_list(b, "aliases", kind->aliases);
    write_labels(b, kind->labels, kind->label_count);
    ent_buffer_char(b, '}');
}

ent_status ent_vocabulary_write(const ent_vocabulary *v, char **out, size_t *length, ent_error *err) {
    ent_buffer b = {0};
    ent_buffer_text(&b, "{\"format\": \"entente-vocabulary/1\", \"title\": ");
    ent_buffer_json(&b, ent_vocabulary_title(v));
    ent_buffer_text(&b, ",\n\"kinds\": [");
    for (size_t i = 0; i < ent_vocabulary_kind_count(v); i++) {
        ent_kind kind;
        ent_vocabulary_kind(v, i, &kind);
        ent_buffer_text(&b, i ? ",\n" : "\n");
        write_kind(&b, &kind);
    }
    ent_buffer_text(&b, "],\n\"types\": [");
    for (size_t i = 0; i < ent_vocabulary_type_count(v); i++) {
        ent_type type;
        ent_vocabulary_type(v, i, &type);
        ent_buffer_text(&b, i ? ",\n" : "\n");
        write_type(&b, &type);
    }
    ent_buffer_text(&b, "]}\n");
    return ent_buffer_take(&b, out, length, err);
}
