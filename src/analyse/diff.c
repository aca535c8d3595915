/* diff: what is different between two selections, of entities, relations or ties, and who moved in rank. */
#include "analyse/diff.h"

#include <string.h>

#include "analyse/measures.h"

static const char *const units[] = {"relation", "tie", NULL}; /* in the order of ent_diff_by */

static const ent_option options[] = {
    {.name = "by",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(ent_diff_options, by),
     .preset = "relation",
     .choices = units,
     .help = "compare relation by relation, or ties: the pairs of entities with their signs, each once, as sets"},
    {.name = "measure",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(ent_diff_options, measure),
     .preset = "degree",
     .choices = ent_measure_names,
     .help = "what the ranks of the movers are by"},
    {.name = "movers",
     .type = ENT_OPTION_INT,
     .offset = offsetof(ent_diff_options, movers),
     .preset = "10",
     .minimum = 0,
     .maximum = 1e9,
     .argument = "N",
     .help = "entities shown whose rank changed most; 0: ranks are not looked at"},
    {.name = NULL},
};

static const ent_column columns[] = {
    {"section", ENT_COLUMN_TEXT, "what the row is about and what happened to it: 'relations added'", false, false},
    {"what", ENT_COLUMN_TEXT, "entity, relation, tie or rank", false, true},
    {"change", ENT_COLUMN_TEXT, "added, removed, ended, changed; moved for a rank", false, true},
    {"entity", ENT_COLUMN_TEXT, "name of the entity", false, false},
    {"kind", ENT_COLUMN_TEXT, "kind of the entity", false, false},
    {"from", ENT_COLUMN_TEXT, "source of the relation, or one end of the tie", false, false},
    ENT_TYPE_COLUMN,
    {"to", ENT_COLUMN_TEXT, "its target, or the other end", false, false},
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    {"date", ENT_COLUMN_TEXT, "date as given in the data; of an entity that of its earliest selected relation", false,
     false},
    {"changed", ENT_COLUMN_TEXT, "the members that differ; for a rank what was added and removed at the entity", false,
     false},
    {"rank_before", ENT_COLUMN_INT, "place among the entities before; equal values share the better place", false,
     false},
    {"rank_after", ENT_COLUMN_INT, "place among the entities after", false, false},
    {"moved", ENT_COLUMN_INT, "places up, negative: down", false, false},
    {"measure", ENT_COLUMN_TEXT, "what the rank is by", false, false},
    {"value_before", ENT_COLUMN_REAL, "value of the measure before, in its own unit", false, false},
    {"value_after", ENT_COLUMN_REAL, "value of the measure after, in its own unit", false, false},
    ENT_CONFIDENCE_COLUMN,
    ENT_AREAS_COLUMN,
    {"relation", ENT_COLUMN_TEXT,
     "id of the relation; of an entity that of its earliest one, of a tie those of all, of a rank one that moved it",
     false, false},
    {"entity_id", ENT_COLUMN_TEXT, "id of the entity", false, true},
    {"from_id", ENT_COLUMN_TEXT, "id of the source, or of one end of the tie", false, true},
    {"to_id", ENT_COLUMN_TEXT, "id of the target, or of the other end", false, true},
    ENT_SAID_BY_COLUMN,
    ENT_NOTE_COLUMN,
    {"before", ENT_COLUMN_TEXT, "what the members that differ said before", true, false},
    {"after", ENT_COLUMN_TEXT, "what they say after", true, false},
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};

static const ent_term terms[] = {
    {"matching",
     "Entities are the same when their ids are. Relations are the same when the data gives both the same id and "
     "both have the same ends; an id that only tells the place in the file (r7 for the seventh) is none. Of all "
     "others, "
     "record by record, those with the same ends and type are the same one, first those that agree in sign, status and "
     "dates, then those that agree in less; two that have different ids and different dates are two. At last, when a "
     "pair "
     "has one relation left on each side and not both have ids, it has changed its type. Ends of a symmetric type have "
     "no order, and a relation that is targeted counts by its ends and type.",
     "", "", "O(m log m)"},
    {"ended",
     "A relation whose status became 'ended', or that has an end date now and had none. With --before and --after: "
     "one that no longer holds because its dates or its status say that it ended. A single day has no end: what "
     "was said of it is 'removed' when the day is past.",
     "", "", "O(1)"},
    {"one-graph",
     "With --before and --after every relation is itself, so only whether it holds is compared. A record without an "
     "id that another one of the same ends and type carries on is the same; their dates, evidence and remarks are then "
     "not "
     "compared.",
     "", "", "O(m log m)"},
    {"tie",
     "A pair of entities and a sign, however many relations there are. A pair that has one sign only before and "
     "another only "
     "after has changed its sign; everything else that one side lacks is added or removed. In a directed view the "
     "pair is ordered, except for symmetric types.",
     "added + changed = |after \\ before|, removed + changed = |before \\ after|, equal = |before and after|", "",
     "O(m log m)"},
    {"mover",
     "An entity on both sides whose place by --measure is another one. The place is one more than the number of "
     "entities with a better value.",
     "moved = rank before - rank after", "", "that of the measure"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const ent_example examples[] = {
    {"diff graphs/korea-us-2022.json --before 2022-05-20 --after 2022-05-22", "what the summit days brought (exit 1)"},
    {"diff graphs/korea-us-2022.json graphs/frameworks.json --by tie --movers 0 -o diff.json",
     "ties that only one of two files has, for another program (exit 1)"},
    {NULL, NULL},
};

static const ent_analysis about = {
    .name = "diff",
    .summary = "what is different between two graphs, or between two dates",
    .detail =
        "Entities and relations that were added, removed, ended or changed, each with its evidence, and the entities "
        "whose rank moved. Two files are compared, or one graph at two dates: --before and --after select from it "
        "as --at does. All options of the selection hold for both sides. The exit code is 0 when nothing differs, "
        "1 when something does.",
    .citation = "",
    .cost = "O(m log m), and the measure of the movers",
    .uses_view = true,
    .options = options,
    .options_size = sizeof(ent_diff_options),
    .columns = columns,
    .terms = terms,
    .examples = examples,
};

const ent_analysis *ent_diff_about(void) {
    return &about;
}

/* ---- notes ---- */

static ent_status note_counts(ent_diffing *d, const char *what, const size_t counts[CHANGES + 1], bool ends,
                              const char *changed, ent_error *err) {
    ent_buffer words = {0};
    ent_buffer_format(&words, "%s:", what);
    for (int k = 0; k <= CHANGES; k++) {
        if (k == CHANGE_ENDED && !ends) continue;
        ent_buffer_format(&words, "%s %zu %s", k ? "," : "", counts[k],
                          k == CHANGE_CHANGED ? changed : ent_diff_changes[k]);
    }
    return ent_note_buffer(d->table, &words, err);
}

/* "before: 20 entities, 60 relations; left out: 3 relations (outside the dates)" */
static ent_status note_side(ent_diffing *d, int side, ent_error *err) {
    const ent_selection *selection = d->side[side].selection;
    ent_buffer words = {0};
    const char *separator = "; left out: ";
    ent_buffer_text(&words, side ? "after: " : "before: ");
    ent_say_count(&words, ent_selection_entities(selection, NULL), "entity, ", "entities, ");
    ent_say_count(&words, d->side[side].count, "relation", "relations");
    for (int reason = 0; reason < ENT_LEFT_COUNT; reason++) {
        size_t count = ent_selection_left_out(selection, (ent_left_out)reason);
        if (!count) continue;
        ent_buffer_text(&words, separator);
        ent_say_count(&words, count, "relation", "relations");
        ent_buffer_format(&words, " (%s)", ent_left_out_words((ent_left_out)reason));
        separator = ", ";
    }
    return ent_note_buffer(d->table, &words, err);
}

static ent_status note_all(ent_diffing *d, ent_error *err) {
    bool by_tie = d->asked.by == ENT_DIFF_TIE;
    ent_status status = note_counts(d, "entities", d->entities, false, "changed", err);
    if (!status && !by_tie) status = note_counts(d, "relations", d->relations, true, "changed", err);
    if (!status) status = note_counts(d, "ties (pairs with a sign)", d->ties, false, "changed sign", err);
    for (int k = 0; k < 2 && !status; k++) status = note_side(d, k, err);
    if (!status && d->one_graph && !by_tie)
        status = ent_table_note(
            d->table, err, "one graph: dates, evidence and remarks of records that carry on another are not compared");
    return status;
}

/* ---- running ---- */

static bool differs(const ent_diffing *d) {
    const size_t *relations = d->asked.by == ENT_DIFF_TIE ? d->ties : d->relations;
    size_t count = 0;
    for (int k = 0; k < CHANGES; k++) count += d->entities[k] + relations[k];
    return count > 0;
}

static ent_status fill(ent_diffing *d, ent_error *err) {
    bool by_tie = d->asked.by == ENT_DIFF_TIE;
    ent_status status = ent_diff_number(d, err);
    if (!status && !by_tie) status = ent_diff_match(d, err);
    if (!status) status = ent_diff_entities(d, err);
    if (!status && !by_tie) status = ent_diff_relations(d, err);
    if (!status) status = ent_diff_ties(d, by_tie, err);
    if (!status) status = note_all(d, err);
    if (!status && d->asked.movers > 0) status = ent_diff_ranks(d, err);
    return status;
}

ent_status ent_diff(const ent_selection *before, const ent_selection *after, const ent_diff_options *asked,
                    const ent_monitor *monitor, ent_table **out, ent_error *err) {
    ent_diffing d = {.asked = *asked, .monitor = monitor};
    const ent_selection *const given[2] = {before, after};
    for (int k = 0; k < 2; k++) {
        d.side[k].selection = given[k];
        d.side[k].graph = ent_selection_graph(given[k]);
        d.side[k].count = ent_selection_relations(given[k], &d.side[k].rows);
    }
    d.one_graph = d.side[0].graph == d.side[1].graph;
    ent_status status = ent_table_new("diff", columns, DIFF_COLUMNS, &d.table, err);
    if (!status) status = ent_table_set_layout(d.table, ENT_LAYOUT_CARDS, SECTION, err);
    if (!status) status = fill(&d, err);
    for (int k = 0; k < 2 && !status; k++) status = ent_graph_sound(d.side[k].graph, err);
    bool different = differs(&d);
    ent_diff_clear(&d);
    if (status) {
        ent_table_free(d.table);
        return status;
    }
    *out = d.table;
    return different ? ENT_NO : ENT_OK;
}
