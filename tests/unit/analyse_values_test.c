/* Published values: Florentine marriages, the karate club, and what the seed graph says. Each number is written with the
 * digits of its source and compared to half a unit of the last one (or 1e-6 of it, where that is wider). */
#include "graphs.h"

static void assert_published(const char *published, double got, const char *what) {
    double want = strtod(published, NULL);
    const char *point = strchr(published, '.');
    double half = .5 * pow(10, point ? -(double)strlen(point + 1) : 0) * (1 + 1e-9);
    double tolerance = fmax(half, 1e-6 * fabs(want));
    if (!point) tolerance = 1e-6 * fabs(want);
    if (!(fabs(got - want) <= tolerance)) fail_msg("%s is %.12g, published is %s", what, got, published);
}

/* One published value: who, which measure, the digits. */
typedef struct value {
    const char *name, *measure, *digits;
} value;

static ent_table *measure(const char *file, bool isolates, const char *const *words) {
    ent_graph *graph = graph_file(file);
    ent_selection *selection = graph_select(graph, isolates, false);
    ent_table *table;
    ent_error err = {0};
    if (analysis_run("centrality", selection, NULL, NULL, words, &table, &err) != ENT_OK) fail_msg("%s", err.message);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return table;
}

static void assert_values(const char *file, bool isolates, const char *const *words, const char *column,
                          const value *values) {
    ent_table *table = measure(file, isolates, words);
    for (; values->name; values++)
        assert_published(values->digits, table_value(table, table_row(table, column, values->name), values->measure),
                         values->name);
    ent_table_free(table);
}

static const char florentine[] = "graphs/classic/florentine.json";
static const char karate[] = "graphs/classic/karate.json";
static const char seed[] = "graphs/korea-us-2022.json";
static const char every[] = "measure=degree,betweenness,closeness,harmonic,eigenvector,pagerank";

static void florentine_families(void **state) {
    (void)state;
    const value values[] = {
        {"Medici", "degree", "6"},
        {"Strozzi", "degree", "4"},
        {"Guadagni", "degree", "4"},
        {"Medici", "betweenness", "47.5"},
        {"Guadagni", "betweenness", "23.1667"},
        {"Albizzi", "betweenness", "19.3333"},
        {"Salviati", "betweenness", "13"},
        {"Medici", "closeness", ".56"},
        {"Ridolfi", "closeness", ".5"},
        {"Tornabuoni", "closeness", ".482759"},
        {"Medici", "eigenvector", ".430308"},
        {"Strozzi", "eigenvector", ".355980"},
        {"Ridolfi", "eigenvector", ".341553"},
        {"Medici", "pagerank", ".145817"},
        {"Guadagni", "pagerank", ".098398"},
        {"Strozzi", "pagerank", ".088098"},
        {NULL, NULL, NULL},
    };
    assert_values(florentine, false, (const char *[]){every, NULL}, "name", values);
}

static void florentine_betweenness_as_a_share(void **state) {
    (void)state;
    const value values[] = {
        {"Medici", "betweenness", ".521978"},
        {"Guadagni", "betweenness", ".254579"},
        {"Albizzi", "betweenness", ".212454"},
        {"Salviati", "betweenness", ".142857"},
        {NULL, NULL, NULL},
    };
    assert_values(florentine, false, (const char *[]){every, "normalized", NULL}, "name", values);
}

static void pucci_stands_alone_and_counts(void **state) {
    (void)state;
    const value values[] = {{"Medici", "betweenness", ".452381"},
                            {"Pucci", "degree", "0"},
                            {"Pucci", "harmonic", "0"},
                            {"Pucci", "eigenvector", "0"},
                            {NULL, NULL, NULL}};
    assert_values(florentine, true, (const char *[]){every, "normalized", NULL}, "name", values);
    ent_table *table = measure(florentine, true, (const char *[]){every, NULL});
    assert_int_equal(ent_table_rows(table), 16);
    assert_true(isnan(table_value(table, table_row(table, "name", "Pucci"), "closeness")));
    ent_table_free(table);
}

/* Freeman 1979: sum of the distances to the largest, as a share of what a star would have. */
static void florentine_centralisation(void **state) {
    (void)state;
    ent_table *table = measure(florentine, false, (const char *[]){"measure=betweenness", "normalized", NULL});
    double largest = table_value(table, 0, "betweenness"), sum = 0;
    size_t n = ent_table_rows(table);
    for (size_t r = 0; r < n; r++) sum += largest - table_value(table, r, "betweenness");
    assert_published(".4368132", sum / ((double)n - 1), "centralisation");
    ent_table_free(table);
}

static void karate_betweenness(void **state) {
    (void)state;
    ent_table *table = measure(karate, false, (const char *[]){"measure=betweenness", NULL});
    const char *const largest[] = {"231.0714", "160.5516", "76.6905"};
    for (size_t r = 0; r < 3; r++) assert_published(largest[r], table_value(table, r, "betweenness"), "karate");
    ent_table_free(table);
}

static void seed_centralities(void **state) {
    (void)state;
    const value degrees[] = {{"biden", "degree", "10"}, {"yoon", "degree", "9"}, {"KOR", "degree", "7"},
                             {"CHN", "degree", "5"},    {"USA", "degree", "5"},  {"alliance", "degree", "5"},
                             {"kaoc", "degree", "5"},   {NULL, NULL, NULL}};
    const value shares[] = {{"biden", "betweenness", ".3374"},
                            {"yoon", "betweenness", ".2899"},
                            {"kaoc", "betweenness", ".2287"},
                            {"CHN", "betweenness", ".2081"},
                            {"presidential_office", "betweenness", ".1293"},
                            {"pyeongtaek_plant", "betweenness", ".1256"},
                            {"KOR", "betweenness", ".1130"},
                            {NULL, NULL, NULL}};
    assert_values(seed, false, (const char *[]){"measure=degree", NULL}, "id", degrees);
    assert_values(seed, false, (const char *[]){"measure=betweenness", "normalized", NULL}, "id", shares);
}

static void seed_notes_say_what_they_rest_on(void **state) {
    (void)state;
    ent_table *table = measure(seed, false, NULL);
    assert_int_equal(ent_table_rows(table), 30);
    assert_true(table_notes_say(table,
                                "30 entities and 44 edges from 60 relations; undirected, parallel relations merged, "
                                "unweighted"));
    assert_true(table_notes_say(table, "left out: 11 entities without a selected relation (--isolates keeps them)"));
    assert_true(table_notes_say(table, "1 pair is ambivalent"));
    assert_true(table_notes_say(table, "6 negative relations count as ties"));
    ent_table_free(table);
}

static void seed_components(void **state) {
    (void)state;
    ent_graph *graph = graph_file(seed);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table;
    assert_int_equal(analysis_run("components", selection, NULL, NULL, NULL, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 2);
    assert_true(table_value(table, 0, "size") == 28 && table_value(table, 1, "size") == 2);
    assert_string_equal(table_text(table, 1, "ids"), "lee asia_business_daily");
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* The stations of every path, one path a line. */
static const char *routes(const char *file, const char *from, const char *to, const char *const *words) {
    static char text[4000];
    ent_graph *graph = graph_file(file);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, from), graph_find(graph, to)};
    ent_table *table;
    ent_error err = {0};
    ent_status status = analysis_run("paths", selection, NULL, ends, words, &table, &err);
    if (status != ENT_OK && status != ENT_NO) fail_msg("%s", err.message);
    size_t used = 0;
    text[0] = '\0';
    for (size_t r = 0; r < ent_table_rows(table); r++) {
        bool begins = table_value(table, r, "hop") == 1,
             same = r && table_value(table, r, "hop") == table_value(table, r - 1, "hop");
        if (same) continue;
        if (begins)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", r ? "\n" : "",
                                     table_text(table, r, "from_id"));
        used += (size_t)snprintf(text + used, sizeof text - used, " %s", table_text(table, r, "to_id"));
    }
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return text;
}

static void seed_paths(void **state) {
    (void)state;
    assert_string_equal(routes(seed, "Samsung", "China", NULL), "samsung pyeongtaek_plant yoon CHN");
    assert_string_equal(routes(seed, "Samsung", "North Korea", NULL),
                        "samsung pyeongtaek_plant biden PRK\nsamsung pyeongtaek_plant yoon PRK");
    assert_string_equal(routes(seed, "IPEF", "PRK", NULL), "ipef KOR PRK");
    const char *two = routes(seed, "Sullivan", "China", NULL);
    size_t lines = 1;
    for (const char *c = two; *c; c++) lines += *c == '\n';
    assert_int_equal(lines, 2);
    assert_string_equal(routes(seed, "Samsung", "North Korea", (const char *[]){"avoid=Biden", NULL}),
                        "samsung pyeongtaek_plant yoon PRK");
    assert_string_equal(routes(seed, "Samsung", "China", (const char *[]){"max-length=2", NULL}), "");
    assert_string_equal(routes(seed, "Ki-min Lee", "China", NULL), "");
}

static void florentine_paths(void **state) {
    (void)state;
    const char *found = routes(florentine, "Pazzi", "Peruzzi", NULL);
    size_t lines = 1;
    for (const char *c = found; *c; c++) lines += *c == '\n';
    assert_int_equal(lines, 2);
    ent_graph *graph = graph_file(florentine);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, "Pazzi"), graph_find(graph, "Peruzzi")};
    ent_table *table;
    assert_int_equal(analysis_run("paths", selection, NULL, ends, NULL, &table, NULL), ENT_OK);
    assert_true(table_value(table, 0, "length") == 5);
    assert_string_equal(ent_table_title(table), "Pazzi to Peruzzi: 2 shortest paths of 5 hops");
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static void each_hop_quotes_its_relation(void **state) {
    (void)state;
    ent_graph *graph = graph_file(seed);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id ends[] = {graph_find(graph, "Samsung"), graph_find(graph, "China")};
    ent_table *table;
    assert_int_equal(analysis_run("paths", selection, NULL, ends, NULL, &table, NULL), ENT_OK);
    assert_int_equal(ent_table_rows(table), 3);
    const char *const want[3][5] = {{"r15", "operates", "->", "structural", "asserted"},
                                    {"r13", "visits", "<-", "positive", "planned"},
                                    {"r33", "reassures", "->", "positive", "asserted"}};
    for (size_t r = 0; r < 3; r++) {
        assert_string_equal(table_text(table, r, "relation"), want[r][0]);
        assert_string_equal(table_text(table, r, "type"), want[r][1]);
        assert_string_equal(table_text(table, r, "way"), want[r][2]);
        assert_string_equal(table_text(table, r, "sign"), want[r][3]);
        assert_string_equal(table_text(table, r, "status"), want[r][4]);
        assert_string_equal(table_text(table, r, "date"), "2022-05-20");
        assert_true(strlen(table_text(table, r, "evidence")) > 10);
        assert_non_null(strstr(table_text(table, r, "source"), "The Asia Business Daily"));
        assert_non_null(strstr(table_text(table, r, "source"), "paragraph"));
    }
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

/* China: objects to the alliance (r31) and to Korea (r32), is reassured three times, cooperates (r36), is engaged (r37). */
static void the_dossier_of_china(void **state) {
    (void)state;
    ent_graph *graph = graph_file(seed);
    ent_selection *selection = graph_select(graph, false, false);
    ent_id china = graph_find(graph, "China");
    ent_table *table;
    assert_int_equal(analysis_run("show", selection, NULL, &china, NULL, &table, NULL), ENT_OK);
    const char *const ids[] = {"r31", "r32", "r33", "r34", "r35", "r36", "r37"};
    const char *const ways[] = {"->", "->", "<-", "<-", "<-", "--", "<-"};
    assert_int_equal(ent_table_rows(table), 7);
    for (size_t r = 0; r < 7; r++) {
        assert_string_equal(table_text(table, r, "relation"), ids[r]);
        assert_string_equal(table_text(table, r, "direction"), ways[r]);
        assert_true(strlen(table_text(table, r, "evidence")) > 10);
    }
    assert_string_equal(table_text(table, 0, "other"), "Korea-US alliance");
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

static int64_t counted(const ent_table *table, const char *section, const char *item) {
    for (size_t r = 0; r < ent_table_rows(table); r++)
        if (!strcmp(table_text(table, r, "section"), section) && !strcmp(table_text(table, r, "item"), item))
            return ent_table_int(table, r, (size_t)ent_table_find_column(table, "count"));
    return -1;
}

static void the_seed_counted(void **state) {
    (void)state;
    ent_graph *graph = graph_file(seed);
    ent_selection *selection = graph_select(graph, false, false);
    ent_table *table;
    assert_int_equal(analysis_run("info", selection, NULL, NULL, NULL, &table, NULL), ENT_OK);
    assert_int_equal(counted(table, "graph", "relations"), 60);
    assert_int_equal(counted(table, "graph", "entities"), 30);
    assert_int_equal(counted(table, "sign", "positive"), 34);
    assert_int_equal(counted(table, "sign", "negative"), 6);
    assert_int_equal(counted(table, "sign", "structural"), 20);
    assert_int_equal(counted(table, "status", "asserted"), 37);
    assert_int_equal(counted(table, "status", "planned"), 23);
    assert_int_equal(counted(table, "kind", "country"), 4);
    assert_int_equal(counted(table, "dates", "undated relations"), 8);
    assert_int_equal(counted(table, "graph", "ambivalent pairs"), 1);
    assert_int_equal(counted(table, "area", "technology"), 4); /* r08 r26 r27 r30 */
    assert_int_equal(counted(table, "left out", "entities"), 11);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(florentine_families),
        cmocka_unit_test(florentine_betweenness_as_a_share),
        cmocka_unit_test(pucci_stands_alone_and_counts),
        cmocka_unit_test(florentine_centralisation),
        cmocka_unit_test(karate_betweenness),
        cmocka_unit_test(seed_centralities),
        cmocka_unit_test(seed_notes_say_what_they_rest_on),
        cmocka_unit_test(seed_components),
        cmocka_unit_test(seed_paths),
        cmocka_unit_test(florentine_paths),
        cmocka_unit_test(each_hop_quotes_its_relation),
        cmocka_unit_test(the_dossier_of_china),
        cmocka_unit_test(the_seed_counted),
    };
    return cmocka_run_group_tests_name("analyse values", tests, NULL, NULL);
}
