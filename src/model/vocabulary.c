/* model/vocabulary.c - kinds and types, read from JSON and looked up by folded name. */
#include "model/vocabulary.h"

#include <jansson.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/source.h"
#include "model/vocabulary_data.h"

struct ent_vocabulary {
    atomic_int owners;
    ent_arena arena;
    const char *title;
    ent_type *types;
    size_t type_count;
    ent_kind *kinds;
    size_t kind_count;
    ent_pool type_names, kind_names; /* folded names and aliases ... */
    uint32_t *type_of, *kind_of;     /* ... and what each stands for */
    size_t type_of_capacity, kind_of_capacity;
};

/* What reading a vocabulary carries along. */
typedef struct reading {
    ent_vocabulary *vocabulary;
    const char *name;
    const ent_sink *sink;
    ent_error *err;
    size_t errors;
    bool out_of_memory;
} reading;

static void complain(reading *r, const char *pointer, const char *message, const char *remedy) {
    r->errors++;
    ent_fail(r->err, ENT_BAD_INPUT, "%s: %s%s%s", r->name, pointer, *pointer ? ": " : "", message);
    ent_hint(r->err, "%s", remedy);
    ent_finding finding = {ENT_SEVERITY_ERROR, "vocabulary", r->name, 0, 0, pointer, message, remedy};
    if (r->sink && r->sink->report) r->sink->report(r->sink->context, &finding);
}

char *ent_vocabulary_fold(const char *name) {
    char *folded = ent_text_fold(name);
    for (char *p = folded; p && *p; p++)
        if (*p == ' ' || *p == '-') *p = '_';
    return folded;
}

static const char *keep(reading *r, const char *text) {
    const char *copy = ent_arena_text(&r->vocabulary->arena, text ? text : "", text ? strlen(text) : 0);
    if (!copy) r->out_of_memory = true;
    return copy ? copy : "";
}

static const char *member_text(reading *r, const json_t *object, const char *key, const char *otherwise) {
    const json_t *value = json_object_get(object, key);
    return keep(r, json_is_string(value) ? json_string_value(value) : otherwise);
}

/* An array of strings as one comma-separated text. */
static const char *member_list(reading *r, const json_t *object, const char *key) {
    ent_buffer list = {0};
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(object, key), i, item) {
        if (!json_is_string(item)) continue;
        if (list.length) ent_buffer_char(&list, ',');
        ent_buffer_text(&list, json_string_value(item));
    }
    if (list.failed) r->out_of_memory = true;
    const char *text = keep(r, list.data);
    ent_buffer_clear(&list);
    return text;
}

/* What the folded name stands for, after this; false when memory ran out: then the tables may be out of step. */
static bool enter_name(ent_vocabulary *v, bool type, const char *folded, uint32_t index, uint32_t *stands_for) {
    bool fresh;
    uint32_t number = ent_pool_add(type ? &v->type_names : &v->kind_names, folded, &fresh);
    uint32_t **of = type ? &v->type_of : &v->kind_of;
    if (number == UINT32_MAX) return false;
    if (!ent_grow(of, type ? &v->type_of_capacity : &v->kind_of_capacity, number, sizeof **of)) return false;
    if (fresh) (*of)[number] = index;
    *stands_for = (*of)[number];
    return true;
}

static void add_name(reading *r, bool type, const char *name, uint32_t index, const char *pointer) {
    if (r->out_of_memory) return;
    char *folded = ent_vocabulary_fold(name);
    uint32_t stands_for = index;
    if (!folded || !enter_name(r->vocabulary, type, folded, index, &stands_for)) r->out_of_memory = true;
    free(folded);
    if (stands_for != index) {
        ent_buffer words = {0};
        ent_buffer_format(&words, "the name '%s' stands for two entries", name);
        complain(r, pointer, words.data ? words.data : "a name stands for two entries", "give it to one of them");
        ent_buffer_clear(&words);
    }
}

static void add_names(reading *r, bool type, const json_t *object, const char *name, uint32_t index,
                      const char *pointer) {
    size_t i;
    json_t *alias;
    add_name(r, type, name, index, pointer);
    json_array_foreach(json_object_get(object, "aliases"), i, alias) {
        if (json_is_string(alias))
            add_name(r, type, json_string_value(alias), index, pointer);
        else
            complain(r, pointer, "an alias is not a string", "codes are text: write \"057\"");
    }
}

/* The name of an entry, or NULL after a complaint. */
static const char *entry_name(reading *r, const json_t *entry, const char *pointer) {
    const json_t *name = json_object_get(entry, "name");
    if (json_is_string(name) && json_string_length(name) > 0) return json_string_value(name);
    complain(r, pointer, "an entry needs a name", "add \"name\": \"...\"");
    return NULL;
}

/* Labels by language: {"ko": "..."}. */
static const ent_pair *member_labels(reading *r, const json_t *entry, const char *pointer, size_t *count) {
    json_t *labels = json_object_get(entry, "labels"), *words;
    const char *lang;
    *count = 0;
    if (!labels) return NULL;
    if (!json_is_object(labels)) {
        complain(r, pointer, "'labels' is no object", "write \"labels\": {\"ko\": \"...\"}");
        return NULL;
    }
    ent_pair *pairs =
        ent_arena_take(&r->vocabulary->arena, (json_object_size(labels) + 1) * sizeof *pairs, sizeof(void *));
    if (!pairs) {
        r->out_of_memory = true;
        return NULL;
    }
    json_object_foreach(labels, lang, words) {
        if (json_is_string(words) && json_string_length(words) > 0 && *lang)
            pairs[(*count)++] = (ent_pair){keep(r, lang), keep(r, json_string_value(words))};
        else
            complain(r, pointer, "a label is not a text", "write \"labels\": {\"ko\": \"...\"}");
    }
    return pairs;
}

static void read_type(reading *r, const json_t *entry, ent_type *out, const char *pointer) {
    const char *name = entry_name(r, entry, pointer);
    if (!name) return;
    const json_t *sign = json_object_get(entry, "sign"), *intensity = json_object_get(entry, "intensity");
    if (!json_is_integer(sign) || json_integer_value(sign) < -1 || json_integer_value(sign) > 1) {
        complain(r, pointer, "a type needs a sign", "write \"sign\": 1, 0 or -1");
        return;
    }
    *out = (ent_type){.name = keep(r, name),
                      .label = member_text(r, entry, "label", name),
                      .sign = (int)json_integer_value(sign),
                      .symmetric = json_is_true(json_object_get(entry, "symmetric")),
                      .lifts = json_is_true(json_object_get(entry, "lifts")),
                      .known = true,
                      .intensity = json_is_number(intensity) ? json_number_value(intensity) : (double)NAN,
                      .plover = member_text(r, entry, "plover", ""),
                      .cameo = member_list(r, entry, "cameo"),
                      .sources = member_list(r, entry, "source"),
                      .targets = member_list(r, entry, "target"),
                      .aliases = member_list(r, entry, "aliases")};
    out->labels = member_labels(r, entry, pointer, &out->label_count);
    add_names(r, true, entry, name, (uint32_t)(out - r->vocabulary->types), pointer);
}

static void read_kind(reading *r, const json_t *entry, ent_kind *out, const char *pointer) {
    const char *name = entry_name(r, entry, pointer);
    if (!name) return;
    *out = (ent_kind){.name = keep(r, name),
                      .label = member_text(r, entry, "label", name),
                      .shape = member_text(r, entry, "shape", "other"),
                      .aliases = member_list(r, entry, "aliases"),
                      .lifts = json_is_true(json_object_get(entry, "lifts")),
                      .known = true};
    out->labels = member_labels(r, entry, pointer, &out->label_count);
    add_names(r, false, entry, name, (uint32_t)(out - r->vocabulary->kinds), pointer);
}

static void read_entries(reading *r, const json_t *root) {
    ent_vocabulary *v = r->vocabulary;
    const json_t *types = json_object_get(root, "types"), *kinds = json_object_get(root, "kinds");
    if (!json_is_array(types) || !json_is_array(kinds)) {
        complain(r, "", "a vocabulary needs the arrays 'kinds' and 'types'", "see graphs/vocabulary/default.json");
        return;
    }
    if (json_array_size(types) >= UINT16_MAX) {
        complain(r, "/types", "more than 65,534 types of relation", "leave out what is not used");
        return;
    }
    v->types = calloc(json_array_size(types) + 1, sizeof *v->types);
    v->kinds = calloc(json_array_size(kinds) + 1, sizeof *v->kinds);
    if (!v->types || !v->kinds) {
        r->out_of_memory = true;
        return;
    }
    size_t i;
    json_t *entry;
    char pointer[48] = "/types/";
    json_array_foreach(types, i, entry) {
        ent_format_double((double)i, pointer + 7);
        read_type(r, entry, &v->types[v->type_count++], pointer);
    }
    memcpy(pointer, "/kinds/", 7);
    json_array_foreach(kinds, i, entry) {
        ent_format_double((double)i, pointer + 7);
        read_kind(r, entry, &v->kinds[v->kind_count++], pointer);
    }
}

static void read_root(reading *r, const json_t *root) {
    const json_t *format = json_object_get(root, "format");
    if (!json_is_string(format) || strcmp(json_string_value(format), "entente-vocabulary/1") != 0) {
        complain(r, "", "not a vocabulary", "it starts with {\"format\": \"entente-vocabulary/1\"");
        return;
    }
    r->vocabulary->title = member_text(r, root, "title", "");
    read_entries(r, root);
}

static void report_syntax(reading *r, const json_error_t *error) {
    ent_finding finding = {ENT_SEVERITY_ERROR,    "json-syntax", r->name,     (size_t)error->line,
                           (size_t)error->column, NULL,          error->text, NULL};
    r->errors++;
    ent_fail(r->err, ENT_BAD_INPUT, "%s:%d:%d: not valid JSON: %s", r->name, error->line, error->column, error->text);
    if (r->sink && r->sink->report) r->sink->report(r->sink->context, &finding);
}

ent_status ent_vocabulary_read(const char *json, size_t length, const char *name, const ent_sink *sink,
                               ent_vocabulary **out, ent_error *err) {
    ent_vocabulary *vocabulary = calloc(1, sizeof *vocabulary);
    if (!vocabulary) return ent_fail_memory(err);
    atomic_init(&vocabulary->owners, 1);
    vocabulary->title = "";
    reading r = {.vocabulary = vocabulary, .name = name, .sink = sink, .err = err};
    json_error_t error;
    json_t *root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
    if (root)
        read_root(&r, root);
    else if (json_error_code(&error) == json_error_out_of_memory || error.line < 0) /* jansson often says only that */
        r.out_of_memory = true;
    else
        report_syntax(&r, &error);
    json_decref(root);
    if (!r.out_of_memory && !r.errors) {
        *out = vocabulary;
        return ENT_OK;
    }
    ent_vocabulary_free(vocabulary);
    return r.out_of_memory ? ent_fail_memory(err) : ENT_BAD_INPUT;
}

ent_status ent_vocabulary_read_file(const char *path, const ent_sink *sink, ent_vocabulary **out, ent_error *err) {
    char *text;
    size_t length;
    ent_status status = ent_source_slurp(path, &text, &length, err);
    if (status != ENT_OK) return status;
    status = ent_vocabulary_read(text, length, path, sink, out, err);
    free(text);
    return status;
}

/* ---- the one that is built in ---- */

/* Labels as the build has packed them: language and words, one after the other. */
static const ent_pair *unpack_labels(ent_vocabulary *v, uint32_t place, size_t count) {
    const char *text = ent_vocabulary_data.words + place;
    ent_pair *pairs = ent_arena_take(&v->arena, (count + 1) * sizeof *pairs, sizeof(void *));
    for (size_t i = 0; pairs && i < count; i++) {
        const char *words = text + strlen(text) + 1;
        pairs[i] = (ent_pair){text, words};
        text = words + strlen(words) + 1;
    }
    return pairs;
}

static bool unpack_types(ent_vocabulary *v) {
    const ent_packed_vocabulary *data = &ent_vocabulary_data;
    const char *words = data->words;
    v->types = calloc(data->type_count + 1, sizeof *v->types);
    for (; v->types && v->type_count < data->type_count; v->type_count++) {
        const ent_packed_type *t = &data->types[v->type_count];
        const ent_pair *labels = unpack_labels(v, t->labels, t->label_count);
        if (!labels) return false;
        v->types[v->type_count] = (ent_type){.name = words + t->name,
                                             .label = words + t->label,
                                             .sign = t->sign,
                                             .symmetric = t->symmetric,
                                             .lifts = t->lifts,
                                             .known = true,
                                             .intensity = t->intensity,
                                             .plover = words + t->plover,
                                             .cameo = words + t->cameo,
                                             .sources = words + t->sources,
                                             .targets = words + t->targets,
                                             .aliases = words + t->aliases,
                                             .labels = labels,
                                             .label_count = t->label_count};
    }
    return v->types;
}

static bool unpack_kinds(ent_vocabulary *v) {
    const ent_packed_vocabulary *data = &ent_vocabulary_data;
    const char *words = data->words;
    v->kinds = calloc(data->kind_count + 1, sizeof *v->kinds);
    for (; v->kinds && v->kind_count < data->kind_count; v->kind_count++) {
        const ent_packed_kind *k = &data->kinds[v->kind_count];
        const ent_pair *labels = unpack_labels(v, k->labels, k->label_count);
        if (!labels) return false;
        v->kinds[v->kind_count] = (ent_kind){.name = words + k->name,
                                             .label = words + k->label,
                                             .shape = words + k->shape,
                                             .aliases = words + k->aliases,
                                             .lifts = k->lifts,
                                             .known = true,
                                             .labels = labels,
                                             .label_count = k->label_count};
    }
    return v->kinds;
}

static bool unpack_names(ent_vocabulary *v, bool type) {
    const ent_packed_vocabulary *data = &ent_vocabulary_data;
    const ent_packed_name *names = type ? data->type_names : data->kind_names;
    uint32_t stands_for;
    for (size_t i = 0; i < (type ? data->type_name_count : data->kind_name_count); i++)
        if (!enter_name(v, type, data->words + names[i].text, names[i].index, &stands_for)) return false;
    return true;
}

ent_status ent_vocabulary_default(ent_vocabulary **out, ent_error *err) {
    ent_vocabulary *v = calloc(1, sizeof *v);
    if (!v) return ent_fail_memory(err);
    atomic_init(&v->owners, 1);
    v->title = ent_vocabulary_data.words + ent_vocabulary_data.title;
    if (unpack_types(v) && unpack_kinds(v) && unpack_names(v, true) && unpack_names(v, false)) {
        *out = v;
        return ENT_OK;
    }
    ent_vocabulary_free(v);
    return ent_fail_memory(err);
}

ent_vocabulary *ent_vocabulary_take(ent_vocabulary *vocabulary) {
    atomic_fetch_add(&vocabulary->owners, 1);
    return vocabulary;
}

void ent_vocabulary_free(ent_vocabulary *vocabulary) {
    if (!vocabulary || atomic_fetch_sub(&vocabulary->owners, 1) > 1) return;
    ent_arena_clear(&vocabulary->arena);
    ent_pool_clear(&vocabulary->type_names);
    ent_pool_clear(&vocabulary->kind_names);
    free(vocabulary->type_of);
    free(vocabulary->kind_of);
    free(vocabulary->types);
    free(vocabulary->kinds);
    free(vocabulary);
}

const char *ent_vocabulary_title(const ent_vocabulary *vocabulary) {
    return vocabulary->title;
}

size_t ent_vocabulary_type_count(const ent_vocabulary *vocabulary) {
    return vocabulary->type_count;
}

size_t ent_vocabulary_kind_count(const ent_vocabulary *vocabulary) {
    return vocabulary->kind_count;
}

void ent_vocabulary_type(const ent_vocabulary *vocabulary, size_t index, ent_type *out) {
    *out = vocabulary->types[index];
}

void ent_vocabulary_kind(const ent_vocabulary *vocabulary, size_t index, ent_kind *out) {
    *out = vocabulary->kinds[index];
}

ent_status ent_vocabulary_look_up(const ent_vocabulary *v, bool type, const char *name, long *out, ent_error *err) {
    char *folded = ent_vocabulary_fold(name);
    if (!folded) return ent_fail_memory(err);
    uint32_t number = ent_pool_find(type ? &v->type_names : &v->kind_names, folded);
    free(folded);
    *out = number == UINT32_MAX ? -1 : (long)(type ? v->type_of : v->kind_of)[number];
    return ENT_OK;
}

static long find(const ent_vocabulary *vocabulary, bool type, const char *name) {
    long index = -1;
    ent_vocabulary_look_up(vocabulary, type, name, &index, NULL);
    return index;
}

long ent_vocabulary_find_type(const ent_vocabulary *vocabulary, const char *name) {
    return find(vocabulary, true, name);
}

long ent_vocabulary_find_kind(const ent_vocabulary *vocabulary, const char *name) {
    return find(vocabulary, false, name);
}

/* The entry whose name or alias is nearest; the answer is its canonical number, or -1. */
static long nearest(const ent_pool *pool, const uint32_t *of, const char *name) {
    char *folded = ent_vocabulary_fold(name);
    if (!folded) return -1;
    const char *text = ent_pool_nearest(pool, folded);
    free(folded);
    return text ? (long)of[ent_pool_find(pool, text)] : -1;
}

const char *ent_vocabulary_nearest_type(const ent_vocabulary *vocabulary, const char *name) {
    long index = nearest(&vocabulary->type_names, vocabulary->type_of, name);
    return index < 0 ? NULL : vocabulary->types[index].name;
}

const char *ent_vocabulary_nearest_kind(const ent_vocabulary *vocabulary, const char *name) {
    long index = nearest(&vocabulary->kind_names, vocabulary->kind_of, name);
    return index < 0 ? NULL : vocabulary->kinds[index].name;
}
