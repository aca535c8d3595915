/* draw/page.h - sizes that a picture can be made for, as --page names them. */
#ifndef DRAW_PAGE_H
#define DRAW_PAGE_H

#include "draw/plot.h"

typedef struct ent_page {
    const char *name;
    double w, h;   /* points */
    double margin; /* points */
    double type;   /* title, legend and caption, in the usual sizes */
    double most;   /* the drawing is enlarged at most so much */
    double least;  /* type below this many points is not to be read there */
    bool turns;    /* it may lie on its side */
    bool grows;    /* it is only as high as it needs to be, at most h */
} ent_page;

const ent_page *ent_page_find(const char *name); /* NULL when there is none */

/* Share by which a drawing of w to h is scaled to lie in the i-th room, at most `most`. */
double ent_room_scale(const ent_rooms *rooms, int i, double w, double h, double most);
/* What a drawing of that size costs when it has to lie in the best of the rooms. */
double ent_rooms_cost(const ent_rooms *rooms, double w, double h);

#endif
