/* scene/options.c - the rows of `render` that say what the diagram shows. */
#include <entente/scene.h>

#define PLACE(member) offsetof(ent_scene_options, member)

const ent_option ent_scene_option_rows[] = {
    {.name = "title",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(title),
     .argument = "TEXT",
     .help = "headline; the graph's title when not given"},
    {.name = "subtitle",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(subtitle),
     .argument = "TEXT",
     .help = "line below the headline; counts and dates when not given"},
    {.name = "caption",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(caption),
     .argument = "TEXT",
     .help = "line at the foot; sources and counts when not given"},
    {.name = "lang",
     .type = ENT_OPTION_TEXT,
     .offset = PLACE(lang),
     .argument = "TAG",
     .help = "language of the texts as a BCP 47 tag; en when not given"},
    {.name = "no-structural",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(no_structural),
     .help = "leave out relations that are neither cooperative nor adversarial"},
    {.name = "areas",
     .type = ENT_OPTION_FLAG,
     .offset = PLACE(areas),
     .help = "draw every cooperation area as a box between those who work together in it"},
    {.name = NULL},
};
