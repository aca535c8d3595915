// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* The vocabulary that is built in is what graphs/vocabulary/default.json says, to the last name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <entente/model.h>

#include "failing_memory.h"

typedef struct twins {
    ent_vocabulary *built, *file;
} twins;

static int open_both(void **state) {
    static twins t;
    *state = &t;
    return ent_vocabulary_default(&t.built, NULL) ||
           ent_vocabulary_read_file("graphs/vocabulary/default.json", NULL, &t.file, NULL);
}

static int close_both(void **state) {
    twins *t = *state;
    ent_vocabulary_free(t->built);
    ent_vocabulary_free(t->file);
    return 0;
}

static void same_labels(const ent_pair *a, size_t a_count, const ent_pair *b, size_t b_count) {
    assert_int_equal(a_count, b_count);
    for (size_t i = 0; i < a_count; i++) {
        assert_string_equal(a[i].key, b[i].key);
        assert_string_equal(a[i].value, b[i].value);
    }
}

/* Name and aliases, as they are and as somebody might write them, lead both to the same entry. */
static void same_names(const twins *t, long (*find)(const ent_vocabulary *, const char *), const char *name,
                       const char *aliases, long index) {
    char list[2000];
    assert_true(snprintf(list, sizeof list, "%s,%s", name, aliases) < (int)sizeof list);
    for (char *next = list, *alias; (alias = strsep(&next, ","));) {
        if (!*alias) continue;
        assert_int_equal(find(t->built, alias), index);
        assert_int_equal(find(t->file, alias), index);
        if (*alias >= 'a' && *alias <= 'z') *alias = (char)(*alias - 32);
        if (strchr(alias, '_')) *strchr(alias, '_') = ' ';
        assert_int_equal(find(t->built, alias), index);
    }
}

static void types_are_the_same(void **state) {
    const twins *t = *state;
    size_t count = ent_vocabulary_type_count(t->file);
    assert_true(count > 40);
    assert_int_equal(ent_vocabulary_type_count(t->built), count);
    assert_string_equal(ent_vocabulary_title(t->built), ent_vocabulary_title(t->file));
    for (size_t i = 0; i < count; i++) {
        ent_type a, b;
        ent_vocabulary_type(t->built, i, &a);
        ent_vocabulary_type(t->file, i, &b);
        const char *const got[] = {a.name, a.label, a.plover, a.cameo, a.sources, a.targets, a.aliases};
        const char *const want[] = {b.name, b.label, b.plover, b.cameo, b.sources, b.targets, b.aliases};
        for (int k = 0; k < 7; k++) assert_string_equal(got[k], want[k]);
        assert_int_equal(a.sign, b.sign);
        assert_true(a.symmetric == b.symmetric && a.lifts == b.lifts && a.known && b.known);
        assert_true(isnan(b.intensity) ? isnan(a.intensity) : a.intensity == b.intensity);
        same_labels(a.labels, a.label_count, b.labels, b.label_count);
        same_names(t, ent_vocabulary_find_type, a.name, a.aliases, (long)i);
    }
}

static void kinds_are_the_same(void **state) {
    const twins *t = *state;
    size_t count = ent_vocabulary_kind_count(t->file);
    assert_true(count > 10);
    assert_int_equal(ent_vocabulary_kind_count(t->built), count);
    for (size_t i = 0; i < count; i++) {
        ent_kind a, b;
        ent_vocabulary_kind(t->built, i, &a);
        ent_vocabulary_kind(t->file, i, &b);
        const char *const got[] = {a.name, a.label, a.shape, a.aliases};
        const char *const want[] = {b.name, b.label, b.shape, b.aliases};
        for (int k = 0; k < 4; k++) assert_string_equal(got[k], want[k]);
        assert_true(a.lifts == b.lifts && a.known && b.known);
        same_labels(a.labels, a.label_count, b.labels, b.label_count);
        same_names(t, ent_vocabulary_find_kind, a.name, a.aliases, (long)i);
    }
}

static void the_nearest_name_is_the_same(void **state) {
    const twins *t = *state;
    static const char *const words[] = {"alied_with", "sanctons", "coperates", "firmm", "contry", "zzzzzzzz", ""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *got = ent_vocabulary_nearest_type(t->built, words[i]);
        const char *want = ent_vocabulary_nearest_type(t->file, words[i]);
        assert_string_equal(got ? got : "none", want ? want : "none");
        got = ent_vocabulary_nearest_kind(t->built, words[i]);
        want = ent_vocabulary_nearest_kind(t->file, words[i]);
        assert_string_equal(got ? got : "none", want ? want : "none");
    }
    assert_int_equal(ent_vocabulary_find_type(t->built, "no such type"), -1);
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    failed = true;
    for (long k = 0; failed; k++) {
        ent_vocabulary *v = NULL;
        ent_error err = {0};
        failed = false;
        left = k;
        ent_status status = ent_vocabulary_default(&v, &err);
        left = -1;
        assert_true(status == ENT_OK ? v && !failed : !v && status == ENT_NOMEM && err.status == ENT_NOMEM);
        ent_vocabulary_free(v);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_are_the_same),
        cmocka_unit_test(kinds_are_the_same),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(the_nearest_name_is_the_same),
    };
    return cmocka_run_group_tests(tests, open_both, close_both);
}
