/* tests/bench/growth.c - what one file costs, stage by stage: growth FILE RELATIONS
 *
 * Loads the file, selects, and runs analyses one after the other in one process. Prints a row of JSON for each: seconds of
 * processor, and the most memory the process has had so far (peak), in bytes. tests/bench/growth.py runs it on files of 10^4
 * to 10^7 relations.
 */
#include "made.h"

static const char *relations;

static void say(const char *what, const char *complexity, double seconds) {
    printf("{\"part\": \"growth\", \"what\": \"%s\", \"complexity\": \"%s\", \"relations\": %s, \"ours\": %.6f, "
           "\"unit\": \"s\", \"peak\": %.0f, \"peer\": null, \"theirs\": null, \"ratio\": null, \"target\": null}\n",
           what, complexity, relations, seconds, bytes_of("VmHWM:"));
    fflush(stdout);
}

/* One analysis with options given as words: name, value (NULL for a flag), ..., NULL. */
static void analyse(const ent_selection *selection, const char *what, const char *complexity, const char *name,
                    const char *const *words) {
    const ent_analysis *analysis = ent_analysis_find(name);
    ent_error err = {0};
    ent_table *table = NULL;
    double start = processor();
    void *options = must(calloc(1, analysis->options_size + 1));
    must_be(ent_options_init(analysis->options, options, analysis->options_size, &err), &err);
    for (; *words; words += 2) {
        const ent_option *row = ent_option_find(analysis->options, words[0]);
        if (!row) {
            fprintf(stderr, "growth: %s has no option %s\n", name, words[0]);
            exit(1);
        }
        must_be(ent_option_set(row, options, words[1], &err), &err);
    }
    ent_analysis_input input = {.selection = selection, .options = options};
    must_be(ent_analysis_run(analysis, &input, &table, &err), &err);
    ent_table_free(table);
    ent_options_clear(analysis->options, options);
    free(options);
    say(what, complexity, processor() - start);
}

static const char *const narrow[][2] = {{"since", "2014"},
                                        {"until", "2018"},
                                        {"type", "allied_with,sanctions,visits"},
                                        {"kind", "country,organization"},
                                        {NULL, NULL}};

int main(int argc, char **argv) {
    if (argc != 3) return fputs("usage: growth FILE RELATIONS\n", stderr), 2;
    const char *path = argv[1];
    relations = argv[2];
    ent_error err = {0};
    ent_graph *graph = NULL;
    ent_read reading = {0};
    ent_sink sink = {0};
    double start = processor();
    must_be(ent_read_files(&path, 1, &reading, &sink, &graph, &err), &err);
    say("load", "m", processor() - start);

    start = processor();
    ent_selection_free(made_selection(graph, narrow));
    say("select by date, type and kind", "m", processor() - start);

    ent_selection *all = made_selection(graph, NULL);
    analyse(all, "PageRank", "m an iteration", "centrality", (const char *const[]){"measure", "pagerank", NULL});
    analyse(all, "components", "m", "components", (const char *const[]){NULL});
    analyse(all, "betweenness, sampled within .01", "sqrt(m) to m a sample", "centrality",
            (const char *const[]){"measure", "betweenness", "approximate", "0.01", NULL});
    analyse(all, "balance", "m sqrt(m)", "balance", (const char *const[]){NULL});
    analyse(all, "frustration, bounds within 20,000 steps", "m + steps", "frustration",
            (const char *const[]){"summary", NULL, "steps", "20000", NULL});
    ent_selection_free(all);
    ent_graph_free(graph);
    return 0;
}
