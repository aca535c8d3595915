/* kernel/queue.h - which vertex is nearest: a heap of four children a node that knows where each vertex stands, and arcs
 * with their lengths beside them. Inside the room. */
#ifndef KERNEL_QUEUE_H
#define KERNEL_QUEUE_H

#include "kernel/net.h"

typedef struct ent_road {
    int32_t to;
    double length;
} ent_road;

/* The arcs that leave each vertex with their lengths, in the order of net->out; loops are left out. */
typedef struct ent_roads {
    int32_t *offsets;
    ent_road *arcs;
} ent_roads;

bool ent_roads_make(const ent_net *net, ent_roads *out); /* false: out of memory */
void ent_roads_clear(ent_roads *roads);

typedef struct ent_queued {
    double distance;
    int32_t vertex;
} ent_queued;

enum { ENT_NOT_QUEUED = -1, ENT_SETTLED = -2 };

/* place[v]: where v stands in the heap, or one of the two above. */
typedef struct ent_queue {
    ent_queued *items;
    int32_t *place;
    int32_t count;
} ent_queue;

bool ent_queue_make(ent_queue *queue, size_t n); /* nobody is queued; false: out of memory */
void ent_queue_clear(ent_queue *queue);

static inline void ent_queue_put(ent_queue *q, int32_t at, ent_queued item) {
    q->items[at] = item;
    q->place[item.vertex] = at;
}

/* Queue a vertex, or move it ahead: its new distance is not above the old one. */
static inline void ent_queue_push(ent_queue *q, int32_t vertex, double distance) {
    int32_t at = q->place[vertex] < 0 ? q->count++ : q->place[vertex];
    while (at > 0 && distance < q->items[(at - 1) / 4].distance) {
        ent_queue_put(q, at, q->items[(at - 1) / 4]);
        at = (at - 1) / 4;
    }
    ent_queue_put(q, at, (ent_queued){distance, vertex});
}

/* Take the nearest out; it is settled from now on. */
static inline ent_queued ent_queue_pop(ent_queue *q) {
    ent_queued first = q->items[0], last = q->items[--q->count];
    int32_t at = 0;
    for (int32_t child = 1; child < q->count; child = 4 * at + 1) {
        int32_t end = child + 4 < q->count ? child + 4 : q->count, least = child;
        for (int32_t k = child + 1; k < end; k++)
            if (q->items[k].distance < q->items[least].distance) least = k;
        if (last.distance <= q->items[least].distance) break;
        ent_queue_put(q, at, q->items[least]);
        at = least;
    }
    if (q->count) ent_queue_put(q, at, last);
    q->place[first.vertex] = ENT_SETTLED;
    return first;
}

#endif
