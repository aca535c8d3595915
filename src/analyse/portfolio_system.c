/* Portfolios are mostly nothing: only what they hold is kept, and a pair costs no more than it has. */
#include "analyse/portfolio_system.h"
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum { TICK_EVERY = 1 << 14 };

bool ent_is_among(const ent_system *s, ent_id entity) {
    ent_entity row;
    ent_graph_entity(ent_selection_graph(s->selection), entity, &row);
    return s->wanted[row.kind];
}

static ent_status want_kind(ent_system *s, const char *name, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(s->selection);
    const ent_vocabulary *vocabulary = ent_graph_vocabulary(graph);
    bool all = strcmp(name, "all") == 0, known = all;
    long alias = -1;
    ent_status status = ent_vocabulary_look_up(vocabulary, false, name, &alias, err);
    for (size_t k = 0; k < ent_graph_kinds(graph) && !status; k++) {
        ent_kind kind;
        ent_graph_kind(graph, (uint32_t)k, &kind);
        bool meant = all || (long)k == alias || strcmp(kind.name, name) == 0;
        s->wanted[k] = s->wanted[k] || meant;
        known = known || meant;
    }
    if (status || known) return status;
    const char *nearest = ent_vocabulary_nearest_kind(vocabulary, name);
    ent_fail(err, ENT_USAGE, "--among: '%s' is no kind of entity", name);
    return ent_hint(err, "%s", nearest ? nearest : "country is the preset; all takes every kind");
}

static ent_status want_kinds(ent_system *s, const ent_text_list *among, ent_error *err) {
    s->wanted = calloc(ent_graph_kinds(ent_selection_graph(s->selection)) + 1, sizeof *s->wanted);
    ent_status status = s->wanted ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < among->count && !status; i++) status = want_kind(s, among->items[i], err);
    return status;
}

static int by_id(const void *a, const void *b, void *context) {
    const ent_id x = *(const ent_id *)a, y = *(const ent_id *)b;
    ent_entity v, w;
    ent_graph_entity(context, x, &v);
    ent_graph_entity(context, y, &w);
    int order = strcmp(v.id, w.id);
    return order ? order : (x > y) - (x < y);
}

/* place[entity] is -1 for one that is not in the system. */
static ent_status choose_states(ent_system *s, int32_t *place, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(s->selection);
    const ent_id *rows;
    size_t count = ent_selection_entities(s->selection, &rows);
    s->state = malloc((count + 1) * sizeof *s->state);
    if (!s->state) return ent_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        if (ent_is_among(s, rows[i])) s->state[s->n++] = rows[i];
    if (s->n > 1) qsort_r(s->state, s->n, sizeof *s->state, by_id, (void *)(uintptr_t)graph);
    for (size_t e = 0; e < ent_graph_entities(graph); e++) place[e] = -1;
    for (size_t k = 0; k < s->n; k++) place[s->state[k]] = (int32_t)k;
    return ENT_OK;
}

/* ---- pacts --------------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const ent_pact *x = a, *y = b;
    if (x->of != y->of) return x->of < y->of ? -1 : 1;
    if (x->with != y->with) return x->with < y->with ? -1 : 1;
    return (x->relation > y->relation) - (x->relation < y->relation);
}

static ent_status take_relation(ent_system *s, const int32_t *place, ent_id r, ent_scale *scale, ent_error *err) {
    ent_relation row;
    int level = scale->nothing;
    ent_graph_relation(ent_selection_graph(s->selection), r, &row);
    int32_t a = place[ent_selection_stand_in(s->selection, row.source)], b = -1;
    if (!row.target_is_relation) b = place[ent_selection_stand_in(s->selection, row.target)];
    bool inside = a >= 0 && b >= 0 && a != b;
    size_t unnamed = scale->unnamed, unknown = scale->unknown;
    ent_status status = ent_scale_level(scale, r, &level, err);
    if (!inside) scale->unnamed = unnamed, scale->unknown = unknown;
    if (status || level == scale->nothing) return status;
    s->counted += inside;
    s->outside += !inside;
    if (!inside) return ENT_OK;
    s->pacts[s->pact_count++] = (ent_pact){a, b, r, level};
    s->pacts[s->pact_count++] = (ent_pact){b, a, r, level};
    return ENT_OK;
}

static ent_status take_relations(ent_system *s, const int32_t *place, ent_scale *scale, const ent_monitor *monitor,
                                 ent_error *err) {
    const ent_id *rows;
    size_t count = ent_selection_relations(s->selection, &rows);
    s->pacts = malloc((2 * count + 1) * sizeof *s->pacts);
    ent_status status = s->pacts ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < count && !status; i++) {
        if (i % TICK_EVERY == 0) status = ent_monitor_tick(monitor, "reading pacts", i, count, err);
        if (!status) status = take_relation(s, place, rows[i], scale, err);
    }
    if (!status && s->pact_count > 1) qsort(s->pacts, s->pact_count, sizeof *s->pacts, by_place);
    return status;
}

/* ---- portfolios ---------------------------------------------------------------------------------------------------- */

/* The level of the pacts from `i` to before `end`, which are with one state: the highest, or the sign they agree in. */
static int level_of(const ent_system *s, const ent_scale *scale, size_t i, size_t end) {
    int low = s->pacts[i].level, high = low;
    for (; i < end; i++) {
        low = s->pacts[i].level < low ? s->pacts[i].level : low;
        high = s->pacts[i].level > high ? s->pacts[i].level : high;
    }
    return scale->of == ENT_PORTFOLIO_ALLIANCE || low == high ? high : scale->nothing;
}

static ent_status make_portfolios(ent_system *s, const ent_scale *scale, ent_error *err) {
    s->first_pact = malloc((s->n + 1) * sizeof *s->first_pact);
    s->first = malloc((s->n + 1) * sizeof *s->first);
    s->holdings = malloc((s->pact_count + 1) * sizeof *s->holdings);
    s->mine = malloc(s->n + 1);
    if (!s->first_pact || !s->first || !s->holdings || !s->mine) return ent_fail_memory(err);
    size_t i = 0, held = 0, both = 0;
    for (size_t k = 0; k < s->n; k++) {
        s->first_pact[k] = i;
        s->first[k] = held;
        while (i < s->pact_count && s->pacts[i].of == (int32_t)k) {
            size_t start = i;
            while (i < s->pact_count && s->pacts[i].of == (int32_t)k && s->pacts[i].with == s->pacts[start].with) i++;
            int level = level_of(s, scale, start, i);
            both += level == scale->nothing;
            if (level != scale->nothing) s->holdings[held++] = (ent_holding){s->pacts[start].with, level};
        }
    }
    s->first_pact[s->n] = i;
    s->first[s->n] = held;
    s->contested = both / 2; /* each was met from both ends */
    memset(s->mine, scale->nothing, s->n + 1);
    return ENT_OK;
}

ent_status ent_system_init(ent_system *s, const ent_selection *selection, const ent_text_list *among, ent_scale *scale,
                           const ent_monitor *monitor, ent_error *err) {
    const ent_graph *graph = ent_selection_graph(selection);
    *s = (ent_system){.selection = selection};
    ent_status status = want_kinds(s, among, err);
    if (status) return status;
    int32_t *place = malloc((ent_graph_entities(graph) + 1) * sizeof *place);
    if (!place) return ent_fail_memory(err);
    status = choose_states(s, place, err);
    if (!status) status = take_relations(s, place, scale, monitor, err);
    if (!status) status = make_portfolios(s, scale, err);
    free(place);
    return status;
}

void ent_system_clear(ent_system *s) {
    free(s->wanted);
    free(s->state);
    free(s->pacts);
    free(s->first_pact);
    free(s->holdings);
    free(s->first);
    free(s->mine);
}

int32_t ent_system_place(const ent_system *s, ent_id entity) {
    for (size_t k = 0; k < s->n; k++)
        if (s->state[k] == entity) return (int32_t)k;
    return -1;
}

int ent_system_level(const ent_system *s, const ent_scale *scale, int32_t a, int32_t b) {
    for (size_t i = s->first[a]; i < s->first[a + 1]; i++)
        if (s->holdings[i].with == b) return s->holdings[i].level;
    return scale->nothing;
}

int64_t ent_system_compare(ent_system *s, const ent_scale *scale, ent_portfolio_self self, int32_t a, int32_t b,
                           ent_contingency *t) {
    const int none = scale->nothing, tie = ent_system_level(s, scale, a, b);
    int64_t rest = (int64_t)s->n - 2;
    *t = (ent_contingency){.levels = scale->top + 1};
    for (size_t i = s->first[a]; i < s->first[a + 1]; i++) {
        if (s->holdings[i].with == b) continue;
        s->mine[s->holdings[i].with] = (uint8_t)s->holdings[i].level;
        t->count[s->holdings[i].level][none]++;
        rest--;
    }
    for (size_t i = s->first[b]; i < s->first[b + 1]; i++) {
        if (s->holdings[i].with == a) continue;
        int mine = s->mine[s->holdings[i].with];
        t->count[mine][s->holdings[i].level]++;
        if (mine == none)
            rest--;
        else
            t->count[mine][none]--;
    }
    for (size_t i = s->first[a]; i < s->first[a + 1]; i++) s->mine[s->holdings[i].with] = (uint8_t)none;
    t->count[none][none] += rest;
    if (self == ENT_SELF_LEAVE_OUT) return (int64_t)s->n - 2;
    int own = self == ENT_SELF_HIGHEST ? scale->top : none;
    t->count[own][tie]++;
    t->count[tie][own]++;
    return (int64_t)s->n;
}
