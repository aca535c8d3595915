/* draw/finish.h - from places of boxes to a finished drawing. */
#ifndef DRAW_FINISH_H
#define DRAW_FINISH_H

#include "draw/plot.h"

/* Boxes that are placed already, as in an earlier picture. */
uint32_t ent_count_placed(const ent_plot *plot);
/* Part boxes that touch, fit the regions, route the lines, place the labels; what the labels cost. False when Graphviz
 * failed or memory is out. */
bool ent_finish(ent_plot *plot, double *labels_cost);
/* Once more, with boxes on tenths of points and the drawing's corner at 0, 0: so that a picture says in the digits it is
 * written with where its boxes are, and can be drawn again from that to the last byte. Boxes that are placed stay. */
bool ent_finish_exactly(ent_plot *plot);

#endif
