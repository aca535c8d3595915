/* balance and the measures that look at signs: published values, twins made of dense matrices, and what must hold without
 * any data. The twins share nothing with the code: triangles by triples, eigenvalues by Jacobi's rotations on the whole
 * matrix, exponentials and inverses from these and from elimination. */
#include "graphs.h"
#include "analyse/spectral.h"
#include "analyse/vectors.h"

enum { MOST = 130 };

static void near(double want, double got, double tolerance, const char *what) {
    if ((isnan(want) && isnan(got)) || want == got) return;
    if (!(fabs(want - got) <= tolerance * fmax(1, fabs(want)))) fail_msg("%s: %.12g, not %.12g", what, got, want);
}

/* ---- asking --------------------------------------------------------------------------------------------------------------- */

static ent_status ask(const ent_graph *graph, const char *analysis, const char *const *words,
                      const ent_view_options *view, ent_table **table, ent_error *err) {
    ent_selection *selection = graph_select(graph, true, false);
    *err = (ent_error){0};
    ent_status status = analysis_run(analysis, selection, view, NULL, words, table, err);
    ent_selection_free(selection);
    return status;
}

static ent_table *answer(const ent_graph *graph, const char *analysis, const char *first, const char *second) {
    ent_table *table;
    ent_error err;
    if (ask(graph, analysis, (const char *[]){first, first ? second : NULL, NULL}, NULL, &table, &err) != ENT_OK)
        fail_msg("%s %s: %s", analysis, first ? first : "", err.message);
    return table;
}

static double statistic(const ent_table *table, const char *name) {
    return table_value(table, table_row(table, "statistic", name), "value");
}

static double of_entity(const ent_table *table, const char *id, const char *column) {
    return table_value(table, table_row(table, "id", id), column);
}

static void refuse(const ent_graph *graph, const char *analysis, const char *const *words, const ent_view_options *view,
                   ent_status status, const char *message) {
    ent_table *table;
    ent_error err;
    assert_int_equal(ask(graph, analysis, words, view, &table, &err), status);
    assert_string_equal(err.message, message);
    assert_null(table);
}

/* ---- a model: signs of ordered pairs ------------------------------------------------------------------------------------------ */

typedef struct {
    int n;
    bool plus[MOST][MOST], minus[MOST][MOST]; /* whether some relation i -> j says so; symmetric types say both */
} model;

static const char *id_of(int v) {
    static char ids[4][16];
    static int next;
    char *id = ids[next++ % 4];
    snprintf(id, sizeof ids[0], "v%03d", v % 1000);
    return id;
}

static ent_builder *begin(int n) {
    ent_builder *b = graph_start();
    for (int v = 0; v < n; v++) graph_entity(b, id_of(v), "country", id_of(v));
    return b;
}

static void relate(ent_builder *b, model *g, int i, int j, const char *type, int sign, bool symmetric) {
    graph_relate(b, id_of(i), type, id_of(j), NULL);
    for (int back = 0; back <= symmetric; back++) {
        int from = back ? j : i, to = back ? i : j;
        if (sign > 0) g->plus[from][to] = true;
        if (sign < 0) g->minus[from][to] = true;
    }
}

static void tie(ent_builder *b, model *g, int i, int j, int sign) {
    relate(b, g, i, j, sign > 0 ? "allied_with" : "rivals", sign, true);
}

/* Loops, parallels, contested pairs, structural relations, directed and symmetric types. */
static ent_graph *random_graph(model *g, int n, int m) {
    static const struct {
        const char *type;
        int sign;
        bool symmetric;
    } types[] = {{"supports", 1, false},
                 {"warns", -1, false},
                 {"allied_with", 1, true},
                 {"rivals", -1, true},
                 {"leads", 0, false}};
    ent_builder *b = begin(n);
    memset(g, 0, sizeof *g);
    g->n = n;
    for (int k = 0; k < m; k++) {
        int t = chance(9) ? chance(4) : 4;
        relate(b, g, chance(n), chance(n), types[t].type, types[t].sign, types[t].symmetric);
    }
    return graph_finish(b);
}

/* The undirected signed matrix: 0 for contested pairs. Returns how many of these there are. */
static int matrix_of(const model *g, double a[MOST][MOST]) {
    int contested = 0;
    for (int i = 0; i < g->n; i++)
        for (int j = 0; j < g->n; j++) {
            bool plus = i != j && (g->plus[i][j] || g->plus[j][i]),
                 minus = i != j && (g->minus[i][j] || g->minus[j][i]);
            a[i][j] = plus - minus;
            contested += i < j && plus && minus;
        }
    return contested;
}

/* ---- dense twins --------------------------------------------------------------------------------------------------------------- */

static void jacobi(int n, double a[MOST][MOST], double value[MOST], double vector[MOST][MOST]) {
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) vector[i][j] = i == j;
    for (int sweep = 0; sweep < 100; sweep++) {
        double off = 0;
        for (int p = 0; p < n; p++)
            for (int q = p + 1; q < n; q++) {
                off += a[p][q] * a[p][q];
                if (a[p][q] == 0) continue;
                double angle = .5 * atan2(2 * a[p][q], a[q][q] - a[p][p]), c = cos(angle), s = sin(angle);
                for (int k = 0; k < n; k++) {
                    double x = a[k][p], y = a[k][q];
                    a[k][p] = c * x - s * y, a[k][q] = s * x + c * y;
                }
                for (int k = 0; k < n; k++) {
                    double x = a[p][k], y = a[q][k];
                    a[p][k] = c * x - s * y, a[q][k] = s * x + c * y;
                    x = vector[k][p], y = vector[k][q];
                    vector[k][p] = c * x - s * y, vector[k][q] = s * x + c * y;
                }
            }
        if (off < 1e-28) break;
    }
    for (int i = 0; i < n; i++) value[i] = a[i][i];
}

static double work[MOST][MOST], vectors[MOST][MOST];

/* The diagonal of exp(A) or exp|A|. */
static void exponential(int n, double a[MOST][MOST], bool absolute, double out[MOST]) {
    double value[MOST];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) work[i][j] = absolute ? fabs(a[i][j]) : a[i][j];
    jacobi(n, work, value, vectors);
    for (int i = 0; i < n; i++) {
        out[i] = 0;
        for (int k = 0; k < n; k++) out[i] += vectors[i][k] * vectors[i][k] * exp(value[k]);
    }
}

/* Smallest eigenvalue of the signed Laplacian of the vertices of one mark, all for -1. */
static double laplacian(int n, double a[MOST][MOST], const int *mark, int which) {
    int list[MOST], count = 0;
    double value[MOST], least = INFINITY;
    for (int i = 0; i < n; i++)
        if (which < 0 || mark[i] == which) list[count++] = i;
    for (int x = 0; x < count; x++)
        for (int y = 0; y < count; y++) {
            work[x][y] = -a[list[x]][list[y]];
            for (int j = 0; j < n && x == y; j++) work[x][x] += fabs(a[list[x]][j]);
        }
    jacobi(count, work, value, vectors);
    for (int k = 0; k < count; k++) least = fmin(least, value[k]);
    return fabs(least) < 1e-11 ? 0 : least;
}

/* Marks of the connected parts; how many there are. */
static int parts(int n, double a[MOST][MOST], int *mark) {
    int count = 0;
    for (int v = 0; v < n; v++) mark[v] = v;
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                if (a[i][j] != 0 && mark[j] > mark[i]) mark[j] = mark[i], changed = true;
    }
    for (int v = 0; v < n; v++) count += mark[v] == v;
    return count;
}

/* x of M x = right by elimination with pivots; false when M is singular. */
static bool eliminate(int n, double m[MOST][MOST], double *right) {
    for (int c = 0; c < n; c++) {
        int best = c;
        for (int r = c; r < n; r++)
            if (fabs(m[r][c]) > fabs(m[best][c])) best = r;
        if (fabs(m[best][c]) < 1e-9) return false;
        for (int k = 0; k < n; k++) {
            double kept = m[c][k];
            m[c][k] = m[best][k], m[best][k] = kept;
        }
        double kept = right[c];
        right[c] = right[best], right[best] = kept;
        for (int r = 0; r < n; r++) {
            if (r == c || m[r][c] == 0) continue;
            double factor = m[r][c] / m[c][c];
            for (int k = 0; k < n; k++) m[r][k] -= factor * m[c][k];
            right[r] -= factor * right[c];
        }
    }
    for (int r = 0; r < n; r++) right[r] /= m[r][r];
    return true;
}

/* ---- published values ------------------------------------------------------------------------------------------------------------- */

static void tribes_are_balanced_as_published(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    static const struct {
        const char *name;
        double value;
    } want[] = {{"vertices", 16},
                {"positive", 29},
                {"negative", 29},
                {"contested", 0},
                {"unsigned", 0},
                {"parts", 1},
                {"balanced-parts", 0},
                {"triangles", 68},
                {"+++", 19},
                {"++-", 2},
                {"+--", 40},
                {"---", 7},
                {"strong-balance", 59. / 68},
                {"weak-balance", 66. / 68},
                {"walk-balance", .3575761},
                {"smallest-eigenvalue", 1.0402891},
                {"conflict", 1.0402891},
                {"largest-eigenvalue", 6.4833781}};
    ent_table *table = answer(graph, "balance", NULL, NULL);
    assert_int_equal(ent_table_rows(table), sizeof want / sizeof *want);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        near(want[i].value, statistic(table, want[i].name), 1e-7, want[i].name);
    near(19. / 68, table_value(table, table_row(table, "statistic", "+++"), "share"), 1e-12, "share of +++");
    assert_true(table_notes_say(table, "not balanced: 1 connected part does not fall into two sides"));
    ent_table_free(table);
    table = answer(graph, "balance", "each", NULL);
    static const struct {
        const char *id;
        int plus, minus;
    } degrees[] = {{"Masil", 7, 0}, {"Gahuk", 5, 5}, {"Nagad", 3, 6}, {"Ove", 4, 2}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(of_entity(table, degrees[i].id, "positive"), degrees[i].plus);
        assert_int_equal(of_entity(table, degrees[i].id, "negative"), degrees[i].minus);
    }
    ent_table_free(table);
    ent_graph_free(graph);
}

static void tribes_are_central_as_published(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    static const struct {
        const char *measure, *id;
        double value, tolerance;
    } want[] = {
        {"pn", "Masil", 1.223561, 1e-6},
        {"pn", "Ukudz", 1.141460, 1e-6},
        {"pn", "Ove", 1.041977, 1e-6},
        {"pn", "Alika", 1.022604, 1e-6},
        {"pn", "Nagad", .714686, 1e-6},
        {"pn", "Gama", .714519, 1e-6},
        {"signed-eigenvector", "Gavev", 1, 1e-12},
        {"signed-eigenvector", "Gama", .98725, 6e-6},
        {"signed-eigenvector", "Gahuk", -.95455, 6e-6},
        {"positive-degree", "Masil", 7, 0},
        {"negative-degree", "Masil", 0, 0},
        {"positive-degree", "Nagad", 3, 0},
        {"negative-degree", "Nagad", 6, 0},
        {"signed-degree", "Nagad", -3, 0},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        char words[64];
        snprintf(words, sizeof words, "measure=%s", want[i].measure);
        ent_table *table = answer(graph, "centrality", words, NULL);
        near(want[i].value, of_entity(table, want[i].id, want[i].measure), want[i].tolerance, want[i].measure);
        assert_false(table_notes_say(table, "signs are not looked at"));
        ent_table_free(table);
    }
    ent_table *table = answer(graph, "centrality", "measure=pn,degree", NULL);
    assert_true(table_notes_say(table, "looking at signs: pn"));
    assert_true(table_notes_say(table, "signs are not looked at: 29 negative relations count as ties"));
    ent_table_free(table);
    table = answer(graph, "centrality", "measure=negative-degree", "normalized");
    near(5. / 15, of_entity(table, "Gahuk", "negative-degree"), 1e-12, "normalised");
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- twins on random graphs ---------------------------------------------------------------------------------------------------------- */

static double signs[MOST][MOST];

static void compare_triangles(const model *g, const ent_table *whole, const ent_table *each) {
    int count[4] = {0}, at[MOST][4] = {{0}};
    static const char *const names[] = {"+++", "++-", "+--", "---"}, *const columns[] = {"ppp", "ppn", "pnn", "nnn"};
    for (int i = 0; i < g->n; i++)
        for (int j = i + 1; j < g->n; j++)
            for (int k = j + 1; k < g->n; k++) {
                if (signs[i][j] == 0 || signs[i][k] == 0 || signs[j][k] == 0) continue;
                int class = (signs[i][j] < 0) + (signs[i][k] < 0) + (signs[j][k] < 0);
                count[class]++, at[i][class]++, at[j][class]++, at[k][class]++;
            }
    double all = count[0] + count[1] + count[2] + count[3];
    for (int c = 0; c < 4; c++) assert_int_equal(count[c], statistic(whole, names[c]));
    near(all > 0 ? (count[0] + count[2]) / all : NAN, statistic(whole, "strong-balance"), 1e-12, "strong");
    near(all > 0 ? 1 - count[1] / all : NAN, statistic(whole, "weak-balance"), 1e-12, "weak");
    for (int v = 0; v < g->n; v++) {
        double own = at[v][0] + at[v][1] + at[v][2] + at[v][3];
        for (int c = 0; c < 4; c++) assert_int_equal(at[v][c], of_entity(each, id_of(v), columns[c]));
        assert_int_equal(own, of_entity(each, id_of(v), "triangles"));
        near(own > 0 ? (at[v][0] + at[v][2]) / own : NAN, of_entity(each, id_of(v), "strong"), 1e-12, "own strong");
    }
}

static void compare_spectrum(const model *g, const ent_table *whole, const ent_table *each) {
    static double plain[MOST], absolute[MOST], value[MOST];
    int mark[MOST], balanced = 0, count = parts(g->n, signs, mark);
    double traces[2] = {0}, most = 0, largest = -INFINITY;
    exponential(g->n, signs, true, absolute);
    exponential(g->n, signs, false, plain);
    for (int v = 0; v < g->n; v++) {
        traces[0] += plain[v], traces[1] += absolute[v];
        near(plain[v] / absolute[v], of_entity(each, id_of(v), "walk"), 1e-9, "own walk balance");
        double least = laplacian(g->n, signs, mark, mark[v]);
        near(least, of_entity(each, id_of(v), "conflict"), 1e-9, "own conflict");
        most = fmax(most, least);
        balanced += mark[v] == v && least == 0;
    }
    near(traces[0] / traces[1], statistic(whole, "walk-balance"), 1e-10, "walk balance");
    near(laplacian(g->n, signs, mark, -1), statistic(whole, "smallest-eigenvalue"), 1e-9, "smallest eigenvalue");
    near(most, statistic(whole, "conflict"), 1e-9, "conflict");
    assert_int_equal(count, statistic(whole, "parts"));
    assert_int_equal(balanced, statistic(whole, "balanced-parts"));
    assert_int_equal(balanced == count, statistic(whole, "walk-balance") == 1);
    assert_int_equal(balanced == count, statistic(whole, "conflict") == 0);
    for (int i = 0; i < g->n; i++) memcpy(work[i], signs[i], sizeof work[i]);
    jacobi(g->n, work, value, vectors);
    for (int k = 0; k < g->n; k++) largest = fmax(largest, value[k]);
    near(largest, statistic(whole, "largest-eigenvalue"), 1e-9, "largest eigenvalue");
}

static void balance_equals_its_twin(void **state) {
    (void)state;
    static model g;
    for (int round = 0; round < 150; round++) {
        state_of_chance = (uint64_t)round;
        int n = 1 + chance(11);
        ent_graph *graph = random_graph(&g, n, chance(3 * n + 1));
        int contested = matrix_of(&g, signs), positive = 0, negative = 0;
        ent_table *whole = answer(graph, "balance", NULL, NULL), *each = answer(graph, "balance", "each", NULL);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) positive += signs[i][j] > 0, negative += signs[i][j] < 0;
        assert_int_equal(contested, statistic(whole, "contested"));
        assert_int_equal(positive, statistic(whole, "positive"));
        assert_int_equal(negative, statistic(whole, "negative"));
        compare_triangles(&g, whole, each);
        compare_spectrum(&g, whole, each);
        ent_table_free(whole);
        ent_table_free(each);
        ent_graph_free(graph);
    }
}

/* Large enough that the small space is narrowed and widened again, sparse and dense, in several parts. */
static void larger_graphs_equal_their_twins(void **state) {
    (void)state;
    static model g;
    static const int sizes[][2] = {{130, 180}, {130, 1500}, {120, 6000}};
    for (int round = 0; round < 3; round++) {
        state_of_chance = (uint64_t)round + 7;
        ent_graph *graph = random_graph(&g, sizes[round][0], sizes[round][1]);
        matrix_of(&g, signs);
        ent_table *whole = answer(graph, "balance", NULL, NULL), *each = answer(graph, "balance", "each", NULL);
        compare_triangles(&g, whole, each);
        double plain[MOST], absolute[MOST], traces[2] = {0};
        int mark[MOST];
        parts(g.n, signs, mark);
        exponential(g.n, signs, true, absolute);
        exponential(g.n, signs, false, plain);
        for (int v = 0; v < g.n; v++) {
            traces[0] += plain[v], traces[1] += absolute[v];
            near(1, of_entity(each, id_of(v), "walk") / (plain[v] / absolute[v]), 1e-7, "own walk balance");
        }
        near(1, statistic(whole, "walk-balance") / (traces[0] / traces[1]), 1e-8, "walk balance");
        near(laplacian(g.n, signs, mark, -1), statistic(whole, "smallest-eigenvalue"), 1e-9, "smallest eigenvalue");
        ent_table_free(whole);
        ent_table_free(each);
        ent_graph_free(graph);
    }
}

/* Two crowds at the ends of a thread, as a matrix. */
enum { CROWD = 60 };
static double crowds[MOST][MOST];

static void apply_crowds(const void *matrix, const double *x, double *out) {
    (void)matrix;
    memset(out, 0, sizeof(double[MOST][ENT_LANES]));
    for (int i = 0; i < MOST; i++)
        for (int j = 0; j < MOST; j++)
            for (int k = 0; k < ENT_LANES && crowds[i][j] != 0; k++) out[i * ENT_LANES + k] += x[j * ENT_LANES + k];
}

/* exp(A)[v, v] by its series: nothing is negative, so every digit is right. */
static double by_series(int v) {
    double term[MOST] = {0}, next[MOST], sum = 1;
    term[v] = 1;
    for (int step = 1; step < 400; step++) {
        for (int i = 0; i < MOST; i++) {
            next[i] = 0;
            for (int j = 0; j < MOST; j++) next[i] += crowds[i][j] * term[j] / step;
        }
        memcpy(term, next, sizeof term);
        sum += term[v];
    }
    return sum;
}

/* From the middle of the thread, where e^60 walks of the crowds hardly weigh more than its own, as from their own midst. */
static void walks_keep_their_digits(void **state) {
    (void)state;
    for (int i = 0; i < MOST; i++)
        for (int j = 0; j < MOST; j++)
            crowds[i][j] =
                i != j &&
                ((i < CROWD && j < CROWD) || (i >= MOST - CROWD && j >= MOST - CROWD) ||
                 (abs(i - j) == 1 && i >= CROWD - 1 && j >= CROWD - 1 && i <= MOST - CROWD && j <= MOST - CROWD));
    ent_symmetric matrix = {.n = MOST, .apply_lanes = apply_crowds};
    ent_lanczos *lanczos;
    ent_error err = {0};
    assert_int_equal(ent_lanczos_new(&matrix, CROWD, &lanczos, &err), ENT_OK);
    for (int v = CROWD - 2; v < MOST - CROWD + 2; v += ENT_LANES) {
        double found[ENT_LANES];
        assert_int_equal(ent_lanczos_log_exp(lanczos, (size_t)v, ENT_LANES, found, &err), ENT_OK);
        for (int k = 0; k < ENT_LANES; k++) near(1, exp(found[k] - log(by_series(v + k))), 1e-11, "walks");
    }
    ent_lanczos_free(lanczos);
}

/* PN by elimination: of a directed graph by the inverse of I - A'A / (2n - 2)^2. */
static bool pn_twin(const model *g, int mode, double *out) {
    static double a[MOST][MOST], m[MOST][MOST];
    int n = g->n;
    double beta = n > 1 ? 1 / (2. * n - 2) : 0;
    if (mode == 0) matrix_of(g, a);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            if (mode)
                a[i][j] = i == j ? 0 : (mode == 1 ? g->plus[j][i] - g->minus[j][i] : g->plus[i][j] - g->minus[i][j]);
            if (a[i][j] < 0) a[i][j] = -2;
        }
    for (int i = 0; i < n; i++) {
        out[i] = 1;
        for (int j = 0; j < n; j++) {
            m[i][j] = i == j;
            if (!mode) m[i][j] -= beta * a[i][j];
            for (int k = 0; k < n && mode; k++) m[i][j] -= beta * beta * a[i][k] * a[j][k];
            if (mode) out[i] += beta * a[i][j];
        }
    }
    return eliminate(n, m, out);
}

static void pn_equals_its_twin(void **state) {
    (void)state;
    static const char *const names[] = {"pn", "pn-in", "pn-out"};
    static model g;
    int defined = 0;
    for (int round = 0; round < 120; round++) {
        state_of_chance = (uint64_t)round + 1000;
        int n = 1 + chance(8);
        ent_graph *graph = random_graph(&g, n, chance(round % 3 ? 2 * n + 1 : 12 * n));
        for (int mode = 0; mode < 3; mode++) {
            double want[MOST];
            char words[32];
            ent_table *table;
            ent_error err;
            bool exists = pn_twin(&g, mode, want);
            snprintf(words, sizeof words, "measure=%s", names[mode]);
            ent_status status = ask(graph, "centrality", (const char *[]){words, NULL}, NULL, &table, &err);
            assert_int_equal(status, exists ? ENT_OK : ENT_CALC);
            for (int v = 0; v < n && exists; v++)
                near(want[v], of_entity(table, id_of(v), names[mode]), 1e-9, names[mode]);
            defined += exists;
            ent_table_free(table);
        }
        ent_graph_free(graph);
    }
    assert_true(defined > 300);
}

static void signed_eigenvector_equals_its_twin(void **state) {
    (void)state;
    static model g;
    int defined = 0, undefined = 0;
    for (int round = 0; round < 200; round++) {
        double value[MOST], most = 0;
        int best = 0, rivals = 0;
        state_of_chance = (uint64_t)round + 3000;
        int n = round < 195 ? 2 + chance(9) : 100;
        ent_graph *graph = random_graph(&g, n, n + chance(2 * n));
        matrix_of(&g, work);
        jacobi(n, work, value, vectors);
        for (int k = 0; k < n; k++)
            if (fabs(value[k]) > fabs(value[best])) best = k;
        for (int k = 0; k < n; k++) rivals += fabs(value[k]) > fabs(value[best]) * (1 - 1e-8);
        ent_table *table;
        ent_error err;
        const char *const words[] = {"measure=signed-eigenvector", NULL};
        ent_status status = ask(graph, "centrality", words, NULL, &table, &err);
        assert_int_equal(status, rivals == 1 && fabs(value[best]) > 1e-9 ? ENT_OK : ENT_CALC);
        for (int v = 0; v < n; v++)
            if (fabs(vectors[v][best]) > fabs(most) + 1e-9) most = vectors[v][best];
        double turn = 0, largest = 0; /* the sign that the table chose */
        for (int v = 0; v < n && table; v++) {
            double got = of_entity(table, id_of(v), "signed-eigenvector");
            largest = fmax(largest, got);
            if (fabs(fabs(got) - 1) < 1e-9 && turn == 0) turn = got * vectors[v][best] / fabs(most) > 0 ? 1 : -1;
        }
        for (int v = 0; v < n && table; v++)
            near(turn * vectors[v][best] / fabs(most), of_entity(table, id_of(v), "signed-eigenvector"), 1e-7, "entry");
        if (table) near(1, largest, 1e-9, "largest entry");
        *(table ? &defined : &undefined) += 1;
        ent_table_free(table);
        ent_graph_free(graph);
    }
    assert_true(defined > 50 && undefined > 10);
}

/* ---- oracles ------------------------------------------------------------------------------------------------------------------------- */

static void switching_changes_nothing(void **state) {
    (void)state;
    static const char *const names[] = {"triangles", "strong-balance",     "walk-balance",  "smallest-eigenvalue",
                                        "conflict",  "largest-eigenvalue", "balanced-parts"};
    static model g, unused;
    for (int round = 0; round < 40; round++) {
        state_of_chance = (uint64_t)round + 500;
        int n = 3 + chance(10), side[16];
        ent_graph_free(random_graph(&g, n, 3 * n));
        matrix_of(&g, signs);
        ent_builder *a = begin(n), *b = begin(n);
        for (int v = 0; v < n; v++) side[v] = chance(2) ? 1 : -1;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) {
                if (signs[i][j] == 0) continue;
                tie(a, &unused, i, j, (int)signs[i][j]);
                tie(b, &unused, i, j, (int)signs[i][j] * side[i] * side[j]);
            }
        ent_graph *plain = graph_finish(a), *switched = graph_finish(b);
        ent_table *x = answer(plain, "balance", NULL, NULL), *y = answer(switched, "balance", NULL, NULL);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            near(statistic(x, names[k]), statistic(y, names[k]), 1e-9, names[k]);
        ent_table_free(x);
        ent_table_free(y);
        ent_graph_free(plain);
        ent_graph_free(switched);
    }
}

static ent_graph *complete(int n, int sign) {
    static model unused;
    ent_builder *b = begin(n);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++) tie(b, &unused, i, j, sign);
    return graph_finish(b);
}

static void friends_alone_are_in_balance(void **state) {
    (void)state;
    ent_graph *graph = complete(5, 1);
    ent_table *table = answer(graph, "balance", NULL, NULL);
    assert_true(statistic(table, "strong-balance") == 1 && statistic(table, "weak-balance") == 1);
    assert_true(statistic(table, "walk-balance") == 1 && statistic(table, "conflict") == 0);
    assert_true(table_notes_say(table, "balanced: all fall into two sides"));
    ent_table_free(table);
    table = answer(graph, "balance", "each", NULL);
    for (size_t r = 0; r < 5; r++)
        assert_true(table_value(table, r, "walk") == 1 && table_value(table, r, "strong") == 1);
    ent_table_free(table);
    table = answer(graph, "centrality", "measure=pn,signed-eigenvector", NULL);
    for (size_t r = 0; r < 5; r++) {
        near(2, table_value(table, r, "pn"), 1e-12, "pn of friends");
        near(1, table_value(table, r, "signed-eigenvector"), 1e-9, "friends alike");
    }
    ent_table_free(table);
    ent_graph_free(graph);
}

/* K_n of enemies: A = I - J, so exp has (e^(1-n) + (n-1) e) / n on the diagonal, and L = (n - 2) I + J. */
static void enemies_alone_are_as_calculated(void **state) {
    (void)state;
    for (int n = 3; n <= 60; n += 19) {
        ent_graph *graph = complete(n, -1);
        ent_table *table = answer(graph, "balance", NULL, NULL);
        double absolute = exp(n - 1 - 1) * (1 + (n - 1) * exp(-n)); /* both divided by e */
        double want = ((n - 1) + exp(-n)) / absolute;
        near(1, statistic(table, "walk-balance") / want, 1e-9, "walk balance, not cancelled away");
        near(n - 2, statistic(table, "smallest-eigenvalue"), 1e-9, "smallest eigenvalue");
        assert_true(statistic(table, "strong-balance") == 0 && statistic(table, "weak-balance") == 1);
        ent_table_free(table);
        table = answer(graph, "centrality", "measure=pn,signed-eigenvector", NULL);
        for (size_t r = 0; r < (size_t)n; r++) {
            near(.5, table_value(table, r, "pn"), 1e-9, "pn of enemies");
            near(1, table_value(table, r, "signed-eigenvector"), 1e-9, "enemies alike");
        }
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* ---- what is not a tie ------------------------------------------------------------------------------------------------------------------ */

static ent_graph *contested(void) {
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "r1");
    graph_relate(b, "b", "rivals", "a", "r2");
    graph_relate(b, "a", "supports", "b", "r3");
    graph_relate(b, "b", "allied_with", "c", "r4");
    graph_relate(b, "a", "allied_with", "c", "r5");
    graph_relate(b, "a", "leads", "d", "r6");
    graph_relate(b, "d", "warns", "d", "r7");
    return graph_finish(b);
}

static void contested_pairs_are_as_told(void **state) {
    (void)state;
    static const struct {
        int way;
        double contested, positive, negative, strong;
    } want[] = {{ENT_AMBIVALENT_SPLIT, 1, 2, 0, NAN},
                {ENT_AMBIVALENT_NET, 0, 3, 0, 1},
                {ENT_AMBIVALENT_POSITIVE, 0, 3, 0, 1},
                {ENT_AMBIVALENT_NEGATIVE, 0, 2, 1, 0},
                {ENT_AMBIVALENT_DROP, 0, 2, 0, NAN}};
    ent_graph *graph = contested();
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ent_select how;
        ent_selection *selection = NULL;
        ent_table *table = NULL;
        ent_error err = {0};
        assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
        how.ambivalent = want[i].way;
        assert_int_equal(ent_selection_new(graph, &how, &selection, &err), ENT_OK);
        assert_int_equal(analysis_run("balance", selection, NULL, NULL, NULL, &table, &err), ENT_OK);
        near(want[i].contested, statistic(table, "contested"), 0, "contested");
        near(want[i].positive, statistic(table, "positive"), 0, "positive");
        near(want[i].negative, statistic(table, "negative"), 0, "negative");
        near(want[i].strong, statistic(table, "strong-balance"), 0, "strong balance");
        assert_int_equal(statistic(table, "unsigned"), 1);
        assert_true(table_notes_say(
            table, want[i].contested > 0 ? "signs: not counted are 1 pair with both signs (--ambivalent decides), 1 "
                                           "pair without a sign, 1 edge from an entity to itself"
                                         : "signs: not counted are 1 pair without a sign, 1 edge from"));
        assert_true(table_notes_say(table, "1 vertex has no signed tie"));
        assert_int_equal(isnan(want[i].strong), table_notes_say(table, "no triangle of signed ties"));
        ent_table_free(table);
        ent_selection_free(selection);
        ent_options_clear(ent_select_options, &how);
    }
    ent_graph_free(graph);
}

/* A relation that is targeted stands on the side of its source: who objects to an alliance is against both allies, who
 * objects to a warning is with the one who is warned. */
static void targeted_relations_have_a_side(void **state) {
    (void)state;
    static const struct {
        const char *type, *direct;
        bool balanced;
    } cases[] = {{"allied_with", "rivals", true},
                 {"allied_with", "supports", false},
                 {"warns", "supports", true},
                 {"warns", "rivals", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_builder *b = graph_start();
        graph_relate(b, "a", cases[i].type, "b", "r1");
        graph_relate(b, "x", "objects_to", "r1", "r2");
        graph_relate(b, "x", cases[i].direct, "b", "r3");
        ent_graph *graph = graph_finish(b);
        ent_table *table = answer(graph, "balance", NULL, NULL);
        assert_int_equal(statistic(table, "conflict") == 0, cases[i].balanced);
        assert_true(table_notes_say(table, "a targeted relation takes the side of its source"));
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

static void areas_take_no_side(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_line(b, (line){"a", "warns", "b", "r1", "chips", .date = NULL});
    graph_entity(b, "i", "issue", "energy");
    graph_line(b, (line){"b", "warns", "c", "r2", "energy", .date = NULL});
    graph_line(b, (line){"a", "supports", "i", "r3", .date = NULL});
    ent_graph *graph = graph_finish(b);
    ent_table *table;
    ent_error err;
    ent_view_options areas = {.areas = true};
    assert_int_equal(ask(graph, "balance", NULL, &areas, &table, &err), ENT_OK);
    assert_int_equal(statistic(table, "negative"), 2);
    assert_true(table_notes_say(table, "areas are left out: they take no side"));
    ent_table_free(table);
    const char *const words[] = {"measure=negative-degree,positive-degree", NULL};
    assert_int_equal(ask(graph, "centrality", words, &areas, &table, &err), ENT_OK);
    assert_int_equal(of_entity(table, "a", "negative-degree"), 1);
    assert_int_equal(of_entity(table, "b", "negative-degree"), 2);
    assert_int_equal(of_entity(table, "i", "negative-degree"), 0);
    assert_int_equal(of_entity(table, "i", "positive-degree"), 1);
    assert_int_equal(of_entity(table, "area:chips", "negative-degree"), 0);
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- evidence ------------------------------------------------------------------------------------------------------------------------------ */

static void unbalanced_triangles_cite_their_relations(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/gahuku-gama.json");
    ent_table *table = answer(graph, "balance", "triangles", NULL);
    long column = ent_table_find_column(table, "class");
    int rows[2] = {0};
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        const char *class = ent_table_text(table, r, (size_t)column);
        rows[0] += !strcmp(class, "++-"), rows[1] += !strcmp(class, "---");
        assert_true(table_text(table, r, "evidence")[0] && table_text(table, r, "source")[0]);
    }
    assert_int_equal(rows[0], 2 * 3);
    assert_int_equal(rows[1], 7 * 3);
    assert_true(table_notes_say(table, "9 triangles are not balanced; ---"));
    assert_string_equal(table_text(table, 0, "ids"), "Asaro Gama Seuve");
    ent_table_free(table);
    table = answer(graph, "balance", "triangles", "limit=2");
    assert_int_equal(ent_table_rows(table), 6);
    assert_true(table_notes_say(table, "9 triangles are not balanced, the first 2 by id are listed (--limit)"));
    ent_table_free(table);
    ent_graph_free(graph);
    /* parallels are all cited, structural ones are not */
    ent_builder *b = graph_start();
    graph_relate(b, "a", "allied_with", "b", "r1");
    graph_relate(b, "a", "supports", "b", "r2");
    graph_relate(b, "a", "leads", "b", "r3");
    graph_relate(b, "c", "supports", "b", "r4");
    graph_relate(b, "c", "rivals", "a", "r5");
    graph = graph_finish(b);
    table = answer(graph, "balance", "triangles", NULL);
    assert_int_equal(ent_table_rows(table), 4);
    assert_string_equal(table_text(table, 0, "relation"), "r1");
    assert_string_equal(table_text(table, 1, "relation"), "r2");
    assert_string_equal(table_text(table, 2, "relation"), "r5");
    ent_table_free(table);
    ent_graph_free(graph);
    graph = complete(4, 1);
    ent_error err;
    assert_int_equal(ask(graph, "balance", (const char *[]){"triangles", NULL}, NULL, &table, &err), ENT_NO);
    assert_int_equal(ent_table_rows(table), 0);
    assert_true(table_notes_say(table, "0 triangles are not balanced"));
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- refusals -------------------------------------------------------------------------------------------------------------------------------- */

static ent_graph *ring(int n) {
    ent_builder *b = begin(0);
    for (int v = 0; v < n; v++) {
        char from[16], to[16];
        snprintf(from, sizeof from, "c%d", v);
        snprintf(to, sizeof to, "c%d", (v + 1) % n);
        graph_relate(b, from, v ? "allied_with" : "rivals", to, NULL);
    }
    return graph_finish(b);
}

static void what_is_undefined_is_refused(void **state) {
    (void)state;
    const char *const eigenvector[] = {"measure=signed-eigenvector", NULL}, *const pn[] = {"measure=pn", NULL};
    const char *const pn_in[] = {"measure=pn-in", NULL};
    ent_graph *graph = complete(2, -1);
    refuse(graph, "centrality", eigenvector, NULL, ENT_CALC,
           "the signed eigenvector is not defined: no eigenvalue is dominant, 1 and -1 tie");
    refuse(graph, "centrality", pn, NULL, ENT_CALC,
           "the PN centrality is not defined where all are against each other");
    ent_graph_free(graph);
    graph = complete(4, -1);
    refuse(graph, "centrality", pn_in, NULL, ENT_CALC,
           "the PN centrality is not defined where all are against each other");
    ent_view_options undirected = {.direction = ENT_DIRECTION_UNDIRECTED};
    ent_table *table;
    ent_error err;
    assert_int_equal(ask(graph, "centrality", pn_in, &undirected, &table, &err), ENT_OK);
    near(.5, table_value(table, 0, "pn-in"), 1e-9, "undirected, pn-in is pn");
    ent_table_free(table);
    refuse(graph, "balance", (const char *[]){"each", "triangles", NULL}, NULL, ENT_USAGE,
           "--each is about entities and --triangles about triangles: take one of them");
    ent_graph_free(graph);
    graph = ring(4); /* all four eigenvalues are as large */
    refuse(graph, "centrality", eigenvector, NULL, ENT_CALC,
           "the signed eigenvector is not defined: no eigenvalue is dominant, 1.414213562 and -1.414213562 tie");
    ent_graph_free(graph);
    ent_builder *b = graph_start(); /* two alike */
    static const char *const ends[] = {"a", "b", "c", "a", "x", "y", "z", "x"};
    for (int i = 0; i < 7; i++)
        if (i != 3) graph_relate(b, ends[i], "allied_with", ends[i + 1], NULL);
    graph = graph_finish(b);
    refuse(graph, "centrality", eigenvector, NULL, ENT_CALC,
           "the signed eigenvector is not defined: no eigenvalue is dominant, 2 and 2 tie");
    ent_graph_free(graph);
    b = graph_start();
    graph_relate(b, "a", "leads", "b", NULL);
    graph = graph_finish(b);
    refuse(graph, "centrality", eigenvector, NULL, ENT_CALC,
           "the signed eigenvector is not defined: no two are tied with a sign");
    table = answer(graph, "balance", NULL, NULL);
    assert_true(table_notes_say(table, "no tie has a sign"));
    ent_table_free(table);
    ent_graph_free(graph);
}

static void what_takes_long_is_refused_or_left_out(void **state) {
    (void)state;
    ent_graph *graph = ring(2001);
    ent_table *table = answer(graph, "balance", "of=signs,triangles", NULL);
    assert_true(statistic(table, "balanced-parts") == 0);
    ent_table_free(table);
    refuse(graph, "balance", (const char *[]){"of=walks", NULL}, NULL, ENT_CALC,
           "walk balance follows closed walks from each vertex: at most 2000 vertices, not 2001");
    ent_graph_free(graph);
    graph = ring(20001);
    table = answer(graph, "balance", NULL, NULL);
    assert_true(isnan(statistic(table, "walk-balance")) && isnan(statistic(table, "conflict")));
    assert_true(table_notes_say(table,
                                "spectrum left out, it takes long here; ask with --of spectrum; walk balance left "
                                "out: not balanced, and more than 2000 vertices"));
    ent_table_free(table);
    ent_graph_free(graph);
}

static void the_null_graph_and_one_vertex(void **state) {
    (void)state;
    for (int n = 0; n < 2; n++) {
        ent_graph *graph = graph_finish(begin(n));
        ent_table *table = answer(graph, "balance", NULL, NULL);
        near(n, statistic(table, "vertices"), 0, "vertices");
        near(n ? 1 : NAN, statistic(table, "walk-balance"), 0, "walk balance");
        near(n ? 0 : NAN, statistic(table, "smallest-eigenvalue"), 0, "smallest eigenvalue");
        near(NAN, statistic(table, "strong-balance"), 0, "strong balance");
        ent_table_free(table);
        table = answer(graph, "balance", "each", NULL);
        assert_int_equal(ent_table_rows(table), n);
        ent_table_free(table);
        table = answer(graph, "centrality", "measure=pn,pn-in,pn-out,signed-degree", NULL);
        assert_int_equal(ent_table_rows(table), n);
        if (n) near(1, table_value(table, 0, "pn"), 0, "pn of one");
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tribes_are_balanced_as_published),
        cmocka_unit_test(tribes_are_central_as_published),
        cmocka_unit_test(balance_equals_its_twin),
        cmocka_unit_test(larger_graphs_equal_their_twins),
        cmocka_unit_test(walks_keep_their_digits),
        cmocka_unit_test(pn_equals_its_twin),
        cmocka_unit_test(signed_eigenvector_equals_its_twin),
        cmocka_unit_test(switching_changes_nothing),
        cmocka_unit_test(friends_alone_are_in_balance),
        cmocka_unit_test(enemies_alone_are_as_calculated),
        cmocka_unit_test(contested_pairs_are_as_told),
        cmocka_unit_test(targeted_relations_have_a_side),
        cmocka_unit_test(areas_take_no_side),
        cmocka_unit_test(unbalanced_triangles_cite_their_relations),
        cmocka_unit_test(what_is_undefined_is_refused),
        cmocka_unit_test(what_takes_long_is_refused_or_left_out),
        cmocka_unit_test(the_null_graph_and_one_vertex),
    };
    return cmocka_run_group_tests_name("balance", tests, NULL, NULL);
}
