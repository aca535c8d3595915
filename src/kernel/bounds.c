/* Bounds by bisection: what is asked for rises or falls with what is tried. */
#include "kernel/bounds.h"

#include <math.h>

enum { STEPS = 60 };

/* How many draws of a share p it takes to look like a share `seen`, as it were (Kullback and Leibler 1951). */
static double divergence(double seen, double p) {
    double apart = 0;
    if (seen > 0) apart += seen * log(seen / p);
    if (seen < 1) apart += (1 - seen) * log((1 - seen) / (1 - p));
    return apart;
}

double ent_share_most(double seen, double draws, double doubt) {
    double low = seen, high = 1;
    for (int k = 0; k < STEPS; k++) {
        double p = (low + high) / 2;
        if (draws * divergence(seen, p) > log(1 / doubt))
            high = p;
        else
            low = p;
    }
    return high;
}

double ent_mean_error(double variance, double range, double draws, double doubt) {
    double odds = log(2 / doubt);
    return draws < 2 ? INFINITY : sqrt(2 * variance * odds / draws) + 7 * range * odds / (3 * (draws - 1));
}

/* Chance that any share is off, at most. exp(-a / (w + c)) is convex in w up to a / 2 - c: the chord from 0 to `largest` is
 * above it there, and the sum of the chords depends on the sum of the shares alone. */
static double chance_of_error(double n, double sum, double largest, double error, double draws) {
    double a = draws * error * error / 2, c = error / 3, many = fmin(n, sum / largest);
    if (a < 2 * (largest + c)) return 1;
    return 2 * ((n - many) * exp(-a / c) + many * exp(-a / (largest + c)));
}

uint64_t ent_share_draws(size_t n, double sum, double largest, double error, double doubt) {
    double most = fmax(1, ceil(log(2 * (double)n / doubt) / (2 * error * error))), least = 0;
    largest = fmin(largest, .25);
    if (!(chance_of_error((double)n, sum, largest, error, most) <= doubt)) return (uint64_t)most;
    while (most - least > 1) {
        double draws = floor((least + most) / 2);
        if (chance_of_error((double)n, sum, largest, error, draws) <= doubt)
            most = draws;
        else
            least = draws;
    }
    return (uint64_t)most;
}
