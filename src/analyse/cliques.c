/* cliques: groups in which everyone is tied to everyone. */
#include "analyse/cliques_maximal.h"
#include "analyse/members.h"

#include <stdlib.h>

typedef struct {
    int64_t min_size, max_size, limit, give_up, members;
    bool relations;
} clique_options;

static const ent_option options[] = {
    {.name = "min-size",
     .type = ENT_OPTION_INT,
     .offset = offsetof(clique_options, min_size),
     .preset = "2",
     .minimum = 1,
     .maximum = 1e9,
     .argument = "N",
     .help = "only cliques of N members or more; larger ones are found faster"},
    {.name = "max-size",
     .type = ENT_OPTION_INT,
     .offset = offsetof(clique_options, max_size),
     .preset = "0",
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "only maximal cliques of at most N members; 0: no limit"},
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(clique_options, limit),
     .preset = "100",
     .minimum = 1,
     .maximum = 1e7,
     .argument = "N",
     .help = "list at most N cliques, the largest; all are counted"},
    {.name = "give-up",
     .type = ENT_OPTION_INT,
     .offset = offsetof(clique_options, give_up),
     .preset = "10000000",
     .minimum = 1,
     .maximum = 1e15,
     .argument = "N",
     .help = "stop when there are more than N cliques; their number can grow as 3^(n/3)"},
    {.name = "relations",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(clique_options, relations),
     .help = "one row a relation inside each listed clique, with its evidence"},
    ENT_MEMBERS_ROW(clique_options),
    {.name = NULL},
};

enum { CLIQUE, SIZE, MEMBERS, IDS, ALLIED, COUNT, POSITIVE, NEGATIVE, STRUCTURAL, FIRST_DAY, LAST_DAY, FROM };

static const ent_column columns[] = {
    {"clique", ENT_COLUMN_INT, "number of the clique, the largest first", false, false},
    {"size", ENT_COLUMN_INT, "number of its members", false, false},
    {"members", ENT_COLUMN_TEXT, "names of the members, at most as many as --members says", true, false},
    {"ids", ENT_COLUMN_TEXT, "ids of all members, joined by blanks", true, true},
    {"allied", ENT_COLUMN_BOOL, "whether every two members hold a positive relation and no negative one", false, false},
    {"relations", ENT_COLUMN_INT, "number of relations between its members", false, true},
    {"positive", ENT_COLUMN_INT, "how many of them are positive", false, false},
    {"negative", ENT_COLUMN_INT, "how many of them are negative", false, false},
    {"structural", ENT_COLUMN_INT, "how many of them are structural", false, false},
    {"first", ENT_COLUMN_TEXT, "earliest day of the dated ones among them", false, true},
    {"last", ENT_COLUMN_TEXT, "latest day of the dated ones among them", false, true},
    ENT_INSIDE_COLUMNS,
    {NULL, 0, NULL, false, false},
};
/* Of the rows about relations: number, size, members and ids of the clique, then the relation. */
enum { GROUP_COLUMNS = ALLIED, MOST_COLUMNS = sizeof columns / sizeof *columns };

typedef struct {
    const ent_analysis_input *input;
    const clique_options *asked;
    ent_view *view;
    ent_cliques found;
    ent_inside inside;
    uint8_t *ties; /* by vertex: 1 for members of the clique at hand */
} cliques;

static size_t size_of(const cliques *c, size_t k) {
    return c->found.start[k + 1] - c->found.start[k];
}
static const int32_t *members_of(const cliques *c, size_t k) {
    return c->found.member + c->found.start[k];
}

/* ---- what holds a clique ---- */

typedef struct {
    size_t of_sign[3]; /* negative, structural, positive */
    int32_t first, last;
    bool allied;
} bonds;

static int sign_of_edge(const cliques *c, int32_t edge) {
    const ent_id *rows;
    size_t count = ent_view_edge_relations(c->view, (size_t)edge, &rows);
    bool positive = false, negative = false;
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(ent_selection_graph(c->input->selection), rows[i], &relation);
        positive = positive || relation.sign > 0;
        negative = negative || relation.sign < 0;
    }
    return positive && !negative ? 1 : negative && !positive ? -1 : 0;
}

/* Whether every edge inside is positive: ties[v] is marked for members, edges are looked at from both ends. */
static bool is_allied(const cliques *c, const int32_t *members, size_t size) {
    ent_adjacency arcs = ent_view_out(c->view);
    bool allied = size > 1;
    for (size_t i = 0; i < size; i++) c->ties[members[i]] = 1;
    for (size_t i = 0; i < size && allied; i++)
        for (int32_t a = arcs.offsets[members[i]]; a < arcs.offsets[members[i] + 1] && allied; a++)
            if (arcs.to[a] != members[i] && c->ties[arcs.to[a]]) allied = sign_of_edge(c, arcs.edge[a]) > 0;
    for (size_t i = 0; i < size; i++) c->ties[members[i]] = 0;
    return allied;
}

static bonds count_bonds(const cliques *c, size_t k) {
    bonds b = {.first = ENT_DAY_MAX, .last = ENT_DAY_MIN};
    for (size_t i = 0; i < c->inside.count; i++) {
        ent_relation relation;
        ent_graph_relation(ent_selection_graph(c->input->selection), c->inside.relations[i], &relation);
        b.of_sign[relation.sign < 0 ? 0 : relation.sign > 0 ? 2 : 1]++;
        if (!relation.date.given) continue;
        if (relation.date.first < b.first) b.first = relation.date.first;
        if (relation.date.last > b.last) b.last = relation.date.last;
    }
    b.allied = is_allied(c, members_of(c, k), size_of(c, k));
    return b;
}

/* ---- rows ---- */

static ent_status write_group(ent_table *table, const cliques *c, size_t k, ent_error *err) {
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, CLIQUE, (int64_t)k + 1, err);
    if (!status) status = ent_table_set_int(table, SIZE, (int64_t)size_of(c, k), err);
    return status
               ? status
               : ent_set_members(table, c->view, members_of(c, k), size_of(c, k), c->asked->members, MEMBERS, IDS, err);
}

static ent_status set_day(ent_table *table, size_t column, int32_t day, ent_error *err) {
    char text[16];
    ent_date_format_day(day, text);
    return text[0] ? ent_table_set_text(table, column, text, err) : ENT_OK;
}

static ent_status write_clique(ent_table *table, const cliques *c, size_t k, ent_error *err) {
    bonds b = count_bonds(c, k);
    ent_status status = write_group(table, c, k, err);
    if (!status) status = ent_table_set_bool(table, ALLIED, b.allied, err);
    if (!status) status = ent_table_set_int(table, COUNT, (int64_t)c->inside.count, err);
    if (!status) status = ent_table_set_int(table, POSITIVE, (int64_t)b.of_sign[2], err);
    if (!status) status = ent_table_set_int(table, NEGATIVE, (int64_t)b.of_sign[0], err);
    if (!status) status = ent_table_set_int(table, STRUCTURAL, (int64_t)b.of_sign[1], err);
    if (!status) status = set_day(table, FIRST_DAY, b.first, err);
    return status ? status : set_day(table, LAST_DAY, b.last, err);
}

static ent_status write_relations(ent_table *table, const cliques *c, size_t k, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < c->inside.count && !status; i++) {
        status = write_group(table, c, k, err);
        if (!status) status = ent_set_relation(table, GROUP_COLUMNS, c->input->selection, c->inside.relations[i], err);
    }
    return status;
}

static ent_status write_rows(ent_table *table, cliques *c, ent_error *err) {
    ent_status status = ENT_OK;
    for (size_t k = 0; k < c->found.count && !status; k++) {
        status = ent_inside_fill(&c->inside, members_of(c, k), size_of(c, k), err);
        if (!status) status = (c->asked->relations ? write_relations : write_clique)(table, c, k, err);
        if (!status) status = ent_monitor_tick(c->input->monitor, "listing cliques", k, c->found.count, err);
    }
    return status;
}

/* ---- the table ---- */

static ent_status note_sizes(ent_table *table, const cliques *c, ent_error *err) {
    ent_buffer words = {0};
    for (size_t size = c->found.largest; size > 0; size--) {
        unsigned long long count = (unsigned long long)c->found.of_size[size];
        if (!count) continue;
        ent_buffer_format(&words, "%s%llu of %zu", words.length ? ", " : "maximal cliques by size: ", count, size);
    }
    return ent_note_buffer(table, &words, err);
}

static ent_status note(ent_table *table, const cliques *c, ent_error *err) {
    long long least = (long long)c->asked->min_size, most = (long long)c->asked->max_size;
    ent_status status = note_sizes(table, c, err);
    if (!status && c->found.found > c->found.count)
        status = ent_table_note(table, err, "the first %zu of %llu cliques are listed (--limit)", c->found.count,
                                (unsigned long long)c->found.found);
    if (!status && c->found.found == 0 && most)
        status = ent_table_note(table, err, "there is no maximal clique of %lld to %lld members", least, most);
    if (!status && c->found.found == 0 && !most)
        status = ent_table_note(table, err, "there is no clique of %lld or more members", least);
    if (!status && least > 1)
        status = ent_table_note(table, err, "cliques of fewer than %lld are not looked for (--min-size)", least);
    if (!status)
        status = ent_table_note(
            table, err, "one relation makes a tie, whatever its direction and sign; edges to itself do not count");
    if (!status) status = ent_note_view(table, c->view, err);
    return status ? status : ent_note_signs_ignored(table, c->input->selection, err);
}

static ent_status set_title(ent_table *table, const cliques *c, ent_error *err) {
    ent_buffer title = {0};
    if (c->asked->relations) ent_buffer_text(&title, "relations inside ");
    ent_buffer_format(&title, "%llu maximal %s", (unsigned long long)c->found.found,
                      c->found.found == 1 ? "clique" : "cliques");
    return ent_title_buffer(table, &title, err);
}

static ent_status fill(const ent_analysis *self, cliques *c, ent_table **out, ent_error *err) {
    ent_column chosen[MOST_COLUMNS];
    ent_table *table = NULL;
    size_t count = 0, all = ent_count_columns(columns);
    for (size_t i = 0; i < all; i++)
        if (i < GROUP_COLUMNS || (i >= FROM) == c->asked->relations) chosen[count++] = columns[i];
    chosen[CLIQUE].hidden = chosen[SIZE].hidden = c->asked->relations; /* the heading has the members */
    ent_status status = ent_table_new(self->name, chosen, count, &table, err);
    if (!status && c->asked->relations) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, MEMBERS, err);
    if (!status && c->asked->relations) status = ent_table_set_unit(table, MEMBERS, "cliques", err);
    if (!status) status = set_title(table, c, err);
    if (!status) status = write_rows(table, c, err);
    if (!status) status = note(table, c, err);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    return c->found.found ? ENT_OK : ENT_NO;
}

static ent_status find(cliques *c, ent_error *err) {
    int32_t *vertex = NULL, *place = NULL;
    ent_status status = ent_vertices_by_id(c->view, &vertex, &place, err);
    ent_clique_search search = {.view = c->view,
                                .vertex = vertex,
                                .place = place,
                                .least = (size_t)c->asked->min_size,
                                .most = c->asked->max_size ? (size_t)c->asked->max_size : SIZE_MAX,
                                .keep = (size_t)c->asked->limit,
                                .give_up = (uint64_t)c->asked->give_up,
                                .monitor = c->input->monitor};
    if (!status) status = ent_cliques_find(&search, &c->found, err);
    free(vertex);
    free(place);
    return status;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    cliques c = {.input = input, .asked = input->options};
    ent_view_options how = input->view;
    if (c.asked->max_size && c.asked->max_size < c.asked->min_size)
        return ent_fail(err, ENT_USAGE, "no clique has at least %lld and at most %lld members",
                        (long long)c.asked->min_size, (long long)c.asked->max_size);
    how.direction = ENT_DIRECTION_UNDIRECTED;
    how.directed = false;
    how.parallel = ENT_PARALLEL_MERGE;
    ent_status status = ent_view_new(input->selection, &how, &c.view, err);
    if (!status) status = find(&c, err);
    if (!status) status = ent_inside_init(&c.inside, c.view, err);
    if (!status && !(c.ties = calloc(ent_view_vertices(c.view) + 1, 1))) status = ent_fail_memory(err);
    if (!status) status = fill(self, &c, out, err);
    free(c.ties);
    ent_inside_clear(&c.inside);
    ent_cliques_clear(&c.found);
    ent_view_free(c.view);
    return status;
}

static const ent_example examples[] = {
    {"cliques graphs/korea-us-2022.json --min-size 3",
     "the two leaders with their countries, and who else is tied all round"},
    {"cliques graphs/korea-us-2022.json --min-size 4 --relations",
     "which relations make them cliques, with the evidence"},
    {"cliques graphs/classic/karate.json --top 5", "the largest circles of the karate club"},
    {NULL, NULL},
};

static const ent_term terms[] = {
    {"maximal clique", "a set of vertices every two of which are tied, and to which none can be added",
     "S with {u, v} in E for all u, v in S, and no S + {w} is such a set",
     "Luce and Perry 1949; Bron and Kerbosch 1973; Tomita, Tanaka and Takahashi 2006; Eppstein, Loeffler and Strash "
     "2010",
     "O(d n 3^(d/3)), d the degeneracy"},
    {"allied", "a clique in which every two members hold a positive relation and no negative one",
     "sign(u, v) = + for all u, v in S", "Cartwright and Harary 1956", "O(m) a clique"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_analysis ent_analysis_cliques = {
    .name = "cliques",
    .summary = "groups in which everyone is tied to everyone, the largest first",
    .detail =
        "A clique is a set of vertices every two of which are tied; it is maximal when no other is tied to all of "
        "them. Listed by size, ties by the ids of the members. Direction and the number of relations do not "
        "count, an edge to itself neither, and signs only for the column allied: every two members hold a "
        "positive relation and no negative one, structural ones do not matter. All maximal cliques are counted, "
        "--limit of them are listed.",
    .citation =
        "Luce and Perry 1949; Bron and Kerbosch 1973; Tomita, Tanaka and Takahashi 2006; Eppstein, Loeffler and "
        "Strash 2010",
    .cost = "O(d n 3^(d/3)), d the degeneracy (the order of the innermost core)",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(clique_options),
    .columns = columns,
    .terms = terms,
    .examples = examples,
    .run = run,
};
