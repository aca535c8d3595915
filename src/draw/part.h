/* draw/part.h - boxes that overlap give way. */
#ifndef DRAW_PART_H
#define DRAW_PART_H

#include "draw/plot.h"

/* Move boxes that are closer than lines need, each a little, those that are placed last of all, and none out of its region. */
void ent_part_boxes(ent_plot *plot);

#endif
