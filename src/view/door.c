/* The door to igraph: handlers in, one visit, handlers back. igraph's handlers and random numbers belong to the whole
 * process, so there is one visitor at a time. */
#include "view/inside.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the handlers know of the visit under way; igraph's handlers take no context. */
static struct {
    char words[300]; /* of the first error: igraph calls the handler again, without words, in every frame it leaves */
    ent_status stopped;
    ent_door *door;
    ent_error *err;
    uint64_t ticks;
} visit;

static void on_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file, (void)line, (void)code;
    if (!visit.words[0] && reason) snprintf(visit.words, sizeof visit.words, "%s", reason);
    IGRAPH_FINALLY_FREE();
}

static void on_warning(const char *reason, const char *file, int line) {
    (void)file, (void)line;
    char *kept = visit.door->warning;
    if (!kept[0] && reason) snprintf(kept, sizeof visit.door->warning, "%s", reason);
}

static bool go_on(void) {
    const ent_door *door = visit.door;
    visit.stopped = ent_monitor_tick(door->monitor, door->stage, visit.ticks++, 0, visit.err);
    return visit.stopped == ENT_OK;
}

#if IGRAPH_VERSION_MAJOR >= 1
static igraph_bool_t on_tick(void) {
    return !go_on();
}
#else
static igraph_error_t on_tick(void *data) {
    (void)data;
    if (go_on()) return IGRAPH_SUCCESS;
    IGRAPH_FINALLY_FREE(); /* igraph 0.10 returns at once and frees nothing itself */
    return IGRAPH_INTERRUPTED;
}
#endif

/* Debian's PRPACK runs under OpenMP: with two threads its last digits differ from run to run. */
static void one_thread(void) {
    void (*set_threads)(int);
    *(void **)&set_threads = dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    if (set_threads) set_threads(1);
}

static ent_status translate(igraph_error_t code, ent_error *err) {
    if (code == IGRAPH_SUCCESS) return ENT_OK;
    if (visit.stopped) return visit.stopped;
    if (code == IGRAPH_ENOMEM) return ent_fail_memory(err);
    size_t length = strlen(visit.words);
    while (length && (visit.words[length - 1] == '.' || visit.words[length - 1] == ' ')) visit.words[--length] = '\0';
    return ent_fail(err, ENT_CALC, "igraph could not do this: %s", length ? visit.words : "it gave no reason");
}

/* The bare topology in one call: igraph_add_edges would index all edges anew each time. */
static igraph_error_t make_graph(ent_view *view) {
    igraph_vector_int_t ends = {0};
    igraph_t *graph = calloc(1, sizeof *graph);
    if (!graph) return IGRAPH_ENOMEM;
    igraph_error_t code = igraph_vector_int_init(&ends, (igraph_integer_t)(2 * view->edge_count));
    if (code == IGRAPH_SUCCESS) {
        for (size_t e = 0; e < view->edge_count; e++) {
            VECTOR(ends)[2 * e] = view->from[e];
            VECTOR(ends)[2 * e + 1] = view->to[e];
        }
        code = igraph_create(graph, &ends, (igraph_integer_t)view->vertex_count, view->directed);
    }
    igraph_vector_int_destroy(&ends);
    if (code == IGRAPH_SUCCESS)
        view->igraph = graph;
    else
        free(graph);
    return code;
}

ent_status ent_door_run(ent_view *view, ent_door *door, ent_error *err) {
    memset(&visit, 0, sizeof visit);
    visit.door = door;
    visit.err = err;
    door->warning[0] = '\0';
    one_thread();
    igraph_error_handler_t *old_error = igraph_set_error_handler(on_error);
    igraph_warning_handler_t *old_warning = igraph_set_warning_handler(on_warning);
    igraph_interruption_handler_t *old_tick = igraph_set_interruption_handler(on_tick);
    igraph_error_t code = view->igraph ? IGRAPH_SUCCESS : make_graph(view);
    if (code == IGRAPH_SUCCESS) code = igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)door->seed);
    if (code == IGRAPH_SUCCESS) code = door->run(view->igraph, door->context);
    igraph_set_interruption_handler(old_tick);
    igraph_set_warning_handler(old_warning);
    igraph_set_error_handler(old_error);
    ent_status status = translate(code, err);
    visit.door = NULL;
    visit.err = NULL;
    return status;
}

ent_status ent_door_lengths(const ent_view *view, double **out, ent_error *err) {
    *out = NULL;
    if (!ent_view_weighted(view)) return ENT_OK;
    double *lengths = malloc((view->edge_count + 1) * sizeof *lengths);
    if (!lengths) return ent_fail_memory(err);
    for (size_t e = 0; e < view->edge_count; e++) lengths[e] = 1 / view->strength[e];
    *out = lengths;
    return ENT_OK;
}
