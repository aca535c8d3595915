/* Ties: pairs of entities with a sign, compared as sets. */
#include <stdlib.h>
#include <string.h>

#include "analyse/diff.h"

/* One relation as a tie; those of one pair and sign are one tie. */
typedef struct {
    uint32_t low, high;
    int sign;
    size_t place;
} tie;

static int by_pair(const tie *x, const tie *y) {
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    return (x->high > y->high) - (x->high < y->high);
}

static int by_tie(const void *a, const void *b) {
    const tie *x = a, *y = b;
    int order = by_pair(x, y);
    if (!order) order = (x->sign < y->sign) - (x->sign > y->sign); /* positive first */
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static tie *list_ties(const ent_diffing *d, const ent_diff_side *s) {
    bool ordered = d->asked.view.directed || d->asked.view.direction == ENT_DIRECTION_DIRECTED;
    tie *ties = malloc((s->count + 1) * sizeof *ties);
    for (size_t i = 0; i < s->count && ties; i++) {
        const ent_diff_item *item = &s->items[i];
        uint32_t a = (uint32_t)item->key[KEY_A], b = (uint32_t)item->key[KEY_B];
        /* a symmetric type has its ends in order anyhow */
        bool turn = !ordered && strcmp(ent_pool_text(&d->names, a), ent_pool_text(&d->names, b)) > 0;
        ties[i] = (tie){turn ? b : a, turn ? a : b, item->key[KEY_SIGN], i};
    }
    if (ties && s->count > 1) qsort(ties, s->count, sizeof *ties, by_tie);
    return ties;
}

/* ---- rows ---- */

/* A row to come: a stretch of relations on either side. */
typedef struct {
    ent_diff_change change;
    const char *low, *high;
    const tie *from[2];
    size_t count[2];
} tie_row;

typedef struct {
    tie_row *items;
    size_t count, capacity;
} tie_rows;

static int by_names(const void *a, const void *b) {
    const tie_row *x = a, *y = b;
    if (x->change != y->change) return x->change < y->change ? -1 : 1;
    int order = strcmp(x->low, y->low);
    if (!order) order = strcmp(x->high, y->high);
    int left = x->from[1] ? x->from[1]->sign : x->from[0]->sign;
    int right = y->from[1] ? y->from[1]->sign : y->from[0]->sign;
    return order ? order : (left < right) - (left > right);
}

/* Evidence and ids of all relations of the tie, by date. */
static ent_status cite_tie(ent_diffing *d, const ent_diff_side *s, const tie *ties, size_t count, ent_error *err) {
    ent_id *relations = malloc((count + 1) * sizeof *relations);
    ent_buffer words[3] = {{0}};
    static const size_t columns[3] = {RELATION, EVIDENCE, SOURCE};
    if (!relations) return ent_fail_memory(err);
    for (size_t k = 0; k < count; k++) relations[k] = s->rows[ties[k].place];
    ent_sort_by_date(s->graph, relations, count);
    for (size_t k = 0; k < count; k++) {
        ent_relation row;
        ent_graph_relation(s->graph, relations[k], &row);
        ent_buffer_format(&words[0], "%s%s", k ? " " : "", row.id);
        for (int w = 1; w < 3; w++) {
            ent_buffer one = {0};
            (w == 1 ? ent_say_evidence : ent_say_sources)(s->graph, relations[k], &one);
            if (one.length) ent_buffer_format(&words[w], "%s%s", words[w].length ? " / " : "", one.data);
            words[w].failed |= one.failed;
            ent_buffer_clear(&one);
        }
    }
    ent_status status = ENT_OK;
    for (int w = 0; w < 3; w++) {
        if (!status) status = ent_cell_buffer(d->table, columns[w], &words[w], err);
        ent_buffer_clear(&words[w]);
    }
    free(relations);
    return status;
}

static ent_status say_signs(ent_diffing *d, const tie_row *one, ent_error *err) {
    ent_status status = ENT_OK;
    if (!one->from[0] || !one->from[1]) return ENT_OK;
    for (int k = 0; k < 2 && !status; k++) {
        ent_buffer words = {0};
        ent_buffer_format(&words, "sign %s", ent_sign_word(one->from[k]->sign));
        status = ent_cell_buffer(d->table, k ? AFTER : BEFORE, &words, err);
    }
    return status ? status : ent_table_set_text(d->table, CHANGED, "sign", err);
}

/* An id that is told; a relation that is targeted has none on both sides. */
static ent_status set_end(ent_diffing *d, size_t name, size_t id, uint32_t number, ent_error *err) {
    ent_status status = ent_table_set_text(d->table, name, ent_diff_name(d, number), err);
    return status || number >= d->shared ? status
                                         : ent_table_set_text(d->table, id, ent_pool_text(&d->names, number), err);
}

static ent_status write_tie(ent_diffing *d, const tie_row *one, ent_error *err) {
    int side = one->from[1] != NULL;
    const tie *first = one->from[side];
    ent_status status = ent_diff_begin_row(d, "tie", "ties", ent_diff_changes[one->change], err);
    if (!status) status = set_end(d, FROM, FROM_ID, first->low, err);
    if (!status) status = set_end(d, TO, TO_ID, first->high, err);
    if (!status) status = ent_table_set_text(d->table, SIGN, ent_sign_word(first->sign), err);
    if (!status) status = say_signs(d, one, err);
    return status ? status : cite_tie(d, &d->side[side], first, one->count[side], err);
}

/* ---- comparing ---- */

typedef struct {
    ent_diffing *d;
    tie *ties[2];
    tie_rows list;
    bool rows;
} comparison;

/* The stretch of ties of the same pair (or of the same pair and sign) that begins at `from`. */
static size_t stretch(const tie *ties, size_t from, size_t count, bool same_sign) {
    size_t end = from + 1;
    while (end < count && by_pair(&ties[from], &ties[end]) == 0 && (!same_sign || ties[from].sign == ties[end].sign))
        end++;
    return end;
}

/* Signs of one pair that the other side does not have, at most three of them. */
static int only_here(const tie *here, size_t count, const tie *there, size_t others, const tie *out[3],
                     size_t sizes[3]) {
    int found = 0;
    for (size_t i = 0; i < count;) {
        size_t end = stretch(here, i, count, true);
        bool shared = false;
        for (size_t j = 0; j < others && !shared; j = stretch(there, j, others, true))
            shared = there[j].sign == here[i].sign;
        if (!shared && found < 3) {
            out[found] = here + i;
            sizes[found++] = end - i;
        }
        i = end;
    }
    return found;
}

static ent_status keep_tie(comparison *c, const tie *before, size_t many, const tie *after, size_t more,
                           ent_error *err) {
    const tie *shown = after ? after : before;
    if (!shown) return ENT_OK;
    tie_row one = {before && after ? CHANGE_CHANGED
                   : after         ? CHANGE_ADDED
                                   : CHANGE_REMOVED,
                   ent_pool_text(&c->d->names, shown->low),
                   ent_pool_text(&c->d->names, shown->high),
                   {before, after},
                   {many, more}};
    c->d->ties[one.change]++;
    if (!c->rows) return ENT_OK;
    static const int touched[CHANGES] = {0, 1, 1, 2};
    ent_diff_touch(c->d, after != NULL, shown->place, touched[one.change]);
    if (!ent_grow(&c->list.items, &c->list.capacity, c->list.count, sizeof *c->list.items)) return ent_fail_memory(err);
    c->list.items[c->list.count++] = one;
    return ENT_OK;
}

/* One pair: what it has on one side only; a sign here and another there are one change. */
static ent_status compare_pair(comparison *c, const tie *x, size_t x_count, const tie *y, size_t y_count,
                               ent_error *err) {
    const tie *gone[3], *come[3];
    size_t many[3], more[3], kinds = 0;
    int lost = only_here(x, x_count, y, y_count, gone, many), won = only_here(y, y_count, x, x_count, come, more);
    for (size_t i = 0; i < x_count; i = stretch(x, i, x_count, true)) kinds++;
    c->d->ties[CHANGES] += kinds - (size_t)lost;
    ent_status status = ENT_OK;
    for (int k = 0; (k < lost || k < won) && !status; k++)
        status = keep_tie(c, k < lost ? gone[k] : NULL, k < lost ? many[k] : 0, k < won ? come[k] : NULL,
                          k < won ? more[k] : 0, err);
    return status;
}

static ent_status compare(comparison *c, ent_error *err) {
    size_t count[2] = {c->d->side[0].count, c->d->side[1].count};
    ent_status status = ENT_OK;
    for (size_t i = 0, j = 0; (i < count[0] || j < count[1]) && !status;) {
        const tie *x = c->ties[0] + i, *y = c->ties[1] + j;
        int order = i == count[0] ? 1 : j == count[1] ? -1 : by_pair(x, y);
        size_t x_end = order <= 0 ? stretch(c->ties[0], i, count[0], false) : i;
        size_t y_end = order >= 0 ? stretch(c->ties[1], j, count[1], false) : j;
        status = compare_pair(c, x, x_end - i, y, y_end - j, err);
        i = x_end;
        j = y_end;
    }
    return status;
}

ent_status ent_diff_ties(ent_diffing *d, bool with_rows, ent_error *err) {
    comparison c = {.d = d, .ties = {list_ties(d, &d->side[0]), list_ties(d, &d->side[1])}, .rows = with_rows};
    ent_status status = c.ties[0] && c.ties[1] ? ENT_OK : ent_fail_memory(err);
    if (!status) status = ent_monitor_tick(d->monitor, "comparing ties", 0, 0, err);
    if (!status) status = compare(&c, err);
    if (c.list.count > 1) qsort(c.list.items, c.list.count, sizeof *c.list.items, by_names);
    for (size_t i = 0; i < c.list.count && !status; i++) {
        if (i % 4096 == 0) status = ent_monitor_tick(d->monitor, "listing ties", i, c.list.count, err);
        if (!status) status = write_tie(d, &c.list.items[i], err);
    }
    free(c.list.items);
    free(c.ties[0]);
    free(c.ties[1]);
    return status;
}
