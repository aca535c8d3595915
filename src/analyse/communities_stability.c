/* Stability of communities: the same search with other random numbers. */
#include "analyse/communities.h"
#include "base/available.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Pairs of equals among the values. */
static double equal_pairs(uint64_t *values, size_t n) {
    double pairs = 0;
    if (n > 1) qsort(values, n, sizeof *values, by_value);
    for (size_t i = 0, run = 1; i < n; i++, run++) {
        if (i + 1 < n && values[i + 1] == values[i]) continue;
        pairs += (double)run * ((double)run - 1) / 2;
        run = 0;
    }
    return pairs;
}

double ent_adjusted_rand(const int32_t *a, const int32_t *b, size_t n, uint64_t *space) {
    for (size_t v = 0; v < n; v++) space[v] = (uint64_t)(uint32_t)a[v] << 32 | (uint32_t)b[v];
    double both = equal_pairs(space, n);
    for (size_t v = 0; v < n; v++) space[v] = (uint32_t)a[v];
    double left = equal_pairs(space, n);
    for (size_t v = 0; v < n; v++) space[v] = (uint32_t)b[v];
    double right = equal_pairs(space, n), all = (double)n * ((double)n - 1) / 2;
    double expected = all > 0 ? left * right / all : 0, most = (left + right) / 2;
    return most - expected > 0 ? (both - expected) / (most - expected) : 1;
}

void ent_stability_clear(ent_stability *stability) {
    free(stability->together);
    *stability = (ent_stability){0};
}

/* Add to each vertex the share of its community that this run has in one community with it: a run of equal pairs
 * (community, community of the run) is a set that stayed together. */
static void add_together(const int32_t *group, const int32_t *size, const int32_t *run, size_t n, uint64_t *sorted,
                         double *together) {
    for (size_t v = 0; v < n; v++) sorted[v] = (uint64_t)(uint32_t)group[v] << 32 | (uint32_t)run[v];
    if (n > 1) qsort(sorted, n, sizeof *sorted, by_value);
    for (size_t v = 0; v < n; v++) {
        uint64_t key = (uint64_t)(uint32_t)group[v] << 32 | (uint32_t)run[v];
        size_t low = 0, high = n, first;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (sorted[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }
        for (first = low, high = n; low < high;) {
            size_t middle = low + (high - low) / 2;
            if (sorted[middle] <= key)
                low = middle + 1;
            else
                high = middle;
        }
        together[v] += (double)(low - first - 1) / ((double)size[group[v]] - 1);
    }
}

static ent_status compare_runs(const int32_t *runs, size_t count, size_t n, uint64_t *space, const ent_monitor *monitor,
                               double *mean, ent_error *err) {
    double sum = 0;
    size_t pairs = count * (count - 1) / 2, done = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            ent_status status = ent_monitor_tick(monitor, "comparing partitions", done++, pairs, err);
            if (status) return status;
            sum += ent_adjusted_rand(runs + i * n, runs + j * n, n, space);
        }
    *mean = sum / (double)pairs;
    return ENT_OK;
}

static ent_status run_all(ent_view *view, ent_community_search search, const int32_t *group, const int32_t *size,
                          int32_t *runs, uint64_t *space, ent_stability *out, ent_error *err) {
    size_t n = ent_view_vertices(view);
    out->lowest = out->highest = NAN;
    for (size_t i = 0; i < out->runs; i++, search.seed++) {
        size_t count;
        double modularity;
        ent_status status = ent_communities_find(view, &search, runs + i * n, &count, &modularity, err);
        if (status) return status;
        out->lowest = fmin(out->lowest, modularity);
        out->highest = fmax(out->highest, modularity);
        add_together(group, size, runs + i * n, n, space, out->together);
    }
    for (size_t v = 0; v < n; v++) out->together[v] = size[group[v]] > 1 ? out->together[v] / (double)out->runs : NAN;
    return ENT_OK;
}

ent_status ent_stability_check(const ent_view *view, size_t runs, ent_error *err) {
    const double bytes = ((double)runs + 4) * (double)ent_view_vertices(view) * sizeof(int32_t);
    return ent_memory_check(bytes, "--stability", "take fewer runs, or a part of the graph with --around", err);
}

ent_status ent_stability_find(ent_view *view, const ent_community_search *search, size_t runs, const int32_t *group,
                              size_t count, ent_stability *out, ent_error *err) {
    size_t n = ent_view_vertices(view);
    ent_stability found = {.runs = runs};
    int32_t *all = calloc(runs * n + 1, sizeof *all), *size = calloc(count + 1, sizeof *size);
    uint64_t *space = malloc((n + 1) * sizeof *space);
    found.together = calloc(n + 1, sizeof *found.together);
    bool room = all && size && space && found.together;
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    for (size_t v = 0; v < n && !status; v++) size[group[v]]++;
    if (!status) status = run_all(view, *search, group, size, all, space, &found, err);
    if (!status) status = compare_runs(all, runs, n, space, search->monitor, &found.rand_index, err);
    free(all);
    free(size);
    free(space);
    if (status)
        ent_stability_clear(&found);
    else
        *out = found;
    return status;
}
