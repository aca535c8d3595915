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

/* What the drawing program makes of a scene; the names are those of the JSON. */
typedef enum ent_picture {
    ENT_PICTURE_NETWORK,  /* boxes and lines */
    ENT_PICTURE_MATRIX,   /* a square a pair */
    ENT_PICTURE_PERIODS,  /* the same boxes in a panel for each period */
    ENT_PICTURE_TIMELINE, /* a bar for what lasts */
    ENT_PICTURE_COUNT
} ent_picture;

const char *ent_picture_name(ent_picture picture);

/* Where the boxes of a group stand: anywhere, in a band across the page, or in a column of their own, in the order of the
 * groups. */
typedef enum ent_regions { ENT_REGIONS_NONE, ENT_REGIONS_BANDS, ENT_REGIONS_COLUMNS, ENT_REGIONS_COUNT } ent_regions;

/* What became of a line between two selections. */
typedef enum ent_change {
    ENT_CHANGE_NONE,
    ENT_CHANGE_NEW,
    ENT_CHANGE_ENDED,
    ENT_CHANGE_KEPT,
    ENT_CHANGE_COUNT
} ent_change;

/* Nodes that belong together: a layer, a camp, a community. */
typedef struct ent_scene_group {
    const char *label;
} ent_scene_group;

/* One panel of the periods. */
typedef struct ent_scene_period {
    const char *label;     /* "2015 - 2016" */
    const char *from, *to; /* first and last day */
    uint32_t count[3];     /* relations that hold in it, by sign + 1 */
} ent_scene_period;
enum { ENT_MOST_PERIODS = 32 };

/* Rows of a matrix that are all shown, and how many are kept when there are more: what fits a page. */
enum { ENT_MATRIX_MOST = 80, ENT_MATRIX_KEPT = 64 };

/* Colours that can be told apart; what comes after is grey. */
enum { ENT_MOST_TINTS = 8 };

/* One box. All text is clean (ent_typeset_clean) and belongs to the scene; absent is "". */
typedef struct ent_scene_node {
    const char *id;   /* of the entity; "area:<name>" for an area, the relation's id for a junction */
    const char *text; /* words in the box: the short name when there is one */
    const char *name; /* full name */
    const char *also; /* the name in the data, when `name` is that of the picture's language */
    const char *role; /* small second part of the box */
    const char *kind; /* words for the kind */
    ent_shape shape;
    double weight; /* weighted degree, or the measure that sizes are by */
    int step;      /* 0, 1, 2: size of type */
    int group;     /* in scene->groups, -1: in none */
    int tint;      /* what its colour tells, in scene->tints, -1: nothing (only when the scene is tinted) */
    bool pale;     /* stays behind: not what the picture is about */
    bool focus;    /* what the picture is about: a stronger outline */
    bool placed;   /* stands at x, y (centre, points, y downwards), as in an earlier picture */
    double x, y;
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
    bool pale;             /* stays behind */
    bool strong;           /* what the picture is about: drawn thick */
    ent_change change;
    uint32_t periods; /* bit k: it holds in the k-th period */
} ent_scene_line;

/* One bar of the timeline: a relation. Bars of one pair follow each other. */
typedef struct ent_scene_span {
    uint32_t source, target; /* nodes */
    int sign;
    bool directed, planned;
    bool interval;       /* it lasts from first to last, and is no vague day between them */
    int32_t first, last; /* ENT_DAY_MIN, ENT_DAY_MAX: open */
    const char *label;   /* words of its type */
    const char *date;    /* as it was written */
    const char *tip, *url;
} ent_scene_span;

/* Bars of a timeline that can still be read on a page. */
enum { ENT_TIMELINE_MOST = 60 };

struct ent_scene {
    ent_arena arena;
    const char *title, *subtitle, *caption, *lang;
    const char *view; /* name of the view it was made by */
    ent_picture picture;
    ent_regions regions;
    bool tinted;                         /* colours tell something else than the kinds: */
    const char **tints;                  /* what, in words for the legend */
    const char *legend[ENT_SHAPE_COUNT]; /* words for the kinds that have this shape here, "" when none is present */
    ent_scene_node *nodes;
    ent_scene_line *lines;
    ent_scene_group *groups;
    ent_scene_period *periods;
    ent_scene_span *spans;
    uint32_t node_count, line_count, group_count, period_count, span_count, tint_count;
    uint32_t relations; /* shown */
    size_t node_capacity, line_capacity;
};

/* Of a place from the middle, in points: what lies farther is no page, and takes minutes as pdf. */
#define ENT_FARTHEST 1e5

/* Longest texts, in code points: what is longer ends with an ellipsis. */
enum { ENT_CUT_NAME = 120, ENT_CUT_TYPE = 40, ENT_CUT_SUMMARY = 400, ENT_CUT_TIP = 4000 };

/* Relations that a tooltip tells in full, and types that a label names. */
enum { ENT_TIP_RELATIONS = 4, ENT_LABEL_TYPES = 2 };

/* Read a scene that ent_scene_write wrote. ENT_BAD_INPUT names the member that is wrong. */
ent_status ent_scene_read(const char *json, size_t length, ent_scene **out, ent_error *err);

#endif
