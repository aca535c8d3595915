/* igraph's eigenvectors of directed graphs, behind the door: arrays in, arrays out. */
#include "view/measure.h"
#include "view/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 42, MOST_RESTARTS = 100000 };

/* ---- the eigenvector of the largest eigenvalue ---------------------------------------------------------------------- */

typedef struct {
    const ent_perron *part;
    bool weighted;
    double *vector, *value;
} perron_errand;

/* Strengths that are all 1 say nothing, and igraph is twice as fast without them. */
static bool has_weights(const ent_perron *part) {
    for (size_t e = 0; e < part->edges; e++)
        if (part->strength[e] != 1) return true;
    return false;
}

static igraph_error_t run_perron(const igraph_t *graph, void *context) {
    perron_errand *e = context;
    const ent_perron *part = e->part;
    igraph_vector_t out = {0}, weights = {0};
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    options.mxiter = MOST_RESTARTS;
    igraph_error_t code = igraph_vector_init(&out, 0);
    if (code == IGRAPH_SUCCESS && e->weighted) code = igraph_vector_init(&weights, (igraph_integer_t)part->edges);
    if (code == IGRAPH_SUCCESS) {
        if (e->weighted) memcpy(VECTOR(weights), part->strength, part->edges * sizeof *part->strength);
        code = ent_igraph_eigenvector(graph, &out, e->value, e->weighted ? &weights : NULL, true, &options);
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
    for (size_t e = 0; e < part->edges; e++) image[part->to[e]] += part->strength[e] * vector[part->from[e]];
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
    perron_errand e = {.part = part, .weighted = has_weights(part), .vector = vector, .value = value};
    ent_topology topology = {part->vertices, part->edges, part->from, part->to, true};
    ent_door door = {
        .run = run_perron, .context = &e, .seed = SEED, .stage = "measuring eigenvector", .monitor = monitor};
    igraph_t *graph = NULL;
    ent_status status = ent_door_run(&topology, &graph, &door, err);
    ent_door_free(graph);
    if (!status) status = normalise(vector, part->vertices, err);
    if (!status) status = verify(part, vector, *value, err);
    return status;
}
