/* similar: who has the same neighbours, and which relations are likely missing; every reason can be cited. */
#include "analyse/similar_measures.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t measures;
    int along; /* ent_along */
    int64_t candidates;
    bool predict, reasons;
} similar_options;

static const ent_option options[] = {
    {.name = "measure",
     .letter = 'm',
     .type = ENT_OPTION_CHOICES,
     .offset = offsetof(similar_options, measures),
     .choices = ent_similarity_names,
     .help = "measures side by side; the first in this list ranks; preset: jaccard, with cosine and adamic-adar as "
             "hidden columns"},
    {.name = "along",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(similar_options, along),
     .preset = "all",
     .choices = ent_along_names,
     .help = "neighbours: all, those that relations lead to, or those that they come from (out and in are directed)"},
    {.name = "limit",
     .type = ENT_OPTION_INT,
     .offset = offsetof(similar_options, candidates),
     .preset = "20",
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "the N most similar entities; 0: all that share a neighbour"},
    {.name = "predict",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(similar_options, predict),
     .help = "likely missing relations: only entities without a tie to ENTITY, and the sign that balance suggests"},
    {.name = "relations",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(similar_options, reasons),
     .help = "the relations to every shared neighbour, with evidence and source"},
    {.name = NULL},
};

/* Every column that may be there; a table has those of its question, in this order. */
enum {
    CANDIDATE,
    RANK,
    ID,
    NAME,
    KIND,
    FIRST_SCORE,
    SHARED = FIRST_SCORE + ENT_SIMILARITIES,
    TIED,
    TIE,
    POSITIVE_PATHS,
    NEGATIVE_PATHS,
    READING,
    NEIGHBOURS,
    NEIGHBOUR_IDS,
    VIA,
    VIA_ID,
    SIDE,
    FROM,
    TYPE,
    TO,
    SIGN,
    STATUS,
    DATE,
    CONFIDENCE,
    AREAS,
    RELATION,
    SAID_BY,
    NOTE,
    EVIDENCE,
    SOURCE,
    COLUMNS
};

static const ent_column columns[] = {
    {"candidate", ENT_COLUMN_TEXT, "the entity with its place, its scores and its shared neighbours, in words", false,
     false},
    {"rank", ENT_COLUMN_INT, "place by the first measure; equal scores share it", false, false},
    {"id", ENT_COLUMN_TEXT, "id of the similar entity", false, true},
    {"name", ENT_COLUMN_TEXT, "its name", false, false},
    {"kind", ENT_COLUMN_TEXT, "its kind", false, true},
    {"jaccard", ENT_COLUMN_REAL, "shared neighbours over those of either, 0 to 1", false, false},
    {"cosine", ENT_COLUMN_REAL, "cosine of the rows of strengths, 0 to 1", false, false},
    {"adamic-adar", ENT_COLUMN_REAL, "sum of 1 / log of the shared neighbours' neighbours", false, false},
    {"resource-allocation", ENT_COLUMN_REAL, "sum of 1 / the shared neighbours' neighbours", false, false},
    {"overlap", ENT_COLUMN_REAL, "shared neighbours over those of the one who has fewer, 0 to 1", false, false},
    {"common-neighbours", ENT_COLUMN_REAL, "number of shared neighbours", false, false},
    {"shared", ENT_COLUMN_INT, "number of shared neighbours", false, true},
    {"tied", ENT_COLUMN_BOOL, "whether a relation ties the two already", false, true},
    {"tie", ENT_COLUMN_TEXT, "the relations between the two, by sign", false, false},
    {"positive_paths", ENT_COLUMN_INT, "shared neighbours over which the product of the two signs is positive", false,
     true},
    {"negative_paths", ENT_COLUMN_INT, "shared neighbours over which the product of the two signs is negative", false,
     true},
    {"reading", ENT_COLUMN_TEXT,
     "sign of a relation that would leave more triangles balanced than not: positive, negative, or even", false, false},
    {"shared_neighbours", ENT_COLUMN_TEXT, "names of the shared neighbours", true, false},
    {"shared_ids", ENT_COLUMN_TEXT, "ids of the shared neighbours, joined by blanks", true, true},
    {"via", ENT_COLUMN_TEXT, "name of the shared neighbour", false, true},
    {"via_id", ENT_COLUMN_TEXT, "id of the shared neighbour", false, true},
    {"side", ENT_COLUMN_TEXT, "whose relation to the shared neighbour: entity or candidate", false, true},
    {"from", ENT_COLUMN_TEXT, "name of the relation's source", false, false},
    ENT_TYPE_COLUMN,
    {"to", ENT_COLUMN_TEXT, "name of its target, or the relation that it targets", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_AREAS_COLUMN,
    ENT_RELATION_COLUMN,
    ENT_SAID_BY_COLUMN,
    ENT_NOTE_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

typedef struct {
    const ent_analysis_input *input;
    const similar_options *asked;
    const ent_graph *graph;
    ent_view *view;
    ent_rings rings;
    int32_t vertex; /* -1: no selected relation */
    size_t first;   /* number of the measure that ranks */
    ent_similar *found;
    size_t count, met;  /* how many are shown, how many there are to show */
    size_t at[COLUMNS]; /* place of each column in the table, SIZE_MAX: not in it */
    ent_table *table;
    ent_relating ties; /* relations between two vertices, as last asked for */
} question;

static bool is_asked(const question *q, size_t measure) {
    const uint64_t preset = 7; /* jaccard, cosine, adamic-adar */
    return (q->asked->measures ? q->asked->measures : preset) >> measure & 1;
}

/* ---- signs ---------------------------------------------------------------------------------------------------- */

/* How many of q->ties are positive, structural and negative: by[1 + sign]. */
static void count_signs(const question *q, size_t by[3]) {
    memset(by, 0, 3 * sizeof *by);
    for (size_t i = 0; i < q->ties.count; i++) {
        ent_relation relation;
        ent_graph_relation(q->graph, q->ties.rows[i], &relation);
        by[1 + relation.sign]++;
    }
}

/* +1 or -1 when all signed relations agree, else 0. */
static int one_sign(const size_t by[3]) {
    return by[2] && !by[0] ? 1 : by[0] && !by[2] ? -1 : 0;
}

/* ---- the question ----------------------------------------------------------------------------------------------------------- */

static ent_status see(question *q, ent_error *err) {
    ent_view_options how = q->input->view;
    how.parallel = ENT_PARALLEL_MERGE; /* neighbours are a set */
    if (q->asked->along != ENT_ALONG_ALL) {
        if (how.direction == ENT_DIRECTION_UNDIRECTED) {
            ent_fail(err, ENT_USAGE, "'--along %s' needs a direction, and '--direction undirected' takes it away",
                     ent_along_names[q->asked->along]);
            return ent_hint(err, "leave out one of them");
        }
        how.direction = ENT_DIRECTION_DIRECTED;
    }
    ent_status status = ent_view_new(q->input->selection, &how, &q->view, err);
    if (!status) status = ent_rings_make(q->view, ENT_ALONG_ALL, &q->rings, err);
    q->ties = (ent_relating){.view = q->view, .rings = &q->rings};
    if (!status) q->vertex = (int32_t)ent_view_vertex_of(q->view, q->input->entities[0]);
    return status;
}

/* Keep the entities among the candidates, and with --predict those without a tie. */
static ent_status sift(question *q, ent_error *err) {
    size_t kept = 0;
    for (size_t i = 0; i < q->count; i++) {
        ent_vertex shown;
        ent_view_vertex(q->view, (size_t)q->found[i].vertex, &shown);
        if (shown.kind != ENT_VERTEX_ENTITY) continue;
        if (q->asked->predict) {
            ent_status status = ent_relating_find_all(&q->ties, q->vertex, q->found[i].vertex, err);
            if (status) return status;
            if (q->ties.count) continue;
        }
        q->found[kept++] = q->found[i];
    }
    q->count = q->met = kept;
    return ENT_OK;
}

static int by_score(const void *a, const void *b, void *context) {
    const ent_similar *x = a, *y = b;
    const question *q = context;
    double left = ent_ten_digits(x->scores[q->first]), right = ent_ten_digits(y->scores[q->first]);
    if (left != right) return left > right ? -1 : 1;
    ent_vertex v, w;
    ent_view_vertex(q->view, (size_t)x->vertex, &v);
    ent_view_vertex(q->view, (size_t)y->vertex, &w);
    int order = strcmp(v.id, w.id);
    return order ? order : (x->vertex < y->vertex ? -1 : x->vertex > y->vertex);
}

static ent_status ask(question *q, ent_error *err) {
    while (q->first + 1 < ENT_SIMILARITIES && !is_asked(q, q->first)) q->first++;
    ent_status status = see(q, err);
    if (status || q->vertex < 0) return status;
    status =
        ent_similar_find(q->view, (ent_along)q->asked->along, q->vertex, q->input->monitor, &q->found, &q->count, err);
    if (!status) status = sift(q, err);
    if (!status && q->count > 1) qsort_r(q->found, q->count, sizeof *q->found, by_score, q);
    if (q->asked->candidates > 0 && (uint64_t)q->asked->candidates < q->count) q->count = (size_t)q->asked->candidates;
    return status;
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------- */

/* The shared neighbours of one candidate are walked through with this. */
typedef struct {
    ent_rings rings; /* as --along sees them */
    uint8_t *mine;   /* by vertex: a neighbour of the entity */
} commons;

static ent_status commons_init(commons *c, const question *q, ent_error *err) {
    ent_status status = ent_rings_make(q->view, (ent_along)q->asked->along, &c->rings, err);
    if (status) return status;
    c->mine = calloc(c->rings.n + 1, 1);
    if (!c->mine) return ent_fail_memory(err);
    for (uint32_t i = c->rings.first[q->vertex]; i < c->rings.first[q->vertex + 1]; i++) c->mine[c->rings.to[i]] = 1;
    return ENT_OK;
}

static void commons_clear(commons *c) {
    ent_rings_clear(&c->rings);
    free(c->mine);
}

/* The next neighbour that v shares, from place *i of its ring on, or -1. */
static int32_t next_shared(const commons *c, int32_t v, uint32_t *i) {
    while (*i < c->rings.first[v + 1]) {
        int32_t w = c->rings.to[(*i)++];
        if (c->mine[w]) return w;
    }
    return -1;
}

/* How the two-step paths to a candidate read. */
typedef struct {
    size_t positive, negative;
} balance;

static ent_status read_path(question *q, int32_t v, int32_t w, int *sign, ent_error *err) {
    size_t by[3];
    int product = 1;
    const int32_t ends[] = {q->vertex, v};
    for (int k = 0; k < 2; k++) {
        ent_status status = ent_relating_find(&q->ties, ends[k], w, (ent_along)q->asked->along, err);
        if (status) return status;
        count_signs(q, by);
        product *= one_sign(by);
    }
    *sign = product;
    return ENT_OK;
}

static const char *reading_of(const balance *b) {
    if (b->positive + b->negative == 0) return NULL;
    return b->positive > b->negative ? "positive" : b->positive < b->negative ? "negative" : "even";
}

static ent_status set_text(question *q, size_t column, const char *text, ent_error *err) {
    return q->at[column] == SIZE_MAX ? ENT_OK : ent_table_set_text(q->table, q->at[column], text, err);
}

static ent_status set_int(question *q, size_t column, size_t value, ent_error *err) {
    return q->at[column] == SIZE_MAX ? ENT_OK : ent_table_set_int(q->table, q->at[column], (int64_t)value, err);
}

static ent_status write_tie(question *q, int32_t v, ent_error *err) {
    if (q->at[TIED] == SIZE_MAX) return ENT_OK;
    static const char *const words[] = {"negative", "structural", "positive"};
    static const int order[] = {2, 0, 1};
    size_t by[3];
    ent_buffer tie = {0};
    ent_status status = ent_relating_find_all(&q->ties, q->vertex, v, err);
    if (status) return status;
    count_signs(q, by);
    for (int k = 0; k < 3; k++)
        if (by[order[k]]) ent_buffer_format(&tie, "%s%zu %s", tie.length ? ", " : "", by[order[k]], words[order[k]]);
    status = ent_table_set_bool(q->table, q->at[TIED], q->ties.count > 0, err);
    return status ? (ent_buffer_clear(&tie), status) : ent_cell_buffer(q->table, q->at[TIE], &tie, err);
}

static ent_status write_neighbours(question *q, const commons *c, int32_t v, ent_error *err) {
    ent_buffer names = {0}, ids = {0};
    uint32_t i = c->rings.first[v];
    for (int32_t w; (w = next_shared(c, v, &i)) >= 0;) {
        ent_vertex shared;
        ent_view_vertex(q->view, (size_t)w, &shared);
        ent_buffer_format(&names, "%s%s", names.length ? ", " : "", shared.name);
        ent_buffer_format(&ids, "%s%s", ids.length ? " " : "", shared.id);
    }
    ent_status status = ent_cell_buffer(q->table, q->at[NEIGHBOURS], &names, err);
    if (!status) status = ent_cell_buffer(q->table, q->at[NEIGHBOUR_IDS], &ids, err);
    ent_buffer_clear(&ids);
    return status;
}

static ent_status write_balance(question *q, const commons *c, int32_t v, ent_error *err) {
    if (q->at[READING] == SIZE_MAX) return ENT_OK;
    balance b = {0};
    uint32_t i = c->rings.first[v];
    ent_status status = ENT_OK;
    for (int32_t w; !status && (w = next_shared(c, v, &i)) >= 0;) {
        int sign = 0;
        status = read_path(q, v, w, &sign, err);
        b.positive += sign > 0;
        b.negative += sign < 0;
    }
    if (!status) status = set_int(q, POSITIVE_PATHS, b.positive, err);
    if (!status) status = set_int(q, NEGATIVE_PATHS, b.negative, err);
    return status ? status : set_text(q, READING, reading_of(&b), err);
}

/* What a row of either table begins with. */
static ent_status write_candidate(question *q, const ent_similar *s, size_t rank, ent_error *err) {
    ent_vertex shown;
    ent_view_vertex(q->view, (size_t)s->vertex, &shown);
    ent_status status = ent_table_add_row(q->table, err);
    if (!status) status = set_int(q, RANK, rank, err);
    if (!status) status = set_text(q, ID, shown.id, err);
    if (!status) status = set_text(q, NAME, shown.name, err);
    if (!status) status = set_text(q, KIND, ent_vertex_kind_word(q->view, &shown), err);
    for (size_t k = 0; k < ENT_SIMILARITIES && !status; k++)
        if (q->at[FIRST_SCORE + k] != SIZE_MAX)
            status = ent_table_set_real(q->table, q->at[FIRST_SCORE + k], s->scores[k], err);
    return status ? status : set_int(q, SHARED, s->shared, err);
}

static ent_status write_similar(question *q, const commons *c, const ent_similar *s, size_t rank, ent_error *err) {
    ent_status status = write_candidate(q, s, rank, err);
    if (!status) status = write_tie(q, s->vertex, err);
    if (!status) status = write_balance(q, c, s->vertex, err);
    return status ? status : write_neighbours(q, c, s->vertex, err);
}

/* ---- reasons ---------------------------------------------------------------------------------------------------------------- */

static void say_candidate(const question *q, const ent_similar *s, size_t rank, ent_buffer *out) {
    ent_vertex shown;
    ent_view_vertex(q->view, (size_t)s->vertex, &shown);
    ent_buffer_format(out, "%zu. %s (%s):", rank, shown.name, shown.id);
    for (size_t k = 0; k < ENT_SIMILARITIES; k++) {
        if (!is_asked(q, k)) continue;
        ent_buffer_format(out, " %s ", ent_similarity_names[k]);
        ent_buffer_fixed(out, s->scores[k], 4);
        ent_buffer_char(out, ',');
    }
    ent_buffer_char(out, ' ');
    ent_say_count(out, s->shared, "shared neighbour", "shared neighbours");
}

static ent_status write_target(question *q, const ent_relation *relation, ent_error *err) {
    if (!relation->target_is_relation)
        return set_text(q, TO, ent_shown_name(q->input->selection, relation->target), err);
    ent_buffer words = {0};
    ent_say_relation(q->input->selection, relation->target, &words);
    return ent_cell_buffer(q->table, q->at[TO], &words, err);
}

static ent_status cite(question *q, ent_id r, ent_error *err) {
    const ent_relation_cells cells = {.type = q->at[TYPE],
                                      .sign = q->at[SIGN],
                                      .status = q->at[STATUS],
                                      .date = q->at[DATE],
                                      .confidence = q->at[CONFIDENCE],
                                      .areas = q->at[AREAS],
                                      .id = q->at[RELATION],
                                      .said_by = q->at[SAID_BY],
                                      .note = q->at[NOTE],
                                      .evidence = q->at[EVIDENCE],
                                      .source = q->at[SOURCE]};
    ent_relation relation;
    ent_graph_relation(q->graph, r, &relation);
    ent_status status = set_text(q, FROM, ent_shown_name(q->input->selection, relation.source), err);
    if (!status) status = write_target(q, &relation, err);
    return status ? status : ent_cite_relation(q->table, &cells, q->graph, r, err);
}

/* Every relation between the entity or the candidate and one shared neighbour. */
static ent_status write_legs(question *q, const ent_similar *s, size_t rank, const char *heading, int32_t w,
                             ent_error *err) {
    static const char *const sides[] = {"entity", "candidate"};
    const int32_t ends[] = {q->vertex, s->vertex};
    ent_vertex shared;
    ent_status status = ENT_OK;
    ent_view_vertex(q->view, (size_t)w, &shared);
    for (int k = 0; k < 2 && !status; k++) {
        status = ent_relating_find(&q->ties, ends[k], w, (ent_along)q->asked->along, err);
        for (size_t i = 0; i < q->ties.count && !status; i++) {
            status = write_candidate(q, s, rank, err);
            if (!status) status = set_text(q, CANDIDATE, heading, err);
            if (!status) status = set_text(q, VIA, shared.name, err);
            if (!status) status = set_text(q, VIA_ID, shared.id, err);
            if (!status) status = set_text(q, SIDE, sides[k], err);
            if (!status) status = cite(q, q->ties.rows[i], err);
        }
    }
    return status;
}

static ent_status write_reasons(question *q, const commons *c, const ent_similar *s, size_t rank, ent_error *err) {
    ent_buffer words = {0};
    char *heading = NULL;
    uint32_t i = c->rings.first[s->vertex];
    say_candidate(q, s, rank, &words);
    ent_status status = ent_buffer_take(&words, &heading, NULL, err);
    for (int32_t w; !status && (w = next_shared(c, s->vertex, &i)) >= 0;)
        status = write_legs(q, s, rank, heading, w, err);
    free(heading);
    return status;
}

/* ---- the table -------------------------------------------------------------------------------------------------------------- */

static bool in_table(const question *q, size_t column) {
    bool reasons = q->asked->reasons, predict = q->asked->predict;
    if (column >= FIRST_SCORE && column < SHARED) return is_asked(q, column - FIRST_SCORE);
    if (column == CANDIDATE || column >= VIA) return reasons;
    if (column == TIED || column == TIE) return !reasons && !predict;
    if (column >= POSITIVE_PATHS && column <= READING) return !reasons && predict;
    return column < FIRST_SCORE || column == SHARED || !reasons;
}

/* Reasons are cards: what the heading says is hidden in them. */
static ent_status make_table(question *q, const char *name, ent_error *err) {
    ent_column chosen[COLUMNS];
    size_t count = 0;
    for (size_t c = 0; c < COLUMNS; c++) {
        q->at[c] = in_table(q, c) ? count : SIZE_MAX;
        if (!in_table(q, c)) continue;
        chosen[count] = columns[c];
        if (q->asked->reasons && c >= RANK && c <= SHARED) chosen[count].hidden = true;
        if (!q->asked->measures && c > FIRST_SCORE + q->first && c < SHARED) chosen[count].hidden = true;
        count++;
    }
    ent_status status = ent_table_new(name, chosen, count, &q->table, err);
    if (!status && q->asked->reasons) status = ent_table_set_layout(q->table, ENT_LAYOUT_CARDS, 0, err);
    if (!status && q->asked->reasons) status = ent_table_set_unit(q->table, 0, "candidates", err);
    return status;
}

static ent_status fill_table(question *q, ent_error *err) {
    commons c = {0};
    size_t rank = 0;
    ent_status status = q->count ? commons_init(&c, q, err) : ENT_OK;
    for (size_t i = 0; i < q->count && !status; i++) {
        const ent_similar *s = &q->found[i];
        double score = ent_ten_digits(s->scores[q->first]);
        if (i == 0 || score != ent_ten_digits(q->found[i - 1].scores[q->first])) rank = i + 1;
        status = ent_monitor_tick(q->input->monitor, "citing neighbours", i, q->count, err);
        if (!status) status = (q->asked->reasons ? write_reasons : write_similar)(q, &c, s, rank, err);
    }
    commons_clear(&c);
    return status;
}

static size_t neighbours_of(const question *q) {
    return q->vertex < 0 ? 0 : q->rings.first[q->vertex + 1] - q->rings.first[q->vertex];
}

static void say_title(const question *q, ent_buffer *out) {
    const char *name = ent_shown_name(q->input->selection, q->input->entities[0]);
    if (q->count) {
        ent_buffer_format(out, q->asked->predict ? "likely missing relations of %s" : "similar to %s", name);
        ent_buffer_format(out, ", by %s", ent_similarity_names[q->first]);
    } else if (!neighbours_of(q)) {
        ent_buffer_format(out, "%s has no neighbour in this selection, so nobody shares one", name);
    } else if (q->asked->predict) {
        ent_buffer_format(out, "nobody without a tie to %s shares a neighbour with it", name);
    } else {
        ent_buffer_format(out, "no other entity shares a neighbour with %s", name);
    }
}

static ent_status note_count(question *q, ent_error *err) {
    static const char *const whose[] = {"its neighbours", "those its relations lead to", "those relations come from"};
    ent_buffer words = {0};
    ent_buffer_format(&words, "%zu of %zu ", q->count, q->met);
    ent_buffer_text(&words, q->asked->predict ? "entities that share a neighbour and have no tie"
                                              : "entities that share a neighbour");
    if (q->count < q->met) ent_buffer_text(&words, " (--limit 0 shows all)");
    ent_buffer_format(&words, "; counted are %s, parallel relations once, and none of its own loops",
                      whose[q->asked->along]);
    return ent_note_buffer(q->table, &words, err);
}

static ent_status note_all(question *q, ent_error *err) {
    ent_status status = note_count(q, err);
    if (!status && ent_view_weighted(q->view))
        status = ent_table_note(q->table, err, "only cosine looks at strengths; the other measures count neighbours");
    if (!status && q->asked->predict)
        status = ent_table_note(q->table, err,
                                "a shared neighbour reads positive when both its ties agree in sign and negative when "
                                "they differ (Heider 1946); ambivalent and structural ties are not read");
    if (!status && !q->asked->reasons && q->count)
        status = ent_table_note(q->table, err, "--relations cites the relations behind every shared neighbour");
    if (!status) status = ent_note_signs_ignored(q->table, q->input->selection, err);
    return status ? status : ent_note_view(q->table, q->view, err);
}

static ent_status answer(question *q, const char *name, ent_error *err) {
    ent_buffer title = {0};
    ent_status status = make_table(q, name, err);
    if (status) return status;
    say_title(q, &title);
    status = ent_title_buffer(q->table, &title, err);
    if (!status) status = fill_table(q, err);
    return status ? status : note_all(q, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    question q = {
        .input = input, .asked = input->options, .graph = ent_selection_graph(input->selection), .vertex = -1};
    ent_status status = ask(&q, err);
    if (!status) status = ent_refuse_mixed_intensity(input->selection, input->view.weighting, "cosine", err);
    if (!status) status = answer(&q, self->name, err);
    ent_rings_clear(&q.rings);
    ent_view_free(q.view);
    free(q.found);
    free(q.ties.rows);
    if (status) {
        ent_table_free(q.table);
        return status;
    }
    *out = q.table;
    return q.count ? ENT_OK : ENT_NO;
}

static const ent_example examples[] = {
    {"similar graphs/korea-us-2022.json Yoon", "who stands where the president stands"},
    {"similar graphs/classic/florentine.json Medici --predict -m adamic-adar", "families they might still marry"},
    {"similar graphs/korea-us-2022.json China --predict --relations --limit 3",
     "likely ties of China, each reason cited"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_similar = {
    .name = "similar",
    .summary = "who has the same neighbours, and which relations are likely missing",
    .detail =
        "Every entity that shares a neighbour with ENTITY, ranked by the first of the measures asked for; ties by id. "
        "With --predict only those that no relation ties to ENTITY: the more two share, the likelier a relation "
        "between them is missing or still to come (Liben-Nowell and Kleinberg 2007). Each shared neighbour is a "
        "two-step path; the product of its two signs is the sign that a new relation must have to leave the triangle "
        "balanced (Heider 1946; Cartwright and Harary 1956). --relations cites the relations of every such path. An "
        "entity that shares no neighbour has score 0 and is not listed.",
    .citation = "Liben-Nowell and Kleinberg 2007; Jaccard 1901; Salton and McGill 1983; Adamic and Adar 2003",
    .cost = "O(m log n)",
    .uses_view = true,
    .arguments = (const ent_argument[]){{"ENTITY", "the entity: id, name or alias"}, {NULL, NULL}},
    .options = options,
    .options_size = sizeof(similar_options),
    .columns = columns,
    .terms = ent_similarity_terms,
    .examples = examples,
    .run = run,
};
