/* Betweenness: the paths from every source, added up. */
#include "kernel/between_desk.h"
#include "kernel/crew.h"

ent_status ent_betweenness(const ent_net *net, const ent_between *how, double *out, ent_error *err) {
    ent_between_shared shared = {.net = net, .sources = how->sources};
    const size_t sources = how->sources ? how->source_count : net->n;
    ent_crew_task task = {sources, net->n, &shared, ent_hops_open, ent_hops_close, ent_hops_add};
    ent_status status = ENT_OK;
    if (net->lengths) {
        task = (ent_crew_task){sources, net->n, &shared, ent_lengths_open, ent_lengths_close, ent_lengths_add};
        if (!ent_roads_make(net, &shared.roads)) status = ent_fail_memory(err);
    }
    if (!status) status = ent_crew_sum(&task, how->threads, how->monitor, how->stage, out, err);
    for (size_t v = 0; v < net->n && !status && !net->directed; v++) out[v] /= 2; /* each pair was met from both ends */
    ent_roads_clear(&shared.roads);
    return status;
}
