/* The table of measures, how a selection is made ready for them, and those that need no file of their own. */
#include "analyse/measures.h"
#include "analyse/measures_fill.h"
#include "analyse/measures_eigen.h"
#include "view/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what normalising divides by ---------------------------------------------------------------------------------- */

static double others(const ent_measuring *m) {
    return (double)m->n - 1;
}

static double pairs_of_others(const ent_measuring *m) {
    double n = (double)m->n;
    return (n - 1) * (n - 2) / (ent_view_directed(m->simple) ? 1 : 2);
}

/* ---- Freeman's maxima: each is reached by a star ------------------------------------------------------------------- */

static bool is_simple(const ent_view *view) {
    return ent_view_made_with(view)->parallel == ENT_PARALLEL_MERGE && ent_view_loops(view) == 0;
}

static double most_degree(const ent_measuring *m) {
    double n = (double)m->n;
    return is_simple(m->view) ? (n - 1) * (n - 2) * (ent_view_directed(m->view) ? 2 : 1) : NAN;
}

static double most_one_way(const ent_measuring *m) {
    double n = (double)m->n;
    if (!is_simple(m->view)) return NAN;
    return ent_view_directed(m->view) ? (n - 1) * (n - 1) : (n - 1) * (n - 2);
}

static double most_betweenness(const ent_measuring *m) {
    return others(m) * pairs_of_others(m);
}

/* Freeman's holds for hops in a connected undirected graph; whether it is connected is asked by bound_of. */
static double most_closeness(const ent_measuring *m) {
    double n = (double)m->n;
    if (ent_view_directed(m->simple) || ent_view_weighted(m->simple)) return NAN;
    return (n - 1) * (n - 2) / (2 * n - 3);
}

/* ---- the measures ----------------------------------------------------------------------------------------------- */

static void count_arcs(size_t n, const ent_adjacency *arcs, double *out) {
    for (size_t v = 0; v < n; v++) out[v] += arcs->offsets[v + 1] - arcs->offsets[v];
}

static ent_status in_degree(const ent_measuring *m, double *out, ent_error *err) {
    (void)err;
    ent_adjacency in = ent_view_in(m->view);
    count_arcs(m->n, &in, out);
    return ENT_OK;
}

static ent_status out_degree(const ent_measuring *m, double *out, ent_error *err) {
    (void)err;
    ent_adjacency arcs = ent_view_out(m->view);
    count_arcs(m->n, &arcs, out);
    return ENT_OK;
}

static ent_status degree(const ent_measuring *m, double *out, ent_error *err) {
    if (ent_view_directed(m->view)) in_degree(m, out, err);
    return out_degree(m, out, err);
}

static ent_status strength(const ent_measuring *m, double *out, ent_error *err) {
    (void)err;
    for (size_t e = 0; e < ent_view_edges(m->view); e++) {
        int32_t from, to;
        double value;
        ent_view_edge(m->view, e, &from, &to, &value);
        out[from] += value;
        out[to] += value;
    }
    return ENT_OK;
}

static ent_status betweenness(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_betweenness(m->simple, (int)m->asked.threads, m->monitor, out, err);
}

static ent_status closeness(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_nearness(m->simple, ENT_NEARNESS_CLOSENESS, m->monitor, out, err);
}

static ent_status harmonic(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_nearness(m->simple, ENT_NEARNESS_HARMONIC, m->monitor, out, err);
}

static ent_status eigenvector(const ent_measuring *m, double *out, ent_error *err) {
    return ent_eigenvector(m->view, m->monitor, out, err);
}

static ent_status wasserman_faust(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_nearness(m->simple, ENT_NEARNESS_WASSERMAN_FAUST, m->monitor, out, err);
}

static ent_status eccentricity(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_nearness(m->simple, ENT_NEARNESS_ECCENTRICITY, m->monitor, out, err);
}

static ent_status coreness(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_coreness(m->simple, m->monitor, out, err);
}

static ent_status pagerank(const ent_measuring *m, double *out, ent_error *err) {
    return ent_view_pagerank(m->view, m->asked.damping, m->monitor, out, err);
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

#define MEASURE(id, name, help, definition, formula, source, cost, ...)                                                \
    {.term = {name, definition, formula, source, cost}, .column = help, .stage = "measuring " name, __VA_ARGS__},
const ent_measure_row ent_measure_rows[] = {
#include "analyse/measures_list.inc"
    {.term = {.name = NULL}},
};
#undef MEASURE

#define MEASURE(id, name, ...) name,
const char *const ent_measure_names[] = {
#include "analyse/measures_list.inc"
    NULL,
};
#undef MEASURE

#define MEASURE(id, name, help, definition, formula, source, cost, ...) {name, definition, formula, source, cost},
const ent_term ent_measure_terms[] = {
#include "analyse/measures_list.inc"
    {NULL, NULL, NULL, NULL, NULL},
};
#undef MEASURE

int ent_measure_count(void) {
    return (int)(sizeof ent_measure_rows / sizeof *ent_measure_rows) - 1;
}

_Static_assert(sizeof ent_measure_rows / sizeof *ent_measure_rows - 1 <= ENT_MEASURES_MOST, "too many measures");

int ent_measure_find(const char *name) {
    for (int k = 0; ent_measure_names[k]; k++)
        if (strcmp(ent_measure_names[k], name) == 0) return k;
    return -1;
}

/* ---- measuring -------------------------------------------------------------------------------------------------- */

ent_status ent_measuring_open(const ent_selection *selection, const ent_view_options *how, uint64_t wanted,
                              const ent_measure_options *asked, const ent_monitor *monitor, ent_measuring *out,
                              ent_error *err) {
    ent_view_options made = *how;
    ent_view *simple = NULL;
    *out = (ent_measuring){.n = 0};
    made.parallel = ENT_PARALLEL_MERGE;
    for (int k = 0; k < ent_measure_count(); k++)
        if ((wanted >> k & 1) && ent_measure_rows[k].needs_direction && made.direction == ENT_DIRECTION_AUTO)
            made.direction = ENT_DIRECTION_DIRECTED;
    ent_status status = ent_view_new(selection, &made, &simple, err);
    if (!status) status = ent_measuring_over(simple, (ent_parallel)how->parallel, asked, monitor, out, err);
    out->owned = simple;
    if (status) ent_measuring_close(out);
    return status;
}

ent_status ent_measuring_over(ent_view *simple, ent_parallel parallel, const ent_measure_options *asked,
                              const ent_monitor *monitor, ent_measuring *out, ent_error *err) {
    *out = (ent_measuring){.asked = *asked, .monitor = monitor, .simple = simple, .view = simple};
    out->weighting = ent_view_made_with(simple)->weighting;
    out->n = ent_view_vertices(simple);
    return parallel == ENT_PARALLEL_KEEP ? ent_view_apart(simple, &out->view, err) : ENT_OK;
}

void ent_measuring_close(ent_measuring *m) {
    if (m->simple != m->view) ent_view_free(m->view);
    ent_view_free(m->owned);
    m->view = m->simple = m->owned = NULL;
}

/* The intensity of a type has a sign: only a measure that looks at signs may add up both. */
static ent_status refuse_mixed_intensity(const ent_measuring *m, const ent_measure_row *row, ent_error *err) {
    if (row->weights == ENT_WEIGHTS_NONE || row->looks_at_signs) return ENT_OK;
    return ent_refuse_mixed_intensity(ent_view_selection(m->view), m->weighting, row->term.name, err);
}

ent_status ent_measure_check(const ent_measuring *m, int k, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    ent_status status = refuse_mixed_intensity(m, row, err);
    return status || !row->check ? status : row->check(m, err);
}

static ent_status sample(const ent_measuring *m, int k, double *out, ent_error *err) {
    uint64_t draws = 0;
    ent_status status = ent_measure_can_sample(m, k, err);
    if (!status) status = ent_measure_rows[k].sample(m, out, &draws, err);
    if (!m->from) return status;
    m->from[k] = (ent_sampled){.draws = draws};
    for (size_t v = 0; v < m->n && !status; v++) m->from[k].largest = fmax(m->from[k].largest, out[v]);
    return status;
}

ent_status ent_measure_fill(const ent_measuring *m, int k, double *out, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    memset(out, 0, m->n * sizeof *out);
    ent_status status = ent_measure_check(m, k, err);
    if (!status) status = ent_monitor_tick(m->monitor, row->stage, 0, 0, err);
    if (!status) status = m->asked.sampled >> k & 1 ? sample(m, k, out, err) : row->fill(m, out, err);
    if (status || !m->asked.normalized || !row->share_of) return status;
    double whole = row->share_of(m);
    for (size_t v = 0; v < m->n; v++) out[v] = whole > 0 ? out[v] / whole : NAN;
    return ENT_OK;
}

/* Closeness is bounded only where each reaches all: elsewhere a small component may be closer than any star. */
static ent_status bound_of(const ent_measuring *m, const ent_measure_row *row, double *most, ent_error *err) {
    ent_parts parts = {0};
    *most = row->most ? row->most(m) : NAN;
    if (!(*most > 0)) *most = NAN;
    if (row->fill != closeness || isnan(*most)) return ENT_OK;
    ent_status status = ent_parts_find(m->simple, false, m->monitor, &parts, err);
    if (!status && parts.count != 1) *most = NAN;
    ent_parts_clear(&parts);
    return status;
}

ent_status ent_measure_centralisation(const ent_measuring *m, int k, const double *values, double *centralisation,
                                      double *most, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    double largest = -INFINITY, sum = 0, whole = m->asked.normalized && row->share_of ? row->share_of(m) : 1;
    ent_status status = bound_of(m, row, most, err);
    if (status) return status;
    for (size_t v = 0; v < m->n; v++)
        if (values[v] > largest) largest = values[v];
    for (size_t v = 0; v < m->n; v++) sum += largest - values[v];
    *centralisation = sum * whole / *most;
    return ENT_OK;
}

/* ---- notes ------------------------------------------------------------------------------------------------------ */

/* "degree, strength" of the wanted rows for which `is` holds. */
static void say_rows(ent_buffer *out, const char *opening, const char *ending, uint64_t wanted,
                     bool (*is)(const ent_measure_row *row, int value), int value) {
    size_t said = 0;
    for (int k = 0; k < ent_measure_count(); k++) {
        if (!(wanted >> k & 1) || !is(&ent_measure_rows[k], value)) continue;
        if (!said) ent_buffer_text(out, out->length ? "; " : "");
        if (!said) ent_buffer_text(out, opening);
        ent_buffer_format(out, "%s%s", said++ ? ", " : "", ent_measure_names[k]);
    }
    if (said) ent_buffer_text(out, ending);
}

static bool reads_arrows(const ent_measure_row *row, int value) {
    return (int)row->arrows == value;
}
static bool reads_weights(const ent_measure_row *row, int value) {
    return (int)row->weights == value;
}
static bool is_merged(const ent_measure_row *row, int value) {
    (void)value;
    return row->needs_simple;
}

ent_status ent_note_measures(ent_table *table, const ent_measuring *m, uint64_t wanted, ent_error *err) {
    ent_buffer words = {0};
    if (m->simple != m->view)
        say_rows(&words, "", " are measured with parallel relations merged", wanted, is_merged, 0);
    ent_status status = ent_note_buffer(table, &words, err);
    if (!status && ent_view_directed(m->view)) {
        say_rows(&words, "paths follow the arrows: ", "", wanted, reads_arrows, ENT_ARROWS_ALONG);
        say_rows(&words, "looking outwards: ", "", wanted, reads_arrows, ENT_ARROWS_OUT);
        say_rows(&words, "what comes in: ", "", wanted, reads_arrows, ENT_ARROWS_IN);
        say_rows(&words, "both directions together: ", "", wanted, reads_arrows, ENT_ARROWS_BOTH);
        status = ent_note_buffer(table, &words, err);
    }
    if (!status && ent_view_weighted(m->view)) {
        say_rows(&words, "measured on strengths: ", "", wanted, reads_weights, ENT_WEIGHTS_STRENGTH);
        say_rows(&words, "an edge is 1/strength long: ", "", wanted, reads_weights, ENT_WEIGHTS_LENGTH);
        say_rows(&words, "measured without weights: ", "", wanted, reads_weights, ENT_WEIGHTS_NONE);
        status = ent_note_buffer(table, &words, err);
    }
    ent_buffer_clear(&words);
    return status;
}
