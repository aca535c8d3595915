/* paths: how two entities hang together, every hop with the relations that carry it and their evidence. */
#include "analyse/common.h"
#include "analyse/search.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t k, max_length, per_hop, limit;
    ent_text_list avoid;
} path_options;

static const ent_option options[] = {
    {.name = "k",
     .letter = 'k',
     .type = ENT_OPTION_INT,
     .offset = offsetof(path_options, k),
     .minimum = 0,
     .maximum = 100000,
     .argument = "N",
     .help = "the N shortest paths, longer ones too; 0: all that are equally short"},
    {.name = "max-length",
     .type = ENT_OPTION_INT,
     .offset = offsetof(path_options, max_length),
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "paths of at most N hops; 0: any"},
    {.name = "avoid",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(path_options, avoid),
     .argument = "ENTITY,...",
     .help = "paths that do not lead through these entities"},
    {.name = "per-hop",
     .type = ENT_OPTION_INT,
     .offset = offsetof(path_options, per_hop),
     .preset = "3",
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "relations quoted a hop, earliest first; 0: all"},
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(path_options, limit),
     .preset = "1000",
     .minimum = 1,
     .maximum = 1e9,
     .argument = "N",
     .help = "paths listed at most; the rest is counted"},
    {.name = NULL},
};

static const ent_argument arguments[] = {
    {"A", "the entity where paths begin: id, name or alias"},
    {"B", "the entity where they end"},
    {NULL, NULL},
};

enum {
    ROUTE,
    PATH,
    HOP,
    FROM,
    WAY,
    TYPE,
    TO,
    SIGN,
    STATUS,
    DATE,
    CONFIDENCE,
    RELATION,
    FROM_ID,
    TO_ID,
    LENGTH,
    EVIDENCE,
    SOURCE
};

static const ent_column columns[] = {
    {"route", ENT_COLUMN_TEXT, "the path in words: its number, its stations, its hops", false, false},
    {"path", ENT_COLUMN_INT, "number of the path, the shortest first", false, true},
    {"hop", ENT_COLUMN_INT, "number of the hop within the path", false, false},
    {"from", ENT_COLUMN_TEXT, "name of the station where the hop begins", false, false},
    {"way", ENT_COLUMN_TEXT, "-> the relation points along the path, <- against it, -- it has no direction", false,
     false},
    ENT_TYPE_COLUMN,
    {"to", ENT_COLUMN_TEXT, "name of the station where the hop ends", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_RELATION_COLUMN,
    {"from_id", ENT_COLUMN_TEXT, "id of the station where the hop begins", false, true},
    {"to_id", ENT_COLUMN_TEXT, "id of the station where the hop ends", false, true},
    {"length", ENT_COLUMN_REAL, "length of the whole path: hops, or the sum of 1/strength when weighted", false, true},
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

static const ent_relation_cells cells = {
    .type = TYPE,
    .sign = SIGN,
    .status = STATUS,
    .date = DATE,
    .confidence = CONFIDENCE,
    .areas = SIZE_MAX,
    .id = RELATION,
    .said_by = SIZE_MAX,
    .note = SIZE_MAX,
    .evidence = EVIDENCE,
    .source = SOURCE,
};

/* What one question knows while it is answered. */
typedef struct {
    const ent_analysis_input *input;
    const path_options *asked;
    ent_view *view;
    const ent_graph *graph;
    const char *from, *to; /* names of the ends */
    ent_search search;
    uint8_t *avoid;
    ent_paths paths;
    size_t unquoted; /* relations on the hops that --per-hop leaves out */
} question;

static const char *station(const question *q, int32_t vertex, const char **id) {
    ent_vertex shown;
    ent_view_vertex(q->view, (size_t)vertex, &shown);
    if (id) *id = shown.id;
    return shown.name;
}

/* ---- the question ---------------------------------------------------------------------------------------------------------- */

static ent_status avoid_entities(question *q, ent_error *err) {
    const ent_text_list *names = &q->asked->avoid;
    if (!names->count) return ENT_OK;
    q->avoid = calloc(ent_view_vertices(q->view) + 1, 1);
    if (!q->avoid) return ent_fail_memory(err);
    q->search.avoid = q->avoid;
    for (size_t i = 0; i < names->count; i++) {
        ent_id entity;
        ent_status status = ent_graph_find_entity(q->graph, names->items[i], &entity, err);
        if (status) return status;
        long vertex = ent_view_vertex_of(q->view, entity);
        if (vertex < 0) continue;
        if (vertex == q->search.from || vertex == q->search.to)
            return ent_fail(err, ENT_USAGE, "a path from '%s' to '%s' cannot avoid '%s'", q->from, q->to,
                            names->items[i]);
        q->avoid[vertex] = 1;
    }
    return ENT_OK;
}

/* The ends as vertices, -1 for one that has no selected relation. */
static ent_status find_ends(question *q, ent_error *err) {
    const ent_selection *selection = q->input->selection;
    ent_id a = q->input->entities[0], b = q->input->entities[1];
    q->from = ent_shown_name(selection, a);
    q->to = ent_shown_name(selection, b);
    if (ent_selection_stand_in(selection, a) == ent_selection_stand_in(selection, b)) {
        ent_fail(err, ENT_USAGE, a == b ? "both ends of the path are '%s'" : "both ends stand for '%s' under --lift",
                 q->from);
        return ent_hint(err, "name two different entities; 'show' tells all about one");
    }
    q->search.from = (int32_t)ent_view_vertex_of(q->view, a);
    q->search.to = (int32_t)ent_view_vertex_of(q->view, b);
    return ENT_OK;
}

static ent_status ask(question *q, ent_error *err) {
    ent_view_options how = q->input->view;
    how.parallel = ENT_PARALLEL_MERGE; /* a path is a sequence of vertices; each hop quotes its relations */
    ent_status status = ent_view_new(q->input->selection, &how, &q->view, err);
    if (!status) status = find_ends(q, err);
    if (!status) status = avoid_entities(q, err);
    if (status || q->search.from < 0 || q->search.to < 0) return status;
    q->search.view = q->view;
    q->search.monitor = q->input->monitor;
    q->search.most_hops = q->asked->max_length > 0 ? (size_t)q->asked->max_length : SIZE_MAX;
    size_t limit = (size_t)q->asked->limit, k = (size_t)q->asked->k;
    if (q->asked->k > 0) return ent_paths_k(&q->search, k < limit ? k : limit, &q->paths, err);
    return ent_paths_shortest(&q->search, limit, &q->paths, err);
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------- */

static void say_length(const question *q, const ent_path *path, ent_buffer *out) {
    ent_say_count(out, path->hops, "hop", "hops");
    if (!ent_view_weighted(q->view)) return;
    ent_buffer_text(out, ", length ");
    ent_buffer_fixed(out, path->length, 3);
}

static void say_route(const question *q, size_t number, ent_buffer *out) {
    const ent_path *path = &q->paths.items[number];
    ent_buffer_format(out, "path %zu of %zu: ", number + 1, q->paths.count);
    for (size_t i = 0; i <= path->hops; i++) {
        if (i) ent_buffer_text(out, " - ");
        ent_buffer_text(out, station(q, path->vertices[i], NULL));
    }
    ent_buffer_text(out, " (");
    say_length(q, path, out);
    ent_buffer_char(out, ')');
}

/* How a relation points on the way from one vertex to the next. Its source has one place; the other end of an edge may
 * be its target, or the vertex of the relation or of an area in between. */
static const char *way_of(const question *q, ent_id r, int32_t from, int32_t to) {
    ent_relation relation;
    ent_type type;
    ent_graph_relation(q->graph, r, &relation);
    ent_graph_type(q->graph, relation.type, &type);
    if (type.symmetric) return "--";
    long source = ent_view_vertex_of(q->view, relation.source);
    if (from == source) return "->";
    if (to == source) return "<-";
    if (!relation.target_is_relation) return to == ent_view_vertex_of(q->view, relation.target) ? "->" : "<-";
    ent_vertex end;
    ent_view_vertex(q->view, (size_t)to, &end);
    return end.kind == ENT_VERTEX_RELATION && end.index == relation.target ? "->" : "<-";
}

static size_t edge_between(const question *q, int32_t from, int32_t to) {
    ent_adjacency out = ent_view_out(q->view);
    int32_t i = out.offsets[from];
    while (out.to[i] != to) i++;
    return (size_t)out.edge[i];
}

/* One row of the table: a relation on a hop of a path. */
typedef struct {
    size_t path, hop;
    const char *route;
    ent_id relation;
} quote;

static ent_status write_quote(ent_table *table, const question *q, const quote *row, ent_error *err) {
    const ent_path *path = &q->paths.items[row->path];
    int32_t from = path->vertices[row->hop], to = path->vertices[row->hop + 1];
    const char *from_id, *to_id, *from_name = station(q, from, &from_id), *to_name = station(q, to, &to_id);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_text(table, ROUTE, row->route, err);
    if (!status) status = ent_table_set_int(table, PATH, (int64_t)row->path + 1, err);
    if (!status) status = ent_table_set_int(table, HOP, (int64_t)row->hop + 1, err);
    if (!status) status = ent_table_set_text(table, FROM, from_name, err);
    if (!status) status = ent_table_set_text(table, WAY, way_of(q, row->relation, from, to), err);
    if (!status) status = ent_table_set_text(table, TO, to_name, err);
    if (!status) status = ent_table_set_text(table, FROM_ID, from_id, err);
    if (!status) status = ent_table_set_text(table, TO_ID, to_id, err);
    if (!status) status = ent_table_set_real(table, LENGTH, path->length, err);
    return status ? status : ent_cite_relation(table, &cells, q->graph, row->relation, err);
}

static ent_status write_hop(ent_table *table, question *q, quote *row, ent_error *err) {
    const ent_path *path = &q->paths.items[row->path];
    const ent_id *rows;
    size_t edge = edge_between(q, path->vertices[row->hop], path->vertices[row->hop + 1]);
    size_t count = ent_view_edge_relations(q->view, edge, &rows), quoted = count;
    ent_id *sorted = malloc((count + 1) * sizeof *sorted);
    if (!sorted) return ent_fail_memory(err);
    memcpy(sorted, rows, count * sizeof *rows);
    ent_sort_by_date(q->graph, sorted, count);
    if (q->asked->per_hop > 0 && (size_t)q->asked->per_hop < count) quoted = (size_t)q->asked->per_hop;
    q->unquoted += count - quoted;
    ent_status status = ENT_OK;
    for (size_t i = 0; i < quoted && !status; i++) {
        row->relation = sorted[i];
        status = write_quote(table, q, row, err);
    }
    free(sorted);
    return status;
}

static ent_status write_path(ent_table *table, question *q, size_t number, ent_error *err) {
    ent_buffer route = {0};
    say_route(q, number, &route);
    ent_status status = route.failed ? ent_fail_memory(err) : ENT_OK;
    quote row = {.path = number, .route = route.data};
    for (; row.hop < q->paths.items[number].hops && !status; row.hop++) status = write_hop(table, q, &row, err);
    ent_buffer_clear(&route);
    return status ? status : ent_monitor_tick(q->input->monitor, "quoting paths", number, q->paths.count, err);
}

static ent_status set_title(ent_table *table, const question *q, ent_error *err) {
    ent_buffer title = {0};
    const ent_paths *paths = &q->paths;
    ent_buffer_format(&title, "%s to %s: ", q->from, q->to);
    if (!paths->count) {
        ent_buffer_text(&title, "no path");
    } else if (q->asked->k > 0) {
        ent_say_count(&title, paths->count, "path, of ", "shortest paths, the first of ");
        say_length(q, &paths->items[0], &title);
    } else {
        ent_say_count(&title, paths->count, "shortest path of ", "shortest paths of ");
        say_length(q, &paths->items[0], &title);
    }
    return ent_title_buffer(table, &title, err);
}

static void say_missing_end(const question *q, ent_buffer *out) {
    const char *name = q->search.from < 0 ? q->from : q->to;
    ent_buffer_format(out, "'%s' has no selected relation", name);
}

/* Why there is no path, as far as the options are to blame. */
static ent_status note_no_path(ent_table *table, const question *q, ent_error *err) {
    ent_buffer words = {0};
    if (q->search.from < 0 || q->search.to < 0) {
        say_missing_end(q, &words);
        return ent_note_buffer(table, &words, err);
    }
    ent_buffer_format(&words, "no chain of relations leads from '%s' to '%s'", q->from, q->to);
    if (q->asked->max_length > 0) ent_buffer_format(&words, " within %lld hops", (long long)q->asked->max_length);
    if (q->asked->avoid.count) ent_buffer_text(&words, " without the entities of --avoid");
    if (ent_view_directed(q->view)) ent_buffer_text(&words, " along the direction of the relations");
    return ent_note_buffer(table, &words, err);
}

static ent_status note_limits(ent_table *table, const question *q, ent_error *err) {
    const ent_paths *paths = &q->paths;
    ent_buffer words = {0};
    if (q->asked->k > q->asked->limit && paths->count == (size_t)q->asked->limit) {
        ent_buffer_format(&words, "--limit stopped at %zu paths", paths->count);
    } else if (q->asked->k == 0 && paths->total > (double)paths->count) {
        ent_buffer_text(&words, "there are ");
        ent_buffer_fixed(&words, paths->total, 0);
        ent_buffer_format(&words, " shortest paths, the first %zu are listed (--limit)", paths->count);
    } else if (q->asked->k == 0 && paths->count && paths->total == 0) {
        ent_buffer_format(&words, "--limit stopped at %zu paths, there may be more", paths->count);
    }
    ent_status status = ent_note_buffer(table, &words, err);
    if (status || !q->unquoted) return status;
    ent_say_count(&words, q->unquoted, "further relation on these hops is", "further relations on these hops are");
    ent_buffer_text(&words, " not quoted (--per-hop 0 quotes all)");
    return ent_note_buffer(table, &words, err);
}

static ent_status answer(const ent_analysis *self, question *q, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ent_table_new(self->name, columns, ent_count_columns(columns), &table, err);
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, ROUTE, err);
    if (!status) status = set_title(table, q, err);
    for (size_t i = 0; i < q->paths.count && !status; i++) status = write_path(table, q, i, err);
    if (!status && !q->paths.count) status = note_no_path(table, q, err);
    if (!status) status = note_limits(table, q, err);
    if (!status) status = ent_note_view(table, q->view, err);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    return q->paths.count ? ENT_OK : ENT_NO;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    question q = {.input = input, .asked = input->options, .graph = ent_selection_graph(input->selection)};
    ent_status status = ask(&q, err);
    if (!status) status = answer(self, &q, out, err);
    ent_paths_clear(&q.paths);
    free(q.avoid);
    ent_view_free(q.view);
    return status;
}

static const ent_example examples[] = {
    {"paths graphs/korea-us-2022.json Samsung China", "from the firm to the country in three hops, with sources"},
    {"paths graphs/korea-us-2022.json Samsung \"North Korea\" --avoid Biden",
     "the way that does not lead through the guest"},
    {"paths graphs/classic/florentine.json Pazzi Peruzzi --k 4", "two shortest paths of five hops, and the next two"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_paths = {
    .name = "paths",
    .summary = "how two entities hang together, hop by hop, with the evidence for each hop",
    .detail =
        "All shortest paths from A to B, or with --k the k shortest paths without loops. A path is a sequence of "
        "entities (and, where they stand between, targeted relations or areas); relations between one pair are one "
        "hop, which quotes them by date. Without weights length is the number of hops, in a weighted view the sum of "
        "1/strength. Paths run against the direction of relations too, unless --directed. Paths of one length come "
        "in the order of the data.",
    .citation = "Dijkstra 1959; Yen 1971",
    .cost = "O(m) for all shortest, O(k hops m) for the k shortest",
    .needs = ENT_NEEDS_NON_NEGATIVE_WEIGHTS,
    .uses_view = true,
    .arguments = arguments,
    .options = options,
    .options_size = sizeof(path_options),
    .columns = columns,
    .examples = examples,
    .run = run,
};
