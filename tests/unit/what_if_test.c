// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* what-if: published numbers of Florence without the Medici, and a twin that strikes records from the list by hand, builds
 * the graph anew and measures that. */
#include "sweep.h"

#include "analyse/common.h"
#include "base/random.h"

static ent_status ask(const ent_graph *graph, bool isolates, const ent_view_options *view, const char *const *words,
                      ent_table **out, ent_error *err) {
    ent_selection *selection = graph_select(graph, isolates, false);
    void *options = analysis_options(&ent_analysis_what_if, words);
    ent_analysis_input input = {.selection = selection, .options = options};
    if (view) input.view = *view;
    ent_status status = ent_analysis_run(&ent_analysis_what_if, &input, out, err);
    ent_options_clear(ent_analysis_what_if.options, options);
    free(options);
    ent_selection_free(selection);
    return status;
}

static ent_table *what_if(const ent_graph *graph, const char *const *words) {
    ent_table *table = NULL;
    ent_error err = {0};
    ent_status status = ask(graph, false, NULL, words, &table, &err);
    if (status != ENT_OK && status != ENT_NO) fail_msg("%s", err.message);
    return table;
}

/* The row of that measure and id ("" for the whole graph); SIZE_MAX when there is none. */
static size_t row_of(const ent_table *table, const char *id, const char *measure) {
    for (size_t r = 0; r < ent_table_rows(table); r++)
        if (!strcmp(table_text(table, r, "id"), id) && !strcmp(table_text(table, r, "measure"), measure)) return r;
    return SIZE_MAX;
}

static void assert_numbers(const ent_table *table, const char *id, const char *measure, double before, double after) {
    size_t row = row_of(table, id, measure);
    if (row == SIZE_MAX) fail_msg("no row for %s %s", id, measure);
    double b = table_value(table, row, "before"), a = table_value(table, row, "after");
    if (isnan(b) != isnan(before) || (!isnan(b) && fabs(b - before) > 1e-6 * fmax(1, fabs(before))))
        fail_msg("%s %s before", id, measure);
    if (isnan(a) != isnan(after) || (!isnan(a) && fabs(a - after) > 1e-6 * fmax(1, fabs(after))))
        fail_msg("%s %s after", id, measure);
    if (!isnan(a) && !isnan(b)) assert_true(fabs(table_value(table, row, "change") - (a - b)) < 1e-12);
}

/* ---- Florence ------------------------------------------------------------------------------------------------------------------ */

static void florence_without_the_medici(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    const char *const words[] = {"without=medici", NULL};
    ent_table *table = what_if(graph, words);
    assert_string_equal(ent_table_title(table), "without Medici");
    assert_string_equal(table_text(table, row_of(table, "Strozzi", "degree"), "rank"), "2 -> 1");
    assert_string_equal(table_text(table, row_of(table, "Medici", "degree"), "rank"), "1 -> -");
    assert_numbers(table, "", "vertices", 15, 14);
    assert_numbers(table, "", "edges", 20, 14);
    assert_numbers(table, "", "components", 1, 3); /* of 1, 2 and 11 */
    assert_numbers(table, "", "largest-component", 15, 11);
    assert_numbers(table, "", "diameter", 5, 6);
    assert_numbers(table, "", "density", 20 / 105., 14 / 91.);
    assert_numbers(table, "", "transitivity", 9 / 47., 6 / 24.);                     /* networkx.transitivity */
    assert_numbers(table, "", "betweenness-centralisation", 0.4368132, .2564102564); /* networkx */
    assert_numbers(table, "Medici", "betweenness", 47.5, NAN);
    assert_numbers(table, "Acciaiuoli", "degree", 1, 0);
    assert_string_equal(table_text(table, row_of(table, "Medici", "degree"), "remark"), "gone");
    assert_string_equal(table_text(table, row_of(table, "Acciaiuoli", "closeness"), "remark"), "not defined after");
    assert_true(table_value(table, row_of(table, "Medici", "degree"), "rank_before") == 1);
    assert_true(isnan(table_value(table, row_of(table, "Medici", "degree"), "rank_after")));
    assert_true(table_value(table, row_of(table, "Guadagni", "betweenness"), "rank_after") == 1);
    assert_true(table_notes_say(table, "no longer there: Medici"));
    assert_true(table_notes_say(table, "left without any relation, kept as vertices: Acciaiuoli"));
    size_t dropped = 0;
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        if (strcmp(table_text(table, r, "measure"), "dropped") != 0) continue;
        assert_non_null(strstr(table_text(table, r, "what"), "Medici"));
        assert_true(table_text(table, r, "source")[0] != '\0' && table_text(table, r, "type")[0] != '\0');
        dropped++;
    }
    assert_int_equal(dropped, 6);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void rows_stand_by_change(void **state) {
    (void)state;
    ent_graph *graph = graph_file("graphs/classic/florentine.json");
    const char *const orders[] = {"order=change", "order=relative", "order=rank"};
    for (int k = 0; k < 3; k++) {
        const char *const words[] = {"without=Strozzi", orders[k], "measure=betweenness,degree", "unchanged", NULL};
        ent_table *table = what_if(graph, words);
        double last = INFINITY;
        size_t seen = 0;
        for (size_t r = 0; r < ent_table_rows(table); r++) {
            if (!table_text(table, r, "id")[0] || !strcmp(table_text(table, r, "measure"), "dropped")) continue;
            double before = table_value(table, r, "before"), change = table_value(table, r, "change");
            double size = fabs(change);
            if (k == 1 && change != 0) size = before == 0 ? INFINITY : fabs(change / before);
            if (k == 2) size = fabs(table_value(table, r, "rank_after") - table_value(table, r, "rank_before"));
            if (isnan(change)) size = INFINITY;
            assert_true(size <= last + 1e-9);
            last = size;
            seen++;
        }
        assert_int_equal(seen, 30);
        ent_table_free(table);
    }
    ent_graph_free(graph);
}

/* ---- a twin -------------------------------------------------------------------------------------------------------------------- */

enum { MOST = 7, MOST_LINES = 13 };

typedef struct model {
    int n, m;
    int from[MOST_LINES + 1], to[MOST_LINES + 1]; /* to -1 - k: relation k */
    const char *type[MOST_LINES + 1];
    bool no_entity[MOST], no_line[MOST_LINES + 1];
} model;

static int draw(ent_random *random, int below) {
    return (int)ent_random_below(random, (uint64_t)below);
}

static const char *const types[] = {"supports", "allied_with", "warns"};

static model random_model(ent_random *random) {
    model g = {.n = 3 + draw(random, MOST - 2), .m = 1 + draw(random, MOST_LINES)};
    for (int i = 0; i < g.m; i++) {
        g.from[i] = draw(random, g.n);
        g.to[i] = i > 2 && draw(random, 5) == 0 ? -1 - draw(random, 2) : draw(random, g.n);
        g.type[i] = types[draw(random, 3)];
    }
    return g;
}

static bool line_is_there(const model *g, int i) {
    if (g->no_line[i] || g->no_entity[g->from[i]]) return false;
    return g->to[i] < 0 ? line_is_there(g, -1 - g->to[i]) : !g->no_entity[g->to[i]];
}

static ent_graph *build(const model *g) {
    ent_builder *b = graph_start();
    char from[16], to[16], id[16];
    for (int v = 0; v < g->n; v++) {
        snprintf(id, sizeof id, "v%d", v);
        if (!g->no_entity[v]) graph_entity(b, id, "country", id);
    }
    for (int i = 0; i < g->m; i++) {
        if (!line_is_there(g, i)) continue;
        snprintf(from, sizeof from, "v%d", g->from[i]);
        snprintf(to, sizeof to, g->to[i] < 0 ? "r%d" : "v%d", g->to[i] < 0 ? -1 - g->to[i] : g->to[i]);
        snprintf(id, sizeof id, i == MOST_LINES ? "what-if-1" : "r%d", i);
        graph_relate(b, from, g->type[i], to, id);
    }
    return graph_finish(b);
}

static ent_table *centrality(const ent_graph *graph, const ent_view_options *view) {
    ent_selection *selection = graph_select(graph, true, false);
    const char *const words[] = {"measure=degree,betweenness,closeness", NULL};
    ent_table *table = NULL;
    assert_int_equal(analysis_run("centrality", selection, view, NULL, words, &table, NULL), ENT_OK);
    ent_selection_free(selection);
    return table;
}

static double value_of(const ent_table *table, const char *id, const char *measure) {
    for (size_t r = 0; r < ent_table_rows(table); r++)
        if (strcmp(table_text(table, r, "id"), id) == 0) return table_value(table, r, measure);
    return NAN;
}

/* Every number that either side has stands in the table, with what each side says of it. */
static void compare_vertices(const ent_table *answer, const ent_table *before, const ent_table *after) {
    const char *const measures[] = {"degree", "betweenness", "closeness"};
    const ent_table *const sides[] = {before, after};
    for (int side = 0; side < 2; side++)
        for (size_t r = 0; r < ent_table_rows(sides[side]); r++)
            for (int k = 0; k < 3; k++) {
                const char *id = table_text(sides[side], r, "id");
                assert_numbers(answer, id, measures[k], value_of(before, id, measures[k]),
                               value_of(after, id, measures[k]));
            }
}

/* Numbers of the whole over a dense matrix of entities only: for models without relations about relations. */
static void compare_whole(const ent_table *answer, const model *g, bool directed, bool later) {
    double distance[MOST][MOST], sum = 0, pairs = 0, closed = 0, triples = 0, edges = 0, n = 0;
    bool tie[MOST][MOST] = {{false}}, arc[MOST][MOST] = {{false}};
    for (int i = 0; i < g->m; i++) {
        if (!line_is_there(g, i) || g->from[i] == g->to[i]) continue;
        arc[g->from[i]][g->to[i]] = tie[g->from[i]][g->to[i]] = tie[g->to[i]][g->from[i]] = true;
        if (!directed || !strcmp(g->type[i], "allied_with")) arc[g->to[i]][g->from[i]] = true;
    }
    for (int u = 0; u < g->n; u++) {
        n += !g->no_entity[u];
        for (int v = 0; v < g->n; v++) distance[u][v] = u == v ? 0 : arc[u][v] ? 1 : INFINITY;
    }
    for (int w = 0; w < g->n; w++)
        for (int u = 0; u < g->n; u++)
            for (int v = 0; v < g->n; v++) distance[u][v] = fmin(distance[u][v], distance[u][w] + distance[w][v]);
    for (int u = 0; u < g->n; u++)
        for (int v = 0; v < g->n; v++) {
            if (u == v) continue;
            edges += directed ? arc[u][v] : arc[u][v] / 2.;
            if (!isinf(distance[u][v])) sum += distance[u][v], pairs++;
            for (int w = 0; w < g->n; w++)
                if (w != u && w != v && tie[w][u] && tie[w][v]) triples++, closed += tie[u][v];
        }
    const char *const names[] = {"vertices", "density", "mean-distance", "transitivity"};
    const double values[] = {n, n > 1 ? edges / (n * (n - 1) / (directed ? 1 : 2)) : NAN, pairs ? sum / pairs : NAN,
                             triples ? closed / triples : NAN};
    for (int k = 0; k < 4; k++) {
        double told = table_value(answer, row_of(answer, "", names[k]), later ? "after" : "before");
        assert_true(isnan(values[k]) ? isnan(told) : fabs(told - values[k]) < 1e-9);
    }
}

static bool is_plain(const model *g) {
    for (int i = 0; i < g->m; i++)
        if (g->to[i] < 0) return false;
    return true;
}

/* Strike an entity, a relation, or both, and add one, in the options and by hand. */
static void a_twin_strikes_records_by_hand(void **state) {
    (void)state;
    ent_random random;
    ent_random_init(&random, 77);
    int plain = 0;
    for (int round = 0; round < 200; round++) {
        model g = random_model(&random), h;
        ent_view_options view = {.directed = round & 1};
        char without[32], relation[32], add[64];
        const char *words[6] = {"measure=degree,betweenness,closeness", "unchanged"};
        size_t count = 2;
        h = g;
        int gone = draw(&random, g.n), line_gone = draw(&random, g.m), what = 1 + draw(&random, 7);
        int from = (gone + 1) % g.n, to = (gone + 2) % g.n;
        snprintf(without, sizeof without, "without=V%d", gone);
        snprintf(relation, sizeof relation, "without-relation=r%d", line_gone);
        snprintf(add, sizeof add, "add=v%d -> allied with -> v%d", from, to);
        if (what & 1) words[count++] = without, h.no_entity[gone] = true;
        if (what & 2) words[count++] = relation, h.no_line[line_gone] = true;
        if (what & 4) {
            words[count++] = add;
            for (int i = h.m; i < MOST_LINES; i++) h.no_line[i] = true;
            h.m = MOST_LINES + 1;
            h.from[MOST_LINES] = from;
            h.to[MOST_LINES] = to;
            h.type[MOST_LINES] = "allied_with";
        }
        ent_graph *graph = build(&g), *changed = build(&h);
        ent_table *before = centrality(graph, &view), *after = centrality(changed, &view), *answer = NULL;
        ent_error err = {0};
        ent_status status = ask(graph, true, &view, words, &answer, &err);
        if (status != ENT_OK && status != ENT_NO) fail_msg("%s", err.message);
        compare_vertices(answer, before, after);
        if (is_plain(&g)) {
            compare_whole(answer, &g, view.directed, false);
            compare_whole(answer, &h, view.directed, true);
            plain++;
        }
        ent_table_free(before);
        ent_table_free(after);
        ent_table_free(answer);
        ent_graph_free(graph);
        ent_graph_free(changed);
    }
    assert_true(plain > 20);
}

/* ---- signs ---------------------------------------------------------------------------------------------------------------------- */

static ent_graph *signs(void) {
    ent_builder *b = graph_start();
    graph_entity(b, "a", "country", "Aland");
    graph_entity(b, "k", "leader", "Kim, Jong Un");
    graph_entity(b, "c", "country", "Cland");
    graph_relate(b, "a", "supports", "k", "r1");
    graph_relate(b, "k", "warns", "a", "r2");
    graph_relate(b, "a", "allied_with", "k", "r3");
    graph_relate(b, "a", "allied_with", "c", "r4");
    graph_relate(b, "k", "leads", "c", "r5");
    graph_relate(b, "c", "objects_to", "r4", "r6");
    return graph_finish(b);
}

static void flipping_turns_signs_and_nothing_else(void **state) {
    (void)state;
    ent_graph *graph = signs();
    const char *const forms[] = {"flip=Aland, Kim, Jong Un", "flip=Kim, Jong Un, Aland", "flip=Aland; Kim, Jong Un",
                                 "flip=Aland -> k", "flip=a,k"};
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        const char *const words[] = {forms[k], NULL};
        if (strstr(forms[k], "; Kim,")) continue; /* split at the comma: the part after it is no pair */
        ent_table *table = what_if(graph, words);
        assert_numbers(table, "", "positive-relations", 3, 2);
        assert_numbers(table, "", "negative-relations", 2, 3);
        assert_true(row_of(table, "", "ambivalent-pairs") == SIZE_MAX);
        assert_numbers(table, "r1", "flipped", 1, -1);
        assert_numbers(table, "r2", "flipped", -1, 1);
        assert_numbers(table, "r3", "flipped", 1, -1);
        assert_true(row_of(table, "r4", "flipped") == SIZE_MAX && row_of(table, "r5", "flipped") == SIZE_MAX);
        assert_true(row_of(table, "a", "degree") == SIZE_MAX);
        assert_true(table_notes_say(table, "turning signs round changes no measure of a vertex"));
        assert_non_null(strstr(ent_table_title(table), "signs turned round between"));
        ent_table_free(table);
    }
    const char *const one[] = {"flip=Cland, Aland", "unchanged", NULL};
    ent_table *table = what_if(graph, one);
    assert_numbers(table, "", "ambivalent-pairs", 1, 1);
    assert_numbers(table, "", "positive-relations", 3, 2);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void what_targets_a_dropped_relation_goes_too(void **state) {
    (void)state;
    ent_graph *graph = signs();
    const char *const words[] = {"without-relation=r4", NULL};
    ent_table *table = what_if(graph, words);
    assert_true(row_of(table, "r4", "dropped") != SIZE_MAX && row_of(table, "r6", "dropped") != SIZE_MAX);
    assert_numbers(table, "", "relations", 6, 4);
    assert_string_equal(table_text(table, row_of(table, "r4", "degree"), "remark"), "gone");
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- what may be written ---------------------------------------------------------------------------------------------------------- */

static void names_may_hold_commas(void **state) {
    (void)state;
    ent_graph *graph = signs();
    const char *const without[] = {"without=Kim, Jong Un, Cland", NULL};
    ent_table *table = what_if(graph, without);
    assert_string_equal(ent_table_title(table), "without Kim, Jong Un; without Cland");
    assert_numbers(table, "", "vertices", 4, 1);
    ent_table_free(table);
    const char *const forms[] = {"add=Kim, Jong Un -> supports -> Cland", "add=kim, jong un;supports;c",
                                 "add=Cland -> supports -> Kim, Jong Un",
                                 "add=Cland -> supports -> Kim, Jong Un,a;warns;c"};
    for (int k = 0; k < 4; k++) {
        const char *const words[] = {forms[k], NULL};
        table = what_if(graph, words);
        assert_numbers(table, "", "relations", 6, k == 3 ? 8 : 7);
        assert_true(row_of(table, "what-if-1", "added") != SIZE_MAX);
        assert_true((row_of(table, "what-if-2", "added") != SIZE_MAX) == (k == 3));
        ent_table_free(table);
    }
    ent_graph_free(graph);
}

static void an_entity_may_be_new(void **state) {
    (void)state;
    ent_graph *graph = signs();
    const char *const words[] = {"add=new: Dland -> allied with -> Aland", "add=c -> objects_to -> r1", NULL};
    ent_table *table = what_if(graph, words);
    assert_numbers(table, "", "vertices", 4, 6);
    assert_numbers(table, "Dland", "degree", NAN, 1);
    assert_string_equal(table_text(table, row_of(table, "Dland", "degree"), "remark"), "new");
    assert_string_equal(table_text(table, row_of(table, "r1", "degree"), "remark"), "new");
    ent_table_free(table);
    ent_graph_free(graph);
}

static const struct {
    const char *word, *message, *hint;
} mistakes[] = {
    {NULL, "nothing to change is given", "--without Medici"},
    {"without=Alnd", "--without: ", "Aland"},
    {"without=Cland,Nobody At All", "--without: ", ""},
    {"without-relation=r99", "no relation has the id 'r99'", ""},
    {"without-relation=rr4", "no relation has the id 'rr4'", "did you mean 'r"},
    {"add=Aland supports Cland", "does not say SOURCE -> TYPE -> TARGET", "--add 'Japan -> supports -> Philippines'"},
    {"add=Aland -> supports", "does not say SOURCE -> TYPE -> TARGET", "--add 'Japan"},
    {"add=a -> supports -> b -> c", "does not say SOURCE -> TYPE -> TARGET", "--add 'Japan"},
    {"add= -> supports -> b", "does not say SOURCE -> TYPE -> TARGET", "--add 'Japan"},
    {"add=Aland -> suports -> Cland", "no type of relation is called 'suports'", "did you mean 'supports'?"},
    {"add=Aland -> xyzzy -> Cland", "no type of relation is called 'xyzzy'", "entente vocabulary"},
    {"add=Alnd -> supports -> Cland", "--add: ", "Aland"},
    {"add=Somebody Else -> supports -> Cland", "--add: ", "new:Somebody Else"},
    {"flip=Aland", "--flip takes two entities", "--flip 'North Korea' 'United States'"},
    {"flip=Aland; k; Cland", "--flip takes two entities", "--flip 'North Korea' 'United States'"},
    {"flip=Aland,Clnd", "--flip: ", "Cland"},
    {"flip=k,Cland", "no positive or negative relation between 'Kim, Jong Un' and 'Cland'", "entente show"},
};

static void mistakes_are_told_with_a_remedy(void **state) {
    (void)state;
    ent_graph *graph = signs();
    for (size_t k = 0; k < sizeof mistakes / sizeof *mistakes; k++) {
        const char *const words[] = {mistakes[k].word, NULL};
        ent_table *table = NULL;
        ent_error err = {0};
        assert_int_equal(ask(graph, false, NULL, words, &table, &err), ENT_USAGE);
        assert_null(table);
        if (!strstr(err.message, mistakes[k].message) || !strstr(err.hint, mistakes[k].hint))
            fail_msg("%s: %s (%s)", mistakes[k].word, err.message, err.hint);
        assert_int_equal(ask(graph, false, NULL, words, &table, NULL), ENT_USAGE);
    }
    ent_graph_free(graph);
}

static void what_is_added_may_be_outside_the_selection(void **state) {
    (void)state;
    ent_graph *graph = signs();
    ent_select how;
    ent_selection *selection = NULL;
    ent_table *table = NULL;
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    assert_int_equal(ent_option_set(ent_option_find(ent_select_options, "type"), &how, "allied_with", NULL), ENT_OK);
    assert_int_equal(ent_selection_new(graph, &how, &selection, NULL), ENT_OK);
    const char *const words[] = {"add=Aland -> warns -> Cland", "unchanged", NULL};
    void *options = analysis_options(&ent_analysis_what_if, words);
    ent_analysis_input input = {.selection = selection, .options = options};
    assert_int_equal(ent_analysis_run(&ent_analysis_what_if, &input, &table, NULL), ENT_NO);
    assert_numbers(table, "", "relations", 2, 2);
    assert_true(table_notes_say(table, "1 of 1 added relations are not in the selection"));
    ent_table_free(table);
    ent_options_clear(ent_analysis_what_if.options, options);
    free(options);
    ent_selection_free(selection);
    ent_options_clear(ent_select_options, &how);
    ent_graph_free(graph);
}

/* A ring has an eigenvector in its direction; cut open it has none, and that is said. */
static void what_is_undefined_afterwards_is_said(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_relate(b, "a", "supports", "b", "r1");
    graph_relate(b, "b", "supports", "c", "r2");
    graph_relate(b, "c", "supports", "a", "r3");
    ent_graph *graph = graph_finish(b);
    const char *const words[] = {"without-relation=r2", "measure=eigenvector,degree", NULL};
    ent_view_options view = {.directed = true};
    ent_table *table = NULL;
    assert_int_equal(ask(graph, false, &view, words, &table, NULL), ENT_OK);
    assert_true(table_notes_say(table, "eigenvector is not defined in the changed graph"));
    assert_numbers(table, "a", "eigenvector", sqrt(1 / 3.), NAN);
    assert_numbers(table, "b", "degree", 2, 1);
    ent_table_free(table);
    ent_graph_free(graph);
}

static void nobody_and_one(void **state) {
    (void)state;
    for (int n = 0; n < 2; n++) {
        ent_builder *b = graph_start();
        if (n) graph_entity(b, "a", "country", "Aland");
        ent_graph *graph = graph_finish(b);
        const char *const words[] = {n ? "without=a" : "add=new:x -> supports -> new:y", NULL};
        ent_table *table = NULL;
        assert_int_equal(ask(graph, true, NULL, words, &table, NULL), ENT_OK);
        assert_numbers(table, "", "vertices", n, n ? 0 : 2);
        assert_numbers(table, "", "diameter", n ? 0 : NAN, n ? NAN : 1);
        ent_table_free(table);
        ent_graph_free(graph);
    }
}

/* A star of five and a chain of four: the chain is wider, but the star is the largest component. */
static void the_diameter_is_of_the_largest_component(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    const char *const pairs[][2] = {{"s", "a"}, {"s", "b"}, {"s", "c"}, {"s", "d"}, {"w", "x"}, {"x", "y"}, {"y", "z"}};
    for (int i = 0; i < 7; i++) graph_relate(b, pairs[i][0], "supports", pairs[i][1], NULL);
    ent_graph *graph = graph_finish(b);
    const char *const words[] = {"without=a,b", NULL};
    ent_table *table = what_if(graph, words);
    assert_numbers(table, "", "largest-component", 5, 4);
    assert_numbers(table, "", "diameter", 2, 3);
    ent_table_free(table);
    ent_graph_free(graph);
}

/* ---- stopping and failing --------------------------------------------------------------------------------------------------------- */

static void it_stops_when_told_and_memory_may_fail(void **state) {
    (void)state;
    ent_graph *graph = signs();
    ent_selection *selection = graph_select(graph, false, false);
    const char *const words[] = {"without=Kim, Jong Un", "flip=a,c", "add=new:z -> supports -> Aland",
                                 "without-relation=r4", NULL};
    void *options = analysis_options(&ent_analysis_what_if, words);
    ent_analysis_input input = {.selection = selection, .options = options};
    ent_table *table = NULL;
    int stopped = 0;
    for (long allowed = 0; allowed < 600; allowed++) {
        long ticks = allowed;
        ent_monitor monitor = {count_down, &ticks};
        input.monitor = &monitor;
        ent_status status = ent_analysis_run(&ent_analysis_what_if, &input, &table, NULL);
        assert_true(status == ENT_OK ? table != NULL : status == ENT_INTERRUPTED && !table);
        stopped += status != ENT_OK;
        ent_table_free(table);
    }
    assert_true(stopped > 5 && stopped < 600);
    input.monitor = NULL;
    run_out_of_memory(&ent_analysis_what_if, &input);
    ent_options_clear(ent_analysis_what_if.options, options);
    free(options);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(florence_without_the_medici),
        cmocka_unit_test(rows_stand_by_change),
        cmocka_unit_test(a_twin_strikes_records_by_hand),
        cmocka_unit_test(flipping_turns_signs_and_nothing_else),
        cmocka_unit_test(what_targets_a_dropped_relation_goes_too),
        cmocka_unit_test(names_may_hold_commas),
        cmocka_unit_test(an_entity_may_be_new),
        cmocka_unit_test(mistakes_are_told_with_a_remedy),
        cmocka_unit_test(what_is_added_may_be_outside_the_selection),
        cmocka_unit_test(what_is_undefined_afterwards_is_said),
        cmocka_unit_test(nobody_and_one),
        cmocka_unit_test(the_diameter_is_of_the_largest_component),
        cmocka_unit_test(it_stops_when_told_and_memory_may_fail),
    };
    return cmocka_run_group_tests_name("what-if", tests, NULL, NULL);
}
