/* Scenes: what is drawn, what the words are, and what text is let through. */
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
#include "base/typeset.h"

typedef struct {
    ent_graph *graph;
    ent_selection *selection;
    ent_scene *scene;
} fixture;

#define ENTITIES                                                                                                       \
    "{\"format\":\"entente/1\",\"title\":\"T\",\"documents\":[{\"id\":\"d1\",\"publisher\":\"P\",\"url\":"             \
    "\"javascript:alert(1)\"},{\"id\":\"d2\",\"publisher\":\"Q\",\"author\":\"W\",\"date\":\"2020-01-02\",\"url\":"    \
    "\"https://example.org/a b\"},{\"id\":\"d3\",\"url\":\"https://example.org/?a=1&b=2\"}],\"entities\":["            \
    "{\"id\":\"b\",\"kind\":\"country\",\"name\":\"Beta\"},{\"id\":\"a\",\"kind\":\"country\",\"name\":\"Alpha\","     \
    "\"short\":\"Al\"},{\"id\":\"p\",\"kind\":\"leader\",\"name\":\"Pat\",\"role\":\"President\"},"                    \
    "{\"id\":\"f\",\"kind\":\"framework\",\"name\":\"Frame\"}],\"relations\":["

static fixture open_with(const char *json, ent_scene_options how, bool lift) {
    fixture f = {0};
    ent_error err = {0};
    ent_read options = {0};
    ent_select select;
    if (ent_read_memory(json, strlen(json), "test", &options, NULL, &f.graph, &err)) fail_msg("%s", err.message);
    assert_int_equal(ent_options_init(ent_select_options, &select, sizeof select, &err), ENT_OK);
    select.lift = lift;
    if (ent_selection_new(f.graph, &select, &f.selection, &err)) fail_msg("%s", err.message);
    if (ent_scene_new(&(ent_scene_input){.selection = f.selection}, &how, &f.scene, &err)) fail_msg("%s", err.message);
    return f;
}

static fixture with_relations(const char *relations, ent_scene_options how) {
    char json[8000];
    snprintf(json, sizeof json, "%s%s]}", ENTITIES, relations);
    return open_with(json, how, false);
}

static void drop(fixture *f) {
    ent_scene_free(f->scene);
    ent_selection_free(f->selection);
    ent_graph_free(f->graph);
}

static const ent_scene_line *line_between(const fixture *f, const char *a, const char *b, int sign) {
    for (uint32_t i = 0; i < f->scene->line_count; i++) {
        const ent_scene_line *line = &f->scene->lines[i];
        const char *s = f->scene->nodes[line->source].id, *t = f->scene->nodes[line->target].id;
        bool same = (!strcmp(s, a) && !strcmp(t, b)) || (!strcmp(s, b) && !strcmp(t, a));
        if (same && line->sign == sign) return line;
    }
    fail_msg("no line of sign %d between %s and %s", sign, a, b);
    return NULL;
}

static const char *source_of(const fixture *f, const ent_scene_line *line) {
    return f->scene->nodes[line->source].id;
}

/* ---- lines ---- */

static void relations_of_one_sign_merge(void **state) {
    (void)state;
    fixture f =
        with_relations("{\"id\":\"1\",\"type\":\"cooperates_with\",\"source\":\"a\",\"target\":\"b\",\"weight\":2},"
                       "{\"id\":\"2\",\"type\":\"cooperates_with\",\"source\":\"b\",\"target\":\"a\"},"
                       "{\"id\":\"3\",\"type\":\"allied_with\",\"source\":\"b\",\"target\":\"a\"},"
                       "{\"id\":\"4\",\"type\":\"sanctions\",\"source\":\"b\",\"target\":\"a\"},"
                       "{\"id\":\"5\",\"type\":\"engages\",\"source\":\"b\",\"target\":\"a\"}",
                       (ent_scene_options){0});
    assert_int_equal(ent_scene_lines(f.scene), 3);
    const ent_scene_line *line = line_between(&f, "a", "b", 1);
    assert_string_equal(line->label, "cooperates with ×2, allied with");
    assert_string_equal(line->types, "cooperates_with,allied_with");
    assert_int_equal(line->count, 3);
    assert_true(line->weight == 4); /* 2 given, twice 1 by default */
    assert_false(line->head || line->tail);
    assert_string_equal(line_between(&f, "a", "b", -1)->label, "sanctions");
    assert_int_equal(line_between(&f, "a", "b", 0)->count, 1);
    drop(&f);
}

static void further_types_are_counted(void **state) {
    (void)state;
    fixture f = with_relations("{\"id\":\"1\",\"type\":\"supports\",\"source\":\"a\",\"target\":\"b\"},"
                               "{\"id\":\"2\",\"type\":\"aids\",\"source\":\"a\",\"target\":\"b\"},"
                               "{\"id\":\"3\",\"type\":\"aids\",\"source\":\"a\",\"target\":\"b\"},"
                               "{\"id\":\"4\",\"type\":\"visits\",\"source\":\"a\",\"target\":\"b\"},"
                               "{\"id\":\"5\",\"type\":\"hosts\",\"source\":\"a\",\"target\":\"b\"}",
                               (ent_scene_options){0});
    const ent_scene_line *line = line_between(&f, "a", "b", 1);
    assert_string_equal(line->label, "aids ×2, supports, +2");
    assert_non_null(strstr(line->tip, "\n+1 more"));
    assert_null(strstr(line->tip, "hosts"));
    drop(&f);
}

static void arrows_follow_the_relations(void **state) {
    (void)state;
    fixture f = with_relations("{\"id\":\"1\",\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\"},"
                               "{\"id\":\"2\",\"type\":\"visits\",\"source\":\"p\",\"target\":\"a\"},"
                               "{\"id\":\"3\",\"type\":\"visits\",\"source\":\"a\",\"target\":\"p\"},"
                               "{\"id\":\"4\",\"type\":\"allied_with\",\"source\":\"b\",\"target\":\"p\"}",
                               (ent_scene_options){0});
    const ent_scene_line *line = line_between(&f, "a", "b", 1);
    assert_string_equal(source_of(&f, line), "b");
    assert_true(line->head && !line->tail);
    line = line_between(&f, "a", "p", 1);
    assert_true(line->head && line->tail);
    assert_non_null(strstr(line->tip, " ↔ "));
    line = line_between(&f, "b", "p", 1);
    assert_true(!line->head && !line->tail);
    drop(&f);
}

static void planned_only_when_all_are(void **state) {
    (void)state;
    fixture f =
        with_relations("{\"id\":\"1\",\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\",\"status\":\"planned\"},"
                       "{\"id\":\"2\",\"type\":\"visits\",\"source\":\"p\",\"target\":\"a\",\"status\":\"planned\"},"
                       "{\"id\":\"3\",\"type\":\"supports\",\"source\":\"p\",\"target\":\"a\"}",
                       (ent_scene_options){0});
    assert_true(line_between(&f, "a", "b", 1)->planned);
    assert_false(line_between(&f, "a", "p", 1)->planned);
    assert_non_null(strstr(f.scene->subtitle, "dotted lines are announced or expected"));
    drop(&f);
}

static void a_relation_about_a_relation_meets_it_in_the_middle(void **state) {
    (void)state;
    const char *relations = "{\"id\":\"r1\",\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\"},"
                            "{\"id\":\"r2\",\"type\":\"objects_to\",\"source\":\"p\",\"target\":\"r1\"}";
    fixture f = with_relations(relations, (ent_scene_options){0});
    assert_int_equal(ent_scene_nodes(f.scene), 4);
    assert_int_equal(ent_scene_lines(f.scene), 3);
    assert_int_equal(f.scene->relations, 2);
    const ent_scene_line *first = line_between(&f, "b", "r1", 1), *second = line_between(&f, "r1", "a", 1);
    assert_false(first->head);
    assert_string_equal(first->label, "visits");
    assert_true(second->head);
    assert_string_equal(second->label, "");
    assert_true(line_between(&f, "p", "r1", -1)->head);
    drop(&f);
}

static void structural_relations_can_be_left_out(void **state) {
    (void)state;
    fixture f = with_relations("{\"id\":\"r1\",\"type\":\"leads\",\"source\":\"p\",\"target\":\"a\"},"
                               "{\"id\":\"r2\",\"type\":\"visits\",\"source\":\"p\",\"target\":\"a\"},"
                               "{\"id\":\"r3\",\"type\":\"objects_to\",\"source\":\"b\",\"target\":\"r1\"}",
                               (ent_scene_options){.no_structural = true});
    assert_int_equal(ent_scene_lines(f.scene), 1);
    assert_string_equal(f.scene->lines[0].types, "visits");
    assert_non_null(strstr(f.scene->subtitle, "1 relation"));
    assert_non_null(strstr(f.scene->caption, "1 of 3 relations shown"));
    drop(&f);
}

static void areas_stand_between_those_who_work_in_them(void **state) {
    (void)state;
    const char *relations =
        "{\"type\":\"cooperates_with\",\"source\":\"a\",\"target\":\"b\",\"areas\":[\"Batteries\",\"Chips\"]},"
        "{\"type\":\"pledges_cooperation\",\"source\":\"p\",\"target\":\"b\",\"areas\":[\"batteries\"]}";
    fixture f = with_relations(relations, (ent_scene_options){.areas = true});
    assert_int_equal(ent_scene_nodes(f.scene), 5); /* a b p, and each area once */
    assert_int_equal(ent_scene_lines(f.scene), 7); /* two direct; a, b, p to batteries; a, b to chips */
    assert_true(line_between(&f, "area:batteries", "b", 1)->head);
    assert_false(line_between(&f, "area:batteries", "p", 1)->head);
    assert_int_equal(line_between(&f, "area:batteries", "b", 1)->count, 2);
    drop(&f);
}

static void leaders_stand_for_their_country_when_lifted(void **state) {
    (void)state;
    char json[4000];
    snprintf(json, sizeof json, "%s%s]}", ENTITIES,
             "{\"id\":\"1\",\"type\":\"leads\",\"source\":\"p\",\"target\":\"a\"},"
             "{\"id\":\"2\",\"type\":\"visits\",\"source\":\"p\",\"target\":\"b\"}");
    fixture f = open_with(json, (ent_scene_options){0}, true);
    const ent_scene_line *line = line_between(&f, "a", "b", 1);
    assert_non_null(strstr(line->tip, "Alpha → Beta\nPat → Beta: visits"));
    drop(&f);
}

static void weights_stay_finite(void **state) {
    (void)state;
    fixture f = with_relations("{\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\",\"weight\":1e308},"
                               "{\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\",\"weight\":1e308}",
                               (ent_scene_options){0});
    assert_true(f.scene->lines[0].weight <= 1e6);
    assert_true(f.scene->nodes[0].weight <= 1e6);
    drop(&f);
}

/* ---- words ---- */

static void evidence_and_links(void **state) {
    (void)state;
    fixture f = with_relations(
        "{\"id\":\"1\",\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\",\"date\":\"2020-01-01/"
        "2020-01-03\",\"evidence\":["
        "{\"document\":\"d1\",\"summary\":\"Went\\u202e there.\"},{\"document\":\"d2\"},{\"document\":\"d3\"}]}",
        (ent_scene_options){0});
    const ent_scene_line *line = &f.scene->lines[0];
    assert_string_equal(line->tip, "Beta → Alpha\nvisits (cooperative), 2020-01-01/2020-01-03: Went there. — P");
    /* javascript: and a space are not linked; the third may be */
    assert_string_equal(line->url, "https://example.org/?a=1&b=2");
    assert_string_equal(line->from, "2020-01-01");
    assert_string_equal(line->to, "2020-01-03");
    assert_string_equal(f.scene->subtitle, "1 relation, 2020-01-01 to 2020-01-03");
    assert_non_null(strstr(f.scene->caption, "Sources: P; Q, W, 2020-01-02; d3. 1 of 1 relation shown. entente "));
    drop(&f);
}

static void frame_texts_can_be_given(void **state) {
    (void)state;
    fixture f = with_relations("{\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\"}",
                               (ent_scene_options){.title = "A", .subtitle = "B", .caption = "C", .lang = "ko"});
    assert_string_equal(f.scene->title, "A");
    assert_string_equal(f.scene->subtitle, "B");
    assert_string_equal(f.scene->caption, "C");
    assert_string_equal(f.scene->lang, "ko");
    assert_string_equal(f.scene->nodes[0].text, "Al"); /* the short name, sorted by id */
    assert_string_equal(f.scene->legend[ENT_SHAPE_COUNTRY], "국가");
    assert_string_equal(f.scene->legend[ENT_SHAPE_FIRM], "");
    drop(&f);
}

static char *as_json(const fixture *f) {
    char *text;
    assert_int_equal(ent_scene_write(f->scene, &text, NULL, NULL), ENT_OK);
    return text;
}

static void order_of_the_input_does_not_matter(void **state) {
    (void)state;
    const char *one = "{\"id\":\"1\",\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\"}";
    const char *two = "{\"id\":\"2\",\"type\":\"supports\",\"source\":\"a\",\"target\":\"b\"}";
    char there[400], back[400];
    snprintf(there, sizeof there, "%s,%s", one, two);
    snprintf(back, sizeof back, "%s,%s", two, one);
    fixture f = with_relations(there, (ent_scene_options){0}), g = with_relations(back, (ent_scene_options){0});
    char *a = as_json(&f), *b = as_json(&g);
    assert_string_equal(a, b);
    ent_free(a);
    ent_free(b);
    drop(&f);
    drop(&g);
}

static void a_scene_reads_back(void **state) {
    (void)state;
    fixture f =
        with_relations("{\"id\":\"1\",\"type\":\"visits\",\"source\":\"b\",\"target\":\"a\",\"status\":\"planned\","
                       "\"evidence\":[{\"document\":\"d3\",\"quote\":\"said \\\"so\\\"\"}]},"
                       "{\"id\":\"2\",\"type\":\"objects_to\",\"source\":\"p\",\"target\":\"1\"}",
                       (ent_scene_options){0});
    char *text = as_json(&f);
    fixture back = {0};
    ent_error err = {0};
    if (ent_scene_read(text, strlen(text), &back.scene, &err)) fail_msg("%s", err.message);
    char *again = as_json(&back);
    assert_string_equal(text, again);
    ent_free(text);
    ent_free(again);
    drop(&back);
    drop(&f);
}

static void nothing_is_a_scene_too(void **state) {
    (void)state;
    fixture f = open_with("{\"format\":\"entente/1\",\"entities\":[],\"relations\":[]}", (ent_scene_options){0}, false);
    assert_int_equal(ent_scene_nodes(f.scene), 0);
    assert_int_equal(ent_scene_lines(f.scene), 0);
    assert_string_equal(f.scene->subtitle, "0 relations");
    drop(&f);
}

static void bad_scenes_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"scene\":\"1\"}",
        "{\"scene\":\"1\",\"relations\":0,\"nodes\":[{\"weight\":-1,\"step\":0}],\"lines\":[]}",
        "{\"scene\":\"1\",\"relations\":0,\"nodes\":[{\"weight\":1,\"step\":3}],\"lines\":[]}",
        "{\"scene\":\"1\",\"relations\":0,\"nodes\":[],\"lines\":[{}]}",
        "{\"scene\":\"1\",\"relations\":0,\"nodes\":[{\"weight\":1,\"step\":0}],\"lines\":[{\"source\":0,\"target\":1,"
        "\"sign\":1,\"count\":1,\"weight\":1}]}",
        "{\"scene\":\"1\",\"relations\":0,\"nodes\":[{\"weight\":1,\"step\":0,\"name\":3}],\"lines\":[]}",
        "{\"scene\":\"1\",\"relations\":0,\"nodes\":3,\"lines\":[]}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_scene *scene = NULL;
        ent_error err = {0};
        if (ent_scene_read(bad[i], strlen(bad[i]), &scene, &err) != ENT_BAD_INPUT) fail_msg("accepted: %s", bad[i]);
        assert_true(*err.message);
        assert_null(scene);
    }
}

/* ---- text ---- */

static void text_is_cleaned(void **state) {
    (void)state;
    static const struct {
        const char *in, *out;
        size_t limit;
    } cases[] = {
        {"plain", "plain", 10},
        {"  two \t\r\n words  ", "two words", 20},
        {"a\x01"
         "b\x1b[31mc\x7f",
         "ab[31mc", 20},
        {"left\u202eright\u2066x\u2069", "leftrightx", 20},
        {"non\xef\xbf\xbe"
         "char\xef\xbf\xbf\xef\xb7\x90",
         "nonchar", 20},
        {"\xff"
         "bad\xc3",
         "\xef\xbf\xbd"
         "bad\xef\xbf\xbd",
         20},
        {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 20},
        {"대한민국", "대한…", 2},
        {"abcdef", "abc…", 3},
        {"abc", "abc", 3},
        {"ab cd", "ab…", 3},
        {NULL, "", 3},
    };
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ent_typeset_clean(&arena, cases[i].in, cases[i].limit, false), cases[i].out);
    assert_string_equal(ent_typeset_clean(&arena, "a \n b", 20, true), "a\nb");
    ent_arena_clear(&arena);
}

static void only_safe_urls_are_linked(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"https://example.org/", "https://example.org/"},
        {"HTTP://example.org/x?a=1&b=2#c", "HTTP://example.org/x?a=1&b=2#c"},
        {"https://example.org/'x'", "https://example.org/%27x%27"},
        {"https://example.org/한", "https://example.org/%ED%95%9C"},
        {"https://example.org/%20", "https://example.org/%20"},
        {"javascript:alert(1)", ""},
        {" javascript:alert(1)", ""},
        {"java\x01script:alert(1)", ""},
        {"data:text/html,x", ""},
        {"//example.org", ""},
        {"https://", ""},
        {"https:///x", ""},
        {"https://example.org/\"onclick=\"x", ""},
        {"https://example.org/<x>", ""},
        {"https://example.org/a b", ""},
        {"https://example.org\\x", ""},
        {"httpsx://example.org", ""},
        {"", ""},
    };
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ent_typeset_url(&arena, cases[i][0]), cases[i][1]);
    assert_string_equal(ent_typeset_url(&arena, NULL), "");
    ent_arena_clear(&arena);
}

/* Adobe's Core 14 metrics: Helvetica K 667 o 556 r 333 e 556 a 556; Helvetica-Bold K 722 o 611 r 389 e 556 a 556. */
static void widths_are_those_of_the_metrics(void **state) {
    (void)state;
    assert_true(ent_typeset_width("Korea", 10, false) == 26.68);
    assert_true(ent_typeset_width("Korea", 10, true) == 28.34);
    assert_true(ent_typeset_width("", 10, false) == 0);
    assert_true(ent_typeset_width("中国", 10, false) == 20);
    assert_true(ent_typeset_width("한국", 10, false) == 18.4);
    assert_true(ent_typeset_width("e\u0301", 10, false) == ent_typeset_width("e", 10, false));
}

static void check_wrap(const char *text, double width, size_t most, const char *wanted) {
    ent_wrapped_line lines[8];
    char got[2000] = "";
    size_t count = ent_typeset_wrap(text, 10, false, width, most, lines);
    for (size_t i = 0; i < count; i++) {
        assert_true(lines[i].width <= width + 1e-9 || lines[i].length <= 4);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s%s", i ? "|" : "", (int)lines[i].length,
                 lines[i].start, lines[i].cut ? "…" : "");
    }
    assert_string_equal(got, wanted);
}

static void text_wraps_evenly(void **state) {
    (void)state;
    check_wrap("Korea", 100, 4, "Korea");
    check_wrap("National Museum of Korea", 100, 4, "National Museum|of Korea");
    check_wrap("aaa bbb ccc ddd", 62, 4, "aaa bbb|ccc ddd"); /* not "aaa bbb ccc|ddd" */
    check_wrap("one two three four", 30, 2, "one|two…");
    check_wrap("semi-conductor", 50, 4, "semi-|conductor");
    check_wrap("高级技术生态系统", 45, 4, "高级技术|生态系统");
    check_wrap("技术（高级）", 25, 4, "技术|（高|级）"); /* no bracket alone at an edge */
    check_wrap("", 50, 4, "");
}

static void endless_words_are_broken(void **state) {
    (void)state;
    char word[301];
    memset(word, 'w', 300);
    word[300] = '\0';
    ent_wrapped_line lines[4];
    assert_int_equal(ent_typeset_wrap(word, 10, false, 90, 4, lines), 4);
    for (int i = 0; i < 4; i++) assert_true(lines[i].width <= 90);
    assert_true(lines[3].cut);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_of_one_sign_merge),
        cmocka_unit_test(further_types_are_counted),
        cmocka_unit_test(arrows_follow_the_relations),
        cmocka_unit_test(planned_only_when_all_are),
        cmocka_unit_test(a_relation_about_a_relation_meets_it_in_the_middle),
        cmocka_unit_test(structural_relations_can_be_left_out),
        cmocka_unit_test(areas_stand_between_those_who_work_in_them),
        cmocka_unit_test(leaders_stand_for_their_country_when_lifted),
        cmocka_unit_test(weights_stay_finite),
        cmocka_unit_test(evidence_and_links),
        cmocka_unit_test(frame_texts_can_be_given),
        cmocka_unit_test(order_of_the_input_does_not_matter),
        cmocka_unit_test(a_scene_reads_back),
        cmocka_unit_test(nothing_is_a_scene_too),
        cmocka_unit_test(bad_scenes_are_refused),
        cmocka_unit_test(text_is_cleaned),
        cmocka_unit_test(only_safe_urls_are_linked),
        cmocka_unit_test(widths_are_those_of_the_metrics),
        cmocka_unit_test(text_wraps_evenly),
        cmocka_unit_test(endless_words_are_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
