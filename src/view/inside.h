/* view/inside.h - the struct behind ent_view, for the files of this room only. */
#ifndef VIEW_INSIDE_H
#define VIEW_INSIDE_H

#include <entente/view.h>
#include "base/memory.h"
#include "view/igraph.h"
#include "view/view.h"

/* An area that is a vertex: an issue entity of that name lends its id and name. */
typedef struct ent_view_area {
    const char *id, *name;
} ent_view_area;

struct ent_view {
    const ent_selection *selection;
    const ent_graph *graph;
    ent_view_options made_with;
    bool directed;

    const ent_view *lender; /* what owns the arrays of vertices and names, up to `areas`; NULL: this view */
    const ent_id *entities; /* borrowed from the selection */
    size_t entity_count;
    int32_t *vertex_of_entity; /* by entity of the graph, -1: not selected */
    ent_id *hyper;             /* relations that others target, ascending */
    const char **hyper_names;
    size_t hyper_count;
    ent_arena text;       /* names of targeted relations, ids and names of areas */
    ent_view_area *areas; /* those with a vertex of their own */
    size_t area_count;
    size_t vertex_count;

    size_t edge_count;
    int32_t *from, *to;
    double *strength;
    uint32_t *relation_first; /* edge e stands for relations[relation_first[e] .. relation_first[e + 1] - 1] */
    ent_id *relations;

    int32_t *out_offsets, *out_to, *out_edge; /* out_to is `to` when directed */
    int32_t *in_offsets, *in_to, *in_edge;    /* NULL when undirected */

    size_t used_relations, structural_left_out, weightless_left_out, loops;

    struct ent_nearness *nearness;  /* made when distances are first asked for */
    struct ent_view_sample *sample; /* made when they are first sampled */
};

/* Free what view/sample.c keeps; NULL is fine. */
void ent_view_sample_free(struct ent_view_sample *sample);

/* Build offsets, neighbours and edge numbers from the sorted edges. */
ent_status ent_view_index(ent_view *view, ent_error *err);

#endif
