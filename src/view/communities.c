/* Communities by igraph, on the canonical order of the vertices. Of a method that draws random numbers the best of
 * several runs is kept; where a method makes a tree, the tree is cut here: igraph cuts that of edge betweenness by a
 * modularity that takes lengths for strengths. */
#include "view/communities.h"
#include "base/available.h"
#include "base/random.h"
#include "view/canonical.h"
#include "view/partition.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* Leiden is not run until nothing changes: with equals to choose from, igraph 0.10 changes them back and forth for ever. */
enum { STEPS = 4, ITERATIONS = 10 };
enum { TRIALS = 10, TRIALS_LEAST = 2, TRIAL_EDGES = 500000 }; /* edges looked at in all runs together */
static const double SAME = 1e-12, LEIDEN_RANDOMNESS = .01, EDGE_BETWEENNESS_MOST = 5e10;

/* What a visit brings and takes. */
typedef struct {
    const ent_community_search *search;
    const ent_quotient *ties;
    double resolution;
    igraph_vector_t strength, at; /* by edge, and by vertex */
    igraph_vector_int_t found;    /* group by vertex */
    igraph_matrix_int_t merges;   /* of a tree: igraph numbers what a row joins n, n + 1, ... */
    igraph_vector_int_t removed;  /* edges in the order in which edge betweenness takes them */
    igraph_vector_int_t ends;     /* of the edges of a trial's graph, two by two */
    int32_t *place;               /* of a vertex in a trial's graph */
    double quality;               /* of `found`, the larger the better */
    int32_t *group;               /* the best so far */
    double *space;
    ent_error *err;
    ent_status status; /* of our own work during the visit */
} errand;

/* ---- the methods ---------------------------------------------------------------------------------------------------------- */

static const igraph_vector_t *strength_of(const errand *e) {
    return e->ties->weighted ? &e->strength : NULL;
}

static igraph_error_t run_leiden(const igraph_t *graph, errand *e) {
    igraph_integer_t count;
    double gamma = e->resolution / (2 * e->ties->total);
    return igraph_community_leiden(graph, strength_of(e), &e->at, gamma, LEIDEN_RANDOMNESS, false, ITERATIONS,
                                   &e->found, &count, NULL);
}

static igraph_error_t run_leiden_cpm(const igraph_t *graph, errand *e) {
    igraph_integer_t count;
    return igraph_community_leiden(graph, strength_of(e), NULL, e->resolution, LEIDEN_RANDOMNESS, false, ITERATIONS,
                                   &e->found, &count, NULL);
}

static igraph_error_t run_louvain(const igraph_t *graph, errand *e) {
    return igraph_community_multilevel(graph, strength_of(e), e->resolution, &e->found, NULL, NULL);
}

static igraph_error_t run_infomap(const igraph_t *graph, errand *e) {
    double length = 0;
    igraph_error_t code = igraph_community_infomap(graph, strength_of(e), NULL, 1, &e->found, &length);
    e->quality = -length;
    return code;
}

static igraph_error_t run_labels(const igraph_t *graph, errand *e) {
    return igraph_community_label_propagation(graph, &e->found, IGRAPH_ALL, strength_of(e), NULL, NULL);
}

static igraph_error_t take_cut(errand *e, int32_t (*joins)[2], size_t count) {
    int32_t *group = malloc((e->ties->n + 1) * sizeof *group);
    e->status = group ? ent_quotient_best_cut(e->ties, (const int32_t(*)[2])joins, count, group, e->err)
                      : ent_fail_memory(e->err);
    igraph_error_t code =
        e->status ? IGRAPH_FAILURE : igraph_vector_int_resize(&e->found, (igraph_integer_t)e->ties->n);
    for (size_t v = 0; v < e->ties->n && code == IGRAPH_SUCCESS; v++) VECTOR(e->found)[v] = group[v];
    free(group);
    return code;
}

/* A row joins two vertices or what earlier rows made, for which any of their vertices can stand. */
static igraph_error_t cut_merges(errand *e) {
    size_t n = e->ties->n, rows = (size_t)igraph_matrix_int_nrow(&e->merges);
    int32_t *stands = malloc((n + rows + 1) * sizeof *stands);
    int32_t(*joins)[2] = malloc((rows + 1) * sizeof *joins);
    igraph_error_t code = stands && joins ? IGRAPH_SUCCESS : IGRAPH_ENOMEM;
    if (code == IGRAPH_SUCCESS) {
        for (size_t v = 0; v < n; v++) stands[v] = (int32_t)v;
        for (size_t i = 0; i < rows; i++) {
            joins[i][0] = stands[n + i] = stands[MATRIX(e->merges, i, 0)];
            joins[i][1] = stands[MATRIX(e->merges, i, 1)];
        }
        code = take_cut(e, joins, rows);
    }
    free(stands);
    free(joins);
    return code;
}

static igraph_error_t run_walktrap(const igraph_t *graph, errand *e) {
    igraph_integer_t steps = e->search->steps > 0 ? e->search->steps : STEPS;
    igraph_error_t code = igraph_community_walktrap(graph, strength_of(e), steps, &e->merges, NULL, NULL);
    return code == IGRAPH_SUCCESS ? cut_merges(e) : code;
}

static igraph_error_t run_fast_greedy(const igraph_t *graph, errand *e) {
    igraph_error_t code = igraph_community_fastgreedy(graph, strength_of(e), &e->merges, NULL, NULL);
    return code == IGRAPH_SUCCESS ? cut_merges(e) : code;
}

/* igraph takes the weights for lengths here. The tree is that of the removed edges, read backwards. */
static igraph_error_t run_edge_betweenness(const igraph_t *graph, errand *e) {
    size_t m = e->ties->m;
    for (size_t i = 0; i < m; i++) VECTOR(e->strength)[i] = 1 / e->ties->strength[i];
    igraph_error_t code =
        igraph_community_edge_betweenness(graph, &e->removed, NULL, NULL, NULL, NULL, NULL, false, strength_of(e));
    if (code != IGRAPH_SUCCESS) return code;
    int32_t(*joins)[2] = malloc((m + 1) * sizeof *joins);
    if (!joins) return IGRAPH_ENOMEM;
    for (size_t i = 0; i < m; i++) {
        igraph_integer_t edge = VECTOR(e->removed)[m - 1 - i];
        joins[i][0] = e->ties->from[edge];
        joins[i][1] = e->ties->to[edge];
    }
    code = take_cut(e, joins, m);
    free(joins);
    return code;
}

/* ---- the exact optimum ------------------------------------------------------------------------------------------------------ */

/* GLPK asks igraph whether to go on. When the answer is no, igraph's handler has freed the program that GLPK is working
 * on, and GLPK works on: so the visit is left at once, from within the handler, as igraph itself does on GLPK's errors. */
static struct {
    jmp_buf out;
    igraph_interruption_handler_t *ask;
    igraph_error_handler_t *say;
    bool no_memory;
} exact;

#if IGRAPH_VERSION_MAJOR >= 1
static igraph_bool_t on_exact_tick(void) {
    if (!exact.ask()) return false;
    IGRAPH_FINALLY_FREE();
    longjmp(exact.out, 1);
}
#else
static igraph_error_t on_exact_tick(void *data) {
    if (exact.ask(data) == IGRAPH_SUCCESS) return IGRAPH_SUCCESS;
    longjmp(exact.out, 1);
}
#endif

/* Of GLPK's failures only the words tell that it was memory. */
static void on_exact_error(const char *reason, const char *file, int line, igraph_error_t code) {
    if (reason && strstr(reason, "no memory")) exact.no_memory = true;
    exact.say(reason, file, line, code);
}

static void free_glpk(void) {
    int (*free_all)(void);
    *(void **)&free_all = ent_door_find("glp_free_env");
    if (free_all) free_all();
}

static igraph_error_t run_optimal(const igraph_t *graph, errand *e) {
    volatile igraph_error_t code = IGRAPH_INTERRUPTED;
    exact.no_memory = false;
    exact.ask = igraph_set_interruption_handler(on_exact_tick);
    exact.say = igraph_set_error_handler(on_exact_error);
    if (setjmp(exact.out) == 0)
        code = igraph_community_optimal_modularity(graph, NULL, &e->found, strength_of(e));
    else
        free_glpk();
    igraph_set_error_handler(exact.say);
    igraph_set_interruption_handler(exact.ask);
    return code != IGRAPH_SUCCESS && exact.no_memory ? IGRAPH_ENOMEM : code;
}

/* ---- the table -------------------------------------------------------------------------------------------------------------- */

static const struct {
    igraph_error_t (*run)(const igraph_t *graph, errand *e);
    bool random, resolution, direction;
    double edge; /* bytes of an edge in igraph's graph and in what the method keeps, measured; 0: not looked at */
    const char *stage;
} methods[] = {
    [ENT_COMMUNITY_LEIDEN] = {run_leiden, true, true, false, 140, "finding communities by leiden"},
    [ENT_COMMUNITY_LEIDEN_CPM] = {run_leiden_cpm, true, true, false, 140, "finding communities by leiden"},
    [ENT_COMMUNITY_LOUVAIN] = {run_louvain, true, true, false, 140, "finding communities by louvain"},
    [ENT_COMMUNITY_WALKTRAP] = {run_walktrap, false, false, false, 0, "finding communities by walktrap"},
    [ENT_COMMUNITY_INFOMAP] = {run_infomap, true, false, true, 380, "finding communities by infomap"},
    [ENT_COMMUNITY_LABEL_PROPAGATION] = {run_labels, true, false, false, 140, "finding communities by labels"},
    [ENT_COMMUNITY_FAST_GREEDY] = {run_fast_greedy, false, false, false, 170, "finding communities by fast greedy"},
    [ENT_COMMUNITY_EDGE_BETWEENNESS] = {run_edge_betweenness, false, false, false, 0,
                                        "finding communities by edge betweenness"},
    [ENT_COMMUNITY_OPTIMAL] = {run_optimal, false, false, false, 0, "finding the optimal communities"},
};

bool ent_community_is_random(ent_community_method method) {
    return methods[method].random;
}
bool ent_community_takes_resolution(ent_community_method method) {
    return methods[method].resolution;
}
bool ent_community_follows_direction(ent_community_method method) {
    return methods[method].direction;
}
int64_t ent_community_trials(const ent_view *view) {
    int64_t trials = TRIAL_EDGES / (int64_t)(view->edge_count ? view->edge_count : 1);
    return trials < TRIALS_LEAST ? TRIALS_LEAST : trials > TRIALS ? TRIALS : trials;
}

/* ---- a visit ---------------------------------------------------------------------------------------------------------------- */

/* By what the runs of a method are compared; infomap has told its own. */
static void judge(errand *e, const int32_t *group) {
    if (e->search->method == ENT_COMMUNITY_INFOMAP) return;
    e->quality = e->search->method == ENT_COMMUNITY_LEIDEN_CPM
                     ? ent_quotient_potts(e->ties, group, e->resolution, e->space)
                     : ent_quotient_modularity(e->ties, group, e->resolution, e->space);
}

static void take_found(const errand *e, int32_t *group) {
    for (size_t v = 0; v < e->ties->n; v++) group[v] = (int32_t)VECTOR(e->found)[e->place[v]];
}

/* Where a vertex may as well join one neighbour as another, igraph takes the one that it comes upon first: from the same
 * numbers no run would find what the other choice leads to. So every run but the first has the vertices shuffled. */
static igraph_error_t make_trial(errand *e, uint64_t seed, igraph_t *out) {
    size_t n = e->ties->n;
    ent_random random;
    ent_random_init(&random, seed);
    for (size_t v = n; v-- > 1;) {
        size_t other = (size_t)ent_random_below(&random, v + 1);
        int32_t kept = e->place[v];
        e->place[v] = e->place[other];
        e->place[other] = kept;
    }
    igraph_error_t code = igraph_vector_int_resize(&e->ends, (igraph_integer_t)(2 * e->ties->m));
    if (code != IGRAPH_SUCCESS) return code;
    for (size_t i = 0; i < e->ties->m; i++) {
        VECTOR(e->ends)[2 * i] = e->place[e->ties->from[i]];
        VECTOR(e->ends)[2 * i + 1] = e->place[e->ties->to[i]];
    }
    for (size_t v = 0; v < n; v++) VECTOR(e->at)[e->place[v]] = e->ties->at[v];
    return igraph_create(out, &e->ends, (igraph_integer_t)n, e->ties->directed);
}

static igraph_error_t run_trial(const igraph_t *graph, errand *e, int64_t trial, uint64_t seed) {
    igraph_t shuffled;
    igraph_error_t code = igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)(seed >> 32));
    if (code != IGRAPH_SUCCESS) return code;
    if (trial == 0) return methods[e->search->method].run(graph, e);
    code = make_trial(e, seed, &shuffled);
    if (code != IGRAPH_SUCCESS) return code;
    code = methods[e->search->method].run(&shuffled, e);
    igraph_destroy(&shuffled);
    return code;
}

static igraph_error_t run_trials(const igraph_t *graph, errand *e, int32_t *trial_group) {
    const ent_community_search *search = e->search;
    uint64_t state = search->seed;
    int64_t trials = methods[search->method].random && search->trials > 1 ? search->trials : 1;
    double best = -INFINITY;
    for (int64_t t = 0; t < trials; t++) {
        e->status =
            ent_monitor_tick(search->monitor, methods[search->method].stage, (uint64_t)t, (uint64_t)trials, e->err);
        if (e->status) return IGRAPH_INTERRUPTED;
        igraph_error_t code = run_trial(graph, e, t, ent_random_mix(&state));
        if (code != IGRAPH_SUCCESS) return code;
        take_found(e, trial_group);
        judge(e, trial_group);
        if (t > 0 && !(e->quality > best + SAME * fmax(1, fabs(best)))) continue;
        best = e->quality;
        memcpy(e->group, trial_group, e->ties->n * sizeof *trial_group);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t fill_vectors(errand *e) {
    igraph_error_t code = igraph_vector_init(&e->strength, (igraph_integer_t)e->ties->m);
    if (code == IGRAPH_SUCCESS) code = igraph_vector_init(&e->at, (igraph_integer_t)e->ties->n);
    if (code == IGRAPH_SUCCESS) code = igraph_vector_int_init(&e->found, 0);
    if (code == IGRAPH_SUCCESS) code = igraph_vector_int_init(&e->removed, 0);
    if (code == IGRAPH_SUCCESS) code = igraph_vector_int_init(&e->ends, 0);
    if (code == IGRAPH_SUCCESS) code = igraph_matrix_int_init(&e->merges, 0, 0);
    if (code != IGRAPH_SUCCESS) return code;
    memcpy(VECTOR(e->strength), e->ties->strength, e->ties->m * sizeof *e->ties->strength);
    memcpy(VECTOR(e->at), e->ties->at, e->ties->n * sizeof *e->ties->at);
    return code;
}

static igraph_error_t visit(const igraph_t *graph, void *context) {
    errand *e = context;
    size_t n = e->ties->n;
    int32_t *trial_group = malloc((2 * n + 1) * sizeof *trial_group);
    igraph_error_t code = trial_group ? fill_vectors(e) : IGRAPH_ENOMEM;
    if (code == IGRAPH_SUCCESS) {
        e->place = trial_group + n;
        for (size_t v = 0; v < n; v++) e->place[v] = (int32_t)v;
        code = run_trials(graph, e, trial_group);
    }
    igraph_matrix_int_destroy(&e->merges);
    igraph_vector_int_destroy(&e->ends);
    igraph_vector_int_destroy(&e->removed);
    igraph_vector_int_destroy(&e->found);
    igraph_vector_destroy(&e->at);
    igraph_vector_destroy(&e->strength);
    free(trial_group);
    return code;
}

static double resolution_of(const ent_quotient *ties, size_t vertices, const ent_community_search *search) {
    if (!methods[search->method].resolution) return 1;
    if (search->resolution > 0) return search->resolution;
    if (search->method != ENT_COMMUNITY_LEIDEN_CPM) return 1;
    return vertices > 1 ? ties->total / ((double)vertices * ((double)vertices - 1) / 2) : 1;
}

/* One search from up to 64 vertices in step, a bit each: whom walks of so many steps can reach from them. */
static void walk(const ent_quotient *ties, int64_t steps, uint64_t *now, uint64_t *next) {
    for (int64_t step = 0; step < steps; step++) {
        memcpy(next, now, ties->n * sizeof *next);
        for (size_t e = 0; e < ties->m; e++) {
            next[ties->from[e]] |= now[ties->to[e]];
            next[ties->to[e]] |= now[ties->from[e]];
        }
        memcpy(now, next, ties->n * sizeof *now);
    }
}

/* Bytes of the probabilities that igraph's walktrap keeps of a vertex and later of a group: of all vertices when the walks
 * reach more than half, else of those alone, with their numbers. */
static double bytes_of_walks(size_t n, size_t reached) {
    return reached > n / 2 ? (double)n * sizeof(double) : (double)reached * (sizeof(double) + sizeof(int));
}

/* All of them together, from as many vertices as a second allows, evenly spread; less than 0 when memory runs out. */
static double bytes_of_all_walks(const ent_quotient *ties, int64_t steps) {
    static const double most_work = 5e8;
    const size_t n = ties->n, rounds = (n + 63) / 64;
    const double work = (double)(ties->m + n) * (double)steps;
    const size_t taken = work * (double)rounds <= most_work ? rounds : (size_t)fmax(1, most_work / work);
    uint64_t *now = malloc((2 * n + 1) * sizeof *now), *next = now + n;
    size_t count = 0, reached[64];
    double bytes = 0;
    if (!now) return -INFINITY;
    for (size_t round = 0; round < taken; round++) {
        const size_t first = round * rounds / taken * 64, last = first + 64 < n ? first + 64 : n;
        memset(now, 0, n * sizeof *now);
        memset(reached, 0, sizeof reached);
        for (size_t v = first; v < last; v++) now[v] = (uint64_t)1 << (v - first);
        walk(ties, steps, now, next);
        for (size_t v = 0; v < n; v++)
            for (uint64_t bits = now[v]; bits; bits &= bits - 1) reached[__builtin_ctzll(bits)]++;
        for (size_t v = first; v < last; v++) bytes += bytes_of_walks(n, reached[v - first]);
        count += last - first;
    }
    free(now);
    return count ? bytes * (double)n / (double)count : 0;
}

/* Bytes of what is kept of an edge, in igraph's graph and in that of walktrap, with its place in a heap. */
static const double WALKTRAP_EDGE = 600;

/* What could be needed at most is looked at first: that costs nothing. */
static ent_status check_memory(const ent_quotient *ties, int64_t steps, ent_error *err) {
    static const char remedy[] = "take --method leiden, fewer --steps, or a part with --around";
    const double most = (double)ties->n * (double)ties->n * sizeof(double) + WALKTRAP_EDGE * (double)ties->m;
    if (ent_memory_check(most, "walktrap", remedy, NULL) == ENT_OK) return ENT_OK;
    const double bytes = bytes_of_all_walks(ties, steps > 0 ? steps : STEPS) + WALKTRAP_EDGE * (double)ties->m;
    return bytes < 0 ? ent_fail_memory(err) : ent_memory_check(bytes, "walktrap", remedy, err);
}

/* Refuse what would not end. Edge betweenness was measured: 800 vertices and 2,500 edges take more than a minute. */
static ent_status check_size(const ent_quotient *ties, const ent_community_search *search, ent_error *err) {
    double n = (double)ties->n, m = (double)ties->m;
    if (search->method == ENT_COMMUNITY_OPTIMAL && ties->n > ENT_COMMUNITY_OPTIMAL_MOST) {
        ent_fail(err, ENT_CALC, "the exact optimum is looked for among up to %d entities with relations, here are %zu",
                 ENT_COMMUNITY_OPTIMAL_MOST, ties->n);
        ent_hint(err, "--method leiden comes close to the optimum; or select a part with --around");
        return ENT_CALC;
    }
    if (search->method == ENT_COMMUNITY_EDGE_BETWEENNESS && n * m * m > EDGE_BETWEENNESS_MOST) {
        ent_fail(err, ENT_CALC, "edge betweenness would take hours among %zu entities and %zu edges", ties->n, ties->m);
        ent_hint(err, "take --method leiden or fast-greedy; or select a part with --around");
        return ENT_CALC;
    }
    return search->method == ENT_COMMUNITY_WALKTRAP ? check_memory(ties, search->steps, err) : ENT_OK;
}

static ent_status find_on(const ent_quotient *ties, size_t vertices, const ent_community_search *search, int32_t *group,
                          ent_error *err) {
    ent_status status = check_size(ties, search, err);
    if (status || ties->m == 0) return status;
    errand e = {.search = search, .ties = ties, .group = group, .err = err};
    e.resolution = resolution_of(ties, vertices, search);
    e.space = malloc((ties->n + 1) * sizeof *e.space);
    if (!e.space) return ent_fail_memory(err);
    ent_topology topology = {ties->n, ties->m, ties->from, ties->to, ties->directed};
    ent_door door = {.run = visit, .context = &e, .stage = methods[search->method].stage, .monitor = search->monitor};
    igraph_t *graph = NULL;
    status = ent_door_run(&topology, &graph, &door, err);
    ent_door_free(graph);
    free(e.space);
    return e.status ? e.status : status;
}

/* From groups in canonical order to groups by their first vertex; those without an edge are alone. */
static void spread(const ent_quotient *ties, const int32_t *found, size_t vertices, int32_t *name, int32_t *group,
                   size_t *count) {
    for (size_t v = 0; v < vertices; v++) group[v] = name[v] = -1;
    for (size_t i = 0; i < ties->n; i++) group[ties->vertex[i]] = found[i];
    *count = 0;
    for (size_t v = 0; v < vertices; v++) {
        if (group[v] < 0) {
            group[v] = (int32_t)(*count)++;
            continue;
        }
        int32_t old = group[v];
        if (name[old] < 0) name[old] = (int32_t)(*count)++;
        group[v] = name[old];
    }
}

static ent_status sum_modularity(const ent_view *view, const int32_t *group, size_t count, double *modularity,
                                 ent_error *err) {
    ent_community *parts = malloc((count + 1) * sizeof *parts);
    ent_status status = parts ? ent_communities_measure(view, group, count, 1, parts, err) : ent_fail_memory(err);
    double sum = count ? 0 : NAN;
    for (size_t c = 0; c < count && !status; c++) sum += parts[c].part;
    if (!status) *modularity = sum;
    free(parts);
    return status;
}

/* What grows with the edges alone; walktrap is looked at when the ties are known, other methods are held to small sizes. */
static ent_status check_room(const ent_view *view, const ent_community_search *search, ent_error *err) {
    static const double library = 1e7; /* bytes of igraph itself, once it is loaded */
    double edge = methods[search->method].edge;
    if (edge == 0) return ENT_OK;
    return ent_memory_check(edge * (double)view->edge_count + library, "looking for communities",
                            "take a part of the graph with --around, or fewer relations with --type or --since", err);
}

static ent_status find_in(const ent_view *view, const ent_community_search *search, int32_t *group, size_t *count,
                          double *modularity, ent_error *err) {
    size_t n = view->vertex_count;
    ent_quotient ties = {0};
    ent_status status = check_room(view, search, err);
    if (status) return status;
    int32_t *space = malloc((3 * n + 1) * sizeof *space);
    if (!space) return ent_fail_memory(err);
    int32_t *order = space, *found = space + n, *name = found + n;
    status = ent_monitor_tick(search->monitor, methods[search->method].stage, 0, 0, err);
    if (!status && search->order) memcpy(order, search->order, n * sizeof *order);
    if (!status && !search->order) status = ent_view_canonical(view, order, err);
    if (!status) status = ent_quotient_make(view, order, &ties, err);
    if (!status) status = find_on(&ties, n, search, found, err);
    if (!status) spread(&ties, found, n, name, group, count);
    if (!status) status = sum_modularity(view, group, *count, modularity, err);
    ent_quotient_clear(&ties);
    free(space);
    return status;
}

/* The undirected view of the same selection has the same vertices. Its canonical order may be another. */
ent_status ent_communities_find(ent_view *view, const ent_community_search *search, int32_t *group, size_t *count,
                                double *modularity, ent_error *err) {
    if (!view->directed || methods[search->method].direction)
        return find_in(view, search, group, count, modularity, err);
    ent_view_options how = view->made_with;
    ent_view *undirected = NULL;
    ent_community_search without_order = *search;
    without_order.order = NULL;
    how.directed = false;
    how.direction = ENT_DIRECTION_UNDIRECTED;
    ent_status status = ent_view_new(view->selection, &how, &undirected, err);
    if (!status) status = find_in(undirected, &without_order, group, count, modularity, err);
    ent_view_free(undirected);
    return status;
}

double ent_community_resolution(const ent_view *view, const ent_community_search *search) {
    ent_quotient ties = {0};
    for (size_t e = 0; e < view->edge_count; e++)
        if (view->from[e] != view->to[e]) ties.total += view->strength[e];
    return resolution_of(&ties, view->vertex_count, search);
}
