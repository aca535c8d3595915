/* model/stretch.h - the time that a selection spans. */
#ifndef MODEL_STRETCH_H
#define MODEL_STRETCH_H

#include <entente/model.h>

#include "base/periods.h"

/* The days that the selection was asked for (--at, --since, --until); where these have no limit, the days that the dates of
 * its relations name. Some relation must have a date; no date is open at both ends. */
ent_stretch ent_selection_stretch(const ent_selection *selection);

#endif
