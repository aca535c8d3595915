// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Kernels of shortest paths beside igraph on random graphs, beside formulas on graphs of known shape, with any number of
 * threads, stopped, and without memory. */
#include "nets.h"
#include "failing_memory.h"
#include "kernel/between.h"
#include "kernel/holes.h"
#include "kernel/nearness.h"

static void assert_nearness(const net_pair *p, bool weighted, const ent_nearness *got) {
    igraph_vector_t closeness, harmonic, farthest;
    igraph_vector_int_t reached;
    igraph_vector_init(&closeness, 0);
    igraph_vector_init(&harmonic, 0);
    igraph_vector_init(&farthest, 0);
    igraph_vector_int_init(&reached, 0);
    twin_closeness(p, weighted, &closeness, &reached);
    twin_harmonic(p, weighted, &harmonic);
    twin_eccentricity(p, weighted, &farthest);
    for (size_t v = 0; v < p->n; v++) {
        assert_true(net_near(VECTOR(closeness)[v], got[v].reached > 0 ? got[v].reached / got[v].total : NAN));
        assert_true(net_near(VECTOR(harmonic)[v], got[v].inverse));
        assert_true(net_near(VECTOR(farthest)[v], got[v].farthest));
        assert_true((double)VECTOR(reached)[v] == got[v].reached);
    }
    igraph_vector_destroy(&closeness);
    igraph_vector_destroy(&harmonic);
    igraph_vector_destroy(&farthest);
    igraph_vector_int_destroy(&reached);
}

/* Graphs of 1 to 700 vertices: one batch of sources, full ones, and a rest; sparse ones fall into components. */
static net_pair any_net(int round, bool lumpy) {
    static const size_t sizes[] = {1, 2, 30, 255, 256, 257, 512, 700};
    size_t n = sizes[round % 8];
    return net_random(n, n * (size_t)(round % 5) / 2 + (size_t)(round % 3), round & 1, lumpy, round % 7 < 5);
}

static void distances_are_those_of_igraph(void **state) {
    (void)state;
    for (int round = 0; round < 80; round++) {
        net_pair p = any_net(round, round % 3 == 0);
        ent_nearness *got = calloc(p.n, sizeof *got);
        assert_int_equal(ent_nearness_hops(&p.net, NULL, "", got, NULL), ENT_OK);
        assert_nearness(&p, false, got);
        p.net.lengths = p.lengths;
        assert_int_equal(ent_nearness_lengths(&p.net, NULL, "", got, NULL), ENT_OK);
        assert_nearness(&p, true, got);
        free(got);
        net_free(&p);
    }
}

/* A ring of n looks the same from everywhere, so the bits must be the same as well; by hand for n odd: d = 1 .. n/2, two of
 * each. */
static void vertices_alike_have_the_same_bits(void **state) {
    (void)state;
    enum { N = 1001 };
    net_pair p = net_start(N, N, false);
    for (int k = 0; k < N; k++) net_edge(&p, k * 10 % N, (k + 1) * 10 % N, 1); /* neighbours in no order */
    net_finish(&p);
    ent_nearness got[N];
    double inverse = 0;
    assert_int_equal(ent_nearness_hops(&p.net, NULL, "", got, NULL), ENT_OK);
    for (int d = N / 2; d > 0; d--) inverse += 2.0 / d;
    for (int v = 0; v < N; v++) {
        assert_memory_equal(&got[v], &got[0], sizeof got[0]);
        assert_true(got[v].reached == N - 1 && got[v].farthest == N / 2 && got[v].total == (N / 2) * (N / 2 + 1.0));
        assert_true(fabs(got[v].inverse - inverse) <= 1e-14 * inverse);
    }
    net_free(&p);
}

/* Sums of inverses beyond one word: the middle of a star of 3,000 has 3,000, its leaves 1 + 2,999 / 2. */
static void many_neighbours_are_added_up(void **state) {
    (void)state;
    enum { LEAVES = 3000 };
    for (int directed = 0; directed < 2; directed++) {
        net_pair p = net_start(LEAVES + 1, LEAVES, directed);
        ent_nearness got[LEAVES + 1];
        for (int v = 1; v <= LEAVES; v++) net_edge(&p, 0, v, 1);
        net_finish(&p);
        assert_int_equal(ent_nearness_hops(&p.net, NULL, "", got, NULL), ENT_OK);
        assert_true(got[0].inverse == LEAVES && got[0].total == LEAVES);
        assert_true(got[LEAVES].inverse == (directed ? 0 : 1 + (LEAVES - 1) / 2.0));
        net_free(&p);
    }
}

static void betweenness_is_that_of_igraph(void **state) {
    (void)state;
    igraph_vector_t want;
    igraph_vector_init(&want, 0);
    for (int round = 0; round < 160; round++) {
        bool weighted = round & 2;
        net_pair p = any_net(round / 2, round % 3 == 0);
        double *got = calloc(p.n, sizeof *got);
        ent_between how = {.threads = 1 + round % 2};
        if (weighted) p.net.lengths = p.lengths;
        assert_int_equal(ent_betweenness(&p.net, &how, got, NULL), ENT_OK);
        twin_betweenness(&p, weighted, &want);
        for (size_t v = 0; v < p.n; v++) assert_true(net_near(VECTOR(want)[v], got[v]));
        free(got);
        net_free(&p);
    }
    igraph_vector_destroy(&want);
}

static void the_number_of_threads_leaves_no_trace(void **state) {
    (void)state;
    static const int threads[] = {2, 3, 7, 16, 100, 0};
    for (int weighted = 0; weighted < 2; weighted++) {
        net_pair p = net_random(500, 2500, false, false, true);
        double *alone = calloc(p.n, sizeof *alone), *together = calloc(p.n, sizeof *together);
        ent_between how = {.threads = 1};
        if (weighted) p.net.lengths = p.lengths;
        assert_int_equal(ent_betweenness(&p.net, &how, alone, NULL), ENT_OK);
        for (size_t k = 0; k < sizeof threads / sizeof *threads; k++) {
            how.threads = threads[k];
            assert_int_equal(ent_betweenness(&p.net, &how, together, NULL), ENT_OK);
            assert_memory_equal(alone, together, p.n * sizeof *alone);
        }
        free(alone);
        free(together);
        net_free(&p);
    }
}

/* Diamonds in a row: twice as many paths behind each, 2^1,300 at the end, more than a double can hold. The two in the middle
 * of a diamond share all pairs between what is before and behind it. With a plain chain of the same length at its first vertex
 * the numbers of one level are too far apart, which is said and not guessed. */
static net_pair net_of_diamonds(int diamonds, int tail) {
    int chain = 3 * diamonds + 1;
    net_pair p = net_start((size_t)(chain + tail), (size_t)(4 * diamonds + tail), false);
    for (int i = 0; i < diamonds; i++)
        for (int side = 1; side <= 2; side++) {
            net_edge(&p, 3 * i, 3 * i + side, 1);
            net_edge(&p, 3 * i + side, 3 * i + 3, 1);
        }
    for (int k = 0; k < tail; k++) net_edge(&p, k ? chain + k - 1 : 0, chain + k, 1);
    net_finish(&p);
    return p;
}

static void paths_beyond_counting_are_still_shared(void **state) {
    (void)state;
    enum { DIAMONDS = 1300, N = 3 * DIAMONDS + 1 };
    net_pair p = net_of_diamonds(DIAMONDS, 0);
    double *got = calloc(N, sizeof *got);
    ent_between how = {.threads = 2};
    assert_int_equal(ent_betweenness(&p.net, &how, got, NULL), ENT_OK);
    for (int i = 0; i < DIAMONDS; i++) {
        double before = 3.0 * i + 1, behind = N - before - 2; /* of the two in the middle */
        double halves = i ? 1 : .5; /* the pair of sides on either hand goes through here or through the other joint */
        assert_true(net_near((before - 1) * (N - before) + halves, got[3 * i]));
        assert_true(net_near(before * behind / 2, got[3 * i + 1]));
        assert_true(net_near(before * behind / 2, got[3 * i + 2]));
    }
    free(got);
    net_free(&p);
}

static void paths_out_of_all_proportion_are_refused(void **state) {
    (void)state;
    for (int threads = 1; threads <= 2; threads++) {
        net_pair p = net_of_diamonds(1300, 2600);
        double *got = calloc(p.n, sizeof *got);
        ent_between how = {.threads = threads};
        ent_error err = {0};
        assert_int_equal(ent_betweenness(&p.net, &how, got, &err), ENT_CALC);
        assert_non_null(strstr(err.message, "more shortest paths than can be counted"));
        free(got);
        net_free(&p);
    }
}

/* Lengths a hundred thousand millions apart: what rounds to the same distance makes no path run back. */
static void tiny_lengths_do_not_run_in_circles(void **state) {
    (void)state;
    net_pair p = net_start(4, 4, false);
    net_edge(&p, 0, 1, 1);
    net_edge(&p, 1, 2, 1e-12);
    net_edge(&p, 2, 3, 1);
    net_finish(&p);
    p.net.lengths = p.lengths;
    double got[4];
    ent_between how = {.threads = 1};
    assert_int_equal(ent_betweenness(&p.net, &how, got, NULL), ENT_OK);
    assert_true(got[0] == 0 && got[1] == 2 && got[2] == 2 && got[3] == 0);
    net_free(&p);
}

static void constraint_is_that_of_igraph(void **state) {
    (void)state;
    igraph_vector_t want;
    igraph_vector_init(&want, 0);
    for (int round = 0; round < 120; round++) {
        const bool weighted = round & 1;
        size_t n = (size_t)(1 + chance(60));
        net_pair p = net_random(n, n * (size_t)chance(9), false, (round & 2) != 0, false);
        double *strength = calloc(2 * p.m + 1, sizeof *strength), *got = calloc(n, sizeof *got);
        for (int32_t i = 0; i < p.out_offsets[n]; i++) strength[i] = p.lengths[p.out_edges[i]];
        assert_int_equal(ent_constraint(n, &p.net.out, weighted ? strength : NULL, NULL, got, NULL), ENT_OK);
        igraph_constraint(&p.graph, &want, igraph_vss_all(), weighted ? &p.weights : NULL);
        for (size_t v = 0; v < n; v++) assert_true(net_near(VECTOR(want)[v], got[v]));
        free(got);
        free(strength);
        net_free(&p);
    }
    igraph_vector_destroy(&want);
}

/* A share is a share, whatever the unit: products of small strengths must not vanish. */
static void constraint_does_not_depend_on_the_unit(void **state) {
    (void)state;
    static const double units[] = {1e-310, 1e-200, 1e150};
    for (int round = 0; round < 30; round++) {
        size_t n = (size_t)(3 + chance(20));
        net_pair p = net_random(n, 3 * n, false, false, false);
        double *strength = calloc(2 * p.m + 1, sizeof *strength), *want = calloc(n, sizeof *want);
        double *got = calloc(n, sizeof *got), unit = units[round % 3];
        assert_int_equal(ent_constraint(n, &p.net.out, NULL, NULL, want, NULL), ENT_OK);
        for (int32_t i = 0; i < p.out_offsets[n]; i++) strength[i] = unit;
        assert_int_equal(ent_constraint(n, &p.net.out, strength, NULL, got, NULL), ENT_OK);
        for (size_t v = 0; v < n; v++) assert_true(net_near(want[v], got[v]));
        free(got);
        free(want);
        free(strength);
        net_free(&p);
    }
}

/* ---- asked to stop ------------------------------------------------------------------------------------------------------- */

typedef struct {
    int ticks, most;
    uint64_t done;
} watch;

static bool stop_later(void *context, const char *stage, uint64_t done, uint64_t total) {
    watch *w = context;
    assert_string_equal(stage, "measuring");
    assert_true(done <= total && done >= w->done);
    w->done = done;
    return w->ticks++ < w->most;
}

static void kernels_stop_when_asked(void **state) {
    (void)state;
    net_pair p = net_random(6000, 24000, false, false, true);
    double *out = calloc(p.n, sizeof *out);
    ent_nearness *near = calloc(p.n, sizeof *near);
    for (int k = 0; k < 6; k++) {
        watch w = {0, k % 2, 0};
        ent_monitor monitor = {stop_later, &w};
        ent_error err = {0};
        ent_between how = {.threads = k < 4 ? 1 + k / 2 : 1, .monitor = &monitor, .stage = "measuring"};
        p.net.lengths = k >= 4 ? p.lengths : NULL;
        assert_int_equal(ent_betweenness(&p.net, &how, out, &err), ENT_INTERRUPTED);
        assert_int_equal(w.ticks, w.most + 1);
        assert_int_equal(err.status, ENT_INTERRUPTED);
        p.net.lengths = p.lengths;
        w = (watch){0, k % 2, 0};
        assert_int_equal(k < 4 ? ent_nearness_hops(&p.net, &monitor, "measuring", near, &err)
                               : ent_nearness_lengths(&p.net, &monitor, "measuring", near, &err),
                         ENT_INTERRUPTED);
        assert_int_equal(w.ticks, w.most + 1);
    }
    free(near);
    free(out);
    net_free(&p);
}

/* ---- without memory ---------------------------------------------------------------------------------------------------------- */

static ent_status run_kernel(const net_pair *p, int kernel, double *out, ent_nearness *near, ent_error *err) {
    ent_net net = p->net;
    ent_between how = {.threads = 1};
    net.lengths = kernel & 1 ? p->lengths : NULL;
    if (kernel < 2) return ent_betweenness(&net, &how, out, err);
    if (kernel == 4) return ent_constraint(net.n, &net.out, NULL, NULL, out, err);
    return kernel == 2 ? ent_nearness_hops(&net, NULL, "", near, err) : ent_nearness_lengths(&net, NULL, "", near, err);
}

static void running_out_of_memory_is_a_status(void **state) {
    (void)state;
    net_pair p = net_random(20, 60, false, false, false);
    double out[20];
    ent_nearness near[20];
    for (int kernel = 0; kernel < 5; kernel++) {
        failed = true;
        for (long k = 0; failed; k++) {
            ent_error err = {0};
            failed = false;
            left = k;
            ent_status status = run_kernel(&p, kernel, out, near, &err);
            left = -1;
            assert_int_equal(status, failed ? ENT_NOMEM : ENT_OK);
            assert_int_equal(err.status, status);
        }
    }
    net_free(&p);
}

static void an_empty_graph_has_no_distances(void **state) {
    (void)state;
    net_pair p = net_random(1, 0, false, false, false);
    p.net.n = 0;
    for (int kernel = 0; kernel < 5; kernel++)
        assert_int_equal(run_kernel(&p, kernel, (double[1]){0}, (ent_nearness[1]){{0}}, NULL), ENT_OK);
    net_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_graph_has_no_distances),
        cmocka_unit_test(distances_are_those_of_igraph),
        cmocka_unit_test(vertices_alike_have_the_same_bits),
        cmocka_unit_test(many_neighbours_are_added_up),
        cmocka_unit_test(betweenness_is_that_of_igraph),
        cmocka_unit_test(the_number_of_threads_leaves_no_trace),
        cmocka_unit_test(paths_beyond_counting_are_still_shared),
        cmocka_unit_test(paths_out_of_all_proportion_are_refused),
        cmocka_unit_test(tiny_lengths_do_not_run_in_circles),
        cmocka_unit_test(constraint_is_that_of_igraph),
        cmocka_unit_test(constraint_does_not_depend_on_the_unit),
        cmocka_unit_test(kernels_stop_when_asked),
        cmocka_unit_test(running_out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests_name("kernel", tests, NULL, NULL);
}
