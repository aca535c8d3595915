// LDFLAGS: -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
/* Sampled betweenness and nearness: the bounds beside exact chances, paths beside an enumeration of all, values beside the
 * exact kernels over many seeds, with any number of threads, stopped, and without memory. */
#include "nets.h"
#include "failing_memory.h"
#include "kernel/between.h"
#include "kernel/bounds.h"
#include "kernel/pick.h"
#include "kernel/sample.h"

/* ---- bounds ---------------------------------------------------------------------------------------------------------------- */

/* Chance of x hits in n draws of a share p. */
static double binomial(int x, int n, double p) {
    if (p <= 0 || p >= 1) return x == (p >= 1 ? n : 0);
    return exp(lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(p) + (n - x) * log1p(-p));
}

static const double shares[] = {0, .001, .01, .05, .1, .3, .5, .7, .9, .99, 1};
static const int sizes[] = {2, 5, 40, 300};
static const double doubts[] = {.2, .05, .001};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static double variance_of(double hits, double n) {
    return (hits - hits * hits / n) / (n - 1);
}

/* Chances that the truth is above what the bounds say: of the share, and of the mean with the variance seen. */
static void chances(int n, double p, double doubt, double *above_share, double *above_mean) {
    *above_share = *above_mean = 0;
    for (int x = 0; x <= n; x++) {
        double chance_of = binomial(x, n, p), seen = (double)x / n;
        *above_share += p > ent_share_most(seen, n, doubt) ? chance_of : 0;
        *above_mean += p > seen + ent_mean_error(variance_of(x, n), 1, n, doubt) ? chance_of : 0;
    }
}

static void the_truth_is_seldom_above_a_bound(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(shares); i++)
        for (size_t j = 0; j < COUNT(sizes); j++)
            for (size_t k = 0; k < COUNT(doubts); k++) {
                double share, mean;
                chances(sizes[j], shares[i], doubts[k], &share, &mean);
                assert_true(share <= doubts[k] && mean <= doubts[k]);
            }
    assert_true(isinf(ent_mean_error(0, 1, 1, .1)));
}

/* By hand: 1 - p = doubt^(1/n) when nothing was seen; and no bound is so wide that it says nothing. */
static void bounds_are_near_what_was_seen(void **state) {
    (void)state;
    assert_true(fabs(ent_share_most(0, 10, .05) - (1 - pow(.05, .1))) < 1e-12);
    assert_true(ent_share_most(.1, 1000, .05) < .13 && ent_share_most(1, 5, .1) == 1);
    assert_true(ent_mean_error(.25, 1, 10000, .05) < .5 * sqrt(2 * log(40) / 10000) + 1e-3);
}

/* Chance that a share p seen in n draws is off by more than that. */
static double chance_off(int n, double p, double error) {
    double chance_of = 0;
    for (int x = 0; x <= n; x++)
        if (fabs((double)x / n - p) > error) chance_of += binomial(x, n, p);
    return chance_of;
}

/* As many of the largest size as the sum allows, which is the worst there can be; the rest are 0 or share a small rest. */
static void so_many_draws_make_all_shares_right(void **state) {
    (void)state;
    static const double largest[] = {.02, .1, .4, 1}, errors[] = {.02, .05, .1};
    for (size_t i = 0; i < COUNT(largest); i++)
        for (size_t j = 0; j < COUNT(errors); j++)
            for (int n = 10; n <= 10000; n *= 10) {
                double sum = 2, doubt = .1, many = fmin(n, floor(sum / largest[i])), hoeffding;
                int draws = (int)ent_share_draws((size_t)n, sum, largest[i], errors[j], doubt);
                hoeffding = ceil(log(2 * n / doubt) / (2 * errors[j] * errors[j]));
                assert_true(draws <= hoeffding);
                assert_true(largest[i] > .1 || n < 100 || draws < .6 * hoeffding);
                double rest = n > many ? (sum - many * largest[i]) / (n - many) : 0;
                double off = many * chance_off(draws, largest[i], errors[j]) +
                             (n - many) * chance_off(draws, fmax(0, rest), errors[j]);
                assert_true(off <= doubt);
            }
}

/* ---- paths ------------------------------------------------------------------------------------------------------------------- */

enum { SMALL = 9, MOST_PATHS = 1 << SMALL };

static void hops_to(const net_pair *p, int to, int *hops) {
    for (size_t v = 0; v < p->n; v++) hops[v] = (int)v == to ? 0 : 99;
    for (size_t round = 0; round < p->n; round++)
        for (size_t e = 0; e < p->m; e++) {
            int a = p->from[e], b = p->to[e];
            if (hops[b] + 1 < hops[a]) hops[a] = hops[b] + 1;
            if (!p->directed && hops[a] + 1 < hops[b]) hops[b] = hops[a] + 1;
        }
}

/* count[set]: shortest paths whose inner vertices are that set, which tells them apart but for arcs side by side. */
static void enumerate(const net_pair *p, const int *hops, int v, int set, int *count) {
    for (int32_t i = p->net.out.offsets[v]; i < p->net.out.offsets[v + 1]; i++) {
        int w = p->net.out.to[i];
        if (hops[w] != hops[v] - 1) continue;
        if (hops[w] == 0)
            count[set]++;
        else
            enumerate(p, hops, w, set | 1 << w, count);
    }
}

/* Chi-square of so many draws between two beside what they should be; *freedom grows with it. */
static double surprise(const net_pair *p, int from, int to, int draws, double *freedom) {
    int hops[SMALL], want[MOST_PATHS] = {0}, got[MOST_PATHS] = {0}, all = 0;
    ent_picker picker;
    ent_random random;
    ent_pulse pulse = {0};
    double sum = 0;
    hops_to(p, to, hops);
    if (hops[from] < 99) enumerate(p, hops, from, 0, want);
    for (int set = 0; set < MOST_PATHS; set++) all += want[set];
    ent_random_init(&random, (uint64_t)(from * 100 + to));
    assert_true(ent_picker_make(&picker, &p->net));
    for (int k = 0; k < draws; k++) {
        bool found;
        int set = 0;
        assert_int_equal(ent_picker_pick(&picker, from, to, &random, &found, &pulse, NULL), ENT_OK);
        assert_true(found == (all > 0));
        for (size_t i = 0; i < picker.length; i++) set |= 1 << picker.path[i];
        if (found) got[set]++;
        if (found) assert_true(want[set] > 0);
    }
    ent_picker_clear(&picker);
    for (int set = 0; set < MOST_PATHS; set++) {
        double expected = (double)want[set] * draws / all;
        if (want[set]) sum += (got[set] - expected) * (got[set] - expected) / expected;
        *freedom += want[set] > 0;
    }
    *freedom -= all > 0;
    return sum;
}

static void each_shortest_path_is_as_likely(void **state) {
    (void)state;
    double sum = 0, freedom = 0;
    for (int round = 0; round < 60; round++) {
        net_pair p = net_random(SMALL, (size_t)(14 + round % 3 * 6), round & 1, false, round & 2);
        for (int from = 0; from < 4; from++)
            for (int to = 4; to < SMALL; to++) sum += surprise(&p, from, to, 400, &freedom);
        net_free(&p);
    }
    assert_true(freedom > 200);
    if (!(fabs(sum - freedom) < 4 * sqrt(2 * freedom))) fail_msg("chi-square %g of %g", sum, freedom);
}

/* Diamonds in a row: 2^1,300 paths, of which a fair coin at each diamond makes one. */
static void paths_beyond_counting_are_drawn_too(void **state) {
    (void)state;
    enum { DIAMONDS = 1300 };
    net_pair p = net_start(3 * DIAMONDS + 1, 4 * DIAMONDS, false);
    for (int i = 0; i < DIAMONDS; i++)
        for (int side = 1; side <= 2; side++) {
            net_edge(&p, 3 * i, 3 * i + side, 1);
            net_edge(&p, 3 * i + side, 3 * i + 3, 1);
        }
    net_finish(&p);
    ent_picker picker;
    ent_random random;
    ent_pulse pulse = {0};
    bool found;
    int first = 0;
    assert_true(ent_picker_make(&picker, &p.net));
    ent_random_init(&random, 1);
    assert_int_equal(ent_picker_pick(&picker, 0, 3 * DIAMONDS, &random, &found, &pulse, NULL), ENT_OK);
    assert_true(found && picker.length == 2 * DIAMONDS - 1);
    for (size_t k = 0; k < picker.length; k++) first += picker.path[k] % 3 == 1;
    assert_true(abs(first - DIAMONDS / 2) < 4 * sqrt(DIAMONDS) / 2);
    ent_picker_clear(&picker);
    net_free(&p);
}

/* ---- values ------------------------------------------------------------------------------------------------------------------- */

static const ent_sampling usual = {.error = .05, .doubt = .1, .seed = 1, .threads = 1, .stage = ""};

static double pairs_of(const net_pair *p) {
    return ((double)p->n - 1) * ((double)p->n - 2) / (p->directed ? 1 : 2);
}

/* Over seeds, in how many of the runs any value is further off than promised; the mean over them must find the truth. */
static void sampled_betweenness_keeps_its_promise(void **state) {
    (void)state;
    enum { SEEDS = 12 };
    int broken = 0, runs = 0, exact = 0;
    for (int round = 0; round < 12; round++) {
        net_pair p = net_random((size_t)(40 + 20 * round), (size_t)(60 + round % 4 * 80), round & 1, false, round & 2);
        double *truth = calloc(p.n, sizeof *truth), *got = calloc(p.n, sizeof *got), *mean = calloc(p.n, sizeof *mean);
        assert_int_equal(ent_betweenness(&p.net, &(ent_between){.threads = 1}, truth, NULL), ENT_OK);
        uint64_t draws = 0;
        for (int seed = 0; seed < SEEDS; seed++, runs++) {
            ent_sampling how = usual;
            how.seed = (uint64_t)seed;
            double worst = 0;
            assert_int_equal(ent_betweenness_sample(&p.net, &how, got, &draws, NULL), ENT_OK);
            for (size_t v = 0; v < p.n; v++) worst = fmax(worst, fabs(got[v] - truth[v]) / pairs_of(&p));
            for (size_t v = 0; v < p.n; v++) mean[v] += got[v] / SEEDS;
            broken += worst > how.error;
            exact += !draws;
        }
        for (size_t v = 0; v < p.n && draws; v++) {
            double share = truth[v] / pairs_of(&p), spread = sqrt(share * (1 - share) / SEEDS / (double)draws);
            assert_true(fabs(mean[v] - truth[v]) / pairs_of(&p) <= 5 * spread);
        }
        free(mean);
        free(got);
        free(truth);
        net_free(&p);
    }
    assert_true(broken <= usual.doubt * runs && exact < runs / 2);
}

/* A large component, several of up to what is measured from all, and a vertex by itself. */
static net_pair net_of_islands(bool directed) {
    static const int parts[] = {2500, 900, 40, 1};
    net_pair p = net_start(3441, 12000, directed);
    int first = 0;
    for (size_t k = 0; k < COUNT(parts); k++) {
        for (int v = 1; v < parts[k]; v++) net_edge(&p, first + v, first + chance(v), 1);
        for (int e = 0; e < 2 * parts[k] && parts[k] > 1; e++)
            net_edge(&p, first + chance(parts[k]), first + chance(parts[k]), 1);
        first += parts[k];
    }
    net_finish(&p);
    return p;
}

static int largest_distance(const ent_nearness *of, size_t n) {
    double most = 0;
    for (size_t v = 0; v < n; v++) most = fmax(most, of[v].farthest);
    return (int)most;
}

static void sampled_distances_keep_their_promise(void **state) {
    (void)state;
    int broken = 0;
    net_pair p = net_of_islands(false);
    ent_nearness *truth = calloc(p.n, sizeof *truth), *got = calloc(p.n, sizeof *got);
    assert_int_equal(ent_nearness_hops(&p.net, NULL, "", truth, NULL), ENT_OK);
    const double diameter = largest_distance(truth, 2500);
    for (int seed = 0; seed < 20; seed++) {
        ent_sampling how = {.error = .1, .doubt = .1, .seed = (uint64_t)seed, .distances = true, .inverses = true};
        uint64_t draws;
        double mean = 0, inverse = 0;
        assert_int_equal(ent_nearness_sample(&p.net, &how, got, &draws, NULL), ENT_OK);
        assert_true(draws >= 256 && draws < 2500);
        for (size_t v = 0; v < 2500; v++) {
            assert_true(got[v].reached == truth[v].reached);
            mean = fmax(mean, fabs(got[v].total - truth[v].total) / got[v].reached);
            inverse = fmax(inverse, fabs(got[v].inverse - truth[v].inverse) / ((double)p.n - 1));
        }
        for (size_t v = 2500; v < p.n; v++)
            assert_true(got[v].reached == truth[v].reached && got[v].total == truth[v].total &&
                        got[v].inverse == truth[v].inverse);
        assert_true(mean > 0);
        broken += mean > how.error * diameter || inverse > how.error;
    }
    assert_true(broken <= 2);
    free(got);
    free(truth);
    net_free(&p);
}

/* Means over many seeds come near the truth; a small error costs as much as measuring all, which is done then. */
static void sampled_inverses_find_the_truth(void **state) {
    (void)state;
    enum { SEEDS = 30 };
    for (int directed = 0; directed < 2; directed++) {
        net_pair p = net_of_islands(directed);
        ent_nearness *truth = calloc(p.n, sizeof *truth), *got = calloc(p.n, sizeof *got);
        double *mean = calloc(p.n, sizeof *mean);
        uint64_t draws = 0;
        ent_sampling how = {.error = .2, .doubt = .1, .inverses = true};
        assert_int_equal(ent_nearness_hops(&p.net, NULL, "", truth, NULL), ENT_OK);
        for (; how.seed < SEEDS; how.seed++) {
            assert_int_equal(ent_nearness_sample(&p.net, &how, got, &draws, NULL), ENT_OK);
            for (size_t v = 0; v < p.n; v++) mean[v] += got[v].inverse / ((double)p.n - 1) / SEEDS;
        }
        assert_true(draws > 0);
        for (size_t v = 0; v < p.n; v++)
            assert_true(fabs(mean[v] - truth[v].inverse / ((double)p.n - 1)) < 6 * .5 / sqrt(SEEDS * (double)draws));
        how.error = .001;
        assert_int_equal(ent_nearness_sample(&p.net, &how, got, &draws, NULL), ENT_OK);
        assert_int_equal(draws, 0);
        for (size_t v = 0; v < p.n; v++) assert_true(got[v].inverse == truth[v].inverse);
        free(mean);
        free(got);
        free(truth);
        net_free(&p);
    }
}

/* On a path every draw walks along much of it. */
static void what_would_take_longer_is_measured_exactly(void **state) {
    (void)state;
    enum { N = 400 };
    net_pair p = net_start(N, N, false);
    double got[N];
    uint64_t draws = 1;
    for (int v = 1; v < N; v++) net_edge(&p, v - 1, v, 1);
    net_finish(&p);
    ent_sampling how = usual;
    how.error = .01;
    assert_int_equal(ent_betweenness_sample(&p.net, &how, got, &draws, NULL), ENT_OK);
    assert_int_equal(draws, 0);
    for (int v = 0; v < N; v++) assert_true(got[v] == (double)v * (N - 1 - v));
    net_free(&p);
}

static void neither_threads_nor_time_leave_a_trace(void **state) {
    (void)state;
    static const int threads[] = {1, 2, 3, 16, 0};
    net_pair p = net_random(500, 2500, false, false, true);
    double *first = calloc(p.n, sizeof *first), *again = calloc(p.n, sizeof *again);
    uint64_t draws;
    assert_int_equal(ent_betweenness_sample(&p.net, &usual, first, &draws, NULL), ENT_OK);
    for (size_t k = 0; k < COUNT(threads); k++) {
        ent_sampling how = usual;
        how.threads = threads[k];
        assert_int_equal(ent_betweenness_sample(&p.net, &how, again, &draws, NULL), ENT_OK);
        assert_memory_equal(first, again, p.n * sizeof *first);
    }
    ent_sampling other = usual;
    other.seed++;
    assert_int_equal(ent_betweenness_sample(&p.net, &other, again, &draws, NULL), ENT_OK);
    assert_memory_not_equal(first, again, p.n * sizeof *first);
    free(first);
    free(again);
    net_free(&p);
}

/* ---- asked to stop, and without memory ------------------------------------------------------------------------------------------ */

static bool stop_later(void *context, const char *stage, uint64_t done, uint64_t total) {
    (void)stage, (void)done, (void)total;
    return (*(int *)context)-- > 0;
}

static ent_status run_kernel(const net_pair *p, int kernel, const ent_sampling *how, double *out, ent_nearness *near,
                             ent_error *err) {
    uint64_t draws;
    return kernel ? ent_nearness_sample(&p->net, how, near, &draws, err)
                  : ent_betweenness_sample(&p->net, how, out, &draws, err);
}

static void sampling_stops_when_asked(void **state) {
    (void)state;
    net_pair p = net_random(6000, 24000, false, false, true);
    double *out = calloc(p.n, sizeof *out);
    ent_nearness *near = calloc(p.n, sizeof *near);
    for (int k = 0; k < 6; k++) {
        int left_ticks = k / 2;
        ent_monitor monitor = {stop_later, &left_ticks};
        ent_sampling how = {.error = .002,
                            .doubt = .1,
                            .threads = 1 + k / 4,
                            .distances = true,
                            .monitor = &monitor,
                            .stage = "measuring"};
        ent_error err = {0};
        assert_int_equal(run_kernel(&p, k % 2, &how, out, near, &err), ENT_INTERRUPTED);
        assert_int_equal(err.status, ENT_INTERRUPTED);
    }
    free(near);
    free(out);
    net_free(&p);
}

static void running_out_of_memory_is_a_status(void **state) {
    (void)state;
    for (int directed = 0; directed < 2; directed++) {
        net_pair p = net_random(20, 60, directed, false, false);
        double out[20];
        ent_nearness near[20];
        ent_sampling how = usual;
        how.inverses = true;
        for (int kernel = 0; kernel < 2; kernel++) {
            failed = true;
            for (long k = 0; failed; k++) {
                ent_error err = {0};
                failed = false;
                left = k;
                ent_status status = run_kernel(&p, kernel, &how, out, near, &err);
                left = -1;
                assert_int_equal(status, failed ? ENT_NOMEM : ENT_OK);
                assert_int_equal(err.status, status);
            }
        }
        net_free(&p);
    }
}

static void there_is_nothing_to_draw_in_tiny_graphs(void **state) {
    (void)state;
    for (int n = 0; n < 3; n++) {
        net_pair p = net_random(2, (size_t)n, false, false, false);
        double out[2] = {7, 7};
        ent_nearness near[2];
        ent_sampling how = usual;
        how.distances = true;
        p.net.n = (size_t)n;
        for (int kernel = 0; kernel < 2; kernel++)
            assert_int_equal(run_kernel(&p, kernel, &how, out, near, NULL), ENT_OK);
        for (int v = 0; v < n; v++) assert_true(out[v] == 0 && near[v].total == near[v].reached);
        p.net.n = 2;
        net_free(&p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_nothing_to_draw_in_tiny_graphs),
        cmocka_unit_test(the_truth_is_seldom_above_a_bound),
        cmocka_unit_test(bounds_are_near_what_was_seen),
        cmocka_unit_test(so_many_draws_make_all_shares_right),
        cmocka_unit_test(each_shortest_path_is_as_likely),
        cmocka_unit_test(paths_beyond_counting_are_drawn_too),
        cmocka_unit_test(sampled_betweenness_keeps_its_promise),
        cmocka_unit_test(sampled_distances_keep_their_promise),
        cmocka_unit_test(sampled_inverses_find_the_truth),
        cmocka_unit_test(what_would_take_longer_is_measured_exactly),
        cmocka_unit_test(neither_threads_nor_time_leave_a_trace),
        cmocka_unit_test(sampling_stops_when_asked),
        cmocka_unit_test(running_out_of_memory_is_a_status),
    };
    return cmocka_run_group_tests_name("sample", tests, NULL, NULL);
}
