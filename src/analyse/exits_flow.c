/* Dinic's search in layers, without recursion, over arrays. */
#include "analyse/exits_flow.h"

#include <stdlib.h>
#include <string.h>

void ent_flow_clear(ent_flow *flow) {
    int32_t *const owned[] = {flow->head,  flow->room,  flow->full, flow->label, flow->first,
                              flow->order, flow->level, flow->next, flow->path};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) free(owned[i]);
    *flow = (ent_flow){0};
}

ent_status ent_flow_init(ent_flow *flow, size_t nodes, size_t pairs, ent_error *err) {
    size_t arcs = 2 * pairs + 1;
    *flow = (ent_flow){.nodes = nodes, .capacity = 2 * pairs};
    if (nodes > INT32_MAX - 2 || arcs > INT32_MAX - 2)
        return ent_fail(err, ENT_USAGE, "the graph is too large to count separate ways through it");
    flow->head = malloc(arcs * sizeof *flow->head);
    flow->room = malloc(arcs * sizeof *flow->room);
    flow->full = malloc(arcs * sizeof *flow->full);
    flow->label = malloc(arcs * sizeof *flow->label);
    flow->order = malloc(arcs * sizeof *flow->order);
    flow->first = calloc(nodes + 2, sizeof *flow->first);
    flow->level = malloc((nodes + 1) * sizeof *flow->level);
    flow->next = malloc((nodes + 1) * sizeof *flow->next);
    flow->path = malloc((nodes + 1) * sizeof *flow->path);
    bool room = flow->head && flow->room && flow->full && flow->label && flow->order;
    room = room && flow->first && flow->level && flow->next && flow->path;
    if (room) return ENT_OK;
    ent_flow_clear(flow);
    return ent_fail_memory(err);
}

static void add_arc(ent_flow *flow, int32_t head, int32_t room, int32_t label) {
    flow->head[flow->arcs] = head;
    flow->room[flow->arcs] = flow->full[flow->arcs] = room;
    flow->label[flow->arcs++] = label;
}

void ent_flow_add(ent_flow *flow, int32_t tail, int32_t head, int32_t along, int32_t back, int32_t label) {
    add_arc(flow, head, along, label);
    add_arc(flow, tail, back, label);
}

static int32_t tail_of(const ent_flow *flow, size_t arc) {
    return flow->head[arc ^ 1];
}

static void index_arcs(ent_flow *flow) {
    int32_t *first = flow->first;
    memset(first, 0, (flow->nodes + 2) * sizeof *first);
    for (size_t i = 0; i < flow->arcs; i++) first[tail_of(flow, i) + 1]++;
    for (size_t v = 0; v < flow->nodes; v++) first[v + 1] += first[v];
    for (size_t i = 0; i < flow->arcs; i++) flow->order[first[tail_of(flow, i)]++] = (int32_t)i;
    for (size_t v = flow->nodes; v > 0; v--) first[v] = first[v - 1];
    first[0] = 0;
}

/* Distance of every node from `start` over arcs with room (from_sink: over arcs with room towards it), -1 out of reach. */
static void fill_levels(ent_flow *flow, int32_t start, bool from_sink) {
    int32_t *queue = flow->next;
    size_t count = 1;
    for (size_t v = 0; v < flow->nodes; v++) flow->level[v] = -1;
    flow->level[start] = 0;
    queue[0] = start;
    for (size_t done = 0; done < count; done++) {
        int32_t v = queue[done];
        for (int32_t i = flow->first[v]; i < flow->first[v + 1]; i++) {
            int32_t arc = flow->order[i], w = flow->head[arc];
            if (flow->level[w] >= 0 || flow->room[from_sink ? arc ^ 1 : arc] <= 0) continue;
            flow->level[w] = flow->level[v] + 1;
            queue[count++] = w;
        }
    }
}

/* The next arc that leads from v one layer on, or -1 when there is none left. */
static int32_t arc_onward(ent_flow *flow, int32_t v) {
    for (; flow->next[v] < flow->first[v + 1]; flow->next[v]++) {
        int32_t arc = flow->order[flow->next[v]];
        if (flow->room[arc] > 0 && flow->level[flow->head[arc]] == flow->level[v] + 1) return arc;
    }
    return -1;
}

/* Push one unit along a way through the layers; false when none is left. */
static bool push_one(ent_flow *flow) {
    size_t length = 0;
    for (int32_t v = flow->source; v != flow->sink;) {
        int32_t arc = arc_onward(flow, v);
        if (arc >= 0) {
            flow->path[length++] = arc;
            v = flow->head[arc];
        } else if (length) {
            v = tail_of(flow, (size_t)flow->path[--length]);
            flow->next[v]++;
        } else {
            return false;
        }
    }
    for (size_t i = 0; i < length; i++) {
        flow->room[flow->path[i]]--;
        flow->room[flow->path[i] ^ 1]++;
    }
    flow->value++;
    return true;
}

ent_status ent_flow_run(ent_flow *flow, int32_t source, int32_t sink, const ent_monitor *monitor, ent_error *err) {
    flow->source = source;
    flow->sink = sink;
    index_arcs(flow);
    for (;;) {
        ent_status status = ent_monitor_tick(monitor, "counting separate ways", (uint64_t)flow->value, 0, err);
        if (status) return status;
        fill_levels(flow, source, false);
        if (flow->level[sink] < 0) return ENT_OK;
        for (size_t v = 0; v < flow->nodes; v++) flow->next[v] = flow->first[v];
        while (push_one(flow))
            if (flow->value % 1024 == 0) {
                status = ent_monitor_tick(monitor, "counting separate ways", (uint64_t)flow->value, 0, err);
                if (status) return status;
            }
    }
}

void ent_flow_side(ent_flow *flow, bool near_sink, uint8_t *side) {
    fill_levels(flow, near_sink ? flow->sink : flow->source, near_sink);
    for (size_t v = 0; v < flow->nodes; v++) side[v] = (flow->level[v] >= 0) != near_sink;
}

/* What flows along an arc, over and above what flows against it. */
static int32_t flowing(const ent_flow *flow, int32_t arc) {
    return flow->full[arc] - flow->room[arc];
}

static int32_t flowing_arc(const ent_flow *flow, int32_t v) {
    int32_t i = flow->first[v];
    while (flowing(flow, flow->order[i]) <= 0) i++;
    return flow->order[i];
}

size_t ent_flow_take(ent_flow *flow, int32_t *nodes, int32_t *arcs) {
    int32_t *place = flow->level; /* by node: where it stands on the way, -1: not on it */
    size_t length = 0;
    for (size_t v = 0; v < flow->nodes; v++) place[v] = -1;
    nodes[0] = flow->source;
    place[flow->source] = 0;
    while (nodes[length] != flow->sink) {
        int32_t arc = flowing_arc(flow, nodes[length]), w = flow->head[arc];
        flow->room[arc]++;
        flow->room[arc ^ 1]--;
        if (place[w] >= 0) { /* a circle: what flows in it goes nowhere */
            while (length > (size_t)place[w]) place[nodes[length--]] = -1;
            continue;
        }
        arcs[length++] = arc;
        nodes[length] = w;
        place[w] = (int32_t)length;
    }
    return length;
}
