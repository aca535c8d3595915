/* entente/scene.h - what a diagram shows: nodes, lines, frame. Made from a selection, handed to entente-draw as JSON. */
#ifndef ENTENTE_SCENE_H
#define ENTENTE_SCENE_H

#include <entente/model.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_scene ent_scene;
struct ent_scene_maker;

/* A way of looking at a selection: one row of a table, from which help, completion and the README's list are printed. */
typedef struct ent_scene_view {
    const char *name;      /* "ego" */
    const char *summary;   /* one line, for the list */
    const char *detail;    /* a paragraph: what is shown, and where it is from */
    const char *arguments; /* the entities it is about, as usage shows them: "", "ENTITY", "A B" */
    size_t least, most;    /* how many these may be */
    uint32_t nodes,
        lines;      /* what it draws well: above that render warns, and names the views that help; 0: any number */
    bool pairs;     /* of entities only: what is said of a relation has no place in it and is left out */
    bool compares;  /* of two states: input->before is the earlier one */
    bool aggregate; /* its boxes stand for several entities: sizes and colours of these do not apply */
    /* Turns the scene of the whole selection into what the view shows; inside the library. */
    ent_status (*apply)(struct ent_scene_maker *maker, ent_error *err);
} ent_scene_view;
ENT_API size_t ent_scene_view_count(void);
ENT_API const ent_scene_view *ent_scene_view_at(size_t index);
ENT_API const ent_scene_view *ent_scene_view_find(const char *name); /* NULL when there is none */
ENT_API extern const char *const ent_scene_view_names[]; /* in the same order, then NULL: choices of --view */

/* The way between two entities. */
typedef struct ent_scene_path {
    const ent_id *relations; /* that lie on it, ascending */
    size_t relation_count;
    const ent_id *stations; /* its entities, both ends among them */
    size_t station_count;
    uint32_t hops, found, shown; /* of the shortest; paths of that length, and those of them that are given here */
    const char *reading;         /* "positive", "negative", "mixed" or "none"; NULL when they differ */
} ent_scene_path;

/* What a scene is made of. All is borrowed; what is NULL is not there. */
typedef struct ent_scene_input {
    const ent_selection *selection;
    const ent_selection *before; /* the earlier state, of the same graph or of another: for diff */
    const ent_id *entities;      /* that the view is about: the ego, both ends of a path */
    size_t entity_count;
    const ent_scene_path *path; /* for the view of that name */
    const char *const *groups;  /* by entity of the graph: the name of its group, NULL when it is in none; the view
                                 * groups goes by kind when there are none */
    const char *group_words;    /* what the groups are: "community (Leiden, modularity)" */
    const char *const *colours; /* by entity: what its colour tells, NULL: nothing; without, colours tell the kinds */
    const char *colour_words;
    bool groups_numbered, colours_numbered; /* their names are no words but numbers: each is called by its strongest */
    double index_lower, index_upper;        /* for the view factions: bounds of the line index of these groups */
    const double *sizes;                    /* by entity of the graph: what sizes are by, NaN when it has none */
    const char *size_words;                 /* what that is: "betweenness" */
} ent_scene_input;

/* What to draw. Zero: everything selected, title of the graph. */
typedef struct ent_scene_options {
    int view;                               /* index of the view */
    int64_t limit;                          /* entities at most, the strongest; 0: as many as the view shows */
    const char *title, *subtitle, *caption; /* NULL: from the graph and the selection */
    const char *lang;                       /* of the texts; NULL: "en" */
    const char *every;                      /* length of a period as in `trend`; NULL: whatever makes a few of them */
    bool no_structural;
    bool areas;
} ent_scene_options;
ENT_API extern const ent_option ent_scene_option_rows[];
/* Whether the words that a picture says by itself are there in the language of that tag; they are English otherwise. NULL
 * and "" are English. */
ENT_API bool ent_scene_speaks(const char *lang);

/* Make the scene of a selection: parallel relations of one sign between one pair are merged into one line, and the view
 * decides what of it is shown. ENT_USAGE when the view is asked for what it cannot do. */
ENT_API ent_status ent_scene_new(const ent_scene_input *input, const ent_scene_options *options, ent_scene **out,
                                 ent_error *err);
ENT_API void ent_scene_free(ent_scene *scene);
/* Place the boxes as in an earlier picture: an svg of a network that entente-draw wrote, which says where each entity stands.
 * What is new in the scene is placed by the layout. *placed becomes the number of boxes that the picture has too, and may be
 * NULL. ENT_BAD_INPUT when the file is no such picture, ENT_IO when it cannot be read. */
ENT_API ent_status ent_scene_place(ent_scene *scene, const char *path, size_t *placed, ent_error *err);
ENT_API size_t ent_scene_nodes(const ent_scene *scene);
ENT_API size_t ent_scene_lines(const ent_scene *scene);
/* Whether it is drawn as boxes and lines, which is all that Graphviz's language can say. */
ENT_API bool ent_scene_is_network(const ent_scene *scene);
ENT_API size_t ent_scene_relations(const ent_scene *scene); /* that its lines stand for */
/* Serialise for entente-draw: a new string, freed with ent_free. The form is private to one version of entente. */
ENT_API ent_status ent_scene_write(const ent_scene *scene, char **out, size_t *length, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
