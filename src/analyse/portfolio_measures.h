/* analyse/portfolio_measures.h - how alike two rows of levels are, read off their contingency table. */
#ifndef ANALYSE_PORTFOLIO_MEASURES_H
#define ANALYSE_PORTFOLIO_MEASURES_H

#include "analyse/common.h"

enum { ENT_LEVELS = 10 };

/* count[i][j]: positions at which the first is at level i and the second at level j; levels below `levels`. */
typedef struct ent_contingency {
    int64_t count[ENT_LEVELS][ENT_LEVELS];
    int levels;
} ent_contingency;

/* In the order of the columns. */
enum {
    ENT_S_ABSOLUTE,
    ENT_S_SQUARED,
    ENT_KAPPA_ABSOLUTE,
    ENT_KAPPA_SQUARED,
    ENT_PI_ABSOLUTE,
    ENT_PI_SQUARED,
    ENT_TAU_B,
    ENT_PORTFOLIO_MEASURES
};

/* Fill out; NaN for what is not defined. The span of the scale is from its first level to its last. O(levels^2). */
void ent_portfolio_measure(const ent_contingency *table, double out[ENT_PORTFOLIO_MEASURES]);

extern const ent_term ent_portfolio_terms[];

#endif
