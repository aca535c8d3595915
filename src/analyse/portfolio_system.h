/* analyse/portfolio_system.h - the states that are compared, and their portfolios. */
#ifndef ANALYSE_PORTFOLIO_SYSTEM_H
#define ANALYSE_PORTFOLIO_SYSTEM_H

#include "analyse/portfolio_levels.h"
#include "analyse/portfolio_measures.h"

/* What stands at a state's own place in its portfolio. */
typedef enum ent_portfolio_self { ENT_SELF_LEAVE_OUT, ENT_SELF_HIGHEST, ENT_SELF_NONE } ent_portfolio_self;

/* One relation as one of its ends has it; states by their places. */
typedef struct ent_pact {
    int32_t of, with;
    ent_id relation;
    int level;
} ent_pact;

/* What a portfolio holds beside nothing: one entry a state, ascending. */
typedef struct ent_holding {
    int32_t with;
    int level;
} ent_holding;

typedef struct ent_system {
    const ent_selection *selection;
    bool *wanted;  /* by kind: it is in `among` */
    ent_id *state; /* by place: ids ascending */
    size_t n;
    ent_pact *pacts; /* those of the state at place k: first_pact[k] .. first_pact[k + 1] - 1, by `with` and date */
    size_t *first_pact, pact_count;
    ent_holding *holdings; /* the same with first */
    size_t *first;
    size_t counted, outside, contested; /* relations that count, that have an end elsewhere; pairs of both signs */
    uint8_t *mine;                      /* by place: levels of the state last compared */
} ent_system;

/* The selected entities of the kinds in `among` and their relations, as the scale reads them. */
ent_status ent_system_init(ent_system *system, const ent_selection *selection, const ent_text_list *among,
                           ent_scale *scale, const ent_monitor *monitor, ent_error *err);
void ent_system_clear(ent_system *system);
/* Whether an entity is of one of those kinds. */
bool ent_is_among(const ent_system *system, ent_id entity);
/* Place of an entity (a stand-in), or -1. */
int32_t ent_system_place(const ent_system *system, ent_id entity);
/* Level between two, the scale's `nothing` when there is none. */
int ent_system_level(const ent_system *system, const ent_scale *scale, int32_t a, int32_t b);
/* The contingency table of the portfolios of a and b; returns the number of positions. O(holdings of both). */
int64_t ent_system_compare(ent_system *system, const ent_scale *scale, ent_portfolio_self self, int32_t a, int32_t b,
                           ent_contingency *out);

#endif
