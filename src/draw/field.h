/* draw/field.h - a layout with straight lines, cheap to judge and to change. Costs are in units of which a
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
    ent_rect *bounds;           /* by link: line and label together */
    double *gap;                /* by link: length of the visible part */
    uint32_t *first, *incident; /* links of node v: incident[first[v]] .. incident[first[v + 1] - 1] */
    double frame_w, frame_h;    /* what stands around the drawing */
    ent_rooms rooms;            /* of the plot */
    double page_w, page_h;      /* room that the boxes should keep to, round 0, 0 */
    /* costs as they stand: of each link, each link with each node, each two links, each two nodes, and on the
     * diagonal of `near` each node outside the page */
    double *own, *through, *pair, *near;
    double frame; /* of the size and proportion of the whole */
    /* a trial: links that move along, and what they would cost */
    uint32_t *touched;
    uint8_t *is_touched;
    uint32_t touched_count;
    double *fresh, fresh_frame;
} ent_field;

ent_status ent_field_init(ent_field *field, const ent_plot *plot, ent_error *err);
void ent_field_clear(ent_field *field);
/* Place all nodes and work out all costs. */
void ent_field_set(ent_field *field, const double *xy);
void ent_field_get(const ent_field *field, double *xy);
double ent_field_cost(const ent_field *field);
/* Cost of the size and proportion of a drawing with that frame, or in the rooms that a page leaves for it. */
double ent_frame_cost(const ent_rooms *rooms, double w, double h, double frame_w, double frame_h);

/* Nodes on trial: one, or two that change places. */
typedef struct ent_trial {
    uint32_t node[2];
    int count;
    ent_point from[2], to[2];
} ent_trial;
/* Move the nodes and return how much dearer that is; when it is sure to be over `limit`, any number above that. Then keep
 * it or undo it. */
double ent_field_try(ent_field *field, const ent_trial *trial, double limit);
void ent_field_keep(ent_field *field, const ent_trial *trial);
void ent_field_undo(ent_field *field, const ent_trial *trial);

/* anneal.c: improve the layout in `steps` trials of moving or swapping; the same seed gives the same result. */
void ent_anneal(ent_field *field, size_t steps, double heat, uint64_t seed);

#endif
