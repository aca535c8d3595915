/* The lists of brokers: bridges, and the pairs that one entity stands between, with evidence. */
#include "analyse/brokers.h"

#include <stdlib.h>
#include <string.h>

static const uint8_t of_bridges[] = {HEADING,  FROM,    WAY,   TYPE,     TO,     FROM_SIDE,
                                     TO_SIDE,  ON_TIE,  SIGN,  STATUS,   DATE,   CONFIDENCE,
                                     RELATION, FROM_ID, TO_ID, EVIDENCE, SOURCE, COLUMNS};
static const uint8_t of_pairs[] = {HEADING, ROLE, PAIR,       HOP,      FROM,    WAY,   TYPE,     TO,     SIGN,
                                   STATUS,  DATE, CONFIDENCE, RELATION, FROM_ID, TO_ID, EVIDENCE, SOURCE, COLUMNS};

static ent_hop_cells hop_cells(const ent_brokering *q) {
    const size_t *at = q->at;
    return (ent_hop_cells){.heading = at[HEADING],
                           .answer = at[ROLE],
                           .lost = SIZE_MAX,
                           .number = at[PAIR],
                           .hop = at[HOP],
                           .from = at[FROM],
                           .way = at[WAY],
                           .to = at[TO],
                           .from_side = at[FROM_SIDE],
                           .to_side = at[TO_SIDE],
                           .on_tie = at[ON_TIE],
                           .from_id = at[FROM_ID],
                           .to_id = at[TO_ID],
                           .relation = {.type = at[TYPE],
                                        .sign = at[SIGN],
                                        .status = at[STATUS],
                                        .date = at[DATE],
                                        .confidence = at[CONFIDENCE],
                                        .areas = SIZE_MAX,
                                        .id = at[RELATION],
                                        .said_by = SIZE_MAX,
                                        .note = SIZE_MAX,
                                        .evidence = at[EVIDENCE],
                                        .source = at[SOURCE]}};
}

/* ---- bridges ---- */

/* The relation on the edge that is quoted first. */
static ent_id earliest(const ent_brokering *q, size_t edge) {
    const ent_id *rows;
    size_t count = ent_view_edge_relations(q->ties, edge, &rows);
    ent_id two[2] = {rows[0], rows[0]};
    for (size_t i = 1; i < count; i++) {
        two[1] = rows[i];
        ent_sort_by_date(ent_selection_graph(q->input->selection), two, 2);
    }
    return two[0];
}

/* From the source of the earliest relation to the other end, so that most read from left to right. */
static ent_hop bridge_hop(const ent_brokering *q, size_t edge) {
    ent_hop hop = {.edge = (int32_t)edge};
    ent_relation relation;
    ent_view_edge(q->ties, edge, &hop.from, &hop.to, NULL);
    ent_graph_relation(ent_selection_graph(q->input->selection), earliest(q, edge), &relation);
    if (ent_view_vertex_of(q->ties, relation.source) == hop.to) {
        int32_t source = hop.to;
        hop.to = hop.from;
        hop.from = source;
    }
    size_t behind = (size_t)q->cuts.behind[edge], before = (size_t)q->cuts.whole[edge] - behind;
    hop.from_side = q->cuts.child[edge] == hop.from ? behind : before;
    hop.to_side = q->cuts.child[edge] == hop.from ? before : behind;
    return hop;
}

static size_t smaller_side(const ent_brokering *q, int32_t edge) {
    size_t behind = (size_t)q->cuts.behind[edge], before = (size_t)q->cuts.whole[edge] - behind;
    return behind < before ? behind : before;
}

/* Ids of the ends, the smaller first. */
static void end_ids(const ent_brokering *q, int32_t edge, const char *ids[2]) {
    int32_t ends[2];
    ent_vertex vertex;
    ent_view_edge(q->ties, (size_t)edge, &ends[0], &ends[1], NULL);
    for (int i = 0; i < 2; i++) {
        ent_view_vertex(q->ties, (size_t)ends[i], &vertex);
        ids[i] = vertex.id;
    }
    if (strcmp(ids[0], ids[1]) <= 0) return;
    const char *larger = ids[0];
    ids[0] = ids[1];
    ids[1] = larger;
}

/* What parts most first, then by ids. */
static int by_loss(const void *a, const void *b, void *context) {
    const ent_brokering *q = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    const char *left[2], *right[2];
    if (smaller_side(q, x) != smaller_side(q, y)) return smaller_side(q, x) > smaller_side(q, y) ? -1 : 1;
    end_ids(q, x, left);
    end_ids(q, y, right);
    int order = strcmp(left[0], right[0]);
    return order ? order : strcmp(left[1], right[1]);
}

static ent_status write_bridges(ent_brokering *q, const int32_t *edges, size_t count, ent_error *err) {
    ent_hop_cells cells = hop_cells(q);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < count && !status; i++) {
        ent_hop hop = bridge_hop(q, (size_t)edges[i]);
        ent_buffer heading = {0};
        ent_buffer_format(&heading, "%s - %s, the bridge between %zu and %zu vertices",
                          ent_vertex_name(q->ties, hop.from), ent_vertex_name(q->ties, hop.to), hop.from_side,
                          hop.to_side);
        hop.heading = heading.data;
        status = heading.failed ? ent_fail_memory(err)
                                : ent_quote_hop(q->table, &cells, q->ties, &hop, 0, &q->unquoted, err);
        ent_buffer_clear(&heading);
        if (!status) status = ent_monitor_tick(q->input->monitor, "listing bridges", i, count, err);
    }
    return status;
}

static ent_status title_bridges(const ent_brokering *q, ent_error *err) {
    ent_buffer title = {0};
    ent_say_count(&title, q->single, "bridge", "bridges");
    if (q->asked->ties) {
        ent_buffer_text(&title, " and ");
        ent_say_count(&title, q->cuts.bridges - q->single, "tie of several relations that is one",
                      "ties of several relations that are");
    }
    return ent_title_buffer(q->table, &title, err);
}

ent_status ent_brokers_bridges(ent_brokering *q, const ent_analysis *self, ent_error *err) {
    size_t listed = 0;
    ent_status status = ent_cuts_find(q->ties, q->input->monitor, &q->cuts, err);
    if (!status) status = ent_brokers_open_table(q, self, of_bridges, err);
    if (status) return status;
    int32_t *edges = malloc((q->cuts.bridges + 1) * sizeof *edges);
    if (!edges) return ent_fail_memory(err);
    for (size_t e = 0; e < ent_view_edges(q->ties); e++) {
        bool single = ent_brokers_on_edge(q->ties, e) == 1;
        if (!q->cuts.behind[e]) continue;
        q->single += single;
        if (single || q->asked->ties) edges[listed++] = (int32_t)e;
    }
    if (listed > 1) qsort_r(edges, listed, sizeof *edges, by_loss, q);
    status = title_bridges(q, err);
    if (!status) status = ent_table_set_layout(q->table, ENT_LAYOUT_CARDS, q->at[HEADING], err);
    if (!status) status = ent_table_set_unit(q->table, q->at[HEADING], "bridges", err);
    if (!status) status = write_bridges(q, edges, listed, err);
    if (!status && q->cuts.bridges > q->single) status = ent_brokers_note_ties(q, err);
    free(edges);
    return status ? status : listed ? ENT_OK : ENT_NO;
}

/* ---- the pairs of one broker ---- */

static ent_status write_pair(ent_brokering *q, const ent_brokered *pair, size_t number, const char *heading, int32_t v,
                             ent_error *err) {
    ent_hop_cells cells = hop_cells(q);
    ent_hop hops[2] = {{.heading = heading, .hop = 1, .from = pair->a, .to = v, .edge = pair->in_edge},
                       {.heading = heading, .hop = 2, .from = v, .to = pair->c, .edge = pair->out_edge}};
    ent_status status = ENT_OK;
    for (int i = 0; i < 2 && !status; i++) {
        hops[i].number = number;
        hops[i].answer = ent_role_names[pair->role];
        status = ent_quote_hop(q->table, &cells, q->arrows, &hops[i], q->asked->per_hop, &q->unquoted, err);
    }
    return status;
}

static ent_status write_pairs(ent_brokering *q, const ent_around *pairs, int32_t v, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < pairs->count && !status; i++) {
        const ent_brokered *pair = &pairs->list[i];
        ent_buffer heading = {0};
        ent_buffer_format(&heading, "pair %zu: %s -> %s -> %s, as %s", i + 1, ent_vertex_name(q->arrows, pair->a),
                          ent_vertex_name(q->arrows, v), ent_vertex_name(q->arrows, pair->c),
                          ent_role_names[pair->role]);
        status = heading.failed ? ent_fail_memory(err) : write_pair(q, pair, i + 1, heading.data, v, err);
        ent_buffer_clear(&heading);
        if (!status) status = ent_monitor_tick(q->input->monitor, "quoting pairs", i, pairs->count, err);
    }
    return status;
}

static ent_status note_unlisted(const ent_brokering *q, size_t count, ent_error *err) {
    ent_buffer words = {0};
    ent_say_count(&words, count, "further pair is", "further pairs are");
    ent_buffer_text(&words, " not listed (--limit)");
    return ent_note_buffer(q->table, &words, err);
}

static ent_status title_pairs(ent_brokering *q, const char *name, size_t found, ent_error *err) {
    ent_buffer title = {0};
    ent_buffer_format(&title, "%s: ", name);
    ent_say_count(&title, found, "brokered pair", "brokered pairs");
    ent_status status = ent_title_buffer(q->table, &title, err);
    if (!status && found > (size_t)q->asked->limit) status = note_unlisted(q, found - (size_t)q->asked->limit, err);
    return status ? status : ent_note_unquoted(q->table, q->unquoted, err);
}

ent_status ent_brokers_pairs(ent_brokering *q, const ent_analysis *self, ent_error *err) {
    ent_id entity;
    ent_around pairs = {.roles = q->asked->roles ? (unsigned)q->asked->roles : ~0u, .limit = (size_t)q->asked->limit};
    ent_status status = ent_graph_find_entity(ent_selection_graph(q->input->selection), q->asked->of, &entity, err);
    if (status) return status;
    long v = ent_view_vertex_of(q->arrows, entity);
    const char *name = ent_shown_name(q->input->selection, entity);
    status = ent_brokers_open_table(q, self, of_pairs, err);
    if (!status) status = ent_table_set_layout(q->table, ENT_LAYOUT_CARDS, q->at[HEADING], err);
    if (!status) status = ent_table_set_unit(q->table, q->at[HEADING], "pairs", err);
    if (!status && v >= 0)
        status = ent_roles_around(q->arrows, &q->grouping, (int32_t)v, q->input->monitor, &pairs, err);
    if (!status) status = write_pairs(q, &pairs, (int32_t)v, err);
    if (!status) status = title_pairs(q, name, pairs.found, err);
    if (!status && v < 0) status = ent_table_note(q->table, err, "'%s' has no selected relation", name);
    free(pairs.list);
    return status ? status : pairs.found ? ENT_OK : ENT_NO;
}
