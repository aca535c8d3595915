/* scene/scene.h - what a diagram shows, as plain structs: filled from a selection or read back from JSON. */
#ifndef SCENE_SCENE_H
#define SCENE_SCENE_H

#include <entente/scene.h>

#include "base/memory.h"

/* What outline, icon and tint a node gets. The names are those of ent_kind.shape, and "relation" for the point where a
 * line is itself the target of a line. */
typedef enum ent_shape {
    ENT_SHAPE_COUNTRY,
    ENT_SHAPE_LEADER,
    ENT_SHAPE_ORG,
    ENT_SHAPE_FIRM,
    ENT_SHAPE_FRAMEWORK,
    ENT_SHAPE_SITE,
    ENT_SHAPE_TECHNOLOGY,
    ENT_SHAPE_EVENT,
    ENT_SHAPE_OTHER,
    ENT_SHAPE_RELATION,
    ENT_SHAPE_COUNT
} ent_shape;

const char *ent_shape_name(ent_shape shape);
ent_shape ent_shape_find(const char *name); /* ENT_SHAPE_OTHER when unknown */

/* One box. All text is clean (ent_typeset_clean) and belongs to the scene; absent is "". */
typedef struct ent_scene_node {
    const char *id;   /* of the entity; "area:<name>" for an area, the relation's id for a junction */
    const char *text; /* words in the box: the short name when there is one */
    const char *name; /* full name */
    const char *role; /* small second part of the box */
    const char *kind; /* words for the kind */
    ent_shape shape;
    double weight; /* weighted degree */
    int step;      /* 0, 1, 2: size of type */
} ent_scene_node;

/* One line: all relations of one sign between two nodes. */
typedef struct ent_scene_line {
    uint32_t source, target; /* nodes; equal for a loop */
    int sign;
    bool planned;    /* every relation is announced or expected */
    bool head, tail; /* arrow at the target, at the source */
    double weight;
    uint32_t count;        /* relations */
    const char *label;     /* "cooperates with ×2, allied with" */
    const char *types;     /* canonical type names, comma-separated */
    const char *tip;       /* lines of text: ends, then what is reported, with sources */
    const char *url;       /* of the first document that may be linked, "" when none */
    const char *from, *to; /* first and last day, "" when not known */
} ent_scene_line;

struct ent_scene {
    ent_arena arena;
    const char *title, *subtitle, *caption, *lang;
    const char *legend[ENT_SHAPE_COUNT]; /* words for the kinds that have this shape here, "" when none is present */
    ent_scene_node *nodes;
    ent_scene_line *lines;
    uint32_t node_count, line_count;
    uint32_t relations; /* shown */
    size_t node_capacity, line_capacity;
};

/* Longest texts, in code points: what is longer ends with an ellipsis. */
enum { ENT_CUT_NAME = 120, ENT_CUT_TYPE = 40, ENT_CUT_SUMMARY = 400, ENT_CUT_TIP = 4000 };

/* Relations that a tooltip tells in full, and types that a label names. */
enum { ENT_TIP_RELATIONS = 4, ENT_LABEL_TYPES = 2 };

/* Read a scene that ent_scene_write wrote. ENT_BAD_INPUT names the member that is wrong. */
ent_status ent_scene_read(const char *json, size_t length, ent_scene **out, ent_error *err);

#endif
