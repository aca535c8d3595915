// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* The measures beyond the usual ones: published values, twins on dense matrices that share nothing with the library, the
 * table of measures itself, what is refused, and running out of memory. */
#include "graphs.h"
#include "failing_memory.h"
#include "analyse/measures.h"

enum { MOST = 9, MOST_LINES = 20, ROUNDS = 160 };

/* ---- published values ----------------------------------------------------------------------------------------------- */

static const char florentine[] = "graphs/classic/florentine.json";
static const char karate[] = "graphs/classic/karate.json";
static const char korea[] = "graphs/korea-us-2022.json";

static ent_table *measure_file(const char *file, bool isolates, const char *const *words) {
    ent_graph *graph = graph_file(file);
    ent_selection *selection = graph_select(graph, isolates, false);
    ent_table *table;
    ent_error err = {0};
    if (analysis_run("centrality", selection, NULL, NULL, words, &table, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return table;
}

static void assert_near(double want, double got, double tolerance, const char *what) {
    if (isnan(want) && isnan(got)) return;
    if (!(fabs(want - got) <= tolerance * fmax(fabs(want), 1e-3))) fail_msg("%s is %.15g, not %.15g", what, got, want);
}

static double value_of(const ent_table *table, const char *name, const char *measure) {
    return table_value(table, table_row(table, "name", name), measure);
}

static void families_are_constrained_as_published(void **state) {
    (void)state;
    ent_table *table = measure_file(florentine, false, (const char *[]){"measure=constraint,coreness,degree", NULL});
    assert_near(.2098765, value_of(table, "Medici", "constraint"), 1e-6, "constraint of Medici");
    assert_near(.25, value_of(table, "Guadagni", "constraint"), 1e-6, "constraint of Guadagni");
    assert_near(.3333333, value_of(table, "Albizzi", "constraint"), 1e-6, "constraint of Albizzi");
    assert_string_equal(table_text(table, 0, "name"), "Medici"); /* the least constrained stands first */
    size_t core = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        assert_true(table_value(table, r, "coreness") <= 2);
        core += table_value(table, r, "coreness") == 2;
    }
    assert_int_equal(core, 10);
    ent_table_free(table);
}

static void cores_are_as_published(void **state) {
    (void)state;
    ent_table *table = measure_file(karate, false, (const char *[]){"measure=coreness", NULL});
    size_t core = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++) core += table_value(table, r, "coreness") == 4;
    assert_int_equal(core, 10);
    assert_true(table_value(table, 0, "coreness") == 4);
    ent_table_free(table);
    static const char *const members[] = {"KOR", "USA", "CHN", "PRK", "alliance", "tech_alliance", "yoon", "biden"};
    table = measure_file(korea, false, (const char *[]){"measure=coreness", NULL});
    core = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++) core += table_value(table, r, "coreness") >= 3;
    assert_int_equal(core, 8);
    for (size_t k = 0; k < 8; k++) assert_true(table_value(table, table_row(table, "id", members[k]), "coreness") == 3);
    ent_table_free(table);
}

static size_t whole_row(const ent_table *table, const char *measure) {
    return table_row(table, "measure", measure);
}

static void the_whole_graph_is_as_central_as_published(void **state) {
    (void)state;
    const char *const questions[2][4] = {{"measure=all", "centralisation", NULL},
                                         {"measure=all", "centralisation", "normalized", NULL}};
    for (int i = 0; i < 2; i++) {
        ent_table *table = measure_file(florentine, false, questions[i]);
        size_t row = whole_row(table, "betweenness");
        assert_near(.4368132, table_value(table, row, "centralisation"), 1e-6, "centralisation of betweenness");
        assert_near(14 * 91, table_value(table, row, "maximum"), 1e-12, "its maximum");
        assert_string_equal(table_text(table, row, "most_central"), "Medici");
        assert_near(i ? .521978 : 47.5, table_value(table, row, "largest"), 2e-6, "largest");
        /* 15 * 6 - 40 by hand, of 14 * 13 */
        assert_near(50.0 / 182, table_value(table, whole_row(table, "degree"), "centralisation"), 1e-12, "of degree");
        assert_near(14 * 13 / 27.0, table_value(table, whole_row(table, "closeness"), "maximum"), 1e-12, "closeness");
        assert_true(isnan(table_value(table, whole_row(table, "katz"), "centralisation")));
        assert_string_equal(table_text(table, whole_row(table, "constraint"), "most_central"), "Medici");
        ent_table_free(table);
    }
    ent_table *table = measure_file(florentine, true, (const char *[]){"measure=closeness", "centralisation", NULL});
    assert_true(isnan(table_value(table, 0, "centralisation"))); /* Pucci is out of reach */
    ent_table_free(table);
    table = measure_file(florentine, false, (const char *[]){"measure=betweenness", NULL});
    assert_true(table_notes_say(table, "centralisation of the whole graph: betweenness 0.4368 (Freeman 1979)"));
    ent_table_free(table);
}

/* Every bound is reached by a star, in its own direction. */
static void a_star_is_fully_centralised(void **state) {
    (void)state;
    static const char *const named[] = {"degree", "in-degree", "out-degree", "betweenness", "closeness"};
    static const char *const types[] = {"allied_with", "supports", "supports"};
    for (int kind = 0; kind < 3; kind++) { /* both ways, all into the hub, all out of it */
        ent_builder *b = graph_start();
        for (int i = 0; i < 6; i++) {
            char leaf[8];
            snprintf(leaf, sizeof leaf, "l%d", i);
            graph_relate(b, kind == 2 ? "hub" : leaf, types[kind], kind == 2 ? leaf : "hub", NULL);
        }
        ent_graph *graph = graph_finish(b);
        ent_selection *selection = graph_select(graph, false, false);
        for (int directed = 0; directed < 2; directed++) {
            ent_view_options how = {.direction = directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED};
            ent_table *table;
            const char *const words[] = {"measure=degree,in-degree,out-degree,betweenness,closeness", "centralisation",
                                         NULL};
            assert_int_equal(analysis_run("centrality", selection, &how, NULL, words, &table, NULL), ENT_OK);
            for (int k = 0; k < 5; k++) {
                double got = table_value(table, whole_row(table, named[k]), "centralisation");
                bool full = !directed || (kind == 0 ? k == 0 || k == 3 : k == kind);
                if (directed && k == 4)
                    assert_true(isnan(got));
                else if (full)
                    assert_near(1, got, 1e-12, named[k]);
                else
                    assert_true(got < 1);
            }
            ent_table_free(table);
        }
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* ---- random graphs, and what a twin makes of them ------------------------------------------------------------------- */

typedef struct model {
    int n, m, from[MOST_LINES], to[MOST_LINES];
    bool symmetric[MOST_LINES], directed, weighted, keep;
    double weight[MOST_LINES];
} model;

/* a: the matrix, parallel relations counted as the view does, undirected loops twice. s: merged, without loops. */
typedef struct twin {
    int n;
    bool directed, weighted;
    double a[MOST][MOST], s[MOST][MOST], d[MOST][MOST];
} twin;

static model random_model(int round) {
    static const double weights[] = {1, 2, 3, .5};
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
    double loop = !g->directed && u == v ? 2 : 1;
    if (g->weighted)
        t->a[u][v] += loop * weight;
    else
        t->a[u][v] = g->keep ? t->a[u][v] + loop : loop;
    if (u != v) t->s[u][v] = g->weighted ? t->s[u][v] + weight : 1;
}

static twin make_twin(const model *g) {
    twin t = {.n = g->n, .directed = g->directed, .weighted = g->weighted};
    for (int i = 0; i < g->m; i++) {
        int u = g->from[i], v = g->to[i];
        add_arc(&t, g, u, v, g->weight[i]);
        if (u != v && (!g->directed || g->symmetric[i])) add_arc(&t, g, v, u, g->weight[i]);
    }
    for (int u = 0; u < t.n; u++)
        for (int v = 0; v < t.n; v++) t.d[u][v] = u == v ? 0 : 1 / t.s[u][v];
    for (int w = 0; w < t.n; w++)
        for (int u = 0; u < t.n; u++)
            for (int v = 0; v < t.n; v++) t.d[u][v] = fmin(t.d[u][v], t.d[u][w] + t.d[w][v]);
    return t;
}

static ent_graph *build(const model *g) {
    ent_builder *b = graph_start();
    char id[16], to[16];
    for (int v = 0; v < g->n; v++) {
        snprintf(id, sizeof id, "v%d", v);
        graph_entity(b, id, "country", id);
    }
    for (int i = 0; i < g->m; i++) {
        snprintf(id, sizeof id, "v%d", g->from[i]);
        snprintf(to, sizeof to, "v%d", g->to[i]);
        graph_line(b, (line){id, g->symmetric[i] ? "allied_with" : "supports", to, .weight = g->weight[i]});
    }
    return graph_finish(b);
}

static ent_view_options view_of(const model *g) {
    return (ent_view_options){.direction = g->directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED,
                              .parallel = g->keep ? ENT_PARALLEL_KEEP : ENT_PARALLEL_MERGE,
                              .weighting = g->weighted ? ENT_WEIGHTING_WEIGHT : ENT_WEIGHTING_NONE};
}

/* ---- the twins ---------------------------------------------------------------------------------------------------------- */

static void twin_wasserman_faust(const twin *t, double *out) {
    for (int v = 0; v < t->n; v++) {
        double reached = 0, sum = 0;
        for (int u = 0; u < t->n; u++)
            if (u != v && !isinf(t->d[v][u])) reached++, sum += t->d[v][u];
        out[v] = reached > 0 ? reached / (t->n - 1) * reached / sum : 0;
    }
}

static void twin_eccentricity(const twin *t, double *out) {
    for (int v = 0; v < t->n; v++) {
        out[v] = NAN;
        for (int u = 0; u < t->n; u++)
            if (u != v && !isinf(t->d[v][u])) out[v] = fmax(out[v], t->d[v][u]); /* fmax drops a NaN */
    }
}

static void multiply(int n, double (*a)[MOST], double (*b)[MOST], double (*out)[MOST]) {
    double c[MOST][MOST];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            c[i][j] = 0;
            for (int k = 0; k < n; k++) c[i][j] += a[i][k] * b[k][j];
        }
    memcpy(out, c, sizeof c);
}

/* Largest eigenvalue by Gelfand's formula: the 2^40-th root of the norm of the 2^40-th power. */
static double twin_radius(const twin *t) {
    double p[MOST][MOST], log_norm = 0;
    memcpy(p, t->a, sizeof p);
    for (int k = 0; k <= 40; k++) {
        double most = 0;
        for (int i = 0; i < t->n; i++)
            for (int j = 0; j < t->n; j++) most = fmax(most, p[i][j]);
        if (most == 0) return 0;
        log_norm += log(most) / pow(2, k);
        for (int i = 0; i < t->n; i++)
            for (int j = 0; j < t->n; j++) p[i][j] /= most;
        multiply(t->n, p, p, p);
    }
    return exp(log_norm);
}

/* (I - alpha A') x = 1 by Gauss' elimination with pivots. */
static void twin_katz(const twin *t, double *out) {
    double radius = twin_radius(t), alpha = .85 / (radius > 0 ? radius : 1), m[MOST][MOST + 1];
    int n = t->n;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) m[i][j] = (i == j) - alpha * t->a[j][i];
        m[i][n] = 1;
    }
    for (int c = 0; c < n; c++) {
        int pivot = c;
        for (int r = c; r < n; r++)
            if (fabs(m[r][c]) > fabs(m[pivot][c])) pivot = r;
        for (int k = 0; k <= n; k++) {
            double held = m[c][k];
            m[c][k] = m[pivot][k];
            m[pivot][k] = held;
        }
        for (int r = 0; r < n; r++)
            for (int k = n; k >= c && r != c; k--) m[r][k] -= m[c][k] * m[r][c] / m[c][c];
    }
    for (int v = 0; v < n; v++) out[v] = m[v][n] / m[v][v];
}

/* Kleinberg's iteration from ones, 2^22 rounds of it. In an undirected view: power iteration on A + I. */
static void twin_hits(const twin *t, bool hubs, double *out) {
    double p[MOST][MOST], square = 0;
    int n = t->n;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            p[i][j] = t->directed ? 0 : t->a[i][j] + (i == j);
            for (int k = 0; k < n && t->directed; k++)
                p[i][j] += hubs ? t->a[i][k] * t->a[j][k] : t->a[k][i] * t->a[k][j];
        }
    for (int round = 0; round < 22; round++) {
        double most = 0;
        multiply(n, p, p, p);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) most = fmax(most, p[i][j]);
        for (int i = 0; i < n && most > 0; i++)
            for (int j = 0; j < n; j++) p[i][j] /= most;
    }
    for (int i = 0; i < n; i++) {
        out[i] = 0;
        for (int j = 0; j < n; j++) out[i] += p[i][j];
        square += out[i] * out[i];
    }
    for (int i = 0; i < n; i++) out[i] = square > 0 ? out[i] / sqrt(square) : 1 / sqrt(n);
}

static void twin_hub(const twin *t, double *out) {
    twin_hits(t, true, out);
}
static void twin_authority(const twin *t, double *out) {
    twin_hits(t, false, out);
}

/* exp(A) by scaling and squaring: exp(A / 2^10) squared ten times. */
static void twin_subgraph(const twin *t, double *out) {
    double e[MOST][MOST] = {{0}}, term[MOST][MOST] = {{0}}, a[MOST][MOST];
    for (int i = 0; i < t->n; i++) {
        e[i][i] = term[i][i] = 1;
        for (int j = 0; j < t->n; j++) a[i][j] = t->a[i][j] / 1024;
    }
    for (int k = 1; k < 20; k++) {
        multiply(t->n, term, a, term);
        for (int i = 0; i < t->n; i++)
            for (int j = 0; j < t->n; j++) e[i][j] += term[i][j] /= k;
    }
    for (int k = 0; k < 10; k++) multiply(t->n, e, e, e);
    for (int v = 0; v < t->n; v++) out[v] = e[v][v];
}

/* For every k, peel whoever has fewer than k edges until nobody has. */
static void twin_coreness(const twin *t, double *out) {
    for (int v = 0; v < t->n; v++) out[v] = 0;
    for (int k = 1; k < 2 * MOST; k++) {
        bool in[MOST], changed = true;
        for (int v = 0; v < t->n; v++) in[v] = true;
        while (changed) {
            changed = false;
            for (int v = 0; v < t->n; v++) {
                int edges = 0;
                for (int u = 0; u < t->n; u++)
                    if (in[u]) edges += (t->s[v][u] > 0) + (t->directed && t->s[u][v] > 0);
                if (!in[v] || edges >= k) continue;
                in[v] = false;
                changed = true;
            }
        }
        for (int v = 0; v < t->n; v++)
            if (in[v]) out[v] = k;
    }
}

static double both(const twin *t, int u, int v) {
    return t->s[u][v] + t->s[v][u];
}

static double share(const twin *t, int u, int v) {
    double sum = 0;
    for (int k = 0; k < t->n; k++) sum += both(t, u, k);
    return sum > 0 ? both(t, u, v) / sum : 0;
}

static int alters_of(const twin *t, int v) {
    int count = 0;
    for (int u = 0; u < t->n; u++) count += both(t, u, v) > 0;
    return count;
}

static void twin_constraint(const twin *t, double *out) {
    for (int i = 0; i < t->n; i++) {
        out[i] = alters_of(t, i) ? 0 : NAN;
        for (int j = 0; j < t->n; j++) {
            double all = share(t, i, j);
            for (int q = 0; q < t->n; q++)
                if (q != i && q != j) all += share(t, i, q) * share(t, q, j);
            if (both(t, i, j) > 0) out[i] += all * all;
        }
    }
}

static void twin_effective_size(const twin *t, double *out) {
    for (int i = 0; i < t->n; i++) {
        out[i] = alters_of(t, i) ? 0 : NAN;
        for (int j = 0; j < t->n; j++) {
            double most = 0, redundant = 0;
            for (int k = 0; k < t->n; k++) most = fmax(most, both(t, j, k));
            for (int q = 0; q < t->n; q++)
                if (q != i && q != j && most > 0) redundant += share(t, i, q) * both(t, j, q) / most;
            if (both(t, i, j) > 0) out[i] += 1 - redundant;
        }
    }
}

static void twin_efficiency(const twin *t, double *out) {
    twin_effective_size(t, out);
    for (int v = 0; v < t->n; v++) out[v] /= alters_of(t, v);
}

static void twin_clustering(const twin *t, double *out) {
    for (int i = 0; i < t->n; i++) {
        double closed = 0, strength = 0, k = alters_of(t, i);
        for (int j = 0; j < t->n; j++) strength += t->weighted ? both(t, i, j) : both(t, i, j) > 0;
        for (int j = 0; j < t->n; j++)
            for (int h = 0; h < t->n; h++)
                if (j != h && both(t, i, j) > 0 && both(t, i, h) > 0 && both(t, j, h) > 0)
                    closed += t->weighted ? (both(t, i, j) + both(t, i, h)) / 2 : 1;
        out[i] = k < 2 ? NAN : closed / (strength * (k - 1));
    }
}

static const struct {
    const char *name;
    void (*twin)(const twin *t, double *out);
    double tolerance;
} twins[] = {
    {"wasserman-faust", twin_wasserman_faust, 1e-9},
    {"eccentricity", twin_eccentricity, 1e-9},
    {"katz", twin_katz, 1e-7},
    {"hub", twin_hub, 1e-5},
    {"authority", twin_authority, 1e-5},
    {"subgraph", twin_subgraph, 1e-9},
    {"coreness", twin_coreness, 0},
    {"constraint", twin_constraint, 1e-9},
    {"effective-size", twin_effective_size, 1e-9},
    {"efficiency", twin_efficiency, 1e-9},
    {"clustering", twin_clustering, 1e-9},
};

static void new_measures_equal_their_twins(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        model g = random_model(round);
        twin t = make_twin(&g);
        ent_graph *graph = build(&g);
        ent_selection *selection = graph_select(graph, true, false);
        ent_view_options how = view_of(&g);
        ent_table *table;
        ent_error err = {0};
        const char *const words[] = {"measure=wasserman-faust,eccentricity,katz,hub,authority,subgraph,coreness,"
                                     "constraint,effective-size,efficiency,clustering",
                                     NULL};
        if (analysis_run("centrality", selection, &how, NULL, words, &table, &err) != ENT_OK)
            fail_msg("round %d: %s", round, err.message);
        for (size_t k = 0; k < sizeof twins / sizeof *twins; k++) {
            double want[MOST];
            twins[k].twin(&t, want);
            for (int v = 0; v < g.n; v++) {
                char id[16], what[80];
                snprintf(id, sizeof id, "v%d", v);
                snprintf(what, sizeof what, "%s of %s in round %d", twins[k].name, id, round);
                assert_near(want[v], table_value(table, table_row(table, "id", id), twins[k].name), twins[k].tolerance,
                            what);
            }
        }
        ent_table_free(table);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* A star of one to four, two pointing at two and a star of four to one, all of singular value 2: each shares by the sum of its
 * own vector. */
static void hubs_that_tie_share(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    char leaf[8];
    for (int i = 0; i < 4; i++) {
        snprintf(leaf, sizeof leaf, "l%d", i);
        graph_relate(b, "centre", "supports", leaf, NULL);
        snprintf(leaf, sizeof leaf, "m%d", i);
        graph_relate(b, leaf, "supports", "sink", NULL);
        graph_relate(b, i % 2 ? "x" : "y", "supports", i / 2 ? "p" : "q", NULL);
    }
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table;
    const char *const words[] = {"measure=hub,authority", NULL};
    assert_int_equal(analysis_run("centrality", selection, NULL, NULL, words, &table, NULL), ENT_OK);
    static const char *const hubs[] = {"centre", "x", "y", "m0", "m1", "m2", "m3"}, *const authorities[] = {
                                                                                        "l0", "l1", "l2",  "l3",
                                                                                        "p",  "q",  "sink"};
    for (int i = 0; i < 7; i++)
        assert_near(1 / sqrt(7), table_value(table, table_row(table, "id", hubs[i]), "hub"), 1e-8, hubs[i]);
    for (int i = 0; i < 7; i++)
        assert_near(1 / sqrt(7), table_value(table, table_row(table, "id", authorities[i]), "authority"), 1e-8,
                    authorities[i]);
    assert_true(table_value(table, table_row(table, "id", "p"), "hub") == 0);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* The leading vector of a path of n is the sine, and its eigenvalue is near the next: the search has to begin anew many times. The
 * arrows point from even places to odd ones, so hubs are the even places of the same sine. */
static void a_long_path_is_a_sine(void **state) {
    (void)state;
    enum { N = 400 };
    ent_builder *b = graph_start();
    char here[16], there[16];
    for (int i = 0; i + 1 < N; i++) {
        snprintf(here, sizeof here, "v%d", i);
        snprintf(there, sizeof there, "v%d", i + 1);
        graph_relate(b, i % 2 ? there : here, "supports", i % 2 ? here : there, NULL);
    }
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    static const struct {
        const char *measure;
        ent_direction direction;
        bool even, odd;
    } cases[] = {{"eigenvector", ENT_DIRECTION_UNDIRECTED, true, true},
                 {"hub", ENT_DIRECTION_DIRECTED, true, false},
                 {"authority", ENT_DIRECTION_DIRECTED, false, true}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char measure[32];
        ent_table *table;
        snprintf(measure, sizeof measure, "measure=%s", cases[k].measure);
        const char *const words[] = {measure, NULL};
        const ent_view_options how = {.direction = cases[k].direction};
        assert_int_equal(analysis_run("centrality", selection, &how, NULL, words, &table, NULL), ENT_OK);
        double unit = sqrt((cases[k].even && cases[k].odd ? 2. : 4.) / (N + 1));
        for (int i = 0; i < N; i++) {
            snprintf(here, sizeof here, "v%d", i);
            double wanted = (i % 2 ? cases[k].odd : cases[k].even) ? unit * sin((i + 1) * acos(-1) / (N + 1)) : 0;
            assert_near(wanted, table_value(table, table_row(table, "id", here), cases[k].measure), 1e-9, here);
        }
        ent_table_free(table);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* v hangs by a thread e on a tie of strength 100: 1 + e^2 (cosh(100) - 1) / 100^2 closed walks, to first order. The first
 * terms are too small to see, the later ones are not. */
/* A key that is no number would make the order of a ranking depend on who is compared first. */
static void the_smallest_numbers_can_be_ranked(void **state) {
    (void)state;
    static const double rising[] = {NAN, 0, 5e-324, 1e-310, 1e-300, 2e-300, 1e-290, 1, 1e300, INFINITY};
    for (size_t i = 1; i < sizeof rising / sizeof *rising; i++)
        assert_true(ent_ten_digits(rising[i]) > ent_ten_digits(rising[i - 1]));
    assert_true(ent_ten_digits(-1e-310) < 0);
    assert_true(ent_ten_digits(.1 + .2) == ent_ten_digits(.3));
}

static void closed_walks_through_a_thread_are_counted(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"v", "allied_with", "u", .weight = 1e-17});
    graph_line(b, (line){"u", "allied_with", "x", .weight = 100});
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    const char *const words[] = {"measure=subgraph", NULL};
    for (int directed = 0; directed < 2; directed++) {
        ent_view_options how = {.weighting = ENT_WEIGHTING_WEIGHT, .directed = directed};
        ent_table *table;
        assert_int_equal(analysis_run("centrality", selection, &how, NULL, words, &table, NULL), ENT_OK);
        assert_near(1 + 1e-34 * (cosh(100) - 1) / 1e4, table_value(table, table_row(table, "id", "v"), "subgraph"),
                    1e-9, "closed walks from v");
        ent_table_free(table);
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void closeness_of_parts_has_no_centralisation(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "b", NULL);
    graph_relate(b, "c", "supports", "d", NULL);
    graph_relate(b, "d", "supports", "e", NULL);
    ent_graph *graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table;
    const char *const words[] = {"measure=closeness,degree", "centralisation", NULL};
    assert_int_equal(analysis_run("centrality", selection, NULL, NULL, words, &table, NULL), ENT_OK);
    assert_true(isnan(table_value(table, whole_row(table, "closeness"), "centralisation")));
    assert_near(4.0 / 12, table_value(table, whole_row(table, "degree"), "centralisation"), 1e-12,
                "degree"); /* 1 1 1 2 1: the sum is 4 */
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* ---- the table of measures ---------------------------------------------------------------------------------------------- */

static void rows_names_terms_and_columns_agree(void **state) {
    (void)state;
    const ent_analysis *analysis = ent_analysis_find("centrality");
    const ent_option *row = ent_option_find(analysis->options, "measure");
    const ent_column *column = analysis->columns;
    while (strcmp(column->name, "kind") != 0) column++;
    int count = ent_measure_count();
    assert_true(count >= 20 && count <= ENT_MEASURES_MOST);
    for (int k = 0; k < count; k++) {
        const ent_measure_row *m = &ent_measure_rows[k];
        assert_string_equal(m->term.name, ent_measure_names[k]);
        assert_string_equal(m->term.name, row->choices[k]);
        assert_string_equal(m->term.name, analysis->terms[k].name);
        assert_string_equal(m->term.name, (++column)->name);
        assert_string_equal(m->column, column->help);
        assert_int_equal(ent_measure_find(m->term.name), k);
        assert_true(m->term.definition[0] && m->term.formula[0] && m->term.source[0] && m->term.cost[0]);
        assert_true(m->fill && strncmp(m->stage, "measuring ", 10) == 0);
        assert_int_equal(m->share_of != NULL, strstr(m->term.formula, "normalised") && !strstr(m->term.name, "katz"));
    }
    assert_null(ent_measure_rows[count].term.name);
    assert_null(ent_measure_names[count]);
    assert_null(analysis->terms[count].name);
    assert_string_equal(row->choices[count], "all");
    assert_null(row->choices[count + 1]);
    assert_int_equal(ent_measure_find("no such thing"), -1);
}

static ent_graph *chain(int n) {
    ent_builder *b = graph_start();
    for (int i = 0; i + 1 < n; i++) {
        char from[16], to[16];
        snprintf(from, sizeof from, "c%d", i);
        snprintf(to, sizeof to, "c%d", i + 1);
        graph_relate(b, from, "supports", to, NULL);
    }
    if (n == 1) graph_entity(b, "c0", "country", "c0");
    return graph_finish(b);
}

static ent_status ask(const ent_graph *graph, const char *const *words, bool directed, ent_table **table,
                      ent_error *err) {
    ent_selection *selection = graph_select(graph, true, false);
    ent_view_options how = {.directed = directed};
    *err = (ent_error){0};
    ent_status status = analysis_run("centrality", selection, &how, NULL, words, table, err);
    ent_selection_free(selection);
    return status;
}

static void all_is_what_the_view_allows(void **state) {
    (void)state;
    ent_graph *graph = chain(5);
    ent_table *table;
    ent_error err;
    const char *const all[] = {"measure=all", NULL};
    assert_int_equal(ask(graph, all, false, &table, &err), ENT_OK);
    assert_int_equal(ent_table_find_column(table, "hub"), -1); /* nothing points in an undirected view */
    assert_true(ent_table_find_column(table, "clustering") > 0 && ent_table_find_column(table, "eigenvector") > 0);
    ent_table_free(table);
    assert_int_equal(ask(graph, all, true, &table, &err), ENT_OK);
    assert_true(ent_table_find_column(table, "hub") > 0);
    assert_int_equal(ent_table_find_column(table, "eigenvector"), -1); /* no cycle */
    assert_true(table_notes_say(table, "not measured: eigenvector, signed-eigenvector; not defined here"));
    assert_true(table_notes_say(table, "what comes in: in-degree, pagerank, katz, authority, pn-in"));
    ent_table_free(table);
    assert_int_equal(ask(graph, (const char *[]){"measure=all,eigenvector", NULL}, true, &table, &err), ENT_CALC);
    assert_null(table);
    ent_graph_free(graph);
}

static void the_null_graph_and_one_vertex_have_measures(void **state) {
    (void)state;
    ent_graph *none = chain(0), *one = chain(1);
    ent_table *table;
    ent_error err;
    for (int whole = 0; whole < 2; whole++)
        for (int directed = 0; directed < 2; directed++) {
            const char *const words[] = {"measure=all", whole ? "centralisation" : NULL, NULL};
            assert_int_equal(ask(none, words, directed, &table, &err), ENT_OK);
            assert_true(whole ? isnan(table_value(table, 0, "largest")) : ent_table_rows(table) == 0);
            ent_table_free(table);
            assert_int_equal(ask(one, words, directed, &table, &err), ENT_OK);
            if (!whole) {
                assert_true(isnan(table_value(table, 0, "constraint")) && isnan(table_value(table, 0, "clustering")));
                assert_true(table_value(table, 0, "katz") == 1 && table_value(table, 0, "subgraph") == 1);
                assert_true(table_value(table, 0, "wasserman-faust") == 0 && table_value(table, 0, "coreness") == 0);
                assert_true(isnan(table_value(table, 0, "eccentricity")));
            }
            ent_table_free(table);
        }
    ent_graph_free(none);
    ent_graph_free(one);
}

static void katz_that_diverges_is_refused(void **state) {
    (void)state;
    ent_graph *graph = chain(4);
    ent_table *table;
    ent_error err;
    const char *const words[] = {"measure=katz", "katz-alpha=1", NULL};
    assert_int_equal(ask(graph, words, false, &table, &err), ENT_CALC);
    assert_string_equal(err.message, "katz does not converge with alpha at 1 of 1/lambda");
    assert_string_equal(err.hint, "take --katz-alpha below 1, such as 0.85");
    assert_null(table);
    assert_int_equal(ask(graph, words, true, &table, &err), ENT_OK); /* no cycle: 1, 2, 3, 4 walks end there */
    for (int v = 0; v < 4; v++) {
        char id[16];
        snprintf(id, sizeof id, "c%d", v);
        assert_near(v + 1, table_value(table, table_row(table, "id", id), "katz"), 1e-12, id);
    }
    ent_table_free(table);
    const char *const slow[] = {"measure=katz", "katz-alpha=0.999", "normalized", NULL};
    assert_int_equal(ask(graph, slow, false, &table, &err), ENT_OK);
    double square = 0;
    for (size_t r = 0; r < 4; r++) square += pow(table_value(table, r, "katz"), 2);
    assert_near(1, square, 1e-9, "length of katz");
    ent_table_free(table);
    ent_graph_free(graph);
}

/* Two below each. */
static ent_graph *tree(int count) {
    ent_builder *b = graph_start();
    char from[16], to[16];
    for (int v = 1; v < count; v++) {
        snprintf(from, sizeof from, "t%05d", (v - 1) / 2);
        snprintf(to, sizeof to, "t%05d", v);
        graph_relate(b, from, "warns", to, NULL);
    }
    return graph_finish(b);
}

static void what_would_take_forever_is_refused_or_left_out(void **state) {
    (void)state;
    ent_graph *graph = chain(3001);
    ent_table *table;
    ent_error err;
    assert_int_equal(ask(graph, (const char *[]){"measure=subgraph", NULL}, false, &table, &err), ENT_CALC);
    assert_string_equal(err.message,
                        "subgraph centrality follows closed walks from each vertex: at most 3000 vertices, not 3001");
    ent_graph_free(graph);
    graph = tree(20001);
    assert_int_equal(ask(graph, NULL, true, &table, &err), ENT_OK); /* directed: closeness cannot be sampled */
    assert_true(ent_table_find_column(table, "degree") > 0 && ent_table_find_column(table, "betweenness") > 0);
    assert_int_equal(ent_table_find_column(table, "closeness"), -1);
    assert_true(table_notes_say(table, "betweenness is sampled, from "));
    assert_true(table_notes_say(table, "not measured: closeness; "));
    ent_table_free(table);
    assert_int_equal(ask(graph, (const char *[]){"exact", NULL}, true, &table, &err), ENT_OK);
    assert_true(ent_table_find_column(table, "closeness") > 0 && !table_notes_say(table, "sampled"));
    ent_table_free(table);
    assert_int_equal(ask(graph, (const char *[]){"measure=closeness", NULL}, false, &table, &err), ENT_OK);
    assert_false(table_notes_say(table, "sampled"));
    ent_table_free(table);
    const char *const both[] = {"measure=closeness,harmonic", "approximate=0.1", NULL};
    assert_int_equal(ask(graph, both, true, &table, &err), ENT_USAGE);
    assert_string_equal(err.hint, "--measure harmonic can be; or leave out --approximate");
    ent_graph_free(graph);
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "allied_with", "b", .weight = 5000});
    graph = graph_finish(b);
    ent_selection *selection = graph_select(graph, false, false);
    ent_view_options how = {.weighting = ENT_WEIGHTING_WEIGHT};
    const char *const words[] = {"measure=subgraph", NULL};
    err = (ent_error){0};
    assert_int_equal(analysis_run("centrality", selection, &how, NULL, words, &table, &err), ENT_CALC);
    assert_string_equal(err.hint, "take --weight none, or eigenvector");
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* ---- memory and patience ------------------------------------------------------------------------------------------------- */

static ent_graph *little_of_everything(void) {
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "allied_with", "b", .weight = 2});
    graph_line(b, (line){"b", "supports", "c", .weight = 1});
    graph_line(b, (line){"c", "warns", "a", .weight = 3});
    graph_line(b, (line){"c", "supports", "a", .weight = 1});
    graph_line(b, (line){"d", "supports", "d", .weight = 1});
    graph_line(b, (line){"d", "supports", "e", .weight = 1});
    return graph_finish(b);
}

static ent_status run_all(const ent_selection *selection, int view, bool whole, const ent_monitor *monitor,
                          ent_table **table, ent_error *err) {
    static const ent_view_options views[] = {
        {0}, {.directed = true, .parallel = ENT_PARALLEL_KEEP}, {.weighting = ENT_WEIGHTING_WEIGHT}};
    const ent_analysis *analysis = ent_analysis_find("centrality");
    long held = left;
    left = -1;
    void *options = analysis_options(analysis, (const char *[]){"measure=all", whole ? "centralisation" : NULL, NULL});
    left = held;
    ent_analysis_input input = {.selection = selection, .view = views[view], .options = options, .monitor = monitor};
    ent_status status = ent_analysis_run(analysis, &input, table, err);
    left = -1;
    ent_options_clear(analysis->options, options);
    free(options);
    return status;
}

static void no_memory_is_a_status(void **state) {
    (void)state;
    ent_graph *graph = little_of_everything();
    ent_selection *selection = graph_select(graph, false, false);
    for (int way = 0; way < 6; way++) {
        failed = true;
        for (long k = 0; failed; k++) {
            ent_table *table = NULL;
            ent_error err = {0};
            failed = false;
            once = false;
            left = k;
            ent_status status = run_all(selection, way / 2, way % 2, NULL, &table, &err);
            if (failed && status != ENT_OK && (status != ENT_NOMEM || err.status != ENT_NOMEM || table))
                fail_msg("allocation %ld: %d, %s", k, (int)status, err.message);
            if (!failed) assert_int_equal(status, ENT_OK);
            ent_table_free(table);
        }
    }
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static bool count_stages(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    assert_int_equal(strncmp(stage, "measuring ", 10) == 0 || strstr(stage, "component") || strstr(stage, "graph"), 1);
    return (*(long *)context)-- > 0;
}

static void measuring_stops_when_told(void **state) {
    (void)state;
    ent_graph *graph = little_of_everything();
    ent_selection *selection = graph_select(graph, false, false);
    long stopped = 0;
    for (long allowed = 0; allowed < 200; allowed++) {
        long ticks = allowed;
        ent_monitor monitor = {count_stages, &ticks};
        ent_table *table = NULL;
        ent_error err = {0};
        ent_status status = run_all(selection, 1, true, &monitor, &table, &err);
        assert_true(status == ENT_OK ? table != NULL : status == ENT_INTERRUPTED && !table);
        stopped += status == ENT_INTERRUPTED;
        ent_table_free(table);
    }
    assert_true(stopped >= ent_measure_count() - 1 && stopped < 200);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families_are_constrained_as_published),
        cmocka_unit_test(cores_are_as_published),
        cmocka_unit_test(the_whole_graph_is_as_central_as_published),
        cmocka_unit_test(a_star_is_fully_centralised),
        cmocka_unit_test(new_measures_equal_their_twins),
        cmocka_unit_test(hubs_that_tie_share),
        cmocka_unit_test(a_long_path_is_a_sine),
        cmocka_unit_test(the_smallest_numbers_can_be_ranked),
        cmocka_unit_test(closed_walks_through_a_thread_are_counted),
        cmocka_unit_test(closeness_of_parts_has_no_centralisation),
        cmocka_unit_test(rows_names_terms_and_columns_agree),
        cmocka_unit_test(all_is_what_the_view_allows),
        cmocka_unit_test(the_null_graph_and_one_vertex_have_measures),
        cmocka_unit_test(katz_that_diverges_is_refused),
        cmocka_unit_test(what_would_take_forever_is_refused_or_left_out),
        cmocka_unit_test(no_memory_is_a_status),
        cmocka_unit_test(measuring_stops_when_told),
    };
    return cmocka_run_group_tests_name("measures", tests, NULL, NULL);
}
