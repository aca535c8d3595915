/* analyse/census_ties.h - a view made simple: who is tied to whom, which way and with what sign, without loops and parallels. */
#ifndef ANALYSE_CENSUS_TIES_H
#define ANALYSE_CENSUS_TIES_H

#include "analyse/common.h"

/* What a tie is like, seen from one of its ends. A tie has one of the first two at least, and one of the signs. */
enum { ENT_TIE_OUT = 1, ENT_TIE_IN = 2, ENT_TIE_POSITIVE = 4, ENT_TIE_NEGATIVE = 8, ENT_TIE_STRUCTURAL = 16 };

/* Vertices are numbered anew, by id, so that no result depends on the order of the data. Every tie stands twice, once at
 * each end; the neighbours of v are to[offsets[v]] .. to[offsets[v + 1] - 1], ascending. In an undirected view a tie
 * goes both ways. */
typedef struct ent_ties {
    size_t n, pairs, arcs; /* vertices; pairs that are tied; ordered pairs that are */
    bool directed;
    int32_t *vertex;  /* number in the view */
    int32_t *offsets; /* n + 1 */
    int32_t *to;
    uint8_t *bits;
} ent_ties;

/* O(n log n + m log m). */
ent_status ent_ties_make(const ent_view *view, ent_ties *out, ent_error *err);
void ent_ties_clear(ent_ties *ties);
/* The bits of the tie u - v as u sees it; 0 when there is none. O(log degree). */
uint8_t ent_ties_between(const ent_ties *ties, int32_t u, int32_t v);
/* The relations behind a tie, ascending, each once, in *rows, which grows as it must and is the caller's to free. */
ent_status ent_ties_relations(const ent_ties *ties, const ent_view *view, int32_t u, int32_t v, ent_id **rows,
                              size_t *capacity, size_t *count, ent_error *err);

/* Number of neighbours, and how many of the ties at v have that bit. */
static inline int32_t ent_ties_degree(const ent_ties *ties, int32_t v) {
    return ties->offsets[v + 1] - ties->offsets[v];
}
int32_t ent_ties_count(const ent_ties *ties, int32_t v, uint8_t bit);

#endif
