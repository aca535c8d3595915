/* Measures of shortest paths from some of them, with a promise about the error: kernel/sample.h. */
#include "analyse/measures_fill.h"
#include "view/measure.h"

#include <math.h>

enum { LARGE = 20000, LARGE_FOR_NAMED = 50000 }; /* vertices */
#define MINUTE 60e9                              /* nanoseconds */
#define LARGE_ARCS 5e6                           /* and vertices: what the usual error takes some seconds for */
#define CLEAR 5                                  /* times the error: what a value must be that means something */

static double arcs_of(const ent_measuring *m) {
    return 2 * (double)ent_view_edges(m->simple) + (double)m->n;
}

static double error_of(const ent_measuring *m, int k) {
    const ent_measure_row *row = &ent_measure_rows[k];
    if (m->asked.error > 0) return m->asked.error;
    return row->large_error > 0 && arcs_of(m) > LARGE_ARCS ? row->large_error : row->usual_error;
}

static bool is_sampled(const ent_measuring *m, const char *name) {
    return m->asked.sampled >> ent_measure_find(name) & 1;
}

/* One search serves all measures of nearness that are sampled: it goes on until each is near enough. */
static ent_sampling wishes(const ent_measuring *m, const char *name) {
    int k = ent_measure_find(name);
    return (ent_sampling){.error = error_of(m, k),
                          .doubt = 1 - m->asked.certainty,
                          .seed = (uint64_t)m->asked.seed,
                          .threads = (int)m->asked.threads,
                          .distances = is_sampled(m, "closeness") || is_sampled(m, "wasserman-faust"),
                          .inverses = is_sampled(m, "harmonic"),
                          .monitor = m->monitor,
                          .stage = ent_measure_rows[k].stage};
}

ent_status ent_betweenness_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err) {
    const ent_sampling how = wishes(m, "betweenness");
    return ent_view_betweenness_sample(m->simple, &how, out, draws, err);
}

ent_status ent_closeness_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err) {
    const ent_sampling how = wishes(m, "closeness");
    return ent_view_nearness_sample(m->simple, ENT_NEARNESS_CLOSENESS, &how, out, draws, err);
}

ent_status ent_harmonic_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err) {
    const ent_sampling how = wishes(m, "harmonic");
    return ent_view_nearness_sample(m->simple, ENT_NEARNESS_HARMONIC, &how, out, draws, err);
}

ent_status ent_wasserman_faust_sample_fill(const ent_measuring *m, double *out, uint64_t *draws, ent_error *err) {
    const ent_sampling how = wishes(m, "wasserman-faust");
    return ent_view_nearness_sample(m->simple, ENT_NEARNESS_WASSERMAN_FAUST, &how, out, draws, err);
}

ent_status ent_measure_can_sample(const ent_measuring *m, int k, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    if (!row->sample) return ent_fail(err, ENT_USAGE, "%s can only be measured exactly", row->term.name);
    if (ent_view_weighted(m->simple)) {
        ent_fail(err, ENT_USAGE, "%s is sampled by hops, and this view is weighted", row->term.name);
        ent_hint(err, "leave out --weight, or --approximate");
        return ENT_USAGE;
    }
    if (row->samples_undirected && ent_view_directed(m->simple)) {
        ent_fail(err, ENT_USAGE, "%s cannot be sampled in a directed view, where who reaches few is seldom met",
                 row->term.name);
        ent_hint(err, "--measure harmonic can be; or leave out --approximate");
        return ENT_USAGE;
    }
    return ENT_OK;
}

bool ent_measure_takes_long(const ent_measuring *m, int k, bool named) {
    const double costs = ent_measure_rows[k].costs, most = named ? MINUTE : MINUTE / 6;
    return costs > 0 && (m->n > (named ? LARGE_FOR_NAMED : LARGE) || costs * (double)m->n * arcs_of(m) > most);
}

ent_status ent_measure_decide(const ent_measuring *m, int k, bool named, bool exact, bool *sampled, ent_error *err) {
    bool insists = m->asked.error > 0 && named;
    *sampled = false;
    if (!ent_measure_rows[k].sample || exact) return ENT_OK;
    if (!(m->asked.error > 0) && !ent_measure_takes_long(m, k, named)) return ENT_OK;
    *sampled = ent_measure_can_sample(m, k, insists ? err : NULL) == ENT_OK;
    return insists && !*sampled ? ENT_USAGE : ENT_OK;
}

ent_status ent_note_left_out(ent_table *table, const ent_measuring *m, uint64_t left_out, ent_error *err) {
    ent_buffer note = {0};
    bool slow = false;
    for (int k = 0; k < ent_measure_count(); k++) {
        if (!(left_out >> k & 1)) continue;
        ent_buffer_format(&note, "%s%s", note.length ? ", " : "not measured: ", ent_measure_names[k]);
        slow = slow || ent_measure_takes_long(m, k, false);
    }
    if (!note.length) return ENT_OK;
    ent_buffer_text(&note, slow ? "; they would take long or are not defined here, --measure with their names insists"
                                : "; not defined here, --measure with their names says why");
    return ent_note_buffer(table, &note, err);
}

/* One digit of a positive number below 1. */
static double one_digit(double x) {
    double unit = pow(10, -floor(log10(x)));
    return round(x * unit) / unit;
}

/* Where even the largest value is not much more than it may be off, places are chance. */
static ent_status note_unclear(ent_table *table, const ent_measuring *m, int k, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    const double largest = *row->of || !row->share_of ? 0 : m->from[k].largest / row->share_of(m);
    const double error = error_of(m, k), enough = one_digit(fmax(largest / (2 * CLEAR), .0001));
    ent_buffer words = {0};
    if (!(largest > 0 && largest < CLEAR * error)) return ENT_OK;
    ent_buffer_format(&words, "the largest %s of %s is about ", row->promised, row->term.name);
    ent_buffer_double(&words, one_digit(largest));
    ent_buffer_text(&words, ", so many places are chance; --");
    if (enough < error) {
        ent_buffer_text(&words, "approximate ");
        ent_buffer_double(&words, enough);
    } else {
        ent_buffer_text(&words, "exact");
    }
    ent_buffer_text(&words, " tells more");
    return ent_note_buffer(table, &words, err);
}

/* "betweenness is sampled, from 4668 shortest paths: with probability 0.95 no normalised value is more than 0.01 off" */
static ent_status note_one(ent_table *table, const ent_measuring *m, int k, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    ent_buffer words = {0};
    char number[32];
    if (!m->from[k].draws)
        return ent_table_note(table, err, "%s is exact: sampling would take as long here", row->term.name);
    ent_buffer_format(&words, "%s is sampled, from %llu %s: with probability ", row->term.name,
                      (unsigned long long)m->from[k].draws, row->drawn);
    ent_buffer_double(&words, m->asked.certainty);
    ent_buffer_format(&words, " no %s is more than %s%s off", row->promised, ent_format_double(error_of(m, k), number),
                      row->of);
    ent_status status = ent_note_buffer(table, &words, err);
    return status ? status : note_unclear(table, m, k, err);
}

ent_status ent_note_sampled(ent_table *table, const ent_measuring *m, uint64_t wanted, ent_error *err) {
    ent_status status = ENT_OK;
    size_t said = 0;
    for (int k = 0; k < ent_measure_count() && !status; k++) {
        const bool sampled = (wanted & m->asked.sampled) >> k & 1;
        if (sampled) status = note_one(table, m, k, err);
        if (!sampled && m->asked.error > 0 && (wanted >> k & 1) && ent_measure_rows[k].sample)
            status = ent_table_note(table, err, "%s is exact: it cannot be sampled in this view", ent_measure_names[k]);
        said += m->from[k].draws > 0;
    }
    if (!said || status) return status;
    status = ent_table_note(table, err, "--approximate asks for another error, --exact for none");
    return status ? status : ent_note_seed(table, m->asked.seed, err);
}
