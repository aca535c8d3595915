/* Rank intervals: which part of a ranking would survive if some relations were not true? Relations are kept at random by
 * their confidence, many times, and everything is measured anew; after Borgatti, Carley and Krackhardt 2006, who did so
 * with error that strikes all edges alike. */
#include "analyse/centrality_resample.h"
#include "base/available.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Scores and places held at once; at twelve bytes each this is 1.5 GB. */
static const double held_most = 134217728;
static const double low_share = 0.05, high_share = 0.95;

/* The work: what every round reads, and what it fills. Scores and places lie by measure, vertex and round. */
typedef struct {
    const ent_measuring *base;
    const ent_selection *selection;
    const int *which;
    size_t count, n, rounds, round;
    uint64_t wanted;
    ent_view_options how;
    ent_random random;
    size_t relations;
    double *confidence; /* by relation of the selection */
    size_t *order;      /* in which they are drawn */
    uint8_t *keep;
    int32_t *relation_vertex; /* by relation of the graph: its vertex in the base view, -1: none */
    ent_pool areas;           /* ids of areas, in the order of their vertices */
    size_t first_area;
    double *value;  /* of one measure in one round */
    size_t *sorted; /* vertices of one round by value */
    double *scores;
    int32_t *places; /* 0: none in that round */
    ent_rank_intervals *out;
} bench;

/* ---- one round ---------------------------------------------------------------------------------------------------------- */

/* The measures ask under their own names; the reader waits for rounds. */
static bool tick_round(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)stage, (void)done, (void)total;
    const bench *b = context;
    return ent_monitor_tick(b->base->monitor, "drawing relations anew", b->round, b->rounds, NULL) == ENT_OK;
}

static void draw(bench *b) {
    for (size_t i = 0; i < b->relations; i++)
        b->keep[b->order[i]] = ent_random_share(&b->random) < b->confidence[b->order[i]];
}

/* The vertex of the base view that a vertex of a round stands for. */
static size_t base_vertex(const bench *b, const ent_view *view, size_t vertex) {
    ent_vertex row;
    ent_view_vertex(view, vertex, &row);
    if (row.kind == ENT_VERTEX_ENTITY) return (size_t)ent_view_vertex_of(b->base->view, row.index);
    if (row.kind == ENT_VERTEX_RELATION) return (size_t)b->relation_vertex[row.index];
    return b->first_area + ent_pool_find(&b->areas, row.id);
}

static int by_value(const void *a, const void *b, void *values) {
    const double *value = values;
    double x = value[*(const size_t *)a], y = value[*(const size_t *)b];
    return x > y ? -1 : x < y;
}

/* Write down what measure k gave in this round. value becomes a key: larger stands first, undefined last. */
static void record(bench *b, const ent_view *view, size_t k) {
    size_t n = ent_view_vertices(view), place = 0;
    bool low_first = ent_measure_rows[b->which[k]].low_is_prominent;
    for (size_t v = 0; v < n; v++) {
        size_t at = (k * b->n + base_vertex(b, view, v)) * b->rounds + b->round;
        b->scores[at] = b->value[v];
        b->value[v] = ent_ten_digits(low_first ? -b->value[v] : b->value[v]);
        b->sorted[v] = v;
    }
    if (n > 1) qsort_r(b->sorted, n, sizeof *b->sorted, by_value, b->value);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || b->value[b->sorted[i]] != b->value[b->sorted[i - 1]]) place = i + 1;
        size_t at = (k * b->n + base_vertex(b, view, b->sorted[i])) * b->rounds + b->round;
        b->places[at] = (int32_t)place;
    }
}

/* A measure that is undefined in a drawn graph says something about the measure, not about the data: it is counted. */
static ent_status measure_round(bench *b, const ent_measuring *m, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t k = 0; k < b->count && !status; k++) {
        ent_error why = {0};
        status = ent_measure_fill(m, b->which[k], b->value, &why);
        if (status == ENT_CALC || status == ENT_USAGE) {
            b->out->failed[k]++;
            status = ENT_OK;
        } else if (status) {
            ent_fail(err, status, "%s", why.message);
        } else {
            record(b, m->view, k);
        }
    }
    return status;
}

static ent_status run_round(bench *b, ent_error *err) {
    ent_monitor monitor = {tick_round, b};
    ent_measuring m = {0};
    ent_selection *drawn = NULL;
    ent_status status = ent_monitor_tick(b->base->monitor, "drawing relations anew", b->round, b->rounds, err);
    if (status) return status;
    draw(b);
    status = ent_selection_subset(b->selection, b->keep, &drawn, err);
    if (!status) {
        status = ent_measuring_open(drawn, &b->how, b->wanted, &b->base->asked, &monitor, &m, err);
        if (!status) {
            status = measure_round(b, &m, err);
            ent_measuring_close(&m);
        }
    }
    ent_selection_free(drawn);
    return status;
}

/* ---- what the rounds say together ------------------------------------------------------------------------------------------ */

double ent_quantile(const double *sorted, size_t count, double share) {
    if (!count) return NAN;
    double at = ((double)count - 1) * share;
    size_t below = (size_t)at;
    if (below + 1 >= count || sorted[below] == sorted[below + 1]) return sorted[below];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Both ends of the interval of the numbers among values, which are sorted to the front. */
static size_t interval(double *values, size_t count, double *low, double *high) {
    size_t numbers = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) values[numbers++] = values[i];
    if (numbers > 1) qsort(values, numbers, sizeof *values, by_size);
    *low = ent_quantile(values, numbers, low_share);
    *high = ent_quantile(values, numbers, high_share);
    return numbers;
}

static void sum_up_one(bench *b, size_t row, size_t k, double *space) {
    const int32_t *places = b->places + row * b->rounds;
    ent_rank_interval *out = &b->out->rows[row];
    size_t there = 0, first = 0;
    for (size_t t = 0; t < b->rounds; t++) {
        if (!places[t]) continue;
        space[there++] = places[t];
        first += places[t] == 1;
    }
    interval(space, there, &out->rank_low, &out->rank_high);
    out->first = there ? (double)first / (double)there : NAN;
    size_t defined = interval(b->scores + row * b->rounds, b->rounds, &out->low, &out->high);
    b->out->undefined[k] += defined < there;
}

static ent_status sum_up(bench *b, ent_error *err) {
    double *space = malloc((b->rounds + 1) * sizeof *space);
    if (!space) return ent_fail_memory(err);
    ent_status status = ENT_OK;
    for (size_t row = 0; row < b->count * b->n && !status; row++) {
        sum_up_one(b, row, row / b->n, space);
        status = ent_monitor_tick(b->base->monitor, "comparing rounds", row, b->count * b->n, err);
    }
    free(space);
    return status;
}

/* ---- making ready ------------------------------------------------------------------------------------------------------------ */

static ent_status know_vertices(bench *b, ent_error *err) {
    size_t relations = ent_graph_relations(ent_selection_graph(b->selection));
    b->relation_vertex = malloc((relations + 1) * sizeof *b->relation_vertex);
    if (!b->relation_vertex) return ent_fail_memory(err);
    memset(b->relation_vertex, -1, relations * sizeof *b->relation_vertex);
    b->first_area = b->n;
    for (size_t v = 0; v < b->n; v++) {
        ent_vertex row;
        ent_view_vertex(b->base->view, v, &row);
        if (row.kind == ENT_VERTEX_RELATION) b->relation_vertex[row.index] = (int32_t)v;
        if (row.kind != ENT_VERTEX_AREA) continue;
        if (v < b->first_area) b->first_area = v;
        if (ent_pool_add(&b->areas, row.id, NULL) == UINT32_MAX) return ent_fail_memory(err);
    }
    return ENT_OK;
}

static ent_status know_relations(bench *b, ent_error *err) {
    const ent_id *rows;
    b->relations = b->out->relations = ent_selection_relations(b->selection, &rows);
    b->confidence = malloc((b->relations + 1) * sizeof *b->confidence);
    b->order = malloc((b->relations + 1) * sizeof *b->order);
    b->keep = malloc(b->relations + 1);
    if (!b->confidence || !b->order || !b->keep) return ent_fail_memory(err);
    for (size_t i = 0; i < b->relations; i++) {
        ent_relation row;
        ent_graph_relation(ent_selection_graph(b->selection), rows[i], &row);
        b->out->presumed += isnan(row.confidence);
        b->confidence[i] = isnan(row.confidence) ? ENT_DEFAULT_CONFIDENCE : row.confidence;
    }
    return ent_relations_in_order(b->selection, b->order, err);
}

static ent_status make_room(bench *b, ent_error *err) {
    size_t held = b->count * b->n * b->rounds;
    b->out->rows = calloc(b->count * b->n + 1, sizeof *b->out->rows);
    b->out->failed = calloc(b->count + 1, sizeof *b->out->failed);
    b->out->undefined = calloc(b->count + 1, sizeof *b->out->undefined);
    b->value = malloc((b->n + 1) * sizeof *b->value);
    b->sorted = malloc((b->n + 1) * sizeof *b->sorted);
    b->scores = malloc((held + 1) * sizeof *b->scores);
    b->places = calloc(held + 1, sizeof *b->places);
    bool room = b->out->rows && b->out->failed && b->out->undefined && b->value && b->sorted;
    if (!room || !b->scores || !b->places) return ent_fail_memory(err);
    for (size_t i = 0; i < held; i++) b->scores[i] = NAN;
    return ENT_OK;
}

/* What a round makes anew: the selection, its view and where relations stand. */
static double round_bytes(const ent_measuring *base) {
    const double relations = (double)ent_selection_relations(ent_view_selection(base->view), NULL);
    return relations * 100 + (double)base->n * 100;
}

static ent_status check_size(const ent_measuring *base, size_t count, int64_t rounds, ent_error *err) {
    if (rounds < 1 || rounds > ENT_ROUNDS_MOST)
        return ent_fail(err, ENT_USAGE, "--rank-interval takes 1 to %d rounds", ENT_ROUNDS_MOST);
    double each = (double)base->n * (double)count;
    if (each * (double)rounds <= held_most)
        return ent_memory_check(each * (double)rounds * (sizeof(double) + sizeof(int32_t)) + round_bytes(base),
                                "--rank-interval", "fewer rounds or measures need less", err);
    ent_fail(err, ENT_USAGE, "%lld rounds of %zu vertices and %zu measures are more than can be held at once",
             (long long)rounds, base->n, count);
    ent_hint(err, "at most %lld rounds here; fewer measures (--measure) or vertices allow more",
             (long long)(held_most / each));
    return ENT_USAGE;
}

static void clear(bench *b) {
    free(b->confidence);
    free(b->order);
    free(b->keep);
    free(b->relation_vertex);
    ent_pool_clear(&b->areas);
    free(b->value);
    free(b->sorted);
    free(b->scores);
    free(b->places);
}

void ent_rank_intervals_clear(ent_rank_intervals *intervals) {
    free(intervals->rows);
    free(intervals->failed);
    free(intervals->undefined);
    *intervals = (ent_rank_intervals){0};
}

ent_status ent_rank_intervals_find(const ent_measuring *base, const int *which, size_t count, int64_t rounds,
                                   int64_t seed, ent_rank_intervals *out, ent_error *err) {
    ent_rank_intervals found = {.n = base->n, .count = count, .rounds = rounds, .seed = seed};
    bench b = {.base = base, .selection = ent_view_selection(base->view), .which = which, .count = count};
    ent_status status = check_size(base, count, rounds, err);
    if (status) return status;
    b.n = base->n;
    b.rounds = (size_t)rounds;
    b.how = *ent_view_made_with(base->view);
    b.out = &found;
    for (size_t k = 0; k < count; k++) b.wanted |= UINT64_C(1) << which[k];
    ent_random_init(&b.random, (uint64_t)seed);
    status = make_room(&b, err);
    if (!status) status = know_vertices(&b, err);
    if (!status) status = know_relations(&b, err);
    for (; b.round < b.rounds && !status; b.round++) status = run_round(&b, err);
    if (!status) status = sum_up(&b, err);
    clear(&b);
    if (status)
        ent_rank_intervals_clear(&found);
    else
        *out = found;
    return status;
}

/* ---- in words ------------------------------------------------------------------------------------------------------------------ */

static ent_status note_made(ent_table *table, const ent_rank_intervals *found, ent_error *err) {
    ent_buffer words = {0};
    ent_buffer_text(&words, "span and place: from the 5 % to the 95 % quantile (Hyndman and Fan 1996, type 7) over ");
    ent_say_count(&words, (size_t)found->rounds, "round", "rounds");
    ent_buffer_text(&words, "; in each, every relation stays with the chance of its confidence");
    if (found->presumed) {
        ent_buffer_text(&words, " (");
        ent_buffer_double(&words, ENT_DEFAULT_CONFIDENCE);
        ent_buffer_format(&words, " for the %zu of %zu without one)", found->presumed, found->relations);
    }
    ent_buffer_text(&words, ", what targets a dropped one goes too, and all entities stay");
    return ent_note_buffer(table, &words, err);
}

static ent_status note_undefined(ent_table *table, const ent_rank_intervals *found, size_t k, const char *measure,
                                 ent_error *err) {
    ent_buffer words = {0};
    if (found->undefined[k]) {
        ent_buffer_format(&words, "%s is not defined for ", measure);
        ent_say_count(&words, found->undefined[k], "vertex", "vertices");
        ent_buffer_text(&words, " in some rounds: these stand last there, and their scores are of the other rounds");
    }
    return ent_note_buffer(table, &words, err);
}

static ent_status note_failed(ent_table *table, const ent_rank_intervals *found, size_t k, const char *measure,
                              ent_error *err) {
    if (!found->failed[k]) return ENT_OK;
    return ent_table_note(table, err, "%s could not be calculated in %zu of %lld rounds, which are left out for it",
                          measure, found->failed[k], (long long)found->rounds);
}

/* The vertex that stood first most often; the smaller id of equals. */
static size_t winner(const ent_rank_interval *rows, const ent_view *view, size_t n) {
    size_t best = n;
    ent_vertex row, other;
    for (size_t v = 0; v < n; v++) {
        if (!(rows[v].first > 0)) continue;
        bool better = best == n || rows[v].first > rows[best].first;
        if (!better && rows[v].first == rows[best].first) {
            ent_view_vertex(view, v, &row);
            ent_view_vertex(view, best, &other);
            better = strcmp(row.id, other.id) < 0;
        }
        if (better) best = v;
    }
    return best;
}

static ent_status note_first(ent_table *table, const ent_rank_intervals *found, const ent_view *view, size_t k,
                             const char *measure, ent_error *err) {
    size_t best = winner(found->rows + k * found->n, view, found->n);
    ent_buffer words = {0};
    ent_vertex row;
    if (best == found->n) return ENT_OK;
    ent_view_vertex(view, best, &row);
    ent_buffer_format(&words, "first by %s most often: %s, in ", measure, row.name);
    ent_buffer_fixed(&words, 100 * found->rows[k * found->n + best].first, 1);
    ent_buffer_text(&words, " % of the rounds");
    return ent_note_buffer(table, &words, err);
}

ent_status ent_note_rank_intervals(ent_table *table, const ent_rank_intervals *found, const ent_view *view,
                                   const int *which, ent_error *err) {
    ent_status status = note_made(table, found, err);
    for (size_t k = 0; k < found->count && !status; k++) {
        const char *measure = ent_measure_rows[which[k]].term.name;
        status = note_first(table, found, view, k, measure, err);
        if (!status) status = note_undefined(table, found, k, measure, err);
        if (!status) status = note_failed(table, found, k, measure, err);
    }
    return status ? status : ent_note_seed(table, found->seed, err);
}
