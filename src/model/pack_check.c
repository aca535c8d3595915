/* model/pack_check.c - whether the numbers of a packed graph name what is there; see pack.h. */
#include "model/pack.h"

static bool all_below(const uint32_t *column, size_t count, uint64_t limit) {
    uint32_t largest = 0;
    for (size_t i = 0; i < count; i++) largest = column[i] > largest ? column[i] : largest;
    return !count || !column || largest < limit;
}

static bool small_columns_fit(const ent_graph *g) {
    const ent_relation_columns *r = &g->r;
    bool fits = true;
    for (size_t k = 0; k < r->count; k++)
        fits &= r->type[k] < g->type_count && r->status[k] < ENT_RELATION_STATUS_COUNT && r->sign[k] >= -1 &&
                r->sign[k] <= 1;
    return fits;
}

static bool ends_fit(const ent_graph *g) {
    const ent_relation_columns *r = &g->r;
    const uint32_t entities = (uint32_t)g->entity_ids.count, relations = (uint32_t)r->count;
    bool fits = all_below(r->source, r->count, entities);
    for (size_t k = 0; k < r->count; k++)
        fits &= r->target[k] < (r->flags[k] & ENT_FLAG_TARGET_IS_RELATION ? relations : entities);
    return fits;
}

static bool evidence_fits(const ent_graph *g) {
    const uint32_t *first = g->r.evidence;
    bool ascending = first[0] == 0 && first[g->r.count] == g->evidence.count;
    for (size_t k = 0; k < g->r.count; k++) ascending &= first[k] <= first[k + 1];
    return ascending;
}

/* The bytes of truth values, which must not be looked at as such before. */
static bool dates_fit(const ent_graph *g) {
    bool fits = true;
    for (size_t i = 0; i < g->date_texts.count; i++) {
        const unsigned char *bytes = (const unsigned char *)&g->dates[i];
        fits &= bytes[offsetof(ent_date, given)] <= 1 && bytes[offsetof(ent_date, interval)] <= 1 &&
                bytes[offsetof(ent_date, uncertain)] <= 1 && bytes[offsetof(ent_date, approximate)] <= 1;
    }
    return fits;
}

static bool areas_fit(const ent_graph *g) {
    bool fits = all_below(g->area_words, g->area_word_count, g->words.count);
    for (size_t i = 0; i < g->area_keys.count; i++)
        fits &= (uint64_t)g->area_sets[i].first + g->area_sets[i].count <= g->area_word_count;
    return fits;
}

static bool span_fits(ent_text_span span, size_t step, size_t count) {
    return !span.count || (uint64_t)span.first + (uint64_t)span.count * step <= count;
}

static bool entities_fit(const ent_graph *g) {
    bool fits = true;
    for (size_t e = 0; e < g->entity_ids.count; e++) {
        const ent_entity_row *row = &g->entities[e];
        fits &= row->kind < g->kind_count && span_fits(row->names, 2, g->list_count) &&
                span_fits(row->identifiers, 2, g->list_count) && span_fits(row->aliases, 1, g->list_count);
    }
    return fits;
}

/* A node leads to an earlier one, so every walk ends. */
static bool names_fit(const ent_graph *g) {
    const ent_name_index *names = &g->names;
    bool fits = all_below(names->head, names->names.count, (uint64_t)names->node_count + 1);
    for (size_t i = 0; i < names->node_count; i++)
        fits &= names->nodes[i].next <= i && names->nodes[i].entity < g->entity_ids.count;
    for (size_t i = 0; i < names->names.count; i++) fits &= names->head[i] > 0;
    return fits;
}

const char *ent_pack_contradiction(const ent_graph *g) {
    const size_t entities = g->entity_ids.count;
    if (!small_columns_fit(g)) return "a relation has a type, status or sign that there is not";
    if (!ends_fit(g)) return "a relation has an end that there is not";
    if (!all_below(g->r.date, g->r.count, (uint64_t)g->date_texts.count + 1)) return "a date is not there";
    if (!evidence_fits(g)) return "the evidence does not belong to the relations";
    if (g->r.areas && !all_below(g->r.areas, g->r.count, (uint64_t)g->area_keys.count + 1))
        return "an area is not there";
    if (!dates_fit(g) || !areas_fit(g)) return "dates or areas make no sense";
    if (!entities_fit(g) || !names_fit(g)) return "an entity or a name makes no sense";
    if (!all_below(g->lifted, entities, entities)) return "an entity stands for one that there is not";
    return NULL;
}
