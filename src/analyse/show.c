/* show: the dossier of one entity, every relation with its evidence, by date; with --radius that of its neighbourhood. */
#include "analyse/statement.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t radius; /* 0: only what touches the entity */
} show_options;

static const ent_option options[] = {
    {.name = "radius",
     .type = ENT_OPTION_INT,
     .offset = offsetof(show_options, radius),
     .minimum = 1,
     .maximum = 1e6,
     .argument = "N",
     .help = "all relations among what lies within N steps of ENTITY, its own first; without it only its own. "
             "It is not that of --around, which keeps what lies within one step here"},
    {.name = NULL},
};

static const ent_argument arguments[] = {
    {"ENTITY", "the entity: id, name or alias"},
    {NULL, NULL},
};

enum {
    SECTION,
    STEP,
    YEAR,
    DATE,
    OF,
    DIRECTION,
    TYPE,
    OTHER,
    SIGN,
    STATUS,
    CONFIDENCE,
    AREAS,
    ACTING,
    RELATION,
    OF_ID,
    OTHER_ID,
    SAID_BY,
    NOTE,
    EVIDENCE,
    SOURCE,
    COLUMNS
};

static const ent_column columns[] = {
    {"section", ENT_COLUMN_TEXT, "how far from the entity, in words (with --radius)", false, false},
    {"step", ENT_COLUMN_INT, "steps from the entity to the nearer end (with --radius)", false, true},
    {"year", ENT_COLUMN_TEXT, "year of the relation's first day", false, false},
    ENT_DATE_COLUMN,
    {"of", ENT_COLUMN_TEXT, "name of the nearer end, whose relation it is (with --radius)", false, false},
    {"direction", ENT_COLUMN_TEXT,
     "-> from the entity (or the nearer end), <- to it, -- without direction, about: targets one of its relations",
     false, false},
    ENT_TYPE_COLUMN,
    {"other", ENT_COLUMN_TEXT, "name of the other end", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_AREAS_COLUMN,
    ENT_ACTING_COLUMN(true),
    ENT_RELATION_COLUMN,
    {"of_id", ENT_COLUMN_TEXT, "id of the nearer end (with --radius)", false, true},
    {"other_id", ENT_COLUMN_TEXT, "id of the other end", false, true},
    ENT_SAID_BY_COLUMN,
    ENT_NOTE_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

/* The entity in question and the selection it is looked for in. */
typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    const ent_monitor *monitor;
    ent_id entity; /* after lifting */
    int64_t radius;
    ent_id *rows; /* the relations shown */
    size_t count;
    uint32_t *steps; /* by entity, FAR: beyond the radius; NULL without one */
    size_t at[COLUMNS];
    ent_table *table;
} dossier;

#define FAR UINT32_MAX

/* ---- how far ------------------------------------------------------------------------------------------------------------------ */

/* The relations of every entity: first[e] .. first[e + 1] in relations. A relation of a relation is one of all the ends. */
typedef struct {
    uint32_t *first;
    ent_id *relations, *queue;
} spread;

static void spread_clear(spread *s) {
    free(s->first);
    free(s->relations);
    free(s->queue);
}

static size_t ends_of(const dossier *d, ent_id r, ent_id ends[3]) {
    ent_relation relation;
    ent_graph_relation(d->graph, r, &relation);
    return ent_relation_ends(d->selection, &relation, ends);
}

static bool spread_init(spread *s, const dossier *d) {
    const ent_id *rows;
    ent_id ends[3];
    size_t n = ent_graph_entities(d->graph), count = ent_selection_relations(d->selection, &rows);
    s->first = calloc(n + 3, sizeof *s->first);
    s->relations = malloc((3 * count + 1) * sizeof *s->relations);
    s->queue = malloc((n + 1) * sizeof *s->queue);
    if (!s->first || !s->relations || !s->queue) return false;
    for (size_t i = 0; i < count; i++)
        for (size_t k = ends_of(d, rows[i], ends); k-- > 0;) s->first[ends[k] + 2]++;
    for (size_t e = 1; e <= n; e++) s->first[e + 1] += s->first[e];
    for (size_t i = 0; i < count; i++)
        for (size_t k = ends_of(d, rows[i], ends); k-- > 0;) s->relations[s->first[ends[k] + 1]++] = rows[i];
    return true;
}

/* Fill d->steps: breadth first, up to the radius. Direction does not matter, as with --around. */
static ent_status measure_steps(dossier *d, ent_error *err) {
    spread s = {0};
    size_t n = ent_graph_entities(d->graph), head = 0, tail = 0;
    d->steps = malloc((n + 1) * sizeof *d->steps);
    if (!d->steps || !spread_init(&s, d)) {
        spread_clear(&s);
        return ent_fail_memory(err);
    }
    memset(d->steps, 0xff, (n + 1) * sizeof *d->steps);
    d->steps[d->entity] = 0;
    s.queue[tail++] = d->entity;
    ent_status status = ENT_OK;
    while (head < tail && !status) {
        ent_id at = s.queue[head++], ends[3];
        if (head % 4096 == 0) status = ent_monitor_tick(d->monitor, "walking outwards", head, n, err);
        if ((int64_t)d->steps[at] == d->radius) continue;
        for (uint32_t i = s.first[at]; i < s.first[at + 1]; i++)
            for (size_t k = ends_of(d, s.relations[i], ends); k-- > 0;) {
                if (d->steps[ends[k]] != FAR) continue;
                d->steps[ends[k]] = d->steps[at] + 1;
                s.queue[tail++] = ends[k];
            }
    }
    spread_clear(&s);
    return status;
}

/* ---- what is shown ------------------------------------------------------------------------------------------------------------ */

static bool is_end(const dossier *d, ent_id entity) {
    return ent_selection_stand_in(d->selection, entity) == d->entity;
}

static bool touches(const dossier *d, ent_id r) {
    ent_relation relation;
    ent_graph_relation(d->graph, r, &relation);
    return is_end(d, relation.source) || (!relation.target_is_relation && is_end(d, relation.target));
}

/* Steps to the nearest end; FAR when one of the ends is beyond the radius. */
static uint32_t step_of(const dossier *d, ent_id r) {
    ent_id ends[3];
    uint32_t nearest = FAR;
    for (size_t k = ends_of(d, r, ends); k-- > 0;) {
        if (d->steps[ends[k]] == FAR) return FAR;
        if (d->steps[ends[k]] < nearest) nearest = d->steps[ends[k]];
    }
    return nearest;
}

/* A relation belongs to the dossier when it touches the entity, or is about a relation that does; with a radius, when all
 * its ends are within. */
static bool belongs(const dossier *d, ent_id r) {
    ent_relation relation;
    if (d->steps) return step_of(d, r) != FAR;
    if (touches(d, r)) return true;
    ent_graph_relation(d->graph, r, &relation);
    return relation.target_is_relation && touches(d, relation.target);
}

/* Put what is nearer first; within a step the order of time stays. */
static ent_status sort_by_step(dossier *d, ent_error *err) {
    ent_id *sorted = malloc((d->count + 1) * sizeof *sorted);
    size_t *first = calloc(ent_graph_entities(d->graph) + 2, sizeof *first);
    if (sorted && first) {
        for (size_t i = 0; i < d->count; i++) first[step_of(d, d->rows[i]) + 1]++;
        for (size_t k = 0; k < ent_graph_entities(d->graph); k++) first[k + 1] += first[k];
        for (size_t i = 0; i < d->count; i++) sorted[first[step_of(d, d->rows[i])]++] = d->rows[i];
        memcpy(d->rows, sorted, d->count * sizeof *sorted);
    }
    bool room = sorted && first;
    free(sorted);
    free(first);
    return room ? ENT_OK : ent_fail_memory(err);
}

static ent_status collect(dossier *d, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(d->selection, &rows);
    ent_status status = d->radius > 0 ? measure_steps(d, err) : ENT_OK;
    d->rows = malloc((count + 1) * sizeof *d->rows);
    if (!status && !d->rows) status = ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        if (i % 65536 == 0) status = ent_monitor_tick(d->monitor, "collecting relations", i, count, err);
        if (!status && belongs(d, rows[i])) d->rows[d->count++] = rows[i];
    }
    if (status) return status;
    ent_sort_by_date(d->graph, d->rows, d->count);
    return d->steps ? sort_by_step(d, err) : ENT_OK;
}

/* ---- the answer --------------------------------------------------------------------------------------------------------------- */

static size_t reached(const dossier *d) {
    size_t count = 0, n = ent_graph_entities(d->graph);
    for (size_t e = 0; e < n; e++) count += d->steps[e] != FAR;
    return count;
}

static ent_status set_title(dossier *d, ent_error *err) {
    ent_entity entity;
    ent_kind kind;
    ent_buffer title = {0};
    ent_graph_entity(d->graph, d->entity, &entity);
    ent_graph_kind(d->graph, entity.kind, &kind);
    ent_buffer_format(&title, "%s (%s", entity.name, kind.label);
    if (entity.role[0]) ent_buffer_format(&title, ", %s", entity.role);
    for (size_t k = 0; k < entity.alias_count; k++)
        ent_buffer_format(&title, "%s%s", k ? ", " : "; also ", ent_graph_entity_alias(d->graph, d->entity, k));
    ent_buffer_char(&title, ')');
    if (d->steps) {
        ent_buffer_text(&title, ": ");
        ent_say_count(&title, reached(d), "entity within ", "entities within ");
        ent_say_count(&title, (size_t)d->radius, "step, itself included", "steps, itself included");
    }
    return ent_title_buffer(d->table, &title, err);
}

/* The end whose relation this is told as: the entity itself, or the nearest, the source among equals. */
static ent_id near_end(const dossier *d, const ent_relation *relation) {
    ent_id ends[3], found;
    if (!d->steps) return d->entity;
    size_t count = ent_relation_ends(d->selection, relation, ends);
    found = ends[0];
    for (size_t k = 1; k < count; k++)
        if (d->steps[ends[k]] < d->steps[found]) found = ends[k];
    return found;
}

static bool stands_for(const dossier *d, ent_id entity, ent_id stand_in) {
    return ent_selection_stand_in(d->selection, entity) == stand_in;
}

static const char *direction(const dossier *d, const ent_relation *relation, ent_id of) {
    ent_type type;
    ent_graph_type(d->graph, relation->type, &type);
    bool source = stands_for(d, relation->source, of);
    bool target = !relation->target_is_relation && stands_for(d, relation->target, of);
    if (!source && !target) return "about";
    return type.symmetric ? "--" : source ? "->" : "<-";
}

/* A cell of the last row, if its column is in this table. */
static ent_status set_text(dossier *d, size_t column, const char *text, ent_error *err) {
    return d->at[column] == SIZE_MAX ? ENT_OK : ent_table_set_text(d->table, d->at[column], text, err);
}

static ent_status set_words(dossier *d, size_t column, ent_buffer *words, ent_error *err) {
    return ent_cell_buffer(d->table, d->at[column], words, err);
}

static ent_status write_when(dossier *d, const ent_relation *relation, ent_error *err) {
    char year[24];
    ent_say_year(relation, year);
    return set_text(d, YEAR, year, err);
}

/* The other end: an entity, or in words the relation that is targeted. */
static ent_status write_other(dossier *d, const ent_relation *relation, ent_id of, ent_error *err) {
    ent_buffer words = {0};
    const char *id;
    if (!stands_for(d, relation->source, of)) {
        ent_status status = set_text(d, OTHER, ent_shown_name(d->selection, relation->source), err);
        return status ? status : set_text(d, OTHER_ID, ent_shown_id(d->selection, relation->source), err);
    }
    ent_say_target(d->selection, relation, &words, &id);
    ent_status status = set_words(d, OTHER, &words, err);
    return status ? status : set_text(d, OTHER_ID, id, err);
}

static ent_status write_step(dossier *d, ent_id r, ent_id of, ent_error *err) {
    if (!d->steps) return ENT_OK;
    uint32_t step = step_of(d, r);
    ent_buffer words = {0};
    if (step == 0)
        ent_buffer_format(&words, "relations of %s", ent_shown_name(d->selection, d->entity));
    else
        ent_buffer_format(&words, "among others, from %u %s away", step, step == 1 ? "step" : "steps");
    ent_status status = set_words(d, SECTION, &words, err);
    if (!status) status = ent_table_set_int(d->table, d->at[STEP], step, err);
    if (!status) status = set_text(d, OF, ent_shown_name(d->selection, of), err);
    return status ? status : set_text(d, OF_ID, ent_shown_id(d->selection, of), err);
}

static ent_status cite(dossier *d, ent_id r, ent_error *err) {
    const ent_relation_cells cells = {.type = d->at[TYPE],
                                      .sign = d->at[SIGN],
                                      .status = d->at[STATUS],
                                      .date = d->at[DATE],
                                      .confidence = d->at[CONFIDENCE],
                                      .areas = d->at[AREAS],
                                      .id = d->at[RELATION],
                                      .said_by = d->at[SAID_BY],
                                      .note = d->at[NOTE],
                                      .evidence = d->at[EVIDENCE],
                                      .source = d->at[SOURCE]};
    return ent_cite_relation(d->table, &cells, d->graph, r, err);
}

static ent_status write_row(dossier *d, ent_id r, ent_error *err) {
    ent_relation relation;
    ent_buffer acting = {0};
    ent_graph_relation(d->graph, r, &relation);
    ent_id of = near_end(d, &relation);
    ent_status status = ent_table_add_row(d->table, err);
    if (!status) status = write_when(d, &relation, err);
    if (!status) status = write_step(d, r, of, err);
    if (!status) status = set_text(d, DIRECTION, direction(d, &relation, of), err);
    if (!status) status = write_other(d, &relation, of, err);
    if (status) return status;
    ent_say_acting(d->selection, &relation, &acting);
    status = set_words(d, ACTING, &acting, err);
    return status ? status : cite(d, r, err);
}

/* ---- notes -------------------------------------------------------------------------------------------------------------------- */

static ent_status note_count(dossier *d, ent_error *err) {
    ent_buffer words = {0};
    ent_entity entity;
    ent_graph_entity(d->graph, d->entity, &entity);
    ent_say_count(&words, d->count, d->steps ? "relation around" : "relation of",
                  d->steps ? "relations around" : "relations of");
    ent_buffer_format(&words, " '%s'", entity.name);
    return ent_note_buffer(d->table, &words, err);
}

static int by_pair(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The ego network as a simple undirected graph: pairs of entities that a relation ties directly. */
static ent_status note_network(dossier *d, ent_error *err) {
    size_t pairs = 0, edges = 0, others = 0, n = d->steps ? reached(d) : 0;
    if (!d->steps) return ENT_OK;
    uint64_t *pair = malloc((d->count + 1) * sizeof *pair);
    if (!pair) return ent_fail_memory(err);
    for (size_t i = 0; i < d->count; i++) {
        ent_relation relation;
        ent_graph_relation(d->graph, d->rows[i], &relation);
        if (relation.target_is_relation) continue;
        uint64_t a = ent_selection_stand_in(d->selection, relation.source);
        uint64_t b = ent_selection_stand_in(d->selection, relation.target);
        if (a != b) pair[pairs++] = a < b ? a << 32 | b : b << 32 | a;
    }
    if (pairs > 1) qsort(pair, pairs, sizeof *pair, by_pair);
    for (size_t i = 0; i < pairs; i++) {
        if (i > 0 && pair[i] == pair[i - 1]) continue;
        edges++;
        others += pair[i] >> 32 != d->entity && (uint32_t)pair[i] != d->entity;
    }
    free(pair);
    ent_buffer words = {0};
    ent_buffer_text(&words, "ego network: ");
    ent_say_count(&words, n, "vertex, ", "vertices, ");
    ent_say_count(&words, edges, "edge, ", "edges, ");
    ent_say_count(&words, others, "alter-alter tie", "alter-alter ties");
    if (n > 1) {
        ent_buffer_text(&words, ", density ");
        ent_buffer_fixed(&words, 2.0 * (double)edges / ((double)n * ((double)n - 1)), 4);
    }
    ent_buffer_text(&words, " (undirected, parallel relations merged, no loops)");
    return ent_note_buffer(d->table, &words, err);
}

/* --radius is the dossier's own here, so --around has its preset. */
static ent_status note_around(dossier *d, ent_error *err) {
    const ent_select *chosen = ent_selection_options(d->selection);
    if (!d->steps || !chosen->around) return ENT_OK;
    return ent_table_note(d->table, err, "selected before that: what lies within %lld %s of '%s' (--around)",
                          (long long)chosen->radius, chosen->radius == 1 ? "step" : "steps", chosen->around);
}

/* The columns of the neighbourhood are there only when it is asked for; it has its own headings. */
static ent_status make_table(dossier *d, const char *name, ent_error *err) {
    ent_column chosen[COLUMNS];
    size_t count = 0;
    for (size_t c = 0; c < COLUMNS; c++) {
        bool only_around = c == SECTION || c == STEP || c == OF || c == OF_ID;
        d->at[c] = d->steps || !only_around ? count : SIZE_MAX;
        if (d->at[c] == SIZE_MAX) continue;
        chosen[count] = columns[c];
        if (c == YEAR && d->steps) chosen[count].hidden = true;
        if (c == ACTING) chosen[count].hidden = !ent_selection_options(d->selection)->lift;
        count++;
    }
    ent_status status = ent_table_new(name, chosen, count, &d->table, err);
    return status ? status : ent_table_set_layout(d->table, ENT_LAYOUT_CARDS, 0, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    const show_options *asked = input->options;
    dossier d = {.selection = input->selection,
                 .graph = ent_selection_graph(input->selection),
                 .monitor = input->monitor,
                 .radius = asked->radius};
    d.entity = ent_selection_stand_in(input->selection, input->entities[0]);
    ent_status status = collect(&d, err);
    if (!status) status = make_table(&d, self->name, err);
    if (!status) status = set_title(&d, err);
    for (size_t i = 0; i < d.count && !status; i++) status = write_row(&d, d.rows[i], err);
    if (!status) status = note_count(&d, err);
    if (!status) status = note_network(&d, err);
    if (!status) status = note_around(&d, err);
    if (!status) status = ent_note_selection(d.table, input->selection, err);
    free(d.rows);
    free(d.steps);
    if (status) {
        ent_table_free(d.table);
        return status;
    }
    *out = d.table;
    return d.count ? ENT_OK : ENT_NO;
}

static const ent_example examples[] = {
    {"show graphs/korea-us-2022.json China", "all that the data says about China, with sources"},
    {"show graphs/korea-us-2022.json Yoon --sign negative", "whom the president warns"},
    {"show graphs/classic/florentine.json Medici --radius 1", "the Medici, their kin, and who of these are kin"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_show = {
    .name = "show",
    .summary = "the dossier of an entity: every relation with its evidence, by date",
    .detail =
        "Every selected relation that begins or ends at the entity, and every one that is about such a relation, "
        "ordered by its first possible day; undated ones come last. With --lift a leader's dossier is that of the "
        "country. With --radius N it is the neighbourhood: all relations whose ends lie within N steps, whichever way "
        "they point, nearest first, and the numbers of the ego network (Wasserman and Faust 1994).",
    .citation = "Wasserman and Faust 1994",
    .cost = "O(n + m log m)",
    .arguments = arguments,
    .options = options,
    .options_size = sizeof(show_options),
    .columns = columns,
    .examples = examples,
    .run = run,
};
