/* scene/language.c - phrases by language: the lookup, and slots filled without printf. */
#include "scene/language.h"

#include <string.h>

#include <entente/scene.h>

#include "base/typeset.h"

/* The columns of language.inc, in this order. */
static const char *const tags[] = {"en", "ko"};
enum { LANGUAGES = sizeof tags / sizeof *tags };

static const char *const patterns[ENT_PHRASES][LANGUAGES] = {
#define PHRASE(name, ...) [ENT_SAYS_##name] = {__VA_ARGS__},
#include "scene/language.inc"
#undef PHRASE
};

size_t ent_language_count(void) {
    return LANGUAGES;
}

const char *ent_language_tag(size_t language) {
    return tags[language];
}

size_t ent_language_find(const char *tag, bool *known) {
    size_t best = 0, longest = 0;
    for (size_t i = 0; tag && i < LANGUAGES; i++) {
        if (ent_tag_is(tag, tags[i]) && strlen(tags[i]) > longest) {
            best = i;
            longest = strlen(tags[i]);
        }
    }
    if (known) *known = longest > 0;
    return best;
}

bool ent_scene_speaks(const char *lang) {
    bool known = true;
    if (lang && *lang) ent_language_find(lang, &known);
    return known;
}

const char *ent_phrase_given(size_t language, ent_phrase phrase) {
    return patterns[phrase][language];
}

const char *ent_phrase_words(const char *lang, ent_phrase phrase) {
    const char *words = patterns[phrase][ent_language_find(lang, NULL)];
    return words ? words : patterns[phrase][0];
}

const char *ent_sign_words(const char *lang, int sign) {
    return ent_phrase_words(lang, sign > 0   ? ENT_SAYS_SIGN_POSITIVE
                                  : sign < 0 ? ENT_SAYS_SIGN_NEGATIVE
                                             : ENT_SAYS_SIGN_NEUTRAL);
}

/* The form of a pattern for its first slot. */
static const char *choose_form(const char *pattern, const ent_slot *slots, size_t count, size_t *length) {
    const char *bar = strchr(pattern, '|');
    bool one = count && !slots[0].text && slots[0].number == 1;
    if (bar && !one) pattern = bar + 1;
    *length = bar && one ? (size_t)(bar - pattern) : strlen(pattern);
    return pattern;
}

void ent_say_slots(ent_buffer *out, const char *lang, ent_phrase phrase, const ent_slot *slots, size_t count) {
    size_t length;
    const char *form = choose_form(ent_phrase_words(lang, phrase), slots, count, &length);
    for (size_t i = 0; i < length; i++) {
        bool slot = form[i] == '{' && i + 2 < length && form[i + 1] >= '0' && form[i + 1] <= '7' && form[i + 2] == '}';
        if (!slot) {
            ent_buffer_char(out, form[i]);
            continue;
        }
        size_t k = (size_t)(form[i + 1] - '0');
        i += 2;
        if (k >= count) continue;
        if (slots[k].text)
            ent_buffer_text(out, slots[k].text);
        else
            ent_buffer_format(out, "%zu", slots[k].number);
    }
}

void ent_say_number(ent_buffer *out, const char *lang, ent_phrase phrase, size_t number) {
    ent_say_slots(out, lang, phrase, &ENT_NUMBER(number), 1);
}

void ent_say_text(ent_buffer *out, const char *lang, ent_phrase phrase, const char *text) {
    ent_say_slots(out, lang, phrase, &ENT_TEXT(text), 1);
}
