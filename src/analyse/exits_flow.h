/* analyse/exits_flow.h - how many ways there are from one node to another that share nothing, and the fewest that hold them
 * all: largest flow and smallest cut (Menger 1927; Ford and Fulkerson 1956; Dinic 1970). */
#ifndef ANALYSE_EXITS_FLOW_H
#define ANALYSE_EXITS_FLOW_H

#include <entente/base.h>

/* Arcs come in pairs, i and i ^ 1 running opposite ways; room[i] is what may still flow along i. */
typedef struct ent_flow {
    size_t nodes, arcs, capacity;
    int32_t *head, *room, *full, *label; /* label: the caller's */
    int32_t *first, *order;              /* arcs leaving node v: order[first[v]] .. order[first[v + 1] - 1] */
    int32_t *level, *next, *path;
    int32_t source, sink;
    int64_t value;
} ent_flow;

/* Room for that many pairs of arcs. */
ent_status ent_flow_init(ent_flow *flow, size_t nodes, size_t pairs, ent_error *err);
void ent_flow_clear(ent_flow *flow);
/* Add a pair: `along` may flow from tail to head under `label`, and `back` from head to tail, also under it until the
 * caller gives label[arcs - 1] another. Arcs of a node are tried in the order in which they were added. */
void ent_flow_add(ent_flow *flow, int32_t tail, int32_t head, int32_t along, int32_t back, int32_t label);
/* Push as much as goes. Every way must pass an arc of capacity 1. O(m sqrt n) to O(value m). */
ent_status ent_flow_run(ent_flow *flow, int32_t source, int32_t sink, const ent_monitor *monitor, ent_error *err);
/* side[v] = 1 for nodes on the source's side of a smallest cut: of the one nearest to the source, or of the one nearest
 * to the sink. Both depend on the graph alone, not on the ways that were found. */
void ent_flow_side(ent_flow *flow, bool near_sink, uint8_t *side);
/* Take one way out of the flow, without circles: nodes[0 .. length], arcs[0 .. length - 1], room for `nodes` of each.
 * Called `value` times. Returns the length. */
size_t ent_flow_take(ent_flow *flow, int32_t *nodes, int32_t *arcs);

/* Room that never runs out. */
#define ENT_FLOW_PLENTY (INT32_MAX / 2)

#endif
