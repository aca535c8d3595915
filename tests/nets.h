/* Graphs for tests of kernels: random or shaped, as a net for us and as a graph for igraph. */
#ifndef TESTS_NETS_H
#define TESTS_NETS_H

#include <igraph/igraph.h>

#include "graphs.h"
#include "kernel/net.h"

/* Ends and lengths of edges, and what is made of them. */
typedef struct net_pair {
    size_t n, m;
    bool directed;
    int32_t *from, *to;
    double *lengths;
    int32_t *out_offsets, *out_to, *out_edges, *in_offsets, *in_to, *in_edges;
    ent_net net; /* without lengths until net_weigh */
    igraph_t graph;
    igraph_vector_t weights; /* the lengths */
} net_pair;

static UNUSED net_pair net_start(size_t n, size_t most, bool directed) {
    net_pair p = {.n = n, .directed = directed};
    p.from = malloc((most + 1) * sizeof *p.from);
    p.to = malloc((most + 1) * sizeof *p.to);
    p.lengths = malloc((most + 1) * sizeof *p.lengths);
    assert_true(p.from && p.to && p.lengths);
    return p;
}

static UNUSED void net_edge(net_pair *p, int from, int to, double length) {
    p->from[p->m] = from;
    p->to[p->m] = to;
    p->lengths[p->m++] = length;
}

/* Arcs at `at` to `other`; an undirected edge stands at both ends. */
static void net_index(const net_pair *p, const int32_t *at, const int32_t *other, int32_t **offsets, int32_t **to,
                      int32_t **edges) {
    *offsets = calloc(p->n + 2, sizeof **offsets);
    *to = malloc((2 * p->m + 1) * sizeof **to);
    *edges = malloc((2 * p->m + 1) * sizeof **edges);
    int32_t *next = malloc((p->n + 1) * sizeof *next);
    assert_true(*offsets && *to && *edges && next);
    for (size_t e = 0; e < p->m; e++) {
        (*offsets)[at[e] + 1]++;
        if (!p->directed) (*offsets)[other[e] + 1]++;
    }
    for (size_t v = 0; v < p->n; v++) (*offsets)[v + 1] += (*offsets)[v];
    memcpy(next, *offsets, p->n * sizeof *next);
    for (size_t e = 0; e < p->m; e++) {
        int32_t place = next[at[e]]++;
        (*to)[place] = other[e];
        (*edges)[place] = (int32_t)e;
        if (p->directed) continue;
        place = next[other[e]]++;
        (*to)[place] = at[e];
        (*edges)[place] = (int32_t)e;
    }
    free(next);
}

static UNUSED void net_finish(net_pair *p) {
    igraph_vector_int_t ends;
    net_index(p, p->from, p->to, &p->out_offsets, &p->out_to, &p->out_edges);
    net_index(p, p->to, p->from, &p->in_offsets, &p->in_to, &p->in_edges);
    p->net = (ent_net){p->n, p->directed, {p->out_offsets, p->out_to}, {p->in_offsets, p->in_to}, NULL, p->out_edges};
    igraph_vector_int_init(&ends, (igraph_integer_t)(2 * p->m));
    igraph_vector_init(&p->weights, (igraph_integer_t)p->m);
    for (size_t e = 0; e < p->m; e++) {
        VECTOR(ends)[2 * e] = p->from[e];
        VECTOR(ends)[2 * e + 1] = p->to[e];
        VECTOR(p->weights)[e] = p->lengths[e];
    }
    igraph_create(&p->graph, &ends, (igraph_integer_t)p->n, p->directed);
    igraph_vector_int_destroy(&ends);
}

static UNUSED void net_free(net_pair *p) {
    igraph_vector_destroy(&p->weights);
    igraph_destroy(&p->graph);
    free(p->from);
    free(p->to);
    free(p->lengths);
    free(p->out_offsets);
    free(p->out_to);
    free(p->out_edges);
    free(p->in_offsets);
    free(p->in_to);
    free(p->in_edges);
}

/* `lumpy`: lengths from a short list, so that many ways are equally long. Loops and edges side by side when `wild`. */
static UNUSED net_pair net_random(size_t n, size_t edges, bool directed, bool lumpy, bool wild) {
    static const double list[] = {.5, 1, 1, 2, 1.0 / 3, .2};
    net_pair p = net_start(n, edges, directed);
    for (size_t e = 0; e < edges; e++) {
        int a = chance((int)n), b = chance((int)n);
        bool twice = false;
        for (size_t k = 0; k < p.m && !wild; k++)
            twice = twice || (p.from[k] == a && p.to[k] == b) || (!directed && p.from[k] == b && p.to[k] == a);
        if (twice || (a == b && !wild)) continue;
        net_edge(&p, a, b, lumpy ? list[chance(6)] : (1 + chance(1000000)) / 1e5);
    }
    net_finish(&p);
    return p;
}

static UNUSED bool net_near(double want, double got) {
    if (isnan(want) || isnan(got)) return isnan(want) && isnan(got);
    return fabs(want - got) <= 1e-9 * fmax(fabs(want), 1e-6);
}

#if IGRAPH_VERSION_MAJOR >= 1
static UNUSED void twin_betweenness(const net_pair *p, bool weighted, igraph_vector_t *out) {
    igraph_betweenness(&p->graph, weighted ? &p->weights : NULL, out, igraph_vss_all(), p->directed, false);
}
static UNUSED void twin_pagerank(const net_pair *p, bool weighted, double damping, igraph_vector_t *out) {
    igraph_pagerank(&p->graph, weighted ? &p->weights : NULL, out, NULL, damping, p->directed, igraph_vss_all(),
                    IGRAPH_PAGERANK_ALGO_PRPACK, NULL);
}
static UNUSED void twin_eccentricity(const net_pair *p, bool weighted, igraph_vector_t *out) {
    igraph_eccentricity(&p->graph, weighted ? &p->weights : NULL, out, igraph_vss_all(),
                        p->directed ? IGRAPH_OUT : IGRAPH_ALL);
}
#else
static UNUSED void twin_betweenness(const net_pair *p, bool weighted, igraph_vector_t *out) {
    igraph_betweenness(&p->graph, out, igraph_vss_all(), p->directed, weighted ? &p->weights : NULL);
}
static UNUSED void twin_pagerank(const net_pair *p, bool weighted, double damping, igraph_vector_t *out) {
    igraph_pagerank(&p->graph, IGRAPH_PAGERANK_ALGO_PRPACK, out, NULL, igraph_vss_all(), p->directed, damping,
                    weighted ? &p->weights : NULL, NULL);
}
static UNUSED void twin_eccentricity(const net_pair *p, bool weighted, igraph_vector_t *out) {
    igraph_neimode_t mode = p->directed ? IGRAPH_OUT : IGRAPH_ALL;
    if (weighted)
        igraph_eccentricity_dijkstra(&p->graph, &p->weights, out, igraph_vss_all(), mode);
    else
        igraph_eccentricity(&p->graph, out, igraph_vss_all(), mode);
}
#endif
static UNUSED void twin_closeness(const net_pair *p, bool weighted, igraph_vector_t *out,
                                  igraph_vector_int_t *reached) {
    igraph_closeness(&p->graph, out, reached, NULL, igraph_vss_all(), p->directed ? IGRAPH_OUT : IGRAPH_ALL,
                     weighted ? &p->weights : NULL, true);
}
static UNUSED void twin_harmonic(const net_pair *p, bool weighted, igraph_vector_t *out) {
    igraph_harmonic_centrality(&p->graph, out, igraph_vss_all(), p->directed ? IGRAPH_OUT : IGRAPH_ALL,
                               weighted ? &p->weights : NULL, false);
}

#endif
