// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* What holds of every writer: a name, a summary and extensions that find it; the null graph, one entity, a seed graph; the
 * same bytes twice; and out of memory at any point is ENT_NOMEM with nothing handed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <entente/read.h>
#include <entente/write.h>

#include "failing_memory.h"

static ent_graph *read_graph(const char *text) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    if (ent_read_memory(text, strlen(text), "contract", NULL, NULL, &graph, &err) != ENT_OK)
        fail_msg("%s", err.message);
    return graph;
}

static ent_graph *read_seed(void) {
    const char *path = "graphs/korea-us-2022.json";
    ent_graph *graph = NULL;
    assert_int_equal(ent_read_files(&path, 1, NULL, NULL, &graph, NULL), ENT_OK);
    return graph;
}

static void test_catalogue(void **state) {
    (void)state;
    assert_true(ent_writer_count() > 0);
    assert_null(ent_writer_at(ent_writer_count()));
    for (size_t i = 0; i < ent_writer_count(); i++) {
        const ent_writer *writer = ent_writer_at(i);
        assert_true(*writer->name && *writer->summary && *writer->extensions && writer->write);
        assert_ptr_equal(ent_writer_find(writer->name), writer);
        char list[100], *word, *rest = list;
        snprintf(list, sizeof list, "%s", writer->extensions);
        while ((word = strsep(&rest, " "))) {
            char path[120];
            snprintf(path, sizeof path, "dir.x/file%s", word);
            assert_int_equal(word[0], '.');
            assert_ptr_equal(ent_writer_find(path), writer);
        }
    }
}

static void check_same_twice(const ent_writer *writer, const ent_graph *graph) {
    char *one = NULL, *two = NULL;
    size_t one_length = 0, two_length = 0;
    assert_int_equal(writer->write(graph, NULL, &one, &one_length, NULL), ENT_OK);
    assert_int_equal(writer->write(graph, NULL, &two, &two_length, NULL), ENT_OK);
    assert_int_equal(one_length, two_length);
    assert_int_equal(strlen(one), one_length);
    assert_memory_equal(one, two, one_length);
    assert_int_equal(ent_utf8_valid_prefix(one, one_length), one_length);
    ent_free(one);
    ent_free(two);
}

static const char *const smallest[] = {
    "{\"format\": \"entente/1\"}",
    "{\"id\": \"A\", \"kind\": \"country\"}",
    "{\"type\": \"rivals\", \"source\": \"A\", \"target\": \"A\"}",
};

static void test_same_bytes_twice(void **state) {
    (void)state;
    ent_graph *seed = read_seed();
    for (size_t i = 0; i < ent_writer_count(); i++) {
        check_same_twice(ent_writer_at(i), seed);
        for (size_t k = 0; k < sizeof smallest / sizeof *smallest; k++) {
            ent_graph *graph = read_graph(smallest[k]);
            check_same_twice(ent_writer_at(i), graph);
            ent_graph_free(graph);
        }
    }
    ent_graph_free(seed);
}

static void test_empty_selection(void **state) {
    (void)state;
    ent_graph *seed = read_seed();
    ent_select options;
    ent_selection *selection = NULL;
    assert_int_equal(ent_options_init(ent_select_options, &options, sizeof options, NULL), ENT_OK);
    assert_int_equal(ent_date_parse("1900", &options.at, NULL), ENT_OK);
    assert_int_equal(ent_selection_new(seed, &options, &selection, NULL), ENT_OK);
    for (size_t i = 0; i < ent_writer_count(); i++) {
        char *text = NULL;
        size_t length = 0;
        assert_int_equal(ent_writer_at(i)->write(seed, selection, &text, &length, NULL), ENT_OK);
        assert_true(length > 0);
        assert_null(strstr(text, "\"r01\""));
        ent_free(text);
    }
    ent_selection_free(selection);
    ent_options_clear(ent_select_options, &options);
    ent_graph_free(seed);
}

/* Fail the first allocation, the second, ... until none is left to fail. Returns how many there were. */
static long sweep(const ent_writer *writer, const ent_graph *graph) {
    for (long tried = 0;; tried++) {
        char *text = NULL;
        size_t length = 0;
        ent_error err = {0};
        failed = false;
        left = tried;
        ent_status status = writer->write(graph, NULL, &text, &length, &err);
        left = -1;
        if (!failed) {
            assert_int_equal(status, ENT_OK);
            ent_free(text);
            return tried;
        }
        assert_int_equal(status, ENT_NOMEM);
        assert_int_equal(err.status, ENT_NOMEM);
        assert_null(text);
    }
}

static void test_out_of_memory(void **state) {
    (void)state;
    ent_graph *seed = read_seed();
    for (size_t i = 0; i < ent_writer_count(); i++) {
        once = false;
        assert_true(sweep(ent_writer_at(i), seed) > 3);
        once = true;
        assert_true(sweep(ent_writer_at(i), seed) > 3);
    }
    ent_graph_free(seed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue),
        cmocka_unit_test(test_same_bytes_twice),
        cmocka_unit_test(test_empty_selection),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("writer contract", tests, NULL, NULL);
}
