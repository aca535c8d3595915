/* Kernels beside igraph on the same graphs in one run: processor time, pairs of runs in turn, medians of ROUNDS (5). Prints
 * a row as JSON a line; ONLY=word takes those rows whose name has it, QUICK=1 leaves the largest graph out. Graphs are made
 * here: ba, preferential attachment with five edges a
 * vertex; rmat, skewed and clustered (Chakrabarti, Zhan and Faloutsos 2004). Where igraph would take minutes both get the
 * same sample of sources, and where only igraph would, its time for a sample is taken times what is missing.
 *
 * Exit code 1 when an answer differs or a ratio misses its target. */
#include <igraph/igraph.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "made.h"

#include "analyse/measures.h"
#include "analyse/measures_fill.h"
#include "analyse/paths_search.h"
#include "analyse/paths_seek.h"
#include "analyse/triangles.h"
#include "kernel/between.h"
#include "kernel/nearness.h"
#include "kernel/sample.h"

enum { MOST_ROUNDS = 99 };
enum { BA_SMALL, BA_LARGE, RMAT_SMALL, RMAT_LARGE, BA_HUGE, GRAPHS };

/* One graph in the three forms that are asked for. */
typedef struct {
    const char *name;
    int n, m;
    int32_t *from, *to, *offsets, *heads, *edges;
    double *lengths;
    ent_net net;
    igraph_t graph;
    igraph_vector_t weights;
    ent_graph *records;
    ent_selection *selection;
    ent_view *view;
} bench_graph;

/* ---- making graphs ----------------------------------------------------------------------------------------------------- */

static int by_ends(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Undirected, each pair once, no loops; pairs are smaller << 32 | larger. */
static bench_graph from_pairs(const char *name, int n, uint64_t *pairs, size_t count) {
    bench_graph g = {.name = name, .n = n};
    g.from = must(malloc(count * sizeof *g.from));
    g.to = must(malloc(count * sizeof *g.to));
    qsort(pairs, count, sizeof *pairs, by_ends);
    for (size_t i = 0; i < count; i++) {
        if ((i && pairs[i] == pairs[i - 1]) || pairs[i] >> 32 == (pairs[i] & UINT32_MAX)) continue;
        g.from[g.m] = (int32_t)(pairs[i] >> 32);
        g.to[g.m++] = (int32_t)(pairs[i] & UINT32_MAX);
    }
    free(pairs);
    return g;
}

/* The relations of it as simple edges. */
static bench_graph simple(made relations) {
    uint64_t *pairs = must(malloc((relations.m + 1) * sizeof *pairs));
    for (size_t e = 0; e < relations.m; e++) {
        uint64_t a = (uint64_t)relations.from[e], b = (uint64_t)relations.to[e];
        pairs[e] = a < b ? a << 32 | b : b << 32 | a;
    }
    bench_graph g = from_pairs(relations.name, relations.n, pairs, relations.m);
    made_free(&relations);
    return g;
}

static void index_arcs(bench_graph *g) {
    int32_t *next = must(malloc(((size_t)g->n + 1) * sizeof *next));
    g->offsets = must(calloc((size_t)g->n + 2, sizeof *g->offsets));
    g->heads = must(malloc((2 * (size_t)g->m + 1) * sizeof *g->heads));
    g->edges = must(malloc((2 * (size_t)g->m + 1) * sizeof *g->edges));
    for (int e = 0; e < g->m; e++) {
        g->offsets[g->from[e] + 1]++;
        g->offsets[g->to[e] + 1]++;
    }
    for (int v = 0; v < g->n; v++) g->offsets[v + 1] += g->offsets[v];
    memcpy(next, g->offsets, (size_t)g->n * sizeof *next);
    for (int pass = 0; pass < 2; pass++)
        for (int e = 0; e < g->m; e++) { /* smaller neighbours first */
            int32_t at = pass ? g->from[e] : g->to[e], other = pass ? g->to[e] : g->from[e];
            g->edges[next[at]] = e;
            g->heads[next[at]++] = other;
        }
    free(next);
}

static void prepare_net(bench_graph *g) {
    index_arcs(g);
    const ent_arcs arcs = {g->offsets, g->heads};
    g->net = (ent_net){(size_t)g->n, false, arcs, arcs, NULL, g->edges};
}

static void prepare(bench_graph *g) {
    igraph_vector_int_t ends;
    prepare_net(g);
    igraph_vector_int_init(&ends, 2 * g->m);
    igraph_vector_init(&g->weights, g->m);
    g->lengths = must(malloc(((size_t)g->m + 1) * sizeof *g->lengths));
    chance_state = 3;
    for (int e = 0; e < g->m; e++) {
        VECTOR(ends)[2 * e] = g->from[e];
        VECTOR(ends)[2 * e + 1] = g->to[e];
        VECTOR(g->weights)[e] = g->lengths[e] = (1 + (double)chance(1000000)) / 1e5;
    }
    igraph_create(&g->graph, &ends, g->n, false);
    igraph_vector_int_destroy(&ends);
}

/* The same as records: vertex v is the entity of that number. */
static void prepare_view(bench_graph *g) {
    ent_error err = {0};
    ent_vocabulary *vocabulary = NULL;
    ent_builder *builder = NULL;
    ent_select how;
    must_be(ent_vocabulary_default(&vocabulary, &err), &err);
    must_be(ent_builder_new(vocabulary, NULL, false, &builder, &err), &err);
    must_be(ent_builder_begin_file(builder, "bench", true, &err), &err);
    for (int v = 0; v < g->n; v++) {
        char id[16];
        snprintf(id, sizeof id, "v%07d", v);
        must_be(ent_builder_add_entity(builder, &(ent_entity_record){.id = id, .kind = "country"}, &err), &err);
    }
    for (int e = 0; e < g->m; e++) {
        char from[16], to[16];
        snprintf(from, sizeof from, "v%07d", g->from[e]);
        snprintf(to, sizeof to, "v%07d", g->to[e]);
        ent_relation_record record = {
            .type = "supports", .source = from, .target = to, .weight = NAN, .confidence = NAN};
        must_be(ent_builder_add_relation(builder, &record, &err), &err);
    }
    must_be(ent_builder_finish(builder, &g->records, &err), &err);
    ent_builder_free(builder);
    ent_vocabulary_free(vocabulary);
    must_be(ent_options_init(ent_select_options, &how, sizeof how, &err), &err);
    how.isolates = true;
    must_be(ent_selection_new(g->records, &how, &g->selection, &err), &err);
    ent_options_clear(ent_select_options, &how);
    must_be(ent_view_new(g->selection, &(ent_view_options){0}, &g->view, &err), &err);
}

static void drop(bench_graph *g) {
    ent_view_free(g->view);
    ent_selection_free(g->selection);
    ent_graph_free(g->records);
    if (g->lengths) igraph_destroy(&g->graph);
    if (g->lengths) igraph_vector_destroy(&g->weights);
    free(g->from);
    free(g->to);
    free(g->offsets);
    free(g->heads);
    free(g->edges);
    free(g->lengths);
}

/* ---- one pair of runs ------------------------------------------------------------------------------------------------------ */

static double clock_of(clockid_t which) {
    struct timespec now;
    clock_gettime(which, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What one row compares. */
typedef struct row {
    const char *kernel, *what;
    double target;
    double (*run)(struct row *row, bench_graph *g, double *ours, double *theirs); /* gives the largest difference */
    int graph, sample; /* one of GRAPHS; sources, pairs of ends */
    bool weighted, on_clock, nearness;
    bool halves;  /* for want of two cores it tells nothing */
    double error; /* of what is sampled */
    double ours[MOST_ROUNDS], peer[MOST_ROUNDS], ratio[MOST_ROUNDS], difference;
} row;

static double apart(double a, double b) {
    if (isnan(a) && isnan(b)) return 0;
    double most = fmax(fabs(a), fabs(b));
    return most > 0 ? fabs(a - b) / most : 0;
}

static igraph_vs_t every_so_many(const bench_graph *g, int sample, igraph_vector_int_t *ids) {
    igraph_vector_int_init(ids, sample);
    for (int k = 0; k < sample; k++) VECTOR(*ids)[k] = (igraph_integer_t)((int64_t)k * g->n / sample);
    return igraph_vss_vector(ids);
}

static double run_nearness(row *r, bench_graph *g, double *ours, double *theirs) {
    ent_error err = {0};
    igraph_vector_t closeness, harmonic;
    igraph_vector_int_t ids;
    igraph_vs_t some = every_so_many(g, r->sample, &ids);
    ent_nearness *found = must(malloc(((size_t)g->n + 1) * sizeof *found));
    igraph_vector_init(&closeness, 0);
    igraph_vector_init(&harmonic, 0);
    double start = clock_of(CLOCK_PROCESS_CPUTIME_ID), worst = 0;
    must_be(ent_nearness_hops(&g->net, NULL, "", found, &err), &err);
    *ours = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    igraph_closeness(&g->graph, &closeness, NULL, NULL, some, IGRAPH_ALL, NULL, true);
    igraph_harmonic_centrality(&g->graph, &harmonic, some, IGRAPH_ALL, NULL, false);
    *theirs = (clock_of(CLOCK_PROCESS_CPUTIME_ID) - start) * g->n / r->sample;
    for (int k = 0; k < r->sample; k++) {
        const ent_nearness *of = &found[VECTOR(ids)[k]];
        worst = fmax(worst, apart(VECTOR(closeness)[k], of->reached > 0 ? of->reached / of->total : NAN));
        worst = fmax(worst, apart(VECTOR(harmonic)[k], of->inverse));
    }
    igraph_vector_destroy(&closeness);
    igraph_vector_destroy(&harmonic);
    igraph_vector_int_destroy(&ids);
    free(found);
    return worst;
}

static double run_betweenness(row *r, bench_graph *g, double *ours, double *theirs) {
    ent_error err = {0};
    igraph_vector_t want;
    igraph_vector_int_t ids;
    igraph_vs_t some = every_so_many(g, r->sample, &ids);
    int32_t *sources = must(malloc((size_t)r->sample * sizeof *sources));
    double *found = must(malloc(((size_t)g->n + 1) * sizeof *found)), worst = 0;
    for (int k = 0; k < r->sample; k++) sources[k] = (int32_t)VECTOR(ids)[k];
    igraph_vector_init(&want, 0);
    ent_between how = {.threads = 1, .sources = sources, .source_count = (size_t)r->sample, .stage = ""};
    ent_net net = g->net;
    net.lengths = r->weighted ? g->lengths : NULL;
    double start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    must_be(ent_betweenness(&net, &how, found, &err), &err);
    *ours = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    igraph_betweenness_subset(&g->graph, &want, igraph_vss_all(), false, some, igraph_vss_all(),
                              r->weighted ? &g->weights : NULL);
    *theirs = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    for (int v = 0; v < g->n; v++) worst = fmax(worst, apart(VECTOR(want)[v], found[v]));
    igraph_vector_destroy(&want);
    igraph_vector_int_destroy(&ids);
    free(found);
    free(sources);
    return worst;
}

/* A virtual machine's two processors may be the halves of one core, from one second to the next. */
#define TWO_CORES .58

static void *count_in_registers(void *out) {
    uint64_t sums[6] = {1, 2, 3, 4, 5, 6}; /* as much at once as a core can do */
    for (int i = 0; i < 15000000; i++)
        for (int k = 0; k < 6; k++) {
            __asm__ volatile("" : "+r"(sums[k]));
            sums[k] += 3;
            __asm__ volatile("" : "+r"(sums[k]));
            sums[k] ^= 5;
        }
    *(uint64_t *)out = sums[0] + sums[5];
    return NULL;
}

/* What two threads take of one's time for the same sums: .5 on two cores, near 1 on the two halves of one. */
static double share_of_two(void) {
    pthread_t other;
    uint64_t sums[2][16];
    double start = clock_of(CLOCK_MONOTONIC);
    count_in_registers(sums[0]);
    double one = clock_of(CLOCK_MONOTONIC) - start;
    start = clock_of(CLOCK_MONOTONIC);
    if (pthread_create(&other, NULL, count_in_registers, sums[1]) != 0) return 1;
    count_in_registers(sums[0]);
    pthread_join(other, NULL);
    return (clock_of(CLOCK_MONOTONIC) - start) / 2 / one;
}

/* Two threads beside one: seconds on the clock, of a turn before and after which there were two cores to run on. Without
 * such a turn it is the last one that counts, and the row says so. */
static double run_threads(row *r, bench_graph *g, double *ours, double *theirs) {
    enum { TURNS = 30 };
    ent_error err = {0};
    double *one = must(malloc(((size_t)g->n + 1) * sizeof *one)), *two = must(malloc(((size_t)g->n + 1) * sizeof *two));
    int32_t *sources = must(malloc((size_t)r->sample * sizeof *sources));
    ent_between how = {.sources = sources, .source_count = (size_t)r->sample, .stage = ""};
    ent_net net = g->net;
    bool whole = false;
    net.lengths = r->weighted ? g->lengths : NULL;
    for (int k = 0; k < r->sample; k++) sources[k] = k;
    for (int turn = 0; turn < TURNS && !whole; turn++) {
        const bool before = share_of_two() < TWO_CORES;
        how.threads = 2;
        double start = clock_of(CLOCK_MONOTONIC);
        must_be(ent_betweenness(&net, &how, two, &err), &err);
        *ours = clock_of(CLOCK_MONOTONIC) - start;
        how.threads = 1;
        start = clock_of(CLOCK_MONOTONIC);
        must_be(ent_betweenness(&net, &how, one, &err), &err);
        *theirs = clock_of(CLOCK_MONOTONIC) - start;
        whole = share_of_two() < TWO_CORES && before;
    }
    double worst = memcmp(one, two, (size_t)g->n * sizeof *one) ? 1 : 0;
    r->halves |= !whole;
    free(sources);
    free(one);
    free(two);
    return worst;
}

static double run_constraint(row *r, bench_graph *g, double *ours, double *theirs) {
    (void)r;
    ent_error err = {0};
    igraph_vector_t want;
    double *found = must(calloc((size_t)g->n + 1, sizeof *found)), worst = 0;
    ent_measuring m = {.view = g->view, .simple = g->view, .n = (size_t)g->n};
    igraph_vector_init(&want, 0);
    double start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    must_be(ent_constraint_fill(&m, found, &err), &err);
    *ours = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    igraph_constraint(&g->graph, &want, igraph_vss_all(), NULL);
    *theirs = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    for (int v = 0; v < g->n; v++) worst = fmax(worst, apart(VECTOR(want)[v], found[v]));
    igraph_vector_destroy(&want);
    free(found);
    return worst;
}

/* Several pairs of ends far apart in the order of making; lengths of the paths are compared. */
static double run_k_shortest(row *r, bench_graph *g, double *ours, double *theirs) {
    enum { K = 10 };
    double worst = 0;
    *ours = *theirs = 0;
    for (int k = 0; k < r->sample; k++) {
        ent_error err = {0};
        ent_search search = {.view = g->view, .most_hops = SIZE_MAX};
        ent_paths found = {0};
        igraph_vector_int_list_t want;
        search.from = (int32_t)(g->n / 2 + k);
        search.to = (int32_t)(g->n - 1 - k);
        igraph_vector_int_list_init(&want, 0);
        double start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        must_be(ent_paths_k(&search, K, &found, &err), &err);
        *ours += clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
        start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        igraph_get_k_shortest_paths(&g->graph, NULL, &want, NULL, K, search.from, search.to, IGRAPH_ALL);
        *theirs += clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
        bool same = igraph_vector_int_list_size(&want) == (igraph_integer_t)found.count;
        for (size_t i = 0; i < found.count && same; i++)
            same = igraph_vector_int_size(igraph_vector_int_list_get_ptr(&want, (igraph_integer_t)i)) ==
                   (igraph_integer_t)found.items[i].hops + 1;
        if (!same) worst = 1;
        igraph_vector_int_list_destroy(&want);
        ent_paths_clear(&found);
    }
    return worst;
}

/* All simple paths of at most four edges, counted. */
static double run_simple_paths(row *r, bench_graph *g, double *ours, double *theirs) {
    double worst = 0;
    *ours = *theirs = 0;
    for (int k = 0; k < r->sample; k++) {
        ent_error err = {0};
        ent_search search = {.view = g->view, .most_hops = 4};
        ent_demand demand = {0};
        ent_seeker seeker;
        igraph_vector_int_t want;
        uint64_t count = 0;
        bool more = false;
        search.from = (int32_t)(g->n / 2 + k);
        search.to = (int32_t)(g->n - 1 - k);
        igraph_vector_int_init(&want, 0);
        double start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        must_be(ent_seeker_init(&seeker, &search, &demand, &err), &err);
        must_be(ent_seek_count(&seeker, 1000000000, &count, &more, &err), &err);
        ent_seeker_clear(&seeker);
        *ours += clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
        start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        igraph_get_all_simple_paths(&g->graph, &want, search.from, igraph_vss_1(search.to), 4, IGRAPH_ALL);
        *theirs += clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
        uint64_t wanted = 0;
        for (igraph_integer_t i = 0; i < igraph_vector_int_size(&want); i++) wanted += VECTOR(want)[i] < 0;
        if (wanted != count || more) worst = 1;
        igraph_vector_int_destroy(&want);
    }
    return worst;
}

static double run_triangles(row *r, bench_graph *g, double *ours, double *theirs) {
    (void)r;
    ent_error err = {0};
    uint64_t count[ENT_TRIANGLES], sum = 0;
    double wanted = 0;
    igraph_vector_t want;
    uint8_t *label = must(malloc(2 * (size_t)g->m + 1));
    for (int i = 0; i < 2 * g->m; i++) label[i] = g->edges[i] * 7 % 3 == 0 ? 2 : 1;
    ent_labelled graph = {(size_t)g->n, g->offsets, g->heads, label};
    igraph_vector_init(&want, 0);
    double start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    must_be(ent_triangles_count(&graph, NULL, count, NULL, &err), &err);
    *ours = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    igraph_adjacent_triangles(&g->graph, &want, igraph_vss_all());
    *theirs = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    for (int v = 0; v < g->n; v++) wanted += VECTOR(want)[v] / 3;
    for (int k = 0; k < ENT_TRIANGLES; k++) sum += count[k];
    igraph_vector_destroy(&want);
    free(label);
    return apart(wanted, (double)sum);
}

/* What no peer has: no ratio. */
static double run_sample(row *r, bench_graph *g, double *ours, double *theirs) {
    ent_error err = {0};
    ent_sampling how = {.error = r->error, .doubt = .05, .seed = 42, .threads = 1, .distances = true, .stage = ""};
    uint64_t draws = 0;
    ent_nearness *near = must(malloc(((size_t)g->n + 1) * sizeof *near));
    double *between = must(malloc(((size_t)g->n + 1) * sizeof *between)), start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    must_be(r->nearness ? ent_nearness_sample(&g->net, &how, near, &draws, &err)
                        : ent_betweenness_sample(&g->net, &how, between, &draws, &err),
            &err);
    *ours = clock_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    *theirs = NAN;
    free(between);
    free(near);
    return 0;
}

/* ---- all rows ------------------------------------------------------------------------------------------------------------- */

static row rows[] = {
    {.kernel = "nearness",
     .what = "closeness and harmonic at once; igraph's on 500 sources, times what is missing",
     .target = .02,
     .run = run_nearness,
     .graph = BA_SMALL,
     .sample = 500},
    {.kernel = "betweenness",
     .what = "500 sources",
     .target = .35,
     .run = run_betweenness,
     .graph = BA_SMALL,
     .sample = 500},
    {.kernel = "betweenness",
     .what = "20 sources",
     .target = .2,
     .run = run_betweenness,
     .graph = BA_LARGE,
     .sample = 20},
    {.kernel = "betweenness weighted",
     .what = "100 sources",
     .target = .4,
     .run = run_betweenness,
     .graph = BA_SMALL,
     .sample = 100,
     .weighted = true},
    {.kernel = "betweenness on 2 threads",
     .what = "beside one thread, 600 sources, on the clock of two cores",
     .target = .55,
     .run = run_threads,
     .graph = BA_SMALL,
     .sample = 600,
     .on_clock = true},
    {.kernel = "constraint", .what = "all vertices", .target = .1, .run = run_constraint, .graph = BA_SMALL},
    {.kernel = "constraint", .what = "all vertices", .target = .1, .run = run_constraint, .graph = RMAT_SMALL},
    {.kernel = "k shortest paths",
     .what = "10 paths, 3 pairs",
     .target = .05,
     .run = run_k_shortest,
     .graph = BA_SMALL,
     .sample = 3},
    {.kernel = "k shortest paths",
     .what = "10 paths, 1 pair",
     .target = .05,
     .run = run_k_shortest,
     .graph = BA_LARGE,
     .sample = 1},
    {.kernel = "all simple paths",
     .what = "4 edges at most, 3 pairs, counted",
     .target = .02,
     .run = run_simple_paths,
     .graph = BA_SMALL,
     .sample = 3},
    {.kernel = "signed triangles",
     .what = "beside igraph's count without signs",
     .target = .4,
     .run = run_triangles,
     .graph = RMAT_LARGE},
    {.kernel = "betweenness sampled",
     .what = "to 0.005 with probability 0.95",
     .target = 2,
     .run = run_sample,
     .graph = BA_LARGE,
     .error = .005},
    {.kernel = "betweenness sampled",
     .what = "to 0.005 with probability 0.95",
     .target = 20,
     .run = run_sample,
     .graph = BA_HUGE,
     .error = .005},
    {.kernel = "closeness sampled",
     .what = "to 0.05 of the diameter with probability 0.95",
     .target = 20,
     .run = run_sample,
     .graph = BA_HUGE,
     .nearness = true,
     .error = .05},
};
enum { ROWS = sizeof rows / sizeof *rows };

static void print_number(const char *name, double value) {
    if (isnan(value))
        printf("\"%s\": null, ", name);
    else
        printf("\"%s\": %.6g, ", name, value);
}

static bool show(row *r, const bench_graph *g, int rounds) {
    double ours = median(r->ours, rounds), theirs = median(r->peer, rounds), ratio = median(r->ratio, rounds);
    const bool alone = isnan(theirs);
    const bool same = r->difference <= 1e-9;
    printf("{\"part\": \"kernels\", \"what\": \"%s, %s\", \"size\": \"%s, %d vertices, %d edges\", ", r->kernel,
           r->what, g->name, g->n, g->m);
    print_number("ours", ours);
    printf(alone ? "\"peer\": null, " : "\"peer\": \"%s\", ", r->on_clock ? "one thread" : "igraph " IGRAPH_VERSION);
    print_number("theirs", theirs);
    print_number("ratio", ratio);
    print_number("target", r->target);
    printf("\"unit\": \"s\"");
    if (!same) printf(", \"note\": \"answers differ by %.1e\"", r->difference);
    if (r->halves) printf(", \"note\": \"two threads had no two cores: no target\"");
    printf("}\n");
    fflush(stdout);
    return (!r->halves && (alone ? ours : ratio) > r->target) || !same;
}

static int rounds_asked(void) {
    const char *asked = getenv("ROUNDS");
    int rounds = asked ? atoi(asked) : 5;
    return rounds < 1 ? 1 : rounds > MOST_ROUNDS ? MOST_ROUNDS : rounds;
}

static bool is_wanted(const row *r) {
    const char *only = getenv("ONLY");
    return !(only && !strstr(r->kernel, only)) && !(r->graph == BA_HUGE && getenv("QUICK"));
}

static void make_graphs(bench_graph *graphs) {
    graphs[BA_SMALL] = simple(made_preferential("ba10k", 10000));
    graphs[BA_LARGE] = simple(made_preferential("ba100k", 100000));
    graphs[RMAT_SMALL] = simple(made_skewed("rmat14", 14, 131000));
    graphs[RMAT_LARGE] = simple(made_skewed("rmat17", 17, 1048000));
    for (int k = 0; k <= RMAT_LARGE; k++) prepare(&graphs[k]);
    for (int k = BA_SMALL; k <= RMAT_SMALL; k++) prepare_view(&graphs[k]);
    if (getenv("QUICK")) return;
    graphs[BA_HUGE] = simple(made_preferential("ba1m", 1000000));
    prepare_net(&graphs[BA_HUGE]);
}

int main(void) {
    bench_graph graphs[GRAPHS] = {{.name = NULL}};
    const int rounds = rounds_asked();
    bool missed = false;
    make_graphs(graphs);
    for (row *r = rows; r < rows + ROWS; r++) {
        if (!is_wanted(r)) continue;
        for (int i = 0; i < rounds; i++) {
            r->difference = fmax(r->difference, r->run(r, &graphs[r->graph], &r->ours[i], &r->peer[i]));
            r->ratio[i] = r->ours[i] / r->peer[i];
        }
        missed |= show(r, &graphs[r->graph], rounds);
    }
    for (int k = 0; k < GRAPHS; k++) drop(&graphs[k]);
    return missed;
}
