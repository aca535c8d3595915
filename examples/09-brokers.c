/* 09-brokers.c - what the analyses of the registry share: options by name, one table, notes; and a grouping that another
 * analysis found.
 *
 *     cc -std=c11 examples/09-brokers.c $(pkg-config --cflags --libs entente) -o 09-brokers && ./09-brokers
 *
 * Shows: ent_analysis_find, ent_options_init and ent_option_set, ent_analysis_run, ent_table_format.
 */
#include <entente/entente.h>
#include <stdio.h>
#include <stdlib.h>

/* Run an analysis with one option set, and print the first rows of some columns as Markdown. */
static ent_status report(const ent_selection *selection, const char *name, const char *option, const char *value,
                         const char *columns, ent_error *err) {
    const ent_analysis *analysis = ent_analysis_find(name);
    void *options = malloc(analysis->options_size);
    ent_analysis_input input = {.selection = selection, .options = options};
    ent_table *table = NULL;
    ent_show show = {0};
    char *text = NULL;

    if (!options) return ENT_NOMEM;
    ent_status status = ent_options_init(analysis->options, options, analysis->options_size, err);
    if (!status) status = ent_option_set(ent_option_find(analysis->options, option), options, value, err);
    if (!status) status = ent_analysis_run(analysis, &input, &table, err);
    if (!status) status = ent_options_init(ent_show_options, &show, sizeof show, err);
    if (!status) status = ent_option_set(ent_option_find(ent_show_options, "columns"), &show, columns, err);
    if (!status) {
        show.format = ENT_FORMAT_MD;
        show.top = 3;
        status = ent_table_format(table, &show, &text, NULL, err);
    }
    if (!status) printf("%s\n", text);
    ent_free(text);
    ent_table_free(table);
    ent_options_clear(ent_show_options, &show);
    ent_options_clear(analysis->options, options);
    free(options);
    return status;
}

int main(void) {
    const char *path = "graphs/korea-us-2022.json";
    ent_error err = {0};
    ent_graph *graph = NULL;
    ent_selection *selection = NULL;
    ent_select select;

    ent_status status = ent_read_files(&path, 1, &(ent_read){0}, NULL, &graph, &err);
    if (!status) status = ent_options_init(ent_select_options, &select, sizeof select, &err);
    if (!status) status = ent_selection_new(graph, &select, &selection, &err);
    if (!status) status = report(selection, "communities", "method", "walktrap", "community,size,modularity", &err);
    if (!status) status = report(selection, "brokers", "group", "kind", "name,articulation,bridges,brokered", &err);
    if (status) fprintf(stderr, "%s\n%s\n", err.message, err.hint);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return ent_status_exit_code(status);
}
