/* The rule by which dates select relations, held against a twin that knows nothing of spans: it walks a calendar day by
 * day and compares texts. A day is in a date when its text begins with that of the date; it is not before a date when its
 * text does not sort before it. */
#include "graphs.h"

enum { FIRST_YEAR = 1999, LAST_YEAR = 2026, MOST_DAYS = 20000 };

static char calendar[MOST_DAYS][40];
static size_t days;

static void make_calendar(void) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    days = 0;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= lengths[month - 1] + (month == 2 && year % 4 == 0); day++) /* 2000 is leap too */
                snprintf(calendar[days++], sizeof *calendar, "%04d-%02d-%02d", year, month, day);
}

/* The digits and dashes of a date, without what is unspecified and what qualifies it. */
static void plain(const char *text, size_t length, char out[16]) {
    size_t n = 0;
    while (n < length && n < 15 && ((text[n] >= '0' && text[n] <= '9') || text[n] == '-')) out[n] = text[n], n++;
    while (n && out[n - 1] == '-') n--;
    out[n] = '\0';
}

static int order(const char *day, const char *date) {
    return strncmp(day, date, strlen(date));
}

/* Bit 0: not before its start; bit 1: not after its end. */
static int sides(const char *day, const char *text) {
    char start[16], end[16];
    const char *slash = strchr(text, '/');
    plain(text, slash ? (size_t)(slash - text) : strlen(text), start);
    plain(slash ? slash + 1 : text, strlen(slash ? slash + 1 : text), end);
    return (!*start || order(day, start) >= 0) | (!*end || order(day, end) <= 0) << 1;
}

static const char *const dates[] = {
    "2022",
    "2022-05",
    "2022-05-20",
    "2022~",
    "2022-05?",
    "2022-05-20%",
    "201X",
    "20XX",
    "2024-02",
    "2023-02",
    "2024-02-29",
    "2022-12-31",
    "2023-01-01",
    "2022-05-XX",
    "2022-XX",
    "2022-05-20/2022-05-22",
    "2022/2023-01",
    "2022-05/2022",
    "2021-12/2022-01",
    "2000-02-28/2000-03-01",
    "../2020",
    "/2020",
    "../2020-06",
    "../2020-06-15~",
    "2020/..",
    "2020/",
    "2020-06/..",
    "2020-06-15?/..",
    "2016~/2019?",
    NULL,
};
static const char *const texts[] = {
    NULL,         "2022",       "2022-05",    "2022-05-20", "2022-05-21", "2020",
    "2020-06",    "2020-06-15", "2021-01-01", "2019-12-31", "2024-02-29", "2023-02-28",
    "2023-03-01", "2022~",      "2019/2020",  "../2020",    "2020/..",    "201X",
};
enum { DATES = sizeof dates / sizeof *dates, TEXTS = sizeof texts / sizeof *texts };

/* A question by the numbers of its texts; number 0 is none. */
typedef struct {
    size_t at, since, until;
} question;

/* What sides() says of each date and day. */
static uint8_t of_date[DATES][MOST_DAYS], of_text[TEXTS][MOST_DAYS];

static void make_sides(void) {
    for (size_t d = 0; d < days; d++) {
        for (size_t i = 0; i < DATES; i++) of_date[i][d] = dates[i] ? (uint8_t)sides(calendar[d], dates[i]) : 0;
        for (size_t i = 0; i < TEXTS; i++) of_text[i][d] = texts[i] ? (uint8_t)sides(calendar[d], texts[i]) : 3;
    }
}

static bool asked_for(const question *q, size_t day) {
    return of_text[q->at][day] == 3 && of_text[q->since][day] & 1 && of_text[q->until][day] & 2;
}

static ent_date read_date(const char *text) {
    ent_date date = {0};
    if (text) assert_int_equal(ent_date_parse(text, &date, NULL), ENT_OK);
    return date;
}

static void compare(const ent_graph *graph, const question *q, bool undated) {
    ent_select how;
    ent_selection *selection = NULL;
    ent_error err = {0};
    bool any = false, dated = q->at || q->since || q->until, wanted[DATES];
    for (size_t d = 0; d < days && !any; d++) any = asked_for(q, d);
    for (size_t i = 0; i < DATES; i++) {
        wanted[i] = !dated || (!dates[i] && undated);
        for (size_t d = 0; d < days && !wanted[i]; d++) wanted[i] = asked_for(q, d) && of_date[i][d] == 3;
    }
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    how.at = read_date(texts[q->at]);
    how.since = read_date(texts[q->since]);
    how.until = read_date(texts[q->until]);
    how.undated = undated;
    ent_status status = ent_selection_new(graph, &how, &selection, &err);
    const char *words[] = {q->at ? texts[q->at] : "-", q->since ? texts[q->since] : "-",
                           q->until ? texts[q->until] : "-"};
    if ((status == ENT_OK) != any) fail_msg("at %s since %s until %s: %s", words[0], words[1], words[2], err.message);
    for (ent_id k = 0; status == ENT_OK && k < ent_graph_relations(graph); k++) {
        ent_relation relation;
        ent_graph_relation(graph, k, &relation);
        bool want = wanted[k / 4];
        if (want != ent_selection_has(selection, k))
            fail_msg("'%s' at %s since %s until %s: %skept", relation.date_text, words[0], words[1], words[2],
                     want ? "not " : "");
    }
    ent_options_clear(ent_select_options, &how);
    ent_selection_free(selection);
}

static ent_graph *dated_graph(void) {
    ent_builder *builder = graph_start();
    graph_entity(builder, "A", "country", "A");
    graph_entity(builder, "B", "country", "B");
    static const ent_relation_status statuses[] = {ENT_ASSERTED, ENT_PLANNED, ENT_REPORTED,
                                                   ENT_ENDED}; /* has no say in it */
    for (size_t i = 0; i < 4 * DATES; i++) {
        ent_relation_record record = {.type = "supports",
                                      .source = "A",
                                      .target = "B",
                                      .date = dates[i / 4],
                                      .status = statuses[i % 4],
                                      .has_status = true,
                                      .weight = NAN,
                                      .confidence = NAN};
        assert_int_equal(ent_builder_add_relation(builder, &record, NULL), ENT_OK);
    }
    return graph_finish(builder);
}

static void every_date_at_every_time(void **state) {
    (void)state;
    make_calendar();
    make_sides();
    ent_graph *graph = dated_graph();
    for (size_t i = 0; i < TEXTS; i++) {
        compare(graph, &(question){i, 0, 0}, i % 2);
        for (size_t j = 0; j < TEXTS; j++) {
            compare(graph, &(question){0, i, j}, false);
            compare(graph, &(question){i, j, 0}, true);
            compare(graph, &(question){(i + j) % TEXTS, i, j}, false);
        }
    }
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_date_at_every_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
