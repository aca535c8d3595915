// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Every allocation of a table fails once: the call says out of memory, and nothing is lost or freed twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include <entente/table.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static long left = -1; /* allocations until one fails; below 0: none does */

static bool fails(void) {
    return left >= 0 && left-- == 0;
}
void *__wrap_malloc(size_t size) {
    return fails() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *old, size_t size) {
    return fails() ? NULL : __real_realloc(old, size);
}

static ent_status fill(ent_table *table, ent_error *err) {
    ent_status status = ent_table_set_title(table, "title", err);
    if (status == ENT_OK) status = ent_table_note(table, err, "note %d", 1);
    for (int i = 0; i < 40 && status == ENT_OK; i++) {
        status = ent_table_add_row(table, err);
        if (status == ENT_OK)
            status = ent_table_set_text(table, 0, i % 2 ? "odd\nrow" : "even row of some length", err);
        if (status == ENT_OK) status = ent_table_set_real(table, 1, i / 7.0, err);
        if (status == ENT_OK) status = ent_table_set_text(table, 2, "words that are wrapped when it is narrow", err);
    }
    return status;
}

static ent_status work(ent_layout layout, int format, ent_error *err) {
    static const ent_column columns[] = {{"text", ENT_COLUMN_TEXT, "a text", false, false},
                                         {"real", ENT_COLUMN_REAL, "a number", false, false},
                                         {"free", ENT_COLUMN_TEXT, "free text", true, false}};
    char *keys[] = {"-real", "text"}, *out = NULL;
    ent_show show = {.format = format, .sort = {keys, 2}, .width = 30};
    ent_table *table = NULL;
    ent_status status = ent_table_new("memory", columns, 3, &table, err);
    if (status == ENT_OK) status = fill(table, err);
    if (status == ENT_OK) status = ent_table_set_layout(table, layout, 0, err);
    if (status == ENT_OK) status = ent_table_sort(table, &show.sort, err);
    if (status == ENT_OK) status = ent_table_format(table, &show, &out, NULL, err);
    ent_free(out);
    ent_table_free(table);
    return status;
}

static void sweep(ent_layout layout, int format) {
    for (long failing = 0; failing < 10000; failing++) {
        ent_error err = {0};
        left = failing;
        ent_status status = work(layout, format, &err);
        bool all_served = left >= 0;
        left = -1;
        if (all_served) {
            assert_int_equal(status, ENT_OK);
            assert_true(failing > 5); /* the sweep saw allocations at all */
            return;
        }
        /* qsort_r sorts in place when it gets no memory: that one may still succeed */
        if (status != ENT_OK) assert_int_equal(status, ENT_NOMEM);
    }
    fail_msg("the sweep did not end");
}

static void every_allocation(void **state) {
    (void)state;
    for (int format = ENT_FORMAT_TEXT; format <= ENT_FORMAT_MD; format++) sweep(ENT_LAYOUT_GRID, format);
    sweep(ENT_LAYOUT_CARDS, ENT_FORMAT_TEXT);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
