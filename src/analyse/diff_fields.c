/* What two records that are the same one say differently, and the words for it. */
#include <math.h>
#include <string.h>

#include "analyse/diff.h"

/* One record on its side. */
typedef struct {
    const ent_selection *selection;
    const ent_graph *graph;
    ent_id number;
    ent_relation relation;
    ent_entity entity;
} record;

static record relation_of(const ent_selection *selection, ent_id number) {
    record r = {.selection = selection, .graph = ent_selection_graph(selection), .number = number};
    ent_graph_relation(r.graph, number, &r.relation);
    return r;
}

static record entity_of(const ent_selection *selection, ent_id number) {
    record r = {.selection = selection, .graph = ent_selection_graph(selection), .number = number};
    ent_graph_entity(r.graph, number, &r.entity);
    return r;
}

static bool other_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") != 0;
}

static bool other_number(double a, double b) {
    return isnan(a) || isnan(b) ? isnan(a) != isnan(b) : a != b;
}

/* ---- relations ---- */

static ent_type type_of(const record *r) {
    ent_type type;
    ent_graph_type(r->graph, r->relation.type, &type);
    return type;
}

/* Only mates by id can have their ends the other way round. */
static bool other_direction(const record *x, const record *y) {
    if (type_of(x).symmetric && type_of(y).symmetric) return false;
    if (x->relation.target_is_relation || y->relation.target_is_relation) return false;
    if (type_of(x).symmetric != type_of(y).symmetric) return false; /* the type says so */
    return other_text(ent_shown_id(x->selection, x->relation.source), ent_shown_id(y->selection, y->relation.source));
}

static void say_direction(const record *r, ent_buffer *out) {
    ent_buffer_format(out, "from %s", ent_shown_name(r->selection, r->relation.source));
}

static bool other_type(const record *x, const record *y) {
    return other_text(type_of(x).name, type_of(y).name);
}

static void say_type(const record *r, ent_buffer *out) {
    ent_buffer_text(out, type_of(r).label);
}

static bool other_sign(const record *x, const record *y) {
    return x->relation.sign != y->relation.sign;
}

static void say_sign(const record *r, ent_buffer *out) {
    ent_buffer_text(out, ent_sign_word(r->relation.sign));
}

static bool other_status(const record *x, const record *y) {
    return x->relation.status != y->relation.status;
}

static void say_status(const record *r, ent_buffer *out) {
    ent_buffer_text(out, ent_relation_status_name(r->relation.status));
}

/* Two ways to write the same days are the same date. */
static bool other_date(const record *x, const record *y) {
    const ent_date *a = &x->relation.date, *b = &y->relation.date;
    return a->given != b->given || a->first != b->first || a->last != b->last || a->uncertain != b->uncertain ||
           a->approximate != b->approximate;
}

static void say_date(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->relation.date_text);
}

static bool other_confidence(const record *x, const record *y) {
    return other_number(x->relation.confidence, y->relation.confidence);
}

static void say_number(double value, ent_buffer *out) {
    if (!isnan(value)) ent_buffer_double(out, value);
}

static void say_confidence(const record *r, ent_buffer *out) {
    say_number(r->relation.confidence, out);
}

static bool other_weight(const record *x, const record *y) {
    return other_number(x->relation.weight, y->relation.weight);
}

static void say_weight(const record *r, ent_buffer *out) {
    say_number(r->relation.weight, out);
}

static bool other_areas(const record *x, const record *y) {
    if (x->relation.area_count != y->relation.area_count) return true;
    for (size_t k = 0; k < x->relation.area_count; k++)
        if (other_text(ent_graph_relation_area(x->graph, x->number, k),
                       ent_graph_relation_area(y->graph, y->number, k)))
            return true;
    return false;
}

static void say_areas(const record *r, ent_buffer *out) {
    ent_say_areas(r->graph, r->number, out);
}

static bool other_speaker(const record *x, const record *y) {
    return other_text(x->relation.said_by, y->relation.said_by);
}

static void say_speaker(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->relation.said_by);
}

static bool other_note(const record *x, const record *y) {
    return other_text(x->relation.note, y->relation.note);
}

static void say_note(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->relation.note);
}

static const char *document_of(const record *r, const ent_evidence *evidence) {
    ent_document document;
    if (evidence->document == ENT_NONE) return "";
    ent_graph_document(r->graph, evidence->document, &document);
    return document.id;
}

static bool other_evidence(const record *x, const record *y) {
    if (x->relation.evidence_count != y->relation.evidence_count) return true;
    for (size_t k = 0; k < x->relation.evidence_count; k++) {
        ent_evidence a, b;
        ent_graph_evidence(x->graph, x->relation.evidence_first + (ent_id)k, &a);
        ent_graph_evidence(y->graph, y->relation.evidence_first + (ent_id)k, &b);
        if (other_text(document_of(x, &a), document_of(y, &b)) || other_text(a.locator, b.locator) ||
            other_text(a.summary, b.summary) || other_text(a.quote, b.quote))
            return true;
    }
    return false;
}

static void say_evidence(const record *r, ent_buffer *out) {
    size_t start = out->length;
    ent_say_evidence(r->graph, r->number, out);
    if (out->length == start) ent_say_sources(r->graph, r->number, out);
}

static bool other_attributes(const record *x, const record *y) {
    return other_text(x->relation.attributes, y->relation.attributes) ||
           other_text(x->relation.extra, y->relation.extra);
}

static void say_attributes(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->relation.attributes);
    ent_buffer_text(out, r->relation.extra);
}

/* ---- entities ---- */

static const char *kind_of(const record *r) {
    ent_kind kind;
    ent_graph_kind(r->graph, r->entity.kind, &kind);
    return kind.name;
}

static bool other_kind(const record *x, const record *y) {
    return other_text(kind_of(x), kind_of(y));
}

static void say_kind(const record *r, ent_buffer *out) {
    ent_buffer_text(out, kind_of(r));
}

static bool other_name(const record *x, const record *y) {
    return other_text(x->entity.name, y->entity.name);
}

static void say_name(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->entity.name);
}

static bool other_short_name(const record *x, const record *y) {
    return other_text(x->entity.short_name, y->entity.short_name);
}

static void say_short_name(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->entity.short_name);
}

static bool other_role(const record *x, const record *y) {
    return other_text(x->entity.role, y->entity.role);
}

static void say_role(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->entity.role);
}

typedef ent_pair getter(const ent_graph *graph, ent_id entity, size_t k);

static ent_pair alias_of(const ent_graph *graph, ent_id entity, size_t k) {
    return (ent_pair){"", ent_graph_entity_alias(graph, entity, k)};
}

static bool other_pairs(const record *x, const record *y, size_t count, size_t other, getter *get) {
    if (count != other) return true;
    for (size_t k = 0; k < count; k++) {
        ent_pair a = get(x->graph, x->number, k), b = get(y->graph, y->number, k);
        if (other_text(a.key, b.key) || other_text(a.value, b.value)) return true;
    }
    return false;
}

static void say_pairs(const record *r, size_t count, getter *get, ent_buffer *out) {
    for (size_t k = 0; k < count; k++) {
        ent_pair pair = get(r->graph, r->number, k);
        ent_buffer_format(out, "%s%s%s%s", k ? ", " : "", pair.key, pair.key[0] ? " " : "", pair.value);
    }
}

static bool other_names(const record *x, const record *y) {
    return other_pairs(x, y, x->entity.name_count, y->entity.name_count, ent_graph_entity_name);
}

static void say_names(const record *r, ent_buffer *out) {
    say_pairs(r, r->entity.name_count, ent_graph_entity_name, out);
}

static bool other_aliases(const record *x, const record *y) {
    return other_pairs(x, y, x->entity.alias_count, y->entity.alias_count, alias_of);
}

static void say_aliases(const record *r, ent_buffer *out) {
    say_pairs(r, r->entity.alias_count, alias_of, out);
}

static bool other_identifiers(const record *x, const record *y) {
    return other_pairs(x, y, x->entity.identifier_count, y->entity.identifier_count, ent_graph_entity_identifier);
}

static void say_identifiers(const record *r, ent_buffer *out) {
    say_pairs(r, r->entity.identifier_count, ent_graph_entity_identifier, out);
}

static bool other_properties(const record *x, const record *y) {
    return other_text(x->entity.attributes, y->entity.attributes) || other_text(x->entity.extra, y->entity.extra);
}

static void say_properties(const record *r, ent_buffer *out) {
    ent_buffer_text(out, r->entity.attributes);
    ent_buffer_text(out, r->entity.extra);
}

/* ---- the fields as tables ---- */

typedef struct {
    const char *name;
    bool (*differs)(const record *before, const record *after);
    void (*say)(const record *r, ent_buffer *out);
    bool dated; /* another record of the same graph that carries on has its own */
} field;

static const field relation_fields[DIFF_RELATION_FIELDS] = {
    {"type", other_type, say_type, false},
    {"direction", other_direction, say_direction, false},
    {"sign", other_sign, say_sign, false},
    {"status", other_status, say_status, false},
    {"date", other_date, say_date, true},
    {"confidence", other_confidence, say_confidence, false},
    {"weight", other_weight, say_weight, false},
    {"areas", other_areas, say_areas, false},
    {"said_by", other_speaker, say_speaker, true},
    {"note", other_note, say_note, true},
    {"evidence", other_evidence, say_evidence, true},
    {"attributes", other_attributes, say_attributes, true},
};

static const field entity_fields[DIFF_ENTITY_FIELDS] = {
    {"kind", other_kind, say_kind, false},
    {"name", other_name, say_name, false},
    {"short_name", other_short_name, say_short_name, false},
    {"role", other_role, say_role, false},
    {"names", other_names, say_names, false},
    {"aliases", other_aliases, say_aliases, false},
    {"identifiers", other_identifiers, say_identifiers, false},
    {"attributes", other_properties, say_properties, false},
};

static uint32_t compare(const field *fields, int count, bool one_graph, const record *x, const record *y) {
    uint32_t found = 0;
    for (int k = 0; k < count; k++)
        if (!(one_graph && fields[k].dated) && fields[k].differs(x, y)) found |= UINT32_C(1) << k;
    return found;
}

uint32_t ent_diff_relation_fields(const ent_diffing *d, ent_id before, ent_id after) {
    if (d->one_graph && before == after) return 0;
    record x = relation_of(d->side[0].selection, before), y = relation_of(d->side[1].selection, after);
    return compare(relation_fields, DIFF_RELATION_FIELDS, d->one_graph, &x, &y);
}

uint32_t ent_diff_entity_fields(const ent_diffing *d, ent_id before, ent_id after) {
    if (d->one_graph && before == after) return 0;
    record x = entity_of(d->side[0].selection, before), y = entity_of(d->side[1].selection, after);
    return compare(entity_fields, DIFF_ENTITY_FIELDS, false, &x, &y);
}

bool ent_diff_ended(const ent_graph *before, ent_id old, const ent_graph *after, ent_id now) {
    ent_relation x, y;
    ent_graph_relation(before, old, &x);
    ent_graph_relation(after, now, &y);
    if (before == after && old == now) return y.status == ENT_ENDED || (y.date.interval && y.date.last != ENT_DAY_MAX);
    if (y.status == ENT_ENDED && x.status != ENT_ENDED) return true;
    bool open = !x.date.given || x.date.last == ENT_DAY_MAX;
    return open && y.date.interval && y.date.last != ENT_DAY_MAX;
}

/* ---- words ---- */

/* "sign positive; status asserted" of one side. */
static ent_status say_side(ent_table *table, size_t column, const field *fields, int count, uint32_t which,
                           const record *r, ent_error *err) {
    ent_buffer words = {0};
    for (int k = 0; k < count; k++) {
        if (!(which >> k & 1)) continue;
        ent_buffer_format(&words, "%s%s ", words.length ? "; " : "", fields[k].name);
        size_t start = words.length;
        fields[k].say(r, &words);
        if (words.length == start) ent_buffer_text(&words, "not given");
    }
    return ent_cell_buffer(table, column, &words, err);
}

static ent_status say_all(ent_table *table, const field *fields, int count, uint32_t which, const record *x,
                          const record *y, ent_error *err) {
    ent_buffer words = {0};
    for (int k = 0; k < count; k++)
        if (which >> k & 1) ent_buffer_format(&words, "%s%s", words.length ? ", " : "", fields[k].name);
    ent_status status = ent_cell_buffer(table, CHANGED, &words, err);
    if (!status) status = say_side(table, BEFORE, fields, count, which, x, err);
    return status ? status : say_side(table, AFTER, fields, count, which, y, err);
}

ent_status ent_diff_say_relation(ent_diffing *d, uint32_t fields, ent_id before, ent_id after, ent_error *err) {
    record x = relation_of(d->side[0].selection, before), y = relation_of(d->side[1].selection, after);
    return say_all(d->table, relation_fields, DIFF_RELATION_FIELDS, fields, &x, &y, err);
}

ent_status ent_diff_say_entity(ent_diffing *d, uint32_t fields, ent_id before, ent_id after, ent_error *err) {
    record x = entity_of(d->side[0].selection, before), y = entity_of(d->side[1].selection, after);
    return say_all(d->table, entity_fields, DIFF_ENTITY_FIELDS, fields, &x, &y, err);
}
