/* view/igraph.h - the only door to igraph, for this room alone: one caller at a time, igraph's words in our errors, fixed
 * random numbers, and the calls whose signature differs between igraph 0.10 and 1.0.
 *
 * Rules for what runs behind the door
 *  - Own igraph vectors are initialised to zero ({0}), never put on igraph's FINALLY stack, and destroyed by the caller
 *    of igraph at one place: an error has by then emptied the stack of everything that igraph itself had put there.
 *  - Signs and lengths of weights are checked by the view: PRPACK checks neither.
 */
#ifndef VIEW_IGRAPH_H
#define VIEW_IGRAPH_H

#include <entente/view.h>
#include <igraph/igraph.h>

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
 * it with ent_door_free. ENT_NOMEM, ENT_INTERRUPTED, ENT_CALC with igraph's words. */
ent_status ent_door_run(const ent_topology *topology, igraph_t **graph, const ent_door *door, ent_error *err);
void ent_door_free(igraph_t *graph);

/* ---- igraph 0.10 and 1.0 ------------------------------------------------------------------------------------------ */

#if IGRAPH_VERSION_MAJOR >= 1

static inline igraph_error_t ent_igraph_pagerank(const igraph_t *graph, igraph_vector_t *out,
                                                 const igraph_vector_t *strengths, bool directed, double damping) {
    return igraph_pagerank(graph, strengths, out, NULL, damping, directed, igraph_vss_all(),
                           IGRAPH_PAGERANK_ALGO_PRPACK, NULL);
}
static inline igraph_error_t ent_igraph_eigenvector(const igraph_t *graph, igraph_vector_t *out, double *value,
                                                    const igraph_vector_t *strengths, bool directed,
                                                    igraph_arpack_options_t *options) {
    return igraph_eigenvector_centrality(graph, out, value, directed ? IGRAPH_OUT : IGRAPH_ALL, strengths, options);
}

#else

static inline igraph_error_t ent_igraph_pagerank(const igraph_t *graph, igraph_vector_t *out,
                                                 const igraph_vector_t *strengths, bool directed, double damping) {
    return igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, out, NULL, igraph_vss_all(), directed, damping,
                           strengths, NULL);
}
static inline igraph_error_t ent_igraph_eigenvector(const igraph_t *graph, igraph_vector_t *out, double *value,
                                                    const igraph_vector_t *strengths, bool directed,
                                                    igraph_arpack_options_t *options) {
    return igraph_eigenvector_centrality(graph, out, value, directed, false, strengths, options);
}

#endif

#endif
