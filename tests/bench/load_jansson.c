/* tests/bench/load_jansson.c - JSON Lines by jansson, a line at a time, into the columns that our reader fills:
 * load_jansson FILE */
#define _POSIX_C_SOURCE 200809L
#include <jansson.h>

#include "load_store.h"

static ent_piece text_of(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    ent_piece piece = {json_string_value(value), json_string_length(value)};
    return piece;
}

static void take_document(store *s, const json_t *line) {
    ent_quick_document d = {.id = text_of(line, "id"),
                            .title = text_of(line, "title"),
                            .author = text_of(line, "author"),
                            .publisher = text_of(line, "publisher"),
                            .date = text_of(line, "date"),
                            .url = text_of(line, "url"),
                            .language = text_of(line, "language")};
    store_document(s, &d);
}

static void take_entity(store *s, const json_t *line) {
    ent_quick_entity e = {.id = text_of(line, "id"),
                          .kind = text_of(line, "kind"),
                          .name = text_of(line, "name"),
                          .role = text_of(line, "role"),
                          .short_name = text_of(line, "short")};
    store_entity(s, &e);
}

static void take_evidence(store *s, const json_t *list, ent_quick_relation *r) {
    for (size_t i = 0; i < json_array_size(list) && i < STORE_LISTED; i++) {
        const json_t *object = json_array_get(list, i);
        s->evidence[i] = (ent_quick_evidence){.document = text_of(object, "document"),
                                              .locator = text_of(object, "locator"),
                                              .summary = text_of(object, "summary"),
                                              .quote = text_of(object, "quote")};
        r->evidence_count++;
    }
}

static void take_relation(store *s, const json_t *line) {
    ent_quick_relation r;
    store_begin(s, &r);
    r.id = text_of(line, "id");
    r.type = text_of(line, "type");
    r.source = text_of(line, "source");
    r.target = text_of(line, "target");
    r.date = text_of(line, "date");
    const char *status = json_string_value(json_object_get(line, "status"));
    const json_t *confidence = json_object_get(line, "confidence"), *areas = json_object_get(line, "areas");
    if (status) store_status(&r, status);
    if (confidence) r.confidence = json_number_value(confidence);
    for (size_t i = 0; i < json_array_size(areas) && i < STORE_LISTED; i++) {
        const json_t *area = json_array_get(areas, i);
        s->areas[r.areas.count++] = (ent_piece){json_string_value(area), json_string_length(area)};
    }
    take_evidence(s, json_object_get(line, "evidence"), &r);
    store_relation(s, &r);
}

int main(int argc, char **argv) {
    FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
    if (!file) return fputs("usage: load_jansson FILE\n", stderr), 2;
    static store s;
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    store_open(&s);
    while ((length = getline(&line, &room, file)) > 0) {
        json_error_t why;
        json_t *object = json_loadb(line, (size_t)length, JSON_REJECT_DUPLICATES, &why);
        if (!object) return fprintf(stderr, "%s\n", why.text), 2;
        if (json_object_get(object, "source"))
            take_relation(&s, object);
        else if (json_object_get(object, "kind"))
            take_entity(&s, object);
        else
            take_document(&s, object);
        json_decref(object);
    }
    free(line);
    fclose(file);
    store_close(&s);
    return 0;
}
