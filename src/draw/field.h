/* draw/field.h - a layout with straight lines, cheap to judge and to change. Costs are whole numbers, so that what is added
 * up step by step equals what is added up anew, on every machine. */
#ifndef DRAW_FIELD_H
#define DRAW_FIELD_H

#include "draw/plot.h"

enum {
    ENT_FIELD_UNIT = 256, /* a crossing costs four of these */
    ENT_TRIAL_NODES = 8
};

/* A link between the centres of two boxes, with its label where it would stand: in the middle of the visible part. */
typedef struct ent_stretch {
    float x, y, dx, dy;                       /* from the centre of a, to the centre of b */
    float label_x, label_y, label_w, label_h; /* centre and half sizes; 0, 0: none */
    float gap, length;                        /* of the visible part, of the whole */
    float lines;                              /* that run side by side */
    float room;                               /* that heads and label want */
    uint32_t a, b;
    uint32_t straight; /* the link that goes on behind a junction, UINT32_MAX: none */
} ent_stretch;

/* A cost that a trial would bring: between two nodes, a node and a link, or two links. */
typedef struct ent_fresh_cost {
    enum { ENT_FRESH_NEAR, ENT_FRESH_THROUGH, ENT_FRESH_PAIR } what;
    uint32_t i, j;
    int32_t cost;
} ent_fresh_cost;

typedef struct ent_field {
    uint32_t node_count, link_count;
    float *x, *y, *half_w, *half_h; /* by node */
    ent_rect *home;                 /* by node: where its centre may be */
    bool *hangs;                    /* by node: it moves, and has one link only */
    int32_t *region;                /* by node: nodes of one region may change places */
    uint32_t *movable, movable_count;
    ent_stretch *stretch;           /* by link; loops are left out */
    uint64_t *node_key, *link_key;  /* boxes and stretches, packed for a quick test whether two are near */
    uint32_t *first, *incident;     /* links of node v: incident[first[v]] .. incident[first[v + 1] - 1] */
    float frame_w, frame_h;         /* what stands around the drawing */
    ent_rooms rooms;                /* of the plot */
    float page_w, page_h;           /* room that the boxes should keep to, round 0, 0 */
    bool framed;                    /* size and proportion of the whole count */
    ent_rect span;                  /* of all boxes */
    int32_t *near, *through, *pair; /* costs as they stand: node with node, node with link, link with link */
    int32_t *own, *outside;         /* of each link, of each node that is off the page */
    int64_t *node_sum, *link_sum, total,
        frame;  /* all that a node or a link takes part in; of everything; of the span */
    double met; /* boxes and links compared so far: the work done */
    /* a trial: links that move along, what stood there before, and what would stand there */
    uint32_t *touched, touched_count, *touched_as;
    ent_stretch *saved;
    uint64_t *saved_key, saved_node_key[ENT_TRIAL_NODES];
    ent_fresh_cost *fresh;
    size_t fresh_count;
    int32_t *fresh_own, fresh_outside[ENT_TRIAL_NODES];
    int64_t fresh_frame, fresh_total;
    ent_rect fresh_span;
    uint32_t *close; /* room for a list */
} ent_field;

/* Field of the plot's nodes and links: what is placed stands still. */
ent_status ent_field_init(ent_field *field, const ent_plot *plot, ent_error *err);
void ent_field_clear(ent_field *field);
/* Place all nodes and work out all costs, pair by pair. */
void ent_field_set(ent_field *field, const double *xy);
void ent_field_get(const ent_field *field, double *xy);
double ent_field_cost(const ent_field *field);
/* Cost of the size and proportion of a drawing with that frame, or in the rooms that a page leaves for it. */
double ent_frame_cost(const ent_rooms *rooms, double w, double h, double frame_w, double frame_h);

/* Nodes on trial, and where to: one, two that change places, or one with those that hang on it. */
typedef struct ent_trial {
    uint32_t node[ENT_TRIAL_NODES];
    int count;
    ent_point from[ENT_TRIAL_NODES], to[ENT_TRIAL_NODES];
} ent_trial;
/* Move the nodes; false when that is dearer by more than `limit`. Then keep it (if true) or undo it. */
bool ent_field_try(ent_field *field, const ent_trial *trial, int64_t limit);
void ent_field_keep(ent_field *field, const ent_trial *trial);
void ent_field_undo(ent_field *field, const ent_trial *trial);

/* stress.c: places to start from, of nothing but the graph; x, y of each node. Always the same. False when memory is out. */
bool ent_field_start(const ent_field *field, double *xy);

/* anneal.c: improve the layout in trials of moving or swapping, until `work` comparisons are made; the same seed gives the
 * same result. */
void ent_anneal(ent_field *field, double work, double heat, uint64_t seed);

#endif
