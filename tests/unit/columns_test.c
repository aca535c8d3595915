/* Columns of the graph beside plain lists of what was put into them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/columns.h"
#include "model/document_text.h"
#include "model/places.h"

enum { ROWS = 3000 };

static unsigned state_of_chance = 11;

static unsigned below(unsigned n) {
    state_of_chance = state_of_chance * 1103515245u + 12345u;
    return (state_of_chance >> 8) % n;
}

static void assert_place(ent_place a, ent_place b) {
    assert_int_equal(a.line, b.line);
    assert_int_equal(a.column, b.column);
    assert_int_equal(a.index, b.index);
}

/* Places as they come in files: one of `often` records does not stand where the one before makes one expect. */
static void check_places(unsigned often, bool counted, size_t changed) {
    static ent_place list[ROWS];
    ent_places places = {0};
    ent_place next = {1, 1, 0};
    for (size_t i = 0; i < ROWS; i++) {
        if (below(often) == 0) next = (ent_place){below(1000), 1 + below(3), counted ? below(1000) : 0};
        list[i] = next;
        assert_true(ent_places_add(&places, next));
        next.line++;
        next.index += counted;
    }
    for (size_t i = 0; i < changed; i++) {
        const size_t row = below(ROWS);
        list[row].column += 5;
        assert_true(ent_places_set(&places, row, list[row]));
    }
    for (size_t i = 0; i < ROWS; i++) assert_place(ent_places_at(&places, i), list[i]);
    assert_place(ent_places_at(&places, ROWS), (ent_place){0});
    if (often > 100 && !changed) assert_true(places.run_count < ROWS / 50);
    ent_places_clear(&places);
}

static void places_come_back(void **state) {
    (void)state;
    static const unsigned often[] = {1, 2, 10, 1000};
    for (size_t i = 0; i < sizeof often / sizeof *often; i++)
        for (int counted = 0; counted < 2; counted++)
            for (size_t changed = 0; changed < 200; changed += 99) check_places(often[i], counted, changed);
}

/* The rare columns of relations, each with a value in some rows. */
static void rare_values_come_back(void **state) {
    (void)state;
    for (unsigned often = 1; often < 2000; often = often * 7 + 1) {
        static double weight[ROWS], confidence[ROWS];
        static uint32_t areas[ROWS];
        ent_graph graph = {0};
        for (size_t k = 0; k < ROWS; k++) {
            const bool rare = below(often) == 0;
            weight[k] = rare ? below(100) / 7.0 : (double)NAN;
            confidence[k] = !rare ? (double)NAN : below(3) ? below(10001) / 10000.0 : 1.0 / (1 + below(50));
            areas[k] = rare ? below(5) : 0;
            ent_relation_row row = {.weight = weight[k], .confidence = confidence[k], .areas = areas[k]};
            assert_true(ent_columns_add_relation(&graph, &row));
        }
        for (size_t k = 0; k < ROWS; k++) {
            const double w = ent_graph_weight_of(&graph, k), c = ent_graph_confidence_of(&graph, k);
            assert_true(isnan(weight[k]) ? isnan(w) : w == weight[k]);
            assert_true(isnan(confidence[k]) ? isnan(c) : c == confidence[k]);
            assert_int_equal(ent_graph_areas_of(&graph, k), areas[k]);
        }
        ent_relation_columns *r = &graph.r;
        void *arrays[] = {r->type,     r->flags, r->status, r->sign,       r->source,    r->target,          r->date,
                          r->evidence, r->areas, r->weight, r->confidence, r->exact_row, r->exact_confidence};
        for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) free(arrays[i]);
        ent_places_clear(&r->places);
    }
}

/* Members that are there, empty and absent, and a second copy made of the first while the block grows. */
static void documents_come_back(void **state) {
    (void)state;
    ent_texts texts = {0};
    for (unsigned there = 0; there < 256; there++) {
        const char *parts[ENT_DOCUMENT_PARTS], *back[ENT_DOCUMENT_PARTS];
        for (int i = 0; i < ENT_DOCUMENT_PARTS; i++)
            parts[i] = !(there >> i & 1) ? NULL : i % 3 == 0 ? "" : i % 3 == 1 ? "short" : "somewhat longer than that";
        uint64_t name = ent_document_text_add(&texts, parts, NULL);
        for (int copy = 0; copy < 3; copy++) {
            ent_document_text_parts(&texts, name, back);
            for (int i = 0; i < ENT_DOCUMENT_PARTS; i++) {
                assert_int_equal(!parts[i], !back[i]);
                if (parts[i]) assert_string_equal(parts[i], back[i]);
            }
            name = ent_document_text_add(&texts, back, NULL);
        }
    }
    ent_texts_clear(&texts);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(places_come_back), cmocka_unit_test(rare_values_come_back),
                                       cmocka_unit_test(documents_come_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
