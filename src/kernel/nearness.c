/* Distances in hops from everywhere. */
#include "kernel/nearness.h"
#include "kernel/sweep.h"

ent_status ent_nearness_hops(const ent_net *net, const ent_monitor *monitor, const char *stage, ent_nearness *out,
                             ent_error *err) {
    ent_sweep s;
    ent_pulse pulse = {.monitor = monitor, .stage = stage, .total = net->n};
    ent_status status = ent_sweep_make(&s, net) ? ENT_OK : ent_fail_memory(err);
    for (size_t first = 0; first < net->n && !status; first += ENT_SWEEP_LANES) {
        const size_t end = net->n - first < ENT_SWEEP_LANES ? net->n : first + ENT_SWEEP_LANES;
        pulse.done = first;
        ent_sweep_begin(&s);
        for (size_t v = first; v < end; v++) ent_sweep_add(&s, (int32_t)v, v - first);
        status = ent_sweep_run(&s, &pulse, err);
    }
    for (size_t v = 0; v < net->n && !status; v++) {
        const ent_tally *t = &s.tally[v];
        out[v] = (ent_nearness){(double)t->total, ent_tally_inverse(t), t->farthest, t->reached};
    }
    ent_sweep_clear(&s);
    return status;
}
