/* tests/bench/open.c - opens packed graphs and does nothing else: open FILE [all]. Prints seconds on the clock; with "all" the
 * columns that a selection reads are checked as well. */
#include <stdio.h>
#include <time.h>

#include <entente/model.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    ent_graph *graph = NULL;
    ent_error err = {0};
    ent_id found;
    if (argc < 2) return fputs("usage: open FILE [all]\n", stderr), 2;
    const double start = now();
    ent_status status = ent_graph_open(argv[1], &graph, &err);
    if (!status && argc > 2) status = ent_graph_find_entity(graph, "E1", &found, &err);
    const double seconds = now() - start;
    if (status) return fprintf(stderr, "open: %s\n", err.message), 1;
    printf("%.6f\n", seconds);
    ent_graph_free(graph);
    return 0;
}
