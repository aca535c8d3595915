/* what-if: the measures of a graph in which something is taken away, added or turned round, beside those of the graph as
 * it is. */
#include "analyse/what_if.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BY_CHANGE, BY_RELATIVE, BY_RANK };
static const char *const orders[] = {"change", "relative", "rank", NULL};

typedef struct {
    ent_wishes wishes;
    uint64_t measures;
    ent_measure_options how;
    int order;
    bool all;
} what_if_options;

static const ent_option options[] = {
    {.name = "without",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(what_if_options, wishes.without),
     .argument = "ENTITY,...",
     .help = "take these entities away, with their relations"},
    {.name = "without-relation",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(what_if_options, wishes.without_relations),
     .argument = "ID,...",
     .help = "take these relations away, by id, with what targets them"},
    {.name = "add",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(what_if_options, wishes.add),
     .argument = "'SOURCE -> TYPE -> TARGET'",
     .help = "add a relation, in quotes; ';' does for '->', and 'new:NAME' is an entity that is not there yet; repeat "
             "for more"},
    {.name = "flip",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(what_if_options, wishes.flip),
     .argument = "A B",
     .help = "turn round the signs of all signed relations between two entities, also written 'A, B'; repeat for more "
             "pairs"},
    {.name = "measure",
     .letter = 'm',
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(what_if_options, measures),
     .choices = ent_measure_names,
     .help = "what to measure, as in centrality; preset: degree, betweenness, closeness and pagerank, with strength "
             "when weighted, without what takes long"},
    {.name = "normalized",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(what_if_options, how.normalized),
     .help = "as shares of the possible, where the definition of the measure says 'normalised'"},
    {.name = "damping",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(what_if_options, how.damping),
     .preset = "0.85",
     .minimum = 0,
     .maximum = 0.999999,
     .argument = "SHARE",
     .help = "chance that PageRank follows a relation instead of jumping anywhere"},
    {.name = "katz-alpha",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(what_if_options, how.katz_alpha),
     .preset = "0.85",
     .minimum = 0,
     .maximum = 1000,
     .argument = "SHARE",
     .help = "what a step costs in Katz, as share of 1/lambda; below 1 unless there is no cycle"},
    {.name = "order",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(what_if_options, order),
     .preset = "change",
     .choices = orders,
     .help = "what stands first: the largest change, the largest change as share of the value before, or of rank"},
    {.name = "unchanged",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(what_if_options, all),
     .help = "list what does not change, too"},
    {.name = NULL},
};

enum {
    WHAT,
    ID,
    MEASURE,
    BEFORE,
    AFTER,
    CHANGE,
    RELATIVE,
    RANK,
    RANK_BEFORE,
    RANK_AFTER,
    REMARK,
    TYPE,
    SIGN,
    DATE,
    EVIDENCE,
    SOURCE
};

static const ent_column columns[] = {
    {"what", ENT_COLUMN_TEXT, "name of the vertex, 'whole graph', or what a changed relation says", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the vertex or relation", false, true},
    {"measure", ENT_COLUMN_TEXT, "what is measured; for relations: dropped, added, flipped, fell out, came in", false,
     false},
    {"before", ENT_COLUMN_REAL, "value in the graph as it is; of a flipped relation its sign", false, false},
    {"after", ENT_COLUMN_REAL, "value in the changed graph; missing for what is no longer there", false, false},
    {"change", ENT_COLUMN_REAL, "after - before", false, false},
    {"relative", ENT_COLUMN_REAL, "change as share of the value before", false, true},
    {"rank", ENT_COLUMN_TEXT, "place by this measure before -> after, one number when it stays", false, false},
    {"rank_before", ENT_COLUMN_INT, "place by this measure before; equal values share a place", false, true},
    {"rank_after", ENT_COLUMN_INT, "place by this measure after", false, true},
    {"remark", ENT_COLUMN_TEXT, "gone, new, or where the measure is not defined", false, true},
    {"type", ENT_COLUMN_TEXT, "type of a changed relation", false, true},
    {"sign", ENT_COLUMN_TEXT, "its sign after the change, before it when it is gone", false, true},
    {"date", ENT_COLUMN_TEXT, "its date as given in the data", false, true},
    {"evidence", ENT_COLUMN_TEXT, "what its evidence says", true, true},
    {"source", ENT_COLUMN_TEXT, "where it says so", true, true},
    {NULL, 0, NULL, false, false},
};

/* ---- both sides, measured -------------------------------------------------------------------------------------------------- */

#define BIT(k) (UINT64_C(1) << (k))

/* One of the two graphs. */
typedef struct {
    ent_measuring m;
    bool open;
    double *values[ENT_MEASURES_MOST], *key; /* by measure chosen */
    int32_t *places[ENT_MEASURES_MOST];
    double whole[ENT_WHOLE_NUMBERS], centralisation[ENT_MEASURES_MOST];
    bool undefined[ENT_MEASURES_MOST];
} side;

typedef struct {
    const what_if_options *asked;
    const ent_monitor *monitor;
    uint64_t wanted, left_out;
    int which[ENT_MEASURES_MOST];
    size_t count;
    side before, after;
    ent_changed changed;
    int32_t *match; /* by vertex before: the same after */
    bool *is_new;   /* by vertex after */
    struct change *changes;
    size_t change_count, unchanged, whole_unchanged, moved; /* moved: vertices' numbers that are not what they were */
    bool whole_moved;
    ent_table *table;
} bench;

static void choose(bench *b, const ent_view_options *how) {
    static const char *const usual[] = {"degree", "betweenness", "closeness", "pagerank"};
    b->wanted = b->asked->measures;
    for (size_t i = 0; i < sizeof usual / sizeof *usual && !b->asked->measures; i++)
        b->wanted |= BIT(ent_measure_find(usual[i]));
    if (!b->asked->measures && how->weighting != ENT_WEIGHTING_NONE) b->wanted |= BIT(ent_measure_find("strength"));
    for (int k = 0; k < ent_measure_count(); k++)
        if (b->wanted & BIT(k)) b->which[b->count++] = k;
}

static ent_status measure_one(side *s, int k, size_t slot, bool may_fail, ent_error *err) {
    double most;
    ent_error why = {0};
    s->values[slot] = calloc(s->m.n + 1, sizeof *s->values[slot]);
    s->places[slot] = calloc(s->m.n + 1, sizeof *s->places[slot]);
    if (!s->values[slot] || !s->places[slot]) return ent_fail_memory(err);
    ent_status status = ent_measure_fill(&s->m, k, s->values[slot], &why);
    s->centralisation[slot] = NAN;
    if (may_fail && (status == ENT_CALC || status == ENT_USAGE)) {
        for (size_t v = 0; v < s->m.n; v++) s->values[slot][v] = NAN;
        s->undefined[slot] = true;
        return ENT_OK;
    }
    if (status) {
        if (err && !err->status) *err = why;
        return status;
    }
    status = ent_places(s->m.view, s->values[slot], ent_measure_rows[k].low_is_prominent, s->places[slot], err);
    return status ? status
                  : ent_measure_centralisation(&s->m, k, s->values[slot], &s->centralisation[slot], &most, err);
}

/* What nobody named is left out where it takes long: sampled twice, what changed would be chance. */
static void leave_out(bench *b, const ent_measuring *m) {
    size_t kept = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (ent_measure_takes_long(m, b->which[i], false))
            b->left_out |= BIT(b->which[i]);
        else
            b->which[kept++] = b->which[i];
    }
    b->count = kept;
    b->wanted &= ~b->left_out;
}

static ent_status measure_side(bench *b, side *s, const ent_selection *selection, const ent_view_options *how,
                               ent_error *err) {
    ent_status status = ent_measuring_open(selection, how, b->wanted, &b->asked->how, b->monitor, &s->m, err);
    s->open = !status;
    if (!status && s == &b->before && !b->asked->measures) leave_out(b, &s->m);
    if (!status) status = ent_whole_fill(&s->m, s->whole, err);
    for (size_t k = 0; k < b->count && !status; k++) status = measure_one(s, b->which[k], k, s == &b->after, err);
    return status;
}

/* ---- what changed ------------------------------------------------------------------------------------------------------------ */

typedef struct change {
    const char *what, *id;
    size_t measure; /* in the order chosen */
    double before, after, key;
    int32_t rank_before, rank_after;
    const char *remark;
} change;

static double size_of(const change *c, int order) {
    double difference = c->after - c->before;
    if (isnan(difference)) return INFINITY;
    if (order == BY_RANK) return fabs((double)c->rank_after - (double)c->rank_before);
    if (order == BY_RELATIVE && difference != 0) return c->before == 0 ? INFINITY : fabs(difference / c->before);
    return fabs(difference);
}

static bool alike(double a, double b) {
    return (isnan(a) && isnan(b)) || ent_ten_digits(a) == ent_ten_digits(b);
}

/* before or after: vertex numbers, -1 for none. */
static void compare_vertex(bench *b, size_t k, long before, long after) {
    change c = {.measure = k, .before = NAN, .after = NAN, .remark = ""};
    ent_vertex row;
    ent_view_vertex(before >= 0 ? b->before.m.view : b->after.m.view, (size_t)(before >= 0 ? before : after), &row);
    c.what = row.name;
    c.id = row.id;
    if (before >= 0) c.before = b->before.values[k][before];
    if (after >= 0) c.after = b->after.values[k][after];
    if (!isnan(c.before)) c.rank_before = b->before.places[k][before];
    if (!isnan(c.after)) c.rank_after = b->after.places[k][after];
    if (before < 0 || after < 0)
        c.remark = before < 0 ? "new" : "gone";
    else if (isnan(c.before) != isnan(c.after))
        c.remark = isnan(c.before) ? "not defined before" : "not defined after";
    bool same = before >= 0 && after >= 0 && alike(c.before, c.after);
    if (same && !isnan(c.before)) c.after = c.before; /* the rest is rounding */
    if (!same) b->moved++;
    same = same && c.rank_before == c.rank_after;
    if (same) b->unchanged++;
    c.key = ent_ten_digits(size_of(&c, b->asked->order));
    if (!same || b->asked->all) b->changes[b->change_count++] = c;
}

static int by_size(const void *a, const void *b) {
    const change *x = a, *y = b;
    if (x->key != y->key) return x->key > y->key ? -1 : 1;
    int order = strcmp(x->id, y->id);
    if (order) return order;
    return x->measure < y->measure ? -1 : x->measure > y->measure;
}

static ent_status compare_vertices(bench *b, ent_error *err) {
    size_t n = b->before.m.n, later = b->after.m.n;
    b->match = malloc((n + 1) * sizeof *b->match);
    b->is_new = malloc((later + 1) * sizeof *b->is_new);
    b->changes = malloc((b->count * (n + later) + 1) * sizeof *b->changes);
    if (!b->match || !b->is_new || !b->changes) return ent_fail_memory(err);
    ent_status status = ent_match_vertices(b->before.m.view, b->after.m.view, b->match, err);
    if (status) return status;
    memset(b->is_new, 1, later);
    for (size_t v = 0; v < n; v++) {
        if (b->match[v] >= 0) b->is_new[b->match[v]] = false;
        for (size_t k = 0; k < b->count; k++) compare_vertex(b, k, (long)v, b->match[v]);
    }
    for (size_t v = 0; v < later; v++)
        for (size_t k = 0; k < b->count && b->is_new[v]; k++) compare_vertex(b, k, -1, (long)v);
    if (b->change_count > 1) qsort(b->changes, b->change_count, sizeof *b->changes, by_size);
    return ENT_OK;
}

/* ---- rows of numbers -------------------------------------------------------------------------------------------------------- */

/* A count has no decimals. */
static ent_status set_number(ent_table *table, size_t column, double value, ent_error *err) {
    if (fabs(value) < 1e15 && value == floor(value)) return ent_table_set_int(table, column, (int64_t)value, err);
    return ent_table_set_real(table, column, value, err);
}

static ent_status write_numbers(ent_table *table, double before, double after, ent_error *err) {
    double difference = after - before;
    ent_status status = set_number(table, BEFORE, before, err);
    if (!status) status = set_number(table, AFTER, after, err);
    if (!status) status = set_number(table, CHANGE, difference, err);
    if (!status && before != 0) status = ent_table_set_real(table, RELATIVE, difference / fabs(before), err);
    return status;
}

static ent_status write_whole(bench *b, const char *measure, double before, double after, ent_error *err) {
    if (alike(before, after) && !b->asked->all) {
        b->whole_unchanged++;
        return ENT_OK;
    }
    if (alike(before, after) && !isnan(before)) after = before;
    b->whole_moved = b->whole_moved || !alike(before, after);
    ent_status status = ent_table_add_row(b->table, err);
    if (!status) status = ent_table_set_text(b->table, WHAT, "whole graph", err);
    if (!status) status = ent_table_set_text(b->table, MEASURE, measure, err);
    return status ? status : write_numbers(b->table, before, after, err);
}

static ent_status write_wholes(bench *b, ent_error *err) {
    ent_status status = ENT_OK;
    for (int i = 0; i < ENT_WHOLE_NUMBERS && !status; i++)
        status = write_whole(b, ent_whole_terms[i].name, b->before.whole[i], b->after.whole[i], err);
    for (size_t k = 0; k < b->count && !status; k++) {
        double before = b->before.centralisation[k], after = b->after.centralisation[k];
        ent_buffer name = {0};
        if (isnan(before) && isnan(after)) continue;
        ent_buffer_format(&name, "%s-centralisation", ent_measure_names[b->which[k]]);
        status = name.failed ? ent_fail_memory(err) : write_whole(b, name.data, before, after, err);
        ent_buffer_clear(&name);
    }
    return status;
}

static void say_rank(ent_buffer *out, int32_t rank) {
    if (rank)
        ent_buffer_format(out, "%d", (int)rank);
    else
        ent_buffer_char(out, '-');
}

static ent_status write_ranks(ent_table *table, const change *c, ent_error *err) {
    ent_buffer words = {0};
    ent_status status = ENT_OK;
    say_rank(&words, c->rank_before);
    if (c->rank_after != c->rank_before) {
        ent_buffer_text(&words, " -> ");
        say_rank(&words, c->rank_after);
    }
    if (c->rank_before) status = ent_table_set_int(table, RANK_BEFORE, c->rank_before, err);
    if (!status && c->rank_after) status = ent_table_set_int(table, RANK_AFTER, c->rank_after, err);
    if (!status && (c->rank_before || c->rank_after)) status = ent_cell_buffer(table, RANK, &words, err);
    ent_buffer_clear(&words);
    return status;
}

static ent_status write_change(bench *b, const change *c, ent_error *err) {
    ent_table *table = b->table;
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_text(table, WHAT, c->what, err);
    if (!status) status = ent_table_set_text(table, ID, c->id, err);
    if (!status) status = ent_table_set_text(table, MEASURE, ent_measure_names[b->which[c->measure]], err);
    if (!status) status = write_numbers(table, c->before, c->after, err);
    if (!status) status = write_ranks(table, c, err);
    if (!status && c->remark[0]) status = ent_table_set_text(table, REMARK, c->remark, err);
    return status;
}

/* ---- rows of relations ------------------------------------------------------------------------------------------------------ */

static ent_status write_relation(bench *b, const ent_selection *selection, ent_id relation, const char *fate,
                                 ent_error *err) {
    static const ent_relation_cells cells = {.type = TYPE,
                                             .sign = SIGN,
                                             .status = SIZE_MAX,
                                             .date = DATE,
                                             .confidence = SIZE_MAX,
                                             .areas = SIZE_MAX,
                                             .id = ID,
                                             .said_by = SIZE_MAX,
                                             .note = SIZE_MAX,
                                             .evidence = EVIDENCE,
                                             .source = SOURCE};
    ent_buffer words = {0};
    ent_status status = ent_table_add_row(b->table, err);
    ent_say_relation(selection, relation, &words);
    if (!status) status = ent_cell_buffer(b->table, WHAT, &words, err);
    if (!status) status = ent_table_set_text(b->table, MEASURE, fate, err);
    if (!status) status = ent_cite_relation(b->table, &cells, ent_selection_graph(selection), relation, err);
    ent_buffer_clear(&words);
    return status;
}

/* What became of a relation that was selected: flipped, dropped, or left out by the selection now. */
static ent_status follow(bench *b, const ent_selection *from, ent_id relation, ent_error *err) {
    const ent_selection *to = b->changed.selection;
    ent_relation old, row;
    ent_graph_relation(ent_selection_graph(from), relation, &old);
    ent_id now = ent_graph_find_relation(b->changed.graph, old.id);
    if (now == ENT_NONE) return write_relation(b, from, relation, "dropped", err);
    if (!ent_selection_has(to, now)) return write_relation(b, from, relation, "fell out", err);
    ent_graph_relation(b->changed.graph, now, &row);
    if (row.sign == old.sign) return ENT_OK;
    ent_status status = write_relation(b, to, now, "flipped", err);
    return status ? status : write_numbers(b->table, old.sign, row.sign, err);
}

static ent_status write_relations(bench *b, const ent_selection *from, ent_error *err) {
    const ent_id *rows;
    ent_status status = ENT_OK;
    size_t count = ent_selection_relations(from, &rows);
    for (size_t i = 0; i < count && !status; i++) status = follow(b, from, rows[i], err);
    count = ent_selection_relations(b->changed.selection, &rows);
    for (size_t i = 0; i < count && !status; i++) {
        ent_relation row;
        ent_graph_relation(b->changed.graph, rows[i], &row);
        ent_id old = ent_graph_find_relation(ent_selection_graph(from), row.id);
        if (old != ENT_NONE && ent_selection_has(from, old)) continue;
        status = write_relation(b, b->changed.selection, rows[i], old == ENT_NONE ? "added" : "came in", err);
    }
    return status;
}

/* ---- in words ---------------------------------------------------------------------------------------------------------------- */

enum { NAMED_MOST = 10 };

static void name_vertex(ent_buffer *out, const char *opening, const ent_view *view, size_t v, size_t already) {
    ent_vertex row;
    if (already >= NAMED_MOST) return;
    ent_view_vertex(view, v, &row);
    ent_buffer_format(out, "%s%s", already ? ", " : opening, row.name);
}

static size_t arcs_at(const ent_view *view, size_t v) {
    ent_adjacency out = ent_view_out(view), in = ent_view_in(view);
    return (size_t)(out.offsets[v + 1] - out.offsets[v] + in.offsets[v + 1] - in.offsets[v]);
}

static ent_status note_vertices(bench *b, ent_error *err) {
    ent_buffer gone = {0}, alone = {0};
    size_t lost = 0, lonely = 0;
    for (size_t v = 0; v < b->before.m.n; v++) {
        if (b->match[v] < 0)
            name_vertex(&gone, "no longer there: ", b->before.m.view, v, lost++);
        else if (arcs_at(b->before.m.view, v) && !arcs_at(b->after.m.view, (size_t)b->match[v]))
            name_vertex(&alone, "left without any relation, kept as vertices: ", b->before.m.view, v, lonely++);
    }
    if (lost > NAMED_MOST) ent_buffer_format(&gone, " and %zu more", lost - NAMED_MOST);
    if (lonely > NAMED_MOST) ent_buffer_format(&alone, " and %zu more", lonely - NAMED_MOST);
    ent_status status = ent_note_buffer(b->table, &gone, err);
    if (!status) status = ent_note_buffer(b->table, &alone, err);
    ent_buffer_clear(&gone);
    ent_buffer_clear(&alone);
    return status;
}

static ent_status note_added(bench *b, ent_error *err) {
    size_t total = ent_graph_relations(b->changed.graph), outside = 0;
    for (size_t i = 0; i < b->changed.added; i++)
        outside += !ent_selection_has(b->changed.selection, (ent_id)(total - 1 - i));
    if (!outside) return ENT_OK;
    return ent_table_note(b->table, err,
                          "%zu of %zu added relations are not in the selection and change nothing: what is added has "
                          "no date, area, source or confidence of its own",
                          outside, b->changed.added);
}

static ent_status note_numbers(bench *b, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t k = 0; k < b->count && !status; k++)
        if (b->after.undefined[k])
            status =
                ent_table_note(b->table, err, "%s is not defined in the changed graph", ent_measure_names[b->which[k]]);
    if (!status && b->unchanged + b->whole_unchanged > 0)
        status = ent_table_note(b->table, err,
                                "%zu %s of the whole graph and %zu of entities did not change and are not listed "
                                "(--unchanged lists them)",
                                b->whole_unchanged, b->whole_unchanged == 1 ? "number" : "numbers", b->unchanged);
    if (!status && b->asked->wishes.flip.count && !b->moved)
        status = ent_table_note(b->table, err,
                                "turning signs round changes no measure of a vertex: these take every "
                                "relation for a tie; --sign positive or negative makes signs count");
    if (!status && (b->before.m.n > ENT_WHOLE_DISTANCES_MOST || b->after.m.n > ENT_WHOLE_DISTANCES_MOST))
        status = ent_table_note(b->table, err, "diameter and mean distance are not measured above %d vertices",
                                ENT_WHOLE_DISTANCES_MOST);
    return status;
}

static ent_status write_notes(bench *b, ent_error *err) {
    ent_status status = note_vertices(b, err);
    if (!status) status = note_added(b, err);
    if (!status) status = note_numbers(b, err);
    if (!status) status = ent_note_view(b->table, b->before.m.view, err);
    if (!status) status = ent_note_measures(b->table, &b->before.m, b->wanted, err);
    if (!status) status = ent_note_left_out(b->table, &b->before.m, b->left_out, err);
    return status ? status : ent_note_signs_ignored(b->table, ent_view_selection(b->before.m.view), err);
}

static ent_status write_table(bench *b, const ent_analysis *self, const ent_selection *from, ent_error *err) {
    ent_status status = ent_table_new(self->name, columns, ent_count_columns(columns), &b->table, err);
    if (!status) status = ent_table_set_title(b->table, b->changed.summary.data, err);
    if (!status) status = write_wholes(b, err);
    for (size_t i = 0; i < b->change_count && !status; i++) {
        status = write_change(b, &b->changes[i], err);
        if (!status) status = ent_monitor_tick(b->monitor, "listing changes", i, b->change_count, err);
    }
    if (!status) status = write_relations(b, from, err);
    return status ? status : write_notes(b, err);
}

static void clear_side(side *s) {
    for (size_t k = 0; k < ENT_MEASURES_MOST; k++) {
        free(s->values[k]);
        free(s->places[k]);
    }
    if (s->open) ent_measuring_close(&s->m);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    bench b = {.asked = input->options, .monitor = input->monitor};
    choose(&b, &input->view);
    ent_status status = ent_wishes_grant(&b.asked->wishes, input->selection, &b.changed, err);
    if (!status) status = measure_side(&b, &b.before, input->selection, &input->view, err);
    if (!status) status = measure_side(&b, &b.after, b.changed.selection, &input->view, err);
    if (!status) status = compare_vertices(&b, err);
    if (!status) status = write_table(&b, self, input->selection, err);
    clear_side(&b.before);
    clear_side(&b.after);
    ent_changed_clear(&b.changed);
    free(b.match);
    free(b.is_new);
    free(b.changes);
    if (status) {
        ent_table_free(b.table);
        return status;
    }
    *out = b.table;
    return b.moved || b.whole_moved ? ENT_OK : ENT_NO;
}

static const ent_example examples[] = {
    {"what-if graphs/classic/florentine.json --without Medici",
     "Florence without the Medici: three components, and the largest is wider"},
    {"what-if graphs/korea-us-2022.json --without 'Yoon Suk-yeol' --measure betweenness --order rank --top 25",
     "who moves up when the president of South Korea is not there"},
    {"what-if graphs/korea-us-2022.json --add 'new:India -> allied_with -> South Korea' --measure degree",
     "an ally more"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_what_if = {
    .name = "what-if",
    .summary = "every measure before and after something is taken away, added or turned round",
    .detail =
        "The graph is copied with the changes made, selected from by the same options, and measured again. First come "
        "numbers about the whole graph, then those of its vertices, the largest change first, then the relations that "
        "were dropped, added or flipped, with their evidence. Entities that lose their last relation stay as vertices; "
        "those taken away have no value after. Changes may be combined: signs are turned round first, then entities "
        "and relations taken away, then relations added. The data itself stays as it is. Change is after - before; "
        "places count those who stand better, and equal values share a place. The measures are those of centrality and "
        "ignore signs; the counts of positive and negative relations and of ambivalent pairs do not.",
    .citation = "Freeman 1979; Borgatti 2006 (key players)",
    .cost = "O(n m) for the distances, and twice what the measures cost",
    .needs = ENT_NEEDS_NON_NEGATIVE_WEIGHTS,
    .uses_view = true,
    .options = options,
    .options_size = sizeof(what_if_options),
    .columns = columns,
    .terms = ent_whole_terms,
    .examples = examples,
    .run = run,
};
