/* draw/junction.h - relations that others refer to: a dot on their line. */
#ifndef DRAW_JUNCTION_H
#define DRAW_JUNCTION_H

#include "draw/plot.h"

/* The two lines that are one line through the dot: the half that comes to it and the half that goes on. False when the node is
 * no such dot or lacks one of them. */
bool ent_junction_halves(const ent_plot *plot, uint32_t node, uint32_t lines[2]);
/* Put every dot onto the straight line between the ends of its halves, where it is in no box's way; not those placed. */
void ent_junctions_align(ent_plot *plot);

#endif
