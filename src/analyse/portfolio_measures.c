/* Sums stay whole numbers until the last division, so that "no variance" is exactly 0 and no order of terms matters. */
#include "analyse/portfolio_measures.h"

#include <math.h>

const ent_term ent_portfolio_terms[] = {
    {"s-absolute",
     "One less the mean distance of two portfolios, doubled and measured in the span of the scale: 1 for equal ones, "
     "-1 "
     "when they differ by the whole scale everywhere.",
     "S = 1 - 2 * sum of |p_i - q_i| / (n * span), every position with the same weight", "Signorino and Ritter 1999",
     "O(pacts of the two + levels^2)"},
    {"s-squared", "The same with squared distances: great differences count more.",
     "S = 1 - 2 * sum of (p_i - q_i)^2 / (n * span^2)", "Signorino and Ritter 1999; Haege 2011",
     "O(pacts of the two + levels^2)"},
    {"kappa-absolute",
     "Weighted kappa: agreement beyond that of the same levels met by chance, chance being what each of the two is "
     "inclined to. Undefined when both are at one and the same level everywhere.",
     "kappa = 1 - n * sum of |p_i - q_i| / sum over all i, j of |p_i - q_j|", "Cohen 1968; Haege 2011",
     "O(pacts of the two + levels^2)"},
    {"kappa-squared", "Weighted kappa with squared distances.",
     "kappa = 1 - n * sum of (p_i - q_i)^2 / sum over all i, j of (p_i - q_j)^2", "Cohen 1968; Haege 2011",
     "O(pacts of the two + levels^2)"},
    {"pi-absolute",
     "Weighted pi: as kappa, but chance is what the two together are inclined to, so it is never above kappa. "
     "Undefined "
     "when both are at one and the same level everywhere.",
     "pi = 1 - 4 n * sum of |p_i - q_i| / sum over all pairs x, y of the 2n levels of |x - y|",
     "Scott 1955; Haege 2011", "O(pacts of the two + levels^2)"},
    {"pi-squared", "Weighted pi with squared distances.",
     "pi = 1 - 4 n * sum of (p_i - q_i)^2 / sum over all pairs x, y of the 2n levels of (x - y)^2",
     "Scott 1955; Haege 2011", "O(pacts of the two + levels^2)"},
    {"tau-b", "Kendall's rank correlation with ties. Undefined when one of the two is at the same level everywhere.",
     "tau-b = (C - D) / sqrt((N - T_p) (N - T_q)): pairs of positions in the same and in opposite order, all, and "
     "those "
     "tied in p or in q",
     "Kendall 1945; Bueno de Mesquita 1975", "O(pacts of the two + levels^2)"},
    {NULL, NULL, NULL, NULL, NULL},
};

static int64_t distance(int i, int j, bool squared) {
    int64_t d = i > j ? i - j : j - i;
    return squared ? d * d : d;
}

/* Sums over all positions, over pairs of one of each, and over pairs of any of both. */
static void agree(const ent_contingency *t, const int64_t *row, const int64_t *column, int64_t n, bool squared,
                  double out[ENT_PORTFOLIO_MEASURES]) {
    int64_t met = 0, each = 0, any = 0;
    for (int i = 0; i < t->levels; i++)
        for (int j = 0; j < t->levels; j++) {
            int64_t d = distance(i, j, squared);
            met += d * t->count[i][j];
            each += d * row[i] * column[j];
            any += d * (row[i] + column[i]) * (row[j] + column[j]);
        }
    int64_t most = n * distance(0, t->levels - 1, squared);
    if (most) out[ENT_S_ABSOLUTE + squared] = 1 - 2 * (double)met / (double)most;
    if (each) out[ENT_KAPPA_ABSOLUTE + squared] = 1 - (double)(n * met) / (double)each;
    if (any) out[ENT_PI_ABSOLUTE + squared] = 1 - (double)(4 * n * met) / (double)any;
}

/* Pairs in the same order less those in the opposite one: `below` sums what stands above in the table, by column. */
static int64_t order(const ent_contingency *t) {
    int64_t below[ENT_LEVELS] = {0}, score = 0;
    for (int i = 0; i < t->levels; i++) {
        int64_t right = 0, left = 0;
        for (int j = 0; j < t->levels; j++) right += below[j];
        for (int j = 0; j < t->levels; j++) {
            right -= below[j];
            score += t->count[i][j] * (left - right);
            left += below[j];
        }
        for (int j = 0; j < t->levels; j++) below[j] += t->count[i][j];
    }
    return score;
}

void ent_portfolio_measure(const ent_contingency *t, double out[ENT_PORTFOLIO_MEASURES]) {
    int64_t row[ENT_LEVELS] = {0}, column[ENT_LEVELS] = {0}, n = 0;
    for (int k = 0; k < ENT_PORTFOLIO_MEASURES; k++) out[k] = NAN;
    for (int i = 0; i < t->levels; i++)
        for (int j = 0; j < t->levels; j++) {
            row[i] += t->count[i][j];
            column[j] += t->count[i][j];
            n += t->count[i][j];
        }
    agree(t, row, column, n, false, out);
    agree(t, row, column, n, true, out);
    int64_t untied_p = n * n, untied_q = n * n; /* twice the number of pairs */
    for (int i = 0; i < t->levels; i++) {
        untied_p -= row[i] * row[i];
        untied_q -= column[i] * column[i];
    }
    if (untied_p && untied_q) out[ENT_TAU_B] = 2 * (double)order(t) / sqrt((double)untied_p * (double)untied_q);
}
