/* exits: how many ways lead from one entity to another that share nothing, and what cuts them all. */
#include "analyse/hops.h"
#include "analyse/exits_separate.h"

#include <stdlib.h>

enum { BY_ENTITIES = 1, BY_RELATIONS = 2 };

static const char *const kinds_of_loss[] = {"entities", "relations", NULL};
static const char *const ends[] = {"A", "B", NULL};

typedef struct {
    uint64_t by;
    int near;
    int64_t per_hop;
} exit_options;

static const ent_option options[] = {
    {.name = "by",
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(exit_options, by),
     .preset = "entities,relations",
     .choices = kinds_of_loss,
     .help = "what the ways may not share, and what is lost: entities on the way, or ties (relations, with --parallel "
             "keep)"},
    {.name = "near",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(exit_options, near),
     .preset = "A",
     .choices = ends,
     .help = "of several smallest sets the one nearest to A, or to B"},
    ENT_PER_HOP_ROW(exit_options,
                    "relations quoted a hop, earliest first; 0: all. What has to be lost is always quoted in full"),
    {.name = NULL},
};

static const ent_argument arguments[] = {
    {"A", "the entity that looks for ways out: id, name or alias"},
    {"B", "the entity that they lead to"},
    {NULL, NULL},
};

enum {
    HEADING,
    ANSWER,
    NUMBER,
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
    LOST,
    FROM_ID,
    TO_ID,
    EVIDENCE,
    SOURCE
};

static const ent_column columns[] = {
    {"heading", ENT_COLUMN_TEXT, "the way, or what has to be lost, in words", false, false},
    {"answer", ENT_COLUMN_TEXT,
     "what the row belongs to: an entity-way, entity-cut, tie-way, tie-cut, relation-way or "
     "relation-cut",
     false, true},
    {"number", ENT_COLUMN_INT, "number of the way, or of what has to be lost, from 1", false, true},
    {"hop", ENT_COLUMN_INT, "number of the hop on the way", false, false},
    ENT_FROM_COLUMN,
    ENT_WAY_COLUMN,
    ENT_TYPE_COLUMN,
    ENT_TO_COLUMN,
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_RELATION_COLUMN,
    {"lost", ENT_COLUMN_TEXT, "id of the entity whose loss helps to cut A from B", false, true},
    ENT_FROM_ID_COLUMN,
    ENT_TO_ID_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

static const ent_hop_cells cells = {
    .heading = HEADING,
    .answer = ANSWER,
    .lost = LOST,
    .number = NUMBER,
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

/* One question: ways are looked for between entities, between ties, and between relations, which all have to be known
 * for the title. */
typedef struct {
    const ent_analysis_input *input;
    const exit_options *asked;
    ent_view *merged, *kept;
    const char *from_name, *to_name;
    int32_t from, to;
    ent_separate entities, ties, relations;
    size_t unquoted;
} question;

/* ---- the question ---- */

static ent_status find_ends(question *q, ent_error *err) {
    const ent_selection *selection = q->input->selection;
    ent_id a = q->input->entities[0], b = q->input->entities[1];
    q->from_name = ent_shown_name(selection, a);
    q->to_name = ent_shown_name(selection, b);
    if (ent_selection_stand_in(selection, a) == ent_selection_stand_in(selection, b)) {
        ent_fail(err, ENT_USAGE, a == b ? "A and B are both '%s'" : "A and B both stand for '%s' under --lift",
                 q->from_name);
        return ent_hint(err, "name two different entities; 'brokers' tells whose loss cuts anybody from anybody");
    }
    q->from = (int32_t)ent_view_vertex_of(q->merged, a);
    q->to = (int32_t)ent_view_vertex_of(q->merged, b);
    return ENT_OK;
}

static ent_status separate(const question *q, const ent_view *view, bool by_vertex, ent_separate *out, ent_error *err) {
    ent_separating asked = {.view = view,
                            .from = q->from,
                            .to = q->to,
                            .by_vertex = by_vertex,
                            .near_to = q->asked->near == 1,
                            .monitor = q->input->monitor};
    return ent_separate_find(&asked, out, err);
}

static ent_status ask(question *q, ent_error *err) {
    ent_view_options how = q->input->view;
    how.weighting = ENT_WEIGHTING_NONE; /* a tie holds or it does not */
    how.parallel = ENT_PARALLEL_MERGE;
    ent_status status = ent_view_new(q->input->selection, &how, &q->merged, err);
    if (!status) status = ent_view_apart(q->merged, &q->kept, err);
    if (!status) status = find_ends(q, err);
    if (status || q->from < 0 || q->to < 0) return status;
    status = separate(q, q->merged, true, &q->entities, err);
    if (!status) status = separate(q, q->merged, false, &q->ties, err);
    return status ? status : separate(q, q->kept, false, &q->relations, err);
}

static bool by_relations(const question *q) {
    return q->input->view.parallel == ENT_PARALLEL_KEEP;
}

/* ---- ways ---- */

static void say_trail(const ent_view *view, const ent_trail *trail, ent_buffer *out) {
    for (size_t i = 0; i <= trail->hops; i++)
        ent_buffer_format(out, "%s%s", i ? " - " : "", ent_vertex_name(view, trail->vertices[i]));
    ent_buffer_text(out, " (");
    ent_say_count(out, trail->hops, "hop", "hops");
    ent_buffer_char(out, ')');
}

/* A kind of way and of loss: what it is called in the rows, and over which view it runs. */
typedef struct {
    const ent_separate *found;
    const ent_view *view;
    const char *way, *cut, *one;
} part;

static ent_status write_trail(ent_table *table, question *q, const part *p, size_t number, ent_error *err) {
    const ent_trail *trail = &p->found->trails[number];
    ent_buffer heading = {0};
    ent_buffer_format(&heading, "way %zu of %zu that share no %s: ", number + 1, p->found->count, p->one);
    say_trail(p->view, trail, &heading);
    ent_status status = heading.failed ? ent_fail_memory(err) : ENT_OK;
    for (size_t i = 0; i < trail->hops && !status; i++) {
        ent_hop hop = {.heading = heading.data,
                       .answer = p->way,
                       .number = number + 1,
                       .hop = i + 1,
                       .from = trail->vertices[i],
                       .to = trail->vertices[i + 1],
                       .edge = trail->edges[i]};
        status = ent_quote_hop(table, &cells, p->view, &hop, q->asked->per_hop, &q->unquoted, err);
    }
    ent_buffer_clear(&heading);
    return status ? status : ent_monitor_tick(q->input->monitor, "quoting ways", number, p->found->count, err);
}

/* ---- what has to be lost ---- */

/* Where a vertex stands on the ways: each of a smallest set stands on one way, and none twice. */
static const ent_trail *trail_through(const ent_separate *found, int32_t vertex, size_t *place) {
    for (size_t t = 0; t < found->count; t++)
        for (*place = 1; *place < found->trails[t].hops; ++*place)
            if (found->trails[t].vertices[*place] == vertex) return &found->trails[t];
    return NULL;
}

static void say_loss(const question *q, const part *p, size_t number, ent_buffer *out) {
    const char *but = p->found->adjacent ? " but for their own tie" : "";
    ent_buffer_format(out, "%s %zu of %zu whose loss cuts %s from %s%s: ", p->one, number + 1, p->found->cut_count,
                      q->from_name, q->to_name, but);
}

/* The two hops of its way that go with the entity. */
static ent_status write_entity(ent_table *table, question *q, const part *p, size_t number, ent_error *err) {
    ent_buffer heading = {0};
    ent_vertex lost;
    size_t place;
    const ent_trail *trail = trail_through(p->found, p->found->cut[number], &place);
    if (!trail) return ENT_OK;
    ent_view_vertex(p->view, (size_t)p->found->cut[number], &lost);
    say_loss(q, p, number, &heading);
    ent_buffer_text(&heading, lost.name);
    ent_status status = heading.failed ? ent_fail_memory(err) : ENT_OK;
    for (size_t i = place - 1; i <= place && !status; i++) {
        ent_hop hop = {.heading = heading.data,
                       .answer = p->cut,
                       .lost = lost.id,
                       .number = number + 1,
                       .hop = i + 1,
                       .from = trail->vertices[i],
                       .to = trail->vertices[i + 1],
                       .edge = trail->edges[i]};
        status = ent_quote_hop(table, &cells, p->view, &hop, q->asked->per_hop, &q->unquoted, err);
    }
    ent_buffer_clear(&heading);
    return status;
}

static ent_status write_tie(ent_table *table, question *q, const part *p, size_t number, ent_error *err) {
    ent_buffer heading = {0};
    int32_t edge = p->found->cut[number], from, to;
    const ent_id *rows;
    ent_view_edge(p->view, (size_t)edge, &from, &to, NULL);
    if (from != p->found->cut_from[number]) {
        to = from;
        from = p->found->cut_from[number];
    }
    say_loss(q, p, number, &heading);
    ent_buffer_format(&heading, "%s - %s (", ent_vertex_name(p->view, from), ent_vertex_name(p->view, to));
    ent_say_count(&heading, ent_view_edge_relations(p->view, (size_t)edge, &rows), "relation)", "relations)");
    ent_hop hop = {
        .heading = heading.data, .answer = p->cut, .number = number + 1, .from = from, .to = to, .edge = edge};
    ent_status status = heading.failed ? ent_fail_memory(err) : ENT_OK;
    if (!status) status = ent_quote_hop(table, &cells, p->view, &hop, 0, &q->unquoted, err);
    ent_buffer_clear(&heading);
    return status;
}

/* A kind of way and of loss that is asked for, and how a loss of it is quoted. */
typedef struct {
    part what;
    ent_status (*loss)(ent_table *, question *, const part *, size_t, ent_error *);
    bool asked;
} section;

/* What has to be lost first, in all its kinds: that is the answer; then the ways, which bear it out. */
static ent_status write_parts(ent_table *table, question *q, ent_error *err) {
    bool entities = q->asked->by & BY_ENTITIES, edges = q->asked->by & BY_RELATIONS, single = by_relations(q);
    const section sections[] = {
        {{&q->entities, q->merged, "entity-way", "entity-cut", "entity"}, write_entity, entities},
        {{&q->ties, q->merged, "tie-way", "tie-cut", "tie"}, write_tie, edges && !single},
        {{&q->relations, q->kept, "relation-way", "relation-cut", "relation"}, write_tie, edges && single},
    };
    enum { SECTIONS = sizeof sections / sizeof *sections };
    ent_status status = ENT_OK;
    for (size_t s = 0; s < SECTIONS; s++)
        for (size_t i = 0; sections[s].asked && i < sections[s].what.found->cut_count && !status; i++)
            status = sections[s].loss(table, q, &sections[s].what, i, err);
    for (size_t s = 0; s < SECTIONS; s++)
        for (size_t i = 0; sections[s].asked && i < sections[s].what.found->count && !status; i++)
            status = write_trail(table, q, &sections[s].what, i, err);
    return status;
}

/* ---- what the rows do not say ---- */

static ent_status set_title(ent_table *table, const question *q, ent_error *err) {
    ent_buffer title = {0};
    ent_buffer_format(&title, "%s to %s: ", q->from_name, q->to_name);
    if (!q->entities.count) {
        ent_buffer_text(&title, "no way");
        return ent_title_buffer(table, &title, err);
    }
    ent_say_count(&title, q->entities.count, "way", "ways");
    ent_buffer_text(&title, " without a common entity, ");
    ent_buffer_format(&title, "%zu without a common tie; ", q->ties.count);
    ent_say_count(&title, q->relations.cut_count, "relation", "relations");
    ent_buffer_text(&title, " to lose until they are cut off");
    return ent_title_buffer(table, &title, err);
}

static ent_status note_entities(ent_table *table, const question *q, ent_error *err) {
    ent_buffer words = {0};
    if (q->entities.adjacent) {
        ent_buffer_format(&words, "'%s' and '%s' are tied to each other: no loss of others cuts them off", q->from_name,
                          q->to_name);
        if (q->entities.cut_count) {
            ent_buffer_text(&words, "; without that tie the loss of ");
            ent_say_count(&words, q->entities.cut_count, "entity does", "entities does");
        } else {
            ent_buffer_text(&words, ", and there is no other way");
        }
    } else {
        ent_buffer_text(&words, "the smallest set of entities whose loss cuts them off has ");
        ent_say_count(&words, q->entities.cut_count, "entity", "entities");
    }
    return ent_note_buffer(table, &words, err);
}

/* Is there another set as small, and which is shown? */
static ent_status note_choice(ent_table *table, const question *q, ent_error *err) {
    const ent_separate *edges = by_relations(q) ? &q->relations : &q->ties;
    bool entities = (q->asked->by & BY_ENTITIES) && !q->entities.only,
         ties = (q->asked->by & BY_RELATIONS) && !edges->only;
    ent_buffer words = {0};
    if (!entities && !ties) return ent_table_note(table, err, "no other set of that size cuts them off");
    bool near_b = q->asked->near == 1;
    ent_buffer_format(&words, "other sets of %s of that size would do; shown is the one nearest to '%s'",
                      entities && ties ? "entities and of ties"
                      : entities       ? "entities"
                                       : "ties",
                      near_b ? q->to_name : q->from_name);
    ent_buffer_format(&words, ", --near %s shows the one nearest to '%s'", near_b ? "A" : "B",
                      near_b ? q->from_name : q->to_name);
    return ent_note_buffer(table, &words, err);
}

/* A relation that stands on several edges is lost on all of them at once. */
static ent_status note_spread(ent_table *table, const question *q, ent_error *err) {
    bool spread =
        ent_view_vertices_of(q->merged, ENT_VERTEX_RELATION) || ent_view_vertices_of(q->merged, ENT_VERTEX_AREA);
    if (!spread) return ENT_OK;
    return ent_table_note(table, err,
                          "relations that others target, and areas, stand between as entities do; a relation "
                          "that is several edges for it is counted on each");
}

static ent_status note_no_way(ent_table *table, const question *q, ent_error *err) {
    ent_buffer words = {0};
    if (q->from < 0 || q->to < 0)
        ent_buffer_format(&words, "'%s' has no selected relation", q->from < 0 ? q->from_name : q->to_name);
    else
        ent_buffer_format(&words, "no chain of relations leads from '%s' to '%s'%s: there is nothing to cut",
                          q->from_name, q->to_name,
                          ent_view_directed(q->merged) ? " along the direction of the relations" : "");
    return ent_note_buffer(table, &words, err);
}

static ent_status write_notes(ent_table *table, const question *q, ent_error *err) {
    if (!q->entities.count) return note_no_way(table, q, err);
    ent_status status = note_entities(table, q, err);
    if (!status) status = note_choice(table, q, err);
    if (!status) status = note_spread(table, q, err);
    return status ? status : ent_note_unquoted(table, q->unquoted, err);
}

static ent_status answer(const ent_analysis *self, question *q, ent_table **out, ent_error *err) {
    ent_table *table = NULL;
    ent_status status = ent_table_new(self->name, columns, ent_count_columns(columns), &table, err);
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, HEADING, err);
    if (!status) status = ent_table_set_unit(table, HEADING, "ways and cuts", err);
    if (!status) status = set_title(table, q, err);
    if (!status) status = write_parts(table, q, err);
    if (!status) status = write_notes(table, q, err);
    if (!status) status = ent_note_view(table, by_relations(q) ? q->kept : q->merged, err);
    if (!status) status = ent_note_signs_ignored(table, q->input->selection, err);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    return q->entities.count ? ENT_OK : ENT_NO;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    question q = {.input = input, .asked = input->options};
    ent_status status = ent_monitor_tick(input->monitor, "looking for ways", 0, 0, err);
    if (!status) status = ask(&q, err);
    if (!status) status = answer(self, &q, out, err);
    ent_separate_clear(&q.entities);
    ent_separate_clear(&q.ties);
    ent_separate_clear(&q.relations);
    ent_view_free(q.merged);
    ent_view_free(q.kept);
    return status;
}

static const ent_term terms[] = {
    {"entity-way", "ways from A to B that have no entity in common but A and B: as many as there can be at once",
     "most ways without a common vertex = fewest vertices that cut A from B, when A and B are not tied", "Menger 1927",
     "O(count m)"},
    {"entity-cut", "the fewest entities, A and B not among them, without whom no way is left", "", "Menger 1927",
     "O(count m)"},
    {"tie-way", "ways from A to B that have no tie in common; a tie is all relations between one pair",
     "most ways without a common edge = fewest edges that cut A from B", "Menger 1927; Ford and Fulkerson 1956",
     "O(count m)"},
    {"tie-cut", "the fewest ties without which no way is left", "", "Ford and Fulkerson 1956", "O(count m)"},
    {"relation-way", "with --parallel keep: ways that have no single relation in common", "",
     "Menger 1927; Ford and Fulkerson 1956", "O(count m)"},
    {"relation-cut", "with --parallel keep: the fewest single relations without which no way is left", "",
     "Ford and Fulkerson 1956", "O(count m)"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const ent_example examples[] = {
    {"exits graphs/classic/florentine.json Medici Strozzi", "three ways that share no family"},
    {"exits graphs/korea-us-2022.json Samsung \"North Korea\" --by entities",
     "who would have to be gone for the firm and the North to have nothing to do with each other"},
    {"exits graphs/korea-us-2022.json KOR USA --parallel keep --by relations",
     "how many single relations hold the two together"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_exits = {
    .name = "exits",
    .summary = "ways between two entities that share nothing, and the fewest losses that cut them off",
    .detail =
        "How free is A to reach B by another way? The most ways that share no entity (or no tie, no relation) are "
        "as many as the fewest entities (ties, relations) whose loss leaves none. Of several smallest sets the one "
        "nearest to A is shown. Ways run against the direction of relations too, unless --directed; relations "
        "between one pair are one tie, with --parallel keep each counts. The ways listed are a choice, of which "
        "the ids decide; their number is not. In network power this is the power to leave: who has several ways "
        "depends on nobody.",
    .citation = "Menger 1927; Ford and Fulkerson 1956; Dinic 1970; Hafner-Burton, Kahler and Montgomery 2009",
    .cost = "O(k m), k the number of ways",
    .uses_view = true,
    .arguments = arguments,
    .options = options,
    .options_size = sizeof(exit_options),
    .columns = columns,
    .terms = terms,
    .examples = examples,
    .run = run,
};
