/* Similarity of vertices by the neighbours they share, counted over the compressed adjacency. */
#include "analyse/similar_measures.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

const char *const ent_along_names[] = {"all", "out", "in", NULL}; /* in the order of ent_along */

/* ---- the measures --------------------------------------------------------------------------------------------------------- */

static double jaccard(const ent_likeness *l) {
    return (double)l->shared / (double)(l->own + l->other - l->shared);
}

static double cosine(const ent_likeness *l) {
    return l->product / sqrt(l->own_square * l->other_square);
}

/* A neighbour that is shared has two neighbours at least, so its logarithm is above 0. */
static double adamic_adar(const ent_likeness *l) {
    double sum = 0;
    for (size_t i = l->shared; i-- > 0;) sum += 1 / log(l->spread[i]);
    return sum;
}

static double resource_allocation(const ent_likeness *l) {
    double sum = 0;
    for (size_t i = l->shared; i-- > 0;) sum += 1 / l->spread[i];
    return sum;
}

static double overlap(const ent_likeness *l) {
    return (double)l->shared / (double)(l->own < l->other ? l->own : l->other);
}

static double common(const ent_likeness *l) {
    return (double)l->shared;
}

#define JACCARD_TERM                                                                                                   \
    {                                                                                                                  \
        "jaccard", "the neighbours that both have, as a share of those that either has",                               \
            "J(a, b) = |N(a) and N(b)| / |N(a) or N(b)|", "Jaccard 1901", "O(m log n)"                                 \
    }
#define COSINE_TERM                                                                                                    \
    {                                                                                                                  \
        "cosine",                                                                                                      \
            "the cosine of the angle between two rows of the matrix of strengths; unweighted, the shared "             \
            "neighbours over the geometric mean of the two numbers of neighbours",                                     \
            "C(a, b) = sum of s(a, w) s(b, w) / sqrt(sum of s(a, w)^2 * sum of s(b, w)^2)", "Salton and McGill 1983",  \
            "O(m log n)"                                                                                               \
    }
#define ADAMIC_ADAR_TERM                                                                                               \
    {                                                                                                                  \
        "adamic-adar", "the shared neighbours, each counting for more the fewer neighbours it has itself",             \
            "A(a, b) = sum over shared w of 1 / log |N(w)|, natural logarithm", "Adamic and Adar 2003", "O(m log n)"   \
    }
#define RESOURCE_TERM                                                                                                  \
    {                                                                                                                  \
        "resource-allocation",                                                                                         \
            "what reaches the one when the other gives a unit to each neighbour, and these share it among theirs",     \
            "R(a, b) = sum over shared w of 1 / |N(w)|", "Zhou, Lue and Zhang 2009", "O(m log n)"                      \
    }
#define OVERLAP_TERM                                                                                                   \
    {                                                                                                                  \
        "overlap", "the shared neighbours as a share of the neighbours of the one who has fewer",                      \
            "O(a, b) = |N(a) and N(b)| / min(|N(a)|, |N(b)|)", "Szymkiewicz 1934; Simpson 1943", "O(m log n)"          \
    }
#define COMMON_TERM                                                                                                    \
    { "common-neighbours", "the number of shared neighbours", "|N(a) and N(b)|", "Newman 2001", "O(m log n)" }

const ent_similarity ent_similarities[] = {
    {JACCARD_TERM, "shared neighbours over those of either, 0 to 1", jaccard},
    {COSINE_TERM, "cosine of the rows of strengths, 0 to 1", cosine},
    {ADAMIC_ADAR_TERM, "sum of 1 / log of the shared neighbours' neighbours", adamic_adar},
    {RESOURCE_TERM, "sum of 1 / the shared neighbours' neighbours", resource_allocation},
    {OVERLAP_TERM, "shared neighbours over those of the one who has fewer, 0 to 1", overlap},
    {COMMON_TERM, "number of shared neighbours", common},
    {{NULL, NULL, NULL, NULL, NULL}, NULL, NULL},
};

const char *const ent_similarity_names[] = {
    "jaccard", "cosine", "adamic-adar", "resource-allocation", "overlap", "common-neighbours", NULL};
const ent_term ent_similarity_terms[] = {JACCARD_TERM,
                                         COSINE_TERM,
                                         ADAMIC_ADAR_TERM,
                                         RESOURCE_TERM,
                                         OVERLAP_TERM,
                                         COMMON_TERM,
                                         {NULL, NULL, NULL, NULL, NULL}};

/* ---- neighbours ----------------------------------------------------------------------------------------------------------- */

void ent_rings_clear(ent_rings *rings) {
    free(rings->first);
    free(rings->to);
    free(rings->strength);
    *rings = (ent_rings){0};
}

/* A list of arcs being read. */
typedef struct {
    const ent_adjacency *arcs;
    int32_t at, end;
} reader;

static int32_t ahead(const reader *r) {
    return r->at < r->end ? r->arcs->to[r->at] : INT32_MAX;
}

/* The neighbours of v from one or two ascending lists, each once, strengths of both directions added. */
static void fill_ring(ent_rings *rings, int32_t v, reader *lists, const ent_view *view) {
    const double *strength = ent_view_strengths(view);
    uint32_t at = rings->first[v];
    for (;;) {
        int32_t next = ahead(&lists[0]) < ahead(&lists[1]) ? ahead(&lists[0]) : ahead(&lists[1]);
        double sum = 0;
        if (next == INT32_MAX) break;
        for (int k = 0; k < 2; k++)
            while (ahead(&lists[k]) == next) sum += strength[lists[k].arcs->edge[lists[k].at++]];
        if (next == v) continue;
        rings->to[at] = next;
        rings->strength[at++] = ent_view_weighted(view) ? sum : 1;
    }
    rings->first[v + 1] = at;
}

ent_status ent_rings_make(const ent_view *view, ent_along along, ent_rings *out, ent_error *err) {
    ent_adjacency arcs[2] = {ent_view_out(view), ent_view_in(view)};
    bool directed = ent_view_directed(view);
    bool use[2] = {!directed || along != ENT_ALONG_IN, directed && along != ENT_ALONG_OUT};
    ent_rings rings = {.n = ent_view_vertices(view)};
    size_t most = 2 * ent_view_edges(view) + 1;
    rings.first = calloc(rings.n + 1, sizeof *rings.first);
    rings.to = malloc(most * sizeof *rings.to);
    rings.strength = malloc(most * sizeof *rings.strength);
    if (!rings.first || !rings.to || !rings.strength) {
        ent_rings_clear(&rings);
        return ent_fail_memory(err);
    }
    for (int32_t v = 0; v < (int32_t)rings.n; v++) {
        reader lists[2];
        for (int k = 0; k < 2; k++)
            lists[k] = (reader){&arcs[k], use[k] ? arcs[k].offsets[v] : 0, use[k] ? arcs[k].offsets[v + 1] : 0};
        fill_ring(&rings, v, lists, view);
    }
    *out = rings;
    return ENT_OK;
}

static size_t ring_size(const ent_rings *rings, int32_t v) {
    return rings->first[v + 1] - rings->first[v];
}

/* ---- who shares a neighbour ------------------------------------------------------------------------------------------------ */

typedef struct {
    ent_rings own, back; /* neighbours, and who has one for a neighbour */
    int32_t vertex;
    double own_square;
    double *mine;           /* strength of the tie between the vertex and each of its neighbours, else -1 */
    double *spread, *terms; /* of one candidate's shared neighbours */
    uint8_t *met;
} search;

static void search_clear(search *s) {
    ent_rings_clear(&s->own);
    ent_rings_clear(&s->back);
    free(s->mine);
    free(s->spread);
    free(s->terms);
    free(s->met);
}

static ent_status search_init(search *s, const ent_view *view, ent_along along, ent_error *err) {
    static const ent_along reverse[] = {ENT_ALONG_ALL, ENT_ALONG_IN, ENT_ALONG_OUT};
    size_t n = ent_view_vertices(view);
    ent_status status = ent_rings_make(view, along, &s->own, err);
    if (!status) status = ent_rings_make(view, reverse[along], &s->back, err);
    if (status) return status;
    s->mine = malloc((n + 1) * sizeof *s->mine);
    s->spread = malloc((n + 1) * sizeof *s->spread);
    s->terms = malloc((n + 1) * sizeof *s->terms);
    s->met = calloc(n + 1, 1);
    if (!s->mine || !s->spread || !s->terms || !s->met) return ent_fail_memory(err);
    for (size_t v = 0; v < n; v++) s->mine[v] = -1;
    for (uint32_t i = s->own.first[s->vertex]; i < s->own.first[s->vertex + 1]; i++)
        s->mine[s->own.to[i]] = s->own.strength[i];
    return ENT_OK;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double sorted_sum(double *terms, size_t count) {
    double sum = 0;
    if (count > 1) qsort(terms, count, sizeof *terms, ascending);
    for (size_t i = 0; i < count; i++) sum += terms[i];
    return sum;
}

static double squares(search *s, int32_t v) {
    size_t count = 0;
    for (uint32_t i = s->own.first[v]; i < s->own.first[v + 1]; i++)
        s->terms[count++] = s->own.strength[i] * s->own.strength[i];
    return sorted_sum(s->terms, count);
}

static ent_similar compare(search *s, int32_t v) {
    ent_similar found = {.vertex = v};
    ent_likeness l = {.own = ring_size(&s->own, s->vertex), .other = ring_size(&s->own, v), .spread = s->spread};
    l.own_square = s->own_square;
    l.other_square = squares(s, v);
    for (uint32_t i = s->own.first[v]; i < s->own.first[v + 1]; i++) {
        int32_t w = s->own.to[i];
        if (s->mine[w] < 0) continue;
        s->terms[l.shared] = s->mine[w] * s->own.strength[i];
        s->spread[l.shared++] = (double)ring_size(&s->back, w);
    }
    l.product = sorted_sum(s->terms, l.shared);
    if (l.shared > 1) qsort(s->spread, l.shared, sizeof *s->spread, ascending);
    found.shared = l.shared;
    for (size_t k = 0; k < ENT_SIMILARITIES; k++) found.scores[k] = ent_similarities[k].score(&l);
    return found;
}

/* Mark all who have a neighbour of the vertex for a neighbour. */
static size_t meet(search *s) {
    size_t count = 0;
    for (uint32_t i = s->own.first[s->vertex]; i < s->own.first[s->vertex + 1]; i++) {
        int32_t w = s->own.to[i];
        for (uint32_t k = s->back.first[w]; k < s->back.first[w + 1]; k++) {
            int32_t v = s->back.to[k];
            if (v == s->vertex || s->met[v]) continue;
            s->met[v] = 1;
            count++;
        }
    }
    return count;
}

ent_status ent_similar_find(const ent_view *view, ent_along along, int32_t vertex, const ent_monitor *monitor,
                            ent_similar **out, size_t *count, ent_error *err) {
    search s = {.vertex = vertex};
    ent_similar *found = NULL;
    size_t met = 0, at = 0;
    ent_status status = search_init(&s, view, along, err);
    if (!status) {
        met = meet(&s);
        s.own_square = squares(&s, vertex);
        found = malloc((met + 1) * sizeof *found);
        if (!found) status = ent_fail_memory(err);
    }
    if (!status) status = ent_monitor_tick(monitor, "comparing neighbours", 0, met, err);
    for (int32_t v = 0; at < met && !status; v++) {
        if (!s.met[v]) continue;
        found[at++] = compare(&s, v);
        if (at % 4096 == 0) status = ent_monitor_tick(monitor, "comparing neighbours", at, met, err);
    }
    search_clear(&s);
    if (status) {
        free(found);
        return status;
    }
    *out = found;
    *count = met;
    return ENT_OK;
}

/* ---- relations between two vertices ---------------------------------------------------------------------------------------- */

static bool keep_tie(ent_relating *relating, ent_id relation) {
    if (!ent_grow(&relating->rows, &relating->capacity, relating->count, sizeof *relating->rows)) return false;
    relating->rows[relating->count++] = relation;
    return true;
}

/* The relations on the edges from a to b of one list of arcs. */
static bool keep_arcs(ent_relating *relating, ent_adjacency arcs, int32_t a, int32_t b) {
    int32_t low = arcs.offsets[a], high = arcs.offsets[a + 1];
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (arcs.to[middle] < b)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < arcs.offsets[a + 1] && arcs.to[low] == b; low++) {
        const ent_id *rows;
        size_t count = ent_view_edge_relations(relating->view, (size_t)arcs.edge[low], &rows);
        for (size_t i = 0; i < count; i++)
            if (!keep_tie(relating, rows[i])) return false;
    }
    return true;
}

/* A relation that others target stands as a vertex between its ends: these are tied all the same. */
static bool keep_targeted(ent_relating *relating, int32_t a, int32_t b) {
    for (uint32_t i = relating->rings->first[a]; i < relating->rings->first[a + 1]; i++) {
        ent_vertex between;
        ent_relation relation;
        ent_view_vertex(relating->view, (size_t)relating->rings->to[i], &between);
        if (between.kind != ENT_VERTEX_RELATION) continue;
        ent_graph_relation(ent_selection_graph(ent_view_selection(relating->view)), between.index, &relation);
        if (relation.target_is_relation) continue;
        long x = ent_view_vertex_of(relating->view, relation.source),
             y = ent_view_vertex_of(relating->view, relation.target);
        if (((x == a && y == b) || (x == b && y == a)) && !keep_tie(relating, between.index)) return false;
    }
    return true;
}

ent_status ent_relating_find(ent_relating *relating, int32_t a, int32_t b, ent_along along, ent_error *err) {
    relating->count = 0;
    bool room = along == ENT_ALONG_IN || keep_arcs(relating, ent_view_out(relating->view), a, b);
    if (room && along != ENT_ALONG_OUT) room = keep_arcs(relating, ent_view_in(relating->view), a, b);
    if (!room) return ent_fail_memory(err);
    relating->count = ent_each_once(relating->rows, relating->count);
    return ENT_OK;
}

ent_status ent_relating_find_all(ent_relating *relating, int32_t a, int32_t b, ent_error *err) {
    ent_status status = ent_relating_find(relating, a, b, ENT_ALONG_ALL, err);
    return status || keep_targeted(relating, a, b) ? status : ent_fail_memory(err);
}
