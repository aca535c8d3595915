/* trend: measures period by period, and who comes and goes. */
#include "analyse/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/stretch.h"

typedef struct {
    const char *every, *of;
    uint64_t measures;
    bool centralisation, normalized, changes;
} trend_options;

static const ent_option options[] = {
    {.name = "every",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(trend_options, every),
     .preset = "1y",
     .argument = "LENGTH",
     .help = "how long a period is: so many years (1y), quarters (1q), months (6m), weeks (2w) or days (10d)"},
    {.name = "measure",
     .letter = 'm',
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(trend_options, measures),
     .choices = ent_trend_names,
     .help = "what to measure in each period; several make several rows; preset: density, with --of degree"},
    {.name = "of",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(trend_options, of),
     .argument = "ENTITY",
     .help = "measure this entity instead of the mean over all"},
    {.name = "centralisation",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(trend_options, centralisation),
     .help = "of measures of vertices not the mean, but how much all turns around one vertex (Freeman 1979)"},
    {.name = "normalized",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(trend_options, normalized),
     .help = "measures of vertices as shares of the possible, as in centrality"},
    {.name = "changes",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(trend_options, changes),
     .help = "instead of values, the entities that enter and leave, each with the relation that says so"},
    {.name = NULL},
};

enum { FROM, TO, MEASURE, VALUE, LOWER, UPPER, EXACT, ENTITIES, RELATIONS, ENTERING, LEAVING, VALUE_COLUMNS };
/* Columns of --changes after from and to. */
enum { CHANGE = 2, NAME, ID, SAYS, TYPE, SIGN, STATUS, DATE, RELATION, EVIDENCE, SOURCE, CHANGE_COLUMNS };
static const ent_column columns[] = {
    {"from", ENT_COLUMN_TEXT, "first day of the period", false, false},
    {"to", ENT_COLUMN_TEXT, "last day of the period", false, true},
    {"measure", ENT_COLUMN_TEXT, "what is measured, as --measure calls it", false, false},
    {"value", ENT_COLUMN_REAL, "its value in the period; missing where it is not defined", false, false},
    {"lower", ENT_COLUMN_REAL, "proven lower bound of the frustration index", false, false},
    {"upper", ENT_COLUMN_REAL, "upper bound of the frustration index", false, false},
    {"exact", ENT_COLUMN_BOOL, "whether the bounds meet", false, false},
    {"entities", ENT_COLUMN_INT, "entities that have a relation in the period", false, false},
    {"relations", ENT_COLUMN_INT, "relations that have a day in the period", false, false},
    {"entering", ENT_COLUMN_INT, "entities with a relation in this period and none in the one before", false, false},
    {"leaving", ENT_COLUMN_INT, "entities with a relation in the period before and none in this one", false, false},
    {"change", ENT_COLUMN_TEXT, "entered or left", false, false},
    {"name", ENT_COLUMN_TEXT, "name of the entity", true, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity", false, true},
    {"says", ENT_COLUMN_TEXT,
     "who entered: its relation in this period that starts first; who left: its relation in the period before that "
     "ends "
     "last",
     false, false},
    ENT_TYPE_COLUMN,
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_RELATION_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};
_Static_assert(sizeof columns / sizeof *columns - 1 == VALUE_COLUMNS + CHANGE_COLUMNS - CHANGE,
               "columns of both tables");

enum { MEASURES_MOST = 64 };
typedef struct {
    const trend_options *asked;
    const ent_analysis_input *input;
    const ent_graph *graph;
    ent_trend_how how;
    uint64_t measures;
    ent_every every;
    ent_periods periods;
    ent_presence now, before;
    ent_id *by_id; /* entities in the order of their ids */
    ent_table *table;
    size_t empty, changes;
    size_t undefined[MEASURES_MOST]; /* periods, by measure */
    char *why[MEASURES_MOST];        /* the first reason */
} trend;

#define BIT(k) (UINT64_C(1) << (k))

/* ---- what is asked for --------------------------------------------------------------------------------------------------- */

static ent_status refuse_of(int k, ent_error *err) {
    ent_fail(err, ENT_USAGE, "'%s' is of the whole graph and has no value of one entity", ent_trend_names[k]);
    return ent_hint(err, "leave --of out, or take a measure of vertices such as degree");
}

static ent_status choose_measures(trend *t, ent_error *err) {
    int preset = 0;
    const char *name = t->asked->of ? "degree" : "density";
    while (strcmp(ent_trend_names[preset], name) != 0) preset++;
    t->measures = t->asked->measures ? t->asked->measures : BIT(preset);
    if (t->asked->of && t->asked->centralisation)
        return ent_fail(err, ENT_USAGE, "--centralisation is of all and --of of one entity: take one of them");
    for (int k = 0; k < ent_trend_whole_count() && t->asked->of; k++)
        if (t->measures & BIT(k)) return refuse_of(k, err);
    return ENT_OK;
}

static ent_status read_options(trend *t, ent_error *err) {
    t->how = (ent_trend_how){
        {.normalized = t->asked->normalized, .damping = 0.85, .katz_alpha = 0.85}, ENT_NONE, t->asked->centralisation};
    ent_status status = ent_every_read(t->asked->every, &t->every, err);
    if (!status) status = choose_measures(t, err);
    if (!status && t->asked->of) status = ent_graph_find_entity(t->graph, t->asked->of, &t->how.of, err);
    return status;
}

/* ---- the two tables ---------------------------------------------------------------------------------------------------------- */

static bool one_bit(uint64_t bits) {
    return bits && !(bits & (bits - 1));
}

static ent_status open_table(trend *t, ent_error *err) {
    ent_column shown[VALUE_COLUMNS + CHANGE_COLUMNS];
    bool bounded = false;
    if (t->asked->changes) {
        memcpy(shown, columns, CHANGE * sizeof *shown);
        memcpy(shown + CHANGE, columns + VALUE_COLUMNS, (CHANGE_COLUMNS - CHANGE) * sizeof *shown);
        return ent_table_new("trend", shown, CHANGE_COLUMNS, &t->table, err);
    }
    memcpy(shown, columns, VALUE_COLUMNS * sizeof *shown);
    for (int k = 0; k < ent_trend_whole_count(); k++) bounded |= ent_trend_wholes[k].bounded && (t->measures & BIT(k));
    shown[LOWER].hidden = shown[UPPER].hidden = shown[EXACT].hidden = !bounded;
    shown[MEASURE].hidden = one_bit(t->measures);
    return ent_table_new("trend", shown, VALUE_COLUMNS, &t->table, err);
}

static ent_status begin_row(trend *t, size_t period, ent_error *err) {
    char from[16], to[16];
    ent_date_format_day(t->periods.items[period].first, from);
    ent_date_format_day(t->periods.items[period].last, to);
    ent_status status = ent_table_add_row(t->table, err);
    if (!status) status = ent_table_set_text(t->table, FROM, from, err);
    return status ? status : ent_table_set_text(t->table, TO, to, err);
}

static ent_status write_change(trend *t, size_t period, ent_id entity, bool entered, ent_error *err) {
    static const ent_relation_cells cells = {.type = TYPE,
                                             .sign = SIGN,
                                             .status = STATUS,
                                             .date = DATE,
                                             .confidence = SIZE_MAX,
                                             .areas = SIZE_MAX,
                                             .id = RELATION,
                                             .said_by = SIZE_MAX,
                                             .note = SIZE_MAX,
                                             .evidence = EVIDENCE,
                                             .source = SOURCE};
    const ent_selection *all = t->input->selection;
    ent_id relation = entered ? t->now.opens[entity] : t->before.closes[entity];
    ent_buffer words = {0};
    t->changes++;
    ent_status status = begin_row(t, period, err);
    if (!status) status = ent_table_set_text(t->table, CHANGE, entered ? "entered" : "left", err);
    if (!status) status = ent_table_set_text(t->table, NAME, ent_shown_name(all, entity), err);
    if (!status) status = ent_table_set_text(t->table, ID, ent_shown_id(all, entity), err);
    ent_say_relation(all, relation, &words);
    if (!status) status = ent_cell_buffer(t->table, SAYS, &words, err);
    ent_buffer_clear(&words);
    return status ? status : ent_cite_relation(t->table, &cells, t->graph, relation, err);
}

/* Who entered first, then who left, both by id. */
static ent_status write_changes(trend *t, size_t period, ent_error *err) {
    ent_status status = ENT_OK;
    size_t n = ent_graph_entities(t->graph);
    for (int left = 0; left < 2; left++)
        for (size_t i = 0; i < n && !status; i++) {
            ent_id e = t->by_id[i];
            if (t->now.there[e] != t->before.there[e] && t->before.there[e] == left)
                status = write_change(t, period, e, !left, err);
        }
    return status;
}

static void count_moves(const trend *t, int64_t *entering, int64_t *leaving) {
    *entering = *leaving = 0;
    for (size_t e = 0; e < ent_graph_entities(t->graph); e++) {
        *entering += t->now.there[e] && !t->before.there[e];
        *leaving += t->before.there[e] && !t->now.there[e];
    }
}

static ent_status write_value(trend *t, size_t period, int k, const ent_trend_value *v, ent_error *err) {
    int64_t entering, leaving;
    bool count = fabs(v->value) < 1e15 && v->value == floor(v->value);
    ent_status status = begin_row(t, period, err);
    if (!status) status = ent_table_set_text(t->table, MEASURE, ent_trend_names[k], err);
    if (!status)
        status = count ? ent_table_set_int(t->table, VALUE, (int64_t)v->value, err)
                       : ent_table_set_real(t->table, VALUE, v->value, err);
    if (!status) status = ent_table_set_real(t->table, LOWER, v->lower, err);
    if (!status) status = ent_table_set_real(t->table, UPPER, v->upper, err);
    if (!status && v->bounded) status = ent_table_set_bool(t->table, EXACT, v->exact, err);
    if (!status) status = ent_table_set_int(t->table, ENTITIES, (int64_t)t->now.entities, err);
    if (!status) status = ent_table_set_int(t->table, RELATIONS, (int64_t)t->now.relations, err);
    if (status || period == 0) return status; /* before the first there is none */
    count_moves(t, &entering, &leaving);
    status = ent_table_set_int(t->table, ENTERING, entering, err);
    return status ? status : ent_table_set_int(t->table, LEAVING, leaving, err);
}

/* ---- one period ---------------------------------------------------------------------------------------------------------------- */

/* A measure that is not defined in a period is missing there; any other failure ends the trend. */
static ent_status measure(trend *t, int k, const ent_analysis_input *input, ent_trend_value *v, ent_error *err) {
    ent_error own = {0};
    ent_status status = ENT_OK;
    ent_trend_own from = k < ent_trend_whole_count() ? ent_trend_wholes[k].own : ENT_OWN_NOTHING;
    *v = (ent_trend_value){.value = NAN, .lower = NAN, .upper = NAN};
    if (from == ENT_OWN_ENTITIES)
        v->value = (double)t->now.entities;
    else if (from == ENT_OWN_RELATIONS)
        v->value = (double)t->now.relations;
    else if (!t->now.relations)
        return ENT_OK;
    else
        status = ent_trend_measure(k, &t->how, input, v, &own);
    bool absent = t->how.of != ENT_NONE && !t->now.there[ent_selection_stand_in(input->selection, t->how.of)];
    if (status && status != ENT_CALC && status != ENT_NO) {
        if (err && !err->status) *err = own;
        return status;
    }
    if (isnan(v->value) && !absent) {
        t->undefined[k]++;
        if (!t->why[k] && own.message[0] && !(t->why[k] = strdup(own.message))) return ent_fail_memory(err);
    }
    return ENT_OK;
}

static ent_status measure_all(trend *t, size_t period, const ent_analysis_input *input, ent_error *err) {
    ent_status status = ENT_OK;
    for (int k = 0; ent_trend_names[k] && !status; k++) {
        ent_trend_value value;
        if (!(t->measures & BIT(k))) continue;
        status = measure(t, k, input, &value, err);
        if (!status) status = write_value(t, period, k, &value, err);
    }
    return status;
}

static ent_status take_period(trend *t, size_t period, ent_error *err) {
    const ent_period *p = &t->periods.items[period];
    ent_select select = *ent_selection_options(t->input->selection);
    ent_analysis_input input = *t->input;
    ent_selection *selection = NULL;
    select.at = (ent_date){0};
    select.since = (ent_date){.first = p->first, .last = p->first, .given = true};
    select.until = (ent_date){.first = p->last, .last = p->last, .given = true};
    ent_status status = ent_monitor_tick(t->input->monitor, "going through periods", period, t->periods.count, err);
    if (!status) status = ent_selection_new(t->graph, &select, &selection, err);
    if (!status) {
        ent_presence swap = t->before;
        t->before = t->now;
        t->now = swap;
        ent_presence_fill(&t->now, selection);
        t->empty += !t->now.relations;
        input.selection = selection;
        if (!t->asked->changes)
            status = measure_all(t, period, &input, err);
        else if (period > 0)
            status = write_changes(t, period, err);
    }
    ent_selection_free(selection);
    return status;
}

static int by_their_ids(const void *a, const void *b, void *graph) {
    ent_entity x, y;
    ent_graph_entity(graph, *(const ent_id *)a, &x);
    ent_graph_entity(graph, *(const ent_id *)b, &y);
    return strcmp(x.id, y.id);
}

static ent_status go_through(trend *t, ent_error *err) {
    size_t n = ent_graph_entities(t->graph);
    ent_status status = ent_presence_init(&t->now, t->graph, t->asked->changes, err);
    if (!status) status = ent_presence_init(&t->before, t->graph, t->asked->changes, err);
    t->by_id = malloc((n + 1) * sizeof *t->by_id);
    if (!status && !t->by_id) status = ent_fail_memory(err);
    if (!status) status = open_table(t, err);
    if (status) return status;
    for (size_t e = 0; e < n; e++) t->by_id[e] = (ent_id)e;
    if (n > 1 && t->asked->changes) qsort_r(t->by_id, n, sizeof *t->by_id, by_their_ids, (void *)(uintptr_t)t->graph);
    for (size_t k = 0; k < t->periods.count && !status; k++) status = take_period(t, k, err);
    return status;
}

/* ---- title and notes ---------------------------------------------------------------------------------------------------------- */

static void say_length(const trend *t, ent_buffer *out) {
    ent_buffer_format(out, "%lld %s%s", (long long)t->every.number, t->every.unit, t->every.number == 1 ? "" : "s");
}

static ent_status set_title(const trend *t, ent_error *err) {
    ent_buffer title = {0};
    if (t->asked->changes) {
        ent_buffer_text(&title, "who enters and leaves");
    } else {
        for (int k = 0; ent_trend_names[k]; k++)
            if (t->measures & BIT(k)) ent_buffer_format(&title, "%s%s", title.length ? ", " : "", ent_trend_names[k]);
        if (t->how.of != ENT_NONE) ent_buffer_format(&title, " of %s", ent_shown_name(t->input->selection, t->how.of));
    }
    ent_buffer_text(&title, " in ");
    ent_say_count(&title, t->periods.count, "period", "periods");
    ent_buffer_text(&title, " of ");
    say_length(t, &title);
    return ent_title_buffer(t->table, &title, err);
}

static ent_status note_periods(const trend *t, const ent_stretch *s, ent_error *err) {
    char last[16];
    ent_status status = ent_table_note(t->table, err,
                                       "a relation is in every period that has one of its days; a date of less "
                                       "precision has all the days it can mean");
    ent_date_format_day(s->last, last);
    if (!status && t->periods.cut)
        status = ent_table_note(t->table, err, "the last period is cut short, it ends on %s as asked for", last);
    if (!status && t->empty) {
        ent_buffer words = {0};
        ent_say_count(&words, t->empty, "period has", "periods have");
        ent_buffer_text(&words, " no relation");
        status = ent_note_buffer(t->table, &words, err);
    }
    if (status) return status;
    return ent_table_note(t->table, err,
                          "entering and leaving are told from the period before, so the first period has neither");
}

static ent_status note_undated(const trend *t, ent_error *err) {
    const ent_select *o = ent_selection_options(t->input->selection);
    const ent_id *rows;
    size_t count = ent_selection_relations(t->input->selection, &rows), undated = 0;
    ent_buffer words = {0};
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(t->graph, rows[i], &relation);
        undated += !relation.date.given;
    }
    if (!undated) return ENT_OK;
    ent_say_count(&words, undated, "relation", "relations");
    ent_buffer_text(&words, o->undated ? " without a date in every period, as --undated asks"
                                       : " without a date in no period (--undated puts them into all)");
    return ent_note_buffer(t->table, &words, err);
}

/* "density: what 'census --section size' says of the period alone" */
static ent_status note_measure(const trend *t, int k, ent_error *err) {
    ent_buffer words = {0};
    ent_buffer_format(&words, "%s: what '", ent_trend_names[k]);
    ent_trend_say_command(k, &t->how, &words);
    ent_buffer_text(&words, "' says with --since and --until of the period");
    if (k >= ent_trend_whole_count() && t->how.of == ENT_NONE)
        ent_buffer_text(&words, t->how.centralisation ? " (centralisation)" : " (mean)");
    ent_status status = ent_note_buffer(t->table, &words, err);
    if (!status && t->undefined[k]) {
        ent_buffer_format(&words, "%s is not defined in ", ent_trend_names[k]);
        ent_say_count(&words, t->undefined[k], "period with relations", "periods with relations");
        if (t->why[k]) ent_buffer_format(&words, ": %s", t->why[k]);
        status = ent_note_buffer(t->table, &words, err);
    }
    ent_buffer_clear(&words);
    return status;
}

static ent_status note_measures(const trend *t, ent_error *err) {
    ent_status status = ENT_OK;
    int wholes = ent_trend_whole_count();
    bool blind = false;
    for (int k = 0; ent_trend_names[k] && !status; k++) {
        if (!(t->measures & BIT(k))) continue;
        status = note_measure(t, k, err);
        if (k >= wholes) blind |= !ent_measure_rows[k - wholes].looks_at_signs;
        if (k < wholes && ent_trend_wholes[k].analysis)
            blind |=
                !strcmp(ent_trend_wholes[k].analysis, "census") || !strcmp(ent_trend_wholes[k].analysis, "components");
    }
    return status || !blind ? status : ent_note_signs_ignored(t->table, t->input->selection, err);
}

static ent_status add_notes(trend *t, const ent_stretch *s, ent_error *err) {
    ent_status status = set_title(t, err);
    if (!status && t->asked->changes && !t->changes)
        status = ent_table_note(t->table, err,
                                t->periods.count > 1 ? "nobody enters or leaves: all are there in every period"
                                                     : "there is one period only, so nobody enters or leaves: take "
                                                       "shorter ones with --every");
    if (!status) status = note_periods(t, s, err);
    if (!status && !t->asked->changes) status = note_measures(t, err);
    if (!status) status = note_undated(t, err);
    return status ? status : ent_note_selection(t->table, t->input->selection, err);
}

static void clear(trend *t) {
    ent_periods_clear(&t->periods);
    ent_presence_clear(&t->now);
    ent_presence_clear(&t->before);
    free(t->by_id);
    for (int k = 0; k < MEASURES_MOST; k++) free(t->why[k]);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    trend t = {.asked = input->options, .input = input, .graph = ent_selection_graph(input->selection)};
    ent_stretch stretch = {0};
    (void)self;
    ent_status status = read_options(&t, err);
    if (!status) stretch = ent_selection_stretch(t.input->selection);
    if (!status) status = ent_periods_make(&t.every, &stretch, &t.periods, err);
    if (!status) status = go_through(&t, err);
    if (!status) status = add_notes(&t, &stretch, err);
    if (status)
        ent_table_free(t.table);
    else
        *out = t.table;
    clear(&t);
    return status ? status : t.asked->changes && !t.changes ? ENT_NO : ENT_OK;
}

static const ent_chart chart = {.kind = ENT_CHART_LINES,
                                .from = "from",
                                .to = "to",
                                .value = "value",
                                .lower = "lower",
                                .upper = "upper",
                                .panel = "measure"};

static const ent_example examples[] = {
    {"trend graphs/frameworks.json --every 10y --measure relations,density", "how many ties, and how dense, by decade"},
    {"trend graphs/frameworks.json --every 1y --measure degree --of KOR --since 2018",
     "to how many South Korea is tied, year by year"},
    {"trend graphs/frameworks.json --every 10y --changes --top 5", "who enters and leaves, with the sources"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_trend = {
    .name = "trend",
    .summary = "measures period by period, and who enters and leaves",
    .detail =
        "Cuts time into periods (--every) and measures each by itself, as the command that has the measure would with "
        "--since and --until. A relation is in every period that has one of its days, so what lasts is in all it lasts "
        "through, and what is only known to be in 2022 is in every month of it. Without --since periods begin where "
        "years, quarters, months and weeks (on Monday) do and cover all dates; with --since the first begins on that "
        "day. "
        "Measures of vertices are the mean over all, the centralisation, or the value of one entity (--of). An entity "
        "is there in a period when it has a relation in it: it enters when it was not there in the period before, and "
        "leaves when it is there no more. --changes names them, with the relation that brought them (the one that "
        "starts first) or was their last (the one that ends last).",
    .citation = "Wasserman and Faust 1994; Holme and Saramaki 2012 (time windows); Aref, Mason and Wilson 2018",
    .cost = "O(periods (n + m)) and the measure in each",
    .needs = ENT_NEEDS_DATES,
    .uses_view = true,
    .options = options,
    .options_size = sizeof(trend_options),
    .columns = columns,
    .terms = ent_trend_terms,
    .chart = &chart,
    .examples = examples,
    .run = run,
};
