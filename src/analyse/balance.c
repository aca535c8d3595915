/* balance: whether friends of friends are friends and enemies of enemies too, counted and measured in four ways. */
#include "analyse/balance.h"
#include "analyse/signed_spectrum.h"
#include "analyse/triangles.h"
#include "analyse/vectors.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t sections; /* bit k: section_names[k]; 0: all that is quick */
    bool each, triangles;
    int64_t limit;
} balance_options;

enum { SIGNS, TRIANGLES, WALKS, SPECTRUM };
static const char *const section_names[] = {"signs", "triangles", "walks", "spectrum", NULL};

static const ent_option options[] = {
    {.name = "of",
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(balance_options, sections),
     .choices = section_names,
     .help = "what to measure; preset: everything, walks up to 2,000 and spectrum up to 20,000 vertices"},
    {.name = "each",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(balance_options, each),
     .help = "a row for each entity instead of the whole graph, those in most unbalanced triangles first"},
    {.name = "triangles",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(balance_options, triangles),
     .help = "list the triangles that are not balanced, with the relations that make them so"},
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(balance_options, limit),
     .preset = "100",
     .minimum = 1,
     .maximum = 1e9,
     .argument = "N",
     .help = "triangles listed at most; the rest is counted"},
    {.name = NULL},
};

enum { MOST_FOR_WALKS = 2000, QUICK_FOR_SPECTRUM = 20000 };

/* What is found out. NaN: not measured. */
typedef struct {
    const balance_options *asked;
    const ent_monitor *monitor;
    ent_view *view;
    ent_signed graph;
    ent_sides sides;
    ent_table *table;
    uint64_t count[ENT_TRIANGLES], *at;       /* triangles by class; at vertex v: at[v * ENT_TRIANGLES + class] */
    double *conflict;                         /* by part */
    double *walk, *log_signed, *log_absolute; /* by vertex */
    double walk_balance, smallest, largest_conflict, largest;
    bool has_spectrum;
    ent_buffer left_out;
} balance;

static bool wants(const balance *b, int section) {
    return !b->asked->sections || (b->asked->sections >> section & 1);
}
/* Whether a section was asked for by name: then what cannot be done is an error instead of a note. */
static bool insists(const balance *b, int section) {
    return b->asked->sections >> section & 1;
}

static double quotient(double a, double b) {
    return b > 0 ? a / b : NAN;
}

/* ---- triangles ----------------------------------------------------------------------------------------------------------- */

static ent_status count_triangles(balance *b, ent_error *err) {
    size_t arcs = (size_t)b->graph.out.offsets[b->graph.n];
    uint8_t *label = malloc(arcs + 1);
    if (b->asked->each) b->at = malloc((b->graph.n * ENT_TRIANGLES + 1) * sizeof *b->at);
    ent_status status = label && (b->at || !b->asked->each) ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < arcs && !status; i++) label[i] = b->graph.out.sign[i] > 0 ? 1 : 2;
    ent_labelled graph = {b->graph.n, b->graph.out.offsets, b->graph.out.to, label};
    if (!status) status = ent_triangles_count(&graph, b->monitor, b->count, b->at, err);
    free(label);
    return status;
}

static double all_of(const uint64_t *count) {
    return (double)(count[ENT_TRIANGLE_PPP] + count[ENT_TRIANGLE_PPN] + count[ENT_TRIANGLE_PNN] +
                    count[ENT_TRIANGLE_NNN]);
}
static uint64_t unbalanced_of(const uint64_t *count) {
    return count[ENT_TRIANGLE_PPN] + count[ENT_TRIANGLE_NNN];
}
static double strong_of(const uint64_t *count) {
    return quotient((double)(count[ENT_TRIANGLE_PPP] + count[ENT_TRIANGLE_PNN]), all_of(count));
}
static double weak_of(const uint64_t *count) {
    return quotient(all_of(count) - (double)count[ENT_TRIANGLE_PPN], all_of(count));
}

/* ---- spectrum -------------------------------------------------------------------------------------------------------------- */

static const char spectrum_stage[] = "measuring the spectrum";

static size_t size_of(const ent_sides *sides, size_t part) {
    return (size_t)(sides->start[part + 1] - sides->start[part]);
}

/* A balanced part has 0; what is found for another is no less than 0 by more than rounding. */
static ent_status find_conflict(balance *b, size_t part, ent_error *err) {
    ent_signed_matrix m = {&b->graph, &b->sides, part, 1, false, true};
    double value = 0;
    ent_status status =
        b->sides.is_balanced[part] ? ENT_OK : ent_signed_largest(&m, spectrum_stage, b->monitor, &value, NULL, err);
    b->conflict[part] = value < 0 ? -value : 0;
    b->smallest = fmin(b->smallest, b->conflict[part]);
    b->largest_conflict = fmax(b->largest_conflict, b->conflict[part]);
    return status;
}

static ent_status find_largest(balance *b, size_t part, ent_error *err) {
    ent_signed_matrix m = {&b->graph, &b->sides, part, 1, false, false};
    double value = 0;
    if (size_of(&b->sides, part) > 1 && ent_signed_bound(&b->graph, &b->sides, part) <= b->largest) return ENT_OK;
    ent_status status =
        size_of(&b->sides, part) > 1 ? ent_signed_largest(&m, spectrum_stage, b->monitor, &value, NULL, err) : ENT_OK;
    b->largest = fmax(b->largest, value);
    return status;
}

static ent_status find_spectrum(balance *b, ent_error *err) {
    size_t parts = b->sides.count;
    b->conflict = calloc(parts + 1, sizeof *b->conflict);
    if (!b->conflict) return ent_fail_memory(err);
    if (!wants(b, SPECTRUM) || !parts) return ENT_OK;
    if (!insists(b, SPECTRUM) && b->graph.n > QUICK_FOR_SPECTRUM) {
        ent_buffer_text(&b->left_out, "spectrum left out, it takes long here; ask with --of spectrum");
        return ENT_OK;
    }
    ent_error own = {0};
    ent_status status = ENT_OK;
    b->smallest = INFINITY;
    b->largest_conflict = b->largest = 0;
    for (size_t p = 0; p < parts && !status; p++) {
        if (p % 64 == 0) status = ent_monitor_tick(b->monitor, spectrum_stage, p, parts, &own);
        if (!status) status = find_conflict(b, p, &own);
        if (!status && !b->asked->each) status = find_largest(b, p, &own);
    }
    b->has_spectrum = !status;
    if (b->has_spectrum) return ENT_OK;
    b->smallest = b->largest_conflict = b->largest = NAN;
    if (status == ENT_CALC && !insists(b, SPECTRUM)) {
        ent_buffer_format(&b->left_out, "spectrum left out: %s", own.message);
        return ENT_OK;
    }
    if (err && !err->status) *err = own;
    return status;
}

/* ---- walks -------------------------------------------------------------------------------------------------------------------- */

static const char walks_stage[] = "measuring walks";

/* No eigenvalue of the matrix is further from 0: for |A| the largest is, for A one of the two ends. */
static ent_status find_radius(ent_signed_matrix *m, const ent_monitor *monitor, double *radius, ent_error *err) {
    double top = 0, bottom = 0;
    ent_status status = ent_signed_largest(m, walks_stage, monitor, &top, NULL, err);
    m->factor = -1;
    if (!status && !m->absolute) status = ent_signed_largest(m, walks_stage, monitor, &bottom, NULL, err);
    m->factor = 1;
    *radius = fmax(top, bottom) * (1 + 1e-9);
    return status;
}

/* log exp(A)[v, v] or log exp|A|[v, v] of the vertices of a part. */
static ent_status follow_walks(balance *b, size_t part, bool absolute, double *out, ent_error *err) {
    ent_signed_matrix m = {&b->graph, &b->sides, part, 1, absolute, false};
    size_t n = size_of(&b->sides, part);
    const int32_t *member = b->sides.member + b->sides.start[part];
    ent_symmetric symmetric = {n, ent_signed_apply, &m, NULL, walks_stage, b->monitor, ent_signed_apply_lanes};
    ent_lanczos *lanczos = NULL;
    double radius = 0;
    ent_status status = find_radius(&m, b->monitor, &radius, err);
    if (!status) status = ent_lanczos_new(&symmetric, radius, &lanczos, err);
    for (size_t i = 0; i < n && !status; i += ENT_LANES) {
        double found[ENT_LANES];
        size_t count = n - i < ENT_LANES ? n - i : ENT_LANES;
        status = ent_monitor_tick(b->monitor, walks_stage, i, n, err);
        if (!status) status = ent_lanczos_log_exp(lanczos, i, count, found, err);
        for (size_t k = 0; k < count && !status; k++) out[member[i + k]] = found[k];
    }
    ent_lanczos_free(lanczos);
    return status;
}

/* In a balanced part both are the same: one is the other with two sides exchanged. */
static ent_status walks_of_part(balance *b, size_t part, ent_error *err) {
    ent_status status = ENT_OK;
    size_t n = size_of(&b->sides, part);
    const int32_t *member = b->sides.member + b->sides.start[part];
    if (n > 1 && (!b->sides.is_balanced[part] || !b->asked->each))
        status = follow_walks(b, part, true, b->log_absolute, err);
    if (!status && !b->sides.is_balanced[part]) status = follow_walks(b, part, false, b->log_signed, err);
    for (size_t i = 0; i < n && !status; i++) {
        int32_t v = member[i];
        if (b->sides.is_balanced[part]) b->log_signed[v] = b->log_absolute[v];
        b->walk[v] = exp(b->log_signed[v] - b->log_absolute[v]);
    }
    return status;
}

static double log_of_sum(const double *logs, size_t n) {
    double most = -INFINITY, sum = 0;
    for (size_t v = 0; v < n; v++) most = fmax(most, logs[v]);
    for (size_t v = 0; v < n; v++) sum += exp(logs[v] - most);
    return most + log(sum);
}

static ent_status refuse_walks(balance *b, ent_error *err) {
    if (!insists(b, WALKS)) {
        ent_buffer_format(&b->left_out, "%swalk balance left out: not balanced, and more than %d vertices",
                          b->left_out.length ? "; " : "", (int)MOST_FOR_WALKS);
        return ENT_OK;
    }
    ent_fail(err, ENT_CALC, "walk balance follows closed walks from each vertex: at most %d vertices, not %zu",
             (int)MOST_FOR_WALKS, b->graph.n);
    return ent_hint(err, "take strong-balance (--of triangles), or a part of the graph with --around");
}

static ent_status find_walks(balance *b, ent_error *err) {
    size_t n = b->graph.n;
    bool in_balance = b->sides.balanced == b->sides.count;
    b->walk = malloc((n + 1) * sizeof *b->walk);
    b->log_signed = calloc(n + 1, sizeof *b->log_signed);
    b->log_absolute = calloc(n + 1, sizeof *b->log_absolute);
    if (!b->walk || !b->log_signed || !b->log_absolute) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) b->walk[v] = wants(b, WALKS) && in_balance ? 1 : NAN;
    if (!wants(b, WALKS) || !n) return ENT_OK;
    b->walk_balance = in_balance ? 1 : NAN;
    if (in_balance) return ENT_OK;
    if (n > MOST_FOR_WALKS) return refuse_walks(b, err);
    ent_status status = ENT_OK;
    for (size_t p = 0; p < b->sides.count && !status; p++) status = walks_of_part(b, p, err);
    b->walk_balance = exp(log_of_sum(b->log_signed, n) - log_of_sum(b->log_absolute, n));
    return status;
}

/* ---- the whole graph --------------------------------------------------------------------------------------------------------- */

static ent_status add(balance *b, int section, const char *name, double value, double share, ent_error *err) {
    ent_status status = ent_table_add_row(b->table, err);
    if (!status) status = ent_table_set_text(b->table, BALANCE_SECTION, section_names[section], err);
    if (!status) status = ent_table_set_text(b->table, BALANCE_NAME, name, err);
    if (!status) status = ent_table_set_real(b->table, BALANCE_VALUE, value, err);
    if (!status) status = ent_table_set_real(b->table, BALANCE_SHARE, share, err);
    return status ? status : ent_table_set_text(b->table, BALANCE_DEFINITION, ent_balance_term(name)->definition, err);
}

static ent_status write_whole(balance *b, ent_error *err) {
    const ent_signed *g = &b->graph;
    double pairs = (double)(g->positive + g->negative + g->contested), all = all_of(b->count);
    const struct {
        int section;
        const char *name;
        double value, of; /* of: what it is a share of; NaN: of nothing */
    } rows[] = {
        {SIGNS, "vertices", (double)g->n, NAN},
        {SIGNS, "positive", (double)g->positive, pairs},
        {SIGNS, "negative", (double)g->negative, pairs},
        {SIGNS, "contested", (double)g->contested, pairs},
        {SIGNS, "unsigned", (double)g->unsigned_pairs, NAN},
        {SIGNS, "parts", (double)b->sides.count, NAN},
        {SIGNS, "balanced-parts", (double)b->sides.balanced, (double)b->sides.count},
        {TRIANGLES, "triangles", all, NAN},
        {TRIANGLES, "+++", (double)b->count[ENT_TRIANGLE_PPP], all},
        {TRIANGLES, "++-", (double)b->count[ENT_TRIANGLE_PPN], all},
        {TRIANGLES, "+--", (double)b->count[ENT_TRIANGLE_PNN], all},
        {TRIANGLES, "---", (double)b->count[ENT_TRIANGLE_NNN], all},
        {TRIANGLES, "strong-balance", strong_of(b->count), NAN},
        {TRIANGLES, "weak-balance", weak_of(b->count), NAN},
        {WALKS, "walk-balance", b->walk_balance, NAN},
        {SPECTRUM, "smallest-eigenvalue", b->smallest, NAN},
        {SPECTRUM, "conflict", b->largest_conflict, NAN},
        {SPECTRUM, "largest-eigenvalue", b->largest, NAN},
    };
    ent_status status = ent_table_new("balance", ent_balance_columns, BALANCE_ENTITY, &b->table, err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows && !status; i++)
        if (wants(b, rows[i].section))
            status = add(b, rows[i].section, rows[i].name, rows[i].value, quotient(rows[i].value, rows[i].of), err);
    if (!status && wants(b, TRIANGLES) && !all)
        status = ent_table_note(b->table, err, "no triangle of signed ties: strong and weak balance are not defined");
    return status;
}

/* ---- each entity ----------------------------------------------------------------------------------------------------------------- */

enum {
    E_ID,
    E_NAME,
    E_KIND,
    E_POSITIVE,
    E_NEGATIVE,
    E_TRIANGLES,
    E_PPP,
    E_PPN,
    E_PNN,
    E_NNN,
    E_STRONG,
    E_WEAK,
    E_WALK,
    E_CONFLICT,
    E_COLUMNS
};
_Static_assert(E_COLUMNS == BALANCE_CLASS - BALANCE_ENTITY, "columns of entities");

static ent_status write_entity(balance *b, size_t v, ent_error *err) {
    const uint64_t *count = b->at + v * ENT_TRIANGLES;
    ent_vertex vertex;
    ent_view_vertex(b->view, (size_t)b->graph.vertex[v], &vertex);
    const struct {
        int column;
        double value;
    } counts[] = {
        {E_POSITIVE, (double)ent_signed_degree(&b->graph, v, 1)},
        {E_NEGATIVE, (double)ent_signed_degree(&b->graph, v, -1)},
        {E_TRIANGLES, all_of(count)},
        {E_PPP, (double)count[ENT_TRIANGLE_PPP]},
        {E_PPN, (double)count[ENT_TRIANGLE_PPN]},
        {E_PNN, (double)count[ENT_TRIANGLE_PNN]},
        {E_NNN, (double)count[ENT_TRIANGLE_NNN]},
    };
    double conflict = b->has_spectrum ? b->conflict[b->sides.part[v]] : NAN;
    ent_status status = ent_table_add_row(b->table, err);
    if (!status) status = ent_table_set_text(b->table, E_ID, vertex.id, err);
    if (!status) status = ent_table_set_text(b->table, E_NAME, vertex.name, err);
    if (!status) status = ent_table_set_text(b->table, E_KIND, ent_vertex_kind_word(b->view, &vertex), err);
    for (size_t i = 0; i < sizeof counts / sizeof *counts && !status; i++)
        status = ent_table_set_int(b->table, (size_t)counts[i].column, (int64_t)counts[i].value, err);
    if (!status) status = ent_table_set_real(b->table, E_STRONG, strong_of(count), err);
    if (!status) status = ent_table_set_real(b->table, E_WEAK, weak_of(count), err);
    if (!status) status = ent_table_set_real(b->table, E_WALK, b->walk[v], err);
    return status ? status : ent_table_set_real(b->table, E_CONFLICT, conflict, err);
}

/* Those in most unbalanced triangles first, equals by id. */
static ent_status write_each(balance *b, ent_error *err) {
    size_t n = b->graph.n, *order = NULL;
    double *key = malloc((n + 1) * sizeof *key);
    int32_t *place = malloc((n + 1) * sizeof *place); /* number in the signed graph of a vertex of the view */
    ent_status status = key && place ? ENT_OK : ent_fail_memory(err);
    for (size_t v = 0; v < n && !status; v++) {
        key[b->graph.vertex[v]] = (double)unbalanced_of(b->at + v * ENT_TRIANGLES);
        place[b->graph.vertex[v]] = (int32_t)v;
    }
    if (!status) status = ent_rank_vertices(b->view, key, &order, err);
    if (!status) status = ent_table_new("balance", ent_balance_columns + BALANCE_ENTITY, E_COLUMNS, &b->table, err);
    for (size_t i = 0; i < n && !status; i++) status = write_entity(b, (size_t)place[order[i]], err);
    free(order);
    free(place);
    free(key);
    return status;
}

/* ---- all of it --------------------------------------------------------------------------------------------------------------------- */

static ent_status note_verdict(balance *b, ent_error *err) {
    if (!b->graph.positive && !b->graph.negative) return ent_table_note(b->table, err, "no tie has a sign");
    if (b->sides.balanced == b->sides.count)
        return ent_table_note(b->table, err,
                              "balanced: all fall into two sides, friends within and enemies between (Harary 1953)");
    ent_buffer words = {0};
    ent_buffer_text(&words, "not balanced: ");
    ent_say_count(&words, b->sides.count - b->sides.balanced, "connected part does", "connected parts do");
    ent_buffer_text(&words, " not fall into two sides");
    return ent_note_buffer(b->table, &words, err);
}

/* What the options of the view ask for and balance does not look at. */
static ent_status note_ignored(balance *b, const ent_view_options *asked, ent_error *err) {
    ent_status status = ENT_OK;
    if (asked->directed || asked->direction == ENT_DIRECTION_DIRECTED)
        status = ent_table_note(b->table, err, "direction is not looked at: a tie is there or not");
    if (!status && asked->weighting != ENT_WEIGHTING_NONE)
        status = ent_table_note(b->table, err, "weights are not looked at: a tie is there or not");
    if (!status && asked->areas) status = ent_table_note(b->table, err, "areas are left out: they take no side");
    return status;
}

static ent_status answer(balance *b, ent_error *err) {
    ent_status status = ent_signed_make(b->view, false, &b->graph, err);
    if (!status) status = ent_sides_find(&b->graph, &b->sides, err);
    if (!status) status = count_triangles(b, err);
    if (!status && b->asked->triangles)
        return ent_balance_list(b->view, &b->graph, unbalanced_of(b->count), b->asked->limit, b->monitor, &b->table,
                                err);
    if (!status) status = find_spectrum(b, err);
    if (!status) status = find_walks(b, err);
    if (!status) status = b->asked->each ? write_each(b, err) : write_whole(b, err);
    return status;
}

static void clear(balance *b) {
    ent_buffer_clear(&b->left_out);
    free(b->at);
    free(b->conflict);
    free(b->walk);
    free(b->log_signed);
    free(b->log_absolute);
    ent_sides_clear(&b->sides);
    ent_signed_clear(&b->graph);
    ent_view_free(b->view);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    balance b = {.asked = input->options, .monitor = input->monitor};
    ent_view_options how = {.direction = ENT_DIRECTION_UNDIRECTED, .no_structural = input->view.no_structural};
    (void)self;
    b.walk_balance = b.smallest = b.largest_conflict = b.largest = NAN;
    if (b.asked->each && b.asked->triangles)
        return ent_fail(err, ENT_USAGE, "--each is about entities and --triangles about triangles: take one of them");
    ent_status status = ent_view_new(input->selection, &how, &b.view, err), found = ENT_OK;
    if (!status) status = found = answer(&b, err);
    if (status == ENT_NO) status = ENT_OK;
    if (!status) status = note_verdict(&b, err);
    if (!status) status = ent_note_view(b.table, b.view, err);
    if (!status) status = ent_note_signed(b.table, &b.graph, b.view, err);
    if (!status) status = note_ignored(&b, &input->view, err);
    if (!status) status = ent_note_buffer(b.table, &b.left_out, err);
    if (status)
        ent_table_free(b.table);
    else
        *out = b.table;
    clear(&b);
    return status ? status : found;
}

static const ent_example examples[] = {
    {"balance graphs/classic/gahuku-gama.json", "friends and enemies among sixteen tribes: how near to two camps"},
    {"balance graphs/classic/gahuku-gama.json --each --top 5", "who is in most triangles that do not fit"},
    {"balance graphs/classic/gahuku-gama.json --triangles --limit 3", "which triangles do not fit, with the sources"},
    {"balance graphs/korea-us-2022.json --lift --kind country --ambivalent net",
     "the countries of the first graph, leaders and agencies standing for them"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_balance = {
    .name = "balance",
    .summary = "whether friends of friends are friends: signed triangles, walks and spectrum",
    .detail =
        "Takes each pair with signed relations for one tie: positive when all of them are, negative when all are. "
        "Pairs "
        "with both signs are contested and left out, and counted, unless --ambivalent decides them; structural "
        "relations "
        "have no sign. Counts the triangles by their signs; strong balance is the share with a positive product, weak "
        "balance allows any number of camps. Walk balance extends that to closed walks of every length, and the "
        "smallest eigenvalue of the signed Laplacian measures how far the graph is from falling into two sides: 0 when "
        "it "
        "does. --each says the same of each entity, --triangles cites the relations of the triangles that are not "
        "balanced. Direction and weights are not looked at.",
    .citation =
        "Harary 1953; Cartwright and Harary 1956; Davis 1967; Kunegis et al. 2010; Estrada and Benzi 2014; Latapy "
        "2008 (triangles); Golub and Meurant 2010 (walks)",
    .cost = "O(m sqrt m) for triangles, O(n + m) a step for the spectrum, O(n k m) for walks",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(balance_options),
    .columns = ent_balance_columns,
    .terms = ent_balance_terms,
    .examples = examples,
    .run = run,
};
