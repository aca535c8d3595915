/* The search of entente-draw without Graphviz: the field, its costs and its annealing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "draw/anneal.c"
#include "draw/field.c"
#undef GAP
#include "draw/field_make.c"
#include "draw/junction.c"
#include "draw/measure.c"
#include "draw/part.c"
#include "draw/stress.c"

#include "draw/regions.c"
#include "draw/page.c"
#include "draw/style.c"

#include "draw_fixture.h"

static void start(const fixture *f, double *xy) {
    for (uint32_t v = 0; v < f->scene.node_count; v++) {
        xy[2 * v] = (v * 37) % 101 * 4.0 - 200;
        xy[2 * v + 1] = (v * 53) % 89 * 4.0 - 180;
    }
}

/* ---- costs against what the definitions say ---- */

/* Whether two segments cross, in whole numbers and without any trick: a twin of the code. */
static bool twin_crosses(const long *a, const long *b, const long *c, const long *d) {
    long one = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    long two = (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0]);
    long three = (d[0] - c[0]) * (a[1] - c[1]) - (d[1] - c[1]) * (a[0] - c[0]);
    long four = (d[0] - c[0]) * (b[1] - c[1]) - (d[1] - c[1]) * (b[0] - c[0]);
    return ((one > 0 && two < 0) || (one < 0 && two > 0)) && ((three > 0 && four < 0) || (three < 0 && four > 0));
}

static void crossings_are_those_of_a_twin(void **state) {
    (void)state;
    uint32_t random = 1, crossed = 0, compared = 0;
    for (int round = 0; round < 20000; round++) {
        long p[4][2];
        for (int k = 0; k < 8; k++) {
            random = random * 1664525 + 1013904223;
            p[k / 2][k % 2] = (long)(random >> 20) % 400 - 200;
        }
        ent_stretch s = {.lines = 1, .straight = UINT32_MAX}, t = s;
        s.x = (float)p[0][0], s.y = (float)p[0][1], s.dx = (float)(p[1][0] - p[0][0]),
        s.dy = (float)(p[1][1] - p[0][1]);
        t.x = (float)p[2][0], t.y = (float)p[2][1], t.dx = (float)(p[3][0] - p[2][0]),
        t.dy = (float)(p[3][1] - p[2][1]);
        bool twin = twin_crosses(p[0], p[1], p[2], p[3]);
        bool touching = false; /* an end on the other line is no crossing and may be one: left out */
        for (int e = 0; e < 4; e++) {
            const long *a = p[e < 2 ? 2 : 0], *b = p[e < 2 ? 3 : 1];
            touching |= (b[0] - a[0]) * (p[e][1] - a[1]) == (b[1] - a[1]) * (p[e][0] - a[0]);
        }
        if (touching) continue;
        compared++;
        crossed += twin;
        assert_int_equal(crossing_cost(&s, &t) > 0, twin);
    }
    assert_true(compared > 19000 && crossed > 2000);
}

static void packed_boxes_miss_nothing(void **state) {
    (void)state;
    uint32_t random = 7, near = 0, found = 0;
    for (int round = 0; round < 20000; round++) {
        float c[8];
        for (int k = 0; k < 8; k++) {
            random = random * 1664525 + 1013904223;
            c[k] = (float)(random >> 16) / 65536 * (k % 4 < 2 ? 600 : 80) - (k % 4 < 2 ? 300 : -1);
        }
        if (round % 10 == 0) c[0] += 9000; /* far outside: corners are clamped */
        uint64_t a = pack_box(c[0], c[1], c[0] + c[2], c[1] + c[3]), b = pack_box(c[4], c[5], c[4] + c[6], c[5] + c[7]);
        bool touch = c[0] < c[4] + c[6] && c[4] < c[0] + c[2] && c[1] < c[5] + c[7] && c[5] < c[1] + c[3];
        uint32_t out[1];
        size_t count = close_to(&a, 1, b, out);
        if (touch) assert_int_equal(count, 1);
        near += touch;
        found += count > 0;
    }
    assert_true(near > 200 && found < near * 1.2); /* and hardly more than that */
}

/* ---- annealing ---- */

static const char cube[] = "0-1 1-2 2-3 3-0 4-5 5-6 6-7 7-4 0-4 1-5 2-6 3-7"; /* planar */
static const char tangle[] = "0-1 1-2 2-3 3-0 4-5 5-6 6-7 7-4 0-4 1-5 2-6 3-7 8-0 9-0 10-0 11-5 8-9 2-8";

static size_t crossings(const ent_field *f) {
    size_t count = 0;
    for (uint32_t i = 0; i < f->link_count; i++)
        for (uint32_t j = 0; j < i; j++) {
            const ent_stretch *s = &f->stretch[i], *t = &f->stretch[j];
            bool shared = s->a == t->a || s->a == t->b || s->b == t->a || s->b == t->b;
            if (!shared && crossing_cost(s, t) > 0) count++;
        }
    return count;
}

/* All costs added up pair by pair, beside the sums that trials have changed. */
static void sums_tell_the_truth_after_many_trials(void **state) {
    (void)state;
    fixture f;
    double xy[128], before, after;
    ent_field field, anew;
    make(&f, 12, tangle, "a label");
    start(&f, xy);
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    assert_int_equal(ent_field_init(&anew, f.plot, NULL), ENT_OK);
    ent_field_set(&field, xy);
    for (uint64_t seed = 1; seed <= 6; seed++) {
        before = ent_field_cost(&field);
        ent_anneal(&field, 3e5, seed == 1 ? 10 : 2, seed);
        after = ent_field_cost(&field);
        if (seed == 1) assert_true(after < before);
        ent_field_get(&field, xy);
        ent_field_set(&anew, xy);
        assert_true(ent_field_cost(&anew) == after); /* to the last unit */
        assert_memory_equal(anew.node_sum, field.node_sum, 12 * sizeof(int64_t));
        assert_memory_equal(anew.link_sum, field.link_sum, field.link_count * sizeof(int64_t));
        assert_memory_equal(anew.pair, field.pair, (size_t)field.link_count * field.link_count * sizeof(int32_t));
    }
    ent_field_clear(&field);
    ent_field_clear(&anew);
    ent_plot_free(f.plot);
}

static void a_trial_undone_leaves_no_trace(void **state) {
    (void)state;
    fixture f;
    double xy[128], back[128];
    ent_field field;
    make(&f, 12, tangle, "a label");
    start(&f, xy);
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    ent_field_set(&field, xy);
    double before = ent_field_cost(&field);
    ent_trial t = {.node = {0, 5, 9}, .count = 3};
    for (int k = 0; k < 3; k++) {
        t.from[k] = (ent_point){field.x[t.node[k]], field.y[t.node[k]]};
        t.to[k] = (ent_point){20 * k, -30 * k};
    }
    ent_field_try(&field, &t, INT32_MAX);
    ent_field_undo(&field, &t);
    ent_field_get(&field, back);
    assert_memory_equal(xy, back, 24 * sizeof *xy);
    assert_true(ent_field_cost(&field) == before);
    ent_field_try(&field, &t, INT32_MAX);
    ent_field_keep(&field, &t);
    double after = ent_field_cost(&field);
    ent_field_get(&field, back);
    ent_field_set(&field, back);
    assert_true(ent_field_cost(&field) == after);
    ent_field_clear(&field);
    ent_plot_free(f.plot);
}

static void a_planar_graph_is_untangled(void **state) {
    (void)state;
    fixture f;
    double xy[128];
    ent_field field;
    make(&f, 8, cube, "");
    start(&f, xy);
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    ent_field_set(&field, xy);
    assert_true(crossings(&field) > 0);
    double least = 1e9;
    size_t crossed = 99;
    for (uint64_t seed = 1; seed <= 8; seed++) { /* the best of a few, as the tournament takes it */
        start(&f, xy);
        ent_field_set(&field, xy);
        ent_anneal(&field, 2e6, 10, seed);
        if (ent_field_cost(&field) < least) crossed = crossings(&field);
        least = ent_min(least, ent_field_cost(&field));
    }
    assert_int_equal(crossed, 0);
    for (uint32_t v = 0; v < 8; v++)
        for (uint32_t w = 0; w < v; w++) assert_int_equal(node_pair_cost(&field, v, w), 0);
    ent_field_clear(&field);
    ent_plot_free(f.plot);
}

static void the_same_seed_walks_the_same_way(void **state) {
    (void)state;
    fixture f;
    double first[128], again[128], other[128];
    ent_field field;
    make(&f, 8, cube, "");
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    double *results[] = {first, again, other};
    for (int i = 0; i < 3; i++) {
        start(&f, results[i]);
        ent_field_set(&field, results[i]);
        ent_anneal(&field, 1e5, 10, i == 2 ? 8 : 7);
        ent_field_get(&field, results[i]);
    }
    assert_memory_equal(first, again, 16 * sizeof *first);
    assert_memory_not_equal(first, other, 16 * sizeof *first);
    ent_field_clear(&field);
    ent_plot_free(f.plot);
}

/* ---- regions ---- */

static bool holds(ent_rect outer, ent_rect inner) {
    return inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1;
}

static void groups_stay_in_their_regions(void **state) {
    (void)state;
    static const char *const names[] = {"one", "two", "three", "four", "five"};
    for (uint32_t groups = 1; groups <= 5; groups++) {
        for (int kind = ENT_REGIONS_BANDS; kind <= ENT_REGIONS_COLUMNS; kind++) {
            fixture f;
            double xy[128];
            ent_field field;
            ent_scene_group list[5];
            make(&f, 12, tangle, "a label");
            for (uint32_t g = 0; g < groups; g++) list[g].label = names[g];
            for (uint32_t v = 0; v < 12; v++) f.nodes[v].group = (int)(v % groups);
            f.scene.groups = list;
            f.scene.group_count = groups;
            f.scene.regions = (ent_regions)kind;
            assert_int_equal(ent_regions_plan(f.plot, NULL), ENT_OK);
            assert_int_equal(f.plot->region_count, groups);
            assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
            for (uint32_t v = 0; v < 12; v++) {
                xy[2 * v] = (field.home[v].x0 + field.home[v].x1) / 2;
                xy[2 * v + 1] = (field.home[v].y0 + field.home[v].y1) / 2;
            }
            ent_field_set(&field, xy);
            ent_anneal(&field, 1e6, 10, 3);
            ent_field_get(&field, xy);
            for (uint32_t v = 0; v < 12; v++) {
                f.plot->nodes[v].x = xy[2 * v];
                f.plot->nodes[v].y = xy[2 * v + 1];
                assert_true(
                    holds(ent_rect_grown(f.plot->regions[v % groups].room, .01), ent_node_rect(&f.plot->nodes[v])));
            }
            assert_true(ent_regions_settle(f.plot, false));
            for (uint32_t r = 0; r < groups; r++) {
                for (uint32_t v = 0; v < 12; v++)
                    assert_int_equal(holds(f.plot->regions[r].rect, ent_node_rect(&f.plot->nodes[v])), v % groups == r);
                for (uint32_t q = 0; q < r; q++)
                    assert_false(ent_rect_touches(f.plot->regions[r].rect, f.plot->regions[q].rect));
                assert_true(holds(f.plot->regions[r].rect, ent_region_label(&f.plot->regions[r])));
                for (uint32_t v = 0; v < 12; v++)
                    assert_false(
                        ent_rect_touches(ent_region_label(&f.plot->regions[r]), ent_node_rect(&f.plot->nodes[v])));
            }
            ent_field_clear(&field);
            ent_plot_free(f.plot);
        }
    }
}

static void overlapping_boxes_give_way_and_placed_ones_stay(void **state) {
    (void)state;
    fixture f;
    make(&f, 6, "", "");
    for (uint32_t v = 0; v < 6; v++) {
        f.plot->nodes[v].x = 10.0 * v;
        f.plot->nodes[v].y = 3.0 * v;
    }
    f.nodes[2].placed = true;
    ent_part_boxes(f.plot);
    assert_true(f.plot->nodes[2].x == 20 && f.plot->nodes[2].y == 6);
    for (uint32_t v = 0; v < 6; v++)
        for (uint32_t w = 0; w < v; w++)
            assert_false(ent_rect_touches(ent_node_rect(&f.plot->nodes[v]), ent_node_rect(&f.plot->nodes[w])));
    ent_plot_free(f.plot);
}

/* ---- a dot on a line ---- */

static void halves_become_one_straight_line(void **state) {
    (void)state;
    fixture f;
    double xy[128];
    ent_field field;
    make(&f, 8, "0-7 7-1 2-7 0-3 1-3 1-4 4-5 5-6 6-0", "");
    f.nodes[7].shape = ENT_SHAPE_RELATION;
    f.plot->nodes[7].w = f.plot->nodes[7].h = 7;
    f.lines[0].head = false; /* from 0 through 7 to 1; 2 refers to it */
    start(&f, xy);
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    ent_field_set(&field, xy);
    ent_anneal(&field, 3e6, 10, 1);
    ent_field_get(&field, xy);
    for (uint32_t v = 0; v < 8; v++) {
        f.plot->nodes[v].x = xy[2 * v];
        f.plot->nodes[v].y = xy[2 * v + 1];
    }
    const ent_plot_node *a = &f.plot->nodes[0], *b = &f.plot->nodes[1], *dot = &f.plot->nodes[7];
    double dx = b->x - a->x, dy = b->y - a->y, length = sqrt(dx * dx + dy * dy);
    assert_true(ent_abs((dot->x - a->x) * dy - (dot->y - a->y) * dx) / length < 25); /* the search nearly does it */
    ent_junctions_align(f.plot);
    assert_true(ent_abs((dot->x - a->x) * dy - (dot->y - a->y) * dx) / length < 1e-6);
    double share = ((dot->x - a->x) * dx + (dot->y - a->y) * dy) / (length * length);
    assert_true(share > 0 && share < 1);
    for (uint32_t v = 0; v < 7; v++)
        assert_false(ent_rect_touches(ent_node_rect(dot), ent_node_rect(&f.plot->nodes[v])));
    ent_field_clear(&field);
    ent_plot_free(f.plot);
}

/* ---- where the search starts from ---- */

/* Shortest ways by Floyd and Warshall, beside those that the start looks for. */
static void ways_are_those_of_a_twin(void **state) {
    (void)state;
    enum { N = 16 };
    for (unsigned round = 0; round < 200; round++) {
        char pairs[600] = "";
        uint32_t random = round * 7919 + 1;
        for (size_t k = 0; k < 10 + round % 20; k++) {
            random = random * 1664525 + 1013904223;
            unsigned a = random >> 16 & 15, b = random >> 24 & 15;
            if (a != b) snprintf(pairs + strlen(pairs), sizeof pairs - strlen(pairs), "%u-%u ", a, b);
        }
        fixture f;
        ent_field field;
        make(&f, N, pairs, round % 2 ? "allied with" : "");
        for (uint32_t v = 0; v < N; v++) f.plot->nodes[v].w = 40 + 9 * (double)(v * 5 % 16);
        assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
        double way[N][N];
        for (int v = 0; v < N; v++)
            for (int w = 0; w < N; w++) way[v][w] = v == w ? 0 : 1e9;
        for (uint32_t i = 0; i < field.link_count; i++) {
            const ent_stretch *s = &field.stretch[i];
            way[s->a][s->b] = way[s->b][s->a] = ent_min(way[s->a][s->b], length_of(&field, s));
        }
        for (int k = 0; k < N; k++)
            for (int v = 0; v < N; v++)
                for (int w = 0; w < N; w++) way[v][w] = ent_min(way[v][w], way[v][k] + way[k][w]);
        float found[N];
        uint32_t queue[N];
        bool waits[N] = {false};
        const stress s = {.field = &field, .way = found, .queue = queue, .waits = waits};
        for (uint32_t v = 0; v < N; v++) {
            find_ways(&s, v);
            for (uint32_t w = 0; w < N; w++)
                assert_true(way[v][w] > 1e8 ? found[w] < 0 : ent_abs(found[w] - way[v][w]) < .01);
        }
        ent_field_clear(&field);
        ent_plot_free(f.plot);
    }
}

/* How much two boxes are nearer or farther than they want to be, in the mean over all pairs. */
static double mean_error(const ent_field *field, const double *xy) {
    float way[64];
    uint32_t queue[64];
    bool waits[64] = {false};
    const stress s = {.field = field, .way = way, .queue = queue, .waits = waits};
    double sum = 0;
    int pairs = 0;
    for (uint32_t v = 0; v < field->node_count; v++) {
        find_ways(&s, v);
        for (uint32_t w = 0; w < v; w++, pairs++) {
            double dx = xy[2 * v] - xy[2 * w], dy = xy[2 * v + 1] - xy[2 * w + 1];
            sum += ent_abs(sqrt(dx * dx + dy * dy) / way[w] - 1);
        }
    }
    return sum / pairs;
}

/* A row is drawn straight and a ring round: nothing else keeps all distances. */
static void a_start_keeps_distances(void **state) {
    (void)state;
    static const struct {
        uint32_t n;
        const char *pairs;
        double most; /* a ring is drawn as a circle, in which far ones are nearer than along its rim */
    } cases[] = {
        {6, "0-1 1-2 2-3 3-4 4-5", .03},
        {8, "0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-0", .12},
        {8, cube, .25},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        fixture f;
        ent_field field;
        double xy[16], again[16];
        make(&f, cases[c].n, cases[c].pairs, "");
        assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
        assert_true(ent_field_start(&field, xy) && ent_field_start(&field, again));
        assert_memory_equal(xy, again, 2 * cases[c].n * sizeof *xy);
        if (mean_error(&field, xy) > cases[c].most) fail_msg("%s: %g", cases[c].pairs, mean_error(&field, xy));
        ent_field_clear(&field);
        ent_plot_free(f.plot);
    }
}

/* What nothing joins is neither on top of each other nor out of sight. */
static void foreign_boxes_stand_near(void **state) {
    (void)state;
    fixture f;
    ent_field field;
    double xy[8];
    make(&f, 4, "0-1", "");
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    assert_true(ent_field_start(&field, xy));
    for (int v = 0; v < 4; v++)
        for (int w = 0; w < v; w++) {
            double far = ent_distance((ent_point){xy[2 * v], xy[2 * v + 1]}, (ent_point){xy[2 * w], xy[2 * w + 1]});
            assert_true(far > 30 && far < 600);
        }
    ent_field_clear(&field);
    ent_plot_free(f.plot);
    make(&f, 1, "", "");
    assert_int_equal(ent_field_init(&field, f.plot, NULL), ENT_OK);
    assert_true(ent_field_start(&field, xy));
    ent_field_clear(&field);
    ent_plot_free(f.plot);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crossings_are_those_of_a_twin),
        cmocka_unit_test(packed_boxes_miss_nothing),
        cmocka_unit_test(sums_tell_the_truth_after_many_trials),
        cmocka_unit_test(a_trial_undone_leaves_no_trace),
        cmocka_unit_test(a_planar_graph_is_untangled),
        cmocka_unit_test(halves_become_one_straight_line),
        cmocka_unit_test(groups_stay_in_their_regions),
        cmocka_unit_test(overlapping_boxes_give_way_and_placed_ones_stay),
        cmocka_unit_test(the_same_seed_walks_the_same_way),
        cmocka_unit_test(ways_are_those_of_a_twin),
        cmocka_unit_test(a_start_keeps_distances),
        cmocka_unit_test(foreign_boxes_stand_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
