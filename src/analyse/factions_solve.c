/* The line index: what k factions leave inconsistent, for k = 1, 2, ..., with bounds. */
#include "analyse/factions.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Two factions are what frustration is about, and it proves more when it has the time; `bound` holds for any number. */
static ent_status solve_two(const ent_signed_edges *graph, int64_t bound, ent_effort *effort, ent_faction_index *x,
                            ent_error *err) {
    ent_frustration answer = {0};
    ent_status status = ent_frustration_solve(graph, effort, &answer, err);
    if (!status && answer.upper <= x->upper) {
        x->upper = answer.upper;
        for (int32_t v = 0; v < graph->n; v++) x->part[v] = answer.side[v] < 0;
    }
    if (!status) x->lower = answer.lower > bound ? answer.lower : bound;
    ent_frustration_clear(&answer);
    return status;
}

static ent_status solve_one(const ent_signed_edges *graph, ent_image_kind kind, ent_faction_index *x, ent_error *err) {
    ent_image image;
    ent_status status = ent_image_init(&image, kind, 1, err);
    if (!status) ent_image_fill(&image, graph, x->part);
    x->upper = x->lower = image.cost;
    ent_image_clear(&image);
    return status;
}

static ent_status solve_more(const ent_signed_edges *graph, ent_image_kind kind, int32_t k, int64_t bound,
                             ent_effort *effort, ent_faction_index *x, ent_error *err) {
    ent_status status = ent_factions_search(graph, kind, k, effort, x->part, &x->upper, err);
    x->lower = bound;
    if (status || x->upper <= bound) return status;
    status = ent_factions_branch(graph, kind, k, effort, x->part, &x->upper, &x->lower, err);
    if (x->lower < bound) x->lower = bound;
    return status;
}

ent_status ent_factions_solve(const ent_signed_edges *graph, ent_image_kind kind, int32_t most, ent_effort *effort,
                              ent_faction_index *index, ent_error *err) {
    size_t n = (size_t)graph->n;
    int64_t bound = 0;
    ent_status status = kind == ENT_IMAGE_BALANCE ? ent_factions_bound(graph, effort, &bound, err) : ENT_OK;
    for (int32_t k = 1; k <= most && !status; k++) {
        ent_faction_index *x = &index[k - 1];
        ent_effort share = *effort;
        if (effort->most != UINT64_MAX)
            share.most = effort->steps +
                         (ent_effort_spent(effort) ? 0 : (effort->most - effort->steps) / (uint64_t)(most - k + 1));
        x->part = calloc(n + 1, sizeof *x->part);
        if (!x->part) return ent_fail_memory(err);
        if (k > 1) {
            memcpy(x->part, x[-1].part, n * sizeof *x->part);
            x->upper = x[-1].upper;
        }
        status = k == 1                                ? solve_one(graph, kind, x, err)
                 : !x->upper                           ? ENT_OK
                 : k == 2 && kind == ENT_IMAGE_BALANCE ? solve_two(graph, bound, &share, x, err)
                                                       : solve_more(graph, kind, k, bound, &share, x, err);
        effort->steps = share.steps;
        effort->nodes = share.nodes;
    }
    for (int32_t k = most - 1; k > 0 && !status; k--) /* more factions cost no more */
        if (index[k - 1].lower < index[k].lower) index[k - 1].lower = index[k].lower;
    return status;
}
