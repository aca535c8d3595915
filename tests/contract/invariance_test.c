/* Every analysis, whatever its options: other names and another order of the records change no value. Random graphs with
 * signs, dates, weights, areas, loops, parallel and targeted relations are written in two ways and the tables compared as
 * sets of rows, names mapped back. */
#include "analysis_cases.h"

enum { MOST = 9, MOST_LINES = 22, ROUNDS = 8 };

typedef struct model {
    int n, m;
    int kind[MOST], from[MOST_LINES], to[MOST_LINES], type[MOST_LINES], date[MOST_LINES], area[MOST_LINES];
    bool targets[MOST_LINES]; /* `to` is a relation */
    double weight[MOST_LINES], confidence[MOST_LINES];
} model;

/* How a model is written: where each stands, and what number it has in its name. */
typedef struct writing {
    int entity_place[MOST], relation_place[MOST_LINES], entity_name[MOST], relation_name[MOST_LINES];
} writing;

static model random_model(int round) {
    static const double weights[] = {0, 1, 2, 4, .5}, confidences[] = {0, .5, .9, 1};
    state_of_chance = (uint64_t)round * 77 + 5;
    model g = {.n = 3 + chance(MOST - 2)};
    g.m = 3 + chance(MOST_LINES - 2);
    for (int v = 0; v < g.n; v++) g.kind[v] = chance(3);
    for (int i = 0; i < g.m; i++) {
        g.from[i] = chance(g.n);
        g.to[i] = chance(g.n);
        g.type[i] = chance(4);
        g.targets[i] = i > 2 && chance(8) == 0;
        if (g.targets[i]) g.to[i] = chance(3), g.type[i] = chance(2);
        g.date[i] = chance(4);
        g.area[i] = chance(4);
        g.weight[i] = weights[chance(5)];
        g.confidence[i] = confidences[chance(4)];
    }
    for (int i = 0; i < 3; i++) g.targets[i] = false;
    return g;
}

static void shuffle(int *numbers, int count) {
    for (int i = 0; i < count; i++) numbers[i] = i;
    for (int i = count - 1; i > 0; i--) {
        int j = chance(i + 1), kept = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = kept;
    }
}

static void identity(int *numbers, int count) {
    for (int i = 0; i < count; i++) numbers[i] = i;
}

static writing as_it_is(const model *g) {
    writing w;
    identity(w.entity_place, g->n);
    identity(w.entity_name, g->n);
    identity(w.relation_place, g->m);
    identity(w.relation_name, g->m);
    return w;
}

static writing shuffled(const model *g, bool renamed) {
    writing w = as_it_is(g);
    shuffle(w.entity_place, g->n);
    shuffle(w.relation_place, g->m);
    if (renamed) shuffle(w.entity_name, g->n);
    if (renamed) shuffle(w.relation_name, g->m);
    return w;
}

static ent_graph *build(const model *g, const writing *w) {
    static const char *const kinds[] = {"country", "leader", "firm"}, *const areas[] = {NULL, NULL, "chips", "energy"};
    static const char *const types[] = {"supports", "warns", "allied_with", "leads"};
    static const char *const dates[] = {NULL, "2021", "2022-05-20", "2022/2023"};
    ent_builder *b = graph_start();
    char id[8], from[8], to[8];
    for (int place = 0; place < g->n; place++)
        for (int v = 0; v < g->n; v++) {
            if (w->entity_place[v] != place) continue;
            snprintf(id, sizeof id, "e%02d", w->entity_name[v] % 100);
            graph_entity(b, id, kinds[g->kind[v]], id);
        }
    for (int place = 0; place < g->m; place++)
        for (int i = 0; i < g->m; i++) {
            if (w->relation_place[i] != place) continue;
            snprintf(id, sizeof id, "r%02d", w->relation_name[i] % 100);
            snprintf(from, sizeof from, "e%02d", w->entity_name[g->from[i]] % 100);
            snprintf(to, sizeof to, g->targets[i] ? "r%02d" : "e%02d",
                     (g->targets[i] ? w->relation_name : w->entity_name)[g->to[i]] % 100);
            graph_line(b, (line){from, types[g->type[i]], to, id, areas[g->area[i]], dates[g->date[i]],
                                 .weight = g->weight[i], .confidence = g->confidence[i]});
        }
    return graph_finish(b);
}

/* ---- text in other names -------------------------------------------------------------------------------------------------- */

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Exchange e00 and r00 in place: number k becomes entities[k] or relations[k]. */
static void rename_words(char *text, const int *entities, int n, const int *relations, int m) {
    for (char *c = text; *c; c++) {
        bool begins = (*c == 'e' || *c == 'r') && (c == text || !is_word(c[-1]));
        if (!begins || c[1] < '0' || c[1] > '9' || c[2] < '0' || c[2] > '9' || is_word(c[3])) continue;
        int number = (c[1] - '0') * 10 + c[2] - '0';
        if (number >= (*c == 'e' ? n : m)) continue;
        number = (*c == 'e' ? entities : relations)[number];
        c[1] = (char)('0' + number / 10), c[2] = (char)('0' + number % 10);
    }
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The words of a text in the order of the alphabet: lists of members are ordered by their names. */
static void sort_words(const char *text, char *out, size_t room) {
    enum { WORDS = 400 };
    static char copy[8192];
    char *words[WORDS], *rest = copy;
    int count = 0;
    size_t length = 0;
    snprintf(copy, sizeof copy, "%s", text);
    for (char *w = strtok_r(copy, " ,;\n", &rest); w && count < WORDS; w = strtok_r(NULL, " ,;\n", &rest))
        words[count++] = w;
    qsort(words, (size_t)count, sizeof *words, by_text);
    out[0] = '\0';
    for (int i = 0; i < count && length < room; i++)
        length += (size_t)snprintf(out + length, room - length, "%s ", words[i]);
}

/* ---- comparing tables ------------------------------------------------------------------------------------------------------ */

static bool same_number(double a, double b) {
    return (isnan(a) && isnan(b)) || a == b || fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

static bool same_text(const char *a, const char *b, const model *g, const int *entities, const int *relations) {
    static char renamed[8192], x[8192], y[8192];
    snprintf(renamed, sizeof renamed, "%s", b);
    rename_words(renamed, entities, g->n, relations, g->m);
    sort_words(a, x, sizeof x);
    sort_words(renamed, y, sizeof y);
    return strcmp(x, y) == 0;
}

/* The text of a row in one piece: where a row is about two without a first and a second. */
static void row_text(const ent_table *table, size_t row, char *out, size_t room) {
    size_t length = 0;
    out[0] = '\0';
    for (size_t c = 0; c < ent_table_columns(table) && length < room; c++) {
        ent_column column;
        ent_table_column(table, c, &column);
        if (column.type == ENT_COLUMN_TEXT)
            length += (size_t)snprintf(out + length, room - length, "%s ", ent_table_text(table, row, c));
    }
}

static bool same_row(const ent_table *a, size_t i, const ent_table *b, size_t j, const model *g, const int *entities,
                     const int *relations) {
    bool pairs = is_about_pairs(ent_table_name(a));
    char x[4096], y[4096];
    row_text(a, i, x, sizeof x);
    row_text(b, j, y, sizeof y);
    if (pairs && !same_text(x, y, g, entities, relations)) return false;
    for (size_t c = 0; c < ent_table_columns(a); c++) {
        ent_column column;
        ent_table_column(a, c, &column);
        if (is_numbering(ent_table_name(a), column.name) || (pairs && column.type == ENT_COLUMN_TEXT)) continue;
        if (ent_table_missing(a, i, c) != ent_table_missing(b, j, c)) return false;
        if (ent_table_missing(a, i, c)) continue;
        bool same = column.type == ENT_COLUMN_TEXT
                        ? same_text(ent_table_text(a, i, c), ent_table_text(b, j, c), g, entities, relations)
                    : column.type == ENT_COLUMN_REAL ? same_number(ent_table_real(a, i, c), ent_table_real(b, j, c))
                                                     : ent_table_int(a, i, c) == ent_table_int(b, j, c);
        if (!same) return false;
    }
    return true;
}

/* Number of a row of `a` that `b` does not have, or -1. */
static long missing_row(const ent_table *a, const ent_table *b, const model *g, const writing *w) {
    int entities[MOST], relations[MOST_LINES];
    size_t rows = ent_table_rows(a), columns = ent_table_columns(a);
    if (rows != ent_table_rows(b) || columns != ent_table_columns(b)) return (long)rows;
    for (int v = 0; v < g->n; v++) entities[w->entity_name[v]] = v;
    for (int i = 0; i < g->m; i++) relations[w->relation_name[i]] = i;
    uint8_t *taken = calloc(rows + 1, 1);
    long missing = -1;
    for (size_t i = 0; i < rows && missing < 0; i++) {
        size_t j = 0;
        while (j < rows && (taken[j] || !same_row(a, i, b, j, g, entities, relations))) j++;
        if (j == rows)
            missing = (long)i;
        else
            taken[j] = 1;
    }
    free(taken);
    return missing;
}

/* ---- running ----------------------------------------------------------------------------------------------------------------- */

static const ent_view_options views[] = {
    {0},
    {.directed = true, .areas = true},
    {.weighting = ENT_WEIGHTING_WEIGHT, .parallel = ENT_PARALLEL_KEEP},
    {.no_structural = true, .weighting = ENT_WEIGHTING_CONFIDENCE},
};
enum { VIEWS = sizeof views / sizeof *views };

static ent_status run_on(const ent_graph *graph, const model *g, const writing *w, const analysis_case *wanted,
                         const ent_view_options *view, ent_table **out, ent_error *err) {
    char words[6][200], id[8];
    const char *pointers[7] = {NULL};
    ent_id entities[4] = {0};
    for (int i = 0; i < 6 && wanted->words[i]; i++) {
        snprintf(words[i], sizeof words[i], "%s", wanted->words[i]);
        rename_words(words[i], w->entity_name, g->n, w->relation_name, g->m);
        pointers[i] = words[i];
    }
    for (int k = 0; k < 3; k++) {
        snprintf(id, sizeof id, "e%02d", w->entity_name[k] % 100);
        entities[k] = graph_find(graph, id);
    }
    ent_selection *selection = graph_select(graph, true, false);
    ent_status status = analysis_run(wanted->analysis, selection, view, entities, pointers, out, err);
    ent_selection_free(selection);
    return status;
}

static int complaints;

/* A table that differs is said, all are gone through, and the test fails at the end. */
static void complain(const char *change, const analysis_case *c, int round, int view, const char *why, long row,
                     const ent_table *table) {
    print_message("# %s %s %s: %s changes it (round %d, view %d): %s\n", c->analysis, c->words[0] ? c->words[0] : "",
                  c->words[0] && c->words[1] ? c->words[1] : "", change, round, view, why);
    complaints++;
    for (size_t k = 0; table && row >= 0 && (size_t)row < ent_table_rows(table) && k < ent_table_columns(table); k++) {
        ent_column column;
        ent_table_column(table, k, &column);
        if (ent_table_missing(table, (size_t)row, k)) continue;
        if (column.type == ENT_COLUMN_TEXT)
            print_message("#   %s: %s\n", column.name, ent_table_text(table, (size_t)row, k));
        else
            print_message("#   %s: %.12g\n", column.name, ent_table_real(table, (size_t)row, k));
    }
}

static void compare(const char *change, const model *g, const writing *other, const analysis_case *c, int round,
                    int view) {
    writing plain = as_it_is(g);
    ent_graph *a = build(g, &plain), *b = build(g, other);
    ent_table *x = NULL, *y = NULL;
    ent_error err = {0}, err_other = {0};
    char why[1000];
    ent_status first = run_on(a, g, &plain, c, &views[view], &x, &err);
    ent_status second = run_on(b, g, other, c, &views[view], &y, &err_other);
    long row = x && y ? missing_row(x, y, g, other) : -1;
    if (first == ENT_NOMEM || first == ENT_INTERRUPTED || first == ENT_IO || first == ENT_BAD_INPUT)
        complain("nothing", c, round, view, err.message, -1, NULL);
    snprintf(why, sizeof why, "status %d (%s), then %d (%s)", (int)first, err.message, (int)second, err_other.message);
    if (first != second) complain(change, c, round, view, why, -1, NULL);
    snprintf(why, sizeof why, "row %ld of %zu is not among the other's %zu", row, x ? ent_table_rows(x) : 0,
             y ? ent_table_rows(y) : 0);
    if (row >= 0) complain(change, c, round, view, why, row, x);
    ent_table_free(x);
    ent_table_free(y);
    ent_graph_free(a);
    ent_graph_free(b);
}

static bool in_registry(const analysis_case *c) {
    return ent_analysis_find(c->analysis) != NULL;
}

/* All cases of the registry: the presets of each analysis, then those of the list. */
static void check_all(const char *change, bool renamed) {
    complaints = 0;
    for (size_t k = 0; k < ent_analysis_count() + ANALYSIS_CASES; k++) {
        bool preset = k < ent_analysis_count();
        analysis_case c = preset ? (analysis_case){.analysis = ent_analysis_at(k)->name,
                                                   .cut = is_cut_by_preset(ent_analysis_at(k)->name)}
                                 : analysis_cases[k - ent_analysis_count()];
        if (!in_registry(&c) || (renamed && c.cut)) continue;
        for (int round = 0; round < ROUNDS; round++) {
            model g = random_model(round);
            writing other = shuffled(&g, renamed);
            for (int view = 0; view < VIEWS; view++) compare(change, &g, &other, &c, round, view);
        }
    }
    if (complaints) fail_msg("%d times", complaints);
}

static void reordering_the_records_changes_no_value(void **state) {
    (void)state;
    check_all("another order", false);
}

static void renaming_changes_no_value(void **state) {
    (void)state;
    check_all("another name", true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reordering_the_records_changes_no_value),
        cmocka_unit_test(renaming_changes_no_value),
    };
    return cmocka_run_group_tests_name("invariance", tests, NULL, NULL);
}
