/* The parts of entente-draw that need no Graphviz: curves, outlines, labels, plain layouts. They are compiled in here,
 * since the program is no library. field_test.c has the search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "draw/curve.c"
#include "draw/measure.c"
#include "draw/outline.c"
#include "draw/page.c"
#include "draw/plain.c"
#include "draw/regions.c"
#undef BETWEEN_COLUMNS
#include "draw/route.c"
#include "draw/fan.c"
#include "draw/style.c"
#undef ON_NODE
#include "draw/labels.c"

#include "draw_fixture.h"

static void put_at(fixture *f, uint32_t v, double x, double y) {
    f->plot->nodes[v].x = x;
    f->plot->nodes[v].y = y;
}

/* Graphviz is not linked here: links for which it is asked are counted. */
static size_t asked;
bool ent_graphviz_route(ent_plot *plot, const uint8_t *wanted) {
    for (uint32_t i = 0; i < plot->link_count; i++) asked += wanted[i];
    return true;
}

static const char cube[] = "0-1 1-2 2-3 3-0 4-5 5-6 6-7 7-4 0-4 1-5 2-6 3-7"; /* planar */

/* ---- curves ---- */

static void parts_of_curves_lie_on_them(void **state) {
    (void)state;
    const ent_point s[7] = {{0, 0}, {10, 40}, {30, -40}, {40, 0}, {50, 40}, {70, 40}, {80, 0}};
    ent_point part[16];
    size_t count = ent_curve_part(s, 7, .25, 1.5, part);
    assert_int_equal(count, 7);
    for (int k = 0; k <= 10; k++) {
        /* the part's pieces are [.25, 1] and [1, 1.5] of the whole */
        double t = 2.0 * k / 10, whole = t <= 1 ? .25 + .75 * t : 1 + .5 * (t - 1);
        ent_point a = ent_curve_at(part, count, t), b = ent_curve_at(s, 7, whole);
        assert_true(ent_distance(a, b) < 1e-9);
    }
    assert_false(ent_curve_straight(s, 7));
}

static void walking_measures_length(void **state) {
    (void)state;
    const ent_point line[4] = {{0, 0}, {30, 0}, {60, 0}, {90, 0}};
    assert_true(ent_curve_straight(line, 4));
    ent_point at = ent_curve_at(line, 4, ent_curve_walk(line, 4, 10, false));
    assert_true(ent_abs(at.x - 10) < .01);
    at = ent_curve_at(line, 4, ent_curve_walk(line, 4, 10, true));
    assert_true(ent_abs(at.x - 80) < .01);
    assert_true(ent_curve_walk(line, 4, 500, false) == 1);
}

/* ---- lines and boxes ---- */

static void lines_end_at_the_outlines(void **state) {
    (void)state;
    for (int shape = 0; shape < ENT_SHAPE_COUNT; shape++) {
        fixture f;
        make(&f, 2, "0-1", "");
        f.nodes[0].shape = f.nodes[1].shape = (ent_shape)shape;
        put_at(&f, 0, 0, 0);
        put_at(&f, 1, 200, 130);
        assert_true(ent_route_straight(f.plot) && ent_route_lines(f.plot));
        const ent_plot_line *line = &f.plot->lines[0];
        const ent_point ends[2] = {line->curve[0], line->curve[line->curve_count - 1]};
        for (uint32_t v = 0; v < 2; v++) {
            ent_point inside[ENT_OUTLINE_POINTS], around[ENT_OUTLINE_POINTS];
            assert_false(ent_outline_holds(inside, ent_outline(f.plot, v, 0, inside), ends[v]));
            assert_true(ent_outline_holds(around, ent_outline(f.plot, v, 1.5, around), ends[v]));
        }
        ent_plot_free(f.plot);
    }
}

static void lines_of_one_pair_stand_side_by_side(void **state) {
    (void)state;
    fixture f;
    make(&f, 2, "0-1 1-0 0-1", "");
    assert_int_equal(f.plot->link_count, 1);
    put_at(&f, 1, 300, 0);
    assert_true(ent_route_straight(f.plot) && ent_route_lines(f.plot));
    double y[3];
    for (int i = 0; i < 3; i++) y[i] = f.plot->lines[i].curve[0].y;
    assert_true(ent_abs(y[0] - y[1]) > 4 && ent_abs(y[1] - y[2]) > 4 && ent_abs(y[0] - y[2]) > 8);
    assert_true(f.plot->lines[1].curve[0].x > 250); /* it starts at the other box */
    ent_plot_free(f.plot);
}

/* How much of line i lies in box v. */
static double inside_of(const fixture *f, uint32_t i, uint32_t v) {
    const ent_plot_line *line = &f->plot->lines[i];
    ent_point points[64];
    size_t count = ent_curve_flatten(line->curve, line->curve_count, 20, points);
    double length = 0;
    for (size_t k = 1; k < count; k++)
        length += ent_segment_in_rect(points[k - 1], points[k], ent_node_rect(&f->plot->nodes[v]));
    return length;
}

static void arcs_pass_boxes_and_leave_the_rest_to_graphviz(void **state) {
    (void)state;
    fixture f;
    make(&f, 5, "0-1 2-3", "");
    put_at(&f, 0, 0, 0);
    put_at(&f, 1, 400, 10);
    put_at(&f, 4, 180, 0); /* in the way of the first line */
    put_at(&f, 2, 0, 200);
    put_at(&f, 3, 400, 200);
    asked = 0;
    assert_true(ent_route_around(f.plot) && ent_route_lines(f.plot));
    assert_int_equal(asked, 1);
    assert_true(inside_of(&f, 0, 4) > 0);
    f.plot->bows = true;
    assert_true(ent_route_around(f.plot) && ent_route_lines(f.plot));
    assert_int_equal(asked, 1);
    assert_true(inside_of(&f, 0, 4) == 0);
    assert_false(ent_curve_straight(f.plot->lines[0].curve, f.plot->lines[0].curve_count));
    assert_true(ent_curve_straight(f.plot->lines[1].curve, f.plot->lines[1].curve_count));
    f.plot->nodes[4].h = 2000; /* no arc is that high */
    assert_true(ent_route_around(f.plot));
    assert_int_equal(asked, 3);
    ent_plot_free(f.plot);
}

static void a_loop_stays_at_its_box(void **state) {
    (void)state;
    fixture f;
    make(&f, 1, "0-0", "self");
    assert_true(ent_layout_plain(f.plot));
    ent_rect bounds = ent_plot_bounds(f.plot);
    assert_true(f.plot->lines[0].curve_count == 4);
    assert_true(bounds.x1 - bounds.x0 < 300 && bounds.y1 - bounds.y0 < 300);
    ent_plot_free(f.plot);
}

/* ---- labels ---- */

static void labels_avoid_boxes_and_each_other(void **state) {
    (void)state;
    fixture f;
    make(&f, 4, "0-1 2-3", "cooperates with");
    put_at(&f, 1, 260, 0);
    put_at(&f, 2, 130, -120);
    put_at(&f, 3, 130, 120);
    assert_true(ent_route_straight(f.plot) && ent_route_lines(f.plot));
    assert_true(ent_labels_place(f.plot) >= 0);
    const ent_plot_line *a = &f.plot->lines[0], *b = &f.plot->lines[1];
    assert_true(a->label_shown && b->label_shown);
    assert_false(ent_rect_touches(label_rect(a), label_rect(b)));
    for (uint32_t v = 0; v < 4; v++) {
        assert_false(ent_rect_touches(label_rect(a), ent_node_rect(&f.plot->nodes[v])));
        assert_false(ent_rect_touches(label_rect(b), ent_node_rect(&f.plot->nodes[v])));
    }
    ent_plot_free(f.plot);
}

static void a_label_without_room_is_hidden(void **state) {
    (void)state;
    fixture f;
    make(&f, 6, "0-1", "a label that is long");
    put_at(&f, 1, f.plot->nodes[0].w + 12, 0);
    for (uint32_t v = 2; v < 6; v++) put_at(&f, v, 40 * (double)(v - 3), v % 2 ? 26 : -26);
    assert_true(ent_route_straight(f.plot) && ent_route_lines(f.plot));
    assert_true(ent_labels_place(f.plot) == ENT_LABEL_HIDDEN);
    assert_false(f.plot->lines[0].label_shown);
    assert_int_equal(ent_labels_hidden(f.plot), 1);
    put_at(&f, 1, 400, 0);
    assert_true(ent_route_straight(f.plot) && ent_route_lines(f.plot) && ent_labels_place(f.plot) < ENT_LABEL_HIDDEN);
    assert_int_equal(ent_labels_hidden(f.plot), 0);
    ent_plot_free(f.plot);
}

static void one_label_for_all_goes_to_the_legend(void **state) {
    (void)state;
    fixture f;
    make(&f, 8, cube, "member of");
    assert_string_equal(f.plot->common_label[2], "member of");
    assert_null(f.plot->common_label[0]);
    assert_int_equal(f.plot->lines[0].label_count, 0);
    ent_plot_free(f.plot);
    make(&f, 3, "0-1 1-2", "member of");
    assert_null(f.plot->common_label[2]);
    ent_plot_free(f.plot);
    /* of one sign all, of the other not */
    make(&f, 8, cube, "member of");
    ent_plot_free(f.plot);
    for (uint32_t i = 0; i < 3; i++) f.lines[i].sign = -1;
    f.lines[1].label = "warns";
    assert_int_equal(ent_plot_new(&f.scene, &f.plot, NULL), ENT_OK);
    assert_string_equal(f.plot->common_label[2], "member of");
    assert_null(f.plot->common_label[0]);
    assert_int_equal(f.plot->lines[11].label_count, 0);
    assert_int_equal(f.plot->lines[1].label_count, 1);
    ent_plot_free(f.plot);
}

static void heads_at_one_side_do_not_cover_each_other(void **state) {
    (void)state;
    fixture f;
    make(&f, 4, "1-0 2-0 3-0", "");
    put_at(&f, 0, 0, 0);
    put_at(&f, 1, -14, 200); /* three that come from below, almost on one line */
    put_at(&f, 2, 0, 320);
    put_at(&f, 3, 14, 440);
    assert_true(ent_route_straight(f.plot) && ent_route_lines(f.plot));
    for (uint32_t i = 1; i < 3; i++) {
        const ent_plot_line *one = &f.plot->lines[i - 1], *other = &f.plot->lines[i];
        ent_point a = one->curve[one->curve_count - 1], b = other->curve[other->curve_count - 1];
        assert_true(ent_abs(a.y - b.y) < .1 && b.x - a.x > HEADS_APART - .5);
        assert_true(ent_curve_straight(one->curve, one->curve_count));
    }
    ent_plot_free(f.plot);
}

/* ---- plain layouts ---- */

static void plain_layouts_keep_boxes_apart(void **state) {
    (void)state;
    for (uint32_t n = 0; n <= 60; n++) {
        fixture f;
        make(&f, n, "", "");
        assert_true(ent_layout_plain(f.plot));
        for (uint32_t v = 0; v < n; v++)
            for (uint32_t w = 0; w < v; w++)
                assert_false(ent_rect_touches(ent_node_rect(&f.plot->nodes[v]), ent_node_rect(&f.plot->nodes[w])));
        ent_plot_free(f.plot);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_curves_lie_on_them),
        cmocka_unit_test(walking_measures_length),
        cmocka_unit_test(lines_end_at_the_outlines),
        cmocka_unit_test(lines_of_one_pair_stand_side_by_side),
        cmocka_unit_test(arcs_pass_boxes_and_leave_the_rest_to_graphviz),
        cmocka_unit_test(a_loop_stays_at_its_box),
        cmocka_unit_test(labels_avoid_boxes_and_each_other),
        cmocka_unit_test(a_label_without_room_is_hidden),
        cmocka_unit_test(one_label_for_all_goes_to_the_legend),
        cmocka_unit_test(heads_at_one_side_do_not_cover_each_other),
        cmocka_unit_test(plain_layouts_keep_boxes_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
