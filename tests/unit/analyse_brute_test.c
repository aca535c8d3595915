/* Every measure against a twin that works on dense matrices, knows nothing of igraph or of the view, and is too slow for
 * anything but small graphs. Random graphs with loops, parallel relations, isolated vertices, directed, weighted. */
#include "graphs.h"

enum { MOST = 9, MOST_LINES = 18, ROUNDS = 150 };

/* A random multigraph: relations with weights, some of a type without direction. */
typedef struct model {
    int n, m;
    int from[MOST_LINES], to[MOST_LINES];
    bool symmetric[MOST_LINES];
    double weight[MOST_LINES];
    bool directed, weighted, keep;
} model;

/* What the twin makes of it. strength: of the merged edge u -> v, 0 for none; edges: how many stand in a kept view. */
typedef struct twin {
    int n;
    bool directed;
    double strength[MOST][MOST], distance[MOST][MOST], ways[MOST][MOST];
    int edges[MOST][MOST];
    double adjacency[MOST][MOST]; /* what eigenvector and PageRank see: undirected loops count twice */
} twin;

static model random_model(int round) {
    static const double weights[] = {1, 2, 4, .5};
    model g = {.n = 1 + chance(MOST), .directed = round & 1, .weighted = round >> 1 & 1, .keep = round >> 2 & 1};
    g.m = chance(MOST_LINES + 1);
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.symmetric[i] = chance(4) == 0;
        g.weight[i] = weights[chance(4)];
    }
    return g;
}

static void add_arc(twin *t, const model *g, int u, int v, double weight) {
    t->edges[u][v]++;
    t->strength[u][v] = g->weighted ? t->strength[u][v] + weight : 1;
    double loop = !g->directed && u == v ? 2 : 1;
    if (g->weighted)
        t->adjacency[u][v] += loop * weight;
    else
        t->adjacency[u][v] = g->keep ? t->adjacency[u][v] + loop : loop;
}

static void fill_distances(twin *t) {
    for (int u = 0; u < t->n; u++)
        for (int v = 0; v < t->n; v++)
            t->distance[u][v] = u == v ? 0 : t->strength[u][v] > 0 ? 1 / t->strength[u][v] : INFINITY;
    for (int w = 0; w < t->n; w++)
        for (int u = 0; u < t->n; u++)
            for (int v = 0; v < t->n; v++)
                t->distance[u][v] = fmin(t->distance[u][v], t->distance[u][w] + t->distance[w][v]);
}

static bool same(double a, double b) {
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

/* Number of shortest paths from u to every vertex: nearest first, each sums over those before it. */
static void fill_ways(twin *t, int u) {
    bool done[MOST] = {false};
    for (int step = 0; step < t->n; step++) {
        int v = -1;
        for (int x = 0; x < t->n; x++)
            if (!done[x] && (v < 0 || t->distance[u][x] < t->distance[u][v])) v = x;
        done[v] = true;
        t->ways[u][v] = u == v;
        if (u == v || isinf(t->distance[u][v])) continue;
        for (int w = 0; w < t->n; w++)
            if (w != v && t->strength[w][v] > 0 && same(t->distance[u][w] + 1 / t->strength[w][v], t->distance[u][v]))
                t->ways[u][v] += t->ways[u][w];
    }
}

static twin make_twin(const model *g) {
    twin t = {.n = g->n, .directed = g->directed};
    for (int i = 0; i < g->m; i++) {
        int u = g->from[i], v = g->to[i];
        add_arc(&t, g, u, v, g->weight[i]);
        if (u != v && (!g->directed || g->symmetric[i])) add_arc(&t, g, v, u, g->weight[i]);
    }
    if (!g->keep)
        for (int u = 0; u < t.n; u++)
            for (int v = 0; v < t.n; v++) t.edges[u][v] = t.edges[u][v] > 0;
    fill_distances(&t);
    for (int u = 0; u < t.n; u++) fill_ways(&t, u);
    return t;
}

/* ---- the same graph through the library --------------------------------------------------------------------------------- */

/* place[v] is where vertex v stands in the input; order[i] is which line is written i-th; names differ by `letter`. */
static ent_graph *build(const model *g, const int *place, const int *order, char letter) {
    ent_builder *b = graph_start();
    char id[16], to[16];
    for (int i = 0; i < g->n; i++)
        for (int v = 0; v < g->n; v++) {
            if (place[v] != i) continue;
            snprintf(id, sizeof id, "%c%d", letter, v);
            graph_entity(b, id, "country", id);
        }
    for (int i = 0; i < g->m; i++) {
        int k = order[i];
        snprintf(id, sizeof id, "%c%d", letter, g->from[k]);
        snprintf(to, sizeof to, "%c%d", letter, g->to[k]);
        graph_line(b, (line){id, g->symmetric[k] ? "allied_with" : "supports", to, .weight = g->weight[k]});
    }
    return graph_finish(b);
}

static ent_view_options view_of(const model *g) {
    return (ent_view_options){.direction = g->directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED,
                              .parallel = g->keep ? ENT_PARALLEL_KEEP : ENT_PARALLEL_MERGE,
                              .weighting = g->weighted ? ENT_WEIGHTING_WEIGHT : ENT_WEIGHTING_NONE};
}

static const char *const all_but_eigenvector[] = {
    "measure=degree,in-degree,out-degree,strength,betweenness,closeness,harmonic,pagerank", NULL};

static void collect(const ent_table *table, const model *g, char letter, const char *column, double *out) {
    for (int v = 0; v < g->n; v++) {
        char id[16];
        snprintf(id, sizeof id, "%c%d", letter, v);
        out[v] = table_value(table, table_row(table, "id", id), column);
    }
}

static ent_table *centralities(const model *g, const int *place, const int *order, char letter,
                               const char *const *words, ent_status *status) {
    ent_graph *graph = build(g, place, order, letter);
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = view_of(g);
    ent_table *table;
    ent_error err = {0};
    *status = analysis_run("centrality", selection, &how, NULL, words, &table, &err);
    if (*status != ENT_OK && *status != ENT_CALC) fail_msg("%s", err.message);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return table;
}

static const int as_is[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};

static void assert_equal(double want, double got, double tolerance, const char *what, const model *g, int v) {
    if (isnan(want) && isnan(got)) return;
    if (fabs(want - got) <= tolerance * fmax(1, fabs(want))) return;
    fail_msg("%s of %d is %.15g, the twin says %.15g (n %d, m %d, %s, %s, %s)", what, v, got, want, g->n, g->m,
             g->directed ? "directed" : "undirected", g->weighted ? "weighted" : "unweighted",
             g->keep ? "kept" : "merged");
}

/* ---- the twins of the measures ---------------------------------------------------------------------------------------------- */

static double twin_out_degree(const twin *t, int v) {
    double sum = t->directed ? 0 : t->edges[v][v]; /* an undirected loop has two ends */
    for (int u = 0; u < t->n; u++) sum += t->edges[v][u];
    return sum;
}

static double twin_in_degree(const twin *t, int v) {
    double sum = t->directed ? 0 : t->edges[v][v];
    for (int u = 0; u < t->n; u++) sum += t->edges[u][v];
    return sum;
}

static double twin_degree(const twin *t, int v) {
    return t->directed ? twin_in_degree(t, v) + twin_out_degree(t, v) : twin_out_degree(t, v);
}

static double twin_strength(const twin *t, int v) {
    double sum = 0;
    for (int u = 0; u < t->n; u++) sum += t->adjacency[v][u] + (t->directed ? t->adjacency[u][v] : 0);
    return sum;
}

static double twin_betweenness(const twin *t, int v) {
    double sum = 0;
    for (int s = 0; s < t->n; s++)
        for (int e = 0; e < t->n; e++) {
            if (s == e || s == v || e == v || isinf(t->distance[s][e])) continue;
            if (same(t->distance[s][v] + t->distance[v][e], t->distance[s][e]))
                sum += t->ways[s][v] * t->ways[v][e] / t->ways[s][e];
        }
    return t->directed ? sum : sum / 2;
}

static double twin_closeness(const twin *t, int v) {
    double sum = 0, reached = 0;
    for (int u = 0; u < t->n; u++)
        if (u != v && !isinf(t->distance[v][u])) sum += t->distance[v][u], reached++;
    return reached > 0 ? reached / sum : NAN;
}

static double twin_harmonic(const twin *t, int v) {
    double sum = 0;
    for (int u = 0; u < t->n; u++)
        if (u != v) sum += 1 / t->distance[v][u];
    return sum;
}

static void twin_pagerank(const twin *t, double *rank) {
    double next[MOST];
    for (int v = 0; v < t->n; v++) rank[v] = 1.0 / t->n;
    for (int round = 0; round < 400; round++) {
        double loose = 0;
        for (int v = 0; v < t->n; v++) next[v] = 0;
        for (int u = 0; u < t->n; u++) {
            double sum = 0;
            for (int v = 0; v < t->n; v++) sum += t->adjacency[u][v];
            if (sum == 0) loose += rank[u];
            for (int v = 0; v < t->n && sum > 0; v++) next[v] += rank[u] * t->adjacency[u][v] / sum;
        }
        for (int v = 0; v < t->n; v++) rank[v] = .15 / t->n + .85 * (next[v] + loose / t->n);
    }
}

static const struct {
    const char *name;
    double (*twin)(const twin *t, int v);
} local[] = {
    {"degree", twin_degree},     {"in-degree", twin_in_degree},     {"out-degree", twin_out_degree},
    {"strength", twin_strength}, {"betweenness", twin_betweenness}, {"closeness", twin_closeness},
    {"harmonic", twin_harmonic},
};

static void measures_equal_their_twins(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        twin t = make_twin(&g);
        ent_status status;
        ent_table *table = centralities(&g, as_is, as_is, 'v', all_but_eigenvector, &status);
        double got[MOST], want[MOST], sum = 0;
        for (size_t k = 0; k < sizeof local / sizeof *local; k++) {
            collect(table, &g, 'v', local[k].name, got);
            for (int v = 0; v < g.n; v++) assert_equal(local[k].twin(&t, v), got[v], 1e-9, local[k].name, &g, v);
        }
        collect(table, &g, 'v', "pagerank", got);
        twin_pagerank(&t, want);
        for (int v = 0; v < g.n; v++) {
            assert_equal(want[v], got[v], 1e-8, "pagerank", &g, v);
            sum += got[v];
        }
        assert_equal(1, sum, 1e-9, "sum of pagerank", &g, 0);
        ent_table_free(table);
    }
}

static void normalized_measures_are_shares(void **state) {
    (void)state;
    for (int round = 0; round < 40; round++) {
        model g = random_model(round);
        twin t = make_twin(&g);
        if (g.n < 3) continue;
        ent_status status;
        ent_table *table =
            centralities(&g, as_is, as_is, 'v', (const char *[]){all_but_eigenvector[0], "normalized", NULL}, &status);
        double got[MOST], others = g.n - 1, pairs = others * (g.n - 2) / (g.directed ? 1 : 2);
        collect(table, &g, 'v', "degree", got);
        for (int v = 0; v < g.n; v++) assert_equal(twin_degree(&t, v) / others, got[v], 1e-9, "degree", &g, v);
        collect(table, &g, 'v', "betweenness", got);
        for (int v = 0; v < g.n; v++) assert_equal(twin_betweenness(&t, v) / pairs, got[v], 1e-9, "betweenness", &g, v);
        collect(table, &g, 'v', "harmonic", got);
        for (int v = 0; v < g.n; v++) assert_equal(twin_harmonic(&t, v) / others, got[v], 1e-9, "harmonic", &g, v);
        ent_table_free(table);
    }
}

/* Each shortest path of d hops has d - 1 vertices inside. */
static void betweenness_adds_up_to_the_insides_of_paths(void **state) {
    (void)state;
    for (int round = 0; round < 60; round++) {
        model g = random_model(round);
        g.weighted = false;
        twin t = make_twin(&g);
        ent_status status;
        ent_table *table = centralities(&g, as_is, as_is, 'v', all_but_eigenvector, &status);
        double got[MOST], sum = 0, want = 0;
        collect(table, &g, 'v', "betweenness", got);
        for (int v = 0; v < g.n; v++) {
            sum += got[v];
            for (int u = 0; u < g.n; u++)
                if (u != v && !isinf(t.distance[u][v])) want += t.distance[u][v] - 1;
        }
        assert_equal(g.directed ? want : want / 2, sum, 1e-9, "sum of betweenness", &g, 0);
        ent_table_free(table);
    }
}

/* ---- eigenvector ---------------------------------------------------------------------------------------------------------------- */

/* Power iteration on A' + cI from the vector of ones, within the vertices of `mask`; returns the eigenvalue. */
static double twin_power(const twin *t, const bool *mask, double *x) {
    double shift = 1, value = 0;
    for (int v = 0; v < t->n; v++) x[v] = mask[v];
    for (int round = 0; round < 20000; round++) {
        double y[MOST], square = 0, along = 0, length = 0;
        for (int v = 0; v < t->n; v++) {
            y[v] = shift * x[v];
            for (int u = 0; u < t->n && mask[v]; u++) y[v] += t->adjacency[u][v] * x[u];
            square += y[v] * y[v];
            along += x[v] * y[v];
            length += x[v] * x[v];
        }
        value = along / length - shift;
        for (int v = 0; v < t->n; v++) x[v] = y[v] / sqrt(square);
    }
    return value;
}

static void undirected_eigenvector_is_the_limit_of_power_iteration(void **state) {
    (void)state;
    bool all[MOST];
    for (int v = 0; v < MOST; v++) all[v] = true;
    for (int round = 0; round < 60; round++) {
        model g = random_model(round);
        g.directed = false;
        twin t = make_twin(&g);
        double want[MOST], got[MOST];
        ent_status status;
        ent_table *table = centralities(&g, as_is, as_is, 'v', (const char *[]){"measure=eigenvector", NULL}, &status);
        assert_int_equal(status, ENT_OK);
        twin_power(&t, all, want);
        collect(table, &g, 'v', "eigenvector", got);
        for (int v = 0; v < g.n; v++) assert_equal(want[v], got[v], 1e-7, "eigenvector", &g, v);
        ent_table_free(table);
    }
}

/* A star of four rays and a triangle both have the eigenvalue 2: they share by the sums of their vectors. */
static void parts_that_tie_share_the_eigenvector(void **state) {
    (void)state;
    model g = {.n = 8, .m = 7, .from = {0, 0, 0, 0, 5, 6, 7}, .to = {1, 2, 3, 4, 6, 7, 5}};
    for (int i = 0; i < g.m; i++) g.weight[i] = 1;
    ent_status status;
    ent_table *table = centralities(&g, as_is, as_is, 'v', (const char *[]){"measure=eigenvector", NULL}, &status);
    /* the unit vectors are (2,1,1,1,1)/sqrt 8 and (1,1,1)/sqrt 3, their sums 6/sqrt 8 and 3/sqrt 3 */
    double got[MOST], centre = 12 / 8.0, ray = 6 / 8.0, corner = 1;
    double length = sqrt(centre * centre + 4 * ray * ray + 3 * corner * corner);
    collect(table, &g, 'v', "eigenvector", got);
    for (int v = 0; v < g.n; v++)
        assert_equal((v == 0 ? centre : v < 5 ? ray : corner) / length, got[v], 1e-9, "eigenvector", &g, v);
    ent_table_free(table);
}

static void fill_reach(const twin *t, bool reach[MOST][MOST]) {
    for (int u = 0; u < t->n; u++)
        for (int v = 0; v < t->n; v++) reach[u][v] = !isinf(t->distance[u][v]);
}

/* Largest eigenvalues of the strong components: *first, and *second of another component; 0 for no cycle. */
static void leading_values(const twin *t, double *first, double *second) {
    bool reach[MOST][MOST], seen[MOST] = {false};
    fill_reach(t, reach);
    *first = *second = 0;
    for (int u = 0; u < t->n; u++) {
        bool mask[MOST] = {false};
        double x[MOST];
        if (seen[u]) continue;
        for (int v = 0; v < t->n; v++)
            if (reach[u][v] && reach[v][u]) mask[v] = seen[v] = true;
        twin part = *t;
        for (int a = 0; a < t->n; a++)
            for (int b = 0; b < t->n; b++)
                if (!mask[a] || !mask[b]) part.adjacency[a][b] = 0;
        double value = twin_power(&part, mask, x);
        if (value > *first)
            *second = *first, *first = value;
        else if (value > *second)
            *second = value;
    }
}

static void directed_eigenvector_solves_its_equation_or_does_not_exist(void **state) {
    (void)state;
    int solved = 0, refused = 0;
    for (int round = 0; round < 80; round++) {
        model g = random_model(round);
        g.directed = true;
        if (round % 2 && g.m > 5) g.m = 5; /* few relations: often no cycle, or several */
        twin t = make_twin(&g);
        double first, second, x[MOST], square = 0;
        ent_status status;
        ent_table *table = centralities(&g, as_is, as_is, 'v', (const char *[]){"measure=eigenvector", NULL}, &status);
        leading_values(&t, &first, &second);
        if (status == ENT_CALC) {
            assert_true(first < 1e-6 || fabs(first - second) < 1e-6);
            refused++;
            continue;
        }
        assert_true(first - second > 1e-6);
        collect(table, &g, 'v', "eigenvector", x);
        for (int v = 0; v < g.n; v++) {
            double image = 0;
            for (int u = 0; u < g.n; u++) image += t.adjacency[u][v] * x[u];
            assert_equal(first * x[v], image, 1e-6, "residual of the eigenvector", &g, v);
            assert_true(x[v] >= 0);
            square += x[v] * x[v];
        }
        assert_equal(1, square, 1e-9, "length of the eigenvector", &g, 0);
        solved++;
        ent_table_free(table);
    }
    if (solved < 10 || refused < 10)
        fail_msg("solved %d, refused %d: the random graphs are one-sided", solved, refused);
}

/* ---- order and names do not matter ------------------------------------------------------------------------------------------------ */

static void shuffle(int *list, int n) {
    for (int i = 0; i < n; i++) list[i] = i;
    for (int i = n - 1; i > 0; i--) {
        int k = chance(i + 1), kept = list[i];
        list[i] = list[k];
        list[k] = kept;
    }
}

static void renaming_and_reordering_change_no_value(void **state) {
    (void)state;
    const char *const words[] = {"measure=degree,strength,betweenness,closeness,harmonic,eigenvector,pagerank", NULL};
    const char *const columns[] = {"degree",   "strength",    "betweenness", "closeness",
                                   "harmonic", "eigenvector", "pagerank"};
    for (int round = 0; round < 60; round++) {
        model g = random_model(round);
        int place[MOST], order[MOST_LINES];
        ent_status first, second;
        shuffle(place, g.n);
        shuffle(order, g.m);
        ent_table *a = centralities(&g, as_is, as_is, 'v', words, &first);
        ent_table *b = centralities(&g, place, order, 'z', words, &second);
        assert_int_equal(first, second);
        for (size_t k = 0; k < sizeof columns / sizeof *columns && first == ENT_OK; k++) {
            double x[MOST], y[MOST];
            collect(a, &g, 'v', columns[k], x);
            collect(b, &g, 'z', columns[k], y);
            for (int v = 0; v < g.n; v++) assert_equal(x[v], y[v], 1e-9, columns[k], &g, v);
        }
        ent_table_free(a);
        ent_table_free(b);
    }
}

/* ---- components ----------------------------------------------------------------------------------------------------------------------- */

static int root(int *parent, int v) {
    while (parent[v] != v) v = parent[v];
    return v;
}

static void assert_components(const model *g, const int *label, bool strong) {
    ent_graph *graph = build(g, as_is, as_is, 'v');
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = view_of(g);
    ent_table *table;
    assert_int_equal(analysis_run("components", selection, &how, NULL, strong ? (const char *[]){"strong", NULL} : NULL,
                                  &table, NULL),
                     ENT_OK);
    int of[MOST];
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        int size = 0;
        char ids[200];
        snprintf(ids, sizeof ids, "%s", table_text(table, r, "ids"));
        for (char *rest, *id = strtok_r(ids, " ", &rest); id; id = strtok_r(NULL, " ", &rest), size++)
            of[atoi(id + 1)] = (int)r;
        assert_int_equal(size, (int)table_value(table, r, "size"));
        if (r) assert_true(table_value(table, r, "size") <= table_value(table, r - 1, "size"));
    }
    for (int u = 0; u < g->n; u++)
        for (int v = 0; v < g->n; v++) assert_int_equal(of[u] == of[v], label[u] == label[v]);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void components_equal_their_twins(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        int parent[MOST], label[MOST];
        for (int v = 0; v < g.n; v++) parent[v] = v;
        for (int i = 0; i < g.m; i++) parent[root(parent, g.from[i])] = root(parent, g.to[i]);
        for (int v = 0; v < g.n; v++) label[v] = root(parent, v);
        assert_components(&g, label, false);
        g.directed = true;
        twin t = make_twin(&g);
        bool reach[MOST][MOST];
        fill_reach(&t, reach);
        for (int v = 0; v < g.n; v++)
            for (int u = g.n - 1; u >= 0; u--)
                if (reach[u][v] && reach[v][u]) label[v] = u;
        assert_components(&g, label, true);
    }
}

/* ---- paths ------------------------------------------------------------------------------------------------------------------------------ */

/* A simple path as the twin knows it. */
typedef struct track {
    int at[MOST], hops;
    double length;
} track;

/* All simple paths from one vertex to another, in the order found. */
typedef struct tracks {
    track *items;
    size_t count, capacity;
} tracks;

static void enumerate(const twin *t, int to, int most, int avoid, track *now, bool *used, tracks *out) {
    int v = now->at[now->hops];
    if (v == to) {
        if (out->count == out->capacity) {
            out->capacity = out->capacity ? 2 * out->capacity : 64;
            out->items = realloc(out->items, out->capacity * sizeof *out->items);
        }
        out->items[out->count++] = *now;
        return;
    }
    if (now->hops == most) return;
    for (int w = 0; w < t->n; w++) {
        if (used[w] || w == avoid || t->strength[v][w] <= 0) continue;
        double before = now->length;
        used[w] = true;
        now->at[++now->hops] = w;
        now->length += 1 / t->strength[v][w];
        enumerate(t, to, most, avoid, now, used, out);
        now->length = before;
        now->hops--;
        used[w] = false;
    }
}

static int by_length(const void *a, const void *b) {
    const track *x = a, *y = b;
    if (x->length != y->length) return x->length < y->length ? -1 : 1;
    for (int i = 0; i <= x->hops && i <= y->hops; i++)
        if (x->at[i] != y->at[i]) return x->at[i] - y->at[i];
    return x->hops - y->hops;
}

/* Lengths that add up exactly: one relation a pair at most, weights that are powers of two. */
static model path_model(int round) {
    model g = {.n = 3 + chance(MOST - 2), .directed = round & 1, .weighted = round >> 1 & 1};
    static const double weights[] = {1, .5, .25};
    bool used[MOST][MOST] = {{false}};
    int wanted = chance(MOST_LINES + 1);
    for (int i = 0; i < wanted; i++) {
        int u = chance(g.n), v = chance(g.n);
        if (used[u][v] || used[v][u]) continue;
        used[u][v] = true;
        g.from[g.m] = u;
        g.to[g.m] = v;
        g.symmetric[g.m] = chance(3) == 0;
        g.weight[g.m++] = weights[chance(3)];
    }
    return g;
}

/* Compare the rows of `paths` with the first `count` tracks. */
static void assert_tracks(const model *g, const char *const *words, const tracks *want, size_t count) {
    ent_graph *graph = build(g, as_is, as_is, 'v');
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = view_of(g);
    ent_id ends[] = {0, 1};
    ent_table *table;
    ent_error err = {0};
    ent_status status = analysis_run("paths", selection, &how, ends, words, &table, &err);
    if (status != ENT_OK && status != ENT_NO) fail_msg("%s", err.message);
    assert_int_equal(status == ENT_OK, count > 0);
    size_t row = 0;
    for (size_t p = 0; p < count; p++) {
        const track *path = &want->items[p];
        for (int h = 0; h < path->hops; h++, row++) {
            char from[16], to[16];
            snprintf(from, sizeof from, "v%d", path->at[h]);
            snprintf(to, sizeof to, "v%d", path->at[h + 1]);
            assert_true(row < ent_table_rows(table));
            assert_int_equal((int)table_value(table, row, "path"), (int)p + 1);
            assert_int_equal((int)table_value(table, row, "hop"), h + 1);
            assert_string_equal(table_text(table, row, "from_id"), from);
            assert_string_equal(table_text(table, row, "to_id"), to);
            assert_true(table_value(table, row, "length") == path->length);
        }
    }
    assert_int_equal(ent_table_rows(table), row);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static size_t shortest_of(const tracks *all) {
    size_t count = 0;
    while (count < all->count && all->items[count].length == all->items[0].length) count++;
    return count;
}

static void paths_equal_the_enumeration_of_all(void **state) {
    (void)state;
    for (int round = 0; round < 200; round++) {
        model g = path_model(round);
        twin t = make_twin(&g);
        int most = round % 3 ? g.n : 1 + chance(4), avoid = round % 5 ? -1 : 2;
        char limit[32], k[32];
        snprintf(limit, sizeof limit, "max-length=%d", most);
        bool used[MOST] = {true};
        track now = {.at = {0}};
        tracks all = {0};
        enumerate(&t, 1, most, avoid, &now, used, &all);
        if (all.count > 1) qsort(all.items, all.count, sizeof *all.items, by_length);
        const char *words[5] = {most < g.n ? limit : "max-length=0"};
        if (avoid >= 0) words[1] = "avoid=v2";
        assert_tracks(&g, words, &all, shortest_of(&all));
        for (size_t wanted = 1; wanted < 40; wanted = wanted * 2 + 1) {
            snprintf(k, sizeof k, "k=%zu", wanted);
            words[avoid >= 0 ? 2 : 1] = k;
            assert_tracks(&g, words, &all, wanted < all.count ? wanted : all.count);
        }
        free(all.items);
    }
}

/* k diamonds in a row: 2^k shortest paths, of which --limit lists some and counts the rest. */
static void paths_that_are_too_many_are_counted(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    char a[16], up[16], down[16], c[16];
    for (int i = 0; i < 20; i++) {
        snprintf(a, sizeof a, "p%d", i);
        snprintf(c, sizeof c, "p%d", i + 1);
        snprintf(up, sizeof up, "u%d", i);
        snprintf(down, sizeof down, "d%d", i);
        graph_relate(b, a, "supports", up, NULL);
        graph_relate(b, a, "supports", down, NULL);
        graph_relate(b, up, "supports", c, NULL);
        graph_relate(b, down, "supports", c, NULL);
    }
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, "p0"), graph_find(graph, "p20")};
    ent_table *table;
    assert_int_equal(analysis_run("paths", selection, NULL, ends, (const char *[]){"limit=7", NULL}, &table, NULL),
                     ENT_OK);
    assert_int_equal(ent_table_rows(table), 7 * 40);
    assert_true(table_notes_say(table, "there are 1048576 shortest paths, the first 7 are listed"));
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* Ten hops of a tenth and one hop of one are equally long, whatever the sum of tenths rounds to. */
static void rounding_does_not_part_equal_lengths(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "supports", "b", .weight = 1});
    for (int i = 0; i < 10; i++) {
        char from[16], to[16];
        snprintf(from, sizeof from, i ? "s%d" : "a", i);
        snprintf(to, sizeof to, i < 9 ? "s%d" : "b", i + 1);
        graph_line(b, (line){from, "supports", to, .weight = 10});
    }
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_view_options how = {.weighting = ENT_WEIGHTING_WEIGHT};
    ent_id ends[] = {graph_find(graph, "a"), graph_find(graph, "b")};
    const char *const both[] = {NULL}, *const first[] = {"k=1", NULL}, *const two[] = {"k=2", NULL};
    const char *const *const questions[] = {both, first, two};
    const size_t rows[] = {11, 1, 11};
    for (int i = 0; i < 3; i++) {
        ent_table *table;
        assert_int_equal(analysis_run("paths", selection, &how, ends, questions[i], &table, NULL), ENT_OK);
        assert_int_equal(ent_table_rows(table), rows[i]);
        assert_string_equal(table_text(table, 0, "to_id"), "b"); /* b comes before s1 in the data */
        ent_table_free(table);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* The dossier of a holds its relations and what is said about them, but not what is said about that. */
static void a_dossier_holds_what_is_about_its_relations(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "r1");
    graph_relate(b, "c", "objects_to", "r1", "r2");
    graph_relate(b, "d", "supports", "r2", "r3");
    graph_relate(b, "d", "supports", "b", "r4");
    graph_relate(b, "a", "supports", "r2", "r5");
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id a = graph_find(graph, "a");
    ent_table *table;
    assert_int_equal(analysis_run("show", selection, NULL, &a, NULL, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 3);
    const char *const want[3][4] = {
        {"r1", "--", "b", "b"}, {"r2", "about", "c", "c"}, {"r5", "->", "c objects to relation r1", "r2"}};
    for (size_t r = 0; r < 3; r++) {
        assert_string_equal(table_text(table, r, "relation"), want[r][0]);
        assert_string_equal(table_text(table, r, "direction"), want[r][1]);
        assert_string_equal(table_text(table, r, "other"), want[r][2]);
        assert_string_equal(table_text(table, r, "other_id"), want[r][3]);
    }
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void hops_quote_parallel_relations_by_date_up_to_a_limit(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "supports", "b", "late", .date = "2023"});
    graph_relate(b, "a", "supports", "b", "never");
    graph_line(b, (line){"b", "warns", "a", "early", .date = "2021-05-01"});
    graph_line(b, (line){"a", "supports", "b", "middle", .date = "2022-05"});
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {0, 1};
    ent_table *table;
    assert_int_equal(analysis_run("paths", selection, NULL, ends, NULL, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 3);
    assert_string_equal(table_text(table, 0, "relation"), "early");
    assert_string_equal(table_text(table, 0, "way"), "<-");
    assert_string_equal(table_text(table, 1, "relation"), "middle");
    assert_string_equal(table_text(table, 2, "relation"), "late");
    assert_true(table_notes_say(table, "1 further relation"));
    ent_table_free(table);
    assert_int_equal(analysis_run("paths", selection, NULL, ends, (const char *[]){"per-hop=0", NULL}, &table, NULL),
                     ENT_OK);
    assert_string_equal(table_text(table, 3, "relation"), "never");
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void paths_that_make_no_sense_are_refused(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "x", "country", "X");
    graph_entity(b, "l", "leader", "Leader");
    graph_relate(b, "l", "leads", "x", NULL);
    graph_relate(b, "x", "supports", "y", NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *plain = graph_select(graph, false, false), *lifted = graph_select(graph, false, true);
    ent_id same[] = {graph_find(graph, "x"), graph_find(graph, "x")},
           lift[] = {graph_find(graph, "l"), graph_find(graph, "x")};
    ent_id far[] = {graph_find(graph, "l"), graph_find(graph, "y")};
    ent_table *table;
    ent_error err = {0};
    assert_int_equal(analysis_run("paths", plain, NULL, same, NULL, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "both ends of the path are 'X'");
    err = (ent_error){0};
    assert_int_equal(analysis_run("paths", lifted, NULL, lift, NULL, &table, &err), ENT_USAGE);
    assert_string_equal(err.message, "both ends stand for 'X' under --lift");
    err = (ent_error){0};
    assert_int_equal(analysis_run("paths", plain, NULL, far, (const char *[]){"avoid=Leader", NULL}, &table, &err),
                     ENT_USAGE);
    err = (ent_error){0};
    assert_int_equal(
        analysis_run("paths", plain, NULL, far, (const char *[]){"avoid=nobody at all", NULL}, &table, &err),
        ENT_USAGE);
    assert_null(table);
    ent_selection_free(plain);
    ent_selection_free(lifted);
    ent_graph_free(graph);
}

static void strong_components_need_a_direction(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "x", "supports", "y", NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_view_options how = {.direction = ENT_DIRECTION_UNDIRECTED};
    ent_table *table;
    ent_error err = {0};
    assert_int_equal(analysis_run("components", selection, &how, NULL, (const char *[]){"strong", NULL}, &table, &err),
                     ENT_USAGE);
    assert_null(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_equal_their_twins),
        cmocka_unit_test(normalized_measures_are_shares),
        cmocka_unit_test(betweenness_adds_up_to_the_insides_of_paths),
        cmocka_unit_test(undirected_eigenvector_is_the_limit_of_power_iteration),
        cmocka_unit_test(parts_that_tie_share_the_eigenvector),
        cmocka_unit_test(directed_eigenvector_solves_its_equation_or_does_not_exist),
        cmocka_unit_test(renaming_and_reordering_change_no_value),
        cmocka_unit_test(components_equal_their_twins),
        cmocka_unit_test(paths_equal_the_enumeration_of_all),
        cmocka_unit_test(paths_that_are_too_many_are_counted),
        cmocka_unit_test(rounding_does_not_part_equal_lengths),
        cmocka_unit_test(a_dossier_holds_what_is_about_its_relations),
        cmocka_unit_test(hops_quote_parallel_relations_by_date_up_to_a_limit),
        cmocka_unit_test(paths_that_make_no_sense_are_refused),
        cmocka_unit_test(strong_components_need_a_direction),
    };
    return cmocka_run_group_tests_name("analyse brute", tests, NULL, NULL);
}
