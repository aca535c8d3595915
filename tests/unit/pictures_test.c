/* Scenes of the views matrix, timeline, periods and diff, on the alliances of Europe 1872-1907 (after Antal, Krapivsky and
 * Redner 2006). Numbers were counted by hand from the dates in the file. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <entente/entente.h>

#include "scene/scene.h"

#define ALLIANCES "tests/data/draw/alliances-1872-1907.json"

typedef struct {
    ent_graph *graph;
    ent_selection *selection, *before;
    ent_scene *scene;
} fixture;

static ent_selection *select_at(const ent_graph *graph, const char *at) {
    ent_error err = {0};
    ent_select select;
    ent_selection *out;
    assert_int_equal(ent_options_init(ent_select_options, &select, sizeof select, &err), ENT_OK);
    if (at) assert_int_equal(ent_date_parse(at, &select.at, &err), ENT_OK);
    if (ent_selection_new(graph, &select, &out, &err)) fail_msg("%s", err.message);
    return out;
}

static ent_status try_view(fixture *f, const char *view, const char *before, const char *after, const char *every,
                           ent_error *err) {
    const char *path = ALLIANCES;
    ent_read options = {0};
    ent_scene_options how = {.every = every};
    *f = (fixture){0};
    while (strcmp(ent_scene_view_at((size_t)how.view)->name, view) != 0) how.view++;
    if (ent_read_files(&path, 1, &options, NULL, &f->graph, err)) fail_msg("%s", err->message);
    f->selection = select_at(f->graph, after);
    if (before) f->before = select_at(f->graph, before);
    ent_scene_input input = {.selection = f->selection, .before = f->before};
    return ent_scene_new(&input, &how, &f->scene, err);
}

static fixture view(const char *name, const char *before, const char *after, const char *every) {
    fixture f;
    ent_error err = {0};
    if (try_view(&f, name, before, after, every, &err)) fail_msg("%s", err.message);
    return f;
}

static void drop(fixture *f) {
    ent_scene_free(f->scene);
    ent_selection_free(f->selection);
    ent_selection_free(f->before);
    ent_graph_free(f->graph);
}

/* What is written is read, and says the same again. */
static void survives_the_pipe(const ent_scene *scene) {
    char *first, *second;
    size_t length, again;
    ent_scene *copy;
    ent_error err = {0};
    assert_int_equal(ent_scene_write(scene, &first, &length, &err), ENT_OK);
    if (ent_scene_read(first, length, &copy, &err)) fail_msg("%s", err.message);
    assert_int_equal(ent_scene_write(copy, &second, &again, &err), ENT_OK);
    assert_string_equal(first, second);
    ent_scene_free(copy);
    ent_free(first);
    ent_free(second);
}

/* ---- periods ---- */

static void decades_count_their_relations(void **state) {
    (void)state;
    fixture f = view("periods", NULL, NULL, "10y");
    static const char *const labels[] = {"1870 – 1879", "1880 – 1889", "1890 – 1899", "1900 – 1909"};
    static const uint32_t counts[4][3] = {{2, 0, 3}, {4, 0, 6}, {6, 0, 5}, {6, 0, 6}}; /* foes, facts, friends */
    assert_int_equal(f.scene->picture, ENT_PICTURE_PERIODS);
    assert_int_equal(f.scene->period_count, 4);
    for (size_t k = 0; k < 4; k++) {
        assert_string_equal(f.scene->periods[k].label, labels[k]);
        assert_memory_equal(f.scene->periods[k].count, counts[k], sizeof counts[k]);
    }
    assert_string_equal(f.scene->periods[0].from, "1870-01-01");
    assert_string_equal(f.scene->periods[3].to, "1909-12-31");
    assert_int_equal(f.scene->relations, 15);
    assert_non_null(strstr(f.scene->subtitle, "1 without a date is not shown"));
    survives_the_pipe(f.scene);
    drop(&f);
}

/* Germany and Russia: allied from 1872 to 1890, so in the 1870s, 80s and 90s; rivals without a date, so nowhere. */
static void a_line_holds_where_one_of_its_days_is(void **state) {
    (void)state;
    fixture f = view("periods", NULL, NULL, "10y");
    size_t met = 0;
    for (uint32_t i = 0; i < f.scene->line_count; i++) {
        const ent_scene_line *line = &f.scene->lines[i];
        const char *a = f.scene->nodes[line->source].id, *b = f.scene->nodes[line->target].id;
        if (strcmp(a, "GE") != 0 || strcmp(b, "RU") != 0) continue;
        met++;
        assert_int_equal(line->sign, 1);
        assert_int_equal(line->periods, 7);
    }
    assert_int_equal(met, 1);
    drop(&f);
}

static void too_many_panels_are_refused(void **state) {
    (void)state;
    fixture f;
    ent_error err = {0};
    assert_int_equal(try_view(&f, "periods", NULL, NULL, "1y", &err), ENT_USAGE); /* 1871 to 1907: 37 */
    assert_non_null(strstr(err.message, "37 panels"));
    assert_non_null(strstr(err.hint, "--every"));
    drop(&f);
}

static void a_few_periods_are_chosen(void **state) {
    (void)state;
    fixture f = view("periods", NULL, NULL, NULL); /* 37 years: 8 times 5 years are too many, 4 times 10 are not */
    assert_int_equal(f.scene->period_count, 4);
    assert_string_equal(f.scene->periods[1].label, "1880 – 1889");
    drop(&f);
}

/* ---- timeline ---- */

static void bars_come_by_pair_and_day(void **state) {
    (void)state;
    /* pairs by their first day, then by the names of both as ids sort them (AH FR GB GE IT RU) */
    static const char *const order[][3] = {
        {"FR", "GE", "1871/1907"}, {"GE", "AH", "1872/1881"}, {"GE", "AH", "1882/1907"}, {"AH", "RU", "1872/1881"},
        {"RU", "AH", "1890/1907"}, {"GE", "RU", "1872/1890"}, {"GB", "RU", "1872/1906"}, {"GB", "RU", "1907"},
        {"IT", "AH", "1882/1907"}, {"GB", "FR", "1882/1903"}, {"GB", "FR", "1904/1907"}, {"IT", "FR", "1882/1902"},
        {"IT", "GE", "1882/1907"}, {"FR", "RU", "1891/1907"}, {"GE", "GB", "1898/1907"},
    };
    fixture f = view("timeline", NULL, NULL, NULL);
    assert_int_equal(f.scene->picture, ENT_PICTURE_TIMELINE);
    assert_int_equal(f.scene->span_count, 15);
    for (uint32_t i = 0; i < 15; i++) {
        const ent_scene_span *span = &f.scene->spans[i];
        assert_string_equal(f.scene->nodes[span->source].id, order[i][0]);
        assert_string_equal(f.scene->nodes[span->target].id, order[i][1]);
        assert_string_equal(span->date, order[i][2]);
        assert_int_equal(span->interval, strchr(order[i][2], '/') != NULL);
    }
    assert_int_equal(f.scene->spans[0].sign, -1);
    /* 1871-01-01 and 1907-12-31 as days since 1970: Python's date.toordinal, less 719163 */
    assert_int_equal(f.scene->spans[0].first, -36159);
    assert_int_equal(f.scene->spans[0].last, -22647);
    assert_non_null(strstr(f.scene->spans[7].tip, "Settlement of 1907."));
    survives_the_pipe(f.scene);
    drop(&f);
}

/* ---- diff ---- */

static const ent_scene_line *line_of(const ent_scene *scene, const char *a, const char *b, int sign) {
    for (uint32_t i = 0; i < scene->line_count; i++) {
        const ent_scene_line *line = &scene->lines[i];
        const char *s = scene->nodes[line->source].id, *t = scene->nodes[line->target].id;
        bool same = (!strcmp(s, a) && !strcmp(t, b)) || (!strcmp(s, b) && !strcmp(t, a));
        if (same && line->sign == sign) return line;
    }
    fail_msg("no line of sign %d between %s and %s", sign, a, b);
    return NULL;
}

static void states_are_united(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        int sign;
        ent_change change;
        const char *label;
    } lines[] = {
        {"RU", "AH", -1, ENT_CHANGE_NEW, "+ rivals"},
        {"FR", "RU", 1, ENT_CHANGE_NEW, "+ allied with"},
        {"GB", "FR", 1, ENT_CHANGE_NEW, "+ cooperates with"},
        {"GB", "RU", 1, ENT_CHANGE_NEW, "+ cooperates with"},
        {"GE", "GB", -1, ENT_CHANGE_NEW, "+ rivals"},
        {"GE", "RU", 1, ENT_CHANGE_ENDED, "− allied with"},
        {"GB", "RU", -1, ENT_CHANGE_ENDED, "− rivals"},
        {"IT", "FR", -1, ENT_CHANGE_ENDED, "− rivals"},
        {"GB", "FR", -1, ENT_CHANGE_ENDED, "− rivals"},
        {"FR", "GE", -1, ENT_CHANGE_KEPT, ""},
        {"GE", "AH", 1, ENT_CHANGE_KEPT, ""},
        {"IT", "GE", 1, ENT_CHANGE_KEPT, ""},
        {"IT", "AH", 1, ENT_CHANGE_KEPT, ""},
    };
    fixture f = view("diff", "1885", "1907", NULL);
    assert_int_equal(f.scene->line_count, sizeof lines / sizeof *lines);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const ent_scene_line *line = line_of(f.scene, lines[i].a, lines[i].b, lines[i].sign);
        assert_int_equal(line->change, lines[i].change);
        assert_string_equal(line->label, lines[i].label);
    }
    assert_string_equal(f.scene->subtitle, "Before 1885, after 1907: 5 new, 4 ended, 4 kept");
    assert_int_equal(f.scene->relations, 13);
    survives_the_pipe(f.scene);
    drop(&f);
}

/* In 1875 Italy has no tie; in 1895 it has. The other way round it is gone. */
static void who_comes_and_goes_is_marked(void **state) {
    (void)state;
    for (int back = 0; back < 2; back++) {
        fixture f = back ? view("diff", "1895", "1875", NULL) : view("diff", "1875", "1895", NULL);
        assert_int_equal(f.scene->node_count, 6);
        for (uint32_t v = 0; v < 6; v++) {
            const ent_scene_node *node = &f.scene->nodes[v];
            assert_string_equal(node->role, strcmp(node->id, "IT") != 0 ? "" : back ? "no longer tied" : "newly tied");
        }
        drop(&f);
    }
}

/* 1880: one relation of Germany and Austria; 1881/1882 both, since their dates meet in no year but both in 1881 to 1882. */
static void counts_of_kept_lines_are_told(void **state) {
    (void)state;
    fixture f = view("diff", "1880", "1881/1882", NULL);
    assert_string_equal(line_of(f.scene, "GE", "AH", 1)->label, "1 → 2");
    drop(&f);
}

/* The union of both states, counted from the two selections alone. */
static void the_union_is_complete(void **state) {
    (void)state;
    static const char *const years[] = {"1872", "1881", "1885", "1890", "1895", "1902", "1904", "1907"};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        for (size_t k = 0; k < sizeof years / sizeof *years; k++) {
            fixture f = view("diff", years[i], years[k], NULL), a = view("network", NULL, years[i], NULL),
                    b = view("network", NULL, years[k], NULL);
            size_t kept = 0, seen[ENT_CHANGE_COUNT] = {0};
            for (uint32_t x = 0; x < a.scene->line_count; x++)
                for (uint32_t y = 0; y < b.scene->line_count; y++) {
                    const ent_scene_line *p = &a.scene->lines[x], *q = &b.scene->lines[y];
                    const char *p1 = a.scene->nodes[p->source].id, *p2 = a.scene->nodes[p->target].id,
                               *q1 = b.scene->nodes[q->source].id, *q2 = b.scene->nodes[q->target].id;
                    bool same = (!strcmp(p1, q1) && !strcmp(p2, q2)) || (!strcmp(p1, q2) && !strcmp(p2, q1));
                    kept += same && p->sign == q->sign;
                }
            for (uint32_t x = 0; x < f.scene->line_count; x++) seen[f.scene->lines[x].change]++;
            assert_int_equal(seen[ENT_CHANGE_KEPT], kept);
            assert_int_equal(seen[ENT_CHANGE_ENDED], a.scene->line_count - kept);
            assert_int_equal(seen[ENT_CHANGE_NEW], b.scene->line_count - kept);
            drop(&f);
            drop(&a);
            drop(&b);
        }
}

/* A kind that only the earlier state has is in the legend: an official in 2001, leaders alone in 2002. */
static void the_legend_knows_both_states(void **state) {
    (void)state;
    static const char graph[] =
        "{\"format\":\"entente/1\",\"entities\":[{\"id\":\"a\",\"kind\":\"leader\",\"name\":\"A\",\"role\":\"R\"},"
        "{\"id\":\"b\",\"kind\":\"official\",\"name\":\"B\",\"role\":\"S\"},{\"id\":\"c\",\"kind\":\"leader\","
        "\"name\":\"C\"}],\"relations\":[{\"id\":\"1\",\"type\":\"rivals\",\"source\":\"a\",\"target\":\"b\",\"date\":"
        "\"2001\"},{\"id\":\"2\",\"type\":\"rivals\",\"source\":\"a\",\"target\":\"c\",\"date\":\"2002\"}]}";
    fixture f = {0};
    ent_error err = {0};
    ent_read options = {0};
    ent_scene_options how = {0};
    while (strcmp(ent_scene_view_at((size_t)how.view)->name, "diff") != 0) how.view++;
    if (ent_read_memory(graph, strlen(graph), "test", &options, NULL, &f.graph, &err)) fail_msg("%s", err.message);
    f.before = select_at(f.graph, "2001");
    f.selection = select_at(f.graph, "2002");
    ent_scene_input input = {.selection = f.selection, .before = f.before};
    if (ent_scene_new(&input, &how, &f.scene, &err)) fail_msg("%s", err.message);
    assert_string_equal(f.scene->legend[ENT_SHAPE_LEADER], "Leader, official");
    assert_int_equal(f.scene->node_count, 3);
    for (uint32_t v = 0; v < 3; v++)
        if (strcmp(f.scene->nodes[v].id, "b") == 0) assert_string_equal(f.scene->nodes[v].role, "no longer tied, S");
    drop(&f);
}

static void one_state_is_refused(void **state) {
    (void)state;
    fixture f;
    ent_error err = {0};
    assert_int_equal(try_view(&f, "diff", NULL, "1907", NULL, &err), ENT_USAGE);
    assert_non_null(strstr(err.hint, "--before"));
    drop(&f);
}

/* ---- matrix ---- */

static long signed_length(const ent_scene *scene, const uint32_t *place) {
    long sum = 0;
    for (uint32_t i = 0; i < scene->line_count; i++)
        sum += scene->lines[i].sign * labs((long)place[scene->lines[i].source] - (long)place[scene->lines[i].target]);
    return sum;
}

static long least_length(const ent_scene *scene, uint32_t *place, uint32_t fixed) {
    if (fixed == scene->node_count) return signed_length(scene, place);
    long least = LONG_MAX;
    for (uint32_t i = fixed; i < scene->node_count; i++) {
        uint32_t kept = place[i];
        place[i] = place[fixed];
        place[fixed] = kept;
        long length = least_length(scene, place, fixed + 1);
        if (length < least) least = length;
        place[fixed] = place[i];
        place[i] = kept;
    }
    return least;
}

/* Beside all 720 orders: every line weighs the same in these years. */
static void no_order_of_rows_is_better(void **state) {
    (void)state;
    static const char *const years[] = {"1885", "1895", "1907"};
    for (size_t k = 0; k < 3; k++) {
        uint32_t place[6], all[6];
        fixture f = view("matrix", NULL, years[k], NULL);
        for (uint32_t v = 0; v < 6; v++) place[v] = all[v] = v;
        assert_int_equal(signed_length(f.scene, place), least_length(f.scene, all, 0));
        drop(&f);
    }
}

/* In 1907 the Triple Alliance and the entente are two triangles of friends; every enmity is across. */
static void camps_are_blocks_of_the_matrix(void **state) {
    (void)state;
    fixture f = view("matrix", NULL, "1907", NULL);
    assert_int_equal(f.scene->picture, ENT_PICTURE_MATRIX);
    assert_int_equal(f.scene->node_count, 6);
    for (uint32_t i = 0; i < f.scene->line_count; i++) {
        const ent_scene_line *line = &f.scene->lines[i];
        assert_int_equal(line->source / 3 == line->target / 3, line->sign > 0);
    }
    drop(&f);
}

/* ---- entente-draw trusts nobody ---- */

static void bad_spans_and_periods_are_refused(void **state) {
    (void)state;
    static const char *const scenes[] = {
        "\"spans\":[{\"source\":0,\"target\":2,\"sign\":1,\"first\":1}]",
        "\"spans\":[{\"source\":0,\"target\":1,\"sign\":2,\"first\":1}]",
        "\"spans\":[{\"source\":0,\"target\":1,\"sign\":1,\"first\":5,\"last\":4}]",
        "\"spans\":[{\"source\":0,\"target\":1,\"sign\":1}]",
        "\"spans\":[{\"source\":0,\"target\":1,\"sign\":1,\"first\":1e300}]",
        "\"spans\":[7]",
        "\"picture\":\"periods\"",
        "\"periods\":[{\"label\":\"a\",\"count\":[1,2,-1]}]",
        "\"periods\":[{\"label\":\"a\"}]",
    };
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        char json[600];
        ent_scene *scene = NULL;
        ent_error err = {0};
        snprintf(json, sizeof json,
                 "{\"scene\":\"x\",\"relations\":0,\"nodes\":[{\"shape\":\"org\",\"step\":0,\"weight\":0},{\"shape\":"
                 "\"org\",\"step\":0,\"weight\":0}],\"lines\":[],%s}",
                 scenes[i]);
        assert_int_equal(ent_scene_read(json, strlen(json), &scene, &err), ENT_BAD_INPUT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decades_count_their_relations),  cmocka_unit_test(a_line_holds_where_one_of_its_days_is),
        cmocka_unit_test(too_many_panels_are_refused),    cmocka_unit_test(a_few_periods_are_chosen),
        cmocka_unit_test(bars_come_by_pair_and_day),      cmocka_unit_test(states_are_united),
        cmocka_unit_test(who_comes_and_goes_is_marked),   cmocka_unit_test(counts_of_kept_lines_are_told),
        cmocka_unit_test(the_union_is_complete),          cmocka_unit_test(the_legend_knows_both_states),
        cmocka_unit_test(one_state_is_refused),           cmocka_unit_test(no_order_of_rows_is_better),
        cmocka_unit_test(camps_are_blocks_of_the_matrix), cmocka_unit_test(bad_spans_and_periods_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
