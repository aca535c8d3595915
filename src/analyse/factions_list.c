/* What factions answers, as tables: members, the line index, relations that do not fit, blocks. */
#include "analyse/factions_list.h"
#include "base/memory.h"

#include <stdlib.h>

static ent_status give(ent_status status, ent_table *table, ent_table **out) {
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

/* ---- members ---- */

static const ent_column part_columns[] = {ENT_PART_COLUMNS};
enum { FACTION, SIZE, MEMBERS, IDS, PART_COLUMNS };

ent_status ent_divided_members(const ent_divided *d, ent_table **out, ent_error *err) {
    const ent_signs *s = &d->signs;
    size_t n = (size_t)s->graph.n;
    int32_t *members = malloc((n + 1) * sizeof *members), *by_id = NULL, *place = NULL, *number = NULL;
    ent_table *table = NULL;
    ent_status status = members ? ent_vertices_by_id(s->view, &by_id, &place, err) : ent_fail_memory(err);
    if (!status && !(number = calloc(ent_view_vertices(s->view) + 1, sizeof *number))) status = ent_fail_memory(err);
    for (size_t v = 0; v < n && !status; v++) number[s->vertex[v]] = d->part[v];
    if (!status) status = ent_table_new(d->self->name, part_columns, PART_COLUMNS, &table, err);
    for (int32_t p = 1; p <= d->count && !status; p++) {
        size_t count = 0;
        for (size_t k = 0; k < ent_view_vertices(s->view); k++)
            if (number[by_id[k]] == p) members[count++] = by_id[k];
        status = ent_table_add_row(table, err);
        if (!status) status = ent_table_set_int(table, FACTION, p, err);
        if (!status) status = ent_table_set_int(table, SIZE, (int64_t)count, err);
        if (!status) status = ent_set_members(table, s->view, members, count, d->members, MEMBERS, IDS, err);
        if (!status) status = ent_monitor_tick(d->input->monitor, "listing factions", (size_t)p, (size_t)d->count, err);
    }
    free(members);
    free(by_id);
    free(place);
    free(number);
    return give(status, table, out);
}

/* ---- the line index ---- */

static const ent_column index_columns[] = {ENT_LINE_INDEX_COLUMNS};
enum { K, VALUE, LOWER, UPPER, EXACT, USED, INDEX_COLUMNS };

static int64_t parts_used(const ent_divided *d, const int32_t *part, int32_t k) {
    const ent_signed_edges *g = &d->signs.graph;
    int64_t used = 0;
    for (int32_t p = 0; p < k; p++) {
        bool met = false;
        for (int32_t v = 0; v < g->n && !met; v++) met = part[v] == p && g->first[v] < g->first[v + 1];
        used += met;
    }
    return used;
}

ent_status ent_divided_index(const ent_divided *d, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ent_table_new(d->self->name, index_columns, INDEX_COLUMNS, &table, err);
    for (int32_t k = 1; k <= d->most && !status; k++) {
        const ent_faction_index *x = &d->index[k - 1];
        status = ent_table_add_row(table, err);
        if (!status) status = ent_table_set_int(table, K, k, err);
        if (!status) status = ent_table_set_real(table, VALUE, (double)x->upper * d->signs.unit, err);
        if (!status) status = ent_table_set_real(table, LOWER, (double)x->lower * d->signs.unit, err);
        if (!status) status = ent_table_set_real(table, UPPER, (double)x->upper * d->signs.unit, err);
        if (!status) status = ent_table_set_bool(table, EXACT, x->lower == x->upper, err);
        if (!status) status = ent_table_set_int(table, USED, parts_used(d, x->part, k), err);
    }
    return give(status, table, out);
}

/* ---- relations that do not fit ---- */

static const ent_column misfit_columns[] = {ENT_MISFIT_COLUMN, ENT_INSIDE_COLUMNS};
enum { MISFIT_COLUMNS = sizeof misfit_columns / sizeof *misfit_columns };

int ent_divided_block(const ent_divided *d, int32_t a, int32_t b) {
    size_t cell = (size_t)a * (size_t)d->image.k + (size_t)b;
    int64_t plus = d->image.positive[cell], minus = d->image.negative[cell];
    if (!plus && !minus) return 0;
    if (d->kind == ENT_IMAGE_RELAXED) return plus >= minus ? 1 : -1;
    return a == b ? 1 : -1;
}

static ent_status add_misfit(const ent_divided *d, ent_table *table, ent_id relation, int32_t e, ent_error *err) {
    const ent_signed_edge *edge = &d->signs.graph.edges[e];
    int32_t a = d->part[edge->u], b = d->part[edge->v];
    ent_buffer words = {0};
    if (a == b)
        ent_buffer_format(&words, "within %d", (int)a);
    else
        ent_buffer_format(&words, "between %d and %d", (int)(a < b ? a : b), (int)(a < b ? b : a));
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_cell_buffer(table, 0, &words, err);
    ent_buffer_clear(&words);
    return status ? status : ent_set_relation(table, 1, d->input->selection, relation, err);
}

ent_status ent_divided_misfits(const ent_divided *d, ent_table **out, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(d->input->selection);
    const ent_signs *s = &d->signs;
    size_t count = 0, all = ent_graph_relations(graph);
    ent_id *list = malloc((all + 1) * sizeof *list);
    int32_t *edge_of = malloc((all + 1) * sizeof *edge_of);
    ent_table *table = NULL;
    ent_status status = list && edge_of ? ENT_OK : ent_fail_memory(err);
    for (size_t e = 0; e < s->graph.m && !status; e++) {
        const ent_signed_edge *edge = &s->graph.edges[e];
        if (ent_divided_block(d, d->part[edge->u], d->part[edge->v]) == edge->sign) continue;
        for (size_t i = s->rows[e]; i < s->rows[e + 1]; i++) {
            list[count++] = s->relations[i];
            edge_of[s->relations[i]] = (int32_t)e;
        }
    }
    if (!status) ent_sort_by_date(graph, list, count);
    if (!status) status = ent_table_new(d->self->name, misfit_columns, MISFIT_COLUMNS, &table, err);
    for (size_t i = 0; i < count && !status; i++) {
        status = add_misfit(d, table, list[i], edge_of[list[i]], err);
        if (!status) status = ent_monitor_tick(d->input->monitor, "listing what does not fit", i, count, err);
    }
    free(list);
    free(edge_of);
    return give(status, table, out);
}

/* ---- blocks ---- */

static const ent_column block_columns[] = {ENT_BLOCK_COLUMNS};
enum { ONE, OTHER, BLOCK, POSITIVE, NEGATIVE, INCONSISTENT, BLOCK_COLUMNS };

static ent_status add_block(const ent_divided *d, ent_table *table, int32_t a, int32_t b, ent_error *err) {
    static const char *const words[] = {"negative", "null", "positive"};
    size_t cell = (size_t)a * (size_t)d->image.k + (size_t)b;
    double unit = d->signs.unit;
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, ONE, a, err);
    if (!status) status = ent_table_set_int(table, OTHER, b, err);
    if (!status) status = ent_table_set_text(table, BLOCK, words[ent_divided_block(d, a, b) + 1], err);
    if (!status) status = ent_table_set_real(table, POSITIVE, (double)d->image.positive[cell] * unit, err);
    if (!status) status = ent_table_set_real(table, NEGATIVE, (double)d->image.negative[cell] * unit, err);
    if (status) return status;
    return ent_table_set_real(table, INCONSISTENT, (double)ent_image_inconsistent(&d->image, a, b) * unit, err);
}

ent_status ent_divided_blocks(const ent_divided *d, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ent_table_new(d->self->name, block_columns, BLOCK_COLUMNS, &table, err);
    for (int32_t a = 1; a <= d->count && !status; a++) {
        for (int32_t b = a; b <= d->count && !status; b++) status = add_block(d, table, a, b, err);
        if (!status) status = ent_monitor_tick(d->input->monitor, "listing blocks", (size_t)a, (size_t)d->count, err);
    }
    return give(status, table, out);
}
