/* Groups of vertices: by each word there is, and the words for what there is not. */
#include "graphs.h"

#include "analyse/grouping.h"

typedef struct fixture {
    ent_graph *graph;
    ent_selection *selection;
    ent_view *view;
    ent_grouping groups;
} fixture;

static fixture start(ent_graph *graph, const ent_select *how) {
    fixture f = {.graph = graph};
    ent_view_options plain = {0};
    if (how)
        assert_int_equal(ent_selection_new(graph, how, &f.selection, NULL), ENT_OK);
    else
        f.selection = graph_select(graph, true, false);
    assert_int_equal(ent_view_new(f.selection, &plain, &f.view, NULL), ENT_OK);
    return f;
}

static void group(fixture *f, const char *spec) {
    ent_error err = {0};
    ent_grouping_clear(&f->groups);
    if (ent_grouping_make(f->view, spec, 42, NULL, &f->groups, &err) != ENT_OK) fail_msg("%s", err.message);
}

/* Name of the group an entity is in, "" for none. */
static const char *group_of(const fixture *f, const char *name) {
    long v = ent_view_vertex_of(f->view, graph_find(f->graph, name));
    assert_true(v >= 0);
    return f->groups.group[v] < 0 ? "" : f->groups.names[f->groups.group[v]];
}

static void drop(fixture *f) {
    ent_grouping_clear(&f->groups);
    ent_view_free(f->view);
    ent_selection_free(f->selection);
    ent_graph_free(f->graph);
}

static void graph_attributes(ent_builder *b, const char *id, const char *attributes) {
    ent_entity_record record = {.id = id, .kind = "country", .name = id, .attributes = attributes};
    assert_int_equal(ent_builder_add_entity(b, &record, NULL), ENT_OK);
}

static ent_relation_record member(const char *source, const char *target) {
    return (ent_relation_record){
        .type = "member_of", .source = source, .target = target, .weight = NAN, .confidence = NAN};
}

/* a, b in quad and ipef; c in quad; d denied in quad, e until 2019; f in nothing. */
static ent_graph *memberships(void) {
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f"};
    ent_builder *b = graph_start();
    for (size_t i = 0; i < 6; i++) graph_entity(b, ids[i], "country", ids[i]);
    graph_entity(b, "quad", "framework", "Quad");
    graph_entity(b, "ipef", "framework", "IPEF");
    ent_relation_record rows[] = {member("a", "quad"), member("a", "ipef"), member("b", "ipef"), member("b", "quad"),
                                  member("b", "quad"), member("c", "quad"), member("d", "quad"), member("e", "quad")};
    rows[6].has_status = true;
    rows[6].status = ENT_DENIED;
    rows[7].date = "2015/2019";
    for (size_t i = 0; i < 8; i++) assert_int_equal(ent_builder_add_relation(b, &rows[i], NULL), ENT_OK);
    graph_relate(b, "a", "allied_with", "f", NULL);
    graph_relate(b, "d", "allied_with", "e", NULL);
    return graph_finish(b);
}

static void kinds_and_components(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_entity(b, "x", "firm", "X");
    graph_relate(b, "x", "supports", "y", "r1");
    graph_relate(b, "z", "objects_to", "r1", NULL);
    graph_relate(b, "p", "supports", "q", NULL);
    fixture f = start(graph_finish(b), NULL);
    group(&f, "kind");
    assert_string_equal(group_of(&f, "x"), "firm");
    assert_string_equal(group_of(&f, "p"), group_of(&f, "z"));
    assert_int_equal(f.groups.nameless, 0);
    assert_string_equal(f.groups.names[f.groups.group[5]], "relation");
    group(&f, "component");
    assert_int_equal(f.groups.count, 2);
    assert_string_equal(group_of(&f, "x"), "component 1");
    assert_string_equal(group_of(&f, "z"), "component 1");
    assert_string_equal(group_of(&f, "q"), "component 2");
    drop(&f);
}

static void blocs_are_equal_memberships(void **state) {
    (void)state;
    fixture f = start(memberships(), NULL);
    group(&f, "bloc");
    assert_string_equal(group_of(&f, "a"), "IPEF + Quad");
    assert_string_equal(group_of(&f, "b"), "IPEF + Quad");
    assert_string_equal(group_of(&f, "c"), "Quad");
    assert_string_equal(group_of(&f, "d"), "");
    assert_string_equal(group_of(&f, "e"), "Quad");
    assert_int_equal(f.groups.count, 2);
    assert_int_equal(f.groups.nameless, 4); /* d, f, quad, ipef */
    group(&f, "bloc:Quad");
    assert_string_equal(group_of(&f, "b"), "members of Quad");
    assert_string_equal(group_of(&f, "d"), "others");
    assert_string_equal(group_of(&f, "f"), "others");
    drop(&f);
}

/* Memberships count though the selection shows other types only, but within its dates and statuses. */
static void blocs_look_at_the_whole_graph(void **state) {
    (void)state;
    ent_select how;
    char *only[] = {(char *)(uintptr_t) "allied_with"};
    assert_int_equal(ent_options_init(ent_select_options, &how, sizeof how, NULL), ENT_OK);
    how.types = (ent_text_list){only, 1};
    how.isolates = how.undated = true;
    assert_int_equal(ent_date_parse("2022", &how.at, NULL), ENT_OK);
    fixture f = start(memberships(), &how);
    group(&f, "bloc");
    assert_string_equal(group_of(&f, "a"), "IPEF + Quad");
    assert_string_equal(group_of(&f, "e"), "");
    drop(&f);
    how.at = (ent_date){0};
    how.statuses = 1u << ENT_DENIED;
    f = start(memberships(), &how);
    group(&f, "bloc");
    assert_string_equal(group_of(&f, "d"), "Quad");
    assert_string_equal(group_of(&f, "a"), "");
    drop(&f);
}

static void attributes_of_any_scalar(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_attributes(b, "a", "{\"bloc\": \"east\", \"rank\": 1, \"nuclear\": true}");
    graph_attributes(b, "b", "{\"bloc\": \"west\", \"rank\": 1.0, \"nuclear\": false}");
    graph_attributes(b, "c", "{\"bloc\": \"east\", \"rank\": 2.5, \"nuclear\": null, \"list\": [1]}");
    graph_attributes(b, "d", NULL);
    fixture f = start(graph_finish(b), NULL);
    group(&f, "attribute:bloc");
    assert_int_equal(f.groups.count, 2);
    assert_string_equal(group_of(&f, "c"), "east");
    assert_string_equal(group_of(&f, "d"), "");
    assert_int_equal(f.groups.nameless, 1);
    group(&f, "rank");
    assert_string_equal(group_of(&f, "a"), "1");
    assert_string_equal(group_of(&f, "b"), "1");
    assert_string_equal(group_of(&f, "c"), "2.5");
    group(&f, "nuclear");
    assert_string_equal(group_of(&f, "b"), "false");
    assert_string_equal(group_of(&f, "c"), "");
    drop(&f);
}

/* Two triangles and one tie between them are two communities. */
static void communities_are_dense_inside(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"a", "b"}, {"b", "c"}, {"c", "a"}, {"x", "y"},
                                           {"y", "z"}, {"z", "x"}, {"a", "x"}};
    ent_builder *b = graph_start();
    for (size_t i = 0; i < 7; i++) graph_relate(b, pairs[i][0], "supports", pairs[i][1], NULL);
    fixture f = start(graph_finish(b), NULL);
    group(&f, "community");
    assert_int_equal(f.groups.count, 2);
    assert_string_equal(group_of(&f, "a"), "community 1");
    assert_string_equal(group_of(&f, "c"), group_of(&f, "a"));
    assert_string_equal(group_of(&f, "z"), "community 2");
    assert_string_equal(group_of(&f, "y"), group_of(&f, "x"));
    drop(&f);
}

static void assert_refused(const fixture *f, const char *spec, const char *message, const char *hint) {
    ent_error err = {0};
    ent_grouping none = {0};
    assert_int_equal(ent_grouping_make(f->view, spec, 42, NULL, &none, &err), ENT_USAGE);
    assert_null(none.group);
    if (!strstr(err.message, message)) fail_msg("%s: '%s'", spec, err.message);
    if (!strstr(err.hint, hint)) fail_msg("%s: '%s'", spec, err.hint);
}

static void what_there_is_not_is_refused_with_what_there_is(void **state) {
    (void)state;
    ent_builder *b = graph_start();
    graph_attributes(b, "a", "{\"region\": \"east\", \"list\": []}");
    graph_relate(b, "a", "supports", "b", NULL);
    fixture f = start(graph_finish(b), NULL);
    assert_refused(&f, "regoin", "no attribute 'regoin'", "did you mean 'region'?");
    assert_refused(&f, "colour", "no attribute 'colour'", "component, and the attributes region");
    assert_refused(&f, "list", "no attribute 'list'", "kind, bloc");
    assert_refused(&f, "comunity", "no attribute 'comunity'", "did you mean 'community'?");
    assert_refused(&f, "kind:x", "no attribute 'kind:x'", "kind, bloc");
    assert_refused(&f, "attribute", "no attribute 'attribute'", "kind, bloc");
    assert_refused(&f, "bloc:nobody at all", "nobody at all", "");
    assert_refused(&f, "bloc:b", "nobody is a member of 'b'", "member_of");
    drop(&f);
}

static void the_null_graph_has_no_groups(void **state) {
    (void)state;
    static const char *const specs[] = {"kind", "bloc", "component", "community"};
    fixture f = start(graph_finish(graph_start()), NULL);
    for (size_t i = 0; i < 4; i++) {
        group(&f, specs[i]);
        assert_int_equal(f.groups.count, 0);
    }
    drop(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_and_components),
        cmocka_unit_test(blocs_are_equal_memberships),
        cmocka_unit_test(blocs_look_at_the_whole_graph),
        cmocka_unit_test(attributes_of_any_scalar),
        cmocka_unit_test(communities_are_dense_inside),
        cmocka_unit_test(what_there_is_not_is_refused_with_what_there_is),
        cmocka_unit_test(the_null_graph_has_no_groups),
    };
    return cmocka_run_group_tests_name("grouping", tests, NULL, NULL);
}
