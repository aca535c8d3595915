/* The notes that every result carries: a number without its basis is not an answer. */
#include "analyse/common.h"
#include "model/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void ent_say_count(ent_buffer *out, size_t count, const char *one, const char *many) {
    ent_buffer_format(out, "%zu %s", count, count == 1 ? one : many);
}

static ent_status buffer_status(const ent_buffer *words, ent_error *err) {
    return words->failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_note_buffer(ent_table *table, ent_buffer *words, ent_error *err) {
    ent_status status = buffer_status(words, err);
    if (!status && words->length) status = ent_table_note(table, err, "%s", words->data);
    ent_buffer_clear(words);
    return status;
}

ent_status ent_title_buffer(ent_table *table, ent_buffer *words, ent_error *err) {
    ent_status status = buffer_status(words, err);
    if (!status && words->length) status = ent_table_set_title(table, words->data, err);
    ent_buffer_clear(words);
    return status;
}

ent_status ent_cell_buffer(ent_table *table, size_t column, ent_buffer *words, ent_error *err) {
    ent_status status = buffer_status(words, err);
    if (!status && words->length) status = ent_table_set_text(table, column, words->data, err);
    ent_buffer_clear(words);
    return status;
}

size_t ent_count_columns(const ent_column *columns) {
    size_t count = 0;
    while (columns[count].name) count++;
    return count;
}

/* A part of a list: ", " between, `opening` before the first. */
static void next_part(ent_buffer *out, const char *opening) {
    ent_buffer_text(out, out->length ? ", " : opening);
}

/* Entities that are seen as the country they stand for. */
static size_t lifted_entities(const ent_selection *selection) {
    size_t count = 0, total = ent_graph_entities(ent_selection_graph(selection));
    for (size_t e = 0; e < total; e++) count += ent_selection_stand_in(selection, (ent_id)e) != (ent_id)e;
    return count;
}

static void say_selection_losses(const ent_selection *selection, ent_buffer *out) {
    size_t entities = ent_selection_entities_left_out(selection);
    if (entities) {
        next_part(out, "left out: ");
        ent_say_count(out, entities, "entity", "entities");
        ent_buffer_text(out, " without a selected relation (--isolates keeps them)");
    }
    for (int reason = 0; reason < ENT_LEFT_COUNT; reason++) {
        size_t count = ent_selection_left_out(selection, (ent_left_out)reason);
        if (!count) continue;
        next_part(out, "left out: ");
        ent_say_count(out, count, "relation", "relations");
        ent_buffer_format(out, " (%s)", ent_left_out_words((ent_left_out)reason));
    }
}

enum { NAMED_PAIRS = 5 };

static void say_pair(ent_buffer *out, const ent_selection *selection, size_t k) {
    ent_id ends[2];
    ent_entity a, b;
    ent_selection_ambivalent_dyad(selection, k, &ends[0], &ends[1]);
    ent_graph_entity(ent_selection_graph(selection), ends[0], &a);
    ent_graph_entity(ent_selection_graph(selection), ends[1], &b);
    ent_buffer_format(out, "%s%s - %s", k ? "; " : "", a.name, b.name);
}

static ent_status note_ambivalent(ent_table *table, const ent_selection *selection, ent_error *err) {
    ent_buffer words = {0};
    size_t folded = lifted_entities(selection);
    if (folded) ent_say_count(&words, folded, "entity stands for its country", "entities stand for their countries");
    ent_status status = ent_note_buffer(table, &words, err);
    if (status) return status;
    size_t dyads = ent_selection_ambivalent_dyads(selection);
    if (dyads) {
        ent_say_count(&words, dyads, "pair is", "pairs are");
        ent_buffer_text(&words, " ambivalent, positive and negative at once: ");
        for (size_t k = 0; k < dyads && k < NAMED_PAIRS; k++) say_pair(&words, selection, k);
        if (dyads > NAMED_PAIRS) ent_buffer_format(&words, " and %zu more", dyads - NAMED_PAIRS);
    }
    return ent_note_buffer(table, &words, err);
}

static void say_vertices(const ent_view *view, ent_buffer *out) {
    size_t relations = ent_view_vertices_of(view, ENT_VERTEX_RELATION);
    size_t areas = ent_view_vertices_of(view, ENT_VERTEX_AREA);
    ent_say_count(out, ent_view_vertices_of(view, ENT_VERTEX_ENTITY), "entity", "entities");
    if (relations) {
        ent_buffer_text(out, ", ");
        ent_say_count(out, relations, "targeted relation", "targeted relations");
    }
    if (areas) {
        ent_buffer_text(out, ", ");
        ent_say_count(out, areas, "area", "areas");
    }
}

static void say_basis(const ent_view *view, ent_buffer *out) {
    const ent_view_options *made = ent_view_made_with(view);
    say_vertices(view, out);
    ent_buffer_text(out, " and ");
    ent_say_count(out, ent_view_edges(view), "edge", "edges");
    ent_buffer_text(out, " from ");
    ent_say_count(out, ent_view_relations(view), "relation", "relations");
    ent_buffer_format(out, "; %s, parallel relations %s, %s", ent_view_directed(view) ? "directed" : "undirected",
                      made->parallel == ENT_PARALLEL_KEEP ? "kept" : "merged",
                      ent_weighting_words((ent_weighting)made->weighting));
    if (ent_view_loops(view)) {
        ent_buffer_text(out, ", ");
        ent_say_count(out, ent_view_loops(view), "edge from an entity to itself", "edges from an entity to itself");
    }
}

ent_status ent_note_view(ent_table *table, const ent_view *view, ent_error *err) {
    ent_buffer words = {0};
    say_basis(view, &words);
    ent_status status = ent_note_buffer(table, &words, err);
    if (status) return status;
    say_selection_losses(ent_view_selection(view), &words);
    if (ent_view_structural_left_out(view)) {
        next_part(&words, "left out: ");
        ent_say_count(&words, ent_view_structural_left_out(view), "structural relation", "structural relations");
    }
    if (ent_view_weightless_left_out(view)) {
        next_part(&words, "left out: ");
        ent_say_count(&words, ent_view_weightless_left_out(view), "relation of weight 0", "relations of weight 0");
    }
    status = ent_note_buffer(table, &words, err);
    return status ? status : note_ambivalent(table, ent_view_selection(view), err);
}

ent_status ent_note_selection(ent_table *table, const ent_selection *selection, ent_error *err) {
    const ent_id *rows;
    ent_buffer words = {0};
    ent_say_count(&words, ent_selection_entities(selection, &rows), "entity", "entities");
    ent_buffer_text(&words, " and ");
    ent_say_count(&words, ent_selection_relations(selection, &rows), "relation", "relations");
    ent_buffer_text(&words, " selected");
    ent_status status = ent_note_buffer(table, &words, err);
    if (status) return status;
    say_selection_losses(selection, &words);
    status = ent_note_buffer(table, &words, err);
    return status ? status : note_ambivalent(table, selection, err);
}

static size_t count_negative(const ent_selection *selection) {
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows), negative = 0;
    const ent_graph *graph = ent_selection_graph(selection);
    for (size_t i = 0; i < count; i++) negative += ent_graph_sign_of(graph, rows[i]) < 0;
    return negative;
}

/* An analyst who reads betweenness off a graph with enemies in it should know that enmity counted as a tie. */
ent_status ent_note_signs_ignored(ent_table *table, const ent_selection *selection, ent_error *err) {
    const ent_id *rows;
    ent_buffer words = {0};
    size_t count = ent_selection_relations(selection, &rows), negative = count_negative(selection);
    if (!negative) return ENT_OK;
    ent_buffer_text(&words, "signs are not looked at: ");
    ent_say_count(&words, negative, "negative relation counts as a tie", "negative relations count as ties");
    if (negative < count) ent_buffer_text(&words, " (--sign positive leaves them out)");
    return ent_note_buffer(table, &words, err);
}

ent_status ent_refuse_mixed_intensity(const ent_selection *selection, int weighting, const char *what, ent_error *err) {
    const ent_id *rows;
    if (weighting != ENT_WEIGHTING_INTENSITY) return ENT_OK;
    size_t count = ent_selection_relations(selection, &rows), negative = count_negative(selection);
    if (!negative || negative == count) return ENT_OK;
    ent_status status =
        ent_fail(err, ENT_USAGE, "%s would add the intensities of negative relations to those of others", what);
    ent_hint(err, "take one sign with --sign positive or --sign negative, another --weight, or a measure that looks at "
                  "signs: pn, signed-degree, signed-eigenvector");
    return status;
}

ent_status ent_note_seed(ent_table *table, int64_t seed, ent_error *err) {
    return ent_table_note(table, err, "random numbers from --seed %lld", (long long)seed);
}

/* ---- vertices ---- */

const char *ent_vertex_kind_word(const ent_view *view, const ent_vertex *vertex) {
    const ent_graph *graph = ent_selection_graph(ent_view_selection(view));
    ent_entity entity;
    ent_kind kind;
    if (vertex->kind == ENT_VERTEX_RELATION) return "relation";
    if (vertex->kind == ENT_VERTEX_AREA) return "area";
    ent_graph_entity(graph, vertex->index, &entity);
    ent_graph_kind(graph, entity.kind, &kind);
    return kind.name;
}

/* pow(10, exponent), which is the slower way to those that are exact. */
static double power_of_ten(double exponent) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const size_t count = sizeof powers / sizeof *powers;
    return exponent >= 0 && exponent < (double)count ? powers[(size_t)exponent] : pow(10, exponent);
}

double ent_ten_digits(double value) {
    if (value == 0 || !isfinite(value)) return isnan(value) ? -INFINITY : value;
    if (fabs(value) < 1e10 && value == (double)(int64_t)value) return value;
    double unit = power_of_ten(9 - floor(log10(fabs(value))));
    return isfinite(unit) ? round(value * unit) / unit : value; /* the smallest numbers have fewer digits */
}

/* A vertex and what it is ranked by; `opening` are the first bytes of the id as a number, which tell most ids apart. */
typedef struct {
    size_t vertex;
    double key;
    uint64_t opening;
    const char *id;
} ranked;

static uint64_t opening_of(const char *id) {
    uint64_t opening = 0;
    for (size_t k = 0; k < sizeof opening; k++) {
        opening = opening << 8 | (unsigned char)*id;
        id += *id != '\0';
    }
    return opening;
}

static int by_key(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->key != y->key) return x->key > y->key ? -1 : 1;
    if (x->opening != y->opening) return x->opening < y->opening ? -1 : 1;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->vertex < y->vertex ? -1 : x->vertex > y->vertex);
}

/* Those whose key is above `above` (NaN: all), in order. */
static ent_status rank(const ent_view *view, const double *key, double above, size_t **out, size_t *found,
                       ent_error *err) {
    size_t n = ent_view_vertices(view), count = 0;
    ranked *places = malloc((n + 1) * sizeof *places);
    size_t *order = malloc((n + 1) * sizeof *order);
    for (size_t v = 0; v < n && places; v++) {
        ent_vertex vertex;
        if (key[v] <= above) continue;
        ent_view_vertex(view, v, &vertex);
        places[count++] = (ranked){v, ent_ten_digits(key[v]), opening_of(vertex.id), vertex.id};
    }
    if (places && count > 1) qsort(places, count, sizeof *places, by_key);
    for (size_t k = 0; k < count && places && order; k++) order[k] = places[k].vertex;
    bool failed = !places || !order;
    free(places);
    if (failed) free(order);
    if (failed) return ent_fail_memory(err);
    *out = order;
    *found = count;
    return ENT_OK;
}

ent_status ent_rank_vertices(const ent_view *view, const double *key, size_t **out, ent_error *err) {
    size_t found;
    return rank(view, key, NAN, out, &found, err);
}

ent_status ent_rank_positive(const ent_view *view, const double *key, size_t **out, size_t *count, ent_error *err) {
    return rank(view, key, 0, out, count, err);
}

ent_status ent_vertices_by_id(const ent_view *view, int32_t **vertex, int32_t **place, ent_error *err) {
    size_t n = ent_view_vertices(view), *order = NULL;
    double *equal = calloc(n + 1, sizeof *equal);
    *vertex = malloc((n + 1) * sizeof **vertex);
    *place = malloc((n + 1) * sizeof **place);
    bool room = equal && *vertex && *place;
    ent_status status = room ? ent_rank_vertices(view, equal, &order, err) : ent_fail_memory(err);
    for (size_t k = 0; k < n && !status; k++) {
        (*vertex)[k] = (int32_t)order[k];
        (*place)[order[k]] = (int32_t)k;
    }
    free(order);
    free(equal);
    return status;
}

int ent_compare_vertices(const ent_view *view, int32_t a, int32_t b) {
    ent_vertex x, y;
    ent_view_vertex(view, (size_t)a, &x);
    ent_view_vertex(view, (size_t)b, &y);
    int order = strcmp(x.id, y.id);
    return order ? order : (a > b) - (a < b);
}
