/* Random numbers: the published outputs of the generators, and no answer likelier than another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/random.h"

/* splitmix64 with seed 1234567, as listed at Rosetta Code ("Pseudo-random numbers/Splitmix64"). */
static void splitmix64_is_the_published_one(void **state) {
    (void)state;
    const uint64_t expected[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                 UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
                                 UINT64_C(16408922859458223821)};
    uint64_t seed = 1234567;
    for (int i = 0; i < 5; i++) assert_true(ent_random_mix(&seed) == expected[i]);
}

/* xoshiro256** with state 1, 2, 3, 4: the reference vector that the Rust crate rand_xoshiro tests with. */
static void xoshiro256_is_the_published_one(void **state) {
    (void)state;
    const uint64_t expected[] = {UINT64_C(11520),
                                 UINT64_C(0),
                                 UINT64_C(1509978240),
                                 UINT64_C(1215971899390074240),
                                 UINT64_C(1216172134540287360),
                                 UINT64_C(607988272756665600),
                                 UINT64_C(16172922978634559625),
                                 UINT64_C(8476171486693032832),
                                 UINT64_C(10595114339597558777),
                                 UINT64_C(2904607092377533576)};
    ent_random random = {{1, 2, 3, 4}};
    for (int i = 0; i < 10; i++) assert_true(ent_random_bits(&random) == expected[i]);
}

static void a_seed_decides_all(void **state) {
    (void)state;
    ent_random a, b, c;
    ent_random_init(&a, 42);
    ent_random_init(&b, 42);
    ent_random_init(&c, 43);
    int differ = 0;
    for (int i = 0; i < 100; i++) {
        uint64_t bits = ent_random_bits(&a);
        assert_true(bits == ent_random_bits(&b));
        differ += bits != ent_random_bits(&c);
    }
    assert_true(differ > 90);
    ent_random_init(&a, 0);
    assert_true(a.state[0] || a.state[1] || a.state[2] || a.state[3]);
}

/* Chi-square over six answers with 60,000 draws: the 99.99 % quantile for 5 degrees of freedom is 25.7. */
static void every_answer_is_equally_likely(void **state) {
    (void)state;
    ent_random random;
    int seen[6] = {0};
    double chi = 0;
    ent_random_init(&random, 7);
    for (int i = 0; i < 60000; i++) seen[ent_random_below(&random, 6)]++;
    for (int k = 0; k < 6; k++) chi += (seen[k] - 10000.0) * (seen[k] - 10000.0) / 10000;
    assert_true(chi < 25.7);
    assert_true(ent_random_below(&random, 0) == 0 && ent_random_below(&random, 1) == 0);
}

/* Of three times 2^62 answers, a plain remainder would give the first 2^62 twice as often as the others. */
static void large_limits_have_no_bias(void **state) {
    (void)state;
    ent_random random;
    int third[3] = {0};
    ent_random_init(&random, 11);
    for (int i = 0; i < 30000; i++) third[ent_random_below(&random, UINT64_C(3) << 62) >> 62]++;
    for (int k = 0; k < 3; k++) assert_in_range(third[k], 9600, 10400);
}

static void shares_are_below_one_and_even(void **state) {
    (void)state;
    ent_random random;
    double sum = 0, least = 1, most = 0;
    ent_random_init(&random, 3);
    for (int i = 0; i < 100000; i++) {
        double share = ent_random_share(&random);
        assert_true(share >= 0 && share < 1);
        sum += share;
        if (share < least) least = share;
        if (share > most) most = share;
    }
    assert_true(sum / 100000 > 0.495 && sum / 100000 < 0.505 && least < 0.001 && most > 0.999);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splitmix64_is_the_published_one),
        cmocka_unit_test(xoshiro256_is_the_published_one),
        cmocka_unit_test(a_seed_decides_all),
        cmocka_unit_test(every_answer_is_equally_likely),
        cmocka_unit_test(large_limits_have_no_bias),
        cmocka_unit_test(shares_are_below_one_and_even),
    };
    return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
