// LDFLAGS: -lglpk
/* The frustration index of signed graphs by numbers: against all partitions, published values, and properties. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glpk.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/frustration.h"
#include "solve/linear.h"

enum { MANY = 100000000 };

static uint64_t state_of_chance = 7;

static int chance(int below) {
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (int)((state_of_chance >> 33) % (uint64_t)below);
}

static void add(ent_signed_edges *g, int u, int v, int sign, int weight) {
    g->edges = realloc(g->edges, (g->m + 1) * sizeof *g->edges);
    assert_non_null(g->edges);
    g->edges[g->m++] = (ent_signed_edge){u, v, sign, weight};
}

/* All 2^(n - 1) partitions, by nothing but the definition. */
static int64_t brute(const ent_signed_edges *g) {
    int64_t best = INT64_MAX;
    for (uint32_t sides = 0; sides < 1u << (g->n - 1); sides++) {
        int64_t cost = 0;
        for (size_t e = 0; e < g->m; e++) {
            bool apart = (sides >> g->edges[e].u & 1) != (sides >> g->edges[e].v & 1);
            if (apart == (g->edges[e].sign > 0)) cost += g->edges[e].weight;
        }
        if (cost < best) best = cost;
    }
    return best;
}

static ent_frustration solve_within(const ent_signed_edges *g, uint64_t most, ent_effort *effort) {
    ent_frustration answer;
    ent_error err = {0};
    *effort = (ent_effort){.most = most, .seed = 42};
    if (ent_frustration_solve(g, effort, &answer, &err)) fail_msg("%s", err.message);
    if (ent_frustration_verify(g, &answer, &err)) fail_msg("%s", err.message);
    return answer;
}

static ent_frustration solve(const ent_signed_edges *g) {
    ent_effort effort;
    ent_frustration answer = solve_within(g, MANY, &effort);
    if (answer.lower != answer.upper)
        fail_msg("bounds %lld and %lld", (long long)answer.lower, (long long)answer.upper);
    return answer;
}

static int64_t index_of(const ent_signed_edges *g) {
    ent_frustration answer = solve(g);
    int64_t value = answer.upper;
    ent_frustration_clear(&answer);
    return value;
}

/* Each pair with that chance in a hundred, half of them negative; sometimes parallel, sometimes weighted. */
static ent_signed_edges random_graph(int n, int dense, int weights, bool parallel) {
    ent_signed_edges g = {.n = n};
    for (int u = 0; u < n; u++)
        for (int v = u + 1; v < n; v++)
            for (int k = 0; k < (parallel ? 2 : 1); k++)
                if (chance(100) < dense) add(&g, u, v, chance(2) ? 1 : -1, 1 + chance(weights));
    return g;
}

static void all_partitions_agree(void **state) {
    (void)state;
    for (int round = 0; round < 1500; round++) {
        int n = 1 + chance(11 + (round % 50 == 0) * 3);
        ent_signed_edges g = random_graph(n, 10 + chance(90), 1 + (round % 3 == 0) * 6, round % 2);
        int64_t wanted = brute(&g), found = index_of(&g);
        if (wanted != found) fail_msg("round %d: %lld, should be %lld", round, (long long)found, (long long)wanted);
        ent_signed_edges_clear(&g);
    }
}

static ent_signed_edges complete(int n) {
    ent_signed_edges g = {.n = n};
    for (int u = 0; u < n; u++)
        for (int v = u + 1; v < n; v++) add(&g, u, v, -1, 1);
    return g;
}

static void complete_negative_graphs(void **state) {
    (void)state;
    static const int64_t wanted[] = {1, 2, 4, 6, 9, 12};
    for (int n = 3; n <= 8; n++) {
        ent_signed_edges g = complete(n);
        assert_int_equal(index_of(&g), wanted[n - 3]);
        ent_signed_edges_clear(&g);
    }
}

static void petersen_cycle_and_tree(void **state) {
    (void)state;
    ent_signed_edges g = {.n = 10};
    for (int v = 0; v < 5; v++) {
        add(&g, v, (v + 1) % 5, -1, 1);
        add(&g, v, v + 5, -1, 1);
        add(&g, v + 5, (v + 2) % 5 + 5, -1, 1);
    }
    assert_int_equal(index_of(&g), 3);
    ent_signed_edges_clear(&g);
    for (int n = 3; n < 30; n += 4) {
        g = (ent_signed_edges){.n = n};
        for (int v = 0; v < n; v++) add(&g, v, (v + 1) % n, v == 2 ? -1 : 1, 1);
        assert_int_equal(index_of(&g), 1);
        ent_signed_edges_clear(&g);
        g = (ent_signed_edges){.n = n};
        for (int v = 1; v < n; v++) add(&g, v, chance(v), chance(2) ? 1 : -1, 1);
        assert_int_equal(index_of(&g), 0);
        ent_signed_edges_clear(&g);
    }
    g = (ent_signed_edges){.n = 0};
    assert_int_equal(index_of(&g), 0);
    g.n = 1;
    assert_int_equal(index_of(&g), 0);
}

static void switching_and_bounds(void **state) {
    (void)state;
    for (int round = 0; round < 60; round++) {
        ent_signed_edges g = random_graph(20 + chance(15), 10 + chance(25), 1, false);
        ent_frustration answer = solve(&g);
        int64_t negative = 0, value = answer.upper;
        for (size_t e = 0; e < g.m; e++) negative += g.edges[e].sign < 0;
        assert_true(2 * value <= (int64_t)g.m && value <= negative);
        ent_signed_edges rest = {.n = g.n};
        for (size_t e = 0; e < g.m; e++)
            if (!ent_signed_frustrated(&g.edges[e], answer.side))
                add(&rest, g.edges[e].u, g.edges[e].v, g.edges[e].sign, 1);
        assert_int_equal((int64_t)(g.m - rest.m), value);
        assert_int_equal(index_of(&rest), 0);
        uint64_t turned = ((uint64_t)chance(1 << 30) << 30) | (uint64_t)chance(1 << 30);
        for (size_t e = 0; e < g.m; e++)
            if ((turned >> g.edges[e].u & 1) != (turned >> g.edges[e].v & 1)) g.edges[e].sign *= -1;
        assert_int_equal(index_of(&g), value);
        ent_frustration_clear(&answer);
        ent_signed_edges_clear(&rest);
        ent_signed_edges_clear(&g);
    }
}

/* With less work the bounds still hold, and more work never makes them worse than wrong. */
static void little_work_gives_an_interval(void **state) {
    (void)state;
    static const uint64_t most[] = {0, 1, 5, 20, 100, 400, 2000};
    ent_signed_edges g = random_graph(32, 40, 1, false);
    int64_t value = index_of(&g);
    size_t open = 0;
    for (size_t k = 0; k < sizeof most / sizeof *most; k++) {
        ent_effort effort;
        ent_frustration answer = solve_within(&g, most[k], &effort);
        assert_true(answer.lower <= value && value <= answer.upper);
        open += answer.lower < answer.upper;
        ent_frustration_clear(&answer);
    }
    assert_true(open > 0);
    ent_signed_edges_clear(&g);
}

/* Two factions, a share of the edges against them. */
static ent_signed_edges planted(int n, int m, int noise) {
    ent_signed_edges g = {.n = n};
    for (int i = 0; i < m; i++) {
        int u = chance(n), v = chance(n);
        if (u == v) v = (u + 1) % n;
        int sign = (u < n / 2) == (v < n / 2) ? 1 : -1;
        add(&g, u, v, chance(100) < noise ? -sign : sign, 1);
    }
    return g;
}

/* A large graph and next to no work: triangles alone must have given a bound. They are packed greedily, and any packing that
 * cannot be added to has at least a third of the most that fit; so has this one, of everything in a matrix. */
/* Where edges come sorted nobody looks for one between the same two: what is left is what is left of the same edges the other
 * way around, which have to be looked for. */
static void reducing_does_not_depend_on_the_way_edges_come(void **state) {
    (void)state;
    for (int round = 0; round < 200; round++) {
        ent_signed_edges g = random_graph(3 + chance(8), 20 + chance(60), 1 + chance(4), true);
        ent_reduction sorted, turned;
        assert_int_equal(ent_reduction_make(&g, &sorted, NULL), ENT_OK);
        for (size_t e = 0; e < g.m; e++)
            g.edges[e] = (ent_signed_edge){g.edges[e].v, g.edges[e].u, g.edges[e].sign, g.edges[e].weight};
        assert_int_equal(ent_reduction_make(&g, &turned, NULL), ENT_OK);
        assert_int_equal(sorted.base, turned.base);
        assert_int_equal(sorted.edge_count, turned.edge_count);
        assert_int_equal(sorted.step_count, turned.step_count);
        assert_memory_equal(sorted.alive, turned.alive, sorted.edge_count);
        ent_reduction_clear(&sorted);
        ent_reduction_clear(&turned);
        ent_signed_edges_clear(&g);
    }
}

/* The search keeps to a quarter of the steps, but for a descent, and says what it took; more steps find nothing worse. */
static void searching_is_counted(void **state) {
    (void)state;
    enum { N = 2000, M = 10000 };
    ent_signed_edges g = {.n = N};
    int8_t *side = malloc(N);
    int64_t before = INT64_MAX;
    for (int e = 0; e < M; e++) add(&g, chance(N / 2), N / 2 + chance(N / 2), chance(2) ? 1 : -1, 1);
    assert_int_equal(ent_signed_edges_index(&g, NULL), ENT_OK);
    for (uint64_t most = 4; most <= 4000000; most *= 100) {
        ent_effort effort = {.most = most, .seed = 42};
        int64_t cost, again;
        assert_int_equal(ent_signed_search(&g, &effort, side, &cost, NULL), ENT_OK);
        assert_int_equal(cost, ent_signed_cost(&g, side));
        assert_true(effort.steps > 0 && effort.steps <= most / 4 + 10);
        effort.steps = 0;
        assert_int_equal(ent_signed_search(&g, &effort, side, &again, NULL), ENT_OK);
        assert_int_equal(again, cost);
        assert_true(cost <= before);
        before = cost;
    }
    free(side);
    ent_signed_edges_clear(&g);
}

static void triangles_bound_large_graphs(void **state) {
    (void)state;
    enum { N = 1500, M = 24000 };
    static int8_t sign[N][N]; /* of edges that no triangle has yet */
    ent_signed_edges g = {.n = N};
    memset(sign, 0, sizeof sign);
    while (g.m < M) {
        int u = chance(N), v = chance(3) ? chance(N) : chance(20);
        if (u == v || sign[u][v]) continue;
        sign[u][v] = sign[v][u] = (int8_t)(chance(2) ? 1 : -1);
        add(&g, u, v, sign[u][v], 1);
    }
    int64_t packed = 0;
    for (size_t e = 0; e < g.m; e++) {
        int u = g.edges[e].u, v = g.edges[e].v;
        for (int w = 0; w < N && sign[u][v]; w++) {
            if (sign[u][v] * sign[v][w] * sign[w][u] >= 0) continue;
            sign[u][v] = sign[v][u] = sign[v][w] = sign[w][v] = sign[u][w] = sign[w][u] = 0;
            packed++;
        }
    }
    assert_true(packed > 1000);
    assert_int_equal(ent_signed_edges_index(&g, NULL), ENT_OK);
    ent_effort effort;
    ent_frustration answer = solve_within(&g, 300, &effort);
    assert_true(answer.lower <= answer.upper);
    if (3 * answer.lower < packed) fail_msg("bound %lld, packed %lld", (long long)answer.lower, (long long)packed);
    ent_frustration_clear(&answer);
    ent_signed_edges_clear(&g);
}

static void planted_factions_are_exact(void **state) {
    (void)state;
    ent_signed_edges g = planted(500, 3000, 5);
    assert_true(index_of(&g) <= 200);
    ent_signed_edges_clear(&g);
    g = planted(600, 2000, 10); /* where the way of sharing out, the linear program and annealing all have a part */
    assert_true(index_of(&g) <= 260);
    ent_signed_edges_clear(&g);
}

/* A monitor that says no while GLPK is at work: the program is lost, the process is not. */
static bool never(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    ++*(int *)context;
    return strstr(stage, "linear program") == NULL;
}

static void glpk_is_stopped_at_work(void **state) {
    (void)state;
    enum { COLUMNS = 60 };
    double cost[COLUMNS];
    int asked = 0;
    uint64_t spent = 0;
    ent_monitor monitor = {never, &asked};
    ent_linear *lp = NULL;
    ent_linear_end end;
    ent_error err = {0};
    for (int c = 0; c < COLUMNS; c++) cost[c] = 1 + chance(9);
    assert_int_equal(ent_linear_new(COLUMNS, cost, &lp, &err), ENT_OK);
    for (int r = 0; r < 200; r++) {
        int32_t row[] = {chance(20), 20 + chance(20), 40 + chance(20)};
        assert_int_equal(ent_linear_cover(lp, row, 3, &err), ENT_OK);
    }
    assert_int_equal(ent_linear_solve(lp, 100000, &monitor, &end, &spent, &err), ENT_INTERRUPTED);
    assert_int_equal(asked, 1);
    err = (ent_error){0};
    assert_int_equal(ent_linear_solve(lp, 100000, NULL, &end, &spent, &err), ENT_CALC);
    ent_linear_free(lp);
}

/* ---- the certificate: every way to falsify it is found ---- */

static void assert_wrong(const ent_signed_edges *g, const ent_frustration *answer, const char *words) {
    ent_error err = {0};
    assert_int_equal(ent_frustration_verify(g, answer, &err), ENT_CALC);
    if (!strstr(err.message, words)) fail_msg("%s", err.message);
}

static void wrong_certificates_are_refused(void **state) {
    (void)state;
    ent_signed_edges g = complete(6);
    ent_frustration answer = solve(&g);
    assert_true(answer.cycles.count > 0);
    answer.upper++;
    assert_wrong(&g, &answer, "another number");
    answer.upper--;
    answer.proved++;
    assert_wrong(&g, &answer, "another bound");
    answer.proved--;
    answer.lower = answer.upper + 1;
    assert_wrong(&g, &answer, "cross");
    answer.lower = answer.upper;
    answer.cycles.share[0] += 2 * ENT_SHARE;
    assert_wrong(&g, &answer, "used up");
    answer.cycles.share[0] = 0;
    assert_wrong(&g, &answer, "no share");
    answer.cycles.share[0] = 1;
    int32_t kept = answer.cycles.edge[0];
    answer.cycles.edge[0] = answer.cycles.edge[1];
    assert_wrong(&g, &answer, "no cycle");
    answer.cycles.edge[0] = kept;
    g.edges[kept].sign = 1;
    int64_t cost = ent_signed_cost(&g, answer.side);
    answer.upper = cost;
    assert_wrong(&g, &answer, "not negative");
    answer.side[0] = 0;
    assert_wrong(&g, &answer, "no side");
    ent_frustration_clear(&answer);
    ent_signed_edges_clear(&g);
}

/* ---- the door to GLPK ---- */

static void linear_programs_and_their_failures(void **state) {
    (void)state;
    const double cost[] = {1, 2, 4};
    const int32_t first[] = {0, 1}, second[] = {1, 2};
    double x[3], price[2];
    uint64_t spent = 0;
    ent_linear *lp = NULL;
    ent_linear_end end;
    ent_error err = {0};
    assert_int_equal(ent_linear_new(3, cost, &lp, &err), ENT_OK);
    assert_int_equal(ent_linear_cover(lp, first, 2, &err), ENT_OK);
    assert_int_equal(ent_linear_cover(lp, second, 2, &err), ENT_OK);
    assert_int_equal(ent_linear_solve(lp, 0, NULL, &end, &spent, &err), ENT_OK);
    assert_int_equal(end, ENT_LINEAR_UNFINISHED);
    assert_int_equal(ent_linear_solve(lp, 100, NULL, &end, &spent, &err), ENT_OK);
    assert_int_equal(end, ENT_LINEAR_OPTIMAL);
    assert_true(spent > 0);
    assert_true(ent_linear_value(lp) > 1.999 && ent_linear_value(lp) < 2.001);
    ent_linear_columns(lp, x);
    ent_linear_prices(lp, price);
    assert_true(x[1] > .999 && price[0] + price[1] > 1.999);
    assert_int_equal(ent_linear_between(lp, 1, 0, 0, &err), ENT_OK);
    assert_int_equal(ent_linear_solve(lp, 100, NULL, &end, &spent, &err), ENT_OK);
    assert_true(ent_linear_value(lp) > 4.999);
    assert_int_equal(ent_linear_between(lp, 2, 0, 0, &err), ENT_OK);
    assert_int_equal(ent_linear_solve(lp, 100, NULL, &end, &spent, &err), ENT_OK);
    assert_int_equal(end, ENT_LINEAR_INFEASIBLE);
    assert_int_equal(ent_linear_between(lp, 7, 0, 0, &err), ENT_CALC); /* GLPK's own error, and the process lives */
    assert_non_null(strstr(err.message, "GLPK"));
    err = (ent_error){0};
    assert_int_equal(ent_linear_solve(lp, 100, NULL, &end, &spent, &err), ENT_CALC);
    ent_linear_free(lp);
}

static void glpk_out_of_memory_is_a_status(void **state) {
    (void)state;
    size_t columns = 200000;
    double *cost = calloc(columns, sizeof *cost);
    int32_t *all = calloc(columns, sizeof *all);
    for (size_t c = 0; c < columns; c++) all[c] = (int32_t)c;
    ent_linear *lp = NULL;
    ent_error err = {0};
    assert_int_equal(ent_linear_new(columns, cost, &lp, &err), ENT_OK);
    glp_mem_limit(1);
    assert_int_equal(ent_linear_cover(lp, all, columns, &err), ENT_NOMEM);
    ent_linear_free(lp);
    glp_mem_limit(1000000);
    err = (ent_error){0};
    assert_int_equal(ent_linear_new(columns, cost, &lp, &err), ENT_OK);
    assert_int_equal(ent_linear_cover(lp, all, columns, &err), ENT_OK);
    ent_linear_free(lp);
    free(all);
    free(cost);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_partitions_agree),
        cmocka_unit_test(complete_negative_graphs),
        cmocka_unit_test(petersen_cycle_and_tree),
        cmocka_unit_test(switching_and_bounds),
        cmocka_unit_test(little_work_gives_an_interval),
        cmocka_unit_test(planted_factions_are_exact),
        cmocka_unit_test(reducing_does_not_depend_on_the_way_edges_come),
        cmocka_unit_test(searching_is_counted),
        cmocka_unit_test(triangles_bound_large_graphs),
        cmocka_unit_test(wrong_certificates_are_refused),
        cmocka_unit_test(linear_programs_and_their_failures),
        cmocka_unit_test(glpk_out_of_memory_is_a_status),
        cmocka_unit_test(glpk_is_stopped_at_work),
    };
    return cmocka_run_group_tests_name("frustration_core", tests, NULL, NULL);
}
