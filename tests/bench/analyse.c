/* tests/bench/analyse.c - analyses timed one by one on a graph that is read once: analyse FILE <QUESTIONS
 *
 * A question is a line: the analysis, then `option=value` or `flag`, `weighted` for a view weighted by weight, and `@id` for
 * the entities it takes. The answer is a line as well: {"seconds": ..., "table": {...}}, seconds of processor from the
 * selection to the filled table, with the view that is made for it. */
#include <entente/entente.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void must(ent_status status, const ent_error *err) {
    if (status == ENT_OK || status == ENT_NO) return;
    fprintf(stderr, "analyse: %s\n", err->message);
    exit(2);
}

static double processor(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void set_option(const ent_analysis *analysis, void *options, char *word, ent_error *err) {
    char *value = strchr(word, '=');
    if (value) *value++ = '\0';
    const ent_option *row = analysis->options ? ent_option_find(analysis->options, word) : NULL;
    must(row ? ent_option_set(row, options, value, err) : ent_fail(err, ENT_USAGE, "there is no option '%s'", word),
         err);
}

/* In one line: what the writer puts line breaks into are no texts. */
static void print_answer(double seconds, const ent_table *table, ent_error *err) {
    ent_show show;
    char *text = NULL;
    must(ent_options_init(ent_show_options, &show, sizeof show, err), err);
    show.format = ENT_FORMAT_JSON;
    must(ent_table_format(table, &show, &text, NULL, err), err);
    for (char *c = text; *c; c++)
        if (*c == '\n') *c = ' ';
    printf("{\"seconds\": %.9f, \"table\": %s}\n", seconds, text);
    fflush(stdout);
    ent_free(text);
}

static void answer(const ent_selection *selection, char *line) {
    char *rest = NULL, *name = strtok_r(line, " \n", &rest);
    const ent_analysis *analysis = name ? ent_analysis_find(name) : NULL;
    ent_error err = {0};
    ent_table *table = NULL;
    ent_id entities[8] = {ENT_NONE, ENT_NONE, ENT_NONE, ENT_NONE};
    size_t count = 0;
    must(analysis ? ENT_OK : ent_fail(&err, ENT_USAGE, "there is no analysis '%s'", name ? name : ""), &err);
    void *options = calloc(1, analysis->options_size + 1);
    ent_analysis_input input = {.selection = selection, .entities = entities, .options = options};
    if (analysis->options) must(ent_options_init(analysis->options, options, analysis->options_size, &err), &err);
    for (char *word; (word = strtok_r(NULL, " \n", &rest)) && count < 8;) {
        if (word[0] == '@')
            must(ent_graph_find_entity(ent_selection_graph(selection), word + 1, &entities[count++], &err), &err);
        else if (strcmp(word, "weighted") == 0)
            input.view.weighting = ENT_WEIGHTING_WEIGHT;
        else
            set_option(analysis, options, word, &err);
    }
    double start = processor();
    must(ent_analysis_run(analysis, &input, &table, &err), &err);
    print_answer(processor() - start, table, &err);
    ent_table_free(table);
    if (analysis->options) ent_options_clear(analysis->options, options);
    free(options);
}

int main(int argc, char **argv) {
    ent_error err = {0};
    ent_graph *graph = NULL;
    ent_selection *selection = NULL;
    ent_select how;
    char line[4096];
    if (argc != 2) return fputs("usage: analyse FILE <QUESTIONS\n", stderr), 2;
    must(ent_read_files((const char *const *)&argv[1], 1, &(ent_read){0}, NULL, &graph, &err), &err);
    must(ent_options_init(ent_select_options, &how, sizeof how, &err), &err);
    must(ent_selection_new(graph, &how, &selection, &err), &err);
    while (fgets(line, sizeof line, stdin)) answer(selection, line);
    ent_options_clear(ent_select_options, &how);
    ent_selection_free(selection);
    ent_graph_free(graph);
    return 0;
}
