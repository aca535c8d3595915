/* What the frustration index rests on, as tables: relations, factions, cycles, numbers. */
#include "analyse/frustration_list.h"
#include "base/memory.h"

#include <stdlib.h>

static const ent_graph *graph_of(const ent_frustrated *f) {
    return ent_selection_graph(f->input->selection);
}

static size_t relations_of(const ent_signs *signs, size_t edge, const ent_id **rows) {
    *rows = signs->relations + signs->rows[edge];
    return signs->rows[edge + 1] - signs->rows[edge];
}

/* ---- frustrated relations ---- */

static const ent_column relation_columns[] = {ENT_FRUSTRATED_COLUMN, ENT_INSIDE_COLUMNS};
enum { RELATION_COLUMNS = sizeof relation_columns / sizeof *relation_columns };

/* Frustrated relations in the order of their dates, and by relation the edge it is on, -1 for the others. */
static ent_status gather(const ent_frustrated *f, ent_id *list, size_t *count, int32_t *edge_of) {
    const ent_signed_edges *g = &f->signs.graph;
    *count = 0;
    for (size_t e = 0; e < g->m; e++) {
        const ent_id *rows;
        size_t behind = relations_of(&f->signs, e, &rows);
        if (!ent_signed_frustrated(&g->edges[e], f->answer.side)) continue;
        for (size_t i = 0; i < behind; i++) {
            list[(*count)++] = rows[i];
            edge_of[rows[i]] = (int32_t)e;
        }
    }
    ent_sort_by_date(graph_of(f), list, *count);
    return ENT_OK;
}

static ent_status add_relation(const ent_frustrated *f, ent_table *table, ent_id relation, int32_t e, ent_error *err) {
    static const char *const words[] = {"between", "within 1", "within 2"};
    const ent_signed_edge *edge = &f->signs.graph.edges[e];
    uint8_t faction = f->sides.faction[edge->u];
    if (edge->sign > 0) faction = 0;
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_text(table, 0, words[faction], err);
    return status ? status : ent_set_relation(table, 1, f->input->selection, relation, err);
}

ent_status ent_frustrated_relations(const ent_frustrated *f, ent_table **out, ent_error *err) {
    size_t count = 0, all = ent_graph_relations(graph_of(f));
    ent_id *list = malloc((all + 1) * sizeof *list);
    int32_t *edge_of = malloc((all + 1) * sizeof *edge_of);
    ent_table *table = NULL;
    ent_status status = list && edge_of ? gather(f, list, &count, edge_of) : ent_fail_memory(err);
    if (!status) status = ent_table_new(f->self->name, relation_columns, RELATION_COLUMNS, &table, err);
    for (size_t i = 0; i < count && !status; i++) {
        status = add_relation(f, table, list[i], edge_of[list[i]], err);
        if (!status) status = ent_monitor_tick(f->input->monitor, "listing frustrated relations", i, count, err);
    }
    free(list);
    free(edge_of);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

/* ---- factions ---- */

static const ent_column faction_columns[] = {ENT_FACTION_COLUMNS};
enum { COMPONENT, FACTION, SIZE, MEMBERS, IDS, FACTION_COLUMNS };

static ent_status add_faction(const ent_frustrated *f, ent_table *table, size_t component, int faction,
                              int32_t *members, const size_t *first, const int32_t *sorted, ent_error *err) {
    size_t count = 0;
    for (size_t i = first[component]; i < first[component + 1]; i++)
        if (f->sides.faction[sorted[i]] == faction) members[count++] = f->signs.vertex[sorted[i]];
    if (!count) return ENT_OK;
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, COMPONENT, (int64_t)component + 1, err);
    if (!status) status = ent_table_set_int(table, FACTION, faction, err);
    if (!status) status = ent_table_set_int(table, SIZE, (int64_t)count, err);
    return status ? status : ent_set_members(table, f->signs.view, members, count, f->members, MEMBERS, IDS, err);
}

/* Vertices by component, in each by id. */
static void sort_by_component(const ent_frustrated *f, size_t *first, int32_t *sorted) {
    const ent_two_factions *s = &f->sides;
    for (size_t k = 0; k <= s->components; k++) first[k] = 0;
    for (int32_t v = 0; v < f->signs.graph.n; v++)
        if (s->component[v] >= 0) first[s->component[v] + 1]++;
    for (size_t k = 0; k < s->components; k++) first[k + 1] += first[k];
    for (int32_t k = 0; k < f->signs.graph.n; k++) {
        int32_t v = s->by_id[k];
        if (s->component[v] >= 0) sorted[first[s->component[v]]++] = v;
    }
    for (size_t k = s->components; k > 0; k--) first[k] = first[k - 1];
    first[0] = 0;
}

ent_status ent_frustrated_factions(const ent_frustrated *f, ent_table **out, ent_error *err) {
    size_t n = (size_t)f->signs.graph.n;
    int32_t *sorted = malloc((n + 1) * sizeof *sorted), *members = malloc((n + 1) * sizeof *members);
    size_t *first = malloc((f->sides.components + 2) * sizeof *first);
    ent_table *table = NULL;
    ent_status status = sorted && members && first ? ENT_OK : ent_fail_memory(err);
    if (!status) sort_by_component(f, first, sorted);
    if (!status) status = ent_table_new(f->self->name, faction_columns, FACTION_COLUMNS, &table, err);
    for (size_t k = 0; k < f->sides.components && !status; k++) {
        status = add_faction(f, table, k, 1, members, first, sorted, err);
        if (!status) status = add_faction(f, table, k, 2, members, first, sorted, err);
        if (!status) status = ent_monitor_tick(f->input->monitor, "listing factions", k, f->sides.components, err);
    }
    free(sorted);
    free(members);
    free(first);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

/* ---- cycles ---- */

static const ent_column cycle_columns[] = {ENT_CYCLE_COLUMNS, ENT_INSIDE_COLUMNS};
enum { CYCLE, SHARE, CYCLE_FROM, CYCLE_COLUMNS = sizeof cycle_columns / sizeof *cycle_columns };

static void say_vertex(const ent_frustrated *f, int32_t v, ent_buffer *out) {
    ent_vertex vertex;
    ent_view_vertex(f->signs.view, (size_t)f->signs.vertex[v], &vertex);
    ent_buffer_text(out, vertex.name);
}

/* Put the edges in the order of the walk round, beginning with the first; O(length^2), lengths are small. */
static void walk_round(const ent_signed_edges *g, int32_t *edges, size_t count, size_t number, const ent_frustrated *f,
                       ent_buffer *words) {
    int32_t at = g->edges[edges[0]].u;
    ent_buffer_format(words, "%zu: ", number);
    say_vertex(f, at, words);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i; k < count; k++) {
            if (g->edges[edges[k]].u != at && g->edges[edges[k]].v != at) continue;
            int32_t kept = edges[i];
            edges[i] = edges[k];
            edges[k] = kept;
            break;
        }
        const ent_signed_edge *edge = &g->edges[edges[i]];
        at = edge->u == at ? edge->v : edge->u;
        ent_buffer_text(words, edge->sign > 0 ? " + " : " \xe2\x88\x92 ");
        say_vertex(f, at, words);
    }
}

static ent_status add_cycle(const ent_frustrated *f, ent_table *table, size_t k, int32_t *edges, size_t count,
                            ent_error *err) {
    ent_buffer words = {0};
    ent_status status = ENT_OK;
    double share = (double)f->answer.cycles.share[k] / ENT_SHARE * f->signs.unit;
    walk_round(&f->signs.graph, edges, count, k + 1, f, &words);
    if (words.failed) status = ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        const ent_id *rows;
        size_t behind = relations_of(&f->signs, (size_t)edges[i], &rows);
        for (size_t r = 0; r < behind && !status; r++) {
            status = ent_table_add_row(table, err);
            if (!status) status = ent_table_set_text(table, CYCLE, words.data, err);
            if (!status) status = ent_table_set_real(table, SHARE, share, err);
            if (!status) status = ent_set_relation(table, CYCLE_FROM, f->input->selection, rows[r], err);
        }
    }
    ent_buffer_clear(&words);
    return status;
}

ent_status ent_frustrated_cycles(const ent_frustrated *f, ent_table **out, ent_error *err) {
    const ent_cycles *cycles = &f->answer.cycles;
    ent_table *table = NULL;
    int32_t *edges = malloc((cycles->edge_count + 1) * sizeof *edges);
    ent_status status =
        edges ? ent_table_new(f->self->name, cycle_columns, CYCLE_COLUMNS, &table, err) : ent_fail_memory(err);
    for (size_t i = 0; i < cycles->edge_count && !status; i++) edges[i] = cycles->edge[i];
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, CYCLE, err);
    if (!status) status = ent_table_set_unit(table, CYCLE, "cycles", err);
    for (size_t k = 0; k < cycles->count && !status; k++) {
        size_t first = cycles->start[k];
        status = add_cycle(f, table, k, edges + first, cycles->start[k + 1] - first, err);
        if (!status) status = ent_monitor_tick(f->input->monitor, "listing cycles", k, cycles->count, err);
    }
    free(edges);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

/* ---- numbers ---- */

static const ent_column summary_columns[] = {ENT_SUMMARY_COLUMNS};
enum {
    VERTICES,
    EDGES,
    NEGATIVE,
    WEIGHT,
    INDEX,
    LOWER,
    UPPER,
    EXACT,
    NORMALISED,
    CYCLES,
    PROVED,
    STEPS,
    NODES,
    SUMMARY_COLUMNS
};

ent_status ent_frustrated_summary(const ent_frustrated *f, ent_table **out, ent_error *err) {
    const ent_signs *s = &f->signs;
    const ent_frustration *a = &f->answer;
    double weight = 0, index = (double)a->upper * s->unit;
    for (size_t e = 0; e < s->graph.m; e++) weight += (double)s->graph.edges[e].weight;
    weight *= s->unit;
    const double reals[SUMMARY_COLUMNS] = {[WEIGHT] = weight,
                                           [INDEX] = index,
                                           [LOWER] = (double)a->lower * s->unit,
                                           [UPPER] = index,
                                           [NORMALISED] = weight > 0 ? 1 - 2 * index / weight : 1,
                                           [PROVED] = (double)a->proved / ENT_SHARE * s->unit};
    const int64_t whole[SUMMARY_COLUMNS] = {[VERTICES] = s->graph.n - (int64_t)s->unsigned_vertices,
                                            [EDGES] = (int64_t)s->graph.m,
                                            [NEGATIVE] = (int64_t)s->negative,
                                            [CYCLES] = (int64_t)a->cycles.count,
                                            [STEPS] = (int64_t)f->effort.steps,
                                            [NODES] = (int64_t)f->effort.nodes};
    ent_table *table = NULL;
    ent_status status = ent_table_new(f->self->name, summary_columns, SUMMARY_COLUMNS, &table, err);
    if (!status) status = ent_table_add_row(table, err);
    for (size_t c = 0; c < SUMMARY_COLUMNS && !status; c++)
        status = c == EXACT                                   ? ent_table_set_bool(table, c, a->lower == a->upper, err)
                 : summary_columns[c].type == ENT_COLUMN_REAL ? ent_table_set_real(table, c, reals[c], err)
                                                              : ent_table_set_int(table, c, whole[c], err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}
