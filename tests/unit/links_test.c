/* Links sorted by their ends, beside a sort by comparison. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/links.h"

static int by_ends(const void *a, const void *b) {
    const ent_link *x = a, *y = b;
    for (int end = 0; end < 2; end++)
        if (x->end[end] != y->end[end]) return x->end[end] < y->end[end] ? -1 : 1;
    return (x->what > y->what) - (x->what < y->what); /* numbered as they stand: equal ones keep their order */
}

static void links_are_sorted_as_by_comparison(void **state) {
    (void)state;
    static const size_t bounds[] = {1, 2, 3, 255, 256, 257, 2048, 2049, 100000, 1u << 22, (1u << 22) + 1, UINT32_MAX};
    static const size_t counts[] = {0, 1, 2, 3, 10, 1000, 5000};
    uint64_t seed = 7;
    for (size_t b = 0; b < sizeof bounds / sizeof *bounds; b++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            size_t size = (counts[c] + 1) * sizeof(ent_link);
            ent_link *links = malloc(size), *space = malloc(size), *want = malloc(size);
            for (size_t i = 0; i < counts[c]; i++) {
                uint64_t roll = seed = seed * 6364136223846793005u + 1442695040888963407u;
                uint32_t a = (uint32_t)((roll >> 33) % bounds[b]), z = (uint32_t)((roll >> 20) % bounds[b]);
                links[i] = (ent_link){{i % 3 ? a : (uint32_t)bounds[b] - 1, z}, (uint32_t)i};
            }
            memcpy(want, links, counts[c] * sizeof *want);
            qsort(want, counts[c], sizeof *want, by_ends);
            const ent_link *got = ent_links_sort(links, space, counts[c], bounds[b]);
            assert_true(got == links || got == space);
            assert_memory_equal(got, want, counts[c] * sizeof *want);
            free(links);
            free(space);
            free(want);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(links_are_sorted_as_by_comparison)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
