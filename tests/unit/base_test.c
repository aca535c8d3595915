/* Numbers, text, options, pools, sources and output. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <zlib.h>

#include <entente/base.h>

#include "base/available.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/source.h"

static const char *number(double value) {
    static char text[32];
    return ent_format_double(value, text);
}

/* Beside printf, on numbers of all sizes and on those that lie near the middle between two. */
static void fixed_decimals_are_those_of_printf(void **state) {
    (void)state;
    uint64_t draw = 1;
    for (int k = 0; k < 200000; k++) {
        draw = draw * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int decimals = (int)(draw >> 33) % 8;
        double size = exp2((double)((draw >> 40) % 60) - 24), value = ((double)(draw >> 11) / 0x1p53 - .5) * size;
        if (k % 3 == 0) value = (double)(int64_t)(value * 64) / 64;
        if (k % 7 == 0) value = (double)(int64_t)(value * 2000) / 2000;
        char want[64], got[64];
        snprintf(want, sizeof want, "%.*f", decimals, value);
        ent_buffer buffer = {0};
        ent_buffer_fixed(&buffer, value, decimals);
        snprintf(got, sizeof got, "%s", buffer.data);
        ent_buffer_clear(&buffer);
        bool zero = strspn(want, "-0.") == strlen(want);
        assert_string_equal(got, zero && *want == '-' ? want + 1 : want);
    }
}

static void doubles_are_short_and_come_back(void **state) {
    (void)state;
    assert_string_equal(number(0.1), "0.1");
    assert_string_equal(number(-2.5), "-2.5");
    assert_string_equal(number(0), "0");
    assert_string_equal(number(-0.0), "0");
    assert_string_equal(number(100), "100");
    assert_string_equal(number(1e100), "1e+100");
    assert_string_equal(number(1.5e-7), "1.5e-07");
    assert_string_equal(number(1.0 / 3), "0.3333333333333333");
    assert_string_equal(number(NAN), "nan");
    assert_string_equal(number(-INFINITY), "-inf");
    assert_string_equal(number(5e-324), "4.94065645841247e-324");
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) { /* xorshift64: any bit pattern that is a finite number */
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        double value, back;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        assert_true(ent_parse_double(number(value), &back));
        assert_true(back == value);
        assert_true(strtod(number(value), NULL) == value);
    }
}

static void numbers_ignore_the_locale(void **state) {
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "fr_FR.UTF-8")) {
        print_message("no locale with a comma is installed\n");
        skip();
    }
    double value;
    assert_string_equal(number(1.5), "1.5");
    assert_true(ent_parse_double("1.5", &value) && value == 1.5);
    ent_buffer buffer = {0};
    ent_buffer_fixed(&buffer, 1234.5, 2);
    assert_string_equal(buffer.data, "1234.50");
    ent_buffer_clear(&buffer);
    setlocale(LC_ALL, "C");
}

static void only_plain_numbers_parse(void **state) {
    (void)state;
    static const char *const bad[] = {"",    " 1",  "1 ",  "nan", "inf", "0x10", "1e999",
                                      "1,5", "abc", "--1", "1e",  "+-1", ".",    "-"};
    double value = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ent_parse_double(bad[i], &value)) fail_msg("'%s' was taken", bad[i]);
    assert_true(value == 7);
    assert_true(ent_parse_double("-.5e1", &value) && value == -5);
}

static void fixed_has_no_negative_zero(void **state) {
    (void)state;
    ent_buffer buffer = {0};
    ent_buffer_fixed(&buffer, -0.04, 1);
    ent_buffer_char(&buffer, ' ');
    ent_buffer_fixed(&buffer, -0.06, 1);
    ent_buffer_char(&buffer, ' ');
    ent_buffer_fixed(&buffer, 2.25, 0);
    assert_string_equal(buffer.data, "0.0 -0.1 2");
    ent_buffer_clear(&buffer);
}

static void folds(const char *a, const char *b, bool same) {
    char *x = ent_text_fold(a), *y = ent_text_fold(b);
    if ((strcmp(x, y) == 0) != same) fail_msg("'%s' and '%s' fold to '%s' and '%s'", a, b, x, y);
    ent_free(x);
    ent_free(y);
}

static void names_fold(void **state) {
    (void)state;
    folds("ROK", "rok", true);
    folds("Côte d’Ivoire", "COTE D’IVOIRE", true);
    folds("ＩＰＥＦ", "ipef", true);     /* full width */
    folds("대한민국", "대한민국", true); /* composed and decomposed Hangul */
    folds("대한민국", "대한민군", false);
    folds("ﻣﺼﺮ", "مصر", true);  /* Arabic presentation forms */
    folds("हिंदी", "हद", false); /* vowel signs are letters */
    folds(" South \t Korea\xc2\xa0", "south korea", true);
    folds("Korea–US", "korea-us", true);
    folds("Straße", "STRASSE", true);
    folds("Ελλάδα", "ΕΛΛΑΔΑ", true);
    folds("が", "か", false); /* the voicing mark is part of the letter */
    folds("", " ", true);
}

static void width_in_columns(void **state) {
    (void)state;
    assert_int_equal(ent_text_width("abc"), 3);
    assert_int_equal(ent_text_width("삼성전자"), 8);
    assert_int_equal(ent_text_width("e\xcc\x81"), 1);
    assert_int_equal(ent_text_width(""), 0);
}

static void utf8_is_checked(void **state) {
    (void)state;
    assert_int_equal(ent_utf8_valid_prefix("a\xc3\xa9", 3), 3);
    assert_int_equal(ent_utf8_valid_prefix("a\xc3", 2), 1);
    assert_int_equal(ent_utf8_valid_prefix("\xed\xa0\x80", 3), 0); /* surrogate */
    assert_int_equal(ent_utf8_valid_prefix("\xc0\x80", 2), 0);     /* overlong */
    assert_int_equal(ent_utf8_valid_prefix("\xf4\x90\x80\x80", 4), 0);
}

static void harm_is_seen(void **state) {
    (void)state;
    static const char *const bad[] = {"\x1b[2J",      "\x7f",         "\xc2\x9b",     "\xe2\x80\xae",
                                      "\xe2\x80\xa8", "\xe2\x81\xa6", "\xef\xbb\xbf", "\xe2\x80\x8b",
                                      "\xd8\x9c",     "\xff",         "\xed\xa0\x80", "\n"};
    static const char *const good[] = {"a", " ", "\xed\x95\x9c", "\xef\xbf\xbd", "\xe2\x80\x99", "\xf0\x9f\x87\xb0"};
    bool harmful;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_true(ent_text_next(bad[i], &harmful) > 0);
        if (!harmful) fail_msg("bad %zu passed", i);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(ent_text_next(good[i], &harmful), strlen(good[i]));
        if (harmful) fail_msg("good %zu was held", i);
    }
    assert_int_equal(ent_text_next("", &harmful), 0);
}

static void near_words(void **state) {
    (void)state;
    static const char *const words[] = {"closeness", "betweenness", "degree"};
    assert_int_equal(ent_text_distance("abcd", "abdc"), 1);
    assert_int_equal(ent_text_distance("", "abc"), 3);
    assert_int_equal(ent_text_distance("kitten", "sitting"), 3);
    assert_string_equal(ent_text_nearest("closness", words, 3), "closeness");
    assert_string_equal(ent_text_nearest("degre", words, 3), "degree");
    assert_null(ent_text_nearest("pagerank", words, 3));
    static const char *const letters[] = {"A"};
    assert_null(ent_text_nearest("B", letters, 1));
}

typedef struct sample {
    bool flag;
    int64_t count;
    double share;
    const char *text;
    ent_date date;
    int choice;
    uint64_t choices;
    ent_text_list list;
} sample;

static const char *const colours[] = {"red", "green", "blue", NULL};
static const ent_option rows[] = {
    {"flag", 'f', ENT_OPTION_FLAG, offsetof(sample, flag), NULL, NULL, 0, 0, NULL, "a flag"},
    {"count", 0, ENT_OPTION_INT, offsetof(sample, count), "5", NULL, 1, 10, "N", "a count"},
    {"share", 0, ENT_OPTION_REAL, offsetof(sample, share), NULL, NULL, 0, 1, "P", "a share"},
    {"text", 0, ENT_OPTION_TEXT, offsetof(sample, text), NULL, NULL, 0, 0, "T", "a text"},
    {"date", 0, ENT_OPTION_DATE, offsetof(sample, date), NULL, NULL, 0, 0, "DATE", "a date"},
    {"choice", 0, ENT_OPTION_CHOICE, offsetof(sample, choice), "green", colours, 0, 0, NULL, "one"},
    {"choices", 0, ENT_OPTION_CHOICES, offsetof(sample, choices), NULL, colours, 0, 0, NULL, "some"},
    {"list", 0, ENT_OPTION_LIST, offsetof(sample, list), NULL, NULL, 0, 0, "A,...", "many"},
    {NULL, 0, ENT_OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL, NULL},
};

static ent_status set(sample *s, const char *name, const char *value, ent_error *err) {
    return ent_option_set(ent_option_find(rows, name), s, value, err);
}

static void options_are_set_and_checked(void **state) {
    (void)state;
    sample s;
    ent_error err = {0};
    assert_int_equal(ent_options_init(rows, &s, sizeof s, &err), ENT_OK);
    assert_int_equal(s.count, 5);
    assert_int_equal(s.choice, 1);
    assert_int_equal(set(&s, "flag", NULL, &err), ENT_OK);
    assert_int_equal(set(&s, "count", "7", &err), ENT_OK);
    assert_int_equal(set(&s, "share", "0.25", &err), ENT_OK);
    assert_int_equal(set(&s, "date", "2022-05", &err), ENT_OK);
    assert_int_equal(set(&s, "choices", "red, blue", &err), ENT_OK);
    assert_int_equal(set(&s, "list", "a,b", &err), ENT_OK);
    assert_int_equal(set(&s, "list", "c", &err), ENT_OK);
    assert_true(s.flag && s.count == 7 && s.share == 0.25 && s.date.first == 19113 && s.choices == 5);
    assert_int_equal(s.list.count, 3);
    assert_string_equal(s.list.items[2], "c");
    static const struct {
        const char *name, *value, *says;
    } bad[] = {{"count", "11", "10"},       {"count", "x", "whole number"},
               {"count", NULL, "value"},    {"share", "1.5", "1"},
               {"share", "nan", "number"},  {"date", "2022-02-30", "28 days"},
               {"choice", "gren", "green"}, {"choices", "red,pink", "red, green, blue"},
               {"list", "", "empty"},       {"list", "a,", "empty"},
               {"choices", ",red", "empty"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sample before = s;
        err = (ent_error){0};
        assert_int_equal(set(&s, bad[i].name, bad[i].value, &err), ENT_USAGE);
        if (!strstr(err.message, bad[i].says) && !strstr(err.hint, bad[i].says))
            fail_msg("%s %s: %s / %s", bad[i].name, bad[i].value, err.message, err.hint);
        assert_int_equal(before.count, s.count);
    }
    ent_options_clear(rows, &s);
}

static void pools_number_texts(void **state) {
    (void)state;
    ent_pool pool = {0};
    char text[32];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++) {
            bool fresh;
            snprintf(text, sizeof text, "word %d", i);
            assert_int_equal(ent_pool_add(&pool, text, &fresh), i);
            assert_int_equal(fresh, round == 0);
        }
    assert_int_equal(pool.count, 5000);
    assert_string_equal(ent_pool_text(&pool, 4711), "word 4711");
    assert_int_equal(ent_pool_find(&pool, "word 4999"), 4999);
    assert_int_equal(ent_pool_find(&pool, "word 5000"), UINT32_MAX);
    ent_pool_clear(&pool);
}

static void errors_stay_the_first(void **state) {
    (void)state;
    ent_error err = {0};
    assert_int_equal(ent_fail(&err, ENT_CALC, "first %d", 1), ENT_CALC);
    assert_int_equal(ent_fail(&err, ENT_IO, "second"), ENT_IO);
    assert_string_equal(err.message, "first 1");
    ent_hint(&err, "do this");
    ent_hint(&err, "or that");
    assert_string_equal(err.hint, "do this");
    err = (ent_error){0};
    char long_text[1000];
    for (size_t i = 0; i + 3 < sizeof long_text; i += 3) memcpy(long_text + i, "한", 4);
    ent_fail(&err, ENT_IO, "%s\n", long_text); /* cut in the middle of a letter */
    assert_int_equal(ent_utf8_valid_prefix(err.message, strlen(err.message)), strlen(err.message));
    assert_int_equal(ent_status_exit_code(ENT_INTERRUPTED), 130);
    assert_int_equal(ent_status_exit_code(ENT_BAD_INPUT), 3);
}

static void files_are_replaced_whole(void **state) {
    (void)state;
    char folder[] = "/tmp/entente-base-XXXXXX", path[64], *text;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out", folder);
    ent_error err = {0};
    assert_int_equal(ent_output_write(path, "one", 3, NULL, &err), ENT_OK);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(ent_output_write(path, "two\n", 4, NULL, &err), ENT_OK);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
    size_t length;
    assert_int_equal(ent_source_slurp(path, &text, &length, &err), ENT_OK);
    assert_string_equal(text, "two\n");
    free(text);
    assert_int_equal(ent_output_write("/dev/full", "x", 1, NULL, &err), ENT_IO);
    assert_non_null(strstr(err.message, "No space left"));
    assert_non_null(strstr(err.hint, "make room"));
    static const struct {
        const char *path, *hint;
        ent_status status;
    } bad[] = {{"/nonexistent/x", "make the folder first", ENT_IO},
               {"/dev/null/x", "make the folder first", ENT_IO},
               {"", "'-' is standard output", ENT_USAGE},
               {"/tmp", "name a file in it", ENT_IO}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        err = (ent_error){0};
        assert_int_equal(ent_output_write(bad[i].path, "x", 1, NULL, &err), bad[i].status);
        assert_non_null(strstr(err.hint, bad[i].hint));
    }
    err = (ent_error){0};
    assert_int_equal(ent_output_write(folder, "x", 1, NULL, &err), ENT_IO);
    unlink(path);
    assert_int_equal(rmdir(folder), 0); /* no temporary file is left */
}

static void write_file(const char *path, const void *data, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void expect_content(const char *path, const char *wanted, size_t wanted_length) {
    static const size_t sizes[] = {1, 3, 100000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ent_source *source;
        char *buffer = malloc(100000);
        size_t got = 1, length = 0;
        assert_int_equal(ent_source_open(path, &source, NULL), ENT_OK);
        while (got) {
            assert_int_equal(ent_source_read(source, buffer, sizes[i], &got, NULL), ENT_OK);
            assert_true(length + got <= wanted_length && memcmp(wanted + length, buffer, got) == 0);
            length += got;
        }
        assert_int_equal(length, wanted_length);
        ent_source_close(source);
        free(buffer);
    }
}

/* Files as short as can be, several members, and what stands behind the last one, which gzip passes over. */
static void sources_of_all_kinds(void **state) {
    (void)state;
    static const char empty_member[] = "\x1F\x8B\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
    char path[] = "/tmp/entente-source-XXXXXX";
    close(mkstemp(path));
    for (size_t length = 0; length < 4; length++) {
        write_file(path, "\x1F\x1F\x8B", length);
        expect_content(path, "\x1F\x1F\x8B", length);
    }
    write_file(path, "\x8B\x1F plain", 8);
    expect_content(path, "\x8B\x1F plain", 8);
    write_file(path, empty_member, 20);
    expect_content(path, "", 0);
    gzFile packed = gzopen(path, "ab");
    gzputs(packed, "first ");
    gzclose(packed);
    packed = gzopen(path, "ab");
    gzputs(packed, "second");
    gzclose(packed);
    expect_content(path, "first second", 12);
    FILE *file = fopen(path, "ab");
    fputs("\x1Fnot packed", file);
    fclose(file);
    expect_content(path, "first second", 12);
    unlink(path);
}

static void sources_unpack_gzip(void **state) {
    (void)state;
    char path[] = "/tmp/entente-gzip-XXXXXX", *text;
    int fd = mkstemp(path);
    gzFile file = gzdopen(fd, "wb");
    for (int i = 0; i < 100000; i++) gzputs(file, "line of text\n");
    gzclose(file);
    size_t length;
    ent_error err = {0};
    assert_int_equal(ent_source_slurp(path, &text, &length, &err), ENT_OK);
    assert_int_equal(length, 1300000);
    free(text);
    struct stat info;
    stat(path, &info);
    assert_int_equal(truncate(path, info.st_size / 2), 0);
    assert_int_equal(ent_source_slurp(path, &text, &length, &err), ENT_BAD_INPUT);
    assert_non_null(strstr(err.message, "gzip"));
    assert_non_null(strstr(err.message, "unexpected end"));
    write_file(path, "\x1F\x8B\x08 no such thing", 17);
    assert_int_equal(ent_source_slurp(path, &text, &length, &err), ENT_BAD_INPUT);
    unlink(path);
    err = (ent_error){0};
    assert_int_equal(ent_source_slurp("/tmp", &text, &length, &err), ENT_IO);
    assert_non_null(strstr(err.message, "directory"));
}

static volatile sig_atomic_t alarms;
static int fifo_end;

/* Whoever waits for the third signal finds something to read. */
static void on_alarm(int number) {
    (void)number;
    if (++alarms == 3 && write(fifo_end, "abc", 3) != 3) abort();
}

static bool refuse(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    *(const char **)context = stage;
    return false;
}

/* Input that is waited for while signals come: the monitor says whether the wait goes on, and without one it does. */
static void sources_survive_signals(void **state) {
    (void)state;
    char path[] = "/tmp/entente-fifo-XXXXXX", text[8];
    const char *stage = NULL;
    const ent_monitor monitor = {refuse, &stage};
    const struct itimerval often = {{0, 2000}, {0, 2000}}, never = {{0, 0}, {0, 0}};
    struct sigaction action = {.sa_handler = on_alarm}, before;
    ent_source *source;
    ent_error err = {0};
    size_t got;
    close(mkstemp(path));
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    fifo_end = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(ent_source_open(path, &source, &err), ENT_OK);
    sigaction(SIGALRM, &action, &before);
    setitimer(ITIMER_REAL, &often, NULL);
    ent_status waited = ent_source_read(source, text, sizeof text, &got, &err);
    ent_source_watch(source, &monitor);
    ent_status told = ent_source_read(source, text, sizeof text, &got, &err);
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &before, NULL);
    assert_int_equal(waited, ENT_OK);
    assert_true(alarms >= 3);
    assert_int_equal(told, ENT_INTERRUPTED);
    assert_string_equal(stage, "reading");
    assert_string_equal(err.message, "interrupted while reading");
    ent_source_close(source);
    close(fifo_end);
    unlink(path);
}

/* A limit of so many bytes more than the process has taken; the numbers are those of the limit, or less where the machine
 * has less. */
static void memory_is_looked_for_before_it_is_taken(void **state) {
    (void)state;
    struct rlimit before, limit;
    unsigned long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_true(file && fscanf(file, "%llu", &pages) == 1);
    fclose(file);
    assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
    limit = before;
    limit.rlim_cur = (rlim_t)(pages * (unsigned long long)sysconf(_SC_PAGESIZE) + (300 << 20));
    assert_int_equal(setrlimit(RLIMIT_AS, &limit), 0);
    ent_error err = {0};
    uint64_t available = ent_memory_available();
    ent_status fits = ent_memory_check(200 << 20, "walktrap", "take less", NULL);
    ent_status status = ent_memory_check(3.25 * (1 << 30), "walktrap", "take less", &err);
    assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
    assert_in_range(available, 250 << 20, 300 << 20);
    assert_int_equal(fits, ENT_OK);
    assert_int_equal(status, ENT_NOMEM);
    assert_non_null(strstr(err.message, "walktrap needs up to 3.3 GiB of memory, "));
    assert_non_null(strstr(err.message, " MiB are available"));
    assert_string_equal(err.hint, "take less");
    assert_true(ent_memory_available() > available);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(fixed_decimals_are_those_of_printf),
                                       cmocka_unit_test(doubles_are_short_and_come_back),
                                       cmocka_unit_test(numbers_ignore_the_locale),
                                       cmocka_unit_test(only_plain_numbers_parse),
                                       cmocka_unit_test(fixed_has_no_negative_zero),
                                       cmocka_unit_test(names_fold),
                                       cmocka_unit_test(width_in_columns),
                                       cmocka_unit_test(utf8_is_checked),
                                       cmocka_unit_test(harm_is_seen),
                                       cmocka_unit_test(near_words),
                                       cmocka_unit_test(options_are_set_and_checked),
                                       cmocka_unit_test(pools_number_texts),
                                       cmocka_unit_test(errors_stay_the_first),
                                       cmocka_unit_test(files_are_replaced_whole),
                                       cmocka_unit_test(sources_unpack_gzip),
                                       cmocka_unit_test(sources_of_all_kinds),
                                       cmocka_unit_test(sources_survive_signals),
                                       cmocka_unit_test(memory_is_looked_for_before_it_is_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
