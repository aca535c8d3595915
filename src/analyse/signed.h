/* analyse/signed.h - the signed graph of a selection: who is for and who is against whom, once for each pair. */
#ifndef ANALYSE_SIGNED_H
#define ANALYSE_SIGNED_H

#include "analyse/common.h"

/* Vertices are those of the view, numbered anew by id, so that no result depends on the order of the data. A pair is tied
 * +1 or -1 when all its signed relations agree. Not in it, but counted: pairs with both signs (contested: what
 * --ambivalent left of them), pairs that only structural relations or areas join, and loops.
 *
 * A relation that others target stands between its ends: it takes the side of its source (+1), and its sign is between
 * itself and its target. So whoever objects to it is against its source, and the way through it has its sign. An area
 * takes no side.
 *
 * Arcs of v: to[offsets[v]] .. to[offsets[v + 1] - 1], ascending, with sign[]; undirected, every pair stands twice. With
 * `directed` each of the two directions is a pair of its own, and into[] has the arcs turned round; else they are the same
 * arrays. */
typedef struct ent_signed_arcs {
    int32_t *offsets, *to; /* n + 1; as many as arcs */
    int8_t *sign;
} ent_signed_arcs;
typedef struct ent_signed {
    size_t n, positive, negative, contested, unsigned_pairs, loops;
    bool directed;
    int32_t *vertex; /* number in the view */
    ent_signed_arcs out, into;
} ent_signed;

/* Made from any view; an undirected one goes both ways. O(n log n + m). */
ent_status ent_signed_make(const ent_view *view, bool directed, ent_signed *out, ent_error *err);
void ent_signed_clear(ent_signed *graph);

/* Number of arcs at v of that sign. */
size_t ent_signed_degree(const ent_signed *graph, size_t v, int sign);

/* The connected parts of an undirected signed graph, and their two sides. */
typedef struct ent_sides {
    size_t count, balanced;  /* parts; those that fall into two sides, friends within and enemies between */
    int32_t *part, *local;   /* by vertex: its part, its number within that */
    int32_t *start, *member; /* vertices of part p, ascending: member[start[p] .. start[p + 1] - 1] */
    int8_t *side;            /* by vertex: +1 or -1 along a spanning tree */
    bool *is_balanced;       /* by part */
} ent_sides;
/* O(n + m). */
ent_status ent_sides_find(const ent_signed *graph, ent_sides *out, ent_error *err);
void ent_sides_clear(ent_sides *sides);

/* Notes: contested pairs, pairs without a sign, loops, vertices without a signed tie. */
ent_status ent_note_signed(ent_table *table, const ent_signed *graph, const ent_view *view, ent_error *err);

#endif
