/* The options of a view as rows. */
#include <entente/view.h>
#include "view/view.h"

static const char *const directions[] = {"auto", "undirected", "directed", NULL};
static const char *const parallels[] = {"merge", "keep", NULL};
static const char *const weightings[] = {"none", "weight", "count", "confidence", "intensity", NULL};

#define PLACE(member) offsetof(ent_view_options, member)

const ent_option ent_view_option_rows[] = {
    {.name = "direction",
     .type = ENT_OPTION_CHOICE,
     .offset = PLACE(direction),
     .preset = "auto",
     .choices = directions,
     .help = "whether the direction of relations counts; auto: undirected unless the analysis needs it"},
    {.name = "directed",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(directed),
     .help = "the same as --direction directed"},
    {.name = "parallel",
     .type = ENT_OPTION_CHOICE,
     .offset = PLACE(parallel),
     .preset = "merge",
     .choices = parallels,
     .help = "merge relations between one pair into one edge, or keep an edge for each"},
    {.name = "weight",
     .type = ENT_OPTION_CHOICE,
     .offset = PLACE(weighting),
     .preset = "none",
     .choices = weightings,
     .help = "strength of an edge, summed over its relations; the distance is 1/strength"},
    {.name = "no-structural",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(no_structural),
     .help = "leave out structural relations (sign 0: offices, places, membership)"},
    {.name = "areas",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(areas),
     .help = "make every cooperation area a vertex between those who work together in it"},
    {.name = NULL},
};

const char *ent_weighting_words(ent_weighting weighting) {
    static const char *const words[] = {
        [ENT_WEIGHTING_NONE] = "unweighted",
        [ENT_WEIGHTING_WEIGHT] = "weighted by the relations' weights",
        [ENT_WEIGHTING_COUNT] = "weighted by number of relations",
        [ENT_WEIGHTING_CONFIDENCE] = "weighted by confidence",
        [ENT_WEIGHTING_INTENSITY] = "weighted by intensity of type",
    };
    return words[weighting];
}
