/* Libraries that are loaded when they are needed: filled pointers, and what is said when one is missing or lacks a function. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/library.h"
#include "sonames.h"

typedef struct two_calls {
    int (*first)(void), (*second)(void);
} two_calls;

static int untouched(void) {
    return 7;
}

static void pointers_are_filled_in_the_order_of_the_names(void **state) {
    (void)state;
    static const char *const names[] = {"glp_term_out", "glp_version"};
    struct {
        int (*term_out)(int);
        const char *(*version)(void);
    } calls = {NULL, NULL};
    ent_library library = {"GLPK", ENT_SONAME_GLPK, "libglpk-dev", names, &calls, 2, NULL};
    assert_null(ent_library_find(&library, "glp_version"));
    assert_int_equal(ent_library_load(&library, NULL), ENT_OK);
    assert_non_null(library.handle);
    assert_non_null(strchr(calls.version(), '.'));
    assert_ptr_equal(ent_library_find(&library, "glp_version"), *(void **)&calls.version);
    assert_null(ent_library_find(&library, "no_such_function"));
    void *handle = library.handle;
    calls.version = NULL;
    assert_int_equal(ent_library_load(&library, NULL), ENT_OK); /* the second time there is nothing to do */
    assert_ptr_equal(library.handle, handle);
    assert_null(calls.version);
}

static void a_missing_library_is_an_error_with_its_package(void **state) {
    (void)state;
    static const char *const names[] = {"first", "second"};
    two_calls calls = {untouched, untouched};
    ent_library library = {"nothing", "libnothing.so.0", "libnothing-dev", names, &calls, 2, NULL};
    for (int again = 0; again < 2; again++) {
        ent_error err = {0};
        assert_int_equal(ent_library_load(&library, &err), ENT_CALC);
        assert_non_null(strstr(err.message, "cannot load nothing: libnothing.so.0"));
        assert_non_null(strstr(err.hint, "libnothing-dev"));
        assert_null(library.handle);
        assert_int_equal(calls.first(), 7);
    }
}

static void a_library_that_lacks_a_function_is_not_taken(void **state) {
    (void)state;
    static const char *const names[] = {"glp_version", "glp_no_such_function"};
    two_calls calls = {NULL, untouched};
    ent_library library = {"GLPK", ENT_SONAME_GLPK, "libglpk-dev", names, &calls, 2, NULL};
    ent_error err = {0};
    assert_int_equal(ent_library_load(&library, &err), ENT_CALC);
    assert_non_null(strstr(err.message, "glp_no_such_function"));
    assert_null(library.handle);
    assert_int_equal(calls.second(), 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pointers_are_filled_in_the_order_of_the_names),
        cmocka_unit_test(a_missing_library_is_an_error_with_its_package),
        cmocka_unit_test(a_library_that_lacks_a_function_is_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
