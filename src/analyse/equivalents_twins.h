/* analyse/equivalents_twins.h - who is tied to whom and how, as a list for every vertex; and who could take whose place. */
#ifndef ANALYSE_EQUIVALENTS_TWINS_H
#define ANALYSE_EQUIVALENTS_TWINS_H

#include <entente/view.h>

/* What tells two ties with the same neighbour apart, beside direction. */
enum { ENT_TIES_ALIKE, ENT_TIES_BY_SIGN, ENT_TIES_BY_TYPE };
enum { ENT_TIE_WITH, ENT_TIE_TO, ENT_TIE_FROM };

/* One tie. `to` is a place in the order of ids, like the number of the profile that it stands in. */
typedef struct ent_tie {
    int32_t to;
    int way;      /* ENT_TIE_...: with in an undirected view, else to or from */
    int tag;      /* sign + 1, number of the type, or 0 */
    double value; /* strength of the edge; 1 when told apart by sign or type */
} ent_tie;

/* The ties of every vertex, by place: ties[start[p] .. start[p + 1] - 1], ascending by (to, way, tag), each once; without
 * those to itself. The view must have parallel relations merged. */
typedef struct ent_profiles {
    const ent_view *view;
    size_t n;
    int32_t *vertex, *place; /* by place and back */
    size_t *start;
    ent_tie *ties;
    size_t capacity, tags; /* kinds of ties that were told apart */
} ent_profiles;
ent_status ent_profiles_make(const ent_view *view, int by, const ent_monitor *monitor, ent_profiles *out,
                             ent_error *err);
void ent_profiles_clear(ent_profiles *profiles);

/* By (to, way, tag), like strcmp. */
int ent_compare_ties(const ent_tie *x, const ent_tie *y);

/* Structural equivalence (Lorrain and White 1971): p and q have the same ties to all others, and to each other the same
 * ties both ways, so that to exchange them changes nothing. Values are not looked at. O(degree). */
bool ent_profiles_equivalent(const ent_profiles *profiles, int32_t p, int32_t q);
/* first[p] is the first place of the class of p, itself when it is alone. O((n + m) log n), and every class is verified
 * tie by tie. */
ent_status ent_profiles_classes(const ent_profiles *profiles, const ent_monitor *monitor, int32_t *first,
                                ent_error *err);

#endif
