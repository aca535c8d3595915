/* 05-paths.c - how one thing hangs together with another, and what every step rests on.
 *
 *     cc 05-paths.c $(pkg-config --cflags --libs entente) -o paths && ./paths graphs/korea-us-2022.json Samsung China
 *
 * Shows: names resolved as an analyst writes them, arguments of an analysis, "no path" as an answer and not an error,
 * and the way from a row of the table back to the evidence in the graph.
 */
#include <stdio.h>
#include <stdlib.h>

#include <entente/entente.h>

static void show_evidence(const ent_graph *graph, ent_id id) {
    ent_relation relation;
    ent_graph_relation(graph, id, &relation);
    for (size_t i = 0; i < relation.evidence_count; i++) {
        ent_evidence evidence;
        ent_document document = {0};
        ent_graph_evidence(graph, relation.evidence_first + (ent_id)i, &evidence);
        if (evidence.document != ENT_NONE) ent_graph_document(graph, evidence.document, &document);
        printf("       %s\n       %s, %s\n", evidence.summary, document.publisher, evidence.locator);
    }
}

static void show(const ent_graph *graph, const ent_table *table) {
    static const char *const names[] = {"path", "hop", "from", "way", "type", "to", "status", "date", "relation"};
    enum { PATH, HOP, FROM, WAY, TYPE, TO, STATUS, DATE, RELATION, COUNT };
    size_t at[COUNT];
    for (size_t c = 0; c < COUNT; c++) at[c] = (size_t)ent_table_find_column(table, names[c]);
    for (size_t row = 0; row < ent_table_rows(table); row++) {
        printf("%d.%d  %s %s %s %s: %s, %s\n", (int)ent_table_int(table, row, at[PATH]),
               (int)ent_table_int(table, row, at[HOP]), ent_table_text(table, row, at[FROM]),
               ent_table_text(table, row, at[WAY]), ent_table_text(table, row, at[TYPE]),
               ent_table_text(table, row, at[TO]), ent_table_text(table, row, at[STATUS]),
               ent_table_text(table, row, at[DATE]));
        show_evidence(graph, ent_graph_find_relation(graph, ent_table_text(table, row, at[RELATION])));
    }
}

static ent_status find_paths(const ent_selection *selection, const ent_id *ends, ent_table **out, ent_error *err) {
    const ent_analysis *paths = ent_analysis_find("paths");
    void *options = malloc(paths->options_size);
    ent_status status =
        options ? ent_options_init(paths->options, options, paths->options_size, err) : ent_fail_memory(err);
    ent_analysis_input input = {.selection = selection, .entities = ends, .options = options};
    if (status == ENT_OK) status = ent_analysis_run(paths, &input, out, err);
    if (options) ent_options_clear(paths->options, options);
    free(options);
    return status;
}

int main(int argc, char **argv) {
    const char *path = argc > 3 ? argv[1] : "graphs/korea-us-2022.json";
    const char *from = argc > 3 ? argv[2] : "Samsung", *to = argc > 3 ? argv[3] : "중국";
    ent_error error = {0};
    ent_graph *graph = NULL;
    ent_selection *selection = NULL;
    ent_table *table = NULL;
    ent_select select;
    ent_id ends[2];
    ent_status answer = ENT_OK;

    if (ent_options_init(ent_select_options, &select, sizeof select, &error) != ENT_OK) goto done;
    if (ent_read_files(&path, 1, &(ent_read){0}, NULL, &graph, &error) != ENT_OK) goto done;
    if (ent_graph_find_entity(graph, from, &ends[0], &error) != ENT_OK) goto done;
    if (ent_graph_find_entity(graph, to, &ends[1], &error) != ENT_OK) goto done;
    if (ent_selection_new(graph, &select, &selection, &error) != ENT_OK) goto done;

    answer = find_paths(selection, ends, &table, &error);
    if (answer == ENT_NO) printf("no path\n");
    if (answer == ENT_OK) show(graph, table);
done:
    if (error.status != ENT_OK) answer = error.status;
    if (answer != ENT_OK && answer != ENT_NO) fprintf(stderr, "%s\n%s\n", error.message, error.hint);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
    ent_options_clear(ent_select_options, &select);
    return ent_status_exit_code(answer);
}
