/* timeline: the relations of one entity, or between two, in order of date; drawn as bars by --chart. */
#include "analyse/statement.h"

#include <stdlib.h>

typedef struct {
    bool dated; /* leave out what has no date */
} timeline_options;

static const ent_option options[] = {
    {.name = "dated",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(timeline_options, dated),
     .help = "only relations with a date; without it those that have none are listed last"},
    {.name = NULL},
};

static const ent_argument arguments[] = {
    {"ENTITY", "the entity: id, name or alias"},
    {"[B]", "a second one: only what lies between the two"},
    {NULL, NULL},
};

enum {
    YEAR,
    DATE,
    FIRST,
    LAST,
    PRECISION,
    FROM,
    TYPE,
    TO,
    SIGN,
    STATUS,
    CONFIDENCE,
    AREAS,
    ACTING,
    RELATION,
    STATEMENT,
    FROM_ID,
    TO_ID,
    SAID_BY,
    NOTE,
    EVIDENCE,
    SOURCE,
    COLUMNS
};

static const ent_column columns[COLUMNS + 1] = {
    {"year", ENT_COLUMN_TEXT, "year of the first day", false, false},
    {"date", ENT_COLUMN_TEXT, "date as given in the data (EDTF)", false, false},
    {"first", ENT_COLUMN_TEXT, "first day that the date can mean; missing: no date, or an open start", false, true},
    {"last", ENT_COLUMN_TEXT, "last day that the date can mean; missing: no date, or an open end", false, true},
    {"precision", ENT_COLUMN_TEXT,
     "how exact the date is: day, month, season, year, years or interval; approximate (~) or uncertain (?)", false,
     true},
    {"from", ENT_COLUMN_TEXT, "name of the source", false, false},
    ENT_TYPE_COLUMN,
    {"to", ENT_COLUMN_TEXT, "name of the target; in words, when it is a relation", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_AREAS_COLUMN,
    ENT_ACTING_COLUMN(true),
    ENT_RELATION_COLUMN,
    {"statement", ENT_COLUMN_TEXT, "the relation in words, with its areas", false, true},
    {"from_id", ENT_COLUMN_TEXT, "id of the source", false, true},
    {"to_id", ENT_COLUMN_TEXT, "id of the target", false, true},
    ENT_SAID_BY_COLUMN,
    ENT_NOTE_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

static const ent_relation_cells cells = {.type = TYPE,
                                         .sign = SIGN,
                                         .status = STATUS,
                                         .date = DATE,
                                         .confidence = CONFIDENCE,
                                         .areas = AREAS,
                                         .id = RELATION,
                                         .said_by = SAID_BY,
                                         .note = NOTE,
                                         .evidence = EVIDENCE,
                                         .source = SOURCE};

static const ent_chart chart = {
    .kind = ENT_CHART_SPANS, .from = "date", .label = "statement", .sign = "sign", .status = "status", .tip = "source"};

/* What is told: the relations in order, the undated ones last. */
typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    ent_id a, b; /* as they are seen with --lift; b may be ENT_NONE */
    ent_id *rows;
    size_t count, undated, open, planned;
    int32_t first, last; /* of all dates, as far as they are not open */
} timeline;

/* ---- what is told ------------------------------------------------------------------------------------------------------------- */

/* Whether all that were asked for are among the ends; those of a relation that is targeted count as ends too. */
static bool belongs(const timeline *t, const ent_relation *relation) {
    ent_id ends[3];
    bool has_a = false, has_b = t->b == ENT_NONE;
    for (size_t k = ent_relation_ends(t->selection, relation, ends); k-- > 0;) {
        has_a = has_a || ends[k] == t->a;
        has_b = has_b || ends[k] == t->b;
    }
    return has_a && has_b;
}

static void count_relation(timeline *t, const ent_relation *relation) {
    const ent_date *date = &relation->date;
    t->planned += relation->status == ENT_PLANNED;
    t->undated += !date->given;
    if (!date->given) return;
    t->open += date->first == ENT_DAY_MIN || date->last == ENT_DAY_MAX;
    const int32_t days[] = {date->first, date->last};
    for (int k = 0; k < 2; k++) {
        if (days[k] == ENT_DAY_MIN || days[k] == ENT_DAY_MAX) continue;
        if (days[k] < t->first) t->first = days[k];
        if (days[k] > t->last) t->last = days[k];
    }
}

static ent_status collect(timeline *t, const ent_monitor *monitor, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(t->selection, &rows);
    t->rows = malloc((count + 1) * sizeof *t->rows);
    ent_status status = t->rows ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        ent_relation relation;
        if (i % 65536 == 0) status = ent_monitor_tick(monitor, "collecting relations", i, count, err);
        ent_graph_relation(t->graph, rows[i], &relation);
        if (status || !belongs(t, &relation)) continue;
        t->rows[t->count++] = rows[i];
        count_relation(t, &relation);
    }
    if (!status) ent_sort_by_date(t->graph, t->rows, t->count);
    return status;
}

/* ---- words -------------------------------------------------------------------------------------------------------------------- */

static const struct {
    int32_t days; /* at most */
    const char *word;
} precisions[] = {{1, "day"}, {31, "month"}, {92, "season"}, {366, "year"}, {INT32_MAX, "years"}};

static void say_precision(const ent_date *date, ent_buffer *out) {
    size_t k = 0;
    while (!date->interval && (int64_t)date->last - date->first >= precisions[k].days) k++;
    ent_buffer_text(out, date->interval ? "interval" : precisions[k].word);
    if (date->approximate) ent_buffer_text(out, ", approximate");
    if (date->uncertain) ent_buffer_text(out, ", uncertain");
}

static void say_title(const timeline *t, ent_buffer *out) {
    char from[16], to[16];
    size_t dated = t->count - t->undated;
    ent_date_format_day(t->first, from);
    ent_date_format_day(t->last, to);
    ent_buffer_text(out, ent_shown_name(t->selection, t->a));
    if (t->b != ENT_NONE) ent_buffer_format(out, " and %s", ent_shown_name(t->selection, t->b));
    ent_buffer_text(out, ": ");
    ent_say_count(out, dated, "dated relation", "dated relations");
    if (dated && t->first <= t->last) ent_buffer_format(out, ", %s", from);
    if (dated && t->first < t->last) ent_buffer_format(out, " to %s", to);
}

static ent_status write_notes(const timeline *t, ent_table *table, bool dated_only, ent_error *err) {
    ent_buffer words = {0};
    ent_status status = ENT_OK;
    if (t->undated) {
        ent_say_count(&words, t->undated, "relation", "relations");
        ent_buffer_format(&words, " without a date %s",
                          dated_only ? "left out (--dated)" : "listed last, and not drawn by --chart");
        status = ent_note_buffer(table, &words, err);
    }
    if (!status && t->planned) {
        ent_say_count(&words, t->planned, "is planned", "are planned");
        ent_buffer_text(&words, ": dates of plans say when something is to be");
        status = ent_note_buffer(table, &words, err);
    }
    if (!status && t->open) {
        ent_say_count(&words, t->open, "date has", "dates have");
        ent_buffer_text(&words, " an open start or end");
        status = ent_note_buffer(table, &words, err);
    }
    if (!status && t->count)
        status = ent_table_note(table, err, "in order of the first day that a date can mean, then of ids");
    return status ? status : ent_note_selection(table, t->selection, err);
}

/* ---- the table ---------------------------------------------------------------------------------------------------------------- */

static ent_status write_date(ent_table *table, const ent_relation *relation, ent_error *err) {
    char year[24], first[16], last[16];
    ent_buffer precision = {0};
    ent_say_year(relation, year);
    ent_status status = ent_table_set_text(table, YEAR, year, err);
    if (status || !relation->date.given) return status;
    ent_date_format_day(relation->date.first, first);
    ent_date_format_day(relation->date.last, last);
    status = ent_table_set_text(table, FIRST, first[0] ? first : NULL, err);
    if (!status) status = ent_table_set_text(table, LAST, last[0] ? last : NULL, err);
    if (status) return status;
    say_precision(&relation->date, &precision);
    return ent_cell_buffer(table, PRECISION, &precision, err);
}

static ent_status write_ends(const timeline *t, ent_table *table, ent_id r, const ent_relation *relation,
                             ent_error *err) {
    ent_buffer to = {0}, statement = {0}, acting = {0}, areas = {0};
    const char *id, *from = ent_shown_name(t->selection, relation->source);
    ent_type type;
    ent_graph_type(t->graph, relation->type, &type);
    ent_say_target(t->selection, relation, &to, &id);
    ent_say_acting(t->selection, relation, &acting);
    ent_buffer_format(&statement, relation->target_is_relation ? "%s %s (%s)" : "%s %s %s", from, type.label,
                      to.data ? to.data : "");
    ent_say_areas(t->graph, r, &areas);
    if (areas.length) ent_buffer_format(&statement, ": %s", areas.data);
    statement.failed |= to.failed || areas.failed;
    ent_buffer_clear(&areas);
    ent_status status = ent_cell_buffer(table, STATEMENT, &statement, err);
    if (!status) status = ent_cell_buffer(table, TO, &to, err);
    if (!status) status = ent_cell_buffer(table, ACTING, &acting, err);
    if (!status) status = ent_table_set_text(table, FROM, from, err);
    if (!status) status = ent_table_set_text(table, FROM_ID, ent_shown_id(t->selection, relation->source), err);
    if (!status) status = ent_table_set_text(table, TO_ID, id, err);
    ent_buffer_clear(&to);
    ent_buffer_clear(&acting);
    return status;
}

static ent_status write_row(const timeline *t, ent_table *table, ent_id r, ent_error *err) {
    ent_relation relation;
    ent_graph_relation(t->graph, r, &relation);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = write_date(table, &relation, err);
    if (!status) status = write_ends(t, table, r, &relation, err);
    return status ? status : ent_cite_relation(table, &cells, t->graph, r, err);
}

static ent_status make_table(const ent_analysis *self, const timeline *t, bool dated_only, ent_table **out,
                             ent_error *err) {
    ent_column chosen[COLUMNS];
    ent_buffer title = {0};
    for (size_t k = 0; k < COLUMNS; k++) chosen[k] = columns[k];
    chosen[ACTING].hidden = !ent_selection_options(t->selection)->lift;
    ent_status status = ent_table_new(self->name, chosen, COLUMNS, out, err);
    if (!status) status = ent_table_set_layout(*out, ENT_LAYOUT_CARDS, YEAR, err);
    say_title(t, &title);
    if (!status) status = ent_title_buffer(*out, &title, err);
    ent_buffer_clear(&title);
    size_t count = dated_only ? t->count - t->undated : t->count; /* what has no date stands last */
    for (size_t i = 0; i < count && !status; i++) status = write_row(t, *out, t->rows[i], err);
    if (!status) status = write_notes(t, *out, dated_only, err);
    if (status) {
        ent_table_free(*out);
        *out = NULL;
        return status;
    }
    return count ? ENT_OK : ENT_NO;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const timeline_options *asked = input->options;
    timeline t = {.selection = input->selection,
                  .graph = ent_selection_graph(input->selection),
                  .a = ent_selection_stand_in(input->selection, input->entities[0]),
                  .b = ENT_NONE,
                  .first = INT32_MAX,
                  .last = INT32_MIN};
    if (input->entities[1] != ENT_NONE) t.b = ent_selection_stand_in(input->selection, input->entities[1]);
    if (t.a == t.b) {
        ent_fail(err, ENT_USAGE,
                 input->entities[0] == input->entities[1] ? "both sides of the timeline are '%s'"
                                                          : "both sides stand for '%s' under --lift",
                 ent_shown_name(input->selection, t.a));
        return ent_hint(err, "name two different entities, or one for all its relations");
    }
    ent_status status = collect(&t, input->monitor, err);
    if (!status) status = make_table(self, &t, asked->dated, out, err);
    free(t.rows);
    return status;
}

static const ent_example examples[] = {
    {"timeline graphs/korea-us-2022.json KOR", "what one country did, day by day, and what it plans"},
    {"timeline graphs/korea-us-2022.json KOR USA --lift --dated --format csv", "between two, leaders for countries"},
    {"timeline graphs/korea-us-2022.json USA --chart usa.svg", "the same as a picture: bars from day to day"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_timeline = {
    .name = "timeline",
    .summary = "dated relations of an entity, or between two, in order of time; as text and as a picture",
    .detail =
        "All relations that have the entity at an end (with B: both of them), one row each, by the first day that the "
        "date can mean, each with its evidence and source. A relation about a relation has the ends of that one too. "
        "A date means all the days it can: 2022 its 365 days, an interval those from the first possible day of its "
        "start to the last possible day of its end; '..' is open. --at, --since and --until keep what has a day in "
        "common with theirs. --chart draws a bar from the first day to the last: round and blue for cooperative, "
        "pointed and orange for adversarial, straight and grey for factual relations; dotted what is planned, denied "
        "or hypothetical; thin where a month or a year means some day in it; an arrow where an end is open.",
    .citation = "ISO 8601-2:2019 (EDTF level 1)",
    .cost = "O(m log m)",
    .arguments = arguments,
    .options = options,
    .options_size = sizeof(timeline_options),
    .columns = columns,
    .chart = &chart,
    .examples = examples,
    .run = run,
};
