/* Interned texts beside a list that is searched from front to back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"

enum { TEXTS = 2000, LONGEST = 40 };

static unsigned state_of_chance = 7;

static unsigned below(unsigned n) {
    state_of_chance = state_of_chance * 1103515245u + 12345u;
    return (state_of_chance >> 8) % n;
}

/* Many texts that begin, end or are cut alike; also empty ones. */
static size_t make_text(char out[LONGEST + 1]) {
    size_t length = below(4) ? below(12) : below(LONGEST);
    for (size_t i = 0; i < length; i++) out[i] = (char)('a' + below(i < 3 ? 20 : 2));
    out[length] = '\0';
    return length;
}

static uint32_t look(char (*list)[LONGEST + 1], size_t count, const char *text) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], text) == 0) return (uint32_t)i;
    return UINT32_MAX;
}

static void numbers_are_those_of_a_list(void **state) {
    (void)state;
    static char list[TEXTS][LONGEST + 1];
    ent_pool pool = {0};
    size_t count = 0;
    for (int i = 0; i < TEXTS; i++) {
        char text[LONGEST + 9];
        size_t length = make_text(text);
        uint32_t known = look(list, count, text);
        assert_int_equal(ent_pool_find(&pool, text), known);
        memcpy(text + length, "and more", 8); /* what stands behind the text is none of it */
        bool fresh;
        uint32_t number =
            i % 2 ? ent_pool_add_bytes(&pool, text, length, &fresh)
                  : ent_pool_add_hashed(&pool, ent_pool_hash(text, length, ent_pool_seed()), text, length, &fresh);
        assert_int_equal(fresh, known == UINT32_MAX);
        assert_int_equal(number, fresh ? count : known);
        text[length] = '\0';
        if (fresh) strcpy(list[count++], text);
        assert_int_equal(ent_pool_find_bytes(&pool, text, length), number);
    }
    assert_int_equal(pool.count, count);
    free(pool.slots);
    pool.slot_count = count + 1; /* one is empty */
    pool.seed = 12345;
    pool.slots = ent_pool_table(&pool, 12345, pool.slot_count);
    assert_int_equal(ent_pool_find(&pool, "no such text"), UINT32_MAX);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(ent_pool_text(&pool, i), list[i]);
        assert_int_equal(ent_pool_find(&pool, list[i]), i);
    }
    ent_pool_clear(&pool);
}

static void a_number_can_be_named_later(void **state) {
    (void)state;
    ent_pool pool = {0};
    for (uint32_t i = 0; i < 1000; i++) {
        char name[24];
        snprintf(name, sizeof name, "given %u", i);
        assert_int_equal(i % 3 ? ent_pool_add(&pool, name, NULL) : ent_pool_skip(&pool), i);
    }
    assert_string_equal(ent_pool_text(&pool, 999), "");
    assert_int_equal(ent_pool_find(&pool, ""), UINT32_MAX);
    for (uint32_t i = 0; i < 1000; i += 3) {
        char name[24];
        int length = snprintf(name, sizeof name, "late %u", i);
        assert_int_equal(ent_pool_find(&pool, name), UINT32_MAX);
        assert_true(ent_pool_name(&pool, i, name, (size_t)length));
        assert_int_equal(ent_pool_find(&pool, name), i);
        assert_string_equal(ent_pool_text(&pool, i), name);
    }
    assert_int_equal(ent_pool_find(&pool, "given 998"), 998);
    ent_pool_freeze(&pool);
    assert_int_equal(ent_pool_find(&pool, "late 999"), UINT32_MAX);
    assert_string_equal(ent_pool_text(&pool, 999), "late 999");
    ent_pool_clear(&pool);
}

static void a_damaged_table_ends_the_search(void **state) {
    (void)state;
    ent_pool pool = {0};
    ent_pool_add(&pool, "one", NULL);
    ent_pool_add(&pool, "two", NULL);
    for (size_t i = 0; i < pool.slot_count; i++) pool.slots[i] = UINT64_MAX;
    assert_int_equal(ent_pool_find(&pool, "one"), UINT32_MAX);
    uint64_t tag = ent_pool_hash("one", 3, ent_pool_seed()) << 32;
    pool.start[0] = UINT32_MAX;
    for (size_t i = 0; i < pool.slot_count; i++) pool.slots[i] = tag | (i % 2 ? 1 : 77);
    assert_int_equal(ent_pool_find(&pool, "one"), UINT32_MAX);
    assert_string_equal(ent_pool_text(&pool, 0), "");
    ent_pool_clear(&pool);
}

static void too_much_text_is_said(void **state) {
    (void)state;
    ent_pool pool = {0};
    ent_error err = {0};
    ent_pool_add(&pool, "one", NULL);
    pool.used = pool.room = UINT32_MAX - 10; /* as if so much were in it */
    assert_int_equal(ent_pool_add(&pool, "another text", NULL), UINT32_MAX);
    assert_int_equal(ent_pool_fail(&pool, &err), ENT_NOMEM);
    assert_non_null(strstr(err.message, "4 GiB"));
    assert_int_equal(ent_pool_find(&pool, "one"), 0);
    ent_pool_clear(&pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_a_list), cmocka_unit_test(a_number_can_be_named_later),
        cmocka_unit_test(a_damaged_table_ends_the_search), cmocka_unit_test(too_much_text_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
