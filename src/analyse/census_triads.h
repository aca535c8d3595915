/* analyse/census_triads.h - what three entities are to each other: the sixteen classes, triangles and their signs. */
#ifndef ANALYSE_CENSUS_TRIADS_H
#define ANALYSE_CENSUS_TRIADS_H

#include "analyse/census_ties.h"

/* Davis and Leinhardt's names: how many of the three pairs are mutual, asymmetric and null, and a letter where that does
 * not tell them apart (Down, Up, Transitive, Cyclic). In the order of ent_triad_names. */
enum { ENT_TRIAD_CLASSES = 16 };
extern const char *const ent_triad_names[ENT_TRIAD_CLASSES + 1]; /* NULL at the end */

/* Signs of a triangle's three ties; a tie of both signs makes it ambivalent, one of none unsigned. */
typedef enum ent_triangle {
    ENT_TRIANGLE_PPP,
    ENT_TRIANGLE_PPN,
    ENT_TRIANGLE_PNN,
    ENT_TRIANGLE_NNN,
    ENT_TRIANGLE_AMBIVALENT,
    ENT_TRIANGLE_UNSIGNED,
    ENT_TRIANGLES
} ent_triangle;

/* Class of a triad from the bits of its pairs: u-v and u-w as u sees them, v-w as v does. */
int ent_triad_class(uint8_t uv, uint8_t uw, uint8_t vw);
ent_triangle ent_triangle_of(uint8_t uv, uint8_t uw, uint8_t vw);

/* Number of triads of each class (Batagelj and Mrvar 2001). O(m d), d the largest degree. */
ent_status ent_triad_census(const ent_ties *ties, const ent_monitor *monitor, double count[ENT_TRIAD_CLASSES],
                            ent_error *err);
/* How many of each class there are on average over all graphs with as many mutual, asymmetric and null pairs (Holland
 * and Leinhardt 1970). */
void ent_triad_expected(double n, double mutual, double asymmetric, double expected[ENT_TRIAD_CLASSES]);

/* What triangles there are: by sign, and at each vertex (at[0 .. n - 1]). O(m sqrt m) (triangles.c). */
ent_status ent_triangle_census(const ent_ties *ties, const ent_monitor *monitor, double count[ENT_TRIANGLES],
                               double *at, ent_error *err);

/* Call visit for triads with at least one tie, u < v; with `lonely` also those in which w is tied to neither. In an order
 * that depends on the numbers of vertices alone. Ends when visit says so (a status that is not ENT_OK). */
typedef struct ent_triad_visitor {
    ent_status (*visit)(void *context, const int32_t members[3], ent_error *err);
    void *context;
    bool lonely;
} ent_triad_visitor;
ent_status ent_triads_each(const ent_ties *ties, const ent_monitor *monitor, const ent_triad_visitor *visitor,
                           ent_error *err);

#endif
