/* Room for the heap, and arcs laid out beside their lengths. */
#include "kernel/queue.h"

#include <stdlib.h>
#include <string.h>

bool ent_roads_make(const ent_net *net, ent_roads *out) {
    size_t kept = 0;
    *out = (ent_roads){malloc((net->n + 1) * sizeof *out->offsets),
                       malloc(((size_t)net->out.offsets[net->n] + 1) * sizeof *out->arcs)};
    if (!out->offsets || !out->arcs) return false;
    for (size_t v = 0; v < net->n; v++) {
        out->offsets[v] = (int32_t)kept;
        for (int32_t i = net->out.offsets[v]; i < net->out.offsets[v + 1]; i++)
            if (net->out.to[i] != (int32_t)v)
                out->arcs[kept++] = (ent_road){net->out.to[i], net->lengths[net->out_edges[i]]};
    }
    out->offsets[net->n] = (int32_t)kept;
    return true;
}

void ent_roads_clear(ent_roads *roads) {
    free(roads->offsets);
    free(roads->arcs);
}

bool ent_queue_make(ent_queue *q, size_t n) {
    *q = (ent_queue){.items = malloc((n + 1) * sizeof *q->items), .place = malloc((n + 1) * sizeof *q->place)};
    if (!q->items || !q->place) return false;
    for (size_t v = 0; v < n; v++) q->place[v] = ENT_NOT_QUEUED;
    return true;
}

void ent_queue_clear(ent_queue *q) {
    free(q->items);
    free(q->place);
}
