/* analyse/paths_widest.h - the paths whose weakest hop is strongest. */
#ifndef ANALYSE_PATHS_WIDEST_H
#define ANALYSE_PATHS_WIDEST_H

#include "analyse/paths_seek.h"

/* The width of a path: the least strength of its hops, without the last digits. */
double ent_path_width(const ent_view *view, const ent_path *path);
/* The widest simple paths that meet the demand, by width, then length, then ids (Pollack 1960, Hu 1961): the first
 * `limit`, or with only_widest the shortest among the widest. *stopped: there may be more. The demand must leave its
 * highest bit free. O(log m) fields of distances for the widest, one more for each width that is listed or passed. */
ent_status ent_paths_widest(const ent_search *search, const ent_demand *demand, size_t limit, bool only_widest,
                            ent_paths *out, bool *stopped, ent_error *err);

#endif
