/* Packed graphs: what was packed comes back, and no damage goes unseen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "packed.h"

static packed base;

static packed copy_of(size_t size) {
    packed copy = {aligned_alloc(16, (size + 31) / 16 * 16), size};
    assert_non_null(copy.data);
    memcpy(copy.data, base.data, size);
    return copy;
}

static void all_comes_back(void **state) {
    (void)state;
    ent_graph *before = packed_graph(), *after = NULL;
    assert_int_equal(ent_graph_open_memory(base.data, base.size, "base", &after, NULL), ENT_OK);
    char *first = packed_walk(before, true), *second = packed_walk(after, true);
    assert_non_null(first);
    assert_string_equal(first, second);
    assert_non_null(strstr(first, "so they said"));
    assert_int_equal(ent_graph_check_all(after, NULL), ENT_OK);
    assert_int_equal(ent_vocabulary_find_type(ent_graph_vocabulary(after), "Heads"), 0);
    ent_free(first);
    ent_free(second);
    ent_graph_free(before);
    ent_graph_free(after);
}

static void the_same_graph_gives_the_same_bytes(void **state) {
    (void)state;
    packed again = packed_make();
    assert_int_equal(again.size, base.size);
    assert_memory_equal(again.data, base.data, base.size);
    free(again.data);
}

/* Opened, then looked at to the last byte: one of the two refuses, in words. */
static bool is_refused(packed p) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    ent_status status = ent_graph_open_memory(p.data, p.size, "damaged", &graph, &err);
    if (status == ENT_OK) status = ent_graph_check_all(graph, &err);
    ent_graph_free(graph);
    return status == ENT_BAD_INPUT && err.message[0] && err.hint[0];
}

static void any_changed_byte_is_seen(void **state) {
    (void)state;
    packed p = copy_of(base.size);
    assert_false(is_refused(p));
    for (size_t i = 0; i < p.size; i++) {
        p.data[i] ^= (char)(1 + i % 255);
        if (!is_refused(p)) fail_msg("byte %zu of %zu can be changed", i, p.size);
        p.data[i] = base.data[i];
    }
    free(p.data);
}

/* A getter that meets damage says nothing, and no answer leaves. */
static void damage_is_met_where_it_is_used(void **state) {
    (void)state;
    packed p = copy_of(base.size);
    for (size_t i = ((ent_sheet_front *)p.data)->begin; i < p.size; i += 7) {
        ent_graph *graph = NULL;
        p.data[i] ^= 64;
        if (!ent_graph_open_memory(p.data, p.size, "damaged", &graph, NULL)) assert_null(packed_walk(graph, false));
        ent_graph_free(graph);
        p.data[i] = base.data[i];
    }
    free(p.data);
}

static void a_file_that_is_cut_is_refused(void **state) {
    (void)state;
    for (size_t size = 0; size < base.size; size += size < 200 ? 1 : 97) {
        packed p = copy_of(size);
        assert_true(is_refused(p));
        free(p.data);
    }
}

static void refused_with(packed p, const char *words) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    assert_int_equal(ent_graph_open_memory(p.data, p.size, "other", &graph, &err), ENT_BAD_INPUT);
    if (!strstr(err.message, words)) fail_msg("'%s' does not say '%s'", err.message, words);
    assert_true(err.hint[0]);
}

static void others_are_told_apart(void **state) {
    (void)state;
    packed p = copy_of(base.size);
    ent_sheet_front *front = (ent_sheet_front *)p.data;
    front->version++;
    packed_forge(p);
    refused_with(p, "format 2");
    front->version--;
    front->mark = __builtin_bswap32(front->mark);
    packed_forge(p);
    refused_with(p, "byte order");
    memset(p.data, 'x', 8);
    refused_with(p, "no packed graph");
    free(p.data);
}

/* Bytes that were changed by somebody who made the sums fit: they may be taken or refused, but nothing outside is read. */
static void forged_numbers_name_nothing_outside(void **state) {
    (void)state;
    unsigned chance = 5;
    packed p = copy_of(base.size);
    const size_t begin = ((ent_sheet_front *)base.data)->begin;
    for (size_t i = 64; i < p.size; i += i < begin ? 3 : 5) {
        const size_t length = p.size - i < 4 ? p.size - i : 4;
        ent_graph *graph = NULL;
        chance = chance * 1103515245u + 12345u;
        memset(p.data + i, (int)(chance >> 20) % 3 ? 0xff : (int)(chance >> 24), length);
        packed_forge(p);
        if (!ent_graph_open_memory(p.data, p.size, "forged", &graph, NULL)) ent_free(packed_walk(graph, true));
        ent_graph_free(graph);
        memcpy(p.data, base.data, p.size);
    }
    free(p.data);
}

/* A part of the directory as if it were not there; nothing of it is missed. */
static void forged_parts_may_be_missing(void **state) {
    (void)state;
    packed p = copy_of(base.size);
    const ent_sheet_front *front = (const ent_sheet_front *)p.data;
    ent_sheet_entry *parts = (ent_sheet_entry *)(p.data + sizeof *front);
    for (size_t i = 0; i < front->part_count; i++) {
        const ent_sheet_entry part = parts[i];
        for (int cut = 0; cut < 2; cut++) {
            ent_graph *graph = NULL;
            parts[i].size = cut ? part.size / 2 / 8 * 8 : 0;
            packed_forge(p);
            if (!ent_graph_open_memory(p.data, p.size, "forged", &graph, NULL)) ent_free(packed_walk(graph, true));
            ent_graph_free(graph);
        }
        parts[i] = part;
    }
    free(p.data);
}

/* Among other files its records go to the builder. */
static void it_is_united_with_others(void **state) {
    (void)state;
    char path[] = "/tmp/entente-pack-XXXXXX";
    const int fd = mkstemp(path);
    assert_int_equal(write(fd, base.data, base.size), base.size);
    close(fd);
    const char *paths[] = {path, path};
    ent_graph *graph = NULL, *before = packed_graph();
    ent_error err = {0};
    assert_int_equal(ent_read_files(paths, 2, NULL, NULL, &graph, &err), ENT_OK);
    assert_int_equal(ent_graph_relations(graph),
                     ent_graph_relations(before) + 1); /* the one without an id is there twice */
    assert_int_equal(ent_graph_entities(graph), ent_graph_entities(before));
    ent_graph_free(graph);
    ent_graph_free(before);
    unlink(path);
}

int main(void) {
    base = packed_make();
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_comes_back),
                                       cmocka_unit_test(the_same_graph_gives_the_same_bytes),
                                       cmocka_unit_test(any_changed_byte_is_seen),
                                       cmocka_unit_test(damage_is_met_where_it_is_used),
                                       cmocka_unit_test(a_file_that_is_cut_is_refused),
                                       cmocka_unit_test(others_are_told_apart),
                                       cmocka_unit_test(forged_numbers_name_nothing_outside),
                                       cmocka_unit_test(forged_parts_may_be_missing),
                                       cmocka_unit_test(it_is_united_with_others)};
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(base.data);
    return failed;
}
