/* view/view.h - what the rooms that calculate may ask of a view beyond the public header. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include <entente/view.h>

/* Two views of one selection that is drawn once: without direction and with it, else as the options say. The directed one lends
 * its vertices and has to outlive the other. */
ent_status ent_view_new_both(const ent_selection *selection, const ent_view_options *options, ent_view **undirected,
                             ent_view **directed, ent_error *err);
/* The view with an edge for each relation, made from the one with relations merged, which has to outlive it. */
ent_status ent_view_apart(const ent_view *merged, ent_view **out, ent_error *err);

/* How the view was made; direction is resolved, never ENT_DIRECTION_AUTO. Borrowed. */
const ent_view_options *ent_view_made_with(const ent_view *view);
/* Relations left out because their weights on an edge add up to 0 (weighted views only). */
size_t ent_view_weightless_left_out(const ent_view *view);
/* Relations that stand on at least one edge. */
size_t ent_view_relations(const ent_view *view);
/* How many vertices are of that kind. */
size_t ent_view_vertices_of(const ent_view *view, ent_vertex_kind kind);
/* Strengths of all edges, in order. */
const double *ent_view_strengths(const ent_view *view);

/* Words for a weighting: "unweighted", "weighted by confidence", ... static. */
const char *ent_weighting_words(ent_weighting weighting);

#endif
