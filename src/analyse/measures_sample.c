/* Measures of shortest paths from some of them, with a promise about the error: kernel/sample.h. */
#include "analyse/measures_fill.h"
#include "view/measure.h"

static double error_of(const ent_measuring *m, int k) {
    return m->asked.error > 0 ? m->asked.error : ent_measure_rows[k].usual_error;
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

/* "betweenness is sampled, from 4668 shortest paths: with probability 0.95 no normalised value is more than 0.01 off" */
static ent_status note_one(ent_table *table, const ent_measuring *m, int k, ent_error *err) {
    const ent_measure_row *row = &ent_measure_rows[k];
    ent_buffer words = {0};
    char number[32];
    if (!m->draws[k])
        return ent_table_note(table, err, "%s is exact: sampling would take as long here", row->term.name);
    ent_buffer_format(&words, "%s is sampled, from %llu %s: with probability ", row->term.name,
                      (unsigned long long)m->draws[k], row->drawn);
    ent_buffer_double(&words, m->asked.certainty);
    ent_buffer_format(&words, " no %s is more than %s%s off", row->promised, ent_format_double(error_of(m, k), number),
                      row->of);
    return ent_note_buffer(table, &words, err);
}

ent_status ent_note_sampled(ent_table *table, const ent_measuring *m, uint64_t wanted, ent_error *err) {
    ent_status status = ENT_OK;
    size_t said = 0;
    for (int k = 0; k < ent_measure_count() && !status; k++) {
        const bool sampled = (wanted & m->asked.sampled) >> k & 1;
        if (sampled) status = note_one(table, m, k, err);
        if (!sampled && m->asked.error > 0 && (wanted >> k & 1) && ent_measure_rows[k].sample)
            status = ent_table_note(table, err, "%s is exact: it cannot be sampled in this view", ent_measure_names[k]);
        said += m->draws[k] > 0;
    }
    if (!said || status) return status;
    status = ent_table_note(table, err, "--approximate asks for another error, --exact for none");
    return status ? status : ent_note_seed(table, m->asked.seed, err);
}
