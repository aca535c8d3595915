/* tests/bench/views.c - selecting, seeing a selection as a graph, and measuring it, beside bare igraph on the same edges.
 *
 * Prints rows as JSON Lines (tests/bench/run.py says what they mean), words for humans on stderr. Times are processor time,
 * medians of ROUNDS (5) runs, in turn with those of the peer. QUICK=1 takes small sizes, ONLY=word the rows whose name has it.
 * Exit code 1 when a target was missed. */
#include <dlfcn.h>
#include <igraph/igraph.h>

#include "made.h"
#include "analyse/common.h"
#include "analyse/measures_eigen.h"
#include "view/communities.h"
#include "view/measure.h"
#include "view/view.h"

enum { MOST_ROUNDS = 99 };

static int rounds = 5;
static bool missed;

static void show(const char *what, const char *size, double ours, double target, const char *unit) {
    missed |= ours > target;
    printf(
        "{\"part\": \"select\", \"what\": \"%s\", \"size\": \"%s\", \"ours\": %.6g, \"peer\": null, \"theirs\": null, "
        "\"ratio\": null, \"target\": %.6g, \"unit\": \"%s\"}\n",
        what, size, ours, target, unit);
    fflush(stdout);
}

/* A row beside a peer; ratio is the median of ratios of pairs. */
static void show_pair(const char *what, const char *size, double *ours, const char *peer, double *theirs, double target,
                      const char *note) {
    double ratio[MOST_ROUNDS];
    for (int k = 0; k < rounds; k++) ratio[k] = ours[k] / theirs[k];
    double middle = median(ratio, rounds);
    missed |= middle > target;
    printf("{\"part\": \"select\", \"what\": \"%s\", \"size\": \"%s\", \"ours\": %.6g, \"peer\": \"%s\", \"theirs\": "
           "%.6g, "
           "\"ratio\": %.4g, \"target\": %.6g, \"unit\": \"s\"%s%s%s}\n",
           what, size, median(ours, rounds), peer, median(theirs, rounds), middle, target, note ? ", \"note\": \"" : "",
           note ? note : "", note ? "\"" : "");
    fflush(stdout);
}

static bool asked(const char *what) {
    const char *only = getenv("ONLY");
    return !only || strstr(what, only);
}

static const char *count_words(size_t count) {
    static char words[64];
    if (count >= 1000000)
        snprintf(words, sizeof words, "%zu,%03zu,%03zu relations", count / 1000000, count / 1000 % 1000, count % 1000);
    else
        snprintf(words, sizeof words, "%zu,%03zu relations", count / 1000, count % 1000);
    return words;
}

/* ---- selections ---- */

typedef struct {
    const char *what;
    const char *words[5][2];
    double target;
} choice;

static const choice choices[] = {
    {"selecting everything", {{NULL, NULL}}, .2},
    {"selecting by date", {{"since", "2014"}, {"until", "2018"}, {NULL, NULL}}, .2},
    {"selecting by type", {{"type", "allied_with,sanctions,visits"}, {NULL, NULL}}, .2},
    {"selecting by kind", {{"kind", "country"}, {NULL, NULL}}, .2},
    {"selecting by date, type and kind",
     {{"since", "2014"},
      {"until", "2018"},
      {"type", "allied_with,sanctions,visits"},
      {"kind", "country,organization"},
      {NULL, NULL}},
     .2},
};

static void measure_selections(const ent_graph *graph) {
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        double took[MOST_ROUNDS];
        if (!asked(choices[i].what)) continue;
        ent_selection_free(made_selection(graph, choices[i].words));
        for (int k = 0; k < rounds; k++) {
            double start = processor();
            ent_selection *selection = made_selection(graph, choices[i].words);
            took[k] = processor() - start;
            ent_selection_free(selection);
        }
        show(choices[i].what, count_words(ent_graph_relations(graph)), median(took, rounds), choices[i].target, "s");
    }
}

/* ---- views ---- */

static const struct {
    const char *what;
    ent_view_options how;
} looks[] = {
    {"view", {0}},
    {"view, weighted", {.weighting = ENT_WEIGHTING_WEIGHT}},
    {"view, directed", {.directed = true}},
    {"view, directed and weighted", {.directed = true, .weighting = ENT_WEIGHTING_WEIGHT}},
};

/* Seconds that igraph takes to make its graph of the edges of a view. */
static double bare_create(const ent_view *view, igraph_t *out) {
    igraph_vector_int_t ends;
    size_t m = ent_view_edges(view);
    double start = processor();
    igraph_vector_int_init(&ends, (igraph_integer_t)(2 * m));
    for (size_t e = 0; e < m; e++) {
        int32_t from, to;
        ent_view_edge(view, e, &from, &to, NULL);
        VECTOR(ends)[2 * e] = from;
        VECTOR(ends)[2 * e + 1] = to;
    }
    igraph_create(out, &ends, (igraph_integer_t)ent_view_vertices(view), ent_view_directed(view));
    igraph_vector_int_destroy(&ends);
    return processor() - start;
}

static void measure_views(const ent_graph *graph, double target) {
    ent_selection *selection = made_selection(graph, NULL);
    size_t count = ent_selection_relations(selection, NULL);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        double took[MOST_ROUNDS], theirs[MOST_ROUNDS], before = 0, peak = 0;
        char name[80];
        if (!asked(looks[i].what)) continue;
        for (int k = 0; k < rounds; k++) {
            ent_error err = {0};
            ent_view *view = NULL;
            before = bytes_of("VmRSS:");
            forget_peak();
            double start = processor();
            must_be(ent_view_new(selection, &looks[i].how, &view, &err), &err);
            took[k] = processor() - start;
            if (bytes_of("VmHWM:") - before > peak) peak = bytes_of("VmHWM:") - before;
            igraph_t bare;
            theirs[k] = bare_create(view, &bare);
            igraph_destroy(&bare);
            ent_view_free(view);
        }
        snprintf(name, sizeof name, "%s from relations, beside igraph_create", looks[i].what);
        show_pair(name, count_words(count), took, "igraph", theirs, .6, "igraph gets the merged edges ready-made");
        show(looks[i].what, count_words(count), median(took, rounds), target, "s");
        snprintf(name, sizeof name, "%s: memory a relation at the peak", looks[i].what);
        show(name, count_words(count), peak / (double)count, 40, "bytes");
    }
    ent_selection_free(selection);
}

/* ---- PageRank beside PRPACK, which gets its graph for nothing ---- */

static double bare_pagerank(const igraph_t *bare, const ent_view *view, igraph_vector_t *out) {
    igraph_vector_t weights;
    size_t m = ent_view_edges(view);
    const double *strength = ent_view_strengths(view);
    igraph_vector_init(&weights, (igraph_integer_t)m);
    for (size_t e = 0; e < m; e++) VECTOR(weights)[e] = strength[e];
    double start = processor();
#if IGRAPH_VERSION_MAJOR >= 1
    igraph_pagerank(bare, ent_view_weighted(view) ? &weights : NULL, out, NULL, .85, ent_view_directed(view),
                    igraph_vss_all(), IGRAPH_PAGERANK_ALGO_PRPACK, NULL);
#else
    igraph_pagerank(bare, IGRAPH_PAGERANK_ALGO_PRPACK, out, NULL, igraph_vss_all(), ent_view_directed(view), .85,
                    ent_view_weighted(view) ? &weights : NULL, NULL);
#endif
    double took = processor() - start;
    igraph_vector_destroy(&weights);
    return took;
}

static double farthest_apart(const double *a, const igraph_vector_t *b, size_t n) {
    double most = 0;
    for (size_t v = 0; v < n; v++) most = fmax(most, fabs(a[v] - VECTOR(*b)[v]) / VECTOR(*b)[v]);
    return most;
}

static void measure_ranks(const ent_selection *selection, const char *name) {
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        double ours[MOST_ROUNDS], theirs[MOST_ROUNDS], apart = 0;
        char what[80], note[80];
        ent_error err = {0};
        ent_view *view = NULL;
        igraph_t bare;
        igraph_vector_t ranks;
        snprintf(what, sizeof what, "PageRank%s", looks[i].what + strlen("view"));
        if (!asked(what)) continue;
        must_be(ent_view_new(selection, &looks[i].how, &view, &err), &err);
        size_t n = ent_view_vertices(view);
        double *got = must(malloc((n + 1) * sizeof *got));
        igraph_vector_init(&ranks, 0);
        bare_create(view, &bare);
        for (int k = 0; k < rounds; k++) {
            double start = processor();
            must_be(ent_view_pagerank(view, .85, NULL, got, &err), &err);
            ours[k] = processor() - start;
            theirs[k] = bare_pagerank(&bare, view, &ranks);
            apart = farthest_apart(got, &ranks, n);
        }
        snprintf(note, sizeof note, "without making either graph; %.0e apart at most, relative", apart);
        show_pair(what, name, ours, "igraph, PRPACK on one thread", theirs, .5, note);
        igraph_vector_destroy(&ranks);
        igraph_destroy(&bare);
        free(got);
        ent_view_free(view);
    }
}

/* ---- a view and an algorithm, from a selection to its answer, beside bare igraph from the same edges to the same answer ---- */

typedef struct {
    const char *what;
    bool directed;
    ent_status (*ours)(ent_view *view, double *out, ent_error *err);
    void (*theirs)(const igraph_t *graph);
    const char *note;
} whole;

static ent_status our_components(ent_view *view, double *out, ent_error *err) {
    ent_parts parts = {0};
    (void)out;
    ent_status status = ent_parts_find(view, false, NULL, &parts, err);
    ent_parts_clear(&parts);
    return status;
}

static void their_components(const igraph_t *graph) {
    igraph_vector_int_t member;
    igraph_vector_int_init(&member, 0);
    igraph_connected_components(graph, &member, NULL, NULL, IGRAPH_WEAK);
    igraph_vector_int_destroy(&member);
}

static ent_status our_cores(ent_view *view, double *out, ent_error *err) {
    return ent_view_coreness(view, NULL, out, err);
}

static void their_cores(const igraph_t *graph) {
    igraph_vector_int_t cores;
    igraph_vector_int_init(&cores, 0);
    igraph_coreness(graph, &cores, IGRAPH_ALL);
    igraph_vector_int_destroy(&cores);
}

static ent_status our_eigenvector(ent_view *view, double *out, ent_error *err) {
    return ent_eigenvector(view, NULL, out, err);
}

static void their_eigenvector(const igraph_t *graph) {
    igraph_vector_t out;
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    igraph_vector_init(&out, 0);
#if IGRAPH_VERSION_MAJOR >= 1
    igraph_eigenvector_centrality(graph, &out, NULL, IGRAPH_ALL, NULL, &options);
#else
    igraph_eigenvector_centrality(graph, &out, NULL, false, true, NULL, &options);
#endif
    igraph_vector_destroy(&out);
}

static ent_status our_hits(ent_view *view, double *out, ent_error *err) {
    return ent_hits(view, false, NULL, out, err);
}

static void their_hits(const igraph_t *graph) {
    igraph_vector_t hubs, authorities;
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    igraph_vector_init(&hubs, 0);
    igraph_vector_init(&authorities, 0);
#if IGRAPH_VERSION_MAJOR >= 1
    igraph_hub_and_authority_scores(graph, &hubs, &authorities, NULL, NULL, &options);
#else
    igraph_hub_and_authority_scores(graph, &hubs, &authorities, NULL, true, NULL, &options);
#endif
    igraph_vector_destroy(&hubs);
    igraph_vector_destroy(&authorities);
}

static ent_status our_leiden(ent_view *view, double *out, ent_error *err) {
    ent_community_search search = {.method = ENT_COMMUNITY_LEIDEN, .seed = 42};
    int32_t *group = must(malloc((ent_view_vertices(view) + 1) * sizeof *group));
    size_t count;
    ent_status status = ent_communities_find(view, &search, group, &count, &out[0], err);
    free(group);
    return status;
}

static void their_leiden(const igraph_t *graph) {
    igraph_vector_t degrees;
    igraph_vector_int_t member, degree;
    igraph_integer_t count;
    igraph_rng_seed(igraph_rng_default(), 42);
    igraph_vector_int_init(&member, 0);
    igraph_vector_int_init(&degree, 0);
    igraph_degree(graph, &degree, igraph_vss_all(), IGRAPH_ALL, true);
    igraph_vector_init(&degrees, igraph_vector_int_size(&degree));
    for (igraph_integer_t v = 0; v < igraph_vector_int_size(&degree); v++)
        VECTOR(degrees)[v] = (double)VECTOR(degree)[v];
    igraph_community_leiden(graph, NULL, &degrees, 1 / (2 * (double)igraph_ecount(graph)), .01, false, 10, &member,
                            &count, NULL);
    igraph_vector_destroy(&degrees);
    igraph_vector_int_destroy(&degree);
    igraph_vector_int_destroy(&member);
}

static const whole wholes[] = {
    {"components", false, our_components, their_components, "with the view; the search is our own"},
    {"cores", false, our_cores, their_cores, "with the view"},
    {"eigenvector", false, our_eigenvector, their_eigenvector, "with the view; the search is our own"},
    {"HITS", true, our_hits, their_hits,
     "with the view; the search is our own and gives one of the two, igraph gives both"},
    {"Leiden", false, our_leiden, their_leiden, "with the view and an order that names do not change"},
};

static void measure_wholes(const ent_selection *selection, const char *name) {
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        double ours[MOST_ROUNDS], theirs[MOST_ROUNDS];
        const ent_view_options how = {.directed = wholes[i].directed};
        if (!asked(wholes[i].what)) continue;
        for (int k = 0; k < rounds; k++) {
            ent_error err = {0};
            ent_view *view = NULL;
            igraph_t bare;
            double start = processor();
            must_be(ent_view_new(selection, &how, &view, &err), &err);
            double *out = must(calloc(ent_view_vertices(view) + 1, sizeof *out));
            must_be(wholes[i].ours(view, out, &err), &err);
            ours[k] = processor() - start;
            theirs[k] = bare_create(view, &bare);
            start = processor();
            wholes[i].theirs(&bare);
            theirs[k] += processor() - start;
            igraph_destroy(&bare);
            free(out);
            ent_view_free(view);
        }
        show_pair(wholes[i].what, name, ours, "igraph_create and igraph", theirs, 1.2, wholes[i].note);
    }
}

static void measure_made(made g) {
    ent_graph *graph = made_graph(&g);
    ent_selection *selection = made_selection(graph, NULL);
    measure_ranks(selection, g.name);
    measure_wholes(selection, g.name);
    ent_selection_free(selection);
    ent_graph_free(graph);
    made_free(&g);
}

static void measure_relations(size_t count, double target) {
    made g = made_relations("relations", 50000, count);
    ent_graph *graph = made_graph(&g);
    made_free(&g);
    measure_selections(graph);
    measure_views(graph, target);
    ent_graph_free(graph);
}

int main(void) {
    bool quick = getenv("QUICK") && *getenv("QUICK");
    if (getenv("ROUNDS")) rounds = atoi(getenv("ROUNDS"));
    if (rounds < 1 || rounds > MOST_ROUNDS) return 2;
    void (*set_threads)(int);
    *(void **)&set_threads = dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    if (set_threads) set_threads(1);
    measure_made(made_preferential("ba10k", 10000));
    if (!quick) measure_made(made_preferential("ba100k", 100000));
    if (!quick) measure_made(made_skewed("rmat17", 17, 1048000));
    if (!quick) measure_made(made_relations("1,000,000 relations", 50000, 1000000));
    measure_relations(quick ? 50000 : 1000000, .1);
    if (!quick && !getenv("SMALL")) measure_relations(5000000, .6);
    return missed;
}
