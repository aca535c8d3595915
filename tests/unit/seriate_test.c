/* Signed seriation: costs by hand, and the order beside all orders there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "scene/seriate.h"

enum { MOST = 7 };

static void tie(int64_t *weights, uint32_t n, uint32_t a, uint32_t b, int64_t w) {
    weights[a * n + b] = weights[b * n + a] = w;
}

static void is_permutation(const uint32_t *order, uint32_t n) {
    uint8_t seen[64] = {0};
    for (uint32_t i = 0; i < n; i++) {
        assert_true(order[i] < n);
        assert_false(seen[order[i]]);
        seen[order[i]] = 1;
    }
}

/* a - b friends at distance 2, a - c foes at distance 1: 2 * 5 - 1 * 3 = 7 */
static void cost_is_weight_times_distance(void **state) {
    (void)state;
    int64_t w[9] = {0};
    const uint32_t order[] = {0, 2, 1};
    tie(w, 3, 0, 1, 5);
    tie(w, 3, 0, 2, -3);
    assert_int_equal(ent_seriate_cost(&(ent_ties){w, 3}, order), 7);
}

/* Two camps, each a triangle of friends, with one pair of foes across: the camps are next to each other, and the foes are
 * at the two ends: 2 * (1 + 1 + 2) - 5 = 3, and no order is cheaper. */
static void camps_are_blocks(void **state) {
    (void)state;
    int64_t w[36] = {0};
    uint32_t order[6];
    const uint32_t camps[2][3] = {{0, 2, 4}, {1, 3, 5}};
    for (int c = 0; c < 2; c++)
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < i; j++) tie(w, 6, camps[c][i], camps[c][j], 1);
    tie(w, 6, 4, 1, -1);
    assert_int_equal(ent_seriate(&(ent_ties){w, 6}, order, NULL), 0);
    is_permutation(order, 6);
    assert_int_equal(ent_seriate_cost(&(ent_ties){w, 6}, order), 3);
    for (int i = 1; i < 3; i++) assert_int_equal(order[i] % 2, order[0] % 2);
    for (int i = 4; i < 6; i++) assert_int_equal(order[i] % 2, order[3] % 2);
    assert_true((order[0] == 4 && order[5] == 1) || (order[0] == 1 && order[5] == 4));
}

/* Parts come by size, and who has no tie is last. */
static void parts_by_size(void **state) {
    (void)state;
    int64_t w[36] = {0};
    uint32_t order[6];
    tie(w, 6, 1, 5, -2);
    tie(w, 6, 2, 3, 1);
    tie(w, 6, 3, 4, 1);
    assert_int_equal(ent_seriate(&(ent_ties){w, 6}, order, NULL), 0);
    is_permutation(order, 6);
    assert_int_equal(order[1], 3);
    assert_int_equal(order[0] + order[2], 6);
    assert_int_equal(order[3] + order[4], 6);
    assert_int_equal(order[5], 0);
}

static int64_t least_cost(const ent_ties *ties, uint32_t *order, uint32_t fixed) {
    if (fixed == ties->n) return ent_seriate_cost(ties, order);
    int64_t least = INT64_MAX;
    for (uint32_t i = fixed; i < ties->n; i++) {
        uint32_t kept = order[i];
        order[i] = order[fixed];
        order[fixed] = kept;
        int64_t cost = least_cost(ties, order, fixed + 1);
        if (cost < least) least = cost;
        order[fixed] = order[i];
        order[i] = kept;
    }
    return least;
}

/* Beside all n! orders. A path of weight 1 joins all, so that there is one part. */
static void no_order_is_cheaper(void **state) {
    (void)state;
    ent_random random;
    ent_random_init(&random, 20220521);
    for (int round = 0; round < 60; round++) {
        uint32_t n = 2 + (uint32_t)ent_random_below(&random, MOST - 1), order[MOST], all[MOST];
        int64_t w[MOST * MOST] = {0};
        for (uint32_t i = 0; i < n; i++) {
            all[i] = i;
            for (uint32_t j = 0; j < i; j++)
                if (ent_random_below(&random, 2)) tie(w, n, i, j, (int64_t)ent_random_below(&random, 21) - 10);
            if (i && !w[i * n + i - 1]) tie(w, n, i, i - 1, 1);
        }
        ent_ties ties = {w, n};
        assert_int_equal(ent_seriate(&ties, order, NULL), 0);
        is_permutation(order, n);
        assert_int_equal(ent_seriate_cost(&ties, order), least_cost(&ties, all, 0));
    }
}

/* Three blocs of 20 with ties inside and enmity between: every bloc is one run, however its members are numbered. */
static void blocs_are_runs(void **state) {
    (void)state;
    enum { N = 60 };
    static int64_t w[N * N];
    uint32_t order[N], turns = 0;
    ent_random random;
    ent_random_init(&random, 11);
    for (uint32_t i = 0; i < N; i++)
        for (uint32_t j = 0; j < i; j++) {
            if (i % 3 == j % 3 && ent_random_below(&random, 4) == 0) tie(w, N, i, j, 100);
            if (i % 3 != j % 3 && ent_random_below(&random, 20) == 0) tie(w, N, i, j, -100);
        }
    assert_int_equal(ent_seriate(&(ent_ties){w, N}, order, NULL), 0);
    is_permutation(order, N);
    for (uint32_t i = 1; i < N; i++) turns += order[i] % 3 != order[i - 1] % 3;
    assert_int_equal(turns, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost_is_weight_times_distance),
        cmocka_unit_test(camps_are_blocks),
        cmocka_unit_test(parts_by_size),
        cmocka_unit_test(no_order_is_cheaper),
        cmocka_unit_test(blocs_are_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
