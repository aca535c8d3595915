/* scene/choose.h - what of a scene is kept: the choices that views share. */
#ifndef SCENE_CHOOSE_H
#define SCENE_CHOOSE_H

#include "scene/make.h"

/* Marks by node and by line of a scene: 1 stays. */
typedef struct ent_choice {
    uint8_t *node, *line;
} ent_choice;

/* All marked, or none; cleared by the caller also when it fails. */
ent_status ent_choice_init(ent_choice *choice, const ent_scene *scene, uint8_t mark, ent_error *err);
void ent_choice_clear(ent_choice *choice);
/* Take the marks off lines whose ends do not both stay, and off dots that have not both halves of their line. */
ent_status ent_choice_tidy(ent_choice *choice, const ent_scene_maker *maker, ent_error *err);
/* Tidy, and leave the rest out of the scene. */
ent_status ent_choice_apply(ent_choice *choice, ent_scene_maker *maker, ent_error *err);

/* Whether a node is an entity or area, not a dot on a line. */
static inline bool ent_node_counts(const ent_scene *scene, uint32_t node) {
    return scene->nodes[node].shape != ENT_SHAPE_RELATION;
}
uint32_t ent_nodes_counted(const ent_scene *scene);

/* Nodes in the order of `key`, greatest first, equal ones by their weight, then by their own order (that of ids). Dots come
 * last. The caller frees *out. */
ent_status ent_nodes_by(const ent_scene *scene, const double *key, uint32_t **out, ent_error *err);

/* Of the lines that are marked, keep those that matter most: the backbone at ENT_BACKBONE_ALPHA, a spanning forest of the
 * heaviest, no more than twice as many lines as marked nodes unless the forest needs more. Lines that are fewer than that
 * all stay, and so do loops and lines at dots. */
#define ENT_BACKBONE_ALPHA .05
ent_status ent_choice_thin(ent_choice *choice, const ent_scene_maker *maker, ent_error *err);
/* The chance that a line of weight w is as heavy as it is or heavier when the strength s of its end is shared out at
 * random among its k lines: (1 - w / s)^(k - 1). 1 when k < 2. */
double ent_backbone_chance(double w, double s, uint32_t k);

#endif
