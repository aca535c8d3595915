/* Which record of one side is which of the other: by id, then by what they have most in common. */
#include <stdlib.h>
#include <string.h>

#include "analyse/diff.h"
#include "base/random.h"
#include "model/graph.h"

/* ---- shared numbers ---- */

bool ent_diff_named(const ent_graph *graph, ent_id relation) {
    ent_relation row;
    if (!(graph->r.flags[relation] & ENT_FLAG_ID_GIVEN)) return false;
    ent_graph_relation(graph, relation, &row);
    if (row.id[0] != 'r') return true;
    char *end;
    unsigned long place = strtoul(row.id + 1, &end, 10);
    return *end || place != (unsigned long)relation + 1; /* a converter writes the ids that the reader made up */
}

static bool number_entities(ent_diffing *d, ent_diff_side *s) {
    size_t n = ent_graph_entities(s->graph);
    s->common = malloc((n + 1) * sizeof *s->common);
    for (size_t e = 0; e < n && s->common; e++) {
        ent_entity entity;
        ent_graph_entity(s->graph, (ent_id)e, &entity);
        s->common[e] = ent_pool_add(&d->names, entity.id, NULL);
        if (s->common[e] == UINT32_MAX) return false;
    }
    return s->common != NULL;
}

static bool number_types(ent_diffing *d, ent_diff_side *s) {
    size_t n = ent_graph_types(s->graph);
    s->types = malloc((n + 1) * sizeof *s->types);
    for (size_t t = 0; t < n && s->types; t++) {
        ent_type type;
        ent_graph_type(s->graph, (uint32_t)t, &type);
        s->types[t] = ent_pool_add(&d->types, type.name, NULL);
        if (s->types[t] == UINT32_MAX) return false;
    }
    return s->types != NULL;
}

static uint32_t shared_of(const ent_diff_side *s, ent_id entity) {
    return s->common[ent_selection_stand_in(s->selection, entity)];
}

/* A relation that is targeted is known by its ends and type, so that ids made up by a reader do not matter. */
static uint32_t number_target(ent_diffing *d, const ent_diff_side *s, ent_id relation) {
    enum { DEEPEST = 64 };
    ent_buffer words = {0};
    ent_relation row;
    ent_graph_relation(s->graph, relation, &row);
    for (int depth = 0; depth < DEEPEST; depth++) {
        uint32_t from = shared_of(s, row.source), to = row.target_is_relation ? 0 : shared_of(s, row.target);
        ent_type type;
        ent_graph_type(s->graph, row.type, &type);
        bool turn = !row.target_is_relation && type.symmetric && to < from;
        ent_buffer_format(&words, "\n%u %u", turn ? to : from, s->types[row.type]);
        if (!row.target_is_relation) {
            ent_buffer_format(&words, " %u", turn ? from : to);
            break;
        }
        ent_graph_relation(s->graph, row.target, &row);
    }
    uint32_t number = words.failed ? UINT32_MAX : ent_pool_add(&d->names, words.data, NULL);
    ent_buffer_clear(&words);
    return number;
}

/* ---- items ---- */

static uint64_t mix(uint64_t hash, uint64_t word) {
    uint64_t state = hash ^ word;
    return ent_random_mix(&state);
}

static uint64_t mix_text(uint64_t hash, const char *text) {
    uint64_t word = 0;
    size_t k = 0;
    for (; text && text[k]; k++) {
        word = word << 8 | (unsigned char)text[k];
        if (k % 8 == 7) hash = mix(hash, word);
    }
    return mix(mix(hash, word), k);
}

static uint64_t mix_real(uint64_t hash, double value) {
    uint64_t bits = 1;
    if (value == value) memcpy(&bits, &value, sizeof bits); /* not every NaN has the same bits */
    return mix(hash, bits);
}

static const char *document_id(const ent_graph *graph, ent_id document) {
    ent_document row;
    if (document == ENT_NONE) return "";
    ent_graph_document(graph, document, &row);
    return row.id;
}

static uint64_t rest_of(const ent_graph *graph, ent_id relation, const ent_relation *row) {
    uint64_t hash = mix_real(mix_real(1, row->weight), row->confidence);
    hash = mix_text(mix_text(hash, row->said_by), row->note);
    hash = mix_text(mix_text(hash, row->attributes), row->extra);
    for (size_t k = 0; k < row->area_count; k++) hash = mix_text(hash, ent_graph_relation_area(graph, relation, k));
    for (size_t k = 0; k < row->evidence_count; k++) {
        ent_evidence evidence;
        ent_graph_evidence(graph, row->evidence_first + (ent_id)k, &evidence);
        hash = mix_text(mix_text(hash, document_id(graph, evidence.document)), evidence.locator);
        hash = mix_text(mix_text(hash, evidence.summary), evidence.quote);
    }
    return hash;
}

static bool fill_item(ent_diffing *d, ent_diff_side *s, size_t place) {
    ent_diff_item *item = &s->items[place];
    ent_id relation = s->rows[place];
    ent_relation row;
    ent_type type;
    ent_graph_relation(s->graph, relation, &row);
    ent_graph_type(s->graph, row.type, &type);
    uint32_t a = shared_of(s, row.source);
    uint32_t b = row.target_is_relation ? number_target(d, s, row.target) : shared_of(s, row.target);
    if (b == UINT32_MAX) return false;
    /* by id: shared numbers follow the order of the data */
    bool turn = type.symmetric && !row.target_is_relation &&
                strcmp(ent_pool_text(&d->names, a), ent_pool_text(&d->names, b)) > 0;
    *item =
        (ent_diff_item){.key = {(int32_t)(turn ? b : a), (int32_t)(turn ? a : b), (int32_t)s->types[row.type], row.sign,
                                (int32_t)row.status, row.date.first, row.date.last, ent_diff_named(s->graph, relation)},
                        .rest = rest_of(s->graph, relation, &row),
                        .place = place,
                        .symmetric = type.symmetric};
    s->mate[place] = DIFF_NONE;
    return true;
}

static bool make_items(ent_diffing *d, ent_diff_side *s) {
    s->items = malloc((s->count + 1) * sizeof *s->items);
    s->mate = malloc((s->count + 1) * sizeof *s->mate);
    bool whole = s->items && s->mate;
    for (size_t i = 0; i < s->count && whole; i++) whole = fill_item(d, s, i);
    return whole;
}

/* ---- who is there, and its earliest relation ---- */

bool ent_diff_earlier(const ent_graph *graph, ent_id a, const ent_graph *other, ent_id b) {
    ent_relation x, y;
    ent_graph_relation(graph, a, &x);
    ent_graph_relation(other, b, &y);
    if (x.date.given != y.date.given) return x.date.given;
    if (x.date.first != y.date.first) return x.date.first < y.date.first;
    return strcmp(x.id, y.id) < 0;
}

static void note_first(ent_diff_side *s, uint32_t number, ent_id relation) {
    if (s->first[number] == ENT_NONE || ent_diff_earlier(s->graph, relation, s->graph, s->first[number]))
        s->first[number] = relation;
}

static bool find_present(ent_diffing *d, ent_diff_side *s) {
    const ent_id *rows;
    size_t n = d->names.count, kept = ent_selection_entities(s->selection, &rows);
    s->entity = malloc((n + 1) * sizeof *s->entity);
    s->first = malloc((n + 1) * sizeof *s->first);
    if (!s->entity || !s->first) return false;
    for (size_t k = 0; k < n; k++) s->entity[k] = s->first[k] = ENT_NONE;
    for (size_t k = 0; k < kept; k++) s->entity[s->common[rows[k]]] = rows[k];
    for (size_t i = 0; i < s->count; i++) {
        note_first(s, (uint32_t)s->items[i].key[KEY_A], s->rows[i]);
        note_first(s, (uint32_t)s->items[i].key[KEY_B], s->rows[i]);
    }
    return true;
}

ent_status ent_diff_number(ent_diffing *d, ent_error *err) {
    bool whole = true;
    for (int k = 0; k < 2 && whole; k++) whole = number_entities(d, &d->side[k]) && number_types(d, &d->side[k]);
    d->shared = d->names.count;
    for (int k = 0; k < 2 && whole; k++) {
        ent_status status = ent_monitor_tick(d->monitor, "reading relations", (uint64_t)k, 2, err);
        if (status) return status;
        whole = make_items(d, &d->side[k]);
    }
    for (int k = 0; k < 2 && whole; k++) whole = find_present(d, &d->side[k]);
    for (int k = 0; k < 3 && whole; k++)
        whole = (d->touched[k] = calloc(d->names.count + 1, sizeof *d->touched[k])) != NULL;
    d->because = malloc((d->names.count + 1) * sizeof *d->because);
    d->because_side = calloc(d->names.count + 1, sizeof *d->because_side);
    whole = whole && d->because && d->because_side;
    for (size_t k = 0; k < d->names.count && whole; k++) d->because[k] = ENT_NONE;
    return whole ? ENT_OK : ent_fail_memory(err);
}

void ent_diff_clear(ent_diffing *d) {
    for (int k = 0; k < 2; k++) {
        free(d->side[k].common);
        free(d->side[k].types);
        free(d->side[k].items);
        free(d->side[k].mate);
        free(d->side[k].entity);
        free(d->side[k].first);
    }
    for (int k = 0; k < 3; k++) free(d->touched[k]);
    free(d->because);
    free(d->because_side);
    ent_pool_clear(&d->names);
    ent_pool_clear(&d->types);
}

/* ---- mates by id ---- */

static void marry(ent_diffing *d, size_t before, size_t after) {
    d->side[0].mate[before] = after;
    d->side[1].mate[after] = before;
}

static bool same_ends(const ent_diff_item *x, const ent_diff_item *y) {
    const int32_t *p = x->key, *q = y->key;
    return (p[KEY_A] == q[KEY_A] && p[KEY_B] == q[KEY_B]) || (p[KEY_A] == q[KEY_B] && p[KEY_B] == q[KEY_A]);
}

/* Place of a relation in the ascending rows, or DIFF_NONE. */
static size_t place_of(const ent_diff_side *s, ent_id relation) {
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->rows[middle] < relation)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->count && s->rows[low] == relation ? low : DIFF_NONE;
}

static void match_ids(ent_diffing *d) {
    ent_diff_side *before = &d->side[0], *after = &d->side[1];
    for (size_t i = 0; i < before->count; i++) {
        ent_id other = before->rows[i];
        if (!d->one_graph) {
            ent_relation row;
            if (!before->items[i].key[KEY_GIVEN]) continue;
            ent_graph_relation(before->graph, before->rows[i], &row);
            other = ent_graph_find_relation(after->graph, row.id);
        }
        size_t place = other == ENT_NONE ? DIFF_NONE : place_of(after, other);
        if (place == DIFF_NONE) continue;
        if (d->one_graph || (after->items[place].key[KEY_GIVEN] && same_ends(&before->items[i], &after->items[place])))
            marry(d, i, place);
    }
}

/* ---- mates by what they have in common ---- */

/* One round: records are mates when they agree in these keys. */
typedef struct {
    ent_diff_key keys[KEYS + 1]; /* ends with KEYS */
    bool rest;                   /* and in all else */
    bool unnamed;                /* not when both have an id of their own: then they are two */
} agreement;

static const agreement rounds[] = {
    {{KEY_A, KEY_B, KEY_TYPE, KEY_SIGN, KEY_STATUS, KEY_FIRST, KEY_LAST, KEYS}, true, false},
    {{KEY_A, KEY_B, KEY_TYPE, KEY_SIGN, KEY_STATUS, KEY_FIRST, KEY_LAST, KEYS}, false, false},
    {{KEY_A, KEY_B, KEY_TYPE, KEY_SIGN, KEY_FIRST, KEY_LAST, KEYS}, false, false},
    {{KEY_A, KEY_B, KEY_TYPE, KEY_FIRST, KEY_LAST, KEYS}, false, false},
    {{KEY_A, KEY_B, KEY_TYPE, KEY_SIGN, KEY_FIRST, KEYS}, false, true},
    {{KEY_A, KEY_B, KEY_TYPE, KEY_SIGN, KEYS}, false, true},
    {{KEY_A, KEY_B, KEY_TYPE, KEYS}, false, true},
};
enum { ROUNDS = sizeof rounds / sizeof *rounds };

typedef struct {
    const agreement *round;
    const ent_diff_side *side;
} sorting;

static int agree(const agreement *round, const ent_diff_item *x, const ent_diff_item *y) {
    for (const ent_diff_key *key = round->keys; *key != KEYS; key++)
        if (x->key[*key] != y->key[*key]) return x->key[*key] < y->key[*key] ? -1 : 1;
    if (round->rest && x->rest != y->rest) return x->rest < y->rest ? -1 : 1;
    return 0;
}

/* Those that agree stand together: first those without an id, then by what tells them apart, never by their place. */
static int in_order(const void *a, const void *b, void *context) {
    const sorting *how = context;
    const ent_diff_item *x = a, *y = b;
    int order = agree(how->round, x, y);
    if (!order) order = (x->key[KEY_GIVEN] > y->key[KEY_GIVEN]) - (x->key[KEY_GIVEN] < y->key[KEY_GIVEN]);
    for (int k = KEY_TYPE; k < KEY_GIVEN && !order; k++) order = (x->key[k] > y->key[k]) - (x->key[k] < y->key[k]);
    if (!order) order = (x->rest > y->rest) - (x->rest < y->rest);
    if (order || !x->key[KEY_GIVEN]) return order ? order : (x->place > y->place) - (x->place < y->place);
    ent_relation left, right;
    ent_graph_relation(how->side->graph, how->side->rows[x->place], &left);
    ent_graph_relation(how->side->graph, how->side->rows[y->place], &right);
    return strcmp(left.id, right.id);
}

/* Those still without a mate, in *left. */
static size_t list_left(const ent_diff_side *s, ent_diff_item *left) {
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->mate[i] == DIFF_NONE) left[count++] = s->items[i];
    return count;
}

static size_t end_of_group(const agreement *round, const ent_diff_item *left, size_t from, size_t count) {
    size_t end = from + 1;
    while (end < count && agree(round, &left[from], &left[end]) == 0) end++;
    return end;
}

/* The k-th of one group with the k-th of the other. Those without ids come first, so what is left when both have one is
 * named on both sides. */
static void match_group(ent_diffing *d, const agreement *round, const ent_diff_item *x, size_t x_count,
                        const ent_diff_item *y, size_t y_count) {
    bool unnamed = round->unnamed || d->one_graph;
    for (size_t k = 0; k < x_count && k < y_count; k++) {
        if (unnamed && x[k].key[KEY_GIVEN] && y[k].key[KEY_GIVEN]) return;
        marry(d, x[k].place, y[k].place);
    }
}

static void match_round(ent_diffing *d, const agreement *round, ent_diff_item *left[2], size_t count[2]) {
    for (int k = 0; k < 2; k++) {
        count[k] = list_left(&d->side[k], left[k]);
        sorting how = {round, &d->side[k]};
        if (count[k] > 1) qsort_r(left[k], count[k], sizeof **left, in_order, &how);
    }
    for (size_t i = 0, j = 0; i < count[0] && j < count[1];) {
        int order = agree(round, &left[0][i], &left[1][j]);
        size_t i_end = order <= 0 ? end_of_group(round, left[0], i, count[0]) : i;
        size_t j_end = order >= 0 ? end_of_group(round, left[1], j, count[1]) : j;
        if (order == 0) match_group(d, round, left[0] + i, i_end - i, left[1] + j, j_end - j);
        i = i_end;
        j = j_end;
    }
}

/* ---- the last of a pair: another type ---- */

static void in_pair_order(ent_diff_item *item) {
    if (item->key[KEY_A] <= item->key[KEY_B]) return;
    int32_t a = item->key[KEY_A];
    item->key[KEY_A] = item->key[KEY_B];
    item->key[KEY_B] = a;
}

static bool one_way(const ent_diffing *d, size_t before, size_t after) {
    const ent_diff_item *x = &d->side[0].items[before], *y = &d->side[1].items[after];
    return x->symmetric || y->symmetric || x->key[KEY_A] == y->key[KEY_A];
}

static void match_last(ent_diffing *d, ent_diff_item *left[2], size_t count[2]) {
    static const agreement pair = {{KEY_A, KEY_B, KEYS}, false, true};
    for (int k = 0; k < 2; k++) {
        count[k] = list_left(&d->side[k], left[k]);
        for (size_t i = 0; i < count[k]; i++) in_pair_order(&left[k][i]);
        sorting how = {&pair, &d->side[k]};
        if (count[k] > 1) qsort_r(left[k], count[k], sizeof **left, in_order, &how);
    }
    for (size_t i = 0, j = 0; i < count[0] && j < count[1];) {
        int order = agree(&pair, &left[0][i], &left[1][j]);
        size_t i_end = order <= 0 ? end_of_group(&pair, left[0], i, count[0]) : i;
        size_t j_end = order >= 0 ? end_of_group(&pair, left[1], j, count[1]) : j;
        if (order == 0 && i_end - i == 1 && j_end - j == 1 && one_way(d, left[0][i].place, left[1][j].place))
            match_group(d, &pair, left[0] + i, 1, left[1] + j, 1);
        i = i_end;
        j = j_end;
    }
}

ent_status ent_diff_match(ent_diffing *d, ent_error *err) {
    size_t count[2] = {d->side[0].count, d->side[1].count};
    ent_diff_item *left[2] = {malloc((count[0] + 1) * sizeof **left), malloc((count[1] + 1) * sizeof **left)};
    ent_status status = left[0] && left[1] ? ENT_OK : ent_fail_memory(err);
    if (!status) match_ids(d);
    for (int k = 0; k < ROUNDS && !status; k++) {
        status = ent_monitor_tick(d->monitor, "matching relations", (uint64_t)k, ROUNDS + 1, err);
        if (!status) match_round(d, &rounds[k], left, count);
    }
    if (!status) match_last(d, left, count);
    free(left[0]);
    free(left[1]);
    return status;
}
