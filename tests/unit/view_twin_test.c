/* Views beside a plain construction from what the header of views says: random graphs with relations about relations, areas,
 * weights of 0, issues, leaders that stand for countries, and all options. Views made from other views are those made anew. */
#include "graphs.h"

#include "analyse/members.h"
#include "view/view.h"

enum { ENTITIES = 7, RELATIONS = 14, MOST_AREAS = 8, VERTICES = ENTITIES + RELATIONS + MOST_AREAS, LINES = 400 };
#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 300 };
#else
enum { ROUNDS = 3000 };
#endif

/* ---- random graphs -------------------------------------------------------------------------------------------------------- */

static const char *const kinds[] = {"country", "country", "leader", "issue"};
static const char *const names[] = {"Chips", "Aland", "Borduria", "energy", "Syldavia", "Energy ", "Water"};
static const char *const types[] = {"allied_with", "supports", "rivals", "leads", "requests", "warns", "located_in"};
static const char *const areas[] = {"chips", "Chips", "energy", "water", "trade", "Trade"};
#define ANY(list) ((list)[chance(sizeof(list) / sizeof *(list))])

static void add_entities(ent_builder *builder) {
    for (int e = 0; e < ENTITIES; e++) {
        char id[8];
        const char *alias = ANY(areas);
        snprintf(id, sizeof id, "e%d", e);
        ent_entity_record record = {
            .id = id, .kind = ANY(kinds), .name = ANY(names), .aliases = &alias, .alias_count = chance(4) == 0};
        assert_int_equal(ent_builder_add_entity(builder, &record, NULL), ENT_OK);
    }
}

/* One in three is about another relation, which may come later; two or three may even be about each other. */
static void add_relation(ent_builder *builder, int number, int count) {
    char id[8], source[8], target[8];
    const char *named[2] = {ANY(areas), ANY(areas)};
    int about = chance(count);
    bool nested = chance(3) == 0 && about != number;
    snprintf(id, sizeof id, "r%d", number);
    snprintf(source, sizeof source, "e%d", chance(ENTITIES));
    snprintf(target, sizeof target, nested ? "r%d" : "e%d", nested ? about : chance(ENTITIES));
    ent_relation_record record = {.id = id,
                                  .type = ANY(types),
                                  .source = source,
                                  .target = target,
                                  .areas = named,
                                  .area_count = (size_t)chance(3),
                                  .weight = chance(3) ? chance(3) : NAN,
                                  .confidence = chance(3) ? chance(3) / 2.0 : NAN};
    assert_int_equal(ent_builder_add_relation(builder, &record, NULL), ENT_OK);
}

static ent_graph *random_graph(void) {
    ent_builder *builder = graph_start();
    int count = 1 + chance(RELATIONS);
    add_entities(builder);
    for (int r = 0; r < count; r++) add_relation(builder, r, count);
    return graph_finish(builder);
}

static ent_view_options random_options(void) {
    return (ent_view_options){.direction = chance(3),
                              .parallel = chance(2),
                              .weighting = chance(5),
                              .no_structural = chance(3) == 0,
                              .areas = chance(2)};
}

/* ---- the plain construction ----------------------------------------------------------------------------------------------- */

typedef struct {
    int from, to;
    ent_id relation;
} drawn;

typedef struct {
    const ent_graph *graph;
    const ent_selection *selection;
    ent_view_options how;
    const ent_id *entities;
    size_t entity_count;
    ent_id hyper[RELATIONS];
    int hyper_count, area_count, line_count, structural;
    char *area[MOST_AREAS]; /* folded */
    bool out[RELATIONS];    /* left out as structural */
    drawn lines[LINES];
} plain;

static ent_relation relation_of(const plain *p, ent_id r) {
    ent_relation relation;
    ent_graph_relation(p->graph, r, &relation);
    return relation;
}

static int place_of_entity(const plain *p, ent_id entity) {
    for (size_t v = 0; v < p->entity_count; v++)
        if (p->entities[v] == ent_selection_stand_in(p->selection, entity)) return (int)v;
    return -1;
}

static int place_of_relation(const plain *p, ent_id relation) {
    for (int k = 0; k < p->hyper_count; k++)
        if (p->hyper[k] == relation) return (int)p->entity_count + k;
    return -1;
}

static bool is_called(const plain *p, ent_id e, const char *folded) {
    ent_entity entity;
    ent_graph_entity(p->graph, e, &entity);
    bool same = false;
    for (size_t k = 0; k <= entity.alias_count && !same; k++) {
        char *name = ent_text_fold(k ? ent_graph_entity_alias(p->graph, e, k - 1) : entity.name);
        same = strcmp(name, folded) == 0;
        ent_free(name);
    }
    return same;
}

/* The first issue of that name, ENT_NONE when there is none. */
static ent_id issue_of(const plain *p, const char *folded) {
    for (ent_id e = 0; e < ent_graph_entities(p->graph); e++) {
        ent_entity entity;
        ent_kind kind;
        ent_graph_entity(p->graph, e, &entity);
        ent_graph_kind(p->graph, entity.kind, &kind);
        if (strcmp(kind.name, "issue") == 0 && is_called(p, e, folded)) return e;
    }
    return ENT_NONE;
}

static int place_of_area(plain *p, const char *name) {
    char *folded = ent_text_fold(name);
    ent_id issue = issue_of(p, folded);
    int place = issue == ENT_NONE ? -1 : place_of_entity(p, issue);
    for (int k = 0; k < p->area_count && place < 0; k++)
        if (strcmp(p->area[k], folded) == 0) place = (int)p->entity_count + p->hyper_count + k;
    if (place >= 0) {
        ent_free(folded);
        return place;
    }
    p->area[p->area_count] = folded;
    return (int)p->entity_count + p->hyper_count + p->area_count++;
}

static void draw(plain *p, ent_id r, int from, int to) {
    if (p->how.direction != ENT_DIRECTION_DIRECTED && from > to) {
        draw(p, r, to, from);
        return;
    }
    for (int k = 0; k < p->line_count; k++)
        if (p->lines[k].from == from && p->lines[k].to == to && p->lines[k].relation == r) return;
    assert_true(p->line_count < LINES);
    p->lines[p->line_count++] = (drawn){from, to, r};
}

static void draw_ways(plain *p, ent_id r, int from, int to) {
    ent_type type;
    ent_graph_type(p->graph, relation_of(p, r).type, &type);
    draw(p, r, from, to);
    if (type.symmetric && p->how.direction == ENT_DIRECTION_DIRECTED) draw(p, r, to, from);
}

static void draw_relation(plain *p, ent_id r) {
    const ent_relation relation = relation_of(p, r);
    int from = place_of_entity(p, relation.source), own = place_of_relation(p, r);
    int to = relation.target_is_relation ? place_of_relation(p, relation.target) : place_of_entity(p, relation.target);
    if (from < 0 || to < 0) return;
    draw_ways(p, r, from, own < 0 ? to : own);
    if (own >= 0) draw_ways(p, r, own, to);
    for (size_t k = 0; k < relation.area_count && p->how.areas; k++) {
        int area = place_of_area(p, ent_graph_relation_area(p->graph, r, k));
        if (area == from || area == to) continue;
        draw_ways(p, r, from, area);
        draw_ways(p, r, area, to);
    }
}

/* What is structural, and what is about it, and about that ... */
static void leave_out(plain *p) {
    for (bool more = p->how.no_structural; more;) {
        more = false;
        for (ent_id r = 0; r < ent_graph_relations(p->graph); r++) {
            const ent_relation relation = relation_of(p, r);
            bool out = relation.sign == 0 || (relation.target_is_relation && p->out[relation.target]);
            more = more || (out && !p->out[r]);
            p->out[r] = p->out[r] || out;
        }
    }
}

static void construct(plain *p, const ent_selection *selection, ent_view_options how) {
    const ent_id *rows;
    size_t count = ent_selection_relations(selection, &rows);
    *p = (plain){.graph = ent_selection_graph(selection), .selection = selection, .how = how};
    p->entity_count = ent_selection_entities(selection, &p->entities);
    leave_out(p);
    for (ent_id r = 0; r < ent_graph_relations(p->graph); r++) {
        bool targeted = false;
        for (size_t i = 0; i < count; i++) {
            const ent_relation other = relation_of(p, rows[i]);
            targeted = targeted || (!p->out[rows[i]] && other.target_is_relation && other.target == r);
        }
        if (targeted) p->hyper[p->hyper_count++] = r;
    }
    for (size_t i = 0; i < count; i++) {
        p->structural += p->out[rows[i]];
        if (!p->out[rows[i]]) draw_relation(p, rows[i]);
    }
}

static void forget(plain *p) {
    for (int k = 0; k < p->area_count; k++) ent_free(p->area[k]);
}

static double weight_of(const plain *p, ent_id r) {
    const ent_relation relation = relation_of(p, r);
    ent_type type;
    ent_graph_type(p->graph, relation.type, &type);
    const double given[] = {[ENT_WEIGHTING_NONE] = 1,
                            [ENT_WEIGHTING_WEIGHT] = relation.weight,
                            [ENT_WEIGHTING_COUNT] = 1,
                            [ENT_WEIGHTING_CONFIDENCE] = relation.confidence,
                            [ENT_WEIGHTING_INTENSITY] = fabs(type.intensity)};
    const double value = given[p->how.weighting];
    return !isnan(value) ? value : p->how.weighting == ENT_WEIGHTING_CONFIDENCE ? ENT_DEFAULT_CONFIDENCE : 1;
}

/* ---- the two compared ------------------------------------------------------------------------------------------------------ */

/* One edge of the view beside the lines between its ends: all of them, or the next one. */
typedef struct {
    ent_id relations[LINES];
    size_t count;
    double strength;
} bundle;

/* The edges from that vertex to that one, in order; how many there are that weigh something. */
static size_t bundles_between(const plain *p, int from, int to, bundle *out) {
    size_t count = 0;
    bundle all = {.count = 0};
    for (ent_id r = 0; r < ent_graph_relations(p->graph); r++)
        for (int k = 0; k < p->line_count; k++) {
            if (p->lines[k].from != from || p->lines[k].to != to || p->lines[k].relation != r) continue;
            all.relations[all.count++] = r;
            all.strength += weight_of(p, r);
            if (p->how.parallel == ENT_PARALLEL_KEEP && weight_of(p, r) > 0)
                out[count++] = (bundle){.relations = {r}, .count = 1, .strength = weight_of(p, r)};
        }
    if (p->how.parallel == ENT_PARALLEL_KEEP || all.strength == 0) return count;
    if (p->how.weighting == ENT_WEIGHTING_NONE) all.strength = 1;
    out[0] = all;
    return 1;
}

static void assert_edge(const ent_view *view, size_t e, int from, int to, const bundle *b) {
    int32_t a, z;
    double strength;
    const ent_id *rows;
    ent_view_edge(view, e, &a, &z, &strength);
    assert_true(a == from && z == to && strength == b->strength);
    assert_int_equal(ent_view_edge_relations(view, e, &rows), b->count);
    for (size_t i = 0; i < b->count; i++) assert_int_equal(rows[i], b->relations[i]);
}

static void assert_edges(const plain *p, const ent_view *view) {
    static bundle bundles[RELATIONS];
    int vertices = (int)p->entity_count + p->hyper_count + p->area_count;
    size_t edge = 0, loops = 0, standing = 0, drawn_relations = 0;
    bool stands[RELATIONS] = {false}, was_drawn[RELATIONS] = {false};
    for (int k = 0; k < p->line_count; k++) was_drawn[p->lines[k].relation] = true;
    for (int from = 0; from < vertices; from++)
        for (int to = 0; to < vertices; to++) {
            size_t count = bundles_between(p, from, to, bundles);
            for (size_t k = 0; k < count; k++, edge++) {
                assert_true(edge < ent_view_edges(view));
                assert_edge(view, edge, from, to, &bundles[k]);
                for (size_t i = 0; i < bundles[k].count; i++) stands[bundles[k].relations[i]] = true;
                loops += from == to;
            }
        }
    for (int r = 0; r < RELATIONS; r++) {
        standing += stands[r];
        drawn_relations += was_drawn[r];
    }
    assert_int_equal(ent_view_edges(view), edge);
    assert_int_equal(ent_view_loops(view), loops);
    assert_int_equal(ent_view_relations(view), standing);
    assert_int_equal(ent_view_weightless_left_out(view), drawn_relations - standing);
}

static void assert_vertices(const plain *p, const ent_view *view) {
    assert_int_equal(ent_view_vertices_of(view, ENT_VERTEX_ENTITY), p->entity_count);
    assert_int_equal(ent_view_vertices_of(view, ENT_VERTEX_RELATION), p->hyper_count);
    assert_int_equal(ent_view_vertices_of(view, ENT_VERTEX_AREA), p->area_count);
    for (int k = 0; k < p->area_count; k++) {
        ent_vertex vertex;
        char id[100];
        ent_entity entity;
        ent_id issue = issue_of(p, p->area[k]);
        ent_view_vertex(view, p->entity_count + (size_t)p->hyper_count + (size_t)k, &vertex);
        snprintf(id, sizeof id, "area:%s", p->area[k]);
        if (issue != ENT_NONE) ent_graph_entity(p->graph, issue, &entity);
        assert_string_equal(vertex.id, issue == ENT_NONE ? id : entity.id);
    }
    for (int k = 0; k < p->hyper_count; k++) {
        ent_vertex vertex;
        ent_view_vertex(view, p->entity_count + (size_t)k, &vertex);
        assert_int_equal(vertex.index, p->hyper[k]);
        assert_string_equal(vertex.id, relation_of(p, p->hyper[k]).id);
    }
    assert_int_equal(ent_view_structural_left_out(view), p->structural);
}

/* Arcs of each vertex are its edges, ascending by the other end and by edge; a loop of an undirected view stands twice. */
static void assert_arcs(const ent_view *view, ent_adjacency arcs, bool leave, bool enter) {
    for (size_t v = 0; v < ent_view_vertices(view); v++) {
        int32_t at = arcs.offsets[v];
        for (int32_t other = 0; (size_t)other < ent_view_vertices(view); other++)
            for (size_t e = 0; e < ent_view_edges(view); e++) {
                int32_t from, to;
                ent_view_edge(view, e, &from, &to, NULL);
                int times = (leave && from == (int32_t)v && to == other) + (enter && to == (int32_t)v && from == other);
                for (; times > 0; times--, at++)
                    assert_true(at < arcs.offsets[v + 1] && arcs.to[at] == other && arcs.edge[at] == (int32_t)e);
            }
        assert_int_equal(at, arcs.offsets[v + 1]);
    }
}

static void assert_as_plain(const ent_selection *selection, ent_view_options how, const ent_view *view) {
    plain p;
    construct(&p, selection, how);
    assert_vertices(&p, view);
    assert_edges(&p, view);
    const bool directed = how.direction == ENT_DIRECTION_DIRECTED;
    assert_int_equal(ent_view_directed(view), directed);
    assert_int_equal(ent_view_made_with(view)->parallel, how.parallel);
    assert_arcs(view, ent_view_out(view), true, !directed);
    assert_arcs(view, ent_view_in(view), !directed, true);
    forget(&p);
}

static void views_are_what_the_header_says(void **state) {
    (void)state;
    size_t weightless = 0, hyper = 0, made = 0;
    for (int round = 0; round < ROUNDS; round++) {
        ent_graph *graph = random_graph();
        ent_selection *selection = graph_select(graph, chance(2), chance(2));
        const ent_view_options how = random_options();
        ent_view *view = NULL;
        assert_int_equal(ent_view_new(selection, &how, &view, NULL), ENT_OK);
        assert_as_plain(selection, how, view);
        weightless += ent_view_weightless_left_out(view);
        hyper += ent_view_vertices_of(view, ENT_VERTEX_RELATION);
        made += ent_view_vertices_of(view, ENT_VERTEX_AREA);
        ent_view_free(view);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
    assert_true(weightless > ROUNDS / 10 && hyper > ROUNDS && made > ROUNDS / 2); /* none of it was seldom */
}

static void views_made_from_views_are_the_same(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        ent_graph *graph = random_graph();
        ent_selection *selection = graph_select(graph, chance(2), chance(2));
        ent_view_options how = random_options();
        ent_view *both[2] = {NULL, NULL}, *apart = NULL;
        how.direction = ENT_DIRECTION_AUTO;
        assert_int_equal(ent_view_new_both(selection, &how, &both[0], &both[1], NULL), ENT_OK);
        for (int directed = 0; directed < 2; directed++) {
            how.direction = directed ? ENT_DIRECTION_DIRECTED : ENT_DIRECTION_UNDIRECTED;
            assert_as_plain(selection, how, both[directed]);
            if (how.parallel == ENT_PARALLEL_KEEP) continue;
            assert_int_equal(ent_view_apart(both[directed], &apart, NULL), ENT_OK);
            how.parallel = ENT_PARALLEL_KEEP;
            assert_as_plain(selection, how, apart);
            how.parallel = ENT_PARALLEL_MERGE;
            ent_view_free(apart);
        }
        ent_view_free(both[0]);
        ent_view_free(both[1]);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

/* Relations inside random groups: as many as are listed, each once. */
static void relations_inside_are_counted_as_listed(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        ent_graph *graph = random_graph();
        ent_selection *selection = graph_select(graph, false, chance(2));
        const ent_view_options how = random_options();
        ent_view *view = NULL;
        ent_inside counted, listed;
        assert_int_equal(ent_view_new(selection, &how, &view, NULL), ENT_OK);
        assert_int_equal(ent_inside_init(&counted, view, NULL), ENT_OK);
        assert_int_equal(ent_inside_init(&listed, view, NULL), ENT_OK);
        for (int groups = 0; groups < 3; groups++) {
            int32_t members[VERTICES];
            size_t count = 0;
            for (size_t v = 0; v < ent_view_vertices(view); v++)
                if (chance(4)) members[count++] = (int32_t)v;
            assert_int_equal(ent_inside_count(&counted, members, count, NULL), ENT_OK);
            assert_int_equal(ent_inside_fill(&listed, members, count, NULL), ENT_OK);
            assert_int_equal(counted.count, listed.count);
        }
        ent_inside_clear(&counted);
        ent_inside_clear(&listed);
        ent_view_free(view);
        ent_selection_free(selection);
        ent_graph_free(graph);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_are_what_the_header_says),
        cmocka_unit_test(views_made_from_views_are_the_same),
        cmocka_unit_test(relations_inside_are_counted_as_listed),
    };
    return cmocka_run_group_tests_name("view_twin", tests, NULL, NULL);
}
