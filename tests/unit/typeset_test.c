/* Text of all scripts measured and wrapped: never outside its box, graphemes whole, lines as even as they can be. Texts are
 * built from clusters whose ends the test knows by itself; evenness is compared with dynamic programming over all ways of
 * parting the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <entente/entente.h>

#include "base/typeset.h"
#include "base/widths.h"

/* ---- widths ---- */

static unsigned width_of(const char *text, bool bold) {
    return (unsigned)(ent_typeset_width(text, 1000, bold) + .5);
}

/* From Adobe's metrics of Helvetica and Helvetica-Bold; the fonts that stand in for it differ by a unit of rounding. */
static void latin_is_as_wide_as_helvetica(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned regular, bold;
    } known[] = {{"A", 667, 722},   {"i", 222, 278},   {"@", 1015, 975},  {"W", 944, 944},   {"Ä", 667, 722},
                 {"Å", 667, 722},   {"Æ", 1000, 1000}, {"Ç", 722, 722},   {"é", 556, 556},   {"ß", 611, 611},
                 {"ø", 611, 611},   {"æ", 889, 889},   {"Ø", 778, 778},   {"Œ", 1000, 1000}, {"œ", 944, 944},
                 {"ı", 278, 278},   {"¡", 333, 333},   {"£", 556, 556},   {"“", 333, 500},   {"–", 556, 556},
                 {"—", 1000, 1000}, {"•", 350, 350},   {"…", 1000, 1000}, {"€", 556, 556},   {"‘", 222, 278},
                 {"š", 500, 556},   {"ž", 500, 500},   {"Ÿ", 667, 667},   {"ñ", 556, 611},   {"ü", 556, 611}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        int regular = (int)width_of(known[i].text, false) - (int)known[i].regular;
        int bold = (int)width_of(known[i].text, true) - (int)known[i].bold;
        if (regular < 0 || regular > 1 || bold < 0 || bold > 1)
            fail_msg("%s: %+d regular, %+d bold", known[i].text, regular, bold);
    }
}

static void other_scripts_have_their_width(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned least, most;
    } known[] = {{"한", 920, 920},          {"漢", 1000, 1000},
                 {"あ", 1000, 1000},        {"ｱ", 500, 500},
                 {"Ａ", 1000, 1000},        {"、", 1000, 1000},
                 {"ㄱ", 920, 920},          {"\u1112\u1161\u11ab", 920, 920}, /* the same syllable in pieces */
                 {"e\u0301", 556, 556},                                       /* a mark adds nothing */
                 {"a\u200db", 1112, 1112},                                    /* a joiner neither */
                 {"ế", 556, 640},           {"ữ", 570, 760},
                 {"Ω", 740, 800},           {"ж", 660, 700},
                 {"Щ", 900, 1000},          {"א", 500, 700},
                 {"س", 600, 1300},          {"ا", 200, 350},
                 {"→", 1000, 1000},         {"₩", 556, 1000},
                 {"😀", 1000, 1250},         {"🇰🇷", 1000, 2000},
                 {"ก", 500, 800},           {"क", 600, 900},
                 {"\U00020000", 1000, 1000}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        unsigned w = width_of(known[i].text, false);
        if (w < known[i].least || w > known[i].most) fail_msg("%s is %u wide", known[i].text, w);
        assert_true(width_of(known[i].text, true) >= known[i].least);
    }
}

/* ---- where lines end ---- */

/* The lines with "|" between, at a width in units of a thousandth of an em. */
static const char *wrapped(const char *text, unsigned width, size_t most) {
    static char all[2000];
    all[0] = '\0';
    ent_wrapped_line lines[20];
    size_t count = ent_typeset_wrap(text, 10, false, width / 100.0, most, lines), used = 0;
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%.*s%s", i ? "|" : "", (int)lines[i].length,
                                 lines[i].start, lines[i].cut ? "…" : "");
    return all;
}

static void lines_end_where_readers_expect(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned width;
        const char *lines;
    } cases[] = {
        {"대한민국 정부", 4000, "대한민국|정부"},
        {"인도태평양 경제프레임워크", 6500, "인도태평양|경제프레임워크"},
        {"가나다라마바사", 3700, "가나다라|마바사"}, /* within a word only when it must */
        {"가 나다라마바사", 3700, "가|나다라|마바사"},
        {"日本国憲法", 3100, "日本国|憲法"},
        {"日本国、憲法", 3100, "日本|国、|憲法"},        /* a comma does not begin a line */
        {"株式会社「日本」", 5000, "株式会社|「日本」"}, /* an opening mark does not end one */
        {"チャーチャーチ", 4100, "チャー|チャーチ"},     /* nor small kana and the mark of length */
        {"中华人民共和国", 6000, "中华人民|共和国"},     /* no lone last letter */
        {"well-known", 3000, "well-|known"},
        {"and/or", 2000, "and/|or"},
        {"since 2022-05-20", 5400, "since|2022-05-20"}, /* a date stays whole */
        {"COVID-19 task", 4900, "COVID-19|task"},
        {"Go 한국(서울)", 4400, "Go 한국|(서울)"},
        {"삼성전자(주)", 4200, "삼성전자|(주)"}, /* a bracket may begin one */
        {"👩‍👩‍👧👩‍👩‍👧", 3800, "👩‍👩‍👧|👩‍👩‍👧"}, /* a family is one */
        {"🇰🇷🇺🇸", 1700, "🇰🇷|🇺🇸"},                                                                 /* and so is a flag */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *lines = wrapped(cases[i].text, cases[i].width, 20);
        if (strcmp(lines, cases[i].lines) != 0) fail_msg("'%s', not '%s'", lines, cases[i].lines);
    }
    assert_string_equal(wrapped("  a  b  ", 600, 9), "a|b");
    assert_string_equal(wrapped("", 600, 9), "");
    assert_string_equal(wrapped("   ", 600, 9), "");
    assert_string_equal(wrapped("aaaa bbbb cccc", 4000, 1), "aaaa…");
    assert_string_equal(wrapped("e\u0301e\u0301e\u0301e\u0301", 2200, 1), "e\u0301e\u0301…"); /* cut between letters */
}

/* ---- properties over texts made at random ---- */

static uint64_t state_of_random;
static unsigned at_random(unsigned below) {
    state_of_random = state_of_random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state_of_random >> 33) % below;
}

static const char *const clusters[] = {
    "a",
    "W",
    "i",
    "-",
    "/",
    "7",
    "(",
    ")",
    ",",
    ".",
    "é",
    "e\u0301",
    "ế",
    "o\u0302\u0301",
    "Ω",
    "ж",
    "й",
    "–",
    "한",
    "국",
    "정",
    "부",
    "\u1112\u1161\u11ab",
    "\u1100\u1161",
    "日",
    "本",
    "国",
    "、",
    "。",
    "「",
    "」",
    "ー",
    "っ",
    "あ",
    "ｱ",
    "Ａ",
    "س",
    "ل",
    "ا",
    "م\u064e",
    "א",
    "ב\u05b8",
    "😀",
    "👍🏽",
    "👩‍👩‍👧",
    "🇰🇷",
    "🇺🇸",
    "ก",
    "ก\u0e34",
    "€",
    "→",
    "&",
    "<",
    "\"",
};
enum { CLUSTERS = sizeof clusters / sizeof *clusters, MOST_CLUSTERS = 60 };

typedef struct {
    char text[2000];
    size_t begin[MOST_CLUSTERS + 1], count; /* where each cluster begins, and the end */
    unsigned width[MOST_CLUSTERS];
    uint32_t code[MOST_CLUSTERS];
    bool bold;
} random_text;

static void make_text(random_text *t) {
    unsigned script = at_random(4), spaces = 1 + at_random(12);
    t->count = at_random(MOST_CLUSTERS + 1);
    t->bold = at_random(2);
    size_t used = 0;
    for (size_t i = 0; i < t->count; i++) {
        const char *cluster = at_random(spaces) == 0 ? " "
                              : script == 0          ? clusters[at_random(CLUSTERS)]
                              : script == 1          ? clusters[at_random(18)]
                              : script == 2          ? clusters[18 + at_random(6)]
                                                     : clusters[24 + at_random(12)];
        t->begin[i] = used;
        memcpy(t->text + used, cluster, strlen(cluster));
        used += strlen(cluster);
        t->text[used] = '\0';
        t->width[i] = width_of(cluster, t->bold);
        t->code[i] = ent_grapheme_next(cluster, strlen(cluster), false).code;
    }
    t->begin[t->count] = used;
    t->text[used] = '\0';
}

static size_t cluster_at(const random_text *t, size_t offset) {
    for (size_t i = 0; i <= t->count; i++)
        if (t->begin[i] == offset) return i;
    fail_msg("a line of '%s' ends within a letter, at %zu", t->text, offset);
    return 0;
}

static uint64_t sum_of(const random_text *t, size_t from, size_t to) {
    uint64_t sum = 0;
    for (size_t i = from; i < to; i++) sum += t->width[i];
    return sum;
}

static void lines_stay_in_their_box(const random_text *t, unsigned limit, size_t most, const ent_wrapped_line *lines,
                                    size_t count) {
    const char *at = t->text;
    assert_true(count <= most);
    for (size_t i = 0; i < count; i++) {
        while (*at == ' ') at++;
        assert_ptr_equal(lines[i].start, at); /* nothing but spaces is lost between lines */
        size_t from = cluster_at(t, (size_t)(at - t->text)),
               to = cluster_at(t, (size_t)(at - t->text) + lines[i].length);
        uint64_t width = sum_of(t, from, to) + (lines[i].cut ? 1000 : 0);
        assert_int_equal((uint64_t)(lines[i].width * 100 + .5), width);
        if (width > limit && to > from + 1)
            fail_msg("'%s' at %u: line %zu is %u wide", t->text, limit, i, (unsigned)width);
        if (width > limit && lines[i].cut) assert_int_equal(from, to); /* not even the ellipsis fits */
        assert_true(lines[i].length > 0 || lines[i].cut);
        assert_false(lines[i].cut && i + 1 < count);
        at += lines[i].length;
    }
    if (count && lines[count - 1].cut) return;
    while (*at == ' ') at++;
    assert_int_equal(*at, '\0');
}

/* The smallest width in which the text goes on that many lines with breaks where they may be, by dynamic programming over
 * all ways; UINT64_MAX when it does not. */
static uint64_t narrowest(const random_text *t, size_t lines) {
    static uint64_t best[21][MOST_CLUSTERS + 1];
    for (size_t k = 0; k <= lines; k++)
        for (size_t i = 0; i <= t->count; i++) best[k][i] = UINT64_MAX;
    size_t start = 0;
    while (start < t->count && t->code[start] == ' ') start++;
    best[0][start] = 0;
    for (size_t k = 0; k < lines; k++)
        for (size_t from = start; from < t->count; from++) {
            if (best[k][from] == UINT64_MAX) continue;
            for (size_t to = from + 1; to <= t->count; to++) {
                if (to < t->count && !ent_may_break(t->code[to - 1], t->code[to])) continue;
                size_t shown = to, next = to;
                while (shown > from && t->code[shown - 1] == ' ') shown--;
                while (next < t->count && t->code[next] == ' ') next++;
                uint64_t width = sum_of(t, from, shown);
                if (width < best[k][from]) width = best[k][from];
                if (width < best[k + 1][next]) best[k + 1][next] = width;
            }
        }
    uint64_t least = UINT64_MAX;
    for (size_t k = 0; k <= lines; k++)
        if (best[k][t->count] < least) least = best[k][t->count];
    return least;
}

static uint64_t widest(const ent_wrapped_line *lines, size_t count) {
    uint64_t most = 0;
    for (size_t i = 0; i < count; i++)
        if ((uint64_t)(lines[i].width * 100 + .5) > most) most = (uint64_t)(lines[i].width * 100 + .5);
    return most;
}

static bool has_long_word(const random_text *t, unsigned limit) {
    uint64_t used = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (i && (t->code[i - 1] == ' ' || ent_may_break(t->code[i - 1], t->code[i]))) used = 0;
        if (t->code[i] != ' ') used += t->width[i];
        if (used > limit) return true;
    }
    return false;
}

static void texts_of_all_scripts(void **state) {
    (void)state;
    static random_text t;
    size_t balanced = 0, cut = 0, parted = 0;
    state_of_random = 20260501;
    for (int round = 0; round < 8000; round++) {
        make_text(&t);
        unsigned limit = at_random(10) ? 500 + at_random(9000) : at_random(1200);
        size_t most = 1 + at_random(6);
        ent_wrapped_line lines[20], all[MOST_CLUSTERS + 1];
        size_t count = ent_typeset_wrap(t.text, 10, t.bold, limit / 100.0, most, lines);
        size_t needed = ent_typeset_wrap(t.text, 10, t.bold, limit / 100.0, MOST_CLUSTERS, all);
        lines_stay_in_their_box(&t, limit, most, lines, count);
        bool is_cut = count && lines[count - 1].cut;
        assert_int_equal(is_cut, needed > most);
        cut += is_cut;
        if (is_cut) continue;
        assert_int_equal(count, needed);
        if (has_long_word(&t, limit)) {
            parted++;
            continue;
        }
        if (count > 6 || !count) continue;
        uint64_t least = narrowest(&t, count);
        if (count > 1) assert_true(narrowest(&t, count - 1) > limit); /* no line more than it takes */
        if (count > 1 && widest(lines, count) != least)
            fail_msg("'%s' at %u on %zu lines: %u wide, could be %u", t.text, limit, count,
                     (unsigned)widest(lines, count), (unsigned)least);
        balanced += count > 1;
    }
    if (balanced < 500 || cut < 500 || parted < 400)
        fail_msg("%zu balanced, %zu cut, %zu parted", balanced, cut, parted);
}

/* A word that has to be broken: no width below the widest line would do with as many lines. */
static void broken_words_are_even_too(void **state) {
    (void)state;
    static random_text t;
    state_of_random = 7;
    for (int round = 0; round < 2000; round++) {
        make_text(&t);
        for (char *p = t.text; *p; p++)
            if (*p == ' ') *p = 'x';
        unsigned limit = 1300 + at_random(5000);
        ent_wrapped_line lines[MOST_CLUSTERS + 1], other[MOST_CLUSTERS + 1];
        size_t count = ent_typeset_wrap(t.text, 10, false, limit / 100.0, MOST_CLUSTERS, lines);
        uint64_t most = widest(lines, count), word = 0, used = 0, letter = 0;
        const char *at = t.text, *end = at + strlen(at);
        uint32_t before = ' ';
        while (at <= end) { /* the longest word that fits stays whole */
            ent_grapheme g = ent_grapheme_next(at, (size_t)(end - at), false);
            if (!g.length || ent_may_break(before, g.code)) {
                if (used <= limit && used > word) word = used;
                used = 0;
            }
            used += g.width;
            if (g.width > letter) letter = g.width;
            before = g.code;
            at += g.length ? g.length : 1;
        }
        if (count < 2 || most <= word || most <= letter || most > limit) continue;
        size_t fewer = ent_typeset_wrap(t.text, 10, false, (double)(most - 1) / 100, MOST_CLUSTERS, other);
        if (fewer <= count)
            fail_msg("'%s' at %u: %zu lines, %u wide, word %u, but %zu below", t.text, limit, count, (unsigned)most,
                     (unsigned)word, fewer);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_is_as_wide_as_helvetica),  cmocka_unit_test(other_scripts_have_their_width),
        cmocka_unit_test(lines_end_where_readers_expect), cmocka_unit_test(texts_of_all_scripts),
        cmocka_unit_test(broken_words_are_even_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
