/* draw/picture.c - the table of pictures. */
#include "draw/picture.h"

static void write_network(const ent_pen *pen) {
    ent_svg_regions(pen);
    ent_svg_lines(pen);
    ent_svg_labels(pen);
    ent_svg_nodes(pen);
}

#define NETWORK                                                                                                        \
    { ENT_SAYS_DRAWN_NETWORK, ent_layout, ent_plot_bounds, write_network, ent_key_network, true }

static const ent_picture_row rows[ENT_PICTURE_COUNT] = {
    [ENT_PICTURE_NETWORK] = NETWORK,
    [ENT_PICTURE_MATRIX] = {ENT_SAYS_DRAWN_MATRIX, ent_matrix_layout, ent_matrix_bounds, ent_matrix_body,
                            ent_matrix_key, false},
    [ENT_PICTURE_PERIODS] = {ENT_SAYS_DRAWN_PERIODS, ent_periods_layout, ent_periods_bounds, ent_periods_body,
                             ent_periods_key, false},
    [ENT_PICTURE_TIMELINE] = {ENT_SAYS_DRAWN_TIMELINE, ent_timeline_layout, ent_timeline_bounds, ent_timeline_body,
                              ent_timeline_key, false},
};

const ent_picture_row *ent_picture_of(const ent_scene *scene) {
    return &rows[scene->picture];
}
