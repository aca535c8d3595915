/* model/selection_filter.h - the options of a selection made ready for a pass over the columns. */
#ifndef MODEL_SELECTION_FILTER_H
#define MODEL_SELECTION_FILTER_H

#include "model/selection.h"

/* What each value of a column leads to: 0 keeps, else ent_left_out + 1. A table that is NULL keeps everything. So names are
 * looked up, dates compared and kinds found once for each value there is, and not for each relation that has it. */
typedef struct ent_filter {
    const ent_graph *graph;
    const ent_select *options;
    uint8_t status[ENT_RELATION_STATUS_COUNT];
    uint8_t sign[3]; /* negative, structural, positive */
    bool signs;      /* whether any of them is left out */
    uint8_t *date;   /* by number in the column: 0 is "no date" */
    uint8_t *type;
    uint8_t *kind; /* by entity, of the one that stands for it */
    uint8_t *area; /* by number in the column of areas: 0 is "none" */
    ent_id centre; /* of --around, or ENT_NONE */
} ent_filter;

/* ENT_USAGE names a type, kind, area or entity that is not known, or dates that leave no day; ENT_NOMEM. Clear it in any
 * case. O(types + kinds + dates + areas + entities). */
ent_status ent_filter_init(ent_filter *filter, const ent_graph *graph, const ent_select *options, ent_error *err);
void ent_filter_clear(ent_filter *filter);
/* The reason that leaves out each relation, or 0, into the selection. O(m), a pass for each option that was given. */
void ent_filter_run(const ent_filter *filter, ent_selection *selection);

#endif
