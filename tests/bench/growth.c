/* tests/bench/growth.c - what one file costs, stage by stage: growth FILE RELATIONS
 *
 * Loads the file, selects, and runs analyses one after the other in one process. Prints a row of JSON for each: seconds of
 * processor, and the most memory the process has had so far (peak), in bytes. tests/bench/growth.py runs it on files of 10^4
 * to 10^7 relations.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <entente/entente.h>

static const char *relations;

static double processor(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* VmHWM in bytes. */
static double peak(void) {
    char line[256];
    double kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, "VmHWM:", 6) == 0) kib = strtod(line + 6, NULL);
    if (status) fclose(status);
    return kib * 1024;
}

static void say(const char *what, const char *complexity, double seconds) {
    printf("{\"part\": \"growth\", \"what\": \"%s\", \"complexity\": \"%s\", \"relations\": %s, \"ours\": %.6f, "
           "\"unit\": \"s\", \"peak\": %.0f, \"peer\": null, \"theirs\": null, \"ratio\": null, \"target\": null}\n",
           what, complexity, relations, seconds, peak());
    fflush(stdout);
}

static void must(ent_status status, const ent_error *err, const char *what) {
    if (status == ENT_OK || status == ENT_NO) return;
    fprintf(stderr, "growth: %s: %s\n", what, err->message);
    exit(1);
}

/* One analysis with options given as words: name, value (NULL for a flag), ..., NULL. */
static void analyse(const ent_selection *selection, const char *what, const char *complexity, const char *name,
                    const char *const *words) {
    const ent_analysis *analysis = ent_analysis_find(name);
    ent_error err = {0};
    ent_table *table = NULL;
    double start = processor();
    void *options = calloc(1, analysis->options_size ? analysis->options_size : 1);
    if (!options) exit(4);
    must(ent_options_init(analysis->options, options, analysis->options_size, &err), &err, name);
    for (; *words; words += 2) {
        const ent_option *row = ent_option_find(analysis->options, words[0]);
        if (!row) {
            fprintf(stderr, "growth: %s has no option %s\n", name, words[0]);
            exit(1);
        }
        must(ent_option_set(row, options, words[1], &err), &err, words[0]);
    }
    ent_analysis_input input = {.selection = selection, .options = options};
    must(ent_analysis_run(analysis, &input, &table, &err), &err, name);
    ent_table_free(table);
    ent_options_clear(analysis->options, options);
    free(options);
    say(what, complexity, processor() - start);
}

static ent_selection *choose(const ent_graph *graph, bool narrow) {
    ent_select options;
    ent_error err = {0};
    ent_selection *out = NULL;
    must(ent_options_init(ent_select_options, &options, sizeof options, &err), &err, "select");
    static const char *const words[][2] = {{"since", "2014"},
                                           {"until", "2018"},
                                           {"type", "allied_with,sanctions,visits"},
                                           {"kind", "country,organization"}};
    for (size_t i = 0; narrow && i < sizeof words / sizeof *words; i++)
        must(ent_option_set(ent_option_find(ent_select_options, words[i][0]), &options, words[i][1], &err), &err,
             "select");
    must(ent_selection_new(graph, &options, &out, &err), &err, "select");
    ent_options_clear(ent_select_options, &options);
    return out;
}

int main(int argc, char **argv) {
    if (argc != 3) return fputs("usage: growth FILE RELATIONS\n", stderr), 2;
    const char *path = argv[1];
    relations = argv[2];
    ent_error err = {0};
    ent_graph *graph = NULL;
    ent_read reading = {0};
    ent_sink sink = {0};
    double start = processor();
    must(ent_read_files(&path, 1, &reading, &sink, &graph, &err), &err, "load");
    say("load", "m", processor() - start);

    start = processor();
    ent_selection_free(choose(graph, true));
    say("select by date, type and kind", "m", processor() - start);

    ent_selection *all = choose(graph, false);
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
