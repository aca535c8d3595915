/* analyse/similar_measures.h - how much the neighbours of two vertices have in common. */
#ifndef ANALYSE_SIMILAR_MEASURES_H
#define ANALYSE_SIMILAR_MEASURES_H

#include "analyse/common.h"

/* Whose neighbours: all who are tied to a vertex, those it points to, those that point to it. */
typedef enum ent_along { ENT_ALONG_ALL, ENT_ALONG_OUT, ENT_ALONG_IN } ent_along;
extern const char *const ent_along_names[]; /* for option rows, NULL at the end */

/* The neighbours of every vertex, ascending, without itself: to[first[v] .. first[v + 1] - 1]. */
typedef struct ent_rings {
    size_t n;
    uint32_t *first;
    int32_t *to;
    double *strength; /* of the edge, or of both edges together */
} ent_rings;

/* The view must have its parallel relations merged. O(n + m). */
ent_status ent_rings_make(const ent_view *view, ent_along along, ent_rings *out, ent_error *err);
void ent_rings_clear(ent_rings *rings);

/* What the measures know of two vertices. */
typedef struct ent_likeness {
    size_t shared, own, other;                /* neighbours: in common, of the one, of the other */
    const double *spread;                     /* of each shared one: how many have it for a neighbour; ascending */
    double product, own_square, other_square; /* of the strengths, for cosine */
} ent_likeness;

/* One measure; the table ends with a NULL term.name, ent_similarity_names with a NULL. */
typedef struct ent_similarity {
    ent_term term;
    const char *column; /* help of its column */
    double (*score)(const ent_likeness *l);
} ent_similarity;
extern const ent_similarity ent_similarities[];
extern const char *const ent_similarity_names[];
extern const ent_term ent_similarity_terms[]; /* the same terms, for the row of an analysis */
enum { ENT_SIMILARITIES = 6 };

/* One vertex that shares a neighbour with the vertex asked about. */
typedef struct ent_similar {
    int32_t vertex;
    size_t shared;
    double scores[ENT_SIMILARITIES];
} ent_similar;

/* All vertices that share a neighbour with `vertex`, ascending; *out is the caller's to free. Sums are taken in the order
 * of their terms, so that the order of the vertices changes no digit. O(m log n). */
ent_status ent_similar_find(const ent_view *view, ent_along along, int32_t vertex, const ent_monitor *monitor,
                            ent_similar **out, size_t *count, ent_error *err);

/* The relations between two vertices; begun with the view and its rings along ENT_ALONG_ALL, rows freed by the caller. */
typedef struct ent_relating {
    const ent_view *view;
    const ent_rings *rings;
    ent_id *rows;
    size_t count, capacity;
} ent_relating;

/* Fill rows with the relations on the edges from a to b as `along` sees them, ascending, each once. */
ent_status ent_relating_find(ent_relating *relating, int32_t a, int32_t b, ent_along along, ent_error *err);
/* All between the two, those included that others target. */
ent_status ent_relating_find_all(ent_relating *relating, int32_t a, int32_t b, ent_error *err);

#endif
