/* draw/picture.h - the kinds of pictures, a row each: how one is laid out, how large it is, how it is written. The page
 * around it (title, legend, caption) is the same for all. */
#ifndef DRAW_PICTURE_H
#define DRAW_PICTURE_H

#include "draw/svg.h"
#include "scene/language.h"

typedef struct ent_picture_row {
    ent_phrase words; /* what the picture is, for who cannot see it: "Network of ..." */
    /* Place everything; see ent_layout. */
    ent_status (*layout)(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err);
    ent_rect (*bounds)(const ent_plot *plot);        /* the box that the drawing takes, in the plot's coordinates */
    void (*body)(const ent_pen *pen);                /* the drawing, pen->dx, pen->dy further */
    void (*key)(ent_key *key, const ent_plot *plot); /* entries of the legend */
    bool dot;                                        /* it is boxes and lines, which Graphviz's language can say */
} ent_picture_row;

/* matrix.c */
ent_status ent_matrix_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err);
ent_rect ent_matrix_bounds(const ent_plot *plot);
void ent_matrix_body(const ent_pen *pen);
void ent_matrix_key(ent_key *key, const ent_plot *plot);
/* periods.c */
ent_status ent_periods_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err);
ent_rect ent_periods_bounds(const ent_plot *plot);
void ent_periods_body(const ent_pen *pen);
void ent_periods_key(ent_key *key, const ent_plot *plot);
/* timeline.c */
ent_status ent_timeline_layout(ent_plot *plot, const ent_layout_limits *limits, char note[200], ent_error *err);
ent_rect ent_timeline_bounds(const ent_plot *plot);
void ent_timeline_body(const ent_pen *pen);
void ent_timeline_key(ent_key *key, const ent_plot *plot);

const ent_picture_row *ent_picture_of(const ent_scene *scene);

#endif
