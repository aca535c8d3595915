/* paths: how two entities hang together, every hop with the relations that carry it and their evidence. */
#include "analyse/hops.h"
#include "analyse/paths_rules.h"
#include "analyse/paths_widest.h"
#include "analyse/paths_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t k, max_length, per_hop, limit, count_limit;
    ent_path_lists lists;
    int sign_product; /* 0: any, else an ent_reading + 1 */
    bool all, widest;
} path_options;

#define NAMES(option, member, word, text)                                                                              \
    {                                                                                                                  \
        .name = (option), .type = ENT_OPTION_LIST, .offset = offsetof(path_options, lists.member), .argument = (word), \
        .help = (text)                                                                                                 \
    }

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
    {.name = "all",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(path_options, all),
     .help = "all paths without loops, not only the shortest; those beyond --limit are counted (with --max-length)"},
    NAMES("through", through, "ENTITY,...", "paths that lead through all of these entities, in any order"),
    NAMES("through-kind", through_kinds, "KIND,...", "paths with an entity of each of these kinds between the ends"),
    NAMES("through-type", through_types, "TYPE,...", "paths with a relation of each of these types on a hop"),
    NAMES("avoid", avoid, "ENTITY,...", "paths that do not lead through these entities"),
    NAMES("avoid-kind", avoid_kinds, "KIND,...", "paths without an entity of these kinds between the ends"),
    NAMES("avoid-type", avoid_types, "TYPE,...", "paths without hops that have relations of these types only"),
    {.name = "sign-product",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(path_options, sign_product),
     .preset = "any",
     .choices = ent_path_reading_choices,
     .help = "only paths whose signs multiply to this; mixed: with an ambivalent hop, none: without a signed one"},
    {.name = "widest",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(path_options, widest),
     .help = "paths whose weakest hop is strongest, of those the shortest; needs --weight"},
    ENT_PER_HOP_ROW(path_options, "relations quoted a hop, earliest first; 0: all"),
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(path_options, limit),
     .preset = "1000",
     .minimum = 1,
     .maximum = 1e9,
     .argument = "N",
     .help = "paths listed at most; the rest is counted"},
    {.name = "count-limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(path_options, count_limit),
     .preset = "1000000",
     .minimum = 1,
     .maximum = 1e12,
     .argument = "N",
     .help = "with --all: paths counted at most; beyond that the answer is 'more than N'"},
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
    HOP_SIGN,
    PATH_SIGN,
    PATH_CONFIDENCE,
    WIDTH,
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
    {"hop_sign", ENT_COLUMN_TEXT, "sign of the hop over all its relations: positive, negative, ambivalent or none",
     false, true},
    {"path_sign", ENT_COLUMN_TEXT, "product of the signs of the hops: positive, negative, mixed or none", false, true},
    {"path_confidence", ENT_COLUMN_REAL, "product of the best confidence on each hop, 0 to 1; 0.9 where none is given",
     false, true},
    {"width", ENT_COLUMN_REAL, "strength of the weakest hop of the path, when weighted", false, true},
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

static const ent_hop_cells cells = {
    .heading = ROUTE,
    .answer = SIZE_MAX,
    .lost = SIZE_MAX,
    .number = PATH,
    .hop = HOP,
    .from = FROM,
    .way = WAY,
    .to = TO,
    .from_side = SIZE_MAX,
    .to_side = SIZE_MAX,
    .on_tie = SIZE_MAX,
    .from_id = FROM_ID,
    .to_id = TO_ID,
    .relation = {.type = TYPE,
                 .sign = SIGN,
                 .status = STATUS,
                 .date = DATE,
                 .confidence = CONFIDENCE,
                 .areas = SIZE_MAX,
                 .id = RELATION,
                 .said_by = SIZE_MAX,
                 .note = SIZE_MAX,
                 .evidence = EVIDENCE,
                 .source = SOURCE},
};

/* What one question knows while it is answered. */
typedef struct {
    const ent_analysis_input *input;
    const path_options *asked;
    ent_view *view;
    const ent_graph *graph;
    const char *from, *to; /* names of the ends */
    ent_search search;
    ent_path_rules rules;
    ent_demand demand;
    uint8_t *readings; /* by edge, when signs are asked for */
    ent_paths paths;
    uint64_t counted; /* with --all, when more than the limit */
    bool uncounted;   /* there are more than that */
    bool stopped;     /* the search was given up */
    size_t unquoted;  /* relations on the hops that --per-hop leaves out */
} question;

/* ---- the question ---------------------------------------------------------------------------------------------------------- */

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
    q->search.from = (int32_t)ent_station_of(q->view, a);
    q->search.to = (int32_t)ent_station_of(q->view, b);
    return ENT_OK;
}

enum { ALL_FREELY = 32 }; /* entities of a graph whose paths of any length may be asked for */

static ent_status check_question(const question *q, ent_error *err) {
    const path_options *asked = q->asked;
    size_t n = ent_view_vertices(q->view);
    if (asked->widest && !ent_view_weighted(q->view)) {
        ent_fail(err, ENT_USAGE,
                 "--widest compares the strength of hops, and here every hop is as strong as any other");
        return ent_hint(err, "say what makes a hop strong: --weight confidence, count, weight or intensity");
    }
    if (asked->all && (asked->widest || asked->k > 0)) {
        ent_fail(err, ENT_USAGE, "--all lists every path, %s picks some", asked->widest ? "--widest" : "--k");
        return ent_hint(err, "give one of the two");
    }
    if (asked->all && !asked->max_length && n > ALL_FREELY) {
        ent_fail(err, ENT_USAGE, "all paths of any length between %zu entities are too many to look through", n);
        return ent_hint(err, "give --max-length, say 4, or ask for some with --k 20");
    }
    return ENT_OK;
}

static ent_status read_signs(question *q, ent_error *err) {
    size_t edges = ent_view_edges(q->view);
    if (!q->asked->sign_product) return ENT_OK;
    q->readings = malloc(edges + 1);
    if (!q->readings) return ent_fail_memory(err);
    for (size_t e = 0; e < edges; e++) q->readings[e] = (uint8_t)ent_hop_reading(&q->rules, q->view, e);
    q->demand.reading = q->readings;
    q->demand.wanted = (ent_reading)(q->asked->sign_product - 1);
    return ENT_OK;
}

static ent_status set_conditions(question *q, ent_error *err) {
    ent_path_ends ends = {q->search.from, q->search.to, q->from, q->to};
    ent_status status = ent_path_rules_make(q->view, &q->asked->lists, &ends, &q->rules, err);
    if (status) return status;
    q->search.avoid = q->rules.avoid;
    q->search.closed = q->rules.closed;
    q->demand = (ent_demand){q->rules.at_vertex, q->rules.at_edge, q->rules.all, NULL, ENT_READS_NONE};
    return read_signs(q, err);
}

static ent_status look_with_conditions(question *q, size_t limit, ent_error *err) {
    ent_seeker seeker = {0};
    bool only_shortest = !q->asked->all && !q->asked->k;
    ent_status status = ent_seeker_init(&seeker, &q->search, &q->demand, err);
    if (!status) status = ent_seek(&seeker, limit, only_shortest, &q->paths, err);
    q->stopped = seeker.stopped;
    if (!status && q->asked->all && (q->paths.count == limit || q->stopped))
        status = ent_seek_count(&seeker, (uint64_t)q->asked->count_limit, &q->counted, &q->uncounted, err);
    ent_seeker_clear(&seeker);
    return status;
}

static ent_status look(question *q, ent_error *err) {
    size_t limit = (size_t)q->asked->limit, k = (size_t)q->asked->k;
    if (k && k < limit) limit = k;
    ent_status status;
    if (q->asked->widest)
        status = ent_paths_widest(&q->search, &q->demand, limit, !k, &q->paths, &q->stopped, err);
    else if (q->asked->all || q->demand.all || q->demand.reading)
        status = look_with_conditions(q, limit, err);
    else
        status =
            k ? ent_paths_k(&q->search, limit, &q->paths, err) : ent_paths_shortest(&q->search, limit, &q->paths, err);
    if (status || !q->stopped || q->paths.count) return status;
    ent_fail(err, ENT_CALC, "no path was found that meets all conditions, and too many were looked at to go on");
    return ent_hint(err, "give --max-length, or fewer conditions");
}

static ent_status ask(question *q, ent_error *err) {
    ent_view_options how = q->input->view;
    how.parallel = ENT_PARALLEL_MERGE; /* a path is a sequence of vertices; each hop quotes its relations */
    ent_status status = ent_view_new(q->input->selection, &how, &q->view, err);
    if (!status) status = find_ends(q, err);
    if (!status) status = check_question(q, err);
    if (!status) status = set_conditions(q, err);
    if (status || q->search.from < 0 || q->search.to < 0 || q->rules.unmet) return status;
    q->search.view = q->view;
    q->search.monitor = q->input->monitor;
    q->search.most_hops = q->asked->max_length > 0 ? (size_t)q->asked->max_length : SIZE_MAX;
    return look(q, err);
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------- */

static void say_length(const question *q, const ent_path *path, ent_buffer *out) {
    ent_say_count(out, path->hops, "hop", "hops");
    if (!ent_view_weighted(q->view)) return;
    ent_buffer_text(out, ", length ");
    ent_buffer_fixed(out, path->length, 3);
    if (!q->asked->widest) return;
    ent_buffer_text(out, ", weakest hop ");
    ent_buffer_double(out, ent_path_width(q->view, path));
}

static void say_route(const question *q, size_t number, ent_buffer *out) {
    const ent_path *path = &q->paths.items[number];
    ent_buffer_format(out, "path %zu of %zu: ", number + 1, q->paths.count);
    ent_say_stations(q->view, path, out);
    ent_buffer_text(out, " (");
    say_length(q, path, out);
    ent_buffer_text(out, "; ");
    ent_say_reading(&q->rules, q->view, path, out);
    ent_buffer_text(out, "; confidence ");
    ent_buffer_double(out, ent_ten_digits(ent_path_worth_of(&q->rules, q->view, path).confidence));
    ent_buffer_char(out, ')');
}

/* What all rows of a hop say beside the relation. */
typedef struct {
    const ent_path *path;
    ent_path_worth worth;
    double width;
    ent_reading reading; /* of the hop */
} merit;

static ent_status write_merit(ent_table *table, const merit *m, ent_error *err) {
    ent_status status = ent_table_set_real(table, LENGTH, m->path->length, err);
    if (!status) status = ent_table_set_text(table, HOP_SIGN, ent_hop_reading_word(m->reading), err);
    if (!status) status = ent_table_set_text(table, PATH_SIGN, ent_path_reading_word(m->worth.reading), err);
    if (!status) status = ent_table_set_real(table, PATH_CONFIDENCE, m->worth.confidence, err);
    return status ? status : ent_table_set_real(table, WIDTH, m->width, err);
}

/* The relations on a hop that the conditions let count, earliest first. */
static size_t list_quotes(const question *q, int32_t edge, ent_id *out) {
    const ent_id *rows;
    size_t count = ent_view_edge_relations(q->view, (size_t)edge, &rows), kept = 0;
    for (size_t i = 0; i < count; i++)
        if (ent_rules_quote(&q->rules, q->graph, rows[i])) out[kept++] = rows[i];
    ent_sort_by_date(q->graph, out, kept);
    return kept;
}

static ent_status write_hop(ent_table *table, question *q, const ent_hop *hop, merit *m, ent_error *err) {
    const ent_id *rows;
    ent_id *quotes = malloc((ent_view_edge_relations(q->view, (size_t)hop->edge, &rows) + 1) * sizeof *quotes);
    if (!quotes) return ent_fail_memory(err);
    size_t count = list_quotes(q, hop->edge, quotes), most = (size_t)q->asked->per_hop;
    size_t quoted = most && most < count ? most : count;
    m->reading = ent_hop_reading(&q->rules, q->view, (size_t)hop->edge);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < quoted && !status; i++) {
        status = ent_quote_relation(table, &cells, q->view, hop, quotes[i], err);
        if (!status) status = write_merit(table, m, err);
    }
    q->unquoted += count - quoted;
    free(quotes);
    return status;
}

static ent_status write_path(ent_table *table, question *q, size_t number, ent_error *err) {
    ent_buffer route = {0};
    say_route(q, number, &route);
    ent_status status = route.failed ? ent_fail_memory(err) : ENT_OK;
    const ent_path *path = &q->paths.items[number];
    merit m = {.path = path, .worth = ent_path_worth_of(&q->rules, q->view, path)};
    m.width = ent_view_weighted(q->view) ? ent_path_width(q->view, path) : NAN;
    for (size_t i = 0; i < path->hops && !status; i++) {
        ent_hop hop = {.heading = route.data, .number = number + 1, .hop = i + 1};
        hop.from = path->vertices[i];
        hop.to = path->vertices[i + 1];
        hop.edge = ent_edge_between(ent_view_out(q->view), hop.from, hop.to);
        status = write_hop(table, q, &hop, &m, err);
    }
    ent_buffer_clear(&route);
    return status ? status : ent_monitor_tick(q->input->monitor, "quoting paths", number, q->paths.count, err);
}

static ent_status set_title(ent_table *table, const question *q, ent_error *err) {
    ent_buffer title = {0};
    const ent_paths *paths = &q->paths;
    ent_buffer_format(&title, "%s to %s: ", q->from, q->to);
    if (!paths->count) {
        ent_buffer_text(&title, "no path");
    } else if (q->asked->all || q->asked->k > 0) {
        ent_say_count(&title, paths->count, q->asked->all ? "path in all, of " : "path, of ",
                      q->asked->widest ? "widest paths, the first of "
                      : q->asked->all  ? "paths, the first of "
                                       : "shortest paths, the first of ");
        say_length(q, &paths->items[0], &title);
    } else {
        ent_say_count(&title, paths->count, q->asked->widest ? "widest path of " : "shortest path of ",
                      q->asked->widest ? "widest paths of " : "shortest paths of ");
        say_length(q, &paths->items[0], &title);
    }
    return ent_title_buffer(table, &title, err);
}

/* Relations that name it as a cooperation area, when areas are not stations: that is where it can be reached. */
static size_t relations_in_area(const question *q, const char *name) {
    const ent_id *rows;
    size_t count = ent_selection_relations(q->input->selection, &rows), found = 0;
    for (size_t i = 0; i < count && !q->input->view.areas; i++) {
        ent_relation relation;
        ent_graph_relation(q->graph, rows[i], &relation);
        for (size_t k = 0; k < relation.area_count; k++)
            found += strcmp(ent_graph_relation_area(q->graph, rows[i], k), name) == 0;
    }
    return found;
}

static ent_status note_missing(ent_table *table, const question *q, ent_error *err) {
    ent_buffer words = {0};
    const char *name = q->search.from < 0 ? q->from : q->search.to < 0 ? q->to : q->rules.unmet;
    size_t area = relations_in_area(q, name);
    ent_buffer_format(&words, "'%s' has no selected relation", name);
    if (area) {
        ent_buffer_text(&words, ", but is the area of ");
        ent_say_count(&words, area, "relation", "relations");
        ent_buffer_text(&words, ": --areas makes areas stations of paths");
    }
    return ent_note_buffer(table, &words, err);
}

static bool has_conditions(const question *q) {
    const ent_path_lists *l = &q->asked->lists;
    return l->avoid_kinds.count + l->avoid_types.count + l->through.count + l->through_kinds.count +
               l->through_types.count >
           0;
}

/* Why there is no path, as far as the options are to blame. */
static ent_status note_no_path(ent_table *table, const question *q, ent_error *err) {
    ent_buffer words = {0};
    if (q->search.from < 0 || q->search.to < 0 || q->rules.unmet) return note_missing(table, q, err);
    ent_buffer_format(&words, "no chain of relations leads from '%s' to '%s'", q->from, q->to);
    if (q->asked->max_length > 0) ent_buffer_format(&words, " within %lld hops", (long long)q->asked->max_length);
    if (q->asked->lists.avoid.count) ent_buffer_text(&words, " without the entities of --avoid");
    if (has_conditions(q)) ent_buffer_text(&words, " that meets the conditions of --through... and --avoid-...");
    if (q->asked->sign_product)
        ent_buffer_format(&words, " and reads %s", ent_path_reading_choices[q->asked->sign_product]);
    if (ent_view_directed(q->view)) ent_buffer_text(&words, " along the direction of the relations");
    return ent_note_buffer(table, &words, err);
}

/* With --all, and where conditions made the search long. */
static ent_status note_count(ent_table *table, const question *q, ent_error *err) {
    ent_buffer words = {0};
    unsigned long long counted = (unsigned long long)q->counted;
    if (q->counted > q->paths.count || q->uncounted) {
        ent_buffer_format(&words, "there are %s%llu paths", q->uncounted ? "more than " : "", counted);
        if (q->asked->max_length) ent_buffer_format(&words, " of at most %lld hops", (long long)q->asked->max_length);
        ent_buffer_format(&words, ", the first %zu are listed (--limit)", q->paths.count);
    } else if (q->stopped && !q->asked->all) {
        ent_buffer_text(&words, "too many beginnings of paths were looked at to go on: there may be more paths");
    }
    return ent_note_buffer(table, &words, err);
}

static ent_status note_limits(ent_table *table, const question *q, ent_error *err) {
    const ent_paths *paths = &q->paths;
    ent_buffer words = {0};
    bool counts = !q->asked->all && !q->asked->widest && !q->demand.all && !q->demand.reading;
    if (q->asked->k > q->asked->limit && paths->count == (size_t)q->asked->limit) {
        ent_buffer_format(&words, "--limit stopped at %zu paths", paths->count);
    } else if (counts && q->asked->k == 0 && paths->total > (double)paths->count) {
        ent_buffer_text(&words, "there are ");
        ent_say_total(paths->total, &words);
        ent_buffer_format(&words, " shortest paths, the first %zu are listed (--limit)", paths->count);
    } else if (!q->asked->all && q->asked->k == 0 && paths->count &&
               (counts ? paths->total == 0 : paths->count == (size_t)q->asked->limit)) {
        ent_buffer_format(&words, "--limit stopped at %zu paths, there may be more", paths->count);
    }
    ent_status status = ent_note_buffer(table, &words, err);
    return status ? status : ent_note_unquoted(table, q->unquoted, err);
}

static ent_status answer(const ent_analysis *self, question *q, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ent_table_new(self->name, columns, ent_count_columns(columns), &table, err);
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, ROUTE, err);
    if (!status) status = ent_table_set_unit(table, ROUTE, "paths", err);
    if (!status) status = set_title(table, q, err);
    for (size_t i = 0; i < q->paths.count && !status; i++) status = write_path(table, q, i, err);
    if (!status && !q->paths.count) status = note_no_path(table, q, err);
    if (!status) status = ent_note_between(table, q->view, &q->paths, err);
    if (!status) status = note_count(table, q, err);
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
    ent_path_rules_clear(&q.rules);
    free(q.readings);
    ent_view_free(q.view);
    return status;
}

static const ent_term terms[] = {
    {"path_sign",
     "the signs of the hops multiplied: an enemy of an enemy reads positive, a friend of an enemy negative. Hops "
     "without "
     "a signed relation do not change it; a hop with both signs leaves it open (mixed); without any signed hop: none",
     "product of sign(hop) over the signed hops", "Heider 1946; Cartwright and Harary 1956", "O(hops)"},
    {"path_confidence",
     "how sure the whole path is, if its hops hold independently of each other: on each hop the best relation counts, "
     "with 0.9 where the data gives no confidence",
     "product of max confidence(relation) over the hops", "", "O(relations on the path)"},
    {"width", "how strong the path is where it is weakest; a widest path has the greatest width there is",
     "min strength(hop)", "Pollack 1960; Hu 1961", "O(m log m)"},
    {"k-shortest", "the k shortest paths that meet no entity twice", "", "Yen 1971", "O(k hops m)"},
    {"between", "of the paths listed, how many lead through an entity: who stands between the two", "", "", "O(paths)"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const ent_example examples[] = {
    {"paths graphs/korea-us-2022.json Samsung China", "from the firm to the country in three hops, with sources"},
    {"paths graphs/korea-us-2022.json Samsung \"North Korea\" --avoid Biden",
     "the way that does not lead through the guest"},
    {"paths graphs/korea-us-2022.json Samsung \"North Korea\" --all --max-length 4 --through-kind leader",
     "every way of four hops at most with a leader on it, and who stands between"},
    {"paths graphs/classic/florentine.json Pazzi Peruzzi --k 4", "two shortest paths of five hops, and the next two"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_paths = {
    .name = "paths",
    .summary = "how two entities hang together, hop by hop, with the evidence for each hop",
    .detail =
        "All shortest paths from A to B, with --k the k shortest, with --all every path, with --widest those whose "
        "weakest hop is strongest; always without loops. A path is a sequence of entities (and, where they stand "
        "between, targeted relations or areas); relations between one pair are one hop, which quotes them by date. "
        "Without weights length is the number of hops, in a weighted view the sum of 1/strength. Paths run against the "
        "direction of relations too, unless --directed. Paths of one length come in the order of the ids of their "
        "stations. The sign of a path is the product of the signs of its hops. Relations of types that are avoided are "
        "not quoted and have no part in sign and confidence, but in the strength of a hop. --limit, --k and "
        "--top count paths.",
    .citation = "Dijkstra 1959; Yen 1971; Pollack 1960; Hu 1961; Hart, Nilsson and Raphael 1968; Heider 1946; "
                "Cartwright and Harary 1956",
    .cost = "O(m) for all shortest, O(k hops m) for the k shortest; with conditions and --all as many steps as there "
            "are beginnings of paths, counted and limited",
    .needs = ENT_NEEDS_NON_NEGATIVE_WEIGHTS,
    .uses_view = true,
    .arguments = arguments,
    .options = options,
    .options_size = sizeof(path_options),
    .columns = columns,
    .terms = terms,
    .examples = examples,
    .run = run,
};
