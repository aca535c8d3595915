/* cli/render_path.c - what `paths` says of two entities, for the picture. */
#include "cli/render.h"

#include <stdlib.h>
#include <string.h>

/* Paths that one picture can show apart. */
enum { PATHS_SHOWN = 5 };

/* Columns of the answer that are looked at. */
typedef struct {
    const ent_table *table;
    size_t path, relation, from, to, sign, hop;
} answer;

static answer read_columns(const ent_table *table) {
    return (answer){.table = table,
                    .path = (size_t)ent_table_find_column(table, "path"),
                    .relation = (size_t)ent_table_find_column(table, "relation"),
                    .from = (size_t)ent_table_find_column(table, "from_id"),
                    .to = (size_t)ent_table_find_column(table, "to_id"),
                    .sign = (size_t)ent_table_find_column(table, "path_sign"),
                    .hop = (size_t)ent_table_find_column(table, "hop")};
}

static int by_number(const void *a, const void *b) {
    ent_id x = *(const ent_id *)a, y = *(const ent_id *)b;
    return (x > y) - (x < y);
}

static size_t sort_once(ent_id *list, size_t count) {
    size_t kept = 0;
    if (count) qsort(list, count, sizeof *list, by_number);
    for (size_t i = 0; i < count; i++)
        if (!kept || list[kept - 1] != list[i]) list[kept++] = list[i];
    return kept;
}

/* The entity of exactly that id; ENT_NONE for stations that are none. */
static ent_id entity_of(const ent_graph *graph, const char *id) {
    ent_id found;
    ent_entity entity;
    if (ent_graph_find_entity(graph, id, &found, NULL) != ENT_OK) return ENT_NONE;
    ent_graph_entity(graph, found, &entity);
    return strcmp(entity.id, id) == 0 ? found : ENT_NONE;
}

static ent_status take_rows(const answer *a, size_t rows, const ent_graph *graph, cli_picture *out, ent_error *err) {
    out->path = calloc(rows + 1, sizeof *out->path);
    out->stations = calloc(2 * rows + 1, sizeof *out->stations);
    if (!out->path || !out->stations) return ent_fail_memory(err);
    size_t relations = 0, stations = 0;
    for (size_t r = 0; r < rows; r++) {
        const size_t ends[2] = {a->from, a->to};
        ent_id relation = ent_graph_find_relation(graph, ent_table_text(a->table, r, a->relation));
        if (relation != ENT_NONE) out->path[relations++] = relation;
        for (int k = 0; k < 2; k++) {
            ent_id station = entity_of(graph, ent_table_text(a->table, r, ends[k]));
            if (station != ENT_NONE) out->stations[stations++] = station;
        }
    }
    out->way.relations = out->path;
    out->way.relation_count = sort_once(out->path, relations);
    out->way.stations = out->stations;
    out->way.station_count = sort_once(out->stations, stations);
    return ENT_OK;
}

/* Rows of the paths that are shown; hops and reading of these on the way. */
static size_t measure_paths(const answer *a, ent_scene_path *way) {
    size_t rows = 0, count = ent_table_rows(a->table);
    int64_t all = count ? ent_table_int(a->table, count - 1, a->path) : 0, hops = 0;
    way->reading = count ? ent_table_text(a->table, 0, a->sign) : NULL;
    for (; rows < count && ent_table_int(a->table, rows, a->path) <= PATHS_SHOWN; rows++) {
        if (ent_table_int(a->table, rows, a->hop) > hops) hops = ent_table_int(a->table, rows, a->hop);
        if (way->reading && strcmp(way->reading, ent_table_text(a->table, rows, a->sign)) != 0) way->reading = NULL;
    }
    way->hops = (uint32_t)hops;
    way->found = (uint32_t)all;
    way->shown = (uint32_t)(all < PATHS_SHOWN ? all : PATHS_SHOWN);
    return rows;
}

ent_status cli_prepare_path(const cli_call *call, const cli_data *data, cli_picture *out, ent_error *err) {
    static const char *const words[] = {"per-hop=0", NULL};
    ent_table *table = NULL;
    ent_status status = cli_run_for_picture(call, data, "paths", out->entities, words, NULL, &table, err);
    if (status == ENT_NO && table) {
        ent_fail(err, ENT_NO, "%s", ent_table_notes(table) ? ent_table_note_text(table, 0) : "there is no path");
        ent_hint(err, "'entente components' tells who hangs together; an option of the selection may stand in the way");
    }
    if (status == ENT_OK) {
        answer a = read_columns(table);
        size_t rows = measure_paths(&a, &out->way);
        status = take_rows(&a, rows, data->graph, out, err);
        if (status == ENT_OK && out->way.reading) {
            out->reading = strdup(out->way.reading);
            if (!out->reading) status = ent_fail_memory(err);
            out->way.reading = out->reading;
        }
        out->input.path = &out->way;
    }
    ent_table_free(table);
    return status;
}
