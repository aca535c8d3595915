/* The language table: every phrase is there in English, translations use the slots of the English, Korean is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <entente/entente.h>

#include "scene/language.h"

/* Slots that a form uses, as bits; -1 when a brace is no slot. */
static int slots_of(const char *form, size_t length) {
    int used = 0;
    for (size_t i = 0; i < length; i++) {
        if (form[i] != '{' && form[i] != '}') continue;
        if (form[i] == '}' || i + 2 >= length || form[i + 1] < '0' || form[i + 1] > '7' || form[i + 2] != '}')
            return -1;
        used |= 1 << (form[i + 1] - '0');
        i += 2;
    }
    return used;
}

static size_t form_length(const char *pattern) {
    return strcspn(pattern, "|");
}

static void every_phrase_has_english(void **state) {
    (void)state;
    assert_string_equal(ent_language_tag(0), "en");
    for (int p = 0; p < ENT_PHRASES; p++) {
        const char *english = ent_phrase_given(0, (ent_phrase)p);
        if (!english || !*english) fail_msg("phrase %d has no English", p);
    }
}

static void all_forms_use_the_slots_of_the_first(void **state) {
    (void)state;
    for (int p = 0; p < ENT_PHRASES; p++) {
        const char *english = ent_phrase_given(0, (ent_phrase)p);
        int wanted = slots_of(english, form_length(english));
        if (wanted < 0) fail_msg("a brace that is no slot in '%s'", english);
        for (size_t language = 0; language < ent_language_count(); language++) {
            const char *form = ent_phrase_given(language, (ent_phrase)p);
            size_t forms = 0;
            for (; form; form = form[form_length(form)] ? form + form_length(form) + 1 : NULL, forms++) {
                if (slots_of(form, form_length(form)) != wanted)
                    fail_msg("'%s' in %s does not use the slots of '%s'", form, ent_language_tag(language), english);
            }
            if (forms > 2) fail_msg("'%s' has more than two forms", english);
        }
    }
}

static void korean_is_whole(void **state) {
    (void)state;
    size_t korean = ent_language_find("ko", NULL);
    assert_int_not_equal(korean, 0);
    for (int p = 0; p < ENT_PHRASES; p++) {
        const char *words = ent_phrase_given(korean, (ent_phrase)p);
        if (!words || !*words) fail_msg("no Korean for '%s'", ent_phrase_given(0, (ent_phrase)p));
    }
}

static void tags_are_matched_by_their_parts(void **state) {
    (void)state;
    static const struct {
        const char *tag, *language;
        bool known;
    } cases[] = {{"ko", "ko", true}, {"ko-KR", "ko", true}, {"KO_kr", "ko", true}, {"kok", "en", false},
                 {"k", "en", false}, {"en", "en", true},    {"EN-gb", "en", true}, {"xx", "en", false},
                 {"", "en", false},  {NULL, "en", false},   {"ko-", "ko", true},   {"-ko", "en", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool known;
        assert_string_equal(ent_language_tag(ent_language_find(cases[i].tag, &known)), cases[i].language);
        assert_int_equal(known, cases[i].known);
    }
    assert_true(ent_scene_speaks(NULL) && ent_scene_speaks("") && ent_scene_speaks("ko-KR") && !ent_scene_speaks("xx"));
}

static void said(const char *lang, ent_phrase phrase, const ent_slot *slots, size_t count, const char *expected) {
    ent_buffer out = {0};
    ent_say_slots(&out, lang, phrase, slots, count);
    assert_string_equal(out.data ? out.data : "", expected);
    ent_buffer_clear(&out);
}

static void slots_are_filled_and_never_read(void **state) {
    (void)state;
    said("en", ENT_SAYS_COUNT, &ENT_NUMBER(1), 1, "1 relation");
    said("en", ENT_SAYS_COUNT, &ENT_NUMBER(0), 1, "0 relations");
    said("en", ENT_SAYS_COUNT, &ENT_NUMBER(21), 1, "21 relations");
    said("ko", ENT_SAYS_COUNT, &ENT_NUMBER(1), 1, "관계 1건");
    said("xx", ENT_SAYS_COUNT, &ENT_NUMBER(2), 1, "2 relations");
    said("en", ENT_SAYS_COUNT_FROM, (ent_slot[]){ENT_NUMBER(2), ENT_TEXT("{0}%s%n|")}, 2, "2 relations, from {0}%s%n|");
    said("ko", ENT_SAYS_SHOWN, (ent_slot[]){ENT_NUMBER(60), ENT_NUMBER(55)}, 2, "관계 60건 중 55건 표시.");
    said("en", ENT_SAYS_COUNT_FROM, &ENT_NUMBER(2), 1, "2 relations, from "); /* a slot too few is nothing */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_phrase_has_english),
        cmocka_unit_test(all_forms_use_the_slots_of_the_first),
        cmocka_unit_test(korean_is_whole),
        cmocka_unit_test(tags_are_matched_by_their_parts),
        cmocka_unit_test(slots_are_filled_and_never_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
