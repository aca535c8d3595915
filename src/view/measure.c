/* igraph's calculations behind the door: arrays in, arrays out. */
#include "view/measure.h"
#include "view/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 42, MOST_RESTARTS = 100000 };

/* What a visit brings and takes. */
typedef struct {
    ent_measure measure;
    bool directed;
    double damping;
    const double *weights; /* strength or length by edge, NULL: none */
    size_t vertices, edges;
    double *out;
} errand;

/* Closeness says how near the reached are; Wasserman and Faust weigh that by how many they are. */
static igraph_error_t wasserman_faust(const igraph_t *graph, const errand *e, igraph_vector_t *out,
                                      const igraph_vector_t *lengths) {
    igraph_vector_int_t reached = {0};
    igraph_error_t code = igraph_vector_int_init(&reached, 0);
    if (code == IGRAPH_SUCCESS) code = ent_igraph_closeness(graph, out, &reached, lengths, e->directed);
    for (size_t v = 0; v < e->vertices && code == IGRAPH_SUCCESS; v++) {
        double share = VECTOR(reached)[v] > 0 ? (double)VECTOR(reached)[v] / ((double)e->vertices - 1) : 0;
        VECTOR(*out)[v] = share > 0 ? share * VECTOR(*out)[v] : 0;
    }
    igraph_vector_int_destroy(&reached);
    return code;
}

/* igraph gives 0 to a vertex that reaches nobody, which would make it the most central of all. */
static igraph_error_t eccentricity(const igraph_t *graph, const errand *e, igraph_vector_t *out,
                                   const igraph_vector_t *lengths) {
    igraph_error_t code = ent_igraph_eccentricity(graph, out, lengths, e->directed);
    for (size_t v = 0; v < e->vertices && code == IGRAPH_SUCCESS; v++)
        if (VECTOR(*out)[v] == 0) VECTOR(*out)[v] = NAN;
    return code;
}

static igraph_error_t dispatch(const igraph_t *graph, const errand *e, igraph_vector_t *out,
                               const igraph_vector_t *weights) {
    switch (e->measure) {
    case ENT_MEASURE_BETWEENNESS:
        return ent_igraph_betweenness(graph, out, weights, e->directed);
    case ENT_MEASURE_CLOSENESS:
        return ent_igraph_closeness(graph, out, NULL, weights, e->directed);
    case ENT_MEASURE_HARMONIC:
        return ent_igraph_harmonic(graph, out, weights, e->directed);
    case ENT_MEASURE_PAGERANK:
        return ent_igraph_pagerank(graph, out, weights, e->directed, e->damping);
    case ENT_MEASURE_WASSERMAN_FAUST:
        return wasserman_faust(graph, e, out, weights);
    case ENT_MEASURE_ECCENTRICITY:
        return eccentricity(graph, e, out, weights);
    }
    return IGRAPH_EINVAL;
}

static igraph_error_t run_measure(const igraph_t *graph, void *context) {
    errand *e = context;
    igraph_vector_t out = {0}, weights = {0};
    igraph_error_t code = igraph_vector_init(&out, 0);
    if (code == IGRAPH_SUCCESS && e->weights) code = igraph_vector_init(&weights, (igraph_integer_t)e->edges);
    if (code == IGRAPH_SUCCESS) {
        if (e->weights) memcpy(VECTOR(weights), e->weights, e->edges * sizeof *e->weights);
        code = dispatch(graph, e, &out, e->weights ? &weights : NULL);
    }
    if (code == IGRAPH_SUCCESS)
        for (size_t v = 0; v < e->vertices; v++) e->out[v] = VECTOR(out)[v];
    igraph_vector_destroy(&weights);
    igraph_vector_destroy(&out);
    return code;
}

static double *lengths_of(const ent_view *view) {
    double *lengths = malloc((view->edge_count + 1) * sizeof *lengths);
    for (size_t e = 0; lengths && e < view->edge_count; e++) lengths[e] = 1 / view->strength[e];
    return lengths;
}

ent_status ent_view_measure(ent_view *view, ent_measure measure, double damping, const ent_monitor *monitor,
                            double *out, ent_error *err) {
    static const char *const stages[] = {"measuring betweenness", "measuring closeness", "measuring harmonic closeness",
                                         "measuring pagerank",    "measuring closeness", "measuring eccentricity"};
    if (view->vertex_count == 0) return ENT_OK;
    ent_topology topology = {view->vertex_count, view->edge_count, view->from, view->to, view->directed};
    errand e = {.measure = measure, .directed = view->directed, .damping = damping};
    double *lengths = NULL;
    e.vertices = view->vertex_count;
    e.edges = view->edge_count;
    e.out = out;
    if (ent_view_weighted(view) && measure == ENT_MEASURE_PAGERANK) e.weights = view->strength;
    if (ent_view_weighted(view) && measure != ENT_MEASURE_PAGERANK) {
        lengths = lengths_of(view);
        if (!lengths) return ent_fail_memory(err);
        e.weights = lengths;
    }
    ent_door door = {.run = run_measure, .context = &e, .seed = SEED, .stage = stages[measure], .monitor = monitor};
    ent_status status = ent_door_run(&topology, &view->igraph, &door, err);
    free(lengths);
    return status;
}

/* ---- cores ------------------------------------------------------------------------------------------------------------ */

static igraph_error_t run_coreness(const igraph_t *graph, void *context) {
    double *out = context;
    igraph_vector_int_t cores = {0};
    igraph_error_t code = igraph_vector_int_init(&cores, 0);
    if (code == IGRAPH_SUCCESS) code = igraph_coreness(graph, &cores, IGRAPH_ALL);
    for (igraph_integer_t v = 0; code == IGRAPH_SUCCESS && v < igraph_vcount(graph); v++)
        out[v] = (double)VECTOR(cores)[v];
    igraph_vector_int_destroy(&cores);
    return code;
}

ent_status ent_view_coreness(const ent_view *view, const ent_monitor *monitor, double *out, ent_error *err) {
    int32_t *from = malloc((view->edge_count + 1) * sizeof *from), *to = malloc((view->edge_count + 1) * sizeof *to);
    ent_topology topology = {view->vertex_count, 0, from, to, view->directed};
    ent_door door = {
        .run = run_coreness, .context = out, .seed = SEED, .stage = "measuring coreness", .monitor = monitor};
    igraph_t *graph = NULL;
    ent_status status = from && to ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < view->edge_count && !status; e++) {
        if (view->from[e] == view->to[e]) continue;
        from[topology.edges] = view->from[e];
        to[topology.edges++] = view->to[e];
    }
    if (!status && view->vertex_count) status = ent_door_run(&topology, &graph, &door, err);
    ent_door_free(graph);
    free(from);
    free(to);
    return status;
}

/* ---- the eigenvector of the largest eigenvalue ---------------------------------------------------------------------- */

typedef struct {
    const ent_perron *part;
    double *vector, *value;
} perron_errand;

static igraph_error_t run_perron(const igraph_t *graph, void *context) {
    perron_errand *e = context;
    const ent_perron *part = e->part;
    igraph_vector_t out = {0}, weights = {0};
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    options.mxiter = MOST_RESTARTS;
    igraph_error_t code = igraph_vector_init(&out, 0);
    if (code == IGRAPH_SUCCESS && part->strength) code = igraph_vector_init(&weights, (igraph_integer_t)part->edges);
    if (code == IGRAPH_SUCCESS) {
        if (part->strength) memcpy(VECTOR(weights), part->strength, part->edges * sizeof *part->strength);
        code =
            ent_igraph_eigenvector(graph, &out, e->value, part->strength ? &weights : NULL, part->directed, &options);
    }
    if (code == IGRAPH_SUCCESS)
        for (size_t v = 0; v < part->vertices; v++) e->vector[v] = VECTOR(out)[v];
    igraph_vector_destroy(&weights);
    igraph_vector_destroy(&out);
    return code;
}

static ent_status normalise(double *vector, size_t n, ent_error *err) {
    double square = 0;
    for (size_t v = 0; v < n; v++) {
        vector[v] = fabs(vector[v]); /* the sign of an eigenvector is arbitrary, this one has no mixed signs */
        square += vector[v] * vector[v];
    }
    if (!isfinite(square) || square == 0) return ent_fail(err, ENT_CALC, "the eigenvector is no vector of numbers");
    for (size_t v = 0; v < n; v++) vector[v] /= sqrt(square);
    return ENT_OK;
}

/* How far A'x is from value * x, against value: what was found must be an eigenvector, whatever the solver says. */
static ent_status verify(const ent_perron *part, const double *vector, double value, ent_error *err) {
    double *image = calloc(part->vertices + 1, sizeof *image);
    if (!image) return ent_fail_memory(err);
    for (size_t e = 0; e < part->edges; e++) {
        double w = part->strength ? part->strength[e] : 1;
        image[part->to[e]] += w * vector[part->from[e]];
        if (!part->directed) image[part->from[e]] += w * vector[part->to[e]];
    }
    double square = 0;
    for (size_t v = 0; v < part->vertices; v++) {
        double off = image[v] - value * vector[v];
        square += off * off;
    }
    free(image);
    if (value > 0 && sqrt(square) <= 1e-8 * value) return ENT_OK;
    ent_fail(err, ENT_CALC, "the eigenvector did not converge");
    return ent_hint(err, "leave eigenvector out of --measure, or take a denser part of the graph");
}

ent_status ent_perron_find(const ent_perron *part, const ent_monitor *monitor, double *vector, double *value,
                           ent_error *err) {
    perron_errand e = {.part = part, .vector = vector, .value = value};
    ent_topology topology = {part->vertices, part->edges, part->from, part->to, part->directed};
    ent_door door = {
        .run = run_perron, .context = &e, .seed = SEED, .stage = "measuring eigenvector", .monitor = monitor};
    igraph_t *graph = NULL;
    ent_status status = ent_door_run(&topology, &graph, &door, err);
    ent_door_free(graph);
    if (!status) status = normalise(vector, part->vertices, err);
    if (!status) status = verify(part, vector, *value, err);
    return status;
}
