/* 04-centrality.c - who stands where: run an analysis of the registry and read its table.
 *
 *     cc 04-centrality.c $(pkg-config --cflags --libs entente) -o centrality && ./centrality graphs/korea-us-2022.json
 *
 * Shows: finding an analysis, its own options by name, the options of the view, and cells by column name.
 */
#include <stdio.h>
#include <stdlib.h>

#include <entente/entente.h>

/* The options struct of an analysis is opaque: its rows say how to fill it. */
static void *new_options(const ent_analysis *analysis, const char *measures, ent_error *err) {
    void *options = malloc(analysis->options_size);
    if (!options) {
        ent_fail_memory(err);
    } else if (ent_options_init(analysis->options, options, analysis->options_size, err) == ENT_OK) {
        ent_option_set(ent_option_find(analysis->options, "measure"), options, measures, err);
        ent_option_set(ent_option_find(analysis->options, "normalized"), options, NULL, err);
    }
    return options;
}

static void show(const ent_table *table, size_t top) {
    size_t name = (size_t)ent_table_find_column(table, "name");
    size_t degree = (size_t)ent_table_find_column(table, "degree");
    size_t betweenness = (size_t)ent_table_find_column(table, "betweenness");
    for (size_t row = 0; row < top && row < ent_table_rows(table); row++)
        printf("%-22s degree %.4f  betweenness %.4f\n", ent_table_text(table, row, name),
               ent_table_real(table, row, degree), ent_table_real(table, row, betweenness));
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "graphs/korea-us-2022.json";
    const ent_analysis *centrality = ent_analysis_find("centrality");
    ent_error error = {0};
    ent_graph *graph = NULL;
    ent_selection *selection = NULL;
    ent_table *table = NULL;
    ent_select select;

    ent_options_init(ent_select_options, &select, sizeof select, &error);
    void *options = new_options(centrality, "degree,betweenness", &error);
    if (error.status != ENT_OK) goto done;
    if (ent_read_files(&path, 1, &(ent_read){0}, NULL, &graph, &error) != ENT_OK) goto done;
    if (ent_selection_new(graph, &select, &selection, &error) != ENT_OK) goto done;

    ent_analysis_input input = {.selection = selection, .options = options};
    if (ent_analysis_run(centrality, &input, &table, &error) != ENT_OK) goto done;
    show(table, 7);
    printf("%s, after %s\n", ent_table_note_text(table, 0), centrality->citation);
done:
    if (error.status != ENT_OK) fprintf(stderr, "%s\n", error.message);
    ent_table_free(table);
    ent_selection_free(selection);
    ent_graph_free(graph);
    if (options) ent_options_clear(centrality->options, options);
    free(options);
    ent_options_clear(ent_select_options, &select);
    return ent_status_exit_code(error.status);
}
