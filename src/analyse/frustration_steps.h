/* analyse/frustration_steps.h - what the reduction did, one step after the other. */
#ifndef ANALYSE_FRUSTRATION_STEPS_H
#define ANALYSE_FRUSTRATION_STEPS_H

#include "analyse/frustration.h"

typedef enum ent_step_kind {
    ENT_STEP_LEAF,     /* `vertex` had the edge `one` alone */
    ENT_STEP_SERIES,   /* `vertex` had `one` and `two`, which became `made` between their other ends */
    ENT_STEP_PARALLEL, /* `one` and `two` of the same sign became `made` */
    ENT_STEP_NET       /* `one` and the lighter `two` of the other sign became `made`; -1 when they were equal */
} ent_step_kind;

typedef struct ent_reduction_step {
    ent_step_kind kind;
    int32_t vertex, one, two, made;
} ent_reduction_step;

#endif
