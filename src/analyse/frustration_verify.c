/* The certificate looked at again, with nothing but the signed graph: every cycle is one and is negative, no edge gives
 * away more than its weight, and the sides cost what they are said to. Whole numbers only. */
#include "analyse/frustration.h"

#include <stdlib.h>

/* Whether the edges form one simple cycle: each vertex on it twice, all connected. `next` counts and remembers. */
static bool is_cycle(const ent_signed_edges *graph, const int32_t *edges, size_t count, int32_t *times, int32_t *ends) {
    size_t corners = 0, walked = 0;
    bool simple = count >= 2;
    for (size_t i = 0; i < count; i++) {
        const int32_t both[] = {graph->edges[edges[i]].u, graph->edges[edges[i]].v};
        for (int k = 0; k < 2; k++) {
            int32_t v = both[k];
            if (times[v] < 2) ends[2 * v + times[v]] = edges[i];
            simple = simple && times[v] < 2;
            corners += times[v]++ == 0;
        }
    }
    int32_t start = graph->edges[edges[0]].u, at = start, along = edges[0];
    while (simple && corners == count && walked <= count) {
        const ent_signed_edge *edge = &graph->edges[along];
        at = edge->u == at ? edge->v : edge->u;
        walked++;
        if (at == start) break;
        if (times[at] != 2) break;
        along = ends[2 * at] == along ? ends[2 * at + 1] : ends[2 * at];
    }
    for (size_t i = 0; i < count; i++) times[graph->edges[edges[i]].u] = times[graph->edges[edges[i]].v] = 0;
    return simple && corners == count && walked == count && at == start;
}

static bool is_negative(const ent_signed_edges *graph, const int32_t *edges, size_t count) {
    int sign = 1;
    for (size_t i = 0; i < count; i++) sign *= graph->edges[edges[i]].sign;
    return sign < 0;
}

static ent_status check_cycles(const ent_signed_edges *graph, const ent_cycles *cycles, int64_t *left, int32_t *times,
                               int32_t *ends, int64_t *proved, ent_error *err) {
    for (size_t k = 0; k < cycles->count; k++) {
        const int32_t *edges = cycles->edge + cycles->start[k];
        size_t count = cycles->start[k + 1] - cycles->start[k];
        if (!is_cycle(graph, edges, count, times, ends))
            return ent_fail(err, ENT_CALC, "the certificate is wrong: cycle %zu is no cycle", k + 1);
        if (!is_negative(graph, edges, count))
            return ent_fail(err, ENT_CALC, "the certificate is wrong: cycle %zu is not negative", k + 1);
        if (cycles->share[k] <= 0)
            return ent_fail(err, ENT_CALC, "the certificate is wrong: cycle %zu has no share", k + 1);
        for (size_t i = 0; i < count; i++) {
            left[edges[i]] -= cycles->share[k];
            if (left[edges[i]] < 0)
                return ent_fail(err, ENT_CALC, "the certificate is wrong: cycle %zu takes an edge that is used up",
                                k + 1);
        }
        *proved += cycles->share[k];
    }
    return ENT_OK;
}

ent_status ent_frustration_verify(const ent_signed_edges *graph, const ent_frustration *answer, ent_error *err) {
    int64_t *left = malloc((graph->m + 1) * sizeof *left), proved = 0;
    int32_t *times = calloc((size_t)graph->n + 1, sizeof *times);
    int32_t *ends = malloc((2 * (size_t)graph->n + 2) * sizeof *ends);
    ent_status status = left && times && ends ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < graph->m && !status; e++) left[e] = graph->edges[e].weight * ENT_SHARE;
    for (int32_t v = 0; v < graph->n && !status; v++)
        if (answer->side[v] != 1 && answer->side[v] != -1)
            status = ent_fail(err, ENT_CALC, "the certificate is wrong: an entity is on no side");
    if (!status && ent_signed_cost(graph, answer->side) != answer->upper)
        status = ent_fail(err, ENT_CALC, "the certificate is wrong: the factions leave another number frustrated");
    if (!status) status = check_cycles(graph, &answer->cycles, left, times, ends, &proved, err);
    if (!status && proved != answer->proved)
        status = ent_fail(err, ENT_CALC, "the certificate is wrong: the cycles prove another bound");
    if (!status && answer->lower > answer->upper)
        status = ent_fail(err, ENT_CALC, "the certificate is wrong: the bounds cross");
    free(left);
    free(times);
    free(ends);
    return status;
}
