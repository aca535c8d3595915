/* The view as a net for the kernels: measures of shortest paths, PageRank, cores. */
#include "kernel/between.h"
#include "kernel/cores.h"
#include "kernel/nearness.h"
#include "kernel/pagerank.h"
#include "view/inside.h"
#include "view/measure.h"

#include <math.h>
#include <stdlib.h>

/* The view's arcs, with lengths when it is weighted: *lengths is the caller's to free. */
static ent_status net_of(const ent_view *view, ent_net *net, double **lengths, ent_error *err) {
    ent_adjacency out = ent_view_out(view), in = ent_view_in(view);
    *lengths = NULL;
    *net = (ent_net){view->vertex_count, view->directed, {out.offsets, out.to}, {in.offsets, in.to}, NULL, out.edge};
    if (!ent_view_weighted(view)) return ENT_OK;
    *lengths = malloc((view->edge_count + 1) * sizeof **lengths);
    if (!*lengths) return ent_fail_memory(err);
    for (size_t e = 0; e < view->edge_count; e++) (*lengths)[e] = 1 / view->strength[e];
    net->lengths = *lengths;
    return ENT_OK;
}

ent_status ent_view_betweenness(const ent_view *view, int threads, const ent_monitor *monitor, double *out,
                                ent_error *err) {
    ent_between how = {.threads = threads, .monitor = monitor, .stage = "measuring betweenness"};
    ent_net net;
    double *lengths;
    ent_status status = net_of(view, &net, &lengths, err);
    if (!status) status = ent_betweenness(&net, &how, out, err);
    free(lengths);
    return status;
}

static ent_status find_nearness(ent_view *view, const char *stage, const ent_monitor *monitor, ent_error *err) {
    ent_net net;
    double *lengths;
    ent_nearness *found = malloc((view->vertex_count + 1) * sizeof *found);
    ent_status status = net_of(view, &net, &lengths, err);
    if (!found && !status) status = ent_fail_memory(err);
    if (!status)
        status = lengths ? ent_nearness_lengths(&net, monitor, stage, found, err)
                         : ent_nearness_hops(&net, monitor, stage, found, err);
    free(lengths);
    if (status)
        free(found);
    else
        view->nearness = found;
    return status;
}

static double closeness(const ent_nearness *of, double others) {
    (void)others;
    return of->reached > 0 ? of->reached / of->total : NAN;
}

static double harmonic(const ent_nearness *of, double others) {
    (void)others;
    return of->inverse;
}

static double wasserman_faust(const ent_nearness *of, double others) {
    return of->reached > 0 ? of->reached / others * closeness(of, others) : 0;
}

static double eccentricity(const ent_nearness *of, double others) {
    (void)others;
    return of->reached > 0 ? of->farthest : NAN;
}

static const struct {
    double (*value)(const ent_nearness *of, double others);
    const char *stage;
} rows[] = {[ENT_NEARNESS_CLOSENESS] = {closeness, "measuring closeness"},
            [ENT_NEARNESS_HARMONIC] = {harmonic, "measuring harmonic closeness"},
            [ENT_NEARNESS_WASSERMAN_FAUST] = {wasserman_faust, "measuring closeness"},
            [ENT_NEARNESS_ECCENTRICITY] = {eccentricity, "measuring eccentricity"}};

double ent_view_nearness_value(ent_nearness_measure measure, const ent_nearness *of, double others) {
    return rows[measure].value(of, others);
}

ent_status ent_view_nearness(ent_view *view, ent_nearness_measure measure, const ent_monitor *monitor, double *out,
                             ent_error *err) {
    ent_status status = view->nearness ? ENT_OK : find_nearness(view, rows[measure].stage, monitor, err);
    for (size_t v = 0; v < view->vertex_count && !status; v++)
        out[v] = ent_view_nearness_value(measure, &view->nearness[v], (double)view->vertex_count - 1);
    return status;
}

ent_status ent_view_pagerank(const ent_view *view, double damping, const ent_monitor *monitor, double *out,
                             ent_error *err) {
    ent_adjacency leaving = ent_view_out(view), entering = ent_view_in(view);
    ent_net net = {.n = view->vertex_count,
                   .directed = view->directed,
                   .out = {leaving.offsets, leaving.to},
                   .in = {entering.offsets, entering.to},
                   .out_edges = leaving.edge};
    ent_pagerank_options how = {.damping = damping,
                                .strength = ent_view_weighted(view) ? view->strength : NULL,
                                .in_edges = entering.edge,
                                .monitor = monitor,
                                .stage = "measuring pagerank"};
    return ent_pagerank(&net, &how, out, err);
}

ent_status ent_view_coreness(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err) {
    ent_adjacency leaving = ent_view_out(view), entering = ent_view_in(view);
    ent_core_arcs arcs = {.counted = {{leaving.offsets, leaving.to}}};
    int32_t *core = malloc((view->vertex_count + 1) * sizeof *core);
    if (!core) return ent_fail_memory(err);
    if (view->directed) arcs.counted[1] = (ent_arcs){entering.offsets, entering.to};
    arcs.losers[0] = arcs.counted[0];
    arcs.losers[1] = arcs.counted[1];
    ent_status status = ent_coreness(view->vertex_count, &arcs, monitor, "measuring coreness", core, err);
    for (size_t v = 0; v < view->vertex_count && !status; v++) out[v] = core[v];
    free(core);
    return status;
}
