/* dossier: all that the data says about two entities together, over time, every statement with its source. */
#include "analyse/statement.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const ent_argument arguments[] = {
    {"A", "one of the two: id, name or alias"},
    {"B", "the other"},
    {NULL, NULL},
};

typedef enum { DIRECT, ABOUT, SHARED_THIRD, SECTIONS } section;
static const char *const section_names[] = {"direct", "about", "shared"};

enum {
    HEADING,
    SECTION,
    YEAR,
    DATE,
    FROM,
    TYPE,
    TO,
    SIGN,
    STATUS,
    CONFIDENCE,
    AREAS,
    ACTING,
    RELATION,
    FROM_ID,
    TO_ID,
    THIRD,
    THIRD_ID,
    SAID_BY,
    NOTE,
    EVIDENCE,
    SOURCE,
    COLUMNS
};

static const ent_column columns[] = {
    {"heading", ENT_COLUMN_TEXT, "section of the dossier and its year or third party, in words", false, false},
    {"section", ENT_COLUMN_TEXT,
     "direct: between the two; about: on a relation of theirs; shared: both in the same relation to a third", false,
     true},
    {"year", ENT_COLUMN_TEXT, "year of the relation's first day", false, true},
    ENT_DATE_COLUMN,
    {"from", ENT_COLUMN_TEXT, "name of the source", false, false},
    ENT_TYPE_COLUMN,
    {"to", ENT_COLUMN_TEXT, "name of the target, or the relation that is targeted", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_AREAS_COLUMN,
    ENT_ACTING_COLUMN(false),
    ENT_RELATION_COLUMN,
    {"from_id", ENT_COLUMN_TEXT, "id of the source", false, true},
    {"to_id", ENT_COLUMN_TEXT, "id of the target", false, true},
    {"third", ENT_COLUMN_TEXT, "name of the third party that both are related to", false, true},
    {"third_id", ENT_COLUMN_TEXT, "id of that third party", false, true},
    ENT_SAID_BY_COLUMN,
    ENT_NOTE_COLUMN,
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
    .areas = AREAS,
    .id = RELATION,
    .said_by = SAID_BY,
    .note = NOTE,
    .evidence = EVIDENCE,
    .source = SOURCE,
};

/* One relation of the dossier, and where it stands there. */
typedef struct {
    ent_id relation, third; /* third: ENT_NONE unless shared */
    section section;
    bool dated;
    int32_t first; /* first possible day of the relation */
    int64_t since; /* first day of all that concerns the third, INT64_MAX: no date */
    bool from_a;   /* of a shared one: whose relation it is */
    bool outwards; /* of a shared one: it leads to the third */
    uint32_t type;
} statement;

typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    const ent_monitor *monitor;
    ent_id a, b; /* stand-ins */
    statement *items;
    size_t count, capacity, in[SECTIONS];
} dossier;

/* ---- what belongs to it ------------------------------------------------------------------------------------------------------ */

static bool add(dossier *d, statement s) {
    ent_relation relation;
    if (!ent_grow(&d->items, &d->capacity, d->count, sizeof *d->items)) return false;
    ent_graph_relation(d->graph, s.relation, &relation);
    s.dated = relation.date.given;
    s.first = relation.date.first;
    s.type = relation.type;
    s.since = INT64_MAX;
    d->items[d->count++] = s;
    return true;
}

static ent_id shown(const dossier *d, ent_id entity) {
    return ent_selection_stand_in(d->selection, entity);
}

static bool is_direct(const dossier *d, const ent_relation *relation) {
    if (relation->target_is_relation) return false;
    ent_id x = shown(d, relation->source), y = shown(d, relation->target);
    return (x == d->a && y == d->b) || (x == d->b && y == d->a);
}

static bool touches(const dossier *d, const ent_relation *relation, ent_id entity) {
    if (shown(d, relation->source) == entity) return true;
    return !relation->target_is_relation && shown(d, relation->target) == entity;
}

/* About: it targets a direct relation, or the one of the two targets a relation of the other. */
static bool is_about(const dossier *d, const ent_relation *relation) {
    if (!relation->target_is_relation) return false;
    ent_relation target;
    ent_graph_relation(d->graph, relation->target, &target);
    ent_id who = shown(d, relation->source);
    if (is_direct(d, &target)) return true;
    return (who == d->a && touches(d, &target, d->b)) || (who == d->b && touches(d, &target, d->a));
}

/* A relation of one of the two to somebody else may be shared: it is kept until all are known. */
static bool add_third(dossier *d, ent_id r, const ent_relation *relation) {
    if (relation->target_is_relation) return true;
    ent_id x = shown(d, relation->source), y = shown(d, relation->target);
    bool from = x == d->a || x == d->b, to = y == d->a || y == d->b;
    if (from == to) return true;
    ent_id one = from ? x : y;
    return add(
        d, (statement){
               .relation = r, .third = from ? y : x, .section = SHARED_THIRD, .from_a = one == d->a, .outwards = from});
}

static ent_status collect(dossier *d, ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(d->selection, &rows);
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        ent_status status = i % 65536 ? ENT_OK : ent_monitor_tick(d->monitor, "collecting relations", i, count, err);
        if (status) return status;
        ent_graph_relation(d->graph, rows[i], &relation);
        bool room = is_direct(d, &relation)  ? add(d, (statement){rows[i], ENT_NONE, .section = DIRECT})
                    : is_about(d, &relation) ? add(d, (statement){rows[i], ENT_NONE, .section = ABOUT})
                                             : add_third(d, rows[i], &relation);
        if (!room) return ent_fail_memory(err);
    }
    return ENT_OK;
}

/* ---- thirds ------------------------------------------------------------------------------------------------------------------- */

/* Things one takes part in: any two relations to the same framework, event or place are shared. */
static bool is_taken_part_in(const dossier *d, ent_id entity) {
    static const char *const shapes[] = {"framework", "event", "site"};
    ent_entity row;
    ent_kind kind;
    ent_graph_entity(d->graph, entity, &row);
    ent_graph_kind(d->graph, row.kind, &kind);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(kind.shape, shapes[i]) == 0) return true;
    return false;
}

static bool is_symmetric(const dossier *d, uint32_t type) {
    ent_type row;
    ent_graph_type(d->graph, type, &row);
    return row.symmetric;
}

/* By section, third, then what makes two relations alike. */
static int by_third(const void *x, const void *y, void *context) {
    const statement *s = x, *t = y;
    (void)context;
    if (s->section != t->section) return s->section < t->section ? -1 : 1;
    if (s->third != t->third) return s->third < t->third ? -1 : 1;
    if (s->type != t->type) return s->type < t->type ? -1 : 1;
    return s->relation < t->relation ? -1 : s->relation > t->relation;
}

/* Whether in that stretch of one third and one type the other side speaks as well. */
static bool has_twin(const dossier *d, const statement *s, size_t start, size_t end) {
    for (size_t i = start; i < end; i++) {
        const statement *t = &d->items[i];
        if (t->from_a != s->from_a && (t->outwards == s->outwards || is_symmetric(d, s->type))) return true;
    }
    return false;
}

/* Which relations with one third are shared. Those of one type, side and direction share the answer. */
static void keep_stretch(dossier *d, size_t start, size_t end, uint8_t *keep) {
    bool any = is_taken_part_in(d, d->items[start].third);
    bool side[2] = {false, false}; /* which of the two leads to the third */
    for (size_t i = start; i < end; i++)
        if (d->items[i].outwards) side[d->items[i].from_a] = true;
    for (size_t i = start; i < end;) {
        size_t last = i;
        while (last < end && d->items[last].type == d->items[i].type) last++;
        bool known[4] = {false}, twin[4] = {false};
        for (size_t k = i; k < last; k++) {
            const statement *s = &d->items[k];
            int sort = s->from_a * 2 + s->outwards;
            if (!known[sort]) twin[sort] = has_twin(d, s, i, last);
            known[sort] = true;
            keep[k] = twin[sort] || (any && s->outwards && side[0] && side[1]);
        }
        i = last;
    }
}

/* The first day of a third: what concerns it stands together, the earliest third first. */
static void date_stretch(dossier *d, size_t start, size_t end, const uint8_t *keep) {
    int64_t since = INT64_MAX;
    for (size_t i = start; i < end; i++)
        if (keep[i] && d->items[i].dated && d->items[i].first < since) since = d->items[i].first;
    for (size_t i = start; i < end; i++) d->items[i].since = since;
}

static int by_time(const void *x, const void *y, void *context) {
    const dossier *d = context;
    const statement *s = x, *t = y;
    if (s->section != t->section) return s->section < t->section ? -1 : 1;
    if (s->since != t->since) return s->since < t->since ? -1 : 1;
    if (s->third != t->third) {
        int order = strcmp(ent_shown_id(d->selection, s->third), ent_shown_id(d->selection, t->third));
        if (order) return order;
    }
    if (s->dated != t->dated) return s->dated ? -1 : 1;
    if (s->dated && s->first != t->first) return s->first < t->first ? -1 : 1;
    return s->relation < t->relation ? -1 : s->relation > t->relation;
}

static ent_status arrange(dossier *d, ent_error *err) {
    uint8_t *keep = calloc(d->count + 1, 1);
    size_t kept = 0;
    if (!keep) return ent_fail_memory(err);
    if (d->count > 1) qsort_r(d->items, d->count, sizeof *d->items, by_third, d);
    for (size_t i = 0; i < d->count;) {
        size_t last = i;
        while (last < d->count && d->items[last].section == d->items[i].section &&
               d->items[last].third == d->items[i].third)
            last++;
        if (d->items[i].section == SHARED_THIRD) {
            keep_stretch(d, i, last, keep);
            date_stretch(d, i, last, keep);
        } else {
            memset(keep + i, 1, last - i);
        }
        i = last;
    }
    for (size_t i = 0; i < d->count; i++)
        if (keep[i]) d->items[kept++] = d->items[i];
    d->count = kept;
    free(keep);
    if (kept > 1) qsort_r(d->items, kept, sizeof *d->items, by_time, d);
    for (size_t i = 0; i < kept; i++) d->in[d->items[i].section]++;
    return ENT_OK;
}

/* ---- summary ------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    size_t sign[3], status[ENT_RELATION_STATUS_COUNT]; /* sign: negative, structural, positive */
    int32_t first, last;
    size_t dated;
} tally;

static tally count_direct(const dossier *d) {
    tally t = {.first = ENT_DAY_MAX, .last = ENT_DAY_MIN};
    for (size_t i = 0; i < d->in[DIRECT]; i++) {
        ent_relation relation;
        ent_graph_relation(d->graph, d->items[i].relation, &relation);
        t.sign[1 + relation.sign]++;
        t.status[relation.status]++;
        if (!relation.date.given) continue;
        t.dated++;
        if (relation.date.first < t.first) t.first = relation.date.first;
        if (relation.date.last > t.last) t.last = relation.date.last;
    }
    return t;
}

static void say_period(const tally *t, ent_buffer *out) {
    char from[16], to[16];
    ent_date_format_day(t->first, from);
    ent_date_format_day(t->last, to);
    if (!t->dated)
        ent_buffer_text(out, "undated");
    else if (strcmp(from, to) == 0 && from[0])
        ent_buffer_text(out, from);
    else
        ent_buffer_format(out, "%s to %s", from[0] ? from : "open", to[0] ? to : "open");
}

static void say_counts(const tally *t, ent_buffer *out) {
    ent_buffer_format(out, "%zu positive, %zu negative, %zu structural", t->sign[2], t->sign[0], t->sign[1]);
    for (int s = 0; s < ENT_RELATION_STATUS_COUNT; s++)
        if (t->status[s])
            ent_buffer_format(out, "%s%zu %s", s && strchr(out->data ? out->data : "", ';') ? ", " : "; ", t->status[s],
                              ent_relation_status_name((ent_relation_status)s));
    ent_buffer_text(out, t->sign[2] && t->sign[0] ? "; ambivalent" : "; not ambivalent");
}

static ent_status set_title(ent_table *table, const dossier *d, const tally *t, ent_error *err) {
    ent_buffer title = {0}, counts = {0};
    ent_buffer_format(&title, "%s and %s: ", ent_shown_name(d->selection, d->a), ent_shown_name(d->selection, d->b));
    if (d->in[DIRECT]) {
        ent_say_count(&title, d->in[DIRECT], "direct relation", "direct relations");
        ent_buffer_text(&title, ", ");
        say_period(t, &title);
        say_counts(t, &counts);
        ent_buffer_format(&title, "; %s", counts.data ? counts.data : "");
        title.failed |= counts.failed;
    } else {
        ent_buffer_text(&title, d->count ? "no direct relation" : "no relation between them is selected");
    }
    ent_buffer_clear(&counts);
    return ent_title_buffer(table, &title, err);
}

static ent_status note_ends(ent_table *table, const dossier *d, const tally *t, ent_error *err) {
    ent_buffer words = {0};
    if (!t->dated) return ENT_OK;
    const ent_id ends[] = {d->items[0].relation, d->items[t->dated - 1].relation};
    for (int k = 0; k < 2; k++) {
        ent_relation relation;
        ent_graph_relation(d->graph, ends[k], &relation);
        ent_buffer_text(&words, k ? "; last begun: " : "first: ");
        ent_buffer_format(&words, "%s, ", relation.date_text);
        ent_say_relation(d->selection, ends[k], &words);
        ent_buffer_format(&words, " (%s)", relation.id);
    }
    if (d->in[DIRECT] > t->dated) ent_buffer_format(&words, "; %zu without a date", d->in[DIRECT] - t->dated);
    return ent_note_buffer(table, &words, err);
}

/* Areas of the direct relations in the order in which they first come up, with how often they do. */
static ent_status note_areas(ent_table *table, const dossier *d, ent_error *err) {
    ent_pool names = {0};
    size_t *times = NULL, capacity = 0;
    ent_buffer words = {0};
    bool room = true;
    for (size_t i = 0; i < d->in[DIRECT] && room; i++) {
        ent_relation relation;
        ent_graph_relation(d->graph, d->items[i].relation, &relation);
        for (size_t k = 0; k < relation.area_count && room; k++) {
            bool fresh = false;
            uint32_t n = ent_pool_add(&names, ent_graph_relation_area(d->graph, d->items[i].relation, k), &fresh);
            room = n != UINT32_MAX && (!fresh || ent_grow(&times, &capacity, n, sizeof *times)) && times;
            if (room) times[n] = fresh ? 1 : times[n] + 1;
        }
    }
    for (size_t k = 0; k < names.count && room; k++)
        ent_buffer_format(&words, "%s%s %zu", k ? ", " : "areas: ", ent_pool_text(&names, k), times[k]);
    free(times);
    ent_pool_clear(&names);
    if (!room) ent_buffer_clear(&words);
    return room ? ent_note_buffer(table, &words, err) : ent_fail_memory(err);
}

/* Positive less negative relations of each year: the direct ones are in order of time, undated ones last. */
static ent_status note_tone(ent_table *table, const dossier *d, ent_error *err) {
    ent_buffer words = {0};
    for (size_t i = 0; i < d->in[DIRECT];) {
        char year[24], next[24];
        long sign[2] = {0, 0};
        ent_relation relation;
        ent_graph_relation(d->graph, d->items[i].relation, &relation);
        ent_say_year(&relation, year);
        for (;;) {
            sign[0] += relation.sign < 0;
            sign[1] += relation.sign > 0;
            if (++i == d->in[DIRECT]) break;
            ent_graph_relation(d->graph, d->items[i].relation, &relation);
            ent_say_year(&relation, next);
            if (strcmp(year, next) != 0) break;
        }
        ent_buffer_format(&words, "%s%s %+ld (%ld positive, %ld negative)",
                          words.length ? "; " : "net tone by year: ", year, sign[1] - sign[0], sign[1], sign[0]);
    }
    return ent_note_buffer(table, &words, err);
}

static ent_status note_all(ent_table *table, const dossier *d, const tally *t, ent_error *err) {
    ent_status status = note_ends(table, d, t, err);
    if (!status) status = note_areas(table, d, err);
    if (!status) status = note_tone(table, d, err);
    if (!status)
        status = ent_table_note(table, err, "%zu direct, %zu about a relation of theirs, %zu shared", d->in[DIRECT],
                                d->in[ABOUT], d->in[SHARED_THIRD]);
    if (!status && !d->count)
        status = ent_table_note(
            table, err, "'paths' tells how the two are connected through others%s",
            ent_selection_options(d->selection)->lift ? "" : ", and --lift lets leaders stand for their countries");
    return status ? status : ent_note_selection(table, d->selection, err);
}

/* ---- the table ----------------------------------------------------------------------------------------------------------------- */

static ent_status write_heading(ent_table *table, const dossier *d, const statement *s, const char *year,
                                ent_error *err) {
    ent_buffer words = {0};
    ent_status status = ENT_OK;
    if (s->section == SHARED_THIRD) {
        ent_buffer_format(&words, "shared: %s", ent_shown_name(d->selection, s->third));
        status = ent_table_set_text(table, THIRD, ent_shown_name(d->selection, s->third), err);
        if (!status) status = ent_table_set_text(table, THIRD_ID, ent_shown_id(d->selection, s->third), err);
    } else {
        ent_buffer_format(&words, "%s: %s", s->section == DIRECT ? "direct" : "about a relation of theirs", year);
    }
    if (status) ent_buffer_clear(&words);
    return status ? status : ent_cell_buffer(table, HEADING, &words, err);
}

static ent_status write_ends(ent_table *table, const dossier *d, const ent_relation *relation, ent_error *err) {
    ent_buffer words = {0};
    const char *id;
    ent_say_target(d->selection, relation, &words, &id);
    ent_status status = ent_cell_buffer(table, TO, &words, err);
    if (!status) status = ent_table_set_text(table, TO_ID, id, err);
    if (!status) status = ent_table_set_text(table, FROM, ent_shown_name(d->selection, relation->source), err);
    if (!status) status = ent_table_set_text(table, FROM_ID, ent_shown_id(d->selection, relation->source), err);
    if (status) return status;
    ent_say_acting(d->selection, relation, &words);
    return ent_cell_buffer(table, ACTING, &words, err);
}

static ent_status write_row(ent_table *table, const dossier *d, const statement *s, ent_error *err) {
    char year[24];
    ent_relation relation;
    ent_graph_relation(d->graph, s->relation, &relation);
    ent_say_year(&relation, year);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = write_heading(table, d, s, year, err);
    if (!status) status = ent_table_set_text(table, SECTION, section_names[s->section], err);
    if (!status) status = ent_table_set_text(table, YEAR, year, err);
    if (!status) status = write_ends(table, d, &relation, err);
    return status ? status : ent_cite_relation(table, &cells, d->graph, s->relation, err);
}

static ent_status make_table(const ent_analysis *self, const dossier *d, ent_table **out, ent_error *err) {
    tally t = count_direct(d);
    ent_table *table = NULL;
    ent_column chosen[COLUMNS];
    memcpy(chosen, columns, sizeof chosen);
    chosen[ACTING].hidden = !ent_selection_options(d->selection)->lift;
    ent_status status = ent_table_new(self->name, chosen, COLUMNS, &table, err);
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, HEADING, err);
    if (!status) status = set_title(table, d, &t, err);
    for (size_t i = 0; i < d->count && !status; i++) status = write_row(table, d, &d->items[i], err);
    if (!status) status = note_all(table, d, &t, err);
    if (status)
        ent_table_free(table);
    else
        *out = table;
    return status;
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    dossier d = {.selection = input->selection,
                 .graph = ent_selection_graph(input->selection),
                 .monitor = input->monitor,
                 .a = ent_selection_stand_in(input->selection, input->entities[0]),
                 .b = ent_selection_stand_in(input->selection, input->entities[1])};
    if (d.a == d.b) {
        ent_fail(err, ENT_USAGE,
                 input->entities[0] == input->entities[1] ? "both sides of the dossier are '%s'"
                                                          : "both sides stand for '%s' under --lift",
                 ent_shown_name(input->selection, d.a));
        return ent_hint(err, "name two different entities; 'show' tells all about one");
    }
    ent_status status = collect(&d, err);
    if (!status) status = arrange(&d, err);
    if (!status) status = make_table(self, &d, out, err);
    size_t count = d.count;
    free(d.items);
    return status || count ? status : ENT_NO;
}

static const ent_example examples[] = {
    {"dossier graphs/korea-us-2022.json KOR USA --lift", "the two countries and those who act for them"},
    {"dossier graphs/korea-us-2022.json China Korea --lift --format md", "an ambivalent pair, as a document"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_dossier = {
    .name = "dossier",
    .summary = "everything between two entities over time, every statement with its source",
    .detail =
        "Three sections, each by date. Direct: relations between A and B, whichever way they point. About: relations "
        "that target a direct one, or by which one of the two targets a relation of the other. Shared: relations of "
        "the same type and direction that A and B both have with a third, and all by which both lead to the same "
        "framework, event or place. The title sums up the direct ones: their period, signs and statuses, and whether "
        "both signs occur. With --lift leaders and agencies speak for their country, and it is said who acted. "
        "Asked for B and A, the statements are the same.",
    .citation = "",
    .cost = "O(m log m)",
    .arguments = arguments,
    .columns = columns,
    .examples = examples,
    .run = run,
};
