/* centrality: who stands where. A measure is a row of a table: name, help, and the function that fills a column. */
#include "analyse/common.h"
#include "analyse/eigen.h"
#include "view/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t measures; /* bit k: measures[k]; 0: the usual ones */
    bool normalized;
    double damping;
} centrality_options;

enum { DEGREE, IN_DEGREE, OUT_DEGREE, STRENGTH, BETWEENNESS, CLOSENESS, HARMONIC, EIGENVECTOR, PAGERANK, MEASURES };

static const char *const names[] = {"degree",    "in-degree", "out-degree",  "strength", "betweenness",
                                    "closeness", "harmonic",  "eigenvector", "pagerank", NULL};

static const ent_option options[] = {
    {.name = "measure",
     .letter = 'm',
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(centrality_options, measures),
     .choices = names,
     .help = "what to measure; preset: degree, betweenness, closeness and pagerank, with strength when "
             "weighted"},
    {.name = "normalized",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(centrality_options, normalized),
     .help = "degree and harmonic as shares of n-1, betweenness as share of all pairs of others"},
    {.name = "damping",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(centrality_options, damping),
     .preset = "0.85",
     .minimum = 0,
     .maximum = 0.999999,
     .argument = "SHARE",
     .help = "chance that PageRank follows a relation instead of jumping anywhere"},
    {.name = NULL},
};

enum { RANK, ID, NAME, KIND, FIRST_MEASURE };

static const ent_column columns[] = {
    {"rank", ENT_COLUMN_INT, "place by the first measure; equal values share a place", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity, targeted relation or area", false, true},
    {"name", ENT_COLUMN_TEXT, "its name", true, false},
    {"kind", ENT_COLUMN_TEXT, "its kind; relation and area for vertices that are none", false, true},
    {"degree", ENT_COLUMN_REAL, "edges at it, in and out; one to itself counts twice", false, false},
    {"in-degree", ENT_COLUMN_REAL, "edges into it; all its edges when undirected", false, false},
    {"out-degree", ENT_COLUMN_REAL, "edges out of it; all its edges when undirected", false, false},
    {"strength", ENT_COLUMN_REAL, "sum of the strengths of its edges", false, false},
    {"betweenness", ENT_COLUMN_REAL, "share of shortest paths through it, summed over pairs of others", false, false},
    {"closeness", ENT_COLUMN_REAL, "1 / mean distance to those it reaches; missing when it reaches none", false, false},
    {"harmonic", ENT_COLUMN_REAL, "sum of 1 / distance to all others, 0 for those out of reach", false, false},
    {"eigenvector", ENT_COLUMN_REAL, "its part of the leading eigenvector, whose squares sum to 1", false, false},
    {"pagerank", ENT_COLUMN_REAL, "share of a random walk's time spent at it; sums to 1", false, false},
    {NULL, 0, NULL, false, false},
};

/* What the functions of the measures see. `simple` is the view with parallel relations merged. */
typedef struct {
    ent_view *view, *simple;
    const centrality_options *asked;
    const ent_monitor *monitor;
    size_t n;
} bench;

/* ---- the measures ------------------------------------------------------------------------------------------------------ */

static double share_of_others(const bench *b) {
    return b->asked->normalized ? (double)b->n - 1 : 1;
}

static void count_arcs(const bench *b, const ent_adjacency *arcs, double *out) {
    for (size_t v = 0; v < b->n; v++) out[v] += (arcs->offsets[v + 1] - arcs->offsets[v]) / share_of_others(b);
}

static ent_status in_degree(const bench *b, double *out, ent_error *err) {
    (void)err;
    ent_adjacency in = ent_view_in(b->view);
    count_arcs(b, &in, out);
    return ENT_OK;
}

static ent_status out_degree(const bench *b, double *out, ent_error *err) {
    (void)err;
    ent_adjacency arcs = ent_view_out(b->view);
    count_arcs(b, &arcs, out);
    return ENT_OK;
}

static ent_status degree(const bench *b, double *out, ent_error *err) {
    if (ent_view_directed(b->view)) in_degree(b, out, err);
    return out_degree(b, out, err);
}

static ent_status strength(const bench *b, double *out, ent_error *err) {
    (void)err;
    for (size_t e = 0; e < ent_view_edges(b->view); e++) {
        int32_t from, to;
        double value;
        ent_view_edge(b->view, e, &from, &to, &value);
        out[from] += value;
        out[to] += value;
    }
    return ENT_OK;
}

static ent_status betweenness(const bench *b, double *out, ent_error *err) {
    ent_status status = ent_view_measure(b->simple, ENT_MEASURE_BETWEENNESS, 0, b->monitor, out, err);
    double pairs = ((double)b->n - 1) * ((double)b->n - 2) / (ent_view_directed(b->simple) ? 1 : 2);
    for (size_t v = 0; v < b->n && b->asked->normalized; v++) out[v] = pairs > 0 ? out[v] / pairs : NAN;
    return status;
}

static ent_status closeness(const bench *b, double *out, ent_error *err) {
    return ent_view_measure(b->simple, ENT_MEASURE_CLOSENESS, 0, b->monitor, out, err);
}

static ent_status harmonic(const bench *b, double *out, ent_error *err) {
    ent_status status = ent_view_measure(b->simple, ENT_MEASURE_HARMONIC, 0, b->monitor, out, err);
    for (size_t v = 0; v < b->n; v++) out[v] /= share_of_others(b);
    return status;
}

static ent_status eigenvector(const bench *b, double *out, ent_error *err) {
    return ent_eigenvector(b->view, b->monitor, out, err);
}

static ent_status pagerank(const bench *b, double *out, ent_error *err) {
    return ent_view_measure(b->view, ENT_MEASURE_PAGERANK, b->asked->damping, b->monitor, out, err);
}

/* Fill out[0 .. n - 1], zeroed before. The order is that of `names` and of the columns. */
static ent_status (*const measures[MEASURES])(const bench *b, double *out, ent_error *err) = {
    degree, in_degree, out_degree, strength, betweenness, closeness, harmonic, eigenvector, pagerank,
};

/* ---- the table ----------------------------------------------------------------------------------------------------------- */

#define BIT(k) (UINT64_C(1) << (k))
static const uint64_t usual = BIT(DEGREE) | BIT(BETWEENNESS) | BIT(CLOSENESS) | BIT(PAGERANK);
static const uint64_t need_direction = BIT(IN_DEGREE) | BIT(OUT_DEGREE);
static const uint64_t need_simple = BIT(BETWEENNESS) | BIT(CLOSENESS) | BIT(HARMONIC);

static ent_status write_line(ent_table *table, const bench *b, size_t at, size_t rank, double *const *values,
                             size_t count, ent_error *err) {
    ent_vertex vertex;
    ent_view_vertex(b->view, at, &vertex);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, RANK, (int64_t)rank, err);
    if (!status) status = ent_table_set_text(table, ID, vertex.id, err);
    if (!status) status = ent_table_set_text(table, NAME, vertex.name, err);
    if (!status) status = ent_table_set_text(table, KIND, ent_vertex_kind_word(b->view, &vertex), err);
    for (size_t k = 0; k < count && !status; k++)
        status = ent_table_set_real(table, FIRST_MEASURE + k, values[k][at], err);
    return status;
}

static ent_status write_lines(ent_table *table, const bench *b, double *const *values, size_t count, ent_error *err) {
    size_t *order = NULL, rank = 0;
    ent_status status = ent_rank_vertices(b->view, values[0], &order, err);
    for (size_t i = 0; i < b->n && !status; i++) {
        if (i == 0 || ent_ten_digits(values[0][order[i]]) != ent_ten_digits(values[0][order[i - 1]])) rank = i + 1;
        status = write_line(table, b, order[i], rank, values, count, err);
    }
    free(order);
    return status;
}

static ent_status note_parallel(ent_table *table, const bench *b, uint64_t wanted, ent_error *err) {
    if (b->simple == b->view || !(wanted & need_simple)) return ENT_OK;
    return ent_table_note(table, err,
                          "betweenness, closeness and harmonic are measured with parallel relations merged");
}

/* The columns asked for, in the order of the table of measures. */
static size_t choose(uint64_t wanted, ent_column *chosen, int *which) {
    size_t count = 0;
    memcpy(chosen, columns, FIRST_MEASURE * sizeof *columns);
    for (int k = 0; k < MEASURES; k++) {
        if (!(wanted & BIT(k))) continue;
        chosen[FIRST_MEASURE + count] = columns[FIRST_MEASURE + k];
        which[count++] = k;
    }
    return count;
}

static ent_status measure_all(const bench *b, const int *which, size_t count, double **values, ent_error *err) {
    for (size_t k = 0; k < count; k++) {
        values[k] = calloc(b->n + 1, sizeof *values[k]);
        if (!values[k]) return ent_fail_memory(err);
        ent_status status = measures[which[k]](b, values[k], err);
        if (status) return status;
    }
    return ENT_OK;
}

static ent_status fill(const ent_analysis *self, const bench *b, uint64_t wanted, ent_table **out, ent_error *err) {
    ent_column chosen[FIRST_MEASURE + MEASURES];
    int which[MEASURES];
    double *values[MEASURES] = {NULL};
    ent_table *table = NULL;
    size_t count = choose(wanted, chosen, which);
    ent_status status = ent_table_new(self->name, chosen, FIRST_MEASURE + count, &table, err);
    if (!status) status = measure_all(b, which, count, values, err);
    if (!status) status = write_lines(table, b, values, count, err);
    if (!status) status = ent_note_view(table, b->view, err);
    if (!status) status = note_parallel(table, b, wanted, err);
    if (!status) status = ent_note_signs_ignored(table, ent_view_selection(b->view), err);
    for (size_t k = 0; k < count; k++) free(values[k]);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    bench b = {.asked = input->options, .monitor = input->monitor};
    ent_view_options how = input->view;
    uint64_t wanted = b.asked->measures ? b.asked->measures : usual;
    if (!b.asked->measures && how.weighting != ENT_WEIGHTING_NONE) wanted |= BIT(STRENGTH);
    if ((wanted & need_direction) && how.direction == ENT_DIRECTION_AUTO) how.direction = ENT_DIRECTION_DIRECTED;
    ent_status status = ent_view_new(input->selection, &how, &b.view, err);
    b.simple = b.view;
    if (!status && how.parallel == ENT_PARALLEL_KEEP) {
        how.parallel = ENT_PARALLEL_MERGE;
        b.simple = NULL;
        status = ent_view_new(input->selection, &how, &b.simple, err);
    }
    if (!status) b.n = ent_view_vertices(b.view);
    if (!status) status = fill(self, &b, wanted, out, err);
    if (b.simple != b.view) ent_view_free(b.simple);
    ent_view_free(b.view);
    return status;
}

static const ent_example examples[] = {
    {"centrality graphs/korea-us-2022.json --top 10", "the ten entities with most ties"},
    {"centrality graphs/classic/florentine.json --measure betweenness --normalized",
     "the Medici on the paths between the other families"},
    {"centrality graphs/korea-us-2022.json --weight count --measure strength,pagerank --no-structural",
     "who acts most, offices and places left out"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_centrality = {
    .name = "centrality",
    .summary = "who stands in the middle: degree, betweenness, closeness, eigenvector, PageRank and more",
    .detail =
        "Degree counts edges, strength sums their strengths. Betweenness sums, over pairs of others, the share of "
        "shortest "
        "paths that lead through a vertex; normalised it is divided by (n-1)(n-2)/2, or (n-1)(n-2) when directed. "
        "Closeness is r / (sum of the distances to the r others it reaches), so each component is measured by itself. "
        "Harmonic closeness is the sum of 1/distance over all others. Eigenvector centrality solves A x = lambda x for "
        "the largest lambda; where components tie, they share in proportion to their sums. PageRank follows an edge "
        "with "
        "the chance --damping and jumps anywhere else. In a weighted view the distance of an edge is 1/strength; "
        "eigenvector and PageRank use strength. In a directed view degree is in plus out, paths follow the arrows, "
        "closeness looks outwards, eigenvector and PageRank count what comes in. In-degree and out-degree make "
        "the view directed unless --direction says otherwise. Measures ignore signs.",
    .citation = "Freeman 1979; Brandes 2001; Bonacich 1987; Brin and Page 1998",
    .cost =
        "O(n m) for betweenness, closeness and harmonic, O(n m + n^2 log n) weighted; O(n + m) a step for the others",
    .needs = ENT_NEEDS_NON_NEGATIVE_WEIGHTS,
    .uses_view = true,
    .options = options,
    .options_size = sizeof(centrality_options),
    .columns = columns,
    .examples = examples,
    .run = run,
};
