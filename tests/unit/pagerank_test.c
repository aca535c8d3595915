// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* PageRank beside the equations it solves and beside igraph, stopped, and without memory. */
#include "nets.h"
#include "failing_memory.h"
#include "kernel/pagerank.h"

static ent_status rank(const net_pair *p, bool weighted, double damping, const ent_monitor *monitor, double *out,
                       ent_error *err) {
    ent_pagerank_options how = {damping, weighted ? p->lengths : NULL, p->in_edges, monitor, "ranking"};
    return ent_pagerank(&p->net, &how, out, err);
}

static void add_arc(const net_pair *p, double *a, double *leaving, int from, int to, double w) {
    a[(size_t)to * p->n + (size_t)from] += w;
    leaving[from] += w;
}

/* x = (1 - d)/n + d P x as a dense system, by elimination with the largest pivot. */
static void solve(const net_pair *p, bool weighted, double d, double *x) {
    size_t n = p->n;
    double *a = calloc(n * n, sizeof *a), *leaving = calloc(n, sizeof *leaving);
    for (size_t e = 0; e < p->m; e++) {
        double w = weighted ? p->lengths[e] : 1;
        add_arc(p, a, leaving, p->from[e], p->to[e], w);
        if (!p->directed) add_arc(p, a, leaving, p->to[e], p->from[e], w);
    }
    for (size_t v = 0; v < n; v++) {
        x[v] = (1 - d) / (double)n;
        for (size_t u = 0; u < n; u++) {
            double share = leaving[u] > 0 ? a[v * n + u] / leaving[u] : 1 / (double)n;
            a[v * n + u] = (v == u) - d * share;
        }
    }
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t v = k; v < n; v++)
            if (fabs(a[v * n + k]) > fabs(a[best * n + k])) best = v;
        for (size_t u = 0; u < n; u++) {
            double swap = a[k * n + u];
            a[k * n + u] = a[best * n + u];
            a[best * n + u] = swap;
        }
        double swap = x[k];
        x[k] = x[best], x[best] = swap;
        for (size_t v = 0; v < n; v++) {
            double factor = v == k ? 0 : a[v * n + k] / a[k * n + k];
            for (size_t u = k; u < n && factor != 0; u++) a[v * n + u] -= factor * a[k * n + u];
            x[v] -= factor * x[k];
        }
    }
    for (size_t v = 0; v < n; v++) x[v] /= a[v * n + v];
    free(a);
    free(leaving);
}

static void assert_close(const double *want, const double *got, size_t n, double most) {
    double sum = 0;
    for (size_t v = 0; v < n; v++) {
        if (!(fabs(want[v] - got[v]) <= most * want[v]))
            fail_msg("%zu of %zu: %.17g, not %.17g", v, n, got[v], want[v]);
        sum += got[v];
    }
    assert_true(fabs(sum - 1) < 1e-12);
}

/* Loops, edges side by side, vertices without a way out or without an edge, several components. */
static void it_solves_its_equations(void **state) {
    (void)state;
    static const double dampings[] = {0, .2, .85, .85, .99, .9999};
    for (int round = 0; round < 1200; round++) {
        size_t n = (size_t)(1 + chance(30));
        double d = dampings[round % 6], want[30], got[30];
        net_pair p = net_random(n, n * (size_t)chance(5) / 2, round & 1, round % 3 == 0, round % 7 < 5);
        assert_int_equal(rank(&p, round & 2, d, NULL, got, NULL), ENT_OK);
        solve(&p, round & 2, d, want);
        assert_close(want, got, n, d < .999 ? 2e-11 : 1e-9);
        net_free(&p);
    }
}

/* igraph's PRPACK stops at an error of 1e-10 in all, which is more than 1e-9 of a small value. */
static void it_is_that_of_igraph(void **state) {
    (void)state;
    igraph_vector_t want;
    igraph_vector_init(&want, 0);
    for (int round = 0; round < 40; round++) {
        size_t n = (size_t)(100 + chance(900));
        net_pair p = net_random(n, n * (size_t)(1 + chance(4)), round & 1, false, true);
        double *got = calloc(n, sizeof *got), off = 0;
        assert_int_equal(rank(&p, round & 2, .85, NULL, got, NULL), ENT_OK);
        twin_pagerank(&p, round & 2, .85, &want);
        for (size_t v = 0; v < n; v++) off += fabs(VECTOR(want)[v] - got[v]);
        if (off > 1e-9) fail_msg("%zu vertices: %g off in all", n, off);
        free(got);
        net_free(&p);
    }
    igraph_vector_destroy(&want);
}

/* A star and a ring: by hand, and the same bits for vertices that are alike. */
static void known_shapes(void **state) {
    (void)state;
    enum { LEAVES = 777 };
    double got[LEAVES + 1], n = LEAVES + 1, d = .85;
    net_pair p = net_start(LEAVES + 1, LEAVES, false);
    for (int v = 1; v <= LEAVES; v++) net_edge(&p, v, 0, 1);
    net_finish(&p);
    assert_int_equal(rank(&p, false, d, NULL, got, NULL), ENT_OK);
    double middle = (1 - d) * (1 + d * LEAVES) / n / (1 - d * d);
    assert_true(fabs(got[0] - middle) < 1e-12 * middle);
    for (int v = 2; v <= LEAVES; v++) assert_memory_equal(&got[v], &got[1], sizeof *got);
    net_free(&p);
    p = net_start(LEAVES, LEAVES, true);
    for (int v = 0; v < LEAVES; v++) net_edge(&p, v, (v + 1) % LEAVES, 1);
    net_finish(&p);
    assert_int_equal(rank(&p, false, d, NULL, got, NULL), ENT_OK);
    for (int v = 0; v < LEAVES; v++) assert_true(fabs(got[v] * LEAVES - 1) < 1e-12);
    net_free(&p);
}

static bool stop_later(void *context, const char *stage, uint64_t done, uint64_t total) {
    int *left_to_go = context;
    (void)done, (void)total;
    assert_string_equal(stage, "ranking");
    return (*left_to_go)-- > 0;
}

static void it_stops_when_asked(void **state) {
    (void)state;
    for (int directed = 0; directed < 2; directed++)
        for (int most = 0; most < 2; most++) {
            net_pair p = net_random(4000, 400000, directed, false, true);
            double *got = calloc(p.n, sizeof *got);
            int left_to_go = most;
            ent_monitor monitor = {stop_later, &left_to_go};
            ent_error err = {0};
            assert_int_equal(rank(&p, false, .85, &monitor, got, &err), ENT_INTERRUPTED);
            assert_int_equal(err.status, ENT_INTERRUPTED);
            assert_int_equal(left_to_go, -1);
            free(got);
            net_free(&p);
        }
}

static void running_out_of_memory_is_a_status(void **state) {
    (void)state;
    for (int kind = 0; kind < 4; kind++) {
        net_pair p = net_random(20, 60, kind & 1, false, false);
        double got[20];
        failed = true;
        for (long k = 0; failed; k++) {
            ent_error err = {0};
            failed = false;
            left = k;
            ent_status status = rank(&p, kind & 2, .85, NULL, got, &err);
            left = -1;
            assert_int_equal(status, failed ? ENT_NOMEM : ENT_OK);
            assert_int_equal(err.status, status);
        }
        net_free(&p);
    }
}

static void nobody_is_ranked_in_an_empty_graph(void **state) {
    (void)state;
    net_pair p = net_random(1, 0, false, false, false);
    double alone = 0;
    assert_int_equal(rank(&p, false, .85, NULL, &alone, NULL), ENT_OK);
    assert_true(alone == 1);
    p.net.n = 0;
    assert_int_equal(rank(&p, false, .85, NULL, NULL, NULL), ENT_OK);
    net_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_ranked_in_an_empty_graph),
        cmocka_unit_test(it_solves_its_equations),
        cmocka_unit_test(it_is_that_of_igraph),
        cmocka_unit_test(known_shapes),
        cmocka_unit_test(it_stops_when_asked),
        cmocka_unit_test(running_out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests_name("pagerank", tests, NULL, NULL);
}
