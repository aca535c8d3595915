/* view/igraph.h - the only door to igraph, for this room alone: igraph is loaded at the first visit, one caller at a time,
 * igraph's words in our errors, fixed random numbers, and the calls whose signature differs between igraph 0.10 and 1.0.
 *
 * Rules for what runs behind the door
 *  - Own igraph vectors are initialised to zero ({0}), never put on igraph's FINALLY stack, and destroyed by the caller
 *    of igraph at one place: an error has by then emptied the stack of everything that igraph itself had put there.
 *  - Signs and lengths of weights are checked by the view: not all of igraph checks them.
 *  - What is called of igraph is a row of view/igraph_calls.inc and a line below: base/library.h says why. Nothing of it may
 *    be called before the first visit.
 */
#ifndef VIEW_IGRAPH_H
#define VIEW_IGRAPH_H

#include <entente/view.h>
#include <igraph/igraph.h>

/* The functions, once they are loaded. */
typedef struct ent_igraph_calls {
#define ENT_CALL(name) __typeof__(name) *(name);
#include "view/igraph_calls.inc"
#undef ENT_CALL
} ent_igraph_calls;
extern ent_igraph_calls ent_igraph;
/* A function that igraph may have brought along (of OpenMP, of GLPK); NULL: it has not. */
void *ent_door_find(const char *function);

#define IGRAPH_FINALLY_FREE ent_igraph.IGRAPH_FINALLY_FREE
#define igraph_arpack_options_init ent_igraph.igraph_arpack_options_init
#define igraph_community_edge_betweenness ent_igraph.igraph_community_edge_betweenness
#define igraph_community_fastgreedy ent_igraph.igraph_community_fastgreedy
#define igraph_community_infomap ent_igraph.igraph_community_infomap
#define igraph_community_label_propagation ent_igraph.igraph_community_label_propagation
#define igraph_community_leiden ent_igraph.igraph_community_leiden
#define igraph_community_multilevel ent_igraph.igraph_community_multilevel
#define igraph_community_optimal_modularity ent_igraph.igraph_community_optimal_modularity
#define igraph_community_walktrap ent_igraph.igraph_community_walktrap
#define igraph_create ent_igraph.igraph_create
#define igraph_destroy ent_igraph.igraph_destroy
#define igraph_eigenvector_centrality ent_igraph.igraph_eigenvector_centrality
#define igraph_matrix_int_destroy ent_igraph.igraph_matrix_int_destroy
#define igraph_matrix_int_init ent_igraph.igraph_matrix_int_init
#define igraph_matrix_int_nrow ent_igraph.igraph_matrix_int_nrow
#define igraph_rng_default ent_igraph.igraph_rng_default
#define igraph_rng_seed ent_igraph.igraph_rng_seed
#define igraph_set_error_handler ent_igraph.igraph_set_error_handler
#define igraph_set_interruption_handler ent_igraph.igraph_set_interruption_handler
#define igraph_set_warning_handler ent_igraph.igraph_set_warning_handler
#define igraph_vector_destroy ent_igraph.igraph_vector_destroy
#define igraph_vector_init ent_igraph.igraph_vector_init
#define igraph_vector_int_destroy ent_igraph.igraph_vector_int_destroy
#define igraph_vector_int_init ent_igraph.igraph_vector_int_init
#define igraph_vector_int_resize ent_igraph.igraph_vector_int_resize

/* Numbers of vertices and edges and the ends of the edges: all that igraph gets to know. */
typedef struct ent_topology {
    size_t vertices, edges;
    const int32_t *from, *to;
    bool directed;
} ent_topology;

/* One visit to igraph. */
typedef struct ent_door {
    igraph_error_t (*run)(const igraph_t *graph, void *context);
    void *context;
    uint64_t seed;              /* of igraph's random numbers; the same seed gives the same bytes */
    const char *stage;          /* what the monitor is told */
    const ent_monitor *monitor; /* may be NULL; asked whenever igraph asks whether to go on */
} ent_door;

/* Run door->run on the bare topology. *graph is made when it is NULL, in one call, and stays for the next visit; free
 * it with ent_door_free. ENT_NOMEM, ENT_INTERRUPTED, ENT_CALC with igraph's words or when igraph is not there. */
ent_status ent_door_run(const ent_topology *topology, igraph_t **graph, const ent_door *door, ent_error *err);
void ent_door_free(igraph_t *graph);

/* ---- igraph 0.10 and 1.0 ------------------------------------------------------------------------------------------ */

#if IGRAPH_VERSION_MAJOR >= 1

static inline igraph_error_t ent_igraph_eigenvector(const igraph_t *graph, igraph_vector_t *out, double *value,
                                                    const igraph_vector_t *strengths, bool directed,
                                                    igraph_arpack_options_t *options) {
    return igraph_eigenvector_centrality(graph, out, value, directed ? IGRAPH_OUT : IGRAPH_ALL, strengths, options);
}

#else

static inline igraph_error_t ent_igraph_eigenvector(const igraph_t *graph, igraph_vector_t *out, double *value,
                                                    const igraph_vector_t *strengths, bool directed,
                                                    igraph_arpack_options_t *options) {
    return igraph_eigenvector_centrality(graph, out, value, directed, false, strengths, options);
}

#endif

#endif
