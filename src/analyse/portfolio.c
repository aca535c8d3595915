/* portfolio: how alike the alliances of two states are. */
#include "analyse/members.h"
#include "analyse/portfolio_system.h"
#include "base/available.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_STATES = 2000, TICK_EVERY = 1 << 10 };

typedef struct {
    bool all, relations;
    int on, self; /* ent_portfolio_of, ent_portfolio_self */
    ent_text_list levels, among;
} portfolio_options;

static const char *const ons[] = {"alliance", "relations", NULL};
static const char *const selves[] = {"leave-out", "highest", "none", NULL};

static const ent_option options[] = {
    {.name = "all",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(portfolio_options, all),
     .help = "every pair, as without A and B"},
    {.name = "on",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(portfolio_options, on),
     .preset = "alliance",
     .choices = ons,
     .help = "portfolios of pacts by their level, or of all relations by their sign: 1, 0 for none or both, -1"},
    {.name = "levels",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(portfolio_options, levels),
     .argument = "NAME=N",
     .help = "level 0 to 9 of a kind of pact, or of a type of relation that is to count as one; preset: defense=3, "
             "offense=3, neutrality=2, nonaggression=2, consultation=1, entente=1, technology=0, economic=0, and 3 for "
             "unnamed, a pact that does not say"},
    {.name = "self",
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(portfolio_options, self),
     .preset = "leave-out",
     .choices = selves,
     .help = "the places of the two themselves: left out of both portfolios, or in them with the highest level of each "
             "with itself (the convention of much of the literature), or with none"},
    {.name = "among",
     .type = ENT_OPTION_LIST,
     .offset = offsetof(portfolio_options, among),
     .preset = "country",
     .argument = "KIND",
     .help = "kinds of entities that make up the system; all: every kind"},
    {.name = "relations",
     .type = ENT_OPTION_FLAG,
     .offset = offsetof(portfolio_options, relations),
     .help = "one row a pact behind the numbers, with evidence and source"},
    {.name = NULL},
};

enum {
    PAIR,
    A,
    A_ID,
    B,
    B_ID,
    POSITIONS,
    TIE,
    FIRST,
    SIDE = FIRST + ENT_PORTFOLIO_MEASURES,
    WITH,
    WITH_ID,
    LEVEL,
    FROM
};

static const ent_column columns[] = {
    {"pair", ENT_COLUMN_TEXT, "the two with their numbers, in words", false, false},
    {"a", ENT_COLUMN_TEXT, "name of the one state", false, false},
    {"a_id", ENT_COLUMN_TEXT, "its id", false, true},
    {"b", ENT_COLUMN_TEXT, "name of the other", false, false},
    {"b_id", ENT_COLUMN_TEXT, "its id", false, true},
    {"positions", ENT_COLUMN_INT, "number of states whose levels are compared", false, false},
    {"tie", ENT_COLUMN_INT, "level between the two themselves", false, true},
    {"s-absolute", ENT_COLUMN_REAL, "S, absolute distances, -1 to 1", false, false},
    {"s-squared", ENT_COLUMN_REAL, "S, squared distances, -1 to 1", false, false},
    {"kappa-absolute", ENT_COLUMN_REAL, "weighted kappa, absolute distances, up to 1", false, false},
    {"kappa-squared", ENT_COLUMN_REAL, "weighted kappa, squared distances, up to 1", false, false},
    {"pi-absolute", ENT_COLUMN_REAL, "weighted pi, absolute distances, up to 1", false, false},
    {"pi-squared", ENT_COLUMN_REAL, "weighted pi, squared distances, up to 1", false, false},
    {"tau-b", ENT_COLUMN_REAL, "Kendall's rank correlation, -1 to 1", false, false},
    {"side", ENT_COLUMN_TEXT, "whose pact: a, b, or both for one between the two", false, false},
    {"with", ENT_COLUMN_TEXT, "name of the state that it is with", false, false},
    {"with_id", ENT_COLUMN_TEXT, "its id", false, true},
    {"level", ENT_COLUMN_INT, "level of the pact by itself", false, false},
    ENT_INSIDE_COLUMNS,
    {NULL, 0, NULL, false, false},
};
enum { ALL_COLUMNS = sizeof columns / sizeof *columns - 1 };

typedef struct {
    const ent_analysis_input *input;
    const portfolio_options *asked;
    ent_scale scale;
    ent_system system;
    ent_table *table;
    size_t first;              /* column of the table that A is: without "pair", one less */
    int32_t named[2];          /* places of A and B; -1: not named */
    bool missing;              /* A or B has no selected relation */
    size_t pairs, flat, still; /* pairs; those without kappa and pi; those without tau-b */
    ent_id *sorted;            /* relations of one pair of states */
} question;

/* ---- the question ----------------------------------------------------------------------------------------------------- */

/* A and B as asked, or ENT_NONE. */
static ent_id named_entity(const question *q, int k) {
    const ent_id *entities = q->input->entities;
    if (!entities || entities[k] == ENT_NONE) return ENT_NONE;
    return ent_selection_stand_in(q->input->selection, entities[k]);
}

static ent_status check_names(const question *q, ent_error *err) {
    ent_id a = named_entity(q, 0), b = named_entity(q, 1);
    if (a == ENT_NONE && b != ENT_NONE) return ent_fail(err, ENT_USAGE, "'portfolio' was given B and no A");
    if (a != ENT_NONE && q->asked->all) {
        ent_fail(err, ENT_USAGE, "--all compares every pair, and '%s' is named",
                 ent_shown_name(q->input->selection, a));
        return ent_hint(err, "leave out one of them; A alone is compared with everyone");
    }
    if (a != ENT_NONE && a == b) {
        ent_fail(err, ENT_USAGE, "A and B are both '%s'", ent_shown_name(q->input->selection, a));
        return ent_hint(err, "name two, or one to compare it with everyone");
    }
    for (int k = 0; k < 2; k++) {
        ent_id entity = named_entity(q, k);
        if (entity == ENT_NONE || ent_is_among(&q->system, entity)) continue;
        ent_fail(err, ENT_USAGE, "'%s' is of none of the kinds that are compared",
                 ent_shown_name(q->input->selection, entity));
        return ent_hint(err, "--among KIND says which kinds are; --lift lets leaders stand for their countries");
    }
    return ENT_OK;
}

static ent_status find_named(question *q, ent_error *err) {
    for (int k = 0; k < 2; k++) {
        ent_id entity = named_entity(q, k);
        q->named[k] = entity == ENT_NONE ? -1 : ent_system_place(&q->system, entity);
        q->missing = q->missing || (entity != ENT_NONE && q->named[k] < 0);
    }
    if (q->named[0] >= 0 || q->missing || q->system.n <= MOST_STATES) return ENT_OK;
    ent_fail(err, ENT_USAGE, "%zu states are %zu pairs, and at most %d states are compared all with all", q->system.n,
             q->system.n * (q->system.n - 1) / 2, MOST_STATES);
    return ent_hint(err, "name one or two, or select fewer");
}

static ent_status ask(question *q, ent_error *err) {
    const ent_selection *selection = q->input->selection;
    ent_status status = ent_scale_init(&q->scale, (ent_portfolio_of)q->asked->on, ent_selection_graph(selection),
                                       &q->asked->levels, err);
    if (!status) status = ent_system_init(&q->system, selection, &q->asked->among, &q->scale, q->input->monitor, err);
    if (!status) status = check_names(q, err);
    return status ? status : find_named(q, err);
}

/* ---- rows --------------------------------------------------------------------------------------------------------------- */

typedef struct {
    int32_t a, b;
    int64_t positions;
    int tie;
    double measures[ENT_PORTFOLIO_MEASURES];
    char *words; /* the heading, with --relations */
} pair;

static const char *name_of(const question *q, int32_t place) {
    return ent_shown_name(q->input->selection, q->system.state[place]);
}

static const char *id_of(const question *q, int32_t place) {
    return ent_shown_id(q->input->selection, q->system.state[place]);
}

/* Levels as the reader knows them: signs begin below zero. */
static int shown_level(const question *q, int level) {
    return level - q->scale.nothing;
}

static size_t at(const question *q, size_t column) {
    return column - (q->asked->relations ? 0 : A);
}

static ent_status write_pair(question *q, const pair *p, ent_error *err) {
    ent_status status = ent_table_add_row(q->table, err);
    if (!status && p->words) status = ent_table_set_text(q->table, PAIR, p->words, err);
    if (!status) status = ent_table_set_text(q->table, at(q, A), name_of(q, p->a), err);
    if (!status) status = ent_table_set_text(q->table, at(q, A_ID), id_of(q, p->a), err);
    if (!status) status = ent_table_set_text(q->table, at(q, B), name_of(q, p->b), err);
    if (!status) status = ent_table_set_text(q->table, at(q, B_ID), id_of(q, p->b), err);
    if (!status) status = ent_table_set_int(q->table, at(q, POSITIONS), p->positions, err);
    if (!status) status = ent_table_set_int(q->table, at(q, TIE), shown_level(q, p->tie), err);
    for (size_t k = 0; k < ENT_PORTFOLIO_MEASURES && !status; k++)
        status = ent_table_set_real(q->table, at(q, FIRST + k), p->measures[k], err);
    return status;
}

static ent_status write_pact(question *q, const pair *p, const char *side, const ent_pact *pact, ent_id relation,
                             ent_error *err) {
    int level;
    size_t unnamed = q->scale.unnamed, unknown = q->scale.unknown; /* counted before */
    ent_status status = write_pair(q, p, err);
    if (!status) status = ent_scale_level(&q->scale, relation, &level, err);
    q->scale.unnamed = unnamed;
    q->scale.unknown = unknown;
    if (!status) status = ent_table_set_text(q->table, SIDE, side, err);
    if (!status) status = ent_table_set_text(q->table, WITH, name_of(q, pact->with), err);
    if (!status) status = ent_table_set_text(q->table, WITH_ID, id_of(q, pact->with), err);
    if (!status) status = ent_table_set_int(q->table, LEVEL, shown_level(q, level), err);
    return status ? status : ent_set_relation(q->table, FROM, q->input->selection, relation, err);
}

/* The pacts of one of the two, by partner and date. What ties the two to each other comes once, with a, and only when it
 * counts. */
static ent_status write_side(question *q, const pair *p, bool second, size_t *written, ent_error *err) {
    const ent_system *s = &q->system;
    int32_t own = second ? p->b : p->a, other = second ? p->a : p->b;
    size_t end = s->first_pact[own + 1];
    ent_status status = ENT_OK;
    for (size_t i = s->first_pact[own]; i < end && !status;) {
        const ent_pact *pact = &s->pacts[i];
        size_t count = 0;
        for (; i < end && s->pacts[i].with == pact->with; i++) q->sorted[count++] = s->pacts[i].relation;
        bool mutual = pact->with == other;
        if (mutual && (second || q->asked->self == ENT_SELF_LEAVE_OUT)) continue;
        ent_sort_by_date(ent_selection_graph(q->input->selection), q->sorted, count);
        const char *side = mutual ? "both" : second ? "b" : "a";
        for (size_t k = 0; k < count && !status; k++) status = write_pact(q, p, side, pact, q->sorted[k], err);
        *written += count;
    }
    return status;
}

/* "S 0.5 and ..." would be undefined as often as the measure is. */
static void say_pair(const question *q, const pair *p, ent_buffer *out) {
    static const int said[] = {ENT_S_ABSOLUTE, ENT_KAPPA_ABSOLUTE, ENT_PI_ABSOLUTE, ENT_TAU_B};
    ent_buffer_format(out, "%s (%s) and %s (%s):", name_of(q, p->a), id_of(q, p->a), name_of(q, p->b), id_of(q, p->b));
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
        if (isnan(p->measures[said[k]])) continue;
        ent_buffer_format(out, " %s ", ent_portfolio_terms[said[k]].name);
        ent_buffer_fixed(out, p->measures[said[k]], 4);
        ent_buffer_char(out, ',');
    }
    ent_buffer_format(out, " %zu positions", (size_t)p->positions);
}

static ent_status write_pacts(question *q, pair *p, ent_error *err) {
    ent_buffer words = {0};
    size_t written = 0;
    say_pair(q, p, &words);
    ent_status status = ent_buffer_take(&words, &p->words, NULL, err);
    if (!status) status = write_side(q, p, false, &written, err);
    if (!status) status = write_side(q, p, true, &written, err);
    if (!status && !written) status = write_pair(q, p, err);
    free(p->words);
    return status;
}

static ent_status compare(question *q, int32_t a, int32_t b, ent_error *err) {
    ent_contingency table;
    pair p = {.a = a, .b = b, .tie = ent_system_level(&q->system, &q->scale, a, b)};
    p.positions = ent_system_compare(&q->system, &q->scale, (ent_portfolio_self)q->asked->self, a, b, &table);
    ent_portfolio_measure(&table, p.measures);
    q->flat += isnan(p.measures[ENT_KAPPA_ABSOLUTE]);
    q->still += isnan(p.measures[ENT_TAU_B]);
    ent_status status = ENT_OK;
    if (q->pairs++ % TICK_EVERY == 0)
        status = ent_monitor_tick(q->input->monitor, "comparing portfolios", q->pairs - 1, 0, err);
    if (status) return status;
    return q->asked->relations ? write_pacts(q, &p, err) : write_pair(q, &p, err);
}

/* A pair is a row of numbers and four texts; with relations it is several, which are not counted here. */
static ent_status check_memory(const question *q, ent_error *err) {
    const double n = (double)q->system.n, pairs = q->named[0] >= 0 ? n : n * (n - 1) / 2;
    const double row = (SIDE - A) * 8. + 4 * 48;
    return ent_memory_check(pairs * row, "comparing all states", "name one or two, or select fewer", err);
}

static ent_status compare_all(question *q, ent_error *err) {
    const int32_t n = (int32_t)q->system.n, first = q->named[0], second = q->named[1];
    if (q->missing) return ENT_OK;
    ent_status status = check_memory(q, err);
    if (status) return status;
    if (second >= 0) return compare(q, first, second, err);
    for (int32_t b = 0; b < n && first >= 0 && !status; b++)
        if (b != first) status = compare(q, first, b, err);
    for (int32_t a = 0; a < n && first < 0 && !status; a++)
        for (int32_t b = a + 1; b < n && !status; b++) status = compare(q, a, b, err);
    return status;
}

/* ---- the table -------------------------------------------------------------------------------------------------------------- */

/* Cards with --relations: what the heading says is hidden in them. */
static ent_status make_table(question *q, const char *name, ent_error *err) {
    ent_column chosen[ALL_COLUMNS];
    bool cards = q->asked->relations;
    size_t count = 0;
    for (size_t c = cards ? PAIR : A; c < (cards ? (size_t)ALL_COLUMNS : (size_t)SIDE); c++) {
        chosen[count] = columns[c];
        if (cards && c > PAIR && c < SIDE) chosen[count].hidden = true;
        count++;
    }
    ent_status status = ent_table_new(name, chosen, count, &q->table, err);
    if (!status && cards) status = ent_table_set_layout(q->table, ENT_LAYOUT_CARDS, PAIR, err);
    if (!status && cards) status = ent_table_set_unit(q->table, PAIR, "pairs", err);
    q->sorted = malloc((q->system.pact_count + 1) * sizeof *q->sorted);
    return status ? status : q->sorted ? ENT_OK : ent_fail_memory(err);
}

static void say_title(const question *q, ent_buffer *out) {
    if (q->missing) {
        for (int k = 0; k < 2; k++)
            if (named_entity(q, k) != ENT_NONE && q->named[k] < 0)
                ent_buffer_format(out, "%s%s", out->length ? " and " : "",
                                  ent_shown_name(q->input->selection, named_entity(q, k)));
        ent_buffer_text(out, ": no selected relation (--isolates keeps those without one)");
    } else if (!q->pairs) {
        ent_buffer_text(out, "fewer than two states are selected");
    } else {
        ent_buffer_format(out, "portfolios of %s compared", q->asked->on ? "relations" : "alliances");
    }
}

static ent_status note_system(const question *q, ent_error *err) {
    static const char *const places[] = {"without the two compared (--self leave-out)",
                                         "each at the highest level with itself (--self highest)",
                                         "each at no level with itself (--self none)"};
    const ent_system *s = &q->system;
    const ent_id *rows;
    ent_buffer words = {0};
    ent_buffer_text(&words, "system: ");
    ent_say_count(&words, s->n, "selected entity", "selected entities");
    ent_buffer_text(&words, " of kind");
    for (size_t i = 0; i < q->asked->among.count; i++)
        ent_buffer_format(&words, "%s %s", i ? "," : "", q->asked->among.items[i]);
    ent_buffer_format(&words, ", %s; ", places[q->asked->self]);
    ent_say_count(&words, s->counted, "relation counts", "relations count");
    if (s->outside) ent_buffer_format(&words, ", %zu with an end outside the system or in one state", s->outside);
    size_t left = 0, count = ent_selection_entities(s->selection, &rows);
    const ent_graph *graph = ent_selection_graph(s->selection);
    if (count < ent_graph_entities(graph))
        for (size_t e = 0; e < ent_graph_entities(graph); e++)
            left += ent_is_among(s, (ent_id)e) && ent_selection_stand_in(s->selection, (ent_id)e) == (ent_id)e;
    left = left > s->n ? left - s->n : 0;
    if (left) ent_buffer_format(&words, "; %zu more of these kinds are not selected (--isolates)", left);
    return ent_note_buffer(q->table, &words, err);
}

static ent_status note_scale(const question *q, ent_error *err) {
    const ent_scale *s = &q->scale;
    ent_buffer words = {0};
    if (s->of == ENT_PORTFOLIO_RELATIONS) {
        ent_buffer_text(&words, "levels: 1 positive, 0 none, structural or both signs, -1 negative");
        if (q->system.contested) ent_buffer_text(&words, "; ");
        if (q->system.contested) ent_say_count(&words, q->system.contested, "pair has both", "pairs have both");
        return ent_note_buffer(q->table, &words, err);
    }
    ent_buffer_text(&words, "levels: ");
    ent_scale_say(s, &words);
    ent_buffer_text(&words, "; 0 none; of several pacts the highest counts");
    ent_status status = ent_note_buffer(q->table, &words, err);
    if (s->unnamed) {
        ent_say_count(&words, s->unnamed, "pact does", "pacts do");
        ent_buffer_text(&words, " not say of what kind (--levels unnamed=N)");
    }
    if (!status) status = ent_note_buffer(q->table, &words, err);
    if (s->unknown) {
        ent_say_count(&words, s->unknown, "pact is", "pacts are");
        ent_buffer_text(&words, " of a kind without a level and not counted");
    }
    return status ? (ent_buffer_clear(&words), status) : ent_note_buffer(q->table, &words, err);
}

static ent_status note_undefined(const question *q, ent_error *err) {
    ent_buffer words = {0};
    if (q->flat) {
        ent_buffer_text(&words, "kappa and pi are not defined for ");
        ent_say_count(&words, q->flat, "pair whose", "pairs whose");
        ent_buffer_text(&words, " portfolios are at one and the same level everywhere");
    }
    ent_status status = ent_note_buffer(q->table, &words, err);
    if (q->still) {
        ent_buffer_text(&words, "tau-b is not defined for ");
        ent_say_count(&words, q->still, "pair of which", "pairs of which");
        ent_buffer_text(&words, " one is at the same level everywhere");
    }
    return status ? (ent_buffer_clear(&words), status) : ent_note_buffer(q->table, &words, err);
}

static ent_status note_all(const question *q, ent_error *err) {
    const ent_select *how = ent_selection_options(q->input->selection);
    ent_status status = note_system(q, err);
    if (!status) status = note_scale(q, err);
    if (!status) status = note_undefined(q, err);
    if (!status && !how->at.given && !how->since.given && !how->until.given)
        status = ent_table_note(q->table, err, "pacts of all times count together; --at DATE takes those of a day");
    return status ? status : ent_note_selection(q->table, q->input->selection, err);
}

static ent_status answer(question *q, const char *name, ent_error *err) {
    ent_buffer title = {0};
    ent_status status = make_table(q, name, err);
    if (!status) status = compare_all(q, err);
    if (status) return status;
    say_title(q, &title);
    status = ent_title_buffer(q->table, &title, err);
    return status ? status : note_all(q, err);
}

static ent_status run(const ent_analysis *self, const ent_analysis_input *input, ent_table **out, ent_error *err) {
    question q = {.input = input, .asked = input->options};
    ent_status status = ask(&q, err);
    if (!status) status = answer(&q, self->name, err);
    ent_system_clear(&q.system);
    ent_scale_clear(&q.scale);
    free(q.sorted);
    if (status) {
        ent_table_free(q.table);
        return status;
    }
    *out = q.table;
    return q.pairs ? ENT_OK : ENT_NO;
}

static const ent_example examples[] = {
    {"portfolio graphs/korea-us-2022.json KOR USA", "how alike the alliances of two countries are"},
    {"portfolio graphs/korea-us-2022.json --all --on relations --lift",
     "every pair of countries, by whom they are for and against"},
    {"portfolio graphs/korea-us-2022.json KOR USA --self highest --relations",
     "the pacts behind the numbers, each country allied to itself"},
    {NULL, NULL},
};

const ent_analysis ent_analysis_portfolio = {
    .name = "portfolio",
    .summary = "how alike the alliances of two states are: S, kappa, pi, tau-b",
    .detail =
        "A state's portfolio is the level of its alliance with every state of the system: 3 defense or offense, 2 "
        "neutrality or nonaggression, 1 entente or consultation, 0 none (Correlates of War). Two portfolios are "
        "compared "
        "place by place by S, by weighted kappa and pi, which take chance agreement out, and by the rank correlation "
        "tau-b. The system is the selected countries; --isolates adds those without a selected relation, whose zeros "
        "count too. The pact is read from the attribute 'pact' of relations of the type allied_with. By preset the "
        "places "
        "of the two themselves are left out. A and B: this pair; A alone: A with everyone; neither: every pair. An "
        "undefined value is an empty cell.",
    .citation = "Signorino and Ritter 1999; Haege 2011; Bueno de Mesquita 1975; Gibler 2009",
    .cost = "O(m log m + pairs * pacts of a state)",
    .arguments =
        (const ent_argument[]){{"[A]", "the one state: id, name or alias; alone, it is compared with everyone"},
                               {"[B]", "the other state"},
                               {NULL, NULL}},
    .options = options,
    .options_size = sizeof(portfolio_options),
    .columns = columns,
    .terms = ent_portfolio_terms,
    .examples = examples,
    .run = run,
};
