/* analyse/portfolio_levels.h - what level a relation puts a pair of states at. */
#ifndef ANALYSE_PORTFOLIO_LEVELS_H
#define ANALYSE_PORTFOLIO_LEVELS_H

#include "analyse/common.h"

/* What portfolios are made of. */
typedef enum ent_portfolio_of { ENT_PORTFOLIO_ALLIANCE, ENT_PORTFOLIO_RELATIONS } ent_portfolio_of;

enum { ENT_PACTS = 9, ENT_MOST_LEVEL = 9 };

/* A scale. Pacts: levels 0 (none) to `top`. Relations: 0 negative, 1 none or both, 2 positive. */
typedef struct ent_scale {
    ent_portfolio_of of;
    const ent_graph *graph;
    int pact[ENT_PACTS]; /* level of each word of the attribute "pact"; the last: of a pact that does not say */
    int *type;           /* level of relations by their type */
    uint32_t allied;     /* number of the type whose relations are pacts, UINT32_MAX: not in the vocabulary */
    int top, nothing;    /* the highest level, the level of a pair without a relation */
    size_t unnamed, unknown;
} ent_scale;

/* Words of --levels, "pact=N" or "type=N", change the preset. ENT_USAGE names what is wrong. */
ent_status ent_scale_init(ent_scale *scale, ent_portfolio_of of, const ent_graph *graph, const ent_text_list *words,
                          ent_error *err);
void ent_scale_clear(ent_scale *scale);
/* *out: the level of a relation, `nothing` when it is none of those asked for. Counts pacts that do not say of what kind
 * they are, and those of a kind that has no level. */
ent_status ent_scale_level(ent_scale *scale, ent_id relation, int *out, ent_error *err);
/* "3 defense, offense, unnamed; 2 neutrality, ..." */
void ent_scale_say(const ent_scale *scale, ent_buffer *out);

#endif
