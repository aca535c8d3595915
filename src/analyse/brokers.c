/* brokers: who stands between others. */
#include "analyse/brokers.h"

#include <stdlib.h>
#include <string.h>

const char *const ent_role_names[] = {"coordinator", "itinerant", "representative", "gatekeeper", "liaison", NULL};

#define PLACE(member) offsetof(ent_broker_options, member)

static const ent_option options[] = {
    {.name = "group",
     .letter = 'g',
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(group),
     .argument = "GROUPING",
     .help = "show the roles that each plays between groups: " ENT_GROUPING_HELP "; preset: kind"},
    {.name = "of",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(of),
     .argument = "ENTITY",
     .help = "list the pairs that this entity brokers, with the relations and their evidence"},
    {.name = "role",
     .type = ENT_OPTION_CHOICES,
     .offset = PLACE(roles),
     .choices = ent_role_names,
     .help = "with --of: pairs of these roles only"},
    {.name = "bridges",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(bridges),
     .help = "list the bridges, with both sides, the relation and its evidence"},
    {.name = "tie-bridges",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(ties),
     .help = "with --bridges: also ties of several relations that only together are a bridge"},
    {.name = "structural",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(structural),
     .help = "take structural relations in (sign 0: offices, places, membership), which stay out otherwise"},
    ENT_PER_HOP_ROW(ent_broker_options, "with --of: relations quoted a hop, earliest first; 0: all"),
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = PLACE(limit),
     .preset = "200",
     .minimum = 1,
     .maximum = 1e9,
     .argument = "N",
     .help = "with --of: pairs listed at most; the rest is counted"},
    ENT_SAMPLING_ROWS(ent_broker_options, "betweenness", "of the possible", "20,000", "ten seconds",
                      "sample nothing, however large the graph and long the wait"),
    ENT_SEED_ROW(ent_broker_options),
    {.name = NULL},
};

const ent_column ent_broker_columns[] = {
    {"heading", ENT_COLUMN_TEXT, "the pair and its role, or the bridge and its sides, in words", false, false},
    {"rank", ENT_COLUMN_INT, "place by betweenness; equal values share a place", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the entity", false, true},
    {"name", ENT_COLUMN_TEXT, "name of the entity", false, false},
    {"kind", ENT_COLUMN_TEXT, "kind of entity; relation or area for what else stands between", false, true},
    {"group", ENT_COLUMN_TEXT, "its group, of --group", false, false},
    {"articulation", ENT_COLUMN_BOOL, "whether its component falls apart without it", false, true},
    {"parts", ENT_COLUMN_INT, "number of parts that its component is without it; from 2 on it is an articulation point",
     false, false},
    {"bridges", ENT_COLUMN_INT, "number of single relations at it whose loss cuts", false, false},
    {"tie_bridges", ENT_COLUMN_INT, "number of ties at it whose loss cuts, when all their relations go", false, true},
    {"betweenness", ENT_COLUMN_REAL, "number of shortest paths between others that lead through it, by shares", false,
     false},
    {"constraint", ENT_COLUMN_REAL, "Burt's constraint: small where contacts are not tied to each other", false, false},
    {"coordinator", ENT_COLUMN_INT, "number of pairs brokered inside its own group", false, true},
    {"itinerant", ENT_COLUMN_INT, "number of pairs brokered inside another group", false, true},
    {"representative", ENT_COLUMN_INT, "number of pairs brokered from its own group to another", false, true},
    {"gatekeeper", ENT_COLUMN_INT, "number of pairs brokered from another group to its own", false, true},
    {"liaison", ENT_COLUMN_INT, "number of pairs brokered between two groups, neither its own", false, true},
    {"brokered", ENT_COLUMN_INT, "number of pairs brokered in all", false, false},
    {"roles", ENT_COLUMN_TEXT, "with --group: the pairs brokered in each role, in words", true, false},
    {"role", ENT_COLUMN_TEXT, "role of the broker for the pair", false, true},
    {"pair", ENT_COLUMN_INT, "number of the pair", false, true},
    {"hop", ENT_COLUMN_INT, "1 to the broker, 2 from him", false, false},
    ENT_FROM_COLUMN,
    ENT_WAY_COLUMN,
    ENT_TYPE_COLUMN,
    ENT_TO_COLUMN,
    {"from_side", ENT_COLUMN_INT, "number of vertices on the side of `from` once the bridge is lost", false, true},
    {"to_side", ENT_COLUMN_INT, "number of vertices on the side of `to` once the bridge is lost", false, true},
    {"on_tie", ENT_COLUMN_INT, "number of relations on the tie: more than 1 only with --tie-bridges", false, true},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_RELATION_COLUMN,
    ENT_FROM_ID_COLUMN,
    ENT_TO_ID_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

static const uint8_t of_brokers[] = {RANK,         ID,          NAME,      KIND,           GROUP,
                                     ARTICULATION, PARTS,       BRIDGES,   TIE_BRIDGES,    BETWEENNESS,
                                     CONSTRAINT,   COORDINATOR, ITINERANT, REPRESENTATIVE, GATEKEEPER,
                                     LIAISON,      BROKERED,    ROLES,     COLUMNS};
/* What a screen has no room for beside the roles, and what is not asked without --group. */
static const uint8_t beside_roles[] = {PARTS, BRIDGES, CONSTRAINT, BROKERED, COLUMNS};
static const uint8_t without_group[] = {GROUP, ROLES, COLUMNS};

/* ---- the question ---- */

static const char *grouping_of(const ent_brokering *q) {
    return q->asked->group ? q->asked->group : "kind";
}

static ent_status open_views(ent_brokering *q, ent_error *err) {
    ent_view_options how = q->input->view;
    how.no_structural = !q->asked->structural;
    how.parallel = ENT_PARALLEL_MERGE;
    ent_status status = ent_view_new_both(q->input->selection, &how, &q->ties, &q->arrows, err);
    if (!status) q->n = ent_view_vertices(q->ties);
    return status;
}

static bool is_among(size_t column, const uint8_t *list) {
    while (*list != COLUMNS && *list != column) list++;
    return *list != COLUMNS;
}

/* Columns of this answer, and where each of them stands. */
ent_status ent_brokers_open_table(ent_brokering *q, const ent_analysis *self, const uint8_t *chosen, ent_error *err) {
    const uint8_t *unseen = q->asked->group ? beside_roles : without_group;
    ent_column list[COLUMNS];
    size_t count = 0;
    for (size_t c = 0; c < COLUMNS; c++) q->at[c] = SIZE_MAX;
    for (; chosen[count] != COLUMNS; count++) {
        list[count] = ent_broker_columns[chosen[count]];
        if (is_among(chosen[count], unseen)) list[count].hidden = true;
        q->at[chosen[count]] = count;
    }
    return ent_table_new(self->name, list, count, &q->table, err);
}

size_t ent_brokers_on_edge(const ent_view *view, size_t edge) {
    const ent_id *rows;
    return ent_view_edge_relations(view, edge, &rows);
}

ent_status ent_brokers_note_ties(const ent_brokering *q, ent_error *err) {
    ent_buffer words = {0};
    ent_say_count(&words, q->cuts.bridges - q->single, "tie", "ties");
    ent_buffer_text(&words, " of several relations would be a bridge if all of them were lost (column tie_bridges, "
                            "--bridges --tie-bridges)");
    return ent_note_buffer(q->table, &words, err);
}

/* ---- brokers ---- */

static ent_status measure(ent_brokering *q, ent_error *err) {
    int between = ent_measure_find("betweenness"), tight = ent_measure_find("constraint");
    const ent_view_options *how = &q->input->view;
    ent_view *simple = how->directed || how->direction == ENT_DIRECTION_DIRECTED ? q->arrows : q->ties;
    q->measures = (uint64_t)1 << between | (uint64_t)1 << tight;
    ent_status status =
        ent_measuring_over(simple, (ent_parallel)how->parallel, &q->asked->how, q->input->monitor, &q->measuring, err);
    if (status) return status;
    bool sampled;
    q->measuring.asked.seed = q->asked->seed;
    q->measuring.from = q->from;
    /* nobody names betweenness here; an error asks for it to be sampled */
    status = ent_measure_decide(&q->measuring, between, q->asked->how.error > 0, q->asked->exact, &sampled, err);
    if (status) return status;
    if (sampled) q->measuring.asked.sampled = (uint64_t)1 << between;
    q->betweenness = calloc(q->n + 1, sizeof *q->betweenness);
    q->constraint = calloc(q->n + 1, sizeof *q->constraint);
    if (!q->betweenness || !q->constraint) return ent_fail_memory(err);
    status = ent_measure_fill(&q->measuring, between, q->betweenness, err);
    return status ? status : ent_measure_fill(&q->measuring, tight, q->constraint, err);
}

static ent_status count_all(ent_brokering *q, ent_error *err) {
    q->roles = calloc(ENT_ROLES * q->n + 1, sizeof *q->roles);
    ent_status status = q->roles ? ENT_OK : ent_fail_memory(err);
    if (!status) status = ent_cuts_find(q->ties, q->input->monitor, &q->cuts, err);
    if (!status) status = ent_roles_count(q->arrows, &q->grouping, q->input->monitor, q->roles, err);
    for (size_t e = 0; !status && e < ent_view_edges(q->ties); e++)
        q->single += q->cuts.behind[e] && ent_brokers_on_edge(q->ties, e) == 1;
    return status ? status : measure(q, err);
}

/* Bridges at a vertex: of one relation, and of any number. */
static void count_bridges(const ent_brokering *q, size_t v, int64_t *single, int64_t *any) {
    ent_adjacency arcs = ent_view_out(q->ties);
    *single = *any = 0;
    for (int32_t i = arcs.offsets[v]; i < arcs.offsets[v + 1]; i++) {
        if (!q->cuts.behind[arcs.edge[i]]) continue;
        ++*any;
        *single += ent_brokers_on_edge(q->ties, (size_t)arcs.edge[i]) == 1;
    }
}

static ent_status write_roles(const ent_brokering *q, size_t v, ent_error *err) {
    ent_status status = ENT_OK;
    ent_buffer words = {0};
    int64_t sum = 0;
    for (size_t role = 0; role < ENT_ROLES && !status; role++) {
        int64_t count = q->roles[ENT_ROLES * v + role];
        sum += count;
        if (count)
            ent_buffer_format(&words, "%s%s %lld", words.length ? ", " : "", ent_role_names[role], (long long)count);
        status = ent_table_set_int(q->table, q->at[COORDINATOR + role], count, err);
    }
    if (!status) status = ent_table_set_int(q->table, q->at[BROKERED], sum, err);
    return status ? (ent_buffer_clear(&words), status) : ent_cell_buffer(q->table, q->at[ROLES], &words, err);
}

static ent_status write_broker(const ent_brokering *q, size_t v, size_t rank, ent_error *err) {
    ent_vertex vertex;
    int64_t single, any;
    int32_t group = q->grouping.group[v];
    ent_table *table = q->table;
    const size_t *at = q->at;
    ent_view_vertex(q->ties, v, &vertex);
    count_bridges(q, v, &single, &any);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = ent_table_set_int(table, at[RANK], (int64_t)rank, err);
    if (!status) status = ent_table_set_text(table, at[ID], vertex.id, err);
    if (!status) status = ent_table_set_text(table, at[NAME], vertex.name, err);
    if (!status) status = ent_table_set_text(table, at[KIND], ent_vertex_kind_word(q->ties, &vertex), err);
    if (!status && group >= 0) status = ent_table_set_text(table, at[GROUP], q->grouping.names[group], err);
    if (!status) status = ent_table_set_bool(table, at[ARTICULATION], q->cuts.parts[v] > 1, err);
    if (!status) status = ent_table_set_int(table, at[PARTS], q->cuts.parts[v], err);
    if (!status) status = ent_table_set_int(table, at[BRIDGES], single, err);
    if (!status) status = ent_table_set_int(table, at[TIE_BRIDGES], any, err);
    if (!status) status = ent_table_set_real(table, at[BETWEENNESS], q->betweenness[v], err);
    if (!status) status = ent_table_set_real(table, at[CONSTRAINT], q->constraint[v], err);
    return status ? status : write_roles(q, v, err);
}

static ent_status write_brokers(ent_brokering *q, ent_error *err) {
    size_t *order = NULL, rank = 0;
    ent_status status = ent_rank_vertices(q->ties, q->betweenness, &order, err);
    for (size_t i = 0; i < q->n && !status; i++) {
        bool lower = i == 0 || ent_ten_digits(q->betweenness[order[i]]) != ent_ten_digits(q->betweenness[order[i - 1]]);
        if (lower) rank = i + 1;
        status = write_broker(q, order[i], rank, err);
    }
    free(order);
    return status;
}

static ent_status title_brokers(const ent_brokering *q, ent_error *err) {
    ent_buffer title = {0};
    const ent_id *rows;
    size_t pairs = 0;
    for (size_t i = 0; i < ENT_ROLES * q->n; i++) pairs += (size_t)q->roles[i];
    if (!ent_view_edges(q->ties) && !q->asked->structural && ent_selection_relations(q->input->selection, &rows) > 0) {
        ent_buffer_text(&title,
                        "nobody stands between others: all relations selected are structural (--structural takes "
                        "them in)");
        return ent_title_buffer(q->table, &title, err);
    }
    ent_say_count(&title, q->cuts.points, "articulation point, ", "articulation points, ");
    ent_say_count(&title, q->single, "bridge, ", "bridges, ");
    ent_say_count(&title, pairs, "brokered pair", "brokered pairs");
    return ent_title_buffer(q->table, &title, err);
}

static ent_status answer_brokers(ent_brokering *q, const ent_analysis *self, ent_error *err) {
    ent_status status = count_all(q, err);
    if (!status) status = ent_brokers_open_table(q, self, of_brokers, err);
    if (!status) status = title_brokers(q, err);
    if (!status) status = write_brokers(q, err);
    if (!status && q->cuts.bridges > q->single) status = ent_brokers_note_ties(q, err);
    if (!status) status = ent_note_measures(q->table, &q->measuring, q->measures, err);
    return status ? status : ent_note_sampled(q->table, &q->measuring, q->measures, err);
}

/* ---- notes ---- */

/* Which structural relations stay out, or came in, by type. */
static ent_status note_structural(const ent_brokering *q, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(q->input->selection);
    const ent_id *rows;
    size_t count = ent_selection_relations(q->input->selection, &rows), types = ent_graph_types(graph), total = 0;
    size_t *of_type = calloc(types + 1, sizeof *of_type);
    ent_buffer words = {0};
    if (!of_type) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_graph_relation(graph, rows[i], &relation);
        if (relation.sign != 0) continue;
        of_type[relation.type]++;
        total++;
    }
    if (total)
        ent_say_count(&words, total, "structural relation (sign 0)", "structural relations (sign 0)");
    else
        ent_buffer_text(&words, "no structural relation (sign 0) is selected");
    if (total) ent_buffer_text(&words, q->asked->structural ? " taken in" : " left out");
    for (size_t t = 0, said = 0; t < types; t++) {
        ent_type type;
        if (!of_type[t]) continue;
        ent_graph_type(graph, (uint32_t)t, &type);
        ent_buffer_format(&words, "%s%s %zu", said++ ? ", " : ": ", type.label, of_type[t]);
    }
    if (total && !q->asked->structural) ent_buffer_text(&words, " (--structural takes them in)");
    free(of_type);
    return ent_note_buffer(q->table, &words, err);
}

static ent_status write_notes(const ent_brokering *q, ent_error *err) {
    bool roles = !q->asked->bridges;
    ent_status status = ENT_OK;
    if (roles)
        status = ent_table_note(q->table, err,
                                "a pair a -> v -> c is brokered by v when there is no a -> c; a relation without "
                                "direction goes both ways");
    if (!status && roles) status = ent_note_grouping(q->table, &q->grouping, grouping_of(q), err);
    bool said = q->from[ent_measure_find("betweenness")].draws > 0; /* the seed, with what was sampled */
    if (!status && roles && !said && strcmp(grouping_of(q), "community") == 0)
        status = ent_note_seed(q->table, q->asked->seed, err);
    if (!status) status = note_structural(q, err);
    if (!status) status = ent_note_view(q->table, q->asked->of ? q->arrows : q->ties, err);
    return status ? status : ent_note_signs_ignored(q->table, q->input->selection, err);
}

/* ---- run ---- */

static ent_status check(const ent_analysis_input *input, ent_error *err) {
    const ent_broker_options *asked = input->options;
    if (asked->structural && input->view.no_structural)
        return ent_fail(err, ENT_USAGE, "--structural and --no-structural contradict each other");
    if (asked->bridges && asked->of)
        return ent_fail(err, ENT_USAGE, "--bridges and --of are two questions: ask one of them");
    if (asked->how.error > 0 && asked->exact) {
        ent_fail(err, ENT_USAGE, "--approximate and --exact exclude each other");
        return ent_hint(err, "leave out one of them");
    }
    if ((asked->how.error > 0 || asked->exact) && (asked->bridges || asked->of))
        return ent_fail(err, ENT_USAGE, "%s is about betweenness, which --%s does not show",
                        asked->exact ? "--exact" : "--approximate", asked->of ? "of" : "bridges");
    if (asked->roles && !asked->of) {
        ent_fail(err, ENT_USAGE, "--role chooses among the pairs of one entity");
        return ent_hint(err, "name it with --of ENTITY");
    }
    if (asked->ties && !asked->bridges) {
        ent_fail(err, ENT_USAGE, "--tie-bridges adds to the list of bridges");
        return ent_hint(err, "ask for it with --bridges");
    }
    return ENT_OK;
}

static void close_question(ent_brokering *q) {
    ent_measuring_close(&q->measuring);
    ent_cuts_clear(&q->cuts);
    ent_grouping_clear(&q->grouping);
    ent_view_free(q->ties);
    ent_view_free(q->arrows);
    free(q->roles);
    free(q->betweenness);
    free(q->constraint);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    ent_brokering q = {.input = input, .asked = input->options};
    ent_status answer = ENT_OK, status = check(input, err);
    if (status) return status;
    status = open_views(&q, err);
    if (!status && !q.asked->bridges)
        status = ent_grouping_make(q.ties, grouping_of(&q), q.asked->seed, input->monitor, &q.grouping, err);
    if (!status) {
        answer = (q.asked->bridges ? ent_brokers_bridges
                  : q.asked->of    ? ent_brokers_pairs
                                   : answer_brokers)(&q, self, err);
        status = answer == ENT_NO ? ENT_OK : answer;
    }
    if (!status) status = write_notes(&q, err);
    close_question(&q);
    if (status) {
        ent_table_free(q.table);
        return status;
    }
    *out = q.table;
    return answer;
}

static const ent_term terms[] = {
    {"articulation point", "an entity without which its component falls into parts",
     "more components without v than with it", "Hopcroft and Tarjan 1973", "O(n + m)"},
    {"bridge",
     "a relation whose loss cuts its component in two; a relation that has another beside it between the same two is "
     "none",
     "one relation more and the two sides do not meet", "Tarjan 1974", "O(n + m)"},
    {"betweenness", "how often an entity stands on the shortest paths of others",
     "C(v) = sum over pairs s, t of (shortest paths through v) / (all shortest paths)",
     "Freeman 1979; Brandes 2001; sampled: as in centrality", "O(n m); sampled O(m) a path at most"},
    {"constraint", "how much the contacts of an entity lead back to one another; low: structural holes to use",
     "c(i) = sum over its contacts j of (p(ij) + sum over q of p(iq) p(qj))^2", "Burt 1992",
     "O(sum of squared degrees)"},
    {"coordinator", "v passes on between two of its own group", "a -> v -> c, groups A A A", "Gould and Fernandez 1989",
     "O(sum of degree products)"},
    {"itinerant", "v passes on between two of one other group (consultant, itinerant broker)",
     "a -> v -> c, groups A B A", "Gould and Fernandez 1989", "O(sum of degree products)"},
    {"representative", "v passes on from its own group to another", "a -> v -> c, groups A A B",
     "Gould and Fernandez 1989", "O(sum of degree products)"},
    {"gatekeeper", "v lets in from another group to its own", "a -> v -> c, groups A B B", "Gould and Fernandez 1989",
     "O(sum of degree products)"},
    {"liaison", "v passes on between two groups and belongs to neither", "a -> v -> c, groups A B C",
     "Gould and Fernandez 1989", "O(sum of degree products)"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const ent_example examples[] = {
    {"brokers graphs/korea-us-2022.json", "who stands between, without offices and places"},
    {"brokers graphs/classic/florentine.json --bridges", "the five marriages that alone hold a family to the rest"},
    {"brokers graphs/korea-us-2022.json --of Biden --role liaison", "between whom the guest stands, with sources"},
    {"brokers graphs/classic/gould-fernandez.json --group group", "four actors in two groups, by an attribute"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_brokers = {
    .name = "brokers",
    .summary = "who stands between others: cut points, bridges, betweenness, constraint, brokerage roles",
    .detail =
        "Whoever others need to reach each other has a say. Articulation points and bridges: whose loss takes a "
        "component apart; direction does not count. Betweenness and constraint as in 'centrality', where it says how "
        "betweenness of large graphs is sampled. Brokerage "
        "roles: v brokers the pair (a, c) when a -> v -> c and not a -> c, for every such pair; the groups of the "
        "three (--group) name the role, and who is in no group is alone in his own. Structural relations (sign 0) "
        "stay out: an office or a place is no broker's work.",
    .citation =
        "Hopcroft and Tarjan 1973; Freeman 1979; Burt 1992; Gould and Fernandez 1989; Hafner-Burton, Kahler and "
        "Montgomery 2009",
    .cost = "O(n m), of which betweenness unless it is sampled; --bridges O(n + m)",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(ent_broker_options),
    .columns = ent_broker_columns,
    .terms = terms,
    .examples = examples,
    .run = run,
};
