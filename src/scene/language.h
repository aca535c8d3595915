/* scene/language.h - what a picture says by itself, in the language of --lang.
 *
 * To add a phrase: a row in scene/language.inc (English, then the other languages; a language that is left out falls back
 * to English). To use it:
 *
 *     ent_phrase_words(scene->lang, ENT_SAYS_LEGEND_MUTUAL)                          a phrase without slots
 *     ent_say_number(out, scene->lang, ENT_SAYS_RELATIONS, count)                    "{0} relation|{0} relations"
 *     ent_say(out, scene->lang, ENT_SAYS_COUNT_FROM, ENT_NUMBER(count), ENT_TEXT(day))
 *
 * Patterns are whole sentences or clauses, so that every language keeps its own order; {0} to {7} are slots. Where the
 * first slot is a number, "|" parts the form for one from the form for all other numbers; a language without plurals has
 * one form. Slots are inserted as they are, never read as a pattern. Text for XML goes through a buffer of its own and then
 * ent_buffer_xml.
 *
 * To add a language: its tag in scene/language.c, and one more column in the rows. */
#ifndef SCENE_LANGUAGE_H
#define SCENE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

typedef enum ent_phrase {
#define PHRASE(name, ...) ENT_SAYS_##name,
#include "scene/language.inc"
#undef PHRASE
    ENT_PHRASES
} ent_phrase;

/* What goes into a slot: a text, or a number when that is NULL. */
typedef struct ent_slot {
    const char *text;
    size_t number;
} ent_slot;
#define ENT_NUMBER(value) ((ent_slot){NULL, (value)})
#define ENT_TEXT(words) ((ent_slot){(words), 0})

/* Languages that the table has, English first; their tags. */
size_t ent_language_count(void);
const char *ent_language_tag(size_t language);
/* The language of a BCP 47 tag: "ko" for ko, ko-KR and KO_kr, not for kok. 0, English, when there is none; *known tells
 * the two apart and may be NULL. */
size_t ent_language_find(const char *tag, bool *known);

/* The pattern of a phrase; English where the language has none. ent_phrase_given is NULL there. */
const char *ent_phrase_words(const char *lang, ent_phrase phrase);
const char *ent_phrase_given(size_t language, ent_phrase phrase);

/* "cooperative", "adversarial", "factual" */
const char *ent_sign_words(const char *lang, int sign);

/* Write a phrase with its slots filled. */
void ent_say_slots(ent_buffer *out, const char *lang, ent_phrase phrase, const ent_slot *slots, size_t count);
#define ent_say(out, lang, phrase, ...)                                                                                \
    ent_say_slots(out, lang, phrase, (const ent_slot[]){__VA_ARGS__},                                                  \
                  sizeof((const ent_slot[]){__VA_ARGS__}) / sizeof(ent_slot))
void ent_say_number(ent_buffer *out, const char *lang, ent_phrase phrase, size_t number);
void ent_say_text(ent_buffer *out, const char *lang, ent_phrase phrase, const char *text);

#endif
