/* analyse/brokers.h - what the two files of brokers share: the question, and the columns of its three answers. */
#ifndef ANALYSE_BROKERS_H
#define ANALYSE_BROKERS_H

#include "analyse/brokers_cuts.h"
#include "analyse/hops.h"
#include "analyse/measures.h"
#include "analyse/brokers_roles.h"

typedef struct {
    const char *group, *of; /* group: NULL when not named */
    uint64_t roles;
    bool bridges, ties, structural, exact;
    ent_measure_options how; /* how betweenness is measured */
    int64_t per_hop, limit, seed;
} ent_broker_options;

/* All columns of the three answers: brokers, bridges, and the pairs of one broker. */
enum {
    HEADING,
    RANK,
    ID,
    NAME,
    KIND,
    GROUP,
    ARTICULATION,
    PARTS,
    BRIDGES,
    TIE_BRIDGES,
    BETWEENNESS,
    CONSTRAINT,
    COORDINATOR,
    ITINERANT,
    REPRESENTATIVE,
    GATEKEEPER,
    LIAISON,
    BROKERED,
    ROLES,
    ROLE,
    PAIR,
    HOP,
    FROM,
    WAY,
    TYPE,
    TO,
    FROM_SIDE,
    TO_SIDE,
    ON_TIE,
    SIGN,
    STATUS,
    DATE,
    CONFIDENCE,
    RELATION,
    FROM_ID,
    TO_ID,
    EVIDENCE,
    SOURCE,
    COLUMNS
};

extern const ent_column ent_broker_columns[];
extern const char *const ent_role_names[];

/* ties: undirected, parallel relations merged; arrows: directed, merged. Their vertices are the same. at[c]: where the
 * table has column c. */
typedef struct {
    const ent_analysis_input *input;
    const ent_broker_options *asked;
    ent_view *ties, *arrows;
    ent_measuring measuring;
    ent_cuts cuts;
    ent_grouping grouping;
    int64_t *roles;
    double *betweenness, *constraint;
    uint64_t measures;
    ent_sampled from[ENT_MEASURES_MOST];
    ent_table *table;
    size_t at[COLUMNS];
    size_t n, single, unquoted;
} ent_brokering;

/* Make the table with the chosen columns (their numbers, COLUMNS at the end). */
ent_status ent_brokers_open_table(ent_brokering *q, const ent_analysis *self, const uint8_t *chosen, ent_error *err);
size_t ent_brokers_on_edge(const ent_view *view, size_t edge); /* number of its relations */
/* Note the ties of several relations that together are a bridge; nothing when there are none. */
ent_status ent_brokers_note_ties(const ent_brokering *q, ent_error *err);

/* brokers_list.c: the bridges; the pairs of one broker. ENT_NO with a table when there is none. */
ent_status ent_brokers_bridges(ent_brokering *q, const ent_analysis *self, ent_error *err);
ent_status ent_brokers_pairs(ent_brokering *q, const ent_analysis *self, ent_error *err);

#endif
