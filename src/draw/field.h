/* draw/field.h - a layout with straight lines, cheap to judge and to change by one node. Costs are in units of which a
 * crossing takes 4. */
#ifndef DRAW_FIELD_H
#define DRAW_FIELD_H

#include "draw/plot.h"

typedef struct ent_field {
    uint32_t node_count, link_count;
    double *x, *y, *half_w, *half_h; /* by node */
    uint32_t *a, *b;                 /* by link; loops are left out */
    double *label_w, *label_h, *lines;
    ent_rect *label;            /* by link: where its label would stand, the middle of the visible part */
    double *gap;                /* by link: length of the visible part */
    uint32_t *first, *incident; /* links of node v: incident[first[v]] .. incident[first[v + 1] - 1] */
    double frame_w, frame_h;    /* what stands around the drawing */
} ent_field;

ent_status ent_field_init(ent_field *field, const ent_plot *plot, ent_error *err);
void ent_field_clear(ent_field *field);
/* Move a node and bring what depends on it up to date. */
void ent_field_move(ent_field *field, uint32_t node, double x, double y);
void ent_field_set(ent_field *field, const double *xy);
void ent_field_get(const ent_field *field, double *xy);
/* Cost of everything that involves the node; with `without`, except what involves that one as well. */
double ent_field_node_cost(const ent_field *field, uint32_t node, uint32_t without);
/* Cost of the size and proportion of the whole. */
double ent_field_frame_cost(const ent_field *field);
double ent_field_cost(const ent_field *field);
double ent_frame_cost(double w, double h, double frame_w, double frame_h);

/* anneal.c: improve the layout in `steps` trials of moving or swapping; the same seed gives the same result. */
void ent_anneal(ent_field *field, size_t steps, double heat, uint64_t seed);

#endif
