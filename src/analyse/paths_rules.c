/* The conditions of `paths`: names to marks on vertices and edges. */
#include "analyse/paths_rules.h"
#include "model/vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is at hand while the names are resolved. */
typedef struct {
    const ent_view *view;
    const ent_graph *graph;
    const ent_path_lists *lists;
    const ent_path_ends *ends;
    ent_path_rules *rules;
    int things;
} maker;

long ent_station_of(const ent_view *view, ent_id entity) {
    long vertex = ent_view_vertex_of(view, entity);
    ent_entity e;
    ent_graph_entity(ent_selection_graph(ent_view_selection(view)), entity, &e);
    for (size_t v = ent_view_vertices(view); vertex < 0 && v-- > 0;) {
        ent_vertex area;
        ent_view_vertex(view, v, &area);
        if (area.kind != ENT_VERTEX_AREA) break; /* areas are the last vertices */
        if (strcmp(area.id, e.id) == 0 || strcmp(area.name, e.name) == 0 || strcmp(area.name, e.id) == 0)
            vertex = (long)v;
    }
    return vertex;
}

/* Room for one more thing to be met: its bit, or 0 when there are too many. */
static uint16_t next_thing(maker *m, ent_error *err) {
    if (m->things == ENT_MOST_THINGS) {
        ent_fail(err, ENT_USAGE, "a path can be asked to lead through %d things at most", ENT_MOST_THINGS);
        ent_hint(err, "split the question: a path through all of them is made of paths through some");
        return 0;
    }
    uint16_t bit = (uint16_t)(1u << m->things++);
    m->rules->all |= bit;
    return bit;
}

static ent_status unknown(const char *option, const char *what, const char *name, const char *near, ent_error *err) {
    ent_fail(err, ENT_USAGE, "--%s: no %s is called '%s'", option, what, name);
    return near ? ent_hint(err, "did you mean '%s'?", near)
                : ent_hint(err, "`entente vocabulary` lists the types, with --kinds the kinds");
}

static bool is_end(const maker *m, long vertex) {
    return vertex == m->ends->from || vertex == m->ends->to;
}

/* ---- entities ------------------------------------------------------------------------------------------------------------- */

static ent_status avoid_entity(maker *m, const char *name, ent_error *err) {
    ent_id entity;
    ent_status status = ent_graph_find_entity(m->graph, name, &entity, err);
    long vertex = status ? -1 : ent_station_of(m->view, entity);
    if (status || vertex < 0) return status;
    if (is_end(m, vertex))
        return ent_fail(err, ENT_USAGE, "a path from '%s' to '%s' cannot avoid '%s'", m->ends->from_name,
                        m->ends->to_name, name);
    m->rules->avoid[vertex] = 1;
    return ENT_OK;
}

static ent_status through_entity(maker *m, char *name, ent_error *err) {
    ent_id entity;
    ent_status status = ent_graph_find_entity(m->graph, name, &entity, err);
    if (status) return status;
    long vertex = ent_station_of(m->view, entity);
    if (vertex < 0) {
        m->rules->unmet = name;
        return ENT_OK;
    }
    if (m->rules->avoid && m->rules->avoid[vertex]) {
        ent_fail(err, ENT_USAGE, "a path cannot lead through '%s' and avoid it", name);
        return ent_hint(err, "take it out of --through, or out of --avoid and --avoid-kind");
    }
    if (m->rules->at_vertex[vertex]) return ENT_OK; /* named twice */
    m->rules->at_vertex[vertex] = next_thing(m, err);
    return m->rules->at_vertex[vertex] ? ENT_OK : ENT_USAGE;
}

/* ---- kinds ------------------------------------------------------------------------------------------------------------------- */

static bool is_of_kind(const maker *m, size_t v, const char *kind) {
    ent_vertex vertex;
    ent_view_vertex(m->view, v, &vertex);
    return strcmp(ent_vertex_kind_word(m->view, &vertex), kind) == 0;
}

/* The name that a kind goes by; also "relation" and "area", which stand between entities without being one. */
static ent_status kind_name(const maker *m, const char *option, const char *word, const char **name, ent_error *err) {
    const ent_vocabulary *vocabulary = ent_graph_vocabulary(m->graph);
    long index;
    ent_kind kind;
    ent_status status = ent_vocabulary_look_up(vocabulary, false, word, &index, err);
    if (status) return status;
    *name = word;
    if (strcmp(word, "relation") == 0 || strcmp(word, "area") == 0) return ENT_OK;
    for (size_t i = 0; index < 0 && i < ent_graph_kinds(m->graph); i++) {
        ent_graph_kind(m->graph, (uint32_t)i, &kind);
        if (strcmp(kind.name, word) == 0) return ENT_OK;
    }
    if (index < 0) return unknown(option, "kind of entity", word, ent_vocabulary_nearest_kind(vocabulary, word), err);
    ent_vocabulary_kind(vocabulary, (size_t)index, &kind);
    *name = kind.name;
    return ENT_OK;
}

static ent_status avoid_kind(maker *m, const char *word, ent_error *err) {
    const char *name;
    ent_status status = kind_name(m, "avoid-kind", word, &name, err);
    for (size_t v = 0; !status && v < ent_view_vertices(m->view); v++)
        if (!is_end(m, (long)v) && is_of_kind(m, v, name)) m->rules->avoid[v] = 1;
    return status;
}

static ent_status through_kind(maker *m, const char *word, ent_error *err) {
    const char *name;
    ent_status status = kind_name(m, "through-kind", word, &name, err);
    if (status) return status;
    uint16_t bit = next_thing(m, err);
    if (!bit) return ENT_USAGE;
    for (size_t v = 0; v < ent_view_vertices(m->view); v++)
        if (!is_end(m, (long)v) && is_of_kind(m, v, name)) m->rules->at_vertex[v] |= bit;
    return ENT_OK;
}

/* ---- types ------------------------------------------------------------------------------------------------------------------- */

static ent_status type_index(const maker *m, const char *option, const char *word, uint32_t *out, ent_error *err) {
    const ent_vocabulary *vocabulary = ent_graph_vocabulary(m->graph);
    long index;
    ent_status status = ent_vocabulary_look_up(vocabulary, true, word, &index, err);
    if (status) return status;
    for (size_t i = 0; index < 0 && i < ent_graph_types(m->graph); i++) {
        ent_type type;
        ent_graph_type(m->graph, (uint32_t)i, &type);
        if (strcmp(type.name, word) == 0) index = (long)i;
    }
    if (index < 0) return unknown(option, "type of relation", word, ent_vocabulary_nearest_type(vocabulary, word), err);
    *out = (uint32_t)index;
    return ENT_OK;
}

static ent_status avoid_type(maker *m, const char *word, ent_error *err) {
    uint32_t type;
    ent_status status = type_index(m, "avoid-type", word, &type, err);
    if (!status) m->rules->type_avoided[type] = 1;
    return status;
}

static uint32_t type_of(const maker *m, ent_id r) {
    ent_relation relation;
    ent_graph_relation(m->graph, r, &relation);
    return relation.type;
}

static ent_status through_type(maker *m, const char *word, ent_error *err) {
    uint32_t type;
    ent_status status = type_index(m, "through-type", word, &type, err);
    if (status) return status;
    if (m->rules->type_avoided && m->rules->type_avoided[type])
        return ent_fail(err, ENT_USAGE, "a path cannot lead through a relation of type '%s' and avoid them all", word);
    uint16_t bit = next_thing(m, err);
    for (size_t e = 0; bit && e < ent_view_edges(m->view); e++) {
        const ent_id *rows;
        size_t count = ent_view_edge_relations(m->view, e, &rows);
        for (size_t i = 0; i < count; i++)
            if (type_of(m, rows[i]) == type) m->rules->at_edge[e] |= bit;
    }
    return bit ? ENT_OK : ENT_USAGE;
}

/* A hop whose only relations are of an avoided type is closed. */
static void close_edges(const maker *m) {
    for (size_t e = 0; e < ent_view_edges(m->view); e++) {
        const ent_id *rows;
        size_t count = ent_view_edge_relations(m->view, e, &rows), avoided = 0;
        for (size_t i = 0; i < count; i++) avoided += m->rules->type_avoided[type_of(m, rows[i])];
        m->rules->closed[e] = avoided == count;
    }
}

/* ---- all of them -------------------------------------------------------------------------------------------------------------- */

static bool make_room(maker *m) {
    const ent_path_lists *l = m->lists;
    ent_path_rules *r = m->rules;
    size_t n = ent_view_vertices(m->view) + 1, edges = ent_view_edges(m->view) + 1;
    bool ok = true;
    if (l->avoid.count + l->avoid_kinds.count) ok = (r->avoid = calloc(n, 1)) != NULL;
    if (ok && l->through.count + l->through_kinds.count) ok = (r->at_vertex = calloc(n, sizeof *r->at_vertex)) != NULL;
    if (ok && l->through_types.count) ok = (r->at_edge = calloc(edges, sizeof *r->at_edge)) != NULL;
    if (!ok || !l->avoid_types.count) return ok;
    r->closed = calloc(edges, 1);
    r->type_avoided = calloc(ent_graph_types(m->graph) + 1, 1);
    return r->closed && r->type_avoided;
}

ent_status ent_path_rules_make(const ent_view *view, const ent_path_lists *l, const ent_path_ends *ends,
                               ent_path_rules *out, ent_error *err) {
    maker m = {view, ent_selection_graph(ent_view_selection(view)), l, ends, out, 0};
    *out = (ent_path_rules){0};
    ent_status status = make_room(&m) ? ENT_OK : ent_fail_memory(err);
    for (size_t i = 0; i < l->avoid.count && !status; i++) status = avoid_entity(&m, l->avoid.items[i], err);
    for (size_t i = 0; i < l->avoid_kinds.count && !status; i++) status = avoid_kind(&m, l->avoid_kinds.items[i], err);
    for (size_t i = 0; i < l->avoid_types.count && !status; i++) status = avoid_type(&m, l->avoid_types.items[i], err);
    for (size_t i = 0; i < l->through.count && !status; i++) status = through_entity(&m, l->through.items[i], err);
    for (size_t i = 0; i < l->through_kinds.count && !status; i++)
        status = through_kind(&m, l->through_kinds.items[i], err);
    for (size_t i = 0; i < l->through_types.count && !status; i++)
        status = through_type(&m, l->through_types.items[i], err);
    if (!status && out->closed) close_edges(&m);
    if (status) ent_path_rules_clear(out);
    return status;
}

void ent_path_rules_clear(ent_path_rules *rules) {
    free(rules->avoid);
    free(rules->closed);
    free(rules->at_vertex);
    free(rules->at_edge);
    free(rules->type_avoided);
    *rules = (ent_path_rules){0};
}

/* ---- what a hop is worth ------------------------------------------------------------------------------------------------------ */

bool ent_rules_quote(const ent_path_rules *rules, const ent_graph *graph, ent_id r) {
    ent_relation relation;
    if (!rules->type_avoided) return true;
    ent_graph_relation(graph, r, &relation);
    return !rules->type_avoided[relation.type];
}

ent_reading ent_hop_reading(const ent_path_rules *rules, const ent_view *view, size_t edge) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(view));
    const ent_id *rows;
    size_t count = ent_view_edge_relations(view, edge, &rows);
    bool positive = false, negative = false;
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        if (!ent_rules_quote(rules, graph, rows[i])) continue;
        ent_graph_relation(graph, rows[i], &relation);
        positive = positive || relation.sign > 0;
        negative = negative || relation.sign < 0;
    }
    if (positive && negative) return ENT_READS_MIXED;
    return positive ? ENT_READS_POSITIVE : negative ? ENT_READS_NEGATIVE : ENT_READS_NONE;
}

double ent_hop_confidence(const ent_path_rules *rules, const ent_view *view, size_t edge) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(view));
    const ent_id *rows;
    size_t count = ent_view_edge_relations(view, edge, &rows);
    double best = 0;
    for (size_t i = 0; i < count; i++) {
        ent_relation relation;
        if (!ent_rules_quote(rules, graph, rows[i])) continue;
        ent_graph_relation(graph, rows[i], &relation);
        double confidence = isnan(relation.confidence) ? ENT_DEFAULT_CONFIDENCE : relation.confidence;
        if (confidence > best) best = confidence;
    }
    return best;
}
