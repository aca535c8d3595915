/* analyse/what_if.h - the parts of what-if: what the analyst wants changed, and numbers about a graph as a whole. */
#ifndef ANALYSE_WHAT_IF_H
#define ANALYSE_WHAT_IF_H

#include "analyse/measures.h"

/* ---- edits as the analyst writes them (what_if_edits.c) ------------------------------------------------------------------ */

typedef struct ent_wishes {
    ent_text_list without, without_relations, add, flip; /* as given, split at commas */
} ent_wishes;

/* A graph with the wishes granted, and a selection from it that is made like the given one and keeps its entities. */
typedef struct ent_changed {
    ent_graph *graph;
    ent_selection *selection;
    size_t added;       /* relations, the last ones of the graph */
    ent_buffer summary; /* "without Medici; with A supports B" */
} ent_changed;

/* ENT_USAGE, with the nearest name, for what is not understood or not there. Clear *out whether or not it succeeds. */
ent_status ent_wishes_grant(const ent_wishes *wishes, const ent_selection *selection, ent_changed *out, ent_error *err);
void ent_changed_clear(ent_changed *changed);

/* ---- two views side by side (what_if_match.c) ------------------------------------------------------------------------------ */

/* out[v]: the vertex of `to` with the kind and id of vertex v of `from`, -1: there is none. */
ent_status ent_match_vertices(const ent_view *from, const ent_view *to, int32_t *out, ent_error *err);
/* out[v]: 1 + number of vertices that stand better; equal values share a place, undefined ones the last. */
ent_status ent_places(const ent_view *view, const double *values, bool low_first, int32_t *out, ent_error *err);

/* ---- numbers about the whole (what_if_whole.c) ------------------------------------------------------------------------------ */

enum {
    ENT_WHOLE_VERTICES,
    ENT_WHOLE_EDGES,
    ENT_WHOLE_RELATIONS,
    ENT_WHOLE_POSITIVE,
    ENT_WHOLE_NEGATIVE,
    ENT_WHOLE_AMBIVALENT,
    ENT_WHOLE_COMPONENTS,
    ENT_WHOLE_LARGEST,
    ENT_WHOLE_DENSITY,
    ENT_WHOLE_DIAMETER,
    ENT_WHOLE_DISTANCE,
    ENT_WHOLE_TRANSITIVITY,
    ENT_WHOLE_NUMBERS
};

/* Their names, definitions and sources, in that order; then the measures of vertices; a NULL name at the end. */
extern const ent_term ent_whole_terms[];
enum { ENT_WHOLE_DISTANCES_MOST = 20000 }; /* vertices above which distances are not measured */
/* Fill out[0 .. ENT_WHOLE_NUMBERS - 1]; NaN where there is nothing to measure. O(n m). */
ent_status ent_whole_fill(const ent_measuring *m, double *out, ent_error *err);

#endif
