/* Measures from some of the shortest paths: the view renumbered, and what was found put back in its place. */
#include "view/inside.h"
#include "view/measure.h"
#include "view/renumber.h"

#include <stdlib.h>

/* What a view keeps. */
typedef struct ent_view_sample {
    ent_renumbered renumbered;
    ent_nearness *nearness; /* by vertex of the view; NULL: not asked for yet */
    ent_sampling how;       /* with what wishes */
    uint64_t draws;
} ent_view_sample;

void ent_view_sample_free(ent_view_sample *sample) {
    if (!sample) return;
    ent_renumbered_clear(&sample->renumbered);
    free(sample->nearness);
    free(sample);
}

static ent_status renumber(ent_view *view, const ent_sampling *how, ent_error *err) {
    if (view->sample) return ENT_OK;
    ent_view_sample *made = calloc(1, sizeof *made);
    ent_status status = made ? ent_monitor_tick(how->monitor, how->stage, 0, 0, err) : ent_fail_memory(err);
    if (!status) status = ent_view_renumber(view, &made->renumbered, err);
    if (status)
        ent_view_sample_free(made);
    else
        view->sample = made;
    return status;
}

ent_status ent_view_betweenness_sample(ent_view *view, const ent_sampling *how, double *out, uint64_t *draws,
                                       ent_error *err) {
    ent_status status = renumber(view, how, err);
    double *found = status ? NULL : malloc((view->vertex_count + 1) * sizeof *found);
    if (!status && !found) status = ent_fail_memory(err);
    if (!status) status = ent_betweenness_sample(&view->sample->renumbered.net, how, found, draws, err);
    for (size_t i = 0; i < view->vertex_count && !status; i++) out[view->sample->renumbered.order[i]] = found[i];
    free(found);
    return status;
}

static bool has_same_wishes(const ent_sampling *a, const ent_sampling *b) {
    return a->error == b->error && a->doubt == b->doubt && a->seed == b->seed && a->distances == b->distances &&
           a->inverses == b->inverses;
}

static ent_status find_nearness(ent_view *view, const ent_sampling *how, ent_error *err) {
    ent_view_sample *sample = view->sample;
    ent_nearness *found = malloc((view->vertex_count + 1) * sizeof *found);
    ent_nearness *kept = malloc((view->vertex_count + 1) * sizeof *kept);
    ent_status status = found && kept ? ENT_OK : ent_fail_memory(err);
    if (!status) status = ent_nearness_sample(&sample->renumbered.net, how, found, &sample->draws, err);
    for (size_t i = 0; i < view->vertex_count && !status; i++) kept[sample->renumbered.order[i]] = found[i];
    free(found);
    free(status ? kept : sample->nearness);
    if (status) return status;
    sample->nearness = kept;
    sample->how = *how;
    return ENT_OK;
}

ent_status ent_view_nearness_sample(ent_view *view, ent_nearness_measure measure, const ent_sampling *how, double *out,
                                    uint64_t *draws, ent_error *err) {
    ent_status status = renumber(view, how, err);
    if (!status && !(view->sample->nearness && has_same_wishes(&view->sample->how, how)))
        status = find_nearness(view, how, err);
    if (status) return status;
    for (size_t v = 0; v < view->vertex_count; v++)
        out[v] = ent_view_nearness_value(measure, &view->sample->nearness[v], (double)view->vertex_count - 1);
    *draws = view->sample->draws;
    return ENT_OK;
}
