/* base/options.c - one function parses, checks and stores every option. */
#include <entente/base.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

static void *place_of(const ent_option *row, void *options) {
    return (char *)options + row->offset;
}

const ent_option *ent_option_find(const ent_option *rows, const char *name) {
    for (; rows && rows->name; rows++)
        if (strcmp(rows->name, name) == 0) return rows;
    return NULL;
}

static size_t count_choices(const char *const *choices) {
    size_t count = 0;
    while (choices[count]) count++;
    return count;
}

/* The choice that is meant; capitals do not matter. */
static const char *nearest_choice(const ent_option *row, const char *text) {
    char small[40];
    size_t length = strlen(text), count = count_choices(row->choices);
    const char *near = ent_text_nearest(text, row->choices, count);
    if (near || length >= sizeof small) return near;
    for (size_t i = 0; i <= length; i++)
        small[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    return ent_text_nearest(small, row->choices, count);
}

static ent_status no_such_choice(const ent_option *row, const char *text, ent_error *err) {
    ent_buffer list = {0};
    for (size_t i = 0; row->choices[i]; i++) {
        if (i) ent_buffer_text(&list, ", ");
        ent_buffer_text(&list, row->choices[i]);
    }
    const char *near = nearest_choice(row, text);
    ent_fail(err, ENT_USAGE, "--%s does not know '%s'", row->name, text);
    if (near)
        ent_hint(err, "did you mean '%s'? it takes %s", near, list.data ? list.data : "");
    else
        ent_hint(err, "it takes %s", list.data ? list.data : "");
    ent_buffer_clear(&list);
    return ENT_USAGE;
}

static long find_choice(const ent_option *row, const char *text) {
    for (long i = 0; row->choices[i]; i++)
        if (strcmp(row->choices[i], text) == 0) return i;
    return -1;
}

static void hint_range(const ent_option *row, ent_error *err) {
    char low[32], high[32];
    ent_hint(err, "it takes a number from %s to %s", ent_format_double(row->minimum, low),
             ent_format_double(row->maximum, high));
}

static ent_status out_of_range(const ent_option *row, const char *text, ent_error *err) {
    ent_fail(err, ENT_USAGE, "--%s cannot be '%s'", row->name, text);
    hint_range(row, err);
    return ENT_USAGE;
}

static bool limited(const ent_option *row) {
    return row->minimum != 0 || row->maximum != 0;
}

static ent_status set_int(const ent_option *row, void *options, const char *text, ent_error *err) {
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end || errno) {
        ent_fail(err, ENT_USAGE, "--%s needs a whole number, not '%s'", row->name, text);
        if (limited(row)) hint_range(row, err);
        return ENT_USAGE;
    }
    if (limited(row) && ((double)value < row->minimum || (double)value > row->maximum))
        return out_of_range(row, text, err);
    *(int64_t *)place_of(row, options) = value;
    return ENT_OK;
}

static ent_status set_real(const ent_option *row, void *options, const char *text, ent_error *err) {
    double value;
    if (!ent_parse_double(text, &value))
        return ent_fail(err, ENT_USAGE, "--%s needs a number, not '%s'", row->name, text);
    if (limited(row) && (value < row->minimum || value > row->maximum)) return out_of_range(row, text, err);
    *(double *)place_of(row, options) = value;
    return ENT_OK;
}

static ent_status set_date(const ent_option *row, void *options, const char *text, ent_error *err) {
    ent_error why = {0};
    if (ent_date_parse(text, place_of(row, options), &why) == ENT_OK) return ENT_OK;
    ent_fail(err, ENT_USAGE, "--%s: %s", row->name, why.message);
    ent_hint(err, "%s", why.hint[0] ? why.hint : "write 2022, 2022-05 or 2022-05-20");
    return ENT_USAGE;
}

static ent_status set_choice(const ent_option *row, void *options, const char *text, ent_error *err) {
    long index = find_choice(row, text);
    if (index < 0) return no_such_choice(row, text, err);
    *(int *)place_of(row, options) = (int)index;
    return ENT_OK;
}

/* Calls `each` for every piece between commas. An empty list is refused: it is what an unset shell variable leaves, and
 * would otherwise mean "everything". */
static ent_status split(const ent_option *row, void *options, const char *text, ent_error *err,
                        ent_status (*each)(const ent_option *, void *, const char *, ent_error *)) {
    char *copy = ent_strdup(text);
    if (!copy) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (char *piece = copy; piece && status == ENT_OK;) {
        char *comma = strchr(piece, ',');
        if (comma) *comma = '\0';
        while (*piece == ' ') piece++;
        status = *piece ? each(row, options, piece, err)
                        : ent_fail(err, ENT_USAGE, "--%s has an empty name in '%s'", row->name, text);
        piece = comma ? comma + 1 : NULL;
    }
    free(copy);
    return status;
}

static ent_status add_choice(const ent_option *row, void *options, const char *text, ent_error *err) {
    long index = find_choice(row, text);
    if (index < 0) return no_such_choice(row, text, err);
    *(uint64_t *)place_of(row, options) |= UINT64_C(1) << index;
    return ENT_OK;
}

static ent_status add_text(const ent_option *row, void *options, const char *text, ent_error *err) {
    ent_text_list *list = place_of(row, options);
    char **items = realloc(list->items, (list->count + 1) * sizeof *items);
    if (!items) return ent_fail_memory(err);
    list->items = items;
    items[list->count] = ent_strdup(text);
    if (!items[list->count]) return ent_fail_memory(err);
    list->count++;
    return ENT_OK;
}

ent_status ent_option_set(const ent_option *row, void *options, const char *text, ent_error *err) {
    if (row->type != ENT_OPTION_FLAG && !text) return ent_fail(err, ENT_USAGE, "--%s needs a value", row->name);
    switch (row->type) {
    case ENT_OPTION_FLAG:
        *(bool *)place_of(row, options) = true;
        return ENT_OK;
    case ENT_OPTION_INT:
        return set_int(row, options, text, err);
    case ENT_OPTION_REAL:
        return set_real(row, options, text, err);
    case ENT_OPTION_TEXT:
        *(const char **)place_of(row, options) = text;
        return ENT_OK;
    case ENT_OPTION_DATE:
        return set_date(row, options, text, err);
    case ENT_OPTION_CHOICE:
        return set_choice(row, options, text, err);
    case ENT_OPTION_CHOICES:
        return split(row, options, text, err, add_choice);
    case ENT_OPTION_LIST:
        return split(row, options, text, err, add_text);
    }
    return ENT_USAGE;
}

ent_status ent_options_preset(const ent_option *rows, void *options, ent_error *err) {
    for (; rows && rows->name; rows++) {
        if (!rows->preset) continue;
        ent_status status = ent_option_set(rows, options, rows->preset, err);
        if (status != ENT_OK) return status;
    }
    return ENT_OK;
}

ent_status ent_options_init(const ent_option *rows, void *options, size_t size, ent_error *err) {
    memset(options, 0, size);
    return ent_options_preset(rows, options, err);
}

void ent_options_clear(const ent_option *rows, void *options) {
    for (; rows && rows->name; rows++) {
        if (rows->type != ENT_OPTION_LIST) continue;
        ent_text_list *list = place_of(rows, options);
        for (size_t i = 0; i < list->count; i++) free(list->items[i]);
        free(list->items);
        list->items = NULL;
        list->count = 0;
    }
}
