/* centrality: who stands where. The measures are the rows of analyse/measures.c; here they become columns. */
#include "analyse/measures.h"
#include "analyse/centrality_resample.h"
#include "analyse/signed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t measures; /* bit k: row k of the measures; bit MEASURES: all; 0: the usual ones */
    ent_measure_options how;
    bool centralisation, exact;
    int64_t rank_interval, seed;
} centrality_options;

#define MEASURE(id, ...) AT_##id,
enum {
#include "analyse/measures_list.inc"
    MEASURES
};
#undef MEASURE

#define MEASURE(id, name, ...) name,
static const char *const words[] = {
#include "analyse/measures_list.inc"
    "all",
    NULL,
};
#undef MEASURE

static const ent_option options[] = {
    {.name = "measure",
     .letter = 'm',
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(centrality_options, measures),
     .choices = words,
     .help =
         "what to measure, several side by side; preset: degree, betweenness, closeness and pagerank, with strength "
         "when weighted; all: whatever this view allows"},
    {.name = "normalized",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(centrality_options, how.normalized),
     .help = "as shares of the possible, where the definition of the measure says 'normalised'"},
    {.name = "damping",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(centrality_options, how.damping),
     .preset = "0.85",
     .minimum = 0,
     .maximum = 0.999999,
     .argument = "SHARE",
     .help = "chance that PageRank follows a relation instead of jumping anywhere"},
    {.name = "katz-alpha",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(centrality_options, how.katz_alpha),
     .preset = "0.85",
     .minimum = 0,
     .maximum = 1000,
     .argument = "SHARE",
     .help = "what a step costs in Katz, as share of 1/lambda; below 1 unless there is no cycle"},
    {.name = "threads",
     .type = ENT_OPTION_INT,
     .offset = offsetof(centrality_options, how.threads),
     .minimum = 0,
     .maximum = 1024,
     .argument = "N",
     .help = "processors that betweenness may use; 0: all there are. No answer depends on it"},
    ENT_SAMPLING_ROWS(centrality_options, "betweenness and closeness", "of the possible or of the diameter", "50,000",
                      "a minute", "sample nothing and leave nothing out, however large the graph and long the wait"),
    {.name = "centralisation",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(centrality_options, centralisation),
     .help = "one row a measure: how much the whole graph turns around one vertex (Freeman 1979)"},
    {.name = "rank-interval",
     .type = ENT_OPTION_INT,
     .offset = offsetof(centrality_options, rank_interval),
     .minimum = 1,
     .maximum = ENT_ROUNDS_MOST,
     .argument = "N",
     .help = "how sure the ranking is: N times keep relations by their confidence (0.9 where none is given) and show "
             "the 5 % and 95 % quantile of every score and rank"},
    ENT_SEED_ROW(centrality_options),
    {.name = NULL},
};

enum { RANK, ID, NAME, KIND, FIRST_MEASURE };

#define MEASURE(id, name, help, ...) {name, ENT_COLUMN_REAL, help, false, false},
static const ent_column columns[] = {
    {"rank", ENT_COLUMN_INT, "place by the first measure; equal values share a place", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity, targeted relation or area", false, true},
    {"name", ENT_COLUMN_TEXT, "its name", true, false},
    {"kind", ENT_COLUMN_TEXT, "its kind; relation and area for vertices that are none", false, true},
#include "analyse/measures_list.inc"
    {"measure", ENT_COLUMN_TEXT, "with --centralisation: name of the measure", false, false},
    {"centralisation", ENT_COLUMN_REAL, "sum of (largest - value) as share of the maximum", false, false},
    {"maximum", ENT_COLUMN_REAL, "what that sum is in the most central graph of this size, a star", false, false},
    {"mean", ENT_COLUMN_REAL, "mean of the values there are", false, false},
    {"largest", ENT_COLUMN_REAL, "value of the most central", false, false},
    {"most_central", ENT_COLUMN_TEXT, "who has it; the smallest id among equals", false, false},
    {"most_central_id", ENT_COLUMN_TEXT, "id of the most central", false, true},
#undef MEASURE
#define MEASURE(id, name, ...)                                                                                         \
    {name "_span", ENT_COLUMN_TEXT, "with --rank-interval: 5 % and 95 % quantile of " name, false, false},             \
        {name "_place", ENT_COLUMN_TEXT, "5 % and 95 % quantile of the place by " name, false, false},                 \
        {name "_low", ENT_COLUMN_REAL, "5 % quantile of " name, false, true},                                          \
        {name "_high", ENT_COLUMN_REAL, "95 % quantile of " name, false, true},                                        \
        {name "_rank_low", ENT_COLUMN_REAL, "5 % quantile of the place by " name, false, true},                        \
        {name "_rank_high", ENT_COLUMN_REAL, "95 % quantile of the place by " name, false, true},
#include "analyse/measures_list.inc"
    {NULL, 0, NULL, false, false},
};
#undef MEASURE
enum { FIRST_WHOLE = FIRST_MEASURE + MEASURES };
enum { MEASURE_NAME, CENTRALISATION, MAXIMUM, MEAN, LARGEST, WHO, WHO_ID, WHOLE_COLUMNS };
enum { FIRST_INTERVAL = FIRST_WHOLE + WHOLE_COLUMNS };
enum { SPAN, PLACE, LOW, HIGH, RANK_LOW, RANK_HIGH, INTERVAL_COLUMNS }; /* of each measure */

/* ---- which measures ------------------------------------------------------------------------------------------------ */

#define BIT(k) (UINT64_C(1) << (k))
/* What is measured, and what was left out although `all` or the preset has it. */
typedef struct {
    uint64_t wanted, optional, dropped;
    int which[MEASURES];
    double *values[MEASURES];
    ent_sampled from[MEASURES];
    size_t count;
    ent_rank_intervals sure; /* without rows when nobody asked */
} choice;

static bool will_be_directed(const ent_view_options *how) {
    return how->directed || how->direction == ENT_DIRECTION_DIRECTED;
}

static void choose(const centrality_options *asked, const ent_view_options *how, choice *c) {
    uint64_t named = asked->measures & (BIT(MEASURES) - 1);
    c->wanted = named;
    if (asked->measures & BIT(MEASURES)) {
        c->wanted = BIT(MEASURES) - 1;
        for (int k = 0; k < MEASURES; k++)
            if (ent_measure_rows[k].needs_direction && !will_be_directed(how)) c->wanted &= ~(BIT(k) & ~named);
    }
    if (!asked->measures) {
        c->wanted = BIT(AT_degree) | BIT(AT_betweenness) | BIT(AT_closeness) | BIT(AT_pagerank);
        if (how->weighting != ENT_WEIGHTING_NONE) c->wanted |= BIT(AT_strength);
    }
    c->optional = c->wanted & ~named;
}

static void drop(choice *c, int k) {
    c->wanted &= ~BIT(k);
    c->dropped |= BIT(k);
}

/* Whatever was named is checked before anything is measured; of the rest, what cannot be measured is left out. */
static ent_status settle(const centrality_options *asked, ent_measuring *m, choice *c, ent_error *err) {
    for (int k = 0; k < MEASURES; k++) {
        if (!(c->wanted & BIT(k))) continue;
        bool optional = c->optional & BIT(k), sampled;
        ent_status status = ent_measure_decide(m, k, !optional, asked->exact || asked->rank_interval, &sampled, err);
        if (status) return status;
        if (sampled) m->asked.sampled |= BIT(k);
        if (optional && !sampled && !asked->exact && ent_measure_takes_long(m, k, false)) {
            drop(c, k);
            continue;
        }
        status = ent_measure_check(m, k, optional ? NULL : err);
        if (optional && (status == ENT_CALC || status == ENT_USAGE))
            drop(c, k);
        else if (status)
            return status;
    }
    return ENT_OK;
}

static ent_status measure_one(const ent_measuring *m, choice *c, int k, ent_error *err) {
    double *values = calloc(m->n + 1, sizeof *values);
    ent_error own = {0};
    ent_status status = values ? ent_measure_fill(m, k, values, &own) : ent_fail_memory(&own);
    if (!status) {
        c->values[c->count] = values;
        c->which[c->count++] = k;
        return ENT_OK;
    }
    free(values);
    if (status == ENT_CALC && (c->optional & BIT(k))) {
        drop(c, k);
        return ENT_OK;
    }
    if (err && !err->status) *err = own;
    return status;
}

static ent_status measure_all(const centrality_options *asked, ent_measuring *m, choice *c, ent_error *err) {
    ent_status status = settle(asked, m, c, err);
    for (int k = 0; k < MEASURES && !status; k++)
        if (c->wanted & BIT(k)) status = measure_one(m, c, k, err);
    return status;
}

/* ---- a row a vertex ----------------------------------------------------------------------------------------------- */

/* Columns that one measure takes. */
static size_t step_of(const choice *c) {
    return c->sure.rows ? 1 + INTERVAL_COLUMNS : 1;
}

/* Four significant digits, and no decimals that say nothing. */
static void say_short(ent_buffer *out, double value) {
    int decimals = value == floor(value) ? 0 : 3 - (int)floor(log10(fabs(value)));
    ent_buffer_fixed(out, value, decimals < 0 ? 0 : decimals > 6 ? 6 : decimals);
}

/* "9 to 10", or one number when both ends are the same. */
static ent_status write_span(ent_table *table, size_t column, double low, double high, ent_error *err) {
    ent_buffer span = {0};
    if (isnan(low) || isnan(high)) return ENT_OK;
    say_short(&span, low);
    if (high != low) ent_buffer_text(&span, " to ");
    if (high != low) say_short(&span, high);
    return ent_cell_buffer(table, column, &span, err);
}

static ent_status write_interval(ent_table *table, const choice *c, size_t k, size_t at, ent_error *err) {
    const ent_rank_interval *sure = c->sure.rows + k * c->sure.n + at;
    size_t first = FIRST_MEASURE + k * step_of(c) + 1;
    ent_status status = write_span(table, first + SPAN, sure->low, sure->high, err);
    if (!status) status = write_span(table, first + PLACE, sure->rank_low, sure->rank_high, err);
    if (!status) status = ent_table_set_real(table, first + LOW, sure->low, err);
    if (!status) status = ent_table_set_real(table, first + HIGH, sure->high, err);
    if (!status) status = ent_table_set_real(table, first + RANK_LOW, sure->rank_low, err);
    if (!status) status = ent_table_set_real(table, first + RANK_HIGH, sure->rank_high, err);
    return status;
}

static ent_status write_line(ent_table *table, const ent_measuring *m, const choice *c, size_t at, size_t rank,
                             ent_error *err) {
    ent_vertex vertex;
    ent_view_vertex(m->view, at, &vertex);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, RANK, (int64_t)rank, err);
    if (!status) status = ent_table_set_text(table, ID, vertex.id, err);
    if (!status) status = ent_table_set_text(table, NAME, vertex.name, err);
    if (!status) status = ent_table_set_text(table, KIND, ent_vertex_kind_word(m->view, &vertex), err);
    for (size_t k = 0; k < c->count && !status; k++) {
        status = ent_table_set_real(table, FIRST_MEASURE + k * step_of(c), c->values[k][at], err);
        if (!status && c->sure.rows) status = write_interval(table, c, k, at, err);
    }
    return status;
}

/* What to rank by: small values first where they are the prominent ones. */
static double *keys_of(const ent_measuring *m, const choice *c, size_t k) {
    double *key = malloc((m->n + 1) * sizeof *key);
    double way = ent_measure_rows[c->which[k]].low_is_prominent ? -1 : 1;
    for (size_t v = 0; v < m->n && key; v++) key[v] = way * c->values[k][v];
    return key;
}

static ent_status write_lines(ent_table *table, const ent_measuring *m, const choice *c, ent_error *err) {
    size_t *order = NULL, rank = 0;
    double *key = keys_of(m, c, 0);
    ent_status status = key ? ent_rank_vertices(m->view, key, &order, err) : ent_fail_memory(err);
    for (size_t i = 0; i < m->n && !status; i++) {
        if (i == 0 || ent_ten_digits(key[order[i]]) != ent_ten_digits(key[order[i - 1]])) rank = i + 1;
        status = write_line(table, m, c, order[i], rank, err);
    }
    free(order);
    free(key);
    return status;
}

/* "centralisation: degree 0.267, betweenness 0.437 (Freeman 1979)" */
static ent_status note_centralisation(ent_table *table, const ent_measuring *m, const choice *c, ent_error *err) {
    ent_buffer note = {0};
    ent_status status = ENT_OK;
    for (size_t k = 0; k < c->count && !status; k++) {
        double most, value = NAN;
        status = ent_measure_centralisation(m, c->which[k], c->values[k], &value, &most, err);
        if (status || isnan(value)) continue;
        ent_buffer_format(&note, "%s%s ",
                          note.length ? ", " : "centralisation of the whole graph: ", ent_measure_names[c->which[k]]);
        ent_buffer_fixed(&note, value, 4);
    }
    if (note.length) ent_buffer_text(&note, " (Freeman 1979)");
    if (!status) status = ent_note_buffer(table, &note, err);
    ent_buffer_clear(&note);
    return status;
}

/* ---- a row a measure ---------------------------------------------------------------------------------------------- */

static double mean_of(const double *values, size_t n) {
    double sum = 0;
    size_t there = 0;
    for (size_t v = 0; v < n; v++) {
        if (isnan(values[v])) continue;
        sum += values[v];
        there++;
    }
    return there ? sum / (double)there : NAN;
}

static ent_status write_leader(ent_table *table, const ent_measuring *m, const choice *c, size_t k, ent_error *err) {
    size_t *order = NULL;
    double *key = keys_of(m, c, k);
    ent_status status = key ? ent_rank_vertices(m->view, key, &order, err) : ent_fail_memory(err);
    if (!status && m->n > 0 && !isnan(key[order[0]])) {
        ent_vertex vertex;
        ent_view_vertex(m->view, order[0], &vertex);
        status = ent_table_set_real(table, LARGEST, c->values[k][order[0]], err);
        if (!status) status = ent_table_set_text(table, WHO, vertex.name, err);
        if (!status) status = ent_table_set_text(table, WHO_ID, vertex.id, err);
    }
    free(order);
    free(key);
    return status;
}

static ent_status write_wholes(ent_table *table, const ent_measuring *m, const choice *c, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t k = 0; k < c->count && !status; k++) {
        double most, value;
        status = ent_measure_centralisation(m, c->which[k], c->values[k], &value, &most, err);
        if (!status) status = ent_table_add_row(table, err);
        if (!status) status = ent_table_set_text(table, MEASURE_NAME, ent_measure_names[c->which[k]], err);
        if (!status) status = ent_table_set_real(table, CENTRALISATION, value, err);
        if (!status) status = ent_table_set_real(table, MAXIMUM, most, err);
        if (!status) status = ent_table_set_real(table, MEAN, mean_of(c->values[k], m->n), err);
        if (!status) status = write_leader(table, m, c, k, err);
    }
    if (!status)
        status = ent_table_note(table, err,
                                "centralisation is missing where no maximum is published or holds: degree needs a view "
                                "without loops and with parallel relations merged, closeness a connected, undirected, "
                                "unweighted one");
    return status;
}

enum { SPANS_MOST = 1 }; /* measures whose scores' intervals a screen has room for; beyond that only places are shown */

/* ---- the table ------------------------------------------------------------------------------------------------------ */

/* In a component of two both are as near to all others as can be: that is no place in the middle of the whole. */
static ent_status note_parts(ent_table *table, const ent_measuring *m, uint64_t wanted, ent_error *err) {
    ent_parts parts = {0};
    if (!(wanted & BIT(AT_closeness))) return ENT_OK;
    ent_status status = ent_parts_find(m->view, false, m->monitor, &parts, err);
    if (!status && parts.count > 1)
        status = ent_table_note(table, err,
                                "closeness compares within each of the %zu components only; --measure wasserman-faust "
                                "compares between them",
                                parts.count);
    ent_parts_clear(&parts);
    return status;
}

/* Some measures look at signs: then it is said which, and what they leave out; the others take every relation for a tie. */
static ent_status note_signs(ent_table *table, const ent_measuring *m, const choice *c, ent_error *err) {
    ent_buffer note = {0};
    ent_signed graph = {0};
    size_t looking = 0;
    for (size_t k = 0; k < c->count; k++) {
        if (!ent_measure_rows[c->which[k]].looks_at_signs) continue;
        ent_buffer_format(&note, "%s%s", looking++ ? ", " : "looking at signs: ", ent_measure_names[c->which[k]]);
    }
    ent_status status = ent_note_buffer(table, &note, err);
    if (!status && looking) status = ent_signed_make(m->simple, false, &graph, err);
    if (!status && looking) status = ent_note_signed(table, &graph, m->simple, err);
    ent_signed_clear(&graph);
    return status || looking == c->count ? status : ent_note_signs_ignored(table, ent_view_selection(m->view), err);
}

static ent_status make_table(const ent_analysis *self, const choice *c, bool whole, ent_table **out, ent_error *err) {
    ent_column chosen[FIRST_MEASURE + MEASURES * (1 + INTERVAL_COLUMNS)];
    size_t step = step_of(c);
    if (whole) return ent_table_new(self->name, columns + FIRST_WHOLE, WHOLE_COLUMNS, out, err);
    memcpy(chosen, columns, FIRST_MEASURE * sizeof *columns);
    for (size_t k = 0; k < c->count; k++) {
        chosen[FIRST_MEASURE + k * step] = columns[FIRST_MEASURE + c->which[k]];
        memcpy(chosen + FIRST_MEASURE + k * step + 1, columns + FIRST_INTERVAL + c->which[k] * INTERVAL_COLUMNS,
               (step - 1) * sizeof *columns);
    }
    for (size_t k = 0; k < c->count && step > 1 && c->count > SPANS_MOST; k++)
        chosen[FIRST_MEASURE + k * step + 1 + SPAN].hidden = true;
    return ent_table_new(self->name, chosen, FIRST_MEASURE + c->count * step, out, err);
}

static ent_status fill(const ent_analysis *self, ent_measuring *m, choice *c, const centrality_options *asked,
                       ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    bool whole = asked->centralisation;
    ent_status status = measure_all(asked, m, c, err);
    if (!status && asked->rank_interval)
        status = ent_rank_intervals_find(m, c->which, c->count, asked->rank_interval, asked->seed, &c->sure, err);
    if (!status) status = make_table(self, c, whole, &table, err);
    if (!status) status = whole ? write_wholes(table, m, c, err) : write_lines(table, m, c, err);
    if (!status) status = ent_note_view(table, m->view, err);
    if (!status) status = ent_note_measures(table, m, c->wanted, err);
    if (!status) status = ent_note_sampled(table, m, c->wanted, err);
    if (!status) status = note_parts(table, m, c->wanted, err);
    if (!status && !whole) status = note_centralisation(table, m, c, err);
    if (!status && c->sure.rows) status = ent_note_rank_intervals(table, &c->sure, m->view, c->which, err);
    if (!status) status = ent_note_left_out(table, m, c->dropped, err);
    if (!status) status = note_signs(table, m, c, err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const centrality_options *asked = input->options;
    choice c = {0};
    ent_measuring m;
    if (asked->centralisation && asked->rank_interval)
        return ent_fail(err, ENT_USAGE, "--rank-interval is about vertices, and --centralisation shows none of them");
    if (asked->how.error > 0 && (asked->exact || asked->rank_interval))
        return ent_fail(err, ENT_USAGE, "--approximate and %s exclude each other",
                        asked->exact ? "--exact" : "--rank-interval, whose spans would mix two kinds of doubt,");
    choose(asked, &input->view, &c);
    ent_status status =
        ent_measuring_open(input->selection, &input->view, c.wanted, &asked->how, input->monitor, &m, err);
    if (status) return status;
    m.asked.seed = asked->seed;
    m.from = c.from;
    status = fill(self, &m, &c, asked, out, err);
    for (size_t k = 0; k < c.count; k++) free(c.values[k]);
    ent_rank_intervals_clear(&c.sure);
    ent_measuring_close(&m);
    return status;
}

static const ent_example examples[] = {
    {"centrality graphs/korea-us-2022.json --top 10", "the ten entities with most ties"},
    {"centrality graphs/classic/florentine.json --measure betweenness --normalized",
     "the Medici on the paths between the other families"},
    {"centrality graphs/korea-us-2022.json --weight count --measure strength,pagerank --no-structural",
     "who acts most, offices and places left out"},
    {"centrality graphs/classic/florentine.json --measure all --centralisation",
     "how much of Florence turns around one family, by every measure"},
    {"centrality graphs/korea-us-2022.json --rank-interval 200 --measure betweenness --top 5",
     "how sure the first places are, given how sure the relations are"},
    {"centrality graphs/korea-us-2022.json --measure betweenness --approximate 0.05",
     "betweenness from some of the shortest paths, as it is done for large graphs"},
    {"centrality graphs/classic/gahuku-gama.json --measure pn,signed-eigenvector,signed-degree",
     "friends and enemies among sixteen tribes"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_centrality = {
    .name = "centrality",
    .summary = "who stands in the middle: degree, betweenness, closeness, eigenvector, PageRank and more",
    .detail =
        "Measures of a vertex's place, side by side; each is defined below. Degree counts edges, betweenness the "
        "shortest "
        "paths that lead through, closeness how near the others are, eigenvector and its kin how central the "
        "neighbours "
        "are, constraint and its kin how much the neighbours know each other. In a weighted view the distance of an "
        "edge "
        "is 1/strength; what counts strength says so under the table, as it says what follows the arrows of a directed "
        "view. In-degree, out-degree, hub and authority make the view directed unless --direction says otherwise. "
        "Measures ignore signs unless their definition speaks of them (positive-degree, pn, signed-eigenvector and "
        "their "
        "kin). Betweenness, closeness, harmonic and wasserman-faust can be sampled: --approximate takes so many "
        "shortest "
        "paths that with the probability --certainty no value at all is further off than EPS, which is a share of the "
        "possible for betweenness and harmonic and of the diameter of the component for the mean distance of which "
        "closeness is made. That is by hops, and in a directed view for betweenness and harmonic only. Of large graphs "
        "the costly measures are sampled without asking (above 50,000 vertices or where they would take over a minute, "
        "above 20,000 or ten seconds those that nobody named; betweenness to 0.001, above five million vertices and "
        "arcs to 0.005, the others to 0.05), and those nobody named left out where that cannot be; --exact "
        "measures all. What was done is said under the table. --rank-interval asks how much of the ranking would "
        "survive if some relations were not true: in each "
        "round "
        "every relation (not edge) stays with the chance of its confidence, what targets a dropped one goes too, the "
        "entities "
        "stay, and everything is measured anew. Its numbers are drawn for the relations in an order that comes from "
        "what "
        "they are and how they hang together, so that neither their order in the file nor the names of entities "
        "matter; "
        "ids decide only between relations that nothing else tells apart.",
    .citation =
        "Freeman 1979; Brandes 2001; Bonacich 1987; Brin and Page 1998; Borgatti, Carley and Krackhardt 2006 "
        "(error in the data); Hyndman and Fan 1996 (quantiles); Everett and Borgatti 2014; Bonacich and Lloyd 2004 "
        "(signs); Riondato and Kornaropoulos 2016, Eppstein and Wang 2004 (sampling)",
    .cost =
        "O(n m) for betweenness, closeness and harmonic, O(n m + n^2 log n) weighted; O(n + m) a step for the others",
    .needs = ENT_NEEDS_NON_NEGATIVE_WEIGHTS,
    .uses_view = true,
    .options = options,
    .options_size = sizeof(centrality_options),
    .columns = columns,
    .terms = ent_measure_terms,
    .examples = examples,
    .run = run,
};
