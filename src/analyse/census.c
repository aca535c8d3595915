/* census: what the graph is made of - pairs, triads, degrees, who is tied to whom. */
#include "analyse/census.h"
#include "analyse/grouping.h"
#include "analyse/census_mixing.h"
#include "analyse/census_small_world.h"
#include "view/canonical.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t sections; /* bit k: sections[k]; 0: all */
    const char *group;
    int list; /* number in ent_census_classes */
    int64_t limit, samples, seed;
} census_options;

static const char *const section_names[] = {"size",         "dyads",         "signs",       "triads",  "reciprocity",
                                            "transitivity", "assortativity", "small-world", "degrees", NULL};
enum { DEGREES_BIT = 1 << 8 };

static const ent_option options[] = {
    {.name = "section",
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(census_options, sections),
     .choices = section_names,
     .help = "what to count; preset: everything, the small world only where that is quick"},
    {.name = "group",
     .type = ENT_OPTION_TEXT,
     .offset = offsetof(census_options, group),
     .preset = "kind",
     .argument = "GROUPING",
     .help = "groups for assortativity: " ENT_GROUPING_HELP},
    {.name = "list",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(census_options, list),
     .preset = "nothing",
     .choices = ent_census_classes,
     .help = "instead of counts, the members of a class with their relations"},
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(census_options, limit),
     .preset = "1000",
     .minimum = 1,
     .maximum = 1e9,
     .argument = "N",
     .help = "members listed at most; the rest is counted"},
    {.name = "samples",
     .type = ENT_OPTION_INT,
     .offset = offsetof(census_options, samples),
     .preset = "20",
     .minimum = 1,
     .maximum = 100000,
     .argument = "N",
     .help = "random graphs of the same degrees that a small world is held against"},
    ENT_SEED_ROW(census_options),
    {.name = NULL},
};

const ent_column ent_census_columns[] = {
    {"section", ENT_COLUMN_TEXT, "what is counted, as --section calls it", false, false},
    {"name", ENT_COLUMN_TEXT, "the statistic or class", false, false},
    {"degree", ENT_COLUMN_INT, "number of neighbours or arcs, in a distribution of degrees", false, false},
    {"value", ENT_COLUMN_REAL, "its value; a count where nothing else is said; missing where it is not defined", false,
     false},
    {"expected", ENT_COLUMN_REAL, "what chance alone would bring, as the definition says", false, false},
    {"share", ENT_COLUMN_REAL, "the count as a share of all of its section, 0 to 1", false, false},
    {"cumulative", ENT_COLUMN_REAL, "share of the vertices with that degree or a smaller one, 0 to 1", false, false},
    {"definition", ENT_COLUMN_TEXT, "what it is", true, true},
    {"class", ENT_COLUMN_TEXT, "the class that --list asks for", false, true},
    {"members", ENT_COLUMN_TEXT, "names of its members", false, false},
    {"ids", ENT_COLUMN_TEXT, "ids of its members, joined by blanks", false, true},
    {"says", ENT_COLUMN_TEXT, "a relation between two of them, in words", false, false},
    ENT_TYPE_COLUMN,
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_RELATION_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

/* What one census knows while it is taken. dyads: mutual, asymmetric. */
typedef struct {
    const census_options *asked;
    const ent_monitor *monitor;
    ent_view *view;
    ent_ties ties;
    ent_table *table;
    const char *section;
    double n, all_pairs, mutual, asymmetric;
    ent_buffer undefined;
} census;

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

/* One statistic. A NaN is missing; NaN for what it has not. */
typedef struct {
    const char *name;
    double value, expected, share;
    const char *unless; /* why the value is not defined, when it is not */
} statistic;

/* A count has no decimals. */
static ent_status set_number(ent_table *table, double value, ent_error *err) {
    if (fabs(value) < 1e15 && value == floor(value)) return ent_table_set_int(table, CENSUS_VALUE, (int64_t)value, err);
    return ent_table_set_real(table, CENSUS_VALUE, value, err);
}

static ent_status add(census *c, statistic s, ent_error *err) {
    ent_table *table = c->table;
    if (isnan(s.value) && s.unless)
        ent_buffer_format(&c->undefined, "%s%s (%s)", c->undefined.length ? ", " : "not defined: ", s.name, s.unless);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_text(table, CENSUS_SECTION, c->section, err);
    if (!status) status = ent_table_set_text(table, CENSUS_NAME, s.name, err);
    if (!status) status = set_number(table, s.value, err);
    if (!status) status = ent_table_set_real(table, CENSUS_EXPECTED, s.expected, err);
    if (!status) status = ent_table_set_real(table, CENSUS_SHARE, s.share, err);
    if (!status) status = ent_table_set_text(table, CENSUS_DEFINITION, ent_census_term(s.name)->definition, err);
    return status;
}

static ent_status add_all(census *c, const statistic *rows, size_t count, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && !status; i++)
        if (rows[i].name) status = add(c, rows[i], err);
    return status;
}

#define ROWS(array) (array), sizeof(array) / sizeof *(array)

static double quotient(double a, double b) {
    return b > 0 ? a / b : NAN;
}

/* ---- the sections ------------------------------------------------------------------------------------------------------- */

static size_t vertices_with_loops(const ent_view *view) {
    size_t count = 0;
    ent_adjacency out = ent_view_out(view);
    for (size_t v = 0; v < ent_view_vertices(view); v++)
        for (int32_t i = out.offsets[v]; i < out.offsets[v + 1]; i++) {
            if (out.to[i] != (int32_t)v) continue;
            count++;
            break;
        }
    return count;
}

/* Relations beyond the first of each pair. */
static ent_status count_parallel(census *c, double *out, ent_error *err) {
    ent_id *rows = NULL;
    size_t capacity = 0, count;
    ent_status status = ENT_OK;
    *out = 0;
    for (int32_t u = 0; u < (int32_t)c->ties.n && !status; u++)
        for (int32_t i = c->ties.offsets[u]; i < c->ties.offsets[u + 1] && !status; i++) {
            if (c->ties.to[i] < u) continue;
            status = ent_ties_relations(&c->ties, c->view, u, c->ties.to[i], &rows, &capacity, &count, err);
            if (!status) *out += (double)count - 1;
        }
    free(rows);
    return status;
}

static double density(const census *c) {
    return quotient((double)c->ties.arcs, c->n * (c->n - 1));
}

static ent_status size(census *c, ent_error *err) {
    double parallel, isolates = 0;
    const char *two = "needs two vertices";
    ent_status status = count_parallel(c, &parallel, err);
    if (status) return status;
    for (size_t v = 0; v < c->ties.n; v++) isolates += !ent_ties_degree(&c->ties, (int32_t)v);
    const statistic rows[] = {
        {"vertices", c->n, NAN, NAN, NULL},
        {"ties", (double)c->ties.pairs, NAN, NAN, NULL},
        {c->ties.directed ? "arcs" : NULL, (double)c->ties.arcs, NAN, NAN, NULL},
        {"relations", (double)ent_view_relations(c->view), NAN, NAN, NULL},
        {"parallel", parallel, NAN, NAN, NULL},
        {"loops", (double)vertices_with_loops(c->view), NAN, NAN, NULL},
        {"isolates", isolates, NAN, NAN, NULL},
        {"density", density(c), NAN, NAN, two},
        {"mean-degree", quotient(2 * (double)c->ties.pairs, c->n), NAN, NAN, "no vertices"},
    };
    return add_all(c, ROWS(rows), err);
}

static ent_status dyads(census *c, ent_error *err) {
    double null = c->all_pairs - c->mutual - c->asymmetric;
    const statistic rows[] = {
        {"mutual", c->mutual, NAN, quotient(c->mutual, c->all_pairs), NULL},
        {"asymmetric", c->asymmetric, NAN, quotient(c->asymmetric, c->all_pairs), NULL},
        {"null", null, NAN, quotient(null, c->all_pairs), NULL},
    };
    return add_all(c, ROWS(rows), err);
}

static ent_status signs(census *c, ent_error *err) {
    static const char *const pairs[] = {"positive", "negative", "ambivalent", "structural"};
    static const char *const triangles[] = {"+++", "++-", "+--", "---", "ambivalent-triangle"};
    double by_pair[4] = {0}, by_triangle[ENT_TRIANGLES], signed_ones = 0;
    double *at = malloc((c->ties.n + 1) * sizeof *at);
    if (!at) return ent_fail_memory(err);
    for (size_t i = 0; i < 2 * c->ties.pairs; i++) {
        bool plus = c->ties.bits[i] & ENT_TIE_POSITIVE, minus = c->ties.bits[i] & ENT_TIE_NEGATIVE;
        by_pair[plus && minus ? 2 : plus ? 0 : minus ? 1 : 3] += .5;
    }
    ent_status status = ent_triangle_census(&c->ties, c->monitor, by_triangle, at, err);
    free(at);
    for (int k = 0; k < 4 && !status; k++)
        status = add(c, (statistic){pairs[k], by_pair[k], NAN, quotient(by_pair[k], (double)c->ties.pairs), NULL}, err);
    for (int k = 0; k < ENT_TRIANGLE_UNSIGNED && !status; k++) signed_ones += by_triangle[k];
    for (int k = 0; k < ENT_TRIANGLE_UNSIGNED && !status; k++)
        status =
            add(c, (statistic){triangles[k], by_triangle[k], NAN, quotient(by_triangle[k], signed_ones), NULL}, err);
    return status;
}

static ent_status triads(census *c, ent_error *err) {
    double count[ENT_TRIAD_CLASSES], expected[ENT_TRIAD_CLASSES], all = c->n * (c->n - 1) * (c->n - 2) / 6;
    ent_status status = ent_triad_census(&c->ties, c->monitor, count, err);
    ent_triad_expected(c->n, c->mutual, c->asymmetric, expected);
    for (int k = 0; k < ENT_TRIAD_CLASSES && !status; k++)
        status = add(c, (statistic){ent_triad_names[k], count[k], expected[k], quotient(count[k], all), NULL}, err);
    return status;
}

static ent_status reciprocity(census *c, ent_error *err) {
    const char *none = "nobody is tied";
    double tied = c->mutual + c->asymmetric, r = quotient(2 * c->mutual, (double)c->ties.arcs), d = density(c);
    const statistic rows[] = {
        {"reciprocity", r, d, NAN, none},
        {"dyad-reciprocity", quotient(c->mutual, tied), NAN, NAN, none},
        {"rho", d < 1 && tied > 0 ? (r - d) / (1 - d) : NAN, NAN, NAN, tied > 0 ? "all are tied both ways" : none},
    };
    return add_all(c, ROWS(rows), err);
}

static ent_status transitivity(census *c, ent_error *err) {
    double by_triangle[ENT_TRIANGLES], triangles = 0, triples = 0, local = 0, able = 0;
    double *at = malloc((c->ties.n + 1) * sizeof *at);
    ent_status status = at ? ent_triangle_census(&c->ties, c->monitor, by_triangle, at, err) : ent_fail_memory(err);
    for (size_t v = 0; v < c->ties.n && !status; v++) {
        double degree = ent_ties_degree(&c->ties, (int32_t)v), ways = degree * (degree - 1) / 2;
        triangles += at[v] / 3;
        triples += ways;
        if (ways > 0) local += at[v] / ways, able++;
    }
    free(at);
    if (status) return status;
    const char *none = "nobody has two neighbours";
    const statistic rows[] = {
        {"triangles", round(triangles), NAN, NAN, NULL},
        {"transitivity", quotient(3 * round(triangles), triples), quotient((double)c->ties.pairs, c->all_pairs), NAN,
         none},
        {"clustering", quotient(local, able), NAN, NAN, none},
        {"clustering-of-all", quotient(local, c->n), NAN, NAN, "no vertices"},
    };
    return add_all(c, ROWS(rows), err);
}

static ent_status assortativity_by_group(census *c, ent_error *err) {
    ent_grouping groups = {0};
    ent_mixing mixing = {0};
    ent_status status = ent_grouping_make(c->view, c->asked->group, c->asked->seed, c->monitor, &groups, err);
    if (status) return status;
    status = ent_mixing_by_group(&c->ties, groups.group, groups.count, &mixing, err);
    const statistic rows[] = {
        {"within-groups", mixing.within, mixing.expected, NAN, "no tie between grouped vertices"},
        {"assortativity", mixing.assortativity, NAN, NAN,
         mixing.arcs ? "all ties are within one group" : "no tie between grouped vertices"},
    };
    if (!status) status = add_all(c, ROWS(rows), err);
    if (!status) status = ent_note_grouping(c->table, &groups, c->asked->group, err);
    if (!status && mixing.left_out)
        status = ent_table_note(c->table, err, "arcs with an end in no group, left out of assortativity: %zu",
                                mixing.left_out);
    ent_grouping_clear(&groups);
    return status;
}

static ent_status assortativity(census *c, ent_error *err) {
    static const struct {
        const char *name;
        ent_degree_kind from, to;
    } degrees[] = {
        {"degree-assortativity", ENT_DEGREE_ALL, ENT_DEGREE_ALL},
        {"out-in", ENT_DEGREE_OUT, ENT_DEGREE_IN},
        {"in-out", ENT_DEGREE_IN, ENT_DEGREE_OUT},
        {"out-out", ENT_DEGREE_OUT, ENT_DEGREE_OUT},
        {"in-in", ENT_DEGREE_IN, ENT_DEGREE_IN},
    };
    ent_status status = assortativity_by_group(c, err);
    for (size_t k = 0; k < (c->ties.directed ? 5 : 1) && !status; k++) {
        double r = NAN;
        status = ent_mixing_by_degree(&c->ties, degrees[k].from, degrees[k].to, &r, err);
        const char *why = c->ties.pairs ? "the degrees at the ends do not vary" : "nobody is tied";
        if (!status) status = add(c, (statistic){degrees[k].name, r, NAN, NAN, why}, err);
    }
    return status;
}

static ent_status distribution(census *c, const char *name, ent_degree_kind kind, ent_error *err) {
    size_t *count = calloc(c->ties.n + 1, sizeof *count);
    ent_status status = count ? ENT_OK : ent_fail_memory(err);
    double so_far = 0;
    for (size_t v = 0; v < c->ties.n && !status; v++) count[ent_degree_of(&c->ties, (int32_t)v, kind)]++;
    for (size_t d = 0; d < c->ties.n && !status; d++) {
        if (!count[d]) continue;
        double some = (double)count[d];
        so_far += some;
        status = add(c, (statistic){name, some, NAN, some / c->n, NULL}, err);
        if (!status) status = ent_table_set_int(c->table, CENSUS_DEGREE, (int64_t)d, err);
        if (!status) status = ent_table_set_real(c->table, CENSUS_CUMULATIVE, so_far / c->n, err);
    }
    free(count);
    return status;
}

static ent_status degrees(census *c, ent_error *err) {
    ent_status status = distribution(c, "degree", ENT_DEGREE_ALL, err);
    if (!status && c->ties.directed) status = distribution(c, "out-degree", ENT_DEGREE_OUT, err);
    if (!status && c->ties.directed) status = distribution(c, "in-degree", ENT_DEGREE_IN, err);
    return status;
}

static ent_status note_small_world(census *c, const ent_small_world *w, ent_error *err) {
    ent_buffer words = {0};
    ent_buffer_format(&words, "small world: the largest component, %zu of %zu vertices and %zu ties, direction aside",
                      w->vertices, c->ties.n, w->pairs);
    if (w->components > 1) ent_buffer_format(&words, " (one of %zu of that size)", w->components);
    ent_buffer_format(&words, "; expected: mean of %lld random graphs of the same degrees, 10 swaps a tie",
                      (long long)c->asked->samples);
    ent_status status = ent_note_buffer(c->table, &words, err);
    return status ? status : ent_note_seed(c->table, c->asked->seed, err);
}

static ent_status small_world(census *c, ent_error *err) {
    static const double quick = 2e8;
    const char *none = "nobody is tied";
    ent_small_world w = {0};
    if (!c->asked->sections && ent_small_world_steps(&c->ties, c->asked->samples) > quick)
        return ent_table_note(c->table, err,
                              "small world left out, it takes long here; ask with --section small-world");
    int32_t *canonical = malloc((c->ties.n + 1) * sizeof *canonical);
    ent_small_world_search search = {c->asked->samples, (uint64_t)c->asked->seed, c->monitor};
    ent_status status = canonical ? ent_view_canonical(c->view, canonical, err) : ent_fail_memory(err);
    if (!status) status = ent_small_world_find(&c->ties, canonical, &search, &w, err);
    free(canonical);
    if (status) return status;
    const char *flat = w.pairs ? "no triangles to compare with" : none;
    const statistic rows[] = {
        {"component", (double)w.vertices, NAN, quotient((double)w.vertices, c->n), NULL},
        {"mean-distance", w.distance, w.random_distance, NAN, none},
        {"mean-clustering", w.clustering, w.random_clustering, NAN, none},
        {"sigma", w.sigma, NAN, NAN, flat},
        {"omega", w.omega, NAN, NAN, flat},
    };
    status = add_all(c, ROWS(rows), err);
    return status ? status : note_small_world(c, &w, err);
}

/* In the order of section_names. */
static ent_status (*const sections[])(census *, ent_error *) = {
    size, dyads, signs, triads, reciprocity, transitivity, assortativity, small_world, degrees,
};

/* ---- all of it ----------------------------------------------------------------------------------------------------------- */

static void count_dyads(census *c) {
    const uint8_t both = ENT_TIE_OUT | ENT_TIE_IN;
    c->n = (double)c->ties.n;
    c->all_pairs = c->n * (c->n - 1) / 2;
    for (size_t i = 0; i < 2 * c->ties.pairs; i++) c->mutual += (c->ties.bits[i] & both) == both ? .5 : 0;
    c->asymmetric = (double)c->ties.pairs - c->mutual;
}

/* A screen has room for what most sections have: the distribution brings its columns when it is asked for. */
static ent_status open_table(census *c, ent_error *err) {
    uint64_t asked = c->asked->sections;
    ent_column shown[CENSUS_CLASS];
    memcpy(shown, ent_census_columns, sizeof shown);
    shown[CENSUS_DEGREE].hidden = asked && !(asked & DEGREES_BIT);
    shown[CENSUS_CUMULATIVE].hidden = asked != DEGREES_BIT;
    shown[CENSUS_EXPECTED].hidden = asked == DEGREES_BIT;
    return ent_table_new("census", shown, CENSUS_CLASS, &c->table, err);
}

static ent_status take(census *c, ent_error *err) {
    ent_status status = open_table(c, err);
    for (size_t k = 0; section_names[k] && !status; k++) {
        if (c->asked->sections && !(c->asked->sections >> k & 1)) continue;
        c->section = section_names[k];
        status = ent_monitor_tick(c->monitor, "taking the census", k, sizeof sections / sizeof *sections, err);
        if (!status) status = sections[k](c, err);
    }
    return status ? status : ent_note_buffer(c->table, &c->undefined, err);
}

static ent_status note_basis(census *c, bool weighted, ent_error *err) {
    ent_status status = ent_note_view(c->table, c->view, err);
    if (!status && weighted) status = ent_table_note(c->table, err, "weights are not looked at: a tie is there or not");
    if (!status && c->ties.directed)
        status = ent_table_note(c->table, err,
                                "relations without direction go both ways and make a pair mutual "
                                "(--direction undirected takes it from all)");
    if (!status && !c->asked->list) status = ent_note_signs_ignored(c->table, ent_view_selection(c->view), err);
    return status;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    census c = {.asked = input->options, .monitor = input->monitor};
    ent_view_options how = input->view;
    (void)self;
    how.weighting = ENT_WEIGHTING_NONE;
    if (how.direction == ENT_DIRECTION_AUTO) how.direction = ENT_DIRECTION_DIRECTED;
    ent_status status = ent_view_new(input->selection, &how, &c.view, err), answer = ENT_OK;
    if (!status) status = ent_ties_make(c.view, &c.ties, err);
    if (!status) {
        count_dyads(&c);
        status = c.asked->list
                     ? ent_census_list(c.view, &c.ties, c.asked->list, c.asked->limit, c.monitor, &c.table, err)
                     : take(&c, err);
    }
    if (status == ENT_NO && c.table) answer = ENT_NO, status = ENT_OK;
    if (!status) status = note_basis(&c, input->view.weighting != ENT_WEIGHTING_NONE, err);
    ent_buffer_clear(&c.undefined);
    ent_ties_clear(&c.ties);
    ent_view_free(c.view);
    if (status) {
        ent_table_free(c.table);
        return status;
    }
    *out = c.table;
    return answer;
}

static const ent_example examples[] = {
    {"census graphs/korea-us-2022.json", "everything that is counted, with what chance would bring"},
    {"census graphs/classic/gahuku-gama.json --section signs", "friends and enemies in pairs and in threes"},
    {"census graphs/korea-us-2022.json --list ambivalent", "who cooperates and quarrels at once, with the sources"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_census = {
    .name = "census",
    .summary = "what the graph is made of: pairs, triads, degrees, mixing, small world",
    .detail =
        "Counts the pairs that are mutual, asymmetric and null, their signs, and the sixteen classes of triads, and "
        "measures reciprocity, transitivity, assortativity by group and by degree, the distribution of degrees, and "
        "whether the largest component is a small world. Loops and parallel relations are counted once, as such, and "
        "are not in anything else. The column expected says what chance would bring: for triads the mean over all "
        "graphs with as many mutual, asymmetric and null pairs, for a small world the mean over random graphs of the "
        "same degrees. With --list the members of one class are shown with the relations between them.",
    .citation = "Holland and Leinhardt 1970; Davis and Leinhardt 1972; Batagelj and Mrvar 2001; Newman 2002, 2003; "
                "Watts and Strogatz 1998; Maslov and Sneppen 2002; Humphries and Gurney 2008; Telesford et al. 2011",
    .cost = "O(m d), d the largest degree; small world O(samples n m)",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(census_options),
    .columns = ent_census_columns,
    .terms = ent_census_terms,
    .examples = examples,
    .run = run,
};
