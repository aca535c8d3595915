/* The measures of trend. Those of the whole graph are read from the tables of the analyses that have them. */
#include "analyse/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE(name, definition, formula, source, cost, ...)                                                            \
    {.term = {name, definition, formula, source, cost}, __VA_ARGS__},
const ent_trend_whole ent_trend_wholes[] = {
#include "analyse/trend_list.inc"
    {.term = {NULL, NULL, NULL, NULL, NULL}},
};
#undef WHOLE
enum { WHOLES = sizeof ent_trend_wholes / sizeof *ent_trend_wholes - 1 };

#define WHOLE(name, ...) name,
#define MEASURE(id, name, ...) name,
const char *const ent_trend_names[] = {
#include "analyse/trend_list.inc"
#include "analyse/measures_list.inc"
    NULL,
};
#undef WHOLE
#undef MEASURE

#define WHOLE(name, definition, formula, source, cost, ...) {name, definition, formula, source, cost},
#define MEASURE(id, name, column, definition, formula, source, cost, ...) {name, definition, formula, source, cost},
const ent_term ent_trend_terms[] = {
#include "analyse/trend_list.inc"
#include "analyse/measures_list.inc"
    {NULL, NULL, NULL, NULL, NULL},
};
#undef WHOLE
#undef MEASURE

int ent_trend_whole_count(void) {
    return WHOLES;
}

/* ---- of the whole ------------------------------------------------------------------------------------------------------- */

/* Set an option from "name=value" or "flag". */
static ent_status set_word(const ent_analysis *analysis, void *options, const char *word, ent_error *err) {
    char name[32] = "";
    const char *equals = strchr(word, '=');
    size_t length = equals ? (size_t)(equals - word) : strlen(word);
    memcpy(name, word, length < sizeof name ? length : sizeof name - 1);
    return ent_option_set(ent_option_find(analysis->options, name), options, equals ? equals + 1 : NULL, err);
}

static ent_status ask(const ent_trend_whole *whole, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const ent_analysis *analysis = ent_analysis_find(whole->analysis);
    ent_analysis_input inner = *input;
    void *options = malloc(analysis->options_size);
    if (!options) return ent_fail_memory(err);
    ent_status status = ent_options_init(analysis->options, options, analysis->options_size, err);
    for (size_t i = 0; i < 2 && whole->words[i] && !status; i++)
        status = set_word(analysis, options, whole->words[i], err);
    inner.entities = NULL;
    inner.annotator = NULL;
    inner.options = options;
    if (!status) status = ent_analysis_run(analysis, &inner, out, err);
    ent_options_clear(analysis->options, options);
    free(options);
    return status;
}

/* The row called so, the first one without a name; past the end when there is none. */
static size_t row_of(const ent_trend_whole *whole, const ent_table *table) {
    long at = whole->row ? ent_table_find_column(table, whole->called ? whole->called : "name") : 0;
    for (size_t row = 0; whole->row && at >= 0 && row < ent_table_rows(table); row++)
        if (!strcmp(ent_table_text(table, row, (size_t)at), whole->row)) return row;
    return whole->row ? ent_table_rows(table) : 0;
}

static ent_status take_cell(const ent_trend_whole *whole, const ent_table *table, const char *column, double *out,
                            ent_error *err) {
    size_t row = row_of(whole, table);
    long at = ent_table_find_column(table, column);
    if (at < 0 || row >= ent_table_rows(table))
        return ent_fail(err, ENT_USAGE, "'%s' has no %s of '%s'", whole->analysis, column, whole->term.name);
    *out = ent_table_real(table, row, (size_t)at);
    return ENT_OK;
}

static ent_status measure_whole(const ent_trend_whole *whole, const ent_analysis_input *input, ent_trend_value *out,
                                ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ask(whole, input, &table, err);
    out->bounded = whole->bounded && !status;
    if (!status && whole->own == ENT_OWN_ROWS)
        out->value = (double)ent_table_rows(table);
    else if (!status)
        status = take_cell(whole, table, whole->column ? whole->column : "value", &out->value, err);
    if (!status && whole->bounded) status = take_cell(whole, table, "lower", &out->lower, err);
    if (!status && whole->bounded) status = take_cell(whole, table, "upper", &out->upper, err);
    out->exact = out->lower == out->upper;
    ent_table_free(table);
    return status;
}

/* ---- of vertices -------------------------------------------------------------------------------------------------------- */

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

static ent_status measure_vertices(int k, const ent_trend_how *how, const ent_analysis_input *input,
                                   ent_trend_value *out, ent_error *err) {
    ent_measuring m = {0};
    ent_status status =
        ent_measuring_open(input->selection, &input->view, UINT64_C(1) << k, &how->measure, input->monitor, &m, err);
    if (status) return status;
    double *values = calloc(m.n + 1, sizeof *values);
    long at = how->of == ENT_NONE ? -1 : ent_view_vertex_of(m.view, ent_selection_stand_in(input->selection, how->of));
    if (!values) status = ent_fail_memory(err);
    if (!status && m.n && (how->of == ENT_NONE || at >= 0)) {
        status = ent_measure_fill(&m, k, values, err);
        if (!status && at >= 0)
            out->value = values[at];
        else if (!status && how->centralisation)
            status = ent_measure_centralisation(&m, k, values, &out->value, &(double){0}, err);
        else if (!status)
            out->value = mean_of(values, m.n);
    }
    free(values);
    ent_measuring_close(&m);
    return status;
}

ent_status ent_trend_measure(int k, const ent_trend_how *how, const ent_analysis_input *input, ent_trend_value *out,
                             ent_error *err) {
    *out = (ent_trend_value){.value = NAN, .lower = NAN, .upper = NAN};
    if (k < WHOLES) return measure_whole(&ent_trend_wholes[k], input, out, err);
    return measure_vertices(k - WHOLES, how, input, out, err);
}

void ent_trend_say_command(int k, const ent_trend_how *how, ent_buffer *out) {
    if (k >= WHOLES) {
        ent_buffer_format(out, "centrality --measure %s", ent_trend_names[k]);
        if (how->of == ENT_NONE) ent_buffer_text(out, " --centralisation");
        return;
    }
    const ent_trend_whole *whole = &ent_trend_wholes[k];
    ent_buffer_text(out, whole->analysis ? whole->analysis : "info");
    for (size_t i = 0; i < 2 && whole->words[i]; i++) {
        const char *equals = strchr(whole->words[i], '=');
        int length = equals ? (int)(equals - whole->words[i]) : (int)strlen(whole->words[i]);
        if (!strncmp(whole->words[i], "members", 7)) continue;
        ent_buffer_format(out, " --%.*s%s%s", length, whole->words[i], equals ? " " : "", equals ? equals + 1 : "");
    }
}
