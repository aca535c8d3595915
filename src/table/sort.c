/* table/sort.c - stable order of rows by named columns. */
#include "table/sheet.h"

#include <stdlib.h>
#include <string.h>

ent_status ent_table_named_column(const ent_table *table, const char *name, size_t *out, ent_error *err) {
    long found = ent_table_find_column(table, name);
    if (found >= 0) {
        *out = (size_t)found;
        return ENT_OK;
    }
    const char **names = malloc(table->column_count * sizeof *names);
    if (!names) return ent_fail_memory(err);
    ent_buffer list = {0};
    for (size_t i = 0; i < table->column_count; i++) {
        names[i] = table->columns[i].name;
        ent_buffer_text(&list, i ? ", " : "");
        ent_buffer_text(&list, names[i]);
    }
    const char *near = ent_text_nearest(name, names, table->column_count);
    ent_fail(err, ENT_USAGE, "there is no column '%s' in %s", name, table->name);
    if (near)
        ent_hint(err, "did you mean '%s'?", near);
    else
        ent_hint(err, "its columns are %s", list.data ? list.data : "");
    ent_buffer_clear(&list);
    free(names);
    return ENT_USAGE;
}

typedef struct sort_key {
    size_t column;
    bool down;
} sort_key;

typedef struct sorter {
    const ent_table *table;
    sort_key *keys;
    size_t key_count;
} sorter;

static int sign_of(bool less, bool more) {
    return (int)more - (int)less;
}

static int compare_values(const ent_cell *a, const ent_cell *b, ent_column_type type) {
    if (type == ENT_COLUMN_TEXT) return strcmp(a->value.text, b->value.text); /* bytes order UTF-8 by code point */
    if (type == ENT_COLUMN_REAL) return sign_of(a->value.real < b->value.real, b->value.real < a->value.real);
    return sign_of(a->value.integer < b->value.integer, b->value.integer < a->value.integer);
}

static int compare_rows(const void *left, const void *right, void *context) {
    const sorter *by = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    for (size_t k = 0; k < by->key_count; k++) {
        size_t column = by->keys[k].column;
        const ent_cell *x = ent_table_cell(by->table, a, column), *y = ent_table_cell(by->table, b, column);
        if (x->given != y->given) return x->given ? -1 : 1; /* missing last, whichever way */
        if (!x->given) continue;
        int order = compare_values(x, y, by->table->columns[column].type);
        if (order != 0) return by->keys[k].down ? -order : order;
    }
    return sign_of(a < b, b < a); /* the place breaks ties: that makes it stable */
}

static ent_status resolve_keys(sorter *by, const ent_text_list *keys, ent_error *err) {
    for (size_t k = 0; k < by->key_count; k++) {
        const char *name = keys->items[k];
        by->keys[k].down = name[0] == '-';
        ent_status status = ent_table_named_column(by->table, name + by->keys[k].down, &by->keys[k].column, err);
        if (status != ENT_OK) return status;
    }
    return ENT_OK;
}

ent_status ent_table_order(const ent_table *table, const ent_text_list *keys, size_t **order, ent_error *err) {
    sorter by = {table, NULL, keys->count};
    ent_status status = ENT_OK;
    size_t *rows = malloc((table->rows + 1) * sizeof *rows);
    by.keys = malloc((keys->count + 1) * sizeof *by.keys);
    if (!rows || !by.keys) status = ent_fail_memory(err);
    if (status == ENT_OK) status = resolve_keys(&by, keys, err);
    if (status == ENT_OK) {
        for (size_t i = 0; i < table->rows; i++) rows[i] = i;
        if (keys->count > 0) qsort_r(rows, table->rows, sizeof *rows, compare_rows, &by);
        *order = rows;
        rows = NULL;
    }
    free(by.keys);
    free(rows);
    return status;
}

ent_status ent_table_sort(ent_table *table, const ent_text_list *keys, ent_error *err) {
    size_t *order;
    ent_status status = ent_table_order(table, keys, &order, err);
    if (status != ENT_OK || table->rows == 0) {
        if (status == ENT_OK) free(order);
        return status;
    }
    size_t row_size = table->column_count * sizeof *table->cells;
    ent_cell *sorted = malloc(table->rows * row_size);
    if (sorted) {
        for (size_t i = 0; i < table->rows; i++)
            memcpy(sorted + i * table->column_count, ent_table_cell(table, order[i], 0), row_size);
        free(table->cells);
        table->cells = sorted;
        table->capacity = table->rows;
    } else {
        status = ent_fail_memory(err);
    }
    free(order);
    return status;
}
