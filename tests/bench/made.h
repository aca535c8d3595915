/* tests/bench/made.h - for measuring: graphs made in the program, clocks, medians, and rows as JSON Lines. */
#ifndef BENCH_MADE_H
#define BENCH_MADE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <entente/entente.h>

/* Relations before they are records: ends by number, relation k of type k times an odd number. */
typedef struct {
    const char *name;
    int n;
    size_t m;
    int32_t *from, *to;
} made;

static inline void *must(void *memory) {
    if (memory) return memory;
    fprintf(stderr, "out of memory\n");
    exit(2);
}

static inline void must_be(ent_status status, const ent_error *err) {
    if (status == ENT_OK || status == ENT_NO) return;
    fprintf(stderr, "%s\n", err->message);
    exit(2);
}

static uint64_t chance_state = 1;

static inline uint64_t chance(uint64_t below) {
    chance_state = chance_state * 6364136223846793005u + 1442695040888963407u;
    return (chance_state >> 33) % below;
}

static inline made made_empty(const char *name, int n, size_t m) {
    made g = {.name = name, .n = n, .m = m};
    g.from = must(malloc((m + 1) * sizeof *g.from));
    g.to = must(malloc((m + 1) * sizeof *g.to));
    return g;
}

/* Preferential attachment: five edges from each vertex, half of them to whoever has many. */
static inline made made_preferential(const char *name, int n) {
    enum { EACH = 5 };
    made g = made_empty(name, n, (size_t)n * EACH);
    size_t count = 0;
    chance_state = 1;
    for (int v = 1; v < n; v++)
        for (int k = 0; k < EACH && k < v; k++) {
            uint64_t pick = count && chance(2) ? chance(2 * count) : UINT64_MAX;
            int other = pick == UINT64_MAX ? (int)chance((uint64_t)v) : pick % 2 ? g.to[pick / 2] : g.from[pick / 2];
            if (other >= v) other = (int)chance((uint64_t)v);
            g.from[count] = v;
            g.to[count++] = other;
        }
    g.m = count;
    return g;
}

/* Skewed and clustered (R-MAT: Chakrabarti, Zhan and Faloutsos 2004), with some parallel relations. */
static inline made made_skewed(const char *name, int scale, size_t m) {
    made g = made_empty(name, 1 << scale, m);
    chance_state = 2;
    for (size_t i = 0; i < m; i++) {
        int32_t a = 0, b = 0;
        for (int bit = 0; bit < scale; bit++) {
            uint64_t roll = chance(100);
            a = a << 1 | (roll >= 76);
            b = b << 1 | ((roll >= 57 && roll < 76) || roll >= 95);
        }
        g.from[i] = a;
        g.to[i] = b;
    }
    return g;
}

/* As generate.c: a few are named often, most seldom. */
static inline made made_relations(const char *name, int n, size_t m) {
    made g = made_empty(name, n, m);
    chance_state = 3;
    for (size_t i = 0; i < m; i++) {
        uint64_t all = (uint64_t)n;
        g.from[i] = (int32_t)(chance(all) * chance(all) / all);
        g.to[i] = (int32_t)(chance(all) * chance(all) / all);
        if (g.to[i] == g.from[i]) g.to[i] = (g.from[i] + 1) % n;
    }
    return g;
}

static inline void made_free(made *g) {
    free(g->from);
    free(g->to);
}

/* Records of it: dates of thirteen years, two kinds, twelve types of both signs, weights. */
static inline ent_graph *made_graph(const made *g) {
    static const char *const types[] = {"allied_with", "cooperates_with", "trades_with", "visits",
                                        "meets_with",  "objects_to",      "sanctions",   "warns",
                                        "member_of",   "invests_in",      "supports",    "accuses"};
    ent_error err = {0};
    ent_vocabulary *vocabulary = NULL;
    ent_builder *builder = NULL;
    ent_graph *out = NULL;
    must_be(ent_vocabulary_default(&vocabulary, &err), &err);
    must_be(ent_builder_new(vocabulary, NULL, false, &builder, &err), &err);
    must_be(ent_builder_begin_file(builder, "bench", false, &err), &err);
    for (int v = 0; v < g->n; v++) {
        char id[16];
        snprintf(id, sizeof id, "v%07d", v);
        ent_entity_record record = {.id = id, .kind = v % 5 ? "organization" : "country"};
        must_be(ent_builder_add_entity(builder, &record, &err), &err);
    }
    chance_state = 4;
    for (size_t e = 0; e < g->m; e++) {
        char from[16], to[16], date[16];
        snprintf(from, sizeof from, "v%07d", g->from[e]);
        snprintf(to, sizeof to, "v%07d", g->to[e]);
        snprintf(date, sizeof date, "20%02d-%02d-%02d", 10 + (int)chance(13), 1 + (int)chance(12), 1 + (int)chance(28));
        ent_relation_record record = {.type = types[chance(12)],
                                      .source = from,
                                      .target = to,
                                      .date = date,
                                      .weight = 1 + (double)chance(1000) / 100,
                                      .confidence = 0.5 + (double)chance(50) / 100};
        must_be(ent_builder_add_relation(builder, &record, &err), &err);
    }
    must_be(ent_builder_finish(builder, &out, &err), &err);
    ent_builder_free(builder);
    ent_vocabulary_free(vocabulary);
    return out;
}

/* Selected by options given as pairs of words. */
static inline ent_selection *made_selection(const ent_graph *graph, const char *const (*words)[2]) {
    ent_select options;
    ent_error err = {0};
    ent_selection *out = NULL;
    must_be(ent_options_init(ent_select_options, &options, sizeof options, &err), &err);
    for (; words && (*words)[0]; words++)
        must_be(ent_option_set(ent_option_find(ent_select_options, (*words)[0]), &options, (*words)[1], &err), &err);
    must_be(ent_selection_new(graph, &options, &out, &err), &err);
    ent_options_clear(ent_select_options, &options);
    return out;
}

static inline double processor(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A number of bytes from /proc/self/status: "VmRSS:" what is resident, "VmHWM:" the most there was. */
static inline double bytes_of(const char *name) {
    char line[256];
    double kib = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0) kib = strtod(line + strlen(name), NULL);
    if (file) fclose(file);
    return kib * 1024;
}

/* From here on "VmHWM:" counts anew. */
static inline void forget_peak(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (!file) return;
    fputs("5", file);
    fclose(file);
}

static inline int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static inline double median(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, by_size);
    if (getenv("DETAIL"))
        fprintf(stderr, "least %g, median %g, most %g\n", values[0], values[count / 2], values[count - 1]);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

#endif
