// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* The proof under stress: memory that runs out and a monitor that says stop, at every point of a run that needs all of
 * reduction, search, linear program and branching. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "analyse/frustration.h"
#include "failing_memory.h"

enum { VERTICES = 8, PENDANTS = 4 };

/* Eight enemies, of whom the linear program proves 28 / 3, and a tail that is reduced away. */
static ent_signed_edges hard_graph(void) {
    ent_signed_edges g = {.n = VERTICES + PENDANTS};
    g.edges = malloc((VERTICES * VERTICES + PENDANTS) * sizeof *g.edges);
    for (int u = 0; u < VERTICES; u++)
        for (int v = u + 1; v < VERTICES; v++) g.edges[g.m++] = (ent_signed_edge){u, v, -1, 1};
    for (int v = 0; v < PENDANTS; v++) g.edges[g.m++] = (ent_signed_edge){v, VERTICES + v, -1, 1};
    return g;
}

static void the_graph_is_hard(void **state) {
    (void)state;
    ent_signed_edges g = hard_graph();
    ent_effort effort = {.most = UINT64_MAX, .seed = 42};
    ent_frustration answer;
    assert_int_equal(ent_frustration_solve(&g, &effort, &answer, NULL), ENT_OK);
    assert_int_equal(answer.lower, 12);
    assert_int_equal(answer.upper, 12);
    assert_true(effort.nodes > 0);
    assert_true(answer.proved <= (answer.upper - 1) * ENT_SHARE); /* the cycles alone do not prove it */
    ent_frustration_clear(&answer);
    ent_signed_edges_clear(&g);
}

static void memory_runs_out_anywhere(void **state) {
    (void)state;
    ent_signed_edges g = hard_graph();
    failed = true;
    for (long k = 0; failed; k += k < 200 ? 1 : 7) {
        ent_effort effort = {.most = UINT64_MAX, .seed = 42};
        ent_frustration answer;
        ent_error err = {0};
        failed = false;
        left = k;
        ent_status status = ent_frustration_solve(&g, &effort, &answer, &err);
        left = -1;
        if (failed ? status != ENT_NOMEM || err.status != ENT_NOMEM : status != ENT_OK)
            fail_msg("allocation %ld: %d", k, (int)status);
        if (status == ENT_OK) ent_frustration_clear(&answer);
    }
    ent_signed_edges_clear(&g);
}

static bool count_down(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    assert_true(stage && stage[0]);
    long *ticks = context;
    return (*ticks)-- > 0;
}

static void it_stops_anywhere(void **state) {
    (void)state;
    ent_signed_edges g = hard_graph();
    ent_status status = ENT_INTERRUPTED;
    long allowed = 0;
    for (; status == ENT_INTERRUPTED; allowed++) {
        long ticks = allowed;
        ent_monitor monitor = {count_down, &ticks};
        ent_effort effort = {.monitor = &monitor, .most = UINT64_MAX, .seed = 42};
        ent_frustration answer;
        status = ent_frustration_solve(&g, &effort, &answer, NULL);
        if (status == ENT_OK) ent_frustration_clear(&answer);
    }
    assert_int_equal(status, ENT_OK);
    assert_true(allowed > 20);
    ent_signed_edges_clear(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_graph_is_hard),
        cmocka_unit_test(memory_runs_out_anywhere),
        cmocka_unit_test(it_stops_anywhere),
    };
    return cmocka_run_group_tests_name("frustration_memory", tests, NULL, NULL);
}
