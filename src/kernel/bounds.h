/* kernel/bounds.h - how far what was drawn can be from the truth. Each bound fails with a chance of at most `doubt`, whatever
 * is drawn from; draws are independent of each other. */
#ifndef KERNEL_BOUNDS_H
#define KERNEL_BOUNDS_H

#include <stddef.h>
#include <stdint.h>

/* A share of which `seen` (0 to 1) was met in so many draws is at most this: the p with draws * (seen ln(seen / p) +
 * (1 - seen) ln((1 - seen) / (1 - p))) = ln(1 / doubt) (Chernoff 1952, Hoeffding 1963). */
double ent_share_most(double seen, double draws, double doubt);

/* A mean of numbers of a range so wide (largest - smallest possible) is at most this above the mean of the draws, and by
 * symmetry at most this below it: `variance` is that of the draws, over draws - 1 (Maurer and Pontil 2009, theorem 4).
 * INFINITY below two draws. */
double ent_mean_error(double variance, double range, double draws, double doubt);

/* Draws after which n shares are all within `error` of what was seen of them, when the shares add up to at most `sum` and
 * none is above `largest`. Those of variance w are off with a chance of 2 exp(-draws error^2 / (2 w + 2 error / 3))
 * (Bernstein), w is at most the share and at most 1/4, and there cannot be many large ones (after Pellegrina and Vandin
 * 2023); or 2 exp(-2 draws error^2) for each (Hoeffding 1963), if that is less. */
uint64_t ent_share_draws(size_t n, double sum, double largest, double error, double doubt);

#endif
