/* draw/page.c - the table of pages, and what a drawing of a given size is worth on one. */
#include "draw/page.h"

#include <string.h>

static const ent_page pages[] = {
    {"a4", 595, 842, 36, 1, 1.25, 5.5, true, false},
    {"letter", 612, 792, 36, 1, 1.25, 5.5, true, false},
    {"slide", 960, 540, 30, 1.25, 1.6, 5.5, false, false},
    {"column", 255, 720, 3, .75, 1, 5.5, false, true},
};

const ent_page *ent_page_find(const char *name) {
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(pages[i].name, name) == 0) return &pages[i];
    return NULL;
}

double ent_room_scale(const ent_rooms *rooms, int i, double w, double h, double most) {
    return ent_min(most, ent_min(rooms->w[i] / ent_max(w, 1), rooms->h[i] / ent_max(h, 1)));
}

#define FULL_SIZE 1.1 /* a drawing that could be enlarged by more gains nothing */
#define SMALL .62     /* below it type gets hard to read */

double ent_rooms_cost(const ent_rooms *rooms, double w, double h) {
    double scale = 0;
    for (int i = 0; i < rooms->count; i++) scale = ent_max(scale, ent_room_scale(rooms, i, w, h, FULL_SIZE));
    double shrink = 1 / ent_max(scale, .01);
    return 40 * shrink + 60 * ent_max(0, shrink - 1 / SMALL);
}
