/* communities: who keeps to whom more than chance would have it. */
#include "analyse/communities.h"
#include "analyse/members.h"
#include "view/canonical.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int method;
    double resolution;
    int64_t steps, trials, seed, members, stability;
    bool each;
} community_options;

static const ent_option options[] = {
    {.name = "method",
     .letter = 'm',
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(community_options, method),
     .preset = "leiden",
     .choices = ent_community_names,
     .help = "how communities are found"},
    {.name = "resolution",
     .type = ENT_OPTION_REAL,
     .offset = offsetof(community_options, resolution),
     .minimum = 1e-9,
     .maximum = 1e9,
     .argument = "G",
     .help = "leiden, leiden-cpm and louvain: the higher, the smaller the communities; preset: 1, for leiden-cpm the "
             "mean strength between two vertices"},
    {.name = "steps",
     .type = ENT_OPTION_INT,
     .offset = offsetof(community_options, steps),
     .preset = "4",
     .minimum = 1,
     .maximum = 1000,
     .argument = "N",
     .help = "length of the walks of walktrap"},
    {.name = "trials",
     .type = ENT_OPTION_INT,
     .offset = offsetof(community_options, trials),
     .minimum = 1,
     .maximum = 1e6,
     .argument = "N",
     .help = "runs of a method that draws random numbers, of which the best is kept; preset: 10, fewer above 50,000 "
             "edges, and 2 at least"},
    ENT_SEED_ROW(community_options),
    {.name = "stability",
     .type = ENT_OPTION_INT,
     .offset = offsetof(community_options, stability),
     .minimum = 2,
     .maximum = 10000,
     .argument = "N",
     .help = "search with N seeds, and say how much the communities agree"},
    {.name = "each",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(community_options, each),
     .help = "one row for each entity instead of one for each community"},
    ENT_MEMBERS_ROW(community_options),
    {.name = NULL},
};

enum { COMMUNITY, ID, NAME, KIND, OWN, SIZE, SHARE, MEMBERS, IDS, INSIDE, LEAVING, PART, POSITIVE, NEGATIVE, TOGETHER };
enum { COLUMNS = TOGETHER + 1 };

static const ent_column columns[] = {
    {"community", ENT_COLUMN_INT, "number of the community, the largest first", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity, targeted relation or area", false, true},
    {"name", ENT_COLUMN_TEXT, "its name", true, false},
    {"kind", ENT_COLUMN_TEXT, "its kind; relation and area for vertices that are none", false, false},
    {"own", ENT_COLUMN_REAL, "share of the strength of its edges that stays in its community, 0 to 1", false, false},
    {"size", ENT_COLUMN_INT, "number of vertices in it", false, false},
    {"share", ENT_COLUMN_REAL, "size as a share of all vertices, 0 to 1", false, true},
    {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false},
    {"ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true},
    {"inside", ENT_COLUMN_INT, "edges with both ends in it", false, false},
    {"leaving", ENT_COLUMN_INT, "edges with one end in it", false, false},
    {"modularity", ENT_COLUMN_REAL, "its part of the modularity, which is their sum", false, true},
    {"positive", ENT_COLUMN_INT, "positive relations inside", false, true},
    {"negative", ENT_COLUMN_INT, "negative relations inside: many of them are a quarrel, not a bloc", false, false},
    {"together", ENT_COLUMN_REAL,
     "with --stability: mean share of the seeds in which two of the community (an entity and another) are together",
     false, false},
    {NULL, 0, NULL, false, false},
};

/* What a run works with. Communities are shown in the order of `shown`: by size, then by the smallest id. */
typedef struct {
    const ent_analysis_input *input;
    const community_options *asked;
    ent_community_search search;
    ent_view *view;
    size_t n, count;
    double modularity;
    int32_t *order, *group;          /* canonical; by vertex */
    int32_t *by_id, *place;          /* vertices by id, and where each stands */
    int32_t *shown, *number, *first; /* groups as shown; number of a group from 1; place of its smallest id */
    int32_t *start, *members;        /* the vertices of group g, by id: members[start[g] .. start[g + 1] - 1] */
    ent_community *parts;            /* by group */
    ent_stability stability;
} bench;

static void clear(bench *b) {
    ent_stability_clear(&b->stability);
    free(b->order);
    free(b->group);
    free(b->by_id);
    free(b->place);
    free(b->shown);
    free(b->number);
    free(b->first);
    free(b->start);
    free(b->members);
    free(b->parts);
    ent_view_free(b->view);
}

/* ---- finding --------------------------------------------------------------------------------------------------------------- */

static ent_status check_options(const community_options *asked, ent_error *err) {
    ent_community_method method = (ent_community_method)asked->method;
    const char *name = ent_community_names[method];
    if (asked->resolution > 0 && !ent_community_takes_resolution(method)) {
        ent_fail(err, ENT_USAGE, "--resolution says nothing to the method '%s'", name);
        return ent_hint(err, "--method leiden, leiden-cpm or louvain take it");
    }
    if (asked->stability && !ent_community_is_random(method)) {
        ent_fail(err, ENT_USAGE, "the method '%s' draws no random numbers, so that there is nothing to compare", name);
        return ent_hint(err, "leave out --stability, or take --method leiden");
    }
    return ENT_OK;
}

static ent_status open_view(bench *b, ent_error *err) {
    ent_view_options how = b->input->view;
    how.parallel = ENT_PARALLEL_MERGE;
    if (how.directed && how.direction == ENT_DIRECTION_UNDIRECTED)
        return ent_view_new(b->input->selection, &how, &b->view, err);
    if (!ent_community_follows_direction(b->search.method)) {
        how.direction = ENT_DIRECTION_UNDIRECTED;
        how.directed = false;
    }
    return ent_view_new(b->input->selection, &how, &b->view, err);
}

static ent_status make_room(bench *b, ent_error *err) {
    size_t n = b->n = ent_view_vertices(b->view);
    b->order = malloc((n + 1) * sizeof *b->order);
    b->group = malloc((n + 1) * sizeof *b->group);
    b->shown = malloc((n + 1) * sizeof *b->shown);
    b->number = malloc((n + 1) * sizeof *b->number);
    b->first = malloc((n + 1) * sizeof *b->first);
    b->start = calloc(n + 2, sizeof *b->start);
    b->members = malloc((n + 1) * sizeof *b->members);
    b->parts = malloc((n + 1) * sizeof *b->parts);
    bool room = b->order && b->group && b->shown && b->number && b->first && b->start && b->members && b->parts;
    return room ? ent_vertices_by_id(b->view, &b->by_id, &b->place, err) : ent_fail_memory(err);
}

static int as_shown(const void *a, const void *b, void *context) {
    const bench *bench_of = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    size_t left = bench_of->parts[x].size, right = bench_of->parts[y].size;
    if (left != right) return left > right ? -1 : 1;
    return bench_of->first[x] < bench_of->first[y] ? -1 : bench_of->first[x] > bench_of->first[y];
}

/* Groups with their members, and their numbers. */
static void arrange(bench *b) {
    for (size_t g = 0; g < b->count; g++) b->start[g + 1] = b->start[g] + (int32_t)b->parts[g].size;
    for (size_t i = 0; i < b->n; i++) b->members[b->start[b->group[b->by_id[i]]]++] = b->by_id[i];
    for (size_t g = b->count; g > 0; g--) b->start[g] = b->start[g - 1];
    b->start[0] = 0;
    for (size_t g = 0; g < b->count; g++) {
        b->shown[g] = (int32_t)g;
        b->first[g] = b->place[b->members[b->start[g]]];
    }
    if (b->count > 1) qsort_r(b->shown, b->count, sizeof *b->shown, as_shown, b);
    for (size_t i = 0; i < b->count; i++) b->number[b->shown[i]] = (int32_t)i + 1;
}

static ent_status find(bench *b, ent_error *err) {
    const size_t runs = (size_t)b->asked->stability;
    ent_status status = runs ? ent_stability_check(b->view, runs, err) : ENT_OK;
    if (!status) status = ent_view_canonical(b->view, b->order, err);
    b->search.order = b->order;
    if (!status) status = ent_communities_find(b->view, &b->search, b->group, &b->count, &b->modularity, err);
    if (!status) status = ent_communities_measure(b->view, b->group, b->count, 1, b->parts, err);
    if (!status) arrange(b);
    if (!status && runs) status = ent_stability_find(b->view, &b->search, runs, b->group, b->count, &b->stability, err);
    return status;
}

/* ---- the rows -------------------------------------------------------------------------------------------------------------- */

/* Columns of a table that has not all of them: where each is, SIZE_MAX when it is not there. */
typedef struct {
    ent_column chosen[COLUMNS];
    size_t at[COLUMNS], count;
} layout;

static layout lay_out(const community_options *asked) {
    layout out = {.count = 0};
    for (size_t k = 0; k < COLUMNS; k++) {
        bool mine = k == COMMUNITY || (k == TOGETHER ? asked->stability > 0 : asked->each == (k < SIZE));
        out.at[k] = mine ? out.count : SIZE_MAX;
        if (mine) out.chosen[out.count++] = columns[k];
    }
    return out;
}

static ent_status set_signs(ent_table *table, const layout *where, ent_inside *inside, const int32_t *members,
                            size_t size, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(inside->view));
    int64_t positive = 0, negative = 0;
    ent_status status = ent_inside_fill(inside, members, size, err);
    for (size_t i = 0; i < inside->count && !status; i++) {
        ent_relation relation;
        ent_graph_relation(graph, inside->relations[i], &relation);
        positive += relation.sign > 0;
        negative += relation.sign < 0;
    }
    if (!status) status = ent_table_set_int(table, where->at[POSITIVE], positive, err);
    if (!status) status = ent_table_set_int(table, where->at[NEGATIVE], negative, err);
    return status;
}

static double mean_together(const bench *b, const int32_t *members, size_t size) {
    double sum = 0;
    for (size_t i = 0; i < size; i++) sum += b->stability.together[members[i]];
    return sum / (double)size;
}

static ent_status add_community(ent_table *table, const bench *b, const layout *where, size_t k, ent_inside *inside,
                                ent_error *err) {
    int32_t g = b->shown[k];
    const ent_community *part = &b->parts[g];
    const int32_t *members = b->members + b->start[g];
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, where->at[COMMUNITY], b->number[g], err);
    if (!status) status = ent_table_set_int(table, where->at[SIZE], (int64_t)part->size, err);
    if (!status) status = ent_table_set_real(table, where->at[SHARE], (double)part->size / (double)b->n, err);
    if (!status)
        status = ent_set_members(table, b->view, members, part->size, b->asked->members, where->at[MEMBERS],
                                 where->at[IDS], err);
    if (!status) status = ent_table_set_int(table, where->at[INSIDE], (int64_t)part->inside, err);
    if (!status) status = ent_table_set_int(table, where->at[LEAVING], (int64_t)part->leaving, err);
    if (!status) status = ent_table_set_real(table, where->at[PART], part->part, err);
    if (!status) status = set_signs(table, where, inside, members, part->size, err);
    if (!status && b->stability.together)
        status = ent_table_set_real(table, where->at[TOGETHER], mean_together(b, members, part->size), err);
    return status;
}

static ent_status list_communities(ent_table *table, const bench *b, const layout *where, ent_error *err) {
    ent_inside inside = {0};
    ent_status status = ent_inside_init(&inside, b->view, err);
    for (size_t k = 0; k < b->count && !status; k++) {
        status = add_community(table, b, where, k, &inside, err);
        if (!status) status = ent_monitor_tick(b->input->monitor, "listing communities", k, b->count, err);
    }
    ent_inside_clear(&inside);
    return status;
}

/* Share of the strength of v's edges, those to itself apart, that ends in its own community. */
static double own_share(const bench *b, int32_t v) {
    ent_adjacency arcs[] = {ent_view_out(b->view), ent_view_in(b->view)};
    double own = 0, all = 0;
    for (int side = 0; side < (ent_view_directed(b->view) ? 2 : 1); side++)
        for (int32_t i = arcs[side].offsets[v]; i < arcs[side].offsets[v + 1]; i++) {
            double strength;
            if (arcs[side].to[i] == v) continue;
            ent_view_edge(b->view, (size_t)arcs[side].edge[i], NULL, NULL, &strength);
            all += strength;
            if (b->group[arcs[side].to[i]] == b->group[v]) own += strength;
        }
    return all > 0 ? own / all : NAN;
}

static ent_status add_vertex(ent_table *table, const bench *b, const layout *where, int32_t v, ent_error *err) {
    ent_vertex vertex;
    ent_view_vertex(b->view, (size_t)v, &vertex);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, where->at[COMMUNITY], b->number[b->group[v]], err);
    if (!status) status = ent_table_set_text(table, where->at[ID], vertex.id, err);
    if (!status) status = ent_table_set_text(table, where->at[NAME], vertex.name, err);
    if (!status) status = ent_table_set_text(table, where->at[KIND], ent_vertex_kind_word(b->view, &vertex), err);
    if (!status) status = ent_table_set_real(table, where->at[OWN], own_share(b, v), err);
    if (!status && b->stability.together)
        status = ent_table_set_real(table, where->at[TOGETHER], b->stability.together[v], err);
    return status;
}

static ent_status list_vertices(ent_table *table, const bench *b, const layout *where, ent_error *err) {
    for (size_t k = 0; k < b->count; k++) {
        int32_t g = b->shown[k];
        ent_status status = ent_monitor_tick(b->input->monitor, "listing communities", k, b->count, err);
        for (int32_t i = b->start[g]; i < b->start[g + 1] && !status; i++)
            status = add_vertex(table, b, where, b->members[i], err);
        if (status) return status;
    }
    return ENT_OK;
}

static ent_status annotate(const bench *b, ent_error *err) {
    const ent_annotator *annotator = b->input->annotator;
    ent_status status = ENT_OK;
    for (size_t v = 0; annotator && v < b->n && !status; v++) {
        ent_vertex vertex;
        char number[16];
        ent_view_vertex(b->view, v, &vertex);
        if (vertex.kind != ENT_VERTEX_ENTITY) continue;
        snprintf(number, sizeof number, "%d", (int)b->number[b->group[v]]);
        status = annotator->say(annotator->context, vertex.index, number, err);
    }
    return status;
}

/* ---- the notes --------------------------------------------------------------------------------------------------------------- */

enum { DIGITS = 6 };

static double modularity_at(const bench *b, double resolution, ent_error *err, ent_status *status) {
    ent_community *parts = malloc((b->count + 1) * sizeof *parts);
    double sum = 0;
    *status =
        parts ? ent_communities_measure(b->view, b->group, b->count, resolution, parts, err) : ent_fail_memory(err);
    for (size_t g = 0; g < b->count && !*status; g++) sum += parts[g].part;
    free(parts);
    return sum;
}

static ent_status note_modularity(ent_table *table, const bench *b, double resolution, ent_error *err) {
    ent_buffer words = {0};
    ent_status status = ENT_OK;
    if (isnan(b->modularity))
        return ent_table_note(table, err, "no edge between two vertices: modularity is not defined, everyone is alone");
    ent_buffer_text(&words, "modularity ");
    ent_buffer_fixed(&words, b->modularity, DIGITS);
    ent_buffer_text(&words, " at resolution 1");
    if (resolution != 1 && b->search.method != ENT_COMMUNITY_LEIDEN_CPM) {
        double at = modularity_at(b, resolution, err, &status);
        ent_buffer_text(&words, ", ");
        ent_buffer_fixed(&words, at, DIGITS);
        ent_buffer_text(&words, " at resolution ");
        ent_buffer_double(&words, resolution);
    }
    ent_buffer_text(&words, ": share of the strength of edges inside communities, less the share to be expected when "
                            "ends are joined at random (Newman and Girvan 2004");
    ent_buffer_text(&words, ent_view_directed(b->view) ? "; directed: Leicht and Newman 2008)" : ")");
    if (!status) return ent_note_buffer(table, &words, err);
    ent_buffer_clear(&words);
    return status;
}

static ent_status note_method(ent_table *table, const bench *b, double resolution, ent_error *err) {
    const ent_term *term = &ent_community_terms[b->search.method];
    ent_buffer words = {0};
    ent_buffer_format(&words, "found by %s (%s)", term->name, term->source);
    if (ent_community_takes_resolution(b->search.method)) {
        ent_buffer_text(&words, ", resolution ");
        ent_buffer_double(&words, resolution);
    }
    if (b->search.method == ENT_COMMUNITY_WALKTRAP)
        ent_buffer_format(&words, ", walks of %d steps", (int)b->search.steps);
    if (ent_community_is_random(b->search.method) && b->search.trials > 1)
        ent_buffer_format(&words, ", the best of %lld runs", (long long)b->search.trials);
    if (b->search.method == ENT_COMMUNITY_OPTIMAL) ent_buffer_text(&words, ": no partition has a higher modularity");
    ent_status status = ent_note_buffer(table, &words, err);
    const ent_view_options *how = &b->input->view;
    if (!status && (how->directed || how->direction == ENT_DIRECTION_DIRECTED) && !ent_view_directed(b->view))
        status = ent_table_note(table, err, "%s does not follow directions: they are left aside", term->name);
    if (!status && how->parallel == ENT_PARALLEL_KEEP)
        status = ent_table_note(table, err, "parallel relations are merged; --weight count lets each count");
    if (!status && ent_view_loops(b->view))
        status = ent_table_note(table, err, "relations of an entity with itself say nothing on communities");
    return status;
}

static ent_status note_stability(ent_table *table, const bench *b, ent_error *err) {
    const ent_stability *s = &b->stability;
    ent_buffer words = {0};
    if (!s->together) return ENT_OK;
    ent_buffer_format(&words, "stability over the %zu seeds from %lld on: mean adjusted Rand index ", s->runs,
                      (long long)b->asked->seed);
    ent_buffer_fixed(&words, s->rand_index, DIGITS);
    ent_buffer_text(&words, " between two partitions (Hubert and Arabie 1985; 1: the same, 0: as by chance)");
    if (!isnan(s->lowest)) {
        ent_buffer_text(&words, ", modularity from ");
        ent_buffer_fixed(&words, s->lowest, DIGITS);
        ent_buffer_text(&words, " to ");
        ent_buffer_fixed(&words, s->highest, DIGITS);
    }
    return ent_note_buffer(table, &words, err);
}

static ent_status add_notes(ent_table *table, const bench *b, ent_error *err) {
    double resolution = ent_community_resolution(b->view, &b->search);
    ent_status status = note_modularity(table, b, resolution, err);
    if (!status) status = note_method(table, b, resolution, err);
    if (!status) status = note_stability(table, b, err);
    if (!status && ent_community_is_random(b->search.method)) status = ent_note_seed(table, b->asked->seed, err);
    if (!status) status = ent_note_view(table, b->view, err);
    if (!status) status = ent_note_signs_ignored(table, b->input->selection, err);
    return status;
}

/* ---- the whole --------------------------------------------------------------------------------------------------------------- */

static ent_status fill(const ent_analysis *self, const bench *b, ent_table **out, ent_error *err) {
    layout where = lay_out(b->asked);
    ent_table *table = NULL;
    ent_buffer title = {0};
    ent_status status = ent_table_new(self->name, where.chosen, where.count, &table, err);
    ent_say_count(&title, b->count, "community", "communities");
    if (status)
        ent_buffer_clear(&title);
    else
        status = ent_title_buffer(table, &title, err);
    if (!status && b->asked->each) status = list_vertices(table, b, &where, err);
    if (!status && !b->asked->each) status = list_communities(table, b, &where, err);
    if (!status) status = add_notes(table, b, err);
    if (!status) status = annotate(b, err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    bench b = {.input = input, .asked = input->options};
    b.search = (ent_community_search){.method = (ent_community_method)b.asked->method,
                                      .resolution = b.asked->resolution,
                                      .steps = b.asked->steps,
                                      .trials = b.asked->trials,
                                      .seed = (uint64_t)b.asked->seed,
                                      .monitor = input->monitor};
    ent_status status = check_options(b.asked, err);
    if (!status) status = ent_refuse_mixed_intensity(input->selection, input->view.weighting, "modularity", err);
    if (!status) status = open_view(&b, err);
    if (!status && !b.search.trials) b.search.trials = ent_community_trials(b.view);
    if (!status) status = make_room(&b, err);
    if (!status) status = find(&b, err);
    if (!status) status = fill(self, &b, out, err);
    clear(&b);
    return status;
}

static const ent_example examples[] = {
    {"communities graphs/korea-us-2022.json --no-structural", "blocs of entities with many relations among each other"},
    {"communities graphs/classic/karate.json --method optimal", "the four communities of highest modularity, .4197896"},
    {"communities graphs/korea-us-2022.json --stability 20 --each", "who belongs for sure, and who stands between"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_communities = {
    .name = "communities",
    .summary = "groups with many relations inside and few between, by nine methods",
    .detail =
        "Communities are judged by modularity: Q = sum over communities of w/W - (s/2W)^2, with w the strength of the "
        "edges inside, s the sum of the strengths of its members and W the strength of all edges. Methods that draw "
        "random numbers are run --trials times and the best run is kept: by modularity, leiden-cpm by its own quality, "
        "infomap by the length of its code. --stability repeats the search with other seeds: communities that change "
        "with the seed should not be believed. Edges of a vertex to itself are left out, and parallel ones merged; "
        "vertices without an edge to another are communities of one. Signs are not looked at: the columns positive and "
        "negative show what holds a community together. All methods but "
        "infomap leave directions aside. Vertices are read in an order that depends on the graph alone, so that "
        "neither the order nor the names in a file change the answer; where the graph cannot tell two entities apart, "
        "ids decide. The exact optimum takes up to 40 entities with relations: a graph with clear groups takes "
        "seconds, one without them can take very long, and Ctrl-C stops it.",
    .citation = "Newman and Girvan 2004; Traag, Waltman and van Eck 2019; Hubert and Arabie 1985",
    .cost =
        "O(trials m), about, for leiden, louvain, infomap and label-propagation; the others as their definitions say",
    .needs = ENT_NEEDS_NON_NEGATIVE_WEIGHTS,
    .uses_view = true,
    .options = options,
    .options_size = sizeof(community_options),
    .columns = columns,
    .terms = ent_community_terms,
    .annotates = "community",
    .examples = examples,
    .run = run,
};
