/* Distances by length from everywhere, one search after the other. */
#include "kernel/nearness.h"
#include "kernel/queue.h"

typedef struct {
    ent_roads roads;
    ent_queue queue;
} search;

static ent_status from_one(search *s, size_t n, int32_t source, ent_pulse *pulse, ent_nearness *out, ent_error *err) {
    ent_queue *q = &s->queue;
    ent_status status = ENT_OK;
    *out = (ent_nearness){0};
    for (size_t v = 0; v < n; v++) q->place[v] = ENT_NOT_QUEUED;
    q->count = 0;
    ent_queue_push(q, source, 0);
    while (q->count && !status) {
        ent_queued nearest = ent_queue_pop(q);
        const int32_t first = s->roads.offsets[nearest.vertex], last = s->roads.offsets[nearest.vertex + 1];
        if (nearest.vertex != source) {
            out->total += nearest.distance;
            out->inverse += 1 / nearest.distance;
            out->farthest = nearest.distance;
            out->reached++;
        }
        for (const ent_road *road = s->roads.arcs + first, *end = s->roads.arcs + last; road < end; road++) {
            int32_t place = q->place[road->to];
            double distance = nearest.distance + road->length;
            if (place == ENT_NOT_QUEUED || (place >= 0 && distance < q->items[place].distance))
                ent_queue_push(q, road->to, distance);
        }
        status = ent_pulse_work(pulse, 8 + (uint64_t)(last - first), err);
    }
    return status;
}

ent_status ent_nearness_lengths(const ent_net *net, const ent_monitor *monitor, const char *stage, ent_nearness *out,
                                ent_error *err) {
    search s = {{0}, {0}};
    ent_pulse pulse = {.monitor = monitor, .stage = stage, .total = net->n};
    bool room = ent_roads_make(net, &s.roads);
    room = ent_queue_make(&s.queue, net->n) && room;
    ent_status status = room ? ENT_OK : ent_fail_memory(err);
    for (size_t v = 0; v < net->n && !status; v++) {
        pulse.done = v;
        status = from_one(&s, net->n, (int32_t)v, &pulse, &out[v], err);
    }
    ent_queue_clear(&s.queue);
    ent_roads_clear(&s.roads);
    return status;
}
