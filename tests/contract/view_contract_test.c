// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* What holds of every view: a name that finds it, words for help, the null graph, one vertex, a loop, two parts, a relation
 * about a relation; a scene that reads back as it was written; and out of memory at any point is ENT_NOMEM. */
#include "failing_memory.h"
#include "graphs.h"

#include <entente/scene.h>

#include "scene/scene.h"

/* ---- graphs, the smallest first ---- */

static void nothing(ent_builder *b) {
    (void)b;
}
static void one_vertex(ent_builder *b) {
    graph_entity(b, "a", "country", "Alpha");
}
static void a_loop(ent_builder *b) {
    graph_entity(b, "a", "country", "Alpha");
    graph_relate(b, "a", "cooperates_with", "a", "1");
}
static void two_parts(ent_builder *b) {
    graph_entity(b, "a", "country", "Alpha");
    graph_entity(b, "b", "leader", "Beta");
    graph_entity(b, "c", "firm", "Gamma");
    graph_entity(b, "d", "event", "Delta");
    graph_line(b,
               (line){.source = "a", .type = "allied_with", .target = "b", .id = "1", .date = "2020", .area = "Chips"});
    graph_line(b, (line){.source = "a", .type = "rivals", .target = "b", .id = "2", .date = "2021-05"});
    graph_line(b,
               (line){.source = "c", .type = "sanctions", .target = "d", .id = "3", .date = "2021/2022", .weight = 3});
}
static void about_a_relation(ent_builder *b) {
    two_parts(b);
    graph_relate(b, "c", "objects_to", "1", "4");
    graph_relate(b, "d", "supports", "4", "5");
}

static void (*const graphs[])(ent_builder *) = {nothing, one_vertex, a_loop, two_parts, about_a_relation};
enum { GRAPHS = sizeof graphs / sizeof *graphs };

typedef struct {
    ent_graph *graph;
    ent_selection *selection;
    ent_id entities[8], relations[8];
    const char *groups[8], *colours[8];
    double sizes[8];
    ent_scene_path path;
    ent_scene_input input;
    ent_scene_options options;
} fixture;

/* The view with all that any view may want to be told. */
static void open_fixture(fixture *f, const ent_scene_view *view, int which, bool areas, int64_t limit) {
    static const char *const words[] = {"1", "2", NULL};
    *f = (fixture){.graph = NULL};
    ent_builder *builder = graph_start();
    graphs[which](builder);
    f->graph = graph_finish(builder);
    f->selection = graph_select(f->graph, true, false);
    size_t entities = ent_graph_entities(f->graph), relations = ent_graph_relations(f->graph);
    for (size_t i = 0; i < entities; i++) {
        f->entities[i] = (ent_id)i;
        f->groups[i] = words[i % 3];
        f->colours[i] = words[(i + 1) % 3];
        f->sizes[i] = i ? (double)i : NAN;
    }
    for (size_t i = 0; i < relations; i++) f->relations[i] = (ent_id)i;
    f->path = (ent_scene_path){f->relations, relations, f->entities, entities, 1, 1, 1, "mixed"};
    f->input = (ent_scene_input){.selection = f->selection,
                                 .before = f->selection,
                                 .entities = f->entities,
                                 .entity_count = view->least < entities ? view->least : entities,
                                 .path = &f->path,
                                 .groups = f->groups,
                                 .colours = f->colours,
                                 .colour_words = "side",
                                 .sizes = f->sizes,
                                 .size_words = "age"};
    for (size_t i = 0; i < ent_scene_view_count(); i++)
        if (ent_scene_view_at(i) == view) f->options.view = (int)i;
    f->options.areas = areas;
    f->options.limit = limit;
}

static void close_fixture(fixture *f) {
    ent_selection_free(f->selection);
    ent_graph_free(f->graph);
}

static void check_scene(const ent_scene *scene) {
    for (uint32_t v = 0; v < scene->node_count; v++) {
        const ent_scene_node *node = &scene->nodes[v];
        assert_true(node->id && node->text && node->name && node->role && node->kind);
        assert_in_range(node->group + 1, 0, scene->group_count);
        assert_in_range(node->tint + 1, 0, scene->tint_count);
        assert_true(node->weight >= 0);
    }
    for (uint32_t i = 0; i < scene->line_count; i++) {
        assert_true(scene->lines[i].source < scene->node_count && scene->lines[i].target < scene->node_count);
        assert_true(scene->lines[i].count > 0);
    }
    for (uint32_t k = 0; k < scene->group_count; k++) assert_true(scene->groups[k].label[0]);
}

/* The scene as text, NULL when there was none; it must read back as itself. */
static char *make(const fixture *f, ent_status *status, ent_error *err) {
    ent_scene *scene = NULL;
    char *text = NULL;
    *status = ent_scene_new(&f->input, &f->options, &scene, err);
    if (*status == ENT_OK) *status = ent_scene_write(scene, &text, NULL, err);
    if (*status != ENT_OK) assert_null(text);
    ent_scene_free(scene);
    return text;
}

static void every_view_takes_every_graph(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_scene_view_count(); i++) {
        const ent_scene_view *view = ent_scene_view_at(i);
        for (int g = 0; g < GRAPHS * 4; g++) {
            fixture f;
            ent_error err = {0};
            ent_scene *scene = NULL, *again = NULL;
            open_fixture(&f, view, g / 4, g & 1, g & 2 ? 1 : 0);
            ent_status status = ent_scene_new(&f.input, &f.options, &scene, &err);
            if (status != ENT_OK) {
                assert_true(status == ENT_USAGE || status == ENT_NO);
                assert_true(err.message[0]);
                assert_true(f.input.entity_count < view->least || status == ENT_NO);
            } else {
                char *text = NULL, *text_again = NULL;
                size_t length;
                check_scene(scene);
                assert_string_equal(scene->view, view->name);
                assert_int_equal(ent_scene_write(scene, &text, &length, NULL), ENT_OK);
                if (ent_scene_read(text, length, &again, &err)) fail_msg("%s: %s", view->name, err.message);
                assert_int_equal(ent_scene_write(again, &text_again, NULL, NULL), ENT_OK);
                assert_string_equal(text, text_again);
                ent_free(text);
                ent_free(text_again);
            }
            ent_scene_free(scene);
            ent_scene_free(again);
            close_fixture(&f);
        }
    }
}

static void every_view_is_told_of(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_scene_view_count(); i++) {
        const ent_scene_view *view = ent_scene_view_at(i);
        assert_string_equal(ent_scene_view_names[i], view->name);
        assert_ptr_equal(ent_scene_view_find(view->name), view);
        assert_true(view->summary[0] && strlen(view->summary) <= 90 && view->summary[strlen(view->summary) - 1] != '.');
        assert_true(strlen(view->detail) > 40 && view->detail[strlen(view->detail) - 1] == '.');
        assert_true(view->least <= view->most);
        assert_int_equal(view->arguments[0] != '\0', view->most > 0);
        assert_non_null(view->apply);
    }
    assert_null(ent_scene_view_names[ent_scene_view_count()]);
    assert_null(ent_scene_view_find("no such view"));
}

static void the_wrong_number_of_entities_is_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_scene_view_count(); i++) {
        const ent_scene_view *view = ent_scene_view_at(i);
        for (int more = 0; more < 2; more++) {
            fixture f;
            ent_error err = {0};
            ent_scene *scene = NULL;
            open_fixture(&f, view, 3, false, 0);
            if (!more && !view->least) {
                close_fixture(&f);
                continue;
            }
            f.input.entity_count = more ? view->most + 1 : view->least - 1;
            assert_int_equal(ent_scene_new(&f.input, &f.options, &scene, &err), ENT_USAGE);
            assert_non_null(strstr(err.message, view->name));
            assert_null(scene);
            close_fixture(&f);
        }
    }
}

static void out_of_memory_is_a_status(void **state) {
    (void)state;
    for (size_t i = 0; i < ent_scene_view_count(); i++) {
        fixture f;
        ent_status status;
        open_fixture(&f, ent_scene_view_at(i), 4, true, i % 2 ? 3 : 0);
        char *whole = make(&f, &status, NULL);
        for (int alone = 0; alone < 2; alone++) {
            once = alone;
            failed = true;
            for (long k = 0; failed; k++) {
                ent_error err = {0};
                failed = false;
                left = k;
                char *text = make(&f, &status, &err);
                left = -1;
                if (status == ENT_OK)
                    assert_string_equal(text, whole);
                else if (failed && status != ENT_NOMEM)
                    fail_msg("%s, allocation %ld: %d %s", ent_scene_view_at(i)->name, k, (int)status, err.message);
                ent_free(text);
            }
        }
        once = false;
        ent_free(whole);
        close_fixture(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_view_is_told_of),
        cmocka_unit_test(every_view_takes_every_graph),
        cmocka_unit_test(the_wrong_number_of_entities_is_refused),
        cmocka_unit_test(out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
