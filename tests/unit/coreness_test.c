// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Coreness beside igraph, and without memory. */
#include "nets.h"
#include "failing_memory.h"
#include "kernel/cores.h"

/* Loops count in igraph and not here: `wild` graphs lose them first. */
static void drop_loops(net_pair *p) {
    size_t kept = 0;
    for (size_t e = 0; e < p->m; e++)
        if (p->from[e] != p->to[e]) {
            p->from[kept] = p->from[e];
            p->to[kept++] = p->to[e];
        }
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, (igraph_integer_t)(2 * kept));
    for (size_t e = 0; e < kept; e++) {
        VECTOR(ends)[2 * e] = p->from[e];
        VECTOR(ends)[2 * e + 1] = p->to[e];
    }
    igraph_destroy(&p->graph);
    igraph_create(&p->graph, &ends, (igraph_integer_t)p->n, p->directed);
    igraph_vector_int_destroy(&ends);
}

static void coreness_is_that_of_igraph(void **state) {
    (void)state;
    static const igraph_neimode_t modes[] = {IGRAPH_ALL, IGRAPH_IN, IGRAPH_OUT};
    igraph_vector_int_t want;
    igraph_vector_int_init(&want, 0);
    for (int round = 0; round < 300; round++) {
        size_t n = (size_t)(1 + chance(60));
        net_pair p = net_random(n, n * (size_t)chance(9), round & 1, false, round & 2);
        int32_t *got = calloc(n, sizeof *got);
        drop_loops(&p);
        for (int mode = 0; mode < (p.directed ? 3 : 1); mode++) {
            const ent_arcs out = p.net.out, in = p.net.in, none = {NULL, NULL};
            const ent_core_arcs arcs = {.counted = {mode == 1 ? in : out, p.directed && !mode ? in : none},
                                        .losers = {mode == 2 ? in : out, p.directed && !mode ? in : none}};
            assert_int_equal(ent_coreness(n, &arcs, NULL, "", got, NULL), ENT_OK);
            igraph_coreness(&p.graph, &want, modes[mode]);
            for (size_t v = 0; v < n; v++) assert_int_equal(got[v], VECTOR(want)[v]);
        }
        free(got);
        net_free(&p);
    }
    igraph_vector_int_destroy(&want);
}

static void running_out_of_memory_is_a_status(void **state) {
    (void)state;
    net_pair p = net_random(20, 60, false, false, false);
    const ent_core_arcs arcs = {.counted = {p.net.out}, .losers = {p.net.out}};
    int32_t core[20];
    failed = true;
    for (long k = 0; failed; k++) {
        ent_error err = {0};
        failed = false;
        left = k;
        ent_status status = ent_coreness(p.n, &arcs, NULL, "", core, &err);
        left = -1;
        assert_int_equal(status, failed ? ENT_NOMEM : ENT_OK);
        assert_int_equal(err.status, status);
    }
    net_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coreness_is_that_of_igraph),
        cmocka_unit_test(running_out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests_name("coreness", tests, NULL, NULL);
}
