/* The door to igraph: handlers in, one visit, handlers back. igraph's handlers and random numbers belong to the whole
 * process, so there is one visitor at a time. */
#include "view/igraph.h"
#include "base/library.h"
#include "sonames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ent_igraph_calls ent_igraph;

#define ENT_DOOR_CALLS "view/igraph_calls.inc"
#define ENT_DOOR_POINTERS ent_igraph
#include "base/door.inc"

static ent_library library = {.name = "igraph", .file = ENT_SONAME_IGRAPH, .package = "libigraph-dev", ENT_DOOR};

void *ent_door_find(const char *function) {
    return ent_library_find(&library, function);
}

/* What the handlers know of the visit under way; igraph's handlers take no context. */
static struct {
    char words[300]; /* of the first error: igraph calls the handler again, without words, in every frame it leaves */
    ent_status stopped;
    const ent_door *door;
    ent_error *err;
    uint64_t ticks;
} visit;

static void on_error(const char *reason, const char *file, int line, igraph_error_t code) {
    (void)file, (void)line, (void)code;
    if (!visit.words[0] && reason) snprintf(visit.words, sizeof visit.words, "%s", reason);
    IGRAPH_FINALLY_FREE();
}

/* igraph warns of what the callers here have looked at before they came (no cycle, several components). */
static void on_warning(const char *reason, const char *file, int line) {
    (void)reason, (void)file, (void)line;
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
    *(void **)&set_threads = ent_door_find("omp_set_num_threads");
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
static igraph_error_t make_graph(const ent_topology *topology, igraph_t **out) {
    igraph_vector_int_t ends = {0};
    igraph_t *graph = calloc(1, sizeof *graph);
    if (!graph) return IGRAPH_ENOMEM;
    igraph_error_t code = igraph_vector_int_init(&ends, (igraph_integer_t)(2 * topology->edges));
    if (code == IGRAPH_SUCCESS) {
        for (size_t e = 0; e < topology->edges; e++) {
            VECTOR(ends)[2 * e] = topology->from[e];
            VECTOR(ends)[2 * e + 1] = topology->to[e];
        }
        code = igraph_create(graph, &ends, (igraph_integer_t)topology->vertices, topology->directed);
    }
    igraph_vector_int_destroy(&ends);
    if (code == IGRAPH_SUCCESS)
        *out = graph;
    else
        free(graph);
    return code;
}

ent_status ent_door_run(const ent_topology *topology, igraph_t **graph, const ent_door *door, ent_error *err) {
    ent_status status = ent_library_load(&library, err);
    if (status) return status;
    memset(&visit, 0, sizeof visit);
    visit.door = door;
    visit.err = err;
    one_thread();
    igraph_error_handler_t *old_error = igraph_set_error_handler(on_error);
    igraph_warning_handler_t *old_warning = igraph_set_warning_handler(on_warning);
    igraph_interruption_handler_t *old_tick = igraph_set_interruption_handler(on_tick);
    igraph_error_t code = *graph ? IGRAPH_SUCCESS : make_graph(topology, graph);
    if (code == IGRAPH_SUCCESS) code = igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)door->seed);
    if (code == IGRAPH_SUCCESS) code = door->run(*graph, door->context);
    igraph_set_interruption_handler(old_tick);
    igraph_set_warning_handler(old_warning);
    igraph_set_error_handler(old_error);
    status = translate(code, err);
    visit.door = NULL;
    visit.err = NULL;
    return status;
}

void ent_door_free(igraph_t *graph) {
    if (!graph) return;
    igraph_destroy(graph);
    free(graph);
}
