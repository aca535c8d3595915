/* The door to igraph: whoever comes in finds OpenMP held to one thread, whatever was set before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "view/igraph.h"

/* What OpenMP says inside, and what it is told to do from now on. */
typedef struct {
    int found, leave;
} visitor;

static igraph_error_t look(const igraph_t *graph, void *context) {
    visitor *v = context;
    int (*get)(void);
    void (*set)(int);
    (void)graph;
    *(void **)&get = ent_door_find("omp_get_max_threads");
    *(void **)&set = ent_door_find("omp_set_num_threads");
    if (!get || !set) return IGRAPH_SUCCESS; /* an igraph without OpenMP has nothing to hold */
    v->found = get();
    set(v->leave);
    return IGRAPH_SUCCESS;
}

static void every_visit_has_one_thread(void **state) {
    (void)state;
    const int32_t from[] = {0, 1}, to[] = {1, 2};
    const ent_topology topology = {.vertices = 3, .edges = 2, .from = from, .to = to};
    igraph_t *graph = NULL;
    for (int visit = 0; visit < 3; visit++) {
        visitor v = {.found = 1, .leave = 4};
        const ent_door door = {.run = look, .context = &v, .stage = "looking"};
        assert_int_equal(ent_door_run(&topology, &graph, &door, NULL), ENT_OK);
        assert_int_equal(v.found, 1);
    }
    ent_door_free(graph);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_visit_has_one_thread)};
    return cmocka_run_group_tests_name("door", tests, NULL, NULL);
}
