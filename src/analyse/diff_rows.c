/* The rows of a diff that are about entities and about relations. */
#include <stdlib.h>
#include <string.h>

#include "analyse/diff.h"

const char *const ent_diff_changes[CHANGES + 1] = {"added", "removed", "ended", "changed", "equal"};

ent_status ent_diff_begin_row(ent_diffing *d, const char *what, const char *many, const char *change, ent_error *err) {
    ent_buffer section = {0};
    ent_buffer_format(&section, "%s %s", many, change);
    ent_status status = ent_table_add_row(d->table, err);
    if (!status) status = ent_cell_buffer(d->table, SECTION, &section, err);
    if (!status) status = ent_table_set_text(d->table, WHAT, what, err);
    if (!status) status = ent_table_set_text(d->table, CHANGE, change, err);
    ent_buffer_clear(&section);
    return status;
}

const char *ent_diff_name(const ent_diffing *d, uint32_t number) {
    for (int k = 1; k >= 0; k--) {
        ent_id entity = d->side[k].entity[number];
        ent_entity row;
        if (entity == ENT_NONE) continue;
        ent_graph_entity(d->side[k].graph, entity, &row);
        return row.name;
    }
    return "a relation";
}

/* The earliest relation stands for all that changed at an entity. */
static void touch_end(ent_diffing *d, uint32_t end, int side, ent_id relation, int which) {
    d->touched[which][end]++;
    ent_id other = d->because[end];
    bool first = other == ENT_NONE ||
                 ent_diff_earlier(d->side[side].graph, relation, d->side[d->because_side[end]].graph, other);
    if (!first) return;
    d->because[end] = relation;
    d->because_side[end] = (uint8_t)side;
}

void ent_diff_touch(ent_diffing *d, int side, size_t place, int which) {
    const ent_diff_item *item = &d->side[side].items[place];
    uint32_t a = (uint32_t)item->key[KEY_A], b = (uint32_t)item->key[KEY_B];
    touch_end(d, a, side, d->side[side].rows[place], which);
    if (b != a) touch_end(d, b, side, d->side[side].rows[place], which);
}

/* ---- entities ---- */

/* A row to come, and what it is sorted by. */
typedef struct {
    ent_diff_change change;
    const char *id, *other, *type, *relation;
    uint32_t fields;
    size_t before, after; /* places, or entities */
} row;

static int by_id(const void *a, const void *b) {
    const row *x = a, *y = b;
    if (x->change != y->change) return x->change < y->change ? -1 : 1;
    int order = strcmp(x->id, y->id);
    if (!order) order = strcmp(x->other, y->other);
    if (!order) order = strcmp(x->type, y->type);
    return order ? order : strcmp(x->relation, y->relation);
}

typedef struct {
    row *items;
    size_t count, capacity;
} rows;

static ent_status keep(rows *list, row one, ent_error *err) {
    if (!ent_grow(&list->items, &list->capacity, list->count, sizeof *list->items)) return ent_fail_memory(err);
    list->items[list->count++] = one;
    return ENT_OK;
}

static ent_status compare_entity(ent_diffing *d, uint32_t number, rows *list, ent_error *err) {
    ent_id before = d->side[0].entity[number], after = d->side[1].entity[number];
    row one = {.id = ent_pool_text(&d->names, number),
               .other = "",
               .type = "",
               .relation = "",
               .before = before,
               .after = after};
    if (before == ENT_NONE && after == ENT_NONE) return ENT_OK;
    if (before == ENT_NONE || after == ENT_NONE)
        one.change = before == ENT_NONE ? CHANGE_ADDED : CHANGE_REMOVED;
    else if ((one.fields = ent_diff_entity_fields(d, before, after)) != 0)
        one.change = CHANGE_CHANGED;
    else
        one.change = CHANGES;
    d->entities[one.change]++;
    return one.change == CHANGES ? ENT_OK : keep(list, one, err);
}

/* What bears it out that an entity is there: the earliest of its relations. */
static ent_status cite_first(ent_diffing *d, const ent_diff_side *s, ent_id entity, ent_error *err) {
    const ent_relation_cells cells = {SIZE_MAX, SIZE_MAX, SIZE_MAX, DATE,     SIZE_MAX, SIZE_MAX,
                                      RELATION, SIZE_MAX, SIZE_MAX, EVIDENCE, SOURCE};
    ent_id first = s->first[s->common[entity]];
    return first == ENT_NONE ? ENT_OK : ent_cite_relation(d->table, &cells, s->graph, first, err);
}

static ent_status write_entity(ent_diffing *d, const row *one, ent_error *err) {
    const ent_diff_side *s = &d->side[one->change != CHANGE_REMOVED];
    ent_id shown = (ent_id)(one->change == CHANGE_REMOVED ? one->before : one->after);
    ent_entity entity;
    ent_kind kind;
    ent_graph_entity(s->graph, shown, &entity);
    ent_graph_kind(s->graph, entity.kind, &kind);
    ent_status status = ent_diff_begin_row(d, "entity", "entities", ent_diff_changes[one->change], err);
    if (!status) status = ent_table_set_text(d->table, ENTITY, entity.name, err);
    if (!status) status = ent_table_set_text(d->table, KIND, kind.label, err);
    if (!status) status = ent_table_set_text(d->table, ENTITY_ID, entity.id, err);
    if (!status && one->change == CHANGE_CHANGED)
        status = ent_diff_say_entity(d, one->fields, (ent_id)one->before, (ent_id)one->after, err);
    return status ? status : cite_first(d, s, shown, err);
}

static ent_status write_rows(ent_diffing *d, rows *list, const char *stage,
                             ent_status (*write)(ent_diffing *, const row *, ent_error *), ent_error *err) {
    ent_status status = ENT_OK;
    if (list->count > 1) qsort(list->items, list->count, sizeof *list->items, by_id);
    for (size_t i = 0; i < list->count && !status; i++) {
        if (i % 4096 == 0) status = ent_monitor_tick(d->monitor, stage, i, list->count, err);
        if (!status) status = write(d, &list->items[i], err);
    }
    return status;
}

ent_status ent_diff_entities(ent_diffing *d, ent_error *err) {
    rows list = {0};
    ent_status status = ENT_OK;
    for (size_t k = 0; k < d->shared && !status; k++) status = compare_entity(d, (uint32_t)k, &list, err);
    if (!status) status = write_rows(d, &list, "listing entities", write_entity, err);
    free(list.items);
    return status;
}

/* ---- relations ---- */

/* The record that another side has of a relation though its selection does not: of the same id and ends. */
static ent_id counterpart(const ent_diffing *d, int side, size_t place) {
    const ent_diff_side *s = &d->side[side], *other = &d->side[!side];
    ent_relation x, y;
    if (d->one_graph) return s->rows[place];
    if (!s->items[place].key[KEY_GIVEN]) return ENT_NONE;
    ent_graph_relation(s->graph, s->rows[place], &x);
    ent_id found = ent_graph_find_relation(other->graph, x.id);
    if (found == ENT_NONE || ent_selection_has(other->selection, found) || !ent_diff_named(other->graph, found))
        return ENT_NONE;
    ent_graph_relation(other->graph, found, &y);
    if (x.target_is_relation || y.target_is_relation) return ENT_NONE;
    uint32_t a = s->common[x.source], b = s->common[x.target];
    uint32_t p = other->common[y.source], q = other->common[y.target];
    return (a == p && b == q) || (a == q && b == p) ? found : ENT_NONE;
}

static row relation_row(const ent_diffing *d, int side, size_t place) {
    const ent_diff_side *s = &d->side[side];
    const int32_t *key = s->items[place].key;
    ent_relation relation;
    ent_graph_relation(s->graph, s->rows[place], &relation);
    return (row){.id = ent_pool_text(&d->names, key[KEY_A]),
                 .other = ent_pool_text(&d->names, key[KEY_B]),
                 .type = ent_pool_text(&d->types, key[KEY_TYPE]),
                 .relation = relation.id,
                 .before = side == 0 ? place : s->mate[place],
                 .after = side == 1 ? place : s->mate[place]};
}

static ent_status compare_pair(ent_diffing *d, size_t before, rows *list, ent_error *err) {
    const ent_diff_side *x = &d->side[0], *y = &d->side[1];
    size_t after = x->mate[before];
    uint32_t fields = ent_diff_relation_fields(d, x->rows[before], y->rows[after]);
    if (!fields) {
        d->relations[CHANGES]++;
        return ENT_OK;
    }
    row one = relation_row(d, 1, after);
    bool ended = !d->one_graph && ent_diff_ended(x->graph, x->rows[before], y->graph, y->rows[after]);
    one.change = ended ? CHANGE_ENDED : CHANGE_CHANGED;
    one.fields = fields;
    ent_diff_touch(d, 1, after, 2);
    return keep(list, one, err);
}

static ent_status take_single(ent_diffing *d, int side, size_t place, rows *list, ent_error *err) {
    const ent_diff_side *s = &d->side[side];
    row one = relation_row(d, side, place);
    one.change = side ? CHANGE_ADDED : CHANGE_REMOVED;
    ent_id other = counterpart(d, side, place);
    if (other != ENT_NONE && !side && ent_diff_ended(s->graph, s->rows[place], d->side[1].graph, other))
        one.change = CHANGE_ENDED;
    ent_diff_touch(d, side, place, !side);
    return keep(list, one, err);
}

static ent_status set_ends(ent_diffing *d, const ent_diff_side *s, ent_id number, ent_error *err) {
    ent_relation relation;
    ent_buffer target = {0};
    ent_graph_relation(s->graph, number, &relation);
    ent_status status = ent_table_set_text(d->table, FROM, ent_shown_name(s->selection, relation.source), err);
    if (!status) status = ent_table_set_text(d->table, FROM_ID, ent_shown_id(s->selection, relation.source), err);
    if (status) return status;
    if (!relation.target_is_relation) {
        status = ent_table_set_text(d->table, TO, ent_shown_name(s->selection, relation.target), err);
        return status ? status : ent_table_set_text(d->table, TO_ID, ent_shown_id(s->selection, relation.target), err);
    }
    ent_relation aimed;
    ent_graph_relation(s->graph, relation.target, &aimed);
    ent_buffer_format(&target, "relation %s", aimed.id);
    status = ent_table_set_text(d->table, TO_ID, aimed.id, err);
    if (!status) status = ent_cell_buffer(d->table, TO, &target, err);
    ent_buffer_clear(&target);
    return status;
}

/* Why a record that the other side has as well is not among those compared. */
static ent_status say_left_out(ent_diffing *d, int side, size_t place, ent_error *err) {
    const ent_diff_side *s = &d->side[side];
    ent_id other = counterpart(d, side, place);
    if (other == ENT_NONE || d->one_graph) return ENT_OK;
    ent_id pair[2] = {side ? other : s->rows[place], side ? s->rows[place] : other};
    uint32_t fields = ent_diff_relation_fields(d, pair[0], pair[1]);
    return fields ? ent_diff_say_relation(d, fields, pair[0], pair[1], err) : ENT_OK;
}

static ent_status write_relation(ent_diffing *d, const row *one, ent_error *err) {
    const ent_relation_cells cells = {TYPE,     SIGN,    STATUS, DATE,     CONFIDENCE, AREAS,
                                      RELATION, SAID_BY, NOTE,   EVIDENCE, SOURCE};
    int side = one->after != DIFF_NONE;
    const ent_diff_side *s = &d->side[side];
    size_t place = side ? one->after : one->before;
    d->relations[one->change]++;
    ent_status status = ent_diff_begin_row(d, "relation", "relations", ent_diff_changes[one->change], err);
    if (!status) status = set_ends(d, s, s->rows[place], err);
    if (!status) status = ent_cite_relation(d->table, &cells, s->graph, s->rows[place], err);
    if (status) return status;
    if (one->before != DIFF_NONE && one->after != DIFF_NONE)
        return ent_diff_say_relation(d, one->fields, d->side[0].rows[one->before], d->side[1].rows[one->after], err);
    return say_left_out(d, side, place, err);
}

ent_status ent_diff_relations(ent_diffing *d, ent_error *err) {
    rows list = {0};
    ent_status status = ENT_OK;
    for (size_t i = 0; i < d->side[0].count && !status; i++) {
        if (i % 65536 == 0) status = ent_monitor_tick(d->monitor, "comparing relations", i, d->side[0].count, err);
        if (status) break;
        status = d->side[0].mate[i] == DIFF_NONE ? take_single(d, 0, i, &list, err) : compare_pair(d, i, &list, err);
    }
    for (size_t i = 0; i < d->side[1].count && !status; i++)
        if (d->side[1].mate[i] == DIFF_NONE) status = take_single(d, 1, i, &list, err);
    if (!status) status = write_rows(d, &list, "listing relations", write_relation, err);
    free(list.items);
    return status;
}
