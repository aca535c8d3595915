/* scene/make.h - making a scene from a selection, inside the room. */
#ifndef SCENE_MAKE_H
#define SCENE_MAKE_H

#include "base/buffer.h"
#include "scene/scene.h"

/* One relation, or one part of it, between two nodes before merging. */
typedef struct ent_stroke {
    uint32_t from, to;
    ent_id relation;
    int8_t sign;   /* of the relation */
    bool directed; /* this part ends in the relation's arrow */
    bool named;    /* this part carries the words */
} ent_stroke;

/* The strokes that a line stands for, in maker->strokes. */
typedef struct ent_stroke_range {
    size_t first, count;
} ent_stroke_range;

typedef struct ent_scene_maker {
    ent_scene *scene;
    const ent_scene_input *input;
    const ent_selection *selection; /* input->selection */
    const ent_graph *graph;
    ent_scene_options options;
    const ent_scene_view *view;
    uint32_t *node_of_entity;   /* by entity, ENT_NONE when not drawn */
    uint32_t *node_of_relation; /* by relation: its junction, ENT_NONE when it is a plain line */
    ent_id *drawn;              /* relations in the order of drawing: by date, then id */
    size_t drawn_count;
    uint8_t *told;          /* by relation: a box tells it, though no line does; NULL: none */
    uint8_t *shown;         /* by relation: a line or a box of the finished scene tells it */
    ent_pool areas;         /* folded names of areas met, sorted by first use */
    uint32_t *node_of_area; /* by number in areas */
    size_t area_capacity;
    ent_stroke *strokes;
    size_t stroke_count, stroke_capacity;
    ent_stroke_range *line_strokes; /* by line of the scene, kept in step with it */
    size_t range_capacity;
    const char *other_words; /* what the legend calls boxes of no kind; NULL: Other */
    size_t ended;            /* relations of lines that only the earlier state has */
    size_t other_total;      /* relations of its graph, when that is another one */
    ent_buffer lead;         /* what the subtitle begins with instead of counts and dates, if anything */
    ent_buffer
        remarks; /* what the subtitle says beside counts and dates: phrases that begin with their own separator */
} ent_scene_maker;

/* The steps of ent_scene_new, in this order; the view is applied before the frame is made. */
ent_status ent_scene_make_nodes(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_areas(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_strokes(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_lines(ent_scene_maker *maker, ent_error *err);
ent_status ent_scene_make_frame(ent_scene_maker *maker, ent_error *err);

/* Label, types, tooltip, dates and link of a line that stands for these strokes. */
ent_status ent_scene_word_line(ent_scene_maker *maker, ent_scene_line *line, const ent_stroke *strokes, size_t count,
                               ent_error *err);

/* The same for each line of the scene that has no words yet. Views leave most lines of a large graph out, so this comes after
 * them; one that reads words asks for it before. */
ent_status ent_scene_word_lines(ent_scene_maker *maker, ent_error *err);

/* keep.c: node v is number[v] from now on, for entities, relations, areas, lines and their strokes; the nodes themselves are
 * the caller's to move. No line may have an end that is ENT_NONE. */
void ent_scene_renumber(ent_scene_maker *maker, const uint32_t *number);
/* keep.c: leave out nodes and lines: node v stays when keep_node[v], line i when keep_line[i] and both its ends stay. Either
 * may be NULL: all stay. What is left keeps its order. */
ent_status ent_scene_keep_only(ent_scene_maker *maker, const uint8_t *keep_node, const uint8_t *keep_line,
                               ent_error *err);
/* keep.c: of the strokes of each line leave those with keep[stroke]. Its words, arrows and numbers stay those of all. */
ent_status ent_scene_keep_strokes(ent_scene_maker *maker, const uint8_t *keep, ent_error *err);
/* keep.c: the nodes of greatest weight with every line between them: as many as --limit says, else `kept` when there are
 * more than `most`, else all. The subtitle tells. */
ent_status ent_scene_keep_heaviest(ent_scene_maker *maker, uint32_t most, uint32_t kept, ent_error *err);
/* keep.c: of the lines those that are among the `each` heaviest of one of their ends. The subtitle tells. */
ent_status ent_scene_keep_strong_lines(ent_scene_maker *maker, uint32_t each, ent_error *err);
/* build.c: weights of nodes from those of their lines, and sizes of type from them. */
void ent_scene_weigh_nodes(ent_scene *scene);
/* words.c: days as short as whole years and months allow: "2015", "2015 – 2016", "2015-03", else both days. */
void ent_scene_say_days(int32_t first, int32_t last, ent_buffer *out);
/* Relations of the selection that some line or box of the scene stands for: maker->shown, and how many they are. */
ent_status ent_scene_count_relations(ent_scene_maker *maker, ent_error *err);

/* limit.c: weights and steps from the sizes of the input, if it has any. */
void ent_scene_apply_sizes(ent_scene_maker *maker);
/* limit.c: the strongest nodes and the lines that matter between them, when the options have a limit. */
ent_status ent_scene_apply_limit(ent_scene_maker *maker, ent_error *err);
/* colours.c: tints of the nodes that are shown, from the colours of the input, if it has any. */
ent_status ent_scene_apply_colours(ent_scene_maker *maker, ent_error *err);
/* colours.c: parts of the nodes by a word for each, most frequent first, then by the words; *part by node, UINT32_MAX for
 * nodes whose word is NULL. Cleared by the caller also when it fails. */
typedef struct ent_parted {
    uint32_t *part, *size; /* size: by part */
    const char **words;    /* by part, as they were given */
    uint32_t *lead;        /* by part: the node of greatest weight, the first of equals */
    uint32_t count;
} ent_parted;
ent_status ent_scene_part(const ent_scene *scene, const char *const *words, ent_parted *out, ent_error *err);
/* What a part is called: its word, or by its strongest node when words are numbers. */
void ent_parted_say(const ent_scene *scene, const ent_parted *parted, uint32_t part, bool numbered, ent_buffer *out);
void ent_parted_clear(ent_parted *parted);
/* Words by node from words by entity; the caller frees *out. */
ent_status ent_scene_words_by_node(const ent_scene_maker *maker, const char *const *by_entity, const char ***out,
                                   ent_error *err);
/* Groups of the scene, with room for them; their labels are the caller's to set. */
ent_status ent_scene_make_groups(ent_scene *scene, uint32_t count, ent_error *err);

/* Where one more thing is said in the subtitle; phrases that begin with their own separator go to maker->remarks. */
ent_buffer *ent_scene_remark(ent_scene_maker *maker);

/* views.c: the rows of the registry. */
#define VIEW(name) extern const ent_scene_view ent_scene_view_##name;
#include "scene/views.inc"
#undef VIEW

/* A node with the given words, at the end of the scene's list. */
ent_status ent_scene_add_node(ent_scene *scene, const ent_scene_node *node, ent_error *err);
/* Text of a buffer moved into the scene; the buffer is cleared. NULL when out of memory. */
const char *ent_scene_keep(ent_scene *scene, ent_buffer *buffer, size_t limit, bool lines);

#endif
