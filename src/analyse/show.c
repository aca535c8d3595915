/* show: the dossier of one entity, every relation with its evidence, by date. */
#include "analyse/common.h"

#include <stdlib.h>

static const ent_argument arguments[] = {
    {"ENTITY", "the entity: id, name or alias"},
    {NULL, NULL},
};

enum {
    YEAR,
    DATE,
    DIRECTION,
    TYPE,
    OTHER,
    SIGN,
    STATUS,
    CONFIDENCE,
    AREAS,
    RELATION,
    OTHER_ID,
    SAID_BY,
    NOTE,
    EVIDENCE,
    SOURCE
};

static const ent_column columns[] = {
    {"year", ENT_COLUMN_TEXT, "year of the relation's first day", false, false},
    ENT_DATE_COLUMN,
    {"direction", ENT_COLUMN_TEXT,
     "-> from the entity, <- to it, -- without direction, about: targets one of its relations", false, false},
    ENT_TYPE_COLUMN,
    {"other", ENT_COLUMN_TEXT, "name of the other end", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_AREAS_COLUMN,
    ENT_RELATION_COLUMN,
    {"other_id", ENT_COLUMN_TEXT, "id of the other end", false, true},
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

/* The entity in question and the selection it is looked for in. */
typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    ent_id entity; /* after lifting */
} dossier;

static bool is_end(const dossier *d, ent_id entity) {
    return ent_selection_stand_in(d->selection, entity) == d->entity;
}

static bool touches(const dossier *d, ent_id r) {
    ent_relation relation;
    ent_graph_relation(d->graph, r, &relation);
    return is_end(d, relation.source) || (!relation.target_is_relation && is_end(d, relation.target));
}

/* A relation belongs to the dossier when it touches the entity, or is about a relation that does. */
static bool belongs(const dossier *d, ent_id r) {
    ent_relation relation;
    if (touches(d, r)) return true;
    ent_graph_relation(d->graph, r, &relation);
    return relation.target_is_relation && touches(d, relation.target);
}

static ent_status collect(const dossier *d, const ent_monitor *monitor, ent_id **out, size_t *out_count,
                          ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(d->selection, &rows), found = 0;
    ent_id *kept = malloc((count + 1) * sizeof *kept);
    if (!kept) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        ent_status status = i % 65536 ? ENT_OK : ent_monitor_tick(monitor, "collecting relations", i, count, err);
        if (status) {
            free(kept);
            return status;
        }
        if (belongs(d, rows[i])) kept[found++] = rows[i];
    }
    ent_sort_by_date(d->graph, kept, found);
    *out = kept;
    *out_count = found;
    return ENT_OK;
}

static ent_status set_title(ent_table *table, const dossier *d, ent_error *err) {
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
    return ent_title_buffer(table, &title, err);
}

static const char *direction(const dossier *d, const ent_relation *relation) {
    ent_type type;
    ent_graph_type(d->graph, relation->type, &type);
    bool source = is_end(d, relation->source);
    bool target = !relation->target_is_relation && is_end(d, relation->target);
    if (!source && !target) return "about";
    return type.symmetric ? "--" : source ? "->" : "<-";
}

static ent_status write_year(ent_table *table, const ent_relation *relation, ent_error *err) {
    char day[16] = "";
    const char *year = "no date given";
    if (relation->date.given) {
        ent_date_format_day(relation->date.first, day);
        year = day[0] ? day : "before any date";
        for (size_t i = 1; day[0] && day[i]; i++) /* a year may begin with a minus */
            if (day[i] == '-') day[i] = '\0';
    }
    return ent_table_set_text(table, YEAR, year, err);
}

/* The other end: an entity, or in words the relation that is targeted. */
static ent_status write_other(ent_table *table, const dossier *d, const ent_relation *relation, ent_error *err) {
    bool outwards = is_end(d, relation->source);
    ent_id other = outwards ? relation->target : relation->source;
    if (!outwards || !relation->target_is_relation) {
        ent_status status = ent_table_set_text(table, OTHER, ent_shown_name(d->selection, other), err);
        return status ? status : ent_table_set_text(table, OTHER_ID, ent_shown_id(d->selection, other), err);
    }
    ent_relation target;
    ent_buffer words = {0};
    ent_graph_relation(d->graph, other, &target);
    ent_say_relation(d->selection, other, &words);
    ent_status status = ent_cell_buffer(table, OTHER, &words, err);
    return status ? status : ent_table_set_text(table, OTHER_ID, target.id, err);
}

static ent_status write_row(ent_table *table, const dossier *d, ent_id r, ent_error *err) {
    ent_relation relation;
    ent_graph_relation(d->graph, r, &relation);
    ent_status status = ent_table_add_row(table, err);
    if (!status) status = write_year(table, &relation, err);
    if (!status) status = ent_table_set_text(table, DIRECTION, direction(d, &relation), err);
    if (!status) status = write_other(table, d, &relation, err);
    return status ? status : ent_cite_relation(table, &cells, d->graph, r, err);
}

static ent_status note_count(ent_table *table, const dossier *d, size_t count, ent_error *err) {
    ent_buffer words = {0};
    ent_entity entity;
    ent_graph_entity(d->graph, d->entity, &entity);
    ent_say_count(&words, count, "relation of", "relations of");
    ent_buffer_format(&words, " '%s'", entity.name);
    return ent_note_buffer(table, &words, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    dossier d = {.selection = input->selection, .graph = ent_selection_graph(input->selection)};
    ent_table *table = NULL;
    ent_id *rows = NULL;
    size_t count = 0;
    d.entity = ent_selection_stand_in(input->selection, input->entities[0]);
    ent_status status = collect(&d, input->monitor, &rows, &count, err);
    if (!status) status = ent_table_new(self->name, columns, ent_count_columns(columns), &table, err);
    if (!status) status = ent_table_set_layout(table, ENT_LAYOUT_CARDS, YEAR, err);
    if (!status) status = set_title(table, &d, err);
    for (size_t i = 0; i < count && !status; i++) status = write_row(table, &d, rows[i], err);
    if (!status) status = note_count(table, &d, count, err);
    if (!status) status = ent_note_selection(table, input->selection, err);
    free(rows);
    if (status) {
        ent_table_free(table);
        return status;
    }
    *out = table;
    return count ? ENT_OK : ENT_NO;
}

static const ent_example examples[] = {
    {"show graphs/korea-us-2022.json China", "all that the data says about China, with sources"},
    {"show graphs/korea-us-2022.json Yoon --sign negative", "whom the president warns"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_show = {
    .name = "show",
    .summary = "the dossier of an entity: every relation with its evidence, by date",
    .detail =
        "Every selected relation that begins or ends at the entity, and every one that is about such a relation, "
        "ordered by its first possible day; undated ones come last. With --lift a leader's dossier is that of the "
        "country.",
    .citation = "",
    .cost = "O(m)",
    .arguments = arguments,
    .columns = columns,
    .examples = examples,
    .run = run,
};
