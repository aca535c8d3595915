/* draw/regions.h - places for the groups of a scene. */
#ifndef DRAW_REGIONS_H
#define DRAW_REGIONS_H

#include "draw/plot.h"

/* Make plot->regions from the groups that have boxes, large enough for them, around 0, 0. Nothing when the scene has none. */
ent_status ent_regions_plan(ent_plot *plot, ent_error *err);
/* The region of a node, UINT32_MAX when it is in none. */
uint32_t ent_region_of(const ent_plot *plot, uint32_t node);
/* Where the centre of a node may be. */
ent_rect ent_regions_home(const ent_plot *plot, uint32_t node);
/* Fill the regions row by row: a layout that cannot fail. */
void ent_regions_pack(ent_plot *plot);
/* Fit the regions to their boxes: they move together where room is left, unless boxes are pinned. False when out of
 * memory. */
bool ent_regions_settle(ent_plot *plot, bool pinned);

#endif
