#include "kernel/islands.h"

#include <stdlib.h>

void ent_islands_clear(ent_islands *islands) {
    free(islands->member);
    free(islands->start);
    free(islands->hops);
    *islands = (ent_islands){0};
}

/* The component of `first`, from place `begin` of `member`: where it ends. */
static ent_status search(const ent_net *net, int32_t first, int32_t begin, int32_t *end, ent_islands *out,
                         ent_pulse *pulse, ent_error *err) {
    ent_status status = ENT_OK;
    *end = begin;
    out->member[(*end)++] = first;
    out->hops[first] = 0;
    for (int32_t k = begin; k < *end && !status; k++) {
        int32_t v = out->member[k];
        for (int32_t i = net->out.offsets[v]; i < net->out.offsets[v + 1]; i++) {
            int32_t w = net->out.to[i];
            if (out->hops[w] >= 0) continue;
            out->hops[w] = out->hops[v] + 1;
            out->member[(*end)++] = w;
        }
        status = ent_pulse_work(pulse, 1 + (uint64_t)(net->out.offsets[v + 1] - net->out.offsets[v]), err);
    }
    return status;
}

ent_status ent_islands_find(const ent_net *net, ent_pulse *pulse, ent_islands *out, ent_error *err) {
    ent_islands found = {malloc((net->n + 1) * sizeof *found.member), malloc((net->n + 1) * sizeof *found.start),
                         malloc((net->n + 1) * sizeof *found.hops), 0};
    bool room = found.member && found.start && found.hops;
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    int32_t end = 0;
    for (size_t v = 0; v < net->n && room; v++) found.hops[v] = -1;
    for (size_t v = 0; v < net->n && !status; v++) {
        if (found.hops[v] >= 0) continue;
        found.start[found.count++] = end;
        status = search(net, (int32_t)v, end, &end, &found, pulse, err);
    }
    if (status) {
        ent_islands_clear(&found);
        return status;
    }
    found.start[found.count] = end;
    *out = found;
    return ENT_OK;
}
